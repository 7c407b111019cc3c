//! What was typed and not saved is there again.

use super::{Bench, city, today};
use serde_json::json;
use tanshi::app::{Answer, Effect, Failure, Input, Performed, Unsaved, update};
use tanshi::command::fill::Values;
use tanshi::command::key::Key;
use tanshi::command::verb::{Noun, find};
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
fn a_form_about_several_is_kept_with_what_it_is_about() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (120, 40));
    let unsaved = kept(&mut bench, "Space Space b t Tab a b c").pop().unwrap().unwrap();
    let read = Unsaved::from_json(&unsaved.to_json()).unwrap();
    let mut again = Bench::resumed(&world, Lang::Zh, (120, 40), Some(read));
    // The choices of the first field lie over the next.
    again.keys("Tab");
    let shown = again.shown();
    assert!(shown.contains("已标记的 2 件议题") && shown.contains("abc"), "{shown}");
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
        consequence: None,
        told: decide(&mut world.clone(), &[edit], &moment).unwrap(),
        applied: Vec::new(),
        catalog: std::sync::Arc::new(tanshi::command::Catalog::of(&world)),
        settings: world.settings(),
        calendar: std::sync::Arc::new(tanshi::domain::calendar::Calendar::built_in()),
    };
    bench.feed(Input::Answer(Answer::Performed { generation, verb, result: Ok(Box::new(done)) }));
    let shown = bench.shown();
    assert!(shown.contains(verb.label.zh) && shown.contains("已保存"), "{shown}");
}

/// Types keys one by one without an answer of the store; what is asked meanwhile.
fn typed(bench: &mut Bench, keys: &str) -> Vec<Effect> {
    let mut asked = Vec::new();
    for key in keys.split(' ') {
        let input = Input::Key(Key::parse(key).unwrap());
        asked.extend(update(&mut bench.state, input, today()));
    }
    asked
}

fn prefill_asked(asked: &[Effect]) -> u64 {
    let generation = asked.iter().find_map(|effect| match effect {
        Effect::Prefill { generation, .. } => Some(*generation),
        _ => None,
    });
    generation.unwrap()
}

#[test]
fn what_was_typed_for_a_form_that_never_comes_does_nothing_else() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 40));
    let asked = typed(&mut bench, "e z q");
    let words = "读不出来".to_owned();
    let answer = Answer::Unreadable { generation: prefill_asked(&asked), words };
    let effects = bench.feed(Input::Answer(answer));
    let harmless = |effect: &Effect| matches!(effect, Effect::Keep(_));
    assert!(effects.iter().all(harmless), "{effects:?}");
}

#[test]
fn another_answer_takes_nothing_of_what_was_typed_for_a_form() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 40));
    let asked = typed(&mut bench, "e x");
    let verb = find(Noun::Issue, "accept").unwrap();
    let refused = Err(Failure::Other("没有办成".to_owned()));
    bench.feed(Input::Answer(Answer::Performed { generation: 9_999, verb, result: refused }));
    answer_prefill(&mut bench, &asked);
    assert!(saved(&mut bench).first("title").unwrap().ends_with('x'));
}

fn answer_prefill(bench: &mut Bench, asked: &[Effect]) {
    let prefill = asked.iter().find_map(|effect| match effect {
        Effect::Prefill { generation, verb, target } => Some((*generation, *verb, *target)),
        _ => None,
    });
    let (generation, verb, target) = prefill.unwrap();
    let catalog = tanshi::command::Catalog::of(&bench.world);
    let values = (verb.current)(&bench.world, target, &catalog);
    bench.feed(Input::Answer(Answer::Prefilled { generation, values }));
}

#[test]
fn what_comes_from_the_own_editor_goes_into_the_field_that_it_came_from() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (80, 40));
    let asked = typed(&mut bench, "e Tab Tab Ctrl-E Tab");
    answer_prefill(&mut bench, &asked);
    bench.feed(Input::Answer(Answer::Edited(Ok("在编辑器里写的".to_owned()))));
    let values = saved(&mut bench);
    let texts: Vec<_> = values.iter().filter(|(_, texts)| texts[0] == "在编辑器里写的").collect();
    assert_eq!(texts.len(), 1, "{values:?}");
}

#[test]
fn a_kept_form_comes_first_whatever_is_opened_meanwhile() {
    let world = city();
    let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["旧的"]}}"#;
    let mut bench = Bench::begun(&world, Lang::Zh, (100, 40), Unsaved::from_json(text));
    bench.keys("F2");
    bench.open(None, &[]);
    let mut kept: Vec<Option<Unsaved>> = kept(&mut bench, "Esc F4 a b");
    assert!(bench.shown().contains("旧的"), "{}", bench.shown());
    kept.retain(Option::is_none);
    assert_eq!(kept, [], "it is never given up");
}

#[test]
fn a_form_that_waits_to_begin_can_be_left_and_says_when_too_much_is_typed() {
    let world = city();
    let mut bench = Bench::new(&world, Lang::Zh, (100, 40));
    typed(&mut bench, "e Esc");
    assert!(!bench.shown().contains("┌ 修改议题"), "{}", bench.shown());
    typed(&mut bench, "e");
    for _ in 0..=200 {
        typed(&mut bench, "x");
    }
    assert!(bench.shown().contains("没有收下"), "{}", bench.shown());
}

#[test]
fn a_cleared_field_is_sent_also_where_nobody_can_read_what_is_stored() {
    let world = city();
    let read = editing(&world, &json!({"place": [""]}));
    let mut bench = Bench::begun(&world, Lang::Zh, (80, 40), Some(read));
    let opened = bench.opened(None, &[]);
    let asked = update(&mut bench.state, Input::Answer(opened), today());
    let words = "读不出来".to_owned();
    let answer = Answer::Unreadable { generation: prefill_asked(&asked), words };
    bench.feed(Input::Answer(answer));
    assert_eq!(saved(&mut bench).all("place"), Some(&[String::new()][..]));
}

#[test]
fn lines_for_a_session_that_was_closed_meanwhile_are_shown_beside_a_form() {
    let world = city();
    let session = world.sessions().find(|it| !it.is_live()).unwrap().id;
    let id = tanshi::domain::id::EntityId::from(session).to_string();
    let text = json!({"noun": "issue", "verb": "add", "target": null,
        "values": {"title": ["路灯不亮"]}, "lines": [[id, "说 先清北边"]],
        "polls": [[id, "先装护栏？", "赞成 3、不赞成 1"]]});
    let unsaved = Unsaved::from_json(&text.to_string()).unwrap();
    let mut bench = Bench::resumed(&world, Lang::Zh, (80, 24), Some(unsaved));
    assert!(bench.shown().contains("先装护栏？"), "{}", bench.shown());
    let all = kept(&mut bench, "x");
    let poll = all.last().cloned().flatten().unwrap().to_json();
    assert!(poll.contains("先装护栏？") && poll.contains("先清北边"), "{poll}");
    kept(&mut bench, "Esc y");
    assert!(bench.shown().contains("说 先清北边"), "{}", bench.shown());
    // Nothing of it is lost to the next crash either, and given up it is gone.
    let all = kept(&mut bench, "x");
    let again = all.last().cloned().flatten().unwrap();
    assert!(again.to_json().contains("先清北边x"), "{}", again.to_json());
    assert!(again.to_json().contains("路灯不亮"), "{}", again.to_json());
    kept(&mut bench, "Esc y");
    assert!(bench.shown().contains("路灯不亮"), "{}", bench.shown());
    let last = kept(&mut bench, "y").pop().flatten().unwrap();
    assert!(!last.to_json().contains("先清北边"), "{}", last.to_json());
}
