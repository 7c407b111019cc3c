//! Which issues may be the same problem, on the example city: true doubles are found, and what is
//! not the same stays quiet.

use tanshi::command::Catalog;
use tanshi::domain::alike::{Draft, alike};
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::row::IssueRow;
use tanshi::domain::world::World;
use tanshi::exchange::example;

fn city() -> Catalog {
    let mut world = World::default();
    for change in example::generate(example::SEED).unwrap().changes.iter().take(1800) {
        let moment = Moment {
            today: change.today,
            actor: change.actor,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        decide(&mut world, &change.actions, &moment).unwrap();
    }
    Catalog::of(&world)
}

/// The same as a row, in other words.
fn draft<'a>(title: &'a str, row: &'a IssueRow) -> Draft<'a> {
    let studio = Some(row.studio);
    Draft { title, place: "", raisers: &[], category: None, studio, itself: None }
}

/// How people say the same in other words.
const OTHER_WORDS: [(&str, &str); 8] = [
    ("市场周边停车难", "农贸市场旁边停车太难"),
    ("背街小巷路灯不亮", "小巷的路灯都不亮"),
    ("楼道飞线充电整治", "楼道里飞线充电要整治"),
    ("夜宵摊油烟噪声扰民", "夜宵摊噪声油烟扰民"),
    ("农村饮水水压不足", "饮水水压不够"),
    ("小区道路提质改造", "小区道路坏了要改造"),
    ("公交线路延伸至安置区", "公交线路没有通到安置区"),
    ("流浪犬管理", "流浪犬没人管"),
];

#[test]
fn the_same_problem_in_other_words_is_found_first() {
    let catalog = city();
    let (mut asked, mut missed) = (0, Vec::new());
    for row in catalog.issues.values().filter(|row| row.merged_into.is_none()) {
        for (said, otherwise) in OTHER_WORDS {
            if !row.title.contains(said) {
                continue;
            }
            asked += 1;
            let title = row.title.replace(said, otherwise);
            let found = alike(catalog.issues.values(), &draft(&title, &row), 3);
            if !found.iter().any(|it| it.title == row.title) {
                missed.push(title);
            }
        }
    }
    assert!(asked > 40, "{asked}");
    assert!(missed.len() * 20 <= asked, "{} of {asked}: {missed:?}", missed.len());
}

#[test]
fn what_is_said_otherwise_of_one_place_is_found() {
    let catalog = city();
    let some = catalog.issues.values().next().unwrap();
    let row = |title: &str, place: &str| IssueRow {
        title: title.into(),
        place: place.into(),
        gist: tanshi::domain::alike::gist(title),
        ..some.clone()
    };
    let told = |title: &str, other: &IssueRow| {
        let draft = Draft { category: some.category, ..draft(title, &some) };
        !alike([other], &draft, 1).is_empty()
    };
    for place in ["和顺社区", ""] {
        let there = row("和顺社区市场周边停车难", place);
        assert!(told("和顺社区农贸市场停车太难", &there), "at {place}");
        assert!(!told("和顺社区路灯不亮", &there), "at {place}");
        assert!(!told("和顺社区农贸市场油烟扰民", &there), "at {place}");
        assert!(!told("朝阳社区农贸市场停车太难", &there), "at {place}");
    }
}

#[test]
fn what_is_another_problem_or_another_place_stays_quiet() {
    let catalog = city();
    let rows: Vec<IssueRow> = catalog.issues.values().collect();
    let mut told = 0;
    for row in &rows {
        let own = Draft { itself: Some(row.id), raisers: &row.raisers, ..draft(&row.title, row) };
        for other in alike(&rows, &Draft { place: &row.place, ..own }, 3) {
            // Who raises the same again often says so in the title.
            let is_same = row.title.contains(&*other.title) || other.title.contains(&*row.title);
            assert_eq!(row.place, other.place, "{} | {}", row.title, other.title);
            told += usize::from(!is_same);
        }
    }
    assert!(told * 100 <= rows.len(), "{told} of {} are told of another problem", rows.len());
}
