//! The thread that owns the store: it answers one question after the other.

use crate::app::{Answer, Failure, Opened, Performed};
use crate::command::fill::{Directory, Found, Values};
use crate::command::{Catalog, Verb};
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::i18n::Label;
use crate::i18n::{Lang, Text, sentence};
use crate::shell::clock::Clock;
use crate::shell::desk::{Desk, DeskError, Done};
use crate::store::{Asked, Notice, Reason, StoreError};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

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

/// Undo and redo. Until the desk has them there is nothing to undo; the two lines below are the
/// only ones to change then.
trait Travel {
    fn back(&mut self, asked: &Asked) -> Result<Done, DeskError>;
    fn forth(&mut self, asked: &Asked) -> Result<Done, DeskError>;
}

impl Travel for Desk {
    fn back(&mut self, _asked: &Asked) -> Result<Done, DeskError> {
        Err(DeskError::NothingToUndo)
    }

    fn forth(&mut self, _asked: &Asked) -> Result<Done, DeskError> {
        Err(DeskError::NothingToUndo)
    }
}

/// The store on its thread.
pub(super) struct Worker<S> {
    pub(super) desk: Desk,
    pub(super) clock: Clock,
    pub(super) lang: Lang,
    /// Who is at the keyboard, when somebody else than usual.
    pub(super) actor: Option<String>,
    pub(super) send: S,
}

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// Says that the store is open, and answers until it is told to close or nobody listens.
    ///
    /// # Errors
    /// [`StoreError`] when closing fails; nothing is lost then, the next opening checks more.
    pub(super) fn run(mut self, requests: &Receiver<Request>) -> Result<(), StoreError> {
        let opened = self.opened();
        (self.send)(opened);
        let mut next = requests.recv().ok();
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
                Err(TryRecvError::Empty) => requests.recv().ok(),
                Err(TryRecvError::Disconnected) => None,
            };
        }
        self.desk.into_store().close()
    }

    fn opened(&mut self) -> Answer {
        let notices = self.desk.store().engine().take_notices();
        let notices = notices.iter().map(|notice| notice_words(notice, self.lang)).collect();
        let actor = self.named_actor().map(|(name, _)| name);
        Answer::Opened(Box::new(Opened {
            catalog: Arc::new(self.desk.catalog().clone()),
            settings: self.desk.settings().clone(),
            calendar: Arc::new(self.desk.calendar().clone()),
            notices,
            read_only: None,
            actor,
        }))
    }

    fn named_actor(&self) -> Option<(String, PersonId)> {
        let catalog: &Catalog = self.desk.catalog();
        let name = self.actor.as_deref()?;
        match catalog.find(EntityKind::Person, name) {
            Found::One(id) => Some((catalog.name(id)?, PersonId::try_from(id).ok()?)),
            Found::None | Found::Several(_) => None,
        }
    }

    fn asked(&self) -> Asked {
        let actor = self.named_actor().map_or_else(|| self.desk.actor(), |(_, id)| id);
        Asked { actor, today: self.clock.today(), wall_millis: self.clock.wall_millis() }
    }

    /// Answers one question; says whether anybody listens.
    fn answer(&mut self, request: Request) -> bool {
        let asked = self.asked();
        let answer = match request {
            Request::Dossier { generation, id } => match self.desk.dossier(id) {
                Ok(world) => Answer::Dossier { generation, id, world: Box::new(world) },
                Err(error) => Answer::Failed(store_words(&error, self.lang)),
            },
            Request::Prefill { generation, verb, target } => {
                match self.desk.prefill(verb, Some(target)) {
                    Ok(values) => Answer::Prefilled { generation, values },
                    Err(error) => Answer::Failed(store_words(&error, self.lang)),
                }
            }
            Request::Perform { generation, verb, target, values } => {
                let result = self.desk.perform(verb, target, &values, &asked);
                Answer::Performed { generation, result: self.outcome(result) }
            }
            Request::Undo => {
                let result = self.desk.back(&asked);
                Answer::Travelled { undone: true, result: self.outcome(result) }
            }
            Request::Redo => {
                let result = self.desk.forth(&asked);
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
            Err(DeskError::Store(error)) => Err(Failure::Other(store_words(&error, self.lang))),
        }
    }
}

/// What the store put right, in words.
fn notice_words(notice: &Notice, lang: Lang) -> String {
    let count = |groups: &u64| i64::try_from(*groups).unwrap_or(i64::MAX);
    match notice {
        Notice::RowsRebuilt { groups, .. }
        | Notice::RowsCaughtUp { groups }
        | Notice::JournalRewritten { groups } => sentence::healed(lang, count(groups)),
        Notice::TailSetAside { .. } => Text::NoticeHealed.label(lang).to_owned(),
        Notice::Lost { .. } => Text::NoticeDamaged.label(lang).to_owned(),
        Notice::NewReplica => match lang {
            Lang::Zh => "资料是复制或移过来的，今后的编号另起一组".to_owned(),
            Lang::En => {
                "The data were copied or moved here; numbers go on in a new group".to_owned()
            }
        },
    }
}

/// Why the store cannot be used, in words.
pub(super) fn store_words(error: &StoreError, lang: Lang) -> String {
    let text = match error {
        StoreError::AlreadyOpen { pid: Some(pid), since } => {
            return sentence::already_open(lang, *pid, since.as_deref().unwrap_or("?"));
        }
        StoreError::AlreadyOpen { pid: None, .. } => Text::NoticeAlreadyOpen,
        StoreError::NewerFormat { .. } => Text::NoticeNewerStore,
        StoreError::WrittenByNewer(_) => Text::NoticeReadOnlyNewer,
        StoreError::ClockBehind => Text::NoticeClockBack,
        StoreError::ReadOnly(Reason::DiskFull) => Text::NoticeDiskFull,
        StoreError::ReadOnly(Reason::DiskFailed | Reason::Incomplete { .. }) => Text::NoticeDamaged,
        StoreError::NoStore(path) => {
            return sentence::no_such_file(lang, &path.display().to_string());
        }
        StoreError::NotEmpty(path) => {
            let path = path.display();
            return match lang {
                Lang::Zh => format!("文件夹 {path} 里有别的东西。请另选一个空文件夹。"),
                Lang::En => format!("The folder {path} holds something else. Choose an empty one."),
            };
        }
        other => return format!("{} ({other})", Text::NoticeNotSaved.label(lang)),
    };
    text.label(lang).to_owned()
}
