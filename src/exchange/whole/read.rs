//! Reads an export, all of it or nothing.

use super::head::Head;
use super::state::State;
use crate::domain::{
    brought::AllBrought,
    entity::Entity,
    id::EntityId,
    number::ReplicaMark,
    provenance::Mark,
    sealed::KeptFile,
    written::{self, FORMAT, WrittenFault},
};

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// What it says of itself.
    pub head: Head,
    /// Every entity and its words, as they are brought in.
    pub entities: Vec<(EntityId, String)>,
    /// What is noted of it in the store.
    pub all: AllBrought,
    /// The files that its entities name, with their endings.
    pub files: Vec<(KeptFile, String)>,
    /// The marks of those who gave its case numbers.
    pub marks: Vec<ReplicaMark>,
}

/// Why an export cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: WholeReason,
}

/// What is wrong with an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WholeReason {
    /// It is not UTF-8, or its first line is no head.
    NoHead,
    /// A newer build wrote it.
    NewerFormat {
        /// The number of its format.
        found: u32,
        /// The newest that this build reads.
        known: u32,
    },
    /// A line is no entity.
    Line(WrittenFault),
    /// An entity comes after one that should follow it, or twice.
    OutOfOrder(EntityId),
    /// The lines are not those that the head tells of: something was changed, left out or added.
    WrongHash,
}

/// Reads an export.
///
/// # Errors
/// [`WholeFault`], the first one; nothing is to be used then.
pub fn read(bytes: &[u8]) -> Result<Whole, WholeFault> {
    let fault = |line, reason| WholeFault { line, reason };
    let text = std::str::from_utf8(bytes).map_err(|_wide| fault(1, WholeReason::NoHead))?;
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let (_, first) = lines.next().ok_or_else(|| fault(1, WholeReason::NoHead))?;
    let head = Head::read(first).ok_or_else(|| fault(1, WholeReason::NoHead))?;
    if head.format > FORMAT {
        let (found, known) = (head.format, FORMAT);
        return Err(fault(1, WholeReason::NewerFormat { found, known }));
    }
    let mut reading = Reading::default();
    let mut last = 1;
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        reading.take(line).map_err(|reason| fault(number, reason))?;
        last = number;
    }
    if reading.state.sum().hex() != head.sha256 {
        return Err(fault(last, WholeReason::WrongHash));
    }
    Ok(reading.whole(head))
}

#[derive(Default)]
struct Reading {
    state: State,
    entities: Vec<(EntityId, String)>,
    files: Vec<(KeptFile, String)>,
    marks: Vec<ReplicaMark>,
    latest_millis: u64,
}

impl Reading {
    fn take(&mut self, line: &str) -> Result<(), WholeReason> {
        let entity = written::read_whole(line).map_err(WholeReason::Line)?;
        let id = entity.id();
        if self.entities.last().is_some_and(|(before, _)| *before >= id) {
            return Err(WholeReason::OutOfOrder(id));
        }
        self.state.add_line(id.kind, line);
        self.files.extend(entity.files().into_iter().map(|(file, it)| (file, it.to_owned())));
        let number = match &entity {
            Entity::Issue(issue) => issue.number.mark(),
            Entity::Session(session) => session.number.mark(),
            _ => None,
        };
        self.marks.extend(number.filter(|mark| !self.marks.contains(mark)));
        let latest = marks(&entity).map(|mark| mark.at_millis).max().unwrap_or(0);
        self.latest_millis = self.latest_millis.max(latest);
        self.entities.push((id, line.to_owned()));
        Ok(())
    }

    fn whole(self, head: Head) -> Whole {
        let sum = self.state.sum();
        let all = AllBrought {
            format: head.format,
            sha256: sum.sha256,
            entities: u32::try_from(self.entities.len()).unwrap_or(u32::MAX),
            exported: head.day,
            latest_millis: self.latest_millis,
        };
        let (entities, files, marks) = (self.entities, self.files, self.marks);
        Whole { head, entities, all, files, marks }
    }
}

/// Every mark that an entity bears.
fn marks(entity: &Entity) -> impl Iterator<Item = Mark> {
    let marks: Vec<Mark> = match entity {
        Entity::Issue(issue) => {
            let steps = issue.steps.iter().map(crate::domain::workflow::Step::mark);
            let given = issue.evaluations.iter().map(|it| it.mark);
            let told = issue.mistakes.iter().map(|it| it.mark);
            let stated = issue.statement_entered.into_iter().chain(issue.service_entered);
            let all = steps.chain(given).chain(told).chain(stated);
            all.chain(issue.conflicts.iter().copied()).chain([issue.entered]).collect()
        }
        Entity::Session(session) => {
            let steps = session.steps.iter().map(|(_, mark)| *mark);
            let corrected = session.corrections.iter().map(|(_, mark)| *mark);
            steps.chain(corrected).chain(session.conflicts.iter().copied()).collect()
        }
        Entity::Commitment(commitment) => {
            let handled = commitment.handlings.iter().map(|it| it.mark);
            let told = commitment.mistakes.iter().map(|it| it.mark);
            handled.chain(told).chain([commitment.entered]).collect()
        }
        _ => Vec::new(),
    };
    marks.into_iter()
}
