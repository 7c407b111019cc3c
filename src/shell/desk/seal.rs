//! Documents that are made final: put together, held against what is left blank, and kept by their
//! hash before the change that names them is saved.

use super::{Desk, DeskError, PaperBytesFault};
use crate::command::fill::{Fault, FieldFault, TakenFile};
use crate::document::compose::{Order, versions};
use crate::document::edition::Edition;
use crate::document::{Absent, Copy, Setting, docx};
use crate::domain::action::Action;
use crate::domain::id::{EntityId, SessionId};
use crate::domain::refusal::Refusal;
use crate::domain::sealed::{KeptFile, Numbered, SealedCopy, SealedDocument};
use crate::domain::world::World;
use crate::store::{FileFacts, FilesError, StoreError};
use chrono::NaiveDate;
use std::io;
use std::path::PathBuf;

/// What becomes of the files of a document that is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filing {
    /// They are kept.
    Kept,
    /// They are not: it is only asked whether it would be refused.
    Rehearsed,
}

impl Desk {
    /// Adds to every document that is to be made final what it says. The files are kept already, unless it is
    /// a rehearsal; they are told, so that they can be removed when the change is refused.
    pub(super) fn seal(
        &mut self,
        actions: &mut [Action],
        today: NaiveDate,
        filing: Filing,
    ) -> Result<Vec<TakenFile>, DeskError> {
        let mut taken = Vec::new();
        for action in actions {
            let Action::SealDocument { of, document } = action else { continue };
            match self.seal_action(*of, document, (today, filing, &mut taken)) {
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

    fn seal_action(
        &mut self,
        of: EntityId,
        document: &SealedDocument,
        (today, filing, taken): (NaiveDate, Filing, &mut Vec<TakenFile>),
    ) -> Result<SealedDocument, DeskError> {
        let world = self.paper_world(of)?;
        let order = Order { kind: document.kind, of, department: document.department };
        let versions = versions(&world, order, document.tongue);
        let document = match versions.last() {
            None => SealedDocument { issuer: self.issuer(), ..document.clone() },
            Some(newest) => {
                // A correction keeps the number, unless it is given another one.
                let number = document.number.or(newest.number);
                // Nobody who seals today what says the same already means another day.
                let is_of_that_day = [newest.dated, today].contains(&document.dated);
                if number == newest.number
                    && is_of_that_day
                    && self.is_the_same(&world, order, &versions)?
                {
                    return Ok(newest.clone());
                }
                let version = newest.version.saturating_add(1);
                SealedDocument { version, number, issuer: self.issuer(), ..document.clone() }
            }
        };
        self.refuse_taken(&world, of, &document)?;
        self.keep(&world, order, &document, &versions, (filing, taken))
    }

    /// Whether both copies say what they were sealed by.
    fn is_the_same(
        &mut self,
        world: &World,
        order: Order,
        versions: &[SealedDocument],
    ) -> Result<bool, DeskError> {
        let mut is_same = true;
        for copy in Copy::ALL {
            let again = self.edition_again(world, order, versions, *copy).map_err(not_there)?;
            is_same &= again.is_same;
        }
        Ok(is_same)
    }

    /// A number is given once under a code, to one document and its later versions; the letters about one
    /// commitment bear the same.
    fn refuse_taken(
        &self,
        world: &World,
        of: EntityId,
        document: &SealedDocument,
    ) -> Result<(), DeskError> {
        let Some(number) = document.number else { return Ok(()) };
        let catalog = self.catalog();
        let is_spent = is_of_earlier_news(world, of, document);
        let is_own = |taken: &Numbered| taken.kind == document.kind && !is_spent;
        let code = &document.issuer.code;
        match catalog.documents_numbered(code, number).find(|(by, it)| *by != of || !is_own(it)) {
            None => Ok(()),
            Some((by, _)) => {
                let free = catalog.free_serial(code, number.year);
                let fault = FieldFault::NumberTaken { by, free };
                let typed = number.serial.to_string();
                Err(DeskError::Fault(Fault { key: "number", typed, fault }))
            }
        }
    }

    fn keep(
        &mut self,
        world: &World,
        order: Order,
        document: &SealedDocument,
        versions: &[SealedDocument],
        (filing, taken): (Filing, &mut Vec<TakenFile>),
    ) -> Result<SealedDocument, DeskError> {
        let used = self.used_fields(order.kind).map_err(|fault| self.no_bytes(fault))?;
        let mut editions = Vec::new();
        for copy in Copy::ALL {
            let mut setting = self.sealed_setting(document, *copy);
            let earlier = self.earlier_words(world, order, versions, *copy).map_err(not_there)?;
            setting.earlier = Some(earlier).filter(|it| !it.is_empty());
            let edition = Edition::of(world, order, &setting, &used).map_err(not_there)?;
            edition.seal().map_err(|blanks| refused(FieldFault::Blanks(blanks)))?;
            let unreachable = edition.unreachable();
            if !unreachable.is_empty() {
                return Err(refused(FieldFault::Unreachable(unreachable)));
            }
            editions.push((*copy, setting, edition));
        }
        let mut copies = Vec::new();
        for (copy, setting, edition) in editions {
            let file = self.word_file(&edition, &setting)?;
            let mut kept = |bytes: &[u8], extension: &str| -> Result<KeptFile, DeskError> {
                let facts = match filing {
                    Filing::Kept => self.store.files().keep(bytes, extension).map_err(failed)?,
                    Filing::Rehearsed => FileFacts::of(bytes, extension),
                };
                let file = KeptFile { sha256: facts.sha256, size_bytes: facts.size_bytes };
                if filing == Filing::Kept {
                    taken.push(taken_file(facts));
                }
                Ok(file)
            };
            let words = kept(edition.words().as_bytes(), SealedCopy::WORDS_EXTENSION)?;
            let file = kept(&file, SealedCopy::FILE_EXTENSION)?;
            copies.push(SealedCopy { copy, words, file });
        }
        Ok(SealedDocument { copies, ..document.clone() })
    }

    /// The Word file of a document, by the office's own template where it has one.
    fn word_file(&self, edition: &Edition, setting: &Setting) -> Result<Vec<u8>, DeskError> {
        let kind = edition.sheet.kind;
        let bytes = match kind.filter(|kind| self.settings().options.template(*kind).is_some()) {
            Some(kind) => self.filled(kind, &edition.fields),
            None => {
                docx::bytes(&edition.sheet, &setting.imprint.fonts).map_err(PaperBytesFault::Docx)
            }
        };
        bytes.map_err(|fault| self.no_bytes(fault))
    }

    fn no_bytes(&self, fault: PaperBytesFault) -> DeskError {
        match fault {
            PaperBytesFault::Template(faults) => refused(FieldFault::Template(faults)),
            PaperBytesFault::Kept(fault) => DeskError::Store(StoreError::Io {
                path: fault.path,
                source: io::ErrorKind::InvalidData.into(),
            }),
            PaperBytesFault::Docx(fault) => DeskError::Store(StoreError::Io {
                path: self.store.folder().to_owned(),
                source: io::Error::other(fault),
            }),
        }
    }
}

/// Whether a notice that told other news bears the number: it is another document, about the same.
fn is_of_earlier_news(world: &World, of: EntityId, document: &SealedDocument) -> bool {
    let session = SessionId::try_from(of).ok().and_then(|id| world.session(id));
    let Some(session) = session else { return false };
    let earlier = session.sealed.len().saturating_sub(session.sealed_of(document.kind).len());
    session.sealed.iter().take(earlier).any(|it| {
        it.kind == document.kind
            && it.number == document.number
            && it.issuer.code == document.issuer.code
    })
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

fn refused(fault: FieldFault) -> DeskError {
    DeskError::Fault(Fault { key: "kind", typed: String::new(), fault })
}
