//! The palette: every command by name, pinyin or digit; and lists to pick one thing from.

use super::context;
use super::editor::LineEditor;
use super::keys::edit_key;
use super::rows::List;
use super::state::State;
use super::verbs;
use crate::command::Verb;
use crate::command::key::{Code, Key};
use crate::command::query::{Fault, Looked, Query, Ready};
use crate::command::screens::Ui;
use crate::command::table::{Command, Group, What, commands};
use crate::domain::id::{EntityId, IssueId};
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
        if !matcher.is_empty() {
            self.fill_issues(state);
        }
        self.list = List::default();
    }

    /// The issues that fit best, to be opened at once: open ones first among their like, then new ones.
    /// What is near counts where no command is called so either.
    fn fill_issues(&mut self, state: &State) {
        let reading = Query::read(self.editor.text(), state.today);
        let is_command = !self.entries.is_empty();
        let query = &reading.query;
        // What only a query has is told; the name of a command is none.
        if !is_command {
            self.faults = reading.told(&state.catalog);
            self.unfinished.clone_from(&reading.unfinished);
        }
        if query.is_empty() {
            return;
        }
        let terms = state.terms();
        let rows = || state.index.looked(&state.catalog).into_iter().flatten();
        let mut ready = Ready::new(query, &state.catalog, &terms);
        let mut found = fitting(&ready, rows());
        if found.is_empty()
            && !is_command
            && let Some(near) = Ready::near(query, &state.catalog, &terms, rows)
        {
            found = fitting(&near, rows());
            self.is_near = true;
            ready = near;
        }
        let entry = |row: IssueRow| Entry {
            label: row.title.to_string(),
            note: row.number.to_string(),
            enabled: true,
            found: ready.parts(&row.title),
            choice: Choice::OpenIssue(row.id),
        };
        self.entries.extend(found.into_iter().map(entry));
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

/// The rows that a query wants, the best first.
fn fitting<'r, R: Iterator<Item = Looked<'r>>>(ready: &Ready, rows: R) -> Vec<IssueRow> {
    let mut found: Vec<_> = rows
        .filter(|row| ready.picks(row))
        .filter_map(|it| Some((ready.rank(it.row()?), it)))
        .collect();
    if found.len() > ISSUES {
        found.select_nth_unstable_by_key(ISSUES, |(rank, _)| *rank);
        found.truncate(ISSUES);
    }
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
