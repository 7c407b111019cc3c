//! A report on the terminal: the totals and what they are made of, the rates, the waiting times, the
//! division, and below all of it the rules by which it was counted.

use super::Shown;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::cli::table::padded;
use crate::command::report::{NOTES, REST, Wanted, notes_for, notes_on, summary_words, told};
use crate::document::report::{Datum, Grid};
use crate::domain::figures::{Division, Figure, Rate, Wait};
use crate::i18n::{Label, Lang, sentence};
use unicode_width::UnicodeWidthStr;

/// How wide the names of the figures are at least.
const LABEL_CELLS: usize = 38;
/// How wide a name in a table gets.
const NAME_CELLS: usize = 28;

/// Prints it.
pub(super) fn print(shown: &Shown<'_>, output: &mut Output) -> Result<(), CliError> {
    let (lang, whole) = (shown.lang, shown.report.whole());
    let wanted = Wanted {
        division: shown.division,
        frozen: shown.frozen.map(|frozen| frozen.frozen.name.as_str()),
    };
    let told = told(shown.catalog, shown.report, wanted, lang);
    told.about.iter().try_for_each(|line| output.line(line))?;
    for figure in Figure::TOTALS.into_iter().chain(REST) {
        let count = whole.count(figure);
        let notes: Vec<String> = notes_on(figure).iter().map(|it| format!("[{it}]")).collect();
        let label = padded(figure.label(lang), LABEL_CELLS);
        output.line(format!("  {label} {count:>6}  {}", notes.concat()).trim_end())?;
    }
    for rate in Rate::ALL.iter().copied() {
        let percent = sentence::percent(lang, whole.percent(rate));
        let parts = format!("{} / {}", whole.count(rate.part()), whole.count(rate.whole()));
        let label = padded(rate.label(lang), LABEL_CELLS);
        output.line(&format!("  {label} {percent:>6}  {parts}"))?;
    }
    for wait in Wait::ALL.iter().copied() {
        let label = padded(wait.label(lang), LABEL_CELLS);
        output.line(&format!("  {label} {}", summary_words(whole.wait(wait), lang)))?;
    }
    if let Some(division) = shown.division {
        let title = division.dimension().label(lang);
        let is_divided = |grid: &&Grid| {
            !grid.is_detail && grid.columns.first().is_some_and(|it| it.words == title)
        };
        for grid in told.grids.iter().filter(is_divided) {
            print_grid(grid, lang, output)?;
        }
        output.line(&surplus(division, lang))?;
    }
    for (place, note) in (1..).zip(NOTES) {
        output.line(&format!("[{place}] {}", note.label(lang)))?;
    }
    Ok(())
}

/// What the cells add up to, so that nobody has to find it out.
fn surplus(division: &Division, lang: Lang) -> String {
    let notes: Vec<String> = notes_for(division).iter().map(|it| format!("[{it}]")).collect();
    let over: Vec<&'static str> = Figure::TOTALS
        .iter()
        .filter(|figure| division.surplus(**figure) > 0)
        .map(|figure| figure.label(lang))
        .collect();
    let words = match (over.is_empty(), lang) {
        (true, Lang::Zh) => "各格相加等于合计。".to_owned(),
        (true, Lang::En) => "The cells add up to the totals.".to_owned(),
        (false, Lang::Zh) => format!("各格相加大于合计的：{}。", over.join("、")),
        (false, Lang::En) => {
            format!("The cells add up to more than the total of: {}.", over.join(", "))
        }
    };
    format!("{words} {}", notes.concat()).trim_end().to_owned()
}

/// Prints a table, numbers at the right of their columns.
pub(super) fn print_grid(grid: &Grid, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    output.line("")?;
    output.line(&grid.title)?;
    let head: Vec<String> = grid.columns.iter().map(|it| it.words.clone()).collect();
    let rows: Vec<Vec<String>> =
        grid.rows.iter().map(|row| row.iter().map(|it| it.plain(lang)).collect()).collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|at| {
            let cells = std::iter::once(&head).chain(&rows).filter_map(|row| row.get(at));
            cells.map(|cell| cell.width()).max().unwrap_or(0).min(NAME_CELLS)
        })
        .collect();
    let is_words = |row: Option<&Vec<Datum>>, at: usize| {
        row.and_then(|row| row.get(at)).is_none_or(|it| matches!(it, Datum::Words(_)))
    };
    let first = grid.rows.first();
    for row in std::iter::once(&head).chain(&rows) {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            if is_words(first, at) {
                return padded(cell, *width);
            }
            format!("{}{cell}", " ".repeat(width.saturating_sub(cell.width())))
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        output.line(format!("  {line}").trim_end())?;
    }
    output.line("")
}
