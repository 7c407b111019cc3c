//! The rows as the fold of the journal: one piece of code for the live change, the catching-up at
//! opening, the rebuild and the check.

use super::cache::Cache;
use super::error::StoreError;
use super::event_codec::{envelope, event};
use super::port::{Batch, Rows, Telling, join_records};
use super::staged::Staged;
use super::summary::Summary;
use crate::domain::event::Event;
use crate::log::{Chain, ChangeAssembler, Head, HybridClock, Record, Stamp};

/// Rows are written at least this often while many groups are folded in.
const WRITE_ENTITIES: usize = 4_096;
/// Joined groups above this are written on their own.
const WRITE_BYTES: usize = 1 << 20;

/// What to do about a record that does not follow the head of its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Following {
    /// The rows do not belong to this journal: refuse.
    Strict,
    /// The journal is all there is: go on from the record, which proves itself.
    Lenient,
}

/// How far the rows follow the journal, and what waits to be written to them.
#[derive(Debug)]
pub(super) struct Projection {
    pub(super) summary: Summary,
    /// The chains with everything that the journal holds, unfinished changes included.
    pub(super) chain: Chain,
    pub(super) clock: HybridClock,
    pub(super) cache: Cache,
    staged: Staged,
    assembler: ChangeAssembler,
    /// The last record is not the last of its change.
    mid_change: bool,
    groups: Vec<(u64, Vec<u8>)>,
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
            staged: Staged::default(),
            assembler: ChangeAssembler::default(),
            mid_change: false,
            groups: Vec::new(),
            bytes: 0,
        }
    }

    /// Verifies the records of a group and folds in the changes that it completes.
    ///
    /// # Errors
    /// [`StoreError`] for records that do not prove themselves, and those of a newer build.
    pub(super) fn fold(
        &mut self,
        rows: &dyn Rows,
        number: u64,
        records: &[Vec<u8>],
        following: Following,
    ) -> Result<(), StoreError> {
        for bytes in records {
            let record = Record::parse(bytes)?;
            self.follow(&record, following)?;
            // The writer's clock was past everything in the log, unless it was put back: then the
            // stamps go on from there.
            self.clock = HybridClock::after(record.header().at);
            let change = record.header().change;
            self.mid_change = change.index.saturating_add(1) < change.count;
            if let Ok(Some(change)) = self.assembler.feed(record) {
                self.fold_change(rows, &change)?;
            }
        }
        self.show(number, join_records(records));
        Ok(())
    }

    fn follow(&mut self, record: &Record, following: Following) -> Result<(), StoreError> {
        match (self.chain.accept(record), following) {
            (Ok(()), _) => {}
            (Err(error), Following::Strict) => return Err(error.into()),
            (Err(_), Following::Lenient) => {
                let header = record.header();
                let head = Head { seq: header.seq, id: record.id() };
                self.chain.resume(header.stream, header.replica, head);
            }
        }
        Ok(())
    }

    fn fold_change(&mut self, rows: &dyn Rows, change: &[Record]) -> Result<(), StoreError> {
        let events: Vec<_> =
            change.iter().map(|record| (record, event(record).ok().flatten())).collect();
        // A kind or a variant that this build does not know. A change is visible whole or not at
        // all: whatever else is in it stays in the log too, and what it is about as it was.
        if events.iter().any(|(_, event)| event.is_none()) {
            for (record, event) in &events {
                self.freeze(record);
                for id in event.iter().flat_map(Event::touches) {
                    self.summary.freeze(id.kind.code(), id.bytes);
                }
            }
            return Ok(());
        }
        let facts: Vec<_> = events
            .into_iter()
            .filter_map(|(record, event)| Some((event?, envelope(record))))
            .collect();
        let facts: Vec<_> = facts.iter().map(|(event, envelope)| (event, *envelope)).collect();
        match self.staged.fold(rows, &mut self.cache, &facts) {
            // Other machines could make a row longer than any that is written here: what it says
            // stays in the log, and the entity as it was.
            Err(StoreError::Log(_)) => {
                for record in change {
                    self.freeze(record);
                }
                Ok(())
            }
            folded => folded,
        }
    }

    /// Adds a group to what is written next.
    fn show(&mut self, number: u64, joined: Vec<u8>) {
        self.bytes += joined.len();
        self.groups.push((number, joined));
    }

    /// Takes over a live change that the journal has, group by group.
    pub(super) fn take(
        &mut self,
        groups: Vec<(u64, Vec<u8>)>,
        staged: Staged,
        chain: Chain,
        clock: HybridClock,
    ) {
        for (number, joined) in groups {
            self.show(number, joined);
        }
        self.staged = staged;
        self.chain = chain;
        self.clock = clock;
        self.mid_change = false;
    }

    /// Whether enough waits to be written, and no change is half folded.
    pub(super) fn is_due(&self) -> bool {
        !self.mid_change && (self.staged.len() >= WRITE_ENTITIES || self.bytes >= WRITE_BYTES)
    }

    /// Whether no change is half folded.
    pub(super) const fn is_between_changes(&self) -> bool {
        !self.mid_change
    }

    /// Writes what waits. At the end of the journal an unfinished change is written without its
    /// events: nobody was told that it is saved, and nobody will finish it.
    ///
    /// # Errors
    /// [`StoreError`]; the projection is then not to be used any more.
    pub(super) fn write(&mut self, rows: &mut dyn Rows, generation: u32) -> Result<(), StoreError> {
        self.write_telling(rows, generation, &mut |_, _| {})
    }

    /// The same; `tell` hears how far it is.
    ///
    /// # Errors
    /// As [`Projection::write`].
    pub(super) fn write_telling(
        &mut self,
        rows: &mut dyn Rows,
        generation: u32,
        tell: Telling<'_>,
    ) -> Result<(), StoreError> {
        let Some((last, _)) = self.groups.last() else { return Ok(()) };
        self.summary.group = *last;
        self.summary.generation = generation;
        self.summary.keep_chain(&self.chain);
        self.summary.keep_stamp(self.clock.last());
        let mut batch = Batch { groups: std::mem::take(&mut self.groups), ..Batch::default() };
        self.bytes = 0;
        self.staged.put(&mut batch, &mut self.summary);
        batch.summary = self.summary.encode()?;
        rows.apply_telling(&batch, tell)?;
        self.staged.publish(&mut self.cache);
        Ok(())
    }

    /// Marks an entity as read-only, because an event about it cannot be read here.
    fn freeze(&mut self, record: &Record) {
        let entity = record.header().entity;
        self.summary.freeze(entity.kind, *entity.id.as_bytes());
    }
}
