//! Money as people write it, with how exact it is.
//!
//! A report says 10万余元 and means "at least"; the qualifier keeps that apart from 10万元. How an
//! amount is worded for people belongs to i18n.

mod english;
mod read;
pub(crate) mod words;

use std::fmt;
use std::str::FromStr;

use super::human;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest amount in hundredths: ten trillion yuan (10万亿元).
pub const MAX_HUNDREDTHS: i64 = 1_000_000_000_000_000;

/// Tells how an amount is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Just this much 整.
    Exact,
    /// This much or more 余: a lower bound.
    Over,
    /// More or less this much 约.
    About,
}

/// The reason why a text or a number is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AmountFault {
    /// There is no text.
    Empty,
    /// The text is not an amount in any of the known forms.
    NotAnAmount,
    /// It is less than nothing.
    Negative,
    /// It is more than [`MAX_HUNDREDTHS`].
    TooLarge,
    /// It has parts smaller than a hundredth.
    TooFine,
    /// It is in another currency than yuan.
    Foreign,
    /// It is an upper bound (不超过10万元), which no [`Qualifier`] says.
    AtMost,
    /// It is one of several amounts: 几十万元, 三四万元, 3万至5万元.
    Loose,
}

impl fmt::Display for AmountFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the amount is empty",
            Self::NotAnAmount => "not an amount",
            Self::Negative => "the amount is negative",
            Self::TooLarge => "the amount is too large",
            Self::TooFine => "the amount has parts smaller than a hundredth",
            Self::Foreign => "the amount is not in yuan",
            Self::AtMost => "the amount is an upper bound",
            Self::Loose => "the amount is one of several",
        })
    }
}

impl std::error::Error for AmountFault {}

/// An amount in hundredths (fen, when it is money) and how it is meant.
///
/// The hundredths lie in 0..=10^15. Sorts by value, then exact, over, about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    hundredths: i64,
    qualifier: Qualifier,
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        human::write(self.plain(), (self.hundredths, self.qualifier), to)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        human::read(from, Self::of_plain, |raw: (i64, Qualifier)| Self::try_from(raw))
    }
}

impl Amount {
    /// Makes an amount out of hundredths, 0..=10^15.
    ///
    /// # Errors
    ///
    /// [`AmountFault::Negative`], [`AmountFault::TooLarge`].
    pub const fn from_hundredths(
        hundredths: i64,
        qualifier: Qualifier,
    ) -> Result<Self, AmountFault> {
        match hundredths {
            ..0 => Err(AmountFault::Negative),
            0..=MAX_HUNDREDTHS => Ok(Self { hundredths, qualifier }),
            _ => Err(AmountFault::TooLarge),
        }
    }

    /// Makes an amount out of whole yuan, 0..=10^13.
    ///
    /// # Errors
    ///
    /// [`AmountFault::Negative`], [`AmountFault::TooLarge`].
    pub const fn from_yuan(yuan: i64, qualifier: Qualifier) -> Result<Self, AmountFault> {
        Self::from_hundredths(yuan.saturating_mul(100), qualifier)
    }

    /// Reads money as people write it.
    ///
    /// `11万元`, `3.5亿元`, `1亿2000万元`, `120000`, `¥1,200.50`, `CNY 20 000`, `5k`, `1.2 million`, `half a million yuan`, `十万元`, `三百元整`. Over
    /// is 余 or 多 (`10万余元`, `10余万元`), 超过, 不低于, 逾, 以上, `over`, `>=`; about is 约, 近, 左右,
    /// `about`, `~`. Said together (约10余万元), about wins, since it claims less. Full-width
    /// characters are read too.
    ///
    /// ```
    /// use tanshi::domain::amount::{Amount, Qualifier};
    ///
    /// let amount = Amount::parse("10余万元").unwrap();
    /// assert_eq!((amount.yuan(), amount.qualifier()), (100_000, Qualifier::Over));
    /// assert_eq!(amount.plain(), ">=100000");
    /// ```
    ///
    /// # Errors
    ///
    /// Every [`AmountFault`].
    pub fn parse(text: &str) -> Result<Self, AmountFault> {
        read::amount(text)
    }

    /// Reads how many people, with how exact that is: `193`, `193人`, `约200人`, `300余名`.
    ///
    /// # Errors
    ///
    /// Every [`AmountFault`]; [`AmountFault::TooFine`] for a part of a person,
    /// [`AmountFault::NotAnAmount`] for money.
    pub fn parse_heads(text: &str) -> Result<Self, AmountFault> {
        read::heads(text)
    }

    /// Returns the whole amount in hundredths.
    pub const fn hundredths(self) -> i64 {
        self.hundredths
    }

    /// Returns the whole yuan, without the fen.
    pub const fn yuan(self) -> i64 {
        self.hundredths / 100
    }

    /// Returns the fen beyond the whole yuan, 0..=99.
    pub const fn fen(self) -> i64 {
        self.hundredths % 100
    }

    /// Returns how it is meant.
    pub const fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// Writes it for files and forms, in a way that reads back as the same value: `110000`,
    /// `>=100000`, `~3000`, `1200.50`.
    pub fn plain(self) -> String {
        let sign = match self.qualifier {
            Qualifier::Exact => "",
            Qualifier::Over => ">=",
            Qualifier::About => "~",
        };
        match (self.yuan(), self.fen()) {
            (yuan, 0) => format!("{sign}{yuan}"),
            (yuan, fen) => format!("{sign}{yuan}.{fen:02}"),
        }
    }
}

impl Amount {
    /// Reads what [`Amount::plain`] writes, and nothing else.
    fn of_plain(text: &str) -> Option<Self> {
        let signs = [(">=", Qualifier::Over), ("~", Qualifier::About), ("", Qualifier::Exact)];
        let (number, qualifier) =
            signs.into_iter().find_map(|(sign, it)| Some((text.strip_prefix(sign)?, it)))?;
        let (yuan, fen) = number.split_once('.').unwrap_or((number, "00"));
        let hundredths = yuan.parse::<i64>().ok()?.checked_mul(100)?;
        let fen = fen.parse::<i64>().ok().filter(|_| fen.len() == 2)?;
        let amount = Self::from_hundredths(hundredths.checked_add(fen)?, qualifier).ok()?;
        (amount.plain() == text).then_some(amount)
    }
}

impl FromStr for Amount {
    type Err = AmountFault;

    fn from_str(text: &str) -> Result<Self, AmountFault> {
        Self::parse(text)
    }
}

impl TryFrom<(i64, Qualifier)> for Amount {
    type Error = AmountFault;

    fn try_from((hundredths, qualifier): (i64, Qualifier)) -> Result<Self, AmountFault> {
        Self::from_hundredths(hundredths, qualifier)
    }
}

impl From<Amount> for (i64, Qualifier) {
    fn from(amount: Amount) -> Self {
        (amount.hundredths, amount.qualifier)
    }
}

#[cfg(test)]
mod tests;
