//! A line between two programs of one user on one machine: a Unix socket. `pipe.rs` has the same
//! names for Windows.
#![expect(clippy::disallowed_methods, reason = "a stale socket is removed here")]

use super::HallFault;
use super::place::{Place, own_uid};
use rustix::net::{RecvFlags, recv};
use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::Duration;

/// A line to the other side.
#[derive(Debug)]
pub(super) struct Stream(UnixStream);

/// Where viewers call.
#[derive(Debug)]
pub(super) struct Listener {
    socket: UnixListener,
    place: Place,
    /// Device and inode of what was made, so that only that is removed.
    identity: (u64, u64),
}

impl Listener {
    /// Begins to listen, after a socket that nobody listens on any more was put away.
    pub(super) fn bind(place: &Place) -> Result<Self, HallFault> {
        make_room(place)?;
        let path = place.socket();
        let socket = UnixListener::bind(path)?;
        // Nobody else can enter the folder, so nobody comes in between.
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
        let made = fs::symlink_metadata(path)?;
        Ok(Self { socket, place: place.clone(), identity: (made.dev(), made.ino()) })
    }

    /// Waits for the next viewer of the same user; others are turned away.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        loop {
            let (stream, _) = self.socket.accept()?;
            let stream = Stream(stream);
            if stream.is_ours() {
                return Ok(stream);
            }
        }
    }

    /// Takes the socket out of the folder: nobody can call any more.
    pub(super) fn put_away(&self) {
        let path = self.place.socket();
        let is_ours = fs::symlink_metadata(path)
            .is_ok_and(|there| (there.dev(), there.ino()) == self.identity);
        if is_ours {
            fs::remove_file(path).ok();
        }
    }
}

/// Puts away a socket that a killed program has left; one that somebody listens on is respected.
fn make_room(place: &Place) -> Result<(), HallFault> {
    let path = place.socket();
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
        Ok(there) if !there.file_type().is_socket() || there.uid() != own_uid() => {
            return Err(HallFault::InTheWay(path.to_owned()));
        }
        Ok(_) => {}
    }
    match UnixStream::connect(path) {
        Ok(_) => Err(HallFault::Taken),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => Ok(fs::remove_file(path)?),
        Err(error) => Err(error.into()),
    }
}

impl Stream {
    /// Calls the workbench of a data folder.
    pub(super) fn connect(place: &Place) -> Result<Self, HallFault> {
        let gone = [ErrorKind::NotFound, ErrorKind::ConnectionRefused];
        match UnixStream::connect(place.socket()) {
            Ok(stream) if Self(stream.try_clone()?).is_ours() => Ok(Self(stream)),
            Ok(_) => Err(HallFault::Foreign),
            Err(error) if gone.contains(&error.kind()) => Err(HallFault::Nobody),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether this user is at the other end.
    fn is_ours(&self) -> bool {
        peer_uid(&self.0).is_some_and(|uid| is_same_user(uid, own_uid()))
    }

    /// The same line once more, for another thread.
    pub(super) fn another(&self) -> io::Result<Self> {
        self.0.try_clone().map(Self)
    }

    /// How long a write may wait for a reader.
    pub(super) fn set_write_timeout(&self, limit: Duration) -> io::Result<()> {
        self.0.set_write_timeout(Some(limit))
    }

    /// How long a read may wait for a writer.
    pub(super) fn set_read_timeout(&self, limit: Duration) -> io::Result<()> {
        self.0.set_read_timeout(Some(limit))
    }

    /// Whether the other side has hung up; does not wait.
    pub(super) fn is_gone(&self) -> bool {
        let mut byte = [0; 1];
        let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
        match recv(&self.0, &mut byte, flags) {
            Ok((_, 0)) => true,
            Ok(_) | Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => false,
            Err(_) => true,
        }
    }

    /// Hangs up, whoever else holds the line.
    pub(super) fn hang_up(&self) {
        self.0.shutdown(Shutdown::Both).ok();
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Who is at the other end, as the system knows it (`SO_PEERCRED`).
#[cfg(target_os = "linux")]
fn peer_uid(stream: &UnixStream) -> Option<u32> {
    rustix::net::sockopt::socket_peercred(stream).ok().map(|peer| peer.uid.as_raw())
}

/// Elsewhere the system tells it in ways that need code of a kind that this crate does not have:
/// there the folder, which nobody else can enter, is what keeps others out.
#[cfg(not(target_os = "linux"))]
fn peer_uid(_stream: &UnixStream) -> Option<u32> {
    Some(own_uid())
}

/// Whether a caller is let in: the same user, not even the superuser.
const fn is_same_user(peer: u32, own: u32) -> bool {
    peer == own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_user_is_turned_away_and_so_is_the_superuser() {
        let own = own_uid();
        assert!(is_same_user(own, own));
        assert!(!is_same_user(own + 1, own));
        assert!(!is_same_user(0, 1000));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_system_says_who_is_at_the_other_end() {
        let (one, _other) = UnixStream::pair().unwrap();
        assert_eq!(peer_uid(&one), Some(own_uid()));
        assert!(Stream(one).is_ours());
    }

    #[test]
    fn a_line_knows_when_the_other_side_has_hung_up() {
        let (one, mut other) = UnixStream::pair().unwrap();
        let one = Stream(one);
        assert!(!one.is_gone());
        other.write_all(b"x").unwrap();
        assert!(!one.is_gone(), "what waits to be read is no end");
        let mut one = one;
        one.read_exact(&mut [0]).unwrap();
        drop(other);
        assert!(one.is_gone());
    }
}
