//! Files damaged at rest.

use crate::child::Writer;
use crate::dice::Dice;
use crate::table::{End, Row};
use crate::{Plan, changes, work_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tanshi::domain::id::EntityKind;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::port::Rows;
use tanshi::store::sled::SledRows;
use tanshi::store::{Notice, Store};

/// A store to be damaged: how many changes it holds, and everything that its rows say.
pub(crate) struct Base {
    pub(crate) folder: PathBuf,
    pub(crate) last: u64,
    rows: Vec<Vec<u8>>,
}

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let cases = plan.times(12, 2);
    let mut dice = Dice(plan.seed ^ 0xDA);
    let folder = work_folder();
    let small = closed(&folder.path().join("small"), 90);
    // In the long form more than one segment of the journal.
    let large = closed(&folder.path().join("large"), plan.many.map_or(300, |_| 2_600));
    let killed = killed(&folder.path().join("killed"), &mut dice);
    let bases = [("sled", &small), ("sled", &large), ("sled", &killed)];
    let mut rows = vec![
        campaign("sled files flipped, zeroed, cut, deleted", cases, &mut dice, |round| {
            bases[pick(round)]
        }),
        campaign("journal flipped, zeroed, cut, deleted", cases, &mut dice, |round| {
            ("journal", if pick(round) == 1 { &large } else { &small })
        }),
    ];
    rows.push(campaign(
        "markers flipped, zeroed, cut, deleted",
        cases.div_ceil(5),
        &mut dice,
        |_| ("", &small),
    ));
    rows
}

/// Mostly the small store, now and then the large one and the killed one.
fn pick(round: u64) -> usize {
    match round % 10 {
        4 => 1,
        2 | 6 | 8 => 2,
        _ => 0,
    }
}

fn campaign<'a>(
    what: &'static str,
    cases: u64,
    dice: &mut Dice,
    choose: impl Fn(u64) -> (&'static str, &'a Base),
) -> Row {
    let mut row = Row::new(what);
    let mut live = 0;
    while row.done < cases {
        let (part, base) = choose(row.done);
        let folder = work_folder();
        let store = folder.path().join("store");
        copy(&base.folder, &store);
        // As if it were no copy: that alone would have the rows made anew.
        if let Some(marker) = StoreMarker::read(&store).unwrap() {
            StoreMarker { place: Place::of(&store).unwrap(), ..marker }.write(&store).unwrap();
        }
        let Some(done) = damage(&store.join(part), dice) else { continue };
        let is_live = match part {
            "sled" => dump(&store.join("sled"), base.last, &folder.path().join("look"))
                .is_none_or(|rows| rows != base.rows),
            part => part == "journal",
        };
        live += u64::from(is_live);
        let end = match check(&store, base.last) {
            Ok(notices) if is_live && notices.is_empty() => Err("healed in silence".to_owned()),
            Ok(notices) if notices.is_empty() => Ok(End::Well),
            Ok(_) => Ok(End::Healed),
            Err(lost) => Err(lost),
        };
        row.count(&format!("case {}, {done}", row.done), end);
    }
    row.note = format!("{live} hit bytes that are in use");
    row
}

/// Opens a damaged store and looks whether everything is there; what was told.
fn check(folder: &Path, last: u64) -> Result<Vec<Notice>, String> {
    let mut store = Store::open(folder, "parent").map_err(|error| format!("opening: {error}"))?;
    // Reading comes first: the check must not be what heals.
    let world = store.engine().world().map_err(|error| error.to_string())?;
    changes::check(&world, last)?;
    let number = world.issue(changes::issue_id(last)).map(|issue| issue.number.as_str().to_owned());
    let found = store.engine().numbered(number.as_deref().unwrap_or_default());
    if found.map_err(|error| error.to_string())? != Some(changes::issue_id(last).into()) {
        return Err("a case number leads nowhere".to_owned());
    }
    let scrubbed = store.engine().scrub().map_err(|error| error.to_string())?;
    if !scrubbed.is_whole() {
        return Err(format!("not whole after healing: {scrubbed:?}"));
    }
    let notices = store.engine().take_notices();
    store
        .engine()
        .commit(&changes::change(last + 1), &changes::asked())
        .map_err(|error| format!("writing on: {error}"))?;
    store.close().map_err(|error| error.to_string())?;
    // What was healed stays healed.
    let mut store = Store::open(folder, "parent").map_err(|error| format!("again: {error}"))?;
    if !store.engine().verify().map_err(|error| error.to_string())?.is_whole() {
        return Err("not whole when opened again".to_owned());
    }
    changes::check(&store.engine().world().map_err(|error| error.to_string())?, last + 1)?;
    let is_told = |notice: &Notice| *notice != Notice::NewReplica;
    Ok(notices.into_iter().filter(is_told).collect())
}

/// Changes one file in a folder by chance; what was done, `None` if nothing was.
pub(crate) fn damage(folder: &Path, dice: &mut Dice) -> Option<String> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file() && !path.ends_with("lock"));
    files.sort();
    if files.is_empty() {
        return None;
    }
    let file = dice.pick(&files);
    let whole = fs::read(file).unwrap();
    let len = whole.len() as u64;
    let name = file.file_name().unwrap().to_str().unwrap();
    let mut bytes = whole.clone();
    let at = usize::try_from(dice.below(len)).unwrap();
    let done = match dice.below(8) {
        0..=2 => {
            *bytes.get_mut(at)? ^= 1 << dice.below(8);
            format!("bit flipped at {at} of {name}")
        }
        3..=5 => {
            let end = (at + usize::try_from(dice.below(9_000) + 1).unwrap()).min(bytes.len());
            bytes.get_mut(at..end)?.fill(0);
            format!("{at} to {end} of {name} zeroed")
        }
        6 => {
            bytes.truncate(at);
            format!("{name} of {len} bytes cut to {at}")
        }
        _ => {
            fs::remove_file(file).unwrap();
            return Some(format!("{name} deleted"));
        }
    };
    if bytes == whole {
        return None;
    }
    fs::write(file, bytes).unwrap();
    Some(done)
}

pub(crate) fn closed(folder: &Path, last: u64) -> Base {
    let mut store = Store::open(folder, "base").unwrap();
    let mut batch = store.engine().begin().unwrap();
    for number in 1..=last {
        store.engine().add(&mut batch, &changes::change(number), &changes::asked()).unwrap();
        if number % 3 == 0 || number == last {
            store.engine().finish(batch).unwrap();
            batch = store.engine().begin().unwrap();
        }
    }
    store.close().unwrap();
    Base { folder: folder.to_owned(), last, rows: expected(folder, last) }
}

/// A store whose process was killed some time after it was made durable.
pub(crate) fn killed(folder: &Path, dice: &mut Dice) -> Base {
    let writer = Writer::start(folder, dice.next());
    std::thread::sleep(Duration::from_millis(900));
    let said = writer.kill();
    let look = work_folder();
    copy(folder, look.path());
    let mut store = Store::open(look.path(), "look").unwrap();
    let last = changes::count(&store.engine().world().unwrap());
    assert!(last >= said, "{last} of {said}");
    drop(store);
    Base { folder: folder.to_owned(), last, rows: expected(folder, last) }
}

fn expected(folder: &Path, last: u64) -> Vec<Vec<u8>> {
    let look = work_folder();
    dump(&folder.join("sled"), last, &look.path().join("sled")).unwrap()
}

/// Everything that a sled folder says, read from a copy; `None` if it does not.
fn dump(sled: &Path, last: u64, copied: &Path) -> Option<Vec<Vec<u8>>> {
    copy(sled, copied);
    let rows = SledRows::open(copied, 64 << 20).ok()?;
    let mut all = vec![rows.summary().ok()??];
    for kind in EntityKind::ALL {
        rows.scan(kind, &mut |_, bytes| all.push(bytes)).ok()?;
    }
    // Groups are at most as many as changes.
    for number in 1..=last {
        all.push(rows.group(number).ok()?.unwrap_or_default());
    }
    Some(all)
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
