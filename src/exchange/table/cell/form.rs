//! How people write days, money and several in one cell, and that there is nothing to say.

use super::super::fault::Problem;
use crate::domain::{
    amount::{Amount, AmountFault},
    date::DateSpan,
    text::fold_width,
};
use chrono::NaiveDate;

/// What people write where there is nothing to say.
const NOTHING: &[&str] = &[
    "-", "--", "—", "——", "－", "/", "／", "\\", "无", "暂无", "未知", "不详", "n/a", "none",
    "unknown",
];

/// What stands between several in one cell.
pub(super) const SEPARATORS: [char; 6] = ['、', '，', ',', ';', '；', '\n'];
/// Words that say in what an amount counts.
const UNITS: &[&str] = &[
    "k", "w", "m", "mn", "bn", "wan", "thousand", "hundred", "million", "billion", "yuan", "rmb",
    "cny",
];

/// A date that says of itself which one it is: 今天 and `6月30日` would be another one whenever the same
/// file is read, and their row another row.
pub(super) fn dated(text: &str, today: NaiveDate) -> Result<DateSpan, Problem> {
    let read = |on: NaiveDate| DateSpan::parse(text, on);
    // Neither the same day of a month or of a week nor the same year, nor one that leaps as it does.
    let once = today.checked_sub_days(chrono::Days::new(401)).unwrap_or(today);
    match (read(today), read(once)) {
        (Ok(now), Ok(then)) if now == then => Ok(now),
        (Err(fault), Err(_)) => Err(Problem::Date(fault)),
        _ => Err(Problem::NoYear),
    }
}

/// Money under a head that says 万元: what names no unit of its own has that one.
pub(super) fn in_ten_thousands(text: &str) -> Result<Amount, AmountFault> {
    let folded = fold_width(text).to_lowercase();
    let mut words = folded.split(|c: char| !c.is_ascii_alphabetic());
    let has_digits = folded.contains(|c: char| c.is_ascii_digit());
    let has_unit = folded.contains(['元', '万', '亿', '圆', '块', '¥', '￥'])
        || has_digits && folded.contains(['十', '百', '千'])
        || words.any(|word| UNITS.contains(&word));
    if has_unit {
        return Amount::parse(text);
    }
    match folded.rfind(|c: char| c.is_ascii_digit()).and_then(|at| folded.split_at_checked(at + 1))
    {
        Some((number, rest)) => Amount::parse(&format!("{number}万{rest}")),
        // 十一 is spelt out.
        None => Amount::parse(text).and_then(|yuan| {
            let hundredths = yuan.hundredths().saturating_mul(10_000);
            Amount::from_hundredths(hundredths, yuan.qualifier())
        }),
    }
}

/// The parts of a text between separators that stand in no brackets: `李某（石潭镇、同庆村）` is one.
pub(super) fn outside_brackets(text: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut depth) = (Vec::new(), 0, 0_usize);
    // A bracket that is never closed holds nothing together.
    let closes = |at: usize| text.get(at..).is_some_and(|rest| rest.contains([')', '）']));
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' if closes(at) => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 && SEPARATORS.contains(&character) => {
                parts.extend(text.get(begin..at));
                begin = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(begin..));
    parts
}

/// Whether a cell says that there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.iter().any(|it| text.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_a_unit_has_that_of_the_head() {
        for (text, plain) in [
            ("11", "110000"),
            ("约11", "~110000"),
            ("11余", ">=110000"),
            ("over 1.5", ">=15000"),
            ("1,200", "12000000"),
            ("11万元", "110000"),
            ("3000元", "3000"),
            ("3k", "3000"),
            ("十一", "110000"),
        ] {
            let read = in_ten_thousands(text).map(Amount::plain);
            assert_eq!(read.as_deref(), Ok(plain), "{text}");
        }
    }

    #[test]
    fn a_date_has_to_say_its_year() {
        let today = NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
        for text in ["6月30日", "今天", "明年", "上周五", "+10d"] {
            assert_eq!(dated(text, today), Err(Problem::NoYear), "{text}");
        }
        for text in ["2023-06-30", "2023年6月", "2023年2月3日至10日", "2024年上半年"] {
            assert!(dated(text, today).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_stands_in_brackets_belongs_to_the_name_before_them() {
        let parts = outside_brackets("李某（石潭镇、同庆村），王某");
        assert_eq!(parts, ["李某（石潭镇、同庆村）", "王某"]);
        assert_eq!(outside_brackets("李某（石潭镇、王某"), ["李某（石潭镇", "王某"]);
    }
}
