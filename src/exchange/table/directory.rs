//! Rows of people, departments and studios: who is meant, and what is stated about them.

use super::{
    called::{Called, Unit},
    cell::Cells,
    column::TableKind,
    compared::{Compared, Known},
    fault::Problem,
    ground::Meant,
    head::Head,
    places::{DEPARTMENT, PERSON, STUDIO},
    planner::{Found, Planner, Wish},
    raw::RawRow,
};
use crate::domain::{
    action::Action,
    department::DepartmentFacts,
    id::{DepartmentId, EntityId, PersonId, StudioId},
    number::StudioCode,
    person::{PersonFacts, Side},
    refusal::Field,
    studio::{StudioFacts, StudioKind},
    text::{BLOCK_CHARS, NAME_CHARS, SHORT_CHARS},
};
use std::collections::BTreeSet;

impl<'p> Planner<'p, '_> {
    pub(super) fn person(&mut self, cells: &mut Cells<'p>) -> Found {
        let name = cells.needed("name", Field::Name, NAME_CHARS);
        let side: Option<Side> = cells.word("side");
        let unit = cells.name_of("unit", Field::Unit, SHORT_CHARS);
        let called = self.called(&name, &Unit::of_column(cells.shown("unit"), &unit));
        let row = PersonFacts {
            side: Side::Other,
            unit: called.unit().to_owned(),
            title: cells.name_of("title", Field::Post, NAME_CHARS),
            sector: cells.name_of("sector", Field::Sector, NAME_CHARS),
            phone: cells.name_of("phone", Field::Phone, NAME_CHARS),
            department: None,
            note: cells.block("note", Field::Note, BLOCK_CHARS),
            ..PersonFacts::named(called.name.clone(), Side::Other)
        };
        let mut beside = Vec::new();
        let department = self.departments_of(cells, "department", &mut beside).first().copied();
        // Who has a sector is a member; who speaks for a department is none.
        let told = side.or_else(|| (!row.sector.is_empty()).then_some(Side::Member));
        let told = told.or_else(|| department.map(|_| Side::Other));
        let key = self.single_key(cells, "person", &[&name, &unit]);
        let taken = self.taken(key).and_then(|id| PersonId::try_from(id).ok());
        let there = taken.or_else(|| self.directory.person_of(&row.name, &row.unit));
        if called.unit == Unit::New && there.is_some() && taken.is_none() {
            cells.wrong("name", Problem::Namesake);
        }
        if told.is_none() && there.is_none() {
            cells.wrong("side", Problem::Missing);
        }
        if let Some(id) = there {
            self.touch(cells, id.into());
        }
        if !cells.is_fine() {
            return Found::Faulty;
        }
        let row = PersonFacts { side: told.unwrap_or(Side::Other), department, ..row };
        match there {
            None => {
                let id = PersonId::from_bytes((self.ground.ids)());
                beside.push(Action::AddPerson { id, facts: row, source: None });
                let world = self.world_of(department.map(EntityId::from));
                Found::New(Wish { entity: id.into(), key, actions: beside, world })
            }
            Some(id) => {
                let mut compared = Compared::new(cells);
                let known = Known { directory: &self.directory, beside: &beside };
                let now =
                    self.directory.person(id).map_or_else(|| row.clone(), |it| it.facts.clone());
                // Who is known is on the side that is known, unless the row says which.
                let row = PersonFacts { side: told.unwrap_or(now.side), ..row };
                let facts = compared.merged(PERSON, &known, (&now, &row));
                let departments = [department, facts.department].into_iter().flatten();
                let namesakes = self.directory.namesakes(&facts.name);
                let ids = departments.map(EntityId::from).chain([id.into()]).chain(namesakes);
                let world = self.world_of(ids);
                beside.push(Action::EditPerson { id, facts });
                let wish = Wish { entity: id.into(), key, actions: beside, world };
                Found::known(wish, compared)
            }
        }
    }

    pub(super) fn department(&mut self, cells: &mut Cells<'p>) -> Found {
        let row = DepartmentFacts {
            name: cells.needed("name", Field::Name, NAME_CHARS),
            short: cells.name_of("short", Field::Short, NAME_CHARS),
            district: cells.name_of("district", Field::District, NAME_CHARS),
            contact: cells.name_of("contact", Field::Contact, NAME_CHARS),
            phone: cells.name_of("phone", Field::Phone, NAME_CHARS),
        };
        let key = self.single_key(cells, "department", &[&row.name, &row.district]);
        if !cells.is_fine() {
            return Found::Faulty;
        }
        let there = self
            .taken(key)
            .and_then(|id| DepartmentId::try_from(id).ok())
            .or_else(|| self.known_department(cells, &row));
        if let Some(id) = there {
            self.touch(cells, id.into());
        }
        if !cells.is_fine() {
            return Found::Faulty;
        }
        let Some(id) = there else {
            let id = DepartmentId::from_bytes((self.ground.ids)());
            let actions = vec![Action::AddDepartment { id, facts: row, source: None }];
            return Found::New(Wish { entity: id.into(), key, actions, world: self.world_of([]) });
        };
        let now = self.directory.department(id).map_or_else(|| row.clone(), |it| it.facts.clone());
        let mut compared = Compared::new(cells);
        let known = Known { directory: &self.directory, beside: &[] };
        let facts = compared.merged(DEPARTMENT, &known, (&now, &row));
        let namesakes = self.directory.namesakes(&facts.name);
        let world = self.world_of(namesakes.chain([id.into()]));
        let actions = vec![Action::EditDepartment { id, facts }];
        let wish = Wish { entity: id.into(), key, actions, world };
        Found::known(wish, compared)
    }

    /// The department that a row is about: by its name and district, and by the name alone where the row
    /// knows no district and no other row says one with this name.
    fn known_department(
        &self,
        cells: &mut Cells<'p>,
        row: &DepartmentFacts,
    ) -> Option<DepartmentId> {
        let exact = self.directory.department_of(&row.name, &row.district);
        if exact.is_some() || !row.district.is_empty() || self.with_district.contains(&row.name) {
            return exact;
        }
        match self.directory.department_named(&row.name) {
            Meant::One(id) => Some(id),
            Meant::Several(count) => {
                cells.wrong("name", Problem::Several { count });
                None
            }
            Meant::Nobody => None,
        }
    }

    pub(super) fn studio(&mut self, cells: &mut Cells<'p>) -> Found {
        let name = cells.needed("name", Field::Name, NAME_CHARS);
        let code = code_of(cells);
        let (kind, founded) = (cells.word::<StudioKind>("kind"), cells.span("founded"));
        let district = cells.name_of("district", Field::District, NAME_CHARS);
        let township = cells.name_of("township", Field::Township, NAME_CHARS);
        let note = cells.block("note", Field::Note, BLOCK_CHARS);
        let key = self.single_key(cells, "studio", &[&name, &township]);
        let there = self.known_studio(key, &name, &township, code.as_ref());
        let known = there.and_then(|id| self.directory.studio(id));
        let known = known.map(|it| it.facts.convenor.into_iter().chain(it.facts.members.clone()));
        let known: Vec<PersonId> = known.into_iter().flatten().collect();
        let mut beside = Vec::new();
        let convenors = self.people_of(cells, "convenor", &known, &mut beside);
        let members = self.people_of(cells, "members", &known, &mut beside);
        if !cells.is_fine() {
            return Found::Faulty;
        }
        if let Some(id) = there {
            self.touch_studio(cells, id, code.as_ref());
        }
        if !cells.is_fine() {
            return Found::Faulty;
        }
        let fresh = || {
            let directory = &self.directory;
            self.ground.stored.code(&name, &|code| directory.has_code(code))
        };
        let code = if there.is_some() { code } else { code.or_else(fresh) };
        let convenor = convenors.first().copied();
        let row = Row { name, code, kind, district, township, founded, convenor, members, note };
        match there {
            None => self.new_studio_row(row, key, beside),
            Some(id) => self.studio_again(cells, &row, key, beside, id),
        }
    }

    /// The members that a cell names: of those who are there already, whoever a name means; those who are
    /// missing are added where that is wished.
    fn people_of(
        &mut self,
        cells: &mut Cells<'p>,
        field: &'static str,
        there: &[PersonId],
        beside: &mut Vec<Action>,
    ) -> Vec<PersonId> {
        let mut ids = Vec::new();
        for name in cells.names(field) {
            let called = Called::of(&name, &Unit::Unsaid);
            let there = self.of_these(there, &called).map(|id| Ok(Some(id)));
            let id = match there.unwrap_or_else(|| self.person_meant(&called, beside)) {
                Ok(Some(id)) => Some(id),
                Ok(None) if self.options.add_missing => {
                    Some(self.newcomer(&called, PersonFacts::named("", Side::Member), beside))
                }
                Ok(None) => {
                    cells.wrong(field, Problem::NoPerson);
                    None
                }
                Err(problem) => {
                    cells.wrong(field, problem);
                    None
                }
            };
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        ids
    }

    fn known_studio(
        &mut self,
        key: crate::domain::imported::RowKey,
        name: &str,
        township: &str,
        code: Option<&StudioCode>,
    ) -> Option<StudioId> {
        if let Some(id) = self.taken(key) {
            return StudioId::try_from(id).ok();
        }
        let standing = || self.directory.world().studios().filter(|it| !it.retracted);
        let by_code = code.and_then(|code| standing().find(|it| it.facts.code == *code));
        let by_name =
            || standing().find(|it| it.facts.name == name && it.facts.township == township);
        by_code.or_else(by_name).map(|it| it.id)
    }

    /// The same for a studio: a row that has nothing but its code in common with another is no row twice.
    fn touch_studio(&mut self, cells: &mut Cells<'p>, id: StudioId, code: Option<&StudioCode>) {
        let has_it = self.directory.studio(id).is_some_and(|it| Some(&it.facts.code) == code);
        match self.matched.get(&id.into()) {
            Some(first_line) if has_it => {
                cells.wrong("code", Problem::CodeUsed { first_line: *first_line });
            }
            _ => self.touch(cells, id.into()),
        }
    }

    fn new_studio_row(
        &mut self,
        row: Row,
        key: crate::domain::imported::RowKey,
        mut beside: Vec<Action>,
    ) -> Found {
        let Some(code) = row.code else { return Found::Faulty };
        let people: Vec<PersonId> = row.convenor.into_iter().chain(row.members.clone()).collect();
        let facts = StudioFacts {
            name: row.name,
            code,
            kind: row.kind.unwrap_or(StudioKind::Unknown),
            district: row.district,
            township: row.township,
            founded: row.founded,
            convenor: row.convenor,
            members: row.members,
            note: row.note,
        };
        let id = StudioId::from_bytes((self.ground.ids)());
        beside.push(Action::AddStudio { id, facts, source: None });
        let studios = self.directory.world().studios().map(|it| EntityId::from(it.id));
        let ids: Vec<EntityId> = people.into_iter().map(EntityId::from).chain(studios).collect();
        Found::New(Wish { entity: id.into(), key, actions: beside, world: self.world_of(ids) })
    }

    fn studio_again(
        &mut self,
        cells: &Cells<'p>,
        row: &Row,
        key: crate::domain::imported::RowKey,
        mut beside: Vec<Action>,
        id: StudioId,
    ) -> Found {
        let Some(studio) = self.directory.studio(id) else { return Found::Faulty };
        let now = &studio.facts;
        let row = StudioFacts {
            name: row.name.clone(),
            code: row.code.clone().unwrap_or_else(|| now.code.clone()),
            kind: row.kind.unwrap_or(StudioKind::Unknown),
            district: row.district.clone(),
            township: row.township.clone(),
            founded: row.founded,
            convenor: row.convenor,
            members: row.members.clone(),
            note: row.note.clone(),
        };
        let mut compared = Compared::new(cells);
        let known = Known { directory: &self.directory, beside: &beside };
        let facts = compared.merged(STUDIO, &known, (now, &row));
        let people: Vec<PersonId> =
            facts.convenor.into_iter().chain(facts.members.clone()).collect();
        beside.push(Action::EditStudio { id, facts });
        let studios = self.directory.world().studios().map(|it| EntityId::from(it.id));
        let ids: Vec<EntityId> = people.into_iter().map(EntityId::from).chain(studios).collect();
        let wish = Wish { entity: id.into(), key, actions: beside, world: self.world_of(ids) };
        Found::known(wish, compared)
    }
}

/// The names that rows about departments state with a district.
pub(super) fn with_district(head: &Head, rows: &[RawRow]) -> BTreeSet<String> {
    let at = |field: &str| head.at(field).map(|(at, _)| at);
    let (Some(name), Some(district), TableKind::Departments) =
        (at("name"), at("district"), head.kind)
    else {
        return BTreeSet::new();
    };
    let cell = |row: &RawRow, at| row.cells.get(at).unwrap_or_default().trim().to_owned();
    let stated = rows.iter().filter(|row| !cell(row, district).is_empty());
    stated.map(|row| cell(row, name)).collect()
}

/// What a row says about a studio.
struct Row {
    name: String,
    code: Option<StudioCode>,
    kind: Option<StudioKind>,
    district: String,
    township: String,
    founded: Option<crate::domain::date::DateSpan>,
    convenor: Option<PersonId>,
    members: Vec<PersonId>,
    note: String,
}

/// The code that a row states.
fn code_of(cells: &mut Cells<'_>) -> Option<StudioCode> {
    let text = cells.name_of("code", Field::Code, NAME_CHARS);
    if text.is_empty() {
        return None;
    }
    match StudioCode::parse(&text) {
        Ok(code) => Some(code),
        Err(fault) => {
            cells.wrong("code", Problem::Code(fault));
            None
        }
    }
}
