//! Rows of the ledger: which issue they are about, and what is asked for it. Past work comes in as
//! recorded from a source (补录, DOMAIN §2); what nobody states stays unknown.

use super::{
    cell::{Cells, DateOrYes},
    draft::Draft,
    fault::Problem,
    ground::Alike,
    plan::{Difference, Found, Planner, Wish},
    word::{Spoken, Stand},
};
use crate::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Handling},
    date::DateSpan,
    id::{CommitmentId, DepartmentId, EntityId, IssueId, PersonId, StudioId},
    imported::RowKey,
    issue::{ClosingStatement, Evaluation, Intake, Issue, IssueFacts, Means},
    number::{CaseNumber, NumberFault},
    provenance::Source,
    text::SHORT_CHARS,
    workflow::{Exit, Status, StepKind},
    world::World,
};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

/// Whom a row of the ledger names, found or to be added.
struct Named {
    studio: StudioId,
    raisers: Vec<PersonId>,
    lead: Option<DepartmentId>,
    supporting: Vec<DepartmentId>,
    /// What adds those who are missing.
    beside: Vec<Action>,
}

impl<'p> Planner<'p, '_> {
    pub(super) fn issue(&mut self, cells: &mut Cells<'p>) -> Found {
        let draft = Draft::read(cells);
        if draft.stand() == Stand::Left(Exit::Merged) {
            cells.wrong("status", Problem::MergedElsewhere);
        }
        let key = self.issue_key(cells, &draft);
        let named = self.named(cells, &draft);
        let (Some(named), true) = (named, cells.is_fine()) else { return Found::Faulty };
        let known = self.known_issue(key, &draft, &named);
        match known {
            None => self.new_issue(cells, &draft, named, key),
            Some(id) => self.issue_again(cells, &draft, named, key, id),
        }
    }

    /// What the row is known by: its number, else its studio, title, raiser, date and place among
    /// equals. As the row has them, so that a name that is changed here changes nothing.
    fn issue_key(&mut self, cells: &mut Cells<'p>, draft: &Draft) -> RowKey {
        if !draft.number.is_empty() {
            let number = self.read_number(cells, &draft.number);
            return self.numbered_key(cells, "issue", &number);
        }
        let date = draft.submitted.map(|on| on.to_string()).unwrap_or_default();
        let raisers: Vec<&str> = draft.raisers.iter().map(|(name, _)| name.as_str()).collect();
        let words = [cells.mark("studio"), &draft.title, &raisers.join("、"), &date];
        self.placed_key("issue", &words)
    }

    /// A case number in its own form; any other number as it stands. One of ours with a slip in it is
    /// refused: it would count as another issue.
    fn read_number(&mut self, cells: &mut Cells<'p>, text: &str) -> String {
        match CaseNumber::parse(text) {
            Ok(number) => number.as_str().to_owned(),
            Err(fault @ NumberFault::Mistyped { .. }) => {
                let code = text.split('-').next().unwrap_or_default();
                let is_ours = self.directory.studio_called(code) != super::ground::Meant::Nobody;
                if is_ours && text.contains('-') {
                    cells.wrong("number", Problem::Number(fault));
                }
                text.to_owned()
            }
            Err(_) => text.to_owned(),
        }
    }

    fn named(&mut self, cells: &mut Cells<'p>, draft: &Draft) -> Option<Named> {
        let mut beside = Vec::new();
        let studio = self.studio_of(cells, &mut beside);
        let mut departments = self.departments_of(cells, "lead", &mut beside).into_iter();
        let lead = departments.next();
        let mut supporting: Vec<DepartmentId> = departments.collect();
        supporting.extend(self.departments_of(cells, "supporting", &mut beside));
        if !cells.is_fine() {
            return None;
        }
        let mut raisers = Vec::new();
        for (name, unit) in &draft.raisers {
            let id = self.public(name, unit, &draft.raiser_phone, &mut beside);
            if !raisers.contains(&id) {
                raisers.push(id);
            }
        }
        Some(Named { studio: studio?, raisers, lead, supporting, beside })
    }

    /// The issue that a row is about: the one that was taken from it, that has its number, or that says
    /// the same of itself.
    fn known_issue(&mut self, key: RowKey, draft: &Draft, named: &Named) -> Option<IssueId> {
        if let Some(taken) = self.taken(key) {
            self.matched.insert(taken);
            return IssueId::try_from(taken).ok();
        }
        if let Ok(number) = CaseNumber::parse(&draft.number)
            && let Some(id) = self.ground.stored.numbered(number.as_str())
        {
            return IssueId::try_from(id).ok();
        }
        if !draft.number.is_empty() {
            return None;
        }
        let is_it = |it: &Alike| it.submitted == draft.submitted && it.raisers == named.raisers;
        let alike = self.ground.stored.alike(named.studio, &draft.title);
        let free = alike.iter().filter(|it| is_it(it)).map(|it| it.id);
        let id = free.into_iter().find(|id| !self.matched.contains(&EntityId::from(*id)))?;
        self.matched.insert(id.into());
        Some(id)
    }

    fn new_issue(
        &mut self,
        cells: &Cells<'p>,
        draft: &Draft,
        mut named: Named,
        key: RowKey,
    ) -> Found {
        let id = IssueId::from_bytes((self.ground.ids)());
        let is_past = draft.is_past(named.lead.is_some());
        let source = is_past.then(|| self.source_of(draft));
        let facts = IssueFacts {
            title: draft.title.clone(),
            body: draft.whole_body(cells, is_past),
            intake: draft.intake.unwrap_or(Intake::Unknown),
            category: draft.category,
            place: draft.place.clone(),
            raisers: named.raisers.clone(),
            submitted: draft.submitted,
            tags: draft.tags.clone(),
        };
        let studio = named.studio;
        let mut actions = std::mem::take(&mut named.beside);
        actions.push(Action::AddIssue { id, studio, facts, source: source.clone() });
        if let Some(source) = source {
            actions.extend(self.past(cells, draft, &named, (id, None), &source));
        }
        let world = self.trial(&named);
        Found::New(Wish { entity: id.into(), key, actions, world })
    }

    /// Where past work is recorded from; an office's own number belongs to it.
    fn source_of(&self, draft: &Draft) -> Source {
        let mut source = self.source();
        if !draft.number.is_empty() {
            source.reference = format!("{} · {}", source.reference, draft.number);
        }
        source
    }

    fn trial(&self, named: &Named) -> World {
        let people = named.raisers.iter().map(|id| EntityId::from(*id));
        let departments = named.lead.iter().chain(&named.supporting).map(|id| EntityId::from(*id));
        self.world_of(people.chain(departments).chain([named.studio.into()]))
    }

    /// The way of an issue as the row tells it, on top of what is there.
    fn past(
        &mut self,
        cells: &Cells<'p>,
        draft: &Draft,
        named: &Named,
        (id, there): (IssueId, Option<&Issue>),
        source: &Source,
    ) -> Vec<Action> {
        let days = Days::of(draft, self.ground.moment.today);
        let stand = draft.stand();
        let has = |kind: StepKind| {
            there.is_some_and(|issue| issue.standing_steps().any(|step| step.kind() == kind))
        };
        let step = |kind: StepKind, on: DateSpan| Action::StepIssue {
            id,
            request: StepRequest {
                on: Some(on),
                recorded: Some(source.clone()),
                ..StepRequest::new(kind)
            },
        };
        let mut actions = Vec::new();
        let is_accepted = matches!(draft.accepted, Some(DateOrYes::On(_) | DateOrYes::Yes));
        if (is_accepted || stand == Stand::Accepted) && !has(StepKind::Accept) {
            actions.push(step(StepKind::Accept, days.accepted));
        }
        let is_consulted = draft.is_consulted(cells.has("consulted"));
        if is_consulted && !has(StepKind::Consult) {
            actions.push(step(StepKind::Consult, days.consulted));
        }
        if there.is_none_or(|issue| issue.commitments.is_empty()) {
            actions.extend(self.promised(draft, named, id, &days, source));
        }
        actions.extend(self.word(draft, named, (id, there), &days));
        let (kind, on) = match stand {
            Stand::Resolved if is_consulted => (StepKind::Resolve, days.resolved),
            Stand::Resolved | Stand::ResolvedByService => {
                (StepKind::ResolveByService, days.resolved)
            }
            Stand::Left(exit) => (StepKind::Exit(exit), days.resolved),
            Stand::Submitted | Stand::Accepted | Stand::Consulted => return actions,
        };
        if has(kind) {
            return actions;
        }
        let mut last = step(kind, on);
        if let (Action::StepIssue { request, .. }, Stand::Left(exit)) = (&mut last, stand) {
            let told = [&draft.result, &draft.note, &draft.progress];
            let told = told.into_iter().find(|text| !text.is_empty());
            let reason = told.map_or_else(|| exit.label(Lang::Zh).to_owned(), |it| first_line(it));
            request.reason = reason;
            request.referred_to.clone_from(&draft.referred_to);
        }
        actions.push(last);
        actions
    }

    /// What was promised, and how far it is.
    fn promised(
        &mut self,
        draft: &Draft,
        named: &Named,
        issue: IssueId,
        days: &Days,
        source: &Source,
    ) -> Vec<Action> {
        if !draft.is_promised(named.lead.is_some()) {
            return Vec::new();
        }
        let id = CommitmentId::from_bytes((self.ground.ids)());
        let is_short = !draft.advice.is_empty() && draft.advice.chars().count() <= SHORT_CHARS;
        let facts = CommitmentFacts {
            matter: if is_short { one_line(&draft.advice) } else { draft.title.clone() },
            promised: draft.promised.unwrap_or(match draft.funds {
                Some(_) => Benefit::Money,
                None => Benefit::Service,
            }),
            lead: named.lead,
            supporting: named.supporting.clone(),
            deadline: draft.deadline,
            funds: draft.funds,
        };
        let source = Some(source.clone());
        let made = Action::MakeCommitment { id, issue, session: None, line: None, facts, source };
        let mut actions = vec![made];
        if !draft.progress.is_empty() {
            let handling = Handling::Reported { on: days.reported, text: draft.progress.clone() };
            actions.push(Action::Handle { id, handling });
        }
        actions
    }

    /// What was done, and what the raiser said to it.
    fn word(
        &mut self,
        draft: &Draft,
        named: &Named,
        (issue, there): (IssueId, Option<&Issue>),
        days: &Days,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let is_stated = there.is_some_and(|it| it.statement.is_some());
        let says_only_status = Stand::hear(&draft.result).is_some();
        let has_left = matches!(draft.stand(), Stand::Left(_));
        if !draft.result.is_empty() && !says_only_status && !is_stated && !has_left {
            let department = named.lead.and_then(|id| self.directory.department(id));
            let studio = || self.directory.studio(named.studio).map(|it| it.facts.name.clone());
            let who = department.map(|it| it.facts.name.clone()).or_else(studio);
            let statement = ClosingStatement {
                what: draft.result.clone(),
                who: who.unwrap_or_else(|| draft.title.clone()),
                on: days.resolved,
            };
            actions.push(Action::StateClosing { issue, statement: Some(statement) });
        }
        let is_evaluated = there.is_some_and(|it| it.evaluation().is_some());
        if let Some(verdict) = draft.verdict.filter(|_| !is_evaluated) {
            let evaluation = Evaluation {
                on: days.asked,
                verdict,
                remark: String::new(),
                means: draft.means.unwrap_or(Means::Written),
                collected_by: None,
            };
            actions.push(Action::Evaluate { issue, evaluation });
        }
        actions
    }

    /// A row about an issue that is here already.
    fn issue_again(
        &mut self,
        cells: &Cells<'p>,
        draft: &Draft,
        mut named: Named,
        key: RowKey,
        id: IssueId,
    ) -> Found {
        let mut world = self.ground.stored.around(id.into());
        let Some(issue) = world.issue(id).cloned() else { return Found::Faulty };
        let mut compared = Compared::new(cells);
        let facts = self.merged(&mut compared, draft, &named, &issue);
        let is_moved = compared.text(
            "studio",
            &self.studio_name(issue.studio),
            &self.studio_name(named.studio),
        );
        let (now, row) = (rank(issue.status), stand_rank(draft.stand()));
        let tells_more =
            row > now && cells.has("status") | cells.has("consulted") | cells.has("resolved");
        if tells_more {
            let here = issue.status.label(Lang::Zh).to_owned();
            compared.differs("status", here, draft.stand().word().to_owned());
        }
        let Compared { differences, fills, .. } = compared;
        let mut actions = std::mem::take(&mut named.beside);
        if facts != issue.facts {
            actions.push(Action::EditIssue { id, facts });
        }
        if is_moved {
            actions.push(Action::MoveIssue { id, studio: named.studio });
        }
        if let Some(source) = issue.source.clone().filter(|_| issue.status.is_open()) {
            actions.extend(self.past(cells, draft, &named, (id, Some(&issue)), &source));
        }
        for entity in self.trial(&named).entities() {
            if world.entity(entity.id()).is_none() {
                world.load(entity.clone());
            }
        }
        let raisers = issue.facts.raisers.iter().map(|id| EntityId::from(*id));
        for entity in self.world_of(raisers).entities() {
            world.load(entity.clone());
        }
        let wish = Wish { entity: id.into(), key, actions, world };
        Found::Known { wish, differences, fills }
    }

    /// What is stated about an issue with what the row states in its place.
    fn merged(
        &self,
        compared: &mut Compared<'_, '_>,
        draft: &Draft,
        named: &Named,
        issue: &Issue,
    ) -> IssueFacts {
        let now = &issue.facts;
        let mut facts = now.clone();
        if compared.text("title", &now.title, &draft.title) {
            facts.title.clone_from(&draft.title);
        }
        if compared.text("place", &now.place, &draft.place) {
            facts.place.clone_from(&draft.place);
        }
        if let Some(category) = draft.category {
            let here = now.category.map(|it| it.label(Lang::Zh)).unwrap_or_default();
            if compared.text("category", here, category.label(Lang::Zh)) {
                facts.category = Some(category);
            }
        }
        if let Some(intake) = draft.intake.filter(|it| *it != Intake::Unknown) {
            let here = Some(now.intake).filter(|it| *it != Intake::Unknown);
            let here = here.map(|it| it.label(Lang::Zh)).unwrap_or_default();
            if compared.text("intake", here, intake.label(Lang::Zh)) {
                facts.intake = intake;
            }
        }
        if let Some(submitted) = draft.submitted {
            let here = now.submitted.map(|it| it.to_string()).unwrap_or_default();
            if compared.text("submitted", &here, &submitted.to_string()) {
                facts.submitted = Some(submitted);
            }
        }
        if !named.raisers.is_empty() {
            let names = |ids: &[PersonId]| {
                ids.iter().map(|id| self.directory.person_name(*id)).collect::<Vec<_>>().join("、")
            };
            let stated: Vec<&str> = draft.raisers.iter().map(|(name, _)| name.as_str()).collect();
            if now.raisers != named.raisers
                && compared.text("raiser", &names(&now.raisers), &stated.join("、"))
            {
                facts.raisers.clone_from(&named.raisers);
            }
        }
        let body = draft.whole_body(compared.cells, issue.source.is_some());
        if !draft.body.is_empty() && compared.text("body", &now.body, &body) {
            facts.body = body;
        }
        if draft.tags.iter().any(|tag| !now.tags.contains(tag)) {
            compared.text("tags", &now.tags.join("、"), &draft.tags.join("、"));
            facts.tags.extend(draft.tags.iter().filter(|tag| !now.tags.contains(tag)).cloned());
        }
        facts
    }

    fn studio_name(&self, id: StudioId) -> String {
        self.directory.studio(id).map(|it| it.facts.name.clone()).unwrap_or_default()
    }
}

/// What a row says otherwise than what is here, field by field.
pub(super) struct Compared<'c, 'p> {
    pub(super) cells: &'c Cells<'p>,
    pub(super) differences: Vec<Difference>,
    /// Whether it only says what nobody knew so far.
    pub(super) fills: bool,
}

impl<'c, 'p> Compared<'c, 'p> {
    pub(super) const fn new(cells: &'c Cells<'p>) -> Self {
        Self { cells, differences: Vec::new(), fills: true }
    }

    /// Compares two texts, of which an empty one of the row says nothing. Whether the row's takes the
    /// place of the other.
    pub(super) fn text(&mut self, field: &str, here: &str, row: &str) -> bool {
        if row.is_empty() || here == row {
            return false;
        }
        self.fills &= here.is_empty();
        let column = self.cells.called(field).to_owned();
        self.differences.push(Difference { column, here: here.to_owned(), row: row.to_owned() });
        true
    }

    fn differs(&mut self, field: &str, here: String, row: String) {
        self.fills = false;
        let column = self.cells.called(field).to_owned();
        self.differences.push(Difference { column, here, row });
    }
}

/// How far an issue is on its way.
const fn rank(status: Status) -> u8 {
    match status {
        Status::Submitted => 0,
        Status::Consulted => 2,
        Status::Resolved(_) | Status::Exited(..) => 3,
    }
}

const fn stand_rank(stand: Stand) -> u8 {
    match stand {
        Stand::Submitted | Stand::Accepted => 0,
        Stand::Consulted => 2,
        Stand::Resolved | Stand::ResolvedByService | Stand::Left(_) => 3,
    }
}

/// When what the row tells of happened; what it does not date lies between what it does.
struct Days {
    accepted: DateSpan,
    consulted: DateSpan,
    resolved: DateSpan,
    /// When the raiser was asked.
    asked: DateSpan,
    /// When the progress was reported.
    reported: NaiveDate,
}

impl Days {
    fn of(draft: &Draft, today: NaiveDate) -> Self {
        let first = draft.submitted.map(DateSpan::first);
        let stated = match draft.accepted {
            Some(DateOrYes::On(on)) => Some(on),
            _ => None,
        };
        // What is not dated lies up to the next thing that is.
        let end = draft.resolved.map_or(today, DateSpan::last).min(today);
        let until = draft.consulted.map_or(end, DateSpan::last).min(today);
        let accepted = stated.unwrap_or_else(|| somewhen(first, until));
        let since = stated.map(DateSpan::first).or(first);
        let consulted = draft.consulted.unwrap_or_else(|| somewhen(since, end));
        let since = draft.consulted.map(DateSpan::first).or(since);
        let resolved = draft.resolved.unwrap_or_else(|| somewhen(since, today));
        let asked = somewhen(Some(resolved.first()), resolved.last());
        let reported = draft.resolved.map_or(today, DateSpan::last).min(today);
        Self { accepted, consulted, resolved, asked, reported }
    }
}

/// A day between two, of which the first may not be known.
fn somewhen(first: Option<NaiveDate>, last: NaiveDate) -> DateSpan {
    let floor = NaiveDate::from_ymd_opt(*crate::domain::date::YEARS.start(), 1, 1).unwrap_or(last);
    DateSpan::between(first.unwrap_or(floor).min(last), last)
        .unwrap_or_else(|_| DateSpan::of_day(last))
}

/// A text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first line of a text, as long as a reason may be.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(SHORT_CHARS).collect()
}
