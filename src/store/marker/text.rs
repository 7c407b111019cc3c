//! The form of a marker: lines of text with a checksum of all lines before, replaced whole.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::{MarkerError, NONE};
use crate::store::journal::sync_folder;
use crate::store::private;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// What is read of a marker, in bytes: all that is ever written fits.
const MAX_BYTES: u64 = 4096;

pub(super) fn read(folder: &Path, file: &'static str) -> Result<Option<String>, MarkerError> {
    let opened = match File::open(folder.join(file)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(io_error(file))?,
    };
    let mut bytes = Vec::new();
    opened.take(MAX_BYTES).read_to_end(&mut bytes).map_err(io_error(file))?;
    // What is no text fails the checksum, like any other damage.
    Ok(Some(String::from_utf8(bytes).unwrap_or_default()))
}

pub(super) fn write(
    folder: &Path,
    file: &'static str,
    mut text: String,
) -> Result<(), MarkerError> {
    text.push_str(&checksum_line(&text));
    replace(folder, file, text.as_bytes()).map_err(io_error(file))
}

fn replace(folder: &Path, file: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{file}.tmp"));
    let mut new = private::create(&temporary)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    drop(new);
    fs::rename(&temporary, folder.join(file))?;
    sync_folder(folder)
}

pub(super) fn io_error(file: &'static str) -> impl FnOnce(io::Error) -> MarkerError {
    move |source| MarkerError::Io { file, source }
}

/// The lines of a marker, checksum verified and taken off.
pub(super) struct Lines<'a>(std::str::Lines<'a>);

impl<'a> Lines<'a> {
    pub(super) fn checked(text: &'a str) -> Option<Self> {
        let at = text.rfind("crc32c ")?;
        let (content, last) = text.split_at_checked(at)?;
        (last == checksum_line(content)).then(|| Self(content.lines()))
    }

    pub(super) fn format(&mut self, title: &str) -> Option<u16> {
        self.value(title)?.parse().ok()
    }

    pub(super) fn value(&mut self, name: &str) -> Option<&'a str> {
        self.0.next()?.strip_prefix(name)?.strip_prefix(' ')
    }
}

/// The format that the first line names, whether the checksum is right or not: a newer format may
/// have another one.
pub(super) fn claimed_format(text: &str, title: &str) -> Option<u16> {
    Lines(text.lines()).format(title)
}

/// Whether only the number of the format is not what was written.
pub(super) fn is_format_damaged(text: &str, title: &str, known: u16) -> bool {
    let Some((_, rest)) = text.split_once('\n') else { return false };
    (1..=known).any(|format| Lines::checked(&format!("{title} {format}\n{rest}")).is_some())
}

fn checksum_line(content: &str) -> String {
    format!("crc32c {:08x}\n", crc32c::crc32c(content.as_bytes()))
}

pub(super) fn optional(value: &str) -> Option<&str> {
    (value != NONE).then_some(value)
}

pub(super) fn parse_id(hex: &str) -> Option<[u8; 16]> {
    // The digits alone: parsing would also take a sign.
    if hex.len() != 32 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some(u128::from_str_radix(hex, 16).ok()?.to_be_bytes())
}
