//! What every call can say: where the data is, in whose name, in which language, on which day.

use super::error::CliError;
use super::output::Output;
use crate::command::{Catalog, Noun};
use crate::domain::id::PersonId;
use crate::domain::provenance::in_beijing;
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::desk::{Desk, Lists};
use crate::shell::wording;
use crate::store::{Asked, Store, StoreError};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Timelike};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// What every call can say.
pub(super) struct Call<'a> {
    pub(super) matches: &'a ArgMatches,
    pub(super) lang: Lang,
}

impl Call<'_> {
    /// The data folder: as named, or the platform's.
    pub(super) fn folder(&self) -> Result<PathBuf, CliError> {
        let named = self.matches.get_one::<PathBuf>("data").cloned();
        let folder = named.or_else(crate::shell::folders::data).ok_or(CliError::NoHome)?;
        a_folder(&folder)?;
        Ok(folder)
    }

    /// Whether there is a store already.
    pub(super) fn has_store(&self) -> Result<bool, CliError> {
        Ok(Store::is_in(&self.folder()?)?)
    }

    /// Whom `--as` names.
    pub(super) fn acting_as(&self) -> Option<String> {
        self.matches.get_one::<String>("as").cloned()
    }

    /// Opens the store for reading: it has to be there.
    pub(super) fn open(&self, output: &mut Output) -> Result<Desk, CliError> {
        if !self.has_store()? {
            return Err(StoreError::NoStore(self.folder()?).into());
        }
        self.open_or_make(output)
    }

    /// Opens the store, or makes one.
    pub(super) fn open_or_make(&self, output: &mut Output) -> Result<Desk, CliError> {
        let mut desk = Desk::open(&self.folder()?, &now_text())?;
        self.tell_news(&mut desk, output);
        Ok(desk)
    }

    /// Tells what came about since the store was opened: what was put right, and what could not be
    /// read again after it was saved.
    pub(super) fn tell_news(&self, desk: &mut Desk, output: &mut Output) {
        for notice in desk.take_notices() {
            output.notice(&wording::notice_text(&notice, self.lang));
        }
        if desk.is_stale() {
            output.notice(wording::stale_text(self.lang));
        }
    }

    /// Who asks, and when, for commands that write.
    pub(super) fn asked(&self, lists: &Lists) -> Result<Asked, CliError> {
        if fixed_now()?.is_some() && lists.settings().example_today.is_none() {
            return Err(CliError::FixedClock);
        }
        self.asked_to_rehearse(lists)
    }

    /// Refuses a fixed clock where the data is no example, for what opens the data only to find that out.
    pub(super) fn refuse_fixed_clock(&self, output: &mut Output) -> Result<(), CliError> {
        if fixed_now()?.is_none() {
            return Ok(());
        }
        let desk = self.open(output)?;
        let is_example = desk.settings().example_today.is_some();
        close(desk)?;
        if is_example { Ok(()) } else { Err(CliError::FixedClock) }
    }

    /// Who asks, and when, for commands that would write but do not.
    pub(super) fn asked_to_rehearse(&self, lists: &Lists) -> Result<Asked, CliError> {
        let actor = match self.acting_as() {
            Some(name) => person(lists.catalog(), &name)?,
            None => lists.actor(),
        };
        let clock = Clock::default();
        let wall_millis = clock.wall_millis();
        let time = fixed_now()?.unwrap_or_else(|| clock.wall()).time();
        let time = time.with_nanosecond(0).unwrap_or(time);
        Ok(Asked { actor, today: today(lists)?, time, wall_millis })
    }
}

/// Refuses a file where a folder is meant.
pub(super) fn a_folder(path: &Path) -> Result<(), CliError> {
    if path.exists() && !path.is_dir() {
        return Err(CliError::NotAFolder(path.display().to_string()));
    }
    Ok(())
}

/// The person that `--as` names.
fn person(catalog: &Catalog, name: &str) -> Result<PersonId, CliError> {
    let id = super::verbs::named(catalog, Noun::Person, name)?;
    PersonId::try_from(id)
        .map_err(|_other| CliError::Unknown { what: Noun::Person, name: name.to_owned() })
}

/// The day for commands that only read; `TANSHI_NOW` fixes it.
pub(super) fn today(lists: &Lists) -> Result<NaiveDate, CliError> {
    let fixed = fixed_now()?.map(|now| now.date());
    Ok(fixed.unwrap_or_else(|| lists.today(Clock::default().today())))
}

/// The day on the wall, or the one that `TANSHI_NOW` fixes: what is looked after does not live in the time
/// of an example.
pub(super) fn wall_today() -> Result<NaiveDate, CliError> {
    Ok(fixed_now()?.map_or_else(|| Clock::default().today(), |now| now.date()))
}

/// The day and time that `TANSHI_NOW` names.
fn fixed_now() -> Result<Option<NaiveDateTime>, CliError> {
    // Set to nothing, a variable is not set.
    let text = std::env::var("TANSHI_NOW").unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    DateTime::<FixedOffset>::parse_from_rfc3339(&text)
        .map(|time| Some(in_beijing(u64::try_from(time.timestamp_millis()).unwrap_or(0))))
        .map_err(|_fault| CliError::BadClock(text))
}

/// Since when the store is open, as another run tells it.
pub(super) fn now_text() -> String {
    Clock::default().now_text()
}

/// Closes the store; what was saved is saved whatever happens here.
pub(super) fn close(desk: Desk) -> Result<(), CliError> {
    desk.close().map_err(CliError::NotClosed)
}
