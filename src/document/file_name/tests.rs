//! Names that are told apart, and that every system takes.

use super::*;
use crate::document::Kind;
use crate::domain::{
    department::{Department, DepartmentFacts},
    entity::Entity,
};

/// A world with departments of these short and full names.
fn world(departments: &[(&str, &str)]) -> World {
    let mut world = World::default();
    for (id, (short, name)) in (1..).zip(departments) {
        let facts = DepartmentFacts { short: (*short).into(), ..DepartmentFacts::named(*name) };
        let id = DepartmentId::from_bytes([id; 16]);
        world.load(Entity::Department(Department { id, facts, source: None, retracted: false }));
    }
    world
}

/// What the letters to all these departments are called.
fn letters(departments: &[(&str, &str)]) -> Vec<String> {
    let world = world(departments);
    let of = CommitmentId::from_bytes([1; 16]).into();
    let letter = |id| Order {
        kind: Kind::Assignment,
        of,
        department: Some(DepartmentId::from_bytes([id; 16])),
    };
    let orders: Vec<Order> = (1..).map(letter).take(departments.len()).collect();
    file_names(&world, &orders, Copy::Internal, Lang::Zh)
}

#[test]
fn a_name_says_which_copy_it_is_in_both_languages() {
    let world = World::default();
    for kind in Kind::ALL {
        let of = EntityId::from(SessionId::from_bytes([1; 16]));
        let order = Order { kind: *kind, of, department: None };
        let name = |copy, lang| file_names(&world, &[order], copy, lang).remove(0);
        assert!(name(Copy::Public, Lang::Zh).ends_with("-公开版"));
        assert!(name(Copy::Internal, Lang::Zh).ends_with("-内部版"));
        assert!(name(Copy::Public, Lang::En).ends_with("-public"));
        assert!(name(Copy::Internal, Lang::En).ends_with("-internal"));
    }
}

#[test]
fn departments_of_one_short_name_go_by_their_full_names() {
    let names = letters(&[("城管", "雨湖区城管局"), ("城管", "岳塘区城管局"), ("交警", "支队")]);
    assert_eq!(
        names,
        ["交办单-雨湖区城管局-内部版", "交办单-岳塘区城管局-内部版", "交办单-交警-内部版"]
    );
}

#[test]
fn names_that_are_still_alike_are_numbered_whatever_their_case_and_width() {
    let names = letters(&[("", "ABC局"), ("", "abc局"), ("", "ＡＢＣ局"), ("", "abc局-2")]);
    assert_eq!(
        names,
        [
            "交办单-ABC局-内部版",
            "交办单-abc局-内部版-2",
            "交办单-ＡＢＣ局-内部版-3",
            "交办单-abc局-2-内部版"
        ]
    );
    let names = letters(&[("", "甲"), ("", "甲"), ("", "甲")]);
    assert_eq!(names, ["交办单-甲-内部版", "交办单-甲-内部版-2", "交办单-甲-内部版-3"]);
}

#[test]
fn long_names_are_cut_between_characters_and_keep_their_copy_and_stay_apart() {
    let long = "湘潭市".repeat(60);
    let names = letters(&[("", &format!("{long}甲")), ("", &format!("{long}乙"))]);
    assert!(names.iter().all(|name| name.len() <= NAME_BYTES + 4), "{names:?}");
    assert!(names[0].ends_with("-内部版") && names[1].ends_with("-内部版-2"), "{names:?}");
    assert_eq!(cut("e\u{301}e\u{301}", 4), "e\u{301}");
}

#[test]
fn no_name_leaves_its_folder_hides_or_commands() {
    for odd in
        ["../../etc", ".hidden", "..", "CON", "a/b\\c", "城\u{202E}xcod", "a\nb", " . ", "NUL."]
    {
        for name in letters(&[(odd, odd)]) {
            assert!(name.starts_with("交办单") && name.ends_with("-内部版"), "{name:?}");
            assert!(!name.contains(is_unfit) && !name.contains("-."), "{name:?}");
        }
    }
}
