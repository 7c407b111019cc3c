//! Words that are typed wherever a list or a page is told: going on, back, help, undo, what can be done, a
//! filter, and the letters that ask for something on the screens.

use super::dialogue::Dialogue;
use super::here::{Here, Over, Root, What};
use super::{chosen, help, verbs};
use crate::app::context;
use crate::app::input::Effect;
use crate::app::motion::{back as screen_back, go_pane};
use crate::app::run::run;
use crate::app::searching;
use crate::app::state::{Page, Pane, State};
use crate::app::{cockpit, filter, views, workbench};
use crate::command::key::Key;
use crate::command::keymap::Lookup;
use crate::command::place::EVERYWHERE;
use crate::command::screens::Ui;
use crate::command::table::{Command, What as Asks, of_ui};
use crate::domain::text::fold_width;

/// Takes in a word that means the same everywhere; says whether it was one.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, word): (Here, &str),
    effects: &mut Vec<Effect>,
) -> bool {
    match word {
        "" | "m" => dialogue.go_on(state, here),
        "." | "。" => dialogue.tell_again(here),
        "?" => help::tell(dialogue, state, here),
        "0" | "q" => back(dialogue, state, here, effects),
        _ => return marked(dialogue, state, (here, word), effects),
    }
    true
}

/// Takes in what begins with a mark, or is the letters of a command.
fn marked(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, word): (Here, &str),
    effects: &mut Vec<Effect>,
) -> bool {
    if let Some(called) = word.strip_prefix(':') {
        menu(dialogue, state, called.trim(), effects);
        return true;
    }
    if let Some(words) = word.strip_prefix(['/', '、']) {
        look_for(dialogue, state, here, words.trim(), effects);
        return true;
    }
    match here {
        // There words are looked for, not asked for.
        Here::Search | Here::Pick | Here::Choose | Here::Shut => false,
        Here::Over(What::Verbs) if word.chars().count() > 2 => false,
        _ => match asked(state, here, word) {
            Some(command) if is_told_which(here) && verbs::needs_row(command) => {
                let label = command.label.get(state.lang);
                dialogue.say(match state.lang {
                    crate::i18n::Lang::Zh => {
                        format!("{label}：哪一项？打 {word} 加号码，如 {word} 1")
                    }
                    crate::i18n::Lang::En => {
                        format!("{label}: which one? Type {word} and a number, such as {word} 1")
                    }
                });
                true
            }
            Some(command) => {
                perform(dialogue, state, here, command, effects);
                true
            }
            None => false,
        },
    }
}

/// Whether rows are chosen by number there, so that none of them is meant without one.
pub(super) const fn is_told_which(here: Here) -> bool {
    matches!(here, Here::Root(_) | Here::Today | Here::List(_) | Here::Rows | Here::Closing(_))
}

/// The command that letters ask for here, as the keys of the screens do.
pub(super) fn asked(state: &State, here: Here, word: &str) -> Option<&'static Command> {
    let letters = word.chars().all(|it| !it.is_whitespace() && !it.is_ascii_digit());
    if !letters || word.chars().count() > 2 {
        return None;
    }
    let keys: Vec<Key> = word.chars().map(|it| Key::char(it).folded()).collect();
    let place = context::place(state);
    let Lookup::Command(command) = state.keymap.lookup(&keys, place) else { return None };
    // What is selected on the screens is not what is told here.
    let is_blank = matches!(here, Here::Root(Root::Home | Root::Sessions | Root::Views));
    let fits = !is_blank || command.scope == EVERYWHERE;
    (fits && verbs::is_for_lines(command, place)).then_some(command)
}

/// Runs a command; what the dialogue has in its own way is done so.
pub(super) fn perform(
    dialogue: &mut Dialogue,
    state: &mut State,
    here: Here,
    command: &'static Command,
    effects: &mut Vec<Effect>,
) {
    let was_over = !dialogue.over.is_empty();
    dialogue.over.clear();
    let pages = state.pages.len();
    run_command(dialogue, state, (here, command), effects);
    if was_over && state.pages.len() == pages {
        chosen::rest(state);
    }
}

fn run_command(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, command): (Here, &'static Command),
    effects: &mut Vec<Effect>,
) {
    let Asks::Ui(ui) = command.what else {
        return apart(state, here, |state| run(state, command, effects));
    };
    match ui {
        Ui::Views => go(dialogue, state, Root::Views),
        Ui::GoWorkbench => go(dialogue, state, Root::Home),
        Ui::Language => {
            run(state, command, effects);
            dialogue.forget();
        }
        Ui::OpenOnly | Ui::Sort(_) | Ui::NextView | Ui::PreviousView | Ui::Widen => {
            run(state, command, effects);
            if matches!(ui, Ui::NextView | Ui::PreviousView) {
                dialogue.root = Root::Issues;
            }
            dialogue.tell_again(here);
        }
        Ui::TurnCopy => {
            run(state, command, effects);
            dialogue.tell_again(here);
        }
        _ => apart(state, here, |state| run(state, command, effects)),
    }
}

/// Does something at a list of which no row was chosen: what the screens have selected is not meant.
fn apart(state: &mut State, here: Here, act: impl FnOnce(&mut State)) {
    if !matches!(here, Here::Root(_)) {
        return act(state);
    }
    let pane = state.workbench.pane;
    go_pane(state, Pane::Studios);
    act(state);
    go_pane(state, pane);
}

/// Goes to a list of the workbench.
pub(super) fn go(dialogue: &mut Dialogue, state: &mut State, root: Root) {
    state.pages.clear();
    dialogue.over.clear();
    dialogue.root = root;
    let pane = if root == Root::Issues { Pane::Issues } else { Pane::Studios };
    go_pane(state, pane);
}

/// Lists what can be done, or what is called so; the only one that is called just so is done.
fn menu(dialogue: &mut Dialogue, state: &mut State, called: &str, effects: &mut Vec<Effect>) {
    let here = dialogue.here(state);
    let offers = verbs::offers(state, called);
    let is_named = |command: &Command| {
        let labels = [command.label.zh, command.label.en];
        labels.iter().any(|it| fold_width(it).eq_ignore_ascii_case(called))
    };
    let mut named = offers.iter().filter(|it| is_named(it.command));
    if let (Some(only), None) = (named.next(), named.next()) {
        return perform(dialogue, state, here, only.command, effects);
    }
    while matches!(dialogue.over.last(), Some(Over { what: What::Verbs, .. })) {
        dialogue.over.pop();
    }
    let on = dialogue.here(state);
    let called = called.to_owned();
    dialogue.over.push(Over { on, what: What::Verbs, called });
    dialogue.tell_again(Here::Over(What::Verbs));
}

/// Narrows the list that one is in; anywhere else everything is searched.
fn look_for(
    dialogue: &mut Dialogue,
    state: &mut State,
    here: Here,
    words: &str,
    effects: &mut Vec<Effect>,
) {
    match here {
        Here::Root(_) => {
            go(dialogue, state, Root::Issues);
            state.workbench.filter.set_text(words);
            filter::filtered(state);
            dialogue.tell_again(Here::Root(Root::Issues));
        }
        Here::List(_) => {
            if let Some(Page::List(page)) = state.pages.last_mut() {
                page.filter.set_text(words);
            }
            filter::filtered(state);
            dialogue.tell_again(here);
        }
        _ => {
            dialogue.over.clear();
            search(state, words, effects);
            dialogue.tell_again(Here::Search);
        }
    }
}

/// Searches everything.
pub(super) fn search(state: &mut State, words: &str, effects: &mut Vec<Effect>) {
    searching::go(state, effects);
    state.searching.editor.set_text(words);
    searching::typed(state, effects);
}

/// One step back; from the first page out of the program, which is asked while a session is going on.
fn back(dialogue: &mut Dialogue, state: &mut State, here: Here, effects: &mut Vec<Effect>) {
    match here {
        Here::Over(_) => {
            dialogue.over.pop();
            chosen::rest(state);
        }
        Here::Pick | Here::Choose => drop(state.overlays.pop()),
        Here::Root(Root::Home) | Here::Shut => {
            if state.scope().is_some() && state.workbench.studio_list.selected > 0 {
                chosen::all_studios(state);
                return dialogue.tell_again(here);
            }
            match of_ui(Ui::Quit) {
                Some(quit) => run(state, quit, effects),
                None => effects.push(Effect::Quit),
            }
        }
        Here::Root(Root::Issues) if !state.workbench.filter.is_empty() => {
            state.workbench.filter.clear();
            state.workbench.view = None;
            workbench::refresh(state);
            dialogue.tell_again(here);
        }
        Here::Root(_) => go(dialogue, state, Root::Home),
        Here::List(_) => {
            let is_narrowed =
                matches!(state.pages.last(), Some(Page::List(page)) if !page.filter.is_empty());
            screen_back(state);
            if is_narrowed {
                dialogue.tell_again(here);
            }
        }
        // The line that is typed there is kept.
        Here::Search => drop(state.pages.pop()),
        _ => screen_back(state),
    }
    // The views of the workbench are counted while they are seen.
    views::follow(state);
    cockpit::follow_names(state);
}
