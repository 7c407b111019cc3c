//! Both copies of the log read as one: each group from the journal, or else from the rows, as
//! long as it proves itself.

use super::super::error::StoreError;
use super::super::journal::{Group, Journal, JournalError, Medium, header_crc};
use super::super::port::{Rows, RowsError, split_records};
use crate::log::{Chain, Head, Header, LogError, Record, ReplicaId};

/// About as much is in memory at a time.
const STRIDE_BYTES: usize = 8 << 20;

/// More than this many groups are not asked for one by one: no store has as many.
const BLINDLY: u64 = 10_000_000;

/// A group's number and its records.
pub(super) type Numbered = (u64, Vec<Vec<u8>>);

/// A record that does not follow the one before it in its chain, although each proves itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    pub(super) group: u64,
    pub(super) replica: ReplicaId,
    pub(super) seq: u64,
}

/// A reading of both copies from the first group on, a stride at a time.
#[derive(Debug)]
pub(super) struct Copies {
    /// The next group to be read.
    next: u64,
    /// The last group that is known to have been saved.
    pub(super) last: u64,
    chain: Chain,
    /// Something right before here is missing, so that chains cannot be compared.
    torn: bool,
    /// The header CRC of the group before, as the journal would have it.
    header_crc: Option<u32>,
    /// The first of the groups right before here that only the rows had.
    filled_from: Option<u64>,
    /// Groups that neither copy has.
    pub(super) lost: Vec<(u64, u64)>,
    /// Groups of the rows that are of another history than what the journal has after them.
    pub(super) refused: Vec<(u64, u64)>,
    /// The first place at which what the journal has does not hang together.
    pub(super) broken: Option<Break>,
    /// Groups that only the rows have, and parts of the journal that are not what was written.
    pub(super) is_journal_damaged: bool,
    /// The rows could not be asked for a group: they may have it all the same.
    pub(super) is_unread: bool,
    /// How many groups were asked for one by one, because the rows cannot say which they have.
    asked_blindly: u64,
}

/// What the records of a group say about themselves.
enum Proof {
    /// They prove themselves and follow what was before them.
    Follows(Chain),
    /// They prove themselves, and one follows something else.
    Breaks(Chain, Break),
    /// They are not what was written.
    Fails,
}

impl Copies {
    /// Starts at the first group; `last` is the last that is known to have been saved.
    pub(super) fn up_to(last: u64) -> Self {
        Self {
            next: 1,
            last,
            chain: Chain::default(),
            torn: false,
            header_crc: Some(0),
            filled_from: None,
            lost: Vec::new(),
            refused: Vec::new(),
            broken: None,
            is_journal_damaged: false,
            is_unread: false,
            asked_blindly: 0,
        }
    }

    /// Both copies from the first group to the last one that either has, read and not kept.
    ///
    /// # Errors
    /// Those of [`Copies::stride`].
    pub(super) fn survey<M: Medium>(
        last: u64,
        journal: &Journal<M>,
        rows: Option<&dyn Rows>,
    ) -> Result<Self, StoreError> {
        let mut copies = Self::up_to(last);
        while !copies.stride(journal, rows)?.is_empty() {}
        Ok(copies)
    }

    /// The same reading again, from the start: what the first one has refused stays out.
    pub(super) fn again(&self) -> Self {
        Self { refused: self.refused.clone(), ..Self::up_to(self.last) }
    }

    /// Whether every group is there and follows the one before it.
    pub(super) const fn is_sound(&self) -> bool {
        self.lost.is_empty() && self.broken.is_none()
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
            self.take(group, rows, &mut run)?;
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
            self.push_filled(records, &mut run);
        }
        Ok(run.groups)
    }

    /// Takes the next group as the journal has it, unless only the rows have it right.
    fn take(
        &mut self,
        group: Group,
        rows: Option<&dyn Rows>,
        run: &mut Run,
    ) -> Result<(), StoreError> {
        if self.header_crc.is_some_and(|crc| crc != group.previous_crc()) {
            self.refuse_filled();
        }
        let header_crc = group.header_crc();
        match self.prove(&group.records)? {
            Proof::Follows(chain) => self.chain = chain,
            Proof::Fails => {
                self.is_journal_damaged = true;
                self.fill(group.number + 1, rows, run);
                return Ok(());
            }
            Proof::Breaks(chain, found) => {
                if !self.torn && self.lost.is_empty() {
                    if let Some(records) = rows.and_then(|rows| self.second(rows)) {
                        self.is_journal_damaged = true;
                        self.push_filled(records, run);
                        return Ok(());
                    }
                    if self.filled_from.is_some() {
                        self.refuse_filled();
                    } else {
                        self.broken = self.broken.or(Some(found));
                    }
                }
                self.chain = chain;
            }
        }
        self.torn = false;
        self.filled_from = None;
        self.header_crc = Some(header_crc);
        run.push(self.next, group.records);
        self.next += 1;
        Ok(())
    }

    /// Takes the groups before `end` from the rows.
    fn fill(&mut self, end: u64, rows: Option<&dyn Rows>, run: &mut Run) {
        while self.next < end && !run.is_full() {
            self.is_journal_damaged = true;
            let Some(rows) = rows else {
                self.lose(end - 1);
                break;
            };
            match self.second(rows) {
                Some(records) => self.push_filled(records, run),
                // A number may claim any distance from the one before it.
                None => match rows.group_from(self.next.saturating_add(1)) {
                    Ok(Some(next)) => self.lose((next - 1).min(end - 1)),
                    Ok(None) => self.lose(end - 1),
                    Err(error) => {
                        self.is_unread |= !matches!(error, RowsError::Damaged { .. });
                        self.lose_step(end - 1);
                    }
                },
            }
        }
    }

    fn push_filled(&mut self, records: Vec<Vec<u8>>, run: &mut Run) {
        self.filled_from = self.filled_from.or(Some(self.next));
        self.header_crc = self.header_crc.and_then(|crc| header_crc(self.next, crc, &records));
        run.push(self.next, records);
        self.next += 1;
    }

    /// The next group as the rows have it, if it proves itself and follows.
    fn second(&mut self, rows: &dyn Rows) -> Option<Vec<Vec<u8>>> {
        let next = self.next;
        if self.refused.iter().any(|(first, last)| (*first..=*last).contains(&next)) {
            return None;
        }
        let joined = match rows.group(next) {
            Ok(joined) => joined?,
            Err(error) => {
                self.is_unread |= !matches!(error, RowsError::Damaged { .. });
                return None;
            }
        };
        let records = split_records(&joined)?;
        match self.prove(&records).ok()? {
            Proof::Follows(chain) => self.chain = chain,
            Proof::Breaks(chain, _) if self.torn => self.chain = chain,
            Proof::Breaks(..) | Proof::Fails => return None,
        }
        self.torn = false;
        Some(records)
    }

    /// What the rows had right before here does not lead to what the journal has: it is of another
    /// history, and what belongs there is lost.
    fn refuse_filled(&mut self) {
        let Some(first) = self.filled_from.take() else { return };
        let last = self.next.saturating_sub(1);
        self.refused.push((first, last));
        self.note_lost(first, last);
    }

    /// Gives up the next group alone, as long as asking for each one comes to an end.
    fn lose_step(&mut self, last: u64) {
        self.asked_blindly += 1;
        self.lose(if self.asked_blindly > BLINDLY { last } else { self.next });
    }

    fn lose(&mut self, last: u64) {
        self.note_lost(self.next, last);
        self.next = last + 1;
    }

    fn note_lost(&mut self, first: u64, last: u64) {
        match self.lost.last_mut() {
            Some(range) if range.1 + 1 == first => range.1 = last,
            _ => self.lost.push((first, last)),
        }
        self.torn = true;
        self.filled_from = None;
        self.header_crc = None;
    }

    /// Whether all records prove themselves, and follow what was before them.
    fn prove(&self, records: &[Vec<u8>]) -> Result<Proof, StoreError> {
        let mut chain = self.chain.clone();
        let mut broken = None;
        for bytes in records {
            let record = match Record::parse(bytes) {
                Ok(record) => record,
                Err(error @ (LogError::UnknownVersion(_) | LogError::UnknownSlot(_))) => {
                    return Err(error.into());
                }
                Err(_) => return Ok(Proof::Fails),
            };
            if chain.accept(&record).is_err() {
                let header = record.header();
                let Header { replica, seq, .. } = *header;
                broken = broken.or(Some(Break { group: self.next, replica, seq }));
                chain.resume(header.stream, replica, Head { seq, id: record.id() });
            }
        }
        Ok(match broken {
            _ if records.is_empty() => Proof::Fails,
            None => Proof::Follows(chain),
            Some(broken) => Proof::Breaks(chain, broken),
        })
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
