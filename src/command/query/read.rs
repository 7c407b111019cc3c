//! How a text becomes a query: term by term, with the place of each.

use super::choice::{Choice, is_none};
use super::days::{Days, DaysFault};
use super::fault::{Fault, FaultKind};
use super::key::{Key, Kind};
use super::{Flag, Reading, Term, Test, Text, Value};
use crate::domain::text::fold_character;
use chrono::NaiveDate;
use std::ops::Range;

/// The quotes, each with those that close it.
const QUOTES: [(char, &[char]); 7] = [
    ('"', &['"', '＂']),
    ('＂', &['"', '＂']),
    ('“', &['”', '"', '“']),
    ('”', &['”', '“']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
];

/// What stands between two alternatives, as a word of its own.
const OR: [&str; 4] = ["or", "或", "或者", "|"];

/// Characters with their places.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    fn folded(self) -> Option<char> {
        self.peek().map(fold_character)
    }

    fn pass(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn pass_while(&mut self, is_meant: impl Fn(char) -> bool) -> Range<usize> {
        let begin = self.at;
        while self.peek().is_some_and(&is_meant) {
            self.pass();
        }
        begin..self.at
    }

    fn get(self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// A phrase in quotes; nothing stood in an empty one.
struct Phrase(Option<Text>);

/// What is read so far.
struct Reader<'t> {
    cursor: Cursor<'t>,
    today: NaiveDate,
    read: Reading,
    /// The sign between two alternatives that was read last.
    joins: Option<Range<usize>>,
}

pub(super) fn reading(text: &str, today: NaiveDate) -> Reading {
    let cursor = Cursor { text, at: 0 };
    let mut reader = Reader { cursor, today, read: Reading::default(), joins: None };
    loop {
        reader.cursor.pass_while(is_blank);
        if reader.cursor.peek().is_none() {
            break;
        }
        reader.term();
    }
    if let Some(place) = reader.joins.take() {
        reader.fault(place, FaultKind::Alone);
    }
    reader.read.faults.sort_by_key(|fault| fault.place.start);
    reader.read
}

/// Whether a quote begins here, and what closes it.
fn quote(character: Option<char>) -> Option<&'static [char]> {
    let character = character?;
    QUOTES.iter().find(|(open, _)| *open == character).map(|(_, close)| *close)
}

/// Whether a word only joins two alternatives.
fn is_or(word: &str) -> bool {
    let folded: String = word.chars().map(fold_character).collect();
    OR.contains(&folded.to_lowercase().as_str())
}

/// Whether a character separates terms: the commas of Chinese do between bare words, since an input
/// method makes them of the comma key.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '，' | '、')
}

/// Whether a character goes on what is written without quotes.
fn is_bare(character: char) -> bool {
    !is_blank(character) && quote(Some(character)).is_none()
}

/// Whether a character may be part of the name of a key.
fn is_name(character: char) -> bool {
    is_bare(character) && fold_character(character) != ':'
}

/// Whether a character ends a value.
fn ends_value(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '，' | '、' | '|' | '｜')
}

impl Reader<'_> {
    fn fault(&mut self, place: Range<usize>, kind: FaultKind) {
        self.read.faults.push(Fault { place, kind });
    }

    /// Reads one term, and takes it in.
    fn term(&mut self) {
        let begin = self.cursor.at;
        let negated = self.negation();
        if let Some(phrase) = self.phrase() {
            // What follows an empty one is a term like any other.
            let texts = phrase.0.map(|phrase| self.alternatives(Some(phrase)));
            return self.take(begin, negated, Test::Words(texts.unwrap_or_default()));
        }
        let mut ahead = self.cursor;
        let name = ahead.pass_while(is_name);
        let name_text = ahead.get(&name);
        if ahead.folded() == Some(':') && !name_text.is_empty() {
            if let Some(key) = Key::called(name_text) {
                ahead.pass();
                self.cursor = ahead;
                return self.keyed(begin, negated, key);
            }
            if name_text.chars().all(char::is_alphabetic) {
                return self.unknown(name);
            }
        }
        self.words(begin, negated);
    }

    /// Passes a sign that turns the term round: 非 only before a key or a phrase, since 非机动车 is a
    /// word.
    fn negation(&mut self) -> bool {
        let mut after = self.cursor;
        after.pass();
        let is_last = after.peek().is_none_or(char::is_whitespace);
        let negates = match self.cursor.folded() {
            Some('-') => !is_last,
            Some('非') if quote(after.peek()).is_some() => true,
            Some('非') => {
                let name = after.pass_while(is_name);
                after.folded() == Some(':') && Key::called(after.get(&name)).is_some()
            }
            _ => false,
        };
        if negates {
            self.cursor.pass();
        }
        negates
    }

    fn unfinished(&mut self, place: Range<usize>, kind: FaultKind) {
        self.read.unfinished.push(Fault { place, kind });
    }

    /// Reads a phrase in quotes, if one begins here; one that is not closed goes to the end.
    fn phrase(&mut self) -> Option<Phrase> {
        let close = quote(self.cursor.peek())?;
        let begin = self.cursor.at;
        self.cursor.pass();
        let inside = self.cursor.pass_while(|it| !close.contains(&it));
        let text = self.cursor.get(&inside).replace(['"', '＂'], "");
        if self.cursor.peek().is_none() {
            let close = close.first().copied().unwrap_or('"');
            self.unfinished(begin..inside.end, FaultKind::Unclosed { close });
        }
        self.cursor.pass();
        let text = text.trim();
        Some(Phrase((!text.is_empty()).then(|| Text { text: text.to_owned(), quoted: true })))
    }

    /// The alternatives to a first one that follow behind a bar.
    fn alternatives(&mut self, first: Option<Text>) -> Vec<Text> {
        let mut texts: Vec<Text> = first.into_iter().collect();
        while self.cursor.folded() == Some('|') {
            self.cursor.pass();
            texts.extend(self.phrase().map_or_else(|| self.plain(), |phrase| phrase.0));
        }
        texts
    }

    fn plain(&mut self) -> Option<Text> {
        let word = self.cursor.pass_while(|it| is_bare(it) && fold_character(it) != '|');
        let text = self.cursor.get(&word);
        let is_half_typed = matches!(text, "" | "-" | "－");
        (!is_half_typed).then(|| Text { text: text.to_owned(), quoted: false })
    }

    /// Reads a word, or what joins two terms.
    fn words(&mut self, begin: usize, negated: bool) {
        let mut ahead = self.cursor;
        let word = ahead.pass_while(is_bare);
        if !negated && is_or(ahead.get(&word)) {
            self.cursor = ahead;
            let is_second = self.joins.take().is_some();
            if is_second || self.read.query.is_empty() {
                return self.fault(word, FaultKind::Alone);
            }
            self.joins = Some(word);
            return;
        }
        if self.cursor.folded() == Some('|') {
            // What follows is a term like any other.
            return self.cursor.pass();
        }
        let first = self.plain();
        let mut texts = self.alternatives(first);
        if !negated && matches!(texts.as_slice(), [only] if !only.quoted && is_or(&only.text)) {
            texts.clear();
        }
        self.take(begin, negated, Test::Words(texts));
    }

    fn unknown(&mut self, name: Range<usize>) {
        let near = Key::near(self.cursor.get(&name));
        self.cursor.at = name.end;
        self.cursor.pass_while(is_bare);
        if self.phrase().is_some() {
            self.cursor.pass_while(is_bare);
        }
        let typed = self.cursor.get(&name).to_owned();
        self.fault(name, FaultKind::Key { typed, near });
    }

    fn keyed(&mut self, begin: usize, negated: bool, key: Key) {
        let mut values = Vec::new();
        let told = self.read.faults.len() + self.read.unfinished.len();
        loop {
            let start = self.cursor.at;
            // Typed twice, or right behind a phrase: no value begins like a key, so that what is printed with
            // others before it is read as what it is.
            if self.is_at_key() {
                break;
            }
            if let Some(phrase) = self.phrase() {
                let place = start..self.cursor.at;
                if let Some(phrase) = phrase.0 {
                    self.value(key, &phrase, place, &mut values);
                }
            } else {
                let place =
                    self.cursor.pass_while(|it| !ends_value(it) && quote(Some(it)).is_none());
                let text = self.cursor.get(&place).to_owned();
                if !text.is_empty() {
                    self.value(key, &Text { text, quoted: false }, place, &mut values);
                }
            }
            match self.cursor.peek() {
                Some(next) if ends_value(next) && !next.is_whitespace() => {
                    self.cursor.pass();
                }
                // A phrase right behind a value is a term of its own.
                Some(next) if quote(Some(next)).is_some() => break,
                Some(next) if !next.is_whitespace() && self.cursor.at > start => {}
                _ => break,
            }
        }
        if values.is_empty() && told == self.read.faults.len() + self.read.unfinished.len() {
            self.unfinished(begin..self.cursor.at, FaultKind::Unfinished { key });
        }
        self.take(begin, negated, Test::Key(key, values));
    }

    /// Whether another key begins here.
    fn is_at_key(&self) -> bool {
        let mut ahead = self.cursor;
        let name = ahead.pass_while(is_name);
        ahead.folded() == Some(':') && Key::called(ahead.get(&name)).is_some()
    }

    /// Takes in what is said of a key.
    fn value(&mut self, key: Key, text: &Text, place: Range<usize>, values: &mut Vec<Value>) {
        match said(key, text, self.today) {
            Ok(said) => add(values, said),
            Err(kind) => self.fault(place, kind),
        }
    }

    /// Takes a term in, or joins it with the one before; nothing is asked where nothing is said.
    fn take(&mut self, begin: usize, negated: bool, test: Test) {
        let place = begin..self.cursor.at;
        let says = match &test {
            Test::Words(texts) => !texts.is_empty(),
            Test::Key(_, values) => !values.is_empty(),
        };
        if !says {
            return;
        }
        if let Some(sign) = self.joins.take() {
            let last = self.read.query.terms.last_mut();
            let today = self.today;
            let is_joined =
                last.is_some_and(|last| !negated && !last.negated && join(last, &test, today));
            if is_joined {
                if let Some(last) = self.read.places.last_mut() {
                    last.end = place.end;
                }
                return;
            }
            self.fault(sign, FaultKind::Alone);
        }
        self.read.query.terms.push(Term { negated, test });
        self.read.places.push(place);
    }
}

/// Joins two alternatives: words with words, and values of the same key; a bare word behind values
/// is one more of them.
fn join(last: &mut Term, other: &Test, today: NaiveDate) -> bool {
    match (&mut last.test, other) {
        (Test::Words(texts), Test::Words(more)) => texts.extend(more.iter().cloned()),
        (Test::Key(key, values), Test::Key(other, more)) if *key == *other => {
            add(values, more.clone());
        }
        (Test::Key(key, values), Test::Words(more)) => {
            let parts: Vec<Text> = more.iter().flat_map(parts).collect();
            // Behind a comma it would be read as a key.
            if parts.iter().any(begins_like_a_key) {
                return false;
            }
            let said = parts.iter().map(|text| said(*key, text, today));
            let Ok(said) = said.collect::<Result<Vec<_>, _>>() else { return false };
            add(values, said.into_iter().flatten());
        }
        (Test::Words(_) | Test::Key(..), Test::Key(..)) => return false,
    }
    true
}

/// Whether a text would be read as a key with what is said of it.
fn begins_like_a_key(text: &Text) -> bool {
    let is_named = |(name, _): (&str, &str)| Key::called(name).is_some();
    !text.quoted && text.text.split_once([':', '：']).is_some_and(is_named)
}

/// A text as the values that it would be behind a key.
fn parts(text: &Text) -> Vec<Text> {
    if text.quoted {
        return vec![text.clone()];
    }
    let parts = text.text.split(ends_value).filter(|part| !part.is_empty());
    parts.map(|part| Text { text: part.to_owned(), quoted: false }).collect()
}

/// Puts values to others; the same one counts once.
fn add(values: &mut Vec<Value>, more: impl IntoIterator<Item = Value>) {
    for value in more {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

/// What a text says of a key; nothing while it is not finished.
fn said(key: Key, text: &Text, today: NaiveDate) -> Result<Vec<Value>, FaultKind> {
    if !text.quoted && is_none(key, &text.text) {
        return Ok(vec![Value::None]);
    }
    let typed = || text.text.clone();
    match key.kind() {
        Kind::Name | Kind::Text => Ok(vec![Value::Text(text.clone())]),
        Kind::Word => match Choice::called(key, &text.text) {
            found if found.is_empty() => Err(FaultKind::Word { key, typed: typed() }),
            found => Ok(found.into_iter().map(Value::Choice).collect()),
        },
        Kind::Days if key == Key::Due && is_overdue(&text.text) => {
            Ok(vec![Value::Choice(Choice::Flag(Flag::Overdue))])
        }
        Kind::Days => match Days::read(&text.text, today) {
            Ok(Days::Dates(..)) if key == Key::Age => Err(FaultKind::Days { key, typed: typed() }),
            Ok(days) => Ok(vec![Value::Days(days)]),
            Err(DaysFault::Unfinished) => Ok(Vec::new()),
            Err(DaysFault::Backwards) => Err(FaultKind::Backwards),
            Err(DaysFault::Unknown) => Err(FaultKind::Days { key, typed: typed() }),
        },
    }
}

/// That a deadline has passed is said of it, too.
fn is_overdue(typed: &str) -> bool {
    let words = Choice::Flag(Flag::Overdue).words();
    words.iter().any(|word| super::choice::is_same(word, typed))
}
