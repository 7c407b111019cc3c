//! The columns of each kind of table: what they are called in both languages, how their cells are read,
//! and which of them have to be there. The ledger's (DOMAIN §4) are all among them.

use crate::domain::text::fold_character;
use crate::i18n::{Lang, ledger};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// Issues, as in the ledger 台账.
    Issues,
    /// People.
    People,
    /// Departments.
    Departments,
    /// Studios.
    Studios,
    /// Who came to sessions.
    Attendance,
}

impl TableKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Issues, Self::Attendance, Self::Studios, Self::People, Self::Departments];

    /// The stable word for the command line and for JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::People => "people",
            Self::Departments => "departments",
            Self::Studios => "studios",
            Self::Attendance => "attendance",
        }
    }

    /// The kind with this key, or with its label in either language.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|kind| {
            kind.key().eq_ignore_ascii_case(text)
                || Lang::ALL.iter().any(|lang| kind.label(*lang).eq_ignore_ascii_case(text))
        })
    }

    /// What its rows are called.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Issues => lang.pick("议题", "Issues"),
            Self::People => lang.pick("人员", "People"),
            Self::Departments => lang.pick("部门单位", "Departments"),
            Self::Studios => lang.pick("工作室", "Studios"),
            Self::Attendance => lang.pick("签到", "Attendance"),
        }
    }

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Issues => ISSUES,
            Self::People => PEOPLE,
            Self::Departments => DEPARTMENTS,
            Self::Studios => STUDIOS,
            Self::Attendance => ATTENDANCE,
        }
    }

    /// The column of a field.
    pub fn column(self, field: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.field == field)
    }

    /// The column that a field's key or one of its names means.
    pub fn column_named(self, text: &str) -> Option<&'static Column> {
        let folded = folded(text);
        let is_it = |column: &&Column| column.field == text.trim() || column.is_called(&folded);
        self.columns().iter().find(is_it)
    }
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A case number, or the office's own.
    Number,
    /// The code or the name of a studio.
    Studio,
    /// A text of one line.
    Line,
    /// A text that may have several lines.
    Block,
    /// A day, a month, a year or a range.
    Date,
    /// The same, `、` between them where there are several.
    Dates,
    /// Single days, `、` between them where there are several.
    Days,
    /// A day, or yes or no.
    DateOrYes,
    /// A time of day.
    Time,
    /// Money.
    Money,
    /// A number of heads.
    Count,
    /// One of some words.
    Word(Words),
    /// People, `、` between them.
    People,
    /// Departments, `、` between them.
    Departments,
    /// Labels, `、` between them.
    Tags,
    /// Not read: it counts the rows.
    Passed,
}

/// The closed lists of words that cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// The three degrees.
    Category,
    /// How an issue came.
    Intake,
    /// Where an issue stands.
    Status,
    /// The raiser's word.
    Verdict,
    /// How the word was obtained.
    Means,
    /// What was promised.
    Benefit,
    /// On which side a person sits.
    Side,
    /// What binds a studio together.
    StudioKind,
    /// In what capacity somebody came.
    Class,
    /// Whether somebody came.
    Presence,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The stable word of what it holds, for `--map` and for JSON.
    pub field: &'static str,
    /// What it is called in Chinese, the usual name first.
    pub zh: &'static [&'static str],
    /// What it is called in English, the usual name first.
    pub en: &'static [&'static str],
    /// How its cells are read.
    pub reading: Reading,
    /// Whether no table is without it.
    pub required: bool,
}

impl Column {
    /// Its usual name.
    pub fn name(&self, lang: Lang) -> &'static str {
        let names = match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        };
        names.first().copied().unwrap_or(self.field)
    }

    /// Everything that it may be called, in both languages.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.zh.iter().chain(self.en).copied()
    }

    /// Whether a folded name is one of its names.
    fn is_called(&self, name: &str) -> bool {
        self.names().any(|it| folded(it) == name)
    }

    /// How usual a name is for it: the less, the more usual; a name that only begins like one of its
    /// own is the least.
    pub(super) fn rank_of(&self, name: &str) -> usize {
        let folded = folded(name);
        let place = |names: &[&str]| names.iter().position(|it| self::folded(it) == folded);
        place(self.zh).or_else(|| place(self.en)).unwrap_or(usize::MAX)
    }
}

/// A name without what does not tell columns apart: widths, blanks, case, and marks like `*` and `：`.
pub(super) fn folded(name: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-' | '.' | '/');
    let folded = name.chars().map(fold_character).filter(kept);
    folded.flat_map(char::to_lowercase).collect()
}

/// The same without what stands in brackets behind it: a unit, a hint.
pub(super) fn without_brackets(folded: &str) -> &str {
    folded.split('(').next().unwrap_or(folded)
}

const fn column(
    field: &'static str,
    zh: &'static [&'static str],
    en: &'static [&'static str],
    reading: Reading,
) -> Column {
    Column { field, zh, en, reading, required: false }
}

const fn required(column: Column) -> Column {
    Column { required: true, ..column }
}

/// The ledger, and what else offices write down about issues.
const ISSUES: &[Column] = &[
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

const PEOPLE: &[Column] = &[
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

const DEPARTMENTS: &[Column] = &[
    column("ordinal", &["序号", "行号"], &["#", "serial"], Reading::Passed),
    required(column(
        "name",
        &["单位名称", "部门单位", "部门名称", "单位", "部门"],
        &["department", "name"],
        Reading::Line,
    )),
    column("short", &["简称", "常用名"], &["short", "short name"], Reading::Line),
    column(
        "district",
        &["区县", "所属区县", "地区", "区域"],
        &["district", "county"],
        Reading::Line,
    ),
    column("contact", &["联系人", "联络人"], &["contact"], Reading::Line),
    column("phone", &["电话", "联系电话", "联系方式"], &["phone", "telephone"], Reading::Line),
];

const STUDIOS: &[Column] = &[
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

const ATTENDANCE: &[Column] = &[
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_means_two_columns_of_a_table() {
        for kind in TableKind::ALL {
            let mut seen = BTreeSet::new();
            for column in kind.columns() {
                for name in column.zh.iter().chain(column.en) {
                    assert!(seen.insert(folded(name)), "{}: {name}", kind.key());
                }
            }
        }
    }

    #[test]
    fn every_column_of_the_ledger_is_read() {
        for heading in ledger::ALL {
            for lang in Lang::ALL {
                let name = heading.name(lang);
                let found = TableKind::Issues.column_named(name).map(|it| it.field);
                assert_eq!(found, Some(heading.field), "{name}");
            }
        }
    }
}
