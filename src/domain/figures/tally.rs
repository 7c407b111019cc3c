//! Reads the store once, and collects the rows of all figures and what was waited for.

use super::{
    Figure, Part, Report, Row, Scope, Wait, Waited,
    setting::{IssueSetting, SessionSetting, Setting},
    wait::days_between,
};
use crate::domain::{
    commitment::{Commitment, Handling},
    date::DateSpan,
    entity::Entity,
    id::{DepartmentId, IssueId, PersonId, SessionId, StudioId},
    issue::{GivenEvaluation, Issue, Verdict},
    session::{Column, Presence, Session},
    studio::Studio,
    workflow::{Exit, Rule, Status, Step, StepKind, is_after},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A row that counts, and when it counts.
pub(super) type Dated = (Row, Option<DateSpan>);

/// A commitment, until it is known when its session was and where its issue stands.
#[derive(Debug, Clone)]
struct Promise {
    row: Row,
    issue: IssueId,
    session: Option<SessionId>,
    /// When it was assigned first, where it was.
    assigned: Option<NaiveDate>,
    /// When it was entered; nobody knows when it was made that comes from a source.
    entered: Option<NaiveDate>,
    /// The deadline as it was known at the cut-off.
    due: Option<NaiveDate>,
    /// The last completion that is dated up to the cut-off, and the deadline as it was then.
    completed: Option<(DateSpan, Option<NaiveDate>)>,
}

/// Collects the rows of all figures while the store is read once, in any order.
#[derive(Debug, Clone)]
pub struct Tally {
    scope: Scope,
    found: Vec<Vec<Dated>>,
    waits: Vec<(Wait, Waited)>,
    setting: Setting,
    /// Studios without a founding day, and those that had held a session by the end of the interval:
    /// a studio counts that is in both, whichever was read first.
    undated: BTreeSet<StudioId>,
    had_held: BTreeSet<StudioId>,
    /// When each session was, also of those that do not count.
    session_days: BTreeMap<SessionId, DateSpan>,
    promises: Vec<Promise>,
    /// Resolved issues of which something may have been left over.
    split: Vec<(IssueId, DateSpan)>,
    /// What looks after the rest of which issue by the cut-off, and since when each has.
    left_over: BTreeSet<(IssueId, IssueId)>,
    carried: BTreeMap<IssueId, NaiveDate>,
    /// What remained of an issue and was merged back into it by the cut-off.
    came_back: BTreeSet<IssueId>,
}

impl Tally {
    /// Starts counting.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            found: vec![Vec::new(); Figure::ALL.len()],
            waits: Vec::new(),
            setting: Setting::default(),
            undated: BTreeSet::new(),
            had_held: BTreeSet::new(),
            session_days: BTreeMap::new(),
            promises: Vec::new(),
            split: Vec::new(),
            left_over: BTreeSet::new(),
            carried: BTreeMap::new(),
            came_back: BTreeSet::new(),
        }
    }

    /// Everything is read: what it comes to.
    pub fn report(mut self) -> Report {
        for promise in std::mem::take(&mut self.promises) {
            self.promised(&promise);
        }
        let elsewhere: BTreeSet<IssueId> = self.elsewhere().collect();
        for (id, on) in std::mem::take(&mut self.split) {
            if elsewhere.contains(&id) {
                self.push(Figure::ResolvedWithResidual, Row::Issue(id), Some(on));
            }
        }
        let mut whole = Part::default();
        for figure in Figure::ALL.iter().copied() {
            let found = self.found.get(figure as usize).into_iter().flatten();
            found.for_each(|(row, _)| whole.push(figure, *row));
        }
        self.waits.iter().for_each(|(wait, waited)| whole.push_wait(*wait, *waited));
        Report { scope: self.scope, whole, found: self.found, setting: self.setting }
    }

    /// The issues whose rest another one looks after by the cut-off, wherever that is and whatever became
    /// of it.
    fn elsewhere(&self) -> impl Iterator<Item = IssueId> {
        let is_there = |residual: &IssueId| {
            self.setting.issues.contains_key(residual) && !self.came_back.contains(residual)
        };
        let left = self.left_over.iter().filter(move |(_, residual)| is_there(residual));
        left.map(|(parent, _)| *parent)
    }

    /// Counts an entity, if it is of a kind that counts.
    pub fn entity(&mut self, entity: &Entity) {
        match entity {
            Entity::Studio(studio) => self.studio(studio),
            Entity::Session(session) => self.session(session),
            Entity::Issue(issue) => self.issue(issue),
            Entity::Commitment(commitment) => self.commitment(commitment),
            Entity::Person(_)
            | Entity::Department(_)
            | Entity::Line(_)
            | Entity::Evidence(_)
            | Entity::Settings(_) => {}
        }
    }

    /// Counts a studio.
    pub fn studio(&mut self, studio: &Studio) {
        self.setting.districts.insert(studio.id, studio.facts.district.clone());
        if !self.wants(studio.id) || studio.retracted {
            return;
        }
        let founded = studio.facts.founded;
        match founded {
            Some(day) if self.is_by_the_end(day) => {
                self.push(Figure::Studios, Row::Studio(studio.id), founded);
            }
            Some(_) => {}
            None => {
                self.push(Figure::FoundingUnknown, Row::Studio(studio.id), None);
                if self.undated.insert(studio.id) && self.had_held.contains(&studio.id) {
                    self.push(Figure::Studios, Row::Studio(studio.id), None);
                }
            }
        }
    }

    fn wants(&self, studio: StudioId) -> bool {
        self.scope.studio.is_none_or(|only| only == studio)
    }

    /// Whether something surely was before the interval ended, and is known at the cut-off.
    fn is_by_the_end(&self, day: DateSpan) -> bool {
        day.last() <= self.scope.interval.last() && day.last() <= self.scope.cut_off
    }

    /// A studio that held a session was there, whenever it was founded.
    fn had_held(&mut self, studio: StudioId) {
        if self.had_held.insert(studio) && self.undated.contains(&studio) {
            self.push(Figure::Studios, Row::Studio(studio), None);
        }
    }

    /// Counts a session; a joint one is credited to its lead studio (rule 6).
    pub fn session(&mut self, session: &Session) {
        self.session_days.insert(session.id, session.facts.on);
        let (studio, on) = (session.facts.studio, session.facts.on);
        let is_wanted = self.wants(studio);
        if is_wanted && session.is_held() && self.is_by_the_end(on) {
            self.had_held(studio);
        }
        if !is_wanted || !session.is_held_by(self.scope.cut_off) || !on.within(self.scope.interval)
        {
            return;
        }
        self.push(Figure::Sessions, Row::Session(session.id), Some(on));
        let held = self.setting.held_by.entry(studio).or_default();
        held.push(session.id);
        if held.len() == 1 {
            self.push(Figure::ActiveStudios, Row::Studio(studio), None);
        }
        for (figure, column) in [
            (Figure::MemberAttendances, Column::Member),
            (Figure::PublicAttendances, Column::Public),
            (Figure::DepartmentAttendances, Column::Department),
            (Figure::OtherAttendances, Column::Other),
        ] {
            self.attendance(session, figure, column);
        }
        self.departments(session);
    }

    fn attendance(&mut self, session: &Session, figure: Figure, column: Column) {
        let on = Some(session.facts.on);
        for row in session.counted(column) {
            let row = match column {
                Column::Department => Row::Department(session.id, row.department),
                Column::Member | Column::Public | Column::Other => {
                    Row::Attendance(session.id, row.person)
                }
            };
            self.push(figure, row, on);
        }
        for place in 1..=session.tallied(column) {
            self.push(figure, Row::Unnamed(session.id, place), on);
        }
    }

    /// Counts the heads that departments sent, and keeps who came for which.
    fn departments(&mut self, session: &Session) {
        let on = session.facts.on;
        let sent: Vec<(PersonId, Option<DepartmentId>)> = session
            .attendance
            .iter()
            .filter(|row| row.class.column() == Column::Department)
            .filter(|row| row.presence == Presence::Present)
            .map(|row| (row.person, row.department))
            .collect();
        let heads: BTreeSet<PersonId> = sent.iter().map(|(person, _)| *person).collect();
        for person in heads {
            self.push(Figure::DepartmentHeads, Row::Attendance(session.id, person), Some(on));
        }
        let mut departments: BTreeSet<Option<DepartmentId>> =
            sent.iter().map(|(_, department)| *department).collect();
        if session.tallied(Column::Department) > 0 {
            departments.insert(None);
        }
        let setting = SessionSetting {
            studio: session.facts.studio,
            on,
            issues: session.agenda.iter().map(|item| item.issue).collect(),
            departments,
            heads: sent,
        };
        self.setting.sessions.insert(session.id, setting);
    }

    /// Counts an issue; one that was merged by the cut-off counts in its root alone (rule 7).
    ///
    /// So does what remained of an issue (余项议题), and whether that is solved is for its own last step to
    /// say: where it was closed, referred or withdrawn, what is resolved later of its rest is a part of a
    /// problem that was not solved. Who holds the whole for solved takes back that exit and resolves it.
    pub fn issue(&mut self, issue: &Issue) {
        let last = last_by(issue, self.scope.cut_off);
        if issue.retracted {
            return;
        }
        let is_open = last.is_none_or(|step| step.to().is_open());
        let setting = IssueSetting {
            studio: issue.studio,
            category: issue.facts.category,
            intake: issue.facts.intake,
            is_open,
        };
        self.setting.issues.insert(issue.id, setting);
        let is_merged =
            last.is_some_and(|step| matches!(step.to(), Status::Exited(Exit::Merged, _)));
        if is_merged && issue.residual_of.is_some() && issue.merged_into == issue.residual_of {
            self.came_back.insert(issue.id);
        }
        if !self.wants(issue.studio) || is_merged {
            return;
        }
        // What remained of an issue is no other problem: it came in, and is solved, with that one.
        if issue.residual_of.is_some() {
            return self.evaluated(issue);
        }
        if let Some(day) = issue.facts.submitted.filter(|day| self.counts(*day)) {
            self.push(Figure::Submitted, Row::Issue(issue.id), Some(day));
        }
        if let Some(accepted) = self.first(issue, StepKind::Accept) {
            self.waited_since(issue, Wait::SubmittedAccepted, accepted.facts().on);
        }
        let resolving = last.filter(|step| matches!(step.to(), Status::Resolved(_)));
        if let Some(step) = self.first(issue, StepKind::Consult) {
            self.consulted(issue, step, resolving);
        }
        self.evaluated(issue);
        if let Some(step) = resolving.filter(|step| step.facts().on.within(self.scope.interval)) {
            self.resolved(issue, step);
        }
    }

    /// The first standing step of a kind, if it counts.
    fn first<'i>(&self, issue: &'i Issue, kind: StepKind) -> Option<&'i Step> {
        let first = issue.standing_steps().find(|step| step.kind() == kind);
        first.filter(|step| self.counts(step.facts().on))
    }

    /// Counts a first consultation. The rate has those alone that nobody entered from a source.
    fn consulted(&mut self, issue: &Issue, step: &Step, resolving: Option<&Step>) {
        let (row, on) = (Row::Issue(issue.id), Some(step.facts().on));
        self.waited_since(issue, Wait::SubmittedConsulted, step.facts().on);
        if !step.overrides().is_empty() {
            self.push(Figure::ConsultedOverridden, row, on);
        }
        if step.is_recorded() {
            return self.push(Figure::ConsultedRecorded, row, on);
        }
        self.push(Figure::Consulted, row, on);
        if resolving.is_some_and(|step| !step.is_recorded()) {
            self.push(Figure::ConsultedResolved, row, on);
        }
    }

    fn resolved(&mut self, issue: &Issue, step: &Step) {
        let overrides = step.overrides();
        let cut_off = self.scope.cut_off;
        let reopened = last_before(issue, step, StepKind::Reopen);
        let is_since = |given: &GivenEvaluation| reopened.is_none_or(|it| is_after(given, it));
        let is_known = |given: &GivenEvaluation| given.evaluation.on.last() <= cut_off;
        let is_asked = issue.word(|given| is_known(given) && is_since(given)).is_some();
        let what = [
            (Figure::Resolved, true),
            (Figure::ResolvedByService, step.kind() == StepKind::ResolveByService),
            (Figure::ResolvedRecorded, step.is_recorded()),
            (Figure::ResolvedOverridden, !overrides.is_empty()),
            (
                Figure::ResolvedDissatisfied,
                overrides.iter().any(|over| over.rule == Rule::DissatisfiedBefore),
            ),
            (Figure::ResolvedNotEvaluated, !is_asked),
        ];
        for (figure, _) in what.into_iter().filter(|(_, is_it)| *is_it) {
            self.push(figure, Row::Issue(issue.id), Some(step.facts().on));
        }
        if !issue.residuals.is_empty() {
            self.split.push((issue.id, step.facts().on));
        }
        self.waited_since(issue, Wait::SubmittedResolved, step.facts().on);
    }

    /// Every raiser who was asked in the interval counts by what they last said in it, also one whose
    /// issue is still open: a rate over resolved issues alone could never be anything but full.
    fn evaluated(&mut self, issue: &Issue) {
        let asked = issue.word(|given| self.counts(given.evaluation.on));
        let Some(given) = asked.map(|given| &given.evaluation) else { return };
        self.push(Figure::Evaluated, Row::Issue(issue.id), Some(given.on));
        if given.verdict != Verdict::Dissatisfied {
            self.push(Figure::Satisfied, Row::Issue(issue.id), Some(given.on));
        }
    }

    /// Keeps what a commitment says of waiting; where it belongs is known when all is read.
    pub fn commitment(&mut self, commitment: &Commitment) {
        if commitment.retracted {
            return;
        }
        if let Some((residual, on)) = commitment.carried_over_by(NaiveDate::MAX) {
            let since = self.carried.entry(residual).or_insert(on);
            *since = (*since).min(on);
        }
        // What is looked after elsewhere is waited for there.
        if let Some((residual, _)) = commitment.carried_over_by(self.scope.cut_off) {
            self.left_over.insert((commitment.issue, residual));
            return;
        }
        let lead = commitment.facts.lead;
        self.setting.leads.entry(commitment.issue).or_default().extend(lead);
        self.setting.commitments.insert(commitment.id, (commitment.issue, lead));
        let completed = commitment.completed_by(self.scope.cut_off);
        let assigned = commitment.standing().find_map(|handling| match handling {
            Handling::Assigned { on } => Some(*on),
            _ => None,
        });
        // What was entered from a source was not made on the day that it was entered.
        let entered = || commitment.source.is_none().then(|| commitment.entered.day());
        self.promises.push(Promise {
            row: Row::Commitment(commitment.id),
            issue: commitment.issue,
            session: commitment.session,
            assigned,
            entered: entered(),
            due: commitment.due_as_of(self.scope.cut_off),
            completed: completed.map(|on| (on, commitment.due_as_of(on.last()))),
        });
    }

    /// Counts how long a commitment took, or how late it is.
    fn promised(&mut self, promise: &Promise) {
        let Some(issue) = self.setting.issues.get(&promise.issue) else { return };
        let (studio, is_open) = (issue.studio, issue.is_open);
        if !self.wants(studio) {
            return;
        }
        let carried = self.carried.get(&promise.issue).copied();
        // Until it was carried over, it was waited for where it was promised.
        if carried.is_some_and(|on| on > self.scope.cut_off) {
            return;
        }
        let on_the_day = promise.session.and_then(|id| self.session_days.get(&id).copied());
        let stated = promise.assigned.or(carried).or(promise.entered).map(DateSpan::of_day);
        let made = on_the_day.or(stated);
        match promise.completed {
            Some((on, due)) if self.counts(on) => {
                self.push_wait(Wait::CommittedCompleted, promise.row, (made, on));
                let due = due.filter(|due| *due < on.last()).map(DateSpan::of_day);
                if due.is_some() {
                    self.push_wait(Wait::CompletedLate, promise.row, (due, on));
                }
            }
            Some(_) => {}
            None if !is_open => {}
            // One with a deadline that has passed was there by then, whenever it was entered.
            None if promise.due.is_none()
                && made.is_some_and(|on| on.first() > self.scope.cut_off) => {}
            None => self.overdue(promise),
        }
    }

    /// Counts what is past its deadline on the cut-off date; without a deadline nobody knows.
    fn overdue(&mut self, promise: &Promise) {
        let due = promise.due.map(DateSpan::of_day);
        let cut_off = DateSpan::of_day(self.scope.cut_off);
        let days = days_between(due, cut_off);
        if due.is_none() || days.is_some_and(|days| days > 0) {
            self.waits.push((Wait::Overdue, Waited { row: promise.row, days, on: due }));
        }
    }

    fn waited_since(&mut self, issue: &Issue, wait: Wait, until: DateSpan) {
        self.push_wait(wait, Row::Issue(issue.id), (issue.facts.submitted, until));
    }

    fn push_wait(&mut self, wait: Wait, row: Row, (from, to): (Option<DateSpan>, DateSpan)) {
        self.waits.push((wait, Waited { row, days: days_between(from, to), on: Some(to) }));
    }

    /// Whether a day surely lies in the interval and is known at the cut-off.
    fn counts(&self, day: DateSpan) -> bool {
        day.within(self.scope.interval) && day.last() <= self.scope.cut_off
    }

    fn push(&mut self, figure: Figure, row: Row, on: Option<DateSpan>) {
        if let Some(found) = self.found.get_mut(figure as usize) {
            found.push((row, on));
        }
    }
}

/// The last standing step that is dated up to `day`. The order of the workflow decides, not that
/// of the days: a step dated by a range may end after the one that followed it.
fn last_by(issue: &Issue, day: NaiveDate) -> Option<&Step> {
    issue.standing_steps().rfind(|step| step.facts().on.last() <= day)
}

/// The last standing step of a kind that was made before another one.
fn last_before<'i>(issue: &'i Issue, step: &Step, kind: StepKind) -> Option<&'i Step> {
    issue.standing_steps().rfind(|it| it.kind() == kind && it.mark() < step.mark())
}
