//! What the keys and the mouse do where they are pressed.

use super::mouse::click;
use super::{Bench, city};
use tanshi::domain::session::Class;
use tanshi::i18n::{Label, Lang};

/// The rows of the page that is shown, without the bars under it.
fn body(bench: &Bench) -> String {
    let shown = bench.shown();
    let rows: Vec<&str> = shown.lines().collect();
    rows[..rows.len() - 2].join("\n")
}

/// The key bar.
fn bar(bench: &Bench) -> String {
    bench.shown().lines().last().unwrap().to_owned()
}

#[test]
fn a_click_on_a_heading_sorts_and_another_turns_the_order() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    for (words, mark) in [("标题", "标题 ^"), ("标题", "标题 v"), ("状态", "状态 ^")] {
        click(&mut bench, words);
        assert!(bench.shown().contains(mark), "{mark}:\n{}", bench.shown());
    }
}

#[test]
fn the_menu_begins_with_what_brings_the_work_on() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 24));
    bench.keys("F2");
    assert!(bench.shown().contains("│1 办下一步"), "{}", bench.shown());
    // What was typed is found, also where it cannot be done now.
    bench.feed(tanshi::app::Input::Paste("受理".to_owned()));
    assert!(bench.shown().contains("│1 受理"), "{}", bench.shown());
}

#[test]
fn on_a_session_the_keys_are_the_session_s() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (160, 50));
    bench.keys("3 Enter");
    let bar = bar(&bench);
    for hint in ["a 签到", "i 记一行", "e 修改", "n 办下一步"] {
        assert!(bar.contains(hint), "{hint}: {bar}");
    }
    // A session that was held has no next step, and says what can be done.
    bench.keys("n");
    assert!(bench.shown().contains("没有下一步"), "{}", bench.shown());
}

#[test]
fn several_letters_find_a_choice() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("F4 x Tab Tab Tab");
    assert!(bench.shown().contains("[ ] 来信"), "{}", bench.shown());
    bench.keys("l f Tab");
    assert!(bench.shown().contains("来源      来访"), "{}", bench.shown());
}

#[test]
fn a_digit_chooses_the_row_that_it_stands_before_also_in_a_list_that_scrolls() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("3 Enter a x Tab");
    let ninth = Class::ALL[8].label(Lang::Zh);
    bench.keys(&["Down"; 9].join(" "));
    let row = format!("9 [ ] {ninth}");
    assert!(bench.shown().contains(&row), "{row}:\n{}", bench.shown());
    bench.keys("9");
    assert!(bench.shown().contains(&format!("身份类别  {ninth}")), "{}", bench.shown());
}

#[test]
fn escape_closes_the_list_first() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("F4 x Tab Backspace");
    let with_list = body(&bench);
    bench.keys("Esc");
    assert_ne!(with_list, body(&bench));
    assert!(bench.shown().contains("┌ 登记议题"), "{}", bench.shown());
    bench.keys("Esc");
    assert!(bench.shown().contains("放弃"), "{}", bench.shown());
}
