//! What was corrected after a session had been closed, as a corrected version lists it (DOMAIN §2).

use super::closed;
use crate::{
    document::{cast::Cast, phrase::Phrase},
    domain::{
        line::{Line, LineFacts},
        session::{Correction, Session},
    },
    i18n::{Label, Lang, Paper, wording::day_in_text},
};
use chrono::NaiveDate;

/// A correction of a closed session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// A line was added.
    Added {
        /// What kind of line it is.
        kind: &'static str,
        /// What it says.
        now: String,
    },
    /// A line was changed.
    Changed {
        /// What kind of line it is.
        kind: &'static str,
        /// What it said when the session was closed.
        was: String,
        /// What it says.
        now: String,
    },
    /// A line was struck out; its words are not repeated.
    Struck {
        /// What kind of line it was.
        kind: &'static str,
    },
    /// Something else: facts, agenda, attendance, tallies.
    Other {
        /// What was corrected.
        what: Correction,
        /// When.
        on: NaiveDate,
    },
}

impl Amendment {
    /// The correction in one sentence.
    pub fn words(&self, lang: Lang) -> Phrase {
        let kind = |kind: &'static str| ("kind", Phrase::said(kind));
        let text = |name: &'static str, text: String| (name, Phrase::said(text));
        let (paper, values) = match self {
            Self::Added { kind: it, now } => {
                (Paper::AmendedAdded, vec![kind(it), text("now", closed(now, lang))])
            }
            Self::Changed { kind: it, was, now } => (
                Paper::AmendedChanged,
                vec![kind(it), text("was", was.clone()), text("now", now.clone())],
            ),
            Self::Struck { kind: it } => (Paper::AmendedStruck, vec![kind(it)]),
            Self::Other { what, on } => (
                Paper::AmendedOther,
                vec![text("day", day_in_text(*on, lang)), text("what", what.label(lang).into())],
            ),
        };
        Phrase::fill(paper.said(lang), &values)
    }
}

/// The corrections of a session: those of single lines first, then the others, oldest first. That a
/// line was added is told by the line itself.
pub(super) fn of(cast: &Cast<'_>, session: &Session) -> Vec<Amendment> {
    let lines = session.lines.iter().filter_map(|id| cast.world.line(*id));
    let of_lines = lines.filter_map(|line| of_line(cast, line));
    let others = session
        .corrections
        .iter()
        .filter(|(what, _)| *what != Correction::Record)
        .map(|(what, mark)| Amendment::Other { what: *what, on: mark.day() });
    let mut all: Vec<Amendment> = of_lines.collect();
    for other in others {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

fn of_line(cast: &Cast<'_>, line: &Line) -> Option<Amendment> {
    let kind = line.facts.kind.label(cast.lang());
    let now = cast.text(&line.facts.text);
    match (line.struck, line.is_added_late(), at_closing(line)) {
        (true, added_late, _) => {
            (!added_late && line.struck_late).then_some(Amendment::Struck { kind })
        }
        (false, true, _) => Some(Amendment::Added { kind, now }),
        (false, false, was) => {
            let was = was.filter(|was| was.text != line.facts.text)?;
            Some(Amendment::Changed { kind, was: cast.text(&was.text), now })
        }
    }
}

/// What a line said when the session was closed, where it says something else now.
pub(in crate::document) fn at_closing(line: &Line) -> Option<&LineFacts> {
    let changed_late = line.facts.correction;
    line.earlier.iter().rev().find(|facts| changed_late && !facts.correction)
}
