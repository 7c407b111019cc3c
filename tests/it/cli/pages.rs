//! `show` says everything that the screens say.

use super::filled::Filled;

fn assert_says(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "{word} is not on the page:\n{page}");
    }
}

#[test]
fn the_page_of_an_issue_leaves_nothing_unsaid() {
    let filled = Filled::new();
    let show = |number: &str| filled.desk.ok(&["issue", "show", number]);
    assert_says(
        &show(&filled.issue),
        &[
            &filled.issue,
            "已协商",
            "石潭镇委员工作室",
            "调研",
            "缺口三处",
            "设了警示牌",
            "村委会",
            "施工前照片",
            "验收照片",
            "基本满意",
            "电话",
            "交通",
            "护栏太矮",
            "还缺",
            "能否在汛期前装好",
            "会议档案 2023 年第 1 卷",
        ],
    );
    assert_says(&show(&filled.referred), &["转办", "县公路局", "不归镇里管"]);
    assert_says(&show(&filled.merged), &["临水路段加装护栏", "并案"]);
    assert_says(&show(&filled.served), &["上门教", "周明", "30"]);
}

#[test]
fn a_commitment_that_was_done_is_not_overdue_on_its_page() {
    let filled = Filled::new();
    let page = filled.desk.ok(&["commitment", "show", &format!("{}/1", filled.issue)]);
    assert_says(
        &page,
        &[
            &format!("{}/1", filled.issue),
            "临水路段加装护栏",
            "护栏协商会",
            "工程",
            "2023-05-31",
            "2023-06-30",
            "10万余元",
            "11万元",
            "资金",
            "评级：B",
            "水利",
            "交通",
            "验收照片（未附文件 2023-06-20）",
        ],
    );
    assert!(!page.contains("逾期"), "{page}");
}

#[test]
fn the_page_of_a_session_counts_times_and_spells_out() {
    let filled = Filled::new();
    let page = filled.desk.ok(&["session", "show", &filled.session]);
    assert_says(
        &page,
        &["12", "签到簿", "14:20–16:10", "14:35 提问", "议定事项", "请假", "谁来出钱", "教育界别"],
    );
    let page = filled.desk.ok(&["session", "show", &filled.session, "--lang", "en"]);
    assert_says(&page, &["14:35 Question", "Agreed item", "12 more"]);
    assert!(!page.contains(['，', '（', '：', '、']), "{page}");
}

#[test]
fn the_directory_says_where_it_comes_from() {
    let filled = Filled::new();
    for words in
        [["studio", "show", "ST"], ["person", "show", "周明"], ["department", "show", "水利"]]
    {
        assert_says(&filled.desk.ok(&words), &["会议档案 2023 年第 1 卷"]);
    }
}

#[test]
fn a_page_in_a_pipe_is_neither_cut_nor_padded() {
    let filled = Filled::new();
    let page = filled.desk.ok(&["issue", "show", &filled.issue]);
    assert!(page.lines().all(|line| line == line.trim_end()));
    let body = page.lines().find(|line| line.starts_with("学生上学")).unwrap();
    assert!(body.ends_with("第二场雨就断了。"), "{body}");
}

#[test]
fn lines_that_were_changed_or_struck_afterwards_are_among_the_corrections() {
    let filled = Filled::new();
    let desk = &filled.desk;
    assert!(!desk.ok(&["session", "show", &filled.session]).contains("会议记录第"));
    desk.ok(&["session", "edit-line", &filled.session, "1", "汛期前装得好吗？"]);
    desk.ok(&["session", "strike-line", &filled.session, "2"]);
    let page = desk.ok(&["session", "show", &filled.session]);
    let corrections = page.split("会后更正\n").last().unwrap_or_default();
    assert_says(corrections, &["第 1 行改写，原来是“能否在汛期前装好？”", "第 2 行划去"]);
}

#[test]
fn a_session_that_was_moved_or_called_off_says_so_with_the_reason() {
    let desk = super::refused::with_studio();
    desk.ok(&["session", "plan", "路灯协商会", "--on", "2023-05-20"]);
    let told = desk.fails(1, &["session", "postpone", "路灯协商会", "2023-05-21", "--reason", "x"]);
    assert!(told.contains("2023-05-21 已经过去"), "{told}");
    desk.ok(&["session", "postpone", "路灯协商会", "2099-05-21", "--reason", "主持人有事"]);
    desk.ok(&["session", "cancel", "路灯协商会", "场地没有了"]);
    desk.ok(&["session", "take-back-cancel", "路灯协商会", "--reason", "场地找到了"]);
    assert_says(
        &desk.ok(&["session", "show", "路灯协商会"]),
        &["已改期  2023-05-20 → 2099-05-21  主持人有事", "场地没有了（后来撤销）", "场地找到了"],
    );
    let page = desk.ok(&["session", "show", "路灯协商会", "--lang", "en"]);
    assert_says(&page, &["Cancelled  场地没有了 (taken back later)"]);
    let steps = desk.json(&["session", "show", "路灯协商会"])["session"]["steps"].clone();
    assert_eq!(steps[1]["taken_back"], true);
    assert_eq!(steps[2]["taken_back"], false);
}

#[test]
fn a_line_added_after_the_session_is_no_correction_of_one() {
    let filled = Filled::new();
    let desk = &filled.desk;
    desk.ok(&["session", "line", &filled.session, "--kind", "statement", "补一句"]);
    let page = desk.ok(&["session", "show", &filled.session, "--lang", "en"]);
    assert_says(&page, &["补一句 (added later)", "Record: a line added on"]);
    desk.ok(&["session", "edit-line", &filled.session, "3", "补了一句"]);
    desk.ok(&["session", "edit-line", &filled.session, "1", "汛期前装得好吗？"]);
    let page = desk.ok(&["session", "show", &filled.session]);
    assert_says(&page, &["补了一句（会后补记）", "汛期前装得好吗？（会后更正）"]);
}
