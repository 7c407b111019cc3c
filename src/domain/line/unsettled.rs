//! Whether words that are put down as agreed say that nothing was: `未达成一致，会后再议`. Only a
//! statement of the table says so: `未达成一致的商户停业整顿` is a decision that begins like one.

use crate::domain::text::fold_name;
use std::ops::Range;

/// Who may be named before, and when.
const WHO: [&str; 8] = ["会议", "双方", "各方", "三方", "大家", "与会人员", "与会各方", "参会人员"];
const WHEN: [&str; 21] = [
    "对此",
    "在会上",
    "会上",
    "本次",
    "此次",
    "这次",
    "今天",
    "当天",
    "现场",
    "最终",
    "最后",
    "目前",
    "至今",
    "暂时",
    "暂",
    "尚",
    "仍然",
    "仍",
    "还",
    "均",
    "都",
];
/// What says by itself that nothing was agreed.
const WHOLE: [&str; 14] = [
    "意见不一致",
    "意见不统一",
    "意见未统一",
    "意见未能统一",
    "意见尚未统一",
    "意见没有统一",
    "无共识",
    "没有共识",
    "无一致意见",
    "没有一致意见",
    "没有谈拢",
    "没谈拢",
    "未谈拢",
    "谈不拢",
];
/// What says that something was not come to.
const NOT: [&str; 14] = [
    "未能达成",
    "未达成",
    "没有达成",
    "没能达成",
    "没达成",
    "无法达成",
    "不能达成",
    "达不成",
    "未形成",
    "没有形成",
    "未能形成",
    "未取得",
    "未能取得",
    "没有取得",
];
/// What it was not come to, and what may stand behind that.
const WHAT: [&str; 5] = ["一致", "共识", "统一", "协议", "决议"];
const VIEW: [&str; 4] = ["意见", "看法", "认识", "结论"];
/// What a statement goes on with where no sign ends it: what is done instead.
const GOES_ON: [&str; 12] = [
    "会后",
    "下次",
    "下一次",
    "留待",
    "待",
    "择期",
    "再议",
    "再行",
    "容后",
    "延期",
    "继续",
    "分歧",
];
/// Before what it was about, and the most characters of that.
const ABOUT: [&str; 4] = ["关于", "对于", "就", "对"];
const ABOUT_CHARS: usize = 24;

/// Who may be named before in English, and when.
const ENGLISH_WHO: [&str; 24] = [
    "the session",
    "the meeting",
    "the table",
    "the two sides",
    "the sides",
    "both sides",
    "the two parties",
    "the parties",
    "both parties",
    "the participants",
    "participants",
    "everyone",
    "we",
    "they",
    "there was",
    "there is",
    "there has been",
    "so far",
    "as yet",
    "for now",
    "today",
    "still",
    "yet",
    "have",
];
/// What says by itself that nothing was agreed.
const ENGLISH_WHOLE: [&str; 6] = [
    "nothing was agreed",
    "nothing has been agreed",
    "nothing is agreed",
    "nothing agreed",
    "did not agree",
    "could not agree",
];
/// What says so where the statement goes on as one, and is no condition: no agreement is needed.
const ENGLISH_NONE: [&str; 11] = [
    "did not reach an agreement",
    "did not reach agreement",
    "did not reach a consensus",
    "did not reach consensus",
    "could not reach an agreement",
    "could not reach agreement",
    "could not reach a consensus",
    "could not reach consensus",
    "no consensus",
    "no agreement",
    "not agreed",
];
/// How such a statement goes on where no sign ends it.
const ENGLISH_GOES_ON: [&str; 30] = [
    "on",
    "upon",
    "about",
    "over",
    "as to",
    "regarding",
    "concerning",
    "whether",
    "how",
    "among",
    "between",
    "yet",
    "so far",
    "today",
    "for now",
    "at this session",
    "at the session",
    "at this meeting",
    "at the meeting",
    "reached",
    "found",
    "was reached",
    "was found",
    "is reached",
    "could be reached",
    "could be found",
    "has been reached",
    "had been reached",
    "was possible",
    "but",
];

/// Words that say that nothing was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoneAgreed {
    /// Where they say so, in bytes.
    pub range: Range<usize>,
    /// Whether they lack who did not agree, to be a sentence: `未达成一致`.
    pub lacks_subject: bool,
}

/// Whether words that are put down as agreed begin with a statement that nothing was, in either
/// language; case and width do not count.
pub fn none_agreed(text: &str) -> Option<NoneAgreed> {
    let folded: Vec<char> = text.chars().map(fold_name).collect();
    let words = Words(&folded);
    let begin = words.past_blanks(0);
    let found = words.chinese(begin).or_else(|| words.english(begin))?;
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |place: usize| places.get(place).copied().unwrap_or(text.len());
    let range = byte(found.range.start)..byte(found.range.end);
    Some(NoneAgreed { range, ..found })
}

/// A folded text; places are counted in its characters.
#[derive(Clone, Copy)]
struct Words<'t>(&'t [char]);

impl Words<'_> {
    fn chinese(self, begin: usize) -> Option<NoneAgreed> {
        self.chinese_statement(begin, begin).or_else(|| {
            let who = self.past_all(begin, &WHO);
            let mut at = self.past_one(who, &ABOUT)?;
            let reach = at + ABOUT_CHARS;
            // What it was about may be parted from who did not agree, by one sign.
            while at < reach && self.0.get(at).is_some_and(|it| it.is_alphanumeric()) {
                at += 1;
                let behind = if self.0.get(at) == Some(&',') { at + 1 } else { at };
                let found = self.chinese_statement(at, begin);
                if let Some(found) = found.or_else(|| self.chinese_statement(behind, begin)) {
                    let lacks_subject = found.lacks_subject && who == begin;
                    return Some(NoneAgreed { lacks_subject, ..found });
                }
            }
            None
        })
    }

    /// Who did not agree, and that they did not, from a place on.
    fn chinese_statement(self, at: usize, begin: usize) -> Option<NoneAgreed> {
        let when = self.past_all(at, &WHEN);
        let who = self.past_all(when, &WHO);
        let said = self.past_all(who, &WHEN);
        let whole = self.past_one(said, &WHOLE);
        let end = whole.or_else(|| {
            let what = self.past_one(self.past_one(said, &NOT)?, &WHAT)?;
            Some(self.past_all(what, &VIEW))
        })?;
        let is_statement = self.ends_word(end) || self.past_one(end, &GOES_ON).is_some();
        let lacks_subject = who == when && whole.is_none();
        is_statement.then_some(NoneAgreed { range: begin..end, lacks_subject })
    }

    fn english(self, begin: usize) -> Option<NoneAgreed> {
        let mut at = begin;
        while let Some(end) = self.past_word(at, &ENGLISH_WHO) {
            let comma = if self.0.get(end) == Some(&',') { end + 1 } else { end };
            at = self.past_blanks(comma);
        }
        let end = self.past_word(at, &ENGLISH_WHOLE).or_else(|| {
            let end = self.past_word(at, &ENGLISH_NONE)?;
            let next = self.past_blanks(end);
            let is_end = !self.0.get(next).is_some_and(|it| it.is_alphanumeric());
            (is_end || self.past_word(next, &ENGLISH_GOES_ON).is_some()).then_some(end)
        })?;
        Some(NoneAgreed { range: begin..end, lacks_subject: false })
    }

    fn past_blanks(self, at: usize) -> usize {
        at + self.0.iter().skip(at).take_while(|it| it.is_whitespace()).count()
    }

    /// Where the first of some words ends that begins at a place.
    fn past_one(self, at: usize, words: &[&str]) -> Option<usize> {
        let begins = |word: &&&str| {
            let mut here = self.0.iter().skip(at);
            word.chars().all(|it| here.next() == Some(&it))
        };
        words.iter().find(begins).map(|word| at + word.chars().count())
    }

    /// Past all of some words that follow one another.
    fn past_all(self, mut at: usize, words: &[&str]) -> usize {
        while let Some(end) = self.past_one(at, words) {
            at = end;
        }
        at
    }

    /// The same of one whole word.
    fn past_word(self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter_map(|word| self.past_one(at, &[word])).find(|end| self.ends_word(*end))
    }

    fn ends_word(self, at: usize) -> bool {
        !self.0.get(at).is_some_and(|it| it.is_alphanumeric())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<&str> {
        none_agreed(text).and_then(|it| text.get(it.range))
    }

    #[test]
    fn a_statement_that_nothing_was_agreed_is_one_whoever_is_named() {
        for (text, expected) in [
            ("未达成一致：收费标准，下次再议", "未达成一致"),
            ("未达成统一意见，下次再议", "未达成统一意见"),
            ("未达成一致会后再议", "未达成一致"),
            (" 大家未达成一致", "大家未达成一致"),
            ("暂未达成一致", "暂未达成一致"),
            ("目前双方仍未达成协议。", "目前双方仍未达成协议"),
            ("双方意见不一致", "双方意见不一致"),
            ("无法达成共识", "无法达成共识"),
            ("会议就收费标准未能达成一致", "会议就收费标准未能达成一致"),
            ("就收费标准，双方未能达成一致意见。", "就收费标准，双方未能达成一致意见"),
            ("关于补偿未达成一致", "关于补偿未达成一致"),
            ("No consensus on the lamps", "No consensus"),
            ("no agreement.", "no agreement"),
            ("No agreement could be reached between the sides", "No agreement"),
            ("Not agreed: the fee", "Not agreed"),
            ("So far, the parties did not agree on the fee", "So far, the parties did not agree"),
            ("ＮＯＴＨＩＮＧ was agreed", "ＮＯＴＨＩＮＧ was agreed"),
        ] {
            assert_eq!(said(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn a_decision_that_begins_like_such_a_statement_is_none() {
        for text in [
            "未达成整改目标的商户停业整顿",
            "未达成的三项由住建局牵头，6月底前完成",
            "未达成一致的3户，由社区继续做工作",
            "未达成一致意见时由街道裁定",
            "未达成协议前不得施工",
            "意见不一致的，投票决定",
            "对未达成协议的住户，由住建局上门做工作",
            "就三栋电梯未达成一致一事，由住建局牵头调解",
            "对占道经营的商户责令整改",
            "达成一致：更换为太阳能路灯",
            "No agreement is needed from tenants; works start Monday",
            "Not agreed items go to the next session",
            "We have the lamps mended",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn who_did_not_agree_is_missing_where_nobody_is_named() {
        for (text, lacks_subject) in [
            ("未达成一致", true),
            ("暂未达成一致", true),
            ("就收费标准未达成一致", true),
            ("会议未达成一致", false),
            ("大家没有达成共识", false),
            ("意见不一致", false),
            ("no consensus", false),
        ] {
            assert_eq!(none_agreed(text).unwrap().lacks_subject, lacks_subject, "{text}");
        }
    }
}
