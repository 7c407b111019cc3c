//! Backups damaged at rest: none is put back in silence, checking says so, and what can be proved of one is
//! had by whoever asks for it.

use crate::both::{check_part, tanshi};
use crate::changes::{asked, check};
use crate::dice::Dice;
use crate::evidence::with_files;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::fs;
use std::path::Path;
use tanshi::shell::backup::{self, BackupFault, Extent, Target};

const CHANGES: u64 = 6;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0xBA);
    let folder = work_folder();
    let data = folder.path().join("data");
    with_files(&data);
    let file = folder.path().join("backup.zip");
    backup::make(&data, Target::File(&file, false), asked().today).unwrap();
    let whole = fs::read(&file).unwrap();
    let mut row = Row::new("backup flipped, zeroed, cut");
    let mut had = 0;
    for case in 0..plan.times(12, 4) {
        let (bytes, done) = harmed(&whole, &mut dice);
        let folder = work_folder();
        let file = folder.path().join("backup.zip");
        fs::write(&file, bytes).unwrap();
        let ended = refused(&file, folder.path()).and_then(|end| {
            had += u64::from(provable(&file, folder.path())?);
            // Every few of them as a person sees it.
            if case % 6 == 0 {
                told(&file, folder.path())?;
            }
            Ok(end)
        });
        row.count(&format!("case {case}, {done}"), ended);
    }
    row.note = format!("what can be proved was had from {had}");
    vec![row]
}

fn harmed(whole: &[u8], dice: &mut Dice) -> (Vec<u8>, String) {
    loop {
        let mut bytes = whole.to_vec();
        let at = usize::try_from(dice.below(whole.len() as u64)).unwrap();
        let done = match dice.below(4) {
            0 | 1 => {
                bytes[at] ^= 1 << dice.below(8);
                format!("bit flipped at {at}")
            }
            2 => {
                let end = (at + usize::try_from(dice.below(3_000) + 1).unwrap()).min(bytes.len());
                bytes[at..end].fill(0);
                format!("{at} to {end} zeroed")
            }
            _ => {
                bytes.truncate(at);
                format!("cut to {at}")
            }
        };
        if bytes != whole {
            return (bytes, done);
        }
    }
}

/// It is not whole, and not put back as if it were.
fn refused(file: &Path, folder: &Path) -> Result<End, String> {
    match backup::check(file) {
        Ok(checked) if checked.is_whole() => return Err("taken for whole".to_owned()),
        Ok(_) | Err(BackupFault::NotABackup(_) | BackupFault::NewerFormat { .. }) => {}
        Err(error) => return Err(format!("{error:?}")),
    }
    let to = folder.join("whole");
    match backup::restore(file, &to, Extent::Whole, "now") {
        Ok(_) => Err("put back in silence".to_owned()),
        Err(_) if to.exists() => Err("something was left behind".to_owned()),
        Err(_) => Ok(End::Refused),
    }
}

/// What can be proved of it: a part of what was saved, and nothing else; whether there is any.
fn provable(file: &Path, folder: &Path) -> Result<bool, String> {
    let Ok(mut restored) = backup::restore(file, &folder.join("part"), Extent::Provable, "now")
    else {
        return Ok(false);
    };
    let world = restored.store.engine().world().map_err(|error| error.to_string())?;
    check_part(&world, CHANGES)?;
    let proved = restored.checked.proved.as_ref();
    let is_all = proved.is_some_and(|proved| proved.is_whole() && proved.groups == CHANGES * 2);
    if is_all {
        check(&world, CHANGES)?;
    }
    Ok(true)
}

/// `tanshi verify FILE` and `tanshi restore FILE` say so.
fn told(file: &Path, folder: &Path) -> Result<(), String> {
    let file = file.to_str().unwrap();
    for words in [&["verify", file][..], &["restore", file]] {
        let output = tanshi(&folder.join("data"), words);
        if output.status.success() || output.stderr.is_empty() {
            return Err(format!("{words:?} does not complain"));
        }
    }
    Ok(())
}
