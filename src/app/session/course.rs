//! How a session ran, on its page: from when to when, how long each item took, who spoke how long,
//! and when enough people were there.

use super::super::cockpit::duration;
use super::super::context::named;
use super::super::page::{Paper, Tone, span};
use super::super::state::State;
use crate::domain::session::{Clock, Column, Course, Session};
use crate::domain::world::World;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang, sentence};

/// Tells it; nothing where no clock ever ran.
pub(super) fn course(state: &State, world: &World, session: &Session, paper: &mut Paper) {
    let course = session.floor.course();
    let course = match state.now {
        Some(now) if session.is_live() => course.until(now),
        _ => course,
    };
    let Some(opened) = course.opened.filter(|_| course.clock != Clock::Unset) else { return };
    let ended = course.ended.map(|at| clock_time(at.time()));
    let (from, long) = (clock_time(opened.time()), duration(course.seconds));
    let note = match (ended, state.lang) {
        (Some(until), Lang::Zh) => format!("{from}–{until}，实际开会 {long}"),
        (Some(until), Lang::En) => format!("{from}–{until}, {long} in session"),
        (None, Lang::Zh) => format!("{from} 开始"),
        (None, Lang::En) => format!("since {from}"),
    };
    paper.heading(state.say("会议时间", "How it ran"), &note);
    for (number, item) in (1..).zip(&session.agenda) {
        let seconds = course.seconds_of(item.issue);
        if seconds > 0 {
            let head = vec![span(Tone::Dim, format!("{number:>2}. "))];
            let name = span(Tone::Text, named(&state.catalog, item.issue.into()));
            let body = [name, span(Tone::Dim, format!("  {}", duration(seconds)))];
            paper.item(head, &body, 4, Some(item.issue.into()));
        }
    }
    speakers(state, session, &course, paper);
    for turn in world.quorum().turns(session) {
        let tone = if turn.reached() { Tone::Dim } else { Tone::Warning };
        paper.text(tone, 2, &sentence::quorum_turn(state.lang, &turn));
    }
}

fn speakers(state: &State, session: &Session, course: &Course, paper: &mut Paper) {
    for column in Column::ALL {
        let spoke =
            session.present_in(*column).map(|row| (row.person, course.spoken_by(row.person)));
        let spoke: Vec<_> = spoke.filter(|(_, (_, times))| *times > 0).collect();
        let all: u32 = spoke.iter().map(|(_, (seconds, _))| seconds).sum();
        let words = |(person, (seconds, _)): &(crate::domain::id::PersonId, (u32, u32))| {
            format!("{} {}", named(&state.catalog, (*person).into()), duration(*seconds))
        };
        let words: Vec<String> = spoke.iter().map(words).collect();
        if !words.is_empty() {
            let label = column.label(state.lang);
            let head = vec![span(Tone::Dim, format!("  {label} {}  ", duration(all)))];
            let body = [span(Tone::Text, words.join(state.say("、", ", ")))];
            paper.item(head, &body, 4, Some(session.id.into()));
        }
    }
}
