//! The palette: every command by name, pinyin or digit; and lists to pick one thing from.

use super::editor::LineEditor;
use super::index::Index;
use super::keys::edit_key;
use super::rows::List;
use super::state::{Overlay, State};
use super::{asking, context, verbs};
use crate::command::key::{Code, Key};
use crate::command::query::{Fault, Looked, Query, Ready};
use crate::command::screens::Ui;
use crate::command::table::{Command, Group, What, commands};
use crate::command::{Catalog, Verb};
use crate::domain::id::{EntityId, IssueId};
use crate::domain::priority::Terms;
use crate::domain::row::IssueRow;
use crate::i18n::Lang;
use crate::search::quick::{Matcher, Place, joined};
use std::ops::Range;

/// How many rows of the palette can have a digit.
const DIGITS: usize = 10;

/// A row of the palette.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) label: String,
    /// Its key, or why it cannot be used now.
    pub(crate) note: String,
    pub(crate) enabled: bool,
    /// What of the label was looked for, in bytes.
    pub(crate) found: Vec<Range<usize>>,
    pub(crate) choice: Choice,
}

/// What a row of the palette does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Choice {
    Run(&'static Command),
    OpenIssue(IssueId),
}

/// The palette, open.
#[derive(Debug, Clone)]
pub(crate) struct Palette {
    pub(crate) editor: LineEditor,
    pub(crate) entries: Vec<Entry>,
    pub(crate) list: List,
    /// What is wrong in what was typed as a query.
    faults: Vec<Fault>,
    /// What is not finished in it.
    unfinished: Vec<Fault>,
    /// The issues are only near to what was typed.
    pub(crate) is_near: bool,
    /// What is still to be asked for: the issues that fit this.
    wish: Option<String>,
    /// The question that is not answered yet.
    asked: Option<u64>,
}

/// Where a command stands in the palette: by how well it fits, whether it can be used, and whether
/// it belongs here; what brings the work on comes first among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    fit: Place,
    unavailable: bool,
    far: bool,
    other: bool,
    group: usize,
}

/// What became of a key.
pub(crate) enum Outcome {
    Stay,
    Close,
    Run(Choice),
    /// It cannot be used; says why.
    Refused(String),
}

/// How many rows of an overlay list are seen at the size of the screen.
pub(crate) fn visible(state: &State) -> usize {
    usize::from(state.size.1.saturating_sub(6)).clamp(1, 16)
}

impl Palette {
    pub(crate) fn open(state: &State) -> Self {
        let mut palette = Self {
            editor: LineEditor::single_line().with_limit(super::filter::QUERY_CHARACTERS),
            entries: Vec::new(),
            list: List::default(),
            faults: Vec::new(),
            unfinished: Vec::new(),
            is_near: false,
            wish: None,
            asked: None,
        };
        palette.fill(state);
        palette
    }

    /// What fits what was typed: what can be used here first.
    fn fill(&mut self, state: &State) {
        let context = context::facts(state);
        let matcher = Matcher::new(self.editor.text());
        let mut ranked: Vec<(Rank, Entry)> = Vec::new();
        for command in commands() {
            let texts = [command.label.zh, command.label.en, command.id.as_str()];
            let Some(fit) = texts.iter().filter_map(|text| matcher.place(text)).min() else {
                continue;
            };
            // Moving about is for keys; a menu full of it would hide the rest.
            if matcher.is_empty()
                && command.group == Group::Moving
                && !command.id.starts_with("go-")
            {
                continue;
            }
            let available = command.available(&context);
            let here = command.scope.has(context.place);
            let key = state.keymap.key_of(command, context.place);
            let note = match &available {
                Ok(()) => key.unwrap_or_default(),
                Err(reason) => reason.words(state.lang, |verb| verbs::verb_key(state, verb)),
            };
            let group = Group::ALL.iter().position(|group| *group == command.group).unwrap_or(0);
            // Putting a mistake right is rare.
            let is_rare = [" correct-", " take-back"].iter().any(|it| command.id.contains(it));
            let group = if is_rare { group + Group::ALL.len() } else { group };
            let is_next = matches!(command.what, What::Ui(Ui::NextStep));
            // What was typed is looked for, also where it cannot be used; else that goes last.
            let rank =
                Rank { fit, unavailable: available.is_err(), far: !here, other: !is_next, group };
            let label = command.label.get(state.lang);
            let parts = matcher.words().iter().filter_map(|word| word.part(label));
            let entry = Entry {
                label: label.to_owned(),
                found: joined(parts.collect()),
                note,
                enabled: available.is_ok(),
                choice: Choice::Run(command),
            };
            ranked.push((rank, entry));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        self.entries = ranked.into_iter().map(|(_, entry)| entry).collect();
        (self.faults, self.unfinished, self.is_near) = (Vec::new(), Vec::new(), false);
        self.wish = (!matcher.is_empty()).then(|| self.editor.text().to_owned());
        self.asked = None;
        self.list = List::default();
    }

    /// Whether the issues that fit are not there yet.
    pub(crate) const fn is_asking(&self) -> bool {
        self.wish.is_some() || self.asked.is_some()
    }

    /// Takes in the issues that fit what was typed.
    fn take_in(&mut self, fitting: Fitting) {
        self.asked = None;
        let Fitting { issues, faults, unfinished, is_near } = fitting;
        self.entries.extend(issues);
        (self.faults, self.unfinished, self.is_near) = (faults, unfinished, is_near);
    }

    /// Whether a key does something with what is found, and is not typed nor leaves.
    pub(crate) fn is_for_entries(&self, key: Key) -> bool {
        let is_digit = matches!(key.folded().code, Code::Char('0'..='9')) && self.digits_choose();
        key.code != Code::Esc && (is_digit || key.ctrl || edit_key(key).is_none())
    }

    /// What is wrong in what was typed, the first of it.
    pub(crate) fn fault(&self) -> Option<&Fault> {
        self.faults.first()
    }

    /// What is not finished in it, the first of it.
    pub(crate) fn unfinished(&self) -> Option<&Fault> {
        self.unfinished.first()
    }

    pub(crate) fn key(&mut self, key: Key, state: &State) -> Outcome {
        let total = self.entries.len();
        let step = |palette: &mut Self, by| {
            palette.list.step(by, total);
            palette.list.follow(visible(state), total);
            Outcome::Stay
        };
        let page = isize::try_from(visible(state)).unwrap_or(1);
        match (key.folded().code, key.ctrl) {
            (Code::Esc, _) => Outcome::Close,
            (Code::Enter, _) => self.chosen(self.list.selected),
            (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => step(self, 1),
            (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => step(self, -1),
            (Code::PageDown, _) => step(self, page),
            (Code::PageUp, _) => step(self, -page),
            (Code::Char(digit @ '0'..='9'), false) if self.digits_choose() => {
                let digit = digit.to_digit(10).unwrap_or(0);
                let place = (digit as usize + DIGITS - 1) % DIGITS;
                self.chosen(self.list.offset + place)
            }
            _ => {
                if edit_key(key).is_some_and(|edit| self.editor.handle(edit)) {
                    self.fill(state);
                }
                Outcome::Stay
            }
        }
    }

    /// Types a text; says how many characters there is room for, where not all of it found any.
    pub(crate) fn paste(&mut self, text: &str, state: &State) -> Option<usize> {
        let pasted = self.editor.paste(text);
        if pasted.changed {
            self.fill(state);
        }
        pasted.full
    }

    /// Whether a digit chooses a row: not while a number or pinyin is typed, which may have digits.
    pub(crate) fn digits_choose(&self) -> bool {
        !self.editor.text().contains(|c: char| c.is_ascii_alphanumeric())
    }

    /// The row that a click or a digit chooses.
    pub(crate) fn chosen(&self, at: usize) -> Outcome {
        match self.entries.get(at) {
            Some(entry) if entry.enabled => Outcome::Run(entry.choice),
            Some(entry) => Outcome::Refused(entry.note.clone()),
            None => Outcome::Stay,
        }
    }
}

/// How many issues the palette offers.
const ISSUES: usize = 20;

/// The issues that fit what is typed into a palette.
#[derive(Debug, Default)]
pub(crate) struct Fitting {
    issues: Vec<Entry>,
    faults: Vec<Fault>,
    unfinished: Vec<Fault>,
    is_near: bool,
}

impl Fitting {
    /// The issues that fit best, to be opened at once: open ones first among their like, then new ones;
    /// `None` where nobody waits for them any more. What is near counts where no command is called so either.
    pub(super) fn of(
        (typed, is_command): (&str, bool),
        (catalog, terms): (&Catalog, &Terms),
        index: &Index,
        is_gone: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let reading = Query::read(typed, terms.today);
        let query = &reading.query;
        let mut fitting = Self::default();
        // What only a query has is told; the name of a command is none.
        if !is_command {
            fitting.faults = reading.told(catalog);
            fitting.unfinished.clone_from(&reading.unfinished);
        }
        if query.is_empty() {
            return Some(fitting);
        }
        let rows = || index.looked(catalog, is_gone).into_iter().flatten();
        let known = index.known(catalog);
        let mut ready = Ready::new(query, known, terms);
        let mut found = best(&ready, rows());
        if found.is_empty()
            && !is_command
            && let Some(near) = Ready::near(query, known, terms, rows)
        {
            found = best(&near, rows());
            fitting.is_near = true;
            ready = near;
        }
        let entry = |row: IssueRow| Entry {
            label: row.title.to_string(),
            note: row.number.to_string(),
            enabled: true,
            found: ready.parts(&row.title),
            choice: Choice::OpenIssue(row.id),
        };
        fitting.issues = found.into_iter().map(entry).collect();
        (!is_gone()).then_some(fitting)
    }
}

/// Asks for the issues that fit what was typed into the palette, once for each time that something was.
pub(super) fn ask(state: &mut State) {
    if let Some(Overlay::Palette(palette)) = state.overlays.last_mut()
        && let Some(typed) = palette.wish.take()
    {
        let is_command = !palette.entries.is_empty();
        state.generation += 1;
        let generation = state.generation;
        palette.asked = Some(generation);
        asking::ask_palette(state, generation, typed, is_command);
    }
}

/// Takes in the issues that fit what was typed into the palette, where it still waits for them, whatever lies
/// over it; says whether it did.
pub(super) fn take_in(state: &mut State, generation: u64, fitting: Fitting) -> bool {
    let asking = state.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Palette(palette) if palette.asked == Some(generation) => Some(palette),
        _ => None,
    });
    let is_waiting = asking.is_some();
    if let Some(palette) = asking {
        palette.take_in(fitting);
    }
    is_waiting
}

/// The rows that a query wants, the best first; no more of them are held than a few times what is shown.
fn best<'r, R: Iterator<Item = Looked<'r>>>(ready: &Ready, rows: R) -> Vec<IssueRow> {
    let mut found: Vec<(_, Looked<'r>)> = Vec::new();
    for looked in rows.filter(|row| ready.picks(row)) {
        found.extend(looked.row().map(|row| ready.rank(row)).map(|rank| (rank, looked)));
        if found.len() >= 4 * ISSUES {
            found.select_nth_unstable_by_key(ISSUES, |(rank, _)| *rank);
            found.truncate(ISSUES);
        }
    }
    found.sort_unstable_by_key(|(rank, _)| *rank);
    found.truncate(ISSUES);
    found.sort_unstable_by_key(|(rank, _)| *rank);
    found.into_iter().filter_map(|(_, it)| it.row().cloned()).collect()
}

/// A list to pick from what a verb is done to.
#[derive(Debug, Clone)]
pub(crate) struct Pick {
    pub(crate) title: String,
    pub(crate) verb: &'static Verb,
    pub(crate) editor: LineEditor,
    /// Those that fit what was typed.
    pub(crate) entries: Vec<(EntityId, String, String)>,
    /// All that can be picked, in the order in which they are offered.
    all: Vec<(EntityId, String, String)>,
    pub(crate) list: List,
}

/// What became of a key while picking.
pub(crate) enum Picked {
    Stay,
    Close,
    One(EntityId),
}

impl Pick {
    pub(crate) fn of(state: &State, verb: &'static Verb, ids: &[EntityId]) -> Self {
        let title = match state.lang {
            Lang::Zh => format!("{}：选哪一项？", verb.label.zh),
            Lang::En => format!("{}: which one?", verb.label.en),
        };
        let entry = |id: &EntityId| {
            let (label, note) = words(state, *id);
            (*id, label, note)
        };
        let all: Vec<_> = ids.iter().map(entry).collect();
        let editor = LineEditor::single_line().with_limit(super::filter::QUERY_CHARACTERS);
        Self { title, verb, editor, entries: all.clone(), all, list: List::default() }
    }

    /// Those that fit what was typed.
    fn fill(&mut self) {
        let matcher = Matcher::new(self.editor.text().trim());
        let fits = |(_, label, note): &&(EntityId, String, String)| {
            matcher.is_empty() || matcher.matches(&format!("{label}\n{note}"))
        };
        self.entries = self.all.iter().filter(fits).cloned().collect();
        self.list = List::default();
    }

    /// Types a text; says how many characters there is room for, where not all of it found any.
    pub(crate) fn paste(&mut self, text: &str) -> Option<usize> {
        let pasted = self.editor.paste(text);
        if pasted.changed {
            self.fill();
        }
        pasted.full
    }

    /// Whether a digit chooses a row: not while words are typed, which may have digits.
    pub(crate) fn digits_choose(&self) -> bool {
        self.editor.is_empty()
    }

    pub(crate) fn key(&mut self, key: Key, visible: usize) -> Picked {
        let folded = key.folded().code;
        let is_typed = match folded {
            Code::Char('0'..='9') => !self.digits_choose(),
            Code::Char(_) => !key.ctrl,
            Code::Backspace | Code::Delete | Code::Left | Code::Right => true,
            _ => false,
        };
        if is_typed {
            if edit_key(key).is_some_and(|edit| self.editor.handle(edit)) {
                self.fill();
            }
            return Picked::Stay;
        }
        match pick_key(&mut self.list, self.entries.len(), key, visible) {
            PickKey::Close => Picked::Close,
            PickKey::Stay => Picked::Stay,
            PickKey::At(at) => {
                self.entries.get(at).map_or(Picked::Stay, |(id, ..)| Picked::One(*id))
            }
        }
    }
}

/// What a key does in a list to pick from.
pub(crate) enum PickKey {
    Stay,
    Close,
    At(usize),
}

/// Moves in a list to pick from, or says what is chosen.
pub(crate) fn pick_key(list: &mut List, total: usize, key: Key, visible: usize) -> PickKey {
    let by = match key.folded().code {
        Code::Esc => return PickKey::Close,
        Code::Enter => return PickKey::At(list.selected),
        Code::Char(digit @ '0'..='9') => {
            let place = (digit.to_digit(10).unwrap_or(0) as usize + DIGITS - 1) % DIGITS;
            return PickKey::At(list.offset + place);
        }
        Code::Down | Code::Tab | Code::Char('j') => 1,
        Code::Up | Code::BackTab | Code::Char('k') => -1,
        _ => return PickKey::Stay,
    };
    list.step(by, total);
    list.follow(visible, total);
    PickKey::Stay
}

/// What tells one thing to pick from the others.
fn words(state: &State, id: EntityId) -> (String, String) {
    let name = context::named(&state.catalog, id);
    if let Some(row) = super::lists::commitment(state, id) {
        let (due, _) = super::picture::due_words(row.due, state);
        let lead = row.lead.map(|id| context::named(&state.catalog, id.into())).unwrap_or_default();
        let done = match (row.completed, row.lapsed) {
            (Some(_), _) => state.say("已办结", "handled"),
            (None, true) => state.say("已终止", "lapsed"),
            (None, false) => &due,
        };
        return (name, format!("{lead} {done}"));
    }
    if let Ok(id) = crate::domain::id::SessionId::try_from(id) {
        let studio = state.catalog.sessions.get(&id).map(|row| row.studio);
        let studio = studio.map(|id| context::named(&state.catalog, id.into())).unwrap_or_default();
        return (name, format!("{studio} · {}", super::session::day_words(state, id)));
    }
    (name, String::new())
}
