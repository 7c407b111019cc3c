//! Popups over wide glyphs, at every column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use tanshi::shell::terminal::Screen;
use tanshi::ui::canvas;
use tanshi::ui::text::AmbiguousWidth;
use tanshi::ui::theme::{ColorDepth, Theme, ThemeName};
use tanshi::ui::widget::popup::Framed;

fn shown(x: u16, width: u16, text_from: u16) -> (vt100::Parser, Buffer) {
    let area = Rect::new(0, 0, 24, 5);
    let mut screen = Screen::fixed(area).unwrap();
    let mut terminal = vt100::Parser::new(area.height, area.width, 0);
    let theme = Theme::new(ThemeName::Dark, ColorDepth::True, AmbiguousWidth::Narrow);
    let mut last = Buffer::empty(area);
    for with_popup in [false, true, false, true] {
        let draw = |buffer: &mut Buffer| {
            for y in 0..5 {
                let style = Style::new().bg(Color::Blue);
                let words = "潭事好商量潭事好商量潭事";
                canvas::put(buffer, (text_from, y), words, 24, style, AmbiguousWidth::Narrow);
            }
            if with_popup {
                let popup = Framed { title: "确认", footer: "", focused: true };
                popup.draw_over(buffer, Rect::new(x, 1, width, 3), &theme);
            }
        };
        last = Buffer::empty(area);
        draw(&mut last);
        let bytes = screen.render(|frame| draw(frame.buffer_mut())).unwrap();
        terminal.process(&bytes);
    }
    (terminal, last)
}

#[test]
fn a_popup_keeps_both_borders_wherever_it_splits_a_glyph() {
    for text_from in 0..2 {
        for x in 0..20 {
            for width in 3..(24 - x) {
                let (terminal, last) = shown(x, width, text_from);
                let cell = |x: u16, y: u16| terminal.screen().cell(y, x).unwrap().contents();
                let right = x + width - 1;
                assert_eq!((cell(x, 1), cell(right, 1)), ("┌", "┐"), "{x} {width}");
                assert_eq!((cell(x, 2), cell(right, 2)), ("│", "│"), "{x} {width}");
                assert_eq!((cell(x, 3), cell(right, 3)), ("└", "┘"), "{x} {width}");
                let difference = super::difference(terminal.screen(), &last);
                assert_eq!(difference, None, "{x} {width}");
            }
        }
    }
}

#[test]
fn a_split_glyph_keeps_its_background() {
    let (terminal, _) = shown(5, 8, 0);
    let cell = |x: u16| terminal.screen().cell(2, x).unwrap();
    assert_eq!((cell(4).contents(), cell(4).bgcolor()), (" ", vt100::Color::Idx(4)));
    assert_eq!((cell(13).contents(), cell(13).bgcolor()), (" ", vt100::Color::Idx(4)));
}
