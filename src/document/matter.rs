//! A commitment as letters and forms name it.

use super::{
    Absent,
    cast::Cast,
    minutes::{Promise, issue_title},
    phrase::{Phrase, Unknown},
    sheet::{Cell, Row, Table},
};
use crate::{
    domain::{
        commitment::Commitment,
        id::{CommitmentId, EntityId},
        issue::{Intake, Issue},
        session::Session,
        world::World,
    },
    i18n::{
        Label, Lang, Paper,
        wording::{Wording, day_in_text},
    },
};

/// The facts of a commitment that stand on every form about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its label: the number of its issue and its place among the commitments of that.
    pub number: String,
    /// What the issue is about.
    pub issue: String,
    /// How the issue reached the studio, or that nobody stated it; never who raised it.
    pub source: &'static str,
    /// The day of the session that it was made in; `None` where it was made in none.
    pub consulted: Option<Phrase>,
    /// The studio that looks after the issue.
    pub studio: String,
    /// What was promised, with lead, supporting departments and funds.
    pub promise: Promise,
    /// The day that it is due, with the extensions up to the day of a final version; that it stands, or a
    /// blank.
    pub due: Phrase,
    /// Whether it stands and is due on no day.
    pub is_endless: bool,
    /// Funds as they were promised; empty where none were named.
    pub funds: String,
}

/// The commitment with its issue and session.
///
/// # Errors
/// [`Absent`] when it, or its issue, is not at hand.
pub(super) fn found(
    world: &World,
    id: CommitmentId,
) -> Result<(&Commitment, &Issue, Option<&Session>), Absent> {
    let absent = |id: EntityId| Absent(id);
    let commitment =
        world.commitment(id).filter(|it| !it.retracted).ok_or_else(|| absent(id.into()))?;
    let issue = world.issue(commitment.issue).ok_or_else(|| absent(commitment.issue.into()))?;
    let session = commitment.session.or_else(|| issue.consulted_in());
    Ok((commitment, issue, session.and_then(|session| world.session(session))))
}

impl Matter {
    /// Reads a commitment.
    pub(super) fn of(
        cast: &Cast<'_>,
        commitment: &Commitment,
        issue: &Issue,
        session: Option<&Session>,
    ) -> Self {
        let due = commitment.due_as_of(cast.setting.known_on());
        let due = due.map(|day| day_in_text(day, cast.lang())).unwrap_or_default();
        let about = EntityId::from(commitment.id);
        let promise = Promise::of(cast, commitment);
        let is_endless = due.is_empty() && promise.is_standing();
        Self {
            number: format!("{}/{}", issue.number.as_str(), commitment.ordinal),
            issue: issue_title(cast, issue.id),
            source: match issue.facts.intake {
                Intake::Unknown => cast.word(Paper::FormNotStated),
                known => known.label(cast.lang()),
            },
            consulted: session.map(|session| {
                let is_told = session.source.is_some();
                cast.day(session.facts.on, Unknown::SessionDay, session.id.into(), is_told)
            }),
            studio: cast.studio(issue.studio),
            promise,
            due: if is_endless {
                cast.word(Paper::StandingTerm).into()
            } else {
                cast.said_or(&due, Unknown::Deadline, about)
            },
            is_endless,
            funds: commitment.facts.funds.map(|it| it.words(cast.lang())).unwrap_or_default(),
        }
    }

    /// How long there is time: a day, up to a day for a duty that stands, or that it goes on.
    pub(super) fn term(&self, cast: &Cast<'_>) -> Phrase {
        if self.promise.is_standing() && !self.is_endless {
            cast.sentence(Paper::DoneUntil, &[("deadline", self.due.clone())])
        } else {
            self.due.clone()
        }
    }

    /// The supporting departments, or the word that there are none.
    pub(super) fn supporting(&self, cast: &Cast<'_>) -> String {
        or_none(&self.promise.supporting, cast)
    }
}

/// A form of four columns: two names, two fields; English names are longer.
pub(super) fn form(rows: Vec<Row>, lang: Lang) -> Table {
    let columns = match lang {
        Lang::Zh => vec![28, 52, 28, 48],
        Lang::En => vec![34, 46, 34, 42],
    };
    Table { columns, header_rows: 0, rows, is_kept: false }
}

/// Words, or the word for none.
pub(super) fn or_none(words: &str, cast: &Cast<'_>) -> String {
    if words.is_empty() { cast.word(Paper::FormNone).to_owned() } else { words.to_owned() }
}

/// A row of two named fields on a form of four columns.
pub(super) fn pair(cast: &Cast<'_>, [one, other]: [(Paper, Phrase); 2], height_mm: u16) -> Row {
    let cells = [one, other]
        .into_iter()
        .flat_map(|(paper, phrase)| [Cell::label(cast.word(paper)), Cell::said(phrase)]);
    Row::of(cells.collect()).high(height_mm)
}

/// A row of one named field over a form of four columns.
pub(super) fn wide(cast: &Cast<'_>, paper: Paper, phrases: Vec<Phrase>, height_mm: u16) -> Row {
    Row::of(vec![Cell::label(cast.word(paper)), Cell::of(phrases).over(3)]).high(height_mm)
}

/// Boxes to be ticked, one behind the other.
pub(super) fn boxes(cast: &Cast<'_>, words: impl IntoIterator<Item = String>) -> Phrase {
    let boxes =
        words.into_iter().map(|what| Phrase::said(cast.words(Paper::Box, &[("what", &what)])));
    Phrase::joined(boxes, "\u{3000}")
}

/// A day to be written by hand.
pub(super) fn written_date(cast: &Cast<'_>) -> Phrase {
    cast.sentence(Paper::WrittenDate, &[("room", Phrase::room(2))])
}
