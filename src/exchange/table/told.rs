//! What becomes of the rows of a table, told to people: a summary, and a row each.

use super::plan::{Plan, RowReport, What};
use crate::i18n::{Label, Lang, wording::Names};
use std::collections::BTreeMap;

/// The most lines that are named of one kind of fault in the summary.
const NAMED_LINES: usize = 10;

/// Whether a row is told even where not all are.
pub const fn is_told(row: &RowReport) -> bool {
    matches!(row.what, What::Refused | What::Conflict | What::Kept)
        || matches!(row.what, What::Changed) && !row.differences.is_empty()
}

/// The file, the counts, and what is wrong how often.
pub fn summary(path: &str, plan: &Plan, lang: Lang) -> Vec<String> {
    let mut lines = details(path, plan, lang);
    lines.insert(1, counted(plan, lang));
    lines
}

/// The same without the counts.
pub fn details(path: &str, plan: &Plan, lang: Lang) -> Vec<String> {
    let mut lines = vec![about(path, plan, lang)];
    let beside = beside(plan, lang);
    if !beside.is_empty() {
        lines.push(beside);
    }
    let unknown: Vec<&str> = plan.head.unknown().collect();
    if let Some(first) = unknown.first() {
        let names = unknown.join(lang.pick("、", ", "));
        let fields = plan.head.free().map(|column| column.name(lang)).collect::<Vec<_>>();
        let fields = fields.join(lang.pick("、", ", "));
        lines.push(match lang {
            Lang::Zh => {
                format!("没有读的列：{names}。要读就写明列名对应，如 {first}=字段；还可用的字段：{fields}")
            }
            Lang::En => format!(
                "Columns that are not read: {names}. To read one, map it, such as {first}=FIELD; fields that are free: {fields}"
            ),
        });
    }
    let uncounted: Vec<&str> = plan.head.uncounted().collect();
    if !uncounted.is_empty() {
        let names = uncounted.join(lang.pick("、", ", "));
        lines.push(match lang {
            Lang::Zh => format!("只写进议题内容、不计入总数的列：{names}（导入签到表才计数）"),
            Lang::En => format!(
                "Columns kept in the text that no total counts: {names} (import the sign-in sheets)"
            ),
        });
    }
    if !plan.sums.is_empty() {
        let at = listed(&plan.sums, lang);
        lines.push(match lang {
            Lang::Zh => format!("合计行不导入：第 {at} 行"),
            Lang::En => format!("Rows of sums are left out: line {at}"),
        });
    }
    if !plan.remarks.is_empty() {
        let at = listed(&plan.remarks, lang);
        lines.push(match lang {
            Lang::Zh => format!("附注、空号不导入：第 {at} 行"),
            Lang::En => format!("Remarks and empty numbers are left out: line {at}"),
        });
    }
    let is_added = |line: usize| {
        let at = plan.rows.binary_search_by_key(&line, |row| row.line);
        at.ok().and_then(|at| plan.rows.get(at)).is_some_and(|row| row.what == What::Added)
    };
    let alike: Vec<usize> =
        plan.alike.iter().map(|(line, _)| *line).filter(|line| is_added(*line)).collect();
    if !alike.is_empty() {
        let (count, at) = (alike.len(), listed(&alike, lang));
        lines.push(match lang {
            Lang::Zh => format!(
                "{count} 行和前面的行同名、同诉求人、同一天，各登记一件：第 {at} 行。是重复的，请先从表里删去"
            ),
            Lang::En => format!(
                "Same title, raiser and day as an earlier row, each taken in as an issue: line {at}. Where it is a duplicate, delete it from the table first"
            ),
        });
    }
    lines.extend(grouped(plan, lang));
    lines
}

fn about(path: &str, plan: &Plan, lang: Lang) -> String {
    let form = plan.encoding.map(ToOwned::to_owned).or_else(|| plan.sheet.clone());
    let form = form.unwrap_or_default();
    let (kind, line) = (plan.head.kind.label(lang), plan.head.line);
    match (lang, line) {
        (Lang::Zh, 0) => format!("{path}（{form}），按“{kind}”表读"),
        (Lang::Zh, _) => format!("{path}（{form}），第 {line} 行是表头，按“{kind}”表读"),
        (Lang::En, 0) => format!("{path} ({form}), read as {}", kind.to_lowercase()),
        (Lang::En, _) => {
            format!("{path} ({form}), head in line {line}, read as {}", kind.to_lowercase())
        }
    }
}

/// `新增 99,700 · 不能导入 300`.
pub fn counted(plan: &Plan, lang: Lang) -> String {
    let rows = plan.rows.len();
    let counts = What::ALL.into_iter().zip(plan.counts()).filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(what, count)| format!("{} {count}", what.label(lang))).collect();
    let counts = counts.join(" · ");
    match lang {
        Lang::Zh => format!("共 {rows} 行：{counts}"),
        Lang::En => format!("{}: {counts}", rows_in_english(rows)),
    }
}

fn beside(plan: &Plan, lang: Lang) -> String {
    let words = match lang {
        Lang::Zh => ["人员", "部门单位", "工作室", "会议"],
        Lang::En => ["people", "departments", "studios", "sessions"],
    };
    let added = words.iter().zip(plan.added_beside).filter(|(_, count)| *count > 0);
    let added: Vec<String> = added.map(|(word, count)| format!("{word} {count}")).collect();
    if added.is_empty() {
        return String::new();
    }
    let added = added.join(" · ");
    match lang {
        Lang::Zh => format!("一并登记：{added}"),
        Lang::En => format!("Added along: {added}"),
    }
}

/// What is wrong, how often, and where first.
fn grouped(plan: &Plan, lang: Lang) -> Vec<String> {
    let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for row in plan.rows.iter().filter(|row| row.what == What::Refused) {
        for fault in &row.faults {
            let column = fault.column.as_deref().unwrap_or_default();
            groups.entry((fault.what.code(), column)).or_default().push(row.line);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
    let told = groups.into_iter().map(|((code, column), lines)| {
        let what = group_name(code, lang);
        let (count, at) = (lines.len(), listed(&lines, lang));
        match (lang, column.is_empty()) {
            (Lang::Zh, true) => format!("  {what}：{count} 行（第 {at} 行）"),
            (Lang::Zh, false) => format!("  “{column}”{what}：{count} 行（第 {at} 行）"),
            (Lang::En, true) => format!("  {what}: {} (line {at})", rows_in_english(count)),
            (Lang::En, false) => {
                format!("  “{column}” {what}: {} (line {at})", rows_in_english(count))
            }
        }
    });
    told.collect()
}

fn rows_in_english(count: usize) -> String {
    format!("{count} {}", if count == 1 { "row" } else { "rows" })
}

fn listed(lines: &[usize], lang: Lang) -> String {
    let shown: Vec<String> = lines.iter().take(NAMED_LINES).map(ToString::to_string).collect();
    let more = if lines.len() > NAMED_LINES { lang.pick("……", ", …") } else { "" };
    format!("{}{more}", shown.join(lang.pick("、", ", ")))
}

/// A kind of fault in a few words.
fn group_name(code: &str, lang: Lang) -> &'static str {
    match code {
        "missing" => lang.pick("没有填", "is empty"),
        "no_column" => lang.pick("缺少一列", "a column is missing"),
        "not_worked_out" => lang.pick("算不出来", "is not worked out"),
        "unreadable" => lang.pick("有读不出的字", "cannot be read"),
        "text" => lang.pick("太长或有不可见字符", "is too long, or has invisible characters"),
        "no_year" => lang.pick("没有写哪一年", "does not say its year"),
        "by_hand" => lang.pick("表格不能改", "is changed by no table"),
        "date" | "not_a_day" => lang.pick("不是日期", "is not a date"),
        "time" => lang.pick("不是时间", "is not a time"),
        "amount" => lang.pick("不是金额", "is not an amount"),
        "count" => lang.pick("不是整数", "is not a whole number"),
        "word" => lang.pick("不在可用的词里", "is none of the words that are read"),
        "number" => lang.pick("编号抄错", "is a mistyped number"),
        "code" => lang.pick("不是代码", "is not a code"),
        "no_studio" => lang.pick("没有登记的工作室", "is a studio that is not known"),
        "no_department" => lang.pick("没有登记的部门单位", "is a department that is not known"),
        "no_person" => lang.pick("没有登记的人", "is a person who is not known"),
        "no_session" | "which_session" => lang.pick("找不到会议", "names no session"),
        "several" => lang.pick("有几个同名", "means several"),
        "merged" => lang.pick("是并案", "is merged"),
        "quotes" => lang.pick("引号不成对", "quotation marks do not match"),
        "not_json" | "not_a_row" => lang.pick("不是一条记录", "no row"),
        "too_many_cells" => lang.pick("格数比表头多", "more cells than the head"),
        "repeated" => lang.pick("和另一行重复", "the same as another line"),
        _ => lang.pick("不合规定", "against the rules"),
    }
}

/// `第 12 行 步行街增设充电桩：不能导入。“登记日期”的“2023-13-01”：……`
pub fn row_text(row: &RowReport, names: &dyn Names, lang: Lang) -> String {
    let what = row.what.label(lang);
    let faults: Vec<String> = row.faults.iter().map(|it| it.text(lang, names)).collect();
    let faults = faults.join(" ");
    let (line, name) = (row.line, &row.name);
    let text = match (lang, name.is_empty()) {
        (Lang::Zh, true) => format!("第 {line} 行：{what}。{faults}"),
        (Lang::Zh, false) => format!("第 {line} 行 {name}：{what}。{faults}"),
        (Lang::En, true) => format!("Line {line}: {}. {faults}", what.to_lowercase()),
        (Lang::En, false) => format!("Line {line}, {name}: {}. {faults}", what.to_lowercase()),
    };
    text.trim_end().to_owned()
}

/// What was saved; where nothing was but what is remembered of columns, that.
pub fn saved(plan: &Plan, is_anything: bool, lang: Lang) -> String {
    let [added, changed, _, kept, ..] = plan.counts();
    if added + changed + kept == 0 && is_anything {
        return lang
            .pick(
                "没有新内容；列名对应改了。撤销：tanshi undo",
                "Nothing new, but for what columns are called. To take that back: tanshi undo",
            )
            .to_owned();
    }
    if added + changed + kept == 0 {
        return lang
            .pick("没有新内容，什么也没有改。", "Nothing new: nothing was changed.")
            .to_owned();
    }
    let told = match (lang, kept) {
        (_, 0) => String::new(),
        (Lang::Zh, _) => format!(
            "；保留现有的 {kept} 行记为已看过，再导入不再问，--conflicts take 仍可改用表里的"
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
pub const fn would_do(plan: &Plan, lang: Lang) -> &'static str {
    if plan.actions.is_empty() {
        return lang.pick("没有新内容。没有写入。", "Nothing new. Nothing was written.");
    }
    lang.pick("检查完毕，可以导入。没有写入。", "It can be imported. Nothing was written.")
}
