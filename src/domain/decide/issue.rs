//! Taking issues in, editing them, and what is noted about them. Steps are in `step`.

use super::{
    Moment, all_standing, block, block_or_empty, clean_source,
    directory::changed,
    line, line_or_empty, not_there, once_each,
    order::{refuse_before_raised, refuse_submitted_later},
    span_not_in_future, standing,
};
use crate::domain::{
    commitment::{Handled, Handling},
    date::DateSpan,
    event::{Changed, Event, IssueAdded, Noted, TakenBack},
    id::{IssueId, StudioId},
    issue::{ClosingStatement, Evaluation, FieldStudy, Issue, IssueFacts, ServiceRecord},
    number::{CaseNumber, NumberKind},
    provenance::Source,
    refusal::{Field, Refusal},
    text::{NAME_CHARS, SHORT_CHARS, TITLE_CHARS},
    workflow::Status,
    world::World,
};
use chrono::Datelike;

pub(super) fn find(world: &World, id: IssueId) -> Result<&Issue, Refusal> {
    standing(world.issue(id), id, |issue| issue.retracted)
}

/// The issue, when it has not left the way to a solution.
pub(super) fn find_active(world: &World, id: IssueId) -> Result<&Issue, Refusal> {
    let issue = find(world, id)?;
    match issue.status {
        Status::Exited(..) => Err(Refusal::IssueClosed(id.into())),
        Status::Submitted | Status::Consulted | Status::Resolved(_) => Ok(issue),
    }
}

/// The issue, when work on it is still owed.
pub(super) fn find_open(world: &World, id: IssueId) -> Result<&Issue, Refusal> {
    let issue = find_active(world, id)?;
    if issue.status.is_open() { Ok(issue) } else { Err(Refusal::IssueResolved(id.into())) }
}

pub(super) fn add(
    world: &World,
    id: IssueId,
    studio: StudioId,
    facts: &IssueFacts,
    source: Option<&Source>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let facts = check(world, facts, moment)?;
    let number = next_number(world, studio, facts.submitted, moment)?;
    let source = clean_source(source)?;
    Ok(vec![Event::IssueAdded(IssueAdded { id, number, studio, facts, source })])
}

/// The number that the next issue of a studio is given, in the year in which it was submitted.
pub(super) fn next_number(
    world: &World,
    studio: StudioId,
    submitted: Option<DateSpan>,
    moment: &Moment,
) -> Result<CaseNumber, Refusal> {
    let host = standing(world.studio(studio), studio, |it| it.retracted)?;
    let year = CaseNumber::year_written(submitted.map_or(moment.today, DateSpan::last).year());
    let given = host.numbered.get(&(NumberKind::Issue, year)).copied().unwrap_or(0);
    let (code, mark) = (&host.facts.code, moment.replica_mark);
    Ok(CaseNumber::compose(NumberKind::Issue, code, year, mark, given + 1))
}

pub(super) fn edit(
    world: &World,
    id: IssueId,
    facts: &IssueFacts,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find(world, id)?;
    let to = check(world, facts, moment)?;
    if to.submitted != issue.facts.submitted {
        // Whether a session came after it could not be told any more.
        if to.submitted.is_none() && issue.standing_steps().next().is_some() {
            return Err(Refusal::Required(Field::Date));
        }
        refuse_submitted_later(world, issue, to.submitted)?;
    }
    Ok(changed(id, issue.facts.clone(), to).map(Event::IssueEdited).into_iter().collect())
}

pub(super) fn check(
    world: &World,
    facts: &IssueFacts,
    moment: &Moment,
) -> Result<IssueFacts, Refusal> {
    all_standing(world, facts.raisers.iter().copied())?;
    if let Some(submitted) = facts.submitted {
        span_not_in_future(submitted, moment)?;
    }
    let mut tags = Vec::new();
    for tag in &facts.tags {
        let tag = line(Field::Tag, tag, NAME_CHARS)?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(IssueFacts {
        title: line(Field::Title, &facts.title, TITLE_CHARS)?,
        body: block_or_empty(Field::Text, &facts.body)?,
        intake: facts.intake,
        category: facts.category,
        place: line_or_empty(Field::Place, &facts.place, SHORT_CHARS)?,
        raisers: once_each(&facts.raisers),
        submitted: facts.submitted,
        tags,
    })
}

pub(super) fn relocate(
    world: &World,
    id: IssueId,
    studio: StudioId,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_open(world, id)?;
    standing(world.studio(studio), studio, |it| it.retracted)?;
    Ok(changed(id, issue.studio, studio).map(Event::IssueMoved).into_iter().collect())
}

pub(super) fn note_field_study(
    world: &World,
    id: IssueId,
    on: DateSpan,
    text: &str,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_active(world, id)?;
    span_not_in_future(on, moment)?;
    refuse_before_raised(issue, on)?;
    let note = FieldStudy { on, text: block(Field::Text, text)?, taken_back: false };
    Ok(vec![Event::FieldStudyNoted(Noted { id, note })])
}

pub(super) fn take_back_field_study(
    world: &World,
    id: IssueId,
    index: u32,
    taken_back: bool,
) -> Result<Vec<Event>, Refusal> {
    let issue = find(world, id)?;
    let study = issue.field_studies.get(index as usize).ok_or(Refusal::NoSuchEntry(index))?;
    if !taken_back {
        refuse_before_raised(issue, study.on)?;
    }
    Ok(taken(id, index, study.taken_back, taken_back)
        .map(Event::FieldStudyTakenBack)
        .into_iter()
        .collect())
}

pub(super) fn evaluate(
    world: &World,
    id: IssueId,
    evaluation: &Evaluation,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_active(world, id)?;
    span_not_in_future(evaluation.on, moment)?;
    refuse_before_raised(issue, evaluation.on)?;
    // The word is the raiser's, or of one whose issue was merged into this; a source may not name
    // them.
    let is_raised = !issue.facts.raisers.is_empty() || !issue.merged.is_empty();
    if !is_raised && issue.source.is_none() {
        return Err(Refusal::NoRaiser(id.into()));
    }
    all_standing(world, evaluation.collected_by)?;
    let note = Evaluation {
        remark: block_or_empty(Field::Remark, &evaluation.remark)?,
        ..evaluation.clone()
    };
    Ok(vec![Event::Evaluated(Noted { id, note })])
}

pub(super) fn take_back_evaluation(
    world: &World,
    id: IssueId,
    index: u32,
    taken_back: bool,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_active(world, id)?;
    let given = issue.evaluations.get(index as usize).ok_or(Refusal::NoSuchEntry(index))?;
    // A resolution rests on the word that was given before it; a later one can be mistaken.
    let resolved = issue.standing_steps().next_back().filter(|_| !issue.status.is_open());
    if resolved.is_some_and(|step| given.mark <= step.mark()) {
        return Err(Refusal::IssueResolved(id.into()));
    }
    if !taken_back {
        refuse_before_raised(issue, given.evaluation.on)?;
    }
    let taken = taken(id, index, given.taken_back, taken_back).map(Event::EvaluationTakenBack);
    // What a mistaken word sent back was never sent back.
    let sent = taken.as_ref().filter(|_| taken_back).map(|_| sent_back_by(world, issue, index));
    Ok(taken.into_iter().chain(sent.into_iter().flatten()).collect())
}

/// The taking back of what a word sent back.
fn sent_back_by(world: &World, issue: &Issue, word: u32) -> Vec<Event> {
    let by_word = |handled: &Handled| matches!(handled.handling, Handling::SentBack { word: Some(by), .. } if by == word);
    let marks = world.commitments_of(issue).flat_map(|commitment| {
        let marks = (0_u32..).zip(&commitment.handlings);
        let sent = marks.filter(|(_, it)| !it.taken_back && by_word(it));
        sent.map(|(index, _)| TakenBack { id: commitment.id, index, taken_back: true })
    });
    marks.map(Event::HandlingTakenBack).collect()
}

pub(super) fn taken<Id>(id: Id, index: u32, was: bool, taken_back: bool) -> Option<TakenBack<Id>> {
    (was != taken_back).then_some(TakenBack { id, index, taken_back })
}

pub(super) fn state_closing(
    world: &World,
    id: IssueId,
    statement: Option<&ClosingStatement>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_open(world, id)?;
    let from = issue.statement.clone();
    let to = statement
        .map(|statement| {
            span_not_in_future(statement.on, moment)?;
            refuse_before_raised(issue, statement.on)?;
            Ok(ClosingStatement {
                what: block(Field::What, &statement.what)?,
                who: line(Field::Who, &statement.who, SHORT_CHARS)?,
                on: statement.on,
            })
        })
        .transpose()?;
    Ok(changed(id, from, to).map(Event::ClosingStated).into_iter().collect())
}

pub(super) fn record_service(
    world: &World,
    id: IssueId,
    service: Option<&ServiceRecord>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let issue = find_open(world, id)?;
    let from = issue.service.clone();
    let to = service
        .map(|service| {
            span_not_in_future(service.on, moment)?;
            refuse_before_raised(issue, service.on)?;
            Ok(ServiceRecord {
                what: block(Field::What, &service.what)?,
                who: line(Field::Who, &service.who, SHORT_CHARS)?,
                on: service.on,
                served: service.served,
            })
        })
        .transpose()?;
    let change: Option<Changed<_, _>> = changed(id, from, to);
    Ok(change.map(Event::ServiceRecorded).into_iter().collect())
}
