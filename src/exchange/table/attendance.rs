//! Rows of sign-in sheets: which session, who, and in what capacity.

use super::{
    cell::Cells,
    compared::Compared,
    fault::Problem,
    ground::{Meant, person_facts},
    planner::{Found, Planner, Wish},
};
use crate::domain::{
    action::Action,
    date::DateSpan,
    id::{DepartmentId, EntityId, PersonId, SessionId, StudioId},
    number::CaseNumber,
    person::{PersonFacts, Side},
    refusal::Field,
    session::{Attendance, Class, Column, Presence, Session, SessionFacts, SessionStepKind},
    text::{NAME_CHARS, SHORT_CHARS, TITLE_CHARS},
    world::World,
};
use crate::i18n::{Label, Lang};
use std::collections::BTreeMap;

/// More sessions than this are not kept at hand.
const KEPT: usize = 64;

/// A session by its studio, its day and its title.
type Called = (StudioId, DateSpan, String);

/// The sessions that rows of the file are about.
#[derive(Default)]
pub(super) struct Sessions {
    /// With what stands around them, as the rows so far leave them.
    worlds: BTreeMap<SessionId, World>,
    /// Those that the file brings.
    planned: BTreeMap<Called, SessionId>,
}

impl Sessions {
    /// Keeps a session as a row has left it.
    pub(super) fn keep(&mut self, id: SessionId, world: World) {
        if self.worlds.len() >= KEPT && !self.worlds.contains_key(&id) {
            self.worlds.clear();
        }
        self.worlds.insert(id, world);
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
        let class: Option<Class> = cells.word("class");
        if class.is_none() {
            cells.wrong("class", Problem::Missing);
        }
        let sitting = self.sitting(cells, &mut beside);
        let department = self.sent_by(cells, class, &mut beside);
        let (presence, arrived) = (cells.word("presence"), cells.time("arrived"));
        let left = cells.time("left");
        let person = self.came(cells, (&name, &unit), class, department, &mut beside);
        let (number, day) = (cells.mark("session"), cells.mark("on"));
        let (studio, title) = (cells.mark("studio"), cells.mark("title"));
        let words = if number.is_empty() {
            [studio, day, title, &name, &unit]
        } else {
            [number, "", "", &name, &unit]
        };
        let key = self.single_key(cells, "attendance", &words);
        let (Some(sitting), Some(person), Some(class), true) =
            (sitting, person, class, cells.is_fine())
        else {
            return Found::Faulty;
        };
        let came = Came { class, department, presence, arrived, left };
        let (id, mut world) = self.at_hand(sitting, &mut beside);
        let people = self
            .world_of(department.map(EntityId::from).into_iter().chain([EntityId::from(person)]));
        people.entities().for_each(|entity| world.load(entity.clone()));
        let there = world.session(id).and_then(|session| row_of(session, person)).cloned();
        let mut compared = Compared::new(cells);
        let row = self.merged_row(&mut compared, there.as_ref(), person, &came);
        let (differences, fills) = (compared.differences, compared.fills);
        let is_new = there.is_none() && self.taken(key).is_none();
        beside.push(Action::SetAttendance { session: id, person, row: Some(row) });
        let wish = Wish { entity: id.into(), key, actions: beside, world };
        if is_new { Found::New(wish) } else { Found::Known { wish, differences, fills } }
    }

    /// The session that a row names.
    fn sitting(&mut self, cells: &mut Cells<'p>, beside: &mut Vec<Action>) -> Option<Sitting> {
        let number = cells.mark("session");
        if !number.is_empty() {
            let number = CaseNumber::parse(number)
                .map_or_else(|_| number.to_owned(), |it| it.as_str().to_owned());
            cells.said("session", number.clone());
            let found = self.ground.stored.numbered(&number);
            let found = found.and_then(|id| SessionId::try_from(id).ok());
            if found.is_none() {
                cells.wrong("session", Problem::NoSession);
            }
            return found.map(Sitting::There);
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
            Meant::Nobody if self.options.add_missing => {
                let id = DepartmentId::from_bytes((self.ground.ids)());
                let facts = crate::domain::department::DepartmentFacts::named(first);
                beside.push(Action::AddDepartment { id, facts, source: Some(self.source()) });
                Some(id)
            }
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
        (name, unit): (&str, &str),
        class: Option<Class>,
        department: Option<DepartmentId>,
        beside: &mut Vec<Action>,
    ) -> Option<PersonId> {
        let sector = cells.name_of("sector", Field::Sector, NAME_CHARS);
        let phone = cells.name_of("phone", Field::Phone, NAME_CHARS);
        if name.is_empty() {
            return None;
        }
        match self.directory.person_called(name, unit) {
            Meant::One(id) => Some(id),
            Meant::Several(count) => {
                cells.wrong("name", Problem::Several { count });
                None
            }
            Meant::Nobody => {
                let side = match class?.column() {
                    Column::Member => Side::Member,
                    Column::Public => Side::Public,
                    Column::Department | Column::Other => Side::Other,
                };
                let facts =
                    PersonFacts { sector, phone, department, ..person_facts(name, unit, side) };
                Some(self.new_person(facts, beside))
            }
        }
    }

    /// The session with what stands around it.
    fn at_hand(&mut self, sitting: Sitting, beside: &mut Vec<Action>) -> (SessionId, World) {
        match sitting {
            Sitting::There(id) => match self.sessions.worlds.get(&id) {
                Some(world) => (id, world.clone()),
                None => (id, self.ground.stored.around(id.into())),
            },
            Sitting::New(id, facts) => {
                let world = self.world_of([facts.studio.into()]);
                beside.push(Action::PlanSession { id, facts, source: Some(self.source()) });
                (id, world)
            }
        }
    }

    fn merged_row(
        &self,
        compared: &mut Compared<'_, '_>,
        there: Option<&Attendance>,
        person: PersonId,
        came: &Came,
    ) -> Attendance {
        let mut row = there.cloned().unwrap_or_else(|| Attendance {
            person,
            class: came.class,
            department: came.department,
            presence: came.presence.unwrap_or(Presence::Present),
            arrived_at: came.arrived,
            left_at: came.left,
            correction: false,
        });
        if compared.text("class", row.class.label(Lang::Zh), came.class.label(Lang::Zh)) {
            row.class = came.class;
        }
        if let Some(presence) = came.presence
            && compared.text("presence", row.presence.label(Lang::Zh), presence.label(Lang::Zh))
        {
            row.presence = presence;
        }
        let clock = |time: Option<chrono::NaiveTime>| {
            time.map(|it| it.format("%H:%M").to_string()).unwrap_or_default()
        };
        if compared.text("arrived", &clock(row.arrived_at), &clock(came.arrived)) {
            row.arrived_at = came.arrived;
        }
        if compared.text("left", &clock(row.left_at), &clock(came.left)) {
            row.left_at = came.left;
        }
        if came.department.is_some() && row.department != came.department {
            let name = |id: Option<DepartmentId>| {
                let found = id.and_then(|id| self.directory.department(id));
                found.map(|it| it.facts.name.clone()).unwrap_or_default()
            };
            let field = if compared.cells.has("department") { "department" } else { "unit" };
            compared.text(field, &name(row.department), &name(came.department));
            row.department = came.department;
        }
        row
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
