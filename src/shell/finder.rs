//! The thread that goes through all rows where there are many: what is typed meanwhile is on the screen at once,
//! and breaks off whatever was looked for before.

use crate::app::{Answer, Ask, AskKind, Finder, KeptOrder, Reply};
use crate::command::Catalog;
use crate::store::guard::guarded;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::time::Duration;

/// How long the order is waited for when the program ends; without it, the next start sorts again.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the thread is told.
enum Tell {
    Ask(Box<Ask>),
    /// Somebody wants the order of these rows, for the next start.
    Order(Arc<Catalog>, Sender<Option<KeptOrder>>),
}

/// The latest question of each kind, by its number: an earlier one is not waited for any more.
#[derive(Default)]
struct Latest([AtomicU64; AskKind::ALL.len()]);

impl Latest {
    fn of(&self, kind: AskKind) -> Option<&AtomicU64> {
        let at = AskKind::ALL.iter().position(|it| *it == kind);
        at.and_then(|at| self.0.get(at))
    }

    fn put(&self, kind: AskKind, generation: u64) {
        // What is asked goes over the channel; this only says that it does.
        self.of(kind).into_iter().for_each(|it| it.store(generation, Ordering::Relaxed));
    }

    fn is_gone(&self, kind: AskKind, generation: u64) -> bool {
        self.of(kind).is_some_and(|it| it.load(Ordering::Relaxed) > generation)
    }
}

/// How the thread is spoken to.
pub(super) struct FinderThread {
    tell: Sender<Tell>,
    latest: Arc<Latest>,
}

impl FinderThread {
    /// Starts it; `send` says whether anybody listens.
    ///
    /// # Errors
    /// Where the system refuses a thread.
    pub(super) fn start(send: impl FnMut(Answer) -> bool + Send + 'static) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let latest = Arc::<Latest>::default();
        let heard = Arc::clone(&latest);
        let builder = std::thread::Builder::new().name("rows".to_owned());
        // It has nothing to finish, and ends with the program.
        builder.spawn(move || run(&told, &heard, send))?;
        Ok(Self { tell, latest })
    }

    /// Asks something; the replies come as answers. Says whether anybody hears it.
    pub(super) fn ask(&self, ask: Box<Ask>) -> bool {
        self.latest.put(ask.kind(), ask.generation());
        self.tell.send(Tell::Ask(ask)).is_ok()
    }

    /// The order of these rows; `None` where it is not known, or is not said soon.
    pub(super) fn order(&self, catalog: &Arc<Catalog>) -> Option<KeptOrder> {
        // Nothing that was asked is waited for any more.
        for kind in AskKind::ALL {
            self.latest.put(kind, u64::MAX);
        }
        let (send, order) = mpsc::channel();
        self.tell.send(Tell::Order(Arc::clone(catalog), send)).ok()?;
        order.recv_timeout(PATIENCE).ok().flatten()
    }
}

/// Answers until nobody tells anything any more, and makes ready for the next question meanwhile.
fn run(told: &Receiver<Tell>, latest: &Latest, mut send: impl FnMut(Answer) -> bool) {
    let mut finder = Finder::default();
    let mut has_more = false;
    let mut asks: Vec<Ask> = Vec::new();
    loop {
        let is_idle = asks.is_empty();
        let tell = match (is_idle, has_more) {
            (true, false) => told.recv().map_err(|_gone| TryRecvError::Disconnected),
            _ => told.try_recv(),
        };
        match tell {
            Ok(Tell::Ask(ask)) => Ask::queue(&mut asks, *ask),
            Ok(Tell::Order(catalog, order)) => {
                order.send(guarded(|| finder.order_of(&catalog)).flatten()).ok();
            }
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) if is_idle => {
                has_more = guarded(|| finder.prepare()).unwrap_or_else(|| {
                    finder = Finder::default();
                    false
                });
            }
            Err(TryRecvError::Empty) => {
                let ask = asks.remove(0);
                let (kind, generation) = (ask.kind(), ask.generation());
                let is_gone = || latest.is_gone(kind, generation);
                let mut listens = true;
                let mut tell = |reply| listens &= send(Answer::Found(Box::new(reply)));
                // What it knew may be half of something then.
                if guarded(|| finder.answer(ask, &is_gone, &mut tell)).is_none() {
                    finder = Finder::default();
                    tell(Reply::failed(kind, generation));
                }
                if !listens {
                    return;
                }
                has_more = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Beginning, Effect, Input, Opened, State, update};
    use crate::command::city::city;
    use crate::domain::calendar::Calendar;
    use crate::exchange::example::TODAY;
    use crate::i18n::Lang;

    fn ask_all(thread: &FinderThread, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Find(ask) = effect {
                assert!(thread.ask(ask));
            }
        }
    }

    #[test]
    fn what_is_asked_is_answered_and_the_order_is_said_at_the_end() {
        let (send, answers) = mpsc::channel();
        let thread = FinderThread::start(move |answer| send.send(answer).is_ok()).unwrap();
        let (_, world) = city(690, 0);
        let plain = Beginning::plain(Lang::Zh, (120, 24), TODAY);
        let mut state = State::new(Beginning { few_issues: 0, demo: true, ..plain });
        let opened = Opened {
            catalog: Arc::new(Catalog::of(&world)),
            settings: world.settings(),
            calendar: Arc::new(Calendar::built_in()),
            notices: Vec::new(),
            read_only: None,
            actor: None,
            order: None,
        };
        let answer = Answer::Opened(Box::new(opened));
        ask_all(&thread, update(&mut state, Input::Answer(answer), TODAY));
        assert!(state.is_listing());
        while state.is_listing() {
            let answer = answers.recv_timeout(Duration::from_mins(1)).unwrap();
            ask_all(&thread, update(&mut state, Input::Answer(answer), TODAY));
        }
        let issues = state.catalog().issues.len();
        assert_eq!(state.workbench.shown.len(), issues);
        assert!(issues > 0);
        assert!(state.kept_order().is_none(), "the screens have no order of their own");
        assert!(thread.order(state.catalog()).unwrap().is_of(state.catalog()));
    }
}
