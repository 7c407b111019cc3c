//! Lines of the record as they are typed in a session: read, saved together, or refused together.

use super::Desk;

/// A session that has begun, with two items, people and departments.
fn begun() -> (Desk, String) {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "望春门街道委员工作室", "--code", "WCM", "--district", "湘乡市"]);
    for (name, short) in [("城管局", "城管"), ("交警支队", "交警")] {
        desk.ok(&["department", "add", name, "--short", short, "--district", "湘乡市"]);
    }
    desk.ok(&["issue", "add", "步行街增设公共充电桩", "--submitted", "2023-02-01"]);
    desk.ok(&["issue", "add", "市场周边停车难", "--submitted", "2023-02-01"]);
    let issues = desk.json(&["issue", "list"]);
    let number = |title: &str| {
        let rows = issues["issues"].as_array().unwrap().iter();
        let row = rows.into_iter().find(|row| row["title"] == title).unwrap();
        row["number"].as_str().unwrap().to_owned()
    };
    let agenda = format!("{},{}", number("步行街增设公共充电桩"), number("市场周边停车难"));
    desk.ok(&["session", "plan", "充电桩协商会", "--on", "2023-05-10", "--agenda", &agenda]);
    let session =
        desk.json(&["session", "list"])["sessions"][0]["number"].as_str().unwrap().to_owned();
    desk.ok(&["session", "start", &session]);
    desk.ok(&["session", "attend", &session, "周明", "--class", "convenor"]);
    desk.ok(&["session", "attend", &session, "王芳", "--class", "public_representative"]);
    let official = ["李建国", "--class", "department", "--department", "城管局"];
    desk.ok(&[&["session", "attend", &session][..], &official].concat());
    (desk, session)
}

fn lines(desk: &Desk, session: &str) -> Vec<serde_json::Value> {
    let shown = desk.json(&["session", "show", session]);
    shown["session"]["lines"].as_array().unwrap().clone()
}

fn commitments(desk: &Desk) -> Vec<serde_json::Value> {
    desk.json(&["commitment", "list"])["commitments"].as_array().unwrap().clone()
}

#[test]
fn a_commitment_is_a_line_and_a_commitment_with_its_department_and_deadline() {
    let (desk, session) = begun();
    let line = "诺 由城管局负责6月30日前安装充电桩，交警支队配合，投入10万余元 #1 +温度";
    let said = desk.ok(&["session", "say", &session, line, "--speaker", "李建国", "--at", "9:30"]);
    // What was understood is told, so that a slip is seen.
    assert!(said.contains("记录发言  承办事项，李建国：由城管局负责6月30日前安装充电桩"), "{said}");
    let made = "/1，城管局主办，2023-06-30 前";
    assert!(said.contains(made), "{said}");
    let lines = lines(&desk, &session);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["kind"], "commitment");
    assert_eq!(lines[0]["text"], "由城管局负责6月30日前安装充电桩，交警支队配合，投入10万余元");
    let made = commitments(&desk);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["due"], "2023-06-30");
    let shown = desk.ok(&["session", "show", &session]);
    assert!(shown.contains("李建国") && shown.contains("09:30"), "{shown}");
    let issues = desk.json(&["issue", "list"]);
    let row = issues["issues"].as_array().unwrap().iter().find(|it| it["category"] == "livelihood");
    assert_eq!(row.unwrap()["title"], "步行街增设公共充电桩");
}

#[test]
fn a_whole_record_comes_from_standard_input_and_a_topic_says_what_is_talked_about() {
    let (desk, session) = begun();
    let record = "\u{feff}议 #2 停车难怎么办\n\n问 @wf 夜里停哪？\r\n答 @ljg：施划车位\n\
                  诺 @李建国 我局两周内施划车位\n决 @- 先划线，后管理\n";
    let output = desk.piped(record.as_bytes(), &["session", "say", &session, "-"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    let lines = lines(&desk, &session);
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["topic", "question", "reply", "commitment", "agreed"]);
    assert!(lines.iter().all(|line| line["issue"] == lines[0]["issue"]), "{lines:?}");
    assert_eq!(lines[1]["text"], "夜里停哪？");
    assert_eq!(lines[2]["text"], "施划车位");
    assert_eq!(lines[4]["speaker"], serde_json::Value::Null);
    let made = commitments(&desk);
    assert_eq!((made.len(), &made[0]["due"]), (1, &"2023-05-24".into()));
}

#[test]
fn what_is_not_understood_refuses_all_lines_and_says_which() {
    let (desk, session) = begun();
    for (lines, said) in [
        ("说 好\n说 @zz 不行", "第 2 行：“@zz”：没有这个人"),
        ("说 好\n\n诺 由城管局负责2月30日前装好 #1", "第 3 行：“2月30日前”"),
        ("说 好 #7", "第 1 行：“#7”：议程共 2 项"),
        ("说 好\n决 #1", "第 2 行："),
        ("说 好\nx: 好", "第 2 行：“x”：没有这种行"),
        ("说 好\nc: 城管局 by 31 February #1", "没有31日"),
    ] {
        let told = desk.fails(2, &["session", "say", &session, lines]);
        assert!(told.contains(said), "{lines}: {told}");
    }
    let told = desk.fails(2, &["session", "say", &session, "\n说 好\n@zz 好", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["error"]["code"], &told["error"]["line"]), (&"value".into(), &3.into()));
    let told = desk.fails(2, &["session", "say", &session, "@zz hello", "--lang", "en"]);
    assert!(told.contains("Line 1: “@zz”: nobody is called so."), "{told}");
    assert_eq!((lines(&desk, &session).len(), commitments(&desk).len()), (0, 0));
}

#[test]
fn what_is_only_missing_is_saved_and_told() {
    let (desk, session) = begun();
    let told = desk.ok(&["session", "say", &session, "说 好\n诺 尽快解决 #1"]);
    assert!(told.contains("第 2 行：没有认出由名册里的哪个部门承办"), "{told}");
    assert!(told.contains("第 2 行：没有写时限"), "{told}");
    assert!(!told.contains("第 1 行"), "{told}");
    let made = commitments(&desk);
    assert_eq!((made.len(), &made[0]["due"]), (1, &serde_json::Value::Null));
}

#[test]
fn a_promise_of_a_department_that_nobody_knows_is_saved_without_it_and_told() {
    let (desk, session) = begun();
    let told = desk.ok(&["session", "say", &session, "诺 由园林局负责6月底前补种 #1"]);
    assert!(told.contains("第 1 行：“园林局”：名册里没有这个部门单位"), "{told}");
    assert!(told.contains("主办先空着"), "{told}");
    let made = commitments(&desk);
    assert_eq!((made.len(), &made[0]["due"]), (1, &"2023-06-30".into()));
    assert_eq!(made[0]["lead"], serde_json::Value::Null, "{made:?}");
    assert_eq!(lines(&desk, &session).len(), 1);
}

#[test]
fn what_each_gets_and_a_range_are_saved_without_funds_and_told() {
    let (desk, session) = begun();
    let record = "诺 由城管局负责6月30日前办，每户补助不超过2000元 #1\n\
                  c: 城管局 by next Friday, 15,000 to 20,000 yuan #1";
    let told = desk.ok(&["session", "say", &session, record, "--lang", "en"]);
    for words in [
        "Line 1: “不超过2000元”: this is what each",
        "Line 2: “by next Friday”: this may be",
        "Line 2: “15,000 to",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let made = commitments(&desk);
    let funds: Vec<_> = made.iter().map(|it| &it["funds"]).collect();
    assert_eq!(funds, [&serde_json::Value::Null; 2], "{made:?}");
}

#[test]
fn what_the_rules_refuse_is_refused_with_their_reason() {
    let (desk, session) = begun();
    let past = "诺 由城管局负责2023-05-01前装好 #1";
    desk.fails(1, &["session", "say", &session, past]);
    assert_eq!(lines(&desk, &session).len(), 0);
    let output = desk.piped(&[0xff, 0xfe, 0x41], &["session", "say", &session, "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("UTF-8"));
}
