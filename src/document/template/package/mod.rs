//! The archive of a template: what kind of file it is, its parts, and the archive of the filled one.
//! Knows which parts hold text, and nothing of what stands in them.

mod kind;
mod private;
mod types;

use super::fault::{Bound, FileFault};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use types::{Types, main_as_document};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The largest file that is read.
pub(super) const MOST_FILE_BYTES: usize = 50 << 20;
/// All parts together, unpacked: the pictures of a template of the largest size fit.
const MOST_UNPACKED_BYTES: u64 = 200 << 20;
/// One part that holds text, unpacked: a document of several thousand pages.
const MOST_TEXT_BYTES: u64 = 24 << 20;
/// Parts of a file; a document with many pictures has some hundreds.
const MOST_PARTS: usize = 4000;

const TYPES: &str = "[Content_Types].xml";

/// A part that holds text of the document.
pub(super) struct TextPart {
    /// Its place in the archive.
    index: usize,
    pub(super) name: String,
    pub(super) xml: String,
}

/// A template that was opened.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The document, then headers, footers and notes, each in the order of the archive.
    pub(super) texts: Vec<TextPart>,
    /// What changes whatever is filled in, by its place in the archive: the list of types, where it has
    /// to for the filled file to be a document, and what is the office's own business.
    changed: BTreeMap<usize, String>,
}

impl<'b> Package<'b> {
    /// Opens a template. Reads every part once, so that a damaged one is found here.
    ///
    /// # Errors
    ///
    /// What makes the file unfit as a template before any field is looked at.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, FileFault> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(too_large(Bound::FileBytes(MOST_FILE_BYTES as u64)));
        }
        if !bytes.starts_with(b"PK") {
            return Err(FileFault::NotDocx(kind::of_bytes(bytes)));
        }
        let damaged = |_: ZipError| FileFault::DamagedArchive { part: None };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.has_duplicate_names() {
            return Err(FileFault::DamagedArchive { part: None });
        }
        if archive.len() > MOST_PARTS {
            return Err(too_large(Bound::Parts(MOST_PARTS)));
        }
        let names = names_of(&archive);
        let list = Self::types_of(&mut archive, &names)?;
        list.allowed(&names)?;
        let mut texts = read_parts(&mut archive, &names, &list)?;
        let types = list.is_pattern().then(|| main_as_document(&list.xml));
        let types = types.and_then(|xml| Some((names.iter().position(|it| it == TYPES)?, xml)));
        let mut changed = private::replaced(&mut archive, &names, &list);
        changed.extend(types);
        for part in &mut texts {
            if let Some(xml) = private::without_people(&part.xml) {
                part.xml.clone_from(&xml);
                changed.insert(part.index, xml);
            }
        }
        Ok(Self { archive, texts, changed })
    }

    fn types_of(
        archive: &mut ZipArchive<Cursor<&'b [u8]>>,
        names: &[String],
    ) -> Result<Types, FileFault> {
        let kind = kind::of_archive(names);
        let index = names.iter().position(|name| name == TYPES);
        let index = index.ok_or(FileFault::NotDocx(kind))?;
        let xml = read_text(archive, index, TYPES)?;
        let types = Types::parse(&xml)
            .map_err(|line| FileFault::DamagedXml { part: TYPES.to_owned(), line })?;
        let has = |main: &str| names.iter().any(|name| name.eq_ignore_ascii_case(main));
        let has_main = types.main().is_some_and(has);
        if has_main { Ok(types) } else { Err(FileFault::NotDocx(kind)) }
    }

    /// The archive with other texts in place of some, by their place in [`Package::texts`]. Every
    /// other part is copied as it is packed; the times of all parts are the same, so that the same
    /// template and texts give the same bytes.
    ///
    /// # Errors
    ///
    /// [`FileFault::DamagedArchive`] when a part cannot be copied.
    pub(super) fn with_texts(
        mut self,
        filled: BTreeMap<usize, String>,
    ) -> Result<Vec<u8>, FileFault> {
        let mut changed = std::mem::take(&mut self.changed);
        for (text, xml) in filled {
            changed.extend(self.texts.get(text).map(|part| (part.index, xml)));
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let copied = copy_part(&mut self.archive, index, changed.get(&index), &mut writer);
            if copied.is_err() {
                let part = names_of(&self.archive).get(index).cloned();
                return Err(FileFault::DamagedArchive { part });
            }
        }
        let done = writer.finish();
        done.map(Cursor::into_inner).ok().ok_or(FileFault::DamagedArchive { part: None })
    }
}

fn copy_part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    changed: Option<&String>,
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
) -> Result<(), ZipError> {
    let part = archive.by_index_raw(index)?;
    let Some(xml) = changed else {
        return writer.raw_copy_file_touch(part, DateTime::DEFAULT, None);
    };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let name = part.name()?.into_owned();
    drop(part);
    writer.start_file(name, options)?;
    writer.write_all(xml.as_bytes()).map_err(ZipError::Io)
}

const fn too_large(bound: Bound) -> FileFault {
    FileFault::TooLarge(bound)
}

/// The names of the parts in the order of the archive.
fn names_of(archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

/// Unpacks every part for its checksum, and keeps those that hold text.
fn read_parts(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[String],
    types: &Types,
) -> Result<Vec<TextPart>, FileFault> {
    let mut left_bytes = MOST_UNPACKED_BYTES;
    let mut texts = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let rank = types.rank(name);
        let read_bytes = match rank {
            Some(rank) => {
                let xml = read_text(archive, index, name)?;
                let read_bytes = xml.len() as u64;
                texts.push((rank, TextPart { index, name: name.clone(), xml }));
                read_bytes
            }
            None => skim(archive, index, name, left_bytes)?,
        };
        let left = left_bytes.checked_sub(read_bytes);
        left_bytes = left.ok_or(too_large(Bound::UnpackedBytes(MOST_UNPACKED_BYTES)))?;
    }
    texts.sort_by_key(|it| it.0);
    Ok(texts.into_iter().map(|it| it.1).collect())
}

/// Unpacks a part and forgets it; tells how many bytes it has, one more than the bound at most.
fn skim(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
    most_bytes: u64,
) -> Result<u64, FileFault> {
    let part = archive.by_index(index).map_err(|error| unreadable(&error, name))?;
    let copied = std::io::copy(&mut part.take(most_bytes + 1), &mut std::io::sink());
    copied.ok().ok_or_else(|| damaged(name))
}

fn read_text(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
) -> Result<String, FileFault> {
    let part = archive.by_index(index).map_err(|error| unreadable(&error, name))?;
    let mut bytes = Vec::new();
    let read = part.take(MOST_TEXT_BYTES + 1).read_to_end(&mut bytes);
    read.ok().ok_or_else(|| damaged(name))?;
    if bytes.len() as u64 > MOST_TEXT_BYTES {
        return Err(too_large(Bound::TextBytes(MOST_TEXT_BYTES)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = good.filter(|byte| **byte == b'\n').count() + 1;
        FileFault::DamagedXml { part: name.to_owned(), line }
    })
}

fn unreadable(error: &ZipError, name: &str) -> FileFault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            FileFault::NotDocx(super::fault::FileKind::Encrypted)
        }
        _ => damaged(name),
    }
}

fn damaged(part: &str) -> FileFault {
    FileFault::DamagedArchive { part: Some(part.to_owned()) }
}
