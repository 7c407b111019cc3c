//! What a report says now otherwise than it said when it was frozen: which rows came, went or changed,
//! and what was entered since then that may have done it.

use super::{Cell, Dimension, Figure, Report, Row, Wait, dimension::cells_of};
use crate::domain::{
    event::Event,
    id::{EntityId, EntityKind, IssueId, SessionId},
    keyed::keyed,
    provenance::Mark,
};
use std::collections::{BTreeMap, BTreeSet};

keyed! {
    /// How a row moved.
    pub enum Motion {
        /// It counts now, and did not.
        Came = "came",
        /// It counted, and does not any more.
        Went = "went",
        /// It counts as before, in another cell or on another day.
        Changed = "changed",
    }
}

keyed! {
    /// Why a row moved.
    pub enum Reason {
        /// Something that had happened before was entered later.
        Later = "later_entry",
        /// What was entered before was corrected.
        Corrected = "correction",
        /// It follows from something else.
        Elsewhere = "elsewhere",
    }
}

/// Something that was entered after a report was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// What.
    pub event: Event,
    /// When it was entered, and by whom.
    pub mark: Mark,
}

/// What a row counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// A figure.
    In(Figure),
    /// A waiting time.
    Waiting(Wait),
}

/// A row that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// In what it counts.
    pub counted: Counted,
    /// The row.
    pub row: Row,
    /// How it moved.
    pub motion: Motion,
    /// Why.
    pub reason: Reason,
    /// What was entered about it since, by place in the list that was handed in.
    pub since: Vec<usize>,
}

/// What two reports of one scope say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The rows that moved, by what they count in.
    pub moved: Vec<Moved>,
}

/// What makes a row the same: the day by which it counts or how long was waited, and its cells.
type Face = (String, Vec<Vec<Cell>>);

impl Difference {
    /// Compares a report with the one of the same scope from before what was entered since.
    pub fn between(then: &Report, now: &Report, since: &[Since]) -> Self {
        let mut by_entity: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
        for (at, it) in since.iter().enumerate() {
            by_entity.entry(it.event.entity()).or_default().push(at);
        }
        let promised = promised(then, now);
        let (before, after) = (faces(then), faces(now));
        let keys: BTreeSet<&(Counted, Row)> = before.keys().chain(after.keys()).collect();
        let moved = keys.into_iter().filter_map(|key| {
            let motion = match (before.get(key), after.get(key)) {
                (None, _) => Motion::Came,
                (_, None) => Motion::Went,
                (Some(before), Some(after)) if before != after => Motion::Changed,
                _ => return None,
            };
            let (counted, row) = *key;
            let about = about(row, then, now, &promised);
            let mut found: Vec<usize> =
                about.iter().filter_map(|id| by_entity.get(id)).flatten().copied().collect();
            found.sort_unstable();
            found.dedup();
            let entered: Vec<&Since> = found.iter().filter_map(|at| since.get(*at)).collect();
            let reason = reason(&entered);
            Some(Moved { counted, row, motion, reason, since: found })
        });
        Self { moved: moved.collect() }
    }

    /// Whether both say the same.
    pub const fn is_empty(&self) -> bool {
        self.moved.is_empty()
    }

    /// The rows of one figure or waiting time that moved so.
    pub fn of(&self, counted: Counted, motion: Motion) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(move |it| it.counted == counted && it.motion == motion)
    }
}

fn faces(report: &Report) -> BTreeMap<(Counted, Row), Face> {
    let cells = |figure, row, on| {
        let of = |dimension: &Dimension| cells_of(report.setting(), *dimension, figure, (row, on));
        Dimension::ALL.iter().map(of).collect::<Vec<_>>()
    };
    let mut faces = BTreeMap::new();
    for figure in Figure::ALL.iter().copied() {
        for (row, on) in report.dated(figure) {
            let day = format!("{on:?}");
            faces.insert((Counted::In(figure), *row), (day, cells(figure, *row, *on)));
        }
    }
    for wait in Wait::ALL.iter().copied() {
        for it in report.whole().waited(wait) {
            let face = (format!("{:?}", it.days), cells(Figure::Submitted, it.row, it.on));
            faces.insert((Counted::Waiting(wait), it.row), face);
        }
    }
    faces
}

/// The commitments of each issue, in either report.
fn promised(then: &Report, now: &Report) -> BTreeMap<IssueId, BTreeSet<EntityId>> {
    let mut promised: BTreeMap<IssueId, BTreeSet<EntityId>> = BTreeMap::new();
    for (commitment, (issue, _)) in [then, now].iter().flat_map(|it| &it.setting().commitments) {
        promised.entry(*issue).or_default().insert((*commitment).into());
    }
    promised
}

/// The entities that a row rests upon.
fn about(
    row: Row,
    then: &Report,
    now: &Report,
    promised: &BTreeMap<IssueId, BTreeSet<EntityId>>,
) -> BTreeSet<EntityId> {
    let both = [then.setting(), now.setting()];
    match row {
        Row::Studio(id) => {
            let held = both.iter().filter_map(|it| it.held_by.get(&id)).flatten();
            held.map(|id: &SessionId| EntityId::from(*id)).chain([id.into()]).collect()
        }
        Row::Session(id)
        | Row::Attendance(id, _)
        | Row::Department(id, _)
        | Row::Unnamed(id, _) => BTreeSet::from([id.into()]),
        Row::Issue(id) => {
            let its = promised.get(&id).into_iter().flatten().copied();
            its.chain([id.into()]).collect()
        }
        Row::Commitment(id) => {
            let issue = both.iter().find_map(|it| it.commitments.get(&id)).map(|(issue, _)| *issue);
            issue.map(EntityId::from).into_iter().chain([id.into()]).collect()
        }
    }
}

/// Why a row moved: a correction weighs more than what was only entered later.
fn reason(since: &[&Since]) -> Reason {
    match since {
        [] => Reason::Elsewhere,
        since if since.iter().any(|it| is_correction(&it.event)) => Reason::Corrected,
        _ => Reason::Later,
    }
}

/// Whether an event puts another in the place of what was stated, rather than adding to it.
const fn is_correction(event: &Event) -> bool {
    match event {
        Event::IssueStepped(e) => e.kind.is_correction(),
        Event::SessionStepped(e) => e.step.kind.takes_back(),
        Event::AttendanceSet(e) => e.from.is_some(),
        Event::TalliesSet(e) => !e.from.is_empty(),
        Event::ClosingStated(e) => e.from.is_some(),
        Event::ServiceRecorded(e) => e.from.is_some(),
        Event::StudioEdited(_)
        | Event::IssueEdited(_)
        | Event::IssueMoved(_)
        | Event::SessionEdited(_)
        | Event::CommitmentEdited(_)
        | Event::FieldStudyTakenBack(_)
        | Event::EvaluationTakenBack(_)
        | Event::HandlingTakenBack(_)
        | Event::MistakeExplained(_)
        | Event::Retracted(_)
        | Event::Restored(_) => true,
        _ => false,
    }
}

/// Whether an event can move a figure, so that it has to be known what was entered since.
pub fn can_move(event: &Event) -> bool {
    use EntityKind::{Commitment, Issue, Session, Studio};
    matches!(event.entity().kind, Studio | Session | Issue | Commitment)
}
