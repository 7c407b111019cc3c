//! The query language of the filter line, the palette, saved views and the command line:
//! `status:consulted due:<7d 部门：住建 温度 "步行街"`.
//!
//! A query is terms that all have to hold. A term is a word, a phrase in quotes, or a key with one or
//! several values of which one has to hold; `-` or 非 turns it round. What is wrong in it is a
//! [`Fault`] that knows its place, and the rest still holds.
//!
//! | question | file |
//! |---|---|
//! | which keys there are | [`key`] |
//! | how a text becomes a query | `read` |
//! | what the words behind a key stand for | [`choice`] |
//! | days, dates and ranges | [`days`] |
//! | what is wrong, and where | [`fault`] |
//! | which issues a query wants | [`ready`] |
//! | what could be typed next | [`complete`] |

pub mod choice;
pub mod complete;
pub mod days;
pub mod fault;
pub mod key;
pub mod ready;

mod read;
#[cfg(test)]
mod tests;

pub use self::choice::{Choice, Flag};
pub use self::days::Days;
pub use self::fault::{Fault, FaultKind};
pub use self::key::{Key, Kind};
pub use self::ready::{Hints, Known, Looked, NameSigns, Ready, Told};
use crate::search::quick::Word;
use chrono::NaiveDate;
use std::fmt;
use std::ops::Range;

/// What is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What all has to hold.
    pub terms: Vec<Term>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub negated: bool,
    /// What holds.
    pub test: Test,
}

/// What a term asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these is found in what the row of an issue tells.
    Words(Vec<Text>),
    /// One of these is said of what the key stands for.
    Key(Key, Vec<Value>),
}

/// A word or a phrase that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// As it was typed, never empty.
    pub text: String,
    /// Whether it stood in quotes: then it is no pinyin, and may have blanks.
    pub quoted: bool,
}

/// What is said of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// There is none.
    None,
    /// One of a few words.
    Choice(Choice),
    /// Days.
    Days(Days),
    /// A name or a text.
    Text(Text),
}

/// A query as it was read, with what is wrong in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What of it is understood.
    pub query: Query,
    /// Where the text of each term stands, in bytes.
    pub places: Vec<Range<usize>>,
    /// What is wrong, in order.
    pub faults: Vec<Fault>,
    /// What is not finished, in order: fine while it is typed, and wrong where nobody types on.
    pub unfinished: Vec<Fault>,
}

impl Query {
    /// Reads a query; whatever is wrong in it is told, and the rest holds.
    ///
    /// ```
    /// use tanshi::command::query::Query;
    ///
    /// let today = chrono::NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
    /// let reading = Query::read("状态：已协商 due:<7d 停车|车位", today);
    /// assert!(reading.faults.is_empty());
    /// assert_eq!(reading.query.to_string(), "status:consulted due:<7d 停车|车位");
    /// ```
    pub fn read(text: &str, today: NaiveDate) -> Reading {
        read::reading(text, today)
    }

    /// Whether nothing is asked.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words that are looked for, as they were typed; not those that must not be there.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let texts =
            self.terms.iter().filter(|term| !term.negated).flat_map(|term| match &term.test {
                Test::Words(texts) => texts.as_slice(),
                Test::Key(..) => &[],
            });
        texts.map(|text| text.text.as_str())
    }

    /// Whether whatever this wants the other one wants too, as far as that is seen at a glance.
    pub fn narrows(&self, other: &Self) -> bool {
        other.terms.iter().all(|other| self.terms.iter().any(|term| term.narrows(other)))
    }
}

impl Term {
    fn narrows(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let (Test::Words(own), Test::Words(others)) = (&self.test, &other.test) else {
            return false;
        };
        let is_narrower = |own: &Text| {
            let own = own.word();
            let is_longer = |other: Word| own.as_ref().is_some_and(|own| own.narrows(&other));
            others.iter().filter_map(Text::word).any(is_longer)
        };
        !self.negated && !other.negated && own.iter().all(is_narrower)
    }
}

impl Text {
    /// Ready to be looked for.
    pub fn word(&self) -> Option<Word> {
        if self.quoted { Word::phrase(&self.text) } else { Word::new(&self.text) }
    }
}

/// As it is typed, with the stable words: read again, it is the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, &self.terms, " ")
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Words(texts) => separated(f, texts, "|"),
            Test::Key(key, values) => {
                write!(f, "{}:", key.id())?;
                separated(f, values, ",")
            }
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted { write!(f, "\"{}\"", self.text) } else { f.write_str(&self.text) }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str(choice::NONE[0]),
            Self::Choice(choice) => f.write_str(choice.id()),
            Self::Days(days) => days.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

fn separated<T: fmt::Display>(f: &mut fmt::Formatter<'_>, all: &[T], between: &str) -> fmt::Result {
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        one.fmt(f)?;
    }
    Ok(())
}
