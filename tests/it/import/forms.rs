//! One table in every form: what it says is the same, however it is written.

use super::{Office, counts};
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tanshi::domain::action::Action;
use tanshi::domain::id::StudioId;
use tanshi::exchange::table::told::{details, row_text};
use tanshi::exchange::table::{Options, Plan, TableFault, UnreadSheet, What};
use tanshi::i18n::Lang;
use tanshi::shell::desk::Columns;

const CSV: &str = "编号,工作室,议题,登记日期,资金(万元),状态,协商日期,责任单位\n\
                   1001,韶峰,\"路灯不亮，\n三盏\",2023/3/1,2.5,已协商,2023-04-01,住建局\n\
                   1002,韶峰,停车难,2023年3月2日,,,,\n";

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "填表说明").unwrap();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name("台账").unwrap();
    sheet.write(0, 0, "潭事好商量台账").unwrap();
    let head = ["编号", "工作室", "议题", "登记日期", "资金(万元)", "状态", "协商日期", "责任单位"];
    for (column, name) in (0..).zip(head) {
        sheet.write(2, column, name).unwrap();
    }
    let day = |month, day| ExcelDateTime::from_ymd(2023, month, day).unwrap();
    sheet.write(3, 0, 1001).unwrap().write(3, 1, "韶峰").unwrap();
    sheet.write(3, 2, "路灯不亮，\n三盏").unwrap();
    sheet.write_with_format(3, 3, day(3, 1), &date).unwrap().write(3, 4, 2.5).unwrap();
    sheet.write(3, 5, "已协商").unwrap();
    sheet.write_with_format(3, 6, day(4, 1), &date).unwrap().write(3, 7, "住建局").unwrap();
    sheet.write(5, 0, 1002).unwrap().write(5, 1, "韶峰").unwrap().write(5, 2, "停车难").unwrap();
    sheet.write_with_format(5, 3, day(3, 2), &date).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_same_rows_in_another_form_change_nothing() {
    let mut office = Office::new();
    let plan = office.take(CSV, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 2)]);
    let utf16: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lines = "{\"编号\":1001,\"工作室\":\"韶峰\",\"议题\":\"路灯不亮，\\n三盏\",\"登记日期\":\"2023-03-01\",\"资金(万元)\":2.5,\"状态\":\"consulted\",\"协商日期\":\"2023-04-01\",\"责任单位\":[\"住建局\"]}\n\
                 {\"编号\":\"1002\",\"工作室\":\"SF\",\"议题\":\"停车难\",\"登记日期\":\"2023-03-02\"}\n";
    let forms: [(&str, Vec<u8>); 7] = [
        ("a mark of UTF-8", [b"\xef\xbb\xbf", CSV.as_bytes()].concat()),
        ("GB18030", GB18030.encode(CSV).0.into_owned()),
        ("UTF-16", [b"\xff\xfe".as_slice(), &utf16].concat()),
        ("semicolons", CSV.replace(',', ";").into_bytes()),
        ("tabs", CSV.replace(',', "\t").into_bytes()),
        ("lines", lines.as_bytes().to_vec()),
        ("a workbook", workbook()),
    ];
    for (name, bytes) in forms {
        let plan = office.plan(&bytes, &Options::default());
        assert_eq!(counts(&plan), [(What::Unchanged, 2)], "{name}: {:?}", plan.rows);
    }
}

#[test]
fn rows_of_a_workbook_have_the_numbers_that_the_sheet_shows() {
    let mut office = Office::new();
    let bytes = workbook();
    let plan = office.plan(&bytes, &Options::default());
    let lines: Vec<usize> = plan.rows.iter().map(|row| row.line).collect();
    assert_eq!((plan.sheet.as_deref(), plan.head.line, lines), (Some("台账"), 3, vec![4, 6]));
    let named = Options { sheet: Some("说明".to_owned()), ..Options::default() };
    assert!(matches!(office.try_plan(&bytes, &named), Err(TableFault::NoHead { .. })));
    let missing = Options { sheet: Some("没有".to_owned()), ..Options::default() };
    let there = vec!["说明".to_owned(), "台账".to_owned()];
    let named = "没有".to_owned();
    assert_eq!(office.try_plan(&bytes, &missing), Err(TableFault::NoSheet { named, there }));
}

#[test]
fn a_column_of_another_name_is_mapped_and_remembered_for_the_same_head() {
    let mut office = Office::new();
    let text = "工作室,事由经过\n韶峰,路灯不亮\n".as_bytes();
    assert!(office.try_plan(text, &Options::default()).is_err());
    let mapped = vec![("事由经过".to_owned(), "议题".to_owned())];
    let plan = office.plan(text, &Options { mapped, ..Options::default() });
    assert_eq!(counts(&plan), [(What::Added, 1)]);
    let before = office.desk.next_undo(false).unwrap();
    office.import_with(&plan, Columns::Remember);
    office.desk.undo(&super::asked()).unwrap();
    assert_eq!(office.desk.next_undo(false).unwrap(), before, "what was remembered is no change");
    let plan = office.plan(text, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 1)], "undoing the import forgot its columns");
    office.import_with(&plan, Columns::Forget);
    assert!(office.try_plan(text, &Options::default()).is_err());
}

#[test]
fn an_import_that_is_refused_remembers_no_columns() {
    let mut office = Office::new();
    let text = "工作室,事由经过\n韶峰,路灯不亮\n".as_bytes();
    let mapped = vec![("事由经过".to_owned(), "议题".to_owned())];
    let mut plan = office.plan(text, &Options { mapped, ..Options::default() });
    // The rules refuse it: its studio is gone meanwhile.
    plan.actions.insert(0, Action::Retract { entity: StudioId::from_bytes([1; 16]).into() });
    let asked = super::asked();
    let done = office.desk.import_table(&plan, Columns::Remember, &asked, &mut |_, _| {});
    assert!(done.is_err());
    assert!(office.desk.settings().options.column_mappings.is_empty());
    assert!(office.try_plan(text, &Options::default()).is_err());
}

#[test]
fn unknown_columns_are_told_and_cost_nothing() {
    let mut office = Office::new();
    let plan = office.plan("工作室,议题,天气\n韶峰,停车难,晴\n".as_bytes(), &Options::default());
    assert_eq!(plan.head.unknown().collect::<Vec<_>>(), ["天气"]);
    assert_eq!(counts(&plan), [(What::Added, 1)]);
}

fn said(plan: &Plan) -> [String; 2] {
    [Lang::Zh, Lang::En].map(|lang| details("a.xlsx", plan, lang).join("\n"))
}

#[test]
fn the_sheets_of_a_workbook_that_are_not_read_are_told() {
    let mut book = Workbook::new();
    for (name, titles) in [("一月", 1), ("二月", 2), ("空", 0), ("词", 1)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        if titles > 0 {
            sheet.write(0, 0, "工作室").unwrap().write(0, 1, "议题").unwrap();
        }
        for row in 1..=titles {
            sheet.write(row, 0, "韶峰").unwrap().write(row, 1, format!("{name}{row}")).unwrap();
        }
        sheet.set_hidden(name == "词");
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut office = Office::new();
    let plan = office.plan(&bytes, &Options::default());
    let expected = UnreadSheet { name: "二月".to_owned(), rows: 3 };
    assert_eq!(plan.unread, [expected]);
    let [chinese, english] = said(&plan);
    assert!(chinese.contains("a.xlsx（工作表“一月”）"), "{chinese}");
    assert!(chinese.contains("没有读的工作表：二月（3 行）") && chinese.contains("--sheet 二月"));
    assert!(english.contains("Sheets that are not read: 二月 (3 rows)"), "{english}");
    let named = Options { sheet: Some("二月".to_owned()), ..Options::default() };
    assert!(office.plan(&bytes, &named).unread.is_empty(), "whoever names one knows of the others");
    let plan = office.plan(&workbook(), &Options::default());
    assert!(said(&plan)[0].contains("没有读的工作表：说明（1 行）"), "passed over before it");
}

#[test]
fn a_title_that_is_broken_into_lines_is_told_in_one() {
    let mut office = Office::new();
    let plan = office.plan(CSV.replace("2023/3/1", "2023/13/1").as_bytes(), &Options::default());
    assert_eq!(&*plan.rows[0].name, "路灯不亮， 三盏");
    let told = row_text(&plan.rows[0], office.desk.catalog(), Lang::Zh);
    assert!(told.starts_with("第 2 行 路灯不亮， 三盏：不能导入。"), "{told}");
}
