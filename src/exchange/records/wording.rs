//! What is wrong with a file of records, in words, and what to do about it.

use super::fault::{FileKind, ImportFault, ImportReason, Shape};
use crate::i18n::{Label, Lang, Wording};

impl ImportFault {
    /// Words the fault: the line, what is wrong, what is allowed.
    pub fn text(&self, lang: Lang) -> String {
        let reason = reason_text(&self.reason, lang);
        if self.is_about_the_file() {
            return reason;
        }
        match lang {
            Lang::Zh => format!("第 {} 行：{reason}", self.line),
            Lang::En => format!("Line {}: {reason}", self.line),
        }
    }

    /// Whether the file as a whole is at fault, and not one of its lines.
    pub const fn is_about_the_file(&self) -> bool {
        matches!(
            self.reason,
            ImportReason::WrongFile(_)
                | ImportReason::TooLarge { .. }
                | ImportReason::NewerFormat { .. }
                | ImportReason::OtherKind { .. }
        )
    }
}

fn reason_text(reason: &ImportReason, lang: Lang) -> String {
    let pick = |zh: String, en: String| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    match reason {
        ImportReason::WrongFile(kind) => wrong_file(*kind, lang).to_owned(),
        ImportReason::TooLarge { limit_bytes } => {
            let limit = limit_bytes >> 20;
            pick(
                format!("文件超过 {limit} MB。请拆成几个文件分别导入。"),
                format!("The file is larger than {limit} MB. Split it and import the parts."),
            )
        }
        ImportReason::NewerFormat { found, known } => pick(
            format!("文件是新格式（{found}），这个版本只认到 {known}。请更新程序。"),
            format!(
                "The file has format {found}; this build reads up to {known}. Update the program."
            ),
        ),
        ImportReason::OtherKind { found } if found == crate::exchange::whole::KIND => pick(
            "这是导出的全部数据，只能用命令行导入一个空的数据文件夹：tanshi --data 新文件夹 import 文件"
                .to_owned(),
            "This is an export of everything. It goes into an empty data folder, from the command line: tanshi --data NEW-FOLDER import FILE"
                .to_owned(),
        ),
        ImportReason::OtherKind { found } => pick(
            format!("文件内容是“{found}”，不是记录。请另选文件。"),
            format!("The file holds “{found}”, not records. Choose another file."),
        ),
        ImportReason::NotJson { column } => pick(
            format!("从第 {column} 个字节起不是 JSON。请检查引号和逗号。"),
            format!("not JSON from byte {column} on. Check quotes and commas."),
        ),
        ImportReason::NotARecord { allowed } => pick(
            format!("不是记录。每行以其中一个开头：{}。", allowed.join("、")),
            format!("not a record. A line begins with one of: {}.", allowed.join(", ")),
        ),
        ImportReason::UnknownField { field, allowed } => pick(
            format!("不认识字段“{field}”。可用的字段：{}。", allowed.join("、")),
            format!("there is no field “{field}”. Allowed are: {}.", allowed.join(", ")),
        ),
        ImportReason::MissingField { field } => pick(
            format!("缺少字段“{field}”。请补上。"),
            format!("the field “{field}” is missing. Add it."),
        ),
        ImportReason::WrongShape { field, expected } => {
            let shape = shape_text(*expected, lang);
            pick(
                format!("字段“{field}”应当是{shape}。"),
                format!("the field “{field}” has to be {shape}."),
            )
        }
        ImportReason::UnknownWord { field, found, allowed } => pick(
            format!("字段“{field}”的“{found}”不在可用的词里：{}。", allowed.join("、")),
            format!("“{found}” in field “{field}” is none of: {}.", allowed.join(", ")),
        ),
        ImportReason::Date { field, found, fault } => named(field, found, &fault.words(lang), lang),
        ImportReason::Amount { field, found, fault } => {
            named(field, found, &fault.words(lang), lang)
        }
        ImportReason::Code { field, found, fault } => named(field, found, &fault.words(lang), lang),
        ImportReason::KeyTwice { key, first_line } => pick(
            format!("键“{key}”在第 {first_line} 行已经用过。请换一个。"),
            format!("the key “{key}” was used in line {first_line} already. Choose another."),
        ),
        ImportReason::UnknownKey { field, key } => pick(
            format!("字段“{field}”提到的“{key}”不在文件里。请检查拼写。"),
            format!("the field “{field}” names “{key}”, which no record has. Check the spelling."),
        ),
        ImportReason::KeyOfOtherKind { field, key, expected, found } => pick(
            format!(
                "字段“{field}”提到的“{key}”是{}，应当是{}。",
                found.label(lang),
                expected.label(lang)
            ),
            format!(
                "the field “{field}” names “{key}”, a {}; it has to be a {}.",
                found.label(lang),
                expected.label(lang)
            ),
        ),
    }
}

fn named(field: &str, found: &str, what: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("字段“{field}”的“{found}”：{what}"),
        Lang::En => format!("“{found}” in field “{field}”: {what}"),
    }
}

const fn wrong_file(kind: FileKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (FileKind::Empty, Lang::Zh) => "文件是空的。请另选文件。",
        (FileKind::Empty, Lang::En) => "The file is empty. Choose another one.",
        (FileKind::Spreadsheet, Lang::Zh) => "这是电子表格，不是记录文件。请导入 .jsonl 记录文件。",
        (FileKind::Spreadsheet, Lang::En) => {
            "This is a spreadsheet, not a file of records. Import a .jsonl file of records."
        }
        (FileKind::Zip, Lang::Zh) => "这是压缩包。请先解压，再导入里面的 .jsonl 文件。",
        (FileKind::Zip, Lang::En) => {
            "This is an archive. Unpack it and import the .jsonl file inside."
        }
        (FileKind::Csv, Lang::Zh) => {
            "这是表格（CSV），不是记录文件。请导入 .jsonl 记录文件；格式见 tanshi help import。"
        }
        (FileKind::Csv, Lang::En) => {
            "This is a table (CSV), not a file of records. Import a .jsonl file; tanshi help import describes it."
        }
        (FileKind::Gb18030, Lang::Zh) => "文件是 GB18030（GBK）编码。请另存为 UTF-8，再导入。",
        (FileKind::Gb18030, Lang::En) => {
            "The file is encoded in GB18030 (GBK). Save it as UTF-8 and import it again."
        }
        (FileKind::Utf16, Lang::Zh) => "文件是 UTF-16 编码。请另存为 UTF-8，再导入。",
        (FileKind::Utf16, Lang::En) => {
            "The file is encoded in UTF-16. Save it as UTF-8 and import it again."
        }
        (FileKind::OtherJson, Lang::Zh) => {
            "这是 JSON，但第一行不是 {\"tanshi\":1,\"kind\":\"records\"}。请检查是不是记录文件。"
        }
        (FileKind::OtherJson, Lang::En) => {
            "This is JSON, but its first line is not {\"tanshi\":1,\"kind\":\"records\"}. Check that it is a file of records."
        }
        (FileKind::OtherText, Lang::Zh) => {
            "这不是记录文件。请导入 .jsonl 记录文件；格式见 tanshi help import。"
        }
        (FileKind::OtherText, Lang::En) => {
            "This is no file of records. Import a .jsonl file; tanshi help import describes it."
        }
        (FileKind::Binary, Lang::Zh) => "这不是文本文件。请导入 .jsonl 记录文件。",
        (FileKind::Binary, Lang::En) => "This is no text. Import a .jsonl file of records.",
    }
}

const fn shape_text(shape: Shape, lang: Lang) -> &'static str {
    match (shape, lang) {
        (Shape::Text, Lang::Zh) => "引号里的文字",
        (Shape::Text, Lang::En) => "text in quotes",
        (Shape::Count, Lang::Zh) => "整数，不加引号",
        (Shape::Count, Lang::En) => "a whole number without quotes",
        (Shape::Flag, Lang::Zh) => " true 或 false",
        (Shape::Flag, Lang::En) => "true or false",
        (Shape::List, Lang::Zh) => "列表 […]",
        (Shape::List, Lang::En) => "a list […]",
        (Shape::Object, Lang::Zh) => "对象 {…}",
        (Shape::Object, Lang::En) => "an object {…}",
        (Shape::Time, Lang::Zh) => "时间，例如 14:30",
        (Shape::Time, Lang::En) => "a time such as 14:30",
    }
}
