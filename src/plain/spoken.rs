//! Lines as a voice reads them: no columns, no signs that only an eye understands.

use crate::app::page::{Line, Part};
use crate::i18n::Lang;

/// Signs at the beginning of a line, and what is said for them.
const HEADS: [(&str, &str, &str); 8] = [
    ("□ ", "待补：", "To settle: "),
    ("√ ", "", ""),
    ("! ", "", ""),
    ("· ", "", ""),
    ("+ ", "", ""),
    ("→ ", "听成：", "Read as: "),
    ("> ", "现在：", "Now: "),
    ("… ", "正在存：", "Being saved: "),
];

/// A line of a page as it is read aloud; empty for one that only parts others.
pub(super) fn line(line: &Line, lang: Lang) -> String {
    let whole = line.text();
    if line.part == Part::Labelled
        && let Some(label) = line.spans.first()
    {
        let rest = whole.get(label.text.len()..).unwrap_or_default();
        return format!("{}{}{}", label.text.trim(), lang.pick("：", ": "), text(rest, lang));
    }
    let words = text(&whole, lang);
    if line.part == Part::Heading && !words.is_empty() {
        return format!("{words}{}", lang.pick("：", ":"));
    }
    words
}

/// A text as it is read aloud.
pub(super) fn text(text: &str, lang: Lang) -> String {
    let mut rest = text.trim();
    // A rule parts what an eye sees, and nothing else.
    if rest.chars().all(|it| matches!(it, '\u{2500}'..='\u{257f}' | '-' | '_' | '=' | '—')) {
        return String::new();
    }
    let mut said = String::new();
    if let Some((sign, zh, en)) = HEADS.iter().find(|(sign, ..)| rest.starts_with(sign)) {
        rest = rest.get(sign.len()..).unwrap_or_default().trim_start();
        said.push_str(lang.pick(zh, en));
    }
    let comma = lang.pick("，", ", ");
    let parts = rest.split(" · ").flat_map(|part| part.split("  "));
    let parts = parts.flat_map(|part| part.split(['│', '┃'])).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    said.push_str(&parts.join(comma));
    let mut words = with_blanks(&said.replace("√ ", "").replace('√', ""), lang);
    // Between two days the arrow says that one became the other; elsewhere it leads on.
    while let Some((before, after)) = words.split_once('→') {
        let (before, after) = (before.trim_end(), after.trim_start());
        let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        let is_change = is_digit(before.chars().next_back()) && is_digit(after.chars().next());
        let between = if is_change { lang.pick("改为", " to ") } else { comma };
        words = format!("{before}{between}{after}");
    }
    words
}

/// A text in which a row of blanks to be written on is said in a word.
fn with_blanks(text: &str, lang: Lang) -> String {
    let mut said = String::new();
    for (at, piece) in text.split('＿').enumerate() {
        // Of a row of them all but the first stand behind nothing.
        if at > 0 && (!piece.is_empty() || !said.ends_with([')', '）'])) {
            let blank = lang.pick("（空白）", "(blank)");
            if !said.ends_with(blank) {
                said.push_str(blank);
            }
        }
        said.push_str(piece);
    }
    said
}

/// Lines of text, one fact each; those without words are left out.
pub(super) fn texts(text_of_lines: &str, lang: Lang) -> Vec<String> {
    let lines = text_of_lines.lines().map(|it| text(it, lang));
    lines.filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::cells::AmbiguousWidth;
    use crate::app::page::{Paper, Tone};

    #[test]
    fn signs_and_columns_are_said_in_words() {
        for (shown, said) in [
            ("  □ 路灯没有议到", "待补：路灯没有议到"),
            ("已协商 · 未受理  ·  补录", "已协商，未受理，补录"),
            ("→ 2023-06-30", "听成：2023-06-30"),
            ("  1.  停车难   住建局", "1.，停车难，住建局"),
            ("2023-01-01 → 2023-02-01", "2023-01-01改为2023-02-01"),
            ("项目   │ 数 │ 口径", "项目，数，口径"),
            ("   ", ""),
            ("━━━━", ""),
            ("主持：＿＿＿＿，记录：＿＿", "主持：（空白），记录：（空白）"),
        ] {
            assert_eq!(text(shown, Lang::Zh), said);
        }
    }

    #[test]
    fn a_label_is_followed_by_what_it_labels_and_a_heading_by_a_colon() {
        let mut paper = Paper::new(60, AmbiguousWidth::Narrow);
        paper.heading("Commitments", "0/1");
        paper.pair("Place", "Shitan");
        paper.text(Tone::Text, 2, "one");
        let lines = paper.finish();
        let said: Vec<String> = lines.iter().map(|it| line(it, Lang::En)).collect();
        assert_eq!(said, ["Commitments, 0/1:", "Place: Shitan", "one"]);
    }
}
