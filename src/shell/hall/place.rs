//! Where the socket of a data folder lies: in a folder that this user alone can enter, under a short
//! name that says nothing of what is in it. On Windows a file lies there that names a pipe.
#![expect(clippy::disallowed_methods, reason = "the environment and the folder are looked at here")]

use super::HallFault;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The most bytes of the path: the system's own limit for a socket is 104 on some, with an end mark;
/// for a file it is more.
const PATH_BYTES: usize = if cfg!(unix) { 100 } else { 240 };

/// Whose session is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// That of the workbench on a data folder.
    Data(PathBuf),
    /// That of the example, whose folder nobody knows.
    Example,
}

impl Whose {
    /// Where its socket lies.
    ///
    /// # Errors
    /// [`HallFault`] where there is no folder that is safe.
    pub fn place(&self) -> Result<Place, HallFault> {
        match self {
            Self::Data(data) => Place::in_folder(runtime_folder(), data),
            Self::Example => Place::named(runtime_folder(), "example"),
        }
    }
}

/// Where a socket lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    folder: PathBuf,
    socket: PathBuf,
}

impl Place {
    /// The place for a data folder, in a folder of its own that is made where there is none.
    ///
    /// # Errors
    /// [`HallFault`] where that folder is not safe.
    pub fn in_folder(folder: PathBuf, data: &Path) -> Result<Self, HallFault> {
        Self::named(folder, &name(data))
    }

    fn named(folder: PathBuf, name: &str) -> Result<Self, HallFault> {
        private_folder(&folder)?;
        let socket = folder.join(name);
        if socket.as_os_str().len() > PATH_BYTES {
            return Err(HallFault::TooLong(socket));
        }
        Ok(Self { folder, socket })
    }

    /// The socket, or the file that names the pipe.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The name of the socket: the first 64 bits of a hash of the data folder's real path.
fn name(data: &Path) -> String {
    // A folder that is not there yet has no other name than this one.
    let real = fs::canonicalize(data).or_else(|_| std::path::absolute(data));
    let real = real.unwrap_or_else(|_| data.to_owned());
    let hash = Sha256::digest(real.as_os_str().as_encoded_bytes());
    let first = hash.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}

#[cfg(unix)]
fn runtime_folder() -> PathBuf {
    let named = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let named = named.filter(|folder| folder.is_absolute() && is_private(folder));
    // Long paths would leave no room for the name.
    let own = named.map(|folder| folder.join("tanshi")).filter(|it| it.as_os_str().len() < 80);
    own.unwrap_or_else(|| std::env::temp_dir().join(format!("tanshi-{}", own_uid())))
}

/// Within the profile of this user, which Windows opens to nobody else but its administrators.
#[cfg(not(unix))]
fn runtime_folder() -> PathBuf {
    let own = crate::shell::folders::state();
    own.unwrap_or_else(|| std::env::temp_dir().join("tanshi")).join("hall")
}

/// Who runs this program.
#[cfg(unix)]
pub(super) fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether this is a real folder of this user that nobody else can enter.
#[cfg(unix)]
fn is_private(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // A link is not followed: whoever made it could turn it elsewhere.
    fs::symlink_metadata(folder)
        .is_ok_and(|it| it.is_dir() && it.uid() == own_uid() && it.mode() & 0o7777 == 0o700)
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> Result<(), HallFault> {
    use std::os::unix::fs::DirBuilderExt;
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error.into()),
    }
    if is_private(folder) { Ok(()) } else { Err(HallFault::Unsafe(folder.to_owned())) }
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> Result<(), HallFault> {
    Ok(fs::create_dir_all(folder)?)
}
