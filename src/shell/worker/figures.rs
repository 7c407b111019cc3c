//! Figures for the screens: counted while the store is read once, kept until something changes, and
//! frozen reports run again and held against now.

use super::Worker;
use crate::app::{Answer, Counted, FiguresWish, FrozenCount, PaperPlaces};
use crate::command::Catalog;
use crate::command::report::{Wanted, moved_rows, ordered, title, told};
use crate::document::Fonts;
use crate::document::report::{ReportFormat, bytes};
use crate::domain::figures::{Cell, Dimension, FrozenReport, Report, Scope};
use crate::i18n::{Lang, Wording};
use crate::shell::desk::{Again, Frozen};
use crate::shell::paper;
use std::sync::Arc;

/// How many entities are read before it is told how far the counting is.
const TOLD_EVERY: usize = 5_000;

/// A report that was counted, as long as nothing has changed.
#[derive(Debug)]
pub(super) struct Kept {
    scope: Scope,
    /// The last group of the log that it was counted from.
    group: u64,
    report: Arc<Report>,
}

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// Counts what is wished for.
    pub(super) fn count(
        &mut self,
        generation: u64,
        wish: FiguresWish,
    ) -> Result<Box<Counted>, String> {
        let (report, frozen) = match wish.frozen.as_deref() {
            None => (self.counted(generation, wish.scope)?, None),
            Some(name) => {
                let (report, count) = self.run_again(generation, name)?;
                (report, Some(count))
            }
        };
        let division = report.by(wish.dimension);
        let months = report.by(Dimension::Month);
        let names: &Catalog =
            frozen.as_ref().map_or_else(|| self.desk.catalog(), |it| it.catalog.as_ref());
        let cells: Vec<Cell> =
            ordered(names, &division).into_iter().map(|(cell, _)| cell.clone()).collect();
        Ok(Box::new(Counted { wish, report, division, months, cells, frozen }))
    }

    /// The report of now; counted again only where something has changed.
    fn counted(&mut self, generation: u64, scope: Scope) -> Result<Arc<Report>, String> {
        let (group, _) = self.desk.store().engine().groups();
        let kept = self.kept.as_ref().filter(|it| it.scope == scope && it.group == group);
        if let Some(kept) = kept {
            return Ok(Arc::clone(&kept.report));
        }
        let send = &mut self.send;
        let counted = self.desk.report_telling(scope, |read| {
            if read.is_multiple_of(TOLD_EVERY) {
                send(Answer::Counting { generation, read });
            }
        });
        let report = Arc::new(counted.map_err(|error| self.words(&error))?);
        self.kept = Some(Kept { scope, group, report: Arc::clone(&report) });
        Ok(report)
    }

    fn run_again(
        &mut self,
        generation: u64,
        name: &str,
    ) -> Result<(Arc<Report>, FrozenCount), String> {
        let frozen = self.desk.settings().frozen_report(name).cloned();
        let frozen = frozen.ok_or_else(|| gone_text(name, self.lang))?;
        let mut read = 0;
        let send = &mut self.send;
        let again = self.desk.run_frozen(&frozen, || {
            read += 1;
            if read % TOLD_EVERY == 0 {
                send(Answer::Counting { generation, read });
            }
        });
        let again = again.map_err(|error| self.words(&error))?;
        let again = again.ok_or_else(|| no_place_text(name, self.lang))?;
        let now = self.counted(generation, frozen.scope)?;
        let difference = again.difference(&now);
        let names = (&again.catalog, self.desk.catalog());
        let moved = moved_rows(&difference, &again.since, names, self.lang);
        let words = again_text(&again, self.lang);
        let Frozen { report, catalog, again, .. } = again;
        let is_same = again == Again::Same;
        let count = FrozenCount { is_same, words, catalog: Arc::new(catalog), moved };
        Ok((Arc::new(report), count))
    }

    /// Writes what is wished for into the folder for it.
    pub(super) fn write_report(
        &mut self,
        wish: FiguresWish,
        format: ReportFormat,
    ) -> Result<PaperPlaces, String> {
        let counted = self.count(0, wish)?;
        let names = counted.frozen.as_ref().map(|it| Arc::clone(&it.catalog));
        let names: &Catalog = names.as_deref().unwrap_or_else(|| self.desk.catalog());
        let wanted =
            Wanted { division: Some(&counted.division), frozen: counted.wish.frozen.as_deref() };
        let told = told(names, &counted.report, wanted, self.lang);
        let fonts = Fonts::named(&self.desk.settings().options.fonts);
        let bytes = bytes(&told, format, &fonts).map_err(|fault| fault.to_string())?;
        let name =
            format!("{}_{}", title(self.lang), counted.report.scope().interval.words(self.lang));
        let folder =
            paper::folder(self.lang).map_err(|fault| paper::fault_text(&fault, self.lang))?;
        let put = paper::put(&folder, (&name, format.extension()), &bytes, false)
            .map_err(|fault| paper::fault_text(&fault, self.lang))?;
        Ok(PaperPlaces {
            notes: paper::notes(&put, self.lang),
            paths: vec![put.path.display().to_string()],
        })
    }
}

fn again_text(found: &Frozen, lang: Lang) -> String {
    let FrozenReport { name, frozen_on, .. } = &found.frozen;
    match (found.again, lang) {
        (Again::Same, Lang::Zh) => {
            format!("冻结报表「{name}」：按 {frozen_on} 的登记重新算过，结果一致")
        }
        (Again::Same, Lang::En) => {
            format!("Frozen report “{name}”: counted again as recorded on {frozen_on}, the same")
        }
        (Again::Otherwise, Lang::Zh) => {
            format!("冻结报表「{name}」：重算结果和冻结时不一致，请运行 tanshi verify")
        }
        (Again::Otherwise, Lang::En) => {
            format!("Frozen report “{name}”: not as it was frozen; run tanshi verify")
        }
        (Again::OtherRules, Lang::Zh) => {
            format!("冻结报表「{name}」：现在的程序按新的口径统计，结果不同")
        }
        (Again::OtherRules, Lang::En) => {
            format!("Frozen report “{name}”: this version counts by other rules")
        }
    }
}

fn gone_text(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("没有冻结报表「{name}」了"),
        Lang::En => format!("There is no frozen report “{name}” any more"),
    }
}

fn no_place_text(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("这里的日志没有「{name}」冻结时的位置（数据可能是导出后再导入的），不能重算")
        }
        Lang::En => format!(
            "This log does not have the place at which “{name}” was frozen (the data may have been exported \
             and imported), so that it does not run again"
        ),
    }
}
