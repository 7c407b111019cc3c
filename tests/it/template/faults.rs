//! What is wrong with a template, told with its place, all of it at once.

use super::office::{Office, archive, fill_office, p, table};
use tanshi::document::fields::MINUTES;
use tanshi::document::template::{Bound, FileFault, FileKind, MarkReason, TemplateFault, check};
use tanshi::i18n::Lang;

/// The faults of a body in Chinese.
fn told(body: &str) -> Vec<String> {
    let faults = fill_office(&Office::new(body)).unwrap_err();
    assert_eq!(Err(faults.clone()), check(&Office::new(body).bytes(), &MINUTES));
    faults.iter().map(|fault| fault.text(Lang::Zh)).collect()
}

fn file_fault(bytes: &[u8]) -> FileFault {
    match check(bytes, &MINUTES).unwrap_err().as_slice() {
        [TemplateFault::File(fault)] => fault.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unknown_field_is_told_with_its_paragraph_the_text_around_and_close_names() {
    let text = [
        p("会议纪要"),
        "<w:p/>".to_owned(),
        p("由本次会议的召集人{{主持}}主持，记录人是某某某某某某"),
    ];
    assert_eq!(
        told(&text.concat()),
        [
            "正文第 2 段“由本次会议的召集人{{主持}}主持，记录人是某某某…”：没有字段“主持”。是不是：主持人？"
        ]
    );
    let english = fill_office(&Office::new(&p("{{titel}}"))).unwrap_err();
    assert_eq!(
        english[0].text(Lang::En),
        "Text, paragraph 1, “{{titel}}”: there is no field “titel”. Did you mean: title, time?"
    );
}

#[test]
fn a_name_that_is_like_no_other_is_told_without_guesses() {
    assert_eq!(told(&p("{{天气}}")), ["正文第 1 段“{{天气}}”：没有字段“天气”。请对照字段说明。"]);
    assert_eq!(told(&p("{{ }}")), ["正文第 1 段“{{ }}”：括号里没有字段名。"]);
}

#[test]
fn a_place_in_a_table_is_told_by_table_row_and_cell() {
    let text = [table(&[&["甲"]]), p("某"), table(&[&["甲", "乙"], &["丙", "{{天气}}"]])].concat();
    assert_eq!(
        told(&text),
        ["正文第 2 个表格第 2 行第 2 格“{{天气}}”：没有字段“天气”。请对照字段说明。"]
    );
}

#[test]
fn a_loop_that_begins_in_a_text_box_does_not_end_outside_of_it() {
    let content = p("{{#出席}}");
    let boxed = format!(
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></w:r><w:r><w:t>{{{{/出席}}}}</w:t></w:r></w:p>"
    );
    assert_eq!(
        told(&boxed),
        [
            "正文第 1 个文本框“{{#出席}}”：{{#出席}} 没有结束。请在后面加上 {{/出席}}。",
            "正文第 1 段“{{/出席}}”：{{/出席}} 前面没有对应的开头。",
        ]
    );
}

#[test]
fn a_fault_in_both_copies_of_a_text_box_is_told_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("{{天气}}"));
    let boxed = format!(
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("某")
    );
    assert_eq!(told(&boxed), ["正文第 2 个文本框“{{天气}}”：没有字段“天气”。请对照字段说明。"]);
}

#[test]
fn what_a_reader_does_not_see_is_not_counted() {
    let text = [
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"w14\">{0}</mc:Choice><mc:Fallback>{0}{0}</mc:Fallback></mc:AlternateContent>",
            p("某")
        ),
        "<w:p><w:r><w:drawing/></w:r></w:p>".to_owned(),
        p(" \u{3000}"),
        p("{{天气}}"),
    ];
    assert!(told(&text.concat())[0].starts_with("正文第 2 段“"));
}

#[test]
fn the_faults_of_all_parts_are_told_with_their_part() {
    let office = Office::new(&p("{{天气}}{{会议名}}"))
        .around("header2.xml", "hdr", "header", &p("{{/议题}}"))
        .around(
            "footnotes.xml",
            "footnotes",
            "footnotes",
            &format!("<w:footnote>{}</w:footnote>", p("{{#议题}}")),
        );
    let faults = fill_office(&office).unwrap_err();
    let told: Vec<String> = faults.iter().map(|fault| fault.text(Lang::Zh)).collect();
    assert_eq!(
        told,
        [
            "正文第 1 段“{{天气}}{{会议名}}”：没有字段“天气”。请对照字段说明。",
            "正文第 1 段“{{天气}}{{会议名}}”：没有字段“会议名”。是不是：会议名称？",
            "页眉（header2.xml）第 1 段“{{/议题}}”：{{/议题}} 前面没有对应的开头。",
            "脚注第 1 段“{{#议题}}”：{{#议题}} 没有结束。请在后面加上 {{/议题}}。",
        ]
    );
}

#[test]
fn a_loop_without_end_does_not_make_the_fields_within_it_faults() {
    assert_eq!(
        told(&[p("{{#议题}}"), p("{{名称}}{{听取了}}")].concat()),
        [
            "正文第 1 段“{{#议题}}”：{{#议题}} 没有结束。请在后面加上 {{/议题}}。",
            "正文第 2 段“{{名称}}{{听取了}}”：没有字段“听取了”。是不是：听取？",
        ]
    );
}

#[test]
fn loops_that_cross_are_told_with_both_places() {
    let text = [p("{{#议题}}"), p("{{?日期}}"), p("{{/议题}}"), p("{{/日期}}")].concat();
    assert_eq!(
        told(&text),
        [
            "正文第 2 段“{{?日期}}”：{{?日期}} 还没有结束就遇到了 {{/议题}}（正文第 3 段）。请把 {{/日期}} 移到 {{/议题}} 前面。"
        ]
    );
}

#[test]
fn a_field_of_a_loop_outside_of_it_is_told_with_the_loop() {
    assert_eq!(
        told(&[p("{{听取}}"), p("{{内容}}"), p("{{序号}}")].concat()),
        [
            "正文第 1 段“{{听取}}”：字段“听取”只能用在循环 {{#议题}} 里面。",
            "正文第 2 段“{{内容}}”：字段“内容”只能用在循环 {{#议题}}{{#听取}} 里面。",
            "正文第 3 段“{{序号}}”：序号只能用在循环里面。",
        ]
    );
}

#[test]
fn a_field_is_used_as_what_it_is() {
    let reasons = |text: &str| -> Vec<MarkReason> {
        let faults = fill_office(&Office::new(&p(text))).unwrap_err();
        let reason = |fault: TemplateFault| match fault {
            TemplateFault::Mark(fault) => fault.reason,
            TemplateFault::File(fault) => panic!("{fault:?}"),
        };
        faults.into_iter().map(reason).collect()
    };
    assert_eq!(
        reasons("{{#日期}}{{名称}}{{/日期}}"),
        [MarkReason::NotAList { name: "日期".to_owned() }]
    );
    assert_eq!(reasons("{{议题}}"), [MarkReason::ListAsText { name: "议题".to_owned() }]);
    assert_eq!(reasons("{{Draft}}"), [MarkReason::FlagAsText { name: "Draft".to_owned() }]);
}

#[test]
fn braces_without_their_other_half_are_told() {
    assert_eq!(
        told(&[p("{{会议名称}"), p("日期}}")].concat()),
        [
            "正文第 1 段“{{会议名称}”：“{{”后面没有“}}”。字段要在同一行写完，例如 {{会议名称}}。",
            "正文第 2 段“日期}}”：“}}”前面没有“{{”。字段写作 {{会议名称}}。",
        ]
    );
}

#[test]
fn marks_between_which_nothing_is_whole_are_told() {
    let middle = [p("某{{#出席}}某"), p("{{类别}}{{/出席}}")].concat();
    let table_and_text = [p("{{#出席}}"), table(&[&["{{类别}}{{/出席}}"]])].concat();
    let two_tables = [table(&[&["{{#出席}}"]]), p("某"), table(&[&["{{/出席}}"]])].concat();
    for body in [middle, table_and_text, two_tables] {
        let told = told(&body);
        assert!(told[0].contains("{{#出席}} 和它的结束标记"), "{told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
    }
    let shared = [&["{{#出席}}", "某"], &["某{{/出席}}", "{{#议题}}某"], &["{{/议题}}", "某"]];
    assert_eq!(told(&table(&shared.map(<[&str; 2]>::as_slice))).len(), 2);
}

#[test]
fn loops_too_deep_in_each_other_are_told() {
    let deep = "{{?日期}}".repeat(21) + &"{{/日期}}".repeat(21);
    let told = told(&p(&deep));
    assert!(told[0].ends_with("循环和条件套得太深，最多 20 层。"), "{told:?}");
    let allowed = "{{?日期}}".repeat(20) + "某" + &"{{/日期}}".repeat(20);
    assert_eq!(super::office::filled(&p(&allowed)), "某\n");
}

#[test]
fn at_most_a_hundred_faults_are_told() {
    let many: String = (0..500).map(|it| p(&format!("{{{{天气{it}}}}}"))).collect();
    assert_eq!(told(&many).len(), 100);
}

#[test]
fn a_loop_within_itself_that_grows_without_end_is_stopped() {
    let own = "{{#议题}}".repeat(20) + &"{{名称}}".repeat(9) + &"{{/议题}}".repeat(20);
    for body in [own.clone(), own.replace("{{名称}}", "")] {
        let many = super::office::sample();
        let items = vec![tanshi::document::template::Data::new(); 50];
        let bytes = Office::new(&p(&body)).bytes();
        let fault = tanshi::document::template::fill(&bytes, &MINUTES, &many.list("议题", items));
        assert!(
            matches!(
                fault.unwrap_err().as_slice(),
                [TemplateFault::File(FileFault::TooLarge(Bound::FilledBytes(_)))]
            ),
            "{body}"
        );
    }
}

#[test]
fn what_is_no_docx_is_told_for_what_it_is() {
    let compound = |stream: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend(vec![0; 512]);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let zip = |name: &str| archive(&[(name, b"x")]);
    for (bytes, kind) in [
        (Vec::new(), FileKind::Empty),
        (compound("WordDocument"), FileKind::Old),
        (compound("EncryptedPackage"), FileKind::Encrypted),
        (compound("Workbook"), FileKind::Spreadsheet),
        (zip("xl/workbook.xml"), FileKind::Spreadsheet),
        (zip("ppt/presentation.xml"), FileKind::Presentation),
        (archive(&[("mimetype", b"x"), ("META-INF/manifest.xml", b"x")]), FileKind::OpenDocument),
        (zip("readme.txt"), FileKind::OtherArchive),
        (b"{\\rtf1 }".to_vec(), FileKind::RichText),
        (b"%PDF-1.7".to_vec(), FileKind::Pdf),
        ("{{会议名称}}".as_bytes().to_vec(), FileKind::Other),
    ] {
        let fault = file_fault(&bytes);
        assert_eq!(fault, FileFault::NotDocx(kind));
        assert_ne!(fault.text(Lang::Zh), fault.text(Lang::En));
    }
}

#[test]
fn an_archive_with_a_password_is_told_as_protected() {
    let mut bytes = Office::new("").bytes();
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let found: Vec<usize> =
            (0..bytes.len()).filter(|at| bytes[*at..].starts_with(signature)).collect();
        for at in found {
            bytes[at + flags] |= 1;
        }
    }
    assert_eq!(file_fault(&bytes), FileFault::NotDocx(FileKind::Encrypted));
}

#[test]
fn an_archive_without_the_document_is_no_docx() {
    let mut office = Office::new("");
    office.parts.remove(1);
    assert_eq!(file_fault(&office.bytes()), FileFault::NotDocx(FileKind::OtherArchive));
}

#[test]
fn an_archive_that_is_cut_off_or_changed_is_told_with_its_part_where_it_can_be() {
    let bytes = Office::new(&p(&"会议".repeat(500))).bytes();
    let half = &bytes[..bytes.len() / 2];
    assert_eq!(file_fault(half), FileFault::DamagedArchive { part: None });
    let at = bytes.windows(17).position(|it| it == b"word/document.xml").unwrap() + 60;
    let mut changed = bytes;
    changed[at] ^= 0x55;
    assert_eq!(
        file_fault(&changed),
        FileFault::DamagedArchive { part: Some("word/document.xml".to_owned()) }
    );
}

#[test]
fn an_archive_with_two_parts_of_one_name_is_refused() {
    let mut bytes = Office::new("").with("one", "", "x").with("two", "", "x").bytes();
    let found: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"two")).collect();
    for at in found {
        bytes[at..at + 3].copy_from_slice(b"one");
    }
    assert_eq!(file_fault(&bytes), FileFault::DamagedArchive { part: None });
}

#[test]
fn damaged_xml_is_told_with_part_and_line() {
    let office = Office::new("").with(
        "word/header1.xml",
        &format!("{}.header+xml", super::office::WORD),
        "<a>\n<b>\n</a>",
    );
    let fault = file_fault(&office.bytes());
    assert_eq!(fault, FileFault::DamagedXml { part: "word/header1.xml".to_owned(), line: 3 });
    let latin = Office::new("").with(
        "word/header1.xml",
        &format!("{}.header+xml", super::office::WORD),
        b"<a>\n\xff</a>",
    );
    assert_eq!(
        file_fault(&latin.bytes()),
        FileFault::DamagedXml { part: "word/header1.xml".to_owned(), line: 2 }
    );
}

#[test]
fn macros_and_signatures_are_refused() {
    let mut office = Office::new("");
    office.parts[1].1 = "application/vnd.ms-word.document.macroEnabled.main+xml".to_owned();
    assert_eq!(file_fault(&office.bytes()), FileFault::Macros);
    let office = Office::new("").with("word/vbaProject.bin", "", "x");
    assert_eq!(file_fault(&office.bytes()), FileFault::Macros);
    let office = Office::new("").with("_xmlsignatures/sig1.xml", "", "<a/>");
    assert_eq!(file_fault(&office.bytes()), FileFault::Signed);
}

#[test]
fn what_is_too_large_is_refused_before_it_fills_the_memory() {
    assert_eq!(
        file_fault(&vec![b'P'; 50 * 1024 * 1024 + 1]),
        FileFault::TooLarge(Bound::FileBytes(50 << 20))
    );
    let bomb = Office::new("").with("word/media/a.bmp", "image/bmp", vec![0; 201 << 20]).bytes();
    assert!(bomb.len() < 1 << 20);
    assert_eq!(file_fault(&bomb), FileFault::TooLarge(Bound::UnpackedBytes(200 << 20)));
    let text = Office::new(&" ".repeat(25 << 20)).bytes();
    assert_eq!(file_fault(&text), FileFault::TooLarge(Bound::TextBytes(24 << 20)));
    let names: Vec<String> = (0..4001).map(|it| format!("a{it}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), b"".as_slice())).collect();
    assert_eq!(file_fault(&archive(&parts)), FileFault::TooLarge(Bound::Parts(4000)));
}
