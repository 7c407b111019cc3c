//! What a form understands while it is filled in, and what it never takes unasked.

use super::{Bench, city};
use tanshi::app::{Effect, Input};
use tanshi::command::key::Key;
use tanshi::command::{Catalog, Values};
use tanshi::domain::entity::Entity;
use tanshi::domain::person::Side;
use tanshi::domain::workflow::Status;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

fn says(bench: &Bench, words: &str) {
    let shown = bench.shown();
    assert!(shown.contains(words), "{words} is not in:\n{shown}");
}

#[test]
fn a_newcomer_is_shown_as_what_they_will_be_entered() {
    let world = city();
    for (lang, citizen, asked, chosen) in [
        (Lang::Zh, "登记为群众", "以什么身份到会", "登记为群众代表"),
        (Lang::En, "entered as: Public", "in what capacity", "entered as: Public representative"),
    ] {
        let mut bench = Bench::new(&world, lang, (120, 40));
        // The raiser of an issue is a citizen.
        bench.keys("F4 Tab Tab Tab Tab Tab Tab");
        bench.typed("某某新");
        says(&bench, citizen);
        // Nobody is counted as one at a session for want of a word.
        bench.keys("Esc y s a");
        bench.typed("某某新");
        says(&bench, asked);
        // A digit chooses, and the field keeps the keyboard.
        bench.keys("Tab 1 Shift-Tab");
        says(&bench, chosen);
    }
}

#[test]
fn a_stated_class_is_for_newcomers_where_several_are_named() {
    let world = city();
    let catalog = Catalog::of(&world);
    let named = |side| {
        let alone =
            |name: &str| catalog.people.values().filter(|it| &*it.name == name).count() == 1;
        catalog.people.values().find(|it| it.side == side && alone(&it.name)).unwrap()
    };
    let member = named(Side::Member).name.to_string();
    let mut bench = Bench::new(&world, Lang::En, (120, 40));
    bench.keys("s a");
    bench.typed(&member);
    bench.keys("Tab 7 Shift-Tab");
    says(&bench, "(as: Public representative)");
    bench.typed(", Zoe Stranger");
    let shown = bench.shown();
    let line = shown.lines().find(|line| line.contains("Zoe Stranger (new")).unwrap();
    assert!(line.contains("entered as: Public representative"), "{shown}");
    assert_eq!(line.matches("as: Public representative").count(), 1, "{shown}");
}

#[test]
fn nobody_new_leaves_the_sign_in_sheet() {
    let mut bench = Bench::new(&city(), Lang::En, (120, 40));
    bench.keys("s A");
    says(&bench, "who is on the sheet");
    assert!(!bench.shown().contains("new people are added"), "{}", bench.shown());
    bench.typed("Zoe Stranger");
    says(&bench, "There is no such person");
}

#[test]
fn an_unknown_department_says_where_one_is_added() {
    for (lang, words) in [
        (Lang::Zh, ["请按 ↓ 从列表里选，或先登记：菜单（F2）→", "新建部门单位。"]),
        (Lang::En, ["There is no such department. Press Down", "(F2) → Add a department."]),
    ] {
        let mut bench = Bench::new(&city(), lang, (160, 40));
        bench.keys("s a Tab Tab");
        bench.typed("Moon Office");
        for words in words {
            says(&bench, words);
        }
    }
    // Where there is none, none can be chosen.
    let mut world = World::default();
    for entity in city().entities().filter(|it| !matches!(it, Entity::Department(_))) {
        world.load(entity.clone());
    }
    let mut bench = Bench::new(&world, Lang::En, (160, 40));
    bench.keys("s a Tab Tab");
    bench.typed("Moon Office");
    says(&bench, "No department was added yet. Add it first: menu (F2)");
}

#[test]
fn a_date_is_not_taken_for_a_person() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("F4 Tab Tab Tab Tab Tab Tab");
    bench.typed("2023-05-01");
    says(&bench, "这不像姓名");
}

#[test]
fn a_session_is_planned_by_its_date() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("s p Tab Tab");
    bench.typed("2023-11-01");
    says(&bench, "→ 2023-11-01");
}

#[test]
fn the_lead_studio_is_not_offered_to_join() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("s p");
    let lead = "湘潭县农业界别委员工作室";
    says(&bench, &format!("主办工作室        {lead}"));
    let offered = |text: &str, code: &str| {
        let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
        bench.keys("s p Tab Tab Tab Tab Tab Tab Tab Tab");
        bench.typed(text);
        bench.shown().contains(code)
    };
    assert!(offered("湘乡市总工会", "ZGH 湘乡市"));
    assert!(!offered("湘潭县农业", "NY 湘潭县"));
}

#[test]
fn the_only_session_of_an_issue_is_what_it_was_consulted_in() {
    let world = city();
    let catalog = Catalog::of(&world);
    let issue = catalog.issues.values().find(|row| {
        row.status == Status::Submitted && catalog.sessions_of_issue(row.id).count() == 1
    });
    let issue = issue.expect("the city has such an issue");
    let session = catalog.sessions_of_issue(issue.id).next().unwrap();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    bench.keys("/");
    bench.typed(issue.number.as_str());
    bench.keys("Enter c");
    says(&bench, "标为已协商：");
    says(&bench, session.number.as_str());
}

#[test]
fn what_a_filter_line_does_not_know_is_told() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("/");
    bench.typed("状态:待受理");
    assert!(bench.shown().contains("待受理  "), "{}", bench.shown());
    bench.typed("吗");
    says(&bench, "状态没有“待受理吗”");
    bench.keys("Esc /");
    bench.typed("颜色:红");
    says(&bench, "没有“颜色：”");
}

/// What the store is asked to do, key after key.
fn asked(bench: &mut Bench, keys: &str) -> Vec<Values> {
    let mut asked = Vec::new();
    for key in keys.split(' ') {
        let input = Input::Key(Key::parse(key).unwrap());
        for effect in bench.feed(input) {
            if let Effect::Perform { values, .. } = effect {
                asked.push(values);
            }
        }
    }
    asked
}

#[test]
fn an_evaluation_in_which_nothing_was_chosen_says_nothing() {
    for keys in ["v Ctrl-S", "v Tab Tab Ctrl-S", "v Tab Shift-Tab Ctrl-S"] {
        let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
        let asked = asked(&mut bench, keys);
        assert!(!asked.is_empty(), "{keys}");
        for values in asked {
            let said = values.first("verdict").unwrap_or_default();
            assert_eq!(said, "", "{keys}");
        }
    }
    // Where somebody went to a choice, it is taken.
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    let asked = asked(&mut bench, "v Down Ctrl-S");
    assert_eq!(asked.last().unwrap().first("verdict"), Some("satisfied"));
}

#[test]
fn what_is_missing_says_which_key_brings_it() {
    for (lang, way) in [(Lang::Zh, "按 F12 办结"), (Lang::En, "Press F12 (Complete)")] {
        let mut bench = Bench::new(&city(), lang, (160, 50));
        bench.keys("Enter");
        says(&bench, way);
    }
}

#[test]
fn a_digit_chooses_and_stays_where_it_was_typed() {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("F4 Tab Tab Tab Tab 1");
    says(&bench, "1 [x] 温度");
    says(&bench, "回车到下一项");
    bench.keys("3");
    says(&bench, "1 [ ] 温度");
    says(&bench, "3 [x] 深度");
}

#[test]
fn the_keys_of_the_menu_and_the_help_say_in_a_form_why_they_do_nothing() {
    for (lang, told) in [
        (Lang::Zh, "填表时不能用 F2（菜单）。先保存（Ctrl-S）"),
        (Lang::En, "F2 (Menu) does not work in a form."),
    ] {
        let mut bench = Bench::new(&city(), lang, (120, 40));
        bench.keys("F4 F2");
        says(&bench, told);
        for key in ["F1", "Ctrl-P", "F5"] {
            bench.keys(key);
            says(&bench, key);
        }
    }
}

#[test]
fn what_fits_somebody_comes_first_among_the_capacities() {
    let mut busy = super::busy::Busy::new(Lang::Zh, (120, 40));
    busy.keys("g p a");
    busy.typed("李工");
    busy.keys("Tab Tab");
    busy.typed("水利局");
    busy.keys("Ctrl-S Esc a");
    busy.typed("李工");
    busy.keys("Tab");
    assert!(busy.shown().contains("1 [ ] 部门"), "{}", busy.shown());
    busy.keys("Shift-Tab Ctrl-U");
    busy.typed("某某新");
    busy.keys("Tab");
    assert!(!busy.shown().contains("1 [ ] 部门"), "{}", busy.shown());
    // Whoever nobody knows comes for the public most of the time; that is not taken for granted.
    assert!(busy.shown().contains("1 [ ] 群众代表"), "{}", busy.shown());
    busy.keys("Tab");
    let class = |busy: &super::busy::Busy| {
        let shown = busy.shown();
        shown.lines().find(|line| line.contains("身份类别")).unwrap_or_default().to_owned()
    };
    assert!(class(&busy).contains('—'), "{}", busy.shown());
    busy.keys("Shift-Tab 1");
    assert!(class(&busy).contains("群众代表"), "{}", busy.shown());
}

#[test]
fn of_several_departments_the_one_that_is_unknown_is_named() {
    let mut busy = super::busy::Busy::new(Lang::Zh, (120, 40));
    busy.keys("v Tab");
    busy.typed("水利局、住房局");
    assert!(busy.shown().contains("“住房局”：没有这样的部门单位"), "{}", busy.shown());
    busy.keys("Ctrl-S");
    assert!(busy.shown().contains("“住房局”：没有这样的部门单位"), "{}", busy.shown());
}
