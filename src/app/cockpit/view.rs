//! Where the parts of the cockpit stand, its title, and the agenda with its times.

use super::{Cockpit, found};
use crate::app::context::named;
use crate::app::page::{Line, Paper, Span, Tone, span};
use crate::app::state::State;
use crate::domain::session::{Clock, Course, Session};
use crate::i18n::label::order_name;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang};
use ratatui::layout::Rect;

/// Where the parts stand; an empty area is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) agenda: Rect,
    pub(crate) heads: Rect,
    pub(crate) floor: Rect,
    /// The record, or who may be meant.
    pub(crate) main: Rect,
    /// Who came and who has spoken, where there is room for it.
    pub(crate) sheet: Rect,
    /// The line that is typed, under what it was understood as.
    pub(crate) line: Rect,
}

/// From this width the sheet stands on the right.
const WITH_SHEET: u16 = 130;

/// Below this size the record and the line stand alone.
const LEAST: (u16, u16) = (64, 14);

/// The heads with their frame.
const HEADS_ROWS: u16 = 4;

/// From this height the line that is typed has a frame.
const WITH_FRAME: u16 = 12;

/// From this height what the line was understood as may take a second row.
const WITH_SECOND_ROW: u16 = 18;

/// What stands over the line that is typed, row by row, in a body of the screen of this size.
pub(crate) fn foot(state: &State, cockpit: &Cockpit, body: Rect) -> Vec<Vec<Span>> {
    let frame = if body.height < WITH_FRAME { 0 } else { 2 };
    let most = if body.height < WITH_SECOND_ROW { 1 } else { 2 };
    super::foot::foot(state, cockpit, usize::from(body.width.saturating_sub(frame)), most)
}

/// Lays the cockpit out in the body of the screen, with so many rows over the line that is typed.
pub(crate) fn parts(body: Rect, items: usize, foot_rows: usize) -> Parts {
    let mut parts = Parts::default();
    let foot_rows = u16::try_from(foot_rows).unwrap_or(1).max(1);
    let below = match body.height {
        0..=3 => body.height.min(2),
        4..WITH_FRAME => 2,
        _ => 3 + foot_rows,
    };
    let above = Rect { height: body.height - below, ..body };
    parts.line = Rect { y: body.y + above.height, height: below, ..body };
    if body.width < LEAST.0 || body.height < LEAST.1 {
        parts.main = above;
        return parts;
    }
    let left = (body.width / 3).clamp(24, 40);
    let right = if body.width >= WITH_SHEET { (body.width / 4).clamp(32, 44) } else { 0 };
    let side = Rect { width: left, ..above };
    // Frame, stages and outlook beside the items.
    let items = u16::try_from(items).unwrap_or(u16::MAX).saturating_add(4);
    let agenda = items.clamp(4, (above.height.saturating_sub(HEADS_ROWS) / 2).max(4));
    parts.agenda = Rect { height: agenda, ..side };
    parts.heads = Rect { y: side.y + agenda, height: HEADS_ROWS, ..side };
    let used = agenda + HEADS_ROWS;
    parts.floor = Rect { y: side.y + used, height: above.height.saturating_sub(used), ..side };
    parts.main = Rect { x: above.x + left, width: above.width - left - right, ..above };
    if right > 0 {
        parts.sheet = Rect { x: above.x + above.width - right, width: right, ..above };
    }
    parts
}

/// `12:05`, with hours where there are any.
pub(crate) fn duration(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// The times up to now.
pub(super) fn course(state: &State, session: &Session) -> Course {
    let course = session.floor.course();
    match state.now {
        Some(now) => course.until(now),
        None => course,
    }
}

/// What the whole is called: the session, where it stands, and for how long.
pub(crate) fn title(state: &State, cockpit: &Cockpit) -> String {
    let row = state.catalog.sessions.get(&cockpit.session);
    let status = row.as_ref().map_or("", |row| row.status.label(state.lang));
    let name = row.map(|row| row.title.to_string()).unwrap_or_default();
    let run = found(state, cockpit).map(|(_, session)| course(state, session));
    let run = run.filter(|it| it.clock != Clock::Unset);
    let run = run.map(|it| duration(it.seconds)).unwrap_or_default();
    format!("{status} {run} · {name}").replace("  ", " ")
}

/// The items with their planned and actual minutes, and when it will all be over, in at most so many
/// rows: where there is no room for all, the item that is on is in sight, and the end stays last.
pub(crate) fn agenda(
    state: &State,
    cockpit: &Cockpit,
    (width, height): (usize, usize),
) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((_, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    let mut on = 0..0;
    for (at, item) in session.agenda.iter().enumerate() {
        let spent = run.seconds_of(item.issue);
        let is_on = run.item == Some(item.issue);
        let planned = item.planned_minutes.map(|minutes| u32::from(minutes) * 60);
        let is_over = planned.is_some_and(|planned| spent > planned);
        let time = match (planned, spent) {
            (Some(planned), _) => format!(" {}/{}", duration(spent), planned / 60),
            (None, 0) => String::new(),
            (None, _) => format!(" {}", duration(spent)),
        };
        let used = crate::app::cells::width(&time, state.ambiguous) + 4;
        let title = named(&state.catalog, item.issue.into());
        let title = shortened(&title, width.saturating_sub(used), state);
        let pad = width.saturating_sub(used + crate::app::cells::width(&title, state.ambiguous));
        let tone = match (is_on, spent) {
            (true, _) => Tone::Accent,
            (false, 0) => Tone::Text,
            (false, _) => Tone::Dim,
        };
        let head = span(tone, format!("{}{:>2} ", if is_on { ">" } else { " " }, at + 1));
        let body = [
            span(tone, title),
            span(Tone::Dim, " ".repeat(pad)),
            span(if is_over { Tone::Warning } else { Tone::Dim }, time),
        ];
        let first = paper.len();
        paper.item(vec![head], &body, 4, Some(item.issue.into()));
        if is_on {
            stages(state, session, &run, &mut paper, width);
            on = first..paper.len();
        }
    }
    let mut end = Paper::new(width, state.ambiguous);
    outlook(state, session, &run, &mut end);
    let mut end = end.finish();
    end.truncate(height / 2);
    let mut rows = in_sight(paper.finish(), &on, height - end.len());
    rows.extend(end);
    rows
}

/// As many of the rows as there is room for, with those in the range and one after them in sight.
fn in_sight(rows: Vec<Line>, range: &std::ops::Range<usize>, room: usize) -> Vec<Line> {
    let after = (range.end + 1).min(rows.len());
    let first = after.saturating_sub(room).min(range.start);
    rows.into_iter().skip(first).take(room).collect()
}

/// The stages of the item that is on, the one that is on between brackets; where there is no room for
/// all, that one and the next, or that one alone.
fn stages(state: &State, session: &Session, run: &Course, paper: &mut Paper, width: usize) {
    let Some(issue) = run.item else { return };
    let stages = session.stages_of(issue);
    let on = usize::from(run.stage);
    let word = |at: usize| {
        let name = stages.get(at).map(|stage| order_name(&stage.name, state.lang))?;
        Some(if at == on { format!("[{name}]") } else { name.to_owned() })
    };
    let joined = |places: &[usize], between: &str| {
        places.iter().filter_map(|at| word(*at)).collect::<Vec<_>>().join(between)
    };
    let all: Vec<usize> = (0..stages.len()).collect();
    let fits = |words: &String| crate::app::cells::width(words, state.ambiguous) + INDENT <= width;
    let offered = [joined(&all, state.say("·", " · ")), joined(&[on, on + 1], " → ")];
    let words = offered.into_iter().find(fits).unwrap_or_else(|| joined(&[on], ""));
    if !words.is_empty() {
        paper.under(Tone::Dim, INDENT, &words, Some(issue.into()));
    }
}

/// How far stages stand from the edge.
const INDENT: usize = 4;

fn outlook(state: &State, session: &Session, run: &Course, paper: &mut Paper) {
    let Some(now) = state.now.filter(|_| session.is_live() && run.opened.is_some()) else { return };
    // Where no length was planned there is nothing to go by.
    if session.agenda.iter().all(|item| item.planned_minutes.is_none()) {
        return;
    }
    let forecast = session.forecast(run, now);
    let ends = clock_time(forecast.ends.time());
    let over = forecast.over_seconds.map_or(0, |seconds| seconds.div_euclid(60));
    let at_least = if forecast.unplanned > 0 { state.say("至少", "at least ") } else { "" };
    let (tone, words) = match (over, state.lang) {
        (1.., Lang::Zh) => (Tone::Warning, format!("预计{at_least} {ends} 散会，超 {over} 分钟")),
        (1.., Lang::En) => (Tone::Warning, format!("Ends {at_least}about {ends}, {over} min over")),
        (_, Lang::Zh) => (Tone::Dim, format!("预计{at_least} {ends} 散会")),
        (_, Lang::En) => (Tone::Dim, format!("Ends {at_least}about {ends}")),
    };
    paper.text(tone, 0, &words);
}

fn shortened(text: &str, cells: usize, state: &State) -> String {
    if crate::app::cells::width(text, state.ambiguous) <= cells {
        return text.to_owned();
    }
    let row = crate::app::cells::rows(text, cells.saturating_sub(1), state.ambiguous);
    let end = row.first().map_or(0, |range| range.end);
    format!("{}…", text.get(..end).unwrap_or_default())
}
