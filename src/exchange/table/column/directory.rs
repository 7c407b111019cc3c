//! The columns of lists of people, departments and studios.

use super::{Column, Reading, Words, column, required};

/// Lists of people.
pub(super) const PEOPLE: &[Column] = &[
    column("ordinal", &["序号", "行号"], &["#", "serial"], Reading::Passed),
    required(column("name", &["姓名", "名字"], &["name"], Reading::Line)),
    column(
        "side",
        &["身份", "身份类别", "人员类别", "类别"],
        &["side", "category"],
        Reading::Word(Words::Side),
    ),
    column(
        "unit",
        &["单位", "工作单位", "单位或住址", "住址", "单位及住址"],
        &["unit", "organisation", "address"],
        Reading::Line,
    ),
    column("title", &["职务", "单位职务", "职位"], &["post", "title", "position"], Reading::Line),
    column("sector", &["界别"], &["sector"], Reading::Line),
    column(
        "phone",
        &["电话", "联系电话", "手机", "手机号", "联系方式"],
        &["phone", "telephone", "mobile"],
        Reading::Line,
    ),
    column("department", &["部门单位", "所属部门"], &["department"], Reading::Departments),
    column("note", &["备注", "说明"], &["note", "notes", "remarks"], Reading::Block),
];

/// Lists of departments.
pub(super) const DEPARTMENTS: &[Column] = &[
    column("ordinal", &["序号", "行号"], &["#", "serial"], Reading::Passed),
    required(column(
        "name",
        &["单位名称", "部门单位", "部门名称", "全称", "单位", "部门"],
        &["department", "name", "full name"],
        Reading::Line,
    )),
    column("short", &["简称", "常用名"], &["short", "short name"], Reading::Line),
    column(
        "district",
        &["区县", "所在地", "所属区县", "地区", "区域"],
        &["district", "county"],
        Reading::Line,
    ),
    column("contact", &["联系人", "联络人"], &["contact"], Reading::Line),
    column("phone", &["电话", "联系电话", "联系方式"], &["phone", "telephone"], Reading::Line),
];

/// Lists of studios.
pub(super) const STUDIOS: &[Column] = &[
    column("ordinal", &["序号", "行号"], &["#", "serial"], Reading::Passed),
    required(column(
        "name",
        &["工作室名称", "工作室", "委员工作室", "名称"],
        &["studio", "name"],
        Reading::Line,
    )),
    column("code", &["代码", "工作室代码", "编码"], &["code"], Reading::Line),
    column(
        "kind",
        &["类型", "工作室类型", "类别"],
        &["kind", "type"],
        Reading::Word(Words::StudioKind),
    ),
    column("district", &["区县", "所属区县", "县市区"], &["district", "county"], Reading::Line),
    column("township", &["乡镇街道", "乡镇", "街道"], &["township", "street"], Reading::Line),
    column(
        "founded",
        &["成立日期", "成立时间", "挂牌日期", "建立时间"],
        &["founded"],
        Reading::Date,
    ),
    column("convenor", &["召集人"], &["convenor"], Reading::People),
    column(
        "members",
        &["驻室委员", "成员", "委员"],
        &["resident members", "members"],
        Reading::People,
    ),
    column("note", &["备注", "说明"], &["note", "notes", "remarks"], Reading::Block),
];
