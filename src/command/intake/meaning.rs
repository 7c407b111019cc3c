//! What a single word of a line says beside the title.

use super::{Doubt, Ground, Part};
use crate::command::grammar::category_called;
use crate::domain::date::{DateFault, DateSpan};
use crate::domain::issue::Intake;
use crate::domain::text::{fold_name, fold_width};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

/// What a word says that begins with a mark.
pub(super) fn marked(word: &str) -> Option<Part> {
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
pub(super) fn labelled(word: &str, today: NaiveDate) -> Result<Option<Part>, Doubt> {
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
pub(super) fn by_name(label: &str, said: &str) -> Option<Part> {
    match label {
        "地点" | "place" => Some(Part::Place(said.to_owned())),
        "工作室" | "studio" => Some(Part::Studio(said.to_owned())),
        "诉求人" | "raiser" => Some(Part::Raiser(said.to_owned())),
        "标签" | "tag" => Some(Part::Tag(said.to_owned())),
        _ => None,
    }
}

/// Whether a word is a label with nothing behind its colon yet: `地点：`.
pub(super) fn is_label(word: &str) -> bool {
    let Some((label, rest)) = parted(word) else { return false };
    let by_words = ["日期", "提交日期", "date", "submitted", "来源", "intake", "类别", "category"];
    rest.is_empty() && (by_words.contains(&&*label) || by_name(&label, "").is_some())
}

/// A word before its first colon, folded, and what comes after.
pub(super) fn parted(word: &str) -> Option<(String, &str)> {
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
pub(super) fn leading(
    word: &str,
    ground: &Ground<'_>,
    has_mark: bool,
) -> Result<Option<Part>, Doubt> {
    let bare = word.strip_suffix([':', '：', '，', ',']).unwrap_or(word);
    let has_colon = word.ends_with([':', '：']);
    // With a capital it begins a title: Letter box stolen; Visit, training and tea.
    let is_title = bare.starts_with(|c: char| c.is_ascii_uppercase());
    let has_sign = has_mark || bare.len() < word.len();
    let is_sure = has_colon || has_sign && !is_title;
    let way = intake(&folded(bare), is_sure).map(Part::Intake);
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
pub(super) fn intake(word: &str, is_sure: bool) -> Option<Intake> {
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
pub(super) fn day(word: &str, today: NaiveDate) -> Result<Option<Part>, Doubt> {
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
