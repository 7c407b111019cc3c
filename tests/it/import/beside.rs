//! What is told of those who are added with the rows: their names, and whom they may be meant for.

use super::namesakes::enter;
use super::{Office, counts};
use tanshi::domain::person::Side;
use tanshi::exchange::table::told::details;
use tanshi::exchange::table::{Options, Plan, What};
use tanshi::i18n::Lang;

fn said(plan: &Plan, lang: Lang) -> String {
    details("t", plan, lang).join("\n")
}

/// The lines of those who may be somebody known.
fn near(plan: &Plan) -> Vec<usize> {
    plan.near.iter().map(|it| it.line).collect()
}

#[test]
fn what_is_added_with_the_rows_is_told_by_name_and_line() {
    let mut office = Office::new();
    let text = "工作室,议题,诉求人,责任单位,协商日期,状态\n\
                韶峰,路灯不亮,李四,新来的局,2023-04-01,已协商\n\
                新的工作室,停车难,王五（桥头村）,,,\n";
    let add = Options { add_missing: true, ..Options::default() };
    let plan = office.plan(text.as_bytes(), &add);
    assert_eq!(plan.added_beside(), [2, 1, 1, 0]);
    let told = said(&plan, Lang::Zh);
    for words in [
        "一并登记：人员 2 · 部门单位 1 · 工作室 1",
        "  人员：李四（第 2 行）、王五（桥头村）（第 3 行）",
        "  部门单位：新来的局（第 2 行）",
        "  工作室：新的工作室（第 3 行）",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let english = said(&plan, Lang::En);
    assert!(english.contains("  departments: 新来的局 (line 2)"), "{english}");
    let sheet = "工作室,会议日期,会议,姓名,身份类别\n韶峰,2023-05-20,路灯会,孙七,群众代表\n";
    let told = said(&office.plan(sheet.as_bytes(), &add), Lang::Zh);
    assert!(told.contains("  会议：路灯会（2023-05-20）（第 2 行）"), "{told}");
}

#[test]
fn of_many_who_are_added_twenty_are_named() {
    let mut office = Office::new();
    let rows: Vec<String> = (1..=30).map(|n| format!("韶峰,第{n}件,Resident {n}\n")).collect();
    let text = format!("工作室,议题,诉求人\n{}", rows.concat());
    let plan = office.plan(text.as_bytes(), &Options::default());
    let told = said(&plan, Lang::Zh);
    assert!(told.contains("Resident 20（第 21 行），另有 10，全部见 --json"), "{told}");
    assert!(!told.contains("Resident 21"), "{told}");
    assert!(said(&plan, Lang::En).contains("and 10 more, all of them with --json"));
}

#[test]
fn who_is_added_and_may_be_somebody_known_is_told_with_line_and_way_out() {
    let mut office = Office::new();
    enter(&mut office, 101, "Agnes Thorley", "Ashdown School", Side::Member);
    enter(&mut office, 102, "周明", "", Side::Public);
    let text = "工作室,议题,诉求人\n\
                韶峰,路灯不亮,Agnes Thorly\n\
                韶峰,停车难,Agnes Thorly\n\
                韶峰,积水,Agnes Thorley\n\
                韶峰,井盖,周鸣（新）\n\
                韶峰,充电桩,周鸣（桥头村）\n";
    let plan = office.take(text, &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 5)], "nobody is kept out for a name");
    assert_eq!(near(&plan), [2, 6], "once for each of them, and not for who is said to be new");
    let told = said(&plan, Lang::Zh);
    for words in [
        "有 2 个可能是已有的人",
        "把表里的姓名改成已有的那个",
        "  第 2 行 新登记 Agnes Thorly；名册里有 Agnes Thorley（Ashdown School）",
        "  第 6 行 新登记 周鸣（桥头村）；名册里有 周明，第 5 行有 周鸣",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let english = said(&plan, Lang::En);
    let words = "Line 2 adds Agnes Thorly; known: Agnes Thorley（Ashdown School）";
    assert!(english.contains(words), "{english}");
    assert!(english.contains("write the known name in the file"), "{english}");
    let again = office.plan(text.as_bytes(), &Options::default());
    assert!(near(&again).is_empty(), "who came in is asked about again");
}

#[test]
fn lists_of_people_and_sign_in_sheets_are_told_of_alike_unless_units_tell_apart() {
    let mut office = Office::new();
    enter(&mut office, 101, "Agnes Thorley", "Ashdown School", Side::Member);
    let list = "姓名,身份,单位\n\
                Agnes Thorly,委员,Ashdown School\n\
                Agnes Thornley,委员,Mill Lane\n\
                Agnes Thorely,委员,\n";
    let plan = office.plan(list.as_bytes(), &Options::default());
    assert_eq!(counts(&plan), [(What::Added, 3)]);
    assert_eq!(near(&plan), [2, 4]);
    assert_eq!(plan.added_beside(), [0; 4], "the rows themselves");
    let sheet = "工作室,会议日期,会议,姓名,单位,身份类别\n\
                 韶峰,2023-05-20,路灯会,Agnes Thorly,\"Ashdown School, head\",政协委员\n";
    let add = Options { add_missing: true, ..Options::default() };
    assert_eq!(near(&office.plan(sheet.as_bytes(), &add)), [2]);
    // 周明 in a studio may be meant for 周明远, and a resident hardly is.
    enter(&mut office, 102, "周明远", "", Side::Member);
    let studios = "工作室名称,召集人\n甲,周明\n";
    assert_eq!(near(&office.plan(studios.as_bytes(), &add)), [2]);
    let issues = "工作室,议题,诉求人\n韶峰,路灯不亮,周明\n";
    assert!(near(&office.plan(issues.as_bytes(), &add)).is_empty());
}
