//! The form that takes an issue in: one line in its title says it all, and what was understood stands below.

use super::{Bench, city};
use tanshi::app::Effect;
use tanshi::app::Input;
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

#[test]
fn what_a_line_was_understood_to_say_stands_below_it_before_it_is_saved() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("a");
    let empty = bench.shown();
    assert!(empty.contains("也可一行说完：来信 石潭镇"), "{empty}");
    bench.typed("来信 路灯不亮 +温度 @李某某 10月8日");
    let shown = bench.shown();
    assert!(shown.contains("→ 来源：来信"), "{shown}");
    for words in ["类别：温度", "诉求人：李某某", "提交日期：2023-10-08", "标题：路灯不亮"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    let effects = bench.feed(Input::Key(Key::parse("Ctrl-S").unwrap()));
    // The line goes to where it is read as it was typed.
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::Perform { values, .. } => values.first("title"),
        _ => None,
    });
    assert_eq!(saved, Some("来信 路灯不亮 +温度 @李某某 10月8日"));
}

#[test]
fn a_plain_title_says_nothing_below_it_and_a_field_that_is_filled_in_counts() {
    let mut bench = Bench::new(&city(), Lang::En, (120, 40));
    bench.keys("a");
    bench.typed("Street lights are out");
    assert!(!bench.shown().contains("intake:"), "{}", bench.shown());
    bench.typed(" +livelihood place:Shitan");
    let shown = bench.shown();
    assert!(
        shown.contains("→ category: Livelihood; place: Shitan; title: Street lights are out"),
        "{shown}"
    );
}

#[test]
fn what_may_be_the_same_is_sought_by_what_was_understood_and_told_below_it() {
    let world = city();
    let issue = world.issues().find(|it| it.facts.title.chars().count() > 6).unwrap();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("a");
    bench.typed(&format!("来信 {} +温度 @李某某", issue.facts.title));
    let shown = bench.shown();
    assert!(shown.contains("→ 来源：来信；类别：温度；诉求人：李某某"), "{shown}");
    assert!(shown.contains("可能是同一件事"), "{shown}");
    assert!(shown.contains(&issue.number.to_string()), "{shown}");
}
