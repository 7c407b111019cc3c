//! Files for calendars: a session with its deadlines, and the deadlines of a list.

use super::{CliError, Place, no_paper};
use crate::cli::output::{Output, entity_id};
use crate::document::Piece;
use crate::domain::id::CommitmentId;
use crate::exchange::icalendar::Diary;
use crate::i18n::Lang;
use crate::shell::desk::{Desk, Wish};
use crate::shell::paper::write;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How such a file ends, without the dot.
const ENDING: &str = "ics";

/// Shows or writes the calendar of a session.
pub(super) fn run(
    desk: &mut Desk,
    wish: &Wish,
    name: &str,
    place: &Place,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    let diary = desk.session_diary(wish.of, wish.lang);
    let diary = diary.map_err(|error| no_paper(error, Piece::Calendar, name))?;
    let file = Calendar { lang: wish.lang, name: desk.diary_name(Some(wish.of), wish.lang), diary };
    let mut told = file.put(desk, place, output)?;
    told["of"] = json!(entity_id(wish.of));
    Ok(vec![told])
}

/// Writes the deadlines of commitments.
pub(in crate::cli) fn deadlines(
    desk: &mut Desk,
    of: &[CommitmentId],
    (target, replaces): (&Path, bool),
    lang: Lang,
    output: &mut Output,
) -> Result<Value, CliError> {
    let diary = desk.deadlines(of, lang).map_err(CliError::Store)?;
    let file = Calendar { lang, name: desk.diary_name(None, lang), diary };
    file.put(desk, &Place { target: Some(target.to_owned()), replaces }, output)
}

/// What is to be written, and what it is called.
struct Calendar {
    lang: Lang,
    name: String,
    diary: Diary,
}

impl Calendar {
    /// Writes it, or shows it where no file is named; what is left out is told.
    fn put(&self, desk: &mut Desk, place: &Place, output: &mut Output) -> Result<Value, CliError> {
        let left_out = self.diary.left_out();
        if self.diary.entries.is_empty() {
            for words in &left_out {
                output.notice(words);
            }
            return Err(CliError::NoDates);
        }
        let path = place.target.as_ref().map(|target| self.destination(target)).transpose()?;
        let text = desk.diary_text(&self.diary).map_err(CliError::Store)?;
        let put = path.as_ref().map(|path| write(path, text.as_bytes(), place.replaces));
        let put = put.transpose().map_err(CliError::Paper)?;
        if !output.is_json() {
            match &path {
                Some(path) => output.line(&path.display().to_string())?,
                None => output.raw(text.as_bytes())?,
            }
            super::place::note(put.as_ref(), self.lang, output);
            for words in &left_out {
                output.note(words);
            }
        }
        let mut told = json!({
            "kind": Piece::Calendar.key(),
            "path": path.as_ref().map(|it| it.display().to_string()),
            "entries": self.diary.entries.len(),
            "undated": self.diary.undated.iter().map(|of| entity_id(*of)).collect::<Vec<_>>(),
            "text": path.is_none().then_some(text),
        });
        super::place::put_into(&mut told, put.as_ref());
        Ok(told)
    }

    fn destination(&self, target: &Path) -> Result<PathBuf, CliError> {
        if target.is_dir() {
            return Ok(target.join(format!("{}.{ENDING}", self.name)));
        }
        let ending = target.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if ending.eq_ignore_ascii_case(ENDING) {
            Ok(target.to_owned())
        } else {
            Err(CliError::NoCalendar(target.display().to_string()))
        }
    }
}
