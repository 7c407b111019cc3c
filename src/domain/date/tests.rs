//! Tests of dates.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2023-10-20")
}

fn parse(text: &str) -> Result<String, DateFault> {
    DateSpan::parse(text, today()).map(|span| span.to_string())
}

fn reads(cases: &[(&str, &str)]) {
    for (text, span) in cases {
        assert_eq!(parse(text), Ok((*span).to_owned()), "{text}");
    }
}

#[test]
fn a_day_is_read_in_every_form_that_people_write() {
    for text in [
        "2023-06-30",
        "2023-6-30",
        "2023/6/30",
        "2023.6.30",
        "20230630",
        "2023年6月30日",
        "2023年6月30号",
        "2023年6月30",
        "2023 年 6 月 30 日",
        "６月３０日",
        "6月30日前",
        "6月30号之前",
        "6月30日以前",
        "6-30",
        "6/30",
        "２０２３－０６－３０",
        "2023。6。30",
        "六月三十日",
        "二〇二三年六月三十日",
        "6月底",
        "2023年6月底前",
    ] {
        assert_eq!(parse(text), Ok("2023-06-30".to_owned()), "{text}");
    }
}

#[test]
fn months_and_years_stay_as_coarse_as_they_were_written() {
    reads(&[
        ("2023-06", "2023-06"),
        ("2023/6", "2023-06"),
        ("2023年6月", "2023-06"),
        ("6月", "2023-06"),
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2022年前", "2022"),
    ]);
}

#[test]
fn ranges_take_over_what_their_end_leaves_out() {
    reads(&[
        ("2023-02-03..2023-02-10", "2023-02-03..2023-02-10"),
        ("2023.2.3~2023.2.10", "2023-02-03..2023-02-10"),
        ("2022年2月3日至10日", "2022-02-03..2022-02-10"),
        ("2022年2月3日—3月1日", "2022-02-03..2022-03-01"),
        ("2月3日到2月10日", "2023-02-03..2023-02-10"),
        ("2023-02..2023-04", "2023-02-01..2023-04-30"),
        ("2022年2月至4月", "2022-02-01..2022-04-30"),
        ("2022～2023", "2022-01-01..2023-12-31"),
        ("2月3日-10日", "2023-02-03..2023-02-10"),
        ("2022年2月3-10日", "2022-02-03..2022-02-10"),
        ("2022.2.3-2.10", "2022-02-03..2022-02-10"),
        ("昨天..明天", "2023-10-19..2023-10-21"),
    ]);
}

#[test]
fn a_range_that_is_a_whole_month_or_year_is_one() {
    reads(&[("2023-02-01..2023-02-28", "2023-02"), ("2022-01-01..2022-12-31", "2022")]);
}

#[test]
fn relative_dates_count_calendar_days_from_today() {
    reads(&[
        ("今天", "2023-10-20"),
        ("昨日", "2023-10-19"),
        ("Tomorrow", "2023-10-21"),
        ("明天前", "2023-10-21"),
        ("两周内", "2023-11-03"),
        ("3天内", "2023-10-23"),
        ("10日内", "2023-10-30"),
        ("二十一天之内", "2023-11-10"),
        ("一个月内", "2023-11-20"),
        ("半个月内", "2023-11-04"),
        ("半年内", "2024-04-20"),
        ("一百天内", "2024-01-28"),
        ("一个半月内", "2023-12-05"),
        ("within 2 weeks", "2023-11-03"),
        ("+10d", "2023-10-30"),
        ("+2w", "2023-11-03"),
        ("-3d", "2023-10-17"),
        ("3天前", "2023-10-17"),
        ("三天后", "2023-10-23"),
        ("2年前", "2021-10-20"),
        ("年底前", "2023-12-31"),
        ("本月底", "2023-10-31"),
    ]);
    let february = DateSpan::parse("一个月内", day("2024-01-31")).unwrap();
    assert_eq!(february.to_string(), "2024-02-29");
}

#[test]
fn a_date_is_read_as_english_speakers_write_it() {
    for text in [
        "30 June 2023",
        "30 june 2023",
        "June 30, 2023",
        "Jun. 30, 2023",
        "the 30th of June 2023",
        "by 30 June",
        "By June 30",
        "before June 30th",
        "no later than 30 June",
        "by 2023-06-30",
        "by the end of June",
        "end of June 2023",
        "30.6.2023",
        "30.06.2023",
    ] {
        assert_eq!(parse(text), Ok("2023-06-30".to_owned()), "{text}");
    }
    reads(&[
        ("June 2023", "2023-06"),
        ("Sept 2022", "2022-09"),
        ("31.12.2026", "2026-12-31"),
        ("Yesterday", "2023-10-19"),
        ("in two weeks", "2023-11-03"),
        ("within a month", "2023-11-20"),
        ("twelve days ago", "2023-10-08"),
        ("three weeks from now", "2023-11-10"),
        ("end of the month", "2023-10-31"),
        ("the end of next month", "2023-11-30"),
        ("by the end of the year", "2023-12-31"),
        ("end of 2024", "2024-12-31"),
        ("3–10 February 2023", "2023-02-03..2023-02-10"),
        ("3 February to 5 March 2023", "2023-02-03..2023-03-05"),
        ("Feb 2023 – Apr 2023", "2023-02-01..2023-04-30"),
    ]);
}

#[test]
fn a_year_or_a_month_may_be_counted_from_today() {
    reads(&[
        ("明年11月底前", "2024-11-30"),
        ("明年12月15日前", "2024-12-15"),
        ("后年6月底前", "2025-06-30"),
        ("今年年底前", "2023-12-31"),
        ("去年", "2022"),
        ("明年3月", "2024-03"),
        ("下月10日前", "2023-11-10"),
        ("下个月15号", "2023-11-15"),
        ("下下个月底", "2023-12-31"),
        ("上月20日", "2023-09-20"),
        ("下个月", "2023-11"),
        ("本月中旬", "2023-10-11..2023-10-20"),
        ("今年11月至明年3月", "2023-11-01..2024-03-31"),
        ("下周", "2023-10-23..2023-10-29"),
        ("周末", "2023-10-22"),
        ("今天下班前", "2023-10-20"),
        ("今日内", "2023-10-20"),
    ]);
}

#[test]
fn a_part_of_a_year_or_of_a_month_is_read() {
    reads(&[
        ("11月份", "2023-11"),
        ("11月内", "2023-11-30"),
        ("11月末", "2023-11-30"),
        ("11月中旬", "2023-11-11..2023-11-20"),
        ("2024年2月下旬", "2024-02-21..2024-02-29"),
        ("2024年上半年", "2024-01-01..2024-06-30"),
        ("明年下半年内", "2024-12-31"),
        ("四季度", "2023-10-01..2023-12-31"),
        ("2024年第一季度末", "2024-03-31"),
        ("本季度内", "2023-12-31"),
        ("下季度", "2024-01-01..2024-03-31"),
        ("季度末", "2023-12-31"),
        ("两月内", "2023-12-20"),
        ("自2023年11月1日起至2024年3月31日止", "2023-11-01..2024-03-31"),
    ]);
    assert_eq!(parse("五季度"), Err(DateFault::NotADate));
    assert_eq!(parse("6月30日底"), Err(DateFault::NotADate));
}

#[test]
fn what_lies_ahead_is_of_the_next_year_where_it_has_passed() {
    for (text, span) in [
        ("3月", "2024-03"),
        ("11月", "2023-11"),
        ("一季度", "2024-01-01..2024-03-31"),
        ("上半年", "2024-01-01..2024-06-30"),
        ("3月上旬", "2024-03-01..2024-03-10"),
        ("1月1日至3月31日", "2024-01-01..2024-03-31"),
        ("12月1日至1月31日", "2023-12-01..2024-01-31"),
        ("2023年3月", "2023-03"),
        ("本月5日", "2023-10-05"),
    ] {
        let read = DateSpan::parse_ahead(text, today()).map(|span| span.to_string());
        assert_eq!(read.as_deref(), Ok(span), "{text}");
    }
}

/// Some put the month first and some the day; a wrong guess would be saved without a word.
#[test]
fn a_date_with_its_year_last_and_slashes_is_asked_about() {
    let fault = |one, other| DateFault::DayOrMonth { one: day(one), other: day(other) };
    assert_eq!(parse("12/31/2026"), Err(fault("2026-12-31", "2026-12-31")));
    assert_eq!(parse("31/12/2026"), Err(fault("2026-12-31", "2026-12-31")));
    assert_eq!(parse("5/6/2026"), Err(fault("2026-05-06", "2026-06-05")));
    assert_eq!(parse("05-06-2026"), Err(fault("2026-05-06", "2026-06-05")));
}

#[test]
fn a_weekday_is_of_the_week_that_is_said() {
    // 2023-10-20 is a Friday.
    reads(&[
        ("next Friday", "2023-10-27"),
        ("下周五", "2023-10-27"),
        ("下周五前", "2023-10-27"),
        ("下个星期一", "2023-10-23"),
        ("下下周日", "2023-11-05"),
        ("this Wednesday", "2023-10-18"),
        ("本周三", "2023-10-18"),
        ("last Friday", "2023-10-13"),
        ("last Thu", "2023-10-19"),
        ("上周五", "2023-10-13"),
        ("上周四", "2023-10-12"),
        ("上礼拜天", "2023-10-15"),
    ]);
    assert_eq!(parse("Friday"), Err(DateFault::NotADate));
    assert_eq!(parse("May"), Err(DateFault::NotADate));
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let none = |year, month, day| DateFault::NoSuchDay { year, month, day };
    for (text, fault) in [
        ("", DateFault::Empty),
        (" \u{3000}", DateFault::Empty),
        ("尽快", DateFault::NotADate),
        ("两三天内", DateFault::NotADate),
        ("三五天内", DateFault::NotADate),
        ("10日前", DateFault::NotADate),
        ("2023-06-", DateFault::NotADate),
        ("-2023", DateFault::NotADate),
        ("2023 06 30", DateFault::NotADate),
        ("2023-06-30x", DateFault::NotADate),
        ("202306", DateFault::NotADate),
        ("10个工作日内", DateFault::NotADate),
        ("..2023", DateFault::NotADate),
        ("底", DateFault::NotADate),
        ("2月29日", none(2023, 2, 29)),
        ("2023-13", none(2023, 13, 1)),
        ("20230631", none(2023, 6, 31)),
        ("2023-02-10..2023-02-03", DateFault::Backwards),
        ("1023-06-30", DateFault::YearOutOfRange { year: 1023 }),
        ("23年6月30日", DateFault::YearOutOfRange { year: 23 }),
        ("+9999w", DateFault::YearOutOfRange { year: 2215 }),
        ("99999999999999999999", DateFault::NotADate),
    ] {
        assert_eq!(parse(text), Err(fault), "{text}");
    }
    assert_eq!(parse(&"2".repeat(10_000)), Err(DateFault::NotADate));
}

#[test]
fn one_day_is_asked_for_and_a_month_is_none() {
    assert_eq!(parse_day("6月30日前", today()), Ok(day("2023-06-30")));
    assert_eq!(parse_day("2023-06", today()), Err(DateFault::NotADate));
    assert_eq!(parse_day("2023-06-01..2023-06-02", today()), Err(DateFault::NotADate));
}

/// Nobody promises a day that has passed.
#[test]
fn a_deadline_without_a_year_lies_ahead() {
    let read = |text, today| match SpokenDeadline::parse(text, day(today)) {
        Ok(SpokenDeadline::Day(day)) => day.to_string(),
        other => panic!("{text}: {other:?}"),
    };
    for (text, expected) in [
        ("1月15日前", "2024-01-15"),
        ("1月底前", "2024-01-31"),
        ("11月24日前", "2024-11-24"),
        ("11月25日前", "2023-11-25"),
        ("12-1", "2023-12-01"),
        ("2023年1月15日前", "2023-01-15"),
        ("30日前", "2023-11-30"),
        ("10号前", "2023-12-10"),
        ("25日前", "2023-11-25"),
        ("昨天", "2023-11-24"),
    ] {
        assert_eq!(read(text, "2023-11-25"), expected, "{text}");
    }
    assert_eq!(read("30日前", "2024-02-01"), "2024-03-30");
}

#[test]
fn a_spoken_deadline_keeps_how_its_days_are_counted() {
    let deadline = |text| SpokenDeadline::parse(text, today());
    for text in ["10个工作日内", "十个工作日", "10 working days", "within 10 working days", "+10wd"]
    {
        assert_eq!(deadline(text), Ok(SpokenDeadline::WorkingDays(10)), "{text}");
    }
    assert_eq!(deadline("两周内"), Ok(SpokenDeadline::CalendarDays(14)));
    for (text, days) in [("24小时内", 1), ("36小时内", 2), ("within 48 hours", 2)] {
        assert_eq!(deadline(text), Ok(SpokenDeadline::CalendarDays(days)), "{text}");
    }
    for (text, date) in [
        ("年内", "2023-12-31"),
        ("明年内", "2024-12-31"),
        ("本月内", "2023-10-31"),
        ("下月内", "2023-11-30"),
        ("本周内", "2023-10-22"),
        ("下周内", "2023-10-29"),
        ("2月29日前", "2024-02-29"),
    ] {
        assert_eq!(deadline(text), Ok(SpokenDeadline::Day(day(date))), "{text}");
    }
    // That of the coming year, as of a day that there is.
    let no_day = DateFault::NoSuchDay { year: 2024, month: 2, day: 30 };
    assert_eq!(deadline("2月30日前"), Err(no_day));
    assert_eq!(deadline("10日内"), Ok(SpokenDeadline::CalendarDays(10)));
    assert_eq!(deadline("6月30日前"), Ok(SpokenDeadline::Day(day("2024-06-30"))));
    for text in ["within two weeks", "In Two Weeks", "2 weeks", "two weeks", "两周", "a fortnight"]
    {
        assert_eq!(deadline(text), Ok(SpokenDeadline::CalendarDays(14)), "{text}");
    }
    for text in ["ten working days", "within ten working days", "ten business days"] {
        assert_eq!(deadline(text), Ok(SpokenDeadline::WorkingDays(10)), "{text}");
    }
    for (text, date) in [
        ("by 30 June", "2024-06-30"),
        ("June 30, 2027", "2027-06-30"),
        ("by the end of June", "2024-06-30"),
        ("end of the year", "2023-12-31"),
        ("next Friday", "2023-10-27"),
        ("by Friday", "2023-10-20"),
        ("周一前", "2023-10-23"),
        ("one month", "2023-11-20"),
    ] {
        assert_eq!(deadline(text), Ok(SpokenDeadline::Day(day(date))), "{text}");
    }
    assert_eq!(deadline("一个月内"), Ok(SpokenDeadline::Day(day("2023-11-20"))));
    assert_eq!(deadline("0个工作日内"), Err(DateFault::NotADate));
    assert_eq!(deadline("2023年6月"), Err(DateFault::NotADate));
}

#[test]
fn a_date_counts_in_an_interval_only_if_both_ends_do() {
    let interval = Interval::between(day("2022-01-01"), day("2023-10-20")).unwrap();
    let span = |text| DateSpan::parse(text, today()).unwrap();
    assert!(span("2023-02").within(interval));
    assert!(span("2023-10-20").within(interval));
    assert!(!span("2023-10").within(interval));
    assert!(!span("2023").within(interval));
    assert!(!span("2021-12-31..2022-01-02").within(interval));
    assert_eq!(Interval::between(interval.last(), interval.first()), Err(DateFault::Backwards));
}

#[test]
fn a_date_over_two_months_has_no_month() {
    let month = |text| DateSpan::parse(text, today()).unwrap().year_month();
    assert_eq!(month("2023-02-03..2023-02-10"), Some((2023, 2)));
    assert_eq!(month("2023-02-28..2023-03-01"), None);
    assert_eq!(month("2022-02..2023-02"), None);
}

#[test]
fn the_stored_form_is_two_days_and_is_checked_when_read() {
    let config = bincode::config::standard();
    let span = DateSpan::month(2023, 2).unwrap();
    let bytes = bincode::serde::encode_to_vec(span, config).unwrap();
    assert_eq!(bytes, b"\x0a2023-02-01\x0a2023-02-28");
    let (back, _): (DateSpan, usize) = bincode::serde::decode_from_slice(&bytes, config).unwrap();
    assert_eq!(back, span);
    let backwards = b"\x0a2023-02-28\x0a2023-02-01";
    assert!(bincode::serde::decode_from_slice::<DateSpan, _>(backwards, config).is_err());
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..109_938).prop_map(|days| day("1900-01-01") + Days::new(days))
}

fn spans() -> impl Strategy<Value = DateSpan> {
    prop_oneof![
        days().prop_map(|day| DateSpan::day(day).unwrap()),
        days().prop_map(|day| DateSpan::month(day.year(), day.month()).unwrap()),
        days().prop_map(|day| DateSpan::year(day.year()).unwrap()),
        (days(), days()).prop_map(|(a, b)| DateSpan::between(a.min(b), a.max(b)).unwrap()),
    ]
}

proptest! {
    #[test]
    fn what_is_written_reads_back(span in spans(), today in days()) {
        prop_assert_eq!(DateSpan::parse(&span.to_string(), today), Ok(span));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9年月日前内至两十半个天周.~+ -]{0,12}|(by|in|to|end|of|two|last|next|fri|june|day|s|ago|the|[0-9]{1,4}|[ ,.–-]){0,9}", today in days()) {
        let _read = (DateSpan::parse(&text, today), SpokenDeadline::parse(&text, today));
    }
}
