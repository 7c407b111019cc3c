//! The documentation of templates: how marks are written, and the fields of every kind of document.
//! Markdown, generated from the catalogues.

use super::catalogue::{Both, COUNTER, Catalogue, Content, Field};
use crate::i18n::Lang;

/// Writes the documentation of the fields that these catalogues offer.
pub fn document_fields(lang: Lang, catalogues: &[&Catalogue]) -> String {
    let tables: String = catalogues.iter().map(|it| table(lang, it)).collect();
    [lang.pick(SYNTAX_ZH, SYNTAX_EN), &tables].concat()
}

fn table(lang: Lang, catalogue: &Catalogue) -> String {
    let title = catalogue.title.pick(lang);
    let head = lang.pick("| 字段 | 英文名 | 内容 |", "| field | Chinese name | what it holds |");
    let mut lines = rows(lang, catalogue.fields, 0);
    lines.push(String::new());
    format!("\n## {title}\n\n{head}\n|---|---|---|\n{}", lines.join("\n"))
}

impl Both {
    /// The text in one language.
    pub const fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// A row for each field; what can be used within a list stands below it, set in.
fn rows(lang: Lang, fields: &[Field], depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for field in fields {
        let sign = match field.content {
            Content::Text => "",
            Content::Flag => "?",
            Content::List(_) => "#",
        };
        lines.push(row(lang, depth, sign, field.name, field.about));
        if let Some(items) = field.items() {
            lines.extend(rows(lang, items, depth + 1));
            let counter = Both { zh: COUNTER.0, en: COUNTER.1 };
            let about = Both { zh: "第几项", en: "which item it is" };
            lines.push(row(lang, depth + 1, "", counter, about));
        }
    }
    lines
}

fn row(lang: Lang, depth: usize, sign: &str, name: Both, about: Both) -> String {
    let (own, other) = match lang {
        Lang::Zh => (name.zh, name.en),
        Lang::En => (name.en, name.zh),
    };
    let indent = "\u{3000}".repeat(2 * depth);
    format!("| {indent}`{{{{{sign}{own}}}}}` | `{other}` | {} |", about.pick(lang))
}

const SYNTAX_ZH: &str = "\
# 自己的模板

在 Word 或 WPS 里排好版，需要填写的地方写上字段，另存为 .docx，再设为模板。字体、字号以字段的第一个括号为准。

| 写法 | 作用 |
|---|---|
| `{{会议名称}}` | 填上字段的内容；不知道的填成下划线空白 |
| `{{#议题}}` … `{{/议题}}` | 列表有几项，中间的内容就重复几遍 |
| `{{?编号}}` … `{{/编号}}` | 有内容才保留中间的部分 |
| `{{^编号}}` … `{{/编号}}` | 没有内容才保留中间的部分 |

* 括号、符号用全角或半角都可以，`｛｛ 会议名称 ｝｝` 也认；中文名、英文名都可以。
* 两个标记在同一段文字里，重复的是中间的文字；各自单独成段，重复的是中间的段落和表格，标记所在的空段会去掉。
* 在表格里，开头写在一行的第一格、结尾写在这一行的最后一格，重复的是这一行；各占一行，重复的是中间的行，标记所在的行会去掉。
* 循环里面也能用外面的字段；名字相同的以里面的为准。`{{序号}}` 是这一层循环的第几项。
* 页眉、页脚、脚注、文本框里的字段一样填写。批注不填。
";

const SYNTAX_EN: &str = "\
# Templates of your own

Lay the document out in Word or WPS, write a field where something is to be filled in, save it as .docx and set it as the
template. Font and size are those of the first brace of a field.

| written | what it does |
|---|---|
| `{{title}}` | fills in the field; what is not known becomes an underlined blank |
| `{{#issues}}` … `{{/issues}}` | repeats what stands between, once for each item of the list |
| `{{?number}}` … `{{/number}}` | keeps what stands between only when the field holds something |
| `{{^number}}` … `{{/number}}` | keeps what stands between only when it holds nothing |

* Braces and signs may be of full or half width, with blanks inside; names may be Chinese or English, in upper or lower case.
* Two marks in one paragraph repeat the text between them. Each in a paragraph of its own, they repeat the paragraphs and
  tables between, and their own paragraphs go.
* In a table, a mark in the first cell of a row and its end in the last cell repeat that row; each in a row of its own, they
  repeat the rows between, and their own rows go.
* Within a loop the fields around it can be used too; of two with the same name the inner one counts. `{{index}}` is which
  item of the innermost loop it is.
* Headers, footers, footnotes and text boxes are filled alike. Comments are not.
";
