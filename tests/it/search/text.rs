//! Full text: what a word finds and what it does not, and that the index never says otherwise than
//! looking at everything would.

use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tanshi::domain::id::{EntityId, EntityKind};
use tanshi::search::text::{Change, Index, Owner, Part, PartKind, Position, Query, Text, units};

const OWNER: Owner = Owner { store: [7; 16], rows: 4 };

fn id(number: u8) -> EntityId {
    EntityId { kind: EntityKind::Line, bytes: [number; 16] }
}

/// An entity that says these texts, the first of them as its title.
fn text(number: u8, parts: &[&str]) -> Text {
    let kind = |at| if at == 0 { PartKind::Title } else { PartKind::Body };
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(at, text)| Part { kind: kind(at), text: (*text).to_owned() });
    let day = NaiveDate::from_ymd_opt(2023, 1, u32::from(number % 28) + 1).unwrap();
    Text { id: id(number), issue: None, session: None, day, parts: parts.collect() }
}

fn says(number: u8, parts: &[&str]) -> Change {
    Change { id: id(number), text: Some(text(number, parts)) }
}

fn gone(number: u8) -> Change {
    Change { id: id(number), text: None }
}

fn position(group: u64) -> Position {
    Position { group, print: [9; 32] }
}

fn finds(typed: &str, said: &str) -> bool {
    Query::parse(typed).is_in(&text(1, &[said]))
}

fn found(index: &Index, typed: &str) -> Vec<EntityId> {
    let found = index.find(&Query::parse(typed), None, 1000).unwrap();
    let best: Vec<EntityId> = found.hits.iter().map(|hit| hit.id).collect();
    // Counted by their ids.
    let mut all = best.clone();
    all.sort_unstable();
    assert_eq!(all, found.all);
    best
}

/// An index on the disk with these entities, kept up to group 1.
fn kept(folder: &Path, changes: Vec<Change>) -> Index {
    let mut index = Index::open(folder, OWNER);
    assert!(index.is_kept());
    index.take(changes);
    index.settle(Some(position(1))).unwrap();
    index
}

#[test]
fn every_character_and_every_word_has_its_own_place() {
    let said = "停车 WIFI6，11万\n难";
    let places: Vec<(String, u32, String)> = units(said)
        .into_iter()
        .map(|unit| (unit.text.clone(), unit.position, said.get(unit.bytes).unwrap().to_owned()))
        .collect();
    let expected = [
        ("停", 0, "停"),
        ("车", 1, "车"),
        ("wifi6", 2, "WIFI6"),
        ("11", 4, "11"),
        ("万", 5, "万"),
        ("难", 7, "难"),
    ];
    let expected = expected.map(|(unit, place, said)| (unit.to_owned(), place, said.to_owned()));
    assert_eq!(places, expected);
}

#[test]
fn words_are_found_in_either_width_and_case() {
    for (typed, said) in [
        ("wifi", "接入ＷＩＦＩ信号"),
        ("ＷＩＦＩ", "no wifi here"),
        ("Smart City", "a smart\u{3000}city"),
        ("park", "Parking near the market"),
        ("１１万", "补助11万元"),
        ("sfl-23-k70042-m", "见 SFL-23-K70042-M 一案"),
        ("停车难", "市場周邊停車難"),
        ("停車難", "市场周边停车难"),
    ] {
        assert!(finds(typed, said), "{typed} in {said}");
    }
}

#[test]
fn words_of_one_and_of_two_characters_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let index =
        kept(folder.path(), vec![says(1, &["流浪犬管理", "小区里狗多"]), says(2, &["停车"])]);
    assert_eq!(found(&index, "狗"), [id(1)]);
    assert_eq!(found(&index, "犬"), [id(1)]);
    assert_eq!(found(&index, "停车"), [id(2)]);
    assert_eq!(found(&index, "车"), [id(2)]);
    assert_eq!(found(&index, "猫"), []);
}

/// What is typed, and a text with the same characters that does not say it.
const NOT_SAID: [(&str, &str); 20] = [
    ("停车难", "车难找，还要交停车费"),
    ("停车难", "停车，难"),
    ("停车难", "停车费难收"),
    ("住建局", "局里的住户建议"),
    ("路灯", "灯坏在路上"),
    ("物业费", "费用由物业管"),
    ("电梯", "梯子通电"),
    ("低保", "保底降低"),
    ("公交车", "公车交通"),
    ("学校门口", "学校的大门，口子窄"),
    ("医保局", "医院担保局面"),
    ("充电桩", "充电，桩基"),
    ("十五", "五十"),
    ("1万", "11万元"),
    ("23", "2023年"),
    ("art", "a smart city"),
    ("\"park\"", "parking"),
    ("\"停车 费\"", "停车难，费用高"),
    ("smart city", "a city"),
    ("和平街道", "和平，街道"),
];

#[test]
fn the_same_characters_otherwise_are_not_found() {
    let folder = tempfile::tempdir().unwrap();
    for (typed, said) in NOT_SAID {
        assert!(!finds(typed, said), "{typed} in {said}");
    }
    let all = (1..).zip(NOT_SAID).map(|(number, (_, said))| says(number, &[said]));
    let index = kept(folder.path(), all.collect());
    for (number, (typed, said)) in (1..).zip(NOT_SAID) {
        assert!(!found(&index, typed).contains(&id(number)), "{typed} in {said}");
    }
}

#[test]
fn all_words_have_to_be_there_in_whatever_part_and_order() {
    let folder = tempfile::tempdir().unwrap();
    let changes = vec![
        says(1, &["步行街充电桩", "住建局说电费由谁出"]),
        says(2, &["步行街路灯"]),
        says(3, &["充电桩"]),
    ];
    let index = kept(folder.path(), changes);
    assert_eq!(found(&index, "电费 步行街"), [id(1)]);
    assert_eq!(found(&index, "步行街　充电"), [id(1)]);
    assert_eq!(found(&index, "“充电桩” 住建"), [id(1)]);
    // Nothing begins in one part and ends in the next.
    assert_eq!(found(&index, "桩住建"), []);
    assert_eq!(found(&index, "桩，住建"), []);
}

/// Marks inside a word leave a place free, and no other character stands there.
#[test]
fn a_mark_inside_a_word_stands_for_marks_and_never_hurts_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let said = ["周边停车难", "周边，车难", "周边。车难找", "周边 车难"];
    let changes = (1..).zip(said).map(|(number, said)| says(number, &[said]));
    let index = kept(folder.path(), changes.collect());
    assert_eq!(found(&index, "周边，车难"), [id(3), id(2)]);
    assert_eq!(found(&index, "\"周边，车难\""), [id(3), id(2)]);
    assert!(index.is_kept());
}

#[test]
fn one_word_or_another_is_found_and_what_is_not_wanted_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let changes = vec![
        says(1, &["停车难"]),
        says(2, &["车位少", "在金都小区"]),
        says(3, &["车位，少了"]),
        says(4, &["路灯"]),
    ];
    let index = kept(folder.path(), changes);
    let either = Query::default().with(&[("停车", false), ("车位", false)]);
    let all = |query: &Query| -> Vec<EntityId> {
        index.find(query, None, 9).unwrap().hits.iter().map(|hit| hit.id).collect()
    };
    assert_eq!(all(&either), [id(3), id(2), id(1)]);
    assert_eq!(all(&either.clone().without(&[("金都", false)])), [id(3), id(1)]);
    assert_eq!(all(&either.without(&[("车位，少", true)])), [id(2), id(1)]);
    assert!(Query::default().with(&[("，", false)]).is_empty());
}

#[test]
fn marks_and_nothing_ask_for_nothing() {
    for typed in ["", " ", "，。", "\"\"", "“”", "--"] {
        assert!(Query::parse(typed).is_empty(), "{typed}");
    }
    let index = Index::in_memory(OWNER);
    assert_eq!(index.find(&Query::parse("，"), None, 9).unwrap().all, []);
}

#[test]
fn a_quote_that_is_not_closed_yet_goes_to_the_end() {
    assert!(finds("“停车", "停车难"));
    assert!(!finds("\"车 停", "停车难"));
    assert_eq!(Query::parse("「停车难」 \"费\""), Query::parse("“停车难”＂费＂"));
}

#[test]
fn titles_come_before_bodies_and_the_latest_first() {
    let folder = tempfile::tempdir().unwrap();
    let changes = vec![
        says(1, &["路灯", "停车"]),
        says(2, &["停车难"]),
        says(3, &["停车费"]),
        says(4, &["道路", "停车"]),
    ];
    let mut index = kept(folder.path(), changes);
    let order = [id(3), id(2), id(4), id(1)];
    assert_eq!(found(&index, "停车"), order);
    // The same whether it is in the index or not.
    index.take([says(2, &["停车难"]), says(4, &["道路", "停车"])]);
    assert_eq!(found(&index, "停车"), order);
}

#[test]
fn what_is_found_is_shown_with_what_stands_around_it() {
    let mut index = Index::in_memory(OWNER);
    let long = "甲".repeat(40) + "，停车难\n停车费高。" + &"乙".repeat(200);
    index.take([says(1, &["市场周边", &long])]);
    let found = index.find(&Query::parse("停车"), None, 9).unwrap();
    let excerpt = &found.hits[0].excerpt;
    assert_eq!(excerpt.kind, PartKind::Body);
    let marked: Vec<&str> =
        excerpt.found.iter().map(|at| excerpt.text.get(at.clone()).unwrap()).collect();
    assert_eq!(marked, ["停车", "停车"]);
    assert!(excerpt.text.starts_with("…甲") && excerpt.text.ends_with('…'), "{}", excerpt.text);
    assert!(!excerpt.text.contains('\n'));
    assert!(excerpt.text.chars().count() <= 122);
}

#[test]
fn what_was_edited_struck_or_retracted_is_found_as_it_is_now() {
    let folder = tempfile::tempdir().unwrap();
    let changes = vec![says(1, &["停车"]), says(2, &["停车"]), says(3, &["路灯"])];
    let mut index = kept(folder.path(), changes);
    index.take([says(1, &["电梯"]), gone(2), says(3, &["停车"])]);
    for is_settled in [false, true] {
        assert_eq!(found(&index, "停车"), [id(3)], "settled: {is_settled}");
        assert_eq!(found(&index, "电梯"), [id(1)], "settled: {is_settled}");
        assert_eq!(found(&index, "路灯"), [], "settled: {is_settled}");
        index.settle(Some(position(2))).unwrap();
    }
    drop(index);
    let index = Index::open(folder.path(), OWNER);
    assert_eq!(index.position(), Some(position(2)));
    assert_eq!(found(&index, "停车"), [id(3)]);
}

#[test]
fn an_index_says_how_far_it_goes_and_one_of_another_store_or_shape_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    drop(kept(folder.path(), vec![says(1, &["停车"])]));
    let same = Index::open(folder.path(), OWNER);
    assert_eq!(same.position(), Some(position(1)));
    assert_eq!(found(&same, "停车"), [id(1)]);
    drop(same);
    for other in [Owner { store: [8; 16], ..OWNER }, Owner { rows: 5, ..OWNER }] {
        drop(kept(folder.path(), vec![says(1, &["停车"])]));
        let index = Index::open(folder.path(), other);
        assert_eq!(index.position(), None, "{other:?}");
        assert_eq!(found(&index, "停车"), [], "{other:?}");
    }
}

#[test]
fn an_index_that_was_never_finished_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), OWNER);
    index.take([says(1, &["停车"])]);
    index.settle(None).unwrap();
    assert_eq!(found(&index, "停车"), [id(1)]);
    // What a kill leaves behind.
    drop(index);
    let index = Index::open(folder.path(), OWNER);
    assert_eq!(index.position(), None);
    assert_eq!(found(&index, "停车"), []);
}

#[test]
fn a_damaged_index_is_made_anew_whichever_file_is_hurt() {
    let folder = tempfile::tempdir().unwrap();
    drop(kept(folder.path(), vec![says(1, &["停车难"]), says(2, &["路灯"])]));
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap()).collect();
    let files: Vec<_> = files.iter().map(std::fs::DirEntry::file_name).collect();
    let mut hurt = 0;
    for name in files {
        for how in ["gone", "flipped", "short"] {
            let copy = tempfile::tempdir().unwrap();
            for entry in std::fs::read_dir(folder.path()).unwrap() {
                let entry = entry.unwrap();
                std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
            }
            let path = copy.path().join(&name);
            let mut bytes = std::fs::read(&path).unwrap();
            match (how, bytes.len()) {
                ("gone", _) => std::fs::remove_file(&path).unwrap(),
                (_, 0) => continue,
                ("flipped", length) => {
                    bytes[length / 2] ^= 0x10;
                    std::fs::write(&path, bytes).unwrap();
                }
                (_, length) => std::fs::write(&path, &bytes[..length / 2]).unwrap(),
            }
            let mut index = Index::open(copy.path(), OWNER);
            let whole = found(&index, "停车难") == [id(1)] && found(&index, "路灯") == [id(2)];
            // Either it is as it was, or it says that it has to be given everything.
            assert!(whole || index.position().is_none(), "{name:?} {how}");
            hurt += usize::from(index.position().is_none());
            index.take([says(1, &["停车难"]), says(2, &["路灯"])]);
            index.settle(Some(position(3))).unwrap();
            assert_eq!(found(&index, "停车难"), [id(1)], "{name:?} {how}");
        }
    }
    assert!(hurt > 5, "nothing was noticed: {hurt}");
}

#[test]
fn where_nothing_can_be_kept_everything_is_found_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(&folder.path().join("not there"), OWNER);
    assert!(!index.is_kept());
    index.take([says(1, &["停车"])]);
    index.settle(Some(position(1))).unwrap();
    assert_eq!(found(&index, "停车"), [id(1)]);
}

/// Texts of few characters, so that they are like one another.
fn a_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "停", "车", "难", "费", "路", "灯", "，", "。", " ", "\u{3000}", "\n", "park", "Ｐ", "a",
        "1", "11", "万", "停车", "-", "“", "ing",
    ]);
    prop::collection::vec(piece, 1..14).prop_map(|pieces| pieces.concat())
}

fn a_query() -> impl Strategy<Value = String> {
    let quoted = a_text().prop_map(|text| format!("\"{}\"", text.replace('“', "")));
    // Marks inside a word, as an input method makes them.
    let marked = (a_text(), prop::sample::select(vec!["，", "。", "-", "，，"]), a_text());
    let marked = marked.prop_map(|(a, mark, b)| format!("{}{mark}{}", a.trim(), b.trim()));
    let two = (a_text(), a_text()).prop_map(|(a, b)| format!("{a} {b}"));
    prop_oneof![3 => a_text(), 1 => quoted, 1 => two, 2 => marked]
}

/// What happens to an index, one thing after the other.
#[derive(Debug, Clone)]
enum Deed {
    Say(u8, Vec<String>),
    Strike(u8),
    Settle,
    OpenAgain,
    Ask(String),
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..12_u8, prop::collection::vec(a_text(), 1..4)).prop_map(|(at, it)| Deed::Say(at, it)),
        2 => (0..12_u8).prop_map(Deed::Strike),
        2 => Just(Deed::Settle),
        1 => Just(Deed::OpenAgain),
        6 => a_query().prop_map(Deed::Ask),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn an_index_finds_what_looking_at_everything_finds(
        deeds in prop::collection::vec(a_deed(), 1..40)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut index = Index::open(folder.path(), OWNER);
        // What is there, and what of it is not in the index on the disk.
        let mut all: BTreeMap<EntityId, Text> = BTreeMap::new();
        let mut since: BTreeMap<EntityId, Change> = BTreeMap::new();
        let mut group = 0;
        for deed in deeds {
            match deed {
                Deed::Say(number, parts) => {
                    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                    let change = says(number, &parts);
                    all.insert(change.id, change.text.clone().unwrap());
                    since.insert(change.id, change.clone());
                    index.take([change]);
                }
                Deed::Strike(number) => {
                    all.remove(&id(number));
                    since.insert(id(number), gone(number));
                    index.take([gone(number)]);
                }
                Deed::Settle => {
                    group += 1;
                    index.settle(Some(position(group))).unwrap();
                    since.clear();
                }
                Deed::OpenAgain => {
                    drop(index);
                    index = Index::open(folder.path(), OWNER);
                    // Whoever opens it brings what came since, as the store does.
                    prop_assert_eq!(index.position().map(|it| it.group), (group > 0).then_some(group));
                    index.take(since.values().cloned());
                }
                Deed::Ask(typed) => {
                    let query = Query::parse(&typed);
                    let mut expected: Vec<&Text> =
                        all.values().filter(|text| query.is_in(text)).collect();
                    let is_head = |text: &Text| query.is_in(&Text {
                        parts: text.parts.iter().take(1).cloned().collect(), ..text.clone()
                    });
                    expected.sort_by_key(|text| (is_head(text), text.day, text.id));
                    let expected: Vec<EntityId> = expected.iter().rev().map(|it| it.id).collect();
                    prop_assert_eq!(found(&index, &typed), expected, "{}", typed);
                }
            }
        }
    }
}
