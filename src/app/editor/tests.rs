//! Tests of the field editor.

use proptest::prelude::*;

use super::*;
use crate::app::cells::width;

const NARROW: AmbiguousWidth = AmbiguousWidth::Narrow;

fn typed(text: &str) -> LineEditor {
    LineEditor::single_line().with_text(text)
}

/// Presses the keys on a text in which `|` marks the caret, and marks it in the result.
fn after(before: &str, keys: &[EditKey]) -> String {
    let mut editor = LineEditor::multi_line().with_text(&before.replace('|', ""));
    let caret = before.split('|').next().unwrap().graphemes(true).count();
    editor.set_caret(caret);
    for &key in keys {
        editor.handle(key);
    }
    let (left, right) = editor.text().split_at(editor.caret_byte());
    format!("{left}|{right}")
}

#[test]
fn words_of_chinese_are_found_by_the_dictionary() {
    use EditKey::Move;
    use Motion::{WordLeft, WordRight};
    assert_eq!(after("|会议决定修复登录", &[Move(WordRight)]), "会议|决定修复登录");
    assert_eq!(after("会议|决定修复登录", &[Move(WordRight)]), "会议决定|修复登录");
    assert_eq!(after("会议决定修复登录|", &[Move(WordLeft)]), "会议决定修复|登录");
    assert_eq!(after("会议，|决定 ok", &[Move(WordLeft)]), "|会议，决定 ok");
    assert_eq!(after("会议，决定 ok|", &[Move(WordLeft), Move(WordLeft)]), "会议，|决定 ok");
}

#[test]
fn keys_change_text_and_caret() {
    use EditKey::{
        Backspace, Char, Delete, DeleteToEnd, DeleteToHome, DeleteWordLeft, DeleteWordRight, Enter,
        Move,
    };
    let family = "👨‍👩‍👧|x";
    for (before, key, expected) in [
        ("停车|难", Backspace, "停|难"),
        ("停车|难", Delete, "停车|"),
        (family, Backspace, "|x"),
        ("e\u{301}|x", Backspace, "|x"),
        ("停车|难", DeleteToHome, "|难"),
        ("停车|难", DeleteToEnd, "停车|"),
        ("a\nb|c\nd", DeleteToHome, "a\n|c\nd"),
        ("a\nb|c\nd", DeleteToEnd, "a\nb|\nd"),
        ("会议决定|x", DeleteWordLeft, "会议|x"),
        ("|会议决定", DeleteWordRight, "|决定"),
        ("停|难", Char('车'), "停车|难"),
        ("停|难", Enter, "停\n|难"),
        ("停|难", Char('\u{1b}'), "停|难"),
        ("a\nbc|", Move(Motion::Home), "a\n|bc"),
        ("a|b\nc", Move(Motion::End), "ab|\nc"),
        ("a|b\nc", Move(Motion::Finish), "ab\nc|"),
    ] {
        assert_eq!(after(before, &[key]), expected, "{before:?} {key:?}");
    }
}

#[test]
fn rows_are_climbed_in_the_same_column() {
    use EditKey::Move;
    use Motion::{Down, Up};
    assert_eq!(after("停车难\n短\n充电桩|", &[Move(Up)]), "停车难\n短|\n充电桩");
    assert_eq!(after("停车难\n短\n充电桩|", &[Move(Up), Move(Up)]), "停车难|\n短\n充电桩");
    assert_eq!(after("ab|c\nd", &[Move(Up)]), "|abc\nd");
    assert_eq!(after("abc\nd|e", &[Move(Down)]), "abc\nde|");
    let mut editor = LineEditor::multi_line().with_text("停车难停车难");
    editor.set_wrap(6, NARROW);
    assert!(editor.handle(Move(Up)));
    assert_eq!(editor.caret(), 2, "the end of a row that goes on belongs to the next row");
}

#[test]
fn a_field_of_one_line_leaves_rows_and_enter_to_its_owner() {
    let mut editor = typed("停车难");
    assert!(!editor.handle(EditKey::Enter));
    assert!(!editor.handle(EditKey::Move(Motion::Up)));
    assert!(!editor.handle(EditKey::Select(Motion::Down)));
    assert_eq!(editor.text(), "停车难");
}

#[test]
fn a_paste_is_typing_without_control_characters() {
    let mut editor = LineEditor::single_line();
    assert!(editor.insert("一\r\n二\n三\t四\u{1b}[31m\u{202e}\u{7}"));
    assert_eq!(editor.text(), "一 二 三 四[31m");
    let mut editor = LineEditor::multi_line();
    editor.insert("一\r\n二\r三");
    assert_eq!(editor.text(), "一\n二\n三");
    assert!(!editor.insert("\u{1b}"));
}

#[test]
fn the_limit_counts_characters() {
    let mut editor = LineEditor::single_line().with_limit(3);
    assert!(editor.insert("停车难吗"));
    assert_eq!(editor.text(), "停车难");
    assert!(!editor.insert("x"));
    editor.handle(EditKey::SelectAll);
    assert!(editor.insert("abcd"), "what is selected makes room");
    assert_eq!(editor.text(), "abc");
}

#[test]
fn typing_replaces_the_selection() {
    let mut editor = typed("停车难");
    editor.handle(EditKey::Select(Motion::Left));
    editor.handle(EditKey::Select(Motion::Left));
    assert_eq!(editor.text().get(editor.selection().unwrap()), Some("车难"));
    editor.handle(EditKey::Char('电'));
    assert_eq!(editor.text(), "停电");
    assert_eq!(editor.selection(), None);
    editor.handle(EditKey::SelectAll);
    editor.handle(EditKey::Move(Motion::Left));
    assert_eq!((editor.caret(), editor.selection()), (0, None));
}

#[test]
fn undo_takes_back_a_run_of_typing_at_once() {
    let mut editor = typed("甲");
    for c in "停车难".chars() {
        editor.handle(EditKey::Char(c));
    }
    editor.handle(EditKey::Move(Motion::Home));
    editor.handle(EditKey::Char('x'));
    assert!(editor.handle(EditKey::Undo));
    assert_eq!(editor.text(), "甲停车难");
    assert!(editor.handle(EditKey::Undo));
    assert_eq!((editor.text(), editor.caret()), ("甲", 1));
    assert!(!editor.handle(EditKey::Undo), "what the field began with is not undone");
    assert!(editor.handle(EditKey::Redo));
    assert!(editor.handle(EditKey::Redo));
    assert_eq!(editor.text(), "x甲停车难");
    assert!(!editor.handle(EditKey::Redo));
}

#[test]
fn a_long_line_scrolls_so_that_the_caret_is_seen() {
    let editor = typed("一二三四五六七八九十");
    let seen = editor.visible(8, NARROW);
    assert!(seen.text.ends_with('十') && seen.cut_left && !seen.cut_right);
    assert!(seen.caret_column < 8);
    let mut editor = typed("一二三四五六七八九十");
    editor.handle(EditKey::Move(Motion::Home));
    assert_eq!(editor.visible(8, NARROW).text, "一二三四");
    assert_eq!(editor.visible(0, NARROW).text, "");
}

fn any_key() -> impl Strategy<Value = EditKey> {
    let motion = prop::sample::select(vec![
        Motion::Left,
        Motion::Right,
        Motion::WordLeft,
        Motion::WordRight,
        Motion::Home,
        Motion::End,
        Motion::Up,
        Motion::Down,
        Motion::Start,
        Motion::Finish,
    ]);
    let text =
        prop::sample::select("停车难ab ，…é\u{301}👨\u{200d}\n\r🇨🇳ﾊﾞ①".chars().collect::<Vec<_>>());
    prop_oneof![
        4 => text.prop_map(EditKey::Char),
        2 => motion.clone().prop_map(EditKey::Move),
        1 => motion.prop_map(EditKey::Select),
        2 => prop::sample::select(vec![
            EditKey::Enter,
            EditKey::SelectAll,
            EditKey::Backspace,
            EditKey::Delete,
            EditKey::DeleteWordLeft,
            EditKey::DeleteWordRight,
            EditKey::DeleteToHome,
            EditKey::DeleteToEnd,
            EditKey::Undo,
            EditKey::Redo,
        ]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_leave_the_caret_between_graphemes_and_in_view(
        keys in prop::collection::vec(any_key(), 0..60),
        cells in 0_usize..12,
        several in any::<bool>(),
    ) {
        let mut editor = if several { LineEditor::multi_line() } else { LineEditor::single_line() };
        editor = editor.with_limit(40);
        editor.set_wrap(cells, AmbiguousWidth::Wide);
        for key in keys {
            editor.handle(key);
            let caret = editor.caret_byte();
            prop_assert_eq!(motion::ceil_grapheme(editor.text(), caret), caret);
            prop_assert!(editor.text().chars().count() <= 40);
            prop_assert!(several || !editor.text().contains('\n'));
            let seen = editor.visible(cells, AmbiguousWidth::Wide);
            prop_assert!(width(seen.text, AmbiguousWidth::Wide) <= cells);
            prop_assert!(seen.caret_column < cells.max(1));
            prop_assert!(seen.text.get(seen.selected).is_some());
            let rows = editor.rows(cells, AmbiguousWidth::Wide);
            prop_assert!(rows.caret_row < rows.rows.len());
            prop_assert!(rows.caret_column < cells.max(1));
        }
    }

    #[test]
    fn undoing_everything_and_redoing_it_returns_to_the_end(
        keys in prop::collection::vec(any_key(), 0..40),
    ) {
        let mut editor = LineEditor::multi_line();
        for key in keys {
            editor.handle(key);
        }
        let end = editor.text().to_owned();
        while editor.handle(EditKey::Redo) {}
        let latest = editor.text().to_owned();
        while editor.handle(EditKey::Undo) {}
        prop_assert_eq!(editor.text(), "");
        while editor.handle(EditKey::Redo) {}
        prop_assert_eq!(editor.text(), &latest);
        prop_assert!(end.len() <= 400);
    }
}
