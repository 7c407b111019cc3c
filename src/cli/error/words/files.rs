//! Why a file was not read, or nothing of it was taken in.

use crate::cli::error::CliError;
use crate::domain::written::WrittenFault;
use crate::exchange::whole::{WholeFault, WholeReason};
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::system::io_text;
use std::path::Path;

/// The words for these; nothing for any other.
pub(super) fn words(error: &CliError, lang: Lang) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        CliError::Backup(fault) => crate::shell::backup::fault_text(fault, lang),
        CliError::Whole(fault) => vec![whole_text(fault, lang)],
        CliError::IsABackup(path) => one(
            format!("{path} 是备份，不是导入的文件。请用：tanshi restore {path} --to 新文件夹"),
            format!(
                "{path} is a backup, not a file to be imported: tanshi restore {path} --to NEW-FOLDER"
            ),
        ),
        CliError::NotBlank(folder) => not_blank(folder, lang),
        CliError::File { path, source } => {
            let reason = io_text(source, lang);
            one(
                format!("读不到 {path}：{reason}。请检查路径。"),
                format!("Cannot read {path}: {reason}. Check the path."),
            )
        }
        CliError::NoEvidence(path) => one(
            format!(
                "没有这个文件：{path}。请核对路径；不附文件、只写说明或存放处的，请用 --title 写，例如 --title \"照片，存档案柜 2 号\"。"
            ),
            format!(
                "There is no file {path}. Check the path; words alone, or where a paper lies, are given with --title, such as --title \"photos, cabinet 2\"."
            ),
        ),
        CliError::InputNotText => one(
            "标准输入不是 UTF-8 文字。请先把它转成 UTF-8。".to_owned(),
            "Standard input is not UTF-8 text. Convert it to UTF-8 first.".to_owned(),
        ),
        CliError::NotAFile(path) => one(
            format!(
                "{path} 是文件夹、设备或管道，不是文件。请指定一个文件，或用 - 从标准输入读取。"
            ),
            format!(
                "{path} is a folder, a device or a pipe. Give a file, or - to read standard input."
            ),
        ),
        CliError::NotAFolder(path) => one(
            format!("{path} 是文件。请指定一个文件夹。"),
            format!("{path} is a file. Give a folder."),
        ),
        CliError::SeveralDocuments { path, count } => one(
            format!("共 {count} 份，写不进 {path} 一个文件。-o 请指定一个文件夹，没有会新建。"),
            format!(
                "There are {count} documents, and {path} is one file. Give -o a folder; it is made where it is missing."
            ),
        ),
        CliError::Import(fault) => vec![fault.text(lang)],
        CliError::Table(fault) => vec![fault.text(lang)],
        CliError::TableRefused { refused, conflicts, dry, .. } => {
            table_refused(*refused, *conflicts, *dry, lang)
        }
        CliError::NoMapping(text) => one(
            format!("--map“{text}”：请写成 列名=字段，例如 --map 事由=议题。"),
            format!("--map “{text}”: write COLUMN=FIELD, such as --map Subject=title."),
        ),
        CliError::NotEmpty(path) => one(
            format!("{path} 不是空文件夹。请另指定一个。"),
            format!("{path} is not an empty folder. Name another one."),
        ),
        _ => Vec::new(),
    }
}

/// What is wrong with an export, and what to do.
fn whole_text(fault: &WholeFault, lang: Lang) -> String {
    let line = fault.line;
    match (&fault.reason, lang) {
        (WholeReason::NoHead, Lang::Zh) => {
            "这不是导出的全部数据：第一行不是文件头。请用 tanshi export 导出的文件。".to_owned()
        }
        (WholeReason::NoHead, Lang::En) => {
            "This is no export of everything: its first line is no head. Use a file that tanshi export wrote.".to_owned()
        }
        (WholeReason::NewerFormat { found, known }, Lang::Zh) => {
            format!("导出文件是新版本写的（格式 {found}，本版本认得到 {known}）。请先升级本程序。")
        }
        (WholeReason::NewerFormat { found, known }, Lang::En) => format!(
            "A newer version wrote this export (format {found}; this one knows up to {known}). Upgrade this program first."
        ),
        (WholeReason::Line(WrittenFault::Unreadable(reason)), Lang::Zh) => {
            format!("第 {line} 行读不出来（{reason}）。没有导入，请重新导出。")
        }
        (WholeReason::Line(WrittenFault::Unreadable(reason)), Lang::En) => {
            format!("Line {line} cannot be read ({reason}). Nothing was imported; export again.")
        }
        (WholeReason::Line(WrittenFault::Unknown(place)), Lang::Zh) => {
            format!("第 {line} 行有本版本不认得的内容（{place}）。没有导入，请先升级本程序。")
        }
        (WholeReason::Line(WrittenFault::Unknown(place)), Lang::En) => format!(
            "Line {line} says something that this version does not know ({place}). Nothing was imported; upgrade this program first."
        ),
        (WholeReason::Line(WrittenFault::Hidden(place)), Lang::Zh) => format!(
            "第 {line} 行的文字里有不可见的控制字符（{place}），文件被改动过。没有导入，请重新导出。"
        ),
        (WholeReason::Line(WrittenFault::Hidden(place)), Lang::En) => format!(
            "A text in line {line} has an invisible control character ({place}): the file was changed. Nothing was imported; export again."
        ),
        (WholeReason::OutOfOrder(_), Lang::Zh) => {
            format!("第 {line} 行重复或次序不对，文件被改动过。没有导入，请重新导出。")
        }
        (WholeReason::OutOfOrder(_), Lang::En) => format!(
            "Line {line} comes twice or out of order: the file was changed. Nothing was imported; export again."
        ),
        (WholeReason::WrongHash, Lang::Zh) => {
            "内容与文件头的状态码不符：文件不完整，或被改动过。没有导入，请重新导出。".to_owned()
        }
        (WholeReason::WrongHash, Lang::En) => {
            "The lines are not those that the head tells of: the file is incomplete or was changed. Nothing was imported; export again.".to_owned()
        }
    }
}

fn not_blank(folder: &Path, lang: Lang) -> Vec<String> {
    let folder = folder.display();
    let (why, what) = match lang {
        Lang::Zh => (
            format!("{folder} 里已经有数据。导出的全部数据只能导入空的数据文件夹，没有改动。"),
            "请用 --data 指定一个新文件夹，例如：tanshi --data 新文件夹 import 文件".to_owned(),
        ),
        Lang::En => (
            format!(
                "There is data in {folder}. An export of everything goes into an empty data folder; nothing was changed."
            ),
            "Name a new folder with --data, such as: tanshi --data NEW-FOLDER import FILE"
                .to_owned(),
        ),
    };
    vec![why, what]
}

fn wrong_rows(count: usize) -> String {
    counted(count, "row is wrong", "rows are wrong")
}

/// Why nothing of a table was taken in, and what can be asked for instead.
fn table_refused(refused: usize, conflicts: usize, dry: bool, lang: Lang) -> Vec<String> {
    let first = match (lang, dry) {
        (Lang::Zh, true) => {
            format!("这样导入会被拒绝：{refused} 行不能导入，{conflicts} 行有冲突。")
        }
        (Lang::Zh, false) => {
            format!("没有导入：{refused} 行不能导入，{conflicts} 行有冲突。一行也没有写入。")
        }
        (Lang::En, true) => {
            format!("So it would be refused: {}, {conflicts} in conflict.", wrong_rows(refused))
        }
        (Lang::En, false) => format!(
            "Not imported: {}, {conflicts} in conflict. Nothing was written.",
            wrong_rows(refused)
        ),
    };
    let mut lines = vec![first];
    if refused > 0 {
        lines.push(
            lang.pick(
                "改正后再导入，或加 --good-rows 只导入没有问题的行。",
                "Correct them and import again, or take in the other rows alone with --good-rows.",
            )
            .to_owned(),
        );
    }
    if conflicts > 0 {
        lines.push(
            lang.pick(
                "有冲突的行：--conflicts keep 保留现有的，--conflicts take 改用表里的。",
                "Rows in conflict: --conflicts keep leaves what is here, --conflicts take takes the row's.",
            )
            .to_owned(),
        );
    }
    lines
}
