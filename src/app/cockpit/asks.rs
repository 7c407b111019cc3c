//! What the cockpit asks of the store, each with one key, and what becomes of the answers.

use super::line::Turn;
use super::people::{candidates, in_the_room};
use super::{Cockpit, Mode, found, on_top, on_top_mut};
use crate::app::confirm::{Asked, Confirm};
use crate::app::context::named;
use crate::app::input::Effect;
use crate::app::state::{Overlay, Page, State, ToastTone};
use crate::app::{undone, verbs};
use crate::command::fill::{Directory, Values};
use crate::command::own_class;
use crate::command::screens::Ui;
use crate::command::verb::{self, Noun, Verb};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, PersonId, SessionId};
use crate::domain::session::{Class, FloorMark, Session, SessionStatus, SessionStepKind};
use crate::domain::text::fold_width;
use crate::i18n::label::happened;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang};

fn session_verb(name: &str) -> Option<&'static Verb> {
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
fn own_name(state: &State, person: PersonId) -> String {
    state.catalog.name(person.into()).unwrap_or_default()
}

/// The time of the clock, as a field takes it.
fn time_now(state: &State) -> String {
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

/// Signs the chosen one in; whoever nobody knows yet is asked about.
pub(super) fn check_in(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let name = cockpit.name.text().trim().to_owned();
    if let Some(heads) = unnamed(&name) {
        return count_unnamed(state, heads, effects);
    }
    let offered = candidates(state, cockpit);
    let chosen = offered.get(cockpit.chosen.selected);
    // A name in Chinese that nobody has is somebody new, whoever else sounds alike.
    let is_new = chosen.is_none_or(|it| !name.is_ascii() && !it.is_literal);
    if is_new && !cockpit.has_moved {
        if !name.is_empty() {
            walk_in(state, &name, effects);
        }
        return;
    }
    let Some(chosen) = chosen else { return };
    let (person, shown) = (chosen.person, chosen.name.clone());
    let Some((world, session)) = found(state, cockpit) else { return };
    let row = session.attendance.iter().find(|row| row.person == person);
    if let Some(row) = row.filter(|row| in_the_room(row)) {
        let at = row.arrived_at.map(clock_time).unwrap_or_default();
        let words = match state.lang {
            Lang::Zh => format!("{shown} {at} 已经签到。要记离会，选中后按 Ctrl-L"),
            Lang::En => format!("{shown} checked in already {at}. Ctrl-L enters that they leave"),
        };
        taken(state);
        return state.toast(ToastTone::Notice, words);
    }
    let is_back = row.is_some_and(|row| row.left_at.is_some());
    let known = own_class(world, &*state.catalog, Some(session), person, None).is_some();
    let mut values = Values::default();
    values.set("person", own_name(state, person));
    if is_back {
        values.set("left", "");
    } else {
        values.set("arrived", time_now(state));
    }
    values.set("presence", "present");
    if !known {
        return open(state, "attend", &values, effects);
    }
    ask(state, "attend", values, effects);
    taken(state);
}

/// `+3`: three of the public have come who give no name.
fn unnamed(typed: &str) -> Option<u32> {
    let folded = fold_width(typed);
    folded.strip_prefix('+')?.trim().parse().ok().filter(|heads| *heads > 0)
}

/// Adds to those who are counted without names; the public alone may stay unnamed (DOMAIN §2).
fn count_unnamed(state: &mut State, heads: u32, effects: &mut Vec<Effect>) {
    let found = on_top(state).and_then(|cockpit| found(state, cockpit));
    let class = Class::PublicRepresentative;
    let counted = found.and_then(|(_, session)| {
        session.tallies.iter().find(|tally| tally.class == class).map(|tally| tally.count)
    });
    let mut values = Values::default();
    values.set("class", class.key());
    values.set("count", counted.unwrap_or(0).saturating_add(heads).to_string());
    ask(state, "tally", values, effects);
    taken(state);
}

/// Somebody came whom nobody knows yet: in what capacity, is stated.
fn walk_in(state: &mut State, name: &str, effects: &mut Vec<Effect>) {
    let mut values = Values::default();
    values.set("person", name);
    values.set("arrived", time_now(state));
    open(state, "attend", &values, effects);
    taken(state);
}

fn open(state: &mut State, name: &str, values: &Values, effects: &mut Vec<Effect>) {
    let session = on_top(state).map(|cockpit| EntityId::from(cockpit.session));
    if let Some(verb) = session_verb(name) {
        verbs::open_begun(state, verb, session, values, effects);
    }
}

/// The name was understood: the next one is typed.
fn taken(state: &mut State) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.name.clear();
        cockpit.chosen = crate::app::rows::List::default();
        cockpit.has_moved = false;
    }
}

/// The chosen one leaves the room, or the queue.
pub(super) fn leave_room(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let mode = cockpit.mode;
    let offered = candidates(state, cockpit);
    let Some(chosen) = offered.get(cockpit.chosen.selected) else { return };
    let (person, is_there, shown) = (chosen.person, chosen.is_there, chosen.name.clone());
    let mut values = Values::default();
    values.set("person", own_name(state, person));
    if mode == Mode::Speaker {
        values.set("remove", "yes");
        ask(state, "queue", values, effects);
        return taken(state);
    }
    if !is_there {
        let words = match state.lang {
            Lang::Zh => format!("{shown} 不在会场，不用记离会"),
            Lang::En => format!("{shown} is not in the room"),
        };
        return state.toast(ToastTone::Notice, words);
    }
    values.set("left", time_now(state));
    ask(state, "attend", values, effects);
    taken(state);
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
    }
}

/// Tells on the floor what was saved there; says whether it was told. Nobody who types has a toast
/// over their line for each of them.
pub(crate) fn after_saving(state: &mut State, generation: u64, events: &[Event]) -> bool {
    for cockpit in state.cockpits.values_mut() {
        cockpit.poll_saved(generation);
        cockpit.drafts.saved(generation);
    }
    super::clock::saved(state, generation);
    let Some(cockpit) = on_top(state).filter(|_| state.overlays.is_empty()) else { return false };
    let is_here = events.iter().any(|event| happens_to(event, cockpit.session));
    let Some(words) = told(state, cockpit, events).filter(|_| is_here) else { return false };
    let undo = verbs::key_of(state, Ui::Undo);
    let words = match (undone::is_undone_by_key(events), state.lang) {
        (true, Lang::Zh) => format!("√ {words}（{undo} 撤销）"),
        (true, Lang::En) => format!("√ {words} ({undo} undoes it)"),
        // What a department has promised is not taken back by a key.
        (false, Lang::Zh) => format!("√ {words}，已登记为承办事项"),
        (false, Lang::En) => format!("√ {words}, and a commitment made"),
    };
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.told = words;
    }
    true
}

/// Whether an event is about a session and does not begin or end it.
fn happens_to(event: &Event, session: SessionId) -> bool {
    let ends = |kind| matches!(kind, SessionStepKind::Start | SessionStepKind::Close);
    match event {
        Event::SessionStepped(stepped) if ends(stepped.step.kind) => false,
        Event::LineAdded(added) => added.session == session,
        Event::LineEdited(_) | Event::LineStruck(_) => true,
        other => other.entity() == session.into(),
    }
}

/// What was saved, in a few words: whom, which line, which item.
fn told(state: &State, cockpit: &Cockpit, events: &[Event]) -> Option<String> {
    let zh = state.lang == Lang::Zh;
    let name = |id: EntityId| named(&state.catalog, id);
    let (_, session) = found(state, cockpit)?;
    let event = undone::telling(events)?;
    let what = happened(event, state.lang);
    Some(match event {
        Event::LineAdded(added) => {
            let place = session.lines.iter().position(|id| *id == added.id);
            match (place.map(|place| place + 1), zh) {
                (Some(number), true) => format!("第 {number} 行已存"),
                (Some(number), false) => format!("line {number} saved"),
                // It is not read yet which one it is.
                (None, _) => what.to_owned(),
            }
        }
        Event::AttendanceSet(set) => {
            let row = set.to.as_ref();
            let class = row.map_or("", |row| row.class.label(state.lang));
            let what = match row {
                Some(row) if row.left_at.is_some() => state.say("离会", "left"),
                _ => what,
            };
            format!("{} {what} {class}", name(set.person.into())).trim_end().to_owned()
        }
        Event::QueueSet(set) if zh => format!("{what}：{} 人在等", set.to.len()),
        Event::QueueSet(set) => format!("{what}: {} waiting", set.to.len()),
        Event::FloorMarked(marked) => match marked.mark {
            FloorMark::Item(Some(issue)) => format!("{what} {}", name(issue.into())),
            FloorMark::SpeechBegun { person, .. } => format!("{} {what}", name(person.into())),
            _ => what.to_owned(),
        },
        _ => what.to_owned(),
    })
}

/// Leaves the floor of a session that was closed.
pub(crate) fn close_page(state: &mut State, session: SessionId) {
    use crate::app::reader::{Reader, Subject};
    let is_of_it = |page: &Page| match page {
        Page::Cockpit(it) => *it == session,
        Page::Reader(it) => it.subject == Subject::Closing(session),
        Page::List(_) => false,
    };
    let before = state.pages.len();
    state.pages.retain(|page| !is_of_it(page));
    if state.cockpits.get(&session).is_some_and(Cockpit::is_done) {
        state.cockpits.remove(&session);
    }
    if state.pages.len() < before {
        state.attending = None;
        state.pages.push(Page::Reader(Reader::on(Subject::Session(session))));
    }
}
