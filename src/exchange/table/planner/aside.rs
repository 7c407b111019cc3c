//! Rows that are none: the head once more, sums, and remarks under the table.

use super::super::{
    column::{Column, Reading, folded, without_brackets},
    raw::RawRow,
};
use super::Planner;

/// What stands in the first cells of a row of sums.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计", "total", "sum", "subtotal"];

/// With what a remark under a table begins.
const REMARKS: &[&str] = &["注", "备注", "说明", "填表", "制表", "审核", "note"];

impl Planner<'_, '_> {
    /// Whether a row is the head once more, as where a list was printed on several pages.
    pub(super) fn repeats_head(&self, row: &RawRow) -> bool {
        let names = self.head.columns.iter().map(|it| folded(&it.name));
        row.cells.len() == self.head.columns.len() && row.cells.iter().map(folded).eq(names)
    }

    /// Whether a row says nothing of what tables are about: it only counts itself, or is a remark under
    /// the table in a single cell.
    pub(super) fn is_remark(&self, row: &RawRow) -> bool {
        let columns = self.head.columns.iter().map(|it| it.column);
        let cells = row.cells.iter().zip(columns.chain(std::iter::repeat(None)));
        let filled = cells.filter(|(cell, _)| !cell.trim().is_empty());
        let is_counted = |column: Option<&Column>| {
            column.is_some_and(|column| column.reading == Reading::Passed)
        };
        let mut read = filled.clone().filter(|(_, column)| !is_counted(*column));
        let is_required = |column: Option<&Column>| column.is_some_and(|column| column.required);
        if row.broken.is_some() || filled.clone().any(|(_, column)| is_required(column)) {
            return false;
        }
        let says_so = |cell: &str| {
            let cell = folded(cell);
            REMARKS.iter().any(|it| cell.starts_with(it))
        };
        match (read.next(), read.next()) {
            (None, _) => true,
            // Under the sums nobody adds rows.
            (Some((cell, _)), None) => !self.sums.is_empty() || says_so(cell),
            (Some(_), Some(_)) => false,
        }
    }
}

/// Whether a row holds sums: it says so in its first cell, and there are but numbers behind that.
pub(super) fn is_sum(row: &RawRow) -> bool {
    let mut cells = row.cells.iter().map(folded).filter(|cell| !cell.is_empty());
    let says_so = cells
        .next()
        .is_some_and(|first| SUMS.iter().any(|sum| folded(sum) == without_brackets(&first)));
    let is_number = |cell: &str| {
        cell.chars().all(|c| c.is_ascii_digit() || "+,%()¥=人次家个件元万亿".contains(c))
    };
    says_so && cells.all(|cell| is_number(&cell))
}
