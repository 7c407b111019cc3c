//! The columns of sign-in sheets.

use super::{Column, Reading, Words, column, required};

/// Who came to which session.
pub(super) const ATTENDANCE: &[Column] = &[
    column("ordinal", &["序号", "行号"], &["no", "#", "serial"], Reading::Passed),
    column("session", &["会议编号", "编号"], &["session number", "number"], Reading::Number),
    column("studio", &["工作室", "委员工作室"], &["studio"], Reading::Studio),
    column(
        "on",
        &["会议日期", "协商日期", "日期", "会议时间"],
        &["date", "session date"],
        Reading::Date,
    ),
    column(
        "title",
        &["会议", "会议名称", "会议主题", "议事会", "主题"],
        &["session", "session title"],
        Reading::Line,
    ),
    required(column("name", &["姓名", "参会人", "参会人员"], &["name", "person"], Reading::Line)),
    column(
        "unit",
        &["单位", "单位及职务", "单位或住址", "住址", "单位及职务(住址)"],
        &["unit", "organisation", "address"],
        Reading::Line,
    ),
    required(column(
        "class",
        &["身份类别", "身份", "参会身份", "类别"],
        &["class", "capacity"],
        Reading::Word(Words::Class),
    )),
    column("sector", &["界别"], &["sector"], Reading::Line),
    column("phone", &["电话", "联系电话", "手机"], &["phone", "telephone"], Reading::Line),
    column(
        "department",
        &["部门单位", "代表单位", "所属部门"],
        &["department"],
        Reading::Departments,
    ),
    column(
        "presence",
        &["出席情况", "出席", "到会", "到会情况"],
        &["presence", "attended"],
        Reading::Word(Words::Presence),
    ),
    column("arrived", &["签到时间", "到会时间"], &["arrived"], Reading::Time),
    column("left", &["离会时间"], &["left"], Reading::Time),
];
