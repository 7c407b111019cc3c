//! What was found: by what things are called, and in what is said about them, in one order and each once.
//! The command line and the search page show the same.

mod called;
mod words;

pub(crate) use called::{Asked, Called, Waiting};
pub(crate) use words::{day_words, place_words};

use crate::command::Catalog;
use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId};
use crate::domain::row::IssueRow;
use crate::search::text::{self, PartKind};
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
    /// How it is labelled.
    Tag,
    /// Who raised it.
    Raiser,
    /// A department that answers for it or supports.
    Department,
    /// The studio that looks after it.
    Studio,
    /// Its category.
    Category,
    /// How far it is.
    Status,
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
            Self::Tag => PartKind::Tag.key(),
            Self::Raiser => "raiser",
            Self::Department => "department",
            Self::Studio => "studio",
            Self::Category => "category",
            Self::Status => "status",
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
    /// The best first: what is called so, what is tied to it by place, label or raiser, what says so, and
    /// what is tied by what many share. Each once.
    pub(crate) best: Vec<Finding>,
    /// How many there are with those that are not listed.
    pub(crate) total: usize,
    /// Nothing is so; these are near.
    pub(crate) is_near: bool,
}

/// Puts together what is called so and what says so, at most so many. `said` is what the full text finds, once
/// it has answered; where neither finds anything, this is what is near.
pub(crate) fn findings(
    catalog: &Catalog,
    (called, near): (&Called, impl FnOnce() -> Option<Called>),
    said: Option<&text::Found>,
    most: usize,
) -> Findings {
    let is_nothing = called.is_none() && said.is_some_and(|it| it.all.is_empty());
    if is_nothing && let Some(near) = near() {
        return Findings { total: near.all.len(), best: near.best, is_near: true };
    }
    let mut taken: BTreeSet<EntityId> = BTreeSet::new();
    let mut best = Vec::new();
    let mut take = |finding: Finding| {
        if taken.insert(finding.id) {
            best.push(finding);
        }
    };
    let hits = said.map_or(&[][..], |it| &it.hits);
    let all = said.map_or(&[][..], |it| &it.all);
    let said: Vec<Finding> = hits.iter().filter_map(|hit| of_said(catalog, hit)).collect();
    let (near, far): (Vec<_>, Vec<_>) = called.best.iter().partition(|it| !called::is_far(it.at));
    for finding in near {
        // What is marked of a title by the full text is all of it.
        let better = said.iter().find(|it| it.id == finding.id && it.at.is_name());
        take(better.unwrap_or(finding).clone());
    }
    said.into_iter().for_each(&mut take);
    far.into_iter().cloned().for_each(&mut take);
    best.truncate(most);
    Findings { best, total: called.all.len() + more(&called.all, all), is_near: false }
}

/// How many there are of what is said that are not called so; both are sorted.
fn more(called: &[EntityId], said: &[EntityId]) -> usize {
    let mut called = called.iter().peekable();
    let is_more = |id: &&EntityId| {
        while called.next_if(|it| it < id).is_some() {}
        called.peek() != Some(id)
    };
    said.iter().filter(is_more).count()
}

/// A hit of the full text, unless what it belongs to is not there any more.
fn of_said(catalog: &Catalog, hit: &text::Hit) -> Option<Finding> {
    let on = match hit.id.kind {
        EntityKind::Issue => Some(came(&catalog.issues.get(&IssueId::try_from(hit.id).ok()?)?)),
        EntityKind::Commitment => {
            catalog.commitments.get(&CommitmentId::try_from(hit.id).ok()?)?;
            Some(DateSpan::of_day(hit.day))
        }
        _ => None,
    };
    let session = hit.session.and_then(|id| catalog.sessions.get(&id));
    // A line belongs to a session, and a session is one.
    let on = on.or_else(|| session.as_ref().map(|row| row.on))?;
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

#[cfg(test)]
mod tests;
