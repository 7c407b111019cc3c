//! What the backlog offers for the agenda of a session, the best first, each with its reasons. Made
//! from the rows of lists alone.

use super::{
    calendar::Calendar,
    date::DateSpan,
    id::{DepartmentId, IssueId, SessionId, StudioId},
    row::{IssueRow, SessionRow},
    session::SessionStatus,
    settings::Settings,
    workflow::Status,
};
use chrono::{Days, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// For what is looked.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The session, where it was planned already.
    pub session: Option<SessionId>,
    /// What is on its agenda already.
    pub agenda: &'a [IssueId],
    /// The studios that hold it; none are all studios.
    pub studios: &'a [StudioId],
    /// The departments that are invited.
    pub departments: &'a [DepartmentId],
    /// Whether issues of other studios are offered too, after all others.
    pub others: bool,
    /// The most that are offered.
    pub most: usize,
    /// From when on something waits for long.
    pub terms: Terms,
}

/// From when on something waits for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The day that offers are made on.
    pub today: NaiveDate,
    /// What was accepted longer ago waits for long, days: the time for a general matter.
    pub long_days: i64,
    /// What was submitted up to this day, and not accepted, should have been screened.
    pub unscreened_by: NaiveDate,
}

impl Terms {
    /// By the deadlines of the settings.
    pub fn of(settings: &Settings, calendar: &Calendar, today: NaiveDate) -> Self {
        let working_days = u32::from(settings.deadlines.screening_working_days);
        let is_late = |day: NaiveDate| calendar.add_working_days(day, working_days).date < today;
        // Deadlines come in the order of the days that they count from.
        let (mut late, mut timely) = (today.checked_sub_days(FAR_BACK).unwrap_or(today), today);
        while (timely - late).num_days() > 1 {
            let half = Days::new(u64::try_from((timely - late).num_days() / 2).unwrap_or(0));
            let middle = late.checked_add_days(half).unwrap_or(timely);
            if is_late(middle) {
                late = middle;
            } else {
                timely = middle;
            }
        }
        let long_days = i64::from(settings.deadlines.handling_days);
        Self { today, long_days, unscreened_by: late }
    }
}

/// Longer ago than any deadline reaches, in days.
const FAR_BACK: Days = Days::new(8_000);

/// Why an issue is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It was on the agenda of a session, and nobody talked about it.
    LeftOver {
        /// Which.
        session: SessionId,
        /// When that was.
        on: DateSpan,
    },
    /// What was promised for it is overdue by so many days.
    Overdue(i64),
    /// It was resolved, and came back on this day.
    Reopened(NaiveDate),
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

impl Reason {
    /// The stable word for scripts.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::LeftOver { .. } => "left_over",
            Self::Overdue(_) => "overdue",
            Self::Reopened(_) => "reopened",
            Self::WaitsLong(_) => "waits_long",
            Self::Unscreened(_) => "unscreened",
            Self::Waits(_) => "waits",
            Self::Invited(_) => "invited",
            Self::OtherStudio(_) => "other_studio",
        }
    }

    /// The days that it tells of.
    pub const fn days(&self) -> Option<i64> {
        match self {
            Self::Overdue(days)
            | Self::WaitsLong(days)
            | Self::Unscreened(days)
            | Self::Waits(days) => Some(*days),
            _ => None,
        }
    }

    /// How much it weighs, the least the heaviest; `None` for what only tells more.
    const fn weight(&self) -> Option<u8> {
        match self {
            Self::LeftOver { .. } => Some(0),
            Self::Overdue(_) => Some(1),
            Self::Reopened(_) => Some(2),
            Self::WaitsLong(_) => Some(3),
            Self::Unscreened(_) => Some(4),
            Self::Waits(_) => Some(5),
            Self::Invited(_) | Self::OtherStudio(_) => None,
        }
    }
}

/// An issue that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub issue: IssueId,
    /// Why, the heaviest first; never empty.
    pub reasons: Vec<Reason>,
}

/// What the backlog offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The best, best first.
    pub best: Vec<Offer>,
    /// How many could be offered in all.
    pub total: usize,
    /// What would be offered too, but is on the agenda of another session that is not over.
    pub elsewhere: Vec<(IssueId, SessionId)>,
}

/// What the backlog offers for a session. Looks at every row once or twice.
///
/// Whatever has left or is resolved is never offered, nor what is on the agenda.
pub fn offers<'r>(
    issues: impl IntoIterator<Item = &'r IssueRow>,
    sessions: &[&SessionRow],
    wanted: &Wanted<'_>,
) -> Offers {
    let issues: Vec<&'r IssueRow> = issues.into_iter().filter(|row| wanted.may_take(row)).collect();
    let known = Sessions::of(sessions, &issues, wanted);
    let mut best: BinaryHeap<(Rank, usize)> = BinaryHeap::new();
    let (mut total, mut elsewhere) = (0, Vec::new());
    for (at, row) in issues.iter().enumerate() {
        let Some(rank) = wanted.rank(row, &known) else { continue };
        if let Some(session) = known.planned.get(&row.id) {
            elsewhere.push((rank, row.id, *session));
            continue;
        }
        total += 1;
        best.push((rank, at));
        if best.len() > wanted.most {
            best.pop();
        }
    }
    elsewhere.sort_unstable();
    elsewhere.truncate(wanted.most);
    let offer = |(_, at): (Rank, usize)| {
        let row = issues.get(at)?;
        Some(Offer { issue: row.id, reasons: wanted.reasons(row, &known) })
    };
    Offers {
        best: best.into_sorted_vec().into_iter().filter_map(offer).collect(),
        total,
        elsewhere: elsewhere.into_iter().map(|(_, issue, session)| (issue, session)).collect(),
    }
}

/// How good an offer is, the least the best: of our own studios, by its heaviest reason, departments
/// at hand, for the longest time.
type Rank = (bool, u8, bool, Reverse<i64>, IssueId);

/// What sessions tell of the issues that may be offered.
#[derive(Default)]
struct Sessions {
    /// The session that is still to be held, or is being held, with the issue on its agenda.
    planned: BTreeMap<IssueId, SessionId>,
    /// The last session that had it on its agenda and left it over.
    left: BTreeMap<IssueId, (DateSpan, SessionId)>,
    /// The last day on which it was talked about, of those left over or reopened.
    talked: BTreeMap<IssueId, NaiveDate>,
}

impl Sessions {
    fn of(sessions: &[&SessionRow], issues: &[&IssueRow], wanted: &Wanted<'_>) -> Self {
        let mut known = Self::default();
        for row in sessions.iter().filter(|row| Some(row.id) != wanted.session) {
            match row.status {
                SessionStatus::Planned | SessionStatus::Live | SessionStatus::Paused => {
                    known.planned.extend(row.issues.iter().map(|issue| (*issue, row.id)));
                }
                SessionStatus::Closed(_) => {
                    for issue in &row.left_over {
                        let last = known.left.entry(*issue).or_insert((row.on, row.id));
                        *last = (*last).max((row.on, row.id));
                    }
                }
                SessionStatus::Cancelled => {}
            }
        }
        let reopened = issues.iter().filter(|row| row.reopened.is_some()).map(|row| row.id);
        let asked: BTreeSet<IssueId> = known.left.keys().copied().chain(reopened).collect();
        if asked.is_empty() {
            return known;
        }
        for row in sessions.iter().filter(|row| matches!(row.status, SessionStatus::Closed(_))) {
            let spoken = row.issues.iter().filter(|issue| !row.left_over.contains(issue));
            for issue in spoken.filter(|issue| asked.contains(issue)) {
                let last = known.talked.entry(*issue).or_insert_with(|| row.on.last());
                *last = (*last).max(row.on.last());
            }
        }
        known
    }

    /// Whether an issue was talked about after a day.
    fn has_talked_after(&self, issue: IssueId, day: NaiveDate) -> bool {
        self.talked.get(&issue).is_some_and(|talked| *talked > day)
    }
}

impl Wanted<'_> {
    fn may_take(&self, row: &IssueRow) -> bool {
        row.status.is_open() && !self.agenda.contains(&row.id) && (self.others || self.is_own(row))
    }

    fn is_own(&self, row: &IssueRow) -> bool {
        self.studios.is_empty() || self.studios.contains(&row.studio)
    }

    /// Why it is urgent, the heaviest first.
    fn urgent<'a>(
        &'a self,
        row: &'a IssueRow,
        known: &'a Sessions,
    ) -> impl Iterator<Item = Reason> + 'a {
        let today = self.terms.today;
        let left = known.left.get(&row.id).copied();
        let left = left.filter(|(on, _)| !known.has_talked_after(row.id, on.last()));
        let reopened = row.reopened.filter(|day| !known.has_talked_after(row.id, *day));
        [
            left.map(|(on, session)| Reason::LeftOver { session, on }),
            row.overdue_days(today).map(Reason::Overdue),
            reopened.map(Reason::Reopened),
            self.waits(row),
        ]
        .into_iter()
        .flatten()
    }

    /// How it waits for its first session.
    fn waits(&self, row: &IssueRow) -> Option<Reason> {
        let Terms { today, long_days, unscreened_by } = self.terms;
        match (row.status, row.accepted_on) {
            (Status::Submitted, Some(accepted)) => {
                let days = (today - accepted).num_days().max(0);
                let reason = if days > long_days { Reason::WaitsLong } else { Reason::Waits };
                Some(reason(days))
            }
            (Status::Submitted, None) if row.since <= unscreened_by => {
                Some(Reason::Unscreened(row.age_days(today)))
            }
            _ => None,
        }
    }

    fn rank(&self, row: &IssueRow, known: &Sessions) -> Option<Rank> {
        let first = self.urgent(row, known).next()?;
        let today = self.terms.today;
        let days = match &first {
            Reason::LeftOver { on, .. } => (today - on.last()).num_days(),
            Reason::Reopened(on) => (today - *on).num_days(),
            other => other.days().unwrap_or(0),
        };
        let has_guests = self.guests(row).next().is_some();
        Some((!self.is_own(row), first.weight()?, !has_guests, Reverse(days), row.id))
    }

    /// The departments of an issue that are invited.
    fn guests<'a>(&'a self, row: &'a IssueRow) -> impl Iterator<Item = DepartmentId> + 'a {
        row.departments.iter().copied().filter(|it| self.departments.contains(it))
    }

    fn reasons(&self, row: &IssueRow, known: &Sessions) -> Vec<Reason> {
        let guests: Vec<DepartmentId> = self.guests(row).collect();
        let invited = (!guests.is_empty()).then_some(Reason::Invited(guests));
        let other = (!self.is_own(row)).then_some(Reason::OtherStudio(row.studio));
        self.urgent(row, known).chain(invited).chain(other).collect()
    }
}
