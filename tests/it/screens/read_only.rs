//! While nothing can be saved: what is said, once, and what can be done all the same.

use super::{Bench, city, today};
use tanshi::app::{Effect, Input, ReadOnly, Unsaved, update};
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

const FULL: &str = "磁盘已满，暂时只能查看";
const LOST: &str = "第 3 至 4 组记录找不到了";

fn bench() -> Bench {
    Bench::new(&city(), Lang::Zh, (100, 30))
}

fn read_only(words: &str, is_worth_trying: bool) -> ReadOnly {
    ReadOnly { words: words.to_owned(), is_worth_trying }
}

#[test]
fn where_saving_may_work_again_a_verb_can_be_begun() {
    let mut bench = bench();
    bench.open(Some(read_only(FULL, true)), &[]);
    bench.keys("F4");
    assert!(bench.shown().contains("登记议题 ─"), "{}", bench.shown());

    let mut bench = self::bench();
    bench.open(Some(read_only(LOST, false)), &[]);
    bench.keys("F4");
    let shown = bench.shown();
    assert!(!shown.contains("登记议题 ─") && shown.contains("不能修改"), "{shown}");
}

#[test]
fn what_is_told_is_told_once_and_also_that_it_has_passed() {
    let mut bench = bench();
    bench.open(Some(read_only(FULL, true)), &["索引重建了"]);
    assert!(bench.shown().contains("索引重建了"));
    bench.keys("j");
    bench.open(Some(read_only(FULL, true)), &[]);
    let shown = bench.shown();
    assert!(!shown.contains("索引重建了") && !shown.contains(FULL), "{shown}");
    bench.open(Some(read_only(LOST, false)), &[]);
    assert!(bench.shown().contains(LOST));
    bench.open(None, &[]);
    assert!(bench.shown().contains("又可以保存了"));
    bench.keys("j");
    bench.open(None, &[]);
    assert!(!bench.shown().contains("又可以保存了"));
    bench.open(None, &["日志补写了"]);
    let shown = bench.shown();
    assert!(shown.contains("日志补写了") && !shown.contains("还有"), "{shown}");
}

#[test]
fn reading_anew_says_what_still_stands_in_the_way() {
    let mut bench = bench();
    bench.open(Some(read_only(FULL, true)), &[]);
    bench.keys("j");
    assert!(!bench.shown().contains(FULL));
    let effects = update(&mut bench.state, Input::Key(Key::parse("R").unwrap()), today());
    assert!(effects.iter().any(|it| matches!(it, Effect::Reload)));
    bench.open(Some(read_only(FULL, true)), &[]);
    assert!(bench.shown().contains(FULL), "{}", bench.shown());
}

#[test]
fn what_was_not_saved_waits_until_nothing_is_open() {
    let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["路灯不亮"]}}"#;
    let unsaved = Unsaved::from_json(text);
    let mut bench = Bench::begun(&city(), Lang::Zh, (100, 30), unsaved);
    bench.open(Some(read_only(LOST, false)), &[]);
    bench.keys(":");
    bench.open(None, &[]);
    assert!(!bench.shown().contains("路灯不亮"), "{}", bench.shown());
    bench.keys("Esc");
    assert!(bench.shown().contains("路灯不亮"), "{}", bench.shown());
}
