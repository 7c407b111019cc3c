//! Why a call did not do what was asked, and its exit code.

use super::{REFUSED, UNUSABLE, USAGE};
use crate::command::{Catalog, Verb};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::Missing;
use crate::i18n::wording::{Names, missing_text};
use crate::i18n::{Lang, Wording};
use crate::shell::desk::DeskError;
use crate::shell::wording::{desk_error_text, store_error_text};
use crate::store::StoreError;
use serde_json::{Value, json};

/// Why a call did not do what was asked.
#[derive(Debug)]
pub(super) enum CliError {
    /// The parser cannot read the call.
    Usage { message: String, more: Vec<String> },
    /// Help was asked for a command that there is not.
    NoCommand(String),
    /// The desk refused; with the verb and the names that word it.
    Desk { error: DeskError, verb: Option<&'static Verb>, catalog: Box<Catalog> },
    /// The store cannot be used.
    Store(StoreError),
    /// A date of an option cannot be read.
    Date { option: &'static str, fault: crate::domain::date::DateFault },
    /// An interval that ends before it begins.
    Backwards,
    /// There is no home folder to keep data in.
    NoHome,
    /// `TANSHI_NOW` is no time.
    BadClock(String),
    /// `TANSHI_NOW` with a command that writes.
    FixedClock,
    /// Nothing is called so.
    Unknown { what: &'static str, name: String },
    /// Several are called so.
    Ambiguous { name: String, numbers: Vec<String> },
    /// A list cannot be narrowed to this status.
    NoStatus { typed: String, allowed: Vec<&'static str> },
    /// A file cannot be read.
    File { path: String, source: std::io::Error },
    /// A folder was meant, and this is none.
    NotAFolder(String),
    /// The rules refuse what this line of a file asks for.
    AtLine { line: usize, error: Box<Self> },
    /// A file that cannot be imported.
    Import(crate::exchange::records::ImportFault),
    /// The folder for the example is not empty.
    NotEmpty(String),
    /// The check found damage.
    NotWhole,
    /// The workbench was asked for where there is no terminal, or one that only prints lines.
    NoTerminal { can_place_cursor: bool },
    /// The terminal or an output failed.
    Io(std::io::Error),
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<crate::exchange::records::ImportFault> for CliError {
    fn from(fault: crate::exchange::records::ImportFault) -> Self {
        Self::Import(fault)
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl CliError {
    /// The exit code (DESIGN §5).
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::AtLine { error, .. } => error.exit_code(),
            Self::Desk { error: DeskError::Store(StoreError::Refused(_)), .. }
            | Self::Store(StoreError::Refused(_) | StoreError::WrittenByNewer(_))
            | Self::Desk { error: DeskError::NothingToUndo, .. }
            | Self::Import(_)
            | Self::NotWhole => REFUSED,
            Self::Desk { error: DeskError::Store(_), .. } | Self::Store(_) | Self::Io(_) => {
                UNUSABLE
            }
            Self::Desk { error: DeskError::Fault(_), .. }
            | Self::Date { .. }
            | Self::Backwards
            | Self::NoHome
            | Self::BadClock(_)
            | Self::FixedClock
            | Self::Unknown { .. }
            | Self::Ambiguous { .. }
            | Self::NoStatus { .. }
            | Self::File { .. }
            | Self::NotEmpty(_)
            | Self::NotAFolder(_)
            | Self::Usage { .. }
            | Self::NoCommand(_)
            | Self::NoTerminal { .. } => USAGE,
        }
    }

    /// The stable word for scripts.
    fn code(&self) -> &'static str {
        match self {
            Self::Desk { error: DeskError::Store(StoreError::Refused(refusal)), .. }
            | Self::Store(StoreError::Refused(refusal)) => refusal.code(),
            Self::Desk { error: DeskError::Fault(_), .. } | Self::NoStatus { .. } => "value",
            Self::Desk { error: DeskError::NothingToUndo, .. } => "nothing_to_undo",
            Self::Desk { .. } | Self::Store(_) => "store",
            Self::Date { .. } | Self::Backwards => "date",
            Self::Usage { .. } | Self::NoCommand(_) => "usage",
            Self::NoHome => "no_home",
            Self::BadClock(_) | Self::FixedClock => "clock",
            Self::Unknown { .. } => "unknown",
            Self::Ambiguous { .. } => "ambiguous",
            Self::AtLine { error, .. } => error.code(),
            Self::File { .. } | Self::NotAFolder(_) => "file",
            Self::Import(_) => "import",
            Self::NotEmpty(_) => "not_empty",
            Self::NotWhole => "damaged",
            Self::NoTerminal { .. } => "no_terminal",
            Self::Io(_) => "io",
        }
    }

    /// What to tell the user: the headline, then what is missing or can be done.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let one = |zh: String, en: String| match lang {
            Lang::Zh => vec![zh],
            Lang::En => vec![en],
        };
        match self {
            Self::Desk { error, verb, catalog } => desk_error_text(error, *verb, lang, catalog),
            Self::Usage { message, more } => {
                std::iter::once(message).chain(more).cloned().collect()
            }
            Self::NoCommand(name) => one(
                format!("没有“{name}”这个命令。用 tanshi --help 查看有哪些。"),
                format!("There is no command “{name}”. See tanshi --help."),
            ),
            Self::Store(error) => store_error_text(error, lang, &Catalog::default()),
            Self::Date { option, fault } => {
                let words = fault.words(lang);
                one(format!("--{option}：{words}"), format!("--{option}: {words}"))
            }
            Self::Backwards => one(
                "统计区间的结束早于开始。请交换 --from 和 --to。".to_owned(),
                "The interval ends before it begins. Swap --from and --to.".to_owned(),
            ),
            Self::NoTerminal { can_place_cursor: false } => one(
                "环境变量 TERM 说这个终端只能逐行输出（dumb 或未设置），打不开工作台。请换一个终端，或把 TERM 设对；命令行照样能用，见 tanshi --help。"
                    .to_owned(),
                "TERM says that this terminal can only print lines (dumb, or not set), so the workbench cannot be shown. Use another terminal or set TERM; the command line works here as well, see tanshi --help."
                    .to_owned(),
            ),
            Self::NoTerminal { .. } => one(
                "工作台要在终端里打开。请直接在终端运行，不要重定向；在脚本里请用子命令，见 tanshi --help。"
                    .to_owned(),
                "The workbench needs a terminal. Run it in one, without redirection; for scripts there are the commands of tanshi --help."
                    .to_owned(),
            ),
            Self::NoHome => one(
                "找不到用户文件夹。请用 --data 指定数据文件夹。".to_owned(),
                "There is no home folder. Name the data folder with --data.".to_owned(),
            ),
            Self::BadClock(text) => one(
                format!("TANSHI_NOW“{text}”不是时间。请写成 2023-10-20T09:00:00+08:00。"),
                format!("TANSHI_NOW “{text}” is no time. Write it like 2023-10-20T09:00:00+08:00."),
            ),
            Self::FixedClock => one(
                "TANSHI_NOW 只能用于查看，不能用于登记。请去掉它再试。".to_owned(),
                "TANSHI_NOW is for reading only. Unset it to write.".to_owned(),
            ),
            Self::Unknown { what, name } => one(
                format!("没有“{name}”。用 tanshi {what} list 查看有哪些。"),
                format!("There is no “{name}”. See tanshi {what} list."),
            ),
            Self::Ambiguous { name, numbers } => one(
                format!(
                    "有 {} 个“{name}”：{}。请用编号，或写明单位。",
                    numbers.len(),
                    numbers.join("、")
                ),
                format!(
                    "{} are called “{name}”: {}. Use the number, or add the unit.",
                    numbers.len(),
                    numbers.join(", ")
                ),
            ),
            Self::NoStatus { typed, allowed } => one(
                format!("没有“{typed}”这种状态。--status 可以是：{}。", allowed.join("、")),
                format!("There is no status “{typed}”. --status is one of: {}.", allowed.join(", ")),
            ),
            Self::File { path, source } => {
                let reason = io_text(source, lang);
                one(
                    format!("读不到 {path}：{reason}。请检查路径。"),
                    format!("Cannot read {path}: {reason}. Check the path."),
                )
            }
            Self::NotAFolder(path) => one(
                format!("{path} 是文件。请指定一个文件夹。"),
                format!("{path} is a file. Give a folder."),
            ),
            Self::AtLine { line, error } => at_line(*line, error.lines(lang), lang),
            Self::Import(fault) => vec![fault.text(lang)],
            Self::NotEmpty(path) => one(
                format!("{path} 不是空文件夹。请另指定一个。"),
                format!("{path} is not an empty folder. Name another one."),
            ),
            Self::NotWhole => one(
                "检查发现问题。请保留数据文件夹，并运行 tanshi doctor。".to_owned(),
                "The check found damage. Keep the data folder and run tanshi doctor.".to_owned(),
            ),
            Self::Io(error) => {
                one(format!("读写失败：{error}"), format!("Input or output failed: {error}"))
            }
        }
    }

    /// The stable JSON of an error: `{"error":{"code","message","missing":[…]}}`.
    pub(super) fn json(&self, lang: Lang) -> Value {
        let lines = self.lines(lang);
        let missing: Vec<Value> = self.missing().map_or_else(Vec::new, |(missing, names)| {
            missing.iter().map(|gap| missing_json(gap, lang, names)).collect()
        });
        json!({"error": {
            "code": self.code(),
            "message": lines.first().cloned().unwrap_or_default(),
            "missing": missing,
            "line": self.line(),
        }})
    }

    /// The line of the file that is at fault.
    const fn line(&self) -> Option<usize> {
        match self {
            Self::AtLine { line, .. } => Some(*line),
            Self::Import(fault) if !fault.is_about_the_file() => Some(fault.line),
            _ => None,
        }
    }

    fn missing(&self) -> Option<(&[Missing], &dyn Names)> {
        match self {
            Self::AtLine { error, .. } => error.missing(),
            Self::Desk {
                error: DeskError::Store(StoreError::Refused(Refusal::Missing { missing, .. })),
                catalog,
                ..
            } => Some((missing, &**catalog)),
            _ => None,
        }
    }
}

/// Puts the line of a file before a message.
fn at_line(line: usize, mut lines: Vec<String>, lang: Lang) -> Vec<String> {
    if let Some(first) = lines.first_mut() {
        *first = match lang {
            Lang::Zh => format!("第 {line} 行：{first}"),
            Lang::En => format!("Line {line}: {first}"),
        };
    }
    lines
}

/// Why the system does not hand over a file, in a language as far as it is a common reason.
fn io_text(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind as Kind;
    let (zh, en) = match error.kind() {
        Kind::NotFound => ("没有这个文件", "there is no such file"),
        Kind::PermissionDenied => ("没有权限", "permission is denied"),
        Kind::IsADirectory => ("这是文件夹，不是文件", "it is a folder, not a file"),
        _ => return error.to_string(),
    };
    crate::command::Words::new(zh, en).get(lang).to_owned()
}

/// One gap, as errors and pages show it.
pub(super) fn missing_json(gap: &Missing, lang: Lang, names: &dyn Names) -> Value {
    json!({
        "rule": gap.rule.key(),
        "entity": super::output::entity_id(gap.entity),
        "text": missing_text(gap, lang, names),
        "overridable": gap.rule.is_overridable(),
    })
}
