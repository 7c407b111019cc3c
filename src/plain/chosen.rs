//! What a number does: it opens, chooses or does what was told with it.

use super::common::{self, asked, perform};
use super::dialogue::Dialogue;
use super::here::{Here, Over, Root, What};
use super::{listing, page, verbs};
use crate::app::input::Effect;
use crate::app::motion::push_reader;
use crate::app::overlay::after_pick;
use crate::app::palette::Picked;
use crate::app::reader::{self, Reader, Subject};
use crate::app::run::{run, take_step};
use crate::app::state::{Overlay, Page, Pane, State, ToastTone};
use crate::app::verbs::verb_key;
use crate::app::{closing, context, figures, searching, views, workbench};
use crate::command::Next;
use crate::command::available::writable;
use crate::command::screens::Ui;
use crate::command::table::{Command, of_ui, of_verb};
use crate::command::verb::{Noun, find};
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::i18n::Lang;

/// What the first page offers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Command(&'static Command),
    /// What presses, and how much does.
    Today(usize),
    Root(Root),
}

/// The first page: what there is, and what is done most.
pub(super) fn home(state: &State) -> Vec<Act> {
    let ui = |ui: Ui| of_ui(ui).map(Act::Command);
    let verb = |noun, name| find(noun, name).and_then(of_verb).map(Act::Command);
    if state.is_first_run() {
        let example = state.example.then(|| ui(Ui::Example)).flatten();
        let first = [verb(Noun::Studio, "add"), verb(Noun::Settings, "import"), example];
        return first.into_iter().chain([ui(Ui::Language)]).flatten().collect();
    }
    let floor = state.catalog.live_session().and_then(|_session| ui(Ui::Cockpit));
    let pressing = state.catalog.today(state.scope(), &state.terms()).total();
    let roots = [Root::Issues, Root::Views, Root::Studios, Root::Sessions];
    let lists = [Ui::GoCommitments, Ui::GoPeople, Ui::GoDepartments, Ui::GoSearch].map(ui);
    let adding = [verb(Noun::Issue, "add"), verb(Noun::Session, "plan")];
    let adding = adding.into_iter().chain([
        verb(Noun::Person, "add"),
        verb(Noun::Department, "add"),
        verb(Noun::Studio, "add"),
        verb(Noun::Settings, "import"),
    ]);
    let rest = [
        Ui::GoFigures,
        Ui::WriteLedger,
        Ui::GoSettings,
        Ui::GoNotices,
        Ui::Undo,
        Ui::Redo,
        Ui::Widen,
        Ui::Language,
    ];
    let first = floor.into_iter().chain([Act::Today(pressing)]);
    let first = first.chain(roots.map(Act::Root)).chain(lists.into_iter().flatten());
    first.chain(adding.flatten()).chain(rest.into_iter().filter_map(ui)).collect()
}

/// What the verbs that are listed are about, in words.
pub(super) fn about(state: &State) -> String {
    let under = context::under_cursor(state);
    let issue = || context::issue(state).map(EntityId::from);
    let studio = || context::studio(state).map(EntityId::from);
    let page = || match state.pages.last() {
        Some(Page::Reader(reader)) => reader.subject.entity(),
        _ => None,
    };
    let about = match state.pages.last() {
        None if state.workbench.pane == Pane::Studios => studio(),
        _ => under.or_else(page).or_else(issue),
    };
    about.map(|id| context::named(&state.catalog, id)).unwrap_or_default()
}

/// All studios are looked at again.
pub(super) fn all_studios(state: &mut State) {
    state.workbench.studio_list.selected = 0;
    workbench::refresh(state);
}

/// Takes in a number, or letters and a number; words where words are looked for.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, word): (Here, &str),
    effects: &mut Vec<Effect>,
) {
    if let Ok(number) = word.parse::<usize>() {
        return choose(dialogue, state, (here, number), effects);
    }
    let (letters, number) = match word.find(|it: char| it.is_ascii_digit()) {
        Some(at) => word.split_at(at),
        None => (word, ""),
    };
    if let Ok(number) = number.trim().parse::<usize>()
        && let Some(at) = within(dialogue, state, (here, number))
    {
        let letters = letters.trim();
        if letters == "n" && step(state, here, at, effects) {
            return;
        }
        if let Some(command) = asked_of_row(dialogue, state, (here, at), letters, effects) {
            return run(state, command, effects);
        }
    }
    match here {
        Here::Search => {
            common::search(state, word, effects);
            dialogue.tell_again(here);
        }
        Here::Over(What::Verbs) => {
            if let Some(over) = dialogue.over.last_mut() {
                word.clone_into(&mut over.called);
            }
            dialogue.tell_again(here);
        }
        Here::Closing(_) if word == "c" => close(state, effects),
        Here::Pick => {
            if let Some(Overlay::Pick(pick)) = state.overlays.last_mut() {
                pick.paste(word);
            }
            dialogue.tell_again(here);
        }
        _ => dialogue.say(not_understood(state, word)),
    }
}

fn not_understood(state: &State, word: &str) -> String {
    match state.lang {
        Lang::Zh => format!("这里没有“{word}”。打号码选，: 加词找能办的，/ 加词查找，? 帮助"),
        Lang::En => format!(
            "“{word}” means nothing here. A number chooses, : and words look for what can be done, \
             / and words search, ? helps"
        ),
    }
}

/// The place of a number, where there is a row with it; says otherwise how many there are.
fn within(dialogue: &mut Dialogue, state: &State, (here, number): (Here, usize)) -> Option<usize> {
    let total = match here {
        Here::Page(_) | Here::Figures => page::offers(state, here).len(),
        _ => listing::listing(dialogue, state, here).total,
    };
    let at = number.checked_sub(1).filter(|at| *at < total);
    if at.is_none() {
        dialogue.say(match state.lang {
            Lang::Zh => format!("没有第 {number} 项，一共 {total} 项"),
            Lang::En => format!("There is no number {number}; there are {total}"),
        });
    }
    at
}

fn choose(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, number): (Here, usize),
    effects: &mut Vec<Effect>,
) {
    let Some(at) = within(dialogue, state, (here, number)) else { return };
    match here {
        Here::Root(root) => root_row(dialogue, state, (root, at), effects),
        Here::Today => {
            let id = listing::pressing(state).get(at).map(|(_, it)| listing::entry_id(it));
            open_entity(state, id);
        }
        Here::Closing(session) => {
            let target = listing::loose(state, session).get(at).map(|(id, _)| *id);
            if let Some(target) = target {
                closing::open(state, session, target, effects);
            }
        }
        Here::List(_) => {
            select(state, at);
            dialogue.over.push(Over { on: here, what: What::Verbs, called: String::new() });
            dialogue.tell_again(Here::Over(What::Verbs));
        }
        Here::Page(_) | Here::Figures => page::choose(dialogue, state, (here, at), effects),
        Here::Over(What::Verbs) => {
            let called = dialogue.over.last().map(|it| it.called.clone()).unwrap_or_default();
            if let Some(offer) = verbs::offers(state, &called).get(at) {
                perform(dialogue, state, here, offer.command, effects);
            }
        }
        Here::Over(What::Mentioned) => mentioned(dialogue, state, at),
        Here::Over(What::Counted) => {
            let stop = figures::stops(state).into_iter().nth(at);
            if let Some(stop) = stop {
                figures::open_stop(state, stop);
            }
            // A frozen report takes the place of what is counted now.
            if matches!(state.pages.last(), Some(Page::Figures)) {
                dialogue.over.clear();
                dialogue.tell_again(Here::Figures);
            }
        }
        Here::Search => {
            state.searching.list.selected = at;
            searching::open(state);
        }
        Here::Rows => {
            let row = match state.pages.last() {
                Some(Page::Rows(page)) => page.rows.get(at).copied(),
                _ => None,
            };
            if let Some(row) = row {
                figures::open_row(state, row);
            }
        }
        Here::Pick => {
            if let Some(Overlay::Pick(pick)) = state.overlays.pop()
                && let Some((id, ..)) = pick.entries.get(at).cloned()
            {
                after_pick(state, pick, &Picked::One(id), effects);
            }
        }
        Here::Choose => {
            if let Some(Overlay::Choose(choose)) = state.overlays.pop() {
                figures::chosen(state, choose.about, at, effects);
            }
            dialogue.tell_again(Here::Figures);
        }
        Here::Shut | Here::Floor(..) | Here::Form | Here::Question => {}
    }
}

fn root_row(
    dialogue: &mut Dialogue,
    state: &mut State,
    (root, at): (Root, usize),
    effects: &mut Vec<Effect>,
) {
    match root {
        Root::Home => match home(state).get(at).copied() {
            Some(Act::Root(root)) => common::go(dialogue, state, root),
            Some(Act::Today(_)) => push_reader(state, Subject::Today),
            Some(Act::Command(command)) => {
                perform(dialogue, state, Here::Root(root), command, effects);
            }
            None => {}
        },
        Root::Issues => {
            select(state, at);
            open_entity(state, workbench::selected(state).map(EntityId::from));
        }
        Root::Studios => {
            select(state, at);
            common::go(dialogue, state, Root::Issues);
        }
        Root::Sessions => {
            let id = listing::sessions(state).get(at).copied().map(EntityId::from);
            open_entity(state, id);
        }
        Root::Views => {
            views::choose(state, at);
            dialogue.root = Root::Issues;
            dialogue.tell_again(Here::Root(Root::Issues));
        }
    }
}

/// Puts the cursor of the screens on a row.
fn select(state: &mut State, at: usize) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.list.selected = at,
        Some(_) => {}
        None if state.workbench.pane == Pane::Studios => {
            state.workbench.studio_list.selected = at + 1;
            workbench::refresh(state);
        }
        None => {
            state.workbench.issue_list.selected = at;
            workbench::follow(state);
        }
    }
}

fn open_entity(state: &mut State, id: Option<EntityId>) {
    let Some(id) = id else { return };
    if let Ok(id) = IssueId::try_from(id) {
        push_reader(state, Subject::Issue(id));
    } else if let Ok(id) = SessionId::try_from(id) {
        push_reader(state, Subject::Session(id));
    }
}

/// Takes the next step of a row without opening it; says whether there is such a thing here.
fn step(state: &mut State, here: Here, at: usize, effects: &mut Vec<Effect>) -> bool {
    let (catalog, terms) = (std::sync::Arc::clone(&state.catalog), state.terms());
    let (id, next) = match here {
        Here::Today => {
            let entries = listing::pressing(state);
            let Some((_, entry)) = entries.get(at) else { return false };
            (listing::entry_id(entry), catalog.next(entry, &terms))
        }
        Here::Root(Root::Issues) => {
            let row = state.workbench.shown.get(at).and_then(|slot| catalog.issues.at(*slot));
            let Some(row) = row else { return false };
            (row.id.into(), catalog.next_about(&row, &terms))
        }
        Here::Root(Root::Sessions) => {
            let row = listing::sessions(state).get(at).copied();
            let Some(row) = row.and_then(|id| catalog.sessions.get(&id)) else { return false };
            (row.id.into(), catalog.next_of_session(&row, &terms))
        }
        _ => return false,
    };
    match next {
        Some(next) => take(state, next, effects),
        None => open_entity(state, Some(id)),
    }
    true
}

/// The command that letters ask for of a row, with the cursor on it; the page of an issue or a session is
/// opened for it.
fn asked_of_row(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, at): (Here, usize),
    letters: &str,
    effects: &mut Vec<Effect>,
) -> Option<&'static Command> {
    match here {
        Here::List(_) | Here::Root(Root::Studios) => {
            let command = asked(state, here, letters)?;
            select(state, at);
            Some(command)
        }
        Here::Today | Here::Root(Root::Issues | Root::Sessions) => {
            let before = (state.pages.len(), state.workbench.issue_list.selected);
            choose(dialogue, state, (here, at + 1), effects);
            let command = asked(state, dialogue.here(state), letters);
            if command.is_none() {
                state.pages.truncate(before.0);
                state.workbench.issue_list.selected = before.1;
            }
            command
        }
        _ => None,
    }
}

/// Opens what a page tells of, or lists what can be done with it.
fn mentioned(dialogue: &mut Dialogue, state: &mut State, at: usize) {
    let Some(id) = listing::mentioned(state).get(at).copied() else { return };
    let is_page = IssueId::try_from(id).is_ok() || SessionId::try_from(id).is_ok();
    let Some(Page::Reader(page)) = state.pages.last() else { return };
    let page = *page;
    // An item of a session is something to be done there.
    if is_page && !matches!(page.subject, Subject::Session(_)) {
        return open_entity(state, Some(id));
    }
    let lines = reader::lines(state, page.subject);
    let cursor = lines.iter().position(|line| line.target == Some(id)).unwrap_or(0);
    if let Some(Page::Reader(reader)) = state.pages.last_mut() {
        *reader = Reader { cursor, moved: true, ..page };
    }
    dialogue.over.push(Over {
        on: Here::Over(What::Mentioned),
        what: What::Verbs,
        called: String::new(),
    });
    dialogue.tell_again(Here::Over(What::Verbs));
}

/// Takes the next step of something, unless nothing can be saved.
pub(super) fn take(state: &mut State, next: Next, effects: &mut Vec<Effect>) {
    match writable(&context::facts(state)) {
        Ok(()) => take_step(state, next, effects),
        Err(reason) => {
            let words = reason.words(state.lang, |verb| verb_key(state, verb));
            state.toast(ToastTone::Refused, words);
        }
    }
}

/// Puts the cursor of a page back to its beginning: what was chosen on it is not meant any more.
pub(super) fn rest(state: &mut State) {
    if let Some(Page::Reader(reader)) = state.pages.last_mut() {
        (reader.cursor, reader.moved) = (0, false);
    }
}

/// Closes the session whose list this is.
fn close(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(command) = find(Noun::Session, "close").and_then(of_verb) {
        run(state, command, effects);
    }
}
