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
