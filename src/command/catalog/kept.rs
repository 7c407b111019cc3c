//! A catalog as bytes, for the next start of the same build: what is derived can be made anew from the
//! store, which takes longer the more there is in it.
//!
//! Blocks, each with its length and its CRC32C before it: the chunks of all rows and ties as they lie in
//! memory, so that reading them back is copying. Only one block is held while they are read.

use super::flat::Flat;
use super::packed::PackedRows;
use super::rows::Rows;
use super::shared::{CHUNK, Shared};
use super::{Catalog, Ties};
use crate::domain::row::{DepartmentRow, PersonRow, StudioRow};
use crate::log;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read;

/// Rises with every change of a row, of a tie, or of how they are written.
const FORMAT: u32 = 5;
/// A block is no longer than this.
const MOST_BYTES: usize = 16 << 20;

/// Writes blocks one after the other.
#[derive(Debug, Default)]
pub struct Blocks(Vec<u8>);

impl Blocks {
    /// Adds a block.
    pub fn put(&mut self, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(&crc32c::crc32c(bytes).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// Adds a value as a block; `None` where it is too large for one.
    pub fn put_value(&mut self, value: &impl Serialize) -> Option<()> {
        self.put(&log::encode_row(value).ok()?);
        Some(())
    }

    /// All of them.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Reads blocks one after the other; `None` as soon as one is not as it was written.
#[derive(Debug)]
pub struct Unread<R> {
    from: R,
    /// The last one.
    block: Vec<u8>,
}

impl<R: Read> Unread<R> {
    /// Blocks that are read from somewhere; how much is read at once is its matter.
    pub const fn of(from: R) -> Self {
        Self { from, block: Vec::new() }
    }

    /// The next block.
    pub fn take(&mut self) -> Option<&[u8]> {
        let length = u32::from_le_bytes(self.array()?);
        let crc = u32::from_le_bytes(self.array()?);
        if length as usize > MOST_BYTES {
            return None;
        }
        self.block.clear();
        let read = self.from.by_ref().take(length.into()).read_to_end(&mut self.block).ok()?;
        let is_whole = read == length as usize && crc32c::crc32c(&self.block) == crc;
        is_whole.then_some(&self.block)
    }

    fn array<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let mut bytes = [0; COUNT];
        self.from.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Whether nothing comes any more.
    pub fn is_at_end(&mut self) -> bool {
        matches!(self.from.read(&mut [0]), Ok(0))
    }

    /// The value of the next block.
    pub fn take_value<T: DeserializeOwned>(&mut self) -> Option<T> {
        log::decode_row(self.take()?).ok()
    }
}

impl Catalog {
    /// Adds the catalog to some blocks.
    pub fn write(&self, to: &mut Blocks) -> Option<()> {
        to.put_value(&FORMAT)?;
        write_rows(&self.studios, to)?;
        write_rows(&self.people, to)?;
        write_rows(&self.departments, to)?;
        self.issues.write(to)?;
        self.sessions.write(to)?;
        self.commitments.write(to)?;
        self.ties.write(to)
    }

    /// The catalog that [`Catalog::write`] wrote; `None` where it was another build, or a block is not as it
    /// was written.
    pub fn read(from: &mut Unread<impl Read>) -> Option<Self> {
        if from.take_value::<u32>()? != FORMAT {
            return None;
        }
        Some(Self {
            studios: read_rows(from, |row: &StudioRow| row.id)?,
            people: read_rows(from, |row: &PersonRow| row.id)?,
            departments: read_rows(from, |row: &DepartmentRow| row.id)?,
            issues: PackedRows::read(from)?,
            sessions: PackedRows::read(from)?,
            commitments: PackedRows::read(from)?,
            ties: Ties::read(from)?,
        })
    }
}

fn write_rows<Id: Ord + Clone, Row: Serialize>(
    rows: &Rows<Id, Row>,
    to: &mut Blocks,
) -> Option<()> {
    to.put_value(&rows.len())?;
    rows.values().try_for_each(|row| to.put_value(row))
}

fn read_rows<Id: Ord + Clone, Row: DeserializeOwned>(
    from: &mut Unread<impl Read>,
    id: impl Fn(&Row) -> Id,
) -> Option<Rows<Id, Row>> {
    let mut rows = Rows::default();
    for _ in 0..from.take_value::<usize>()? {
        let row: Row = from.take_value()?;
        rows.insert(id(&row), row.into());
    }
    Some(rows)
}

impl<K: Flat, V: Flat> Shared<K, V> {
    /// Adds its chunks to some blocks.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()> {
        to.put_value(&self.chunks().len())?;
        let mut block = Vec::new();
        for chunk in self.chunks() {
            block.clear();
            chunk.len().put(&mut block);
            chunk.iter().for_each(|entry| entry.put(&mut block));
            to.put(&block);
        }
        Some(())
    }

    /// What [`Shared::write`] wrote.
    pub(super) fn read(from: &mut Unread<impl Read>) -> Option<Self> {
        let chunks = (0..from.take_value::<usize>()?).map(|_| entries(from.take()?));
        Some(Self::of_chunks(chunks.collect::<Option<Vec<_>>>()?))
    }
}

/// All entries of a block.
fn entries<T: Flat>(mut block: &[u8]) -> Option<Vec<T>> {
    let count = usize::take(&mut block)?;
    // A block is a chunk: a count that is not true asks for little memory.
    let mut entries = Vec::with_capacity(count.min(CHUNK));
    for _ in 0..count {
        entries.push(T::take(&mut block)?);
    }
    block.is_empty().then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::city::city;
    use sha2::{Digest, Sha256};

    fn written(catalog: &Catalog) -> Vec<u8> {
        let mut blocks = Blocks::default();
        catalog.write(&mut blocks).unwrap();
        blocks.into_bytes()
    }

    #[test]
    fn a_catalog_is_read_as_it_was_written() {
        let (before, after) = city(400, 100);
        let mut catalog = Catalog::of(&before);
        catalog.update(&after);
        let bytes = written(&catalog);
        let mut unread = Unread::of(&bytes[..]);
        let read = Catalog::read(&mut unread).unwrap();
        assert!(unread.is_at_end());
        assert_eq!(read, catalog);
        assert_eq!(written(&read), bytes);
        let slots = |catalog: &Catalog| catalog.issues.slots().collect::<Vec<_>>();
        assert_eq!(slots(&read), slots(&catalog));
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        let bytes = written(&Catalog::of(&city(60, 0).0));
        for at in (0..bytes.len()).step_by(61) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert_eq!(Catalog::read(&mut Unread::of(&damaged[..])), None, "a bit at {at}");
            assert_eq!(Catalog::read(&mut Unread::of(&bytes[..at])), None, "cut at {at}");
        }
    }

    /// Where this fails, rows or ties are written otherwise than before: raise [`FORMAT`], so that the next
    /// start does not take what another build kept for its own.
    #[test]
    fn the_format_rises_with_what_is_written() {
        let sum = Sha256::digest(written(&Catalog::of(&city(690, 0).1)));
        let sum = u64::from_be_bytes(*sum.first_chunk().unwrap());
        assert_eq!((FORMAT, sum), (5, 0x991f_a7c1_6479_e0d2));
    }
}
