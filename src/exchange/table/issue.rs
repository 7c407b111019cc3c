//! Rows of the ledger: which issue they are about, and what is asked for it. Past work comes in as
//! recorded from a source (补录, DOMAIN §2); what nobody states stays unknown.

use super::{
    cell::Cells,
    draft::Draft,
    fault::Problem,
    ground::Alike,
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
    pub(super) raisers: Vec<PersonId>,
    pub(super) lead: Option<DepartmentId>,
    pub(super) supporting: Vec<DepartmentId>,
    /// What adds those who are missing.
    pub(super) beside: Vec<Action>,
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

    pub(super) fn trial(&self, named: &Named) -> World {
        let people = named.raisers.iter().map(|id| EntityId::from(*id));
        let departments = named.lead.iter().chain(&named.supporting).map(|id| EntityId::from(*id));
        self.world_of(people.chain(departments).chain([named.studio.into()]))
    }
}
