//! The line to a workbench as a viewer holds it: it calls, listens, and calls again.

use super::transport::Stream;
use super::{HallFault, Whose, wire};
use crate::app::hall::Hall;
use crate::shell::clock::Clock;
use std::io::ErrorKind;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How soon it calls again.
const AGAIN: Duration = Duration::from_secs(1);
/// How long a workbench may take to tell the first thing.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is heard.
#[derive(Debug)]
pub(super) enum Heard {
    /// What the room sees now.
    Hall(Box<Hall>),
    /// The line is gone, or there never was one.
    Fault(HallFault),
}

/// What the room sees just now, with the clocks as they are; `None` where no workbench shows a live
/// session.
///
/// # Errors
/// [`HallFault`] of any other kind than that nobody is there.
pub fn look(whose: &Whose) -> Result<Option<Hall>, HallFault> {
    let now = Clock::default().wall_millis();
    Ok(glance(whose)?.map(|hall| hall.at(now)))
}

fn glance(whose: &Whose) -> Result<Option<Hall>, HallFault> {
    let asked = whose.place().and_then(|place| Stream::connect(&place));
    let mut stream = match asked {
        Ok(stream) => stream,
        Err(HallFault::Nobody) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    stream.set_read_timeout(PATIENCE)?;
    match wire::read(&mut stream) {
        Ok(hall) => Ok(hall),
        // It ended just then.
        Err(HallFault::Io(error)) if is_end(error.kind()) => Ok(None),
        Err(fault) => Err(fault),
    }
}

const fn is_end(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
}

/// Calls and listens until nobody hears what is said, or `end` is dropped.
pub(super) fn listen(whose: &Whose, end: &Receiver<()>, mut say: impl FnMut(Heard) -> bool) {
    loop {
        let fault = match follow(whose, &mut say) {
            Ok(()) => return,
            Err(fault) => fault,
        };
        if !say(Heard::Fault(fault)) {
            return;
        }
        match end.recv_timeout(AGAIN) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Listens to one workbench until it is gone; `Ok` when nobody hears it.
fn follow(whose: &Whose, say: &mut impl FnMut(Heard) -> bool) -> Result<(), HallFault> {
    let mut stream = Stream::connect(&whose.place()?)?;
    while let Some(hall) = wire::read(&mut stream)? {
        if !say(Heard::Hall(Box::new(hall))) {
            return Ok(());
        }
    }
    Err(HallFault::Nobody)
}
