//! How the screens begin, before the store is open.

use super::asking::Asking;
use super::cells::AmbiguousWidth;
use super::editor::LineEditor;
use super::filter::QUERY_CHARACTERS;
use super::searching::Searching;
use super::sheets::Sheets;
use super::state::{Medium, Pane, State, StoreState, ThemeName, Workbench};
use super::unsaved::Unsaved;
use super::view::{Chosen, View};
use super::views::Views;
use super::views::tally::Tally;
use crate::command::grammar::Names;
use crate::command::keymap::Keymap;
use crate::domain::calendar::Calendar;
use crate::domain::id::SessionId;
use crate::domain::settings::Settings;
use crate::i18n::Lang;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// How the screens begin.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub struct Beginning {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: ThemeName,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: AmbiguousWidth,
    /// Whether clicks and the wheel are listened to.
    pub mouse: bool,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// The size of the screen, in columns and rows.
    pub size: (u16, u16),
    /// The day.
    pub today: NaiveDate,
    /// Whether this is the example, whose day is its own.
    pub demo: bool,
    /// Whether an example can be opened.
    pub example: bool,
    /// Whether the terminal shows colours.
    pub colors: bool,
    /// What is wrong with the person's own settings, in words.
    pub notices: Vec<String>,
    /// What the screens looked like last time.
    pub view: View,
    /// The saved views; those that are there to begin with, where none were kept.
    pub views: Views,
    /// What was chosen by key in earlier runs.
    pub chosen: Chosen,
    /// A form that was not saved last time.
    pub unsaved: Option<Unsaved>,
    /// Whether the screens were never seen on this data.
    pub is_first: bool,
    /// The last sign of life that was given while a session was live.
    pub last_beat: Option<(SessionId, NaiveDateTime)>,
    /// Up to how many issues all of them are gone through at once; beyond, somebody else does that
    /// ([`Effect::Find`](super::Effect::Find)).
    pub few_issues: usize,
}

impl Beginning {
    /// As at the first start, in colours and with the mouse, at a terminal like any other; everything is gone
    /// through at once.
    pub fn plain(lang: Lang, size: (u16, u16), today: NaiveDate) -> Self {
        Self {
            lang,
            theme: ThemeName::default(),
            ambiguous: AmbiguousWidth::default(),
            mouse: true,
            keymap: Keymap::default(),
            size,
            today,
            demo: false,
            example: false,
            colors: true,
            notices: Vec::new(),
            view: View::default(),
            views: Views::default(),
            chosen: Chosen::default(),
            unsaved: None,
            is_first: false,
            last_beat: None,
            few_issues: usize::MAX,
        }
    }
}

impl State {
    /// The screens before the store is open.
    pub fn new(beginning: Beginning) -> Self {
        let Beginning { lang, theme, ambiguous, mouse, keymap, size, today, demo, .. } = beginning;
        let view = beginning.view;
        let workbench = Workbench {
            pane: view.pane(),
            zoomed: view.zoomed,
            filter: LineEditor::single_line().with_limit(QUERY_CHARACTERS).with_text(&view.filter),
            open_only: view.open_only,
            view: beginning.views.of_key(&view.saved),
            sort: view.sort_key(),
            descending: view.descending,
            of_studio: view.pane() == Pane::Studios,
            ..Workbench::default()
        };
        let mut state = Self {
            lang,
            theme,
            ambiguous,
            mouse,
            colors: beginning.colors,
            chosen: beginning.chosen,
            keymap,
            size,
            today,
            now: None,
            is_first: beginning.is_first,
            last_beat: beginning.last_beat,
            attending: None,
            cockpits: BTreeMap::new(),
            names: Names::default(),
            demo,
            example: beginning.example,
            medium: Medium::Screen,
            store: StoreState::Opening,
            catalog: Arc::default(),
            asking: Asking::new(beginning.few_issues),
            views: beginning.views,
            views_before: None,
            done: VecDeque::new(),
            tally: Tally::default(),
            sheets: Sheets::default(),
            settings: Settings::default(),
            calendar: Arc::new(Calendar::built_in()),
            actor: None,
            read_only: None,
            checking: false,
            backups: Vec::new(),
            indexing: None,
            searching: Searching::default(),
            notices: beginning.notices,
            mine_only: view.mine_only,
            workbench,
            pages: Vec::new(),
            overlays: Vec::new(),
            toast: None,
            pending: Vec::new(),
            held: VecDeque::new(),
            dossier: None,
            asked: None,
            preview: None,
            paper_copy: crate::document::Copy::Internal,
            unreadable: None,
            generation: 0,
            unsaved: beginning.unsaved,
            kept: None,
            marks: super::marked::Marks::default(),
            unfolded: std::collections::BTreeSet::new(),
            select_studio: view.studio(),
            select: view.selected(),
            go_to: None,
            figures: super::figures::Figures::default(),
        };
        super::answers::tell_notices(&mut state, 0);
        state
    }
}
