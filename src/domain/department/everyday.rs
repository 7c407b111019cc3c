//! What people call a department every day that is registered under a longer name: the tail of the
//! name (交警大队, 县城市管理局), and its usual contraction (城管局, 县城管局).
//!
//! A level or a place that is said has to be that of the department: 区城管局 is another body than
//! that of the city. Knows no other department; who asks counts how many fit.

use super::Called;
use crate::domain::text::{fold_name, is_han};
use std::ops::Range;

/// What says of whose level a department is, behind the name of a place.
const LEVELS: [char; 8] = ['县', '市', '区', '省', '州', '旗', '镇', '乡'];
/// What makes a word of its own of a level by standing before it: 城市, 社区.
const WORD_BEFORE: [(char, &str); 3] = [
    ('市', "城夜超菜门集股楼"),
    ('区', "小社景园片校库厂街城郊山灾地老矿病分各发"),
    ('乡', "城水"),
];
/// What makes a word of its own of a level by standing behind it: 市场, 乡村.
const WORD_BEHIND: [(char, &str); 5] =
    [('市', "场政民容"), ('区', "域划"), ('县', "域"), ('乡', "村镇贤"), ('镇', "域区")];
/// No place is called longer.
const PLACE_CHARS: usize = 8;
/// How the name of a body ends that has others below it: 公安局交通警察大队.
const PARENTS: [&str; 6] = ["局", "厅", "委员会", "人民政府", "街道办事处", "集团"];
/// How the name of a body ends.
const ENDINGS: [char; 16] = [
    '局', '委', '办', '队', '司', '府', '院', '会', '联', '处', '所', '站', '厅', '心', '校', '社',
];
/// Long endings and what they are cut to.
const CUT_ENDINGS: [(&str, &str); 3] = [("委员会", "委"), ("办公室", "办"), ("办事处", "办")];
/// What is said behind a short name: 交警部门.
const BESIDE: [char; 5] = ['局', '委', '办', '部', '门'];
/// The fewest characters of such a name: two may be any word.
const LEAST: usize = 3;
/// The most characters of such a name in a sentence.
const MOST: usize = 24;
/// What many bodies are called by, which tells none from the others.
const GENERAL: [&str; 16] = [
    "管理局",
    "管理处",
    "管理所",
    "管理办",
    "管理站",
    "服务局",
    "服务处",
    "服务站",
    "服务中心",
    "有限公司",
    "分公司",
    "委员会",
    "办事处",
    "办公室",
    "执法局",
    "执法大队",
];
/// Bodies that differ by this ending from those whose name else is the same.
const BRANCHES: [&str; 6] = ["分局", "大队", "中队", "支队", "总队", "分公司"];

/// A name taken apart: of which place or level, and what the body itself is called.
#[derive(Clone, Copy)]
struct Parted<'a> {
    place: &'a [char],
    core: &'a [char],
}

impl Called<'_> {
    /// Whether people may mean this department by a text: its registered name, what it is called, or
    /// what such a name is cut to every day.
    pub fn is_meant_by(&self, typed: &str) -> bool {
        self.may_be(typed) && (self.is_called(typed) || self.is_everyday_name(typed))
    }

    /// Where a text calls the department by an everyday name, in bytes: the longest at each ending.
    pub fn everyday_in(&self, text: &str) -> Vec<Range<usize>> {
        let signs: Vec<(usize, char)> = text.char_indices().collect();
        let fits = |range: Range<usize>| {
            text.get(range.clone()).is_some_and(|it| self.is_everyday_name(it)).then_some(range)
        };
        let ends = signs.iter().enumerate().filter(|(_, (_, sign))| ENDINGS.contains(sign));
        let longest = ends.filter_map(|(at, (start_of_last, last))| {
            let before = signs.get(..=at)?.iter().rev().take(MOST);
            let own = before.take_while(|(_, sign)| self.has(fold_name(*sign)));
            let mut starts: Vec<usize> = own.map(|(start, _)| *start).collect();
            starts.reverse();
            starts.into_iter().find_map(|start| fits(start..start_of_last + last.len_utf8()))
        });
        longest.collect()
    }

    fn is_everyday_name(&self, typed: &str) -> bool {
        let typed = folded(typed.trim());
        let is_body = typed.last().is_some_and(|c| ENDINGS.contains(c));
        if typed.len() < LEAST || !is_body || !typed.iter().copied().all(is_han) {
            return false;
        }
        let district = folded(self.district);
        let said = parted(&typed, &district);
        [self.name, self.short].into_iter().any(|name| {
            let official = folded(name);
            let readings = parted(&official, &district);
            readings
                .iter()
                .any(|registered| said.iter().any(|it| fits(*it, *registered, &district)))
        })
    }

    /// Whether each character is one of the department's, or may be said beside its name: this tells
    /// most departments apart soon, and many are gone through at each key.
    fn may_be(&self, typed: &str) -> bool {
        typed.trim().chars().map(fold_name).all(|c| self.has(c))
    }

    /// Whether a character, folded, may stand in what people call the department.
    fn has(&self, folded: char) -> bool {
        let names = [self.name, self.short, self.district];
        names.iter().any(|name| name.chars().any(|own| fold_name(own) == folded))
            || LEVELS.contains(&folded)
            || BESIDE.contains(&folded)
    }
}

/// The ways to take a name apart: whole, behind each place or level that it may begin with, and behind
/// the body that it is a part of.
fn parted<'a>(name: &'a [char], district: &[char]) -> Vec<Parted<'a>> {
    let near = name.starts_with(district).then_some(district.len());
    let ends = near.into_iter().chain(place_ends(name)).filter(|end| end + 2 <= name.len());
    let mut found: Vec<Parted<'a>> = Vec::new();
    for (place, core) in std::iter::once(0).chain(ends).filter_map(|at| name.split_at_checked(at)) {
        found.push(Parted { place, core });
        found.extend(below(core).map(|core| Parted { place, core }));
    }
    found
}

/// Where a place or a level may end that a name begins with.
fn place_ends(name: &[char]) -> impl Iterator<Item = usize> {
    let is_level = |at: &usize| {
        let Some(level) = name.get(*at).filter(|c| LEVELS.contains(c)) else { return false };
        let is_word = |words: &[(char, &str)], beside: Option<&char>| {
            let mut words = words.iter().filter(|(it, _)| it == level);
            beside.is_some_and(|c| words.any(|(_, all)| all.contains(*c)))
        };
        let before = at.checked_sub(1).and_then(|at| name.get(at));
        !is_word(&WORD_BEFORE, before) && !is_word(&WORD_BEHIND, name.get(at + 1))
    };
    (0..PLACE_CHARS).filter(is_level).map(|at| at + 1)
}

/// What stands behind the body that a name says it is a part of.
fn below(name: &[char]) -> impl Iterator<Item = &[char]> {
    PARENTS.into_iter().filter_map(move |parent| {
        let parent: Vec<char> = parent.chars().collect();
        let at = name.windows(parent.len()).position(|part| part == parent)? + parent.len();
        name.get(at..).filter(|rest| rest.len() >= LEAST)
    })
}

/// Whether what is said stands for what is registered.
fn fits(said: Parted<'_>, registered: Parted<'_>, district: &[char]) -> bool {
    let place = if registered.place.is_empty() { district } else { registered.place };
    let is_there = match said.place {
        [] => true,
        // A name without a place is that of where it is used.
        [_level] => place.is_empty() || place.ends_with(said.place),
        stated => place.ends_with(stated) && !place.is_empty(),
    };
    is_there && is_core(said, registered.core)
}

/// Whether it is the same body: called in full, or by the first character of each word.
fn is_core(said: Parted<'_>, registered: &[char]) -> bool {
    let plain = without_people(registered);
    let core = without_people(said.core);
    let is_told = !said.place.is_empty() && core.len() > 1 || core.len() >= LEAST;
    if !is_told || GENERAL.iter().any(|word| word.chars().eq(core.iter().copied())) {
        return false;
    }
    core == plain
        || core.len() >= LEAST
            && shortened(&plain).iter().any(|it| core == *it || is_contraction(&core, it))
}

/// 人民 in the name of a government, a court or a hospital is not said every day.
fn without_people(name: &[char]) -> Vec<char> {
    match name {
        ['人', '民', rest @ ..] if rest.len() > 1 => rest.to_vec(),
        _ => name.to_vec(),
    }
}

/// A name, and with a long ending as it is said: 委员会 is 委.
fn shortened(name: &[char]) -> Vec<Vec<char>> {
    let cut = CUT_ENDINGS.into_iter().filter_map(|(long, short)| {
        let long: Vec<char> = long.chars().collect();
        let head = name.strip_suffix(&*long)?;
        Some(head.iter().copied().chain(short.chars()).collect())
    });
    std::iter::once(name.to_vec()).chain(cut).collect()
}

/// Whether a text is made of characters of a name in their order, with the first one and the ending.
fn is_contraction(typed: &[char], name: &[char]) -> bool {
    let ends = |text: &[char], ending: &str| {
        let ending: Vec<char> = ending.chars().collect();
        text.ends_with(&ending)
    };
    // 公安局 is not its branch, nor is a 大队 a 支队.
    let is_other = BRANCHES.iter().any(|it| ends(typed, it) != ends(name, it));
    let is_bare_team = ends(typed, "队") && BRANCHES.iter().all(|it| !ends(typed, it));
    if typed.first() != name.first()
        || typed.last() != name.last()
        || typed.len() >= name.len()
        || is_other && !is_bare_team
    {
        return false;
    }
    let mut rest = name.iter();
    typed.iter().all(|c| rest.any(|it| it == c))
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_meant_by_its_tail_and_by_its_usual_short_form() {
        for (typed, name, short, district) in [
            ("交警大队", "临川县公安局交通警察大队", "县交警大队", ""),
            ("交警大队", "临川县公安局交通警察大队", "", "临川县"),
            ("公安局交警大队", "临川县公安局交通警察大队", "", ""),
            ("县城市管理局", "临川县城市管理局", "", ""),
            ("城市管理局", "临川县城市管理局", "", ""),
            ("城管局", "临川县城市管理局", "", ""),
            ("县城管局", "临川县城市管理局", "", "临川县"),
            ("临川县城管局", "临川县城市管理局", "", ""),
            ("县城管局", "城市管理局", "", "临川县"),
            ("县城管局", "城市管理局", "", ""),
            ("区住建局", "雨湖区住房和城乡建设局", "", "雨湖区"),
            ("卫健委", "湘潭市卫生健康委员会", "", "湘潭市"),
            ("市发改委", "湘潭市发展和改革委员会", "", ""),
            ("市监局", "临川县市场监督管理局", "", ""),
            ("县市监局", "临川县市场监督管理局", "", ""),
            ("镇政府", "石潭镇人民政府", "", ""),
            ("县医院", "临川县人民医院", "", ""),
            ("街道办", "望春门街道办事处", "街道办事处", ""),
            ("城管局", "湘乡市城市管理和综合执法局", "", "湘乡市"),
        ] {
            assert!(Called { name, short, district }.is_meant_by(typed), "{typed} {name}");
        }
    }

    #[test]
    fn another_body_and_a_word_that_is_none_are_not_taken_for_a_department() {
        for (typed, name, short, district) in [
            ("管理局", "临川县城市管理局", "", ""),
            ("市管理局", "临川县城市管理局", "", ""),
            ("理局", "临川县城市管理局", "", ""),
            ("城局", "临川县城市管理局", "", ""),
            ("城管所", "临川县城市管理局", "", ""),
            ("城管", "临川县城市管理局", "", ""),
            ("城建局", "临川县住房和城乡建设局", "", ""),
            ("区城管局", "临川县城市管理局", "", "临川县"),
            ("岳塘区城管局", "雨湖区城市管理局", "", "雨湖区"),
            ("公安局", "临川县公安局交通警察大队", "", ""),
            ("公安局", "湘潭市公安分局", "", ""),
            ("交警支队", "临川县公安局交通警察大队", "", ""),
            ("察大队", "临川县公安局交通警察大队", "", ""),
            ("大队", "临川县公安局交通警察大队", "", ""),
            ("镇政府", "临川县人民政府", "", ""),
            ("县城", "临川县城市管理局", "", ""),
            ("格局", "临川县城市管理局", "", ""),
            ("委员会", "湘潭市卫生健康委员会", "", ""),
        ] {
            assert!(!Called { name, short, district }.is_meant_by(typed), "{typed} {name}");
        }
    }
}
