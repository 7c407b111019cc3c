//! Who comes and goes: check-in, walk-ins, people without a name, leaving.

use super::asks::{ask, own_name, session_verb, time_now};
use super::people::{candidates, in_the_room, leaving, typed};
use super::speaks_for::{called, for_department};
use super::{Mode, found, on_top, on_top_mut};
use crate::app::input::Effect;
use crate::app::state::{State, ToastTone};
use crate::app::verbs;
use crate::command::fill::{Directory, Values};
use crate::command::own_class;
use crate::domain::id::{DepartmentId, EntityId};
use crate::domain::session::Class;
use crate::domain::text::fold_width;
use crate::i18n::Lang;
use crate::i18n::wording::clock_time;

/// Signs the chosen one in; whoever nobody knows yet is asked about.
pub(super) fn check_in(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    let name = cockpit.name.text().trim().to_owned();
    if let Some(heads) = unnamed(&name) {
        return count_unnamed(state, heads, effects);
    }
    if name.is_empty() && !cockpit.has_moved {
        let words = state.say("请先打姓名，或按数字选人", "Type a name first, or a digit");
        return state.toast(ToastTone::Notice, words);
    }
    let offered = candidates(state, cockpit);
    if let Some(department) =
        for_department(state, cockpit, &offered).filter(|_| !cockpit.has_moved)
    {
        return walk_in_for(state, department, effects);
    }
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
    // Whoever is known by the unit alone that was typed speaks for that department.
    let department = called(state, cockpit, &name).filter(|_| !known);
    let mut values = Values::default();
    if let Some(department) = department {
        values.set("department", state.catalog.name(department.into()).unwrap_or_default());
    }
    values.set("person", own_name(state, person));
    if is_back {
        values.set("left", "");
    } else {
        values.set("arrived", time_now(state));
    }
    values.set("presence", "present");
    if !known && department.is_none() {
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

/// Somebody says which department they come from: who it is, is asked.
fn walk_in_for(state: &mut State, department: DepartmentId, effects: &mut Vec<Effect>) {
    let mut values = Values::default();
    values.set("department", state.catalog.name(department.into()).unwrap_or_default());
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
pub(super) fn taken(state: &mut State) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.name.clear();
        cockpit.chosen = crate::app::rows::List::default();
        cockpit.has_moved = false;
    }
}

/// The chosen one leaves the room, or the queue: where nobody was chosen, whoever is meant of those who
/// are there.
pub(super) fn leave_room(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top(state) else { return };
    if typed(cockpit).is_empty() && !cockpit.has_moved {
        let words =
            state.say("请先打姓名，或按上下键选人", "Type a name first, or choose by Up and Down");
        return state.toast(ToastTone::Notice, words);
    }
    let offered = candidates(state, cockpit).into_iter().nth(cockpit.chosen.selected);
    let chosen = if cockpit.has_moved { None } else { leaving(state, cockpit) };
    let Some(chosen) = chosen.or(offered) else {
        let words = state.say("没有这个人", "Nobody is called so");
        return state.toast(ToastTone::Notice, words);
    };
    let (person, shown) = (chosen.person, chosen.name);
    let Some((_, session)) = found(state, cockpit) else { return };
    let is_queue = cockpit.mode == Mode::Speaker;
    let waits = session.floor.queue.iter().any(|waiting| waiting.person == person);
    let words = match (is_queue, state.lang) {
        (true, Lang::Zh) => format!("{shown} 没有在等发言"),
        (true, Lang::En) => format!("{shown} does not wait to speak"),
        (false, Lang::Zh) => format!("{shown} 不在会场，不用记离会"),
        (false, Lang::En) => format!("{shown} is not in the room"),
    };
    if !(if is_queue { waits } else { chosen.is_there }) {
        return state.toast(ToastTone::Notice, words);
    }
    let mut values = Values::default();
    values.set("person", own_name(state, person));
    if is_queue {
        values.set("remove", "yes");
        ask(state, "queue", values, effects);
    } else {
        values.set("left", time_now(state));
        ask(state, "attend", values, effects);
    }
    taken(state);
}
