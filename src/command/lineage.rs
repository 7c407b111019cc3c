//! Which issues were merged into which, along whatever way, and who raised all of it.

use super::Catalog;
use crate::domain::id::{IssueId, PersonId};
use crate::domain::row::IssueRow;

/// Longer than any way that people merge along.
const MOST_STEPS: usize = 32;

/// An issue that was merged into another, with the one that it went into first where that is not
/// the other itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The issue.
    pub row: IssueRow,
    /// Which one it went into.
    pub via: Option<IssueRow>,
}

impl Catalog {
    /// What was merged into an issue, and into those; each below the one that it went into.
    pub fn merged_below(&self, root: IssueId) -> Vec<Merged> {
        let mut found: Vec<Merged> = Vec::new();
        let mut ways: Vec<(IssueId, Option<IssueRow>)> = vec![(root, None)];
        while let Some((parent, via)) = ways.pop() {
            for row in self.merged_into(parent) {
                // Two laptops may have merged two issues into each other: such a way has no end.
                if row.id == root || found.iter().any(|it| it.row.id == row.id) {
                    continue;
                }
                if row.merged > 0 {
                    ways.push((row.id, Some(row.clone())));
                }
                found.push(Merged { row, via: via.clone() });
            }
        }
        found
    }

    /// The issue at the end of the way along which one was merged; itself where it never was.
    pub fn root_of(&self, issue: IssueId) -> IssueId {
        let mut root = issue;
        for _ in 0..MOST_STEPS {
            match self.issues.get(&root).and_then(|row| row.merged_into) {
                Some(into) => root = into,
                None => break,
            }
        }
        root
    }

    /// Everybody who raised an issue or what was merged into it, each once and with the issue that
    /// they raised; its own come first.
    pub fn raisers_of(&self, issue: IssueId) -> Vec<(PersonId, IssueId)> {
        let own = self.issues.get(&issue).into_iter();
        let merged = self.merged_below(issue).into_iter().map(|it| it.row);
        let mut raisers: Vec<(PersonId, IssueId)> = Vec::new();
        for row in own.chain(merged) {
            for raiser in &row.raisers {
                if raisers.iter().all(|(known, _)| known != raiser) {
                    raisers.push((*raiser, row.id));
                }
            }
        }
        raisers
    }
}
