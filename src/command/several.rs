//! Several names in one text: how they are parted, and put together so that they can be.

use super::fill::unmarked;
use crate::domain::text::is_han;
use crate::i18n::Lang;
use crate::search::brackets::{Brackets, is_opening};
use std::ops::Range;

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
/// A known name stays whole, whatever it holds, and a unit in brackets stays with its name. Blanks
/// part what is all Chinese, which has none within a name but to pad it ([`unpadded`]), and what is
/// known piece by piece.
pub fn split(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let outside: Vec<Placed> = Brackets::of(text).outside(text).collect();
    let mut names = Vec::new();
    let mut begin = 0;
    loop {
        let rest = text.get(begin..).unwrap_or_default();
        begin = text.len() - rest.trim_start_matches(is_between).len();
        if begin == text.len() {
            return names;
        }
        let ahead = outside.partition_point(|(at, _)| *at < begin);
        let ahead = outside.get(ahead..).unwrap_or_default();
        let end = end_of_first(text, begin, ahead, &is_known);
        names.extend(part_at_blanks(text, begin..end, ahead, &is_known));
        begin = end;
    }
}

/// Where the name begins that is being typed at the end of a text, in bytes. A bracket that is not
/// closed yet holds the unit that is being typed.
pub fn last_begins(text: &str, is_known: impl Fn(&str) -> bool) -> usize {
    let brackets = Brackets::of(text);
    let outside: Vec<Placed> =
        brackets.outside(text).take_while(|(_, c)| !is_opening(*c)).collect();
    let mark = outside.iter().rev().find(|(_, c)| MARKS.contains(c));
    let typed = text.get(mark.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default();
    let begin = text.len() - typed.trim_start_matches(BLANKS).len();
    // All of it is a name, though what it begins with may be one too.
    if text.get(begin..).is_some_and(&is_known) {
        return begin;
    }
    let mut words = words(text, begin..text.len(), &outside, &is_known);
    let has_ended =
        outside.last().is_some_and(|(at, c)| BLANKS.contains(c) && at + c.len_utf8() == text.len());
    let last = words.pop_if(|_| !has_ended).map_or(text.len(), |word| word.start);
    let part = |word: &Range<usize>| text.get(word.clone()).unwrap_or_default();
    let before = part(&(begin..last)).trim_end_matches(BLANKS);
    let is_parted = words.iter().all(|word| is_chinese(part(word)))
        || is_known(before)
        || words.iter().all(|word| is_known(part(word)));
    if is_parted { last } else { begin }
}

/// Whether a character ends a name whatever it is: a mark, and no blank.
pub fn is_mark(character: char) -> bool {
    MARKS.contains(&character)
}

/// Whether a character may stand between two names.
pub fn is_between(character: char) -> bool {
    MARKS.contains(&character) || BLANKS.contains(&character)
}

/// The longest name that a blank may stand in, in characters: beside three a lone one is another's.
const NAME_CHARS: usize = 3;

/// The name without the blank within it, where that parts no two names: one that makes a name of two characters
/// as wide as one of three, as lists of people do (`张　三`), or that stands beside a lone character, which is no
/// name by itself (`司马 光`); `None` for any other.
pub fn unpadded(name: &str) -> Option<String> {
    let bare = unmarked(name);
    let han = |text: &str| text.find(|c| !is_han(c)).unwrap_or(text.len());
    let (first, rest) = bare.split_at_checked(han(bare)).filter(|(first, _)| !first.is_empty())?;
    let second = rest.trim_start_matches(BLANKS);
    let (second_name, unit) = second.split_at_checked(han(second))?;
    let (one, other) = (first.chars().count(), second_name.chars().count());
    let is_padded = second.len() < rest.len()
        && (one == 1 || other == 1)
        && other > 0
        && one + other <= NAME_CHARS
        && (unit.is_empty() || unit.starts_with(is_opening));
    let mark = name.strip_suffix(bare).unwrap_or_default();
    is_padded.then(|| format!("{mark}{first}{second}"))
}

/// A character and where it stands.
type Placed = (usize, char);

/// Where the name ends that begins at a place: at the next mark, unless a known name goes on beyond
/// it.
fn end_of_first(
    text: &str,
    begin: usize,
    ahead: &[Placed],
    is_known: &impl Fn(&str) -> bool,
) -> usize {
    let is_known = |end: usize| text.get(begin..end).is_some_and(|piece| is_known(piece.trim()));
    let ends = ahead.iter().filter(|(_, c)| MARKS.contains(c)).map(|(at, _)| *at);
    let mut ends = ends.chain([text.len()]).take(MARKS_WITHIN + 1);
    let nearest = ends.next().unwrap_or(text.len());
    if is_known(nearest) {
        return nearest;
    }
    ends.find(|end| is_known(*end)).unwrap_or(nearest)
}

fn part_at_blanks(
    text: &str,
    entry: Range<usize>,
    outside: &[Placed],
    is_known: &impl Fn(&str) -> bool,
) -> Vec<String> {
    let whole = text.get(entry.clone()).unwrap_or_default().trim_matches(BLANKS);
    let words = words(text, entry, outside, is_known);
    let parts: Vec<&str> = words.into_iter().filter_map(|word| text.get(word)).collect();
    let is_parted = !is_known(whole)
        && (parts.iter().all(|part| is_chinese(part)) || parts.iter().all(|part| is_known(part)));
    if is_parted {
        parts.into_iter().map(|part| unpadded(part).unwrap_or_else(|| part.to_owned())).collect()
    } else {
        vec![whole.to_owned()]
    }
}

/// What stands between the blanks of an entry. A padded name is one word, unless both of its
/// characters, or more than one of them, are known by themselves.
fn words(
    text: &str,
    entry: Range<usize>,
    outside: &[Placed],
    is_known: &impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let near = outside.iter().take_while(|(at, _)| *at < entry.end);
    let blanks = near.filter(|(at, c)| *at >= entry.start && BLANKS.contains(c));
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut begin = entry.start;
    for (at, length) in blanks.map(|(at, c)| (*at, c.len_utf8())).chain([(entry.end, 0)]) {
        if begin < at {
            pieces.push(begin..at);
        }
        begin = at + length;
    }
    let is_padded = |range: Range<usize>| {
        text.get(range).is_some_and(|name| {
            let mut parts = name.split(BLANKS).filter(|part| !part.is_empty());
            let is_name = |part: &str| part.chars().nth(1).is_some() && is_known(part);
            unpadded(name).is_some() && !parts.clone().any(is_name) && !parts.all(is_known)
        })
    };
    let is_lone = |piece: &Range<usize>| {
        let piece = text.get(piece.clone()).map(unmarked).unwrap_or_default();
        piece.chars().next().is_some_and(is_han)
            && piece.chars().filter(|c| is_han(*c)).count() == 1
    };
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut rest = pieces.as_slice();
    while let [first, after @ ..] = rest {
        // Of three pieces the last two belong together where both are lone: `欧阳静 张 三`.
        let is_next_apart = match after {
            [second, third, ..] => !is_lone(first) && is_lone(second) && is_lone(third),
            _ => false,
        };
        match after.first().filter(|_| !is_next_apart) {
            Some(second) if is_padded(first.start..second.end) => {
                words.push(first.start..second.end);
                rest = after.get(1..).unwrap_or_default();
            }
            _ => {
                words.push(first.clone());
                rest = after;
            }
        }
    }
    words
}

/// Whether a name has no Latin letters, whose names hold blanks.
fn is_chinese(name: &str) -> bool {
    !name.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = [
        "Mary Jones",
        "Li",
        "张三（石潭镇 二组）",
        "水、电协调工作室",
        "Traffic Police",
        "Traffic Police Department",
    ];

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
    fn a_blank_that_pads_a_short_name_parts_nothing() {
        assert_eq!(parted("张　三"), ["张三"]);
        assert_eq!(parted("张学 友、司马 光、钱 多多"), ["张学友", "司马光", "钱多多"]);
        assert_eq!(parted("欧阳静 张 三"), ["欧阳静", "张三"]);
        // Who is known stands alone.
        assert_eq!(split("张三 李", |name| name == "张三"), ["张三", "李"]);
        assert_eq!(parted("张　三、李　四"), ["张三", "李四"]);
        assert_eq!(parted("张　三 王小五 李　四"), ["张三", "王小五", "李四"]);
        assert_eq!(parted("@张　三（石潭镇 二组）"), ["@张三（石潭镇 二组）"]);
        let both = split("水 电", |name| ["水", "电"].contains(&name));
        assert_eq!(both, ["水", "电"]);
        assert_eq!(unpadded("张三"), None);
        assert_eq!(unpadded("欧阳　修").as_deref(), Some("欧阳修"));
        for apart in ["欧阳　静修", "王小五 李", "张三 李四"] {
            assert_eq!(unpadded(apart), None, "{apart}");
        }
    }

    /// Were each bracket looked for to the end, this would take minutes.
    #[test]
    fn many_brackets_that_are_never_closed_are_parted_all_the_same() {
        assert_eq!(parted(&"（、".repeat(200_000)).len(), 200_000);
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
        assert_eq!(typed("cmb, Traffic Police Department"), "Traffic Police Department");
        assert_eq!(typed("张三、"), "");
        assert_eq!(typed("张三 "), "");
        assert_eq!(typed("李四 张　三"), "张　三");
        assert_eq!(typed("李四、赵六（石潭镇、zs"), "赵六（石潭镇、zs");
        assert_eq!(typed("李四、赵六（石潭镇 "), "赵六（石潭镇 ");
        assert_eq!(typed("赵六（石潭镇、二组）、zs"), "zs");
    }
}
