//! What later versions say of the earlier ones.

use super::fixture::{HOUSING, PARKING, PROMISE, SESSION, Table, setting};
use tanshi::{
    document::{
        DocumentNumber, Kind, Setting, Sheet, State,
        compose::{Order, compose},
        fields,
        sheet::Block,
    },
    domain::{action::Action, commitment::CommitmentFacts, line::LineKind},
    i18n::Lang,
};

fn order(kind: Kind) -> Order {
    Order { kind, of: SESSION.into(), department: None }
}

fn later(version: u32, serial: u32, earlier: Option<&Sheet>) -> Setting {
    let mut setting = Setting { state: State::sealed(version), ..setting(Lang::Zh) };
    setting.imprint.number = Some(DocumentNumber { year: 2023, serial });
    setting.earlier = earlier.map(Sheet::canonical);
    setting
}

fn stamp(sheet: &Sheet) -> &str {
    match sheet.blocks.first() {
        Some(Block::Stamp(words)) => words,
        other => panic!("{other:?}"),
    }
}

/// Who holds the first version is told by the third what was corrected.
#[test]
fn a_version_with_another_number_alone_keeps_the_notes_of_the_one_before_it() {
    let mut table = Table::held();
    let minutes = |table: &Table, setting: &Setting| {
        compose(&table.world, order(Kind::Minutes), setting).unwrap()
    };
    let first = minutes(&table, &later(1, 3, None));
    table.line(Some(PARKING), LineKind::Statement, None, "要及时公开");
    table.line(Some(PARKING), LineKind::Agreed, None, "每季度回访一次");
    let second = minutes(&table, &later(2, 3, Some(&first)));
    let third = minutes(&table, &later(3, 4, Some(&second)));
    let notes = |sheet: &Sheet| {
        let words = sheet.canonical();
        let (_, notes) = words.split_once("更正说明").unwrap();
        notes.split_once("\ngap").unwrap().0.to_owned()
    };
    assert!(notes(&second).contains("1.") && notes(&second).contains("要及时公开"));
    assert_eq!(notes(&third), notes(&second));
    assert_eq!(stamp(&third), "更正版（第3版）\u{3000}内部版");
}

#[test]
fn a_version_with_another_number_or_day_alone_does_not_call_itself_corrected() {
    let mut table = Table::held();
    for kind in [Kind::Minutes, Kind::Record, Kind::Notice] {
        let made = |setting: &Setting| compose(&table.world, order(kind), setting).unwrap();
        let first = made(&later(1, 3, None));
        let mut setting = later(2, 4, Some(&first));
        setting.imprint.dated = Some(super::fixture::day(6, 1));
        assert_eq!(stamp(&made(&setting)), "第2版\u{3000}内部版", "{kind:?}");
        if kind == Kind::Minutes {
            let told = fields::data(&table.world, order(kind), &setting).unwrap();
            assert_eq!(told.told("version"), ["第2版"]);
        }
    }
    let first = compose(&table.world, order(Kind::Record), &later(1, 3, None)).unwrap();
    table.line(Some(PARKING), LineKind::Statement, None, "要及时公开");
    let second = compose(&table.world, order(Kind::Record), &later(2, 3, Some(&first))).unwrap();
    assert_eq!(stamp(&second), "更正版（第2版）\u{3000}内部版");
}

fn letter(table: &Table, setting: &Setting) -> Sheet {
    let order = Order { kind: Kind::Assignment, of: PROMISE.into(), department: Some(HOUSING) };
    compose(&table.world, order, setting).unwrap()
}

/// What it is about may cite the number of another document.
#[test]
fn a_letter_whose_matter_cites_a_number_and_was_changed_calls_itself_corrected() {
    let mut table = Table::held();
    let asks = |table: &mut Table, matter: &str| {
        let facts = table.world.commitment(PROMISE).unwrap().facts.clone();
        let facts = CommitmentFacts { matter: matter.into(), ..facts };
        table.must(Action::EditCommitment { id: PROMISE, facts });
    };
    asks(&mut table, "按潭政办发〔2023〕8号文装10盏路灯");
    let first = letter(&table, &later(1, 3, None));
    asks(&mut table, "按潭政办发〔2023〕8号文装20盏路灯");
    let second = letter(&table, &later(2, 3, Some(&first)));
    assert_eq!(stamp(&second), "更正版（第2版）\u{3000}内部版");
    let third = letter(&table, &later(2, 4, Some(&first)));
    assert_eq!(stamp(&third), "更正版（第2版）\u{3000}内部版");
}

#[test]
fn a_letter_with_another_number_alone_does_not_call_itself_corrected_in_either_language() {
    let table = Table::held();
    for (lang, expected) in
        [(Lang::Zh, "第2版\u{3000}内部版"), (Lang::En, "Version 2 · Internal copy")]
    {
        let first = letter(&table, &Setting { lang, ..later(1, 3, None) });
        let second = letter(&table, &Setting { lang, ..later(2, 4, Some(&first)) });
        assert_eq!(stamp(&second), expected);
        let without = Setting { lang, ..later(2, 4, Some(&first)) };
        let mut without = Setting { earlier: Some(second.canonical()), ..without };
        without.imprint.number = None;
        assert_eq!(stamp(&letter(&table, &without)), expected);
    }
}
