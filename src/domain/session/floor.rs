//! The floor of a live session: which item is on, who speaks, who waits. It is a log of marks with
//! the time of the clock on the wall; how long everything took is computed from it (`course`).

use super::Course;
use crate::domain::{
    id::{IssueId, PersonId},
    keyed::keyed,
};
use chrono::{NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

keyed! {
    /// In what manner somebody takes the floor.
    pub enum SpeechManner {
        /// 发言: a speech in its turn.
        Speech = "speech",
        /// 插问: a question that interposes.
        Interposed = "interposed",
        /// 程序问题: a point of order.
        PointOfOrder = "point_of_order",
    }
}

impl SpeechManner {
    /// How early it comes in the queue: a point of order before a question, that before a speech.
    pub const fn precedence(self) -> u8 {
        match self {
            Self::PointOfOrder => 0,
            Self::Interposed => 1,
            Self::Speech => 2,
        }
    }
}

/// Somebody who waits for the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who.
    pub person: PersonId,
    /// In what manner they want to speak.
    pub manner: SpeechManner,
}

/// What happened on the floor. Variants are only ever appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorMark {
    /// The clock of the session began to run, or runs again after a break.
    Opened,
    /// A break: all clocks stand.
    Suspended,
    /// The session ended; a speech that was running ended with it.
    Ended,
    /// This item is on; `None` between two items.
    Item(Option<IssueId>),
    /// This stage of the item's order is on, from 0.
    Stage(u8),
    /// Somebody began to speak; whoever spoke before ended.
    SpeechBegun {
        /// Who.
        person: PersonId,
        /// In what manner.
        manner: SpeechManner,
    },
    /// The speaker's clock stands, that of the item runs on.
    SpeechPaused,
    /// The speaker goes on.
    SpeechResumed,
    /// The speech ended.
    SpeechEnded,
    /// The last sign of life before the program stopped without a word: all clocks stand.
    Interrupted,
    /// Somebody is at the keyboard again after an interruption.
    TakenUp {
        /// Whether the session went on meanwhile, so that the gap counts.
        counted: bool,
    },
    /// Somebody who had left came back: the sign-in sheet tells of the last leaving alone.
    Returned {
        /// Who.
        person: PersonId,
        /// When they had left.
        left_at: NaiveTime,
    },
}

/// A mark with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorEntry {
    /// When, by the clock of the computer; never before the entry above it, but for
    /// [`FloorMark::Returned`], which may be entered later.
    #[serde(with = "super::seconds")]
    pub at: NaiveDateTime,
    /// What.
    pub mark: FloorMark,
    /// Whether it was taken back as a mistake.
    pub taken_back: bool,
}

/// Everything that happened on the floor, and who waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// The marks, in the order in which they were made.
    pub log: Vec<FloorEntry>,
    /// Who waits for the floor, in the order in which they get it.
    pub queue: Vec<Waiting>,
}

impl Floor {
    /// The marks that stand.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &FloorEntry> {
        self.log.iter().filter(|entry| !entry.taken_back)
    }

    /// When people were out of the room and came back: who, from when, until when.
    pub fn absences(&self) -> impl Iterator<Item = (PersonId, NaiveTime, NaiveTime)> {
        self.standing().filter_map(|entry| match entry.mark {
            FloorMark::Returned { person, left_at } => Some((person, left_at, entry.at.time())),
            _ => None,
        })
    }

    /// Whether an item was ever on.
    pub fn has_had(&self, issue: IssueId) -> bool {
        self.standing().any(|entry| entry.mark == FloorMark::Item(Some(issue)))
    }

    /// How long everything took up to the last mark.
    pub fn course(&self) -> Course {
        Course::of(self.standing())
    }
}
