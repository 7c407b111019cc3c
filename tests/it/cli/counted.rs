//! The six totals of the example city, counted once more straight from its export by a script that shares
//! no code: all together, by studio and by month.

use super::Desk;
use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use std::process::Command;
use tanshi::domain::date::Interval;
use tanshi::domain::figures::{Figure, Scope};
use tanshi::domain::id::StudioId;
use tanshi::shell::desk::Desk as Library;
use tanshi::store::Store;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scripts/count.py");
const FROM: &str = "2022-01-01";
const TO: &str = "2023-10-20";

fn totals(
    desk: &mut Library,
    first: NaiveDate,
    last: NaiveDate,
    studio: Option<StudioId>,
) -> Value {
    let interval = Interval::between(first, last).unwrap();
    let tally = desk.report(Scope { interval, cut_off: last, studio }).unwrap();
    json!({
        "studios": tally.count(Figure::Studios),
        "sessions": tally.count(Figure::Sessions),
        "resolved": tally.count(Figure::Resolved),
        "member_attendances": tally.count(Figure::MemberAttendances),
        "public_attendances": tally.count(Figure::PublicAttendances),
        "department_attendances": tally.count(Figure::DepartmentAttendances),
    })
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    first + chrono::Days::new(u64::from(first.num_days_in_month()) - 1)
}

#[test]
fn the_totals_equal_an_independent_count_by_studio_and_by_month() {
    let python = Command::new("python3").arg("--version").output();
    if python.is_err() {
        eprintln!("python3 is not installed; the count is left out");
        return;
    }
    let desk = Desk::new();
    desk.ok(&["demo", "--fill", desk.data().to_str().unwrap()]);
    let file = desk.path().join("everything.jsonl");
    desk.ok(&["export", "-o", file.to_str().unwrap()]);
    let counted = Command::new("python3").arg(SCRIPT).arg(&file).args([FROM, TO]).output().unwrap();
    let side = String::from_utf8_lossy(&counted.stderr);
    let counted: Value =
        serde_json::from_slice(&counted.stdout).unwrap_or_else(|_| panic!("{side}"));
    let told = desk.json(&["report", "--from", FROM, "--to", TO]);
    assert_eq!(counted["total"], told["totals"]);
    assert_eq!(counted["total"]["resolved"], 204);
    let mut library = Library::new(Store::open(&desk.data(), "now").unwrap()).unwrap();
    let (first, last) = (FROM.parse().unwrap(), TO.parse().unwrap());
    let studios = counted["studios"].as_object().unwrap();
    assert_eq!(studios.len(), 128);
    for (id, counts) in studios {
        let studio = Some(id.parse().unwrap());
        assert_eq!(&totals(&mut library, first, last, studio), counts, "studio {id}");
    }
    let months = counted["months"].as_object().unwrap();
    assert_eq!(months.len(), 22);
    for (month, counts) in months {
        let first: NaiveDate = format!("{month}-01").parse().unwrap();
        let told = totals(&mut library, first, last_of_month(first), None);
        assert_eq!(&told, counts, "{month}");
    }
}
