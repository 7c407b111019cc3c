//! What closing a session would do to the issues on its agenda, and what is still missing.

use super::{
    commitment::Commitment,
    entity::Entity,
    id::{CommitmentId, DepartmentId, IssueId, LineId, PersonId},
    line::{Line, LineKind},
    session::{AgendaItem, Guest, Manner, Presence, Session, SessionStatus},
    workflow::{Missing, Status, consult_gaps},
    world::World,
};
use chrono::NaiveDate;

/// Something that a session should not be closed without; it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loose {
    /// People still wait to speak: this one has to be settled first.
    QueueWaiting(u32),
    /// Fewer came than make a session count: members, public and departments that lack.
    Quorum([u32; 3]),
    /// Somebody chairs, keeps the record or spoke who is not on the sign-in sheet as having come.
    NotSignedIn(PersonId),
    /// It was talked about, but nothing was agreed, nor was it said that there was no consensus.
    NoOutcome(IssueId),
    /// It was not talked about: it goes back to the backlog.
    Undiscussed(IssueId),
    /// A line says that something was promised, and no commitment came of it.
    UnmadeCommitment(LineId),
    /// A commitment names no lead department.
    NoDepartment(CommitmentId),
    /// A commitment names no day by which it will be kept.
    NoDeadline(CommitmentId),
    /// A department is to act by a commitment, and was neither invited nor there: each of what it is
    /// to do.
    NotThere(DepartmentId, CommitmentId),
    /// Nobody put down where it takes place, who chairs it, or who keeps the record: venue, chair and
    /// recorder. Documents have blanks for these, so that they cannot be made final.
    NotStated([bool; 3]),
}

/// What closing would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// What is loose, in the order in which it is best settled.
    pub loose: Vec<Loose>,
    /// The issues that would be consulted.
    pub moves: Vec<IssueId>,
    /// The submitted issues that would stay so, and why.
    pub stays: Vec<(IssueId, Vec<Missing>)>,
}

/// Says what closing a session today would do; the session with its neighbours has to be at hand.
pub fn closing(world: &World, session: &Session, today: NaiveDate) -> Closing {
    let mut closing = Closing { loose: loose(world, session), ..Closing::default() };
    let closed = Session { status: SessionStatus::Closed(Manner::Live), ..session.clone() };
    let mut after = world.clone();
    after.load(Entity::Session(Box::new(closed.clone())));
    for item in &session.agenda {
        let Some(issue) = after.issue(item.issue) else { continue };
        if issue.status != Status::Submitted || issue.retracted {
            continue;
        }
        let (gaps, _) = consult_gaps(&after, issue, Some(&closed), today);
        if gaps.is_empty() {
            closing.moves.push(issue.id);
        } else {
            closing.stays.push((issue.id, gaps));
        }
    }
    closing
}

/// Whether nobody talked about an item, going by the lines of the record that stand: neither does
/// a line say anything of it, nor was a straw poll taken on it, nor was there said to be no consensus.
pub fn is_untouched(item: &AgendaItem, session: &Session, lines: &[&Line]) -> bool {
    is_undecided(item, session) && lines.iter().all(|line| line.facts.issue != Some(item.issue))
}

/// Whether nothing but the record could tell that somebody talked about an item of a session that was
/// held. What a source tells of a session need not be all of it.
pub fn may_be_untouched(item: &AgendaItem, session: &Session) -> bool {
    session.is_held() && session.source.is_none() && is_undecided(item, session)
}

fn is_undecided(item: &AgendaItem, session: &Session) -> bool {
    item.no_consensus.is_none() && session.polls.iter().all(|poll| poll.issue != Some(item.issue))
}

fn loose(world: &World, session: &Session) -> Vec<Loose> {
    let mut loose = Vec::new();
    if !session.floor.queue.is_empty() {
        loose.push(Loose::QueueWaiting(
            u32::try_from(session.floor.queue.len()).unwrap_or(u32::MAX),
        ));
    }
    let lacking = world.quorum().lacking(session);
    if lacking != [0; 3] {
        loose.push(Loose::Quorum(lacking));
    }
    let lines: Vec<&Line> =
        session.lines.iter().filter_map(|id| world.line(*id)).filter(|line| !line.struck).collect();
    let mut speakers: Vec<PersonId> = lines.iter().filter_map(|line| line.facts.speaker).collect();
    speakers.sort_unstable();
    speakers.dedup();
    let has_come = |person: &PersonId| {
        let rows = session.attendance.iter();
        rows.filter(|row| row.presence == Presence::Present).any(|row| row.person == *person)
    };
    let leading: Vec<PersonId> =
        [session.facts.chair, session.facts.recorder].into_iter().flatten().collect();
    speakers.retain(|speaker| !leading.contains(speaker));
    let mut all = leading;
    all.dedup();
    all.extend(speakers);
    loose.extend(all.into_iter().filter(|it| !has_come(it)).map(Loose::NotSignedIn));
    for item in &session.agenda {
        let is_agreed =
            |line: &&Line| line.facts.issue == Some(item.issue) && line.facts.kind.is_outcome();
        if is_untouched(item, session, &lines) {
            loose.push(Loose::Undiscussed(item.issue));
        } else if item.no_consensus.is_none() && !lines.iter().any(is_agreed) {
            loose.push(Loose::NoOutcome(item.issue));
        }
    }
    let made: Vec<&Commitment> = session
        .commitments
        .iter()
        .filter_map(|id| world.commitment(*id))
        .filter(|commitment| !commitment.retracted)
        .collect();
    let is_made = |line: &Line| made.iter().any(|commitment| commitment.line == Some(line.id));
    let promised = lines.iter().filter(|line| line.facts.kind == LineKind::Commitment);
    loose.extend(
        promised.filter(|line| !is_made(line)).map(|line| Loose::UnmadeCommitment(line.id)),
    );
    for commitment in &made {
        if commitment.facts.lead.is_none() {
            loose.push(Loose::NoDepartment(commitment.id));
        }
        if commitment.due().is_none() {
            loose.push(Loose::NoDeadline(commitment.id));
        }
    }
    loose.extend(absent(world, session, &made));
    let facts = &session.facts;
    let unstated = [facts.venue.trim().is_empty(), facts.chair.is_none(), facts.recorder.is_none()];
    if unstated.contains(&true) {
        loose.push(Loose::NotStated(unstated));
    }
    loose
}

/// The departments that are to act and may know nothing of it: nobody asked them or anybody of theirs,
/// nor does anybody stand on the sheet who speaks for them. Each with all that it is to do.
fn absent(world: &World, session: &Session, made: &[&Commitment]) -> Vec<Loose> {
    let of_guest = |guest: Guest| match guest {
        Guest::Department(id) => Some(id),
        Guest::Person(id) => world.person(id).and_then(|person| person.facts.department),
    };
    let invited = session.invitations.iter().filter_map(|it| of_guest(it.guest));
    // Who excused themselves heard nothing of it; a head may have come as a leader.
    let here = session.attendance.iter().filter(|row| row.presence == Presence::Present);
    let on_the_sheet =
        here.filter_map(|row| row.department.or_else(|| of_guest(Guest::Person(row.person))));
    let told: Vec<DepartmentId> = invited.chain(on_the_sheet).collect();
    let mut absent = Vec::new();
    for commitment in made {
        let facts = &commitment.facts;
        for id in facts.lead.into_iter().chain(facts.supporting.iter().copied()) {
            if !told.contains(&id) {
                absent.push(Loose::NotThere(id, commitment.id));
            }
        }
    }
    absent
}
