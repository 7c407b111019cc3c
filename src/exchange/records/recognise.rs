//! Tells a file of records from everything else that people pick by mistake.

use super::{
    FORMAT, KIND, MAX_BYTES,
    fault::{FileKind, ImportFault, ImportReason},
};
use serde_json::Value;

/// Lines with their numbers, from 1.
pub(super) type Lines<'a> = Vec<(usize, &'a str)>;

/// The text of a file that is UTF-8 and not obviously something else.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportFault> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportFault {
            line: 1,
            reason: ImportReason::TooLarge { limit_bytes: MAX_BYTES },
        });
    }
    if let Some(kind) = by_magic(bytes) {
        return Err(wrong(kind));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(wrong(FileKind::Binary)),
        Ok(text) => {
            let text = text.trim_start_matches('\u{feff}');
            if text.trim().is_empty() { Err(wrong(FileKind::Empty)) } else { Ok(text) }
        }
        Err(_) if is_gb18030(bytes) => Err(wrong(FileKind::Gb18030)),
        Err(_) => Err(wrong(FileKind::Binary)),
    }
}

/// The head of a file: its first line that is not blank, and the lines after it.
pub(super) fn head(text: &str) -> Result<(Value, Lines<'_>), ImportFault> {
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let (line, first) = lines.next().ok_or_else(|| wrong(FileKind::Empty))?;
    let Ok(head) = serde_json::from_str::<Value>(first) else {
        return Err(wrong(by_text(text, first)));
    };
    let Some(format) = head.get("tanshi") else { return Err(wrong(by_text(text, first))) };
    let fault = |reason| Err(ImportFault { line, reason });
    match (format.as_u64(), head.get("kind").and_then(Value::as_str)) {
        (Some(found), _) if found > FORMAT => {
            fault(ImportReason::NewerFormat { found, known: FORMAT })
        }
        (Some(FORMAT), Some(KIND)) => Ok((head, lines.collect())),
        (Some(FORMAT), kind) => {
            fault(ImportReason::OtherKind { found: kind.unwrap_or_default().to_owned() })
        }
        _ => Err(wrong(FileKind::OtherJson)),
    }
}

const fn wrong(kind: FileKind) -> ImportFault {
    ImportFault { line: 1, reason: ImportReason::WrongFile(kind) }
}

fn by_magic(bytes: &[u8]) -> Option<FileKind> {
    let holds = |needle: &[u8]| bytes.windows(needle.len()).take(4096).any(|it| it == needle);
    match bytes {
        [b'P', b'K', 3, 4, ..] if holds(b"xl/") || holds(b"[Content_Types].xml") => {
            Some(FileKind::Spreadsheet)
        }
        [b'P', b'K', 3..=5, ..] => Some(FileKind::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(FileKind::Spreadsheet),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(FileKind::Utf16),
        _ => None,
    }
}

/// What kind of text it is that is not ours.
fn by_text(text: &str, first: &str) -> FileKind {
    let opening = first.trim_start();
    if serde_json::from_str::<Value>(opening).is_ok_and(|it| it.is_object() || it.is_array())
        || (opening.starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok())
    {
        FileKind::OtherJson
    } else if opening.contains([',', '\t', ';', '，']) && !opening.starts_with('{') {
        FileKind::Csv
    } else {
        FileKind::OtherText
    }
}

/// Whether the bytes are well-formed GB18030 with Chinese in it: pairs and fours above 0x80.
fn is_gb18030(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut wide = 0_usize;
    loop {
        rest = match rest {
            [] => return wide > 0,
            [0, ..] => return false,
            [..=0x7f, after @ ..] => after,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, after @ ..]
            | [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, after @ ..] => {
                wide += 1;
                after
            }
            _ => return false,
        }
    }
}
