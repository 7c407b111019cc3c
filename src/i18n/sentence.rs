//! Sentences that take numbers or names, each written out in both languages.
//!
//! Names come in as they are to be shown; money and days come in as words of [`wording`].
//!
//! [`wording`]: super::wording

use chrono::NaiveDate;
use std::fmt::Display;

use super::{
    Label, Lang,
    wording::{Wording, clock_time, day_in_list},
};
use crate::domain::{
    id::EntityKind,
    mistake::Explanation,
    sealed::SealedDocument,
    session::{Correction, QuorumTurn, StrawPoll},
    workflow::Rule,
};

/// Writes one text in both languages and takes the one that is meant.
macro_rules! said {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            Lang::Zh => format!($zh),
            Lang::En => format!($en),
        }
    };
}

/// An English number with its noun: `1 day`, `2 days`.
pub fn counted<N>(count: N, one: &str, many: &str) -> String
where
    N: Copy + Display + PartialEq + From<u8>,
{
    let noun = if count == N::from(1) { one } else { many };
    format!("{count} {noun}")
}

/// A length in days: `3 天`, `3 days`.
pub fn days(lang: Lang, days: i64) -> String {
    let en = counted(days, "day", "days");
    said!(lang, "{days} 天", "{en}")
}

/// A length in working days: `5 个工作日`, `5 working days`.
pub fn working_days(lang: Lang, days: i64) -> String {
    let en = counted(days, "working day", "working days");
    said!(lang, "{days} 个工作日", "{en}")
}

/// A length in minutes: `15 分钟`, `15 minutes`.
pub fn minutes(lang: Lang, minutes: i64) -> String {
    let en = counted(minutes, "minute", "minutes");
    said!(lang, "{minutes} 分钟", "{en}")
}

/// A length in seconds: `30 秒`, `30 seconds`.
pub fn seconds(lang: Lang, seconds: i64) -> String {
    let en = counted(seconds, "second", "seconds");
    said!(lang, "{seconds} 秒", "{en}")
}

/// How long something has waited: `已等 12 天`, `Waiting for 12 days`.
pub fn waiting(lang: Lang, days: i64) -> String {
    let en = counted(days, "day", "days");
    said!(lang, "已等 {days} 天", "Waiting for {en}")
}

/// `延期 2 次`, `extended twice`.
pub fn extended_times(lang: Lang, count: usize) -> String {
    let en = times(count);
    said!(lang, "延期 {count} 次", "extended {en}")
}

/// `督办 2 次（最近 2023-07-08）`, `followed up twice (last 2023-07-08)`.
pub fn followed_up_times(lang: Lang, count: usize, last: &str) -> String {
    let en = times(count);
    said!(lang, "督办 {count} 次（最近 {last}）", "followed up {en} (last {last})")
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// How far away a day is: `今天`, `昨天`, `明天`, `3 天前`, `in 3 days`.
pub fn near(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    let distance = (day - today).num_days();
    let count = distance.saturating_abs();
    match distance {
        0 => lang.pick("今天", "today").to_owned(),
        -1 => lang.pick("昨天", "yesterday").to_owned(),
        1 => lang.pick("明天", "tomorrow").to_owned(),
        ..0 => said!(lang, "{count} 天前", "{count} days ago"),
        _ => said!(lang, "{count} 天后", "in {count} days"),
    }
}

/// So many of a kind, with the right classifier: `3 件议题`, `3 issues`.
pub fn count_of(lang: Lang, kind: EntityKind, count: i64) -> String {
    let (classifier, one, many) = match kind {
        EntityKind::Studio => ("家", "studio", "studios"),
        EntityKind::Person => ("位", "person", "people"),
        EntityKind::Department => ("个", "department", "departments"),
        EntityKind::Issue => ("件", "issue", "issues"),
        EntityKind::Session => ("场", "session", "sessions"),
        EntityKind::Line => ("条", "line of the record", "lines of the record"),
        EntityKind::Commitment => ("项", "commitment", "commitments"),
        EntityKind::Evidence => ("份", "piece of evidence", "pieces of evidence"),
        EntityKind::Settings => ("项", "setting", "settings"),
    };
    let noun = kind.label(Lang::Zh);
    let en = counted(count, one, many);
    said!(lang, "{count} {classifier}{noun}", "{en}")
}

/// How much of a list the filter leaves: `显示 3 / 120`, `3 of 120 shown`.
pub fn shown_of(lang: Lang, shown: usize, total: usize) -> String {
    said!(lang, "显示 {shown} / {total}", "{shown} of {total} shown")
}

/// Where the cursor is in a list: `第 3 / 120 条`, `3 of 120`.
pub fn position(lang: Lang, at: usize, of: usize) -> String {
    said!(lang, "第 {at} / {of} 条", "{at} of {of}")
}

/// How much of the full text is made: `索引建立中 42 %`.
pub fn indexing(lang: Lang, percent: u8) -> String {
    said!(lang, "索引建立中 {percent} %", "indexing {percent} %")
}

/// The heading of a section with how much is in it: `逾期 12 件`.
pub fn section(lang: Lang, label: &str, count: usize) -> String {
    said!(lang, "{label} {count} 件", "{label}: {count}")
}

/// What did not fit: `另有 3 条`, `3 more`.
pub fn more(lang: Lang, count: usize) -> String {
    said!(lang, "另有 {count} 条", "{count} more")
}

/// How much a step still needs: `还缺 3 项`, `3 things missing`.
pub fn missing_count(lang: Lang, count: i64) -> String {
    let en = counted(count, "thing", "things");
    said!(lang, "还缺 {count} 项", "{en} missing")
}

/// Who is there, by column: `委员 5 · 群众 3 · 部门单位 2`.
pub fn attendance(lang: Lang, members: u32, public: u32, departments: u32) -> String {
    said!(
        lang,
        "委员 {members} · 群众 {public} · 部门单位 {departments}",
        "Members {members} · Public {public} · Departments {departments}",
    )
}

/// The same where there is little room: `委员13 群众8 部门2`.
pub fn attendance_in_short(lang: Lang, [members, public, departments]: [u32; 3]) -> String {
    said!(
        lang,
        "委员{members} 群众{public} 部门{departments}",
        "Mem {members} · Pub {public} · Dep {departments}",
    )
}

/// How many are still needed for a session to count: members, public, departments.
pub fn lacking(lang: Lang, lacking: [u32; 3]) -> String {
    let words = [("委员", "members"), ("群众", "public"), ("部门", "departments")];
    let parts = lacking.iter().zip(words).filter(|(count, _)| **count > 0);
    let parts: Vec<String> = parts
        .map(|(count, (zh, en))| match lang {
            Lang::Zh => format!("{zh}{count}"),
            Lang::En => format!("{en} {count}"),
        })
        .collect();
    match lang {
        Lang::Zh => format!("还差 {}", parts.join(" ")),
        Lang::En => format!("Lacking: {}", parts.join(", ")),
    }
}

/// The same where there is little room: `还差 群众1`, `Lacks Pub 1`.
pub fn lacking_in_short(lang: Lang, counts: [u32; 3]) -> String {
    if lang == Lang::Zh {
        return lacking(lang, counts);
    }
    let parts = counts.iter().zip(["Mem", "Pub", "Dep"]).filter(|(count, _)| **count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| format!("{word} {count}")).collect();
    format!("Lacks {}", parts.join(" "))
}

/// What was saved, by the verb that was asked for: `已保存：登记议题`, `Done: Take in an issue`.
pub fn saved(lang: Lang, what: &str) -> String {
    said!(lang, "已保存：{what}", "Done: {what}")
}

/// What was undone, and how to have it again: `已撤销：登记议题（按 Ctrl-R 重做）`.
pub fn undone(lang: Lang, what: &str, redo_key: &str) -> String {
    said!(lang, "已撤销：{what}（按 {redo_key} 重做）", "Undone: {what} ({redo_key} does it again)")
}

/// What was done again: `已重做：登记议题`.
pub fn redone(lang: Lang, what: &str) -> String {
    said!(lang, "已重做：{what}", "Done again: {what}")
}

/// Where something was written: `已写入 /tmp/台账.xlsx`, `Written to …`.
pub fn written_to(lang: Lang, path: &str) -> String {
    said!(lang, "已写入 {path}", "Written to {path}")
}

/// Who holds the store: the process, and since when as words.
pub fn already_open(lang: Lang, pid: u32, since: &str) -> String {
    said!(
        lang,
        "资料已由另一个窗口打开（进程 {pid}，自 {since} 起）。请先关闭那个窗口。",
        "The data is open in another window (process {pid}, since {since}). Close it first.",
    )
}

/// The day of an example: `示例数据 · 今天是 2023-10-20`.
pub fn demo(lang: Lang, today: NaiveDate) -> String {
    let today = day_in_list(today);
    said!(lang, "示例数据 · 今天是 {today}", "Example data · today is {today}")
}

/// That something came with an export: `由导出文件导入（2023-10-20 导出，2023-10-21 导入）`.
pub fn brought(lang: Lang, exported: NaiveDate, imported: NaiveDate) -> String {
    said!(
        lang,
        "由导出文件导入（{exported} 导出，{imported} 导入）",
        "Brought in from an export (of {exported}, on {imported})"
    )
}

/// Where a fact comes from: `补录，出处：…`.
pub fn recorded_from(lang: Lang, source: &str) -> String {
    said!(lang, "补录，出处：{source}", "Recorded from a source: {source}")
}

/// A straw poll: `先装护栏？赞成 12、不赞成 3`.
pub fn poll(lang: Lang, poll: &StrawPoll) -> String {
    let answers = poll.answers.iter();
    let answers: Vec<String> =
        answers.map(|answer| format!("{} {}", answer.text, answer.count)).collect();
    let answers = answers.join(lang.pick("、", ", "));
    let ends = poll.question.ends_with(['？', '?', '。', '.', '！', '!']);
    let between = match (ends, lang) {
        (true, Lang::Zh) => "",
        (true, Lang::En) => " ",
        (false, _) => lang.pick("：", ": "),
    };
    format!("{}{between}{answers}", poll.question)
}

/// Which document was made final, with its copies: `会议纪要第1版，公开版和内部版`.
pub fn sealed_copies(document: &SealedDocument, lang: Lang) -> String {
    let (kind, version) = (document.kind.label(lang), document.version);
    let copies: Vec<&str> = document.copies.iter().map(|it| it.copy.label(lang)).collect();
    let copies = copies.join(lang.pick("和", " and "));
    match lang {
        Lang::Zh => format!("{kind}第{version}版，{copies}"),
        Lang::En => format!("{kind}, version {version}, {}", copies.to_lowercase()),
    }
}

/// When enough people were there, or not any more: `09:05 人数有效`, `10:20 不足，还差 群众1`.
pub fn quorum_turn(lang: Lang, turn: &QuorumTurn) -> String {
    let at = turn.at.map(clock_time).unwrap_or_default();
    let words = if turn.reached() {
        said!(lang, "{at} 人数有效", "{at} quorum")
    } else {
        let lacks = lacking(lang, turn.lacking);
        said!(lang, "{at} 不足，{lacks}", "{at} lost: {lacks}")
    };
    words.trim_start().to_owned()
}

/// How many hands were counted, of how many people in the room: `共 15 人，在场 20 人`.
pub fn hands(lang: Lang, hands: u32, heads: u32) -> String {
    let en = counted(hands, "hand", "hands");
    said!(lang, "共 {hands} 人，在场 {heads} 人", "{en} in all, {heads} in the room")
}

/// Why a commitment went: `会议记录第 7 行已更正`.
pub fn line_corrected(lang: Lang, number: usize) -> String {
    said!(lang, "会议记录第 {number} 行已更正", "Line {number} of the record was corrected")
}

/// That an entry was taken back, and why: `撤销满意度测评（2023-10-20）：…`; with what it was, where its kind
/// does not tell that.
pub fn taken_back(lang: Lang, told: &Explanation, entry: Option<&str>) -> String {
    let (what, on) = (told.kind.label(lang), day_in_list(told.mark.day()));
    let reason = &told.reason;
    match entry {
        None => said!(lang, "{what}（{on}）：{reason}", "{what} ({on}): {reason}"),
        Some(entry) => {
            said!(lang, "{what}（{on}）：{entry}，{reason}", "{what} ({on}): {entry}, {reason}")
        }
    }
}

/// That a session was corrected after it was held: `议程 2023-10-20 有更正`.
pub fn corrected_after(lang: Lang, what: Correction, on: NaiveDate) -> String {
    let (is_line, what, on) = (what == Correction::Record, what.label(lang), day_in_list(on));
    if is_line {
        return said!(lang, "{what} {on} 补记一行", "{what}: a line added on {on}");
    }
    said!(lang, "{what} {on} 有更正", "{what}: corrected on {on}")
}

/// That a rule was passed over, and why: `放行「有群众出席」：…`.
pub fn overridden(lang: Lang, rule: Rule, reason: &str) -> String {
    let rule = rule.label(lang);
    said!(lang, "放行「{rule}」：{reason}", "Override of “{rule}”: {reason}")
}

/// Where a merged issue went: `并入议题「…」`.
pub fn merged_into(lang: Lang, title: &str) -> String {
    said!(lang, "并入议题「{title}」", "Merged into issue “{title}”")
}

/// Where an issue was referred to: `转往 12345 热线`.
pub fn referred_to(lang: Lang, place: &str) -> String {
    said!(lang, "转往{place}", "Referred to {place}")
}

/// That days were reckoned without the notice of their year, and what to do.
pub fn assumed_years(lang: Lang, years: &[i32]) -> String {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let (zh, en) = (years.join("、"), years.join(", "));
    said!(
        lang,
        "{zh} 年的放假安排还没有导入，暂按周末推算。请在公布后导入。",
        "The holidays of {en} are not imported; only weekends were counted. Import them when they are published.",
    )
}

/// The line of a file that a fault was found in: `第 12 行：…`.
pub fn at_line(lang: Lang, line: usize, what: &str) -> String {
    said!(lang, "第 {line} 行：{what}", "Line {line}: {what}")
}

/// A rate in per cent with one place: `83.3%`; the word for nothing to compute from when `None`.
pub fn percent(lang: Lang, rate: Option<f64>) -> String {
    match rate {
        Some(rate) => format!("{rate:.1}%"),
        None => lang.pick("无从计算", "nothing to compute from").to_owned(),
    }
}

/// The interval and the cut-off of a report, as one line.
pub fn report_scope(
    lang: Lang,
    interval: crate::domain::date::Interval,
    cut_off: NaiveDate,
) -> String {
    let (interval, cut_off) = (interval.words(lang), day_in_list(cut_off));
    said!(
        lang,
        "统计区间 {interval}，截止日 {cut_off}",
        "Interval {interval}, cut-off date {cut_off}",
    )
}

/// That a report without an interval is about this year, and how another is chosen.
pub const fn report_of_this_year(lang: Lang) -> &'static str {
    lang.pick(
        "没有指定起止日期，统计的是今年。换一段请写 --from 和 --to，如 --from 2022-01-01 --to 2023-10-20。",
        "No interval was named, so this is the current year. Choose another with --from and --to, such as --from 2022-01-01 --to 2023-10-20.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::is_cjk;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_is_singular_and_everything_else_is_plural() {
        assert_eq!(count_of(Lang::En, EntityKind::Person, 1), "1 person");
        assert_eq!(count_of(Lang::En, EntityKind::Person, 0), "0 people");
        assert_eq!(counted(1_u64, "entry", "entries"), "1 entry");
        assert_eq!(counted(21_usize, "entry", "entries"), "21 entries");
        assert_eq!(count_of(Lang::Zh, EntityKind::Issue, 3), "3 件议题");
        assert_eq!(missing_count(Lang::En, 1), "1 thing missing");
    }

    #[test]
    fn a_day_nearby_has_a_name() {
        let today = day("2023-06-30");
        let words = |date: &str, lang| near(lang, day(date), today);
        assert_eq!(words("2023-06-29", Lang::Zh), "昨天");
        assert_eq!(words("2023-07-01", Lang::En), "tomorrow");
        assert_eq!(words("2023-06-20", Lang::Zh), "10 天前");
        assert_eq!(words("2023-07-03", Lang::En), "in 3 days");
    }

    #[test]
    fn the_example_names_its_day() {
        assert_eq!(demo(Lang::Zh, day("2023-10-20")), "示例数据 · 今天是 2023-10-20");
    }

    #[test]
    fn every_sentence_is_chinese_or_english_and_never_both() {
        let today = day("2023-10-20");
        let interval = crate::domain::date::Interval::between(day("2022-01-01"), today).unwrap();
        let sentences = |lang| {
            [
                days(lang, 3),
                working_days(lang, 3),
                minutes(lang, 3),
                seconds(lang, 3),
                waiting(lang, 3),
                shown_of(lang, 3, 120),
                position(lang, 3, 120),
                more(lang, 3),
                attendance(lang, 5, 3, 2),
                saved(lang, "1"),
                undone(lang, "1", "2"),
                redone(lang, "1"),
                written_to(lang, "1"),
                already_open(lang, 42, "2"),
                demo(lang, today),
                recorded_from(lang, "1"),
                brought(lang, today, today),
                overridden(lang, Rule::PublicPresent, "1"),
                merged_into(lang, "1"),
                referred_to(lang, "1"),
                assumed_years(lang, &[2027, 2028]),
                at_line(lang, 12, "1"),
                percent(lang, None),
                report_scope(lang, interval, today),
            ]
        };
        for (zh, en) in sentences(Lang::Zh).into_iter().zip(sentences(Lang::En)) {
            assert!(zh.chars().any(is_cjk), "{zh} is not Chinese");
            assert!(!zh.chars().any(|it| it.is_ascii_alphabetic()), "{zh} is not all Chinese");
            assert!(!en.chars().any(is_cjk), "{en} is not English");
        }
    }
}
