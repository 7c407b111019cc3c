//! What the program says about itself, and about a call that it cannot read.

use super::Desk;

/// Words that the parser would say in English by itself.
const ENGLISH: [&str; 12] = [
    "error",
    "Usage",
    "Commands",
    "Options",
    "Arguments",
    "Print",
    "possible values",
    "default:",
    "OPTIONS",
    "COMMAND",
    "help' for",
    "tip",
];

#[test]
fn a_wrong_call_is_told_in_chinese_and_in_english_alone() {
    let desk = Desk::new();
    for words in [
        &["issue"][..],
        &["isue", "list"],
        &["issue", "add"],
        &["issue", "add", "标题", "--foo"],
        &["issue", "add", "标题", "多余"],
        &["issue", "add", "标题", "--place", "甲", "--place", "乙"],
        &["issue", "list", "--status"],
        &["report", "--rows", "foo"],
        &["demo", "--seed", "x"],
        &["completions", "dos"],
        &["help", "isue"],
    ] {
        let told = desk.fails(2, words);
        assert!(!ENGLISH.iter().any(|word| told.contains(word)), "{words:?}: {told}");
        let english = desk.fails(2, &[words, &["--lang", "en"]].concat()[..]);
        assert!(english.is_ascii() || !english.contains('。'), "{english}");
    }
    let told = desk.fails(2, &["isue", "list"]);
    assert!(told.contains("isue") && told.contains("issue"), "{told}");
    assert!(desk.fails(2, &["issue", "add"]).contains("<标题>"));
    assert!(desk.fails(2, &["issue"]).contains("withdraw"));
}

#[test]
fn a_wrong_call_is_told_to_scripts_as_json() {
    let desk = Desk::new();
    for words in [&["issue", "add", "--json"][..], &["--json", "isue"], &["issue", "--json"]] {
        let told = desk.fails(2, words);
        let error: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(error["error"]["code"], "usage", "{words:?}");
        assert!(error["error"]["message"].as_str().is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn help_is_in_one_language_and_puts_a_commands_own_options_first() {
    let desk = Desk::new();
    for words in [&["--help"][..], &["issue", "add", "-h"], &["help", "report"], &["help"]] {
        let help = desk.ok(words);
        assert!(!ENGLISH.iter().any(|word| help.contains(word)), "{help}");
    }
    let help = desk.ok(&["issue", "add", "-h"]);
    let at = |word: &str| help.find(word).unwrap_or_else(|| panic!("{word} in {help}"));
    assert!(at("<标题>") < at("--raiser") && at("--raiser") < at("全局选项："));
    assert!(at("全局选项：") < at("--data") && at("--data") < at("--help"));
}

#[test]
fn help_on_a_kind_of_document_is_the_help_of_documents() {
    let desk = Desk::new();
    let help = desk.ok(&["help", "document", "minutes"]);
    assert!(help == desk.ok(&["help", "document"]) && help.contains("minutes"), "{help}");
    assert!(desk.fails(2, &["help", "minutes"]).contains("没有“minutes”这个命令"));
}

#[test]
fn help_names_the_words_that_an_option_takes() {
    let desk = Desk::new();
    assert!(desk.ok(&["issue", "list", "-h"]).contains("closed_unresolved"));
    assert!(desk.ok(&["session", "list", "-h"]).contains("cancelled"));
    assert!(desk.ok(&["issue", "consult", "-h"]).contains("public_present 有群众出席"));
    assert!(desk.ok(&["report", "--help"]).contains("member_attendances"));
}

#[test]
fn a_word_that_stands_by_itself_and_was_written_as_an_option_is_told_so() {
    let desk = Desk::new();
    let said = desk.fails(2, &["session", "tally", "X", "--class", "群众", "12"]);
    assert!(said.contains("身份类别直接写在后面，前面不加 --class。"), "{said}");
    assert!(said.contains("tanshi session tally <") && !said.contains("--as"), "{said}");
    let said = desk.fails(2, &["--lang", "en", "session", "tally", "X", "--class", "public", "2"]);
    assert!(said.contains("is written by itself, without --class."), "{said}");
    assert!(said.contains("tanshi session tally <TARGET> <CLASS> <COUNT>"), "{said}");
}
