//! A row about an issue that is here already: everything that it says otherwise, and what taking that
//! over asks. What no row may change is told by its field; whoever wants it taken over is sent there.

use super::{
    cell::{Cells, DateOrYes},
    compared::{Compared, Known},
    draft::{Draft, HEADS},
    ground::Written,
    issue::Named,
    kept::Kept,
    past::{Days, Steps, evaluation, first_line, somewhen},
    places::ISSUE,
    plan::Said,
    planner::{Found, Planner, Wish},
    word::{Spoken, Stand},
};
use crate::domain::{
    action::Action,
    amount::Qualifier,
    commitment::{Commitment, CommitmentFacts, Handling, Progress},
    date::DateSpan,
    id::{EntityId, IssueId, PersonId},
    imported::RowKey,
    issue::{Intake, Issue, IssueFacts},
    session::{Column, Session},
    text::SHORT_CHARS,
    workflow::{Exit, Status, Step, StepKind},
    world::World,
};
use crate::i18n::{Label, Lang, ledger::is_sharing};
use chrono::NaiveDate;

/// What stands in the columns that count heads.
const COUNTED: [Column; 3] = [Column::Member, Column::Public, Column::Department];
/// More sessions of one issue than this are not tried in every combination.
const MOST_SESSIONS: usize = 10;

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
        let mut beside = std::mem::take(&mut named.beside);
        let raisers = self.raisers_of(draft, &issue.facts.raisers, &mut beside);
        let people = issue.facts.raisers.iter().map(|id| EntityId::from(*id));
        let namesakes: Vec<EntityId> =
            draft.raisers.iter().flat_map(|(name, _)| self.directory.namesakes(name)).collect();
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
        for (id, (_, unit)) in raisers.iter().zip(&self.draft.raisers) {
            let Some(person) = known.directory.person(*id) else { continue };
            let mut facts = person.facts.clone();
            let here = Said::from(facts.unit.as_str());
            // A name with a unit of its own has that in its own column.
            let field =
                if self.compared.cells.has("raiser_unit") { "raiser_unit" } else { "raiser" };
            if self.compared.says(field, here, Said::from(unit.as_str())) {
                facts.unit.clone_from(unit);
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

    fn step_on(&self, kinds: &[StepKind]) -> Option<DateSpan> {
        let step = self.issue.standing_steps().rev().find(|step| kinds.contains(&step.kind()))?;
        Some(step.facts().on)
    }

    /// A difference that a further step takes over, where there can be one.
    fn further(&mut self, can_be: bool, field: &'static str, here: Said, row: Said) {
        if can_be {
            self.steps |= self.compared.says(field, here, row);
        } else {
            self.compared.by_hand(field, here, row);
        }
    }

    /// How far it is on its way.
    fn steps(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let is_new = issue.status == Status::Submitted;
        let accepted = self.step_on(&[StepKind::Accept]);
        let here = dates(accepted);
        match draft.accepted {
            Some(DateOrYes::On(on)) => {
                let can_be = is_new && accepted.is_none();
                self.further(can_be, "accepted", here, dates([on]));
            }
            Some(DateOrYes::Yes) if !issue.is_accepted() => {
                let row = Said::Word(["是", "yes"]);
                self.further(is_new, "accepted", Said::NOTHING, row);
            }
            Some(DateOrYes::No) if issue.is_accepted() => {
                self.compared.by_hand(
                    "accepted",
                    Said::Word(["是", "yes"]),
                    Said::Word(["否", "no"]),
                );
            }
            Some(DateOrYes::Yes | DateOrYes::No) | None => {}
        }
        let consulted = self.step_on(&[StepKind::Consult]);
        let sessions = issue.sessions.iter().filter_map(|id| self.world.session(*id));
        let mut days: Vec<DateSpan> =
            sessions.map(|session| session.facts.on).chain(consulted).collect();
        days.sort_unstable();
        days.dedup();
        if draft.consulted.iter().any(|day| !days.contains(day)) && !self.is_kept("consulted") {
            let can_be = is_new && consulted.is_none();
            self.further(can_be, "consulted", dates(days), dates(draft.consulted.clone()));
        }
        let resolved = self.step_on(&[StepKind::Resolve, StepKind::ResolveByService]);
        let can_be = issue.status.is_open() && resolved.is_none();
        self.further(can_be, "resolved", dates(resolved), dates(draft.resolved));
        self.status();
    }

    fn status(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let by_result = || Stand::hear(&draft.result).map(|stand| ("result", stand));
        let stated = draft.status.map(|stand| ("status", stand)).or_else(by_result);
        if let Some((field, stand)) = stated
            && !stand.is_of(issue.status, issue.is_accepted())
        {
            let merges = stand == Stand::Left(Exit::Merged);
            let can_be = stand.is_beyond(issue.status) && issue.status.is_open() && !merges;
            self.further(can_be, field, Said::word(issue.status), stand.said());
        }
        let last = issue.standing_steps().next_back().map(Step::facts);
        if let (Status::Exited(..), Some(facts)) = (issue.status, last) {
            let here = Said::from(facts.referred_to.as_str());
            self.compared.by_hand("referred_to", here, Said::from(draft.referred_to.as_str()));
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

    /// What was promised.
    fn promises(&mut self, known: &Known<'_>) {
        let standing: Vec<&Commitment> = self.world.commitments_of(self.issue).collect();
        let mut edit = match *standing.as_slice() {
            [one] => Promise::One { facts: one.facts.clone(), one },
            [] => Promise::None,
            _ => Promise::Several,
        };
        self.departments(known, &standing, &mut edit);
        self.deadline(&standing, &mut edit);
        let draft = self.draft;
        if let Some(promised) = draft.promised
            && !standing.iter().any(|it| it.facts.promised == promised)
        {
            let here = standing.first().map_or(Said::NOTHING, |it| Said::word(it.facts.promised));
            let is_begun = standing.iter().any(|it| it.standing().next().is_some());
            self.promised(&mut edit, "promised", (here, Said::word(promised)), |facts| {
                if !is_begun {
                    facts.promised = promised;
                }
                !is_begun
            });
        }
        self.funds(&standing, &mut edit);
        self.advice(&standing, &mut edit);
        self.progress(&standing, &mut edit);
        if let Promise::One { facts, one } = edit
            && facts != one.facts
        {
            // What is corrected comes before what happened to it.
            self.actions.insert(0, Action::EditCommitment { id: one.id, facts });
        }
    }

    /// A difference of what was promised: a new commitment takes it over where there is none, a correction
    /// where there is one that lets itself be corrected so.
    fn promised(
        &mut self,
        edit: &mut Promise<'_>,
        field: &'static str,
        (here, row): (Said, Said),
        set: impl FnOnce(&mut CommitmentFacts) -> bool,
    ) {
        let can_be = match edit {
            Promise::None => {
                self.promise = true;
                true
            }
            Promise::One { facts, .. } => set(facts),
            Promise::Several => false,
        };
        if can_be {
            self.compared.says(field, here, row);
        } else {
            self.compared.by_hand(field, here, row);
        }
    }

    fn departments(&mut self, known: &Known<'_>, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let Named { leads, others, lead, supporting, .. } = self.named;
        let names = |ids: &[_]| Said::Names(ids.iter().map(|id| known.department(*id)).collect());
        let here: Vec<_> = standing.iter().filter_map(|it| it.facts.lead).collect();
        let helping: Vec<_> =
            standing.iter().flat_map(|it| it.facts.supporting.iter().copied()).collect();
        let is_first = here.first() == leads.first();
        let rest = leads.iter().skip(1);
        let is_same = leads.iter().all(|id| here.contains(id))
            && here.iter().all(|id| leads.contains(id))
            || is_first && here.len() == 1 && rest.clone().all(|id| helping.contains(id));
        if !leads.is_empty() && !is_same {
            let is_free =
                standing.iter().all(|it| it.standing().next().is_none() || it.is_returned());
            self.promised(edit, "lead", (names(&here), names(leads)), |facts| {
                if !is_free {
                    return false;
                }
                facts.lead = *lead;
                let more = rest.filter(|id| !facts.supporting.contains(id)).copied();
                let more: Vec<_> = more.collect();
                facts.supporting.extend(more);
                facts.supporting.retain(|id| Some(*id) != facts.lead);
                true
            });
        }
        if others.iter().any(|id| !helping.contains(id)) {
            self.promised(edit, "supporting", (names(&helping), names(others)), |facts| {
                // Who helped once is not forgotten.
                let more = supporting.iter().filter(|id| !helping.contains(id)).copied();
                facts.supporting.extend(more);
                facts.supporting.retain(|id| Some(*id) != facts.lead);
                true
            });
        }
    }

    fn deadline(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let mut here: Vec<NaiveDate> = standing.iter().filter_map(|it| it.due()).collect();
        here.sort_unstable();
        here.dedup();
        let stated = &self.draft.deadlines;
        let (Some(until), false) = (self.draft.deadline(), here == *stated) else { return };
        let is_last = here.last() == Some(&until) && stated.len() > 1 && self.is_kept("deadline");
        if is_last {
            return;
        }
        let days = |days: &[NaiveDate]| dates(days.iter().copied().map(DateSpan::of_day));
        let said = (days(&here), days(stated));
        let is_one_day = stated.len() == 1;
        let extended = match edit {
            // Once work has begun, more time is granted, and nothing is written over.
            Promise::One { one, .. } => one.standing().next().is_some(),
            Promise::None | Promise::Several => false,
        };
        let mut more_time = None;
        if let (Promise::One { one, .. }, true) = (&edit, extended) {
            let is_later = one.due().is_none_or(|due| due < until);
            let reason = first_line(self.compared.cells.called("deadline"));
            // Where that is past too, it was granted before it was due.
            let granted = if until < self.today { one.due() } else { None };
            let on = granted.unwrap_or(self.today);
            let handling = Handling::Extended { on, until, reason };
            more_time = is_later.then_some(Action::Handle { id: one.id, handling });
        }
        let can_be = is_one_day && (!extended || more_time.is_some());
        self.promised(edit, "deadline", said, |facts| {
            if can_be && !extended {
                facts.deadline = Some(until);
            }
            can_be
        });
        self.actions.extend(more_time.filter(|_| is_one_day));
    }

    fn funds(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let Some(row) = self.draft.funds else { return };
        let spent = |it: &&Commitment| it.completion().and_then(|done| done.funds);
        let amounts = standing.iter().filter_map(|it| spent(it).or(it.facts.funds));
        let amounts: Vec<_> = amounts.collect();
        let sum: i64 = amounts.iter().map(|it| it.hundredths()).sum();
        // The ledger writes how exact it is in its remarks.
        let is_as_exact = row.qualifier() == Qualifier::Exact
            || amounts.iter().any(|it| it.qualifier() == row.qualifier());
        if !amounts.is_empty() && sum == row.hundredths() && is_as_exact {
            return;
        }
        let here = match *amounts.as_slice() {
            [] => Said::NOTHING,
            [one] => Said::Money(one),
            _ => self.here("funds"),
        };
        let is_spent = standing.iter().any(|it| spent(it).is_some());
        self.promised(edit, "funds", (here, Said::Money(row)), |facts| {
            if !is_spent {
                facts.funds = Some(row);
            }
            !is_spent
        });
    }

    fn advice(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let advice = self.draft.advice.clone();
        let row = in_one_line(&advice);
        let is_same = advice.is_empty()
            || self.is_written("advice", &advice)
            || self.is_kept("advice")
            || standing.iter().any(|it| in_one_line(&it.facts.matter) == row);
        if is_same {
            return;
        }
        let said = |here| (here, Said::from(advice.as_str()));
        let spoken = self.here("advice");
        let is_spoken = !spoken.is_nothing() || standing.iter().any(|it| it.line.is_some());
        let is_long = advice.chars().count() > SHORT_CHARS;
        if is_spoken {
            let (here, row) = said(spoken);
            self.compared.by_hand("advice", here, row);
        } else if is_long {
            let here = self.kept.get("advice").map_or(Said::NOTHING, Said::from);
            let (here, row) = said(here);
            self.compared.says("advice", here, row);
            self.kept.set(self.compared.cells, "advice", &advice);
        } else {
            let here = standing.first().map_or(Said::NOTHING, |it| Said::from(&*it.facts.matter));
            self.promised(edit, "advice", said(here), |facts| {
                facts.matter.clone_from(&row);
                true
            });
        }
    }

    fn progress(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let progress = &self.draft.progress;
        let mut told = standing.iter().flat_map(|it| it.standing().map(Handling::text));
        let is_same = progress.is_empty()
            || self.is_written("progress", progress)
            || told.any(|text| in_one_line(text) == in_one_line(progress));
        if is_same {
            return;
        }
        let said = (self.here("progress"), Said::from(progress.as_str()));
        let is_stage = is_stage(progress);
        let mut report = None;
        if let Promise::One { one, .. } = &edit {
            let on = Days::of(self.draft, self.today).reported;
            let handling = Handling::Reported { on, text: progress.clone() };
            report = Some(Action::Handle { id: one.id, handling });
        }
        self.promised(edit, "progress", said, |_| !is_stage);
        self.actions.extend(report.filter(|_| !is_stage));
    }

    /// How many came: their words are kept where nobody signed in, and nothing else changes them.
    fn heads(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let sessions = issue.sessions.iter().filter_map(|id| self.world.session(*id));
        let held: Vec<&Session> = sessions.filter(|it| it.is_held_by(self.today)).collect();
        // A session that several issues share counts in the row of one of them.
        let counted = |set: usize, column: Column| -> u32 {
            let some = held.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            some.map(|(_, session)| session.count(column)).sum()
        };
        let is_stated = |set: usize| {
            let mut columns = draft.heads.iter().zip(COUNTED);
            columns.all(|(count, column)| count.is_none_or(|count| count == counted(set, column)))
        };
        if !held.is_empty() && (0..1 << held.len().min(MOST_SESSIONS)).any(is_stated) {
            return;
        }
        let all = (1_usize << held.len().min(MOST_SESSIONS)) - 1;
        for ((field, count), column) in HEADS.into_iter().zip(draft.heads).zip(COUNTED) {
            let Some(count) = count.map(|it| it.to_string()) else { continue };
            if self.kept.get(field) == Some(count.as_str()) {
                continue;
            }
            let row = Said::from(count.as_str());
            if held.is_empty() {
                let here = self.kept.get(field).map_or(Said::NOTHING, Said::from);
                self.compared.says(field, here, row);
                self.kept.set(self.compared.cells, field, &count);
            } else {
                let here = Said::Text(counted(all, column).to_string());
                self.compared.by_hand(field, here, row);
            }
        }
    }

    /// What was done, what the raiser said to it, and what else is remarked.
    fn words(&mut self) {
        self.result();
        self.verdict();
        self.revisit();
        self.note();
    }

    /// Why the issue left, where it did.
    fn reason(&self) -> Option<&str> {
        let last = self.issue.standing_steps().next_back();
        let last = last.filter(|_| matches!(self.issue.status, Status::Exited(..)));
        last.map(|step| step.facts().reason.as_str())
    }

    fn result(&mut self) {
        let (issue, result) = (self.issue, &self.draft.result);
        let row = in_one_line(result);
        let done = self.world.commitments_of(issue).filter_map(|it| it.completion());
        let done: Vec<&str> = done.map(|it| it.text.as_str()).collect();
        let stated = issue.statement.iter().map(|it| it.what.as_str());
        let served = issue.service.iter().map(|it| it.what.as_str());
        let mut told = done.iter().copied().chain(stated).chain(served);
        let is_same = result.is_empty()
            || Stand::hear(result).is_some()
            || self.is_written("result", result)
            || told.any(|text| in_one_line(text) == row)
            || self.reason().is_some_and(|reason| reason == first_line(result));
        if is_same {
            return;
        }
        let is_told = issue.service.is_some() || !done.is_empty();
        let has_left = matches!(issue.status, Status::Exited(..))
            || matches!(self.draft.stand(), Stand::Left(_));
        let (here, row) = (self.here("result"), Said::from(result.as_str()));
        if is_told || has_left && !self.steps {
            self.compared.by_hand("result", here, row);
        } else {
            self.state = self.compared.says("result", here, row);
        }
    }

    fn verdict(&mut self) {
        let Some(verdict) = self.draft.verdict else { return };
        let given = self.issue.evaluation().map(|given| &given.evaluation);
        match given {
            Some(given) if given.verdict == verdict => {
                if let Some(means) = self.draft.means {
                    self.compared.by_hand("means", Said::word(given.means), Said::word(means));
                }
            }
            _ => {
                let here = given.map_or(Said::NOTHING, |it| Said::word(it.verdict));
                self.compared.says("verdict", here, Said::word(verdict));
                // When they were asked again nobody says; it was not before they were last.
                let on = given.map_or_else(
                    || Days::of(self.draft, self.today).asked,
                    |given| somewhen(Some(given.on.first()), self.today),
                );
                self.actions.push(evaluation(self.draft, self.issue.id, verdict, on));
            }
        }
    }

    fn revisit(&mut self) {
        let revisit = &self.draft.revisit;
        if revisit.is_empty() || self.is_kept("revisit") || self.is_written("revisit", revisit) {
            return;
        }
        let row = Said::from(revisit.as_str());
        if self.kept.get("revisit").is_none() && DateSpan::parse(revisit, self.today).is_ok() {
            let here = self.here("revisit");
            return self.compared.by_hand("revisit", here, row);
        }
        let here = self.kept.get("revisit").map_or(Said::NOTHING, Said::from);
        self.compared.says("revisit", here, row);
        self.kept.set(self.compared.cells, "revisit", revisit);
    }

    fn note(&mut self) {
        let note = &self.draft.note;
        let is_same = note.is_empty()
            || self.is_kept("note")
            || self.reason().is_some_and(|reason| reason == first_line(note));
        let row = remarks(note);
        let written = self.written.iter().flatten().filter(|(field, _)| *field == "note");
        if is_same || row.is_empty() || written.clone().any(|(_, words)| remarks(words) == row) {
            return;
        }
        let here = self.kept.get("note").map_or_else(|| self.here("note"), Said::from);
        self.compared.says("note", here, Said::from(note.as_str()));
        self.kept.set(self.compared.cells, "note", note);
    }
}

/// What was promised: nothing, one thing that may be corrected, or several.
enum Promise<'c> {
    None,
    One { facts: CommitmentFacts, one: &'c Commitment },
    Several,
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

/// The remarks of a ledger, without those that tell of the sheet.
fn remarks(text: &str) -> Vec<String> {
    let text = in_one_line(text);
    let parts = text.split(['；', ';']).map(|part| part.trim().trim_end_matches(['。', '.']));
    parts.filter(|part| !part.is_empty() && !is_sharing(part)).map(str::to_owned).collect()
}

/// Whether a text only names stages, as the ledger does: `在办 2、已办结 1`.
fn is_stage(text: &str) -> bool {
    let mut parts = text.split(['、', ',']).map(|part| {
        part.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())
    });
    parts.all(|part| {
        Progress::ALL.iter().any(|it| Lang::ALL.iter().any(|lang| it.label(*lang) == part))
    })
}
