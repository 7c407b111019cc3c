//! Keys that lead through the screens of the workbench, for tests of what is drawn.

use super::{Bench, city};
use crate::terminal::Dice;
use tanshi::app::Input;
use tanshi::app::cells::AmbiguousWidth;
use tanshi::i18n::Lang;
use tanshi::ui::theme::ColorDepth;

/// Somebody who goes through lists, pages, forms and menus, and types Chinese.
pub(crate) struct Walk {
    bench: Bench,
    dice: Dice,
}

const KEYS: [&str; 30] = [
    "j",
    "j",
    "j",
    "k",
    "G",
    "g g",
    "Tab",
    "Enter",
    "Enter",
    "Esc",
    "Esc",
    "Esc",
    "a",
    "e",
    "/",
    "F2",
    "?",
    "n",
    "g d",
    "g r",
    "g w",
    "g y",
    "Down",
    "Down",
    "Up",
    "PgDn",
    "Space",
    "Backspace",
    "1",
    "2",
];
const TEXTS: [&str; 5] = ["停车难", "“护栏”…①", "tcn", "塘边污水外溢，夜里危险。", "状态："];

impl Walk {
    pub(crate) fn new(size: (u16, u16), ambiguous: AmbiguousWidth, depth: ColorDepth) -> Self {
        let mut bench = Bench::new(&city(), Lang::Zh, size);
        bench.state.set_ambiguous(ambiguous);
        bench.look.depth = depth;
        Self { bench, dice: Dice(7) }
    }

    /// Does one more thing.
    pub(crate) fn step(&mut self) {
        match self.dice.roll(6) {
            0 => {
                let text = self.dice.pick(&TEXTS);
                self.bench.feed(Input::Paste(text.to_owned()));
            }
            _ => self.bench.keys(self.dice.pick(&KEYS)),
        }
    }

    pub(crate) fn draw(&self, frame: &mut ratatui::Frame<'_>) {
        tanshi::ui::draw(&self.bench.state, &self.bench.look, frame);
    }
}
