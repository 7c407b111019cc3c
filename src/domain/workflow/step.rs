//! A step that was made: only the table can make one, and decoding passes the same gate.

use super::{Rule, Status, StepKind, successor};
use crate::domain::{
    date::DateSpan,
    id::{IssueId, SessionId},
    provenance::{Mark, Source},
};
use serde::{Deserialize, Serialize};

/// A guard that was passed over on a person's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Which guard.
    pub rule: Rule,
    /// Why; every report shows it.
    pub reason: String,
}

/// By what right a step was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The guards held, but for those named.
    Guarded {
        /// The guards that were passed over.
        overrides: Vec<Override>,
    },
    /// It was entered from a source (补录); no guard ran.
    Recorded(Source),
}

/// What a step says beyond its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFacts {
    /// When it happened.
    pub on: DateSpan,
    /// By what right.
    pub authority: Authority,
    /// Why; required for exits and reopening.
    pub reason: String,
    /// The session that a consultation rests on.
    pub session: Option<SessionId>,
    /// The issue that this one is merged into.
    pub into: Option<IssueId>,
    /// Where it was referred to; may be empty.
    pub referred_to: String,
    /// Whether the raiser was told.
    pub raiser_told: bool,
    /// For a correction: the index of the step that it annuls.
    pub annuls: Option<u32>,
}

/// A step on an issue's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawStep", into = "RawStep")]
pub struct Step {
    kind: StepKind,
    from: Status,
    to: Status,
    facts: StepFacts,
    mark: Mark,
}

/// A step that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepFault {
    /// Where the issue stood.
    pub from: Status,
    /// What was asked.
    pub kind: StepKind,
}

impl std::fmt::Display for StepFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no step {} from {}", self.kind.key(), self.from.key())
    }
}

impl std::error::Error for StepFault {}

impl Step {
    /// Makes the step, if the table has it.
    ///
    /// # Errors
    /// [`StepFault`] when `kind` does not start at `from`.
    pub fn make(
        from: Status,
        kind: StepKind,
        facts: StepFacts,
        mark: Mark,
    ) -> Result<Self, StepFault> {
        let to = successor(from, kind).ok_or(StepFault { from, kind })?;
        Ok(Self { kind, from, to, facts, mark })
    }

    /// What was done.
    pub const fn kind(&self) -> StepKind {
        self.kind
    }

    /// Where the issue stood.
    pub const fn from(&self) -> Status {
        self.from
    }

    /// Where the step led.
    pub const fn to(&self) -> Status {
        self.to
    }

    /// What else it says.
    pub const fn facts(&self) -> &StepFacts {
        &self.facts
    }

    /// When it was entered.
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// For a correction: the index of the step that it annuls.
    pub const fn annuls(&self) -> Option<u32> {
        self.facts.annuls
    }

    /// Whether it was entered from a source.
    pub const fn is_recorded(&self) -> bool {
        matches!(self.facts.authority, Authority::Recorded(_))
    }

    /// The guards that were passed over.
    pub fn overrides(&self) -> &[Override] {
        match &self.facts.authority {
            Authority::Guarded { overrides } => overrides,
            Authority::Recorded(_) => &[],
        }
    }
}

/// The stored shape: no target status, so that bytes cannot claim one the table does not give.
#[derive(Clone, Serialize, Deserialize)]
struct RawStep {
    kind: StepKind,
    from: Status,
    facts: StepFacts,
    mark: Mark,
}

impl TryFrom<RawStep> for Step {
    type Error = StepFault;

    fn try_from(raw: RawStep) -> Result<Self, StepFault> {
        Self::make(raw.from, raw.kind, raw.facts, raw.mark)
    }
}

impl From<Step> for RawStep {
    fn from(step: Step) -> Self {
        Self { kind: step.kind, from: step.from, facts: step.facts, mark: step.mark }
    }
}
