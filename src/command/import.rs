//! Taking records in from a file: the one verb whose actions stand in a file. The command line has
//! it as `import`, with a rehearsal.

use super::fill::{Fault, Filling, Values};
use super::verb::{Choice, Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::Action;
use crate::exchange::table::{Conflicts, Options, TableKind};
use crate::i18n::Lang;

/// The fields after the file say how a table is read; a file of records takes no notice of them.
const FIELDS: &[Field] = &[
    field("file", Words::new("文件", "File"), FieldKind::Records).required(),
    field("kind", Words::new("表格内容", "Table of"), FieldKind::Choice(kinds)),
    field("rows", Words::new("有问题的行", "Wrong rows"), FieldKind::Choice(rows)),
    field("conflicts", Words::new("与现有不同", "Other than here"), FieldKind::Choice(conflicts)),
    field("add-missing", Words::new("补登没有的", "Add what is missing"), FieldKind::Flag),
    field("columns", Words::new("列名对应", "Columns"), FieldKind::Line),
    field("source", Words::new("来源", "Source"), FieldKind::Line),
];

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

/// What the values of the form wish of a table; the source is the name of the file where none is said.
///
/// # Errors
/// The first part of the columns that is no `COLUMN=FIELD`.
pub fn table_options(values: &Values, file_name: &str) -> Result<Options, String> {
    let said = |key: &str| values.first(key).map(str::trim).filter(|it| !it.is_empty());
    let pairs = said("columns").unwrap_or_default().split([';', '；', '，', ',', '、']);
    let pairs = pairs.map(str::trim).filter(|pair| !pair.is_empty());
    let mapped = pairs.map(|pair| {
        let halves = pair.split_once(['=', '＝']);
        halves
            .map(|(column, field)| (column.trim().to_owned(), field.trim().to_owned()))
            .ok_or_else(|| pair.to_owned())
    });
    Ok(Options {
        kind: said("kind").and_then(TableKind::read),
        mapped: mapped.collect::<Result<_, _>>()?,
        source: said("source").unwrap_or(file_name).to_owned(),
        add_missing: said("add-missing").is_some(),
        conflicts: match said("conflicts") {
            Some("keep") => Conflicts::Keep,
            Some("take") => Conflicts::Take,
            _ => Conflicts::Refuse,
        },
        ..Options::default()
    })
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
