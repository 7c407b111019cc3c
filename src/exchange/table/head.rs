//! Which row is the head, what the table is about, and which column holds what.

use super::{
    column::{Column, Reading, TableKind, folded, without_brackets},
    draft::HEADS,
    fault::TableFault,
    ground::Options,
    raw::{Raw, RawRow},
};
use crate::domain::imported::ColumnMapping;
use crate::exchange::decode::UNREADABLE;

/// How far down a head is looked for: titles and remarks stand above it.
pub(super) const ROWS_LOOKED_AT: usize = 12;
/// Known columns that make a head at least; fewer are words that happen to be there.
const FEWEST_KNOWN: usize = 2;
/// What tells which session a row of a sign-in sheet is about; one of them has to be there.
const SESSION_FIELDS: [&str; 3] = ["session", "on", "title"];
/// What heads of money say that counts in tens of thousands, folded.
const TEN_THOUSANDS: [&str; 5] = ["万元", "(万)", "10,000yuan", "10000yuan", "tenthousandyuan"];
/// What a column is mapped to that is not to be read.
pub const IGNORED: &str = "-";

/// Which column of the file holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What the table is about.
    pub kind: TableKind,
    /// The line of the file, or the row of the sheet, that it stands in.
    pub line: usize,
    /// The columns of the file in order: their names there, and what they hold.
    pub columns: Vec<HeadColumn>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadColumn {
    /// Its name in the file.
    pub name: String,
    /// What it holds; `None` where nobody knows, or it is not to be read.
    pub column: Option<&'static Column>,
    /// Whether its numbers are tens of thousands: `资金(万元)`.
    pub in_ten_thousands: bool,
}

impl Head {
    /// The column of a field, with its place in the file.
    pub(super) fn at(&self, field: &str) -> Option<(usize, &HeadColumn)> {
        let is_it = |it: &HeadColumn| it.column.is_some_and(|column| column.field == field);
        self.columns.iter().enumerate().find(|(_, it)| is_it(it))
    }

    /// Whether the table has a column for a field.
    pub fn has(&self, field: &str) -> bool {
        self.at(field).is_some()
    }

    /// The columns of the file that nobody reads.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let unknown = self.columns.iter().filter(|it| it.column.is_none());
        unknown.map(|it| it.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The columns of such a table that no column of the file is taken for.
    pub fn free(&self) -> impl Iterator<Item = &'static Column> {
        let read = |column: &&Column| column.reading != Reading::Passed;
        self.kind.columns().iter().filter(read).filter(|column| !self.has(column.field))
    }

    /// The columns whose numbers no total counts, since the rows name nobody of those who came.
    pub fn uncounted(&self) -> impl Iterator<Item = &str> {
        let is_ledger = self.kind == TableKind::Issues;
        let at = HEADS.iter().filter(move |_| is_ledger).filter_map(|field| self.at(field));
        at.map(|(_, it)| it.name.as_str())
    }

    /// Names and fields in order, to be remembered.
    pub fn mapping(&self) -> Vec<(String, String)> {
        let named = self.columns.iter().filter(|it| !it.name.is_empty());
        let field = |it: &HeadColumn| it.column.map_or(IGNORED, |column| column.field).to_owned();
        named.map(|it| (it.name.clone(), field(it))).collect()
    }
}

/// What somebody says of the columns: the name in the file, and the field or its name.
pub type Mapped = [(String, String)];

/// The head of a table, with how many rows stand above it and in it.
pub(super) fn find(raw: &Raw, options: &Options) -> Result<(Head, usize), TableFault> {
    let remembered = remembered(raw, &options.remembered);
    // What is said now goes before what was said of the same head.
    let mut mapped = options.mapped.clone();
    for (name, field) in remembered.iter().flat_map(|it| &it.columns) {
        if !mapped.iter().any(|(named, _)| same(named, name)) {
            mapped.push((name.clone(), field.clone()));
        }
    }
    let kind = options.kind.or_else(|| remembered.and_then(|it| TableKind::read(&it.kind)));
    best(raw, kind, &mapped)
}

/// What was remembered of a head among the first rows.
fn remembered<'m>(raw: &Raw, all: &'m [ColumnMapping]) -> Option<&'m ColumnMapping> {
    let rows = raw.rows.iter().take(ROWS_LOOKED_AT);
    let mut of_rows = rows.filter_map(|row| {
        let names = row.cells.iter().map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<&str> = names.collect();
        all.iter().find(|it| it.is_of(&names))
    });
    of_rows.next()
}

fn best(raw: &Raw, kind: Option<TableKind>, mapped: &Mapped) -> Result<(Head, usize), TableFault> {
    let rows = raw.rows.iter().enumerate().take(ROWS_LOOKED_AT);
    let heads = rows.filter(|(_, row)| row.broken.is_none()).flat_map(|(at, row)| {
        let kinds = TableKind::ALL.into_iter().filter(|it| kind.is_none_or(|kind| *it == kind));
        kinds.map(move |kind| (Candidate::of(row, kind, mapped), at))
    });
    // The first of the best: a later kind, or a later row, has to know more.
    let best = heads.fold(None, |best: Option<(Candidate, usize)>, it| match &best {
        Some((known, _)) if known.rank() >= it.0.rank() => best,
        _ => Some(it),
    });
    let (candidate, at) = best.ok_or(TableFault::NoRows)?;
    let is_said = candidate.is_whole() && !mapped.is_empty();
    if candidate.known < FEWEST_KNOWN && !is_said {
        let found = raw.rows.iter().find(|row| !row.is_blank()).map(shown);
        return Err(TableFault::NoHead { found: found.unwrap_or_default(), kind });
    }
    candidate.checked(mapped).map(|head| (head, at + 1))
}

/// The names of a row, to be told.
fn shown(row: &RawRow) -> Vec<String> {
    row.cells.iter().map(in_one_line).filter(|it| !it.is_empty()).collect()
}

/// A name without the line breaks that somebody put into it for the sake of narrow columns.
fn in_one_line(name: &str) -> String {
    let lines = name.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |mut whole, line| {
        // Chinese has no blanks between words.
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        if is_word(whole.chars().next_back()) && is_word(line.chars().next()) {
            whole.push(' ');
        }
        whole.push_str(line);
        whole
    })
}

/// A row taken for the head of a table of some kind.
struct Candidate {
    head: Head,
    known: usize,
    missing: Vec<&'static Column>,
    /// A column that two columns of the file are taken for, and their names.
    twice: Option<(&'static Column, String, String)>,
    unreadable: bool,
}

impl Candidate {
    fn of(row: &RawRow, kind: TableKind, mapped: &Mapped) -> Self {
        let mut columns: Vec<HeadColumn> = Vec::new();
        let mut twice = None;
        // `No.` counts the rows where another column has the numbers, and else is the number.
        let mut named_cells: Vec<HeadColumn> =
            row.cells.iter().map(|cell| named(kind, in_one_line(cell), mapped)).collect();
        let number = kind.columns().iter().find(|it| it.reading == Reading::Number);
        let has_number = named_cells.iter().any(|it| it.column == number);
        if let Some(it) =
            named_cells.iter_mut().find(|it| is_only_number(it)).filter(|_| !has_number)
        {
            it.column = number.or(it.column);
        }
        for named in named_cells {
            let before = named.column.and_then(|column| {
                columns.iter().find(|it| it.column == Some(column)).map(|it| (column, it))
            });
            if let Some((column, before)) = before {
                // The less usual name is the one to be left out.
                let (mut better, mut worse) = (before.name.clone(), named.name.clone());
                if column.rank_of(&worse) < column.rank_of(&better) {
                    std::mem::swap(&mut better, &mut worse);
                }
                twice = Some((column, better, worse));
            }
            columns.push(named);
        }
        let has = |column: &Column| columns.iter().any(|it| it.column == Some(column));
        let mut missing: Vec<_> =
            kind.columns().iter().filter(|it| it.required && !has(it)).collect();
        // A list of people is no sign-in sheet: that says of which session.
        let says_when = kind.columns().iter().filter(|it| SESSION_FIELDS.contains(&it.field));
        if kind == TableKind::Attendance && !says_when.clone().any(&has) {
            missing.extend(says_when.take(1));
        }
        let known = kind.columns().iter().filter(|it| has(it)).count();
        let unreadable = row.cells.iter().any(|it| it.contains(UNREADABLE));
        Self { head: Head { kind, line: row.line, columns }, known, missing, twice, unreadable }
    }

    fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }

    /// Whole ones first, then those of which more is known.
    fn rank(&self) -> (bool, usize) {
        (self.is_whole(), self.known)
    }

    fn checked(self, mapped: &Mapped) -> Result<Head, TableFault> {
        if self.unreadable {
            return Err(TableFault::UnreadableHead { line: self.head.line });
        }
        let is_there = |name: &str| self.head.columns.iter().any(|it| same(&it.name, name));
        if let Some((name, _)) = mapped.iter().find(|(name, _)| !is_there(name)) {
            let there = self.head.columns.into_iter().map(|it| it.name).collect();
            return Err(TableFault::NoColumn { named: name.clone(), there });
        }
        let no_field = |(_, field): &&(String, String)| {
            field.trim() != IGNORED && self.head.kind.column_named(field).is_none()
        };
        if let Some((_, field)) = mapped.iter().find(no_field) {
            return Err(TableFault::NoField { named: field.clone(), kind: self.head.kind });
        }
        if let Some((column, first, second)) = self.twice {
            return Err(TableFault::Twice { column, first, second });
        }
        match self.missing.first() {
            Some(column) => {
                let there = self.head.columns.into_iter().map(|it| it.name).collect();
                Err(TableFault::MissingColumn { column, kind: self.head.kind, there })
            }
            None => Ok(self.head),
        }
    }
}

/// Whether a column is called by a number and nothing says what it numbers.
fn is_only_number(column: &HeadColumn) -> bool {
    column.column.is_some_and(|it| it.reading == Reading::Passed) && folded(&column.name) == "no"
}

/// Whether two names of a column are the same one.
fn same(name: &str, other: &str) -> bool {
    folded(name) == folded(other)
}

/// What a column of the file holds: as somebody says, else as its name does, with what stands in
/// brackets or without.
fn named(kind: TableKind, name: String, mapped: &Mapped) -> HeadColumn {
    let whole = folded(&name);
    let said = mapped.iter().find(|(column, _)| same(column, &name)).map(|(_, field)| field);
    let column = match said {
        Some(field) if field.trim() == IGNORED => None,
        Some(field) => kind.column_named(field),
        None => kind.column_named(&name).or_else(|| kind.column_named(without_brackets(&whole))),
    };
    let in_ten_thousands = TEN_THOUSANDS.iter().any(|words| whole.contains(words));
    HeadColumn { name, column, in_ten_thousands }
}
