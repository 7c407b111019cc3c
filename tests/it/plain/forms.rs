//! Forms, asked field by field.

use super::{District, assert_in_order};

#[test]
fn an_empty_store_is_begun_in_lines() {
    let district = District::empty("zh");
    let said = district.says(&[
        "1", // 新建工作室
        "石潭镇委员工作室",
        ">",
        "y",
        "周明",
        ">",
        "y",
        ":登记议题",
        "来信 石潭镇 路灯不亮 +温度 @李小满",
        ">",
        "y",
        "?",
    ]);
    assert_in_order(
        &said,
        &[
            "欢迎使用潭事",
            "新建工作室",
            "核对：新建工作室",
            "谁在用这台电脑",
            "已保存",
            "登记议题",
            "来信",
            "温度",
            "核对：登记议题",
            "已保存：登记议题",
            "议题，路灯不亮",
            "诉求人：李小满",
            "回车：听下一页",
        ],
    );
    let issues = district.json(&["issue", "list"]);
    assert_eq!(issues["issues"][0]["title"], "路灯不亮");
}

#[test]
fn a_store_is_begun_in_english_too() {
    let district = District::empty("en");
    let said = district.says(&[
        "1",
        "Shitan studio",
        ">",
        "y",
        "q",
        ":take in an issue",
        "Street lamps are dark",
        ">",
        "y",
    ]);
    assert_in_order(
        &said,
        &[
            "Add a studio",
            "Before saving: Add a studio",
            "The studio is saved",
            "Done: Take in an issue",
            "Issue, Street lamps are dark",
        ],
    );
}

#[test]
fn a_wrong_value_is_told_and_the_field_asked_again_with_what_was_typed() {
    let district = District::new("zh");
    let said = district.says(&[
        ":筹备协商议事会",
        "",
        "停车会",
        "",
        "2月31日",
        "",
        ">",
        "y",
        "2099-05-20",
        "y",
    ]);
    assert_in_order(
        &said,
        &[
            "这一项必须填",
            "2月没有31日",
            "打的还在这一项里",
            "3 日期：2月31日",
            "没有存。日期：",
            "现在是：2月31日",
            "听成：2099-05-20",
            "已保存：筹备协商议事会",
        ],
    );
}

#[test]
fn names_are_completed_from_a_few_letters_and_several_one_after_the_other() {
    let district = District::new("zh");
    let said = district.says(&[
        ":筹备协商议事会",
        "停车会",
        "",
        "2099-05-20",
        "",
        "",
        "zm",
        "周敏",
        "王大",
        "1",
        "tcn、hl",
        "1",
        "1",
        ">",
        "y",
        ":邀请",
        "zm、lxm",
        "1",
        "1",
        ">",
        "y",
    ]);
    assert_in_order(
        &said,
        &[
            "1 周",
            "2 周",
            "听成：周敏",
            "1 王大力",
            "听成：王大力",
            "1 校门口停车难",
            "1 临水路段加装护栏",
            "6 主持人：周敏",
            "7 记录人：王大力",
            "已保存：筹备协商议事会",
            "已保存：邀请",
        ],
    );
}

#[test]
fn a_form_that_is_not_saved_is_there_again_and_leaving_one_is_asked_about() {
    let district = District::new("zh");
    district.says(&[":登记议题", "路灯不亮"]);
    assert!(district.has_unsaved());
    let said = district.says(&["q", "2", ">", "1", "路灯不亮，晚上很黑", "y"]);
    assert_in_order(
        &said,
        &[
            "登记议题",
            "打过的都在",
            "放弃这些改动吗",
            "核对：登记议题",
            "1 标题：路灯不亮",
            "1 标题：路灯不亮，晚上很黑",
            "已保存：登记议题",
        ],
    );
    assert!(!district.has_unsaved());
}

#[test]
fn a_text_of_several_lines_and_a_word_of_the_dialogue_are_typed_as_they_are() {
    let district = District::new("zh");
    district.says(&["2", "/护栏", "1", ":记调研", "去看了", "缺口三处", "", ">", "y"]);
    let page = district.run_with("", &["issue", "show", "临水路段加装护栏"]);
    assert!(page.contains("去看了") && page.contains("缺口三处"), "{page}");
    district.says(&[":登记议题", "\\q", ">", "y"]);
    let issues = district.json(&["issue", "list", "--query", "\"q\""]);
    assert!(issues["issues"].as_array().unwrap().iter().any(|it| it["title"] == "q"), "{issues}");
}

#[test]
fn what_was_done_is_undone_and_done_again() {
    let district = District::new("zh");
    let said = district.says(&[":登记议题", "路灯不亮", ">", "y", "z", "Z", "0", "0"]);
    assert_in_order(&said, &["已保存：登记议题", "已撤销：", "按 Z 重做", "已重做："]);
}
