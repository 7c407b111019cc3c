//! What a corrected version says otherwise than the one that it replaces (DOMAIN §2), found by holding
//! the words of both against one another: so nothing is told as corrected that stood there before, and
//! nothing is left out, whatever it was changed by.

use super::{closed, issue_title, open};
use crate::{
    document::{cast::Cast, difference, phrase::Phrase, sheet::Sheet},
    domain::{
        line::{Line, LineFacts},
        session::Session,
    },
    i18n::{Label as _, Lang, Paper},
};
use similar::{DiffOp, TextDiff};
use unicode_segmentation::UnicodeSegmentation as _;

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
    /// This is not there any more.
    Struck {
        /// How it begins: enough to know which passage it was. Empty in a public copy.
        was: String,
    },
    /// What the version before told, where this one says the same: who holds an older one is told it too.
    Kept {
        /// Its sentence, without a numeral.
        words: String,
    },
    /// A line of the record was struck: what it said is not repeated.
    LineStruck {
        /// What kind of line it was.
        kind: &'static str,
        /// On which item, and by whom; may be empty.
        about: String,
    },
}

/// A line that was struck, with what is told of it.
struct StruckLine {
    /// What it said, without the full stop at its end.
    text: String,
    told: Amendment,
}

/// How like one another two statements are that are taken for one, changed.
const ALIKE: f32 = 0.4;

/// How many characters of a statement are repeated that is not there any more.
const QUOTED: usize = 24;

impl Amendment {
    /// The correction in one sentence.
    pub fn words(&self, lang: Lang) -> Phrase {
        let text = |name: &'static str, text: &str| (name, Phrase::said(text));
        let (paper, values) = match self {
            Self::Kept { words } => return words.as_str().into(),
            Self::Added { now } => (Paper::AmendedAdded, vec![text("now", now)]),
            Self::Changed { was, now } => {
                (Paper::AmendedChanged, vec![text("was", was), text("now", now)])
            }
            Self::Corrected { now } => (Paper::AmendedCorrected, vec![text("now", now)]),
            Self::Struck { was } if was.is_empty() => (Paper::AmendedStruckUnnamed, Vec::new()),
            Self::Struck { was } => (Paper::AmendedStruck, vec![text("was", was)]),
            Self::LineStruck { kind, about } if about.is_empty() => {
                (Paper::AmendedLineStruckBare, vec![text("kind", kind)])
            }
            Self::LineStruck { kind, about } => {
                (Paper::AmendedLineStruck, vec![text("kind", kind), text("about", about)])
            }
        };
        Phrase::fill(paper.said(lang), &values)
    }
}

/// What a sheet says otherwise than the words of the version before it, in the order of reading. A public
/// copy does not repeat words that stand no more: they may be why it was corrected, and what is taken for
/// one statement, changed, may be another that is alike.
pub(super) fn of(
    cast: &Cast<'_>,
    session: &Session,
    earlier: &str,
    sheet: &Sheet,
) -> Vec<Amendment> {
    let notes = notes(earlier, sheet.lang);
    let earlier = statements(earlier, sheet.lang).into_iter().map(|it| cast.heading(&it));
    let earlier: Vec<String> = earlier.collect();
    let later = statements(&sheet.canonical(), sheet.lang);
    let old: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let new: Vec<&str> = later.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    let struck = struck(cast, session);
    let ops = diff.ops().iter().flat_map(|op| amended(op, &old, &new, &struck));
    let is_public = cast.setting.is_public();
    let told = ops.map(|amendment| match amendment {
        Amendment::Changed { now, .. } if is_public => Amendment::Corrected { now },
        Amendment::Struck { .. } if is_public => Amendment::Struck { was: String::new() },
        other => other,
    });
    let told: Vec<Amendment> = told.collect();
    if !told.is_empty() {
        return told;
    }
    let kept = notes.into_iter().map(|it| Amendment::Kept { words: cast.heading(&it) });
    kept.collect()
}

/// What a version tells as corrected, without numerals.
fn notes(words: &str, lang: Lang) -> Vec<String> {
    let paragraphs = difference::notes(words).into_iter();
    paragraphs.map(|it| bare(&it, lang).to_owned()).collect()
}

/// The lines of the record that do not stand any more.
fn struck(cast: &Cast<'_>, session: &Session) -> Vec<StruckLine> {
    let lines = session.lines.iter().filter_map(|id| cast.world.line(*id));
    let struck = lines.filter(|line| line.struck && !line.facts.text.trim().is_empty());
    let told = struck.map(|line| {
        let facts = &line.facts;
        let topic = facts.issue.map(|id| issue_title(cast, id)).filter(|it| !it.is_empty());
        let topic = topic.map(|it| cast.words(Paper::QuotedTopic, &[("topic", &it)]));
        let who = facts.speaker.map(|id| cast.who(id));
        let about: Vec<String> = topic.into_iter().chain(who).collect();
        let about = about.join(cast.word(Paper::Comma));
        StruckLine {
            text: open(&cast.text(&facts.text)).to_owned(),
            told: Amendment::LineStruck { kind: facts.kind.label(cast.lang()), about },
        }
    });
    told.collect()
}

fn amended(op: &DiffOp, old: &[&str], new: &[&str], struck: &[StruckLine]) -> Vec<Amendment> {
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
    amendments.extend(gone.iter().map(|was| {
        let line = struck.iter().find(|line| was.contains(&line.text));
        line.map_or_else(|| Amendment::Struck { was: beginning(was) }, |line| line.told.clone())
    }));
    amendments
}

/// How a statement begins, cut between characters; whole where it is short.
fn beginning(statement: &str) -> String {
    let statement = open(statement);
    let cut: String = statement.graphemes(true).take(QUOTED).collect();
    if cut.len() == statement.len() { cut } else { format!("{}……", cut.trim_end()) }
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
