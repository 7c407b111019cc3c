//! One issue from the letter to the raiser's word, by the command line alone.

use super::Desk;

/// Everything up to the consultation.
fn consulted() -> (Desk, String) {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST", "--convenor", "周明"]);
    desk.ok(&["department", "add", "水利局", "--short", "水利"]);
    desk.ok(&[
        "issue",
        "add",
        "临水路段加装护栏",
        "--raiser",
        "李某某",
        "--submitted",
        "2023-02-01",
    ]);
    let number = desk.number();
    desk.ok(&["issue", "accept", &number, "--on", "2023-02-03"]);
    desk.ok(&["session", "plan", "护栏协商会", "--on", "2023-02-20", "--agenda", &number]);
    let session =
        desk.json(&["session", "list"])["sessions"][0]["number"].as_str().unwrap().to_owned();
    desk.ok(&["session", "attend", &session, "周明", "--class", "convenor"]);
    desk.ok(&["session", "attend", &session, "李某某", "--class", "诉求人"]);
    desk.ok(&[
        "session",
        "attend",
        &session,
        "王工",
        "--class",
        "department",
        "--department",
        "水利",
    ]);
    desk.ok(&[
        "session",
        "line",
        &session,
        "能否在汛期前装好？",
        "--kind",
        "question",
        "--speaker",
        "李某某",
    ]);
    desk.ok(&["session", "line", &session, "装护栏300米，六月底前完成。", "--kind", "agreed"]);
    desk.ok(&["session", "held", &session]);
    desk.ok(&["issue", "consult", &number]);
    (desk, number)
}

#[test]
fn an_issue_goes_from_submitted_to_resolved() {
    let (desk, number) = consulted();
    let shown = desk.json(&["issue", "show", &number]);
    assert_eq!(shown["issue"]["status"], "consulted");
    assert_eq!(shown["issue"]["missing"][0]["rule"], "commitment_made");
    for told in
        [desk.fails(1, &["issue", "resolve", &number]), desk.ok(&["issue", "show", &number])]
    {
        assert!(told.contains("tanshi commitment add、tanshi issue state"), "{told}");
    }

    desk.ok(&[
        "commitment",
        "add",
        &number,
        "安装护栏300米",
        "--promised",
        "works",
        "--lead",
        "水利局",
        "--deadline",
        "2023-06-30",
    ]);
    let commitment = format!("{number}/1");
    desk.ok(&["commitment", "assign", &commitment, "--on", "2023-02-22"]);
    desk.ok(&[
        "commitment",
        "complete",
        &commitment,
        "护栏已装好",
        "--delivered",
        "works",
        "--on",
        "2023-06-20",
        "--title",
        "验收照片",
        "--grade",
        "A",
    ]);
    desk.ok(&["issue", "evaluate", &number, "满意", "--on", "2023-06-25", "--means", "visit"]);
    desk.ok(&["issue", "resolve", &number, "--on", "2023-06-26"]);

    let shown = desk.json(&["issue", "show", &number]);
    assert_eq!(shown["issue"]["status"], "resolved");
    assert_eq!(shown["issue"]["commitment_list"][0]["grade"], "A");
    let report = desk.json(&["report", "--from", "2023-01-01", "--to", "2023-12-31"]);
    assert_eq!(report["totals"]["resolved"], 1);
    assert_eq!(report["totals"]["sessions"], 1);
    assert_eq!(report["totals"]["member_attendances"], 1);
    assert_eq!(report["totals"]["public_attendances"], 1);
    assert_eq!(report["totals"]["department_attendances"], 1);
    assert!(desk.ok(&["verify"]).contains("数据完好"));
}

/// Whoever enters a word is told what it is worth: when nothing is done, when it is older than what was
/// done, and what a complaint sent back.
#[test]
fn the_raisers_word_is_told_for_what_it_is_worth() {
    let (desk, number) = consulted();
    let said = |verdict: &str, on: &str, also: &[&str]| {
        let words = ["issue", "evaluate", &number, verdict, "--on", on, "--means", "电话"];
        let done = desk.run(&[&words[..], also].concat());
        let told = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.success(), "{told}");
        told
    };
    let told = said("满意", "2023-02-21", &[]);
    assert!(told.contains("还没有办完") && told.contains("再问一次"), "{told}");
    let words = ["commitment", "add", &number, "安装护栏300米", "--promised", "works"];
    desk.ok(&[&words[..], &["--lead", "水利局", "--deadline", "2023-06-30"]].concat());
    let commitment = format!("{number}/1");
    let told = said("不满意", "2023-02-22", &["--remark", "没有动静"]);
    assert!(told.contains("没有已办结的承办事项"), "{told}");
    desk.ok(&["commitment", "assign", &commitment, "--on", "2023-02-22"]);
    let words = ["commitment", "complete", &commitment, "护栏已装好", "--delivered", "works"];
    desk.ok(&[&words[..], &["--on", "2023-06-20", "--title", "照片", "--grade", "A"]].concat());
    let told = said("满意", "2023-06-01", &[]);
    assert!(told.contains("还不能标记解决") && told.contains("重新征求"), "{told}");
    assert_eq!(said("满意", "2023-06-25", &[]), "");
    let again = ["--remark", "一场雨就松了", "--until", "2023-09-30"];
    let told = said("不满意", "2023-06-26", &again);
    assert!(told.contains("退回重办，2023-09-30 前") && told.contains("安装护栏"), "{told}");
}

/// What was taken back is told, and the completion is found below what was entered after it.
#[test]
fn what_is_taken_back_is_named_and_may_be_chosen_by_its_kind() {
    let (desk, number) = consulted();
    let words = ["commitment", "add", &number, "安装护栏300米", "--promised", "works"];
    desk.ok(&[&words[..], &["--lead", "水利局", "--deadline", "2023-06-30"]].concat());
    let commitment = format!("{number}/1");
    desk.ok(&["commitment", "assign", &commitment, "--on", "2023-02-22"]);
    let words = ["commitment", "complete", &commitment, "护栏已装好", "--delivered", "money"];
    desk.ok(&[&words[..], &["--on", "2023-06-20", "--title", "照片", "--grade", "A"]].concat());
    // What was delivered is not what was promised: the guard names what helps.
    let told = desk.fails(1, &["issue", "resolve", &number]);
    assert!(told.contains("commitment take-back"), "{told}");
    let take_back = |also: &[&str]| {
        let words = ["commitment", "take-back", &commitment, "填错了"];
        let done = desk.run(&[&words[..], also].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stderr).unwrap()
    };
    let told = take_back(&["--mark", "completed"]);
    assert!(told.contains("撤销的是：评级 A（2023-06-20）、办结（2023-06-20）"), "{told}");
    let told = desk.fails(2, &["commitment", "take-back", &commitment, "x", "--mark", "completed"]);
    assert!(told.contains("没有登记过这一种"), "{told}");
    let told = take_back(&[]);
    assert!(told.contains("撤销的是：交办（2023-02-22）"), "{told}");
    let page = desk.ok(&["commitment", "show", &commitment]);
    assert!(page.contains("办结（2023-06-20），填错了") && page.contains("评级 A（"), "{page}");
}

/// Which commitments are meant is written as people count them off.
#[test]
fn places_of_commitments_are_read_as_they_are_counted_off() {
    for (typed, moved) in [
        ("2、4", vec![2, 4]),
        ("2-4", vec![2, 3, 4]),
        ("1, 2 and 4", vec![1, 2, 4]),
        ("1和3至4", vec![1, 3, 4]),
    ] {
        let (desk, number) = consulted();
        for matter in ["甲事", "乙事", "丙事", "丁事"] {
            desk.ok(&["commitment", "add", &number, matter, "--promised", "works"]);
        }
        let words = ["issue", "carry-over", &number, "余下的事", "--reason", "明年再办"];
        for wrong in ["5", "0", "4-2", "3-", "二", "、"] {
            let told = desk.fails(2, &[&words[..], &["--which", wrong]].concat());
            assert!(told.contains("1 到 4"), "{wrong}: {told}");
        }
        desk.ok(&[&words[..], &["--which", typed]].concat());
        let list = desk.json(&["issue", "show", &number])["issue"]["commitment_list"].clone();
        let gone = (1..).zip(list.as_array().unwrap());
        let gone: Vec<i32> =
            gone.filter(|(_, it)| it["progress"] == "carried_over").map(|(at, _)| at).collect();
        assert_eq!(gone, moved, "{typed}: {list}");
    }
}

#[test]
fn what_was_done_can_be_undone_and_done_again_across_runs() {
    let (desk, number) = consulted();
    let status = || desk.json(&["issue", "show", &number])["issue"]["status"].clone();
    desk.ok(&["undo"]);
    assert_eq!(status(), "submitted");
    desk.ok(&["redo"]);
    assert_eq!(status(), "consulted");
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["session", "list"])["sessions"][0]["status"], "planned");
}

#[test]
fn a_file_is_copied_in_and_named_by_its_hash() {
    let (desk, number) = consulted();
    let photo = desk.path().join("现场 照片.JPG");
    std::fs::write(&photo, b"a photograph").unwrap();
    desk.ok(&["issue", "attach", &number, "施工前", "--file", photo.to_str().unwrap()]);
    std::fs::remove_file(&photo).unwrap();
    let evidence = &desk.json(&["issue", "show", &number])["issue"]["evidence"][0];
    assert_eq!(evidence["title"], "施工前");
    assert_eq!(evidence["file"]["size_bytes"], 12);
    assert!(desk.ok(&["verify"]).contains("数据完好"));
}

/// Two weeks from the session, not from the day on which they are entered (DESIGN §4).
#[test]
fn a_spoken_deadline_counts_from_the_session() {
    let (desk, number) = consulted();
    let session =
        desk.json(&["session", "list"])["sessions"][0]["number"].as_str().unwrap().to_owned();
    let add = ["commitment", "add", &number, "勘察", "--promised", "service"];
    desk.ok(&[&add[..], &["--session", &session, "--deadline", "两周内"]].concat());
    let due = || desk.json(&["commitment", "list"])["commitments"][0]["due"].clone();
    assert_eq!(due(), "2023-03-06");
    desk.ok(&["commitment", "edit", &format!("{number}/1"), "勘察", "--deadline", "一百天内"]);
    assert_eq!(due(), "2023-05-31");
}

#[test]
fn working_days_of_a_year_without_notice_say_so() {
    let (desk, number) = consulted();
    let add = |matter: &str, deadline: &str| {
        let add = ["commitment", "add", &number, matter, "--promised", "service"];
        desk.ok(&[&add[..], &["--deadline", deadline]].concat())
    };
    let told = add("勘察", "2000个工作日内");
    assert!(told.contains("暂按周末推算"), "{told}");
    let told = add("设计", "两周内");
    assert!(!told.contains("暂按周末推算"), "{told}");
}

/// What is promised decides what counts as done, so nobody's silence says works.
#[test]
fn what_is_promised_and_delivered_is_asked_for() {
    let (desk, number) = consulted();
    let add = ["commitment", "add", &number, "勘察"];
    assert!(desk.fails(2, &add).contains("--promised"));
    desk.fails(2, &[&add[..], &["--promised", ""]].concat());
    desk.ok(&[&add[..], &["--promised", "service"]].concat());
    let commitment = format!("{number}/1");
    let complete = ["commitment", "complete", &commitment, "已勘察"];
    assert!(desk.fails(2, &complete).contains("--delivered"));
    desk.ok(&["commitment", "edit", &commitment, "勘察两处"]);
    let shown = desk.json(&["commitment", "show", &commitment]);
    assert_eq!(shown["commitment"]["promised"], "service", "an edit keeps it");
}
