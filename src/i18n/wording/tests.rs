//! Tests of the wording.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        amount::{Amount, AmountFault, MAX_HUNDREDTHS, Qualifier},
        calendar::{CalendarFault, CalendarReason},
        date::{DateFault, DateSpan, Interval, SpokenDeadline},
        id::{CommitmentId, DepartmentId, EntityId, EntityKind, IdFault, IssueId, SessionId},
        number::NumberFault,
        refusal::{Field, Refusal},
        session::{Manner, SessionStatus, SessionStepKind},
        text::TextFault,
        workflow::{Missing, Rule, Status, StepKind},
    },
    i18n::{Label, Text, is_cjk},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(text: &str) -> DateSpan {
    DateSpan::parse(text, day("2023-10-20")).unwrap()
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// Calls everything by one word of the language.
struct Stub(Lang);

impl Names for Stub {
    fn name(&self, entity: EntityId) -> Option<String> {
        let name = match (entity.kind, self.0) {
            (EntityKind::Department, Lang::Zh) => "市卫健委",
            (EntityKind::Department, Lang::En) => "Health Commission",
            (EntityKind::Settings, _) => return None,
            (_, Lang::Zh) => "停车难",
            (_, Lang::En) => "Parking",
        };
        Some(name.to_owned())
    }
}

struct Nameless;

impl Names for Nameless {
    fn name(&self, _: EntityId) -> Option<String> {
        None
    }
}

/// Somebody who presses keys and types no commands.
struct AtTheScreen(Lang);

impl Names for AtTheScreen {
    fn name(&self, entity: EntityId) -> Option<String> {
        Stub(self.0).name(entity)
    }

    fn typing(&self) -> Typing {
        Typing::Form
    }
}

/// Holds that a pair of sentences is one in each language, and that each asks for something.
fn assert_both(zh: &str, en: &str) {
    assert!(zh.chars().any(is_cjk), "{zh} is not Chinese");
    assert!(!en.chars().any(is_cjk), "{en} is not English");
    assert_ne!(zh, en);
    assert!(zh.contains('请') || zh.starts_with("现在可以"), "{zh} does not say what to do");
    assert!(zh.ends_with(['。', '：']), "{zh} does not end");
    assert!(en.ends_with(['.', ':']), "{en} does not end");
    assert!(!zh.contains([',', ';', '?', '!', '(', ')', '{', '}']), "{zh} is half width");
    assert!(!en.contains(['{', '}']), "{en} has a hole");
    assert!(en.starts_with(|it: char| !it.is_ascii_lowercase()), "{en} begins small");
}

#[test]
fn a_date_in_a_list_is_as_close_as_it_is_known() {
    for (text, zh, en) in [
        ("2023-06-30", "2023-06-30", "2023-06-30"),
        ("2023-02", "2023年2月", "Feb 2023"),
        ("2023", "2023年", "2023"),
        ("2023-02-03..2023-02-10", "2023-02-03至2023-02-10", "2023-02-03 – 2023-02-10"),
        ("2023-02-01..2023-04-30", "2023年2月至4月", "Feb 2023 – Apr 2023"),
        ("2022-11-01..2023-02-28", "2022年11月至2023年2月", "Nov 2022 – Feb 2023"),
        ("2022-01-01..2023-12-31", "2022年至2023年", "2022 – 2023"),
    ] {
        assert_eq!([span(text).words(Lang::Zh), span(text).words(Lang::En)], [zh, en]);
    }
}

#[test]
fn a_date_in_a_sentence_is_spelt_out() {
    for (text, zh, en) in [
        ("2023-06-30", "2023年6月30日", "30 June 2023"),
        ("2023-02", "2023年2月", "February 2023"),
        ("2023", "2023年", "2023"),
        ("2023-02-03..2023-02-10", "2023年2月3日至10日", "3–10 February 2023"),
        ("2023-02-03..2023-03-05", "2023年2月3日至3月5日", "3 February – 5 March 2023"),
        (
            "2022-12-30..2023-01-02",
            "2022年12月30日至2023年1月2日",
            "30 December 2022 – 2 January 2023",
        ),
    ] {
        let words = Lang::ALL.map(|lang| span_in_text(span(text), lang));
        assert_eq!(words, [zh, en]);
    }
    assert_eq!(weekday(day("2023-10-20"), Lang::Zh), "星期五");
    let interval = Interval::between(day("2022-01-01"), day("2023-10-20")).unwrap();
    assert_eq!(interval.words(Lang::Zh), "2022-01-01至2023-10-20");
}

#[test]
fn money_is_worded_as_offices_write_it() {
    for (text, zh, en) in [
        ("110000", "11万元", "110,000 yuan"),
        (">=100000", "10万余元", "over 100,000 yuan"),
        ("~3000", "约3000元", "about 3,000 yuan"),
        ("35000", "3.5万元", "35,000 yuan"),
        ("123400", "12.34万元", "123,400 yuan"),
        ("123450", "123450元", "123,450 yuan"),
        ("12345", "12345元", "12,345 yuan"),
        ("1.5亿", "1.5亿元", "150,000,000 yuan"),
        ("3亿", "3亿元", "300,000,000 yuan"),
        ("1200.50", "1200.5元", "1,200.50 yuan"),
        (">=1200.50", "1200.5元以上", "over 1,200.50 yuan"),
        (">=35000", "3.5万元以上", "over 35,000 yuan"),
        (">=1234", "1234元以上", "over 1,234 yuan"),
        ("0", "0元", "0 yuan"),
    ] {
        assert_eq!([amount(text).words(Lang::Zh), amount(text).words(Lang::En)], [zh, en]);
    }
    assert_eq!(people(amount("193"), Lang::Zh), "193人");
    assert_eq!(people(amount(">=300"), Lang::Zh), "300余人");
    assert_eq!(people(amount("193"), Lang::En), "193 people");
    assert_eq!(people(amount("1"), Lang::En), "1 person");
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let first = day("1900-01-01");
    (0_u64..=109_937).prop_map(move |days| first + Days::new(days))
}

fn any_span() -> impl Strategy<Value = DateSpan> {
    prop_oneof![
        any_day().prop_map(|day| DateSpan::day(day).unwrap()),
        (1900_i32..=2200, 1_u32..=12)
            .prop_map(|(year, month)| DateSpan::month(year, month).unwrap()),
        (1900_i32..=2200).prop_map(|year| DateSpan::year(year).unwrap()),
        (any_day(), any_day()).prop_map(|(a, b)| DateSpan::between(a.min(b), a.max(b)).unwrap()),
        (any_day(), 0_u64..400).prop_map(|(a, days)| {
            let last = (a + Days::new(days)).min(day("2200-12-31"));
            DateSpan::between(a, last).unwrap()
        }),
        (1900_i32..=2200, 1_u32..=12, 1_u32..=12).prop_map(|(year, a, b)| {
            let month = |month| DateSpan::month(year, month).unwrap();
            DateSpan::between(month(a.min(b)).first(), month(a.max(b)).last()).unwrap()
        }),
    ]
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let qualifier =
        prop_oneof![Just(Qualifier::Exact), Just(Qualifier::Over), Just(Qualifier::About)];
    let hundredths = prop_oneof![
        0..=MAX_HUNDREDTHS,
        (0..=MAX_HUNDREDTHS / 1_000_000).prop_map(|wan| wan * 1_000_000),
        0..=10_000_000_i64,
    ];
    (hundredths, qualifier)
        .prop_map(|(hundredths, qualifier)| Amount::from_hundredths(hundredths, qualifier).unwrap())
}

proptest! {
    #[test]
    fn a_date_in_chinese_words_reads_back(span in any_span()) {
        let today = day("2023-10-20");
        prop_assert_eq!(DateSpan::parse(&span.words(Lang::Zh), today), Ok(span));
        prop_assert_eq!(DateSpan::parse(&span_in_text(span, Lang::Zh), today), Ok(span));
    }

    #[test]
    fn a_date_in_english_words_reads_back(span in any_span()) {
        let today = day("2023-10-20");
        prop_assert_eq!(DateSpan::parse(&span.words(Lang::En), today), Ok(span));
        prop_assert_eq!(DateSpan::parse(&span_in_text(span, Lang::En), today), Ok(span));
    }

    #[test]
    fn money_in_words_reads_back(amount in any_amount()) {
        for lang in Lang::ALL {
            prop_assert_eq!(Amount::parse(&amount.words(lang)), Ok(amount));
        }
    }
}

#[test]
fn the_examples_of_the_help_can_be_typed() {
    let today = day("2023-10-20");
    for (lang, between) in [(Lang::Zh, '、'), (Lang::En, ',')] {
        for example in Text::HelpDateExamples.label(lang).split(between) {
            assert!(SpokenDeadline::parse(example, today).is_ok(), "{example}");
        }
        for example in Text::HelpAmountExamples.label(lang).split(between) {
            assert!(Amount::parse(example).is_ok(), "{example}");
        }
    }
}

#[test]
fn every_fault_says_what_to_do() {
    let text = [
        TextFault::Empty,
        TextFault::TooLong { limit: 120, got: 134 },
        TextFault::Control { code_point: 10, position: 3 },
        TextFault::Control { code_point: 9, position: 3 },
        TextFault::Control { code_point: 0x202e, position: 3 },
    ];
    for fault in text {
        for field in Field::ALL {
            let [zh, en] = Lang::ALL.map(|lang| text_fault(*field, fault, lang));
            assert_both(&zh, &en);
        }
    }
    let dates = [
        DateFault::Empty,
        DateFault::NotADate,
        DateFault::NoSuchDay { year: 2023, month: 13, day: 1 },
        DateFault::NoSuchDay { year: 2023, month: 2, day: 30 },
        DateFault::Backwards,
        DateFault::YearOutOfRange { year: 20_233 },
        DateFault::DayOrMonth { one: day("2026-05-06"), other: day("2026-06-05") },
        DateFault::DayOrMonth { one: day("2026-12-31"), other: day("2026-12-31") },
    ];
    let amounts = [
        AmountFault::Empty,
        AmountFault::NotAnAmount,
        AmountFault::Negative,
        AmountFault::TooLarge,
        AmountFault::TooFine,
        AmountFault::Foreign,
        AmountFault::AtMost,
        AmountFault::Loose,
    ];
    let numbers = [
        NumberFault::Empty,
        NumberFault::NotANumber,
        NumberFault::NotACode,
        NumberFault::NotAMark,
        NumberFault::Ambiguous,
        NumberFault::Mistyped { expected: 'M', found: 'N' },
    ];
    let ids = [
        IdFault::Length { got: 3 },
        IdFault::NotHex { position: 4 },
        IdFault::UnknownKind,
        IdFault::OtherKind { got: EntityKind::Line },
    ];
    let calendars = calendar_reasons().map(|reason| CalendarFault { line: 12, reason });
    let faults: Vec<&dyn Wording> = (dates.iter().map(shown))
        .chain(amounts.iter().map(shown))
        .chain(numbers.iter().map(shown))
        .chain(ids.iter().map(shown))
        .chain(calendars.iter().map(shown))
        .collect();
    for fault in faults {
        assert_both(&fault.words(Lang::Zh), &fault.words(Lang::En));
    }
}

fn shown(fault: &impl Wording) -> &dyn Wording {
    fault
}

fn calendar_reasons() -> [CalendarReason; 14] {
    use CalendarReason as R;
    [
        R::NotThisFormat,
        R::NotText(TextFault::TooLong { limit: 200, got: 300 }),
        R::NotText(TextFault::Control { code_point: 0x202e, position: 3 }),
        R::UnknownWord,
        R::NoYearYet,
        R::NotAYear,
        R::YearTwice,
        R::NoSource,
        R::NoName,
        R::NotADay,
        R::NotARange,
        R::OtherYear,
        R::DayTwice,
        R::NotAWeekend,
    ]
}

#[test]
fn a_text_that_is_too_long_says_by_how_much() {
    let fault = TextFault::TooLong { limit: 120, got: 134 };
    assert_eq!(
        text_fault(Field::Title, fault, Lang::Zh),
        "标题最多 120 个字，现在 134 个。请缩短。"
    );
    let hidden = TextFault::Control { code_point: 0x200b, position: 0 };
    assert_eq!(
        text_fault(Field::Title, hidden, Lang::Zh),
        "标题的第 1 个字是看不见的控制字符（U+200B）。请删去这个字符。"
    );
}

#[test]
fn every_rule_says_what_is_missing_and_the_way_out() {
    for rule in Rule::ALL.iter().copied() {
        for entity in [
            EntityId::from(IssueId::from_bytes([1; 16])),
            SessionId::from_bytes([2; 16]).into(),
            CommitmentId::from_bytes([3; 16]).into(),
        ] {
            let missing =
                Missing { rule, entity, department: Some(DepartmentId::from_bytes([4; 16])) };
            let [zh, en] = Lang::ALL.map(|lang| missing_text(&missing, lang, &Stub(lang)));
            assert_both(&zh, &en);
            assert_eq!(zh.contains("放行"), rule.is_overridable(), "{zh}");
            let [zh, en] = Lang::ALL.map(|lang| missing_text(&missing, lang, &Nameless));
            assert_both(&zh, &en);
        }
    }
}

#[test]
fn a_gap_names_the_commitment_and_the_department_that_is_waited_for() {
    let missing = Missing {
        rule: Rule::CommitmentCompletion,
        entity: CommitmentId::from_bytes([3; 16]).into(),
        department: Some(DepartmentId::from_bytes([4; 16])),
    };
    assert_eq!(
        missing_text(&missing, Lang::Zh, &Stub(Lang::Zh)),
        "承办事项「停车难」（市卫健委）：还没有办结日期。请在办好后登记办结日期。"
    );
    assert_eq!(
        missing_text(&missing, Lang::En, &Stub(Lang::En)),
        "Commitment “Parking” (Health Commission): no completion date. \
         Enter the day when it was handled."
    );
}

#[test]
fn a_session_that_was_not_held_is_not_told_to_find_a_session() {
    let words = |entity: EntityId| {
        let missing = Missing { rule: Rule::SessionHeld, entity, department: None };
        missing_text(&missing, Lang::Zh, &Stub(Lang::Zh))
    };
    let issue = words(IssueId::from_bytes([1; 16]).into());
    assert!(issue.starts_with("议题「停车难」：还没有列入"), "{issue}");
    let session = words(SessionId::from_bytes([2; 16]).into());
    assert!(session.starts_with("协商议事会「停车难」：还没有召开"), "{session}");
}

/// One refusal of each variant; [`listed`] holds that none is forgotten.
fn refusals() -> Vec<Refusal> {
    let issue: EntityId = IssueId::from_bytes([1; 16]).into();
    let session: EntityId = SessionId::from_bytes([2; 16]).into();
    let commitment: EntityId = CommitmentId::from_bytes([3; 16]).into();
    let missing = |rule: &Rule| Missing { rule: *rule, entity: issue, department: None };
    vec![
        Refusal::Unknown(issue),
        Refusal::Taken { field: Field::Code, by: session },
        Refusal::Text { field: Field::Title, fault: TextFault::Empty },
        Refusal::Calendar(CalendarFault { line: 3, reason: CalendarReason::NotADay }),
        Refusal::Required(Field::Reason),
        Refusal::InFuture { day: day("2023-10-25") },
        Refusal::InPast { day: day("2023-06-30") },
        Refusal::LeftEarlier { arrived: chrono::NaiveTime::MIN },
        Refusal::TooEarly { not_before: day("2023-06-30") },
        Refusal::TooLate { not_after: day("2023-06-30"), of: commitment },
        Refusal::DeadlineTooEarly { not_before: day("2023-06-30") },
        Refusal::NothingToAcknowledge(commitment),
        Refusal::MarkRests { of: commitment, kind: crate::domain::turn::MarkKind::Graded },
        Refusal::RaisedLater { issue, submitted: day("2023-06-30") },
        Refusal::NoSuchStep { status: Status::Submitted, kind: StepKind::Resolve },
        Refusal::NoSuchSessionStep { status: SessionStatus::Planned, kind: SessionStepKind::Pause },
        Refusal::Missing {
            kind: StepKind::Resolve,
            missing: Rule::ALL.iter().map(missing).collect(),
        },
        Refusal::NotOverridable(Rule::MemberPresent),
        Refusal::NotMergeable(issue),
        Refusal::MergedAway(issue),
        Refusal::RootBehind(issue),
        Refusal::NotFromSource(issue),
        Refusal::CommitmentOpen(issue),
        Refusal::DependsOn(issue),
        Refusal::DependsOn(EntityId::SETTINGS),
        Refusal::ChangedSince(issue),
        Refusal::NotUndoable,
        Refusal::IssueClosed(issue),
        Refusal::IssueResolved(issue),
        Refusal::SessionCancelled(session),
        Refusal::NotOnAgenda(issue),
        Refusal::TwiceOnAgenda(issue),
        Refusal::NoSuchEntry(0),
        Refusal::Exists(issue),
        Refusal::TooMany { limit: 100_000 },
        Refusal::ReopenInstead(issue),
        Refusal::SessionFromSource(session),
        Refusal::SessionNotBegun(session),
        Refusal::SessionNotLive(session),
        Refusal::Interrupted(session),
        Refusal::QueueWaiting { session, waiting: 1 },
        Refusal::QueueWaiting { session, waiting: 3 },
        Refusal::HandledSince { field: Field::Lead, of: commitment },
        Refusal::HandledSince { field: Field::Deadline, of: commitment },
        Refusal::ClassTwice(crate::domain::session::Class::Merchant),
        Refusal::NoRaiser(issue),
        Refusal::NeedsReason(issue),
        Refusal::NeedsReason(commitment),
        Refusal::Sealed(session),
        Refusal::SessionNotYet(session),
        Refusal::SessionNotHeld(session),
        Refusal::NotSealable(crate::domain::sealed::DocumentKind::CaseFile),
        Refusal::NotCompleted(commitment),
        Refusal::CompletedAlready(commitment),
        Refusal::WindowClosed { of: commitment, last: day("2023-07-11"), assumed: Vec::new() },
        Refusal::WindowClosed { of: commitment, last: day("2031-07-11"), assumed: vec![2031] },
        Refusal::WindowOpen { of: commitment, last: Some(day("2023-07-11")) },
        Refusal::WindowOpen { of: commitment, last: None },
        Refusal::OutOfTurn {
            of: commitment,
            progress: crate::domain::commitment::Progress::Returned,
            kind: crate::domain::turn::MarkKind::Acknowledged,
        },
        Refusal::NothingToGrade(commitment),
        Refusal::NotExtended { of: commitment, due: day("2023-06-30") },
        Refusal::IsResidual { residual: issue, root: issue, is_own: false },
        Refusal::IsResidual { residual: issue, root: issue, is_own: true },
        Refusal::NotAsWritten(issue),
        Refusal::CarriedOver(issue),
        Refusal::NotConsulted(issue),
        Refusal::NothingStays(issue),
        Refusal::NothingOwed(issue),
        Refusal::ReportNamed,
        Refusal::NoSuchReport,
    ]
}

/// The place of a variant in the list; a new one does not compile until it is counted.
const fn listed(refusal: &Refusal) -> usize {
    match refusal {
        Refusal::Unknown(_) => 0,
        Refusal::Taken { .. } => 1,
        Refusal::Text { .. } => 2,
        Refusal::Calendar(_) => 3,
        Refusal::Required(_) => 4,
        Refusal::InFuture { .. } => 5,
        Refusal::TooEarly { .. } => 6,
        Refusal::NoSuchStep { .. } => 7,
        Refusal::NoSuchSessionStep { .. } => 8,
        Refusal::Missing { .. } => 9,
        Refusal::NotOverridable(_) => 10,
        Refusal::NotMergeable(_) => 11,
        Refusal::DependsOn(_) => 12,
        Refusal::ChangedSince(_) => 13,
        Refusal::NotUndoable => 14,
        Refusal::IssueClosed(_) => 15,
        Refusal::IssueResolved(_) => 16,
        Refusal::SessionCancelled(_) => 17,
        Refusal::NotOnAgenda(_) => 18,
        Refusal::TwiceOnAgenda(_) => 19,
        Refusal::NoSuchEntry(_) => 20,
        Refusal::Exists(_) => 21,
        Refusal::TooMany { .. } => 22,
        Refusal::NotFromSource(_) => 23,
        Refusal::CommitmentOpen(_) => 24,
        Refusal::ReopenInstead(_) => 25,
        Refusal::SessionFromSource(_) => 26,
        Refusal::HandledSince { .. } => 27,
        Refusal::ClassTwice(_) => 28,
        Refusal::NeedsReason(_) => 29,
        Refusal::SessionNotBegun(_) => 30,
        Refusal::TooLate { .. } => 31,
        Refusal::RaisedLater { .. } => 32,
        Refusal::InPast { .. } => 33,
        Refusal::NoRaiser(_) => 34,
        Refusal::SessionNotLive(_) => 35,
        Refusal::Interrupted(_) => 36,
        Refusal::QueueWaiting { .. } => 37,
        Refusal::Sealed(_) => 38,
        Refusal::SessionNotYet(_) => 62,
        Refusal::SessionNotHeld(_) => 39,
        Refusal::NotSealable(_) => 40,
        Refusal::NotCompleted(_) => 42,
        Refusal::CompletedAlready(_) => 43,
        Refusal::WindowClosed { .. } => 44,
        Refusal::CarriedOver(_) => 45,
        Refusal::NotConsulted(_) => 46,
        Refusal::NothingStays(_) => 47,
        Refusal::NothingOwed(_) => 58,
        Refusal::LeftEarlier { .. } => 41,
        Refusal::ReportNamed => 48,
        Refusal::NoSuchReport => 49,
        Refusal::MergedAway(_) => 50,
        Refusal::RootBehind(_) => 51,
        Refusal::WindowOpen { .. } => 52,
        Refusal::OutOfTurn { .. } => 53,
        Refusal::NothingToGrade(_) => 54,
        Refusal::NotExtended { .. } => 55,
        Refusal::IsResidual { .. } => 56,
        Refusal::NotAsWritten(_) => 57,
        Refusal::DeadlineTooEarly { .. } => 59,
        Refusal::NothingToAcknowledge(_) => 60,
        Refusal::MarkRests { .. } => 61,
    }
}

#[test]
fn every_refusal_says_the_way_out_in_both_languages() {
    let all = refusals();
    let seen: std::collections::BTreeSet<usize> = all.iter().map(listed).collect();
    assert_eq!(seen.len(), 63, "a variant has no example");
    for refusal in &all {
        let [zh, en] = Lang::ALL.map(|lang| refusal_text(refusal, lang, &Stub(lang)));
        assert_eq!(zh.len(), en.len());
        for (zh, en) in zh.iter().zip(&en) {
            assert_both(zh, en);
        }
        let zh = refusal_text(refusal, Lang::Zh, &Nameless);
        let en = refusal_text(refusal, Lang::En, &Nameless);
        assert_both(&zh[0], &en[0]);
    }
}

#[test]
fn commands_are_named_where_they_are_typed_and_nowhere_else() {
    let names_one = |words: &str| {
        let is_noun = |rest: &str| {
            ["session ", "commitment ", "issue "].iter().any(|noun| rest.starts_with(noun))
        };
        words.split(['（', '(']).skip(1).any(is_noun)
    };
    let mut named = 0;
    for refusal in &refusals() {
        for lang in Lang::ALL {
            let typed = refusal_text(refusal, lang, &Stub(lang)).join("\n");
            let shown = refusal_text(refusal, lang, &AtTheScreen(lang)).join("\n");
            named += usize::from(names_one(&typed));
            assert!(!names_one(&shown) && !shown.contains(['{', '}']), "{shown}");
        }
    }
    assert!(named > 6, "{named}");
}

/// Somebody who types a command that states a reason and a text.
struct Typed(Lang);

impl Names for Typed {
    fn name(&self, entity: EntityId) -> Option<String> {
        Stub(self.0).name(entity)
    }

    fn option(&self, field: Field) -> Option<&'static str> {
        (field == Field::Reason).then_some("reason")
    }
}

#[test]
fn where_commands_are_typed_no_refusal_speaks_of_screens_and_a_field_is_told_with_its_option() {
    for refusal in &refusals() {
        for lang in Lang::ALL {
            let told = refusal_text(refusal, lang, &Typed(lang)).join("\n");
            for word in ["刷新", "栏", "Refresh", "Fill it in", "{", "}", "|"] {
                assert!(!told.contains(word), "{told}");
            }
        }
    }
    let missing = Refusal::Required(Field::Reason);
    let told = |lang| refusal_text(&missing, lang, &Typed(lang)).join("");
    assert_eq!(told(Lang::Zh), "还缺理由（--reason）。请补上再试。");
    assert_eq!(told(Lang::En), "Reason (--reason): this must be given. Add it and try again.");
    let shown = refusal_text(&missing, Lang::Zh, &AtTheScreen(Lang::Zh)).join("");
    assert_eq!(shown, "还缺理由。请补上再试。");
    let text = Refusal::Text { field: Field::Reason, fault: TextFault::Empty };
    assert_eq!(refusal_text(&text, Lang::Zh, &Typed(Lang::Zh)), ["还缺理由（--reason）。请补上。"]);
}

#[test]
fn a_title_with_braces_is_told_as_it_is() {
    struct Braces;
    impl Names for Braces {
        fn name(&self, _: EntityId) -> Option<String> {
            Some("{issue edit} 路灯 {a|b}".to_owned())
        }
    }
    let closed = Refusal::IssueClosed(IssueId::from_bytes([1; 16]).into());
    let told = refusal_text(&closed, Lang::Zh, &Braces).join("");
    assert!(told.contains("「{issue edit} 路灯 {a|b}」"), "{told}");
}

#[test]
fn a_refused_step_is_told_as_a_person_would() {
    let words = |refusal: &Refusal, lang| refusal_text(refusal, lang, &Stub(lang));
    let no_step = Refusal::NoSuchStep { status: Status::Submitted, kind: StepKind::Resolve };
    assert_eq!(
        words(&no_step, Lang::Zh),
        [
            "现在是「已提交」，不能「标为已解决」。请从可以办理的步骤中选择。",
            "现在可以：受理、标为已协商、以委员服务解决、不予受理、转办、并案、撤回。",
        ]
    );
    let closed = Refusal::IssueClosed(IssueId::from_bytes([1; 16]).into());
    assert_eq!(
        refusal_text(&closed, Lang::En, &AtTheScreen(Lang::En)),
        ["Issue “Parking” has left the workflow. Take back its exit first if work is to go on."]
    );
    let missing = Missing {
        rule: Rule::Evaluated,
        entity: IssueId::from_bytes([1; 16]).into(),
        department: None,
    };
    let refusal = Refusal::Missing { kind: StepKind::Resolve, missing: vec![missing] };
    assert_eq!(
        words(&refusal, Lang::Zh),
        [
            "还不能「标为已解决」，还缺 1 项。请逐项补齐：",
            "议题「停车难」：还没有满意度测评。请联系诉求人，登记满意度测评。确有原因的，可注明理由放行。",
        ]
    );
    assert_eq!(
        words(&refusal, Lang::En),
        [
            "“Mark resolved” is not possible yet: 1 thing missing. Complete the list:",
            "Issue “Parking”: the raiser has not been asked. Ask the raiser and enter the \
             evaluation. If there is good cause, pass over it and give the reason.",
        ]
    );
}

#[test]
fn every_status_has_a_way_on() {
    for lang in Lang::ALL {
        for status in Status::ALL {
            assert!(!what_can_be_done(status, lang).contains("：。"), "{status:?}");
        }
        for status in [
            SessionStatus::Planned,
            SessionStatus::Live,
            SessionStatus::Paused,
            SessionStatus::Closed(Manner::Live),
            SessionStatus::Cancelled,
        ] {
            assert!(!what_session_can_do(status, lang).contains(": ."), "{status:?}");
        }
    }
}
