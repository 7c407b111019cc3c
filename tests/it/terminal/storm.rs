//! Every widget at every size, from nothing to a big screen, with awkward texts.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use tanshi::app::editor::{EditKey, LineEditor, Motion};
use tanshi::ui::canvas::{WideRows, mark_wide_rows};
use tanshi::ui::text::AmbiguousWidth;
use tanshi::ui::theme::{ColorDepth, Role, Theme, ThemeName};
use tanshi::ui::widget::input::Input;
use tanshi::ui::widget::key_bar::{self, Hint};
use tanshi::ui::widget::menu::{Digits, Entry, Menu};
use tanshi::ui::widget::popup::{Framed, centered};
use tanshi::ui::widget::table::{Cell, Column, Row, Sort, Table};
use tanshi::ui::widget::{scrolled, toast};

use super::Dice;

const WORDS: [&str; 7] = [
    "市场周边停车难，两周内答复。",
    "",
    "A",
    "“引号”…①→",
    "e\u{301}👨\u{200d}👩\u{200d}👧🇨🇳ﾊﾞ",
    "\u{1b}[2J\u{202e}坏\u{7}",
    "long words in latin script, longer than any narrow column",
];

fn word(dice: &mut Dice) -> &'static str {
    dice.pick(&WORDS)
}

/// Where to draw: mostly the whole screen, sometimes a part, sometimes beyond its edge.
fn place(dice: &mut Dice, screen: Rect) -> Rect {
    match dice.roll(3) {
        0 => screen,
        1 => {
            let (x, y) = (dice.cells(screen.width), dice.cells(screen.height));
            let size = (dice.cells(screen.width + 3), dice.cells(screen.height + 3));
            Rect::new(x, y, size.0, size.1)
        }
        _ => centered(screen, dice.cells(60), dice.cells(20)),
    }
}

const COLUMNS: [Column<'_>; 4] = [
    Column::fixed("编号", 8).right(),
    Column::growing("议题", 10),
    Column::fixed("类别", 4).dropped_at(2),
    Column::fixed("“时限”", 6).ideal(12).dropped_at(1),
];

fn draw_table(dice: &mut Dice, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let total = dice.pick(&[0, 1, 5, 1_000_000, usize::MAX]);
    let selected = Some(dice.roll(total));
    let visible = usize::from(area.height.saturating_sub(1));
    let table = Table {
        columns: &COLUMNS,
        total,
        offset: scrolled(dice.roll(total), selected, visible, total),
        selected,
        focused: dice.roll(2) == 0,
        sort: Some(Sort { column: dice.roll(5), descending: dice.roll(2) == 0 }),
        empty: word(dice),
    };
    let mut asked = 0;
    table.draw(buffer, area, theme, |_index| {
        asked += 1;
        let cells = (0..dice.roll(6)).map(|_| Cell::new(word(dice)).role(dice.pick(&Role::ALL)));
        Row { cells: cells.collect(), marked: false }
    });
    assert!(asked <= visible, "{asked} rows for {visible}");
    assert!(table.headings(area).iter().all(|(place, _)| area.intersection(*place) == *place));
}

fn draw_input(dice: &mut Dice, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let mut editor =
        if dice.roll(2) == 0 { LineEditor::single_line() } else { LineEditor::multi_line() };
    for _ in 0..dice.roll(8) {
        editor.insert(word(dice));
        editor.handle(EditKey::Enter);
    }
    for _ in 0..dice.roll(5) {
        editor.handle(EditKey::Select(dice.pick(&[Motion::Left, Motion::Up, Motion::WordLeft])));
    }
    let input = Input {
        label: word(dice),
        placeholder: word(dice),
        editor: &editor,
        focused: true,
        wrong: (dice.roll(9), dice.roll(9)),
    };
    if let Some(caret) = input.draw(buffer, area, theme) {
        assert!(area.contains(caret) && buffer.area.contains(caret), "{caret:?} in {area:?}");
    }
}

fn draw_lists(dice: &mut Dice, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let hints: Vec<Hint> = (0..dice.roll(12))
        .map(|_| Hint {
            key: word(dice).to_owned(),
            label: word(dice).to_owned(),
            priority: u8::try_from(dice.roll(4)).unwrap(),
            enabled: dice.roll(2) == 0,
        })
        .collect();
    key_bar::draw(buffer, area, theme, &hints);
    let entries: Vec<Entry<'_>> = (0..dice.roll(30))
        .map(|_| Entry {
            label: word(dice),
            note: word(dice),
            enabled: dice.roll(2) == 0,
            found: &[],
        })
        .collect();
    let selected = dice.roll(31);
    let offset = scrolled(0, Some(selected), usize::from(area.height), entries.len());
    let menu = Menu { entries: &entries, selected, offset, focused: true, digits: Digits::OfShown };
    menu.size(theme);
    menu.draw(buffer, area, theme);
}

fn draw_everything(dice: &mut Dice, buffer: &mut Buffer, theme: &Theme) {
    let area = place(dice, buffer.area);
    draw_table(dice, buffer, area, theme);
    let area = place(dice, buffer.area);
    draw_lists(dice, buffer, area, theme);
    let area = place(dice, buffer.area);
    let framed = Framed { title: word(dice), footer: word(dice), focused: dice.roll(2) == 0 };
    framed.draw_over(buffer, area, theme);
    let area = place(dice, buffer.area);
    draw_input(dice, buffer, area, theme);
    let tones = [toast::Tone::Done, toast::Tone::Notice, toast::Tone::Refused, toast::Tone::Failed];
    toast::draw(buffer, place(dice, buffer.area), theme, dice.pick(&tones), word(dice));
}

#[test]
fn every_widget_stands_every_size() {
    let seed = 225;
    let mut dice = Dice(seed);
    let mut sizes = vec![(0, 0), (0, 5), (5, 0), (1, 1), (2, 2), (3, 3), (80, 24), (200, 60)];
    sizes.extend((0..600).map(|_| (dice.cells(40), dice.cells(12))));
    sizes.extend((0..60).map(|_| (dice.cells(200), dice.cells(60))));
    for (width, height) in sizes {
        let ambiguous = dice.pick(&[AmbiguousWidth::Narrow, AmbiguousWidth::Wide]);
        let theme = Theme::new(dice.pick(&ThemeName::ALL), ColorDepth::True, ambiguous);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        draw_everything(&mut dice, &mut buffer, &theme);
        let before = buffer.clone();
        mark_wide_rows(&mut buffer, &mut WideRows::default());
        for y in 0..height {
            for x in 0..width {
                let (drawn, settled) = (before[(x, y)].symbol(), buffer[(x, y)].symbol());
                assert_eq!(drawn, settled, "seed {seed}, {width}×{height}: widgets keep the rules");
                assert!(!drawn.contains(char::is_control), "{drawn:?}");
                assert!(x + drawn.cell_width() <= width);
            }
        }
    }
}
