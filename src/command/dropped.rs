//! What a text may mean as a path: typed, pasted, or dropped on the terminal, which writes it in
//! its own way. Whether the path is there, the shell finds out.

use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};

/// The paths that `typed` may mean, the most literal first: as it stands, without the quotes round
/// it, as a `file://` address, as a shell reads it, and below the home folder for `~/`.
pub fn readings(typed: &str, home: Option<&Path>) -> Vec<PathBuf> {
    let typed = typed.trim();
    let bare = unquoted(typed);
    let mut found = vec![typed.to_owned(), bare.to_owned()];
    found.extend(address(bare));
    // Of several words no one is all that was typed.
    let words = shlex::split(typed).and_then(|words| <[String; 1]>::try_from(words).ok());
    found.extend(words.into_iter().flatten());
    let mut paths: Vec<PathBuf> = Vec::new();
    for text in found.into_iter().filter(|text| !text.is_empty()) {
        let below_home = text.strip_prefix("~/").zip(home).map(|(rest, home)| home.join(rest));
        for path in std::iter::once(PathBuf::from(&text)).chain(below_home) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

/// Takes one pair of quotes off, of either script.
fn unquoted(text: &str) -> &str {
    [('\'', '\''), ('"', '"'), ('“', '”'), ('‘', '’')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(text)
}

/// The path of a `file://` address on this machine.
fn address(text: &str) -> Option<String> {
    let rest = text.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    // On Windows a drive follows the slash.
    let path = match path.strip_prefix('/') {
        Some(drive) if drive.get(1..2) == Some(":") => drive,
        _ => path,
    };
    percent_decode_str(path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(typed: &str, path: &str) -> bool {
        readings(typed, Some(Path::new("/home/li"))).contains(&PathBuf::from(path))
    }

    #[test]
    fn a_dropped_path_is_understood_however_the_terminal_writes_it() {
        let path = "/资料/验收 照片(1).jpg";
        for typed in [
            "/资料/验收 照片(1).jpg",
            "  '/资料/验收 照片(1).jpg' ",
            "\"/资料/验收 照片(1).jpg\"",
            "“/资料/验收 照片(1).jpg”",
            r"/资料/验收\ 照片\(1\).jpg",
            "file:///资料/验收%20照片(1).jpg",
            "file://localhost/%E8%B5%84%E6%96%99/%E9%AA%8C%E6%94%B6%20%E7%85%A7%E7%89%87%281%29.jpg",
            "'file:///资料/验收%20照片(1).jpg'",
        ] {
            assert!(means(typed, path), "{typed}");
        }
        assert!(means("~/a.pdf", "/home/li/a.pdf"));
        assert!(means("file:///C:/a.pdf", "C:/a.pdf"));
    }

    #[test]
    fn what_is_typed_literally_comes_first() {
        assert_eq!(readings(r"a\ b", None).first(), Some(&PathBuf::from(r"a\ b")));
        assert_eq!(readings("  ", None), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_part_of_what_was_typed_is_no_path() {
        for words in ["notes from the visit", "照片.jpg 李某某拍于村口", "'a b' c"] {
            assert!(
                readings(words, None)
                    .iter()
                    .all(|path| path.to_str().unwrap().len() + 2 >= words.len())
            );
        }
    }
}
