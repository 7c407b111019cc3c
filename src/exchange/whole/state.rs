//! What a store says, in lines, and what they add up to.

use super::head::Head;
use crate::domain::{
    entity::Entity,
    id::EntityKind,
    written::{self, WrittenFault},
};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The lines of all entities, in order, and their hash.
#[derive(Debug, Default)]
pub struct State {
    hash: Sha256,
    counts: BTreeMap<EntityKind, u64>,
    /// The lines with their ends, where they are kept.
    lines: Option<String>,
}

/// What a state adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateHash {
    /// SHA-256 over the lines, each with its line end.
    pub sha256: [u8; 32],
    /// How many entities of each kind there are, those that were taken back too.
    pub counts: BTreeMap<EntityKind, u64>,
}

impl State {
    /// A state whose lines are only counted and hashed.
    pub fn hashed() -> Self {
        Self::default()
    }

    /// A state whose lines are kept.
    pub fn kept() -> Self {
        Self { lines: Some(String::new()), ..Self::default() }
    }

    /// Takes an entity over; they come by kind, and within it by id.
    ///
    /// # Errors
    /// [`WrittenFault`].
    pub fn add(&mut self, entity: &Entity) -> Result<(), WrittenFault> {
        if written::is_written(entity) {
            self.add_line(entity.id().kind, &written::line(entity)?);
        }
        Ok(())
    }

    pub(super) fn add_line(&mut self, kind: EntityKind, line: &str) {
        self.hash.update(line);
        self.hash.update("\n");
        *self.counts.entry(kind).or_insert(0) += 1;
        if let Some(lines) = &mut self.lines {
            lines.push_str(line);
            lines.push('\n');
        }
    }

    /// What it adds up to.
    pub fn sum(&self) -> StateHash {
        StateHash { sha256: self.hash.clone().finalize().into(), counts: self.counts.clone() }
    }

    /// The whole file, with the day on which it is written.
    pub fn file(self, day: NaiveDate) -> String {
        let head = self.sum().head_line(day);
        let lines = self.lines.unwrap_or_default();
        format!("{head}\n{lines}")
    }
}

impl StateHash {
    /// The first line of the file that adds up to this.
    pub fn head_line(&self, day: NaiveDate) -> String {
        Head::of(self, day).line()
    }

    /// The hash as 64 lower case hexadecimal digits.
    pub fn hex(&self) -> String {
        hex(&self.sha256)
    }

    /// How many entities there are.
    pub fn entities(&self) -> u64 {
        self.counts.values().sum()
    }
}

/// Bytes as lower case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}
