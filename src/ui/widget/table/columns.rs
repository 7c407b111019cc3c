//! How the columns of a table share its width.

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Left, as text.
    #[default]
    Left,
    /// Right, as numbers.
    Right,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// The heading.
    pub title: &'a str,
    /// The least width in cells with which the column is worth showing.
    pub min: u16,
    /// The width in cells that it would like; no less than `min`.
    pub ideal: u16,
    /// Whether it takes what is left over when all have what they like.
    pub grows: bool,
    /// In what order columns go when there is no room: the highest first; 0 never goes.
    pub priority: u8,
    /// Where its cells stand.
    pub align: Align,
}

impl<'a> Column<'a> {
    /// Makes a column of a fixed width that never goes.
    pub const fn fixed(title: &'a str, cells: u16) -> Self {
        let align = Align::Left;
        Self { title, min: cells, ideal: cells, grows: false, priority: 0, align }
    }

    /// Makes a column that takes what the others leave, at least `min` cells.
    pub const fn growing(title: &'a str, min: u16) -> Self {
        Self { title, min, ideal: min, grows: true, priority: 0, align: Align::Left }
    }

    /// Lets the column go when there is no room; the highest priority goes first.
    #[must_use]
    pub const fn dropped_at(self, priority: u8) -> Self {
        Self { priority, ..self }
    }

    /// Would like this many cells.
    #[must_use]
    pub const fn ideal(self, cells: u16) -> Self {
        Self { ideal: cells, ..self }
    }

    /// Stands its cells on the right.
    #[must_use]
    pub const fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }
}

/// A column that is shown: its number among all, where it begins in the row, how wide it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The number of the column.
    pub column: usize,
    /// The first cell, from the left edge of the row.
    pub x: u16,
    /// The width in cells.
    pub width: u16,
}

/// Shares `width` cells among the columns, one cell between each.
///
/// Columns go by priority until the least widths fit; then each gets what it likes from left
/// to right, and what remains goes to the growing ones in equal parts. Where even the columns
/// that never go do not fit, the last ones are cut.
pub fn share(columns: &[Column<'_>], width: u16) -> Vec<Slot> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let column = |index: &usize| columns.get(*index);
    let least = |kept: &[usize]| {
        let cells: u32 = kept.iter().filter_map(column).map(|column| u32::from(column.min)).sum();
        cells + u32::try_from(kept.len().saturating_sub(1)).unwrap_or(u32::MAX)
    };
    while least(&kept) > u32::from(width) {
        let first = kept.iter().enumerate().filter_map(|(at, index)| Some((at, column(index)?)));
        let going = first.filter(|(_, column)| column.priority > 0);
        let Some((at, _)) = going.max_by_key(|(_, column)| column.priority) else { break };
        kept.remove(at);
    }
    let mut rest = u32::from(width).saturating_sub(least(&kept));
    let mut widths: Vec<u32> = kept.iter().filter_map(column).map(|c| u32::from(c.min)).collect();
    for (cells, column) in widths.iter_mut().zip(kept.iter().filter_map(column)) {
        let more = u32::from(column.ideal.saturating_sub(column.min)).min(rest);
        *cells += more;
        rest -= more;
    }
    let growing = kept.iter().filter_map(column).filter(|column| column.grows).count();
    let mut growing = u32::try_from(growing).unwrap_or(0);
    for (cells, column) in widths.iter_mut().zip(kept.iter().filter_map(column)) {
        if column.grows && growing > 0 {
            let more = rest / growing;
            *cells += more;
            rest -= more;
            growing -= 1;
        }
    }
    place(&kept, &widths, width)
}

/// Puts the columns one after the other and cuts what would reach over the edge.
fn place(kept: &[usize], widths: &[u32], width: u16) -> Vec<Slot> {
    let mut x = 0_u16;
    let mut slots = Vec::with_capacity(kept.len());
    for (&column, &cells) in kept.iter().zip(widths) {
        let cells = u16::try_from(cells).unwrap_or(u16::MAX).min(width.saturating_sub(x));
        if cells == 0 {
            break;
        }
        slots.push(Slot { column, x, width: cells });
        x = x.saturating_add(cells).saturating_add(1);
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<'_>; 4] = [
        Column::fixed("编号", 6),
        Column::growing("议题", 8),
        Column::fixed("类别", 4).dropped_at(2),
        Column::fixed("时限", 5).ideal(10).dropped_at(1),
    ];

    fn shown(width: u16) -> Vec<(usize, u16)> {
        share(&COLUMNS, width).into_iter().map(|slot| (slot.column, slot.width)).collect()
    }

    #[test]
    fn columns_go_by_priority_and_the_growing_one_takes_the_rest() {
        assert_eq!(shown(60), [(0, 6), (1, 37), (2, 4), (3, 10)]);
        assert_eq!(shown(28), [(0, 6), (1, 8), (2, 4), (3, 7)]);
        assert_eq!(shown(25), [(0, 6), (1, 8), (3, 9)]);
        assert_eq!(shown(15), [(0, 6), (1, 8)]);
        assert_eq!(shown(10), [(0, 6), (1, 3)]);
        assert_eq!(shown(1), [(0, 1)]);
        assert_eq!(shown(0), []);
    }

    #[test]
    fn columns_never_overlap_nor_reach_over_the_edge() {
        for width in 0..200 {
            let mut free = 0;
            for slot in share(&COLUMNS, width) {
                assert!(slot.x >= free && slot.x + slot.width <= width);
                free = slot.x + slot.width + 1;
            }
        }
    }
}
