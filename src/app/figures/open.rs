//! Opening the screen, the rows behind a number, a frozen report; and the way back.

use super::cursor::{columns_of, follow};
use super::{RowsPage, Stop, names, open_row, scope, stop};
use crate::app::rows::List;
use crate::app::state::{Page, State, ToastTone};
use crate::command::fill::{Directory as _, Values};
use crate::command::report::{REST, Wanted, cell_name, summary_words, told};
use crate::document::plain as plain_text;
use crate::domain::figures::{Cell, Dimension, Figure, Rate, Row, Wait};
use crate::i18n::{Label, Wording};

/// Shows the screen.
pub(crate) fn push(state: &mut State) {
    if !matches!(state.pages.last(), Some(Page::Figures)) {
        if !super::is_open(state) {
            state.figures.studio = state.scope();
        }
        state.pages.retain(|page| !matches!(page, Page::Figures | Page::Rows(_)));
        state.pages.push(Page::Figures);
    }
    state.figures.fault = None;
    follow(state);
}

/// All studios, or the one that the lists are narrowed to.
pub(crate) fn toggle_studio(state: &mut State) {
    let narrowed = state.scope().or(state.settings.my_studio);
    state.figures.frozen = None;
    state.figures.studio = match state.figures.studio {
        Some(_) => None,
        None => narrowed,
    };
    if state.figures.studio.is_none() && narrowed.is_none() {
        let words = state.say(
            "没有选中的工作室：在工作台选一个，或在设置里定“我的工作室”",
            "No studio is chosen: select one on the workbench, or set my studio",
        );
        state.toast(ToastTone::Notice, words);
    }
}

/// Opens what the cursor stands on.
pub(crate) fn open(state: &mut State) {
    if let Some(stop) = stop(state) {
        open_stop(state, stop);
    }
}

/// Every number that opens something, the totals first, of the division those that count anything.
pub(crate) fn stops(state: &State) -> Vec<Stop> {
    let figures = &state.figures;
    let whole = Figure::TOTALS.iter().chain(REST.iter()).map(|figure| Stop::Figure(*figure, None));
    let frozen: Vec<Stop> = match figures.frozen {
        Some(_) => (0..figures.moved().len()).map(Stop::Moved).collect(),
        None => (0..state.settings.frozen.len()).map(Stop::Frozen).collect(),
    };
    let dimension = figures.dimension;
    let cells = figures.cells().iter().flat_map(|cell| {
        columns_of(dimension).filter_map(|figure| {
            let at = (dimension, cell.clone());
            let count = figures.part(Some(&at))?.count(figure);
            (count > 0).then_some(Stop::Figure(figure, Some(at)))
        })
    });
    whole.chain(Wait::ALL.iter().map(|wait| Stop::Wait(*wait))).chain(frozen).chain(cells).collect()
}

/// The figures one below the other, for a voice: numbers of the whole, both rates, waiting times, then each
/// cell of the division with what is counted there.
pub(crate) fn spoken(state: &State) -> Option<Vec<String>> {
    let (figures, lang) = (&state.figures, state.lang);
    let text = plain(state)?;
    let is_note = |line: &&str| line.starts_with('[');
    let mut lines: Vec<String> =
        text.lines().filter(|line| !line.trim().is_empty()).take(2).map(str::to_owned).collect();
    let whole = |it: &Stop| !matches!(it, Stop::Figure(_, Some(_)));
    let stops = stops(state);
    lines.extend(stops.iter().filter(|it| whole(it)).filter_map(|it| words_of(state, it)));
    let part = figures.part(None)?;
    lines.extend(Rate::ALL.iter().map(|rate| {
        let percent = part.percent(*rate).map(|it| format!("{it:.1}%"));
        let nothing = state.say("没有可算的", "nothing to divide");
        format!("{} {}", rate.label(lang), percent.as_deref().unwrap_or(nothing))
    }));
    for cell in figures.cells() {
        let at = (figures.dimension, cell.clone());
        let Some(part) = figures.part(Some(&at)) else { continue };
        let counted = columns_of(figures.dimension).filter(|figure| part.count(*figure) > 0);
        let counted: Vec<String> =
            counted.map(|it| format!("{} {}", it.label(lang), part.count(it))).collect();
        if !counted.is_empty() {
            let name = cell_name(names(state), figures.dimension, cell, lang);
            lines.push(format!(
                "{name}{}{}",
                lang.pick("：", ": "),
                counted.join(lang.pick("，", ", "))
            ));
        }
    }
    lines.extend(text.lines().filter(is_note).map(str::to_owned));
    Some(lines)
}

/// Opens what a number counts, or a frozen report.
pub(crate) fn open_stop(state: &mut State, stop: Stop) {
    match stop {
        Stop::Figure(figure, cell) => open_figure(state, figure, cell.as_ref()),
        Stop::Wait(wait) => {
            let Some(part) = state.figures.part(None) else { return };
            let waited = part.waited(wait).to_vec();
            let days = Some(waited.iter().map(|it| it.days).collect());
            let rows = waited.iter().map(|it| it.row).collect();
            push_rows(state, wait.label(state.lang).to_owned(), rows, days);
        }
        Stop::Frozen(at) => {
            let name = state.settings.frozen.get(at).map(|it| it.name.clone());
            state.figures.frozen = name;
            state.figures.fault = None;
            follow(state);
        }
        Stop::Moved(at) => {
            if let Some(row) = state.figures.moved().get(at).map(|it| it.row) {
                open_row(state, row);
            }
        }
    }
}

fn open_figure(state: &mut State, figure: Figure, cell: Option<&(Dimension, Cell)>) {
    let Some(part) = state.figures.part(cell) else { return };
    let rows = part.rows(figure).to_vec();
    let title = figure_title(state, figure, cell);
    push_rows(state, title, rows, None);
}

fn push_rows(state: &mut State, title: String, rows: Vec<Row>, days: Option<Vec<Option<u32>>>) {
    if rows.is_empty() {
        let words = state.say("这个数字没有数到什么", "This figure counts nothing");
        return state.toast(ToastTone::Notice, words);
    }
    let frozen = state.figures.counted.as_deref().and_then(|it| it.frozen.as_ref());
    let then = frozen.map(|it| std::sync::Arc::clone(&it.catalog));
    let list = List::default();
    state.pages.push(Page::Rows(Box::new(RowsPage { title, rows, days, then, list })));
}

/// One step back within the screen; says whether there was one.
pub(crate) fn back(state: &mut State) -> bool {
    let had = state.figures.frozen.take().is_some();
    if had {
        state.figures.fault = None;
        follow(state);
    }
    had
}

/// What the form for freezing starts from.
pub(crate) fn beginning(state: &State, values: &mut Values) {
    let scope = scope(state);
    values.set("name", scope.interval.words(state.lang));
    values.set("from", scope.interval.first().to_string());
    values.set("to", scope.interval.last().to_string());
    values.set("cut-off", scope.cut_off.to_string());
    let studio = scope.studio.and_then(|id| state.catalog.name(id.into()));
    if let Some(name) = studio {
        values.set("studio", name);
    }
}

/// The frozen report that is shown, or under the cursor.
pub(crate) fn drop_name(state: &State) -> Option<String> {
    let under = match stop(state) {
        Some(Stop::Frozen(at)) => state.settings.frozen.get(at).map(|it| it.name.clone()),
        _ => None,
    };
    state.figures.frozen.clone().or(under)
}

/// The number under the cursor with what it counts, for a chat.
pub(crate) fn item(state: &State) -> Option<String> {
    words_of(state, &stop(state)?)
}

/// A number with what it counts.
pub(crate) fn words_of(state: &State, stop: &Stop) -> Option<String> {
    match stop {
        Stop::Figure(figure, cell) => {
            let count = state.figures.part(cell.as_ref())?.count(*figure);
            Some(format!("{} {count}", figure_title(state, *figure, cell.as_ref())))
        }
        Stop::Wait(wait) => {
            let summary = state.figures.part(None)?.wait(*wait);
            Some(format!("{} {}", wait.label(state.lang), summary_words(summary, state.lang)))
        }
        Stop::Frozen(at) => state.settings.frozen.get(*at).map(|it| it.name.clone()),
        Stop::Moved(at) => state.figures.moved().get(*at).map(|row| {
            format!("{} {} {} {}", row.counted_words, row.number, row.what, row.why(state.lang))
        }),
    }
}

/// What is counted, and in which cell.
fn figure_title(state: &State, figure: Figure, cell: Option<&(Dimension, Cell)>) -> String {
    let name = figure.label(state.lang);
    let Some((dimension, cell)) = cell else { return name.to_owned() };
    format!("{name} · {}", cell_name(names(state), *dimension, cell, state.lang))
}

/// The report as text, for a chat or a letter.
pub(crate) fn plain(state: &State) -> Option<String> {
    let counted = state.figures.counted.as_deref()?;
    let frozen = counted.wish.frozen.as_deref();
    let wanted = Wanted { division: Some(&counted.division), frozen };
    Some(plain_text(&told(names(state), &counted.report, wanted, state.lang).sheet()))
}
