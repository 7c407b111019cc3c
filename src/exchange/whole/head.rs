//! The first line of an export, by which it is known.

use super::state::{StateHash, hex};
use crate::domain::{id::EntityKind, written::FORMAT};
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// What the head of an export names itself.
pub const KIND: &str = "export";

/// What an export says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of its format.
    pub format: u32,
    /// The day on which it was written.
    pub day: NaiveDate,
    /// The state hash, in hexadecimal digits.
    pub sha256: String,
    /// How many entities of each kind it has, by the kind's word.
    pub counts: Vec<(String, u64)>,
}

impl Head {
    pub(super) fn of(sum: &StateHash, day: NaiveDate) -> Self {
        let counts = EntityKind::ALL
            .iter()
            .filter_map(|kind| Some((kind.word().to_owned(), *sum.counts.get(kind)?)));
        Self { format: FORMAT, day, sha256: hex(&sum.sha256), counts: counts.collect() }
    }

    pub(super) fn line(&self) -> String {
        let counts: Map<String, Value> =
            self.counts.iter().map(|(kind, count)| (kind.clone(), json!(count))).collect();
        json!({
            "tanshi": self.format,
            "kind": KIND,
            "day": self.day.to_string(),
            "state_sha256": self.sha256,
            "counts": counts,
        })
        .to_string()
    }

    /// Reads a head; `None` for a line that is none.
    pub(super) fn read(line: &str) -> Option<Self> {
        let head: Value = serde_json::from_str(line).ok()?;
        if head.get("kind")?.as_str()? != KIND {
            return None;
        }
        let counts = head.get("counts")?.as_object()?;
        let counts = counts.iter().map(|(kind, count)| Some((kind.clone(), count.as_u64()?)));
        Some(Self {
            format: u32::try_from(head.get("tanshi")?.as_u64()?).unwrap_or(u32::MAX),
            day: head.get("day")?.as_str()?.parse().ok()?,
            sha256: head.get("state_sha256")?.as_str()?.to_owned(),
            counts: counts.collect::<Option<_>>()?,
        })
    }
}

/// Whether a file is an export, by its first bytes; whatever is wrong with it is told when it is read.
pub fn is_export(first: &[u8]) -> bool {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let line = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let head = serde_json::from_slice::<Value>(line);
    head.is_ok_and(|head| {
        head.get("tanshi").is_some() && head.get("kind").and_then(Value::as_str) == Some(KIND)
    })
}
