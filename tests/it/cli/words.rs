//! The words that options take, and names that are given in part.

use super::Desk;
use super::filled::Filled;

/// Prints the same whichever of these words an option is given.
fn is_the_same(desk: &Desk, call: &[&str], words: &[&str]) {
    let first = desk.ok(&[call, &words[..1]].concat());
    for word in words {
        for lang in ["zh", "en"] {
            let told = desk.ok(&[call, &[word, "--lang", lang]].concat());
            let usual = desk.ok(&[call, &words[..1], &["--lang", lang]].concat());
            assert_eq!(told, usual, "{call:?} {word} {lang}");
        }
    }
    assert!(!first.is_empty(), "{call:?} tells nothing");
}

#[test]
fn an_option_takes_the_words_of_either_language_and_what_is_plain_of_them() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let year = ["report", "--from", "2023-01-01", "--to", "2023-12-31"];
    let by = [&year[..], &["--by"]].concat();
    is_the_same(desk, &by, &["studio", "工作室", "按工作室", "Studio", "STUDIO"]);
    is_the_same(desk, &by, &["month", "月", "月份", "按月份", "Month"]);
    is_the_same(desk, &by, &["district", "县市区", "区县"]);
    let rows = [&year[..], &["--rows"]].concat();
    is_the_same(desk, &rows, &["submitted", "登记议题", "登记", "Issues submitted"]);
    is_the_same(desk, &["issue", "list", "--status"], &["open", "未办结", "未完", "Open"]);
    is_the_same(desk, &["session", "list", "--status"], &["closed", "已召开", "held"]);
    is_the_same(desk, &["commitment", "list", "--status"], &["completed", "已办结", "Handled"]);
    is_the_same(desk, &["export", "--ledger", "--status"], &["open", "未办结", "未完"]);
    is_the_same(desk, &["search", "护栏", "--kind"], &["issue", "议题", "Issue"]);
}

#[test]
fn a_document_is_named_by_its_word() {
    let filled = Filled::new();
    let sessions = filled.desk.json(&["session", "list", "--status", "已召开"]);
    let number = sessions["sessions"][0]["number"].as_str().unwrap();
    let minutes = filled.desk.ok(&["document", "minutes", number]);
    for word in ["会议纪要", "纪要", "Minutes"] {
        assert_eq!(filled.desk.ok(&["document", word, number]), minutes, "{word}");
    }
}

#[test]
fn a_language_is_named_in_either_language() {
    let desk = Desk::new();
    let english = desk.ok(&["--lang", "en", "--help"]);
    for word in ["英文", "English", "EN"] {
        assert_eq!(desk.ok(&["--lang", word, "--help"]), english, "{word}");
    }
    assert_eq!(desk.ok(&["--lang", "中文", "--help"]), desk.ok(&["--lang", "zh", "--help"]));
}

#[test]
fn a_word_that_may_mean_several_is_refused_and_names_them() {
    let desk = Desk::new();
    let told = desk.fails(2, &["report", "--by", "d"]);
    assert!(told.contains("是不是要写 district 县市区、department 部门单位？"), "{told}");
    let told = desk.fails(2, &["report", "--by", "foo", "--lang", "en"]);
    assert!(told.contains("cannot be “foo”") && told.contains("month"), "{told}");
    assert!(!told.contains("Did you mean"), "{told}");
    let help = desk.ok(&["report", "-h"]);
    assert!(help.contains("month 月份") && !help.contains("month Month"), "{help}");
}

#[test]
fn commitments_are_narrowed_to_a_status_and_a_studio() {
    let filled = Filled::new();
    let more = ["commitment", "add", &filled.issue, "补一段护栏", "--promised", "工程"];
    filled.desk.ok(&more);
    let list = |words: &[&str]| {
        let list = filled.desk.json(&[&["commitment", "list"], words].concat());
        list["commitments"].as_array().unwrap().clone()
    };
    let (all, done) = (list(&[]), list(&["--status", "已办结"]));
    assert!(!done.is_empty() && done.len() < all.len(), "{} of {}", done.len(), all.len());
    assert!(done.iter().all(|it| it["progress"] == "completed"), "{done:?}");
    assert_eq!(list(&["--status", "done"]), done);
    let open = list(&["--status", "未办结"]);
    assert!(!open.is_empty() && open.iter().all(|it| it["completed"].is_null()), "{open:?}");
    let desk = &filled.desk;
    desk.ok(&["issue", "add", "校车", "--studio", "JY", "--raiser", "刘爱华"]);
    desk.ok(&["issue", "accept", "校车"]);
    desk.ok(&["commitment", "add", "校车", "加开一班", "--promised", "服务"]);
    let of_studio = list(&["--studio", "石潭"]);
    assert_eq!(of_studio.len(), all.len());
    assert_eq!(list(&["--studio", "JY"]).len(), 1);
    assert!(of_studio.iter().all(|it| it["number"].as_str().unwrap().starts_with("ST-")));
}

#[test]
fn what_is_looked_at_is_named_by_a_part_that_is_plain() {
    let filled = Filled::new();
    let desk = &filled.desk;
    for call in [&["issue", "list"][..], &["report", "--from", "2023-01-01"], &["today"]] {
        let whole = desk.ok(&[call, &["--studio", "石潭镇委员工作室"]].concat());
        for part in ["石潭", "ST", "st"] {
            assert_eq!(desk.ok(&[call, &["--studio", part]].concat()), whole, "{call:?} {part}");
        }
    }
    let told = desk.fails(2, &["report", "--studio", "工作室"]);
    assert!(told.contains("教育界别工作室") && told.contains("石潭镇委员工作室"), "{told}");
    let told = desk.fails(2, &["report", "--studio", "没有的"]);
    assert!(told.contains("没有“没有的”这个工作室"), "{told}");
    // What is written is not guessed, but for the studio that it belongs to.
    let number = &filled.issue;
    let told = desk.fails(2, &["issue", "evaluate", "加装护栏", "满意", "--means", "电话"]);
    assert!(told.contains(number) && told.contains("请写编号"), "{told}");
    assert!(desk.ok(&["issue", "show", "加装护栏"]).contains(number));
    desk.ok(&["issue", "add", "卫生院门口积水", "--studio", "石潭"]);
    let added = desk.json(&["issue", "list", "卫生院门口积水"]);
    assert_eq!(added["issues"][0]["studio"], "石潭镇委员工作室");
    let told = desk.fails(2, &["commitment", "add", "加装护栏", "修", "--promised", "工程"]);
    assert!(told.contains("可能是：") && told.contains(number), "{told}");
}

#[test]
fn a_word_to_be_left_out_is_no_option_and_an_unknown_option_is_told() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let with = desk.json(&["search", "护栏", "--kind", "issue"])["total"].as_u64().unwrap();
    let less = &["search", "护栏", "-太矮", "--kind", "issue"];
    assert_eq!(desk.json(less)["total"].as_u64().unwrap(), with - 1);
    assert_eq!(desk.ok(&["issue", "list", "-护栏"]).matches("护栏").count(), 0);
    let told = desk.fails(2, &["search", "护栏", "--foo"]);
    assert!(told.contains("没有 --foo 这个选项") && told.contains("前面写一个 -"), "{told}");
}

#[test]
fn help_on_documents_says_what_each_is_and_what_it_does_not_do() {
    let help = Desk::new().ok(&["document", "follow-up", "--help"]);
    for words in ["督办函：写给一个部门单位", "不登记督办", "部门单位，或写“全部”"]
    {
        let one_line = help.replace(char::is_whitespace, "");
        assert!(one_line.contains(words), "{words}: {help}");
    }
}

#[test]
fn a_studio_is_named_by_a_part_that_is_plain_wherever_one_is_named() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let told = desk.ok(&["issue", "add", "来信 路灯不亮 工作室：石潭"]);
    assert!(told.contains("听懂了：来源：来信；工作室：石潭"), "{told}");
    let studio = |desk: &Desk, title: &str| {
        let page = desk.json(&["issue", "show", title]);
        page["issue"]["studio"].as_str().unwrap().to_owned()
    };
    assert_eq!(studio(desk, "路灯不亮"), "石潭镇委员工作室");
    desk.ok(&["issue", "add", "井盖松动", "--studio", "ST"]);
    desk.ok(&["issue", "move", "路灯不亮", "教育", "--also", "井盖松动"]);
    assert_eq!(studio(desk, "路灯不亮"), "教育界别工作室");
    // One character is not enough, and two that may be meant are named.
    desk.fails(2, &["issue", "add", "停车难", "--studio", "石"]);
    desk.fails(2, &["issue", "add", "停车难", "--studio", "工作室"]);
}

#[test]
fn a_name_that_several_have_is_told_and_no_other_document_made() {
    let filled = Filled::new();
    let desk = &filled.desk;
    for day in ["2023-03-01", "2023-03-02"] {
        desk.ok(&["issue", "add", "停车难", "--studio", "ST", "--submitted", day]);
    }
    let plan = ["session", "plan", "停车难协商会", "--studio", "ST", "--on", "2023-11-20"];
    desk.ok(&[&plan[..], &["--agenda", &filled.issue]].concat());
    let told = desk.fails(2, &["document", "case-file", "停车难"]);
    assert!(told.contains("ST-"), "{told}");
    let told = desk.fails(2, &["session", "agenda", "停车难协商会", "停车难"]);
    assert!(told.contains("请写编号") && !told.contains("张三"), "{told}");
}
