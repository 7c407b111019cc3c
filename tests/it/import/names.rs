//! Columns under other names, and names that are broken into lines: what was kept under them is known again.

use super::{Office, counts};
use rust_xlsxwriter::Workbook;
use tanshi::exchange::table::{Conflicts, Options, Plan, What};
use tanshi::shell::desk::Columns;

/// The columns that a plan finds otherwise, by their names in the file.
fn columns(plan: &Plan) -> Vec<&str> {
    plan.rows.iter().flat_map(|row| &row.differences).map(|it| it.column.as_str()).collect()
}

/// The text of the only issue.
fn body(office: &mut Office) -> String {
    let id = office.desk.catalog().issues.values().next().unwrap().id;
    office.desk.dossier(id.into()).unwrap().issue(id).unwrap().facts.body.clone()
}

fn take() -> Options {
    Options { conflicts: Conflicts::Take, ..Options::default() }
}

#[test]
fn what_was_kept_under_a_column_of_another_name_is_kept_once() {
    let mut office = Office::new();
    let text = "工作室,议题,登记日期,地点,协商日期,群众到场,说法:内部\n\
                韶峰,停车难,2023-03-01,周家组,2023-04-01,12,再看看\n";
    let said = [("群众到场", "public"), ("说法:内部", "note")];
    let mapped = said.map(|(name, field)| (name.to_owned(), field.to_owned())).to_vec();
    let plan = office.plan(text.as_bytes(), &Options { mapped, ..Options::default() });
    office.import_with(&plan, Columns::Remember);
    let kept = "群众到场：12\n说法:内部：再看看";
    assert_eq!(body(&mut office), kept);
    assert_eq!(counts(&office.plan(text.as_bytes(), &Options::default())), [(What::Unchanged, 1)]);

    let moved = text.replace("周家组", "彭家组");
    assert_eq!(columns(&office.take(&moved, &take())), ["地点"]);
    assert_eq!(body(&mut office), kept);
    // Another table calls them otherwise.
    let usual =
        moved.replace("群众到场", "群众").replace("说法:内部", "备注").replace("彭家组", "周家组");
    assert_eq!(columns(&office.take(&usual, &take())), ["地点"]);
    assert_eq!(body(&mut office), kept);
    let more = text.replace("再看看", "看过了");
    assert_eq!(columns(&office.take(&more, &take())), ["说法:内部"]);
    assert_eq!(body(&mut office), "群众到场：12\n说法:内部：看过了");
}

const HEAD: [&str; 7] =
    ["工作室", "议题", "登记\n日期", "地点", "协商\r\n日期", "参加群众\n（人次）", "备\n注："];
const ROW: [&str; 7] = ["韶峰", "停车难", "2023-03-01", "周家组", "2023-04-01", "12", ""];

/// The same table as text with commas and as a workbook, with a place and a remark.
fn files(place: &str, note: &str) -> [Vec<u8>; 2] {
    let row = [ROW[0], ROW[1], ROW[2], place, ROW[4], ROW[5], note];
    let quoted = HEAD.map(|name| format!("\"{name}\"")).join(",");
    // Blanks at the end of a row are not written by every program.
    let text = format!("{quoted}\n{}\n", row.join(",").trim_end_matches(','));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, cells) in (0..).zip([HEAD, row]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(line, column, cell).unwrap();
        }
    }
    [text.into_bytes(), book.save_to_buffer().unwrap()]
}

#[test]
fn a_name_that_is_broken_into_lines_is_the_same_name() {
    for form in [0, 1] {
        let mut office = Office::new();
        let plan = office.plan(&files("周家组", "")[form], &Options::default());
        let names: Vec<&str> = plan.head.columns.iter().map(|it| it.name.as_str()).collect();
        let whole =
            ["工作室", "议题", "登记日期", "地点", "协商日期", "参加群众（人次）", "备注："];
        assert_eq!(names, whole);
        assert_eq!(counts(&plan), [(What::Added, 1)]);
        office.import(&plan);
        assert_eq!(body(&mut office), "参加群众（人次）：12");
        for bytes in files("周家组", "") {
            let plan = office.plan(&bytes, &Options::default());
            assert_eq!(counts(&plan), [(What::Unchanged, 1)]);
        }
        for note in ["旧的", "新的"] {
            let plan = office.plan(&files("彭家组", note)[1 - form], &take());
            office.import(&plan);
            assert_eq!(body(&mut office), format!("参加群众（人次）：12\n备注：{note}"));
        }
    }
}

#[test]
fn a_head_that_was_said_is_remembered_wherever_its_names_are_broken() {
    let mut office = Office::new();
    let mapped = vec![("事由经过".to_owned(), "议题".to_owned())];
    let text = "工作室,\"事由\n经过\"\n韶峰,停车难\n".as_bytes();
    let plan = office.plan(text, &Options { mapped, ..Options::default() });
    office.import_with(&plan, Columns::Remember);
    let other = "工作室,事由经过\n韶峰,路灯不亮\n".as_bytes();
    let plan = office.plan(other, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 1)]);
    office.import_with(&plan, Columns::Forget);
    assert!(office.try_plan(text, &Options::default()).is_err());
}

#[test]
fn english_names_keep_the_blank_between_their_words() {
    let mut office = Office::new();
    let text =
        "Studio,Issue,\"Date\nreceived\",\"Weather\n(that day)\"\n韶峰,停车难,2023-03-01,fine\n";
    let plan = office.plan(text.as_bytes(), &Options::default());
    assert_eq!(plan.head.unknown().collect::<Vec<_>>(), ["Weather (that day)"]);
    assert_eq!(plan.head.columns[2].column.map(|it| it.field), Some("submitted"));
}
