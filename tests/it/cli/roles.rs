//! The words by which fields are named: the natural guess works with every verb.

use super::Desk;
use super::refused::with_studio;
use tanshi::command::role::Role;
use tanshi::command::verb::all;
use tanshi::command::{FieldKind, Noun, Verb};
use tanshi::i18n::Lang;

/// Whether a verb takes an option at all.
fn takes(verb: &Verb, option: &str) -> bool {
    let words = ["tanshi", verb.noun.key(), verb.name, option];
    let read = tanshi::cli::parser::command(Lang::En).try_get_matches_from(words);
    // Without its value it is known, and one that is unknown is told so first.
    !read.is_err_and(|error| error.kind() == clap::error::ErrorKind::UnknownArgument)
}

#[test]
fn a_reason_and_a_day_are_named_alike_with_every_verb() {
    let is_a_day = |kind| matches!(kind, FieldKind::Day | FieldKind::Span);
    let (mut reasons, mut days) = (0, 0);
    for verb in all().filter(|verb| verb.name != "import") {
        assert!(!takes(verb, "--no-such-option"), "{verb:?}");
        if verb.fields.iter().any(|field| field.label.zh == "原因") {
            assert!(takes(verb, "--reason") && takes(verb, "--because"), "{verb:?}");
            reasons += 1;
        }
        // What a report counts has two ends, and no day of its own.
        if verb.name != "freeze-report" && verb.fields.iter().any(|field| is_a_day(field.kind)) {
            assert!(takes(verb, "--on") && takes(verb, "--date"), "{verb:?}");
            days += 1;
        }
        for field in verb.fields.iter().filter(|field| field.role() == Some(Role::Deadline)) {
            assert!(takes(verb, "--until") && takes(verb, "--deadline"), "{verb:?} {field:?}");
        }
    }
    assert!(reasons > 20 && days > 25, "{reasons} {days}");
    assert_eq!(Noun::ALL.len(), 7);
}

#[test]
fn what_stands_in_its_place_may_be_named_and_means_the_same() {
    let desk = with_studio();
    for title in ["路灯不亮", "桥面坑洼"] {
        desk.ok(&["issue", "add", title, "--on", "2023-02-01"]);
    }
    desk.ok(&["issue", "withdraw", "路灯不亮", "--reason", "修好了", "--date", "2023-02-03"]);
    let page = desk.ok(&["issue", "show", "路灯不亮"]);
    assert!(page.contains("修好了") && page.contains("2023-02-03"), "{page}");
    let told = desk.fails(2, &["issue", "withdraw", "桥面坑洼"]);
    assert!(told.contains("还要写上：<原因>"), "{told}");
    let told = desk.fails(2, &["issue", "withdraw", "桥面坑洼", "甲", "--reason", "乙"]);
    assert!(told.contains("不能和"), "{told}");
    assert!(!desk.ok(&["issue", "withdraw", "--help"]).contains("--reason"));
}

#[test]
fn tags_and_the_agenda_are_named_as_elsewhere() {
    let desk: Desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--on", "2023-02-01"]);
    desk.ok(&["issue", "label", "路灯不亮", "--tag", "照明"]);
    assert!(desk.ok(&["issue", "show", "路灯不亮"]).contains("照明"));
    desk.ok(&["session", "plan", "路灯会", "--on", "2099-02-01", "--issue", "路灯不亮"]);
    assert!(desk.ok(&["session", "show", "路灯会"]).contains("路灯不亮"));
}
