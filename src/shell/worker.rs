//! The thread that owns the store: it answers one question after the other, and looks after the
//! store in the pauses between them (`care`). What is made for the office is in `pieces`.
#![expect(clippy::disallowed_methods, reason = "pauses are measured")]

mod care;
mod figures;
mod pieces;
mod table;
#[cfg(test)]
mod tests;
mod texts;

use crate::app::{Answer, Failure, FiguresWish, KeptOrder, Opened, PaperWish, Performed, ReadOnly};
use crate::command::fill::{Directory, Found, Values};
use crate::command::{Catalog, Verb};
use crate::document::report::ReportFormat;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, PersonId, StudioId};
use crate::i18n::Lang;
use crate::i18n::wording::consequence_text;
use crate::search::text::Position;
use crate::shell::clock::Clock;
use crate::shell::desk::{Desk, DeskError, Done};
use crate::shell::wording::{
    desk_error_text, frozen_text, notice_text, read_only_text, store_error_text, unhealed_text,
};
use crate::store::{Asked, Reason, StoreError};
use table::AtTheScreen;
pub(super) use texts::Hearer;

use care::{Care, CheckState, Checked, Due, Task};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Instant;

/// Opens the desk; runs on the thread that keeps it.
pub type OpenDesk = Box<dyn FnMut() -> Result<Desk, StoreError> + Send>;

/// What the store is asked.
#[derive(Debug)]
pub(super) enum Request {
    Dossier {
        generation: u64,
        id: EntityId,
    },
    Prefill {
        generation: u64,
        verb: &'static Verb,
        target: EntityId,
    },
    Perform {
        generation: u64,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: Values,
    },
    Rehearse {
        generation: u64,
        verb: &'static Verb,
        targets: Vec<EntityId>,
        values: Values,
    },
    PerformSeveral {
        generation: u64,
        verb: &'static Verb,
        targets: Vec<EntityId>,
        values: Values,
    },
    Compose(PaperWish),
    WritePaper(PaperWish),
    WriteDeadlines(Vec<CommitmentId>),
    WriteLedger(Option<StudioId>),
    Count {
        generation: u64,
        wish: FiguresWish,
    },
    WriteReport {
        wish: FiguresWish,
        format: ReportFormat,
    },
    Undo,
    Redo,
    /// The full text wants what was changed since a position, or everything.
    BeginTexts {
        round: u64,
        since: Option<Position>,
    },
    /// The full text wants more of it.
    MoreTexts,
    Reload,
    Language(Lang),
    /// Nothing: it tells when everything that was asked before is answered.
    Reached(Sender<()>),
    /// The order in which the issues were shown, for the next start.
    Close(Option<Box<KeptOrder>>),
}

/// The store on its thread.
pub(super) struct Worker<S> {
    desk: Desk,
    clock: Clock,
    lang: Lang,
    /// Who is at the keyboard, when somebody else than usual.
    actor: Option<String>,
    send: S,
    care: Care,
    /// The figures that were counted last.
    kept: Option<figures::Kept>,
    /// As it was told last.
    read_only: Option<Reason>,
    /// Who hears of everything that is saved.
    hearer: Option<Hearer>,
}

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// A worker at this desk that answers with `send`, which says whether anybody listens.
    pub(super) fn new(
        mut desk: Desk,
        clock: Clock,
        lang: Lang,
        actor: Option<String>,
        send: S,
    ) -> Self {
        let read_only = desk.store().engine().read_only();
        let care = Care::default();
        Self { desk, clock, lang, actor, send, care, kept: None, read_only, hearer: None }
    }

    /// Says that the store is open, and answers until it is told to close or nobody listens;
    /// `answered` hears that nothing more will be answered, before the store is closed.
    ///
    /// # Errors
    /// [`StoreError`] when closing fails; nothing is lost then, the next opening checks more.
    pub(super) fn run(
        mut self,
        requests: &Receiver<Request>,
        answered: impl FnOnce(),
    ) -> Result<(), StoreError> {
        let opened = self.opened();
        (self.send)(opened);
        self.tell_opened();
        let mut order = None;
        let mut next = self.wait(requests);
        while let Some(request) = next.take() {
            // While somebody runs down a list, only the last page is worth reading; and of figures only
            // what was asked for last.
            let follower = requests.try_recv();
            let stale = matches!(
                (&request, &follower),
                (Request::Dossier { .. }, Ok(Request::Dossier { .. }))
                    | (Request::Count { .. }, Ok(Request::Count { .. }))
            );
            if let Request::Close(shown) = request {
                order = shown;
                break;
            }
            let goes_on = stale || (self.answer(request) && self.tell_news());
            if !goes_on {
                break;
            }
            next = match follower {
                Ok(request) => Some(request),
                Err(TryRecvError::Empty) => self.wait(requests),
                Err(TryRecvError::Disconnected) => None,
            };
        }
        answered();
        self.desk.close_in(order.as_deref())
    }

    /// Waits for the next question; a pause is used to look after the store.
    fn wait(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            let (pause, task) = match self.care.next(Instant::now()) {
                Due::Never => return requests.recv().ok(),
                Due::Overdue(task) => {
                    // Whoever never pauses would otherwise never have it done.
                    self.look_after(task);
                    continue;
                }
                Due::After(pause, task) => (pause, task),
            };
            match requests.recv_timeout(pause) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.look_after(task),
            }
        }
    }

    /// Makes the rows durable, or checks a little more and tells what was healed.
    ///
    /// Nothing is lost by what fails here: the journal has everything, and the next change has it
    /// tried again.
    fn look_after(&mut self, task: Task) {
        match task {
            Task::Durable => {
                self.care.durable_done();
                self.desk.store().engine().make_durable().ok();
            }
            Task::Check => {
                if matches!(self.care.check, CheckState::Waiting) {
                    (self.send)(Answer::Checking(true));
                }
                if let Some(found) = self.care.check_on(self.desk.store()) {
                    (self.send)(Answer::Checking(false));
                    self.tell_unhealed(&found);
                }
            }
        }
        self.tell_news();
    }

    /// Tells what a check has found and nothing could heal.
    fn tell_unhealed(&mut self, found: &Checked) {
        let words = match found {
            Checked::Found(found) if found.is_whole() => return,
            Checked::Found(found) => unhealed_text(found, self.lang),
            Checked::Failed(error) => self.words(error),
        };
        let told = Answer::Told { notices: vec![words] };
        (self.send)(told);
    }

    /// Tells what came about on the way: whether anything can be saved, rows that had to be read
    /// anew, and what was put right. Says whether anybody listens.
    fn tell_news(&mut self) -> bool {
        let read_only = self.desk.store().engine().read_only();
        let is_changed = read_only != self.read_only;
        if is_changed || self.desk.is_stale() {
            self.read_only = read_only;
            // While it cannot be read, what is shown stays; the next answer tries again.
            let is_fresh = self.desk.refresh().is_ok();
            if is_changed || is_fresh {
                let opened = self.opened();
                let is_heard = (self.send)(opened);
                // What could not be read when it was saved is in no change that was handed on.
                self.tell_opened();
                return is_heard;
            }
        }
        if !self.desk.store().engine().has_notices() {
            return true;
        }
        let notices = self.notices();
        (self.send)(Answer::Told { notices })
    }

    fn notices(&mut self) -> Vec<String> {
        let notices = self.desk.take_notices();
        notices.iter().map(|notice| notice_text(notice, self.lang)).collect()
    }

    fn opened(&mut self) -> Answer {
        let read_only = self.desk.store().engine().read_only();
        let notices = self.notices();
        let actor = self.named_actor().map(|(name, _)| name);
        let order = self.desk.take_order().map(Box::new);
        Answer::Opened(Box::new(Opened {
            order,
            catalog: Arc::new(self.desk.catalog().clone()),
            settings: self.desk.settings().clone(),
            calendar: Arc::new(self.desk.calendar().clone()),
            notices,
            read_only: read_only.map(|reason| ReadOnly {
                words: read_only_text(reason, self.lang),
                is_worth_trying: reason.is_worth_trying(),
            }),
            actor,
        }))
    }

    /// Reads everything anew, and tries to write again where that failed before: what stood in the
    /// way may have passed.
    fn reread(&mut self) -> Answer {
        let engine = self.desk.store().engine();
        // Why it still fails is told with the answer.
        engine.reopen().ok();
        engine.forget();
        match self.desk.refresh() {
            Ok(()) => {
                self.read_only = self.desk.store().engine().read_only();
                self.opened()
            }
            Err(error) => Answer::Told { notices: vec![self.words(&error)] },
        }
    }

    fn named_actor(&self) -> Option<(String, PersonId)> {
        let catalog: &Catalog = self.desk.catalog();
        let name = self.actor.as_deref()?;
        match catalog.find(EntityKind::Person, name) {
            Found::One(id) => Some((Directory::name(catalog, id)?, PersonId::try_from(id).ok()?)),
            Found::None | Found::Several(_) => None,
        }
    }

    fn asked(&self) -> Asked {
        let actor = self.named_actor().map_or_else(|| self.desk.actor(), |(_, id)| id);
        Asked {
            actor,
            today: self.desk.today(self.clock.today()),
            time: self.clock.time(),
            wall_millis: self.clock.wall_millis(),
        }
    }

    /// Answers one question; says whether anybody listens.
    fn answer(&mut self, request: Request) -> bool {
        let asked = self.asked();
        let answer = match request {
            Request::Dossier { generation, id } => match self.desk.dossier(id) {
                Ok(world) => {
                    let frozen = self.desk.store().engine().frozen(id);
                    let frozen = frozen.map(|reason| frozen_text(reason, self.lang));
                    Answer::Dossier { generation, id, world: Box::new(world), frozen }
                }
                Err(error) => Answer::Unreadable { generation, words: self.words(&error) },
            },
            Request::Prefill { generation, verb, target } => {
                match self.desk.prefill(verb, Some(target)) {
                    Ok(values) => Answer::Prefilled { generation, values },
                    Err(error) => Answer::Unreadable { generation, words: self.words(&error) },
                }
            }
            Request::Perform { generation, verb, target, values } => {
                let result = if let Some(result) = self.table(verb, &values, &asked) {
                    result
                } else {
                    let done = self.desk.perform(verb, target, &values, &asked);
                    self.outcome(done)
                };
                Answer::Performed { generation, verb, result }
            }
            Request::Rehearse { generation, verb, targets, values } => {
                let result = self.desk.rehearse_several(verb, &targets, &values, &asked);
                Answer::Rehearsed { generation, result: result.map_err(|it| self.failure(it)) }
            }
            Request::PerformSeveral { generation, verb, targets, values } => {
                let result = self.desk.perform_several(verb, &targets, &values, &asked);
                Answer::Performed { generation, verb, result: self.outcome(result) }
            }
            Request::Compose(wish) => Answer::Composed { wish, result: self.compose(wish) },
            Request::WritePaper(wish) => Answer::Written(self.write(wish)),
            Request::WriteDeadlines(ids) => Answer::Written(self.write_deadlines(&ids)),
            Request::WriteLedger(studio) => Answer::Written(self.write_ledger(studio)),
            Request::Count { generation, wish } => {
                Answer::Figures { generation, result: self.count(generation, wish) }
            }
            Request::WriteReport { wish, format } => {
                Answer::Written(self.write_report(wish, format))
            }
            Request::Undo => {
                let result = self.desk.undo(&asked);
                Answer::Travelled { undone: true, result: self.outcome(result) }
            }
            Request::Redo => {
                let result = self.desk.redo(&asked);
                Answer::Travelled { undone: false, result: self.outcome(result) }
            }
            Request::Reload => {
                let answer = self.reread();
                // What could not be read before may be read now.
                self.tell_opened();
                answer
            }
            Request::Language(lang) => {
                self.lang = lang;
                return true;
            }
            Request::BeginTexts { round, since } => {
                self.begin_texts(round, since);
                return true;
            }
            Request::MoreTexts => {
                self.more_texts();
                return true;
            }
            Request::Reached(reached) => {
                // Whoever does not wait any more need not know.
                reached.send(()).ok();
                return true;
            }
            Request::Close(_) => return false,
        };
        let is_heard = (self.send)(answer);
        self.tell_changed();
        is_heard
    }

    fn words(&self, error: &StoreError) -> String {
        store_error_text(error, self.lang, &AtTheScreen(self.desk.catalog())).join("\n")
    }

    /// What came of a change; whatever was saved has to be made durable.
    fn outcome(&mut self, result: Result<Done, DeskError>) -> Result<Box<Performed>, Failure> {
        if result.as_ref().is_ok_and(|done| done.change.is_some()) {
            self.care.was_written(Instant::now());
        }
        match result {
            Err(error) => Err(self.failure(error)),
            Ok(done) => Ok(Box::new(Performed {
                consequence: self.consequence(&done),
                told: if done.about.is_empty() { done.events.clone() } else { done.about },
                applied: done.events.into_iter().zip(done.envelopes).collect(),
                catalog: Arc::new(self.desk.catalog().clone()),
                settings: self.desk.settings().clone(),
                calendar: Arc::new(self.desk.calendar().clone()),
            })),
        }
    }

    /// What is to be known about what was done, in words. It is saved, so that a store that cannot be read
    /// any more is told of by whoever reads it next.
    fn consequence(&mut self, done: &Done) -> Option<String> {
        let told = self.desk.consequence(&done.events).ok().flatten()?;
        Some(consequence_text(&told, self.lang, &AtTheScreen(self.desk.catalog())))
    }

    /// Why nothing was done, as the screens are told it.
    fn failure(&self, error: DeskError) -> Failure {
        match error {
            DeskError::Fault(fault) => Failure::Fault(fault),
            DeskError::Store(StoreError::Refused(refusal)) => Failure::Refused(refusal),
            DeskError::NothingToUndo => Failure::NothingToUndo,
            DeskError::Store(error) => Failure::Other(self.words(&error)),
            error @ DeskError::AtLine { .. } => {
                let names = AtTheScreen(self.desk.catalog());
                let lines = desk_error_text(&error, None, self.lang, &names);
                Failure::Other(lines.join("\n"))
            }
        }
    }
}
