//! What is wrong with a file that is named in a field.

use super::pick;
use crate::command::fill::FileRefusal;
use crate::document::template::TemplateFault;
use crate::i18n::Lang;

/// The faults of a template, one a line, those that come first.
pub fn template_faults_text(faults: &[TemplateFault], lang: Lang) -> String {
    const SHOWN: usize = 6;
    let mut lines: Vec<String> = faults.iter().take(SHOWN).map(|it| it.text(lang)).collect();
    if let Some(more) = faults.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        lines.push(match lang {
            Lang::Zh => format!("还有 {more} 处。"),
            Lang::En => format!("And {more} more."),
        });
    }
    lines.join("\n")
}

pub(super) fn file_refusal(refusal: FileRefusal, lang: Lang) -> String {
    match refusal {
        FileRefusal::Missing => pick(
            lang,
            "没有这个文件。请检查路径，或留空、只写说明。",
            "there is no such file. Check the path, or leave it empty and only describe it.",
        )
        .to_owned(),
        FileRefusal::NoRecords => {
            pick(lang, "没有这个文件。请检查路径。", "there is no such file. Check the path.")
                .to_owned()
        }
        FileRefusal::NotAFile => pick(
            lang,
            "这是文件夹、设备或管道，不是文件。请写到文件为止。",
            "this is a folder, a device or a pipe. Name a file.",
        )
        .to_owned(),
        FileRefusal::Empty => pick(
            lang,
            "这个文件是空的（0 字节），证明不了什么。请检查文件，或留空、写明存放处。",
            "this file is empty (0 bytes) and shows nothing. Check it, or leave it empty and say where the paper is kept.",
        )
        .to_owned(),
        FileRefusal::TooLarge { limit_mib } => match lang {
            Lang::Zh => format!("文件超过 {limit_mib} MiB。请压缩或拆开，或留空、写明存放处。"),
            Lang::En => format!(
                "this file is longer than {limit_mib} MiB. Compress or split it, or leave it empty and say where it is kept."
            ),
        },
        FileRefusal::Unreadable => pick(
            lang,
            "没有读这个文件的权限，或读取出错。请检查权限，或换一份再试。",
            "this file cannot be read. Check its permissions, or try a copy of it.",
        )
        .to_owned(),
    }
}
