//! What the screens know and how they react: pure, no clock, no I/O.
//!
//! An [`Input`] comes in, [`update`] changes the [`State`] and says what the shell has to do; what
//! comes of that comes back as another input.

pub mod cells;
mod checked;
pub mod editor;
pub mod hall;
pub mod print;
pub mod today;

pub(crate) mod answers;
pub(crate) mod asking;
mod attending;
mod backups;
pub(crate) mod beginning;
pub(crate) mod closing;
pub(crate) mod cockpit;
pub(crate) mod commitment;
pub(crate) mod confirm;
pub(crate) mod context;
pub mod figures;
pub(crate) mod filter;
pub(crate) mod finder;
pub(crate) mod form;
pub(crate) mod found;
pub(crate) mod help;
pub(crate) mod index;
pub(crate) mod input;
mod intake;
pub(crate) mod issue;
pub(crate) mod keys;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod marked;
pub(crate) mod motion;
pub(crate) mod mouse;
pub(crate) mod offered;
pub(crate) mod order;
pub(crate) mod overlay;
mod pace;
pub(crate) mod page;
pub(crate) mod palette;
pub(crate) mod paper;
pub(crate) mod picture;
mod preparing;
pub(crate) mod reader;
mod rehearsing;
pub(crate) mod rows;
pub(crate) mod run;
pub(crate) mod sealing;
pub(crate) mod searching;
pub(crate) mod session;
pub(crate) mod sheets;
pub(crate) mod state;
pub(crate) mod understood;
pub(crate) mod undone;
pub(crate) mod unsaved;
pub(crate) mod update;
pub(crate) mod verbs;
pub(crate) mod view;
pub(crate) mod views;
pub(crate) mod welcome;
pub(crate) mod workbench;

pub use backups::BackupStand;
pub use beginning::Beginning;
pub use cockpit::{Pulse, pulse};
pub use figures::{Counted, FiguresWish, FrozenCount};
pub use finder::{Ask, AskKind, FEW_ISSUES, Finder, Reply};
pub use input::{
    Answer, Checked, Effect, Failure, Hit, Input, Mouse, MouseKind, Opened, PaperWish, Performed,
    ReadOnly,
};
pub use order::{By, KeptOrder};
pub use paper::{PaperPlaces, PaperText};
pub use searching::is_searching;
pub use state::{State, ThemeName};
pub use unsaved::Unsaved;
pub use update::update;
pub use view::{Chosen, View};
pub use views::Views;
