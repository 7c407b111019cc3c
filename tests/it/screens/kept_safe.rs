//! What the workbench does by itself for the data, and the ledger at the keyboard.

use super::Bench;
use super::window::{Home, Workbench};
use std::fs;
use tanshi::app::{Answer, BackupStand, Effect, Input};
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

fn bench() -> Bench {
    Bench::new(&super::city(), Lang::Zh, (80, 24))
}

/// The studio whose ledger the last of these keys has written.
fn ledger_of(bench: &mut Bench, keys: &str) -> Option<tanshi::domain::id::StudioId> {
    let mut effects = Vec::new();
    for key in keys.split(' ') {
        effects = bench.feed(Input::Key(Key::parse(key).unwrap()));
    }
    match effects.pop() {
        Some(Effect::WriteLedger(studio)) => studio,
        other => panic!("{other:?}: {}", bench.shown()),
    }
}

#[test]
fn the_ledger_is_that_of_the_studio_that_is_shown_or_of_all() {
    let mut bench = bench();
    assert_eq!(ledger_of(&mut bench, "d l"), None);
    let studio = ledger_of(&mut bench, "1 j d l").unwrap();
    assert!(bench.world.studio(studio).is_some());
}

#[test]
fn a_medium_that_is_not_there_is_told_and_blocks_nothing() {
    let mut bench = bench();
    let stand = BackupStand {
        folder: "/mnt/u".to_owned(),
        is_own: false,
        is_there: false,
        latest: None,
        ahead: None,
    };
    let notices = vec!["备份盘不在（/mnt/u）：今天的备份只在数据文件夹里。".to_owned()];
    bench.feed(Input::Answer(Answer::BackedUp { stands: vec![stand], notices }));
    assert!(bench.shown().contains("备份盘不在"), "{}", bench.shown());
    bench.keys("g s G");
    assert!(bench.shown().contains("请插上备份盘"), "{}", bench.shown());
}

#[test]
fn a_backup_is_made_by_itself_and_the_ledger_is_written_where_it_is_said() {
    let home = Home::new();
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["settings", "set", "--my-studio", "ST"]);
    home.json(&["issue", "add", "市场周边停车难"]);
    let mut bench = Workbench::open(&home);
    bench.wait_for("市场周边停车难");
    bench.send("dl");
    bench.wait_for("已写到");
    bench.send("gsG");
    bench.wait_for("（今天）");
    bench.quit();
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(home.0.path().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let (backups, papers) = (names("data/backups"), names("潭事公文"));
    let [backup] = backups.as_slice() else { panic!("{backups:?}") };
    let [ledger] = papers.as_slice() else { panic!("{papers:?}") };
    assert!(ledger.starts_with("台账-20") && ledger.split('.').next_back() == Some("xlsx"));
    let file = home.0.path().join("data/backups").join(backup);
    assert_eq!(home.json(&["verify", file.to_str().unwrap()])["whole"], true);
}
