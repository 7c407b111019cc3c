//! What the main screens show at the two sizes that matter most, in both languages.

use super::{Bench, city};
use tanshi::i18n::Lang;

#[test]
fn the_screens_look_as_they_did() {
    let world = city();
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let name = |screen: &str| format!("{screen}-{}-{}x{}", lang.key(), size.0, size.1);
            let mut bench = Bench::new(&world, lang, size);
            insta::assert_snapshot!(name("workbench"), bench.shown());
            bench.keys("Enter");
            insta::assert_snapshot!(name("issue"), bench.shown());
            bench.keys("Esc F2");
            insta::assert_snapshot!(name("palette"), bench.shown());
            bench.keys("Esc ?");
            insta::assert_snapshot!(name("help"), bench.shown());
            bench.keys("Esc a");
            insta::assert_snapshot!(name("form"), bench.shown());
        }
    }
}

#[test]
fn a_wide_screen_shows_every_column() {
    let world = city();
    for lang in Lang::ALL {
        let bench = Bench::new(&world, lang, (160, 50));
        insta::assert_snapshot!(format!("workbench-{}-160x50", lang.key()), bench.shown());
    }
}
