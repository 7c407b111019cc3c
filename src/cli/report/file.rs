//! A report as a file: a workbook, Word, Markdown or plain text.

use super::Shown;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::command::report::{Wanted, told};
use crate::document::Fonts;
use crate::document::report::{ReportFormat, bytes};
use crate::shell::paper::{self, Put, Written};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Writes it, and says where it went.
pub(super) fn write(
    shown: &Shown<'_>,
    fonts: &Fonts,
    (path, replaces): (&PathBuf, bool),
    output: &mut Output,
) -> Result<(), CliError> {
    let wanted = Wanted {
        division: shown.division,
        frozen: shown.frozen.map(|frozen| frozen.frozen.name.as_str()),
    };
    let format = format_of(path)?;
    let told = told(shown.catalog, shown.report, wanted, shown.lang);
    let bytes =
        bytes(&told, format, fonts).map_err(|fault| CliError::Io(std::io::Error::other(fault)))?;
    let put = paper::write(path, &bytes, replaces).map_err(CliError::Paper)?;
    say(&put, shown, output)
}

fn format_of(path: &Path) -> Result<ReportFormat, CliError> {
    let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    ReportFormat::from_extension(extension)
        .ok_or_else(|| CliError::NoReportFormat(path.display().to_string()))
}

fn say(put: &Put, shown: &Shown<'_>, output: &mut Output) -> Result<(), CliError> {
    if output.is_json() {
        return output.value(&json!({"report": {
            "path": put.path.display().to_string(),
            "before": put.before.key(),
            "durable": matches!(put.written, Written::Durable),
        }}));
    }
    for words in paper::notes(put, shown.lang) {
        output.note(&words);
    }
    output.line(&put.path.display().to_string())
}
