//! The thread that owns the store: it answers one question after the other.

use crate::app::{Answer, Failure, Opened, Performed};
use crate::command::fill::{Directory, Found, Values};
use crate::command::{Catalog, Verb};
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::desk::{Desk, DeskError, Done};
use crate::shell::wording::{notice_text, read_only_text, store_error_text};
use crate::store::{Asked, StoreError};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

/// Opens the desk; runs on the thread that keeps it.
pub type OpenDesk = Box<dyn FnMut() -> Result<Desk, StoreError> + Send>;

/// What the store is asked.
#[derive(Debug)]
pub(super) enum Request {
    Dossier { generation: u64, id: EntityId },
    Prefill { generation: u64, verb: &'static Verb, target: EntityId },
    Perform { generation: u64, verb: &'static Verb, target: Option<EntityId>, values: Values },
    Undo,
    Redo,
    Reload,
    Language(Lang),
    Close,
}

/// What a pause is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// What was shown from sled survives a power cut without catching up.
    Durable,
    /// Everything is checked once after opening.
    Scrub,
}

/// How long nobody has to ask before the rows are made durable.
const DURABLE_AFTER: Duration = Duration::from_secs(2);
/// How long nobody has to ask before everything is checked.
const SCRUB_AFTER: Duration = Duration::from_secs(5);

/// The store on its thread.
pub(super) struct Worker<S> {
    pub(super) desk: Desk,
    pub(super) clock: Clock,
    pub(super) lang: Lang,
    /// Who is at the keyboard, when somebody else than usual.
    pub(super) actor: Option<String>,
    pub(super) send: S,
    /// What the next pauses are used for, the first one last.
    pub(super) care: Vec<(Duration, Care)>,
}

/// What is looked after when the store was just opened.
pub(super) fn care_after_opening() -> Vec<(Duration, Care)> {
    vec![(SCRUB_AFTER, Care::Scrub)]
}

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// Says that the store is open, and answers until it is told to close or nobody listens.
    ///
    /// # Errors
    /// [`StoreError`] when closing fails; nothing is lost then, the next opening checks more.
    pub(super) fn run(mut self, requests: &Receiver<Request>) -> Result<(), StoreError> {
        let opened = self.opened();
        (self.send)(opened);
        let mut next = self.wait(requests);
        while let Some(request) = next.take() {
            // While somebody runs down a list, only the last page is worth reading.
            let skip = matches!(request, Request::Dossier { .. });
            let follower = requests.try_recv();
            let stale = skip && matches!(follower, Ok(Request::Dossier { .. }));
            if matches!(request, Request::Close) {
                break;
            }
            if !stale && !self.answer(request) {
                break;
            }
            next = match follower {
                Ok(request) => Some(request),
                Err(TryRecvError::Empty) => self.wait(requests),
                Err(TryRecvError::Disconnected) => None,
            };
        }
        self.desk.into_store().close()
    }

    /// Waits for the next question; a pause is used to look after the store.
    fn wait(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            let care = self.care.pop();
            let Some((pause, care)) = care else { return requests.recv().ok() };
            match requests.recv_timeout(pause) {
                Ok(request) => {
                    self.care.push((pause, care));
                    return Some(request);
                }
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.look_after(care),
            }
        }
    }

    /// Makes the rows durable, or checks everything once and tells what was healed.
    ///
    /// What fails here fails again, and is told, when somebody needs it: the journal has everything.
    fn look_after(&mut self, care: Care) {
        let engine = self.desk.store().engine();
        let done = match care {
            Care::Durable => engine.make_durable(),
            Care::Scrub => engine.scrub().map(|_found| ()),
        };
        if done.is_err() || self.desk.store().engine().has_notices() {
            let opened = self.opened();
            (self.send)(opened);
        }
    }

    fn opened(&mut self) -> Answer {
        let read_only = self.desk.store().engine().read_only();
        let notices = self.desk.store().engine().take_notices();
        let notices = notices.iter().map(|notice| notice_text(notice, self.lang)).collect();
        let actor = self.named_actor().map(|(name, _)| name);
        Answer::Opened(Box::new(Opened {
            catalog: Arc::new(self.desk.catalog().clone()),
            settings: self.desk.settings().clone(),
            calendar: Arc::new(self.desk.calendar().clone()),
            notices,
            read_only: read_only.map(|reason| read_only_text(reason, self.lang)),
            actor,
        }))
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
            wall_millis: self.clock.wall_millis(),
        }
    }

    /// Answers one question; says whether anybody listens.
    fn answer(&mut self, request: Request) -> bool {
        let asked = self.asked();
        let answer = match request {
            Request::Dossier { generation, id } => match self.desk.dossier(id) {
                Ok(world) => Answer::Dossier { generation, id, world: Box::new(world) },
                Err(error) => Answer::Unreadable { generation, words: self.words(&error) },
            },
            Request::Prefill { generation, verb, target } => {
                match self.desk.prefill(verb, Some(target)) {
                    Ok(values) => Answer::Prefilled { generation, values },
                    Err(error) => Answer::Unreadable { generation, words: self.words(&error) },
                }
            }
            Request::Perform { generation, verb, target, values } => {
                let result = self.desk.perform(verb, target, &values, &asked);
                self.care.retain(|(_, care)| *care != Care::Durable);
                self.care.push((DURABLE_AFTER, Care::Durable));
                Answer::Performed { generation, result: self.outcome(result) }
            }
            Request::Undo => {
                let result = self.desk.undo(&asked);
                Answer::Travelled { undone: true, result: self.outcome(result) }
            }
            Request::Redo => {
                let result = self.desk.redo(&asked);
                Answer::Travelled { undone: false, result: self.outcome(result) }
            }
            Request::Reload => self.opened(),
            Request::Language(lang) => {
                self.lang = lang;
                return true;
            }
            Request::Close => return false,
        };
        (self.send)(answer)
    }

    fn words(&self, error: &StoreError) -> String {
        store_error_text(error, self.lang, self.desk.catalog()).join("\n")
    }

    fn outcome(&self, result: Result<Done, DeskError>) -> Result<Box<Performed>, Failure> {
        match result {
            Ok(done) => Ok(Box::new(Performed {
                events: done.events,
                catalog: Arc::new(self.desk.catalog().clone()),
                settings: self.desk.settings().clone(),
                calendar: Arc::new(self.desk.calendar().clone()),
            })),
            Err(DeskError::Fault(fault)) => Err(Failure::Fault(fault)),
            Err(DeskError::Store(StoreError::Refused(refusal))) => Err(Failure::Refused(refusal)),
            Err(DeskError::NothingToUndo) => Err(Failure::NothingToUndo),
            Err(DeskError::Store(error)) => Err(Failure::Other(self.words(&error))),
        }
    }
}
