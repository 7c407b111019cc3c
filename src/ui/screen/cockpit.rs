//! The cockpit: agenda, heads and floor on the left, the record or who may be meant in the middle,
//! the line that is typed at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page;
use crate::app::cockpit::{self, Cockpit, Mode};
use crate::app::context;
use crate::app::page::{Line, Span};
use crate::app::state::State;
use crate::command::grammar::Candidate;
use crate::command::screens::Ui;
use crate::command::table::of_ui;
use crate::ui::canvas;
use crate::ui::theme::Theme;
use crate::ui::widget::input::Input;
use crate::ui::widget::popup::Framed;
use crate::ui::widget::{line, width};

/// Draws the cockpit; returns where the caret belongs.
pub(super) fn draw(
    state: &State,
    cockpit: &Cockpit,
    theme: &Theme,
    buffer: &mut Buffer,
    body: Rect,
) -> Option<Position> {
    let items = state.catalog.sessions.get(&cockpit.session).map_or(0, |row| row.issues.len());
    let foot = cockpit::foot(state, cockpit, body);
    let parts = cockpit::parts(body, items, foot.len());
    let side = |buffer: &mut Buffer,
                area: Rect,
                title: &str,
                lines: &dyn Fn(usize, usize) -> Vec<Line>| {
        if area.is_empty() {
            return;
        }
        let inside = Framed { title, footer: "", focused: false }.draw(buffer, area, theme);
        let lines = lines(usize::from(inside.width), usize::from(inside.height));
        for (y, words) in (0..inside.height).zip(&lines) {
            page::spans(buffer, inside, y, &words.spans, theme);
        }
    };
    side(buffer, parts.agenda, state.say("议程", "Agenda"), &|cells, rows| {
        cockpit::agenda(state, cockpit, (cells, rows))
    });
    side(buffer, parts.heads, state.say("到会", "Attendance"), &|cells, _| {
        cockpit::heads(state, cockpit, cells)
    });
    side(buffer, parts.floor, state.say("发言", "Floor"), &|cells, _| {
        cockpit::floor(state, cockpit, cells)
    });
    side(buffer, parts.sheet, state.say("发言情况", "Who has spoken"), &|cells, _| {
        cockpit::sheet(state, cockpit, cells)
    });
    main(state, cockpit, theme, buffer, parts.main);
    let caret = typed(state, cockpit, &foot, theme, buffer, parts.line)?;
    completions(state, cockpit, theme, buffer, (parts.main, caret));
    Some(caret)
}

fn main(state: &State, cockpit: &Cockpit, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let title = cockpit::title(state, cockpit);
    let inside = Framed { title: &title, footer: "", focused: false }.draw(buffer, area, theme);
    let cells = usize::from(inside.width);
    let (rows, from_bottom) = match cockpit.mode {
        Mode::Record => (cockpit::record(state, cockpit, cells, usize::from(inside.height)), true),
        Mode::CheckIn | Mode::Speaker | Mode::Poll => {
            (cockpit::people_lines(state, cockpit, cells), false)
        }
    };
    let used = canvas::cells(rows.len()).min(inside.height);
    let first = if from_bottom { inside.height - used } else { 0 };
    if rows.is_empty() && from_bottom {
        let words = state.say("还没有记录", "Nothing recorded yet");
        line(buffer, inside, 0, words, theme.style(crate::ui::theme::Role::Dim), theme);
    }
    for (y, (words, is_chosen)) in (first..inside.height).zip(&rows) {
        page::spans(buffer, inside, y, &words.spans, theme);
        if *is_chosen {
            let row = Rect { y: inside.y + y, height: 1, ..inside };
            canvas::tint(buffer, row, theme.selection(true));
        }
    }
}

/// What the line is for, with its key; and the line itself under what it was understood as.
fn typed(
    state: &State,
    cockpit: &Cockpit,
    foot: &[Vec<Span>],
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let place = context::place(state);
    let mode = |ui: Ui, is_on: bool| {
        let command = of_ui(ui)?;
        let key = state.keymap.key_of(command, place).unwrap_or_default();
        let label = command.label.get(state.lang);
        Some(if is_on { format!("[{label} {key}]") } else { format!("{label} {key}") })
    };
    let modes = [
        mode(Ui::RecordLine, cockpit.mode == Mode::Record),
        mode(Ui::CheckIn, cockpit.mode == Mode::CheckIn),
        mode(Ui::SpeakerLine, cockpit.mode == Mode::Speaker),
        mode(Ui::PollLine, cockpit.mode == Mode::Poll),
    ];
    let title = modes.into_iter().flatten().collect::<Vec<_>>().join("  ");
    let title = match cockpit.drafts.editing().filter(|_| cockpit.mode == Mode::Record) {
        Some(_) => {
            state.say("改这一行（Esc 不改）", "Changing the line (Esc leaves it)").to_owned()
        }
        None => title,
    };
    let inside = if area.height >= 4 {
        Framed { title: &title, footer: "", focused: state.overlays.is_empty() }
            .draw(buffer, area, theme)
    } else {
        area
    };
    let rows = inside.height.saturating_sub(1);
    for (y, row) in (0..rows).zip(foot) {
        page::spans(buffer, inside, y, row, theme);
    }
    let rows = rows.min(canvas::cells(foot.len()).max(1));
    let height = inside.height.saturating_sub(rows).min(1);
    let field = Rect { y: inside.y + rows, height, ..inside };
    Input { label: "", placeholder: "", editor: cockpit.editor(), focused: true, wrong: (0, 0) }
        .draw(buffer, field, theme)
}

/// What a name that is being typed could be, over the line.
fn completions(
    state: &State,
    cockpit: &Cockpit,
    theme: &Theme,
    buffer: &mut Buffer,
    (over, caret): (Rect, Position),
) {
    let Some(at) = cockpit.completion.filter(|_| cockpit.mode == Mode::Record) else { return };
    let Some(found) = cockpit::completion(state) else { return };
    let row = |it: &Candidate| format!("{}  {}", it.label, it.note).trim_end().to_owned();
    let rows: Vec<String> = found.candidates.iter().map(row).collect();
    let widest = rows.iter().map(|row| width(row, theme)).max().unwrap_or(0) + 4;
    let cells = widest.min(over.width).max(10);
    let height = canvas::cells(rows.len()) + 2;
    let height = height.min(over.height);
    let x = caret.x.min(over.right().saturating_sub(cells)).max(over.x);
    let area = Rect { x, y: over.bottom().saturating_sub(height), width: cells, height };
    let inside = Framed { title: "", footer: "", focused: true }.draw_over(buffer, area, theme);
    for (y, (place, words)) in (0..inside.height).zip(rows.iter().enumerate()) {
        line(buffer, inside, y, words, theme.style(crate::ui::theme::Role::Text), theme);
        if place == at {
            let row = Rect { y: inside.y + y, height: 1, ..inside };
            canvas::tint(buffer, row, theme.selection(true));
        }
    }
}
