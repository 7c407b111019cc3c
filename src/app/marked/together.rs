//! Verbs that are done to all that are marked: what they would do is judged first, and asked about.

use super::{Marks, are_meant, numbers, recount, shown};
use crate::app::confirm::{Asked, Confirm};
use crate::app::context::{Known, named};
use crate::app::form::{Form, Note};
use crate::app::input::Effect;
use crate::app::page::Tone;
use crate::app::state::{Overlay, State, ToastTone};
use crate::command::bulk::{Judged, MOST_AT_ONCE, Outcome, Passed};
use crate::command::fill::Values;
use crate::command::several;
use crate::command::verb::{Noun, Verb};
use crate::domain::id::{EntityId, EntityKind, IssueId};
use crate::domain::workflow::{Exit, Status, StepKind};
use crate::i18n::{Lang, refusal_text, sentence};
use std::collections::BTreeSet;

/// How many of those that would change a question names, and of those that cannot.
const NAMED: [usize; 2] = [6, 4];

/// Begins a verb for all that are marked.
pub(in crate::app) fn start(state: &mut State, verb: &'static Verb) {
    if state.marks.len() > MOST_AT_ONCE {
        let words = match state.lang {
            Lang::Zh => format!("一次最多办 {MOST_AT_ONCE} 件，请先减少标记"),
            Lang::En => format!("At most {MOST_AT_ONCE} at once; mark fewer"),
        };
        return state.toast(ToastTone::Refused, words);
    }
    let mut start = Values::default();
    if verb.step == Some(StepKind::Exit(Exit::Merged))
        && let Some(root) = likely_root(state)
    {
        start.set("into", root);
    }
    let targets = in_order(state);
    let form = Form::for_several(state, verb, targets, &start);
    state.overlays.push(Overlay::Form(Box::new(form)));
}

/// Marks again what a form was about that was not saved, and shows it; says whether any of that is there
/// still.
pub(in crate::app) fn open_again(
    state: &mut State,
    verb: &'static Verb,
    several: &[EntityId],
    typed: &Values,
) -> bool {
    let issues = several.iter().filter_map(|id| IssueId::try_from(*id).ok());
    let there: Vec<IssueId> = issues.filter(|id| state.catalog.issues.contains_key(id)).collect();
    if there.is_empty() {
        return false;
    }
    state.marks = Marks { all: there.iter().copied().collect(), ..Marks::default() };
    recount(state);
    let targets = there.into_iter().map(EntityId::from).collect();
    let mut form = Form::for_several(state, verb, targets, &Values::default());
    form.retype(typed.clone());
    form.start(state);
    state.overlays.push(Overlay::Form(Box::new(form)));
    true
}

/// What is marked, as it is seen from above to below; what is not shown comes last.
fn in_order(state: &State) -> Vec<EntityId> {
    let shown: Vec<IssueId> = shown(state).into_iter().filter(|id| state.marks.has(*id)).collect();
    let unseen = state.marks.iter().filter(|id| !shown.contains(id));
    shown.iter().copied().chain(unseen).map(EntityId::from).collect()
}

/// The one of the marked issues that others are most likely merged into: the one that got farthest,
/// then the oldest.
fn likely_root(state: &State) -> Option<String> {
    let rows = state.marks.iter().filter_map(|id| state.catalog.issues.get(&id));
    let open = rows.filter(|row| row.status.is_open());
    let root = open.min_by_key(|row| (row.status != Status::Consulted, !row.accepted, row.since));
    root.map(|row| row.number.to_string())
}

/// What a form of several is about.
pub(in crate::app) fn about(state: &State, targets: &[EntityId]) -> String {
    let count = i64::try_from(targets.len()).unwrap_or(i64::MAX);
    let counted = sentence::count_of(state.lang, EntityKind::Issue, count);
    match state.lang {
        Lang::Zh => format!("已标记的 {counted}"),
        Lang::En => format!("{counted}, marked"),
    }
}

/// Takes in how the marked issues were judged, in the form at a place among the overlays: asks before
/// anything is done.
pub(in crate::app) fn judged(state: &mut State, at: usize, judged: &[Judged]) {
    let Some(Overlay::Form(form)) = state.overlays.get_mut(at) else { return };
    form.saving = None;
    let (verb, said) = (form.verb, form.values());
    let typed = said_words(state, verb, &said);
    let possible: Vec<EntityId> =
        judged.iter().filter(|it| it.outcome == Outcome::Changes).map(|it| it.target).collect();
    let text = question(state, verb, &typed, judged);
    if possible.is_empty() {
        return refuse(state, at, &text);
    }
    let is_whole = !judged.iter().any(|it| matches!(it.outcome, Outcome::Refused(_)));
    let yes = if is_whole {
        verb.label.get(state.lang)
    } else {
        state.say("只办能办的", "Only those that can")
    };
    let confirm = Confirm {
        title: verb.label.get(state.lang).to_owned(),
        text,
        yes,
        no: state.say("都不办", "None of them"),
        asked: Asked::Several { targets: possible },
        on_yes: is_whole,
        offset: 0,
    };
    // Whatever came over the form meanwhile stays there.
    state.overlays.insert(at + 1, Overlay::Confirm(confirm));
}

/// Shows in the form why it can be done to none of them.
fn refuse(state: &mut State, at: usize, text: &str) {
    if let Some(Overlay::Form(form)) = state.overlays.get_mut(at) {
        form.are_missing = false;
        let note = |line: &str| Note { tone: Tone::Danger, text: line.to_owned() };
        form.lacks = text.lines().map(|line| note(line.trim_start_matches("· "))).collect();
    }
}

/// What was typed, in a line.
fn said_words(state: &State, verb: &Verb, said: &Values) -> String {
    let parts = verb.fields.iter().filter_map(|field| {
        let typed: Vec<String> = said
            .all(field.key)?
            .iter()
            .filter(|it| !it.is_empty())
            .map(|it| match field.words_of(it, state.lang) {
                Some(words) => words.to_owned(),
                None if field.key == "into" => titled(state, it),
                None => it.clone(),
            })
            .collect();
        let colon = state.say("：", ": ");
        let value = several::join(&typed, state.lang);
        (!typed.is_empty()).then(|| format!("{}{colon}{value}", field.label.get(state.lang)))
    });
    parts.collect::<Vec<_>>().join(state.say("；", "; "))
}

/// Why nothing would change about some, each reason with how many there are.
fn unchanged(state: &State, verb: &Verb, same: &[&Judged]) -> impl Iterator<Item = String> {
    let reasons = same.iter().map(|it| Passed::of(verb, it.target, &state.catalog));
    let reasons: Vec<Passed> = reasons.collect();
    let count = move |why: Passed| (why, reasons.iter().filter(|it| **it == why).count());
    let lang = state.lang;
    let counted = Passed::ALL.into_iter().map(count).filter(|(_, count)| *count > 0);
    counted.map(move |(why, count)| why.counted(count, lang))
}

/// The number of an issue with its title.
fn titled(state: &State, number: &str) -> String {
    let row = state.catalog.issues.values().find(|row| row.number.as_str() == number);
    row.map_or_else(|| number.to_owned(), |row| format!("{number} {}", row.title))
}

/// Names what will change, and what cannot and why.
fn question(state: &State, verb: &Verb, typed: &str, judged: &[Judged]) -> String {
    let lang = state.lang;
    let of = |wanted: &dyn Fn(&Outcome) -> bool| -> Vec<&Judged> {
        judged.iter().filter(|it| wanted(&it.outcome)).collect()
    };
    let changes = of(&|it| *it == Outcome::Changes);
    let same = of(&|it| *it == Outcome::Nothing);
    let refused = of(&|it| matches!(it, Outcome::Refused(_)));
    let mut lines = Vec::new();
    let label = verb.label.get(lang);
    lines.push(match (changes.len(), lang) {
        (0, Lang::Zh) => format!("{label}：没有一件可以办"),
        (0, Lang::En) => format!("{label}: none of them can be changed"),
        (all, Lang::Zh) => format!("{label} {all} 件。{typed}"),
        (all, Lang::En) => format!(
            "{label}: {}. {typed}",
            sentence::count_of(lang, EntityKind::Issue, i64::try_from(all).unwrap_or(i64::MAX))
        ),
    });
    let seen: BTreeSet<IssueId> = shown(state).into_iter().collect();
    let is_unseen =
        |it: &&&Judged| IssueId::try_from(it.target).is_ok_and(|id| !seen.contains(&id));
    match (changes.iter().filter(is_unseen).count(), lang) {
        (0, _) => {}
        (unseen, Lang::Zh) => lines.push(format!("其中 {unseen} 件现在没有显示")),
        (unseen, Lang::En) => lines.push(format!("{unseen} of them not shown now")),
    }
    let [most_named, most_refused] = NAMED;
    name_some(state, &changes, most_named, &mut lines, |_| String::new());
    lines.extend(unchanged(state, verb, &same));
    if !refused.is_empty() {
        lines.push(match lang {
            Lang::Zh => format!("不能办的 {} 件：", refused.len()),
            Lang::En => format!("Refused, {}:", refused.len()),
        });
        let known = Known::of(state);
        let why = |it: &Judged| match &it.outcome {
            Outcome::Refused(refusal) => refusal_text(refusal, lang, &known).join(" "),
            _ => String::new(),
        };
        name_some(state, &refused, most_refused, &mut lines, why);
    }
    lines.join("\n")
}

fn number_of(state: &State, target: EntityId) -> Option<String> {
    let row = state.catalog.issues.get(&IssueId::try_from(target).ok()?)?;
    Some(row.number.to_string())
}

fn name_some(
    state: &State,
    those: &[&Judged],
    most: usize,
    lines: &mut Vec<String>,
    more: impl Fn(&Judged) -> String,
) {
    for it in those.iter().take(most) {
        let (mut name, more) = (named(&state.catalog, it.target), more(it));
        let is_alike = |other: &&&Judged| {
            other.target != it.target && named(&state.catalog, other.target) == name
        };
        if those.iter().any(|other| is_alike(&other))
            && let Some(number) = number_of(state, it.target)
        {
            name = format!("{number} {name}");
        }
        let colon = if more.is_empty() { "" } else { state.say("：", ": ") };
        lines.push(format!("· {name}{colon}{more}"));
    }
    if those.len() > most {
        lines.push(sentence::more(state.lang, those.len() - most));
    }
}

/// Does it to those that can be changed, after yes was said; the form below waits for the answer.
pub(in crate::app) fn go_on(state: &mut State, targets: Vec<EntityId>, effects: &mut Vec<Effect>) {
    let Some(Overlay::Form(mut form)) = state.overlays.pop() else { return };
    let generation = state.next_generation();
    let (verb, values) = (form.verb, form.values());
    form.saving = Some(generation);
    state.overlays.push(Overlay::Form(form));
    effects.push(Effect::PerformSeveral { generation, verb, targets, values });
}

/// Forgets the marks once a form was saved that was about them.
///
/// Says whether it was one.
pub(in crate::app) fn done(state: &mut State, verb: &Verb, form: &Overlay) -> bool {
    let is_it = matches!(form, Overlay::Form(form) if !form.several.is_empty());
    let took_them = verb.noun == Noun::Session && matches!(verb.name, "agenda" | "plan");
    let is_about_them = |form: &Form| {
        let values = form.values();
        let taken = values.all("agenda").or_else(|| values.all("issue")).unwrap_or_default();
        numbers(state).iter().all(|number| taken.contains(number))
    };
    let took_them =
        took_them && are_meant(state) && matches!(form, Overlay::Form(form) if is_about_them(form));
    if is_it || took_them {
        state.marks.clear();
    }
    is_it
}
