//! How a fact becomes bytes that prove themselves. The only user of bincode.
//!
//! Pure: knows nothing of files, of the clock on the wall or of what a fact means. What a reader
//! needs to know, in order: [`Record`] (one fact and its place in the chain), [`Chain`] (the
//! heads, what makes a gap or a forgery show), [`ChangeAssembler`] (several facts that are only
//! visible together), [`HybridClock`] (their order in time).

mod chain;
mod change;
mod clock;
mod codec;
mod error;
mod ids;
mod record;

pub use chain::{Chain, Facts, Head};
pub use change::ChangeAssembler;
pub use clock::{HybridClock, MAX_AHEAD_MILLIS, Stamp};
pub use codec::{
    MAX_DECODED_BYTES, MAX_ENCODED_BYTES, MAX_ROW_BYTES, decode, decode_first, decode_row, encode,
    encode_row,
};
pub use error::LogError;
pub use ids::{ActorId, ChangeId, EntityId, RecordId, ReplicaId, Salt, StoreId, StreamId};
pub use record::{
    BodySlot, ChangeMark, EntityRef, Header, MAX_BODY_BYTES, MAX_CHANGE_RECORDS, MAX_HEADER_BYTES,
    RECORD_VERSION, Record, Seen, body_hash,
};
