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

#[test]
fn the_command_line_reference_is_fresh_in_both_languages() {
    assert_fresh("command-line.zh.md", &reference(Lang::Zh));
    assert_fresh("command-line.en.md", &reference(Lang::En));
}
