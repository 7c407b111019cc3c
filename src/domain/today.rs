//! What a convenor looks at in the morning: the issues that press, by what is to be done about them,
//! and the sessions of these days. Made from the rows of lists alone.

use super::{
    id::{IssueId, SessionId, StudioId},
    keyed::keyed,
    priority::{self, Reason, Talked, Terms},
    row::{IssueRow, SessionRow},
    session::SessionStatus,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A session within so many days is one of these days, today included.
const AHEAD_DAYS: i64 = 7;
/// Minutes that were never made final are asked for so long, in days: an office that writes them
/// elsewhere is not reminded for ever.
const MINUTES_DAYS: i64 = 30;

keyed! {
    /// What is to be done about what presses.
    pub enum Section {
        /// 会议.
        Sessions = "sessions",
        /// 逾期.
        Overdue = "overdue",
        /// 临期.
        DueSoon = "due_soon",
        /// 退回和反复: returned by a department, dissatisfied, left over, reopened.
        CameBack = "came_back",
        /// 待交办.
        ToAssign = "to_assign",
        /// 待测评和回访.
        ToAsk = "to_ask",
        /// 久等.
        Waiting = "waiting",
    }
}

/// What is to be done about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sitting {
    /// It is going on.
    GoingOn,
    /// It is today.
    Today,
    /// Its day has passed so many days ago, and nobody has said whether it was held.
    Passed(i64),
    /// It was held so many days ago, and its minutes are not final.
    Unwritten {
        /// So many days ago.
        days: i64,
        /// Whether the time for them is over.
        is_late: bool,
    },
    /// It is in so many days.
    Ahead(i64),
}

impl Sitting {
    /// What is to be done about a session, if anything is these days.
    pub fn of(row: &SessionRow, terms: &Terms) -> Option<Self> {
        let days_since = |day: NaiveDate| (terms.today - day).num_days();
        let (first, last) = (days_since(row.on.first()), days_since(row.on.last()));
        match row.status {
            SessionStatus::Live | SessionStatus::Paused => Some(Self::GoingOn),
            SessionStatus::Planned if last > 0 => Some(Self::Passed(last)),
            SessionStatus::Planned if first >= 0 => Some(Self::Today),
            SessionStatus::Planned if -first < AHEAD_DAYS => Some(Self::Ahead(-first)),
            SessionStatus::Closed(_)
                if row.awaits_minutes() && (0..=MINUTES_DAYS).contains(&last) =>
            {
                let is_late = row.on.last() <= terms.unwritten_by;
                Some(Self::Unwritten { days: last, is_late })
            }
            _ => None,
        }
    }

    /// The stable word for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GoingOn => "going_on",
            Self::Today => "today",
            Self::Passed(_) => "passed",
            Self::Unwritten { .. } => "minutes",
            Self::Ahead(_) => "ahead",
        }
    }

    /// The days that it tells of.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Passed(days) | Self::Unwritten { days, .. } | Self::Ahead(days) => Some(days),
            Self::GoingOn | Self::Today => None,
        }
    }

    const fn is_for_today(self) -> bool {
        matches!(self, Self::GoingOn | Self::Today | Self::Passed(_))
    }
}

/// One thing that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// About an issue.
    Issue {
        /// Which.
        id: IssueId,
        /// Why, the heaviest first; never empty.
        reasons: Vec<Reason>,
    },
    /// About a session.
    Session {
        /// Which.
        id: SessionId,
        /// What.
        sitting: Sitting,
    },
}

/// Everything that is to be done; sections without an entry are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    /// The most pressing first, and within each as well.
    pub sections: Vec<(Section, Vec<Entry>)>,
}

impl Today {
    /// What presses of the issues and sessions of a studio, or of all. Looks at every row once; `talked` is
    /// what the sessions that were held tell of an issue, and is only asked of those that were left over or
    /// reopened.
    pub fn of(
        issues: impl IntoIterator<Item = IssueRow>,
        sessions: impl IntoIterator<Item = SessionRow>,
        talked: impl Fn(&IssueRow) -> Talked,
        scope: Option<StudioId>,
        terms: &Terms,
    ) -> Self {
        let is_meant = |studio: StudioId| scope.is_none_or(|scope| scope == studio);
        let (mut left, mut planned) = (BTreeSet::new(), BTreeSet::new());
        let mut found: BTreeMap<Section, Vec<(i64, Entry)>> = BTreeMap::new();
        let mut first = false;
        for row in sessions {
            left.extend(left_over(&row));
            if is_to_come(&row) {
                planned.extend(row.issues.iter().copied());
            }
            let Some(sitting) = Sitting::of(&row, terms).filter(|_| is_meant(row.studio)) else {
                continue;
            };
            first |= sitting.is_for_today();
            let entry = Entry::Session { id: row.id, sitting };
            found.entry(Section::Sessions).or_default().push((0, entry));
        }
        let issues = issues.into_iter();
        for row in issues.filter(|row| row.merged_into.is_none() && is_meant(row.studio)) {
            let was_talked_about = left.contains(&row.id) || row.reopened.is_some();
            let talked = if was_talked_about { talked(&row) } else { Talked::default() };
            let mut reasons = priority::in_backlog(&row, &talked, terms);
            // What is on the agenda of a session that is still to come waits for that; what does not, such
            // as a word that nobody has asked for, is to be done all the same.
            if planned.contains(&row.id) {
                reasons.retain(|reason| !waits_for_session(reason));
            }
            let Some(section) = reasons.first().and_then(section) else { continue };
            let rank = priority::rank(&row, &talked, terms);
            found.entry(section).or_default().push((rank, Entry::Issue { id: row.id, reasons }));
        }
        Self::in_order(found, first)
    }

    fn in_order(mut found: BTreeMap<Section, Vec<(i64, Entry)>>, sessions_first: bool) -> Self {
        let order =
            |section: &Section| (*section == Section::Sessions && !sessions_first, *section);
        let mut sections: Vec<Section> = found.keys().copied().collect();
        sections.sort_by_key(order);
        let entries = |section: Section| {
            let mut entries = found.remove(&section).unwrap_or_default();
            entries.sort_by_key(|(rank, entry)| match entry {
                Entry::Issue { .. } => (*rank, None),
                Entry::Session { sitting, .. } => (*rank, Some(*sitting)),
            });
            (section, entries.into_iter().map(|(_, entry)| entry).collect())
        };
        Self { sections: sections.into_iter().map(entries).collect() }
    }

    /// How many things there are in all.
    pub fn total(&self) -> usize {
        self.sections.iter().map(|(_, entries)| entries.len()).sum()
    }
}

/// Whether a session that has the issue on its agenda is what is to be done about it.
fn waits_for_session(reason: &Reason) -> bool {
    section(reason) == Some(Section::Waiting)
        || matches!(reason, Reason::LeftOver { .. } | Reason::Reopened(_))
}

/// In which section an issue stands by its heaviest reason.
const fn section(reason: &Reason) -> Option<Section> {
    match reason {
        Reason::Overdue { .. } => Some(Section::Overdue),
        Reason::DueSoon { .. } => Some(Section::DueSoon),
        Reason::Returned { .. }
        | Reason::Dissatisfied(_)
        | Reason::LeftOver { .. }
        | Reason::Reopened(_) => Some(Section::CameBack),
        Reason::Unassigned { .. } => Some(Section::ToAssign),
        Reason::Unasked { .. } | Reason::Revisit(_) => Some(Section::ToAsk),
        Reason::Unscreened(_) | Reason::WaitsLong(_) => Some(Section::Waiting),
        Reason::Waits(_) | Reason::Invited(_) | Reason::OtherStudio(_) => None,
    }
}

/// The issues that a session which was held left over.
pub(super) fn left_over(row: &SessionRow) -> impl Iterator<Item = IssueId> {
    let is_held = matches!(row.status, SessionStatus::Closed(_));
    row.left_over.iter().copied().filter(move |_| is_held)
}

/// Whether a session is still to come, or going on.
pub const fn is_to_come(row: &SessionRow) -> bool {
    use SessionStatus::{Live, Paused, Planned};
    matches!(row.status, Planned | Live | Paused)
}
