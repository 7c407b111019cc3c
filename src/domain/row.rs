//! What lists show: one small row for each entity, made from the entity and what hangs on it.
//!
//! There may be a million of them, so that a row has a short form of bytes too.

use super::{
    alike::gist,
    closing::{is_untouched, may_be_untouched},
    commitment::{Commitment, Grade, Handling, Progress},
    date::DateSpan,
    department::{Called, Department},
    id::{CommitmentId, DepartmentId, IssueId, PersonId, SessionId, StudioId},
    issue::{Category, Intake, Issue},
    line::Line,
    number::CaseNumber,
    person::{Person, Side},
    priority::{Returned, Unassigned},
    sealed::{DocumentKind, Numbered, SealedDocument},
    session::{Column, Session, SessionStatus},
    short,
    studio::{Studio, StudioKind},
    workflow::{Route, Status, Step, StepKind, to_ask},
    world::World,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A studio in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudioRow {
    /// Its identity.
    pub id: StudioId,
    /// Its name.
    pub name: Box<str>,
    /// Its code.
    pub code: Box<str>,
    /// What binds it together.
    pub kind: StudioKind,
    /// District and township, one after the other.
    pub area: Box<str>,
    /// The district alone; may be empty.
    pub district: Box<str>,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Their identity.
    pub id: PersonId,
    /// Their name.
    pub name: Box<str>,
    /// The side they usually sit on.
    pub side: Side,
    /// Their unit; may be empty.
    pub unit: Box<str>,
    /// The department they speak for.
    pub department: Option<DepartmentId>,
}

/// A department in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentRow {
    /// Its identity.
    pub id: DepartmentId,
    /// Its full name.
    pub name: Box<str>,
    /// Its short name; may be empty.
    pub short: Box<str>,
    /// Where it sits; may be empty.
    pub district: Box<str>,
}

impl DepartmentRow {
    /// What it is called by.
    pub fn called(&self) -> Called<'_> {
        Called { name: &self.name, short: &self.short, district: &self.district }
    }
}

/// An issue in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRow {
    /// Its identity.
    #[serde(with = "short")]
    pub id: IssueId,
    /// Its number.
    #[serde(with = "short")]
    pub number: CaseNumber,
    /// Its title.
    pub title: Box<str>,
    /// The pairs of characters of its title, as bits.
    pub gist: u128,
    /// Where the problem is; may be empty.
    pub place: Box<str>,
    /// The studio that looks after it.
    #[serde(with = "short")]
    pub studio: StudioId,
    /// Its category.
    pub category: Option<Category>,
    /// How it reached the studio.
    pub intake: Intake,
    /// Free labels.
    pub tags: Box<[Box<str>]>,
    /// Where it stands.
    pub status: Status,
    /// Whether it was accepted.
    pub accepted: bool,
    /// The day on which it was accepted, where that stands.
    #[serde(with = "short")]
    pub accepted_on: Option<NaiveDate>,
    /// The day of a reopening that nothing has come after.
    #[serde(with = "short")]
    pub reopened: Option<NaiveDate>,
    /// When it was consulted last, where that stands.
    #[serde(with = "short")]
    pub consulted: Option<DateSpan>,
    /// When it was resolved, where it is.
    #[serde(with = "short")]
    pub resolved: Option<DateSpan>,
    /// When it was submitted, as stated.
    #[serde(with = "short")]
    pub submitted: Option<DateSpan>,
    /// The day from which its age counts: submitted, or entered where that is not known.
    #[serde(with = "short")]
    pub since: NaiveDate,
    /// The earliest deadline that is still open.
    #[serde(with = "short")]
    pub due: Option<NaiveDate>,
    /// The commitment that has it.
    #[serde(with = "short")]
    pub due_for: Option<CommitmentId>,
    /// The lead department of that.
    #[serde(with = "short")]
    pub due_from: Option<DepartmentId>,
    /// What a department gave back last, and nobody has assigned since.
    pub returned: Option<Returned>,
    /// What was agreed first of all that is not assigned to anybody.
    pub unassigned: Option<Unassigned>,
    /// The last day of the work, where all of it is done and nobody has asked the raiser since.
    #[serde(with = "short")]
    pub handled: Option<NaiveDate>,
    /// The day of the word by which the raiser is not satisfied, where nothing was done since.
    #[serde(with = "short")]
    pub dissatisfied: Option<NaiveDate>,
    /// The day from which the time to a revisit counts, where nobody has asked since.
    #[serde(with = "short")]
    pub settled: Option<NaiveDate>,
    /// The lead departments of its commitments, in order.
    #[serde(with = "short")]
    pub departments: Vec<DepartmentId>,
    /// The supporting departments of its commitments, in order.
    #[serde(with = "short")]
    pub supporting: Vec<DepartmentId>,
    /// Commitments completed, and all of them.
    pub done: (u16, u16),
    /// Who raised it.
    #[serde(with = "short")]
    pub raisers: Vec<PersonId>,
    /// The issue that it was merged into.
    #[serde(with = "short")]
    pub merged_into: Option<IssueId>,
    /// How many were merged into it.
    pub merged: u16,
    /// Whether it was entered from a source (补录).
    pub recorded: bool,
    /// Whether an event did not fit.
    pub conflict: bool,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Its identity.
    #[serde(with = "short")]
    pub id: SessionId,
    /// Its number.
    #[serde(with = "short")]
    pub number: CaseNumber,
    /// What it is about.
    pub title: Box<str>,
    /// The lead studio.
    #[serde(with = "short")]
    pub studio: StudioId,
    /// The day, or what is known of it.
    #[serde(with = "short")]
    pub on: DateSpan,
    /// Where it stands.
    pub status: SessionStatus,
    /// The issues on its agenda.
    #[serde(with = "short")]
    pub issues: Vec<IssueId>,
    /// Those of them that nobody talked about, once it was held.
    #[serde(with = "short")]
    pub left_over: Vec<IssueId>,
    /// Heads by column: members, public, departments.
    pub heads: [u32; 3],
    /// The numbers of its final documents.
    pub document_numbers: Vec<Numbered>,
    /// Whether its minutes are final.
    pub has_minutes: bool,
    /// Whether it was entered from a source (补录).
    pub recorded: bool,
}

/// A commitment in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentRow {
    /// Its identity.
    #[serde(with = "short")]
    pub id: CommitmentId,
    /// The issue it serves.
    #[serde(with = "short")]
    pub issue: IssueId,
    /// The session it was made in.
    #[serde(with = "short")]
    pub session: Option<SessionId>,
    /// Its place among those of the issue.
    pub ordinal: u16,
    /// What was promised.
    pub matter: Box<str>,
    /// The lead department.
    #[serde(with = "short")]
    pub lead: Option<DepartmentId>,
    /// The supporting departments.
    #[serde(with = "short")]
    pub supporting: Vec<DepartmentId>,
    /// When it is due, extensions included.
    #[serde(with = "short")]
    pub due: Option<NaiveDate>,
    /// When it was completed.
    #[serde(with = "short")]
    pub completed: Option<DateSpan>,
    /// How far it got.
    pub grade: Option<Grade>,
    /// How far it is on its way.
    pub progress: Progress,
    /// The numbers of its final letters.
    pub document_numbers: Vec<Numbered>,
    /// Whether it lapsed: its issue has left, and taking that back revives it, or was resolved without it.
    pub lapsed: bool,
    /// Whether it was entered from a source (补录).
    pub recorded: bool,
}

impl From<&Studio> for StudioRow {
    fn from(studio: &Studio) -> Self {
        let facts = &studio.facts;
        Self {
            id: studio.id,
            name: facts.name.as_str().into(),
            code: facts.code.as_str().into(),
            kind: facts.kind,
            area: format!("{}{}", facts.district, facts.township).into(),
            district: facts.district.as_str().into(),
        }
    }
}

impl From<&Person> for PersonRow {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id,
            name: person.facts.name.as_str().into(),
            side: person.facts.side,
            unit: person.facts.unit.as_str().into(),
            department: person.facts.department,
        }
    }
}

impl From<&Department> for DepartmentRow {
    fn from(department: &Department) -> Self {
        Self {
            id: department.id,
            name: department.facts.name.as_str().into(),
            short: department.facts.short.as_str().into(),
            district: department.facts.district.as_str().into(),
        }
    }
}

impl SessionRow {
    /// Makes the row; what was left over needs the record and the agenda, and stays as it was
    /// before where not all of the record is at hand.
    pub fn of(session: &Session, world: &World, before: Option<&Self>) -> Self {
        let left_over = left_over(session, world)
            .unwrap_or_else(|| before.map(|row| row.left_over.clone()).unwrap_or_default());
        Self { left_over, ..Self::told_later(session) }
    }

    /// The row without what was left over, which only the record and the agenda tell.
    pub fn told_later(session: &Session) -> Self {
        Self {
            id: session.id,
            number: session.number.clone(),
            title: session.facts.title.as_str().into(),
            studio: session.facts.studio,
            on: session.facts.on,
            status: session.status,
            issues: session.agenda.iter().map(|item| item.issue).collect(),
            left_over: Vec::new(),
            heads: [Column::Member, Column::Public, Column::Department]
                .map(|column| session.count(column)),
            document_numbers: numbers(&session.sealed),
            has_minutes: session.sealed.iter().any(|it| it.kind == DocumentKind::Minutes),
            recorded: session.source.is_some(),
        }
    }

    /// Whether it was held and its minutes are still to be made final: what comes from a source was written
    /// there.
    pub const fn awaits_minutes(&self) -> bool {
        matches!(self.status, SessionStatus::Closed(_)) && !self.recorded && !self.has_minutes
    }
}

/// The numbers that documents bear, each once.
fn numbers(sealed: &[SealedDocument]) -> Vec<Numbered> {
    let numbered = sealed.iter().filter_map(|it| {
        Some(Numbered { code: it.issuer.code.clone(), number: it.number?, kind: it.kind })
    });
    let mut numbers: Vec<Numbered> = numbered.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The issues of a session that was held and that nobody talked about; `None` where that cannot be
/// told, since lines are not at hand. What a source tells of a session need not be all of it.
fn left_over(session: &Session, world: &World) -> Option<Vec<IssueId>> {
    let may_be = session.agenda.iter().any(|item| may_be_untouched(item, session));
    if !may_be {
        return Some(Vec::new());
    }
    let lines: Vec<&Line> = session.lines.iter().filter_map(|id| world.line(*id)).collect();
    if lines.len() < session.lines.len() {
        return None;
    }
    let standing: Vec<&Line> = lines.into_iter().filter(|line| !line.struck).collect();
    let consulted =
        |id| world.issue(id).is_some_and(|issue| issue.consulted_in() == Some(session.id));
    let untouched = session.agenda.iter().filter(|item| is_untouched(item, session, &standing));
    Some(untouched.map(|item| item.issue).filter(|issue| !consulted(*issue)).collect())
}

impl CommitmentRow {
    /// Makes the row of a commitment to an issue that stands so.
    pub fn of(commitment: &Commitment, issue: Status) -> Self {
        Self {
            id: commitment.id,
            issue: commitment.issue,
            session: commitment.session,
            ordinal: commitment.ordinal,
            matter: commitment.facts.matter.as_str().into(),
            lead: commitment.facts.lead,
            supporting: commitment.facts.supporting.clone(),
            due: commitment.due(),
            completed: commitment.completion().map(|done| done.on),
            grade: commitment.grade(),
            progress: commitment.progress(),
            document_numbers: numbers(&commitment.sealed),
            lapsed: commitment.has_lapsed(issue),
            recorded: commitment.source.is_some(),
        }
    }

    /// Whether it is still to be done.
    pub const fn is_open(&self) -> bool {
        self.completed.is_none() && !self.lapsed && !matches!(self.progress, Progress::CarriedOver)
    }

    /// Days past the deadline on `today`; `None` when it is done, lapsed, not yet due or has no
    /// deadline.
    pub fn overdue_days(&self, today: NaiveDate) -> Option<i64> {
        days_past(self.due.filter(|_| self.is_open()), today)
    }
}

/// How many days a deadline lies back, when it does.
fn days_past(due: Option<NaiveDate>, today: NaiveDate) -> Option<i64> {
    Some((today - due?).num_days()).filter(|late| *late > 0)
}

/// When the latest standing step of a kind was taken.
fn last_step(issue: &Issue, kind: StepKind) -> Option<DateSpan> {
    let step = issue.standing_steps().rev().find(|step| step.kind() == kind)?;
    Some(step.facts().on)
}

/// When an issue was resolved, by a session or by member service, if it is.
fn resolved(issue: &Issue) -> Option<DateSpan> {
    let last = match issue.status {
        Status::Resolved(Route::Session) => StepKind::Resolve,
        Status::Resolved(_) => StepKind::ResolveByService,
        _ => return None,
    };
    last_step(issue, last)
}

/// Each department once, in order.
fn each_once(all: impl Iterator<Item = DepartmentId>) -> Vec<DepartmentId> {
    let mut departments = Vec::new();
    for department in all {
        if !departments.contains(&department) {
            departments.push(department);
        }
    }
    departments
}

/// The open commitment whose deadline comes first.
fn first_due<'w>(commitments: &[&'w Commitment]) -> Option<&'w Commitment> {
    let open = commitments.iter().copied().filter(|it| it.is_owed());
    open.filter(|it| it.due().is_some()).min_by_key(|it| (it.due(), it.ordinal))
}

/// When a commitment was given back, where that is where it stands.
fn returned(commitment: &Commitment) -> Option<Returned> {
    let is_back =
        |it: &&Handling| matches!(it, Handling::Returned { .. } | Handling::ReturnedLate { .. });
    let back = commitment.standing().rev().find(is_back)?;
    let it = Returned { commitment: commitment.id, on: back.on(), by: commitment.facts.lead };
    commitment.is_returned().then_some(it)
}

/// What was agreed first of what is still to be done and not assigned.
fn unassigned(issue: &Issue, commitments: &[&Commitment]) -> Option<Unassigned> {
    let waiting = commitments.iter().filter(|it| it.progress() == Progress::Unassigned);
    let told = waiting.map(|it| Unassigned {
        commitment: it.id,
        since: agreed_on(issue, it),
        to: it.facts.lead,
    });
    told.min_by_key(|it| it.since)
}

/// The day on which something was agreed: that of its session, where the issue was consulted there, and
/// else the day on which it was entered.
fn agreed_on(issue: &Issue, commitment: &Commitment) -> NaiveDate {
    let steps = issue.standing_steps().map(Step::facts);
    let mut there = steps.filter(|it| it.session.is_some() && it.session == commitment.session);
    there.next().map_or_else(|| commitment.entered.day(), |it| it.on.last())
}

/// The day of a reopening that is the last word on an issue.
fn reopened(issue: &Issue) -> Option<NaiveDate> {
    let last = issue.standing_steps().next_back()?;
    (last.kind() == StepKind::Reopen).then(|| last.facts().on.last())
}

impl IssueRow {
    /// Makes the row; the commitments of the issue have to be at hand.
    pub fn of(issue: &Issue, world: &World) -> Self {
        let commitments: Vec<&Commitment> = world.commitments_of(issue).collect();
        let done = commitments.iter().filter(|it| it.completion().is_some()).count();
        let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let next = if issue.status.is_open() { first_due(&commitments) } else { None };
        let to_ask = to_ask(world, issue);
        Self {
            id: issue.id,
            number: issue.number.clone(),
            title: issue.facts.title.as_str().into(),
            gist: gist(&issue.facts.title),
            place: issue.facts.place.as_str().into(),
            studio: issue.studio,
            category: issue.facts.category,
            intake: issue.facts.intake,
            tags: issue.facts.tags.iter().map(|tag| tag.as_str().into()).collect(),
            status: issue.status,
            accepted: issue.is_accepted(),
            accepted_on: last_step(issue, StepKind::Accept).map(DateSpan::last),
            reopened: reopened(issue),
            consulted: last_step(issue, StepKind::Consult),
            resolved: resolved(issue),
            submitted: issue.facts.submitted,
            since: issue.facts.submitted.map_or_else(|| issue.entered.day(), DateSpan::first),
            due: next.and_then(Commitment::due),
            due_for: next.map(|it| it.id),
            due_from: next.and_then(|it| it.facts.lead),
            returned: commitments.iter().filter_map(|it| returned(it)).max_by_key(|it| it.on),
            unassigned: unassigned(issue, &commitments),
            handled: to_ask.handled,
            dissatisfied: to_ask.dissatisfied,
            settled: to_ask.settled,
            departments: each_once(commitments.iter().filter_map(|it| it.facts.lead)),
            supporting: each_once(commitments.iter().flat_map(|it| it.facts.supporting.clone())),
            done: (count(done), count(commitments.len())),
            raisers: issue.facts.raisers.clone(),
            merged_into: issue.merged_into,
            merged: count(issue.merged.len()),
            recorded: issue.source.is_some(),
            conflict: !issue.conflicts.is_empty(),
        }
    }

    /// Days since it was submitted or entered here; never negative. `None` where it was entered from a source
    /// that does not tell when it was submitted.
    pub fn age_days(&self, today: NaiveDate) -> Option<i64> {
        let is_known = self.submitted.is_some() || !self.recorded;
        is_known.then(|| (today - self.since).num_days().max(0))
    }

    /// Days past its earliest open deadline on `today`; `None` when nothing is late.
    pub fn overdue_days(&self, today: NaiveDate) -> Option<i64> {
        days_past(self.due.filter(|_| self.status.is_open()), today)
    }
}
