//! What is called so, and the issues that are tied to what is: numbers, titles, names, places, by
//! characters, pinyin and initials, as the filter finds them.

use super::{Finding, Where, came};
use crate::app::context::named;
use crate::app::index::Index;
use crate::app::pace::{Pace, Steps};
use crate::command::Catalog;
use crate::command::query::{Known, Looked, Query, Ready, Told};
use crate::domain::date::DateSpan;
use crate::domain::id::{
    CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId, StudioId,
};
use crate::domain::priority::Terms;
use crate::domain::row::{CommitmentRow, IssueRow};
use crate::search::quick::Nearness;
use crate::search::slip::is_slip_of;
use crate::search::sound::{Syllable, commonest};
use std::cmp::Reverse;

/// What is looked for, in whose rows, on which day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) catalog: &'a Catalog,
    /// What the screens know of these rows.
    pub(crate) index: Option<&'a Index>,
    pub(crate) query: &'a Query,
    pub(crate) day: Terms,
    /// Of which kind only.
    pub(crate) kind: Option<EntityKind>,
    /// How many are told of, the best; all are counted.
    pub(crate) most: usize,
}

/// What is called so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Called {
    /// The best, in order.
    pub(super) best: Vec<Finding>,
    /// All of them, sorted.
    pub(super) all: Vec<EntityId>,
}

impl Called {
    /// Whether nothing is called so.
    pub(crate) const fn is_none(&self) -> bool {
        self.all.is_empty()
    }
}

/// What tells how near something is, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Its number or name.
    Own,
    /// A name that is only near, where all is near: issues are more likely meant.
    NearName,
    /// Its place, a label, whoever raised it.
    Tied,
    /// What many share.
    Shared,
}

/// How near something is, the nearest first: by what it is called, by what it is tied to, by how well
/// that fits, and then what is open and what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    tier: Tier,
    cost: u32,
    is_done: bool,
    newest: Reverse<Option<DateSpan>>,
    id: Reverse<EntityId>,
}

/// Something that is found, before it is put in words.
type Spot = (Rank, Where);

/// Who waits for what is called so.
pub(crate) struct Waiting<'w> {
    /// Whether nobody does any more.
    pub(crate) is_gone: &'w dyn Fn() -> bool,
    /// Hears what was found so far, the best first, while there is more to be looked at.
    pub(crate) tell: Option<&'w mut dyn FnMut(Called)>,
}

/// What was found so far on the way through everything.
struct Spots<'s, 'w> {
    asked: &'s Asked<'s>,
    ready: &'s Ready,
    waiting: &'s mut Waiting<'w>,
    in_full: InFull<'s>,
    steps: Steps,
    all: Vec<Spot>,
}

impl Spots<'_, '_> {
    /// Comes to the next row; `None` where nobody waits any more.
    fn next(&mut self) -> Option<()> {
        let is_due = self.steps.next(self.all.len(), self.waiting.is_gone)?;
        if is_due && let Some(tell) = &mut self.waiting.tell {
            tell(self.asked.ranked(self.ready, self.all.clone()));
        }
        Some(())
    }

    /// Puts in what is found, with how far that is from what was typed.
    fn put(&mut self, id: impl Into<EntityId>, on: Option<DateSpan>, at: Where, cost: Option<u32>) {
        let Some(cost) = cost else { return };
        let (tier, newest, id) = (Tier::Own, Reverse(on), Reverse(id.into()));
        self.all.push((Rank { tier, cost, is_done: false, newest, id }, at));
    }

    /// Comes to somebody, an office or a studio, with these names and what stands beside them.
    fn named(&mut self, id: impl Into<EntityId>, names: &[&str], beside: &[&str]) -> Option<()> {
        self.next()?;
        if let Some(cost) = self.ready.cost_among(&[names, beside].concat(), None) {
            let (tier, id) = (self.in_full.tier(names), Reverse(id.into()));
            let rank = Rank { tier, cost, is_done: false, newest: Reverse(None), id };
            self.all.push((rank, Where::Name));
        }
        Some(())
    }
}

impl<'a> Asked<'a> {
    /// What a query finds as it stands; `None` where nobody waits for it any more.
    pub(crate) fn called(&self, ready: &Ready, waiting: &mut Waiting<'_>) -> Option<Called> {
        let pace = self.index.map_or_else(Pace::default, Index::pace);
        let steps = Steps::new(pace);
        let in_full = InFull::of(self.query, ready);
        let mut spots = Spots { asked: self, ready, waiting, in_full, steps, all: Vec::new() };
        if !ready.is_empty() {
            let is_meant = |kind| self.kind.is_none_or(|meant| meant == kind);
            // What is asked of issues alone, as `status:consulted`, lists issues.
            if ready.has_words() {
                self.offices(&is_meant, &mut spots)?;
            }
            if is_meant(EntityKind::Issue) {
                self.issues(&mut spots)?;
            }
            if ready.has_words() {
                self.others(&is_meant, &mut spots)?;
            }
        }
        let all = spots.all;
        Some(self.ranked(ready, all))
    }

    /// The best of what was found, in words.
    fn ranked(&self, ready: &Ready, mut spots: Vec<Spot>) -> Called {
        let mut all: Vec<EntityId> = spots.iter().map(|(rank, _)| rank.id.0).collect();
        all.sort_unstable();
        if spots.len() > self.most {
            spots.select_nth_unstable_by_key(self.most, |(rank, _)| *rank);
            spots.truncate(self.most);
        }
        spots.sort_unstable_by_key(|(rank, _)| *rank);
        let told = spots.into_iter().filter_map(|spot| self.told(spot));
        let told = told.map(|mut finding| {
            finding.marked = ready.parts(&finding.text);
            finding
        });
        Called { best: told.collect(), all }
    }

    /// What is only near to a query that finds nothing: among issues as the filter has it, else among
    /// everything that has a name. `None` as well where nobody waits for it any more.
    pub(crate) fn near(&self, is_gone: &dyn Fn() -> bool) -> Option<Called> {
        let mut waiting = Waiting { is_gone, tell: None };
        let near = Ready::near(self.query, self.known(), &self.day, || self.rows(is_gone));
        let near = near.and_then(|ready| self.called(&ready, &mut waiting));
        let is_any = |called: &Called| !called.all.is_empty();
        near.filter(is_any).or_else(|| {
            Nearness::ALL.into_iter().find_map(|nearness| {
                let ready = Ready::loosened(self.query, self.known(), &self.day, nearness);
                self.called(&ready, &mut waiting).filter(is_any)
            })
        })
    }

    fn known(&self) -> Known<'a> {
        self.index.map_or_else(|| self.catalog.into(), |index| index.known(self.catalog))
    }

    fn rows<'r>(&self, is_gone: &'r dyn Fn() -> bool) -> Box<dyn Iterator<Item = Looked<'r>> + 'r>
    where
        'a: 'r,
    {
        let known = self.index.and_then(|index| index.looked(self.catalog, is_gone));
        match known {
            Some(rows) => Box::new(rows),
            None => Box::new(self.catalog.issues.values().map(Looked::whole)),
        }
    }

    fn issues(&self, spots: &mut Spots<'_, '_>) -> Option<()> {
        let ready = spots.ready;
        let known = self.index.and_then(|index| index.candidates(self.catalog, ready));
        let rows: Box<dyn Iterator<Item = Option<Looked<'_>>>> = match known {
            Some(rows) => Box::new(rows),
            None => Box::new(self.catalog.issues.values().map(|row| Some(Looked::whole(row)))),
        };
        for looked in rows {
            spots.next()?;
            let Some(looked) = looked.filter(|row| ready.picks(row)) else { continue };
            let Some(row) = looked.row() else { continue };
            // What is farthest says why the issue is here.
            let at = ready.told(row).map_or(Where::Name, Where::from);
            let rank = Rank {
                tier: tier(at),
                cost: ready.cost(row),
                is_done: !row.status.is_open(),
                newest: Reverse(Some(came(row))),
                id: Reverse(row.id.into()),
            };
            spots.all.push((rank, at));
        }
        Some(())
    }

    /// Departments and studios: there are few.
    fn offices(
        &self,
        is_meant: &dyn Fn(EntityKind) -> bool,
        spots: &mut Spots<'_, '_>,
    ) -> Option<()> {
        let catalog = self.catalog;
        if is_meant(EntityKind::Department) {
            for row in catalog.departments.values() {
                spots.named(row.id, &[&row.name, &row.short], &[&row.district])?;
            }
        }
        if is_meant(EntityKind::Studio) {
            for row in catalog.studios.values() {
                spots.named(row.id, &[&row.name], &[&row.code, &row.area])?;
            }
        }
        Some(())
    }

    /// People, sessions and commitments.
    fn others(
        &self,
        is_meant: &dyn Fn(EntityKind) -> bool,
        spots: &mut Spots<'_, '_>,
    ) -> Option<()> {
        let (catalog, ready) = (self.catalog, spots.ready);
        if is_meant(EntityKind::Person) {
            for row in catalog.people.values() {
                spots.named(row.id, &[&row.name], &[&row.unit])?;
            }
        }
        if is_meant(EntityKind::Session) {
            for row in catalog.sessions.values() {
                spots.next()?;
                let (title, number) = (&*row.title, row.number.as_str());
                let is_named = ready.cost_among(&[title], None);
                let at = if is_named.is_some() { Where::Name } else { Where::Number };
                let cost = is_named.or_else(|| ready.cost_among(&[title, number], None));
                spots.put(row.id, Some(row.on), at, cost);
            }
        }
        // By their number alone, which is that of their issue: what they say is said.
        if is_meant(EntityKind::Commitment) && self.may_be_number() {
            for row in catalog.commitments.values() {
                spots.next()?;
                let Some(issue) = catalog.issues.get(&row.issue) else { continue };
                let number = issue.number.as_str();
                let cost = ready.cost_among(&[number], Some(&issue)).or_else(|| {
                    let is_whole = self.asks_label();
                    let label = is_whole.then(|| catalog.commitment_label(&row))?;
                    ready.cost_among(&[&label, number], Some(&issue))
                });
                spots.put(row.id, when(&row), Where::Number, cost);
            }
        }
        Some(())
    }

    /// Whether what is looked for could be in a number, which has no Chinese character.
    fn may_be_number(&self) -> bool {
        let mut words = self.query.words();
        words.all(|word| word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// Whether the place behind the number of an issue is meant, too.
    fn asks_label(&self) -> bool {
        self.query.words().any(|word| word.contains('/'))
    }

    /// Puts something that is found in words.
    fn told(&self, (rank, at): Spot) -> Option<Finding> {
        let (catalog, id) = (self.catalog, rank.id.0);
        let (mut issue, mut session) = (None, None);
        let text = match id.kind {
            EntityKind::Issue => {
                let row = catalog.issues.get(&IssueId::try_from(id).ok()?)?;
                issue = Some(row.id);
                self.told_of_issue(&row, at)
            }
            EntityKind::Session => {
                let row = catalog.sessions.get(&SessionId::try_from(id).ok()?)?;
                session = Some(row.id);
                if at == Where::Name { row.title.to_string() } else { row.number.to_string() }
            }
            EntityKind::Commitment => {
                let row = catalog.commitments.get(&CommitmentId::try_from(id).ok()?)?;
                (issue, session) = (Some(row.issue), row.session);
                catalog.commitment_label(&row)
            }
            EntityKind::Person => {
                let row = catalog.people.get(&PersonId::try_from(id).ok()?)?;
                beside(&[&row.name, &row.unit])
            }
            EntityKind::Department => {
                let row = catalog.departments.get(&DepartmentId::try_from(id).ok()?)?;
                beside(&[&row.name, &row.short, &row.district])
            }
            _ => {
                let row = catalog.studios.get(&StudioId::try_from(id).ok()?)?;
                beside(&[&row.name, &row.code, &row.area])
            }
        };
        let on = rank.newest.0;
        Some(Finding { id, issue, session, on, at, text, marked: Vec::new() })
    }

    fn told_of_issue(&self, row: &IssueRow, at: Where) -> String {
        let listed = |ids: &mut dyn Iterator<Item = EntityId>| {
            let names: Vec<String> = ids.map(|id| named(self.catalog, id)).collect();
            names.join("、")
        };
        match at {
            Where::Number => row.number.to_string(),
            Where::Place => row.place.to_string(),
            Where::Raiser => listed(&mut row.raisers.iter().map(|id| (*id).into())),
            Where::Department => {
                let all = row.departments.iter().chain(&row.supporting);
                listed(&mut all.map(|id| (*id).into()))
            }
            Where::Studio => listed(&mut std::iter::once(row.studio.into())),
            Where::Tag => row.tags.join("、"),
            Where::Name | Where::Category | Where::Status | Where::Said(_) => row.title.to_string(),
        }
    }
}

/// How near something is: by number or name, by place, label or raiser, by what many share.
const fn tier(at: Where) -> Tier {
    match at {
        Where::Number | Where::Name | Where::Said(_) => Tier::Own,
        Where::Place | Where::Tag | Where::Raiser => Tier::Tied,
        Where::Department | Where::Studio | Where::Category | Where::Status => Tier::Shared,
    }
}

/// What was typed, where all that is found is near: a name that is typed in full by its sound is as near as
/// an issue that is called so.
enum InFull<'q> {
    /// What is found is there as it was typed.
    Exact,
    /// Nothing is: one word was typed, or several, none of which is a whole name.
    Near(Option<&'q str>),
}

impl<'q> InFull<'q> {
    fn of(query: &'q Query, ready: &Ready) -> Self {
        let mut words = query.words();
        let only = words.next().filter(|_| words.next().is_none());
        if ready.is_near() { Self::Near(only) } else { Self::Exact }
    }

    /// How near something is by these names; what has none is not told apart.
    fn tier(&self, names: &[&str]) -> Tier {
        match self {
            Self::Near(typed) if !names.is_empty() => {
                let is_it = |typed: &&str| names.iter().any(|name| is_sound_of(typed, name));
                typed.filter(is_it).map_or(Tier::NearName, |_| Tier::Own)
            }
            _ => Tier::Own,
        }
    }
}

/// Whether a word is a whole name by how it is commonly read: by its characters, or letter by letter with
/// a slip.
fn is_sound_of(typed: &str, name: &str) -> bool {
    let letters: Vec<char> = typed.chars().collect();
    if letters.iter().all(char::is_ascii_alphabetic) {
        let sound: String = name.chars().map(spelled).collect();
        return is_slip_of(&letters, &sound.chars().collect::<Vec<_>>());
    }
    let known: Vec<char> = name.chars().collect();
    let is_same = |(one, other): (&char, &char)| {
        let sound = commonest(*one);
        one == other || (sound.is_some() && sound == commonest(*other))
    };
    letters.len() == known.len() && letters.iter().zip(&known).all(is_same)
}

/// Whether something is found only by what many share.
pub(super) const fn is_far(at: Where) -> bool {
    matches!(tier(at), Tier::Shared)
}

/// A character by the letters that it is commonly read by.
fn spelled(character: char) -> String {
    let letters = |it: Syllable| it.letters().to_owned();
    commonest(character).map_or_else(|| character.to_lowercase().collect(), letters)
}

/// A name with what stands beside it.
fn beside(texts: &[&str]) -> String {
    let texts: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    texts.join("  ")
}

/// The latest day of a commitment.
fn when(row: &CommitmentRow) -> Option<DateSpan> {
    row.completed.or_else(|| row.due.map(DateSpan::of_day))
}

impl From<Told> for Where {
    fn from(told: Told) -> Self {
        match told {
            Told::Title => Self::Name,
            Told::Number => Self::Number,
            Told::Place => Self::Place,
            Told::Tag => Self::Tag,
            Told::Raiser => Self::Raiser,
            Told::Department => Self::Department,
            Told::Studio => Self::Studio,
            Told::Category => Self::Category,
            Told::Status => Self::Status,
        }
    }
}
