//! The journal as it was at one moment, in memory: what a backup is made of, and what one is proved by. The
//! store may be open meanwhile: what is appended after a segment was read is not in the copy.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::engine::Fault;
use super::error::StoreError;
use super::folder::journal_folder;
use super::journal::{Damage, Journal, JournalError, Medium, is_segment_name};
use crate::log::{Chain, Record, StoreId};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Segments of a journal by the names of their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalCopy(BTreeMap<String, Vec<u8>>);

/// What a copy proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// Whose journal it is.
    pub store: StoreId,
    /// The last group that is there, 0 if none is.
    pub last_group: u64,
    /// How many groups were read.
    pub groups: u64,
    /// How many records were read.
    pub records: u64,
    /// Parts that are not what was written.
    pub damage: Vec<Damage>,
    /// Records that do not prove themselves, or do not follow one another.
    pub faults: Vec<Fault>,
    /// The segments of the latest generation, cut off behind the last group, by name.
    pub segments: Vec<(String, Vec<u8>)>,
}

impl Proved {
    /// Whether all of it is what was written.
    pub const fn is_whole(&self) -> bool {
        self.damage.is_empty() && self.faults.is_empty()
    }
}

/// How often reading begins again when the journal is written anew meanwhile.
const TRIES: u32 = 3;

impl JournalCopy {
    /// The journal of the store in a folder.
    ///
    /// # Errors
    /// [`StoreError::NoStore`] and [`StoreError::Io`].
    pub fn of_store(folder: &Path) -> Result<Self, StoreError> {
        let journal = journal_folder(folder);
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::of_folder(&journal) {
                Err(error) if error.kind() == ErrorKind::NotFound && tries < TRIES => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Err(StoreError::NoStore(folder.to_owned()));
                }
                Err(source) => return Err(StoreError::Io { path: journal, source }),
                Ok(copy) => return Ok(copy),
            }
        }
    }

    fn of_folder(journal: &Path) -> io::Result<Self> {
        let mut names = Vec::new();
        for entry in fs::read_dir(journal)? {
            names.extend(entry?.file_name().to_str().map(str::to_owned));
        }
        // In order: a segment is begun when the one before it is full.
        names.sort();
        let segments = names.into_iter().filter(|name| is_segment_name(name));
        let read = segments.map(|name| fs::read(journal.join(&name)).map(|bytes| (name, bytes)));
        Ok(Self(read.collect::<io::Result<_>>()?))
    }

    /// A copy of these segments; other names are left out.
    pub fn of_segments(segments: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self(segments.into_iter().filter(|(name, _)| is_segment_name(name)).collect())
    }

    /// Reads all of it, and says what it proves.
    ///
    /// # Errors
    /// [`JournalError`] when nothing tells whose journal it is, or a newer build wrote it.
    pub fn prove(self) -> Result<Proved, JournalError> {
        let journal = Journal::open(self, None)?.journal;
        let mut proved = Proved {
            store: journal.store(),
            last_group: journal.last_group(),
            groups: 0,
            records: 0,
            damage: Vec::new(),
            faults: Vec::new(),
            segments: Vec::new(),
        };
        let mut chain = Chain::default();
        for group in journal.groups_from(1) {
            let group = match group {
                Ok(group) => group,
                Err(JournalError::Damaged(_)) => continue,
                Err(error) => return Err(error),
            };
            proved.groups += 1;
            for record in &group.records {
                proved.records += 1;
                let follows = Record::parse(record).and_then(|record| chain.accept(&record));
                let fault = follows.err().map(|error| Fault { group: group.number, error });
                proved.faults.extend(fault);
            }
        }
        proved.damage = journal.verify()?;
        let segments = journal.into_medium().0.into_iter();
        proved.segments = segments.filter(|(name, _)| is_segment_name(name)).collect();
        Ok(proved)
    }
}

impl JournalCopy {
    fn file(&mut self, name: &str) -> io::Result<&mut Vec<u8>> {
        self.0.get_mut(name).ok_or_else(|| ErrorKind::NotFound.into())
    }
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

impl Medium for JournalCopy {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        let file = self.0.get(name).ok_or(ErrorKind::NotFound)?;
        Ok(file.len() as u64)
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let file = self.0.get(name).ok_or(ErrorKind::NotFound)?;
        let from = place(offset).min(file.len());
        let end = from.saturating_add(len).min(file.len());
        Ok(file.get(from..end).unwrap_or_default().to_vec())
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        if self.0.contains_key(name) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.0.insert(name.to_owned(), Vec::new());
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name)?.extend_from_slice(bytes);
        Ok(())
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        self.file(name).map(drop)
    }

    fn write_again(&mut self, name: &str, _from: u64, _end: u64) -> io::Result<()> {
        self.file(name).map(drop)
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        self.file(name)?.truncate(place(len));
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        let file = self.0.remove(from).ok_or(ErrorKind::NotFound)?;
        self.0.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.0.remove(name).map(drop).ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn is_in_place(&mut self, name: &str) -> io::Result<bool> {
        Ok(self.0.contains_key(name))
    }
}
