//! Writing the journal anew, from groups that were kept elsewhere.

use super::group::{self, Mark};
use super::open::Chore;
use super::segment::{SEGMENT_HEADER_BYTES, SegmentName, offset};
use super::{Active, Doing, Journal, JournalError, Medium, header, next_generation, segment_names};

/// A journal being written anew beside the old one, which stays as it is until
/// [`Rewrite::commit`]. Dropped before, it leaves temporary files that the next opening removes.
#[derive(Debug)]
pub struct Rewrite<'a, M> {
    journal: &'a mut Journal<M>,
    active: Active,
}

impl<M: Medium> Journal<M> {
    /// Starts writing the journal anew.
    ///
    /// The old segments stay in the folder as `set-aside-journal-….seg`. Also makes a poisoned
    /// journal writable again.
    ///
    /// # Errors
    /// When the folder fails.
    pub fn begin_rewrite(&mut self) -> Result<Rewrite<'_, M>, JournalError> {
        self.medium.make_folder().map_err(Doing::Create.to(""))?;
        let generation = next_generation(&self.medium)?;
        self.remove_temporary()?;
        let active = Active::begin(SegmentName { generation, number: 1 }, Mark::START);
        let mut rewrite = Rewrite { journal: self, active };
        rewrite.begin_segment(active.name)?;
        Ok(rewrite)
    }

    /// Removes what a rewrite that was given up has left behind, to make room.
    ///
    /// # Errors
    /// When the folder fails.
    pub fn discard_rewrite(&mut self) -> Result<(), JournalError> {
        self.remove_temporary()
    }

    fn remove_temporary(&mut self) -> Result<(), JournalError> {
        for file in self.medium.list().map_err(Doing::List.to(""))? {
            if file.strip_suffix(".tmp").and_then(SegmentName::parse).is_some() {
                self.medium.remove(&file).map_err(Doing::Remove.to(&file))?;
            }
        }
        Ok(())
    }
}

impl<M: Medium> Rewrite<'_, M> {
    /// The journal as it still is, to be read while it is written anew.
    pub const fn current(&self) -> &Journal<M> {
        self.journal
    }

    /// Adds the next group and returns its number. Nothing is durable yet.
    ///
    /// # Errors
    /// Those of [`Journal::append`]; the journal itself is not touched by them.
    pub fn push<R: AsRef<[u8]>>(&mut self, records: &[R]) -> Result<u64, JournalError> {
        let (bytes, mark) = group::compose(self.active.last, records)?;
        let len = offset(bytes.len());
        let Active { name, end, .. } = self.active;
        if end > offset(SEGMENT_HEADER_BYTES) && end + len > self.journal.segment_bytes {
            self.sync_segment()?;
            self.begin_segment(SegmentName { number: name.number.saturating_add(1), ..name })?;
        }
        let file = self.active.name.temporary();
        self.journal.medium.append(&file, &bytes).map_err(Doing::Append.to(&file))?;
        self.active.end += len;
        self.active.last = mark;
        Ok(mark.group)
    }

    /// Makes the new journal durable and puts it in the place of the old one.
    ///
    /// Renaming the first segment is what decides: a power cut leaves the old journal or the
    /// new one, whole.
    ///
    /// # Errors
    /// When the folder fails: before the decision the old journal goes on as it was; after it
    /// the new one is in place, and poisoned until [`Journal::reopen`] has tidied up.
    pub fn commit(mut self) -> Result<(), JournalError> {
        self.sync_segment()?;
        let Active { name: last, .. } = self.active;
        for number in 2..=last.number {
            self.rename_into_place(SegmentName { number, ..last })?;
        }
        self.sync_folder()?;
        let old = segment_names(&self.journal.medium)?;
        self.rename_into_place(SegmentName { number: 1, ..last })?;
        self.journal.active = self.active;
        self.journal.chores = old
            .into_iter()
            .filter(|name| name.generation != last.generation)
            .map(|name| Chore::Retire { name })
            .collect();
        self.journal.settle(&mut Vec::new())
    }

    fn begin_segment(&mut self, name: SegmentName) -> Result<(), JournalError> {
        let Active { last, .. } = self.active;
        let file = name.temporary();
        let header = header(self.journal.store, name, last).to_bytes();
        self.journal.medium.create(&file).map_err(Doing::Create.to(&file))?;
        self.journal.medium.append(&file, &header).map_err(Doing::Append.to(&file))?;
        self.active = Active::begin(name, last);
        Ok(())
    }

    fn rename_into_place(&mut self, name: SegmentName) -> Result<(), JournalError> {
        let from = name.temporary();
        self.journal.medium.rename(&from, &name.file()).map_err(Doing::Rename.to(&from))
    }

    fn sync_segment(&mut self) -> Result<(), JournalError> {
        let file = self.active.name.temporary();
        self.journal.medium.sync_data(&file).map_err(Doing::Sync.to(&file))
    }

    fn sync_folder(&mut self) -> Result<(), JournalError> {
        self.journal.medium.sync_folder().map_err(Doing::Sync.to(""))
    }
}
