//! The run log as it lies on a disk: what happened is in it, and nothing of anybody's data.

use super::Desk;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// What is typed by the test beside the example: in Latin letters, so that it would be told from nothing
/// else if it came through.
const TYPED: [&str; 6] =
    ["Ashworth", "13873200001", "lantern", "Elmstreet", "lilac-stick", "complaint-of"];

/// Settings and state of a person, as the program is told of them.
fn home_of(desk: &Desk) -> [(&'static str, PathBuf); 2] {
    let home = desk.path().to_owned();
    [("XDG_STATE_HOME", home.join(".local/state")), ("HOME", home)]
}

fn call(desk: &Desk, words: &[&str]) -> std::process::Output {
    desk.command(words).env("TANSHI_LOG", "debug").envs(home_of(desk)).output().unwrap()
}

fn done(desk: &Desk, words: &[&str]) {
    let output = call(desk, words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// All files of the run log.
fn log_of(desk: &Desk) -> String {
    let folder = desk.path().join(".local/state/tanshi");
    let texts = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|it| it == "log"));
    texts.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Every text of a value, to its leaves.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|it| texts(it, into)),
        Value::Object(all) => all.values().for_each(|it| texts(it, into)),
        _ => {}
    }
}

/// Whether a text would be somebody's: it is no key of a closed list, no day and no short number.
fn tells(text: &str) -> bool {
    let is_key = text.bytes().all(|it| it.is_ascii_lowercase() || b"_-".contains(&it));
    let is_day = text.bytes().all(|it| it.is_ascii_digit() || b"-:TZ+. ".contains(&it));
    !(is_key || is_day && text.len() < 11) && text.chars().count() > 1
}

/// The texts of everything that is stored, and those that were typed.
fn secrets(desk: &Desk) -> Vec<String> {
    let export = desk.path().join("everything.jsonl");
    done(desk, &["export", "-o", export.to_str().unwrap()]);
    let mut all = Vec::new();
    for line in fs::read_to_string(&export).unwrap().lines() {
        texts(&serde_json::from_str(line).unwrap(), &mut all);
    }
    all.retain(|text| tells(text) && text != env!("CARGO_PKG_VERSION"));
    all.extend(TYPED.map(str::to_owned));
    all.push(desk.path().display().to_string());
    all.push("everything.jsonl".to_owned());
    all.sort();
    all.dedup();
    all
}

fn enter(desk: &Desk) {
    let table = desk.path().join("complaint-of-Ashworth.csv");
    fs::write(&table, "姓名,类别,电话\nTom Ashworth,群众,13873200001\n").unwrap();
    let letter = desk.path().join("complaint-of-Ashworth.pdf");
    fs::write(&letter, "the lantern in Elmstreet").unwrap();
    done(desk, &["import", table.to_str().unwrap(), "--kind", "people"]);
    let studios = desk.json(&["studio", "list"]);
    let studio = studios["studios"][0]["code"].as_str().unwrap().to_owned();
    done(
        desk,
        &[
            "issue",
            "add",
            "The lantern in Elmstreet is dark",
            "--studio",
            &studio,
            "--raiser",
            "Tom Ashworth",
            "--no-parse",
        ],
    );
    let issues = desk.json(&["issue", "list", "lantern"]);
    let number = issues["issues"][0]["number"].as_str().unwrap().to_owned();
    done(desk, &["issue", "attach", &number, "letter", "--file", letter.to_str().unwrap()]);
    done(desk, &["issue", "show", &number]);
    done(desk, &["search", "lantern"]);
    done(desk, &["today"]);
    done(desk, &["report"]);
    done(desk, &["undo", "--yes"]);
    // What is refused is noted too.
    for words in [
        &["issue", "resolve", &number][..],
        &["person", "show", "Elmstreet"],
        &["person", "add", "Tom Ashworth"],
        &["--as", "Elmstreet", "studio", "add", "lantern"],
        &["issue", "add", "The lantern", "--studio", "Elmstreet"],
        &["import", "/nowhere/complaint-of-Ashworth.csv"],
    ] {
        assert!(!call(desk, words).status.success(), "{words:?}");
    }
}

fn look_after(desk: &Desk) {
    let stick = desk.path().join("lilac-stick");
    fs::create_dir(&stick).unwrap();
    done(desk, &["backup", "-o", stick.to_str().unwrap()]);
    assert!(!call(desk, &["backup", "-o", "/nowhere/lilac-stick"]).status.success());
    done(desk, &["verify"]);
    done(desk, &["doctor"]);
    // Rows that are damaged make sled panic with what it found.
    let db = desk.data().join("sled/db");
    let whole = fs::read(&db).unwrap();
    let kept = desk.data().join("lists.kept");
    for at in (0..whole.len()).step_by(whole.len() / 4) {
        let mut bytes = whole.clone();
        let end = (at + 4_000).min(bytes.len());
        bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x55);
        fs::write(&db, &bytes).unwrap();
        fs::remove_file(&kept).ok();
        done(desk, &["issue", "list", "lantern"]);
    }
    fs::write(&db, &whole).unwrap();
    // Whether that is seen depends on where sled had put what; rows that are gone are made anew for sure.
    fs::remove_dir_all(desk.data().join("sled")).unwrap();
    done(desk, &["issue", "list", "lantern"]);
}

fn assert_silent(log: &str, secrets: &[String]) {
    assert!(secrets.len() > 5_000, "{} texts are held against it", secrets.len());
    let strange = log.lines().find(|line| !line.is_ascii());
    assert_eq!(strange, None, "a line that the program did not write itself");
    let told: Vec<&String> = secrets.iter().filter(|it| log.contains(it.as_str())).collect();
    assert!(told.is_empty(), "{told:?} in the run log");
}

#[test]
fn nothing_of_the_data_is_in_the_run_log_at_its_most_talkative() {
    let desk = Desk::new();
    done(&desk, &["demo", "--fill", desk.data().to_str().unwrap()]);
    enter(&desk);
    look_after(&desk);
    let secrets = secrets(&desk);
    for copy in ["journal", "sled"] {
        fs::remove_dir_all(desk.data().join(copy)).unwrap();
    }
    assert_eq!(call(&desk, &["issue", "list", "lantern"]).status.code(), Some(3));
    let log = log_of(&desk);
    for name in [
        "started version=",
        "ended exit=0",
        "ended exit=1",
        "ended exit=2",
        "ended exit=3",
        "store-opened millis=",
        "store-not-opened why=",
        "saved events=",
        "not-saved why=refused",
        "imported kind=table",
        "backed-up bytes=",
        "not-backed-up why=no-folder",
        "checked groups=",
        "rows-rebuilt why=missing",
        "store-closed",
    ] {
        assert!(log.contains(&format!(" {name}")), "{name} is missing in:\n{log}");
    }
    assert_silent(&log, &secrets);
}

#[cfg(unix)]
#[test]
fn nothing_of_what_is_typed_at_the_workbench_is_in_the_run_log() {
    let desk = Desk::new();
    done(&desk, &["demo", "--fill", desk.data().to_str().unwrap()]);
    fs::create_dir_all(desk.path().join(".config/tanshi")).unwrap();
    fs::write(desk.path().join(".config/tanshi/config.toml"), "log = \"debug\"\n").unwrap();
    let typed = "/lantern\rq";
    let (shown, code) = super::terminal::on_terminal(&desk, "xterm-256color", &[], typed);
    assert_eq!(code, 0, "{shown}");
    let mut dialogue = desk.command(&["--plain"]);
    dialogue.envs(home_of(&desk));
    let said =
        super::piped_to(dialogue, "list issues\nfilter lantern\nfind Ashworth\nquit\n".as_bytes());
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let log = log_of(&desk);
    for name in ["command=workbench", "store-opened", "index-anew", "level=debug", "ended exit=0"] {
        assert!(log.contains(name), "{name} is missing in:\n{log}");
    }
    assert_silent(&log, &secrets(&desk));
}

#[test]
fn it_is_switched_off_by_the_settings_and_for_one_call_by_the_environment() {
    let desk = Desk::new();
    let log = desk.path().join(".local/state/tanshi/tanshi.log");
    let said = |words: &[&str], level: Option<&str>| {
        let mut command = desk.command(words);
        command.envs(home_of(&desk)).env_remove("TANSHI_LOG");
        command.envs(level.map(|level| ("TANSHI_LOG", level)));
        command.output().unwrap()
    };
    let call = |level| said(&["config", "check"], level);
    call(Some("off"));
    assert!(!log.exists());
    fs::create_dir_all(desk.path().join(".config/tanshi")).unwrap();
    fs::write(desk.path().join(".config/tanshi/config.toml"), "log = \"off\"\n").unwrap();
    call(None);
    assert!(!log.exists());
    assert!(said(&["studio", "add", "韶峰工作室"], None).status.success());
    let told = String::from_utf8(said(&["doctor"], None).stdout).unwrap();
    assert!(told.contains("（已关闭）") && !log.exists(), "{told}");
    call(Some("info"));
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 2);
    let told = String::from_utf8(call(Some("inof")).stdout).unwrap();
    assert!(told.contains("“TANSHI_LOG”的值 inof 不对，是不是“info”"), "{told}");
}

#[test]
fn a_state_folder_that_takes_nothing_breaks_nothing_and_the_doctor_says_so() {
    let desk = Desk::new();
    done(&desk, &["studio", "add", "韶峰工作室"]);
    let state = desk.path().join(".local/state/tanshi");
    fs::remove_dir_all(&state).unwrap();
    fs::write(&state, "").unwrap();
    done(&desk, &["issue", "add", "路灯不亮"]);
    let told = String::from_utf8(call(&desk, &["doctor"]).stdout).unwrap();
    assert!(told.contains("运行记录：~/.local/state/tanshi/tanshi.log 写不进"), "{told}");
    fs::remove_file(&state).unwrap();
    let doctor = |lang| {
        let output = call(&desk, &["doctor", "--lang", lang]);
        String::from_utf8(output.stdout).unwrap()
    };
    doctor("zh");
    for (lang, said) in [("zh", "级别 debug；不含姓名"), ("en", "level debug; no names")] {
        let told = doctor(lang);
        assert!(told.contains(said), "{told}");
    }
    let json = serde_json::from_slice::<Value>(&call(&desk, &["doctor", "--json"]).stdout).unwrap();
    assert_eq!(
        (&json["run_log"]["level"], &json["run_log"]["is_written"]),
        (&"debug".into(), &true.into())
    );
}
