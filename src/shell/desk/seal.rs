//! Documents that are made final: put together, held against what is left blank, and kept by their
//! hash before the change that names them is saved.

use super::{Desk, DeskError, PaperBytesFault};
use crate::command::fill::{Fault, FieldFault, TakenFile};
use crate::document::compose::{Order, compose, versions};
use crate::document::{Absent, Blank, Copy, Setting, Sheet, Unknown, docx};
use crate::domain::action::Action;
use crate::domain::id::EntityId;
use crate::domain::refusal::Refusal;
use crate::domain::sealed::{KeptFile, SealedCopy, SealedDocument};
use crate::domain::world::World;
use crate::store::{FileFacts, FilesError, StoreError};
use std::io;
use std::path::PathBuf;

impl Desk {
    /// Adds to every document that is to be made final what it says. The files are kept already;
    /// they are told, so that they can be removed when the change is refused.
    pub(super) fn seal(&mut self, actions: &mut [Action]) -> Result<Vec<TakenFile>, DeskError> {
        let mut taken = Vec::new();
        for action in actions {
            let Action::SealDocument { of, document } = action else { continue };
            let world = self.paper_world(*of)?;
            let sealed = self.seal_one(&world, *of, document, &mut taken);
            match sealed {
                Ok(sealed) => *document = sealed,
                Err(error) => {
                    for file in &taken {
                        self.drop_unnamed(file);
                    }
                    return Err(error);
                }
            }
        }
        Ok(taken)
    }

    fn seal_one(
        &self,
        world: &World,
        of: EntityId,
        document: &SealedDocument,
        taken: &mut Vec<TakenFile>,
    ) -> Result<SealedDocument, DeskError> {
        let order = Order { kind: document.kind, of, department: document.department };
        let newest = versions(world, order, document.tongue).pop();
        if let Some(newest) = newest {
            let issuer = newest.issuer.clone();
            let again = SealedDocument { version: newest.version, issuer, ..document.clone() };
            let copies = self.sheets(world, order, &again)?;
            let is_same = copies.iter().all(|(copy, sheet)| {
                newest.copy(*copy).is_some_and(|it| it.words.sha256 == sheet.content_hash())
            });
            if is_same {
                return Ok(newest);
            }
            let version = newest.version.saturating_add(1);
            let next = SealedDocument { version, issuer: self.issuer(), ..again };
            return self.keep(world, order, &next, taken);
        }
        let first = SealedDocument { issuer: self.issuer(), ..document.clone() };
        self.keep(world, order, &first, taken)
    }

    /// Both copies; what is left blank refuses them.
    fn sheets(
        &self,
        world: &World,
        order: Order,
        document: &SealedDocument,
    ) -> Result<Vec<(Copy, Sheet)>, DeskError> {
        let mut sheets = Vec::new();
        for copy in Copy::ALL {
            let setting = self.sealed_setting(document, *copy);
            let sheet = compose(world, order, &setting).map_err(not_there)?;
            let blanks = sheet.blanks();
            if !blanks.is_empty() {
                return Err(DeskError::Fault(left_blank(&blanks)));
            }
            sheets.push((*copy, sheet));
        }
        Ok(sheets)
    }

    fn keep(
        &self,
        world: &World,
        order: Order,
        document: &SealedDocument,
        taken: &mut Vec<TakenFile>,
    ) -> Result<SealedDocument, DeskError> {
        let mut copies = Vec::new();
        for (copy, sheet) in self.sheets(world, order, document)? {
            let file =
                self.word_file(world, order, &sheet, &self.sealed_setting(document, copy))?;
            let mut kept = |bytes: &[u8], extension: &str| -> Result<KeptFile, DeskError> {
                let facts = self.store.files().keep(bytes, extension).map_err(failed)?;
                let file = KeptFile { sha256: facts.sha256, size_bytes: facts.size_bytes };
                taken.push(taken_file(facts));
                Ok(file)
            };
            let words = kept(sheet.canonical().as_bytes(), SealedCopy::WORDS_EXTENSION)?;
            let file = kept(&file, SealedCopy::FILE_EXTENSION)?;
            copies.push(SealedCopy { copy, words, file });
        }
        Ok(SealedDocument { copies, ..document.clone() })
    }

    /// The Word file of a document, by the office's own template where it has one.
    fn word_file(
        &self,
        world: &World,
        order: Order,
        sheet: &Sheet,
        setting: &Setting,
    ) -> Result<Vec<u8>, DeskError> {
        let fields = self.fields(world, order, setting).map_err(not_there)?;
        let bytes = match fields {
            Some(fields) => self.filled(order.kind, &fields),
            None => docx::bytes(sheet, &setting.imprint.fonts).map_err(PaperBytesFault::Docx),
        };
        bytes.map_err(|fault| match fault {
            PaperBytesFault::Template(faults) => DeskError::Fault(Fault {
                key: "kind",
                typed: String::new(),
                fault: FieldFault::Template(faults),
            }),
            PaperBytesFault::Kept(fault) => DeskError::Store(StoreError::Io {
                path: fault.path,
                source: io::ErrorKind::InvalidData.into(),
            }),
            PaperBytesFault::Docx(fault) => DeskError::Store(StoreError::Io {
                path: self.store.folder().to_owned(),
                source: io::Error::other(fault),
            }),
        })
    }
}

fn not_there(absent: Absent) -> DeskError {
    DeskError::Store(StoreError::from(Refusal::Unknown(absent.0)))
}

fn taken_file(facts: FileFacts) -> TakenFile {
    let FileFacts { sha256, size_bytes, extension } = facts;
    TakenFile { sha256, size_bytes, extension }
}

fn failed(error: FilesError) -> DeskError {
    let (path, source) = match error {
        FilesError::Io { path, source } => (path, source),
        // Neither comes from bytes that are at hand.
        FilesError::NotAFile(path) => (path, io::ErrorKind::InvalidInput.into()),
        FilesError::TooLarge { .. } => (PathBuf::new(), io::ErrorKind::FileTooLarge.into()),
    };
    DeskError::Store(StoreError::Io { path, source })
}

/// A document with blanks stays a draft.
fn left_blank(blanks: &[Blank]) -> Fault {
    let blanks: Vec<Unknown> = blanks.iter().map(|blank| blank.unknown).collect();
    Fault { key: "kind", typed: String::new(), fault: FieldFault::Blanks(blanks) }
}
