//! The rows of a kind that there are very many of, as bytes: a row is put together when it is asked for.
//!
//! Each row has a slot that it keeps as long as it is there: what leads to rows and what puts them in
//! order can name them by four bytes. Slots lie in chunks that copies share, as in [`Shared`](super::shared::Shared).

use super::flat::Flat;
use super::kept::{Blocks, Unread};
use super::shared::look;
use super::sorted::Sorted;
use crate::domain::id::EntityId;
use crate::domain::short::{InShort, Short};
use crate::log;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::io::Read;
use std::marker::PhantomData;
use std::sync::Arc;

/// The slots of a chunk: what a change copies. 1,000,000 rows make a list of 8,000 chunks.
const CHUNK: usize = 128;

/// The place of a row in its [`PackedRows`].
pub type Slot = u32;

/// Rows by id, cheap to copy.
pub struct PackedRows<Id, Row> {
    chunks: Vec<Arc<Chunk>>,
    order: Sorted<Id>,
    row: PhantomData<fn() -> Row>,
}

/// The rows of some slots in a row; one that is empty has no bytes.
#[derive(Clone, Default, PartialEq, Eq)]
struct Chunk {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Chunk {
    fn row(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)? as usize;
        let begin =
            at.checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |end| *end as usize);
        self.bytes.get(begin..end).filter(|bytes| !bytes.is_empty())
    }

    /// Puts other bytes into a slot that is there, or into the next one.
    fn put(&mut self, at: usize, bytes: &[u8]) {
        let begin =
            at.checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |end| *end as usize);
        if let Some(end) = self.ends.get(at).map(|end| *end as usize) {
            self.bytes.splice(begin..end, bytes.iter().copied());
            self.bytes.shrink_to_fit();
            for it in self.ends.iter_mut().skip(at) {
                *it = short((*it as usize).saturating_sub(end - begin) + bytes.len());
            }
        } else {
            self.bytes.extend_from_slice(bytes);
            self.ends.push(short(self.bytes.len()));
            if self.ends.len() == CHUNK {
                self.bytes.shrink_to_fit();
                self.ends.shrink_to_fit();
            }
        }
    }
}

impl Chunk {
    /// A chunk as [`PackedRows::write`] wrote it.
    fn read(block: &[u8]) -> Option<Self> {
        let (count, rest) = block.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (ends, bytes) = rest.split_at_checked(count.checked_mul(4)?)?;
        let ends = ends.as_chunks::<4>().0.iter().map(|end| u32::from_le_bytes(*end));
        Some(Self { ends: ends.collect(), bytes: bytes.to_vec() })
    }
}

/// The bytes of the row in a slot.
fn bytes(chunks: &[Arc<Chunk>], slot: Slot) -> Option<&[u8]> {
    let slot = slot as usize;
    chunks.get(slot / CHUNK)?.row(slot % CHUNK)
}

/// Which row is in a slot: rows begin with their ids.
fn id_in<Id: Short>(chunks: &[Arc<Chunk>], slot: Slot) -> Option<Id> {
    log::decode_first::<InShort<Id>>(bytes(chunks, slot)?).ok().map(|InShort(id)| id)
}

/// A length within a chunk, whose rows are far from filling this.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<Id: Clone, Row> Clone for PackedRows<Id, Row> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), order: self.order.clone(), row: PhantomData }
    }
}

impl<Id, Row> Default for PackedRows<Id, Row> {
    fn default() -> Self {
        Self { chunks: Vec::new(), order: Sorted::default(), row: PhantomData }
    }
}

impl<Id, Row> fmt::Debug for PackedRows<Id, Row> {
    /// Says how many there are: rows tell of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.order.len())
    }
}

/// Rows are equal when they say the same, wherever they lie.
impl<Id, Row> PartialEq for PackedRows<Id, Row> {
    fn eq(&self, other: &Self) -> bool {
        // Rows begin with their ids.
        let rows = self.slots().map(|slot| self.bytes(slot));
        rows.eq(other.slots().map(|slot| other.bytes(slot)))
    }
}

impl<Id, Row> Eq for PackedRows<Id, Row> {}

impl<Id, Row> PackedRows<Id, Row> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.order.len() == 0
    }

    /// How many slots there are, empty ones too.
    pub fn slot_count(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1) * CHUNK;
        full + self.chunks.last().map_or(0, |chunk| chunk.ends.len())
    }

    /// Whether these are the same rows, copied and not changed since; costs next to nothing.
    pub fn is_same(&self, other: &Self) -> bool {
        let mut chunks = self.chunks.iter().zip(&other.chunks);
        self.chunks.len() == other.chunks.len() && chunks.all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// All slots that hold a row, in the order of its id.
    pub fn slots(&self) -> impl DoubleEndedIterator<Item = Slot> {
        self.order.slots()
    }

    fn bytes(&self, slot: Slot) -> Option<&[u8]> {
        look();
        bytes(&self.chunks, slot)
    }

    fn put(&mut self, slot: Slot, bytes: &[u8]) {
        let slot = slot as usize;
        if slot / CHUNK == self.chunks.len() {
            self.chunks.push(Arc::default());
        }
        if let Some(chunk) = self.chunks.get_mut(slot / CHUNK) {
            Arc::make_mut(chunk).put(slot % CHUNK, bytes);
        }
    }

    /// The slots that an older copy has other bytes in, or none, in order. Looks only at the chunks that
    /// the two do not share.
    pub fn slots_changed_since(&self, old: &Self) -> Vec<Slot> {
        let mut changed = Vec::new();
        for at in 0..self.chunks.len().max(old.chunks.len()) {
            let (own, its) = (self.chunks.get(at), old.chunks.get(at));
            let is_shared = own.zip(its).is_some_and(|(own, its)| Arc::ptr_eq(own, its));
            if is_shared {
                continue;
            }
            for within in 0..CHUNK {
                look();
                let row = |chunk: Option<&'_ Arc<Chunk>>| {
                    chunk.and_then(|it| it.row(within).map(<[u8]>::to_vec))
                };
                if row(own) != row(its) {
                    changed.push(short(at * CHUNK + within));
                }
            }
        }
        changed
    }
}

impl<Id, Row> PackedRows<Id, Row> {
    /// Adds the chunks to some blocks: how many slots, where each ends, and the rows.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()>
    where
        Id: Flat,
    {
        to.put_value(&self.chunks.len())?;
        let mut block = Vec::new();
        for chunk in &self.chunks {
            block.clear();
            block.extend_from_slice(&short(chunk.ends.len()).to_le_bytes());
            chunk.ends.iter().for_each(|end| block.extend_from_slice(&end.to_le_bytes()));
            block.extend_from_slice(&chunk.bytes);
            to.put(&block);
        }
        self.order.write(to)
    }

    /// What [`PackedRows::write`] wrote.
    pub(super) fn read(from: &mut Unread<impl Read>) -> Option<Self>
    where
        Id: Flat,
    {
        let count = from.take_value::<usize>()?;
        let chunks = (0..count).map(|_| Chunk::read(from.take()?).map(Arc::new));
        let chunks = chunks.collect::<Option<Vec<_>>>()?;
        Some(Self { chunks, order: Sorted::read(from)?, row: PhantomData })
    }
}

impl<Id: Ord + Copy + Short + Into<EntityId>, Row> PackedRows<Id, Row> {
    /// The slot of an id.
    pub fn slot(&self, id: &Id) -> Option<Slot> {
        self.order.slot(*id, |slot| id_in(&self.chunks, slot))
    }

    /// Whether there is a row of this id.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.slot(id).is_some()
    }

    /// All ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = Id> {
        self.slots().filter_map(|slot| self.id_at(slot))
    }

    /// Which row is in a slot; only its beginning is looked at.
    pub fn id_at(&self, slot: Slot) -> Option<Id> {
        look();
        id_in(&self.chunks, slot)
    }

    /// The ids whose rows are not those of an older copy, in order.
    pub(crate) fn changed_since(&self, old: &Self) -> Vec<Id> {
        let slots = self.slots_changed_since(old);
        let ids = slots.into_iter().flat_map(|slot| [old.id_at(slot), self.id_at(slot)]);
        let mut ids: Vec<Id> = ids.flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Takes a row out; returns the slot that it had.
    pub(super) fn remove(&mut self, id: &Id) -> Option<Slot> {
        let slot = self.order.remove(*id, |slot| id_in(&self.chunks, slot))?;
        self.put(slot, &[]);
        Some(slot)
    }
}

impl<Id: Ord + Copy + Short + Into<EntityId>, Row: Serialize + DeserializeOwned>
    PackedRows<Id, Row>
{
    /// The row in a slot.
    pub fn at(&self, slot: Slot) -> Option<Row> {
        // What was packed here can be read here.
        self.bytes(slot).and_then(|bytes| log::decode_row(bytes).ok())
    }

    /// The row of an id.
    pub fn get(&self, id: &Id) -> Option<Row> {
        self.at(self.slot(id)?)
    }

    /// All rows, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = Row> {
        self.filled().map(|(_, row)| row)
    }

    /// All rows with their slots, in the order of their ids.
    pub(super) fn filled(&self) -> impl DoubleEndedIterator<Item = (Slot, Row)> {
        self.slots().filter_map(|slot| self.at(slot).map(|row| (slot, row)))
    }

    /// Puts a row in, which takes the place of one with its id; returns its slot.
    pub(super) fn insert(&mut self, id: Id, row: &Row) -> Option<Slot> {
        // A row of a list is small, whatever it is made of.
        let bytes = log::encode_row(row).ok()?;
        if let Some(slot) = self.slot(&id) {
            self.put(slot, &bytes);
            return Some(slot);
        }
        let slot = short(self.slot_count());
        self.put(slot, &bytes);
        self.order.insert(id, slot, |slot| id_in(&self.chunks, slot));
        Some(slot)
    }
}
