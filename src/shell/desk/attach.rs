//! Files that a verb names: copied into the store before the change, and removed again when the
//! change was refused.

use super::{Desk, DeskError};
use crate::command::fill::{Fault, FieldFault, FileRefusal, TakenFile, Values};
use crate::command::verb::FieldKind;
use crate::command::{Verb, dropped};
use crate::domain::entity::Entity;
use crate::domain::evidence::Form;
use crate::domain::id::EntityKind;
use crate::shell::folders;
use crate::store::files::LIMIT_BYTES;
use crate::store::{FileFacts, FilesError, StoreError};
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why a file was not taken in: it is at fault, or the store is.
enum Refused {
    File(FileRefusal),
    Store(StoreError),
}

impl Desk {
    /// Removes a file that was copied for a change which was refused, unless something names it.
    pub(super) fn drop_unnamed(&mut self, file: &TakenFile) {
        let mut is_named = false;
        let read = self.store.engine().scan(EntityKind::Evidence, |entity| {
            if let Entity::Evidence(evidence) = entity
                && let Form::File { sha256, .. } = evidence.facts.form
            {
                is_named |= sha256 == file.sha256;
            }
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
        let typed = field.and_then(|field| values.first(field.key));
        let Some((field, typed)) = field.zip(typed).filter(|(_, typed)| !typed.trim().is_empty())
        else {
            return Ok(None);
        };
        let facts = self.take_first(&dropped::readings(typed, folders::home().as_deref()));
        let facts = facts.map_err(|refused| match refused {
            Refused::File(refusal) => DeskError::Fault(Fault {
                key: field.key,
                typed: typed.to_owned(),
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

    /// Copies the first of these files that is there.
    fn take_first(&mut self, paths: &[PathBuf]) -> Result<FileFacts, Refused> {
        for path in paths {
            return match self.store.files().import(path, LIMIT_BYTES) {
                Ok(facts) => Ok(facts),
                Err(FilesError::Io { path: failed, source })
                    if failed == *path && source.kind() == ErrorKind::NotFound =>
                {
                    continue;
                }
                Err(FilesError::Io { path: failed, source }) if failed != *path => {
                    Err(Refused::Store(StoreError::Io { path: failed, source }))
                }
                Err(FilesError::Io { .. }) => Err(Refused::File(FileRefusal::Unreadable)),
                Err(FilesError::NotAFile(_)) => Err(Refused::File(FileRefusal::NotAFile)),
                Err(FilesError::TooLarge { limit_bytes }) => {
                    Err(Refused::File(FileRefusal::TooLarge { limit_mib: limit_bytes >> 20 }))
                }
            };
        }
        Err(Refused::File(FileRefusal::Missing))
    }
}
