//! The side of the workbench: a thread that has the latest projection and hands it to whoever
//! looks. Nobody who looks can hold anybody up: each has a short queue and a writer of its own.

use super::transport::{Listener, Stream};
use super::{HallFault, Place, wire};
use crate::app::hall::Hall;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The most viewers at a time.
pub const VIEWERS: usize = 8;
/// How many frames may wait for a viewer before it is dropped.
const BEHIND: usize = 4;
/// How long a viewer may keep a frame waiting.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the thread is told.
enum Told {
    Hall(Box<Hall>),
    Viewer(Stream),
    /// Nobody can call any more.
    Deaf,
    Close,
}

/// The server; it ends when it is dropped, and its socket goes with it.
#[derive(Debug)]
pub struct Server {
    tell: Sender<Told>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts it; `fail` hears why it cannot serve, and then it is over. Nothing waits for the disk
    /// here: the socket is made on its thread.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(
        place: impl FnOnce() -> Result<Place, HallFault> + Send + 'static,
        fail: impl FnOnce(&HallFault) + Send + 'static,
    ) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let calls = tell.clone();
        let thread = thread::Builder::new().name("hall".to_owned()).spawn(move || {
            if let Err(fault) = serve(place, calls, &told) {
                fail(&fault);
            }
        })?;
        Ok(Self { tell, thread: Some(thread) })
    }

    /// Shows this from now on; says whether the server is still there. Never waits.
    pub fn show(&self, hall: Hall) -> bool {
        self.tell.send(Told::Hall(Box::new(hall))).is_ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tell.send(Told::Close).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn serve(
    place: impl FnOnce() -> Result<Place, HallFault>,
    tell: Sender<Told>,
    told: &Receiver<Told>,
) -> Result<(), HallFault> {
    let place = place()?;
    let listener = Arc::new(Listener::bind(&place)?);
    let closing = Arc::new(AtomicBool::new(false));
    let (theirs, is_closing) = (Arc::clone(&listener), Arc::clone(&closing));
    thread::Builder::new().name("hall-door".to_owned()).spawn(move || {
        while let Ok(stream) = theirs.accept() {
            if is_closing.load(Ordering::SeqCst) || tell.send(Told::Viewer(stream)).is_err() {
                return;
            }
        }
        tell.send(Told::Deaf).ok();
    })?;
    let mut room = Room::default();
    let mut ended = Ok(());
    while let Ok(told) = told.recv() {
        match told {
            Told::Hall(hall) => room.show(&hall),
            Told::Viewer(stream) => room.let_in(&stream),
            Told::Deaf => {
                ended = Err(HallFault::Io(io::ErrorKind::NotConnected.into()));
                break;
            }
            Told::Close => break,
        }
    }
    drop(room);
    closing.store(true, Ordering::SeqCst);
    // One last call that nobody takes ends the thread that waits for calls. It is not waited for:
    // should the call go astray, it ends with the program.
    Stream::connect(&place).ok();
    listener.put_away();
    ended
}

/// The viewers and what they see.
#[derive(Default)]
struct Room {
    frame: Option<Arc<[u8]>>,
    viewers: Vec<Viewer>,
}

struct Viewer {
    stream: Stream,
    frames: SyncSender<Arc<[u8]>>,
}

impl Drop for Viewer {
    /// Its writer may stand in the middle of a frame.
    fn drop(&mut self) {
        self.stream.hang_up();
    }
}

impl Room {
    fn show(&mut self, hall: &Hall) {
        // More than a frame holds is never built: every text of it is short.
        let Ok(frame) = wire::frame(hall) else { return };
        let frame: Arc<[u8]> = frame.into();
        // Who does not keep up is dropped, and may call again.
        self.viewers.retain(|viewer| viewer.frames.try_send(Arc::clone(&frame)).is_ok());
        self.frame = Some(frame);
    }

    fn let_in(&mut self, stream: &Stream) {
        self.viewers.retain(|viewer| !viewer.stream.is_gone());
        if self.viewers.len() >= VIEWERS {
            return stream.hang_up();
        }
        if let Ok(viewer) = Viewer::start(stream) {
            let first = self.frame.clone().map(|frame| viewer.frames.try_send(frame));
            drop(first);
            self.viewers.push(viewer);
        }
    }
}

impl Viewer {
    fn start(stream: &Stream) -> io::Result<Self> {
        let (frames, next) = mpsc::sync_channel::<Arc<[u8]>>(BEHIND);
        let mut out = stream.another()?;
        out.set_write_timeout(PATIENCE)?;
        thread::Builder::new().name("hall-viewer".to_owned()).spawn(move || {
            for frame in next {
                if out.write_all(&frame).is_err() {
                    break;
                }
            }
            out.hang_up();
        })?;
        Ok(Self { stream: stream.another()?, frames })
    }
}
