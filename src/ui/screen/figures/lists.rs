//! The figures beside the totals, the waiting times, the frozen reports, and what moved since one was
//! frozen: a line each, with the number at the end or the words beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{empty, look, tab_words, titled};
use crate::app::figures::{Parts, Section, Tab};
use crate::app::state::State;
use crate::app::verbs;
use crate::command::report::{REST, summary_numbers, summary_words};
use crate::command::verb::{self, Noun};
use crate::domain::figures::Wait;
use crate::i18n::{Label, Wording};
use crate::ui::canvas;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::{line, scroll_bar, width};

/// A line of a list: what it is called, and what it says.
struct Entry {
    name: String,
    says: String,
    role: Role,
}

pub(super) fn more(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let area = titled(state, parts, parts.more, &tab_words(state, Tab::More), (theme, buffer));
    let Some(part) = state.figures.part(None) else { return };
    let entry = |at: usize| {
        let figure = *REST.get(at)?;
        let count = part.count(figure);
        let role = if count == 0 { Role::Dim } else { Role::Accent };
        let says = count.to_string();
        Some(Entry { name: figure.label(state.lang).to_owned(), says, role })
    };
    list(state, (Section::More, REST.len()), area, entry, (theme, buffer));
}

pub(super) fn waits(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    // Beside the other parts there is no room for words with each number.
    let title = if parts.is_tabbed {
        tab_words(state, Tab::Waits)
    } else {
        let words =
            state.say("等待时间：中位数 / 最长 · 件数", "Waiting: median / longest · how many");
        words.to_owned()
    };
    let area = titled(state, parts, parts.waits, &title, (theme, buffer));
    let Some(part) = state.figures.part(None) else { return };
    let entry = |at: usize| {
        let wait = *Wait::ALL.get(at)?;
        let summary = part.wait(wait);
        let (name, says) = if parts.is_tabbed {
            (wait.label(state.lang), summary_words(summary, state.lang))
        } else {
            (wait.short(state.lang), summary_numbers(summary, state.lang))
        };
        Some(Entry { name: name.to_owned(), says, role: Role::Accent })
    };
    list(state, (Section::Waits, Wait::ALL.len()), area, entry, (theme, buffer));
}

pub(super) fn frozen(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let area = titled(state, parts, parts.frozen, &tab_words(state, Tab::Frozen), (theme, buffer));
    if area.is_empty() {
        return;
    }
    if state.figures.frozen.is_some() {
        return moved(state, area, theme, buffer);
    }
    let all = &state.settings.frozen;
    if all.is_empty() {
        let key = verb::find(Noun::Settings, "freeze-report").map(|it| verbs::verb_key(state, it));
        let words = state
            .say(
                "还没有冻结的报表。按 {freeze} 给现在的数字起个名称留底",
                "No report is frozen yet; {freeze} keeps these numbers under a name",
            )
            .replace("{freeze}", &key.unwrap_or_default());
        return empty(state, area, &words, theme, buffer);
    }
    let entry = |at: usize| {
        let frozen = all.get(at)?;
        let interval = frozen.scope.interval.words(state.lang);
        let says = format!("{}{}  {interval}", frozen.frozen_on, state.say(" 冻结", " frozen"));
        Some(Entry { name: frozen.name.clone(), says, role: Role::Dim })
    };
    list(state, (Section::Frozen, all.len()), area, entry, (theme, buffer));
}

fn moved(state: &State, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let moved = state.figures.moved();
    if moved.is_empty() {
        let words = if state.figures.asked.is_some() {
            state.say("正在重算…", "being counted again…")
        } else {
            state.say(
                "现在统计和冻结时一样。Esc 回到现在",
                "A report of today says the same. Esc goes back",
            )
        };
        return empty(state, area, words, theme, buffer);
    }
    let entry = |at: usize| {
        let row = moved.get(at)?;
        let name = format!("{} {}", row.motion.label(state.lang), row.counted_words);
        let says = format!("{} {}  {}", row.number, row.what, row.why(state.lang));
        Some(Entry { name, says, role: Role::Dim })
    };
    list(state, (Section::Frozen, moved.len()), area, entry, (theme, buffer));
}

/// Draws the rows of a list that are on the screen.
fn list(
    state: &State,
    (section, total): (Section, usize),
    area: Rect,
    entry: impl Fn(usize) -> Option<Entry>,
    (theme, buffer): (&Theme, &mut Buffer),
) {
    if area.is_empty() {
        return;
    }
    let offset = state.figures.list(section).offset;
    let inset = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let shown: Vec<Entry> =
        (offset..total).take(usize::from(inset.height)).filter_map(&entry).collect();
    let widest = |of: fn(&Entry) -> &str| shown.iter().map(|it| width(of(it), theme)).max();
    let (name, says) = (widest(|it| &it.name), widest(|it| &it.says));
    // A number needs little room, and the name has the rest.
    let room = inset.width.saturating_sub(says.unwrap_or(0).min(inset.width / 2) + 1);
    let name_cells = name.unwrap_or(0).min(room);
    for (y, (at, entry)) in (inset.y..inset.bottom()).zip((offset..total).zip(&shown)) {
        let row = Rect { y, height: 1, ..inset };
        let name = Rect { width: name_cells, ..row };
        line(buffer, name, 0, &entry.name, theme.style(Role::Text), theme);
        let rest = Rect {
            x: name.right() + 1,
            width: row.right().saturating_sub(name.right() + 1),
            ..row
        };
        line(buffer, rest, 0, &entry.says, theme.style(entry.role), theme);
        if let Some(style) = look(state, section, (at, 0), theme) {
            canvas::tint(buffer, row, style);
        }
    }
    let edge = Rect { x: area.right() - 1, width: 1, ..area };
    scroll_bar(buffer, edge, (offset, total), theme);
}
