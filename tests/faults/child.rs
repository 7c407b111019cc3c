//! The process that is killed: it opens a store, writes, and says what was acknowledged.

use crate::changes::{asked, change, count};
use crate::dice::Dice;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use tanshi::store::Store;

/// Writes for ever: one change at a time, several together, made durable and reopened by chance.
pub(crate) fn run(folder: &Path, seed: u64) {
    let mut dice = Dice(seed);
    let mut out = std::io::stdout();
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
            writeln!(out, "{}", next - 1).unwrap();
            out.flush().unwrap();
            if dice.below(20) == 0 {
                store.engine().make_durable().unwrap();
            }
        }
        if dice.below(2) == 0 {
            store.close().unwrap();
        }
    }
}

/// A child under way.
pub(crate) struct Writer {
    child: Child,
    lines: Receiver<u64>,
    acknowledged: u64,
}

impl Writer {
    pub(crate) fn start(folder: &Path, seed: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child", folder.to_str().unwrap(), &seed.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = read_lines(child.stdout.take().unwrap());
        Self { child, lines, acknowledged: 0 }
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
