//! What the rows say about themselves: how far they follow the journal, and what they add up to.

use super::engine::Cause;
use super::error::StoreError;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::{self, Chain, Head, RecordId, ReplicaId, Stamp, StreamId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More entities than this are not named one by one as read-only: all of them are.
const FROZEN_ENTITIES: usize = 20_000;

/// Rises whenever the shape of a row or the fold changes: rows of another version are rebuilt.
pub const VIEW_VERSION: u16 = 6;

/// The state of all rows after a group of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Summary {
    /// The store that they belong to.
    pub store: [u8; 16],
    /// The generation of the journal when this was written; group numbers are the same in all.
    pub generation: u32,
    /// The last group that is in the rows; changes that it leaves unfinished are not.
    pub group: u64,
    /// The time stamp of the last record.
    pub stamp: u64,
    /// The heads of all chains.
    heads: Vec<StoredHead>,
    /// What the rows of each kind add up to, by the kind's code.
    sums: Vec<(u8, KindSum)>,
    /// Entities with an event that this build does not know: they are read-only.
    frozen: BTreeSet<(u8, [u8; 16])>,
    /// There are too many of them to be named.
    all_frozen: bool,
}

/// Why an entity can only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrozenReason {
    /// An event about it, or a change that it is part of, is of a newer build.
    NewerEvent,
    /// So many are that they are not told apart: all of them can only be read.
    TooMany,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct StoredHead {
    stream: StreamId,
    replica: ReplicaId,
    seq: u64,
    id: RecordId,
}

/// What the rows of one kind add up to: a lost or changed row shows in a full scan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KindSum {
    /// How many rows there are.
    pub count: u64,
    /// The sum of their CRC32C over id and bytes.
    pub sum: u64,
}

impl KindSum {
    /// Adds a row.
    pub(super) fn add(&mut self, crc: u32) {
        self.count = self.count.wrapping_add(1);
        self.sum = self.sum.wrapping_add(u64::from(crc));
    }

    /// Takes a row away.
    pub(super) fn remove(&mut self, crc: u32) {
        self.count = self.count.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(u64::from(crc));
    }
}

/// The checksum by which a row counts in its [`KindSum`].
pub(super) fn row_crc(id: EntityId, bytes: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c_append(u32::from(id.kind.code()), &id.bytes), bytes)
}

impl Summary {
    /// The state before the first group.
    pub(super) fn empty(store: [u8; 16], generation: u32) -> Self {
        Self {
            store,
            generation,
            group: 0,
            stamp: 0,
            heads: Vec::new(),
            sums: EntityKind::ALL.iter().map(|kind| (kind.code(), KindSum::default())).collect(),
            frozen: BTreeSet::new(),
            all_frozen: false,
        }
    }

    /// The bytes: the version of the rows (two bytes, little end first), then the rest, so that
    /// another shape is told from damage.
    pub(super) fn encode(&self) -> Result<Vec<u8>, StoreError> {
        let mut bytes = VIEW_VERSION.to_le_bytes().to_vec();
        bytes.extend(log::encode_row(self)?);
        Ok(bytes)
    }

    /// Reads a summary, or says why the rows have to be made anew.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Cause> {
        let Some((views, rest)) = bytes.split_first_chunk::<2>() else {
            return Err(Cause::Damaged);
        };
        if u16::from_le_bytes(*views) != VIEW_VERSION {
            return Err(Cause::NewShape);
        }
        log::decode_row(rest).ok().ok_or(Cause::Damaged)
    }

    /// Makes an entity read-only.
    pub(super) fn freeze(&mut self, kind: u8, id: [u8; 16]) {
        if self.frozen.len() < FROZEN_ENTITIES {
            self.frozen.insert((kind, id));
        } else {
            self.all_frozen = true;
        }
    }

    /// Why an entity is read-only here, if it is.
    pub(super) fn why_frozen(&self, id: EntityId) -> Option<FrozenReason> {
        if self.frozen.contains(&(id.kind.code(), id.bytes)) {
            Some(FrozenReason::NewerEvent)
        } else {
            self.all_frozen.then_some(FrozenReason::TooMany)
        }
    }

    /// Whether there is anything that can only be read.
    pub(super) fn has_frozen(&self) -> bool {
        self.all_frozen || !self.frozen.is_empty()
    }

    /// One of the entities that are read-only here, if there are any.
    pub(super) fn any_frozen(&self) -> Option<EntityId> {
        let known = |(code, bytes): &(u8, [u8; 16])| {
            Some(EntityId { kind: EntityKind::try_from(*code).ok()?, bytes: *bytes })
        };
        self.frozen.iter().find_map(known)
    }

    /// What the rows of a kind add up to.
    pub(super) fn sum(&self, kind: EntityKind) -> KindSum {
        self.sums
            .iter()
            .find(|(code, _)| *code == kind.code())
            .map_or_else(KindSum::default, |(_, sum)| *sum)
    }

    /// The sum of a kind, to be changed.
    pub(super) fn sum_mut(&mut self, kind: EntityKind) -> Option<&mut KindSum> {
        self.sums.iter_mut().find(|(code, _)| *code == kind.code()).map(|(_, sum)| sum)
    }

    /// The chains as these rows know them.
    pub(super) fn chain(&self) -> Chain {
        let mut chain = Chain::default();
        for head in &self.heads {
            chain.resume(head.stream, head.replica, Head { seq: head.seq, id: head.id });
        }
        chain
    }

    /// Takes over the heads of the chains.
    pub(super) fn keep_chain(&mut self, chain: &Chain) {
        self.heads = chain
            .heads()
            .map(|(stream, replica, head)| StoredHead {
                stream,
                replica,
                seq: head.seq,
                id: head.id,
            })
            .collect();
    }

    /// Remembers the last time stamp.
    pub(super) const fn keep_stamp(&mut self, stamp: Stamp) {
        self.stamp = stamp.to_bits();
    }
}
