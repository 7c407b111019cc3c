//! Goes through the rows of a table and finds out about each what would come of it; whatever is to be
//! done becomes one change, in the order of the file.

mod aside;
mod beside;
mod key;
mod named;

pub(super) use self::key::digest;

use self::aside::is_sum;
use super::{
    cell::Cells,
    column::TableKind,
    compared::Compared,
    fault::{Problem, RowFault},
    ground::{Conflicts, Directory, Options},
    head::Head,
    kept::Names,
    plan::{Beside, Difference, Ground, NearName, Plan, RowReport, What},
    raw::{Raw, RawRow},
};
use crate::domain::{
    action::Action,
    decide::decide,
    id::{EntityId, PersonId, SessionId},
    imported::{ImportedRow, RowDigest, RowKey},
    provenance::Source,
    refusal::Refusal,
    world::World,
};
use std::collections::{BTreeMap, BTreeSet};

/// How often somebody is told how far it is.
const ROWS_TOLD: usize = 500;

/// Goes through the rows behind the head.
pub(super) fn plan(
    raw: &Raw,
    (head, skipped): (Head, usize),
    options: &Options,
    ground: &mut Ground<'_>,
) -> Plan {
    let rows = raw.rows.get(skipped..).unwrap_or_default();
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
        alike: Vec::new(),
        matched: BTreeMap::new(),
        about: None,
        with_district: super::directory::with_district(&head, rows),
        sessions: super::attendance::Sessions::default(),
        said_new: BTreeMap::new(),
        kept_names: Names::of(&head, &options.remembered),
        beside: Vec::new(),
        near: Vec::new(),
        known: None,
    };
    for (at, row) in rows.iter().enumerate() {
        if at % ROWS_TOLD == 0 {
            (planner.ground.progress)(at, rows.len());
        }
        planner.row(row);
    }
    (planner.ground.progress)(rows.len(), rows.len());
    let Planner { rows, sums, remarks, alike, beside, near, mut actions, marks, last, .. } =
        planner;
    actions.extend(last);
    if !marks.is_empty() {
        actions.push(Action::MarkRows { rows: marks });
    }
    let (sheet, encoding) = (raw.sheet.clone(), raw.encoding);
    Plan {
        head,
        sheet,
        unread: Vec::new(),
        encoding,
        sums,
        remarks,
        alike,
        beside,
        near,
        rows,
        actions,
    }
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
    /// How many rows so far are known by the same studio, title, raiser and date, and the line of the first.
    equals: BTreeMap<RowKey, (u32, usize)>,
    /// The lines of rows that are known by the same as an earlier one, with the line of that.
    alike: Vec<(usize, usize)>,
    /// What rows of the file were found to be about, and the line of each.
    pub(super) matched: BTreeMap<EntityId, usize>,
    /// What the row at hand is about, as far as its number or its key tells.
    pub(super) about: Option<EntityId>,
    /// The names of departments that rows state with a district: without one, another is meant.
    pub(super) with_district: BTreeSet<String>,
    pub(super) sessions: super::attendance::Sessions,
    /// Those whom rows so far said to be new, by name.
    pub(super) said_new: BTreeMap<String, PersonId>,
    /// What is kept in texts may be called so.
    pub(super) kept_names: Names,
    /// What is added with the rows.
    beside: Vec<Beside>,
    /// Who of those who are added may be somebody known.
    near: Vec<NearName>,
    /// Those whom they may be, once somebody is added.
    known: Option<beside::Known>,
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
        // Spreadsheets break long titles within a cell; a report has a line for each row.
        let name = cells.mark(self.naming_field()).split_whitespace().collect::<Vec<_>>().join(" ");
        let name: Box<str> = name.chars().take(60).collect();
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
                report.faults = self.take(wish, line);
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
    fn take(&mut self, mut wish: Wish, line: usize) -> Vec<RowFault> {
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
            self.tell_added(line, action, wish.entity);
            if adds(action) == Some(wish.entity) {
                self.matched.insert(wish.entity, line);
            }
            self.learn(action, &wish.world);
        }
        self.actions.append(&mut wish.actions);
        if let Ok(session) = SessionId::try_from(wish.entity) {
            self.sessions.keep(session, wish.world);
        }
        Vec::new()
    }

    /// Knows from now on what an action adds, and how what it changes is called.
    fn learn(&mut self, action: &Action, world: &World) {
        let id = match action {
            Action::AddPerson { id, .. } | Action::EditPerson { id, .. } => EntityId::from(*id),
            Action::AddDepartment { id, .. } | Action::EditDepartment { id, .. } => (*id).into(),
            Action::AddStudio { id, .. } | Action::EditStudio { id, .. } => (*id).into(),
            Action::PlanSession { id, facts, .. } => {
                self.sessions.plan(*id, facts);
                if facts.on.last() <= self.ground.moment.today {
                    self.last.push(super::attendance::closing(*id));
                }
                return;
            }
            _ => return,
        };
        if let Some(entity) = world.entity(id) {
            self.directory.take(entity);
        }
    }

    pub(super) fn source(&self) -> Source {
        Source { reference: self.options.source.clone() }
    }
}

/// Whom or what a row about people, departments or studios adds.
fn adds(action: &Action) -> Option<EntityId> {
    match action {
        Action::AddPerson { id, .. } => Some((*id).into()),
        Action::AddDepartment { id, .. } => Some((*id).into()),
        Action::AddStudio { id, .. } => Some((*id).into()),
        _ => None,
    }
}

fn said_parts<'s>(said: &'s [(&'static str, String)]) -> impl Iterator<Item = &'s str> {
    said.iter().flat_map(|(field, value)| [*field, value.as_str()])
}
