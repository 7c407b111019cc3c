//! Batches cut into parts, none of them too large for one transaction.

use super::super::port::Batch;
use super::pieces::MOST_BYTES;
use crate::domain::id::EntityId;

/// A transaction holds about so many bytes at most, unless a single value is longer.
const PART_BYTES: usize = 1 << 20;
/// And so many values.
const PART_ENTRIES: usize = 2_048;

/// A value of a batch.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'b> {
    Row(EntityId, &'b [u8]),
    Group(u64, &'b [u8]),
    Number(&'b str, EntityId),
}

impl Entry<'_> {
    const fn bytes(&self) -> usize {
        match self {
            Self::Row(_, bytes) | Self::Group(_, bytes) => bytes.len(),
            Self::Number(text, _) => text.len(),
        }
    }
}

/// Whether no value is longer than can be written.
pub(super) fn all_fit(batch: &Batch) -> bool {
    entries(batch).all(|entry| entry.bytes() <= MOST_BYTES) && batch.summary.len() <= MOST_BYTES
}

/// The values of a batch in parts; none where it has none.
pub(super) fn parts(batch: &Batch) -> Vec<Vec<Entry<'_>>> {
    let mut parts: Vec<Vec<Entry<'_>>> = Vec::new();
    let mut room = 0;
    for entry in entries(batch) {
        match parts.last_mut() {
            Some(part) if entry.bytes() <= room && part.len() < PART_ENTRIES => part.push(entry),
            _ => {
                parts.push(vec![entry]);
                room = PART_BYTES;
            }
        }
        room = room.saturating_sub(entry.bytes());
    }
    parts
}

fn entries(batch: &Batch) -> impl Iterator<Item = Entry<'_>> {
    let groups = batch.groups.iter().map(|(place, bytes)| Entry::Group(*place, bytes));
    let rows = batch.rows.iter().map(|(id, bytes)| Entry::Row(*id, bytes));
    let numbers = batch.numbers.iter().map(|(text, id)| Entry::Number(text, *id));
    groups.chain(rows).chain(numbers)
}
