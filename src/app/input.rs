//! What comes into the screens and what they ask of the shell.

use super::backups::BackupStand;
use super::figures::{Counted, FiguresWish};
use super::finder::{Ask, Reply};
use super::order::KeptOrder;
use super::paper::{PaperPlaces, PaperText};
use super::unsaved::Unsaved;
use super::views::Views;
use crate::command::bulk::Judged;
use crate::command::fill::{Fault, Values};
use crate::command::key::Key;
use crate::command::screens::SortKey;
use crate::command::{Catalog, Verb};
use crate::document::Piece;
use crate::document::report::ReportFormat;
use crate::domain::calendar::Calendar;
use crate::domain::event::Event;
use crate::domain::id::{CommitmentId, EntityId, SessionId, StudioId};
use crate::domain::provenance::Envelope;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::world::World;
use crate::i18n::Lang;
use crate::search::text::{Found, Query};
use chrono::{NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}

/// Something in an overlay that can be clicked, as it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A row of the palette, by its place among all rows.
    Palette(usize),
    /// A row of a list to pick from.
    Pick(usize),
    /// An answer to a question: yes or no.
    Answer(bool),
    /// A field of a form.
    Field(usize),
    /// A choice of the field with the keyboard.
    Choice(usize),
    /// A suggestion for the field with the keyboard.
    Suggestion(usize),
    /// The button that saves a form.
    Save,
    /// The heading of a column, of which the issues can be sorted by.
    Sort(SortKey),
    /// A saved view in the bar over the issues.
    View(usize),
}

/// What comes in.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A text in one piece: pasted, or committed by an input method.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// A click on something of the overlay on top.
    Click(Hit),
    /// The terminal has another size.
    Resize(u16, u16),
    /// The time on the wall.
    Tick(NaiveDateTime),
    /// Nothing else is to be done: now is the time for a little of what was put off.
    GoOn,
    /// What came of something that was asked.
    Answer(Answer),
}

/// What the store said when it was opened, or read again.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The rows of all lists.
    pub catalog: Arc<Catalog>,
    /// The settings.
    pub settings: Settings,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// What the store put right, in words.
    pub notices: Vec<String>,
    /// Why nothing can be saved.
    pub read_only: Option<ReadOnly>,
    /// Who is at the keyboard, when somebody else than usual.
    pub actor: Option<String>,
    /// The order in which the issues were shown last.
    pub order: Option<Box<KeptOrder>>,
}

/// Why nothing can be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOnly {
    /// In words, with what ends it.
    pub words: String,
    /// Saving tries again and may work, so that there is something to type for.
    pub is_worth_trying: bool,
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Performed {
    /// What happened, in order; empty when nothing had to change. Of an undoing it is what was taken
    /// back, of doing again what was done again.
    pub told: Vec<Event>,
    /// What is to be known about it, in words.
    pub consequence: Option<String>,
    /// What was added to the log, with its place there.
    pub applied: Vec<(Event, Envelope)>,
    /// The rows as they are now.
    pub catalog: Arc<Catalog>,
    /// The settings as they are now.
    pub settings: Settings,
    /// Working days as they are now.
    pub calendar: Arc<Calendar>,
}

/// Why nothing was done.
#[derive(Debug, Clone)]
pub enum Failure {
    /// What was typed makes no action.
    Fault(Fault),
    /// The rules refuse.
    Refused(Refusal),
    /// There is nothing to undo or redo.
    NothingToUndo,
    /// It is to be looked at before it is saved.
    Check(Box<Checked>),
    /// Something else, in words.
    Other(String),
}

/// What would come of a file, for somebody to look at before it is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// The bytes that were looked at: their print goes with the answer, so that nothing else is saved.
    pub print: String,
    /// Whether others were looked at before, which somebody wished to have saved.
    pub is_another: bool,
    /// How many rows there are, and how many become of each, in words.
    pub verdict: String,
    /// What is to be known beside that, and the rows that are not simply added, in lines.
    pub text: String,
    /// How many rows would be added or change something.
    pub taken: usize,
    /// How many differ, and stay as they are here: it is remembered that somebody decided so.
    pub kept: usize,
    /// How many are wrong.
    pub refused: usize,
    /// How many say something else than what is here, with nobody having decided.
    pub conflicts: usize,
    /// Whether to leave these out has been asked for.
    pub takes_good: bool,
}

/// What came of something that was asked; those with a generation are dropped when it is not the
/// latest that was asked for.
#[derive(Debug)]
pub enum Answer {
    /// The store is open, or was read again.
    Opened(Box<Opened>),
    /// It cannot be opened; in words.
    Failed(String),
    /// One thing cannot be read. Everything else goes on.
    Unreadable {
        /// Which question it answers.
        generation: u64,
        /// Why, and what to do.
        words: String,
    },
    /// An entity with everything around it.
    Dossier {
        /// Which question it answers.
        generation: u64,
        /// The entity.
        id: EntityId,
        /// Everything around it.
        world: Box<World>,
        /// Why it can only be read, in words.
        frozen: Option<String>,
    },
    /// A file is being looked through: how many of how many rows.
    LookedThrough {
        /// So many.
        at: usize,
        /// Of so many.
        of: usize,
    },
    /// An import is being saved: so much of a hundred.
    Saving {
        /// 0–99.
        percent: usize,
    },
    /// What a form starts from.
    Prefilled {
        /// Which question it answers.
        generation: u64,
        /// By field.
        values: Values,
    },
    /// A verb was performed, or not.
    Performed {
        /// Which question it answers.
        generation: u64,
        /// The verb that was asked for.
        verb: &'static Verb,
        /// What was done.
        result: Result<Box<Performed>, Failure>,
    },
    /// What a verb would do to each of several, or why what was typed is not understood.
    Rehearsed {
        /// Which question it answers.
        generation: u64,
        /// Each of them, judged.
        result: Result<Vec<Judged>, Failure>,
    },
    /// The latest change was undone, or done again, or not.
    Travelled {
        /// Whether it was undone rather than done again.
        undone: bool,
        /// What was done.
        result: Result<Box<Performed>, Failure>,
    },
    /// What the store put right or could not, in words.
    Told {
        /// One for each.
        notices: Vec<String>,
    },
    /// Everything is being checked, or was.
    Checking(bool),
    /// How much of the full text is made, in percent; `None` when it is whole.
    Indexing(Option<u8>),
    /// What the full text says to a question; it may say more to the same one later.
    Said {
        /// Which question it answers.
        generation: u64,
        /// What was found.
        found: Box<Found>,
    },
    /// What was found of what was asked.
    Found(Box<Reply>),
    /// Documents were put together, or not; in words.
    Composed {
        /// What was wished for.
        wish: PaperWish,
        /// What each of them says.
        result: Result<Vec<PaperText>, String>,
    },
    /// So many of a batch of documents are written.
    Writing {
        /// How many.
        done: usize,
        /// Of how many.
        all: usize,
    },
    /// The backups of the day were looked after: how they stand, and what a person should know, in words.
    BackedUp {
        /// The backups in each folder.
        stands: Vec<BackupStand>,
        /// What could not be done.
        notices: Vec<String>,
    },
    /// Documents were written to these files, or not; in words.
    Written(Result<PaperPlaces, String>),
    /// The store is being read for figures.
    Counting {
        /// Which question it answers.
        generation: u64,
        /// How many entities were read so far.
        read: usize,
    },
    /// Figures were counted, or not; in words.
    Figures {
        /// Which question it answers.
        generation: u64,
        /// What was counted.
        result: Result<Box<Counted>, String>,
    },
    /// The text that came back from `$EDITOR`, or why none did, in words.
    Edited(Result<String, String>),
}

/// A document that is wished for, as a draft, or something else that is made for the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperWish {
    /// Which one.
    pub piece: Piece,
    /// What it is about.
    pub of: EntityId,
    /// Who may read it.
    pub copy: crate::document::Copy,
    /// The day that it speaks of, where that decides what it says.
    pub dated: Option<NaiveDate>,
    /// Its language.
    pub lang: Lang,
}

/// What the shell has to do.
#[derive(Debug)]
pub enum Effect {
    /// End.
    Quit,
    /// Read an entity with everything around it.
    LoadDossier {
        /// Comes back with the answer.
        generation: u64,
        /// Which one.
        id: EntityId,
    },
    /// Read what a form starts from.
    Prefill {
        /// Comes back with the answer.
        generation: u64,
        /// The verb of the form.
        verb: &'static Verb,
        /// What it is done to.
        target: EntityId,
    },
    /// Perform a verb.
    Perform {
        /// Comes back with the answer.
        generation: u64,
        /// Which one.
        verb: &'static Verb,
        /// What it is done to.
        target: Option<EntityId>,
        /// What was typed.
        values: Values,
    },
    /// Ask the full text, and tell again when that says something else; an empty query stops that.
    Search {
        /// Comes back with the answers.
        generation: u64,
        /// What is looked for.
        query: Query,
    },
    /// Go through all rows.
    Find(Box<Ask>),
    /// Say what a verb would do to each of several.
    Rehearse {
        /// Comes back with the answer.
        generation: u64,
        /// Which one.
        verb: &'static Verb,
        /// What it would be done to.
        targets: Vec<EntityId>,
        /// What was typed.
        values: Values,
    },
    /// Do a verb to several as one change.
    PerformSeveral {
        /// Comes back with the answer.
        generation: u64,
        /// Which one.
        verb: &'static Verb,
        /// What it is done to.
        targets: Vec<EntityId>,
        /// What was typed.
        values: Values,
    },
    /// Undo the latest change.
    Undo,
    /// Do it again.
    Redo,
    /// Read everything again.
    Reload,
    /// Put a text on the clipboard.
    Copy(String),
    /// Let the person's own editor change a text.
    EditText {
        /// As it is.
        text: String,
        /// How many characters the field takes.
        most: Option<usize>,
    },
    /// Switch the mouse.
    SetMouse(bool),
    /// Open the example instead.
    OpenExample,
    /// Keep what is typed into a form until it is saved; `None` when there is nothing to keep.
    Keep(Option<Unsaved>),
    /// Keep the saved views.
    KeepViews(Views),
    /// Put a document together, to be shown.
    Compose(PaperWish),
    /// Write a document to a file.
    WritePaper(PaperWish),
    /// Count figures.
    CountFigures {
        /// Comes back with the answer.
        generation: u64,
        /// What to count.
        wish: FiguresWish,
    },
    /// Write figures to a file.
    WriteReport {
        /// What to count.
        wish: FiguresWish,
        /// As what.
        format: ReportFormat,
    },
    /// Write the deadlines of commitments to a file for calendars.
    WriteDeadlines(Vec<CommitmentId>),
    /// Write the ledger of the issues of a studio, or of all.
    WriteLedger(Option<StudioId>),
    /// Keep the time as a sign of life of a session that is going on.
    Beat(SessionId, NaiveDateTime),
    /// Stop until the shell says `fg`.
    Suspend,
}
