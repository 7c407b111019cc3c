//! Files and folders that may only be read, or not even that: by their rights, at rest, for a user who is
//! not root; and by the system's own lock on a file (`chattr +i`), while the store is open.

use crate::changes::{asked, change, check};
use crate::child::command;
use crate::damage::{closed, copy};
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tanshi::i18n::Lang;
use tanshi::shell::wording::read_only_text;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::{Reason, Store, StoreError};

const BEFORE: u64 = 9;
/// Who has no rights but those of files: root is let in everywhere.
const NOBODY: u32 = 65_534;
/// What is protected, and which rights are left.
const CASES: [(&str, u32); 16] = [
    ("journal/journal-0001-00000001.seg", 0o400),
    ("journal/journal-0001-00000001.seg", 0o000),
    ("journal", 0o500),
    ("journal", 0o000),
    ("sled/db", 0o400),
    ("sled/db", 0o000),
    ("sled/conf", 0o400),
    ("sled", 0o500),
    ("sled", 0o000),
    ("store.marker", 0o400),
    ("store.marker", 0o000),
    ("clean.marker", 0o000),
    ("lock", 0o400),
    ("", 0o500),
    ("", 0o000),
    ("*", 0o400),
];
/// What is locked while the store is open.
const LOCKED: [&str; 5] =
    ["journal/journal-0001-00000001.seg", "journal", "sled/db", "sled", "open.marker"];

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let folder = work_folder();
    let base = closed(&folder.path().join("base"), BEFORE).folder;
    let mut rights = Row::new("files and folders made read-only");
    let mut locked = Row::new("files locked while open (chattr +i)");
    for round in 0..plan.times(1, 100) {
        for (what, mode) in CASES {
            let Some(ended) = by_rights(&base, what, mode) else {
                "skipped: no other user may start programs here".clone_into(&mut rights.note);
                break;
            };
            rights.count(&format!("round {round}, {what} {mode:o}"), ended);
        }
        for what in LOCKED {
            let Some(ended) = by_lock(&base, what) else {
                "skipped: no chattr here".clone_into(&mut locked.note);
                break;
            };
            locked.count(&format!("round {round}, {what}"), ended);
        }
    }
    vec![rights, locked]
}

fn ready(base: &Path, store: &Path) {
    copy(base, store);
    let marker = StoreMarker::read(store).unwrap().unwrap();
    StoreMarker { place: Place::of(store).unwrap(), ..marker }.write(store).unwrap();
}

/// All files and folders of a store, the folder itself last.
fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all(&path));
        } else {
            found.push(path);
        }
    }
    found.push(folder.to_owned());
    found
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn by_rights(base: &Path, what: &str, mode: u32) -> Option<Result<End, String>> {
    let folder = work_folder();
    let store = folder.path().join("store");
    ready(base, &store);
    let is_root = fs::metadata(&store).unwrap().uid() == 0;
    let every = all(&store);
    if is_root {
        set(folder.path(), 0o711);
        for path in &every {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    let protected: Vec<&PathBuf> = match what {
        "*" => every.iter().collect(),
        _ => every.iter().filter(|path| **path == store.join(what)).collect(),
    };
    for path in &protected {
        set(path, if path.is_dir() && what == "*" { mode | 0o100 } else { mode });
    }
    let seen = looked(&store, is_root);
    for path in every.iter().rev().filter(|path| path.exists()) {
        set(path, if path.is_dir() { 0o700 } else { 0o600 });
    }
    let seen = seen?;
    let again = looked(&store, is_root)?;
    Some(match (seen.as_str(), again.as_str()) {
        (_, "well") => match seen.split(' ').next() {
            Some("well") => Ok(End::Well),
            Some("shown") => Ok(End::Told),
            Some("refused") => Ok(End::Refused),
            _ => Err(seen),
        },
        (_, other) => Err(format!("{seen}; with all rights again: {other}")),
    })
}

/// What a process of another user sees; `None` where it cannot be started.
fn looked(store: &Path, is_root: bool) -> Option<String> {
    let mut command = command(&["look", store.to_str().unwrap(), &BEFORE.to_string()]);
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    let side = String::from_utf8_lossy(&output.stderr);
    Some(if said.is_empty() { format!("nothing said: {side}") } else { said })
}

/// The process: says what it sees of a store that holds `last` changes, or one more.
pub(crate) fn child(folder: &Path, last: u64) {
    println!("{}", look(folder, last).unwrap_or_else(|lost| format!("lost {lost}")));
}

fn look(folder: &Path, last: u64) -> Result<String, String> {
    let mut store = match Store::open(folder, "now") {
        Ok(store) => store,
        // The file is named, so that somebody can do something about it.
        Err(error @ StoreError::Io { .. }) => return Ok(format!("refused {error}")),
        Err(error) => return Ok(format!("unnamed {error}")),
    };
    let world = store.engine().world().map_err(|error| format!("reading: {error}"))?;
    let found = crate::changes::count(&world);
    let reason = store.engine().read_only();
    let is_partly = matches!(reason, Some(Reason::PartlyShown { .. }));
    if !is_partly {
        check(&world, found.max(last))?;
    }
    let saved = store.engine().commit(&change(found + 1), &asked());
    match (reason.or_else(|| store.engine().read_only()), saved) {
        (None, Ok(_)) => {
            store.close().map_err(|error| error.to_string())?;
            Ok("well".to_owned())
        }
        (Some(reason), Err(_)) => Ok(format!("shown {}", read_only_text(reason, Lang::En))),
        (reason, saved) => Err(format!("{reason:?}, {:?}", saved.err())),
    }
}

/// Locks a file of an open store, goes on, lets it go, and goes on.
fn by_lock(base: &Path, what: &str) -> Option<Result<End, String>> {
    let folder = work_folder();
    let path = folder.path().join("store");
    ready(base, &path);
    let mut store = Store::open(&path, "now").unwrap();
    let locked = path.join(what);
    if !chattr("+i", &locked) {
        return None;
    }
    let while_locked = go_on(&mut store, BEFORE);
    assert!(chattr("-i", &locked));
    Some(while_locked.and_then(|(last, refused)| {
        // With rights again it goes on where it was, open as it is.
        let saved = store.engine().commit(&change(last + 1), &asked());
        saved.map_err(|error| format!("let go: {error}"))?;
        check(&store.engine().world().map_err(|error| error.to_string())?, last + 1)?;
        store.close().map_err(|error| error.to_string())?;
        let mut store = Store::open(&path, "now").map_err(|error| error.to_string())?;
        check(&store.engine().world().map_err(|error| error.to_string())?, last + 1)?;
        if !store.verify().map_err(|error| error.to_string())?.is_whole() {
            return Err("not whole".to_owned());
        }
        Ok(if refused { End::Told } else { End::Well })
    }))
}

/// The last change that was acknowledged, and whether any was refused.
fn go_on(store: &mut Store, mut last: u64) -> Result<(u64, bool), String> {
    let mut refused = false;
    for _ in 0..3 {
        match store.engine().commit(&change(last + 1), &asked()) {
            Ok(_) => last += 1,
            Err(_) => refused = true,
        }
        refused |= store.engine().make_durable().is_err();
        let world = store.engine().world().map_err(|error| format!("locked: {error}"))?;
        check(&world, last).map_err(|lost| format!("locked: {lost}"))?;
    }
    Ok((last, refused))
}

fn chattr(how: &str, path: &Path) -> bool {
    Command::new("chattr").arg(how).arg(path).output().is_ok_and(|done| done.status.success())
}
