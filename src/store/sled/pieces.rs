//! Values in pieces, each with its checksum: what sled holds byte by byte.

use super::super::port::RowsError;

/// The longest piece; sled keeps longer values in files that it never syncs.
pub const PIECE_BYTES: usize = 6_000;
/// The longest value: its pieces are numbered in two bytes.
pub(super) const MOST_BYTES: usize = PIECE_BYTES * u16::MAX as usize;
const CRC_BYTES: usize = 4;
const PLACE_BYTES: usize = 2;

/// The key of a piece: the first has the plain key, so that most values need no more than one.
pub(super) fn piece_key(key: &[u8], place: usize) -> Option<Vec<u8>> {
    let place = u16::try_from(place).ok()?;
    let mut piece = key.to_vec();
    if place > 0 {
        piece.extend(place.to_be_bytes());
    }
    Some(piece)
}

/// A value as it lies in sled.
pub(super) fn seal(key: &[u8], pieces: u16, bytes: &[u8]) -> Vec<u8> {
    let mut value = vec![0; CRC_BYTES];
    value.extend(pieces.to_le_bytes());
    value.extend(bytes);
    let crc = checksum(key, value.get(CRC_BYTES..).unwrap_or_default());
    value.splice(..CRC_BYTES, crc.to_le_bytes());
    value
}

/// Splits a value into pieces with their keys; `None` above 65,535 pieces.
pub(super) fn split(key: &[u8], bytes: &[u8]) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let parts: Vec<&[u8]> =
        if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PIECE_BYTES).collect() };
    let count = u16::try_from(parts.len()).ok()?;
    parts
        .into_iter()
        .enumerate()
        .map(|(place, part)| {
            let key = piece_key(key, place)?;
            let value = seal(&key, count, part);
            Some((key, value))
        })
        .collect()
}

/// Checks a value and returns how many pieces there are, and its bytes.
pub(super) fn check<'a>(
    key: &[u8],
    value: &'a [u8],
    what: &'static str,
) -> Result<(u16, &'a [u8]), RowsError> {
    let damaged = || RowsError::Damaged { what };
    let (crc, rest) = value.split_first_chunk::<CRC_BYTES>().ok_or_else(damaged)?;
    if u32::from_le_bytes(*crc) != checksum(key, rest) {
        return Err(damaged());
    }
    let (pieces, bytes) = rest.split_first_chunk::<PLACE_BYTES>().ok_or_else(damaged)?;
    Ok((u16::from_le_bytes(*pieces), bytes))
}

fn checksum(key: &[u8], rest: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(key), rest)
}

/// A plain key and its whole value.
pub(super) type Entry = (Vec<u8>, Vec<u8>);

/// Puts pieces together again that come in the order of their keys.
pub(super) struct Gather {
    key_bytes: usize,
    what: &'static str,
    key: Vec<u8>,
    bytes: Vec<u8>,
    seen: u16,
    count: u16,
}

impl Gather {
    /// Gathers values whose plain keys have `key_bytes` bytes.
    pub(super) fn new(key_bytes: usize, what: &'static str) -> Self {
        Self { key_bytes, what, key: Vec::new(), bytes: Vec::new(), seen: 0, count: 0 }
    }

    /// Takes the next piece; gives key and value when it was the last one.
    pub(super) fn feed(&mut self, key: &[u8], value: &[u8]) -> Result<Option<Entry>, RowsError> {
        let (count, bytes) = check(key, value, self.what)?;
        let (plain, place) = key.split_at_checked(self.key_bytes).ok_or_else(|| self.damaged())?;
        let place = match place {
            [] => 0,
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => return Err(self.damaged()),
        };
        if place == 0 {
            self.finish()?;
            self.key = plain.to_vec();
            self.count = count;
        }
        if place != self.seen || plain != self.key || count != self.count {
            return Err(self.damaged());
        }
        self.bytes.extend(bytes);
        self.seen += 1;
        if self.seen < self.count {
            return Ok(None);
        }
        self.seen = 0;
        self.count = 0;
        Ok(Some((std::mem::take(&mut self.key), std::mem::take(&mut self.bytes))))
    }

    /// Refuses to end in the middle of a value.
    pub(super) fn finish(&self) -> Result<(), RowsError> {
        if self.count == 0 { Ok(()) } else { Err(self.damaged()) }
    }

    const fn damaged(&self) -> RowsError {
        RowsError::Damaged { what: self.what }
    }
}
