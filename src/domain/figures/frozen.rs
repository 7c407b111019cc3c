//! A frozen report: under a name, what it speaks about, up to which place in the log it was counted, and
//! what it came to as a hash. It runs again from the log, so that nothing of its numbers is kept.

use super::{Cell, Dimension, Figure, Report, Row, Scope, Wait, dimension::cells_of};
use crate::domain::date::DateSpan;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The counting rules of this build. It rises when the same rows would be counted otherwise, so that a
/// frozen report that comes out otherwise says so instead of looking damaged.
pub const COUNTING_RULES: u16 = 2;

/// A place in the log: the last event that was there, by who wrote it and its number in what they
/// wrote. Stays true in backups and however the log is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The replica that wrote the event.
    #[serde(with = "crate::domain::human::replica")]
    pub replica: [u8; 16],
    /// Its place in the stream of that replica, from 1.
    pub seq: u64,
}

/// A report that runs again as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenReport {
    /// Its name, 1–60 characters; no two have the same.
    pub name: String,
    /// What it speaks about.
    pub scope: Scope,
    /// What was recorded by then; `None` of a log without any event.
    pub position: Option<Position>,
    /// The day on which it was frozen.
    pub frozen_on: NaiveDate,
    /// The counting rules by which it was counted.
    pub rules: u16,
    /// The SHA-256 of [`Report::canonical`].
    #[serde(with = "crate::domain::human::hash")]
    pub sha256: [u8; 32],
}

impl FrozenReport {
    /// Whether it was surely frozen before another one.
    pub(in crate::domain) fn is_before(&self, other: &Self) -> bool {
        match (self.position, other.position) {
            (Some(own), Some(others)) if own.replica == others.replica => own.seq < others.seq,
            _ => self.frozen_on < other.frozen_on,
        }
    }
}

impl Report {
    /// Everything that it says, one row a line with the cells that it stands in, in an order that
    /// does not depend on that of reading. The same text means the same report.
    pub fn canonical(&self) -> String {
        let scope = self.scope();
        let mut text = format!(
            "tanshi-report {COUNTING_RULES}\t{}\t{}\t{}\t{}\n",
            scope.interval.first(),
            scope.interval.last(),
            scope.cut_off,
            scope.studio.map_or_else(|| "all".to_owned(), |id| id.to_string()),
        );
        for figure in Figure::ALL.iter().copied() {
            let mut rows: Vec<(Row, Option<DateSpan>)> = self.dated(figure).to_vec();
            rows.sort_unstable();
            for (row, on) in rows {
                text.push_str(figure.key());
                self.write_row(&mut text, figure, (row, on));
                text.push('\n');
            }
        }
        for wait in Wait::ALL.iter().copied() {
            let mut waited = self.whole().waited(wait).to_vec();
            waited.sort_unstable();
            for it in waited {
                text.push_str(wait.key());
                let days = it.days.map_or_else(|| "?".to_owned(), |days| days.to_string());
                write!(text, "\t{days}").ok();
                self.write_row(&mut text, Figure::Submitted, (it.row, it.on));
                text.push('\n');
            }
        }
        text
    }

    fn write_row(&self, text: &mut String, figure: Figure, (row, on): (Row, Option<DateSpan>)) {
        let day = on.map_or_else(|| "?".to_owned(), |on| format!("{}..{}", on.first(), on.last()));
        write!(text, "\t{}\t{day}", spelt_row(row)).ok();
        for dimension in Dimension::ALL.iter().copied() {
            let cells = cells_of(self.setting(), dimension, figure, (row, on));
            let cells: Vec<String> = cells.iter().map(spelt_cell).collect();
            write!(text, "\t{}={}", dimension.key(), cells.join(",")).ok();
        }
    }
}

/// A row in words that never change.
fn spelt_row(row: Row) -> String {
    match row {
        Row::Studio(id) => format!("studio {id}"),
        Row::Session(id) => format!("session {id}"),
        Row::Issue(id) => format!("issue {id}"),
        Row::Attendance(session, person) => format!("attendance {session} {person}"),
        Row::Department(session, Some(id)) => format!("department {session} {id}"),
        Row::Department(session, None) => format!("department {session} ?"),
        Row::Unnamed(session, place) => format!("unnamed {session} {place}"),
        Row::Commitment(id) => format!("commitment {id}"),
    }
}

/// A cell in words that never change.
fn spelt_cell(cell: &Cell) -> String {
    match cell {
        Cell::Studio(id) => id.to_string(),
        Cell::District(name) => name.clone(),
        Cell::Department(id) => id.to_string(),
        Cell::Category(category) => category.key().to_owned(),
        Cell::Source(intake) => intake.key().to_owned(),
        Cell::Earlier => "earlier".to_owned(),
        Cell::Month(year, month) => format!("{year:04}-{month:02}"),
        Cell::NotKnown => "?".to_owned(),
    }
}
