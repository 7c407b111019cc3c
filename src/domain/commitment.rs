//! A commitment (承办事项): what a department promised, and what became of it.

use super::{
    amount::Amount,
    date::DateSpan,
    id::{CommitmentId, DepartmentId, EvidenceId, IssueId, LineId, SessionId},
    keyed::keyed,
    mistake::Explanation,
    provenance::{Mark, Source},
    sealed::SealedDocument,
    workflow::Status,
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
        /// 退回重办: what was done did not hold, and the department is asked again.
        SentBack = "sent_back",
        /// 转入余项: what remains of it is looked after by another issue.
        CarriedOver = "carried_over",
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
        /// Why; may be empty where nothing was graded before.
        reason: String,
    },
    /// 督办: the studio asked how far it is.
    FollowedUp {
        /// When.
        on: NaiveDate,
        /// How, and what was answered; may be empty.
        text: String,
    },
    /// 退回重办: what was done did not hold, so that nothing is done and nothing graded any more.
    SentBack {
        /// When.
        on: NaiveDate,
        /// Until when it is to be done now; `None` leaves the deadline as it was.
        until: Option<NaiveDate>,
        /// Why.
        reason: String,
        /// The dissatisfied word that sent it back, by its place among those of the issue, from 0.
        word: Option<u32>,
    },
    /// 逾期退回: the department returned it after its window had passed, and the studio agreed.
    ReturnedLate {
        /// When.
        on: NaiveDate,
        /// Why the department returned it.
        reason: String,
        /// Why the studio agreed all the same.
        agreed: String,
    },
    /// 转入余项议题: what remains of it is looked after by another issue.
    CarriedOver {
        /// When.
        on: NaiveDate,
        /// The residual issue.
        to: IssueId,
        /// Why.
        reason: String,
    },
}

impl Handling {
    /// The stable word of its kind.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Assigned { .. } => "assigned",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Returned { .. } => "returned",
            Self::Extended { .. } => "extended",
            Self::Reported { .. } => "reported",
            Self::Completed(_) => "completed",
            Self::Graded { .. } => "graded",
            Self::FollowedUp { .. } => "followed_up",
            Self::SentBack { .. } => "sent_back",
            Self::ReturnedLate { .. } => "returned_late",
            Self::CarriedOver { .. } => "carried_over",
        }
    }

    /// Why; empty where nobody is asked for a reason.
    pub fn reason(&self) -> &str {
        match self {
            Self::Returned { reason, .. }
            | Self::Extended { reason, .. }
            | Self::Graded { reason, .. }
            | Self::SentBack { reason, .. }
            | Self::ReturnedLate { reason, .. }
            | Self::CarriedOver { reason, .. } => reason,
            Self::Assigned { .. }
            | Self::Acknowledged { .. }
            | Self::Reported { .. }
            | Self::Completed(_)
            | Self::FollowedUp { .. } => "",
        }
    }

    /// What was told beside a reason: progress, what was done, how the studio asked, or why it agreed
    /// to what came late; empty where nothing was.
    pub fn text(&self) -> &str {
        match self {
            Self::Reported { text, .. } | Self::FollowedUp { text, .. } => text,
            Self::Completed(completion) => &completion.text,
            Self::ReturnedLate { agreed, .. } => agreed,
            _ => "",
        }
    }

    /// The new deadline that it sets.
    pub const fn until(&self) -> Option<NaiveDate> {
        match self {
            Self::Extended { until, .. } => Some(*until),
            Self::SentBack { until, .. } => *until,
            _ => None,
        }
    }

    /// The last day that this mark speaks of.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Assigned { on }
            | Self::Acknowledged { on }
            | Self::Returned { on, .. }
            | Self::Extended { on, .. }
            | Self::Reported { on, .. }
            | Self::Graded { on, .. }
            | Self::FollowedUp { on, .. }
            | Self::SentBack { on, .. }
            | Self::ReturnedLate { on, .. }
            | Self::CarriedOver { on, .. } => *on,
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

    /// What was delivered, by the latest report of completion that was not sent back since.
    pub fn completion(&self) -> Option<&Completion> {
        self.since_sent_back().find_map(|handling| match handling {
            Handling::Completed(completion) => Some(completion),
            _ => None,
        })
    }

    /// When it was completed, by the marks of up to a day: the latest report of completion that was not
    /// sent back by then.
    pub fn completed_by(&self, day: NaiveDate) -> Option<DateSpan> {
        let by_then = self.standing().rev().filter(|handling| handling.on() <= day);
        let mut since = by_then.take_while(|it| !matches!(it, Handling::SentBack { .. }));
        since.find_map(|handling| match handling {
            Handling::Completed(completion) => Some(completion.on),
            _ => None,
        })
    }

    /// The marks that stand and came after it was last sent back, the latest first.
    fn since_sent_back(&self) -> impl Iterator<Item = &Handling> {
        self.standing().rev().take_while(|it| !matches!(it, Handling::SentBack { .. }))
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

    /// The grade that stands: what was sent back has to be graded anew.
    pub fn grade(&self) -> Option<Grade> {
        self.since_sent_back().find_map(|handling| match handling {
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
            .filter(|handling| handling.on() <= day)
            .find_map(Handling::until)
            .or(self.facts.deadline)
    }

    /// How far it is, by the marks that stand: what came late of an earlier part of the way, such as a
    /// receipt that is entered after a report, takes nothing back.
    pub fn progress(&self) -> Progress {
        if self.carried_over().is_some() {
            return Progress::CarriedOver;
        }
        if self.is_returned() {
            return Progress::Returned;
        }
        if self.completion().is_some() {
            return Progress::Completed;
        }
        let begin = if self.source.is_some() { Progress::NotStated } else { Progress::Unassigned };
        self.standing().fold(begin, |before, handling| match (before, handling) {
            (_, Handling::Returned { .. } | Handling::ReturnedLate { .. }) => Progress::Unassigned,
            (_, Handling::SentBack { .. }) => Progress::SentBack,
            (_, Handling::Reported { .. }) | (Progress::UnderWay, _) => Progress::UnderWay,
            (Progress::SentBack, _) => Progress::SentBack,
            (_, Handling::Acknowledged { .. })
            | (Progress::Acknowledged, Handling::Assigned { .. }) => Progress::Acknowledged,
            (_, Handling::Assigned { .. }) => Progress::Assigned,
            (before, _) => before,
        })
    }

    /// The residual issue that looks after what remains of it, where there is one.
    pub fn carried_over(&self) -> Option<IssueId> {
        self.carried_over_by(NaiveDate::MAX).map(|(to, _)| to)
    }

    /// The same by the marks of up to a day, with the day on which it was carried over.
    pub fn carried_over_by(&self, day: NaiveDate) -> Option<(IssueId, NaiveDate)> {
        self.standing().rev().find_map(|handling| match handling {
            Handling::CarriedOver { on, to, .. } if *on <= day => Some((*to, *on)),
            _ => None,
        })
    }

    /// When it was sent back last, as entered.
    pub fn sent_back(&self) -> Option<Mark> {
        let standing = self.handlings.iter().rev().filter(|handled| !handled.taken_back);
        let mut sent = standing.filter(|it| matches!(it.handling, Handling::SentBack { .. }));
        sent.next().map(|handled| handled.mark)
    }

    /// Whether it is still to be done here: neither completed nor looked after by another issue.
    pub fn is_owed(&self) -> bool {
        self.completion().is_none() && self.carried_over().is_none()
    }

    /// Whether nothing of it is due any more, whatever became of it: its issue has left, which taking that
    /// back revives, or a source tells that the issue was resolved without it.
    pub fn has_lapsed(&self, issue: Status) -> bool {
        match issue {
            Status::Exited(..) => true,
            Status::Resolved(_) => self.is_owed(),
            Status::Submitted | Status::Consulted => false,
        }
    }

    /// The last day on which the assignment letter went out.
    pub fn assigned(&self) -> Option<NaiveDate> {
        self.standing().rev().find_map(|handling| match handling {
            Handling::Assigned { on } => Some(*on),
            _ => None,
        })
    }

    /// How often more time was granted.
    pub fn extensions(&self) -> usize {
        self.standing().filter(|it| matches!(it, Handling::Extended { .. })).count()
    }

    /// The days on which the studio asked how far it is, since it was last sent back.
    pub fn followed_up(&self) -> impl Iterator<Item = NaiveDate> {
        self.since_sent_back().filter_map(|handling| match handling {
            Handling::FollowedUp { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// Whether the department has returned it, and it was neither assigned again, nor done, nor carried
    /// over since.
    pub fn is_returned(&self) -> bool {
        self.standing()
            .rev()
            .find_map(|handling| match handling {
                Handling::Returned { .. } | Handling::ReturnedLate { .. } => Some(true),
                Handling::Assigned { .. }
                | Handling::Completed(_)
                | Handling::CarriedOver { .. } => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// The departments that answer for it: the lead first.
    pub fn departments(&self) -> impl Iterator<Item = DepartmentId> {
        self.facts.departments()
    }
}
