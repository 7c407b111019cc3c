//! `tanshi search`: what is found, in JSON and for people.

use super::filled::Filled;
use super::json::{assert_described, described};
use serde_json::Value;

fn hits(filled: &Filled, words: &[&str]) -> Vec<Value> {
    let words: Vec<&str> = ["search"].iter().chain(words).copied().collect();
    let found = filled.desk.json(&words);
    assert_described("search", &found["hits"], &hits_described());
    found["hits"].as_array().unwrap().clone()
}

fn hits_described() -> std::collections::BTreeMap<String, std::collections::BTreeSet<String>> {
    let mut known = described();
    let fields = known["hits"].clone();
    known.insert("search".to_owned(), fields);
    known
}

/// The part of the text of a hit that was found.
fn marked(hit: &Value) -> Vec<String> {
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let ranges = hit["ranges"].as_array().unwrap().iter();
    ranges.map(|range| text[at(&range[0])..at(&range[1])].iter().collect()).collect()
}

#[test]
fn what_is_said_anywhere_is_found_with_what_it_belongs_to() {
    let filled = Filled::new();
    for (words, kind, place) in [
        ("缺口三处", "issue", "field_study"),
        ("去年两个孩子", "issue", "body"),
        ("警示牌", "issue", "statement"),
        ("还差一段", "issue", "remark"),
        ("上门教", "issue", "service"),
        ("不归镇里管", "issue", "step"),
        ("汛期前", "line", "line"),
        ("谁来出钱", "session", "no_consensus"),
        ("装了一半", "commitment", "report"),
        ("先要勘测", "commitment", "reason"),
        ("护栏已装好", "commitment", "completion"),
    ] {
        let hits = hits(&filled, &[words]);
        let hit = hits.iter().find(|hit| hit["kind"] == kind).expect(words);
        assert_eq!(hit["where"], place, "{words}");
        assert_eq!(marked(hit), [words], "{words}");
        if matches!(kind, "line" | "commitment") {
            assert_eq!(hit["issue"], filled.issue, "{words}");
            assert_eq!(hit["session"], filled.session, "{words}");
        }
    }
}

#[test]
fn titles_numbers_names_and_initials_come_first_and_each_once() {
    let filled = Filled::new();
    let found = hits(&filled, &["护栏"]);
    let titles: Vec<&str> = found.iter().map(|hit| hit["title"].as_str().unwrap()).collect();
    assert!(titles[..3].contains(&"临水路段加装护栏"), "{titles:?}");
    assert!(titles[..3].contains(&"护栏太矮"), "{titles:?}");
    let mut ids: Vec<&str> = found.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.len());
    assert_eq!(hits(&filled, &["lsld"])[0]["number"], filled.issue);
    assert_eq!(hits(&filled, &[&filled.session])[0]["kind"], "session");
    assert_eq!(hits(&filled, &["周明"])[0]["kind"], "person");
    assert_eq!(hits(&filled, &["水利局"])[0]["kind"], "department");
    assert_eq!(hits(&filled, &["教育界别"])[0]["kind"], "studio");
}

#[test]
fn phrases_kinds_and_limits_narrow_what_is_listed() {
    let filled = Filled::new();
    assert_eq!(hits(&filled, &["\"护栏，三百\""]).len(), 0);
    assert_eq!(hits(&filled, &["\"护栏三百\""]).len(), 1);
    assert_eq!(hits(&filled, &["护栏三百", "--kind", "line"]).len(), 1);
    assert_eq!(hits(&filled, &["护栏", "--limit", "2"]).len(), 2);
    let found = filled.desk.json(&["search", "护栏", "--limit", "1"]);
    let all = filled.desk.json(&["search", "护栏"]);
    assert_eq!(found["total"], all["total"]);
    assert_eq!(all["total"], all["hits"].as_array().unwrap().len());
    let only = hits(&filled, &["护栏", "--kind", "commitment"]);
    assert!(only.iter().all(|hit| hit["kind"] == "commitment") && !only.is_empty());
}

#[test]
fn the_language_of_the_filter_narrows_what_is_found() {
    let filled = Filled::new();
    let titles = |words: &[&str]| -> Vec<String> {
        hits(&filled, words).iter().map(|hit| hit["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&["status:merged"]), ["护栏太矮"]);
    assert_eq!(titles(&["护栏 status:merged"]), ["护栏太矮"]);
    let without = titles(&["护栏 -临水"]);
    assert!(without.contains(&"护栏太矮".to_owned()), "{without:?}");
    assert!(!without.iter().any(|title| title.contains("临水")), "{without:?}");
    // What is said of an issue that is not meant is not meant either.
    assert_eq!(titles(&["缺口三处 status:merged"]), [""; 0]);
    assert_eq!(titles(&["缺口三处 status:consulted"]).len(), 1);
    assert!(titles(&["医保卡|坑洼"]).len() >= 2);
    // The department that supports is found as the one that leads.
    let supporting = hits(&filled, &["交通"]);
    assert!(supporting.iter().any(|hit| hit["issue"] == filled.issue), "{supporting:?}");
    let told = filled.desk.fails(2, &["search", "护栏 部门：火星局"]);
    assert!(told.contains("火星局"), "{told}");
    assert!(filled.desk.fails(2, &["search", "statsu:open"]).contains("状态"));
    // A list that is given as a whole must not lack the end of what is asked.
    for (text, allowed) in [("状态：", "已协商"), ("护栏 “临水", "补上 ”")] {
        assert!(filled.desk.fails(2, &["search", text]).contains(allowed), "{text}");
        assert!(filled.desk.fails(2, &["issue", "list", text]).contains(allowed), "{text}");
    }
    let near = filled.desk.fails(2, &["issue", "list", "部门：shuilijv"]);
    assert!(near.contains("水利"), "{near}");
}

#[test]
fn a_slip_is_told_to_people_and_scripts_get_what_is_so() {
    let filled = Filled::new();
    let near = filled.desk.run(&["search", "hulna"]);
    let shown = String::from_utf8(near.stdout).unwrap();
    let side = String::from_utf8(near.stderr).unwrap();
    assert!(shown.contains("护栏") && side.contains("相近"), "{shown}{side}");
    assert_eq!(hits(&filled, &["hulna"]).len(), 0);
}

#[test]
fn what_was_struck_or_undone_is_not_found_and_what_was_edited_is_found_as_it_is() {
    let filled = Filled::new();
    let desk = &filled.desk;
    assert_eq!(hits(&filled, &["汛期前"]).len(), 1);
    desk.ok(&["session", "edit-line", &filled.session, "1", "能否在五月前装好？"]);
    assert_eq!(hits(&filled, &["汛期前"]).len(), 0);
    assert_eq!(hits(&filled, &["五月前"]).len(), 1);
    desk.ok(&["session", "strike-line", &filled.session, "1", "--yes"]);
    assert_eq!(hits(&filled, &["五月前"]).len(), 0);
    desk.ok(&["issue", "add", "桥头堆垃圾", "--studio", "ST"]);
    assert_eq!(hits(&filled, &["堆垃圾"]).len(), 1);
    desk.ok(&["undo", "--yes"]);
    assert_eq!(hits(&filled, &["堆垃圾"]).len(), 0);
    // The index that is made anew says the same.
    std::fs::remove_dir_all(desk.data().join("search")).unwrap();
    assert_eq!(hits(&filled, &["五月前"]).len(), 0);
    assert_eq!(hits(&filled, &["缺口三处"]).len(), 1);
}

#[test]
fn for_people_it_lists_by_issue_and_marks_what_was_found() {
    let filled = Filled::new();
    let shown = filled.desk.ok(&["search", "汛期"]);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[0], format!("{}  临水路段加装护栏  已协商", filled.issue));
    assert!(
        lines[1..].iter().any(|line| line.contains("记录  2023-02-20  能否在【汛期】前装好？"))
    );
    assert!(lines[1..].iter().any(|line| line.contains(&format!("{}/1", filled.issue))));
    let english = filled.desk.ok(&["search", "汛期", "--lang", "en"]);
    assert!(english.contains("[汛期]"), "{english}");
}

#[test]
fn nothing_found_is_no_error_and_nothing_to_look_for_is_one() {
    let filled = Filled::new();
    let nothing = filled.desk.run(&["search", "电梯"]);
    assert_eq!(nothing.status.code(), Some(0));
    assert!(nothing.stdout.is_empty());
    assert!(String::from_utf8(nothing.stderr).unwrap().contains("没有找到"));
    assert!(filled.desk.fails(2, &["search", "，。"]).contains("没有要找的词"));
    assert!(!filled.desk.fails(2, &["search"]).is_empty());
}

#[test]
fn making_the_index_is_told_on_the_side_once() {
    let filled = Filled::new();
    let first = filled.desk.run(&["search", "护栏", "--json"]);
    let side = String::from_utf8(first.stderr).unwrap();
    let told: Value = serde_json::from_str(side.lines().next().unwrap()).unwrap();
    assert!(told["notice"].as_str().unwrap().contains("全文索引"), "{side}");
    let second = filled.desk.run(&["search", "护栏", "--json"]);
    assert!(second.stderr.is_empty(), "{}", String::from_utf8_lossy(&second.stderr));
}
