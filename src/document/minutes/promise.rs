//! A commitment as documents tell it in a sentence.

use super::{
    open,
    said::{Due, Said, Word, deadline_end},
};
use crate::{
    document::{
        cast::Cast,
        phrase::{Phrase, Unknown},
    },
    domain::{
        commitment::{Benefit, Commitment},
        id::CommitmentId,
    },
    i18n::{
        Lang, Paper,
        wording::{Wording, day_in_text},
    },
};
use chrono::{Datelike, NaiveDate};

/// A commitment as the minutes tell it: matter, lead, supporting departments, deadline, funds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Which commitment.
    pub id: CommitmentId,
    /// What will be done, without a full stop.
    pub matter: String,
    /// The lead department, or a blank.
    pub lead: Phrase,
    /// The supporting departments; may be empty.
    pub supporting: String,
    /// The day by which it was promised, extensions not included; that it stands, or a blank.
    pub deadline: Phrase,
    /// Funds as they were promised, or a blank where money was and nobody said how much.
    pub funds: Option<Phrase>,
    /// What the matter says itself, so that it is not told twice.
    said: Said,
}

impl Promise {
    /// Reads a commitment.
    pub fn of(cast: &Cast<'_>, commitment: &Commitment) -> Self {
        let facts = &commitment.facts;
        let about = commitment.id.into();
        let lead = facts.lead.map(|lead| cast.department(lead)).unwrap_or_default();
        let deadline = facts.deadline.map(|day| day_in_text(day, cast.lang())).unwrap_or_default();
        let matter = Self::matter_of(cast, commitment);
        let funds = facts.funds.map(|funds| funds.words(cast.lang()));
        let said = Said::of(cast, facts, spoken_on(cast, commitment));
        Self {
            id: commitment.id,
            lead: cast.said_or(&lead, Unknown::Lead, about),
            supporting: cast.departments(&facts.supporting),
            deadline: match said.deadline {
                Due::Standing => cast.word(Paper::StandingTerm).into(),
                _ => cast.said_or(&deadline, Unknown::Deadline, about),
            },
            funds: match funds {
                Some(funds) => Some(Phrase::said(funds)),
                None if facts.promised == Benefit::Money => {
                    Some(cast.unknown(Unknown::Funds, about))
                }
                None => None,
            },
            said,
            matter,
        }
    }

    /// What will be done, without a full stop.
    pub fn matter_of(cast: &Cast<'_>, commitment: &Commitment) -> String {
        open(&cast.text(&commitment.facts.matter)).to_owned()
    }

    /// The commitment in one sentence without a full stop. What its words say by themselves is not
    /// told again; where they say it otherwise, what is stored is told as what counts.
    pub fn words(&self, lang: Lang) -> Phrase {
        let part = |word: Word, [plain, counting]: [Paper; 2], name: &str, value: Phrase| {
            let paper = match word {
                Word::Silent => plain,
                Word::Otherwise => counting,
                Word::Said => return Phrase::default(),
            };
            if value.is_empty() { value } else { Phrase::fill(paper.said(lang), &[(name, value)]) }
        };
        let said = self.said;
        let supporting = Phrase::said(self.supporting.as_str());
        let funds = self.funds.clone().unwrap_or_default();
        let (led, supported) = (Paper::LedBy, Paper::SupportedBy);
        let parts = [
            self.matter_words(lang),
            part(said.lead, [led; 2], "lead", self.lead.clone()),
            part(said.supporting, [supported; 2], "supporting", supporting),
            self.deadline_words(lang),
            part(said.funds, [Paper::WithFunds, Paper::FundsCount], "funds", funds),
        ];
        Phrase::joined(parts, lang.pick("，", "; "))
    }

    /// Whether its words tell a duty that stands.
    pub fn is_standing(&self) -> bool {
        matches!(self.said.deadline, Due::Standing | Due::Until)
    }

    /// What will be done. Behind words that tell the deadline as seen from the day of the session, it
    /// stands in brackets.
    fn matter_words(&self, lang: Lang) -> Phrase {
        let matter = self.matter.as_str();
        if self.said.deadline != Due::Vague {
            return matter.into();
        }
        let (before, behind) = matter.split_at(deadline_end(matter).unwrap_or(matter.len()));
        let deadline = [("deadline", self.deadline.clone())];
        let day = Phrase::fill(Paper::DeadlineInBrackets.said(lang), &deadline);
        Phrase::said(before).then(day).then(behind.into())
    }

    /// The deadline where the words leave it open or tell another one.
    fn deadline_words(&self, lang: Lang) -> Phrase {
        let paper = match self.said.deadline {
            Due::Silent => Paper::DoneBy,
            Due::Otherwise => Paper::DoneByCounts,
            Due::Until => Paper::DoneUntil,
            Due::Said | Due::Vague | Due::Standing => return Phrase::default(),
        };
        Phrase::fill(paper.said(lang), &[("deadline", self.deadline.clone())])
    }
}

/// The day of the session that a commitment was made in, where it is known to the day or the year.
fn spoken_on(cast: &Cast<'_>, commitment: &Commitment) -> Option<NaiveDate> {
    let on = cast.world.session(commitment.session?)?.facts.on;
    (on.first().year() == on.last().year()).then(|| on.first())
}
