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
