//! What presses and why: reasons that are computed from the rows of lists and the day, and never
//! stored. Every screen that puts issues in an order, or says why one comes first, reads them here.

use super::{
    calendar::Calendar,
    date::DateSpan,
    id::{CommitmentId, DepartmentId, IssueId, SessionId, StudioId},
    keyed::keyed,
    row::{IssueRow, SessionRow},
    session::SessionStatus,
    settings::Settings,
    workflow::Status,
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A deadline that is so many working days off is near (临期), this one included.
pub const SOON_WORKING_DAYS: u32 = 3;

keyed! {
    /// How long a deadline has passed, in working days: it is computed, and never stored.
    pub enum Lateness {
        /// 1–3 working days, or none since a weekend.
        Days = "up_to_3",
        /// 4–10 working days.
        Weeks = "4_to_10",
        /// More than 10 working days.
        Long = "over_10",
    }
}

/// From how many working days on something is of the second and of the third tier.
const LATE_FROM_WORKING_DAYS: [u32; 2] = [4, 11];

/// From when on something presses, by the settings and the calendar on a day: with it a row needs no
/// calendar to be judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The day that it is judged on.
    pub today: NaiveDate,
    /// What was accepted longer ago waits for long, days: the time for a general matter.
    pub long_days: i64,
    /// What was submitted up to this day, and not accepted, should have been screened.
    pub unscreened_by: NaiveDate,
    /// What is due up to this day is due soon.
    pub soon_by: NaiveDate,
    /// What was due up to these days is late for weeks, and for long.
    pub late_by: [NaiveDate; 2],
    /// What was agreed up to this day should have been assigned.
    pub unassigned_by: NaiveDate,
    /// What was handled up to this day should have been evaluated.
    pub unasked_by: NaiveDate,
    /// What was settled up to this day should be revisited.
    pub revisit_by: NaiveDate,
    /// For sessions up to this day the minutes should be there.
    pub unwritten_by: NaiveDate,
}

impl Terms {
    /// By the deadlines of the settings.
    pub fn of(settings: &Settings, calendar: &Calendar, today: NaiveDate) -> Self {
        let deadlines = &settings.deadlines;
        let over = |days: u16| over_since(calendar, today, days.into());
        let tomorrow = today.succ_opt().unwrap_or(today);
        let revisit = chrono::Days::new(deadlines.revisit_days.into());
        Self {
            today,
            long_days: i64::from(deadlines.handling_days),
            unscreened_by: over(deadlines.screening_working_days),
            soon_by: soon_by(calendar, today),
            late_by: LATE_FROM_WORKING_DAYS.map(|days| over_since(calendar, tomorrow, days)),
            unassigned_by: over(deadlines.assignment_working_days),
            unasked_by: over(deadlines.evaluation_working_days),
            revisit_by: today.checked_sub_days(revisit).unwrap_or(today),
            unwritten_by: over(deadlines.minutes_working_days),
        }
    }

    /// The years without a notice of holidays that it rests on, oldest first.
    pub fn assumed(&self, calendar: &Calendar) -> Vec<i32> {
        let counted = [self.unscreened_by, self.unassigned_by, self.unasked_by, self.unwritten_by];
        let first = self.late_by.into_iter().chain(counted).min().unwrap_or(self.today);
        calendar.working_days_between(first, self.soon_by).assumed
    }

    /// How late something is that was due on a day before today.
    pub fn lateness(&self, due: NaiveDate) -> Lateness {
        match self.late_by {
            [_, long] if due <= long => Lateness::Long,
            [weeks, _] if due <= weeks => Lateness::Weeks,
            _ => Lateness::Days,
        }
    }
}

/// Up to when a deadline is near, seen from a day.
pub fn soon_by(calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    calendar.add_working_days(today, SOON_WORKING_DAYS).date
}

/// The last day from which so many working days were over before another day.
fn over_since(calendar: &Calendar, before: NaiveDate, working_days: u32) -> NaiveDate {
    let mut left = working_days;
    let mut days = before.iter_days().rev().skip(1);
    while left > 0 {
        let Some(day) = days.next() else { break };
        left -= u32::from(calendar.is_working_day(day));
    }
    days.next().unwrap_or(NaiveDate::MIN)
}

/// Why an issue presses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It was on the agenda of a session, and nobody talked about it.
    LeftOver {
        /// Which.
        session: SessionId,
        /// When that was.
        on: DateSpan,
    },
    /// What was promised for it is overdue.
    Overdue {
        /// By so many days.
        days: i64,
        /// By how many working days.
        lateness: Lateness,
        /// By whom.
        by: Option<DepartmentId>,
    },
    /// What was promised for it is due today or in so many days.
    DueSoon {
        /// In so many days.
        days: i64,
        /// From whom.
        by: Option<DepartmentId>,
    },
    /// A department gave it back.
    Returned {
        /// When.
        on: NaiveDate,
        /// Which.
        by: Option<DepartmentId>,
    },
    /// What was agreed for it so many days ago was not assigned to anybody yet.
    Unassigned {
        /// So many days ago.
        days: i64,
        /// To whom it is to go, where that is known.
        to: Option<DepartmentId>,
    },
    /// Whoever raised it said on this day that they are not satisfied.
    Dissatisfied(NaiveDate),
    /// It was resolved, and came back on this day.
    Reopened(NaiveDate),
    /// It was handled so many days ago, and the raiser has not been asked since.
    Unasked {
        /// So many days ago.
        days: i64,
        /// Whether the time for asking is over.
        is_late: bool,
    },
    /// It was settled so many days ago, and nobody has gone back to see.
    Revisit(i64),
    /// It was accepted so many days ago, and longer than it should wait.
    WaitsLong(i64),
    /// It came in so many days ago, and was to be screened by now.
    Unscreened(i64),
    /// It was accepted so many days ago.
    Waits(i64),
    /// Departments that have to do with it are invited.
    Invited(Vec<DepartmentId>),
    /// It is looked after by a studio that does not hold the session.
    OtherStudio(StudioId),
}

/// Where a reason stands among the others, the least the heaviest; `None` where it does not count.
struct Weight {
    /// Its stable word for scripts.
    key: &'static str,
    /// In the backlog.
    backlog: Option<u8>,
    /// For the agenda of a session: what departments are asked about in a letter needs none.
    agenda: Option<u8>,
}

/// Open issues that nothing presses, by their age.
const OTHERS: u8 = 10;
/// Issues that were resolved or have left, in this order, behind all others.
const SETTLED: [u8; 2] = [12, 13];

impl Reason {
    const fn weight(&self) -> Weight {
        let (key, backlog, agenda) = match self {
            Self::Overdue { .. } => ("overdue", Some(0), Some(1)),
            Self::Dissatisfied(_) => ("dissatisfied", Some(1), None),
            Self::Returned { .. } => ("returned", Some(2), None),
            Self::DueSoon { .. } => ("due_soon", Some(3), None),
            Self::Unassigned { .. } => ("unassigned", Some(4), None),
            Self::LeftOver { .. } => ("left_over", Some(5), Some(0)),
            Self::Reopened(_) => ("reopened", Some(6), Some(2)),
            Self::Unasked { .. } => ("unasked", Some(7), None),
            Self::Unscreened(_) => ("unscreened", Some(8), Some(4)),
            Self::WaitsLong(_) => ("waits_long", Some(9), Some(3)),
            Self::Waits(_) => ("waits", None, Some(5)),
            Self::Revisit(_) => ("revisit", Some(11), None),
            Self::Invited(_) => ("invited", None, None),
            Self::OtherStudio(_) => ("other_studio", None, None),
        };
        Weight { key, backlog, agenda }
    }

    /// The stable word for scripts.
    pub const fn key(&self) -> &'static str {
        self.weight().key
    }

    /// How much it weighs for an agenda, the least the heaviest.
    pub const fn for_agenda(&self) -> Option<u8> {
        self.weight().agenda
    }

    /// The days that it tells of.
    pub const fn days(&self) -> Option<i64> {
        match self {
            Self::Overdue { days, .. }
            | Self::DueSoon { days, .. }
            | Self::Unassigned { days, .. }
            | Self::Unasked { days, .. }
            | Self::Revisit(days)
            | Self::WaitsLong(days)
            | Self::Unscreened(days)
            | Self::Waits(days) => Some(*days),
            _ => None,
        }
    }

    /// For how many days it has pressed; what is still to come is negative.
    pub fn since_days(&self, today: NaiveDate) -> i64 {
        match self {
            Self::LeftOver { on, .. } => (today - on.last()).num_days(),
            Self::Returned { on, .. } | Self::Dissatisfied(on) | Self::Reopened(on) => {
                (today - *on).num_days()
            }
            Self::DueSoon { days, .. } => -days,
            other => other.days().unwrap_or(0),
        }
    }
}

/// What the sessions that were held tell of an issue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Talked {
    /// The last one that had it on its agenda and left it over.
    left: Option<(DateSpan, SessionId)>,
    /// The last day on which it was talked about.
    last: Option<NaiveDate>,
}

impl Talked {
    /// Takes in what a session tells that has the issue on its agenda.
    pub fn add(&mut self, issue: IssueId, row: &SessionRow) {
        match row.status {
            SessionStatus::Closed(_) if row.left_over.contains(&issue) => {
                self.left = self.left.max(Some((row.on, row.id)));
            }
            SessionStatus::Closed(_) => self.last = self.last.max(Some(row.on.last())),
            _ => {}
        }
    }

    /// Whether it was talked about after a day.
    fn was_after(&self, day: NaiveDate) -> bool {
        self.last.is_some_and(|last| last > day)
    }
}

/// Everything that presses of an issue, in no order.
fn each(row: &IssueRow, talked: &Talked, terms: &Terms) -> impl Iterator<Item = Reason> {
    let today = terms.today;
    let is_open = row.status.is_open();
    let is_settled = matches!(row.status, Status::Resolved(_));
    let left = talked.left.filter(|(on, _)| is_open && !talked.was_after(on.last()));
    let reopened = row.reopened.filter(|day| is_open && !talked.was_after(*day));
    let days_since = move |day: NaiveDate| (today - day).num_days().max(0);
    let handled = row.handled.filter(|_| is_open);
    let settled = row.settled.filter(|day| is_settled && *day <= terms.revisit_by);
    let returned = row.returned.filter(|_| is_open);
    let unassigned = row.unassigned.filter(|it| is_open && it.since <= terms.unassigned_by);
    [
        due(row, terms),
        row.dissatisfied.filter(|_| is_open || is_settled).map(Reason::Dissatisfied),
        returned.map(|it| Reason::Returned { on: it.on, by: it.by }),
        unassigned.map(|it| Reason::Unassigned { days: days_since(it.since), to: it.to }),
        left.map(|(on, session)| Reason::LeftOver { session, on }),
        reopened.map(Reason::Reopened),
        handled
            .map(|day| Reason::Unasked { days: days_since(day), is_late: day <= terms.unasked_by }),
        waits(row, terms),
        settled.map(|day| Reason::Revisit(days_since(day))),
    ]
    .into_iter()
    .flatten()
}

/// What the earliest open deadline says.
fn due(row: &IssueRow, terms: &Terms) -> Option<Reason> {
    let due = row.due.filter(|_| row.status.is_open())?;
    let (left, by) = ((due - terms.today).num_days(), row.due_from);
    match left {
        ..0 => Some(Reason::Overdue { days: -left, lateness: terms.lateness(due), by }),
        _ if due <= terms.soon_by => Some(Reason::DueSoon { days: left, by }),
        _ => None,
    }
}

/// How it waits for its first session.
fn waits(row: &IssueRow, terms: &Terms) -> Option<Reason> {
    match (row.status, row.accepted_on) {
        (Status::Submitted, Some(accepted)) => {
            let days = (terms.today - accepted).num_days().max(0);
            let is_long = days > terms.long_days;
            Some(if is_long { Reason::WaitsLong(days) } else { Reason::Waits(days) })
        }
        (Status::Submitted, None) if row.since <= terms.unscreened_by => {
            Some(Reason::Unscreened((terms.today - row.since).num_days().max(0)))
        }
        _ => None,
    }
}

/// Why an issue presses in the backlog, the heaviest first; empty where nothing does.
pub fn in_backlog(row: &IssueRow, talked: &Talked, terms: &Terms) -> Vec<Reason> {
    sorted(each(row, talked, terms), |reason| reason.weight().backlog)
}

/// Why an issue belongs onto an agenda, the heaviest first; empty where nothing says so.
pub fn for_agenda(row: &IssueRow, talked: &Talked, terms: &Terms) -> Vec<Reason> {
    sorted(each(row, talked, terms), |reason| reason.weight().agenda)
}

fn sorted(
    reasons: impl Iterator<Item = Reason>,
    weight: impl Fn(&Reason) -> Option<u8>,
) -> Vec<Reason> {
    let weighed = reasons.filter_map(|reason| Some((weight(&reason)?, reason)));
    let mut weighed: Vec<(u8, Reason)> = weighed.collect();
    weighed.sort_by_key(|(weight, _)| *weight);
    weighed.into_iter().map(|(_, reason)| reason).collect()
}

/// Where an issue stands in the backlog, the least first: by its heaviest reason, then by for how long
/// that has pressed; what nothing presses follows by age, and what is settled comes last.
pub fn rank(row: &IssueRow, talked: &Talked, terms: &Terms) -> i64 {
    let weighed = each(row, talked, terms).filter_map(|reason| {
        let weight = reason.weight().backlog?;
        Some((weight, Reverse(reason.since_days(terms.today))))
    });
    let (weight, days) = match (weighed.min(), row.status) {
        (Some((weight, Reverse(days))), _) => (weight, -days),
        (None, Status::Submitted | Status::Consulted) => (OTHERS, day_number(row.since)),
        (None, Status::Resolved(_)) => (SETTLED[0], -day_number(row.since)),
        (None, Status::Exited(..)) => (SETTLED[1], -day_number(row.since)),
    };
    // Days are far fewer than the distance between two weights.
    (i64::from(weight) << 40) + days
}

fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// A commitment that a department gave back, as the row of its issue tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Which.
    pub commitment: CommitmentId,
    /// When.
    pub on: NaiveDate,
    /// The department that leads it still.
    pub by: Option<DepartmentId>,
}

/// A commitment that was agreed and not assigned to anybody, as the row of its issue tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unassigned {
    /// Which.
    pub commitment: CommitmentId,
    /// The day on which it was agreed.
    pub since: NaiveDate,
    /// The department that is to lead it.
    pub to: Option<DepartmentId>,
}
