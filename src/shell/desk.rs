//! The convenor's desk: an open store, the verbs performed on it, and what the lists need.
//!
//! The command line calls it directly; the workbench calls it on the thread that owns the store.
#![expect(clippy::disallowed_methods, reason = "how long a change takes is measured")]

mod again;
mod attach;
mod blank;
mod frozen;
mod import;
mod kept;
mod ledger;
mod lists;
mod paper;
mod piece;
mod seal;
mod several;
mod table;
mod texts;
mod typed;
mod undo;
mod whole;

pub use blank::Blank;
pub use frozen::{Again, Frozen};
pub use import::{TableFile, Unread, read_bytes, records_file};
pub use ledger::{LedgerFormat, ledger_bytes, ledger_name};
pub use lists::Lists;
pub use paper::{ComposeError, Composed, PaperBytesFault, Standing, Wish};
pub use piece::Pack;
pub use table::{Columns, Progress, TableWish, open_table};
pub use texts::TextFeed;
pub(in crate::shell) use texts::{BATCH, KEPT_AT_ONCE};

use again::Past;
use seal::Filing;

use crate::app::{By, KeptOrder};
use crate::command::fill::{Fault, TakenFile, Values};
use crate::command::{Catalog, Verb};
use crate::domain::action::{Action, Reads};
use crate::domain::calendar::Calendar;
use crate::domain::event::Event;
use crate::domain::figures::{Report, Scope, Tally};
use crate::domain::id::{ChangeId, EntityId, EntityKind, PersonId};
use crate::domain::provenance::Envelope;
use crate::domain::settings::Settings;
use crate::domain::verification::{Consequence, consequence, told_of};
use crate::domain::world::World;
use crate::exchange::records::{ImportFault, Records};
use crate::shell::run_log::{self, Entry};
use crate::store::port::Telling;
use crate::store::{Asked, Notice, Store, StoreError, StoreVerification};
use chrono::{NaiveDate, NaiveTime};
use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

/// The kinds that a report reads.
const COUNTED: [EntityKind; 4] =
    [EntityKind::Studio, EntityKind::Session, EntityKind::Issue, EntityKind::Commitment];
/// Changes are saved together up to about this size.
const BATCH_BYTES: usize = 1 << 20;
/// So many changed entities are read at once: an import changes hundreds of thousands.
const FOLLOWED_AT_ONCE: usize = 2_000;
/// An open store and what is known about it.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    lists: Lists,
    /// Something was saved that the rows of the lists do not show yet.
    is_stale: bool,
    /// The order in which the issues were shown last, of the rows that were kept.
    order: Option<KeptOrder>,
    /// What the order is by that was kept.
    sorted: Option<By>,
    /// About how many rows are otherwise than in the lists that were kept.
    unkept: usize,
    /// What was changed and not yet handed to the full text.
    changed: BTreeSet<EntityId>,
    /// What was known when the versions were sealed that were last held against now, the latest first.
    past: VecDeque<Past>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The change; `None` when nothing had to change.
    pub change: Option<ChangeId>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The place of each of them in the log.
    pub envelopes: Vec<Envelope>,
    /// What an undoing took back, or what was done again; nothing of any other change.
    pub about: Vec<Event>,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum DeskError {
    /// What was typed makes no action.
    Fault(Fault),
    /// The store or its rules refuse.
    Store(StoreError),
    /// The rules refuse what this line of a file of records asks for.
    AtLine {
        /// The line, from 1.
        line: usize,
        /// The refusal.
        error: Box<Self>,
    },
    /// There is nothing to undo or redo.
    NothingToUndo,
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Fault> for DeskError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Desk {
    /// Sits down at an open store.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn new(mut store: Store) -> Result<Self, StoreError> {
        let lists = Lists::read(&mut store)?;
        Ok(Self::with(store, lists))
    }

    fn with(store: Store, lists: Lists) -> Self {
        let (changed, past) = (BTreeSet::new(), VecDeque::new());
        Self {
            store,
            lists,
            is_stale: false,
            order: None,
            sorted: None,
            unkept: usize::MAX,
            changed,
            past,
        }
    }

    /// Whether something was saved that could not be read again, so that lists and settings are
    /// behind until [`Desk::refresh`].
    pub const fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Reads lists and settings anew.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read; they stay as they are then.
    pub fn refresh(&mut self) -> Result<(), StoreError> {
        self.lists = Lists::read(&mut self.store)?;
        self.is_stale = false;
        Ok(())
    }

    /// What is known beside the store itself.
    pub const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The rows of all lists.
    pub const fn catalog(&self) -> &Catalog {
        &self.lists.catalog
    }

    /// The settings.
    pub const fn settings(&self) -> &Settings {
        &self.lists.settings
    }

    /// Working days, with what was imported.
    pub const fn calendar(&self) -> &Calendar {
        &self.lists.calendar
    }

    /// The store.
    pub const fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// What was put right or found amiss since the last call; it is noted in the run log, too.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        let notices = self.store.engine().take_notices();
        for notice in &notices {
            run_log::note(&Entry::healed(notice));
        }
        notices
    }

    /// Checks everything; what comes of it is noted in the run log, too.
    ///
    /// # Errors
    /// As [`Store::verify`].
    pub fn checked(&mut self) -> Result<StoreVerification, StoreError> {
        let found = self.store.verify()?;
        run_log::note(&Entry::checked(&found));
        Ok(found)
    }

    /// Gives the store back, to be closed.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// An entity with everything around it, for its page.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn dossier(&mut self, id: EntityId) -> Result<World, StoreError> {
        self.store.engine().gather(&Reads { entities: vec![id], ..Reads::default() })
    }

    /// What is to be known about what a change has just entered or taken back, if there is anything.
    ///
    /// # Errors
    /// [`StoreError`] when what it is about cannot be read again.
    pub fn consequence(&mut self, events: &[Event]) -> Result<Option<Consequence>, StoreError> {
        let Some(id) = told_of(events) else { return Ok(None) };
        Ok(consequence(&self.dossier(id)?, id, events))
    }

    /// What a form of `verb` shows before anything is typed.
    ///
    /// # Errors
    /// [`StoreError`] when the target cannot be read.
    pub fn prefill(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
    ) -> Result<Values, StoreError> {
        let Some(target) = target else { return Ok(Values::default()) };
        let world = self.dossier(target)?;
        Ok((verb.current)(&world, target, &self.lists.catalog))
    }

    /// Performs a verb; a file that it names is copied into the store first.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then.
    pub fn perform(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
        asked: &Asked,
    ) -> Result<Done, DeskError> {
        let file = self.take_file(verb, values)?;
        let records = import::take_records(verb, values, |bytes| self.read_records(bytes, asked))?;
        if let Some(records) = &records {
            self.refuse_repeated(records)?;
        }
        let actions = records.as_ref().map(|it| it.change.actions.clone()).unwrap_or_default();
        let done = self.perform_with(verb, target, values, (file.clone(), actions), asked);
        let done = match (done, records) {
            (Err(error), Some(records)) => Err(self.at_its_line(error, &records, asked)),
            (done, _) => done,
        };
        if let (Some(file), Err(error)) = (file, &done)
            && is_refused(error)
        {
            self.drop_unnamed(&file);
        }
        done
    }

    fn perform_with(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
        taken: (Option<TakenFile>, Vec<Action>),
        asked: &Asked,
    ) -> Result<Done, DeskError> {
        let line = values.first("line").and_then(|it| it.trim().parse::<usize>().ok());
        let world = if verb.is_narrow { self.near(target, line)? } else { self.around(target)? };
        if verb.reads_lines {
            self.lists.names.update(&self.lists.catalog);
        }
        let mut actions = self.lists.actions(&world, verb, target, values, taken, asked)?;
        self.check_templates(&actions)?;
        self.freeze(&mut actions)?;
        let sealed = self.seal(&mut actions, asked.today, Filing::Kept)?;
        let done = self.commit(&actions, asked);
        if done.as_ref().is_err_and(is_refused) {
            for file in &sealed {
                self.drop_unnamed(file);
            }
        }
        done
    }

    /// What a verb is done to, with everything around it and all studios.
    fn around(&mut self, target: Option<EntityId>) -> Result<World, StoreError> {
        let entities = target.into_iter().collect();
        let kinds = vec![EntityKind::Studio];
        self.store.engine().gather(&Reads { entities, kinds, ..Reads::default() })
    }

    /// What a verb is done to, and of a session its studio, the issues on its agenda, its commitments
    /// and the line with the number that was named; not its record, however long that is.
    fn near(&mut self, target: Option<EntityId>, line: Option<usize>) -> Result<World, StoreError> {
        let mut alone: Vec<EntityId> = target.into_iter().collect();
        let engine = self.store.engine();
        let itself = engine.gather(&Reads { alone: alone.clone(), ..Reads::default() })?;
        for session in itself.sessions() {
            alone.push(session.facts.studio.into());
            alone.extend(session.agenda.iter().map(|item| EntityId::from(item.issue)));
            alone.extend(session.commitments.iter().map(|id| EntityId::from(*id)));
            let named = line.and_then(|number| session.lines.get(number.checked_sub(1)?));
            alone.extend(named.map(|id| EntityId::from(*id)));
        }
        engine.gather(&Reads { alone, ..Reads::default() })
    }

    /// Saves actions as one change.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then.
    pub fn commit(&mut self, actions: &[Action], asked: &Asked) -> Result<Done, DeskError> {
        self.commit_telling(actions, asked, &mut |_, _| {})
    }

    /// The same; `tell` hears how much of how much is done.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    fn commit_telling(
        &mut self,
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<Done, DeskError> {
        self.commit_after(&[], actions, asked, tell)
    }

    /// The same, with a change of its own right before it that is not saved without it.
    ///
    /// # Errors
    /// As [`Desk::commit`]; nothing of either is changed then.
    fn commit_after(
        &mut self,
        first: &[Action],
        actions: &[Action],
        asked: &Asked,
        tell: Telling<'_>,
    ) -> Result<Done, DeskError> {
        let begun = Instant::now();
        let engine = self.store.engine();
        // Reading back what was saved takes about half as long as saving it.
        let saved = engine.commit_after(first, actions, asked, &mut |at, of| tell(2 * at, 3 * of));
        let [first, saved] = saved.inspect_err(|error| run_log::note(&Entry::not_saved(error)))?;
        for events in [&first.events, &saved.events] {
            self.changed.extend(events.iter().flat_map(Event::touches));
            // It is saved, whatever can be read of it now.
            self.is_stale |= self.follow(events, &mut |at, of| tell(2 * of + at, 3 * of)).is_err();
        }
        let change = saved.change.or(first.change);
        let (events, envelopes) = (saved.events, saved.envelopes);
        run_log::note(&Entry::saved(events.len() + first.events.len(), begun.elapsed()));
        Ok(Done { change, events, envelopes, about: Vec::new() })
    }

    /// Says whether actions would be saved, without saving them.
    ///
    /// # Errors
    /// [`DeskError`], the one that [`Desk::commit`] would give.
    pub fn rehearse(&mut self, actions: &[Action], asked: &Asked) -> Result<(), DeskError> {
        let engine = self.store.engine();
        let mut rehearsed = engine.begin()?;
        engine.add(&mut rehearsed, actions, asked)?;
        Ok(())
    }

    /// Reads a file of records against what is known here.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read; inside, what is wrong with the file.
    pub fn read_records(
        &mut self,
        bytes: &[u8],
        asked: &Asked,
    ) -> Result<Result<Records, ImportFault>, StoreError> {
        let kinds = vec![EntityKind::Studio, EntityKind::Department, EntityKind::Person];
        let world = self.store.engine().gather(&Reads { kinds, ..Reads::default() })?;
        lists::read_records(&world, bytes, asked)
    }

    /// Brings the rows up to date with what happened.
    fn follow(&mut self, events: &[Event], tell: Telling<'_>) -> Result<(), StoreError> {
        let mut touched: Vec<EntityId> = events.iter().flat_map(Event::touches).collect();
        touched.sort_unstable();
        touched.dedup();
        self.follow_entities(&touched, tell)
    }

    /// Brings the rows up to date with what these entities are now.
    fn follow_entities(
        &mut self,
        touched: &[EntityId],
        tell: Telling<'_>,
    ) -> Result<(), StoreError> {
        self.unkept = self.unkept.saturating_add(touched.len());
        for (at, some) in touched.chunks(FOLLOWED_AT_ONCE).enumerate() {
            tell(at * FOLLOWED_AT_ONCE, touched.len());
            let world = self.around_rows(some)?;
            self.lists.catalog.update(&world);
            if some.contains(&EntityId::SETTINGS) {
                self.lists.settings = world.settings();
                self.lists.calendar = lists::calendar_of(&self.lists.settings);
            }
        }
        Ok(())
    }

    /// Entities with what their rows tell of: the row of an issue tells of its commitments, and they may
    /// be what was touched. Nothing else is read: what a line of a record costs does not grow with the
    /// record.
    fn around_rows(&mut self, ids: &[EntityId]) -> Result<World, StoreError> {
        let engine = self.store.engine();
        let mut alone = ids.to_vec();
        let touched = engine.gather(&Reads { alone: alone.clone(), ..Reads::default() })?;
        alone.extend(touched.commitments().map(|it| EntityId::from(it.issue)));
        let issues = engine.gather(&Reads { alone: alone.clone(), ..Reads::default() })?;
        alone.extend(issues.issues().flat_map(|it| &it.commitments).map(|id| EntityId::from(*id)));
        engine.gather(&Reads { alone, ..Reads::default() })
    }

    /// Counts the figures of a report, reading the store once.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read, and [`StoreError::ReadOnly`] while part of it cannot
    /// be shown: a figure that leaves something out is wrong.
    pub fn report(&mut self, scope: Scope) -> Result<Report, StoreError> {
        self.report_telling(scope, |_read| {})
    }

    /// The same; `tell` hears of each entity that is read, how many there were so far.
    ///
    /// # Errors
    /// As [`Desk::report`].
    pub fn report_telling(
        &mut self,
        scope: Scope,
        mut tell: impl FnMut(usize),
    ) -> Result<Report, StoreError> {
        use crate::domain::entity::Entity;
        if let Some(reason) = self.store.engine().read_only()
            && self.store.engine().is_partly_shown()
        {
            return Err(StoreError::ReadOnly(reason));
        }
        let mut tally = Tally::new(scope);
        let mut read = 0;
        let mut count = |entity: Entity| {
            read += 1;
            tell(read);
            tally.entity(&entity);
        };
        for kind in COUNTED {
            self.store.engine().scan(kind, &mut count)?;
        }
        Ok(tally.report())
    }

    /// The day that this store takes for today, given the day on the wall.
    pub fn today(&self, wall: NaiveDate) -> NaiveDate {
        self.lists.today(wall)
    }

    /// Who is at the keyboard, when nobody else was named.
    pub fn actor(&self) -> PersonId {
        self.lists.actor()
    }
}

/// Whether nothing was saved: what could not be saved for sure may be found to be after a restart.
const fn is_refused(error: &DeskError) -> bool {
    !matches!(error, DeskError::Store(StoreError::NotSaved(_)))
}

/// Saves many changes, as the example brings them, with few syncs.
///
/// # Errors
/// [`StoreError`] at the first change that cannot be saved; those of earlier batches stay.
pub fn commit_changes(
    store: &mut Store,
    changes: &[crate::exchange::Change],
    wall_millis: u64,
) -> Result<(), StoreError> {
    let engine = store.engine();
    let mut batch = engine.begin()?;
    for change in changes {
        let (actor, today) = (change.actor, change.today);
        let asked = Asked { actor, today, time: NaiveTime::MIN, wall_millis };
        engine.add(&mut batch, &change.actions, &asked)?;
        if batch.bytes() > BATCH_BYTES {
            engine.finish(batch)?;
            batch = engine.begin()?;
        }
    }
    engine.finish(batch)
}

fn fresh_id(millis: u64) -> Result<[u8; 16], crate::log::LogError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_refused| crate::log::LogError::NoRandomness)?;
    Ok(ChangeId::new(millis, random).to_bytes())
}
