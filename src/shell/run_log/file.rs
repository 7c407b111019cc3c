//! The files of the run log: for their owner alone, of bounded size and number.
#![expect(clippy::disallowed_methods, reason = "the run log is written here")]

use crate::shell::folders;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file is begun anew before it is longer than this.
const MOST_BYTES: u64 = 512 << 10;
/// Where it cannot be begun anew, nothing is written any more from this length on.
const NEVER_ABOVE: u64 = 4 * MOST_BYTES;
/// So many old ones are kept.
pub(super) const OLD_FILES: usize = 3;

/// The files in one folder.
#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
    most_bytes: u64,
}

impl Files {
    pub(super) const fn in_folder(folder: PathBuf) -> Self {
        Self { folder, most_bytes: MOST_BYTES }
    }

    /// The same with shorter files.
    #[cfg(test)]
    pub(super) fn of_most(self, most_bytes: u64) -> Self {
        Self { most_bytes, ..self }
    }

    /// The one that is written, at 0, and the old ones, the latest first.
    pub(super) fn path(&self, age: usize) -> PathBuf {
        let name = if age == 0 { "tanshi.log".to_owned() } else { format!("tanshi.{age}.log") };
        self.folder.join(name)
    }

    /// Appends lines in one piece, so that several processes may do so at once.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn append(&self, text: &str) -> io::Result<()> {
        make_folder(&self.folder)?;
        let mut file = open(&self.path(0))?;
        let after = |length: u64| length.saturating_add(u64::try_from(text.len()).unwrap_or(0));
        let length = after(file.metadata()?.len());
        if length > self.most_bytes {
            match self.begin_anew(&file, &after) {
                Ok(()) => file = open(&self.path(0))?,
                Err(error) if length > NEVER_ABOVE => return Err(error),
                Err(_) => {}
            }
        }
        file.write_all(text.as_bytes())
    }

    /// Puts the files back by one place each, unless another process does or did so.
    pub(super) fn begin_anew(&self, file: &File, after: &dyn Fn(u64) -> u64) -> io::Result<()> {
        file.try_lock()?;
        if after(fs::metadata(self.path(0))?.len()) <= self.most_bytes {
            return Ok(());
        }
        for age in (1..OLD_FILES).rev() {
            // One that is not there leaves its place empty.
            fs::rename(self.path(age), self.path(age + 1)).ok();
        }
        fs::rename(self.path(0), self.path(1))
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    // Windows locks only what can be read, or written anywhere.
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Never through a link, and never waiting for somebody to open the other end of a pipe.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    options.open(path)
}

/// Where the run log is and how it stands.
#[derive(Debug)]
pub struct Standing {
    /// The file that is written.
    pub path: PathBuf,
    /// How many files there are, old ones among them.
    pub files: usize,
    /// What all of them take.
    pub size_bytes: u64,
    /// Why nothing can be written, if so.
    pub refused: Option<io::Error>,
}

/// Where the run log is and how it stands: whether it could be written is tried where it `is_on`. `None`
/// without a state folder.
pub fn standing(is_on: bool) -> Option<Standing> {
    Some(Files::in_folder(folders::state()?).standing(is_on))
}

impl Files {
    pub(super) fn standing(&self, is_on: bool) -> Standing {
        let lengths = (0..=OLD_FILES).filter_map(|age| fs::metadata(self.path(age)).ok());
        let lengths: Vec<u64> = lengths.map(|it| it.len()).collect();
        // One that is switched off is not made to see whether it could be written.
        let refused = is_on
            .then(|| make_folder(&self.folder).and_then(|()| open(&self.path(0))).err())
            .flatten();
        let (files, size_bytes) = (lengths.len(), lengths.iter().sum());
        Standing { path: self.path(0), files, size_bytes, refused }
    }
}
