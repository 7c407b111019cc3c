//! Records from a file: the file is read here, all of it or nothing is taken in, and what the rules
//! refuse is told with the line that asks for it.
#![expect(clippy::disallowed_methods, reason = "the file is read here")]

use super::{Blank, Desk, DeskError, Done, typed};
use crate::command::Verb;
use crate::command::fill::{Fault, FieldFault, FileRefusal, Values};
use crate::command::verb::FieldKind;
use crate::domain::action::Action;
use crate::domain::id::EntityId;
use crate::domain::refusal::Refusal;
use crate::exchange::recognised::{Recognised, recognise};
use crate::exchange::records::{ImportFault, Records};
use crate::exchange::table::{Form, MAX_BYTES, TableFault};
use crate::shell::run_log::{self, Entry};
use crate::store::{Asked, StoreError};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Where the system shows what the program was given open: reading it never waits for somebody to
/// open the other end.
const OPEN_ALREADY: [&str; 2] = ["/dev/stdin", "/dev/fd"];

/// Why the bytes of a file cannot be had.
#[derive(Debug)]
pub enum Unread {
    /// It is a folder, a device or a pipe, which might never end.
    NotAFile,
    /// What the system says.
    System(io::Error),
}

impl Unread {
    fn is_missing(&self) -> bool {
        matches!(self, Self::System(error) if error.kind() == ErrorKind::NotFound)
    }
}

/// The bytes of the file of records that a path means, as typed or as pasted; on the command line
/// also what the program was given open.
///
/// # Errors
/// [`Unread`].
pub fn records_file(path: &Path) -> Result<Vec<u8>, Unread> {
    if OPEN_ALREADY.iter().any(|it| path.starts_with(it)) {
        return File::open(path).and_then(read_bytes).map_err(Unread::System);
    }
    let read = path.to_str().and_then(first_there);
    read.unwrap_or_else(|| read_file(path))
}

/// The first of the files that a text may mean and that is there.
fn first_there(text: &str) -> Option<Result<Vec<u8>, Unread>> {
    typed::first_there(text, |path| match read_file(path) {
        Err(unread) if unread.is_missing() => None,
        read => Some(read),
    })
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unread> {
    if !fs::metadata(path).map_err(Unread::System)?.is_file() {
        return Err(Unread::NotAFile);
    }
    File::open(path).and_then(read_bytes).map_err(Unread::System)
}

/// The bytes of a file of records, one more than is read at most: the reader of records tells that
/// it is too large.
///
/// # Errors
/// What the system says.
pub fn read_bytes(from: impl Read) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    from.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Desk {
    /// Saves what a file of records says, all of it or nothing.
    ///
    /// # Errors
    /// [`DeskError`], with the line of the file where the rules refused.
    pub fn import(&mut self, records: &Records, asked: &Asked) -> Result<Done, DeskError> {
        self.refuse_repeated(records)?;
        let done = self.commit(&records.change.actions, asked);
        let done = done.map_err(|error| self.at_its_line(error, records, asked))?;
        run_log::note(&Entry::imported("records", records.lines.len(), done.events.len()));
        Ok(done)
    }

    /// Says whether [`Desk::import`] would save it, without saving it.
    ///
    /// # Errors
    /// The one that it would give.
    pub fn rehearse_import(&mut self, records: &Records, asked: &Asked) -> Result<(), DeskError> {
        self.refuse_repeated(records)?;
        self.rehearse(&records.change.actions, asked)
            .map_err(|error| self.at_its_line(error, records, asked))
    }

    /// Refuses what was recorded from a source before: a file that is imported twice would count
    /// twice.
    pub(super) fn refuse_repeated(&self, records: &Records) -> Result<(), DeskError> {
        let catalog = self.catalog();
        let issues: BTreeMap<_, _> = catalog
            .issues
            .values()
            .filter(|row| row.recorded)
            .map(|row| ((row.studio, row.title), row.id))
            .collect();
        let sessions: BTreeMap<_, _> = catalog
            .sessions
            .values()
            .filter(|row| row.recorded)
            .map(|row| ((row.studio, row.on, row.title), row.id))
            .collect();
        for (action, line) in records.change.actions.iter().zip(&records.lines) {
            let there: Option<EntityId> = match action {
                Action::AddIssue { studio, facts, source: Some(_), .. } => {
                    issues.get(&(*studio, facts.title.as_str().into())).map(|id| (*id).into())
                }
                Action::PlanSession { facts, source: Some(_), .. } => {
                    let called = (facts.studio, facts.on, facts.title.as_str().into());
                    sessions.get(&called).map(|id| (*id).into())
                }
                _ => None,
            };
            if let Some(there) = there {
                let error = StoreError::Refused(Refusal::Exists(there));
                return Err(DeskError::AtLine { line: *line, error: Box::new(error.into()) });
            }
        }
        Ok(())
    }

    pub(super) fn at_its_line(
        &mut self,
        error: DeskError,
        records: &Records,
        asked: &Asked,
    ) -> DeskError {
        at_its_line(error, records, |actions| self.rehearse(actions, asked))
    }
}

impl Blank {
    /// Says whether a file of records could be imported where nothing is.
    ///
    /// # Errors
    /// The one that [`Desk::import`] would give.
    pub fn rehearse_import(&self, records: &Records, asked: &Asked) -> Result<(), DeskError> {
        let rehearse = |actions: &[Action]| self.rehearse(actions, asked);
        rehearse(&records.change.actions).map_err(|error| at_its_line(error, records, rehearse))
    }
}

/// The error with the line of the file that it arose from, where the rules refused.
fn at_its_line(
    error: DeskError,
    records: &Records,
    rehearse: impl FnMut(&[Action]) -> Result<(), DeskError>,
) -> DeskError {
    let by_the_rules = matches!(error, DeskError::Store(StoreError::Refused(_)));
    let at = by_the_rules.then(|| first_refused(&records.change.actions, rehearse));
    match at.and_then(|at| records.lines.get(at)) {
        Some(line) => DeskError::AtLine { line: *line, error: Box::new(error) },
        None => error,
    }
}

/// The place of the first action that is refused after those before it, found by halving.
fn first_refused(
    actions: &[Action],
    mut rehearse: impl FnMut(&[Action]) -> Result<(), DeskError>,
) -> usize {
    let (mut passes, mut fails) = (0, actions.len());
    while fails - passes > 1 {
        let middle = passes.midpoint(fails);
        match rehearse(actions.get(..middle).unwrap_or_default()) {
            Ok(()) => passes = middle,
            Err(_) => fails = middle,
        }
    }
    passes
}

/// A file that holds a table, as a form names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How it is written.
    pub form: Form,
    /// Its name without folders and ending.
    pub name: String,
}

impl TableFile {
    /// The table that a verb's values name; `None` where they name no file, or another kind of file.
    ///
    /// # Errors
    /// [`DeskError::Fault`] when the file cannot be read; inside, why it is no table that can be.
    pub fn named(
        verb: &'static Verb,
        values: &Values,
    ) -> Result<Option<Result<Self, TableFault>>, DeskError> {
        let Some((_, typed, bytes)) = take_bytes(verb, values)? else { return Ok(None) };
        let form = match recognise(&bytes) {
            Recognised::Table(form) => form,
            Recognised::NoTable(fault) => return Ok(Some(Err(fault))),
            Recognised::Records | Recognised::Other => return Ok(None),
        };
        let stem = Path::new(typed.trim()).file_stem().map(|it| it.to_string_lossy().into_owned());
        let name = stem.filter(|it| !it.trim().is_empty());
        let name = name.unwrap_or_else(|| "导入表格".to_owned());
        Ok(Some(Ok(Self { bytes, form, name })))
    }

    /// What tells its bytes from all others: whoever has looked at them agrees to these.
    pub fn print(&self) -> String {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
        let print = Sha256::digest(&self.bytes);
        print.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

/// What stands in the file that a verb's values name; `None` where it names no file of records.
pub(super) fn take_records(
    verb: &'static Verb,
    values: &Values,
    read: impl FnOnce(&[u8]) -> Result<Result<Records, ImportFault>, StoreError>,
) -> Result<Option<Records>, DeskError> {
    let Some((key, typed, bytes)) = take_bytes(verb, values)? else { return Ok(None) };
    let fault = |fault| Fault { key, typed: typed.to_owned(), fault };
    let records = read(&bytes)?.map_err(|wrong| fault(FieldFault::Records(Box::new(wrong))))?;
    Ok(Some(records))
}

/// A field, what was typed into it, and the bytes of the file that this names.
type Taken<'v> = (&'static str, &'v str, Vec<u8>);

/// The bytes of the file that a verb's values name, with the field and what was typed into it.
fn take_bytes<'v>(verb: &'static Verb, values: &'v Values) -> Result<Option<Taken<'v>>, DeskError> {
    let field = verb.fields.iter().find(|field| matches!(field.kind, FieldKind::Records));
    let typed = field.and_then(|field| values.first(field.key));
    let Some((field, typed)) = field.zip(typed).filter(|(_, typed)| !typed.trim().is_empty())
    else {
        return Ok(None);
    };
    let refused = |refusal| {
        let fault = FieldFault::File(refusal);
        DeskError::Fault(Fault { key: field.key, typed: typed.to_owned(), fault })
    };
    match first_there(typed) {
        Some(Ok(bytes)) => Ok(Some((field.key, typed, bytes))),
        None => Err(refused(FileRefusal::NoRecords)),
        Some(Err(Unread::NotAFile)) => Err(refused(FileRefusal::NotAFile)),
        Some(Err(Unread::System(_))) => Err(refused(FileRefusal::Unreadable)),
    }
}
