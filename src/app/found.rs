//! What was found: by what things are called, and in what is said about them, in one order and each once.
//! The command line and the search page show the same.

mod called;
mod words;

pub(crate) use words::{day_words, place_words};

use crate::command::Catalog;
use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId};
use crate::domain::row::IssueRow;
use crate::search::text::{self, PartKind, Query};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What about something has what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// Its number or code.
    Number,
    /// What it is called.
    Name,
    /// Where it is.
    Place,
    /// Who raised it.
    Raiser,
    /// The department that answers for it.
    Department,
    /// The studio that looks after it.
    Studio,
    /// One of its texts.
    Said(PartKind),
}

impl Where {
    /// The stable word for scripts.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Place => "place",
            Self::Raiser => "raiser",
            Self::Department => "department",
            Self::Studio => "studio",
            Self::Said(part) => part.key(),
        }
    }

    /// Whether the text is what the thing is called.
    pub(crate) const fn is_name(self) -> bool {
        match self {
            Self::Name => true,
            Self::Said(part) => part.is_head(),
            _ => false,
        }
    }
}

/// Something that was found, with the best reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) id: EntityId,
    /// The issue that it belongs to, itself for an issue.
    pub(crate) issue: Option<IssueId>,
    /// The session that it belongs to, itself for a session.
    pub(crate) session: Option<SessionId>,
    /// Of a line the day it was said, of a session the day it is held, of an issue when it came.
    pub(crate) on: Option<DateSpan>,
    pub(crate) at: Where,
    /// The text around what was found.
    pub(crate) text: String,
    /// What of it was found, in bytes.
    pub(crate) marked: Vec<Range<usize>>,
}

impl Finding {
    /// The issue that it belongs to, else the session, else itself.
    pub(crate) fn about(&self) -> EntityId {
        let session = || self.session.map(EntityId::from);
        self.issue.map(EntityId::from).or_else(session).unwrap_or(self.id)
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// The best first: what is called so, what is tied to it by place or raiser, what says so, and what is
    /// tied by department or studio. Each once.
    pub(crate) best: Vec<Finding>,
    /// How many there are with those that say so and are not listed.
    pub(crate) total: usize,
}

/// Puts together what is found by what was typed; `said` is what the full text finds, of one kind or all.
pub(crate) fn findings(
    catalog: &Catalog,
    typed: &str,
    kind: Option<EntityKind>,
    said: &text::Found,
) -> Findings {
    let query = Query::parse(typed);
    let mut taken: BTreeSet<EntityId> = BTreeSet::new();
    let mut best = Vec::new();
    let mut take = |finding: Finding| {
        if taken.insert(finding.id) {
            best.push(finding);
        }
    };
    let all = &said.all;
    let said: Vec<Finding> = said.hits.iter().filter_map(|hit| of_said(catalog, hit)).collect();
    let mut called = called::find(catalog, typed);
    called.retain(|it| kind.is_none_or(|kind| it.id.kind == kind));
    let (near, far): (Vec<_>, Vec<_>) =
        called.into_iter().partition(|it| !matches!(it.at, Where::Department | Where::Studio));
    for finding in near {
        // What is marked of a title tells more than that it fits by its sound.
        let better = said.iter().find(|it| it.id == finding.id && it.at.is_name()).cloned();
        take(better.unwrap_or(finding));
    }
    said.into_iter().for_each(&mut take);
    far.into_iter().for_each(&mut take);
    let total = taken.len() + all.iter().filter(|id| !taken.contains(id)).count();
    for finding in &mut best {
        if finding.marked.is_empty() {
            finding.marked = query.places(&finding.text).0;
        }
    }
    Findings { best, total }
}

/// A hit of the full text, unless what it belongs to is not there any more.
fn of_said(catalog: &Catalog, hit: &text::Hit) -> Option<Finding> {
    let on = match hit.id.kind {
        EntityKind::Issue => Some(came(catalog.issues.get(&IssueId::try_from(hit.id).ok()?)?)),
        EntityKind::Commitment => {
            catalog.commitments.get(&CommitmentId::try_from(hit.id).ok()?)?;
            Some(DateSpan::of_day(hit.day))
        }
        _ => None,
    };
    let session = hit.session.and_then(|id| catalog.sessions.get(&id));
    // A line belongs to a session, and a session is one.
    let on = on.or_else(|| session.map(|row| row.on))?;
    Some(Finding {
        id: hit.id,
        issue: hit.issue.filter(|id| catalog.issues.contains_key(id)),
        session: session.map(|row| row.id),
        on: Some(on),
        at: Where::Said(hit.excerpt.kind),
        text: hit.excerpt.text.clone(),
        marked: hit.excerpt.found.clone(),
    })
}

/// What was found about one thing: an issue with what is said about it, or anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) about: EntityId,
    /// The finding that is about itself, as a place among all findings.
    pub(crate) own: Option<usize>,
    /// The others, in order.
    pub(crate) parts: Vec<usize>,
}

/// Findings by what they are about, in the order of the best of each.
pub(crate) fn grouped(findings: &[Finding]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let about = finding.about();
        let place = *places.entry(about).or_insert_with(|| {
            groups.push(Group { about, own: None, parts: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(place) else { continue };
        if finding.id == about { group.own = Some(at) } else { group.parts.push(at) }
    }
    groups
}

/// When an issue came.
fn came(row: &IssueRow) -> DateSpan {
    row.submitted.unwrap_or_else(|| DateSpan::of_day(row.since))
}
