//! The group: what is appended and synced at once, so it is there whole or not at all.
//!
//! # Layout
//!
//! Numbers are little endian.
//!
//! ```text
//! offset  size  what
//! 0       4     magic, "TSgp"
//! 4       8     group number: from 1, without gaps, across all segments
//! 12      4     header CRC of the group before it, 0 for the first
//! 16      4     p, length of the payload, at most 4 MiB
//! 20      4     number of records, 1 to 65,536
//! 24      4     header CRC: CRC32C of bytes 0 to 23
//! 28      p     payload; each record: 4 length (at most 1 MiB) · bytes
//! 28+p    4     CRC32C of the payload
//! ```

use std::ops::Range;

use super::JournalError;

/// The longest record, in bytes.
pub const MAX_RECORD_BYTES: usize = 1 << 20;
/// The longest payload of a group, in bytes.
pub const MAX_PAYLOAD_BYTES: usize = 4 << 20;
/// The most records in a group.
pub const MAX_GROUP_RECORDS: usize = 1 << 16;
/// The highest number of a group: whoever claims a higher one is not believed, so that there is always a next.
pub(super) const MAX_GROUP_NUMBER: u64 = u64::MAX >> 8;

pub(super) const GROUP_MAGIC: [u8; 4] = *b"TSgp";
pub(super) const GROUP_HEADER_BYTES: usize = 28;
const CRC_BYTES: usize = 4;
const LEN_BYTES: usize = 4;

/// Records that were saved together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its number, from 1.
    pub number: u64,
    /// The records as they were appended.
    pub records: Vec<Vec<u8>>,
    /// The segment it is in.
    pub segment: u32,
    /// Where in the segment it starts, in bytes.
    pub offset: u64,
    pub(super) previous_crc: u32,
    pub(super) header_crc: u32,
}

impl Group {
    /// The header CRC of the group that it was written after.
    pub(in crate::store) const fn previous_crc(&self) -> u32 {
        self.previous_crc
    }

    /// Its own header CRC.
    pub(in crate::store) const fn header_crc(&self) -> u32 {
        self.header_crc
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark { group: self.number, header_crc: self.header_crc }
    }
}

/// A group's number and header CRC: what the next one has to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) group: u64,
    pub(super) header_crc: u32,
}

impl Mark {
    /// What the first group of a journal follows.
    pub(super) const START: Self = Self { group: 0, header_crc: 0 };

    pub(super) const fn next_group(self) -> u64 {
        self.group.saturating_add(1)
    }
}

/// The bytes of the group that follows `last`, and its own mark.
pub(super) fn compose<R: AsRef<[u8]>>(
    last: Mark,
    records: &[R],
) -> Result<(Vec<u8>, Mark), JournalError> {
    let payload_len = check_bounds(records)?;
    let group = last.next_group();
    let mut bytes = Vec::with_capacity(GROUP_HEADER_BYTES + payload_len + CRC_BYTES);
    bytes.extend_from_slice(&GROUP_MAGIC);
    bytes.extend_from_slice(&group.to_le_bytes());
    bytes.extend_from_slice(&last.header_crc.to_le_bytes());
    bytes.extend_from_slice(&bounded(payload_len).to_le_bytes());
    bytes.extend_from_slice(&bounded(records.len()).to_le_bytes());
    let header_crc = crc32c::crc32c(&bytes);
    bytes.extend_from_slice(&header_crc.to_le_bytes());
    for record in records.iter().map(AsRef::as_ref) {
        bytes.extend_from_slice(&bounded(record.len()).to_le_bytes());
        bytes.extend_from_slice(record);
    }
    let payload = bytes.get(GROUP_HEADER_BYTES..).unwrap_or_default();
    let payload_crc = crc32c::crc32c(payload);
    bytes.extend_from_slice(&payload_crc.to_le_bytes());
    Ok((bytes, Mark { group, header_crc }))
}

/// The header CRC that a group of these records would have after this one; `None` where no group
/// can hold them.
pub(in crate::store) fn header_crc(
    number: u64,
    previous_crc: u32,
    records: &[Vec<u8>],
) -> Option<u32> {
    let last = Mark { group: number.checked_sub(1)?, header_crc: previous_crc };
    compose(last, records).ok().map(|(_, mark)| mark.header_crc)
}

/// A length within the bounds of this file, all of which fit.
fn bounded(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn check_bounds<R: AsRef<[u8]>>(records: &[R]) -> Result<usize, JournalError> {
    if records.is_empty() {
        return Err(JournalError::EmptyGroup);
    }
    if records.len() > MAX_GROUP_RECORDS {
        return Err(JournalError::TooLarge { bound: MAX_GROUP_RECORDS });
    }
    let mut payload_len = 0;
    for record in records {
        payload_len += record_space(record)?;
    }
    if payload_len > MAX_PAYLOAD_BYTES {
        return Err(JournalError::TooLarge { bound: MAX_PAYLOAD_BYTES });
    }
    Ok(payload_len)
}

fn record_space<R: AsRef<[u8]>>(record: &R) -> Result<usize, JournalError> {
    match record.as_ref().len() {
        len if len > MAX_RECORD_BYTES => Err(JournalError::TooLarge { bound: MAX_RECORD_BYTES }),
        len => Ok(len + LEN_BYTES),
    }
}

/// Splits the records of a large change into runs that each fit one group.
///
/// # Errors
/// [`JournalError::TooLarge`] for a record above [`MAX_RECORD_BYTES`].
pub fn plan_groups<R: AsRef<[u8]>>(records: &[R]) -> Result<Vec<Range<usize>>, JournalError> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut room = 0;
    for (at, record) in records.iter().enumerate() {
        let space = record_space(record)?;
        match runs.last_mut() {
            Some(run) if space <= room && run.len() < MAX_GROUP_RECORDS => run.end = at + 1,
            _ => {
                runs.push(at..at + 1);
                room = MAX_PAYLOAD_BYTES;
            }
        }
        room -= space;
    }
    Ok(runs)
}

/// The group at the start of these bytes, and how many it takes; `None` unless all of it is
/// there and right.
pub(super) fn parse(bytes: &[u8], segment: u32, offset: u64) -> Option<(Group, usize)> {
    let mut header = Fields(bytes.get(..GROUP_HEADER_BYTES)?);
    if header.take::<4>()? != GROUP_MAGIC {
        return None;
    }
    let number = u64::from_le_bytes(header.take()?);
    let previous_crc = header.number()?;
    let payload_len = usize::try_from(header.number()?).ok()?;
    let count = usize::try_from(header.number()?).ok()?;
    let header_crc = header.number()?;
    let sealed = bytes.get(..GROUP_HEADER_BYTES - CRC_BYTES)?;
    if crc32c::crc32c(sealed) != header_crc
        || number > MAX_GROUP_NUMBER
        || payload_len > MAX_PAYLOAD_BYTES
        || count > MAX_GROUP_RECORDS
    {
        return None;
    }
    let mut rest = Fields(bytes.get(GROUP_HEADER_BYTES..)?);
    let payload = rest.block(payload_len)?;
    if crc32c::crc32c(payload) != rest.number()? {
        return None;
    }
    let records = parse_records(payload, count)?;
    let len = GROUP_HEADER_BYTES + payload_len + CRC_BYTES;
    Some((Group { number, records, segment, offset, previous_crc, header_crc }, len))
}

fn parse_records(payload: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let mut fields = Fields(payload);
    let mut records = Vec::new();
    while !fields.0.is_empty() {
        let len = usize::try_from(fields.number()?).ok()?;
        records.push(fields.block(len)?.to_vec());
    }
    (records.len() == count).then_some(records)
}

/// Takes fields off the front.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn block(&mut self, len: usize) -> Option<&'a [u8]> {
        let (block, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(block)
    }
}
