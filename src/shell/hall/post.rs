//! What the workbench does for the second screen: it follows the session on the screen, and starts
//! the server when there is something to show.

use super::{HallFault, Server, Whose};
use crate::app::State;
use crate::app::hall::herald::Herald;
use std::sync::Arc;

/// How soon a server that could not serve is started again, in milliseconds.
const AGAIN_MS: u64 = 30_000;

/// Hears why the second screen cannot be served.
type Tell = Arc<dyn Fn(&HallFault) + Send + Sync>;

/// The second screen of one workbench.
pub struct Post {
    whose: Whose,
    herald: Herald,
    server: Option<Server>,
    /// When one was started last.
    started_ms: Option<u64>,
    tell: Tell,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post").field("herald", &self.herald).finish_non_exhaustive()
    }
}

impl Post {
    /// For a workbench; `tell` hears, once, why nobody can be served.
    pub fn new(whose: Whose, tell: impl Fn(&HallFault) + Send + Sync + 'static) -> Self {
        let tell: Tell = Arc::new(tell);
        Self { whose, herald: Herald::default(), server: None, started_ms: None, tell }
    }

    /// Hands on what is new; never waits.
    pub fn follow(&mut self, state: &State, wall_ms: u64) {
        let Some(hall) = self.herald.follow(state, wall_ms) else { return };
        if self.server.is_none() {
            self.start(wall_ms);
        }
        if let Some(server) = &self.server
            && !server.show(hall)
        {
            self.server = None;
        }
    }

    fn start(&mut self, wall_ms: u64) {
        let is_first = self.started_ms.is_none();
        if self.started_ms.is_some_and(|at| wall_ms.abs_diff(at) < AGAIN_MS) {
            return;
        }
        self.started_ms = Some(wall_ms);
        let (whose, tell) = (self.whose.clone(), Arc::clone(&self.tell));
        let fail = move |fault: &HallFault| {
            if is_first {
                tell(fault);
            }
        };
        self.server = Server::start(move || whose.place(), fail).ok();
    }
}
