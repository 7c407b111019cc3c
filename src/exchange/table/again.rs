//! A row about an issue that is here already: what it says otherwise, and what taking that over asks.

use super::{
    cell::Cells,
    compared::Compared,
    draft::Draft,
    issue::Named,
    planner::{Found, Planner, Wish},
    word::{Spoken, Stand},
};
use crate::domain::{
    action::Action,
    id::{EntityId, IssueId, PersonId, StudioId},
    imported::RowKey,
    issue::{Intake, Issue, IssueFacts},
    workflow::Status,
};
use crate::i18n::{Label, Lang};

impl<'p> Planner<'p, '_> {
    /// A row about an issue that is here already.
    pub(super) fn issue_again(
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
