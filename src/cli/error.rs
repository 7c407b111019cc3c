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
    /// The desk refused; with the verb and the names that word it.
    Desk { error: DeskError, verb: Option<&'static Verb>, catalog: Box<Catalog> },
    /// The store cannot be used.
    Store(StoreError),
    /// Everything is saved, and the store could not be closed in good order.
    NotClosed(StoreError),
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
    /// A file cannot be read.
    File { path: String, reason: String },
    /// A file that cannot be imported.
    Import(crate::exchange::records::ImportFault),
    /// The folder for the example is not empty.
    NotEmpty(String),
    /// The check found damage.
    NotWhole,
    /// Something that has to be confirmed was not.
    Unconfirmed,
    /// The workbench was asked for where there is no terminal.
    NoTerminal,
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
    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::Desk { error: DeskError::Store(StoreError::Refused(_)), .. }
            | Self::Store(StoreError::Refused(_) | StoreError::WrittenByNewer(_))
            | Self::Desk { error: DeskError::NothingToUndo, .. }
            | Self::Import(_)
            | Self::NotWhole => REFUSED,
            Self::Desk { error: DeskError::Store(_), .. }
            | Self::Store(_)
            | Self::NotClosed(_)
            | Self::Io(_) => UNUSABLE,
            Self::Desk { error: DeskError::Fault(_), .. }
            | Self::Date { .. }
            | Self::Backwards
            | Self::NoHome
            | Self::BadClock(_)
            | Self::FixedClock
            | Self::Unknown { .. }
            | Self::Ambiguous { .. }
            | Self::File { .. }
            | Self::NotEmpty(_)
            | Self::Unconfirmed
            | Self::NoTerminal => USAGE,
        }
    }

    /// The stable word for scripts.
    fn code(&self) -> &'static str {
        match self {
            Self::Desk { error: DeskError::Store(StoreError::Refused(refusal)), .. }
            | Self::Store(StoreError::Refused(refusal)) => refusal.code(),
            Self::Desk { error: DeskError::Fault(_), .. } => "value",
            Self::Desk { error: DeskError::NothingToUndo, .. } => "nothing_to_undo",
            Self::Desk { .. } | Self::Store(_) | Self::NotClosed(_) => "store",
            Self::Date { .. } | Self::Backwards => "date",
            Self::NoHome => "no_home",
            Self::BadClock(_) | Self::FixedClock => "clock",
            Self::Unknown { .. } => "unknown",
            Self::Ambiguous { .. } => "ambiguous",
            Self::File { .. } => "file",
            Self::Import(_) => "import",
            Self::NotEmpty(_) => "not_empty",
            Self::NotWhole => "damaged",
            Self::Unconfirmed => "unconfirmed",
            Self::NoTerminal => "no_terminal",
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
            Self::Store(error) => store_error_text(error, lang, &Catalog::default()),
            Self::NotClosed(error) => vec![crate::shell::wording::not_closed_text(error, lang)],
            Self::Date { option, fault } => {
                let words = fault.words(lang);
                one(format!("--{option}：{words}"), format!("--{option}: {words}"))
            }
            Self::Backwards => one(
                "统计区间的结束早于开始。请交换 --from 和 --to。".to_owned(),
                "The interval ends before it begins. Swap --from and --to.".to_owned(),
            ),
            Self::NoTerminal => one(
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
            Self::File { path, reason } => one(
                format!("读不到 {path}：{reason}。请检查路径。"),
                format!("Cannot read {path}: {reason}. Check the path."),
            ),
            Self::Import(fault) => vec![fault.text(lang)],
            Self::NotEmpty(path) => one(
                format!("{path} 不是空文件夹。请另指定一个。"),
                format!("{path} is not an empty folder. Name another one."),
            ),
            Self::NotWhole => one(
                "检查发现问题。请保留整个数据文件夹；有另存的副本时，用副本恢复。".to_owned(),
                "The check found damage. Keep the whole data folder; where you have a copy of it, put that back."
                    .to_owned(),
            ),
            Self::Unconfirmed => one(
                "今后的登记会从今天起算。请核对电脑时间，确认后加上 --yes 再运行。".to_owned(),
                "What is entered from now on will count from today. Check the clock, then run it again with --yes."
                    .to_owned(),
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
        }})
    }

    fn missing(&self) -> Option<(&[Missing], &dyn Names)> {
        match self {
            Self::Desk {
                error: DeskError::Store(StoreError::Refused(Refusal::Missing { missing, .. })),
                catalog,
                ..
            } => Some((missing, &**catalog)),
            _ => None,
        }
    }
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
