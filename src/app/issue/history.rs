//! The history of an issue: its steps, its field studies, and what was taken back.

use crate::app::context::named;
use crate::app::page::{Paper, Span, Tone, span};
use crate::app::picture::status_tone;
use crate::app::state::State;
use crate::domain::date::DateSpan;
use crate::domain::issue::{FieldStudy, Issue};
use crate::domain::workflow::{Authority, Step};
use crate::i18n::label::step_happened;
use crate::i18n::{Lang, Wording, sentence};

/// A row of the history.
enum Entry<'a> {
    /// A step, and the later one that annulled it.
    Step(&'a Step, Option<&'a Step>),
    Study(&'a FieldStudy),
}

/// What happened to the issue, oldest first.
pub(super) fn lines(state: &State, issue: &Issue, paper: &mut Paper) {
    let baseline = state.settings.baseline.as_deref().filter(|it| it.covers(issue.entered));
    let is_empty =
        issue.steps.is_empty() && issue.field_studies.is_empty() && issue.mistakes.is_empty();
    if is_empty && baseline.is_none() {
        return;
    }
    paper.heading(state.say("办理经过", "History"), "");
    if let Some(baseline) = baseline {
        let words = sentence::brought(state.lang, baseline.brought.exported, baseline.mark.day());
        paper.text(Tone::Dim, 2, &words);
    }
    let annulled_by = |at| issue.steps.iter().find(|step| step.annuls() == Some(at));
    // A correction without a word of its own, as undo makes it, stands beside what it corrects.
    let is_beside = |step: &Step| step.annuls().is_some() && !says_more(step);
    let mut entries: Vec<(DateSpan, Entry<'_>)> = issue
        .steps
        .iter()
        .zip(0_u32..)
        .filter(|(step, _)| !is_beside(step))
        .map(|(step, at)| (step.facts().on, Entry::Step(step, annulled_by(at))))
        .collect();
    entries.extend(issue.field_studies.iter().map(|study| (study.on, Entry::Study(study))));
    entries.sort_by_key(|(on, _)| (on.last(), on.first()));
    for (on, entry) in entries {
        let head = vec![span(Tone::Key, format!("  {} ", on.words(state.lang)))];
        let body = match entry {
            Entry::Step(step, annulled_by) => step_words(state, step, annulled_by),
            Entry::Study(study) => vec![
                span(Tone::Title, state.say("调研", "Field study")),
                span(Tone::Text, format!("  {}", study.text)),
                span(
                    Tone::Dim,
                    if study.taken_back {
                        state.say("（已撤销）", " (taken back)")
                    } else {
                        ""
                    },
                ),
            ],
        };
        paper.item(head, &body, 4, Some(issue.id.into()));
    }
    for told in &issue.mistakes {
        paper.text(Tone::Dim, 2, &sentence::taken_back(state.lang, told, None));
    }
}

/// Whether a step says anything beyond that it was made.
fn says_more(step: &Step) -> bool {
    let facts = step.facts();
    let is_guarded =
        matches!(&facts.authority, Authority::Guarded { overrides } if overrides.is_empty());
    !facts.reason.is_empty() || !facts.referred_to.is_empty() || !is_guarded
}

fn step_words(state: &State, step: &Step, annulled_by: Option<&Step>) -> Vec<Span> {
    let lang = state.lang;
    let tone = if annulled_by.is_some() { Tone::Dim } else { status_tone(step.to()) };
    let mut body = vec![span(tone, step_happened(step.kind(), lang))];
    let mut mark = |words: String, tone| body.push(span(tone, format!("  {words}")));
    let facts = step.facts();
    if let Authority::Recorded(source) = &facts.authority {
        mark(sentence::recorded_from(lang, &source.reference), Tone::Accent);
    }
    for passed in step.overrides() {
        mark(sentence::overridden(lang, passed.rule, &passed.reason), Tone::Warning);
    }
    if step.kind().is_correction() {
        mark(state.say("更正", "Correction").to_owned(), Tone::Warning);
    }
    if let Some(by) = annulled_by {
        let on = by.facts().on;
        let words = match lang {
            Lang::Zh if on == facts.on => "（后来更正）".to_owned(),
            Lang::Zh => format!("（{}更正）", on.words(lang)),
            Lang::En if on == facts.on => "(corrected later)".to_owned(),
            Lang::En => format!("(corrected on {})", on.words(lang)),
        };
        mark(words, Tone::Dim);
    }
    if !facts.referred_to.is_empty() {
        mark(sentence::referred_to(lang, &facts.referred_to), Tone::Text);
    }
    if let Some(into) = facts.into {
        mark(sentence::merged_into(lang, &named(&state.catalog, into.into())), Tone::Text);
    }
    if !facts.reason.is_empty() {
        mark(facts.reason.clone(), Tone::Text);
    }
    if facts.raiser_told {
        mark(state.say("已告知诉求人", "the raiser was told").to_owned(), Tone::Dim);
    }
    body
}
