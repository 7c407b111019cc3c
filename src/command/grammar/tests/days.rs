//! Deadlines: what is read, and what is left open and told of. The session is of 2023-10-20, a Friday,
//! unless another day is named.

use super::hall::Hall;
use crate::command::grammar::{About, OpenDay, Part};
use crate::domain::date::DateSpan;
use crate::i18n::Lang;
use chrono::NaiveDate;

/// The deadline of a commitment of these words, and what is doubtful about a day of it.
fn due(day: &str, words: &str) -> String {
    let reading = on(day).read(&format!("诺 城管局{words}"));
    let date = reading.deadline.map(|due| due.date.to_string());
    let doubts = reading.doubts.iter().filter_map(|doubt| match &doubt.about {
        About::Open(OpenDay::Either { one, other }) => Some(format!("?{one}|{other}")),
        About::Open(open) => Some(format!("?{open:?}")),
        About::SecondDeadline(first) => Some(format!("?Second {first}")),
        About::Latest(_) => Some("?Latest".to_owned()),
        About::Lunar => Some("?Lunar".to_owned()),
        About::NoDeadline => Some("?NoDeadline".to_owned()),
        About::NoSuchDay(_) => Some("?NoSuchDay".to_owned()),
        _ => None,
    });
    date.into_iter().chain(doubts).collect::<Vec<_>>().join(" ")
}

/// A session of this day.
fn on(day: &str) -> Hall {
    let day: NaiveDate = day.parse().unwrap();
    Hall::on(DateSpan::day(day).unwrap())
}

fn check(table: &[(&str, &str)]) {
    check_on("2023-10-20", table);
}

fn check_on(day: &str, table: &[(&str, &str)]) {
    let read = table.iter().map(|(words, expected)| (words, expected, due(day, words)));
    let wrong: Vec<String> = read
        .filter(|(_, expected, read)| read != *expected)
        .map(|(words, expected, read)| format!("{words}\n  expected {expected}\n  read     {read}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_year_or_a_month_before_a_day_is_read_with_it() {
    check(&[
        ("明年11月底前完成", "2024-11-30"),
        ("明年12月15日前完成", "2024-12-15"),
        ("后年6月底前完成", "2025-06-30"),
        ("今年年底前完成", "2023-12-31"),
        ("明年底前完成", "2024-12-31"),
        ("11月内完成", "2023-11-30"),
        ("11月份内完成", "2023-11-30"),
        ("2024年3月底前完成", "2024-03-31"),
        ("去年11月底完成了一期，今年底前完成二期", "2023-12-31"),
    ]);
    check_on(
        "2023-10-05",
        &[
            ("下月10日前完成", "2023-11-10"),
            ("下个月10日前完成", "2023-11-10"),
            ("下月15号前完成", "2023-11-15"),
            ("本月10日前完成", "2023-10-10"),
            ("10日前完成", "2023-10-10"),
            ("修好建设路10号前完成", "2023-10-10"),
            ("窑湾街道10号前清理", "2023-10-10"),
        ],
    );
}

#[test]
fn a_word_that_only_ends_like_a_year_is_none() {
    check(&[
        ("书面说明年底前提交", "2023-12-31"),
        ("会后年底前提交", "2023-12-31"),
        ("线下月底前提交", "2023-10-31"),
    ]);
}

#[test]
fn months_quarters_and_halves_are_deadlines_where_something_is_done_by_then() {
    check(&[
        ("11月完成", "2023-11-30"),
        ("明年3月完成", "2024-03-31"),
        ("3月份全部完成", "2024-03-31"),
        ("下个月完成", "2023-11-30"),
        ("明年完成", "2024-12-31"),
        ("2024年上半年完成", "2024-06-30"),
        ("下半年建成", "2023-12-31"),
        ("本季度内完成", "2023-12-31"),
        ("四季度末完成", "2023-12-31"),
        ("第四季度完成", "2023-12-31"),
        ("2024年一季度完成", "2024-03-31"),
        ("季度末完成", "2023-12-31"),
        ("11月中旬完成", "2023-11-20"),
        ("11月下旬前完成", "2023-11-30 ?Latest"),
        ("11月中旬前完成", "2023-11-20 ?Latest"),
        ("11月末前完成", "2023-11-30"),
        ("下周完成", "2023-10-29"),
        ("周末前完成", "2023-10-22"),
        ("今天下班前答复", "2023-10-20"),
        ("明天下班前答复", "2023-10-21"),
        ("11月装好", "?NoDeadline"),
        ("9月完成了一期", "?NoDeadline"),
        ("11月前完成", "?2023-10-31|2023-11-30"),
        ("明年前完成", "?2023-12-31|2024-12-31"),
        ("三月内完成", "?2024-01-20|2024-03-31"),
        ("两月内完成", "2023-12-20"),
        ("两三个月内完成", "?Vague"),
    ]);
}

#[test]
fn a_range_is_read_by_its_end() {
    check(&[
        ("自2023年11月1日起至2024年3月31日止", "2024-03-31"),
        ("12月1日至15日", "2023-12-15"),
        ("11月1日—11月30日", "2023-11-30"),
        ("11月1-15日整治", "2023-11-15"),
        ("12月1日至1月31日整治", "2024-01-31"),
        ("今年11月至明年3月完成", "2024-03-31"),
        ("11月1日至月底前完成", "2023-11-30"),
        ("即日起至11月30日", "2023-11-30"),
        ("2023.11.1-2023.11.30整治", "2023-11-30"),
        ("3至5个工作日内答复", "2023-10-27"),
        ("6月30日到位", "2024-06-30"),
    ]);
}

#[test]
fn beginnings_repetitions_and_conditions_are_no_deadlines() {
    check(&[
        ("每月底前上报", "?Repeats"),
        ("每月10日前上报", "?Repeats"),
        ("每月由专人在10日前上报", "?Repeats"),
        ("每年6月底前清淤一次", "?Repeats"),
        ("每年的6月底前清淤一次", "?Repeats"),
        ("每周五前巡查", "?Repeats"),
        ("每季度末通报", "?Repeats"),
        ("每两周内巡查", "?Repeats"),
        ("自11月1日起施行", "?Begins"),
        ("11月1日以后办理", "?Begins"),
        ("明天起巡查", "?Begins"),
        ("即日起巡查", "?NoDeadline"),
        ("春节后一个月内完成", "?Conditional"),
        ("收到材料后10个工作日内办结", "?Conditional"),
        ("收到材料后，10个工作日内办结", "?Conditional"),
        ("收到举报24小时内到场", "?Conditional"),
        ("方案批准后两个月内完成", "?Conditional"),
        ("方案批准后由专班两个月内完成", "?Conditional"),
        ("自受理之日起15个工作日内办结", "?Conditional"),
        ("会后两周内答复", "2023-11-03"),
        ("散会后两周内答复", "2023-11-03"),
        ("今天起两周内答复", "2023-11-03"),
        ("后续工作两周内答复", "2023-11-03"),
        ("收到材料后10个工作日内答复，年底前办结", "2023-12-31"),
    ]);
}

#[test]
fn a_day_that_only_describes_something_is_no_deadline() {
    check(&[
        ("对12号前的门面整治", "?Describes"),
        ("清理建设路15号前积水", "?NoDeadline"),
        ("清理建设路15号前积水，年底前办结", "2023-12-31"),
        ("6月30日前的违建由专班年底前拆完", "2023-12-31"),
        ("11月30日前后完成", "?Vague"),
        ("次年3月底前完成", "?Vague"),
        ("次年底前完成", "?Vague"),
        ("三周年内完成", "?NoDeadline"),
        ("一个多月内完成", "?NoDeadline"),
        ("农历十月底前完成", "?Lunar"),
        ("农历十月初一前完成", "?NoDeadline"),
    ]);
    let hall = on("2023-10-20");
    let refused = |line: &str| hall.read(line).refusal().map(|doubt| doubt.typed.clone());
    assert_eq!(refused("诺 城管局农历十月底前完成").as_deref(), Some("农历十月底前"));
    assert_eq!(refused("说 农历十月底前完成"), None, "what was said is written down");
}

#[test]
fn the_deadline_that_counts_is_named_where_there_are_several() {
    check(&[
        ("10月底前完成一期、明年底前完成二期", "2023-10-31 ?Second 2023-10-31"),
        ("10月底前一期、明年底前二期", "2023-10-31 ?Second 2023-10-31"),
        ("10月底前完成，10月31日前报告", "2023-10-31"),
    ]);
}

#[test]
fn before_a_holiday_is_the_day_before_it_begins() {
    check(&[
        ("春节前完成", "2024-02-09"),
        ("元旦前完成", "2023-12-31"),
        ("明年国庆节前完成", "2024-09-30"),
        ("每年春节前慰问", "?Repeats"),
        ("2029年春节前完成", "?Vague"),
    ]);
    check_on("2026-11-20", &[("春节前完成", "?Vague")]);
}

#[test]
fn english_months_are_read_and_what_may_be_two_days_is_asked_about() {
    check(&[
        (" by March 2024", "2024-03-31"),
        (" by 3/4/2024", "?2024-03-04|2024-04-03"),
        (" by 13/4/2024", "2024-04-13"),
        (" by 2024", "?NoDeadline"),
    ]);
}

#[test]
fn an_english_day_that_there_is_not_is_told() {
    check(&[
        (" by 31 February", "?NoSuchDay"),
        (" by February 31, 2024", "?NoSuchDay"),
        (" by 31 June at the latest", "?NoSuchDay"),
        (" by 32 May", "?NoSuchDay"),
        (" by 29 February", "2024-02-29"),
        (" by March 45 households are linked", "?NoDeadline"),
    ]);
    let refused = on("2023-10-20").read("诺 城管局 by 31 February").refusal().is_some();
    assert!(refused, "as 2月30日前 is");
}

/// 2023-10-18 is a Wednesday, 2023-10-20 a Friday, 2023-10-21 a Saturday.
#[test]
fn weekdays_are_read_by_the_week_of_the_session_where_that_is_one_day() {
    check_on(
        "2023-10-18",
        &[
            ("下周五前完成", "2023-10-27"),
            ("本周五完成", "2023-10-20"),
            ("周五前完成", "2023-10-20"),
            (" by Friday", "2023-10-20"),
            (" by this Friday", "2023-10-20"),
            (" this Friday", "2023-10-20"),
            (" by next Friday", "?2023-10-20|2023-10-27"),
            (" fixes it next Friday", "?2023-10-20|2023-10-27"),
            (" by the end of next week", "2023-10-29"),
            (" by the end of the week", "2023-10-22"),
            (" by next week", "?Vague"),
            (" by next month", "?Vague"),
        ],
    );
    check_on(
        "2023-10-20",
        &[
            ("周五前完成", "?2023-10-20|2023-10-27"),
            ("本周五前完成", "2023-10-20"),
            (" by Friday", "?2023-10-20|2023-10-27"),
            (" by next Friday", "2023-10-27"),
        ],
    );
    check_on(
        "2023-10-21",
        &[
            ("下周五前完成", "2023-10-27"),
            ("本周五前完成", "?Vague"),
            (" by this Friday", "?Vague"),
            (" by next Friday", "?2023-10-27|2023-11-03"),
        ],
    );
}

#[test]
fn a_time_of_day_stays_in_the_words_and_its_day_is_the_deadline() {
    check_on(
        "2023-10-18",
        &[
            ("周五上午9:00前报送", "2023-10-20"),
            ("下周一上午9点半之前报送", "2023-10-23"),
            ("明天下午3点前报送", "2023-10-19"),
            ("周五 17:00 前报送", "2023-10-20"),
            ("10月30日中午十二点前报送", "2023-10-30"),
            ("30日17时30分前报送", "2023-10-30"),
            ("10月20日至10月25日17:00前报送", "2023-10-25"),
            (" by Friday 5 pm", "2023-10-20"),
            (" by 5 pm on Friday", "2023-10-20"),
            (" by 9:00 on 30 October", "2023-10-30"),
            (" before noon on Friday", "2023-10-20"),
        ],
    );
    let line = "诺 城管局周五上午9:00前报送";
    let reading = on("2023-10-18").read(line);
    assert_eq!(reading.text, "城管局周五上午9:00前报送");
    let day = reading.spans.iter().find(|span| span.part == Part::Date).unwrap();
    assert_eq!(line.get(day.range.clone()), Some("周五上午9:00前"));
}

#[test]
fn a_weekday_of_a_later_week_is_not_taken_for_the_coming_one() {
    check_on(
        "2023-10-18",
        &[
            (" by Friday week", "?Vague"),
            (" fixes it by Friday week, and reports", "?Vague"),
            (" by the Monday after next", "?Vague"),
            (" by Monday after next", "?Vague"),
            (" by this Friday week", "?Vague"),
            (" this Friday week", "?Vague"),
            (" by a week on Friday", "?Vague"),
            (" by Friday weekly reports begin", "2023-10-20"),
            (" by the Friday", "2023-10-20"),
            (" this Friday and next Friday", "2023-10-20 ?2023-10-20|2023-10-27"),
            (" by this Friday and by Friday week", "2023-10-20 ?Vague"),
        ],
    );
}

#[test]
fn a_day_that_there_is_not_is_told_in_a_line_of_any_kind() {
    let told = |line: &str| {
        let reading = on("2026-11-26").read(line);
        let doubt = reading.doubts.iter().find(|it| matches!(it.about, About::NoSuchDay(_)));
        doubt.map(|it| {
            assert!(it.about.asks_first(reading.kind), "{line}");
            it.typed.clone()
        })
    };
    for (line, day) in [
        ("s: the beds were counted on 31 June", "31 June"),
        ("s: the meeting of 30 February was loud", "30 February"),
        ("s: the meeting of the 30th of February was loud", "30th of February"),
        ("q: was it June 31, or later?", "June 31"),
        ("n: they came on 31 April 2026", "31 April 2026"),
        ("t: the lamps of 31 Sept.", "31 Sept"),
        ("a: 29 February 2026 it was", "29 February 2026"),
        ("说 6月31日清点过", "6月31日"),
        ("议 2月30日的会", "2月30日"),
        ("私 11月31日来过", "11月31日"),
        ("问 2026年2月29日来过吗", "2026年2月29日"),
    ] {
        assert_eq!(told(line).as_deref(), Some(day), "{line}");
    }
    for line in [
        "s: the meeting of 30 June was loud",
        "s: 31 may come, 30 may not",
        "s: 31 Junes ago",
        "s: in June 31 beds were counted",
        "s: June 310 beds",
        "s: the 29 February babies",
        "s: item 131 June",
        "说 6月30日清点过",
    ] {
        assert_eq!(told(line), None, "{line}");
    }
}

#[test]
fn a_day_that_no_year_has_is_told_without_a_year() {
    let words = |line: &str| {
        let reading = on("2026-11-26").read(line);
        let doubt = reading.doubts.iter().find(|it| matches!(it.about, About::NoSuchDay(_)));
        let doubt = doubt.unwrap_or_else(|| panic!("{line}"));
        let names = crate::command::Catalog::default();
        let said = |lang| {
            let words = doubt.words(lang, &names);
            words.split_once(['：', ':']).unwrap().1.trim().to_owned()
        };
        (said(Lang::Zh), said(Lang::En))
    };
    let (zh, en) = words("诺 城管局2月30日前完成");
    assert!(
        zh.starts_with("2月没有30日。") && en.starts_with("February has no day 30."),
        "{zh}{en}"
    );
    let (zh, _) = words("诺 城管局2027年6月31日前完成");
    assert!(zh.starts_with("6月没有31日。"), "{zh}");
    let (zh, en) = words("诺 城管局2月29日前完成");
    assert!(zh.starts_with("2027年2月没有29日。") && en.contains("2027"), "{zh}{en}");
}
