//! A path that stands where words of evidence are asked for: it is taken as the file, or told that it is
//! not there.

use super::error::CliError;
use crate::command::dropped::readings;
use crate::command::{FieldKind, Values, Verb};
use clap::ArgMatches;
use std::path::Path;

/// The words of evidence, and its file.
const WORDS: &str = "title";
const FILE: &str = "file";

/// Takes the file that stands in the place of words, where it is there. What is given with `--title` is
/// words, whatever it looks like.
///
/// # Errors
/// [`CliError::NoEvidence`] where it looks like a path and there is no such file.
pub(super) fn take_file(
    verb: &Verb,
    typed: &ArgMatches,
    values: &mut Values,
) -> Result<(), CliError> {
    let takes_file = verb.field(FILE).is_some_and(|field| matches!(field.kind, FieldKind::File));
    let stands_alone = verb.field(WORDS).is_some_and(|field| field.positional)
        && typed.contains_id(WORDS)
        && values.first(FILE).is_none();
    let Some(words) = values.first(WORDS).filter(|_| takes_file && stands_alone) else {
        return Ok(());
    };
    let home = crate::shell::folders::home();
    let file = readings(words, home.as_deref()).into_iter().find(|path| path.is_file());
    match file {
        Some(file) => {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let path = words.to_owned();
            values.set(WORDS, name);
            values.set(FILE, path);
            Ok(())
        }
        None if looks_like_a_path(words) => Err(CliError::NoEvidence(words.to_owned())),
        None => Ok(()),
    }
}

/// What files of evidence end with; a paper on the shelf may be called `No.A12`, and a page has an address.
const ENDINGS: [&str; 28] = [
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp", "pdf", "ofd", "doc", "docx",
    "wps", "xls", "xlsx", "et", "ppt", "pptx", "txt", "csv", "zip", "rar", "mp3", "m4a", "wav",
    "mp4", "mov",
];

/// Whether a text has folders and ends like a file: `photos/1.jpg`, not `2023/06` nor `见档案 3/5`.
fn looks_like_a_path(text: &str) -> bool {
    let text = text.trim();
    let Some(name) = text.rsplit(['/', '\\']).next().filter(|name| *name != text) else {
        return false;
    };
    let ending = Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default();
    let is_address = text.contains("://") && !text.starts_with("file://");
    !is_address && ENDINGS.iter().any(|it| it.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_folders_and_an_ending_and_words_do_not() {
        for path in ["/no/such.jpg", "photos/1.JPG", r"D:\照片\验收.pdf", "~/a b.docx", "../x.mp4"]
        {
            assert!(looks_like_a_path(path), "{path}");
        }
        for words in [
            "验收照片",
            "照片.jpg",
            "2023/06",
            "档案 3/5 第 2.1 节",
            "验收单 No.5",
            "/media/stick",
            "验收单 3/No.A12",
            "https://www.x.gov.cn/1.pdf",
        ] {
            assert!(!looks_like_a_path(words), "{words}");
        }
    }
}
