//! The search page: a line that is typed into, and what is found while it is. Words and place stay when a
//! hit is opened, and when the page is left. What it shows is in `lines`.

mod lines;

pub(crate) use lines::{about_it, line};

use super::editor::{EditKey, LineEditor};
use super::found::{self, Asked, Called, Finding, Findings, Group, Waiting, Where};
use super::index::Index;
use super::input::Effect;
use super::keys::edit_key;
use super::layout::{inside, layout};
use super::lists::ListKind;
use super::motion::{push_list, push_reader, settle};
use super::reader::Subject;
use super::rows::List;
use super::state::{Page, State};
use super::{answers, asking, overlay, workbench};
use crate::command::Catalog;
use crate::command::key::{Code, Key};
use crate::command::query::{Fault, Query, Reading, Ready};
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::priority::Terms;
use crate::search::text::{self, Found};
use std::sync::Arc;

/// The most characters that are looked for.
const WORD_CHARS: usize = 120;
/// So many places of one issue are shown; whoever opens it sees the rest.
const PARTS: usize = 5;
/// The rows above the hits: the line, and what is said about it.
const ABOVE: u16 = 2;
/// The most findings that are listed; all are counted.
const MOST: usize = 300;

/// The search page, as it was left.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each named")]
pub(crate) struct Searching {
    pub(crate) editor: LineEditor,
    /// The latest question; any other answer is stale.
    asked: u64,
    /// What was asked last.
    question: Option<Question>,
    /// What is asked now, until it is answered.
    wish: Option<Wish>,
    /// Of what was asked nothing comes; it is not asked again.
    failed: Option<Wish>,
    /// Something else was typed than what is shown was found by.
    is_anew: bool,
    /// What is only near is being looked for.
    awaits_near: bool,
    /// Whether the full text is asked now: only while the page is on top.
    is_asked: bool,
    /// What the full text says to it, as far as it is known.
    said: Option<Found>,
    /// Something of it was not shown yet.
    is_stale: bool,
    pub(crate) findings: Findings,
    pub(crate) rows: Vec<Row>,
    pub(crate) list: List,
}

/// What is looked for, with what is called so.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    wish: Wish,
    reading: Reading,
    faults: Vec<Fault>,
    said: text::Query,
    called: Arc<Called>,
    /// That is all of it, not the first of it.
    is_whole: bool,
    /// What is only near, once that was looked for.
    near: Option<Called>,
}

impl Default for Searching {
    fn default() -> Self {
        Self {
            editor: LineEditor::single_line().with_limit(WORD_CHARS),
            asked: 0,
            question: None,
            wish: None,
            failed: None,
            is_anew: false,
            awaits_near: false,
            is_asked: false,
            said: None,
            is_stale: false,
            findings: Findings::default(),
            rows: Vec::new(),
            list: List::default(),
        }
    }
}

/// What a question is put together from: it is the same as long as these are.
#[derive(Debug, Clone)]
struct Wish {
    typed: String,
    catalog: Arc<Catalog>,
    day: Terms,
}

impl Wish {
    fn of(state: &State) -> Self {
        let typed = state.searching.editor.text().to_owned();
        Self { typed, catalog: Arc::clone(&state.catalog), day: state.terms() }
    }

    /// Whether it would be the same now.
    fn is_now(&self, state: &State) -> bool {
        self.typed == state.searching.editor.text()
            && Arc::ptr_eq(&self.catalog, &state.catalog)
            && self.day == state.terms()
    }
}

impl Question {
    /// What is looked for, with what is called so; `tell` hears it with the first of that before. `None` where
    /// nobody waits for it any more.
    pub(super) fn of(
        typed: String,
        (catalog, day): (&Arc<Catalog>, Terms),
        index: &Index,
        is_gone: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(Self),
    ) -> Option<Self> {
        let reading = Query::read(&typed, day.today);
        // While the store is being opened, nobody is called anything.
        let is_told = !catalog.issues.is_empty();
        let faults = if is_told { reading.told(catalog) } else { reading.faults.clone() };
        let ready = Ready::new(&reading.query, index.known(catalog), &day);
        let said = reading.query.said(&ready, catalog);
        let wish = Wish { typed, catalog: Arc::clone(catalog), day };
        let mut question = Self {
            wish,
            reading,
            faults,
            said,
            called: Arc::default(),
            is_whole: false,
            near: None,
        };
        let asked = asked(index, catalog, &question.reading.query, day);
        let mut tell = |called| tell(Self { called: Arc::new(called), ..question.clone() });
        let called = asked.called(&ready, &mut Waiting { is_gone, tell: Some(&mut tell) })?;
        (question.called, question.is_whole) = (Arc::new(called), true);
        Some(question)
    }

    /// Whether what is called so is all there, not the first of it.
    pub(super) const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether nothing is called so, although something is asked.
    pub(super) fn is_of_nothing(&self) -> bool {
        self.called.is_none() && !self.reading.query.is_empty()
    }

    /// What is only near.
    pub(super) fn near(&self, index: &Index, is_gone: &dyn Fn() -> bool) -> Option<Called> {
        let Wish { catalog, day, .. } = &self.wish;
        asked(index, catalog, &self.reading.query, *day).near(is_gone)
    }
}

const fn asked<'a>(
    index: &'a Index,
    catalog: &'a Catalog,
    query: &'a Query,
    day: Terms,
) -> Asked<'a> {
    Asked { catalog, index: Some(index), query, day, kind: None, most: MOST }
}

/// A row of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// What something is about.
    Head {
        about: EntityId,
        /// The finding that is about itself.
        own: Option<usize>,
        /// How many more places there are than are shown.
        more: usize,
    },
    /// A finding that belongs to the head above.
    Part(usize),
}

impl Searching {
    fn finding(&self, at: usize) -> Option<&Finding> {
        self.findings.best.get(at)
    }

    /// What a row leads to: what it is about, and the place in it.
    fn target(&self, row: Row) -> Option<(EntityId, Option<EntityId>)> {
        match row {
            Row::Head { about, .. } => Some((about, None)),
            Row::Part(at) => self.finding(at).map(|it| (it.about(), Some(it.id))),
        }
    }

    fn selected(&self) -> Option<Row> {
        self.rows.get(self.list.selected).copied()
    }

    /// Whether the full text has not answered yet.
    pub(crate) fn is_asking(&self) -> bool {
        let asks = || self.question.as_ref().is_some_and(|it| !it.said.is_empty());
        self.wish.is_some() || self.awaits_near || (self.said.is_none() && asks())
    }

    /// Whether only the first of what is called so is shown.
    pub(crate) fn is_part(&self) -> bool {
        self.wish.is_some() && self.understood().is_some_and(|it| !it.is_whole)
    }

    /// Whether nothing comes of what is typed now.
    pub(crate) fn has_failed(&self) -> bool {
        let is_it = |it: &Wish| it.typed == self.editor.text();
        self.failed.as_ref().is_some_and(is_it) && self.understood().is_none()
    }

    /// What is wrong in what was typed, in order.
    pub(crate) fn faults(&self) -> &[Fault] {
        self.understood().map_or(&[], |it| &it.faults)
    }

    /// What is not finished in what was typed, the first of it.
    pub(crate) fn unfinished(&self) -> Option<&Fault> {
        self.understood().and_then(|it| it.reading.unfinished.first())
    }

    /// What was understood of what is typed now, once that is known.
    fn understood(&self) -> Option<&Question> {
        self.question.as_ref().filter(|it| it.wish.typed == self.editor.text())
    }

    /// The entries that the findings are listed by: how many, and the how manieth is selected, from 1.
    pub(crate) fn entries(&self) -> (usize, usize) {
        let is_head = |row: &&Row| matches!(row, Row::Head { .. });
        let until = self.rows.iter().take(self.list.selected + 1);
        (until.filter(is_head).count(), self.rows.iter().filter(is_head).count())
    }
}

/// Whether the page is on top and nothing lies over it.
fn is_on_top(state: &State) -> bool {
    matches!(state.pages.last(), Some(Page::Search))
}

/// Goes to the page; what was looked for last is there and is replaced by typing.
pub(crate) fn go(state: &mut State, effects: &mut Vec<Effect>) {
    if is_on_top(state) {
        return;
    }
    match state.pages.iter().position(|page| matches!(page, Page::Search)) {
        Some(at) => state.pages.truncate(at + 1),
        None => state.pages.push(Page::Search),
    }
    state.searching.editor.handle(EditKey::SelectAll);
    ask(state, effects);
}

/// Asks what is called so, and then the full text, which has nothing to say until it has answered.
fn ask(state: &mut State, effects: &mut Vec<Effect>) {
    state.searching.said = None;
    // What the full text still says to the question before is stale.
    state.searching.asked = state.next_generation();
    (state.searching.is_asked, state.searching.is_stale) = (false, true);
    follow_question(state);
    ask_full_text(state, effects);
    refresh_if_answered(state);
}

/// Asks what is called so, where that is not known nor asked yet.
fn follow_question(state: &mut State) {
    let searching = &state.searching;
    // What is near to it is not looked for any more where something else was asked since.
    let is_broken_off = searching.awaits_near && state.asking.is_questioned();
    let known = searching.question.as_ref().filter(|it| it.is_whole && !is_broken_off);
    let known = known.map(|it| &it.wish);
    let is_now = |wish: Option<&Wish>| wish.is_some_and(|it| it.is_now(state));
    if is_now(known) {
        state.searching.wish = None;
        asking::forget_question(state);
        return;
    }
    if is_now(searching.wish.as_ref()) || is_now(searching.failed.as_ref()) {
        return;
    }
    let wish = Wish::of(state);
    let typed = wish.typed.clone();
    state.searching.wish = Some(wish);
    asking::ask_question(state, typed);
}

/// Asks the full text what it has not been asked yet; what it said before stays until it answers.
fn ask_full_text(state: &mut State, effects: &mut Vec<Effect>) {
    if state.searching.is_asked || state.searching.wish.is_some() {
        return;
    }
    let Some(question) = &state.searching.question else { return };
    let query = question.said.clone();
    let generation = state.next_generation();
    state.searching.asked = generation;
    state.searching.is_asked = true;
    effects.push(Effect::Search { generation, query });
}

pub(crate) fn typed(state: &mut State, effects: &mut Vec<Effect>) {
    state.searching.list = List::default();
    state.searching.is_anew = true;
    ask(state, effects);
}

/// Takes in what is called as was asked, or the first of it: what waits for it waits on then.
pub(super) fn take_in(state: &mut State, question: Question) {
    let searching = &mut state.searching;
    if question.is_whole {
        searching.wish = None;
    }
    searching.awaits_near = question.is_of_nothing();
    searching.question = Some(question);
    searching.is_asked = false;
    // What was typed meanwhile meets the rows; and whoever left meanwhile does not come back to those before.
    refresh(state);
}

/// Nothing comes of what was asked: what is there stays, but for a part of it, and it is not asked again as it is.
pub(super) fn give_up(state: &mut State) {
    let searching = &mut state.searching;
    searching.failed = searching.wish.take().or_else(|| searching.failed.take());
    searching.awaits_near = false;
    if searching.question.take_if(|it| !it.is_whole).is_some() {
        (searching.findings, searching.rows) = (Findings::default(), Vec::new());
        searching.list = List::default();
    }
}

/// Takes in what is only near to what was asked.
pub(super) fn take_near(state: &mut State, near: Option<Called>) {
    state.searching.awaits_near = false;
    if let Some(question) = &mut state.searching.question {
        question.near = near;
        state.searching.is_stale = true;
    }
    if is_on_top(state) {
        refresh_if_answered(state);
    }
}

/// Takes in what the full text says.
pub(super) fn said(state: &mut State, generation: u64, found: Found) {
    if state.searching.asked == generation {
        state.searching.said = Some(found);
        state.searching.is_stale = true;
    }
}

/// Has the full text look only while the page is on top, and brings the page up to date then: whoever
/// saves elsewhere does not wait for what was looked for once.
pub(super) fn follow_pages(state: &mut State, effects: &mut Vec<Effect>) {
    if !is_on_top(state) {
        if std::mem::take(&mut state.searching.is_asked) {
            let generation = state.next_generation();
            effects.push(Effect::Search { generation, query: text::Query::default() });
        }
        return;
    }
    follow_question(state);
    ask_full_text(state, effects);
    refresh_if_answered(state);
}

/// Puts the rows together where something of them is otherwise, and nothing else is asked already.
fn refresh_if_answered(state: &mut State) {
    if state.searching.is_stale && state.searching.wish.is_none() {
        refresh(state);
    }
}

/// Puts the rows together; what was selected stays so.
fn refresh(state: &mut State) {
    let searching = &mut state.searching;
    searching.is_stale = false;
    // After something else was typed, the best hit is selected, which may not be among the first that are found.
    let is_anew = searching.is_anew;
    searching.is_anew &= searching.question.as_ref().is_none_or(|it| !it.is_whole);
    let selected = searching.selected().filter(|_| !is_anew);
    let before = selected.and_then(|row| searching.target(row));
    let Some(question) = &searching.question else { return };
    let (called, near) = (&question.called, || question.near.clone());
    let said = searching.said.as_ref();
    let findings = found::findings(&question.wish.catalog, (called, near), said, MOST);
    let groups = found::grouped(&findings.best);
    searching.rows = groups.iter().flat_map(|group| rows_of(group, &findings.best)).collect();
    searching.findings = findings;
    let same = |row: &Row| searching.target(*row) == before;
    let at = before.and_then(|_| searching.rows.iter().position(same));
    searching.list.selected = at.unwrap_or(searching.list.selected);
    follow(state);
}

/// A head, and below it where something is said: first in its own texts, then in what belongs to it.
fn rows_of(group: &Group, findings: &[Finding]) -> Vec<Row> {
    let Group { about, own, parts } = group;
    let is_told_apart = |at: &usize| findings.get(*at).is_some_and(is_said_within);
    let said_within = own.filter(is_told_apart);
    let places = said_within.into_iter().chain(parts.iter().copied());
    let more = (parts.len() + usize::from(said_within.is_some())).saturating_sub(PARTS);
    let head = Row::Head { about: *about, own: *own, more };
    std::iter::once(head).chain(places.take(PARTS).map(Row::Part)).collect()
}

/// Whether it is said in a text, and not only in what the thing is called.
fn is_said_within(finding: &Finding) -> bool {
    matches!(finding.at, Where::Said(_)) && !finding.at.is_name()
}

/// How many rows of hits are seen.
fn visible(state: &State) -> usize {
    usize::from(inside(layout(state).body).height.saturating_sub(ABOVE))
}

pub(super) fn follow(state: &mut State) {
    let visible = visible(state);
    let searching = &mut state.searching;
    searching.list.follow(visible, searching.rows.len());
}

pub(super) fn move_by(state: &mut State, by: isize) {
    state.searching.is_anew = false;
    let total = state.searching.rows.len();
    state.searching.list.step(by, total);
    follow(state);
}

/// A click on a row of the page, counted from the first that is shown; a second one opens it.
pub(super) fn press(state: &mut State, row: usize) {
    let Some(at) = row.checked_sub(usize::from(ABOVE)) else { return };
    let at = at + state.searching.list.offset;
    if at == state.searching.list.selected {
        return open(state);
    }
    if at < state.searching.rows.len() {
        // Where only the first hits are there, what was chosen of them stays so.
        state.searching.is_anew = false;
        state.searching.list.selected = at;
    }
}

/// Whether a key of the page has to wait for what is called so: all but those that are typed, and Esc.
pub(super) fn must_wait(state: &State, key: Key) -> bool {
    let is_for_hits = matches!(
        key.code,
        Code::Enter
            | Code::Down
            | Code::Up
            | Code::Tab
            | Code::BackTab
            | Code::PageDown
            | Code::PageUp
    );
    let searching = &state.searching;
    (searching.wish.is_some() || searching.awaits_near) && is_for_hits
}

/// Gives a key to the page; says whether it took it.
pub(super) fn key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    if !is_on_top(state) {
        return false;
    }
    let page = isize::try_from(visible(state)).unwrap_or(1).max(1);
    match (key.code, key.ctrl) {
        (Code::F(_), _) | (Code::Char('p' | 't' | 'g'), true) => return false,
        (Code::Esc, _) if state.searching.editor.is_empty() => return false,
        (Code::Esc, _) => {
            state.searching.editor.clear();
            typed(state, effects);
        }
        (Code::Enter, _) => open(state),
        (Code::Down | Code::Tab, _) => move_by(state, 1),
        (Code::Up | Code::BackTab, _) => move_by(state, -1),
        (Code::PageDown, _) => move_by(state, page),
        (Code::PageUp, _) => move_by(state, -page),
        _ => {
            if edit_key(key).is_some_and(|edit| state.searching.editor.handle(edit)) {
                typed(state, effects);
            }
        }
    }
    true
}

/// Gives a text in one piece to the page; says whether it took it.
pub(super) fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) -> bool {
    if !is_on_top(state) {
        return false;
    }
    let pasted = state.searching.editor.paste(text);
    if pasted.changed {
        typed(state, effects);
    }
    overlay::tell_full(state, pasted.full);
    true
}

/// Opens what is selected, at the place.
pub(crate) fn open(state: &mut State) {
    let searching = &state.searching;
    let Some((about, part)) = searching.selected().and_then(|row| searching.target(row)) else {
        return;
    };
    // A line is read in its session, whatever issue it belongs to.
    let line = searching.selected().and_then(|row| match row {
        Row::Part(at) => searching.finding(at),
        Row::Head { .. } => None,
    });
    let session = line.filter(|it| it.id.kind == EntityKind::Line).and_then(|it| it.session);
    let subject = session.map(Subject::Session).or_else(|| match about.kind {
        EntityKind::Issue => IssueId::try_from(about).ok().map(Subject::Issue),
        EntityKind::Session => SessionId::try_from(about).ok().map(Subject::Session),
        _ => None,
    });
    match subject {
        Some(subject) => {
            push_reader(state, subject);
            state.go_to = part.filter(|id| *id != about);
            // What is read already is not read again.
            let is_there = |state: &State| {
                let dossier = state.dossier.as_ref().filter(|it| !it.stale);
                dossier.is_some_and(|it| Some(it.id) == subject.entity())
            };
            if is_there(state) {
                answers::go_to_new(state);
                settle(state);
            }
        }
        None => open_row(state, about),
    }
}

/// Opens the list that something stands in, with the cursor on it.
fn open_row(state: &mut State, about: EntityId) {
    let kind = match about.kind {
        EntityKind::Person => ListKind::People,
        EntityKind::Department => ListKind::Departments,
        EntityKind::Studio => {
            let studio = StudioId::try_from(about).ok();
            let at = state.workbench.studios.iter().position(|id| Some(*id) == studio);
            state.pages.clear();
            state.workbench.studio_list.selected = at.map_or(0, |at| at + 1);
            return workbench::refresh(state);
        }
        _ => return,
    };
    push_list(state, kind);
    if let Some(Page::List(mut page)) = state.pages.pop() {
        page.list.selected = page.ids.iter().position(|id| *id == about).unwrap_or(0);
        page.follow(state);
        state.pages.push(Page::List(page));
    }
}

/// Whether what the full text finds is shown.
pub fn is_searching(state: &State) -> bool {
    is_on_top(state) && !state.searching.editor.is_empty()
}
