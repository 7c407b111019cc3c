//! What findings are called in words.

use super::{Finding, Where};
use crate::i18n::{Lang, Wording};
use crate::search::text::PartKind;

/// What the text is that something was found in.
const fn part_words(part: PartKind, lang: Lang) -> &'static str {
    match part {
        PartKind::Title => lang.pick("标题", "title"),
        PartKind::Body => lang.pick("正文", "body"),
        PartKind::Place => lang.pick("地点", "place"),
        PartKind::Tag => lang.pick("标签", "tag"),
        PartKind::Study => lang.pick("调研", "field study"),
        PartKind::Remark => lang.pick("测评", "evaluation"),
        PartKind::Statement => lang.pick("结案说明", "closing statement"),
        PartKind::Service => lang.pick("委员服务", "member service"),
        PartKind::Step => lang.pick("办理经过", "step"),
        PartKind::Mistake => lang.pick("更正", "correction"),
        PartKind::Line => lang.pick("记录", "record"),
        PartKind::Matter => lang.pick("承办事项", "commitment"),
        PartKind::Report => lang.pick("办理反馈", "report"),
        PartKind::Reason => lang.pick("办理理由", "reason"),
        PartKind::Completion => lang.pick("办结情况", "completion"),
        PartKind::NoConsensus => lang.pick("未达成共识", "no consensus"),
    }
}

/// What of something was found.
pub(crate) const fn place_words(at: Where, lang: Lang) -> &'static str {
    match at {
        Where::Number => lang.pick("编号", "number"),
        Where::Name => lang.pick("名称", "name"),
        Where::Place => lang.pick("地点", "place"),
        Where::Tag => part_words(PartKind::Tag, lang),
        Where::Raiser => lang.pick("诉求人", "raiser"),
        Where::Department => lang.pick("承办单位", "department"),
        Where::Studio => lang.pick("工作室", "studio"),
        Where::Category => lang.pick("类别", "category"),
        Where::Status => lang.pick("状态", "status"),
        Where::Said(part) => part_words(part, lang),
    }
}

/// Its day, where there is one.
pub(crate) fn day_words(finding: &Finding, lang: Lang) -> String {
    finding.on.map(|on| on.words(lang)).unwrap_or_default()
}
