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
    // What is left shows: a name that nobody has asks nothing.
    bench.keys("Esc /");
    paste(&mut bench, "停车难");
    let first = first_row(&bench);
    paste(&mut bench, " 部门：成管 ");
    assert!(bench.shown().contains("是不是“城管”"), "{}", bench.shown());
    assert_eq!(first_row(&bench), first);
}

#[test]
fn what_is_not_finished_is_told_once_it_is_left() {
    let mut bench = bench(Lang::Zh);
    for (typed, told) in [("状态：", "“状态：”后面还没有写"), ("停车 “步行", "补上 ”")]
    {
        bench.keys("/");
        paste(&mut bench, typed);
        bench.keys("Enter");
        assert!(bench.shown().contains(told), "{}", bench.shown());
        bench.keys("Esc");
    }
    bench.keys("F2");
    paste(&mut bench, "停车 工作室：");
    assert!(bench.shown().contains("“工作室：”后面还没有写"), "{}", bench.shown());
    bench.keys("Esc g /");
    paste(&mut bench, "停车 时限：");
    assert!(bench.shown().contains("“时限：”后面还没有写"), "{}", bench.shown());
    bench.keys("Esc Esc g c /");
    paste(&mut bench, "部门：");
    assert!(bench.shown().contains("“部门：”后面还没有写"), "{}", bench.shown());
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
fn how_a_query_is_typed_is_told_in_words_that_have_room() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut bench = Bench::new(&city(), lang, size);
            bench.keys("/");
            let shown = bench.shown();
            let line = shown.lines().find(|it| it.contains("Tab ") && it.contains('│')).unwrap();
            let hint = line.split("Tab ").nth(1).unwrap().split('│').next().unwrap();
            assert!(!hint.contains('…'), "{line}");
        }
    }
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
        bench.shown().contains("待受理") && bench.shown().contains("超60天未结"),
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
    again.keys("Alt-Up Del y");
    assert!(again.shown().contains("已删去视图“停车的事！”"), "{}", again.shown());
    again.keys("g v");
    assert!(!again.shown().contains("停车的事"), "{}", again.shown());
}

/// The first view's saved text after some keys; what they gave to be kept last.
fn keys_keeping(bench: &mut Bench, keys: &str) -> Option<String> {
    let mut kept = None;
    for key in keys.split(' ') {
        for effect in bench.feed(Input::Key(tanshi::command::key::Key::parse(key).unwrap())) {
            if let Effect::KeepViews(views) = effect {
                kept = Some(views.to_toml());
            }
        }
    }
    kept
}

#[test]
fn a_view_that_is_chosen_by_its_name_is_shown_and_not_replaced() {
    for (lang, name, shows) in
        [(Lang::Zh, "退回", "情形：退回"), (Lang::En, "Overdue", "is:overdue")]
    {
        let mut bench = bench(lang);
        bench.keys("/");
        paste(&mut bench, "车");
        bench.keys("Enter g v");
        // The cursor goes to what is found, wherever it was before.
        bench.keys("Down Down Down");
        paste(&mut bench, name);
        assert_eq!(keys_keeping(&mut bench, "Enter"), None, "nothing is saved");
        assert!(bench.shown().contains(shows), "{}", bench.shown());
    }
}

#[test]
fn a_view_is_replaced_or_deleted_after_a_question_and_brought_back_by_the_key_of_undo() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "车");
    bench.keys("Enter g v");
    paste(&mut bench, "逾期");
    // Below the view that is called so stands what puts the words of now into it.
    bench.keys("Down Enter");
    assert!(bench.shown().contains("换成：车"), "{}", bench.shown());
    assert_eq!(keys_keeping(&mut bench, "n Enter"), None, "no is the answer that is offered");
    let replaced = keys_keeping(&mut bench, "y").expect("it is replaced");
    assert!(replaced.contains("query = \"车\""), "{replaced}");
    let back = keys_keeping(&mut bench, "z").expect("it is there again");
    assert!(back.contains("is:overdue") && !back.contains('车'), "{back}");
    bench.keys("g v Home");
    bench.keys("Up Up Up Up Up Up Up Del");
    assert!(bench.shown().contains("删去视图“全部”"), "{}", bench.shown());
    let deleted = keys_keeping(&mut bench, "y").expect("it is deleted");
    assert!(!deleted.contains("\"all\""), "{deleted}");
    assert!(keys_keeping(&mut bench, "z").expect("it is there again").contains("\"all\""));
    // Undo is about what is stored again.
    assert_eq!(keys_keeping(&mut bench, "z"), None);
}

#[test]
fn a_name_of_a_view_begins_with_a_digit_and_a_digit_alone_points_at_a_row() {
    let mut bench = bench(Lang::Zh);
    bench.keys("g v 2 0 2 3");
    paste(&mut bench, "年");
    assert!(bench.shown().contains("存为“2023年”"), "{}", bench.shown());
    let kept = keys_keeping(&mut bench, "Enter").expect("it is saved");
    assert!(kept.contains("2023年"), "{kept}");
    bench.keys("g v 3 Enter");
    assert!(bench.shown().contains("情形：逾期"), "{}", bench.shown());
    bench.keys("g v Alt-2");
    assert!(bench.shown().contains("情形：待受理"), "{}", bench.shown());
}

/// The title of the issue whose page is open.
fn opened(bench: &mut Bench) -> String {
    bench.keys("Enter");
    let shown = bench.shown();
    let title = shown.lines().find_map(|line| line.split_once("议题详情 · ")).map(|(_, it)| it);
    let title = title.unwrap_or_else(|| panic!("no issue is open:\n{shown}"));
    let title = title.split(' ').next().unwrap().to_owned();
    bench.keys("Esc");
    title
}

/// The titles of the rows of issues, from above to below.
fn first_row(bench: &Bench) -> String {
    let shown = bench.shown();
    let at = shown.lines().position(|line| line.contains("标题")).unwrap();
    shown.lines().nth(at + 1).unwrap().to_owned()
}

#[test]
fn with_other_words_the_cursor_is_on_what_fits_best() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "路");
    bench.keys("Enter j j j j j");
    let was = opened(&mut bench);
    bench.keys("/");
    paste(&mut bench, "灯");
    bench.keys("Enter");
    let title = opened(&mut bench);
    assert!(first_row(&bench).contains(&title), "{title}\n{}", bench.shown());
    // A view begins at its top, too.
    bench.keys("j j ]");
    let title = opened(&mut bench);
    assert!(first_row(&bench).contains(&title), "{title}\n{}", bench.shown());
    // Without the words the cursor stays on the row that it was on.
    bench.keys("Esc /");
    paste(&mut bench, "路");
    bench.keys("Enter j j j j j");
    assert_eq!(opened(&mut bench), was);
    bench.keys("Esc");
    assert_eq!(opened(&mut bench), was);
}

#[test]
fn leaving_the_filter_line_leaves_the_filter_as_it_was() {
    let mut bench = bench(Lang::Zh);
    bench.keys("/");
    paste(&mut bench, "路");
    bench.keys("Enter j j");
    let (before, title) = (bench.shown(), opened(&mut bench));
    bench.keys("/");
    paste(&mut bench, "没有这样的议题");
    bench.keys("Esc");
    assert_eq!(bench.shown(), before);
    assert_eq!(opened(&mut bench), title);
    bench.keys("Esc");
    assert_ne!(bench.shown(), before, "the second one clears it");
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
