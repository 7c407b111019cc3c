//! The backups of the day, made beside everything else once the store is open: nobody waits for them, and
//! what is not finished when the workbench is left is swept up and made up for next time.

use crate::app::{Answer, BackupStand};
use crate::domain::settings::{BackupPlan, Settings};
use crate::i18n::Lang;
use crate::shell::backup::{daily, outcome_text, standing};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// Who hears what came of it.
type Tell = Arc<dyn Fn(Answer) + Send + Sync>;

/// Makes the backups of a day when it begins, and again where others are wanted.
pub(super) struct Backups {
    folder: PathBuf,
    /// None of an example, which is looked at and gone.
    tell: Option<Tell>,
    /// For which day, and as which plan wants them, they were begun last.
    begun: Option<(NaiveDate, BackupPlan)>,
}

impl Backups {
    pub(super) fn of(
        folder: PathBuf,
        is_example: bool,
        tell: impl Fn(Answer) + Send + Sync + 'static,
    ) -> Self {
        let tell: Tell = Arc::new(tell);
        Self { folder, tell: (!is_example).then_some(tell), begun: None }
    }

    /// Begins, unless that was done for this day and plan.
    pub(super) fn start(&mut self, settings: &Settings, day: NaiveDate, lang: Lang) {
        let plan = &settings.options.backups;
        let is_begun = self.begun.as_ref().is_some_and(|(on, of)| *on == day && of == plan);
        let Some(tell) = self.tell.clone().filter(|_| !is_begun) else { return };
        if settings.example_today.is_some() {
            return;
        }
        self.begun = Some((day, plan.clone()));
        let (folder, plan) = (self.folder.clone(), plan.clone());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use std::sync::mpsc;

    #[test]
    fn they_are_made_once_a_day_and_again_where_another_place_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let store = Store::open(&data, "now").unwrap();
        let (send, told) = mpsc::channel();
        let mut backups = Backups::of(data, false, move |answer| send.send(answer).unwrap());
        let stick = folder.path().join("stick");
        crate::store::make_private_folder(&stick).unwrap();
        let mut settings = Settings::default();
        let mut days_of = |settings: &Settings, day: &str| -> Vec<String> {
            let day: NaiveDate = day.parse().unwrap();
            backups.start(settings, day, Lang::Zh);
            // Whoever asks again on the same day is not answered twice.
            backups.start(settings, day, Lang::Zh);
            let Ok(Answer::BackedUp { stands, notices }) = told.recv() else { panic!("no answer") };
            assert_eq!(notices, Vec::<String>::new());
            assert!(told.try_recv().is_err());
            stands.iter().map(|it| it.latest.unwrap().to_string()).collect()
        };
        assert_eq!(days_of(&settings, "2023-10-20"), ["2023-10-20"]);
        settings.options.backups.folder = stick.display().to_string();
        assert_eq!(days_of(&settings, "2023-10-20"), ["2023-10-20", "2023-10-20"]);
        assert_eq!(days_of(&settings, "2023-10-21"), ["2023-10-21", "2023-10-21"]);
        drop(store);
    }
}
