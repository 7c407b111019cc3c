//! The order of lists of people: 按姓氏笔画, by the strokes of their surnames (DOMAIN §4).

/// Characters by number of strokes, then by kind of stroke (横竖撇点折) from the first one on.
const STROKES: &str = include_str!("../../assets/document/strokes.txt");

/// Where a name stands in a list by strokes. A surname alone comes before those that are longer,
/// as do names of one given character; characters that the table does not have come last, by code
/// point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrokeKey(Vec<(usize, char)>);

impl StrokeKey {
    /// The key of a name; blanks in it do not count.
    pub fn of(name: &str) -> Self {
        Self(name.chars().filter(|it| !it.is_whitespace()).map(|it| (place(it), it)).collect())
    }
}

/// The place of a character among all that the table has.
fn place(character: char) -> usize {
    let listed = STROKES.lines().filter(|line| !line.starts_with('#'));
    let characters = listed.flat_map(|line| line.chars().skip_while(|it| *it != ' ').skip(1));
    characters.zip(0..).find(|(it, _)| *it == character).map_or(usize::MAX, |(_, place)| place)
}

/// A name as lists show it: of two Chinese characters, one U+3000 is put between them, so that it
/// is as wide as one of three (DOMAIN §4).
pub fn padded(name: &str) -> String {
    let characters: Vec<char> = name.chars().filter(|it| !it.is_whitespace()).collect();
    match characters.as_slice() {
        [family, given] if [family, given].iter().all(|it| crate::domain::text::is_han(**it)) => {
            format!("{family}\u{3000}{given}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut sorted = names.to_vec();
        sorted.sort_by_cached_key(|name| StrokeKey::of(name));
        sorted
    }

    #[test]
    fn names_are_ordered_by_the_strokes_of_the_surname_and_then_of_the_rest() {
        let names = ["谭红", "王建国", "丁一", "张三", "王小明", "万里", "刘海", "王芳"];
        let order = ["丁一", "万里", "王小明", "王芳", "王建国", "刘海", "张三", "谭红"];
        assert_eq!(sorted(&names), order);
    }

    #[test]
    fn among_as_many_strokes_the_kind_of_the_first_one_decides() {
        // 王 begins with 横, 毛 with 撇, 方 with 点, 邓 with 折.
        assert_eq!(sorted(&["邓甲", "方甲", "毛甲", "王甲"]), ["王甲", "毛甲", "方甲", "邓甲"]);
    }

    #[test]
    fn what_the_table_does_not_have_comes_last_by_code_point() {
        assert_eq!(sorted(&["㐀丙", "Ann", "龚乙"]), ["龚乙", "Ann", "㐀丙"]);
    }

    /// How many strokes a character has by the table.
    fn strokes(character: char) -> Option<u32> {
        let mut listed = STROKES.lines().filter(|line| !line.starts_with('#'));
        listed.find_map(|line| {
            let (count, characters) = line.split_once(' ')?;
            characters.contains(character).then(|| count.parse().ok())?
        })
    }

    #[test]
    fn the_strokes_of_the_table_are_those_of_the_dictionary() {
        for (character, count) in
            [('一', 1), ('王', 4), ('李', 7), ('塅', 12), ('谭', 14), ('籍', 20)]
        {
            assert_eq!(strokes(character), Some(count), "{character}");
        }
        assert_eq!(strokes('A'), None);
    }

    #[test]
    fn each_character_of_the_table_stands_once() {
        let listed = STROKES.lines().filter(|line| !line.starts_with('#'));
        let all: Vec<char> =
            listed.flat_map(|line| line.chars().skip_while(|it| *it != ' ').skip(1)).collect();
        let once: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.len() > 6_900, "{}", all.len());
    }

    #[test]
    fn a_name_of_two_characters_is_as_wide_as_one_of_three() {
        assert_eq!(padded("张三"), "张\u{3000}三");
        assert_eq!(padded("张 三"), "张\u{3000}三");
        assert_eq!(padded("张三丰"), "张三丰");
        assert_eq!(padded("Al"), "Al");
    }
}
