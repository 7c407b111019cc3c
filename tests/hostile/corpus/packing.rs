//! Archives, unpacked so that a change reaches what is in them: an input either is an archive, or the entries of
//! one, each with its name and its length before it, which is packed before it is read.

use super::ledger;
use crate::hall::{TODAY, hall};
use crate::targets::log::{asked, memory};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use tanshi::document::compose::{Format, Order, bytes as written_as, compose};
use tanshi::document::{Kind, Setting, xlsx::xlsx};
use tanshi::i18n::Lang;
use tanshi::shell::archive::{self, Unpacking};
use tanshi::shell::backup::{self, Target};
use tanshi::store::Store;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Longer entries are cut.
const MOST_BYTES: u64 = 64 << 20;

type Entries = Vec<(String, Vec<u8>)>;

/// The entries of an archive of ours.
pub(crate) fn unpacked(bytes: &[u8]) -> Entries {
    let mut archive = Unpacking::read(Cursor::new(bytes)).expect("an archive of ours");
    let names = archive.names();
    let mut entry = |name: String| {
        let bytes = archive.entry(&name, MOST_BYTES).expect("an archive of ours");
        (name, bytes)
    };
    names.into_iter().map(&mut entry).collect()
}

/// Entries as an input.
fn laid_out(entries: &Entries) -> Vec<u8> {
    let entry = |(name, bytes): &(String, Vec<u8>)| {
        let name_len = u8::try_from(name.len()).expect("short");
        let len = u32::try_from(bytes.len()).expect("short").to_le_bytes();
        [&[name_len], name.as_bytes(), &len, bytes].concat()
    };
    entries.iter().map(entry).collect::<Vec<_>>().concat()
}

/// An input as entries.
fn entries(mut bytes: &[u8]) -> Entries {
    let mut entries = Vec::new();
    while let Some((name_len, rest)) = bytes.split_first() {
        let Some((name, rest)) = rest.split_at_checked(usize::from(*name_len)) else { break };
        let Some((len, rest)) = rest.split_first_chunk::<4>() else { break };
        let len = (u32::from_le_bytes(*len) as usize).min(rest.len());
        let (content, rest) = rest.split_at(len);
        let name = String::from_utf8_lossy(name).into_owned();
        // An archive has each name once.
        if !entries.iter().any(|(other, _)| *other == name) {
            entries.push((name, content.to_vec()));
        }
        bytes = rest;
    }
    entries
}

/// An input as an archive.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(archive::MAGIC) {
        return bytes.to_vec();
    }
    archive::packed(&entries(bytes)).unwrap_or_default()
}

/// An input as a backup whose manifest has the hashes of its parts, sealed.
pub(crate) fn sealed(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(archive::MAGIC) {
        return bytes.to_vec();
    }
    let mut entries = entries(bytes);
    let hashes: Vec<_> =
        entries.iter().map(|(name, bytes)| (name.clone(), bytes.len(), digits(bytes))).collect();
    for (name, content) in &mut entries {
        if name == "manifest.json"
            && let Ok(mut manifest) = serde_json::from_slice::<serde_json::Value>(content)
            && let Some(parts) = manifest.get_mut("parts").and_then(|it| it.as_array_mut())
        {
            for part in parts {
                let found = hashes.iter().find(|(name, ..)| part["name"] == name.as_str());
                if let (Some((_, len, sha256)), Some(part)) = (found, part.as_object_mut()) {
                    part.insert("size_bytes".to_owned(), (*len).into());
                    part.insert("sha256".to_owned(), sha256.as_str().into());
                }
            }
            *content = manifest.to_string().into_bytes();
        }
    }
    with_seal(&entries)
}

fn with_seal(entries: &Entries) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        if writer.start_file(name.as_str(), SimpleFileOptions::default()).is_ok() {
            writer.write_all(content).expect("in memory");
        }
    }
    writer.set_comment(format!("tanshi sha256 {}", "0".repeat(64))).expect("short");
    let mut bytes = writer.finish().expect("in memory").into_inner();
    let end = bytes.len() - 64;
    let hash = digits(&bytes[..end]);
    bytes[end..].copy_from_slice(hash.as_bytes());
    bytes
}

fn digits(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string");
        digits
    })
}

/// An archive of ours as it is, and laid out.
fn both(bytes: Vec<u8>) -> [Vec<u8>; 2] {
    let laid_out = laid_out(&unpacked(&bytes));
    [bytes, laid_out]
}

/// Workbooks: our own ledger.
pub(crate) fn workbooks() -> Vec<Vec<u8>> {
    let books = Lang::ALL.map(|lang| xlsx(&ledger(lang).workbook(TODAY)).expect("a workbook"));
    books.into_iter().flat_map(both).collect()
}

/// Backups: of a store with a file.
pub(crate) fn backups() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir_in(memory()).expect("a folder");
    let data = folder.path().join("data");
    let mut store = Store::open(&data, "now").expect("room");
    for actions in hall().actions.chunks(60).take(3) {
        store.engine().commit(actions, &asked()).expect("the six cases");
    }
    store.files().keep(&[7; 400], "jpg").expect("room");
    store.close().expect("room");
    let file = folder.path().join("backup.zip");
    backup::make(&data, Target::File(&file, false), TODAY).expect("room");
    both(std::fs::read(file).expect("just written")).into()
}

/// Templates: minutes of ours, with marks in their text.
pub(crate) fn templates() -> Vec<Vec<u8>> {
    let world = &hall().world;
    let setting = Setting::draft(Lang::Zh);
    let of = world.sessions().next().expect("a session").id.into();
    let order = Order { kind: Kind::Minutes, of, department: None };
    let sheet = compose(world, order, &setting).expect("it is there");
    let ours = written_as(&sheet, Format::Docx, &setting).expect("a document");
    let mut marked = unpacked(&ours);
    for (name, content) in &mut marked {
        if name == "word/document.xml" {
            let run = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
            let text = [
                "{{会议名称}}{{?日期}}{{日期}}{{/日期}}",
                "{{#议题}}",
                "{{名称}}{{#听取}}{{内容}}{{/听取}}",
                "{{/议题}}",
            ];
            let marks: String = text.map(run).concat();
            let xml = String::from_utf8(content.clone()).expect("XML");
            *content = xml.replacen("<w:body>", &format!("<w:body>{marks}"), 1).into_bytes();
        }
    }
    let small: Entries = marked
        .iter()
        .filter(|(name, _)| !name.contains("styles") && !name.contains("docProps"))
        .cloned()
        .collect();
    vec![ours, laid_out(&marked), laid_out(&small)]
}
