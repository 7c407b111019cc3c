//! One issue from the first start to the raiser's word, typed into the program in a terminal.

use super::window::Fill::{Skip, Type};
use super::window::{Home, IN_FORM, Workbench, choose, label};
use tanshi::command::verb::Noun;
use tanshi::domain::commitment::{Benefit, Grade};
use tanshi::domain::issue::{Means, Verdict};
use tanshi::domain::line::LineKind;
use tanshi::domain::session::Class;

const TITLE: &str = "临水路段加装护栏";

/// Takes the issue in and talks it over.
fn consult(bench: &mut Workbench) {
    bench.wait_for("登记您的工作室和召集人");
    let convenor = [Type("石潭镇委员工作室"), Type("ST"), Skip, Skip, Skip, Skip, Type("周明")];
    bench.form("a", "新建工作室", &convenor);
    // The first studio is followed by the settings, with the convenor as who is at the keyboard.
    bench.form("", label(Noun::Settings, "set"), &[]);
    bench.wait_for("石潭镇委员工作室");
    let letter = [Type(TITLE), Skip, Skip, Skip, Skip, Skip, Type("李某某"), Type("2023-02-01")];
    bench.form("a", "登记议题", &letter);
    bench.wait_for(TITLE);
    bench.form("A", "受理", &[Type("2023-02-03")]);
    bench.send("gd");
    bench.wait_for("部门单位");
    bench.form("a", label(Noun::Department, "add"), &[Type("水利局"), Type("水利")]);
    bench.wait_for("水利局");
    bench.send("gw");
    bench.wait_for(TITLE);
    // Title, studio and agenda come from the issue; the date is the first to be filled in.
    bench.form("\x1b[17~", "筹备协商议事会", &[Skip, Skip, Type("2023-02-20")]);
    for (name, class) in [("周明", Class::Convenor), ("李某某", Class::Raiser)] {
        bench.form("sa", "签到", &[Type(name), choose(Class::ALL, &class)]);
    }
    let department = [Type("王工"), choose(Class::ALL, &Class::Department), Type("水利局")];
    bench.form("sa", "签到", &department);
    let question = [Type("能否在汛期前装好？"), choose(LineKind::ALL, &LineKind::Question)];
    bench.form("sl", "记一行", &question);
    let agreed = [Type("装护栏300米，六月底前完成。"), choose(LineKind::ALL, &LineKind::Agreed)];
    bench.form("sl", "记一行", &agreed);
    bench.send("sh");
    bench.wait_for("┌ 标为已召开");
    bench.send("\r");
    bench.wait("held", |shown| !shown.contains("┌ 标为已召开") && shown.contains("已召开"));
    bench.form("c", "标为已协商", &[]);
}

/// Has it handled, asked about and resolved.
fn resolve(bench: &mut Workbench) {
    let promise = [
        Type("安装护栏300米"),
        choose(Benefit::ALL, &Benefit::Works),
        Type("水利局"),
        Skip,
        Type("2023-06-30"),
    ];
    bench.form("\x1b[18~", "新增承办事项", &promise);
    let done = [
        Type("护栏已装好"),
        Type("2023-06-20"),
        // Of several, a digit checks one and stays.
        Type("1"),
        Skip,
        Skip,
        Type("验收照片"),
        Skip,
        choose(Grade::ALL, &Grade::A),
    ];
    bench.form("\x1b[24~", "办结", &done);
    let verdict = [
        choose(Verdict::ALL, &Verdict::Satisfied),
        Type("2023-06-25"),
        choose(Means::ALL, &Means::Visit),
    ];
    bench.form("v", "测评、回访", &verdict);
    bench.form("r", "标为已解决", &[Type("2023-06-26")]);
    bench.wait_for("已解决");
}

#[test]
fn an_issue_goes_from_the_first_start_to_resolved_by_the_keyboard_alone() {
    let home = Home::new();
    let mut bench = Workbench::open(&home);
    consult(&mut bench);
    resolve(&mut bench);
    bench.quit();

    let list = home.json(&["issue", "list"]);
    let number = list["issues"][0]["number"].as_str().unwrap().to_owned();
    let issue = &home.json(&["issue", "show", &number])["issue"];
    assert_eq!(issue["status"], "resolved");
    assert_eq!(issue["commitment_list"][0]["grade"], "A");
    let report = home.json(&["report", "--from", "2023-01-01", "--to", "2023-12-31"]);
    for column in ["member", "public", "department"] {
        assert_eq!(report["totals"][format!("{column}_attendances")], 1, "{column}");
    }

    let bench = Workbench::open(&home);
    bench.wait("the issue is there again", |shown| {
        shown.contains(TITLE) && shown.contains("已解决") && shown.contains("石潭镇委员工作室")
    });
    bench.quit();
}

/// The department's word is not the raiser's: a complaint sends the work back and keeps the issue open,
/// until it was done again and the raiser was asked again.
#[test]
fn a_dissatisfied_word_blocks_and_a_later_satisfied_one_lets_it_be_resolved() {
    let home = Home::new();
    let mut bench = Workbench::open(&home);
    consult(&mut bench);
    let promise = [
        Type("安装护栏300米"),
        choose(Benefit::ALL, &Benefit::Works),
        Type("水利局"),
        Skip,
        Type("2023-06-30"),
    ];
    bench.form("\x1b[18~", "新增承办事项", &promise);
    let done = |text, on, photo| {
        let grade = choose(Grade::ALL, &Grade::A);
        [Type(text), Type(on), Type("1"), Skip, Skip, Type(photo), Skip, grade]
    };
    bench.form("\x1b[24~", "办结", &done("护栏已装好", "2023-06-20", "验收照片"));
    let word =
        |verdict, on| [choose(Verdict::ALL, &verdict), Type(on), choose(Means::ALL, &Means::Visit)];
    let complaint = word(Verdict::Dissatisfied, "2023-06-25");
    let why = [Type("一场雨就松了"), Skip, Skip, Type("2023-07-20")];
    let complaint: Vec<_> = complaint.into_iter().chain(why).collect();
    bench.form("v", "测评、回访", &complaint);
    bench.wait_for("退回重办，2023-07-20 前：");
    bench.send("r");
    bench.wait("the form", |shown| shown.contains("┌ 标为已解决") && shown.contains(IN_FORM));
    bench.send("\x13");
    bench.wait("it is refused", |shown| {
        // The list of the form, and what is told when saving was refused.
        shown.contains("诉求人不满意") && shown.matches("还缺 4 项").count() == 2
    });
    bench.send("\x1b");
    bench.wait("it is open", |shown| !shown.contains("┌ 标为已解决") && shown.contains("已协商"));
    bench.form("\x1b[24~", "办结", &done("立柱重新浇筑", "2023-07-10", "复验照片"));
    bench.form("v", "测评、回访", &word(Verdict::Satisfied, "2023-07-15"));
    bench.form("r", "标为已解决", &[Type("2023-07-16")]);
    bench.wait_for("已解决");
    bench.quit();

    let list = home.json(&["issue", "list"]);
    let number = list["issues"][0]["number"].as_str().unwrap().to_owned();
    let issue = &home.json(&["issue", "show", &number])["issue"];
    let marks = issue["commitment_list"][0]["handlings"].as_array().unwrap();
    let kinds: Vec<_> = marks.iter().map(|mark| mark["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["completed", "graded", "sent_back", "completed", "graded"]);
    assert_eq!(issue["status"], "resolved");
    assert_eq!(
        issue["steps"].as_array().unwrap().last().unwrap()["overrides"],
        serde_json::json!([])
    );
}

#[test]
fn earlier_records_are_taken_in_from_a_dropped_file_on_the_first_page() {
    let home = Home::new();
    let mut bench = Workbench::open(&home);
    bench.wait_for("从文件导入");
    // A file that is none of ours is told in the form, and nothing is lost.
    let other = home.0.path().join("别的 文件.csv");
    std::fs::write(&other, "天气,心情\n晴,好\n").unwrap();
    bench.send("i");
    bench.wait_for("┌ 从文件导入");
    bench.send(&format!("'{}'\x13", other.display()));
    bench.wait_for("找不到表头");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/records.jsonl");
    bench.send(&format!("\x15{file}\x13"));
    bench.wait("the issues are there", |shown| {
        shown.contains("金都大市场") && !shown.contains("┌ 从文件导入")
    });
    bench.quit();
    assert_eq!(home.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 6);
}

/// A save that was under way when the window went is saved, or kept as typed: never both, which
/// would enter it twice, and never neither.
#[test]
fn what_is_being_saved_when_the_window_closes_is_there_once() {
    let home = Home::new();
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["settings", "set", "--my-studio", "ST"]);
    let unsaved = home.0.path().join("data/unsaved.json");
    for round in 1_usize..=6 {
        let mut bench = Workbench::open(&home);
        bench.wait("the workbench", |shown| shown.contains("石潭镇委员工作室"));
        bench.send("a");
        bench.wait_for(IN_FORM);
        let title = format!("加装护栏{round}");
        bench.send(&title);
        bench.wait_for(&title);
        let saved = || home.json(&["issue", "list"])["issues"].as_array().unwrap().len();
        bench.send("\x13");
        bench.hang_up();
        let (saved, kept) = (saved(), unsaved.exists());
        assert_eq!(saved + usize::from(kept), round, "{saved} saved, kept: {kept}");
        if kept {
            std::fs::remove_file(&unsaved).unwrap();
            home.json(&["issue", "add", &title, "--studio", "ST"]);
        }
    }
}
