//! Undo and redo of each kind of change, and what cannot honestly be undone.

use super::{desk::*, plain::plain};
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Grade, Handling},
    department::DepartmentFacts,
    event::{Event, Undone},
    id::ChangeId,
    issue::{ClosingStatement, IssueFacts, ServiceRecord, Verdict},
    line::LineKind,
    person::{PersonFacts, Side},
    refusal::Refusal,
    session::{Class, SessionStatus, SessionStepKind, Tally},
    settings::Settings,
    undo::{Change, redoable, undoable},
    workflow::{Exit, Rule, Status, StepKind},
};

/// Does, undoes, redoes and undoes again; each leads where it should.
fn goes_back_and_forth(mut desk: Desk, change: &[Action]) {
    let before = plain(&desk.world);
    let done = desk.ask(change).unwrap_or_else(|refusal| panic!("{change:?}: {refusal:?}"));
    assert!(!done.is_empty(), "{change:?} changes nothing");
    let after = plain(&desk.world);
    let undone = desk.undo(&done).unwrap_or_else(|refusal| panic!("{change:?}: {refusal:?}"));
    assert_eq!(plain(&desk.world), before, "undo of {change:?}");
    let redone = desk.undo(&undone).unwrap_or_else(|refusal| panic!("{change:?}: {refusal:?}"));
    assert_eq!(plain(&desk.world), after, "redo of {change:?}");
    desk.undo(&redone).unwrap_or_else(|refusal| panic!("{change:?}: {refusal:?}"));
    assert_eq!(plain(&desk.world), before, "second undo of {change:?}");
}

#[test]
fn additions_go_back_and_forth() {
    let desk = Desk::handled();
    let facts = PersonFacts::named("王戊", Side::Public);
    let id = tanshi::domain::id::PersonId::from_bytes([9; 16]);
    let department = tanshi::domain::id::DepartmentId::from_bytes([9; 16]);
    let commitment = tanshi::domain::id::CommitmentId::from_bytes([9; 16]);
    let evidence = tanshi::domain::id::EvidenceId::from_bytes([9; 16]);
    for action in [
        Action::AddStudio { id: OTHER_STUDIO, facts: studio("石潭", "ST"), source: None },
        Action::AddPerson { id, facts, source: None },
        Action::AddDepartment {
            id: department,
            facts: DepartmentFacts::named("水利局"),
            source: None,
        },
        add_issue(OTHER_ISSUE),
        plan(OTHER_SESSION, on(6, 1)),
        line(OTHER_LINE, SESSION, ISSUE, LineKind::Reply),
        Action::MakeCommitment {
            id: commitment,
            issue: ISSUE,
            session: None,
            line: None,
            facts: promise(Benefit::Policy),
            source: Some(source()),
        },
        attach(evidence, ISSUE),
        attach(evidence, COMMITMENT),
    ] {
        goes_back_and_forth(desk.clone(), &[action]);
    }
}

#[test]
fn edits_go_back_and_forth() {
    let mut desk = Desk::committed();
    desk.must(Action::AddStudio { id: OTHER_STUDIO, facts: studio("石潭", "ST"), source: None });
    let statement =
        ClosingStatement { what: "已装好".into(), who: "村委会".into(), on: on(6, 20) };
    let service =
        ServiceRecord {
            what: "调解".into(), who: "律师戊".into(), on: on(6, 1), served: None
        };
    let tally = Tally { class: Class::Raiser, count: 3, source: String::new() };
    let titled = IssueFacts { title: "护栏".into(), ..desk.issue().facts.clone() };
    for action in [
        Action::EditStudio { id: STUDIO, facts: studio("韶峰二", "SF") },
        Action::EditPerson { id: MEMBER, facts: PersonFacts::named("甲", Side::Other) },
        Action::EditDepartment { id: BUREAU, facts: DepartmentFacts::named("住建委") },
        Action::EditIssue { id: ISSUE, facts: titled },
        Action::MoveIssue { id: ISSUE, studio: OTHER_STUDIO },
        Action::StateClosing { issue: ISSUE, statement: Some(statement) },
        Action::RecordService { issue: ISSUE, service: Some(service) },
        Action::EditSession { id: SESSION, facts: session_facts(on(5, 19)) },
        Action::SetTallies { session: SESSION, tallies: vec![tally] },
        sign_in(SESSION, LEADER, Class::Leader),
        sign_in(SESSION, MEMBER, Class::Convenor),
        Action::EditLine {
            id: LINE,
            facts: tanshi::domain::line::LineFacts {
                text: "三周内".into(),
                ..words(ISSUE, LineKind::Agreed)
            },
        },
        Action::EditCommitment { id: COMMITMENT, facts: promise(Benefit::Service) },
        Action::SetSettings {
            settings: Box::new(Settings { office: "区政协".into(), ..Settings::default() }),
        },
    ] {
        goes_back_and_forth(desk.clone(), &[action]);
    }
    let mut desk = Desk::planned();
    desk.must(add_issue(OTHER_ISSUE));
    goes_back_and_forth(desk.clone(), &[agenda(SESSION, &[OTHER_ISSUE, ISSUE])]);
    goes_back_and_forth(desk.clone(), &[sign_out(MEMBER)]);
    goes_back_and_forth(desk, &[Action::StrikeLine { id: LINE, struck: true }]);
}

#[test]
fn notes_and_marks_go_back_and_forth() {
    let desk = Desk::evaluated();
    let note = Action::NoteFieldStudy { issue: ISSUE, on: on(6, 1), text: "现场".into() };
    let assigned = Handling::Assigned { on: day(6, 1) };
    for action in [
        note,
        evaluate(Verdict::MostlySatisfied, on(7, 2)),
        Action::TakeBackEvaluation { issue: ISSUE, index: 0, taken_back: true },
        Action::Handle { id: COMMITMENT, handling: assigned },
        Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: true },
    ] {
        goes_back_and_forth(desk.clone(), &[action]);
    }
}

#[test]
fn steps_go_back_and_forth() {
    let leave = |exit| step(StepRequest::new(StepKind::Exit(exit)).because("误登"));
    let plain_step = |kind| step(StepRequest::new(kind));
    goes_back_and_forth(Desk::submitted(), &[plain_step(StepKind::Accept)]);
    goes_back_and_forth(Desk::submitted(), &[leave(Exit::Declined)]);
    goes_back_and_forth(Desk::held(), &[plain_step(StepKind::Consult)]);
    goes_back_and_forth(
        Desk::planned_from_source(),
        &[step(recorded(StepKind::Consult, on(5, 20)))],
    );
    goes_back_and_forth(Desk::consulted(), &[leave(Exit::ClosedUnresolved)]);
    goes_back_and_forth(Desk::evaluated(), &[plain_step(StepKind::Resolve)]);
    let passing = step(passing_over(StepKind::Resolve, &[Rule::Evaluated]));
    goes_back_and_forth(Desk::handled(), &[passing]);
    goes_back_and_forth(Desk::resolved(), &[plain_step(StepKind::CorrectResolve)]);
    goes_back_and_forth(
        Desk::resolved(),
        &[step(StepRequest::new(StepKind::Reopen).because("又倒了"))],
    );
    let mut two = Desk::submitted();
    two.must(add_issue(OTHER_ISSUE));
    goes_back_and_forth(two.clone(), &[step(merge_into(OTHER_ISSUE))]);
    two.must(step(merge_into(OTHER_ISSUE)));
    goes_back_and_forth(two, &[plain_step(StepKind::TakeBackExit)]);
}

#[test]
fn steps_of_a_session_go_back_and_forth() {
    use SessionStepKind as K;
    let with_reason = |kind| Action::StepSession {
        id: SESSION,
        kind,
        reason: "汛期".into(),
        to: (kind == K::Postpone).then(|| on(11, 1)),
    };
    goes_back_and_forth(Desk::planned(), &[with_reason(K::Postpone)]);
    goes_back_and_forth(Desk::planned(), &[with_reason(K::Cancel)]);
    goes_back_and_forth(Desk::planned(), &[session_step(SESSION, K::CloseAfterTheFact)]);
    goes_back_and_forth(Desk::held(), &[session_step(SESSION, K::UndoClose)]);
    let mut live = Desk::planned();
    live.must(session_step(SESSION, K::Start));
    live.must(session_step(SESSION, K::Pause));
    goes_back_and_forth(live, &[session_step(SESSION, K::Close)]);
}

#[test]
fn a_change_of_several_steps_of_one_issue_goes_back_and_forth() {
    let mut desk = Desk::planned();
    desk.must(step(StepRequest::new(StepKind::CorrectAccept)));
    goes_back_and_forth(
        desk,
        &[
            step(StepRequest::new(StepKind::Accept).on(on(5, 5))),
            session_step(SESSION, SessionStepKind::CloseAfterTheFact),
            step(StepRequest::new(StepKind::Consult)),
        ],
    );
}

#[test]
fn a_change_with_the_same_mark_twice_goes_back_and_forth() {
    let again = evaluate(Verdict::Satisfied, on(7, 1));
    goes_back_and_forth(Desk::handled(), &[again.clone(), again]);
    let graded = grade(COMMITMENT, Grade::B);
    goes_back_and_forth(Desk::handled(), &[graded.clone(), graded]);
}

#[test]
fn a_change_that_edits_the_same_thing_twice_goes_back_and_forth() {
    let edit =
        |name| Action::EditPerson { id: MEMBER, facts: PersonFacts::named(name, Side::Member) };
    goes_back_and_forth(Desk::empty(), &[edit("甲甲"), edit("甲乙")]);
    let mut desk = Desk::planned();
    desk.must(add_issue(OTHER_ISSUE));
    goes_back_and_forth(
        desk,
        &[agenda(SESSION, &[ISSUE, OTHER_ISSUE]), agenda(SESSION, &[OTHER_ISSUE, ISSUE])],
    );
    let change = [sign_in(SESSION, LEADER, Class::Leader), sign_in(SESSION, LEADER, Class::Expert)];
    goes_back_and_forth(Desk::planned(), &change);
}

#[test]
fn a_session_whose_closing_moved_issues_goes_back_and_forth() {
    goes_back_and_forth(
        Desk::planned(),
        &[
            session_step(SESSION, SessionStepKind::CloseAfterTheFact),
            step(StepRequest::new(StepKind::Consult)),
            attach(tanshi::domain::id::EvidenceId::from_bytes([9; 16]), ISSUE),
        ],
    );
}

#[test]
fn what_was_changed_again_since_is_not_undone() {
    let mut desk = Desk::planned();
    let edit =
        |name| Action::EditPerson { id: MEMBER, facts: PersonFacts::named(name, Side::Member) };
    let first = desk.must(edit("甲甲"));
    desk.must(edit("甲乙"));
    assert_eq!(desk.undo(&first), Err(Refusal::ChangedSince(MEMBER.into())));

    let row = desk.must(sign_in(SESSION, LEADER, Class::Leader));
    desk.must(sign_in(SESSION, LEADER, Class::Expert));
    assert_eq!(desk.undo(&row), Err(Refusal::ChangedSince(SESSION.into())));

    let closed = desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(session_step(SESSION, SessionStepKind::UndoClose));
    assert_eq!(desk.undo(&closed), Err(Refusal::ChangedSince(SESSION.into())));
}

#[test]
fn a_postponement_is_not_undone_over_a_day_that_was_corrected_since() {
    let mut desk = Desk::planned();
    let postponed = desk.must(Action::StepSession {
        id: SESSION,
        kind: SessionStepKind::Postpone,
        reason: "汛期".into(),
        to: Some(on(11, 1)),
    });
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(on(11, 2)) });
    assert_eq!(desk.undo(&postponed), Err(Refusal::ChangedSince(SESSION.into())));
}

#[test]
fn a_step_is_not_undone_under_a_later_one() {
    let mut desk = Desk::held();
    let consulted = desk.must(step(StepRequest::new(StepKind::Consult)));
    desk.must(step(StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because("自行解决")));
    assert_eq!(desk.undo(&consulted), Err(Refusal::ChangedSince(ISSUE.into())));
}

#[test]
fn a_consultation_is_not_undone_under_a_commitment() {
    let mut desk = Desk::held();
    let consulted = desk.must(step(StepRequest::new(StepKind::Consult)));
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    assert_eq!(desk.undo(&consulted), Err(Refusal::DependsOn(COMMITMENT.into())));
}

#[test]
fn a_session_that_ran_was_not_started_by_mistake_and_a_break_may_have_been() {
    let mut desk = Desk::planned();
    let started = desk.must(session_step(SESSION, SessionStepKind::Start));
    goes_back_and_forth(Desk::planned(), &[session_step(SESSION, SessionStepKind::Start)]);
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    assert_eq!(desk.undo(&started), Err(Refusal::DependsOn(SESSION.into())));
    let paused = desk.must(session_step(SESSION, SessionStepKind::Pause));
    desk.undo(&paused).unwrap();
    assert_eq!(desk.session().status, SessionStatus::Live);
}

#[test]
fn redo_runs_the_guards_again() {
    let mut desk = Desk::evaluated();
    let resolved = desk.must(step(StepRequest::new(StepKind::Resolve)));
    let undone = desk.undo(&resolved).unwrap();
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 1)));
    assert!(matches!(desk.undo(&undone), Err(Refusal::Missing { .. })));
    assert_eq!(desk.status(), Status::Consulted);
}

fn changed(id: u8, events: Vec<Event>) -> Change {
    (ChangeId::from_bytes([id; 16]), events)
}

fn undoing(id: u8, of: u8, redo: bool) -> Change {
    changed(id, vec![Event::Undone(Undone { change: ChangeId::from_bytes([of; 16]), redo })])
}

/// The changes are given newest first.
#[test]
fn what_was_undone_and_the_undoing_are_passed_over() {
    let number = |change: Option<&Change>| change.map(|(id, _)| id.to_bytes()[0]);
    let plain = |id| changed(id, vec![Event::Retracted(ISSUE.into())]);
    let undone = [undoing(3, 2, false), plain(2), plain(1)];
    assert_eq!(number(undoable(&undone)), Some(1));
    assert_eq!(number(redoable(&undone)), Some(3));
    let twice = [undoing(4, 1, false), undoing(3, 2, false), plain(2), plain(1)];
    assert_eq!(number(undoable(&twice)), None);
    assert_eq!(number(redoable(&twice)), Some(4));
    // Redone: the redo counts as the change, and the other undoing can still be taken back.
    let redone = [undoing(5, 4, true), twice[0].clone(), twice[1].clone(), plain(2), plain(1)];
    assert_eq!(number(undoable(&redone)), Some(5));
    assert_eq!(number(redoable(&redone)), Some(3));
    let since = [plain(4), undoing(3, 2, false), plain(2), plain(1)];
    assert_eq!(number(undoable(&since)), Some(4));
    assert_eq!(number(redoable(&since)), None);
    assert_eq!(undoable(&[]), None);
}
