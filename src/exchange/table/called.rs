//! How a row calls somebody: a name, and what it says of the unit that tells namesakes apart.

use crate::search::naming::{NO_UNIT, is_without_unit, said_to_be_new, split_unit};

/// A name as a cell has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    /// All of it: somebody may have brackets in their name.
    pub(super) whole: String,
    /// The name alone.
    pub(super) name: String,
    /// What is said of the unit.
    pub(super) unit: Unit,
}

/// What is said of somebody's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing.
    Unsaid,
    /// A dash in a column of its own: the one who has none, where there is such a one. Many write it
    /// where they know nothing.
    Dash,
    /// That they have none: `张三（—）`.
    None,
    /// That nobody knows them yet: `张三（新）`.
    New,
    /// This one.
    Of(String),
}

impl Unit {
    /// What the cell of a column says, by what it shows and what is read of it.
    pub(super) fn of_column(shown: &str, read: &str) -> Self {
        match read {
            "" if shown == NO_UNIT => Self::Dash,
            "" => Self::Unsaid,
            unit => Self::Of(unit.to_owned()),
        }
    }
}

impl Called {
    /// Takes a unit off the name that it stands behind; without one, what a column says counts.
    pub(super) fn of(text: &str, column: &Unit) -> Self {
        let (name, unit) = match (split_unit(text), column) {
            // Somebody new of a unit that is said is told apart by that.
            (Some((name, _)), Unit::Of(_)) if said_to_be_new(text).is_some() => {
                (name, column.clone())
            }
            (Some((name, _)), _) if said_to_be_new(text).is_some() => (name, Unit::New),
            (Some((name, _)), _) if is_without_unit(text) => (name, Unit::None),
            (Some((name, unit)), _) => (name, Unit::Of(unit.to_owned())),
            (None, _) => (text, column.clone()),
        };
        Self { whole: text.to_owned(), name: name.to_owned(), unit }
    }

    /// A name that is not taken apart.
    pub(super) fn whole(text: &str, column: &Unit) -> Self {
        let (whole, name) = (text.to_owned(), text.to_owned());
        Self { whole, name, unit: column.clone() }
    }

    /// The unit that somebody new is entered with.
    pub(super) fn unit(&self) -> &str {
        match &self.unit {
            Unit::Of(unit) => unit,
            Unit::Unsaid | Unit::Dash | Unit::None | Unit::New => "",
        }
    }

    /// Whether somebody of a name and a unit can be meant.
    pub(super) fn fits(&self, name: &str, unit: &str) -> bool {
        let is_whole = name == self.whole;
        is_whole
            || name == self.name
                && match &self.unit {
                    Unit::Unsaid | Unit::Dash | Unit::New => true,
                    Unit::None => unit.is_empty(),
                    Unit::Of(own) => own == unit,
                }
    }

    /// The name by which rows are known: what stands before the first bracket. It stays as it was when
    /// they were taken in.
    pub(super) fn known_by(&self) -> &str {
        let inner = self.whole.strip_suffix([')', '）']);
        let parts = inner.and_then(|inner| inner.split_once(['(', '（']));
        let parts = parts.map(|(name, unit)| (name.trim(), unit.trim()));
        parts.filter(|it| !it.0.is_empty() && !it.1.is_empty()).map_or(&*self.whole, |it| it.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_name_says_whom_it_means() {
        let of = |unit: &str| Unit::Of(unit.to_owned());
        for (text, column, name, unit) in [
            ("张三", Unit::Unsaid, "张三", Unit::Unsaid),
            ("张三", of("桥头村"), "张三", of("桥头村")),
            ("张三", Unit::Dash, "张三", Unit::Dash),
            ("张三（桥头村）", of("二组"), "张三", of("桥头村")),
            ("张三（—）", of("二组"), "张三", Unit::None),
            ("张三（新）", Unit::Dash, "张三", Unit::New),
            ("Tom Ash (new)", of("Mill Lane"), "Tom Ash", of("Mill Lane")),
            ("欧阳（小）（二组）", Unit::Unsaid, "欧阳（小）", of("二组")),
        ] {
            let called = Called::of(text, &column);
            assert_eq!((called.name.as_str(), &called.unit), (name, &unit), "{text}");
        }
    }

    #[test]
    fn a_row_is_known_by_what_stands_before_the_first_bracket() {
        for (text, name) in [
            ("张三", "张三"),
            ("张三（新）", "张三"),
            ("欧阳（小）（二组）", "欧阳"),
            ("（二组）", "（二组）"),
            ("张三（", "张三（"),
        ] {
            assert_eq!(Called::of(text, &Unit::Unsaid).known_by(), name);
        }
    }
}
