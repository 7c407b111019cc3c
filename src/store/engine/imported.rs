//! Which rows of tables were taken in: read from the journal, since no row says.

use super::Engine;
use crate::domain::event::Event;
use crate::domain::id::EntityId;
use crate::domain::imported::{ImportedRow, RowDigest, RowKey, RowsImported};
use crate::log::{ChangeId, Record};
use crate::store::error::StoreError;
use crate::store::event_codec::event;
use crate::store::journal::{JournalError, Medium};
use crate::store::port::Rows;
use std::collections::BTreeMap;

/// What was taken from each row, and what the row said.
pub type ImportedRows = BTreeMap<RowKey, (EntityId, RowDigest)>;

impl<M: Medium, R: Rows> Engine<M, R> {
    /// Every row that an import took in and no undo gave up, with what was taken from it; that may
    /// have been taken back since by other means. Reads the whole journal.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, and what is damaged of it not healed.
    pub fn imported_rows(&mut self) -> Result<ImportedRows, StoreError> {
        match self.read_imported() {
            Err(StoreError::Journal(JournalError::Damaged(_))) => {
                self.is_journal_damaged = true;
                self.settling(Self::settle)?;
                self.read_imported()
            }
            read => read,
        }
    }

    fn read_imported(&self) -> Result<ImportedRows, StoreError> {
        let mut known = ImportedRows::new();
        let kind = Event::RowsImported(RowsImported { rows: Vec::new() }).kind();
        let mut pending = Pending { kind, change: None, rows: Vec::new() };
        for group in self.journal.groups_from(1) {
            for bytes in &group?.records {
                pending.take(&Record::parse(bytes)?, &mut known);
            }
        }
        Ok(known)
    }
}

/// The rows of a change that is not whole yet: nobody was told that it is saved.
struct Pending {
    /// The kind of event that tells of rows.
    kind: u16,
    change: Option<ChangeId>,
    rows: Vec<ImportedRow>,
}

impl Pending {
    fn take(&mut self, record: &Record, known: &mut ImportedRows) {
        let header = record.header();
        if self.change != Some(header.change.id) {
            self.change = Some(header.change.id);
            self.rows.clear();
        }
        if header.kind == self.kind
            && let Ok(Some(Event::RowsImported(imported))) = event(record)
        {
            self.rows.extend(imported.rows);
        }
        if header.change.index.saturating_add(1) < header.change.count {
            return;
        }
        for row in self.rows.drain(..) {
            match row.to {
                Some(digest) => known.insert(row.key, (row.entity, digest)),
                None => known.remove(&row.key),
            };
        }
    }
}
