//! A catalog as bytes, for the next start of the same build: what is derived can be made anew from the
//! store, which takes longer the more there is in it.
//!
//! Blocks, each with its length and its CRC32C before it: the chunks of all rows and ties as they lie in
//! memory, so that reading them back is copying.

use super::packed::PackedRows;
use super::rows::Rows;
use super::shared::Shared;
use super::{Catalog, Ties};
use crate::domain::row::{DepartmentRow, PersonRow, StudioRow};
use crate::log;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Rises with every change of a row, of a tie, or of how they are written.
const FORMAT: u32 = 1;
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
#[derive(Debug, Clone, Copy)]
pub struct Unread<'b>(pub &'b [u8]);

impl<'b> Unread<'b> {
    /// The next block.
    pub fn take(&mut self) -> Option<&'b [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let (crc, rest) = rest.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let (bytes, rest) = rest.split_at_checked(length).filter(|_| length <= MOST_BYTES)?;
        self.0 = rest;
        (crc32c::crc32c(bytes) == u32::from_le_bytes(*crc)).then_some(bytes)
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
    pub fn read(from: &mut Unread<'_>) -> Option<Self> {
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
    from: &mut Unread<'_>,
    id: impl Fn(&Row) -> Id,
) -> Option<Rows<Id, Row>> {
    let mut rows = Rows::default();
    for _ in 0..from.take_value::<usize>()? {
        let row: Row = from.take_value()?;
        rows.insert(id(&row), row.into());
    }
    Some(rows)
}

impl<K: Serialize, V: Serialize> Shared<K, V> {
    /// Adds its chunks to some blocks.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()> {
        to.put_value(&self.chunks().len())?;
        self.chunks().iter().try_for_each(|chunk| to.put_value(&**chunk))
    }
}

impl<K: DeserializeOwned, V: DeserializeOwned> Shared<K, V> {
    /// What [`Shared::write`] wrote.
    pub(super) fn read(from: &mut Unread<'_>) -> Option<Self> {
        let chunks = (0..from.take_value::<usize>()?).map(|_| from.take_value::<Vec<(K, V)>>());
        Some(Self::of_chunks(chunks.collect::<Option<Vec<_>>>()?))
    }
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
        let mut unread = Unread(&bytes);
        let read = Catalog::read(&mut unread).unwrap();
        assert!(unread.0.is_empty());
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
            assert_eq!(Catalog::read(&mut Unread(&damaged)), None, "a bit at {at}");
            assert_eq!(Catalog::read(&mut Unread(&bytes[..at])), None, "cut at {at}");
        }
    }

    /// Where this fails, rows or ties are written otherwise than before: raise [`FORMAT`], so that the next
    /// start does not take what another build kept for its own.
    #[test]
    fn the_format_rises_with_what_is_written() {
        let sum = Sha256::digest(written(&Catalog::of(&city(690, 0).1)));
        let sum = u64::from_be_bytes(*sum.first_chunk().unwrap());
        assert_eq!((FORMAT, sum), (1, 0xa362_cb2a_c233_cbe2));
    }
}
