//! How much goes over the wire for what a key changes.

use super::{Bench, city};
use ratatui::layout::Rect;
use tanshi::i18n::Lang;
use tanshi::shell::terminal::Screen;

/// Two rows of the table and what the minutes say of the two issues; a whole screen has 10,000.
const MOST_BYTES: usize = 2_000;

#[test]
fn a_move_of_the_cursor_on_a_chinese_screen_sends_little() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 24));
    let mut screen = Screen::fixed(Rect::new(0, 0, 80, 24)).unwrap();
    let mut sent = |bench: &Bench| {
        let bytes = screen.render(|frame| tanshi::ui::draw(&bench.state, &bench.look, frame));
        bytes.unwrap().len()
    };
    let whole = sent(&bench);
    assert!(whole > 4 * MOST_BYTES, "{whole}");
    for key in ["j", "j", "k", "j"] {
        bench.keys(key);
        let bytes = sent(&bench);
        assert!(bytes < MOST_BYTES, "{key} sends {bytes} bytes, the whole screen is {whole}");
    }
}
