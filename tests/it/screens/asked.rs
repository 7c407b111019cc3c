//! The floor by keys: what is asked about before a line is saved, and what is told of who is to act.

use super::busy::{Busy, issue, world};
use super::today;
use tanshi::domain::action::Action;
use tanshi::domain::closing::{Loose, closing};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{DepartmentId, PersonId};
use tanshi::domain::issue::{Category, IssueFacts};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::session::{Attendance, Class, Presence};
use tanshi::i18n::Lang;

fn department(number: u8, name: &str, short: &str) -> Action {
    let facts = DepartmentFacts { short: short.into(), ..DepartmentFacts::named(name) };
    Action::AddDepartment { id: DepartmentId::from_bytes([number; 16]), facts, source: None }
}

/// A session of a county, by the registered names of its departments.
fn county() -> Busy {
    let more = [
        department(31, "临川县住房和城乡建设局", "住建局"),
        department(32, "临川县公安局交通警察大队", "县交警大队"),
        department(33, "临川县城市管理局", ""),
    ];
    Busy::live_after(Lang::Zh, (120, 40), &more)
}

fn says(busy: &mut Busy, text: &str) {
    busy.typed(text);
    busy.keys("Enter");
}

#[test]
fn a_line_that_is_seldom_meant_so_is_saved_by_a_second_enter() {
    for (line, told) in [
        ("决 未达成一致：是否更换为太阳能路灯，会后再议", "请从菜单选“未达成共识”"),
        ("111123", "只有数字"),
    ] {
        let mut busy = county();
        says(&mut busy, line);
        assert!(busy.session().lines.is_empty(), "{line}");
        let shown = busy.shown().replace(char::is_whitespace, "");
        assert!(shown.contains(told) && shown.contains("没有存"), "{}", busy.shown());
        busy.keys("Enter");
        assert_eq!(busy.session().lines.len(), 1, "{line}: {}", busy.shown());
    }
}

#[test]
fn who_stands_in_a_list_of_departments_and_is_not_registered_is_told_before_enter() {
    let mut busy = county();
    busy.typed("诺 住建局、县交警大队、镇政府12月底前共同完成人行道改造");
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("“镇政府”：名册里没有这个部门单位"), "{}", busy.shown());
    busy.keys("Enter");
    assert!(busy.session().lines.is_empty() && busy.session().commitments.is_empty());
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("先不记这个部门") && shown.contains("没有存"), "{}", busy.shown());
    busy.keys("Enter");
    let made = busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    assert_eq!(made.facts.lead, Some(DepartmentId::from_bytes([31; 16])), "{}", busy.shown());
}

#[test]
fn a_promise_of_a_department_that_nobody_knows_is_saved_by_a_second_enter_with_its_lead_open() {
    let mut busy = county();
    says(&mut busy, "诺 路灯管理所12月31日前修好");
    assert!(busy.session().lines.is_empty());
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("主办先空着") && shown.contains("散会前还会问"), "{}", busy.shown());
    busy.keys("Enter");
    let made = busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    assert_eq!((made.facts.lead, made.facts.deadline.is_some()), (None, true));
    assert_eq!(made.facts.matter, "路灯管理所12月31日前修好");
    busy.keys("F12");
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("没有主办"), "{}", busy.shown());
}

#[test]
fn two_that_are_said_to_lead_are_asked_about_once_and_saved_as_it_was_told() {
    let mut busy = county();
    says(&mut busy, "诺 住建局、县城管局12月31日前牵头修好，由住建局、县城管局共同负责");
    assert!(busy.session().lines.is_empty());
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("主办只有一个") && shown.contains("没有存"), "{}", busy.shown());
    busy.keys("Enter");
    let made = busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    let ids = |at| DepartmentId::from_bytes([at; 16]);
    assert_eq!(made.facts.lead, Some(ids(31)), "{}", busy.shown());
    assert_eq!(made.facts.supporting, [ids(33)]);
}

#[test]
fn an_everyday_name_is_shown_as_the_department_that_it_means() {
    let mut busy = county();
    busy.typed("诺 县城管局牵头，交警大队配合，12月底前施划停车位");
    let shown = busy.shown();
    assert!(shown.contains("主办 临川县城市管理局"), "{shown}");
    assert!(shown.contains("会办 临川县公安局交通警察大队"), "{shown}");
    busy.keys("Enter");
    let made = busy.bench.world.commitment(busy.session().commitments[0]).unwrap();
    assert_eq!(made.facts.lead, Some(DepartmentId::from_bytes([33; 16])));
}

#[test]
fn a_department_that_was_not_there_and_is_to_act_is_told_before_closing() {
    let mut busy = county();
    says(&mut busy, "诺 水利局12月底前清淤，县交警大队配合");
    busy.keys("F12");
    let words = "县交警大队 没有到会，也没有邀请";
    assert!(busy.shown().contains(words), "{}", busy.shown());
    assert!(!busy.shown().contains("水利局 没有到会"), "it was invited: {}", busy.shown());
    busy.go_to(words);
    busy.keys("Enter");
    assert!(busy.shown().contains("修改承办事项"), "{}", busy.shown());
}

#[test]
fn a_department_was_there_whatever_its_head_came_as_and_not_by_an_excuse() {
    let (head, traffic) = (PersonId::from_bytes([77; 16]), DepartmentId::from_bytes([32; 16]));
    let mut facts = PersonFacts::named("张局长", Side::Other);
    facts.department = Some(traffic);
    for (presence, is_told) in [(Presence::Present, false), (Presence::Excused, true)] {
        let row = Attendance {
            person: head,
            class: Class::Leader,
            department: None,
            presence,
            arrived_at: None,
            left_at: None,
            correction: false,
        };
        let mut busy = county();
        busy.save(&[Action::AddPerson { id: head, facts: facts.clone(), source: None }]).unwrap();
        let session = busy.session().id;
        busy.save(&[Action::SetAttendance { session, person: head, row: Some(row) }]).unwrap();
        says(&mut busy, "诺 县交警大队12月底前施划停车位");
        let loose = closing(&busy.bench.world, busy.session(), today()).loose;
        let tells = |it: &Loose| matches!(it, Loose::NotThere(id, _) if *id == traffic);
        assert_eq!(loose.iter().any(tells), is_told, "{loose:?}");
    }
}

#[test]
fn a_category_that_was_decided_is_not_changed_by_a_line() {
    let facts = world().issue(issue(1)).unwrap().facts.clone();
    let facts = IssueFacts { category: Some(Category::Livelihood), ..facts };
    let more = [Action::EditIssue { id: issue(1), facts }];
    let mut busy = Busy::live_after(Lang::Zh, (120, 40), &more);
    busy.typed("说 先清北边 +力度");
    let shown = busy.shown().replace(char::is_whitespace, "");
    assert!(shown.contains("“+力度”：这件议题的类别已经是温度，不会改"), "{}", busy.shown());
    busy.keys("Enter");
    assert_eq!(busy.session().lines.len(), 1);
    let kept = busy.bench.world.issue(issue(1)).unwrap().facts.category;
    assert_eq!(kept, Some(Category::Livelihood));
}
