//! What the backlog offers for the agenda of a session, the best first, each with its reasons. Made
//! from the rows of lists alone.

use super::{
    id::{DepartmentId, IssueId, SessionId, StudioId},
    priority::{self, Reason, Talked, Terms},
    row::{IssueRow, SessionRow},
    session::SessionStatus,
    today::talked,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

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
    /// What those that were held tell of it.
    talked: BTreeMap<IssueId, Talked>,
}

impl Sessions {
    fn of(sessions: &[&SessionRow], issues: &[&IssueRow], wanted: &Wanted<'_>) -> Self {
        let mut known = Self::default();
        for row in sessions.iter().filter(|row| Some(row.id) != wanted.session) {
            if matches!(
                row.status,
                SessionStatus::Planned | SessionStatus::Live | SessionStatus::Paused
            ) {
                known.planned.extend(row.issues.iter().map(|issue| (*issue, row.id)));
            }
        }
        known.talked = talked(sessions, issues);
        known
    }

    fn talked(&self, issue: IssueId) -> Talked {
        self.talked.get(&issue).copied().unwrap_or_default()
    }
}

impl Wanted<'_> {
    fn may_take(&self, row: &IssueRow) -> bool {
        row.status.is_open() && !self.agenda.contains(&row.id) && (self.others || self.is_own(row))
    }

    fn is_own(&self, row: &IssueRow) -> bool {
        self.studios.is_empty() || self.studios.contains(&row.studio)
    }

    /// Why it belongs onto an agenda, the heaviest first.
    fn urgent(&self, row: &IssueRow, known: &Sessions) -> Vec<Reason> {
        priority::for_agenda(row, &known.talked(row.id), &self.terms)
    }

    fn rank(&self, row: &IssueRow, known: &Sessions) -> Option<Rank> {
        let first = self.urgent(row, known).into_iter().next()?;
        let days = first.since_days(self.terms.today);
        let has_guests = self.guests(row).next().is_some();
        Some((!self.is_own(row), first.for_agenda()?, !has_guests, Reverse(days), row.id))
    }

    /// The departments of an issue that are invited.
    fn guests<'a>(&'a self, row: &'a IssueRow) -> impl Iterator<Item = DepartmentId> + 'a {
        row.departments.iter().copied().filter(|it| self.departments.contains(it))
    }

    fn reasons(&self, row: &IssueRow, known: &Sessions) -> Vec<Reason> {
        let guests: Vec<DepartmentId> = self.guests(row).collect();
        let invited = (!guests.is_empty()).then_some(Reason::Invited(guests));
        let other = (!self.is_own(row)).then_some(Reason::OtherStudio(row.studio));
        self.urgent(row, known).into_iter().chain(invited).chain(other).collect()
    }
}
