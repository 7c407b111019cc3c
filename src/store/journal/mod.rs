//! What makes "saved" true: an append-only journal of groups of records.
//!
//! Knows bytes only, not what they mean. A group is one append and one sync, and only then is it
//! acknowledged; `group.rs` and `segment.rs` draw every byte. The folder holds
//!
//! ```text
//! journal-0001-00000001.seg       segments of the current generation: the highest one whose
//! journal-0001-00000002.seg       segment 1 is there
//! *.seg.tmp                       a rewrite that was not finished; removed at opening
//! set-aside-1.bin                 the end of a segment that was no group, as it was found
//! set-aside-journal-0001-….seg    segments that a rewrite replaced
//! ```
//!
//! [`faults`] and [`MemoryMedium`] are doubles for tests. They are in the library because the tests
//! are another crate; nothing in the program uses them.
//!
//! What is not here: comparing with sled and deciding what to heal (`store`), chains of records
//! and whole changes ([`log`](crate::log)).

mod error;
pub mod faults;
mod group;
mod medium;
mod memory;
mod open;
mod read;
mod rewrite;
mod segment;
mod survey;

pub use error::{Damage, DamageKind, Doing, JournalError};
pub(super) use group::header_crc;
pub use group::{Group, MAX_GROUP_RECORDS, MAX_PAYLOAD_BYTES, MAX_RECORD_BYTES, plan_groups};
pub use medium::{DiskMedium, Medium, sync_folder};
pub use memory::MemoryMedium;
pub use open::{Opened, TailReport, Torn};
pub use read::Groups;
pub use rewrite::Rewrite;
pub use segment::FORMAT_VERSION;

use group::Mark;
use open::Chore;
use segment::{SEGMENT_HEADER_BYTES, SegmentHeader, SegmentName, offset};

use crate::log::StoreId;

/// A segment is closed before a group would make it longer than this.
pub const ROTATE_BYTES: u64 = 16 << 20;
/// The longest segment that is read: what any build of this format writes fits.
pub const MAX_SEGMENT_BYTES: u64 = 64 << 20;

/// The journal of one store; the only writer of its folder.
#[derive(Debug)]
pub struct Journal<M> {
    medium: M,
    store: StoreId,
    segment_bytes: u64,
    active: Active,
    /// Read-only until reopened.
    poisoned: bool,
    /// What opening found to tidy up and could not yet.
    chores: Vec<Chore>,
}

/// The segment that is appended to, and the last acknowledged group.
#[derive(Debug, Clone, Copy)]
struct Active {
    name: SegmentName,
    /// Where the last acknowledged group ends, in bytes.
    end: u64,
    last: Mark,
    /// Its header is damaged: nothing more goes into it.
    closed: bool,
}

impl<M: Medium> Journal<M> {
    /// Makes an empty journal, durably.
    ///
    /// # Errors
    /// [`JournalError::Exists`] if a segment is there that could hold anything, or the folder
    /// fails.
    pub fn create(mut medium: M, store: StoreId) -> Result<Self, JournalError> {
        for name in segment_names(&medium)? {
            let file = name.file();
            if !survey::is_blank(&medium, name)? {
                return Err(JournalError::Exists);
            }
            medium.remove(&file).map_err(Doing::Remove.to(&file))?;
        }
        Self::begin(medium, store, 1)
    }

    /// Makes an empty journal where none can be opened: every segment there is kept aside.
    ///
    /// For a store that will fill it again from what sled holds.
    ///
    /// # Errors
    /// When the folder fails.
    pub fn replace(mut medium: M, store: StoreId) -> Result<Self, JournalError> {
        let generation = next_generation(&medium)?;
        for name in segment_names(&medium)? {
            let file = name.file();
            medium.rename(&file, &name.aside()).map_err(Doing::Rename.to(&file))?;
        }
        Self::begin(medium, store, generation)
    }

    fn begin(mut medium: M, store: StoreId, generation: u32) -> Result<Self, JournalError> {
        let name = SegmentName { generation, number: 1 };
        begin_segment(&mut medium, &name.file(), header(store, name, Mark::START))?;
        let active = Active::begin(name, Mark::START);
        Ok(Self::from_parts(medium, store, active))
    }

    const fn from_parts(medium: M, store: StoreId, active: Active) -> Self {
        let chores = Vec::new();
        Self { medium, store, segment_bytes: ROTATE_BYTES, active, poisoned: false, chores }
    }

    /// Closes segments at another length than [`ROTATE_BYTES`], at most half of
    /// [`MAX_SEGMENT_BYTES`].
    #[must_use]
    pub fn with_segment_bytes(mut self, bytes: u64) -> Self {
        self.segment_bytes = bytes.min(MAX_SEGMENT_BYTES / 2);
        self
    }

    /// Appends one group and returns its number once it is durable.
    ///
    /// One write and one sync, whatever the number of records; a writer with several changes at
    /// hand gives them together. Records above the bounds of a group: [`plan_groups`].
    ///
    /// # Errors
    /// [`JournalError::EmptyGroup`] and [`JournalError::TooLarge`] change nothing. After
    /// [`JournalError::Io`] and [`JournalError::Replaced`] the group is not saved and the journal is
    /// [poisoned](JournalError::Poisoned) until [`Journal::reopen`].
    pub fn append<R: AsRef<[u8]>>(&mut self, records: &[R]) -> Result<u64, JournalError> {
        if self.poisoned {
            return Err(JournalError::Poisoned);
        }
        let (bytes, mark) = group::compose(self.active.last, records)?;
        // Whatever fails from here on leaves the disk in doubt.
        self.poisoned = true;
        self.make_room(offset(bytes.len()))?;
        let file = self.active.name.file();
        self.medium.append(&file, &bytes).map_err(Doing::Append.to(&file))?;
        self.medium.sync_data(&file).map_err(Doing::Sync.to(&file))?;
        if !self.medium.is_in_place(&file).map_err(Doing::Sync.to(&file))? {
            return Err(JournalError::Replaced { file });
        }
        self.active.end += offset(bytes.len());
        self.active.last = mark;
        self.poisoned = false;
        Ok(mark.group)
    }

    /// Starts the next segment if this one would grow too long.
    fn make_room(&mut self, len: u64) -> Result<(), JournalError> {
        let Active { name, end, last, closed } = self.active;
        let empty = end <= offset(SEGMENT_HEADER_BYTES);
        if !closed && (empty || end + len <= self.segment_bytes) {
            return Ok(());
        }
        let next = SegmentName { number: name.number.saturating_add(1), ..name };
        begin_segment(&mut self.medium, &next.file(), header(self.store, next, last))?;
        self.active = Active::begin(next, last);
        Ok(())
    }

    /// The groups from number `first` on, oldest first, a segment in memory at a time.
    ///
    /// A damaged part comes as [`JournalError::Damaged`], and then the groups after it; any other
    /// error is the last item. Never goes beyond the last acknowledged group.
    pub fn groups_from(&self, first: u64) -> Groups<'_, M> {
        Groups::from_group(&self.medium, self.store, self.active, first)
    }

    /// Reads the whole journal and names every part that is not what was written.
    ///
    /// # Errors
    /// When the folder fails, or a segment is of a newer format.
    pub fn verify(&self) -> Result<Vec<Damage>, JournalError> {
        let mut damage = Vec::new();
        for group in Groups::all(&self.medium, self.store, self.active) {
            match group {
                Ok(_) => {}
                Err(JournalError::Damaged(found)) => damage.push(found),
                Err(error) => return Err(error),
            }
        }
        Ok(damage)
    }

    /// The store it belongs to.
    pub const fn store(&self) -> StoreId {
        self.store
    }

    /// The last acknowledged group, 0 before the first.
    pub const fn last_group(&self) -> u64 {
        self.active.last.group
    }

    /// The segment that is appended to: it changes when one was closed.
    pub const fn segment(&self) -> u32 {
        self.active.name.number
    }

    /// How often it was written anew, from 1: group numbers only mean the same within one.
    pub const fn generation(&self) -> u32 {
        self.active.name.generation
    }

    /// Whether it is read-only until [`Journal::reopen`].
    pub const fn is_poisoned(&self) -> bool {
        self.poisoned
    }

    /// The folder it is in.
    pub const fn medium(&self) -> &M {
        &self.medium
    }

    /// Gives the folder back.
    pub fn into_medium(self) -> M {
        self.medium
    }
}

impl Active {
    fn begin(name: SegmentName, last: Mark) -> Self {
        Self { name, end: offset(SEGMENT_HEADER_BYTES), last, closed: false }
    }
}

const fn header(store: StoreId, name: SegmentName, after: Mark) -> SegmentHeader {
    SegmentHeader { store, generation: name.generation, number: name.number, after }
}

/// Makes a segment file and its name durable.
fn begin_segment<M: Medium>(
    medium: &mut M,
    file: &str,
    header: SegmentHeader,
) -> Result<(), JournalError> {
    medium.create(file).map_err(Doing::Create.to(file))?;
    medium.append(file, &header.to_bytes()).map_err(Doing::Append.to(file))?;
    medium.sync_data(file).map_err(Doing::Sync.to(file))?;
    medium.sync_folder().map_err(Doing::Sync.to(""))
}

/// Whether a file of this name is a segment of a journal.
pub fn is_segment_name(name: &str) -> bool {
    SegmentName::parse(name).is_some()
}

/// All segments of all generations, in order.
fn segment_names<M: Medium>(medium: &M) -> Result<Vec<SegmentName>, JournalError> {
    let names = medium.list().map_err(Doing::List.to(""))?;
    let mut segments: Vec<_> = names.iter().filter_map(|name| SegmentName::parse(name)).collect();
    segments.sort_unstable();
    Ok(segments)
}

/// A generation that no file has, not even one set aside.
fn next_generation<M: Medium>(medium: &M) -> Result<u32, JournalError> {
    let names = medium.list().map_err(Doing::List.to(""))?;
    let newest = names
        .iter()
        .filter_map(|name| SegmentName::parse(name.strip_prefix("set-aside-").unwrap_or(name)))
        .map(|name| name.generation)
        .max();
    Ok(newest.unwrap_or(0).saturating_add(1))
}

/// The bytes of a segment, at most `end` of them.
fn read_segment<M: Medium>(
    medium: &M,
    name: SegmentName,
    end: Option<u64>,
) -> Result<Vec<u8>, JournalError> {
    let file = name.file();
    let len = medium.len(&file).map_err(Doing::Read.to(&file))?;
    let len = end.map_or(len, |end| end.min(len));
    match usize::try_from(len) {
        Ok(whole) if len <= MAX_SEGMENT_BYTES => {
            medium.read_range(&file, 0, whole).map_err(Doing::Read.to(&file))
        }
        _ => Err(JournalError::SegmentTooLarge { segment: name.number, len }),
    }
}
