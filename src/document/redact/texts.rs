//! Every text that was typed and that a document may print: whoever stands in one with the whole name
//! is known by a part of it in all of them.

use crate::domain::{
    commitment::{Commitment, Handling},
    issue::Issue,
    line::Line,
    mistake::Explanation,
    provenance::Source,
    session::Session,
    workflow::{Authority, Step},
    world::World,
};

/// The texts of the sessions, lines, issues, commitments and evidence that are at hand.
pub(super) fn of(world: &World) -> Vec<&str> {
    let mut texts = Vec::new();
    for session in world.sessions() {
        of_session(session, &mut texts);
        texts.extend(session.lines.iter().filter_map(|id| world.line(*id)).flat_map(of_line));
    }
    for issue in world.issues() {
        of_issue(issue, &mut texts);
    }
    for commitment in world.commitments() {
        of_commitment(commitment, &mut texts);
    }
    let of_issues = world.issues().flat_map(|issue| &issue.evidence);
    let of_commitments = world.commitments().flat_map(|commitment| &commitment.evidence);
    let evidence = of_issues.chain(of_commitments).filter_map(|id| world.evidence(*id));
    texts.extend(evidence.map(|it| &*it.facts.title));
    texts
}

fn of_session<'w>(session: &'w Session, texts: &mut Vec<&'w str>) {
    texts.extend([&*session.facts.title, &*session.facts.venue]);
    texts.extend(session.steps.iter().map(|(step, _)| &*step.reason));
    texts.extend(session.agenda.iter().filter_map(|item| item.no_consensus.as_deref()));
    for poll in &session.polls {
        texts.push(&poll.question);
        texts.extend(poll.answers.iter().map(|answer| &*answer.text));
    }
    texts.extend(of_source(session.source.as_ref()));
}

/// What a line says, and what it said: an internal copy tells both, and both copies mask alike.
fn of_line(line: &Line) -> impl Iterator<Item = &str> {
    line.earlier.iter().chain([&line.facts]).map(|facts| &*facts.text)
}

fn of_issue<'w>(issue: &'w Issue, texts: &mut Vec<&'w str>) {
    let facts = &issue.facts;
    texts.extend([&*facts.title, &*facts.body, &*facts.place]);
    texts.extend(issue.steps.iter().flat_map(of_step));
    texts.extend(issue.field_studies.iter().map(|study| &*study.text));
    texts.extend(issue.evaluations.iter().map(|given| &*given.evaluation.remark));
    texts.extend(issue.statement.iter().flat_map(|it| [&*it.what, &*it.who]));
    texts.extend(issue.service.iter().flat_map(|it| [&*it.what, &*it.who]));
    texts.extend(of_mistakes(&issue.mistakes));
    texts.extend(of_source(issue.source.as_ref()));
}

fn of_step(step: &Step) -> impl Iterator<Item = &str> {
    let facts = step.facts();
    let source = match &facts.authority {
        Authority::Recorded(source) => Some(&*source.reference),
        Authority::Guarded { .. } => None,
    };
    let overrides = step.overrides().iter().map(|passed| &*passed.reason);
    [&*facts.reason, &*facts.referred_to].into_iter().chain(source).chain(overrides)
}

fn of_commitment<'w>(commitment: &'w Commitment, texts: &mut Vec<&'w str>) {
    texts.push(&commitment.facts.matter);
    texts.extend(commitment.handlings.iter().flat_map(|it| of_handling(&it.handling)));
    texts.extend(of_mistakes(&commitment.mistakes));
    texts.extend(of_source(commitment.source.as_ref()));
}

fn of_handling(handling: &Handling) -> impl Iterator<Item = &str> {
    [handling.reason(), handling.text()].into_iter().filter(|text| !text.is_empty())
}

fn of_mistakes(mistakes: &[Explanation]) -> impl Iterator<Item = &str> {
    mistakes.iter().map(|mistake| &*mistake.reason)
}

fn of_source(source: Option<&Source>) -> Option<&str> {
    source.map(|it| &*it.reference)
}
