//! Tests of the labels.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;

use super::{
    Label, LineMark, Words, happened, presence_label, session_step_happened, step_happened,
};
use crate::{
    domain::{
        amount::Qualifier,
        calendar::DayKind,
        commitment::{Benefit, Completion, Grade, Handling},
        date::{DateSpan, Precision},
        event::{Event, HandledBody, LineStruckBody},
        evidence::Form,
        figures::Figure,
        id::{CommitmentId, EntityKind, IssueId, LineId},
        issue::{Category, Intake, Means, Verdict},
        line::LineKind,
        number::NumberKind,
        person::Side,
        refusal::Field,
        session::{Class, Column, Manner, Presence, SessionStatus, SessionStepKind},
        studio::StudioKind,
        workflow::{Authority, Exit, Origin, Route, Rule, Status, StepKind},
    },
    i18n::{Lang, is_cjk},
};

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
        Handling::Graded { on, grade: Grade::A, reason: text.clone() },
        Handling::FollowedUp { on, text: text.clone() },
        Handling::SentBack { on, until: None, reason: text.clone(), word: None },
        Handling::ReturnedLate { on, reason: text.clone(), agreed: text.clone() },
        Handling::CarriedOver { on, to: IssueId::from_bytes([0; 16]), reason: text },
    ]
}

/// A list by its name: its words, and whether tables show it.
type List = (&'static str, &'static [[&'static str; 4]], bool);

/// Every list of the domain; a status is a state or an exit and is looked at on its own.
const LISTS: [List; 31] = [
    ("StudioKind", StudioKind::WORDS, true),
    ("Side", Side::WORDS, true),
    ("Class", Class::WORDS, true),
    ("Column", Column::WORDS, true),
    ("Field", Field::WORDS, true),
    ("EntityKind", EntityKind::WORDS, true),
    ("NumberKind", NumberKind::WORDS, true),
    ("Qualifier", Qualifier::WORDS, true),
    ("Precision", Precision::WORDS, true),
    ("DayKind", DayKind::WORDS, true),
    ("Form", <&Form>::WORDS, true),
    ("Intake", Intake::WORDS, true),
    ("Category", Category::WORDS, true),
    ("Verdict", Verdict::WORDS, true),
    ("Means", Means::WORDS, true),
    ("Exit", Exit::WORDS, true),
    ("Origin", Origin::WORDS, true),
    ("Route", Route::WORDS, true),
    ("StepKind", StepKind::WORDS, true),
    ("SessionStepKind", SessionStepKind::WORDS, true),
    ("Rule", Rule::WORDS, false),
    ("Authority", <&Authority>::WORDS, false),
    ("Benefit", Benefit::WORDS, true),
    ("Grade", Grade::WORDS, true),
    ("Handling", <&Handling>::WORDS, true),
    ("SessionStatus", SessionStatus::WORDS, true),
    ("Manner", Manner::WORDS, true),
    ("Presence", Presence::WORDS, true),
    ("LineKind", LineKind::WORDS, true),
    ("Figure", Figure::WORDS, true),
    ("Event", <&Event>::WORDS, false),
];

#[test]
fn every_label_is_there_and_says_one_thing() {
    for (name, words, _) in LISTS {
        for index in 0..4 {
            let mut seen = BTreeSet::new();
            for word in words.iter().map(|words| words[index]) {
                assert!(!word.trim().is_empty(), "{name} lacks a word");
                assert!(seen.insert(word), "{name}: {word} twice");
            }
        }
    }
}

#[test]
fn chinese_is_chinese_and_english_is_english() {
    for (name, words, _) in LISTS {
        for [zh, en, short_zh, short_en] in words {
            assert!(zh.chars().any(is_cjk), "{name}: {zh} is not Chinese");
            assert!(!has_latin_word(zh), "{name}: {zh} is not all Chinese");
            assert!(!has_latin_word(short_zh), "{name}: {short_zh} is not all Chinese");
            assert!(!en.chars().any(is_cjk), "{name}: {en} is not English");
            assert!(!short_en.chars().any(is_cjk), "{name}: {short_en} is not English");
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
    for (name, words, _) in LISTS.into_iter().filter(|(.., in_tables)| *in_tables) {
        for [.., zh, en] in words {
            assert!(zh.width() <= 8, "{name}: {zh} is too wide");
            assert!(en.width() <= 14, "{name}: {en} is too wide");
        }
    }
}

#[test]
fn a_status_is_a_state_or_the_word_of_its_exit() {
    let words = |status: Status| Lang::ALL.map(|lang| (status.label(lang), status.short(lang)));
    for status in Status::ALL {
        match status {
            Status::Exited(exit, _) => {
                let exit = Lang::ALL.map(|lang| (exit.label(lang), exit.short(lang)));
                assert_eq!(words(status), exit);
            }
            Status::Submitted | Status::Consulted | Status::Resolved(_) => {
                let same: Vec<_> =
                    Status::ALL.into_iter().filter(|it| words(*it) == words(status)).collect();
                assert!(same.iter().all(|it| it.key() == status.key()), "{same:?}");
            }
        }
        let [(_, zh), (_, en)] = words(status);
        assert!(zh.width() <= 8 && en.width() <= 14, "{status:?}");
    }
}

#[test]
fn an_event_tells_which_step_it_was_and_which_way_it_went() {
    let id = LineId::from_bytes([1; 16]);
    let struck = |struck| Event::LineStruck(LineStruckBody { id, struck, late: false });
    assert_eq!(happened(&struck(true), Lang::Zh), "划去发言记录");
    assert_eq!(happened(&struck(false), Lang::Zh), "恢复发言记录");
    for handling in handlings() {
        let word = (&handling).label(Lang::En);
        let id = CommitmentId::from_bytes([1; 16]);
        let event = Event::CommitmentHandled(HandledBody { id, handling });
        assert_eq!(happened(&event, Lang::En), word);
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
