//! Processes killed at every call of theirs that changes something on the disk, inside the engine of the
//! rows and the system's calls too: strace ends them on the way into the call of this number.

use crate::changes::{asked, change, count, issue_id};
use crate::child::{last_number, say};
use crate::damage::{closed, copy};
use crate::kills;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tanshi::domain::action::Action;
use tanshi::domain::evidence::{EvidenceFacts, Form};
use tanshi::domain::id::EvidenceId;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::{FileFacts, Store};

/// What changes something, and what makes files.
const CALLS: &str = "write,pwrite64,fsync,fdatasync,sync_file_range,ftruncate,fallocate,rename,renameat,\
    renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,openat,fchmod,chmod";
/// What the engine of the rows writes with, on threads of its own.
const INNER: &str = "pwrite64,sync_file_range";
/// Changes in the store that each process begins with.
const BEFORE: u64 = 6;

/// What is done to a store before.
type Prepare = fn(&Path);

const SCENES: [(&str, u64, Prepare); 4] = [
    ("kill -9 at each call, store being made", 0, |store| fs::remove_dir_all(store).unwrap()),
    ("kill -9 at each call, open to close", BEFORE, |_| {}),
    ("kill -9 at each call, journal being mended", BEFORE, |store| {
        let segment = store.join("journal/journal-0001-00000001.seg");
        let mut bytes = fs::read(&segment).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(segment, bytes).unwrap();
    }),
    ("kill -9 at each call, rows being made anew", BEFORE, |store| {
        // Not what sled has written: it is opened, refused and put aside.
        let db = store.join("sled/db");
        let len = usize::try_from(fs::metadata(&db).unwrap().len()).unwrap();
        fs::write(&db, vec![0xA5; len]).unwrap();
    }),
];

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let folder = work_folder();
    let base = closed(&folder.path().join("base"), BEFORE).folder;
    let mut rows = Vec::new();
    for (what, before, prepare) in SCENES {
        let Some(counted) = counted(&base, prepare) else {
            return vec![Row::skipped("kill -9 at each call of the system", "no strace here")];
        };
        let mut row = Row::new(what);
        for (calls, count, short) in [(CALLS, counted.ours, 4), (INNER, counted.inner, 2)] {
            for at in plan.cases(count, short) {
                let ended = killed_at(&base, (before, prepare), (calls, at));
                row.count(&format!("call {} of {count}", at + 1), ended);
            }
        }
        row.note = format!("of {} calls and {} of the rows' threads", counted.ours, counted.inner);
        rows.push(row);
    }
    rows
}

/// How many calls there are to be killed at.
struct Counted {
    /// Those that the process makes by itself.
    ours: u64,
    /// The most that one of the threads of the rows makes.
    inner: u64,
}

/// Runs the process to its end; `None` where nothing can count.
fn counted(base: &Path, prepare: Prepare) -> Option<Counted> {
    let folder = work_folder();
    let trace = folder.path().join("trace");
    let store = folder.path().join("store");
    ready(base, &store, prepare);
    let traced = traced(&store, CALLS, &["-o", trace.to_str().unwrap()]).output().ok()?;
    if !traced.status.success() {
        return None;
    }
    let text = fs::read_to_string(trace).ok()?;
    let mut ours = 0;
    let mut inner = BTreeMap::<&str, u64>::new();
    let first = text.split_whitespace().next()?;
    for line in text.lines().filter(|line| !line.contains("resumed>")) {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        ours += u64::from(thread == first && call.contains('('));
        let is_inner = INNER.split(',').any(|name| call.trim_start().starts_with(name));
        *inner.entry(thread).or_default() += u64::from(is_inner);
    }
    Some(Counted { ours, inner: inner.into_values().max().unwrap_or(0) })
}

fn ready(base: &Path, store: &Path, prepare: Prepare) {
    copy(base, store);
    // As if it were no copy.
    let marker = StoreMarker::read(store).unwrap().unwrap();
    StoreMarker { place: Place::of(store).unwrap(), ..marker }.write(store).unwrap();
    prepare(store);
}

fn traced(store: &Path, calls: &str, more: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", &format!("trace={calls}")]).args(more);
    command.arg(std::env::current_exe().unwrap());
    command.args(["child", "calls", store.to_str().unwrap()]);
    command
}

/// Killed on the way into the call of this number, of one of these kinds, in whichever thread makes it.
fn killed_at(
    base: &Path,
    (before, prepare): (u64, Prepare),
    (calls, at): (&str, u64),
) -> Result<End, String> {
    let folder = work_folder();
    let store = folder.path().join("store");
    ready(base, &store, prepare);
    let inject = format!("inject={calls}:signal=KILL:when={}", at + 1);
    let output = traced(&store, calls, &["-o", "/dev/null", "-e", &inject]).output().unwrap();
    let said = last_number(&output.stdout).max(before);
    kills::end(&store, said)
}

/// The process: opens, commits, keeps a file and the event that names it, closes, and once more.
pub(crate) fn child(folder: &Path) {
    for round in 0..2 {
        let mut store = Store::open(folder, "child").unwrap();
        let last = count(&store.engine().world().unwrap());
        for number in last + 1..=last + 2 {
            store.engine().commit(&change(number), &asked()).unwrap();
            say(number);
        }
        let file = store.files().keep(&[round; 5_000], "jpg").unwrap();
        store.engine().commit(&[attach(round, last + 1, file)], &asked()).unwrap();
        store.engine().make_durable().unwrap();
        store.close().unwrap();
    }
}

/// A piece of evidence for an issue.
pub(crate) fn attach(id: u8, issue: u64, file: FileFacts) -> Action {
    let FileFacts { sha256, size_bytes, extension } = file;
    let form = Form::File { sha256, size_bytes, extension };
    let facts = EvidenceFacts { title: "现场照片".to_owned(), on: None, form };
    let id = EvidenceId::from_bytes([id; 16]);
    Action::AttachEvidence { id, of: issue_id(issue).into(), facts, source: None }
}
