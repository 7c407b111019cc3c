//! The thread that keeps the store, and what is said when it ends.

use super::Said;
use crate::app::Answer;
use crate::command::Catalog;
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::wording::{store_error_text, store_gone_text};
use crate::shell::worker::{Hearer, OpenDesk, Request, Worker};
use crate::store::StoreError;
use std::sync::mpsc::{Receiver, Sender};

/// The thread that keeps the store.
pub(super) fn keep(
    mut open: OpenDesk,
    (clock, lang, actor): (Clock, Lang, Option<String>),
    hearer: Hearer,
    tell: &Sender<Said>,
    requests: &Receiver<Request>,
) -> Result<(), KeepError> {
    let _farewell = Farewell { tell, lang };
    match open() {
        Ok(desk) => {
            let send = |answer| tell.send(Said::Answer(answer)).is_ok();
            let answered = || drop(tell.send(Said::Answered));
            let worker = Worker::new(desk, clock, lang, actor, send).heard_by(hearer);
            let closed = worker.run(requests, answered);
            closed.map_err(KeepError::Close)
        }
        Err(error) => {
            let words = store_error_text(&error, lang, &Catalog::default()).join("\n");
            tell.send(Said::Answer(Answer::Failed(words))).ok();
            // The screen shows it until the person quits.
            while !matches!(requests.recv(), Ok(Request::Close(_)) | Err(_)) {}
            Err(KeepError::Open(error))
        }
    }
}

/// Why the store could not be kept.
#[derive(Debug)]
pub(super) enum KeepError {
    /// It was never open.
    Open(StoreError),
    /// Everything is saved, and it could not be closed in good order.
    Close(StoreError),
}

/// Says at the end that nothing more is answered, and that the store is gone when its thread panics:
/// without it every key would vanish.
struct Farewell<'a> {
    tell: &'a Sender<Said>,
    lang: Lang,
}

impl Drop for Farewell<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let words = store_gone_text(self.lang).to_owned();
            self.tell.send(Said::Answer(Answer::Failed(words))).ok();
        }
        self.tell.send(Said::Answered).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_store_thread_that_panics_says_so() {
        let (tell, told) = mpsc::channel();
        let (_ask, requests) = mpsc::channel();
        let open: OpenDesk = Box::new(|| panic!("in the middle of it"));
        let keeper = std::thread::Builder::new().spawn(move || {
            let hearer = Hearer::new(mpsc::channel().0);
            let who = (Clock::default(), Lang::En, None);
            keep(open, who, hearer, &tell, &requests).is_ok()
        });
        assert!(keeper.unwrap().join().is_err());
        let Ok(Said::Answer(Answer::Failed(words))) = told.recv() else { panic!("nothing said") };
        assert_eq!(words, store_gone_text(Lang::En));
    }
}
