//! Documents for the office: shown, or written to a file or a folder.

mod versions;

use super::Call;
use super::call::{close, today};
use super::error::CliError;
use super::output::{Output, entity_id};
use super::verbs::named;
use crate::command::{Catalog, Noun};
use crate::document::compose::Format;
use crate::document::{Copy, Kind, plain};
use crate::domain::date::parse_day;
use crate::domain::id::EntityId;
use crate::i18n::{Label, Lang};
use crate::shell::desk::{ComposeError, Composed, Desk, PaperBytesFault, Wish};
use crate::shell::paper::write;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Shows or writes the documents of a kind about something, or their final versions.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let kind =
        words.get_one::<String>("kind").and_then(|key| Kind::from_key(&key.replace('-', "_")));
    let (Some(kind), Some(name)) = (kind, words.get_one::<String>("of")) else { return Ok(()) };
    let mut desk = call.open(output)?;
    let of = about(desk.catalog(), kind, name)?;
    let today = today(desk.lists())?;
    let copy = if words.get_flag("public") { Copy::Public } else { Copy::Internal };
    let dated = words.get_one::<String>("dated").map(|text| day(text, today)).transpose()?;
    let wish = Wish { kind, of, copy, dated, lang: call.lang };
    let place = Place { target: words.get_one("output").cloned(), replaces: words.get_flag("yes") };
    let version = words.get_one::<u32>("which").copied();
    let told = if words.get_flag("versions") || version.is_some() {
        versions::run(&mut desk, &wish, version, &place, output)?
    } else {
        composed(&mut desk, &wish, name, &place, output)?
    };
    if output.is_json() {
        output.value(&json!({ "documents": told }))?;
    }
    close(desk)
}

/// Where documents are written to.
struct Place {
    target: Option<PathBuf>,
    replaces: bool,
}

/// The documents as they are now.
fn composed(
    desk: &mut Desk,
    wish: &Wish,
    name: &str,
    place: &Place,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    let composed = desk.compose(wish).map_err(|error| match error {
        ComposeError::Store(error) => CliError::Store(error),
        ComposeError::Absent(_) => {
            CliError::Unknown { what: noun(wish.kind), name: name.to_owned() }
        }
    })?;
    if composed.is_empty() {
        return Err(CliError::NothingToWrite);
    }
    let mut told: Vec<Value> = Vec::new();
    for (at, document) in composed.iter().enumerate() {
        let several = composed.len() > 1;
        let written = match &place.target {
            Some(target) => {
                let (path, format) = destination(target, &document.file_name, several)?;
                let bytes = desk.paper_bytes(document, format).map_err(no_bytes)?;
                write(&path, &bytes, place.replaces).map_err(CliError::Paper)?;
                if several && !output.is_json() {
                    output.note(&progress(at + 1, composed.len(), wish.lang));
                }
                Some(path)
            }
            None => None,
        };
        tell(document, written.as_deref(), (wish.lang, desk.catalog()), output, &mut told)?;
    }
    Ok(told)
}

fn no_bytes(fault: PaperBytesFault) -> CliError {
    match fault {
        PaperBytesFault::Docx(fault) => CliError::Io(std::io::Error::other(fault)),
        PaperBytesFault::Kept(fault) => CliError::KeptFile(fault),
        PaperBytesFault::Template(faults) => CliError::Template(faults),
    }
}

/// What the name stands for: what the kind is about, or a session or issue that has several of it.
fn about(catalog: &Catalog, kind: Kind, name: &str) -> Result<EntityId, CliError> {
    let own = named(catalog, noun(kind), name);
    let others: &[Noun] = match noun(kind) {
        Noun::Commitment => &[Noun::Session, Noun::Issue],
        Noun::Issue => &[Noun::Session],
        _ => &[],
    };
    match own {
        Err(CliError::Unknown { .. }) => {
            let found = others.iter().find_map(|noun| named(catalog, *noun, name).ok());
            found.map_or(own, Ok)
        }
        own => own,
    }
}

const fn noun(kind: Kind) -> Noun {
    match kind.is_about() {
        crate::domain::id::EntityKind::Commitment => Noun::Commitment,
        crate::domain::id::EntityKind::Issue => Noun::Issue,
        _ => Noun::Session,
    }
}

fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, CliError> {
    parse_day(text, today).map_err(|fault| CliError::Date { option: "dated", fault })
}

/// Where a document goes and as what: into a folder under its own name, or to the file that is named.
fn destination(
    target: &Path,
    file_name: &str,
    several: bool,
) -> Result<(PathBuf, Format), CliError> {
    if target.is_dir() {
        let name = format!("{file_name}.{}", Format::Docx.extension());
        return Ok((target.join(name), Format::Docx));
    }
    if several {
        return Err(CliError::NotAFolder(target.display().to_string()));
    }
    let extension = target.extension().and_then(|it| it.to_str()).unwrap_or_default();
    match Format::from_extension(extension) {
        Some(format) => Ok((target.to_owned(), format)),
        None => Err(CliError::NoFormat(target.display().to_string())),
    }
}

fn progress(done: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已写 {done} / {all}"),
        Lang::En => format!("{done} of {all} written"),
    }
}

/// Says where it went, whether it is final, and what is left blank; without a file, what it says.
fn tell(
    document: &Composed,
    path: Option<&Path>,
    (lang, names): (Lang, &Catalog),
    output: &mut Output,
    told: &mut Vec<Value>,
) -> Result<(), CliError> {
    let blanks: Vec<&str> =
        document.sheet.blanks().iter().map(|blank| blank.unknown.label(lang)).collect();
    if output.is_json() {
        let mut value = json!({
            "kind": document.order.kind.key(),
            "of": entity_id(document.order.of),
            "path": path.map(|it| it.display().to_string()),
            "blanks": blanks,
            "complete": blanks.is_empty(),
            "text": path.is_none().then(|| plain(&document.sheet)),
        });
        versions::stand(&mut value, document);
        told.push(value);
        return Ok(());
    }
    match path {
        Some(path) => output.line(&path.display().to_string())?,
        None => output.raw(plain(&document.sheet).as_bytes())?,
    }
    if !blanks.is_empty() {
        let blanks = document.sheet.blanks();
        let blanks: Vec<String> = blanks.iter().map(|it| it.words(lang, names)).collect();
        let words = match lang {
            Lang::Zh => format!("留空 {} 处：{}。还是草稿。", blanks.len(), blanks.join("、")),
            Lang::En => {
                format!("{} left blank: {}. Still a draft.", blanks.len(), blanks.join(", "))
            }
        };
        output.note(&words);
    }
    versions::note(document, lang, output);
    Ok(())
}
