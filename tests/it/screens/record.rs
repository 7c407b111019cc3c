//! The record of a session on its page and on its floor: what a line shows, and what the forms about
//! a line begin with.

use super::busy::Busy;
use tanshi::domain::action::Action;
use tanshi::domain::commitment::CommitmentFacts;
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::DepartmentId;
use tanshi::i18n::Lang;

fn live() -> Busy {
    Busy::live(Lang::Zh, (100, 30))
}

fn says(busy: &mut Busy, text: &str) {
    busy.typed(text);
    busy.keys("Enter");
}

/// Whether these stand on the screen one below the other.
fn in_order(busy: &Busy, words: &[&str]) {
    let shown = busy.shown();
    let mut rest = shown.as_str();
    for word in words {
        let found = rest.split_once(word);
        rest = found.unwrap_or_else(|| panic!("{word} is not after the others:\n{shown}")).1;
    }
}

fn polled(busy: &mut Busy, text: &str) {
    busy.keys("F4");
    says(busy, text);
    busy.keys("F5");
}

#[test]
fn polls_and_private_notes_stand_among_the_lines_of_their_minute() {
    let mut busy = live();
    busy.tick(5);
    says(&mut busy, "说 第一句");
    busy.tick(10);
    says(&mut busy, "私 会后再谈");
    busy.tick(15);
    says(&mut busy, "说 第二句");
    in_order(&busy, &["第一句", "会后再谈", "第二句"]);
    busy.tick(20);
    polled(&mut busy, "先清北边？赞成 3、不赞成 1");
    busy.tick(25);
    says(&mut busy, "说 第三句");
    in_order(&busy, &["第二句", "先清北边？", "第三句"]);
    busy.keys("Up");
    in_order(&busy, &["第一句", "会后再谈", "第二句", "先清北边？", "第三句"]);
    busy.keys("Up");
    assert!(!busy.shown().contains("先清北边？"), "{}", busy.shown());
}

#[test]
fn a_line_that_is_changed_in_a_form_keeps_its_second() {
    let mut busy = live();
    busy.tick(5);
    says(&mut busy, "说 第一句");
    let at = || busy.bench.world.line(busy.session().lines[0]).unwrap().facts.at;
    let before = at();
    busy.keys("Esc");
    busy.go_to("第一句");
    busy.keys("s L");
    busy.typed("，改过");
    busy.keys("Ctrl-S");
    let line = busy.bench.world.line(busy.session().lines[0]).unwrap();
    assert_eq!(line.facts.text, "第一句，改过");
    assert_eq!(line.facts.at, before);
}

#[test]
fn a_line_that_is_named_by_its_number_brings_its_words_to_be_changed() {
    let mut busy = live();
    says(&mut busy, "说 第一句");
    says(&mut busy, "决 第二句");
    // A slip in the number brings other words, and none of the first line are left.
    busy.keys("Esc g g s L Ctrl-U 1 Tab Shift-Tab Ctrl-U 2 Tab");
    busy.typed("，改过");
    busy.keys("Ctrl-S");
    let first = busy.bench.world.line(busy.session().lines[0]).unwrap();
    assert_eq!(first.facts.text, "第一句");
    let line = busy.bench.world.line(busy.session().lines[1]).unwrap();
    assert_eq!(line.facts.text, "第二句，改过", "{}", busy.shown());
}

#[test]
fn another_number_takes_no_words_of_the_line_before_with_it() {
    for way in ["Enter Enter Ctrl-S", "Down Down Ctrl-S", "Tab Ctrl-S", "Ctrl-S"] {
        let mut busy = live();
        says(&mut busy, "说 第一句");
        says(&mut busy, "@周明 第二句");
        let before = busy.bench.world.line(busy.session().lines[1]).unwrap().facts.clone();
        busy.keys("Esc");
        busy.go_to("第一句");
        busy.keys(&format!("s L Shift-Tab Ctrl-U 2 {way}"));
        let line = busy.bench.world.line(busy.session().lines[1]).unwrap();
        assert_eq!(line.facts, before, "{way}: {}", busy.shown());
    }
}

#[test]
fn words_that_were_typed_go_to_the_line_of_the_number_and_nothing_else_does() {
    let mut busy = live();
    says(&mut busy, "说 第一句");
    says(&mut busy, "@周明 第二句");
    let speaker = busy.bench.world.line(busy.session().lines[1]).unwrap().facts.speaker;
    busy.keys("Esc");
    busy.go_to("第一句");
    busy.keys("s L");
    busy.typed("，改过");
    busy.keys("Shift-Tab Ctrl-U 2 Tab Ctrl-S");
    let line = busy.bench.world.line(busy.session().lines[1]).unwrap();
    assert_eq!(line.facts.text, "第一句，改过", "{}", busy.shown());
    assert_eq!(line.facts.speaker, speaker, "{}", busy.shown());
    let first = busy.bench.world.line(busy.session().lines[0]).unwrap();
    assert_eq!(first.facts.text, "第一句");
}

#[test]
fn what_a_commitment_keeps_though_its_line_was_changed_is_told() {
    let mut busy = live();
    says(&mut busy, "诺 水利局12月20日前清塘");
    busy.keys("Up Enter");
    busy.typed("，投入3万元");
    busy.keys("Enter");
    assert!(!busy.shown().contains("没有跟着改"), "{}", busy.shown());
    let made = busy.bench.world.commitments().last().unwrap();
    let facts = CommitmentFacts { deadline: None, ..made.facts.clone() };
    let id = made.id;
    busy.save(&[Action::EditCommitment { id, facts }]).unwrap();
    busy.keys("Esc g f Up Enter");
    busy.typed("，先清北边");
    busy.keys("Enter");
    assert!(busy.shown().contains("承办事项的时限没有跟着改"), "{}", busy.shown());
}

#[test]
fn a_line_on_the_floor_shows_its_item_where_there_are_several() {
    let mut busy = live();
    says(&mut busy, "说 先清北边");
    says(&mut busy, "说 #2 先换灯泡");
    says(&mut busy, "说 #- 茶水不错");
    for words in ["说 #1 先清北边", "说 #2 先换灯泡", "说 #- 茶水不错"] {
        assert!(busy.shown().contains(words), "{words}:\n{}", busy.shown());
    }
}

#[test]
fn neither_the_doubt_nor_the_deadline_of_a_promise_is_lost_on_a_small_screen() {
    let mut busy = Busy::live(Lang::Zh, (80, 24));
    busy.typed("诺 水利局、城管局12月31日前把北边和南边的山塘全部清完，投入15万元 +水利 @周明");
    let shown = busy.shown();
    for words in ["2023-12-31", "名册里没有这个部门单位"] {
        let below = shown.lines().rev().skip(4).take(2).any(|line| line.contains(words));
        assert!(below, "{words}:\n{shown}");
    }
    assert!(!shown.contains('�'));
}

#[test]
fn what_can_go_wrong_is_told_first_and_is_not_cut_by_a_long_title_at_80_columns() {
    let mut busy = Busy::live(Lang::Zh, (80, 24));
    busy.typed(
        "诺 @周明 #1 由水利局负责，镇政府配合，12月31日前把北边的山塘清完，投入15万元 +水利",
    );
    let shown = busy.shown();
    for words in ["发言人 周明", "主办 ", "2023-12-31", "15万元", "“镇政府”"] {
        let below = shown.lines().rev().skip(4).take(2).any(|line| line.contains(words));
        assert!(below, "{words}:\n{shown}");
    }
}

#[test]
fn striking_a_line_tells_which_and_how_it_is_taken_back() {
    let mut busy = live();
    says(&mut busy, "说 第一句");
    says(&mut busy, "说 第二句");
    busy.keys("Up Up Del");
    assert!(busy.shown().contains("√ 第 1 行已划去（Ctrl-T 撤销）"), "{}", busy.shown());
    busy.keys("Del");
    assert!(busy.shown().contains("√ 第 1 行已恢复"), "{}", busy.shown());
    busy.keys("Down");
    assert!(busy.shown().contains("Del 划去或恢复"), "{}", busy.shown());
    busy.keys("Enter");
    busy.typed("，真的");
    busy.keys("Enter");
    assert!(busy.shown().contains("√ 第 2 行已改"), "{}", busy.shown());
}

#[test]
fn the_closing_list_begins_on_what_is_missing_first() {
    let mut busy = live();
    says(&mut busy, "@周明 先清北边");
    busy.keys("F12 Enter");
    assert!(busy.shown().contains("[签到 F6]"), "{}", busy.shown());
}

#[test]
fn enter_on_a_heading_of_the_closing_list_goes_to_the_first_below_it() {
    let mut busy = live();
    busy.keys("F12 g g");
    assert!(!busy.under_cursor().contains('□'), "{}", busy.shown());
    busy.keys("Enter");
    assert!(busy.under_cursor().contains('□'), "{}", busy.shown());
}

#[test]
fn what_is_mended_in_a_form_leaves_the_cursor_of_the_closing_list_on_something_to_do() {
    let mut busy = live();
    busy.keys("F12");
    busy.go_to("还没有填");
    busy.keys("Enter");
    busy.typed("周明");
    busy.keys("Ctrl-s");
    let shown = busy.shown();
    assert!(!shown.contains("还没有填"), "{shown}");
    busy.keys("Enter");
    assert!(busy.shown().contains("[记录 F5]"), "{}", busy.shown());
}

#[test]
fn the_closing_list_names_all_that_an_absent_department_is_to_do() {
    let id = DepartmentId::from_bytes([7; 16]);
    let facts = DepartmentFacts::named("住建局");
    let add = Action::AddDepartment { id, facts, source: None };
    let mut busy = Busy::live_after(Lang::Zh, (120, 40), &[add]);
    says(&mut busy, "诺 #1 住建局 11月30日前 清完北边的淤泥");
    says(&mut busy, "诺 #2 住建局 12月15日前 换好三盏灯泡");
    busy.keys("F12");
    let shown = busy.shown();
    let told: Vec<&str> = shown.lines().filter(|line| line.contains("没有到会")).collect();
    assert!(told.len() == 2, "{shown}");
    assert!(told[0].contains("清完北边的淤泥") && told[1].contains("换好三盏灯泡"), "{shown}");
}

#[test]
fn whose_words_stand_in_the_record_is_not_told_to_be_silent() {
    let mut busy = live();
    busy.keys("F6");
    says(&mut busy, "周明");
    busy.keys("F7");
    assert!(busy.shown().contains("未发言"), "{}", busy.shown());
    busy.keys("F5");
    says(&mut busy, "@周明 先清北边");
    busy.keys("F7");
    assert!(busy.shown().contains("已有记录，没有计时"), "{}", busy.shown());
    assert!(!busy.shown().contains("未发言"), "{}", busy.shown());
}

#[test]
fn the_help_of_the_floor_lists_every_key_that_works_there() {
    for (lang, or) in [(Lang::Zh, "或"), (Lang::En, "or")] {
        let mut busy = Busy::live(lang, (100, 70));
        busy.keys("F1");
        let shown = busy.shown();
        let keys = "F3 F4 F5 F6 F7 F8 F9 F12 Ctrl-G Ctrl-T Esc Del Tab Ctrl-L Enter 1–9";
        for key in keys.split(' ').chain([&*format!("Up {or} Down")]) {
            // What can be done here stands before everything else.
            let found = shown.lines().take(30).any(|line| line.starts_with(&format!("│   {key} ")));
            assert!(found, "{key}:\n{shown}");
        }
    }
}

#[test]
fn a_line_that_is_added_after_closing_is_given_no_item_that_nobody_chose() {
    let mut busy = live();
    says(&mut busy, "说 #2 先换灯泡");
    let number = |shown: &str, digit: char| {
        let field = shown.lines().find(|line| line.contains("  议题  ")).unwrap().to_owned();
        field.contains(&format!("K7000{digit}"))
    };
    busy.keys("Esc g g i");
    assert!(number(&busy.shown(), '1'), "what is talked about:\n{}", busy.shown());
    busy.keys("Esc g f F12 F12 Enter");
    busy.keys("g g i");
    let shown = busy.shown();
    assert!(!number(&shown, '1') && !number(&shown, '2'), "{shown}");
    busy.keys("Esc");
    busy.go_to("先换灯泡");
    busy.keys("i");
    assert!(number(&busy.shown(), '2'), "{}", busy.shown());
}

#[test]
fn the_forms_about_a_line_begin_with_the_one_under_the_cursor() {
    let mut busy = live();
    says(&mut busy, "说 第一句");
    says(&mut busy, "说 水利局12月31日前清淤");
    busy.keys("Esc");
    busy.go_to("水利局12月31日前");
    for (key, told) in [
        ("L", "水利局12月31日前清淤"),
        ("k", "→ 发言 水利局12月31日前清淤"),
        ("P", "→ 发言 水利局12月31日前清淤"),
    ] {
        busy.keys(&format!("s {key}"));
        let shown = busy.shown();
        let form: Vec<&str> = shown.lines().skip_while(|line| !line.contains("*第几行")).collect();
        assert!(form[0].contains("*第几行  2"), "{shown}");
        assert!(form.iter().take(3).any(|line| line.contains(told)), "{told}:\n{shown}");
        busy.keys("Esc");
    }
    busy.keys("s k Ctrl-S");
    busy.go_to("水利局12月31日前");
    busy.keys("s k");
    assert!(busy.shown().contains("（已划去）"), "{}", busy.shown());
    busy.keys("Ctrl-S");
    assert!(!busy.bench.world.line(busy.session().lines[1]).unwrap().struck);
}

#[test]
fn who_signed_in_is_told_by_name_on_the_page_and_on_the_floor() {
    let mut busy = Busy::live(Lang::En, (100, 30));
    busy.keys("F6");
    says(&mut busy, "周明");
    assert!(busy.shown().contains("√ 周明: Checked in, "), "{}", busy.shown());
    busy.keys("Ctrl-T");
    assert!(busy.shown().contains("Taken off the sign-in sheet “周明”"), "{}", busy.shown());
    busy.keys("Esc Esc a");
    busy.typed("周明");
    busy.keys("Ctrl-S");
    assert!(busy.shown().contains("Done: Check in 周明"), "{}", busy.shown());
}

#[test]
fn those_whose_unit_is_invited_are_expected_at_the_door() {
    let mut busy = live();
    busy.keys("Esc g p a");
    busy.typed("李工");
    busy.keys("Tab Tab");
    busy.typed("水利局");
    busy.keys("Ctrl-S a");
    busy.typed("路人");
    busy.keys("Ctrl-S Esc g f F6");
    let shown = busy.shown();
    assert!(shown.contains("李工") && !shown.contains("路人"), "{shown}");
}

#[test]
fn a_page_is_turned_by_the_first_press() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    busy.keys("? PgDn");
    let shown = busy.shown();
    let first = shown.lines().nth(1).unwrap().to_owned();
    busy.keys("PgUp");
    assert!(!busy.shown().lines().nth(1).unwrap().contains(&first), "{first}");
    assert!(!shown.contains("在这里能做的"), "{shown}");
}

#[test]
fn a_commitment_that_nobody_has_assigned_yet_is_not_under_way() {
    let mut busy = live();
    says(&mut busy, "诺 #1 水利局 11月30日前 清完北边的淤泥");
    busy.keys("Esc g c");
    let shown = busy.shown();
    assert!(shown.contains("待交办") && !shown.contains("在办"), "{shown}");
    busy.keys("Enter");
    assert!(busy.shown().contains("· 待交办"), "{}", busy.shown());
}

#[test]
fn commitments_are_found_by_how_far_they_are_in_the_words_of_either_language() {
    let mut busy = live();
    says(&mut busy, "诺 #1 水利局 11月30日前 清完北边的淤泥");
    busy.keys("Esc g c");
    let mut finds = |typed: &str| {
        busy.keys("/");
        busy.typed(typed);
        let is_there = busy.shown().contains("清完北");
        busy.keys("Esc");
        is_there
    };
    for typed in ["待交办", "djb", "not assigned", "情形：未交办", "is:unassigned"] {
        assert!(finds(typed), "{typed}");
    }
    for typed in ["已交办", "办结", "情形：退回", "-待交办"] {
        assert!(!finds(typed), "{typed}");
    }
    busy.keys("Esc Esc Esc /");
    busy.typed("情形：待交办");
    busy.keys("Enter");
    assert!(busy.shown().contains("显示 1 /"), "{}", busy.shown());
}
