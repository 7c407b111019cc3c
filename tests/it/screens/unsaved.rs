//! What was typed and not saved is there again.

use super::{Bench, city, today};
use serde_json::json;
use tanshi::app::{Answer, Effect, Input, Performed, Unsaved, update};
use tanshi::command::fill::Values;
use tanshi::command::key::Key;
use tanshi::domain::action::Action;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

/// What the screens ask to be kept, key after key.
fn kept(bench: &mut Bench, keys: &str) -> Vec<Option<Unsaved>> {
    let mut kept = Vec::new();
    for key in keys.split(' ') {
        for effect in bench.feed(Input::Key(Key::parse(key).unwrap())) {
            if let Effect::Keep(unsaved) = effect {
                kept.push(unsaved);
            }
        }
    }
    kept
}

#[test]
fn a_form_is_kept_field_by_field_and_shown_again_at_the_next_start() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 24));
    let unsaved = kept(&mut bench, "F4 a b Tab").pop().unwrap().unwrap();
    let read = Unsaved::from_json(&unsaved.to_json()).unwrap();

    let mut again = Bench::resumed(&world, Lang::Zh, (80, 24), Some(read));
    let shown = again.shown();
    assert!(shown.contains("登记议题") && shown.contains(" ab "), "{shown}");
    assert!(shown.contains("找回来了"), "{shown}");
    // Given up, nothing is kept any more.
    let kept = kept(&mut again, "Esc y");
    assert_eq!(kept.last(), Some(&None));
    assert!(!again.shown().contains("登记议题 ─"));
}

#[test]
fn what_an_unsaved_form_was_about_may_have_gone() {
    let world = city();
    let text = r#"{"noun":"issue","verb":"accept","target":"issue:00000000000000000000000000000001",
        "values":{"on":["昨天"]}}"#;
    let bench = Bench::resumed(&world, Lang::Zh, (80, 24), Unsaved::from_json(text));
    assert!(!bench.shown().contains("受理："), "{}", bench.shown());
}

/// An issue that states where it is, and who raised it.
fn placed(world: &World) -> &tanshi::domain::issue::Issue {
    let stated = |it: &&tanshi::domain::issue::Issue| {
        !it.facts.place.is_empty() && !it.facts.raisers.is_empty()
    };
    world.issues().find(stated).unwrap()
}

/// A form that changes an issue, as it was kept.
fn editing(world: &World, values: &serde_json::Value) -> Unsaved {
    let target = tanshi::domain::id::EntityId::from(placed(world).id).to_string();
    let kept = json!({"noun": "issue", "verb": "edit", "target": target, "values": values});
    Unsaved::from_json(&kept.to_string()).unwrap()
}

/// What saving asks the store for.
fn saved(bench: &mut Bench) -> Values {
    let effects = bench.feed(Input::Key(Key::parse("Ctrl-S").unwrap()));
    let asked = effects.into_iter().find_map(|effect| match effect {
        Effect::Perform { values, .. } => Some(values),
        _ => None,
    });
    asked.unwrap()
}

#[test]
fn a_field_that_was_cleared_is_cleared_after_a_restart_and_others_are_as_stored() {
    let world = city();
    for (key, cleared) in [("place", json!([""])), ("raiser", json!([""]))] {
        let read = editing(&world, &json!({ key: cleared }));
        let mut again = Bench::resumed(&world, Lang::Zh, (80, 40), Some(read.clone()));
        let shown = again.shown();
        assert!(shown.contains(&placed(&world).facts.title), "{shown}");
        // What is kept is what was typed, now as before.
        assert_eq!(kept(&mut again, "a Backspace").last(), Some(&Some(read)));
        let values = saved(&mut again);
        assert_eq!(values.all(key), Some(&[String::new()][..]), "{key}");
    }
}

#[test]
fn what_is_typed_before_the_store_answers_meets_the_form_that_it_was_meant_for() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 40));
    let mut asked = Vec::new();
    for key in ["e", "x"] {
        asked.extend(update(&mut bench.state, Input::Key(Key::parse(key).unwrap()), today()));
    }
    let prefill = asked.iter().find_map(|effect| match effect {
        Effect::Prefill { generation, verb, target } => Some((*generation, *verb, *target)),
        _ => None,
    });
    let (generation, verb, target) = prefill.unwrap();
    let catalog = tanshi::command::Catalog::of(&world);
    let values = (verb.current)(&world, target, &catalog);
    let title = values.first("title").unwrap().to_owned();
    update(&mut bench.state, Input::Answer(Answer::Prefilled { generation, values }), today());
    assert_eq!(saved(&mut bench).first("title"), Some(&*format!("{title}x")));
}

#[test]
fn what_is_typed_during_a_save_takes_no_word_of_its_answer_away() {
    let world = city();
    let read = editing(&world, &json!({"place": ["河边"]}));
    let mut bench = Bench::resumed(&world, Lang::Zh, (80, 40), Some(read));
    let effects = bench.feed(Input::Key(Key::parse("Ctrl-S").unwrap()));
    let performed = effects.into_iter().find_map(|effect| match effect {
        Effect::Perform { generation, verb, .. } => Some((generation, verb)),
        _ => None,
    });
    let (generation, verb) = performed.unwrap();
    bench.keys("j");
    let suspended = bench.feed(Input::Key(Key::parse("Ctrl-Z").unwrap()));
    assert!(matches!(suspended[..], [Effect::Suspend]), "{suspended:?}");
    let mut facts = placed(&world).facts.clone();
    facts.place = "河边".to_owned();
    let edit = Action::EditIssue { id: placed(&world).id, facts };
    let mark = ReplicaMark::parse("K7").unwrap();
    let actor = world.people().next().unwrap().id;
    let moment = Moment { today: today(), actor, replica_mark: mark };
    let done = Performed {
        events: decide(&mut world.clone(), &[edit], &moment).unwrap(),
        catalog: std::sync::Arc::new(tanshi::command::Catalog::of(&world)),
        settings: world.settings(),
        calendar: std::sync::Arc::new(tanshi::domain::calendar::Calendar::built_in()),
    };
    bench.feed(Input::Answer(Answer::Performed { generation, verb, result: Ok(Box::new(done)) }));
    let shown = bench.shown();
    assert!(shown.contains(verb.label.zh) && shown.contains("已保存"), "{shown}");
}
