//! Both copies of the log read as one: each group from the journal, or else from the rows, as
//! long as it proves itself.

use super::super::error::StoreError;
use super::super::journal::{Journal, JournalError, Medium};
use super::super::port::{Rows, split_records};
use crate::log::{Chain, Head, LogError, Record};

/// About as much is in memory at a time.
const STRIDE_BYTES: usize = 8 << 20;

/// A group's number and its records.
pub(super) type Numbered = (u64, Vec<Vec<u8>>);

/// A reading of both copies from the first group on, a stride at a time.
#[derive(Debug)]
pub(super) struct Copies {
    /// The next group to be read.
    next: u64,
    /// The last group that is known to have been saved.
    pub(super) last: u64,
    chain: Chain,
    /// Something before here is missing, so that chains cannot be compared.
    torn: bool,
    /// Groups that neither copy has.
    pub(super) lost: Vec<(u64, u64)>,
    /// Groups that only the rows have, and parts of the journal that are not what was written.
    pub(super) is_journal_damaged: bool,
}

impl Copies {
    /// Starts at the first group; `last` is the last that is known to have been saved.
    pub(super) fn up_to(last: u64) -> Self {
        Self {
            next: 1,
            last,
            chain: Chain::default(),
            torn: false,
            lost: Vec::new(),
            is_journal_damaged: false,
        }
    }

    /// The next groups; none after the last one.
    ///
    /// # Errors
    /// [`StoreError::Journal`] when the journal's folder fails, [`StoreError::NewerFormat`].
    pub(super) fn stride<M: Medium>(
        &mut self,
        journal: &Journal<M>,
        rows: Option<&dyn Rows>,
    ) -> Result<Vec<Numbered>, StoreError> {
        let mut run = Run { groups: Vec::new(), bytes: 0 };
        for group in journal.groups_from(self.next) {
            let group = match group {
                Ok(group) => group,
                Err(JournalError::Damaged(_)) => {
                    self.is_journal_damaged = true;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            self.fill(group.number, rows, &mut run);
            if run.is_full() {
                return Ok(run.groups);
            }
            if self.proves(&group.records, false)? {
                run.push(self.next, group.records);
                self.next += 1;
            } else {
                self.is_journal_damaged = true;
                self.fill(group.number + 1, rows, &mut run);
            }
            if run.is_full() {
                return Ok(run.groups);
            }
        }
        // What the journal has lost at its end, and what of it only the rows show.
        self.fill(self.last.saturating_add(1), rows, &mut run);
        while !run.is_full()
            && self.next > self.last
            && let Some(records) = rows.and_then(|rows| self.second(rows))
        {
            self.is_journal_damaged = true;
            self.last = self.next;
            run.push(self.next, records);
            self.next += 1;
        }
        Ok(run.groups)
    }

    /// Reads on to the end, keeping nothing.
    pub(super) fn run_through<M: Medium>(
        &mut self,
        journal: &Journal<M>,
        rows: Option<&dyn Rows>,
    ) -> Result<(), StoreError> {
        while !self.stride(journal, rows)?.is_empty() {}
        Ok(())
    }

    /// Takes the groups before `end` from the rows.
    fn fill(&mut self, end: u64, rows: Option<&dyn Rows>, run: &mut Run) {
        while self.next < end && !run.is_full() {
            self.is_journal_damaged = true;
            match rows.map(|rows| self.second(rows)) {
                Some(Some(records)) => {
                    run.push(self.next, records);
                    self.next += 1;
                }
                Some(None) => self.lose(self.next),
                None => self.lose(end - 1),
            }
        }
    }

    /// The next group as the rows have it, if it proves itself and follows.
    fn second(&mut self, rows: &dyn Rows) -> Option<Vec<Vec<u8>>> {
        let joined = rows.group(self.next).ok().flatten()?;
        let records = split_records(&joined)?;
        self.proves(&records, true).ok().filter(|proves| *proves).map(|_| records)
    }

    fn lose(&mut self, last: u64) {
        match self.lost.last_mut() {
            Some(range) if range.1 + 1 == self.next => range.1 = last,
            _ => self.lost.push((self.next, last)),
        }
        self.next = last + 1;
        self.torn = true;
    }

    /// Whether all records prove themselves; those of the rows must follow the others too.
    fn proves(&mut self, records: &[Vec<u8>], must_follow: bool) -> Result<bool, StoreError> {
        let mut chain = self.chain.clone();
        for bytes in records {
            let record = match Record::parse(bytes) {
                Ok(record) => record,
                Err(error @ (LogError::UnknownVersion(_) | LogError::UnknownSlot(_))) => {
                    return Err(error.into());
                }
                Err(_) => return Ok(false),
            };
            if chain.accept(&record).is_err() {
                if must_follow && !self.torn {
                    return Ok(false);
                }
                let header = record.header();
                let head = Head { seq: header.seq, id: record.id() };
                chain.resume(header.stream, header.replica, head);
            }
        }
        self.chain = chain;
        self.torn = false;
        Ok(!records.is_empty())
    }
}

/// Groups gathered for one stride.
struct Run {
    groups: Vec<Numbered>,
    bytes: usize,
}

impl Run {
    fn push(&mut self, number: u64, records: Vec<Vec<u8>>) {
        self.bytes += records.iter().map(Vec::len).sum::<usize>();
        self.groups.push((number, records));
    }

    const fn is_full(&self) -> bool {
        self.bytes >= STRIDE_BYTES
    }
}
