//! The thread that owns the store: it answers one question after the other.

use crate::app::{Answer, Failure, Opened, Performed};
use crate::command::fill::{Directory, Fault, FieldFault, Found, TakenFile, Values};
use crate::command::verb::FieldKind;
use crate::command::{Catalog, Verb};
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::desk::{Desk, DeskError, Done};
use crate::shell::wording::{notice_text, store_error_text};
use crate::store::{Asked, StoreError};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// The largest file that is taken in as evidence.
const FILE_LIMIT_BYTES: u64 = 200 << 20;

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
        let notices = notices.iter().map(|notice| notice_text(notice, self.lang)).collect();
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
                Err(error) => Answer::Failed(self.words(&error)),
            },
            Request::Prefill { generation, verb, target } => {
                match self.desk.prefill(verb, Some(target)) {
                    Ok(values) => Answer::Prefilled { generation, values },
                    Err(error) => Answer::Failed(self.words(&error)),
                }
            }
            Request::Perform { generation, verb, target, values } => {
                let result = self.perform(verb, target, &values, &asked);
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

    /// Performs a verb; a file that it names is copied into the store first.
    fn perform(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
        asked: &Asked,
    ) -> Result<Done, DeskError> {
        let field = verb.fields.iter().find(|field| matches!(field.kind, FieldKind::File));
        let path = field.and_then(|field| values.first(field.key)).map(str::trim);
        let Some((field, path)) = field.zip(path).filter(|(_, path)| !path.is_empty()) else {
            return self.desk.perform(verb, target, values, asked);
        };
        let fault = |_refused| {
            DeskError::Fault(Fault {
                key: field.key,
                typed: path.to_owned(),
                fault: FieldFault::File,
            })
        };
        let files = self.desk.store().files();
        let taken = files.import(Path::new(path), FILE_LIMIT_BYTES).map_err(fault)?;
        let file = TakenFile {
            sha256: taken.sha256,
            size_bytes: taken.size_bytes,
            extension: taken.extension,
        };
        self.desk.perform_with_file(verb, target, values, Some(file), asked)
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
