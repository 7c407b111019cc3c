//! Whatever can be done to the data can be found in the palette.

use super::{Bench, city};
use tanshi::app::Input;
use tanshi::command::verb;
use tanshi::i18n::Lang;

#[test]
fn the_palette_finds_every_verb_by_its_name() {
    let world = city();
    for lang in Lang::ALL {
        let mut bench = Bench::new(&world, lang, (120, 40));
        for verb in verb::all() {
            let label = verb.label.get(lang);
            bench.keys("F2");
            let before = bench.shown();
            bench.feed(Input::Paste(label.to_owned()));
            let shown = bench.shown();
            assert_ne!(before, shown, "{verb:?} changes nothing");
            // What was typed stands in the first line of the palette; a row repeats it.
            let rows = shown.lines().filter(|line| line.contains(label)).count();
            assert!(rows >= 2, "{verb:?} as {label:?}:\n{shown}");
            bench.keys("Esc");
        }
    }
}

/// What the rows of the palette say, when this is typed.
fn typed(bench: &mut Bench, text: &str) -> String {
    bench.keys("F2");
    bench.feed(Input::Paste(text.to_owned()));
    let shown = bench.shown();
    bench.keys("Esc");
    shown
}

#[test]
fn a_command_that_ends_so_comes_before_one_that_has_it_inside() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    let shown = typed(&mut bench, "tj");
    let at = |label: &str| shown.lines().position(|line| line.contains(label));
    let figures = at("看统计").expect(&shown);
    assert!(at("未能解决").is_none_or(|other| figures < other), "{shown}");
}

#[test]
fn what_is_wrong_in_a_query_and_what_is_only_near_is_told() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    let shown = typed(&mut bench, "停车 statsu:open");
    assert!(shown.contains("没有“statsu：”"), "{shown}");
    let shown = typed(&mut bench, "tingceh");
    assert!(shown.contains("列的是相近的") && shown.contains("停车"), "{shown}");
    let shown = typed(&mut bench, "新增");
    assert!(!shown.contains("相近"), "{shown}");
}
