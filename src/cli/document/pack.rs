//! What a session needs beforehand: shown, or all of it written into one folder.

use super::{CliError, Place, no_bytes, no_paper, progress, tell};
use crate::cli::output::Output;
use crate::document::Piece;
use crate::document::compose::Format;
use crate::shell::desk::{Desk, Wish};
use crate::shell::pack::{Packed, write_all};
use serde_json::Value;

/// Shows or writes the papers of a session.
pub(super) fn run(
    desk: &mut Desk,
    wish: &Wish,
    name: &str,
    place: &Place,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    let pack = desk.pack(wish).map_err(|error| no_paper(error, Piece::Pack, name))?;
    let documents = &pack.documents;
    let mut told = Vec::new();
    let Some(folder) = &place.target else {
        for document in documents {
            tell(document, None, (wish.lang, desk.catalog()), output, &mut told)?;
        }
        return Ok(told);
    };
    if folder.exists() && !folder.is_dir() {
        return Err(CliError::NotAFolder(folder.display().to_string()));
    }
    let named = |name: &str| format!("{name}.{}", Format::Docx.extension());
    let files = documents.iter().map(|document| {
        let bytes = desk.paper_bytes(document, Format::Docx).map_err(no_bytes)?;
        Ok((named(&document.file_name), bytes))
    });
    let files = files.collect::<Result<Vec<Packed>, CliError>>()?;
    let mut puts = Vec::new();
    write_all(folder, &files, place.replaces, |put| {
        puts.push(put);
        if !output.is_json() {
            output.note(&progress(puts.len(), files.len(), wish.lang));
        }
    })
    .map_err(CliError::Paper)?;
    for (document, put) in documents.iter().zip(&puts) {
        tell(document, Some(put), (wish.lang, desk.catalog()), output, &mut told)?;
    }
    Ok(told)
}
