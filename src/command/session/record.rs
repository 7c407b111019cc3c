//! The lines of the record.

use super::{ISSUE, session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::grammar::{self, Doubt, Ground, Kind, Reading, Saying, read};
use crate::command::verb::{Field, FieldKind, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, IssueId, LineId};
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::person::Side;
use crate::domain::session::PrivateNote;

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

/// Lines of the record as they are typed on the floor, one below the other (DESIGN §4).
pub(super) const SAY: &[Field] = &[
    field("text", w("记录", "Lines"), FieldKind::Block).required().positional(),
    field("item", w("正在议的议题", "Item"), FieldKind::Reference(EntityKind::Issue)),
    field("speaker", w("正在发言的人", "Speaker"), FieldKind::Person),
    field("at", w("时间", "Time"), FieldKind::Time),
];

pub(super) fn say(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let item: Option<IssueId> = filling.id_of("item", EntityKind::Issue)?;
    let speaker = filling.person_or("speaker", None)?;
    let at = filling.time_or("at", None)?;
    let course = session.floor.course();
    let studio = filling.world.studio(session.facts.studio);
    let ground = Ground::of(filling.names, session, studio, filling.calendar);
    let ground = Ground {
        item: item.or(course.item).or(ground.item),
        floor: speaker.or_else(|| course.speech.map(|speech| speech.person)),
        ..ground
    };
    let text = filling.text("text").unwrap_or_default().to_owned();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let readings: Vec<Reading> = lines
        .map(|(number, line)| {
            let reading = read(line, &ground);
            match reading.refusal() {
                Some(doubt) => Err((number, doubt.clone())),
                None => Ok(reading),
            }
        })
        .collect::<Result<_, (usize, Doubt)>>()
        .map_err(|(line, doubt)| {
            filling.fault("text", FieldFault::Line { line, doubt: Box::new(doubt) })
        })?;
    let now = filling.now;
    let at = at.or_else(|| session.is_live().then(|| now.time()));
    let mut actions = Vec::new();
    let mut saying = Saying::new(session.id, at, filling.world, filling.mint);
    for reading in &readings {
        if reading.kind == Kind::Note {
            let to = PrivateNote { issue: ground.item, at: now, text: reading.text.clone() };
            actions.push(Action::SetNote { session: session.id, from: None, to: Some(to) });
        } else {
            actions.extend(grammar::actions(reading, &mut saying));
        }
    }
    Ok(actions)
}

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
    Ok(vec![Action::AddLine { id, session: session.id, facts }])
}

fn line_facts(filling: &mut Filling<'_>, current: &LineFacts) -> Result<LineFacts, Fault> {
    let issue = match filling.entity("issue", EntityKind::Issue)? {
        None => current.issue,
        Some(found) => found.and_then(|id| IssueId::try_from(id).ok()),
    };
    Ok(LineFacts {
        kind: filling
            .choice_or("kind", LineKind::from_key, Some(current.kind))?
            .unwrap_or(LineKind::Statement),
        speaker: filling.person_or("speaker", current.speaker)?,
        issue,
        text: filling.text_or("text", &current.text),
        at: filling.time_or("at", current.at)?,
        correction: current.correction,
    })
}

/// The line with the number that people see, counted from 1.
fn numbered_line(filling: &Filling<'_>) -> Result<LineId, Fault> {
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
    let facts = line_facts(filling, &line.facts)?;
    Ok(vec![Action::EditLine { id, facts }])
}

pub(super) fn strike_line(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = numbered_line(filling)?;
    Ok(vec![Action::StrikeLine { id, struck: !filling.flag("restore") }])
}
