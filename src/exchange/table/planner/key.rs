//! What a row is known by, and what was taken from it before.

use super::super::{cell::Cells, fault::Problem};
use super::Planner;
use crate::domain::{id::EntityId, imported::RowKey};
use sha2::{Digest, Sha256};

impl<'p> Planner<'p, '_> {
    /// The key of a row with a number, unless another row has it.
    pub(in crate::exchange::table) fn numbered_key(
        &mut self,
        cells: &mut Cells<'p>,
        kind: &str,
        number: &str,
    ) -> RowKey {
        let key = RowKey(digest(&["number", kind], [number]));
        self.claim(cells, key);
        key
    }

    /// The key of a row that is known by its words alone, unless another row has it.
    pub(in crate::exchange::table) fn single_key(
        &mut self,
        cells: &mut Cells<'p>,
        kind: &str,
        words: &[&str],
    ) -> RowKey {
        let key = RowKey(digest(&["words", kind], words.iter().copied()));
        self.claim(cells, key);
        key
    }

    fn claim(&mut self, cells: &mut Cells<'p>, key: RowKey) {
        let line = cells.line();
        match self.keys.get(&key) {
            Some(first) => cells.wrong_row(Problem::Repeated { first_line: *first }),
            None => {
                self.keys.insert(key, line);
            }
        }
    }

    /// The key of a row that is known by its words and its place among equals.
    pub(in crate::exchange::table) fn placed_key(
        &mut self,
        line: usize,
        kind: &str,
        words: &[&str],
    ) -> RowKey {
        let alike = RowKey(digest(&["words", kind], words.iter().copied()));
        let (place, first) = self.equals.entry(alike).or_insert((0, line));
        *place += 1;
        if *place > 1 {
            self.alike.push((line, *first));
        }
        let place = place.to_string();
        RowKey(digest(&["placed", kind], words.iter().copied().chain([place.as_str()])))
    }

    /// What was taken from this row before, if it is still there.
    pub(in crate::exchange::table) fn taken(&mut self, key: RowKey) -> Option<EntityId> {
        let (entity, _) = self.ground.stored.taken(key)?;
        self.ground.stored.is_there(entity).then_some(entity)
    }
}

/// The first half of the SHA-256 of texts, each with its length before it.
pub(in crate::exchange::table) fn digest<T: AsRef<str>>(
    kind: &[&str],
    texts: impl IntoIterator<Item = T>,
) -> [u8; 16] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text.as_bytes());
    };
    for text in kind {
        add(text);
    }
    for text in texts {
        add(text.as_ref());
    }
    let mut half = [0; 16];
    hash.finalize().iter().zip(&mut half).for_each(|(byte, place)| *place = *byte);
    half
}
