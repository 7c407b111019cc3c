//! What is seen in an overlay can be clicked.

use super::{Bench, city};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tanshi::app::Input;
use tanshi::i18n::Lang;

/// Clicks on the first place where a text is shown.
pub(super) fn click(bench: &mut Bench, words: &str) {
    let (columns, rows) = bench.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut hits = tanshi::ui::Hits::default();
    let draw = |frame: &mut ratatui::Frame<'_>| {
        hits = tanshi::ui::draw_with_hits(&bench.state, &bench.look, frame);
    };
    terminal.draw(draw).unwrap();
    let first = words.chars().next().unwrap().to_string();
    let buffer = terminal.backend().buffer().clone();
    let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
    let found = places.filter(|place| buffer[*place].symbol() == first).find(|(x, y)| {
        let row: String = (*x..columns).map(|x| buffer[(x, *y)].symbol()).collect();
        row.replace(' ', "").starts_with(&words.replace(' ', "")) && hits.at(*x, *y).is_some()
    });
    let (x, y) = found.unwrap_or_else(|| panic!("{words} cannot be clicked:\n{}", bench.shown()));
    bench.feed(Input::Click(hits.at(x, y).unwrap()));
}

#[test]
fn menu_fields_choices_and_questions_take_clicks() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("F2");
    click(&mut bench, "登记议题");
    assert!(bench.shown().contains("┌ 登记议题"), "{}", bench.shown());
    click(&mut bench, "来源");
    click(&mut bench, "[ ] 来访");
    bench.keys("Shift-Tab");
    assert!(bench.shown().contains("来源      来访"), "{}", bench.shown());
    bench.keys("Esc");
    assert!(bench.shown().contains("放弃"), "{}", bench.shown());
    click(&mut bench, "放弃");
    assert!(!bench.shown().contains("┌ 登记议题"), "{}", bench.shown());
}
