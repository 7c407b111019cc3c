//! The end of the record, as much as the screen shows: a record of thousands of lines costs no more
//! than a short one.

use super::{Cockpit, found};
use crate::app::page::{Line, Paper, Tone, span};
use crate::app::state::State;
use crate::domain::line::{Line as RecordLine, LineKind};
use crate::domain::session::{PrivateNote, Session, StrawPoll};
use crate::domain::world::World;
use crate::i18n::label::LineMark;
use crate::i18n::wording::clock_time;
use crate::i18n::{Lang, sentence};
use chrono::NaiveDateTime;

/// Something that stands in the record.
enum Entry<'a> {
    Line(usize, &'a RecordLine),
    Note(&'a PrivateNote),
    Poll(&'a StrawPoll),
    Saving(&'a str),
    /// It came back, and waits until the line that is typed is done with.
    Aside(&'a str),
}

/// The rows that are shown, at most `height`, the line that was gone to or the latest at the
/// bottom; with each whether it belongs to the line that was gone to.
pub(crate) fn record(
    state: &State,
    cockpit: &Cockpit,
    width: usize,
    height: usize,
) -> Vec<(Line, bool)> {
    let Some((world, session)) = found(state, cockpit) else { return Vec::new() };
    let mut rows: Vec<(Line, bool)> = Vec::new();
    let aside = cockpit.drafts.aside().rev().map(Entry::Aside);
    let saving = aside.chain(cockpit.drafts.saving().rev().map(Entry::Saving));
    let saving = saving.filter(|_| cockpit.selected.is_none());
    for entry in saving.chain(latest_first(world, session, cockpit.selected)) {
        if rows.len() >= height {
            break;
        }
        let is_selected = matches!(entry, Entry::Line(place, _) if Some(place) == cockpit.selected);
        let lines = entry_rows(state, session, &entry, width);
        rows.extend(lines.into_iter().rev().map(|line| (line, is_selected)));
    }
    rows.truncate(height);
    rows.reverse();
    rows
}

/// Lines, notes and polls from the end, or from the line that was gone to, the later first.
fn latest_first<'a>(
    world: &'a World,
    session: &'a Session,
    from: Option<usize>,
) -> impl Iterator<Item = Entry<'a>> {
    let until = from.map_or(session.lines.len(), |from| from + 1);
    let lines = session.lines.iter().take(until).enumerate().rev();
    let mut lines = lines.filter_map(|(at, id)| Some((at, world.line(*id)?))).peekable();
    // What came after the line that was gone to is not shown, as no line after it is.
    let last = from.and_then(|from| world.line(*session.lines.get(from)?)?.facts.at);
    let is_shown = |at: NaiveDateTime| from.is_none() || last.is_some_and(|last| at.time() < last);
    let notes = session.notes.iter().map(|note| (note.at, Entry::Note(note)));
    let polls = session.polls.iter().map(|poll| (poll.at, Entry::Poll(poll)));
    let mut others: Vec<(NaiveDateTime, Entry<'a>)> =
        notes.chain(polls).filter(|(at, _)| is_shown(*at)).collect();
    others.sort_by_key(|(at, _)| *at);
    std::iter::from_fn(move || {
        let other_is_later = match (others.last(), lines.peek()) {
            (Some((other, _)), Some((_, line))) => {
                line.facts.at.is_some_and(|at| other.time() >= at)
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if other_is_later {
            others.pop().map(|(_, entry)| entry)
        } else {
            lines.next().map(|(at, line)| Entry::Line(at, line))
        }
    })
}

fn entry_rows(state: &State, session: &Session, entry: &Entry<'_>, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    match entry {
        Entry::Line(place, line) => line_rows(state, session, *place, line, &mut paper),
        Entry::Note(note) => {
            let mark = match state.lang {
                Lang::Zh => " 私 ".to_owned(),
                Lang::En => " Private ".to_owned(),
            };
            let body = [span(Tone::Dim, note.text.replace('\n', " "))];
            paper.item(vec![span(Tone::Warning, format!("   {mark}"))], &body, 6, None);
        }
        Entry::Aside(text) => {
            let body = [span(Tone::Warning, (*text).to_owned())];
            let head = span(Tone::Warning, state.say("  待改 ", "  to do "));
            paper.item(vec![head], &body, 7, None);
        }
        Entry::Poll(poll) => {
            let body = [span(Tone::Text, sentence::poll(state.lang, poll))];
            let head = span(Tone::Accent, state.say("   测询 ", "   Poll "));
            paper.item(vec![head], &body, 8, None);
        }
        Entry::Saving(text) => {
            let body = [span(Tone::Dim, (*text).to_owned())];
            paper.item(vec![span(Tone::Dim, "  … ")], &body, 4, None);
        }
    }
    paper.finish()
}

/// From this width there is room for the time of a line.
const WITH_TIMES: usize = 60;

/// The item of a line as it is typed, where there is more than one that it could belong to.
pub(crate) fn item_mark(session: &Session, line: &RecordLine) -> Option<String> {
    let place = |issue| session.agenda.iter().position(|item| item.issue == issue);
    let is_told = session.agenda.len() > 1;
    is_told.then(|| match line.facts.issue.and_then(place) {
        Some(place) => format!("#{} ", place + 1),
        None => "#- ".to_owned(),
    })
}

fn line_rows(state: &State, session: &Session, place: usize, line: &RecordLine, paper: &mut Paper) {
    let facts = &line.facts;
    let tone = match facts.kind {
        _ if line.struck => Tone::Dim,
        LineKind::Agreed => Tone::Success,
        LineKind::Commitment => Tone::Accent,
        LineKind::Topic => Tone::Title,
        LineKind::Question | LineKind::Reply | LineKind::Statement => Tone::Text,
    };
    let mut head = vec![span(Tone::Dim, format!("{:>3} ", place + 1))];
    if paper.width() >= WITH_TIMES {
        let at = facts.at.map_or_else(|| "     ".to_owned(), clock_time);
        head.push(span(Tone::Dim, format!("{at} ")));
    }
    let mut body = Vec::new();
    let mark = span(tone, format!("{} ", facts.kind.shown_in(state.lang)));
    match state.lang {
        Lang::Zh => head.push(mark),
        Lang::En => body.push(mark),
    }
    body.extend(item_mark(session, line).map(|mark| span(Tone::Dim, mark)));
    if let Some(row) = facts.speaker.and_then(|id| state.catalog.people.get(&id)) {
        body.push(span(Tone::Key, format!("{}{}", row.name, state.say("：", ": "))));
    }
    body.push(span(
        if line.struck { Tone::Dim } else { Tone::Text },
        facts.text.replace('\n', " "),
    ));
    if line.struck {
        body.push(span(Tone::Warning, state.say("（已划去）", " (struck)")));
    } else if !line.earlier.is_empty() {
        body.push(span(Tone::Dim, state.say("（改过）", " (changed)")));
    }
    paper.item(head, &body, 5, Some(line.id.into()));
}
