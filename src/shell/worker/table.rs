//! Tables at the workbench: looked through with progress, shown, and saved once somebody has looked.

use super::Worker;
use crate::app::{Answer, Checked, Failure, Performed};
use crate::command::fill::Values;
use crate::command::{CHECKED, Catalog, Directory, Verb, table_options};
use crate::domain::id::EntityId;
use crate::exchange::table::told::{is_told, row_text, summary};
use crate::exchange::table::{Plan, What};
use crate::i18n::Lang;
use crate::i18n::wording::{Names, Typing};
use crate::shell::desk::{TableFile, TableWish};
use crate::store::Asked;

/// The most rows that are shown before saving; a dry run on the command line tells of all.
const ROWS_SHOWN: usize = 6;

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
        let options = table_options(values, &file.name).map_err(|pair| {
            Failure::Other(match lang {
                Lang::Zh => format!("列名对应“{pair}”：请写成 列名=字段，例如 事由=议题"),
                Lang::En => format!("Columns “{pair}”: write COLUMN=FIELD, such as Subject=title"),
            })
        })?;
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
        let is_checked = values.first(CHECKED).is_some();
        if !is_checked || !(plan.is_clean() || takes_good) {
            return Err(Failure::Check(Box::new(self.checked(file, &plan, takes_good))));
        }
        if !options.mapped.is_empty() {
            let remembered = self.desk.remember_columns(&plan.head, false, asked);
            if let Err(error) = remembered {
                return self.outcome(Err(error));
            }
        }
        let Self { desk, send, .. } = self;
        let mut was = 0;
        let done = desk.import_table(&plan, asked, &mut |at, of| {
            let percent = at.saturating_mul(100) / of.max(1);
            if percent != was && at < of {
                was = percent;
                send(Answer::Saving { percent });
            }
        });
        self.outcome(done)
    }

    /// What is shown before anything is saved.
    fn checked(&self, file: &TableFile, plan: &Plan, takes_good: bool) -> Checked {
        let lang = self.lang;
        let mut lines = summary(&file.name, plan, lang);
        let told = || plan.rows.iter().filter(|row| is_told(row));
        for row in told().take(ROWS_SHOWN) {
            lines.push(row_text(row, &AtTheScreen(self.desk.catalog()), lang));
            lines.extend(row.differences.iter().map(|it| format!("    {}", it.text(lang))));
        }
        let more = told().count().saturating_sub(ROWS_SHOWN);
        if more > 0 {
            lines.push(match lang {
                Lang::Zh => format!("另有 {more} 行；逐行列出：tanshi import 文件 --dry-run"),
                Lang::En => format!("{more} more rows; every one: tanshi import FILE --dry-run"),
            });
        }
        let [added, changed, _, kept, ..] = plan.counts();
        let has_news = added + changed + kept > 0;
        let leaves_out = !plan.is_clean() && !takes_good;
        if plan.rows.iter().any(|row| row.what == What::Conflict) {
            let words = "与现有不同的行：回到表单，在“与现有不同”里选保留或改用";
            let english = "Rows that differ: go back and choose under “Other than here”";
            lines.push(lang.pick(words, english).to_owned());
        }
        Checked { text: lines.join("\n"), has_news, leaves_out }
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
