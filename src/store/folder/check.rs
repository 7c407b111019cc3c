//! The full check of a store: journal, rows and the files that they name, a step at a time.

use super::Store;
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind};
use crate::store::engine::{Check, CheckDepth, Verification};
use crate::store::error::StoreError;
use crate::store::files::FileFault;

/// What a full check of a store found, files included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreVerification {
    /// Journal and rows.
    pub log: Verification,
    /// How many files were read.
    pub files: u64,
    /// Files that are missing or changed.
    pub file_faults: Vec<KeptFault>,
}

/// A file of evidence, or of a final document, that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFault {
    /// The piece of evidence, or the session or commitment whose document it is.
    pub by: EntityId,
    /// The issue or commitment that evidence speaks for; of a document, what it is about.
    pub of: EntityId,
    /// The file, and what is wrong with it.
    pub fault: FileFault,
}

impl StoreVerification {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.log.is_whole() && self.file_faults.is_empty()
    }
}

/// A full check on its way.
#[derive(Debug)]
pub struct StoreCheck {
    /// Until it is through.
    log: Option<Check>,
    /// The kinds that may name files and were not looked through yet.
    kinds: Vec<EntityKind>,
    /// The files that are still to be read.
    files: Vec<Named>,
    found: StoreVerification,
}

/// A file as its event names it.
#[derive(Debug)]
struct Named {
    by: EntityId,
    of: EntityId,
    sha256: [u8; 32],
    size_bytes: u64,
    extension: String,
}

impl StoreCheck {
    /// What was found; everything only when the check is through.
    pub fn into_found(self) -> StoreVerification {
        self.found
    }
}

impl Store {
    /// Checks everything and heals nothing: journal, rows, and every file that is named. Opening may
    /// have healed something before, and says so.
    ///
    /// # Errors
    /// [`StoreError`] when the journal or the folder of the files cannot be read at all.
    pub fn verify(&mut self) -> Result<StoreVerification, StoreError> {
        let mut check = self.begin_check(CheckDepth::Whole);
        while !self.check_on(&mut check)? {}
        Ok(check.into_found())
    }

    /// Starts a check that goes on with [`Store::check_on`].
    pub fn begin_check(&self, depth: CheckDepth) -> StoreCheck {
        let log = Some(self.engine.begin_check(depth));
        let kinds = Entity::WITH_FILES.into();
        StoreCheck { log, kinds, files: Vec::new(), found: StoreVerification::default() }
    }

    /// Checks a little more; whether it is through. A step takes as long as one of
    /// [`Engine::check_on`](crate::store::engine::Engine::check_on), as going through all of a kind that may name
    /// files, or as reading one.
    ///
    /// # Errors
    /// Those of [`Store::verify`].
    pub fn check_on(&mut self, check: &mut StoreCheck) -> Result<bool, StoreError> {
        if let Some(log) = &mut check.log {
            if self.engine.check_on(log)? {
                check.found.log = check.log.take().map(Check::into_found).unwrap_or_default();
            }
            return Ok(false);
        }
        if let Some(kind) = check.kinds.pop() {
            check.files.extend(self.named_files(kind)?);
            return Ok(false);
        }
        let Some(file) = check.files.pop() else { return Ok(true) };
        let Named { by, of, sha256, size_bytes, extension } = file;
        check.found.files += 1;
        let fault = self.files().verify(sha256, size_bytes, &extension).err();
        check.found.file_faults.extend(fault.map(|fault| KeptFault { by, of, fault }));
        Ok(check.files.is_empty())
    }

    /// Every file that something of a kind names.
    fn named_files(&mut self, kind: EntityKind) -> Result<Vec<Named>, StoreError> {
        self.engine.collect(&[kind], Vec::new, |named, entity| {
            let by = entity.id();
            let of = match &entity {
                Entity::Evidence(evidence) => evidence.of,
                _ => by,
            };
            named.extend(entity.files().into_iter().map(|(file, extension)| Named {
                by,
                of,
                sha256: file.sha256,
                size_bytes: file.size_bytes,
                extension: extension.to_owned(),
            }));
        })
    }
}
