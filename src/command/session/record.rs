//! The lines of the record.

use super::{ISSUE, session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::grammar::{Ground, commitment, read};
use crate::command::verb::{Field, FieldKind, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{CommitmentId, EntityKind, IssueId, LineId};
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::person::Side;
use crate::i18n::label::LineMark;

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

pub(super) const PROMISE: &[Field] = &[
    field("line", w("第几行", "Line number"), FieldKind::Number { least: 1, most: MOST_LINES })
        .required()
        .positional(),
    ISSUE,
];

/// Makes the commitment that a line tells of, as the line would have done when it was typed as one.
pub(super) fn promise(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let id = numbered_line(filling)?;
    let Some(line) = filling.world.line(id) else {
        return Err(filling.fault("line", FieldFault::Unknown(EntityKind::Line)));
    };
    let made = session.commitments.iter().filter_map(|id| filling.world.commitment(*id));
    if made.into_iter().any(|it| !it.retracted && it.line == Some(id)) {
        return Err(filling.fault("line", FieldFault::MadeAlready));
    }
    let named: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let issue = named.or(line.facts.issue);
    let issue = issue.ok_or_else(|| filling.fault("issue", FieldFault::Required))?;
    let studio = filling.world.studio(session.facts.studio);
    let ground = Ground::of(filling.names, session, studio, filling.calendar);
    let ground = Ground { item: Some(issue), ..ground };
    let said = format!("{}：{}", LineKind::Commitment.mark(), line.facts.text);
    let facts = commitment(&read(&said, &ground));
    let spoken = LineFacts { kind: LineKind::Commitment, issue: Some(issue), ..line.facts.clone() };
    let edits = (spoken != line.facts).then_some(Action::EditLine { id, facts: spoken });
    let (line, session) = (Some(id), Some(session.id));
    let commitment = CommitmentId::from_bytes(filling.fresh());
    let make = Action::MakeCommitment { id: commitment, issue, session, line, facts, source: None };
    Ok(edits.into_iter().chain([make]).collect())
}

pub(super) fn strike_line(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id = numbered_line(filling)?;
    Ok(vec![Action::StrikeLine { id, struck: !filling.flag("restore") }])
}
