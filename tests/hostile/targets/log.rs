//! The log: records, bodies of events, rows, journals, markers, and a store that is opened on them.

use crate::hall::{hall, moment};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use tanshi::command::Catalog;
use tanshi::domain::action::Action;
use tanshi::domain::entity::Entity;
use tanshi::domain::event::{BodyDecoder, BodyEncoder, Event};
use tanshi::domain::id::{ChangeId, PersonId};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::provenance::Envelope;
use tanshi::domain::written;
use tanshi::log::{self, LogError, Record, ReplicaId, StoreId};
use tanshi::store::Asked;
use tanshi::store::copy::{JournalCopy, Proved};
use tanshi::store::engine::{Engine, Opening, Replaced, RowsPlace};
use tanshi::store::journal::{Journal, Medium};
use tanshi::store::marker::{Ending, OpenMarker, StoreMarker};
use tanshi::store::memory::MemoryRows;
use tanshi::store::port::RowsError;

/// Bodies as bincode has them.
pub(crate) struct Coder<'a>(pub(crate) &'a [u8]);

impl BodyDecoder for Coder<'_> {
    type Error = LogError;

    fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T, LogError> {
        log::decode(self.0)
    }
}

impl BodyEncoder for Coder<'_> {
    type Error = LogError;

    fn encode<T: serde::Serialize>(&self, body: &T) -> Result<Vec<u8>, LogError> {
        log::encode(body)
    }
}

/// A record proves itself or is refused, and what is accepted is these very bytes.
pub(crate) fn record(bytes: &[u8]) {
    let Ok(record) = Record::parse(bytes) else { return };
    assert_eq!(record.to_bytes(), bytes, "another record than was read");
    let longer = [bytes, b"\0"].concat();
    assert!(Record::parse(&longer).is_err(), "a byte too many is accepted");
    let (kind, body) = (record.header().kind, record.body().unwrap_or_default());
    drop(Event::decode_body(kind, &Coder(body)));
    assert_eq!(record.erased().id(), record.id(), "erasing a body changes who it is");
}

/// A body is an event or refused; what is accepted says the same once it is written again.
pub(crate) fn event(bytes: &[u8]) {
    let Some((kind, body)) = bytes.split_first_chunk::<2>() else { return };
    let kind = u16::from_le_bytes(*kind) % 64;
    let Ok(Some(event)) = Event::decode_body(kind, &Coder(body)) else { return };
    let longer = [body, b"\0"].concat();
    assert!(Event::decode_body(kind, &Coder(&longer)).is_err(), "a byte too many is accepted");
    // What is too long to be written was never written.
    let Ok(written) = event.encode_body(&Coder(&[])) else { return };
    assert_eq!(Event::decode_body(kind, &Coder(&written)), Ok(Some(event)));
}

/// A row is an entity or refused, in bounds, and so is its line in an export.
pub(crate) fn row(bytes: &[u8]) {
    let Ok(entity) = log::decode_row::<Entity>(bytes) else { return };
    let longer = [bytes, b"\0"].concat();
    assert!(log::decode_row::<Entity>(&longer).is_err(), "a byte too many is accepted");
    if let Ok(written) = log::encode_row(&entity) {
        assert_eq!(log::decode_row::<Entity>(&written).as_ref(), Ok(&entity));
    }
    exported(&entity);
}

fn exported(entity: &Entity) {
    let Ok(line) = written::line(entity) else { return };
    assert!(!line.contains('\n'), "a line that is two");
    if let Ok(read) = written::read(&line) {
        assert_eq!(written::line(&read), Ok(line), "another line for the same entity");
    }
}

/// Events that no honest replica wrote, on a city that knows whom they are about: nobody panics, neither
/// in folding nor in showing.
pub(crate) fn fold(bytes: &[u8]) {
    let mut world = hall().world.clone();
    for (seq, (kind, body)) in (1..).zip(bodies(bytes)) {
        let Ok(Some(event)) = Event::decode_body(kind % 64, &Coder(body)) else { continue };
        let envelope = Envelope {
            replica: [9; 16],
            seq,
            at_millis: 1_697_760_000_000 + seq,
            change: ChangeId::from_bytes([9; 16]),
            actor: PersonId::from_bytes([7; 16]),
        };
        let _met = world.apply(&event, &envelope);
    }
    for id in world.take_touched() {
        if let Some(entity) = world.entity(id) {
            exported(entity);
        }
    }
    let catalog = Catalog::of(&world);
    assert!(catalog.issues.len() <= world.issues().count());
    // Deciding goes on, whatever it meets.
    for issue in world.issues().map(|issue| issue.id).collect::<Vec<_>>().into_iter().take(6) {
        let facts = tanshi::domain::issue::IssueFacts::titled("路灯不亮");
        let edit = Action::EditIssue { id: issue, facts };
        drop(tanshi::domain::decide::decide(&mut world, &[edit], &moment()));
    }
}

/// Bodies one after the other: kind and length before each.
fn bodies(mut bytes: &[u8]) -> Vec<(u16, &[u8])> {
    let mut bodies = Vec::new();
    while let Some(([a, b, c, d], rest)) = bytes.split_first_chunk::<4>() {
        let len = usize::from(u16::from_le_bytes([*c, *d])).min(rest.len());
        let (body, rest) = rest.split_at(len);
        bodies.push((u16::from_le_bytes([*a, *b]), body));
        bytes = rest;
    }
    bodies
}

/// Segments as they lie one behind the other in one file.
pub(crate) fn segments(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut starts: Vec<usize> = bytes
        .windows(8)
        .enumerate()
        .filter(|(_, it)| *it == b"tanshi\r\n")
        .map(|it| it.0)
        .collect();
    starts.truncate(8);
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let parts = starts.iter().zip(ends).zip(1..);
    parts
        .map(|((start, end), number)| {
            (format!("journal-0001-{number:08}.seg"), bytes[*start..end].to_vec())
        })
        .collect()
}

/// A journal is proved as far as it goes; what was proved proves itself again, and what is told to be
/// whole has every group.
pub(crate) fn journal(bytes: &[u8]) {
    let Ok(proved) = JournalCopy::of_segments(segments(bytes)).prove() else { return };
    assert!(proved.groups <= proved.last_group, "more groups than numbers");
    if proved.is_whole() {
        assert_eq!(proved.groups, proved.last_group, "whole, and a group is missing");
    }
    let again = JournalCopy::of_segments(proved.segments.clone()).prove().expect("it was proved");
    let Proved { store, last_group, groups, records, damage, faults, segments } = again;
    assert_eq!((store, last_group), (proved.store, proved.last_group));
    assert_eq!((groups, records), (proved.groups, proved.records));
    assert_eq!((damage, faults, segments), (proved.damage, proved.faults, proved.segments));
}

/// Rows in memory, made anew when they are asked for.
struct InMemory;

impl RowsPlace<MemoryRows> for InMemory {
    fn open(&mut self) -> Result<MemoryRows, RowsError> {
        Ok(MemoryRows::default())
    }

    fn fresh(&mut self, _old: Replaced) -> Result<MemoryRows, RowsError> {
        Ok(MemoryRows::default())
    }
}

/// An engine over journal and rows in memory.
pub(crate) type MemoryEngine = Engine<JournalCopy, MemoryRows>;

/// One over a journal that is empty.
pub(crate) fn new_engine() -> MemoryEngine {
    let medium = JournalCopy::of_segments([]);
    let journal = Journal::create(medium, StoreId::from_bytes([5; 16])).expect("in memory");
    let opening = Opening::of(InMemory, ReplicaId::from_bytes([6; 16]));
    Engine::open(journal.with_segment_bytes(40_000), opening).expect("in memory")
}

/// Everything that a medium holds, one file behind the other.
pub(crate) fn joined(medium: &JournalCopy) -> Vec<u8> {
    let names = medium.list().expect("in memory");
    let read = |name: &String| medium.read_range(name, 0, usize::MAX).expect("in memory");
    names.iter().flat_map(read).collect()
}

pub(crate) fn asked() -> Asked {
    let moment = moment();
    Asked {
        actor: moment.actor,
        today: moment.today,
        time: chrono::NaiveTime::MIN,
        wall_millis: 1_697_760_000_000,
    }
}

/// A store opens on it or is refused; where it can be written, what is saved is there when it is opened
/// again, and a check finds nothing.
pub(crate) fn store(bytes: &[u8]) {
    let Ok(opened) = Journal::open(JournalCopy::of_segments(segments(bytes)), None) else { return };
    let opening = Opening {
        is_journal_damaged: !opened.tail.damage.is_empty(),
        ..Opening::of(InMemory, ReplicaId::from_bytes([6; 16]))
    };
    let Ok(mut engine) = Engine::open(opened.journal, opening) else { return };
    let Ok(before) = engine.world().map(|world| world.entities().count()) else { return };
    let id = PersonId::from_bytes([0xEE; 16]);
    let facts = PersonFacts::named("新来的", Side::Public);
    let add = Action::AddPerson { id, facts, source: None };
    let saved = engine.commit(&[add], &asked());
    if engine.read_only().is_some() {
        assert!(saved.is_err(), "written although it is read-only");
        return;
    }
    if saved.is_err() {
        return;
    }
    let found = engine.verify().expect("in memory");
    assert!(!found.are_rows_wrong(), "{found:?}");
    let medium = engine.into_medium();
    let opened = Journal::open(medium, None).expect("it was open");
    let opening = Opening::of(InMemory, ReplicaId::from_bytes([6; 16]));
    let mut engine = Engine::open(opened.journal, opening).expect("it was open");
    let world = engine.world().expect("it was read");
    assert!(world.person(id).is_some(), "what was saved is gone");
    assert!(world.entities().count() > before.saturating_sub(1), "something else is gone");
}

/// A marker is read or told to be damaged; what is read is written so again.
pub(crate) fn marker(bytes: &[u8]) {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir_in(memory()).expect("a folder")).path();
    for name in ["store.marker", "open.marker", "clean.marker"] {
        fs::write(folder.join(name), bytes).expect("room");
    }
    if let Ok(Some(marker)) = StoreMarker::read(folder) {
        marker.write(folder).expect("room");
        assert_eq!(StoreMarker::read(folder).expect("just written"), Some(marker));
    }
    let ending = Ending::of(folder, Some("boot")).expect("it can be read");
    fs::remove_file(folder.join("clean.marker")).expect("just written");
    let known_group = ending.known_group();
    let open =
        OpenMarker { boot_id: Some("boot".to_owned()), known_group, are_rows_suspect: false };
    open.write(folder).expect("room");
    assert_eq!(Ending::of(folder, Some("boot")).expect("written"), Ending::Killed { known_group });
}

/// Where files cost least.
pub(crate) fn memory() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}
