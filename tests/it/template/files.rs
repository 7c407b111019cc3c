//! The file as a whole: what stays as it was, and the same bytes each time.

use super::office::{Office, WORD, fill_office, p, part, seen};
use std::io::{Cursor, Read as _};
use tanshi::document::fields::MINUTES;
use tanshi::document::template::{check, fill};
use zip::ZipArchive;

/// A file that `LibreOffice` 7.4 wrote, with fields in every place that the tests here know of.
const LIBRE_OFFICE: &[u8] = include_bytes!("files/libreoffice.docx");

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |index: usize| {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(&mut read).collect()
}

#[test]
fn parts_without_fields_stay_byte_for_byte_and_in_their_order() {
    let odd = "<?xml version='1.0'?>\n<w:hdr  xmlns:w = 'urn:x' ><!-- {{ --></w:hdr>\r\n";
    let office = Office::new(&p("{{日期}}"))
        .with("word/media/图.png", "image/png", [0x89, b'P', 0, 255])
        .with("word/header1.xml", &format!("{WORD}.header+xml"), odd)
        .with("customXml/item1.xml", "", "<a>{{天气}}</a>")
        .with(
            "word/comments.xml",
            &format!("{WORD}.comments+xml"),
            "<w:comments xmlns:w='urn:y'>{{天气}}</w:comments>",
        );
    let before = parts(&office.bytes());
    let after = parts(&fill_office(&office).unwrap());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.0, after.0);
        assert_eq!(before.1 == after.1, before.0 != "word/document.xml", "{}", before.0);
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn the_rest_of_a_part_with_fields_stays_as_it_is_written() {
    let rest = "<w:p\n w:rsidR = '00A1'  ><w:pPr/><w:r><w:t xml:space='preserve'> &#x4F1A;&lt;<![CDATA[<议>]]> </w:t ></w:r><!-- - --><?x y?></w:p><w:unknown a='>'/>";
    let body = super::office::body(&super::office::fill_body(&format!("{rest}{}", p("{{日期}}"))));
    assert_eq!(
        body,
        format!("{rest}{}", p("2023年10月20日").replace(" xml:space=\"preserve\"", ""))
    );
}

#[test]
fn the_same_template_and_data_give_the_same_bytes_whenever_the_template_was_packed() {
    let office = Office::new(&p("{{日期}}{{#出席}}{{类别}}{{/出席}}"));
    let first = fill_office(&office).unwrap();
    let later = fill(&office.packed(2023), &MINUTES, &super::office::sample()).unwrap();
    assert_eq!(first, later);
    let mut archive = ZipArchive::new(Cursor::new(first.as_slice())).unwrap();
    for index in 0..archive.len() {
        let time = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
    }
}

#[test]
fn a_template_file_of_word_gives_a_document() {
    let mut office = Office::new(&p("{{日期}}"));
    office.parts[1].1 = format!("{WORD}.template.main+xml");
    let out = fill_office(&office).unwrap();
    let types = part(&out, "[Content_Types].xml");
    assert!(types.contains(&format!("{WORD}.document.main+xml")), "{types}");
    assert!(!types.contains("template.main"), "{types}");
}

#[test]
fn a_document_that_bears_another_name_in_its_archive_is_found_by_its_type() {
    let mut office = Office::new(&p("{{日期}}"));
    office.parts[1].0 = "word/document2.xml".to_owned();
    let out = fill_office(&office).unwrap();
    assert!(seen(&part(&out, "word/document2.xml")).starts_with("2023年10月20日"));
}

#[test]
fn a_file_that_libre_office_wrote_is_filled_in_every_place() {
    let used = check(LIBRE_OFFICE, &MINUTES).unwrap();
    let commitments: Vec<&str> =
        used.iter().filter(|it| it.loops.len() == 2).map(|it| it.name.zh).collect();
    assert_eq!(commitments, ["内容", "内容", "序号", "内容", "事项", "主办", "时限", "资金"]);
    let out = fill(LIBRE_OFFICE, &MINUTES, &super::office::sample()).unwrap();
    let text = seen(&part(&out, "word/document.xml"));
    for promised in [
        "停车与充电协商议事会纪要\n",
        "编号：潭协商〔2023〕3号 完\n",
        "1、市场周边停车难（SFL-23-K70042-M）\n会议听取了：商户的意见；城管局的说明；完。\n",
        "[划停车位|城管局|",
        "会议认为：应当增设\n",
        "[委员|王某、李某某（2人）|]\n[群众|赵某某（1人）|]\n",
        "请假：无\n",
        "A & B <某>\n市场周边停车难、增设充电桩、\n",
    ] {
        assert!(text.contains(promised), "{promised} is not in {text}");
    }
    assert!(!text.contains("{{") && !text.contains("}}"), "{text}");
    let around: String = parts(&out)
        .iter()
        .filter(|(name, _)| name.contains("header") || name.contains("footer"))
        .map(|(_, content)| seen(&String::from_utf8_lossy(content)))
        .collect();
    assert!(around.contains("A & B <某>\n") && around.contains("版\n"), "{around}");
}

#[test]
fn who_wrote_a_template_and_where_its_pattern_lies_go_into_nothing_that_is_handed_out() {
    let types = "application/vnd.openxmlformats-officedocument";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let office = Office::new(&p("{{日期}}"))
        .with(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:creator>谢文书</dc:creator></cp:coreProperties>",
        )
        .with(
            "docProps/app.xml",
            &format!("{types}.extended-properties+xml"),
            "<Properties><Template>X.dotm</Template><Company>某科室</Company></Properties>",
        )
        .with(
            "word/settings.xml",
            &format!("{WORD}.settings+xml"),
            "<w:settings xmlns:w='w' xmlns:r='r'><w:zoom w:percent='90'/><w:attachedTemplate r:id='rId1'/></w:settings>",
        )
        .with(
            "word/_rels/settings.xml.rels",
            "",
            format!(
                "<Relationships><Relationship Id=\"rId1\" Type=\"{relations}/attachedTemplate\" \
                 Target=\"file:///C:/Users/xie/X.dotm\" TargetMode=\"External\"/></Relationships>"
            ),
        );
    let filled = fill_office(&office).unwrap();
    let all: Vec<String> =
        parts(&filled).into_iter().map(|(_, it)| String::from_utf8(it).unwrap()).collect();
    let all = all.join("\n");
    for gone in ["谢文书", "某科室", "X.dotm", "Users", "attachedTemplate"] {
        assert!(!all.contains(gone), "{gone}: {all}");
    }
    assert!(all.contains("<w:zoom w:percent='90'/></w:settings>"), "{all}");
    assert_eq!(parts(&filled).len(), parts(&office.bytes()).len());
}

#[test]
fn who_changed_a_template_and_what_was_remarked_on_it_go_into_nothing_that_is_handed_out() {
    let types = "application/vnd.openxmlformats-officedocument";
    let body = "<w:p><w:commentRangeStart w:id=\"0\"/><w:ins w:id=\"1\" w:author=\"Xie O'Wen\" w:date=\"2023-01-01T00:00:00Z\">\
        <w:r><w:t>{{日期}}</w:t></w:r></w:ins><w:del w:id='2' w:author = '谢文书'><w:r><w:delText>删</w:delText></w:r></w:del>\
        <w:commentRangeEnd w:id=\"0\"/><w:r><w:t>，留</w:t><w:commentReference w:id=\"0\"/></w:r></w:p>";
    let comment = "<w:comment w:id='0' w:author='谢文书' w:initials='谢'><w:p><w:r><w:t>问书记</w:t></w:r></w:p></w:comment>";
    let changed =
        "<w:p><w:del w:id='3' w:author='谢文书'><w:r><w:delText>无</w:delText></w:r></w:del></w:p>";
    let property = "<Properties><property pid='2' name='_AuthorEmail'><vt:lpwstr xmlns:vt='v'>xie@example.org</vt:lpwstr></property></Properties>";
    let office = Office::new(body)
        .around("header1.xml", "hdr", "header", changed)
        .around("comments.xml", "comments", "comments", comment)
        .around("comments2.xml", "comments", "comments", comment)
        .around("people.xml", "people", "people", "<w:person w:author='谢文书'/>")
        .with("docProps/custom.xml", &format!("{types}.custom-properties+xml"), property);
    let filled = fill_office(&office).unwrap();
    let all: Vec<String> =
        parts(&filled).into_iter().map(|(_, it)| String::from_utf8(it).unwrap()).collect();
    let all = all.join("\n");
    for gone in ["谢文书", "O'Wen", "谢", "问书记", "_AuthorEmail", "xie@", "comment", "w:person "]
    {
        let told = all.replace("word/comments", "").replace("wordprocessingml.comments", "");
        let told = told.replace("<w:comments ", "").replace("</w:comments>", "");
        assert!(!told.contains(gone), "{gone}: {all}");
    }
    assert_eq!(seen(&super::office::body(&filled)), "2023年10月20日，留\n");
    assert!(
        all.contains("<w:ins w:id=\"1\" w:author=\"\" w:date=\"2023-01-01T00:00:00Z\">"),
        "{all}"
    );
    assert_eq!(parts(&filled).len(), parts(&office.bytes()).len());
}
