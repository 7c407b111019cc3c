//! Addresses: a public copy tells them down to the community or village (DOMAIN §5).

mod body;
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
/// Behind the number of one of these stands that of a flat, with or without a word for it: 3栋402.
const HOUSES: [&str; 6] = ["号楼", "单元", "号", "栋", "幢", "座"];
/// The number of such a flat has so many digits.
const FLAT_DIGITS: std::ops::RangeInclusive<usize> = 3..=4;
/// Behind a number these make it a count or a year and no flat.
const COUNTED: [char; 38] = [
    '元', '万', '亿', '千', '人', '名', '个', '位', '米', '平', '公', '亩', '里', '吨', '斤', '年',
    '月', '日', '天', '岁', '时', '分', '盏', '辆', '台', '份', '次', '件', '条', '度', '块', '级',
    '套', '间', '多', '余', '户', '号',
];
/// Behind the number of a room these make it one that nobody lives in.
const OFFICES: [&str; 6] = ["会议", "会客", "接待", "办公", "活动", "窗口"];

/// Where a text tells a house or a flat, in characters.
struct Found {
    start: usize,
    end: usize,
    /// The characters that number it.
    numerals: Vec<usize>,
    /// Whether it numbers a flat or a room, and not the house alone.
    is_flat: bool,
    /// Whether people live there, whatever else stands beside it.
    is_home: bool,
    /// Whether it is where a community has its own rooms.
    is_seat: bool,
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

/// The same of a place that people are called to: the number of the house brings them there, and a flat
/// is somebody's home, where no office or body is named that has its room there.
pub(super) fn without_flats(text: &str) -> String {
    if body::is_named(text) {
        return hidden(text, |found| found.is_home);
    }
    hidden(text, |found| found.is_flat)
}

fn hidden(text: &str, is_meant: impl Fn(&Found) -> bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        let found = house_at(&characters, at).or_else(|| english::house_at(&characters, at));
        match found {
            Some(found) if is_meant(&found) => {
                at = found.end;
                hidden.push_str(&found.hidden_in(&characters));
            }
            // A part of what stays would else be looked at alone.
            Some(found) if found.is_seat => {
                hidden.extend(characters.iter().take(found.end).skip(at));
                at = found.end;
            }
            _ => {
                hidden.push(*character);
                at += 1;
            }
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
    let mut found = Found {
        start: at,
        end: at,
        numerals: Vec::new(),
        is_flat: false,
        is_home: false,
        is_seat: false,
    };
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
    let is_house = match parts.as_slice() {
        // A number alone may be that of anything, and a day has one too.
        [("号", _)] => is_on_road,
        _ => parts.last().is_some_and(|(part, _)| HOUSES.contains(part)),
    };
    let flat = if is_house { bare_flat(characters, found.end) } else { 0 };
    found.numerals.extend(found.end..found.end + flat);
    found.end += flat;
    let has = |sorts: &[&str]| parts.iter().any(|(part, _)| sorts.contains(part));
    let is_of_houses = has(&HOUSES);
    let is_seat = !is_of_houses && is_behind_community(characters, at);
    let is_flat = flat > 0 || has(&["单元", "户"]) || parts.iter().any(is_room);
    found.is_flat = is_flat && !is_seat;
    found.is_seat = is_seat;
    let is_home = flat > 0 || parts.len() > 1 || parts.iter().any(is_room) || is_on_road;
    (is_home && !is_office(characters, found.end)).then_some(found)
}

/// How many characters the number of a flat has that begins at a place and has no word for it behind:
/// 402; none where it counts something.
fn bare_flat(characters: &[char], at: usize) -> usize {
    let rest = || characters.iter().skip(at);
    let is_word = |it: &&char| is_chinese_numeral(**it) && !matches!(**it, '十' | '百' | '两');
    let in_words = rest().take_while(is_word).count();
    let digits = rest().take_while(|it| is_numeral(**it)).count();
    let numerals = digits.max(in_words);
    let is_hidden = digits == 1 && characters.get(at) == Some(&'×');
    let counts = |it: &char| {
        COUNTED.contains(it) || is_chinese_numeral(*it) || matches!(it, '.' | '％' | '%' | '-')
    };
    let is_counted = characters.get(at + numerals).is_some_and(counts);
    let is_flat = (FLAT_DIGITS.contains(&numerals) || is_hidden) && !is_counted;
    if is_flat { numerals } else { 0 }
}

/// Whether a community or village stands right before a place: its own room has no house before it.
fn is_behind_community(characters: &[char], at: usize) -> bool {
    let before: String = characters.iter().take(at).collect();
    COMMUNITIES.iter().any(|name| before.ends_with(name))
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
            ("南岭社区3栋402", "南岭社区×栋×"),
            ("住3栋2单元402的老人", "住×栋×单元×的老人"),
            ("南岭社区5号楼1203漏水", "南岭社区×号楼×漏水"),
            ("住三栋四零二", "住×栋×"),
            ("雨湖路12号402", "雨湖路×号×"),
        ] {
            assert_eq!(without_rooms(text), expected);
            assert_eq!(without_rooms(expected), expected, "what is hidden stays so");
        }
    }

    #[test]
    fn whoever_is_called_to_a_place_is_told_where_it_is_but_for_a_flat() {
        for stays in [
            "Net Loft, 3 Quay Street",
            "建设路12号镇政府三楼会议室",
            "市民中心3号楼402室",
            "Town hall, Room 402",
            "Room 402, District Council, 12 Mill Lane",
            "雨湖路12号文化站402室",
            "建设路12号402室（区住建局）",
            "市民中心A座1203",
            "金都公司3栋2单元402室",
            "横街社区3楼302室",
            "南岭社区居委会402室",
        ] {
            assert_eq!(without_flats(stays), stays);
        }
        for (home, hidden) in [
            ("南岭社区3栋2单元402室", "南岭社区×栋×单元×室"),
            ("Flat 3, 27 High Street", "Flat ×, 27 High Street"),
            ("Flat 4B, Town Hall", "Flat ×, Town Hall"),
            ("Apt. 7, 12 Mill Lane", "Apt. ×, 12 Mill Lane"),
            ("12 Mill Lane, Room 402", "12 Mill Lane, Room ×"),
            ("Room 402, 12 School Road", "Room ×, 12 School Road"),
            ("雨湖路12号402室", "雨湖路×号×室"),
            ("雨湖路12号402房", "雨湖路×号×房"),
            ("雨湖路12号402", "雨湖路×号×"),
            ("南岭社区5号楼402室", "南岭社区×号楼×室"),
            ("金都A座1203室", "金都×座×室"),
            ("南岭社区3栋402", "南岭社区×栋×"),
            ("车站路12号402室", "车站路×号×室"),
            ("市医院家属区3栋402室", "市医院家属区×栋×室"),
            ("火车站旁雨湖路12号402室", "火车站旁雨湖路×号×室"),
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
            "拆除3栋120平方米",
            "3栋200人",
            "6月12号300盏路灯",
            "三楼二号会议室",
            "3楼2号会议室",
            "一室一厅",
            "一户一门",
        ] {
            assert_eq!(without_rooms(text), text);
        }
    }
}
