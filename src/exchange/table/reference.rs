//! The columns as documentation, made of the tables that read them.

use super::column::{Column, TableKind};
use crate::i18n::Lang;

/// The columns of all kinds of tables, as a page in Markdown.
pub fn reference(lang: Lang) -> String {
    let mut page = String::new();
    for kind in TableKind::ALL {
        let title = format!("\n## {} (`{}`)\n\n", kind.label(lang), kind.key());
        page.push_str(&title);
        page.push_str(lang.pick(
            "| 列 | 也可写作 | 内容 | 字段 |\n|---|---|---|---|\n",
            "| column | also called | holds | field |\n|---|---|---|---|\n",
        ));
        kind.columns().iter().for_each(|column| page.push_str(&row(column, lang)));
    }
    page
}

fn row(column: &Column, lang: Lang) -> String {
    let needed = if column.required { lang.pick("（必有）", " (required)") } else { "" };
    let others = column.other_names(lang).join(lang.pick("、", ", "));
    let (name, holds) = (column.name(lang), column.reading.text(lang));
    format!("| {name}{needed} | {others} | {holds} | `{}` |\n", column.field)
}
