//! Values to bytes and back, with bounds; nothing outside this file names bincode.

use bincode::config::{self, Config};
use bincode::error::DecodeError;
use serde::{Serialize, de::DeserializeOwned};

use super::LogError;

/// The most that decoding one value may read or allocate, in bytes.
///
/// Without a limit, damaged lengths make bincode ask for memory until the process is aborted.
pub const MAX_DECODED_BYTES: usize = 1 << 20;

/// The longest value that [`encode`] writes.
///
/// A sixteenth of [`MAX_DECODED_BYTES`], because bincode counts every integer against the limit
/// with its full width (up to 16 bytes) however short it was written: a list of 200,000 small
/// `u64` is 200 KB long and would be refused at reading. Whatever is within this bound can be
/// read again.
pub const MAX_ENCODED_BYTES: usize = MAX_DECODED_BYTES / 16;

/// The longest row that [`encode_row`] writes: a whole entity with all that hangs on it.
pub const MAX_ROW_BYTES: usize = 1 << 20;

const fn limits() -> impl Config {
    config::standard().with_limit::<MAX_DECODED_BYTES>()
}

const fn row_limits() -> impl Config {
    config::standard().with_limit::<{ MAX_ROW_BYTES * 16 }>()
}

/// The bytes of a value: bincode 2, standard configuration, through serde.
///
/// Types must not be recursive or hold lists of `()`: neither is bounded by the limit.
///
/// # Errors
/// [`LogError::TooLarge`] above [`MAX_ENCODED_BYTES`], [`LogError::Encode`] where serde refuses.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, LogError> {
    encode_within(value, limits(), MAX_ENCODED_BYTES)
}

/// The bytes of a row of the store, which folding events may make longer than any one of them.
///
/// # Errors
/// [`LogError::TooLarge`] above [`MAX_ROW_BYTES`], [`LogError::Encode`] where serde refuses.
pub fn encode_row<T: Serialize>(value: &T) -> Result<Vec<u8>, LogError> {
    encode_within(value, row_limits(), MAX_ROW_BYTES)
}

fn encode_within<T: Serialize>(
    value: &T,
    limits: impl Config,
    bound: usize,
) -> Result<Vec<u8>, LogError> {
    match bincode::serde::encode_to_vec(value, limits) {
        Ok(bytes) if bytes.len() <= bound => Ok(bytes),
        Ok(_) => Err(LogError::TooLarge { bound }),
        Err(_) => Err(LogError::Encode),
    }
}

/// The value that all of these bytes are; never panics, whatever they are.
///
/// bincode finds truncation, but two in three flipped bits just give another value: whoever
/// stores the bytes adds a checksum.
///
/// # Errors
/// [`LogError::Truncated`], [`LogError::TrailingBytes`], [`LogError::TooLarge`], or
/// [`LogError::Decode`] for anything else that is no `T`.
///
/// ```
/// use tanshi::log::{LogError, decode, encode};
///
/// let mut bytes = encode(&(7_u16, "潭事"))?;
/// assert_eq!(decode::<(u16, String)>(&bytes)?, (7, "潭事".to_owned()));
/// bytes.push(0);
/// assert_eq!(decode::<(u16, String)>(&bytes), Err(LogError::TrailingBytes { extra: 1 }));
/// # Ok::<(), LogError>(())
/// ```
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LogError> {
    decode_within(bytes, limits(), MAX_DECODED_BYTES)
}

/// The value of a row that [`encode_row`] wrote; never panics, whatever the bytes are.
///
/// # Errors
/// Those of [`decode`].
pub fn decode_row<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LogError> {
    decode_within(bytes, row_limits(), MAX_ROW_BYTES * 16)
}

/// The value at the beginning of a row that [`encode_row`] wrote, whatever follows it.
///
/// # Errors
/// Those of [`decode`], but [`LogError::TrailingBytes`].
pub fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LogError> {
    decode_from(bytes, row_limits(), MAX_ROW_BYTES * 16).map(|(value, _)| value)
}

fn decode_within<T: DeserializeOwned>(
    bytes: &[u8],
    limits: impl Config,
    bound: usize,
) -> Result<T, LogError> {
    let (value, used) = decode_from(bytes, limits, bound)?;
    match bytes.len().saturating_sub(used) {
        0 => Ok(value),
        extra => Err(LogError::TrailingBytes { extra }),
    }
}

/// A value, and how many bytes it took.
fn decode_from<T: DeserializeOwned>(
    bytes: &[u8],
    limits: impl Config,
    bound: usize,
) -> Result<(T, usize), LogError> {
    match bincode::serde::decode_from_slice(bytes, limits) {
        Ok(read) => Ok(read),
        Err(DecodeError::UnexpectedEnd { .. }) => Err(LogError::Truncated),
        Err(DecodeError::LimitExceeded) => Err(LogError::TooLarge { bound }),
        Err(_) => Err(LogError::Decode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_value_that_is_written_can_be_read_again() {
        // Every element takes one byte written and sixteen of the limit: the worst case.
        let longest = vec![1_u128; MAX_ENCODED_BYTES - 5];
        let bytes = encode(&longest).unwrap();
        assert_eq!(decode::<Vec<u128>>(&bytes).unwrap(), longest);
        let longer = vec![1_u128; MAX_ENCODED_BYTES];
        assert_eq!(encode(&longer), Err(LogError::TooLarge { bound: MAX_ENCODED_BYTES }));
    }

    #[test]
    fn a_length_that_lies_is_refused_and_not_allocated() {
        let lie = [253, 255, 255, 255, 255, 255, 255, 255, 127];
        assert!(decode::<String>(&lie).is_err());
        assert!(decode::<Vec<u64>>(&lie).is_err());
    }
}
