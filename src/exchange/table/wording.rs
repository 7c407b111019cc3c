//! What is wrong with a table or a row of it, in words, and what to do about it.

use super::{
    column::{Column, Reading, TableKind},
    fault::{Problem, RowFault, TableFault},
    plan::{Difference, Said, What},
    raw::Broken,
};
use crate::i18n::{
    Label, Lang, Wording,
    wording::{Names, refusal_text, text_fault},
};

/// The most names that are listed.
const LISTED: usize = 30;

impl Label for What {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Added => lang.pick("新增", "Added"),
            Self::Changed => lang.pick("修改", "Changed"),
            Self::Unchanged => lang.pick("不变", "Unchanged"),
            Self::Kept => lang.pick("保留原样", "Kept as it is"),
            Self::Conflict => lang.pick("有冲突", "In conflict"),
            Self::Refused => lang.pick("不能导入", "Refused"),
        }
    }
}

/// Names, as many as can be read.
fn listed<T: AsRef<str>>(names: &[T], lang: Lang) -> String {
    let shown: Vec<&str> =
        names.iter().map(AsRef::as_ref).filter(|it| !it.trim().is_empty()).take(LISTED).collect();
    let more = if names.len() > LISTED { "…" } else { "" };
    format!("{}{more}", shown.join(lang.pick("、", ", ")))
}

impl TableFault {
    /// Words it.
    pub fn text(&self, lang: Lang) -> String {
        let pick = |zh: String, en: String| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        match self {
            Self::TooLarge { limit_bytes } => {
                let limit = limit_bytes >> 20;
                pick(
                    format!("文件太大（解开后超过 {limit} MB）。请拆成几个文件分别导入。"),
                    format!("The file is too large (more than {limit} MB when inflated). Split it and import the parts."),
                )
            }
            Self::NoRows => lang
                .pick("表格是空的。请另选文件。", "The table is empty. Choose another file.")
                .to_owned(),
            Self::TooManyRows { limit } => pick(
                format!("表格超过 {limit} 行。请拆成几个文件分别导入。"),
                format!("The table has more than {limit} rows. Split it and import the parts."),
            ),
            Self::BadWorkbook => lang
                .pick(
                    "这个电子表格打不开：文件已损坏，或者没有传完整。请重新取一份，或在表格软件里另存为 .xlsx，再导入。",
                    "This workbook cannot be read: it is damaged, or a part of it is missing. Get it once more, or save it anew as .xlsx, and import that.",
                )
                .to_owned(),
            Self::LockedWorkbook => lang
                .pick(
                    "这个电子表格设了密码。请在表格软件里打开，去掉密码另存为 .xlsx，再导入。",
                    "This workbook is behind a password. Open it in a spreadsheet program, save it without a password as .xlsx, and import that.",
                )
                .to_owned(),
            Self::OldWorkbook => lang
                .pick(
                    "这是旧格式的电子表格（.xls）。请在表格软件里另存为 .xlsx，再导入。",
                    "This is a workbook in the old format (.xls). Save it as .xlsx and import that.",
                )
                .to_owned(),
            Self::Binary => lang
                .pick(
                    "这不是表格。可以导入 CSV、.xlsx 和 JSON Lines；格式见 tanshi help import。",
                    "This is no table. CSV, .xlsx and JSON Lines can be imported; see tanshi help import.",
                )
                .to_owned(),
            Self::NoSheet { named, there } => pick(
                format!("没有名为“{named}”的工作表。有：{}。", listed(there, lang)),
                format!("There is no sheet “{named}”. There are: {}.", listed(there, lang)),
            ),
            Self::NoHead { found, kind } => no_head(found, *kind, lang),
            Self::UnreadableHead { line } => pick(
                format!("第 {line} 行是表头，但有读不出的字。请另存为 UTF-8 或 GB18030，再导入。"),
                format!("Line {line} is the head, and some of it cannot be read. Save the file as UTF-8 or GB18030."),
            ),
            Self::MissingColumn { column, kind, there } => {
                let (name, kind) = (column.name(lang), kind.label(lang));
                pick(
                    format!(
                        "按“{kind}”表读，缺少“{name}”一列。现有的列：{}。列名不同时用 --map 列名={name}；不是这种表时用 --kind 指明。",
                        listed(there, lang)
                    ),
                    format!(
                        "Read as a table of {}, it lacks the column “{name}”. It has: {}. Use --map COLUMN={} where it is called otherwise, or --kind for another kind of table.",
                        kind.to_lowercase(),
                        listed(there, lang),
                        column.field
                    ),
                )
            }
            Self::Twice { column, first, second } => {
                let name = column.name(lang);
                pick(
                    format!("“{first}”和“{second}”两列都会当作“{name}”。用 --map {second}=- 略过一列。"),
                    format!("“{first}” and “{second}” would both be “{name}”. Leave one out with --map {second}=-."),
                )
            }
            Self::NoColumn { named, there } => pick(
                format!("表里没有“{named}”这一列。有：{}。", listed(there, lang)),
                format!("The table has no column “{named}”. It has: {}.", listed(there, lang)),
            ),
            Self::NoField { named, kind } => {
                let names: Vec<&str> = kind.columns().iter().map(|it| it.name(lang)).collect();
                pick(
                    format!("没有名为“{named}”的字段。可用的：{}；- 表示略过。", names.join("、")),
                    format!("There is no field “{named}”. Allowed are: {}; - leaves it out.", names.join(", ")),
                )
            }
        }
    }
}

fn no_head(found: &[String], kind: Option<TableKind>, lang: Lang) -> String {
    let kinds: Vec<String> = TableKind::ALL
        .into_iter()
        .filter(|it| kind.is_none_or(|kind| kind == *it))
        .map(|it| {
            let needed: Vec<&str> =
                it.columns().iter().filter(|c| c.required).map(|c| c.name(lang)).collect();
            match lang {
                Lang::Zh => format!("{}要有{}", it.label(lang), needed.join("、")),
                Lang::En => format!("{} need {}", it.label(lang).to_lowercase(), needed.join(", ")),
            }
        })
        .collect();
    match lang {
        Lang::Zh => format!(
            "找不到表头（开头 12 行里没有认得的列名）。最上面一行是：{}。{}。列名不同时用 --kind 和 --map 指明，见 tanshi help import。",
            listed(found, lang),
            kinds.join("；")
        ),
        Lang::En => format!(
            "No head was found (none of the first 12 rows has known names of columns). The first row is: {}. {}. Use --kind and --map where they are called otherwise; see tanshi help import.",
            listed(found, lang),
            kinds.join("; ")
        ),
    }
}

impl RowFault {
    /// Words it, without the line.
    pub fn text(&self, lang: Lang, names: &dyn Names) -> String {
        let what = self.what.text(lang, names);
        match (&self.column, self.found.is_empty(), lang) {
            (None, _, _) => what,
            (Some(column), true, Lang::Zh) => format!("“{column}”：{what}"),
            (Some(column), true, Lang::En) => format!("“{column}”: {what}"),
            (Some(column), false, Lang::Zh) => format!("“{column}”的“{}”：{what}", self.found),
            (Some(column), false, Lang::En) => format!("“{}” in “{column}”: {what}", self.found),
        }
    }
}

impl Problem {
    /// The stable word of its kind, for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoColumn { .. } => "no_column",
            Self::NotWorkedOut => "not_worked_out",
            Self::Unreadable { .. } => "unreadable",
            Self::Text { .. } => "text",
            Self::Date(_) => "date",
            Self::NoYear => "no_year",
            Self::NotADay => "not_a_day",
            Self::Time => "time",
            Self::Amount(_) => "amount",
            Self::Count => "count",
            Self::Word { .. } => "word",
            Self::Number(_) => "number",
            Self::Code(_) => "code",
            Self::NoStudio => "no_studio",
            Self::NoDepartment => "no_department",
            Self::NoPerson => "no_person",
            Self::NoSession => "no_session",
            Self::WhichSession => "which_session",
            Self::Several { .. } => "several",
            Self::Namesake => "namesake",
            Self::MergedElsewhere => "merged",
            Self::ByHand { .. } => "by_hand",
            Self::Broken(Broken::Quotes) => "quotes",
            Self::Broken(Broken::NotJson) => "not_json",
            Self::Broken(Broken::NotARow) => "not_a_row",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::Repeated { .. } => "repeated",
            Self::CodeUsed { .. } => "code_used",
            Self::Refused(_) => "refused",
        }
    }

    /// Words it.
    pub fn text(&self, lang: Lang, names: &dyn Names) -> String {
        let pick = |zh: &str, en: &str| match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::Missing => pick("不能为空。请填写。", "must not be empty. Fill it in."),
            Self::NoColumn { column } => {
                let name = column.name(lang);
                match (column.field, lang) {
                    ("studio", Lang::Zh) => {
                        format!("表里没有“{name}”一列。请补上，或用 --studio 说明归哪个工作室。")
                    }
                    ("studio", Lang::En) => format!(
                        "the table has no column “{name}”. Add it, or say which studio with --studio."
                    ),
                    (_, Lang::Zh) => format!("表里没有“{name}”一列。请补上这一列。"),
                    (_, Lang::En) => format!("the table has no column “{name}”. Add it."),
                }
            }
            Self::NotWorkedOut => pick(
                "是表格软件算不出来的格。请在表格里改正公式，或填上内容。",
                "is what a spreadsheet program writes where it cannot work a cell out. Correct the formula, or write what belongs there.",
            ),
            Self::Unreadable { at, encoding } => pick(
                &format!("第 {at} 个字按 {encoding} 读不出来。请改正这一格。"),
                &format!("character {at} cannot be read as {encoding}. Correct the cell."),
            ),
            Self::Text { field, fault } => text_fault(*field, *fault, lang),
            Self::Date(fault) => fault.words(lang),
            Self::NoYear => pick(
                "看不出是哪一年：同一张表换个日子导入就不一样了。请写全，例如 2023-06-30。",
                "which year is not said, so that the same table would mean another day tomorrow. Write all of it, such as 2023-06-30.",
            ),
            Self::NotADay => pick("要写到哪一天。", "a single day is needed."),
            Self::Time => pick("不是时间，例如 14:30。", "not a time such as 14:30."),
            Self::Amount(fault) => fault.words(lang),
            Self::Count => {
                pick("不是人数或次数。请写整数。", "not a number of heads. Write a whole number.")
            }
            Self::Word { allowed } => not_a_word(allowed, lang),
            Self::Number(fault) | Self::Code(fault) => fault.words(lang),
            Self::NoStudio => missing_entry("这个工作室", "studio", lang, names),
            Self::NoDepartment => missing_entry("这个部门单位", "department", lang, names),
            Self::NoPerson => missing_entry("这个人", "person", lang, names),
            Self::NoSession => missing_entry("这场会议", "session", lang, names),
            Self::WhichSession => pick(
                "看不出是哪场会议。请填会议编号，或会议日期、工作室和会议名称。",
                "which session is not said. Give its number, or date, studio and title.",
            ),
            Self::Several { count } => pick(
                &format!(
                    "有 {count} 个同名。请写得更明确（人名后加单位，如 张三（桥头村），没有单位的写 张三（—）；部门前加区县，工作室写代码）。"
                ),
                &format!(
                    "{count} are called so. Say which one: a unit behind the person, such as Tom Ash (Mill Lane), or Tom Ash (—) for who has none; a district before the department, a studio by its code."
                ),
            ),
            Self::Namesake => pick(
                "已有同名而没有单位的人，同名的要靠单位区分。是另一个人，请写上单位，如 张三（桥头村）；就是他，请写 张三（—）。",
                "somebody of just this name, without a unit, is known, and namesakes are told apart by their units. Write that of the new one, such as Tom Ash (Mill Lane); where it is the same person, write Tom Ash (—).",
            ),
            Self::MergedElsewhere => pick(
                "并案要在系统里做：先不写状态导入，再合并到另一件。",
                "a merge is made here: import it without a status, then merge it into the other one.",
            ),
            Self::ByHand { field } => by_hand(field, lang).to_owned(),
            Self::Broken(Broken::Quotes) => pick(
                "引号不成对，分不清各格。请改正引号（内容里的引号写两个 \"\"）。",
                "the quotation marks do not match, so that its cells cannot be told apart. Write \"\" for one within a cell.",
            ),
            Self::Broken(Broken::NotJson) => pick(
                "这一行不是 JSON。请检查引号和逗号。",
                "the line is not JSON. Check quotes and commas.",
            ),
            Self::Broken(Broken::NotARow) => pick(
                "这一行不是一条记录。应当是 {\"列名\":\"内容\"}。",
                "the line is no row. It has to be {\"column\":\"text\"}.",
            ),
            Self::TooManyCells { cells, head } => pick(
                &format!("这一行有 {cells} 格，表头只有 {head} 格。内容里有逗号时，整格要加引号。"),
                &format!(
                    "the row has {cells} cells, the head {head}. A cell with a comma in it stands in quotes."
                ),
            ),
            Self::Repeated { first_line } => pick(
                &format!("和第 {first_line} 行是同一条。请删去一行。"),
                &format!("it is the same as line {first_line}. Delete one of them."),
            ),
            Self::CodeUsed { first_line } => pick(
                &format!(
                    "这个代码第 {first_line} 行已经用了。是另一个工作室，请换一个代码，或不写代码；是同一个，请删去一行。"
                ),
                &format!(
                    "line {first_line} has this code. For another studio write another one, or none; where it is the same studio, delete one of the lines."
                ),
            ),
            Self::Refused(refusal) => refusal_text(refusal, lang, names).join(lang.pick("", " ")),
        }
    }
}

/// What no row of a table may change here, and where it is changed instead.
fn by_hand(field: &str, lang: Lang) -> &'static str {
    let (zh, en) = match field {
        "accepted" | "consulted" | "resolved" | "status" | "referred_to" => (
            "与这里经过的步骤不同，表格不能改。请打开这件议题，更正或补走相应的步骤，再导入其余各列。",
            "not what the steps say that it went through, which no table changes. Open the issue, correct or take the step, then import the rest.",
        ),
        "members" | "public" | "departments" => (
            "与这里签到的人数不同，表格不能改。请更正会议的签到，或导入签到表。",
            "not how many signed in here, which no ledger changes. Correct the attendance of the session, or import its sign-in sheet.",
        ),
        "advice" => (
            "与这里的会议记录不同，表格不能改。请在会议记录里更正。",
            "not what the record of the session says, which no table changes. Correct the line of the record.",
        ),
        "lead" | "supporting" | "deadline" | "promised" | "funds" | "progress" => (
            "表格不能改：有几件承办事项，或者已经开始办理，或者写的是进度而不是情况。请打开承办事项，用延期、退回、反馈等登记。",
            "no table changes it: there are several commitments, or work has begun, or the cell names a stage and not what was reported. Open the commitment; extend it, return it or report there.",
        ),
        "result" => (
            "与这里登记的办结情况不同，表格不能改。请打开承办事项或议题，更正办结情况。",
            "not what is entered here as done, which no table changes. Open the commitment or the issue and correct what was done.",
        ),
        "means" | "revisit" => (
            "与这里登记的测评、回访不同，表格不能改。请打开这件议题，登记或撤回测评。",
            "not what is entered here of what the raiser said. Open the issue; enter the word, or take it back.",
        ),
        "raiser_unit" | "raiser_phone" => (
            "与这里登记的诉求人不同，表格不能改。请打开这个人更正。",
            "not what is entered here about the raiser. Open the person and correct it.",
        ),
        _ => (
            "与这里的不同，表格不能改。请在系统里更正。",
            "not what is here, which no table changes. Correct it here.",
        ),
    };
    lang.pick(zh, en)
}

/// Somebody or something that a row names and that is not there.
fn missing_entry(zh: &str, en: &str, lang: Lang, names: &dyn Names) -> String {
    let how = names.command("--add-missing", lang);
    match lang {
        Lang::Zh => format!("没有{zh}。请改正，或先登记，或选择补登没有的{how}。"),
        Lang::En => {
            format!(
                "there is no such {en}. Correct it, add it first, or add what is missing along{how}."
            )
        }
    }
}

fn not_a_word(allowed: &[&'static str], lang: Lang) -> String {
    // Those of the reader's language: keys and labels of both are read.
    let is_theirs = |word: &&&str| word.is_ascii() == (lang == Lang::En);
    let theirs: Vec<&&str> = allowed.iter().filter(is_theirs).collect();
    let mut words: Vec<&str> = theirs.into_iter().copied().collect();
    words.dedup();
    match lang {
        Lang::Zh => format!("不是可用的词。可用：{}。", words.join("、")),
        Lang::En => format!("none of the words that are read: {}.", words.join(", ")),
    }
}

impl Said {
    /// Words it; nothing has no words.
    pub fn text(&self, lang: Lang) -> String {
        let listed = |texts: Vec<String>| texts.join(lang.pick("、", ", "));
        match self {
            Self::Text(text) => text.clone(),
            Self::Word([zh, en]) => lang.pick(zh, en).to_owned(),
            Self::Names(names) => listed(names.clone()),
            Self::Dates(dates) => listed(dates.iter().map(ToString::to_string).collect()),
            Self::Money(amount) => amount.words(lang),
        }
    }
}

impl Difference {
    /// Words it: what is here, and what the row says.
    pub fn text(&self, lang: Lang) -> String {
        let cut = |said: &Said| -> String {
            let text = said.text(lang);
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut cut: String = line.chars().take(60).collect();
            if cut.len() < line.len() {
                cut.push('…');
            }
            cut
        };
        let row = cut(&self.row);
        let here = if self.here.is_nothing() {
            lang.pick("（空）", "(nothing)").to_owned()
        } else {
            cut(&self.here)
        };
        match lang {
            Lang::Zh => format!("“{}”：现为“{here}”，表里是“{row}”", self.column),
            Lang::En => format!("“{}”: “{here}” here, “{row}” in the table", self.column),
        }
    }
}

impl Reading {
    /// How its cells are read, for the documentation.
    pub fn text(self, lang: Lang) -> String {
        let pick = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        match self {
            Self::Number => {
                pick("编号：本系统的，或单位自己的", "a case number, or the office's own")
            }
            Self::Studio => pick("工作室的代码或名称", "code or name of a studio"),
            Self::Line => pick("文字", "text"),
            Self::Block => pick("文字，可以换行", "text, with line breaks"),
            Self::Date => pick("日期：日、月、年或一段", "a day, a month, a year or a range"),
            Self::Dates => pick(
                "日期：日、月、年或一段，多个用“、”隔开",
                "days, months, years or ranges, 、 or , between them",
            ),
            Self::Days => pick("日期，到日，多个用“、”隔开", "single days, 、 or , between them"),
            Self::DateOrYes => pick("日期，或 是、否", "a date, or yes, no"),
            Self::Time => pick("时间，如 14:30", "a time such as 14:30"),
            Self::Money => pick(
                "金额；列名带“万元”时，没写单位的数按万元算",
                "money; where the head says 万元 or 10,000 yuan, numbers without a unit count in those",
            ),
            Self::Count => pick("整数", "a whole number"),
            Self::Word(words) => {
                let theirs = words.told().into_iter();
                let theirs = theirs.filter(|it| it.is_ascii() == (lang == Lang::En));
                let mut theirs: Vec<&str> = theirs.collect();
                theirs.dedup();
                theirs.join(lang.pick("、", ", "))
            }
            Self::People => pick(
                "姓名，多人用“、”隔开；单位写在括号里",
                "names, 、 or , between them; a unit in brackets",
            ),
            Self::Departments => pick(
                "部门单位的名称或简称，多个用“、”隔开",
                "names or short names of departments, 、 or , between them",
            ),
            Self::Tags => pick("标签，用“、”隔开", "labels, 、 or , between them"),
            Self::Passed => pick("不读", "not read"),
        }
    }
}

impl Column {
    /// What else it may be called, both languages.
    pub fn other_names(&self, lang: Lang) -> Vec<&'static str> {
        let (own, other) = match lang {
            Lang::Zh => (self.zh, self.en),
            Lang::En => (self.en, self.zh),
        };
        own.iter().skip(1).chain(other).copied().collect()
    }
}
