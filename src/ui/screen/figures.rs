//! The figures: the totals in large digits, the rates side by side, and below or beside them the
//! division, the chart, the waiting times and the frozen reports.

mod chart;
mod lists;
mod table;
mod tiles;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::key_name;
use crate::app::context::named;
use crate::app::figures::{
    Figures, Parts, RowsPage, Section, Tab, Typed, TypedFor, names, parts, scope,
};
use crate::app::state::State;
use crate::command::report::row_words;
use crate::command::screens::Ui;
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use crate::ui::canvas;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::popup::Framed;
use crate::ui::widget::table::{Cell, Column, Row, Table};
use crate::ui::widget::{line, width};

/// Draws the screen; returns the caret where something is typed.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let parts = parts(state);
    let caret = head(state, &parts, theme, buffer);
    tiles::draw(state, &parts, theme, buffer);
    tiles::rates(state, &parts, theme, buffer);
    tabs(state, &parts, theme, buffer);
    table::draw(state, &parts, theme, buffer);
    chart::draw(state, &parts, theme, buffer);
    lists::more(state, &parts, theme, buffer);
    lists::waits(state, &parts, theme, buffer);
    lists::frozen(state, &parts, theme, buffer);
    typed_fault(state, theme, buffer);
    caret
}

/// What is spoken of, or the line that is typed; on the right how far the counting is.
fn head(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = parts.head;
    if let Some(typed) = &state.figures.typed {
        return typed_line(state, typed, area, theme, buffer);
    }
    let figures = &state.figures;
    let right = state_words(state, figures, area.width / 2, theme);
    let cells = width(&right.0, theme);
    let x = area.right().saturating_sub(cells + 1).max(area.x);
    let scope = scope(state);
    let period = if figures.frozen.is_none() { figures.period.words(state) } else { "" };
    let interval = scope.interval.words(state.lang);
    let cut_off = state.say("截止日", "cut-off");
    let words = format!("{period} {interval} · {cut_off} {}", scope.cut_off);
    let studio = scope.studio.map_or_else(
        || Text::MarkAllStudios.label(state.lang).to_owned(),
        |id| named(names(state), id.into()),
    );
    let words = format!(" {} · {studio}", words.trim_start());
    let room = Rect { width: x.saturating_sub(area.x), ..area };
    line(buffer, room, 0, &words, theme.style(Role::Title), theme);
    let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
    line(buffer, rest, 0, &right.0, theme.style(right.1), theme);
    None
}

/// How things stand: counted, being counted, why not, or whose frozen numbers these are.
fn state_words(state: &State, figures: &Figures, room: u16, theme: &Theme) -> (String, Role) {
    if let Some((_, fault)) = &figures.fault {
        return (fault.clone(), Role::Danger);
    }
    if figures.asked.is_some() || !state.is_open() {
        let words = match figures.read {
            0 => state.say("正在统计…", "counting…").to_owned(),
            read => format!("{} {read}", state.say("正在统计…", "counting…")),
        };
        return (words, Role::Accent);
    }
    let frozen = figures.counted.as_deref().and_then(|it| it.frozen.as_ref());
    let Some(frozen) = frozen else { return (String::new(), Role::Dim) };
    let (short, role) = if frozen.is_same {
        (state.say("冻结报表，重算结果一致", "frozen: the same again"), Role::Success)
    } else {
        (state.say("冻结报表，重算结果不同", "frozen: NOT the same again"), Role::Danger)
    };
    let fits = width(&frozen.words, theme) <= room;
    (if fits { frozen.words.clone() } else { short.to_owned() }, role)
}

fn typed_line(
    state: &State,
    typed: &Typed,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (label, placeholder) = match typed.about {
        TypedFor::Interval => (
            state.say("统计区间", "Interval"),
            state.say(
                "2022年、去年、上半年、2022-01-01到2023-10-20",
                "2022, last year, 2022-01-01..2023-10-20",
            ),
        ),
        TypedFor::CutOff => (
            state.say("截止日", "Cut-off date"),
            state
                .say("2023-10-20、月底；不填就是区间最后一天", "2023-10-20; nothing: the last day"),
        ),
    };
    let input = Input { label, placeholder, editor: &typed.editor, focused: true, wrong: (0, 0) };
    input.draw(buffer, area, theme)
}

/// Why what was typed is not taken, below it and over everything else.
fn typed_fault(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let Some(fault) = state.figures.typed.as_ref().and_then(|it| it.fault.as_deref()) else {
        return;
    };
    let body = crate::app::layout::layout(state).body;
    let rows = text::wrap(fault, usize::from(body.width.saturating_sub(2)), theme.ambiguous());
    let places = (body.y + 1..body.bottom()).map(|y| Rect { y, height: 1, ..body });
    for (row, words) in places.zip(rows) {
        canvas::fill(buffer, row, theme.style(Role::Text));
        let inset = Rect { x: row.x + 1, width: row.width.saturating_sub(1), ..row };
        line(buffer, inset, 0, &words, theme.style(Role::Danger), theme);
    }
}

/// What a tab is called.
fn tab_words(state: &State, tab: Tab) -> String {
    let figures = &state.figures;
    match tab {
        Tab::Table => {
            let by = figures.dimension.label(state.lang);
            match state.lang {
                Lang::Zh => format!("按{by}"),
                Lang::En => format!("By {}", by.to_lowercase()),
            }
        }
        Tab::Chart => state.say("按月图", "Chart").to_owned(),
        Tab::More => state.say("明细", "Details").to_owned(),
        Tab::Waits => state.say("等待时间", "Waiting").to_owned(),
        Tab::Frozen if figures.frozen.is_some() => {
            format!("{} {}", state.say("变动", "Moved"), figures.moved().len())
        }
        Tab::Frozen => {
            format!("{} {}", state.say("冻结报表", "Frozen"), state.settings.frozen.len())
        }
    }
}

fn tabs(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let area = parts.tabs;
    let mut x = area.x + 1;
    for tab in Tab::ALL {
        let is_on = tab == state.figures.tab;
        let role = if is_on { Role::Accent } else { Role::Dim };
        let words = tab_words(state, tab);
        let words = if is_on { format!("[{words}]") } else { format!(" {words} ") };
        let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
        x = line(buffer, rest, 0, &words, theme.style(role), theme) + 1;
    }
}

/// The title of a part, where all of them are seen at once; returns what is below it.
fn titled(
    state: &State,
    parts: &Parts,
    area: Rect,
    title: &str,
    (theme, buffer): (&Theme, &mut Buffer),
) -> Rect {
    if parts.is_tabbed || area.is_empty() {
        return area;
    }
    let glyph = canvas::lines(state.ambiguous).horizontal;
    let rule = glyph.repeat(usize::from(area.width));
    line(buffer, area, 0, &rule, theme.style(Role::Border), theme);
    let inset = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    line(buffer, inset, 0, &format!(" {title} "), theme.style(Role::Title), theme);
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// The look of a number: that of the cursor, where the keyboard is on it.
fn look(
    state: &State,
    section: Section,
    (row, column): (usize, usize),
    theme: &Theme,
) -> Option<ratatui::style::Style> {
    let figures = &state.figures;
    let (_, columns) = crate::app::figures::size(state, section);
    let at = figures.column.min(columns.saturating_sub(1));
    let is_here =
        figures.section == section && figures.list(section).selected == row && at == column;
    is_here.then(|| theme.selection(state.overlays.is_empty()))
}

/// Draws the rows behind a number.
pub(super) fn rows(state: &State, page: &RowsPage, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    let lang = state.lang;
    let footer = sentence::position(lang, page.list.selected + 1, page.rows.len());
    let focused = state.overlays.is_empty();
    let framed = Framed { title: &page.title, footer: &footer, focused };
    let inside = framed.draw(buffer, area, theme);
    let mut columns = Vec::new();
    if page.days.is_some() {
        columns.push(Column::fixed(state.say("天数", "Days"), 8).right());
    }
    columns.push(Column::fixed(Text::ColumnNumber.label(lang), 18).ideal(20));
    columns.push(Column::growing(rows_heading(&page.rows, lang), 14));
    let table = Table {
        columns: &columns,
        total: page.rows.len(),
        offset: page.list.offset,
        selected: Some(page.list.selected),
        focused,
        sort: None,
        empty: "",
    };
    let catalog = page.then.as_deref().unwrap_or(&state.catalog);
    table.draw(buffer, inside, theme, |at| {
        let Some(row) = page.rows.get(at) else { return Row::default() };
        let words = row_words(catalog, *row, lang);
        let days = page.days.as_ref().and_then(|days| days.get(at)).map(|days| match days {
            Some(days) => Cell::new(days.to_string()),
            None => Cell::new(state.say("不详", "n/k")).role(Role::Dim),
        });
        let named = [Cell::new(words.number).role(Role::Dim), Cell::new(words.what)];
        Row { cells: days.into_iter().chain(named).collect(), marked: false }
    });
}

/// What the rows behind a number are called by.
fn rows_heading(rows: &[crate::domain::figures::Row], lang: Lang) -> &'static str {
    use crate::domain::figures::Row as Counted;
    let is_named = |row: &Counted| match row {
        Counted::Studio(_)
        | Counted::Attendance(..)
        | Counted::Department(..)
        | Counted::Unnamed(..) => true,
        Counted::Session(_) | Counted::Issue(_) | Counted::Commitment(_) => false,
    };
    match rows.first() {
        Some(row) if is_named(row) => Text::ColumnName.label(lang),
        Some(Counted::Commitment(_)) => Text::ColumnMatter.label(lang),
        _ => Text::ColumnTitle.label(lang),
    }
}

/// What to press where there is nothing to show; while it is being counted, that.
fn empty(state: &State, area: Rect, words: &str, theme: &Theme, buffer: &mut Buffer) {
    let inset = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    let words = match state.figures.counted {
        Some(_) => words.replace("{key}", &key_name(state, Ui::FigureInterval)),
        None => String::new(),
    };
    line(buffer, inset, 0, &words, theme.style(Role::Dim), theme);
}
