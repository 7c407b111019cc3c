//! A folder in memory that loses what was not synced: the power cut of the tests.

use std::collections::BTreeMap;
use std::io;

use super::Medium;

/// A folder in memory.
///
/// [`MemoryMedium::after_power_cut`] gives what a disk could hold after the power went: synced
/// bytes and names, and of the rest whatever the seed says, torn and out of order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryMedium {
    files: Vec<FileState>,
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    /// Changes of names since the folder was synced.
    name_changes: Vec<NameChange>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct FileState {
    bytes: Vec<u8>,
    durable: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum NameChange {
    Set(String, usize),
    Unset(String),
    Rename(String, String),
}

impl MemoryMedium {
    /// What a disk could hold after a power cut at this moment; the same for the same seed.
    #[must_use]
    pub fn after_power_cut(&self, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut names = self.durable_names.clone();
        // In order on a disk with a journal of its own; elsewhere any of them, without the rest.
        let in_order = dice.below(2) == 0;
        let survived = dice.below(self.name_changes.len() + 1);
        for (at, change) in self.name_changes.iter().enumerate() {
            let survives = if in_order { at < survived } else { dice.below(2) == 0 };
            if survives {
                change.apply(&mut names);
            }
        }
        let files = self.files.iter().map(|file| file.after_power_cut(&mut dice)).collect();
        Self { files, durable_names: names.clone(), names, name_changes: Vec::new() }
    }

    /// Changes the bytes of a file behind everyone's back, durably: damage at rest.
    ///
    /// # Errors
    /// `NotFound` without the file.
    pub fn damage(&mut self, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let file = self.file_mut(name)?;
        change(&mut file.bytes);
        file.durable.clone_from(&file.bytes);
        Ok(())
    }

    fn file(&self, name: &str) -> io::Result<&FileState> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        self.names.get(name).and_then(|&at| self.files.get(at)).ok_or_else(missing)
    }

    fn file_mut(&mut self, name: &str) -> io::Result<&mut FileState> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let at = self.names.get(name).copied().ok_or_else(missing)?;
        self.files.get_mut(at).ok_or_else(missing)
    }

    fn change_name(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.name_changes.push(change);
    }
}

impl NameChange {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Set(name, file) => {
                names.insert(name.clone(), *file);
            }
            Self::Unset(name) => {
                names.remove(name);
            }
            Self::Rename(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
        }
    }
}

impl FileState {
    fn after_power_cut(&self, dice: &mut Dice) -> Self {
        let common = self.bytes.iter().zip(&self.durable).take_while(|(a, b)| a == b).count();
        let cut_off = self.durable.len() > common;
        // Cutting a file is a change of its length, which can be lost like bytes can.
        if cut_off && dice.below(2) == 0 {
            return Self { bytes: self.durable.clone(), durable: self.durable.clone() };
        }
        let new = self.bytes.get(common..).unwrap_or_default();
        let kept = new.get(..dice.below(new.len() + 1)).unwrap_or_default();
        let mut bytes = self.bytes.get(..common).unwrap_or_default().to_vec();
        bytes.extend_from_slice(kept);
        // Blocks reach the disk in any order: a hole reads as zeros behind the new length.
        let hole = common + dice.below(kept.len() + 1);
        let hole_end = hole + dice.below(bytes.len() - hole + 1);
        if dice.below(2) == 0 {
            bytes.get_mut(hole..hole_end).unwrap_or_default().fill(0);
        }
        Self { durable: bytes.clone(), bytes }
    }
}

/// Numbers from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(mixed % bound).unwrap_or(0)
    }
}

impl Medium for MemoryMedium {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.names.keys().cloned().collect())
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        Ok(u64::try_from(self.file(name)?.bytes.len()).unwrap_or(u64::MAX))
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = self.file(name)?.bytes.get(start..).unwrap_or_default();
        Ok(rest.get(..len).unwrap_or(rest).to_vec())
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        if self.names.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.files.push(FileState::default());
        self.change_name(NameChange::Set(name.to_owned(), self.files.len() - 1));
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file_mut(name)?.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        let file = self.file_mut(name)?;
        file.durable.clone_from(&file.bytes);
        Ok(())
    }

    fn write_again(&mut self, name: &str, _from: u64, _end: u64) -> io::Result<()> {
        self.sync_data(name)
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        self.file_mut(name)?.bytes.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.file(from)?;
        self.change_name(NameChange::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.file(name)?;
        self.change_name(NameChange::Unset(name.to_owned()));
        Ok(())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.durable_names.clone_from(&self.names);
        self.name_changes.clear();
        Ok(())
    }

    fn is_in_place(&mut self, _name: &str) -> io::Result<bool> {
        Ok(true)
    }
}
