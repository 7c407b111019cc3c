//! The floor of a session that is going on. A line that is typed is a line of the record: what was understood
//! is told first, and Enter saves it. Who comes, who speaks and what is asked have a line of their own each.

mod people;
mod poll;
mod record;

use super::dialogue::Dialogue;
use super::here::{Here, Over, What};
use super::{common, help, listing, rows, spoken};
use crate::app::cockpit::{self, Cockpit, Mode, Time};
use crate::app::context::named;
use crate::app::input::Effect;
use crate::app::page::Line;
use crate::app::run::run;
use crate::app::state::State;
use crate::command::key::{Code, Key};
use crate::command::screens::Ui;
use crate::command::table::{Command, of_ui, of_verb};
use crate::command::verb::{Noun, find};
use crate::domain::id::PersonId;
use crate::domain::text::fold_width;

/// Wide enough for any line, and so many rows that none is left out.
const UNBOUNDED: (usize, usize) = (100_000, 1_000);

/// What the floor offers beside the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    CheckIn,
    Speakers,
    Item,
    Stage,
    Poll,
    Break,
    Agenda,
    People,
    Record,
    Closing,
    Verbs,
}

const OFFERS: [Offer; 11] = [
    Offer::CheckIn,
    Offer::Speakers,
    Offer::Item,
    Offer::Stage,
    Offer::Poll,
    Offer::Break,
    Offer::Agenda,
    Offer::People,
    Offer::Record,
    Offer::Closing,
    Offer::Verbs,
];

impl Offer {
    const fn words(self, state: &State) -> &'static str {
        match self {
            Self::CheckIn => state.say("签到", "Check in"),
            Self::Speakers => state.say("发言次序", "Speakers"),
            Self::Item => state.say("转入下一项议题", "On to the next item"),
            Self::Stage => state.say("转入下一个环节", "On to the next stage"),
            Self::Poll => state.say("意向测询", "Straw poll"),
            Self::Break => state.say("休会，或继续开", "A break, or go on"),
            Self::Agenda => state.say("听议程和用时", "Hear the agenda and the times"),
            Self::People => state.say("听到会和发言情况", "Hear who came and who spoke"),
            Self::Record => state.say("听最近的记录", "Hear the end of the record"),
            Self::Closing => state.say("散会核对、散会", "Closing list, and closing"),
            Self::Verbs => state.say("别的能办的", "What else can be done"),
        }
    }
}

/// Says what there is to say on the floor; all of it where one has just come.
pub(super) fn tell(state: &State, here: Here, is_new: bool) -> Vec<String> {
    let Some(cockpit) = cockpit::on_top(state) else { return Vec::new() };
    if !is_new {
        return Vec::new();
    }
    match here {
        Here::Floor(_, Mode::CheckIn | Mode::Speaker) => people::tell(state, cockpit),
        Here::Floor(_, Mode::Poll) => poll::tell(state, cockpit),
        _ => {
            let mut lines = head(state, cockpit);
            let words = "直接打一行就是记录，听懂了什么会先说，回车才存。号码：";
            let english =
                "What you type is a line of the record; it is told first, Enter saves. Numbers:";
            lines.push(state.say(words, english).to_owned());
            let offers = OFFERS.iter().enumerate();
            lines.extend(offers.map(|(at, it)| listing::numbered(at, it.words(state))));
            lines.extend(record::waiting(state, cockpit));
            lines
        }
    }
}

/// That the time of a speech is nearly up, or over.
pub(super) fn time_words(state: &State, person: PersonId, time: Time) -> Option<String> {
    let words = match time {
        Time::Left => return None,
        Time::NearlyUp => state.say("发言快到时间", "the time to speak is nearly up"),
        Time::Over => state.say("发言超时了", "the time to speak is over"),
    };
    let name = named(&state.catalog, person.into());
    Some(rows::joined(&[&name, words], state.lang))
}

/// What session it is, how far it is, who is there and who speaks.
fn head(state: &State, cockpit: &Cockpit) -> Vec<String> {
    let mut lines = vec![format!(
        "{}{}",
        state.say("会场：", "The floor: "),
        spoken::text(&cockpit::title(state, cockpit), state.lang)
    )];
    lines.extend(agenda(state, cockpit));
    lines.extend(told(state, &cockpit::heads(state, cockpit, UNBOUNDED.0)));
    lines.extend(told(state, &cockpit::floor(state, cockpit, UNBOUNDED.0)));
    lines
}

fn told(state: &State, lines: &[Line]) -> Vec<String> {
    let lines = lines.iter().map(|line| spoken::line(line, state.lang));
    lines.filter(|line| !line.is_empty()).collect()
}

fn agenda(state: &State, cockpit: &Cockpit) -> Vec<String> {
    told(state, &cockpit::agenda(state, cockpit, (300, UNBOUNDED.1)))
}

/// Takes in what was typed on the floor.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    typed: &str,
    effects: &mut Vec<Effect>,
) {
    let typed = typed.trim();
    let word = fold_width(typed);
    let here = dialogue.here(state);
    match word.as_str() {
        "?" => return help::tell(dialogue, state, here),
        "z" | "Z" => {
            let ui = if word == "z" { Ui::Undo } else { Ui::Redo };
            return command(state, of_ui(ui), effects);
        }
        _ if word.starts_with(':') => {
            common::answer(dialogue, state, (here, &word), effects);
            return;
        }
        _ => {}
    }
    match here {
        Here::Floor(_, Mode::CheckIn | Mode::Speaker) => {
            people::answer(dialogue, state, (typed, &word), effects);
        }
        Here::Floor(_, Mode::Poll) => poll::answer(dialogue, state, (typed, &word), effects),
        _ => record::answer(dialogue, state, (here, typed, &word), effects),
    }
}

/// Does what a number stands for.
fn choose(dialogue: &mut Dialogue, state: &mut State, at: usize, effects: &mut Vec<Effect>) {
    let verb = |name| find(Noun::Session, name).and_then(of_verb);
    let lines = |state: &State, tell: &dyn Fn(&State, &Cockpit) -> Vec<String>| {
        cockpit::on_top(state).map(|cockpit| tell(state, cockpit)).unwrap_or_default()
    };
    let said = match OFFERS.get(at) {
        Some(Offer::CheckIn) => return cockpit::turn_to(state, Mode::CheckIn),
        Some(Offer::Speakers) => return cockpit::turn_to(state, Mode::Speaker),
        Some(Offer::Poll) => return cockpit::turn_to(state, Mode::Poll),
        Some(Offer::Item) => return command(state, verb("item"), effects),
        Some(Offer::Stage) => return command(state, verb("stage"), effects),
        Some(Offer::Break) => return command(state, of_ui(Ui::Break), effects),
        Some(Offer::Closing) => return command(state, of_ui(Ui::Closing), effects),
        Some(Offer::Agenda) => lines(state, &|state, cockpit| {
            let title = spoken::text(&cockpit::title(state, cockpit), state.lang);
            std::iter::once(title).chain(agenda(state, cockpit)).collect()
        }),
        Some(Offer::People) => lines(state, &|state, cockpit| {
            let mut lines = told(state, &cockpit::heads(state, cockpit, UNBOUNDED.0));
            lines.extend(told(state, &cockpit::floor(state, cockpit, UNBOUNDED.0)));
            lines.extend(told(state, &cockpit::sheet(state, cockpit, UNBOUNDED.0)));
            lines
        }),
        Some(Offer::Record) => lines(state, &record::latest),
        Some(Offer::Verbs) => {
            let on = dialogue.here(state);
            dialogue.over.push(Over { on, what: What::Verbs, called: String::new() });
            return dialogue.tell_again(Here::Over(What::Verbs));
        }
        None => {
            vec![state.say("没有这个号码；? 帮助", "There is no such number; ? helps").to_owned()]
        }
    };
    dialogue.say_all(said);
}

fn command(state: &mut State, command: Option<&'static Command>, effects: &mut Vec<Effect>) {
    if let Some(command) = command {
        run(state, command, effects);
    }
}

/// Presses a key of the floor, as on the screen.
fn press(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    cockpit::key(state, key, effects);
}

fn enter(state: &mut State, effects: &mut Vec<Effect>) {
    press(state, Key::plain(Code::Enter), effects);
}
