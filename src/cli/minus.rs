//! Words to be left out, as queries have them: `-金都` is no option. The parser would take it for one, so that
//! it is handed over with the wide minus, which queries read alike.

use std::ffi::OsString;

/// Options of every command that take a value, which is no command.
const WITH_VALUE: [&str; 3] = ["--data", "--lang", "--as"];
/// The commands whose words are a query.
const QUERIES: [&[&str]; 2] = [&["search"], &["issue", "list"]];
/// Options of one letter.
const SHORT: [&str; 1] = ["-h"];

/// The arguments of a call, with the words of a query that begin with a minus as words.
pub(super) fn as_words(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut commands: Vec<String> = Vec::new();
    let mut is_value = false;
    let mut read = Vec::with_capacity(arguments.len());
    for (at, argument) in arguments.into_iter().enumerate() {
        let text = argument.to_str().unwrap_or_default();
        let is_query = QUERIES.iter().any(|query| begins_with(&commands, query));
        let left_out = text.strip_prefix('-').filter(|rest| is_a_word(rest));
        let word = match left_out {
            Some(rest) if is_query && !SHORT.contains(&text) => Some(format!("－{rest}")),
            _ => None,
        };
        if at > 0 && !is_value && !text.starts_with('-') {
            commands.push(text.to_owned());
        }
        is_value = WITH_VALUE.contains(&text);
        read.push(word.map_or(argument, OsString::from));
    }
    read
}

/// One Latin letter is an option, which nobody has.
fn is_a_word(rest: &str) -> bool {
    let is_letter = rest.len() == 1;
    !(rest.is_empty() || rest.starts_with('-') || is_letter)
}

fn begins_with(commands: &[String], query: &[&str]) -> bool {
    commands.len() >= query.len() && commands.iter().zip(query).all(|(said, word)| said == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(call: &str) -> String {
        let words = as_words(call.split(' ').map(OsString::from).collect());
        let words: Vec<_> = words.iter().map(|word| word.to_str().unwrap()).collect();
        words.join(" ")
    }

    #[test]
    fn a_word_of_a_query_that_begins_with_a_minus_is_a_word_and_options_stay() {
        for (call, as_read) in [
            ("t search 停车 -金都", "t search 停车 －金都"),
            (
                "t --data search search -金都 --limit 5 -h",
                "t --data search search －金都 --limit 5 -h",
            ),
            ("t issue list -parking --json", "t issue list －parking --json"),
            ("t issue list -s open", "t issue list -s open"),
            ("t issue add -金都", "t issue add -金都"),
            ("t export -o x", "t export -o x"),
            ("t search --foo - --", "t search --foo - --"),
        ] {
            assert_eq!(read(call), as_read);
        }
    }
}
