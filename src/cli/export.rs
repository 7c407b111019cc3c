//! What goes out: everything, as lines or as an archive with the files beside them; and the ledger.

mod ledger;

use super::call::{Call, close, today};
use super::error::CliError;
use super::output::Output;
use crate::domain::sealed::KeptFile;
use crate::exchange::whole::{FILES_FOLDER, LINES_FILE, StateHash};
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang};
use crate::shell::archive::Packing;
use crate::shell::desk::Desk;
use crate::shell::paper::{self, Put};
use clap::ArgMatches;
use serde_json::{Map, Value, json};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

/// The ending of an export that is an archive.
const ARCHIVE: &str = "zip";
/// The ending of an export that is lines alone.
const LINES: &str = "jsonl";

/// Writes everything.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let target = words.get_one::<PathBuf>("output").map(PathBuf::as_path);
    if words.get_flag("ledger") {
        return ledger::run(call, words, target, output);
    }
    everything(call, target, output)
}

fn everything(call: &Call<'_>, target: Option<&Path>, output: &mut Output) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let day = today(desk.lists())?;
    let sum = desk.state_hash()?;
    let Some(target) = target else {
        desk.write_state(&sum, day, output.raw_lines())??;
        return close(desk);
    };
    let path = named(target, call.lang, &day.to_string());
    let with_files = path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ARCHIVE));
    let named = desk.named_files()?;
    let mut files =
        Files { left_out: if with_files { 0 } else { named.len() }, ..Files::default() };
    let mut read = Ok(());
    let put = paper::write_by(&path, call.matches.get_flag("yes"), |file| {
        if with_files {
            let mut packing = Packing::new(&mut *file);
            packing.begin(LINES_FILE)?;
            read = desk.write_state(&sum, day, &mut packing)?;
            take_along(&mut desk, named, &mut packing, &mut files)?;
            return packing.finish().map(drop);
        }
        let mut lines = BufWriter::new(file);
        read = desk.write_state(&sum, day, &mut lines)?;
        lines.flush()
    });
    read?;
    tell(&Told { put: put.map_err(CliError::Paper)?, sum, files, with_files }, call.lang, output)?;
    close(desk)
}

/// The file that is written: in a folder, one that is named after the day.
fn named(target: &Path, lang: Lang, day: &str) -> PathBuf {
    if !target.is_dir() {
        return target.to_owned();
    }
    target.join(format!("{}-{day}.{LINES}", lang.pick("潭事全部数据", "tanshi-everything")))
}

/// What became of the files that entities name.
#[derive(Default)]
struct Files {
    taken: usize,
    /// Missing or changed, so that they could not be taken along.
    faulty: Vec<String>,
    /// Not asked for.
    left_out: usize,
}

/// Packs the files that are named, one after the other.
fn take_along<W: Write + Seek>(
    desk: &mut Desk,
    named: Vec<(KeptFile, String)>,
    packing: &mut Packing<W>,
    files: &mut Files,
) -> io::Result<()> {
    let kept = desk.store().files();
    for (KeptFile { sha256, .. }, ending) in named {
        match kept.read(sha256, &ending) {
            Ok(bytes) => {
                files.taken += 1;
                packing.add(&file_name(&sha256, &ending), bytes.as_slice())?;
            }
            Err(fault) => files.faulty.push(fault.path.display().to_string()),
        }
    }
    Ok(())
}

/// What a file is called in an archive.
pub(super) fn file_name(sha256: &[u8], ending: &str) -> String {
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{FILES_FOLDER}/{}{dot}{ending}", super::output::hex(sha256))
}

struct Told {
    put: Put,
    sum: StateHash,
    files: Files,
    with_files: bool,
}

fn tell(told: &Told, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let Told { put, sum, files, with_files } = told;
    if output.is_json() {
        return output.value(&json!({
            "file": put.path.display().to_string(),
            "state_sha256": sum.hex(),
            "counts": counts_json(sum),
            "files": files.taken,
            "files_missing": files.faulty.len(),
            "files_left_out": files.left_out,
        }));
    }
    output.line(&put.path.display().to_string())?;
    for note in paper::notes(put, lang) {
        output.note(&note);
    }
    output.line(&sum_text(sum, lang))?;
    if *with_files {
        output.line(&match lang {
            Lang::Zh => format!("附带佐证材料和定稿文件 {} 个。", files.taken),
            Lang::En => format!("With {} and final documents.", evidence(files.taken)),
        })?;
    } else if files.left_out > 0 {
        output.note(&match lang {
            Lang::Zh => format!(
                "佐证材料和定稿的 {} 个文件不在里面；要带上，文件名后缀请用 .zip。",
                files.left_out
            ),
            Lang::En => format!(
                "Without {} and final documents; end the name in .zip to take them along.",
                evidence(files.left_out)
            ),
        });
    }
    for path in &files.faulty {
        output.note(&match lang {
            Lang::Zh => format!("{path}：文件缺失或损坏，没有带上。"),
            Lang::En => format!("{path} is missing or damaged and was left out."),
        });
    }
    Ok(())
}

/// So many files of evidence and final documents, in English.
fn evidence(count: usize) -> String {
    counted(count, "file of evidence", "files of evidence")
}

/// How many entities of each kind there are, and their hash, in words.
pub(super) fn sum_text(sum: &StateHash, lang: Lang) -> String {
    let each: Vec<String> = sum
        .counts
        .iter()
        .map(|(kind, count)| match lang {
            Lang::Zh => format!("{}{count}", kind.label(lang)),
            Lang::En => format!("{} {count}", kind.label(lang)),
        })
        .collect();
    let (each, hash) = (each.join(lang.pick("、", ", ")), sum.hex());
    match lang {
        Lang::Zh => format!("共 {} 条：{each}。\n状态码 {hash}", sum.entities()),
        Lang::En => {
            let entries = counted(sum.entities(), "entry", "entries");
            format!("{entries}: {each}.\nState hash {hash}")
        }
    }
}

/// How many entities of each kind there are, by the kind's word.
pub(super) fn counts_json(sum: &StateHash) -> Value {
    let counts: Map<String, Value> =
        sum.counts.iter().map(|(kind, count)| (kind.word().to_owned(), json!(count))).collect();
    Value::Object(counts)
}
