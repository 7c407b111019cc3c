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
    pub(super) folder: PathBuf,
}

impl SledPlace {
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
    fn set_aside(&self, is_read: bool) -> io::Result<()> {
        let asides = self.asides()?;
        let number = asides.last().map_or(1, |(number, ..)| number.saturating_add(1));
        let mark = if is_read { "" } else { UNREAD };
        fs::rename(self.sled(), self.folder.join(format!("sled.aside-{number}{mark}")))?;
        sync_folder(&self.folder)?;
        for (_, _, path) in asides.iter().filter(|(_, was_read, _)| is_read && *was_read) {
            match fs::remove_dir_all(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn put_away(&self, old: Replaced) -> io::Result<()> {
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
}
