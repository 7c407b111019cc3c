//! The clock of a live session: what is shown each second, the signs of life, and what is asked
//! after the program has stopped in between.

use super::on_top;
use crate::app::confirm::{Asked, Confirm};
use crate::app::input::Effect;
use crate::app::state::{Overlay, State};
use crate::command::verb::{self, Noun};
use crate::domain::id::SessionId;
use crate::domain::session::{BEAT_SECONDS, SessionStatus};
use crate::i18n::Lang;
use crate::i18n::wording::{clock_time, day_in_list};
use chrono::{NaiveDateTime, TimeDelta};

/// So long without a look at the clock, the machine slept or the program was stopped, in seconds.
const ASLEEP_SECONDS: i64 = 60;

/// The session that this run of the program looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attending {
    pub(crate) session: SessionId,
    /// The last sign of life that was given.
    pub(crate) beat: Option<NaiveDateTime>,
    gap: Gap,
}

/// Whether somebody still has to say if a gap counts; until that is saved, no sign of life is given,
/// so that it is asked again after the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// There is none.
    None,
    /// It is asked.
    Asked,
    /// It was answered under this number, about the time since then, and is being saved.
    Answered { generation: u64, since: NaiveDateTime },
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
    notice_sleep(state, now);
    settle_gap(state);
    if pulse(state) == Pulse::Still {
        return;
    }
    if let Some(attending) = state.attending.as_mut().filter(|it| it.gap == Gap::None)
        && attending.beat.is_none_or(|beat| (now - beat).num_seconds().abs() >= BEAT_SECONDS)
    {
        attending.beat = Some(now);
        effects.push(Effect::Beat(attending.session, now));
    }
}

/// Where nobody looked at the clock for long, the session was left alone as by a program that
/// stopped.
fn notice_sleep(state: &mut State, now: NaiveDateTime) {
    let Some(attending) = state.attending.filter(|it| it.gap == Gap::None) else { return };
    if let Some(beat) = attending.beat.filter(|it| (now - *it).num_seconds() > ASLEEP_SECONDS) {
        state.last_beat = Some((attending.session, beat));
        state.attending = None;
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
    let beat = state.last_beat.take_if(|(of, _)| *of == session).map(|(_, at)| at);
    let since = course.left_since(beat, now);
    let gap = if since.is_some() { Gap::Asked } else { Gap::None };
    state.attending = Some(Attending { session, beat: None, gap });
    if let Some(since) = since {
        let confirm = question(state, session, since, now);
        state.overlays.push(Overlay::Confirm(confirm));
    }
}

/// Something was saved: where it was the answer about a gap, signs of life are given again.
pub(super) fn saved(state: &mut State, generation: u64) {
    if let Some(attending) = &mut state.attending
        && matches!(attending.gap, Gap::Answered { generation: it, .. } if it == generation)
    {
        attending.gap = Gap::None;
    }
}

/// Something was not saved: where it was the answer about a gap, it is asked again.
pub(super) fn refused(state: &mut State, generation: u64) {
    if let Some(Attending { session, gap: Gap::Answered { generation: it, since }, .. }) =
        state.attending
        && it == generation
    {
        state.last_beat = Some((session, since));
        state.attending = None;
    }
}

fn question(
    state: &State,
    session: SessionId,
    alive: NaiveDateTime,
    now: NaiveDateTime,
) -> Confirm {
    let (from, until) = (clock_time(alive.time()), clock_time(now.time()));
    let from = if alive.date() == now.date() {
        from
    } else {
        format!("{} {from}", day_in_list(alive.date()))
    };
    let long = long_words(state.lang, now - alive);
    let text = match state.lang {
        Lang::Zh => format!(
            "{from}–{until}（{long}）程序没有在运行，或电脑睡着了。记下的都在。\n这段时间会还在开吗？计入的话，加到当时的议题和发言上。"
        ),
        Lang::En => format!(
            "The program was not running, or the machine asleep, from {from} to {until} ({long}). \
             Everything entered is there.\nDid the session go on? Counted, the time is added to \
             the item and the speech."
        ),
    };
    Confirm {
        title: state.say("会议中断过", "The session was interrupted").to_owned(),
        text,
        yes: state.say("计入", "Count it"),
        no: state.say("不计入", "Cut it"),
        asked: Asked::TakeUp { session, since: alive },
        on_yes: false,
        offset: 0,
    }
}

/// How long a gap was: in seconds, minutes, or days and hours.
fn long_words(lang: Lang, gap: TimeDelta) -> String {
    let (days, hours, minutes) = (gap.num_days(), gap.num_hours() % 24, gap.num_minutes() % 60);
    match (days, hours, minutes, lang) {
        (0, 0, 0, Lang::Zh) => format!("{} 秒", gap.num_seconds()),
        (0, 0, 0, Lang::En) => format!("{} s", gap.num_seconds()),
        (0, 0, _, Lang::Zh) => format!("{minutes} 分钟"),
        (0, 0, _, Lang::En) => format!("{minutes} min"),
        (0, _, _, Lang::Zh) => format!("{hours} 小时 {minutes} 分钟"),
        (0, _, _, Lang::En) => format!("{hours} h {minutes} min"),
        (_, _, _, Lang::Zh) => format!("{days} 天 {hours} 小时"),
        (_, _, _, Lang::En) => format!("{days} d {hours} h"),
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
    let asked = crate::app::verbs::perform(state, verb, Some(session.into()), values, effects);
    if let Some(attending) = state.attending.as_mut().filter(|it| it.session == session) {
        attending.gap = Gap::Answered { generation: asked, since };
    }
}
