//! Why a call did not do what was asked, and its exit code; `words` says it.

mod words;

use super::{REFUSED, UNUSABLE, USAGE};
use crate::command::query::Fault;
use crate::command::{Catalog, Noun, Verb, Words};
use crate::document::template::TemplateFault;
use crate::domain::date::DateSpan;
use crate::domain::refusal::Refusal;
use crate::domain::workflow::Missing;
use crate::i18n::Lang;
use crate::i18n::wording::{Names, missing_text};
use crate::shell::backup::BackupFault;
use crate::shell::desk::DeskError;
use crate::shell::paper::PaperFault;
use crate::store::StoreError;
use crate::store::files::FileFault;
use chrono::NaiveDateTime;
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
    /// Everything is saved, and the store could not be closed in good order.
    NotClosed(StoreError),
    /// A date of an option cannot be read.
    Date { option: &'static str, fault: crate::domain::date::DateFault },
    /// An interval that ends before it begins; today, where nobody said when.
    Backwards { ends_today: bool },
    /// There is no home folder to keep data in.
    NoHome,
    /// `TANSHI_NOW` is no time.
    BadClock(String),
    /// `TANSHI_NOW` with a command that writes.
    FixedClock,
    /// A day was meant, and this is a longer time.
    NotADay { option: &'static str, typed: String },
    /// The person at the keyboard would be nobody known.
    UnknownUser(String),
    /// One's own studio is asked for, and the settings do not say which that is.
    NoStudioOfMine,
    /// There is no such step from here; with what is known beside the refusal.
    NoStep { steps: Steps, error: Box<Self> },
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to do again.
    NothingToRedo,
    /// The person did not say yes.
    NotConfirmed,
    /// Some of several are refused, by number, with the reasons: nothing was done.
    SomeRefused(Vec<(String, String)>),
    /// More were named than are done at once.
    TooMany(usize),
    /// Nothing is called so.
    Unknown { what: Noun, name: String },
    /// Nothing is called just so, and it is a part of what these are called; so many there are.
    NotInFull { what: Noun, name: String, shown: Vec<String>, count: usize },
    /// Several are called so.
    Ambiguous { name: String, numbers: Vec<String> },
    /// A query cannot be understood: the query, and what is wrong in it.
    Query { text: String, faults: Vec<Fault> },
    /// A file cannot be read.
    File { path: String, source: std::io::Error },
    /// A path stands where words of evidence are asked for, and there is no such file.
    NoEvidence(String),
    /// What came on standard input is no text.
    InputNotText,
    /// A file was meant, and this is none.
    NotAFile(String),
    /// A folder was meant, and this is none.
    NotAFolder(String),
    /// Several documents do not go into one file.
    SeveralDocuments { path: String, count: usize },
    /// The rules refuse what this line of a file asks for.
    AtLine { line: usize, error: Box<Self> },
    /// A file that cannot be imported.
    Import(crate::exchange::records::ImportFault),
    /// An export of everything that cannot be imported.
    Whole(crate::exchange::whole::WholeFault),
    /// A backup was given where something is imported.
    IsABackup(String),
    /// Everything of an export goes into a store that has nothing, and this one has something.
    NotBlank(std::path::PathBuf),
    /// A backup was not made, checked or put back.
    Backup(BackupFault),
    /// A file that is no table that can be imported.
    Table(crate::exchange::table::TableFault),
    /// Rows of a table that are not taken in, so that none is.
    TableRefused {
        /// How many are wrong.
        refused: usize,
        /// How many say something else than what is here.
        conflicts: usize,
        /// Whether it was only tried.
        dry: bool,
        /// These rows, for scripts: as a rehearsal tells of them.
        rows: Vec<Value>,
    },
    /// What a column holds was not said as `COLUMN=FIELD`.
    NoMapping(String),
    /// A document was not written.
    Paper(PaperFault),
    /// A file of this ending is none that is written.
    NoFormat(String),
    /// A file for a ledger ends otherwise than ledgers do.
    NoLedger(String),
    /// A ledger was asked for as JSON, which it is not written as.
    LedgerIsNoJson,
    /// A file of this ending is none that a report is written as.
    NoReportFormat(String),
    /// A cell of a report was asked for without saying by what it is divided.
    CellOfNothing,
    /// No cell of a report is called so.
    NoCell { typed: String, keys: Vec<String> },
    /// No frozen report is called so.
    NoFrozen { name: String, names: Vec<String> },
    /// This log does not go back to where a report was frozen.
    NoPosition(String),
    /// A frozen report came out otherwise.
    NotAsFrozen { name: String, other_rules: bool },
    /// A file for calendars does not end in `.ics`.
    NoCalendar(String),
    /// Nothing that is asked for has a day.
    NoDates,
    /// There is nothing that such a document could be about.
    NothingToWrite,
    /// No letter can be written about any of the commitments that letters are asked for; why, in words.
    NoLetters(String),
    /// There is no such final version.
    NoVersion(u32),
    /// The clock of a session ran on while nobody looked after it.
    Interrupted {
        /// What the session is called.
        name: String,
        /// The last sign of life.
        since: NaiveDateTime,
    },
    /// There is no final version whose seal begins so.
    NoSeal(String),
    /// Several final versions fit: the beginnings of their seals, with what they are.
    SeveralVersions(Vec<(String, String)>),
    /// A final version is kept as a Word file and as text alone.
    NoSealedFormat(String),
    /// There is such a version, in the other language.
    VersionInOtherTongue {
        /// Which one.
        version: u32,
        /// Its language.
        tongue: Lang,
    },
    /// The file of a final version is not what was sealed.
    KeptFile(FileFault),
    /// The office's own template cannot be filled.
    Template(Vec<TemplateFault>),
    /// The folder for the example is not empty.
    NotEmpty(String),
    /// The check found damage.
    NotWhole,
    /// So many things are wrong in the settings files; which ones was printed.
    ConfigWrong(usize),
    /// A backup is damaged; what of it can be proved was told.
    BackupNotWhole,
    /// What is entered would count from today, and that was not confirmed.
    ClockUnconfirmed,
    /// The workbench was asked for where there is no terminal, or one that only prints lines.
    NoTerminal,
    /// The second screen cannot be had.
    Hall(crate::shell::hall::HallFault),
    /// The terminal or an output failed.
    Io(std::io::Error),
}

/// What can be said about a step that there is not.
#[derive(Debug)]
pub(super) struct Steps {
    /// What was asked.
    pub(super) verb: Words,
    /// When it was made already.
    pub(super) since: Option<DateSpan>,
    /// What is possible instead.
    pub(super) verbs: Vec<&'static Verb>,
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
            Self::Backup(fault) => super::backup::exit_code(fault),
            Self::AtLine { error, .. } | Self::NoStep { error, .. } => error.exit_code(),
            Self::Desk {
                error: DeskError::AtLine { .. } | DeskError::Store(StoreError::Refused(_)),
                ..
            }
            | Self::Store(StoreError::Refused(_) | StoreError::WrittenByNewer(_))
            | Self::Desk { error: DeskError::NothingToUndo, .. }
            | Self::Import(_)
            | Self::Whole(_)
            | Self::NotBlank(_)
            | Self::Table(_)
            | Self::TableRefused { .. }
            | Self::NothingToUndo
            | Self::NothingToRedo
            | Self::NotConfirmed
            | Self::NotAsFrozen { .. }
            | Self::SomeRefused(_)
            | Self::NotWhole
            | Self::ConfigWrong(_)
            | Self::BackupNotWhole => REFUSED,
            Self::Desk { error: DeskError::Store(_), .. }
            | Self::Store(_)
            | Self::NotClosed(_)
            | Self::KeptFile(_)
            | Self::Template(_)
            | Self::Hall(_)
            | Self::Io(_) => UNUSABLE,
            Self::Desk { error: DeskError::Fault(_), .. }
            | Self::Date { .. }
            | Self::NotADay { .. }
            | Self::Backwards { .. }
            | Self::UnknownUser(_)
            | Self::NoStudioOfMine
            | Self::TooMany(_)
            | Self::NoHome
            | Self::BadClock(_)
            | Self::FixedClock
            | Self::Unknown { .. }
            | Self::NotInFull { .. }
            | Self::Ambiguous { .. }
            | Self::Query { .. }
            | Self::File { .. }
            | Self::InputNotText
            | Self::NoEvidence(_)
            | Self::NotEmpty(_)
            | Self::Paper(_)
            | Self::NoFormat(_)
            | Self::NoMapping(_)
            | Self::NoCalendar(_)
            | Self::NoLedger(_)
            | Self::NoReportFormat(_)
            | Self::CellOfNothing
            | Self::LedgerIsNoJson
            | Self::NoCell { .. }
            | Self::NoFrozen { .. }
            | Self::NoPosition(_)
            | Self::NoDates
            | Self::NothingToWrite
            | Self::NoLetters(_)
            | Self::NoVersion(_)
            | Self::NoSeal(_)
            | Self::Interrupted { .. }
            | Self::SeveralVersions(_)
            | Self::NoSealedFormat(_)
            | Self::VersionInOtherTongue { .. }
            | Self::IsABackup(_)
            | Self::NotAFile(_)
            | Self::NotAFolder(_)
            | Self::SeveralDocuments { .. }
            | Self::ClockUnconfirmed
            | Self::Usage { .. }
            | Self::NoCommand(_)
            | Self::NoTerminal => USAGE,
        }
    }

    /// The stable word for scripts.
    fn code(&self) -> &'static str {
        match self {
            Self::Desk { error: DeskError::Store(StoreError::Refused(refusal)), .. }
            | Self::Store(StoreError::Refused(refusal)) => refusal.code(),
            Self::Desk { error: DeskError::Fault(_), .. } | Self::NoMapping(_) => "value",
            Self::Query { .. } => "query",
            Self::Desk { error: DeskError::NothingToUndo, .. } | Self::NothingToUndo => {
                "nothing_to_undo"
            }
            Self::SomeRefused(_) => "some_refused",
            Self::NothingToRedo => "nothing_to_redo",
            Self::NotConfirmed | Self::ClockUnconfirmed => "not_confirmed",
            Self::Desk { .. } | Self::Store(_) | Self::NotClosed(_) => "store",
            Self::Date { .. } | Self::NotADay { .. } | Self::Backwards { .. } => "date",
            Self::Usage { .. }
            | Self::NoCommand(_)
            | Self::TooMany(_)
            | Self::CellOfNothing
            | Self::LedgerIsNoJson => "usage",
            Self::NoHome => "no_home",
            Self::BadClock(_) | Self::FixedClock => "clock",
            Self::Unknown { .. }
            | Self::NotInFull { .. }
            | Self::UnknownUser(_)
            | Self::NoStudioOfMine => "unknown",
            Self::Ambiguous { .. } | Self::SeveralVersions(_) => "ambiguous",
            Self::AtLine { error, .. } | Self::NoStep { error, .. } => error.code(),
            Self::File { .. }
            | Self::IsABackup(_)
            | Self::InputNotText
            | Self::NoEvidence(_)
            | Self::NotAFile(_)
            | Self::NotAFolder(_)
            | Self::SeveralDocuments { .. }
            | Self::Paper(_)
            | Self::NoFormat(_)
            | Self::NoSealedFormat(_)
            | Self::NoCalendar(_)
            | Self::NoLedger(_)
            | Self::NoReportFormat(_) => "file",
            Self::NoCell { .. } => "no_cell",
            Self::NoFrozen { .. } => "no_such_report",
            Self::NoPosition(_) => "no_position",
            Self::NotAsFrozen { .. } => "not_as_frozen",
            Self::NothingToWrite | Self::NoLetters(_) | Self::NoDates => "nothing_to_write",
            Self::NoVersion(_) | Self::NoSeal(_) | Self::VersionInOtherTongue { .. } => {
                "no_version"
            }
            Self::Interrupted { .. } => "interrupted",
            Self::KeptFile(_) => "kept_file",
            Self::Template(_) => "template",
            Self::Import(_) | Self::Whole(_) | Self::Table(_) => "import",
            Self::NotEmpty(_) | Self::NotBlank(_) => "not_empty",
            Self::Backup(fault) => super::backup::code(fault),
            Self::NotWhole | Self::BackupNotWhole => "damaged",
            Self::ConfigWrong(_) => "config",
            Self::TableRefused { .. } => "rows_refused",
            Self::NoTerminal => "no_terminal",
            Self::Hall(_) => "present",
            Self::Io(_) => "io",
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
            "refused": self.refused_json(),
            "rows": self.rows_json(),
        }})
    }

    /// Which of several are refused, and why.
    fn refused_json(&self) -> Vec<Value> {
        let Self::SomeRefused(refused) = self else { return Vec::new() };
        let told = refused.iter();
        told.map(|(number, why)| json!({"number": number, "message": why})).collect()
    }

    /// The rows of a table that are not taken in, and why.
    fn rows_json(&self) -> &[Value] {
        match self {
            Self::TableRefused { rows, .. } => rows,
            _ => &[],
        }
    }

    /// The line of the file, or of the lines that were typed, that is at fault.
    const fn line(&self) -> Option<usize> {
        match self {
            Self::AtLine { line, .. } => Some(*line),
            Self::Desk { error: DeskError::Fault(fault), .. } => fault.fault.line(),
            Self::Import(fault) if !fault.is_about_the_file() => Some(fault.line),
            Self::Whole(fault) => Some(fault.line),
            _ => None,
        }
    }

    fn missing(&self) -> Option<(&[Missing], &dyn Names)> {
        match self {
            Self::AtLine { error, .. } | Self::NoStep { error, .. } => error.missing(),
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
