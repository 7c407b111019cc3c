//! What the cells of a division are called, in which order they stand, and which one is meant.

use crate::command::fill::Found;
use crate::command::{Catalog, Directory, spelled};
use crate::domain::date::DateSpan;
use crate::domain::figures::{Cell, Dimension, Division, Part};
use crate::domain::id::{EntityId, EntityKind};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

/// No cell is called so; what they are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCell {
    /// The keys of all cells that there are.
    pub keys: Vec<String>,
}

/// The word by which scripts name what was before the months of the interval.
const EARLIER: &str = "earlier";
/// The word by which scripts name what is not known.
const UNKNOWN: &str = "unknown";

/// What a cell is called.
pub fn cell_name(catalog: &Catalog, dimension: Dimension, cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Studio(_) | Cell::Department(_) | Cell::District(_) => cell_key(catalog, cell),
        Cell::Category(category) => category.label(lang).to_owned(),
        Cell::Source(intake) => intake.label(lang).to_owned(),
        Cell::Earlier => lang.pick("此前", "earlier").to_owned(),
        Cell::Month(year, month) => format!("{year:04}-{month:02}"),
        Cell::NotKnown => not_known(dimension, lang).to_owned(),
    }
}

const fn not_known(dimension: Dimension, lang: Lang) -> &'static str {
    match dimension {
        Dimension::Studio => lang.pick("工作室不详", "studio not known"),
        Dimension::District => lang.pick("县市区未填", "district not given"),
        Dimension::Department => lang.pick("没有部门单位", "no department"),
        Dimension::Category => lang.pick("未分类", "no category"),
        Dimension::Source => lang.pick("来源不详", "source not known"),
        Dimension::Month => lang.pick("月份不详", "month not known"),
    }
}

/// The word by which scripts name a cell.
pub fn cell_key(catalog: &Catalog, cell: &Cell) -> String {
    let called = |id: EntityId| Directory::name(catalog, id).unwrap_or_else(|| id.to_string());
    match cell {
        Cell::Studio(id) => called((*id).into()),
        Cell::District(name) => name.clone(),
        Cell::Department(id) => called((*id).into()),
        Cell::Category(category) => category.key().to_owned(),
        Cell::Source(intake) => intake.key().to_owned(),
        Cell::Earlier => EARLIER.to_owned(),
        Cell::Month(year, month) => format!("{year:04}-{month:02}"),
        Cell::NotKnown => UNKNOWN.to_owned(),
    }
}

/// The cells in the order of a table: names by their sound, everything else as it comes, what is not
/// known last.
pub fn ordered<'d>(catalog: &Catalog, division: &'d Division) -> Vec<(&'d Cell, &'d Part)> {
    let mut cells: Vec<(&Cell, &Part)> = division.cells().collect();
    let is_named =
        |cell: &Cell| matches!(cell, Cell::Studio(_) | Cell::District(_) | Cell::Department(_));
    cells.sort_by_cached_key(|(cell, _)| {
        let sound = if is_named(cell) { spelled(&cell_key(catalog, cell)) } else { String::new() };
        (**cell == Cell::NotKnown, sound)
    });
    cells
}

/// The cell that somebody means by its key, its name in either language, or a part of a name that no
/// other cell has.
///
/// # Errors
/// [`NoCell`] where none is meant, or several could be.
pub fn find_cell(
    catalog: &Catalog,
    division: &Division,
    typed: &str,
    today: NaiveDate,
) -> Result<Cell, NoCell> {
    let typed = typed.trim();
    let dimension = division.dimension();
    let cells = ordered(catalog, division);
    let is_called = |cell: &Cell| {
        let names = Lang::ALL.map(|lang| cell_name(catalog, dimension, cell, lang));
        cell_key(catalog, cell) == typed || names.iter().any(|it| it.eq_ignore_ascii_case(typed))
    };
    let by_name = cells.iter().find(|(cell, _)| is_called(cell)).map(|(cell, _)| (*cell).clone());
    let found = by_name.or_else(|| meant(catalog, dimension, typed, today));
    let found = found.filter(|cell| division.part(cell).is_some());
    let part = || {
        let mut has = cells.iter().filter(|(it, _)| cell_key(catalog, it).contains(typed));
        has.next().filter(|_| has.next().is_none()).map(|(cell, _)| (*cell).clone())
    };
    found.or_else(part).ok_or_else(|| NoCell {
        keys: cells.iter().map(|(cell, _)| cell_key(catalog, cell)).collect(),
    })
}

/// A month as people write it, a studio or a department as they call it.
fn meant(catalog: &Catalog, dimension: Dimension, typed: &str, today: NaiveDate) -> Option<Cell> {
    let found = |kind| match catalog.find(kind, typed) {
        Found::One(id) => Some(id),
        Found::None | Found::Several(_) => None,
    };
    match dimension {
        Dimension::Month => {
            let (year, month) = DateSpan::parse(typed, today).ok()?.year_month()?;
            Some(Cell::Month(year, month))
        }
        Dimension::Studio => found(EntityKind::Studio)?.try_into().ok().map(Cell::Studio),
        Dimension::Department => {
            found(EntityKind::Department)?.try_into().ok().map(Cell::Department)
        }
        Dimension::District | Dimension::Category | Dimension::Source => None,
    }
}
