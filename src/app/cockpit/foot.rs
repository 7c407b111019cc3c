//! What stands over the line that is typed: what it was understood as, or what the keys do.

use super::line::{ground, reading};
use super::{Cockpit, Mode};
use crate::app::cells;
use crate::app::page::{Span, Tone, span};
use crate::app::state::State;
use crate::command::grammar::{Kind, Part};
use crate::domain::line::LineKind;

/// What stands over the line that is typed: what it was understood as, or what the keys do.
pub(crate) fn foot(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Span> {
    if cockpit.editor().is_empty() && cockpit.selected.is_none() && !cockpit.told.is_empty() {
        return vec![span(Tone::Success, cockpit.told.clone())];
    }
    if cockpit.mode != Mode::Record {
        let words = match cockpit.mode {
            Mode::CheckIn => state.say(
                "回车签到 · 数字选人 · +3 未具名群众三人 · Ctrl-L 离会 · Esc 回到记录",
                "Enter checks in · digits choose · +3: three unnamed · Ctrl-L leaves · Esc back",
            ),
            Mode::Poll => super::poll::hint(state, cockpit),
            _ => state.say(
                "回车排队；空行回车请下一位 · ?插问 !程序问题 · Ctrl-L 移出 · Esc 回到记录",
                "Enter queues; Enter alone: next · ? question ! order · Ctrl-L takes out · Esc back",
            ),
        };
        return vec![span(Tone::Dim, words)];
    }
    if let Some(words) = super::line::turn_words(state) {
        return vec![span(Tone::Accent, words)];
    }
    let Some(reading) = reading(state) else {
        let words = if cockpit.selected.is_some() {
            state.say(
                "回车改这一行 · Del 划去或恢复 · Esc 返回",
                "Enter changes the line · Del strikes · Esc back",
            )
        } else {
            state.say(
                "议 问 答 说 决 诺 私 + 空格 · @人 #议题 · 单独 #2 转议题，@人 请发言",
                "t q a s d c n + space · @person #item · #2 alone: to that item, @x alone: the floor",
            )
        };
        return vec![span(Tone::Dim, words)];
    };
    let Some(ground) = ground(state) else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    let known = crate::app::context::Known::of(state);
    for doubt in &reading.doubts {
        let refuses = doubt.about.refuses(reading.kind);
        let tone = if refuses { Tone::Danger } else { Tone::Warning };
        spans.push(span(tone, format!("{} ", doubt.words(state.lang, &known))));
    }
    // A line that is changed tells who said what of which item; a promise tells all of it, since its
    // commitment follows.
    let is_told = |part: Part| {
        cockpit.drafts.editing().is_none()
            || reading.kind == Kind::Line(LineKind::Commitment)
            || matches!(part, Part::Kind | Part::Person | Part::Issue | Part::Unknown)
    };
    let told = reading.told(state.lang, &ground).into_iter().filter(|it| is_told(it.0));
    let mut told: Vec<(Part, String)> = told.collect();
    let used: usize = spans.iter().map(|it| cells::width(&it.text, state.ambiguous)).sum();
    make_room(&mut told, width.saturating_sub(used), state);
    for (part, words) in told {
        if !spans.is_empty() {
            spans.push(span(Tone::Dim, BETWEEN));
        }
        spans.push(span(part_tone(part), words));
    }
    spans
}

/// What stands between two parts.
const BETWEEN: &str = " · ";

/// Leaves out what can be seen in the line itself, where there is no room for all: what was read out
/// of the words of a promise has to be checked before it is saved.
fn make_room(told: &mut Vec<(Part, String)>, room: usize, state: &State) {
    let wide = |told: &[(Part, String)]| -> usize {
        told.iter().map(|(_, words)| cells::width(words, state.ambiguous) + BETWEEN.len()).sum()
    };
    for part in [Part::Issue, Part::Kind, Part::Label, Part::Person] {
        if wide(told) > room {
            told.retain(|(it, _)| *it != part);
        }
    }
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
