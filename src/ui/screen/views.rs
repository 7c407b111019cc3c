//! The bar of the saved views over the issues, and their menu.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Hit;
use crate::app::palette::visible;
use crate::app::state::State;
use crate::app::views::menu::Menu;
use crate::app::views::{active, count};
use crate::i18n::Lang;
use crate::ui::canvas;
use crate::ui::hits::Hits;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::menu::{Digits, Entry, Menu as List};
use crate::ui::widget::popup::{Framed, centered};
use crate::ui::widget::{line, width};

/// What stands where views to the left or to the right have no room.
const MORE: &str = "…";

/// Draws the bar: the view that is on is always seen, and `*` says that it was changed.
pub(super) fn bar(
    state: &State,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    area: Rect,
) {
    let on = active(state);
    let views = state.views.all().iter().enumerate();
    let words: Vec<(usize, String)> = views
        .map(|(at, view)| {
            let mark = if on == Some((at, true)) { "*" } else { "" };
            let count = count(state, at).map(|it| format!(" {it}")).unwrap_or_default();
            (at, format!(" {}{mark}{count} ", view.label(state.lang)))
        })
        .collect();
    let cells = |words: &str| width(words, theme);
    let first = first_shown(&words, on.map_or(0, |(at, _)| at), area.width, cells);
    let mut x = area.x;
    if first > 0 {
        x = put(buffer, area, x, MORE, theme, Role::Dim);
    }
    for (at, words) in words.iter().skip(first) {
        let is_last = *at + 1 == state.views.all().len();
        let room = area.right().saturating_sub(x).saturating_sub(u16::from(!is_last));
        if cells(words) > room {
            put(buffer, area, x, MORE, theme, Role::Dim);
            break;
        }
        let place = Rect { x, width: cells(words), height: 1, ..area };
        let is_on = on.is_some_and(|(on, _)| on == *at);
        let role = if is_on { Role::Accent } else { Role::Dim };
        x = put(buffer, area, x, words, theme, role);
        if is_on {
            canvas::tint(buffer, place, theme.selection(false));
        }
        hits.add(place, Hit::View(*at));
    }
}

/// The first view that is shown, so that the one that is on has room.
fn first_shown(
    words: &[(usize, String)],
    on: usize,
    room: u16,
    cells: impl Fn(&str) -> u16,
) -> usize {
    let (mut first, mut used) = (on, 2_u16);
    for (at, words) in words.iter().take(on + 1).rev() {
        used = used.saturating_add(cells(words));
        if used > room {
            break;
        }
        first = *at;
    }
    first
}

fn put(buffer: &mut Buffer, area: Rect, x: u16, words: &str, theme: &Theme, role: Role) -> u16 {
    let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
    line(buffer, rest, 0, words, theme.style(role), theme)
}

/// Draws the menu; returns its caret.
pub(super) fn menu(
    state: &State,
    menu: &Menu,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) -> Option<Position> {
    let area = centered(body, 72, canvas::cells(visible(state)) + 3);
    let title = state.say("视图", "Views");
    let inside = Framed { title, footer: "", focused: true }.draw_over(buffer, area, theme);
    let (label, placeholder) = match (menu.renaming, state.lang) {
        (Some(_), Lang::Zh) => ("新名称", ""),
        (Some(_), Lang::En) => ("New name", ""),
        (None, Lang::Zh) => ("名称", "打名称找视图，或存成新的；Alt+数字直接选"),
        (None, Lang::En) => ("Name", "Type to find a view or save a new one; Alt+digit chooses"),
    };
    let input = Input { label, placeholder, editor: &menu.editor, focused: true, wrong: (0, 0) };
    let caret = input.draw(buffer, Rect { height: 1.min(inside.height), ..inside }, theme);
    let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let words: Vec<(String, String)> =
        menu.rows.iter().map(|row| menu.words(state, *row)).collect();
    let entries: Vec<Entry<'_>> = words
        .iter()
        .map(|(label, note)| Entry { label, note, enabled: true, found: &[] })
        .collect();
    hits.rows(rows, (menu.list.offset, entries.len()), Hit::Pick);
    List {
        entries: &entries,
        selected: menu.list.selected,
        offset: menu.list.offset,
        focused: true,
        digits: if menu.has_digits() { Digits::OfShown } else { Digits::Text },
    }
    .draw(buffer, rows, theme);
    caret
}
