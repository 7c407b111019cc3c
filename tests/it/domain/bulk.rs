//! A verb done to several issues as one change: undone, it leaves everything as it was.

use super::{desk::*, plain::plain};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use tanshi::command::bulk::is_root;
use tanshi::command::grammar::Names;
use tanshi::command::verb::{Noun, find};
use tanshi::command::{Catalog, Filling, Values};
use tanshi::domain::{
    action::{Action, StepRequest},
    calendar::Calendar,
    commitment::Benefit,
    id::{CommitmentId, IssueId},
    refusal::Refusal,
    workflow::{Exit, StepKind},
};

const fn issue(number: u8) -> IssueId {
    IssueId::from_bytes([number; 16])
}

/// Issues at several stages: with a promise that is open, accepted, submitted, and one that has left.
fn backlog() -> Desk {
    let mut desk = Desk::committed();
    let other = CommitmentId::from_bytes([9; 16]);
    desk.must(commit(other, ISSUE, promise(Benefit::Service)));
    desk.must(Action::AddStudio { id: OTHER_STUDIO, facts: studio("石潭", "ST"), source: None });
    for number in 2..=6 {
        desk.must(add_issue(issue(number)));
    }
    for number in 2..=3 {
        desk.must(step_of(issue(number), StepRequest::new(StepKind::Accept)));
    }
    let withdraw = StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because("自己解决了");
    desk.must(step_of(issue(6), withdraw));
    desk
}

/// What is typed for each verb that can be done to several.
const TYPED: [(&str, &[(&str, &str)]); 5] = [
    ("move", &[("studio", "ST")]),
    ("accept", &[]),
    ("label", &[("category", "governance"), ("add", "重点 民生")]),
    ("extend", &[("until", "2023-12-31"), ("reason", "雨季停工")]),
    ("merge", &[("into", "00000000000000000000000000000000"), ("reason", "同一件事")]),
];

/// The actions of a verb for each of several issues, as the desk makes them.
fn actions(
    desk: &Desk,
    verb: &str,
    typed: &[(&'static str, &str)],
    ids: &[IssueId],
) -> Vec<Action> {
    let verb = find(Noun::Issue, verb).unwrap();
    let catalog = Catalog::of(&desk.world);
    let mut values = Values::default();
    for (key, text) in typed {
        values.set(key, *text);
    }
    if let Some(root) = ids.first().filter(|_| verb.name == "merge") {
        values.set("into", root.to_string());
    }
    let mut all = Vec::new();
    for id in ids {
        let filling = Filling {
            verb,
            values: &values,
            target: Some((*id).into()),
            world: &desk.world,
            directory: &catalog,
            today: desk.today,
            now: desk.today.and_hms_opt(9, 0, 0).unwrap(),
            names: &Names::default(),
            calendar: &Calendar::built_in(),
            mint: &mut || [0; 16],
            file: None,
            records: Vec::new(),
            newcomers: Vec::new(),
        };
        let own = filling.actions().unwrap();
        if !is_root(&own) {
            all.extend(own);
        }
    }
    all
}

proptest! {
    #![proptest_config(Config {
        cases: 120,
        rng_seed: RngSeed::Fixed(2023),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn whatever_is_done_to_several_is_undone_as_a_whole(
        which in 0..TYPED.len(),
        ids in prop::sample::subsequence((1..=6_u8).collect::<Vec<_>>(), 1..=6),
    ) {
        let (verb, typed) = TYPED[which];
        let mut desk = backlog();
        let ids: Vec<IssueId> = ids.into_iter().map(issue).collect();
        let before = plain(&desk.world);
        let actions = actions(&desk, verb, typed, &ids);
        // All of it or none: what is refused for one leaves the others alone too.
        match desk.ask(&actions) {
            Err(_) => prop_assert_eq!(plain(&desk.world), before),
            Ok(events) if events.is_empty() => prop_assert_eq!(plain(&desk.world), before),
            Ok(events) => {
                prop_assert_ne!(plain(&desk.world), before.clone());
                let undone: Result<_, Refusal> = desk.undo(&events);
                prop_assert!(undone.is_ok(), "{:?}", undone);
                prop_assert_eq!(plain(&desk.world), before);
            }
        }
    }
}
