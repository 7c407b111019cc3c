//! Both copies damaged: healed where one has what the other lacks; else what can be proved is shown, or
//! nothing, and the way out (a backup) brings everything back.

use crate::changes::{asked, change, check};
use crate::damage::{Base, closed, copy, damage};
use crate::dice::Dice;
use crate::table::{End, Row, of_notices};
use crate::{Plan, changes, work_folder};
use std::path::Path;
use std::process::{Command, Output};
use tanshi::domain::world::World;
use tanshi::shell::backup::{self, Target};
use tanshi::store::{Notice, Store, StoreError};

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0xB0);
    let folder = work_folder();
    let base = closed(&folder.path().join("base"), 60);
    let backup = folder.path().join("backup.zip");
    backup::make(&base.folder, Target::File(&backup, false), asked().today).unwrap();
    let mut row = Row::new("sled and journal damaged alike");
    let (mut restored, mut all) = (0, 0);
    for case in 0..plan.times(10, 3) {
        let folder = work_folder();
        let store = folder.path().join("store");
        copy(&base.folder, &store);
        let mut done = Vec::new();
        for part in ["sled", "journal"] {
            for _ in 0..=dice.below(3) {
                done.extend(damage(&store.join(part), &mut dice));
            }
        }
        let ended = outcome(&store, &base);
        let has_backup = |end: End| {
            if matches!(end, End::Told | End::Refused) {
                restored += 1;
                all += u64::from(is_restored(&store, &backup, &base)?);
            }
            Ok(end)
        };
        row.count(&format!("case {case}, {}", done.join(", ")), ended.and_then(has_backup));
    }
    row.note = format!("{restored} put back from a backup, {all} whole");
    vec![row, gone(&base, &backup)]
}

/// Opens a store both copies of which are hurt: everything, or what can be proved and why, or nothing.
pub(crate) fn outcome(folder: &Path, base: &Base) -> Result<End, String> {
    let mut store = match Store::open(folder, "parent") {
        Ok(store) => store,
        Err(error) => return refused(folder, &error),
    };
    let world = store.engine().world().map_err(|error| format!("reading: {error}"))?;
    let Some(reason) = store.engine().read_only() else {
        check(&world, base.last).map_err(|lost| format!("silently lost: {lost}"))?;
        if !store.engine().scrub().map_err(|error| error.to_string())?.is_whole() {
            return Err("not whole after healing".to_owned());
        }
        return Ok(of_notices(&store.engine().take_notices()));
    };
    check_part(&world, base.last)?;
    if store.engine().commit(&change(base.last + 1), &asked()).is_ok() {
        return Err(format!("writable although {reason}"));
    }
    let is_named = |it: &Notice| matches!(it, Notice::Lost { .. } | Notice::Broken { .. });
    if !store.engine().take_notices().iter().any(is_named) {
        return Err(format!("what is missing is not named: {reason}"));
    }
    drop(store);
    has_way_out(folder)?;
    Ok(End::Told)
}

/// A store that does not open: nothing is made in its place, and somebody says what to do.
pub(crate) fn refused(folder: &Path, error: &StoreError) -> Result<End, String> {
    match Store::open(folder, "again").map(drop) {
        Err(again) if again.to_string() == error.to_string() => {}
        other => return Err(format!("{error}; opened again: {other:?}")),
    }
    has_way_out(folder)?;
    Ok(End::Refused)
}

/// What the program says to `doctor`.
pub(crate) fn tanshi(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
    command.arg("--data").arg(folder).args(["--lang", "en"]).args(words);
    command.env_remove("TANSHI_NOW").env("HOME", folder.with_extension("home")).output().unwrap()
}

/// `doctor` names the command that brings everything back, and does not say that all is well.
fn has_way_out(folder: &Path) -> Result<(), String> {
    let output = tanshi(folder, &["doctor"]);
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    if !output.status.success() && text.contains("tanshi restore") {
        return Ok(());
    }
    Err(format!("no way out in: {text}"))
}

/// The way out, as it is told: the backup takes the place of the data.
fn is_restored(folder: &Path, backup: &Path, base: &Base) -> Result<bool, String> {
    let output = tanshi(folder, &["restore", backup.to_str().unwrap(), "--replace", "--yes"]);
    if !output.status.success() {
        return Err(format!("restore: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let mut store = Store::open(folder, "parent").map_err(|error| format!("restored: {error}"))?;
    let world = store.engine().world().map_err(|error| format!("restored: {error}"))?;
    check(&world, base.last).map_err(|lost| format!("restored: {lost}"))?;
    store.engine().commit(&change(base.last + 1), &asked()).map_err(|error| error.to_string())?;
    Ok(true)
}

/// Whether everything in a world was once saved so: it may lack some, and has nothing else.
///
/// # Errors
/// What was never so.
pub(crate) fn check_part(world: &World, last: u64) -> Result<(), String> {
    for found in world.issues() {
        let is_so = |number: u64| {
            let as_added = changes::issue(number, number);
            found.id == changes::issue_id(number)
                && (found.facts == as_added || found.facts == changes::issue(number, last))
        };
        if !(1..=last).any(is_so) {
            return Err(format!("an issue that never was so: {}", found.facts.title));
        }
    }
    for found in world.people() {
        let is_so = |number: u64, part: u8| {
            found.id == changes::person_id(number, part)
                && found.facts == changes::person(number, part)
        };
        if !(1..=last).any(|number| is_so(number, 0) || is_so(number, 1)) {
            return Err(format!("a person who never was so: {}", found.facts.name));
        }
    }
    Ok(())
}

/// Both folders gone: nothing is made in their place.
fn gone(base: &Base, backup: &Path) -> Row {
    let mut row = Row::new("sled and journal both gone");
    let markers = ["store.marker", "clean.marker", "open.marker"];
    for left in [&markers[..], &markers[..1], &markers[1..2], &markers[2..]] {
        let folder = work_folder();
        let store = folder.path().join("store");
        copy(&base.folder, &store);
        for copy in ["sled", "journal"] {
            std::fs::remove_dir_all(store.join(copy)).unwrap();
        }
        for marker in markers.iter().filter(|marker| !left.contains(marker)) {
            std::fs::remove_file(store.join(marker)).unwrap();
        }
        let ended = match Store::open(&store, "parent") {
            Ok(_) => Err("an empty store in the place of one that is gone".to_owned()),
            Err(error) => refused(&store, &error)
                .and_then(|end| is_restored(&store, backup, base).map(|_| end)),
        };
        row.count(&format!("{left:?} left"), ended);
    }
    row
}
