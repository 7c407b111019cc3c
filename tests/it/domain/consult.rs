//! *submitted → consulted*: what a consultation needs.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    line::LineKind,
    provenance::Source,
    refusal::Refusal,
    session::{AgendaItem, Class, SessionStepKind, Tally},
    settings::{Quorum, Settings},
    workflow::{Rule, Status, StepKind},
};

fn consult() -> StepRequest {
    StepRequest::new(StepKind::Consult)
}

#[test]
fn an_accepted_issue_of_a_held_session_is_consulted_on_the_day_of_the_session() {
    let desk = Desk::consulted();
    assert_eq!(desk.status(), Status::Consulted);
    let step = desk.issue().steps.last().unwrap();
    assert_eq!(step.facts().on, on(5, 20));
    assert_eq!(step.facts().session, Some(SESSION));
    assert!(step.overrides().is_empty());
}

#[test]
fn an_issue_that_was_not_accepted_is_not_consulted() {
    let mut desk = Desk::held();
    desk.must(add_issue(OTHER_ISSUE));
    desk.must(agenda(SESSION, &[ISSUE, OTHER_ISSUE]));
    desk.must(line(OTHER_LINE, SESSION, OTHER_ISSUE, LineKind::Agreed));
    let refusal = desk.refusal(step_of(OTHER_ISSUE, consult()));
    let Refusal::Missing { missing, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(missing.iter().map(|gap| gap.rule).collect::<Vec<_>>(), [Rule::Accepted]);
}

#[test]
fn an_issue_on_no_agenda_lacks_a_session() {
    assert_eq!(Desk::accepted().missing(consult()), [Rule::SessionHeld]);
}

#[test]
fn a_session_that_was_not_held_yet_does_not_count() {
    assert_eq!(Desk::planned().missing(consult()), [Rule::SessionHeld]);
}

#[test]
fn a_live_session_does_not_count() {
    let mut desk = Desk::planned();
    desk.must(session_step(SESSION, SessionStepKind::Start));
    assert_eq!(desk.missing(consult()), [Rule::SessionHeld]);
}

/// Where nobody stated when it was raised, the day of its entry counts: 20 October.
#[test]
fn a_session_held_before_the_issue_was_entered_does_not_count() {
    let undated = |source| {
        let facts = tanshi::domain::issue::IssueFacts::titled("路灯不亮");
        let mut desk = Desk::held();
        desk.must(Action::AddIssue { id: OTHER_ISSUE, studio: STUDIO, facts, source });
        desk.must(step_of(OTHER_ISSUE, StepRequest::new(StepKind::Accept).on(on(10, 20))));
        desk.must(agenda(SESSION, &[ISSUE, OTHER_ISSUE]));
        desk.must(line(OTHER_LINE, SESSION, OTHER_ISSUE, LineKind::Agreed));
        desk
    };
    let refusal = undated(None).refusal(step_of(OTHER_ISSUE, consult()));
    let Refusal::Missing { missing, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(missing.iter().map(|gap| gap.rule).collect::<Vec<_>>(), [Rule::SessionHeld]);
    undated(Some(source())).must(step_of(OTHER_ISSUE, consult()));
}

#[test]
fn a_session_held_before_the_issue_was_submitted_does_not_count() {
    let facts = tanshi::domain::issue::IssueFacts {
        submitted: Some(on(5, 21)),
        ..tanshi::domain::issue::IssueFacts::titled("路灯不亮")
    };
    let mut desk = Desk::empty();
    desk.must(Action::AddIssue { id: ISSUE, studio: STUDIO, facts, source: Some(source()) });
    desk.must(step(StepRequest::new(StepKind::Accept)));
    let facts = session_facts(on(5, 20));
    desk.must(Action::PlanSession { id: SESSION, facts, source: Some(source()) });
    desk.must(agenda(SESSION, &[ISSUE]));
    desk.must(sign_in(SESSION, MEMBER, Class::Member));
    desk.must(sign_in(SESSION, CITIZEN, Class::PublicRepresentative));
    desk.must(sign_in(SESSION, OFFICIAL, Class::Department));
    desk.must(line(LINE, SESSION, ISSUE, LineKind::Agreed));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(desk.missing(consult().on(on(10, 20))), [Rule::SessionHeld]);
}

#[test]
fn no_reason_replaces_a_member() {
    let mut desk = Desk::held();
    desk.must(sign_out(MEMBER));
    assert_eq!(desk.missing(consult()), [Rule::MemberPresent]);
    let request = passing_over(StepKind::Consult, &[Rule::MemberPresent]);
    assert_eq!(desk.refusal(step(request)), Refusal::NotOverridable(Rule::MemberPresent));
}

#[test]
fn an_excused_member_is_not_present() {
    use tanshi::domain::session::{Attendance, Presence};
    let mut desk = Desk::held();
    let excused = Attendance { presence: Presence::Excused, ..row(MEMBER, Class::Member) };
    desk.must(Action::SetAttendance { session: SESSION, person: MEMBER, row: Some(excused) });
    assert_eq!(desk.missing(consult()), [Rule::MemberPresent]);
}

#[test]
fn an_unnamed_member_at_a_live_session_is_nobody() {
    let mut desk = Desk::held();
    desk.must(sign_out(MEMBER));
    let tally = Tally { class: Class::Member, count: 3, source: "点名册".into() };
    desk.must(Action::SetTallies { session: SESSION, tallies: vec![tally] });
    assert_eq!(desk.missing(consult()), [Rule::MemberPresent]);
}

#[test]
fn unnamed_members_count_in_a_session_that_was_entered_from_a_source() {
    let mut desk = Desk::accepted();
    let facts = session_facts(on(5, 20));
    let source = Some(Source { reference: "县志".into() });
    desk.must(Action::PlanSession { id: SESSION, facts, source });
    desk.must(agenda(SESSION, &[ISSUE]));
    let tally = |class| Tally { class, count: 3, source: String::new() };
    let tallies = [Class::Member, Class::Merchant, Class::Department].map(tally).to_vec();
    desk.must(Action::SetTallies { session: SESSION, tallies });
    desk.must(line(LINE, SESSION, ISSUE, LineKind::Agreed));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(step(consult()));
}

#[test]
fn unnamed_public_count_at_a_live_session() {
    let mut desk = Desk::held();
    desk.must(sign_out(CITIZEN));
    assert_eq!(desk.missing(consult()), [Rule::PublicPresent]);
    let tally = Tally { class: Class::PublicRepresentative, count: 8, source: String::new() };
    desk.must(Action::SetTallies { session: SESSION, tallies: vec![tally] });
    desk.must(step(consult()));
}

#[test]
fn a_reason_may_replace_the_public_and_is_kept() {
    let mut desk = Desk::held();
    desk.must(sign_out(CITIZEN));
    desk.must(step(passing_over(StepKind::Consult, &[Rule::PublicPresent])));
    let kept = desk.issue().steps.last().unwrap().overrides().to_vec();
    assert_eq!(kept.iter().map(|over| over.rule).collect::<Vec<_>>(), [Rule::PublicPresent]);
    assert_eq!(kept[0].reason, "诉求人外出");
}

#[test]
fn a_reason_may_replace_the_departments() {
    let mut desk = Desk::held();
    desk.must(sign_out(OFFICIAL));
    assert_eq!(desk.missing(consult()), [Rule::DepartmentPresent]);
    desk.must(step(passing_over(StepKind::Consult, &[Rule::DepartmentPresent])));
}

#[test]
fn a_reason_for_a_gap_that_was_not_there_is_not_kept() {
    let mut desk = Desk::held();
    desk.must(sign_out(CITIZEN));
    let rules = [Rule::PublicPresent, Rule::DepartmentPresent, Rule::PublicPresent];
    desk.must(step(passing_over(StepKind::Consult, &rules)));
    let kept = desk.issue().steps.last().unwrap().overrides().to_vec();
    assert_eq!(kept.iter().map(|over| over.rule).collect::<Vec<_>>(), [Rule::PublicPresent]);
}

#[test]
fn passing_over_needs_words() {
    let mut desk = Desk::held();
    desk.must(sign_out(CITIZEN));
    let mut request = passing_over(StepKind::Consult, &[Rule::PublicPresent]);
    request.overrides[0].reason = "　 ".into();
    assert!(matches!(desk.refusal(step(request)), Refusal::Text { .. }));
}

#[test]
fn an_issue_that_nobody_spoke_about_is_not_consulted() {
    let mut desk = Desk::held();
    desk.must(Action::StrikeLine { id: LINE, struck: true });
    assert_eq!(desk.missing(consult()), [Rule::RecordLine, Rule::Outcome]);
}

#[test]
fn talk_without_an_outcome_is_no_consultation() {
    let mut desk = Desk::held();
    desk.must(Action::EditLine { id: LINE, facts: words(ISSUE, LineKind::Question) });
    assert_eq!(desk.missing(consult()), [Rule::Outcome]);
}

#[test]
fn saying_that_there_was_no_consensus_is_an_outcome() {
    let mut desk = Desk::held();
    desk.must(Action::EditLine { id: LINE, facts: words(ISSUE, LineKind::Question) });
    let item =
        AgendaItem { no_consensus: Some("费用分摊".into()), ..items(&[ISSUE])[0].clone() };
    desk.must(Action::SetAgenda { session: SESSION, items: vec![item] });
    desk.must(step(consult()));
}

#[test]
fn the_session_that_lacks_least_of_what_is_hard_is_taken() {
    let mut desk = Desk::held();
    desk.must(sign_out(CITIZEN));
    desk.must(sign_out(OFFICIAL));
    let other = OTHER_SESSION;
    desk.must(plan(other, on(6, 1)));
    desk.must(agenda(other, &[ISSUE]));
    desk.must(sign_in(other, CITIZEN, Class::Merchant));
    desk.must(sign_in(other, OFFICIAL, Class::Department));
    desk.must(line(OTHER_LINE, other, ISSUE, LineKind::Agreed));
    desk.must(session_step(other, SessionStepKind::CloseAfterTheFact));
    let rules = [Rule::PublicPresent, Rule::DepartmentPresent];
    desk.must(step(passing_over(StepKind::Consult, &rules)));
    assert_eq!(desk.issue().consulted_in(), Some(SESSION));
}

#[test]
fn a_session_without_the_issue_on_its_agenda_cannot_be_named() {
    let mut desk = Desk::held();
    desk.must(plan(OTHER_SESSION, on(5, 21)));
    let request = StepRequest { session: Some(OTHER_SESSION), ..consult() };
    assert_eq!(desk.refusal(step(request)), Refusal::NotOnAgenda(ISSUE.into()));
}

#[test]
fn a_larger_quorum_needs_more_members() {
    let mut desk = Desk::held();
    let quorum = Quorum { members: 2, public: 0, departments: 1 };
    desk.must(Action::SetSettings {
        settings: Box::new(Settings { quorum, ..Settings::default() }),
    });
    assert_eq!(desk.missing(consult()), [Rule::MemberPresent]);
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    desk.must(step(consult()));
}

#[test]
fn a_quorum_of_none_still_needs_one() {
    let mut desk = Desk::held();
    let quorum = Quorum { members: 0, public: 0, departments: 0 };
    desk.must(Action::SetSettings {
        settings: Box::new(Settings { quorum, ..Settings::default() }),
    });
    desk.must(sign_out(CITIZEN));
    desk.must(sign_out(MEMBER));
    assert_eq!(desk.missing(consult()), [Rule::MemberPresent, Rule::PublicPresent]);
}

#[test]
fn a_consulted_issue_is_not_consulted_again() {
    assert!(matches!(
        Desk::consulted().refusal(step(consult())),
        Refusal::NoSuchStep { status: Status::Consulted, kind: StepKind::Consult }
    ));
}

#[test]
fn what_a_consultation_rests_on_is_not_taken_from_the_sheet_or_the_record() {
    let desk = Desk::consulted();
    let depends = Refusal::DependsOn(ISSUE.into());
    for person in [MEMBER, CITIZEN, OFFICIAL] {
        assert_eq!(desk.refusal(sign_out(person)), depends);
    }
    assert_eq!(desk.refusal(Action::StrikeLine { id: LINE, struck: true }), depends);
    let question = words(ISSUE, LineKind::Question);
    assert_eq!(desk.refusal(Action::EditLine { id: LINE, facts: question }), depends);
}

#[test]
fn raising_the_quorum_does_not_free_the_sheet_of_a_consultation() {
    let mut desk = Desk::consulted();
    let quorum = Quorum { members: 2, ..Quorum::default() };
    desk.must(Action::SetSettings {
        settings: Box::new(Settings { quorum, ..Settings::default() }),
    });
    assert_eq!(desk.refusal(sign_out(MEMBER)), Refusal::DependsOn(ISSUE.into()));
}

#[test]
fn a_correction_that_leaves_a_consultation_whole_is_taken_and_marked() {
    let mut desk = Desk::consulted();
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    desk.must(sign_out(MEMBER));
    desk.must(Action::EditLine {
        id: LINE,
        facts: tanshi::domain::line::LineFacts {
            text: "一周内完成勘察".into(),
            ..words(ISSUE, LineKind::Agreed)
        },
    });
    assert!(desk.session().attendance.iter().any(|row| row.correction));
    assert!(desk.world.line(LINE).unwrap().is_corrected());
}
