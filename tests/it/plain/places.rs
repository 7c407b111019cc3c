//! What holds wherever one is: words that are typed everywhere, and that bad input loses nothing.

use super::{District, assert_in_order, assert_spoken};

#[test]
fn every_place_has_help_and_a_way_back_in_both_languages() {
    for (lang, help, bye) in
        [("zh", "打号码再回车", "再见。"), ("en", "A number and Enter", "Goodbye.")]
    {
        let district = District::new(lang);
        let mut typed = Vec::new();
        let places = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "gr", "gs", "gn"];
        for place in places {
            typed.extend([place, "?", "gw"]);
            if place == "9" {
                typed.extend(["0"]);
            }
        }
        typed.push("0");
        let said = district.says(&typed);
        assert!(said.matches(help).count() >= places.len() - 1, "{said}");
        assert!(said.trim_end().ends_with(bye), "{said}");
    }
}

#[test]
fn what_means_nothing_is_told_with_what_does() {
    let district = District::new("zh");
    let said = district.says(&[
        "hello",
        "999",
        "2",
        "zzz",
        "n",
        "\u{1b}[2J",
        "1",
        "nonsense",
        "-1",
        "1.5",
    ]);
    assert_in_order(
        &said,
        &[
            "这里没有“hello”",
            "没有第 999 项，一共",
            "这里没有“zzz”",
            "哪一项？打 n 加号码",
            "这里没有“",
            "这里没有“nonsense”",
            "这里没有“-1”",
        ],
    );
}

#[test]
fn escapes_that_were_stored_or_typed_do_not_reach_the_terminal() {
    let district = District::new("zh");
    // The rules may refuse it; nothing of it is printed as it is.
    let said =
        district.says(&[":登记议题", "灯\u{1b}[31m红\u{9b}5m\u{7}", ">", "y", "q", "1", "2"]);
    assert_spoken(&said);
}

#[test]
fn a_figure_a_paper_and_the_settings_are_read_in_lines() {
    let district = District::new("zh");
    let typed = ["gr", "", "gw", "gs", "", "gw", "5", "1", ":看会议记录", "2", "gw", "gl"];
    let said = district.says(&typed);
    let expected =
        ["协商工作统计", "设置", "我的工作室：石潭镇", "会议记录，内部版", "会议记录，公开版"];
    assert_in_order(&said, &expected);
    assert_in_order(&said, &["会议记录，公开版", "Start"]);
}
