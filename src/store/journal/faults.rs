//! A folder that fails when it is told to: a double for tests.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Medium;

/// Which calls of a [`Medium`] a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// `append`.
    Append,
    /// `sync_data` and `sync_folder`.
    Sync,
    /// Every call that changes the folder, syncs included.
    Any,
    /// Every call that reads.
    Read,
}

/// One failure to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Which calls are counted.
    pub call: Call,
    /// How many of them succeed before.
    pub after: u64,
    /// What the system says then.
    pub kind: io::ErrorKind,
    /// How many bytes of a failing append get through.
    pub torn_at: usize,
    /// Whether it fails ever after, until [`Faults::clear`].
    pub lasting: bool,
}

/// The faults of a [`FailingMedium`], in the hands of the test.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    fault: Option<Fault>,
    room: Option<usize>,
    replaced: bool,
    calls: u64,
}

impl Faults {
    /// Fails as described, in place of what was planned before.
    pub fn plan(&self, fault: Fault) {
        self.lock().fault = Some(fault);
    }

    /// Lets only so many more bytes be appended; then the disk is full.
    pub fn leave_room(&self, bytes: usize) {
        self.lock().room = Some(bytes);
    }

    /// Another folder was put in the place of this one.
    pub fn replace(&self) {
        self.lock().replaced = true;
    }

    /// Fails no more.
    pub fn clear(&self) {
        let mut plan = self.lock();
        plan.fault = None;
        plan.room = None;
        plan.replaced = false;
    }

    /// How many calls that change the folder there were.
    pub fn calls(&self) -> u64 {
        self.lock().calls
    }

    fn lock(&self) -> MutexGuard<'_, Plan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    /// Counts a call; the fault, if this is the one to fail.
    fn strike(&mut self, call: Call) -> Option<Fault> {
        self.calls += u64::from(call != Call::Read);
        let fault = self.fault.as_mut()?;
        let is_meant = fault.call == call || (fault.call == Call::Any && call != Call::Read);
        if !is_meant {
            return None;
        }
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        let struck = *fault;
        if !struck.lasting {
            self.fault = None;
        }
        Some(struck)
    }
}

/// Another medium, and the faults that befall it.
#[derive(Debug)]
pub struct FailingMedium<M> {
    inner: M,
    faults: Faults,
}

impl<M> FailingMedium<M> {
    /// Wraps a medium; keep a clone of the faults to plan them.
    pub const fn new(inner: M, faults: Faults) -> Self {
        Self { inner, faults }
    }

    /// The medium within.
    pub const fn inner(&self) -> &M {
        &self.inner
    }

    /// The medium within, without faults.
    pub fn into_inner(self) -> M {
        self.inner
    }

    fn check(&self, call: Call) -> io::Result<()> {
        let struck = self.faults.lock().strike(call);
        struck.map_or(Ok(()), |fault| Err(fault.kind.into()))
    }
}

impl<M: Medium> Medium for FailingMedium<M> {
    fn list(&self) -> io::Result<Vec<String>> {
        self.check(Call::Read)?;
        self.inner.list()
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        self.check(Call::Read)?;
        self.inner.len(name)
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.check(Call::Read)?;
        self.inner.read_range(name, offset, len)
    }

    fn make_folder(&mut self) -> io::Result<()> {
        self.inner.make_folder()
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        self.check(Call::Any)?;
        self.inner.create(name)
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut plan = self.faults.lock();
        let (written, outcome) = match (plan.strike(Call::Append), plan.room) {
            (Some(fault), _) => (fault.torn_at, Err(fault.kind.into())),
            (None, Some(room)) if room < bytes.len() => {
                (room, Err(io::ErrorKind::StorageFull.into()))
            }
            (None, _) => (bytes.len(), Ok(())),
        };
        let written = bytes.get(..written).unwrap_or(bytes);
        plan.room = plan.room.map(|room| room - written.len());
        drop(plan);
        self.inner.append(name, written)?;
        outcome
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        self.check(Call::Sync)?;
        self.inner.sync_data(name)
    }

    fn write_again(&mut self, name: &str, from: u64, end: u64) -> io::Result<()> {
        self.check(Call::Append)?;
        self.inner.write_again(name, from, end)
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        self.check(Call::Any)?;
        self.inner.truncate(name, len)
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.check(Call::Any)?;
        self.inner.rename(from, to)
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.check(Call::Any)?;
        self.inner.remove(name)
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.check(Call::Sync)?;
        self.inner.sync_folder()
    }

    fn is_in_place(&mut self, name: &str) -> io::Result<bool> {
        Ok(!self.faults.lock().replaced && self.inner.is_in_place(name)?)
    }
}
