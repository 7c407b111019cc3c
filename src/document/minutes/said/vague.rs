//! Deadlines that words tell as seen from the day of the session, and duties that have none.

use crate::domain::date::{MONTHS, house};

/// What a day, or a span of time, is written with.
const OF_TIME: &str = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百半几数个天日号周星期礼拜月季度年\
                       底末初旬上中下本当今明后这该近工作小时 ";
/// What a span of time ends with.
const UNITS: [&str; 9] = ["日", "天", "周", "星期", "礼拜", "月", "季度", "年", "小时"];
/// What tells which span or how many.
const COUNTS: &str = "0123456789０１２３４５６７８９一二两三四五六七八九十百半几数本当今这该近下明";
/// What has its day of the year and is not written as one.
const NAMED: [&str; 21] = [
    "春节",
    "元旦",
    "元宵",
    "清明",
    "五一",
    "劳动节",
    "端午",
    "中秋",
    "国庆",
    "国庆节",
    "中秋节",
    "开学",
    "学期",
    "寒假",
    "暑假",
    "汛期",
    "入冬",
    "供暖",
    "高考",
    "中考",
    "两会",
];
/// Behind a day, that something is done on it.
const DONE: [&str; 9] = ["完成", "办结", "到位", "竣工", "完工", "建成", "交付", "落实", "解决"];
/// What makes another word of 前 and 内.
const NO_BEFORE: &[char] =
    &['期', '后', '端', '来', '往', '面', '方', '述', '身', '提', '任', '沿'];
const NO_WITHIN: &[char] = &['容', '部', '外', '涝', '心', '侧', '河'];
/// The most characters of such a span.
const LONGEST: usize = 14;

/// Behind which words a deadline stands that they tell vaguely, in bytes; `None` where none do.
pub(in crate::document) fn deadline_end(matter: &str) -> Option<usize> {
    ends(matter).first().copied()
}

/// Where the words end that tell a deadline vaguely: `两周内`, `下周五前`, `within two weeks`.
pub(super) fn ends(matter: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let is_done = |rest: &str| DONE.iter().any(|done| rest.starts_with(done));
    for (at, sign) in matter.char_indices() {
        let (before, rest) = matter.split_at(at);
        let behind = rest.trim_start_matches(sign);
        let is_vague = match sign {
            '前' if !behind.starts_with(NO_BEFORE) => {
                let run = run(without_of(before));
                is_before(run) && (is_done(behind) || !is_house(run))
            }
            '内' if !behind.starts_with(NO_WITHIN) => is_within(run(without_of(before))),
            _ => false,
        };
        if is_vague {
            ends.push(at + sign.len_utf8());
        } else if is_done(rest) {
            let run = run(before);
            if is_before(run) || is_within(run) {
                ends.push(at);
            }
        }
    }
    ends.extend(english_ends(matter));
    ends
}

/// The words without the one that goes with 前 and 内.
fn without_of(before: &str) -> &str {
    before.strip_suffix(['之', '以']).unwrap_or(before)
}

/// A day or span at the end of the words, and what stands before it.
fn run(before: &str) -> (&str, &str) {
    let is_part = |it: &(usize, char)| OF_TIME.contains(it.1);
    let named = NAMED.iter().find_map(|name| Some((before.strip_suffix(name)?, *name)));
    if let Some(named) = named {
        return named;
    }
    let start = before.char_indices().rev().take(LONGEST).take_while(is_part).last();
    let (rest, run) = before.split_at(start.map_or(before.len(), |(start, _)| start));
    (rest, run.trim())
}

/// Whether something is due before it: 下周五, 月底, 15日, and not the three days of 三天前.
fn is_before((rest, run): (&str, &str)) -> bool {
    if rest.ends_with('每') || run.contains('每') || is_day_of_year(run) {
        return false;
    }
    let of_week = ["周", "星期", "礼拜"];
    let is_of_week = of_week.iter().any(|week| {
        let day = run.rsplit_once(week).map(|(_, day)| day);
        day.is_some_and(|day| day.is_empty() || day.chars().count() == 1)
    });
    let has_number = run.contains(|it: char| COUNTS.contains(it));
    let is_span = run.contains("个月") || run.ends_with("工作日");
    NAMED.contains(&run)
        || run.ends_with(['底', '末', '初', '旬', '号'])
        || matches!(run, "年" | "今天" | "明天" | "后天")
        || is_of_week
            && !run.starts_with(|it: char| "一二两三四五六七八九十0123456789".contains(it))
        || run.ends_with('日') && run != "日" && has_number && !is_span
        || run.ends_with('月') && has_number && !is_span
        || ["明年", "今年", "本年"].contains(&run)
}

/// Whether something is due within it: 10个工作日, 本月.
fn is_within((rest, run): (&str, &str)) -> bool {
    let is_span = UNITS.iter().any(|unit| run.ends_with(unit)) || run == "学期";
    let is_counted = run.contains(|it: char| COUNTS.contains(it)) || matches!(run, "年" | "学期");
    !rest.ends_with('每') && !run.contains('每') && is_span && is_counted && !is_day_of_year(run)
}

/// Whether it is the number of a house.
fn is_house((rest, run): (&str, &str)) -> bool {
    let number = run.strip_suffix('号').unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(char::is_numeric);
    is_number && house::is_numbered(rest)
}

/// Whether it tells the month and its day.
fn is_day_of_year(run: &str) -> bool {
    let day = run.rsplit_once('月').map(|(_, day)| day);
    day.is_some_and(|day| {
        day.starts_with(|it: char| it.is_numeric()) && day.ends_with(['日', '号'])
    })
}

/// What every so often ends with.
const EVERY: [&str; 12] =
    ["天", "日", "周", "星期", "礼拜", "月", "季", "学期", "年", "晚", "早", "半年"];
/// Before what is set up once, however often it is done then.
const SET_UP: [&str; 6] = ["建立", "制定", "出台", "形成", "健全", "完善"];
/// Behind what is done for long; a long standing evil is done away with once.
const FOR_LONG: [&str; 18] = [
    "坚持", "保持", "执行", "开展", "实行", "实施", "落实", "抓好", "做好", "进行", "推进", "巡",
    "值", "管", "维护", "养护", "免费", "开放",
];

/// Whether words tell a duty that stands: 每月巡查, every week, permanently.
pub(super) fn is_standing(matter: &str) -> bool {
    let mut clauses = matter.split(['，', '；', '。', '、', '（']);
    clauses.any(is_standing_clause) || is_standing_english(matter)
}

fn is_standing_clause(clause: &str) -> bool {
    let is_set_up = |at: usize| {
        let before = clause.get(..at).unwrap_or_default();
        SET_UP.iter().any(|it| before.contains(it))
    };
    let behind = |at: usize, word: &str| clause.get(at + word.len()..).unwrap_or_default();
    let every = clause.match_indices('每').any(|(at, word)| {
        let count = |it: char| "个隔逢0123456789一二两三四五六七八九十".contains(it);
        let rest = behind(at, word).trim_start_matches(count);
        let rest = rest.strip_prefix("工作").unwrap_or(rest);
        !is_set_up(at) && !rest.starts_with("年级") && EVERY.iter().any(|it| rest.starts_with(it))
    });
    let often = ["定期", "常态化", "天天", "按月", "按季", "逐月"].iter().any(|word| {
        let mut found = clause.match_indices(word);
        found.any(|(at, word)| {
            !is_set_up(at) && !behind(at, word).starts_with(['的', '机', '制', '存'])
        })
    });
    let long = clause.match_indices("长期").any(|(at, word)| {
        let rest = behind(at, word);
        rest.is_empty() || FOR_LONG.iter().any(|it| rest.starts_with(it))
    });
    every || often || long
}

/// A word of an English text, in lower case without its stops, and where it ends in bytes.
struct EnglishWord {
    word: String,
    end: usize,
    /// Whether a clause ends behind it.
    is_last: bool,
}

fn english_words(matter: &str) -> Vec<EnglishWord> {
    let mut words = Vec::new();
    let mut at = 0;
    for part in matter.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', ')']);
        words.push(EnglishWord {
            word: bare.to_lowercase(),
            end: at + bare.len(),
            is_last: bare.len() < word.len(),
        });
        at += part.len();
    }
    if let Some(last) = words.last_mut() {
        last.is_last = true;
    }
    words
}

const ENGLISH_UNITS: [&str; 14] = [
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "fortnight",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "term",
];
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Behind a day of the week: which one, or which part of it.
const OF_WEEKDAY: [&str; 7] =
    ["week", "fortnight", "morning", "noon", "afternoon", "evening", "night"];
/// Between the word for a deadline and what it is.
const BETWEEN: [&str; 15] = [
    "the",
    "a",
    "next",
    "this",
    "coming",
    "following",
    "end",
    "of",
    "close",
    "beginning",
    "middle",
    "spring",
    "national",
    "school",
    "new",
];

fn english_ends(matter: &str) -> Vec<usize> {
    let words = english_words(matter);
    let is_every =
        |at: usize| words.get(at).is_some_and(|it| matches!(it.word.as_str(), "each" | "every"));
    let end_of = |at: usize| match words.get(at)?.word.as_str() {
        "within" => {
            let unit = (at + 1..at + 5).find(|it| {
                words.get(*it).is_some_and(|it| ENGLISH_UNITS.contains(&it.word.as_str()))
            })?;
            (!(at + 1..=unit + 1).any(is_every)).then_some(unit)
        }
        "by" | "before" | "until" | "till" | "than" => {
            let skipped =
                words.iter().skip(at + 1).take_while(|it| BETWEEN.contains(&it.word.as_str()));
            let place = at + 1 + skipped.count();
            let word = words.get(place)?.word.as_str();
            let is_time = WEEKDAYS.contains(&word)
                || MONTHS.contains(&word)
                || matches!(word, "week" | "month" | "quarter" | "year" | "term" | "tomorrow")
                || matches!(word, "festival" | "christmas");
            let is_year = |it: &EnglishWord| it.word.len() == 4 && it.word.parse::<u32>().is_ok();
            let place_of_year = MONTHS.contains(&word) && words.get(place + 1).is_some_and(is_year);
            let is_told_more = words.get(place + 1).is_some_and(|it| {
                WEEKDAYS.contains(&word) && OF_WEEKDAY.contains(&it.word.as_str())
            });
            let more = usize::from(place_of_year || is_told_more);
            (is_time && !is_every(place + 1)).then_some(place + more)
        }
        _ => None,
    };
    let ends = (0..words.len()).filter_map(end_of);
    ends.filter_map(|at| words.get(at)).map(|it| it.end).collect()
}

fn is_standing_english(matter: &str) -> bool {
    let words = english_words(matter);
    let follows =
        ["at", "from", "by", "in", "on", "and", "to", "for", "between", "before", "after", "until"];
    let is_standing = |(at, it): (usize, &EnglishWord)| {
        let next = words.get(at + 1).map_or("", |it| it.word.as_str());
        match it.word.as_str() {
            "every" | "each" => {
                let is_time = |word: &str| {
                    ENGLISH_UNITS.contains(&word)
                        || WEEKDAYS.contains(&word)
                        || matches!(word, "morning" | "evening" | "night" | "weekday" | "workday")
                };
                let after = words.get(at + 2).map_or("", |it| it.word.as_str());
                is_time(next) || is_time(after) && !it.is_last
            }
            "daily" | "weekly" | "monthly" | "quarterly" | "yearly" | "annually" => {
                it.is_last || follows.contains(&next)
            }
            "permanently" | "regularly" => true,
            _ => false,
        }
    };
    words.iter().enumerate().any(is_standing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_deadline_ends_where_the_words_for_it_do() {
        for (matter, expected) in [
            ("两周内清理路面", "两周内"),
            ("10个工作日之内答复", "10个工作日之内"),
            ("下周五前划线", "下周五前"),
            ("请在月底以前答复", "请在月底以前"),
            ("春节前装好路灯", "春节前"),
            ("月底完成划线", "月底"),
            ("窑湾街道15号前答复", "窑湾街道15号前"),
            ("修好道路15号前", "修好道路15号前"),
            ("修好建设路15号前完成", "修好建设路15号前"),
            ("本月内公布", "本月内"),
            ("clean the road within two weeks, and report", "clean the road within two weeks"),
            ("report by next Friday", "report by next Friday"),
            ("walk the lane by Friday week", "walk the lane by Friday week"),
            ("cleared by Monday morning, and reported", "cleared by Monday morning"),
            ("done by the end of November 2026.", "done by the end of November 2026"),
        ] {
            assert_eq!(deadline_end(matter).and_then(|end| matter.get(..end)), Some(expected));
        }
        for matter in [
            "每月底前巡查",
            "三天前发生的事",
            "日前反映的积水",
            "目前的门前三包",
            "清理建设路15号前积水",
            "每周清理花园巷15号前积水",
            "修好3栋15号前的路面",
            "15号楼前的路面",
            "小区内停车",
            "5公里内的学校",
            "12月15日前完成",
            "report by the end of every month",
            "led by the bureau",
        ] {
            assert_eq!(deadline_end(matter), None, "{matter}");
        }
    }
}
