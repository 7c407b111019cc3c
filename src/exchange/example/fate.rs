//! How issues will go on, dealt out before anybody speaks.

use super::{TODAY, maker::day};
use crate::exchange::seeded::Seeded;
use chrono::NaiveDate;

/// How an issue on an agenda will go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Done, and the raiser says so.
    Resolved,
    /// Done, but the raiser could not be reached.
    WithoutWord,
    /// Done, broken again, and done again.
    Twice,
    /// Done, and broken again.
    Relapsed,
    /// Being handled; overdue once the deadline is past.
    InProgress,
    /// The department says that it is not theirs.
    Returned,
    /// More time was granted.
    Extended,
    /// Done, but the raiser says no.
    Dissatisfied,
    /// Done; the raiser has not been asked yet.
    AwaitingWord,
    /// Done in part.
    PartlyDone,
    /// Nobody agreed.
    NoConsensus,
    /// Given up, with an explanation.
    Unsolved,
    /// Passed on after the session.
    PassedOn,
    /// Talked about and left for the next session.
    Carried,
}

impl Fate {
    /// Whether the issue stays where another can be merged into it.
    pub(super) const fn stays_findable(self) -> bool {
        !matches!(self, Self::Unsolved | Self::PassedOn | Self::Carried)
    }
}

/// Deals out fates; the rare ones once each.
#[derive(Default)]
pub(super) struct Fates {
    happy: u32,
    mine: usize,
    twice: bool,
    relapsed: bool,
}

/// What becomes of the open issues of the demonstration's studio, oldest session first.
const MINE: [Fate; 8] = [
    Fate::Unsolved,
    Fate::Dissatisfied,
    Fate::InProgress,
    Fate::Extended,
    Fate::PartlyDone,
    Fate::NoConsensus,
    Fate::AwaitingWord,
    Fate::Returned,
];
/// How many issues are resolved in the ordinary way before a rare fate is dealt.
const ORDINARY: u32 = 20;

impl Fates {
    /// The fate of an issue that counts as resolved.
    pub(super) fn happy(&mut self, held: NaiveDate) -> Fate {
        self.happy += 1;
        if self.happy == ORDINARY {
            Fate::WithoutWord
        } else if self.happy > ORDINARY && !self.twice && leaves_time_for_a_relapse(held) {
            self.twice = true;
            Fate::Twice
        } else {
            Fate::Resolved
        }
    }

    /// The fate of an open issue of the studio that the demonstration looks at: one of everything.
    pub(super) fn of_mine(&mut self) -> Fate {
        let fate = MINE.get(self.mine).copied().unwrap_or(Fate::InProgress);
        self.mine += 1;
        fate
    }

    /// The fate of an issue that does not; it depends on how long ago the session was.
    pub(super) fn open(&mut self, chance: &mut Seeded, held: NaiveDate) -> Fate {
        if !self.relapsed && leaves_time_for_a_relapse(held) {
            self.relapsed = true;
            return Fate::Relapsed;
        }
        let fates: &[Fate] = match (TODAY - held).num_days() {
            ..=25 => &[
                Fate::InProgress,
                Fate::InProgress,
                Fate::InProgress,
                Fate::Returned,
                Fate::NoConsensus,
            ],
            26..=120 => &[
                Fate::InProgress,
                Fate::InProgress,
                Fate::Extended,
                Fate::Extended,
                Fate::Dissatisfied,
                Fate::AwaitingWord,
                Fate::PartlyDone,
                Fate::NoConsensus,
            ],
            _ => &[
                Fate::Extended,
                Fate::Dissatisfied,
                Fate::PartlyDone,
                Fate::NoConsensus,
                Fate::Unsolved,
                Fate::Unsolved,
                Fate::PassedOn,
                Fate::InProgress,
            ],
        };
        chance.choose(fates).copied().unwrap_or(Fate::InProgress)
    }
}

/// Whether handling, relapse and handling again fit between a session and today.
fn leaves_time_for_a_relapse(held: NaiveDate) -> bool {
    held <= day(2023, 4, 10)
}
