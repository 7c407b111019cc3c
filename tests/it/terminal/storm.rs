//! Every widget at every size, from nothing to a big screen, with awkward texts.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use tanshi::app::editor::{EditKey, LineEditor, Motion};
use tanshi::ui::canvas::{WideRows, mark_wide_rows};
use tanshi::ui::text::{AmbiguousWidth, WrapCache};
use tanshi::ui::theme::{ColorDepth, Role, Theme, ThemeName};
use tanshi::ui::widget::bar::{self, Bar};
use tanshi::ui::widget::input::Input;
use tanshi::ui::widget::key_bar::{self, Hint};
use tanshi::ui::widget::menu::{Entry, Menu};
use tanshi::ui::widget::paragraph::Paragraph;
use tanshi::ui::widget::popup::{Framed, centered};
use tanshi::ui::widget::table::{Cell, Column, Row, Sort, Table};
use tanshi::ui::widget::tabs::Tabs;
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
    let visible = Table::visible_rows(area);
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
    table.draw(buffer, area, theme, |index| {
        asked += 1;
        let cells = (0..dice.roll(6)).map(|_| {
            let hit = dice.roll(9)..dice.roll(30);
            Cell::new(word(dice)).role(dice.pick(&Role::ALL)).matches(vec![hit, 3..6])
        });
        Row { cells: cells.collect(), marked: index % 2 == 0 }
    });
    assert!(asked <= visible, "{asked} rows for {visible}");
    let (x, y) = (dice.cells(200), dice.cells(60));
    assert!(table.row_at(area, x, y).is_none_or(|row| row < total));
    table.heading_at(area, x, y);
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
    let input =
        Input { label: word(dice), placeholder: word(dice), editor: &editor, focused: true };
    if let Some(caret) = input.draw(buffer, area, theme) {
        assert!(area.contains(caret) && buffer.area.contains(caret), "{caret:?} in {area:?}");
    }
}

fn draw_lists(dice: &mut Dice, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let labels: Vec<String> = (0..dice.roll(9)).map(|_| word(dice).to_owned()).collect();
    let tabs = Tabs { labels: &labels, active: dice.roll(10) };
    tabs.draw(buffer, place(dice, buffer.area).intersection(buffer.area), theme);
    tabs.tab_at(area, theme, dice.cells(99), dice.cells(9));
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
        .map(|_| Entry { label: word(dice), note: word(dice), enabled: dice.roll(2) == 0 })
        .collect();
    let selected = dice.roll(31);
    let offset = scrolled(0, Some(selected), usize::from(area.height), entries.len());
    let menu = Menu { entries: &entries, selected, offset, focused: true, no_digits: false };
    menu.size(theme);
    menu.draw(buffer, area, theme);
    let bars: Vec<Bar<'_>> = (0..dice.roll(12))
        .map(|_| Bar {
            label: word(dice),
            value: dice.pick(&[0, 1, 204, 2_982, u64::MAX]),
            shown: (dice.roll(2) == 0).then(|| word(dice).to_owned()),
            role: None,
        })
        .collect();
    bar::draw(buffer, place(dice, buffer.area), theme, &bars, Some(dice.roll(9)));
}

fn draw_everything(dice: &mut Dice, buffer: &mut Buffer, theme: &Theme, cache: &mut WrapCache) {
    let area = place(dice, buffer.area);
    draw_table(dice, buffer, area, theme);
    let area = place(dice, buffer.area);
    draw_lists(dice, buffer, area, theme);
    let area = place(dice, buffer.area);
    let framed = Framed { title: word(dice), footer: word(dice), focused: dice.roll(2) == 0 };
    let inside = framed.draw_over(buffer, area, theme);
    let text = WORDS.join("\n\n");
    let paragraph = Paragraph { text: &text, offset: dice.roll(99), role: Role::Text };
    paragraph.draw(buffer, inside, theme, cache);
    let area = place(dice, buffer.area);
    draw_input(dice, buffer, area, theme);
    let tones = [toast::Tone::Done, toast::Tone::Notice, toast::Tone::Refused, toast::Tone::Failed];
    toast::draw(buffer, place(dice, buffer.area), theme, dice.pick(&tones), word(dice));
}

#[test]
fn every_widget_stands_every_size() {
    let seed = 225;
    let mut dice = Dice(seed);
    let mut cache = WrapCache::default();
    let mut sizes = vec![(0, 0), (0, 5), (5, 0), (1, 1), (2, 2), (3, 3), (80, 24), (200, 60)];
    sizes.extend((0..600).map(|_| (dice.cells(40), dice.cells(12))));
    sizes.extend((0..60).map(|_| (dice.cells(200), dice.cells(60))));
    for (width, height) in sizes {
        let ambiguous = dice.pick(&[AmbiguousWidth::Narrow, AmbiguousWidth::Wide]);
        let theme = Theme::new(dice.pick(&ThemeName::ALL), ColorDepth::True, ambiguous);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        draw_everything(&mut dice, &mut buffer, &theme, &mut cache);
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
