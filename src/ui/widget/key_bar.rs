//! The keys that do something here, as many as fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::width;
use crate::ui::canvas;
use crate::ui::theme::{Role, Theme};

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key, as it is written on the keyboard.
    pub key: String,
    /// What it does.
    pub label: String,
    /// The order in which hints go when there is no room: the highest first; 0 goes last.
    pub priority: u8,
    /// Whether it can be used now; one that cannot is dimmed.
    pub enabled: bool,
}

/// The cells between two hints.
const GAP: u16 = 2;

/// Draws the hints in the first row of the area, in their order, and returns which are shown.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: &Theme, hints: &[Hint]) -> Vec<usize> {
    let area = area.intersection(buffer.area);
    let kept = fitting(hints, area.width, theme);
    if area.is_empty() {
        return Vec::new();
    }
    let mut x = area.x;
    for hint in kept.iter().filter_map(|&index| hints.get(index)) {
        let mut put = |x: u16, text: &str, role| {
            let room = area.right().saturating_sub(x);
            canvas::put(buffer, (x, area.y), text, room, theme.style(role), theme.ambiguous())
        };
        let (key, label) =
            if hint.enabled { (Role::Key, Role::KeyLabel) } else { (Role::Dim, Role::Dim) };
        let after_key = put(x, &hint.key, key);
        x = put(after_key.saturating_add(1), &hint.label, label).saturating_add(GAP);
    }
    kept
}

/// Which hints fit; those of the highest priority go first, among equals the last.
fn fitting(hints: &[Hint], room: u16, theme: &Theme) -> Vec<usize> {
    let cells =
        |hint: &Hint| u32::from(width(&hint.key, theme)) + 1 + u32::from(width(&hint.label, theme));
    let mut kept: Vec<(usize, &Hint)> = hints.iter().enumerate().collect();
    let needed = |kept: &[(usize, &Hint)]| {
        let gaps = u32::from(GAP) * u32::try_from(kept.len().saturating_sub(1)).unwrap_or(0);
        kept.iter().map(|(_, hint)| cells(hint)).sum::<u32>() + gaps
    };
    while needed(&kept) > u32::from(room) {
        let last = kept.iter().enumerate().max_by_key(|(_, (_, hint))| hint.priority);
        let Some((at, _)) = last else { break };
        kept.remove(at);
    }
    kept.into_iter().map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_go_by_priority_and_keep_their_order() {
        let hint = |key: &str, label: &str, priority| Hint {
            key: key.to_owned(),
            label: label.to_owned(),
            priority,
            enabled: true,
        };
        let hints = [hint("?", "帮助", 0), hint("/", "筛选", 2), hint("q", "退出", 1)];
        let shown = |width| {
            let area = Rect::new(0, 0, width, 1);
            draw(&mut Buffer::empty(area), area, &Theme::default(), &hints)
        };
        assert_eq!(shown(22), [0, 1, 2]);
        assert_eq!(shown(21), [0, 2]);
        assert_eq!(shown(6), [0]);
        assert_eq!(shown(5), Vec::<usize>::new());
    }
}
