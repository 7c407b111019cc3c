//! Documents that the program makes of itself are what lies in the repository.
//!
//! `TANSHI_BLESS=1 cargo test --test it documents` writes them anew.

use std::path::Path;
use tanshi::cli::reference::reference;
use tanshi::i18n::Lang;

/// Compares a generated text with a file, or writes it when asked to.
fn assert_fresh(name: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/docs").join(name);
    if std::env::var_os("TANSHI_BLESS").is_some() {
        std::fs::write(&path, generated).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == generated,
        "{name} is stale: run TANSHI_BLESS=1 cargo test --test it documents"
    );
}

/// Compares the part of a document between two marks, or writes it when asked to.
fn assert_fresh_part(name: &str, mark: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {mark}:begin -->\n"), format!("<!-- {mark}:end -->"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (there, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("TANSHI_BLESS").is_some() {
        std::fs::write(&path, [before, &begin, generated, &end, after].concat()).unwrap();
    } else {
        assert!(
            there == generated,
            "{name} is stale: run TANSHI_BLESS=1 cargo test --test it documents"
        );
    }
}

#[test]
fn the_table_of_keys_in_the_readme_is_fresh() {
    let table = format!("\n{}\n", tanshi::command::reference::key_table());
    assert_fresh_part("README.md", "keys", &table);
}

#[test]
fn the_command_line_reference_is_fresh_in_both_languages() {
    assert_fresh("command-line.zh.md", &reference(Lang::Zh));
    assert_fresh("command-line.en.md", &reference(Lang::En));
}

#[test]
fn the_fields_of_templates_are_fresh_in_both_languages() {
    use tanshi::document::fields::{TEMPLATED, catalogue};
    let all: Vec<_> = TEMPLATED.into_iter().filter_map(catalogue).collect();
    for lang in Lang::ALL {
        let text = tanshi::document::template::document_fields(lang, &all);
        assert_fresh(&format!("template-fields.{}.md", lang.key()), &text);
    }
}

#[test]
fn the_columns_of_tables_are_fresh_in_both_languages() {
    for lang in Lang::ALL {
        let text = tanshi::exchange::table::reference::reference(lang);
        let name = format!("assets/docs/import-tables.{}.md", lang.key());
        assert_fresh_part(&name, "columns", &text);
    }
}

#[test]
fn the_key_file_to_start_from_is_fresh() {
    assert_fresh("keys.toml", &tanshi::command::keymap::Keymap::default_file());
}

#[test]
fn the_settings_that_the_readme_shows_are_understood() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut shown = readme.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let config = shown.next().unwrap();
    assert_eq!(tanshi::shell::config::faults_in(config), Vec::<String>::new());
    for key in ["language", "theme", "mouse", "ambiguous", "kitty", "log"] {
        assert!(config.contains(key), "{key} is not shown");
    }
    let (_, faults) = tanshi::command::keymap::Keymap::parse(shown.next().unwrap());
    assert!(faults.is_empty(), "{faults:?}");
    let (_, faults) = tanshi::ui::theme::Theme::parse_overrides(shown.next().unwrap());
    assert!(faults.is_empty(), "{faults:?}");
    for role in tanshi::ui::theme::Role::ALL {
        assert!(readme.contains(&format!("`{}`", role.name())), "{}", role.name());
    }
}
