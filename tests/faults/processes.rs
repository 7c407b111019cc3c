//! Two processes at one store: one has it, the others are told who, and a killed holder is no obstacle.

use crate::changes::{asked, change, check, count};
use crate::child::command;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use tanshi::store::{Store, StoreError};

/// So many come at the same instant.
const AT_ONCE: usize = 4;
const SINCE: &str = "2023-10-20 09:00";

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut second = Row::new("second process while one has the store");
    let mut race = Row::new("four processes at the same instant");
    let mut killed = Row::new("holder killed, opened at once");
    let folder = work_folder();
    let (store, fresh) = (folder.path().join("store"), folder.path().join("fresh"));
    for round in 0..plan.times(3, 20) {
        let case = format!("round {round}");
        second.count(&case, is_told(&store));
        race.count(&case, one_of_them(&store, folder.path()));
        // Nobody has made it yet.
        race.count(&format!("{case}, new folder"), one_of_them(&fresh, folder.path()));
        fs::remove_dir_all(&fresh).unwrap();
        killed.count(&case, opens_after_kill(&store));
    }
    vec![second, race, killed]
}

/// The process: waits until `go` is there, opens, says how it went, writes, and holds on until nobody reads
/// it any more.
pub(crate) fn child(folder: &Path, go: &Path) {
    while !go.exists() {
        std::thread::yield_now();
    }
    let mut out = std::io::stdout();
    match Store::open(folder, SINCE) {
        Ok(mut store) => {
            let last = count(&store.engine().world().unwrap());
            store.engine().commit(&change(last + 1), &asked()).unwrap();
            writeln!(out, "open {}", last + 1).unwrap();
            out.flush().unwrap();
            std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
            store.close().unwrap();
        }
        Err(StoreError::AlreadyOpen { pid, since }) => {
            writeln!(out, "refused {} {}", pid.is_some(), since.is_some()).unwrap();
        }
        Err(error) => writeln!(out, "failed {error}").unwrap(),
    }
}

/// A process that says how it went, and holds what it got.
struct Holder {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Holder {
    fn start(folder: &Path, go: &Path) -> Self {
        let mut child = command(&["hold", folder.to_str().unwrap(), go.to_str().unwrap()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    fn said(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn let_go(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

fn is_told(folder: &Path) -> Result<End, String> {
    // It is there already, so that it opens at once.
    let mut holder = Holder::start(folder, Path::new("/"));
    let said = holder.said();
    let pid = holder.child.id();
    let second = Store::open(folder, "later").map(drop);
    let third = Store::open(folder, "later").map(drop);
    holder.let_go();
    let last = said.strip_prefix("open ").and_then(|it| it.parse().ok()).ok_or(said)?;
    for refused in [second, third] {
        match refused {
            Err(StoreError::AlreadyOpen { pid: Some(found), since: Some(since) })
                if found == pid && since == SINCE => {}
            // Windows lets nobody read a file that is locked.
            Err(StoreError::AlreadyOpen { .. }) if cfg!(windows) => {}
            other => return Err(format!("the second one: {other:?}")),
        }
    }
    holds(folder, last)?;
    Ok(End::Refused)
}

fn holds(folder: &Path, last: u64) -> Result<(), String> {
    let mut store = Store::open(folder, "parent").map_err(|error| error.to_string())?;
    check(&store.engine().world().map_err(|error| error.to_string())?, last)?;
    store.close().map_err(|error| error.to_string())
}

fn one_of_them(folder: &Path, around: &Path) -> Result<End, String> {
    let go = around.join("go");
    let mut holders: Vec<Holder> = (0..AT_ONCE).map(|_| Holder::start(folder, &go)).collect();
    fs::write(&go, "").unwrap();
    let said: Vec<String> = holders.iter_mut().map(Holder::said).collect();
    holders.into_iter().for_each(Holder::let_go);
    fs::remove_file(&go).unwrap();
    let opened: Vec<u64> =
        said.iter().filter_map(|it| it.strip_prefix("open ")?.parse().ok()).collect();
    let refused = said.iter().filter(|it| it.starts_with("refused")).count();
    let [last] = opened[..] else { return Err(format!("{said:?}")) };
    if refused != AT_ONCE - 1 {
        return Err(format!("{said:?}"));
    }
    holds(folder, last)?;
    Ok(End::Refused)
}

fn opens_after_kill(folder: &Path) -> Result<End, String> {
    let mut holder = Holder::start(folder, Path::new("/"));
    let said = holder.said();
    holder.child.kill().unwrap();
    holder.child.wait().unwrap();
    let last = said.strip_prefix("open ").and_then(|it| it.parse().ok()).ok_or(said)?;
    holds(folder, last)?;
    Ok(End::Well)
}
