//! The page of one session: facts, agenda, who came, and the record.

mod agenda;
mod course;
mod guests;

use super::context::named;
use super::page::{Line, Paper, Tone, span};
use super::reader::not_there;
use super::state::State;
use super::workbench;
use crate::command::fill::Directory;
use crate::domain::id::SessionId;
use crate::domain::line as record;
use crate::domain::session::{
    Attendance, Class, Clock, Column, Presence, Session, SessionStatus, SessionStep,
};
use crate::domain::world::World;
use crate::i18n::label::{presence_label, session_step_happened};
use crate::i18n::wording::{clock_time, day_in_list};
use crate::i18n::{Label, Lang, Wording, sentence};

/// The page.
pub(crate) fn lines(state: &State, id: SessionId, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let dossier = state.dossier.as_ref().filter(|dossier| dossier.id == id.into());
    let found = dossier.and_then(|it| Some((&it.world, it.world.session(id)?)));
    let Some((world, session)) = found else {
        not_there(state, id.into(), &mut paper);
        return paper.finish();
    };
    facts(state, session, &mut paper);
    guests::lacks(state, world, session, &mut paper);
    agenda::agenda(state, session, &mut paper);
    let is_ahead = matches!(
        session.status,
        SessionStatus::Planned | SessionStatus::Live | SessionStatus::Paused
    );
    if session.status == SessionStatus::Planned {
        agenda::offers(state, session, &mut paper);
    }
    if is_ahead {
        guests::invitations(state, world, session, &mut paper);
    }
    // Nobody signs in before the day; the heading alone would only push the rest away.
    if !is_ahead || !session.attendance.is_empty() || !session.tallies.is_empty() {
        attendance(state, session, &mut paper);
    }
    if !is_ahead {
        guests::absentees(state, session, &mut paper);
    }
    if session.status != SessionStatus::Planned || !session.lines.is_empty() {
        paper.heading(state.say("会议记录", "Record"), "");
        if session.lines.is_empty() {
            paper.text(Tone::Dim, 2, state.say("还没有记录", "nothing yet"));
        }
        workbench::record(state, world, session, None, &mut paper);
    }
    polls(state, session, &mut paper);
    course::course(state, world, session, &mut paper);
    notes(state, session, &mut paper);
    steps(state, session, &mut paper);
    corrections(state, world, session, &mut paper);
    paper.finish()
}

fn facts(state: &State, session: &Session, paper: &mut Paper) {
    let (lang, catalog, facts) = (state.lang, &state.catalog, &session.facts);
    if let Some(row) = catalog.sessions.get(&session.id) {
        workbench::session_head(&row, lang, paper);
    }
    paper.pair(state.say("编号", "Number"), session.number.as_str());
    paper.pair(state.say("主办工作室", "Lead studio"), &named(catalog, facts.studio.into()));
    let with: Vec<String> =
        facts.co_studios.iter().map(|id| named(catalog, (*id).into())).collect();
    paper.pair(state.say("联合工作室", "Joint studios"), &with.join(state.say("、", ", ")));
    paper.pair(state.say("时间", "Time"), &time(lang, session));
    paper.pair(state.say("地点", "Venue"), &facts.venue);
    let name = |id: Option<crate::domain::id::PersonId>| {
        id.and_then(|id| catalog.name(id.into())).unwrap_or_default()
    };
    paper.pair(state.say("主持人", "Chair"), &name(facts.chair));
    paper.pair(state.say("记录人", "Recorder"), &name(facts.recorder));
    if let Some(source) = &session.source {
        paper.pair(state.say("补录出处", "Recorded from"), &source.reference);
    }
}

/// When it was planned to begin, and when it did, where a clock ran.
fn time(lang: Lang, session: &Session) -> String {
    let planned = session.facts.starts_at.map(clock_time);
    let course = session.floor.course();
    let opened = course.opened.filter(|_| course.clock != Clock::Unset);
    let began = opened.map(|at| clock_time(at.time()));
    match (planned, began, lang) {
        (planned, None, _) => planned.unwrap_or_default(),
        (Some(planned), Some(began), _) if planned == began => began,
        (Some(planned), Some(began), Lang::Zh) => format!("{began} 开始（原定 {planned}）"),
        (Some(planned), Some(began), Lang::En) => format!("began at {began}, planned at {planned}"),
        (None, Some(began), Lang::Zh) => format!("{began} 开始"),
        (None, Some(began), Lang::En) => format!("began at {began}"),
    }
}

/// The straw polls, each with the number that changes it.
fn polls(state: &State, session: &Session, paper: &mut Paper) {
    if session.polls.is_empty() {
        return;
    }
    paper.heading(state.say("意向测询", "Straw polls"), "");
    for (number, poll) in (1..).zip(&session.polls) {
        let head = vec![span(Tone::Dim, format!("  {number}. "))];
        let body = [span(Tone::Text, sentence::poll(state.lang, poll))];
        paper.item(head, &body, 5, Some(session.id.into()));
    }
}

/// What the convenor noted: it stands on the screen alone, and is neither copied nor printed.
fn notes(state: &State, session: &Session, paper: &mut Paper) {
    if session.notes.is_empty() || !state.medium.is_here() {
        return;
    }
    let note = state.say("只在这里显示，不进任何文件", "shown here alone; in no document");
    paper.heading(state.say("私人备注", "Private notes"), note);
    for (number, note) in (1..).zip(&session.notes) {
        let at = clock_time(note.at.time());
        let head = vec![span(Tone::Dim, format!("  {number}. {at} "))];
        let body = [span(Tone::Text, note.text.replace('\n', " "))];
        paper.item(head, &body, 5, Some(session.id.into()));
    }
}

/// Its way: the day of each step as it was entered, and why. That it was begun and held alone is
/// no news.
fn steps(state: &State, session: &Session, paper: &mut Paper) {
    let lang = state.lang;
    let told = session.told_steps();
    let is_news = |step: &SessionStep| step.moved_to.is_some() || !step.reason.is_empty();
    if !told.iter().any(|(step, _, stands)| !stands || is_news(step)) {
        return;
    }
    paper.heading(state.say("经过", "History"), "");
    for (step, mark, stands) in told {
        let tone = if stands { Tone::Text } else { Tone::Dim };
        let mut words = session_step_happened(step.kind, lang).to_owned();
        if let (Some(from), Some(to)) = (step.moved_from, step.moved_to) {
            words = format!("{words}  {} → {}", from.words(lang), to.words(lang));
        }
        if !step.reason.is_empty() {
            words = format!("{words}  {}", step.reason);
        }
        if !stands {
            words.push_str(state.say("（后来撤销）", " (taken back later)"));
        }
        let head = vec![span(Tone::Key, format!("  {} ", day_in_list(mark.day())))];
        paper.item(head, &[span(tone, words)], 4, Some(session.id.into()));
    }
}

fn corrections(state: &State, world: &World, session: &Session, paper: &mut Paper) {
    let numbered = session.lines.iter().zip(1_usize..);
    let changed: Vec<String> = numbered
        .filter_map(|(id, number)| changed_words(state, world.line(*id)?, number))
        .collect();
    if session.corrections.is_empty() && changed.is_empty() {
        return;
    }
    paper.heading(state.say("会后更正", "Corrected after it was held"), "");
    for (what, mark) in &session.corrections {
        let words = sentence::corrected_after(state.lang, *what, mark.day());
        paper.text(Tone::Warning, 2, &words);
    }
    for words in changed {
        paper.text(Tone::Warning, 2, &words);
    }
}

/// What became of a line of the record after the session, and what it said until then. One that
/// was added afterwards is among what is told with its day.
fn changed_words(state: &State, line: &record::Line, number: usize) -> Option<String> {
    let held = line.earlier.iter().rev().find(|it| !it.correction);
    let before = held.filter(|_| line.facts.correction);
    let what = match (line.struck, line.struck_late, before) {
        (true, true, _) => state.say("划去", "struck"),
        (_, _, Some(_)) => state.say("改写", "changed"),
        (false, true, None) => state.say("恢复", "let stand again"),
        (_, false, None) => return None,
    };
    let before = before.map(|it| it.text.as_str()).filter(|before| *before != line.facts.text);
    Some(match (before, state.lang) {
        (None, Lang::Zh) => format!("会议记录第 {number} 行{what}"),
        (None, Lang::En) => format!("Line {number} of the record: {what}"),
        (Some(before), Lang::Zh) => format!("会议记录第 {number} 行{what}，原来是“{before}”"),
        (Some(before), Lang::En) => {
            format!("Line {number} of the record: {what}; it said “{before}”")
        }
    })
}

fn attendance(state: &State, session: &Session, paper: &mut Paper) {
    let count = |column| session.count(column);
    let note = sentence::attendance(
        state.lang,
        count(Column::Member),
        count(Column::Public),
        count(Column::Department),
    );
    paper.heading(state.say("签到", "Check-in"), &note);
    for class in Class::ALL {
        let rows: Vec<&Attendance> =
            session.attendance.iter().filter(|row| row.class == *class).collect();
        let tallied: u32 =
            session.tallies.iter().filter(|it| it.class == *class).map(|it| it.count).sum();
        if rows.is_empty() && tallied == 0 {
            continue;
        }
        let mut names: Vec<String> = rows.iter().map(|row| attendee(state, row)).collect();
        if tallied > 0 {
            let source = session
                .tallies
                .iter()
                .filter(|it| it.class == *class && !it.source.is_empty())
                .map(|it| it.source.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let words = match state.lang {
                Lang::Zh => format!("另有 {tallied} 名（{source}）").replace("（）", ""),
                Lang::En => format!("{tallied} more ({source})").replace(" ()", ""),
            };
            names.push(words);
        }
        let head = vec![span(Tone::Dim, format!("  {} ", class.label(state.lang)))];
        let body = vec![span(Tone::Text, names.join(state.say("、", ", ")))];
        paper.item(head, &body, 4, Some(session.id.into()));
    }
}

fn attendee(state: &State, row: &Attendance) -> String {
    let mut name = named(&state.catalog, row.person.into());
    let mut notes = Vec::new();
    notes.extend(row.department.map(|id| named(&state.catalog, id.into())));
    if row.presence != Presence::Present {
        notes.push(presence_label(row.presence, row.class.column(), state.lang).to_owned());
    }
    notes.extend(match (row.arrived_at, row.left_at) {
        (arrived, None) => arrived.map(clock_time),
        (Some(arrived), Some(left)) => {
            Some(format!("{}–{}", clock_time(arrived), clock_time(left)))
        }
        (None, Some(left)) => Some(format!("{}{}", state.say("至 ", "until "), clock_time(left))),
    });
    if row.correction {
        notes.push(state.say("会后登记", "entered afterwards").to_owned());
    }
    if !notes.is_empty() {
        let notes = notes.join(" ");
        name = match state.lang {
            Lang::Zh => format!("{name}（{notes}）"),
            Lang::En => format!("{name} ({notes})"),
        };
    }
    name
}

/// The words of a session's day, for titles.
pub(crate) fn day_words(state: &State, id: SessionId) -> String {
    state.catalog.sessions.get(&id).map(|row| row.on.words(state.lang)).unwrap_or_default()
}
