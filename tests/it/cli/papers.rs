//! A session run from the command line, and the documents that are written of it.

use super::Desk;
use std::fs;

/// A session of today that was run and closed, with two departments in its commitments.
pub(super) fn run_session() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["department", "add", "住房和城乡建设局", "--short", "住建局"]);
    desk.ok(&["department", "add", "交警支队", "--short", "交警"]);
    desk.ok(&["person", "add", "陈国梁", "--side", "member"]);
    desk.ok(&["person", "add", "唐玉梅", "--side", "public", "--unit", "同庆村"]);
    desk.ok(&["person", "add", "魏工", "--side", "other", "--department", "住建局"]);
    desk.ok(&["issue", "add", "市场周边停车难", "--raiser", "唐玉梅"]);
    desk.ok(&["issue", "accept", "市场周边停车难"]);
    desk.ok(&["session", "plan", "停车协商议事会", "--on", "今天", "--agenda", "市场周边停车难"]);
    desk.ok(&["session", "start", "停车协商议事会"]);
    desk.ok(&["session", "attend", "停车协商议事会", "陈国梁、唐玉梅、魏工"]);
    desk.ok(&["session", "speak", "停车协商议事会", "唐玉梅"]);
    let said = "早上货车把路都堵死了，电话13812345678\n\
                决 机关停车场夜间开放\n\
                诺 由住建局牵头，会同交警支队，90天内施划四十个车位\n\
                私 会后再和书记沟通";
    desk.ok(&["session", "say", "停车协商议事会", said]);
    desk
}

#[test]
fn lines_are_read_as_they_are_typed_on_the_floor() {
    let desk = run_session();
    let shown = desk.json(&["session", "show", "停车协商议事会"]);
    let lines = shown["session"]["lines"].as_array().unwrap();
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["statement", "agreed", "commitment"]);
    assert_eq!(lines[0]["speaker"], "唐玉梅");
    assert_eq!(lines[1]["speaker"], serde_json::Value::Null);
    let list = desk.json(&["commitment", "list"]);
    let commitment = &list["commitments"][0];
    assert_eq!(commitment["lead"], "住房和城乡建设局");
    assert_eq!(commitment["supporting"][0], "交警支队");
}

#[test]
fn a_line_that_is_not_understood_is_told_with_its_number_and_saves_nothing() {
    let desk = run_session();
    for (typed, told) in [
        ("好\n@查无此人 说了什么", "第 2 行"),
        ("诺 由住建局牵头，2月30日前完成", "第 1 行"),
        ("#9 没有这个议题", "第 1 行"),
    ] {
        let said = desk.fails(2, &["session", "say", "停车协商议事会", typed]);
        assert!(said.contains(told), "{said}");
    }
    let shown = desk.json(&["session", "show", "停车协商议事会"]);
    assert_eq!(shown["session"]["lines"].as_array().unwrap().len(), 3);
}

/// On the floor the line says so before it is kept.
#[test]
fn who_spoke_and_has_not_signed_in_is_told() {
    let desk = run_session();
    desk.ok(&["person", "add", "陈国栋", "--side", "member"]);
    let say = |line: &str| {
        let done = desk.run(&["session", "say", "停车协商议事会", line]);
        assert!(done.status.success());
        String::from_utf8(done.stderr).unwrap()
    };
    assert!(say("说 @陈国栋 同意").contains("没有签到：陈国栋"));
    assert_eq!(say("说 @陈国梁 同意"), "");
}

#[test]
fn nobody_who_waits_is_passed_over() {
    let desk = run_session();
    desk.ok(&["session", "queue", "停车协商议事会", "陈国梁"]);
    let said = desk.fails(1, &["session", "close", "停车协商议事会"]);
    assert!(said.contains("1 人在等发言") && said.contains("--clear"), "{said}");
    desk.ok(&["session", "queue", "停车协商议事会", "--clear"]);
    desk.ok(&["session", "close", "停车协商议事会"]);
    assert_eq!(desk.json(&["issue", "list"])["issues"][0]["status"], "consulted");
}

#[test]
fn closing_can_leave_the_issues_as_they_are() {
    let desk = run_session();
    desk.ok(&["session", "close", "停车协商议事会", "--only"]);
    assert_eq!(desk.json(&["issue", "list"])["issues"][0]["status"], "submitted");
    desk.ok(&["issue", "consult", "市场周边停车难"]);
}

#[test]
fn minutes_are_shown_and_written_and_hold_no_private_note() {
    let desk = run_session();
    desk.ok(&["session", "close", "停车协商议事会"]);
    let shown = desk.ok(&["document", "minutes", "停车协商议事会"]);
    assert!(shown.contains("机关停车场夜间开放") && shown.contains("住房和城乡建设局"), "{shown}");
    assert!(!shown.contains("书记"), "{shown}");
    for ending in ["docx", "md", "txt"] {
        let path = desk.path().join(format!("纪要.{ending}"));
        let told =
            desk.ok(&["document", "minutes", "停车协商议事会", "-o", path.to_str().unwrap()]);
        assert_eq!(told.trim(), path.to_str().unwrap());
        assert!(fs::metadata(&path).unwrap().len() > 100);
    }
    let path = desk.path().join("再来.docx");
    desk.ok(&["document", "minutes", "停车协商议事会", "-o", path.to_str().unwrap()]);
    let (one, other) = (fs::read(desk.path().join("纪要.docx")), fs::read(path));
    assert_eq!(one.unwrap(), other.unwrap(), "the same minutes are the same bytes");
}

#[test]
fn what_a_commitment_says_itself_is_not_told_twice_and_what_was_not_discussed_is_said() {
    let desk = run_session();
    desk.ok(&["issue", "add", "路灯不亮"]);
    desk.ok(&["session", "agenda", "停车协商议事会", "路灯不亮"]);
    desk.ok(&["session", "close", "停车协商议事会"]);
    let shown = desk.ok(&["document", "minutes", "停车协商议事会"]);
    assert!(shown.contains("由住建局牵头，会同交警支队，90天内（"), "{shown}");
    assert!(shown.contains("日前）施划四十个车位。"), "{shown}");
    assert!(!shown.contains("主办") && !shown.contains("前完成"), "{shown}");
    assert!(shown.contains("本次会议未议及"), "{shown}");
}

#[test]
fn a_public_copy_tells_neither_citizens_nor_telephones() {
    let desk = run_session();
    desk.ok(&["session", "close", "停车协商议事会"]);
    let words = ["document", "minutes", "停车协商议事会"];
    let (inner, public) = (desk.ok(&words), desk.ok(&[&words[..], &["--public"]].concat()));
    assert!(inner.contains("唐玉梅") && inner.contains("13812345678"), "{inner}");
    assert!(!public.contains("唐玉梅") && public.contains("唐某某"), "{public}");
    assert!(!public.contains("13812345678") && public.contains("138****5678"), "{public}");
    assert!(public.contains("陈国梁"), "{public}");
}

#[test]
fn every_department_gets_its_letter_in_a_folder() {
    let desk = run_session();
    desk.ok(&["session", "close", "停车协商议事会"]);
    let one = desk.path().join("交办.docx");
    let said =
        desk.fails(2, &["document", "assignment", "停车协商议事会", "-o", one.to_str().unwrap()]);
    assert!(said.contains("共 2 份") && said.contains("文件夹") && !one.exists(), "{said}");
    let folder = desk.path().join("交办");
    let target = folder.to_str().unwrap();
    let told = desk.json(&["document", "assignment", "停车协商议事会", "-o", target]);
    assert_eq!(told["documents"].as_array().unwrap().len(), 2);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(
        names[0].starts_with("交办单-交警-") && names[1].starts_with("交办单-住建局-"),
        "{names:?}"
    );
    assert!(names.iter().all(|name| !name.contains("停车")), "{names:?}");
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_half_is_left() {
    let desk = run_session();
    let taken = desk.path().join("纪要.docx");
    fs::write(&taken, "别人的").unwrap();
    let words = |path: &str| {
        vec![
            "document".to_owned(),
            "minutes".into(),
            "停车协商议事会".into(),
            "-o".into(),
            path.into(),
        ]
    };
    let fails = |path: &str| {
        let words = words(path);
        desk.fails(2, &words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert!(fails(taken.to_str().unwrap()).contains("--yes"));
    assert_eq!(fs::read_to_string(&taken).unwrap(), "别人的");
    let nowhere = desk.path().join("没有").join("纪要.docx");
    assert!(fails(nowhere.to_str().unwrap()).contains("文件夹"));
    let strange = desk.path().join("纪要.pdf");
    assert!(fails(strange.to_str().unwrap()).contains(".docx"));
    assert!(fails("/proc/纪要.docx").contains("/proc/纪要.docx"));
    let left = fs::read_dir(desk.path()).unwrap().flatten();
    assert!(left.into_iter().all(|it| !it.file_name().to_string_lossy().starts_with(".tanshi-")));
    let none = desk.fails(2, &["document", "minutes", "没有的会"]);
    assert!(none.contains("没有的会"), "{none}");
}

#[test]
fn those_who_are_invited_stand_in_the_notice_and_on_the_sheet_that_goes_round() {
    let desk = run_session();
    desk.ok(&["session", "plan", "下周的会", "--on", "下周五", "--agenda", "市场周边停车难"]);
    desk.ok(&["session", "invite", "下周的会", "陈国梁、唐玉梅", "--department", "交警支队"]);
    let notice = desk.ok(&["document", "notice", "下周的会"]);
    for words in ["交警支队", "政协委员：陈国梁", "诉求人：唐玉梅"] {
        assert!(notice.contains(words), "{words} in {notice}");
    }
    let sheet = desk.ok(&["document", "sign-in-blank", "下周的会"]);
    assert!(sheet.contains("陈国梁") && sheet.contains("唐玉梅"), "{sheet}");
    desk.ok(&["session", "excuse", "下周的会", "陈国梁", "--reason", "出差"]);
    assert!(!desk.ok(&["document", "notice", "下周的会"]).contains("陈国梁"));
}

#[test]
fn who_is_excused_and_who_did_not_come_stands_in_every_list_and_the_reason_stays_in_the_office() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["department", "add", "城管局"]);
    for (name, side) in
        [("陈国梁", "member"), ("周明", "member"), ("贺文", "member"), ("唐玉梅", "public")]
    {
        desk.ok(&["person", "add", name, "--side", side]);
    }
    desk.ok(&["issue", "add", "停车难"]);
    desk.ok(&["issue", "accept", "停车难"]);
    desk.ok(&["session", "plan", "会", "--on", "今天", "--agenda", "停车难"]);
    desk.ok(&["session", "invite", "会", "陈国梁、周明、唐玉梅", "--department", "城管局"]);
    let excuse = ["session", "excuse", "会", "周明", "--reason", "住院", "--substitute", "贺文"];
    desk.ok(&excuse);
    desk.ok(&["session", "start", "会"]);
    desk.ok(&["session", "attend", "会", "陈国梁、贺文"]);
    desk.ok(&["session", "close", "会", "--only"]);
    let minutes = desk.ok(&["document", "minutes", "会"]);
    let record = desk.ok(&["document", "record", "会"]);
    for paper in [&minutes, &record] {
        assert!(paper.contains("周　明（住院，由贺文代为参加）"), "{paper}");
        assert!(paper.contains("城管局") && paper.contains("唐玉梅"), "{paper}");
    }
    let public = desk.ok(&["document", "minutes", "会", "--public"]);
    assert!(public.contains("请假") && !public.contains("住院"), "{public}");
    assert!(public.contains("缺席") && !public.contains("唐玉梅"), "{public}");
    let sheet = desk.ok(&["document", "sign-in", "会"]);
    let row = |name: &str| sheet.lines().find(|line| line.contains(name)).unwrap_or_default();
    assert!(row("周　明").contains("请假") && row("唐玉梅").contains("缺席"), "{sheet}");
}

#[test]
fn whoever_comes_before_the_planned_time_is_not_late_though_the_clock_runs_already() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    for name in ["陈国梁", "周明"] {
        desk.ok(&["person", "add", name, "--side", "member"]);
    }
    desk.ok(&["issue", "add", "停车难"]);
    desk.ok(&["issue", "accept", "停车难"]);
    let now = super::now();
    let begins = now + chrono::TimeDelta::minutes(20);
    // Past midnight there is no later time of this day to plan.
    if begins.date() != now.date() {
        return;
    }
    let at = |time: chrono::NaiveDateTime| time.format("%H:%M").to_string();
    let plan = ["session", "plan", "会", "--on", "今天", "--agenda", "停车难", "--at", &at(begins)];
    desk.ok(&plan);
    desk.ok(&["session", "start", "会"]);
    desk.ok(&["session", "attend", "会", "陈国梁"]);
    let minutes = desk.ok(&["document", "minutes", "会"]);
    assert!(minutes.contains("陈国梁") && !minutes.contains("到会）"), "{minutes}");
}

#[test]
fn letters_of_a_session_are_written_by_department_and_what_nobody_is_asked_to_do_is_told() {
    let desk = run_session();
    desk.ok(&["session", "say", "停车协商议事会", "诺 由交警牵头，会同住建局，30日内划好禁停线"]);
    desk.ok(&["session", "say", "停车协商议事会", "诺 尽快修好路灯"]);
    let folder = desk.path().join("交办");
    fs::create_dir(&folder).unwrap();
    let words = ["document", "assignment", "停车协商议事会", "-o", folder.to_str().unwrap()];
    let written = desk.run(&words);
    let note = String::from_utf8(written.stderr).unwrap();
    assert!(note.contains("1 件承办事项没有主办、会办单位") && note.contains("路灯"), "{note}");
    let paths = String::from_utf8(written.stdout).unwrap();
    let mut names: Vec<&str> = paths.lines().map(|it| it.rsplit('/').next().unwrap()).collect();
    let to = |name: &&str| name.split('-').nth(1).unwrap().to_owned();
    let whom: Vec<String> = names.iter().map(to).collect();
    assert_eq!(whom, ["住建局", "住建局", "交警", "交警"], "{names:?}");
    assert!(names[0].contains("-1-") && names[2].contains("-2-"), "lead first: {names:?}");
    // A folder lists them by name: one department's letters stand together there too.
    names.sort_unstable();
    let mut whom: Vec<String> = names.iter().map(to).collect();
    whom.dedup();
    assert_eq!(whom.len(), 2, "{names:?}");
}

#[test]
fn letters_to_nobody_are_not_written_and_it_is_said_why() {
    let desk = run_session();
    desk.ok(&["issue", "add", "路灯不亮"]);
    desk.ok(&["issue", "accept", "路灯不亮"]);
    desk.ok(&["session", "plan", "路灯协商会", "--on", "今天", "--agenda", "路灯不亮"]);
    desk.ok(&["session", "start", "路灯协商会"]);
    desk.ok(&["session", "say", "路灯协商会", "诺 尽快修好路灯"]);
    let said = desk.fails(2, &["document", "assignment", "路灯协商会"]);
    assert!(said.contains("没有主办、会办单位") && said.contains("尽快修好路灯"), "{said}");
}

#[test]
fn a_department_that_acts_by_its_everyday_name_is_not_told_again() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["department", "add", "临川县公安局交通警察大队", "--short", "县交警大队"]);
    desk.ok(&["department", "add", "临川县城市管理局"]);
    desk.ok(&["department", "add", "临川县卫生健康委员会"]);
    desk.ok(&["issue", "add", "停车难"]);
    desk.ok(&["issue", "accept", "停车难"]);
    desk.ok(&["session", "plan", "会", "--on", "今天", "--agenda", "停车难"]);
    desk.ok(&["session", "start", "会"]);
    let promises = [
        "交警大队2099年12月15日前施划车位",
        "县城管局2099年12月15日前清理路面",
        "由城管局2099年12月15日前立好围栏",
        "卫健委2099年12月15日前消毒",
        "由城管局牵头、交警大队配合，2099年12月15日前清理停车位",
    ];
    for promise in promises {
        desk.ok(&["session", "say", "会", &format!("诺 {promise}")]);
    }
    let minutes = desk.ok(&["document", "minutes", "会"]);
    for promise in promises {
        assert!(minutes.contains(&format!("{promise}。")), "{promise} {minutes}");
    }
}

#[test]
fn what_everybody_thought_is_what_the_session_considered() {
    let desk = run_session();
    desk.ok(&["session", "say", "停车协商议事会", "说 @- 大家一致认为，先划后建"]);
    let minutes = desk.ok(&["document", "minutes", "停车协商议事会"]);
    assert!(minutes.contains("会议认为，先划后建"), "{minutes}");
}

/// Nobody is asked how far something is that nobody was given.
#[test]
fn what_was_never_assigned_is_told_instead_of_asked_about() {
    let desk = run_session();
    desk.ok(&["session", "close", "停车协商议事会"]);
    let words = ["document", "follow-up", "住建局", "--dated", "2099-01-05"];
    let said = desk.fails(2, &words);
    assert!(said.contains("还没有交办") && said.contains("先交办"), "{said}");
    let said = desk.fails(2, &["department", "follow-up", "住建局", "--on", "今天"]);
    assert!(said.contains("不用督办"), "nothing is due yet: {said}");
    let list = desk.json(&["commitment", "list"])["commitments"][0].clone();
    let number = list["number"].as_str().unwrap().to_owned();
    desk.ok(&["commitment", "edit", &number, "--deadline", "今天"]);
    let said = desk.fails(2, &["department", "follow-up", "住建局"]);
    assert!(said.contains("还没有交办") && said.contains("施划四十个车位"), "{said}");
    let commitment = desk.json(&["commitment", "list"])["commitments"][0]["number"].to_string();
    desk.ok(&["commitment", "assign", commitment.trim_matches('"')]);
    let letter = desk.ok(&words);
    assert!(letter.contains("督办函") && letter.contains("尚未收到办结反馈"), "{letter}");
    assert!(!letter.contains("还没有交办"), "{letter}");
}
