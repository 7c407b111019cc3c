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
fn what_is_wrong_in_an_interval_is_read_whole_and_the_keys_are_those_of_its_line() {
    for (lang, told, key) in [
        (Lang::Zh, "2月", "统计"),
        (Lang::En, "February has no day 30. Check the day.", "Enter Count"),
    ] {
        let mut bench = Bench::new(&city(), lang, (80, 24));
        bench.keys("g r i 7");
        bench.typed("2023-02-30..2023-10-01");
        bench.keys("Enter");
        assert!(bench.shown().contains(told), "{}", bench.shown());
        assert!(bench.shown().contains(key), "{}", bench.shown());
    }
}

#[test]
fn after_a_fault_another_question_is_asked() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    let press = |bench: &mut Bench, keys: &str| -> Vec<Effect> {
        let keys = keys.split(' ').map(|key| Key::parse(key).unwrap());
        keys.flat_map(|key| update(&mut bench.state, Input::Key(key), today())).collect()
    };
    let counts = |asked: Vec<Effect>| {
        asked.into_iter().find_map(|it| match it {
            Effect::CountFigures { generation, .. } => Some(generation),
            _ => None,
        })
    };
    let generation = counts(press(&mut bench, "g r")).expect("it is asked");
    let fault = Answer::Figures { generation, result: Err("数据读不出来".to_owned()) };
    update(&mut bench.state, Input::Answer(fault), today());
    assert!(bench.shown().contains("数据读不出来"), "{}", bench.shown());
    assert_eq!(counts(press(&mut bench, "Down")), None, "the same is not asked again");
    assert!(counts(press(&mut bench, "i 2")).is_some(), "another interval is");
    assert!(!bench.shown().contains("数据读不出来"), "{}", bench.shown());
}

/// Clicks on the place of a text; the how manieth, from 0.
fn click(bench: &mut Bench, words: &str, nth: usize) {
    use tanshi::app::{Mouse, MouseKind};
    let shown = bench.shown();
    let found =
        shown.lines().enumerate().filter_map(|(y, line)| Some((y, line, line.find(words)?)));
    let (y, line, at) = found.into_iter().nth(nth).unwrap_or_else(|| panic!("{words}:\n{shown}"));
    let x = tanshi::app::cells::width(
        line.get(..at).unwrap(),
        tanshi::app::cells::AmbiguousWidth::Narrow,
    );
    let (x, y) = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
    bench.feed(Input::Mouse(Mouse { kind: MouseKind::Press, x, y }));
}

#[test]
fn the_mouse_opens_the_number_that_is_clicked() {
    let mut bench = bench(Lang::Zh, (80, 24));
    let line = bench.shown().lines().find(|it| it.contains("满意率")).unwrap().to_owned();
    let numbers = line.split('%').nth(1).unwrap().trim().to_owned();
    let (part, whole) = numbers.split_once(" / ").unwrap();
    let whole: String = whole.chars().take_while(char::is_ascii_digit).collect();
    assert_ne!(part, whole);
    for (number, title) in [(&*whole, "┌ 已测评 "), (part, "┌ 已测评：满意")] {
        let words = if number == part { format!("{part} / ") } else { format!("{whole}   另列") };
        click(&mut bench, &words, 0);
        click(&mut bench, &words, 0);
        assert!(bench.shown().contains(title), "{number}:\n{}", bench.shown());
        bench.keys("Esc");
    }
}

#[test]
fn the_cursor_stops_at_the_last_column_that_is_drawn() {
    let mut bench = bench(Lang::Zh, (50, 24));
    bench.keys("Tab Tab Tab Tab Tab Down Down Down Down Down");
    bench.keys("Right Right Right Right Right Right Right Right Right");
    let copied = bench.feed(Input::Key(Key::parse("y").unwrap()));
    let copied = copied.into_iter().find_map(|it| match it {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    let title = copied.expect("a number is copied");
    let heads = ["场次", "解决", "委员", "群众", "部门单位"];
    let table = bench.shown();
    let head = table.lines().rfind(|line| line.contains("场次")).unwrap();
    let last = heads.into_iter().rfind(|it| head.contains(it)).unwrap();
    let said =
        [("委员", "委员参加"), ("群众", "群众参加"), ("解决", "解决问题"), ("场次", "协商议事会")];
    let words =
        said.iter().find(|(short, _)| *short == last).map_or("部门单位参加", |it| it.1);
    assert!(title.contains(words), "{last}: {title}\n{table}");
}

#[test]
fn the_chart_of_a_year_has_its_months_alone_and_studios_of_before_stand_by_themselves() {
    let mut bench = Bench::new(&city(), Lang::En, (160, 50));
    bench.keys("g r");
    assert!(!bench.shown().contains("2022"), "{}", bench.shown());
    bench.keys("b 6");
    assert!(
        bench.shown().contains("earlier") && !bench.shown().contains("2022-"),
        "{}",
        bench.shown()
    );
    assert!(bench.shown().contains("Problems solved: over dissatisfaction"), "{}", bench.shown());
}

#[test]
fn titles_are_headed_as_titles_and_a_report_is_frozen_under_a_name_first() {
    let mut bench = bench(Lang::Zh, (80, 24));
    bench.keys("Enter");
    assert!(bench.shown().contains("标题") && !bench.shown().contains("姓名"), "{}", bench.shown());
    bench.keys("Esc f");
    bench.typed("上半年");
    assert!(bench.shown().contains("上半年"), "{}", bench.shown());
    bench.keys("Tab Shift-Tab");
    let name = bench.shown().lines().find(|line| line.contains("名称")).unwrap().to_owned();
    assert!(name.contains("上半年"), "{name}");
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
