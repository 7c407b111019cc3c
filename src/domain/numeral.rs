//! Chinese numerals as they are spoken and as they stand on receipts.

/// How many digits a year is spelt with.
const YEAR_DIGITS: usize = 4;

/// Reads a Chinese numeral below 10^16: `十`, `两千五百万`, `二〇二三` digit by digit.
///
/// A digit without its unit after a larger one (`三万五`, `一百五`) is ambiguous and not read, and
/// two digits side by side (`两三`, `三五`) mean "two or three" and are no number at all: digit by
/// digit only a year is spelt, or what has a nought in it.
pub(crate) fn read_chinese(text: &str) -> Option<u64> {
    let marks: Vec<Mark> = text.chars().map(mark).collect::<Option<_>>()?;
    if marks.len() > 24 {
        return None;
    }
    let spelt = marks.iter().all(|mark| matches!(mark, Mark::Digit(_)));
    let has_nought = marks.iter().any(|mark| matches!(mark, Mark::Digit(0)));
    match marks.as_slice() {
        [] => None,
        [_, _, ..] if spelt && (marks.len() == YEAR_DIGITS || has_nought) => read_spelt(&marks),
        _ => read_units(&marks),
    }
}

/// Tells whether a character can be part of a Chinese numeral.
pub(crate) fn is_chinese_numeral(character: char) -> bool {
    mark(character).is_some()
}

/// Returns what a unit of ten multiplies by: `十` to `亿`.
pub(crate) fn unit_of(character: char) -> Option<u64> {
    match mark(character)? {
        Mark::Unit(unit) | Mark::Group(unit) => Some(unit),
        Mark::Digit(_) => None,
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Digit(u64),
    Unit(u64),
    Group(u64),
}

fn mark(character: char) -> Option<Mark> {
    Some(match character {
        '零' | '〇' => Mark::Digit(0),
        '一' | '壹' => Mark::Digit(1),
        '二' | '两' | '贰' => Mark::Digit(2),
        '三' | '叁' => Mark::Digit(3),
        '四' | '肆' => Mark::Digit(4),
        '五' | '伍' => Mark::Digit(5),
        '六' | '陆' => Mark::Digit(6),
        '七' | '柒' => Mark::Digit(7),
        '八' | '捌' => Mark::Digit(8),
        '九' | '玖' => Mark::Digit(9),
        '十' | '拾' => Mark::Unit(10),
        '百' | '佰' => Mark::Unit(100),
        '千' | '仟' => Mark::Unit(1000),
        '万' | '萬' => Mark::Group(10_000),
        '亿' | '億' => Mark::Group(100_000_000),
        _ => return None,
    })
}

fn read_spelt(marks: &[Mark]) -> Option<u64> {
    marks.iter().try_fold(0_u64, |value, mark| match mark {
        Mark::Digit(digit) => value.checked_mul(10)?.checked_add(*digit),
        Mark::Unit(_) | Mark::Group(_) => None,
    })
}

fn read_units(marks: &[Mark]) -> Option<u64> {
    let mut total = 0_u64;
    let mut section = 0_u64;
    let mut digit = None;
    // The unit that came before, within the section; the next one must be smaller.
    let mut above = u64::MAX;
    let mut group_above = u64::MAX;
    let mut after_zero = true;
    for mark in marks {
        match *mark {
            Mark::Digit(0) if digit.is_none() => after_zero = true,
            Mark::Digit(value) if digit.is_none() && value > 0 => digit = Some(value),
            Mark::Digit(_) => return None,
            Mark::Unit(unit) => {
                // Only 十 may stand without a digit, and only where a numeral begins.
                let count = digit.take().or_else(|| (unit == 10 && section == 0).then_some(1))?;
                if unit >= above {
                    return None;
                }
                section += count * unit;
                above = unit;
                after_zero = unit == 10;
            }
            // 万亿 is one group of its own: ten thousand times a hundred million.
            Mark::Group(unit)
                if unit > group_above && group_above == 10_000 && is_bare_group(total, section) =>
            {
                if digit.is_some() {
                    return None;
                }
                total = total.checked_mul(unit)?;
                group_above = unit;
            }
            Mark::Group(unit) => {
                section += digit.take().unwrap_or(0);
                if section == 0 || unit >= group_above {
                    return None;
                }
                total = total.checked_add(section.checked_mul(unit)?)?;
                section = 0;
                group_above = unit;
                above = u64::MAX;
                after_zero = false;
            }
        }
    }
    match digit {
        Some(_) if !after_zero => None,
        _ => total.checked_add(section)?.checked_add(digit.unwrap_or(0)),
    }
}

/// Whether what was read so far is so many 万 and nothing else.
const fn is_bare_group(total: u64, section: u64) -> bool {
    section == 0 && total < 100_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_spoken() {
        for (text, value) in [
            ("两", 2),
            ("零", 0),
            ("十", 10),
            ("十五", 15),
            ("二十一", 21),
            ("九十九", 99),
            ("三百", 300),
            ("一百零五", 105),
            ("两千五百万", 25_000_000),
            ("十万", 100_000),
            ("三亿五千万", 350_000_000),
            ("一万零二百", 10_200),
            ("壹拾万", 100_000),
            ("二〇二三", 2023),
            ("一万亿", 1_000_000_000_000),
            ("三万亿五千万", 3_000_050_000_000),
        ] {
            assert_eq!(read_chinese(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_can_be_meant_in_two_ways_is_not_read() {
        for text in [
            "",
            "三万五",
            "一百五",
            "十百",
            "三三十",
            "百",
            "万",
            "五个",
            "万亿亿",
            "两三",
            "三五",
            "五六七",
        ] {
            assert_eq!(read_chinese(text), None, "{text}");
        }
    }
}
