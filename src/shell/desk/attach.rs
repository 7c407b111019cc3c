//! Files that a verb names: copied into the store before the change, and removed again when the
//! change was refused.

use super::{Desk, DeskError, typed};
use crate::command::Verb;
use crate::command::fill::{Fault, FieldFault, FileRefusal, TakenFile, Values};
use crate::command::verb::FieldKind;
use crate::domain::entity::Entity;
use crate::store::files::LIMIT_BYTES;
use crate::store::{FileFacts, FilesError, StoreError};
use std::io::ErrorKind;
use std::path::Path;

/// Why a file was not taken in: it is at fault, or the store is.
enum Refused {
    File(FileRefusal),
    Store(StoreError),
}

impl Desk {
    /// Removes a file that was copied for a change which was refused, unless something names it.
    pub(super) fn drop_unnamed(&mut self, file: &TakenFile) {
        let mut is_named = false;
        let engine = self.store.engine();
        let read = Entity::WITH_FILES.into_iter().try_for_each(|kind| {
            engine.scan(kind, |entity| {
                is_named |= entity.files().iter().any(|(named, _)| named.sha256 == file.sha256);
            })
        });
        let is_whole = self.store.engine().read_only().is_none();
        if read.is_ok() && is_whole && !is_named {
            self.store.files().remove(file.sha256, &file.extension);
        }
    }

    /// Copies the file that a verb's values name into the store.
    pub(super) fn take_file(
        &mut self,
        verb: &'static Verb,
        values: &Values,
    ) -> Result<Option<TakenFile>, DeskError> {
        let field = verb.fields.iter().find(|field| matches!(field.kind, FieldKind::File));
        let named = field.and_then(|field| values.first(field.key));
        let Some((field, named)) = field.zip(named).filter(|(_, named)| !named.trim().is_empty())
        else {
            return Ok(None);
        };
        let facts = typed::first_there(named, |path| self.take(path));
        let facts = facts.unwrap_or(Err(Refused::File(FileRefusal::Missing)));
        let facts = facts.map_err(|refused| match refused {
            Refused::File(refusal) => DeskError::Fault(Fault {
                key: field.key,
                typed: named.to_owned(),
                fault: FieldFault::File(refusal),
            }),
            Refused::Store(error) => DeskError::Store(error),
        })?;
        Ok(Some(TakenFile {
            sha256: facts.sha256,
            size_bytes: facts.size_bytes,
            extension: facts.extension,
        }))
    }

    /// Copies a file; `None` where there is none.
    fn take(&mut self, path: &Path) -> Option<Result<FileFacts, Refused>> {
        let refused = match self.store.files().import(path, LIMIT_BYTES) {
            Ok(facts) => return Some(Ok(facts)),
            Err(FilesError::Io { path: failed, source })
                if failed == path && source.kind() == ErrorKind::NotFound =>
            {
                return None;
            }
            Err(FilesError::Io { path: failed, source }) if failed != path => {
                Refused::Store(StoreError::Io { path: failed, source })
            }
            Err(FilesError::Io { .. }) => Refused::File(FileRefusal::Unreadable),
            Err(FilesError::NotAFile(_)) => Refused::File(FileRefusal::NotAFile),
            Err(FilesError::TooLarge { limit_bytes }) => {
                Refused::File(FileRefusal::TooLarge { limit_mib: limit_bytes >> 20 })
            }
        };
        Some(Err(refused))
    }
}
