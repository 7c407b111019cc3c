//! One item of the agenda: what was heard in order, what the session considered, what it agreed.

use super::{closed, issue_title, near, open, promise::Promise};
use crate::{
    document::{
        cast::Cast,
        phrase::{Blank, Phrase, Unknown},
    },
    domain::{
        closing::is_untouched,
        commitment::Commitment,
        id::{CommitmentId, IssueId},
        line::{Line, LineKind, unsettled::none_agreed},
        session::Session,
    },
    i18n::{Lang, Paper},
};
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
    /// That it parted without agreement, in the words of the record: sentences.
    pub parted: Vec<String>,
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
            // What the record tells in its own words need not be told twice.
            let is_told = |what: &String| made.parted.iter().any(|it| it.contains(open(what)));
            if made.no_consensus.as_ref().is_some_and(is_told) {
                made.no_consensus = None;
            }
            let is_open =
                made.agreed.is_empty() && made.no_consensus.is_none() && made.parted.is_empty();
            // What a source does not tell may have been said all the same.
            made.undiscussed = is_open
                && session.is_held()
                && session.source.is_none()
                && is_untouched(item, session, &lines);
            let is_open = is_open && !made.undiscussed;
            made.outcome_unknown =
                is_open.then(|| Blank::new(Unknown::Outcome, item.issue).wide(12));
            made
        })
        .collect();
    let rest = make(cast, None, &lines, &commitments);
    let is_empty = rest.heard.is_empty() && rest.considered.is_empty();
    if !(is_empty && rest.agreed.is_empty() && rest.parted.is_empty()) {
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
        heard: own()
            .filter(|line| !repeats_title(cast, line))
            .filter_map(|line| heard(cast, line))
            .collect(),
        considered: own()
            .filter(|line| is_considered(line))
            .map(|line| without_who_considers(open(&cast.text(&line.facts.text))).to_owned())
            .collect(),
        agreed: agreed(cast, issue, lines, commitments),
        no_consensus: None,
        parted: own()
            .filter(|line| {
                has_parted(line) && !commitments.iter().any(|it| it.line == Some(line.id))
            })
            .map(|line| parted(cast, line))
            .collect(),
        outcome_unknown: None,
        undiscussed: false,
    }
}

fn is_considered(line: &Line) -> bool {
    line.facts.kind == LineKind::Statement && line.facts.speaker.is_none()
}

/// What the minutes say before what was considered, in the words of people.
const WHO_CONSIDERS: [&str; 8] = [
    "大家一致认为",
    "与会人员一致认为",
    "与会人员认为",
    "大家认为",
    "会议一致认为",
    "会议认为",
    "一致认为",
    "Everybody thought that",
];

/// A statement without the words that the minutes put before it: 会议认为，大家一致认为 says it twice.
fn without_who_considers(text: &str) -> &str {
    let rest = WHO_CONSIDERS.iter().find_map(|words| text.strip_prefix(words));
    let rest = rest.map(|it| it.trim_start_matches(['，', ',', '：', ':', ' ']));
    rest.filter(|it| !it.is_empty()).unwrap_or(text)
}

/// Whether a topic only repeats what the heading of its item says. Where somebody told it, the minutes
/// tell who did.
fn repeats_title(cast: &Cast<'_>, line: &Line) -> bool {
    let issue = line.facts.issue.and_then(|id| cast.world.issue(id));
    let is_heading = line.facts.kind == LineKind::Topic && line.facts.speaker.is_none();
    is_heading && issue.is_some_and(|issue| near::is_near(&line.facts.text, &issue.facts.title))
}

/// Whether what was put down as agreed tells that nothing was: 未达成一致.
fn has_parted(line: &Line) -> bool {
    line.facts.kind == LineKind::Agreed && none_agreed(&line.facts.text).is_some()
}

/// The sentence that tells it.
fn parted(cast: &Cast<'_>, line: &Line) -> String {
    let text = cast.text(line.facts.text.trim());
    let text = closed(&text, cast.lang());
    if none_agreed(&line.facts.text).is_some_and(|it| it.lacks_subject) {
        cast.words(Paper::PartedInWords, &[("text", &text)])
    } else {
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
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
        let is_agreed = matches!(line.facts.kind, LineKind::Agreed | LineKind::Commitment);
        if is_plain && is_agreed && !has_parted(line) {
            agreed.push(Agreement::Said(open(&cast.text(&line.facts.text)).to_owned()));
        }
    }
    let rest = own().filter(|it| !told.contains(&it.id));
    agreed.extend(rest.map(|it| Agreement::Promise(Promise::of(cast, it))));
    agreed
}
