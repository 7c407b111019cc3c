//! What a line that was read asks of the domain: the line itself, the commitment that it makes, and
//! the labels of its item.

use super::{Kind, Reading};
use crate::domain::action::Action;
use crate::domain::commitment::{Benefit, CommitmentFacts};
use crate::domain::id::{CommitmentId, IssueId, LineId, SessionId};
use crate::domain::issue::IssueFacts;
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::text::SHORT_CHARS;
use crate::domain::world::World;
use chrono::NaiveTime;
use std::collections::BTreeMap;

/// Where lines are said, one after the other; labels of one item add up from line to line.
pub struct Saying<'a> {
    /// The session.
    pub session: SessionId,
    /// When the lines were said.
    pub at: Option<NaiveTime>,
    /// Holds the session's items.
    pub world: &'a World,
    /// New identities: 16 bytes that were never given out.
    pub mint: &'a mut dyn FnMut() -> [u8; 16],
    labelled: BTreeMap<IssueId, IssueFacts>,
}

impl std::fmt::Debug for Saying<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saying").field("session", &self.session).finish_non_exhaustive()
    }
}

impl<'a> Saying<'a> {
    /// Lines of a session, said at this time.
    pub const fn new(
        session: SessionId,
        at: Option<NaiveTime>,
        world: &'a World,
        mint: &'a mut dyn FnMut() -> [u8; 16],
    ) -> Self {
        Self { session, at, world, mint, labelled: BTreeMap::new() }
    }

    /// The change of an item's labels that a line asks for, if it is one.
    fn label(&mut self, reading: &Reading) -> Option<Action> {
        let id = reading.issue?;
        let stated = || self.world.issue(id).map(|issue| &issue.facts);
        let before = self.labelled.get(&id).or_else(stated)?;
        let mut facts = before.clone();
        // What was decided is changed where the issue is edited, and not by a word in passing.
        facts.category = facts.category.or(reading.category);
        for tag in &reading.tags {
            if !facts.tags.contains(tag) {
                facts.tags.push(tag.clone());
            }
        }
        if facts == *before {
            return None;
        }
        self.labelled.insert(id, facts.clone());
        Some(Action::EditIssue { id, facts })
    }
}

/// What a line asks for: it is added to the record; a commitment is made that knows its line, with
/// what is unknown left unknown; the labels of its item are added. Nothing for a private note, which
/// is no line of the record, and no commitment without an item to serve.
pub fn actions(reading: &Reading, saying: &mut Saying<'_>) -> Vec<Action> {
    let Kind::Line(kind) = reading.kind else { return Vec::new() };
    let id = LineId::from_bytes((saying.mint)());
    let facts = LineFacts {
        kind,
        speaker: reading.speaker,
        issue: reading.issue,
        text: reading.text.clone(),
        at: saying.at,
        correction: false,
    };
    let mut actions = vec![Action::AddLine { id, session: saying.session, facts }];
    if let (LineKind::Commitment, Some(issue)) = (kind, reading.issue) {
        actions.push(Action::MakeCommitment {
            id: CommitmentId::from_bytes((saying.mint)()),
            issue,
            session: Some(saying.session),
            line: Some(id),
            facts: commitment(reading),
            source: None,
        });
    }
    actions.extend(saying.label(reading));
    actions
}

/// The commitment that a line tells of; what is unknown stays so.
pub fn commitment(reading: &Reading) -> CommitmentFacts {
    CommitmentFacts {
        matter: matter(&reading.text),
        promised: reading.promised.unwrap_or(Benefit::Service),
        lead: reading.lead,
        supporting: reading.supporting.clone(),
        deadline: reading.deadline.as_ref().map(|due| due.date),
        funds: reading.funds,
    }
}

/// The sentence as one line that is short enough.
fn matter(text: &str) -> String {
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() > SHORT_CHARS {
        line = line.chars().take(SHORT_CHARS - 1).chain(['…']).collect();
    }
    line
}
