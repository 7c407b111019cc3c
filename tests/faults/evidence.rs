//! Files of the evidence damaged or deleted: the check names each of them, the backup has them still, and
//! nothing else is any worse for it.

use crate::calls::attach;
use crate::changes::{asked, change, check};
use crate::damage::copy;
use crate::dice::Dice;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::fs;
use std::path::{Path, PathBuf};
use tanshi::shell::backup::{self, Extent, Target};
use tanshi::store::{FileFacts, Store, StoreError};

/// Pieces of evidence, one for each of the first issues.
const PIECES: u8 = 6;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0xE1);
    let folder = work_folder();
    let data = folder.path().join("data");
    let kept = with_files(&data);
    let file = folder.path().join("backup.zip");
    backup::make(&data, Target::File(&file, false), asked().today).unwrap();
    let whole = folder.path().join("restored");
    backup::restore(&file, &whole, Extent::Whole, "now").unwrap().store.close().unwrap();
    let mut row = Row::new("evidence files changed, cut, deleted");
    for case in 0..plan.times(8, 5) {
        let facts = dice.pick(&kept).clone();
        let how = dice.below(4);
        let ended = damaged(&data, &whole, &facts, how, &mut dice);
        row.count(&format!("case {case}, way {how}"), ended);
    }
    "put back from a backup each time".clone_into(&mut row.note);
    vec![row]
}

/// A store with files.
pub(crate) fn with_files(data: &Path) -> Vec<FileFacts> {
    let mut store = Store::open(data, "base").unwrap();
    let keep = |number: u8| {
        store.engine().commit(&change(number.into()), &asked()).unwrap();
        let bytes: Vec<u8> = (0..9_000_u32).map(|at| at.to_le_bytes()[0] ^ number).collect();
        let facts = store.files().keep(&bytes, "jpg").unwrap();
        let attach = attach(number, number.into(), facts.clone());
        store.engine().commit(&[attach], &asked()).unwrap();
        facts
    };
    let kept = (1..=PIECES).map(keep).collect();
    store.close().unwrap();
    kept
}

fn damaged(
    data: &Path,
    whole: &Path,
    facts: &FileFacts,
    how: u64,
    dice: &mut Dice,
) -> Result<End, String> {
    let folder = work_folder();
    let path = folder.path().join("store");
    copy(data, &path);
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(&path, "now").map_err(said)?;
    let file = store.files().path_of(facts.sha256, &facts.extension);
    harm(&file, how, dice);
    // Reading it is refused, and the check names it and nothing else.
    if store.files().read(facts.sha256, &facts.extension).is_ok() {
        return Err("read in silence".to_owned());
    }
    let found = store.verify().map_err(said)?;
    let named: Vec<&PathBuf> = found.file_faults.iter().map(|fault| &fault.fault.path).collect();
    if named != [&file] || !found.log.is_whole() {
        return Err(format!("named: {named:?}"));
    }
    check(&store.engine().world().map_err(said)?, PIECES.into())?;
    // As the doctor says: the file of the same name out of the backup.
    let inner = file.strip_prefix(&path).unwrap();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::copy(whole.join(inner), &file).unwrap();
    if !store.verify().map_err(said)?.is_whole() {
        return Err("not whole with the file of the backup".to_owned());
    }
    Ok(End::Told)
}

fn harm(file: &Path, how: u64, dice: &mut Dice) {
    let mut bytes = fs::read(file).unwrap();
    let at = usize::try_from(dice.below(bytes.len() as u64)).unwrap();
    match how {
        0 => fs::remove_file(file).unwrap(),
        1 => {
            bytes[at] ^= 1 << dice.below(8);
            fs::write(file, bytes).unwrap();
        }
        2 => fs::write(file, &bytes[..at]).unwrap(),
        // The whole shelf.
        _ => fs::remove_dir_all(file.parent().unwrap()).unwrap(),
    }
}
