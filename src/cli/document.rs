//! Documents for the office: shown, or written to a file or a folder.

pub(super) mod calendar;
mod pack;
mod place;
mod versions;

use super::Call;
use super::call::{close, today};
use super::error::CliError;
use super::output::{Output, entity_id};
use super::verbs::{meant, named};
use crate::command::{Catalog, Noun};
use crate::document::{Copy, Kind, Piece, plain};
use crate::domain::date::parse_day;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::text::fold_width;
use crate::i18n::Lang;
use crate::shell::desk::{ComposeError, Composed, Desk, PaperBytesFault, Wish};
use crate::shell::paper::{Put, without_letter_text};
use crate::shell::wording::unmarked_text;
use chrono::NaiveDate;
use clap::ArgMatches;
use place::{Destination, Place};
use serde_json::{Value, json};
use versions::Which;

/// Shows or writes the documents of a kind about something, or their final versions.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let piece =
        words.get_one::<String>("kind").and_then(|key| Piece::from_key(&key.replace('-', "_")));
    let (Some(piece), Some(name)) = (piece, words.get_one::<String>("of")) else { return Ok(()) };
    let mut desk = call.open(output)?;
    let of = about(desk.catalog(), piece, name)?;
    let today = today(desk.lists())?;
    let copy = if words.get_flag("public") { Copy::Public } else { Copy::Internal };
    let dated = words.get_one::<String>("dated").map(|text| day(text, today)).transpose()?;
    let kind = piece.document().unwrap_or(Kind::Notice);
    let wish = Wish { kind, of, copy, dated, lang: call.lang };
    let place = Place { target: words.get_one("output").cloned(), replaces: words.get_flag("yes") };
    let which = match (words.get_one::<u32>("which"), words.get_one::<String>("seal")) {
        (_, Some(seal)) => Which::Seal(seal),
        (Some(version), None) => Which::Version(*version),
        (None, None) => Which::All,
    };
    // What presses depends on the day of the letter.
    let wish = match kind {
        Kind::FollowUp => Wish { dated: wish.dated.or(Some(today)), ..wish },
        _ => wish,
    };
    let is_sealed = words.get_flag("versions") || !matches!(which, Which::All);
    let told = match piece {
        // They are put together anew each time, so that there is no version of them.
        Piece::Pack | Piece::Calendar if is_sealed => versions::none(which, call.lang, output)?,
        Piece::Pack => pack::run(&mut desk, &wish, name, &place, output)?,
        Piece::Calendar => calendar::run(&mut desk, &wish, name, &place, output)?,
        Piece::Document(_) if is_sealed => versions::run(&mut desk, &wish, which, &place, output)?,
        Piece::Document(_) => composed(&mut desk, &wish, name, &place, output)?,
    };
    if output.is_json() {
        output.value(&json!({ "documents": told }))?;
    }
    close(desk)
}

/// The documents as they are now.
fn composed(
    desk: &mut Desk,
    wish: &Wish,
    name: &str,
    place: &Place,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    let kind = Piece::Document(wish.kind);
    let composed = desk.compose(wish).map_err(|error| no_paper(error, kind, name))?;
    let left_out = desk.without_letter(wish).map_err(CliError::Store)?;
    let note = left_out.map(|it| without_letter_text(&it, desk.catalog(), wish.lang));
    if composed.is_empty() {
        return Err(note.map_or(CliError::NothingToWrite, CliError::NoLetters));
    }
    if let Some(note) = note {
        output.note(&note);
    }
    let mut told: Vec<Value> = Vec::new();
    let several = composed.len() > 1;
    if let Some(folder) = place.target.as_deref().filter(|_| several) {
        place::make_folder(folder, composed.len())?;
    }
    for (at, document) in composed.iter().enumerate() {
        let put = match &place.target {
            Some(target) => {
                let destination = Destination::of(target, &document.file_name)?;
                let bytes = desk.paper_bytes(document, destination.format()).map_err(no_bytes)?;
                let put = destination.write(&bytes, place.replaces).map_err(CliError::Paper)?;
                if several && !output.is_json() {
                    output.note(&progress(at + 1, composed.len(), wish.lang));
                }
                Some(put)
            }
            None => None,
        };
        tell(document, put.as_ref(), (wish.lang, desk.catalog()), output, &mut told)?;
    }
    Ok(told)
}

fn no_paper(error: ComposeError, piece: Piece, name: &str) -> CliError {
    match error {
        ComposeError::Store(error) => CliError::Store(error),
        ComposeError::Absent(_) => CliError::Unknown { what: noun(piece), name: name.to_owned() },
    }
}

fn no_bytes(fault: PaperBytesFault) -> CliError {
    match fault {
        PaperBytesFault::Docx(fault) => CliError::Io(std::io::Error::other(fault)),
        PaperBytesFault::Kept(fault) => CliError::KeptFile(fault),
        PaperBytesFault::Template(faults) => CliError::Template(faults),
    }
}

/// What the name stands for: what the kind is about, or a session or issue that has several of it.
fn about(catalog: &Catalog, piece: Piece, name: &str) -> Result<EntityId, CliError> {
    if piece.is_about() == EntityKind::Department && is_all(name) {
        return Ok(EntityId::SETTINGS);
    }
    let own = noun(piece);
    let others: &[Noun] = match own {
        Noun::Commitment => &[Noun::Session, Noun::Issue],
        Noun::Issue => &[Noun::Session],
        _ => &[],
    };
    // What is called just so goes before what is called so in part; that several are is told at once.
    for read in [named, meant] {
        for noun in std::iter::once(&own).chain(others) {
            match read(catalog, *noun, name) {
                Ok(id) => return Ok(id),
                Err(error @ CliError::Ambiguous { .. }) => return Err(error),
                Err(_) => {}
            }
        }
    }
    meant(catalog, own, name)
}

const fn noun(piece: Piece) -> Noun {
    match piece.is_about() {
        EntityKind::Commitment => Noun::Commitment,
        EntityKind::Issue => Noun::Issue,
        EntityKind::Department => Noun::Department,
        _ => Noun::Session,
    }
}

/// The words for all departments at once.
fn is_all(name: &str) -> bool {
    matches!(fold_width(name).trim().to_lowercase().as_str(), "all" | "全部" | "所有")
}

fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, CliError> {
    parse_day(text, today).map_err(|fault| CliError::Date { option: "dated", fault })
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
    put: Option<&Put>,
    (lang, names): (Lang, &Catalog),
    output: &mut Output,
    told: &mut Vec<Value>,
) -> Result<(), CliError> {
    let path = put.map(|put| put.path.as_path());
    let blanks = document.sheet.blanks();
    let blanks: Vec<String> = blanks.iter().map(|it| it.words(lang, names)).collect();
    if output.is_json() {
        let mut value = json!({
            "kind": document.order.kind.key(),
            "of": entity_id(document.order.of),
            "path": path.map(|it| it.display().to_string()),
            "blanks": blanks,
            "complete": blanks.is_empty(),
            "text": path.is_none().then(|| plain(&document.sheet)),
        });
        place::put_into(&mut value, put);
        versions::stand(&mut value, document);
        told.push(value);
        return Ok(());
    }
    match path {
        Some(path) => output.line(&path.display().to_string())?,
        None => output.raw(plain(&document.sheet).as_bytes())?,
    }
    place::note(put, lang, output);
    if !blanks.is_empty() {
        let words = match lang {
            Lang::Zh => format!("留空 {} 处：{}。还是草稿。", blanks.len(), blanks.join("、")),
            Lang::En => {
                format!("{} left blank: {}. Still a draft.", blanks.len(), blanks.join(", "))
            }
        };
        output.note(&words);
    }
    if let Some(words) = unmarked_text(document, lang).filter(|_| path.is_some()) {
        output.note(&words);
    }
    versions::note(document, lang, output);
    Ok(())
}
