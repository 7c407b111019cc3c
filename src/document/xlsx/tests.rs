//! The files of workbooks, looked into.

use super::*;
use crate::document::workbook::Kind;
use std::io::Read;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn workbook() -> Workbook {
    let columns = vec![
        Column::new("序号", 5.0, Kind::Number),
        Column::new("编号", 18.0, Kind::Text),
        Column::new("登记日期", 12.0, Kind::Date),
        Column::new("参加委员(次)", 8.0, Kind::Number).summed(),
        Column::new("资金(万元)", 10.0, Kind::Money).summed(),
    ];
    let row = |number: u32, label: &str, day: Cell, members: Cell, money: Cell| {
        vec![Cell::count(number), Cell::text(label), day, members, money]
    };
    let rows = vec![
        row(
            1,
            "=1+1",
            Cell::date(Some(date("2023-06-30"))),
            Cell::count(13_u32),
            Cell::Number(0.1),
        ),
        row(2, "0731\u{7}", Cell::text("2023年上半年"), Cell::count(14_u32), Cell::Number(0.2)),
        row(3, "@x", Cell::date(Some(date("1850-01-01"))), Cell::Empty, Cell::text("不详")),
    ];
    let mut sheet = WorkSheet::new("台账", columns, rows);
    sheet.title = "议题台账".to_owned();
    sheet.above = vec!["2023-01-01 至 2023-10-20".to_owned()];
    sheet.sum = Some("合计".to_owned());
    sheet.below = vec!["注".to_owned()];
    sheet.frozen_columns = 2;
    sheet.footer = "第&P页 共&N页".to_owned();
    Workbook { title: "台账".to_owned(), dated: date("2023-10-20"), sheets: vec![sheet] }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_workbook_is_the_same_bytes() {
    assert_eq!(xlsx(&workbook()).unwrap(), xlsx(&workbook()).unwrap());
}

#[test]
fn only_sums_are_formulas_and_they_carry_what_they_come_to() {
    let page = part(&xlsx(&workbook()).unwrap(), "xl/worksheets/sheet1.xml");
    let formulas: Vec<&str> = page.split("<f>").skip(1).collect();
    assert_eq!(formulas.len(), 2, "{page}");
    assert!(formulas[0].starts_with("SUM(D4:D6)</f><v>27</v>"), "{}", formulas[0]);
    assert!(formulas[1].starts_with("SUM(E4:E6)</f><v>0.3</v>"), "{}", formulas[1]);
}

#[test]
fn a_day_is_a_number_with_the_format_of_days_and_one_before_1900_is_words() {
    let bytes = xlsx(&workbook()).unwrap();
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(page.contains("<v>45107</v>"), "2023-06-30 is day 45107: {page}");
    assert!(part(&bytes, "xl/styles.xml").contains("yyyy-mm-dd"), "no format of days");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("1850-01-01"));
}

#[test]
fn the_head_is_repeated_and_frozen_and_the_page_is_a4_landscape_fit_to_its_width() {
    let bytes = xlsx(&workbook()).unwrap();
    let page = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        r#"<pageSetup paperSize="9" fitToHeight="0" orientation="landscape""#,
        r#"<pane xSplit="2" ySplit="3" topLeftCell="C4""#,
        "第&amp;P页 共&amp;N页",
    ] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("台账!$3:$3"));
}

#[test]
fn words_are_cut_where_a_cell_is_full_and_no_earlier() {
    assert_eq!(fitting(&"字".repeat(MAX_CELL_UNITS)).chars().count(), MAX_CELL_UNITS);
    assert!(fitting(&"𠮷".repeat(MAX_CELL_UNITS)).ends_with('…'));
    assert_eq!(fitting("a\u{7}b"), "a b");
}
