//! A row about an issue that is here already: everything that it says otherwise, and what taking that
//! over asks. What no row may change is told by its field; whoever wants it taken over is sent there.

mod promise;
mod way;
mod words;

use super::{
    cell::Cells,
    compared::{Compared, Known},
    draft::Draft,
    ground::Written,
    issue::Named,
    kept::Kept,
    past::{Days, Steps},
    places::ISSUE,
    plan::Said,
    planner::{Found, Planner, Wish},
};
use crate::domain::{
    action::Action,
    date::DateSpan,
    id::{EntityId, IssueId, PersonId},
    imported::RowKey,
    issue::{Intake, Issue, IssueFacts},
    world::World,
};
use chrono::NaiveDate;

impl<'p> Planner<'p, '_> {
    /// A row about an issue that is here already.
    pub(super) fn issue_again(
        &mut self,
        cells: &mut Cells<'p>,
        draft: &Draft,
        mut named: Named,
        key: RowKey,
        id: IssueId,
    ) -> Found {
        let mut world = self.ground.stored.around(id.into());
        let Some(issue) = world.issue(id).cloned() else { return Found::Faulty };
        let mut beside = std::mem::take(&mut named.beside);
        let raisers = match self.raisers_of(draft, &issue.facts.raisers, &mut beside) {
            Ok(raisers) => raisers,
            Err(problem) => {
                cells.wrong("raiser", problem);
                return Found::Faulty;
            }
        };
        let people = issue.facts.raisers.iter().map(|id| EntityId::from(*id));
        let namesakes: Vec<EntityId> =
            draft.raisers.iter().flat_map(|it| self.directory.namesakes(&it.name)).collect();
        let around = self.world_of(people.chain(namesakes));
        for entity in self.trial(&named, &raisers).entities().chain(around.entities()) {
            if world.entity(entity.id()).is_none() {
                world.load(entity.clone());
            }
        }
        let written = self.ground.stored.written(id);
        let today = self.ground.moment.today;
        let mut again = Again {
            draft,
            named: &named,
            issue: &issue,
            world: &world,
            written: &written,
            today,
            kept: Kept::of(&issue.facts.body, &self.kept_names),
            compared: Compared::new(cells),
            actions: Vec::new(),
            steps: false,
            promise: false,
            state: false,
        };
        let known = Known { directory: &self.directory, beside: &beside };
        let mut facts = again.facts(&known, &raisers);
        let studio = |id| known.directory.studio(id).map(|it| it.facts.name.as_str());
        let names = [studio(issue.studio), studio(named.studio)].map(Option::unwrap_or_default);
        let is_moved = issue.studio != named.studio
            && again.compared.says("studio", Said::from(names[0]), Said::from(names[1]));
        again.people(&known, &raisers);
        again.steps();
        again.promises(&known);
        again.heads();
        again.words();
        let Again { kept, compared, actions: more, steps, promise, state, .. } = again;
        facts.body = kept.body();

        let mut actions = beside;
        if facts != issue.facts {
            actions.push(Action::EditIssue { id, facts });
        }
        if is_moved {
            actions.push(Action::MoveIssue { id, studio: named.studio });
        }
        let source = issue.source.clone().unwrap_or_else(|| self.source());
        let days = Days::of(draft, today);
        let way = Steps { id, cells, draft, days: &days, source: &source, there: Some(&issue) };
        if steps {
            actions.extend(way.begun());
        }
        if promise {
            actions.extend(self.promised(draft, &named, id, &days, &source));
        }
        if state {
            actions.extend(self.statement(draft, &named, (id, issue.statement.as_ref()), &days));
        }
        actions.extend(more);
        if steps {
            actions.extend(way.ended());
        }
        Found::known(Wish { entity: id.into(), key, actions, world }, compared)
    }
}

/// What a row and an issue are held against each other with.
struct Again<'a, 'c, 'p> {
    draft: &'a Draft,
    named: &'a Named,
    issue: &'a Issue,
    world: &'a World,
    /// How the ledger writes the issue.
    written: &'a [Written],
    today: NaiveDate,
    kept: Kept,
    compared: Compared<'c, 'p>,
    actions: Vec<Action>,
    /// Whether the row takes it further on its way.
    steps: bool,
    /// Whether it tells of something that was promised, where nothing was.
    promise: bool,
    /// Whether it tells of what was done.
    state: bool,
}

impl Again<'_, '_, '_> {
    /// What is stated about the issue with what the row states in its place, but for its text.
    fn facts(&mut self, known: &Known<'_>, raisers: &[PersonId]) -> IssueFacts {
        let (now, draft) = (&self.issue.facts, self.draft);
        let more = draft.tags.iter().filter(|tag| !now.tags.contains(tag));
        let more: Vec<String> = more.cloned().collect();
        let tags = if more.is_empty() { more } else { [&now.tags[..], &more[..]].concat() };
        let row = IssueFacts {
            title: draft.title.clone(),
            body: String::new(),
            intake: draft.intake.unwrap_or(Intake::Unknown),
            category: draft.category,
            place: draft.place.clone(),
            raisers: raisers.to_vec(),
            submitted: draft.submitted.filter(|it| Some(*it) != entered(self.issue)),
            tags,
        };
        let facts = self.compared.merged(ISSUE, known, (now, &row));
        let is_begun = now.body.strip_prefix(draft.body.as_str());
        let is_there = is_begun.is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
        if !is_there {
            let here = Said::from(self.kept.base());
            if self.compared.says("body", here, Said::from(draft.body.as_str())) {
                self.kept.rewrite(&draft.body);
            }
        }
        facts
    }

    /// Where those who raised it live, and how they are reached.
    fn people(&mut self, known: &Known<'_>, raisers: &[PersonId]) {
        for (id, called) in raisers.iter().zip(&self.draft.raisers) {
            let Some(person) = known.directory.person(*id) else { continue };
            let mut facts = person.facts.clone();
            let here = Said::from(facts.unit.as_str());
            // A name with a unit of its own has that in its own column.
            let field =
                if self.compared.cells.has("raiser_unit") { "raiser_unit" } else { "raiser" };
            if self.compared.says(field, here, Said::from(called.unit())) {
                called.unit().clone_into(&mut facts.unit);
            }
            let phone = self.draft.raiser_phone.as_str();
            let here = Said::from(facts.phone.as_str());
            if raisers.len() == 1 && self.compared.says("raiser_phone", here, Said::from(phone)) {
                phone.clone_into(&mut facts.phone);
            }
            if facts != person.facts {
                self.actions.push(Action::EditPerson { id: *id, facts });
            }
        }
    }

    /// Whether the ledger, in either language, writes in a field just what the row does.
    fn is_written(&self, field: &str, row: &str) -> bool {
        let row = in_one_line(row);
        let words = self.written.iter().flatten().filter(|(its, _)| *its == field);
        words.clone().any(|(_, words)| in_one_line(words) == row)
    }

    /// How the ledger writes a field.
    fn here(&self, field: &str) -> Said {
        let words = self.written.iter().flatten().find(|(its, _)| *its == field);
        words.map_or(Said::NOTHING, |(_, words)| Said::Text(words.clone()))
    }

    /// Whether just what the row says of a field is kept in the text.
    fn is_kept(&self, field: &str) -> bool {
        let row = self.compared.cells.shown(field);
        self.kept.get(field).is_some_and(|kept| in_one_line(kept) == in_one_line(row))
    }
}

fn dates(dates: impl IntoIterator<Item = DateSpan>) -> Said {
    Said::Dates(dates.into_iter().collect())
}

/// When the ledger says that an issue was entered where nobody stated a day.
fn entered(issue: &Issue) -> Option<DateSpan> {
    let is_ours = issue.source.is_none() && issue.facts.submitted.is_none();
    is_ours.then(|| DateSpan::of_day(issue.entered.day()))
}

/// A text without what a spreadsheet makes of its lines and blanks.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
