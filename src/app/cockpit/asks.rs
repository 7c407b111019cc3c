//! What the cockpit asks of the store, each with one key.

use super::door::taken;
use super::line::Turn;
use super::people::candidates;
use super::{found, on_top, on_top_mut};
use crate::app::confirm::{Asked, Confirm};
use crate::app::context::named;
use crate::app::input::Effect;
use crate::app::state::{Overlay, State, ToastTone};
use crate::app::verbs;
use crate::command::fill::{Directory, Values};
use crate::command::verb::{self, Noun, Verb};
use crate::domain::id::{EntityId, PersonId};
use crate::domain::session::{Session, SessionStatus};
use crate::domain::text::fold_width;
use crate::i18n::Lang;

pub(super) fn session_verb(name: &str) -> Option<&'static Verb> {
    verb::find(Noun::Session, name)
}

/// Has a verb done to the session of the cockpit; the number of the question.
pub(super) fn ask(
    state: &mut State,
    name: &str,
    values: Values,
    effects: &mut Vec<Effect>,
) -> Option<u64> {
    let session = on_top(state)?.session;
    let verb = session_verb(name)?;
    Some(verbs::perform(state, verb, Some(session.into()), values, effects))
}

/// A name that means this person and nobody else.
pub(super) fn own_name(state: &State, person: PersonId) -> String {
    state.catalog.name(person.into()).unwrap_or_default()
}

/// The time of the clock, as a field takes it.
pub(super) fn time_now(state: &State) -> String {
    state.now.map(|now| now.format("%H:%M").to_string()).unwrap_or_default()
}

/// Saves the line that was typed: what was changed, or a new one.
pub(super) fn submit(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top_mut(state) else { return };
    let text = cockpit.drafts.line.text().trim().to_owned();
    if text.is_empty() {
        return;
    }
    let editing = cockpit.drafts.editing();
    match super::line::turn(state).filter(|_| editing.is_none()) {
        Some(Turn::Item(id)) => return turn_to_item(state, id, effects),
        Some(Turn::Speaker(person)) => return give_floor(state, person, effects),
        None => {}
    }
    let Some((name, values)) = super::line::values(state, &text, editing) else { return };
    let Some(generation) = ask(state, name, values, effects) else { return };
    let Some(cockpit) = on_top_mut(state) else { return };
    cockpit.drafts.send(generation);
    cockpit.selected = None;
    cockpit.completion = None;
    cockpit.told.clear();
}

/// Takes up the item that was named alone, and asks first where people still wait to speak.
fn turn_to_item(state: &mut State, item: EntityId, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top_mut(state) else { return };
    cockpit.drafts.drop_line();
    cockpit.completion = None;
    let mut values = Values::default();
    values.set("issue", state.catalog.name(item).unwrap_or_default());
    let waits = on_top(state)
        .and_then(|cockpit| found(state, cockpit))
        .filter(|(_, session)| !session.floor.queue.is_empty());
    let verb = session_verb("item");
    if let (Some((_, session)), Some(verb)) = (waits, verb) {
        let confirm = ask_about_queue(state, session, verb, &values);
        state.overlays.push(Overlay::Confirm(confirm));
    } else {
        ask(state, "item", values, effects);
    }
}

/// Gives the floor to whoever was named alone.
fn give_floor(state: &mut State, person: PersonId, effects: &mut Vec<Effect>) {
    let mut values = Values::default();
    values.set("person", own_name(state, person));
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.drafts.drop_line();
        cockpit.completion = None;
    }
    ask(state, "speak", values, effects);
}

/// Strikes the line that was gone to, or lets it stand again.
pub(super) fn strike(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let Some(place) = cockpit.selected else { return };
    let struck = found(state, cockpit)
        .and_then(|(world, session)| world.line(*session.lines.get(place)?))
        .is_some_and(|line| line.struck);
    let mut values = Values::default();
    values.set("line", (place + 1).to_string());
    if struck {
        values.set("restore", "yes");
    }
    ask(state, "strike-line", values, effects);
}

/// Puts the chosen one into the queue; with nothing typed, the next one of the queue gets the
/// floor, and where nobody waits, the speech ends.
pub(super) fn queue_or_speak(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let typed_raw = fold_width(cockpit.name.text());
    let is_next = typed_raw.trim().is_empty() && !cockpit.has_moved;
    if is_next {
        let Some((_, session)) = found(state, cockpit) else { return };
        let waits = !session.floor.queue.is_empty();
        let speaks = session.floor.course().speech.is_some();
        match (waits, speaks) {
            (true, _) => drop(ask(state, "speak", Values::default(), effects)),
            (false, true) => drop(ask(state, "end-speech", Values::default(), effects)),
            (false, false) => {
                let words = state.say(
                    "没有人排队。打几个拼音字母选人，回车排队",
                    "Nobody waits. Type a few letters of a name; Enter puts them into the queue",
                );
                state.toast(ToastTone::Notice, words);
            }
        }
        return;
    }
    let offered = candidates(state, cockpit);
    let Some(chosen) = offered.get(cockpit.chosen.selected) else {
        let words = state.say(
            "没有这个人。来了新人，请先签到（F6）",
            "Nobody is called so. Whoever is new checks in first (F6)",
        );
        return state.toast(ToastTone::Notice, words);
    };
    let mut values = Values::default();
    values.set("person", own_name(state, chosen.person));
    let manner = match typed_raw.trim().chars().next() {
        Some('?') => "interposed",
        Some('!') => "point_of_order",
        _ => "speech",
    };
    values.set("manner", manner);
    ask(state, "queue", values, effects);
    taken(state);
}

/// Interrupts the session, or goes on with it.
pub(crate) fn start_break(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let status = state.catalog.sessions.get(&cockpit.session).map(|row| row.status);
    match status {
        Some(SessionStatus::Live) => drop(ask(state, "pause", Values::default(), effects)),
        Some(SessionStatus::Paused) => drop(ask(state, "resume", Values::default(), effects)),
        _ => {}
    }
}

/// What a verb is done with at once in the cockpit, without a form: `None` where it asks something.
pub(crate) fn at_once(state: &State, verb: &Verb) -> Option<Values> {
    on_top(state)?;
    let is_plain = verb.noun == Noun::Session
        && matches!(verb.name, "item" | "stage" | "hold" | "end-speech" | "pause" | "resume");
    is_plain.then(Values::default)
}

/// Asks before people who wait are passed over.
pub(crate) fn ask_about_queue(
    state: &State,
    session: &Session,
    verb: &'static Verb,
    values: &Values,
) -> Confirm {
    let names: Vec<String> = session
        .floor
        .queue
        .iter()
        .take(5)
        .map(|it| named(&state.catalog, it.person.into()))
        .collect();
    let (names, count) = (names.join(state.say("、", ", ")), session.floor.queue.len());
    let text = match state.lang {
        Lang::Zh => format!("还有 {count} 人在等发言：{names}。\n清空发言次序，转入下一个议题吗？"),
        Lang::En => {
            format!(
                "{count} still wait to speak: {names}.\nClear the queue and go on to the next item?"
            )
        }
    };
    let mut values = values.clone();
    values.set("clear", "yes");
    Confirm {
        title: verb.label.get(state.lang).to_owned(),
        text,
        yes: state.say("清空，转入", "Clear and go on"),
        no: state.say("先让他们讲", "Let them speak"),
        asked: Asked::Perform { verb, target: Some(session.id.into()), values },
        on_yes: false,
        offset: 0,
    }
}
