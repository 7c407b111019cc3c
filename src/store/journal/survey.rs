//! What a folder holds, found without changing it: which generation is the current one, where its
//! last group ends, and what is in the way.

use super::group::Mark;
use super::open::{Chore, Torn};
use super::segment::{
    HeaderRead, Piece, SEGMENT_HEADER_BYTES, Scan, SegmentHeader, SegmentName, offset,
};
use super::{
    Active, Damage, DamageKind, Doing, FORMAT_VERSION, JournalError, Medium, read_segment,
    segment_names,
};
use crate::log::StoreId;

/// What a folder holds, found without changing it.
pub(super) struct Survey {
    pub(super) store: StoreId,
    pub(super) active: Active,
    pub(super) torn: Vec<Torn>,
    pub(super) damage: Vec<Damage>,
    pub(super) chores: Vec<Chore>,
}

/// What the last segment that holds anything looks like.
struct LastSegment {
    store: Option<StoreId>,
    active: Active,
    torn: Option<Torn>,
    damage: Vec<Damage>,
}

impl Survey {
    pub(super) fn of<M: Medium>(medium: &M, store: Option<StoreId>) -> Result<Self, JournalError> {
        let all = segment_names(medium)?;
        let current = current_generation(&all).ok_or(JournalError::Missing)?;
        let (mut names, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|name| name.generation == current);
        let mut chores: Vec<_> = others.into_iter().map(|name| Chore::Retire { name }).collect();
        let mut torn = Vec::new();
        let mut blank = true;
        let last = loop {
            let Some(name) = names.last().copied() else {
                return Err(nothing_readable(blank));
            };
            let bytes = read_segment(medium, name, None)?;
            if let Some(last) = read_last(name, &bytes, store)? {
                break last;
            }
            // Neither header nor group: the start of a segment that failed, or nothing to save.
            blank &= bytes_are_blank(&bytes);
            chores.push(stray(name, bytes.is_empty()));
            if !bytes.is_empty() {
                torn.push(Torn { segment: name.number, offset: 0, bytes });
            }
            names.pop();
        };
        let store = match store.or(last.store) {
            Some(store) => store,
            None => named_store(medium)?.ok_or_else(|| unknown_store(last.active.name))?,
        };
        let mut damage = missing_segments(medium, &names)?;
        damage.extend(last.damage);
        chores.extend(
            last.torn
                .iter()
                .map(|tail| Chore::CutTail { file: last.active.name.file(), at: tail.offset }),
        );
        torn.extend(last.torn);
        chores.extend(unfinished_rewrites(medium)?);
        Ok(Self { store, active: last.active, torn, damage, chores })
    }
}

/// The store that any segment names, of whatever generation.
fn named_store<M: Medium>(medium: &M) -> Result<Option<StoreId>, JournalError> {
    for name in segment_names(medium)?.into_iter().rev() {
        let file = name.file();
        let bytes =
            medium.read_range(&file, 0, SEGMENT_HEADER_BYTES).map_err(Doing::Read.to(&file))?;
        if let Some(header) = read_header(name, &bytes, None)? {
            return Ok(Some(header.store));
        }
    }
    Ok(None)
}

/// Whether a segment never held a group, nor a header: making it failed or was cut off.
pub(super) fn is_blank<M: Medium>(medium: &M, name: SegmentName) -> Result<bool, JournalError> {
    let file = name.file();
    let bytes =
        medium.read_range(&file, 0, SEGMENT_HEADER_BYTES + 1).map_err(Doing::Read.to(&file))?;
    Ok(bytes_are_blank(&bytes))
}

/// Only a header, and that one torn or with holes.
fn bytes_are_blank(bytes: &[u8]) -> bool {
    bytes.len() <= SEGMENT_HEADER_BYTES && SegmentHeader::read(bytes) == HeaderRead::Damaged
}

fn stray(name: SegmentName, empty: bool) -> Chore {
    let file = name.file();
    if empty { Chore::Remove { file } } else { Chore::KeepAside { file } }
}

fn nothing_readable(blank: bool) -> JournalError {
    if blank {
        return JournalError::Missing;
    }
    JournalError::Damaged(header_damage(1, 1, None))
}

fn unknown_store(name: SegmentName) -> JournalError {
    JournalError::Damaged(header_damage(name.number, 1, None))
}

pub(super) fn header_damage(segment: u32, first_group: u64, last_group: Option<u64>) -> Damage {
    let len = offset(SEGMENT_HEADER_BYTES);
    let kind = DamageKind::SegmentHeader;
    Damage { kind, segment, offset: 0, len, first_group, last_group }
}

/// The highest generation whose first segment is there: renaming that one is what commits a
/// rewrite. With none, the highest of all has lost it.
fn current_generation(names: &[SegmentName]) -> Option<u32> {
    let committed = names.iter().filter(|name| name.number == 1).map(|name| name.generation).max();
    committed.or_else(|| names.iter().map(|name| name.generation).max())
}

/// What a segment's header says, if it is valid and stands in the file of that name.
///
/// # Errors
/// [`JournalError::NewerFormat`] and [`JournalError::WrongStore`].
pub(super) fn read_header(
    name: SegmentName,
    bytes: &[u8],
    store: Option<StoreId>,
) -> Result<Option<SegmentHeader>, JournalError> {
    let header = match SegmentHeader::read(bytes) {
        HeaderRead::Newer(found) => {
            return Err(JournalError::NewerFormat { found, known: FORMAT_VERSION });
        }
        HeaderRead::Damaged => return Ok(None),
        HeaderRead::Valid(header) => header,
    };
    match store {
        Some(expected) if expected != header.store => {
            Err(JournalError::WrongStore { expected, found: header.store })
        }
        _ => {
            let named = SegmentName { generation: header.generation, number: header.number };
            // Nothing comes before the first one.
            let is_begun = name.number > 1 || header.after == Mark::START;
            Ok((named == name && is_begun).then_some(header))
        }
    }
}

/// Finds the last group of a segment; `None` if it has neither a header nor a group.
fn read_last(
    name: SegmentName,
    bytes: &[u8],
    store: Option<StoreId>,
) -> Result<Option<LastSegment>, JournalError> {
    let header = read_header(name, bytes, store)?;
    let mut scan = Scan::new(bytes.to_vec(), name.number, header.map(|header| header.after));
    let mut damage = Vec::new();
    let mut first = None;
    let mut tail_at = None;
    for piece in scan.by_ref() {
        match piece {
            Piece::Group(group) => first = first.or(Some(group.number)),
            Piece::Damage(found) => damage.push(found),
            Piece::Tail { offset } => tail_at = Some(offset),
        }
    }
    let Some(last) = scan.last_mark() else { return Ok(None) };
    if header.is_none() {
        let first = first.unwrap_or(1);
        damage.insert(0, header_damage(name.number, first, Some(first.saturating_sub(1))));
    }
    let torn = tail_at.map(|at| Torn {
        segment: name.number,
        offset: offset(at),
        bytes: scan.bytes().get(at..).unwrap_or_default().to_vec(),
    });
    let end = offset(tail_at.unwrap_or(bytes.len()));
    let active = Active { name, end, last, closed: header.is_none() };
    Ok(Some(LastSegment { store: header.map(|header| header.store), active, torn, damage }))
}

/// Gaps in the numbers of the segment files, each as one damage.
fn missing_segments<M: Medium>(
    medium: &M,
    names: &[SegmentName],
) -> Result<Vec<Damage>, JournalError> {
    let mut damage = Vec::new();
    let mut before: Option<SegmentName> = None;
    for &name in names {
        let segment = before.map_or(1, |before| before.number.saturating_add(1));
        if name.number != segment {
            // Only with a gap are two more headers read, to say what may be missing.
            let start = match before {
                Some(before) => peek(medium, before)?.unwrap_or(Mark::START),
                None => Mark::START,
            };
            damage.push(Damage {
                kind: DamageKind::SegmentMissing,
                segment,
                offset: 0,
                len: 0,
                first_group: start.next_group(),
                last_group: peek(medium, name)?.map(|after| after.group),
            });
        }
        before = Some(name);
    }
    Ok(damage)
}

/// What the first group of a segment follows, from its header alone.
pub(super) fn peek<M: Medium>(medium: &M, name: SegmentName) -> Result<Option<Mark>, JournalError> {
    let file = name.file();
    let bytes = medium.read_range(&file, 0, SEGMENT_HEADER_BYTES).map_err(Doing::Read.to(&file))?;
    Ok(read_header(name, &bytes, None)?.map(|header| header.after))
}

fn unfinished_rewrites<M: Medium>(medium: &M) -> Result<Vec<Chore>, JournalError> {
    let names = medium.list().map_err(Doing::List.to(""))?;
    let unfinished =
        |file: &String| file.strip_suffix(".tmp").and_then(SegmentName::parse).is_some();
    Ok(names.into_iter().filter(unfinished).map(|file| Chore::Remove { file }).collect())
}
