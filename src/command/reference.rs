//! The table of keys as Markdown, for the README: the same commands as the palette and the help.

use super::fixed::FixedPlace;
use super::keymap::Keymap;
use super::table::{Command, Group, commands};
use super::verb::Words;
use crate::i18n::Lang;

/// Every command that has a key, by group, with its words in both languages.
pub fn key_table() -> String {
    let keymap = Keymap::default();
    let mut page = "| 键 Key | 中文 | English |\n|---|---|---|\n".to_owned();
    for group in Group::ALL {
        let words = group.words();
        let rows: Vec<String> = commands()
            .iter()
            .filter(|command| command.group == group)
            .filter_map(|command| row(&keymap, command))
            .collect();
        if rows.is_empty() {
            continue;
        }
        page.push_str(&["| | **", words.zh, "** | **", words.en, "** |\n"].concat());
        page.push_str(&rows.concat());
    }
    for place in FixedPlace::ALL {
        let words = place.words();
        page.push_str(&["| | **", words.zh, "** | **", words.en, "** |\n"].concat());
        for key in place.keys() {
            let names: Vec<String> =
                key.keys.iter().map(|name| ["`", name, "`"].concat()).collect();
            let Words { zh, en } = key.label;
            page.push_str(&["| ", &names.join(" "), " | ", zh, " | ", en, " |\n"].concat());
        }
    }
    page
}

fn row(keymap: &Keymap, command: &Command) -> Option<String> {
    let keys: Vec<String> = keymap
        .keys_of(command)
        .iter()
        .map(|keys| ["`", &keys.replace('|', "\\|"), "`"].concat())
        .collect();
    let (zh, en) = (command.label.get(Lang::Zh), command.label.get(Lang::En));
    (!keys.is_empty()).then(|| ["| ", &keys.join(" "), " | ", zh, " | ", en, " |\n"].concat())
}
