//! The example city, written and counted by the program itself.

use super::Desk;

#[test]
fn the_example_adds_up_and_its_open_cases_stay_open() {
    let desk = Desk::new();
    desk.ok(&["demo", "--fill", desk.data().to_str().unwrap()]);
    let interval = ["--from", "2022-01-01", "--to", "2023-10-20"];
    let report = desk.json(&[&["report"], &interval[..]].concat());
    let totals = [
        ("studios", 128),
        ("sessions", 225),
        ("resolved", 204),
        ("member_attendances", 2982),
        ("public_attendances", 1794),
        ("department_attendances", 450),
    ];
    for (figure, count) in totals {
        assert_eq!(report["totals"][figure], count, "{figure}");
        let rows = desk.ok(&[&["report"], &interval[..], &["--rows", figure]].concat());
        assert_eq!(rows.lines().count(), count, "rows of {figure}");
    }

    let list = desk.json(&["issue", "list", "--status", "consulted"]);
    let recorded = |word: &str| {
        let found: Vec<_> = list["issues"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|issue| issue["recorded"] == true)
            .filter(|issue| issue["title"].as_str().unwrap().contains(word))
            .collect();
        assert_eq!(found.len(), 1, "{word}");
        found[0]["number"].as_str().unwrap().to_owned()
    };
    let told = desk.fails(1, &["issue", "resolve", &recorded("预缴金")]);
    assert!(told.contains("卫健委") && told.contains("民政局"), "{told}");
    let told = desk.fails(1, &["issue", "resolve", &recorded("充电桩")]);
    assert!(told.contains("办结日期") && told.contains("佐证材料"), "{told}");
}
