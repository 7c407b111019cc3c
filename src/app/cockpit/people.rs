//! Who is meant by a few letters or characters: those that are likeliest first.

use super::floor::unheard;
use super::likely::{KNOWN, Known};
use super::speaks_for::{department_words, for_department};
use super::view::{course, duration};
use super::{Cockpit, Mode, found};
use crate::app::context::named;
use crate::app::page::{Line, Paper, Tone, span};
use crate::app::state::State;
use crate::domain::id::PersonId;
use crate::domain::row::PersonRow;
use crate::domain::session::{Attendance, Presence, Session};
use crate::domain::text::fold_width;
use crate::domain::world::World;
use crate::i18n::Label;
use crate::i18n::Lang;
use crate::i18n::wording::clock_time;
use crate::search::quick::Matcher;
use std::collections::BTreeSet;

/// How many are offered: as many as there are digits to choose by.
const MOST: usize = 9;
/// How well somebody fits by unit or department at best; by name it is better.
const BY_UNIT: u8 = 3;

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// Unit, class, and whether they are there.
    pub(crate) note: String,
    /// Whether they are in the room.
    pub(crate) is_there: bool,
    /// Whether what was typed stands in their name, unit or department as it is, and does not only
    /// sound like it.
    pub(crate) is_literal: bool,
    /// Whether the name fits, and not the unit or department alone, or they were asked or belong here
    /// and have not come yet.
    pub(crate) is_likely: bool,
}

/// What was typed of a name, without the mark of a manner before it.
pub(super) fn typed(cockpit: &Cockpit) -> String {
    let folded = fold_width(cockpit.name.text());
    folded.trim().trim_start_matches(['?', '!']).trim().to_owned()
}

/// Who may be meant by what was typed: each with the digit that chooses it.
pub(crate) fn people_lines(state: &State, cockpit: &Cockpit, width: usize) -> Vec<(Line, bool)> {
    if cockpit.mode == Mode::Poll {
        return super::poll::lines(state, cockpit, width);
    }
    let offered = candidates(state, cockpit);
    let found = found(state, cockpit).filter(|_| cockpit.mode == Mode::Speaker);
    let people = offered.iter().map(|it| it.person);
    let run =
        found.map(|(world, session)| (course(state, session), unheard(world, session, people)));
    let department = for_department(state, cockpit, &offered);
    let mut lines = Vec::new();
    if let Some(department) = department {
        let mut paper = Paper::new(width, state.ambiguous);
        let words = department_words(state, department, offered.is_empty());
        paper.item(Vec::new(), &[span(Tone::Key, words)], 2, Some(department.into()));
        let is_chosen = !cockpit.has_moved;
        lines.extend(paper.finish().into_iter().map(|line| (line, is_chosen)));
    }
    for (at, candidate) in offered.iter().enumerate() {
        let mut paper = Paper::new(width, state.ambiguous);
        let mut note = candidate.note.clone();
        if let Some((run, unheard)) = &run {
            let (seconds, times) = run.spoken_by(candidate.person);
            let words = match (times, state.lang) {
                (0, Lang::Zh) if !unheard.contains(&candidate.person) => {
                    "已有记录，没有计时".to_owned()
                }
                (0, Lang::En) if !unheard.contains(&candidate.person) => {
                    "in the record, not timed".to_owned()
                }
                (0, Lang::Zh) => "未发言".to_owned(),
                (0, Lang::En) => "has not spoken".to_owned(),
                (_, Lang::Zh) => format!("已讲 {times} 次 {}", duration(seconds)),
                (_, Lang::En) => format!("spoke {times}× {}", duration(seconds)),
            };
            note = format!("{note} · {words}");
        }
        let tone = if candidate.is_there { Tone::Text } else { Tone::Key };
        let head = vec![span(Tone::Dim, format!("{} ", at + 1))];
        let body = [span(tone, candidate.name.clone()), span(Tone::Dim, format!("  {note}"))];
        paper.item(head, &body, 2, Some(candidate.person.into()));
        let is_chosen =
            at == cockpit.chosen.selected && (department.is_none() || cockpit.has_moved);
        lines.extend(paper.finish().into_iter().map(|line| (line, is_chosen)));
    }
    if offered.is_empty() && department.is_none() {
        let mut paper = Paper::new(width, state.ambiguous);
        let name = cockpit.name.text().trim();
        let words = match (cockpit.mode, name.is_empty(), state.lang) {
            (Mode::CheckIn, true, Lang::Zh) => "打姓名、拼音或首字母；回车签到".to_owned(),
            (Mode::CheckIn, true, Lang::En) => {
                "Type a name, pinyin or initials; Enter checks in".to_owned()
            }
            (Mode::CheckIn, false, _) if name.starts_with(['+', '＋']) => state
                .say(
                    "回车记下未具名的群众人数",
                    "Enter counts that many of the public without names",
                )
                .to_owned(),
            (Mode::CheckIn, false, Lang::Zh) => format!("名册里没有“{name}”。回车登记新人并签到"),
            (Mode::CheckIn, false, Lang::En) => {
                format!("Nobody is called “{name}”. Enter adds them and checks in")
            }
            (_, _, Lang::Zh) => "到会的人里没有".to_owned(),
            (_, _, Lang::En) => "Nobody at the table is called so".to_owned(),
        };
        paper.text(Tone::Dim, 0, &words);
        lines.extend(paper.finish().into_iter().map(|line| (line, false)));
    }
    lines
}

/// Who may be meant, the likeliest first; everybody that is expected where nothing was typed.
pub(crate) fn candidates(state: &State, cockpit: &Cockpit) -> Vec<Candidate> {
    let Some((world, session)) = found(state, cockpit) else { return Vec::new() };
    ranked(state, cockpit.mode, (world, session), &typed(cockpit), |_| true)
}

/// Who is likeliest meant of those who can leave: who are in the room, or who wait to speak.
pub(super) fn leaving(state: &State, cockpit: &Cockpit) -> Option<Candidate> {
    let (world, session) = found(state, cockpit)?;
    let those: BTreeSet<PersonId> = if cockpit.mode == Mode::Speaker {
        session.floor.queue.iter().map(|waiting| waiting.person).collect()
    } else {
        let there = session.attendance.iter().filter(|row| in_the_room(row));
        there.map(|row| row.person).collect()
    };
    let is_one = |person| those.contains(&person);
    let found = ranked(state, cockpit.mode, (world, session), &typed(cockpit), is_one);
    found.into_iter().next()
}

/// Those of some people who may be meant, the likeliest first.
fn ranked(
    state: &State,
    mode: Mode,
    (world, session): (&World, &Session),
    typed: &str,
    is_one: impl Fn(PersonId) -> bool,
) -> Vec<Candidate> {
    let (matcher, expected_only) = (Matcher::new(typed), typed.is_empty());
    let known = Known::of(state, world, session);
    let mut found: Vec<(u8, u8, usize, &PersonRow)> = Vec::new();
    let people = state.catalog.people.values().enumerate();
    for (at, row) in people.filter(|(_, row)| is_one(row.id)) {
        let fit = if expected_only { Some(0) } else { fit(state, row, &matcher) };
        let Some(fit) = fit else { continue };
        let likely = known.likely(mode, row);
        let is_expected = match mode {
            Mode::Speaker => likely == 0,
            Mode::CheckIn | Mode::Record | Mode::Poll => likely < KNOWN,
        };
        if is_expected || !expected_only {
            found.push((fit, likely, at, row));
        }
    }
    found.sort_unstable_by_key(|(fit, likely, at, _)| (*fit, *likely, *at));
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(fit, likely, _, row)| {
            let sheet = known.sheet(row.id);
            Candidate {
                person: row.id,
                name: row.name.to_string(),
                note: note(state, row, sheet),
                is_there: sheet.is_some_and(in_the_room),
                is_literal: is_literal(state, row, typed),
                is_likely: fit < BY_UNIT || likely < KNOWN,
            }
        })
        .collect()
}

/// How well somebody fits what was typed: by name, then by unit or department.
fn fit(state: &State, row: &PersonRow, matcher: &Matcher) -> Option<u8> {
    let by_unit = || matcher.rank(&row.unit).map(|rank| rank + BY_UNIT);
    let by_department = || {
        let name = named(&state.catalog, row.department?.into());
        matcher.rank(&name).map(|rank| rank + BY_UNIT)
    };
    // One word alone was looked for in each of them already.
    let is_one = matcher.words().len() < 2;
    let together =
        || (!is_one && matcher.matches_among(&[&row.name, &row.unit])).then_some(2 * BY_UNIT);
    matcher.rank(&row.name).or_else(by_unit).or_else(by_department).or_else(together)
}

fn is_literal(state: &State, row: &PersonRow, typed: &str) -> bool {
    let department = row.department.map(|id| named(&state.catalog, id.into()));
    let names = [row.name.as_ref(), row.unit.as_ref(), department.as_deref().unwrap_or_default()];
    names.iter().any(|name| name.contains(typed))
}

/// Whether somebody came and has not left.
pub(super) fn in_the_room(row: &Attendance) -> bool {
    row.presence == Presence::Present && row.left_at.is_none()
}

fn note(state: &State, row: &PersonRow, sheet: Option<&Attendance>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let department = row.department.map(|id| named(&state.catalog, id.into()));
    parts.extend(department.filter(|it| !row.unit.contains(it.as_str())));
    if !row.unit.is_empty() {
        parts.push(row.unit.to_string());
    }
    match sheet {
        Some(it) => parts.push(it.class.label(state.lang).to_owned()),
        None => parts.push(row.side.label(state.lang).to_owned()),
    }
    match sheet {
        Some(it) if it.presence == Presence::Present => {
            if let Some(left) = it.left_at {
                parts.push(format!("{} {}", clock_time(left), state.say("离会", "left")));
            } else {
                let at = it.arrived_at.map(clock_time).unwrap_or_default();
                parts.push(format!("{} {at}", state.say("√ 已到", "√ here")).trim_end().to_owned());
            }
        }
        Some(it) => parts.push(it.presence.label(state.lang).to_owned()),
        None => {}
    }
    parts.join(" · ")
}
