//! What a corrected version says otherwise than the one that it replaces (DOMAIN §2), found by holding
//! the words of both against one another: so nothing is told as corrected that stood there before, and
//! nothing is left out, whatever it was changed by.

use super::closed;
use crate::{
    document::{difference, phrase::Phrase, sheet::Sheet},
    domain::line::{Line, LineFacts},
    i18n::{Lang, Paper},
};
use similar::{DiffOp, TextDiff};

/// What a corrected version says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// This was not there.
    Added {
        /// What it says.
        now: String,
    },
    /// This was told otherwise.
    Changed {
        /// What the earlier version says.
        was: String,
        /// What it says now.
        now: String,
    },
    /// This was told otherwise; how, a public copy does not say.
    Corrected {
        /// What it says now.
        now: String,
    },
    /// Something is not there any more; its words are not repeated.
    Struck,
}

/// How like one another two statements are that are taken for one, changed.
const ALIKE: f32 = 0.4;

impl Amendment {
    /// The correction in one sentence.
    pub fn words(&self, lang: Lang) -> Phrase {
        let text = |name: &'static str, text: &str| (name, Phrase::said(text));
        let (paper, values) = match self {
            Self::Added { now } => (Paper::AmendedAdded, vec![text("now", now)]),
            Self::Changed { was, now } => {
                (Paper::AmendedChanged, vec![text("was", was), text("now", now)])
            }
            Self::Corrected { now } => (Paper::AmendedCorrected, vec![text("now", now)]),
            Self::Struck => (Paper::AmendedStruck, Vec::new()),
        };
        Phrase::fill(paper.said(lang), &values)
    }
}

/// What a sheet says otherwise than the words of the version before it, in the order of reading. A public
/// copy does not repeat words that stand no more: they may be why it was corrected, and what is taken for
/// one statement, changed, may be another that is alike.
pub(super) fn of(earlier: &str, sheet: &Sheet, is_public: bool) -> Vec<Amendment> {
    let (earlier, later) =
        (statements(earlier, sheet.lang), statements(&sheet.canonical(), sheet.lang));
    let old: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let new: Vec<&str> = later.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    let ops = diff.ops().iter().flat_map(|op| amended(op, &old, &new));
    let told = ops.map(|amendment| match amendment {
        Amendment::Changed { now, .. } if is_public => Amendment::Corrected { now },
        other => other,
    });
    told.collect()
}

fn amended(op: &DiffOp, old: &[&str], new: &[&str]) -> Vec<Amendment> {
    if matches!(op, DiffOp::Equal { .. }) {
        return Vec::new();
    }
    let mut gone: Vec<&str> = old.get(op.old_range()).unwrap_or_default().to_vec();
    let mut amendments = Vec::new();
    for now in new.get(op.new_range()).unwrap_or_default() {
        let was = gone.iter().position(|was| TextDiff::from_chars(*was, *now).ratio() >= ALIKE);
        let now = (*now).to_owned();
        amendments.push(match was.map(|place| gone.remove(place)) {
            Some(was) => Amendment::Changed { was: was.to_owned(), now },
            None => Amendment::Added { now },
        });
    }
    amendments.extend(gone.iter().map(|_| Amendment::Struck));
    amendments
}

/// What a version states, without the numerals before it, and without what each version has of its own:
/// stamp, number, days, and what it corrected itself.
fn statements(words: &str, lang: Lang) -> Vec<String> {
    let mut is_amendment = false;
    let mut statements = Vec::new();
    for line in words.lines().skip(1) {
        let what = line.split_once('\t').map_or("", |(what, _)| what);
        let told = difference::words(line);
        is_amendment = match what {
            "heading-1" => told == Paper::AmendmentsHeading.said(lang),
            "gap" => false,
            _ => is_amendment,
        };
        let states = matches!(what, "mark" | "title" | "heading-1" | "paragraph" | "entry" | "row");
        if !states || is_amendment || told == Paper::Agreed.said(lang) {
            continue;
        }
        statements.extend(single(bare(&told, lang), lang));
    }
    statements
}

/// What was considered, each on its own; any other statement as it is.
fn single(told: &str, lang: Lang) -> Vec<String> {
    let (prefix, _) = Paper::Considered.said(lang).split_once('{').unwrap_or_default();
    match told.strip_prefix(prefix) {
        Some(all) => all.split(Paper::Semicolon.said(lang)).map(|it| closed(it, lang)).collect(),
        None => vec![told.to_owned()],
    }
}

/// A statement without its numeral, or what introduces a single one that was agreed.
fn bare(told: &str, lang: Lang) -> &str {
    let agreed = Paper::AgreedOne.said(lang).split('{').next().unwrap_or_default();
    let told = told.strip_prefix(agreed).unwrap_or(told);
    let numeral = told.trim_start_matches(|it: char| {
        it.is_ascii_digit() || "(（一二三四五六七八九十".contains(it)
    });
    let behind = numeral.strip_prefix(['.', '、', ')', '）']).map(str::trim_start);
    let is_numeral = numeral.len() < told.len();
    match behind.filter(|rest| is_numeral && !rest.starts_with(|it: char| it.is_ascii_digit())) {
        Some(rest) => rest,
        None => told,
    }
}

/// What a line said when the session was closed, where it says something else now.
pub(in crate::document) fn at_closing(line: &Line) -> Option<&LineFacts> {
    let changed_late = line.facts.correction;
    line.earlier.iter().rev().find(|facts| changed_late && !facts.correction)
}
