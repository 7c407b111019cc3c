//! Addresses: a public copy tells them down to the community or village (DOMAIN §5).

mod english;

/// What a place of many people ends with. A road that is called after one does not.
const COMMUNITIES: [&str; 4] = ["社区", "居委会", "村委会", "村"];
/// What makes a name of a village part of another name.
const NAME_GOES_ON: [&str; 10] =
    ["路", "街", "巷", "乡", "镇", "大道", "小区", "花园", "委会", "口"];
/// Behind these a number is that of a house.
const ROADS: [&str; 9] = ["路", "街", "巷", "弄", "道", "里", "组", "村", "区"];
/// What follows the number of a part of a house; the longer ones first.
const PARTS: [&str; 12] =
    ["号楼", "单元", "号", "栋", "幢", "座", "楼", "层", "室", "房", "户", "门"];
/// Behind the number of a room these make it one that nobody lives in.
const OFFICES: [&str; 6] = ["会议", "会客", "接待", "办公", "活动", "窗口"];

/// Where a text tells a house or a flat, in characters.
struct Found {
    start: usize,
    end: usize,
    /// The characters that number it.
    numerals: Vec<usize>,
    /// Whether people live there, and nobody has an office.
    is_flat: bool,
}

impl Found {
    /// The place with one × for each of its numbers.
    fn hidden_in(&self, text: &[char]) -> String {
        let mut hidden = String::new();
        let mut was_numeral = false;
        for (place, character) in text.iter().enumerate().take(self.end).skip(self.start) {
            let is_numeral = self.numerals.contains(&place);
            match (is_numeral, was_numeral) {
                (true, false) => hidden.push('×'),
                (true, true) => {}
                (false, _) => hidden.push(*character),
            }
            was_numeral = is_numeral;
        }
        hidden
    }
}

/// A text with the numbers of houses and flats hidden: `3栋2单元402室` becomes `×栋×单元×室`.
pub(super) fn without_rooms(text: &str) -> String {
    hidden(text, |_| true)
}

/// The same of a place that people are called to: the number of the house brings them there, and only a
/// flat is somebody's home.
pub(super) fn without_flats(text: &str) -> String {
    hidden(text, |found| found.is_flat)
}

fn hidden(text: &str, is_meant: impl Fn(&Found) -> bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        let found = house_at(&characters, at).or_else(|| english::house_at(&characters, at));
        if let Some(found) = found.filter(&is_meant) {
            at = found.end;
            hidden.push_str(&found.hidden_in(&characters));
        } else {
            hidden.push(*character);
            at += 1;
        }
    }
    hidden
}

/// An address up to its community or village; without one, up to the number of the house. An English
/// one, which begins with the house, from its road on.
pub(in crate::document) fn down_to_community(place: &str) -> String {
    let place = &*english::without_houses(place);
    let ends = COMMUNITIES.iter().filter_map(|name| end_of_community(place, name));
    let cut = match ends.min() {
        Some(end) => end,
        None => first_house(place).unwrap_or(place.len()),
    };
    place.get(..cut).unwrap_or(place).trim_end().to_owned()
}

/// Where the first community of this sort ends, in bytes.
fn end_of_community(place: &str, name: &str) -> Option<usize> {
    place.match_indices(name).map(|(at, _)| at + name.len()).find(|end| {
        let rest = place.get(*end..).unwrap_or_default();
        !NAME_GOES_ON.iter().any(|more| rest.starts_with(more))
    })
}

/// Where the first house begins, in bytes; hidden ones count.
fn first_house(place: &str) -> Option<usize> {
    let characters: Vec<char> = place.chars().collect();
    let at = (0..characters.len()).find(|at| house_at(&characters, *at).is_some())?;
    Some(characters.iter().take(at).map(|it| it.len_utf8()).sum())
}

/// A house or flat that begins at a place: a number behind a road, one of a room, or several parts.
fn house_at(characters: &[char], at: usize) -> Option<Found> {
    let sorts = [is_numeral, is_chinese_numeral];
    let is_inside =
        at.checked_sub(1).and_then(|before| characters.get(before)).zip(characters.get(at));
    if is_inside.is_some_and(|(before, it)| sorts.iter().any(|sort| sort(*before) && sort(*it))) {
        return None;
    }
    let mut found = Found { start: at, end: at, numerals: Vec::new(), is_flat: false };
    let mut parts = Vec::new();
    while let Some((numerals, part, end)) = part_at(characters, found.end) {
        found.numerals.extend(found.end..found.end + numerals);
        parts.push((part, numerals));
        found.end = end;
    }
    let is_in_words = characters.get(at).is_some_and(|it| is_chinese_numeral(*it));
    // 四零二室 is a flat, 一室 is none.
    let digits = if is_in_words { 3 } else { 2 };
    let is_room =
        |(part, numerals): &(&str, usize)| matches!(*part, "室" | "房") && *numerals >= digits;
    let is_on_road = !is_in_words
        && parts.first().is_some_and(|(part, _)| *part == "号")
        && is_behind_road(characters, at);
    let has = |sort: &str| parts.iter().any(|(part, _)| *part == sort);
    found.is_flat = has("单元") || has("户") || ((has("栋") || has("幢")) && has("室"));
    let is_home = parts.len() > 1 || parts.iter().any(is_room) || is_on_road;
    (is_home && !is_office(characters, found.end)).then_some(found)
}

/// Whether the place that ends here is one where people meet, and nobody lives.
fn is_office(characters: &[char], end: usize) -> bool {
    let rest: String = characters.iter().skip(end).take(3).collect();
    OFFICES.iter().any(|office| rest.starts_with(office))
}

/// A number with what it numbers: how many characters the number has, of what, and where it ends.
fn part_at(characters: &[char], at: usize) -> Option<(usize, &'static str, usize)> {
    let rest = characters.iter().skip(at);
    let in_words = rest.clone().take_while(|it| is_chinese_numeral(**it)).count();
    let numerals = rest.take_while(|it| is_numeral(**it)).count().max(in_words);
    if numerals == 0 {
        return None;
    }
    let behind = at + numerals;
    // 一户一策 is no address.
    let sorts = PARTS.into_iter().filter(|part| in_words == 0 || !matches!(*part, "户" | "门"));
    let part = sorts.into_iter().find(|part| {
        part.chars().zip(characters.iter().skip(behind)).filter(|(it, found)| it == *found).count()
            == part.chars().count()
    })?;
    Some((numerals, part, behind + part.chars().count()))
}

fn is_behind_road(characters: &[char], at: usize) -> bool {
    let before: String = characters.iter().take(at).collect();
    ROADS.iter().any(|road| before.ends_with(road))
}

/// Numerals written as words: one that stands alone may be part of any other word, so they only count
/// where several parts of a house follow one another.
const fn is_chinese_numeral(character: char) -> bool {
    matches!(
        character,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
    )
}

/// Digits of either width, the letters of buildings, and a number that is hidden already.
const fn is_numeral(character: char) -> bool {
    matches!(character, '0'..='9' | 'A'..='Z' | '\u{ff10}'..='\u{ff19}' | '×')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_at_its_community() {
        for (place, expected) in [
            ("雨湖区窑湾街道南岭社区3栋2单元402室", "雨湖区窑湾街道南岭社区"),
            ("韶山市韶山乡韶润村周家组12号", "韶山市韶山乡韶润村"),
            ("雨湖区新村路12号", "雨湖区新村路"),
            ("雨湖区宝庆路金都大市场", "雨湖区宝庆路金都大市场"),
            ("湘乡市望春门街道步行街", "湘乡市望春门街道步行街"),
            ("江麓小区7栋502室", "江麓小区"),
            ("", ""),
        ] {
            assert_eq!(down_to_community(place), expected);
        }
    }

    #[test]
    fn a_flat_is_hidden_in_any_text() {
        for (text, expected) in [
            ("住南岭社区3栋2单元402室的老人", "住南岭社区×栋×单元×室的老人"),
            ("家住车站路12号", "家住车站路×号"),
            ("A栋1203室漏水", "×栋×室漏水"),
            ("住三栋二单元402室", "住×栋×单元×室"),
            ("统一3栋2单元", "统一×栋×单元"),
            ("家住四零二室", "家住×室"),
        ] {
            assert_eq!(without_rooms(text), expected);
        }
    }

    #[test]
    fn whoever_is_called_to_a_place_is_told_where_it_is_but_for_a_flat() {
        for stays in [
            "Net Loft, 3 Quay Street",
            "建设路12号镇政府三楼会议室",
            "市民中心3号楼402室",
            "Town hall, Room 402",
        ] {
            assert_eq!(without_flats(stays), stays);
        }
        for (home, hidden) in [
            ("南岭社区3栋2单元402室", "南岭社区×栋×单元×室"),
            ("Flat 3, 27 High Street", "Flat ×, 27 High Street"),
        ] {
            assert_eq!(without_flats(home), hidden);
        }
    }

    #[test]
    fn floors_days_and_counts_are_no_address() {
        for text in [
            "在3楼会议室",
            "6月30号前",
            "193户",
            "〔2023〕3号",
            "一户一策",
            "拆除12栋",
            "三楼二号会议室",
            "3楼2号会议室",
            "一室一厅",
            "一户一门",
        ] {
            assert_eq!(without_rooms(text), text);
        }
    }
}
