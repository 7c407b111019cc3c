//! What is said of taking back: where undo does it, and where a verb asks why.

use super::{Bench, city};
use std::sync::Arc;
use tanshi::app::{Answer, Failure, Input, Performed};
use tanshi::command::Catalog;
use tanshi::command::verb::{Noun, find};
use tanshi::domain::calendar::Calendar;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::event::Event;
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::refusal::Refusal;
use tanshi::domain::world::World;
use tanshi::exchange::example;
use tanshi::i18n::Lang;

/// The events of the first change of the example city that is like this.
fn change(is_it: impl Fn(&[Event]) -> bool) -> Vec<Event> {
    let mut world = World::default();
    for change in example::generate(example::SEED).unwrap().changes {
        let moment = Moment {
            today: change.today,
            actor: change.actor,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        let events = decide(&mut world, &change.actions, &moment).unwrap();
        if is_it(&events) {
            return events;
        }
    }
    panic!("no such change")
}

fn performed(bench: &Bench, events: Vec<Event>) -> Box<Performed> {
    Box::new(Performed {
        consequence: None,
        told: events,
        applied: Vec::new(),
        catalog: Arc::new(Catalog::of(&bench.world)),
        settings: bench.world.settings(),
        calendar: Arc::new(Calendar::built_in()),
    })
}

fn bench() -> Bench {
    let mut bench = Bench::new(&city(), Lang::Zh, (120, 40));
    bench.keys("Enter");
    bench
}

#[test]
fn undo_is_only_offered_where_it_will_be_done() {
    let promised = |events: &[Event]| {
        events.iter().any(|it| matches!(it, Event::CommitmentMade(made) if made.source.is_none()))
            && !events.iter().any(|it| matches!(it, Event::IssueAdded(_)))
    };
    let mut bench = bench();
    let done = performed(&bench, change(promised));
    let verb = find(Noun::Commitment, "add").unwrap();
    bench.feed(Input::Answer(Answer::Performed { generation: 1, verb, result: Ok(done) }));
    let shown = bench.shown();
    assert!(shown.contains("按 mX（撤销"), "{shown}");
    assert!(!shown.contains("按 z 撤销"), "{shown}");

    let done =
        performed(&bench, change(|it| it.iter().any(|it| matches!(it, Event::IssueAdded(_)))));
    let verb = find(Noun::Issue, "add").unwrap();
    bench.feed(Input::Answer(Answer::Performed { generation: 2, verb, result: Ok(done) }));
    let told = bench.shown();
    assert!(told.contains("│ 已保存：登记议题 ") && told.contains("。按 z 撤销 │"), "{told}");
    assert!(!bench.shown().contains("撤销承办事项"), "{}", bench.shown());
}

#[test]
fn what_undo_leaves_alone_is_told_with_the_key_that_takes_it_back() {
    let world = city();
    let id = world.commitments().next().unwrap().id;
    let mut bench = bench();
    let failure = Failure::Refused(Refusal::NeedsReason(id.into()));
    bench.feed(Input::Answer(Answer::Travelled { undone: true, result: Err(failure) }));
    let shown = bench.shown();
    assert!(shown.contains("mX（撤销承办事项）") && !shown.contains("retract"), "{shown}");
}

#[test]
fn undoing_names_what_was_undone_by_its_name_before_or_after() {
    let added = change(|it| it.iter().any(|it| matches!(it, Event::IssueAdded(_))));
    let mut bench = bench();
    let done = performed(&bench, added);
    bench.feed(Input::Answer(Answer::Travelled { undone: true, result: Ok(done) }));
    let shown = bench.shown();
    assert!(shown.contains("已撤销：登记议题「"), "{shown}");
}
