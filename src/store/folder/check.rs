//! The full check of a store: journal, rows and the files of the evidence, a step at a time.

use super::Store;
use crate::domain::entity::Entity;
use crate::domain::evidence::Form;
use crate::domain::id::{EntityId, EntityKind};
use crate::store::engine::{Check, Verification};
use crate::store::error::StoreError;
use crate::store::files::FileFault;

/// What a full check of a store found, files included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreVerification {
    /// Journal and rows.
    pub log: Verification,
    /// How many files of evidence were read.
    pub files: u64,
    /// Files of evidence that are missing or changed.
    pub file_faults: Vec<EvidenceFault>,
}

/// A piece of evidence whose file is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFault {
    /// The piece of evidence.
    pub evidence: EntityId,
    /// The issue or commitment that it speaks for.
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
    /// The files that are still to be read.
    files: Vec<Named>,
    found: StoreVerification,
}

/// A file as its event names it.
#[derive(Debug)]
struct Named {
    evidence: EntityId,
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
    /// Checks everything and heals nothing: journal, rows, and every file of evidence. Opening may
    /// have healed something before, and says so.
    ///
    /// # Errors
    /// [`StoreError`] when the journal or the folder of the files cannot be read at all.
    pub fn verify(&mut self) -> Result<StoreVerification, StoreError> {
        let mut check = self.begin_check();
        while !self.check_on(&mut check)? {}
        Ok(check.into_found())
    }

    /// Starts a check that goes on with [`Store::check_on`].
    pub fn begin_check(&self) -> StoreCheck {
        let log = Some(self.engine.begin_check());
        StoreCheck { log, files: Vec::new(), found: StoreVerification::default() }
    }

    /// Checks a little more; whether it is through. A step reads one file of evidence at most.
    ///
    /// # Errors
    /// Those of [`Store::verify`].
    pub fn check_on(&mut self, check: &mut StoreCheck) -> Result<bool, StoreError> {
        if let Some(log) = &mut check.log {
            if self.engine.check_on(log)? {
                check.found.log = check.log.take().map(Check::into_found).unwrap_or_default();
                check.files = self.named_files()?;
            }
            return Ok(false);
        }
        let Some(file) = check.files.pop() else { return Ok(true) };
        let Named { evidence, of, sha256, size_bytes, extension } = file;
        check.found.files += 1;
        let fault = self.files().verify(sha256, size_bytes, &extension).err();
        check.found.file_faults.extend(fault.map(|fault| EvidenceFault { evidence, of, fault }));
        Ok(check.files.is_empty())
    }

    /// Every file that a piece of evidence names.
    fn named_files(&mut self) -> Result<Vec<Named>, StoreError> {
        let mut named = Vec::new();
        self.engine.scan(EntityKind::Evidence, |entity| {
            let evidence = entity.id();
            if let Entity::Evidence(it) = entity
                && let Form::File { sha256, size_bytes, extension } = it.facts.form
            {
                named.push(Named { evidence, of: it.of, sha256, size_bytes, extension });
            }
        })?;
        // Taken from the end.
        named.reverse();
        Ok(named)
    }
}
