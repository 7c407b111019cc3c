//! The processes that are killed, or that hold a store.

use crate::changes::{asked, change, count};
use crate::dice::Dice;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use tanshi::store::Store;

/// What such a process was started to do.
pub(crate) fn run(words: &[&str]) {
    match *words {
        ["write", folder, seed] => write_on(folder.as_ref(), seed.parse().unwrap()),
        ["steps", folder, commits, at] => {
            crate::steps::child(folder.as_ref(), commits, at.parse().unwrap());
        }
        ["calls", folder] => crate::calls::child(folder.as_ref()),
        ["hold", folder, go] => crate::processes::child(folder.as_ref(), go.as_ref()),
        #[cfg(unix)]
        ["look", folder, last] => crate::protected::child(folder.as_ref(), last.parse().unwrap()),
        _ => panic!("{words:?}"),
    }
}

/// This program, to be started as such a process.
pub(crate) fn command(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("child").args(words);
    command
}

/// Tells the parent how many changes are acknowledged.
pub(crate) fn say(last: u64) {
    let mut out = std::io::stdout();
    writeln!(out, "{last}").unwrap();
    out.flush().unwrap();
}

/// Writes for ever: one change at a time, several together, made durable and reopened by chance.
fn write_on(folder: &Path, seed: u64) {
    let mut dice = Dice(seed);
    loop {
        let mut store = Store::open(folder, "child").unwrap();
        let mut next = count(&store.engine().world().unwrap()) + 1;
        for _ in 0..dice.below(60) {
            let together = if dice.below(4) == 0 { dice.below(20) + 1 } else { 1 };
            let mut batch = store.engine().begin().unwrap();
            for number in next..next + together {
                store.engine().add(&mut batch, &change(number), &asked()).unwrap();
            }
            store.engine().finish(batch).unwrap();
            next += together;
            say(next - 1);
            if dice.below(20) == 0 {
                store.engine().make_durable().unwrap();
            }
        }
        if dice.below(2) == 0 {
            store.close().unwrap();
        }
    }
}

/// A child under way that writes for ever.
pub(crate) struct Writer {
    child: Child,
    lines: Receiver<u64>,
    acknowledged: u64,
}

impl Writer {
    pub(crate) fn start(folder: &Path, seed: u64) -> Self {
        let mut child = command(&["write", folder.to_str().unwrap(), &seed.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = read_lines(child.stdout.take().unwrap());
        Self { child, lines, acknowledged: 0 }
    }

    /// The last change that it said is saved, up to now.
    pub(crate) fn said(&mut self) -> u64 {
        self.acknowledged = self.lines.try_iter().last().unwrap_or(self.acknowledged);
        self.acknowledged
    }

    /// Kills it; the last change that it was told is saved.
    pub(crate) fn kill(mut self) -> u64 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        while let Ok(number) = self.lines.recv() {
            self.acknowledged = number;
        }
        self.acknowledged
    }
}

fn read_lines(out: ChildStdout) -> Receiver<u64> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines() {
            // A line that the kill cut off was not said.
            let Ok(Ok(number)) = line.map(|line| line.parse()) else { break };
            if sender.send(number).is_err() {
                break;
            }
        }
    });
    receiver
}

/// The last number in what a process has said; 0 where it has said none.
pub(crate) fn last_number(said: &[u8]) -> u64 {
    let said = String::from_utf8_lossy(said);
    // A line that was cut off was not said.
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().filter_map(|line| line.parse().ok()).next_back().unwrap_or(0)
}
