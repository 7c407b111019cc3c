//! Which issues a query wants: the query against the rows of all lists. What many issues share (studio,
//! departments, people, sessions) is looked at once, an issue by its own row alone.
//!
//! What is nearly typed counts only where the whole query finds nothing, only for words that are
//! found nowhere, and only as near as the nearest.

mod known;
mod looked;
mod said;
mod sought;

pub use self::known::{Known, NameSigns};
pub use self::looked::{Hints, Looked};
use self::said::{Said, is_unknown, near_name, said};
use self::sought::Sought;
pub use self::sought::Told;
#[cfg(test)]
pub(crate) use self::sought::looked_closely;
use super::fault::{Fault, FaultKind};
use super::key::{Key, Kind};
use super::{Query, Reading, Test, Text, Value};
use crate::command::Catalog;
use crate::domain::id::IssueId;
use crate::domain::priority::Terms;
use crate::domain::row::IssueRow;
use crate::search::quick::{Nearness, joined};
use crate::search::text;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::ops::Range;

/// Where an issue stands among those that a query wants, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    cost: u32,
    is_done: bool,
    newest: Reverse<NaiveDate>,
    id: IssueId,
}

/// A query made ready for the rows of a catalog, on a day: `Terms` say which deadlines are near then.
#[derive(Debug)]
pub struct Ready {
    terms: Vec<Term>,
    day: Terms,
}

#[derive(Debug)]
struct Term {
    negated: bool,
    test: Wanted,
}

/// A test with everything looked up.
#[derive(Debug)]
enum Wanted {
    Words(Vec<Sought>),
    Key(Key, Vec<Said>),
}

impl Ready {
    /// Makes a query ready; what is said of a name that nobody has asks nothing, so that the rest narrows.
    pub fn new(query: &Query, known: Known<'_>, day: &Terms) -> Self {
        let terms = query.terms.iter();
        let term = |term: &super::Term| Term {
            negated: term.negated,
            test: match &term.test {
                Test::Words(texts) => Wanted::Words(
                    texts
                        .iter()
                        .filter_map(Text::word)
                        .map(|it| Sought::new(it, None, known))
                        .collect(),
                ),
                Test::Key(key, values) => Wanted::Key(
                    *key,
                    values.iter().filter_map(|it| said(*key, it, known)).collect(),
                ),
            },
        };
        let asks = |term: &Term| match &term.test {
            Wanted::Words(_) => true,
            Wanted::Key(_, said) => !said.iter().all(Said::is_of_nobody),
        };
        Self { terms: terms.map(term).filter(asks).collect(), day: *day }
    }

    /// Whether everything is wanted.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an issue is wanted.
    pub fn wants(&self, row: &IssueRow) -> bool {
        self.picks(&Looked::here(row))
    }

    /// Whether an issue may be wanted, as far as its hints tell.
    pub fn may_pick(&self, hints: &Hints) -> bool {
        self.terms.iter().all(|term| match &term.test {
            Wanted::Words(words) if !term.negated => words.iter().any(|it| it.may_be_in(hints)),
            _ => true,
        })
    }

    /// The same, with what tells sooner that it is not.
    pub fn picks(&self, looked: &Looked<'_>) -> bool {
        self.terms.iter().all(|term| term.holds(looked, &self.day))
    }

    /// Where nothing is found by the query as it stands: the same, but that a word which is found
    /// nowhere at all may be near; `None` where that finds nothing either.
    pub fn near<'r, Rows>(
        query: &Query,
        known: Known<'_>,
        day: &Terms,
        rows: impl Fn() -> Rows,
    ) -> Option<Self>
    where
        Rows: Iterator<Item = Looked<'r>>,
    {
        let mut near = Self::new(query, known, day);
        let mut is_any = false;
        for term in near.terms.iter_mut().filter(|term| !term.negated) {
            let Wanted::Words(words) = &mut term.test else { continue };
            // A word that is all that is asked was looked for already.
            if query.terms.len() > 1 && rows().any(|row| words.iter().any(|word| word.is_in(&row)))
            {
                continue;
            }
            *words = Nearness::ALL.into_iter().find_map(|nearness| {
                let loosened = words.iter().map(|it| it.loosened(nearness, known));
                let loosened: Vec<Sought> = loosened.collect();
                let is_found = rows().any(|row| loosened.iter().any(|word| word.is_in(&row)));
                is_found.then_some(loosened)
            })?;
            is_any = true;
        }
        (is_any && rows().any(|row| near.picks(&row))).then_some(near)
    }

    /// The same, but that each of its words may be near.
    #[must_use]
    pub fn loosened(query: &Query, known: Known<'_>, day: &Terms, nearness: Nearness) -> Self {
        let mut near = Self::new(query, known, day);
        for term in near.terms.iter_mut().filter(|term| !term.negated) {
            if let Wanted::Words(words) = &mut term.test {
                *words = words.iter().map(|it| it.loosened(nearness, known)).collect();
            }
        }
        near
    }

    /// Whether it asks for more than words that are to be found: for what is said of an issue, or for
    /// words that must not be there.
    pub fn limits(&self) -> bool {
        self.terms.iter().any(Term::is_limit)
    }

    /// Whether an issue is within these limits, whatever words are looked for.
    pub fn is_within(&self, row: &IssueRow) -> bool {
        self.terms
            .iter()
            .filter(|term| term.is_limit())
            .all(|term| term.holds(&Looked::here(row), &self.day))
    }

    /// How well something fits that is called by some texts, the lower the better; `None` where it is not
    /// wanted. What is asked of an issue is asked of the one that it belongs to.
    pub fn cost_among(&self, texts: &[&str], issue: Option<&IssueRow>) -> Option<u32> {
        let mut cost = 0;
        for term in &self.terms {
            match &term.test {
                Wanted::Words(words) if term.negated => {
                    let is_there = |text: &&str| words.iter().any(|word| word.is_in_text(text));
                    let is_told =
                        issue.is_some_and(|row| !term.holds(&Looked::here(row), &self.day));
                    if is_told || texts.iter().any(is_there) {
                        return None;
                    }
                }
                Wanted::Words(words) => {
                    cost += words.iter().filter_map(|word| word.cost_among(texts)).min()?;
                }
                Wanted::Key(..) => {
                    issue.filter(|row| term.holds(&Looked::here(row), &self.day))?;
                }
            }
        }
        Some(cost)
    }

    /// What of an issue its words are found in, of several words the farthest; `None` where there is none.
    pub fn told(&self, row: &IssueRow) -> Option<Told> {
        let terms = self.terms.iter().filter(|term| !term.negated);
        let words = terms.filter_map(|term| match &term.test {
            Wanted::Words(words) => words.iter().filter_map(|word| word.told(row)).min(),
            Wanted::Key(..) => None,
        });
        words.max()
    }

    /// Whether words are looked for.
    pub fn has_words(&self) -> bool {
        self.words().next().is_some()
    }

    /// Whether a word of it is only near to what it finds.
    pub fn is_near(&self) -> bool {
        self.words().any(|word| word.near.is_some())
    }

    /// Where its words are in a text of a row, in bytes, in order and without overlaps.
    pub fn parts(&self, text: &str) -> Vec<Range<usize>> {
        joined(self.words().filter_map(|word| word.part(text)).collect())
    }

    /// How well an issue that is wanted fits, the lower the better: what is found in its title counts
    /// before its number and its place, and these before what it shares with others.
    pub fn cost(&self, row: &IssueRow) -> u32 {
        let terms = self.terms.iter().filter(|term| !term.negated);
        terms
            .map(|term| match &term.test {
                Wanted::Words(words) => words.iter().map(|it| it.cost(row)).min().unwrap_or(0),
                Wanted::Key(..) => 0,
            })
            .sum()
    }

    /// Where an issue that is wanted stands among the others, the best first: by how well it fits, then
    /// what is open, then what is new.
    pub fn rank(&self, row: &IssueRow) -> Rank {
        Rank {
            cost: self.cost(row),
            is_done: !row.status.is_open(),
            newest: Reverse(row.since),
            id: row.id,
        }
    }

    fn words(&self) -> impl Iterator<Item = &Sought> {
        let wanted = self.terms.iter().filter(|term| !term.negated);
        wanted.flat_map(|term| match &term.test {
            Wanted::Words(words) => words.as_slice(),
            Wanted::Key(..) => &[],
        })
    }
}

impl Reading {
    /// What is wrong in it, and the names behind keys that nothing is called by.
    pub fn told(&self, catalog: &Catalog) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        for (term, place) in self.query.terms.iter().zip(&self.places) {
            let Test::Key(key, values) = &term.test else { continue };
            let unknown = values.iter().find_map(|value| match value {
                Value::Text(text)
                    if key.kind() == Kind::Name && is_unknown(*key, value, catalog) =>
                {
                    Some(text)
                }
                _ => None,
            });
            if let Some(text) = unknown {
                let near = near_name(*key, &text.text, catalog);
                let kind = FaultKind::Name { key: *key, typed: text.text.clone(), near };
                faults.push(Fault { place: place.clone(), kind });
            }
        }
        faults.sort_by_key(|fault| fault.place.start);
        faults
    }

    /// The same, with what is not finished: where a query is given as a whole.
    pub fn told_as_whole(&self, catalog: &Catalog) -> Vec<Fault> {
        let mut faults = self.told(catalog);
        faults.extend(self.unfinished.iter().cloned());
        faults.sort_by_key(|fault| fault.place.start);
        faults
    }
}

impl Query {
    /// What the full text is asked: the words, in what belongs to an issue that everything else holds of.
    pub fn said(&self, ready: &Ready, catalog: &Catalog) -> text::Query {
        let mut said = text::Query::default();
        for term in &self.terms {
            let Test::Words(texts) = &term.test else { continue };
            let texts: Vec<(&str, bool)> =
                texts.iter().map(|it| (it.text.as_str(), it.quoted)).collect();
            said = if term.negated { said.without(&texts) } else { said.with(&texts) };
        }
        if said.is_empty() || !ready.limits() {
            return said;
        }
        let rows = catalog.issues.values();
        let within = |is_meant: bool| {
            let rows = rows.filter(move |row| ready.is_within(row) == is_meant);
            rows.map(|row| row.id)
        };
        if self.asks_issues() { said.among(within(true)) } else { said.beside(within(false)) }
    }

    /// Whether it asks what an issue is, and not only for words.
    pub fn asks_issues(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::Key(..)))
    }
}

impl Term {
    /// Whether it is more than a word that is to be found.
    const fn is_limit(&self) -> bool {
        self.negated || matches!(self.test, Wanted::Key(..))
    }

    fn holds(&self, looked: &Looked<'_>, day: &Terms) -> bool {
        let holds = match &self.test {
            Wanted::Words(words) => words.iter().any(|word| word.is_in(looked)),
            Wanted::Key(key, said) => {
                looked.row().is_some_and(|row| said.iter().any(|it| it.holds(*key, row, day)))
            }
        };
        holds != self.negated
    }
}
