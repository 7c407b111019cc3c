//! Titles broken by sense, and the numerals of headings.

use super::{setting::Setting, sheet::Level};
use crate::i18n::Lang;
use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use unicode_width::UnicodeWidthStr;

/// How wide a line of a title is at 22 pt, in half characters: 156 mm hold 20 of them.
const LINE_CELLS: usize = 40;
/// What a line of a title may end with, so that what follows begins something new.
const ENDS_OF_SENSE: [&str; 9] = ["的", "、", "，", "》", "”", "会", "：", ":", ","];
/// What a line of a title may begin with for the same reason.
const BEGINNINGS_OF_SENSE: [&str; 4] = ["协商", "会议", "座谈", "改期"];
/// How much worse a break between any two words is than one where the sense ends, in half
/// characters.
const WORDS_ONLY: usize = 16;

/// Breaks a title into lines by sense (GB/T 9704-2012, 7.3.1): never inside a word, lines of about
/// the same length, the first one rather longer.
pub fn broken(title: &str) -> Vec<String> {
    let lines = title.width().div_ceil(LINE_CELLS);
    if lines <= 1 {
        return vec![title.to_owned()];
    }
    let aim = title.width().div_ceil(lines);
    match best_break(title, aim) {
        Some(at) => {
            let (first, rest) = title.split_at_checked(at).unwrap_or((title, ""));
            let mut lines = vec![first.trim_end().to_owned()];
            lines.extend(broken(rest.trim_start()));
            lines
        }
        None => vec![title.to_owned()],
    }
}

/// The byte where the first line ends best.
fn best_break(title: &str, aim: usize) -> Option<usize> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let inside = segmenter.segment_str(title).filter(|at| *at > 0 && *at < title.len());
    let fitting = inside.filter_map(|at| {
        let (first, rest) = title.split_at_checked(at)?;
        let fits = first.width() <= LINE_CELLS && !begins_badly(rest);
        fits.then_some((at, first, rest))
    });
    fitting
        .min_by_key(|(_, first, rest)| {
            let ends_sense = ENDS_OF_SENSE.iter().any(|end| first.ends_with(end))
                || BEGINNINGS_OF_SENSE.iter().any(|start| rest.starts_with(start));
            // A first line that is rather longer looks better than one that is shorter.
            let off = (first.width() + 1).abs_diff(aim + 3);
            off + if ends_sense { 0 } else { WORDS_ONLY }
        })
        .map(|(at, ..)| at)
}

/// Whether a line must not begin like this.
fn begins_badly(rest: &str) -> bool {
    let marks = ['、', '，', '。', '》', '”', '）', '：', '；', ',', '.', ')', ':', ';', '’'];
    rest.starts_with(['的', '会']) || rest.starts_with(marks)
}

/// The red mark: whose minutes, and what they are, on two lines where one does not hold them.
pub fn mark(whose: &str, what: &str, lang: Lang) -> Vec<String> {
    let whole = match lang {
        Lang::Zh => format!("{whose}{what}"),
        Lang::En => format!("{whose}: {what}"),
    };
    if whole.width() <= LINE_CELLS {
        vec![whole]
    } else {
        broken(whose).into_iter().chain([what.to_owned()]).collect()
    }
}

/// The numeral of a heading with what follows it: `一、`, `（一）`, `1.` (GB/T 9704-2012, 7.3.3);
/// in English `1. `, and `(1) ` below it.
pub fn numeral(level: Level, number: usize, setting: &Setting) -> String {
    match (setting.lang, level) {
        (Lang::Zh, Level::First) => format!("{}、", chinese(number)),
        (Lang::Zh, Level::Second) => format!("（{}）", chinese(number)),
        (Lang::Zh, Level::Third) => format!("{number}."),
        (Lang::En, Level::First) => format!("{number}. "),
        (Lang::En, Level::Second | Level::Third) => format!("({number}) "),
    }
}

/// A number up to 99 in Chinese numerals; larger ones in digits.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |place: usize| DIGITS.get(place).copied().unwrap_or_default();
    match number {
        0 | 100.. => number.to_string(),
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_title_stays_on_one_line() {
        assert_eq!(broken("临水路段安全协商议事会"), ["临水路段安全协商议事会"]);
    }

    #[test]
    fn a_long_title_is_broken_where_the_sense_ends() {
        let title = "关于建立城区困难群众住院预缴金缓缴制度的协商议事会纪要";
        assert_eq!(
            broken("关于召开金都大市场停车和小区改造协商议事会的通知"),
            ["关于召开金都大市场停车和小区改造", "协商议事会的通知"]
        );
        assert_eq!(broken(title), ["关于建立城区困难群众住院预缴金缓缴制度的", "协商议事会纪要"]);
    }

    #[test]
    fn an_english_title_is_broken_behind_its_marks() {
        let title = "Notice of a Session: Autumn round table: lorries, bus shelter, night noise";
        assert_eq!(
            broken(title),
            ["Notice of a Session: Autumn round table:", "lorries, bus shelter, night noise"]
        );
    }

    #[test]
    fn the_name_of_a_meeting_stays_together() {
        assert_eq!(
            broken("关于召开金都大市场停车和小区改造协商议事会的通知"),
            ["关于召开金都大市场停车和小区改造", "协商议事会的通知"]
        );
    }

    #[test]
    fn no_word_is_torn_and_nothing_is_lost() {
        let title = "Consultation on guard rails along the waterside roads of three village groups";
        let lines = broken(title);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.width() <= LINE_CELLS));
        assert_eq!(lines.join(" "), title);
    }

    #[test]
    fn numerals_are_those_of_the_standard() {
        let numerals: Vec<String> = [1, 10, 11, 20, 21, 99].map(chinese).to_vec();
        assert_eq!(numerals, ["一", "十", "十一", "二十", "二十一", "九十九"]);
        let setting = Setting::default();
        let third = [Level::First, Level::Second, Level::Third].map(|it| numeral(it, 3, &setting));
        assert_eq!(third, ["三、", "（三）", "3."]);
    }
}
