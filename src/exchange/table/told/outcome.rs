//! What an import came to in the end, or would, and what is left to decide.

use super::super::plan::Plan;
use super::rows_in_english;
use crate::i18n::Lang;

/// What was saved; where nothing was but what is remembered of columns, that.
pub fn saved(plan: &Plan, is_anything: bool, lang: Lang) -> String {
    let [added, changed, _, kept, ..] = plan.counts();
    let first = match added + changed + kept {
        0 if is_anything => lang
            .pick(
                "没有新内容；列名对应改了。撤销：tanshi undo",
                "Nothing new, but for what columns are called. To take that back: tanshi undo",
            )
            .to_owned(),
        0 => {
            lang.pick("没有新内容，什么也没有改。", "Nothing new: nothing was changed.").to_owned()
        }
        _ => taken_in(plan, lang),
    };
    with_left_out(first, plan, lang)
}

fn taken_in(plan: &Plan, lang: Lang) -> String {
    let [added, changed, _, kept, ..] = plan.counts();
    let told = match (lang, kept) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!(
            "；保留现有的 {kept} 行记为已看过，再导入不再问，--conflicts take 仍可改用表里的"
        ),
        (Lang::En, 1) => String::from(
            "; 1 kept as it is here: it is not asked about again, and --conflicts take still takes it over",
        ),
        (Lang::En, _) => format!(
            "; {kept} kept as they are here: they are not asked about again, and --conflicts take still takes them over"
        ),
    };
    match lang {
        Lang::Zh => format!("已导入：新增 {added} 行，修改 {changed} 行{told}。撤销：tanshi undo"),
        Lang::En => format!(
            "Imported: {} added, {changed} changed{told}. To take it back: tanshi undo",
            rows_in_english(added)
        ),
    }
}

/// What an import would do now.
pub fn would_do(plan: &Plan, lang: Lang) -> String {
    let first = if plan.actions.is_empty() {
        lang.pick("没有新内容。没有写入。", "Nothing new. Nothing was written.")
    } else {
        lang.pick("检查完毕，可以导入。没有写入。", "It can be imported. Nothing was written.")
    };
    with_left_out(first.to_owned(), plan, lang)
}

/// The same with the rows that are left out below it, and how they come in.
fn with_left_out(first: String, plan: &Plan, lang: Lang) -> String {
    let [.., conflicts, refused] = plan.counts();
    let mut lines = vec![first];
    if conflicts > 0 {
        lines.push(match lang {
            Lang::Zh => format!(
                "有冲突的 {conflicts} 行没有导入：--conflicts keep 保留现有的，--conflicts take 改用表里的。"
            ),
            Lang::En => format!(
                "{} in conflict left out: --conflicts keep leaves what is here, --conflicts take takes the row's.",
                rows_in_english(conflicts)
            ),
        });
    }
    if refused > 0 {
        lines.push(match lang {
            Lang::Zh => format!("不能导入的 {refused} 行没有导入：请照上面所说的改正，再导入。"),
            Lang::En => format!(
                "{} refused and left out: correct what is said above, and import again.",
                rows_in_english(refused)
            ),
        });
    }
    lines.join("\n")
}
