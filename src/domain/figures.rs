//! The figures of a report, counted from rows by the rules of DOMAIN §3.
//!
//! A figure *is* the length of its list of rows: nothing is counted that cannot be shown.

use super::{
    date::{DateSpan, Interval},
    id::{DepartmentId, IssueId, PersonId, SessionId, StudioId},
    issue::{Issue, Verdict},
    keyed::keyed,
    session::{Column, Presence, Session},
    studio::Studio,
    workflow::{Exit, Rule, Status, Step, StepKind},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

keyed! {
    /// What a report counts.
    pub enum Figure {
        /// Studios founded by the end of the interval; where the day is not known, those that had
        /// held a session by then.
        Studios = "studios",
        /// Studios that held a session in the interval.
        ActiveStudios = "active_studios",
        /// Sessions held in the interval.
        Sessions = "sessions",
        /// Problems solved: distinct root issues.
        Resolved = "resolved",
        /// Member attendances: one per person per session.
        MemberAttendances = "member_attendances",
        /// Public attendances: one per person per session.
        PublicAttendances = "public_attendances",
        /// Department attendances: distinct departments per session.
        DepartmentAttendances = "department_attendances",
        /// Heads sent by departments, shown apart.
        DepartmentHeads = "department_heads",
        /// Experts, lawyers, media and staff, outside the three columns.
        OtherAttendances = "other_attendances",
        /// Issues taken in within the interval.
        Submitted = "submitted",
        /// Issues first consulted in the interval.
        Consulted = "consulted",
        /// Of those first consulted in the interval, resolved by the cut-off.
        ConsultedResolved = "consulted_resolved",
        /// First consulted in the interval as entered from a source (补录), apart from the rate.
        ConsultedRecorded = "consulted_recorded",
        /// Resolved by member service, part of *resolved*.
        ResolvedByService = "resolved_by_service",
        /// Resolved as entered from a source (补录), part of *resolved*.
        ResolvedRecorded = "resolved_recorded",
        /// Resolved with a guard passed over, part of *resolved*.
        ResolvedOverridden = "resolved_overridden",
        /// Issues whose raiser was asked in the interval.
        Evaluated = "evaluated",
        /// Of those, satisfied or mostly satisfied.
        Satisfied = "satisfied",
        /// First consulted in the interval with a guard passed over, part of *consulted*.
        ConsultedOverridden = "consulted_overridden",
        /// Resolved although the raiser's last word was dissatisfied, part of *resolved overridden*.
        ResolvedDissatisfied = "resolved_dissatisfied",
        /// Studios whose founding day is not known; they count by their first session.
        FoundingUnknown = "founding_unknown",
    }
}

/// One thing that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// A studio.
    Studio(StudioId),
    /// A session.
    Session(SessionId),
    /// An issue.
    Issue(IssueId),
    /// A named person at a session.
    Attendance(SessionId, PersonId),
    /// A department at a session.
    Department(SessionId, Option<DepartmentId>),
    /// A head of a tally at a session: its place in the tally, from 1.
    Unnamed(SessionId, u32),
}

/// What a report speaks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The interval that is counted; both ends belong to it.
    pub interval: Interval,
    /// The day up to which steps are known.
    pub cut_off: NaiveDate,
    /// Only this studio, or all.
    pub studio: Option<StudioId>,
}

/// Collects the rows of all figures while the store is read once.
#[derive(Debug, Clone)]
pub struct Tally {
    scope: Scope,
    rows: Vec<Vec<Row>>,
    active: BTreeSet<StudioId>,
    /// Studios without a founding day, and those that had held a session by the end of the interval:
    /// a studio counts that is in both, whichever was read first.
    undated: BTreeSet<StudioId>,
    had_held: BTreeSet<StudioId>,
}

impl Tally {
    /// Starts counting.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            rows: vec![Vec::new(); Figure::ALL.len()],
            active: BTreeSet::new(),
            undated: BTreeSet::new(),
            had_held: BTreeSet::new(),
        }
    }

    /// The rows of one figure, in the order in which they were read.
    pub fn rows(&self, figure: Figure) -> &[Row] {
        self.rows.get(figure as usize).map_or(&[], Vec::as_slice)
    }

    /// The figure: as many as it has rows.
    pub fn count(&self, figure: Figure) -> usize {
        self.rows(figure).len()
    }

    /// Counts a studio.
    pub fn studio(&mut self, studio: &Studio) {
        let wanted = self.scope.studio.is_none_or(|only| only == studio.id);
        if !wanted || studio.retracted {
            return;
        }
        match studio.facts.founded {
            Some(day) if self.is_by_the_end(day) => {
                self.push(Figure::Studios, Row::Studio(studio.id));
            }
            Some(_) => {}
            None => {
                self.push(Figure::FoundingUnknown, Row::Studio(studio.id));
                if self.undated.insert(studio.id) && self.had_held.contains(&studio.id) {
                    self.push(Figure::Studios, Row::Studio(studio.id));
                }
            }
        }
    }

    /// Whether something surely was before the interval ended, and is known at the cut-off.
    fn is_by_the_end(&self, day: DateSpan) -> bool {
        day.last() <= self.scope.interval.last() && day.last() <= self.scope.cut_off
    }

    /// A studio that held a session was there, whenever it was founded.
    fn had_held(&mut self, studio: StudioId) {
        if self.had_held.insert(studio) && self.undated.contains(&studio) {
            self.push(Figure::Studios, Row::Studio(studio));
        }
    }

    /// Counts a session; a joint one is credited to its lead studio (rule 6).
    pub fn session(&mut self, session: &Session) {
        let wanted = self.scope.studio.is_none_or(|only| only == session.facts.studio);
        if wanted && session.is_held() && self.is_by_the_end(session.facts.on) {
            self.had_held(session.facts.studio);
        }
        if !wanted
            || !session.is_held_by(self.scope.cut_off)
            || !session.facts.on.within(self.scope.interval)
        {
            return;
        }
        self.push(Figure::Sessions, Row::Session(session.id));
        if self.active.insert(session.facts.studio) {
            self.push(Figure::ActiveStudios, Row::Studio(session.facts.studio));
        }
        for (figure, column) in [
            (Figure::MemberAttendances, Column::Member),
            (Figure::PublicAttendances, Column::Public),
            (Figure::DepartmentAttendances, Column::Department),
            (Figure::OtherAttendances, Column::Other),
        ] {
            self.attendance(session, figure, column);
        }
        let heads: BTreeSet<PersonId> = session
            .attendance
            .iter()
            .filter(|row| row.class.column() == Column::Department)
            .filter(|row| row.presence == Presence::Present)
            .map(|row| row.person)
            .collect();
        for person in heads {
            self.push(Figure::DepartmentHeads, Row::Attendance(session.id, person));
        }
    }

    fn attendance(&mut self, session: &Session, figure: Figure, column: Column) {
        for row in session.counted(column) {
            let row = match column {
                Column::Department => Row::Department(session.id, row.department),
                Column::Member | Column::Public | Column::Other => {
                    Row::Attendance(session.id, row.person)
                }
            };
            self.push(figure, row);
        }
        for place in 1..=session.tallied(column) {
            self.push(figure, Row::Unnamed(session.id, place));
        }
    }

    /// Counts an issue; one that was merged by the cut-off counts in its root alone (rule 7).
    pub fn issue(&mut self, issue: &Issue) {
        let wanted = self.scope.studio.is_none_or(|only| only == issue.studio);
        let last = last_by(issue, self.scope.cut_off);
        let is_merged =
            last.is_some_and(|step| matches!(step.to(), Status::Exited(Exit::Merged, _)));
        if !wanted || issue.retracted || is_merged {
            return;
        }
        let row = Row::Issue(issue.id);
        if issue.facts.submitted.is_some_and(|day| self.counts(day)) {
            self.push(Figure::Submitted, row);
        }
        let consulted = first(issue, StepKind::Consult).filter(|step| self.counts(step.facts().on));
        if consulted.is_some_and(Step::is_recorded) {
            self.push(Figure::ConsultedRecorded, row);
        }
        if consulted.is_some_and(|step| !step.overrides().is_empty()) {
            self.push(Figure::ConsultedOverridden, row);
        }
        let consulted = consulted.is_some_and(|step| !step.is_recorded());
        let resolving = last.filter(|step| matches!(step.to(), Status::Resolved(_)));
        if consulted {
            self.push(Figure::Consulted, row);
            if resolving.is_some_and(|step| !step.is_recorded()) {
                self.push(Figure::ConsultedResolved, row);
            }
        }
        self.evaluated(issue);
        if let Some(step) = resolving.filter(|step| step.facts().on.within(self.scope.interval)) {
            self.resolved(issue, step);
        }
    }

    fn resolved(&mut self, issue: &Issue, step: &Step) {
        let row = Row::Issue(issue.id);
        self.push(Figure::Resolved, row);
        if step.kind() == StepKind::ResolveByService {
            self.push(Figure::ResolvedByService, row);
        }
        if step.is_recorded() {
            self.push(Figure::ResolvedRecorded, row);
        }
        if !step.overrides().is_empty() {
            self.push(Figure::ResolvedOverridden, row);
        }
        if step.overrides().iter().any(|over| over.rule == Rule::DissatisfiedBefore) {
            self.push(Figure::ResolvedDissatisfied, row);
        }
    }

    /// Every raiser who was asked in the interval counts by what they last said in it, also one whose
    /// issue is still open: a rate over resolved issues alone could never be anything but full.
    fn evaluated(&mut self, issue: &Issue) {
        let asked = issue.word(|given| self.counts(given.evaluation.on));
        let Some(given) = asked else { return };
        self.push(Figure::Evaluated, Row::Issue(issue.id));
        if given.evaluation.verdict != Verdict::Dissatisfied {
            self.push(Figure::Satisfied, Row::Issue(issue.id));
        }
    }

    /// Whether a day surely lies in the interval and is known at the cut-off.
    fn counts(&self, day: DateSpan) -> bool {
        day.within(self.scope.interval) && day.last() <= self.scope.cut_off
    }

    fn push(&mut self, figure: Figure, row: Row) {
        if let Some(rows) = self.rows.get_mut(figure as usize) {
            rows.push(row);
        }
    }

    /// Satisfied ÷ evaluated (满意率), in per cent; `None` when nobody was asked.
    pub fn satisfaction_percent(&self) -> Option<f64> {
        percent(self.count(Figure::Satisfied), self.count(Figure::Evaluated))
    }

    /// Resolved by the cut-off ÷ first consulted in the interval (办成率), in per cent.
    pub fn resolution_percent(&self) -> Option<f64> {
        percent(self.count(Figure::ConsultedResolved), self.count(Figure::Consulted))
    }
}

fn percent(part: usize, whole: usize) -> Option<f64> {
    let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(whole).ok()?);
    (whole > 0).then(|| f64::from(part) * 100.0 / f64::from(whole))
}

fn first(issue: &Issue, kind: StepKind) -> Option<&Step> {
    issue.standing_steps().find(|step| step.kind() == kind)
}

/// The last standing step that is dated up to `day`. The order of the workflow decides, not that
/// of the days: a step dated by a range may end after the one that followed it.
fn last_by(issue: &Issue, day: NaiveDate) -> Option<&Step> {
    issue.standing_steps().rfind(|step| step.facts().on.last() <= day)
}
