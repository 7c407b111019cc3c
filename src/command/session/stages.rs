//! The order of an item and planned minutes, as people write them: `通报 5、提问、发言 20、议定`.

use crate::command::fill::FieldFault;
use crate::command::several::{between, is_between};
use crate::domain::session::{ItemOrder, STAGES, Stage};
use crate::domain::text::{fold_character, fold_width};
use crate::i18n::Lang;
use crate::i18n::label::order_name;

/// The longest that one item or stage is planned for, in minutes: a day.
pub(super) const MOST_MINUTES: u32 = 1_440;
/// What may stand behind a number of minutes.
const UNITS: [&str; 5] = ["分钟", "minutes", "mins", "min", "分"];
/// What stands between the name of an order and its stages.
const COLONS: [char; 2] = ['：', ':'];

/// Reads stages, one after the other, each with its minutes where it has any.
///
/// # Errors
/// [`FieldFault::Stages`] for none, too many, one without a name, or minutes that are none.
pub fn read_stages(text: &str) -> Result<Vec<Stage>, FieldFault> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    let stages: Option<Vec<Stage>> =
        parts.filter(|part| !part.is_empty()).map(read_stage).collect();
    stages
        .filter(|stages| !stages.is_empty() && stages.len() <= usize::from(STAGES))
        .ok_or(FieldFault::Stages)
}

fn read_stage(text: &str) -> Option<Stage> {
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end();
    let name = bare.trim_end_matches(|c: char| fold_character(c).is_ascii_digit());
    let digits = fold_width(bare.get(name.len()..).unwrap_or_default());
    if digits.is_empty() {
        // A unit without a number belongs to the name.
        return Some(Stage { name: text.to_owned(), minutes: None });
    }
    let minutes = digits.parse::<u16>().ok().filter(|it| u32::from(*it) <= MOST_MINUTES)?;
    let name = name.trim_end_matches([' ', '\u{3000}', ':', '：', '=', '＝']);
    let minutes = Some(minutes).filter(|minutes| *minutes > 0);
    (!name.is_empty()).then(|| Stage { name: name.to_owned(), minutes })
}

/// Writes stages so that [`read_stages`] reads them again.
pub fn write_stages(stages: &[Stage], lang: Lang) -> String {
    let written: Vec<String> = stages
        .iter()
        .map(|stage| match stage.minutes {
            Some(minutes) => format!("{} {minutes}", stage.name),
            None => stage.name.clone(),
        })
        .collect();
    written.join(between(lang))
}

/// Reads an order for an item: the name of one that is kept, or its stages written out.
///
/// # Errors
/// Those of [`read_stages`].
pub fn read_order(text: &str, kept: &[ItemOrder]) -> Result<Vec<Stage>, FieldFault> {
    let name = text.trim();
    let built_in = ItemOrder::built_in();
    let is_built_in =
        Lang::ALL.iter().any(|lang| order_name(&built_in.name, *lang).eq_ignore_ascii_case(name));
    match kept.iter().find(|order| order.name == name) {
        Some(order) => Ok(order.stages.clone()),
        None if is_built_in => Ok(built_in.stages),
        None => read_stages(text),
    }
}

/// Reads the orders that are kept, a line each: `快议：通报 3、议定 5`.
///
/// # Errors
/// [`FieldFault::Orders`] for a line without a name, [`FieldFault::Stages`] for its stages.
pub fn read_orders(text: &str) -> Result<Vec<ItemOrder>, FieldFault> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, stages) = line.split_once(COLONS).ok_or(FieldFault::Orders)?;
            let name = name.trim().to_owned();
            if name.is_empty() {
                return Err(FieldFault::Orders);
            }
            Ok(ItemOrder { name, stages: read_stages(stages)? })
        })
        .collect()
}

/// Writes orders so that [`read_orders`] reads them again.
pub fn write_orders(orders: &[ItemOrder], lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let line =
        |order: &ItemOrder| format!("{}{colon}{}", order.name, write_stages(&order.stages, lang));
    orders.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads planned minutes for so many items: one number for all of them, or one for each. 0 takes
/// them away.
///
/// # Errors
/// [`FieldFault::Minutes`].
pub fn read_minutes(text: &str, items: usize) -> Result<Vec<Option<u16>>, FieldFault> {
    let fault = || FieldFault::Minutes { items };
    let parts = text.split(is_between).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let bare = UNITS.iter().find_map(|unit| part.strip_suffix(unit)).unwrap_or(part);
        let minutes = fold_width(bare.trim_end()).parse::<u16>().ok()?;
        (u32::from(minutes) <= MOST_MINUTES).then_some(Some(minutes).filter(|it| *it > 0))
    };
    // Blanks stand between numbers, and before a unit.
    let parts = parts.filter(|part| !UNITS.contains(part));
    let read: Vec<Option<u16>> = parts.map(read).collect::<Option<_>>().ok_or_else(fault)?;
    match read.as_slice() {
        [one] => Ok(vec![*one; items]),
        all if all.len() == items && items > 0 => Ok(read),
        _ => Err(fault()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str, minutes: Option<u16>) -> Stage {
        Stage { name: name.to_owned(), minutes }
    }

    #[test]
    fn stages_are_read_as_they_are_written() {
        let meant = vec![
            stage("通报", Some(5)),
            stage("提问", None),
            stage("发言", Some(20)),
            stage("议定", None),
        ];
        for text in [
            "通报 5、提问、发言 20、议定",
            "通报5分钟，提问，发言：２０分，议定",
            "通报 5 分钟；提问；发言 20 min；议定 0",
        ] {
            assert_eq!(read_stages(text), Ok(meant.clone()), "{text}");
        }
        for lang in Lang::ALL {
            assert_eq!(read_stages(&write_stages(&meant, lang)), Ok(meant.clone()));
        }
        for text in ["", "、", "5", "通报 5000", "a,b,c,d,e,f,g,h,i,j,k,l,m"] {
            assert_eq!(read_stages(text), Err(FieldFault::Stages), "{text}");
        }
    }

    #[test]
    fn an_order_is_called_by_its_name() {
        let kept = read_orders("快议：通报 3、议定 5\n\n现场会: 踏勘 30、议定").unwrap();
        assert_eq!(kept.len(), 2);
        assert_eq!(read_order("快议", &kept), Ok(kept[0].stages.clone()));
        for name in ["常用", "usual", "Usual"] {
            assert_eq!(read_order(name, &kept), Ok(ItemOrder::built_in().stages), "{name}");
        }
        assert_eq!(read_order("踏勘 30", &kept), Ok(vec![stage("踏勘", Some(30))]));
        assert_eq!(read_orders(&write_orders(&kept, Lang::En)), Ok(kept));
        assert_eq!(read_orders("通报 3、议定 5"), Err(FieldFault::Orders));
    }

    #[test]
    fn one_number_is_for_all_items_and_several_are_for_each() {
        assert_eq!(read_minutes("20", 3), Ok(vec![Some(20); 3]));
        assert_eq!(read_minutes("20、30 15分钟", 3), Ok(vec![Some(20), Some(30), Some(15)]));
        assert_eq!(read_minutes("20 分钟，0", 2), Ok(vec![Some(20), None]));
        for (text, items) in [("20、30", 3), ("多久", 1), ("", 2), ("1441", 1)] {
            assert_eq!(read_minutes(text, items), Err(FieldFault::Minutes { items }), "{text}");
        }
    }
}
