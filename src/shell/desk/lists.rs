//! What is known at a desk beside the store itself: the rows of all lists, the settings and the
//! working days; and what a verb makes of them.

use super::{DeskError, fresh_id};
use crate::command::fill::{Filling, TakenFile, Values};
use crate::command::grammar::Names;
use crate::command::{Catalog, Gathered, LISTED, Verb};
use crate::domain::action::{Action, Reads};
use crate::domain::calendar::Calendar;
use crate::domain::id::{EntityId, PersonId};
use crate::domain::settings::Settings;
use crate::domain::world::World;
use crate::exchange::records::{self, ImportFault, Known, Records};
use crate::store::{Asked, Store, StoreError};
use chrono::NaiveDate;

/// Rows, settings and working days.
#[derive(Debug)]
pub struct Lists {
    pub(super) catalog: Catalog,
    pub(super) settings: Settings,
    pub(super) calendar: Calendar,
    /// What a line of a record can name; brought up to date where one is read.
    pub(super) names: Names,
}

impl Lists {
    /// The lists of an open store.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub(super) fn read(store: &mut Store) -> Result<Self, StoreError> {
        let engine = store.engine();
        let gathered = engine.collect(&LISTED, Gathered::default, Gathered::take)?;
        let (mut catalog, untold) = gathered.finish();
        for session in untold {
            let entities = vec![session.into()];
            catalog.update(&engine.gather(&Reads { entities, ..Reads::default() })?);
        }
        Self::kept(store, catalog)
    }

    /// The lists of an open store whose rows are known.
    ///
    /// # Errors
    /// [`StoreError`] when the settings cannot be read.
    pub(super) fn kept(store: &mut Store, catalog: Catalog) -> Result<Self, StoreError> {
        let alone = vec![EntityId::SETTINGS];
        let world = store.engine().gather(&Reads { alone, ..Reads::default() })?;
        Ok(Self::with(catalog, world.settings()))
    }

    /// The lists of a store that has nothing.
    pub(super) fn empty() -> Self {
        Self::with(Catalog::default(), World::default().settings())
    }

    fn with(catalog: Catalog, settings: Settings) -> Self {
        let calendar = calendar_of(&settings);
        Self { catalog, settings, calendar, names: Names::default() }
    }

    /// The rows of all lists.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The day that is taken for today, given the day on the wall.
    pub fn today(&self, wall: NaiveDate) -> NaiveDate {
        self.settings.example_today.unwrap_or(wall)
    }

    /// Who is at the keyboard, when nobody else was named.
    pub fn actor(&self) -> PersonId {
        self.settings.me.unwrap_or_else(|| PersonId::from_bytes([0; 16]))
    }

    /// What a verb asks for, filled in like this; `world` holds its target and all studios.
    pub(super) fn actions(
        &self,
        world: &World,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
        (file, records): (Option<TakenFile>, Vec<Action>),
        asked: &Asked,
    ) -> Result<Vec<Action>, DeskError> {
        let mut failed = None;
        let millis = asked.wall_millis;
        let mut mint = || match fresh_id(millis) {
            Ok(id) => id,
            Err(error) => {
                failed = Some(error);
                [0; 16]
            }
        };
        let filling = Filling {
            verb,
            values,
            target,
            world,
            directory: &self.catalog,
            today: asked.today,
            now: asked.today.and_time(asked.time),
            names: &self.names,
            calendar: &self.calendar,
            mint: &mut mint,
            file,
            records,
            newcomers: Vec::new(),
        };
        let actions = filling.actions()?;
        match failed {
            Some(error) => Err(StoreError::Log(error).into()),
            None => Ok(actions),
        }
    }
}

/// Reads a file of records against what is known in a world.
pub(super) fn read_records(
    world: &World,
    bytes: &[u8],
    asked: &Asked,
) -> Result<Result<Records, ImportFault>, StoreError> {
    let mut failed = None;
    let mut mint = || {
        fresh_id(asked.wall_millis).unwrap_or_else(|error| {
            failed = Some(error);
            [0; 16]
        })
    };
    let read = records::read(bytes, &Known::of(world), &mut mint, asked.today, asked.actor);
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(read),
    }
}

pub(super) fn calendar_of(settings: &Settings) -> Calendar {
    settings.working_days()
}
