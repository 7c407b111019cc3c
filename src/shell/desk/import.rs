//! A verb whose actions stand in a file of records: the file is read here.
#![expect(clippy::disallowed_methods, reason = "the file is read here")]

use super::DeskError;
use crate::command::fill::{Fault, FieldFault, FileRefusal, Values};
use crate::command::verb::FieldKind;
use crate::command::{Verb, dropped};
use crate::domain::action::Action;
use crate::exchange::records::{ImportFault, MAX_BYTES, Records};
use crate::shell::folders;
use crate::store::StoreError;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The actions of the file that a verb's values name; none where it names no file of records.
pub(super) fn take_records(
    verb: &'static Verb,
    values: &Values,
    read: impl FnOnce(&[u8]) -> Result<Result<Records, ImportFault>, StoreError>,
) -> Result<Vec<Action>, DeskError> {
    let field = verb.fields.iter().find(|field| matches!(field.kind, FieldKind::Records));
    let typed = field.and_then(|field| values.first(field.key));
    let Some((field, typed)) = field.zip(typed).filter(|(_, typed)| !typed.trim().is_empty())
    else {
        return Ok(Vec::new());
    };
    let fault = |fault| Fault { key: field.key, typed: typed.to_owned(), fault };
    let paths = dropped::readings(typed, folders::home().as_deref());
    let there = paths.iter().map(|path| bytes_of(path)).find(|it| *it != Err(FileRefusal::Missing));
    let bytes = there
        .unwrap_or(Err(FileRefusal::Missing))
        .map_err(|refusal| fault(FieldFault::File(refusal)))?;
    let records = read(&bytes)?.map_err(|wrong| fault(FieldFault::Records(Box::new(wrong))))?;
    Ok(records.change.actions)
}

/// The bytes of a file, one more than is read at most: the reader tells that it is too large.
fn bytes_of(path: &Path) -> Result<Vec<u8>, FileRefusal> {
    let refusal = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => FileRefusal::Missing,
        _ => FileRefusal::Unreadable,
    };
    if !fs::metadata(path).map_err(refusal)?.is_file() {
        return Err(FileRefusal::NotAFile);
    }
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(refusal)?;
    Ok(bytes)
}
