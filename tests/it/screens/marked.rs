//! Marks on issues: what is marked, what is told of it, and what is asked before it is done.

use super::{Bench, city};
use tanshi::app::{Answer, Effect, Input};
use tanshi::command::bulk::{Judged, Outcome};
use tanshi::command::key::Key;
use tanshi::domain::id::EntityId;
use tanshi::domain::refusal::Refusal;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

fn says(bench: &Bench, words: &str) {
    let shown = bench.shown();
    assert!(shown.contains(words), "{words} is not in:\n{shown}");
}

fn bench(lang: Lang) -> (World, Bench) {
    let world = city();
    let bench = Bench::new(&world, lang, (120, 40));
    (world, bench)
}

/// What is asked of the store when a form is saved.
fn saved(bench: &mut Bench) -> Vec<Effect> {
    bench.feed(Input::Key(Key::parse("Ctrl-S").unwrap()))
}

/// The question that saving a form of several asks, with its targets.
fn rehearsed(bench: &mut Bench) -> (u64, Vec<EntityId>) {
    let effects = saved(bench);
    let asked = effects.into_iter().find_map(|effect| match effect {
        Effect::Rehearse { generation, targets, .. } => Some((generation, targets)),
        _ => None,
    });
    asked.unwrap_or_else(|| panic!("nothing is asked:\n{}", bench.shown()))
}

#[test]
fn marks_are_counted_and_stay_when_a_filter_hides_what_they_are_on() {
    for (lang, three, hidden) in [
        (Lang::Zh, "已标记 3", "已标记 3（3 件没有显示）"),
        (Lang::En, "3 marked", "3 marked (3 not shown)"),
    ] {
        let (_, mut bench) = bench(lang);
        bench.keys("Space Space Space");
        says(&bench, three);
        bench.keys("/");
        bench.typed("没有这样的议题");
        says(&bench, hidden);
        bench.keys("Esc");
        says(&bench, three);
        assert!(!bench.shown().contains(hidden), "{}", bench.shown());
        bench.keys("Esc");
        assert!(!bench.shown().contains(three), "{}", bench.shown());
    }
}

#[test]
fn a_range_and_everything_that_is_shown_are_marked_by_a_key() {
    let (world, mut bench) = bench(Lang::Zh);
    bench.keys("Space j j j V");
    says(&bench, "已标记 5");
    bench.keys("Esc Shift-Down Shift-Down");
    says(&bench, "已标记 3");
    bench.keys("Ctrl-A");
    says(&bench, &format!("已标记 {}", world.issues().filter(|it| !it.retracted).count()));
    bench.keys("Ctrl-A");
    assert!(!bench.shown().contains("已标记"), "{}", bench.shown());
}

#[test]
fn a_session_for_what_is_marked_is_of_their_studio_and_the_next_step_of_what_the_cursor_is_on() {
    let (world, mut bench) = bench(Lang::Zh);
    let name = |id| world.studio(id).unwrap().facts.name.clone();
    // Of several studios none is proposed.
    bench.keys("Ctrl-A s p");
    for studio in world.studios() {
        assert!(
            !bench.shown().contains(&format!("工作室    {}", name(studio.id))),
            "{}",
            bench.shown()
        );
    }
    bench.keys("Esc Esc");
    if bench.shown().contains("放弃") {
        bench.keys("y");
    }
    // The next step is about one, and says so, whatever is marked.
    bench.keys("Esc Home Space Space Space");
    says(&bench, "已标记 3");
    bench.keys("n");
    let marked = world.issues().filter(|it| bench.shown().contains(it.number.as_str())).count();
    assert!(marked <= 1, "{}", bench.shown());
    bench.keys("Esc");
    says(&bench, "已标记 3");
}

#[test]
fn several_are_named_as_they_are_seen_and_what_is_not_seen_is_counted() {
    for (lang, unseen) in
        [(Lang::Zh, "其中 3 件现在没有显示"), (Lang::En, "3 of them not shown now")]
    {
        let (world, mut bench) = bench(lang);
        bench.keys(", t Space Space Space b t Tab");
        bench.typed("x");
        let (generation, targets) = rehearsed(&mut bench);
        let title = |id: &EntityId| {
            world.issues().find(|it| EntityId::from(it.id) == *id).unwrap().facts.title.clone()
        };
        let judged = |outcome: &dyn Fn() -> Outcome| -> Vec<Judged> {
            targets.iter().map(|id| Judged { target: *id, outcome: outcome() }).collect()
        };
        let result = Ok(judged(&|| Outcome::Changes));
        bench.feed(Input::Answer(Answer::Rehearsed { generation, result }));
        let shown = bench.shown();
        let places: Vec<usize> =
            targets.iter().map(|id| shown.find(&format!("· {}", title(id))).unwrap()).collect();
        assert!(places.is_sorted(), "{shown}");
        assert!(!shown.contains(unseen), "{shown}");
        bench.keys("n Esc y /");
        bench.typed("没有这样的议题");
        bench.keys("Enter b t Tab");
        bench.typed("x");
        let (generation, _) = rehearsed(&mut bench);
        let result = Ok(judged(&|| Outcome::Changes));
        bench.feed(Input::Answer(Answer::Rehearsed { generation, result }));
        says(&bench, unseen);
    }
}

#[test]
fn the_list_of_sessions_for_what_is_marked_says_whose_they_are_and_filters() {
    let (_, mut bench) = bench(Lang::Zh);
    bench.keys("Space s g");
    let shown = bench.shown();
    if shown.contains("选哪一项") {
        assert!(shown.contains("工作室 · "), "{shown}");
        bench.typed("没有这样的会");
        assert!(!bench.shown().contains("工作室 · "), "{}", bench.shown());
    }
}

#[test]
fn today_uses_its_room_and_says_whole_why_something_presses() {
    for lang in Lang::ALL {
        let mut bench = Bench::new(&city(), lang, (80, 24));
        bench.keys("g y");
        let shown = bench.shown();
        let (late, days) =
            if lang == Lang::Zh { ("逾期 ", "天") } else { ("overdue by ", "day") };
        for line in shown.lines().filter(|line| line.contains('→') && line.contains(late)) {
            assert!(line.split(late).nth(1).unwrap().contains(days), "{line}");
        }
        let more = if lang == Lang::Zh { "件，按" } else { "more; " };
        let empty = shown.lines().filter(|line| line.trim_matches(['│', ' ']).is_empty()).count();
        assert!(!shown.contains(more) || empty <= 4, "{shown}");
    }
}

#[test]
fn resolving_stays_one_at_a_time_and_says_so() {
    for (lang, words, other) in [
        (Lang::Zh, "解决要一件一件地标", "这一项一次只办一件"),
        (Lang::En, "Issues are resolved one at a time", "This is done one at a time"),
    ] {
        let (_, mut bench) = bench(lang);
        bench.keys("Space Space r");
        says(&bench, words);
        bench.keys("e");
        says(&bench, other);
        // Without marks the key is about what the cursor is on.
        bench.keys("Esc r");
        assert!(!bench.shown().contains(words), "{}", bench.shown());
    }
}

#[test]
fn before_anything_is_done_to_several_it_is_told_what_changes_and_what_cannot_and_why() {
    let (world, mut bench) = bench(Lang::Zh);
    bench.keys("Space Space Space b t");
    says(&bench, "已标记的 3 件议题");
    bench.keys("Tab");
    bench.typed("重点");
    let (generation, targets) = rehearsed(&mut bench);
    assert_eq!(targets.len(), 3);
    let judged = |at: usize, outcome| Judged { target: targets[at], outcome };
    let refusal = Refusal::IssueClosed(targets[2]);
    let judged = vec![
        judged(0, Outcome::Changes),
        judged(1, Outcome::Nothing),
        judged(2, Outcome::Refused(refusal)),
    ];
    bench.feed(Input::Answer(Answer::Rehearsed { generation, result: Ok(judged) }));
    for words in
        ["类别和标签 1 件", "加标签：重点", "1 件没有要改的", "不能办的 1 件", "只办能办的"]
    {
        says(&bench, words);
    }
    let title = |id: EntityId| {
        let issue = world.issues().find(|it| EntityId::from(it.id) == id).unwrap();
        issue.facts.title.chars().take(12).collect::<String>()
    };
    says(&bench, &title(targets[0]));
    says(&bench, &title(targets[2]));
    // Enter alone takes nobody's part against the rules.
    let effects = bench.feed(Input::Key(Key::parse("Enter").unwrap()));
    assert!(!effects.iter().any(|it| matches!(it, Effect::PerformSeveral { .. })), "{effects:?}");
    let (generation, _) = rehearsed(&mut bench);
    let all = targets.iter().map(|it| Judged { target: *it, outcome: Outcome::Changes }).collect();
    bench.feed(Input::Answer(Answer::Rehearsed { generation, result: Ok(all) }));
    let effects = bench.feed(Input::Key(Key::parse("Enter").unwrap()));
    let done = effects.into_iter().find_map(|effect| match effect {
        Effect::PerformSeveral { targets, .. } => Some(targets),
        _ => None,
    });
    assert_eq!(done, Some(targets));
}

#[test]
fn marked_issues_are_what_a_session_is_planned_with() {
    let (_, mut bench) = bench(Lang::Zh);
    bench.keys("Space Space s p");
    let shown = bench.shown();
    let line = shown.lines().find(|line| line.contains("议程")).unwrap();
    assert_eq!(line.matches('、').count(), 1, "{shown}");
}

#[test]
fn today_opens_at_what_presses_most_and_its_key_does_the_next_step() {
    for (lang, heading) in [(Lang::Zh, "逾期"), (Lang::En, "Overdue: ")] {
        let (_, mut bench) = bench(lang);
        bench.keys("g y");
        says(&bench, heading);
        // The cursor begins on the first thing; it goes on to the first that is overdue.
        let shown = bench.shown();
        let at = shown.lines().position(|line| line.contains(heading)).unwrap();
        bench.keys(&vec!["j"; at - 1].join(" "));
        bench.keys("Enter");
        says(&bench, if lang == Lang::Zh { "┌ 议题详情 · " } else { "┌ Issue · " });
        bench.keys("Esc");
        says(&bench, heading);
        bench.keys("Space");
        says(&bench, if lang == Lang::Zh { "已标记 1" } else { "1 marked" });
        bench.keys("Esc k n");
        says(&bench, if lang == Lang::Zh { "┌ 记办理进展" } else { "┌ Report progress" });
    }
}

#[test]
fn a_section_of_today_is_shown_whole_when_it_is_asked_for() {
    let (_, mut bench) = bench(Lang::Zh);
    bench.keys("g y");
    let before = bench.shown();
    let more = before.lines().position(|line| line.contains("按 Enter 全看")).unwrap();
    let mut keys = vec!["g", "g"];
    keys.extend(std::iter::repeat_n("j", more - 1));
    keys.push("Enter");
    bench.keys(&keys.join(" "));
    let after = bench.shown();
    assert!(after.lines().nth(more).unwrap().contains('→'), "{after}");
}
