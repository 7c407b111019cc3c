//! The backups of the day, made beside everything else once the store is open: nobody waits for them. What
//! could not be made, because the medium is not there, is tried again each hour in which somebody works.

use crate::app::{Answer, BackupStand};
use crate::domain::settings::{BackupPlan, Settings};
use crate::i18n::Lang;
use crate::shell::backup::{Outcome, daily, outcome_texts, standing};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// Who hears what came of it.
type Tell = Arc<dyn Fn(Answer) + Send + Sync>;

/// When what could not be made is tried again.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Makes the backups of a day when it begins, and again where others are wanted or one is missing.
pub(super) struct Backups {
    folder: PathBuf,
    /// None of an example, which is looked at and gone.
    tell: Option<Tell>,
    /// For which day, and as which plan wants them, they were begun last, and when.
    begun: Option<(NaiveDate, BackupPlan, NaiveDateTime)>,
    work: Option<JoinHandle<Done>>,
    /// Whether a backup was missing after the last run.
    is_missing: bool,
    /// What was told last: the same is not told each hour.
    told: Vec<String>,
    /// Whether the work should be left.
    stop: Arc<AtomicBool>,
}

/// What came of a run.
struct Done {
    /// Whether there is a backup of the day wherever one is wanted.
    is_all: bool,
    told: Vec<String>,
}

impl Backups {
    pub(super) fn of(
        folder: PathBuf,
        is_example: bool,
        tell: impl Fn(Answer) + Send + Sync + 'static,
    ) -> Self {
        let tell: Tell = Arc::new(tell);
        let stop = Arc::default();
        let tell = (!is_example).then_some(tell);
        Self { folder, tell, begun: None, work: None, is_missing: true, told: Vec::new(), stop }
    }

    /// Begins, unless that was done for this day and plan, or not long ago.
    pub(super) fn start(&mut self, settings: &Settings, now: NaiveDateTime, lang: Lang) {
        let plan = &settings.options.backups;
        let day = now.date();
        let is_same =
            |(on, of, _): &(NaiveDate, BackupPlan, NaiveDateTime)| *on == day && of == plan;
        let Some(tell) = self.tell.clone() else { return };
        // One run at a time: the next input begins what this one is in the way of.
        if settings.example_today.is_some() || self.is_at_work() {
            return;
        }
        self.take_in();
        if let Some(begun) = self.begun.as_ref().filter(|it| is_same(it)) {
            // A clock that was put back tries again at once.
            let is_recent = begun.2 <= now && now - begun.2 < AGAIN;
            if is_recent || !self.is_missing {
                return;
            }
        }
        self.begun = Some((day, plan.clone(), now));
        let (folder, plan, stop) = (self.folder.clone(), plan.clone(), Arc::clone(&self.stop));
        let told_before = std::mem::take(&mut self.told);
        let work = move || {
            let outcomes = daily(&folder, &plan, day, &stop);
            let told = outcome_texts(&outcomes, lang);
            let notices = told.iter().filter(|it| !told_before.contains(it)).cloned().collect();
            let stands = standing(&folder, &plan, day).iter().map(BackupStand::from).collect();
            let is_all = outcomes.iter().all(Outcome::is_done);
            if !stop.load(Ordering::Relaxed) {
                tell(Answer::BackedUp { stands, notices });
            }
            Done { is_all, told }
        };
        // Without a thread there is no backup now; the doctor tells how old the last one is.
        self.work = std::thread::Builder::new().name("backup".to_owned()).spawn(work).ok();
    }

    fn is_at_work(&self) -> bool {
        self.work.as_ref().is_some_and(|work| !work.is_finished())
    }

    /// Takes in what came of the last run.
    fn take_in(&mut self) {
        let Some(work) = self.work.take() else { return };
        // A panic has made no backup.
        let done = work.join().unwrap_or(Done { is_all: false, told: Vec::new() });
        (self.is_missing, self.told) = (!done.is_all, done.told);
    }

    /// Leaves what is not finished, and waits until it is left; whether it was not finished.
    pub(super) fn finish(mut self) -> bool {
        let was_at_work = self.is_at_work();
        self.stop.store(true, Ordering::Relaxed);
        self.take_in();
        was_at_work && self.is_missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use std::sync::mpsc;

    fn at(day: &str, hour: u32) -> NaiveDateTime {
        day.parse::<NaiveDate>().unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    /// Waits until nothing is being done.
    fn wait(backups: &mut Backups) {
        backups.take_in();
    }

    #[test]
    fn what_could_not_be_made_is_made_up_for_within_an_hour_and_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let store = Store::open(&data, "now").unwrap();
        let (send, told) = mpsc::channel();
        let mut backups = Backups::of(data, false, move |answer| send.send(answer).unwrap());
        let stick = folder.path().join("stick");
        let mut settings = Settings::default();
        settings.options.backups.folder = stick.display().to_string();
        let mut run = |now: NaiveDateTime| {
            backups.start(&settings, now, Lang::Zh);
            wait(&mut backups);
            match told.try_recv() {
                Ok(Answer::BackedUp { stands, notices }) => {
                    Some((stands.last().unwrap().latest.is_some(), notices.len()))
                }
                _ => None,
            }
        };
        assert_eq!(run(at("2023-10-20", 9)), Some((false, 1)));
        assert_eq!(run(at("2023-10-20", 9)), None);
        assert_eq!(run(at("2023-10-20", 10)), Some((false, 0)));
        crate::store::make_private_folder(&stick).unwrap();
        assert_eq!(run(at("2023-10-20", 10)), None);
        assert_eq!(run(at("2023-10-20", 11)), Some((true, 0)));
        assert_eq!(run(at("2023-10-20", 12)), None);
        drop(store);
    }

    #[test]
    fn what_is_left_unfinished_at_the_end_leaves_nothing_half() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let store = Store::open(&data, "now").unwrap();
        let mut backups = Backups::of(data.clone(), false, |_answer| panic!("told at the end"));
        backups.stop.store(true, Ordering::Relaxed);
        backups.start(&Settings::default(), at("2023-10-20", 9), Lang::Zh);
        wait(&mut backups);
        assert!(backups.is_missing);
        assert!(!backups.finish(), "it was not at work any more");
        #[expect(clippy::disallowed_methods, reason = "a test looks at the folder")]
        let left = std::fs::read_dir(data.join("backups")).unwrap().count();
        assert_eq!(left, 0);
        drop(store);
    }

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
            let now = at(day, 9);
            backups.start(settings, now, Lang::Zh);
            // Whoever asks again on the same day is not answered twice.
            backups.start(settings, now, Lang::Zh);
            let Ok(Answer::BackedUp { stands, notices }) = told.recv() else { panic!("no answer") };
            assert_eq!(notices, Vec::<String>::new());
            wait(&mut backups);
            backups.start(settings, at(day, 11), Lang::Zh);
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
