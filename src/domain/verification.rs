//! What the raiser's word leads to (DOMAIN §2): a dissatisfied one sends back what was reported done,
//! and brings an issue that was resolved back to *consulted*.

use super::{
    action::{Action, StepRequest},
    commitment::{Completion, Handling},
    date::DateSpan,
    event::{Event, HandledBody, Noted},
    id::{CommitmentId, EntityId, EntityKind, IssueId},
    issue::{Evaluation, Issue, Verdict},
    mistake::Mistake,
    text::{SHORT_CHARS, clean_line},
    workflow::{Rule, Sight, Status, StepKind, word_gaps, word_is_early},
    world::World,
};
use chrono::NaiveDate;

/// What is to be done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Again {
    /// The commitments, of those that were reported done.
    pub commitments: Vec<CommitmentId>,
    /// Until when; `None` leaves their deadlines.
    pub until: Option<NaiveDate>,
}

/// The commitments of an issue that a dissatisfied word of that day sends back unless it names others: those
/// that were reported done, and not surely after it was said.
pub fn reported_done(world: &World, issue: &Issue, on: DateSpan) -> Vec<CommitmentId> {
    let was_there = |done: &Completion| done.on.first() <= on.last();
    let done = world.commitments_of(issue).filter(|it| it.completion().is_some_and(was_there));
    done.map(|it| it.id).collect()
}

/// Whether a word of this verdict sends anything back, so that it has to say why.
pub fn sends_back(world: &World, issue: &Issue, verdict: Verdict) -> bool {
    let has_results = matches!(issue.status, Status::Resolved(_))
        || world.commitments_of(issue).any(|it| it.completion().is_some());
    verdict == Verdict::Dissatisfied && has_results
}

/// The word that was a mistake, taken back, and with it the reopening that it brought: what the raiser
/// never said did not bring a resolved issue back.
pub fn mistaken_word(issue: &Issue, word: u32, reason: &str) -> Vec<Action> {
    let mistake = Mistake::Evaluation(issue.id, word);
    let given = issue.evaluations.get(word as usize).map(|given| given.mark);
    let last = issue.standing_steps().next_back();
    let is_its_own = last.filter(|step| step.kind() == StepKind::Reopen).is_some_and(|step| {
        // Both were entered by one change, the word first.
        given.is_some_and(|word| {
            step.mark().actor == word.actor && step.mark().seq == word.seq.wrapping_add(1)
        })
    });
    let back = is_its_own.then(|| {
        let request = StepRequest::new(StepKind::CorrectReopen).because(reason);
        Action::StepIssue { id: issue.id, request }
    });
    std::iter::once(Action::TakeBack { mistake, reason: reason.to_owned() }).chain(back).collect()
}

/// The word and what follows from it, as one change: entering it, and where it is dissatisfied
/// reopening what was resolved and sending back what is to be done again. A word that is older than the
/// resolution, and only known now, reopens it as soon as there was something to reopen.
pub fn word(issue: &Issue, evaluation: Evaluation, again: &Again) -> Vec<Action> {
    let is_complaint = evaluation.verdict == Verdict::Dissatisfied;
    let (on, reason) = (evaluation.on, short(&evaluation.remark));
    let place = u32::try_from(issue.evaluations.len()).ok();
    let mut actions = vec![Action::Evaluate { issue: issue.id, evaluation }];
    if !is_complaint {
        return actions;
    }
    if matches!(issue.status, Status::Resolved(_)) {
        let last = issue.standing_steps().next_back().map(|step| step.facts().on);
        let reopened = last.filter(|last| on.last() < last.first()).unwrap_or(on);
        let request = StepRequest::new(StepKind::Reopen).because(reason.as_str()).on(reopened);
        actions.push(Action::StepIssue { id: issue.id, request });
    }
    actions.extend(again.commitments.iter().map(|id| Action::Handle {
        id: *id,
        handling: Handling::SentBack {
            on: on.last(),
            until: again.until,
            reason: reason.clone(),
            word: place,
        },
    }));
    actions
}

/// What is to be known about the raiser's word once it is entered, or about a correction: whoever entered it
/// may take it for something else than it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// There is nothing yet to be satisfied with: the raiser is to be asked again when there is.
    Early,
    /// Nothing can be resolved by it, for this reason.
    NotEnough(Rule),
    /// It sent these back.
    SentBack {
        /// Which.
        commitments: Vec<CommitmentId>,
        /// Until when they are to be done again; `None` where their deadlines stay.
        until: Option<NaiveDate>,
    },
    /// The raiser is not satisfied, and nothing was sent back.
    NothingSentBack {
        /// Whether something was reported done all the same: after the word, or it was not named.
        is_done: bool,
    },
    /// These marks of a commitment were taken back, the newest first.
    TakenBack(Vec<Handling>),
}

/// The issue whose raiser's word a change entered, or the commitment of which it took marks back, where it
/// did that of one alone.
pub fn told_of(events: &[Event]) -> Option<EntityId> {
    let mut about = events.iter().filter_map(|event| match event {
        Event::Evaluated(Noted { id, .. }) => Some(EntityId::from(*id)),
        Event::HandlingTakenBack(back) if back.taken_back => Some(back.id.into()),
        _ => None,
    });
    let first = about.next()?;
    about.all(|it| it == first && it.kind == EntityKind::Commitment).then_some(first)
}

/// What is to be known about what a change did to something; `None` where it is what it seems to be. The
/// world is that after the change, with everything around that.
pub fn consequence(world: &World, about: EntityId, events: &[Event]) -> Option<Consequence> {
    if let Ok(id) = CommitmentId::try_from(about) {
        let commitment = world.commitment(id)?;
        let gone = events.iter().filter_map(|event| match event {
            Event::HandlingTakenBack(back) if back.taken_back && back.id == id => {
                commitment.handlings.get(usize::try_from(back.index).ok()?)
            }
            _ => None,
        });
        return Some(Consequence::TakenBack(gone.map(|it| it.handling.clone()).collect()));
    }
    worth(world, world.issue(IssueId::try_from(about).ok()?)?, events)
}

/// What the raiser's word that was just entered is worth.
fn worth(world: &World, issue: &Issue, events: &[Event]) -> Option<Consequence> {
    let verdict = issue.evaluations.last()?.evaluation.verdict;
    if verdict == Verdict::Dissatisfied {
        let (commitments, deadlines): (Vec<_>, Vec<_>) =
            events.iter().filter_map(sent_back).unzip();
        let until = deadlines.into_iter().flatten().next();
        return Some(match commitments.as_slice() {
            [] => {
                let is_done = world.commitments_of(issue).any(|it| it.completion().is_some());
                Consequence::NothingSentBack { is_done }
            }
            _ => Consequence::SentBack { commitments, until },
        });
    }
    let kind = match issue.status {
        Status::Submitted => StepKind::ResolveByService,
        Status::Consulted => StepKind::Resolve,
        Status::Resolved(_) | Status::Exited(..) => return None,
    };
    if word_is_early(world, issue, kind) {
        return Some(Consequence::Early);
    }
    let gaps = word_gaps(world, issue, kind, Sight::ALL);
    gaps.first().map(|gap| Consequence::NotEnough(gap.rule))
}

/// The commitment that an event sent back, and until when.
fn sent_back(event: &Event) -> Option<(CommitmentId, Option<NaiveDate>)> {
    let Event::CommitmentHandled(HandledBody { id, handling, .. }) = event else { return None };
    match handling {
        Handling::SentBack { until, .. } => Some((*id, *until)),
        _ => None,
    }
}

/// A remark as a reason of one line: as much of it as a reason holds.
fn short(remark: &str) -> String {
    let line: String = remark.split_whitespace().collect::<Vec<_>>().join(" ");
    clean_line(&line.chars().take(SHORT_CHARS).collect::<String>(), SHORT_CHARS).unwrap_or(line)
}
