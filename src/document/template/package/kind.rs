//! What a file is that is no DOCX, by its first bytes or by the names in its archive.

use super::super::fault::FileKind;

/// The head of the container in which old Office files and encrypted new ones lie.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What a file is that is no archive.
pub(super) fn of_bytes(bytes: &[u8]) -> FileKind {
    match bytes {
        [] => FileKind::Empty,
        _ if bytes.starts_with(&COMPOUND) => of_compound(bytes),
        _ if bytes.starts_with(b"{\\rtf") => FileKind::RichText,
        _ if bytes.starts_with(b"%PDF") => FileKind::Pdf,
        _ => FileKind::Other,
    }
}

/// Which of the compound files it is shows in the names of its streams, which are written as UTF-16.
fn of_compound(bytes: &[u8]) -> FileKind {
    if has_stream(bytes, "EncryptedPackage") {
        FileKind::Encrypted
    } else if has_stream(bytes, "Workbook") {
        FileKind::Spreadsheet
    } else if has_stream(bytes, "PowerPoint Document") {
        FileKind::Presentation
    } else {
        FileKind::Old
    }
}

fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// What an archive is, if it is no document.
pub(super) fn of_archive(names: &[String]) -> FileKind {
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/") {
        FileKind::Spreadsheet
    } else if has("ppt/") {
        FileKind::Presentation
    } else if has("mimetype") && has("META-INF/") {
        FileKind::OpenDocument
    } else {
        FileKind::OtherArchive
    }
}
