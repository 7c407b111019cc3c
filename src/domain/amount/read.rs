//! Reads amounts out of typed text: take off what qualifies, then what is left is a number.

use super::english;
use super::words::{
    BETWEEN, CURRENCY_AFTER, CURRENCY_BEFORE, DENIALS, HEDGES, Hedge, SOME, TAILS, without_front,
};
use super::{Amount, AmountFault, MAX_HUNDREDTHS, Qualifier};
use crate::domain::numeral::{is_chinese_numeral, read_chinese, unit_of};
use crate::domain::text::fold_width;

/// The longest text that can be an amount; a bound on the work, not a rule.
const MAX_CHARS: usize = 64;
const HEADS: [&str; 7] = ["人次", "人", "名", "位", "户", "people", "persons"];

/// Marks and words of money that is not yuan.
const FOREIGN: [&str; 18] = [
    "$", "€", "£", "usd", "eur", "gbp", "hkd", "jpy", "dollar", "euro", "pound", "美元", "美金",
    "欧元", "英镑", "港元", "港币", "日元",
];

/// How an amount is meant by the words around it.
fn qualifier(hedges: &[Hedge], is_exact: bool) -> Result<Qualifier, AmountFault> {
    let has = |hedge| hedges.contains(&hedge);
    match (is_exact, has(Hedge::About), has(Hedge::Over)) {
        // An upper bound is none of what can be said of an amount.
        _ if has(Hedge::AtMost) => Err(AmountFault::AtMost),
        (true, true, _) | (true, _, true) => Err(AmountFault::NotAnAmount),
        (_, true, _) => Ok(Qualifier::About),
        (_, _, true) => Ok(Qualifier::Over),
        (_, false, false) => Ok(Qualifier::Exact),
    }
}

pub(super) fn amount(text: &str) -> Result<Amount, AmountFault> {
    let folded = tidy(text)?;
    let mut rest = folded.as_str();
    if FOREIGN.iter().any(|word| rest.contains(word)) {
        return Err(AmountFault::Foreign);
    }
    let mut hedges = Vec::new();
    while let Some(hedge) = drop_hedge(&mut rest) {
        hedges.push(hedge);
    }
    drop_front(&mut rest, &CURRENCY_BEFORE);
    hedges.extend(drop_tail(&mut rest));
    let is_exact = drop_back(&mut rest, &["整", "正"]);
    drop_back(&mut rest, &CURRENCY_AFTER);
    if is_loose(rest) {
        return Err(AmountFault::Loose);
    }
    let (number, is_over) = without_over(rest)?;
    hedges.extend(is_over.then_some(Hedge::Over));
    if number.starts_with(['-', '−', '负']) {
        return Err(AmountFault::Negative);
    }
    Amount::from_hundredths(hundredths(&number)?, qualifier(&hedges, is_exact)?)
}

/// Takes a word that qualifies off the front, with the no that stands before it.
fn drop_hedge(text: &mut &str) -> Option<Hedge> {
    let read = |text: &str| {
        HEDGES.iter().find_map(|(word, hedge)| Some((*hedge, without_front(text, word)?.len())))
    };
    let denied = || {
        let rest = DENIALS.iter().find_map(|word| text.strip_prefix(word))?;
        read(rest).map(|(hedge, left)| (hedge.denied(), left))
    };
    let (hedge, left) = read(text).or_else(denied)?;
    *text = text.get(text.len() - left..)?;
    Some(hedge)
}

fn drop_tail(text: &mut &str) -> Option<Hedge> {
    let (word, hedge) = TAILS.iter().find(|(word, _)| text.ends_with(&word.replace(' ', "")))?;
    *text = text.get(..text.len() - word.replace(' ', "").len())?;
    Some(*hedge)
}

/// Whether it is one of several sums: 三四万, 几十万, 数十万, 3万至5万.
fn is_loose(text: &str) -> bool {
    let is_digit = |c: char| is_chinese_numeral(c) && unit_of(c).is_none();
    let pair = |run: &str| run.chars().count() == 2 && !run.contains(['零', '〇']);
    let digits_meet = text.split(|c| !is_digit(c)).any(pair);
    let some = text.strip_prefix(SOME).is_some_and(|rest| rest.starts_with(is_chinese_numeral));
    let is_number = |c: char| c.is_ascii_digit() || is_chinese_numeral(c);
    let is_range = text.starts_with(is_number)
        && BETWEEN.iter().any(|word| {
            text.split_once(word).is_some_and(|(_, after)| after.starts_with(is_number))
        });
    digits_meet || some || is_range
}

/// Reads a number of people: whole, and no money.
pub(super) fn heads(text: &str) -> Result<Amount, AmountFault> {
    let folded = tidy(text)?;
    let mut rest = folded.as_str();
    // 193人左右: what makes it a number of people stands inside what qualifies it.
    let after = TAILS.iter().map(|(word, _)| *word).find(|word| rest.ends_with(word));
    drop_back(&mut rest, &after.into_iter().collect::<Vec<_>>());
    drop_back(&mut rest, &HEADS);
    if CURRENCY_AFTER.iter().chain(&CURRENCY_BEFORE).any(|word| rest.contains(word)) {
        return Err(AmountFault::NotAnAmount);
    }
    let count = amount(&format!("{rest}{}", after.unwrap_or_default()))?;
    if count.fen() == 0 { Ok(count) } else { Err(AmountFault::TooFine) }
}

/// Folds the width and the case and drops blanks; between digits they group them by threes, as
/// commas do.
fn tidy(text: &str) -> Result<String, AmountFault> {
    let folded = fold_width(text).to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Err(AmountFault::Empty);
    }
    if folded.chars().count() > MAX_CHARS {
        return Err(AmountFault::NotAnAmount);
    }
    let digit = |character: Option<char>| character.is_some_and(|it| it.is_ascii_digit());
    let mut tidied = String::with_capacity(folded.len());
    for word in words {
        if digit(tidied.chars().last()) && digit(word.chars().next()) {
            tidied.push(',');
        }
        tidied.push_str(word);
    }
    Ok(tidied)
}

fn drop_front(text: &mut &str, words: &[&str]) -> bool {
    let after = words.iter().find_map(|word| text.strip_prefix(word));
    *text = after.unwrap_or(text);
    after.is_some()
}

fn drop_back(text: &mut &str, words: &[&str]) -> bool {
    let before = words.iter().find_map(|word| text.strip_suffix(word));
    *text = before.unwrap_or(text);
    before.is_some()
}

/// Takes 余 or 多 out of `10余万` and `10万余`, and 几 out of `十几万`; only units may follow it.
fn without_over(text: &str) -> Result<(String, bool), AmountFault> {
    let after_ten = |(number, units): (_, _)| {
        let number: &str = number;
        number.ends_with(['十', '百', '千']).then_some((number, units))
    };
    let split = text.split_once(['余', '多']).or_else(|| text.split_once('几').and_then(after_ten));
    let Some((number, units)) = split else {
        return Ok((text.to_owned(), false));
    };
    let units_only = units.chars().all(|unit| unit_of(unit).is_some());
    if number.is_empty() || !units_only {
        return Err(AmountFault::NotAnAmount);
    }
    Ok((format!("{number}{units}"), true))
}

fn hundredths(number: &str) -> Result<i64, AmountFault> {
    let latin = number.starts_with(|character: char| character.is_ascii_digit());
    if latin {
        return mixed(number).or_else(|fault| english::behind_digits(number).ok_or(fault));
    }
    if number.starts_with(|character: char| character.is_ascii_lowercase()) {
        return english::spoken(number);
    }
    // 百万元 is a million, said without its one.
    let spoken = if number.starts_with(['百', '千']) { "一" } else { "" };
    let yuan = read_chinese(&format!("{spoken}{number}")).ok_or(AmountFault::NotAnAmount)?;
    i64::try_from(u128::from(yuan) * 100).or(Err(AmountFault::TooLarge))
}

/// Reads digits with units, `1亿2000万`, each part smaller than the unit before.
fn mixed(number: &str) -> Result<i64, AmountFault> {
    let mut total = 0_u128;
    let mut above = u128::MAX;
    let mut rest = number;
    while !rest.is_empty() {
        let (digits, after) =
            split_while(rest, |it| it.is_ascii_digit() || matches!(it, ',' | '.'));
        let (units, after) =
            split_while(after, |it| unit_of(it).is_some() || it.is_ascii_lowercase());
        let scale = scale(units)?;
        let part = decimal(digits, scale)?;
        // 3万5 may mean 35 000; without its unit the second part must be written in full.
        let full = above == u128::MAX || !units.is_empty() || part * 10 >= above;
        if part >= above || !full {
            return Err(AmountFault::NotAnAmount);
        }
        total += part;
        above = scale * 100;
        rest = after;
        if units.is_empty() && !rest.is_empty() {
            return Err(AmountFault::NotAnAmount);
        }
    }
    match i64::try_from(total) {
        Ok(total) if total <= MAX_HUNDREDTHS => Ok(total),
        _ => Err(AmountFault::TooLarge),
    }
}

fn split_while(text: &str, part: impl Fn(char) -> bool) -> (&str, &str) {
    text.find(|character| !part(character)).map_or((text, ""), |at| text.split_at(at))
}

/// Multiplies units out: 万 is 10^4, 千万 is 10^7.
fn scale(units: &str) -> Result<u128, AmountFault> {
    let scale = match units {
        "k" | "thousand" => Some(1000),
        // 10w is how 10万 is typed in a hurry.
        "w" => Some(10_000),
        "m" | "mn" | "million" => Some(1_000_000),
        "bn" | "billion" => Some(1_000_000_000),
        _ => english::scale(units).or_else(|| {
            units
                .chars()
                .try_fold(1_u128, |scale, unit| scale.checked_mul(u128::from(unit_of(unit)?)))
        }),
    };
    scale.filter(|scale| *scale <= 1_000_000_000_000).ok_or(AmountFault::NotAnAmount)
}

/// Reads `1,200.50` times its scale, in hundredths.
fn decimal(text: &str, scale: u128) -> Result<u128, AmountFault> {
    let (whole, fraction) = match text.split_once('.') {
        Some((_, "")) => return Err(AmountFault::NotAnAmount),
        Some(parts) => parts,
        None => (text, ""),
    };
    let whole = ungrouped(whole).ok_or(AmountFault::NotAnAmount)?;
    let fraction = fraction.trim_end_matches('0');
    if !fraction.chars().all(|digit| digit.is_ascii_digit()) {
        return Err(AmountFault::NotAnAmount);
    }
    if whole.trim_start_matches('0').len() > 15 {
        return Err(AmountFault::TooLarge);
    }
    if fraction.len() > 14 {
        return Err(AmountFault::TooFine);
    }
    let digits = format!("{whole}{fraction}");
    let digits: u128 = digits.parse().or(Err(AmountFault::NotAnAmount))?;
    let divisor = fraction.chars().fold(1_u128, |divisor, _| divisor * 10);
    let scaled = digits.checked_mul(scale * 100).ok_or(AmountFault::TooLarge)?;
    if scaled.is_multiple_of(divisor) { Ok(scaled / divisor) } else { Err(AmountFault::TooFine) }
}

/// Drops the commas of `1,200`, if they stand where they belong.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|group| !group.is_empty())?;
    let grouped = text.contains(',');
    let tidy = groups.all(|group| group.len() == 3) && (!grouped || first.len() <= 3);
    tidy.then(|| text.replace(',', ""))
}
