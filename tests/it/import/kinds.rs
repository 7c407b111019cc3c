//! People, departments, studios and attendance.

use super::{Office, asked, counts, told};
use tanshi::domain::action::Action;
use tanshi::domain::date::DateSpan;
use tanshi::domain::id::{EntityId, SessionId, StudioId};
use tanshi::domain::person::Side;
use tanshi::domain::session::{Class, SessionFacts};
use tanshi::exchange::table::{Conflicts, Options, TableKind, What};

const PEOPLE: &str = "姓名,身份类别,单位,职务,界别,电话\n\
                      陈敏,委员,市一中,校长,教育,13900000001\n\
                      周海,群众,周家组,,,\n\
                      刘洋,,市农科所,,农业,\n\
                      何强,,某某公司,,,\n";

#[test]
fn people_are_known_by_name_and_unit() {
    let mut office = Office::new();
    let plan = office.take(PEOPLE, &Options::default());
    assert_eq!(plan.head.kind, TableKind::People);
    assert_eq!(counts(&plan), [(What::Added, 3), (What::Refused, 1)]);
    assert!(told(&office, &plan.rows[3]).contains("身份类别"), "{}", told(&office, &plan.rows[3]));
    let sides: Vec<Side> = office.desk.catalog().people.values().map(|row| row.side).collect();
    assert_eq!(sides, [Side::Member, Side::Public, Side::Member]);
    let again = office.plan(PEOPLE.as_bytes(), &Options::default());
    assert!(again.actions.is_empty());
    let moved = PEOPLE.replace("13900000001", "13900000002");
    let plan = office.plan(moved.as_bytes(), &Options::default());
    assert_eq!(counts(&plan)[1], (What::Conflict, 1));
    let other_unit = "姓名,身份,单位\n陈敏,委员,市二中\n";
    assert_eq!(
        counts(&office.plan(other_unit.as_bytes(), &Options::default())),
        [(What::Added, 1)]
    );
    office.desk.undo(&asked()).unwrap();
    assert_eq!(office.desk.catalog().people.len(), 0);
}

#[test]
fn what_nobody_knew_so_far_is_filled_in_and_nothing_is_overwritten() {
    let mut office = Office::new();
    office.take("姓名,身份,单位\n陈敏,委员,市一中\n", &Options::default());
    office.desk.undo(&asked()).unwrap();
    office.take("单位名称,区县\n水利局,湘乡市\n", &Options::default());
    let more = "单位名称,区县,联系人\n水利局,湘乡市,王科长\n";
    // The row was imported before and says more now.
    assert_eq!(counts(&office.plan(more.as_bytes(), &Options::default())), [(What::Conflict, 1)]);
    // The departments of the office were entered by hand: a row may tell more of them.
    let told = "单位名称,区县,简称\n住建局,,住建\n";
    let plan = office.take(told, &Options::default());
    assert_eq!(counts(&plan), [(What::Changed, 1)]);
    let mut rows = office.desk.catalog().departments.values();
    assert!(rows.any(|row| &*row.name == "住建局" && &*row.short == "住建"));
}

/// A second 交通局 beside the one of 湘乡市 makes the name mean two.
#[test]
fn a_department_without_a_district_is_the_one_that_is_known_in_one() {
    let mut office = Office::new();
    office.take("全称,简称,所在地\n交通局,交通,湘乡市\n", &Options::default());
    let known = office.desk.catalog().departments.len();
    let plan = office.take("单位名称,联系人\n交通局,王科长\n", &Options::default());
    assert_eq!(counts(&plan), [(What::Changed, 1)], "{:?}", plan.rows);
    assert_eq!(office.desk.catalog().departments.len(), known);
    // A list that says the district of one means another by the name alone.
    office.take("全称,所在地\n水利局,湘乡市\n", &Options::default());
    let both = "Full name,District,Short name\n水利局,,水利\n水利局,湘乡市,\n";
    let plan = office.plan(both.as_bytes(), &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 1), (What::Unchanged, 1)], "{:?}", plan.rows);
    let mut office = Office::new();
    office.take("全称,所在地\n交通局,湘乡市\n交通局,韶山市\n", &Options::default());
    let plan = office.plan("全称,联系人\n交通局,李科长\n".as_bytes(), &Options::default());
    assert_eq!(counts(&plan), [(What::Refused, 1)]);
    assert!(told(&office, &plan.rows[0]).contains("有 2 个同名"));
}

#[test]
fn studios_are_known_by_code_or_name_and_get_a_code() {
    let mut office = Office::new();
    let text = "工作室名称,代码,类型,区县,召集人\n韶峰,SF,专题,韶山市,\n新立,,界别,岳塘区,\n远方,F1,街道,,查无此人\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(plan.head.kind, TableKind::Studios);
    assert_eq!(counts(&plan), [(What::Added, 1), (What::Changed, 1), (What::Refused, 1)]);
    assert_eq!(office.desk.catalog().studios.len(), 5);
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.take(text, &add);
    assert_eq!(counts(&plan), [(What::Added, 1), (What::Unchanged, 2)]);
    assert_eq!(plan.added_beside(), [1, 0, 0, 0]);
}

#[test]
fn a_code_that_an_earlier_line_has_is_told_as_such() {
    let mut office = Office::new();
    let text = "工作室名称,代码\n甲,JA\n乙,JB\n丙,JA\n韶峰,SF\n丁,SF\n甲,\n";
    let plan = office.take(text, &Options::default());
    let codes: Vec<_> =
        plan.rows.iter().map(|row| row.faults.first().map(|it| it.what.code())).collect();
    let used = Some("code_used");
    assert_eq!(codes, [None, None, used, None, used, Some("repeated")]);
    let said = told(&office, &plan.rows[2]);
    assert!(said.contains("“代码”的“JA”：这个代码第 2 行已经用了"), "{said}");
    assert!(told(&office, &plan.rows[4]).contains("第 5 行已经用了"));
    assert!(office.desk.catalog().studios.values().all(|row| &*row.name != "丙"));
}

fn session(office: &mut Office) -> EntityId {
    let id = SessionId::from_bytes([9; 16]);
    let facts = SessionFacts {
        studio: StudioId::from_bytes([1; 16]),
        co_studios: Vec::new(),
        title: "停车难协商会".to_owned(),
        venue: String::new(),
        on: DateSpan::of_day(asked().today),
        starts_at: None,
        chair: None,
        recorder: None,
    };
    office.desk.commit(&[Action::PlanSession { id, facts, source: None }], &asked()).unwrap();
    id.into()
}

#[test]
fn attendance_goes_to_its_session_and_brings_who_is_not_known() {
    let mut office = Office::new();
    let id = session(&mut office);
    let text = "工作室,会议日期,会议名称,姓名,单位,身份类别,出席情况\n\
                韶峰,2023-10-20,停车难协商会,陈敏,市一中,政协委员,出席\n\
                韶峰,2023-10-20,停车难协商会,周海,周家组,群众代表,\n\
                韶峰,2023-10-20,停车难协商会,何科长,住建局,部门单位,请假\n\
                韶峰,2023-10-21,没有的会,周海,周家组,群众代表,\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(plan.head.kind, TableKind::Attendance);
    assert_eq!(counts(&plan), [(What::Added, 3), (What::Refused, 1)], "{:?}", plan.rows);
    let world = office.desk.dossier(id).unwrap();
    let session = world.session(SessionId::from_bytes([9; 16])).unwrap();
    let classes: Vec<Class> = session.attendance.iter().map(|row| row.class).collect();
    assert_eq!(classes, [Class::Member, Class::PublicRepresentative, Class::Department]);
    assert!(office.plan(text.as_bytes(), &Options::default()).actions.is_empty());
    let changed = text.replace("请假", "出席");
    let plan = office.plan(changed.as_bytes(), &Options::default());
    assert_eq!(counts(&plan)[1], (What::Conflict, 1));
    let take = Options { conflicts: Conflicts::Take, ..Options::default() };
    assert_eq!(counts(&office.take(&changed, &take))[0], (What::Changed, 1));
    office.desk.undo(&asked()).unwrap();
    office.desk.undo(&asked()).unwrap();
    assert_eq!(office.desk.catalog().people.len(), 0);
    assert_eq!(office.plan(text.as_bytes(), &Options::default()).counts()[0], 3);
}

#[test]
fn a_session_is_named_by_its_number_in_either_column() {
    let mut office = Office::new();
    session(&mut office);
    let number = office.desk.catalog().sessions.values().next().unwrap().number.to_string();
    let row = |name: &str, number: &str| format!("{number},{name},群众代表\n");
    for (column, name) in [("会议编号", "周海"), ("会议", "刘洋"), ("Session", "何强")]
    {
        let text = format!("{column},姓名,身份类别\n{}", row(name, &number.to_lowercase()));
        let plan = office.take(&text, &Options::default());
        assert_eq!(counts(&plan), [(What::Added, 1)], "{column}: {:?}", plan.rows);
        let again = office.plan(text.as_bytes(), &Options::default());
        assert_eq!(counts(&again), [(What::Unchanged, 1)], "{column}");
    }
    assert_eq!(office.desk.catalog().sessions.values().next().unwrap().heads, [0, 3, 0]);
    // The mark of the replica is chance: only another end is wrong whatever it is.
    let (body, end) = number.rsplit_once('-').unwrap();
    let mistyped = format!("{body}-{}", if end == "X" { "Y" } else { "X" });
    let text = format!("会议,姓名,身份类别\n{}", row("周海", &mistyped));
    let plan = office.plan(text.as_bytes(), &Options::default());
    assert_eq!(plan.rows[0].faults[0].what.code(), "number", "{:?}", plan.rows);
}

#[test]
fn sessions_that_are_missing_are_added_and_closed_where_that_is_wished() {
    let mut office = Office::new();
    let text = "工作室,会议日期,会议名称,姓名,单位,身份类别\n\
                韶峰,2023-05-20,护栏协商会,陈敏,市一中,政协委员\n\
                韶峰,2023-05-20,护栏协商会,周海,周家组,群众代表\n\
                韶峰,2023-06-20,路灯协商会,陈敏,市一中,政协委员\n";
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.take(text, &add);
    assert_eq!(counts(&plan), [(What::Added, 3)], "{:?}", plan.rows);
    assert_eq!(plan.added_beside(), [2, 0, 0, 2]);
    let heads: Vec<[u32; 3]> =
        office.desk.catalog().sessions.values().map(|row| row.heads).collect();
    assert_eq!(heads, [[1, 1, 0], [1, 0, 0]]);
    let closed = office.desk.catalog().sessions.values().all(|row| row.status.key() == "closed");
    assert!(closed, "a session that was held is not closed");
    assert!(office.plan(text.as_bytes(), &add).actions.is_empty());
}

#[test]
fn a_sheet_of_many_new_sessions_is_taken_in_whatever_their_order() {
    let mut office = Office::new();
    let rows = |name: &str| {
        let row = |n: usize| format!("韶峰,2023-05-20,第{n}场协商会,{name},市一中,政协委员\n");
        (1..=70).map(row).collect::<Vec<_>>().concat()
    };
    let text = format!("工作室,会议日期,会议,姓名,单位,身份类别\n{}{}", rows("陈敏"), rows("周海"));
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.take(&text, &add);
    assert_eq!(counts(&plan), [(What::Added, 140)], "{:?}", plan.rows[70].faults);
    assert!(office.desk.catalog().sessions.values().all(|row| row.heads == [2, 0, 0]));
}

#[test]
fn a_row_that_is_refused_leaves_its_session_as_it_was() {
    let mut office = Office::new();
    let text = "工作室,会议日期,会议,姓名,单位,身份类别,签到时间,离会时间\n\
                韶峰,2023-05-20,护栏协商会,陈敏,市一中,政协委员,,\n\
                韶峰,2023-05-20,护栏协商会,周海,周家组,群众代表,14:30,9:00\n\
                韶峰,2023-05-20,护栏协商会,刘洋,周家组,群众代表,,\n\
                韶峰,2023-05-20,护栏协商会,陈敏,,政协委员,,\n";
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.take(text, &add);
    let whats: Vec<What> = plan.rows.iter().map(|row| row.what).collect();
    assert_eq!(whats[0], What::Added);
    assert_eq!(whats[2..], [What::Added, What::Refused], "{:?}", plan.rows);
    assert_eq!(plan.rows[3].faults[0].what.code(), "repeated");
}
