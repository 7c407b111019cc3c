//! Taking records in from a file: the one verb whose actions stand in a file. The command line has
//! it as `import`, with a rehearsal.

use super::fill::{Directory, Fault, Filling, Found, Values};
use super::verb::{Choice, Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, StudioId};
use crate::exchange::table::{Conflicts, Options, TableKind};
use crate::i18n::Lang;

/// How a table is to be read, or taken in: a field of the form, and an option of the command line.
#[derive(Debug, Clone, Copy)]
pub struct TableOption {
    /// The field of the form.
    pub field: Field,
    /// The long option.
    pub option: &'static str,
    /// What stands behind the option.
    pub takes: Takes,
    /// What the help says of it.
    pub help: Words,
}

/// What stands behind an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One of the words of the field, or a text, which the help calls so.
    One(Words),
    /// The same, and the option may be given again.
    Several(Words),
    /// Nothing: the option itself says this.
    Nothing(&'static str),
}

const fn option(
    field: Field,
    option: &'static str,
    takes: Takes,
    help: (&'static str, &'static str),
) -> TableOption {
    TableOption { field, option, takes, help: Words::new(help.0, help.1) }
}

/// Everything that can be wished of a table, in the order of the form.
pub const TABLE_OPTIONS: [TableOption; 8] = [
    option(
        field("kind", Words::new("表格内容", "Table of"), FieldKind::Choice(kinds)),
        "kind",
        Takes::One(Words::new("表", "KIND")),
        ("什么表（不写就看列名）", "What the table is about, by default what its columns say"),
    ),
    option(
        field("sheet", Words::new("工作表", "Sheet"), FieldKind::Line),
        "sheet",
        Takes::One(Words::new("工作表", "SHEET")),
        ("电子表格里的哪张表", "Which sheet of a workbook"),
    ),
    option(
        field("studio", Words::new("工作室", "Studio"), FieldKind::Reference(EntityKind::Studio)),
        "studio",
        Takes::One(Words::new("工作室", "STUDIO")),
        ("没写工作室的议题归哪个工作室", "The studio of issues that name none"),
    ),
    option(
        field("rows", Words::new("有问题的行", "Wrong rows"), FieldKind::Choice(rows)),
        "good-rows",
        Takes::Nothing("good"),
        ("有问题的行略过，其余照样导入", "Leaves wrong rows out and takes in the others"),
    ),
    option(
        field(
            "conflicts",
            Words::new("与现有不同", "Other than here"),
            FieldKind::Choice(conflicts),
        ),
        "conflicts",
        Takes::One(Words::new("做法", "HOW")),
        (
            "和现有内容不同的行怎么办（不写就不导入）",
            "What becomes of rows that differ from what is here, by default refuse",
        ),
    ),
    option(
        field("add-missing", Words::new("补登没有的", "Add what is missing"), FieldKind::Flag),
        "add-missing",
        Takes::Nothing("yes"),
        (
            "表里提到而没有的工作室、部门单位、会议一并登记",
            "Adds studios, departments and sessions that the table names and that are not there",
        ),
    ),
    option(
        field("columns", Words::new("列名对应", "Columns"), FieldKind::Line),
        "map",
        Takes::Several(Words::new("列=字段", "COLUMN=FIELD")),
        (
            "哪一列是什么，可以写多次；“列=-”略过一列。导入以后，同样的表头照此读",
            "What a column holds, may be given again; COLUMN=- leaves one out. Once imported, the same head is read so",
        ),
    ),
    option(
        field("source", Words::new("来源", "Source"), FieldKind::Line),
        "source",
        Takes::One(Words::new("来源", "SOURCE")),
        (
            "补录的来源，默认用文件名",
            "Where past work is recorded from, by default the name of the file",
        ),
    ),
];

/// The file, and how it is read where it holds a table; a file of records takes no notice of that.
const FIELDS: &[Field] = &fields();

const fn fields() -> [Field; TABLE_OPTIONS.len() + 1] {
    let file = field("file", Words::new("文件", "File"), FieldKind::Records).required();
    let mut fields = [file; TABLE_OPTIONS.len() + 1];
    let mut at = 0;
    while at < TABLE_OPTIONS.len() {
        fields[at + 1] = TABLE_OPTIONS[at].field;
        at += 1;
    }
    fields
}

/// The print of the bytes that somebody has looked at before they are saved.
pub const CHECKED: &str = "checked";

/// What the form begins with.
pub const TABLE_AS_USUAL: [(&str, &str); 3] =
    [("kind", "auto"), ("rows", "all"), ("conflicts", "refuse")];

fn kinds() -> Vec<Choice> {
    let auto = Choice { key: "auto", words: Words::new("看列名", "What its columns say") };
    let kinds = TableKind::ALL.into_iter().map(|kind| {
        let words = Words::new(kind.label(Lang::Zh), kind.label(Lang::En));
        Choice { key: kind.key(), words }
    });
    std::iter::once(auto).chain(kinds).collect()
}

fn rows() -> Vec<Choice> {
    vec![
        Choice { key: "all", words: Words::new("一行不对就都不导入", "Take in nothing") },
        Choice { key: "good", words: Words::new("略过，导入其余", "Leave them out") },
    ]
}

fn conflicts() -> Vec<Choice> {
    vec![
        Choice { key: "refuse", words: Words::new("不导入，列出来", "Refuse and tell") },
        Choice { key: "keep", words: Words::new("保留现有的", "Keep what is here") },
        Choice { key: "take", words: Words::new("改用表里的", "Take the row's") },
    ]
}

/// What cannot be read of what somebody wishes of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WishFault {
    /// The part of the columns that is no `COLUMN=FIELD`.
    NoMapping(String),
    /// No one studio is called so; what was found instead.
    NoStudio(String, Found),
}

/// What the values of the form, or of the command line, wish of a table; the source is the name of the
/// file where none is said.
///
/// # Errors
/// [`WishFault`].
pub fn table_options(
    values: &Values,
    file_name: &str,
    directory: &dyn Directory,
) -> Result<Options, WishFault> {
    let said = |key: &str| values.first(key).map(str::trim).filter(|it| !it.is_empty());
    let mut mapped = Vec::new();
    for text in values.all("columns").unwrap_or_default() {
        mapped.extend(mappings(text)?);
    }
    let studio = said("studio").map(|name| {
        let found = match directory.find(EntityKind::Studio, name) {
            Found::None => directory.studio_in_part(name).map_or(Found::None, Found::One),
            found => found,
        };
        let Found::One(id) = found else { return Err(WishFault::NoStudio(name.to_owned(), found)) };
        StudioId::try_from(id).map_err(|_other| WishFault::NoStudio(name.to_owned(), Found::None))
    });
    Ok(Options {
        kind: said("kind").and_then(TableKind::read),
        sheet: said("sheet").map(ToOwned::to_owned),
        mapped,
        source: said("source").unwrap_or(file_name).to_owned(),
        studio: studio.transpose()?,
        add_missing: said("add-missing").is_some(),
        conflicts: match said("conflicts") {
            Some("keep") => Conflicts::Keep,
            Some("take") => Conflicts::Take,
            _ => Conflicts::Refuse,
        },
        ..Options::default()
    })
}

/// The names of columns with their fields, one or several in a text. A comma within a name parts nothing: what
/// has no sign of equality belongs to what follows it.
fn mappings(text: &str) -> Result<Vec<(String, String)>, WishFault> {
    let (mut pairs, mut begin) = (Vec::new(), 0);
    let ends =
        text.match_indices([';', '；', '，', ',', '、']).map(|(at, comma)| (at, comma.len()));
    for (end, length) in ends.chain([(text.len(), 0)]) {
        let part = text.get(begin..end).unwrap_or_default().trim();
        let is_last = end == text.len();
        match part.split_once(['=', '＝']) {
            Some((column, field)) => {
                pairs.push((column.trim().to_owned(), field.trim().to_owned()));
            }
            None if part.is_empty() => {}
            None if is_last => return Err(WishFault::NoMapping(part.to_owned())),
            None => continue,
        }
        begin = end + length;
    }
    Ok(pairs)
}

/// Takes in everything of a file, or nothing.
pub(super) static IMPORT: Verb = Verb::on(
    Noun::Settings,
    "import",
    Words::new("从文件导入", "Import a file"),
    Words::new(
        "读入表格（CSV、XLSX）或记录文件，先看结果再保存",
        "Takes in a table (CSV, XLSX) or a file of records; what would come of it is shown first",
    ),
    FIELDS,
    records,
)
.adding();

/// The actions of the file, which whoever performs the verb has read.
#[expect(clippy::unnecessary_wraps, reason = "every verb is built by such a function")]
fn records(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(std::mem::take(&mut filling.records))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_columns_are_said_in_one_text_and_a_name_may_have_commas_in_it() {
        let pair = |column: &str, field: &str| (column.to_owned(), field.to_owned());
        let read = mappings("事由＝议题；经过,详情=内容, 天气=-").unwrap();
        assert_eq!(read, [pair("事由", "议题"), pair("经过,详情", "内容"), pair("天气", "-")]);
        assert_eq!(mappings(" "), Ok(Vec::new()));
        for text in ["事由", "事由=议题，经过"] {
            assert!(matches!(mappings(text), Err(WishFault::NoMapping(_))), "{text}");
        }
    }
}
