//! The floor of a live session by commands.

use super::Desk;
use super::papers::run_session;

const SESSION: &str = "停车协商议事会";

fn session(desk: &Desk) -> serde_json::Value {
    desk.json(&["session", "show", SESSION])["session"].clone()
}

#[test]
fn whoever_is_interrupted_goes_on_when_the_question_is_answered() {
    let desk = run_session();
    desk.ok(&["session", "queue", SESSION, "陈国梁"]);
    desk.ok(&["session", "speak", SESSION, "魏工", "--manner", "interposed"]);
    desk.ok(&["session", "speak", SESSION]);
    let speakers = session(&desk)["course"]["speakers"].clone();
    let of = |name: &str| {
        let all = speakers.as_array().unwrap();
        all.iter().find(|it| it["person"] == name).map(|it| it["times"].as_u64().unwrap())
    };
    assert_eq!((of("唐玉梅"), of("魏工"), of("陈国梁")), (Some(2), Some(1), None), "{speakers}");
}

#[test]
fn the_closing_is_taken_back_with_what_was_consulted_by_it() {
    let desk = run_session();
    desk.ok(&["session", "close", SESSION]);
    assert_eq!(desk.json(&["issue", "list"])["issues"][0]["status"], "consulted");
    desk.ok(&["session", "undo-close", SESSION]);
    assert_eq!(desk.json(&["issue", "list"])["issues"][0]["status"], "submitted");
    assert_eq!(session(&desk)["status"], "paused");
}

#[test]
fn polls_and_notes_are_changed_and_thrown_away_by_their_numbers() {
    let desk = run_session();
    desk.ok(&["session", "poll", SESSION, "先装护栏？", "--answers", "赞成 12人、不赞成 三"]);
    desk.ok(&["session", "poll", SESSION, "--number", "1", "--answers", "赞成 13、不赞成 3"]);
    desk.ok(&["session", "note", SESSION, "--number", "1", "会后单独谈"]);
    let told = session(&desk);
    assert_eq!(told["polls"][0]["question"], "先装护栏？");
    assert_eq!(told["polls"][0]["answers"][0]["count"], 13);
    assert_eq!(told["private_notes"][0]["text"], "会后单独谈");
    let page = desk.ok(&["session", "show", SESSION]);
    assert!(page.contains("先装护栏？赞成 13、不赞成 3"), "{page}");
    assert!(!page.contains("会后单独谈"), "{page}");
    desk.ok(&["session", "poll", SESSION, "--number", "1", "--remove"]);
    desk.ok(&["session", "note", SESSION, "--number", "1", "--remove"]);
    let told = session(&desk);
    assert_eq!(
        (told["polls"].as_array().unwrap().len(), &told["private_notes"]),
        (0, &serde_json::json!([]))
    );
    let said =
        desk.fails(2, &["session", "poll", SESSION, "再问", "--answers", "赞成：x、不赞成 3"]);
    assert!(said.contains("9999"), "{said}");
    desk.fails(2, &["session", "note", SESSION, "--number", "9", "没有"]);
}

#[test]
fn who_comes_back_keeps_when_they_came_and_the_quorum_tells_that_it_was_lost() {
    let desk = run_session();
    let at = |minutes: i64| {
        (super::now() - chrono::TimeDelta::minutes(minutes)).format("%H:%M").to_string()
    };
    let (came, left, back) = (at(6), at(4), at(2));
    if back < came {
        return; // Around midnight there is no such day.
    }
    desk.ok(&["session", "attend", SESSION, "陈国梁、唐玉梅、魏工", "--arrived", &came]);
    desk.ok(&["session", "attend", SESSION, "唐玉梅", "--left", &left]);
    desk.ok(&["session", "attend", SESSION, "唐玉梅", "--arrived", &back]);
    let told = session(&desk);
    let row =
        told["people"].as_array().unwrap().iter().find(|it| it["person"] == "唐玉梅").unwrap();
    assert_eq!((&row["arrived"], &row["left"]), (&came.as_str().into(), &serde_json::Value::Null));
    let turns = told["course"]["quorum"].as_array().unwrap();
    let lost = turns.iter().find(|it| it["reached"] == false).expect("it was lost");
    assert_eq!(lost["at"], left.as_str());
    // It was entered later than it happened: the clock of the session does not go by it.
    let again = turns.last().unwrap();
    assert_eq!(
        (&again["reached"], &again["at"]),
        (&true.into(), &back.as_str().into()),
        "{turns:?}"
    );
    assert!(told["course"]["seconds"].as_u64().unwrap() < 120, "{}", told["course"]);
    let early = ["session", "attend", SESSION, "陈国梁", "--arrived", &left, "--left", &came];
    assert!(desk.fails(1, &early).contains("离会早于签到"));
}

#[test]
fn stages_that_are_not_there_and_times_that_have_not_come_are_refused() {
    let desk = run_session();
    assert!(desk.fails(2, &["session", "stage", SESSION, "2"]).contains("没有安排环节"));
    let later = super::now() + chrono::TimeDelta::minutes(30);
    if later.date() == super::now().date() {
        let later = later.format("%H:%M").to_string();
        for field in ["--arrived", "--left"] {
            let said = desk.fails(2, &["session", "attend", SESSION, "唐玉梅", field, &later]);
            assert!(said.contains("还没有到"), "{said}");
        }
    }
    let ahead = ["session", "take-up", SESSION, "--since", "2099-01-01 00:00:00", "--count"];
    assert!(desk.fails(2, &ahead).contains("还没有到"));
    desk.ok(&["session", "order", SESSION, "通报、提问"]);
    assert!(desk.fails(2, &["session", "stage", SESSION, "9"]).contains('2'));
    desk.ok(&["session", "stage", SESSION, "2"]);
}

#[test]
fn the_record_tells_polls_struck_lines_and_when_the_quorum_was_lost() {
    let desk = run_session();
    desk.ok(&["session", "poll", SESSION, "先装护栏？", "--answers", "赞成 12、不赞成 3"]);
    desk.ok(&["session", "strike-line", SESSION, "1"]);
    desk.ok(&["session", "attend", SESSION, "唐玉梅", "--presence", "absent"]);
    let record = desk.ok(&["document", "record", SESSION]);
    assert!(record.contains("意向测询：先装护栏？赞成 12、不赞成 3。"), "{record}");
    assert!(record.contains("（已划去）"), "{record}");
    assert!(!record.contains("会后再和书记沟通"), "{record}");
    let public = desk.ok(&["document", "record", SESSION, "--public"]);
    assert!(!public.contains("货车把路都堵死了"), "{public}");
}

#[test]
fn a_promise_that_was_missed_becomes_a_commitment_when_it_is_added_after_the_closing() {
    let desk = run_session();
    desk.ok(&["session", "close", SESSION]);
    let count = || desk.json(&["commitment", "list"])["commitments"].as_array().unwrap().len();
    let before = count();
    let number = desk.json(&["issue", "list"])["issues"][0]["number"].clone();
    let issue = number.as_str().unwrap();
    let line = ["session", "line", SESSION, "两周内答复", "--kind", "commitment"];
    desk.ok(&[&line[..], &["--issue", issue]].concat());
    assert_eq!(count(), before + 1);
}

#[test]
fn what_is_typed_as_on_the_floor_is_no_words_of_a_line() {
    let desk = run_session();
    for text in ["说 @唐玉梅 先装护栏", "@唐玉梅 先装护栏", "s @唐玉梅 yes", "诺　两周内答复"]
    {
        let told = desk.fails(2, &["session", "line", SESSION, text]);
        assert!(told.contains("session say"), "{text}: {told}");
    }
    for text in ["说到底还是要装", "a lamp at no 12", "答复：两周内"] {
        desk.ok(&["session", "line", SESSION, text]);
    }
}

#[test]
fn who_is_excused_has_not_come_and_comes_when_they_come() {
    let desk = run_session();
    desk.ok(&["person", "add", "周明", "--side", "member"]);
    desk.ok(&["session", "attend", SESSION, "周明", "--presence", "excused"]);
    let row = |name: &str| {
        let told = session(&desk);
        told["people"].as_array().unwrap().iter().find(|it| it["person"] == name).unwrap().clone()
    };
    assert_eq!(row("周明")["arrived"], serde_json::Value::Null);
    desk.ok(&["session", "attend", SESSION, "周明", "--presence", "present"]);
    assert!(row("周明")["arrived"].is_string(), "{}", row("周明"));
}

#[test]
fn another_count_keeps_who_counted() {
    let desk = run_session();
    desk.ok(&["session", "tally", SESSION, "public_representative", "3", "--from", "门卫登记"]);
    desk.ok(&["session", "tally", SESSION, "public_representative", "5"]);
    let told = session(&desk).to_string();
    assert!(told.contains("门卫登记"), "{told}");
}

#[test]
fn what_goes_by_a_clock_that_ran_on_alone_is_refused_until_it_is_said_whether_that_counts() {
    let desk = Desk::new();
    let now = super::now();
    let began = now - chrono::TimeDelta::minutes(10);
    if began.date() != now.date() {
        return; // Around midnight it did not begin today.
    }
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["issue", "add", "停车难"]);
    desk.ok(&["issue", "accept", "停车难"]);
    desk.ok(&["session", "plan", SESSION, "--on", "今天", "--agenda", "停车难"]);
    desk.ok(&["session", "start", SESSION, "--at", &began.format("%H:%M").to_string()]);
    // As the workbench leaves it that is killed while the floor is open.
    let id = session(&desk)["id"].as_str().unwrap().to_owned();
    let beat = now - chrono::TimeDelta::minutes(5);
    let since = beat.format("%Y-%m-%d %H:%M:%S").to_string();
    std::fs::write(desk.data().join("alive"), format!("session:{id} {since}")).unwrap();
    for verb in ["close", "pause"] {
        let said = desk.fails(2, &["session", verb, SESSION]);
        assert!(said.contains("take-up") && said.contains(&since), "{said}");
    }
    desk.ok(&["session", "take-up", SESSION, "--since", &since]);
    desk.ok(&["session", "close", SESSION, "--only"]);
    let seconds = session(&desk)["course"]["seconds"].as_u64().unwrap();
    assert!((200..400).contains(&seconds), "{seconds}");
}

#[test]
fn what_was_marked_right_behind_the_last_sign_of_life_does_not_look_after_the_clock() {
    let desk = Desk::new();
    let now = super::now();
    let began = now - chrono::TimeDelta::minutes(10);
    if began.date() != now.date() {
        return; // Around midnight it did not begin today.
    }
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["session", "plan", SESSION, "--on", "今天"]);
    desk.ok(&["session", "start", SESSION, "--at", &began.format("%H:%M").to_string()]);
    let id = session(&desk)["id"].as_str().unwrap().to_owned();
    let marked = began.format("%Y-%m-%d %H:%M:00").to_string();
    let form = "%Y-%m-%d %H:%M:%S";
    let mark = chrono::NaiveDateTime::parse_from_str(&marked, form).unwrap();
    let beat = |seconds: i64| {
        let at = (mark - chrono::TimeDelta::seconds(seconds)).format(form);
        std::fs::write(desk.data().join("alive"), format!("session:{id} {at}")).unwrap();
    };
    // The power went three seconds after a sign of life, and a moment after a mark.
    beat(3);
    let said = desk.fails(2, &["session", "close", SESSION, "--only"]);
    assert!(said.contains("take-up") && said.contains(&marked), "{said}");
    // Where the last mark is much later, it was made by a command.
    beat(60);
    desk.ok(&["session", "close", SESSION, "--only"]);
}

#[test]
fn an_item_on_which_only_hands_were_raised_was_discussed() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    for title in ["停车难", "路灯不亮"] {
        desk.ok(&["issue", "add", title]);
        desk.ok(&["issue", "accept", title]);
    }
    desk.ok(&["session", "plan", "会", "--on", "今天", "--agenda", "停车难、路灯不亮"]);
    desk.ok(&["session", "start", "会"]);
    desk.ok(&[
        "session",
        "poll",
        "会",
        "先划车位？",
        "--issue",
        "停车难",
        "--answers",
        "赞成 3、不赞成 1",
    ]);
    desk.ok(&["session", "close", "会", "--yes"]);
    let minutes = desk.ok(&["document", "minutes", "会"]);
    assert_eq!(minutes.matches("未议及").count(), 1, "{minutes}");
    assert_eq!(minutes.matches("会议议定：＿").count(), 1, "{minutes}");
}
