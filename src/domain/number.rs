//! Case numbers: given offline without colliding, read aloud without mishearing (DESIGN §2).
//!
//! `SFL-23-K70042-M` is a studio code, a year, two characters of the replica with a counter, and
//! a check character. Sessions mark the counter with `S` and commitments with `C`. A number is a
//! label: identity is the id.

mod written;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text::fold_width;

/// Crockford's 32 characters: no I, L, O, U.
const CROCKFORD: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// The longest text that can be a number; a bound on the work, not a rule.
const MAX_CHARS: usize = 64;

/// The reason why a text is not a number or not a studio code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NumberFault {
    /// There is no text.
    Empty,
    /// The text does not have the form of a case number.
    NotANumber,
    /// The text is not 1–4 Latin letters and digits that begin with a letter.
    NotACode,
    /// The text is not two characters of Crockford's 32.
    NotAMark,
    /// Without its dashes the text can be read in two ways.
    Ambiguous,
    /// The check character does not fit: one character is mistyped, or two are swapped.
    Mistyped {
        /// The check character that the others call for.
        expected: char,
        /// The one that is there.
        found: char,
    },
}

impl fmt::Display for NumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the number is empty"),
            Self::NotANumber => f.write_str("not a number like SFL-23-K70042-M"),
            Self::NotACode => f.write_str("not a code of 1 to 4 letters and digits"),
            Self::NotAMark => f.write_str("not a mark of two characters"),
            Self::Ambiguous => f.write_str("the number can be read in two ways without dashes"),
            Self::Mistyped { expected, found } => write!(
                f,
                "one character is mistyped: the number ends in {found} where {expected} is due"
            ),
        }
    }
}

impl std::error::Error for NumberFault {}

/// The short code of a studio in its numbers: 1–4 upper case Latin letters and digits, a letter
/// first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct StudioCode(String);

impl StudioCode {
    /// Reads a code in either case and width.
    ///
    /// # Errors
    ///
    /// [`NumberFault::Empty`], [`NumberFault::NotACode`].
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let code = fold_width(text).trim().to_ascii_uppercase();
        match code.as_str() {
            "" => Err(NumberFault::Empty),
            code if is_code(code) => Ok(Self(code.to_owned())),
            _ => Err(NumberFault::NotACode),
        }
    }

    /// Returns the code, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Two of Crockford's 32 characters that tell one replica's numbers from another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "[char; 2]", try_from = "[char; 2]")]
pub struct ReplicaMark([char; 2]);

impl ReplicaMark {
    /// Makes a mark out of chance; the lower ten bits count.
    pub fn from_random(random: u16) -> Self {
        let pick = |bits: u16| CROCKFORD.get(usize::from(bits & 31)).copied().unwrap_or_default();
        Self([pick(random >> 5), pick(random)])
    }

    /// Reads a mark; O is taken for 0, I and L for 1, as Crockford has it.
    ///
    /// # Errors
    ///
    /// [`NumberFault::NotAMark`].
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let folded: Vec<char> = fold_width(text).trim().chars().map(fold_confusable).collect();
        <[char; 2]>::try_from(folded).or(Err(NumberFault::NotAMark)).and_then(Self::try_from)
    }
}

/// What a case number is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// An issue.
    Issue,
    /// A session, marked `S`.
    Session,
    /// A commitment, marked `C`.
    Commitment,
}

impl NumberKind {
    /// Returns what stands before the counter.
    const fn marker(self) -> &'static str {
        match self {
            Self::Issue => "",
            Self::Session => "S",
            Self::Commitment => "C",
        }
    }
}

/// A case number in its canonical form, `SFL-23-K70042-M`, with a check character that fits.
///
/// The check character is that of ISO 7064 MOD 37,36 over all characters without dashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CaseNumber(String);

impl CaseNumber {
    /// Makes a number. Of the year its last two digits count; the counter has at least four.
    ///
    /// ```
    /// use tanshi::domain::number::{CaseNumber, NumberKind, ReplicaMark, StudioCode};
    ///
    /// let code = StudioCode::parse("SFL")?;
    /// let replica = ReplicaMark::parse("K7")?;
    /// let number = CaseNumber::compose(NumberKind::Issue, &code, 2023, replica, 42);
    /// assert_eq!(number.as_str(), "SFL-23-K70042-M");
    /// # Ok::<(), tanshi::domain::number::NumberFault>(())
    /// ```
    pub fn compose(
        kind: NumberKind,
        code: &StudioCode,
        year: i32,
        replica: ReplicaMark,
        counter: u32,
    ) -> Self {
        let year = format!("{:02}", year.rem_euclid(100));
        let serial = format!("{replica}{}{counter:04}", kind.marker());
        Reading { code: code.0.clone(), year, serial }.seal()
    }

    /// Reads a number as people type it: either case and width, with blanks, without dashes.
    ///
    /// In the replica mark and the counter O is taken for 0, I and L for 1.
    ///
    /// # Errors
    ///
    /// [`NumberFault::Empty`], [`NumberFault::NotANumber`] for another form,
    /// [`NumberFault::Mistyped`] when only the check character does not fit,
    /// [`NumberFault::Ambiguous`] when dashes are needed to tell code and year apart.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        if text.trim().is_empty() {
            return Err(NumberFault::Empty);
        }
        let typed = Typed::read(text).ok_or(NumberFault::NotANumber)?;
        let readings: Vec<Reading> =
            (1..=4).filter_map(|code_chars| typed.reading(code_chars)).collect();
        let mut fitting =
            readings.iter().filter(|reading| is_read_as(reading.check(), typed.check));
        match (fitting.next(), fitting.next(), readings.first()) {
            (Some(reading), None, _) => Ok(reading.clone().seal()),
            (Some(_), Some(_), _) => Err(NumberFault::Ambiguous),
            (None, _, Some(reading)) => {
                Err(NumberFault::Mistyped { expected: reading.check(), found: typed.check })
            }
            (None, _, None) => Err(NumberFault::NotANumber),
        }
    }

    /// The year that [`CaseNumber::year`] gives back for a number made for `year`: only two digits
    /// are written, so 1923 and 2023 share their counter.
    pub const fn year_written(year: i32) -> i32 {
        2000 + year.rem_euclid(100)
    }

    /// Takes the canonical form of a number that nobody could have changed since it was one.
    pub(super) const fn taken_as_it_is(text: String) -> Self {
        Self(text)
    }

    /// Returns the canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two characters of the replica that gave it.
    pub fn mark(&self) -> Option<ReplicaMark> {
        let serial = self.0.split('-').nth(2)?;
        ReplicaMark::parse(&serial.chars().take(2).collect::<String>()).ok()
    }

    /// The year that it was given for, 2000..=2099.
    pub fn year(&self) -> i32 {
        let digits = self.0.split('-').nth(1).and_then(|year| year.parse::<i32>().ok());
        2000 + digits.unwrap_or(0)
    }

    /// Tells what the number is given to.
    pub fn kind(&self) -> NumberKind {
        match self.0.split('-').nth(2).and_then(|serial| serial.chars().nth(2)) {
            Some('S') => NumberKind::Session,
            Some('C') => NumberKind::Commitment,
            _ => NumberKind::Issue,
        }
    }
}

/// Whether a character may be typed for another: O and 0 look alike, and so do I, L and 1.
fn is_read_as(meant: char, typed: char) -> bool {
    let folded = |character| match character {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    folded(meant) == folded(typed)
}

/// The parts of a number before its check character, upper case.
#[derive(Clone)]
struct Reading {
    code: String,
    year: String,
    serial: String,
}

impl Reading {
    fn check(&self) -> char {
        let parts = [&self.code, &self.year, &self.serial];
        check_character(parts.into_iter().flat_map(|part| part.chars()))
    }

    fn seal(self) -> CaseNumber {
        let check = self.check();
        CaseNumber(format!("{}-{}-{}-{check}", self.code, self.year, self.serial))
    }
}

/// A number as typed: its characters without dashes, and before which of them dashes stood.
struct Typed {
    body: Vec<char>,
    check: char,
    dashes: Vec<usize>,
}

impl Typed {
    fn read(text: &str) -> Option<Self> {
        let mut body = Vec::new();
        let mut dashes = Vec::new();
        for character in fold_width(text).chars() {
            match character.to_ascii_uppercase() {
                blank if blank.is_whitespace() => {}
                // A dash stands between two characters, never at an end or beside another.
                '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' => {
                    if body.is_empty() || dashes.last() == Some(&body.len()) {
                        return None;
                    }
                    dashes.push(body.len());
                }
                '0'..='9' | 'A'..='Z' if body.len() < MAX_CHARS => {
                    body.push(character.to_ascii_uppercase());
                }
                _ => return None,
            }
        }
        let dashed_end = dashes.last() == Some(&body.len());
        let check = body.pop()?;
        (!dashed_end).then_some(Self { body, check, dashes })
    }

    /// Reads it with a code of so many characters, if form and dashes allow that.
    fn reading(&self, code_chars: usize) -> Option<Reading> {
        let (code, rest) = self.body.split_at_checked(code_chars)?;
        let (year, serial) = rest.split_at_checked(2)?;
        let borders = [code_chars, code_chars + 2, self.body.len()];
        let code = String::from_iter(code);
        let serial = canonical_serial(serial)?;
        let fits = is_code(&code)
            && year.iter().all(char::is_ascii_digit)
            && self.dashes.iter().all(|dash| borders.contains(dash));
        fits.then(|| Reading { code, year: String::from_iter(year), serial })
    }
}

/// Checks replica mark, kind marker and counter, and takes O for 0, I and L for 1.
fn canonical_serial(typed: &[char]) -> Option<String> {
    let (mark, rest) = typed.split_at_checked(2)?;
    let (marker, counter) = match rest {
        [marker @ ('S' | 'C'), counter @ ..] => (Some(*marker), counter),
        counter => (None, counter),
    };
    let mark: Vec<char> = mark.iter().copied().map(fold_confusable).collect();
    let counter: String = counter.iter().copied().map(fold_confusable).collect();
    // Longer counters have no leading zero, so that a number has one way to be written.
    let tidy = counter.len() == 4 || (counter.len() > 4 && !counter.starts_with('0'));
    let digits = counter.chars().all(|digit| digit.is_ascii_digit());
    let known = mark.iter().all(|character| CROCKFORD.contains(character));
    let fits = tidy && digits && known && counter.parse::<u32>().is_ok();
    fits.then(|| mark.into_iter().chain(marker).chain(counter.chars()).collect())
}

fn is_code(text: &str) -> bool {
    let tidy = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit();
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(tidy)
        && text.chars().count() <= 4
}

/// Takes the letters that Crockford leaves out for the digits that they look like.
fn fold_confusable(character: char) -> char {
    match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// Reckons the check character of ISO 7064 MOD 37,36 (hybrid system, 0–9 then A–Z).
fn check_character(characters: impl Iterator<Item = char>) -> char {
    let product = characters.filter_map(|it| it.to_digit(36)).fold(36, |product, value| {
        let sum = (product + value) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from_digit((37 - product) % 36, 36).unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests;
