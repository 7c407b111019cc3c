//! How minutes and letters tell who does something, by when, and for how long.

use super::fixture::{HOUSING, PARKING, SESSION, Table, URBAN, day, setting, words};
use chrono::NaiveDate;
use tanshi::{
    document::{
        Kind, Setting, State, Unknown, assignment::Assignment, compose::Order, edition::Edition,
        minutes::Minutes, progress::Progress,
    },
    domain::{
        action::Action,
        commitment::{Benefit, CommitmentFacts},
        department::DepartmentFacts,
        id::{CommitmentId, DepartmentId},
    },
    i18n::Lang,
};

const POLICE: DepartmentId = DepartmentId::from_bytes([7; 16]);
const SCHOOLS: DepartmentId = DepartmentId::from_bytes([8; 16]);

fn facts(lead: DepartmentId, deadline: Option<NaiveDate>, matter: &str) -> CommitmentFacts {
    CommitmentFacts {
        matter: matter.into(),
        promised: Benefit::Works,
        lead: Some(lead),
        supporting: Vec::new(),
        deadline,
        funds: None,
    }
}

/// A session with one commitment, among departments of a county.
fn table(facts: CommitmentFacts) -> (Table, CommitmentId) {
    let mut table = Table::signed_in();
    for (id, name, short) in
        [(POLICE, "临川县公安局交通警察大队", "交警大队"), (SCHOOLS, "临川县教育局", "")]
    {
        let facts = DepartmentFacts { short: short.into(), ..DepartmentFacts::named(name) };
        table.must(Action::AddDepartment { id, facts, source: None });
    }
    table.start();
    let id = table.promise(PARKING, None, facts);
    (table, id)
}

fn minutes(table: &Table, lang: Lang) -> String {
    words(&Minutes::of(&table.world, SESSION, &setting(lang)).unwrap().sheet())
}

fn agreed(lead: DepartmentId, deadline: NaiveDate, matter: &str, lang: Lang) -> String {
    let said = minutes(&table(facts(lead, Some(deadline), matter)).0, lang);
    let lead = lang.pick("会议议定，", "The session agreed: ");
    let told = said.lines().find_map(|line| line.strip_prefix(lead));
    told.unwrap_or_else(|| panic!("{said}")).to_owned()
}

#[test]
fn who_acts_by_the_words_is_not_told_again_by_whatever_name() {
    for (lead, matter) in [
        (POLICE, "由县交警大队6月15日前施划标线，投入3万余元"),
        (POLICE, "交警大队6月15日前施划标线"),
        (POLICE, "请临川县公安局交通警察大队6月15日前施划标线"),
        (SCHOOLS, "县教育局6月15日前错开放学时间"),
        (SCHOOLS, "标线施划以后，县教育局6月15日前组织演练"),
        (SCHOOLS, "教育局负责6月15日前错开放学时间"),
    ] {
        let said = agreed(lead, day(6, 15), matter, Lang::Zh);
        assert_eq!(said, format!("{matter}。"));
    }
    for (lead, matter) in [
        (SCHOOLS, "市教育局6月15日前错开放学时间"),
        (SCHOOLS, "县教育局门口6月15日前划线"),
        (SCHOOLS, "由县教育局、交警大队6月15日前划线"),
        (POLICE, "县教育局6月15日前错开放学时间"),
        (URBAN, "6月15日前清理占道经营"),
    ] {
        let said = agreed(lead, day(6, 15), matter, Lang::Zh);
        assert!(said.starts_with(&format!("{matter}，由")) && said.ends_with("主办。"), "{said}");
    }
    let said = agreed(HOUSING, day(6, 15), "区住建局 will mark the bays by 15 June", Lang::En);
    assert_eq!(said, "区住建局 will mark the bays by 15 June.");
}

#[test]
fn a_deadline_told_from_the_day_of_the_session_has_its_day_behind_it() {
    for (matter, expected) in [
        ("由区城管局两周内清理占道经营", "由区城管局两周内（2023年6月3日前）清理占道经营。"),
        ("区城管局下周五前清理", "区城管局下周五前（2023年6月3日前）清理。"),
        ("月底前清理", "月底前（2023年6月3日前）清理，由区城管局主办。"),
        ("10个工作日内答复", "10个工作日内（2023年6月3日前）答复，由区城管局主办。"),
        ("6月3日前清理", "6月3日前清理，由区城管局主办。"),
        ("清理占道经营", "清理占道经营，由区城管局主办，于2023年6月3日前完成。"),
    ] {
        assert_eq!(agreed(URBAN, day(6, 3), matter, Lang::Zh), expected);
    }
    let said = agreed(URBAN, day(6, 3), "clear the stalls within two weeks", Lang::En);
    assert_eq!(said, "clear the stalls within two weeks (by 3 June 2023); lead: 区城管局.");
}

#[test]
fn a_duty_that_stands_leaves_no_blank_and_ends_where_a_day_is_set() {
    let (table, id) = table(facts(URBAN, None, "区城管局每月底前巡查占道经营"));
    let said = minutes(&table, Lang::Zh);
    assert!(said.contains("会议议定，区城管局每月底前巡查占道经营。"), "{said}");
    let state = State::sealed(1);
    let setting = Setting { state, ..setting(Lang::Zh) };
    for (kind, of) in [(Kind::Minutes, SESSION.into()), (Kind::Assignment, id.into())] {
        let order = Order { kind, of, department: Some(URBAN) };
        let blanks = Edition::of(&table.world, order, &setting, &[]).unwrap().blanks();
        assert!(blanks.iter().all(|it| it.unknown != Unknown::Deadline), "{blanks:?}");
    }
    let letter = Assignment::of(&table.world, id, Some(URBAN), &setting).unwrap().sheet();
    let letter = letter.canonical();
    assert!(letter.contains("办理时限\t长期坚持"), "{letter}");
    assert!(letter.contains("按上述要求长期坚持，并及时反馈办理情况"), "{letter}");
    let mut until = table;
    until.due(id, NaiveDate::from_ymd_opt(2027, 12, 31).unwrap());
    let said = minutes(&until, Lang::Zh);
    assert!(said.contains("巡查占道经营，至2027年12月31日。"), "{said}");
    let letter = Assignment::of(&until.world, id, Some(URBAN), &setting).unwrap().sheet();
    assert!(letter.canonical().contains("办理时限\t至2027年12月31日"));
    let form = Progress::of(&until.world, id, &setting).unwrap().sheet();
    assert!(form.canonical().contains("办理时限\t至2027年12月31日"));
    assert!(minutes(&until, Lang::En).contains("until 31 December 2027"));
}
