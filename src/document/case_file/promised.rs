//! The commitments of an issue with their handling, all evidence, and why entries were taken back.

use super::history::{Entry, is_told, marked};
use crate::{
    document::{
        cast::Cast,
        minutes::{Promise, closed},
        sheet::{Cell, Row},
    },
    domain::{
        commitment::{Commitment, Completion, Handled, Handling},
        date::DateSpan,
        evidence::{Evidence, Form},
        id::EvidenceId,
        issue::Issue,
    },
    i18n::{
        Label, Paper,
        wording::{Wording, day_in_text, span_in_text},
    },
};

/// How many hexadecimal digits of a fingerprint are printed.
const FINGERPRINT_DIGITS: usize = 16;

/// A commitment and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was promised.
    pub promise: Promise,
    /// Its grade, or that it was taken back, in brackets; may be empty.
    pub state: String,
    /// Its dated marks, in the order of entry.
    pub handlings: Vec<Entry>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// What it shows.
    pub title: String,
    /// What it speaks for: a commitment, or the issue.
    pub of: String,
    /// When it was made; may be empty.
    pub on: String,
    /// A file with its ending, or a paper.
    pub form: String,
    /// The first digits of the SHA-256 of a file; empty for a paper.
    pub fingerprint: String,
}

impl Exhibit {
    pub(super) fn row(&self, number: usize) -> Row {
        Row::of(vec![
            Cell::centred(number.to_string()),
            Cell::said(self.title.as_str()),
            Cell::said(self.of.as_str()),
            Cell::centred(self.on.as_str()),
            Cell::centred(self.form.as_str()),
            Cell::centred(self.fingerprint.as_str()),
        ])
    }
}

/// Every commitment of the issue, in an internal copy those that were taken back among them.
pub(super) fn commitments(cast: &Cast<'_>, issue: &Issue) -> Vec<Kept> {
    let all = issue.commitments.iter().filter_map(|id| cast.world.commitment(*id));
    let told = all.filter(|commitment| is_told(cast, commitment.retracted));
    told.map(|commitment| kept(cast, commitment)).collect()
}

fn kept(cast: &Cast<'_>, commitment: &Commitment) -> Kept {
    let grade = commitment
        .grade()
        .map(|grade| cast.words(Paper::CaseDone, &[("grade", grade.label(cast.lang()))]));
    let handlings = commitment.handlings.iter().filter(|it| is_told(cast, it.taken_back));
    Kept {
        promise: Promise::of(cast, commitment),
        state: marked(cast, grade.unwrap_or_default(), commitment.retracted),
        handlings: handlings.map(|it| handling(cast, it)).collect(),
    }
}

fn handling(cast: &Cast<'_>, handled: &Handled) -> Entry {
    let lang = cast.lang();
    let mark = &handled.handling;
    let what = marked(cast, mark.label(lang).to_owned(), handled.taken_back);
    let sentence = |words: &str| closed(&cast.text(words), lang);
    let text = match mark {
        Handling::Assigned { .. } | Handling::Acknowledged { .. } => Vec::new(),
        Handling::Returned { reason, .. } => vec![sentence(reason)],
        Handling::ReturnedLate { reason, agreed, .. } => {
            let agreed = cast.words(Paper::CaseAgreed, &[("reason", &cast.text(agreed))]);
            vec![sentence(reason), agreed]
        }
        Handling::Extended { reason, .. } | Handling::SentBack { reason, .. } => {
            let until = mark.until().map(|until| day_in_text(until, lang));
            let until = until.map(|day| cast.words(Paper::CaseUntil, &[("day", &day)]));
            vec![until.unwrap_or_default(), sentence(reason)]
        }
        Handling::CarriedOver { to, reason, .. } => {
            let number = cast.world.issue(*to).map(|it| it.number.to_string());
            vec![closed(&number.unwrap_or_default(), lang), sentence(reason)]
        }
        Handling::Reported { text, .. } | Handling::FollowedUp { text, .. } => {
            vec![sentence(text)]
        }
        Handling::Graded { grade, reason, .. } => {
            vec![closed(grade.label(lang), lang), sentence(reason)]
        }
        Handling::Completed(completion) => completed(cast, completion),
    };
    let on = match mark {
        Handling::Completed(completion) => completion.on,
        other => DateSpan::of_day(other.on()),
    };
    Entry::new(on, &what, text, lang)
}

fn completed(cast: &Cast<'_>, completion: &Completion) -> Vec<String> {
    let lang = cast.lang();
    let kinds: Vec<&str> = completion.delivered.iter().map(|it| it.label(lang)).collect();
    let funds = completion.funds.map(|funds| funds.words(lang));
    let what: Vec<String> = kinds.iter().map(|it| (*it).to_owned()).chain(funds).collect();
    let what = what.join(cast.word(Paper::Comma));
    let delivered =
        if what.is_empty() { what } else { cast.words(Paper::CaseDelivered, &[("what", &what)]) };
    let received = completion.received.then(|| cast.word(Paper::CaseReceived).to_owned());
    let text = closed(&cast.text(&completion.text), lang);
    vec![text, delivered, received.unwrap_or_default()]
}

/// The evidence of the issue, then that of each of its commitments.
pub(super) fn evidence(cast: &Cast<'_>, issue: &Issue) -> Vec<Exhibit> {
    let found = |ids: &[EvidenceId]| -> Vec<&Evidence> {
        let all = ids.iter().filter_map(|id| cast.world.evidence(*id));
        all.filter(|it| !it.retracted).collect()
    };
    let own = found(&issue.evidence)
        .into_iter()
        .map(|it| exhibit(cast, it, cast.word(Paper::FormIssue).to_owned()));
    let of_commitments = cast.world.commitments_of(issue).flat_map(|commitment| {
        let matter = cast.text(&commitment.facts.matter);
        found(&commitment.evidence).into_iter().map(move |it| (it, matter.clone()))
    });
    let of_commitments = of_commitments.map(|(it, matter)| exhibit(cast, it, matter));
    own.chain(of_commitments).collect()
}

fn exhibit(cast: &Cast<'_>, evidence: &Evidence, of: String) -> Exhibit {
    let facts = &evidence.facts;
    let form = (&facts.form).short(cast.lang());
    let (form, fingerprint) = match &facts.form {
        Form::File { sha256, extension, .. } if extension.is_empty() => {
            (form.to_owned(), fingerprint(sha256))
        }
        Form::File { sha256, extension, .. } => (
            cast.words(Paper::InBrackets, &[("words", form), ("more", extension)]),
            fingerprint(sha256),
        ),
        Form::Reference => (form.to_owned(), String::new()),
    };
    Exhibit {
        title: cast.heading(&facts.title),
        of,
        on: facts.on.map(|on| span_in_text(on, cast.lang())).unwrap_or_default(),
        form,
        fingerprint,
    }
}

/// The first digits of a SHA-256.
fn fingerprint(sha256: &[u8; 32]) -> String {
    let nibbles = sha256.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16));
    digits.take(FINGERPRINT_DIGITS).collect()
}

/// Why entries of the issue and of its commitments were taken back; an internal copy alone says so.
pub(super) fn corrections(cast: &Cast<'_>, issue: &Issue) -> Vec<String> {
    if cast.setting.is_public() {
        return Vec::new();
    }
    let of_commitments = issue.commitments.iter().filter_map(|id| cast.world.commitment(*id));
    let mistakes = issue.mistakes.iter().chain(of_commitments.flat_map(|it| &it.mistakes));
    let lang = cast.lang();
    let told = mistakes.map(|told| {
        let day = day_in_text(told.mark.day(), lang);
        let what = [("words", told.kind.label(lang)), ("more", &*day)];
        let what = cast.words(Paper::InBrackets, &what);
        closed(&cast.text(&format!("{what}{}{}", cast.word(Paper::Colon), told.reason)), lang)
    });
    told.collect()
}
