//! How far an import is: a bar on the side, where a person looks at it.

use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use std::io::{self, IsTerminal, Write};

/// How many cells the bar takes.
const CELLS: usize = 30;

/// A bar that goes when it is dropped.
pub(super) struct Bar {
    lang: Lang,
    is_saving: bool,
    is_shown: bool,
    was: usize,
}

impl Bar {
    /// A bar for reading rows.
    pub(super) fn reading(lang: Lang, is_quiet: bool) -> Self {
        let is_shown = io::stderr().is_terminal() && !is_quiet;
        Self { lang, is_saving: false, is_shown, was: usize::MAX }
    }

    /// A bar for saving, of which only the share is told: it counts no rows.
    pub(super) fn saving(lang: Lang, is_quiet: bool) -> Self {
        Self { is_saving: true, ..Self::reading(lang, is_quiet) }
    }

    /// Moves it; drawn when it looks otherwise.
    pub(super) fn move_to(&mut self, at: usize, of: usize) {
        let percent = at.saturating_mul(100) / of.max(1);
        if percent == self.was {
            return;
        }
        self.was = percent;
        let full = percent * CELLS / 100;
        let (done, left) = ("█".repeat(full), "░".repeat(CELLS - full));
        self.show(&match self.lang {
            Lang::Zh if self.is_saving => format!("保存 {done}{left} {percent}%"),
            Lang::En if self.is_saving => format!("Saving {done}{left} {percent}%"),
            Lang::Zh => format!("检查 {done}{left} {at}/{of} 行"),
            Lang::En => format!("Checking {done}{left} {at}/{}", counted(of, "row", "rows")),
        });
    }

    fn show(&self, text: &str) {
        if self.is_shown {
            let mut side = io::stderr();
            // Who has closed the side has nobody to tell.
            drop(write!(side, "\r\u{1b}[K{text}").and_then(|()| side.flush()));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.show("");
    }
}
