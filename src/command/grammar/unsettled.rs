//! Whether words that are put down as agreed say that nothing was: `未达成一致，会后再议`.

use super::typed::Typed;
use std::ops::Range;

/// Who may be named before.
const WHO: [&str; 8] = ["会议", "双方", "各方", "大家", "与会人员", "暂", "尚", "目前"];
/// What says by itself that nothing was agreed.
const WHOLE: [&str; 10] = [
    "意见不一致",
    "意见不统一",
    "无共识",
    "没有共识",
    "无一致意见",
    "没有一致意见",
    "no consensus",
    "no agreement",
    "not agreed",
    "nothing was agreed",
];
/// What says that something was not come to.
const NOT: [&str; 12] = [
    "未能达成",
    "未达成",
    "没有达成",
    "没能达成",
    "没达成",
    "无法达成",
    "不能达成",
    "未形成",
    "没有形成",
    "未能形成",
    "未取得",
    "没有取得",
];
/// What it was not come to.
const WHAT: [&str; 4] = ["一致", "共识", "统一", "协议"];

/// Where it is said that nothing was agreed, if the words begin with it.
pub(super) fn none_agreed(typed: &Typed<'_>, body: &Range<usize>) -> Option<Range<usize>> {
    let mut at = typed.past_blanks(body.start);
    while let Some((_, end)) = typed.one_of(at, &WHO) {
        at = end;
    }
    if let Some((_, end)) = typed.one_of(at, &WHOLE) {
        return Some(at..end);
    }
    let (_, what) = typed.one_of(at, &NOT)?;
    typed.one_of(what, &WHAT).map(|(_, end)| at..end)
}
