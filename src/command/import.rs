//! Taking records in from a file: the one verb whose actions stand in a file. The command line has
//! it as `import`, with a rehearsal.

use super::fill::{Fault, Filling};
use super::verb::{Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::Action;

const FIELDS: &[Field] =
    &[field("file", Words::new("文件", "File"), FieldKind::Records).required()];

/// Takes in everything of a file, or nothing.
pub(super) static IMPORT: Verb = Verb::on(
    Noun::Settings,
    "import",
    Words::new("从文件导入", "Import a file"),
    Words::new(
        "读入一个记录文件：全部，或者一条也不",
        "Takes in a file of records: all, or nothing",
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
