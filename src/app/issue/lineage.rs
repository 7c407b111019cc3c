//! What was merged: where an issue went, what came into it, and everybody who raised it.

use super::super::context::named;
use super::super::page::{Paper, Tone, span};
use super::super::state::State;
use super::super::verbs;
use crate::command::fill::Directory;
use crate::command::verb::{Noun, find};
use crate::command::{Catalog, Merged};
use crate::domain::id::{IssueId, PersonId};
use crate::domain::issue::Issue;
use crate::i18n::Lang;

/// Where an issue went, and what came into it, each to be opened.
pub(super) fn lines(state: &State, issue: &Issue, paper: &mut Paper) {
    if let Some(into) = issue.merged_into {
        let (label, target) = (state.say("并入", "Merged into"), Some(into.into()));
        let words = described(state, into);
        paper.item(vec![span(Tone::Dim, pad(label))], &[span(Tone::Accent, words)], 12, target);
        let root = state.catalog.root_of(into);
        if root != into {
            let label = state.say("主案", "Main issue");
            let words = described(state, root);
            let head = vec![span(Tone::Dim, pad(label))];
            paper.item(head, &[span(Tone::Accent, words)], 12, Some(root.into()));
        }
    }
    let children = state.catalog.merged_below(issue.id);
    if children.is_empty() {
        return;
    }
    paper.heading(&merged_words(state.lang, children.len()), &how_to_part(state));
    for child in &children {
        child_line(state, child, paper);
    }
}

fn pad(label: &str) -> String {
    use super::super::cells::{AmbiguousWidth, width};
    let used = width(label, AmbiguousWidth::Narrow);
    format!("{label}{}", " ".repeat(12_usize.saturating_sub(used).max(1)))
}

/// `并入 2 件`.
pub(crate) fn merged_words(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("并入 {count} 件"),
        Lang::En => format!("{count} merged in"),
    }
}

fn described(state: &State, id: IssueId) -> String {
    let row = state.catalog.issues.get(&id);
    let number = row.map(|row| row.number.to_string()).unwrap_or_default();
    format!("{number} {}", named(&state.catalog, id.into())).trim().to_owned()
}

/// How one of them is taken out again.
fn how_to_part(state: &State) -> String {
    let verb = find(Noun::Issue, "take-back-exit");
    let key = verb.map(|verb| verbs::verb_key(state, verb)).filter(|key| !key.is_empty());
    match (key.filter(|_| state.medium.is_here()), state.lang) {
        (None, _) => String::new(),
        (Some(key), Lang::Zh) => format!("Enter 打开；光标在一件上按 {key} 恢复单独办理"),
        (Some(key), Lang::En) => format!("Enter opens one; {key} on it takes it out again"),
    }
}

fn child_line(state: &State, child: &Merged, paper: &mut Paper) {
    let raisers = names(&state.catalog, &child.row.raisers).join(state.say("、", ", "));
    let mut body = vec![span(Tone::Text, child.row.title.to_string())];
    if !raisers.is_empty() {
        let label = state.say("诉求人 ", "raised by ");
        body.push(span(Tone::Dim, format!("  {label}{raisers}")));
    }
    if let Some(via) = &child.via {
        let words = match state.lang {
            Lang::Zh => format!("  经「{}」", via.title),
            Lang::En => format!("  by way of “{}”", via.title),
        };
        body.push(span(Tone::Dim, words));
    }
    let head = vec![span(Tone::Dim, format!("  {} ", child.row.number))];
    paper.item(head, &body, 4, Some(child.row.id.into()));
}

/// Everybody who raised an issue or what was merged into it, each once, as a page says it.
pub(super) fn raisers(state: &State, issue: &Issue) -> String {
    let own = names(&state.catalog, &issue.facts.raisers);
    let all = state.catalog.raisers_of(issue.id).into_iter();
    let others: Vec<PersonId> =
        all.map(|(raiser, _)| raiser).filter(|it| !issue.facts.raisers.contains(it)).collect();
    let between = state.say("、", ", ");
    let (own, others) = (own.join(between), names(&state.catalog, &others).join(between));
    match (others.is_empty(), own.is_empty(), state.lang) {
        (true, ..) => own,
        (false, true, Lang::Zh) => format!("{others}（并入的议题）"),
        (false, true, Lang::En) => format!("{others} (of merged issues)"),
        (false, false, Lang::Zh) => format!("{own}；并入的议题：{others}"),
        (false, false, Lang::En) => format!("{own}; of merged issues: {others}"),
    }
}

fn names(catalog: &Catalog, people: &[PersonId]) -> Vec<String> {
    people.iter().filter_map(|id| catalog.name((*id).into())).collect()
}
