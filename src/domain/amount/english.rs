//! Numbers in English words: `half a million`, `twenty-five thousand`, `a hundred and fifty thousand`.

use super::AmountFault;
use super::words::{ENGLISH, English};

/// Reads a number of words, without blanks between them, in hundredths.
///
/// # Errors
///
/// [`AmountFault::Loose`] for one of several numbers (`several thousand`, `ten to twenty thousand`),
/// [`AmountFault::NotAnAmount`] for what is no number, or one that is not read.
pub(super) fn spoken(text: &str) -> Result<i64, AmountFault> {
    let words = words(text).filter(|words| !words.is_empty()).ok_or(AmountFault::NotAnAmount)?;
    if words.contains(&English::Loose) {
        return Err(AmountFault::Loose);
    }
    let halves = halves(&words).ok_or(AmountFault::NotAnAmount)?;
    i64::try_from(halves * 50).or(Err(AmountFault::TooLarge))
}

/// Reads a number below a hundred in digits with words behind it that are more than its scale, in
/// hundredths: `3 and a half million`, `20 thousand five hundred`; `None` for anything else.
pub(super) fn behind_digits(text: &str) -> Option<i64> {
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let number: u8 = digits.parse().ok().filter(|number| (1..100).contains(number))?;
    let words = words(rest).filter(|words| !matches!(words.first(), Some(English::Small(_))))?;
    let all: Vec<English> = [English::Small(number)].into_iter().chain(words).collect();
    i64::try_from(halves(&all)? * 50).ok()
}

/// How much words of number that stand behind digits multiply them: `3 hundred thousand`.
pub(super) fn scale(text: &str) -> Option<u128> {
    let words = words(text).filter(|words| !words.is_empty())?;
    words.into_iter().try_fold(1_u128, |scale, word| match word {
        English::Times(times) => scale.checked_mul(u128::from(times)),
        _ => None,
    })
}

fn words(text: &str) -> Option<Vec<English>> {
    let mut rest = text;
    let mut words = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let (word, says) = ENGLISH.iter().find(|(word, _)| rest.starts_with(word))?;
        words.push(*says);
        rest = rest.strip_prefix(word)?;
    }
    Some(words)
}

/// The number of halves: `one and a half million` is three halves of a million.
fn halves(words: &[English]) -> Option<u128> {
    let (mut total, mut part, mut above) = (0_u128, None::<u128>, u128::MAX);
    let mut rest = words;
    while let [word, after @ ..] = rest {
        rest = after;
        part = match (word, part) {
            (English::Small(number), part) => Some(joined(part.unwrap_or(0), *number)?),
            (English::A, None) if !after.is_empty() => Some(2),
            (English::Half, None) if total == 0 => {
                rest = after.strip_prefix(&[English::A]).unwrap_or(after);
                matches!(rest, [English::Times(_)]).then_some(1)
            }
            (English::And, Some(whole)) if after.starts_with(&[English::A, English::Half]) => {
                rest = after.get(2..)?;
                matches!(rest, [English::Times(_)]).then_some(whole + 1)
            }
            (English::And, part) if matches!(after, [English::Small(_), ..]) => {
                (part.is_some() || total > 0).then_some(())?;
                part
            }
            (English::Times(100), Some(part)) if part < 200 => Some(part * 100),
            (English::Times(times), Some(part)) if *times > 100 && u128::from(*times) < above => {
                total += part * u128::from(*times);
                above = u128::from(*times);
                None
            }
            _ => return None,
        };
        if part.is_none() && total == 0 {
            return None;
        }
    }
    Some(total + part.unwrap_or(0))
}

/// A number below a hundred joined to halves of hundreds or tens: `a hundred` and `twenty`, `twenty`
/// and `five`.
fn joined(halves: u128, number: u8) -> Option<u128> {
    let room = match number {
        1..=9 => 10,
        _ => 100,
    };
    // Ten and five are no fifteen.
    let is_ten = number < 10 && halves % 200 == 20;
    (halves.is_multiple_of(2 * room) && !is_ten).then(|| halves + 2 * u128::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read() {
        for (text, yuan) in [
            ("five", 5),
            ("ten", 10),
            ("eighty", 80),
            ("twenty-five", 25),
            ("tenthousand", 10_000),
            ("twentythousand", 20_000),
            ("ahundred", 100),
            ("ahundredandfive", 105),
            ("onehundredandtwentyfivethousand", 125_000),
            ("onethousandandfive", 1_005),
            ("onethousandtwohundred", 1_200),
            ("halfamillion", 500_000),
            ("halfmillion", 500_000),
            ("amillion", 1_000_000),
            ("oneandahalfmillion", 1_500_000),
            ("twomillionthreehundredthousand", 2_300_000),
        ] {
            assert_eq!(spoken(text), Ok(yuan * 100), "{text}");
        }
        for text in [
            "",
            "a",
            "and",
            "half",
            "halfa",
            "million",
            "fivethree",
            "tenfive",
            "twentythirty",
            "thousandmillion",
            "onethousandtwomillion",
            "quarterofamillion",
            "onepointfivemillion",
            "oneand",
            "yuan",
        ] {
            assert_eq!(spoken(text), Err(AmountFault::NotAnAmount), "{text}");
        }
        for text in ["severalthousand", "afewthousand", "tentotwentythousand", "tensofthousands"] {
            assert_eq!(spoken(text), Err(AmountFault::Loose), "{text}");
        }
    }

    #[test]
    fn words_behind_digits_are_read_with_them() {
        for (text, yuan) in [
            ("3andahalfmillion", 3_500_000),
            ("20thousandfivehundred", 20_500),
            ("2millionthreehundredthousand", 2_300_000),
        ] {
            assert_eq!(behind_digits(text), Some(yuan * 100), "{text}");
        }
        for text in
            ["", "3", "20five", "1millionandahalf", "0andahalfmillion", "300andahalfmillion"]
        {
            assert_eq!(behind_digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_run_of_words_is_no_number() {
        assert!(spoken(&"million".repeat(9)).is_err());
        assert!(spoken("nineteenbillionninetyninemillion").is_ok());
    }
}
