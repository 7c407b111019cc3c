//! What is offered at the caret, how a reading is told, and what it asks of the domain.

use super::hall::{Hall, SESSION, issue_id, moment};
use crate::command::grammar::{About, Completion, Names, Part, Saying, actions, complete};
use crate::domain::action::Action;
use crate::domain::commitment::Benefit;
use crate::domain::decide::decide;
use crate::domain::issue::Category;
use crate::domain::line::LineKind;
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;

/// What is offered for a line whose caret is `|`.
fn offered(line: &str) -> Option<Completion> {
    let (before, after) = line.split_once('|').unwrap();
    let (hall, line) = (Hall::new(), format!("{before}{after}"));
    complete(&line, before.len(), Lang::Zh, &hall.ground())
}

fn inserts(line: &str) -> Vec<String> {
    let candidates = offered(line).map(|it| it.candidates).unwrap_or_default();
    candidates.into_iter().map(|it| it.insert).collect()
}

/// The line when the first that is offered is taken.
fn completed(line: &str) -> String {
    let completion = offered(line).unwrap();
    let mut line = line.replacen('|', "", 1);
    line.replace_range(completion.range, &completion.candidates[0].insert);
    line
}

#[test]
fn those_at_the_table_are_offered_first_then_who_is_expected() {
    assert_eq!(
        inserts("@|"),
        ["@周明 ", "@李建国 ", "@王芳 ", "@陈小红 ", "@单红梅 ", "@张三（二组） ", "@刘强 "]
    );
    assert_eq!(inserts("@l|"), ["@李建国 ", "@刘强 ", "@李建刚 "]);
    assert_eq!(inserts("@ljg|"), ["@李建国 ", "@李建刚 "]);
    assert_eq!(inserts("@建|"), ["@李建国 ", "@李建刚 ", "@谢建军 "]);
    assert_eq!(inserts("@shm|"), ["@单红梅 "]);
    assert_eq!(inserts("@城管|"), ["@李建国 "], "whoever is of a unit");
    assert_eq!(inserts("@zm|"), ["@周明 ", "@赵敏（东郊乡） ", "@赵敏（—） "]);
    assert_eq!(inserts("@zzz|"), [""; 0]);
    for line in ["李建国|", "a@b|", "说 |", "@李建国 |", "1+2|", ""] {
        assert_eq!(inserts(&format!("{}|", line.trim_end_matches('|'))), [""; 0], "{line}");
    }
}

#[test]
fn what_is_taken_stands_in_the_place_of_what_was_typed() {
    for (line, taken) in [
        ("@lj|", "@李建国 "),
        ("@lj|g 同意", "@李建国 同意"),
        ("答 @李|建国 同意", "答 @李建国 同意"),
        ("请@ljg|答复", "请@李建国答复"),
        ("请@wf|菲", "请@王芳 菲"),
        ("#t|", "#2 "),
        ("#tcn|", "#2 "),
        ("议 #流浪|", "议 #3 "),
        ("归 #2| 管", "归 #2 管"),
        ("先办 +w|", "先办 +温度 "),
        ("先办 +li|", "先办 +力度 "),
        ("先办 +gov|", "先办 +Governance "),
        ("＃3|", "#3 "),
    ] {
        assert_eq!(completed(line), taken, "{line}");
    }
}

#[test]
fn at_an_english_screen_a_category_is_offered_once_and_in_english() {
    let hall = Hall::new();
    for (line, insert) in [("+gov", "+Governance "), ("+li", "+Livelihood ")] {
        let completion = complete(line, line.len(), Lang::En, &hall.ground()).unwrap();
        let first = completion.candidates.first().unwrap();
        assert_eq!((first.insert.as_str(), first.note.as_str()), (insert, ""), "{line}");
        let is_english = completion.candidates.iter().all(|it| it.label.is_ascii());
        assert!(is_english, "{:?}", completion.candidates);
    }
}

#[test]
fn what_is_offered_is_told_apart() {
    let first = |line: &str| offered(line).unwrap().candidates.remove(0);
    let person = first("@ljg|");
    assert_eq!((person.label.as_str(), person.note.as_str()), ("李建国", "部门单位 · 城管局"));
    let issue = first("#tcn|");
    assert_eq!(issue.label, "2 市场周边停车难");
    assert_eq!(issue.entity, Some(issue_id(1).into()));
    assert!(issue.note.starts_with("WCM-"), "{}", issue.note);
}

#[test]
fn a_reading_is_told_piece_by_piece() {
    let hall = Hall::new();
    let line = "诺 @李建国 #2 +力度 由城管局负责6月30日前施划车位，交警支队配合，投入10万余元";
    let told = |lang| {
        let told = hall.read(line).told(lang, &hall.ground());
        told.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(
        told(Lang::Zh),
        "承办事项 · 发言人 李建国（城管局） · 议题 2 市场周边停车难 · 类别 力度 · 主办 城管局 · \
         会办 交警支队 · 时限 2023-06-30 · 资金 10万余元 · 类型 工程"
    );
    assert_eq!(
        told(Lang::En),
        "Commitment · Speaker 李建国 (城管局) · Item 2 市场周边停车难 · Category Governance · \
         Lead 城管局 · Supporting 交警支队 · Deadline 2023-06-30 · Funds over 100,000 yuan · \
         Promise Works"
    );
    let own = hall.read("诺 @李建国 我局6月底前整治").told(Lang::Zh, &hall.ground());
    assert!(own.contains(&(Part::Department, "主办 城管局（发言人单位）".to_owned())), "{own:?}");
}

#[test]
fn the_item_is_told_by_its_place_alone_or_by_the_beginning_of_its_title() {
    let hall = Hall::new().with_title(2, "东门农贸市场周边道路停车难和占道经营问题");
    let told = |line: &str| {
        let told = hall.read(line).told(Lang::Zh, &hall.ground());
        told.into_iter().find(|(part, _)| *part == Part::Issue).unwrap().1
    };
    assert_eq!(told("说 先划线"), "议题 1", "that is what is talked about");
    assert_eq!(told("说 #2 先划线"), "议题 2 市场周边停车难");
    assert_eq!(told("说 #3 先划线"), "议题 3 东门农贸市场周边道路停…");
}

#[test]
fn a_speaker_who_has_not_signed_in_is_told_at_once_and_does_not_hold_the_line() {
    let hall = Hall::new();
    let told = |line: &str, lang| {
        let reading = hall.read(line);
        let asks = reading.doubts.iter().any(|it| it.about.asks_first(reading.kind));
        assert!(reading.refusal().is_none() && !asks, "{line}");
        let told = reading.told(lang, &hall.ground());
        told.into_iter().find(|(part, _)| *part == Part::Person).unwrap().1
    };
    assert_eq!(told("@刘强 同意", Lang::Zh), "发言人 刘强（未签到）");
    assert_eq!(told("@刘强 同意", Lang::En), "Speaker 刘强 (not signed in)");
    assert_eq!(told("@谢建军 同意", Lang::Zh), "发言人 谢建军（未签到，住建局）");
    assert_eq!(told("@王芳 同意", Lang::Zh), "发言人 王芳（望春门社区）");
}

#[test]
fn the_parts_of_a_line_are_where_they_stand() {
    let line = "诺 @ljg #9 由城管局负责6月30日前装好，投入10万余元 +热点";
    let reading = Hall::new().read(line);
    let parts: Vec<(Part, &str)> = reading
        .spans
        .iter()
        .map(|span| (span.part, line.get(span.range.clone()).unwrap()))
        .collect();
    assert_eq!(
        parts,
        [
            (Part::Kind, "诺"),
            (Part::Person, "@ljg"),
            (Part::Unknown, "#9"),
            (Part::Department, "城管局"),
            (Part::Date, "6月30日前"),
            (Part::Money, "10万余元"),
            (Part::Label, "+热点"),
        ]
    );
}

/// What a line asks for, with new identities counted up.
fn asked(hall: &Hall, lines: &[&str]) -> Vec<Action> {
    let mut count = 0;
    let mut mint = || {
        count += 1;
        [200 + count; 16]
    };
    let mut saying = Saying::new(SESSION, None, &hall.world, &mut mint);
    lines.iter().flat_map(|line| actions(&hall.read(line), &mut saying)).collect()
}

#[test]
fn a_commitment_is_a_line_and_what_it_promises() {
    let mut hall = Hall::new();
    let asked = asked(&hall, &["诺 由城管局负责6月30日前装好，交警支队配合，投入10万余元"]);
    let [
        Action::AddLine { id: line, facts, .. },
        Action::MakeCommitment { line: of, facts: made, issue, .. },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}")
    };
    assert_eq!((facts.kind, Some(*line), *issue), (LineKind::Commitment, *of, issue_id(0)));
    assert_eq!(made.matter, facts.text);
    assert_eq!((made.promised, made.supporting.len()), (Benefit::Works, 1));
    decide(&mut hall.world, &asked, &moment()).unwrap();
    let held = hall.world.session(SESSION).unwrap();
    assert_eq!((held.lines.len(), held.commitments.len()), (1, 1));
}

#[test]
fn what_a_commitment_leaves_open_stays_unknown() {
    let mut hall = Hall::new();
    let long = format!("诺 {}", "尽快解决，".repeat(60));
    let asked = asked(&hall, &["诺 尽快解决", &long]);
    decide(&mut hall.world, &asked, &moment()).unwrap();
    let made: Vec<_> = hall.world.commitments().map(|it| it.facts.clone()).collect();
    assert!(made.iter().all(|facts| facts.lead.is_none() && facts.deadline.is_none()));
    let longest = made.iter().map(|facts| facts.matter.chars().count()).max();
    assert_eq!(longest, Some(200));
}

#[test]
fn labels_of_one_item_add_up_from_line_to_line() {
    let mut hall = Hall::new();
    let asked = asked(&hall, &["先办 +热点 +温度", "要紧 +安全", "要紧 +热点", "私 不急 +私下"]);
    assert_eq!(asked.len(), 5, "three lines, and two that say something new: {asked:?}");
    decide(&mut hall.world, &asked, &moment()).unwrap();
    let facts = &hall.world.issue(issue_id(0)).unwrap().facts;
    assert_eq!(facts.category, Some(Category::Livelihood));
    assert_eq!(facts.tags, ["热点", "安全"]);
}

#[test]
fn a_category_that_was_decided_stays_and_that_is_told() {
    let mut hall = Hall::new();
    let asked_first = asked(&hall, &["先办 +温度", "要紧 +力度"]);
    decide(&mut hall.world, &asked_first, &moment()).unwrap();
    hall.names = Names::of(&crate::command::Catalog::of(&hall.world));
    let category = |hall: &Hall| hall.world.issue(issue_id(0)).unwrap().facts.category;
    assert_eq!(category(&hall), Some(Category::Livelihood));
    let changing = asked(&hall, &["诺 城管局6月底前整治 +力度"]);
    assert_eq!(changing.len(), 2, "the line and its commitment: {changing:?}");
    let reading = hall.read("先办 +力度");
    assert_eq!(reading.doubts[0].about, About::OtherCategory(Category::Livelihood));
    assert!(reading.refusal().is_none());
    let told = reading.told(Lang::Zh, &hall.ground());
    assert!(told.iter().all(|(part, _)| *part != Part::Label), "{told:?}");
    let words = |lang| reading.doubts[0].words(lang, hall.names.catalog());
    assert!(words(Lang::Zh).contains("“+力度”：这件议题的类别已经是温度"), "{}", words(Lang::Zh));
    assert!(words(Lang::En).contains("Livelihood already"), "{}", words(Lang::En));
    assert!(hall.read("先办 +温度").doubts.is_empty());
}

#[test]
fn what_the_domain_refuses_stays_refused() {
    let mut hall = Hall::new();
    let asked = asked(&hall, &["诺 城管局2023-05-01前装好"]);
    let refused = decide(&mut hall.world, &asked, &moment()).unwrap_err();
    assert!(
        matches!(refused, Refusal::DeadlineTooEarly { .. } | Refusal::InPast { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_doubt_says_what_to_do_in_both_languages() {
    let hall = Hall::new();
    for (line, zh, en) in [
        ("@zz 同意", "“@zz”：没有这个人。", "“@zz”: nobody is called so."),
        ("@章三丰 同意", "没有这个人。", "nobody is called so."),
        ("@王方 同意", "没有这个人，是不是 王芳？", "Is it 王芳?"),
        ("决 未达成一致：会后再议", "请从菜单选“未达成共识”", "session no-consensus"),
        ("111123", "只有数字", "a number and nothing else"),
        ("@赵敏 同意", "赵敏（东郊乡）、赵敏（—）", "赵敏（东郊乡）, 赵敏（—）"),
        ("#9 怎么办", "议程共 3 项。请写 #1 到 #3。", "the agenda has 3 items. Write #1 to #3."),
        ("#路灯不亮 怎么办", "「路灯不亮」不在这次议程里。", "路灯不亮 is not on this agenda."),
        ("决 2月30日完成", "2月没有30日。", "February has no day 30."),
        ("诺 由园林局负责", "名册里没有这个部门单位。", "this department is not in the directory."),
        ("请@ljg答复", "指的是李建国", "this means 李建国"),
        ("诺 城管局每月底前报", "反复办理的日子，没有记成时限。", "comes again and again"),
        ("诺 城管局6月1日起办", "这是开始的日子", "something begins then"),
        ("诺 城管局验收后10日内办", "这要从另一件事算起", "has yet to happen"),
        ("诺 城管局管6月底前的存量", "说的是哪些东西", "which things are meant"),
        ("诺 城管局两三天内办", "说不准是哪一天", "this is not one day"),
        ("诺 城管局6月前办", "可能是 2023-05-31，也可能是 2023-06-30", "2023-05-31 or 2023-06-30"),
        ("诺 城管局农历六月底前办", "农历不换算。请写公历日期", "lunar calendar is not reckoned"),
        ("诺 城管局5月底前办，6月底前完", "以 2023-05-31 为准", "2023-05-31 counts"),
        ("诺 城管局6月中旬前办", "按最后一天 2023-06-20 记", "the last day, 2023-06-20"),
        ("诺 城管局6月底前办，约5万", "是资金就补上“元”", "Write the unit"),
        ("诺 城管局6月底前投入不超过5万元", "这只是上限", "only an upper bound"),
        ("x: 好", "议t、问q、答a、说s、决d、诺c、私n", "t q a s d c n"),
        ("诺 城管局6月底前每户补助2000元", "请写总额", "Write the total"),
        ("@李建国 同意 @-", "一行只有一个发言人", "a line has one speaker"),
        ("诺 城管局6月底前投入几万元", "不是一个确定的金额", "not one amount"),
        ("诺 财政局6月底前拨付2万元，再拨付3万元", "以 2万元 为准", "20,000 yuan counts"),
        (
            "诺 由城管局6月底前办，住建局指导",
            "没有算作主办，也没有算作会办",
            "neither leads nor supports",
        ),
    ] {
        let reading = hall.read(line);
        let words = |lang| reading.doubts[0].words(lang, hall.names.catalog());
        assert!(words(Lang::Zh).contains(zh), "{line}: {}", words(Lang::Zh));
        assert!(words(Lang::En).contains(en), "{line}: {}", words(Lang::En));
    }
}

#[test]
fn names_follow_the_rows() {
    let mut hall = Hall::new();
    let mut names = Names::default();
    assert!(hall.read("@lq 好").speaker.is_some());
    names.update(hall.names.catalog());
    hall.names = names;
    assert!(hall.read("@lq 好").speaker.is_some());
    let nobody = hall.read("@xx 好");
    assert_eq!(nobody.doubts[0].about, About::Nobody);
}
