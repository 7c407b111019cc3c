//! A session at the keyboard, from check-in to closing, in a pseudo-terminal.

use super::window::{Fill, Home, Workbench, choose};
use serde_json::Value;
use tanshi::domain::session::Class;

/// Names with their initials; no two are spelled alike.
const MEMBERS: [(&str, &str); 13] = [
    ("陈国梁", "cgl"),
    ("邓春华", "dch"),
    ("方志远", "fzy"),
    ("高明", "gm"),
    ("何静", "hj"),
    ("江海涛", "jht"),
    ("孔祥云", "kxy"),
    ("刘德胜", "lds"),
    ("马晓东", "mxd"),
    ("潘丽娟", "plj"),
    ("秦卫民", "qwm"),
    ("任秋生", "rqs"),
    ("单永红", "syh"),
];
const PUBLIC: [(&str, &str); 7] = [
    ("唐玉梅", "tym"),
    ("万福来", "wfl"),
    ("肖建军", "xjj"),
    ("叶小青", "yxq"),
    ("曾桂英", "zgy"),
    ("覃大山", "qds"),
    ("龙五妹", "lwm"),
];
const OFFICIALS: [(&str, &str, &str); 2] =
    [("魏工", "wg", "住房和城乡建设局"), ("余队", "yd", "交警支队")];
/// Somebody whom nobody knew before.
const WALK_IN: &str = "易来客";

const ISSUES: [&str; 3] = ["市场周边停车难", "临水路段加装护栏", "背街小巷路灯不亮"];

/// What is typed for each item, and whether it is a line of the record.
const TYPED: [&str; 40] = [
    "议 市场周边停车难，请大家先说情况",
    "@tym 早上货车把路都堵死了",
    "@wfl 商户门口没法停",
    "问 @cgl 夜间能不能开放机关停车场",
    "答 @yd 可以，需要增设隔离设施",
    "说 @dch 建议错峰停放",
    "@fzy 同意错峰，要有人管",
    "问 @gm 费用谁出",
    "答 @wg 纳入今年改造计划",
    "@hj 要先公示方案",
    "说 @- 错峰停车是大家都能接受的办法",
    "决 机关停车场夜间和周末向居民开放",
    "诺 由住房和城乡建设局牵头，会同交警支队，90天内施划四十个车位",
    "议 临水路段没有护栏，去年有人落水",
    "@xjj 三个组的孩子上学都走这里",
    "问 @jht 一共多长",
    "答 @wg 三百余米",
    "@kxy 汛期前一定要装好",
    "说 @lds 村里可以出工",
    "@mxd 材料要统一采购",
    "问 @plj 资金到位没有",
    "答 @wg 还差10万余元",
    "@qwm 建议分两段施工",
    "@yxq 路窄的地方先装",
    "说 @- 护栏非装不可，越早越好",
    "决 汛期前先装最险的一百米",
    "诺 由住房和城乡建设局负责，60天内安装护栏，10万余元",
    "议 背街小巷路灯不亮",
    "@zgy 晚上回家看不见路",
    "@qds 坏了三个月没人修",
    "问 @rqs 一共坏了多少盏",
    "答 @wg 登记的有十七盏",
    "@lwm 我们巷子里还有三盏没登记",
    "说 @syh 先修老人多的巷子",
    "@cgl 以后坏了往哪里报",
    "答 @wg 统一报社区",
    "@dch 社区要有台账",
    "说 @- 路灯要修好，更要有人长期管",
    "决 两周内修复已登记的路灯",
    "诺 由住房和城乡建设局负责，两周内修复十七盏路灯",
];

/// A store with three accepted issues, everybody but the walk-in in the directory, and a session of
/// today that is planned.
fn planned(home: &Home) {
    let run = |words: &[&str]| home.json(words);
    run(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    run(&["settings", "set", "--my-studio", "ST"]);
    run(&["department", "add", "住房和城乡建设局", "--short", "住建局"]);
    run(&["department", "add", "交警支队", "--short", "交警"]);
    for (name, _) in MEMBERS {
        run(&["person", "add", name, "--side", "member"]);
    }
    for (name, _) in PUBLIC {
        run(&["person", "add", name, "--side", "public", "--unit", "同庆村"]);
    }
    for (name, _, department) in OFFICIALS {
        run(&["person", "add", name, "--side", "other", "--department", department]);
    }
    for title in ISSUES {
        run(&["issue", "add", title, "--raiser", PUBLIC[0].0]);
        run(&["issue", "accept", title]);
    }
    let agenda = ISSUES.join("、");
    let plan = ["session", "plan", "三件事协商议事会", "--on", "今天", "--agenda", &agenda];
    run(&plan);
}

/// Types a line and waits until the program says that it is saved.
fn say(bench: &mut Workbench, text: &str, number: usize) {
    bench.send(text);
    bench.send("\r");
    // A name that is still being completed is taken by the first Enter.
    bench.wait_for(&format!("第 {number} 行已存"));
}

fn check_in(bench: &mut Workbench, name: &str, initials: &str) {
    bench.send(&format!("{initials}\r"));
    bench.wait_for(&format!("√ {name} 签到"));
}

fn lines_of(shown: &Value) -> Vec<&Value> {
    shown["session"]["lines"].as_array().unwrap().iter().collect()
}

#[test]
fn a_session_is_run_at_the_keyboard_and_nothing_is_typed_twice() {
    let home = Home::new();
    planned(&home);
    let mut bench = Workbench::open(&home);
    bench.wait_for(ISSUES[0]);
    bench.send("ss");
    bench.wait_for("┌ 开始");
    bench.send("\r");
    bench.wait_for("签到 F6");
    bench.send("\x1b[17~");
    bench.wait_for("[签到 F6]");
    let late = PUBLIC.len() - 1;
    for (name, initials) in MEMBERS.iter().chain(&PUBLIC[..late]) {
        check_in(&mut bench, name, initials);
    }
    for (name, initials, _) in OFFICIALS {
        check_in(&mut bench, name, initials);
    }
    // Whoever is new is asked in what capacity they are there.
    bench.send(&format!("{WALK_IN}\r"));
    bench.wait_for("┌ 签到：");
    if let Fill::Choose(place) = choose(Class::ALL, &Class::PublicRepresentative) {
        bench.send(&place.to_string());
    }
    bench.send("\x13");
    bench.wait_for("委员13 群众7 部门2");
    // Twice is said, and changes nothing.
    bench.send("cgl\r");
    bench.wait_for("已经签到");
    bench.wait_for("委员13 群众7 部门2");
    bench.send("\x1b[15~");
    bench.wait_for("[记录 F5]");
    let half = 20;
    for (number, text) in (1..).zip(&TYPED[..half]) {
        take_up(&mut bench, number);
        say(&mut bench, text, number);
    }
    bench.send("@lwm 半句话");
    bench.wait_for("半句话");
    bench.kill();

    let mut bench = Workbench::open(&home);
    bench.wait("what was typed is there", |shown| {
        shown.contains("半句话") && shown.contains(&format!(" {half} "))
    });
    // Clear the half line, as somebody who thinks better of it.
    bench.send("\x05\x15");
    bench.wait("the line is empty", |shown| !shown.contains("半句话"));
    let (name, initials) = PUBLIC[late];
    bench.send("\x1b[17~");
    check_in(&mut bench, name, initials);
    bench.wait_for("群众8");
    bench.send("\x1b[15~");
    for (number, text) in (half + 1..).zip(&TYPED[half..]) {
        take_up(&mut bench, number);
        say(&mut bench, text, number);
    }
    bench.send("\x1b[24~");
    bench.wait_for("记录人还没有填：不填也能散会");
    bench.send("\x1b[24~");
    bench.wait_for("先不散会");
    bench.send("\r");
    bench.wait_for("已散会。3 件议题转为已协商");
    bench.quit();

    right_to_the_line(&home);
}

/// Turns to the item that a line belongs to, where it is the first one of it.
fn take_up(bench: &mut Workbench, number: usize) {
    let place = match number {
        14 => 2,
        28 => 3,
        _ => return,
    };
    bench.send(&format!("#{place}"));
    bench.wait_for(&format!("回车：转入议题「{}」", ISSUES[place - 1]));
    bench.send("\r");
    bench.wait_for(&format!("转入议题 {}", ISSUES[place - 1]));
}

/// The first line of each item.
const ITEMS_BEGIN: [usize; 3] = [1, 14, 28];

/// What a line that was typed has to become: its kind, who said it, and the words.
fn meant(typed: &str) -> (&'static str, Option<&'static str>, &str) {
    let kinds = [
        ("议 ", "topic"),
        ("问 ", "question"),
        ("答 ", "reply"),
        ("说 ", "statement"),
        ("决 ", "agreed"),
        ("诺 ", "commitment"),
    ];
    let begins = kinds.into_iter().find(|(mark, _)| typed.starts_with(mark));
    let (mark, kind) = begins.unwrap_or(("", "statement"));
    let rest = typed.strip_prefix(mark).unwrap_or(typed);
    let Some((who, words)) = rest.strip_prefix('@').and_then(|it| it.split_once(' ')) else {
        return (kind, None, rest);
    };
    let all = MEMBERS.iter().chain(&PUBLIC).copied();
    let mut all = all.chain(OFFICIALS.iter().map(|(name, initials, _)| (*name, *initials)));
    (kind, all.find(|(_, initials)| *initials == who).map(|(name, _)| name), words)
}

/// What was typed once stands in the papers: everything that was agreed, everybody who came, the heads.
fn papers_are_right(home: &Home, commitments: usize) {
    let paper = |kind: &str| {
        let told = home.json(&["document", kind, "三件事协商议事会"]);
        let texts = told["documents"].as_array().unwrap().iter();
        texts.map(|it| it["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let minutes = paper("minutes").concat();
    assert!(minutes.contains("委员13人、群众8人、部门单位2个"), "{minutes}");
    let agreed = TYPED.iter().filter(|it| it.starts_with("决 ") || it.starts_with("诺 "));
    // A deadline that counts from the day of the session has its day behind it: 两周内（2023年6月3日前）.
    let parts = minutes.split('（').map(|part| match part.split_once("日前）") {
        Some((day, rest)) if day.contains('年') => rest.to_owned(),
        _ => format!("（{part}"),
    });
    let told = parts.collect::<String>();
    for (_, _, words) in agreed.map(|typed| meant(typed)) {
        assert!(told.contains(words), "{words}: {minutes}");
    }
    let record = paper("record").concat();
    for typed in TYPED {
        assert!(record.contains(meant(typed).2), "{typed}: {record}");
    }
    let sheet = paper("sign-in").concat().replace('\u{3000}', "");
    let all = MEMBERS.iter().chain(&PUBLIC).map(|it| it.0);
    for name in all.chain(OFFICIALS.iter().map(|it| it.0)).chain([WALK_IN]) {
        assert!(sheet.contains(name), "{name}: {sheet}");
    }
    // The police support one of them.
    assert_eq!(paper("assignment").len(), commitments + 1);
}

fn right_to_the_line(home: &Home) {
    let shown = home.json(&["session", "show", "三件事协商议事会"]);
    let attendance = &shown["session"]["attendance"];
    assert_eq!(attendance["members"], 13);
    assert_eq!(attendance["public"], 8);
    assert_eq!(attendance["departments"], 2);
    let issues = home.json(&["issue", "list"]);
    let numbers = ISSUES.map(|title| {
        let all = issues["issues"].as_array().unwrap();
        all.iter().find(|it| it["title"] == title).unwrap()["number"].clone()
    });
    let lines = lines_of(&shown);
    assert_eq!(lines.len(), TYPED.len());
    for (number, (line, typed)) in (1..).zip(lines.iter().zip(TYPED)) {
        let (kind, speaker, text) = meant(typed);
        let item = ITEMS_BEGIN.iter().filter(|begins| **begins <= number).count() - 1;
        let told = (&line["kind"], &line["speaker"], &line["text"], &line["issue"]);
        let speaker = speaker.map_or(Value::Null, Value::from);
        assert_eq!(told, (&kind.into(), &speaker, &text.into(), &numbers[item]), "{typed}");
    }
    let people = shown["session"]["people"].as_array().unwrap();
    assert_eq!(people.len(), MEMBERS.len() + PUBLIC.len() + OFFICIALS.len() + 1);
    let came = |name: &str| {
        let row = people.iter().find(|it| it["person"] == name).unwrap();
        row["arrived"].as_str().unwrap().to_owned()
    };
    // Who came late signed in behind all the others; around midnight the day begins anew.
    let late = came(PUBLIC[PUBLIC.len() - 1].0);
    assert!(late >= came(MEMBERS[0].0) || late.as_str() < "00:10", "{late}");
    assert_eq!(people.iter().filter(|it| it["person"] == WALK_IN).count(), 1);
    for title in ISSUES {
        let issue = issues["issues"].as_array().unwrap().iter().find(|it| it["title"] == title);
        assert_eq!(issue.unwrap()["status"], "consulted", "{title}");
    }
    let commitments = home.json(&["commitment", "list"]);
    let commitments = commitments["commitments"].as_array().unwrap();
    assert_eq!(commitments.len(), 3);
    let on = shown["session"]["on"].as_str().unwrap();
    let day = chrono::NaiveDate::parse_from_str(on, "%Y-%m-%d").unwrap();
    for (line, days, funds) in
        [(13, 90, Value::Null), (27, 60, ">=100000".into()), (40, 14, Value::Null)]
    {
        let (_, _, matter) = meant(TYPED[line - 1]);
        let commitment = commitments.iter().find(|it| it["matter"] == matter).unwrap();
        let number = commitment["number"].as_str().unwrap();
        let whole = home.json(&["commitment", "show", number])["commitment"].clone();
        assert_eq!(whole["lead"], "住房和城乡建设局", "{whole}");
        let due = (day + chrono::Days::new(days)).to_string();
        assert_eq!((&whole["due"], &whole["funds"]), (&due.into(), &funds), "{whole}");
    }
    papers_are_right(home, commitments.len());
    let (year, _) = shown["session"]["on"].as_str().unwrap().split_once('-').unwrap();
    let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
    let report = home.json(&["report", "--from", &from, "--to", &to]);
    for (column, count) in [("member", 13), ("public", 8), ("department", 2)] {
        assert_eq!(report["totals"][format!("{column}_attendances")], count, "{column}");
    }
}
