//! The slots of rows in the order of their ids, which the rows tell: five bytes for each, cheap to copy.
//!
//! To read an id from its row is to fetch that from memory. A byte of the hash of each id is at hand, so that
//! a look-up reads the row that it finds, and few others.

use super::flat::Flat;
use super::kept::{Blocks, Unread};
use super::packed::Slot;
use super::shared::look;
use crate::domain::id::EntityId;
use std::io::Read;
use std::sync::Arc;

/// The most slots of a part: what a change copies. 1,000,000 rows make a list of 8,000 parts.
const PART: usize = 128;

/// Slots in the order of ids. Whoever asks says which id is in a slot.
#[derive(Debug, Clone)]
pub(super) struct Sorted<Id> {
    parts: Vec<Arc<Part<Id>>>,
    len: usize,
}

/// Some slots in order.
#[derive(Debug, Clone)]
struct Part<Id> {
    /// None of their ids is greater than this, and all that come after them are: which part an id is in
    /// is told without a look at rows.
    until: Id,
    slots: Vec<Slot>,
    /// Of the id in each slot, what [`print_of`] tells.
    prints: Vec<u8>,
}

/// A byte of the hash of an id: it is kept with the lists, so that every build has to reckon it in the same
/// way.
fn print_of(id: impl Into<EntityId>) -> u8 {
    let [print, ..] = crc32c::crc32c(&id.into().bytes).to_le_bytes();
    print
}

impl<Id> Default for Sorted<Id> {
    fn default() -> Self {
        Self { parts: Vec::new(), len: 0 }
    }
}

impl<Id> Sorted<Id> {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// All slots.
    pub(super) fn slots(&self) -> impl DoubleEndedIterator<Item = Slot> {
        let slots = self.parts.iter().flat_map(|part| part.slots.iter().copied());
        slots.inspect(|_| look())
    }
}

impl<Id: Ord + Copy + Into<EntityId>> Sorted<Id> {
    /// In which part an id is or belongs, and its place there.
    fn place(&self, id: Id, id_in: impl Fn(Slot) -> Option<Id>) -> (usize, Result<usize, usize>) {
        look();
        let part = self.parts.partition_point(|part| part.until < id);
        let slots = self.parts.get(part).map(|part| part.slots.as_slice()).unwrap_or_default();
        (part, slots.binary_search_by(|slot| id_in(*slot).cmp(&Some(id))))
    }

    /// The slot of an id.
    pub(super) fn slot(&self, id: Id, id_in: impl Fn(Slot) -> Option<Id>) -> Option<Slot> {
        look();
        let part = self.parts.get(self.parts.partition_point(|part| part.until < id))?;
        let print = print_of(id);
        let printed = part.prints.iter().zip(&part.slots).filter(|(it, _)| **it == print);
        let mut slots = printed.map(|(_, slot)| *slot);
        slots.find(|slot| id_in(*slot) == Some(id))
    }

    /// Puts the slot of an id in that has none, whose row is there already.
    pub(super) fn insert(&mut self, id: Id, slot: Slot, id_in: impl Fn(Slot) -> Option<Id>) {
        let (at, Err(place)) = self.place(id, &id_in) else { return };
        self.len += 1;
        let Some(part) = self.parts.get_mut(at) else { return self.append(id, slot) };
        let part = Arc::make_mut(part);
        part.slots.insert(place, slot);
        part.prints.insert(place, print_of(id));
        if part.slots.len() > PART
            && let Some(middle) = part.slots.get(PART / 2 - 1).and_then(|slot| id_in(*slot))
        {
            let (slots, prints) = (part.slots.split_off(PART / 2), part.prints.split_off(PART / 2));
            part.slots.shrink_to_fit();
            part.prints.shrink_to_fit();
            let until = std::mem::replace(&mut part.until, middle);
            let upper = Part { until, slots, prints };
            self.parts.insert(at + 1, Arc::new(upper));
        }
    }

    /// What comes last fills the last part up: ids are made in order.
    fn append(&mut self, id: Id, slot: Slot) {
        match self.parts.last_mut() {
            Some(last) if last.slots.len() < PART => {
                let last = Arc::make_mut(last);
                last.until = id;
                last.slots.push(slot);
                last.prints.push(print_of(id));
            }
            _ => {
                let (slots, prints) = (vec![slot], vec![print_of(id)]);
                self.parts.push(Arc::new(Part { until: id, slots, prints }));
            }
        }
    }

    /// Takes the slot of an id out, whose row is still there.
    pub(super) fn remove(&mut self, id: Id, id_in: impl Fn(Slot) -> Option<Id>) -> Option<Slot> {
        let (at, place) = self.place(id, id_in);
        let place = place.ok()?;
        let part = Arc::make_mut(self.parts.get_mut(at)?);
        let slot = part.slots.remove(place);
        part.prints.remove(place);
        if part.slots.is_empty() {
            self.parts.remove(at);
        }
        self.len -= 1;
        Some(slot)
    }
}

impl<Id: Flat> Sorted<Id> {
    /// Adds the parts to some blocks: an id, and each slot with a byte of the hash of its id.
    pub(super) fn write(&self, to: &mut Blocks) -> Option<()> {
        to.put_value(&self.parts.len())?;
        let mut block = Vec::new();
        for part in &self.parts {
            block.clear();
            part.until.put(&mut block);
            for (slot, print) in part.slots.iter().zip(&part.prints) {
                slot.put(&mut block);
                block.push(*print);
            }
            to.put(&block);
        }
        Some(())
    }

    /// What [`Sorted::write`] wrote.
    pub(super) fn read(from: &mut Unread<impl Read>) -> Option<Self> {
        let parts = (0..from.take_value::<usize>()?).map(|_| Part::read(from.take()?));
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let len = parts.iter().map(|part| part.slots.len()).sum();
        Some(Self { parts: parts.into_iter().map(Arc::new).collect(), len })
    }
}

impl<Id: Flat> Part<Id> {
    fn read(mut block: &[u8]) -> Option<Self> {
        let until = Id::take(&mut block)?;
        let (entries, rest) = block.as_chunks();
        let entries = entries
            .iter()
            .map(|[a, b, c, d, print]| (Slot::from_le_bytes([*a, *b, *c, *d]), *print));
        let (slots, prints) = entries.unzip();
        rest.is_empty().then_some(Self { until, slots, prints })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IssueId;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::collections::btree_map::Entry;

    /// Ids of which many have the same print.
    fn id(number: u16) -> IssueId {
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        IssueId::from_bytes(bytes)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_holds_what_a_sorted_map_holds(
            changes in prop::collection::vec((0_u16..900, prop::bool::weighted(0.8)), 0..1_200),
        ) {
            let (mut sorted, mut model) = (Sorted::<IssueId>::default(), BTreeMap::new());
            // What was in a slot, whether it is in order or not.
            let mut ids = Vec::new();
            for (number, is_there) in changes {
                let id = id(number);
                if !is_there {
                    let id_in = |slot: Slot| ids.get(slot as usize).copied();
                    prop_assert_eq!(sorted.remove(id, id_in), model.remove(&id));
                } else if let Entry::Vacant(vacant) = model.entry(id) {
                    let slot = Slot::try_from(ids.len()).unwrap();
                    ids.push(id);
                    sorted.insert(id, slot, |slot| ids.get(slot as usize).copied());
                    vacant.insert(slot);
                }
            }
            let id_in = |slot: Slot| ids.get(slot as usize).copied();
            prop_assert!(sorted.slots().eq(model.values().copied()));
            prop_assert_eq!(sorted.len(), model.len());
            prop_assert!(sorted.parts.iter().all(|part| part.slots.len() <= PART));
            for id in (0..900).map(id) {
                prop_assert_eq!(sorted.slot(id, id_in), model.get(&id).copied());
            }
            let copy = sorted.clone();
            for (id, slot) in model.iter().take(200) {
                prop_assert_eq!(sorted.remove(*id, id_in), Some(*slot));
            }
            prop_assert!(copy.slots().eq(model.into_values()), "a copy changed with the other");
        }
    }
}
