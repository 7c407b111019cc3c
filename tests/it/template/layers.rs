//! Conditions, alone and within loops.

use super::office::{filled, p, table};

#[test]
fn a_condition_keeps_its_text_only_when_the_field_is_there() {
    assert_eq!(filled(&p("{{?编号}}有{{/编号}}{{^编号}}无{{/编号}}")), "有\n");
}

#[test]
fn empty_texts_empty_lists_blanks_and_what_is_absent_count_as_not_there() {
    for field in ["地点", "请假", "时间", "版本", "公开版"] {
        let text =
            p(&format!("甲{{{{?{field}}}}}有{{{{/{field}}}}}{{{{^{field}}}}}无{{{{/{field}}}}}"));
        assert_eq!(filled(&text), "甲无\n", "{field}");
    }
}

#[test]
fn a_flag_is_a_condition() {
    assert_eq!(filled(&p("{{?草稿}}（草稿）{{/草稿}}纪要")), "（草稿）纪要\n");
}

#[test]
fn a_paragraph_whose_whole_content_is_left_out_goes() {
    assert_eq!(
        filled(&[p("前"), p("{{?版本}}第{{版本}}版{{/版本}}"), p("后")].concat()),
        "前\n后\n"
    );
}

#[test]
fn a_condition_goes_around_paragraphs_and_rows() {
    let rows = table(&[
        &["甲"],
        &["{{?请假}}"],
        &["{{#请假}}{{名单}}{{/请假}}"],
        &["{{/请假}}"],
        &["{{^请假}}"],
        &["无"],
        &["{{/请假}}"],
    ]);
    let text = [
        p("{{?版本}}"),
        p("第{{版本}}版"),
        p("{{/版本}}"),
        p("{{^版本}}"),
        p("未定"),
        p("{{/版本}}"),
        rows,
    ];
    assert_eq!(filled(&text.concat()), "未定\n[甲|]\n[无|]\n");
}

#[test]
fn a_condition_within_a_loop_looks_at_the_item_and_at_what_is_around() {
    let text = [
        p("{{#议题}}"),
        p("{{名称}}{{?未达成共识}}：未达成共识{{/未达成共识}}{{?草稿}}（草稿）{{/草稿}}"),
        p("{{?认为}}"),
        p("会议认为{{#认为}}{{内容}}{{/认为}}"),
        p("{{/认为}}"),
        p("{{/议题}}"),
    ];
    assert_eq!(
        filled(&text.concat()),
        "市场周边停车难（草稿）\n增设充电桩：未达成共识（草稿）\n会议认为应当增设\n"
    );
}

#[test]
fn an_end_may_bear_the_other_name_of_what_it_ends() {
    assert_eq!(filled(&p("{{#出席}}{{类别}}{{/Present}}")), "委员群众部门\n");
}

#[test]
fn signs_may_be_those_that_a_chinese_input_method_types() {
    let text = p("｛｛＃出席｝｝{{？人数}}{{人数}}{{／人数}}{{……人数}}无{{/人数}}{{、出席}}");
    assert_eq!(filled(&text), "211\n");
}
