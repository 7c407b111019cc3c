//! The rows as the fold of the journal: one piece of code for the live change, the catching-up at
//! opening, the rebuild and the check.

use super::cache::Cache;
use super::error::StoreError;
use super::event_codec::{envelope, event};
use super::port::{Batch, Rows, join_records};
use super::summary::Summary;
use crate::domain::event::Event;
use crate::log::{Chain, ChangeAssembler, Head, HybridClock, Record, Stamp};

/// Rows are written at least this often while many groups are folded in.
const WRITE_ENTITIES: usize = 4_096;
/// Joined groups above this are written on their own.
const WRITE_BYTES: usize = 1 << 20;

/// How far the rows follow the journal, and what waits to be written to them.
#[derive(Debug)]
pub(super) struct Projection {
    pub(super) summary: Summary,
    /// The chains with everything that the journal holds, unfinished changes included.
    pub(super) chain: Chain,
    pub(super) clock: HybridClock,
    pub(super) cache: Cache,
    assembler: ChangeAssembler,
    batch: Batch,
    bytes: usize,
}

impl Projection {
    /// Goes on from what the rows say about themselves.
    pub(super) fn resume(summary: Summary) -> Self {
        Self {
            chain: summary.chain(),
            clock: HybridClock::after(Stamp::from_bits(summary.stamp)),
            summary,
            cache: Cache::default(),
            assembler: ChangeAssembler::default(),
            batch: Batch::default(),
            bytes: 0,
        }
    }

    /// Verifies the records of a group and folds in the changes that it completes.
    ///
    /// # Errors
    /// [`StoreError`] for records that do not prove themselves.
    pub(super) fn fold(
        &mut self,
        rows: &dyn Rows,
        number: u64,
        records: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        for bytes in records {
            let record = Record::parse(bytes)?;
            // A gap that damage tore is told by the damage; what follows still proves itself.
            if self.chain.accept(&record).is_err() {
                let header = record.header();
                let head = Head { seq: header.seq, id: record.id() };
                self.chain.resume(header.stream, header.replica, head);
            }
            self.clock.observe(record.header().at);
            let Ok(Some(change)) = self.assembler.feed(record) else { continue };
            for record in &change {
                match event(record)? {
                    Some(event) => self.fold_event(rows, &event, record)?,
                    None => self.freeze(record),
                }
            }
        }
        self.show(number, join_records(records));
        Ok(())
    }

    /// Folds one event in.
    pub(super) fn fold_event(
        &mut self,
        rows: &dyn Rows,
        event: &Event,
        record: &Record,
    ) -> Result<(), StoreError> {
        self.cache.apply(rows, event, &envelope(record))?;
        Ok(())
    }

    /// Adds a group to what is written next.
    pub(super) fn show(&mut self, number: u64, joined: Vec<u8>) {
        self.bytes += joined.len();
        self.summary.group = number;
        self.batch.groups.push((number, joined));
    }

    /// Whether enough waits to be written, and no change is half folded.
    pub(super) fn is_due(&self) -> bool {
        self.assembler.unfinished().next().is_none()
            && (self.cache.pending() >= WRITE_ENTITIES || self.bytes >= WRITE_BYTES)
    }

    /// Writes what waits. At the end of the journal an unfinished change is written without its
    /// events: nobody was told that it is saved, and nobody will finish it.
    ///
    /// # Errors
    /// [`StoreError`]; what waited is then in doubt, and the projection not to be used any more.
    pub(super) fn write(&mut self, rows: &mut dyn Rows) -> Result<(), StoreError> {
        if self.batch.groups.is_empty() {
            return Ok(());
        }
        let mut batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        self.summary.keep_chain(&self.chain);
        self.summary.keep_stamp(self.clock.last());
        self.cache.drain(&mut batch, &mut self.summary)?;
        batch.summary = self.summary.encode()?;
        Ok(rows.apply(&batch)?)
    }

    /// Marks an entity as read-only, because an event about it cannot be read here.
    fn freeze(&mut self, record: &Record) {
        let entity = record.header().entity;
        let key = (entity.kind, *entity.id.as_bytes());
        if !self.summary.frozen.contains(&key) {
            self.summary.frozen.push(key);
        }
    }
}
