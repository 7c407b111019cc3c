//! The figures screen: what it shows at each size, that every number opens the rows that it counts, and
//! that answers to older questions are dropped.

use super::{Bench, city, today};
use tanshi::app::{Answer, Effect, Input, update};
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

/// The figures since the beginning, as the keys choose it.
fn bench(lang: Lang, size: (u16, u16)) -> Bench {
    let mut bench = Bench::new(&city(), lang, size);
    bench.keys("g r i 6");
    bench
}

#[test]
fn the_figures_look_as_they_did() {
    for lang in Lang::ALL {
        for size in [(80, 24), (160, 50), (50, 14)] {
            let bench = bench(lang, size);
            let name = format!("figures-{}-{}x{}", lang.key(), size.0, size.1);
            insta::assert_snapshot!(name, bench.shown());
        }
    }
    let mut bench = bench(Lang::Zh, (80, 24));
    for part in ["chart", "more", "waits", "frozen"] {
        bench.keys("Tab");
        insta::assert_snapshot!(format!("figures-{part}-zh-80x24"), bench.shown());
    }
}

#[test]
fn every_number_opens_as_many_rows_as_it_says_and_each_opens_what_it_is_about() {
    let mut bench = bench(Lang::Zh, (80, 24));
    // On the sessions, which the cursor stands on at first.
    bench.keys("Enter");
    let shown = bench.shown();
    assert!(shown.contains("协商议事会"), "{shown}");
    let says = |shown: &str| {
        let footer = shown.lines().rev().find(|line| line.contains('/')).unwrap().to_owned();
        let after = footer.rsplit('/').next().unwrap().to_owned();
        after.chars().filter(char::is_ascii_digit).collect::<String>()
    };
    let many = says(&shown);
    bench.keys("Esc");
    assert!(bench.shown().contains(&format!("协商议事会 {many}")), "{many}");
    bench.keys("Enter Enter");
    assert!(!bench.shown().contains(&format!("/ {many}")), "a session is open");
    bench.keys("Esc Esc");
    assert!(bench.shown().contains("[按工作室]"));
    // Down to the table, and a number of its first row.
    bench.keys("Down Down Down Down Enter");
    assert!(bench.shown().contains(" · "), "{}", bench.shown());
}

#[test]
fn an_interval_is_typed_as_people_write_it_and_what_is_wrong_is_told() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    bench.keys("g r i 7");
    bench.typed("2022年下半年");
    bench.keys("Enter");
    assert!(bench.shown().contains("2022-07-01至2022-12-31"), "{}", bench.shown());
    bench.keys("i 7");
    bench.typed("不知道");
    bench.keys("Enter");
    assert!(bench.shown().contains("不知道"), "what was typed stays");
    bench.keys("Esc c");
    bench.typed("2022-09-30");
    bench.keys("Enter");
    assert!(bench.shown().contains("截止日 2022-09-30"), "{}", bench.shown());
}

#[test]
fn nothing_is_counted_twice_and_an_answer_to_an_older_question_is_dropped() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    let press = |bench: &mut Bench, key: &str| -> Vec<Effect> {
        update(&mut bench.state, Input::Key(Key::parse(key).unwrap()), today())
    };
    press(&mut bench, "g");
    let asked = press(&mut bench, "r");
    let Some(Effect::CountFigures { generation, wish }) =
        asked.into_iter().find(|it| matches!(it, Effect::CountFigures { .. }))
    else {
        panic!("nothing is asked");
    };
    // Another interval before the answer is there.
    press(&mut bench, "i");
    let later = press(&mut bench, "2");
    assert!(later.iter().any(|it| matches!(it, Effect::CountFigures { .. })));
    let late = Answer::Figures { generation, result: Ok(Box::new(bench.counted(wish))) };
    update(&mut bench.state, Input::Answer(late), today());
    assert!(bench.shown().contains("正在统计"), "{}", bench.shown());
    // Once it is there, moving about asks for nothing.
    let mut bench = self::bench(Lang::Zh, (80, 24));
    for key in ["Down", "Right", "Tab", "Enter"] {
        let asked = press(&mut bench, key);
        assert!(!asked.iter().any(|it| matches!(it, Effect::CountFigures { .. })), "{key}");
    }
}
