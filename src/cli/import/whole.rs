//! An export of everything, brought into a store that has nothing: as lines, or as an archive with files.

use crate::cli::call::{Call, close};
use crate::cli::error::CliError;
use crate::cli::export::{counts_json, file_name, sum_text};
use crate::cli::output::Output;
use crate::cli::verbs::desk_error;
use crate::exchange::whole::{LINES_FILE, StateHash, Whole, is_export, read};
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::archive::{Unpacking, is_archive};
use crate::shell::desk::{Blank, Desk};
use crate::store::files::LIMIT_BYTES;
use serde_json::json;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The longest export that is read, in bytes.
const MAX_BYTES: u64 = 4 << 30;
/// By its first bytes an export is known.
const FIRST_BYTES: u64 = 64 << 10;

/// What is read of an export before anything is opened.
pub(super) struct Export {
    whole: Whole,
    files: Option<Unpacking<BufReader<File>>>,
}

/// The export in a file; `None` where it is none, or not there.
pub(super) fn open(path: &Path) -> Result<Option<Export>, CliError> {
    let fault = |source| CliError::File { path: path.display().to_string(), source };
    if !path.is_file() {
        return Ok(None);
    }
    if is_archive(path).map_err(fault)? {
        let Ok(mut files) = Unpacking::open(path) else { return Ok(None) };
        if !files.names().iter().any(|name| name == LINES_FILE) {
            return match crate::shell::backup::check(path) {
                Ok(_backup) => Err(CliError::IsABackup(path.display().to_string())),
                Err(_other) => Ok(None),
            };
        }
        let bytes = files.entry(LINES_FILE, MAX_BYTES).map_err(fault)?;
        let whole = read(&bytes).map_err(CliError::Whole)?;
        return Ok(Some(Export { whole, files: Some(files) }));
    }
    let mut first = Vec::new();
    let mut file = File::open(path).map_err(fault)?;
    file.by_ref().take(FIRST_BYTES).read_to_end(&mut first).map_err(fault)?;
    if !is_export(&first) {
        return Ok(None);
    }
    file.take(MAX_BYTES).read_to_end(&mut first).map_err(fault)?;
    Ok(Some(Export { whole: read(&first).map_err(CliError::Whole)?, files: None }))
}

/// Brings it in, or only says whether it could be.
pub(super) fn run(
    call: &Call<'_>,
    path: &Path,
    mut export: Export,
    dry: bool,
    output: &mut Output,
) -> Result<(), CliError> {
    if dry {
        if call.has_store()? {
            let mut desk = call.open(output)?;
            refuse_full(call, &mut desk)?;
            close(desk)?;
        }
        let missing = export.check_files()?;
        return tell(call.lang, path, &Told { export: &export, missing, sum: None }, output);
    }
    if !call.has_store()? {
        // Whatever would refuse it does so before a folder is made.
        let blank = Blank::default();
        let asked = call.asked(blank.lists())?;
        blank
            .rehearse_bringing(&export.whole, &asked)
            .map_err(|error| desk_error(error, None, blank.lists().catalog()))?;
    }
    let mut desk = call.open_or_make(output)?;
    refuse_full(call, &mut desk)?;
    let missing = export.keep_files(&mut desk)?;
    let asked = call.asked(desk.lists())?;
    desk.bring_in(&export.whole, &asked)
        .map_err(|error| desk_error(error, None, desk.catalog()))?;
    call.tell_news(&mut desk, output);
    let sum = desk.state_hash()?;
    tell(call.lang, path, &Told { export: &export, missing, sum: Some(sum) }, output)?;
    close(desk)
}

fn refuse_full(call: &Call<'_>, desk: &mut Desk) -> Result<(), CliError> {
    if desk.has_anything() { Err(CliError::NotBlank(call.folder()?)) } else { Ok(()) }
}

impl Export {
    /// How many of the files that it names are not in it, or not what they should be.
    fn check_files(&mut self) -> Result<usize, CliError> {
        self.each_file(|_, _| Ok(()))
    }

    /// Keeps its files; how many of those that it names it does not have.
    fn keep_files(&mut self, desk: &mut Desk) -> Result<usize, CliError> {
        let kept = desk.store().files();
        self.each_file(|bytes, ending| {
            kept.keep(bytes, ending)
                .map(drop)
                .map_err(|fault| CliError::Io(std::io::Error::other(fault)))
        })
    }

    fn each_file(
        &mut self,
        mut each: impl FnMut(&[u8], &str) -> Result<(), CliError>,
    ) -> Result<usize, CliError> {
        use sha2::{Digest, Sha256};
        let mut missing = 0;
        for (file, ending) in &self.whole.files {
            let name = file_name(&file.sha256, ending);
            let bytes = self.files.as_mut().and_then(|it| it.entry(&name, LIMIT_BYTES).ok());
            match bytes.filter(|it| <[u8; 32]>::from(Sha256::digest(it)) == file.sha256) {
                Some(bytes) => each(&bytes, ending)?,
                None => missing += 1,
            }
        }
        Ok(missing)
    }
}

struct Told<'e> {
    export: &'e Export,
    missing: usize,
    /// What the store adds up to; `None` where nothing was written.
    sum: Option<StateHash>,
}

fn tell(lang: Lang, path: &Path, told: &Told<'_>, output: &mut Output) -> Result<(), CliError> {
    let head = &told.export.whole.head;
    let is_same = told.sum.as_ref().is_none_or(|sum| sum.hex() == head.sha256);
    let facts = told.export.whole.entities.len();
    if output.is_json() {
        return output.value(&json!({
            "file": path,
            "facts": facts,
            "written": told.sum.is_some(),
            "state_sha256": head.sha256,
            "same_state": is_same,
            "counts": told.sum.as_ref().map(counts_json),
            "files_missing": told.missing,
        }));
    }
    let day = head.day;
    output.line(&match (lang, &told.sum) {
        (Lang::Zh, None) => format!("检查通过：{day} 导出的全部数据，共 {facts} 条，没有写入。"),
        (Lang::En, None) => {
            let entries = counted(facts, "entry", "entries");
            format!("An export of {day} with {entries} can be imported. Nothing was written.")
        }
        (Lang::Zh, Some(sum)) => {
            format!("已导入 {day} 导出的全部数据。{}", sum_text(sum, lang))
        }
        (Lang::En, Some(sum)) => {
            format!("The export of {day} is imported. {}", sum_text(sum, lang))
        }
    })?;
    if told.missing > 0 {
        output.note(&match lang {
            Lang::Zh => format!(
                "佐证材料和定稿的 {} 个文件不在导出文件里；到原来的电脑上导出成 .zip 可以带上。",
                told.missing
            ),
            Lang::En if told.missing == 1 => String::from(
                "1 file of evidence or a final document is not in it; export to a .zip where it came from to have it.",
            ),
            Lang::En => format!(
                "Without {} and final documents; export to a .zip where it came from to have them.",
                counted(told.missing, "file of evidence", "files of evidence")
            ),
        });
    }
    if !is_same {
        output.note(lang.pick(
            "状态码与导出时不同：导出文件是旧版本写的，内容已全部读入。",
            "The state hash differs from that of the export: an older build wrote it. Everything was read.",
        ));
    }
    Ok(())
}
