use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use super::{Label, LineMark, presence_label, session_step_happened, step_happened};
use crate::{
    domain::{
        amount::Qualifier,
        calendar::DayKind,
        commitment::{Benefit, Completion, Grade, Handling},
        date::{DateSpan, Precision},
        evidence::Form,
        figures::Figure,
        id::EntityKind,
        issue::{Category, Intake, Means, Verdict},
        line::LineKind,
        number::NumberKind,
        person::Side,
        provenance::Source,
        refusal::Field,
        session::{Class, Column, Manner, Presence, SessionStatus, SessionStepKind},
        studio::StudioKind,
        workflow::{Authority, Exit, Origin, Route, Rule, Status, StepKind},
    },
    i18n::{Lang, is_cjk},
};

/// One value of a list: its key where it has one, its words and its short words.
struct Entry {
    key: String,
    words: [&'static str; 2],
    short: [&'static str; 2],
}

fn entry(key: impl Into<String>, value: impl Label + Copy) -> Entry {
    Entry {
        key: key.into(),
        words: Lang::ALL.map(|lang| value.label(lang)),
        short: Lang::ALL.map(|lang| value.short(lang)),
    }
}

fn list<T: Label + Copy + std::fmt::Debug>(values: &[T]) -> Vec<Entry> {
    values.iter().map(|value| entry(format!("{value:?}"), *value)).collect()
}

fn handlings() -> Vec<Handling> {
    let day = chrono::NaiveDate::from_ymd_opt(2023, 6, 30).unwrap();
    let on = day;
    let text = String::new();
    vec![
        Handling::Assigned { on },
        Handling::Acknowledged { on },
        Handling::Returned { on, reason: text.clone() },
        Handling::Extended { on, until: on, reason: text.clone() },
        Handling::Reported { on, text: text.clone() },
        Handling::Completed(Completion {
            on: DateSpan::of_day(day),
            delivered: Vec::new(),
            funds: None,
            received: false,
            text: text.clone(),
        }),
        Handling::Graded { on, grade: Grade::A, reason: text },
    ]
}

/// Every list of the domain with its name; the second half says whether tables show it.
fn lists() -> Vec<(&'static str, Vec<Entry>, bool)> {
    let sessions = [
        SessionStatus::Planned,
        SessionStatus::Live,
        SessionStatus::Paused,
        SessionStatus::Closed(Manner::Live),
        SessionStatus::Cancelled,
    ];
    let numbers = [NumberKind::Issue, NumberKind::Session, NumberKind::Commitment];
    let qualifiers = [Qualifier::Exact, Qualifier::Over, Qualifier::About];
    let precisions = [Precision::Day, Precision::Month, Precision::Year, Precision::Range];
    let days = [DayKind::Working, DayKind::Weekend, DayKind::Holiday, DayKind::MakeUp];
    let file = Form::File { sha256: [0; 32], size_bytes: 0, extension: String::new() };
    let authorities = [
        Authority::Guarded { overrides: Vec::new() },
        Authority::Recorded(Source { reference: String::new() }),
    ];
    // Statuses that share a key share their word.
    let statuses: Vec<Status> = {
        let mut seen = BTreeSet::new();
        Status::ALL.into_iter().filter(|status| seen.insert(status.key())).collect()
    };
    let forms = [file, Form::Reference];
    let handlings = handlings();
    vec![
        ("StudioKind", list(StudioKind::ALL), true),
        ("Side", list(Side::ALL), true),
        ("Class", list(Class::ALL), true),
        ("Column", list(Column::ALL), true),
        ("Field", list(Field::ALL), true),
        ("EntityKind", list(&EntityKind::ALL), true),
        ("NumberKind", list(&numbers), true),
        ("Qualifier", list(&qualifiers), true),
        ("Precision", list(&precisions), true),
        ("DayKind", list(&days), true),
        ("Form", forms.iter().map(|form| entry(format!("{form:?}"), form)).collect(), true),
        ("Intake", list(Intake::ALL), true),
        ("Category", list(Category::ALL), true),
        ("Verdict", list(Verdict::ALL), true),
        ("Means", list(Means::ALL), true),
        ("Exit", list(Exit::ALL), true),
        ("Origin", list(Origin::ALL), true),
        ("Route", list(Route::ALL), true),
        ("Status", list(&statuses), true),
        ("StepKind", list(&StepKind::ALL), true),
        ("SessionStepKind", list(SessionStepKind::ALL), true),
        ("Rule", list(Rule::ALL), false),
        ("Authority", authorities.iter().map(|it| entry(format!("{it:?}"), it)).collect(), false),
        ("Benefit", list(Benefit::ALL), true),
        ("Grade", list(Grade::ALL), true),
        ("Handling", handlings.iter().map(|it| entry(format!("{it:?}"), it)).collect(), true),
        ("SessionStatus", list(&sessions), true),
        ("Manner", list(Manner::ALL), true),
        ("Presence", list(Presence::ALL), true),
        ("LineKind", list(LineKind::ALL), true),
        ("Figure", list(Figure::ALL), true),
    ]
}

#[test]
fn every_label_is_there_and_says_one_thing() {
    for (name, entries, _) in lists() {
        for index in [0, 1] {
            let mut words = BTreeSet::new();
            let mut short = BTreeSet::new();
            for Entry { key, words: pair, short: short_pair } in &entries {
                assert!(!pair[index].trim().is_empty(), "{name}::{key} has no word");
                assert!(words.insert(pair[index]), "{name}: {} twice", pair[index]);
                assert!(short.insert(short_pair[index]), "{name}: {} twice", short_pair[index]);
            }
        }
    }
}

#[test]
fn chinese_is_chinese_and_english_is_english() {
    for (name, entries, _) in lists() {
        for Entry { key, words: [zh, en], short: [short_zh, short_en] } in entries {
            assert!(zh.chars().any(is_cjk), "{name}::{key}: {zh} is not Chinese");
            assert!(!en.chars().any(is_cjk), "{name}::{key}: {en} is not English");
            assert!(!short_en.chars().any(is_cjk), "{name}::{key}: {short_en} is not English");
            assert!(!has_latin_word(zh), "{name}::{key}: {zh} is not all Chinese");
            assert!(!has_latin_word(short_zh), "{name}::{key}: {short_zh} is not all Chinese");
            assert!(en.starts_with(|first: char| first.is_ascii_uppercase()), "{en}");
        }
    }
}

/// A single letter is a grade; two in a row are a word that nobody translated.
fn has_latin_word(text: &str) -> bool {
    let letters: Vec<bool> = text.chars().map(|it| it.is_ascii_alphabetic()).collect();
    letters.windows(2).any(|pair| pair == [true, true])
}

#[test]
fn what_tables_show_fits_their_columns() {
    for (name, entries, _) in lists().into_iter().filter(|(.., in_tables)| *in_tables) {
        for Entry { key, short: [zh, en], .. } in entries {
            assert!(zh.width() <= 8, "{name}::{key}: {zh} is too wide");
            assert!(en.width() <= 14, "{name}::{key}: {en} is too wide");
        }
    }
}

#[test]
fn a_history_tells_every_step_in_its_own_words() {
    for lang in Lang::ALL {
        let steps: BTreeSet<_> =
            StepKind::ALL.iter().map(|kind| step_happened(*kind, lang)).collect();
        assert_eq!(steps.len(), StepKind::ALL.len());
        let steps: BTreeSet<_> =
            SessionStepKind::ALL.iter().map(|kind| session_step_happened(*kind, lang)).collect();
        assert_eq!(steps.len(), SessionStepKind::ALL.len());
    }
}

#[test]
fn those_outside_the_three_columns_attend() {
    assert_eq!(presence_label(Presence::Present, Column::Other, Lang::Zh), "列席");
    assert_eq!(presence_label(Presence::Present, Column::Member, Lang::Zh), "出席");
    assert_eq!(presence_label(Presence::Excused, Column::Other, Lang::En), "Excused");
}

#[test]
fn a_line_is_marked_by_one_character_of_either_script() {
    let marks: String = LineKind::ALL.iter().map(|kind| kind.mark()).collect();
    assert_eq!(marks, "议问答说决诺");
    let letters: String = LineKind::ALL.iter().map(|kind| kind.letter()).collect();
    assert_eq!(letters, "tqasdc");
    for kind in LineKind::ALL {
        assert_eq!(LineKind::from_mark(kind.mark()), Some(*kind));
        assert_eq!(LineKind::from_mark(kind.letter().to_ascii_uppercase()), Some(*kind));
    }
    assert_eq!(LineKind::from_mark('好'), None);
}

/// The words that DOMAIN §6 fixes, as they stand there.
#[test]
fn the_words_of_the_field_are_kept() {
    let pairs: [(&str, &str, [&str; 2]); 24] = [
        ("界别工作室", "Sector studio", both(StudioKind::Sector)),
        ("乡镇街道工作室", "Township/street studio", both(StudioKind::Township)),
        ("专题工作室", "Thematic studio", both(StudioKind::Thematic)),
        ("驻室委员", "Resident member", both(Class::ResidentMember)),
        ("社区代表", "Community representative", both(Class::CommunityRepresentative)),
        ("群众代表", "Public representative", both(Class::PublicRepresentative)),
        ("诉求人", "Raiser", both(Class::Raiser)),
        ("温度", "Livelihood", both(Category::Livelihood)),
        ("力度", "Governance", both(Category::Governance)),
        ("深度", "Policy", both(Category::Policy)),
        ("协商议事会", "Session", both(EntityKind::Session)),
        ("承办事项", "Commitment", both(EntityKind::Commitment)),
        ("佐证材料", "Evidence", both(EntityKind::Evidence)),
        ("议定事项", "Agreed item", both(LineKind::Agreed)),
        ("请假", "Excused", both(Presence::Excused)),
        ("基本满意", "Mostly satisfied", both(Verdict::MostlySatisfied)),
        ("已提交", "Submitted", both(Status::Submitted)),
        ("已协商", "Consulted", both(Status::Consulted)),
        ("已解决", "Resolved", both(Status::Resolved(Route::Session))),
        ("不予受理", "Declined", both(Exit::Declined)),
        ("转办", "Referred", both(Exit::Referred)),
        ("未能解决", "Closed unresolved", both(Exit::ClosedUnresolved)),
        ("重新启动", "Reopen", both(StepKind::Reopen)),
        ("委员服务", "Member service", both(Route::Service)),
    ];
    for (zh, en, words) in pairs {
        assert_eq!(words, [zh, en]);
    }
}

fn both(value: impl Label + Copy) -> [&'static str; 2] {
    Lang::ALL.map(|lang| value.label(lang))
}
