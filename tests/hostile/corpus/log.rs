//! Records, bodies, rows, journals and markers of the small city, and their checksums made right again.

use crate::hall::hall;
use crate::targets::log::{MemoryEngine, asked, joined, memory, new_engine};
use sha2::{Digest, Sha256};
use std::fs;
use std::sync::OnceLock;
use tanshi::log::{Record, ReplicaId, StoreId, encode_row};
use tanshi::store::marker::{CleanMarker, OpenMarker, Place, STORE_FORMAT, StoreMarker};

/// A store in memory with everything that the small city consists of, saved in several changes.
fn engine() -> MemoryEngine {
    let mut engine = new_engine();
    for actions in hall().actions.chunks(40) {
        engine.commit(actions, &asked()).expect("the six cases");
    }
    engine
}

fn all_records() -> &'static [Vec<u8>] {
    static RECORDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let engine = engine();
        let groups = engine.journal().groups_from(1);
        groups.flat_map(|group| group.expect("in memory").records).collect()
    })
}

/// Records, each once.
pub(crate) fn records() -> Vec<Vec<u8>> {
    all_records().iter().step_by(3).cloned().collect()
}

/// Each kind of event with its number before it, several of each.
pub(crate) fn events() -> Vec<Vec<u8>> {
    all_records().iter().filter_map(|record| with_kind(record)).collect()
}

fn with_kind(record: &[u8]) -> Option<Vec<u8>> {
    let record = Record::parse(record).ok()?;
    let kind = record.header().kind.to_le_bytes();
    Some([&kind, record.body()?].concat())
}

/// Bodies one after the other, kind and length before each, about a city that is there already.
pub(crate) fn histories() -> Vec<Vec<u8>> {
    let packed = |event: &Vec<u8>| {
        let (kind, body) = event.split_at(2);
        let len = u16::try_from(body.len()).expect("short").to_le_bytes();
        [kind, &len, body].concat()
    };
    let all: Vec<Vec<u8>> = events().iter().map(packed).collect();
    all.chunks(12).map(<[_]>::concat).collect()
}

/// Rows.
pub(crate) fn rows() -> Vec<Vec<u8>> {
    hall().world.entities().map(|entity| encode_row(entity).expect("a row")).collect()
}

/// Journals: of several segments, of one, and one that was cut.
pub(crate) fn journals() -> Vec<Vec<u8>> {
    let whole = joined(&engine().into_medium());
    let mut small = new_engine();
    small.commit(&hall().actions[..6], &asked()).expect("the six cases");
    let small = joined(&small.into_medium());
    let cut = whole[..whole.len() * 2 / 3].to_vec();
    vec![small, whole, cut]
}

/// Makes every checksum right that stands where one is meant: of segments, groups and records.
pub(crate) fn mended_journal(mut bytes: Vec<u8>) -> Vec<u8> {
    let starts = |bytes: &[u8], magic: &[u8]| -> Vec<usize> {
        bytes
            .windows(magic.len())
            .enumerate()
            .filter(|(_, it)| *it == magic)
            .map(|it| it.0)
            .collect()
    };
    for at in starts(&bytes, b"tanshi\r\n") {
        seal(&mut bytes, at..at + 46);
    }
    for at in starts(&bytes, b"TSgp") {
        seal(&mut bytes, at..at + 24);
        let Some(header) = bytes.get(at..at + 28) else { continue };
        let len = u32::from_le_bytes([header[16], header[17], header[18], header[19]]) as usize;
        let payload = at + 28..(at + 28).saturating_add(len);
        mend_records(&mut bytes, payload.clone());
        seal(&mut bytes, payload);
    }
    bytes
}

/// Puts the CRC32C of a range right behind it.
fn seal(bytes: &mut [u8], range: std::ops::Range<usize>) {
    let Some(sealed) = bytes.get(range.clone()) else { return };
    let crc = crc32c::crc32c(sealed).to_le_bytes();
    if let Some(place) = bytes.get_mut(range.end..range.end + 4) {
        place.copy_from_slice(&crc);
    }
}

/// The records of a group: each with its length before it.
fn mend_records(bytes: &mut [u8], payload: std::ops::Range<usize>) {
    let mut at = payload.start;
    while let Some(len) = bytes.get(at..at + 4) {
        let len = u32::from_le_bytes([len[0], len[1], len[2], len[3]]) as usize;
        let end = (at + 4).saturating_add(len);
        if end > payload.end || end > bytes.len() {
            break;
        }
        let mended = mended_record(bytes[at + 4..end].to_vec());
        bytes[at + 4..end].copy_from_slice(&mended);
        at = end;
    }
}

/// A record that proves itself again, as far as its parts can be told apart.
pub(crate) fn mended_record(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(id) = identity(&bytes) {
        let at = bytes.len() - 36;
        bytes[at..at + 32].copy_from_slice(&id);
    }
    if let Some(end) = bytes.len().checked_sub(4) {
        seal(&mut bytes, 0..end);
    }
    bytes
}

/// Header, id of the record before, slot with salt and body, id, checksum.
fn identity(bytes: &[u8]) -> Option<[u8; 32]> {
    let content = bytes.get(..bytes.len().checked_sub(36)?)?;
    let (header, rest) = block(content)?;
    let (previous, rest) = rest.split_at_checked(32)?;
    let (kind, rest) = rest.split_first()?;
    let body_hash: [u8; 32] = if *kind == 0 {
        let (salt, rest) = rest.split_at_checked(16)?;
        let (body, _) = block(rest)?;
        Sha256::new().chain_update(salt).chain_update(body).finalize().into()
    } else {
        rest.get(..32)?.try_into().ok()?
    };
    let hash = Sha256::new()
        .chain_update(previous)
        .chain_update(Sha256::digest(header))
        .chain_update(body_hash);
    Some(hash.finalize().into())
}

fn block(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*len) as usize)
}

/// Markers of each kind.
pub(crate) fn markers() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir_in(memory()).expect("a folder");
    let path = folder.path();
    let place = Place::of(path).expect("it is there");
    let (store, replica) = (StoreId::from_bytes([5; 16]), ReplicaId::from_bytes([6; 16]));
    StoreMarker { format: STORE_FORMAT, store, replica, place }.write(path).expect("room");
    let boot_id = Some("boot".to_owned());
    let open = OpenMarker { boot_id, known_group: 1_204, are_rows_suspect: true };
    open.write(path).expect("room");
    CleanMarker { last_group: 1_204 }.write(path).expect("room");
    let read = |name: &str| fs::read(path.join(name)).expect("just written");
    ["store.marker", "open.marker", "clean.marker"].into_iter().map(read).collect()
}

/// The last line of a marker made right for those before it.
pub(crate) fn mended_marker(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes) else { return Vec::new() };
    let Some(at) = text.rfind("crc32c ") else { return text.into_bytes() };
    let (content, _) = text.split_at(at);
    format!("{content}crc32c {:08x}\n", crc32c::crc32c(content.as_bytes())).into_bytes()
}
