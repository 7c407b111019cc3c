//! The map of modules, held against the source: arrows only point to earlier modules.

use std::path::{Path, PathBuf};

/// The modules of the crate in their order, with those that a module may use beside the earlier
/// ones being none: whatever stands below is out of sight.
const ORDER: [&str; 13] = [
    "domain", "i18n", "log", "store", "search", "document", "exchange", "command", "app", "ui",
    "plain", "shell", "cli",
];

/// What is out of sight although it stands earlier, and why.
const FORBIDDEN: [(&str, &str, &str); 14] = [
    ("search", "store", "what is looked for is handed over"),
    ("search", "log", "what is looked for is handed over"),
    ("log", "i18n", "bytes have no language"),
    ("store", "i18n", "the store reports data, not words"),
    ("document", "store", "a document is made of what it is handed"),
    ("document", "log", "a document is made of what it is handed"),
    ("exchange", "store", "what comes in from files is pure"),
    ("exchange", "log", "what comes in from files is pure"),
    ("command", "store", "the table of commands knows no disk"),
    ("app", "store", "the screens know no disk"),
    ("ui", "store", "the screens know no disk"),
    ("plain", "store", "the dialogue knows no disk"),
    ("plain", "log", "the dialogue knows no bytes"),
    ("plain", "ui", "lines have no cells"),
];

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The modules of the crate that a line of source names: `crate::name`.
fn named(line: &str) -> Vec<&'static str> {
    let code = line.split("//").next().unwrap_or_default();
    ORDER
        .into_iter()
        .filter(|module| {
            code.match_indices("crate::").any(|(at, _)| {
                code.get(at + "crate::".len()..).is_some_and(|rest| {
                    rest.strip_prefix(module).is_some_and(|after| {
                        !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
                    })
                })
            })
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn arrows_only_point_from_later_to_earlier_modules() {
    let mut wrong = Vec::new();
    for (place, module) in ORDER.iter().enumerate() {
        for file in source_files(&root().join(module)) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in (1..).zip(text.lines()) {
                for other in named(line) {
                    let later = ORDER.iter().position(|it| *it == other).unwrap() > place;
                    let hidden =
                        FORBIDDEN.iter().any(|(from, to, _)| from == module && *to == other);
                    if later || hidden {
                        wrong.push(format!("{}:{number} names {other}", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_log_uses_bincode_and_only_the_store_uses_sled() {
    let files = source_files(&root());
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let path = file.strip_prefix(root()).unwrap().display().to_string();
        let uses = |name: &str| {
            text.lines().any(|line| {
                let code = line.trim_start();
                code.starts_with(&format!("use {name}::"))
                    || code.contains(&format!(" {name}::")) && !code.starts_with("//")
            })
        };
        assert!(!uses("bincode") || path.starts_with("log/"), "{path} uses bincode");
        assert!(!uses("sled") || path.starts_with("store/"), "{path} uses sled");
    }
}

#[test]
fn every_file_opens_with_what_it_holds() {
    for file in source_files(&root()) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} has no opening line", file.display());
    }
}

#[test]
fn no_profile_aborts_on_panic_because_a_panicking_store_is_healed() {
    let manifest =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("panic = \"abort\""), "a profile aborts");
}

/// The compiler does not tell: a text is public.
#[test]
fn every_text_is_said_somewhere() {
    let texts = root().join("i18n/text.rs");
    let mut said = std::collections::BTreeSet::new();
    for file in source_files(&root()).iter().filter(|file| **file != texts) {
        let source = std::fs::read_to_string(file).unwrap();
        let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
        for after in code.flat_map(|line| line.split("Text::").skip(1)) {
            let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next();
            said.extend(name.map(str::to_owned));
        }
    }
    let names = tanshi::i18n::Text::GROUPS.iter().flat_map(|(_, texts)| *texts);
    let unsaid: Vec<_> = names.filter(|text| !said.contains(&format!("{text:?}"))).collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

/// A sentence that names a command that there is not leads nowhere.
#[test]
fn every_way_out_that_a_refusal_names_is_a_command_with_that_option() {
    use tanshi::command::{Noun, verb};
    let mut named = 0;
    for file in source_files(&root().join("i18n/wording")) {
        if file.ends_with("tests.rs") || file.ends_with("names.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for place in source.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
            let words: Vec<&str> = place.0.split(' ').collect();
            let [noun, name, rest @ ..] = &words[..] else { continue };
            let Some(noun) = Noun::ALL.into_iter().find(|it| it.key() == *noun) else { continue };
            let verb = verb::find(noun, name).unwrap_or_else(|| panic!("{}", place.0));
            for option in rest {
                let key = option.strip_prefix("--").unwrap_or_else(|| panic!("{}", place.0));
                assert!(verb.field(key).is_some(), "{}", place.0);
            }
            named += 1;
        }
    }
    assert!(named > 40, "{named}");
}
