//! What verbs say: what was done or undone, what is wrong and which words put it right.

use super::filled::Filled;
use super::refused::with_studio;

#[test]
fn undo_says_what_it_took_back_and_redo_what_it_did_again() {
    let filled = Filled::new();
    let desk = &filled.desk;
    desk.ok(&["issue", "take-back-exit", &filled.merged]);
    desk.ok(&["issue", "withdraw", &filled.issue, "自己解决了"]);
    assert!(desk.ok(&["undo"]).starts_with("已撤销：已撤回 — 临水路段加装护栏"));
    assert!(desk.ok(&["redo"]).starts_with("已重做：已撤回 — 临水路段加装护栏"));
    let undone = &desk.json(&["undo"])["undone"];
    assert_eq!(
        (&undone["event"], &undone["entity"], &undone["name"]),
        (&"Withdrawn".into(), &"issue".into(), &"临水路段加装护栏".into())
    );
    assert_eq!(desk.json(&["redo"])["redone"]["event"], "Withdrawn");
}

#[test]
fn an_addition_is_named_after_it_is_gone_and_people_on_the_way_are_not_it() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", "李某某"]);
    let told = desk.ok(&["undo"]);
    assert!(told.starts_with("已撤销：登记议题 — 路灯不亮"), "{told}");
    assert!(desk.ok(&["redo"]).starts_with("已重做：登记议题 — 路灯不亮"));
    assert!(desk.fails(1, &["redo"]).contains("没有可重做"));
}

#[test]
fn a_step_that_was_made_already_says_since_when_and_what_is_possible() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--submitted", "2023-02-01"]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number, "--on", "2023-02-03"]);
    let told = desk.fails(1, &["issue", "accept", &number]);
    assert!(told.contains("2023-02-03") && told.contains("受理"), "{told}");
    assert!(told.contains("issue consult") && told.contains("issue serve"), "{told}");
    assert!(!told.contains("issue accept"), "{told}");
    desk.ok(&["session", "plan", "路灯协商会", "--on", "2023-02-20"]);
    let told = desk.fails(1, &["session", "pause", "路灯协商会"]);
    assert!(told.contains("session start"), "{told}");
}

#[test]
fn what_an_edit_does_not_name_stays() {
    let filled = Filled::new();
    let desk = &filled.desk;
    desk.ok(&["issue", "edit", &filled.issue, "--place", "石潭大桥"]);
    desk.ok(&["session", "edit", &filled.session, "--venue", "村部"]);
    desk.ok(&["commitment", "edit", &format!("{}/1", filled.issue), "--funds", "12万元"]);
    desk.ok(&["studio", "edit", "ST", "--note", "搬到三楼"]);
    let issue = &desk.json(&["issue", "show", &filled.issue])["issue"];
    assert_eq!(
        (&issue["place"], &issue["title"]),
        (&"石潭大桥".into(), &"临水路段加装护栏".into())
    );
    let session = &desk.json(&["session", "show", &filled.session])["session"];
    assert_eq!((&session["venue"], &session["on"]), (&"村部".into(), &"2023-02-20".into()));
    desk.fails(2, &["issue", "edit", &filled.issue, ""]);
}

#[test]
fn a_wrong_value_names_its_option_and_what_would_be_right() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let told = desk.fails(2, &["session", "edit-line", &filled.session, "9", "内容"]);
    assert!(!told.contains("整数") && told.contains("session show"), "{told}");
    let told = desk.fails(2, &["session", "edit-line", &filled.session, "x", "内容"]);
    assert!(told.contains("整数"), "{told}");
    let told = desk.fails(2, &["session", "edit-line", &filled.session, "0", "内容"]);
    assert!(told.contains("1 到 99999"), "{told}");
    let told = desk.fails(2, &["issue", "add", "路灯不亮"]);
    assert!(told.contains("--studio"), "two studios, none named: {told}");
    let told = desk.fails(2, &["report", "--from", "2023"]);
    assert!(told.contains("哪一天"), "{told}");
}

#[test]
fn a_refusal_names_the_words_that_pass_it_over() {
    let desk = with_studio();
    desk.ok(&["person", "add", "周明", "--side", "member"]);
    desk.ok(&["issue", "add", "路灯不亮", "--submitted", "2023-02-01"]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number, "--on", "2023-02-03"]);
    desk.ok(&["session", "plan", "路灯会", "--on", "2023-02-20", "--agenda", &number]);
    desk.ok(&["session", "attend", "路灯会", "周明", "--class", "convenor"]);
    desk.ok(&["session", "line", "路灯会", "换灯。", "--kind", "agreed"]);
    desk.ok(&["session", "held", "路灯会"]);
    let told = desk.fails(1, &["issue", "consult", &number]);
    assert!(told.contains("--override public_present=理由"), "{told}");
    let passed = ["--override", "public_present=下雨", "--override", "department_present=书面答复"];
    desk.ok(&[&["issue", "consult", &number], &passed[..]].concat());
}

#[test]
fn who_sits_at_the_keyboard_is_somebody_known() {
    let desk = with_studio();
    let told = desk.fails(2, &["settings", "set", "--me", "周明"]);
    assert!(told.contains("tanshi person add 周明"), "{told}");
    assert_eq!(desk.json(&["person", "list"])["people"].as_array().unwrap().len(), 0);
    desk.ok(&["person", "add", "周明", "--side", "member"]);
    desk.ok(&["settings", "set", "--me", "周明"]);
}

#[test]
fn undo_goes_on_past_what_was_undone_and_redo_comes_back() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number]);
    desk.ok(&["session", "plan", "会", "--on", "2023-05-20", "--agenda", &number]);
    desk.ok(&["session", "postpone", "会", "2099-05-21", "--reason", "主持人有事"]);
    desk.ok(&["session", "cancel", "会", "场地没有了"]);
    desk.ok(&["issue", "withdraw", &number, "自己解决了"]);
    let status = || desk.json(&["issue", "show", &number])["issue"]["status"].clone();
    let session = || desk.json(&["session", "show", "会"])["session"].clone();
    desk.ok(&["undo"]);
    assert_eq!(status(), "submitted");
    desk.ok(&["undo"]);
    assert_eq!(session()["status"], "planned");
    desk.ok(&["undo"]);
    assert_eq!(session()["on"], "2023-05-20");
    // The session, the acceptance, the issue.
    for _ in 0..3 {
        desk.ok(&["undo"]);
    }
    assert!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().is_empty());
    for _ in 0..6 {
        desk.ok(&["redo"]);
    }
    assert_eq!(status(), "withdrawn");
    assert_eq!(
        (session()["status"].clone(), session()["on"].clone()),
        ("cancelled".into(), "2099-05-21".into())
    );
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(session()["status"], "planned");
}

#[test]
fn what_was_undone_stands_in_the_history_once_with_the_correction_beside_it() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number]);
    desk.ok(&["undo"]);
    desk.ok(&["redo"]);
    let page = desk.ok(&["issue", "show", &number]);
    let history = page.split("办理经过").nth(1).unwrap();
    let lines: Vec<&str> = history.lines().filter(|line| line.contains("受理")).collect();
    assert_eq!(lines.len(), 2, "{page}");
    assert!(lines[0].contains("已受理") && lines[0].contains("后来更正"), "{page}");
    assert!(lines[1].contains("已受理") && !lines[1].contains("更正"), "{page}");
    // Nothing is left out for those who read it by program.
    let steps = &desk.json(&["issue", "show", &number])["issue"]["steps"];
    assert_eq!(steps.as_array().unwrap().len(), 3, "{steps}");
}

#[test]
fn the_lead_studio_does_not_join_its_own_session() {
    let filled = Filled::new();
    let plan = ["session", "plan", "会", "--studio", "ST", "--on", "2023-09-01", "--co-studio"];
    let told = filled.desk.fails(2, &[&plan[..], &["ST"]].concat());
    assert!(told.contains("--co-studio") && told.contains("主办工作室"), "{told}");
    filled.desk.ok(&[&plan[..], &["JY"]].concat());
}

#[test]
fn a_path_that_stands_for_words_is_the_file_or_told_that_it_is_not_there() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let told = desk.fails(2, &["issue", "attach", &filled.issue, "/no/such.jpg"]);
    assert!(told.contains("没有这个文件：/no/such.jpg") && told.contains("--title"), "{told}");
    desk.ok(&["issue", "attach", &filled.issue, "--title", "/no/such.jpg"]);
    desk.ok(&["issue", "attach", &filled.issue, "照片存档案柜 3/5"]);
    desk.ok(&["issue", "attach", &filled.issue, "https://www.example.org/news/1.pdf"]);
    // A file that is called like the first of several words is not what they say.
    let note = desk.path().join("notes");
    std::fs::write(&note, b"notes").unwrap();
    let words = format!("{} from the visit", note.to_str().unwrap());
    desk.ok(&["issue", "attach", &filled.issue, &words]);
    let page = desk.json(&["issue", "show", &filled.issue]);
    let last = page["issue"]["evidence"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (last["title"].as_str().unwrap(), &last["file"]),
        (&*words, &serde_json::Value::Null)
    );
    let photo = desk.path().join("竣工照片.jpg");
    std::fs::write(&photo, b"photo").unwrap();
    let path = photo.to_str().unwrap();
    desk.ok(&["issue", "attach", &filled.issue, path]);
    let page = desk.json(&["issue", "show", &filled.issue]);
    let evidence = page["issue"]["evidence"].as_array().unwrap();
    let last = evidence.last().unwrap();
    assert_eq!(last["title"], "竣工照片", "{last}");
    assert!(!last["file"]["sha256"].is_null(), "{last}");
}

#[test]
fn nothing_is_carried_over_where_nothing_is_owed() {
    let filled = Filled::new();
    let words = ["issue", "carry-over", &filled.issue, "余下的", "--reason", "一时办不完"];
    let told = filled.desk.fails(1, &words);
    assert!(told.contains("没有未办结的承办事项") && told.contains("issue resolve"), "{told}");
    let told = filled.desk.fails(1, &[&words[..], &["--lang", "en"]].concat());
    assert!(!told.contains("Matter") && told.contains("still owed"), "{told}");
}
