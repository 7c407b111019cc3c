//! What the keys and the mouse do where they are pressed.

use super::mouse::click;
use super::{Bench, city};
use tanshi::app::{Effect, Input};
use tanshi::command::key::Key;
use tanshi::domain::session::Class;
use tanshi::domain::world::World;
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
    bench.feed(Input::Paste("受理".to_owned()));
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
    // What comes after a session was held is that its minutes are made final.
    bench.keys("n");
    assert!(bench.shown().contains("保存后封存会议纪要"), "{}", bench.shown());
}

#[test]
fn on_the_list_of_commitments_what_is_next_is_about_the_one_under_the_cursor() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    bench.keys("g c");
    assert!(bar(&bench).contains("n 办下一步"), "{}", bar(&bench));
    bench.keys("n");
    assert!(bench.shown().contains("保存"), "a form of it: {}", bench.shown());
    let mut nothing = Bench::new(&World::default(), Lang::Zh, (80, 24));
    nothing.keys("g c n");
    assert!(nothing.shown().contains("还没有承办事项"), "{}", nothing.shown());
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
    bench.keys("3 Enter a");
    // Nobody is known by that name, so that all capacities fit alike.
    bench.typed("某某新");
    bench.keys("Tab");
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

#[test]
fn the_line_under_the_cursor_is_the_one_that_is_changed() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 50));
    bench.keys("3 Enter");
    bench.keys(&["j"; 30].join(" "));
    bench.keys("s L");
    let form = bench.shown();
    let number = form.lines().find(|line| line.contains("*第几行")).unwrap();
    assert!(number.chars().any(|it| it.is_ascii_digit()), "{form}");
    // Saving what is there changes nothing: the words are those of the line.
    let text = form.lines().skip_while(|line| !line.contains("*第几行")).nth(1).unwrap();
    assert!(text.contains("内容") && text.chars().filter(|c| *c > '一').count() > 6, "{form}");
}

#[test]
fn q_quits_on_the_notices_as_the_key_bar_says() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    bench.keys("g n");
    let asked = bench.feed(Input::Key(Key::parse("q").unwrap()));
    assert!(asked.iter().any(|it| matches!(it, Effect::Quit)), "{}", bench.shown());
}

#[test]
fn q_closes_the_help_and_not_the_program() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("?");
    let key = Key::parse("q").unwrap();
    let effects = bench.feed(Input::Key(key));
    assert!(effects.is_empty(), "{effects:?}");
    assert!(bench.shown().contains("2 议题"), "{}", bench.shown());
}

#[test]
fn what_burns_comes_first_however_often_it_is_asked_for() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (160, 50));
    let table = |bench: &Bench| -> Vec<String> {
        let rows = |line: &str| line.split('│').nth(3).unwrap_or_default().to_owned();
        bench.shown().lines().skip(1).take(20).map(rows).collect()
    };
    let first = table(&bench);
    bench.keys(", u j");
    bench.keys("k");
    assert_eq!(table(&bench), first);
    bench.keys(", t , t");
    assert!(bench.shown().contains("倒序"), "{}", bench.shown());
}

#[test]
fn pinyin_that_means_somebody_is_not_told_as_a_newcomer() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("F6 Tab Tab Tab Tab Tab");
    let name = world.people().map(|it| it.facts.name.clone()).find(|it| it.starts_with('周'));
    bench.keys("z h o u");
    let shown = bench.shown();
    assert!(name.is_some() && !shown.contains("新人员") && shown.contains("离开这一栏"), "{shown}");
}

#[test]
fn a_page_is_copied_as_others_read_it() {
    let world = city();
    for lang in Lang::ALL {
        let mut bench = Bench::new(&world, lang, (120, 40));
        bench.keys("Enter");
        let key = Key::parse("Y").unwrap();
        let effects = bench.feed(Input::Key(key));
        let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
        let first = text.lines().next().unwrap();
        assert!(first.contains("荷叶村高标准农田建后管护"), "{first}");
        for hint in ["按 F12", "Press F12", "tanshi "] {
            assert!(!text.contains(hint), "{text}");
        }
        assert!(bench.shown().contains("F12"), "the screen names it: {}", bench.shown());
    }
}
