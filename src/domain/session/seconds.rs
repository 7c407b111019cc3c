//! Keeps a time of the clock on the wall as seconds: small, and exact enough for a speech. Where people
//! may read it, it is `2023-06-30T09:00:00`.

use crate::domain::human;
use chrono::{DateTime, NaiveDateTime};
use serde::{Deserializer, Serializer};

const FORM: &str = "%Y-%m-%dT%H:%M:%S";

pub(in crate::domain) fn serialize<S: Serializer>(
    at: &NaiveDateTime,
    to: S,
) -> Result<S::Ok, S::Error> {
    human::write(at.format(FORM), at.and_utc().timestamp(), to)
}

pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<NaiveDateTime, D::Error> {
    let of_words = |words: &str| NaiveDateTime::parse_from_str(words, FORM).ok();
    let of_seconds = |seconds: i64| {
        DateTime::from_timestamp(seconds, 0).map(|at| at.naive_utc()).ok_or("no such time")
    };
    human::read(from, of_words, of_seconds)
}
