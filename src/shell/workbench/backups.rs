//! The backups of the day, made beside everything else once the store is open: nobody waits for them, and
//! what is not finished when the workbench is left is swept up and made up for next time.

use crate::app::{Answer, BackupStand};
use crate::domain::settings::Settings;
use crate::i18n::Lang;
use crate::shell::backup::{daily, outcome_text, standing};
use chrono::NaiveDate;
use std::path::PathBuf;

/// Who hears what came of it.
type Tell = Box<dyn FnOnce(Answer) + Send>;

/// Makes the backups of the day, once.
pub(super) struct Backups {
    folder: PathBuf,
    /// None once they were begun, and for an example, which is looked at and gone.
    tell: Option<Tell>,
}

impl Backups {
    pub(super) fn of(
        folder: PathBuf,
        is_example: bool,
        tell: impl FnOnce(Answer) + Send + 'static,
    ) -> Self {
        let tell: Tell = Box::new(tell);
        Self { folder, tell: (!is_example).then_some(tell) }
    }

    /// Begins, unless that was done before.
    pub(super) fn start(&mut self, settings: &Settings, day: NaiveDate, lang: Lang) {
        let Some(tell) = self.tell.take().filter(|_| settings.example_today.is_none()) else {
            return;
        };
        let (folder, plan) = (self.folder.clone(), settings.options.backups.clone());
        let work = move || {
            let outcomes = daily(&folder, &plan, day);
            let notices = outcomes.iter().filter_map(|it| outcome_text(it, lang)).collect();
            let stands = standing(&folder, &plan).iter().map(BackupStand::from).collect();
            tell(Answer::BackedUp { stands, notices });
        };
        // Without a thread there is no backup today; the doctor tells how old the last one is.
        std::thread::Builder::new().name("backup".to_owned()).spawn(work).map(drop).ok();
    }
}
