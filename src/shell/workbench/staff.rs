//! The threads beside the one that has the state: the store, the full text, what goes through all rows, what is
//! typed, the second screen and the backups. The screens and the dialogue in lines have the same.

use super::backups::Backups;
use super::keep::{KeepError, keep};
use super::{RunError, RunOptions, Said};
use crate::app::{self, Answer, Effect, Input, State};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::editor::{Drafts, recovered_text};
use crate::shell::finder::FinderThread;
use crate::shell::hall::{Post, Whose};
use crate::shell::kept::{Keeper, keep_view};
use crate::shell::paper::own_folder;
use crate::shell::seeker::{self, Tell};
use crate::shell::wording::{no_hall_text, text_left_text};
use crate::shell::worker::{Hearer, Request};
use chrono::NaiveDate;
use std::io;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

/// The threads, by how they are spoken to.
pub(super) struct Staff {
    /// Where the store is asked.
    pub(super) ask: Sender<Request>,
    /// Where the full text is asked.
    pub(super) seek: Sender<Tell>,
    /// Who goes through all rows, where there are many.
    pub(super) finder: FinderThread,
    /// Who keeps what is typed.
    pub(super) kept: Keeper,
    /// What the person's own editor has.
    pub(super) drafts: Drafts,
    /// What the room sees on a second screen.
    pub(super) hall: Post,
    /// Who makes the backups of the day.
    pub(super) backups: Backups,
    keeper: JoinHandle<Result<(), KeepError>>,
    seeker: JoinHandle<()>,
    /// The store was told to close.
    is_closing: bool,
}

impl Staff {
    /// Starts them; what they say is heard where `tell` leads to.
    ///
    /// # Errors
    /// Where the system refuses a thread.
    pub(super) fn start(
        options: RunOptions,
        clock: Clock,
        lang: Lang,
        tell: &Sender<Said>,
    ) -> io::Result<Self> {
        // Before the store is opened: what fails here leaves nothing half open.
        let left = tell.clone();
        let kept = Keeper::start(&options.folder, move |folder| {
            let notices = vec![text_left_text(folder, lang)];
            left.send(Said::Answer(Answer::Told { notices })).ok();
        })?;
        let drafts = Drafts::in_folder(&options.folder);
        let unseen = tell.clone();
        // The folder of an example has a name that nobody knows.
        let is_example = options.today.is_some();
        let whose = if is_example { Whose::Example } else { Whose::Data(options.folder.clone()) };
        let hall = Post::new(whose, move |fault| {
            let notices = vec![no_hall_text(fault, lang)];
            unseen.send(Said::Answer(Answer::Told { notices })).ok();
        });
        let backed_up = tell.clone();
        let backups = Backups::of(options.folder, is_example, move |answer| {
            backed_up.send(Said::Answer(answer)).ok();
        });
        let (ask, requests) = mpsc::channel();
        let (seek, sought) = mpsc::channel();
        let (texts, finds) = (ask.clone(), tell.clone());
        let seeker = std::thread::Builder::new().name("search".to_owned()).spawn(move || {
            seeker::seek(&sought, texts, |answer| finds.send(Said::Answer(answer)).is_ok());
        })?;
        let found = tell.clone();
        let finder = FinderThread::start(move |answer| found.send(Said::Answer(answer)).is_ok())?;
        let (open, actor, hearer) = (options.open, options.actor, Hearer::new(seek.clone()));
        let tell = tell.clone();
        let keeper = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || keep(open, (clock, lang, actor), hearer, &tell, &requests))?;
        Ok(Self {
            ask,
            seek,
            finder,
            kept,
            drafts,
            hall,
            backups,
            keeper,
            seeker,
            is_closing: false,
        })
    }

    /// What an answer of the store brings along. Once it is open, what earlier runs have left is put in order
    /// before anybody hears of it: only now is it certain that nobody else uses that.
    pub(super) fn heard(&self, mut answer: Answer, state: &State, clock: &mut Clock) -> Answer {
        if let Answer::Opened(opened) = &mut answer {
            if !state.is_open() {
                self.kept.sweep(own_folder(state.lang()));
                let recovered = self.drafts.recover();
                let texts = recovered.iter().map(|kept| recovered_text(kept, state.lang()));
                opened.notices.extend(texts);
            }
            // An example has its own today.
            clock.today = opened.settings.example_today.or(clock.today);
        }
        answer
    }

    /// Has the store close, and keep the order in which the issues were shown.
    pub(super) fn close(&mut self, state: &State) {
        if std::mem::replace(&mut self.is_closing, true) {
            return;
        }
        let known = || self.finder.order(state.catalog()).filter(|_| state.is_open());
        let order = state.kept_order().or_else(known);
        self.ask.send(Request::Close(order.map(Box::new))).ok();
    }

    /// Hears what the store still says, keeps what the screens looked like and waits until everything is
    /// closed. `answered` says that the store has said everything already. Says whether a backup of the day is
    /// left unfinished.
    ///
    /// # Errors
    /// [`RunError`] where the store could not be opened, or not closed in good order.
    pub(super) fn end(
        mut self,
        state: &mut State,
        told: impl Iterator<Item = Said>,
        (today, answered, folder): (NaiveDate, bool, &Path),
    ) -> Result<bool, RunError> {
        self.close(state);
        // Before the store is closed, which takes longer and gives its lock to another window.
        if !answered {
            hear_the_rest(state, told, today, &self.kept);
        }
        // A folder that is no store is not written to, and the example is looked at and gone.
        if state.is_open() && !state.is_demo() {
            keep_view(folder, state);
        }
        self.kept.finish();
        let is_unbacked = self.backups.finish();
        drop(self.seek);
        let closed = self.keeper.join();
        // What it was writing is derived; a panic of it was told when it was asked.
        self.seeker.join().ok();
        match closed {
            Ok(Ok(())) => Ok(is_unbacked),
            Ok(Err(KeepError::Open(error))) => Err(RunError::Store(error)),
            Ok(Err(KeepError::Close(error))) => Err(RunError::NotClosed(error)),
            Err(_panic) => Err(RunError::Terminal(io::Error::other("the store thread panicked"))),
        }
    }
}

/// What an effect asks of the store; back comes one that asks for something else.
pub(super) fn request(effect: Effect) -> Result<Request, Box<Effect>> {
    Ok(match effect {
        Effect::LoadDossier { generation, id } => Request::Dossier { generation, id },
        Effect::Prefill { generation, verb, target } => {
            Request::Prefill { generation, verb, target }
        }
        Effect::Perform { generation, verb, target, values } => {
            Request::Perform { generation, verb, target, values }
        }
        Effect::Rehearse { generation, verb, targets, values } => {
            Request::Rehearse { generation, verb, targets, values }
        }
        Effect::PerformSeveral { generation, verb, targets, values } => {
            Request::PerformSeveral { generation, verb, targets, values }
        }
        Effect::Compose(wish) => Request::Compose(wish),
        Effect::WritePaper(wish) => Request::WritePaper(wish),
        Effect::WriteDeadlines(ids) => Request::WriteDeadlines(ids),
        Effect::WriteLedger(studio) => Request::WriteLedger(studio),
        Effect::CountFigures { generation, wish } => Request::Count { generation, wish },
        Effect::WriteReport { wish, format } => Request::WriteReport { wish, format },
        Effect::Undo => Request::Undo,
        Effect::Redo => Request::Redo,
        Effect::Reload => Request::Reload,
        other => return Err(Box::new(other)),
    })
}

/// Takes in what the store still said. Whether a form that was being saved when the window was
/// closed is saved is known only now: kept as well, it would be saved twice.
fn hear_the_rest(
    state: &mut State,
    told: impl Iterator<Item = Said>,
    today: NaiveDate,
    kept: &Keeper,
) {
    for said in told {
        let answer = match said {
            Said::Answer(answer) => answer,
            Said::Answered => return,
            Said::Event(_) | Said::Signal(_) | Said::Line(_) => continue,
        };
        for effect in app::update(state, Input::Answer(answer), today) {
            match effect {
                Effect::Keep(unsaved) => kept.keep(unsaved),
                Effect::KeepViews(views) => kept.keep_views(views),
                _ => {}
            }
        }
    }
}
