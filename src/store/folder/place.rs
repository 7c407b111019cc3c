//! Where sled keeps the rows of a store, and where rows that were given up go.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::SLED;
use crate::store::engine::{Replaced, RowsPlace};
use crate::store::journal::sync_folder;
use crate::store::port::RowsError;
use crate::store::private;
use crate::store::sled::{STILL_CLOSING, SledRows, failed};
use std::path::PathBuf;
use std::time::Duration;
use std::{fs, io, thread};

/// Most studios' stores fit whole; sled takes one to two times this in memory.
pub(super) const CACHE_BYTES: u64 = 64 << 20;
/// How often opening is tried while the system fails: an engine that was just closed may hold its
/// lock a moment longer.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(40);
/// After the name of what nobody could read before it was set aside.
const UNREAD: &str = "-unread";

const fn may_pass(kind: io::ErrorKind) -> bool {
    !matches!(kind, io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// The sled folder of a store.
pub(super) struct SledPlace {
    folder: PathBuf,
    /// Where the rows are that were put aside last, while those in their place are not finished.
    put_aside: Option<PathBuf>,
}

impl SledPlace {
    pub(super) const fn new(folder: PathBuf) -> Self {
        Self { folder, put_aside: None }
    }

    fn sled(&self) -> PathBuf {
        self.folder.join(SLED)
    }

    /// The rows that were set aside, oldest first, each with whether anybody could read it.
    fn asides(&self) -> io::Result<Vec<(u32, bool, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(number) = name.to_str().and_then(|name| name.strip_prefix("sled.aside-"))
            else {
                continue;
            };
            let (number, is_read) = match number.strip_suffix(UNREAD) {
                Some(number) => (number, false),
                None => (number, true),
            };
            if let Ok(number) = number.parse() {
                found.push((number, is_read, entry.path()));
            }
        }
        found.sort();
        Ok(found)
    }

    /// Puts the rows aside. The latest are kept for whoever wants to know what happened; older
    /// ones only fill the disk, unless they may have what the journal has not.
    fn set_aside(&mut self, is_read: bool) -> io::Result<()> {
        let asides = self.asides()?;
        let number = asides.last().map_or(1, |(number, ..)| number.saturating_add(1));
        let mark = if is_read { "" } else { UNREAD };
        let aside = self.folder.join(format!("sled.aside-{number}{mark}"));
        fs::rename(self.sled(), &aside)?;
        self.put_aside = Some(aside);
        sync_folder(&self.folder)?;
        for (_, _, path) in asides.iter().filter(|(_, was_read, _)| is_read && *was_read) {
            match fs::remove_dir_all(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn put_away(&mut self, old: Replaced) -> io::Result<()> {
        if old != Replaced::Unfinished {
            self.put_aside = None;
        }
        if !self.sled().try_exists()? {
            return Ok(());
        }
        match old {
            Replaced::Covered => self.set_aside(true),
            Replaced::Unread => self.set_aside(false),
            Replaced::Unfinished => fs::remove_dir_all(self.sled()),
        }
    }

    fn open_once(&self) -> Result<SledRows, RowsError> {
        let sled = self.sled();
        // Before sled makes its files, which it lets everybody read.
        private::make_folder(&sled).map_err(|error| failed(&error))?;
        private::tighten(&sled);
        let rows = SledRows::open(&sled, CACHE_BYTES)?;
        private::tighten(&sled);
        Ok(rows)
    }
}

impl RowsPlace<SledRows> for SledPlace {
    fn open(&mut self) -> Result<SledRows, RowsError> {
        for _ in 1..TRIES {
            match self.open_once() {
                Err(RowsError::Failed { kind }) if may_pass(kind) => thread::sleep(PAUSE),
                opened => return opened,
            }
        }
        self.open_once()
    }

    fn fresh(&mut self, old: Replaced) -> Result<SledRows, RowsError> {
        // What it still writes under its path must not land in the rows that take its place.
        if SledRows::is_closing(&self.sled()) {
            return Err(STILL_CLOSING);
        }
        self.put_away(old).map_err(|error| failed(&error))?;
        self.open()
    }

    fn put_back(&mut self) -> Result<bool, RowsError> {
        let sled = self.sled();
        if SledRows::is_closing(&sled) {
            return Err(STILL_CLOSING);
        }
        let Some(aside) = self.put_aside.take() else { return Ok(false) };
        let is_back = match fs::remove_dir_all(&sled) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::rename(&aside, &sled).and_then(|()| sync_folder(&self.folder)),
        };
        is_back.map(|()| true).map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::port::{Batch, Rows};

    #[test]
    fn rows_that_were_put_aside_for_others_that_found_no_room_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut place = SledPlace::new(folder.path().to_owned());
        let mut rows = place.open().unwrap();
        rows.apply(&Batch { summary: vec![7], ..Batch::default() }).unwrap();
        drop(rows);
        assert_eq!(place.put_back(), Ok(false));
        for old in [Replaced::Unread, Replaced::Covered] {
            let begun = place.fresh(old).unwrap();
            assert_eq!(begun.summary(), Ok(None));
            drop(begun);
            assert_eq!(place.put_back(), Ok(true));
            assert_eq!(place.asides().unwrap(), []);
            assert_eq!(place.open().unwrap().summary(), Ok(Some(vec![7])));
        }
    }
}
