//! Names with blanks, and the capacity in which somebody attends.

use super::Desk;
use serde_json::Value;

/// A studio with a convenor, an issue with a raiser, and a session about it.
fn with_session() -> Desk {
    let desk = Desk::new();
    desk.ok(&["department", "add", "Water Bureau"]);
    desk.ok(&["studio", "add", "山塘委员工作室", "--code", "ST", "--convenor", "刘洋"]);
    desk.ok(&["person", "add", "Mary Jones", "--side", "member"]);
    desk.ok(&["person", "add", "Ann Lee", "--side", "other"]);
    desk.ok(&["issue", "add", "山塘清淤", "--raiser", "王五"]);
    let number = desk.number();
    desk.ok(&["session", "plan", "会", "--on", "2023-05-20", "--agenda", &number]);
    desk
}

fn sheet(desk: &Desk) -> Vec<(String, String)> {
    let page = desk.json(&["session", "show", "会"]);
    let rows = page["session"]["people"].as_array().unwrap().clone();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "person"), text(row, "class"))).collect()
}

#[test]
fn a_name_with_a_blank_is_one_person() {
    let desk = with_session();
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", "Mary Jones, John Smith"]);
    let people = desk.json(&["person", "list"]);
    let names: Vec<&str> = people["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"John Smith"), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.contains("Jones")).count(), 1, "{names:?}");
    assert_eq!(names.len(), 5, "{names:?}");
}

#[test]
fn who_attends_does_so_as_the_directory_says() {
    let desk = with_session();
    desk.ok(&["session", "attend", "会", "Mary Jones、刘洋、王五"]);
    let told = desk.fails(2, &["session", "attend", "会", "过路人"]);
    assert!(told.contains("过路人") && told.contains("--class"), "{told}");
    let told = desk.ok(&["session", "attend", "会", "过路人", "--class", "public_representative"]);
    assert!(told.contains("过路人（群众）"), "{told}");
    let told = desk.fails(2, &["session", "attend", "会", "Ann Lee"]);
    assert!(told.contains("身份类别"), "{told}");
    desk.ok(&["session", "attend", "会", "Ann Lee", "--department", "Water Bureau"]);
    let row = |name: &str, class: &str| (name.to_owned(), class.to_owned());
    assert_eq!(
        sheet(&desk),
        [
            row("Mary Jones", "member"),
            row("刘洋", "convenor"),
            row("王五", "raiser"),
            row("过路人", "public_representative"),
            row("Ann Lee", "department"),
        ]
    );
}

/// A person with two hats counts once, as a member (DOMAIN §3): a class that a newcomer needs is
/// not put on those who have their own.
#[test]
fn a_class_among_several_is_for_newcomers_and_alone_it_is_meant() {
    let desk = with_session();
    let class = ["--class", "public_representative"];
    let attend = |names: &str| desk.ok(&[&["session", "attend", "会", names], &class[..]].concat());
    attend("Mary Jones, 王五, Zoe Stranger");
    let row = |name: &str, class: &str| (name.to_owned(), class.to_owned());
    assert_eq!(
        sheet(&desk),
        [
            row("Mary Jones", "member"),
            row("王五", "raiser"),
            row("Zoe Stranger", "public_representative"),
        ]
    );
    attend("Mary Jones");
    assert_eq!(sheet(&desk)[0], row("Mary Jones", "public_representative"));
    // Where nobody needs it, it is meant for all.
    desk.ok(&["session", "attend", "会", "刘洋, Mary Jones", "--class", "leader"]);
    assert_eq!(sheet(&desk)[0], row("Mary Jones", "leader"));
    assert_eq!(sheet(&desk)[3], row("刘洋", "leader"));
}

#[test]
fn a_second_entry_keeps_what_it_does_not_name() {
    let desk = with_session();
    desk.ok(&["session", "attend", "会", "Mary Jones", "--class", "leader"]);
    desk.ok(&["session", "attend", "会", "Mary Jones", "--arrived", "9:40"]);
    assert_eq!(sheet(&desk), [("Mary Jones".to_owned(), "leader".to_owned())]);
}

#[test]
fn a_newcomer_may_be_named_with_a_unit() {
    let desk = with_session();
    let names = "赵六（石潭镇 二组）、Lee (east)";
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", names]);
    let people = desk.json(&["person", "list"]);
    let of = |name: &str| {
        let all = people["people"].as_array().unwrap();
        all.iter().find(|it| it["name"] == name).map(|it| it["unit"].clone())
    };
    assert_eq!(of("赵六"), Some("石潭镇 二组".into()));
    assert_eq!(of("Lee"), Some("east".into()));
    desk.ok(&["issue", "add", "路面破损", "--raiser", names]);
    assert_eq!(desk.json(&["person", "list"])["people"], people["people"], "nobody comes twice");
}

#[test]
fn who_is_new_comes_in_as_what_is_said() {
    let desk = with_session();
    let told = desk.ok(&["session", "attend", "会", "王工", "--department", "Water Bureau"]);
    assert!(told.contains("王工（部门及其他）"), "{told}");
    let told = desk.ok(&["session", "line", "会", "先查管网。", "--speaker", "路过的干部"]);
    assert!(told.contains("路过的干部（部门及其他）"), "{told}");
    // Who spoke for a department is known to do so from then on, a speaker as nothing yet.
    desk.ok(&["session", "plan", "会二", "--on", "2023-06-20", "--studio", "ST"]);
    desk.ok(&["session", "attend", "会二", "王工"]);
    assert_eq!(
        desk.json(&["session", "show", "会二"])["session"]["people"][0]["class"],
        "department"
    );
    desk.fails(2, &["session", "attend", "会二", "路过的干部"]);
}

#[test]
fn a_date_is_nobody() {
    let desk = with_session();
    let told = desk.fails(2, &["issue", "add", "路灯不亮", "--raiser", "2026-05-01"]);
    assert!(told.contains("--raiser") && told.contains("不像姓名"), "{told}");
}

#[test]
fn whose_attendance_was_entered_and_as_what_is_told() {
    let desk = super::papers::run_session();
    // A time of day that has been since the session began, whatever the clock says.
    let now = super::now().format("%H:%M").to_string();
    let attend =
        ["session", "attend", "停车协商议事会", "陈国梁", "--arrived", &now, "--left", &now];
    let said = desk.ok(&attend);
    assert!(said.contains("：陈国梁（政协委员）"), "{said}");
    let said = desk.ok(&[&attend[..], &["--class", "convenor", "--lang", "en"]].concat());
    assert!(said.contains(": 陈国梁 (Convenor)"), "{said}");
}
