//! Taking back what was just done: what it was, and how where undo leaves it alone.

use super::context::named;
use super::form::likeliest_root;
use super::state::State;
use super::verbs;
use crate::command::screens::Ui;
use crate::command::several;
use crate::command::verb::{self, Noun, Verb};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind, IssueId};
use crate::domain::refusal::Refusal;
use crate::domain::session::FloorMark;
use crate::domain::undo::compensate;
use crate::domain::world::World;
use crate::i18n::label::happened;
use crate::i18n::{Lang, Text, sentence, sentence::sealed_copies};
use std::collections::BTreeSet;

/// The event that says best what a change was: not the people that were added on the way, nor that
/// something was undone, nor what the floor needed before it.
pub(crate) fn telling(events: &[Event]) -> Option<&Event> {
    let on_the_way = |event: &&Event| match event {
        Event::PersonAdded(_) | Event::Undone(_) | Event::QueueSet(_) => true,
        Event::FloorMarked(marked) => {
            matches!(marked.mark, FloorMark::Opened | FloorMark::Interrupted)
        }
        _ => false,
    };
    // Of a table, that it was one says more than its first row.
    let table = events.iter().rev().find(|event| matches!(event, Event::RowsImported(_)));
    table.or_else(|| events.iter().find(|event| !on_the_way(event))).or_else(|| events.first())
}

/// What happened, and to what.
pub(super) fn what_happened(lang: Lang, event: &Event, name: &str) -> String {
    let what = happened(event, lang);
    match (name.is_empty(), lang) {
        (true, _) => what.to_owned(),
        (false, Lang::Zh) => format!("{what}「{name}」"),
        (false, Lang::En) => format!("{what} “{name}”"),
    }
}

/// How many of those who signed in are named; a list of many says less than their number.
const NAMED: usize = 3;

/// Who signed in or left by what was just saved; empty where nobody did.
pub(super) fn who_came(state: &State, events: &[Event]) -> String {
    let people = events.iter().filter_map(|event| match event {
        Event::AttendanceSet(set) => Some(named(&state.catalog, set.person.into())),
        _ => None,
    });
    let names: Vec<String> = people.collect();
    let shown = several::join(names.get(..NAMED.min(names.len())).unwrap_or_default(), state.lang);
    match (names.len(), state.lang) {
        (0..=NAMED, _) => shown,
        (all, Lang::Zh) => format!("{shown}等 {all} 人"),
        (all, Lang::En) => format!("{shown} and {} more", all - NAMED),
    }
}

/// What was saved; what is new is named by its number, people by their names.
pub(super) fn saved(lang: Lang, verb: &Verb, events: &[Event], people: &str) -> String {
    let number = events.iter().find_map(|event| match event {
        Event::IssueAdded(added) => Some(&added.number),
        Event::ResidualMade(made) => Some(&made.number),
        Event::SessionPlanned(planned) => Some(&planned.number),
        _ => None,
    });
    let takes_off =
        |event: &Event| matches!(event, Event::AgendaSet(set) if set.to.len() < set.from.len());
    let what = match verb.name {
        "agenda" if events.iter().any(takes_off) => lang.pick("移出议程", "Off the agenda"),
        _ => verb.label.get(lang),
    };
    let sealed = events.iter().find_map(|event| match event {
        Event::DocumentSealed(sealed) => Some(&sealed.document),
        _ => None,
    });
    if let Some(document) = sealed {
        return sentence::saved(lang, &format!("{what} {}", sealed_copies(document, lang)));
    }
    // How many of a department's were asked about, nobody saw before.
    let asked = events.iter().filter(|it| matches!(it, Event::CommitmentHandled(_))).count();
    if verb.noun == Noun::Department && asked > 0 {
        return sentence::saved(lang, &format!("{what}{}", how_many(lang, asked)));
    }
    match number {
        Some(number) => sentence::saved(lang, &format!("{what} {number}")),
        None => sentence::saved(lang, format!("{what} {people}").trim_end()),
    }
}

/// That an issue which was just taken in may be the same as another, and how they are merged.
pub(super) fn may_be_merged(state: &State, added: IssueId) -> Option<String> {
    let row = state.catalog.issues.get(&added)?;
    let root = likeliest_root(state, &row)?;
    let key = verb::find(Noun::Issue, "merge").map(|verb| verbs::verb_key(state, verb))?;
    Some(match state.lang {
        Lang::Zh => format!("可能与 {root} 是同一件事：按 {key} 并案"),
        Lang::En => format!("Perhaps the same as {root}: {key} merges them"),
    })
}

/// How many issues a change was done to: those that its events are about, and those of the commitments
/// that they are about. What others are merged into is none of them.
pub(super) fn count(state: &State, events: &[Event]) -> usize {
    let issue = |event: &Event| {
        let id = event.entity();
        match id.kind {
            EntityKind::Issue => Some(id),
            EntityKind::Commitment => {
                super::lists::commitment(state, id).map(|row| row.issue.into())
            }
            _ => None,
        }
    };
    events.iter().filter_map(issue).collect::<BTreeSet<EntityId>>().len()
}

/// How many verbs are remembered by what came of them.
const REMEMBERED: usize = 20;

/// Keeps by which verb something was done.
pub(super) fn remember(state: &mut State, verb: &'static Verb, events: &[Event]) {
    state.done.truncate(REMEMBERED - 1);
    state.done.push_front((verb, events.to_vec()));
}

/// What was taken back or done again: by the name of its verb where that is known still, and how many
/// issues it was done to where those are several.
pub(super) fn what_was_done(state: &State, events: &[Event], name: &str, many: usize) -> String {
    let lang = state.lang;
    let verb = state.done.iter().find(|(_, done)| done == events).map(|(verb, _)| *verb);
    let verb = verb.filter(|_| many > 1).map(|verb| verb.label.get(lang));
    let event = telling(events);
    let what = verb.or_else(|| event.map(|event| happened(event, lang))).unwrap_or_default();
    match (many, event) {
        (2.., _) => format!("{what}{}", how_many(lang, many)),
        (_, Some(event)) => what_happened(lang, event, name),
        (_, None) => String::new(),
    }
}

/// How many issues a change was about: `，共 5 件`.
pub(super) fn how_many(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("，共 {count} 件"),
        Lang::En => format!(", {count} in all"),
    }
}

/// The verb that takes something back which undo leaves alone, since it asks why.
fn taking_back(id: EntityId) -> Option<&'static Verb> {
    match id.kind {
        EntityKind::Commitment => verb::find(Noun::Commitment, "retract"),
        _ => verb::find(Noun::Issue, "take-back-evaluation"),
    }
}

/// What of a change is not simply undone, if there is such a thing.
fn needs_reason(events: &[Event]) -> Option<EntityId> {
    // What came in together with its issue goes as it came.
    let brought: BTreeSet<IssueId> = events.iter().filter_map(Event::issue_brought).collect();
    events.iter().find_map(|event| {
        let issue = match event {
            Event::CommitmentMade(made) => made.issue,
            Event::Evaluated(given) => given.id,
            _ => return None,
        };
        if brought.contains(&issue) {
            return None;
        }
        match compensate(&World::default(), std::slice::from_ref(event)) {
            Err(Refusal::NeedsReason(id)) => Some(id),
            _ => None,
        }
    })
}

/// `按 mX（撤销承办事项）`; where it has no key, where it is found.
fn way_to(state: &State, verb: &'static Verb) -> String {
    let (label, key) = (verb.label.get(state.lang), verbs::verb_key(state, verb));
    let menu = || verbs::key_of(state, Ui::Palette);
    match (key.is_empty(), state.lang) {
        (false, Lang::Zh) => format!("按 {key}（{label}）"),
        (false, Lang::En) => format!("press {key} ({label})"),
        (true, Lang::Zh) => format!("按 {} 打开菜单，选“{label}”", menu()),
        (true, Lang::En) => format!("press {} and choose “{label}”", menu()),
    }
}

/// Whether undo takes back what was just saved.
pub(super) fn is_undone_by_key(events: &[Event]) -> bool {
    needs_reason(events).is_none()
}

/// How to take back what was just saved.
pub(super) fn hint(state: &State, events: &[Event]) -> String {
    if events.iter().any(|event| matches!(event, Event::DocumentSealed(_))) {
        let words = state.say(
            "定稿不能撤销；要改，更正后再定稿一次",
            "This is not undone; correct what is wrong and make it final again",
        );
        return words.to_owned();
    }
    match needs_reason(events).and_then(taking_back) {
        Some(verb) => {
            format!("{}{}", state.say("如是误登，", "If it was a mistake, "), way_to(state, verb))
        }
        None => Text::HintUndo.with_key(state.lang, &verbs::key_of(state, Ui::Undo)),
    }
}

/// Why undo leaves something alone, and what to do instead.
pub(super) fn needs_reason_words(state: &State, id: EntityId) -> String {
    let way = taking_back(id).map_or_else(String::new, |verb| way_to(state, verb));
    let name = named(&state.catalog, id);
    match (id.kind, state.lang) {
        (EntityKind::Commitment, Lang::Zh) => {
            format!("「{name}」是部门答应过的事，不能直接撤销。请{way}，并说明原因。")
        }
        (EntityKind::Commitment, Lang::En) => format!(
            "“{name}” was promised by a department and is not simply undone: {way} and give the reason."
        ),
        (_, Lang::Zh) => format!("「{name}」的不满意评价不能直接撤销。请{way}，并说明原因。"),
        (_, Lang::En) => format!(
            "A dissatisfied word on “{name}” is not simply undone: {way} and give the reason."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::IssueAdded;
    use crate::domain::id::StudioId;
    use crate::domain::issue::IssueFacts;
    use crate::domain::number::CaseNumber;

    #[test]
    fn what_was_saved_is_told_as_done_and_what_is_new_by_its_number() {
        let add = verb::find(Noun::Issue, "add").unwrap();
        let number = CaseNumber::parse("SFL-23-K70042-M").unwrap();
        let added = Event::IssueAdded(IssueAdded {
            id: IssueId::from_bytes([1; 16]),
            number,
            studio: StudioId::from_bytes([2; 16]),
            facts: IssueFacts::titled("路灯不亮"),
            source: None,
        });
        let events = [added];
        assert_eq!(saved(Lang::En, add, &events, ""), "Done: Take in an issue SFL-23-K70042-M");
        assert_eq!(saved(Lang::Zh, add, &events, ""), "已保存：登记议题 SFL-23-K70042-M");
        let accept = verb::find(Noun::Issue, "accept").unwrap();
        assert_eq!(saved(Lang::En, accept, &[], ""), "Done: Accept");
    }
}
