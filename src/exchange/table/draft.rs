//! What a row of the ledger says about an issue, before anybody is looked up.

use super::{
    called::{Called, Unit},
    cell::{Cells, DateOrYes},
    kept::label,
    word::Stand,
};
use crate::domain::{
    amount::Amount,
    commitment::Benefit,
    date::DateSpan,
    issue::{Category, Intake, Means, Verdict},
    refusal::Field,
    text::{BLOCK_CHARS, NAME_CHARS, SHORT_CHARS, TITLE_CHARS},
    workflow::Exit,
};
use chrono::NaiveDate;

/// What people write where nobody is named.
const NAMELESS: &[&str] = &["匿名", "不具名", "群众", "多名群众", "anonymous"];

/// The columns of the ledger that count who came to the session: a row names nobody of them, so that no
/// total counts them, and the text of the issue keeps what it says.
pub(super) const HEADS: [&str; 3] = ["members", "public", "departments"];

/// What a row says about an issue.
pub(super) struct Draft {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) category: Option<Category>,
    pub(super) intake: Option<Intake>,
    pub(super) raisers: Vec<Called>,
    pub(super) raiser_phone: String,
    pub(super) submitted: Option<DateSpan>,
    pub(super) place: String,
    pub(super) body: String,
    pub(super) tags: Vec<String>,
    pub(super) accepted: Option<DateOrYes>,
    pub(super) consulted: Vec<DateSpan>,
    /// Members, public, departments.
    pub(super) heads: [Option<u32>; 3],
    pub(super) advice: String,
    pub(super) promised: Option<Benefit>,
    pub(super) deadlines: Vec<NaiveDate>,
    pub(super) progress: String,
    pub(super) result: String,
    pub(super) resolved: Option<DateSpan>,
    pub(super) funds: Option<Amount>,
    pub(super) verdict: Option<Verdict>,
    pub(super) means: Option<Means>,
    pub(super) revisit: String,
    pub(super) status: Option<Stand>,
    pub(super) referred_to: String,
    pub(super) note: String,
}

impl Draft {
    /// Reads the cells; what is wrong with them they know.
    pub(super) fn read(cells: &mut Cells<'_>) -> Self {
        let number = cells.name_of("number", Field::Name, NAME_CHARS);
        let unit = cells.name_of("raiser_unit", Field::Unit, SHORT_CHARS);
        let names = cells.names("raiser");
        let is_named = |name: &str| !NAMELESS.contains(&name);
        let unit = Unit::of_column(cells.shown("raiser_unit"), &unit);
        let raisers = names.iter().filter(|name| is_named(name));
        let raisers = raisers.map(|name| Called::of(name, &unit)).collect();
        Self {
            number,
            title: cells.needed("title", Field::Title, TITLE_CHARS),
            category: cells.word("category"),
            intake: cells.word("intake"),
            raisers,
            raiser_phone: cells.name_of("raiser_phone", Field::Phone, NAME_CHARS),
            submitted: cells.span("submitted"),
            place: cells.name_of("place", Field::Place, SHORT_CHARS),
            body: cells.block("body", Field::Text, BLOCK_CHARS),
            tags: cells.names("tags"),
            accepted: cells.date_or_yes("accepted"),
            consulted: cells.spans("consulted"),
            heads: HEADS.map(|field| cells.count(field)),
            advice: cells.block("advice", Field::Text, BLOCK_CHARS),
            promised: cells.word("promised"),
            deadlines: cells.days("deadline"),
            progress: cells.block("progress", Field::Text, BLOCK_CHARS),
            result: cells.block("result", Field::Text, BLOCK_CHARS),
            resolved: cells.span("resolved"),
            funds: cells.money("funds"),
            verdict: cells.word("verdict"),
            means: cells.word("means"),
            revisit: cells.block("revisit", Field::Text, BLOCK_CHARS),
            status: cells.word("status"),
            referred_to: cells.name_of("referred_to", Field::ReferredTo, SHORT_CHARS),
            note: cells.block("note", Field::Note, BLOCK_CHARS),
        }
    }

    /// Where the issue stands by what the row says: as it states, else as its dates tell.
    pub(super) fn stand(&self) -> Stand {
        let by_result = || <Stand as super::word::Spoken>::hear(&self.result);
        let by_dates = match (self.resolved, self.consulted.first(), self.accepted) {
            (Some(_), ..) => Stand::Resolved,
            (None, Some(_), _) => Stand::Consulted,
            (None, None, Some(DateOrYes::On(_) | DateOrYes::Yes)) => Stand::Accepted,
            _ => Stand::Submitted,
        };
        self.status.or_else(by_result).unwrap_or(by_dates)
    }

    /// When it was talked about first.
    pub(super) fn consulted_on(&self) -> Option<DateSpan> {
        self.consulted.first().copied()
    }

    /// Until when all of it was promised.
    pub(super) fn deadline(&self) -> Option<NaiveDate> {
        self.deadlines.last().copied()
    }

    /// What the one commitment of a row is called: its advice, where that is short.
    pub(super) fn matter(&self) -> String {
        let is_short = !self.advice.is_empty() && self.advice.chars().count() <= SHORT_CHARS;
        if is_short {
            self.advice.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            self.title.clone()
        }
    }

    /// Whether it tells of something that was promised.
    pub(super) fn is_promised(&self, has_department: bool) -> bool {
        has_department
            || !self.deadlines.is_empty()
            || self.funds.is_some()
            || self.promised.is_some()
            || !self.advice.is_empty()
            || !self.progress.is_empty()
    }

    /// Whether it is past work, and no new concern that has just come in.
    pub(super) fn is_past(&self, has_department: bool) -> bool {
        self.stand() != Stand::Submitted
            || self.is_promised(has_department)
            || self.verdict.is_some()
            || self.heads.iter().any(Option::is_some)
            || !self.result.is_empty()
            || !self.revisit.is_empty()
    }

    /// Whether it was talked about in a session, as far as the row and its table tell: where the table
    /// has days of consultation and the row has none, it was solved without one (委员服务).
    pub(super) fn is_consulted(&self, has_days: bool) -> bool {
        match self.stand() {
            Stand::Consulted | Stand::Left(Exit::ClosedUnresolved) => true,
            Stand::Resolved => !self.consulted.is_empty() || !has_days,
            Stand::ResolvedByService | Stand::Submitted | Stand::Accepted => false,
            Stand::Left(_) => !self.consulted.is_empty(),
        }
    }

    /// The text of the issue, with what has no place of its own behind it, under the name of its
    /// column.
    pub(super) fn whole_body(&self, cells: &Cells<'_>, is_past: bool) -> String {
        let mut parts = vec![self.body.clone()];
        let mut add = |field: &str, text: &str| {
            if !text.is_empty() {
                parts.push(format!("{}{text}", label(cells, field)));
            }
        };
        if !is_past {
            add("number", &self.number);
        }
        if self.advice.chars().count() > SHORT_CHARS {
            add("advice", &self.advice);
        }
        // One day alone has a place of its own.
        for (field, several) in
            [("consulted", self.consulted.len() > 1), ("deadline", self.deadlines.len() > 1)]
        {
            add(field, if several { cells.shown(field) } else { "" });
        }
        for (field, count) in HEADS.into_iter().zip(self.heads) {
            add(field, &count.map(|it| it.to_string()).unwrap_or_default());
        }
        add("revisit", &self.revisit);
        add("note", &self.note);
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }
}
