//! Everything that the screens know.

use super::asking::Asking;
use super::backups::BackupStand;
use super::cells::AmbiguousWidth;
use super::cockpit::{self, Attending, Cockpit};
use super::confirm::Confirm;
use super::editor::LineEditor;
use super::figures::{Choose, Figures, RowsPage, is_typing};
use super::form::Form;
use super::index::Understood;
use super::input::ReadOnly;
use super::lists::ListPage;
use super::marked::Marks;
use super::order::KeptOrder;
use super::palette::{Palette, Pick};
use super::paper::Preview;
use super::reader::Reader;
use super::rows::List;
use super::searching::Searching;
use super::sheets::Sheets;
use super::unsaved::Unsaved;
use super::view::{Chosen, View};
use super::views::Views;
use super::views::menu::Menu;
use super::views::tally::Tally;
use crate::command::grammar::Names;
use crate::command::key::Key;
use crate::command::keymap::Keymap;
use crate::command::query::complete::Completion;
use crate::command::screens::SortKey;
use crate::command::{Catalog, Slot, Verb};
use crate::document::Copy;
use crate::domain::calendar::Calendar;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, IssueId, SessionId, StudioId};
use crate::domain::priority::Terms;
use crate::domain::settings::Settings;
use crate::domain::today::Section;
use crate::domain::world::World;
use crate::i18n::Lang;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// A pane of the workbench.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Pane {
    Studios,
    #[default]
    Issues,
    Minutes,
}

impl Pane {
    pub(crate) const ALL: [Self; 3] = [Self::Studios, Self::Issues, Self::Minutes];

    /// The stable word for the view file.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Studios => "studios",
            Self::Issues => "issues",
            Self::Minutes => "minutes",
        }
    }
}

/// The themes that can be chosen, by the names that they have in a theme file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// Few and strong colours.
    HighContrast,
    /// No colour.
    Monochrome,
}

impl ThemeName {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Monochrome];

    /// The stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Monochrome => "monochrome",
        }
    }

    /// The theme with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// What a person reads.
    pub(crate) const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Dark => lang.pick("深色", "dark"),
            Self::Light => lang.pick("浅色", "light"),
            Self::HighContrast => lang.pick("高对比", "high contrast"),
            Self::Monochrome => lang.pick("单色", "monochrome"),
        }
    }

    /// The one after it, the first after the last.
    pub(crate) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|it| *it == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// What a page is put together for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Medium {
    /// The screen: keys are named, and words are short.
    #[default]
    Screen,
    /// A dialogue in lines: what is typed is named by letters alone, and what is short is spelled out.
    Lines,
    /// A text that the command line prints: commands are named, and what is short is spelled out.
    Print,
    /// A text for a chat or a letter: nothing is named that is done at this computer.
    Copy,
}

impl Medium {
    /// Whether whoever reads it sits here and can do something about it.
    pub(crate) const fn is_here(self) -> bool {
        matches!(self, Self::Screen | Self::Lines)
    }
}

/// How far the store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoreState {
    Opening,
    Open,
    Failed(String),
}

/// What a toast is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ToastTone {
    Done,
    Notice,
    Refused,
    Failed,
}

/// A short word on what just happened; the next key takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    pub(crate) tone: ToastTone,
    pub(crate) text: String,
}

/// The main screen.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub(crate) struct Workbench {
    pub(crate) pane: Pane,
    pub(crate) zoomed: bool,
    pub(crate) filter: LineEditor,
    /// The filter line has the keyboard.
    pub(crate) filtering: bool,
    /// What the filter and the cursor were before it had.
    pub(crate) before_filtering: Option<(String, Option<IssueId>)>,
    /// What could be typed next there.
    pub(crate) completion: Option<Completion>,
    pub(crate) open_only: bool,
    /// The saved view that was chosen last.
    pub(crate) view: Option<usize>,
    pub(crate) sort: SortKey,
    pub(crate) descending: bool,
    /// The issues that are shown, in order, and what was understood of the query that found them.
    pub(crate) shown: Vec<Slot>,
    pub(crate) understood: Understood,
    /// The order that they were shown in last, until it is taken up.
    pub(crate) kept_order: Option<Box<KeptOrder>>,
    /// The studios that are shown, after the row for all of them.
    pub(crate) studios: Vec<StudioId>,
    pub(crate) issue_list: List,
    pub(crate) studio_list: List,
    pub(crate) minutes: Reader,
    /// The minutes are those of the studio, not of the selected issue: so it stays while the
    /// keyboard goes over to them.
    pub(crate) of_studio: bool,
}

/// A screen over the workbench.
#[derive(Debug, Clone)]
pub(crate) enum Page {
    Reader(Reader),
    List(ListPage),
    /// The floor of a session; what was typed there is in [`State::cockpits`].
    Cockpit(SessionId),
    /// The figures; what they speak about is in [`State::figures`].
    Figures,
    /// The rows behind a number.
    Rows(Box<RowsPage>),
    /// The search page; what was typed there is in [`State::searching`].
    Search,
}

/// Something over the screen that has the keyboard.
#[derive(Debug)]
pub(crate) enum Overlay {
    Palette(Palette),
    Pick(Pick),
    Choose(Choose),
    Form(Box<Form>),
    Confirm(Confirm),
    Views(Menu),
}

/// What was typed while a form waited for the store.
#[derive(Debug)]
pub(crate) enum Typed {
    Key(Key),
    Paste(String),
}

/// An entity with everything around it, as it was read last.
#[derive(Debug)]
pub(crate) struct Dossier {
    pub(crate) id: EntityId,
    pub(crate) world: World,
    /// The question that it answered: it tells one reading from another.
    pub(crate) generation: u64,
    /// Something has changed since it was read.
    pub(crate) stale: bool,
    /// Why it can only be read, in words.
    pub(crate) frozen: Option<String>,
}

/// Everything that the screens know.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct State {
    pub(crate) lang: Lang,
    pub(crate) theme: ThemeName,
    pub(crate) ambiguous: AmbiguousWidth,
    pub(crate) mouse: bool,
    /// The terminal shows colours, so that themes differ.
    pub(crate) colors: bool,
    pub(crate) chosen: Chosen,
    pub(crate) keymap: Keymap,
    pub(crate) size: (u16, u16),
    pub(crate) today: NaiveDate,
    /// The time on the wall as it was told last; only while a session is live.
    pub(crate) now: Option<NaiveDateTime>,
    /// The last sign of life of a session, until somebody asks about it.
    pub(crate) last_beat: Option<(SessionId, NaiveDateTime)>,
    /// The live session that this run looks after.
    pub(crate) attending: Option<Attending>,
    /// The cockpits that were entered, with what was typed there, whether they are on the screen
    /// or not.
    pub(crate) cockpits: BTreeMap<SessionId, Cockpit>,
    /// What a line of a record can name.
    pub(crate) names: Names,
    /// The day is the example's own.
    pub(crate) demo: bool,
    /// The screens were never seen on this data.
    pub(crate) is_first: bool,
    /// An example can be opened.
    pub(crate) example: bool,
    /// What pages are put together for.
    pub(crate) medium: Medium,
    pub(crate) store: StoreState,
    pub(crate) catalog: Arc<Catalog>,
    /// What is asked that goes through all rows.
    pub(crate) asking: Asking,
    /// The saved views, and how many issues each has.
    pub(crate) views: Views,
    pub(crate) tally: Tally,
    /// The views before one was replaced or deleted, and which was on; until something else is done.
    pub(crate) views_before: Option<(Views, Option<usize>)>,
    /// The pages as they were put together last.
    pub(crate) sheets: Sheets,
    pub(crate) settings: Settings,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) actor: Option<String>,
    pub(crate) read_only: Option<ReadOnly>,
    /// Everything that is stored is being checked.
    pub(crate) checking: bool,
    /// How much of the full text is made, in percent, while it is not whole.
    pub(crate) indexing: Option<u8>,
    pub(crate) searching: Searching,
    pub(crate) notices: Vec<String>,
    /// How the backups stand; none before they were looked at, nor of an example.
    pub(crate) backups: Vec<BackupStand>,
    /// Lists show my studio only, where it is known.
    pub(crate) mine_only: bool,
    pub(crate) workbench: Workbench,
    pub(crate) pages: Vec<Page>,
    pub(crate) overlays: Vec<Overlay>,
    pub(crate) toast: Option<Toast>,
    /// Keys that more keys are waited for after.
    pub(crate) pending: Vec<Key>,
    /// What was typed while a form waited for the store, or the rows that it is about were looked for; for whatever
    /// is there then.
    pub(crate) held: VecDeque<Typed>,
    pub(crate) dossier: Option<Dossier>,
    /// The question whose answer is waited for, and what it asks about.
    pub(crate) asked: Option<(u64, EntityId)>,
    /// The document that is shown before it is written.
    pub(crate) preview: Option<Preview>,
    /// For whose eyes documents are shown and written.
    pub(crate) paper_copy: Copy,
    /// The figures screen.
    pub(crate) figures: Figures,
    /// What cannot be read, and why; it is not asked for again until something changes.
    pub(crate) unreadable: Option<(EntityId, String)>,
    pub(crate) generation: u64,
    /// A form that was not saved last time, until it is shown again.
    pub(crate) unsaved: Option<Unsaved>,
    /// What is typed and was given away to be kept.
    pub(crate) kept: Option<Unsaved>,
    /// The studio to select once the store is open.
    pub(crate) select_studio: Option<StudioId>,
    /// The issues that are marked, for what is done to several.
    pub(crate) marks: Marks,
    /// What was done lately, by its verb and what came of it: so undo names it as it was named then.
    pub(crate) done: VecDeque<(&'static Verb, Vec<Event>)>,
    /// The sections of what presses today that are shown whole.
    pub(crate) unfolded: BTreeSet<Section>,
    /// What to select once it is shown.
    pub(crate) select: Option<IssueId>,
    /// The line of a record to go to once it is read.
    pub(crate) go_to: Option<EntityId>,
}

impl State {
    /// The language that is shown now.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The theme that is shown now.
    pub const fn theme(&self) -> ThemeName {
        self.theme
    }

    /// Whether the mouse is listened to now.
    pub const fn mouse(&self) -> bool {
        self.mouse
    }

    /// Whether the store is open.
    pub fn is_open(&self) -> bool {
        self.store == StoreState::Open
    }

    /// Whether something was put off, so that [`Input::GoOn`](super::Input::GoOn) has something to do.
    pub fn is_unfinished(&self) -> bool {
        self.tally.is_unfinished()
    }

    /// The order in which the issues are shown, for the next start, where the screens know it themselves.
    pub fn kept_order(&self) -> Option<KeptOrder> {
        self.asking.finder().kept_order(&self.catalog).filter(|_| self.is_open())
    }

    /// Whether the issues that are shown are still being looked for.
    pub(crate) const fn is_listing(&self) -> bool {
        self.asking.is_listing()
    }

    /// The rows of all lists.
    pub const fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// Whether the example is shown, whose day is its own.
    pub const fn is_demo(&self) -> bool {
        self.demo
    }

    /// Takes note of how wide the terminal draws ambiguous characters, once that is known.
    pub const fn set_ambiguous(&mut self, ambiguous: AmbiguousWidth) {
        self.ambiguous = ambiguous;
    }

    /// How wide the terminal draws them.
    pub const fn ambiguous(&self) -> AmbiguousWidth {
        self.ambiguous
    }

    /// What was chosen by key.
    pub const fn chosen(&self) -> Chosen {
        self.chosen
    }

    /// From now on everything is told in lines: no key is named that lines cannot type.
    pub const fn tell_in_lines(&mut self) {
        self.medium = Medium::Lines;
    }

    /// What to find again at the next start.
    pub fn view(&self) -> View {
        View::of(self)
    }

    pub(crate) fn toast(&mut self, tone: ToastTone, text: impl Into<String>) {
        self.toast = Some(Toast { tone, text: text.into() });
    }

    /// A number for a question that is about to be asked.
    pub(crate) const fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// The words of a pair in the language that is shown.
    pub(crate) const fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A width that differs with the language.
    pub(crate) const fn lang_cells(&self, zh: u16, en: u16) -> u16 {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The studio that lists are narrowed to: the selected one, or my own.
    pub(crate) fn scope(&self) -> Option<StudioId> {
        let chosen = self.workbench.studio_list.selected.checked_sub(1);
        let chosen = chosen.and_then(|at| self.workbench.studios.get(at)).copied();
        let mine = if self.mine_only { self.settings.my_studio } else { None };
        chosen.or(mine)
    }

    /// From when on something presses.
    pub(crate) fn terms(&self) -> Terms {
        Terms::of(&self.settings, &self.calendar, self.today)
    }

    /// Whether a filter line has the keyboard.
    pub(crate) fn is_filtering(&self) -> bool {
        match self.pages.last() {
            Some(Page::List(page)) => page.filtering,
            Some(Page::Figures) => is_typing(self),
            Some(Page::Reader(_) | Page::Cockpit(_) | Page::Rows(_) | Page::Search) => false,
            None => self.workbench.filtering,
        }
    }

    /// Whether a form waits for the store; what is typed meanwhile is held until the answer is
    /// there, so that it meets what it was meant for.
    pub(crate) fn is_waiting(&self) -> bool {
        self.overlays.iter().any(|it| matches!(it, Overlay::Form(form) if form.is_waiting()))
    }

    /// Whether what is typed goes into a text that may be long: characters are no keys there, one by one or
    /// many at once.
    pub fn takes_text(&self) -> bool {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => {
                !self.is_waiting() && form.current().is_some_and(|field| !field.is_choice())
            }
            Some(_) => false,
            None => cockpit::takes_text(self),
        }
    }

    /// Whether there is nothing yet, so that the first steps are shown.
    pub(crate) fn is_first_run(&self) -> bool {
        self.store == StoreState::Open && self.catalog.studios.is_empty() && self.pages.is_empty()
    }
}
