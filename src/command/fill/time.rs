//! A time of day as people say it.

use super::FieldFault;
use crate::domain::text::fold_width;
use chrono::{NaiveTime, Timelike};

/// The words for a part of the day.
const PARTS: [&str; 11] =
    ["凌晨", "清晨", "早晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "深夜", "半夜"];

/// Reads a time of day: `9:30`, `14点30分`, `9点`, `下午3点半`, `凌晨12点`.
///
/// # Errors
/// [`FieldFault::Time`]; [`FieldFault::Midnight`] where the hour may belong to the next day.
pub fn read_time(text: &str) -> Result<NaiveTime, FieldFault> {
    let text = fold_width(text);
    let text = text.trim();
    let part = PARTS.iter().find_map(|part| Some((*part, text.strip_prefix(part)?)));
    let (part, clock) = part.unwrap_or(("", text));
    let clock = clock.trim().replace("点半", ":30").replace(['点', '时'], ":").replace('分', "");
    let time = ["%H:%M", "%H:%M:%S", "%H:"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(&clock, form).ok())
        .or_else(|| NaiveTime::parse_from_str(&format!("{clock}00"), "%H:%M").ok())
        .ok_or(FieldFault::Time)?;
    time.with_hour(hour_said(part, time.hour())?).ok_or(FieldFault::Time)
}

/// The hour that is meant by one in a part of the day: 下午15点 is said too, 上午15点 is a slip.
fn hour_said(part: &str, hour: u32) -> Result<u32, FieldFault> {
    match (part, hour) {
        ("凌晨", 12) => Ok(0),
        ("", _)
        | ("凌晨" | "清晨" | "早晨" | "早上", 0..=11)
        | ("上午", 0..=12)
        | ("中午", 11..=14)
        | ("下午", 12..)
        | ("傍晚", 16..=20)
        | ("晚上" | "深夜" | "半夜", 17..)
        | ("深夜" | "半夜", 1..=5) => Ok(hour),
        ("下午", 0..=11)
        | ("中午", 1..=2)
        | ("傍晚", 4..=8)
        | ("晚上", 5..=11)
        | ("深夜" | "半夜", 6..=11) => Ok(hour + 12),
        // Some mean the beginning of the day, some its end; nothing in the record tells which.
        ("晚上" | "深夜" | "半夜", 0..=4 | 12) => Err(FieldFault::Midnight),
        _ => Err(FieldFault::Time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_as_people_say_it() {
        for (text, clock) in [
            ("9:30", "09:30"),
            ("９：３０", "09:30"),
            ("14点30分", "14:30"),
            ("9点", "09:00"),
            ("下午3点", "15:00"),
            ("下午3点半", "15:30"),
            ("下午15点", "15:00"),
            ("下午12点半", "12:30"),
            ("上午9点", "09:00"),
            ("上午12点", "12:00"),
            ("中午12点", "12:00"),
            ("中午11点半", "11:30"),
            ("中午1点", "13:00"),
            ("晚上7:30", "19:30"),
            ("晚上11点", "23:00"),
            ("半夜2点", "02:00"),
            ("凌晨12点", "00:00"),
            ("凌晨12点半", "00:30"),
            ("0:00", "00:00"),
        ] {
            let read = read_time(text).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read, Ok(clock.to_owned()), "{text}");
        }
        for text in ["上午15点", "早上12点", "25:00", "下午", "半", ""] {
            assert_eq!(read_time(text), Err(FieldFault::Time), "{text}");
        }
    }

    #[test]
    fn midnight_by_the_name_of_the_evening_is_asked_about() {
        for text in ["晚上12点", "半夜12点", "深夜12点半", "晚上1点", "晚上０点"] {
            assert_eq!(read_time(text), Err(FieldFault::Midnight), "{text}");
        }
    }
}
