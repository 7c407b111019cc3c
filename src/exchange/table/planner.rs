//! Goes through the rows of a table and finds out about each what would come of it; whatever is to be
//! done becomes one change, in the order of the file.

use super::{
    cell::Cells,
    column::{TableKind, folded},
    fault::{Problem, RowFault},
    ground::{Conflicts, Directory, Meant, Options},
    head::Head,
    plan::{Difference, Ground, Plan, RowReport, What},
    raw::{Raw, RawRow},
};
use crate::domain::{
    action::Action,
    decide::decide,
    department::DepartmentFacts,
    entity::Entity,
    id::{DepartmentId, EntityId, PersonId, SessionId, StudioId},
    imported::{ImportedRow, RowDigest, RowKey},
    person::{PersonFacts, Side},
    provenance::Source,
    refusal::Refusal,
    studio::StudioFacts,
    world::World,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How often somebody is told how far it is.
const ROWS_TOLD: usize = 500;
/// What stands in the first cells of a row of sums.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计", "total", "sum", "subtotal"];

/// Goes through the rows behind the head.
pub(super) fn plan(
    raw: &Raw,
    (head, skipped): (Head, usize),
    options: &Options,
    ground: &mut Ground<'_>,
) -> Plan {
    let directory = Directory::of(ground.stored.directory());
    let mut planner = Planner {
        head: &head,
        encoding: raw.encoding,
        options,
        ground,
        directory,
        rows: Vec::new(),
        sums: Vec::new(),
        actions: Vec::new(),
        marks: Vec::new(),
        last: Vec::new(),
        keys: BTreeMap::new(),
        equals: BTreeMap::new(),
        matched: BTreeSet::new(),
        sessions: super::attendance::Sessions::default(),
        added_beside: [0; 4],
    };
    let rows = raw.rows.get(skipped..).unwrap_or_default();
    for (at, row) in rows.iter().enumerate() {
        if at % ROWS_TOLD == 0 {
            (planner.ground.progress)(at, rows.len());
        }
        planner.row(row);
    }
    (planner.ground.progress)(rows.len(), rows.len());
    let Planner { rows, sums, mut actions, marks, last, added_beside, .. } = planner;
    actions.extend(last);
    if !marks.is_empty() {
        actions.push(Action::MarkRows { rows: marks });
    }
    let (sheet, encoding) = (raw.sheet.clone(), raw.encoding);
    Plan { head, sheet, encoding, sums, rows, actions, added_beside }
}

/// What is known while the rows are gone through.
pub(super) struct Planner<'p, 'g> {
    pub(super) head: &'p Head,
    encoding: Option<&'static str>,
    pub(super) options: &'p Options,
    pub(super) ground: &'p mut Ground<'g>,
    pub(super) directory: Directory,
    rows: Vec<RowReport>,
    sums: Vec<usize>,
    actions: Vec<Action>,
    marks: Vec<ImportedRow>,
    /// What is done when all rows were.
    pub(super) last: Vec<Action>,
    /// By what rows of the file are known, and the first line of each.
    keys: BTreeMap<RowKey, usize>,
    /// How many rows so far are known by the same studio, title, raiser and date.
    equals: BTreeMap<RowKey, u32>,
    /// What rows of the file were found to be about.
    pub(super) matched: BTreeSet<EntityId>,
    pub(super) sessions: super::attendance::Sessions,
    pub(super) added_beside: [usize; 4],
}

/// What a row asks for, once it was read.
pub(super) struct Wish {
    /// What it is about.
    pub(super) entity: EntityId,
    /// What it is known by.
    pub(super) key: RowKey,
    /// What is to be done.
    pub(super) actions: Vec<Action>,
    /// Where that is tried: everything that it looks at is there.
    pub(super) world: World,
}

/// What a row turned out to be.
pub(super) enum Found {
    /// Something new.
    New(Wish),
    /// Something that is here, and what it says otherwise; the wish is to take that over.
    Known {
        wish: Wish,
        differences: Vec<Difference>,
        /// Whether it only says what nobody knew.
        fills: bool,
    },
    /// Something is wrong with it: the cells know what.
    Faulty,
}

impl<'p> Planner<'p, '_> {
    fn row(&mut self, row: &'p RawRow) {
        if row.is_blank() || self.repeats_head(row) {
            return;
        }
        if is_sum(row) {
            self.sums.push(row.line);
            return;
        }
        let mut cells = Cells::new(self.head, row, self.ground.moment.today, self.encoding);
        let name: Box<str> = cells.mark(self.naming_field()).chars().take(60).collect();
        let found = if row.broken.is_some() { Found::Faulty } else { self.read(&mut cells) };
        let report = self.judge(found, cells, name);
        self.rows.push(report);
    }

    fn read(&mut self, cells: &mut Cells<'p>) -> Found {
        match self.head.kind {
            TableKind::Issues => self.issue(cells),
            TableKind::People => self.person(cells),
            TableKind::Departments => self.department(cells),
            TableKind::Studios => self.studio(cells),
            TableKind::Attendance => self.attendance(cells),
        }
    }

    const fn naming_field(&self) -> &'static str {
        match self.head.kind {
            TableKind::Issues => "title",
            _ => "name",
        }
    }

    fn judge(&mut self, found: Found, cells: Cells<'p>, name: Box<str>) -> RowReport {
        let line = cells.line();
        let (mut faults, said) = cells.finish();
        let digest = RowDigest(digest(&["row", self.head.kind.key()], said_parts(&said)));
        let mut report =
            RowReport { line, what: What::Refused, name, about: None, faults, differences: vec![] };
        let (wish, known) = match found {
            Found::New(wish) => (wish, None),
            Found::Known { wish, differences, fills } => (wish, Some((differences, fills))),
            Found::Faulty => return report,
        };
        let (entity, key) = (wish.entity, wish.key);
        if !report.faults.is_empty() {
            return report;
        }
        let before = self.ground.stored.taken(key).filter(|(id, _)| *id == entity);
        report.about = known.is_some().then_some(entity);
        let mark = ImportedRow { entity, key, from: before.map(|it| it.1), to: Some(digest) };
        match known {
            None => report.what = What::Added,
            Some(_) if mark.from == mark.to => {
                report.what = What::Unchanged;
                return report;
            }
            Some((differences, _)) if differences.is_empty() && mark.from.is_none() => {
                report.what = What::Unchanged;
                return report;
            }
            Some((differences, fills)) => {
                let is_plain = fills && mark.from.is_none();
                report.differences = differences;
                report.what = match self.options.conflicts {
                    _ if is_plain => What::Changed,
                    Conflicts::Refuse => What::Conflict,
                    Conflicts::Keep => What::Kept,
                    Conflicts::Take => What::Changed,
                };
            }
        }
        match report.what {
            What::Added | What::Changed => {
                faults = self.take(wish);
                if !faults.is_empty() {
                    (report.what, report.faults) = (What::Refused, faults);
                    return report;
                }
            }
            What::Kept => {}
            _ => return report,
        }
        self.marks.push(mark);
        report
    }

    /// Tries what a row asks for; what the rules do not refuse is done.
    fn take(&mut self, mut wish: Wish) -> Vec<RowFault> {
        let moment = self.ground.moment;
        let refused = |refusal: Refusal| {
            let what = Problem::Refused(refusal);
            vec![RowFault { column: None, found: String::new(), what }]
        };
        if let Err(refusal) = decide(&mut wish.world, &wish.actions, &moment) {
            return refused(refusal);
        }
        for action in &wish.actions {
            let added = match action {
                Action::AddPerson { id, .. } => Some((EntityId::from(*id), 0)),
                Action::AddDepartment { id, .. } => Some((EntityId::from(*id), 1)),
                Action::AddStudio { id, .. } => Some((EntityId::from(*id), 2)),
                Action::PlanSession { id, .. } => Some((EntityId::from(*id), 3)),
                Action::EditPerson { id, .. } => Some((EntityId::from(*id), 4)),
                Action::EditDepartment { id, .. } => Some((EntityId::from(*id), 4)),
                Action::EditStudio { id, .. } => Some((EntityId::from(*id), 4)),
                _ => None,
            };
            if let Action::PlanSession { id, facts, .. } = action {
                self.sessions.plan(*id, facts);
                if facts.on.last() <= moment.today {
                    self.last.push(super::attendance::closing(*id));
                }
            }
            let Some((id, place)) = added else { continue };
            if (id != wish.entity || place == 3)
                && let Some(count) = self.added_beside.get_mut(place)
            {
                *count += 1;
            }
            if let Some(entity) = wish.world.entity(id)
                && !matches!(entity, Entity::Session(_))
            {
                self.directory.take(entity);
            }
        }
        self.actions.append(&mut wish.actions);
        if let Ok(session) = SessionId::try_from(wish.entity) {
            self.sessions.keep(session, wish.world);
        }
        Vec::new()
    }

    /// Whether a row is the head once more, as where a list was printed on several pages.
    fn repeats_head(&self, row: &RawRow) -> bool {
        let names = self.head.columns.iter().map(|it| folded(&it.name));
        row.cells.len() == self.head.columns.len() && row.cells.iter().map(folded).eq(names)
    }

    /// The key of a row with a number, unless another row has it.
    pub(super) fn numbered_key(
        &mut self,
        cells: &mut Cells<'p>,
        kind: &str,
        number: &str,
    ) -> RowKey {
        let key = RowKey(digest(&["number", kind], [number]));
        self.claim(cells, key);
        key
    }

    /// The key of a row that is known by its words alone, unless another row has it.
    pub(super) fn single_key(
        &mut self,
        cells: &mut Cells<'p>,
        kind: &str,
        words: &[&str],
    ) -> RowKey {
        let key = RowKey(digest(&["words", kind], words.iter().copied()));
        self.claim(cells, key);
        key
    }

    fn claim(&mut self, cells: &mut Cells<'p>, key: RowKey) {
        let line = cells.line();
        match self.keys.get(&key) {
            Some(first) => cells.wrong_row(Problem::Repeated { first_line: *first }),
            None => {
                self.keys.insert(key, line);
            }
        }
    }

    /// The key of a row that is known by its words and its place among equals.
    pub(super) fn placed_key(&mut self, kind: &str, words: &[&str]) -> RowKey {
        let alike = RowKey(digest(&["words", kind], words.iter().copied()));
        let place = self.equals.entry(alike).or_insert(0);
        *place += 1;
        let place = place.to_string();
        RowKey(digest(&["placed", kind], words.iter().copied().chain([place.as_str()])))
    }

    /// What was taken from this row before, if it is still there.
    pub(super) fn taken(&mut self, key: RowKey) -> Option<EntityId> {
        let (entity, _) = self.ground.stored.taken(key)?;
        self.ground.stored.is_there(entity).then_some(entity)
    }

    pub(super) fn source(&self) -> Source {
        Source { reference: self.options.source.clone() }
    }

    /// The studio that a cell names; one that is missing is added where that is wished.
    pub(super) fn studio_of(
        &mut self,
        cells: &mut Cells<'p>,
        beside: &mut Vec<Action>,
    ) -> Option<StudioId> {
        let text = cells.mark("studio");
        if text.is_empty() {
            let usual = self.options.studio;
            if usual.is_none() {
                cells.wrong("studio", Problem::Missing);
            }
            return usual;
        }
        match self.directory.studio_called(text) {
            Meant::One(id) => Some(id),
            Meant::Several(count) => {
                cells.wrong("studio", Problem::Several { count });
                None
            }
            Meant::Nobody if self.options.add_missing => self.new_studio(text, beside),
            Meant::Nobody => {
                cells.wrong("studio", Problem::NoStudio);
                None
            }
        }
    }

    fn new_studio(&mut self, name: &str, beside: &mut Vec<Action>) -> Option<StudioId> {
        let directory = &self.directory;
        let code = self.ground.stored.code(name, &|code| directory.has_code(code))?;
        let facts = StudioFacts::named(name, code);
        let id = StudioId::from_bytes((self.ground.ids)());
        beside.push(Action::AddStudio { id, facts, source: Some(self.source()) });
        Some(id)
    }

    /// The departments that a cell names; those that are missing are added where that is wished.
    pub(super) fn departments_of(
        &mut self,
        cells: &mut Cells<'p>,
        field: &'static str,
        beside: &mut Vec<Action>,
    ) -> Vec<DepartmentId> {
        let mut ids = Vec::new();
        for name in cells.names(field) {
            let name = name.trim_end_matches('等');
            let id = match self.directory.department_called(name) {
                Meant::One(id) => Some(id),
                Meant::Several(count) => {
                    cells.wrong(field, Problem::Several { count });
                    None
                }
                Meant::Nobody if self.options.add_missing => {
                    Some(self.new_department(name, beside))
                }
                Meant::Nobody => {
                    cells.wrong(field, Problem::NoDepartment);
                    None
                }
            };
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        ids
    }

    fn new_department(&mut self, name: &str, beside: &mut Vec<Action>) -> DepartmentId {
        let is_it = |action: &&Action| matches!(action, Action::AddDepartment { facts, .. } if facts.name == name);
        if let Some(Action::AddDepartment { id, .. }) = beside.iter().find(is_it) {
            return *id;
        }
        let id = DepartmentId::from_bytes((self.ground.ids)());
        let facts = DepartmentFacts::named(name);
        beside.push(Action::AddDepartment { id, facts, source: Some(self.source()) });
        id
    }

    /// A person that is added beside what the row is about.
    pub(super) fn new_person(&mut self, facts: PersonFacts, beside: &mut Vec<Action>) -> PersonId {
        let id = PersonId::from_bytes((self.ground.ids)());
        beside.push(Action::AddPerson { id, facts, source: Some(self.source()) });
        id
    }

    /// Somebody of the public with this name and unit, new where nobody is known so.
    pub(super) fn public(
        &mut self,
        name: &str,
        unit: &str,
        phone: &str,
        beside: &mut Vec<Action>,
    ) -> PersonId {
        if let Some(id) = self.directory.person_of(name, unit) {
            return id;
        }
        // Who is only called by name is the one of this name who is no member or official.
        if unit.is_empty()
            && let Meant::One(id) = self.directory.person_called(name, unit)
            && self.directory.person(id).is_some_and(|it| it.facts.side == Side::Public)
        {
            return id;
        }
        let facts = PersonFacts {
            phone: phone.to_owned(),
            ..super::ground::person_facts(name, unit, Side::Public)
        };
        self.new_person(facts, beside)
    }

    /// The world in which a row is tried: its directory entries, and what else is known.
    pub(super) fn world_of(&self, ids: impl IntoIterator<Item = EntityId>) -> World {
        self.directory.scratch(ids)
    }
}

/// Whether a row holds sums: it says so in its first cells, and names nothing else.
fn is_sum(row: &RawRow) -> bool {
    let mut cells = row.cells.iter().map(folded).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|first| SUMS.iter().any(|sum| folded(sum) == first))
}

fn said_parts<'s>(said: &'s [(&'static str, String)]) -> impl Iterator<Item = &'s str> {
    said.iter().flat_map(|(field, value)| [*field, value.as_str()])
}

/// The first half of the SHA-256 of texts, each with its length before it.
pub(super) fn digest<T: AsRef<str>>(kind: &[&str], texts: impl IntoIterator<Item = T>) -> [u8; 16] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text.as_bytes());
    };
    for text in kind {
        add(text);
    }
    for text in texts {
        add(text.as_ref());
    }
    let mut half = [0; 16];
    hash.finalize().iter().zip(&mut half).for_each(|(byte, place)| *place = *byte);
    half
}
