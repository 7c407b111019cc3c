//! A time of day as people say it.

use super::FieldFault;
use crate::domain::numeral::{is_chinese_numeral, read_chinese};
use crate::domain::text::fold_width;
use chrono::{NaiveTime, Timelike};

/// The words for a part of the day.
const PARTS: [&str; 11] =
    ["凌晨", "清晨", "早晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "深夜", "半夜"];

/// What is said behind an hour of minutes that are not counted.
const QUARTERS: [(&str, &str); 5] =
    [("点钟", ":00"), ("点整", ":00"), ("点半", ":30"), ("点一刻", ":15"), ("点三刻", ":45")];
/// The halves of the day in English.
const HALVES: [(&str, bool); 4] = [("a.m.", false), ("am", false), ("p.m.", true), ("pm", true)];

/// Reads a time of day: `9:30`, `14点30分`, `9点`, `下午3点半`, `下午两点一刻`, `凌晨12点`, `2:30 pm`,
/// `2.30pm`, `2 pm`.
///
/// # Errors
/// [`FieldFault::Time`]; [`FieldFault::Midnight`] where the hour may belong to the next day.
pub fn read_time(text: &str) -> Result<NaiveTime, FieldFault> {
    let text = fold_width(text);
    let text = text.trim();
    if let Some((clock, is_afternoon)) = half_of_day(&text.to_ascii_lowercase()) {
        return in_half(clock, is_afternoon);
    }
    let part = PARTS.iter().find_map(|part| Some((*part, text.strip_prefix(part)?)));
    let (part, clock) = part.unwrap_or(("", text));
    let clock = QUARTERS
        .iter()
        .fold(in_digits(clock.trim()), |clock, (word, minutes)| clock.replace(word, minutes));
    let clock = clock.replace(['点', '时'], ":").replace('分', "");
    let time = ["%H:%M", "%H:%M:%S", "%H.%M", "%H:"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(&clock, form).ok())
        .or_else(|| NaiveTime::parse_from_str(&format!("{clock}00"), "%H:%M").ok())
        .ok_or(FieldFault::Time)?;
    time.with_hour(hour_said(part, time.hour())?).ok_or(FieldFault::Time)
}

/// A text before `am` or `pm`, and whether that is the afternoon.
fn half_of_day(text: &str) -> Option<(&str, bool)> {
    let stripped = |(half, is_afternoon): &(&str, bool)| {
        Some((text.strip_suffix(half)?.trim_end(), *is_afternoon))
    };
    let (clock, is_afternoon) = HALVES.iter().find_map(stripped)?;
    clock.ends_with(|c: char| c.is_ascii_digit()).then_some((clock, is_afternoon))
}

/// The time in a half of the day: 12 am is midnight, 12 pm noon, and 14:30 pm is said too.
fn in_half(clock: &str, is_afternoon: bool) -> Result<NaiveTime, FieldFault> {
    let clock = clock.replace('.', ":");
    let clock = if clock.contains(':') { clock } else { format!("{clock}:00") };
    let time = NaiveTime::parse_from_str(&clock, "%H:%M").ok().ok_or(FieldFault::Time)?;
    let hour = match (time.hour(), is_afternoon) {
        (12, false) => 0,
        (hour @ 1..=11, false) | (hour @ 12.., true) => hour,
        (hour @ 1..=11, true) => hour + 12,
        _ => return Err(FieldFault::Time),
    };
    time.with_hour(hour).ok_or(FieldFault::Time)
}

/// A text with its Chinese numerals in digits; 一刻 and 三刻 stay. What is no time stays as it is.
fn in_digits(text: &str) -> String {
    let (mut read, mut numeral) = (String::with_capacity(text.len()), String::new());
    for character in text.chars() {
        if is_chinese_numeral(character) {
            numeral.push(character);
            continue;
        }
        if !numeral.is_empty() {
            let number = read_chinese(&numeral).filter(|_| character != '刻');
            read.push_str(&number.map_or_else(|| numeral.clone(), |number| number.to_string()));
            numeral.clear();
        }
        read.push(character);
    }
    let number = read_chinese(&numeral).filter(|_| read.ends_with(['点', '时']));
    read + &number.map_or(numeral, |number| number.to_string())
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
            ("下午2点半", "14:30"),
            ("下午两点半", "14:30"),
            ("下午 2:30", "14:30"),
            ("上午十点一刻", "10:15"),
            ("十四点三十分", "14:30"),
            ("九点整", "09:00"),
            ("2:30 pm", "14:30"),
            ("2:30PM", "14:30"),
            ("2.30pm", "14:30"),
            ("2.30 p.m.", "14:30"),
            ("2 pm", "14:00"),
            ("9 a.m.", "09:00"),
            ("12 pm", "12:00"),
            ("12:15 am", "00:15"),
            ("14:30 pm", "14:30"),
            ("14.30", "14:30"),
        ] {
            let read = read_time(text).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read, Ok(clock.to_owned()), "{text}");
        }
        for text in [
            "上午15点",
            "早上12点",
            "25:00",
            "下午",
            "半",
            "",
            "14 am",
            "0 pm",
            "pm",
            "Sam",
            "25 pm",
            "一二点",
        ] {
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
