//! Who and what is added with the rows, by name, and who of them may be somebody known.

use super::super::plan::{BESIDE, Beside, NearName, Plan};
use crate::domain::id::EntityKind;
use crate::i18n::Lang;

/// The most that are named; JSON has all of them.
const MOST_NAMED: usize = 20;

/// `一并登记：人员 2`, with their names below.
pub(super) fn added(plan: &Plan, lang: Lang) -> Vec<String> {
    let kinds = BESIDE.into_iter().zip(plan.added_beside()).filter(|(_, count)| *count > 0);
    let counted: Vec<String> =
        kinds.clone().map(|(kind, count)| format!("{} {count}", word(kind, lang))).collect();
    if counted.is_empty() {
        return Vec::new();
    }
    let counted = counted.join(" · ");
    let first = match lang {
        Lang::Zh => format!("一并登记：{counted}"),
        Lang::En => format!("Added along: {counted}"),
    };
    std::iter::once(first).chain(kinds.map(|(kind, _)| names(plan, kind, lang))).collect()
}

const fn word(kind: EntityKind, lang: Lang) -> &'static str {
    match kind {
        EntityKind::Person => lang.pick("人员", "people"),
        EntityKind::Department => lang.pick("部门单位", "departments"),
        EntityKind::Studio => lang.pick("工作室", "studios"),
        _ => lang.pick("会议", "sessions"),
    }
}

/// `  人员：李四（第 3 行）、王五（第 5 行）`
fn names(plan: &Plan, kind: EntityKind, lang: Lang) -> String {
    let named = |it: &Beside| {
        let (line, name) = (it.line, in_one_line(&it.name));
        match lang {
            Lang::Zh => format!("{name}（第 {line} 行）"),
            Lang::En => format!("{name} (line {line})"),
        }
    };
    let shown: Vec<String> = plan.added(kind).take(MOST_NAMED).map(named).collect();
    let more = plan.added(kind).count().saturating_sub(MOST_NAMED);
    let (word, shown) = (word(kind, lang), shown.join(lang.pick("、", ", ")));
    match (lang, more) {
        (Lang::Zh, 0) => format!("  {word}：{shown}"),
        (Lang::Zh, _) => format!("  {word}：{shown}，另有 {more}，全部见 --json"),
        (Lang::En, 0) => format!("  {word}: {shown}"),
        (Lang::En, _) => format!("  {word}: {shown} and {more} more, all of them with --json"),
    }
}

/// Who of those who are added may be somebody known, and what is to be done.
pub(super) fn near(plan: &Plan, lang: Lang) -> Vec<String> {
    let count = plan.near.len();
    if count == 0 {
        return Vec::new();
    }
    let first = match lang {
        Lang::Zh => format!(
            "新登记的人里，有 {count} 个可能是已有的人。是的，请把表里的姓名改成已有的那个再导入（已经导入的先撤销）；不是的不用管："
        ),
        Lang::En if count == 1 => String::from(
            "One of those who are added may be somebody known. If so, write the known name in the file and import that (undo first what is imported); if not, leave it:",
        ),
        Lang::En => format!(
            "{count} of those who are added may be somebody known. Where so, write the known name in the file and import that (undo first what is imported); where not, leave it:"
        ),
    };
    let mut lines = vec![first];
    lines.extend(plan.near.iter().take(MOST_NAMED).map(|it| near_text(it, lang)));
    let more = count.saturating_sub(MOST_NAMED);
    if more > 0 {
        lines.push(match lang {
            Lang::Zh => format!("  另有 {more} 个，全部见 --json"),
            Lang::En => format!("  and {more} more, all of them with --json"),
        });
    }
    lines
}

/// `  第 3 行 新登记 周鸣；名册里有 周明`
fn near_text(near: &NearName, lang: Lang) -> String {
    let listed = |is_known: bool| {
        let like = near.like.iter().filter(|it| it.line.is_none() == is_known);
        let named = like.map(|it| match (it.line, lang) {
            (None, _) => in_one_line(&it.name),
            (Some(line), Lang::Zh) => format!("第 {line} 行有 {}", in_one_line(&it.name)),
            (Some(line), Lang::En) => format!("line {line} has {}", in_one_line(&it.name)),
        });
        named.collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    let (known, others) = (listed(true), listed(false));
    let known = match lang {
        _ if known.is_empty() => known,
        Lang::Zh => format!("名册里有 {known}"),
        Lang::En => format!("known: {known}"),
    };
    let like = [known, others].into_iter().filter(|it| !it.is_empty());
    let like = like.collect::<Vec<_>>().join(lang.pick("，", ", "));
    let (line, name) = (near.line, in_one_line(&near.name));
    match lang {
        Lang::Zh => format!("  第 {line} 行 新登记 {name}；{like}"),
        Lang::En => format!("  Line {line} adds {name}; {like}"),
    }
}

/// A text without the breaks that somebody put into a cell.
pub(super) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
