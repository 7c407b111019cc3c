//! Rows of sign-in sheets: which session, who, and in what capacity.

use super::{
    called::{Called, Unit},
    cell::Cells,
    compared::{Compared, Known},
    fault::Problem,
    ground::Meant,
    places::ATTENDANCE,
    plan::Said,
    planner::{Found, Planner, Wish},
};
use crate::domain::{
    action::Action,
    date::DateSpan,
    id::{DepartmentId, EntityId, PersonId, SessionId, StudioId},
    imported::RowKey,
    person::{PersonFacts, Side},
    refusal::Field,
    session::{Attendance, Class, Column, Presence, Session, SessionFacts, SessionStepKind},
    text::{NAME_CHARS, SHORT_CHARS, TITLE_CHARS},
    world::World,
};
use std::collections::{BTreeMap, BTreeSet};

/// More sessions than this are not kept at hand.
const KEPT: usize = 64;

/// A session by its studio, its day and its title.
type Titled = (StudioId, DateSpan, String);

/// The sessions that rows of the file are about.
#[derive(Default)]
pub(super) struct Sessions {
    /// With what stands around them, as the rows so far leave them.
    worlds: BTreeMap<SessionId, World>,
    /// Those that the file brings.
    planned: BTreeMap<Titled, SessionId>,
    /// Who came by a row so far, and its line.
    signed: BTreeMap<(SessionId, PersonId), usize>,
}

impl Sessions {
    /// Keeps a session as a row has left it. What the store has may go where it gets too much; what the
    /// file brings is nowhere else.
    pub(super) fn keep(&mut self, id: SessionId, world: World) {
        if self.worlds.len() >= KEPT && !self.worlds.contains_key(&id) {
            let brought: BTreeSet<SessionId> = self.planned.values().copied().collect();
            self.worlds.retain(|id, _| brought.contains(id));
        }
        self.worlds.insert(id, world);
    }

    /// Keeps a session as it was before a row that was refused: without those whom the row added, who are
    /// all that it may have changed.
    pub(super) fn give_back(&mut self, wish: &Wish) {
        let Ok(session) = SessionId::try_from(wish.entity) else { return };
        let mut world = World::default();
        for entity in wish.world.entities() {
            let id = entity.id();
            let is_added = wish.actions.iter().any(|action| match action {
                Action::AddPerson { id: its, .. } => EntityId::from(*its) == id,
                Action::AddDepartment { id: its, .. } => EntityId::from(*its) == id,
                _ => false,
            });
            if !is_added {
                world.load(entity.clone());
            }
        }
        let is_new = wish.actions.iter().any(|it| matches!(it, Action::PlanSession { .. }));
        if !is_new {
            self.keep(session, world);
        }
    }

    /// Remembers a session that the file brings.
    pub(super) fn plan(&mut self, id: SessionId, facts: &SessionFacts) {
        self.planned.insert((facts.studio, facts.on, facts.title.clone()), id);
    }
}

/// Which session a row is about.
enum Sitting {
    There(SessionId),
    New(SessionId, SessionFacts),
}

/// What a row says of somebody who came.
struct Came {
    class: Class,
    department: Option<DepartmentId>,
    presence: Option<Presence>,
    arrived: Option<chrono::NaiveTime>,
    left: Option<chrono::NaiveTime>,
}

impl<'p> Planner<'p, '_> {
    pub(super) fn attendance(&mut self, cells: &mut Cells<'p>) -> Found {
        let mut beside = Vec::new();
        let name = cells.needed("name", Field::Name, NAME_CHARS);
        let unit = cells.name_of("unit", Field::Unit, SHORT_CHARS);
        let called = self.called(&name, &Unit::of_column(cells.shown("unit"), &unit));
        let class: Option<Class> = cells.word("class");
        if class.is_none() {
            cells.wrong("class", Problem::Missing);
        }
        let sitting = self.sitting(cells, &mut beside);
        let department = self.sent_by(cells, class, &mut beside);
        let (presence, arrived) = (cells.word("presence"), cells.time("arrived"));
        let left = cells.time("left");
        let (number, day) = (cells.mark("session"), cells.mark("on"));
        let (studio, title) = (cells.mark("studio"), cells.mark("title"));
        let words = if number.is_empty() {
            [studio, day, title, &name, &unit]
        } else {
            [number, "", "", &name, &unit]
        };
        let key = self.single_key(cells, "attendance", &words);
        let before = self.signed_before(key, sitting.as_ref(), &called);
        let person = self.came(cells, (&called, before), class, department, &mut beside);
        let (Some(sitting), Some(person), Some(class), true) =
            (sitting, person, class, cells.is_fine())
        else {
            return Found::Faulty;
        };
        let came = Came { class, department, presence, arrived, left };
        if let Sitting::There(id) = sitting
            && let Some(first_line) = self.sessions.signed.get(&(id, person)).copied()
        {
            cells.wrong_row(Problem::Repeated { first_line });
            return Found::Faulty;
        }
        let (id, mut world) = self.at_hand(sitting, &mut beside);
        self.sessions.signed.insert((id, person), cells.line());
        let people = self
            .world_of(department.map(EntityId::from).into_iter().chain([EntityId::from(person)]));
        people.entities().for_each(|entity| world.load(entity.clone()));
        let there = world.session(id).and_then(|session| row_of(session, person)).cloned();
        let now = there.clone().unwrap_or_else(|| came.row(person));
        // What the row does not say is as it was.
        let row = Attendance {
            class: came.class,
            presence: came.presence.unwrap_or(now.presence),
            arrived_at: came.arrived,
            left_at: came.left,
            ..now
        };
        let known = Known { directory: &self.directory, beside: &beside };
        let mut compared = Compared::new(cells);
        let mut row = compared.merged(ATTENDANCE, &known, (&now, &row));
        if let Some(sent_by) = came.department.filter(|_| now.department != came.department) {
            let field = if cells.has("department") { "department" } else { "unit" };
            let here = now.department.map(|id| known.department(id)).unwrap_or_default();
            compared.says(field, Said::Text(here), Said::Text(known.department(sent_by)));
            row.department = came.department;
        }
        let is_new = there.is_none() && self.taken(key).is_none();
        beside.push(Action::SetAttendance { session: id, person, row: Some(row) });
        let wish = Wish { entity: id.into(), key, actions: beside, world };
        if is_new { Found::New(wish) } else { Found::known(wish, compared) }
    }

    /// The session that a row names.
    fn sitting(&mut self, cells: &mut Cells<'p>, beside: &mut Vec<Action>) -> Option<Sitting> {
        for field in ["session", "title"] {
            let text = cells.mark(field);
            // Nobody calls a session like a number; one with a slip in it is told as such.
            let is_number = !text.is_empty() && (field == "session" || self.is_number(text));
            if is_number {
                return self.sitting_numbered(cells, field, text);
            }
        }
        let on = cells.span("on");
        let title = cells.line_of("title", Field::Title, TITLE_CHARS);
        let Some(on) = on else {
            cells.wrong_row(Problem::WhichSession);
            return None;
        };
        let studio = self.studio_of(cells, beside)?;
        let called = (studio, on, title.clone());
        if let Some(id) = self.sessions.planned.get(&called) {
            return Some(Sitting::There(*id));
        }
        match *self.ground.stored.sessions(studio, on, &title).as_slice() {
            [one] => Some(Sitting::There(one)),
            [] if self.options.add_missing && !title.is_empty() => {
                let id = SessionId::from_bytes((self.ground.ids)());
                let facts = SessionFacts {
                    studio,
                    co_studios: Vec::new(),
                    title,
                    venue: String::new(),
                    on,
                    starts_at: None,
                    chair: None,
                    recorder: None,
                };
                Some(Sitting::New(id, facts))
            }
            [] => {
                cells.wrong_row(Problem::NoSession);
                None
            }
            ref several => {
                cells.wrong_row(Problem::Several { count: several.len() });
                None
            }
        }
    }

    /// The session with a number.
    fn sitting_numbered(
        &mut self,
        cells: &mut Cells<'p>,
        field: &'static str,
        text: &str,
    ) -> Option<Sitting> {
        let read = self.read_number(cells, field, text);
        cells.said(field, read.clone());
        let found = self.ground.stored.numbered(&read);
        let found = found.and_then(|id| SessionId::try_from(id).ok());
        if found.is_none() {
            cells.wrong(field, Problem::NoSession);
        }
        found.map(Sitting::There)
    }

    /// The department that somebody speaks for; who comes for a department names it, if only as their
    /// unit.
    fn sent_by(
        &mut self,
        cells: &mut Cells<'p>,
        class: Option<Class>,
        beside: &mut Vec<Action>,
    ) -> Option<DepartmentId> {
        let named = self.departments_of(cells, "department", beside).first().copied();
        if named.is_some() || class != Some(Class::Department) {
            return named;
        }
        if cells.mark("unit").is_empty() {
            cells.wrong("unit", Problem::Missing);
            return None;
        }
        // `市住建局 副局长` is a unit with a post.
        let unit = cells.mark("unit");
        let first = unit.split_whitespace().next().unwrap_or(unit);
        match self.directory.department_called(first) {
            Meant::One(id) => Some(id),
            Meant::Several(count) => {
                cells.wrong("unit", Problem::Several { count });
                None
            }
            Meant::Nobody if self.options.add_missing => Some(self.new_department(first, beside)),
            Meant::Nobody => {
                cells.wrong("unit", Problem::NoDepartment);
                None
            }
        }
    }

    /// Who came; somebody new sits on the side that their capacity tells.
    fn came(
        &mut self,
        cells: &mut Cells<'p>,
        (called, before): (&Called, Option<PersonId>),
        class: Option<Class>,
        department: Option<DepartmentId>,
        beside: &mut Vec<Action>,
    ) -> Option<PersonId> {
        let sector = cells.name_of("sector", Field::Sector, NAME_CHARS);
        let phone = cells.name_of("phone", Field::Phone, NAME_CHARS);
        if called.name.is_empty() {
            return None;
        }
        match (self.person_meant(called, beside), before) {
            (Ok(Some(id)), _) | (_, Some(id)) => Some(id),
            (Err(problem), None) => {
                cells.wrong("name", problem);
                None
            }
            (Ok(None), None) => {
                let side = match class?.column() {
                    Column::Member => Side::Member,
                    Column::Public => Side::Public,
                    Column::Department | Column::Other => Side::Other,
                };
                let facts =
                    PersonFacts { sector, phone, department, ..PersonFacts::named("", side) };
                Some(self.newcomer(called, facts, beside))
            }
        }
    }

    /// Who signed in when this row was taken in: whoever is on the sheet under the name, first the one
    /// who has no unit.
    fn signed_before(
        &mut self,
        key: RowKey,
        sitting: Option<&Sitting>,
        called: &Called,
    ) -> Option<PersonId> {
        let Some(Sitting::There(id)) = sitting else { return None };
        let is_sure = matches!(self.person_meant(called, &[]), Ok(Some(_)));
        if is_sure || self.taken(key).is_none() {
            return None;
        }
        let world = self.ground.stored.around((*id).into());
        let sheet = world.session(*id)?.attendance.iter().map(|row| row.person);
        let facts = |id: &PersonId| self.directory.person(*id).map(|it| &it.facts);
        let named: Vec<PersonId> = sheet
            .filter(|id| facts(id).is_some_and(|it| called.fits(&it.name, &it.unit)))
            .collect();
        let without = named.iter().find(|id| facts(id).is_some_and(|it| it.unit.is_empty()));
        without.or_else(|| named.first().filter(|_| named.len() == 1)).copied()
    }

    /// The session with what stands around it.
    fn at_hand(&mut self, sitting: Sitting, beside: &mut Vec<Action>) -> (SessionId, World) {
        match sitting {
            Sitting::There(id) => match self.sessions.worlds.remove(&id) {
                Some(world) => (id, world),
                None => (id, self.ground.stored.around(id.into())),
            },
            Sitting::New(id, facts) => {
                let world = self.world_of([facts.studio.into()]);
                beside.push(Action::PlanSession { id, facts, source: Some(self.source()) });
                (id, world)
            }
        }
    }
}

impl Came {
    /// The row of somebody of whom nothing is there yet.
    fn row(&self, person: PersonId) -> Attendance {
        Attendance {
            person,
            class: self.class,
            department: self.department,
            presence: self.presence.unwrap_or(Presence::Present),
            arrived_at: self.arrived,
            left_at: self.left,
            correction: false,
        }
    }
}

fn row_of(session: &Session, person: PersonId) -> Option<&Attendance> {
    session.attendance.iter().find(|row| row.person == person)
}

/// What closes a session that was brought, once all its rows are in.
pub(super) fn closing(id: SessionId) -> Action {
    let kind = SessionStepKind::CloseAfterTheFact;
    Action::StepSession { id, kind, reason: String::new(), to: None }
}
