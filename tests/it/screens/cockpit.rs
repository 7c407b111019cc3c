//! The floor of a live session by keys: no line is lost, whatever the store, the clock or a slip of
//! the finger does.

use super::busy::{Busy, MEMBER, nine};
use chrono::TimeDelta;
use tanshi::app::{Answer, Effect, Failure, Input};
use tanshi::domain::session::{Class, SessionStatus};
use tanshi::i18n::Lang;

fn live() -> Busy {
    Busy::live(Lang::Zh, (100, 30))
}

fn lines(busy: &Busy) -> Vec<String> {
    let world = &busy.bench.world;
    busy.session().lines.iter().map(|id| world.line(*id).unwrap().facts.text.clone()).collect()
}

fn says(busy: &mut Busy, text: &str) {
    busy.typed(text);
    busy.keys("Enter");
}

#[test]
fn a_line_is_in_the_record_with_the_item_that_is_on() {
    let mut busy = live();
    says(&mut busy, "说 先清哪一口塘");
    assert_eq!(lines(&busy), ["先清哪一口塘"]);
    let line = busy.bench.world.line(busy.session().lines[0]).unwrap();
    assert_eq!(line.facts.issue, Some(busy.session().agenda[0].issue));
    assert!(busy.shown().contains("√ 第 1 行已存（Ctrl-T 撤销）"), "{}", busy.shown());
}

#[test]
fn what_the_store_refuses_is_typed_again_before_what_came_since() {
    let mut busy = live();
    busy.hold();
    says(&mut busy, "说 第一句");
    says(&mut busy, "说 第二句");
    busy.typed("说 第三句");
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.answer_all();
    assert!(busy.shown().contains("说 第一句"), "{}", busy.shown());
    assert!(busy.shown().contains("待改 说 第二句"), "{}", busy.shown());
    busy.failing = None;
    busy.keys("Enter Enter Enter");
    assert_eq!(lines(&busy), ["第一句", "第二句", "第三句"]);
}

#[test]
fn a_change_that_is_refused_comes_back_as_a_change() {
    let mut busy = live();
    says(&mut busy, "说 先清北边");
    busy.keys("Up Enter");
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.keys("End Backspace Backspace");
    busy.typed("南边");
    busy.keys("Enter");
    busy.failing = None;
    busy.keys("Enter");
    assert_eq!(lines(&busy), ["先清南边"]);
}

#[test]
fn what_is_typed_waits_while_somebody_looks_something_up() {
    let mut busy = live();
    busy.typed("说 打到一半");
    busy.keys("Esc");
    busy.keys("g w");
    busy.hold();
    busy.keys("g f");
    busy.answer_all();
    assert!(busy.shown().contains("说 打到一半"), "{}", busy.shown());
    busy.keys("Enter");
    assert_eq!(lines(&busy), ["打到一半"]);
}

#[test]
fn an_answer_reaches_the_floor_that_was_left_meanwhile() {
    let mut busy = live();
    busy.hold();
    says(&mut busy, "说 还没存好");
    busy.keys("Esc");
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.answer_all();
    busy.failing = None;
    busy.keys("g f Enter");
    assert_eq!(lines(&busy), ["还没存好"]);
}

#[test]
fn every_line_is_kept_until_it_is_saved_and_comes_back_where_the_store_is_gone() {
    let mut busy = live();
    busy.hold();
    says(&mut busy, "说 第一句");
    let kept = busy.bench.feed(Input::Paste("说 第二句".to_owned()));
    let kept = kept.into_iter().rev().find_map(|effect| match effect {
        Effect::Keep(kept) => Some(kept),
        _ => None,
    });
    let json = kept.flatten().expect("something is kept").to_json();
    assert!(json.contains("第一句") && json.contains("第二句"), "{json}");
    busy.bench.feed(Input::Answer(Answer::Failed("没有了".into())));
    let shown = busy.shown();
    assert!(shown.contains("说 第一句") && shown.contains("待改 说 第二句"), "{shown}");
}

#[test]
fn time_without_a_sign_of_life_is_asked_about_until_the_answer_is_saved() {
    let mut busy = live();
    busy.tick(5);
    busy.tick(5 + 20 * 60);
    assert!(busy.shown().contains("20 分钟"), "{}", busy.shown());
    assert!(busy.shown().contains("会议中断过"), "{}", busy.shown());
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.keys("n");
    let effects = busy.bench.feed(Input::Tick(nine() + TimeDelta::seconds(1_206)));
    assert!(!effects.iter().any(|it| matches!(it, Effect::Beat(..))), "{effects:?}");
    assert!(busy.shown().contains("会议中断过"), "{}", busy.shown());
    busy.failing = None;
    busy.keys("n");
    let effects = busy.bench.feed(Input::Tick(nine() + TimeDelta::seconds(1_207)));
    assert!(effects.iter().any(|it| matches!(it, Effect::Beat(..))), "{effects:?}");
    let course = busy.session().floor.course();
    assert_eq!(course.breaks.len(), 1);
}

#[test]
fn whoever_is_written_as_their_unit_is_no_newcomer() {
    let mut busy = live();
    busy.keys("F6");
    busy.typed("周明");
    busy.keys("Enter");
    assert_eq!(busy.session().attendance.len(), 1);
    busy.typed("周鸣");
    busy.keys("Enter");
    assert!(busy.shown().contains("周鸣"), "{}", busy.shown());
    assert_eq!(busy.session().attendance.len(), 1);
}

#[test]
fn a_promise_that_no_commitment_was_made_of_becomes_one_by_enter_on_the_closing_list() {
    let mut busy = live();
    says(&mut busy, "说 水利局6月30日前清淤");
    busy.keys("Up Enter Home Del");
    busy.typed("诺");
    busy.keys("Enter F12");
    let promised = "第 1 行是承诺，还没有登记为承办事项";
    assert!(busy.shown().contains(promised), "{}", busy.shown());
    busy.go_to(promised);
    busy.keys("Enter");
    assert!(!busy.shown().contains(promised), "{}", busy.shown());
    let made = busy.session().commitments[0];
    let made = busy.bench.world.commitment(made).unwrap();
    assert_eq!(made.line, Some(busy.session().lines[0]));
    assert!(made.facts.lead.is_some() && made.facts.deadline.is_some(), "{made:?}");
}

#[test]
fn a_break_by_mistake_is_undone_by_the_key_that_is_told() {
    let mut busy = live();
    busy.keys("Ctrl-G");
    assert_eq!(busy.session().status, SessionStatus::Paused);
    busy.keys("Ctrl-T");
    assert_eq!(busy.session().status, SessionStatus::Live);
}

#[test]
fn a_promise_that_is_changed_on_the_floor_changes_its_commitment() {
    let mut busy = live();
    says(&mut busy, "诺 水利局6月30日前清淤");
    busy.keys("Up Enter");
    for _ in 0..20 {
        busy.keys("Backspace");
    }
    busy.typed("诺 水利局5月31日前清淤，投入5万元");
    busy.keys("Enter");
    assert_eq!(lines(&busy), ["水利局5月31日前清淤，投入5万元"]);
    let commitment = || busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    let facts = &commitment().facts;
    let deadline = facts.deadline.unwrap().to_string();
    assert!(deadline.ends_with("-05-31") && facts.funds.is_some(), "{facts:?}");
    busy.keys("Up Del");
    let commitment = busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    assert!(commitment.retracted);
}

#[test]
fn a_promise_that_turns_out_to_be_about_another_item_belongs_to_that_issue() {
    let mut busy = live();
    says(&mut busy, "诺 #1 水利局6月30日前修好");
    busy.keys("Up Enter");
    for _ in 0..30 {
        busy.keys("Backspace");
    }
    busy.typed("诺 #2 水利局6月30日前修好");
    busy.keys("Enter");
    let session = busy.session();
    let all = session.commitments.iter().filter_map(|id| busy.bench.world.commitment(*id));
    let stand: Vec<_> = all.filter(|it| !it.retracted).collect();
    assert_eq!(stand.len(), 1, "{}", busy.shown());
    assert_eq!((stand[0].issue, stand[0].line), (session.agenda[1].issue, Some(session.lines[0])));
    assert!(stand[0].facts.lead.is_some() && stand[0].facts.deadline.is_some());
}

#[test]
fn whoever_leads_comes_first_among_those_whose_letters_are_the_same() {
    let mut busy = Busy::live_with(Lang::Zh, (80, 24), &["张某", "赵敏"]);
    busy.keys("F6");
    busy.typed("zm");
    busy.keys("Enter");
    assert!(busy.shown().contains("周明"), "{}", busy.shown());
    assert_eq!(busy.session().attendance[0].person, MEMBER);
}

#[test]
fn leaving_the_program_while_a_session_goes_on_is_asked_about() {
    let mut busy = live();
    busy.keys("Esc g w q");
    assert!(busy.shown().contains("会议还在进行"), "{}", busy.shown());
    busy.keys("Esc");
    assert!(!busy.shown().contains("会议还在进行"));
    busy.keys("g c g f");
    assert!(busy.shown().contains("[记录 F5]"), "from the commitments, too: {}", busy.shown());
}

#[test]
fn a_line_of_the_record_does_not_become_a_private_note() {
    let mut busy = live();
    says(&mut busy, "说 先清北边");
    busy.keys("Up Enter Home Del");
    busy.typed("私");
    busy.keys("Enter");
    assert!(busy.shown().contains("记录里的一行不能改成私记"), "{}", busy.shown());
    assert_eq!(lines(&busy), ["先清北边"]);
}

#[test]
fn hands_are_counted_by_single_keys_and_the_poll_stands_where_people_look_for_it() {
    let mut busy = live();
    busy.keys("F4");
    busy.typed("先清北边的塘？");
    busy.keys("Enter 1 1 2 1 3 Backspace");
    assert!(busy.shown().contains("共 4 人，在场 0 人"), "{}", busy.shown());
    busy.failing = Some(Failure::Other("磁盘满了".into()));
    busy.keys("Enter");
    busy.failing = None;
    busy.keys("F4 Enter");
    let poll = &busy.session().polls[0];
    let counts: Vec<u32> = poll.answers.iter().map(|answer| answer.count).collect();
    assert_eq!((poll.question.as_str(), counts), ("先清北边的塘？", vec![3, 1, 0]));
    let told = "先清北边的塘？赞成 3、不赞成 1、弃权 0";
    assert!(busy.shown().contains(told), "{}", busy.shown());
    busy.keys("F4");
    busy.typed("哪天施工：周六 5、周日 2");
    busy.keys("Enter");
    assert_eq!(busy.session().polls.len(), 2);
    busy.keys("Esc");
    busy.go_to("先清北边的塘？");
}

#[test]
fn private_notes_are_read_on_the_page_and_never_copied() {
    let mut busy = live();
    says(&mut busy, "私 会后单独找书记谈");
    busy.keys("Esc");
    assert!(busy.shown().contains("会后单独找书记谈"), "{}", busy.shown());
    let copied = busy.bench.feed(Input::Key(tanshi::command::key::Key::char('Y')));
    let copied = copied.into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    assert!(!copied.expect("the page is copied").contains("书记"));
}

#[test]
fn the_public_without_a_name_is_counted_at_the_door() {
    let mut busy = live();
    busy.keys("F6");
    busy.typed("+");
    busy.keys("3 Enter");
    busy.typed("+2");
    busy.keys("Enter");
    assert_eq!(busy.session().tallies[0].count, 5);
}

#[test]
fn a_letter_that_is_no_kind_is_told_while_it_is_typed_and_is_not_saved() {
    for (lang, words) in [(Lang::Zh, "没有这种行"), (Lang::En, "no kind of line: t q a s d c n")]
    {
        let mut busy = Busy::live(lang, (80, 24));
        busy.typed("x: 先清北边");
        assert!(busy.shown().contains(words), "{}", busy.shown());
        busy.keys("Enter");
        assert_eq!(lines(&busy), [""; 0]);
        busy.keys("Home");
        says(&mut busy, "s: ");
        assert_eq!(lines(&busy), ["x: 先清北边"]);
    }
}

#[test]
fn an_english_name_is_found_at_the_door_by_its_initials() {
    let mut busy = Busy::live_with(Lang::En, (100, 30), &["Grace Chen", "Sean O'Brien"]);
    busy.keys("F6");
    busy.typed("gc");
    assert!(busy.shown().contains("1 Grace Chen"), "{}", busy.shown());
    assert!(!busy.shown().contains("O'Brien"), "{}", busy.shown());
    busy.keys("Ctrl-U");
    busy.typed("so");
    assert!(busy.shown().contains("1 Sean O'Brien"), "{}", busy.shown());
}

#[test]
fn what_is_typed_in_full_is_saved_by_enter_in_any_case_and_width() {
    let people = ["Grace Chen", "Sean O'Brien"];
    for said in [
        "clear the north +livelihood",
        "clear the north ＋GOVERNANCE",
        "clear it #１",
        "@grace chen",
    ] {
        let mut busy = Busy::live_with(Lang::En, (100, 30), &people);
        busy.typed(said);
        busy.keys("Enter");
        // A name alone gives the floor.
        let is_saved = busy.session().lines.len() == 1 || busy.shown().contains("Grace Chen 00:00");
        assert!(is_saved, "{said}\n{}", busy.shown());
    }
    let mut busy = Busy::live_with(Lang::En, (100, 30), &people);
    busy.typed("clear the north +liv");
    assert!(
        busy.shown().contains("Livelihood") && !busy.shown().contains("温度"),
        "{}",
        busy.shown()
    );
    busy.keys("Enter");
    assert!(busy.session().lines.is_empty(), "what is begun is completed first");
}

#[test]
fn who_spoke_and_did_not_sign_in_is_told_before_closing() {
    let mut busy = Busy::led_by(None, Lang::Zh, (100, 30));
    says(&mut busy, "@周明 先清北边");
    busy.keys("F12");
    assert!(busy.shown().contains("周明 发过言，但没有签到"), "{}", busy.shown());
    busy.go_to("周明 发过言");
    busy.keys("Enter Enter");
    assert_eq!(busy.session().attendance.len(), 1);
}

#[test]
fn a_chair_who_did_not_sign_in_is_told_before_closing_though_they_said_nothing() {
    let mut busy = live();
    busy.keys("F12");
    assert!(busy.shown().contains("周明 是主持人，但没有签到"), "{}", busy.shown());
    busy.go_to("周明 是主持人");
    busy.keys("Enter Enter F12");
    assert!(!busy.shown().contains("周明"), "{}", busy.shown());
}

#[test]
fn closing_asks_once_and_says_what_becomes_of_the_issues() {
    let mut busy = live();
    says(&mut busy, "决 先清北边");
    busy.keys("F12 F12");
    assert!(busy.shown().contains("0 件议题转为已协商，2 件仍是已提交"), "{}", busy.shown());
    busy.keys("Enter");
    assert!(matches!(busy.session().status, SessionStatus::Closed(_)));
    assert!(busy.shown().contains("已散会"), "{}", busy.shown());
}

#[test]
fn the_floor_looks_so_at_every_size_in_both_languages() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for (columns, rows) in [(80, 24), (160, 50)] {
            let mut busy = Busy::live(lang, (columns, rows));
            busy.keys("F6");
            busy.typed("周明");
            busy.keys("Enter F5");
            says(&mut busy, "@周明 先清北边的塘");
            says(&mut busy, "诺 水利局6月30日前清淤");
            busy.keys("F4");
            busy.typed("先清北边的塘？赞成 3、不赞成 1");
            busy.keys("Enter");
            busy.typed("诺 水利局5月31日前清淤，投入5万元 +温度");
            busy.tick(61);
            insta::assert_snapshot!(format!("floor-{name}-{columns}x{rows}"), busy.shown());
        }
    }
}

#[test]
fn a_department_that_is_typed_at_the_door_asks_who_came_from_it() {
    for (lang, words) in
        [(Lang::Zh, "名册里没有 水利局 的人"), (Lang::En, "Nobody of 水利局 is in the directory")]
    {
        for typed in ["水利局", "slj"] {
            let mut busy = Busy::live(lang, (100, 30));
            busy.keys("F6");
            busy.typed(typed);
            assert!(busy.shown().contains(words), "{}", busy.shown());
            busy.keys("Enter");
            busy.typed("李工");
            busy.keys("Ctrl-S");
            let row = busy.session().attendance[0].clone();
            assert_eq!((row.class, row.department.is_some()), (Class::Department, true));
        }
    }
}

#[test]
fn those_of_a_department_who_are_expected_are_checked_in_by_its_name() {
    let mut busy = live();
    busy.keys("Esc g p a");
    busy.typed("李工");
    busy.keys("Tab Tab");
    busy.typed("水利局");
    busy.keys("Tab 2 Ctrl-S Esc g f F6");
    busy.typed("水利局");
    assert!(busy.shown().contains("1 李工"), "{}", busy.shown());
    busy.keys("Enter");
    assert_eq!(busy.session().attendance.len(), 1, "{}", busy.shown());
    assert_eq!(busy.session().attendance[0].class, Class::Department);
    // Whoever else comes from there is asked who they are.
    busy.typed("水利局");
    assert!(busy.shown().contains("水利局 来的人"), "{}", busy.shown());
}

#[test]
fn a_day_that_there_is_not_is_told_before_anything_is_saved_and_enter_again_saves_it() {
    for kind in ["答", "说", "问", "议"] {
        let mut busy = live();
        says(&mut busy, &format!("{kind} 2月30日前完成"));
        assert_eq!(lines(&busy), [""; 0], "{kind}");
        assert!(busy.shown().contains("再按一次回车"), "{}", busy.shown());
        busy.keys("Enter");
        assert_eq!(lines(&busy), ["2月30日前完成"], "{kind}");
    }
    let mut busy = live();
    says(&mut busy, "诺 水利局2月30日前清淤");
    busy.keys("Enter");
    assert_eq!(lines(&busy), [""; 0]);
}

#[test]
fn closing_mentions_what_documents_would_leave_blank_and_goes_to_the_form() {
    let mut busy = Busy::led_by(None, Lang::Zh, (100, 30));
    busy.keys("F12");
    assert!(busy.shown().contains("主持人、记录人还没有填：不填也能散会"), "{}", busy.shown());
    busy.go_to("主持人、记录人还没有填");
    busy.keys("Enter");
    busy.typed("周明");
    assert!(busy.shown().contains("地点") && busy.shown().contains("周明"), "{}", busy.shown());
    let mut busy = live();
    busy.keys("F12");
    assert!(busy.shown().contains("□ 记录人还没有填"), "{}", busy.shown());
    busy.keys("F12 Enter");
    assert!(matches!(busy.session().status, SessionStatus::Closed(_)));
}

#[test]
fn a_line_says_after_the_session_too_which_item_it_belongs_to() {
    let mut busy = live();
    says(&mut busy, "决 #2 投入5万元，月底前清淤");
    assert!(busy.shown().contains("#2 投入5万元"), "{}", busy.shown());
    busy.keys("F12 F12 Enter");
    assert!(busy.shown().contains("已散会"), "{}", busy.shown());
    busy.keys("Esc");
    assert!(busy.shown().contains("#2 投入5万元"), "{}", busy.shown());
}

#[test]
fn enter_on_an_empty_line_checks_in_nobody() {
    let mut busy = live();
    busy.keys("F6 Enter");
    assert_eq!(busy.session().attendance, [], "{}", busy.shown());
    assert!(busy.shown().contains("请先打姓名，或按数字选人"), "{}", busy.shown());
    busy.keys("Down Enter");
    assert_eq!(busy.session().attendance.len(), 1, "{}", busy.shown());
}

#[test]
fn while_a_session_is_going_on_the_way_to_its_floor_is_told_everywhere() {
    let mut busy = Busy::live(Lang::Zh, (80, 24));
    for keys in ["Esc", "Esc", "g p"] {
        busy.keys(keys);
        let shown = busy.shown();
        assert!(shown.lines().last().unwrap().contains("gf 到会场"), "{shown}");
    }
    let planned = Busy::new(Lang::Zh, (200, 50));
    assert!(!planned.bench.shown().contains("到会场"), "{}", planned.bench.shown());
}

#[test]
fn all_who_came_from_a_department_stand_where_speaking_times_are_told() {
    let mut busy = Busy::live(Lang::Zh, (160, 50));
    busy.keys("F6");
    for name in ["李工", "王工"] {
        busy.typed("水利局");
        busy.keys("Enter");
        busy.typed(name);
        busy.keys("Ctrl-S");
    }
    assert!(busy.shown().contains("还没发言：李工、王工"), "{}", busy.shown());
}
