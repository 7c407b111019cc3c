//! The three panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{key_name, role};
use crate::app::Hit;
use crate::app::context::named;
use crate::app::filter::{self, Hint};
use crate::app::issue::merged_words;
use crate::app::layout::Layout;
use crate::app::picture::{category_words, due_words, status_tone};
use crate::app::reader::{Reader, Subject};
use crate::app::state::{Pane, State, StoreState};
use crate::app::verbs;
use crate::app::workbench::{head, open_counts};
use crate::command::filter::shown_status;
use crate::command::screens::{SortKey, Ui};
use crate::command::verb::{Noun, find};
use crate::i18n::{Label, Lang, Text, sentence};
use crate::ui::canvas;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::popup::Framed;
use crate::ui::widget::table::{Cell, Column, Row, Sort, Table};
use crate::ui::widget::{line, scroll_bar, width};

/// Draws the panes that are shown; returns the caret of the filter line.
pub(super) fn draw(
    state: &State,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    layout: &Layout,
) -> Option<Position> {
    studios(state, theme, buffer, layout.studios);
    let caret = issues(state, theme, (buffer, hits), layout.issues);
    minutes(state, theme, buffer, layout.minutes);
    caret
}

fn focused(state: &State, pane: Pane) -> bool {
    state.workbench.pane == pane && state.overlays.is_empty()
}

fn studios(state: &State, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = focused(state, Pane::Studios);
    let title = format!("1 {}", Text::PaneStudios.label(state.lang));
    let footer = if state.workbench.studios.len() > 1 {
        state.workbench.studios.len().to_string()
    } else {
        String::new()
    };
    let inside = Framed { title: &title, footer: &footer, focused }.draw(buffer, area, theme);
    let list = state.workbench.studio_list;
    let total = state.workbench.studios.len() + 1;
    let scrolls = total > usize::from(inside.height);
    let rows = inside.width.saturating_sub(u16::from(scrolls));
    for (y, at) in (0..inside.height).zip(list.offset..total) {
        let studio = at.checked_sub(1).and_then(|at| state.workbench.studios.get(at)).copied();
        let name = studio.map_or_else(
            || Text::MarkAllStudios.label(state.lang).to_owned(),
            |id| named(&state.catalog, id.into()),
        );
        let (open, late) = open_counts(state, studio);
        let row = Rect { y: inside.y + y, height: 1, width: rows, ..inside };
        let count = open.to_string();
        let count_cells = width(&count, theme);
        let count_role = match (late, open) {
            (1.., _) => Role::Danger,
            (0, 0) => Role::Dim,
            _ => Role::Text,
        };
        let mine = studio.is_some() && studio == state.settings.my_studio;
        let style = theme.style(if mine { Role::Accent } else { Role::Text });
        let left = Rect { x: row.x + 1, width: row.width.saturating_sub(count_cells + 3), ..row };
        line(buffer, left, 0, &name, style, theme);
        let right =
            Rect { x: row.right().saturating_sub(count_cells + 1), width: count_cells, ..row };
        line(buffer, right, 0, &count, theme.style(count_role), theme);
        if at == list.selected {
            canvas::tint(buffer, row, theme.selection(focused));
        }
    }
    scroll_bar(buffer, inside, (list.offset, total), theme);
}

/// What the issues are sorted by in each column.
const COLUMN_SORTS: [SortKey; 7] = [
    SortKey::Number,
    SortKey::Title,
    SortKey::Category,
    SortKey::Status,
    SortKey::Age,
    SortKey::Due,
    SortKey::Department,
];

fn issues(
    state: &State,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    area: Rect,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let lang = state.lang;
    let bench = &state.workbench;
    let focused = focused(state, Pane::Issues);
    let mut title = format!("2 {}", Text::PaneIssues.label(lang));
    if let Some(id) = state.scope() {
        title = format!("{title} · {}", named(&state.catalog, id.into()));
    }
    if bench.open_only {
        title = format!("{title} · {}", state.say("只看未办结", "open only"));
    }
    let marked = crate::app::marked::words(state);
    if !marked.is_empty() {
        title = format!("{title} · {marked}");
    }
    let total = bench.shown.len();
    let footer = if total == state.catalog.issues.len() {
        if total == 0 {
            String::new()
        } else {
            sentence::position(lang, bench.issue_list.selected + 1, total)
        }
    } else {
        sentence::shown_of(lang, total, state.catalog.issues.len())
    };
    // There may be more of them.
    let footer = if state.is_listing() { format!("{footer} …") } else { footer };
    let mut inside = Framed { title: &title, footer: &footer, focused }.draw(buffer, area, theme);
    let mut caret = None;
    let head = head(state);
    if head.bar > 0 {
        super::views::bar(state, theme, (buffer, hits), Rect { height: 1, ..inside });
        inside = below(inside);
    }
    if head.filter > 0 {
        let row = Rect { height: 1, ..inside };
        let fault = filter::understood(state).and_then(|it| it.faults.first());
        let input = Input {
            label: Text::PromptFilter.label(lang),
            placeholder: Text::PromptFilterHint.label(lang),
            editor: &bench.filter,
            focused: bench.filtering && state.overlays.is_empty(),
            wrong: fault.map_or((0, 0), |fault| (fault.place.start, fault.place.end)),
        };
        caret = input.draw(buffer, row, theme);
        inside = below(inside);
    }
    if head.hint > 0 {
        hint(state, theme, buffer, Rect { height: 1, ..inside });
        inside = below(inside);
    }
    let (age, status) = (state.say("天数", "Age"), Text::ColumnStatus.label(lang));
    let columns = [
        Column::fixed(Text::ColumnNumber.label(lang), 16).dropped_at(5),
        Column::growing(Text::ColumnTitle.label(lang), 24).ideal(state.lang_cells(30, 40)),
        Column::fixed(Text::ColumnCategory.label(lang), state.lang_cells(4, 10)).dropped_at(7),
        Column::fixed(status, state.lang_cells(8, 10)).dropped_at(1),
        Column::fixed(age, 5).right().dropped_at(6),
        Column::fixed(Text::ColumnDue.label(lang), 10).dropped_at(2),
        Column::fixed(Text::ColumnDepartment.label(lang), state.lang_cells(8, 10))
            .ideal(13)
            .dropped_at(4),
    ];
    let empty = empty_words(state);
    let table = Table {
        columns: &columns,
        total,
        offset: bench.issue_list.offset,
        selected: Some(bench.issue_list.selected),
        focused,
        sort: COLUMN_SORTS
            .iter()
            .position(|by| *by == bench.sort)
            .map(|column| Sort { column, descending: bench.descending }),
        empty: &empty,
    };
    table.draw(buffer, inside, theme, |at| issue_row(state, at));
    for (place, column) in table.headings(inside) {
        if let Some(by) = COLUMN_SORTS.get(column) {
            hits.add(place, Hit::Sort(*by));
        }
    }
    caret
}

/// What is left of an area under its first row.
const fn below(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

/// The line under the filter line.
fn hint(state: &State, theme: &Theme, buffer: &mut Buffer, row: Rect) {
    let lang = state.lang;
    let inner = Rect { x: row.x + 1, width: row.width.saturating_sub(1), ..row };
    let mut say = |x: u16, words: &str, role: Role| {
        let rest = Rect { x, width: inner.right().saturating_sub(x), ..inner };
        line(buffer, rest, 0, words, theme.style(role), theme)
    };
    match filter::hint(state) {
        Some(Hint::Fault(fault)) => {
            say(inner.x, &fault.words(lang), Role::Danger);
        }
        Some(Hint::Unfinished(fault)) => {
            say(inner.x, &fault.words(lang), Role::Dim);
        }
        Some(Hint::Near) => {
            say(inner.x, filter::near_words(state), Role::Warning);
        }
        Some(Hint::Next(next)) => {
            let takes = next.offers.first().is_some_and(|offer| !offer.insert.is_empty());
            let mut x = inner.x;
            if takes {
                x = say(x, "Tab ", Role::Key);
            }
            for (at, offer) in next.offers.iter().enumerate() {
                let role = if takes && at == 0 { Role::Accent } else { Role::Dim };
                x = say(x, &format!("{}  ", offer.label), role);
            }
            let about = match lang {
                Lang::Zh => format!("（{}）", next.about),
                Lang::En => format!("({})", next.about),
            };
            say(x, &about, Role::Dim);
        }
        Some(Hint::How) => {
            let words = how_words(state, usize::from(inner.width));
            say(inner.x, &words, Role::Dim);
        }
        None => {}
    }
}

/// How a query is typed, in as many words as there is room for; what helps most comes first.
fn how_words(state: &State, room: usize) -> String {
    let parts: [&str; 7] = match state.lang {
        Lang::Zh => {
            ["Tab 补全", "状态：", "时限：<7天", "部门：", "情形：逾期", "工作室：", "- 是不要"]
        }
        Lang::En => [
            "Tab completes",
            "status:",
            "due:<7d",
            "dept:",
            "is:overdue",
            "studio:",
            "- turns round",
        ],
    };
    let mut words = String::new();
    for part in parts {
        let longer = if words.is_empty() { part.to_owned() } else { format!("{words}  {part}") };
        if text::width(&longer, state.ambiguous) > room {
            break;
        }
        words = longer;
    }
    words
}

fn empty_words(state: &State) -> String {
    if state.store == StoreState::Opening {
        return Text::MarkLoading.label(state.lang).to_owned();
    }
    if state.is_listing() {
        return Text::MarkSearching.label(state.lang).to_owned();
    }
    if state.catalog.issues.is_empty() {
        let key = find(Noun::Issue, "add").map(|verb| verbs::verb_key(state, verb));
        return Text::EmptyIssues
            .with_key(state.lang, key.as_deref().filter(|key| !key.is_empty()).unwrap_or("F4"));
    }
    Text::EmptyFilter.with_key(state.lang, &key_name(state, Ui::Back))
}

fn issue_row(state: &State, at: usize) -> Row<'_> {
    let row = state.workbench.shown.get(at).and_then(|slot| state.catalog.issues.at(*slot));
    let Some(row) = row else { return Row::default() };
    let lang = state.lang;
    let (due, due_tone) = due_words(row.due, state);
    let status = shown_status(row.status, row.accepted, lang);
    let departments: Vec<String> =
        row.departments.iter().map(|id| named(&state.catalog, (*id).into())).collect();
    let open = row.status.is_open();
    let age = match row.age_days(state.today).filter(|_| open) {
        Some(days) => days.to_string(),
        None => String::new(),
    };
    let title = match row.merged {
        0 => row.title.to_string(),
        count => {
            let merged = merged_words(lang, count.into());
            format!("{}{merged}{}{}", lang.pick("〔", "["), lang.pick("〕", "] "), row.title)
        }
    };
    let parts = |text: &str| {
        let ready = state.workbench.understood.ready.as_ref();
        ready.map(|ready| ready.parts(text)).unwrap_or_default()
    };
    let found = parts(&title);
    let title = Cell::new(title).found(found);
    let title = if row.conflict { title.role(Role::Danger) } else { title };
    Row {
        marked: state.marks.has(row.id),
        cells: vec![
            Cell::new(row.number.to_string()).role(Role::Dim).found(parts(row.number.as_str())),
            title,
            Cell::new(category_words(row.category, lang)).role(Role::Dim),
            Cell::new(status).role(role(status_tone(row.status))),
            Cell::new(age).role(Role::Dim),
            Cell::new(due).role(role(due_tone)),
            Cell::new(departments.join(state.say("、", ", "))),
        ],
    }
}

fn minutes(state: &State, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let focused = focused(state, Pane::Minutes);
    let title = format!("3 {}", Text::PaneMinutes.label(state.lang));
    let inside = Framed { title: &title, footer: "", focused }.draw(buffer, area, theme);
    let lines = crate::app::reader::lines(state, Subject::Minutes);
    if lines.is_empty() && state.store == StoreState::Open {
        let key = find(Noun::Session, "plan").map(|verb| verbs::verb_key(state, verb));
        let key = key.filter(|key| !key.is_empty()).unwrap_or_else(|| "F6".to_owned());
        let words = Text::EmptySessions.with_key(state.lang, &key);
        let rows =
            text::wrap(&words, usize::from(inside.width.saturating_sub(2)), theme.ambiguous());
        let inner = Rect { x: inside.x + 1, width: inside.width.saturating_sub(1), ..inside };
        for (y, row) in (0..inside.height).zip(rows) {
            line(buffer, inner, y, &row, theme.style(Role::Dim), theme);
        }
        return;
    }
    let reader: &Reader = &state.workbench.minutes;
    super::page::lines(buffer, inside, &lines, (reader.cursor, reader.offset, focused), theme);
}
