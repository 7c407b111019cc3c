//! Tables at the workbench: looked through with progress, shown, and saved once somebody has looked.

use super::Worker;
use crate::app::{Answer, Checked, Failure, Performed};
use crate::command::fill::Values;
use crate::command::{
    CHECKED, Catalog, Directory, Fault, FieldFault, Found, Verb, WishFault, table_options,
};
use crate::domain::id::{EntityId, EntityKind};
use crate::exchange::table::Plan;
use crate::exchange::table::told::{counted, details, is_told, row_text};
use crate::i18n::Lang;
use crate::i18n::wording::{Names, Typing};
use crate::shell::desk::{Columns, TableFile, TableWish};
use crate::store::Asked;

/// The most rows that are shown before saving; a dry run on the command line tells of all.
const ROWS_SHOWN: usize = 500;

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// Imports a table that the values name, or shows what would come of it; `None` where they name
    /// none.
    pub(super) fn table(
        &mut self,
        verb: &'static Verb,
        values: &Values,
        asked: &Asked,
    ) -> Option<Result<Box<Performed>, Failure>> {
        match TableFile::named(verb, values) {
            Ok(None) => None,
            Ok(Some(Ok(file))) => Some(self.import_table(&file, values, asked)),
            Ok(Some(Err(fault))) => Some(Err(Failure::Other(fault.text(self.lang)))),
            Err(error) => Some(self.outcome(Err(error))),
        }
    }

    fn import_table(
        &mut self,
        file: &TableFile,
        values: &Values,
        asked: &Asked,
    ) -> Result<Box<Performed>, Failure> {
        let lang = self.lang;
        let options = match table_options(values, &file.name, self.desk.catalog()) {
            Ok(options) => options,
            Err(fault) => return Err(wish_fault(fault, lang)),
        };
        let wish = TableWish { bytes: &file.bytes, form: file.form, options: &options };
        let Self { desk, send, .. } = self;
        let mut was = 0;
        let mut progress = |at: usize, of: usize| {
            let percent = at.saturating_mul(100) / of.max(1);
            if percent != was && at < of {
                was = percent;
                send(Answer::LookedThrough { at, of });
            }
        };
        let plan = match desk.plan_table(wish, asked, &mut progress) {
            Ok(Ok(plan)) => plan,
            Ok(Err(fault)) => return Err(Failure::Other(fault.text(lang))),
            Err(error) => return self.outcome(Err(error.into())),
        };
        let takes_good = values.first("rows") == Some("good");
        let (seen, print) = (values.first(CHECKED), file.print());
        let is_another = seen.is_some_and(|seen| seen != print);
        if seen.is_none() || is_another || !(plan.is_clean() || takes_good) {
            // Whoever left out what was wrong has not seen what is wrong now.
            let takes_good = takes_good && !is_another;
            let checked = Checked { print, is_another, takes_good, ..self.checked(file, &plan) };
            return Err(Failure::Check(Box::new(checked)));
        }
        let columns =
            if options.mapped.is_empty() { Columns::AsTheyAre } else { Columns::Remember };
        let Self { desk, send, .. } = self;
        let mut was = 0;
        let done = desk.import_table(&plan, columns, asked, &mut |at, of| {
            let percent = at.saturating_mul(100) / of.max(1);
            if percent != was && at < of {
                was = percent;
                send(Answer::Saving { percent });
            }
        });
        self.outcome(done)
    }

    /// What is shown before anything is saved.
    fn checked(&self, file: &TableFile, plan: &Plan) -> Checked {
        let lang = self.lang;
        let mut lines = details(&file.name, plan, lang);
        let told = || plan.rows.iter().filter(|row| is_told(row));
        for row in told().take(ROWS_SHOWN) {
            lines.push(row_text(row, &AtTheScreen(self.desk.catalog()), lang));
            lines.extend(row.differences.iter().map(|it| format!("    {}", it.text(lang))));
        }
        let more = told().count().saturating_sub(ROWS_SHOWN);
        if more > 0 {
            lines.push(match lang {
                Lang::Zh => format!("另有 {more} 行；逐行列出：tanshi import 文件 --dry-run"),
                Lang::En if more == 1 => {
                    String::from("1 more row; every one: tanshi import FILE --dry-run")
                }
                Lang::En => format!("{more} more rows; every one: tanshi import FILE --dry-run"),
            });
        }
        let [added, changed, _, kept, conflicts, refused] = plan.counts();
        let (verdict, text) = (counted(plan, lang), lines.join("\n"));
        let taken = added + changed;
        Checked { verdict, text, taken, kept, refused, conflicts, ..Checked::default() }
    }
}

/// Why it cannot be read what is wished of a table.
fn wish_fault(fault: WishFault, lang: Lang) -> Failure {
    match fault {
        WishFault::NoMapping(pair) => Failure::Other(match lang {
            Lang::Zh => format!("列名对应“{pair}”：请写成 列名=字段，例如 事由=议题"),
            Lang::En => format!("Columns “{pair}”: write COLUMN=FIELD, such as Subject=title"),
        }),
        WishFault::NoStudio(typed, found) => {
            let fault = match found {
                Found::Several(ids) => FieldFault::Ambiguous(ids),
                Found::One(_) | Found::None => FieldFault::Unknown(EntityKind::Studio),
            };
            Failure::Fault(Fault { key: "studio", typed, fault })
        }
    }
}

/// Names where keys are pressed and no commands are typed.
pub(super) struct AtTheScreen<'c>(pub(super) &'c Catalog);

impl Names for AtTheScreen<'_> {
    fn name(&self, entity: EntityId) -> Option<String> {
        Directory::name(self.0, entity)
    }

    fn typing(&self) -> Typing {
        Typing::Form
    }
}
