//! What kind of file it is that somebody picked, by its bytes and not by its name: one place for every
//! file that is read at once. An export of everything may be larger than that, and is asked for before
//! (`whole::is_export`).

use super::table::{Form, TableFault};
use serde_json::Value;

/// How far into a file its first line is looked for.
const LOOKED_AT_BYTES: usize = 64 << 10;

/// So few bytes that steer a terminal make no other kind of file.
const FEW: usize = 8;

/// What an encrypted workbook calls the part that holds it (MS-OFFCRYPTO), as its directory spells it.
const ENCRYPTED: &str = "EncryptedPackage";

/// What can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// A file with a head of ours; which, and whether this build reads it, the reader of records tells.
    Records,
    /// A table.
    Table(Form),
    /// What was meant for a table and cannot be read as one.
    NoTable(TableFault),
    /// Nothing that could be read: the reader of records tells what it is instead.
    Other,
}

/// Looks at the beginning of a file.
pub fn recognise(bytes: &[u8]) -> Recognised {
    match bytes {
        [b'P', b'K', 3, 4, ..] => return archive(bytes),
        [b'P', b'K', ..] | [] => return Recognised::Other,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Recognised::NoTable(compound(bytes)),
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
            Some(_) => Recognised::Records,
            None => Recognised::Table(Form::Lines),
        },
        // JSON that is laid out over several lines, or no rows: the reader of records tells.
        _ if matches!(first.first(), Some(b'{' | b'[')) => Recognised::Other,
        _ if is_text(bytes) => Recognised::Table(Form::Delimited),
        _ => Recognised::NoTable(TableFault::Binary),
    }
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

/// An archive: a workbook says so by its parts, also one of which only the beginning is there.
fn archive(bytes: &[u8]) -> Recognised {
    let is_part = |name: std::borrow::Cow<'_, str>| name.starts_with("xl/");
    match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        Ok(archive) if archive.file_names().flatten().any(is_part) => {
            Recognised::Table(Form::Workbook)
        }
        Err(_) if holds(bytes, b"xl/") => Recognised::NoTable(TableFault::BadWorkbook),
        Ok(_) | Err(_) => Recognised::Other,
    }
}

/// A file of the format of before 2007: an old workbook, or a new one behind a password.
fn compound(bytes: &[u8]) -> TableFault {
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if holds(bytes, &name) { TableFault::LockedWorkbook } else { TableFault::OldWorkbook }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}
