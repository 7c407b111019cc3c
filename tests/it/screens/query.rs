//! The filter line and the bar of views, as a person meets them.

use super::{Bench, city};
use tanshi::app::{Beginning, Effect, Input, View, Views};
use tanshi::i18n::Lang;

fn bench(lang: Lang) -> Bench {
    Bench::new(&city(), lang, (80, 24))
}

/// Types a text as an input method commits it.
fn paste(bench: &mut Bench, text: &str) -> Vec<Effect> {
    bench.feed(Input::Paste(text.to_owned()))
}

#[test]
fn what_is_wrong_is_told_under_the_filter_line_and_the_rest_filters() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "停车 颜色：红 ");
    let shown = bench.shown();
    assert!(shown.contains("没有“颜色：”") && shown.contains("停车"), "{shown}");
    bench.keys("Esc /");
    paste(&mut bench, "时限：2023-13-01 ");
    assert!(bench.shown().contains("时限看不懂“2023-13-01”"), "{}", bench.shown());
    bench.keys("Esc /");
    paste(&mut bench, "部门：火星局 ");
    assert!(bench.shown().contains("没有叫“火星局”的部门"), "{}", bench.shown());
}

#[test]
fn tab_takes_what_is_offered_and_stays_in_the_line_where_there_is_nothing() {
    let mut bench = bench(Lang::En);
    bench.keys("/");
    paste(&mut bench, "stat");
    assert!(bench.shown().contains("Tab status:"), "{}", bench.shown());
    bench.keys("Tab");
    assert!(
        bench.shown().contains("status:") && bench.shown().contains("Consulted"),
        "{}",
        bench.shown()
    );
    paste(&mut bench, "cons");
    bench.keys("Tab");
    assert!(bench.shown().contains("status:Consulted"), "{}", bench.shown());
    bench.keys("Tab");
    assert!(bench.shown().contains("nothing to complete"), "{}", bench.shown());
    // What is typed next is part of the query and no command.
    bench.keys("q q");
    assert!(bench.shown().contains("status:Consulted qq"), "{}", bench.shown());
}

#[test]
fn names_are_offered_by_their_initials() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "部门：zj");
    bench.keys("Tab");
    assert!(bench.shown().contains("部门：住建"), "{}", bench.shown());
}

#[test]
fn what_is_near_says_so() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "tingceh");
    assert!(
        bench.shown().contains("列的是相近的") && bench.shown().contains("停车"),
        "{}",
        bench.shown()
    );
}

#[test]
fn the_bar_goes_from_view_to_view_and_counts() {
    let mut bench = bench(Lang::Zh);
    assert!(
        bench.shown().contains("待受理") && bench.shown().contains("久等"),
        "{}",
        bench.shown()
    );
    bench.keys("]");
    assert!(bench.shown().contains("情形：待受理"), "{}", bench.shown());
    bench.keys("[ [");
    assert!(bench.shown().contains("情形：退回"), "{}", bench.shown());
    bench.keys("]");
    assert!(!bench.shown().contains("情形："), "{}", bench.shown());
}

#[test]
fn a_view_is_saved_renamed_moved_and_deleted() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "停车");
    bench.keys("Enter , d g v");
    paste(&mut bench, "停车的事");
    let effects = bench.feed(Input::Key(tanshi::command::key::Key::parse("Enter").unwrap()));
    let kept = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::KeepViews(views) => Some(views.to_toml()),
            _ => None,
        })
    };
    let text = kept(&effects).expect("the views are kept");
    assert!(text.contains("停车的事") && text.contains("due"), "{text}");
    assert!(bench.shown().contains("已存为视图“停车的事”"), "{}", bench.shown());
    // At the next start it is there, and on.
    let view = bench.state.view().to_toml();
    let plain = Beginning::plain(Lang::Zh, (120, 40), super::today());
    let views = Views::parse(&text).unwrap();
    let beginning = Beginning { demo: true, views, view: View::parse(&view), ..plain };
    let mut again = Bench::beginning(&city(), beginning);
    again.open(None, &[]);
    assert!(again.shown().contains("停车的事"), "{}", again.shown());
    again.keys("]");
    again.keys("[");
    again.keys("g v F2");
    paste(&mut again, "！");
    again.keys("Enter");
    assert!(again.shown().contains("停车的事！"), "{}", again.shown());
    again.keys("Alt-Up Del");
    assert!(again.shown().contains("已删去视图“停车的事！”"), "{}", again.shown());
    again.keys("Esc g v");
    assert!(!again.shown().contains("停车的事"), "{}", again.shown());
}

#[test]
fn the_menu_opens_an_issue_that_is_found_by_its_initials() {
    let mut bench = bench(Lang::Zh);
    bench.keys("F2");
    paste(&mut bench, "tcn");
    bench.keys("Enter");
    assert!(bench.shown().contains("停车难"), "{}", bench.shown());
}

#[test]
fn commitments_are_filtered_by_the_same_keys_and_other_lists_say_that_they_are_not() {
    let mut bench = bench(Lang::Zh);
    let rows = |bench: &Bench| {
        let shown = bench.shown();
        let count = shown.split("第 1 / ").nth(1).and_then(|rest| rest.split(' ').next());
        count.expect(&shown).parse::<usize>().unwrap()
    };
    bench.keys("g c");
    let all = rows(&bench);
    bench.keys("/");
    paste(&mut bench, "情形：逾期 ");
    let late = rows(&bench);
    assert!(late < all && bench.shown().contains("逾期247天"), "{}", bench.shown());
    paste(&mut bench, "部门：城管 ");
    assert!(rows(&bench) < late, "{}", bench.shown());
    bench.keys("Esc /");
    paste(&mut bench, "部门：火星局 ");
    assert!(bench.shown().contains("没有叫“火星局”的部门"), "{}", bench.shown());
    bench.keys("Esc Esc g p /");
    paste(&mut bench, "周 状态：已协商 ");
    assert!(bench.shown().contains("这里只按词筛选"), "{}", bench.shown());
}
