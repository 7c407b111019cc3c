//! The heads of all chains: what the next record of a stream and replica has to follow.

use std::collections::BTreeMap;

use super::{
    ActorId, ChangeMark, EntityRef, Header, LogError, RECORD_VERSION, Record, RecordId, ReplicaId,
    Salt, Seen, Stamp, StreamId,
};

/// The last record of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its sequence number; 0 before the first.
    pub seq: u64,
    /// Its identity.
    pub id: RecordId,
}

impl Head {
    /// The head of a chain without records.
    pub const EMPTY: Self = Self { seq: 0, id: RecordId::NONE };
}

/// What the writer of a record knows; version and sequence number come from the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The stream to write to.
    pub stream: StreamId,
    /// The replica that writes.
    pub replica: ReplicaId,
    /// When.
    pub at: Stamp,
    /// Which other replicas advanced since the record before.
    pub seen: Vec<Seen>,
    /// The change it is part of.
    pub change: ChangeMark,
    /// Who did it.
    pub actor: ActorId,
    /// The kind of event.
    pub kind: u16,
    /// What it is about.
    pub entity: EntityRef,
}

impl Facts {
    fn into_header(self, seq: u64) -> Header {
        let Self { stream, replica, at, seen, change, actor, kind, entity } = self;
        let version = RECORD_VERSION;
        Header { version, stream, replica, seq, at, seen, change, actor, kind, entity }
    }
}

/// The head of every chain, one per stream and replica.
///
/// Small, and cheap to clone: a writer extends a clone and keeps it once the records are saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    heads: BTreeMap<(StreamId, ReplicaId), Head>,
}

impl Chain {
    /// The head of one chain; [`Head::EMPTY`] if nothing was written to it.
    pub fn head(&self, stream: StreamId, replica: ReplicaId) -> Head {
        self.heads.get(&(stream, replica)).copied().unwrap_or(Head::EMPTY)
    }

    /// All heads, ordered by stream and replica.
    pub fn heads(&self) -> impl Iterator<Item = (StreamId, ReplicaId, Head)> + '_ {
        self.heads.iter().map(|(&(stream, replica), &head)| (stream, replica, head))
    }

    /// Continues a chain from a head that was kept elsewhere.
    pub fn resume(&mut self, stream: StreamId, replica: ReplicaId, head: Head) {
        self.heads.insert((stream, replica), head);
    }

    /// Composes the next record of a chain and moves its head there.
    ///
    /// # Errors
    /// Those of [`Record::seal`]; the head then stays.
    pub fn extend(&mut self, facts: Facts, salt: Salt, body: Vec<u8>) -> Result<Record, LogError> {
        let head = self.head(facts.stream, facts.replica);
        let header = facts.into_header(head.seq.saturating_add(1));
        let record = Record::seal(header, head.id, salt, body)?;
        self.advance(&record);
        Ok(record)
    }

    /// Whether a record, which already proves itself, is the next of its chain.
    ///
    /// # Errors
    /// [`LogError::Gap`] for another sequence number, a repeated one included, and
    /// [`LogError::WrongPrevious`] for the right number after another record.
    pub fn verify(&self, record: &Record) -> Result<(), LogError> {
        let header = record.header();
        let head = self.head(header.stream, header.replica);
        let expected = head.seq.saturating_add(1);
        if header.seq != expected {
            return Err(LogError::Gap { expected, found: header.seq });
        }
        if record.previous() != head.id {
            return Err(LogError::WrongPrevious { seq: header.seq });
        }
        Ok(())
    }

    /// Verifies a record and moves the head of its chain there.
    ///
    /// # Errors
    /// Those of [`Chain::verify`]; the head then stays.
    pub fn accept(&mut self, record: &Record) -> Result<(), LogError> {
        self.verify(record)?;
        self.advance(record);
        Ok(())
    }

    fn advance(&mut self, record: &Record) {
        let header = record.header();
        let head = Head { seq: header.seq, id: record.id() };
        self.heads.insert((header.stream, header.replica), head);
    }
}
