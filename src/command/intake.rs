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
//! | `"…"` | is the title as it is; so is what stands between `“` and `”` |

use super::fill::Values;
use super::grammar::category_called;
use super::verb::{Noun, Verb};
use crate::domain::date::DateSpan;
use crate::domain::issue::{Category, Intake};
use crate::domain::text::{fold_name, fold_width};
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
}

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The day.
    pub today: NaiveDate,
    /// Where studios are: district and township, one after the other.
    pub areas: &'a [String],
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

/// Takes a line apart.
pub fn read(line: &str, ground: &Ground<'_>) -> Line {
    let words = parted_at_its_colon(words(line));
    let has_mark = words.iter().any(|word| !word.is_quoted && marked(&word.text).is_some());
    let mut parts = Vec::new();
    let mut title: Vec<&Word> = Vec::new();
    for word in &words {
        let is_leading = title.is_empty();
        let found = if word.is_quoted {
            None
        } else {
            marked(&word.text)
                .or_else(|| labelled(&word.text, ground.today))
                .or_else(|| leading(&word.text, ground, has_mark).filter(|_| is_leading))
        };
        match found {
            // Said twice, what fills one field only is said once; the rest is left as it is.
            Some(part) if part.is_single() && has(&parts, part.key()) => title.push(word),
            Some(part) => parts.push(part),
            None => title.push(word),
        }
    }
    if let Some(last) = title.last().filter(|word| !word.is_quoted && title.len() > 1)
        && !has(&parts, "submitted")
        && let Some(day) = day(&last.text, ground.today)
    {
        parts.push(day);
        title.pop();
    }
    let title: Vec<&str> = title.iter().map(|word| word.text.as_str()).collect();
    Line { title: title.join(" "), parts }
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
    /// Whether there is anything beside the title.
    pub const fn is_plain(&self) -> bool {
        self.parts.is_empty()
    }

    /// What was understood, a part each, then the title. What `is_given` elsewhere counts, and it is said
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

/// A piece of a line between blanks, or between quotes.
struct Word {
    text: String,
    is_quoted: bool,
}

/// Parts a line. Straight quotes are marks and left out; Chinese ones belong to the title.
fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut text = String::new();
    let (mut closing, mut is_quoted) = (None, false);
    let mut rest = line.trim().chars();
    while let Some(character) = rest.next() {
        let closes = match character {
            '"' | '＂' => Some(character),
            '“' => Some('”'),
            '「' => Some('」'),
            '『' => Some('』'),
            _ => None,
        };
        let is_mark = matches!(character, '"' | '＂');
        match closing {
            Some(close) if character == close => {
                closing = None;
                if !is_mark {
                    text.push(character);
                }
            }
            // A quote that nothing closes is a character like any other.
            None if closes.is_some_and(|close| rest.as_str().contains(close)) => {
                closing = closes;
                is_quoted = true;
                if !is_mark {
                    text.push(character);
                }
            }
            None if character.is_whitespace() => {
                if !text.is_empty() {
                    words.push(Word { text: std::mem::take(&mut text), is_quoted });
                }
                is_quoted = false;
            }
            _ => text.push(character),
        }
    }
    if !text.is_empty() {
        words.push(Word { text, is_quoted });
    }
    words
}

/// `来访：路灯不亮` is two words, where the first says how it came.
fn parted_at_its_colon(mut words: Vec<Word>) -> Vec<Word> {
    let Some(first) = words.first_mut().filter(|word| !word.is_quoted) else { return words };
    let Some((label, rest)) = parted(&first.text) else { return words };
    if rest.is_empty() || intake(&label, true).is_none() {
        return words;
    }
    let text = rest.to_owned();
    let kept = first.text.len() - text.len();
    first.text.truncate(kept);
    words.insert(1, Word { text, is_quoted: false });
    words
}

/// What a word says that begins with a mark.
fn marked(word: &str) -> Option<Part> {
    let mut characters = word.chars();
    let mark = characters.next()?;
    let rest = characters.as_str();
    // `+86` is a telephone, and a lone mark is none.
    rest.chars().next().filter(|first| first.is_alphabetic())?;
    match mark {
        '+' | '＋' => {
            Some(category_called(rest).map_or_else(|| Part::Tag(rest.to_owned()), Part::Category))
        }
        '@' | '＠' => Some(Part::Raiser(rest.to_owned())),
        _ => None,
    }
}

/// What a word says that names its field: `地点：石潭镇`.
fn labelled(word: &str, today: NaiveDate) -> Option<Part> {
    let (label, said) = parted(word)?;
    if said.is_empty() {
        return None;
    }
    match label.as_str() {
        "地点" | "place" => Some(Part::Place(said.to_owned())),
        "工作室" | "studio" => Some(Part::Studio(said.to_owned())),
        "诉求人" | "raiser" => Some(Part::Raiser(said.to_owned())),
        "标签" | "tag" => Some(Part::Tag(said.to_owned())),
        "日期" | "提交日期" | "date" | "submitted" => {
            let on = DateSpan::parse(said, today).ok()?;
            Some(Part::Submitted(on, said.to_owned()))
        }
        "来源" | "intake" => intake(&folded(said), true).map(Part::Intake),
        "类别" | "category" => category_called(said).map(Part::Category),
        _ => None,
    }
}

/// A word before its first colon, folded, and what comes after.
fn parted(word: &str) -> Option<(String, &str)> {
    let at = word.find([':', '：'])?;
    let (label, rest) = (word.get(..at)?, word.get(at..)?);
    let mut rest = rest.chars();
    rest.next()?;
    Some((folded(label), rest.as_str()))
}

fn folded(text: &str) -> String {
    text.chars().map(fold_name).collect()
}

/// What a word says at the beginning of a line.
fn leading(word: &str, ground: &Ground<'_>, has_mark: bool) -> Option<Part> {
    let bare = word.strip_suffix([':', '：', '，', ',']).unwrap_or(word);
    let has_colon = word.ends_with([':', '：']);
    intake(&folded(bare), has_colon || has_mark)
        .map(Part::Intake)
        .or_else(|| is_place(bare, ground.areas).then(|| Part::Place(bare.to_owned())))
        .or_else(|| day(bare, ground.today))
}

/// Words that people use for how something came, beside its labels.
const INTAKE_WORDS: [(&str, Intake); 8] = [
    ("网上", Intake::Online),
    ("网络", Intake::Online),
    ("电话", Intake::Hotline),
    ("12345", Intake::Hotline),
    ("letter", Intake::Letter),
    ("visit", Intake::Visit),
    ("hotline", Intake::Hotline),
    ("online", Intake::Online),
];

/// How something came, by a word. English ones begin many a title: they count only where something else
/// tells that this is such a line.
fn intake(word: &str, is_sure: bool) -> Option<Intake> {
    if word.is_ascii() && !is_sure {
        return None;
    }
    let called = |intake: &&Intake| {
        **intake != Intake::Unknown
            && (folded(intake.label(Lang::Zh)) == word || intake.key() == word)
    };
    let other = || INTAKE_WORDS.iter().find(|(called, _)| *called == word).map(|(_, it)| *it);
    Intake::ALL.iter().find(called).copied().or_else(other)
}

/// What the names of places end with; whatever else a studio's area ends with is no word by itself.
const PLACE_ENDS: [&str; 7] = ["街道", "镇", "乡", "县", "市", "区", "村"];

/// Whether a word is the township, the district, or both of a studio.
fn is_place(word: &str, areas: &[String]) -> bool {
    let is_one = word.chars().count() >= 2 && PLACE_ENDS.iter().any(|end| word.ends_with(end));
    let is_of = |area: &String| area.starts_with(word) || area.ends_with(word);
    is_one && areas.iter().any(is_of)
}

/// A day or a month that is written with digits or as people speak of it near by.
fn day(word: &str, today: NaiveDate) -> Option<Part> {
    let narrow = fold_width(word);
    // A number alone is no date, as a year is none.
    if narrow.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let on = DateSpan::parse(word, today).ok()?;
    Some(Part::Submitted(on, word.to_owned()))
}

#[cfg(test)]
mod tests;
