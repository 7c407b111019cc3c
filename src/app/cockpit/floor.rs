//! Who came, who speaks, who waits, and who has spoken how long.

use super::view::{course, duration};
use super::{Cockpit, found};
use crate::app::context::named;
use crate::app::page::{Line, Paper, Tone, span};
use crate::app::state::{Medium, State};
use crate::domain::id::PersonId;
use crate::domain::session::{
    Attendance, Column, QuorumTurn, Session, SessionStatus, Speech, SpeechManner,
};
use crate::domain::settings::Quorum;
use crate::domain::world::World;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang, sentence};
use chrono::NaiveTime;
use std::collections::BTreeSet;

/// How many came, by class, and whether that is enough.
pub(crate) fn heads(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((world, session)) = found(state, cockpit) else { return paper.finish() };
    let count = |column| session.count(column);
    let counts = [Column::Member, Column::Public, Column::Department].map(count);
    // A voice has room for whole words.
    let in_full = state.medium == Medium::Lines;
    let [members, public, departments] = counts;
    let words = if in_full {
        sentence::attendance(state.lang, members, public, departments)
    } else {
        sentence::attendance_in_short(state.lang, counts)
    };
    paper.text(Tone::Text, 0, &words);
    let now = state.now.map(|now| now.time());
    let (tone, words) = quorum_words((state.lang, in_full), world.quorum(), session, now);
    paper.text(tone, 0, &words);
    paper.finish()
}

/// Whether enough are in the room now, and since when, or since when not any more.
fn quorum_words(
    (lang, in_full): (Lang, bool),
    quorum: Quorum,
    session: &Session,
    now: Option<NaiveTime>,
) -> (Tone, String) {
    let lacking = quorum.lacking_at(session, now);
    let turns = quorum.turns(session);
    let order = |at: Option<NaiveTime>| at.map(|at| session.order_of(at));
    let has_come = |turn: &&QuorumTurn| order(turn.at) <= order(now);
    let since = turns.iter().rfind(has_come).and_then(|turn| turn.at).map(clock_time);
    let at = since.unwrap_or_default();
    if lacking != [0; 3] {
        let lacks = if in_full {
            sentence::lacking(lang, lacking)
        } else {
            sentence::lacking_in_short(lang, lacking)
        };
        let words = match (at.is_empty(), lang) {
            (true, _) => lacks,
            (false, Lang::Zh) => format!("{at} 起不足，{lacks}"),
            (false, Lang::En) => format!("{at}: {lacks}"),
        };
        return (Tone::Warning, words);
    }
    let words = match (at.is_empty(), lang) {
        (true, Lang::Zh) => "√ 人数有效".to_owned(),
        (false, Lang::Zh) => format!("√ {at} 起人数有效"),
        (true, Lang::En) => "√ quorum".to_owned(),
        (false, Lang::En) => format!("√ quorum since {at}"),
    };
    (Tone::Success, words)
}

/// Who speaks and for how long, and who waits.
pub(crate) fn floor(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((_, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    if session.status == SessionStatus::Paused {
        paper.text(
            Tone::Warning,
            0,
            state.say("休会中。Ctrl-G 继续", "In a break. Ctrl-G goes on"),
        );
    }
    match run.speech {
        Some(speech) => speaking(state, &speech, &mut paper),
        None => paper.text(Tone::Dim, 0, state.say("没有人在发言", "Nobody has the floor")),
    }
    for (at, waiting) in session.floor.queue.iter().enumerate() {
        let manner = match waiting.manner {
            SpeechManner::Speech => String::new(),
            other => format!("{} ", other.short(state.lang)),
        };
        let head = span(Tone::Dim, format!("{:>2} ", at + 1));
        let name = named(&state.catalog, waiting.person.into());
        let body = [span(Tone::Warning, manner), span(Tone::Text, name)];
        paper.item(vec![head], &body, 3, Some(waiting.person.into()));
    }
    paper.finish()
}

/// How a speech stands to the time that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Left,
    NearlyUp,
    Over,
}

impl Time {
    fn of(state: &State, speech: &Speech) -> Self {
        let options = &state.settings.options;
        let limit = u32::from(options.speech_minutes) * 60;
        let warns = limit.saturating_sub(u32::from(options.warning_seconds));
        match speech.seconds {
            seconds if limit > 0 && seconds >= limit => Self::Over,
            seconds if limit > 0 && seconds >= warns => Self::NearlyUp,
            _ => Self::Left,
        }
    }
}

/// Who speaks, and how that stands to the time.
pub(crate) fn speech_time(state: &State, cockpit: &Cockpit) -> Option<(PersonId, Time)> {
    let (_, session) = found(state, cockpit)?;
    let speech = course(state, session).speech?;
    Some((speech.person, Time::of(state, &speech)))
}

fn speaking(state: &State, speech: &Speech, paper: &mut Paper) {
    let limit = u32::from(state.settings.options.speech_minutes) * 60;
    let time = Time::of(state, speech);
    let tone = match time {
        _ if speech.paused => Tone::Dim,
        Time::Over => Tone::Danger,
        Time::NearlyUp => Tone::Warning,
        Time::Left => Tone::Accent,
    };
    let of = if limit > 0 { format!("/{}", duration(limit)) } else { String::new() };
    let mut words = format!("{}{of}", duration(speech.seconds));
    if speech.paused {
        words.push_str(state.say(" 暂停", " paused"));
    } else {
        words.push_str(match time {
            Time::Over => state.say(" 超时", " over"),
            Time::NearlyUp => state.say(" 快到时间", " nearly up"),
            Time::Left => "",
        });
    }
    let name = named(&state.catalog, speech.person.into());
    let body = [span(tone, name), span(tone, format!(" {words}"))];
    paper.item(vec![span(tone, "> ")], &body, 2, Some(speech.person.into()));
}

/// How long each column and each person has spoken, and who of those at the table has not.
pub(crate) fn sheet(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((world, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    let unheard = unheard(world, session, session.attendance.iter().map(|row| row.person));
    for column in Column::ALL {
        let rows: Vec<&Attendance> = session.present_in(*column).collect();
        if rows.is_empty() {
            continue;
        }
        let total: u32 = rows.iter().map(|row| run.spoken_by(row.person).0).sum();
        let note = if total > 0 { duration(total) } else { String::new() };
        paper.heading(column.label(state.lang), &note);
        let mut silent = Vec::new();
        for row in rows {
            let (seconds, times) = run.spoken_by(row.person);
            let name = named(&state.catalog, row.person.into());
            if times == 0 && unheard.contains(&row.person) {
                silent.push(name);
            } else if times > 0 {
                let body =
                    [span(Tone::Text, name), span(Tone::Dim, format!("  {}", duration(seconds)))];
                paper.item(vec![span(Tone::Dim, "  ")], &body, 2, Some(row.person.into()));
            }
        }
        if !silent.is_empty() {
            let words = format!(
                "{}{}",
                state.say("还没发言：", "Not yet: "),
                silent.join(state.say("、", ", "))
            );
            paper.text(Tone::Dim, 2, &words);
        }
    }
    paper.finish()
}

/// Those of some people of whom the record has no word. One look at it for all of them, no longer than
/// until the last of them is found: it may be long, and this is done for each frame.
pub(super) fn unheard(
    world: &World,
    session: &Session,
    people: impl Iterator<Item = PersonId>,
) -> BTreeSet<PersonId> {
    let mut unheard: BTreeSet<PersonId> = people.collect();
    for line in world.lines().filter(|line| line.session == session.id && !line.struck) {
        if unheard.is_empty() {
            break;
        }
        if let Some(speaker) = line.facts.speaker {
            unheard.remove(&speaker);
        }
    }
    unheard
}
