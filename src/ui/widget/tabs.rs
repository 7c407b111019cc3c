//! A row of tabs, scrolled so that the active one is seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{line, width};
use crate::ui::theme::{Role, Theme};

/// Names side by side, one of them active.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tabs<'a> {
    /// The names, each with a count or a digit if the screen wants one.
    pub labels: &'a [String],
    /// The number of the active one.
    pub active: usize,
}

impl Tabs<'_> {
    /// Draws the tabs in the first row of the area.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        for (index, place) in self.places(area, theme) {
            let Some(label) = self.labels.get(index) else { continue };
            let role = if index == self.active { Role::Accent } else { Role::Dim };
            let mut style = theme.style(role);
            if index == self.active {
                style = style.add_modifier(ratatui::style::Modifier::BOLD);
            }
            let (open, close) = if index == self.active { ("[", "]") } else { (" ", " ") };
            line(buffer, place, 0, &format!("{open}{label}{close}"), style, theme);
        }
    }

    /// The tab at a position of the screen; for the mouse.
    pub fn tab_at(&self, area: Rect, theme: &Theme, x: u16, y: u16) -> Option<usize> {
        let mut places = self.places(area, theme).into_iter();
        places.find(|(_, place)| place.contains((x, y).into())).map(|(index, _)| index)
    }

    /// Where each tab stands that is seen: from the first one that lets the active one in.
    fn places(&self, area: Rect, theme: &Theme) -> Vec<(usize, Rect)> {
        let widths: Vec<u32> =
            self.labels.iter().map(|label| u32::from(width(label, theme)) + 3).collect();
        // One cell between two tabs, none after the last.
        let to_active = widths.get(..=self.active).unwrap_or(&widths);
        let mut needed: u32 = to_active.iter().sum::<u32>().saturating_sub(1);
        let mut first = 0;
        while needed > u32::from(area.width) && first < self.active {
            needed = needed.saturating_sub(widths.get(first).copied().unwrap_or(0));
            first += 1;
        }
        let mut x = area.x;
        let mut places = Vec::new();
        for (index, cells) in widths.into_iter().enumerate().skip(first) {
            let cells = u16::try_from(cells).unwrap_or(u16::MAX);
            let width = (cells - 1).min(area.right().saturating_sub(x));
            if width == 0 {
                break;
            }
            places.push((index, Rect { x, width, height: area.height.min(1), ..area }));
            x = x.saturating_add(cells);
        }
        places
    }
}
