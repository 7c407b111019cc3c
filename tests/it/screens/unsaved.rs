//! What was typed and not saved is there again.

use super::{Bench, city, today};
use tanshi::app::{Effect, Input, Unsaved, update};
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

/// What the screens ask to be kept, key after key.
fn kept(bench: &mut Bench, keys: &str) -> Vec<Option<Unsaved>> {
    let mut kept = Vec::new();
    for key in keys.split(' ') {
        let input = Input::Key(Key::parse(key).unwrap());
        for effect in update(&mut bench.state, input, today()) {
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
