//! Where a document goes and as what: into a folder under its own name, or to the file that is named.

use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::document::compose::Format;
use crate::i18n::Lang;
use crate::shell::pack::ready;
use crate::shell::paper::{self, PaperFault, Put, Written};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Where documents are written to.
pub(super) struct Place {
    pub(super) target: Option<PathBuf>,
    pub(super) replaces: bool,
}

/// Where one of them goes.
pub(super) enum Destination<'n> {
    /// The file that is named.
    File(&'n Path, Format),
    /// A folder, under its own name.
    Folder(&'n Path, &'n str),
}

impl<'n> Destination<'n> {
    pub(super) fn of(target: &'n Path, name: &'n str) -> Result<Self, CliError> {
        if target.is_dir() {
            return Ok(Self::Folder(target, name));
        }
        let extension = target.extension().and_then(|it| it.to_str()).unwrap_or_default();
        match Format::from_extension(extension) {
            Some(format) => Ok(Self::File(target, format)),
            None => Err(CliError::NoFormat(target.display().to_string())),
        }
    }

    /// What is written.
    pub(super) const fn format(&self) -> Format {
        match self {
            Self::File(_, format) => *format,
            Self::Folder(..) => Format::Docx,
        }
    }

    pub(super) fn write(&self, bytes: &[u8], replaces: bool) -> Result<Put, PaperFault> {
        match self {
            Self::File(path, _) => paper::write(path, bytes, replaces),
            Self::Folder(folder, name) => {
                paper::put(folder, (name, self.format().extension()), bytes, replaces)
            }
        }
    }
}

/// Has the folder there that several documents go into; what is named like one document is none.
pub(super) fn make_folder(target: &Path, count: usize) -> Result<(), CliError> {
    if target.exists() && !target.is_dir() {
        return Err(CliError::NotAFolder(target.display().to_string()));
    }
    let extension = target.extension().and_then(|it| it.to_str()).unwrap_or_default();
    if !target.exists() && Format::from_extension(extension).is_some() {
        return Err(CliError::SeveralDocuments { path: target.display().to_string(), count });
    }
    ready(target).map(drop).map_err(CliError::Paper)
}

/// Says what a person should know beside where it went.
pub(super) fn note(put: Option<&Put>, lang: Lang, output: &mut Output) {
    for words in put.into_iter().flat_map(|put| paper::notes(put, lang)) {
        output.note(&words);
    }
}

/// The same for scripts.
pub(super) fn put_into(value: &mut Value, put: Option<&Put>) {
    value["before"] = json!(put.map(|put| put.before.key()));
    value["durable"] = json!(put.map(|put| matches!(put.written, Written::Durable)));
}
