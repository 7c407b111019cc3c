//! One line that takes an issue in: how it came, where it is, whom and what it concerns, and what is left
//! is its title. `来信 石潭镇 农机合作社资金 +温度 @李某某`. Pure; nothing is guessed silently, since whoever
//! types is told what was understood.
//!
//! | typed | understood as |
//! |---|---|
//! | `来信`, `letter:` at the beginning | how it came; an English word without its colon only beside a mark |
//! | a township or district of a studio at the beginning, `地点：石潭镇` | where it is |
//! | `10月8日` at the beginning or the end, `日期：昨天` | when it came |
//! | `+温度`, `+护栏` | category, tag |
//! | `@李某某` | who raised it |
//! | `工作室：石潭` | the studio |
//! | `@"Tom Baker"`, `地点："Mill Lane"` | the same, with blanks in it; a name that is known needs no quotes |
//! | `"…"` | is the title as it is; so is what stands between `“` and `”` |

mod doubt;
mod meaning;
mod word;

pub use self::doubt::Doubt;
use self::meaning::{day, labelled, leading, marked};
use self::word::{Word, words};
use super::fill::{Directory, Values};
use super::verb::{Noun, Verb};
use crate::domain::date::DateSpan;
use crate::domain::issue::{Category, Intake};
use crate::i18n::{Label, Lang, Wording};
use chrono::NaiveDate;

/// The field whose flag leaves a title as it is.
pub(super) const AS_IS: &str = "no-parse";

/// What a line was understood to say beside its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// How it came.
    Intake(Intake),
    /// Where it is.
    Place(String),
    /// When it came, and as it was typed.
    Submitted(DateSpan, String),
    /// Its category.
    Category(Category),
    /// A label.
    Tag(String),
    /// Who raised it.
    Raiser(String),
    /// The studio that looks after it.
    Studio(String),
}

/// A line, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is left of it; may be empty.
    pub title: String,
    /// What it says beside that, in order.
    pub parts: Vec<Part>,
    /// What looked like more and stays in the title.
    pub doubts: Vec<Doubt>,
}

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The day.
    pub today: NaiveDate,
    /// Where studios are: district and township, one after the other.
    pub areas: &'a [String],
    /// Who and what is known.
    pub directory: &'a dyn Directory,
}

impl std::fmt::Debug for Ground<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ground").field("today", &self.today).finish_non_exhaustive()
    }
}

impl Part {
    /// The field that it fills in.
    const fn key(&self) -> &'static str {
        match self {
            Self::Intake(_) => "intake",
            Self::Place(_) => "place",
            Self::Submitted(..) => "submitted",
            Self::Category(_) => "category",
            Self::Tag(_) => "tag",
            Self::Raiser(_) => "raiser",
            Self::Studio(_) => "studio",
        }
    }

    /// What is typed into that field for it.
    fn value(&self) -> String {
        match self {
            Self::Intake(intake) => intake.key().to_owned(),
            Self::Category(category) => category.key().to_owned(),
            Self::Submitted(_, typed) => typed.clone(),
            Self::Place(text) | Self::Tag(text) | Self::Raiser(text) | Self::Studio(text) => {
                text.clone()
            }
        }
    }

    /// In words: `来源：来信`.
    fn words(&self, lang: Lang) -> String {
        let (zh, en, said) = match self {
            Self::Intake(intake) => ("来源", "intake", intake.label(lang).to_owned()),
            Self::Place(place) => ("地点", "place", place.clone()),
            Self::Submitted(on, _) => ("提交日期", "submitted", on.words(lang)),
            Self::Category(category) => ("类别", "category", category.label(lang).to_owned()),
            Self::Tag(tag) => ("标签", "tag", tag.clone()),
            Self::Raiser(name) => ("诉求人", "raiser", name.clone()),
            Self::Studio(name) => ("工作室", "studio", name.clone()),
        };
        match lang {
            Lang::Zh => format!("{zh}：{said}"),
            Lang::En => format!("{en}: {said}"),
        }
    }
}

/// The most characters of a line that is taken apart, many times those of a title. What is longer was pasted
/// by mistake, and is refused as a title.
const LINE_CHARS: usize = 2_000;

/// Takes a line apart.
pub fn read(line: &str, ground: &Ground<'_>) -> Line {
    if line.chars().nth(LINE_CHARS).is_some() {
        return Line { title: line.trim().to_owned(), parts: Vec::new(), doubts: Vec::new() };
    }
    let words = words(line, ground.directory);
    let has_mark = words.iter().any(|word| !word.is_title && marked(&word.text).is_some());
    let (mut parts, mut doubts) = (Vec::new(), Vec::new());
    let mut title: Vec<&Word> = Vec::new();
    for word in &words {
        let is_leading = title.is_empty();
        match said(word, ground, has_mark, is_leading) {
            // Said twice, what fills one field only is said once; the rest is left as it is.
            Ok(Some(part)) if !(part.is_single() && has(&parts, part.key())) => parts.push(part),
            Ok(_) => title.push(word),
            Err(doubt) => {
                doubts.push(doubt);
                title.push(word);
            }
        }
    }
    if let Some(last) = title.last().filter(|word| !word.is_title && title.len() > 1)
        && !has(&parts, "submitted")
        && !doubts.iter().any(|doubt| matches!(doubt, Doubt::Date(..)))
    {
        match day(&last.text, ground.today) {
            Ok(Some(day)) => {
                parts.push(day);
                title.pop();
            }
            Ok(None) => {}
            Err(doubt) => doubts.push(doubt),
        }
    }
    let title: Vec<&str> = title.iter().map(|word| word.text.as_str()).collect();
    Line { title: title.join(" "), parts, doubts }
}

/// What a word says beside the title.
fn said(
    word: &Word,
    ground: &Ground<'_>,
    has_mark: bool,
    is_leading: bool,
) -> Result<Option<Part>, Doubt> {
    if word.is_title {
        return Ok(None);
    }
    if let Some(part) = marked(&word.text) {
        return Ok(Some(part));
    }
    match labelled(&word.text, ground.today)? {
        None if is_leading => leading(&word.text, ground, has_mark),
        part => Ok(part),
    }
}

impl Part {
    const fn is_single(&self) -> bool {
        !matches!(self, Self::Tag(_) | Self::Raiser(_))
    }
}

fn has(parts: &[Part], key: &str) -> bool {
    parts.iter().any(|part| part.key() == key)
}

impl Line {
    /// What it says for a field other than its title.
    pub fn said(&self, key: &str) -> impl Iterator<Item = String> {
        self.parts.iter().filter(move |part| part.key() == key).map(Part::value)
    }

    /// Whether there is anything beside the title.
    pub const fn is_plain(&self) -> bool {
        self.parts.is_empty() && self.doubts.is_empty()
    }

    /// What was understood, a part each, then the title, then what is doubtful. What `is_given` elsewhere counts, and it is said
    /// that the line does not. Empty where there is a title alone.
    pub fn told(&self, lang: Lang, is_given: impl Fn(&str) -> bool) -> Vec<String> {
        let words = |part: &Part| match (part.words(lang), lang) {
            (words, _) if !is_given(part.key()) => words,
            (words, Lang::Zh) => format!("{words}（以另填的为准）"),
            (words, Lang::En) => format!("{words} (what is filled in counts)"),
        };
        let mut told: Vec<String> = self.parts.iter().map(words).collect();
        if !self.is_plain() {
            told.push(match lang {
                Lang::Zh => format!("标题：{}", self.title),
                Lang::En => format!("title: {}", self.title),
            });
        }
        told.extend(self.doubts.iter().map(|doubt| doubt.words(lang)));
        told
    }
}

/// Whether a verb's title may be such a line.
pub fn takes_lines(verb: &Verb) -> bool {
    verb.noun == Noun::Issue && verb.name == "add"
}

/// What a call of that verb says in its title, unless that is to be left as it is.
pub fn of(values: &Values, ground: &Ground<'_>) -> Option<Line> {
    let as_is = values.first(AS_IS).is_some_and(|flag| !matches!(flag.trim(), "" | "no" | "false"));
    values.first("title").filter(|_| !as_is).map(|title| read(title, ground))
}

/// The same values with what the title says in the fields that are meant; what was typed there counts.
pub(super) fn expanded(values: &Values, ground: &Ground<'_>) -> Values {
    let mut all = values.clone();
    let Some(line) = of(values, ground) else { return all };
    for part in &line.parts {
        let key = part.key();
        if is_given(values, key) {
            continue;
        }
        let mut said: Vec<String> = all.all(key).unwrap_or_default().to_vec();
        said.retain(|text| !text.trim().is_empty());
        said.push(part.value());
        all.set_all(key, said);
    }
    all.set("title", line.title);
    all
}

/// Whether something was typed into a field.
pub fn is_given(values: &Values, key: &str) -> bool {
    values.all(key).is_some_and(|all| all.iter().any(|text| !text.trim().is_empty()))
}

#[cfg(test)]
mod tests;
