//! Word files for the tests, made part by part, and a reader of what was filled that is not ours.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read as _, Write as _};
use tanshi::document::fields::MINUTES;
use tanshi::document::template::{Data, TemplateFault, Value, fill};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The namespaces that Word declares and the tests use.
pub(super) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:v=\"urn:schemas-microsoft-com:vml\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";

/// A file that is being put together.
pub(crate) struct Office {
    /// Names, types and contents; those without a type are typed by their ending.
    pub(super) parts: Vec<(String, String, Vec<u8>)>,
}

impl Office {
    pub(crate) fn new(body: &str) -> Self {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
        );
        let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        Self { parts: Vec::new() }.with("_rels/.rels", "", relations).with(
            "word/document.xml",
            &format!("{WORD}.document.main+xml"),
            &document,
        )
    }

    pub(crate) fn with(mut self, name: &str, kind: &str, content: impl AsRef<[u8]>) -> Self {
        self.parts.push((name.to_owned(), kind.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// Adds a header, a footer or notes with this content.
    pub(super) fn around(self, name: &str, element: &str, kind: &str, content: &str) -> Self {
        let xml = format!("<w:{element} {SPACES}>{content}</w:{element}>");
        self.with(&format!("word/{name}"), &format!("{WORD}.{kind}+xml"), xml)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.packed(2001)
    }

    /// The file as it is packed in that year.
    pub(super) fn packed(&self, year: u16) -> Vec<u8> {
        let typed = self.parts.iter().filter(|(_, kind, _)| !kind.is_empty());
        let overrides: Vec<String> = typed
            .map(|(name, kind, _)| {
                format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>")
            })
            .collect();
        let overrides = overrides.concat();
        let types = format!(
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
        );
        let mut all = vec![("[Content_Types].xml", types.as_bytes())];
        all.extend(self.parts.iter().map(|(name, _, content)| (name.as_str(), content.as_slice())));
        archive_of(&all, year)
    }
}

pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    archive_of(parts, 2001)
}

fn archive_of(parts: &[(&str, &[u8])], year: u16) -> Vec<u8> {
    let time = DateTime::from_date_and_time(year, 2, 3, 4, 5, 6).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default().last_modified_time(time)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A paragraph of one run.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A table; a row for each list, a paragraph in each cell.
pub(super) fn table(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        let cells: Vec<String> = cells.iter().map(|it| format!("<w:tc>{}</w:tc>", p(it))).collect();
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The XML within the body of the document, without its section properties.
pub(super) fn body(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let inner = xml.split_once("<w:body>").unwrap().1;
    inner.split_once("<w:sectPr/>").unwrap().0.to_owned()
}

/// What a reader sees of a part: a line for each paragraph in the order of their ends, rows of
/// tables within `[…]`, cells ended by `|`.
pub(super) fn seen(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut in_text) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Start(tag) if tag.name().as_ref() == "w:tr" => out.push('['),
            Event::End(tag) if tag.name().as_ref() == "w:tr" => out.push_str("]\n"),
            Event::End(tag) if tag.name().as_ref() == "w:tc" => out.push('|'),
            Event::End(tag) if tag.name().as_ref() == "w:p" => out.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == "w:p" => out.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => out.push('⏎'),
            Event::Empty(tag) if tag.name().as_ref() == "w:tab" => out.push('⇥'),
            Event::Text(text) if in_text => out.push_str(&text),
            Event::GeneralRef(name) if in_text => out.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                other => panic!("{other}"),
            }),
            Event::Eof => return out.replace("\n|", "|"),
            _ => {}
        }
    }
}

/// Fills a body with the sample and reads it back.
/// What a reader sees of a document.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    seen(&part(bytes, "word/document.xml"))
}

pub(super) fn filled(body: &str) -> String {
    seen(&part(&fill_body(body), "word/document.xml"))
}

pub(super) fn fill_body(body: &str) -> Vec<u8> {
    fill_office(&Office::new(body)).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

pub(super) fn fill_office(office: &Office) -> Result<Vec<u8>, Vec<TemplateFault>> {
    fill(&office.bytes(), &MINUTES, &sample())
}

fn commitment(matter: &str, lead: &str, funds: Option<&str>) -> Data {
    Data::new().text("事项", matter).text("主办", lead).known("资金", funds.map(str::to_owned))
}

fn texts(texts: &[&str]) -> Vec<Data> {
    texts.iter().map(|text| Data::new().text("内容", *text)).collect()
}

/// Two issues, one with two commitments and one with none; three classes; nobody excused.
pub(super) fn sample() -> Data {
    let parking = Data::new()
        .text("名称", "市场周边停车难")
        .text("编号", "SFL-23-K70042-M")
        .list("听取", texts(&["商户的意见", "城管局的说明"]))
        .list("认为", Vec::new())
        .flag("未达成共识", false)
        .list(
            "承办事项",
            vec![
                commitment("划停车位", "城管局", Some("10万余元")),
                commitment("装护栏", "交警支队", None),
            ],
        );
    let charging = Data::new()
        .text("title", "增设充电桩")
        .list("听取", texts(&["群众的意见"]))
        .list("认为", texts(&["应当增设"]))
        .list("承办事项", Vec::new())
        .flag("未达成共识", true);
    let class = |class: &str, names: &str, count: &str| {
        Data::new().text("类别", class).text("名单", names).text("人数", count)
    };
    Data::new()
        .text("会议名称", "停车与充电协商议事会")
        .text("编号", "潭协商〔2023〕3号")
        .text("日期", "2023年10月20日")
        .text("地点", "")
        .with("时间", Value::Blank)
        .text("主持人", "张三\n（召集人）")
        .text("发文机关", "A & B <某>")
        .flag("草稿", true)
        .list("议题", vec![parking, charging])
        .list(
            "出席",
            vec![
                class("委员", "王某、李某某", "2"),
                class("群众", "赵某某", "1"),
                class("部门", "城管局", "1"),
            ],
        )
        .list("请假", Vec::new())
        .text("委员人数", "2")
}
