//! What the system tells the program from outside.

use std::io;
#[cfg(unix)]
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
#[cfg(unix)]
use std::time::{Duration, Instant};

/// A signal that the loop answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// End in good order (SIGTERM, and SIGINT or SIGQUIT from outside).
    Terminate,
    /// The terminal is gone: save what there is and end.
    HangUp,
    /// Stop until told to go on (SIGTSTP): [`Terminal::suspend`](super::Terminal::suspend).
    Suspend,
    /// Go on after a stop that was not ours: [`Terminal::resume`](super::Terminal::resume).
    Continue,
}

/// Set while we stop ourselves; the SIGCONT that ends it unsets it and is not reported.
#[cfg(unix)]
static STOPPING: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());

#[cfg(unix)]
fn stopping() -> MutexGuard<'static, bool> {
    STOPPING.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether we were stopping ourselves until now.
#[cfg(unix)]
fn stopped_by_ourselves() -> bool {
    let was = std::mem::take(&mut *stopping());
    STOPPING.1.notify_all();
    was
}

/// How long a stop may take to come into force.
#[cfg(unix)]
const GRACE: Duration = Duration::from_secs(1);

/// Requests to end that come so soon after the first are the same one.
#[cfg(unix)]
const ONE_REQUEST: Duration = Duration::from_secs(1);

/// Who is told of signals now.
#[cfg(unix)]
static HEARER: Mutex<Option<Hearer>> = Mutex::new(None);

#[cfg(unix)]
type Hearer = Box<dyn FnMut(Signal) -> bool + Send>;

#[cfg(unix)]
fn told(signal: Signal) -> bool {
    let mut hearer = HEARER.lock().unwrap_or_else(PoisonError::into_inner);
    hearer.as_mut().is_some_and(|send| send(signal))
}

/// Has signals told from now on; `send` says whether anybody still takes them. Whoever was told before
/// is not any more. The thread that listens is started by the first, and stays. `send` must neither wait nor
/// ask for signals itself.
///
/// While another program has the terminal (`$EDITOR`), Ctrl-C and Ctrl-\ are meant for that
/// one and are dropped, and Ctrl-Z stops us along with it. A second request to end, or one
/// that nobody takes, ends the program at once, with the terminal restored; those that come within
/// a second are one.
///
/// # Errors
///
/// Where the system refuses the handlers or the thread.
#[cfg(unix)]
pub fn spawn(send: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    let mut hearer = HEARER.lock().unwrap_or_else(PoisonError::into_inner);
    if hearer.replace(Box::new(send)).is_some() {
        return Ok(());
    }
    drop(hearer);
    listen().inspect_err(|_not_heard| {
        *HEARER.lock().unwrap_or_else(PoisonError::into_inner) = None;
    })
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "how far apart requests come is measured")]
fn listen() -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut ending: Option<Instant> = None;
        for number in signals.forever() {
            let signal = match number {
                SIGINT | SIGQUIT if super::modes::lent() => continue,
                SIGTSTP if !super::modes::active() => {
                    if has_shell() {
                        emulate_default_handler(SIGTSTP).ok();
                    }
                    continue;
                }
                SIGCONT if stopped_by_ourselves() => continue,
                SIGCONT if !super::modes::active() => continue,
                SIGTSTP => Signal::Suspend,
                SIGCONT => Signal::Continue,
                SIGHUP => Signal::HangUp,
                _ => Signal::Terminate,
            };
            let end = matches!(signal, Signal::Terminate | Signal::HangUp);
            // A window that closes and a machine that goes down say so several times: the shell, and the
            // system once that is gone. That is one request; who insists does so a moment later.
            if end && ending.is_some_and(|since: Instant| since.elapsed() < ONE_REQUEST) {
                continue;
            }
            let taken = !(end && ending.is_some()) && told(signal);
            if end {
                ending.get_or_insert_with(Instant::now);
            }
            if end && !taken {
                super::modes::restore();
                emulate_default_handler(number).ok();
            }
        }
    })?;
    Ok(())
}

/// Where there are no signals there is nothing to listen to.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn spawn(_send: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Stops the program and those it runs with until it is told to go on; says whether it was
/// stopped. Not where no shell could tell it to: started by the terminal itself, with or without a
/// wrapper around it, or on Windows.
#[cfg(unix)]
pub(super) fn stop() -> bool {
    use rustix::process::{Signal, kill_current_process_group};

    if !has_shell() {
        return false;
    }
    *stopping() = true;
    // The whole group: under a wrapper the person's shell waits for that, not for us.
    if kill_current_process_group(Signal::STOP).is_err() {
        *stopping() = false;
        return false;
    }
    // Another thread may take the signal while this one runs on for a moment: go on only after
    // SIGCONT, or else the terminal would be taken again before the stop.
    let waiting = STOPPING.1.wait_timeout_while(stopping(), GRACE, |stopping| *stopping);
    *waiting.unwrap_or_else(PoisonError::into_inner).0 = false;
    true
}

/// Whether somebody could go on with what is stopped: whoever has job control puts each job into a group
/// of its own, and is outside it.
#[cfg(unix)]
fn has_shell() -> bool {
    use rustix::process::{getpgrp, getsid};

    getsid(None).is_ok_and(|session| session != getpgrp())
}

#[cfg(not(unix))]
pub(super) const fn stop() -> bool {
    false
}
