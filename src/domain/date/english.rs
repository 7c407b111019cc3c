//! Turns an English phrase into the form that the reader knows: `by 30 June` into `6月30日`,
//! `June 30, 2027` into `2027年6月30日`, `ten working days` into `10workingdays`.
//!
//! It only translates: what a day leaves out, and whether there is such a day, is the reader's.

/// The months, in small letters; the first three of them are enough, as in `Sept`.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
/// What stands between the ends of a range; a hyphen does so only where a month is spelt out.
const BETWEEN: [&str; 7] = ["..", "–", "—", "~", " to ", " until ", "-"];
/// What may open a day: due before a day is due on it.
const OPENING: [&str; 7] = ["by", "before", "until", "till", "due", "on", "the"];

/// Returns the phrase in the reader's form; `None` for what holds no English, or is no date.
pub(super) fn translated(text: &str) -> Option<String> {
    if !text.contains(|character: char| character.is_ascii_lowercase()) {
        return None;
    }
    match BETWEEN.iter().find_map(|between| text.split_once(between)) {
        Some((left, right)) => range(left, right).or_else(|| single(text)),
        None => single(text),
    }
}

/// A range of which at least the end spells its month: `3–10 February 2023`.
fn range(left: &str, right: &str) -> Option<String> {
    let end = civil(&words(right))?;
    let start = match words(left).as_slice() {
        [day] if ordinal(day).is_some() && end.day.is_some() => Civil { day: ordinal(day), ..end },
        words => civil(words)?,
    };
    let year = start.year.or(end.year);
    Some(format!("{}..{}", Civil { year, ..start }.text(), end.text()))
}

fn single(text: &str) -> Option<String> {
    let words = words(text);
    let bare: Vec<&str> =
        words.iter().map(String::as_str).skip_while(|word| OPENING.contains(word)).collect();
    let bare = match bare.as_slice() {
        ["no" | "not", "later", "than", rest @ ..] => rest,
        all => all,
    };
    if let Some(civil) = civil(bare) {
        return Some(civil.text());
    }
    match bare {
        [before @ .., "fortnight"]
            if before.iter().all(|it| matches!(*it, "within" | "in" | "a")) =>
        {
            Some("+2weeks".to_owned())
        }
        ["end", rest @ ..] => end_of(rest),
        [count @ .., "ago"] if !count.is_empty() => Some(format!("-{}", counted(count))),
        [count @ .., "from", "now"] if !count.is_empty() => Some(format!("+{}", counted(count))),
        // Also what is no English phrase at all, with its number words in digits.
        _ => Some(counted(bare)),
    }
}

fn end_of(rest: &[&str]) -> Option<String> {
    let rest: Vec<&str> =
        rest.iter().copied().filter(|it| !matches!(*it, "of" | "the" | "this")).collect();
    match rest.as_slice() {
        ["week"] => Some("本周末".to_owned()),
        ["next", "week"] => Some("下周末".to_owned()),
        ["quarter"] => Some("本季度末".to_owned()),
        ["next", "quarter"] => Some("下季度末".to_owned()),
        ["month"] => Some("月底".to_owned()),
        ["year"] => Some("年底".to_owned()),
        ["next", "month"] => Some("下月底".to_owned()),
        ["next", "year"] => Some("明年底".to_owned()),
        [year] if is_year(year) => Some(format!("{year}年底")),
        [name] => month(name).map(|month| format!("{month}月底")),
        [name, year] if is_year(year) => month(name).map(|month| format!("{year}年{month}月底")),
        _ => None,
    }
}

/// A day or a month of the calendar, as far as it is said.
#[derive(Clone, Copy)]
struct Civil {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

impl Civil {
    fn text(self) -> String {
        let year = self.year.map(|year| format!("{year}年")).unwrap_or_default();
        let day = self.day.map(|day| format!("{day}日")).unwrap_or_default();
        format!("{year}{}月{day}", self.month)
    }
}

/// Reads `30 June`, `June 30 2027`, `the 30th of June`, `June 2027`. A month alone is none: May
/// is somebody's name too.
fn civil<W: AsRef<str>>(words: &[W]) -> Option<Civil> {
    let words: Vec<&str> =
        words.iter().map(W::as_ref).filter(|it| !matches!(*it, "the" | "of")).collect();
    let year = |text: &str| is_year(text).then(|| text.parse().ok()).flatten();
    let (month, day, year) = match words.as_slice() {
        [left, right] => match (month(left), month(right)) {
            (Some(month), _) if is_year(right) => (month, None, year(right)),
            (Some(month), _) => (month, Some(ordinal(right)?), None),
            (_, Some(month)) => (month, Some(ordinal(left)?), None),
            _ => return None,
        },
        [left, right, last] if is_year(last) => match (month(left), month(right)) {
            (Some(month), _) => (month, Some(ordinal(right)?), year(last)),
            (_, Some(month)) => (month, Some(ordinal(left)?), year(last)),
            _ => return None,
        },
        _ => return None,
    };
    Some(Civil { year, month, day })
}

/// `2 weeks` without its blank, number words in digits.
fn counted(words: &[&str]) -> String {
    let last = words.len().saturating_sub(1);
    let digits = words.iter().enumerate().map(|(at, word)| match number(word) {
        Some(number) if at < last => number.to_string(),
        _ => (*word).to_owned(),
    });
    digits.collect::<Vec<_>>().join(" ")
}

fn number(word: &str) -> Option<usize> {
    match word {
        "a" | "an" => Some(1),
        _ => NUMBERS.iter().position(|name| *name == word).map(|at| at + 1),
    }
}

/// The words, without commas and full stops.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|it: char| it.is_whitespace() || it == ',');
    words
        .map(|word| word.strip_suffix('.').unwrap_or(word).to_owned())
        .filter(|it| !it.is_empty())
        .collect()
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    digits.unwrap_or(word).parse().ok().filter(|day| *day < 100)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|digit| digit.is_ascii_digit())
}
