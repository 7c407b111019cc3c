//! Sorted rows that are cheap to copy: two copies share everything that neither has changed.
//!
//! The store's thread keeps the rows and hands the screens a copy after each change. Entries lie
//! in chunks that are counted references; a change copies one chunk and the list of chunks.

use std::collections::BTreeSet;
use std::sync::Arc;

/// The most entries of a chunk: what a change copies. 100,000 rows make a list of 800 chunks.
pub(super) const CHUNK: usize = 128;

/// A sorted map.
#[derive(Debug, Clone)]
pub(super) struct Shared<K, V = ()> {
    chunks: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

/// Two maps are equal when they hold the same, however it lies in chunks.
impl<K: PartialEq, V: PartialEq> PartialEq for Shared<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.entries().eq(other.entries())
    }
}

impl<K: Eq, V: Eq> Eq for Shared<K, V> {}

impl<K, V> Shared<K, V> {
    /// Whether this is a copy in which nothing was changed since; a change to the same value is one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let mut chunks = self.chunks.iter().zip(&other.chunks);
        self.chunks.len() == other.chunks.len() && chunks.all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// The entries as they lie.
    pub(super) fn chunks(&self) -> &[Arc<Vec<(K, V)>>] {
        &self.chunks
    }

    /// Entries that lie so already, in the order of their keys.
    pub(super) fn of_chunks(chunks: Vec<Vec<(K, V)>>) -> Self {
        let len = chunks.iter().map(Vec::len).sum();
        Self { chunks: chunks.into_iter().map(Arc::new).collect(), len }
    }

    /// How many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All entries, in the order of their keys.
    pub(super) fn entries(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        let entries = self.chunks.iter().flat_map(|chunk| chunk.iter());
        entries.inspect(|_| look()).map(|(key, value)| (key, value))
    }

    /// All keys, in order.
    pub(super) fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.entries().map(|(key, _)| key)
    }
}

impl<K: Ord, V> Shared<K, V> {
    /// The first chunk that could hold the key: those before it end sooner.
    fn chunk_of(&self, key: &K) -> usize {
        self.chunks.partition_point(|chunk| chunk.last().is_some_and(|(last, _)| last < key))
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        look();
        let chunk = self.chunks.get(self.chunk_of(key))?;
        let at = chunk.binary_search_by(|(it, _)| it.cmp(key)).ok()?;
        chunk.get(at).map(|(_, value)| value)
    }

    /// The entries from a key on, in order.
    pub(super) fn from<'a>(
        &'a self,
        key: &K,
    ) -> impl Iterator<Item = (&'a K, &'a V)> + use<'a, K, V> {
        let chunks = self.chunks.get(self.chunk_of(key)..).unwrap_or_default();
        let skipped = chunks.first().map_or(0, |it| it.partition_point(|(it, _)| it < key));
        let entries = chunks.iter().flat_map(|chunk| chunk.iter()).skip(skipped);
        entries.inspect(|_| look()).map(|(key, value)| (key, value))
    }
}

impl<K: Ord + Clone, V: Clone> Shared<K, V> {
    /// Puts a value in; returns the one that was there.
    pub(super) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let place = self.chunk_of(&key);
        let Some(chunk) = self.chunks.get_mut(place) else {
            self.append(key, value);
            return None;
        };
        let chunk = Arc::make_mut(chunk);
        match chunk.binary_search_by(|(it, _)| it.cmp(&key)) {
            Ok(at) => chunk.get_mut(at).map(|(_, held)| std::mem::replace(held, value)),
            Err(at) => {
                chunk.insert(at, (key, value));
                if chunk.len() > CHUNK {
                    let upper = chunk.split_off(CHUNK / 2);
                    chunk.shrink_to_fit();
                    self.chunks.insert(place + 1, Arc::new(upper));
                }
                self.len += 1;
                None
            }
        }
    }

    /// What comes last fills the last chunk up: ids are made in order.
    fn append(&mut self, key: K, value: V) {
        self.len += 1;
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push((key, value)),
            _ => self.chunks.push(Arc::new(vec![(key, value)])),
        }
    }

    /// Takes a value out.
    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.chunk_of(key);
        let chunk = self.chunks.get_mut(place)?;
        let at = chunk.binary_search_by(|(it, _)| it.cmp(key)).ok()?;
        let (_, value) = Arc::make_mut(chunk).remove(at);
        if chunk.is_empty() {
            self.chunks.remove(place);
        }
        self.len -= 1;
        Some(value)
    }

    /// The keys that an older copy has another value for, or that only one of the two has; in
    /// order. Looks only at the chunks that they do not share.
    pub(super) fn changed_since(&self, old: &Self, is_same: impl Fn(&V, &V) -> bool) -> Vec<K> {
        let (news, olds) = (self.addresses(), old.addresses());
        let only = |map: &Self, others: &BTreeSet<usize>| {
            let chunks = map.chunks.iter().filter(|it| !others.contains(&address(it)));
            chunks.cloned().collect::<Vec<_>>()
        };
        let mut keys: Vec<K> = Vec::new();
        for (key, value) in only(self, &olds).iter().flat_map(|chunk| chunk.iter()) {
            if old.get(key).is_none_or(|held| !is_same(held, value)) {
                keys.push(key.clone());
            }
        }
        for (key, _) in only(old, &news).iter().flat_map(|chunk| chunk.iter()) {
            if self.get(key).is_none() {
                keys.push(key.clone());
            }
        }
        keys.sort_unstable();
        keys
    }

    fn addresses(&self) -> BTreeSet<usize> {
        self.chunks.iter().map(address).collect()
    }
}

/// Takes note, in tests, that an entry is looked at: what a key costs must not grow with the rows.
#[cfg_attr(not(test), expect(clippy::missing_const_for_fn, reason = "it counts in tests"))]
pub(super) fn look() {
    #[cfg(test)]
    LOOKED_AT.with(|count| count.set(count.get() + 1));
}

#[cfg(test)]
std::thread_local! {
    static LOOKED_AT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many entries this thread has looked at so far.
#[cfg(test)]
pub(crate) fn looked_at() -> usize {
    LOOKED_AT.get()
}

fn address<T>(chunk: &Arc<T>) -> usize {
    Arc::as_ptr(chunk).addr()
}

impl<K: Ord> FromIterator<K> for Shared<K> {
    /// Puts many in at once.
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut keys: Vec<K> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        let len = keys.len();
        let mut entries = keys.into_iter().map(|key| (key, ()));
        let chunk = |_| Arc::new(entries.by_ref().take(CHUNK).collect());
        Self { chunks: (0..len.div_ceil(CHUNK)).map(chunk).collect(), len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_copy_shares_what_has_not_changed() {
        let mut map = Shared::default();
        for key in 0..10_000 {
            map.insert(key, key);
        }
        let copy = map.clone();
        map.insert(5_000, 1);
        map.remove(&9_999);
        let kept = map.addresses().intersection(&copy.addresses()).count();
        assert_eq!(kept, copy.chunks.len() - 2);
        assert_eq!(map.changed_since(&copy, |a, b| a == b), [5_000, 9_999]);
        assert_eq!(copy.get(&5_000), Some(&5_000));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_holds_what_a_sorted_map_holds(
            first in prop::collection::vec(0_u16..900, 0..600),
            then in prop::collection::vec((0_u16..900, any::<Option<u8>>()), 0..600),
        ) {
            let set: Shared<u16> = first.iter().copied().collect();
            prop_assert!(set.keys().eq(&first.iter().copied().collect::<BTreeSet<_>>()));
            let (mut map, mut model) = (Shared::<u16, u8>::default(), BTreeMap::new());
            for key in first {
                prop_assert_eq!(map.insert(key, 1), model.insert(key, 1));
            }
            let (old, old_model) = (map.clone(), model.clone());
            for (key, value) in then {
                let held = if let Some(value) = value {
                    (map.insert(key, value), model.insert(key, value))
                } else {
                    (map.remove(&key), model.remove(&key))
                };
                prop_assert_eq!(held.0, held.1);
            }
            prop_assert!(map.entries().eq(&model));
            prop_assert_eq!(map.len(), model.len());
            for key in 0..900 {
                prop_assert_eq!(map.get(&key), model.get(&key));
                let next = map.from(&key).next().map(|(key, _)| *key);
                prop_assert_eq!(next, model.range(key..).next().map(|(key, _)| *key));
            }
            let differ = (0..900).filter(|key| model.get(key) != old_model.get(key));
            prop_assert_eq!(map.changed_since(&old, |a, b| a == b), differ.collect::<Vec<_>>());
        }
    }
}
