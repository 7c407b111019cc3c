//! What the pauses between two questions are used for: making the rows durable, and one check after opening,
//! a step at a time; a full one where memory is no matter.

use crate::shell::run_log::{self, Entry};
use crate::store::{CheckDepth, Store, StoreCheck, StoreError, StoreVerification};
use std::time::{Duration, Instant};

/// How often a check begins again after something was healed.
const HEALINGS: u32 = 2;

/// How long nobody has to ask before something is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Before the rows are made durable.
    pub(super) durable_after: Duration,
    /// Before they are made durable however much is asked.
    pub(super) durable_at_latest: Duration,
    /// Before everything is checked.
    pub(super) check_after: Duration,
    /// Between two steps of the check.
    pub(super) check_step: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            durable_after: Duration::from_secs(2),
            durable_at_latest: Duration::from_secs(30),
            check_after: Duration::from_secs(5),
            check_step: Duration::from_millis(20),
        }
    }
}

/// Something to be done in a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// What was shown from sled survives a power cut without catching up.
    Durable,
    /// The check goes a step further.
    Check,
}

/// When there is something to be done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// There is nothing.
    Never,
    /// When nobody has asked for so long.
    After(Duration, Task),
    /// Now, whoever asks.
    Overdue(Task),
}

/// How far the check after opening has come.
#[derive(Debug)]
pub(super) enum CheckState {
    Waiting,
    Running { check: Box<StoreCheck>, healings: u32 },
    Done,
}

/// What came of a check.
#[derive(Debug)]
pub(super) enum Checked {
    /// What is still wrong after everything was healed that could be.
    Found(StoreVerification),
    /// The store could not be read to the end.
    Failed(StoreError),
}

/// What is to be looked after.
#[derive(Debug)]
pub(super) struct Care {
    pub(super) pace: Pace,
    /// When the first change was saved that is not durable in the rows.
    written_at: Option<Instant>,
    pub(super) check: CheckState,
}

impl Default for Care {
    fn default() -> Self {
        Self { pace: Pace::default(), written_at: None, check: CheckState::Waiting }
    }
}

impl Care {
    /// What comes next.
    pub(super) fn next(&self, now: Instant) -> Due {
        let Pace { durable_after, durable_at_latest, check_after, check_step } = self.pace;
        if let Some(written_at) = self.written_at {
            let left = (written_at + durable_at_latest).saturating_duration_since(now);
            return if left.is_zero() {
                Due::Overdue(Task::Durable)
            } else {
                Due::After(durable_after.min(left), Task::Durable)
            };
        }
        match self.check {
            CheckState::Waiting => Due::After(check_after, Task::Check),
            CheckState::Running { .. } => Due::After(check_step, Task::Check),
            CheckState::Done => Due::Never,
        }
    }

    /// Something was saved.
    pub(super) const fn was_written(&mut self, now: Instant) {
        if self.written_at.is_none() {
            self.written_at = Some(now);
        }
    }

    /// The rows were made durable, or will be when they can be.
    pub(super) const fn durable_done(&mut self) {
        self.written_at = None;
    }

    /// Checks a little more, and heals what was found; what is left when it is through.
    pub(super) fn check_on(&mut self, store: &mut Store) -> Option<Checked> {
        let (mut check, healings) = match std::mem::replace(&mut self.check, CheckState::Done) {
            CheckState::Done => return None,
            CheckState::Waiting => (Box::new(store.begin_check(CheckDepth::InPauses)), 0),
            CheckState::Running { check, healings } => (check, healings),
        };
        match store.check_on(&mut check) {
            Ok(false) => {
                self.check = CheckState::Running { check, healings };
                return None;
            }
            Ok(true) => {}
            Err(error) => return Some(Checked::Failed(error)),
        }
        let found = check.into_found();
        run_log::note(&Entry::checked(&found));
        if healings < HEALINGS {
            match store.engine().heal(&found.log) {
                Ok(false) => {}
                Ok(true) => {
                    let check = Box::new(store.begin_check(CheckDepth::InPauses));
                    self.check = CheckState::Running { check, healings: healings + 1 };
                    return None;
                }
                Err(error) => return Some(Checked::Failed(error)),
            }
        }
        Some(Checked::Found(found))
    }
}
