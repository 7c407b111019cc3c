//! What stands over the line that is typed: what it was understood as, or what the keys do.

use super::line::{ground, reading};
use super::{Cockpit, Mode};
use crate::app::cells;
use crate::app::page::{Span, Tone, span};
use crate::app::state::State;
use crate::command::grammar::{About, Kind, Part};
use crate::domain::line::LineKind;

/// What stands over the line that is typed, in at most so many rows: what it was understood as, or
/// what the keys do.
pub(super) fn foot(state: &State, cockpit: &Cockpit, width: usize, most: usize) -> Vec<Vec<Span>> {
    let packed = |spans: Vec<Span>| cut(state, packed(state, spans, width), width, most);
    if cockpit.editor().is_empty() && !cockpit.told.is_empty() {
        return packed(vec![span(Tone::Success, cockpit.told.clone())]);
    }
    if cockpit.mode == Mode::Record {
        if let Some(words) = super::line::turn_words(state) {
            return packed(vec![span(Tone::Accent, words)]);
        }
        if let Some(told) = told(state, cockpit) {
            return fitted(state, told, width, most);
        }
    }
    packed(hint(state, cockpit).split(BETWEEN).map(|words| span(Tone::Dim, words)).collect())
}

/// What the line says so far, each part by itself, with what is doubtful about it first: for where there is
/// room for all of it.
pub(crate) fn understood(state: &State, cockpit: &Cockpit) -> Vec<String> {
    if let Some(words) = super::line::turn_words(state) {
        return vec![words];
    }
    let told = told(state, cockpit).unwrap_or_default();
    told.into_iter().map(|(_, span)| span.text).collect()
}

/// What the keys do.
fn hint(state: &State, cockpit: &Cockpit) -> &'static str {
    match cockpit.mode {
        Mode::CheckIn => state.say(
            "回车签到 · 数字选人 · +3 未具名群众三人 · Ctrl-L 离会 · Esc 回到记录",
            "Enter checks in · digits choose · +3: three unnamed · Ctrl-L leaves · Esc back",
        ),
        Mode::Poll => super::poll::hint(state, cockpit),
        Mode::Speaker => state.say(
            "回车排队；空行回车请下一位 · ?插问 !程序问题 · Ctrl-L 移出 · Esc 回到记录",
            "Enter queues, alone: next · ? question ! order · Ctrl-L takes out · Esc back",
        ),
        Mode::Record if cockpit.selected.is_some() => state.say(
            "回车改这一行 · Del 划去或恢复 · Esc 返回",
            "Enter changes the line · Del strikes · Esc back",
        ),
        Mode::Record => state.say(
            "议 问 答 说 决 诺 私 + 空格 · @人 #议题 · 单独 #2 转议题，@人 请发言",
            "t q a s d c n + space · @person #item · #2 alone: that item, @x: the floor",
        ),
    }
}

/// What the line says so far, with what is doubtful about it first; `None` where nothing is typed.
fn told(state: &State, cockpit: &Cockpit) -> Option<Vec<(Told, Span)>> {
    let (reading, ground) = (reading(state)?, ground(state)?);
    let known = crate::app::context::Known::of(state);
    // The labels of the item do not change with a line that does.
    let is_new = cockpit.drafts.editing().is_none();
    let doubts = reading.doubts.iter();
    let doubts = doubts.filter(|it| is_new || !matches!(it.about, About::OtherCategory(_)));
    let doubts = doubts.map(|doubt| {
        let refuses = doubt.about.refuses(reading.kind);
        let tone = if refuses { Tone::Danger } else { Tone::Warning };
        (Told::Doubt, span(tone, doubt.words(state.lang, &known)))
    });
    // A line that is changed tells who said what of which item; a promise tells all of it, since its
    // commitment follows.
    let is_told = |part: Part| {
        cockpit.drafts.editing().is_none()
            || reading.kind == Kind::Line(LineKind::Commitment)
            || matches!(part, Part::Kind | Part::Person | Part::Issue | Part::Unknown)
    };
    let understood = reading.told(state.lang, &ground).into_iter().filter(|it| is_told(it.0));
    let (mut speaks, mut leads) = (reading.speaker.is_some(), reading.lead.is_some());
    let understood = understood.map(|(part, words)| {
        let told = match part {
            Part::Person if !std::mem::take(&mut speaks) => Told::Beside(part),
            Part::Department if !std::mem::take(&mut leads) => Told::Beside(part),
            part => Told::Part(part),
        };
        (told, span(part_tone(part), words))
    });
    let mut told: Vec<(Told, Span)> = doubts.chain(understood).collect();
    told.sort_by_key(|(it, _)| IN_ORDER.iter().position(|other| other == it));
    Some(told)
}

/// Something that is told of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Doubt,
    Part(Part),
    /// Who is mentioned beside the speaker, and who supports beside the lead.
    Beside(Part),
}

/// What stands between two parts.
const BETWEEN: &str = " · ";

/// What is told, the least first: what can be seen in the line itself is left out before what has to
/// be checked before it is saved.
const LEAST_FIRST: [Told; 9] = [
    Told::Part(Part::Kind),
    Told::Part(Part::Label),
    Told::Beside(Part::Person),
    Told::Part(Part::Promise),
    Told::Part(Part::Issue),
    Told::Beside(Part::Department),
    Told::Part(Part::Money),
    Told::Part(Part::Department),
    Told::Part(Part::Person),
];
/// How they stand: behind the doubts, which are in no order but their own, what can go wrong.
const IN_ORDER: [Told; 10] = [
    Told::Part(Part::Kind),
    Told::Part(Part::Person),
    Told::Part(Part::Department),
    Told::Part(Part::Date),
    Told::Part(Part::Money),
    Told::Beside(Part::Department),
    Told::Part(Part::Issue),
    Told::Part(Part::Promise),
    Told::Beside(Part::Person),
    Told::Part(Part::Label),
];
/// So many of them are left out before a doubt is told without what to do about it.
const BEFORE_DOUBTS: usize = 5;

/// As much of what is told as there is room for.
fn fitted(state: &State, mut told: Vec<(Told, Span)>, width: usize, most: usize) -> Vec<Vec<Span>> {
    let spans = |told: &[(Told, Span)], is_all: bool| {
        let more = (!is_all).then(|| span(Tone::Dim, "…"));
        packed(state, told.iter().map(|(_, it)| it.clone()).chain(more).collect(), width)
    };
    let mut rows = spans(&told, true);
    for (left_out, least) in LEAST_FIRST.into_iter().enumerate() {
        if rows.len() > most && left_out == BEFORE_DOUBTS {
            shorten_doubts(&mut told);
            rows = spans(&told, false);
        }
        if rows.len() <= most {
            return rows;
        }
        told.retain(|(it, _)| *it != least);
        rows = spans(&told, false);
    }
    // The end of a doubt goes before the deadline does.
    told.sort_by_key(|(it, _)| *it != Told::Part(Part::Date));
    cut(state, spans(&told, true), width, most)
}

/// Leaves of each doubt what is doubtful, without what to do about it, which is told when it is saved.
fn shorten_doubts(told: &mut [(Told, Span)]) {
    let doubts = told.iter_mut().filter(|(it, _)| *it == Told::Doubt);
    for (_, span) in doubts {
        let end = ["。", ". "].iter().filter_map(|stop| span.text.find(stop)).min();
        span.text.truncate(end.unwrap_or(span.text.len()));
    }
}

/// Parts in rows of this width; one that is longer goes on in the next row.
fn packed(state: &State, parts: Vec<Span>, width: usize) -> Vec<Vec<Span>> {
    let cells = |text: &str| cells::width(text, state.ambiguous);
    let mut rows: Vec<Vec<Span>> = Vec::new();
    let mut used = 0;
    for part in parts {
        let wide = cells(&part.text);
        if let Some(row) = rows.last_mut().filter(|_| used + cells(BETWEEN) + wide <= width) {
            row.push(span(Tone::Dim, BETWEEN));
            row.push(part);
            used += cells(BETWEEN) + wide;
            continue;
        }
        for range in cells::rows(&part.text, width, state.ambiguous) {
            let piece = part.text.get(range).unwrap_or_default();
            used = cells(piece);
            rows.push(vec![span(part.tone, piece)]);
        }
    }
    rows
}

/// So many of the rows; the last one says that there are more.
fn cut(state: &State, mut rows: Vec<Vec<Span>>, width: usize, most: usize) -> Vec<Vec<Span>> {
    if rows.len() <= most {
        return rows;
    }
    rows.truncate(most);
    if let Some(row) = rows.last_mut() {
        let mut room = width.saturating_sub(1);
        for span in row.iter_mut() {
            let whole = cells::width(&span.text, state.ambiguous);
            let fits = cells::rows(&span.text, room.max(1), state.ambiguous);
            let end = fits.first().filter(|_| room > 0).map_or(0, |range| range.end);
            span.text.truncate(end);
            room = room.saturating_sub(whole);
        }
        let tone = row.last().map_or(Tone::Dim, |it| it.tone);
        row.push(span(tone, "…"));
    }
    rows
}

/// The look of a part of the line.
pub(crate) const fn part_tone(part: Part) -> Tone {
    match part {
        Part::Kind => Tone::Title,
        Part::Person => Tone::Key,
        Part::Issue => Tone::Consulted,
        Part::Label | Part::Promise => Tone::Submitted,
        Part::Department => Tone::Accent,
        Part::Date | Part::Money => Tone::Success,
        Part::Unknown => Tone::Danger,
    }
}
