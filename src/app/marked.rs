//! Marks on issues, and verbs that are done to all that are marked: what they would do is judged
//! first, and asked about.

use super::confirm::{Asked, Confirm};
use super::context::{Known, named};
use super::form::{Form, Note};
use super::input::Effect;
use super::motion::move_by;
use super::page::Tone;
use super::reader::{self, Subject};
use super::state::{Overlay, Page, State, ToastTone};
use super::{context, verbs};
use crate::command::bulk::{Judged, MOST_AT_ONCE, Outcome};
use crate::command::fill::Values;
use crate::command::place::Place;
use crate::command::screens::Ui;
use crate::command::several;
use crate::command::verb::{self, Noun, Verb};
use crate::domain::id::{EntityId, EntityKind, IssueId, StudioId};
use crate::domain::session::SessionStatus;
use crate::domain::workflow::{Exit, Status, StepKind};
use crate::i18n::{Lang, refusal_text, sentence};
use std::collections::BTreeSet;

/// How many of those that would change a question names, and of those that cannot.
const NAMED: [usize; 2] = [6, 4];

/// The issues that are marked. They stay so whatever a filter shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    all: BTreeSet<IssueId>,
    /// The one that was marked last, from which a range begins.
    last: Option<IssueId>,
    /// How many of them the workbench does not show now.
    unseen: usize,
}

impl Marks {
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn has(&self, id: IssueId) -> bool {
        self.all.contains(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = IssueId> {
        self.all.iter().copied()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    fn add(&mut self, id: IssueId) {
        self.all.insert(id);
        self.last = Some(id);
    }

    fn turn(&mut self, id: IssueId) {
        if self.all.remove(&id) {
            self.last = None;
        } else {
            self.add(id);
        }
    }
}

/// Does something that is about what the cursor is on alone: as if nothing was marked.
pub(super) fn apart(state: &mut State, act: impl FnOnce(&mut State)) {
    let marks = std::mem::take(&mut state.marks);
    act(state);
    state.marks = marks;
}

/// The studio of all that are marked; `None` where they are not of one.
pub(super) fn studio(state: &State) -> Option<StudioId> {
    let mut rows = state.marks.iter().filter_map(|id| state.catalog.issues.get(&id));
    let studio = rows.next()?.studio;
    rows.all(|row| row.studio == studio).then_some(studio)
}

/// Whether commands are about what is marked here, and not about what the cursor is on.
pub(crate) fn are_meant(state: &State) -> bool {
    !state.marks.is_empty() && is_markable(state)
}

fn is_markable(state: &State) -> bool {
    matches!(context::place(state), Place::Issues | Place::Minutes | Place::Studios | Place::Today)
}

/// The issues that can be marked here, in the order in which they are shown.
fn shown(state: &State) -> Vec<IssueId> {
    match state.pages.last() {
        Some(Page::Reader(reader)) if reader.subject == Subject::Today => {
            let lines = reader::lines(state, Subject::Today);
            let targets = lines.iter().filter(|line| line.anchor).filter_map(|line| line.target);
            targets.filter_map(|id| IssueId::try_from(id).ok()).collect()
        }
        None => state.workbench.shown.clone(),
        Some(_) => Vec::new(),
    }
}

/// Counts the marks that the workbench does not show, after either has changed: a frame need not.
pub(crate) fn recount(state: &mut State) {
    let shown = &state.workbench.shown;
    let seen = if state.marks.is_empty() {
        0
    } else {
        shown.iter().filter(|id| state.marks.has(**id)).count()
    };
    state.marks.unseen = state.marks.len().saturating_sub(seen);
}

/// How many of the marked issues are not among those that are shown.
fn hidden(state: &State) -> usize {
    match state.pages.last() {
        Some(_) if !state.marks.is_empty() => {
            let seen = shown(state).into_iter().filter(|id| state.marks.has(*id)).count();
            state.marks.len().saturating_sub(seen)
        }
        Some(_) => 0,
        None => state.marks.unseen,
    }
}

/// How many are marked, and how many of them are not seen here; empty where none is.
pub(crate) fn words(state: &State) -> String {
    let (marked, hidden) = (state.marks.len(), hidden(state));
    match (marked, hidden, state.lang) {
        (0, ..) => String::new(),
        (_, 0, Lang::Zh) => format!("已标记 {marked}"),
        (_, 0, Lang::En) => format!("{marked} marked"),
        (_, _, Lang::Zh) => format!("已标记 {marked}（{hidden} 件没有显示）"),
        (_, _, Lang::En) => format!("{marked} marked ({hidden} not shown)"),
    }
}

/// Does what a key of marking asks for.
pub(super) fn perform(state: &mut State, ui: Ui) {
    mark(state, ui);
    recount(state);
    tell(state);
}

fn mark(state: &mut State, ui: Ui) {
    if ui == Ui::MarkAll {
        return mark_all(state);
    }
    let Some(here) = context::issue(state) else {
        let words = state.say("请先把光标移到一件议题上", "Move to an issue first");
        return state.toast(ToastTone::Notice, words);
    };
    match ui {
        Ui::MarkTo => mark_to(state, here),
        Ui::MarkUp | Ui::MarkDown => {
            state.marks.add(here);
            move_by(state, if ui == Ui::MarkUp { -1 } else { 1 });
            if let Some(next) = context::issue(state) {
                state.marks.add(next);
            }
        }
        _ => {
            state.marks.turn(here);
            move_by(state, 1);
        }
    }
}

/// Marks all that are shown; where they all are, takes the marks off.
fn mark_all(state: &mut State) {
    let shown = shown(state);
    let all = shown.iter().all(|id| state.marks.has(*id));
    for id in shown {
        if all {
            state.marks.all.remove(&id);
        } else {
            state.marks.all.insert(id);
        }
    }
    state.marks.last = None;
}

fn mark_to(state: &mut State, here: IssueId) {
    let shown = shown(state);
    let place = |id: IssueId| shown.iter().position(|it| *it == id);
    let from = state.marks.last.and_then(place).or_else(|| place(here)).unwrap_or(0);
    let to = place(here).unwrap_or(from);
    let range = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
    state.marks.all.extend(range);
    state.marks.last = Some(here);
}

/// Says how many are marked, and what can be done with them.
fn tell(state: &mut State) {
    let told = words(state);
    if told.is_empty() || state.toast.is_some() {
        return;
    }
    let menu = verbs::key_of(state, Ui::Palette);
    let words = match state.lang {
        Lang::Zh => format!("{told}。{menu} 看能成批办什么，Esc 取消标记"),
        Lang::En => format!("{told}. {menu} shows what can be done to them, Esc takes them off"),
    };
    state.toast(ToastTone::Notice, words);
}

/// Takes the marks off; says whether there were any.
pub(super) fn clear(state: &mut State) -> bool {
    let any = are_meant(state);
    if any {
        state.marks.clear();
    }
    any
}

/// Forgets marks on what is not there any more.
pub(super) fn follow(state: &mut State) {
    let catalog = &state.catalog;
    state.marks.all.retain(|id| catalog.issues.contains_key(id));
    recount(state);
}

/// The numbers of the marked issues, as a field takes them.
pub(super) fn numbers(state: &State) -> Vec<String> {
    let rows = state.marks.iter().filter_map(|id| state.catalog.issues.get(&id));
    rows.map(|row| row.number.to_string()).collect()
}

/// The sessions that marked issues can come onto the agenda of, the soonest first.
pub(super) fn sessions(state: &State) -> Vec<EntityId> {
    use SessionStatus::{Live, Paused, Planned};
    let rows = state.catalog.sessions_of(state.scope());
    let mut rows: Vec<_> =
        rows.filter(|row| matches!(row.status, Planned | Live | Paused)).collect();
    let own = studio(state).or(state.settings.my_studio);
    rows.sort_by_key(|row| (Some(row.studio) != own, row.on));
    rows.into_iter().map(|row| row.id.into()).collect()
}

/// Says that there is no such session, and how one is planned with what is marked.
pub(super) fn no_session(state: &mut State) {
    let key = verb::find(Noun::Session, "plan").map(|verb| verbs::verb_key(state, verb));
    let key = key.unwrap_or_default();
    let words = match state.lang {
        Lang::Zh => format!("没有待召开的会。按 {key} 筹备一场，标记的议题就在议程上"),
        Lang::En => format!("No session is to come. {key} plans one with the marked issues on it"),
    };
    state.toast(ToastTone::Refused, words);
}

/// Begins a verb for all that are marked.
pub(super) fn start(state: &mut State, verb: &'static Verb) {
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
pub(super) fn open_again(
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
pub(super) fn about(state: &State, targets: &[EntityId]) -> String {
    let count = i64::try_from(targets.len()).unwrap_or(i64::MAX);
    let counted = sentence::count_of(state.lang, EntityKind::Issue, count);
    match state.lang {
        Lang::Zh => format!("已标记的 {counted}"),
        Lang::En => format!("{counted}, marked"),
    }
}

/// Takes in how the marked issues were judged: asks before anything is done.
pub(super) fn judged(state: &mut State, generation: u64, judged: &[Judged]) {
    let at = state
        .overlays
        .iter()
        .position(|it| matches!(it, Overlay::Form(form) if form.saving == Some(generation)));
    let Some(at) = at else { return };
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
    state.overlays.push(Overlay::Confirm(Confirm {
        title: verb.label.get(state.lang).to_owned(),
        text,
        yes,
        no: state.say("都不办", "None of them"),
        asked: Asked::Several { targets: possible },
        on_yes: is_whole,
        offset: 0,
    }));
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

/// Why nothing would change about some: for what was promised, whether anything was.
fn unchanged(state: &State, verb: &Verb, same: &[&Judged]) -> Vec<String> {
    let is_promised = |it: &&&Judged| {
        let issue = IssueId::try_from(it.target).ok();
        issue.is_some_and(|id| state.catalog.commitments_of(id).next().is_some())
    };
    let extends = (verb.noun, verb.name) == (Noun::Issue, "extend");
    let promised = same.iter().filter(is_promised).count();
    let (without, others) =
        if extends { (same.len() - promised, promised) } else { (0, same.len()) };
    let without = (without > 0).then(|| match state.lang {
        Lang::Zh => format!("{without} 件没有承办事项"),
        Lang::En => format!("{without} without any commitment"),
    });
    let others = (others > 0).then(|| match (extends, state.lang) {
        (true, Lang::Zh) => format!("{others} 件没有要延期的：已经办结，或时限不早于这一天"),
        (true, Lang::En) => {
            format!("Nothing to extend about {others}: done, or not due before that day")
        }
        (false, Lang::Zh) => format!("{others} 件没有要改的"),
        (false, Lang::En) => format!("Nothing to change about {others}"),
    });
    without.into_iter().chain(others).collect()
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

fn name_some(
    state: &State,
    those: &[&Judged],
    most: usize,
    lines: &mut Vec<String>,
    more: impl Fn(&Judged) -> String,
) {
    for it in those.iter().take(most) {
        let (name, more) = (named(&state.catalog, it.target), more(it));
        let colon = if more.is_empty() { "" } else { state.say("：", ": ") };
        lines.push(format!("· {name}{colon}{more}"));
    }
    if those.len() > most {
        lines.push(sentence::more(state.lang, those.len() - most));
    }
}

/// Does it to those that can be changed, after yes was said; the form below waits for the answer.
pub(super) fn go_on(state: &mut State, targets: Vec<EntityId>, effects: &mut Vec<Effect>) {
    let Some(Overlay::Form(mut form)) = state.overlays.pop() else { return };
    let generation = state.next_generation();
    let (verb, values) = (form.verb, form.values());
    form.saving = Some(generation);
    state.overlays.push(Overlay::Form(form));
    effects.push(Effect::PerformSeveral { generation, verb, targets, values });
}

/// Asks the store how the targets of a form would be judged.
pub(super) fn rehearse(state: &mut State, form: &mut Form, effects: &mut Vec<Effect>) {
    let generation = state.next_generation();
    form.saving = Some(generation);
    let (verb, targets, values) = (form.verb, form.several.clone(), form.values());
    effects.push(Effect::Rehearse { generation, verb, targets, values });
}

/// Forgets the marks once a form was saved that was about them.
///
/// Says whether it was one.
pub(super) fn done(state: &mut State, verb: &Verb, form: &Overlay) -> bool {
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
