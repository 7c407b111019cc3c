//! A verb done to several issues: one change, all or nothing, and what presses today.

use super::Desk;
use super::json::{assert_described, described};
use super::refused::with_studio;
use serde_json::Value;

/// A desk with three issues that nobody has accepted, and their numbers.
fn three() -> (Desk, Vec<String>) {
    let desk = with_studio();
    for title in ["路灯不亮", "停车难", "井盖松动"] {
        desk.ok(&["issue", "add", title, "--submitted", "2023-02-01", "--raiser", "李某某"]);
    }
    let known = issues(&desk);
    let numbers = known.iter().map(|it| it["number"].as_str().unwrap().to_owned());
    (desk, numbers.collect())
}

fn issues(desk: &Desk) -> Vec<Value> {
    desk.json(&["issue", "list"])["issues"].as_array().unwrap().clone()
}

fn named<'a>(verb: &'a str, numbers: &'a [String]) -> Vec<&'a str> {
    let [first, rest @ ..] = numbers else { panic!("none") };
    let mut words = vec!["issue", verb, first];
    words.push("--also");
    words.extend(rest.iter().map(String::as_str));
    words
}

#[test]
fn several_are_accepted_in_one_change_and_one_undo_takes_all_of_it_back() {
    let (desk, numbers) = three();
    let before = issues(&desk);
    desk.ok(&named("accept", &numbers));
    assert!(issues(&desk).iter().all(|it| it["accepted"] == true));
    assert_eq!(desk.ok(&["undo"]), "已撤销：已受理，共 3 项\n");
    assert_eq!(issues(&desk), before);
    assert_eq!(desk.ok(&["redo", "--lang", "en"]), "Done again: Accepted, 3 in all\n");
    assert_eq!(desk.json(&["undo"])["events"].as_array().unwrap().len(), 3);
}

#[test]
fn where_one_is_refused_nothing_is_done_unless_the_others_are_asked_for() {
    let (desk, numbers) = three();
    desk.ok(&["issue", "withdraw", &numbers[1], "自己解决了"]);
    let before = issues(&desk);
    let mut words = named("accept", &numbers);
    let told = desk.fails(1, &words);
    assert!(told.contains(&numbers[1]) && told.contains("--possible"), "{told}");
    assert!(!told.contains(&numbers[0]), "{told}");
    assert_eq!(issues(&desk), before);
    words.push("--json");
    let error: Value = serde_json::from_str(&desk.fails(1, &words)).unwrap();
    assert_eq!(error["error"]["code"], "some_refused");
    assert_eq!(error["error"]["refused"][0]["number"], numbers[1].as_str());
    words.pop();
    words.push("--possible");
    desk.ok(&words);
    let accepted: Vec<bool> = issues(&desk).iter().map(|it| it["accepted"] == true).collect();
    assert_eq!(accepted, [true, false, true]);
}

#[test]
fn tags_are_added_and_taken_off_and_the_rest_stays() {
    let (desk, numbers) = three();
    desk.ok(&["issue", "edit", &numbers[0], "--tag", "重点", "--tag", "旧"]);
    let mut words = named("label", &numbers);
    words.extend(["--category", "温度", "--add", "民生", "--remove", "旧"]);
    desk.ok(&words);
    let shown = |number: &str| desk.json(&["issue", "show", number])["issue"].clone();
    assert_eq!(shown(&numbers[0])["tags"], serde_json::json!(["重点", "民生"]));
    assert_eq!(shown(&numbers[2])["tags"], serde_json::json!(["民生"]));
    assert!(issues(&desk).iter().all(|it| it["category"] == "livelihood"));
    let told = desk.fails(2, &named("label", &numbers));
    assert!(told.contains("类别"), "{told}");
}

#[test]
fn several_are_merged_into_one_of_them_and_the_raisers_of_all_are_told_there() {
    let (desk, numbers) = three();
    desk.ok(&["issue", "edit", &numbers[1], "--raiser", "王某某"]);
    let before = issues(&desk);
    let root = numbers[0].as_str();
    let mut words = vec!["issue", "merge", &numbers[1], root, "--reason", "同一件事"];
    words.extend(["--also", &numbers[2], root]);
    desk.ok(&words);
    let page = desk.ok(&["issue", "show", root]);
    assert!(page.contains("并入 2 件") && page.contains("王某某"), "{page}");
    let shown = desk.json(&["issue", "show", root])["issue"].clone();
    assert_eq!(shown["merged"].as_array().unwrap().len(), 2, "{shown}");
    assert_eq!(shown["all_raisers"].as_array().unwrap().len(), 2, "{shown}");
    desk.ok(&["undo"]);
    assert_eq!(issues(&desk), before);
}

#[test]
fn more_time_for_several_is_granted_to_what_is_open_of_each() {
    let (desk, numbers) = three();
    desk.ok(&["department", "add", "城管局"]);
    for number in &numbers[..2] {
        let promise = ["commitment", "add", number, "修好", "--promised", "works"];
        let mut words = promise.to_vec();
        words.extend(["--lead", "城管局", "--deadline", "2099-06-30"]);
        desk.ok(&words);
    }
    let mut words = named("extend", &numbers);
    words.extend(["--until", "2099-12-31", "--reason", "雨季停工"]);
    desk.ok(&words);
    let due: Vec<Value> = issues(&desk).iter().map(|it| it["due"].clone()).collect();
    assert_eq!(due, [Value::from("2099-12-31"), Value::from("2099-12-31"), Value::Null]);
    // What there is nothing to extend about is named, with why: here, and where it stands alone.
    let told = desk.run(&words);
    let (text, side) = (String::from_utf8(told.stdout), String::from_utf8(told.stderr).unwrap());
    assert!(text.unwrap().contains("没有改动"), "{side}");
    let line = |number: &str| side.lines().find(|it| it.contains(number)).unwrap_or("").to_owned();
    assert!(line(&numbers[0]).contains("时限不早于这一天"), "{side}");
    assert!(line(&numbers[2]).contains("没有承办事项"), "{side}");
    let mut alone = vec!["issue", "extend", numbers[2].as_str(), "--lang", "en"];
    alone.extend(["--until", "2099-12-31", "--reason", "rain"]);
    let side = String::from_utf8(desk.run(&alone).stderr).unwrap();
    assert!(side.contains(&numbers[2]) && side.contains("no commitment"), "{side}");
    assert_eq!(desk.json(&alone)["passed"][0]["why"], "no_commitment");
}

#[test]
fn what_is_passed_over_is_named_with_the_reason() {
    let (desk, numbers) = three();
    desk.ok(&["issue", "accept", &numbers[1]]);
    desk.ok(&["issue", "withdraw", &numbers[2], "自己解决了"]);
    let mut words = named("accept", &numbers);
    words.extend(["--possible", "--json"]);
    let told: Value = serde_json::from_str(&desk.ok(&words)).unwrap();
    assert_eq!(told["events"].as_array().unwrap().len(), 1, "{told}");
    let passed = told["passed"].as_array().unwrap();
    let why: Vec<_> = passed.iter().map(|it| (it["number"].clone(), it["why"].clone())).collect();
    let named = |at: usize, why: &str| (Value::from(numbers[at].as_str()), Value::from(why));
    assert_eq!(why, [named(1, "unchanged"), named(2, "refused")]);
    assert_described("verb", &told, &described());
    desk.ok(&["undo"]);
    words.pop();
    let side = String::from_utf8(desk.run(&words).stderr).unwrap();
    assert!(side.contains(&format!("{}：没有要改的", numbers[1])), "{side}");
    assert!(side.contains(&format!("{}：", numbers[2])), "{side}");
}

#[test]
fn today_tells_what_presses_with_the_reason_and_the_next_step() {
    let (desk, numbers) = three();
    let told = desk.ok(&["today"]);
    assert!(told.contains("\n久等 3 件\n"), "{told}");
    assert!(told.contains("还没有受理") && told.contains("路灯不亮"), "{told}");
    let json = desk.json(&["today", "--most", "1"]);
    let section = &json["sections"][0];
    assert_eq!((&section["section"], &section["total"]), (&"waiting".into(), &3.into()));
    let entries = section["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["reasons"][0]["reason"], "unscreened");
    assert_eq!(entries[0]["next"]["verb"], "issue accept");
    assert!(numbers.contains(&entries[0]["issue"].as_str().unwrap().to_owned()));
    let empty = with_studio();
    assert!(empty.ok(&["today"]).contains("今天没有"), "nothing presses");
}

#[test]
fn what_presses_is_told_under_the_name_and_scope_that_the_page_has() {
    let (desk, numbers) = three();
    let told = desk.ok(&["today"]);
    assert!(told.starts_with("今天要办 · 全部工作室\n\n久等 3 件\n"), "{told}");
    assert!(told.contains(&numbers[0]), "{told}");
    let told_before = told;
    let told = desk.fails(2, &["today", "--mine"]);
    assert!(told.contains("settings set --my-studio"), "{told}");
    desk.ok(&["settings", "set", "--my-studio", "石潭"]);
    let mine = desk.ok(&["today", "--mine"]);
    assert!(mine.starts_with("今天要办 · 石潭镇委员工作室\n"), "{mine}");
    assert_eq!(desk.ok(&["today", "--all"]), told_before, "as older scripts ask");
    assert_eq!(desk.ok(&["today"]), told_before, "as the page: all, unless narrowed");
    let english = desk.ok(&["today", "--studio", "石潭", "--lang", "en"]);
    assert!(english.starts_with("Today · 石潭镇委员工作室\n\nWaiting longest: 3\n"), "{english}");
}
