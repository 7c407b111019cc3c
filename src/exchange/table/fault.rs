//! Why a table, or a row of it, is not taken in: as data, `wording` says it.

use super::{
    column::{Column, TableKind},
    raw::Broken,
};
use crate::domain::{
    amount::AmountFault,
    date::DateFault,
    number::NumberFault,
    refusal::{Field, Refusal},
    text::TextFault,
};

/// Why nothing can be read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// The file is larger than what is read at once, or would be once inflated.
    TooLarge {
        /// The most bytes that are read.
        limit_bytes: u64,
    },
    /// There is nothing in it.
    NoRows,
    /// It has more rows than are read at once.
    TooManyRows {
        /// The most that are read.
        limit: usize,
    },
    /// The workbook cannot be read: it is damaged, or only a part of it is there.
    BadWorkbook,
    /// The workbook is behind a password.
    LockedWorkbook,
    /// It is a workbook in the format of before 2007, or of another program.
    OldWorkbook,
    /// The bytes are no table.
    Binary,
    /// The workbook has no such sheet.
    NoSheet {
        /// The name that was asked for.
        named: String,
        /// The names of its sheets.
        there: Vec<String>,
    },
    /// No row names known columns.
    NoHead {
        /// What the first row holds.
        found: Vec<String>,
        /// What the table was said to be about.
        kind: Option<TableKind>,
    },
    /// The head holds bytes that cannot be read.
    UnreadableHead {
        /// Where it stands.
        line: usize,
    },
    /// A column that has to be there is not.
    MissingColumn {
        /// Which one.
        column: &'static Column,
        /// What the table is taken for.
        kind: TableKind,
        /// The names of the columns that are there.
        there: Vec<String>,
    },
    /// Two columns hold the same.
    Twice {
        /// What they hold.
        column: &'static Column,
        /// The more usual name of the two.
        first: String,
        /// The one to be left out.
        second: String,
    },
    /// A column that was named is not there.
    NoColumn {
        /// The name.
        named: String,
        /// The names that are there.
        there: Vec<String>,
    },
    /// There is no field of this name.
    NoField {
        /// The name.
        named: String,
        /// What the table is about.
        kind: TableKind,
    },
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The column, by its name in the file; `None` where the row as a whole is at fault.
    pub column: Option<String>,
    /// What stands there, cut where it is long.
    pub found: String,
    /// What is wrong with it.
    pub what: Problem,
}

/// What can be wrong with a cell, or with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing stands where something has to.
    Missing,
    /// The table has no column for something that this row has to say.
    NoColumn {
        /// Which one.
        column: &'static Column,
    },
    /// A spreadsheet program wrote that it could not work the cell out: `#N/A`.
    NotWorkedOut,
    /// Bytes cannot be read, at this character of the cell, from 1.
    Unreadable {
        /// Which character.
        at: usize,
        /// The encoding that the file is taken for.
        encoding: &'static str,
    },
    /// A text that cannot be stored.
    Text {
        /// Which piece it would be.
        field: Field,
        /// Why not.
        fault: TextFault,
    },
    /// A date that cannot be read.
    Date(DateFault),
    /// A date that does not say its year, or counts from today.
    NoYear,
    /// A month or a range where a single day is needed.
    NotADay,
    /// A time of day that cannot be read.
    Time,
    /// An amount that cannot be read.
    Amount(AmountFault),
    /// A number of heads that cannot be read.
    Count,
    /// None of the words that are read there.
    Word {
        /// Those words.
        allowed: Vec<&'static str>,
    },
    /// A case number with a slip in it.
    Number(NumberFault),
    /// The code of a studio that cannot be read.
    Code(NumberFault),
    /// There is no such studio.
    NoStudio,
    /// There is no such department.
    NoDepartment,
    /// There is no such person.
    NoPerson,
    /// There is no such session.
    NoSession,
    /// It has to be said which session: by its number, or by studio, date and title.
    WhichSession,
    /// Several are called so.
    Several {
        /// How many.
        count: usize,
    },
    /// Somebody is said to be new, and one of just this name, without a unit, is known already.
    Namesake,
    /// A merged issue has to be merged by hand, once both are there.
    MergedElsewhere,
    /// It says something else than what is here, and no row of a table may change that.
    ByHand {
        /// The field that it is about.
        field: &'static str,
    },
    /// The cells of the row cannot be told apart.
    Broken(Broken),
    /// The row has more cells than the head.
    TooManyCells {
        /// How many it has.
        cells: usize,
        /// How many the head has.
        head: usize,
    },
    /// Another row of the file is known by the same.
    Repeated {
        /// Its line.
        first_line: usize,
    },
    /// The code belongs to the studio of another row of the file.
    CodeUsed {
        /// The line of that.
        first_line: usize,
    },
    /// The rules refuse it.
    Refused(Refusal),
}
