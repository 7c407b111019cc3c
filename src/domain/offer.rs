//! What the backlog offers for the agenda of a session, the best first, each with its reasons. Made
//! from the rows of lists alone.

use super::{
    id::{DepartmentId, IssueId, SessionId, StudioId},
    priority::{self, Reason, Talked, Terms},
    row::{IssueRow, SessionRow},
    today::{is_to_come, left_over},
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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

/// What the backlog offers for a session. Looks at every row once and keeps the best; `talked` is what the
/// sessions that were held tell of an issue, and is only asked of those that were left over or reopened.
///
/// Whatever has left or is resolved is never offered, nor what is on the agenda.
pub fn offers(
    issues: impl IntoIterator<Item = IssueRow>,
    sessions: impl IntoIterator<Item = SessionRow>,
    talked: impl Fn(&IssueRow) -> Talked,
    wanted: &Wanted<'_>,
) -> Offers {
    let known = Sessions::of(sessions, wanted);
    let mut best: BTreeMap<Rank, Offer> = BTreeMap::new();
    let (mut total, mut elsewhere) = (0, Vec::new());
    for row in issues.into_iter().filter(|row| wanted.may_take(row)) {
        let talked = if known.left.contains(&row.id) || row.reopened.is_some() {
            talked(&row)
        } else {
            Talked::default()
        };
        let Some(rank) = wanted.rank(&row, &talked) else { continue };
        if let Some(session) = known.planned.get(&row.id) {
            elsewhere.push((rank, row.id, *session));
            continue;
        }
        total += 1;
        let is_among = best.len() < wanted.most
            || best.last_key_value().is_some_and(|(worst, _)| rank < *worst);
        if is_among {
            best.insert(rank, Offer { issue: row.id, reasons: wanted.reasons(&row, &talked) });
            if best.len() > wanted.most {
                best.pop_last();
            }
        }
    }
    elsewhere.sort_unstable();
    elsewhere.truncate(wanted.most);
    Offers {
        best: best.into_values().collect(),
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
    /// What those that were held left over.
    left: BTreeSet<IssueId>,
}

impl Sessions {
    fn of(sessions: impl IntoIterator<Item = SessionRow>, wanted: &Wanted<'_>) -> Self {
        let mut known = Self::default();
        for row in sessions {
            known.left.extend(left_over(&row));
            if is_to_come(&row) && Some(row.id) != wanted.session {
                known.planned.extend(row.issues.iter().map(|issue| (*issue, row.id)));
            }
        }
        known
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
    fn urgent(&self, row: &IssueRow, talked: &Talked) -> Vec<Reason> {
        priority::for_agenda(row, talked, &self.terms)
    }

    fn rank(&self, row: &IssueRow, talked: &Talked) -> Option<Rank> {
        let first = self.urgent(row, talked).into_iter().next()?;
        let days = first.since_days(self.terms.today);
        let has_guests = self.guests(row).next().is_some();
        Some((!self.is_own(row), first.for_agenda()?, !has_guests, Reverse(days), row.id))
    }

    /// The departments of an issue that are invited.
    fn guests<'a>(&'a self, row: &'a IssueRow) -> impl Iterator<Item = DepartmentId> + 'a {
        row.departments.iter().copied().filter(|it| self.departments.contains(it))
    }

    fn reasons(&self, row: &IssueRow, talked: &Talked) -> Vec<Reason> {
        let guests: Vec<DepartmentId> = self.guests(row).collect();
        let invited = (!guests.is_empty()).then_some(Reason::Invited(guests));
        let other = (!self.is_own(row)).then_some(Reason::OtherStudio(row.studio));
        self.urgent(row, talked).into_iter().chain(invited).chain(other).collect()
    }
}
