//! Whom a row means by a name: one of several who have it, somebody who is said to be new, somebody
//! known on another side.

use super::{Office, asked, counts, told};
use std::collections::BTreeSet;
use tanshi::domain::action::Action;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::row::StudioRow;
use tanshi::exchange::table::{Options, Plan, What};
use tanshi::i18n::Lang;

/// Enters somebody by hand, and returns who they are.
pub(super) fn enter(office: &mut Office, byte: u8, name: &str, unit: &str, side: Side) -> PersonId {
    let id = PersonId::from_bytes([byte; 16]);
    let facts = PersonFacts { unit: unit.to_owned(), ..PersonFacts::named(name, side) };
    office.desk.commit(&[Action::AddPerson { id, facts, source: None }], &asked()).unwrap();
    id
}

/// An office with two of one name, of whom one has no unit.
fn with_two() -> (Office, [PersonId; 2]) {
    let mut office = Office::new();
    let plain = enter(&mut office, 101, "张三", "", Side::Public);
    let bridge = enter(&mut office, 102, "张三", "桥头村", Side::Public);
    (office, [plain, bridge])
}

/// Name and unit of everybody.
fn people(office: &Office) -> BTreeSet<(String, String)> {
    let rows = office.desk.catalog().people.values();
    rows.map(|row| (row.name.to_string(), row.unit.to_string())).collect()
}

fn named(people: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    people.iter().map(|(name, unit)| (String::from(*name), String::from(*unit))).collect()
}

/// Who raised the issue of each title.
fn raisers(office: &Office, title: &str) -> Vec<PersonId> {
    let mut rows = office.desk.catalog().issues.values();
    rows.find(|row| &*row.title == title).unwrap().raisers
}

/// The codes of what is wrong, by line.
fn wrong(plan: &Plan) -> Vec<(usize, &'static str)> {
    let faults = plan.rows.iter().flat_map(|row| row.faults.iter().map(|it| (row.line, it)));
    faults.map(|(line, fault)| (line, fault.what.code())).collect()
}

#[test]
fn a_raiser_whose_name_two_have_is_refused_until_the_unit_is_said() {
    let (mut office, [plain, bridge]) = with_two();
    let text = "工作室,议题,诉求人,诉求人单位\n\
                韶峰,路灯不亮,张三,\n\
                韶峰,停车难,张三,桥头村\n\
                韶峰,积水,张三（桥头村）,\n\
                韶峰,充电桩,张三（—）,\n\
                韶峰,井盖,张三,—\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 4), (What::Refused, 1)], "{:?}", plan.rows);
    assert_eq!(wrong(&plan), [(2, "several")]);
    let said = told(&office, &plan.rows[0]);
    assert!(said.contains("有 2 个同名") && said.contains("张三（—）"), "{said}");
    assert_eq!(raisers(&office, "停车难"), [bridge]);
    assert_eq!(raisers(&office, "积水"), [bridge]);
    assert_eq!(raisers(&office, "充电桩"), [plain]);
    assert_eq!(raisers(&office, "井盖"), [plain]);
    assert_eq!(people(&office).len(), 2);
}

#[test]
fn who_came_and_who_belongs_to_a_studio_are_told_apart_alike() {
    let (mut office, [plain, bridge]) = with_two();
    let head = "工作室,会议日期,会议,姓名,单位,身份类别\n";
    let row = |name: &str, unit: &str| format!("韶峰,2023-05-20,路灯会,{name},{unit},群众代表\n");
    let rows = [
        row("张三", ""),
        row("张三", "桥头村"),
        row("张三（—）", ""),
        row("张三（桥头村）", "桥头村小学"),
    ];
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.take(&format!("{head}{}", rows.concat()), &add);
    // The last is the one of the second line once more.
    assert_eq!(wrong(&plan), [(2, "several"), (5, "repeated")]);
    let session = office.desk.catalog().sessions.values().next().unwrap().id;
    let world = office.desk.dossier(session.into()).unwrap();
    let came: Vec<PersonId> =
        world.session(session).unwrap().attendance.iter().map(|row| row.person).collect();
    assert_eq!(came, [bridge, plain]);

    let text = "工作室名称,召集人,驻室委员\n甲,张三,\n乙,张三（桥头村）,张三（—）\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(wrong(&plan), [(2, "several")]);
    let is_it = |row: &&StudioRow| &*row.name == "乙";
    let studio = office.desk.catalog().studios.values().find(is_it).unwrap().id;
    let world = office.desk.dossier(studio.into()).unwrap();
    let facts = &world.studio(studio).unwrap().facts;
    assert_eq!((facts.convenor, facts.members.as_slice()), (Some(bridge), [plain].as_slice()));
    assert_eq!(people(&office).len(), 2);
}

#[test]
fn rows_that_were_taken_in_before_a_namesake_came_stay_as_they_are() {
    let mut office = Office::new();
    enter(&mut office, 101, "张三", "", Side::Public);
    let add = Options { add_missing: true, ..Options::default() };
    let files = [
        "编号,工作室,议题,诉求人\nX-1,韶峰,路灯不亮,张三\n,韶峰,停车难,张三\n",
        "工作室,会议日期,会议,姓名,身份类别\n韶峰,2023-05-20,路灯会,张三,群众代表\n",
        "工作室名称,召集人,驻室委员\n甲,张三,张三\n",
    ];
    let taken = files.map(|text| office.take(text, &add).rows.len());
    enter(&mut office, 102, "张三", "桥头村", Side::Public);
    for (text, rows) in files.into_iter().zip(taken) {
        let again = office.plan(text.as_bytes(), &add);
        assert_eq!(counts(&again), [(What::Unchanged, rows)], "{:?}", again.rows);
    }
    let more = "编号,工作室,议题,诉求人\nX-2,韶峰,积水,张三\n";
    assert_eq!(wrong(&office.plan(more.as_bytes(), &add)), [(2, "several")]);
}

#[test]
fn who_is_said_to_be_new_is_somebody_without_a_unit_once_in_a_file() {
    let mut office = Office::new();
    let text = "工作室,议题,诉求人\n\
                韶峰,路灯不亮,张三（新）\n\
                韶峰,停车难,Tom Ash (new)\n\
                韶峰,积水,张三（新）\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 3)], "{:?}", plan.rows);
    assert_eq!(people(&office), named(&[("张三", ""), ("Tom Ash", "")]));
    assert_eq!(raisers(&office, "路灯不亮"), raisers(&office, "积水"));
    let again = office.plan(text.as_bytes(), &Options::default());
    assert_eq!(counts(&again), [(What::Unchanged, 3)]);
    // Another file means another one, who has to be told apart.
    let other =
        "工作室,议题,诉求人,诉求人单位\n韶峰,充电桩,张三（新）,\n韶峰,井盖,张三（新）,桥头村\n";
    let plan = office.take(other, &Options::default());
    assert_eq!(wrong(&plan), [(2, "namesake")]);
    let said = told(&office, &plan.rows[0]);
    assert!(said.contains("靠单位区分"), "{said}");
    let english = plan.rows[0].faults[0].text(Lang::En, office.desk.catalog());
    assert!(english.contains("told apart by their units"), "{english}");
    assert!(people(&office).contains(&("张三".to_owned(), "桥头村".to_owned())));
}

#[test]
fn who_is_said_to_be_new_at_a_session_or_in_a_list_of_people_has_that_in_no_name() {
    let mut office = Office::new();
    let list = "姓名,身份\n李四（新）,委员\n王五（—）,群众\n赵六（桥头村）,群众\n";
    office.take(list, &Options::default());
    let sheet = "工作室,会议日期,会议,姓名,身份类别\n韶峰,2023-05-20,路灯会,孙七（新）,群众代表\n";
    let add = Options { add_missing: true, ..Options::default() };
    office.take(sheet, &add);
    let expected = [("李四", ""), ("王五", ""), ("赵六", "桥头村"), ("孙七", "")];
    assert_eq!(people(&office), named(&expected));
    for text in [list, sheet] {
        let again = office.plan(text.as_bytes(), &add);
        assert_eq!(again.counts()[2], again.rows.len(), "{:?}", again.rows);
    }
    let other = list.replace("委员", "群众").replace("姓名", "名字");
    let other = other.lines().take(2).collect::<Vec<_>>().join("\n");
    office.desk.undo(&asked()).unwrap();
    office.desk.undo(&asked()).unwrap();
    enter(&mut office, 103, "李四", "", Side::Member);
    assert_eq!(wrong(&office.plan(other.as_bytes(), &add)), [(2, "namesake")]);
}

#[test]
fn a_member_may_raise_something_and_is_no_second_person_then() {
    let mut office = Office::new();
    let member = enter(&mut office, 101, "Hazel Quint", "Ashdown School", Side::Member);
    let text = "工作室,议题,诉求人\n韶峰,路灯不亮,Hazel Quint\n韶峰,停车难,Hazel Quint（—）\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 2)]);
    assert_eq!(raisers(&office, "路灯不亮"), [member]);
    // Who is said to have no unit is somebody else.
    let expected = [("Hazel Quint", "Ashdown School"), ("Hazel Quint", "")];
    assert_eq!(people(&office), named(&expected));
}
