//! The ledger of issues, made of everything that is stored.

use super::Desk;
use crate::document::Copy;
use crate::document::csv::csv;
use crate::document::ledger::{Ledger, Scope};
use crate::document::xlsx::{XlsxError, xlsx};
use crate::i18n::Lang;
use crate::store::StoreError;
use chrono::NaiveDate;
use std::io;
use std::path::Path;

/// As what a ledger is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerFormat {
    /// A workbook.
    Xlsx,
    /// Text with commas.
    Csv,
}

impl LedgerFormat {
    /// The ending of its file, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// What a file is written as, by its ending; `None` for any other.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let both = [Self::Xlsx, Self::Csv].into_iter();
        both.into_iter().find(|it| ending.eq_ignore_ascii_case(it.extension()))
    }
}

impl Desk {
    /// The ledger of the issues in a scope, as of `today`.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read, and [`StoreError::ReadOnly`] while part of it cannot be
    /// shown: sums that leave something out are wrong.
    pub fn ledger(
        &mut self,
        scope: &Scope,
        copy: Copy,
        lang: Lang,
        today: NaiveDate,
    ) -> Result<Ledger, StoreError> {
        let engine = self.store.engine();
        if let Some(reason) = engine.read_only()
            && engine.is_partly_shown()
        {
            return Err(StoreError::ReadOnly(reason));
        }
        let world = engine.world()?;
        Ok(Ledger::of(&world, scope, &self.paper_setting(lang, copy), today))
    }
}

/// The bytes of a ledger, dated.
///
/// # Errors
/// What the writer says: more rows than a spreadsheet program reads.
pub fn ledger_bytes(
    ledger: &Ledger,
    format: LedgerFormat,
    dated: NaiveDate,
) -> io::Result<Vec<u8>> {
    match format {
        LedgerFormat::Xlsx => {
            xlsx(&ledger.workbook(dated)).map_err(|fault: XlsxError| io::Error::other(fault))
        }
        LedgerFormat::Csv => csv(&ledger.sheet()).map_err(io::Error::other),
    }
}

/// What the file of a ledger is called, without an ending: no title and no person.
pub fn ledger_name(copy: Copy, dated: NaiveDate, lang: Lang) -> String {
    let (name, public) = (lang.pick("台账", "ledger"), lang.pick("公开版", "public"));
    match copy {
        Copy::Public => format!("{name}-{public}-{dated}"),
        Copy::Internal => format!("{name}-{dated}"),
    }
}
