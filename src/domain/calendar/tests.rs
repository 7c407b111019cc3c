//! Tests of working days.

use super::*;

/// Written by tests/fixtures/calendar/export.py from a package that others maintain.
const SECOND_OPINION: &str =
    include_str!("../../../tests/fixtures/calendar/chinesecalendar-1.11.0.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fault(line: usize, reason: CalendarReason) -> Result<Calendar, CalendarFault> {
    Err(CalendarFault { line, reason })
}

fn block(lines: &str) -> Result<Calendar, CalendarFault> {
    Calendar::parse(&format!("{VERSION_LINE}\nyear 2023 notice\n{lines}\n"))
}

#[test]
fn every_day_agrees_with_the_second_opinion() {
    let calendar = Calendar::built_in();
    let mut days = 0;
    for row in SECOND_OPINION.lines().skip(1) {
        let (date, works) = row.split_once(',').unwrap();
        assert_eq!(calendar.is_working_day(day(date)), works == "1", "{date}");
        days += 1;
    }
    assert_eq!(days, 5 * 365 + 1);
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2022, 2023, 2024, 2025, 2026]);
    assert_eq!(calendar.source(2023), Some("国办发明电〔2022〕16号"));
}

#[test]
fn a_commitment_across_the_spring_festival_of_2023_is_due_on_the_last_working_day() {
    // Promised on Wednesday 18 January. Counted by hand: Thu 19 (1), Fri 20 (2), Spring Festival
    // from Sat 21 to Fri 27, the weekend of 28 and 29 is worked (3, 4), Mon 30 (5), Tue 31 (6),
    // Wed 1 (7), Thu 2 (8), Fri 3 February (9), Sat and Sun off, Mon 6 (10).
    let due = Calendar::built_in().add_working_days(day("2023-01-18"), 10);
    assert_eq!(due, Due { date: day("2023-02-06"), assumed: vec![] });
}

#[test]
fn each_kind_of_day_is_told_apart() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.day_kind(day("2023-01-20")), DayKind::Working);
    assert_eq!(calendar.day_kind(day("2023-01-21")), DayKind::Holiday);
    assert_eq!(calendar.day_kind(day("2023-01-28")), DayKind::MakeUp);
    assert_eq!(calendar.day_kind(day("2023-02-04")), DayKind::Weekend);
    assert_eq!(calendar.holiday_name(day("2023-01-24")), Some("春节"));
    assert_eq!(calendar.holiday_name(day("2023-01-28")), None);
}

#[test]
fn a_notice_reaches_back_into_the_december_before() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.day_kind(day("2022-12-31")), DayKind::Holiday);
    assert_eq!(calendar.holiday_name(day("2022-12-31")), Some("元旦"));
}

#[test]
fn a_year_without_a_notice_counts_weekends_only_and_says_so() {
    let calendar = Calendar::built_in();
    // 1 January 2027 is a Friday and surely a holiday, but no notice says so yet.
    let due = calendar.add_working_days(day("2026-12-24"), 6);
    assert_eq!(due, Due { date: day("2027-01-01"), assumed: vec![2027] });
    assert!(!calendar.covers(2027));
    assert_eq!(calendar.add_working_days(day("2026-12-20"), 3).assumed, [0; 0]);
}

#[test]
fn the_last_days_of_december_rest_on_the_notice_of_the_next_year() {
    let count = Calendar::built_in().working_days_between(day("2026-12-28"), day("2026-12-31"));
    assert_eq!(count, Count { days: 3, assumed: vec![2027] });
}

#[test]
fn counting_is_the_inverse_of_adding() {
    let calendar = Calendar::built_in();
    for from in [day("2022-09-30"), day("2023-01-20"), day("2024-02-09"), day("2025-04-26")] {
        for days in 0..40 {
            let due = calendar.add_working_days(from, days);
            assert_eq!(calendar.working_days_between(from, due.date).days, days);
        }
    }
}

#[test]
fn counting_backwards_is_nought() {
    let count = Calendar::built_in().working_days_between(day("2023-02-06"), day("2023-01-18"));
    assert_eq!(count, Count { days: 0, assumed: vec![] });
}

#[test]
fn a_deadline_beyond_all_measure_still_ends() {
    let calendar = Calendar::default();
    let most = calendar.add_working_days(day("2023-01-18"), MAX_WORKING_DAYS);
    assert_eq!(calendar.add_working_days(day("2023-01-18"), u32::MAX), most);
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 3).date, NaiveDate::MAX);
}

#[test]
fn a_file_says_which_line_is_wrong_and_why() {
    assert_eq!(Calendar::parse(""), fault(1, CalendarReason::NotThisFormat));
    assert_eq!(Calendar::parse("tanshi-calendar 2\n"), fault(1, CalendarReason::NotThisFormat));
    let early = format!("{VERSION_LINE}\nwork 2023-01-28");
    assert_eq!(Calendar::parse(&early), fault(2, CalendarReason::NoYearYet));
    for (lines, line, reason) in [
        (
            "off 2023-01-21 春\u{1b}节",
            3,
            CalendarReason::NotText(TextFault::Control { code_point: 27, position: 16 }),
        ),
        ("holiday 2023-01-21", 3, CalendarReason::UnknownWord),
        ("year twenty notice", 3, CalendarReason::NotAYear),
        ("year 1023 notice", 3, CalendarReason::NotAYear),
        ("year 2024", 3, CalendarReason::NoSource),
        ("year 2023 again", 3, CalendarReason::YearTwice),
        ("off 2023-01-21", 3, CalendarReason::NoName),
        ("off 2023-02-29 春节", 3, CalendarReason::NotADay),
        ("off 2023-01-27..2023-01-21 春节", 3, CalendarReason::NotARange),
        ("off 2023-01-01..2023-12-31 春节", 3, CalendarReason::NotARange),
        ("# comment\n\noff 2024-01-01 元旦", 5, CalendarReason::OtherYear),
        ("off 2022-11-30 元旦", 3, CalendarReason::OtherYear),
        ("work 2023-01-28\nwork 2023-01-28", 4, CalendarReason::DayTwice),
        ("work 2023-01-30", 3, CalendarReason::NotAWeekend),
    ] {
        assert_eq!(block(lines), fault(line, reason), "{lines}");
    }
}

#[test]
fn a_file_saved_on_windows_reads_alike() {
    let windows = "\u{feff}tanshi-calendar 1\r\nyear 2023 notice\r\nwork 2023-01-28\r\n";
    assert_eq!(Calendar::parse(windows), block("work 2023-01-28"));
}

#[test]
fn a_newer_year_replaces_the_whole_old_one() {
    let mut calendar = Calendar::built_in();
    calendar.merge(block("off 2023-03-01 试验").unwrap());
    assert_eq!(calendar.day_kind(day("2023-01-24")), DayKind::Working);
    assert_eq!(calendar.day_kind(day("2023-03-01")), DayKind::Holiday);
    assert_eq!(calendar.day_kind(day("2024-02-12")), DayKind::Holiday);
}

#[test]
fn what_is_written_reads_back_also_when_stored() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.to_string().parse(), Ok(calendar.clone()));
    let config = bincode::config::standard();
    let bytes = bincode::serde::encode_to_vec(&calendar, config).unwrap();
    let (back, _): (Calendar, usize) = bincode::serde::decode_from_slice(&bytes, config).unwrap();
    assert_eq!(back, calendar);
}
