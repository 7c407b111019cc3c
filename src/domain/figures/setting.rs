//! Where each row belongs: what was read of studios, sessions, issues and commitments beside what is
//! counted. Read in any order, asked when all is read.

use super::{Cell, Row};
use crate::domain::{
    date::DateSpan,
    id::{CommitmentId, DepartmentId, IssueId, PersonId, SessionId, StudioId},
    issue::{Category, Intake},
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a session that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SessionSetting {
    pub(super) studio: StudioId,
    pub(super) on: DateSpan,
    /// The issues on its agenda.
    pub(super) issues: Vec<IssueId>,
    /// The departments that came, each once; `None` for one that is not named.
    pub(super) departments: BTreeSet<Option<DepartmentId>>,
    /// For which department each of its people came.
    pub(super) heads: Vec<(PersonId, Option<DepartmentId>)>,
}

/// What is known of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IssueSetting {
    pub(super) studio: StudioId,
    pub(super) category: Option<Category>,
    pub(super) intake: Intake,
    /// Whether it is neither resolved nor left at the cut-off.
    pub(super) is_open: bool,
}

/// Where everything belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) districts: BTreeMap<StudioId, String>,
    pub(super) sessions: BTreeMap<SessionId, SessionSetting>,
    pub(super) issues: BTreeMap<IssueId, IssueSetting>,
    /// The lead departments of the commitments of an issue.
    pub(super) leads: BTreeMap<IssueId, BTreeSet<DepartmentId>>,
    pub(super) commitments: BTreeMap<CommitmentId, (IssueId, Option<DepartmentId>)>,
    /// The sessions that count, by the studio that led them.
    pub(super) held_by: BTreeMap<StudioId, Vec<SessionId>>,
}

impl Setting {
    /// The session that a row is about.
    pub(super) fn session_of(&self, row: Row) -> Option<&SessionSetting> {
        match row {
            Row::Session(id)
            | Row::Attendance(id, _)
            | Row::Department(id, _)
            | Row::Unnamed(id, _) => self.sessions.get(&id),
            Row::Studio(_) | Row::Issue(_) | Row::Commitment(_) => None,
        }
    }

    /// The issue that a row is about.
    pub(super) fn issue_of(&self, row: Row) -> Option<IssueId> {
        match row {
            Row::Issue(id) => Some(id),
            Row::Commitment(id) => self.commitments.get(&id).map(|(issue, _)| *issue),
            _ => None,
        }
    }

    /// The studio that a row is credited to: a joint session to the one that led it (rule 6).
    pub(super) fn studio_of(&self, row: Row) -> Option<StudioId> {
        match row {
            Row::Studio(id) => Some(id),
            row => self.session_of(row).map(|it| it.studio).or_else(|| {
                self.issue_of(row).and_then(|id| self.issues.get(&id)).map(|it| it.studio)
            }),
        }
    }

    pub(super) fn district_of(&self, row: Row) -> Cell {
        let district = self.studio_of(row).and_then(|id| self.districts.get(&id));
        district
            .filter(|name| !name.is_empty())
            .map_or(Cell::NotKnown, |name| Cell::District(name.clone()))
    }

    /// What each issue is that a row is about: those on the agenda of a session, each thing once.
    pub(super) fn of_issues(&self, row: Row, what: impl Fn(&IssueSetting) -> Cell) -> Vec<Cell> {
        let issues: Vec<IssueId> = match self.session_of(row) {
            Some(session) => session.issues.clone(),
            None => self.issue_of(row).into_iter().collect(),
        };
        let cells: BTreeSet<Cell> =
            issues.iter().filter_map(|id| self.issues.get(id)).map(what).collect();
        some_cell(cells)
    }

    /// The departments that a row is about: those that came to a session, those that lead what was
    /// committed for an issue; of who came for one, and of a commitment, that one.
    pub(super) fn departments_of(&self, row: Row) -> Vec<Cell> {
        let of =
            |department: Option<DepartmentId>| department.map_or(Cell::NotKnown, Cell::Department);
        match row {
            Row::Department(_, department) => vec![of(department)],
            Row::Commitment(id) => {
                vec![of(self.commitments.get(&id).and_then(|(_, lead)| *lead))]
            }
            Row::Issue(id) => {
                let leads = self.leads.get(&id).into_iter().flatten();
                some_cell(leads.map(|id| Cell::Department(*id)).collect())
            }
            Row::Session(_) | Row::Attendance(..) | Row::Unnamed(..) => {
                let came = self.session_of(row).into_iter().flat_map(|it| &it.departments);
                some_cell(came.map(|id| of(*id)).collect())
            }
            Row::Studio(_) => Vec::new(),
        }
    }

    /// For which departments somebody came to a session.
    pub(super) fn sent_by(&self, row: Row) -> Vec<Cell> {
        let Row::Attendance(_, person) = row else { return vec![Cell::NotKnown] };
        let heads = self.session_of(row).into_iter().flat_map(|it| &it.heads);
        let sent = heads.filter(|(head, _)| *head == person);
        some_cell(sent.map(|(_, id)| id.map_or(Cell::NotKnown, Cell::Department)).collect())
    }
}

/// These cells, or that it is not known.
fn some_cell(cells: BTreeSet<Cell>) -> Vec<Cell> {
    if cells.is_empty() { vec![Cell::NotKnown] } else { cells.into_iter().collect() }
}
