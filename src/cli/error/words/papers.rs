//! Why a document, a ledger or a calendar was not written.

use crate::cli::error::CliError;
use crate::command::wording::template_faults_text;
use crate::i18n::Lang;
use crate::shell::paper::kept_file_text;
use crate::shell::wording::no_dates_text;

/// The words for these; nothing for any other.
pub(super) fn words(error: &CliError, lang: Lang) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        CliError::Paper(fault) => vec![crate::shell::paper::fault_text(fault, lang)],
        CliError::NoFormat(path) => one(
            format!("{path}：后缀请用 .docx、.md 或 .txt，或写一个文件夹。"),
            format!("{path}: end it in .docx, .md or .txt, or name a folder."),
        ),
        CliError::NoLedger(path) => one(
            format!("{path}：台账的后缀请用 .xlsx 或 .csv，或写一个文件夹。"),
            format!("{path}: end a ledger in .xlsx or .csv, or name a folder."),
        ),
        CliError::LedgerIsNoJson => one(
            "台账不写成 JSON：请加 -o 文件.xlsx，或去掉 --json 得到 CSV；要 JSON 请用 tanshi issue list --json。".to_owned(),
            "A ledger is not written as JSON: add -o FILE.xlsx, or leave --json out for CSV; issue list --json gives JSON.".to_owned(),
        ),
        CliError::NoCalendar(path) => one(
            format!("{path}：日历文件的后缀请用 .ics，或写一个文件夹。"),
            format!("{path}: end a file for calendars in .ics, or name a folder."),
        ),
        CliError::NoDates => vec![no_dates_text(lang).to_owned()],
        CliError::NoSealedFormat(path) => one(
            format!("{path}：定稿只存有 .docx 和 .txt 两种，请用其中一种后缀。"),
            format!("{path}: a final version is kept as .docx and .txt alone; use one of these."),
        ),
        CliError::VersionInOtherTongue { version, tongue: Lang::Zh } => one(
            format!("第 {version} 版是中文的。请加 --lang zh。"),
            format!("Version {version} is a Chinese one. Ask for it with --lang zh."),
        ),
        CliError::VersionInOtherTongue { version, tongue: Lang::En } => one(
            format!("第 {version} 版是英文的。请加 --lang en。"),
            format!("Version {version} is an English one. Ask for it with --lang en."),
        ),
        CliError::NoVersion(version) => one(
            format!("没有定稿过第 {version} 版。用 --versions 看有哪些版。"),
            format!("There is no final version {version}. See which there are with --versions."),
        ),
        CliError::NoSeal(seal) => one(
            format!("没有封存码以 {seal} 开头的定稿。用 --versions 看有哪些版。"),
            format!("No final version has a seal that begins {seal}. See which there are with --versions."),
        ),
        CliError::SeveralVersions(seals) => {
            let first = one(
                "有几份定稿都是，请用封存码指明是哪一份：".to_owned(),
                "Several final versions are meant; say which by its seal:".to_owned(),
            );
            let each = seals.iter().map(|(seal, what)| format!("  --seal {seal}  {what}"));
            first.into_iter().chain(each).collect()
        }
        CliError::KeptFile(fault) => vec![kept_file_text(fault, lang)],
        CliError::Template(faults) => vec![template_faults_text(faults, lang)],
        CliError::NothingToWrite => one(
            "这里还没有可写的：没有承办事项。".to_owned(),
            "There is nothing to write about: no commitments yet.".to_owned(),
        ),
        CliError::NoLetters(words) => vec![words.clone()],
        _ => Vec::new(),
    }
}
