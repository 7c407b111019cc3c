//! Files that want to do harm, or were damaged: told, never believed, never a crash.

use super::{Office, asked, fixture, told};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use tanshi::exchange::recognised::{Recognised, recognise};
use tanshi::exchange::table::{Form, Options, Table, TableFault, What};
use tanshi::shell::desk::TableWish;

#[test]
fn a_cell_at_the_far_end_of_a_sheet_takes_no_room() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "工作室").unwrap().write(0, 1, "议题").unwrap();
    sheet.write(1_048_575, 0, "韶峰").unwrap().write(1_048_575, 1, "停车难").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let mut office = Office::new();
    let plan = office.plan(&book.save_to_buffer().unwrap(), &Options::default());
    assert_eq!((plan.rows[0].line, plan.rows[0].what), (1_048_576, What::Added));
}

#[test]
fn formulas_are_text_and_escapes_are_refused() {
    let mut office = Office::new();
    let text =
        "工作室,议题\n韶峰,=cmd|' /C calc'!A0\n韶峰,\u{1b}]0;x\u{7}停车难\n韶峰,停\u{202e}车难\n";
    let plan = office.take(text, &Options::default());
    let whats: Vec<What> = plan.rows.iter().map(|row| row.what).collect();
    assert_eq!(whats, [What::Added, What::Refused, What::Refused]);
    assert_eq!(&*office.desk.catalog().issues.values().next().unwrap().title, "=cmd|' /C calc'!A0");
    assert!(!told(&office, &plan.rows[1]).contains('\u{1b}'));
}

#[test]
fn other_files_are_no_tables() {
    for (bytes, form) in [
        (b"".as_slice(), Recognised::Other),
        (b"PK\x03\x04rubbish", Recognised::Other),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Recognised::NoTable(TableFault::OldWorkbook)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Recognised::NoTable(TableFault::Binary)),
        (b"{\"a\":\n1}", Recognised::Other),
        (b"{\"tanshi\":1,\"kind\":\"records\"}", Recognised::Records),
        (b"{\"title\":\"x\"}", Recognised::Table(Form::Lines)),
        (b"a,b", Recognised::Table(Form::Delimited)),
    ] {
        assert_eq!(recognise(bytes), form, "{bytes:?}");
    }
}

#[test]
fn a_workbook_that_is_cut_or_behind_a_password_is_told_as_such() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "议题").unwrap();
    let whole = book.save_to_buffer().unwrap();
    let cut = recognise(&whole[..whole.len() / 2]);
    assert_eq!(cut, Recognised::NoTable(TableFault::BadWorkbook));
    let part: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600], &part].concat();
    assert_eq!(recognise(&locked), Recognised::NoTable(TableFault::LockedWorkbook));
}

#[test]
fn a_sheet_with_a_chart_alone_is_passed_over_and_what_was_not_worked_out_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values("台账!$A$2:$A$3");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    let sheet = book.add_worksheet().set_name("台账").unwrap();
    sheet.write(0, 0, "工作室").unwrap().write(0, 1, "议题").unwrap();
    sheet.write(1, 0, "韶峰").unwrap().write(1, 1, "停车难").unwrap();
    let formula = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
    sheet.write(2, 0, "韶峰").unwrap().write_formula(2, 1, formula).unwrap();
    let mut office = Office::new();
    let plan = office.plan(&book.save_to_buffer().unwrap(), &Options::default());
    let whats: Vec<What> = plan.rows.iter().map(|row| row.what).collect();
    assert_eq!(whats, [What::Added, What::Refused]);
    assert_eq!(plan.rows[1].faults[0].what.code(), "not_worked_out");
    let plan = office.plan("工作室,议题\n韶峰,#REF!\n".as_bytes(), &Options::default());
    assert_eq!(plan.rows[0].faults[0].what.code(), "not_worked_out");
}

#[test]
fn rows_between_two_forgotten_quotation_marks_are_read() {
    let mut office = Office::new();
    let text = "编号,工作室,议题,备注\nX-1,韶峰,甲,\"abc\nX-2,韶峰,乙,x\nX-3,韶峰,丙,\"def\nX-4,韶峰,丁,y\n";
    let plan = office.take(text, &Options::default());
    let whats: Vec<(usize, What)> = plan.rows.iter().map(|row| (row.line, row.what)).collect();
    let expected = [What::Refused, What::Added, What::Refused, What::Added];
    assert_eq!(whats, (2..).zip(expected).collect::<Vec<_>>());
}

/// Pieces that tables are made of, and what damages them.
const PIECES: &[&[u8]] = &[
    "议题".as_bytes(),
    b",",
    b"\n",
    b"\r\n",
    b"\"",
    "工作室".as_bytes(),
    "韶峰".as_bytes(),
    b"2023-01-01",
    b"\xff",
    b"\xd6\xd0",
    b"\0",
    "合计".as_bytes(),
    "状态".as_bytes(),
    "已解决".as_bytes(),
    b"\t",
    b";",
    b"{\"a\":1}",
    "姓名".as_bytes(),
    "身份类别".as_bytes(),
    "委员".as_bytes(),
    "编号".as_bytes(),
    b"SF-23-K70042-M",
];

proptest! {
    #![proptest_config(Config {
        cases: 300,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_020),
        ..Config::default()
    })]

    #[test]
    fn whatever_the_bytes_are_they_are_read_or_refused(
        pieces in prop::collection::vec(0..PIECES.len(), 0..120),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let mut file: Vec<u8> = "工作室,议题,登记日期\n".as_bytes().to_vec();
        file.extend(pieces.iter().flat_map(|it| PIECES[*it]).copied());
        file.extend(&bytes);
        for (from, form) in [(0, Form::Delimited), (30, Form::Delimited), (0, Form::Lines), (0, Form::Workbook)] {
            let file = &file[from.min(file.len())..];
            if let Ok(table) = Table::open(file, form, &Options::default()) {
                prop_assert!(table.len() <= file.len());
            }
        }
        recognise(&bytes);
    }
}

#[test]
fn a_ledger_that_is_cut_or_flipped_anywhere_is_read_or_refused() {
    let mut office = Office::new();
    let ledger = fixture::ledger(40, 5, 7);
    let options = Options { source: "台账".to_owned(), ..Options::default() };
    for at in (0..ledger.bytes.len()).step_by(97) {
        let mut bytes = ledger.bytes.clone();
        bytes[at] ^= 0x55;
        for bytes in [&bytes[..], &ledger.bytes[..at]] {
            let wish = TableWish { bytes, form: Form::Delimited, options: &options };
            if let Ok(plan) = office.desk.plan_table(wish, &asked(), &mut |_, _| {}).unwrap() {
                assert!(plan.rows.len() <= 41);
            }
        }
    }
}

#[test]
fn a_workbook_that_makes_its_reader_panic_is_no_workbook_and_takes_nothing_down() {
    use std::io::Cursor;
    use tanshi::shell::archive::{Unpacking, packed};

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "工作室").unwrap().write(0, 1, "议题").unwrap();
    let mut archive = Unpacking::read(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let names = archive.names();
    let parts = names.into_iter().map(|name| {
        let part = archive.entry(&name, 1 << 20).unwrap();
        let text = String::from_utf8(part).unwrap();
        // More letters than a column can have.
        (name, text.replace("r=\"B1\"", "r=\"AAAAAAAAB1\"").into_bytes())
    });
    let bytes = packed(&parts.collect::<Vec<_>>()).unwrap();
    let mut office = Office::new();
    let options = Options::default();
    let wish = TableWish { bytes: &bytes, form: Form::Workbook, options: &options };
    let planned = office.desk.plan_table(wish, &asked(), &mut |_, _| {}).unwrap();
    // A build that checks its sums has the reader panic; any other reads another column.
    let is_refused = matches!(planned, Err(TableFault::BadWorkbook));
    assert!(is_refused || !cfg!(debug_assertions), "{planned:?}");
    office.take("工作室,议题\n韶峰,停车难\n", &options);
}
