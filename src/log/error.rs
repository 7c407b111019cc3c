//! What can be wrong with bytes of the log.

use std::fmt;

/// Why bytes were refused, or could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogError {
    /// The bytes end before their parts do.
    Truncated,
    /// Bytes are left over after the last part.
    TrailingBytes {
        /// How many.
        extra: usize,
    },
    /// A part is longer than its bound.
    TooLarge {
        /// The bound, in bytes.
        bound: usize,
    },
    /// The record was written by a newer build.
    UnknownVersion(u8),
    /// The body slot is of a kind that this build does not know.
    UnknownSlot(u8),
    /// The bytes are not those that were written.
    Checksum,
    /// A value cannot be written.
    Encode,
    /// The bytes are no value of the type asked for.
    Decode,
    /// A sequence number of zero: they start at one.
    ZeroSequence,
    /// A change whose index is not below its count, or whose count is out of range.
    BadChangeMark {
        /// The place within the change.
        index: u32,
        /// How many records the change has.
        count: u32,
    },
    /// A record of a change does not follow the one before it.
    ChangeBroken {
        /// The index that had to come.
        expected: u32,
        /// The index that came.
        found: u32,
    },
    /// A revealed body is not the one that the record stands for.
    BodyHash {
        /// The record's place in its chain.
        seq: u64,
    },
    /// The identity does not follow from the record's own bytes.
    WrongId {
        /// The record's place in its chain.
        seq: u64,
    },
    /// The record follows another one than the head of its chain.
    WrongPrevious {
        /// The record's place in its chain.
        seq: u64,
    },
    /// A sequence number other than the next one of its chain.
    Gap {
        /// The number that had to come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The last stamp lies more than 24 hours ahead of the wall clock.
    ClockTooFarAhead {
        /// By how much the next stamp would be ahead.
        ahead_millis: u64,
    },
    /// The system gave no random bytes.
    NoRandomness,
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => write!(f, "the bytes end early"),
            Self::TrailingBytes { extra } => write!(f, "{extra} bytes are left over"),
            Self::TooLarge { bound } => write!(f, "longer than {bound} bytes"),
            Self::UnknownVersion(version) => write!(f, "record of unknown version {version}"),
            Self::UnknownSlot(slot) => write!(f, "body slot of unknown kind {slot}"),
            Self::Checksum => write!(f, "checksum does not match"),
            Self::Encode => write!(f, "value cannot be encoded"),
            Self::Decode => write!(f, "bytes cannot be decoded"),
            Self::ZeroSequence => write!(f, "sequence number is zero"),
            Self::BadChangeMark { index, count } => {
                write!(f, "record {index} of a change of {count}")
            }
            Self::ChangeBroken { expected, found } => {
                write!(f, "record {found} of a change where {expected} had to come")
            }
            Self::BodyHash { seq } => write!(f, "body of record {seq} is not the one recorded"),
            Self::WrongId { seq } => write!(f, "record {seq} does not prove itself"),
            Self::WrongPrevious { seq } => write!(f, "record {seq} follows another record"),
            Self::Gap { expected, found } => write!(f, "record {found} instead of {expected}"),
            Self::ClockTooFarAhead { ahead_millis } => {
                write!(f, "last stamp is {ahead_millis} ms ahead of the clock")
            }
            Self::NoRandomness => write!(f, "no random bytes from the system"),
        }
    }
}

impl std::error::Error for LogError {}
