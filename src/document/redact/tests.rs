//! Who is masked, and where.

use super::*;
use crate::domain::entity::Entity;

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
    world.load(person(5, "王芳华", Side::Member));
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

fn told(whole: &str, is_masked: bool) -> Name<'_> {
    Name { whole, is_masked, is_near: true }
}

#[test]
fn of_names_that_are_told_otherwise_the_masked_go_and_the_longer_stay() {
    let redactor = Redactor::of_names(
        &[told("李红", false), told("张三", true), told("张三丰工作室", false)],
        &[],
    );
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
fn the_first_letter_of_a_mask_is_that_of_the_name_and_not_of_its_title() {
    for (name, masked) in [("Mr R. Okafor", "R***"), ("Mrs. Chen", "C***"), ("Dr", "D***")] {
        assert_eq!(mask(name), masked);
    }
}

#[test]
fn telephones_and_flats_go_with_the_names() {
    let text = "张三 13812345678 南岭社区3栋402室";
    assert_eq!(redactor().text(text), "张某某 138****5678 南岭社区×栋×室");
}

/// Says what becomes of each text.
fn become_each(redactor: &Redactor, texts: &[(&str, &str)]) {
    for (text, masked) in texts {
        assert_eq!(redactor.text(text), *masked, "{text}");
    }
}

#[test]
fn a_word_of_a_masked_name_of_letters_goes_wherever_it_is_a_word() {
    let redactor = Redactor::of_names(&[told("Grace Chen", true), told("Paul O'Brien", true)], &[]);
    become_each(
        &redactor,
        &[
            ("Mrs Chen spoke", "Mrs C*** spoke"),
            ("Chen's son, and Chen’s shop", "C***'s son, and C***’s shop"),
            ("Grace said so.", "G*** said so."),
            ("Chen Grace (Chen)", "C*** G*** (C***)"),
            ("O'Brien's wall", "O***'s wall"),
            ("居民Chen反映", "居民C***反映"),
            // Another word, or the same one in another case.
            ("Chengdu, by the grace of the owner", "Chengdu, by the grace of the owner"),
            // A place that bears the name.
            ("the lamps of Chen Street", "the lamps of Chen Street"),
        ],
    );
    assert_eq!(redactor.heading("Mrs Chen's balcony"), "Mrs C***'s balcony");
}

#[test]
fn a_word_of_a_name_stays_that_is_told_in_full_in_the_same_document() {
    let far = Name { is_near: false, ..told("Paul Grace", false) };
    let names = [told("Grace Chen", true), told("Wei Chen", false), far];
    let redactor = Redactor::of_names(&names, &[]);
    assert_eq!(redactor.text("Director Chen told Grace"), "Director Chen told G***");
    let names = [told("Grace Chen", true), told("Chen Village Office", false)];
    assert_eq!(Redactor::of_names(&names, &[]).text("Chen answers"), "Chen answers");
}

#[test]
fn a_name_that_is_a_word_of_the_language_goes_behind_a_title_alone() {
    let redactor = Redactor::of_names(&[told("May He", true), told("J Wu", true)], &[]);
    become_each(
        &redactor,
        &[
            ("He asked whether May is too late.", "He asked whether May is too late."),
            ("Mr He asked Mrs. May", "Mr H*** asked Mrs. M***"),
            ("Wu and J", "W*** and J"),
        ],
    );
}

#[test]
fn a_given_name_goes_in_texts_and_stays_in_titles_and_places() {
    let names = [told("李建国", true), told("欧阳修文", true), told("王芳", true)];
    let redactor = Redactor::of_names(&names, &[]);
    become_each(
        &redactor,
        &[
            ("建国说路灯坏了，修文也说", "某某说路灯坏了，某某也说"),
            ("建国路的路灯", "建国路的路灯"),
            ("芳草地", "芳草地"),
        ],
    );
    assert_eq!(redactor.heading("建国里小区，李建国"), "建国里小区，李某某");
}

#[test]
fn a_given_name_stays_that_somebody_has_who_is_told_or_of_whom_nothing_is_said() {
    let names = [told("李建国", true), told("王建国", false)];
    assert_eq!(Redactor::of_names(&names, &[]).text("建国说"), "建国说");
    let far = Name { is_near: false, ..told("李建国", true) };
    assert_eq!(Redactor::of_names(&[far], &[]).text("建国以来，李建国"), "建国以来，李某某");
}

#[test]
fn a_name_of_letters_is_found_in_capitals_in_any_width_and_with_any_apostrophe() {
    let redactor = Redactor::of_names(&[told("Grace Chen", true), told("Sean O'Brien", true)], &[]);
    become_each(
        &redactor,
        &[
            ("Mr O’Brien, and Sean O’Brien’s wall", "Mr O***, and S***’s wall"),
            ("MRS CHEN'S SHOP, GRACE CHEN", "MRS C***'S SHOP, G***"),
            ("Ｇｒａｃｅ Ｃｈｅｎ, Ｃｈｅｎ", "G***, C***"),
            ("by the grace of the owner", "by the grace of the owner"),
        ],
    );
}

#[test]
fn a_given_name_stays_before_words_for_places_alone() {
    let redactor = Redactor::of_names(&[told("李建国", true)], &[]);
    become_each(
        &redactor,
        &[
            ("建国站出来说路灯坏了", "某某站出来说路灯坏了"),
            ("建国组织了三次居民会", "某某组织了三次居民会"),
            ("建国里里外外都找了，建国社会", "某某里里外外都找了，某某社会"),
            ("建国区分不了，建国校对过，建国路过", "某某区分不了，某某校对过，某某路过"),
            ("建国路、建国社区、建国大道和建国小区", "建国路、建国社区、建国大道和建国小区"),
        ],
    );
}

#[test]
fn what_stands_around_a_common_word_makes_a_name_of_it() {
    let names = [told("Will Sun", true), told("May Song", true), told("Dr. Grace Hill", true)];
    let redactor = Redactor::of_names(&names, &[]);
    become_each(
        &redactor,
        &[
            ("Ms Song May and Mr  Sun", "Ms S*** M*** and Mr  S***"),
            ("Sun's shop. Will said no.", "S***'s shop. W*** said no."),
            ("talked with Grace Hill on Chen Hill", "talked with G*** H*** on Chen H***"),
            ("Grace Park, a dr. and Dr. Song", "Grace Park, a dr. and Dr. S***"),
            ("May is late. Sun and rain will come.", "May is late. Sun and rain will come."),
        ],
    );
    assert_eq!(Redactor::of_names(&[told("Lei He", true)], &[]).text("He's late"), "He's late");
}

#[test]
fn a_word_goes_for_those_alone_who_have_a_part_in_the_document() {
    let far = |whole| Name { is_near: false, ..told(whole, true) };
    let names = [far("Rose White"), far("Mark Wu"), far("May"), told("May He", true)];
    let redactor = Redactor::of_names(&names, &[]);
    become_each(
        &redactor,
        &[
            ("White lines. Mark the bays.", "White lines. Mark the bays."),
            ("it may rain in May, and may he come", "it may rain in May, and may he come"),
            ("Ms May, and May's shop, Rose White", "Ms M***, and M***'s shop, R***"),
            ("Mrs White, and White Rose", "Mrs W***, and W*** R***"),
        ],
    );
}

#[test]
fn who_is_named_in_full_in_a_text_has_a_part_in_it() {
    let far = |whole| Name { is_near: false, ..told(whole, true) };
    let text = "请联系刘建国，建国家就在旁边，卫东不在";
    let redactor = Redactor::of_names(&[far("刘建国"), far("王卫东")], &[text]);
    assert_eq!(redactor.text(text), "请联系刘某某，某某家就在旁边，卫东不在");
}

#[test]
fn a_name_in_small_letters_goes_for_those_who_have_a_part_in_the_document() {
    let far = Name { is_near: false, ..told("Lucy Potter", true) };
    let names = [told("Tom Baker", true), told("Mark Chen", true), told("Will Rose", true), far];
    become_each(
        &Redactor::of_names(&names, &[]),
        &[
            ("tom said the baker's wife is ill", "T*** said the B***'s wife is ill"),
            ("mrs chen, and chen’s shop", "mrs C***, and C***’s shop"),
            ("mark's kerb and rose's bed", "M***'s kerb and R***'s bed"),
            ("mark the line, it will be a rose", "mark the line, it will be a rose"),
            ("a baker in chen lane", "a baker in chen lane"),
            ("lucy's dog and the potter", "lucy's dog and the potter"),
            ("atom, tomb, bakery", "atom, tomb, bakery"),
        ],
    );
}

#[test]
fn a_single_name_that_is_an_ordinary_word_too_goes_with_a_capital_or_before_its_own() {
    let redactor = Redactor::of_names(&[told("Mark", true), told("Ann", true)], &[]);
    become_each(
        &redactor,
        &[
            ("mark the kerb", "mark the kerb"),
            ("as Mark and mark's son said", "as M*** and M***'s son said"),
            ("ann agrees", "A*** agrees"),
        ],
    );
}

#[test]
fn an_english_address_goes_with_the_names() {
    let text = "Ann of Flat 3, 27 High Street";
    assert_eq!(redactor().text(text), "A*** of Flat ×, × High Street");
    assert_eq!(redactor().place("12 Mill Lane"), "Mill Lane");
}
