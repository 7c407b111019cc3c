//! The words that dates are made of: one table each, for who reads a date (`super::read`) and for
//! who finds one in a sentence (the line grammar). Longest first, where one begins another.

/// What may close a day: due before a day is due on it.
pub(crate) const BEFORE: [&str; 4] = ["下班前", "之前", "以前", "前"];
/// What makes a stretch of time end.
pub(crate) const WITHIN: [&str; 3] = ["之内", "以内", "内"];
/// What makes a stretch of time lie ahead.
pub(crate) const AFTER: [&str; 3] = ["之后", "以后", "后"];
/// What names the last day of a month, a year or a part of one.
pub(crate) const END: [&str; 5] = ["底", "末", "之内", "以内", "内"];
/// What stands between the two ends of a range.
pub(crate) const BETWEEN: [&str; 7] = ["..", "——", "—", "–", "~", "至", "到"];
/// The years that are counted from this one.
pub(crate) const YEARS: [(&str, i32); 9] = [
    ("大后年", 3),
    ("本年度", 0),
    ("今年", 0),
    ("本年", 0),
    ("明年", 1),
    ("来年", 1),
    ("后年", 2),
    ("去年", -1),
    ("前年", -2),
];
/// The months that are counted from this one.
pub(crate) const MONTHS: [(&str, i32); 9] = [
    ("下下个月", 2),
    ("下下月", 2),
    ("下个月", 1),
    ("下月", 1),
    ("这个月", 0),
    ("本月", 0),
    ("当月", 0),
    ("上个月", -1),
    ("上月", -1),
];
/// The quarters that are counted from this one.
pub(crate) const QUARTERS: [(&str, i32); 6] = [
    ("下个季度", 1),
    ("下季度", 1),
    ("这个季度", 0),
    ("本季度", 0),
    ("上个季度", -1),
    ("上季度", -1),
];
/// The halves of a year, with their first and last month.
pub(crate) const HALVES: [(&str, (u32, u32)); 2] = [("上半年", (1, 6)), ("下半年", (7, 12))];
/// The thirds of a month, with their first and last day; the last one ends with the month.
pub(crate) const THIRDS: [(&str, (u32, u32)); 3] =
    [("上旬", (1, 10)), ("中旬", (11, 20)), ("下旬", (21, 31))];
/// The weeks that are counted from this one.
pub(crate) const WEEKS: [(&str, i32); 13] = [
    ("下下个", 2),
    ("下下", 2),
    ("下个", 1),
    ("下", 1),
    ("上上个", -2),
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("这个", 0),
    ("本", 0),
    ("这", 0),
    ("next", 1),
    ("this", 0),
];
/// What stands before the name of a weekday.
pub(crate) const WEEK: [&str; 3] = ["周", "星期", "礼拜"];
/// The weekdays from Monday on.
pub(crate) const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
/// The English weekdays from Monday on; three letters are enough, as in `Fri`.
pub(crate) const ENGLISH_WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// The days that have a name, with how far they are away.
pub(crate) const NAMED_DAYS: [(&str, i8); 14] = [
    ("前天", -2),
    ("前日", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("yesterday", -1),
    ("今天", 0),
    ("今日", 0),
    ("本日", 0),
    ("today", 0),
    ("明天", 1),
    ("明日", 1),
    ("tomorrow", 1),
    ("后天", 2),
    ("后日", 2),
];

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Working days.
    WorkingDay,
    /// Weeks.
    Week,
    /// So many months and a half.
    MonthsAndHalf,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// What Chinese calls the units that time is counted in.
pub(crate) const UNITS: [(&str, Unit); 14] = [
    ("个工作日", Unit::WorkingDay),
    ("工作日", Unit::WorkingDay),
    ("个小时", Unit::Hour),
    ("小时", Unit::Hour),
    ("个半月", Unit::MonthsAndHalf),
    ("个月", Unit::Month),
    ("个星期", Unit::Week),
    ("星期", Unit::Week),
    ("个礼拜", Unit::Week),
    ("礼拜", Unit::Week),
    ("周", Unit::Week),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("年", Unit::Year),
];
/// Stretches of time that need no number, as so many days and months.
pub(crate) const HALF_STRETCHES: [(&str, (u32, u32)); 5] = [
    ("半年", (0, 6)),
    ("半个月", (15, 0)),
    ("半月", (15, 0)),
    ("两个月", (0, 2)),
    ("两月", (0, 2)),
];

/// Takes the first word of a table off the front: what it says, and what follows.
pub(crate) fn taken<'t, T: Copy>(table: &[(&str, T)], text: &'t str) -> Option<(T, &'t str)> {
    table.iter().find_map(|(word, says)| Some((*says, text.strip_prefix(word)?)))
}
