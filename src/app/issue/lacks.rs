//! What the next step of an issue is, what it still lacks, and how that is brought.

use crate::app::context::Known;
use crate::app::page::{Paper, Tone, span};
use crate::app::state::{Medium, State};
use crate::app::today::next_words;
use crate::app::verbs::{key_of, verb_key};
use crate::command::available::next_step;
use crate::command::remedy::{commands_text, remedies};
use crate::command::screens::Ui;
use crate::command::{Next, verb};
use crate::domain::issue::Issue;
use crate::domain::row::IssueRow;
use crate::domain::workflow::{Missing, StepKind, consult_gaps, resolve_gaps};
use crate::domain::world::World;
use crate::i18n::wording::{missing_about, missing_part, missing_text};
use crate::i18n::{Label, Lang, sentence};

/// What the next step is and lacks.
pub(crate) fn gaps(
    state: &State,
    world: &World,
    issue: &Issue,
) -> Option<(StepKind, Vec<Missing>)> {
    let kind = next_step(issue.status, issue.is_accepted())?;
    let gaps = match kind {
        StepKind::Consult => consult_gaps(world, issue, None, state.today).0,
        StepKind::Resolve => resolve_gaps(world, issue),
        _ => Vec::new(),
    };
    Some((kind, gaps))
}

/// What is to be done about what presses, where something does: not always the next step.
pub(super) fn pressing_next(state: &State, row: &IssueRow) -> Option<String> {
    let terms = state.terms();
    if state.catalog.pressing(row, &terms).is_empty() {
        return None;
    }
    Some(with_key(state, state.catalog.next_about(row, &terms)?))
}

/// What is next, with the key for it where there are keys.
fn with_key(state: &State, next: Next) -> String {
    let words = next_words(next, state.lang);
    match (state.medium, state.lang) {
        (Medium::Screen | Medium::Lines, Lang::Zh) => {
            format!("{words}（{}）", key_of(state, Ui::NextStep))
        }
        (Medium::Screen | Medium::Lines, Lang::En) => {
            format!("{words} ({})", key_of(state, Ui::NextStep))
        }
        (Medium::Print | Medium::Copy, _) => words.to_owned(),
    }
}

/// What comes before the next step, where something does; the key for what is next does that.
fn before_step(state: &State, issue: &Issue, kind: StepKind) -> Option<Next> {
    let row = state.catalog.issues.get(&issue.id)?;
    let next = state.catalog.next_about(&row, &state.terms())?;
    let is_step = matches!(next, Next::Verb(verb, _) if verb.step == Some(kind));
    (!is_step).then_some(next)
}

pub(super) fn missing(state: &State, world: &World, issue: &Issue, paper: &mut Paper) {
    let Some((kind, gaps)) = gaps(state, world, issue) else { return };
    let next = match state.lang {
        Lang::Zh => format!("下一步：{}", kind.label(state.lang)),
        Lang::En => format!("Next: {}", kind.label(state.lang)),
    };
    if gaps.is_empty() {
        let verb = verb::all().find(|it| it.step == Some(kind));
        let key = match before_step(state, issue, kind) {
            None => key_of(state, Ui::NextStep),
            Some(_) => verb.map(|verb| verb_key(state, verb)).unwrap_or_default(),
        };
        let note = match state.lang {
            _ if !state.medium.is_here() => {
                state.say("什么也不缺", "nothing is missing").to_owned()
            }
            Lang::Zh => format!("什么也不缺，按 {key} 办理"),
            Lang::En => format!("nothing is missing; press {key}"),
        };
        paper.heading(&next, &note);
        return;
    }
    let count = i64::try_from(gaps.len()).unwrap_or(i64::MAX);
    let mut note = sentence::missing_count(state.lang, count);
    // What presses is told by its reason.
    let row = state.catalog.issues.get(&issue.id);
    let presses = row.is_some_and(|row| pressing_next(state, &row).is_some());
    if let Some(first) = before_step(state, issue, kind).filter(|_| !presses) {
        note += state.say("；先", "; first: ");
        note += &with_key(state, first);
    }
    paper.heading(&next, &note);
    let known = Known::of(state);
    // What lacks several things is named once.
    for gaps in gaps.chunk_by(|one, other| one.entity == other.entity) {
        let Some(first) = gaps.first() else { continue };
        let is_hard = gaps.iter().any(|gap| !gap.rule.is_overridable());
        let head = vec![span(if is_hard { Tone::Danger } else { Tone::Warning }, "· ")];
        let target = Some(first.entity);
        if let [gap] = gaps {
            let text = missing_text(gap, state.lang, &known) + &ways(state, gap);
            paper.item(head, &[span(Tone::Text, text)], 2, target);
            continue;
        }
        let about = missing_about(first, state.lang, &known);
        paper.item(head, &[span(Tone::Text, about)], 2, target);
        for gap in gaps {
            let text = missing_part(gap, state.lang) + &ways(state, gap);
            paper.under(Tone::Text, 4, &text, target);
        }
    }
}

/// How what is missing is brought: the keys of the verbs, or on paper their commands.
pub(crate) fn ways(state: &State, gap: &Missing) -> String {
    match state.medium {
        Medium::Screen | Medium::Lines => {}
        Medium::Print => return commands_text(gap, &state.catalog, state.lang),
        Medium::Copy => return String::new(),
    }
    let menu = key_of(state, Ui::Palette);
    let verbs = remedies(gap, &state.catalog, Some(state.today)).into_iter();
    let ways: Vec<String> = verbs
        .map(|verb| (verb_key(state, verb), verb.label.get(state.lang)))
        .map(|(key, label)| match (key.is_empty(), state.lang) {
            (true, Lang::Zh) => format!("在菜单（{menu}）里选{label}"),
            (true, Lang::En) => format!("{menu} for the menu ({label})"),
            (false, Lang::Zh) => format!("按 {key} {label}"),
            (false, Lang::En) => format!("{key} ({label})"),
        })
        .collect();
    match (ways.is_empty(), state.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("{}。", ways.join("，或")),
        (false, Lang::En) => format!(" Press {}.", ways.join(" or ")),
    }
}
