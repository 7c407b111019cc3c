//! Text for people, JSON for scripts, errors on the side.

use super::error::CliError;
use crate::domain::id::EntityId;
use crate::domain::text::{shown, shown_json};
use crate::i18n::Lang;
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};

/// Wider than any line.
const UNBOUNDED: usize = 1 << 20;
/// Where lines would only be words one below the other.
const NARROWEST: usize = 20;

/// Where a call writes to.
pub(super) struct Output {
    lang: Lang,
    json: bool,
    out: Box<dyn Write>,
    side: Box<dyn Write>,
    read: bool,
    /// Something was written.
    said: bool,
}

impl Output {
    pub(super) fn new(lang: Lang, json: bool) -> Self {
        let out = Box::new(io::BufWriter::new(io::stdout()));
        let read = io::stdout().is_terminal();
        Self { lang, json, out, side: Box::new(io::stderr()), read, said: false }
    }

    /// Whether JSON was asked for.
    pub(super) const fn is_json(&self) -> bool {
        self.json
    }

    /// Whether a person reads along, and not a pipe or a file.
    pub(super) const fn is_read(&self) -> bool {
        self.read
    }

    /// How many cells a line may take: those of the terminal; without one nothing is cut.
    pub(super) fn width(&self) -> usize {
        let columns = self.is_read().then(crossterm::terminal::size).and_then(Result::ok);
        columns.map_or(UNBOUNDED, |(columns, _)| usize::from(columns).max(NARROWEST))
    }

    /// Writes a line of text; nothing in it can send an escape to the terminal.
    pub(super) fn line(&mut self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.raw_lines(), "{}", shown(text))?)
    }

    /// Writes bytes as they are.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        Ok(self.raw_lines().write_all(bytes)?)
    }

    /// Where text that is not all at hand at once is written to.
    pub(super) fn raw_lines(&mut self) -> &mut dyn Write {
        self.said = true;
        &mut self.out
    }

    /// Writes a JSON value.
    pub(super) fn value(&mut self, value: &Value) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        Ok(writeln!(self.raw_lines(), "{}", shown_json(&text))?)
    }

    /// Tells on the side what was put right; for scripts, a JSON object in a line of its own.
    pub(super) fn notice(&mut self, text: &str) {
        if self.json {
            self.note(&shown_json(&json!({"notice": text}).to_string()));
        } else {
            self.note(text);
        }
    }

    /// Asks something on the side; the answer is typed behind it.
    pub(super) fn ask(&mut self, text: &str) {
        drop(write!(self.side, "{}", shown(text)).and_then(|()| self.side.flush()));
    }

    /// Tells something on the side, which scripts that read the output do not see.
    pub(super) fn note(&mut self, text: &str) {
        // A closed standard error leaves nobody to tell.
        drop(writeln!(self.side, "{}", shown(text)));
    }

    /// Hands on what was written so far; what a screen had to say to a terminal that is gone is not its matter.
    pub(super) fn flush(&mut self) -> Result<(), CliError> {
        if self.said { Ok(self.out.flush()?) } else { Ok(()) }
    }

    /// Tells an error and returns its exit code.
    pub(super) fn fail(&mut self, error: &CliError) -> u8 {
        // A reader that had enough (`| head`) is no error.
        if let CliError::Io(error) = error
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return super::DONE;
        }
        // What was printed before the error still belongs to the answer.
        drop(self.out.flush());
        if self.json {
            self.note(&shown_json(&error.json(self.lang).to_string()));
        } else {
            for line in error.lines(self.lang) {
                self.note(&line);
            }
        }
        error.exit_code()
    }
}

/// An id as JSON has it: 32 hexadecimal digits.
pub(super) fn entity_id(id: EntityId) -> String {
    hex(&id.bytes)
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}
