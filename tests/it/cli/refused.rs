//! Bad input gets a message that says what to do, and changes nothing.

use super::Desk;

pub(super) fn with_studio() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk
}

fn issues(desk: &Desk) -> usize {
    desk.json(&["issue", "list"])["issues"].as_array().unwrap().len()
}

#[test]
fn texts_that_cannot_be_stored_are_refused() {
    let desk = with_studio();
    let long = "路".repeat(121);
    let told = desk.fails(1, &["issue", "add", &long]);
    assert!(told.contains("120") && told.contains("121"), "{told}");
    desk.fails(1, &["issue", "add", "标题\u{1b}[31m"]);
    desk.fails(2, &["issue", "add", "  "]);
    assert_eq!(issues(&desk), 0);
}

#[test]
fn dates_and_amounts_that_are_none_are_refused() {
    let desk = with_studio();
    let told = desk.fails(2, &["issue", "add", "路灯不亮", "--submitted", "2023-02-30"]);
    assert!(told.contains("提交日期"), "{told}");
    desk.fails(1, &["issue", "add", "路灯不亮", "--submitted", "2099-01-01"]);
    assert_eq!(issues(&desk), 0);
}

#[test]
fn a_number_that_is_too_great_is_refused_with_the_most() {
    let desk = with_studio();
    for (words, most) in [
        (&["settings", "set", "--handling", "4000"][..], "3650"),
        (&["settings", "set", "--quorum-public", "70000"][..], "999"),
        (&["settings", "set", "--handling", "三十"][..], "3650"),
    ] {
        let told = desk.fails(2, words);
        assert!(told.contains(most), "{told}");
    }
    desk.ok(&["settings", "set", "--handling", "３０"]);
}

#[test]
fn what_is_no_name_of_one_person_is_not_entered_as_one() {
    let desk = with_studio();
    for name in ["2024-05-01", "张三、李四", "张三（—）", "139"] {
        desk.fails(2, &["person", "add", name]);
    }
    desk.ok(&["person", "add", "张　三"]);
    desk.fails(2, &["person", "edit", "张三", "张三、李四"]);
    desk.ok(&["person", "edit", "张三", "张三", "--post", "教师"]);
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", "张　三、王　五 欧阳（小）（二组）"]);
    let people = desk.json(&["person", "list"]);
    let named = |person: &serde_json::Value| {
        format!("{}/{}", person["name"].as_str().unwrap(), person["unit"].as_str().unwrap_or(""))
    };
    let mut people: Vec<String> = people["people"].as_array().unwrap().iter().map(named).collect();
    people.sort();
    assert_eq!(people, ["张三/", "欧阳（小）/二组", "王五/"]);
}

#[test]
fn a_name_near_a_known_one_makes_nobody_new() {
    let desk = with_studio();
    for name in ["Alex Morgan", "Sam Morgan", "王芳"] {
        desk.ok(&["person", "add", name]);
    }
    let plan = ["session", "plan", "议事会", "--on", "2023-05-09"];
    let names = || desk.json(&["person", "list"])["people"].as_array().unwrap().len();
    for (name, known) in
        [("Alex", "Alex Morgan"), ("morgan", "Alex Morgan、Sam Morgan"), ("王", "王芳")]
    {
        let told = desk.fails(2, &[&plan[..], &["--chair", name]].concat());
        assert!(told.contains(known) && told.contains("张三（新）"), "{name}: {told}");
        let told = desk.fails(2, &[&plan[..], &["--chair", name, "--lang", "en"]].concat());
        assert!(told.contains("Write the full name"), "{name}: {told}");
        desk.fails(2, &["issue", "add", "路灯不亮", "--raiser", name]);
    }
    for (name, known) in
        [("Alix Morgan", "Alex Morgan"), ("am", "Alex Morgan"), ("wf", "王芳"), ("王方", "王芳")]
    {
        let told = desk.fails(2, &["issue", "add", "路灯不亮", "--raiser", name]);
        assert!(told.contains(known), "{name}: {told}");
        let told = desk.fails(2, &["issue", "add", &format!("路灯不亮 @“{name}”")]);
        assert!(told.contains(known), "{name} in one line: {told}");
    }
    // Of several names, the one is told that may be meant.
    let told = desk.fails(2, &["issue", "add", "路灯不亮", "--raiser", "张海、王、李丽"]);
    assert!(told.contains("“王”") && told.contains("王芳"), "{told}");
    assert_eq!(names(), 3);
    desk.ok(&[&plan[..], &["--chair", "Alex Morgan", "--recorder", "Alex（石潭镇）"]].concat());
    desk.ok(&["person", "add", "王"]);
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", "王"]);
    assert_eq!(names(), 5, "a unit, or being added first, says that somebody is new");
    desk.ok(&["issue", "add", "桥面坑洼", "--raiser", "王方（新）、Alix Morgan (new)"]);
    let told = desk.fails(2, &["issue", "add", "桥面坑洼", "--raiser", "王方（新）"]);
    assert!(told.contains("同名的 王方") && told.contains("写上单位"), "{told}");
    let people = desk.json(&["person", "list"])["people"].clone();
    let bare = people.as_array().unwrap().iter().filter(|it| it["name"] == "王方");
    assert_eq!((names(), bare.count()), (7, 1), "{people}");
    desk.ok(&["person", "add", "王方方（新）"]);
    let people = desk.json(&["person", "list"])["people"].clone();
    assert!(people.as_array().unwrap().iter().any(|it| it["name"] == "王方方"), "{people}");
    // Whoever chairs is seldom new.
    desk.ok(&["person", "add", "周明远"]);
    let told = desk.fails(2, &[&plan[..], &["--chair", "周明"]].concat());
    assert!(told.contains("周明远"), "{told}");
    desk.ok(&["issue", "add", "沟渠堵塞", "--raiser", "周明"]);
}

#[test]
fn two_labels_of_one_character_are_not_taken_for_a_padded_name() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--tag", "水 电"]);
    let page = desk.json(&["issue", "show", &desk.number()]);
    assert_eq!(page["issue"]["tags"], serde_json::json!(["水", "电"]));
}

/// The day is that of Beijing, in whatever zone the time is written.
#[test]
fn a_fixed_time_is_read_in_beijing() {
    let desk = with_studio();
    for (time, day) in [
        ("2026-12-30T18:00:00Z", "2026-12-31"),
        ("2026-12-30T09:00:00+08:00", "2026-12-30"),
        ("2026-12-31T01:00:00+09:00", "2026-12-31"),
    ] {
        let output = desk.command(&["today", "--json"]).env("TANSHI_NOW", time).output().unwrap();
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["today"], day, "{time}");
    }
}

/// Two of a name, one of them nowhere, are told apart by nobody.
#[test]
fn a_department_that_is_known_in_a_district_is_not_added_without_one() {
    let desk = with_studio();
    desk.ok(&["department", "add", "交通运输局", "--short", "交通", "--district", "湘潭县"]);
    let told = desk.fails(2, &["department", "add", "交通运输局"]);
    assert!(told.contains("已有") && told.contains("所在地"), "{told}");
    desk.ok(&["department", "add", "交通运输局", "--district", "湘乡市"]);
    desk.ok(&["department", "add", "交通局"]);
    assert_eq!(desk.json(&["department", "list"])["departments"].as_array().unwrap().len(), 3);
}

#[test]
fn unknown_numbers_and_names_are_named() {
    let desk = with_studio();
    let told = desk.fails(2, &["issue", "accept", "ST-23-AA0001-A"]);
    assert!(told.contains("ST-23-AA0001-A") && told.contains("issue list"), "{told}");
    let told = desk.fails(2, &["issue", "add", "路灯不亮", "--studio", "没有的工作室"]);
    assert!(told.contains("没有的工作室"), "{told}");
}

#[test]
fn a_step_that_is_not_ready_says_all_that_is_missing_as_json_too() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let number = desk.number();
    let told = desk.fails(1, &["issue", "consult", &number, "--json"]);
    let error: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(error["error"]["code"], "missing");
    let rules: Vec<_> = error["error"]["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gap| gap["rule"].clone())
        .collect();
    assert_eq!(rules, ["accepted", "session_held"]);
    desk.fails(1, &["issue", "resolve", &number]);
    assert_eq!(desk.json(&["issue", "show", &number])["issue"]["status"], "submitted");
}

#[test]
fn the_command_named_for_a_session_is_one_that_it_can_take() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--submitted", "2023-05-08"]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number]);
    desk.ok(&["session", "plan", "议事会", "--on", "2023-05-09", "--agenda", &number]);
    let list = desk.json(&["session", "list"]);
    let session = list["sessions"][0]["number"].as_str().unwrap().to_owned();
    let named = || desk.fails(1, &["issue", "consult", &number]);
    let both = "命令：tanshi session start、tanshi session held。";
    assert!(named().contains(both), "{}", named());
    desk.ok(&["session", "start", &session]);
    assert!(named().contains("命令：tanshi session close。"), "{}", named());
    desk.ok(&["session", "close", &session]);
    assert!(!named().contains("session held") && !named().contains("session close"));
}

#[test]
fn a_guard_that_may_not_be_passed_over_is_not() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let number = desk.number();
    desk.fails(1, &["issue", "consult", &number, "--override", "accepted=急"]);
    desk.fails(2, &["issue", "consult", &number, "--override", "public_present"]);
}

#[test]
fn a_file_of_the_wrong_kind_is_recognised() {
    let desk = with_studio();
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    for (bytes, words) in [(old, ".xlsx"), ("甲,乙\n1,2\n".as_bytes(), "表头")] {
        let file = desk.path().join("台账");
        std::fs::write(&file, bytes).unwrap();
        let told = desk.fails(1, &["import", file.to_str().unwrap()]);
        assert!(told.contains(words), "{told}");
    }
    desk.fails(2, &["import", "/没有/这个文件"]);
    assert_eq!(issues(&desk), 0);
}

#[test]
fn a_file_that_cannot_be_evidence_is_told_apart_from_one_that_can() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let number = desk.number();
    let attach = |path: &str| desk.run(&["issue", "attach", &number, "照片", "--file", path]);
    let told = |path: &str| String::from_utf8(attach(path).stderr).unwrap();
    let folder = desk.path().to_str().unwrap();
    assert!(told("/没有/照片.jpg").contains("没有这个文件"));
    assert!(told(folder).contains("文件夹"));
    let pipe = desk.path().join("管道");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(told(pipe.to_str().unwrap()).contains("设备"), "a pipe is not waited for");
    std::fs::write(desk.path().join("验收 照片.jpg"), "x").unwrap();
    for dropped in [
        format!("'{folder}/验收 照片.jpg'"),
        format!(r"{folder}/验收\ 照片.jpg"),
        format!("file://{folder}/验收%20照片.jpg"),
        "~/验收 照片.jpg".to_owned(),
    ] {
        assert_eq!(attach(&dropped).status.code(), Some(0), "{dropped}");
    }
    let page = desk.json(&["issue", "show", &number]);
    assert_eq!(page["issue"]["evidence"].as_array().unwrap().len(), 4);
}

#[test]
fn a_folder_without_data_and_a_foreign_folder_are_told_apart() {
    let desk = Desk::new();
    let told = desk.fails(3, &["issue", "list"]);
    assert!(told.contains("没有数据"), "{told}");
    std::fs::create_dir(desk.data()).unwrap();
    std::fs::write(desk.data().join("别人的.txt"), "x").unwrap();
    desk.fails(3, &["studio", "add", "甲"]);
    assert_eq!(std::fs::read_dir(desk.data()).unwrap().count(), 1);
}

#[test]
fn a_fixed_clock_is_for_reading_alone() {
    let desk = with_studio();
    let fixed = |words: &[&str]| {
        desk.command(words).env("TANSHI_NOW", "2023-10-20T09:00:00+08:00").output().unwrap()
    };
    assert_eq!(fixed(&["issue", "list"]).status.code(), Some(0));
    assert_eq!(fixed(&["issue", "add", "路灯不亮"]).status.code(), Some(2));
    assert_eq!(issues(&desk), 0);
}

#[test]
fn a_store_that_is_open_elsewhere_says_by_whom() {
    let desk = with_studio();
    let held = tanshi::store::Store::open(&desk.data(), "2023-10-20 09:00").unwrap();
    let told = desk.fails(3, &["issue", "list"]);
    assert!(
        told.contains(&std::process::id().to_string()) && told.contains("2023-10-20"),
        "{told}"
    );
    drop(held);
    // A program that another test is starting may have the lock for the moment before it begins.
    let opened = (0..200).any(|_| desk.run(&["issue", "list"]).status.success());
    assert!(opened, "the lock is free again");
}

#[test]
fn a_truncated_store_is_healed_or_refused_and_never_shown_short() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let db = desk.data().join("sled").join("db");
    let length = std::fs::metadata(&db).unwrap().len();
    std::fs::OpenOptions::new().write(true).open(&db).unwrap().set_len(length / 2).unwrap();
    assert_eq!(issues(&desk), 1);
}

#[test]
fn an_empty_file_is_no_evidence() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮"]);
    let empty = desk.path().join("空.jpg");
    std::fs::write(&empty, b"").unwrap();
    let words = ["issue", "attach", &desk.number(), "照片", "--file", empty.to_str().unwrap()];
    assert!(desk.fails(2, &words).contains("0 字节"));
    // Nothing is left of it in the store.
    let stays = desk.json(&["issue", "show", &desk.number()])["issue"]["evidence"].clone();
    assert_eq!(stays, serde_json::json!([]));
    desk.ok(&["verify"]);
}

#[test]
fn of_several_names_the_one_that_is_unknown_is_told() {
    let desk = with_studio();
    desk.ok(&["department", "add", "水利局"]);
    desk.ok(&["session", "plan", "十一月会", "--on", "2026-11-03"]);
    let told = desk.fails(2, &["session", "invite", "十一月会", "--department", "水利局、住房局"]);
    assert!(told.contains("“住房局”") && !told.contains("水利局、"), "{told}");
}

#[test]
fn a_choice_that_there_is_not_is_answered_by_those_there_are_in_the_language() {
    let desk = with_studio();
    let told = desk.fails(2, &["issue", "add", "路灯不亮", "--category", "x"]);
    assert!(told.contains("只能是其中之一：livelihood 温度、governance 力度"), "{told}");
    let told = desk.fails(2, &["issue", "add", "A", "--category", "x", "--lang", "en"]);
    assert!(told.contains("one of: livelihood, governance, policy."), "{told}");
}

#[test]
fn a_telephone_number_has_digits() {
    let desk = with_studio();
    let told = desk.fails(2, &["person", "add", "张三", "--phone", "abc"]);
    assert!(told.contains("电话写数字"), "{told}");
    desk.ok(&["person", "add", "张三", "--phone", "0752-1234567 转 801"]);
    desk.fails(2, &["department", "add", "水利局", "--phone", "找老王"]);
    desk.ok(&["department", "add", "水利局", "--phone", "13800138000、13900139000"]);
}

#[test]
fn a_department_has_one_short_name() {
    let desk = with_studio();
    let name = "住房和城乡建设局";
    let told = desk.fails(2, &["department", "add", name, "--short", "住建局、住房局"]);
    assert!(told.contains("简称只能有一个"), "{told}");
    desk.ok(&["department", "add", name, "--short", "住建局"]);
    let told = desk.fails(2, &["department", "add", name]);
    assert!(told.contains("已有") && told.contains(name), "{told}");
    // In a district of its own it is another one.
    desk.ok(&["department", "add", name, "--district", "湘潭县"]);
    let told = desk.fails(1, &["department", "add", name, "--district", "湘潭县"]);
    assert!(told.contains("重复"), "{told}");
}

#[test]
fn the_same_session_is_not_planned_twice() {
    let desk = with_studio();
    desk.ok(&["studio", "add", "江北委员工作室", "--code", "JB"]);
    let plan = |studio, on, title| ["session", "plan", title, "--studio", studio, "--on", on];
    desk.ok(&plan("ST", "2026-11-03", "十一月会"));
    let told = desk.fails(2, &plan("ST", "2026-11-03", "十一月会"));
    let number = desk.json(&["session", "list"])["sessions"][0]["number"].clone();
    assert!(told.contains("同名") && told.contains(number.as_str().unwrap()), "{told}");
    desk.ok(&plan("JB", "2026-11-03", "十一月会"));
    desk.ok(&plan("ST", "2026-11-04", "十一月会"));
    desk.ok(&plan("ST", "2026-11-03", "十一月会（第二场）"));
    let list = desk.json(&["session", "list"]);
    assert_eq!(list["sessions"].as_array().unwrap().len(), 4);
    let second = ["session", "edit", "十一月会（第二场）"];
    let told = desk.fails(2, &[&second[..], &["十一月会"]].concat());
    assert!(told.contains(number.as_str().unwrap()), "{told}");
    desk.ok(&[&second[..], &["--venue", "村部"]].concat());
}

#[test]
fn a_refusal_names_the_option_and_the_command_that_are_the_way_out() {
    let desk = with_studio();
    desk.ok(&["issue", "add", "路灯不亮", "--submitted", "2023-02-01"]);
    desk.ok(&["issue", "accept", "路灯不亮", "--on", "2023-02-03"]);
    let told = desk.fails(2, &["issue", "refer", "路灯不亮", "供电所", "--reason", " "]);
    assert!(told.contains("--reason（原因）：不能为空，请写上。"), "{told}");
    let long = "电".repeat(500);
    let told = desk.fails(1, &["issue", "refer", "路灯不亮", "供电所", "--reason", &long]);
    assert!(told.contains("理由（--reason）最多"), "{told}");
    let told = desk.fails(1, &["issue", "study", "路灯不亮", "看过", "--on", "2099-01-01"]);
    assert!(told.contains("请核对日期（--on）"), "{told}");
    let english = ["issue", "refer", "路灯不亮", "供电所", "--reason", &long, "--lang", "en"];
    assert!(desk.fails(1, &english).contains("Reason (--reason): at most"));
    let words = ["issue", "evaluate", "路灯不亮", "满意", "--means", "电话"];
    assert!(desk.fails(1, &words).contains("写上诉求人（issue edit --raiser）"));
}
