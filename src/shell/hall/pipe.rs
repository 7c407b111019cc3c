//! A line between two programs of one user on one machine, on Windows: a named pipe that its owner
//! alone can open, under a name that is new each time. A file that its owner alone can write says the
//! name, so that whoever calls finds no pipe of somebody else. The same names as in `transport.rs`.
#![expect(clippy::disallowed_methods, reason = "the name of the pipe is kept in a file")]

use super::HallFault;
use super::place::Place;
use crate::shell::whole::{self, Present, Readers, WholeFault};
use interprocess::os::windows::ToWtf16;
use interprocess::os::windows::named_pipe::pipe_mode::Bytes;
use interprocess::os::windows::named_pipe::{PipeListener, PipeListenerOptions, SendPipeStream};
use interprocess::os::windows::named_pipe::{PipeMode, pipe_mode};
use interprocess::os::windows::security_descriptor::SecurityDescriptor;
use std::cell::Cell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::os::windows::fs::OpenOptionsExt;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How the names of our pipes begin.
const PREFIX: &str = r"\\.\pipe\tanshi-";
/// Whoever made it may do everything with it, and nobody else anything: nothing is inherited, and the
/// right of an owner (`OW`) is spelt out.
const OWNER_ALONE: &str = "D:P(A;;GA;;;OW)";
/// What may wait for a viewer, in bytes: seven of the largest frames.
const BEHIND_BYTES: u32 = 1 << 19;
/// No process that answers may act as the user who calls (`SECURITY_ANONYMOUS`).
const ANONYMOUS: u32 = 0;
/// All instances of the pipe are taken just now (`ERROR_PIPE_BUSY`).
const BUSY: i32 = 231;
/// How often a busy pipe is called again, and how soon. Windows has an event for it that safe code
/// cannot wait for.
const CALLS: usize = 50;
const AGAIN: Duration = Duration::from_millis(20);
/// How much is read at once.
const CHUNK_BYTES: usize = 4096;

/// Where viewers call.
#[derive(Debug)]
pub(super) struct Listener {
    pipe: Pipes,
    place: Place,
    name: String,
}

/// The end that only speaks: viewers have nothing to say.
struct Pipes(PipeListener<pipe_mode::None, Bytes>);

impl std::fmt::Debug for Pipes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pipes")
    }
}

impl Listener {
    /// Begins to listen. A name that a killed program has left leads nowhere, and is replaced.
    pub(super) fn bind(place: &Place) -> Result<Self, HallFault> {
        match Stream::connect(place) {
            Ok(_) => return Err(HallFault::Taken),
            Err(HallFault::Nobody | HallFault::NotOurs) => {}
            Err(fault) => return Err(fault),
        }
        let name = new_name(place)?;
        let owner_alone = OWNER_ALONE.to_wtf_16().map_err(io::Error::other)?;
        let owner_alone = SecurityDescriptor::deserialize(&owner_alone)?;
        // The first of its name is asked for, so that nobody who has it already gets a viewer.
        let pipe = PipeListenerOptions::new()
            .path(name.as_str())
            .mode(PipeMode::Bytes)
            .accept_remote(false)
            .output_buffer_size_hint(BEHIND_BYTES)
            .security_descriptor(Some(owner_alone))
            .create_send_only::<Bytes>()?;
        let written =
            whole::write(place.socket(), name.as_bytes(), Readers::Owner, Present::Replaced);
        match written {
            Ok(_) => Ok(Self { pipe: Pipes(pipe), place: place.clone(), name }),
            Err(WholeFault::Io(error)) => Err(error.into()),
            Err(WholeFault::Present) => Err(HallFault::InTheWay(place.socket().to_owned())),
        }
    }

    /// Waits for the next viewer; the pipe lets nobody else in.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        loop {
            let line = self.pipe.0.accept()?;
            // What has no room in the pipe comes back at once, so that no viewer holds anybody up.
            // It is refused where the viewer has gone already.
            if line.set_nonblocking(true).is_ok() {
                return Ok(Stream::Served(Served(Arc::new(Mutex::new(Some(line))))));
            }
        }
    }

    /// Takes the name out of the folder: nobody can call any more.
    pub(super) fn put_away(&self) {
        let path = self.place.socket();
        if fs::read_to_string(path).is_ok_and(|there| there == self.name) {
            fs::remove_file(path).ok();
        }
    }
}

/// A name for a pipe: that of the place, and chance, so that nobody can be there first.
fn new_name(place: &Place) -> Result<String, HallFault> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(|_refused| io::Error::other("no randomness"))?;
    let of = place.socket().file_name().and_then(|it| it.to_str()).unwrap_or_default();
    Ok(format!("{PREFIX}{of}-{:016x}", u64::from_le_bytes(random)))
}

/// A line to the other side.
#[derive(Debug)]
pub(super) enum Stream {
    /// The end that speaks.
    Served(Served),
    /// The end that listens.
    Called(Called),
}

/// The end of the workbench; nothing once it has hung up.
#[derive(Clone)]
pub(super) struct Served(Arc<Mutex<Option<SendPipeStream<Bytes>>>>);

/// The end of a viewer, read on a thread of its own: a pipe knows no time limit.
pub(super) struct Called {
    chunks: Receiver<io::Result<Vec<u8>>>,
    rest: Cursor<Vec<u8>>,
    limit: Cell<Option<Duration>>,
}

impl Stream {
    /// Calls the workbench of a data folder.
    pub(super) fn connect(place: &Place) -> Result<Self, HallFault> {
        let name = match fs::read_to_string(place.socket()) {
            Ok(name) if is_name(&name) => name,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(HallFault::Nobody),
            Err(error) if error.kind() != ErrorKind::InvalidData => return Err(error.into()),
            _ => return Err(HallFault::NotOurs),
        };
        for _ in 0..CALLS {
            match OpenOptions::new().read(true).security_qos_flags(ANONYMOUS).open(&name) {
                Ok(pipe) => return Ok(Self::Called(Called::start(pipe)?)),
                Err(error) if error.raw_os_error() == Some(BUSY) => thread::park_timeout(AGAIN),
                Err(error) => {
                    return Err(match error.kind() {
                        ErrorKind::NotFound => HallFault::Nobody,
                        ErrorKind::PermissionDenied => HallFault::Foreign,
                        _ => error.into(),
                    });
                }
            }
        }
        Err(io::Error::from_raw_os_error(BUSY).into())
    }

    /// The same line once more, for another thread.
    pub(super) fn another(&self) -> io::Result<Self> {
        match self {
            Self::Served(served) => Ok(Self::Served(served.clone())),
            Self::Called(_) => Err(ErrorKind::Unsupported.into()),
        }
    }

    /// How long a write may wait for a reader; here it never waits, since what a slow reader needs lies
    /// in the pipe.
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on other systems")]
    pub(super) const fn set_write_timeout(&self, _limit: Duration) -> io::Result<()> {
        Ok(())
    }

    /// How long a read may wait for a writer.
    #[expect(clippy::unnecessary_wraps, reason = "as on other systems")]
    pub(super) fn set_read_timeout(&self, limit: Duration) -> io::Result<()> {
        if let Self::Called(called) = self {
            called.limit.set(Some(limit));
        }
        Ok(())
    }

    /// Whether the other side has hung up; does not wait.
    pub(super) fn is_gone(&self) -> bool {
        match self {
            // Nothing is written, and whether it could be is found out.
            Self::Served(served) => served.write(&[]).is_err(),
            Self::Called(_) => false,
        }
    }

    /// Hangs up, whoever else holds the line.
    pub(super) fn hang_up(&self) {
        if let Self::Served(served) = self {
            served.hang_up();
        }
    }
}

/// Whether a file says the name of a pipe of ours, and not something else to be opened.
fn is_name(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX);
    rest.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

impl Served {
    fn line(&self) -> MutexGuard<'_, Option<SendPipeStream<Bytes>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what has room; who lets none of it in does not keep up.
    fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let line = self.line();
        let Some(mut pipe) = line.as_ref() else { return Err(ErrorKind::BrokenPipe.into()) };
        match pipe.write(bytes)? {
            0 if !bytes.is_empty() => Err(ErrorKind::TimedOut.into()),
            count => Ok(count),
        }
    }

    /// Closes it; what lies in the pipe can still be read, and is not waited for.
    fn hang_up(&self) {
        if let Some(pipe) = self.line().take() {
            pipe.evade_limbo();
        }
    }
}

impl std::fmt::Debug for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Served")
    }
}

impl Drop for Served {
    /// The last one to hold it hangs up.
    fn drop(&mut self) {
        if Arc::strong_count(&self.0) == 1 {
            self.hang_up();
        }
    }
}

impl Called {
    fn start(mut pipe: File) -> io::Result<Self> {
        // No more is read ahead than this: a viewer that does not keep up is found out.
        let (send, chunks) = mpsc::sync_channel(1);
        thread::Builder::new().name("hall-pipe".to_owned()).spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK_BYTES];
                let read = pipe.read(&mut chunk).map(|count| {
                    chunk.truncate(count);
                    chunk
                });
                let is_end = read.as_ref().map_or(true, Vec::is_empty);
                if send.send(read).is_err() || is_end {
                    return;
                }
            }
        })?;
        Ok(Self { chunks, rest: Cursor::default(), limit: Cell::default() })
    }

    /// The next bytes; none at the end.
    fn next(&self) -> io::Result<Vec<u8>> {
        let next = match self.limit.get() {
            Some(limit) => self.chunks.recv_timeout(limit),
            None => self.chunks.recv().map_err(|_over| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(Err(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(Vec::new()),
            Ok(read) => read,
            Err(RecvTimeoutError::Timeout) => Err(ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => Ok(Vec::new()),
        }
    }
}

impl std::fmt::Debug for Called {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Called")
    }
}

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let Self::Called(called) = self else { return Err(ErrorKind::Unsupported.into()) };
        let count = called.rest.read(bytes)?;
        if count > 0 || bytes.is_empty() {
            return Ok(count);
        }
        called.rest = Cursor::new(called.next()?);
        called.rest.read(bytes)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Served(served) => served.write(bytes),
            Self::Called(_) => Err(ErrorKind::Unsupported.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
