//! Opening: finds the last group without reading the whole journal, and tidies up behind it.

use super::group::Mark;
use super::segment::{HeaderRead, Scan, SegmentHeader, SegmentName, offset};
use super::survey::Survey;
use super::{Active, Damage, Doing, Journal, JournalError, Medium, read_segment, segment_names};
use crate::log::StoreId;
use std::io::ErrorKind;

/// How many ends and how many replaced generations are kept aside.
const KEPT_ASIDES: usize = 3;

/// A journal, and what opening it found.
#[derive(Debug)]
pub struct Opened<M> {
    /// The journal.
    pub journal: Journal<M>,
    /// What was found at its end.
    pub tail: TailReport,
}

/// What was found at the end of a journal.
#[derive(Debug, Default)]
pub struct TailReport {
    /// The last group that is there, 0 if none is.
    pub last_group: u64,
    /// Ends of segments that are no group: never acknowledged, or damaged. Comparing their
    /// records with sled tells which.
    pub torn: Vec<Torn>,
    /// Damage with valid groups after it, in the last segment, and missing segment files. The
    /// segments before are read by [`Journal::verify`].
    pub damage: Vec<Damage>,
    /// The side files that were made.
    pub set_aside: Vec<String>,
}

/// The end of a segment that is no group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The segment.
    pub segment: u32,
    /// Where in the segment it starts, in bytes.
    pub offset: u64,
    /// The bytes as they were found.
    pub bytes: Vec<u8>,
}

/// Something to tidy up before the journal may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chore {
    /// Copy the end of a segment to a side file, then cut it off.
    CutTail { file: String, at: u64 },
    /// Rename a segment without any valid group to a side file.
    KeepAside { file: String },
    /// Rename a segment that another generation replaced.
    Retire { name: SegmentName },
    /// Remove a file that holds nothing.
    Remove { file: String },
}

impl<M: Medium> Journal<M> {
    /// Opens the journal in a folder, of this store if one is given.
    ///
    /// Reads names, the last segment, and further ones only as long as the last has neither a
    /// valid header nor a valid group: time and memory do not grow with the journal. An end
    /// that is no group is moved to `set-aside-<n>.bin`. Everything reported is made durable.
    ///
    /// # Errors
    /// [`JournalError::Missing`], [`JournalError::NewerFormat`], [`JournalError::WrongStore`] and
    /// [`JournalError::Damaged`] (no header tells whose journal it is) change nothing on disk.
    pub fn open(medium: M, store: Option<StoreId>) -> Result<Opened<M>, JournalError> {
        let found = Survey::of(&medium, store)?;
        let mut tail = TailReport { torn: found.torn, damage: found.damage, ..Default::default() };
        let mut journal = Self::from_parts(medium, found.store, found.active);
        journal.chores = found.chores;
        tail.last_group = journal.last_group();
        // Where tidying up fails, for want of room perhaps, it is poisoned until it is reopened.
        if journal.settle(&mut tail.set_aside).is_ok() && tail.damage.is_empty() {
            journal.prune_asides();
        }
        Ok(Opened { journal, tail })
    }

    /// Writes the last group again, as it is.
    ///
    /// For a journal that was not closed: when a sync has failed, the system may show bytes that
    /// are not on the disk and call them clean, so that no later sync writes them.
    ///
    /// # Errors
    /// When the folder fails; the journal is poisoned then.
    pub fn write_end_again(&mut self) -> Result<(), JournalError> {
        if self.poisoned {
            return Err(JournalError::Poisoned);
        }
        let last = self.last_group();
        let group = self.groups_from(last.max(1)).filter_map(Result::ok).last();
        let Active { name, end, .. } = self.active;
        let from = group.filter(|group| group.segment == name.number).map_or(0, |it| it.offset);
        let file = name.file();
        self.poisoned = true;
        self.medium.write_again(&file, from, end).map_err(Doing::Append.to(&file))?;
        self.poisoned = false;
        Ok(())
    }

    /// Removes all but the newest of what was set aside. It only takes room: where it cannot be
    /// removed, it stays.
    fn prune_asides(&mut self) {
        let Ok(names) = self.medium.list() else { return };
        let mut ends = Vec::new();
        let mut segments = Vec::new();
        for name in names {
            let Some(rest) = name.strip_prefix("set-aside-") else { continue };
            let number = rest.strip_suffix(".bin").and_then(|number| number.parse::<u32>().ok());
            if let Some(number) = number {
                ends.push((number, name));
            } else if let Some(segment) = SegmentName::parse(rest) {
                segments.push((segment.generation, name));
            }
        }
        for mut asides in [ends, segments] {
            asides.sort_unstable();
            let mut numbers: Vec<u32> = asides.iter().map(|(number, _)| *number).collect();
            numbers.dedup();
            let Some(oldest) = numbers.iter().rev().nth(KEPT_ASIDES - 1) else { continue };
            for (_, name) in asides.iter().filter(|(number, _)| number < oldest) {
                self.medium.remove(name).ok();
            }
        }
    }

    /// Makes a poisoned journal writable again, if the disk lets it.
    ///
    /// What was appended but not acknowledged is cut off and given back: none of it is visible
    /// afterwards, half or whole. It is not set aside, since its writer was told and a full disk
    /// is what poisons most.
    ///
    /// # Errors
    /// The journal stays poisoned when the folder still fails, and for good with
    /// [`JournalError::AcknowledgedMissing`].
    pub fn reopen(&mut self) -> Result<TailReport, JournalError> {
        let mut report = TailReport { last_group: self.last_group(), ..Default::default() };
        let Active { name, last, .. } = self.active;
        if matches!(self.medium.len(&name.file()), Err(error) if error.kind() == ErrorKind::NotFound)
        {
            let Mark { group, .. } = last;
            return Err(JournalError::AcknowledgedMissing { segment: name.number, group });
        }
        self.settle(&mut report.set_aside)?;
        self.poisoned = true;
        report.torn = self.cut_unacknowledged()?;
        self.check_acknowledged()?;
        self.poisoned = false;
        Ok(report)
    }

    /// Makes what is there durable and does the chores; read-only unless all of it succeeds.
    pub(super) fn settle(&mut self, set_aside: &mut Vec<String>) -> Result<(), JournalError> {
        self.poisoned = true;
        // A process that was killed leaves bytes and names that a power cut would still take.
        let file = self.active.name.file();
        self.medium.sync_data(&file).map_err(Doing::Sync.to(&file))?;
        self.medium.sync_folder().map_err(Doing::Sync.to(""))?;
        while let Some(chore) = self.chores.first().cloned() {
            set_aside.extend(self.perform(chore)?);
            self.chores.remove(0);
        }
        self.medium.sync_folder().map_err(Doing::Sync.to(""))?;
        self.poisoned = false;
        Ok(())
    }

    fn perform(&mut self, chore: Chore) -> Result<Option<String>, JournalError> {
        match chore {
            Chore::CutTail { file, at } => self.cut_tail(&file, at).map(Some),
            Chore::KeepAside { file } => {
                let side = self.free_side_name()?;
                self.medium.rename(&file, &side).map_err(Doing::Rename.to(&file))?;
                Ok(Some(side))
            }
            Chore::Retire { name } => {
                let file = name.file();
                self.medium.rename(&file, &name.aside()).map_err(Doing::Rename.to(&file))?;
                Ok(Some(name.aside()))
            }
            Chore::Remove { file } => {
                self.medium.remove(&file).map_err(Doing::Remove.to(&file))?;
                Ok(None)
            }
        }
    }

    /// The copy is durable before the original is cut.
    fn cut_tail(&mut self, file: &str, at: u64) -> Result<String, JournalError> {
        let bytes = self.read_after(file, at)?;
        let side = self.free_side_name()?;
        self.medium.create(&side).map_err(Doing::Create.to(&side))?;
        if let Err(error) = self.medium.append(&side, &bytes) {
            // Half a copy would only take the room that is missing; the original is still there.
            self.medium.remove(&side).map_err(Doing::Remove.to(&side))?;
            return Err(Doing::Append.to(&side)(error));
        }
        self.medium.sync_data(&side).map_err(Doing::Sync.to(&side))?;
        self.medium.sync_folder().map_err(Doing::Sync.to(""))?;
        self.cut(file, at)?;
        Ok(side)
    }

    fn cut(&mut self, file: &str, at: u64) -> Result<(), JournalError> {
        self.medium.truncate(file, at).map_err(Doing::Truncate.to(file))?;
        self.medium.sync_data(file).map_err(Doing::Sync.to(file))
    }

    fn read_after(&self, file: &str, at: u64) -> Result<Vec<u8>, JournalError> {
        let len = self.medium.len(file).map_err(Doing::Read.to(file))?.saturating_sub(at);
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        self.medium.read_range(file, at, len).map_err(Doing::Read.to(file))
    }

    fn free_side_name(&self) -> Result<String, JournalError> {
        let names = self.medium.list().map_err(Doing::List.to(""))?;
        let taken = names
            .iter()
            .filter_map(|name| name.strip_prefix("set-aside-")?.strip_suffix(".bin")?.parse().ok())
            .max()
            .unwrap_or(0_u32);
        Ok(format!("set-aside-{}.bin", taken.saturating_add(1)))
    }

    /// Cuts what an append or the start of a segment left behind when it failed.
    fn cut_unacknowledged(&mut self) -> Result<Vec<Torn>, JournalError> {
        let Active { name, end, .. } = self.active;
        for later in segment_names(&self.medium)? {
            if later.generation == name.generation && later.number > name.number {
                let file = later.file();
                self.medium.remove(&file).map_err(Doing::Remove.to(&file))?;
            }
        }
        self.medium.sync_folder().map_err(Doing::Sync.to(""))?;
        let file = name.file();
        let bytes = self.read_after(&file, end)?;
        if bytes.is_empty() {
            return Ok(Vec::new());
        }
        self.cut(&file, end)?;
        Ok(vec![Torn { segment: name.number, offset: end, bytes }])
    }

    /// Whether the segment still ends with the last acknowledged group.
    fn check_acknowledged(&self) -> Result<(), JournalError> {
        let Active { name, end, last, .. } = self.active;
        let bytes = read_segment(&self.medium, name, None)?;
        let whole = offset(bytes.len()) == end;
        let after = match SegmentHeader::read(&bytes) {
            HeaderRead::Valid(header) => Some(header.after),
            HeaderRead::Newer(_) | HeaderRead::Damaged => None,
        };
        let mut scan = Scan::new(bytes, name.number, after);
        scan.by_ref().for_each(drop);
        if whole && scan.last_mark() == Some(last) {
            return Ok(());
        }
        Err(JournalError::AcknowledgedMissing { segment: name.number, group: last.group })
    }
}
