//! The final versions of documents: which there are, what changed, and their bytes as they were sealed.

use super::place::{self, Destination, Place};
use crate::cli::error::CliError;
use crate::cli::output::{Output, entity_id, hex};
use crate::document::compose::{Format, Order};
use crate::document::difference::{Difference, differences, sheet_lines, words};
use crate::document::file_name::of_version;
use crate::domain::sealed::{Copy, SealedCopy, SealedDocument};
use crate::i18n::{Label, Lang};
use crate::shell::desk::{Composed, Desk, Standing, Wish};
use crate::shell::paper::{Put, changed_text, sealed_text};
use serde_json::{Value, json};
use std::path::Path;

/// How many digits of a seal tell one version from another.
const SEAL_DIGITS: usize = 12;

/// Which of the final versions is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which<'w> {
    /// All of them.
    All,
    /// The one of this number, from 1.
    Version(u32),
    /// The one whose seal begins so.
    Seal(&'w str),
}

impl Which<'_> {
    fn is(self, sealed: &SealedDocument, copy: Copy) -> bool {
        match self {
            Self::All => true,
            Self::Version(version) => sealed.version == version,
            Self::Seal(begins) => sealed
                .copy(copy)
                .is_some_and(|it| hex(&it.words.sha256).starts_with(&begins.to_lowercase())),
        }
    }

    const fn is_one(self) -> bool {
        !matches!(self, Self::All)
    }
}

/// Lists the final versions, or shows or writes one of them.
pub(super) fn run(
    desk: &mut Desk,
    wish: &Wish,
    which: Which<'_>,
    place: &Place,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    let all = desk.paper_versions(wish).map_err(CliError::Store)?;
    let meant = |it: &SealedDocument| which.is(it, wish.copy);
    let count = all.iter().flat_map(|(_, _, versions)| versions).filter(|it| meant(it)).count();
    for (_, _, versions) in all.iter().filter(|_| which.is_one()) {
        refuse_several(&versions.iter().filter(|it| meant(it)).collect::<Vec<_>>(), wish)?;
    }
    if let (Which::Seal(begins), 0) = (which, count) {
        return Err(CliError::NoSeal(begins.to_owned()));
    }
    if let (Which::Version(version), 0) = (which, count) {
        let lang = if wish.lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let other = Wish { lang, ..*wish };
        let others = desk.paper_versions(&other).map_err(CliError::Store)?;
        let is_there = others.iter().flat_map(|(_, _, versions)| versions).any(meant);
        return Err(if is_there {
            CliError::VersionInOtherTongue { version, tongue: other.lang }
        } else {
            CliError::NoVersion(version)
        });
    }
    let target = place.target.as_deref().filter(|_| which.is_one());
    if let Some(folder) = target.filter(|_| count > 1) {
        place::make_folder(folder, count)?;
    }
    let mut told = Vec::new();
    for (order, name, versions) in &all {
        let mut earlier = String::new();
        for sealed in versions {
            let Some(copy) = sealed.copy(wish.copy) else { continue };
            let later = desk.sealed_words(copy).map_err(CliError::KeptFile)?;
            let changed =
                if sealed.version > 1 { differences(&earlier, &later) } else { Vec::new() };
            if meant(sealed) {
                let one = Version { order: *order, sealed, copy, changed: &changed, words: &later };
                let put = target
                    .map(|target| one.write(desk, (target, place.replaces), name))
                    .transpose()?;
                let path = put.as_ref().map(|put| put.path.display().to_string());
                one.tell(which.is_one(), path.as_deref(), wish.lang, output)?;
                place::note(put.as_ref(), wish.lang, output);
                let mut value = one.value(which.is_one(), path.as_deref());
                place::put_into(&mut value, put.as_ref());
                told.push(value);
            }
            earlier = later;
        }
    }
    if told.is_empty() && !output.is_json() {
        output.note(no_version(wish.lang));
    }
    Ok(told)
}

/// One document has one version of a number; the notices of a session that told different news each
/// have a first one, and the beginning of a seal may be that of several.
fn refuse_several(meant: &[&SealedDocument], wish: &Wish) -> Result<(), CliError> {
    let seals: Vec<(String, String)> = meant
        .iter()
        .filter_map(|it| {
            let seal: String =
                hex(&it.copy(wish.copy)?.words.sha256).chars().take(SEAL_DIGITS).collect();
            Some((seal, sealed_text(it, wish.lang)))
        })
        .collect();
    if seals.len() > 1 { Err(CliError::SeveralVersions(seals)) } else { Ok(()) }
}

/// Tells that there is no final version of what is never made final.
pub(super) fn none(
    which: Which<'_>,
    lang: Lang,
    output: &mut Output,
) -> Result<Vec<Value>, CliError> {
    match which {
        Which::All => {}
        Which::Version(version) => return Err(CliError::NoVersion(version)),
        Which::Seal(begins) => return Err(CliError::NoSeal(begins.to_owned())),
    }
    if !output.is_json() {
        output.note(no_version(lang));
    }
    Ok(Vec::new())
}

const fn no_version(lang: Lang) -> &'static str {
    lang.pick("还没有定稿。", "No version is final yet.")
}

/// A final version as it is told.
struct Version<'v> {
    order: Order,
    sealed: &'v SealedDocument,
    copy: &'v SealedCopy,
    changed: &'v [Difference],
    words: &'v str,
}

impl Version<'_> {
    /// Its text, a paragraph a line.
    fn text(&self) -> String {
        let own = sheet_lines(self.words);
        let lines = own.lines().skip(1).map(words);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n"
    }

    fn write(
        &self,
        desk: &Desk,
        (target, replaces): (&Path, bool),
        name: &str,
    ) -> Result<Put, CliError> {
        let name = of_version(name, self.sealed.version);
        let destination = Destination::of(target, &name)?;
        let bytes = match destination.format() {
            Format::Docx => desk.sealed_file(self.copy).map_err(CliError::KeptFile)?,
            Format::Plain => self.text().into_bytes(),
            Format::Markdown => {
                return Err(CliError::NoSealedFormat(target.display().to_string()));
            }
        };
        destination.write(&bytes, replaces).map_err(CliError::Paper)
    }

    fn tell(
        &self,
        is_one: bool,
        path: Option<&str>,
        lang: Lang,
        output: &mut Output,
    ) -> Result<(), CliError> {
        if output.is_json() {
            return Ok(());
        }
        match path {
            Some(path) => output.line(path)?,
            None if is_one => output.raw(self.text().as_bytes())?,
            None => {
                output.line(&headline(self.sealed, self.copy, lang))?;
                for change in self.changed {
                    output.line(&format!("  {} {}", change.sign(), change.words()))?;
                }
            }
        }
        Ok(())
    }

    fn value(&self, is_one: bool, path: Option<&str>) -> Value {
        let mut value = json!({
            "kind": self.order.kind.key(),
            "of": entity_id(self.order.of),
            "text": (is_one && path.is_none()).then(|| self.text()),
            "path": path,
            "state": "final",
        });
        sealed_into(&mut value, self.sealed, self.copy);
        value["differences"] = told(self.changed);
        value
    }
}

/// How a document stands to its final versions, for scripts.
pub(super) fn stand(value: &mut Value, document: &Composed) {
    let (state, sealed, changed): (_, _, Option<&[Difference]>) = match &document.standing {
        Standing::Draft => ("draft", None, Some(&[])),
        Standing::Final(sealed) => ("final", Some(sealed), Some(&[])),
        Standing::Changed { since, differences } => {
            ("changed", Some(since), differences.as_deref().ok())
        }
    };
    value["state"] = json!(state);
    if let Some((sealed, copy)) = sealed.and_then(|it| Some((it, it.copy(document.setting.copy)?)))
    {
        sealed_into(value, sealed, copy);
    }
    value["differences"] = json!(changed.map(told));
}

fn sealed_into(value: &mut Value, sealed: &SealedDocument, copy: &SealedCopy) {
    value["version"] = json!(sealed.version);
    value["dated"] = json!(sealed.dated.to_string());
    value["number"] = json!(sealed.number.map(|it| json!({"year": it.year, "serial": it.serial})));
    value["seal"] = json!(hex(&copy.words.sha256));
}

fn told(changed: &[Difference]) -> Value {
    changed.iter().map(|it| json!({"sign": it.sign().to_string(), "text": it.words()})).collect()
}

/// Says whether a document is final, and what changed since it was.
pub(super) fn note(document: &Composed, lang: Lang, output: &mut Output) {
    match &document.standing {
        Standing::Draft => {}
        Standing::Final(sealed) => {
            if let Some(copy) = sealed.copy(document.setting.copy) {
                output.note(&headline(sealed, copy, lang));
            }
        }
        Standing::Changed { since, differences } => {
            output.note(&changed_text(since, differences.as_deref(), lang));
            for change in differences.iter().flatten() {
                output.note(&format!("  {} {}", change.sign(), change.words()));
            }
        }
    }
}

/// A final version in one line, with its seal.
fn headline(sealed: &SealedDocument, copy: &SealedCopy, lang: Lang) -> String {
    let (version, seal) = (sealed_text(sealed, lang), hex(&copy.words.sha256));
    match lang {
        Lang::Zh => format!("{version}，{}，封存码 {seal}", copy.copy.label(lang)),
        Lang::En => format!("{version}, {}, seal {seal}", copy.copy.label(lang)),
    }
}
