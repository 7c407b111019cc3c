//! What presses today, as the page of the same name shows it: sections for people, `{"sections":[…]}`
//! for scripts.

use super::error::CliError;
use super::json::{name, name_of};
use super::offers::reason_json;
use super::output::Output;
use super::parser::{MINE, MOST};
use super::{Call, close, today};
use crate::app::today::{next_words, tiers};
use crate::command::{Catalog, Directory, Next};
use crate::domain::id::StudioId;
use crate::domain::priority::Terms;
use crate::domain::today::{Entry, Section, Today};
use crate::i18n::wording::{reasons_in_year, sitting_text};
use crate::i18n::{Label, Lang, Text, sentence};
use crate::shell::desk::Desk;
use chrono::Datelike as _;
use clap::ArgMatches;
use serde_json::{Value, json};

/// How many lines a section has where nobody says.
const USUAL: usize = 20;

/// Tells what presses today.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let desk = call.open(output)?;
    let day = today(desk.lists())?;
    let scope = match words.get_one::<String>("studio") {
        Some(name) => super::verbs::studio_meant(desk.catalog(), name)?,
        None if words.get_flag(MINE) => Some(mine(&desk)?),
        None => None,
    };
    let terms = Terms::of(desk.settings(), desk.calendar(), day);
    let told = Told { catalog: desk.catalog(), terms, lang: call.lang };
    let found = desk.catalog().today(scope, &terms);
    let assumed = terms.assumed(desk.calendar());
    let most = words.get_one::<u16>(MOST).map_or(USUAL, |most| usize::from(*most));
    if output.is_json() {
        let sections = found.sections.iter();
        output.value(&json!({
            "today": day.to_string(),
            "studio": name_of(desk.catalog(), scope),
            "sections": sections.map(|(it, entries)| told.section(*it, entries, most)).collect::<Vec<_>>(),
            "total": found.total(),
            "assumed_years": assumed,
        }))?;
    } else {
        output.line(&told.title(scope))?;
        told.print(&found, most, output)?;
        if !assumed.is_empty() {
            output.note(&sentence::assumed_years(call.lang, &assumed));
        }
    }
    close(desk)
}

/// One's own studio, where the settings say which.
fn mine(desk: &Desk) -> Result<StudioId, CliError> {
    desk.settings().my_studio.ok_or(CliError::NoStudioOfMine)
}

struct Told<'a> {
    catalog: &'a Catalog,
    terms: Terms,
    lang: Lang,
}

impl Told<'_> {
    /// What the page at the screen is called, too: `今天要办 · 全部工作室`.
    fn title(&self, scope: Option<StudioId>) -> String {
        let scope = scope.and_then(|id| Directory::name(self.catalog, id.into()));
        let scope = scope.unwrap_or_else(|| Text::MarkAllStudios.label(self.lang).to_owned());
        format!("{} · {scope}", Text::PaneToday.label(self.lang))
    }

    fn print(&self, found: &Today, most: usize, output: &mut Output) -> Result<(), CliError> {
        if found.sections.is_empty() {
            output.line(Text::NoticeNothingToday.label(self.lang))?;
        }
        for (section, entries) in &found.sections {
            output.line("")?;
            let title = sentence::section(self.lang, section.label(self.lang), entries.len());
            output.line(format!("{title}  {}", tiers(self.lang, entries)).trim_end())?;
            let rows: Vec<Vec<String>> =
                entries.iter().take(most).filter_map(|entry| self.row(entry)).collect();
            let head = [Text::ColumnNumber, Text::ColumnTitle, Text::ColumnWhy, Text::ColumnNext];
            super::table::print(&head.map(|it| it.label(self.lang)), &rows, output)?;
            if entries.len() > most {
                output.line(&sentence::more(self.lang, entries.len() - most))?;
            }
        }
        Ok(())
    }

    fn row(&self, entry: &Entry) -> Option<Vec<String>> {
        let (number, title, why) = match entry {
            Entry::Issue { id, reasons } => {
                let row = self.catalog.issues.get(id)?;
                let year = self.terms.today.year();
                let why = reasons_in_year(reasons, self.lang, self.catalog, year);
                let why = why.join(self.lang.pick("；", "; "));
                (row.number, row.title, why)
            }
            Entry::Session { id, sitting } => {
                let row = self.catalog.sessions.get(id)?;
                (row.number, row.title, sitting_text(*sitting, self.lang))
            }
        };
        let next = self.catalog.next(entry, &self.terms);
        let next = next.map_or(String::new(), |next| next_words(next, self.lang).to_owned());
        Some(vec![number.to_string(), title.to_string(), why, next])
    }

    fn section(&self, section: Section, entries: &[Entry], most: usize) -> Value {
        let rows = entries.iter().take(most).map(|entry| self.entry(entry));
        json!({
            "section": section.key(),
            "total": entries.len(),
            "entries": rows.collect::<Vec<_>>(),
        })
    }

    fn entry(&self, entry: &Entry) -> Value {
        let catalog = self.catalog;
        let next = match catalog.next(entry, &self.terms) {
            Some(Next::Verb(verb, target)) => {
                json!({"verb": verb.id(), "target": name_of(catalog, target)})
            }
            Some(Next::Floor(_)) | None => Value::Null,
        };
        match entry {
            Entry::Issue { id, reasons } => {
                let row = catalog.issues.get(id);
                let reasons = reasons.iter().map(|it| reason_json(catalog, it, self.lang));
                json!({
                    "issue": name(catalog, *id),
                    "session": null,
                    "title": row.as_ref().map(|row| row.title.to_string()),
                    "studio": name_of(catalog, row.map(|row| row.studio)),
                    "reasons": reasons.collect::<Vec<_>>(),
                    "next": next,
                })
            }
            Entry::Session { id, sitting } => {
                let row = catalog.sessions.get(id);
                let reason = json!({
                    "reason": sitting.key(),
                    "days": sitting.days(),
                    "text": sitting_text(*sitting, self.lang),
                });
                json!({
                    "issue": null,
                    "session": Directory::name(catalog, (*id).into()),
                    "title": row.as_ref().map(|row| row.title.to_string()),
                    "studio": name_of(catalog, row.map(|row| row.studio)),
                    "reasons": [reason],
                    "next": next,
                })
            }
        }
    }
}
