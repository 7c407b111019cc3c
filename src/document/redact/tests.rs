//! Who is masked, and where.

use super::*;
use crate::domain::{entity::Entity, person::PersonFacts};

fn person(id: u8, name: &str, side: Side) -> Entity {
    let id = PersonId::from_bytes([id; 16]);
    let facts = PersonFacts::named(name, side);
    Entity::Person(Person { id, facts, source: None, retracted: false })
}

fn world() -> World {
    let mut world = World::default();
    world.load(person(1, "张三", Side::Public));
    world.load(person(2, "李红", Side::Member));
    world.load(person(3, "李红梅", Side::Public));
    world.load(person(4, "王芳", Side::Public));
    world.load(person(5, "王芳华", Side::Other));
    world.load(person(6, "欧阳修文", Side::Public));
    world.load(person(7, "Ann", Side::Public));
    world.load(person(8, "张三", Side::Member));
    world
}

fn redactor() -> Redactor {
    Redactor::new(Copy::Public, &world(), None)
}

#[test]
fn citizens_are_masked_in_any_text_and_members_stay() {
    assert_eq!(redactor().text("李红回应了欧阳修文"), "李红回应了欧阳某某");
}

#[test]
fn of_names_that_begin_alike_the_longest_is_meant() {
    assert_eq!(redactor().text("李红梅说，李红答"), "李某某说，李红答");
    assert_eq!(redactor().text("王芳华答王芳"), "王芳华答王某某");
}

#[test]
fn a_name_is_found_with_blanks_in_it() {
    assert_eq!(redactor().text("张　三、张 三"), "张某某、张某某");
}

#[test]
fn a_name_that_a_citizen_and_a_member_share_is_masked_in_texts() {
    assert_eq!(redactor().text("张三"), "张某某");
    let member = world();
    let member = member.person(PersonId::from_bytes([8; 16])).unwrap();
    assert_eq!(redactor().name(member), "张三");
}

#[test]
fn of_names_that_are_told_otherwise_the_masked_go_and_the_longer_stay() {
    let redactor = Redactor::of_names([("李红", false), ("张三", true), ("张三丰工作室", false)]);
    assert_eq!(redactor.text("张三与李红在张三丰工作室"), "张某某与李红在张三丰工作室");
    assert_eq!(redactor.text("13812345678"), "138****5678");
}

#[test]
fn a_name_of_letters_is_a_word() {
    assert_eq!(redactor().text("ann met Annie"), "A*** met Annie");
}

#[test]
fn an_internal_copy_stays_as_it_is() {
    let redactor = Redactor::new(Copy::Internal, &world(), None);
    let text = "张三 13812345678 南岭社区3栋402室";
    assert_eq!(redactor.text(text), text);
    assert_eq!(redactor.place(text), text);
}

#[test]
fn telephones_and_flats_go_with_the_names() {
    let text = "张三 13812345678 南岭社区3栋402室";
    assert_eq!(redactor().text(text), "张某某 138****5678 南岭社区×栋×室");
}
