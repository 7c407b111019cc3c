//! The commitment that was made of a line of the record, and how it follows what becomes of the line.

use super::record::{MOST_LINES, numbered_line};
use super::{ISSUE, session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::grammar::{Ground, commitment, read};
use crate::command::verb::{Field, FieldKind, field};
use crate::domain::action::Action;
use crate::domain::commitment::{Commitment, CommitmentFacts};
use crate::domain::id::{CommitmentId, EntityKind, IssueId, LineId};
use crate::domain::line::{Line, LineFacts, LineKind};
use crate::domain::mistake::Mistake;
use crate::domain::text::is_han;
use crate::i18n::Lang;
use crate::i18n::label::LineMark;
use crate::i18n::sentence::line_corrected;

pub(super) const PROMISE: &[Field] = &[
    field("line", w("第几行", "Line number"), FieldKind::Number { least: 1, most: MOST_LINES })
        .required()
        .positional(),
    ISSUE,
];

/// Makes the commitment that a line tells of, as the line would have done when it was typed as one.
pub(super) fn promise(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?.id;
    let id = numbered_line(filling)?;
    let line = found(filling, id)?.clone();
    if made_of(filling, id)?.is_some() {
        return Err(filling.fault("line", FieldFault::MadeAlready));
    }
    let named: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let issue = named.or(line.facts.issue);
    let issue = issue.ok_or_else(|| filling.fault("issue", FieldFault::Required))?;
    let spoken = LineFacts { kind: LineKind::Commitment, issue: Some(issue), ..line.facts.clone() };
    let facts = told_by(filling, &spoken)?;
    let edits = (spoken != line.facts).then_some(Action::EditLine { id, facts: spoken });
    let (line, session) = (Some(id), Some(session));
    let id = CommitmentId::from_bytes(filling.fresh());
    let make = Action::MakeCommitment { id, issue, session, line, facts, source: None };
    Ok(edits.into_iter().chain([make]).collect())
}

/// What becomes of the commitment of a line that now says this: what was taken over from the line
/// and not changed since follows it; where the line promises nothing any more, it goes. A commitment
/// belongs to its issue, so that a line which turns out to be about another one makes another.
pub(super) fn following(
    filling: &mut Filling<'_>,
    before: &Line,
    after: &LineFacts,
) -> Result<Vec<Action>, Fault> {
    let Some(made) = made_of(filling, before.id)? else { return Ok(Vec::new()) };
    if after.kind != LineKind::Commitment {
        return Ok(gone_with(filling, before.id)?.into_iter().collect());
    }
    let (was, is) = (told_by(filling, &before.facts)?, told_by(filling, after)?);
    let now = made.facts.clone();
    let facts = CommitmentFacts {
        matter: followed(now.matter, &was.matter, is.matter),
        promised: followed(now.promised, &was.promised, is.promised),
        lead: followed(now.lead, &was.lead, is.lead),
        supporting: followed(now.supporting, &was.supporting, is.supporting),
        deadline: followed(now.deadline, &was.deadline, is.deadline),
        funds: followed(now.funds, &was.funds, is.funds),
    };
    match after.issue.filter(|issue| before.facts.issue == Some(made.issue) && *issue != made.issue)
    {
        None if facts == made.facts => Ok(Vec::new()),
        None => Ok(vec![Action::EditCommitment { id: made.id, facts }]),
        Some(issue) => {
            let (session, line) = (made.session, Some(before.id));
            let gone = gone_with(filling, before.id)?;
            let id = CommitmentId::from_bytes(filling.fresh());
            let made = Action::MakeCommitment { id, issue, session, line, facts, source: None };
            Ok(gone.into_iter().chain([made]).collect())
        }
    }
}

/// The commitment that is made of a line which is entered as one, where it is about an issue.
pub(super) fn made_with(
    filling: &mut Filling<'_>,
    id: LineId,
    line: &LineFacts,
) -> Result<Option<Action>, Fault> {
    let Some(issue) = line.issue.filter(|_| line.kind == LineKind::Commitment) else {
        return Ok(None);
    };
    let session = Some(session(filling)?.id);
    let facts = told_by(filling, line)?;
    let (made, line) = (CommitmentId::from_bytes(filling.fresh()), Some(id));
    Ok(Some(Action::MakeCommitment { id: made, issue, session, line, facts, source: None }))
}

/// The commitment of a line goes with it, and its issue says why.
pub(super) fn gone_with(filling: &Filling<'_>, id: LineId) -> Result<Option<Action>, Fault> {
    let Some(made) = made_of(filling, id)? else { return Ok(None) };
    let session = session(filling)?;
    let number = session.lines.iter().position(|it| *it == id).map_or(0, |place| place + 1);
    // It is told in the language of the record.
    let is_chinese = found(filling, id)?.facts.text.chars().any(is_han);
    let lang = if is_chinese { Lang::Zh } else { Lang::En };
    let reason = line_corrected(lang, number);
    Ok(Some(Action::TakeBack { mistake: Mistake::Commitment(made.id), reason }))
}

/// What stands now, or what the line says now where nobody has changed it since.
fn followed<T: PartialEq>(now: T, was: &T, is: T) -> T {
    if now == *was { is } else { now }
}

fn found<'a>(filling: &Filling<'a>, id: LineId) -> Result<&'a Line, Fault> {
    let unknown = || filling.fault("line", FieldFault::Unknown(EntityKind::Line));
    filling.world.line(id).ok_or_else(unknown)
}

fn made_of<'a>(filling: &Filling<'a>, id: LineId) -> Result<Option<&'a Commitment>, Fault> {
    let all = session(filling)?.commitments.iter();
    let mut made = all.filter_map(|it| filling.world.commitment(*it));
    Ok(made.find(|it| !it.retracted && it.line == Some(id)))
}

/// The commitment that a line tells of.
fn told_by(filling: &Filling<'_>, line: &LineFacts) -> Result<CommitmentFacts, Fault> {
    let session = session(filling)?;
    let studio = filling.world.studio(session.facts.studio);
    let ground =
        Ground::of(filling.names, session, studio, filling.calendar).in_world(filling.world);
    let ground = Ground { item: line.issue, floor: line.speaker, ..ground };
    let said = format!("{}：{}", LineKind::Commitment.mark(), line.text);
    Ok(commitment(&read(&said, &ground)))
}
