//! Tables from files: what would come of each row, held against what the store has, and saving it.

use super::{Blank, Desk, DeskError, Done, Lists, fresh_id};
use crate::command::{Catalog, Directory, Found, studio_code};
use crate::document::Copy;
use crate::document::ledger::written;
use crate::domain::action::{Action, Reads};
use crate::domain::date::DateSpan;
use crate::domain::decide::Moment;
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::imported::{ColumnMapping, RowDigest, RowKey};
use crate::domain::number::{ReplicaMark, StudioCode};
use crate::domain::settings::Setting;
use crate::domain::world::World;
use crate::exchange::table::{
    Alike, Form, Ground, Head, Options, Plan, Stored, Table, TableFault, Written,
};
use crate::i18n::Lang;
use crate::shell::run_log::{self, Entry};
use crate::store::engine::ImportedRows;
use crate::store::guard::guarded;
use crate::store::{Asked, StoreError};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Is told how many of how many rows were looked at, or how much of how much is saved.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// A file that may hold a table, and what is wished of it.
#[derive(Clone, Copy)]
pub struct TableWish<'a> {
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// How it is written.
    pub form: Form,
    /// What is wished.
    pub options: &'a Options,
}

impl Desk {
    /// Says what would come of a table, row by row; saves nothing.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read; inside, why the file is no table.
    pub fn plan_table(
        &mut self,
        wish: TableWish<'_>,
        asked: &Asked,
        progress: Progress<'_>,
    ) -> Result<Result<Plan, TableFault>, StoreError> {
        let options = with_lists(&self.lists, wish.options);
        let table = match open_table(wish.bytes, wish.form, &options) {
            Ok(table) => table,
            Err(fault) => return Ok(Err(fault)),
        };
        let taken = self.store.engine().imported_rows()?;
        let mut stored = AtDesk {
            taken,
            titled: BTreeMap::new(),
            today: asked.today,
            departments: None,
            failed: None,
            desk: self,
        };
        stored.enter_titles();
        let plan = plan(table, &options, asked, &mut stored, progress)?;
        stored.failed.map_or(Ok(Ok(plan)), Err)
    }

    /// Saves what is to be done about a table as one change, and with it what its columns were taken for:
    /// a change of its own, so that undoing the import does not forget it, and none without the import.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then.
    pub fn import_table(
        &mut self,
        plan: &Plan,
        columns: Columns,
        asked: &Asked,
        progress: Progress<'_>,
    ) -> Result<Done, DeskError> {
        let first = self.settling(&plan.head, columns);
        let done = self.commit_after(first.as_slice(), &plan.actions, asked, progress)?;
        run_log::note(&Entry::imported("table", plan.rows.len(), done.events.len()));
        Ok(done)
    }

    /// What remembers, or forgets, what the columns of a head were taken for; `None` where that changes
    /// nothing.
    fn settling(&self, head: &Head, columns: Columns) -> Option<Action> {
        let settings = self.settings();
        let mut all = settings.options.column_mappings.clone();
        let mapping = head.mapping();
        match columns {
            Columns::AsTheyAre => {}
            Columns::Remember => {
                let kind = head.kind.key().to_owned();
                ColumnMapping::remember(&mut all, ColumnMapping { kind, columns: mapping });
            }
            Columns::Forget => {
                let names: Vec<&str> = mapping.iter().map(|(name, _)| name.as_str()).collect();
                all.retain(|it| !it.is_of(&names));
            }
        }
        let is_new = all != settings.options.column_mappings;
        is_new.then(|| {
            let settings = settings.clone().with(&Setting::ColumnMappings(all));
            Action::SetSettings { settings: Box::new(settings) }
        })
    }
}

/// What an import does about what is remembered of columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Columns {
    /// It stays as it is.
    #[default]
    AsTheyAre,
    /// What those of this head were taken for is remembered.
    Remember,
    /// What was remembered of this head is forgotten.
    Forget,
}

impl Blank {
    /// Says what would come of a table where nothing is stored.
    ///
    /// # Errors
    /// [`StoreError`] when no ids can be made; inside, why the file is no table.
    pub fn plan_table(
        &self,
        wish: TableWish<'_>,
        asked: &Asked,
        progress: Progress<'_>,
    ) -> Result<Result<Plan, TableFault>, StoreError> {
        match open_table(wish.bytes, wish.form, wish.options) {
            Ok(table) => plan(table, wish.options, asked, &mut Nothing, progress).map(Ok),
            Err(fault) => Ok(Err(fault)),
        }
    }
}

/// Opens a table. The reader of workbooks is somebody else's, and one that was made to harm may have it panic
/// (calamine adds up the letters of `AAAAAAAAB1` without a bound): then it is no workbook.
///
/// # Errors
/// Those of [`Table::open`].
pub fn open_table(bytes: &[u8], form: Form, options: &Options) -> Result<Table, TableFault> {
    match form {
        Form::Workbook => {
            guarded(|| Table::open(bytes, form, options)).unwrap_or(Err(TableFault::BadWorkbook))
        }
        Form::Delimited | Form::Lines => Table::open(bytes, form, options),
    }
}

/// What the lists add to a wish: the usual studio, and what was remembered of columns.
fn with_lists(lists: &Lists, options: &Options) -> Options {
    let mut studios = lists.catalog.studios.keys();
    let only = match (studios.next(), studios.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    };
    let studio = options.studio.or(lists.settings.my_studio).or(only);
    let mut remembered = options.remembered.clone();
    remembered.extend(lists.settings.options.column_mappings.iter().rev().cloned());
    Options { remembered, studio, ..options.clone() }
}

fn plan(
    table: Table,
    options: &Options,
    asked: &Asked,
    stored: &mut dyn Stored,
    progress: Progress<'_>,
) -> Result<Plan, StoreError> {
    // Ids of one file sort as its rows do.
    let mut last = u128::from_be_bytes(fresh_id(asked.wall_millis)?);
    let mut ids = || {
        last = last.wrapping_add(1);
        last.to_be_bytes()
    };
    // No number that is given here is ever seen: the store gives them when it is saved.
    let replica_mark = ReplicaMark::from_random(0);
    let moment = Moment { today: asked.today, actor: asked.actor, replica_mark };
    Ok(table.plan(options, &mut Ground { moment, ids: &mut ids, stored, progress }))
}

/// The issues by studio and title.
type Titled = BTreeMap<(StudioId, Box<str>), Vec<IssueId>>;

/// What is asked while a table is gone through.
struct AtDesk<'d> {
    desk: &'d mut Desk,
    taken: ImportedRows,
    titled: Titled,
    today: NaiveDate,
    /// The departments of the store, once somebody has asked.
    departments: Option<Rc<[Entity]>>,
    /// Why the store could not be read, if so: the plan is worth nothing then.
    failed: Option<StoreError>,
}

impl AtDesk<'_> {
    fn enter_titles(&mut self) {
        for row in self.desk.catalog().issues.values() {
            self.titled.entry((row.studio, row.title.clone())).or_default().push(row.id);
        }
    }

    fn gathered(&mut self, reads: &Reads) -> World {
        self.desk.store.engine().gather(reads).unwrap_or_else(|error| {
            self.failed = Some(error);
            World::default()
        })
    }
}

impl AtDesk<'_> {
    /// The departments, which tell each other apart by their districts.
    fn departments(&mut self) -> Rc<[Entity]> {
        if let Some(known) = &self.departments {
            return Rc::clone(known);
        }
        let kinds = vec![EntityKind::Department];
        let world = self.gathered(&Reads { kinds, ..Reads::default() });
        let all: Rc<[Entity]> = world.entities().cloned().collect();
        self.departments = Some(Rc::clone(&all));
        all
    }
}

impl Stored for AtDesk<'_> {
    fn directory(&mut self) -> World {
        let kinds = vec![EntityKind::Studio, EntityKind::Person, EntityKind::Department];
        self.gathered(&Reads { kinds, ..Reads::default() })
    }

    fn is_there(&mut self, id: EntityId) -> bool {
        Directory::name(self.desk.catalog(), id).is_some()
    }

    fn taken(&mut self, key: RowKey) -> Option<(EntityId, RowDigest)> {
        self.taken.get(&key).copied()
    }

    fn numbered(&mut self, number: &str) -> Option<EntityId> {
        let catalog: &Catalog = self.desk.catalog();
        let found = [EntityKind::Issue, EntityKind::Session].map(|kind| catalog.find(kind, number));
        found.into_iter().find_map(|found| match found {
            Found::One(id) => Some(id),
            _ => None,
        })
    }

    fn alike(&mut self, studio: StudioId, title: &str) -> Vec<Alike> {
        let ids = self.titled.get(&(studio, title.into())).map(Vec::as_slice).unwrap_or_default();
        let rows = ids.iter().filter_map(|id| self.desk.catalog().issues.get(id));
        let alike =
            rows.map(|row| Alike { id: row.id, submitted: row.submitted, raisers: row.raisers });
        alike.collect()
    }

    fn sessions(&mut self, studio: StudioId, on: DateSpan, title: &str) -> Vec<SessionId> {
        let rows = self.desk.catalog().sessions_of(Some(studio));
        let meant = rows.filter(|row| row.on == on && (title.is_empty() || &*row.title == title));
        meant.map(|row| row.id).collect()
    }

    fn around(&mut self, id: EntityId) -> World {
        self.gathered(&Reads { entities: vec![id], ..Reads::default() })
    }

    fn written(&mut self, issue: IssueId) -> Vec<Written> {
        let mut world = self.around(issue.into());
        for entity in self.departments().iter() {
            world.load(entity.clone());
        }
        let Some(issue) = world.issue(issue) else { return Vec::new() };
        let setting = |lang| self.desk.paper_setting(lang, Copy::Internal);
        let each = Lang::ALL.map(|lang| written(&world, issue, &setting(lang), self.today));
        each.to_vec()
    }

    fn code(&mut self, name: &str, is_taken: &dyn Fn(&StudioCode) -> bool) -> Option<StudioCode> {
        studio_code(name, is_taken)
    }
}

/// A store with nothing in it.
struct Nothing;

impl Stored for Nothing {
    fn directory(&mut self) -> World {
        World::default()
    }

    fn is_there(&mut self, _id: EntityId) -> bool {
        false
    }

    fn taken(&mut self, _key: RowKey) -> Option<(EntityId, RowDigest)> {
        None
    }

    fn numbered(&mut self, _number: &str) -> Option<EntityId> {
        None
    }

    fn alike(&mut self, _studio: StudioId, _title: &str) -> Vec<Alike> {
        Vec::new()
    }

    fn sessions(&mut self, _studio: StudioId, _on: DateSpan, _title: &str) -> Vec<SessionId> {
        Vec::new()
    }

    fn around(&mut self, _id: EntityId) -> World {
        World::default()
    }

    fn written(&mut self, _issue: IssueId) -> Vec<Written> {
        Vec::new()
    }

    fn code(&mut self, name: &str, is_taken: &dyn Fn(&StudioCode) -> bool) -> Option<StudioCode> {
        studio_code(name, is_taken)
    }
}
