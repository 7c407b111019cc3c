//! What is wrong with a template, in words, and what to do about it.

use super::fault::{Bound, FileFault, FileKind, MarkFault, MarkReason, Place, Spot, TemplateFault};
use crate::i18n::Lang;

impl TemplateFault {
    /// Words the fault: where, what is wrong, what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::File(fault) => fault.text(lang),
            Self::Mark(fault) => fault.text(lang),
        }
    }
}

impl MarkFault {
    /// Words the fault: where, what is wrong, what to do.
    pub fn text(&self, lang: Lang) -> String {
        format!("{}{}", self.place.text(lang), self.reason.text(lang))
    }
}

impl FileFault {
    /// Words the fault: what is wrong, what to do.
    pub fn text(&self, lang: Lang) -> String {
        let pick = |zh: String, en: String| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        match self {
            Self::NotDocx(kind) => not_docx(*kind, lang).to_owned(),
            Self::Macros => lang
                .pick(
                    "模板带有宏，别的单位的邮件会拦下带宏的文件。请另存为 .docx。",
                    "The template holds macros, and mail of other offices blocks such files. Save it as .docx.",
                )
                .to_owned(),
            Self::Signed => lang
                .pick(
                    "模板有数字签名，填写后签名就失效。请去掉签名后再用。",
                    "The template is digitally signed, and filling it would break the signature. Remove the signature.",
                )
                .to_owned(),
            Self::TooLarge(bound) => too_large(*bound, lang),
            Self::DamagedArchive { part: None } => lang
                .pick(
                    "文件不完整或已损坏。请重新复制一份，或在 Word、WPS 中另存为 .docx。",
                    "The file is incomplete or damaged. Copy it again, or save it anew as .docx.",
                )
                .to_owned(),
            Self::DamagedArchive { part: Some(part) } => pick(
                format!("文件已损坏：{part} 读不出来。请重新复制一份，或在 Word、WPS 中另存为 .docx。"),
                format!(
                    "The file is damaged: {part} cannot be read. Copy it again, or save it anew as .docx."
                ),
            ),
            Self::DamagedXml { part, line } => pick(
                format!("{part} 的 XML 从第 {line} 行起有错。请在 Word、WPS 中打开，另存为 .docx。"),
                format!(
                    "The XML of {part} is damaged from line {line} on. Open the file in Word or WPS and save it anew as .docx."
                ),
            ),
        }
    }
}

impl MarkReason {
    fn text(&self, lang: Lang) -> String {
        let pick = |zh: String, en: String| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        match self {
            Self::UnknownField { name, nearest } => unknown(name, nearest, lang),
            Self::OutsideLoop { name, loops } => {
                let marks: Vec<String> =
                    loops.iter().map(|it| format!("{{{{#{}}}}}", it.pick(lang))).collect();
                let marks = marks.concat();
                pick(
                    format!("字段“{name}”只能用在循环 {marks} 里面。"),
                    format!("the field “{name}” can only be used within the loop {marks}."),
                )
            }
            Self::NumberOutsideLoop => lang
                .pick("序号只能用在循环里面。", "the running number can only be used within a loop.")
                .to_owned(),
            Self::NotAList { name } => pick(
                format!("“{name}”不是列表，不能用 {{{{#{name}}}}} 循环。条件请写 {{{{?{name}}}}}。"),
                format!(
                    "“{name}” is no list, so that {{{{#{name}}}}} cannot repeat it. A condition is written {{{{?{name}}}}}."
                ),
            ),
            Self::ListAsText { name } => pick(
                format!("“{name}”是列表，请用 {{{{#{name}}}}} 和 {{{{/{name}}}}} 循环。"),
                format!(
                    "“{name}” is a list: repeat it between {{{{#{name}}}}} and {{{{/{name}}}}}."
                ),
            ),
            Self::FlagAsText { name } => pick(
                format!("“{name}”只是“是”或“否”，请用 {{{{?{name}}}}} 和 {{{{/{name}}}}} 作条件。"),
                format!(
                    "“{name}” is yes or no: use it as a condition, {{{{?{name}}}}} to {{{{/{name}}}}}."
                ),
            ),
            Self::BracesUnclosed => lang
                .pick(
                    "“{{”后面没有“}}”。字段要在同一行写完，例如 {{会议名称}}。",
                    "“{{” is not followed by “}}”. A field ends within its line, such as {{title}}.",
                )
                .to_owned(),
            Self::BracesUnopened => lang
                .pick(
                    "“}}”前面没有“{{”。字段写作 {{会议名称}}。",
                    "there is no “{{” before “}}”. A field is written {{title}}.",
                )
                .to_owned(),
            Self::Unclosed { mark } => {
                let end = closing(mark);
                pick(
                    format!("{mark} 没有结束。请在后面加上 {end}。"),
                    format!("{mark} never ends. Add {end} after it."),
                )
            }
            Self::Unopened { mark } => pick(
                format!("{mark} 前面没有对应的开头。"),
                format!("nothing before {mark} begins what it ends."),
            ),
            Self::Crossed { inner, outer, closed } => {
                let end = closing(inner);
                pick(
                    format!(
                        "{inner} 还没有结束就遇到了 {outer}（{}）。请把 {end} 移到 {outer} 前面。",
                        closed.plain(lang)
                    ),
                    format!(
                        "{inner} has not ended where {outer} stands ({}). Move {end} before {outer}.",
                        closed.plain(lang)
                    ),
                )
            }
            Self::Misplaced { mark, closed } => pick(
                format!(
                    "{mark} 和它的结束标记（{}）之间不是完整的段落或表格行。请把两个标记放在同一段文字里、各自单独成段，或放在同一张表格的行里。",
                    closed.plain(lang)
                ),
                format!(
                    "between {mark} and its end ({}) there are no whole paragraphs or rows. Put both into one paragraph, each into a paragraph of its own, or both into rows of one table.",
                    closed.plain(lang)
                ),
            ),
            Self::TooDeep { limit } => pick(
                format!("循环和条件套得太深，最多 {limit} 层。"),
                format!("loops and conditions lie too deep in each other: at most {limit}."),
            ),
        }
    }
}

impl Place {
    /// Words the place, with the text around it, up to a colon.
    fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}“{}”：", self.plain(lang), self.near),
            Lang::En => format!("{}, “{}”: ", self.plain(lang), self.near),
        }
    }

    /// Words the place alone: `正文第 3 段`.
    pub fn plain(&self, lang: Lang) -> String {
        let part = self.part_text(lang);
        match (self.spot, lang) {
            (Spot::Paragraph(number), Lang::Zh) => format!("{part}第 {number} 段"),
            (Spot::Paragraph(number), Lang::En) => format!("{part}, paragraph {number}"),
            (Spot::Cell { table, row, column }, Lang::Zh) => {
                format!("{part}第 {table} 个表格第 {row} 行第 {column} 格")
            }
            (Spot::Cell { table, row, column }, Lang::En) => {
                format!("{part}, table {table}, row {row}, cell {column}")
            }
            (Spot::TextBox(number), Lang::Zh) => format!("{part}第 {number} 个文本框"),
            (Spot::TextBox(number), Lang::En) => format!("{part}, text box {number}"),
        }
    }

    /// The part as a reader knows it. A document can have several headers and footers, so that these
    /// are named with their file.
    fn part_text(&self, lang: Lang) -> String {
        let file = self.part.rsplit('/').next().unwrap_or_default();
        let (zh, en) = match file {
            _ if file.starts_with("document") => return lang.pick("正文", "Text").to_owned(),
            _ if file.starts_with("footnotes") => return lang.pick("脚注", "Footnotes").to_owned(),
            _ if file.starts_with("endnotes") => return lang.pick("尾注", "Endnotes").to_owned(),
            _ if file.starts_with("header") => ("页眉", "Header"),
            _ if file.starts_with("footer") => ("页脚", "Footer"),
            _ => ("部分", "Part"),
        };
        match lang {
            Lang::Zh => format!("{zh}（{file}）"),
            Lang::En => format!("{en} ({file})"),
        }
    }
}

/// The mark that ends what this one begins.
fn closing(mark: &str) -> String {
    format!("{{{{/{}", mark.trim_start_matches(['{', '#', '?', '^']))
}

fn unknown(name: &str, nearest: &[String], lang: Lang) -> String {
    match (lang, nearest) {
        (Lang::Zh, _) if name.is_empty() => "括号里没有字段名。".to_owned(),
        (Lang::En, _) if name.is_empty() => "there is no name between the braces.".to_owned(),
        (Lang::Zh, []) => format!("没有字段“{name}”。请对照字段说明。"),
        (Lang::En, []) => format!("there is no field “{name}”. See the list of fields."),
        (Lang::Zh, _) => format!("没有字段“{name}”。是不是：{}？", nearest.join("、")),
        (Lang::En, _) => {
            format!("there is no field “{name}”. Did you mean: {}?", nearest.join(", "))
        }
    }
}

fn too_large(bound: Bound, lang: Lang) -> String {
    let megabytes = |bytes: u64| bytes >> 20;
    let (zh, en) = match bound {
        Bound::FileBytes(limit) => (
            format!("模板超过 {} MB。请压缩其中的图片。", megabytes(limit)),
            format!("The template is larger than {} MB. Compress its pictures.", megabytes(limit)),
        ),
        Bound::UnpackedBytes(limit) => (
            format!("模板解开后超过 {} MB。请压缩其中的图片。", megabytes(limit)),
            format!(
                "Unpacked, the template has more than {} MB. Compress its pictures.",
                megabytes(limit)
            ),
        ),
        Bound::TextBytes(limit) => (
            format!("模板的文字部分解开后超过 {} MB。请另选模板。", megabytes(limit)),
            format!(
                "Unpacked, a text of the template has more than {} MB. Choose another.",
                megabytes(limit)
            ),
        ),
        Bound::Parts(limit) => (
            format!("模板里的部件超过 {limit} 个。请另选模板。"),
            format!("The template has more than {limit} parts. Choose another."),
        ),
        Bound::Marks(limit) => (
            format!("模板里的字段超过 {limit} 处。请拆成几个模板。"),
            format!("The template has more than {limit} fields. Make several of it."),
        ),
        Bound::FilledBytes(limit) => (
            format!("填写后的文件太大（超过 {} MB）。请检查循环是不是套在自己里面。", limit >> 20),
            format!(
                "Once filled, the file is too large (over {} MB). Check that no loop lies within itself.",
                limit >> 20
            ),
        ),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

const fn not_docx(kind: FileKind, lang: Lang) -> &'static str {
    match kind {
        FileKind::Empty => lang.pick("文件是空的。请另选模板。", "The file is empty. Choose another."),
        FileKind::Old => lang.pick(
            "这是旧格式的文件（.doc 或 WPS 的 .wps）。请在 Word 或 WPS 中打开，另存为 .docx。",
            "This is a file of the old format (.doc, or .wps of WPS). Open it in Word or WPS and save it as .docx.",
        ),
        FileKind::Encrypted => lang.pick(
            "文件有密码保护，读不出来。请去掉密码后另存为 .docx。",
            "The file is protected with a password. Remove it and save the file as .docx.",
        ),
        FileKind::Spreadsheet => lang.pick(
            "这是电子表格，不是 Word 文件。请选 .docx 文件。",
            "This is a spreadsheet. Choose a .docx file.",
        ),
        FileKind::Presentation => lang.pick(
            "这是演示文稿，不是 Word 文件。请选 .docx 文件。",
            "This is a presentation. Choose a .docx file.",
        ),
        FileKind::OpenDocument => lang.pick(
            "这是 OpenDocument 文件（.odt）。请另存为 .docx。",
            "This is an OpenDocument file (.odt). Save it as .docx.",
        ),
        FileKind::OtherArchive => lang.pick(
            "这个压缩包里没有 Word 文档。请选 .docx 文件。",
            "This archive holds no Word document. Choose a .docx file.",
        ),
        FileKind::RichText => lang.pick(
            "这是 RTF 文件。请在 Word 或 WPS 中打开，另存为 .docx。",
            "This is an RTF file. Open it in Word or WPS and save it as .docx.",
        ),
        FileKind::Pdf => lang.pick(
            "这是 PDF 文件，不能填写。请选 .docx 文件。",
            "This is a PDF file and cannot be filled. Choose a .docx file.",
        ),
        FileKind::Other => lang.pick(
            "这不是 Word 文件。请选 .docx 文件。",
            "This is no Word file. Choose a .docx file.",
        ),
    }
}
