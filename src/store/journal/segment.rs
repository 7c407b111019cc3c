//! The segment: a file of groups, and how groups are found in it when some are damaged.
//!
//! # Layout
//!
//! Numbers are little endian. The groups follow at byte 50 without gaps.
//!
//! ```text
//! offset  size  what
//! 0       8     magic, "tanshi" CR LF
//! 8       2     format version (1)
//! 10      16    store
//! 26      4     generation: 1, and one more each time the journal is rewritten
//! 30      4     segment number: from 1, without gaps
//! 34      8     number of the first group here
//! 42      4     header CRC of the group before it, 0 for the first
//! 46      4     CRC32C of bytes 0 to 45
//! ```
//!
//! Magic, version and the CRC stay where they are in every later format, so that a newer format
//! is told from a damaged header. The file is named `journal-GGGG-NNNNNNNN.seg` after generation
//! and number. The CRC of the group before spares reading the segment before.

use super::group::{self, Fields, GROUP_MAGIC, Group, MAX_GROUP_NUMBER, Mark};
use super::{Damage, DamageKind};
use crate::log::StoreId;

/// The format that this build writes, and the newest that it reads.
pub const FORMAT_VERSION: u16 = 1;

pub(super) const SEGMENT_HEADER_BYTES: usize = 50;
const MAGIC: [u8; 8] = *b"tanshi\r\n";

/// What a segment says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SegmentHeader {
    pub(super) store: StoreId,
    pub(super) generation: u32,
    pub(super) number: u32,
    /// What the first group follows.
    pub(super) after: Mark,
}

/// What stands at the head of a segment file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderRead {
    Valid(SegmentHeader),
    Newer(u16),
    Damaged,
}

impl SegmentHeader {
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(SEGMENT_HEADER_BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
        bytes.extend_from_slice(self.store.as_bytes());
        bytes.extend_from_slice(&self.generation.to_le_bytes());
        bytes.extend_from_slice(&self.number.to_le_bytes());
        bytes.extend_from_slice(&self.after.next_group().to_le_bytes());
        bytes.extend_from_slice(&self.after.header_crc.to_le_bytes());
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_le_bytes());
        bytes
    }

    pub(super) fn read(bytes: &[u8]) -> HeaderRead {
        Self::parse(bytes).unwrap_or(HeaderRead::Damaged)
    }

    fn parse(bytes: &[u8]) -> Option<HeaderRead> {
        let (sealed, crc) = bytes.get(..SEGMENT_HEADER_BYTES)?.split_last_chunk::<4>()?;
        if crc32c::crc32c(sealed) != u32::from_le_bytes(*crc) {
            return None;
        }
        let mut fields = Fields(sealed);
        if fields.take()? != MAGIC {
            return None;
        }
        let version = u16::from_le_bytes(fields.take()?);
        if version > FORMAT_VERSION {
            return Some(HeaderRead::Newer(version));
        }
        let store = StoreId::from_bytes(fields.take()?);
        let generation = fields.number()?;
        let number = fields.number()?;
        let group = u64::from_le_bytes(fields.take()?).checked_sub(1)?;
        if group > MAX_GROUP_NUMBER {
            return None;
        }
        let after = Mark { group, header_crc: fields.number()? };
        Some(HeaderRead::Valid(Self { store, generation, number, after }))
    }
}

/// The name of a segment file; its fields order the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SegmentName {
    pub(super) generation: u32,
    pub(super) number: u32,
}

impl SegmentName {
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (generation, number) =
            name.strip_prefix("journal-")?.strip_suffix(".seg")?.split_once('-')?;
        let name_read = Self { generation: generation.parse().ok()?, number: number.parse().ok()? };
        // Only the one spelling: two names for one segment would hide one of them.
        (name_read.file() == name).then_some(name_read)
    }

    pub(super) fn file(self) -> String {
        format!("journal-{:04}-{:08}.seg", self.generation, self.number)
    }

    /// Its name while a rewrite is under way.
    pub(super) fn temporary(self) -> String {
        format!("{}.tmp", self.file())
    }

    /// Its name once a rewrite replaced it.
    pub(super) fn aside(self) -> String {
        format!("set-aside-{}", self.file())
    }
}

/// One thing found in a segment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Group(Group),
    /// A part that is wrong, with a valid group after it.
    Damage(Damage),
    /// From here to the end of the bytes there is no valid group.
    Tail {
        offset: usize,
    },
}

/// Finds the groups of a segment, in order, past damaged ones.
#[derive(Debug)]
pub(super) struct Scan {
    bytes: Vec<u8>,
    segment: u32,
    at: usize,
    /// The last group found; `None` while not even its number is known.
    last: Option<Mark>,
    /// A group that was found behind damage, which is given first.
    held: Option<(Group, usize)>,
}

impl Scan {
    /// Scans the bytes of a segment, header included.
    pub(super) fn new(bytes: Vec<u8>, segment: u32, after: Option<Mark>) -> Self {
        Self { bytes, segment, at: SEGMENT_HEADER_BYTES, last: after, held: None }
    }

    pub(super) const fn last_mark(&self) -> Option<Mark> {
        self.last
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn take(&mut self, group: Group, len: usize) -> Piece {
        self.at += len;
        self.last = Some(group.mark());
        Piece::Group(group)
    }

    /// A valid group at `at` that can come after the last one.
    fn group_at(&self, at: usize) -> Option<(Group, usize)> {
        let found = group::parse(self.bytes.get(at..)?, self.segment, offset(at))?;
        let next = self.last.map_or(1, Mark::next_group);
        (found.0.number >= next).then_some(found)
    }

    /// The first valid group at or after `from`.
    fn group_from(&self, from: usize) -> Option<(usize, (Group, usize))> {
        let rest = self.bytes.get(from..)?;
        rest.windows(GROUP_MAGIC.len())
            .enumerate()
            .filter(|(_, window)| *window == GROUP_MAGIC)
            .find_map(|(at, _)| Some((from + at, self.group_at(from + at)?)))
    }

    /// What is wrong with the step from the last group to this one.
    fn check_link(&self, group: &Group) -> Option<DamageKind> {
        let last = self.last?;
        if group.number != last.next_group() {
            return Some(DamageKind::Gap);
        }
        (group.previous_crc != last.header_crc).then_some(DamageKind::WrongPrevious)
    }

    /// Damage from here to a group that starts at `end`.
    fn damage(&self, kind: DamageKind, end: usize, group: &Group) -> Damage {
        Damage {
            kind,
            segment: self.segment,
            offset: offset(self.at),
            len: offset(end.saturating_sub(self.at)),
            first_group: self.last.map_or(1, Mark::next_group),
            last_group: Some(group.number.saturating_sub(1)),
        }
    }
}

impl Iterator for Scan {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some((group, len)) = self.held.take() {
            return Some(self.take(group, len));
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let Some((start, (group, len))) = self.group_from(self.at) else {
            let offset = self.at;
            self.at = self.bytes.len();
            return Some(Piece::Tail { offset });
        };
        let wrong =
            if start == self.at { self.check_link(&group) } else { Some(DamageKind::Group) };
        let Some(kind) = wrong else { return Some(self.take(group, len)) };
        let damage = self.damage(kind, start, &group);
        self.at = start;
        self.held = Some((group, len));
        Some(Piece::Damage(damage))
    }
}

/// A place in a file.
pub(super) fn offset(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX)
}
