//! Draws `assets/workbench.svg`: the program itself, run on the example city in a pseudo-terminal.
//!
//! `cargo run --release --example picture`
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a tool for the repository that may stop at the first surprise"
)]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const COLUMNS: u16 = 140;
const ROWS: u16 = 36;
/// The size of a cell in the picture.
const CELL: (u16, u16) = (9, 20);
const PAPER: &str = "#1b1f27";
const INK: &str = "#d6dae0";
/// The screen counts as complete when nothing was drawn for this long.
const STILL: Duration = Duration::from_millis(700);

fn main() {
    let mut words = std::env::args_os();
    if words.nth(1).is_some_and(|word| word == "run-tanshi") {
        let program = std::iter::once("tanshi".into()).chain(words);
        tanshi::cli::run(program);
        return;
    }
    let screen = shoot();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/workbench.svg");
    std::fs::write(path, svg(screen.screen())).unwrap();
    println!("{path}");
}

/// Runs the workbench until its screen stands still.
fn shoot() -> vt100::Parser {
    let home = tempfile::tempdir().unwrap();
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["run-tanshi", "demo", "--lang", "zh"]);
    command.env("HOME", home.path());
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    let mut child = pty.slave.spawn_command(command).unwrap();
    let (send, receive) = mpsc::channel();
    let mut reader = pty.master.try_clone_reader().unwrap();
    std::thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || send.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut parser = vt100::Parser::new(ROWS, COLUMNS, 0);
    let deadline = Instant::now() + Duration::from_mins(1);
    while Instant::now() < deadline {
        match receive.recv_timeout(STILL) {
            Ok(bytes) => parser.process(&bytes),
            Err(_) if parser.screen().contents().contains("FLFW") => break,
            Err(_) => {}
        }
    }
    pty.master.take_writer().unwrap().write_all(b"q").unwrap();
    child.wait().unwrap();
    parser
}

/// The screen as a picture: a rectangle for each background, a text for each cell that has one.
fn svg(screen: &vt100::Screen) -> String {
    let (width, height) = (COLUMNS * CELL.0, ROWS * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"'Noto Sans Mono CJK SC','Sarasa Mono SC',monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let Some(cell) = screen.cell(row, column) else { continue };
            if cell.is_wide_continuation() {
                continue;
            }
            let (mut ink, mut paper) = (color(cell.fgcolor(), INK), color(cell.bgcolor(), PAPER));
            if cell.inverse() {
                std::mem::swap(&mut ink, &mut paper);
            }
            let (x, y) = (column * CELL.0, row * CELL.1);
            let cells = if cell.is_wide() { 2 } else { 1 };
            if paper != PAPER {
                let (w, h) = (cells * CELL.0, CELL.1);
                writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{paper}\"/>"
                )
                .unwrap();
            }
            let text = cell.contents();
            if !text.trim().is_empty() {
                let weight = if cell.bold() { " font-weight=\"bold\"" } else { "" };
                let (length, baseline) = (cells * CELL.0, y + 15);
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                writeln!(out, "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{length}\" fill=\"{ink}\"{weight}>{text}</text>").unwrap();
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn color(color: vt100::Color, default: &str) -> String {
    match color {
        vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        // The themes speak in true colour here; an index would come from a terminal of fewer.
        vt100::Color::Default | vt100::Color::Idx(_) => default.to_owned(),
    }
}
