//! A consultation studio (委员工作室): who runs it, where, and since when.

use super::{
    date::DateSpan,
    id::{PersonId, StudioId},
    keyed::keyed,
    number::{NumberKind, StudioCode},
    provenance::Source,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

keyed! {
    /// What binds a studio together (DOMAIN §1, §6).
    pub enum StudioKind {
        /// 界别工作室: the members of one sector.
        Sector = "sector",
        /// 乡镇街道工作室: a township or a street.
        Township = "township",
        /// 专题工作室: one theme.
        Thematic = "thematic",
        /// 专业工作室: a professional service such as legal aid.
        Professional = "professional",
        /// The source does not say.
        Unknown = "unknown",
    }
}

/// What a person states about a studio and may correct later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudioFacts {
    /// Name, 1–60 characters.
    pub name: String,
    /// Code that case numbers begin with; unique in the store.
    pub code: StudioCode,
    /// What binds it together.
    pub kind: StudioKind,
    /// District or county (雨湖区); may be empty.
    pub district: String,
    /// Township or street; may be empty.
    pub township: String,
    /// When it was founded; `None` when that is not known.
    pub founded: Option<DateSpan>,
    /// The convenor (召集人).
    pub convenor: Option<PersonId>,
    /// Resident members (驻室委员), in the order given.
    pub members: Vec<PersonId>,
    /// Anything else, up to 5,000 characters.
    pub note: String,
}

impl StudioFacts {
    /// Starts from a name and a code alone.
    pub fn named(name: impl Into<String>, code: StudioCode) -> Self {
        Self {
            name: name.into(),
            code,
            kind: StudioKind::Unknown,
            district: String::new(),
            township: String::new(),
            founded: None,
            convenor: None,
            members: Vec::new(),
            note: String::new(),
        }
    }
}

/// A studio as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Studio {
    /// Its identity.
    pub id: StudioId,
    /// What was stated about it.
    pub facts: StudioFacts,
    /// How many numbers were given out, by kind and year; a number is never given twice.
    #[serde(with = "numbered")]
    pub numbered: BTreeMap<(NumberKind, i32), u32>,
    /// Codes that it gave numbers under before its code was changed. No other studio may ever have
    /// them, or a number would be given twice.
    pub earlier_codes: BTreeSet<StudioCode>,
    /// Where a studio that was entered from a source comes from (补录).
    pub source: Option<Source>,
    /// Whether its addition was taken back.
    pub retracted: bool,
}

/// How many numbers were given out: a list for people, whose keys are words alone, a map in the log.
mod numbered {
    use super::{BTreeMap, Deserialize, NumberKind, Serialize};
    use serde::{Deserializer, Serializer};

    type Numbered = BTreeMap<(NumberKind, i32), u32>;

    #[derive(Serialize, Deserialize)]
    struct Row {
        kind: NumberKind,
        year: i32,
        count: u32,
    }

    pub(super) fn serialize<S: Serializer>(it: &Numbered, to: S) -> Result<S::Ok, S::Error> {
        if !to.is_human_readable() {
            return it.serialize(to);
        }
        let rows = it.iter().map(|(&(kind, year), &count)| Row { kind, year, count });
        to.collect_seq(rows)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Numbered, D::Error> {
        if !from.is_human_readable() {
            return Numbered::deserialize(from);
        }
        let rows = Vec::<Row>::deserialize(from)?;
        Ok(rows.into_iter().map(|it| ((it.kind, it.year), it.count)).collect())
    }
}

impl Studio {
    /// Whether numbers with this code are, or were, given by this studio.
    pub fn holds_code(&self, code: &StudioCode) -> bool {
        let in_use = !self.retracted || !self.numbered.is_empty();
        (in_use && self.facts.code == *code) || self.earlier_codes.contains(code)
    }
}
