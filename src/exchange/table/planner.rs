//! Goes through the rows of a table and finds out about each what would come of it; whatever is to be
//! done becomes one change, in the order of the file.

use super::{
    cell::Cells,
    column::{Column, Reading, TableKind, folded, without_brackets},
    compared::Compared,
    fault::{Problem, RowFault},
    ground::{Conflicts, Directory, Meant, Options},
    head::Head,
    kept::Names,
    plan::{Difference, Ground, Plan, RowReport, What},
    raw::{Raw, RawRow},
};
use crate::domain::{
    action::Action,
    decide::decide,
    department::DepartmentFacts,
    entity::Entity,
    id::{DepartmentId, EntityId, IssueId, PersonId, SessionId, StudioId},
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

/// With what a remark under a table begins.
const REMARKS: &[&str] = &["注", "备注", "说明", "填表", "制表", "审核", "note"];

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
        remarks: Vec::new(),
        actions: Vec::new(),
        marks: Vec::new(),
        last: Vec::new(),
        keys: BTreeMap::new(),
        equals: BTreeMap::new(),
        matched: BTreeMap::new(),
        about: None,
        sessions: super::attendance::Sessions::default(),
        kept_names: Names::of(&head, &options.remembered),
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
    let Planner { rows, sums, remarks, mut actions, marks, last, added_beside, .. } = planner;
    actions.extend(last);
    if !marks.is_empty() {
        actions.push(Action::MarkRows { rows: marks });
    }
    let (sheet, encoding) = (raw.sheet.clone(), raw.encoding);
    Plan { head, sheet, encoding, sums, remarks, rows, actions, added_beside }
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
    remarks: Vec<usize>,
    actions: Vec<Action>,
    marks: Vec<ImportedRow>,
    /// What is done when all rows were.
    pub(super) last: Vec<Action>,
    /// By what rows of the file are known, and the first line of each.
    keys: BTreeMap<RowKey, usize>,
    /// How many rows so far are known by the same studio, title, raiser and date.
    equals: BTreeMap<RowKey, u32>,
    /// What rows of the file were found to be about, and the line of each.
    pub(super) matched: BTreeMap<EntityId, usize>,
    /// What the row at hand is about, as far as its number or its key tells.
    pub(super) about: Option<EntityId>,
    pub(super) sessions: super::attendance::Sessions,
    /// What is kept in texts may be called so.
    pub(super) kept_names: Names,
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
    /// Something that is here; the wish is to take over what it says otherwise.
    Known { wish: Wish, otherwise: Otherwise },
    /// Something is wrong with it: the cells know what.
    Faulty,
}

/// What a row says otherwise than what is here.
#[derive(Default)]
pub(super) struct Otherwise {
    differences: Vec<Difference>,
    /// Whether it only says what nobody knew.
    fills: bool,
    /// The fields of those that no row may change.
    by_hand: Vec<&'static str>,
}

impl Found {
    /// Something that is here, and was held against the row.
    pub(super) fn known(wish: Wish, compared: Compared<'_, '_>) -> Self {
        let Compared { differences, fills, by_hand, .. } = compared;
        Self::Known { wish, otherwise: Otherwise { differences, fills, by_hand } }
    }
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
        if self.is_remark(row) {
            self.remarks.push(row.line);
            return;
        }
        self.about = None;
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

    fn judge(&mut self, found: Found, mut cells: Cells<'p>, name: Box<str>) -> RowReport {
        let line = cells.line();
        let (wish, known) = match found {
            Found::New(wish) => (Some(wish), None),
            Found::Known { wish, otherwise } => (Some(wish), Some(otherwise)),
            Found::Faulty => (None, None),
        };
        let takes = self.options.conflicts == Conflicts::Take;
        for field in known.iter().flat_map(|it| &it.by_hand).filter(|_| takes) {
            cells.wrong(field, Problem::ByHand { field });
        }
        let (faults, said) = cells.finish();
        let mut report =
            RowReport { line, what: What::Refused, name, about: None, faults, differences: vec![] };
        let (Some(wish), true) = (wish, report.faults.is_empty()) else {
            report.differences = known.map(|it| it.differences).unwrap_or_default();
            return report;
        };
        let (entity, key, kind) = (wish.entity, wish.key, self.head.kind.key());
        let taken = RowDigest(digest(&["row", kind], said_parts(&said)));
        let kept = RowDigest(digest(&["kept", kind], said_parts(&said)));
        let before = self.ground.stored.taken(key).filter(|(id, _)| *id == entity);
        let from = before.map(|it| it.1);
        report.about = known.is_some().then_some(entity);
        report.what = known.map_or(What::Added, |known| {
            let what = self.becomes(&known, from, (taken, kept));
            if what != What::Unchanged {
                report.differences = known.differences;
            }
            what
        });
        // What was kept may still be taken: it is settled until somebody asks for that.
        let to = match report.what {
            What::Added | What::Changed => {
                report.faults = self.take(wish);
                if !report.faults.is_empty() {
                    report.what = What::Refused;
                    return report;
                }
                taken
            }
            What::Kept => kept,
            What::Unchanged | What::Conflict | What::Refused => return report,
        };
        self.marks.push(ImportedRow { entity, key, from, to: Some(to) });
        report
    }

    /// What becomes of a row about something that is here.
    fn becomes(
        &self,
        known: &Otherwise,
        from: Option<RowDigest>,
        (taken, kept): (RowDigest, RowDigest),
    ) -> What {
        let is_settled = from == Some(taken);
        let is_plain = known.fills && known.by_hand.is_empty() && from.is_none();
        match self.options.conflicts {
            _ if is_settled || known.differences.is_empty() => What::Unchanged,
            _ if is_plain => What::Changed,
            Conflicts::Take => What::Changed,
            _ if from == Some(kept) => What::Unchanged,
            Conflicts::Keep => What::Kept,
            Conflicts::Refuse => What::Conflict,
        }
    }

    /// Remembers what a row is about; whatever another row is about too is the same row again.
    pub(super) fn touch(&mut self, cells: &mut Cells<'p>, id: EntityId) {
        match self.matched.get(&id) {
            Some(first) => cells.wrong_row(Problem::Repeated { first_line: *first }),
            None => {
                self.matched.insert(id, cells.line());
            }
        }
    }

    /// Tries what a row asks for; what the rules do not refuse is done.
    fn take(&mut self, mut wish: Wish) -> Vec<RowFault> {
        let moment = self.ground.moment;
        let refused = |refusal: Refusal| {
            let what = Problem::Refused(refusal);
            vec![RowFault { column: None, found: String::new(), what }]
        };
        if wish.actions.is_empty() {
            return vec![RowFault {
                column: None,
                found: String::new(),
                what: Problem::ByHand { field: "" },
            }];
        }
        if let Err(refusal) = decide(&mut wish.world, &wish.actions, &moment) {
            self.sessions.give_back(&wish);
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

    /// Whether a row says nothing of what tables are about: it only counts itself, or is a remark under
    /// the table in a single cell.
    fn is_remark(&self, row: &RawRow) -> bool {
        let columns = self.head.columns.iter().map(|it| it.column);
        let cells = row.cells.iter().zip(columns.chain(std::iter::repeat(None)));
        let filled = cells.filter(|(cell, _)| !cell.trim().is_empty());
        let is_counted = |column: Option<&Column>| {
            column.is_some_and(|column| column.reading == Reading::Passed)
        };
        let mut read = filled.clone().filter(|(_, column)| !is_counted(*column));
        let is_required = |column: Option<&Column>| column.is_some_and(|column| column.required);
        if row.broken.is_some() || filled.clone().any(|(_, column)| is_required(column)) {
            return false;
        }
        let says_so = |cell: &str| {
            let cell = folded(cell);
            REMARKS.iter().any(|it| cell.starts_with(it))
        };
        match (read.next(), read.next()) {
            (None, _) => true,
            // Under the sums nobody adds rows.
            (Some((cell, _)), None) => !self.sums.is_empty() || says_so(cell),
            (Some(_), Some(_)) => false,
        }
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
        // A row that says another one says something else.
        if !text.is_empty() {
            cells.said("studio", text);
        }
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
            let meant = self.directory.departments_called(name);
            let id = match Meant::of(&meant) {
                Meant::One(id) => Some(id),
                Meant::Several(count) => {
                    let known = self.answering(&meant);
                    if known.is_none() {
                        cells.wrong(field, Problem::Several { count });
                    }
                    known
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

    /// The one of several departments that answers for what the row is about already.
    fn answering(&mut self, several: &[DepartmentId]) -> Option<DepartmentId> {
        let issue = IssueId::try_from(self.about?).ok()?;
        let world = self.ground.stored.around(issue.into());
        let commitments = world.commitments_of(world.issue(issue)?);
        let known: BTreeSet<DepartmentId> = commitments
            .flat_map(|it| it.facts.departments())
            .filter(|id| several.contains(id))
            .collect();
        let mut known = known.into_iter();
        known.next().filter(|_| known.next().is_none())
    }

    /// A department that is added beside what the row is about, once.
    pub(super) fn new_department(&mut self, name: &str, beside: &mut Vec<Action>) -> DepartmentId {
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

/// Whether a row holds sums: it says so in its first cell, and there are but numbers behind that.
fn is_sum(row: &RawRow) -> bool {
    let mut cells = row.cells.iter().map(folded).filter(|cell| !cell.is_empty());
    let says_so = cells
        .next()
        .is_some_and(|first| SUMS.iter().any(|sum| folded(sum) == without_brackets(&first)));
    let is_number = |cell: &str| {
        cell.chars().all(|c| c.is_ascii_digit() || "+,%()¥=人次家个件元万亿".contains(c))
    };
    says_so && cells.all(|cell| is_number(&cell))
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
