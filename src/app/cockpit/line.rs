//! The line of the record while it is typed: what it says so far, and how its names are completed.

use super::{found, on_top, on_top_mut};
use crate::app::state::{State, ToastTone};
use crate::command::fill::{Directory, Values};
use crate::command::grammar::{
    About, Completion, Doubt, Ground, Kind, Reading, complete as offers, read,
};
use crate::domain::id::{EntityId, LineId, PersonId};
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::text::fold_width;
use crate::i18n::Lang;
use crate::i18n::label::LineMark;
use unicode_segmentation::UnicodeSegmentation;

/// What the line is read against; `None` while the session is not read.
pub(crate) fn ground(state: &State) -> Option<Ground<'_>> {
    let (world, session) = found(state, on_top(state)?)?;
    let course = session.floor.course();
    let studio = world.studio(session.facts.studio);
    let ground = Ground::of(&state.names, session, studio, &state.calendar).in_world(world);
    Some(Ground {
        item: course.item.or(ground.item),
        floor: course.speech.map(|speech| speech.person),
        ..ground
    })
}

/// What the line says so far; `None` where nothing is typed.
pub(crate) fn reading(state: &State) -> Option<Reading> {
    let cockpit = on_top(state)?;
    let text = cockpit.drafts.line.text();
    (!text.trim().is_empty()).then_some(())?;
    Some(read(text, &ground(state)?))
}

/// What could be meant at the caret.
pub(crate) fn completion(state: &State) -> Option<Completion> {
    let cockpit = on_top(state)?;
    let (text, caret) = (cockpit.drafts.line.text(), cockpit.drafts.line.caret_byte());
    offers(text, caret, state.lang, &ground(state)?)
}

/// What could be meant by the first name of the line that nobody can be sure about.
pub(crate) fn offers_for_doubt(state: &State) -> Option<Completion> {
    let text = on_top(state)?.drafts.line.text();
    let (reading, ground) = (reading(state)?, ground(state)?);
    let is_name = |doubt: &&Doubt| {
        matches!(
            doubt.about,
            About::Nobody
                | About::Alike(_)
                | About::People(_)
                | About::Letters(_)
                | About::NoItem
                | About::Items(_)
        )
    };
    let places = reading.doubts.iter().filter(is_name).map(|doubt| doubt.at.end);
    places.into_iter().find_map(|caret| offers(text, caret, state.lang, &ground))
}

/// Puts what was offered into the line.
pub(crate) fn take_offer(state: &mut State, offered: &Completion, at: usize) {
    let Some(cockpit) = on_top_mut(state) else { return };
    let Some(chosen) = offered.candidates.get(at) else { return };
    let text = cockpit.drafts.line.text();
    let before = text.get(..offered.range.start).unwrap_or_default();
    let after = text.get(offered.range.end..).unwrap_or_default();
    let blank = if chosen.insert.ends_with(' ') || after.starts_with(' ') { "" } else { " " };
    cockpit.drafts.line.set_text(&format!("{before}{}{blank}{after}", chosen.insert));
}

/// Offers completions where a name is being typed.
pub(super) fn complete(state: &mut State) {
    let has = completion(state).is_some_and(|found| {
        let typed = on_top(state).and_then(|it| it.drafts.line.text().get(found.range.clone()));
        let is_there = |insert: &str| typed.is_some_and(|typed| is_same(insert, typed));
        // What stands there already need not be offered, and Enter is to save the line.
        !found.candidates.iter().any(|it| is_there(&it.insert))
    });
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.completion = has.then_some(0);
    }
}

/// Whether two names are the same but for case, width and what is blank behind them.
fn is_same(insert: &str, typed: &str) -> bool {
    fold_width(insert.trim_end()).to_lowercase() == fold_width(typed.trim_end()).to_lowercase()
}

pub(super) fn move_completion(state: &mut State, by: isize) {
    let last = completion(state).map_or(0, |found| found.candidates.len().saturating_sub(1));
    if let Some(cockpit) = on_top_mut(state)
        && let Some(at) = cockpit.completion
    {
        cockpit.completion = Some(at.saturating_add_signed(by).min(last));
    }
}

/// Puts the completion that is on into the line.
pub(super) fn take_completion(state: &mut State) {
    let Some(found) = completion(state) else { return };
    let Some(cockpit) = on_top_mut(state) else { return };
    let at = cockpit.completion.take();
    let Some(chosen) = at.and_then(|at| found.candidates.get(at)) else { return };
    let text = cockpit.drafts.line.text();
    let before = text.get(..found.range.start).unwrap_or_default();
    let after = text.get(found.range.end..).unwrap_or_default();
    // The mark is set apart from what follows, so that it is said to the program alone.
    let blank = if chosen.insert.ends_with(' ') || after.starts_with(' ') { "" } else { " " };
    let head = format!("{before}{}{blank}", chosen.insert);
    let caret = head.graphemes(true).count();
    cockpit.drafts.line.set_text(&format!("{head}{after}"));
    cockpit.drafts.line.set_caret(caret);
}

/// What the line asks for when it names nothing but an item or somebody.
pub(super) enum Turn {
    /// To this item.
    Item(EntityId),
    /// To this speaker.
    Speaker(PersonId),
}

/// Whether the line only turns the floor to something: `#2`, `@lxh`.
pub(super) fn turn(state: &State) -> Option<Turn> {
    let text = on_top(state)?.drafts.line.text().trim();
    let reading = reading(state)?;
    // An empty text is the one thing that may be wrong with it.
    let is_wrong =
        |doubt: &Doubt| doubt.about.refuses(reading.kind) && !matches!(doubt.about, About::Text(_));
    let is_bare = reading.text.trim().is_empty() && !reading.doubts.iter().any(is_wrong);
    if !is_bare || reading.kind != Kind::Line(LineKind::Statement) {
        return None;
    }
    let mark = fold_width(text).chars().next()?;
    match mark {
        '#' => reading.issue.map(|id| Turn::Item(id.into())),
        '@' => reading.speaker.map(Turn::Speaker),
        _ => None,
    }
}

/// What Enter does where the line names nothing but an item or somebody.
pub(super) fn turn_words(state: &State) -> Option<String> {
    let name = |id: EntityId| crate::app::context::named(&state.catalog, id);
    Some(match (turn(state)?, state.lang) {
        (Turn::Item(id), Lang::Zh) => format!("回车：转入议题「{}」", name(id)),
        (Turn::Item(id), Lang::En) => format!("Enter: on to “{}”", name(id)),
        (Turn::Speaker(id), Lang::Zh) => format!("回车：请 {} 发言", name(id.into())),
        (Turn::Speaker(id), Lang::En) => format!("Enter: the floor to {}", name(id.into())),
    })
}

/// The verb that saves the line, and what it is filled in with; nothing where the line says
/// something that is not understood, which is told instead.
pub(super) fn values(
    state: &mut State,
    text: &str,
    editing: Option<LineId>,
) -> Option<(&'static str, Values)> {
    let reading = reading(state)?;
    if let Some(doubt) = reading.refusal() {
        let words = doubt.words(state.lang, &crate::app::context::Known::of(state));
        state.toast(ToastTone::Refused, words);
        return None;
    }
    if asks_first(state, &reading, text) {
        return None;
    }
    let mut values = Values::default();
    let name = |id: EntityId| state.catalog.name(id).unwrap_or_default();
    if let Some(line) = editing {
        let (_, session) = found(state, on_top(state)?)?;
        let place = session.lines.iter().position(|it| *it == line)?;
        let Some(kind) = reading.kind.line() else {
            let words = state.say(
                "记录里的一行不能改成私记。先按 Esc，再另起一行记私记",
                "A line of the record is no private note. Leave it with Esc and type the note anew",
            );
            state.toast(ToastTone::Refused, words);
            return None;
        };
        values.set("line", (place + 1).to_string());
        values.set("text", reading.text.clone());
        values.set("kind", kind.key());
        values.set("speaker", reading.speaker.map(|id| name(id.into())).unwrap_or_default());
        values.set("issue", reading.issue.map(|id| name(id.into())).unwrap_or_default());
        return Some(("edit-line", values));
    }
    if reading.kind == Kind::Note {
        values.set("text", reading.text);
        return Some(("note", values));
    }
    let ground = ground(state)?;
    values.set("text", text);
    if let Some(item) = ground.item {
        values.set("item", name(item.into()));
    }
    if let Some(speaker) = ground.floor {
        values.set("speaker", name(speaker.into()));
    }
    // To the second, so that it stands in its order among polls and notes of the same minute.
    values.set("at", state.now.map(|now| now.format("%H:%M:%S").to_string()).unwrap_or_default());
    Some(("say", values))
}

/// Whether a line that may be saved is asked about first, since it is seldom meant so: it speaks of a
/// day that there is not, of two that lead, or of a department that nobody knows. It is written down
/// as it stands by a second Enter.
fn asks_first(state: &mut State, reading: &Reading, text: &str) -> bool {
    let known = crate::app::context::Known::of(state);
    let asked = reading.doubts.iter().filter(|doubt| doubt.about.asks_first(reading.kind));
    let asked: Vec<String> = asked.map(|doubt| doubt.words(state.lang, &known)).collect();
    if asked.is_empty() {
        return false;
    }
    let mut words = asked.join(state.say("", " "));
    words.push_str(state.say(
        "没有存。是这样说的，再按一次回车照原样记下。",
        " Not saved. If it was said so, Enter again saves it as it is.",
    ));
    let Some(cockpit) = on_top_mut(state).filter(|it| it.told_of != text) else { return false };
    text.clone_into(&mut cockpit.told_of);
    state.toast(ToastTone::Refused, words);
    true
}

/// A line of the record as it would be typed, so that it reads back as it is.
pub(super) fn as_typed(state: &State, facts: &LineFacts) -> String {
    let speaker = facts.speaker.and_then(|id| state.catalog.name(id.into()));
    let is_plain = facts.kind == LineKind::Statement && speaker.is_some();
    let mark = match state.lang {
        Lang::Zh => facts.kind.mark(),
        Lang::En => facts.kind.letter(),
    };
    let mark = (!is_plain).then(|| mark.to_string());
    let speaker = speaker.map_or_else(|| "@-".to_owned(), |name| format!("@{name}"));
    let place = ground(state).and_then(|ground| ground.place_of(facts.issue?));
    let place = match facts.issue {
        Some(_) => place.map(|place| format!("#{place}")),
        None => Some("#-".to_owned()),
    };
    let parts = mark.into_iter().chain([speaker]).chain(place);
    parts.chain([facts.text.clone()]).collect::<Vec<_>>().join(" ")
}
