//! When a session took place: as it was planned, or as it ran.

use super::{Cast, Phrase, Session, Unknown};
use crate::i18n::{Lang, Paper, paper::time_in_text, wording::day_in_text};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// How long a session may have run that ended on the day after its own.
const MOST_HOURS_OVER_MIDNIGHT: i64 = 12;

/// The day, and from when to when it ran; of a session that no clock ran in, when it was to begin.
///
/// Its clock counts where it ran on the day of the session: what was opened on another day was run
/// through later, and the stated time is nearer to what happened. When it ended is left out where that
/// was on no day of it, unless it ran over midnight; with its day where that is another one.
pub(in crate::document) fn time(cast: &Cast<'_>, session: &Session) -> Phrase {
    let course = session.floor.course();
    let on = session.facts.on;
    let is_of_the_day = |day| on.first() <= day && day <= on.last();
    let Some(opened) = course.opened.filter(|at| is_of_the_day(at.date())) else {
        return planned_time(cast, session);
    };
    let from = time_in_text(opened.time(), cast.lang());
    // Nobody sat until then who closed it days later, or the next morning.
    let is_known = |at: &NaiveDateTime| {
        is_of_the_day(at.date()) || *at - opened < TimeDelta::hours(MOST_HOURS_OVER_MIDNIGHT)
    };
    let words = match course.ended.filter(is_known) {
        Some(ended) => {
            let until = moment_in_text(ended, opened.date(), cast.lang());
            cast.words(Paper::FromUntil, &[("from", &from), ("until", &until)])
        }
        None => from,
    };
    on_the_day(cast, session, words.into())
}

/// The time, with its day where that is another one than `day`.
fn moment_in_text(at: NaiveDateTime, day: NaiveDate, lang: Lang) -> String {
    let time = time_in_text(at.time(), lang);
    if at.date() == day {
        return time;
    }
    format!("{}{}{time}", day_in_text(at.date(), lang), lang.pick("", " "))
}

/// The day, and when it is to begin.
pub(in crate::document) fn planned_time(cast: &Cast<'_>, session: &Session) -> Phrase {
    let at = session.facts.starts_at.map(|at| time_in_text(at, cast.lang())).unwrap_or_default();
    on_the_day(cast, session, cast.said_or(&at, Unknown::StartTime, session.id.into()))
}

fn on_the_day(cast: &Cast<'_>, session: &Session, at: Phrase) -> Phrase {
    let is_told = session.source.is_some();
    let day = cast.day(session.facts.on, Unknown::SessionDay, session.id.into(), is_told);
    day.then(cast.lang().pick("", " ").into()).then(at)
}
