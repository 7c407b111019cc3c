//! Several names in one text: how they are parted, and put together so that they can be.

use crate::i18n::Lang;

/// What always stands between two names. A blank does not: `Mary Jones` is one person.
const MARKS: [char; 6] = [',', '，', '、', ';', '；', '\n'];
/// What may stand between two names, where neither has one inside.
const BLANKS: [char; 3] = [' ', '\u{3000}', '\t'];
/// A name of its own may hold so many marks.
const MARKS_WITHIN: usize = 3;

/// Puts names together; [`split`] takes them apart again.
pub fn join(names: &[String], lang: Lang) -> String {
    names.join(between(lang))
}

/// What stands between two names in a language.
pub const fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Parts a text into names, given what is known by name.
///
/// A known name stays whole, whatever it holds. Blanks part what is all Chinese, which has none
/// within a name, and what is known piece by piece.
pub fn split(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text.trim_matches(is_between);
    while !rest.is_empty() {
        let taken = first(rest, &is_known);
        names.extend(part_at_blanks(taken, &is_known));
        rest = rest.get(taken.len()..).unwrap_or_default().trim_start_matches(is_between);
    }
    names
}

/// Where the name begins that is being typed at the end of a text, in bytes.
pub fn last_begins(text: &str, is_known: impl Fn(&str) -> bool) -> usize {
    let after = |at: Option<(usize, char)>| at.map_or(0, |(at, mark)| at + mark.len_utf8());
    let entry = after(text.char_indices().rev().find(|(_, c)| MARKS.contains(c)));
    let typed = text.get(entry..).unwrap_or_default();
    let lead = typed.len() - typed.trim_start_matches(BLANKS).len();
    let word = after(typed.char_indices().rev().find(|(_, c)| BLANKS.contains(c)));
    let before = typed.get(..word).unwrap_or_default().trim_matches(BLANKS);
    let parts = before.split(BLANKS).filter(|part| !part.is_empty());
    let is_parted = parts.clone().all(is_chinese) || is_known(before) || {
        let mut parts = parts;
        parts.all(&is_known)
    };
    entry + if is_parted { word.max(lead) } else { lead }
}

/// Whether a character may stand between two names.
pub fn is_between(character: char) -> bool {
    MARKS.contains(&character) || BLANKS.contains(&character)
}

/// The first name of a text that begins with one: up to the next mark, unless a known name goes on
/// beyond it.
fn first<'t>(text: &'t str, is_known: &impl Fn(&str) -> bool) -> &'t str {
    let ends = unbracketed(text).filter(|(_, c)| MARKS.contains(c)).map(|(at, _)| at);
    let mut pieces =
        ends.chain([text.len()]).take(MARKS_WITHIN + 1).filter_map(|end| text.get(..end));
    let shortest = pieces.next().unwrap_or(text);
    if is_known(shortest.trim()) {
        return shortest;
    }
    pieces.find(|piece| is_known(piece.trim())).unwrap_or(shortest)
}

fn part_at_blanks(entry: &str, is_known: &impl Fn(&str) -> bool) -> Vec<String> {
    let whole = entry.trim_matches(BLANKS);
    let mut parts = Vec::new();
    let mut begin = 0;
    let blanks = unbracketed(whole).filter(|(_, c)| BLANKS.contains(c));
    for (at, length) in blanks.map(|(at, c)| (at, c.len_utf8())).chain([(whole.len(), 0)]) {
        parts.extend(whole.get(begin..at).filter(|part| !part.is_empty()));
        begin = at + length;
    }
    let parted = !is_known(whole)
        && (parts.iter().all(|part| is_chinese(part)) || parts.iter().all(|part| is_known(part)));
    if parted { parts.into_iter().map(str::to_owned).collect() } else { vec![whole.to_owned()] }
}

/// The characters of a text with their places, but for what stands in brackets: a unit stays with
/// its name, whatever it holds. A bracket that is never closed holds nothing together.
fn unbracketed(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut inside_until = 0;
    text.char_indices().filter(move |(at, character)| {
        if *at >= inside_until && matches!(character, '(' | '（') {
            inside_until = end_of_bracket(text, *at).unwrap_or(0);
        }
        *at >= inside_until
    })
}

/// Where the bracket ends that opens at a place.
fn end_of_bracket(text: &str, opens: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.get(opens..)?.char_indices() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 1 => return Some(opens + at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a name has no Latin letters, whose names hold blanks.
fn is_chinese(name: &str) -> bool {
    !name.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["Mary Jones", "Li", "张三（石潭镇 二组）", "水、电协调工作室"];

    fn parted(text: &str) -> Vec<String> {
        split(text, |name| KNOWN.contains(&name))
    }

    #[test]
    fn a_blank_parts_chinese_names_and_stays_within_others() {
        assert_eq!(parted("张三 李四、王五"), ["张三", "李四", "王五"]);
        assert_eq!(parted("Mary Jones"), ["Mary Jones"]);
        assert_eq!(parted("John Smith, Mary Jones"), ["John Smith", "Mary Jones"]);
        assert_eq!(parted("Li Li"), ["Li", "Li"]);
        assert_eq!(parted(" ，张三　 、"), ["张三"]);
        assert_eq!(parted("  "), Vec::<String>::new());
    }

    #[test]
    fn a_known_name_stays_whole() {
        assert_eq!(parted("张三（石潭镇 二组）、李四"), ["张三（石潭镇 二组）", "李四"]);
        assert_eq!(parted("李四，水、电协调工作室"), ["李四", "水、电协调工作室"]);
    }

    #[test]
    fn a_unit_in_brackets_stays_with_its_name() {
        let names = ["赵六（石潭镇 二组）", "钱七（水、电组(东)）", "Lee (east side)"];
        assert_eq!(parted(&names.join("、")), names);
        assert_eq!(parted("赵六（石潭镇、钱七"), ["赵六（石潭镇", "钱七"]);
    }

    #[test]
    fn what_was_put_together_comes_apart_the_same() {
        let names: Vec<String> = KNOWN.iter().map(|name| (*name).to_owned()).collect();
        for lang in Lang::ALL {
            assert_eq!(parted(&join(&names, lang)), names);
        }
    }

    #[test]
    fn the_name_being_typed_is_found() {
        let typed = |text: &'static str| {
            text.get(last_begins(text, |name| KNOWN.contains(&name))..).unwrap()
        };
        assert_eq!(typed("张三、li"), "li");
        assert_eq!(typed("张三 li"), "li");
        assert_eq!(typed("John Sm"), "John Sm");
        assert_eq!(typed("Mary Jones, John Sm"), "John Sm");
        assert_eq!(typed("张三、"), "");
        assert_eq!(typed("张三 "), "");
    }
}
