//! What a hand slips on at the floor of a live session: nothing that was typed is passed over, and
//! no key does more than it says.

use super::Bench;
use super::busy::{Busy, MEMBER};
use tanshi::app::{Effect, Failure, Input, Unsaved};
use tanshi::command::key::Key;
use tanshi::domain::session::SessionStatus;
use tanshi::i18n::Lang;

fn live() -> Busy {
    Busy::live(Lang::Zh, (100, 30))
}

fn lines(busy: &Busy) -> Vec<String> {
    let world = &busy.bench.world;
    busy.session().lines.iter().map(|id| world.line(*id).unwrap().facts.text.clone()).collect()
}

fn is_closed(busy: &Busy) -> bool {
    matches!(busy.session().status, SessionStatus::Closed(_))
}

/// The answers of the last poll with their hands.
fn answers(busy: &Busy) -> Vec<(&str, u32)> {
    let poll = busy.session().polls.last().unwrap();
    poll.answers.iter().map(|answer| (answer.text.as_str(), answer.count)).collect()
}

#[test]
fn a_line_that_is_not_saved_stands_on_the_closing_list_and_is_not_closed_over() {
    for (lang, words, settle) in [
        (Lang::Zh, "这一行还没有存：决 #1 下月装灯", "还没有存，不能散会"),
        (Lang::En, "This line is not saved: 决 #1 下月装灯", "Not saved yet"),
    ] {
        let mut busy = Busy::live(lang, (100, 30));
        busy.keys("F12 Esc");
        busy.typed("决 #1 下月装灯");
        busy.keys("F12");
        assert!(busy.shown().contains(words), "{}", busy.shown());
        busy.keys("F12");
        assert!(busy.shown().contains(settle), "{}", busy.shown());
        busy.keys("y");
        assert!(!is_closed(&busy), "{}", busy.shown());
        busy.go_to(words);
        busy.keys("Enter Enter");
        assert_eq!(lines(&busy), ["下月装灯"]);
        busy.keys("F12 F12 Enter");
        assert!(is_closed(&busy), "{}", busy.shown());
    }
}

#[test]
fn lines_that_were_refused_and_those_under_way_are_not_closed_over_either() {
    let mut busy = live();
    busy.hold();
    busy.typed("说 第一句");
    busy.keys("Enter");
    busy.typed("说 第二句");
    busy.keys("Enter F12");
    assert!(busy.shown().contains("正在存：说 第一句"), "{}", busy.shown());
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.answer_all();
    let shown = busy.shown();
    assert!(shown.contains("没有存：说 第一句") && shown.contains("没有存：说 第二句"), "{shown}");
    busy.failing = None;
    busy.keys("F12 Enter");
    assert!(!is_closed(&busy), "{}", busy.shown());
}

#[test]
fn the_floor_names_no_command_that_is_typed_elsewhere() {
    for (lang, words) in [(Lang::Zh, "未达成共识"), (Lang::En, "No consensus")] {
        let mut busy = Busy::live(lang, (120, 40));
        busy.typed("决 #1 没有达成共识");
        let shown = busy.shown();
        assert!(shown.contains(words), "{shown}");
        assert!(!shown.contains("no-consensus") && !shown.contains("命令行"), "{shown}");
    }
}

#[test]
fn a_poll_whose_hands_are_counted_is_not_closed_over() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("先装护栏？");
    busy.keys("F12");
    assert!(busy.shown().contains("测询还没有存：先装护栏？"), "{}", busy.shown());
    busy.keys("Esc Enter 1 1 2 F12 F12");
    assert!(!is_closed(&busy), "{}", busy.shown());
    busy.go_to("测询还没有存：先装护栏？");
    busy.keys("Enter Enter");
    assert_eq!(answers(&busy), [("赞成", 2), ("不赞成", 1), ("弃权", 0)]);
    busy.keys("F12 F12 Enter");
    assert!(is_closed(&busy), "{}", busy.shown());
}

#[test]
fn a_line_begun_from_the_closing_list_that_says_nothing_yet_holds_nothing_up() {
    let mut busy = live();
    busy.typed("说 先清北边");
    busy.keys("Enter F12");
    busy.go_to("山塘清淤");
    busy.keys("Enter F12 F12 Enter");
    assert!(is_closed(&busy), "{}", busy.shown());
}

#[test]
fn tab_takes_the_name_that_is_offered_and_else_turns_to_the_next_mode() {
    let mut busy = live();
    for key in ["@", "z"] {
        busy.typed(key);
    }
    busy.keys("Tab");
    let shown = busy.shown();
    assert!(shown.contains("@周明") && shown.contains("[记录 F5]"), "{shown}");
    busy.keys("Tab");
    assert!(busy.shown().contains("[签到 F6]"), "{}", busy.shown());
    busy.keys("F5");
    busy.typed("先清北边");
    busy.keys("Enter");
    let line = busy.bench.world.line(busy.session().lines[0]).unwrap();
    assert_eq!((line.facts.speaker, line.facts.text.as_str()), (Some(MEMBER), "先清北边"));
}

#[test]
fn a_line_that_is_not_saved_is_kept_beside_the_form_of_somebody_new() {
    let mut busy = live();
    busy.typed("说 这一句还没存");
    busy.keys("F6");
    busy.typed("易来客");
    busy.keys("Enter");
    let keys = ["Tab", "Tab", "1"].map(|key| Input::Key(Key::parse(key).unwrap()));
    let effects: Vec<Effect> = keys.into_iter().flat_map(|key| busy.bench.feed(key)).collect();
    let mut kept = effects.into_iter().filter_map(|effect| match effect {
        Effect::Keep(kept) => kept,
        _ => None,
    });
    let json =
        kept.next_back().unwrap_or_else(|| panic!("nothing: {}", busy.bench.shown())).to_json();
    assert!(json.contains("这一句还没存") && json.contains("易来客"), "{json}");
    // A program that knows of one text alone still reads the form.
    let plain: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&plain["noun"], &plain["verb"]), (&"session".into(), &"attend".into()));

    let read = Unsaved::from_json(&json).unwrap();
    assert_eq!(Unsaved::from_json(&read.to_json()), Some(read.clone()));
    let mut again = Bench::resumed(&busy.bench.world, Lang::Zh, (100, 30), Some(read));
    assert!(again.shown().contains("易来客"), "{}", again.shown());
    for _ in 0..4 {
        if again.shown().contains("易来客") {
            again.keys("Esc");
            again.feed(Input::Key(Key::char('y')));
        }
    }
    assert!(again.shown().contains("说 这一句还没存"), "{}", again.shown());
}

/// What the last of some keys leaves to be kept.
fn kept(busy: &mut Busy, keys: &[&str]) -> Unsaved {
    let keys = keys.iter().map(|key| Input::Key(Key::parse(key).unwrap()));
    let effects: Vec<Effect> = keys.flat_map(|key| busy.bench.feed(key)).collect();
    let mut kept = effects.into_iter().filter_map(|effect| match effect {
        Effect::Keep(kept) => kept,
        _ => None,
    });
    Unsaved::from_json(&kept.next_back().unwrap().to_json()).unwrap()
}

#[test]
fn the_question_of_a_poll_is_there_after_looking_elsewhere_and_holds_the_closing() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("先装护栏？东线、西线");
    busy.keys("F6 F4");
    assert!(busy.shown().contains("先装护栏？东线、西线"), "{}", busy.shown());
    busy.keys("F5 F12");
    assert!(busy.shown().contains("先装护栏"), "{}", busy.shown());
    busy.keys("Esc F4 Enter 1 1 2 Enter");
    assert_eq!(answers(&busy), [("东线", 2), ("西线", 1)]);
    busy.keys("F4");
    assert!(!busy.shown().contains("先装护栏？东线、西线"), "{}", busy.shown());
}

#[test]
fn a_poll_that_is_being_counted_is_there_after_a_kill_with_its_hands() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("先装护栏？");
    let read = kept(&mut busy, &["Enter", "1", "1", "2"]);
    let mut again = Bench::resumed(&busy.bench.world, Lang::Zh, (100, 30), Some(read));
    again.keys("F4");
    let shown = again.shown();
    assert!(shown.contains("赞成  2") && shown.contains("不赞成  1"), "{shown}");

    let mut busy = live();
    busy.keys("F4");
    busy.typed("先装护");
    let read = kept(&mut busy, &["栏", "？"]);
    let mut again = Bench::resumed(&busy.bench.world, Lang::Zh, (100, 30), Some(read));
    again.keys("F4");
    assert!(again.shown().contains("先装护栏？"), "{}", again.shown());
}

#[test]
fn answers_that_end_in_digits_are_no_counts() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("选哪个？方案1、方案2");
    busy.keys("Enter");
    assert!(busy.session().polls.is_empty(), "{}", busy.shown());
    busy.keys("1 1 2 Enter");
    assert_eq!(answers(&busy), [("方案1", 2), ("方案2", 1)]);
    busy.keys("F4");
    busy.typed("选哪个：ＡＢ型１２票、乙型3");
    busy.keys("Enter");
    assert_eq!(answers(&busy), [("ＡＢ型", 12), ("乙型", 3)]);
}

#[test]
fn two_answers_of_the_same_name_are_refused() {
    for (lang, words) in
        [(Lang::Zh, "两个选项都叫“方案”"), (Lang::En, "two answers are called “方案”")]
    {
        for typed in ["选哪个？方案 1、方案 2", "选哪个：方案 1、方案 2票", "选哪个？方案、方案"]
        {
            let mut busy = Busy::live(lang, (100, 30));
            busy.keys("F4");
            busy.typed(typed);
            busy.keys("Enter");
            assert!(busy.shown().contains(words), "{}", busy.shown());
            assert!(busy.shown().contains(typed), "{}", busy.shown());
            assert!(busy.session().polls.is_empty());
        }
    }
}

#[test]
fn a_digit_that_an_input_method_commits_is_a_vote_and_a_choice() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("先装护栏？");
    busy.keys("Enter");
    for digit in ["1", "１", "2"] {
        busy.typed(digit);
    }
    busy.keys("Enter");
    assert_eq!(answers(&busy), [("赞成", 2), ("不赞成", 1), ("弃权", 0)]);
    busy.keys("F6");
    busy.typed("zm");
    busy.typed("1");
    assert_eq!(busy.session().attendance.len(), 1, "{}", busy.shown());
    busy.typed("+");
    busy.typed("3");
    busy.keys("Enter");
    assert_eq!(busy.session().tallies[0].count, 3, "{}", busy.shown());
}

#[test]
fn whoever_leaves_is_looked_for_among_those_who_are_there() {
    let mut busy = Busy::live_with(Lang::Zh, (100, 30), &["张满", "赵敏"]);
    busy.keys("F6");
    busy.typed("周明");
    busy.keys("Enter Ctrl-L");
    assert_eq!(busy.session().attendance[0].left_at, None);
    assert!(busy.shown().contains("请先打姓名，或按上下键选人"), "{}", busy.shown());
    busy.typed("zm");
    busy.keys("Ctrl-L");
    assert_eq!(busy.session().attendance.len(), 1);
    assert!(busy.session().attendance[0].left_at.is_some(), "{}", busy.shown());
    busy.typed("zhangman");
    busy.keys("Ctrl-L");
    assert!(busy.shown().contains("张满 不在会场"), "{}", busy.shown());
}

#[test]
fn whoever_is_taken_out_of_the_queue_is_looked_for_in_it() {
    let mut busy = Busy::live_with(Lang::Zh, (100, 30), &["张满"]);
    busy.keys("F7");
    busy.typed("张满");
    busy.keys("Enter");
    assert_eq!(busy.session().floor.queue.len(), 1, "{}", busy.shown());
    busy.typed("周明");
    busy.keys("Ctrl-L");
    assert!(busy.shown().contains("周明 没有在等发言"), "{}", busy.shown());
    busy.keys("Ctrl-U Ctrl-L");
    assert_eq!(busy.session().floor.queue.len(), 1);
    busy.typed("zm");
    busy.keys("Ctrl-L");
    assert_eq!(busy.session().floor.queue, [], "{}", busy.shown());
}

#[test]
fn the_item_that_is_on_and_the_forecast_are_in_sight_on_the_smallest_screen() {
    for (lang, forecast) in [(Lang::Zh, "预计 10:"), (Lang::En, "Ends about 10:")] {
        let mut busy = Busy::live_on(lang, (80, 24), 5);
        assert!(busy.shown().contains("> 1 山塘清淤"), "{}", busy.shown());
        assert!(busy.shown().contains(forecast), "{}", busy.shown());
        for (place, title) in [(5, "飞线充电"), (3, "桥面坑洼")] {
            busy.typed(&format!("#{place}"));
            busy.keys("Enter");
            let shown = busy.shown();
            assert!(shown.contains(&format!("> {place} {title}")), "{shown}");
            assert!(shown.contains(forecast), "{shown}");
        }
    }
}

#[test]
fn a_question_has_room_for_its_answers_and_says_when_there_is_no_more() {
    let mut busy = live();
    let question = "字".repeat(100);
    busy.keys("F4");
    busy.typed(&format!("{question}？先装路灯、先装护栏、都装、都不装"));
    busy.keys("Enter 4 Enter");
    assert_eq!(busy.session().polls[0].question, format!("{question}？"));
    assert_eq!(answers(&busy)[3], ("都不装", 1));
    busy.keys("F4");
    busy.typed(&"字".repeat(121));
    busy.keys("Enter");
    assert!(busy.shown().contains("测询内容最多 120 字，现在有 121 字"), "{}", busy.shown());
    busy.typed(&"字".repeat(900));
    assert!(busy.shown().contains("字，超出的不收"), "{}", busy.shown());
    busy.keys("F6");
    busy.typed(&"字".repeat(61));
    assert!(busy.shown().contains("最多 60 字，超出的不收"), "{}", busy.shown());
}
