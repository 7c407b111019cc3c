//! Lists: what they can be narrowed to, and what they print where.

use super::filled::Filled;
use super::refused::with_studio;

#[test]
fn a_status_is_named_by_its_key_or_its_label_and_no_other_word() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    for word in ["submitted", "open", "已提交", "未办结", "Submitted"] {
        assert!(desk.ok(&["issue", "list", "--status", word]).contains("路灯不亮"), "{word}");
    }
    assert!(!desk.ok(&["issue", "list", "--status", "resolved"]).contains("路灯不亮"));
    let told = desk.fails(2, &["issue", "list", "--status", "foo"]);
    assert!(told.contains("foo") && told.contains("closed_unresolved"), "{told}");
}

#[test]
fn a_side_that_is_called_by_two_words_answers_to_each() {
    let desk = with_studio();
    for (name, word) in
        [("李工", "其他"), ("王工", "部门"), ("Ann Lee", "Other"), ("张工", "other")]
    {
        desk.ok(&["person", "add", name, "--side", word]);
        let people = desk.json(&["person", "list"]);
        let all = people["people"].as_array().unwrap();
        let person = all.iter().find(|person| person["name"] == name).unwrap();
        assert_eq!(person["side"], "other", "{word}");
    }
    assert!(desk.ok(&["person", "list"]).contains("部门及其他"));
}

#[test]
fn a_session_that_was_held_is_listed_as_held() {
    let desk = with_studio();
    desk.ok(&["person", "add", "周明", "--side", "member"]);
    desk.ok(&["session", "plan", "护栏协商会", "--on", "2023-02-20"]);
    assert!(desk.ok(&["session", "list", "--status", "planned"]).contains("护栏协商会"));
    assert!(!desk.ok(&["session", "list", "--status", "held"]).contains("护栏协商会"));
    let told = desk.fails(2, &["session", "list", "--status", "resolved"]);
    assert!(told.contains("planned") && told.contains("cancelled"), "{told}");
}

#[test]
fn a_list_in_a_pipe_is_rows_alone_and_one_without_rows_is_silent() {
    let filled = Filled::new();
    for noun in ["studio", "person", "department", "issue", "session", "commitment"] {
        let list = filled.desk.ok(&[noun, "list"]);
        assert!(list.lines().all(|line| line == line.trim_end() && !line.is_empty()), "{list}");
        assert!(!list.contains("编号") && !list.contains("名称"), "{list}");
    }
    assert!(filled.desk.ok(&["commitment", "list"]).contains("湘潭县水利局"));
    let none = filled.desk.run(&["issue", "list", "--status", "withdrawn"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(0), 0));
    assert!(String::from_utf8(none.stderr).unwrap().contains("没有符合条件的议题"));
}

#[test]
fn a_report_says_which_studio_it_counts_and_when_a_figure_counts_nothing() {
    let filled = Filled::new();
    let words = ["report", "--from", "2023-01-01", "--studio", "ST"];
    assert!(filled.desk.ok(&words).contains("石潭镇委员工作室"));
    assert_eq!(filled.desk.json(&words)["studio"], "石潭镇委员工作室");
    let none = filled.desk.run(&["report", "--to", "2020-12-31", "--rows", "resolved"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(0), 0));
    assert!(String::from_utf8(none.stderr).unwrap().contains("没有数到"));
}

#[test]
fn what_waits_to_be_accepted_is_listed_by_that_name() {
    let desk = super::Desk::new();
    desk.ok(&["studio", "add", "山塘委员工作室", "--code", "ST"]);
    desk.ok(&["issue", "add", "山塘清淤"]);
    let number = desk.number();
    for status in ["待受理", "unscreened", "submitted", "未受理"] {
        let list = desk.ok(&["issue", "list", "--status", status]);
        assert!(list.contains("待受理") && list.contains(&number), "{status}: {list}");
    }
    desk.ok(&["issue", "accept", &number]);
    let list = desk.json(&["issue", "list", "--status", "待受理"]);
    assert_eq!(list["issues"].as_array().unwrap().len(), 0);
    let told = desk.fails(2, &["issue", "list", "--status", "在办"]);
    assert!(told.contains("unscreened"), "{told}");
}

#[test]
fn a_report_names_what_each_part_belongs_to_and_the_note_that_a_figure_rests_on() {
    let filled = Filled::new();
    let words = ["report", "--from", "2023-01-01", "--to", "2023-12-31"];
    let told = filled.desk.ok(&words);
    let line = |told: &str, label: &str| {
        told.lines().find(|line| line.trim_start().starts_with(label)).unwrap().to_owned()
    };
    assert!(line(&told, "委员参加").ends_with("  [1][2]"), "{told}");
    assert!(line(&told, "解决问题：补录").ends_with("  [9]"), "{told}");
    assert!(line(&told, "[1]").contains("签到"), "{told}");
    let english = filled.desk.ok(&[&words[..], &["--lang", "en"]].concat());
    assert!(!english.contains("Of these"), "{english}");
    line(&english, "Problems solved: from a source");
    // Which interval it is about when none was named, and how to name one.
    let silent = filled.desk.run(&["report"]);
    assert!(String::from_utf8(silent.stderr).unwrap().contains("--from 2022-01-01"));
    assert!(filled.desk.run(&words).stderr.is_empty());
}

#[test]
fn a_list_of_issues_takes_a_query_and_points_at_what_is_wrong_in_it() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "市场周边停车难"]);
    desk.ok(&["issue", "add", "路灯不亮"]);
    for query in
        [&["tcn"][..], &["停车", "is:open"], &["--query", "状态：待受理 停車難"], &["tingceh"]]
    {
        let list = desk.ok(&[&["issue", "list"], query].concat());
        assert!(list.contains("停车难") && !list.contains("路灯"), "{query:?}: {list}");
    }
    let found = desk.json(&["issue", "list", "tcn"]);
    assert_eq!(found["issues"].as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["issue", "list", "tingceh"])["issues"].as_array().unwrap().len(), 0);
    let told = desk.fails(2, &["issue", "list", "停车", "时限：2023-13-01"]);
    assert!(told.contains("2023-13-01") && told.contains("\n             ^^^^^^^^^^"), "{told}");
    assert!(desk.fails(2, &["issue", "list", "statsu:open"]).contains("状态"));
    assert!(desk.ok(&["issue", "list", "--status", "open", "停车"]).contains("停车难"));
}

/// What a source tells without its day has not waited since it was entered.
#[test]
fn an_issue_whose_day_of_submission_is_not_known_has_waited_for_no_known_time() {
    let desk = super::Desk::new();
    let records = r#"{"tanshi":1,"kind":"records","source":"旧档案"}
{"studio":{"key":"s","name":"石潭镇委员工作室","code":"ST","kind":"township"}}
{"issue":{"key":"i","studio":"s","title":"桥面坑洼"}}
"#;
    assert!(desk.piped(records.as_bytes(), &["import", "-"]).status.success());
    desk.ok(&["issue", "add", "路灯不亮"]);
    let issues = desk.json(&["issue", "list"])["issues"].clone();
    let ages = issues.as_array().unwrap().iter().map(|it| (it["title"].clone(), &it["age_days"]));
    let ages: std::collections::BTreeMap<_, _> =
        ages.map(|(title, age)| (title.as_str().unwrap().to_owned(), age.clone())).collect();
    assert_eq!((&ages["桥面坑洼"], &ages["路灯不亮"]), (&serde_json::Value::Null, &0.into()));
    let young = desk.ok(&["issue", "list", "天数：<5天"]);
    assert!(young.contains("路灯不亮") && !young.contains("桥面坑洼"), "{young}");
    assert!(desk.ok(&["issue", "show", "桥面坑洼"]).contains("登记日期不详"));
}
