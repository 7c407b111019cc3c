//! What happened to an issue: its steps with their overrides, field studies, the raiser's words.

use crate::{
    document::{
        cast::Cast,
        minutes::{closed, issue_title},
        sheet::{Cell, Row},
    },
    domain::{
        date::DateSpan,
        issue::{GivenEvaluation, Issue},
        workflow::{Authority, Step},
    },
    i18n::{
        Label, Lang, Paper,
        label::step_happened,
        sentence::{merged_into, recorded_from, referred_to},
        wording::span_in_text,
    },
};

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, in words.
    pub on: String,
    /// What happened.
    pub what: String,
    /// The particulars, each a paragraph.
    pub text: Vec<String>,
}

impl Entry {
    pub(super) fn new(on: DateSpan, what: &str, text: Vec<String>, lang: Lang) -> Self {
        let text = text.into_iter().filter(|it| !it.is_empty()).collect();
        Self { on: span_in_text(on, lang), what: what.to_owned(), text }
    }

    /// A row of three columns.
    pub(super) fn row(&self) -> Row {
        let text = self.text.iter().map(|it| it.as_str().into()).collect();
        Row::of(vec![
            Cell::centred(self.on.as_str()),
            Cell::centred(self.what.as_str()),
            Cell::of(text),
        ])
    }
}

/// Every step, oldest first; one that was corrected says so. A public copy tells those alone that stand.
pub(super) fn steps(cast: &Cast<'_>, issue: &Issue) -> Vec<Entry> {
    let entry = |step: &Step, what: &str| {
        Entry::new(step.facts().on, what, particulars(cast, step), cast.lang())
    };
    if cast.setting.is_public() {
        let standing = issue.standing_steps();
        return standing.map(|step| entry(step, step_happened(step.kind(), cast.lang()))).collect();
    }
    let annulled: Vec<u32> = issue.steps.iter().filter_map(Step::annuls).collect();
    (0_u32..)
        .zip(&issue.steps)
        .map(|(place, step)| {
            let mut what = step_happened(step.kind(), cast.lang()).to_owned();
            if annulled.contains(&place) {
                what.push_str(cast.word(Paper::CaseAnnulled));
            }
            entry(step, &what)
        })
        .collect()
}

fn particulars(cast: &Cast<'_>, step: &Step) -> Vec<String> {
    let lang = cast.lang();
    let facts = step.facts();
    let sentence = |words: String| closed(&words, lang);
    let mut told = vec![sentence(cast.text(&facts.reason))];
    if !facts.referred_to.is_empty() {
        told.push(sentence(referred_to(lang, &cast.text(&facts.referred_to))));
    }
    if let Some(into) = facts.into {
        told.push(sentence(merged_into(lang, &issue_title(cast, into))));
    }
    if let Authority::Recorded(source) = &facts.authority {
        told.push(sentence(recorded_from(lang, &cast.text(&source.reference))));
    }
    for passed in step.overrides() {
        let (rule, reason) = (passed.rule.label(lang), cast.text(&passed.reason));
        let values = [("rule", rule), ("reason", &reason)];
        told.push(sentence(cast.words(Paper::CaseOverridden, &values)));
    }
    if facts.raiser_told {
        told.push(cast.word(Paper::CaseRaiserTold).to_owned());
    }
    told
}

/// The field studies; those that were taken back say so, and stand in an internal copy alone.
pub(super) fn studies(cast: &Cast<'_>, issue: &Issue) -> Vec<Entry> {
    let what = cast.word(Paper::CaseStudies);
    issue
        .field_studies
        .iter()
        .filter(|study| is_told(cast, study.taken_back))
        .map(|study| {
            let text = marked(cast, closed(&cast.text(&study.text), cast.lang()), study.taken_back);
            Entry::new(study.on, what, vec![text], cast.lang())
        })
        .collect()
}

/// What the raiser said, each time.
pub(super) fn evaluations(cast: &Cast<'_>, issue: &Issue) -> Vec<Entry> {
    let told = issue.evaluations.iter().filter(|given| is_told(cast, given.taken_back));
    told.map(|given| evaluation(cast, given)).collect()
}

fn evaluation(cast: &Cast<'_>, given: &GivenEvaluation) -> Entry {
    let lang = cast.lang();
    let evaluation = &given.evaluation;
    let verdict = marked(cast, evaluation.verdict.label(lang).to_owned(), given.taken_back);
    let collected = evaluation.collected_by.map(|department| {
        cast.words(Paper::CaseCollectedBy, &[("department", &cast.department(department))])
    });
    let how: Vec<String> =
        [evaluation.means.label(lang).to_owned()].into_iter().chain(collected).collect();
    let how = closed(&how.join(cast.word(Paper::Clause)), lang);
    let remark = closed(&cast.text(&evaluation.remark), lang);
    Entry::new(evaluation.on, &verdict, vec![how, remark], lang)
}

/// Whether this copy tells of it: what was taken back is nobody's business outside the office.
pub(super) fn is_told(cast: &Cast<'_>, taken_back: bool) -> bool {
    !taken_back || !cast.setting.is_public()
}

/// Words with the mark of what was taken back.
pub(super) fn marked(cast: &Cast<'_>, words: String, taken_back: bool) -> String {
    if taken_back { words + cast.word(Paper::CaseTakenBack) } else { words }
}
