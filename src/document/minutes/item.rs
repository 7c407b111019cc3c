//! One item of the agenda: what was heard in order, what the session considered, what it agreed.

use super::{
    closed, issue_title, open,
    said::{Said, Word},
};
use crate::{
    document::{
        cast::Cast,
        phrase::{Blank, Phrase, Unknown},
    },
    domain::{
        commitment::{Benefit, Commitment},
        id::{CommitmentId, IssueId},
        line::{Line, LineKind},
        session::Session,
    },
    i18n::{
        Lang, Paper,
        wording::{Wording, day_in_text},
    },
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// An item of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The issue; `None` for what belongs to no item.
    pub issue: Option<IssueId>,
    /// What it is about.
    pub title: String,
    /// 会议听取了: topics, questions, replies and statements in order, in the third person.
    pub heard: Vec<Heard>,
    /// 会议认为: what nobody in particular stated.
    pub considered: Vec<String>,
    /// 会议议定.
    pub agreed: Vec<Agreement>,
    /// 未达成共识, and on what; that may be empty.
    pub no_consensus: Option<String>,
    /// The blank where an item of the agenda has no outcome.
    pub outcome_unknown: Option<Blank>,
    /// Whether it was on the agenda of a session that was run here, and nobody talked about it.
    pub undiscussed: bool,
}

/// Something that was said, in the third person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// What kind of line it was.
    pub kind: LineKind,
    /// The whole sentence.
    pub words: String,
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// In the words of the record, without a full stop.
    Said(String),
    /// A commitment.
    Promise(Promise),
}

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
    /// The day by which it was promised, extensions not included, or a blank.
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
        let matter = open(&cast.text(&facts.matter)).to_owned();
        let funds = facts.funds.map(|funds| funds.words(cast.lang()));
        Self {
            id: commitment.id,
            lead: cast.said_or(&lead, Unknown::Lead, about),
            supporting: cast.departments(&facts.supporting),
            deadline: cast.said_or(&deadline, Unknown::Deadline, about),
            funds: match funds {
                Some(funds) => Some(Phrase::said(funds)),
                None if facts.promised == Benefit::Money => {
                    Some(cast.unknown(Unknown::Funds, about))
                }
                None => None,
            },
            said: Said::of(cast, facts, spoken_on(cast, commitment)),
            matter,
        }
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
            Phrase::said(self.matter.as_str()),
            part(said.lead, [led; 2], "lead", self.lead.clone()),
            part(said.supporting, [supported; 2], "supporting", supporting),
            part(
                said.deadline,
                [Paper::DoneBy, Paper::DoneByCounts],
                "deadline",
                self.deadline.clone(),
            ),
            part(said.funds, [Paper::WithFunds, Paper::FundsCount], "funds", funds),
        ];
        Phrase::joined(parts, lang.pick("，", "; "))
    }
}

/// The day of the session that a commitment was made in, where it is known to the day or the year.
fn spoken_on(cast: &Cast<'_>, commitment: &Commitment) -> Option<NaiveDate> {
    let on = cast.world.session(commitment.session?)?.facts.on;
    (on.first().year() == on.last().year()).then(|| on.first())
}

impl Agreement {
    /// What was agreed, without a full stop.
    pub fn words(&self, lang: Lang) -> Phrase {
        match self {
            Self::Said(words) => Phrase::said(words.as_str()),
            Self::Promise(promise) => promise.words(lang),
        }
    }
}

/// The items of a session in the order of its agenda; what belongs to none comes last.
pub(super) fn of_session(cast: &Cast<'_>, session: &Session) -> Vec<Item> {
    let lines: Vec<&Line> = session
        .lines
        .iter()
        .filter_map(|id| cast.world.line(*id))
        .filter(|line| !line.struck)
        .collect();
    let commitments: Vec<&Commitment> = session
        .commitments
        .iter()
        .filter_map(|id| cast.world.commitment(*id))
        .filter(|commitment| !commitment.retracted)
        .collect();
    let mut items: Vec<Item> = session
        .agenda
        .iter()
        .map(|item| {
            let mut made = make(cast, Some(item.issue), &lines, &commitments);
            made.no_consensus = item.no_consensus.as_ref().map(|what| cast.text(what));
            let is_open = made.agreed.is_empty() && made.no_consensus.is_none();
            // What a source does not tell may have been said all the same.
            made.undiscussed = is_open
                && session.is_held()
                && session.source.is_none()
                && !lines.iter().any(|line| line.facts.issue == Some(item.issue));
            let is_open = is_open && !made.undiscussed;
            made.outcome_unknown =
                is_open.then(|| Blank::new(Unknown::Outcome, item.issue).wide(12));
            made
        })
        .collect();
    let rest = make(cast, None, &lines, &commitments);
    if !(rest.heard.is_empty() && rest.considered.is_empty() && rest.agreed.is_empty()) {
        items.push(rest);
    }
    items
}

fn make(
    cast: &Cast<'_>,
    issue: Option<IssueId>,
    lines: &[&Line],
    commitments: &[&Commitment],
) -> Item {
    let own = || lines.iter().copied().filter(|line| line.facts.issue == issue);
    let title = match issue {
        Some(issue) => issue_title(cast, issue),
        None => cast.word(Paper::OtherMatters).to_owned(),
    };
    Item {
        issue,
        title,
        heard: own().filter_map(|line| heard(cast, line)).collect(),
        considered: own()
            .filter(|line| is_considered(line))
            .map(|line| open(&cast.text(&line.facts.text)).to_owned())
            .collect(),
        agreed: agreed(cast, issue, lines, commitments),
        no_consensus: None,
        outcome_unknown: None,
        undiscussed: false,
    }
}

fn is_considered(line: &Line) -> bool {
    line.facts.kind == LineKind::Statement && line.facts.speaker.is_none()
}

/// What somebody said, in the third person; `None` for what is told elsewhere.
fn heard(cast: &Cast<'_>, line: &Line) -> Option<Heard> {
    let text = closed(&cast.text(&line.facts.text), cast.lang());
    let who = line.facts.speaker.map(|speaker| cast.who(speaker));
    let somebody = |paper: Paper| who.clone().unwrap_or_else(|| cast.word(paper).to_owned());
    let (paper, who) = match (line.facts.kind, &who) {
        (LineKind::Topic, None) => (Paper::HeardTopic, String::new()),
        (LineKind::Topic, Some(who)) => (Paper::HeardTopicFrom, who.clone()),
        (LineKind::Question, _) => (Paper::HeardQuestion, somebody(Paper::SomebodyAsking)),
        (LineKind::Reply, _) => (Paper::HeardReply, somebody(Paper::SomebodyReplying)),
        (LineKind::Statement, Some(who)) => (Paper::HeardStatement, who.clone()),
        (LineKind::Statement, None) | (LineKind::Agreed | LineKind::Commitment, _) => return None,
    };
    let words = cast.words(paper, &[("who", &who), ("text", &text)]);
    Some(Heard { kind: line.facts.kind, words })
}

/// Agreed items in the order of the record. A line that became a commitment is told as that one;
/// commitments of no line come last.
fn agreed(
    cast: &Cast<'_>,
    issue: Option<IssueId>,
    lines: &[&Line],
    commitments: &[&Commitment],
) -> Vec<Agreement> {
    let own = || commitments.iter().filter(|it| Some(it.issue) == issue);
    let mut agreed = Vec::new();
    let mut told: BTreeSet<CommitmentId> = BTreeSet::new();
    for line in lines.iter().filter(|line| line.facts.issue == issue) {
        let mut of_line = own().filter(|it| it.line == Some(line.id)).peekable();
        let is_plain = of_line.peek().is_none();
        for commitment in of_line {
            told.insert(commitment.id);
            agreed.push(Agreement::Promise(Promise::of(cast, commitment)));
        }
        if is_plain && matches!(line.facts.kind, LineKind::Agreed | LineKind::Commitment) {
            agreed.push(Agreement::Said(open(&cast.text(&line.facts.text)).to_owned()));
        }
    }
    let rest = own().filter(|it| !told.contains(&it.id));
    agreed.extend(rest.map(|it| Agreement::Promise(Promise::of(cast, it))));
    agreed
}
