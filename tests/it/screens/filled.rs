//! What a form understands while it is filled in, and what it never takes unasked.

use super::{Bench, city};
use tanshi::i18n::Lang;

fn says(bench: &Bench, words: &str) {
    let shown = bench.shown();
    assert!(shown.contains(words), "{words} is not in:\n{shown}");
}

#[test]
fn a_newcomer_is_shown_as_what_they_will_be_entered() {
    let world = city();
    for (lang, citizen, asked, chosen) in [
        (Lang::Zh, "登记为群众", "以什么身份到会", "登记为群众代表"),
        (Lang::En, "entered as: Public", "in what capacity", "entered as: Public representative"),
    ] {
        let mut bench = Bench::new(&world, lang, (120, 40));
        // The raiser of an issue is a citizen.
        bench.keys("F4 Tab Tab Tab Tab Tab Tab");
        bench.typed("某某新");
        says(&bench, citizen);
        // Nobody is counted as one at a session for want of a word.
        bench.keys("Esc y s a");
        bench.typed("某某新");
        says(&bench, asked);
        // A digit chooses and goes on.
        bench.keys("Tab 7 Shift-Tab Shift-Tab");
        says(&bench, chosen);
    }
}

#[test]
fn a_date_is_not_taken_for_a_person() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("F4 Tab Tab Tab Tab Tab Tab");
    bench.typed("2023-05-01");
    says(&bench, "这不像姓名");
}
