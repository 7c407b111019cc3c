//! Preparing a session on the command line: its agenda, its guests, what the backlog offers.

use super::Desk;
use serde_json::Value;

/// A session that is planned, with one issue on its agenda and three in the backlog.
fn planned() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "山塘委员工作室", "--code", "ST", "--convenor", "刘洋"]);
    desk.ok(&["department", "add", "水利局", "--short", "水利"]);
    desk.ok(&["person", "add", "周明", "--side", "member"]);
    for (title, accepted) in
        [("山塘清淤", "2023-03-09"), ("路灯不亮", "2023-03-03"), ("桥面坑洼", "2023-03-01")]
    {
        desk.ok(&["issue", "add", title, "--submitted", "2023-02-01"]);
        desk.ok(&["issue", "accept", title, "--on", accepted]);
    }
    desk.ok(&["session", "plan", "会", "--on", "2099-05-20", "--at", "9:00"]);
    desk
}

fn session(desk: &Desk) -> Value {
    desk.json(&["session", "show", "会"])["session"].clone()
}

/// The titles on the agenda, in order.
fn agenda(desk: &Desk) -> Vec<String> {
    let list = desk.json(&["issue", "list"]);
    let title = |number: &Value| {
        let all = list["issues"].as_array().unwrap();
        all.iter().find(|it| it["number"] == *number).unwrap()["title"].as_str().unwrap().to_owned()
    };
    session(desk)["agenda"].as_array().unwrap().iter().map(|it| title(&it["issue"])).collect()
}

fn guests(desk: &Desk) -> Vec<(String, String)> {
    let told = session(desk)["invitations"].as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    told.iter()
        .map(|it| (text(&it["person"]) + &text(&it["department"]), text(&it["reply"])))
        .collect()
}

#[test]
fn what_waits_longest_is_offered_first_and_the_first_offers_are_taken() {
    let desk = planned();
    let offers = desk.json(&["session", "offers", "会"]);
    let titles: Vec<&str> = offers["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["桥面坑洼", "路灯不亮", "山塘清淤"]);
    let reason = &offers["offers"][0]["reasons"][0];
    assert_eq!(reason["reason"], "waits_long");
    assert!(reason["text"].as_str().unwrap().starts_with("受理后已等"), "{reason}");
    assert!(desk.ok(&["session", "offers", "会"]).contains("受理后已等"));
    desk.ok(&["session", "agenda", "会", "--offers", "2", "--minutes", "20、30"]);
    assert_eq!(agenda(&desk), ["桥面坑洼", "路灯不亮"]);
    assert_eq!(session(&desk)["agenda"][1]["planned_minutes"], 30);
    assert_eq!(session(&desk)["agenda"][1]["begins"], "09:20");
    desk.ok(&["session", "agenda", "会", "--offers", "2"]);
    let told = desk.fails(2, &["session", "agenda", "会", "--offers", "2"]);
    assert!(told.contains("没有可以列入的议题"), "{told}");
}

#[test]
fn an_item_moves_to_a_place_or_by_one_and_undo_moves_it_back() {
    let desk = planned();
    desk.ok(&["session", "agenda", "会", "山塘清淤、路灯不亮、桥面坑洼"]);
    desk.ok(&["session", "move", "会", "桥面坑洼", "1"]);
    assert_eq!(agenda(&desk), ["桥面坑洼", "山塘清淤", "路灯不亮"]);
    desk.ok(&["session", "move", "会", "桥面坑洼", "--down"]);
    desk.ok(&["session", "move", "会", "路灯不亮", "--up"]);
    assert_eq!(agenda(&desk), ["山塘清淤", "路灯不亮", "桥面坑洼"]);
    desk.ok(&["undo"]);
    assert_eq!(agenda(&desk), ["山塘清淤", "桥面坑洼", "路灯不亮"]);
    desk.ok(&["session", "move", "会", "山塘清淤", "99"]);
    assert_eq!(agenda(&desk), ["桥面坑洼", "路灯不亮", "山塘清淤"]);
    // Where it stands already, nothing changes.
    assert!(desk.json(&["session", "move", "会", "桥面坑洼", "--up"])["change"].is_null());
    desk.fails(2, &["session", "move", "会", "桥面坑洼"]);
}

#[test]
fn minutes_are_for_each_item_in_turn() {
    let desk = planned();
    desk.ok(&["session", "agenda", "会", "山塘清淤、路灯不亮、桥面坑洼"]);
    let minutes = |desk: &Desk| {
        let agenda = session(desk)["agenda"].as_array().unwrap().clone();
        agenda.iter().map(|it| it["planned_minutes"].as_u64()).collect::<Vec<_>>()
    };
    desk.ok(&["session", "time", "会", "20、30、15"]);
    assert_eq!(minutes(&desk), [Some(20), Some(30), Some(15)]);
    desk.ok(&["session", "time", "会", "0", "--issue", "路灯不亮"]);
    assert_eq!(minutes(&desk), [Some(20), None, Some(15)]);
    let told = desk.fails(2, &["session", "time", "会", "20、30"]);
    assert!(told.contains("按 3 项议题依次写"), "{told}");
}

#[test]
fn an_order_is_given_by_its_name_or_written_out() {
    let desk = planned();
    desk.ok(&["session", "agenda", "会", "山塘清淤、路灯不亮"]);
    desk.ok(&["session", "order", "会", "常用"]);
    let stages = |desk: &Desk, at: usize| {
        let stages = session(desk)["agenda"][at]["stages"].as_array().unwrap().clone();
        stages.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(stages(&desk, 1), ["通报", "提问", "解答", "发言", "议定"]);
    desk.ok(&["settings", "set", "--item-orders", "快议：通报 3、议定 5", "--speech-minutes", "3"]);
    desk.ok(&["session", "order", "会", "快议", "--issue", "山塘清淤"]);
    assert_eq!(stages(&desk, 0), ["通报", "议定"]);
    assert_eq!(session(&desk)["agenda"][0]["stages"][1]["minutes"], 5);
    desk.ok(&["session", "order", "会", "踏勘 30、议定", "--issue", "路灯不亮"]);
    assert_eq!(stages(&desk, 1), ["踏勘", "议定"]);
    desk.ok(&["session", "order", "会", "--clear"]);
    assert_eq!(stages(&desk, 0), Vec::<String>::new());
    let settings = &desk.json(&["settings", "show"])["settings"];
    assert_eq!(
        (&settings["speech_minutes"], &settings["warning_seconds"]),
        (&3.into(), &30.into())
    );
    assert_eq!(settings["item_orders"][0]["name"], "快议");
    let told = desk.fails(2, &["settings", "set", "--item-orders", "通报 3"]);
    assert!(told.contains("快议：通报 3、议定 5"), "{told}");
}

#[test]
fn guests_are_invited_answer_and_are_excused() {
    let desk = planned();
    let pair = |name: &str, reply: &str| (name.to_owned(), reply.to_owned());
    desk.ok(&["session", "invite", "会", "周明、刘洋", "--department", "水利"]);
    // Whoever is on the list already stays as they are.
    desk.ok(&["session", "reply", "会", "周明"]);
    desk.ok(&["session", "invite", "会", "周明"]);
    assert_eq!(
        guests(&desk),
        [pair("周明", "coming"), pair("刘洋", "awaited"), pair("水利局", "awaited")]
    );
    let words = ["session", "excuse", "会", "刘洋", "--reason", "出差", "--substitute", "王代表"];
    assert!(desk.ok(&words).contains("请假"));
    let told = session(&desk)["invitations"][1].clone();
    assert_eq!((&told["reason"], &told["substitute"]), (&"出差".into(), &"王代表".into()));
    assert_eq!(session(&desk)["absentees"][0]["person"], "刘洋");
    let told = desk.ok(&["session", "show", "会"]);
    assert!(told.contains("刘洋  请假：出差，由王代表代"), "{told}");
    desk.ok(&["session", "excuse", "会", "--department", "水利"]);
    assert_eq!(guests(&desk)[2], pair("水利局", "excused"));
    let two = ["session", "excuse", "会", "周明、刘洋", "--substitute", "王代表"];
    assert!(desk.fails(2, &two).contains("请分开登记"));
    desk.ok(&["session", "uninvite", "会", "--department", "水利"]);
    assert_eq!(guests(&desk).len(), 2);
    assert!(desk.fails(2, &["session", "uninvite", "会", "王代表"]).contains("没有邀请过"));
}

#[test]
fn a_newcomer_is_invited_with_their_side_and_nobody_is_excused_who_is_not_known() {
    let desk = planned();
    let told = desk.fails(2, &["session", "invite", "会", "村民甲"]);
    assert!(told.contains("村民甲") && told.contains("群众"), "{told}");
    let told = desk.ok(&["session", "invite", "会", "村民甲", "--side", "public"]);
    assert!(told.contains("村民甲（群众）"), "{told}");
    assert_eq!(session(&desk)["invitations"][0]["column"], "public");
    desk.fails(2, &["session", "excuse", "会", "过路人"]);
    desk.fails(2, &["session", "invite", "会"]);
}

#[test]
fn a_session_says_what_it_lacks_and_who_did_not_come() {
    let desk = planned();
    let lacks = |desk: &Desk| {
        let lacks = session(desk)["lacks"].as_array().unwrap().clone();
        lacks.iter().map(|it| it["lack"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ["agenda", "venue", "chair", "recorder", "members", "public", "departments"];
    assert_eq!(lacks(&desk), all);
    assert!(desk.ok(&["session", "show", "会"]).contains("还没有邀请部门单位"));
    desk.ok(&["session", "plan", "旧会", "--on", "2023-05-20", "--agenda", "山塘清淤"]);
    desk.ok(&["session", "invite", "旧会", "周明、刘洋", "--department", "水利"]);
    desk.ok(&["session", "attend", "旧会", "周明"]);
    desk.ok(&["session", "excuse", "旧会", "刘洋", "--reason", "出差"]);
    desk.ok(&["session", "held", "旧会", "--yes"]);
    let page = desk.ok(&["session", "show", "旧会"]);
    assert!(page.contains("请假 刘洋（出差）") && page.contains("缺席 水利"), "{page}");
    let held = &desk.json(&["session", "show", "旧会"])["session"];
    assert_eq!(held["absentees"].as_array().unwrap().len(), 2);
    assert_eq!(
        (held["lacks"].as_array().unwrap().len(), &held["invitations"][0]["came"]),
        (0, &true.into())
    );
    // Nobody talked about its item: that comes first next time.
    let offers = desk.json(&["session", "offers", "会"]);
    assert_eq!(offers["offers"][0]["title"], "山塘清淤");
    assert_eq!(offers["offers"][0]["reasons"][0]["reason"], "left_over");
}
