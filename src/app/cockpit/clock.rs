//! The clock of a live session: what is shown each second, the signs of life, and what is asked
//! after the program has stopped in between.

use super::on_top;
use crate::app::confirm::{Asked, Confirm};
use crate::app::input::Effect;
use crate::app::state::{Overlay, State};
use crate::command::verb::{self, Noun};
use crate::domain::id::SessionId;
use crate::domain::session::{Clock, SessionStatus};
use crate::i18n::Lang;
use crate::i18n::wording::clock_time;
use chrono::{NaiveDateTime, TimeDelta};

/// How often a sign of life is given while a session is going on, in seconds.
const BEAT_SECONDS: i64 = 5;
/// A gap up to this is none: somebody left and came back, in seconds.
const NO_GAP_SECONDS: i64 = 2 * BEAT_SECONDS;

/// The session that this run of the program looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attending {
    pub(crate) session: SessionId,
    /// The last sign of life that was given.
    pub(crate) beat: Option<NaiveDateTime>,
}

/// How soon the clock has to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulse {
    /// Never: no clock runs.
    Still,
    /// A sign of life is to be given from time to time, and nothing is drawn.
    Quiet,
    /// A clock is on the screen: each second.
    Shown,
}

/// Says how soon the clock has to be looked at again.
pub fn pulse(state: &State) -> Pulse {
    let shown = on_top(state).map(|cockpit| cockpit.session);
    let is_live = |session: SessionId| {
        state.catalog.sessions.get(&session).is_some_and(|row| row.status == SessionStatus::Live)
    };
    if shown.is_some_and(is_live) {
        Pulse::Shown
    } else if state.attending.is_some_and(|it| is_live(it.session)) {
        Pulse::Quiet
    } else {
        Pulse::Still
    }
}

/// Takes note of the time on the wall, and gives a sign of life where one is due.
pub(crate) fn tick(state: &mut State, now: NaiveDateTime, effects: &mut Vec<Effect>) {
    state.now = Some(now);
    settle_gap(state);
    if pulse(state) == Pulse::Still {
        return;
    }
    if let Some(attending) = &mut state.attending
        && attending.beat.is_none_or(|beat| (now - beat).num_seconds().abs() >= BEAT_SECONDS)
    {
        attending.beat = Some(now);
        effects.push(Effect::Beat(now));
    }
}

/// Takes charge of the session on the screen; where its clock ran on without anybody, asks whether
/// that time counts.
pub(crate) fn settle_gap(state: &mut State) {
    let Some(cockpit) = on_top(state) else { return };
    let (session, now) = (cockpit.session, state.now);
    if state.attending.is_some_and(|it| it.session == session) {
        return;
    }
    let Some((_, found)) = super::found(state, cockpit) else { return };
    if state.dossier.as_ref().is_some_and(|it| it.stale) {
        return;
    }
    let course = found.floor.course();
    let status = found.status;
    let Some(now) = now.filter(|_| status == SessionStatus::Live) else { return };
    state.attending = Some(Attending { session, beat: None });
    let beat = state.last_beat.take();
    let Some(alive) = course.at.max(beat) else { return };
    let gap = now - alive;
    let is_left = match course.clock {
        Clock::Running => gap > TimeDelta::seconds(NO_GAP_SECONDS),
        Clock::Interrupted => true,
        Clock::Unset | Clock::Suspended | Clock::Ended => false,
    };
    if is_left {
        let confirm = question(state, session, alive, now);
        state.overlays.push(Overlay::Confirm(confirm));
    }
}

fn question(
    state: &State,
    session: SessionId,
    alive: NaiveDateTime,
    now: NaiveDateTime,
) -> Confirm {
    let minutes = (now - alive).num_seconds().div_euclid(60);
    let (from, until) = (clock_time(alive.time()), clock_time(now.time()));
    let text = match state.lang {
        Lang::Zh => format!(
            "{from}–{until}（{minutes} 分钟）程序没有在运行。记下的都在。\n这段时间会还在开吗？计入的话，加到当时的议题和发言上。"
        ),
        Lang::En => format!(
            "The program was not running from {from} to {until} ({minutes} min). Everything entered \
             is there.\nDid the session go on? Counted, the time is added to the item and the speech."
        ),
    };
    Confirm {
        title: state.say("会议中断过", "The session was interrupted").to_owned(),
        text,
        yes: state.say("计入", "Count it"),
        no: state.say("不计入", "Cut it"),
        asked: Asked::TakeUp { session, since: alive },
        on_yes: false,
    }
}

/// What is answered to the question after an interruption.
pub(crate) fn take_up(
    state: &mut State,
    (session, since): (SessionId, NaiveDateTime),
    counted: bool,
    effects: &mut Vec<Effect>,
) {
    let Some(verb) = verb::find(Noun::Session, "take-up") else { return };
    let mut values = crate::command::fill::Values::default();
    values.set("since", since.format("%Y-%m-%d %H:%M:%S").to_string());
    if counted {
        values.set("count", "yes");
    }
    crate::app::verbs::perform(state, verb, Some(session.into()), values, effects);
}
