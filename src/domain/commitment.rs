//! A commitment (承办事项): what a department promised, and what became of it.

use super::{
    amount::Amount,
    date::DateSpan,
    id::{CommitmentId, DepartmentId, EvidenceId, IssueId, LineId, SessionId},
    keyed::keyed,
    mistake::Explanation,
    provenance::{Mark, Source},
    sealed::SealedDocument,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

keyed! {
    /// What is promised or delivered (DOMAIN §2). Money satisfies only a promise of money.
    pub enum Benefit {
        /// Something built, repaired or installed.
        Works = "works",
        /// Something done for people.
        Service = "service",
        /// A rule, plan or document.
        Policy = "policy",
        /// Funds.
        Money = "money",
    }
}

keyed! {
    /// How far a matter got (DOMAIN §2); the wording is a table that cities change.
    pub enum Grade {
        /// Solved or basically solved.
        A = "A",
        /// In progress or planned.
        B = "B",
        /// Limited by conditions.
        C = "C",
        /// For reference.
        D = "D",
    }
}

keyed! {
    /// How far a commitment is on its way, as its marks tell (DOMAIN §2, assignment and handling). It is
    /// never stored.
    pub enum Progress {
        /// 待交办: nobody has sent the assignment letter yet.
        Unassigned = "unassigned",
        /// 已交办: the letter went out.
        Assigned = "assigned",
        /// 已签收: the department acknowledged it.
        Acknowledged = "acknowledged",
        /// 在办: the department reported how far it is.
        UnderWay = "under_way",
        /// 已退回: the department says that it is not theirs.
        Returned = "returned",
        /// 已办结: the department says that it is done.
        Completed = "completed",
        /// The source that it was entered from (补录) tells nothing of its way.
        NotStated = "not_stated",
    }
}

/// What a person states about a commitment and may correct later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentFacts {
    /// What will be done, 1–200 characters.
    pub matter: String,
    /// What kind of thing is promised.
    pub promised: Benefit,
    /// The lead department (主办单位).
    pub lead: Option<DepartmentId>,
    /// The supporting departments (会办单位).
    pub supporting: Vec<DepartmentId>,
    /// The day by which it was promised.
    pub deadline: Option<NaiveDate>,
    /// Funds that were promised.
    pub funds: Option<Amount>,
}

impl CommitmentFacts {
    /// The departments that answer for it: the lead first.
    pub fn departments(&self) -> impl Iterator<Item = DepartmentId> {
        self.lead.into_iter().chain(self.supporting.iter().copied())
    }
}

/// What was delivered, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// When it was finished.
    pub on: DateSpan,
    /// What kinds of thing were delivered.
    pub delivered: Vec<Benefit>,
    /// Funds that were spent or paid.
    pub funds: Option<Amount>,
    /// Whether money reached the raiser.
    pub received: bool,
    /// What was done, in words.
    pub text: String,
}

/// One dated mark on a commitment's way (DOMAIN §2: assignment, handling).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// 交办: the assignment letter went out.
    Assigned {
        /// When.
        on: NaiveDate,
    },
    /// 签收: the department acknowledged it.
    Acknowledged {
        /// When.
        on: NaiveDate,
    },
    /// 退回: the department says that it is not theirs.
    Returned {
        /// When.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// 延期: more time was granted.
    Extended {
        /// When.
        on: NaiveDate,
        /// Until when.
        until: NaiveDate,
        /// Why.
        reason: String,
    },
    /// 反馈: the department reported how far it is.
    Reported {
        /// When.
        on: NaiveDate,
        /// What it reported.
        text: String,
    },
    /// 办结: the department says that it is done.
    Completed(Completion),
    /// The convenor graded the result.
    Graded {
        /// When.
        on: NaiveDate,
        /// How far it got.
        grade: Grade,
        /// Why; may be empty.
        reason: String,
    },
}

impl Handling {
    /// The last day that this mark speaks of.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Assigned { on }
            | Self::Acknowledged { on }
            | Self::Returned { on, .. }
            | Self::Extended { on, .. }
            | Self::Reported { on, .. }
            | Self::Graded { on, .. } => *on,
            Self::Completed(completion) => completion.on.last(),
        }
    }
}

/// A mark with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handled {
    /// The mark.
    pub handling: Handling,
    /// When it was entered.
    pub mark: Mark,
    /// Whether it was taken back as a mistake.
    pub taken_back: bool,
}

/// A commitment as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its identity.
    pub id: CommitmentId,
    /// The issue it serves.
    pub issue: IssueId,
    /// Its place among the commitments of its issue, from 1; its label is the issue's number and this.
    pub ordinal: u16,
    /// The session it was made in.
    pub session: Option<SessionId>,
    /// The line it was spoken in.
    pub line: Option<LineId>,
    /// What was stated about it.
    pub facts: CommitmentFacts,
    /// Every department that leads or supports it, or once did: who did the work does not ask
    /// whether it was done.
    pub ever: BTreeSet<DepartmentId>,
    /// Its way, in the order it was entered.
    pub handlings: Vec<Handled>,
    /// Why marks were taken back, oldest first.
    pub mistakes: Vec<Explanation>,
    /// Evidence of what was done.
    pub evidence: Vec<EvidenceId>,
    /// Letters that were made final, oldest first.
    pub sealed: Vec<SealedDocument>,
    /// Where a commitment that was entered from a source comes from (补录).
    pub source: Option<Source>,
    /// When it was entered.
    pub entered: Mark,
    /// Whether its addition was taken back.
    pub retracted: bool,
}

impl Commitment {
    /// The marks that stand, oldest entry first.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Handling> {
        self.handlings.iter().filter(|handled| !handled.taken_back).map(|handled| &handled.handling)
    }

    /// What was delivered, by the latest report of completion.
    pub fn completion(&self) -> Option<&Completion> {
        self.completions().next_back().map(|(completion, _)| completion)
    }

    /// Every report of completion that stands, oldest entry first, with its place in the log.
    pub fn completions(&self) -> impl DoubleEndedIterator<Item = (&Completion, Mark)> {
        self.handlings.iter().filter(|handled| !handled.taken_back).filter_map(|handled| {
            match &handled.handling {
                Handling::Completed(completion) => Some((completion, handled.mark)),
                _ => None,
            }
        })
    }

    /// The grade that stands.
    pub fn grade(&self) -> Option<Grade> {
        self.standing().rev().find_map(|handling| match handling {
            Handling::Graded { grade, .. } => Some(*grade),
            _ => None,
        })
    }

    /// The day it is due, extensions included; `None` when nobody named one.
    pub fn due(&self) -> Option<NaiveDate> {
        self.due_as_of(NaiveDate::MAX)
    }

    /// The day it was due by what had been granted up to a day, that day included.
    pub fn due_as_of(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.standing()
            .rev()
            .find_map(|handling| match handling {
                Handling::Extended { on, until, .. } if *on <= day => Some(*until),
                _ => None,
            })
            .or(self.facts.deadline)
    }

    /// How far it is, by the marks that stand: what came late of an earlier part of the way, such as a
    /// receipt that is entered after a report, takes nothing back.
    pub fn progress(&self) -> Progress {
        if self.is_returned() {
            return Progress::Returned;
        }
        if self.completion().is_some() {
            return Progress::Completed;
        }
        let begin = if self.source.is_some() { Progress::NotStated } else { Progress::Unassigned };
        self.standing().fold(begin, |before, handling| match (before, handling) {
            (_, Handling::Returned { .. }) => Progress::Unassigned,
            (_, Handling::Reported { .. }) | (Progress::UnderWay, _) => Progress::UnderWay,
            (_, Handling::Acknowledged { .. })
            | (Progress::Acknowledged, Handling::Assigned { .. }) => Progress::Acknowledged,
            (_, Handling::Assigned { .. }) => Progress::Assigned,
            (before, _) => before,
        })
    }

    /// Whether the department has returned it, and it was neither assigned again nor done since.
    pub fn is_returned(&self) -> bool {
        self.standing()
            .rev()
            .find_map(|handling| match handling {
                Handling::Returned { .. } => Some(true),
                Handling::Assigned { .. } | Handling::Completed(_) => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// The departments that answer for it: the lead first.
    pub fn departments(&self) -> impl Iterator<Item = DepartmentId> {
        self.facts.departments()
    }
}
