//! Rows of the ledger: which issue they are about, and what is asked for it. Past work comes in as
//! recorded from a source (补录, DOMAIN §2); what nobody states stays unknown.

use super::{
    called::Called,
    cell::Cells,
    draft::Draft,
    fault::Problem,
    planner::{Found, Planner, Wish},
    word::Stand,
};
use crate::domain::{
    action::Action,
    id::{DepartmentId, EntityId, IssueId, PersonId, StudioId},
    imported::RowKey,
    issue::{Intake, IssueFacts},
    number::{CaseNumber, NumberFault},
    provenance::Source,
    workflow::Exit,
    world::World,
};

/// Whom a row of the ledger names, found or to be added.
pub(super) struct Named {
    pub(super) studio: StudioId,
    /// Those of the column of who answers, and of the one of who helps.
    pub(super) leads: Vec<DepartmentId>,
    pub(super) others: Vec<DepartmentId>,
    /// The first of them, and all the others.
    pub(super) lead: Option<DepartmentId>,
    pub(super) supporting: Vec<DepartmentId>,
    /// What adds those who are missing.
    pub(super) beside: Vec<Action>,
}

impl<'p> Planner<'p, '_> {
    pub(super) fn issue(&mut self, cells: &mut Cells<'p>) -> Found {
        let draft = Draft::read(cells);
        let key = self.issue_key(cells, &draft);
        self.about = self.taken(key).or_else(|| self.numbered(&draft));
        let named = self.named(cells);
        let (Some(named), true) = (named, cells.is_fine()) else { return Found::Faulty };
        match self.known_issue(cells, &draft, &named) {
            _ if !cells.is_fine() => Found::Faulty,
            Some(id) => self.issue_again(cells, &draft, named, key, id),
            None if draft.stand() == Stand::Left(Exit::Merged) => {
                cells.wrong("status", Problem::MergedElsewhere);
                Found::Faulty
            }
            None => self.new_issue(cells, &draft, named, key),
        }
    }

    /// What the row is known by: its number, else its studio, title, raiser, date and place among
    /// equals. As the row has them, so that a name that is changed here changes nothing.
    fn issue_key(&mut self, cells: &mut Cells<'p>, draft: &Draft) -> RowKey {
        if !draft.number.is_empty() {
            let number = self.read_number(cells, "number", &draft.number);
            return self.numbered_key(cells, "issue", &number);
        }
        let date = draft.submitted.map(|on| on.to_string()).unwrap_or_default();
        let raisers: Vec<&str> = draft.raisers.iter().map(Called::known_by).collect();
        let words = [cells.mark("studio"), &draft.title, &raisers.join("、"), &date];
        self.placed_key(cells.line(), "issue", &words)
    }

    /// A case number in its own form; any other number as it stands. One of ours with a slip in it is
    /// refused: it would count as another one.
    pub(super) fn read_number(
        &mut self,
        cells: &mut Cells<'p>,
        field: &'static str,
        text: &str,
    ) -> String {
        match CaseNumber::parse(text) {
            Ok(number) => number.as_str().to_owned(),
            Err(fault) => {
                if self.is_number(text) {
                    cells.wrong(field, Problem::Number(fault));
                }
                text.to_owned()
            }
        }
    }

    /// Whether a text is a case number, or one of ours with a slip in it.
    pub(super) fn is_number(&self, text: &str) -> bool {
        match CaseNumber::parse(text) {
            Ok(_) => true,
            Err(NumberFault::Mistyped { .. }) => {
                let code = text.split('-').next().unwrap_or_default();
                let is_ours = self.directory.studio_called(code) != super::ground::Meant::Nobody;
                is_ours && text.contains('-')
            }
            Err(_) => false,
        }
    }

    fn named(&mut self, cells: &mut Cells<'p>) -> Option<Named> {
        let mut beside = Vec::new();
        let studio = self.studio_of(cells, &mut beside);
        let leads = self.departments_of(cells, "lead", &mut beside);
        let others = self.departments_of(cells, "supporting", &mut beside);
        if !cells.is_fine() {
            return None;
        }
        let supporting = leads.iter().skip(1).chain(&others).copied();
        let supporting: Vec<DepartmentId> = supporting.fold(Vec::new(), |mut each, id| {
            if !each.contains(&id) && leads.first() != Some(&id) {
                each.push(id);
            }
            each
        });
        let lead = leads.first().copied();
        Some(Named { studio: studio?, leads, others, lead, supporting, beside })
    }

    /// Those who raised an issue: of those who are known to have, whoever a name means; else somebody of
    /// the public, new where nobody is known so.
    ///
    /// # Errors
    /// Why it is not known whom a name means.
    pub(super) fn raisers_of(
        &mut self,
        draft: &Draft,
        known: &[PersonId],
        beside: &mut Vec<Action>,
    ) -> Result<Vec<PersonId>, Problem> {
        let mut raisers: Vec<PersonId> = Vec::new();
        for called in &draft.raisers {
            let others: Vec<PersonId> =
                known.iter().copied().filter(|id| !raisers.contains(id)).collect();
            let id = match self.of_these(&others, called) {
                Some(id) => id,
                None => self.raiser(called, &draft.raiser_phone, beside)?,
            };
            if !raisers.contains(&id) {
                raisers.push(id);
            }
        }
        Ok(raisers)
    }

    /// The issue that a row is about: the one that was taken from it, that has its number, or that says
    /// the same of itself.
    fn known_issue(
        &mut self,
        cells: &mut Cells<'p>,
        draft: &Draft,
        named: &Named,
    ) -> Option<IssueId> {
        if let Some(id) = self.about {
            self.touch(cells, id);
            return IssueId::try_from(id).ok();
        }
        if !draft.number.is_empty() {
            return None;
        }
        for alike in self.ground.stored.alike(named.studio, &draft.title) {
            let is_free = !self.matched.contains_key(&EntityId::from(alike.id));
            let raisers = self.raisers_of(draft, &alike.raisers, &mut Vec::new());
            let is_it = alike.submitted == draft.submitted && raisers == Ok(alike.raisers);
            if is_free && is_it {
                self.touch(cells, alike.id.into());
                return Some(alike.id);
            }
        }
        None
    }

    /// What has the number of a row.
    fn numbered(&mut self, draft: &Draft) -> Option<EntityId> {
        let number = CaseNumber::parse(&draft.number).ok()?;
        self.ground.stored.numbered(number.as_str())
    }

    fn new_issue(
        &mut self,
        cells: &mut Cells<'p>,
        draft: &Draft,
        mut named: Named,
        key: RowKey,
    ) -> Found {
        let id = IssueId::from_bytes((self.ground.ids)());
        let mut actions = std::mem::take(&mut named.beside);
        let raisers = match self.raisers_of(draft, &[], &mut actions) {
            Ok(raisers) => raisers,
            Err(problem) => {
                cells.wrong("raiser", problem);
                return Found::Faulty;
            }
        };
        let is_past = draft.is_past(named.lead.is_some());
        let source = is_past.then(|| self.source_of(draft));
        let facts = IssueFacts {
            title: draft.title.clone(),
            body: draft.whole_body(cells, is_past),
            intake: draft.intake.unwrap_or(Intake::Unknown),
            category: draft.category,
            place: draft.place.clone(),
            raisers: raisers.clone(),
            submitted: draft.submitted,
            tags: draft.tags.clone(),
        };
        let studio = named.studio;
        actions.push(Action::AddIssue { id, studio, facts, source: source.clone() });
        if let Some(source) = source {
            actions.extend(self.past(cells, draft, &named, id, &source));
        }
        let world = self.trial(&named, &raisers);
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

    /// A world with everybody whom a row names.
    pub(super) fn trial(&self, named: &Named, raisers: &[PersonId]) -> World {
        let people = raisers.iter().map(|id| EntityId::from(*id));
        let departments = named.lead.iter().chain(&named.supporting).map(|id| EntityId::from(*id));
        self.world_of(people.chain(departments).chain([named.studio.into()]))
    }
}
