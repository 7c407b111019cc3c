//! One fact in the log: header, body slot, and the identity that proves both and all before.
//!
//! # Layout, version 1
//!
//! Numbers are little endian. `h` is the length of the header, `b` and `s` that of the body.
//!
//! ```text
//! offset   size  what
//! 0        4     h, at most 16 KiB
//! 4        h     header as written; its first byte is the version (1)
//! 4+h      32    identity of the record before it in its chain, zeros for the first
//! 36+h     1     slot: 0 plain, 1 sealed, 2 erased; later kinds are appended
//! 37+h     …       plain    16 salt · 4 length b (at most 256 KiB) · b body
//!                  sealed   32 body hash · 4 length s (at most 256 KiB) · s sealed bytes
//!                  erased   32 body hash
//! end-36   32    identity
//! end-4    4     CRC32C of every byte before it
//! ```
//!
//! The header is bincode (standard configuration). `v` is its variable integer: one byte up to
//! 250, else 251, 252 or 253 and then 2, 4 or 8 bytes.
//!
//! ```text
//! 1 version · 16 stream · 16 replica · v sequence · v stamp
//! v count of seen, each: 16 replica · v sequence
//! 16 change · v index · v count · 16 actor · v kind · 1 kind of entity · 16 entity
//! ```
//!
//! ```text
//! body hash = SHA-256(salt ‖ body)
//! identity  = SHA-256(identity before ‖ SHA-256(header) ‖ body hash)
//! ```
//!
//! A chain is what one replica wrote to one stream. The identity before is stored too, so that a
//! record read on its own still proves itself, and a record that follows a wrong one is told from
//! a record that was changed. Sealing or erasing a body leaves header and identity as they were.
//! The CRC covers what the identity cannot: the sealed bytes. It holds in every version, so
//! damage is told from a record of a newer build.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    ActorId, ChangeId, EntityId, LogError, RecordId, ReplicaId, Salt, Stamp, StreamId, decode,
    encode,
};

/// The version that this build writes.
pub const RECORD_VERSION: u8 = 1;
/// The longest header, in bytes.
pub const MAX_HEADER_BYTES: usize = 16 << 10;
/// The longest body, plain or sealed, in bytes.
pub const MAX_BODY_BYTES: usize = 256 << 10;
/// The most records that one change has.
pub const MAX_CHANGE_RECORDS: u32 = 1 << 20;

const PLAIN: u8 = 0;
const SEALED: u8 = 1;
const ERASED: u8 = 2;
const CRC_BYTES: usize = 4;

/// How far another replica of the stream was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The other replica.
    pub replica: ReplicaId,
    /// Its last sequence number that was known here.
    pub seq: u64,
}

/// A record's place in a change, which is visible only when whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeMark {
    /// The change.
    pub id: ChangeId,
    /// Place within it, from 0.
    pub index: u32,
    /// How many records it has, 1 to [`MAX_CHANGE_RECORDS`].
    pub count: u32,
}

impl ChangeMark {
    /// A change of one record.
    pub const fn single(id: ChangeId) -> Self {
        Self { id, index: 0, count: 1 }
    }

    fn check(self) -> Result<(), LogError> {
        if self.index < self.count && self.count <= MAX_CHANGE_RECORDS {
            return Ok(());
        }
        Err(LogError::BadChangeMark { index: self.index, count: self.count })
    }
}

/// What a record is about. What the kinds mean is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityRef {
    /// The kind of entity.
    pub kind: u8,
    /// Which one.
    pub id: EntityId,
}

/// Everything about a fact except what it says. The order of the fields is that of the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the record, [`RECORD_VERSION`].
    pub version: u8,
    /// The stream it belongs to.
    pub stream: StreamId,
    /// The replica that wrote it.
    pub replica: ReplicaId,
    /// Place in the chain of this stream and replica: from 1, without gaps.
    pub seq: u64,
    /// When it was written.
    pub at: Stamp,
    /// Which other replicas advanced since the record before, and to where.
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

/// What is left of what a fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodySlot {
    /// Readable.
    Plain {
        /// Hashed before the body.
        salt: Salt,
        /// The body as written.
        body: Vec<u8>,
    },
    /// Encrypted; only a key holder gets salt and body back.
    Sealed {
        /// The hash of salt and body, which cannot be computed here.
        body_hash: [u8; 32],
        /// The encrypted bytes.
        sealed: Vec<u8>,
    },
    /// Gone, with its salt.
    Erased {
        /// The hash of the salt and body that were here.
        body_hash: [u8; 32],
    },
}

impl BodySlot {
    /// The hash that the record's identity stands on.
    pub fn body_hash(&self) -> [u8; 32] {
        match self {
            Self::Plain { salt, body } => body_hash(*salt, body),
            Self::Sealed { body_hash, .. } | Self::Erased { body_hash } => *body_hash,
        }
    }

    fn check(&self) -> Result<(), LogError> {
        match self {
            Self::Plain { body: bytes, .. } | Self::Sealed { sealed: bytes, .. }
                if bytes.len() > MAX_BODY_BYTES =>
            {
                Err(LogError::TooLarge { bound: MAX_BODY_BYTES })
            }
            _ => Ok(()),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Plain { salt, body } => {
                out.push(PLAIN);
                out.extend_from_slice(salt.as_bytes());
                put_block(out, body);
            }
            Self::Sealed { body_hash, sealed } => {
                out.push(SEALED);
                out.extend_from_slice(body_hash);
                put_block(out, sealed);
            }
            Self::Erased { body_hash } => {
                out.push(ERASED);
                out.extend_from_slice(body_hash);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, LogError> {
        Ok(match from.array::<1>()? {
            [PLAIN] => Self::Plain {
                salt: Salt::from_bytes(from.array()?),
                body: from.block(MAX_BODY_BYTES)?.to_vec(),
            },
            [SEALED] => Self::Sealed {
                body_hash: from.array()?,
                sealed: from.block(MAX_BODY_BYTES)?.to_vec(),
            },
            [ERASED] => Self::Erased { body_hash: from.array()? },
            [other] => return Err(LogError::UnknownSlot(other)),
        })
    }
}

/// SHA-256 of the salt and then the body.
pub fn body_hash(salt: Salt, body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt.as_bytes()).chain_update(body).finalize().into()
}

/// One fact that proves itself: what [`Record::seal`] made or [`Record::parse`] verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    header_bytes: Vec<u8>,
    header: Header,
    previous: RecordId,
    slot: BodySlot,
    id: RecordId,
}

impl Record {
    /// Composes the record that follows `previous`.
    ///
    /// # Errors
    /// [`LogError::TooLarge`] for a header or body above its bound; [`LogError::UnknownVersion`],
    /// [`LogError::ZeroSequence`] or [`LogError::BadChangeMark`] for a header that no reader
    /// would take.
    pub fn seal(
        header: Header,
        previous: RecordId,
        salt: Salt,
        body: Vec<u8>,
    ) -> Result<Self, LogError> {
        check_header(&header)?;
        let slot = BodySlot::Plain { salt, body };
        slot.check()?;
        let header_bytes = encode(&header)?;
        if header_bytes.len() > MAX_HEADER_BYTES {
            return Err(LogError::TooLarge { bound: MAX_HEADER_BYTES });
        }
        let id = identity(previous, &header_bytes, slot.body_hash());
        Ok(Self { header_bytes, header, previous, slot, id })
    }

    /// Reads one stored record and verifies that it proves itself; what it follows is left to
    /// [`Record::read`] or [`Chain`](super::Chain).
    ///
    /// # Errors
    /// [`LogError::Checksum`] for damaged bytes, [`LogError::WrongId`] for bytes changed together
    /// with their checksum, [`LogError::UnknownVersion`] or [`LogError::UnknownSlot`] for a newer
    /// build's, and the errors of [`decode`] for bytes that are no record.
    pub fn parse(bytes: &[u8]) -> Result<Self, LogError> {
        let (content, crc) = bytes.split_last_chunk::<CRC_BYTES>().ok_or(LogError::Truncated)?;
        if crc32c::crc32c(content) != u32::from_le_bytes(*crc) {
            return Err(LogError::Checksum);
        }
        let mut from = Reader(content);
        let header_bytes = from.block(MAX_HEADER_BYTES)?;
        let header = read_header(header_bytes)?;
        let previous = RecordId::from_bytes(from.array()?);
        let slot = BodySlot::read(&mut from)?;
        let id = RecordId::from_bytes(from.array()?);
        from.end()?;
        if id != identity(previous, header_bytes, slot.body_hash()) {
            return Err(LogError::WrongId { seq: header.seq });
        }
        Ok(Self { header_bytes: header_bytes.to_vec(), header, previous, slot, id })
    }

    /// Reads one stored record and verifies itself and what it follows.
    ///
    /// # Errors
    /// Those of [`Record::parse`], and [`LogError::WrongPrevious`].
    pub fn read(bytes: &[u8], previous: RecordId) -> Result<Self, LogError> {
        let record = Self::parse(bytes)?;
        if record.previous == previous {
            return Ok(record);
        }
        Err(LogError::WrongPrevious { seq: record.header.seq })
    }

    /// The bytes to store; for a record that was read, those that it was read from.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.header_bytes.len() + 256);
        put_block(&mut out, &self.header_bytes);
        out.extend_from_slice(self.previous.as_bytes());
        self.slot.write(&mut out);
        out.extend_from_slice(self.id.as_bytes());
        let crc = crc32c::crc32c(&out);
        out.extend_from_slice(&crc.to_le_bytes());
        out
    }

    /// The same record with its body encrypted; the chain stays valid.
    ///
    /// # Errors
    /// [`LogError::TooLarge`] above [`MAX_BODY_BYTES`].
    pub fn sealed(&self, sealed: Vec<u8>) -> Result<Self, LogError> {
        let slot = BodySlot::Sealed { body_hash: self.body_hash(), sealed };
        slot.check()?;
        Ok(Self { slot, ..self.clone() })
    }

    /// The same record without its body and salt; the chain stays valid.
    #[must_use]
    pub fn erased(&self) -> Self {
        let slot = BodySlot::Erased { body_hash: self.body_hash() };
        Self { slot, ..self.clone() }
    }

    /// The same record with its body readable again, if it is the body that was recorded.
    ///
    /// # Errors
    /// [`LogError::BodyHash`] if it is another.
    pub fn unsealed(&self, salt: Salt, body: Vec<u8>) -> Result<Self, LogError> {
        if body_hash(salt, &body) != self.body_hash() {
            return Err(LogError::BodyHash { seq: self.header.seq });
        }
        Ok(Self { slot: BodySlot::Plain { salt, body }, ..self.clone() })
    }

    /// The header.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The header as written.
    pub fn header_bytes(&self) -> &[u8] {
        &self.header_bytes
    }

    /// The identity of the record before it in its chain.
    pub const fn previous(&self) -> RecordId {
        self.previous
    }

    /// The body slot.
    pub const fn slot(&self) -> &BodySlot {
        &self.slot
    }

    /// The body, if it is readable.
    pub fn body(&self) -> Option<&[u8]> {
        match &self.slot {
            BodySlot::Plain { body, .. } => Some(body),
            BodySlot::Sealed { .. } | BodySlot::Erased { .. } => None,
        }
    }

    /// The hash of salt and body.
    pub fn body_hash(&self) -> [u8; 32] {
        self.slot.body_hash()
    }

    /// The identity.
    pub const fn id(&self) -> RecordId {
        self.id
    }
}

fn identity(previous: RecordId, header_bytes: &[u8], body_hash: [u8; 32]) -> RecordId {
    let hash = Sha256::new()
        .chain_update(previous.as_bytes())
        .chain_update(Sha256::digest(header_bytes))
        .chain_update(body_hash)
        .finalize();
    RecordId::from_bytes(hash.into())
}

fn read_header(bytes: &[u8]) -> Result<Header, LogError> {
    match bytes.first() {
        Some(&RECORD_VERSION) => {}
        Some(&other) => return Err(LogError::UnknownVersion(other)),
        None => return Err(LogError::Truncated),
    }
    let header = decode(bytes)?;
    check_header(&header)?;
    Ok(header)
}

fn check_header(header: &Header) -> Result<(), LogError> {
    if header.version != RECORD_VERSION {
        return Err(LogError::UnknownVersion(header.version));
    }
    if header.seq == 0 {
        return Err(LogError::ZeroSequence);
    }
    header.change.check()
}

/// Appends the length (4 bytes) and the bytes; callers keep them below their bound.
fn put_block(out: &mut Vec<u8>, bytes: &[u8]) {
    let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&len.to_le_bytes());
    out.extend_from_slice(bytes);
}

/// Takes parts off the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], LogError> {
        let (part, rest) = self.0.split_first_chunk::<N>().ok_or(LogError::Truncated)?;
        self.0 = rest;
        Ok(*part)
    }

    fn block(&mut self, bound: usize) -> Result<&'a [u8], LogError> {
        let len = usize::try_from(u32::from_le_bytes(self.array()?)).unwrap_or(usize::MAX);
        if len > bound {
            return Err(LogError::TooLarge { bound });
        }
        let (part, rest) = self.0.split_at_checked(len).ok_or(LogError::Truncated)?;
        self.0 = rest;
        Ok(part)
    }

    fn end(&self) -> Result<(), LogError> {
        match self.0.len() {
            0 => Ok(()),
            extra => Err(LogError::TrailingBytes { extra }),
        }
    }
}
