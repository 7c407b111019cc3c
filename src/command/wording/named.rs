//! What is wrong with names that several have, or that are near a known one.

use crate::domain::id::{EntityId, EntityKind};
use crate::i18n::Lang;
use crate::i18n::wording::Names;

/// How many of those that may be meant are listed.
const NAMES_SHOWN: usize = 5;
/// A name with its unit, as it is written in English.
const EXAMPLE_EN: &str = "Tom Ash (Canal Row)";

/// Several are called so.
pub(super) fn ambiguous(ids: &[EntityId], lang: Lang, names: &dyn Names) -> String {
    let found = listed(ids, lang, names);
    if ids.iter().all(|id| id.kind == EntityKind::Department) {
        return match lang {
            Lang::Zh => format!("可能是 {found}。请写全名，或写明所在地，如 湘乡市城管局。"),
            Lang::En => {
                format!("this may be {found}. Write the full name, or put the district before it.")
            }
        };
    }
    let is_issue = |id: &EntityId| matches!(id.kind, EntityKind::Issue | EntityKind::Session);
    if ids.iter().all(is_issue) {
        return match lang {
            Lang::Zh => format!("有 {} 个都叫这个名字，请写编号。", ids.len()),
            Lang::En => format!("{} are called so; write the number instead.", ids.len()),
        };
    }
    match lang {
        Lang::Zh => {
            format!("有 {} 个同名：{found}。请写清单位或所在地，例如 张三（石潭镇）。", ids.len())
        }
        Lang::En => format!(
            "{} have this name: {found}. Add the unit or district, as in {EXAMPLE_EN}.",
            ids.len()
        ),
    }
}

/// Departments are called so already.
pub(super) fn known_departments(ids: &[EntityId], lang: Lang, names: &dyn Names) -> String {
    let found = listed(ids, lang, names);
    match lang {
        Lang::Zh => format!("名册里已有 {found}。是另一个单位，请写上所在地。"),
        Lang::En => format!("{found} is in the directory already. Another one needs its district."),
    }
}

/// Whoever is said to be new is called as these are.
pub(super) fn namesakes(ids: &[EntityId], lang: Lang, names: &dyn Names) -> String {
    let found = listed(ids, lang, names);
    match lang {
        Lang::Zh => format!(
            "名册里已有同名的 {found}。是同一个人就照这样写；是另一个人，请写上单位，如 张三（石潭镇）。"
        ),
        Lang::En => format!(
            "{found} has the same name. Write it so if that is who you mean; somebody else needs a unit, as in {EXAMPLE_EN}."
        ),
    }
}

/// Nobody is called so, and these may be meant.
pub(super) fn near_name(ids: &[EntityId], lang: Lang, names: &dyn Names) -> String {
    let found = listed(ids, lang, names);
    match lang {
        Lang::Zh => format!(
            "可能是名册里的 {found}。是的话请写全名；不是的话请写上单位，如 张三（石潭镇），没有单位就写 张三（新）。"
        ),
        Lang::En => format!(
            "this may be {found}. Write the full name; for somebody new add a unit, as in {EXAMPLE_EN}, or write Tom Ash (new)."
        ),
    }
}

pub(super) fn listed(ids: &[EntityId], lang: Lang, names: &dyn Names) -> String {
    let found: Vec<String> =
        ids.iter().take(NAMES_SHOWN).filter_map(|id| names.name(*id)).collect();
    let more = ids.len().saturating_sub(NAMES_SHOWN);
    let found = found.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    });
    let are_people = ids.iter().all(|id| id.kind == EntityKind::Person);
    match (more, lang) {
        (0, _) => found,
        (_, Lang::Zh) if are_people => format!("{found} 等 {} 人", ids.len()),
        (_, Lang::Zh) => format!("{found} 等 {} 个", ids.len()),
        (_, Lang::En) => format!("{found} and {more} more"),
    }
}
