//! The line of the record: told as it was understood, then saved; lines that are in it, changed and struck.

use super::{UNBOUNDED, choose, enter, press, told};
use crate::app::cockpit::{self, Cockpit};
use crate::app::input::Effect;
use crate::app::state::State;
use crate::command::grammar::Completion;
use crate::command::key::{Code, Key};
use crate::domain::text::fold_width;
use crate::i18n::Lang;
use crate::plain::dialogue::Dialogue;
use crate::plain::here::Here;
use crate::plain::{listing, rows};

/// How many lines of the record are told at once.
const AT_ONCE: usize = 10;

/// A line that was typed and is not saved, with what it was understood to say.
pub(super) fn waiting(state: &State, cockpit: &Cockpit) -> Vec<String> {
    if cockpit.drafts.is_idle() {
        return Vec::new();
    }
    let text = cockpit.drafts.line.text();
    let mut lines = vec![format!("{}{text}", state.say("还没有存的一行：", "Not saved yet: "))];
    lines.extend(understood(state, cockpit));
    lines
}

/// What the line was understood to say, and what is done with it.
fn understood(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let mut lines = cockpit::understood(state, cockpit);
    if let Some(offered) = cockpit::offers_for_doubt(state) {
        lines.push(state.say("可能是：", "Perhaps:").to_owned());
        lines.extend(offers(&offered, state.lang));
    }
    let words = "回车存，重打就换掉，q 不要了";
    lines.push(state.say(words, "Enter saves, another line replaces it, q drops it").to_owned());
    lines
}

fn offers(offered: &Completion, lang: Lang) -> Vec<String> {
    let all = offered.candidates.iter().enumerate();
    all.map(|(at, it)| listing::numbered(at, &rows::joined(&[&it.label, &it.note], lang))).collect()
}

/// The end of the record.
pub(super) fn latest(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let rows = cockpit::record(state, cockpit, UNBOUNDED.0, AT_ONCE);
    let lines: Vec<_> = rows.into_iter().map(|(line, _)| line).collect();
    let mut lines = told(state, &lines);
    if lines.is_empty() {
        lines.push(state.say("还没有记录", "nothing yet").to_owned());
    } else {
        let words = "改一行打 e 加行号，划去或恢复打 x 加行号";
        lines.push(
            state
                .say(words, "e and a number changes a line, x strikes it or lets it stand again")
                .to_owned(),
        );
    }
    lines
}

/// Takes in what was typed: a word of the dialogue, or a line of the record.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, typed, word): (Here, &str, &str),
    effects: &mut Vec<Effect>,
) {
    let Some(cockpit) = cockpit::on_top(state) else { return };
    let is_idle = cockpit.drafts.is_idle();
    let number = word.parse::<usize>().ok();
    match (word, number, is_idle) {
        ("", _, true) | (".", ..) => dialogue.tell_again(here),
        ("", _, false) => save(dialogue, state, effects),
        ("q" | "0", _, true) => drop(state.pages.pop()),
        ("q" | "0", _, false) => {
            if let Some(cockpit) = cockpit::on_top_mut(state) {
                cockpit.drafts.drop_line();
            }
            dialogue.say(state.say("这一行不要了", "The line is dropped"));
            let next = cockpit::on_top(state).map(|it| waiting(state, it)).unwrap_or_default();
            dialogue.say_all(next);
        }
        (_, Some(number), true) => choose(dialogue, state, number.wrapping_sub(1), effects),
        (_, Some(number), false) => take_offer(dialogue, state, number),
        _ => match of_record(word) {
            Some((letter, number)) if is_idle => {
                at_line(dialogue, state, (letter, number), effects);
            }
            _ => type_line(dialogue, state, typed),
        },
    }
}

/// `e 3`, `x 3`: a line of the record that is changed or struck.
fn of_record(word: &str) -> Option<(char, usize)> {
    let mut characters = word.chars();
    let letter = characters.next().filter(|it| matches!(it, 'e' | 'x' | '改' | '划'))?;
    Some((letter, characters.as_str().trim().parse().ok()?))
}

/// Puts what was typed into the line, and tells what it is understood to say.
fn type_line(dialogue: &mut Dialogue, state: &mut State, typed: &str) {
    if let Some(cockpit) = cockpit::on_top_mut(state) {
        cockpit.drafts.line.set_text(typed);
        cockpit.selected = None;
        cockpit.completion = None;
    }
    let Some(cockpit) = cockpit::on_top(state) else { return };
    let is_cut = fold_width(cockpit.drafts.line.text()) != fold_width(typed);
    if let Some(limit) = cockpit.drafts.line.full_at().filter(|_| is_cut) {
        dialogue.say(match state.lang {
            Lang::Zh => format!("太长了：一行最多 {limit} 字，后面的没有收"),
            Lang::En => {
                format!("Too long: a line has {limit} characters at most; the rest is left out")
            }
        });
    }
    dialogue.say_all(understood(state, cockpit));
}

/// Saves the line; where something about it is asked first, it stays.
fn save(dialogue: &mut Dialogue, state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(cockpit) = cockpit::on_top_mut(state) {
        cockpit.completion = None;
        cockpit.selected = None;
    }
    enter(state, effects);
    // What waited behind it is typed again now.
    let next = cockpit::on_top(state).filter(|_| !effects.is_empty());
    let next = next.map(|it| waiting(state, it)).unwrap_or_default();
    dialogue.say_all(next);
}

fn take_offer(dialogue: &mut Dialogue, state: &mut State, number: usize) {
    let offered = cockpit::offers_for_doubt(state);
    let at = number.checked_sub(1);
    let fits = offered.zip(at).filter(|(it, at)| *at < it.candidates.len());
    let Some((offered, at)) = fits else {
        let words = "这一行还没有存：回车存，重打就换掉，q 不要了";
        let english =
            "The line is not saved yet: Enter saves, another line replaces it, q drops it";
        return dialogue.say(state.say(words, english));
    };
    cockpit::take_offer(state, &offered, at);
    let lines = cockpit::on_top(state).map(|it| waiting(state, it)).unwrap_or_default();
    dialogue.say_all(lines);
}

/// Changes a line of the record, or strikes it.
fn at_line(
    dialogue: &mut Dialogue,
    state: &mut State,
    (letter, number): (char, usize),
    effects: &mut Vec<Effect>,
) {
    let found = cockpit::on_top(state).and_then(|it| cockpit::found(state, it));
    let total = found.map_or(0, |(_, session)| session.lines.len());
    let Some(place) = number.checked_sub(1).filter(|place| *place < total) else {
        return dialogue.say(match state.lang {
            Lang::Zh => format!("记录里没有第 {number} 行，一共 {total} 行"),
            Lang::En => format!("The record has no line {number}; it has {total}"),
        });
    };
    if let Some(cockpit) = cockpit::on_top_mut(state) {
        cockpit.selected = Some(place);
        cockpit.completion = None;
    }
    if matches!(letter, 'x' | '划') {
        press(state, Key::plain(Code::Delete), effects);
        if let Some(cockpit) = cockpit::on_top_mut(state) {
            cockpit.selected = None;
        }
        return;
    }
    enter(state, effects);
    let Some(cockpit) = cockpit::on_top(state) else { return };
    let text = cockpit.drafts.line.text();
    dialogue.say(format!("{}{text}", state.say("这一行现在是：", "The line says now: ")));
    let words = "打改好的一整行，回车存；q 不改";
    dialogue.say(state.say(words, "Type the whole line as it should be, Enter saves; q leaves it"));
}
