//! The columns of tables of issues.

use super::{Column, Reading, Words, column, required};
use crate::i18n::ledger;

/// The ledger, and what else offices write down about issues.
pub(super) const ISSUES: &[Column] = &[
    column(
        "ordinal",
        &[ledger::ORDINAL.zh, "行号"],
        &[ledger::ORDINAL.en, "#", "serial"],
        Reading::Passed,
    ),
    column(
        "number",
        &[ledger::NUMBER.zh, "议题编号", "案号", "登记号"],
        &[ledger::NUMBER.en, "case number", "id"],
        Reading::Number,
    ),
    column(
        "studio",
        &[ledger::STUDIO.zh, "委员工作室", "所属工作室", "工作室名称"],
        &[ledger::STUDIO.en],
        Reading::Studio,
    ),
    required(column(
        "title",
        &[ledger::TITLE.zh, "议题名称", "议题标题", "标题", "题目", "事项"],
        &[ledger::TITLE.en, "title", "subject"],
        Reading::Line,
    )),
    column(
        "category",
        &[ledger::CATEGORY.zh, "议题类别", "分类", "三个度"],
        &[ledger::CATEGORY.en],
        Reading::Word(Words::Category),
    ),
    column(
        "intake",
        &[ledger::INTAKE.zh, "议题来源", "征集方式", "来源渠道", "渠道"],
        &[ledger::INTAKE.en, "intake", "channel"],
        Reading::Word(Words::Intake),
    ),
    column(
        "raiser",
        &[ledger::RAISER.zh, "反映人", "来信人", "提出人", "来访人", "诉求人姓名"],
        &[ledger::RAISER.en, "raised by"],
        Reading::People,
    ),
    column(
        "raiser_unit",
        &["诉求人单位", "诉求人住址", "单位或住址"],
        &["raiser unit", "raiser address"],
        Reading::Line,
    ),
    column(
        "raiser_phone",
        &["诉求人电话", "联系电话", "联系方式"],
        &["raiser phone"],
        Reading::Line,
    ),
    column(
        "submitted",
        &[ledger::SUBMITTED.zh, "登记时间", "提交日期", "收到日期", "日期", "征集日期"],
        &[ledger::SUBMITTED.en, "submitted", "registered", "received", "date received", "date"],
        Reading::Date,
    ),
    column("place", &["地点", "地址", "位置"], &["place", "location"], Reading::Line),
    column(
        "body",
        &["内容", "议题内容", "具体内容", "诉求", "诉求内容", "情况说明"],
        &["text", "details", "description"],
        Reading::Block,
    ),
    column("tags", &["标签", "关键词"], &["tags", "labels"], Reading::Tags),
    column(
        "accepted",
        &[ledger::ACCEPTED.zh, "受理日期", "是否受理", "受理时间"],
        &[ledger::ACCEPTED.en],
        Reading::DateOrYes,
    ),
    column(
        "consulted",
        &[ledger::CONSULTED.zh, "协商时间", "议事日期", "会议日期"],
        &[ledger::CONSULTED.en, "consultation date"],
        Reading::Dates,
    ),
    column(
        "members",
        &[ledger::MEMBERS.zh, "参加委员", "委员人次", "参加委员人次"],
        &[ledger::MEMBERS.en],
        Reading::Count,
    ),
    column(
        "public",
        &[ledger::PUBLIC.zh, "群众", "群众人次", "参加群众"],
        &[ledger::PUBLIC.en],
        Reading::Count,
    ),
    column(
        "departments",
        &[ledger::DEPARTMENTS.zh, "部门单位", "部门次数", "参加部门"],
        &[ledger::DEPARTMENTS.en],
        Reading::Count,
    ),
    column(
        "advice",
        &[ledger::ADVICE.zh, "协商建议", "协商结果", "议定事项"],
        &[ledger::ADVICE.en, "recommendation", "agreed"],
        Reading::Block,
    ),
    column(
        "lead",
        &[ledger::LEAD.zh, "主办单位", "承办单位", "牵头单位"],
        &[ledger::LEAD.en, "lead department", "lead", "responsible department"],
        Reading::Departments,
    ),
    column(
        "supporting",
        &["会办单位", "协办单位", "配合单位"],
        &["supporting departments", "supporting"],
        Reading::Departments,
    ),
    column("promised", &["承诺形式", "办理形式"], &["promised"], Reading::Word(Words::Benefit)),
    column(
        "deadline",
        &[ledger::DEADLINE.zh, "办理时限", "办结时限", "完成时限"],
        &[ledger::DEADLINE.en, "due"],
        Reading::Days,
    ),
    column(
        "progress",
        &[ledger::PROGRESS.zh, "进展", "办理情况", "进展情况"],
        &[ledger::PROGRESS.en],
        Reading::Block,
    ),
    column(
        "result",
        &[ledger::RESULT.zh, "办理结果", "解决情况"],
        &[ledger::RESULT.en, "result"],
        Reading::Block,
    ),
    column(
        "resolved",
        &["解决日期", "办结日期", "办结时间", "完成日期"],
        &["resolved", "resolved on"],
        Reading::Date,
    ),
    column(
        "funds",
        &[ledger::FUNDS.zh, "资金", "落实资金", "投入资金"],
        &[ledger::FUNDS.en, "funds", "money"],
        Reading::Money,
    ),
    column(
        "verdict",
        &[ledger::VERDICT.zh, "满意度测评", "测评", "评价"],
        &[ledger::VERDICT.en, "evaluation", "verdict"],
        Reading::Word(Words::Verdict),
    ),
    column("means", &["测评方式"], &["means"], Reading::Word(Words::Means)),
    column("revisit", &[ledger::REVISIT.zh, "回访情况"], &[ledger::REVISIT.en], Reading::Block),
    column(
        "status",
        &[ledger::STATUS.zh, "当前状态", "办理状态"],
        &[ledger::STATUS.en, "state"],
        Reading::Word(Words::Status),
    ),
    column("referred_to", &["转办去向", "转往"], &["referred to"], Reading::Line),
    column("note", &[ledger::NOTE.zh, "说明"], &[ledger::NOTE.en, "note", "notes"], Reading::Block),
];
