//! What a row says otherwise than what is here, field by field.

use super::{cell::Cells, plan::Difference};

/// What a row says otherwise than what is here, field by field.
pub(super) struct Compared<'c, 'p> {
    pub(super) cells: &'c Cells<'p>,
    pub(super) differences: Vec<Difference>,
    /// Whether it only says what nobody knew so far.
    pub(super) fills: bool,
}

impl<'c, 'p> Compared<'c, 'p> {
    pub(super) const fn new(cells: &'c Cells<'p>) -> Self {
        Self { cells, differences: Vec::new(), fills: true }
    }

    /// Compares two texts, of which an empty one of the row says nothing. Whether the row's takes the
    /// place of the other.
    pub(super) fn text(&mut self, field: &str, here: &str, row: &str) -> bool {
        if row.is_empty() || here == row {
            return false;
        }
        self.fills &= here.is_empty();
        let column = self.cells.called(field).to_owned();
        self.differences.push(Difference { column, here: here.to_owned(), row: row.to_owned() });
        true
    }

    /// Says that both are different whatever is here.
    pub(super) fn differs(&mut self, field: &str, here: String, row: String) {
        self.fills = false;
        let column = self.cells.called(field).to_owned();
        self.differences.push(Difference { column, here, row });
    }
}
