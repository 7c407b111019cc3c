//! What is found by name on the example city, held against what the filter says.

use super::*;
use crate::command::city::{city, last_day};
use crate::command::query::{Query, Ready};
use crate::domain::action::Action;
use crate::domain::decide::{Moment, decide};
use crate::domain::number::ReplicaMark;
use crate::domain::person::PersonFacts;
use crate::domain::priority::Terms;
use crate::exchange::example::TODAY;

struct City {
    catalog: Catalog,
    day: Terms,
}

impl City {
    fn new() -> Self {
        let (catalog, day) = last_day();
        Self { catalog, day }
    }

    /// The same, where somebody bears another name.
    fn with_somebody_called(name: &str) -> Self {
        let mut world = city(690, 0).1;
        let [somebody, actor] = [0, 1].map(|at| world.people().nth(at).unwrap().clone());
        let facts = PersonFacts { name: name.to_owned(), ..somebody.facts };
        let replica_mark = ReplicaMark::parse("K7").unwrap();
        let moment = Moment { today: TODAY, actor: actor.id, replica_mark };
        decide(&mut world, &[Action::EditPerson { id: somebody.id, facts }], &moment).unwrap();
        Self { catalog: Catalog::of(&world), ..Self::new() }
    }

    fn called(&self, typed: &str, most: usize) -> (Ready, Findings) {
        let query = Query::read(typed, TODAY).query;
        let ready = Ready::new(&query, (&self.catalog).into(), &self.day);
        let (catalog, day) = (&self.catalog, self.day);
        let asked = Asked { catalog, index: None, query: &query, day, kind: None, most };
        let nothing = text::Found::default();
        let mut waiting = Waiting { is_gone: &|| false, tell: None };
        let called = asked.called(&ready, &mut waiting).unwrap();
        let found = findings(
            asked.catalog,
            (&called, || asked.near(&|| false)),
            Some(&nothing),
            asked.most,
        );
        (ready, found)
    }
}

#[test]
fn all_are_counted_and_as_many_are_listed_as_are_asked_for() {
    let city = City::new();
    let (_, all) = city.called("难|路|管", 100_000);
    assert_eq!(all.total, all.best.len());
    assert!(all.total > 10, "{}", all.total);
    for most in [0, 1, 7, all.total] {
        let (_, found) = city.called("难|路|管", most);
        assert_eq!(found.total, all.total);
        assert_eq!(found.best, all.best[..most], "the best come first");
    }
}

#[test]
fn the_issues_that_are_found_are_those_of_the_filter() {
    let city = City::new();
    for typed in [
        "停车",
        "tcn",
        "zj",
        "status:consulted",
        "停车 -is:open",
        "状态：已协商 停",
        "-停 路",
        "due:<7d",
        "停|路",
        "已协商",
        "温度",
        "dept:zj",
    ] {
        let (ready, found) = city.called(typed, 100_000);
        let found: BTreeSet<EntityId> =
            found.best.iter().map(|it| it.id).filter(|it| it.kind == EntityKind::Issue).collect();
        let rows = city.catalog.issues.values();
        let wanted: BTreeSet<EntityId> =
            rows.filter(|row| ready.wants(row)).map(|row| row.id.into()).collect();
        assert!(!wanted.is_empty(), "{typed} asks for nothing that is there");
        assert_eq!(found, wanted, "{typed}");
    }
}

#[test]
fn a_department_that_supports_is_found_as_well() {
    let city = City::new();
    let mut rows = city.catalog.issues.values();
    let row = rows.rfind(|row| !row.supporting.is_empty()).unwrap();
    let department = city.catalog.departments.get(&row.supporting[0]).unwrap();
    let (ready, found) = city.called(&department.name, 100_000);
    assert!(ready.wants(&row), "{}", department.name);
    let own = found.best.iter().find(|it| it.id == row.id.into()).unwrap();
    assert_eq!(own.at, Where::Department);
    assert!(own.text.contains(&*department.short), "{own:?}");
}

#[test]
fn why_something_is_found_is_marked_also_where_pinyin_was_typed() {
    let city = City::new();
    let (_, found) = city.called("tcn", 10);
    let first = &found.best[0];
    assert_eq!(first.text.get(first.marked[0].clone()), Some("停车难"));
    let (ready, found) = city.called("停", 100_000);
    for own in found.best.iter().filter(|it| it.id.kind == EntityKind::Issue) {
        let row = city.catalog.issues.get(&IssueId::try_from(own.id).unwrap()).unwrap();
        assert!(ready.told(&row).is_some(), "{} is wanted and nobody says why", row.title);
    }
}

#[test]
fn a_slip_is_near_where_nothing_is_so_and_names_are_near_too() {
    let city = City::new();
    assert!(!city.called("停车", 10).1.is_near);
    let (_, near) = city.called("tingceh", 10);
    assert!(near.is_near && near.best[0].text.contains("停车"), "{near:?}");
    let (_, nothing) = city.called("鼋鼍", 10);
    assert!(!nothing.is_near && nothing.total == 0);
}

#[test]
fn what_is_asked_of_an_issue_is_asked_of_what_belongs_to_one() {
    let city = City::new();
    let (_, found) = city.called("停 状态：已协商", 100_000);
    assert!(found.best.iter().all(|it| it.issue.is_some()), "{found:?}");
    // What must not be there is looked for in names, too.
    let (_, found) = city.called("停 -车", 100_000);
    assert!(found.best.iter().all(|it| !it.text.contains('车')), "{found:?}");
}

#[test]
fn where_all_is_near_issues_come_before_names_but_for_one_that_is_typed_in_full_by_its_sound() {
    // 许 is read hu in a few words, so that the name is near to 护拦 as 护栏 is.
    let city = City::with_somebody_called("许兰");
    for typed in ["护拦", "hulna"] {
        let (_, near) = city.called(typed, 100);
        assert!(near.is_near, "{typed}");
        assert!(near.best[0].text.contains("护栏"), "{typed}: {near:?}");
        assert!(near.best.iter().any(|it| it.text.starts_with("许兰")), "{typed}: {near:?}");
    }
    let city = City::with_somebody_called("胡兰");
    for (typed, name) in
        [("胡岚", "胡兰"), ("hulna", "胡兰"), ("单春未", "单春卫"), ("欧阳音佳", "欧阳英佳")]
    {
        let (_, near) = city.called(typed, 100);
        assert!(near.is_near, "{typed}");
        let first = &near.best[0];
        assert!(
            first.id.kind == EntityKind::Person && first.text.starts_with(name),
            "{typed}: {near:?}"
        );
    }
}
