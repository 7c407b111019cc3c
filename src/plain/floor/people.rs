//! Who comes, and who wants to speak: a few letters of a name, then Enter or a number.

use super::{command, enter, press, spoken};
use crate::app::cockpit::{self, Cockpit, Mode};
use crate::app::input::Effect;
use crate::app::rows::List;
use crate::app::state::State;
use crate::command::key::Key;
use crate::command::table::of_verb;
use crate::command::verb::{Noun, find};
use crate::plain::dialogue::Dialogue;

/// Wide enough for any line.
const UNBOUNDED: usize = 100_000;

/// What the line is for, and who is expected.
pub(super) fn tell(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let words = if cockpit.mode == Mode::CheckIn {
        state.say(
            "签到：打姓名、拼音或首字母；号码直接签到；+3 是三位没留名的群众；- 加姓名记离会；空行回到记录",
            "Check-in: type a name, pinyin or initials; a number checks in at once; +3 counts three without \
             names; - and a name notes who leaves; an empty line goes back to the record",
        )
    } else {
        state.say(
            "发言次序：打姓名排队；> 请下一位；e 结束发言；h 暂停或继续；- 加姓名移出；空行回到记录",
            "Speakers: a name queues; > gives the next one the floor; e ends the speech; h holds it or goes on; \
             - and a name takes out; an empty line goes back to the record",
        )
    };
    let mut lines = vec![words.to_owned()];
    if cockpit.mode == Mode::Speaker {
        lines.extend(super::told(state, &cockpit::floor(state, cockpit, UNBOUNDED)));
    }
    lines.extend(candidates(state, cockpit));
    lines
}

/// Who may be meant, each with the number that chooses.
fn candidates(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let lines = cockpit::people_lines(state, cockpit, UNBOUNDED);
    let lines = lines.iter().map(|(line, _)| spoken::line(line, state.lang));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Takes in a name or a number.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (typed, word): (&str, &str),
    effects: &mut Vec<Effect>,
) {
    let Some(cockpit) = cockpit::on_top(state) else { return };
    let (mode, is_typed) = (cockpit.mode, !cockpit.name.is_empty());
    let speaks = mode == Mode::Speaker;
    match word {
        "" if is_typed => enter(state, effects),
        "" => cockpit::turn_to(state, Mode::Record),
        "q" | "0" => {
            name(state, "");
            cockpit::turn_to(state, Mode::Record);
        }
        "." => retell(dialogue, state),
        ">" if speaks => {
            name(state, "");
            enter(state, effects);
        }
        "e" if speaks => verb(state, "end-speech", effects),
        "h" if speaks => verb(state, "hold", effects),
        _ if word.starts_with('-') => {
            name(state, word.trim_start_matches('-').trim());
            press(state, Key::ctrl('l'), effects);
        }
        _ if word.starts_with('+') => {
            name(state, typed);
            enter(state, effects);
        }
        _ => {
            if let Ok(digit @ 1..=9) = word.parse::<u32>() {
                let digit = char::from_digit(digit, 10).unwrap_or('1');
                press(state, Key::char(digit), effects);
            } else {
                name(state, typed);
                retell(dialogue, state);
                let words = "回车取第一位，号码选，重打另找";
                dialogue.say(state.say(
                    words,
                    "Enter takes the first, a number chooses, other letters look again",
                ));
            }
        }
    }
}

fn retell(dialogue: &mut Dialogue, state: &State) {
    let lines = cockpit::on_top(state).map(|it| candidates(state, it)).unwrap_or_default();
    dialogue.say_all(lines);
}

/// Types a name, and forgets who was chosen.
fn name(state: &mut State, typed: &str) {
    if let Some(cockpit) = cockpit::on_top_mut(state) {
        cockpit.name.set_text(typed);
        cockpit.chosen = List::default();
        cockpit.has_moved = false;
    }
}

fn verb(state: &mut State, name: &str, effects: &mut Vec<Effect>) {
    command(state, find(Noun::Session, name).and_then(of_verb), effects);
}
