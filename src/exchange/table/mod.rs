//! Tables that offices have: CSV, workbooks and JSON Lines of plain rows, about issues, people,
//! departments, studios and attendance. Bytes in, a [`Plan`] out.
//!
//! | question | file |
//! |---|---|
//! | what each column is called, and how its cells are read | [`mod@column`], `cell`, `word` |
//! | from bytes to rows of texts | `delimited`, `workbook`, `lines`, `raw` |
//! | which row is the head, and what the table is about | [`head`] |
//! | what becomes of each row | [`plan`], `planner`, `issue`, `draft`, `past`, `again`, `compared`, `places`, `kept`, `called`, `directory`, `attendance` |
//! | what is known beside the file | [`ground`] |
//! | what is wrong, and in which words | [`fault`], `wording`, [`told`] |

mod again;
mod attendance;
mod called;
mod cell;
pub mod column;
mod compared;
mod delimited;
mod directory;
mod draft;
pub mod fault;
pub mod ground;
pub mod head;
mod issue;
mod kept;
mod lines;
mod past;
mod places;
pub mod plan;
mod planner;
mod raw;
pub mod reference;
pub mod told;
mod word;
mod wording;
mod workbook;

pub use column::TableKind;
pub use fault::TableFault;
pub use ground::{Alike, Conflicts, Options, Stored, Written};
pub use head::Head;
pub use plan::{Beside, Difference, Ground, Like, NearName, Plan, RowReport, Said, What};
pub use raw::Broken;
pub use workbook::MAX_INFLATED_BYTES;

use self::raw::Raw;
use super::decode::{UNREADABLE, decode};

/// The largest file that is read at once.
pub const MAX_BYTES: usize = 256 << 20;
/// The most rows of a table: what one change, and one undo, can hold.
pub const MAX_ROWS: usize = 150_000;

/// A table with its head, not gone through yet.
pub struct Table {
    raw: Raw,
    head: Head,
    skipped: usize,
    unread: Vec<UnreadSheet>,
}

/// A sheet of a workbook that holds something and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadSheet {
    /// Its name.
    pub name: String,
    /// How many of its rows hold something.
    pub rows: usize,
}

/// How a file is written that may hold a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A workbook, `.xlsx`.
    Workbook,
    /// Text with commas, semicolons or tabs.
    Delimited,
    /// JSON Lines.
    Lines,
}

impl Table {
    /// Reads a file and finds its head.
    ///
    /// # Errors
    /// [`TableFault`]; what is wrong with a row is told by [`Table::plan`].
    pub fn open(bytes: &[u8], form: Form, options: &Options) -> Result<Self, TableFault> {
        if bytes.len() > MAX_BYTES {
            let limit_bytes = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
            return Err(TableFault::TooLarge { limit_bytes });
        }
        match form {
            Form::Workbook => {
                let mut sheets = workbook::sheets(bytes, options.sheet.as_deref())?;
                let mut table = Self::first_known(&mut sheets, options)?;
                table.unread.extend(sheets.unread());
                table.unread.retain(|it| it.rows > 0 && !sheets.is_hidden(&it.name));
                Ok(table)
            }
            Form::Delimited => Self::first_known([text_rows(bytes, delimited::rows)], options),
            Form::Lines => Self::first_known([text_rows(bytes, lines::rows)], options),
        }
    }

    /// The first sheet with a known head; where none has one, what is wrong with the first that is not
    /// empty.
    fn first_known(
        raws: impl IntoIterator<Item = Result<Raw, TableFault>>,
        options: &Options,
    ) -> Result<Self, TableFault> {
        let (mut fault, mut unread) = (None, Vec::new());
        for raw in raws {
            let raw = raw?;
            match head::find(&raw, options) {
                Ok((head, skipped)) => {
                    if raw.rows.len() - skipped.min(raw.rows.len()) > MAX_ROWS {
                        return Err(TableFault::TooManyRows { limit: MAX_ROWS });
                    }
                    return Ok(Self { raw, head, skipped, unread });
                }
                Err(TableFault::NoRows) => {}
                Err(other) => fault = fault.or(Some(other)),
            }
            let rows = raw.rows.iter().filter(|row| !row.is_blank()).count();
            unread.extend(raw.sheet.map(|name| UnreadSheet { name, rows }));
        }
        Err(fault.unwrap_or(TableFault::NoRows))
    }

    /// The head that was found.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// How many rows stand below the head, blank ones and sums among them.
    pub fn len(&self) -> usize {
        self.raw.rows.len().saturating_sub(self.skipped)
    }

    /// Whether there is no row below the head.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Goes through all rows: what becomes of each, and what is to be done.
    pub fn plan(self, options: &Options, ground: &mut Ground<'_>) -> Plan {
        let plan = planner::plan(&self.raw, (self.head, self.skipped), options, ground);
        Plan { unread: self.unread, ..plan }
    }
}

fn text_rows(bytes: &[u8], rows: fn(&str) -> Vec<raw::RawRow>) -> Result<Raw, TableFault> {
    let decoded = decode(bytes);
    let unreadable = decoded.text.matches(UNREADABLE).count();
    // A picture, a program: no table that somebody damaged.
    if decoded.text.contains('\0') || unreadable > 16 && unreadable * 20 > decoded.text.len() {
        return Err(TableFault::Binary);
    }
    Ok(Raw { rows: rows(&decoded.text), sheet: None, encoding: Some(decoded.encoding) })
}
