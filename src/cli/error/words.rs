//! What to say when a call did not do what was asked.
//!
//! | about | file |
//! |---|---|
//! | what the desk and the store refuse | this one |
//! | the words of a call, and what may have been meant | `calls` |
//! | files that are read | `files` |
//! | documents that are written | `papers` |
//! | reports | `reports` |

mod calls;
mod files;
mod papers;
mod reports;

use super::{CliError, Steps};
use crate::command::remedy::commands_text;
use crate::command::wording::OnCommandLine;
use crate::command::{Catalog, Verb, Words};
use crate::i18n::{Label, Lang, Text, Wording};
use crate::shell::desk::DeskError;
use crate::shell::system::io_text;
use crate::shell::wording::{at_line, desk_error_text, store_error_text};

impl CliError {
    /// What to tell the user: the headline, then what is missing or can be done.
    pub(in crate::cli) fn lines(&self, lang: Lang) -> Vec<String> {
        let one = |zh: String, en: String| match lang {
            Lang::Zh => vec![zh],
            Lang::En => vec![en],
        };
        match self {
            Self::Desk { error, verb, catalog } => self.refused(error, *verb, catalog, lang),
            Self::NoStep { steps, error } => no_step(steps, error.lines(lang), lang),
            Self::Interrupted { name, since } => one(
                format!(
                    "“{name}”在 {since} 以后没有人守着，计时还在走。请先说明这段时间算不算开会，再试：\
                     tanshi session take-up {name} --since \"{since}\"（算开会就再加 --count）。"
                ),
                format!(
                    "Nobody looked after “{name}” since {since}, and its clock ran on. Say first whether \
                     that time counts, then try again: tanshi session take-up \"{name}\" --since \
                     \"{since}\" (and --count where it does)."
                ),
            ),
            Self::NothingToUndo => vec![Text::NoticeNothingToUndo.label(lang).to_owned()],
            Self::NothingToRedo => vec![Text::NoticeNothingToRedo.label(lang).to_owned()],
            Self::Store(error) => store_error_text(error, lang, &Catalog::default()),
            Self::AtLine { line, error } => at_line(*line, error.lines(lang), lang),
            Self::NotWhole => one(
                "检查发现问题。请保留整个数据文件夹；有另存的副本时，用副本恢复。".to_owned(),
                "The check found damage. Keep the whole data folder; where you have a copy of it, put that back."
                    .to_owned(),
            ),
            Self::ConfigWrong(faults) => one(
                format!("设置里有 {faults} 处要改；改好以前，这几处不起作用。"),
                match faults {
                    1 => "One thing in the settings is to be mended; until then it is left out.".to_owned(),
                    faults => format!(
                        "{faults} things in the settings are to be mended; until then they are left out."
                    ),
                },
            ),
            Self::BackupNotWhole => one(
                "这份备份有损坏。请用另一份备份；现在的数据没有动过。".to_owned(),
                "This backup is damaged. Use another one; the data of now is as it was.".to_owned(),
            ),
            Self::NotClosed(error) => vec![crate::shell::wording::not_closed_text(error, lang)],
            Self::ClockUnconfirmed => one(
                "今后的登记会从今天起算。请核对电脑时间，确认后加上 --yes 再运行。".to_owned(),
                "What is entered from now on will count from today. Check the clock, then run it again with --yes."
                    .to_owned(),
            ),
            Self::Hall(fault) => one(
                format!("第二屏幕用不了：{}。", fault.words(lang)),
                format!("The second screen cannot be had: {}.", fault.words(lang)),
            ),
            Self::Io(error) => one(
                format!("读写失败：{}", io_text(error, lang)),
                format!("Input or output failed: {error}"),
            ),
            Self::CellOfNothing
            | Self::NoCell { .. }
            | Self::NoFrozen { .. }
            | Self::NoPosition { .. }
            | Self::NotAsFrozen { .. }
            | Self::NoReportFormat { .. }
            | Self::Backwards { .. } => reports::words(self, lang),
            Self::Paper { .. }
            | Self::NoFormat { .. }
            | Self::NoLedger { .. }
            | Self::LedgerIsNoJson
            | Self::NoCalendar { .. }
            | Self::NoDates
            | Self::NoSealedFormat { .. }
            | Self::VersionInOtherTongue { .. }
            | Self::NoVersion { .. }
            | Self::NoSeal { .. }
            | Self::SeveralVersions { .. }
            | Self::KeptFile { .. }
            | Self::Template { .. }
            | Self::NothingToWrite
            | Self::NoLetters { .. } => papers::words(self, lang),
            Self::Backup { .. }
            | Self::Whole { .. }
            | Self::IsABackup { .. }
            | Self::NotBlank { .. }
            | Self::File { .. }
            | Self::NoEvidence { .. }
            | Self::InputNotText
            | Self::NotAFile { .. }
            | Self::NotAFolder { .. }
            | Self::SeveralDocuments { .. }
            | Self::Import { .. }
            | Self::Table { .. }
            | Self::TableRefused { .. }
            | Self::NoMapping { .. }
            | Self::NotEmpty { .. } => files::words(self, lang),
            Self::Usage { .. }
            | Self::NoCommand { .. }
            | Self::UnknownUser { .. }
            | Self::NoStudioOfMine
            | Self::NotADay { .. }
            | Self::Date { .. }
            | Self::BadClock { .. }
            | Self::FixedClock
            | Self::NoHome
            | Self::Unknown { .. }
            | Self::NotInFull { .. }
            | Self::Ambiguous { .. }
            | Self::Query { .. }
            | Self::TooMany { .. }
            | Self::NoTerminal
            | Self::SomeRefused { .. }
            | Self::NotConfirmed => calls::words(self, lang),
        }
    }

    /// Why the desk refused, and for everything that is missing the command that brings it.
    fn refused(
        &self,
        error: &DeskError,
        verb: Option<&'static Verb>,
        catalog: &Catalog,
        lang: Lang,
    ) -> Vec<String> {
        let names = OnCommandLine { catalog, verb };
        let mut lines = desk_error_text(error, verb, lang, &names);
        // In a file of records, what is missing is written there and not by a command.
        if let (Some(_), Some((missing, _))) = (verb, self.missing()) {
            for (line, gap) in lines.iter_mut().skip(1).zip(missing) {
                line.push_str(&commands_text(gap, catalog, lang));
            }
        }
        lines.extend(self.way_past(lang));
        lines.extend(calls::near_text(error, catalog, lang));
        lines
    }

    /// How to pass over what is missing, as far as that is possible: by which words.
    fn way_past(&self, lang: Lang) -> Option<String> {
        let Self::Desk { verb, .. } = self else { return None };
        verb.and_then(|verb| verb.field("override"))?;
        let (missing, _) = self.missing()?;
        let mut rules: Vec<&str> = missing
            .iter()
            .filter(|gap| gap.rule.is_overridable())
            .map(|gap| gap.rule.key())
            .collect();
        rules.dedup();
        let words = Words::new("理由", "REASON").get(lang);
        let options: Vec<String> =
            rules.iter().map(|rule| format!("--override {rule}={words}")).collect();
        if options.is_empty() {
            return None;
        }
        let options = options.join(" ");
        Some(match lang {
            Lang::Zh => format!("确有原因要放行的，加上：{options}"),
            Lang::En => format!("To pass over it with good cause, add: {options}"),
        })
    }
}

/// A step that there is not: since when it is made, if that is why, and the verbs that there are.
fn no_step(steps: &Steps, refusal: Vec<String>, lang: Lang) -> Vec<String> {
    let asked = steps.verb.get(lang);
    let headline = match (steps.since, lang) {
        (Some(on), Lang::Zh) => format!("{} 已经「{asked}」，不必再办。", on.words(lang)),
        (Some(on), Lang::En) => {
            format!("“{asked}” was done on {} already; it need not be done again.", on.words(lang))
        }
        (None, _) => refusal.into_iter().next().unwrap_or_default(),
    };
    let verbs = steps.verbs.iter().map(|verb| match lang {
        Lang::Zh => format!("{}（{}）", verb.id(), verb.label.get(lang)),
        Lang::En => format!("{} ({})", verb.id(), verb.label.get(lang)),
    });
    let verbs: Vec<String> = verbs.collect();
    let mut lines = vec![headline];
    if !verbs.is_empty() {
        lines.push(match lang {
            Lang::Zh => format!("现在可以：{}。", verbs.join("、")),
            Lang::En => format!("Possible now: {}.", verbs.join(", ")),
        });
    }
    lines
}
