//! Running a session live, from planning it to its minutes.

use super::{District, assert_in_order};

/// Plans a session for today with the issue that waits, and begins it.
const BEGUN_ZH: [&str; 12] = [
    ":筹备协商议事会",
    "停车协商会",
    "",
    "今天",
    "",
    "镇政府二楼",
    "周明",
    ">",
    "8",
    "tcn",
    "",
    "y",
];

fn begun<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    // The next step of what was just planned is to begin; that is asked first.
    BEGUN_ZH.iter().copied().chain(["1", "1"]).chain(rest.iter().copied()).collect()
}

#[test]
fn a_session_is_run_from_check_in_to_its_minutes() {
    let district = District::new("zh");
    let said = district.says(&begun(&[
        "1",
        "lxm",
        "",
        "周明",
        "",
        "wdl",
        "",
        "+3",
        "", // who comes
        "问 @lxm 什么时候能施划车位？",
        "",
        "决 校门口施划车位二十个",
        "",
        "诺 由水利局负责11月30日前施划车位，交通局配合，投入10万余元",
        "",
        "10",
        "c",
        "1",
        "dm",
        "",
        "1",
        "0",
        "0",
    ]));
    assert_in_order(
        &said,
        &[
            "核对：筹备协商议事会",
            "已保存：筹备协商议事会",
            "会场：进行中",
            "还差 委员1",
            "李小满 签到 诉求人",
            "周明 签到 召集人",
            "王大力 签到 部门单位",
            "登记到会人数",
            "提问",
            "发言人 李小满",
            "回车存",
            "第 1 行已存",
            "主办 湘潭县水利局",
            "时限 ",
            "资金 10万余元",
            "会办 湘潭县交通运输局",
            "第 3 行已存，已登记为承办事项",
            "散会后转为已协商：",
            "校门口停车难",
            "1 件议题转为已协商",
            "会议纪要",
            "校门口施划车位二十个",
            "已写到",
        ],
    );
    let issues = district.json(&["issue", "list", "停车"]);
    assert_eq!(issues["issues"][0]["status"], "consulted");
    let commitments = district.json(&["commitment", "list"]);
    assert_eq!(commitments["commitments"].as_array().unwrap().len(), 1);
    let sessions = district.json(&["session", "show", "停车协商会"]);
    assert_eq!(sessions["session"]["status"], "closed");
    let written = walk(&district.path());
    assert!(written.iter().any(|it| it.contains("会议纪要")), "{written:?}");
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else {
            files.push(path.display().to_string());
        }
    }
    files
}

#[test]
fn a_session_is_run_in_english_too() {
    let district = District::new("en");
    let said = district.says(&[
        ":plan a session",
        "Parking at the school",
        "",
        "today",
        ">",
        "8",
        "tcn",
        "",
        "y",
        "1",
        "1",
        "1",
        "lxm",
        "",
        "周明",
        "",
        "",
        "q @lxm When will it be painted?",
        "",
        "7",
        "8",
        "6",
        "6",
        "5",
        "Paint first?",
        "1",
        "1",
        "2 3",
        "y",
        "2",
        "lxm",
        "",
        ">",
        "e",
        "",
        "10",
        "0",
        "0",
    ]);
    assert_in_order(
        &said,
        &[
            "Before saving: Plan a session",
            "The floor: Live",
            "李小满: Checked in, Raiser",
            "周明: Checked in, Convenor",
            "Question",
            "Speaker 李小满",
            "line 1 saved (z undoes it)",
            "1 校门口停车难",
            "Paused",
            "Resumed",
            "1 Yes, 2",
            "2 No, 3",
            "Straw poll",
            "Queue of speakers set: 1 waiting",
            "李小满 Speech begun",
            "Before closing:",
            "Session, Parking at the school",
        ],
    );
}

#[test]
fn a_line_that_names_several_offers_them_and_nothing_is_saved_before_enter() {
    let district = District::new("zh");
    let said = district.says(&begun(&[
        "1",
        "周明",
        "",
        "周敏",
        "",
        "", // two of one surname
        "问 @周 怎么办？",
        "q",
        "9",
        "问 @周 怎么办？",
        "1",
        "",
        "9",
        "e 1",
        "问 @周敏 现在怎么办？",
        "",
        "x 1",
        "z",
        "9",
    ]));
    assert_in_order(
        &said,
        &[
            "可能是：",
            "周",
            "这一行不要了",
            "还没有记录",
            "还没有存的一行：问 @周",
            "第 1 行已存",
            "1 ",
            "这一行现在是：问 @周",
            "第 1 行已改",
            "第 1 行已划去",
            "已撤销",
            "现在怎么办？",
        ],
    );
}

#[test]
fn what_is_doubtful_about_a_line_is_told_before_it_is_saved() {
    let district = District::new("zh");
    let said = district.says(&begun(&["问 2月30日前能好吗？", "", "", "9"]));
    assert_in_order(&said, &["2月30日", "没有存", "第 1 行已存", "2月30日前能好吗"]);
}

#[test]
fn somebody_new_is_added_at_the_door_and_leaves_again() {
    let district = District::new("zh");
    let said = district.says(&begun(&[
        "1",
        "陈小红",
        "",
        "群众代表",
        ">",
        "y",
        "-陈小红",
        "-陈小红",
        "",
        "8",
    ]));
    assert_in_order(
        &said,
        &["名册里没有“陈小红”", "签到「停车协商会」", "群众代表", "陈小红", "离会", "不在会场"],
    );
}

#[test]
fn closing_tells_what_is_loose_and_each_number_goes_where_it_is_settled() {
    let district = District::new("zh");
    let said = district
        .says(&begun(&["1", "lxm", "", "周明", "", "", "10", "1", "wdl", "", "", "10", "c"]));
    assert_in_order(
        &said,
        &[
            "散会前核对",
            "待补：还差 部门1",
            "签到：打姓名",
            "王大力 签到 部门",
            "散会前核对",
            "散会",
        ],
    );
}

#[test]
fn leaving_the_program_while_a_session_goes_on_is_asked_about_and_it_goes_on_next_time() {
    let district = District::new("zh");
    let said = district.says(&begun(&[
        "答 明天就去看",
        "",
        "说 还没有存的",
        "0",
        "",
        "0",
        "0",
        "0",
        "0",
        "1",
    ]));
    assert_in_order(&said, &["会议还在进行", "1 退出", "再见"]);
    let said = district.says(&["9"]);
    assert_in_order(&said, &["会场：进行中"]);
}

#[test]
fn a_rule_that_closing_may_pass_over_is_passed_over_with_its_reason() {
    let district = District::new("zh");
    let said = district.says(&begun(&[
        "1",
        "lxm",
        "",
        "周明",
        "",
        "",
        "决 校门口施划车位",
        "",
        "10",
        "c",
        "1 部门临时有会，电话答复",
        "",
        ">",
        "y",
    ]));
    assert_in_order(
        &said,
        &["散会「停车协商会」", "部门", "核对：散会", "电话答复", "已散会。1 件议题转为已协商"],
    );
    let issues = district.json(&["issue", "list", "停车"]);
    assert_eq!(issues["issues"][0]["status"], "consulted");
}
