//! A straw poll: its question, then how many hands there are for each answer.

use super::{enter, press, spoken};
use crate::app::cockpit::{self, Cockpit, Mode};
use crate::app::input::Effect;
use crate::app::state::State;
use crate::command::key::{Code, Key};
use crate::plain::dialogue::Dialogue;

/// Wide enough for any line.
const UNBOUNDED: usize = 100_000;

/// The answers with their hands, or how a question is typed.
pub(super) fn tell(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let lines = cockpit::people_lines(state, cockpit, UNBOUNDED);
    let lines = lines.iter().map(|(line, _)| spoken::line(line, state.lang));
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let words = if cockpit.counting.is_some() {
        state.say(
            "号码加一票，号码和人数记多少票（如 1 12），- 减去最后一票，y 保存，x 作废，空行回到记录（不丢）",
            "A number adds one, a number and a count sets it (1 12), - takes the last back, y saves, x drops it, \
             an empty line goes back to the record",
        )
    } else {
        state.say("空行回到记录", "An empty line goes back to the record")
    };
    lines.push(words.to_owned());
    lines
}

/// Takes in a question, or hands.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (typed, word): (&str, &str),
    effects: &mut Vec<Effect>,
) {
    let Some(cockpit) = cockpit::on_top(state) else { return };
    let is_counting = cockpit.counting.is_some();
    match word {
        "" | "q" | "0" => return cockpit::turn_to(state, Mode::Record),
        "y" | "Y" if is_counting => return enter(state, effects),
        "x" if is_counting => press(state, Key::ctrl('u'), effects),
        "-" if is_counting => press(state, Key::plain(Code::Backspace), effects),
        "." => {}
        _ if is_counting => count(state, word, effects),
        _ => {
            if let Some(cockpit) = cockpit::on_top_mut(state) {
                cockpit.name.set_text(typed);
            }
            enter(state, effects);
        }
    }
    let here = cockpit::on_top(state).filter(|it| it.mode == Mode::Poll);
    let lines = here.map(|it| tell(state, it)).unwrap_or_default();
    dialogue.say_all(lines);
}

/// `2` adds a hand to the second answer, `2 15` says that there are fifteen.
fn count(state: &mut State, word: &str, effects: &mut Vec<Effect>) {
    let mut numbers = word.split_whitespace().map(str::parse::<u32>);
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(answer @ 1..=9)), None, _) => {
            let digit = char::from_digit(answer, 10).unwrap_or('1');
            press(state, Key::char(digit), effects);
        }
        (Some(Ok(answer @ 1..)), Some(Ok(hands)), None) => {
            let place = usize::try_from(answer - 1).unwrap_or(usize::MAX);
            cockpit::set_count(state, place, hands);
        }
        _ => {}
    }
}
