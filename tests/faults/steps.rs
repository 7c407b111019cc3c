//! Processes that kill themselves at every step of a commit and of every healing: before and after each
//! change of the journal's folder and of the rows, and with an append torn in several places.
//!
//! A step is a call of the engine to what keeps its bytes, so that this needs no tool and hits each of them
//! for certain; [`calls`](crate::calls) goes deeper, into the engine of the rows and the system's calls.

use crate::changes::{asked, change, count};
use crate::child::{command, last_number, say};
use crate::damage::{closed, copy};
use crate::kills;
use crate::table::{End, Row, of_notices};
use crate::{Plan, work_folder};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use tanshi::domain::action::Action;
use tanshi::domain::id::{EntityId, EntityKind, PersonId};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::store::engine::{Checkpoint, Engine, Gate, Opening, Replaced, RowsPlace};
use tanshi::store::journal::{DiskMedium, Journal, Medium};
use tanshi::store::marker::{CleanMarker, Ending, OpenMarker, Place, StoreMarker, boot_id};
use tanshi::store::port::{Batch, Rows, RowsError, Telling};
use tanshi::store::sled::SledRows;
use tanshi::store::{Store, StoreError};

/// Changes in the store that each process begins with.
const BEFORE: u64 = 9;
/// Segments this small are closed within a few changes.
const SEGMENT_BYTES: u64 = 24 << 10;
/// No process takes so many steps.
const NEVER: u64 = u64::MAX;

/// Steps taken, and the one to be killed at.
static TAKEN: AtomicU64 = AtomicU64::new(0);
static LAST: AtomicU64 = AtomicU64::new(NEVER);

/// Whether this step is the last one.
fn is_last() -> bool {
    TAKEN.fetch_add(1, Relaxed) == LAST.load(Relaxed)
}

fn step() {
    if is_last() {
        die();
    }
}

/// As `kill -9` does it: nothing is unwound, dropped or flushed.
#[cfg(unix)]
fn die() -> ! {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).ok();
    std::process::abort()
}

#[cfg(not(unix))]
fn die() -> ! {
    std::process::abort()
}

/// A store as it is found, and what its process does.
struct Scene {
    what: &'static str,
    /// What is done to the store before, by the folder of the store that it is a copy of.
    prepare: fn(&Path, &Path),
    /// What the process commits: changes with numbers, or one change of several groups.
    commits: &'static str,
}

const SCENES: [Scene; 6] = [
    Scene { what: "kill -9 at each step of a commit", prepare: |_, _| {}, commits: "changes" },
    Scene {
        what: "kill -9 at each step, change of several groups",
        prepare: |_, _| {},
        commits: "long",
    },
    Scene {
        what: "kill -9 at each step, journal being mended",
        prepare: |store, _| {
            // One bit of a group in the middle.
            let segment = store.join(SEGMENT);
            let mut bytes = fs::read(&segment).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(segment, bytes).unwrap();
        },
        commits: "changes",
    },
    Scene {
        what: "kill -9 at each step, rows being made anew",
        prepare: |store, _| fs::remove_dir_all(store.join("sled")).unwrap(),
        commits: "changes",
    },
    Scene {
        what: "kill -9 at each step, rows catching up",
        prepare: |store, base| {
            fs::remove_dir_all(store.join("sled")).unwrap();
            copy(&base.with_extension("early"), &store.join("sled"));
        },
        commits: "changes",
    },
    Scene {
        what: "kill -9 at each step, torn end set aside",
        prepare: |store, _| {
            let mut file = OpenOptions::new().append(true).open(store.join(SEGMENT)).unwrap();
            file.write_all(&[0x54; 700]).unwrap();
            fs::remove_file(store.join("clean.marker")).unwrap();
        },
        commits: "changes",
    },
];
const SEGMENT: &str = "journal/journal-0001-00000001.seg";

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let folder = work_folder();
    let base = folder.path().join("base");
    closed(&base, BEFORE - 3);
    // The rows as they were before the last changes.
    copy(&base.join("sled"), &base.with_extension("early"));
    let mut store = Store::open(&base, "base").unwrap();
    for number in BEFORE - 2..=BEFORE {
        store.engine().commit(&change(number), &asked()).unwrap();
    }
    store.close().unwrap();
    let each = SCENES.iter().map(|scene| {
        let mut row = Row::new(scene.what);
        let steps = counted(&base, scene);
        for at in plan.cases(steps, 7) {
            row.count(&format!("step {at} of {steps}"), killed_at(&base, scene, at));
        }
        row.note = format!("of {steps} steps");
        row
    });
    each.collect()
}

/// How many steps it takes to the end.
fn counted(base: &Path, scene: &Scene) -> u64 {
    let folder = work_folder();
    let (said, ended) = started(&folder.path().join("store"), base, scene, NEVER);
    assert!(ended, "the process ends when nobody kills it");
    last_number(&said)
}

fn killed_at(base: &Path, scene: &Scene, at: u64) -> Result<End, String> {
    let folder = work_folder();
    let store = folder.path().join("store");
    let (said, ended) = started(&store, base, scene, at);
    assert!(!ended, "step {at} is taken");
    let said = last_number(&said).max(BEFORE);
    if scene.commits == "changes" {
        return kills::end(&store, said);
    }
    long_is_whole(&store, said > BEFORE)
}

/// Runs a process up to a step: what it said, and whether it came to its end.
fn started(store: &Path, base: &Path, scene: &Scene, at: u64) -> (Vec<u8>, bool) {
    copy(base, store);
    // As if it were no copy.
    let marker = StoreMarker::read(store).unwrap().unwrap();
    StoreMarker { place: Place::of(store).unwrap(), ..marker }.write(store).unwrap();
    (scene.prepare)(store, base);
    let words = ["steps", store.to_str().unwrap(), scene.commits, &at.to_string()];
    let output = command(&words).output().unwrap();
    let (ended, by_kill) = (output.status.success(), output.status.code().is_none());
    // Nobody but itself ends it.
    assert!(ended || by_kill || cfg!(windows), "{}", String::from_utf8_lossy(&output.stderr));
    (output.stdout, ended)
}

/// People in one change of more than one group.
const LONG: u16 = 400;

fn long_id(number: u16) -> PersonId {
    let mut id = [3; 16];
    id[..2].copy_from_slice(&number.to_be_bytes());
    PersonId::from_bytes(id)
}

fn long_change() -> Vec<Action> {
    let person = |number| {
        let mut facts = PersonFacts::named(format!("居民{number}"), Side::Public);
        facts.note = "路".repeat(4_500);
        Action::AddPerson { id: long_id(number), facts, source: None }
    };
    (0..LONG).map(person).collect()
}

/// A change of several groups is there whole or not at all, and it goes on.
fn long_is_whole(folder: &Path, is_acknowledged: bool) -> Result<End, String> {
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(folder, "parent").map_err(said)?;
    let world = store.engine().world().map_err(said)?;
    let many = (0..LONG).filter(|number| world.person(long_id(*number)).is_some()).count();
    let whole = usize::from(LONG);
    if many != whole && (many > 0 || is_acknowledged) {
        return Err(format!("{many} of {LONG} parts of one change"));
    }
    if count(&world) != BEFORE || !store.verify().map_err(said)?.is_whole() {
        return Err("not whole".to_owned());
    }
    store.engine().commit(&change(BEFORE + 1), &asked()).map_err(said)?;
    Ok(of_notices(&store.engine().take_notices()))
}

/// The process: opens, commits, closes, and says how many steps that took.
pub(crate) fn child(folder: &Path, commits: &str, at: u64) {
    LAST.store(at, Relaxed);
    let marker = StoreMarker::read(folder).unwrap().unwrap();
    let ending = Ending::of(folder, boot_id().as_deref()).unwrap();
    let medium = Stepping(DiskMedium::open(folder.join("journal")).unwrap());
    let mut opened = Journal::open(medium, Some(marker.store)).unwrap();
    if !matches!(ending, Ending::Closed { .. }) {
        opened.journal.write_end_again().unwrap();
    }
    let opening = Opening {
        gate: Some(gate(folder, marker.clone())),
        known_group: ending.known_group(),
        is_journal_damaged: !opened.tail.damage.is_empty(),
        ..Opening::of(SteppingPlace(folder.join("sled")), marker.replica)
    };
    let mut engine =
        Engine::open(opened.journal.with_segment_bytes(SEGMENT_BYTES), opening).unwrap();
    let last = count(&engine.world().unwrap());
    say(last);
    match commits {
        "long" => {
            engine.commit(&long_change(), &asked()).unwrap();
            say(last + 1);
        }
        _ => commit_changes(&mut engine, last),
    }
    engine.make_durable().unwrap();
    let (last_group, _) = engine.groups();
    drop(engine);
    step();
    CleanMarker { last_group }.write(folder).unwrap();
    step();
    println!("{}", TAKEN.load(Relaxed));
}

/// One by one and together, over the end of a segment.
fn commit_changes<R: Rows>(engine: &mut Engine<Stepping, R>, mut last: u64) {
    for together in [1, 3, 1] {
        let mut batch = engine.begin().unwrap();
        for number in last + 1..=last + together {
            engine.add(&mut batch, &change(number), &asked()).unwrap();
        }
        engine.finish(batch).unwrap();
        last += together;
        say(last);
        if together == 3 {
            engine.make_durable().unwrap();
        }
    }
}

fn gate(folder: &Path, marker: StoreMarker) -> Gate {
    let folder = folder.to_owned();
    Box::new(move |checkpoint| {
        let Checkpoint { group, are_rows_suspect, .. } = checkpoint;
        step();
        marker.write(&folder).unwrap();
        step();
        OpenMarker { boot_id: boot_id(), known_group: group, are_rows_suspect }
            .write(&folder)
            .unwrap();
        step();
        Ok(())
    })
}

/// The journal's folder, a step before and after each change.
struct Stepping(DiskMedium);

impl Stepping {
    fn around(&mut self, work: impl FnOnce(&mut DiskMedium) -> io::Result<()>) -> io::Result<()> {
        step();
        work(&mut self.0)?;
        step();
        Ok(())
    }
}

impl Medium for Stepping {
    fn list(&self) -> io::Result<Vec<String>> {
        self.0.list()
    }

    fn len(&self, name: &str) -> io::Result<u64> {
        self.0.len(name)
    }

    fn read_range(&self, name: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.0.read_range(name, offset, len)
    }

    fn make_folder(&mut self) -> io::Result<()> {
        self.around(DiskMedium::make_folder)
    }

    fn create(&mut self, name: &str) -> io::Result<()> {
        self.around(|medium| medium.create(name))
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        for torn_at in [1, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            if is_last() {
                self.0.append(name, &bytes[..torn_at])?;
                die();
            }
        }
        self.around(|medium| medium.append(name, bytes))
    }

    fn sync_data(&mut self, name: &str) -> io::Result<()> {
        self.around(|medium| medium.sync_data(name))
    }

    fn write_again(&mut self, name: &str, from: u64, end: u64) -> io::Result<()> {
        self.around(|medium| medium.write_again(name, from, end))
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        self.around(|medium| medium.truncate(name, len))
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.around(|medium| medium.rename(from, to))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.around(|medium| medium.remove(name))
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        self.around(DiskMedium::sync_folder)
    }

    fn is_in_place(&mut self, name: &str) -> io::Result<bool> {
        self.0.is_in_place(name)
    }
}

/// The rows, a step before and after each change of them.
struct SteppingRows(SledRows);

impl Rows for SteppingRows {
    fn summary(&self) -> Result<Option<Vec<u8>>, RowsError> {
        self.0.summary()
    }

    fn row(&self, id: EntityId) -> Result<Option<Vec<u8>>, RowsError> {
        self.0.row(id)
    }

    fn scan(
        &self,
        kind: EntityKind,
        visit: &mut dyn FnMut(EntityId, Vec<u8>),
    ) -> Result<(), RowsError> {
        self.0.scan(kind, visit)
    }

    fn numbered(&self, number: &str) -> Result<Option<EntityId>, RowsError> {
        self.0.numbered(number)
    }

    fn group(&self, number: u64) -> Result<Option<Vec<u8>>, RowsError> {
        self.0.group(number)
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), RowsError> {
        self.apply_telling(batch, &mut |_, _| {})
    }

    fn apply_telling(&mut self, batch: &Batch, tell: Telling<'_>) -> Result<(), RowsError> {
        step();
        self.0.apply_telling(batch, &mut |at, of| {
            step();
            tell(at, of);
        })
    }

    fn make_durable(&mut self) -> Result<(), RowsError> {
        step();
        self.0.make_durable()?;
        step();
        Ok(())
    }

    fn is_dead(&self) -> bool {
        self.0.is_dead()
    }
}

struct SteppingPlace(PathBuf);

impl RowsPlace<SteppingRows> for SteppingPlace {
    fn open(&mut self) -> Result<SteppingRows, RowsError> {
        step();
        let rows = SledRows::open(&self.0, 16 << 20)?;
        step();
        Ok(SteppingRows(rows))
    }

    fn fresh(&mut self, _old: Replaced) -> Result<SteppingRows, RowsError> {
        step();
        if self.0.exists() {
            fs::rename(&self.0, self.0.with_file_name("sled.aside-1")).unwrap();
        }
        self.open()
    }
}
