//! What people type: queries, lines of the record, lines that take an issue in. Any text has a reading.

use crate::hall::{TODAY, hall};
use std::ops::Range;
use tanshi::command::Catalog;
use tanshi::command::grammar::{self, Saying};
use tanshi::command::intake;
use tanshi::command::query::Query;
use tanshi::domain::decide::decide;
use tanshi::i18n::Lang;

/// Longer lines are not typed, and only cost time here.
const LONGEST: usize = 4_000;

/// The text that hostile bytes are.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}

fn is_inside(text: &str, place: &Range<usize>) {
    assert!(text.get(place.clone()).is_some(), "{place:?} is no place in {text:?}");
}

/// What is wrong stands inside the text, and what is understood is read so again once it is printed.
pub(crate) fn query(bytes: &[u8]) {
    let text = text(bytes);
    let reading = Query::read(&text, TODAY);
    assert_eq!(reading.places.len(), reading.query.terms.len());
    reading.places.iter().for_each(|place| is_inside(&text, place));
    for fault in reading.faults.iter().chain(&reading.unfinished) {
        is_inside(&text, &fault.place);
        assert!(Lang::ALL.into_iter().all(|lang| !fault.words(lang).is_empty()));
    }
    let printed = reading.query.to_string();
    let again = Query::read(&printed, TODAY);
    assert_eq!(again.query, reading.query, "{printed:?} of {text:?}");
    assert!(again.faults.is_empty(), "{printed:?}: {:?}", again.faults);
}

/// Places lie between characters and in order; what is stored was typed; what it asks for the rules take
/// or refuse.
pub(crate) fn line(bytes: &[u8]) {
    let text = text(bytes);
    let hall = hall();
    let ground = hall.ground();
    let reading = grammar::read(&text, &ground);
    let mut end = 0;
    for span in &reading.spans {
        is_inside(&text, &span.range);
        assert!(end <= span.range.start && span.range.start < span.range.end, "{text:?} {span:?}");
        end = span.range.end;
    }
    for doubt in &reading.doubts {
        assert_eq!(text.get(doubt.at.clone()), Some(doubt.typed.as_str()), "{text:?}");
    }
    let mut typed = text.chars();
    assert!(reading.text.chars().all(|it| typed.any(|other| other == it)), "{text:?}");
    for lang in Lang::ALL {
        assert!(!reading.told(lang, &ground).is_empty());
    }
    let carets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for caret in carets.step_by(text.len() / 12 + 1) {
        if let Some(completion) = grammar::complete(&text, caret, Lang::Zh, &ground) {
            is_inside(&text, &completion.range);
            assert!(completion.range.start <= caret && caret <= completion.range.end);
        }
    }
    let mut world = hall.world.clone();
    let mut ids = (1..).map(|number: u128| (u128::MAX / 2 + number).to_be_bytes());
    let mut mint = || ids.next().expect("more than anybody needs");
    let mut saying = Saying::new(ground.session.id, None, &hall.world, &mut mint);
    let actions = grammar::actions(&reading, &mut saying);
    if decide(&mut world, &actions, &crate::hall::moment()).is_ok() {
        for id in world.take_touched() {
            let line = world.entity(id).map(tanshi::domain::written::line);
            let line = line.and_then(Result::ok).unwrap_or_default();
            drop(tanshi::domain::written::read_whole(&line).expect("clean, and all of it known"));
        }
    }
}

/// What is taken apart adds up: a title, and fields that are filled in.
pub(crate) fn intake(bytes: &[u8]) {
    let text = text(bytes);
    let areas = ["湘潭县石潭镇".to_owned(), "湘乡市望春门街道".to_owned()];
    let catalog = catalog();
    let ground = intake::Ground { today: TODAY, areas: &areas, directory: catalog };
    let line = intake::read(&text, &ground);
    for lang in Lang::ALL {
        drop(line.told(lang, |_| false));
    }
    assert!(line.title.len() <= text.len(), "{:?} of {text:?}", line.title);
}

fn catalog() -> &'static Catalog {
    static CATALOG: std::sync::OnceLock<Catalog> = std::sync::OnceLock::new();
    CATALOG.get_or_init(|| Catalog::of(&hall().world))
}
