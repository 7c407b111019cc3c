//! Preparing a session by keys: the agenda, what the backlog offers, and who is invited.

use super::busy::{BUREAU, Busy, SESSION};
use tanshi::app::{Effect, Input};
use tanshi::domain::action::Action;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::session::{Guest, Invitation, Reply};
use tanshi::i18n::Lang;

#[test]
fn an_item_moves_by_one_key_with_the_cursor_on_it_and_undo_moves_it_back() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    busy.go_to("山塘清淤");
    busy.keys("J");
    assert_eq!(busy.agenda(), ["路灯不亮", "山塘清淤"]);
    assert!(busy.under_cursor().contains("山塘清淤"));
    busy.keys("K");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮"]);
    busy.keys("Alt-Down z");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮"]);
    busy.go_to("可以列入");
    busy.keys("J");
    assert!(busy.bench.shown().contains("请先把光标移到议程的一项上"), "{}", busy.bench.shown());
}

#[test]
fn an_offer_comes_onto_the_agenda_by_one_key_and_the_cursor_goes_to_the_next() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    busy.go_to("飞线充电");
    assert!(busy.under_cursor().contains("受理后已等 46 天"), "{}", busy.under_cursor());
    busy.keys("+");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮", "飞线充电"]);
    assert!(busy.under_cursor().contains("公交绕行"), "{}", busy.under_cursor());
    busy.keys("+ +");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮", "飞线充电", "公交绕行", "桥面坑洼"]);
    assert!(!busy.bench.shown().contains("可以列入"), "{}", busy.bench.shown());
    busy.keys("z");
    assert_eq!(busy.agenda().len(), 4);
    busy.go_to("山塘清淤");
    busy.keys("-");
    assert!(busy.bench.shown().contains("已保存：移出议程"), "{}", busy.bench.shown());
    assert_eq!(busy.agenda(), ["路灯不亮", "飞线充电", "公交绕行"]);
    busy.keys("z");
    assert_eq!(busy.agenda()[0], "山塘清淤");
}

#[test]
fn the_agenda_tells_its_times_and_the_form_begins_with_what_is_planned() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    let shown = busy.bench.shown();
    for words in ["共 40 分钟，09:40 结束", "1. 09:00 山塘清淤", "2. 09:20 路灯不亮"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    busy.go_to("路灯不亮");
    busy.keys("p");
    assert!(busy.bench.shown().contains("→ 路灯不亮 20 分钟"), "{}", busy.bench.shown());
    busy.keys("Ctrl-U 4 5 Ctrl-S");
    assert_eq!(busy.session().agenda[1].planned_minutes, Some(45));
    busy.go_to("山塘清淤");
    busy.keys("o");
    busy.bench.typed("通报 15、发言 10");
    assert!(busy.bench.shown().contains("→ 通报 15 分钟 → 发言 10 分钟"), "{}", busy.bench.shown());
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    assert!(shown.contains("各环节合计 25 分钟，超出预计"), "{shown}");
}

#[test]
fn who_comes_and_who_is_excused_is_noted_under_the_cursor() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.go_to("水利局");
    busy.keys("c");
    assert!(busy.under_cursor().contains("水利局  参加"), "{}", busy.under_cursor());
    busy.go_to("周明  未回复");
    busy.keys("x");
    busy.bench.typed("出差");
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    for words in ["周明  请假：出差", "参加 1 · 请假 1", "主持人周明请假，请另定主持人"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    busy.keys("z");
    assert!(busy.bench.shown().contains("周明  未回复"), "{}", busy.bench.shown());
}

#[test]
fn somebody_new_is_invited_once_their_side_is_said() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.keys("v");
    busy.bench.typed("村民甲");
    assert!(busy.bench.shown().contains("请在“新人身份”里写明"), "{}", busy.bench.shown());
    busy.keys("Tab Tab 2 Shift-Tab Shift-Tab");
    assert!(busy.bench.shown().contains("村民甲（新人员，登记为群众）"), "{}", busy.bench.shown());
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    assert!(shown.contains("村民甲  未回复"), "{shown}");
    assert!(!shown.contains("还没有邀请群众代表"), "{shown}");
}

#[test]
fn the_people_of_an_invited_department_are_its_answer_and_no_further_departments() {
    let ids = [70, 71].map(|byte| PersonId::from_bytes([byte; 16]));
    let mut more = Vec::new();
    for (id, name) in ids.into_iter().zip(["李工", "王工"]) {
        let facts =
            PersonFacts { department: Some(BUREAU), ..PersonFacts::named(name, Side::Other) };
        more.push(Action::AddPerson { id, facts, source: None });
        let guest = Guest::Person(id);
        let reply = if name == "李工" { Reply::Coming } else { Reply::Awaited };
        let invitation = Some(Invitation { reply, ..Invitation::to(guest) });
        more.push(Action::SetInvitation { session: SESSION, guest, invitation });
    }
    let mut busy = Busy::live_after(Lang::Zh, (120, 50), &more);
    busy.keys("Esc");
    let shown = busy.shown();
    // The department comes, the member has not answered.
    assert!(shown.contains("邀请  参加 1 · 未回复 1"), "{shown}");
    assert!(shown.contains("部门单位 1") && shown.contains("王工  未回复"), "{shown}");
}

#[test]
fn a_session_is_planned_from_its_title_on_and_whoever_types_means_another() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.keys("Esc 2 s p");
    let field = |busy: &Busy, label: &str| {
        let shown = busy.shown();
        shown.lines().find(|line| line.contains(label)).unwrap().to_owned()
    };
    assert!(field(&busy, "*会议名称").contains("协商议事会"), "{}", busy.shown());
    busy.typed("十二月协商会");
    let title = field(&busy, "*会议名称");
    assert!(title.contains(" 十二月协商会 ") && !title.contains("协商议事会"), "{}", busy.shown());
    busy.keys("Tab Tab");
    busy.typed("2023-12-01");
    assert!(field(&busy, "日期").contains("2023-12-01"), "{}", busy.shown());
}

#[test]
fn a_surname_alone_brings_in_nobody_new() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.keys("v");
    busy.bench.typed("周");
    busy.keys("Tab Tab 2 Shift-Tab Shift-Tab");
    let shown = busy.bench.shown();
    assert!(shown.contains("可能是名册里的 周明") && !shown.contains("新人员"), "{shown}");
    busy.bench.typed("（石潭镇）");
    assert!(busy.bench.shown().contains("周（石潭镇）（新人员"), "{}", busy.bench.shown());
}

#[test]
fn planning_a_session_offers_the_most_urgent_first_and_says_why() {
    for (lang, why) in [(Lang::Zh, "受理后已等"), (Lang::En, "since accepted")] {
        let mut busy = Busy::new(lang, (160, 50));
        busy.keys("Esc 2 j s p Tab Tab Tab Tab Tab Tab Tab Ctrl-U Down");
        let shown = busy.bench.shown();
        let offered: Vec<&str> = shown.lines().filter(|line| line.contains(why)).collect();
        for (line, title) in offered.iter().zip(["飞线充电", "公交绕行", "桥面坑洼"]) {
            assert!(line.contains(title), "{shown}");
        }
        // What is on another agenda is not offered; it can be named all the same.
        assert_eq!(offered.len(), 3, "{shown}");
    }
}

#[test]
fn the_keys_of_preparing_are_shown_until_the_day() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    let bar = |busy: &Busy| busy.bench.shown().lines().last().unwrap().to_owned();
    assert!(bar(&busy).contains("v 邀请") && !bar(&busy).contains("a 签到"), "{}", bar(&busy));
    busy.go_to("飞线充电");
    assert!(bar(&busy).contains("+ 列入议程"), "{}", bar(&busy));
}

#[test]
fn the_hint_of_the_minutes_names_what_they_are_for() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.go_to("路灯不亮");
    busy.keys("p Ctrl-U");
    assert!(busy.shown().contains("「路灯不亮」预计多少分钟，写一个数"), "{}", busy.shown());
    busy.typed("20、30");
    assert!(busy.shown().contains("请写一个分钟数，最多 1440。"), "{}", busy.shown());
    busy.keys("Ctrl-U Esc y g g p");
    assert!(busy.shown().contains("按 2 项议题依次写"), "{}", busy.shown());
}

#[test]
fn what_a_session_lacks_names_the_key_that_brings_it() {
    let mut busy = Busy::led_by(None, Lang::Zh, (80, 24));
    busy.keys("Esc z");
    let shown = busy.shown();
    let line = |words: &str| {
        let found = shown.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words}:\n{shown}")).to_owned()
    };
    assert!(line("没有主持人").contains("没有主持人  e"), "{shown}");
    assert!(line("还没有邀请群众代表").contains("群众代表  v"), "{shown}");
    // On its day it is prepared to the last, and signed in; what was said is entered afterwards.
    let bar = shown.lines().last().unwrap_or_default();
    for hint in ["a 签到", "b 开始", "v 邀请"] {
        assert!(bar.contains(hint), "{hint}: {bar}");
    }
    assert!(!bar.contains("i 记一行") && !bar.contains("h 标为已召开"), "{bar}");
    // What goes to somebody else has no keys.
    let copied = busy.bench.feed(Input::Key(tanshi::command::key::Key::char('Y')));
    let copied = copied.into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    assert!(copied.is_some_and(|it| it.contains("没有主持人\n")), "the page is copied");
}

#[test]
fn what_is_only_usual_gives_way_to_what_is_typed() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.go_to("2023-11-03");
    busy.keys("o");
    assert!(busy.shown().contains("通报 → 提问 → 解答 → 发言 → 议定"), "{}", busy.shown());
    busy.bench.typed("通报 5、议定 5");
    assert!(busy.shown().contains("→ 通报 5 分钟 → 议定 5 分钟"), "{}", busy.shown());
}

#[test]
fn initials_are_read_alike_in_each_place_of_a_field_of_several() {
    let mut busy = Busy::live_with(Lang::Zh, (120, 40), &["Grace Chen", "赵海"]);
    busy.keys("Esc v");
    busy.bench.typed("gc");
    busy.keys("，");
    busy.bench.typed("zh");
    busy.keys("、");
    busy.bench.typed("zm");
    busy.keys("Tab Ctrl-S");
    let shown = busy.bench.shown();
    for name in ["Grace Chen", "赵海", "周明"] {
        assert!(shown.contains(&format!("{name}  未回复")), "{name}: {shown}");
    }
}
