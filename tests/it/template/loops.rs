//! Loops around text, paragraphs and rows.

use super::office::{Office, body, fill_body, fill_office, filled, p, part, table};

#[test]
fn a_loop_within_a_paragraph_repeats_the_text_between_its_marks() {
    assert_eq!(
        filled(&p("出席：{{#出席}}{{类别}}{{人数}}人；{{/出席}}完")),
        "出席：委员2人；群众1人；部门1人；完\n"
    );
}

#[test]
fn a_loop_whose_marks_word_split_repeats_runs_with_their_formatting() {
    let split = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲{{#出</w:t></w:r><w:r><w:t>席}}{{类别}}</w:t></w:r>\
        <w:r><w:rPr><w:i/></w:rPr><w:t>乙{</w:t></w:r><w:proofErr w:type=\"gramEnd\"/><w:r><w:t>{/出席}}丙</w:t></w:r></w:p>";
    let item = |class: &str| {
        format!("<w:r><w:t>{class}</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>乙</w:t></w:r>")
    };
    assert_eq!(
        body(&fill_body(split)),
        format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>{}{}{}<w:proofErr w:type=\"gramEnd\"/><w:r><w:t>丙</w:t></w:r></w:p>",
            item("委员"),
            item("群众"),
            item("部门")
        )
    );
}

#[test]
fn a_loop_within_one_run_keeps_its_formatting_in_every_round() {
    let run = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{#出席}}{{类别}}、{{/出席}}</w:t></w:r></w:p>";
    let item =
        |class: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{class}</w:t><w:t>、</w:t></w:r>");
    let items = ["委员", "群众", "部门"].map(item).concat();
    assert_eq!(body(&fill_body(run)), format!("<w:p>{items}</w:p>"));
}

#[test]
fn marks_alone_in_their_paragraphs_repeat_what_lies_between_and_go() {
    let text =
        [p("前"), p("{{#议题}}"), p("{{序号}}．{{名称}}"), p("情况"), p(" {{/议题}} "), p("后")];
    assert_eq!(filled(&text.concat()), "前\n1．市场周边停车难\n情况\n2．增设充电桩\n情况\n后\n");
}

#[test]
fn marks_at_the_ends_of_paragraphs_repeat_whole_paragraphs() {
    let text = [p("{{#议题}}{{名称}}"), p("情况{{/议题}}")];
    assert_eq!(filled(&text.concat()), "市场周边停车难\n情况\n增设充电桩\n情况\n");
}

#[test]
fn text_before_a_loop_and_after_it_is_not_repeated() {
    let text = [p("议题：{{#议题}}"), p("{{名称}}"), p("{{/议题}}完")];
    assert_eq!(filled(&text.concat()), "议题：\n市场周边停车难\n增设充电桩\n完\n");
}

#[test]
fn several_marks_may_share_a_paragraph_between_two_loops() {
    let text =
        [p("{{#出席}}"), p("{{类别}}"), p("{{/出席}}{{#议题}}"), p("{{名称}}"), p("{{/议题}}")];
    assert_eq!(filled(&text.concat()), "委员\n群众\n部门\n市场周边停车难\n增设充电桩\n");
}

#[test]
fn a_row_that_holds_both_marks_is_repeated() {
    let rows = table(&[
        &["类别", "名单"],
        &["{{#出席}}{{序号}}{{类别}}", "{{名单}}{{/出席}}"],
        &["合计", "{{委员人数}}"],
    ]);
    assert_eq!(
        filled(&rows),
        "[类别|名单|]\n[1委员|王某、李某某|]\n[2群众|赵某某|]\n[3部门|城管局|]\n[合计|2|]\n"
    );
}

#[test]
fn rows_between_two_rows_of_marks_are_repeated_and_the_rows_of_marks_go() {
    let rows = table(&[
        &["{{#出席}}", ""],
        &["{{类别}}", "{{人数}}"],
        &["名单", "{{名单}}"],
        &["", "{{/出席}}"],
    ]);
    assert_eq!(
        filled(&rows),
        "[委员|2|]\n[名单|王某、李某某|]\n[群众|1|]\n[名单|赵某某|]\n[部门|1|]\n[名单|城管局|]\n"
    );
}

#[test]
fn a_row_whose_cells_lie_in_content_controls_is_repeated_with_them() {
    let cell = |text: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:id w:val=\"9\"/></w:sdtPr><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt>",
            p(text)
        )
    };
    let row = [cell("{{#出席}}{{类别}}"), cell("{{人数}}{{/出席}}")].concat();
    let out = body(&fill_body(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>")));
    assert_eq!(super::office::seen(&out), "[委员|2|]\n[群众|1|]\n[部门|1|]\n");
    assert_eq!(out.matches("<w:id w:val=\"9\"/>").count(), 2);
}

#[test]
fn a_loop_within_a_cell_stays_within_the_cell() {
    let cell = [p("{{#出席}}"), p("{{类别}}"), p("{{/出席}}")].concat();
    let rows = format!(
        "<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("{{#出席}}{{人数}}{{/出席}}")
    );
    assert_eq!(filled(&rows), "[委员\n群众\n部门|211|]\n");
}

#[test]
fn loops_lie_within_loops_and_see_the_fields_around_them() {
    let text = [
        p("{{#议题}}"),
        p("{{名称}}"),
        p("{{#承办事项}}"),
        p("{{序号}}．{{事项}}（{{名称}}，{{日期}}）{{主办}}"),
        p("{{/承办事项}}"),
        p("听取：{{#听取}}{{内容}}；{{/听取}}"),
        p("{{/议题}}"),
    ];
    assert_eq!(
        filled(&text.concat()),
        "市场周边停车难\n1．划停车位（市场周边停车难，2023年10月20日）城管局\n\
         2．装护栏（市场周边停车难，2023年10月20日）交警支队\n听取：商户的意见；城管局的说明；\n\
         增设充电桩\n听取：群众的意见；\n"
    );
}

#[test]
fn the_inner_of_two_fields_with_one_name_is_meant() {
    let text = p("{{编号}}：{{#议题}}{{编号}}；{{/议题}}");
    let blank = "\u{3000}".repeat(6);
    assert_eq!(filled(&text), format!("潭协商〔2023〕3号：SFL-23-K70042-M；{blank}；\n"));
}

#[test]
fn a_table_within_a_loop_is_repeated_with_its_own_loop_and_stays_a_table_of_its_own() {
    let rows = table(&[&["事项"], &["{{#承办事项}}"], &["{{事项}}"], &["{{/承办事项}}"]]);
    let text = [p("{{#议题}}"), rows, p("{{/议题}}"), p("后")].concat();
    assert_eq!(filled(&text), "[事项|]\n[划停车位|]\n[装护栏|]\n\n[事项|]\n后\n");
}

#[test]
fn a_table_that_is_left_without_rows_goes() {
    let rows = table(&[&["{{#请假}}"], &["{{名单}}"], &["{{/请假}}"]]);
    let out = body(&fill_body(&[p("前"), rows, p("后")].concat()));
    assert_eq!(out, [p("前"), p("后")].concat());
}

#[test]
fn a_cell_always_keeps_a_paragraph_with_its_formatting() {
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>{{名单}}</w:t></w:r></w:p>";
    let rows = format!(
        "<w:tbl><w:tr><w:tc>{}{styled}{}</w:tc></w:tr></w:tbl>",
        p("{{#请假}}"),
        p("{{/请假}}")
    );
    let out = body(&fill_body(&rows));
    assert_eq!(out, "<w:tbl><w:tr><w:tc><w:p></w:p></w:tc></w:tr></w:tbl>");
    let rows = table(&[&["{{#出席}}", "{{类别}}", "{{/出席}}"]]);
    assert_eq!(filled(&rows), "[|委员||]\n[|群众||]\n[|部门||]\n");
}

#[test]
fn headers_text_boxes_and_content_controls_keep_a_paragraph_when_all_else_goes() {
    let text = [p("{{#请假}}"), p("{{名单}}"), p("{{/请假}}")].concat();
    let control = format!("<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>");
    assert_eq!(
        body(&fill_body(&control)),
        "<w:sdt><w:sdtContent><w:p></w:p></w:sdtContent></w:sdt>"
    );
    let office = Office::new("").around("header1.xml", "hdr", "header", &text);
    let header = part(&fill_office(&office).unwrap(), "word/header1.xml");
    assert!(header.ends_with("><w:p></w:p></w:hdr>"), "{header}");
}

#[test]
fn a_list_without_items_leaves_nothing_of_its_loop() {
    let text = [
        p("前{{#请假}}{{名单}}{{/请假}}"),
        p("{{#请假}}"),
        p("{{名单}}"),
        p("{{/请假}}"),
        p("{{#请假}}某{{/请假}}"),
    ];
    assert_eq!(filled(&text.concat()), "前\n");
}

#[test]
fn the_end_of_a_section_of_the_document_stays_though_its_paragraph_held_a_mark() {
    let end = "<w:p><w:pPr><w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr></w:pPr><w:r><w:t>{{/请假}}</w:t></w:r></w:p>";
    let out = body(&fill_body(&[p("{{#请假}}"), p("{{名单}}"), end.to_owned(), p("后")].concat()));
    assert_eq!(
        out,
        format!(
            "<w:p><w:pPr><w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr></w:pPr></w:p>{}",
            p("后")
        )
    );
}

#[test]
fn what_a_document_may_hold_once_is_not_repeated() {
    let once = "<w:p w14:paraId=\"1A\" w14:textId=\"2B\" w:rsidR=\"00\"><w:bookmarkStart w:id=\"0\" w:name=\"a\"/><w:r><w:t>{{类别}}</w:t></w:r><w:bookmarkEnd w:id=\"0\"/>\
        <w:ins w:id=\"5\" w:author=\"某\"><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图\"/></wp:inline></w:drawing></w:r></w:ins></w:p>";
    let other = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"2\" name=\"图\"/></wp:inline></w:drawing></w:r></w:p>";
    let out = body(&fill_body(&[&p("{{#出席}}"), once, &p("{{/出席}}"), other].concat()));
    for once in ["w14:paraId", "w14:textId", "bookmarkStart", "bookmarkEnd"] {
        assert_eq!(out.matches(once).count(), 1, "{once}: {out}");
    }
    let ids = |before: &str| -> Vec<String> {
        out.split(before).skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("<wp:docPr id=\""), ["1", "3", "4", "2"]);
    assert_eq!(ids("<w:ins w:id=\""), ["5", "1", "2"]);
}

#[test]
fn a_table_whose_only_row_goes_goes_too() {
    for condition in ["?", "^"] {
        let begin = format!("{{{{{condition}日期}}}}");
        let row = table(&[&[&begin, "{{/日期}}"]]);
        for body in [
            row.clone(),
            [row.clone(), p("{{#议题}}"), p("{{/议题}}")].concat(),
            [p("{{#议题}}"), row, p("{{/议题}}")].concat(),
        ] {
            let Ok(out) = fill_office(&Office::new(&body)) else { continue };
            let filled = super::office::body(&out);
            assert!(!filled.contains("<w:tbl></w:tbl>"), "{body}\n{filled}");
        }
    }
}
