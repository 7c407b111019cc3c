//! Records from a file: rehearsed without a trace, refused with the line, read from a pipe.

use super::Desk;

const GOOD: &str = r#"{"tanshi":1,"kind":"records","source":"会议档案"}
{"studio":{"key":"s","name":"望春门街道委员工作室","code":"WCM"}}
{"issue":{"key":"i","studio":"s","title":"步行街增设充电桩"}}
"#;

/// The step of line 3 passes no guard: without a source nothing vouches for it.
const REFUSED: &str = r#"{"tanshi":1,"kind":"records"}
{"studio":{"key":"s","name":"望春门街道委员工作室","code":"WCM"}}
{"issue":{"key":"i","studio":"s","title":"步行街增设充电桩","submitted":"2022-01-01","steps":[{"status":"consulted","on":"2022-02-01"}]}}
{"issue":{"key":"j","studio":"s","title":"路灯不亮"}}
"#;

fn file(desk: &Desk, text: &str) -> String {
    let path = desk.path().join("记录.jsonl");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_rehearsal_leaves_no_store_behind() {
    let desk = Desk::new();
    let path = file(&desk, GOOD);
    assert!(desk.ok(&["import", &path, "--dry-run"]).contains('2'));
    assert!(!desk.data().exists(), "a missing folder was made");
    std::fs::create_dir(desk.data()).unwrap();
    desk.ok(&["import", &path, "--dry-run"]);
    assert_eq!(std::fs::read_dir(desk.data()).unwrap().count(), 0, "an empty folder was filled");
    desk.ok(&["import", &path]);
    let other = file(&desk, &GOOD.replace("步行街增设充电桩", "步行街路灯不亮"));
    assert_eq!(desk.json(&["import", &other, "--dry-run"])["written"], false);
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 1);
}

#[test]
fn a_rehearsal_reads_the_clock_that_was_fixed() {
    let desk = Desk::new();
    let path = file(&desk, GOOD);
    let fixed = |words: &[&str]| {
        let mut command = desk.command(words);
        command.env("TANSHI_NOW", "2023-10-20T09:00:00+08:00").output().unwrap().status.code()
    };
    assert_eq!(fixed(&["import", &path, "--dry-run"]), Some(0));
    assert_eq!(fixed(&["import", &path]), Some(2));
    assert!(!desk.data().exists());
}

#[test]
fn a_refusal_shows_in_the_rehearsal_and_names_the_line() {
    let desk = Desk::new();
    let path = file(&desk, REFUSED);
    for words in [&["import", &path, "--dry-run"][..], &["import", &path]] {
        let told = desk.fails(1, words);
        assert!(told.contains("第 3 行"), "{told}");
        assert!(!desk.data().exists(), "a refused import made a store");
    }
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    let told = desk.fails(1, &["import", &path, "--json"]);
    let error: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&error["error"]["line"], &error["error"]["code"]), (&3.into(), &"missing".into()));
}

#[test]
fn records_come_from_standard_input_too() {
    let desk = Desk::new();
    let done = desk.piped(GOOD.as_bytes(), &["import", "-", "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(desk.number().get(..3), Some("WCM"));
}

#[test]
fn a_file_that_is_none_is_told_in_the_language_that_was_asked_for() {
    let desk = Desk::new();
    let told = desk.fails(2, &["import", "/没有/这个文件"]);
    assert!(told.contains("没有这个文件") && !told.contains("No such"), "{told}");
    let told = desk.fails(1, &["import", &file(&desk, "天气,心情\n晴,好\n")]);
    assert!(told.contains("tanshi help import") && !told.contains("assets"), "{told}");
    assert!(desk.ok(&["help", "import"]).contains("\"kind\":\"records\""));
}

#[test]
fn a_path_is_read_as_a_person_writes_it_but_only_a_file_is_read() {
    let desk = Desk::new();
    let path = file(&desk, GOOD);
    desk.ok(&["import", &format!("'{path}'"), "--dry-run"]);
    let told = desk.fails(2, &["import", desk.path().to_str().unwrap(), "--dry-run"]);
    assert!(told.contains("不是文件"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_not_waited_for() {
    let desk = Desk::new();
    let pipe = desk.path().join("管道");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let told = desk.fails(2, &["import", pipe.to_str().unwrap(), "--dry-run"]);
    assert!(told.contains("管道") && told.contains("标准输入"), "{told}");
    let done = desk.piped(GOOD.as_bytes(), &["import", "/dev/stdin", "--dry-run"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

const TWICE: &str = r#"{"tanshi":1,"kind":"records","source":"会议档案 2022 年第 3 卷"}
{"studio":{"key":"s","name":"望春门街道委员工作室","code":"WCM","kind":"township","district":"湘乡市","township":"望春门街道"}}
{"issue":{"key":"i1","studio":"s","title":"步行街增设充电桩","submitted":"2022-03"}}
"#;

#[test]
fn a_file_that_is_imported_twice_is_entered_once() {
    let desk = Desk::new();
    // The studio is there already, as somebody enters it who does not know its place by heart.
    desk.ok(&["studio", "add", "望春门街道委员工作室", "--code", "WCM"]);
    let path = file(&desk, TWICE);
    desk.ok(&["import", &path]);
    assert_eq!(desk.json(&["studio", "list"])["studios"].as_array().unwrap().len(), 1);
    for again in [&["import", &path][..], &["import", &path, "--dry-run"]] {
        let told = desk.fails(1, again);
        assert!(told.contains("第 3 行") && told.contains("已经登记过"), "{told}");
    }
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 1);
}

const TABLE: &str = "编号,工作室,议题,登记日期,天气\n\
                     XT-1,石潭镇委员工作室,停车难,2023-03-01,晴\n\
                     XT-2,石潭镇委员工作室,路灯不亮,2023-13-01,雨\n\
                     合计,,,,\n";

fn table(desk: &Desk, name: &str, bytes: &[u8]) -> String {
    let path = desk.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn issues(desk: &Desk) -> usize {
    desk.json(&["issue", "list"])["issues"].as_array().unwrap().len()
}

#[test]
fn a_table_is_taken_in_as_a_whole_unless_the_good_rows_are_asked_for() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    let path = table(&desk, "台账.csv", TABLE.as_bytes());
    let told = desk.fails(1, &["import", &path]);
    assert!(told.contains("没有导入：1 行") && told.contains("--good-rows"), "{told}");
    assert_eq!(issues(&desk), 0);
    let output = desk.run(&["import", &path, "--dry-run", "--lang", "en"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for words in ["Line 3, 路灯不亮", "2023 has no month 13", "天气", "left out: line 4"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = desk.ok(&["import", &path, "--good-rows"]);
    assert!(
        told.contains("新增 1") && told.contains("第 3 行") && told.contains("tanshi undo"),
        "{told}"
    );
    assert_eq!(issues(&desk), 1);
    let told = desk.ok(&["import", &path, "--good-rows"]);
    assert!(told.contains("什么也没有改"), "{told}");
    desk.ok(&["undo", "--yes"]);
    assert_eq!(issues(&desk), 0);
    desk.ok(&["import", &path, "--good-rows"]);
    assert_eq!(issues(&desk), 1);
}

#[test]
fn scripts_read_what_becomes_of_each_row() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    // The name says nothing about what a file is.
    let path = table(&desk, "台账.txt", TABLE.as_bytes());
    let told = desk.json(&["import", &path, "--dry-run", "--good-rows"]);
    assert_eq!(told["kind"], "issues");
    assert_eq!(told["counts"]["added"], 1);
    assert_eq!(told["counts"]["refused"], 1);
    assert_eq!(told["columns"][2]["field"], "title");
    assert_eq!(told["columns"][4]["field"], serde_json::Value::Null);
    assert_eq!(told["rows"][1]["line"], 3);
    assert_eq!(told["rows"][1]["reasons"][0]["code"], "date");
    assert_eq!(told["rows"][1]["reasons"][0]["column"], "登记日期");
    assert_eq!((&told["written"], &told["sums"][0]), (&false.into(), &4.into()));
    let told = desk.json(&["import", &path, "--good-rows"]);
    assert_eq!(told["written"], true);
    assert!(told["change"].is_string());
}

#[test]
fn a_table_makes_no_store_before_it_is_taken_in() {
    let desk = Desk::new();
    let path = table(&desk, "人员.csv", "姓名,身份\n陈敏,委员\n".as_bytes());
    desk.ok(&["import", &path, "--dry-run"]);
    assert!(!desk.data().exists());
    let wrong = table(&desk, "坏.csv", "姓名,身份\n陈敏,神仙\n".as_bytes());
    desk.fails(1, &["import", &wrong]);
    assert!(!desk.data().exists(), "a refused import made a store");
    desk.ok(&["import", &path]);
    assert_eq!(desk.json(&["person", "list"])["people"].as_array().unwrap().len(), 1);
}

/// Rows that are left out and a clock that is fixed took nothing in, and yet made a store.
#[test]
fn an_import_that_takes_nothing_in_leaves_nothing_behind() {
    let desk = Desk::new();
    let wrong = table(&desk, "坏.csv", "姓名,身份\n陈敏,神仙\n".as_bytes());
    let told = desk.ok(&["import", &wrong, "--good-rows"]);
    assert!(told.contains("没有写入"), "{told}");
    assert!(!desk.data().exists(), "rows that are all left out made a store");
    let path = table(&desk, "人员.csv", "姓名,身份\n陈敏,委员\n".as_bytes());
    let mut fixed = desk.command(&["import", &path]);
    let done = fixed.env("TANSHI_NOW", "2023-10-20T09:00:00+08:00").output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(!desk.data().exists(), "a refused import made a store");
}

#[test]
fn a_refused_import_tells_scripts_the_rows_and_remembers_no_column() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    let text = "工作室,事由经过,登记日期\n\
                石潭镇委员工作室,停车难,2023-03-01\n\
                石潭镇委员工作室,路灯不亮,2023-13-01\n";
    let path = table(&desk, "a.csv", text.as_bytes());
    let map = ["import", &path, "--map", "事由经过=议题"];
    let dry = desk.run(&[&map[..], &["--dry-run", "--json"]].concat());
    let dry: serde_json::Value = serde_json::from_slice(&dry.stdout).unwrap();
    let told = desk.fails(1, &[&map[..], &["--json"]].concat());
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["error"]["code"], "rows_refused");
    assert_eq!(told["error"]["rows"].as_array().unwrap()[..], dry["rows"].as_array().unwrap()[1..]);
    assert_eq!(told["error"]["rows"][0]["line"], 3);
    assert_eq!(told["error"]["rows"][0]["reasons"][0]["column"], "登记日期");
    // Neither the rehearsal nor the refusal was an import.
    desk.fails(1, &["import", &path, "--dry-run"]);
    let wrong = desk.ok(&["import", &path, "--map", "事由经过=议题", "--good-rows"]);
    assert!(wrong.contains("新增 1"), "{wrong}");
    let told = desk.ok(&["import", &path, "--good-rows"]);
    assert!(told.contains("什么也没有改"), "{told}");
}

#[test]
fn what_a_column_holds_is_said_once_for_the_same_head() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    let path = table(&desk, "a.csv", "工作室,事由经过\n石潭镇委员工作室,停车难\n".as_bytes());
    desk.fails(1, &["import", &path, "--dry-run"]);
    desk.ok(&["import", &path, "--map", "事由经过＝议题"]);
    let other = table(&desk, "b.csv", "工作室,事由经过\n石潭镇委员工作室,路灯不亮\n".as_bytes());
    desk.ok(&["import", &other]);
    assert_eq!(issues(&desk), 2);
    desk.ok(&["import", &other, "--forget-mapping"]);
    desk.fails(1, &["import", &other, "--dry-run"]);
    let told = desk.fails(2, &["import", &other, "--map", "事由经过"]);
    assert!(told.contains("--map"), "{told}");
}

#[test]
fn the_report_of_an_import_names_who_came_along_and_whom_they_may_be_meant_for() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["person", "add", "Agnes Thorley", "--side", "member", "--unit", "Ashdown School"]);
    let text = "工作室,议题,诉求人\nST,停车难,Agnes Thorly\nST,路灯不亮,李四\n";
    let path = table(&desk, "a.csv", text.as_bytes());
    let near = "第 2 行 新登记 Agnes Thorly；名册里有 Agnes Thorley（Ashdown School）";
    for words in [&["import", &path, "--dry-run"][..], &["import", &path]] {
        let told = desk.ok(words);
        assert!(told.contains("人员：Agnes Thorly（第 2 行）、李四（第 3 行）"), "{told}");
        assert!(told.contains(near), "{told}");
    }
    let told = desk.ok(&["import", &path]);
    assert!(!told.contains("Agnes"), "{told}");
    desk.ok(&["undo", "--yes"]);
    let told = desk.json(&["import", &path, "--dry-run"]);
    assert_eq!(told["added_names"].as_array().unwrap().len(), 2);
    assert_eq!(told["near_names"][0]["like"][0]["name"], "Agnes Thorley（Ashdown School）");
    assert!(told["near_names"][0]["like"][0]["id"].is_string(), "{told}");
}

#[test]
fn where_nothing_is_new_the_rows_that_are_left_out_are_counted_with_their_ways_out() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    let text = "编号,工作室,议题,登记日期\nX-1,ST,停车难,2023-03-01\n";
    let path = table(&desk, "a.csv", text.as_bytes());
    let told = desk.ok(&["import", &path, "--lang", "en"]);
    assert!(told.contains("Imported: 1 row added, 0 changed."), "{told}");
    let changed = format!("{}X-2,ST,甲,2023-13-01\n", text.replace("停车难", "停车更难"));
    table(&desk, "a.csv", changed.as_bytes());
    let told = desk.ok(&["import", &path, "--good-rows"]);
    for words in ["什么也没有改", "有冲突的 1 行没有导入", "--conflicts take", "不能导入的 1 行"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = desk.ok(&["import", &path, "--good-rows", "--dry-run", "--lang", "en"]);
    for words in ["Nothing was written.", "1 row in conflict", "--conflicts keep", "1 row refused"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = desk.fails(1, &["import", &path, "--lang", "en"]);
    assert!(told.contains("Not imported: 1 row is wrong, 1 in conflict."), "{told}");
    let taken = desk.ok(&["import", &path, "--good-rows", "--conflicts", "take"]);
    assert!(taken.contains("修改 1 行") && !taken.contains("有冲突的"), "{taken}");
}
