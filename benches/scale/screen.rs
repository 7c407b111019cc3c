//! A program on a pseudo-terminal: keys go in, and a frame is there when its last byte is.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What ends a frame: the terminal may show it now (`CSI ? 2026 l`).
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_mins(10);

/// A terminal with a program in it.
pub(crate) struct Screen {
    parser: vt100::Parser,
    chunks: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Kept open as long as the program runs.
    _master: Box<dyn MasterPty + Send>,
    /// The last bytes, in which the end of a frame may be cut in two.
    tail: Vec<u8>,
    begun: Instant,
}

impl Screen {
    /// Starts a program on a terminal of so many columns and rows.
    pub(crate) fn start(program: &Path, words: &[&str], (cols, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(words);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, chunks) = channel();
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(rows, cols, 0);
        Self { parser, chunks, writer, child, _master: pair.master, tail: Vec::new(), begun }
    }

    /// Waits until a whole frame is there that has `wanted` in it; when its last byte came.
    pub(crate) fn frame_with(&mut self, wanted: impl Fn(&str) -> bool) -> Duration {
        loop {
            let (at, ended) = self.read();
            if ended && wanted(&self.parser.screen().contents()) {
                return at - self.begun;
            }
        }
    }

    /// Types keys and waits for the whole frame that follows.
    pub(crate) fn key(&mut self, keys: &[u8]) -> Duration {
        let begun = Instant::now();
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
        loop {
            let (at, ended) = self.read();
            if ended {
                return at - begun;
            }
        }
    }

    /// Types keys and takes down each whole frame that follows, until nothing has come for so long: when it was
    /// there, and what it shows.
    pub(crate) fn frames(&mut self, keys: &[u8], pause: Duration) -> Vec<(Duration, String)> {
        let begun = Instant::now();
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
        let mut frames = Vec::new();
        while frames.is_empty() {
            let (at, ended) = self.read();
            frames.extend(ended.then(|| (at - begun, self.contents())));
        }
        while let Ok((at, bytes)) = self.chunks.recv_timeout(pause) {
            frames.extend(self.take(&bytes).then(|| (at - begun, self.contents())));
        }
        frames
    }

    /// Reads on until nothing has come for so long.
    pub(crate) fn settle(&mut self, pause: Duration) {
        while let Ok((_, bytes)) = self.chunks.recv_timeout(pause) {
            self.take(&bytes);
        }
    }

    /// What is on the screen.
    pub(crate) fn contents(&self) -> String {
        self.parser.screen().contents()
    }

    /// The process in it.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Types keys that end the program, and waits for that.
    pub(crate) fn end(mut self, keys: &[u8]) {
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
        self.child.wait().unwrap();
    }

    fn read(&mut self) -> (Instant, bool) {
        let Ok((at, bytes)) = self.chunks.recv_timeout(PATIENCE) else {
            panic!("nothing more comes; the screen shows\n{}", self.contents());
        };
        (at, self.take(&bytes))
    }

    /// Takes bytes in; whether a frame ended with them, and nothing of another began.
    fn take(&mut self, bytes: &[u8]) -> bool {
        self.parser.process(bytes);
        self.tail.extend_from_slice(bytes);
        let ended = self.tail.ends_with(FRAME_ENDS);
        let kept = self.tail.len().saturating_sub(FRAME_ENDS.len());
        self.tail.drain(..kept);
        ended
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}
