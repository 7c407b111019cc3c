//! Studios, people, departments, and the numbers that studios give.

use super::desk::*;
use tanshi::domain::{
    action::Action,
    commitment::{Benefit, CommitmentFacts},
    date::DateSpan,
    department::DepartmentFacts,
    entity::Entity,
    id::IssueId,
    issue::{Evaluation, IssueFacts, Verdict},
    line::{LineFacts, LineKind},
    person::{PersonFacts, Side},
    refusal::{Field, Refusal},
    session::SessionFacts,
    settings::Settings,
    studio::StudioFacts,
};

fn add_studio(facts: StudioFacts) -> Action {
    Action::AddStudio { id: OTHER_STUDIO, facts, source: None }
}

fn number(desk: &Desk, id: IssueId) -> String {
    desk.world.issue(id).unwrap().number.to_string()
}

#[test]
fn two_studios_do_not_share_a_code_or_a_name() {
    let desk = Desk::empty();
    let by = STUDIO.into();
    assert_eq!(
        desk.refusal(add_studio(studio("石潭", "SFL"))),
        Refusal::Taken { field: Field::Code, by }
    );
    assert_eq!(
        desk.refusal(add_studio(studio("韶峰", "ST"))),
        Refusal::Taken { field: Field::Name, by }
    );
}

#[test]
fn blanks_around_a_township_do_not_make_another_studio() {
    let mut desk = Desk::empty();
    let town = |town: &str, code| StudioFacts { township: town.into(), ..studio("潭市", code) };
    desk.must(add_studio(town("石潭镇", "ST")));
    let id = tanshi::domain::id::StudioId::from_bytes([3; 16]);
    let refusal =
        desk.refusal(Action::AddStudio { id, facts: town(" 石潭镇", "SU"), source: None });
    assert_eq!(refusal, Refusal::Taken { field: Field::Name, by: OTHER_STUDIO.into() });
}

#[test]
fn the_same_bureau_may_exist_in_another_district() {
    let mut desk = Desk::empty();
    let id = tanshi::domain::id::DepartmentId::from_bytes([9; 16]);
    let add = |facts| Action::AddDepartment { id, facts, source: None };
    let refusal = desk.refusal(add(DepartmentFacts::named("住建局")));
    assert_eq!(refusal, Refusal::Taken { field: Field::Name, by: BUREAU.into() });
    let facts =
        DepartmentFacts { district: "湘乡市".into(), ..DepartmentFacts::named("住建局") };
    desk.must(add(facts));
}

#[test]
fn an_id_is_used_once() {
    let desk = Desk::handled();
    assert_eq!(desk.refusal(add_issue(ISSUE)), Refusal::Exists(ISSUE.into()));
    assert_eq!(desk.refusal(plan(SESSION, on(5, 20))), Refusal::Exists(SESSION.into()));
    assert_eq!(desk.refusal(attach(EVIDENCE, ISSUE)), Refusal::Exists(EVIDENCE.into()));
    let line = line(LINE, SESSION, ISSUE, LineKind::Reply);
    assert_eq!(desk.refusal(line), Refusal::Exists(LINE.into()));
    let facts = promise(Benefit::Works);
    let commit = commit(COMMITMENT, ISSUE, facts);
    assert_eq!(desk.refusal(commit), Refusal::Exists(COMMITMENT.into()));
}

#[test]
fn a_studio_that_changed_its_code_keeps_the_old_one_for_itself() {
    let mut desk = Desk::submitted();
    desk.must(Action::EditStudio { id: STUDIO, facts: studio("韶峰", "SF") });
    let taken = Refusal::Taken { field: Field::Code, by: STUDIO.into() };
    assert_eq!(desk.refusal(add_studio(studio("石潭", "SFL"))), taken);
    desk.must(Action::EditStudio { id: STUDIO, facts: studio("韶峰", "SFL") });
    desk.must(add_issue(OTHER_ISSUE));
    assert_ne!(number(&desk, ISSUE), number(&desk, OTHER_ISSUE));
}

#[test]
fn a_code_that_no_number_carries_is_free_again() {
    let mut desk = Desk::empty();
    desk.must(Action::EditStudio { id: STUDIO, facts: studio("韶峰", "SF") });
    desk.must(add_studio(studio("石潭", "SFL")));
}

#[test]
fn a_retracted_studio_keeps_the_code_that_its_numbers_carry() {
    let mut desk = Desk::submitted();
    desk.must(Action::Retract { entity: ISSUE.into() });
    desk.must(Action::Retract { entity: STUDIO.into() });
    let taken = Refusal::Taken { field: Field::Code, by: STUDIO.into() };
    assert_eq!(desk.refusal(add_studio(studio("石潭", "SFL"))), taken);
}

#[test]
fn a_studio_does_not_come_back_under_a_code_given_away_since() {
    let mut desk = Desk::empty();
    desk.must(Action::Retract { entity: STUDIO.into() });
    desk.must(add_studio(studio("石潭", "SFL")));
    let refusal = desk.refusal(Action::Restore { entity: STUDIO.into() });
    assert_eq!(refusal, Refusal::Taken { field: Field::Code, by: OTHER_STUDIO.into() });
}

#[test]
fn years_that_are_written_alike_share_their_numbers() {
    let mut desk = Desk::empty();
    let mut numbers = std::collections::BTreeSet::new();
    for (place, year) in [1998, 1998, 1923, 2023, 2023].into_iter().enumerate() {
        let id = IssueId::from_bytes([u8::try_from(place).unwrap() + 1; 16]);
        let submitted = Some(DateSpan::year(year).unwrap());
        let facts = IssueFacts { submitted, ..IssueFacts::titled("山塘清淤") };
        desk.today = day(12, 31);
        desk.must(Action::AddIssue { id, studio: STUDIO, facts, source: None });
        assert!(numbers.insert(number(&desk, id)), "{numbers:?}");
    }
}

#[test]
fn the_number_of_a_retracted_issue_is_not_given_again() {
    let mut desk = Desk::submitted();
    desk.must(Action::Retract { entity: ISSUE.into() });
    desk.must(add_issue(OTHER_ISSUE));
    assert_ne!(number(&desk, ISSUE), number(&desk, OTHER_ISSUE));
}

#[test]
fn a_number_stays_when_the_issue_moves_to_another_studio() {
    let mut desk = Desk::submitted();
    let before = number(&desk, ISSUE);
    desk.must(add_studio(studio("石潭", "ST")));
    desk.must(Action::MoveIssue { id: ISSUE, studio: OTHER_STUDIO });
    assert_eq!(number(&desk, ISSUE), before);
}

#[test]
fn whoever_is_spoken_of_is_not_retracted() {
    let desk = Desk::committed();
    for (entity, by) in [
        (MEMBER.into(), SESSION.into()),
        (BUREAU.into(), COMMITMENT.into()),
        (STUDIO.into(), ISSUE.into()),
    ] {
        assert_eq!(desk.refusal(Action::Retract { entity }), Refusal::DependsOn(by));
    }
    desk.clone().must(Action::Retract { entity: LEADER.into() });
    desk.clone().must(Action::Retract { entity: OTHER_BUREAU.into() });
}

#[test]
fn evidence_does_not_come_back_to_what_was_retracted() {
    let mut desk = Desk::committed();
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(Action::Retract { entity: EVIDENCE.into() });
    desk.must(Action::Retract { entity: COMMITMENT.into() });
    let refusal = desk.refusal(Action::Restore { entity: EVIDENCE.into() });
    assert_eq!(refusal, Refusal::Unknown(COMMITMENT.into()));
}

#[test]
fn the_same_name_and_unit_are_the_same_person() {
    let id = tanshi::domain::id::PersonId::from_bytes([9; 16]);
    let add = |unit: &str| {
        let facts =
            PersonFacts { unit: unit.into(), ..PersonFacts::named("村民乙", Side::Public) };
        Action::AddPerson { id, facts, source: None }
    };
    let mut desk = Desk::empty();
    let taken = Refusal::Taken { field: Field::Name, by: CITIZEN.into() };
    assert_eq!(desk.refusal(add(" ")), taken);
    let renamed =
        Action::EditPerson { id: MEMBER, facts: PersonFacts::named("村民乙", Side::Member) };
    assert_eq!(desk.refusal(renamed), taken);
    desk.clone().must(add("周家组"));
    desk.must(Action::Retract { entity: CITIZEN.into() });
    desk.must(add(""));
    let back = desk.refusal(Action::Restore { entity: CITIZEN.into() });
    assert_eq!(back, Refusal::Taken { field: Field::Name, by: id.into() });
}

/// Nobody speaks, raises, chairs, leads or collects who is not there.
#[test]
fn whoever_is_spoken_of_is_there() {
    let nobody = tanshi::domain::id::PersonId::from_bytes([99; 16]);
    let no_bureau = tanshi::domain::id::DepartmentId::from_bytes([99; 16]);
    let desk = Desk::committed();
    let held = session_facts(on(5, 20));
    let works = promise(Benefit::Works);
    let facts = desk.issue().facts.clone();
    let evaluation =
        Evaluation { collected_by: Some(no_bureau), ..word(Verdict::Satisfied, on(7, 1)) };
    for action in [
        Action::EditStudio {
            id: STUDIO,
            facts: StudioFacts { convenor: Some(nobody), ..studio("韶峰", "SFL") },
        },
        Action::EditStudio {
            id: STUDIO,
            facts: StudioFacts { members: vec![nobody], ..studio("韶峰", "SFL") },
        },
        Action::EditIssue { id: ISSUE, facts: IssueFacts { raisers: vec![nobody], ..facts } },
        Action::EditSession {
            id: SESSION,
            facts: SessionFacts { chair: Some(nobody), ..held.clone() },
        },
        Action::EditSession { id: SESSION, facts: SessionFacts { recorder: Some(nobody), ..held } },
        Action::EditLine {
            id: LINE,
            facts: LineFacts { speaker: Some(nobody), ..words(ISSUE, LineKind::Agreed) },
        },
        Action::SetSettings {
            settings: Box::new(Settings { me: Some(nobody), ..Settings::default() }),
        },
    ] {
        assert_eq!(desk.refusal(action), Refusal::Unknown(nobody.into()));
    }
    for action in [
        Action::EditCommitment {
            id: COMMITMENT,
            facts: CommitmentFacts { lead: Some(no_bureau), ..works.clone() },
        },
        Action::EditCommitment {
            id: COMMITMENT,
            facts: CommitmentFacts { supporting: vec![no_bureau], ..works },
        },
        Action::Evaluate { issue: ISSUE, evaluation },
        Action::EditPerson {
            id: MEMBER,
            facts: PersonFacts {
                department: Some(no_bureau),
                ..PersonFacts::named("委员甲", Side::Member)
            },
        },
    ] {
        assert_eq!(desk.refusal(action), Refusal::Unknown(no_bureau.into()));
    }
}

#[test]
fn nobody_is_named_twice() {
    let mut desk = Desk::submitted();
    let facts = IssueFacts { raisers: vec![CITIZEN, CITIZEN], ..desk.issue().facts.clone() };
    desk.must(Action::EditIssue { id: ISSUE, facts });
    assert_eq!(desk.issue().facts.raisers, [CITIZEN]);
}

#[test]
fn twins_from_before_can_be_edited() {
    let mut desk = Desk::empty();
    let mut twin = desk.world.person(CITIZEN).unwrap().clone();
    twin.id = tanshi::domain::id::PersonId::from_bytes([8; 16]);
    let mut bureau = desk.world.department(BUREAU).unwrap().clone();
    bureau.id = tanshi::domain::id::DepartmentId::from_bytes([8; 16]);
    let mut second = desk.world.studio(STUDIO).unwrap().clone();
    second.id = OTHER_STUDIO;
    desk.world.load(Entity::Person(twin.clone()));
    desk.world.load(Entity::Department(bureau.clone()));
    desk.world.load(Entity::Studio(second.clone()));
    let facts = PersonFacts { phone: "0731-0000000".into(), ..twin.facts };
    desk.must(Action::EditPerson { id: twin.id, facts });
    let facts = DepartmentFacts { contact: "值班室".into(), ..bureau.facts };
    desk.must(Action::EditDepartment { id: bureau.id, facts });
    let facts = StudioFacts { note: "二楼".into(), ..second.facts };
    desk.must(Action::EditStudio { id: second.id, facts });
}
