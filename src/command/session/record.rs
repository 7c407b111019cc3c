//! The lines of the record.

use super::{ISSUE, promise, session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::verb::{Field, FieldKind, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, IssueId, LineId};
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::person::Side;
use crate::domain::text::fold_character;
use crate::i18n::label::LineMark;
use chrono::{NaiveTime, Timelike};

pub(super) const LINE: &[Field] = &[
    field("text", w("内容", "Words"), FieldKind::Block).required().positional(),
    field("kind", w("类别", "Kind"), FieldKind::Choice(choices!(LineKind))),
    field("speaker", w("发言人", "Speaker"), FieldKind::Person).newcomers(Side::Other),
    ISSUE,
    field("at", w("时间", "Time"), FieldKind::Time),
];

/// More lines than any record has.
pub(super) const MOST_LINES: u32 = 99_999;

pub(super) const EDIT_LINE: &[Field] = &[
    field("line", w("第几行", "Line number"), FieldKind::Number { least: 1, most: MOST_LINES })
        .required()
        .positional(),
    field("text", w("内容", "Words"), FieldKind::Block).positional(),
    field("kind", w("类别", "Kind"), FieldKind::Choice(choices!(LineKind))),
    field("speaker", w("发言人", "Speaker"), FieldKind::Person).newcomers(Side::Other),
    ISSUE,
    field("at", w("时间", "Time"), FieldKind::Time),
];

pub(super) fn line(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let start = LineFacts {
        kind: LineKind::Statement,
        speaker: None,
        // With one item on the agenda, that is what is talked about.
        issue: match session.agenda.as_slice() {
            [only] => Some(only.issue),
            _ => None,
        },
        text: String::new(),
        at: None,
        correction: false,
    };
    let facts = line_facts(filling, &start)?;
    let id = LineId::from_bytes(filling.fresh());
    let made = promise::made_with(filling, id, &facts)?;
    Ok([Action::AddLine { id, session: session.id, facts }].into_iter().chain(made).collect())
}

fn line_facts(filling: &mut Filling<'_>, current: &LineFacts) -> Result<LineFacts, Fault> {
    let issue = match filling.entity("issue", EntityKind::Issue)? {
        None => current.issue,
        Some(found) => found.and_then(|id| IssueId::try_from(id).ok()),
    };
    let text = filling.text_or("text", &current.text);
    if text != current.text && is_as_typed(&text) {
        return Err(filling.fault("text", FieldFault::AsTyped));
    }
    Ok(LineFacts {
        kind: filling
            .choice_or("kind", LineKind::from_key, Some(current.kind))?
            .unwrap_or(LineKind::Statement),
        speaker: filling.person_or("speaker", current.speaker)?,
        issue,
        text,
        at: time_said(filling, current)?,
        correction: current.correction,
    })
}

/// Whether a text is written as lines are typed on the floor, with kind and speaker in it: here these
/// have fields of their own, and its marks would stand in the minutes.
fn is_as_typed(text: &str) -> bool {
    let mut characters = text.trim_start().chars().map(fold_character);
    let (first, second) = (characters.next(), characters.next());
    let is_mark = |mark: char| LineKind::ALL.iter().any(|kind| kind.mark() == mark) || mark == '私';
    let is_letter = |letter: char| "tqasdcn".contains(letter);
    let has_marks = || text.contains(['@', '＠', '#', '＃']);
    match (first, second) {
        (Some('@'), _) => true,
        (Some(mark), Some(' ' | '\u{3000}')) => is_mark(mark) || is_letter(mark) && has_marks(),
        _ => false,
    }
}

/// When it was said. A form shows it to the minute: who says the same minute again changes nothing.
fn time_said(filling: &Filling<'_>, current: &LineFacts) -> Result<Option<NaiveTime>, Fault> {
    let said = filling.time_or("at", current.at)?;
    let minute = |time: NaiveTime| (time.hour(), time.minute());
    let is_same = said.map(minute) == current.at.map(minute);
    Ok(if is_same { current.at } else { said })
}

/// The line with the number that people see, counted from 1.
pub(super) fn numbered_line(filling: &Filling<'_>) -> Result<LineId, Fault> {
    let session = session(filling)?;
    let number = filling.number_or("line", None)?;
    let number = number.ok_or_else(|| filling.fault("line", FieldFault::Required))?;
    let place = (number as usize).checked_sub(1);
    place
        .and_then(|place| session.lines.get(place).copied())
        .ok_or_else(|| filling.fault("line", FieldFault::NoLine { lines: session.lines.len() }))
}

pub(super) fn edit_line(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = numbered_line(filling)?;
    let Some(line) = filling.world.line(id) else {
        return Err(filling.fault("line", FieldFault::Unknown(EntityKind::Line)));
    };
    let before = line.clone();
    let facts = line_facts(filling, &before.facts)?;
    let follows = promise::following(filling, &before, &facts)?;
    Ok([Action::EditLine { id, facts }].into_iter().chain(follows).collect())
}

pub(super) fn strike_line(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = numbered_line(filling)?;
    let struck = !filling.flag("restore");
    let gone = if struck { promise::gone_with(filling, id)? } else { None };
    Ok(gone.into_iter().chain([Action::StrikeLine { id, struck }]).collect())
}
