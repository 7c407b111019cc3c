//! Stores made from a seed, kept for the next run.

use crate::crowd::{Size, TODAY, changes, count, id};
use crate::process::tanshi;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use tanshi::domain::action::Action;
use tanshi::domain::id::PersonId;
use tanshi::domain::settings::Settings;
use tanshi::store::{Asked, Store};

/// A store, and how many issues are in it.
pub(crate) struct Kept {
    pub(crate) folder: PathBuf,
    pub(crate) issues: usize,
}

/// Rises when other stores are made.
const EDITION: u32 = 1;
/// So many changes are decided on top of one another before they are saved.
const TOGETHER: usize = 500;

pub(crate) fn asked() -> Asked {
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: TODAY,
        time: chrono::NaiveTime::MIN,
        wall_millis: 1_697_760_000_000,
    }
}

/// The store of a size, made where there is none.
pub(crate) fn kept(issues: usize) -> Kept {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
    let folder = home.join(format!("{issues}-{EDITION}"));
    if !folder.exists() {
        let half_made = home.join(format!("{issues}-{EDITION}-half-made"));
        fs::remove_dir_all(&half_made).ok();
        fs::create_dir_all(&half_made).unwrap();
        make(&half_made, issues);
        fs::rename(&half_made, &folder).unwrap();
    }
    // Full text is looked for in an index that is there.
    let built = Command::new(tanshi()).arg("--data").arg(&folder).args(["search", "路灯"]).output();
    assert!(built.unwrap().status.success(), "no index of {}", folder.display());
    // It may have been moved, or read by an older build: what that takes is not to be measured.
    Store::open(&folder, "scale").unwrap().close().unwrap();
    Kept { folder, issues }
}

fn make(folder: &Path, issues: usize) {
    let size = Size { items: 10, lines: 10, ..Size::of(issues) };
    let (begun, all) = (Instant::now(), count(size));
    let mut store = Store::open(folder, "scale").unwrap();
    let mut collected = Some(store.engine().begin().unwrap());
    let (mut done, mut events) = (0, 0);
    changes(size, |actions: &[Action]| {
        let mut batch = collected.take().unwrap();
        events += store.engine().add(&mut batch, actions, &asked()).unwrap().events.len();
        done += 1;
        if done % TOGETHER == 0 || done == all {
            store.engine().finish(batch).unwrap();
            batch = store.engine().begin().unwrap();
        }
        if done % (all / 10).max(1) == 0 {
            println!("making {issues} issues: {done} of {all} changes, {:.0?}", begun.elapsed());
        }
        collected = Some(batch);
    });
    store.engine().commit(&[settled()], &asked()).unwrap();
    store.close().unwrap();
    let rate = f64::from(u32::try_from(events).unwrap()) / begun.elapsed().as_secs_f64();
    println!("{issues} issues made: {events} events, {rate:.0} a second");
}

/// Somebody is at the keyboard, and no backup is made while times are taken.
fn settled() -> Action {
    let mut settings = Settings { me: Some(PersonId::from_bytes(id(2, 0))), ..Settings::default() };
    settings.options.backups.daily = 0;
    Action::SetSettings { settings: Box::new(settings) }
}
