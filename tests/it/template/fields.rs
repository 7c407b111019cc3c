//! Fields: in one run or across several as Word and WPS write them, their formatting, blanks.

use super::office::{Office, body, fill_body, fill_office, filled, p, part, seen};

#[test]
fn a_field_is_filled_under_both_names_and_in_any_width() {
    let marks =
        "{{会议名称}}/{{title}}/{{ Title }}/｛｛\u{3000}会议名称｝｝/{{会议 名称}}/{{TITLE}}";
    let name = "停车与充电协商议事会";
    assert_eq!(filled(&p(marks)), format!("{}\n", [name; 6].join("/")));
}

#[test]
fn a_template_that_calls_a_field_as_it_was_called_before_is_still_filled() {
    assert_eq!(filled(&p("{{制发单位}}/{{发文机关}}")), "A & B <某>/A & B <某>\n");
}

#[test]
fn data_may_stand_under_the_english_name() {
    assert_eq!(filled(&p("{{#议题}}{{名称}}。{{/议题}}")), "市场周边停车难。增设充电桩。\n");
}

#[test]
fn a_field_that_word_split_across_runs_has_the_formatting_of_the_run_in_which_it_begins() {
    let split = "<w:p w:rsidR=\"00A77427\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>\
        <w:r w:rsidRPr=\"00B1\"><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr><w:t>编号：{</w:t></w:r>\
        <w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>\
        <w:r w:rsidR=\"00C2\"><w:rPr><w:i/></w:rPr><w:t>{编</w:t></w:r><w:bookmarkEnd w:id=\"0\"/>\
        <w:r><w:rPr><w:i/></w:rPr><w:lastRenderedPageBreak/><w:t>号</w:t></w:r><w:proofErr w:type=\"spellEnd\"/>\
        <w:r w:rsidR=\"00D3\"><w:t xml:space=\"preserve\">}} 完</w:t></w:r></w:p>";
    assert_eq!(
        body(&fill_body(split)),
        "<w:p w:rsidR=\"00A77427\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>\
        <w:r w:rsidRPr=\"00B1\"><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr><w:t>编号：</w:t><w:t>潭协商〔2023〕3号</w:t></w:r>\
        <w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>\
        <w:bookmarkEnd w:id=\"0\"/>\
        <w:r><w:rPr><w:i/></w:rPr><w:lastRenderedPageBreak/></w:r><w:proofErr w:type=\"spellEnd\"/>\
        <w:r w:rsidR=\"00D3\"><w:t xml:space=\"preserve\"> 完</w:t></w:r></w:p>"
    );
}

#[test]
fn a_field_that_wps_split_by_script_is_filled() {
    let run = |hint: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:hint=\"{hint}\" w:ascii=\"仿宋\" w:eastAsia=\"仿宋\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr><w:t>{text}</w:t></w:r>"
        )
    };
    let split = ["{{", "会议", "名称", "}}纪要"].map(|it| run("eastAsia", it)).concat();
    assert_eq!(filled(&format!("<w:p>{split}</w:p>")), "停车与充电协商议事会纪要\n");
}

#[test]
fn a_field_is_filled_across_insertions_smart_tags_links_and_controls() {
    let split = "<w:p><w:ins w:id=\"1\" w:author=\"某\"><w:r><w:t>{{日</w:t></w:r></w:ins>\
        <w:smartTag w:element=\"date\"><w:smartTagPr/><w:r><w:t>期</w:t></w:r></w:smartTag>\
        <w:hyperlink w:anchor=\"a\"><w:r><w:t>}}开会，第</w:t></w:r></w:hyperlink>\
        <w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent><w:r><w:t>{{编号}}</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    let out = fill_body(split);
    assert_eq!(seen(&body(&out)), "2023年10月20日开会，第潭协商〔2023〕3号\n");
    assert!(
        body(&out).contains(
            "<w:ins w:id=\"1\" w:author=\"\"><w:r><w:t>2023年10月20日</w:t></w:r></w:ins>"
        )
    );
}

#[test]
fn what_was_deleted_in_word_is_no_part_of_a_field() {
    let split = "<w:p><w:r><w:t>{{日</w:t></w:r><w:del w:id=\"1\" w:author=\"某\"><w:r><w:delText>{{}}</w:delText></w:r></w:del>\
        <w:moveFrom w:id=\"2\" w:author=\"某\"><w:r><w:t>{{x</w:t></w:r></w:moveFrom><w:r><w:t>期}}</w:t></w:r></w:p>";
    let out = body(&fill_body(split));
    assert!(out.contains("<w:t>2023年10月20日</w:t>"), "{out}");
    assert!(out.contains("<w:delText>{{}}</w:delText>") && out.contains("<w:t>{{x</w:t>"), "{out}");
}

#[test]
fn line_breaks_and_tabs_in_a_value_are_those_of_word() {
    assert_eq!(filled(&p("主持：{{主持人}}。")), "主持：张三⏎（召集人）。\n");
    let xml = body(&fill_body(&p("{{主持人}}")));
    assert_eq!(xml, "<w:p><w:r><w:t>张三</w:t><w:br/><w:t>（召集人）</w:t></w:r></w:p>");
}

#[test]
fn what_xml_cannot_hold_is_left_out_or_written_as_it_has_to_be() {
    let data = super::office::sample().text("地点", "甲\u{0}\u{8}\u{1b}\u{fffe}\t乙<&>\u{2028}丙 ");
    let out = tanshi::document::template::fill(
        &Office::new(&p("{{地点}}")).bytes(),
        &tanshi::document::fields::MINUTES,
        &data,
    );
    assert_eq!(
        body(&out.unwrap()),
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙&lt;&amp;&gt;</w:t><w:br/><w:t xml:space=\"preserve\">丙 </w:t></w:r></w:p>"
    );
}

#[test]
fn what_is_unknown_is_an_underlined_blank_within_its_formatting() {
    let blank = "\u{3000}".repeat(6);
    let run = "<w:r><w:rPr><w:b/><w:u w:val=\"wave\"/><w:lang w:val=\"zh-CN\"/></w:rPr><w:t>时间：{{时间}}止</w:t></w:r>";
    assert_eq!(
        body(&fill_body(&format!("<w:p>{run}</w:p>"))),
        format!(
            "<w:p><w:r><w:rPr><w:b/><w:u w:val=\"wave\"/><w:lang w:val=\"zh-CN\"/></w:rPr><w:t>时间：</w:t></w:r>\
             <w:r><w:rPr><w:b/><w:u w:val=\"single\"/><w:lang w:val=\"zh-CN\"/></w:rPr><w:t xml:space=\"preserve\">{blank}</w:t></w:r>\
             <w:r><w:rPr><w:b/><w:u w:val=\"wave\"/><w:lang w:val=\"zh-CN\"/></w:rPr><w:t>止</w:t></w:r></w:p>"
        )
    );
    let absent = body(&fill_body(&p("{{版本}}")));
    assert_eq!(
        absent,
        format!(
            "<w:p><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">{blank}</w:t></w:r></w:p>"
        )
    );
}

#[test]
fn an_empty_text_leaves_nothing_and_is_no_blank() {
    assert_eq!(body(&fill_body(&p("{{地点}}"))), "<w:p></w:p>");
}

#[test]
fn blanks_around_a_field_are_kept() {
    let xml = body(&fill_body("<w:p><w:r><w:t>于 {{日期}} 在</w:t></w:r></w:p>"));
    assert_eq!(
        xml,
        "<w:p><w:r><w:t xml:space=\"preserve\">于 </w:t><w:t>2023年10月20日</w:t><w:t xml:space=\"preserve\"> 在</w:t></w:r></w:p>"
    );
}

#[test]
fn blanks_at_the_ends_that_word_does_not_show_are_not_shown_after_filling() {
    let xml = body(&fill_body("<w:p><w:r><w:t>\n  于{{日期}}在 \n</w:t></w:r></w:p>"));
    assert_eq!(xml, "<w:p><w:r><w:t>于</w:t><w:t>2023年10月20日</w:t><w:t>在</w:t></w:r></w:p>");
}

#[test]
fn headers_footers_and_notes_are_filled() {
    let office = Office::new(&p("正文"))
        .around("header1.xml", "hdr", "header", &p("{{制发单位}}"))
        .around("footer2.xml", "ftr", "footer", &p("{{日期}}"))
        .around(
            "footnotes.xml",
            "footnotes",
            "footnotes",
            &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("{{编号}}")),
        )
        .around(
            "endnotes.xml",
            "endnotes",
            "endnotes",
            &format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("{{编号}}")),
        );
    let out = fill_office(&office).unwrap();
    let read = |name: &str| seen(&part(&out, &format!("word/{name}")));
    assert_eq!(read("header1.xml"), "A & B <某>\n");
    assert_eq!(read("footer2.xml"), "2023年10月20日\n");
    assert_eq!(read("footnotes.xml"), "潭协商〔2023〕3号\n");
    assert_eq!(read("endnotes.xml"), "潭协商〔2023〕3号\n");
}

#[test]
fn both_copies_of_a_text_box_are_filled_and_its_loops_are_its_own() {
    let content = format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        p("{{编号}}"),
        p("{{#出席}}{{类别}}{{/出席}}")
    );
    let boxed = format!(
        "<w:p><w:r><w:t>前{{{{日期}}}}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"a\"/><wps:txbx>{content}</wps:txbx></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    );
    let inner = "潭协商〔2023〕3号\n委员群众部门\n";
    assert_eq!(filled(&boxed), format!("前2023年10月20日{inner}{inner}后\n"));
}

#[test]
fn a_content_control_that_is_tied_to_other_data_keeps_what_was_filled() {
    let control = |text: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"标题\"/><w:dataBinding w:xpath=\"/a\"/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(text)
        )
    };
    let out = body(&fill_body(&format!("{}{}", control("{{编号}}"), control("别的"))));
    assert_eq!(out.matches("<w:dataBinding").count(), 1);
    assert!(out.contains("<w:alias w:val=\"标题\"/><w:text/></w:sdtPr>"), "{out}");
    assert!(out.contains(&control("别的")), "{out}");
}

#[test]
fn another_prefix_for_the_namespace_of_word_is_understood() {
    let spaces = "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"";
    let xml = format!(
        "<x:document {spaces}><x:body><x:p><x:r><x:t>{{{{时间}}}}{{{{日期}}}}</x:t></x:r></x:p></x:body></x:document>"
    );
    let mut office = Office::new("");
    office.parts[1].2 = xml.into_bytes();
    let out = part(&fill_office(&office).unwrap(), "word/document.xml");
    assert!(out.contains("<x:rPr><x:u x:val=\"single\"/></x:rPr>"), "{out}");
    assert!(out.contains("<x:t>2023年10月20日</x:t>"), "{out}");
}
