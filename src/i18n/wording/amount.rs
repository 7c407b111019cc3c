//! Money and counts in words, with how exact they are.

use super::Wording;
use crate::{
    domain::amount::{Amount, Qualifier},
    i18n::Lang,
};

const WAN: i64 = 10_000;
const YI: i64 = 100_000_000;

/// Words money: `11万元`, `10万余元`, `约3000元`; `110,000 yuan`, `over 100,000 yuan`,
/// `about 3,000 yuan`.
///
/// Chinese takes 万 or 亿 where at most two places behind the point are left; nothing is rounded.
impl Wording for Amount {
    fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => in_chinese(*self, "元"),
            Lang::En => in_english(*self, "yuan"),
        }
    }
}

/// Words a number of people: `193人`, `300余人`; `193 people`, `over 300 people`.
pub fn people(count: Amount, lang: Lang) -> String {
    match lang {
        Lang::Zh => in_chinese(count, "人"),
        Lang::En if count.yuan() == 1 && count.fen() == 0 => in_english(count, "person"),
        Lang::En => in_english(count, "people"),
    }
}

fn in_chinese(amount: Amount, unit: &str) -> String {
    let (number, group) = grouped(amount);
    match amount.qualifier() {
        Qualifier::Exact => format!("{number}{group}{unit}"),
        Qualifier::About => format!("约{number}{group}{unit}"),
        // 余 follows a round number; what is spelt out to the last place is "or more".
        Qualifier::Over
            if number.contains('.') || number.ends_with(|last| last != '0') && group.is_empty() =>
        {
            format!("{number}{group}{unit}以上")
        }
        Qualifier::Over => format!("{number}{group}余{unit}"),
    }
}

/// Splits an amount into a number and 万 or 亿.
fn grouped(amount: Amount) -> (String, &'static str) {
    let hundredths = amount.hundredths();
    let fits = |group: i64| amount.yuan() >= group && hundredths % group == 0;
    if fits(YI) {
        (decimal(hundredths / YI), "亿")
    } else if fits(WAN) {
        (decimal(hundredths / WAN), "万")
    } else {
        (decimal(hundredths), "")
    }
}

/// Writes hundredths with as many places as they need.
fn decimal(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, tenths) if tenths % 10 == 0 => format!("{whole}.{}", tenths / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

fn in_english(amount: Amount, unit: &str) -> String {
    let whole = with_commas(amount.yuan());
    let number = match amount.fen() {
        0 => whole,
        fen => format!("{whole}.{fen:02}"),
    };
    match amount.qualifier() {
        Qualifier::Exact => format!("{number} {unit}"),
        Qualifier::Over => format!("over {number} {unit}"),
        Qualifier::About => format!("about {number} {unit}"),
    }
}

/// Groups the digits of a number that is not negative by threes.
fn with_commas(number: i64) -> String {
    let digits = number.to_string();
    let count = digits.chars().count();
    let mut grouped = String::with_capacity(count + count / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (count - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
