//! What the rows say about themselves: how far they follow the journal, and what they add up to.

use super::error::StoreError;
use crate::domain::id::{EntityId, EntityKind};
use crate::log::{self, Chain, Head, RecordId, ReplicaId, Stamp, StreamId};
use serde::{Deserialize, Serialize};

/// Rises whenever the shape of a row or the fold changes: rows of another version are rebuilt.
pub(super) const VIEW_VERSION: u16 = 1;

/// The state of all rows after a group of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Summary {
    /// Version of the rows, [`VIEW_VERSION`].
    pub views: u16,
    /// The store that they belong to.
    pub store: [u8; 16],
    /// The generation of the journal that the group number counts in.
    pub generation: u32,
    /// The last group that is in the rows; changes that it leaves unfinished are not.
    pub group: u64,
    /// The latest time stamp in the log.
    pub stamp: u64,
    /// The heads of all chains.
    heads: Vec<StoredHead>,
    /// What the rows of each kind add up to, by the kind's code.
    sums: Vec<(u8, KindSum)>,
    /// Entities with an event that this build does not know: they are read-only.
    pub frozen: Vec<(u8, [u8; 16])>,
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
            views: VIEW_VERSION,
            store,
            generation,
            group: 0,
            stamp: 0,
            heads: Vec::new(),
            sums: EntityKind::ALL.iter().map(|kind| (kind.code(), KindSum::default())).collect(),
            frozen: Vec::new(),
        }
    }

    pub(super) fn encode(&self) -> Result<Vec<u8>, StoreError> {
        log::encode_row(self).map_err(StoreError::Log)
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        log::decode_row(bytes).map_err(StoreError::Log)
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

    /// Remembers the latest time stamp.
    pub(super) fn keep_stamp(&mut self, stamp: Stamp) {
        self.stamp = self.stamp.max(stamp.to_bits());
    }
}
