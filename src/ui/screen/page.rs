//! Pages of text with a cursor line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::role;
use crate::app::context::named;
use crate::app::page::{Line, Span};
use crate::app::reader::{self, Reader, Subject};
use crate::app::state::State;
use crate::domain::id::{EntityKind, IssueId};
use crate::i18n::{Label, Text, sentence};
use crate::ui::canvas;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::popup::Framed;
use crate::ui::widget::table::MARK;
use crate::ui::widget::{line, scroll_bar, width};

/// Draws a page over the whole body.
pub(super) fn reader(
    state: &State,
    reader: &Reader,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
) {
    let lines = reader::lines(state, reader.subject);
    let title = title(state, reader.subject);
    let visible = usize::from(area.height.saturating_sub(2));
    let footer = if lines.len() > visible {
        sentence::position(state.lang, reader.cursor + 1, lines.len())
    } else {
        String::new()
    };
    let focused = state.overlays.is_empty();
    let inside = Framed { title: &title, footer: &footer, focused }.draw(buffer, area, theme);
    self::lines(buffer, inside, &lines, (reader.cursor, reader.offset, focused), theme);
    marks(state, buffer, inside, &lines, reader.offset, theme);
}

/// Draws a mark before each line that begins an issue which is marked.
fn marks(
    state: &State,
    buffer: &mut Buffer,
    area: Rect,
    lines: &[Line],
    offset: usize,
    theme: &Theme,
) {
    let is_marked = |line: &Line| {
        let issue = line.target.filter(|_| line.anchor).and_then(|id| IssueId::try_from(id).ok());
        issue.is_some_and(|id| state.marks.has(id))
    };
    for (y, words) in (0..area.height).zip(lines.iter().skip(offset)) {
        if is_marked(words) {
            line(buffer, area, y, MARK, theme.style(Role::Accent), theme);
        }
    }
}

fn title(state: &State, subject: Subject) -> String {
    let (text, name) = match subject {
        Subject::Minutes => (Text::PaneMinutes, String::new()),
        Subject::Issue(id) => (Text::PaneIssue, named(&state.catalog, id.into())),
        Subject::Session(id) => (Text::PaneSession, named(&state.catalog, id.into())),
        Subject::Closing(id) => (Text::PaneClosing, named(&state.catalog, id.into())),
        Subject::Paper(of, kind) => {
            let of = match of.kind {
                EntityKind::Settings => state.say("全部单位", "all departments").to_owned(),
                _ => named(&state.catalog, of),
            };
            return format!("{} · {of}", kind.label(state.lang));
        }
        Subject::Settings => (Text::PaneSettings, String::new()),
        Subject::Today => {
            let scope = state.scope().map(|id| named(&state.catalog, id.into()));
            let scope = scope.unwrap_or_else(|| Text::MarkAllStudios.label(state.lang).to_owned());
            let marked = crate::app::marked::words(state);
            let scope = if marked.is_empty() { scope } else { format!("{scope} · {marked}") };
            (Text::PaneToday, scope)
        }
        Subject::Help => (Text::PaneHelp, String::new()),
        Subject::Notices => return state.say("提示", "Notices").to_owned(),
    };
    let text = text.label(state.lang);
    if name.is_empty() { text.to_owned() } else { format!("{text} · {name}") }
}

/// Draws lines with the cursor on one of them.
pub(super) fn lines(
    buffer: &mut Buffer,
    area: Rect,
    lines: &[Line],
    (cursor, offset, focused): (usize, usize, bool),
    theme: &Theme,
) {
    let text = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    for (y, (at, words)) in (0..area.height).zip(lines.iter().enumerate().skip(offset)) {
        spans(buffer, text, y, &words.spans, theme);
        if at == cursor && focused {
            let row =
                Rect { y: area.y + y, height: 1, width: area.width.saturating_sub(1), ..area };
            canvas::tint(buffer, row, theme.selection(true));
        }
    }
    scroll_bar(buffer, area, (offset, lines.len()), theme);
}

/// Draws one line of spans.
pub(super) fn spans(buffer: &mut Buffer, area: Rect, y: u16, words: &[Span], theme: &Theme) {
    let mut x = area.x;
    for span in words {
        let room = area.right().saturating_sub(x);
        let style = theme.style(role(span.tone));
        x = canvas::put(
            buffer,
            (x, area.y + y),
            &span.text,
            room.min(width(&span.text, theme)),
            style,
            theme.ambiguous(),
        );
    }
}
