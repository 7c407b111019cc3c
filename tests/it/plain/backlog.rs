//! Reviewing the backlog offline.

use super::{District, assert_in_order};

fn with_commitment(lang: &'static str) -> District {
    let district = District::new(lang);
    let words = ["commitment", "add", "临水路段加装护栏", "安装护栏300米", "--promised", "works"];
    let more = ["--lead", "水利", "--deadline", "2023-05-31", "--session", "护栏协商会"];
    district.run_with("", &[&words[..], &more].concat());
    district
}

#[test]
fn today_tells_what_presses_with_its_reason_and_takes_the_next_step_directly() {
    let district = with_commitment("zh");
    let said = district.says(&["1", "n 1", "q", "1", "", "0", "0", "n 99"]);
    assert_in_order(
        &said,
        &[
            "今天要办，",
            "逾期 1 件",
            "1 临水路段加装护栏，水利逾期",
            "下一步：交办",
            "交办「安装护栏300米」",
            "议题，临水路段加装护栏",
            "来源：来信",
            "下一步：标为已解决，还缺",
            "办下一步：交办",
            "没有第 99 项",
        ],
    );
}

#[test]
fn today_is_told_in_english_too() {
    let district = with_commitment("en");
    let said = district.says(&["1", "n 1", "q", "1"]);
    assert_in_order(
        &said,
        &[
            "Today, ",
            "1 临水路段加装护栏, ",
            "next: Assign",
            "Assign: “安装护栏300米”",
            "Issue, 临水路段加装护栏",
            "Next: Mark resolved, ",
        ],
    );
}

#[test]
fn lists_are_filtered_by_the_query_language_and_what_is_wrong_in_it_is_told() {
    let district = District::new("zh");
    let said = district.says(&[
        "2",
        "/tcn",
        "0",
        "/状态：已协商",
        "/状态：无此",
        "0",
        "0",
        "3",
        "1",
        "0",
        "gp",
        "/zm",
        "0",
        "0",
    ]);
    assert_in_order(
        &said,
        &[
            "议题，2 件",
            "议题，1 件",
            "筛选：tcn",
            "1 校门口停车难",
            "议题，2 件",
            "筛选：状态:已协商",
            "1 临水路段加装护栏",
            "无此",
            "保存的视图",
            "人员，4",
            "人员，2",
            "周明",
            "周敏",
        ],
    );
}

#[test]
fn everything_is_searched_and_a_hit_is_opened_where_it_was_said() {
    let district = District::new("zh");
    let said = district.says(&["9", "三百米", "1", "0", "没有这样的字"]);
    assert_in_order(&said, &["查找：打要找的字", "查找：三百米", "1 ", "装护栏三百米", "没有找到"]);
}

#[test]
fn long_lists_are_told_ten_at_a_time_and_a_number_stays_the_same() {
    let district = District::new("zh");
    for at in 1..=23 {
        district.run_with("", &["issue", "add", &format!("第{at}盏路灯不亮"), "--studio", "ST"]);
    }
    let said = district.says(&["2", "", "m", "m", "25", "0", "."]);
    assert_in_order(
        &said,
        &[
            "议题，25 件",
            "10 ",
            "还有 15 项",
            "11 ",
            "还有 5 项",
            "25 ",
            "到底了",
            "议题，",
            "回到：议题，25 件",
            "1 ",
        ],
    );
}

#[test]
fn what_can_be_done_is_listed_and_what_cannot_says_why() {
    let district = District::new("zh");
    let said =
        district.says(&["2", "/停车", "1", "2", ":标为已解决", "r", ":重新启动", ":没有这种事"]);
    assert_in_order(
        &said,
        &[
            "这里能办的，校门口停车难",
            "1 办下一步",
            "已提交的议题不能“标为已解决”",
            "已提交的议题不能“标为已解决”",
            "不能“重新启动”",
            "没有。",
        ],
    );
}

#[test]
fn a_view_a_studio_and_a_session_are_chosen_by_number() {
    let district = with_commitment("zh");
    let said = district.says(&["3", "3", "gw", "4", "1", "gw", "5", "1", "gw", "6", "1", ":打开"]);
    assert_in_order(
        &said,
        &[
            "保存的视图",
            "3 逾期",
            "议题，1 件",
            "筛选：情形：逾期",
            "工作室",
            "1 石潭镇委员工作室",
            "协商议事会",
            "1 护栏协商会，已召开",
            "主持人：周明",
            "承办事项，1",
            "1 安装护栏300米，水利",
            "议题，临水路段加装护栏",
        ],
    );
}

#[test]
fn the_language_is_switched_in_the_middle() {
    let district = District::new("zh");
    let said = district.says(&["2", "gl", "gl"]);
    assert_in_order(&said, &["议题，2 件", "Issues, 2", "议题，2 件"]);
}

#[test]
fn every_figure_opens_the_rows_that_it_counts() {
    for (lang, title, counted, rows) in [
        ("zh", "协商工作统计", "每个数字打开它数到的", "协商议事会，1"),
        ("en", "Consultation figures", "Each number opens what it counts", "Sessions, 1"),
    ] {
        let district = District::new(lang);
        let said = district.says(&["gr", "2", "7", "2023", "1", "2", "1", "gw", "0"]);
        assert_in_order(&said, &[title, title, counted, rows, "护栏协商会"]);
    }
}

#[test]
fn an_interval_that_is_no_day_is_told_and_typed_again() {
    let district = District::new("zh");
    let said = district.says(&["gr", "2", "7", "明日复明日", "2023年", "gw"]);
    assert_in_order(&said, &["统计区间", "看不出", "统计区间 2023-01-01至2023-12-31"]);
}

#[test]
fn a_number_never_means_another_row_than_it_was_told_for() {
    let district = District::new("zh");
    district.run_with("", &["issue", "add", "路灯不亮", "--studio", "ST"]);
    let typed = ["2", "/状态：已提交", "xw 1", "自己修好了", ">", "y", "0", "1"];
    let said = district.says(&typed);
    let asked = said.split("议题，2 件").nth(1).unwrap();
    let first = asked.lines().find(|it| it.starts_with("1 ")).unwrap();
    let other = asked.lines().find(|it| it.starts_with("2 ")).unwrap();
    let title =
        |row: &str| row.trim_start_matches(['1', '2', ' ']).split('，').next().unwrap().to_owned();
    let left = format!("议题，{}", title(other));
    let gone = format!("撤回「{}」", title(first));
    assert_in_order(&said, &[&gone, "已保存：撤回", "列表变了，从头念：", "议题，1 件", &left]);
}
