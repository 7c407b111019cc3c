//! The row of an issue as a query looks at it: put together only where a quick look does not say no.

use crate::command::{PackedRows, Slot};
use crate::domain::id::{EntityId, IssueId};
use crate::domain::issue::Category;
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::search::quick::Signs;
use std::cell::OnceCell;

/// The row of an issue, with what tells soon that a word is not in it, where that is at hand.
#[derive(Debug)]
pub struct Looked<'r> {
    row: Lying<'r>,
    hints: Option<Hints>,
}

/// Where the row lies.
#[derive(Debug)]
enum Lying<'r> {
    At(&'r PackedRows<IssueId, IssueRow>, Slot, OnceCell<Option<Box<IssueRow>>>),
    Here(&'r IssueRow),
    Whole(Box<IssueRow>),
}

impl<'r> Looked<'r> {
    /// A row that lies among packed ones.
    pub const fn at(
        rows: &'r PackedRows<IssueId, IssueRow>,
        slot: Slot,
        hints: Option<Hints>,
    ) -> Self {
        Self { row: Lying::At(rows, slot, OnceCell::new()), hints }
    }

    /// A row that is at hand.
    pub const fn here(row: &'r IssueRow) -> Self {
        Self { row: Lying::Here(row), hints: None }
    }

    /// A row by itself.
    pub fn whole(row: IssueRow) -> Self {
        Self { row: Lying::Whole(Box::new(row)), hints: None }
    }

    /// The row; `None` where there is none any more.
    pub fn row(&self) -> Option<&IssueRow> {
        match &self.row {
            Lying::At(rows, slot, row) => {
                row.get_or_init(|| rows.at(*slot).map(Box::new)).as_deref()
            }
            Lying::Here(row) => Some(row),
            Lying::Whole(row) => Some(row),
        }
    }

    pub(super) const fn hints(&self) -> Option<&Hints> {
        self.hints.as_ref()
    }
}

/// What tells soon that a word is not in the row of an issue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// Of what it tells by itself.
    pub(super) signs: Signs,
    /// Of what it shares with others.
    pub(super) shared: Shared,
}

// There may be a million.
const _: () = assert!(size_of::<Hints>() == 48);

impl Hints {
    /// Whether they are those of a row: every one has a status. Else nothing was made yet.
    pub fn is_of_row(&self) -> bool {
        self.shared != Shared::default()
    }

    /// The hints of a row.
    pub fn of(row: &IssueRow) -> Self {
        let own = [&*row.title, row.number.as_str(), &*row.place];
        let mut shared = Shared::default();
        shared.add(row.studio.into());
        row.departments.iter().chain(&row.supporting).for_each(|id| shared.add((*id).into()));
        row.raisers.iter().for_each(|id| shared.add((*id).into()));
        shared.add_status(row.status);
        row.category.into_iter().for_each(|category| shared.add_category(category));
        Self { signs: Signs::of(own.into_iter().chain(row.tags.iter().map(|tag| &**tag))), shared }
    }
}

/// A set of what issues share, as bits: two that do not meet have nothing in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shared(u64);

impl Shared {
    /// Adds a studio, a department or somebody.
    pub(super) fn add(&mut self, id: EntityId) {
        // The first bits are those of statuses and categories.
        self.0 |= 1 << (16 + crc32c::crc32c(&id.bytes) % 48);
    }

    pub(super) fn add_status(&mut self, status: Status) {
        let bit = match status {
            Status::Submitted => 0,
            Status::Consulted => 1,
            Status::Resolved(_) => 2,
            Status::Exited(..) => 3,
        };
        self.0 |= 1 << bit;
    }

    pub(super) const fn add_category(&mut self, category: Category) {
        self.0 |= 1 << (4 + (category as u32) % 12);
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
