//! Keeps a time of the clock on the wall as seconds: small, and exact enough for a speech.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

pub(in crate::domain) fn serialize<S: Serializer>(
    at: &NaiveDateTime,
    to: S,
) -> Result<S::Ok, S::Error> {
    at.and_utc().timestamp().serialize(to)
}

pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<NaiveDateTime, D::Error> {
    let seconds = i64::deserialize(from)?;
    DateTime::from_timestamp(seconds, 0)
        .map(|at| at.naive_utc())
        .ok_or_else(|| D::Error::custom("no such time"))
}
