//! Settings files that are wrong: each fault is told with its place, what is allowed and what was perhaps
//! meant, and whatever can be done is done.

use super::Desk;
use super::json::{assert_described, described};
use std::fs;

/// A person's settings: files with what is in them.
fn with(files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    let folder = desk.path().join(".config/tanshi");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    desk
}

/// What `config check` tells, without the folder.
fn told(desk: &Desk, lang: &str) -> Vec<String> {
    let output = desk.run(&["config", "check", "--lang", lang]);
    let text = String::from_utf8(output.stdout).unwrap();
    let folder = desk.path().join(".config/tanshi/").display().to_string();
    text.lines().filter_map(|line| Some(line.trim().strip_prefix(&folder)?.to_owned())).collect()
}

#[test]
fn every_fault_of_every_file_is_told_with_its_place_and_what_is_allowed() {
    let levels = "off, error, warn, info, debug";
    for (file, text, zh, en) in [
        (
            "config.toml",
            "theme = \"drak\"",
            "第 1 行第 9 字：“theme”的值 \"drak\" 不对，是不是“dark”；可以是 dark、",
            "line 1, column 9: the value \"drak\" of “theme” is wrong; did you mean “dark”? allowed: dark, ",
        ),
        (
            "config.toml",
            "\n# 潭\nmouse = \"true\"",
            "第 3 行第 9 字：“mouse”的值 \"true\" 不对，不要加引号；可以是 true、false",
            "line 3, column 9: the value \"true\" of “mouse” is wrong, since it has quotes; allowed: true, false",
        ),
        (
            "config.toml",
            "kitty = yes",
            "第 1 行第 9 字：“kitty”的值 yes 不对；可以是 true、false",
            "line 1, column 9: the value yes of “kitty” is wrong; allowed: true, false",
        ),
        (
            "config.toml",
            "lang = \"en\"",
            "第 1 行第 1 字：没有“lang”这一项，是不是“language”；可以是 language、",
            "line 1, column 1: there is no “lang”; did you mean “language”? allowed: language, ",
        ),
        (
            "config.toml",
            "log = \"verbose\"",
            "第 1 行第 7 字：“log”的值 \"verbose\" 不对；可以是 off、error、warn、info、debug",
            levels,
        ),
        (
            "config.toml",
            "language = zh",
            "第 1 行第 12 字：不是 TOML 格式：文字要放在引号里",
            "line 1, column 12: not TOML (string values must be quoted",
        ),
        (
            "config.toml",
            "mouse = true\nmouse = false",
            "第 2 行第 1 字：不是 TOML 格式：同一项写了两次",
            "line 2, column 1: not TOML (duplicate key)",
        ),
        (
            "config.toml",
            "theme = \"dark",
            "第 1 行第 14 字：不是 TOML 格式：引号没有写完",
            "line 1, column 14: not TOML (",
        ),
        (
            "config.toml",
            "mouse",
            "第 1 行第 6 字：不是 TOML 格式：缺少“= 值”",
            "line 1, column 6: not TOML (",
        ),
        (
            "keys.toml",
            "\"isue accept\" = \"K\"",
            "第 1 行第 1 字：没有“isue accept”这一项，是不是“issue accept”；可以是 issue accept、",
            "line 1, column 1: there is no “isue accept”; did you mean “issue accept”? allowed: ",
        ),
        (
            "keys.toml",
            "quit = \"a\"",
            "第 1 行第 8 字：给“quit”的按键“a”已经是“issue add”的，请先给那一项换一个键",
            "line 1, column 8: the key “a” for “quit” belongs to “issue add”; give that one another key first",
        ),
        (
            "keys.toml",
            "\"issue accept\" = \"Q\"\nquit = [\"q\", \"Q\"]",
            "第 2 行第 14 字：给“quit”的按键“Q”已经是“issue accept”的，请先给那一项换一个键",
            "line 2, column 14: the key “Q” for “quit” belongs to “issue accept”; give that one another key first",
        ),
        (
            "keys.toml",
            "quit = [\"Q\", \"Q x\"]",
            "第 1 行第 14 字：给“quit”的按键“Q x”按不到：按“Q”就已经执行了",
            "line 1, column 14: “Q x” for “quit” is never reached: “Q” is heard first",
        ),
        (
            "keys.toml",
            "quit = [\"Q\", \"Ctrl-\"]",
            "第 1 行第 14 字：“quit”的值 \"Ctrl-\" 不对，是不是“Ctrl-A”；可以是 a、g a、Ctrl-A、F5、Space",
            "line 1, column 14: the value \"Ctrl-\" of “quit” is wrong; did you mean “Ctrl-A”? allowed: a, ",
        ),
        (
            "keys.toml",
            "[isues]\nquit = \"Q\"",
            "第 1 行第 2 字：没有“isues”这一项，是不是“issues”；可以是 studios、",
            "line 1, column 2: there is no “isues”; did you mean “issues”? allowed: studios, ",
        ),
        (
            "theme.toml",
            "tittle = \"red\"",
            "第 1 行第 1 字：没有“tittle”这一项，是不是“title”；可以是 base、",
            "line 1, column 1: there is no “tittle”; did you mean “title”? allowed: base, ",
        ),
        (
            "theme.toml",
            "selection = { fg = \"blak\" }",
            "第 1 行第 20 字：“selection.fg”的值 \"blak\" 不对，是不是“black”；可以是 #rrggbb、0–255、",
            "line 1, column 20: the value \"blak\" of “selection.fg” is wrong; did you mean “black”? allowed: ",
        ),
    ] {
        let desk = with(&[(file, text)]);
        for (lang, wanted) in [("zh", zh), ("en", en)] {
            let told = told(&desk, lang);
            let [one] = &told[..] else { panic!("{file} {text:?}: {told:?}") };
            assert!(one.starts_with(&format!("{file} ")), "{one}");
            assert!(one.contains(wanted), "{text:?} in {lang}:\n{one}\nwanted\n{wanted}");
        }
        assert_eq!(desk.run(&["config", "check"]).status.code(), Some(1), "{text}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_what_is_right_counts() {
    let desk = with(&[
        ("config.toml", "theme = \"pink\"\nlanguage = \"en\"\nmouse = 1\nsound = true\nkitty =\nx"),
        ("keys.toml", "nothing = \"x\"\nquit = [\"F99\", \"\"]\n\"issue accept\" = \"K\"\n"),
        ("theme.toml", "text = 'rad'\nselection = { fg = 'x', bg = 300, bold = 1, blod = true }\n"),
    ]);
    let places: Vec<String> = told(&desk, "en")
        .iter()
        .map(|line| line.split(':').next().unwrap().replace(" line ", " ").replace(" column ", ""))
        .collect();
    assert_eq!(
        places,
        [
            "config.toml 1,9",
            "config.toml 3,9",
            "config.toml 4,1",
            "config.toml 5,8",
            "config.toml 6,2",
            "keys.toml 1,1",
            "keys.toml 2,9",
            "keys.toml 2,16",
            "theme.toml 1,8",
            "theme.toml 2,20",
            "theme.toml 2,30",
            "theme.toml 2,42",
            "theme.toml 2,45",
        ]
    );
    let json = desk.run(&["config", "check", "--json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["faults"].as_array().unwrap().len(), places.len());
    assert_eq!(json["faults"][0]["allowed"][0], "dark");
    assert_described("config", &json, &described());
    // The language is set although other lines are wrong.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tanshi"));
    command.args(["config", "check"]).env("HOME", desk.path()).env_remove("XDG_CONFIG_HOME");
    let told = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert!(told.starts_with("Settings: "), "{told}");
}

#[test]
fn every_command_tells_it_on_the_side_and_does_its_work() {
    let desk = with(&[("config.toml", "theme = \"pink\"\n")]);
    let output = desk.run(&["studio", "add", "韶峰工作室"]);
    let side = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{side}");
    assert!(side.contains("config.toml 第 1 行第 9 字") && side.contains("monochrome"), "{side}");
    let output = desk.run(&["studio", "list", "--json"]);
    let side = String::from_utf8(output.stderr).unwrap();
    serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
    let notice: serde_json::Value = serde_json::from_str(side.trim()).unwrap();
    assert!(notice["notice"].as_str().unwrap().contains("config.toml"), "{side}");
    let told = desk.ok(&["doctor"]);
    assert!(told.contains("config.toml：有 1 处不对") && told.contains("monochrome"), "{told}");
    // What shells and the manual read has nothing beside it.
    for words in [&["completions", "bash"][..], &["man"]] {
        assert!(desk.run(words).stderr.is_empty());
    }
}

#[test]
fn where_nothing_is_wrong_that_is_said() {
    let desk = with(&[("config.toml", "log = \"warn\"\n"), ("keys.toml", "quit = [\"Q\"]\n")]);
    let told = desk.ok(&["config", "check"]);
    assert!(
        told.contains("config.toml：没有问题") && told.contains("keys.toml：没有问题"),
        "{told}"
    );
    assert!(!told.contains("theme.toml："), "there is none: {told}");
    assert_eq!(desk.json(&["config", "check"])["faults"], serde_json::json!([]));
}

#[test]
fn a_setting_that_something_chosen_in_the_program_goes_before_is_told() {
    let desk = with(&[("config.toml", "theme = \"dark\"\nmouse = true\n")]);
    assert_eq!(desk.json(&["config", "check"])["overruled"], serde_json::json!([]));
    let folder = desk.path().join(".local/state/tanshi");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("chosen.toml"), "theme = \"light\"\nmouse = true\n").unwrap();
    let told = desk.ok(&["config", "check"]);
    assert!(told.contains("theme：在程序里选过 light") && told.contains("chosen.toml"), "{told}");
    assert!(!told.contains("mouse："), "both say the same: {told}");
    let told = desk.json(&["config", "check"])["overruled"].clone();
    let wanted = serde_json::json!([{"key": "theme", "chosen": "light", "in_files": "dark"}]);
    assert_eq!(told, wanted);
}

#[test]
fn shells_are_offered_the_words_of_a_closed_list_and_any_word_is_read() {
    let desk = Desk::new();
    let script = desk.ok(&["completions", "bash"]);
    for list in ["livelihood governance policy", "member public other"] {
        assert!(script.contains(&format!("compgen -W \"{list}\"")), "{list}");
    }
    desk.ok(&["studio", "add", "韶峰工作室"]);
    desk.ok(&["issue", "add", "路灯不亮", "--category", "温度"]);
}
