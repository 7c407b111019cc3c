//! By what figures are divided, and into which cells. A cell is a list of rows again.

use super::{Figure, Part, Report, Row, Wait, setting::Setting};
use crate::domain::{
    date::DateSpan,
    id::{DepartmentId, StudioId},
    issue::{Category, Intake},
    keyed::keyed,
};
use chrono::Datelike as _;
use std::collections::{BTreeMap, BTreeSet};

keyed! {
    /// By what figures are divided.
    pub enum Dimension {
        /// The studio that a row is credited to; a joint session to the one that led it.
        Studio = "studio",
        /// The district of that studio.
        District = "district",
        /// The departments that came to a session, that lead what was committed for an issue, or that
        /// answer for a commitment.
        Department = "department",
        /// The category of an issue, or of the issues on the agenda of a session.
        Category = "category",
        /// How an issue came in, or the issues on the agenda of a session.
        Source = "source",
        /// The month in which a row counts.
        Month = "month",
    }
}

/// One cell of a division. Their order is that of a table, what is not known last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// A studio.
    Studio(StudioId),
    /// A district, by its name.
    District(String),
    /// A department.
    Department(DepartmentId),
    /// A category.
    Category(Category),
    /// A way in.
    Source(Intake),
    /// Before the first month of the interval: what was there when it began.
    Earlier,
    /// A month: the year, and 1 to 12.
    Month(i32, u32),
    /// It is not known into which; of a month also that not both ends of a range lie in one (rule 7).
    NotKnown,
}

/// The figures of a report, divided.
#[derive(Debug, Clone)]
pub struct Division {
    dimension: Dimension,
    cells: BTreeMap<Cell, Part>,
    /// How many rows more than the whole the cells hold, by figure.
    surplus: Vec<usize>,
}

impl Dimension {
    /// Whether a figure is divided by it. A studio has no department, category or source of its own.
    pub const fn divides(self, figure: Figure) -> bool {
        let is_of_studios =
            matches!(figure, Figure::Studios | Figure::ActiveStudios | Figure::FoundingUnknown);
        match self {
            Self::Studio | Self::District | Self::Month => true,
            Self::Department | Self::Category | Self::Source => !is_of_studios,
        }
    }

    /// Whether one row can stand in several cells, so that the cells may come to more than the whole.
    pub const fn overlaps(self, figure: Figure) -> bool {
        match self {
            Self::Studio | Self::District => false,
            Self::Month => matches!(figure, Figure::ActiveStudios),
            Self::Department => !matches!(figure, Figure::DepartmentAttendances),
            Self::Category | Self::Source => matches!(
                figure,
                Figure::Sessions
                    | Figure::MemberAttendances
                    | Figure::PublicAttendances
                    | Figure::DepartmentAttendances
                    | Figure::DepartmentHeads
                    | Figure::OtherAttendances
            ),
        }
    }
}

impl Division {
    /// Divides the figures of a report. Each row stands in every cell that it belongs to.
    pub fn of(report: &Report, dimension: Dimension) -> Self {
        let mut cells: BTreeMap<Cell, Part> = BTreeMap::new();
        let mut surplus = vec![0; Figure::ALL.len()];
        let first = report.scope().interval.first();
        let first = (first.year(), first.month());
        let place = |cell| match cell {
            Cell::Month(year, month) if (year, month) < first => Cell::Earlier,
            cell => cell,
        };
        for figure in Figure::ALL.iter().copied().filter(|it| dimension.divides(*it)) {
            for (row, on) in report.dated(figure) {
                let into = cells_of(report.setting(), dimension, figure, (*row, *on));
                if let Some(more) = surplus.get_mut(figure as usize) {
                    *more += into.len().saturating_sub(1);
                }
                for cell in into.into_iter().map(place) {
                    cells.entry(cell).or_default().push(figure, *row);
                }
            }
        }
        for wait in Wait::ALL.iter().copied() {
            for waited in report.whole().waited(wait) {
                let about = (waited.row, waited.on);
                let into = cells_of(report.setting(), dimension, Figure::Submitted, about);
                for cell in into.into_iter().map(place) {
                    cells.entry(cell).or_default().push_wait(wait, *waited);
                }
            }
        }
        fill_months(&mut cells);
        Self { dimension, cells, surplus }
    }

    /// By what it is divided.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The cells with what each of them says, in order. Months without anything between others are
    /// among them.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = (&Cell, &Part)> {
        self.cells.iter()
    }

    /// What one cell says.
    pub fn part(&self, cell: &Cell) -> Option<&Part> {
        self.cells.get(cell)
    }

    /// How many rows more than the whole its cells hold, since a row stands in several of them.
    pub fn surplus(&self, figure: Figure) -> usize {
        self.surplus.get(figure as usize).copied().unwrap_or(0)
    }
}

/// The cells of one row; none where the figure is not divided.
pub(super) fn cells_of(
    setting: &Setting,
    dimension: Dimension,
    figure: Figure,
    (row, on): (Row, Option<DateSpan>),
) -> Vec<Cell> {
    if !dimension.divides(figure) {
        return Vec::new();
    }
    match dimension {
        Dimension::Studio => vec![setting.studio_of(row).map_or(Cell::NotKnown, Cell::Studio)],
        Dimension::District => vec![setting.district_of(row)],
        Dimension::Department if figure == Figure::DepartmentHeads => setting.sent_by(row),
        // A head of a tally of departments came for one that nobody wrote down.
        Dimension::Department
            if figure == Figure::DepartmentAttendances && matches!(row, Row::Unnamed(..)) =>
        {
            vec![Cell::NotKnown]
        }
        Dimension::Department => setting.departments_of(row),
        Dimension::Category => {
            setting.of_issues(row, |issue| issue.category.map_or(Cell::NotKnown, Cell::Category))
        }
        Dimension::Source => setting.of_issues(row, |issue| match issue.intake {
            Intake::Unknown => Cell::NotKnown,
            intake => Cell::Source(intake),
        }),
        Dimension::Month if figure == Figure::ActiveStudios => active_months(setting, row),
        Dimension::Month => vec![month_of(on)],
    }
}

/// The months in which a studio held a session.
fn active_months(setting: &Setting, row: Row) -> Vec<Cell> {
    let Row::Studio(studio) = row else { return Vec::new() };
    let held = setting.held_by.get(&studio).into_iter().flatten();
    let days = held.filter_map(|id| setting.sessions.get(id)).map(|it| it.on);
    let months: BTreeSet<Cell> = days.map(|on| month_of(Some(on))).collect();
    months.into_iter().collect()
}

/// The month that a day lies in, both its ends if it is a range (rule 7).
fn month_of(on: Option<DateSpan>) -> Cell {
    let month = on.and_then(DateSpan::year_month);
    month.map_or(Cell::NotKnown, |(year, month)| Cell::Month(year, month))
}

/// Adds the months between the first and the last in which nothing was.
fn fill_months(cells: &mut BTreeMap<Cell, Part>) {
    let months = || {
        cells.keys().filter_map(|cell| match cell {
            Cell::Month(year, month) => Some((*year, *month)),
            _ => None,
        })
    };
    let (Some(first), Some(last)) = (months().min(), months().max()) else { return };
    let (mut year, mut month) = first;
    while (year, month) < last {
        cells.entry(Cell::Month(year, month)).or_default();
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
}
