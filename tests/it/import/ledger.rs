//! The ledger of issues: two thousand rows, thirty of them broken.

use super::{Office, asked, counts, fixture, told};
use std::collections::BTreeSet;
use tanshi::command::fill::Values;
use tanshi::command::verb::{Noun, find};
use tanshi::domain::action::Action;
use tanshi::domain::id::{EntityId, IssueId};
use tanshi::domain::workflow::{Route, Status};
use tanshi::exchange::table::told::summary;
use tanshi::exchange::table::{Conflicts, Options, Plan, Said, What};
use tanshi::i18n::Lang;
use tanshi::shell::desk::Columns;

const ROWS: usize = 2_000;
const BROKEN: usize = 30;
const SEED: u64 = 20_231_020;

fn edit_title(office: &mut Office, id: EntityId, title: &str) {
    let mut values = Values::default();
    values.set("title", title);
    let verb = find(Noun::Issue, "edit").unwrap();
    office.desk.perform(verb, Some(id), &values, &asked()).unwrap();
}

#[test]
fn every_broken_row_is_named_by_its_line_and_its_reason_in_both_languages() {
    let mut office = Office::new();
    let ledger = fixture::ledger(ROWS, BROKEN, SEED);
    let kinds: BTreeSet<&str> = ledger.broken.iter().map(|it| it.code).collect();
    assert!(kinds.len() >= 12, "{kinds:?}");
    let plan = office.plan(&ledger.bytes, &Options::default());
    assert_eq!(plan.encoding, Some("GB18030"));
    assert_eq!((plan.head.line, plan.sums.as_slice()), (2, [ROWS + 3].as_slice()));
    let refused: Vec<(usize, &str)> = plan
        .rows
        .iter()
        .filter(|row| row.what == What::Refused)
        .map(|row| (row.line, row.faults[0].what.code()))
        .collect();
    let expected: Vec<(usize, &str)> = ledger.broken.iter().map(|it| (it.line, it.code)).collect();
    assert_eq!(refused, expected);
    for row in plan.rows.iter().filter(|row| row.what == What::Refused) {
        let english = row.faults[0].text(Lang::En, office.desk.catalog());
        let chinese = told(&office, row);
        assert!(chinese.contains('。') && english.ends_with('.'), "{chinese} {english}");
        assert_ne!(chinese, english);
    }
    assert_eq!(counts(&plan), [(What::Added, ROWS - BROKEN), (What::Refused, BROKEN)]);
}

#[test]
fn the_good_rows_come_in_once_and_go_again_at_once() {
    let mut office = Office::new();
    let ledger = fixture::ledger(ROWS, BROKEN, SEED);
    let first = office.plan(&ledger.bytes, &Options::default());
    office.import(&first);
    assert_eq!(office.desk.catalog().issues.len(), ROWS - BROKEN);

    let again = office.plan(&ledger.bytes, &Options::default());
    assert_eq!(counts(&again), [(What::Unchanged, ROWS - BROKEN), (What::Refused, BROKEN)]);
    assert!(again.actions.is_empty());

    let edited = office.desk.catalog().issues.keys().next().unwrap();
    edit_title(&mut office, edited.into(), "改过的标题");
    let again = office.plan(&ledger.bytes, &Options::default());
    assert!(again.actions.is_empty(), "an issue that was edited here came in again");
    assert_eq!(counts(&again), [(What::Unchanged, ROWS - BROKEN), (What::Refused, BROKEN)]);
    office.desk.undo(&asked()).unwrap();

    office.desk.undo(&asked()).unwrap();
    assert_eq!(office.desk.catalog().issues.len(), 0);
    assert_eq!(office.desk.catalog().people.len(), 0);
    assert_eq!(office.desk.catalog().commitments.len(), 0);

    let after = office.plan(&ledger.bytes, &Options::default());
    assert_eq!(counts(&after), counts(&first));
    office.import(&after);
    assert_eq!(office.desk.catalog().issues.len(), ROWS - BROKEN);
    office.desk.undo(&asked()).unwrap();
    office.desk.redo(&asked()).unwrap();
    let again = office.plan(&ledger.bytes, &Options::default());
    assert!(again.actions.is_empty(), "what was done again came in once more");
}

const SMALL: &str = "编号,工作室,议题,诉求人,登记日期,地点\n\
                     XT-1,韶峰,路灯不亮,李某,2023-03-01,周家组\n\
                     ,韶峰,停车难,王某,2023-03-02,\n\
                     ,韶峰,停车难,王某,2023-03-02,\n";

/// Nobody looks at a still screen while thousands of rows are saved.
#[test]
fn how_much_is_saved_is_told_while_it_is_being_saved() {
    let mut office = Office::new();
    let ledger = fixture::ledger(ROWS, 0, SEED);
    let plan = office.plan(&ledger.bytes, &Options::default());
    let mut told = Vec::new();
    let mut tell = |at: usize, of: usize| told.push(at * 1_000 / of);
    office.desk.import_table(&plan, Columns::AsTheyAre, &asked(), &mut tell).unwrap();
    assert!(told.is_sorted(), "{told:?}");
    let is_told = |share: std::ops::Range<usize>| told.iter().any(|it| share.contains(it));
    assert!(is_told(0..334) && is_told(334..667) && is_told(667..1_000), "{told:?}");
}

#[test]
fn equal_rows_without_a_number_are_told_apart_by_their_place() {
    let mut office = Office::new();
    let plan = office.take(SMALL, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 3)]);
    assert_eq!(plan.alike, [(4, 3)], "it is told, since it may be a slip");
    let told = tanshi::exchange::table::told::details("t", &plan, Lang::Zh).join("\n");
    assert!(told.contains("1 行和前面的行同名、同诉求人、同一天，各登记一件：第 4 行"), "{told}");
    let again = office.plan(SMALL.as_bytes(), &Options::default());
    assert_eq!(counts(&again), [(What::Unchanged, 3)]);
    let told = tanshi::exchange::table::told::details("t", &again, Lang::En).join("\n");
    assert!(!told.contains("Same title"), "{told}");
    let more = format!("{SMALL},韶峰,停车难,王某,2023-03-02,\n");
    let third = office.plan(more.as_bytes(), &Options::default());
    assert_eq!(counts(&third), [(What::Added, 1), (What::Unchanged, 3)]);
}

#[test]
fn a_row_that_says_something_else_is_a_conflict_that_somebody_decides() {
    let mut office = Office::new();
    office.take(SMALL, &Options::default());
    let changed = SMALL.replace("周家组", "彭家组");
    let plan = office.plan(changed.as_bytes(), &Options::default());
    assert_eq!(counts(&plan), [(What::Unchanged, 2), (What::Conflict, 1)]);
    let difference = &plan.rows[0].differences[0];
    assert_eq!(
        (difference.column.as_str(), &difference.here, &difference.row),
        ("地点", &Said::from("周家组"), &Said::from("彭家组"))
    );
    assert!(plan.actions.is_empty());

    let keep = Options { conflicts: Conflicts::Keep, ..Options::default() };
    assert_eq!(counts(&office.take(&changed, &keep)), [(What::Unchanged, 2), (What::Kept, 1)]);
    let again = office.plan(changed.as_bytes(), &Options::default());
    assert_eq!(counts(&again), [(What::Unchanged, 3)], "what was decided is asked again");
    office.desk.undo(&asked()).unwrap();

    let take = Options { conflicts: Conflicts::Take, ..Options::default() };
    assert_eq!(counts(&office.take(&changed, &take)), [(What::Changed, 1), (What::Unchanged, 2)]);
    let place = |office: &Office| {
        let mut rows = office.desk.catalog().issues.values();
        rows.find(|row| &*row.title == "路灯不亮").unwrap().place.to_string()
    };
    assert_eq!(place(&office), "彭家组");
    office.desk.undo(&asked()).unwrap();
    assert_eq!(place(&office), "周家组");
    let plan = office.plan(changed.as_bytes(), &Options::default());
    assert_eq!(counts(&plan), [(What::Unchanged, 2), (What::Conflict, 1)]);
}

#[test]
fn past_work_comes_in_with_the_status_that_is_stated_and_new_concerns_as_intake() {
    let mut office = Office::new();
    let text = "工作室,议题,登记日期,受理,协商日期,责任单位,结果,满意度,状态\n\
                韶峰,新来的,2023-10-01,,,,,,待受理\n\
                韶峰,受理了,2023-03-01,2023-03-03,,,,,\n\
                韶峰,协商过,2023-03-01,,2023-04-01,住建局,,,\n\
                韶峰,解决了,2023-03-01,,2023-04-01,住建局,装好了,满意,已解决\n\
                韶峰,没开会,2023-03-01,,,,调解成功,满意,已解决\n\
                韶峰,不受理,2023-03-01,,,,,,不予受理\n\
                韶峰,不高兴,2023-03-01,,2023-04-01,,,不满意,已解决\n";
    let plan = office.take(text, &Options::default());
    let refused = plan.rows.iter().find(|row| row.what == What::Refused).unwrap();
    assert_eq!(&*refused.name, "不高兴");
    assert!(told(&office, refused).contains("满意"), "{}", told(&office, refused));
    let status = |title: &str| {
        let mut rows = office.desk.catalog().issues.values();
        let row = rows.find(|row| &*row.title == title).unwrap();
        (row.status, row.recorded, row.accepted)
    };
    assert_eq!(status("新来的"), (Status::Submitted, false, false));
    assert_eq!(status("受理了"), (Status::Submitted, true, true));
    assert_eq!(status("协商过"), (Status::Consulted, true, false));
    assert_eq!(status("解决了"), (Status::Resolved(Route::Session), true, false));
    assert_eq!(status("没开会"), (Status::Resolved(Route::Service), true, false));
    assert!(matches!(status("不受理").0, Status::Exited(..)));
}

/// A ledger says how many came and not who: its words are kept, and the rehearsal says that nothing counts
/// them.
#[test]
fn how_many_came_by_a_ledger_stays_in_the_text_and_counts_nowhere() {
    let mut office = Office::new();
    let text = "工作室,议题,协商日期,参加委员（次）,群众（人次）,状态\n\
                韶峰,协商过,2023-04-01,12,30人,已协商\n\
                韶峰,没数过,2023-04-02,,,已协商\n";
    let plan = office.take(text, &Options::default());
    let said = summary("台账.csv", &plan, Lang::Zh).join("\n");
    assert!(said.contains("不计入总数的列：参加委员（次）、群众（人次）"), "{said}");
    let said = summary("ledger.csv", &plan, Lang::En).join("\n");
    assert!(said.contains("no total counts: 参加委员（次）, 群众（人次）"), "{said}");
    let ids: Vec<_> = office.desk.catalog().issues.values().map(|row| row.id).collect();
    let mut body =
        |id: IssueId| office.desk.dossier(id.into()).unwrap().issue(id).unwrap().facts.body.clone();
    assert_eq!(body(ids[0]), "参加委员（次）：12\n群众（人次）：30");
    assert_eq!(body(ids[1]), "");
    assert_eq!(office.desk.catalog().sessions.len(), 0);
}

#[test]
fn rows_are_listed_in_the_order_of_the_file() {
    let mut office = Office::new();
    let rows: Vec<String> = (1..=200).map(|n| format!("韶峰,第{n}件")).collect();
    office.take(&format!("工作室,议题\n{}\n", rows.join("\n")), &Options::default());
    let titles: Vec<String> =
        office.desk.catalog().issues.values().map(|row| row.title.to_string()).collect();
    let expected: Vec<String> = (1..=200).map(|n| format!("第{n}件")).collect();
    assert_eq!(titles, expected);
}

const WHOLE: &str = "编号,工作室,议题,类别,登记日期,协商日期,协商意见,责任单位,时限,办理进展,结果,资金(万元),满意度,状态,备注\n\
     XT-1,韶峰,路灯不亮,温度,2023-03-01,2023-04-01,修好路灯,住建局,2023-06-01,正在修,,3,,已协商,旧\n";

/// A conflict says what differs, and what is changed has something to be done.
fn is_told(plan: &Plan) {
    for row in &plan.rows {
        let has_differences = !row.differences.is_empty();
        assert!(row.what != What::Conflict || has_differences, "{row:?}");
    }
    let [added, changed, ..] = plan.counts();
    let others = plan.actions.iter().filter(|it| !matches!(it, Action::MarkRows { .. })).count();
    assert!(others >= added + changed, "{:?}", plan.actions);
}

/// What one column says anew is a conflict that names it; taking it over changes that and settles it.
#[test]
fn each_column_that_says_something_else_is_taken_over() {
    for (from, to, column) in [
        ("温度", "力度", "类别"),
        ("2023-03-01", "2023-03-02", "登记日期"),
        ("修好路灯", "换新路灯", "协商意见"),
        ("住建局", "城管局", "责任单位"),
        ("2023-06-01", "2023-07-01", "时限"),
        ("正在修", "快修好了", "办理进展"),
        (",,3,", ",装好了,3,", "结果"),
        (",3,", ",约5,", "资金(万元)"),
        (",,已协商", ",满意,已解决", "状态"),
        ("旧\n", "新\n", "备注"),
        ("韶峰", "石潭", "工作室"),
    ] {
        let mut office = Office::new();
        // Who answers for what is under way is changed by giving it back first, and by no table.
        let before = if column == "责任单位" {
            WHOLE.replace("正在修", "")
        } else {
            WHOLE.to_owned()
        };
        office.take(&before, &Options::default());
        let changed = before.replace(from, to);
        assert_ne!(changed, before, "{from}");
        // To be resolved, somebody has to say what was done.
        let changed = if column == "状态" {
            changed.replace("正在修,,", "正在修,装好了,")
        } else {
            changed
        };
        let plan = office.plan(changed.as_bytes(), &Options::default());
        is_told(&plan);
        let named: Vec<&str> =
            plan.rows[0].differences.iter().map(|it| it.column.as_str()).collect();
        assert!(named.contains(&column), "{column}: {named:?} {:?}", plan.rows);
        let take = Options { conflicts: Conflicts::Take, ..Options::default() };
        let taken = office.plan(changed.as_bytes(), &take);
        is_told(&taken);
        assert_eq!(
            counts(&taken),
            [(What::Changed, 1)],
            "{column}: {}",
            told(&office, &taken.rows[0])
        );
        office.import(&taken);
        let again = office.plan(changed.as_bytes(), &Options::default());
        assert_eq!(counts(&again), [(What::Unchanged, 1)], "{column}");
        office.desk.undo(&asked()).unwrap();
        let again = office.plan(changed.as_bytes(), &Options::default());
        assert_eq!(again.rows[0].differences, plan.rows[0].differences, "{column}");
    }
}

#[test]
fn what_no_row_may_change_is_refused_by_its_column_and_stays_in_question() {
    let mut office = Office::new();
    office.take(WHOLE, &Options::default());
    for (from, to, column) in [
        ("2023-04-01", "2023-04-02", "协商日期"),
        ("已协商", "已提交", "状态"),
        ("住建局", "城管局", "责任单位"),
    ] {
        let changed = WHOLE.replace(from, to);
        let take = Options { conflicts: Conflicts::Take, ..Options::default() };
        for _ in 0..2 {
            let plan = office.take(&changed, &take);
            assert_eq!(counts(&plan), [(What::Refused, 1)]);
            assert_eq!(plan.rows[0].faults[0].column.as_deref(), Some(column));
            let said = told(&office, &plan.rows[0]);
            assert!(said.contains("请打开"), "{said}");
        }
    }
}

#[test]
fn what_was_kept_may_still_be_taken() {
    let mut office = Office::new();
    office.take(SMALL, &Options::default());
    let changed = SMALL.replace("周家组", "彭家组");
    let keep = Options { conflicts: Conflicts::Keep, ..Options::default() };
    let kept = office.take(&changed, &keep);
    let said = tanshi::exchange::table::told::saved(&kept, true, Lang::Zh);
    assert!(said.contains("保留现有的 1 行"), "{said}");
    assert!(office.plan(changed.as_bytes(), &keep).actions.is_empty());
    let take = Options { conflicts: Conflicts::Take, ..Options::default() };
    let plan = office.take(&changed, &take);
    assert_eq!(counts(&plan), [(What::Changed, 1), (What::Unchanged, 2)]);
}

#[test]
fn two_rows_about_one_issue_are_one_too_many() {
    let mut office = Office::new();
    let text = "工作室,议题\n韶峰,停车难\n";
    office.take(text, &Options::default());
    let number = office.desk.catalog().issues.values().next().unwrap().number.to_string();
    // The same issue by its number and by the words that it was taken from.
    let text = format!("编号,工作室,议题\n{number},韶峰,停车真难\n,韶峰,停车难\n");
    let take = Options { conflicts: Conflicts::Take, ..Options::default() };
    let plan = office.plan(text.as_bytes(), &take);
    assert_eq!(counts(&plan), [(What::Changed, 1), (What::Refused, 1)]);
    assert_eq!(plan.rows[1].faults[0].what.code(), "repeated");
}

#[test]
fn differences_are_worded_in_the_language_of_the_reader() {
    let mut office = Office::new();
    office.take("编号,工作室,议题,类别\nX-1,韶峰,停车难,深度\n", &Options::default());
    let plan = office
        .plan("编号,工作室,议题,类别\nX-1,韶峰,停车难,力度\n".as_bytes(), &Options::default());
    let difference = &plan.rows[0].differences[0];
    assert!(difference.text(Lang::Zh).contains("深度"));
    assert!(difference.text(Lang::En).is_ascii() || !difference.text(Lang::En).contains('度'));
}
