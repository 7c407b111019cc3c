//! What kind of file it is that somebody picked, by its bytes and not by its name: one place for every
//! kind that can be imported.

use super::table::Form;
use serde_json::Value;

/// How far into a file its first line is looked for.
const LOOKED_AT_BYTES: usize = 64 << 10;

/// So few bytes that steer a terminal make no other kind of file.
const FEW: usize = 8;

/// A file of ours, by the word that its head states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ours {
    /// Records of past work; also what this build does not know, which their reader tells.
    Records,
}

/// The files of ours, by what their heads state: `{"tanshi":1,"kind":"records"}`.
const HEADS: &[(&str, Ours)] = &[(super::records::KIND, Ours::Records)];

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recognised {
    /// A file with a head of ours.
    Ours(Ours),
    /// A table.
    Table(Form),
    /// A workbook in the format of before 2007.
    OldWorkbook,
    /// Nothing that could be read: the reader of records tells what it is instead.
    Other,
}

/// Looks at the beginning of a file.
pub fn recognise(bytes: &[u8]) -> Recognised {
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            return if is_workbook(bytes) {
                Recognised::Table(Form::Workbook)
            } else {
                Recognised::Other
            };
        }
        [b'P', b'K', ..] | [] => return Recognised::Other,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Recognised::OldWorkbook,
        // In UTF-16 there is nothing of ours, and nobody writes JSON.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Recognised::Table(Form::Delimited),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Recognised::Other;
    }
    let first = first_line(bytes);
    match serde_json::from_slice::<Value>(first) {
        Ok(Value::Object(head)) => match head.get("tanshi") {
            Some(_) => Recognised::Ours(ours(head.get("kind"))),
            None => Recognised::Table(Form::Lines),
        },
        // JSON that is laid out over several lines, or no rows: the reader of records tells.
        _ if matches!(first.first(), Some(b'{' | b'[')) => Recognised::Other,
        _ if is_text(bytes) => Recognised::Table(Form::Delimited),
        _ => Recognised::Other,
    }
}

fn ours(kind: Option<&Value>) -> Ours {
    let kind = kind.and_then(Value::as_str).unwrap_or_default();
    let found = HEADS.iter().find(|(word, _)| *word == kind);
    found.map_or(Ours::Records, |(_, ours)| *ours)
}

/// The first line that is not blank.
fn first_line(bytes: &[u8]) -> &[u8] {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// Whether nothing at the beginning says that the bytes are no text.
fn is_text(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..LOOKED_AT_BYTES.min(bytes.len())).unwrap_or_default();
    let steering = beginning.iter().filter(|it| **it < 0x20 && !it.is_ascii_whitespace()).count();
    // A few of them in a table are told where they stand.
    !beginning.contains(&0) && (steering <= FEW || steering * 50 <= beginning.len())
}

/// Whether an archive is a workbook: its parts say so.
fn is_workbook(bytes: &[u8]) -> bool {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes));
    archive.is_ok_and(|archive| archive.file_names().flatten().any(|name| name.starts_with("xl/")))
}
