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

use super::fill::{Directory, Found, Values};
use super::grammar::category_called;
use super::verb::{Noun, Verb};
use crate::domain::date::{DateFault, DateSpan};
use crate::domain::id::EntityKind;
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
    /// What looked like more and stays in the title.
    pub doubts: Vec<Doubt>,
}

/// What looks as if it said something beside the title, and does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It is no date.
    Date(String, DateFault),
    /// There is no such category.
    Category(String),
    /// Nothing comes in this way.
    Intake(String),
}

impl Doubt {
    /// In words: `“2月30日”：2023 年 2 月没有 30 日，留在标题里`.
    fn words(&self, lang: Lang) -> String {
        let listed = |labels: Vec<&str>| labels.join(if lang == Lang::Zh { "、" } else { ", " });
        let (typed, why) = match (self, lang) {
            (Self::Date(typed, fault), _) => (typed, fault.words(lang)),
            (Self::Category(typed), Lang::Zh) => {
                (typed, format!("类别有{}", listed(labels(Category::ALL, lang))))
            }
            (Self::Category(typed), Lang::En) => {
                (typed, format!("categories are {}", listed(labels(Category::ALL, lang))))
            }
            (Self::Intake(typed), Lang::Zh) => {
                (typed, format!("来源有{}", listed(labels(ways(), lang))))
            }
            (Self::Intake(typed), Lang::En) => {
                (typed, format!("ways to come in are {}", listed(labels(ways(), lang))))
            }
        };
        let why = why.trim_end_matches(['。', '.']);
        match lang {
            Lang::Zh => format!("“{typed}”：{why}，留在标题里"),
            Lang::En => format!("“{typed}”: {why}; left in the title"),
        }
    }
}

/// The ways in which something comes in.
fn ways() -> impl Iterator<Item = &'static Intake> {
    Intake::ALL.iter().filter(|way| **way != Intake::Unknown)
}

fn labels<T: Label + Copy + 'static>(
    all: impl IntoIterator<Item = &'static T>,
    lang: Lang,
) -> Vec<&'static str> {
    all.into_iter().map(|it| it.label(lang)).collect()
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

/// Takes a line apart.
pub fn read(line: &str, ground: &Ground<'_>) -> Line {
    let words = with_known_names(parted_at_its_colon(words(line)), ground.directory);
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
        && doubts.is_empty()
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

/// A piece of a line between blanks, or between quotes.
struct Word {
    text: String,
    /// It begins with a quote: it belongs to the title as it is.
    is_title: bool,
}

/// Parts a line. Straight quotes are marks and left out; Chinese ones belong to the title, unless they
/// hold what a mark or a label is about.
fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word { text: String::new(), is_title: false };
    let mut closing: Option<(char, bool)> = None;
    let mut rest = line.trim().chars();
    while let Some(character) = rest.next() {
        let closes = match character {
            '"' | '＂' => Some(character),
            '“' => Some('”'),
            '「' => Some('」'),
            '『' => Some('』'),
            _ => None,
        };
        let is_about =
            word.text.ends_with([':', '：']) || matches!(&*word.text, "@" | "＠" | "+" | "＋");
        let is_mark = matches!(character, '"' | '＂');
        match closing {
            Some((close, is_left_out)) if character == close => {
                closing = None;
                if !is_left_out {
                    word.text.push(character);
                }
            }
            // A quote that nothing closes is a character like any other.
            None if closes.is_some_and(|close| rest.as_str().contains(close)) => {
                let is_left_out = is_mark || is_about;
                closing = closes.map(|close| (close, is_left_out));
                word.is_title |= !is_about;
                if !is_left_out {
                    word.text.push(character);
                }
            }
            None if character.is_whitespace() => {
                if !word.text.is_empty() {
                    words.push(word);
                }
                word = Word { text: String::new(), is_title: false };
            }
            _ => word.text.push(character),
        }
    }
    if !word.text.is_empty() {
        words.push(word);
    }
    words
}

/// The longest name that is known counts whole: `@Tom Baker` is one word where nobody is called Tom alone.
fn with_known_names(words: Vec<Word>, directory: &dyn Directory) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at + 1..).unwrap_or_default();
        let more = if word.is_title { 0 } else { further_words(&word.text, rest, directory) };
        let mut text = word.text.clone();
        for further in &rest[..more] {
            text.push(' ');
            text.push_str(&further.text);
        }
        joined.push(Word { text, is_title: word.is_title });
        at += 1 + more;
    }
    joined
}

/// How many of the words after one belong to the name in it.
fn further_words(word: &str, rest: &[Word], directory: &dyn Directory) -> usize {
    let Some((kind, name)) = named(word) else { return 0 };
    if directory.find(kind, &name) != Found::None {
        return 0;
    }
    let most = rest.iter().take(NAME_WORDS).take_while(|word| !word.is_title).count();
    let is_known = |more: &usize| {
        let further = rest[..*more].iter().map(|word| word.text.as_str());
        let whole: Vec<&str> = std::iter::once(name.as_str()).chain(further).collect();
        directory.find(kind, &whole.join(" ")) != Found::None
    };
    (1..=most).rev().find(is_known).unwrap_or(0)
}

/// Longer names are put between quotes.
const NAME_WORDS: usize = 6;

/// Whose or what name a word begins.
fn named(word: &str) -> Option<(EntityKind, String)> {
    let part = marked(word).or_else(|| {
        let (label, said) = parted(word)?;
        by_name(&label, said)
    })?;
    match part {
        Part::Raiser(name) => Some((EntityKind::Person, name)),
        Part::Studio(name) => Some((EntityKind::Studio, name)),
        _ => None,
    }
}

/// `来访：路灯不亮` is two words, where the first says how it came.
fn parted_at_its_colon(mut words: Vec<Word>) -> Vec<Word> {
    let Some(first) = words.first_mut().filter(|word| !word.is_title) else { return words };
    let Some((label, rest)) = parted(&first.text) else { return words };
    if rest.is_empty() || intake(&label, true).is_none() {
        return words;
    }
    let text = rest.to_owned();
    let kept = first.text.len() - text.len();
    first.text.truncate(kept);
    words.insert(1, Word { text, is_title: false });
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
fn labelled(word: &str, today: NaiveDate) -> Result<Option<Part>, Doubt> {
    let Some((label, said)) = parted(word).filter(|(_, said)| !said.is_empty()) else {
        return Ok(None);
    };
    Ok(match label.as_str() {
        "日期" | "提交日期" | "date" | "submitted" => match DateSpan::parse(said, today) {
            Ok(on) => Some(Part::Submitted(on, said.to_owned())),
            Err(fault) => return Err(Doubt::Date(said.to_owned(), fault)),
        },
        "来源" | "intake" => {
            let found = intake(&folded(said), true).map(Part::Intake);
            Some(found.ok_or_else(|| Doubt::Intake(said.to_owned()))?)
        }
        "类别" | "category" => {
            let found = category_called(said).map(Part::Category);
            Some(found.ok_or_else(|| Doubt::Category(said.to_owned()))?)
        }
        label => by_name(label, said),
    })
}

/// What fills a field with the words after its label as they are.
fn by_name(label: &str, said: &str) -> Option<Part> {
    match label {
        "地点" | "place" => Some(Part::Place(said.to_owned())),
        "工作室" | "studio" => Some(Part::Studio(said.to_owned())),
        "诉求人" | "raiser" => Some(Part::Raiser(said.to_owned())),
        "标签" | "tag" => Some(Part::Tag(said.to_owned())),
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
fn leading(word: &str, ground: &Ground<'_>, has_mark: bool) -> Result<Option<Part>, Doubt> {
    let bare = word.strip_suffix([':', '：', '，', ',']).unwrap_or(word);
    let has_colon = word.ends_with([':', '：']);
    let way = intake(&folded(bare), has_colon || has_mark).map(Part::Intake);
    let place = || is_place(bare, ground.areas).then(|| Part::Place(bare.to_owned()));
    match way.or_else(place) {
        None => day(bare, ground.today),
        part => Ok(part),
    }
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
fn day(word: &str, today: NaiveDate) -> Result<Option<Part>, Doubt> {
    let narrow = fold_width(word);
    // A number alone is no date, as a year is none.
    if narrow.chars().all(|c| c.is_ascii_digit()) {
        return Ok(None);
    }
    match DateSpan::parse(word, today) {
        Ok(on) => Ok(Some(Part::Submitted(on, word.to_owned()))),
        Err(fault @ DateFault::NoSuchDay { .. }) => Err(Doubt::Date(word.to_owned(), fault)),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests;
