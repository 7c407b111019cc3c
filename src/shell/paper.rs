//! Writing a document for the office to disk: whole, or not at all; and what to say of it.
#![expect(clippy::disallowed_methods, reason = "files for the office are written here")]

use super::system::io_text;
use super::whole::{self, Present, WholeFault};
pub use super::whole::{Readers, Written};
use crate::document::compose::LeftOut;
use crate::document::difference::{Difference, places};
use crate::domain::sealed::SealedDocument;
use crate::i18n::wording::day_in_text;
use crate::i18n::{Label, Lang, Names};
use crate::store::files::FileFault;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek};
use std::path::{Path, PathBuf};

/// Why a document was not written.
#[derive(Debug)]
pub enum PaperFault {
    /// There is a file of this name with another content, and nobody said that it is replaced.
    Exists(PathBuf),
    /// A folder or a device has this name.
    NotAFile(PathBuf),
    /// The file that is there is marked as one that is not written.
    ReadOnly(PathBuf),
    /// The folder is not there.
    NoFolder(PathBuf),
    /// The system does not let it be written.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A document on the disk.
#[derive(Debug)]
pub struct Put {
    /// Where it is.
    pub path: PathBuf,
    /// What was there before.
    pub before: Before,
    /// How surely it is there.
    pub written: Written,
}

/// What was there before a document was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// The same, byte for byte: it was left as it is.
    Same,
    /// Something else, which it has replaced.
    Replaced,
    /// Something else has the name that it would have, and stays: its own has a number behind it.
    Beside(PathBuf),
}

impl Before {
    /// The word for scripts.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Same => "same",
            Self::Replaced => "replaced",
            Self::Beside(_) => "other",
        }
    }
}

/// The most files of one name that are numbered.
const NUMBERED: u32 = 999;

/// Writes a document to the file that a person named.
///
/// # Errors
/// [`PaperFault`]; whatever stood there before stands there still.
pub fn write(path: &Path, bytes: &[u8], replaces: bool) -> Result<Put, PaperFault> {
    write_for(Readers::AsElsewhere, path, bytes, replaces)
}

/// The same, for these readers.
///
/// # Errors
/// [`PaperFault`]; whatever stood there before stands there still.
pub fn write_for(
    readers: Readers,
    path: &Path,
    bytes: &[u8],
    replaces: bool,
) -> Result<Put, PaperFault> {
    prepare(whole::folder_of(path))?;
    place(path, bytes, (readers, replaces))
}

/// Writes a file for its owner alone whose bytes are not all at hand at once.
///
/// # Errors
/// [`PaperFault`]; whatever stood there before stands there still.
pub fn write_by(
    path: &Path,
    replaces: bool,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Put, PaperFault> {
    prepare(whole::folder_of(path))?;
    let put = |before, written| Put { path: path.to_owned(), before, written };
    let is_there = match fs::metadata(path) {
        Err(_) => false,
        Ok(there) if !there.is_file() => return Err(PaperFault::NotAFile(path.to_owned())),
        Ok(there) if replaces && there.permissions().readonly() => {
            return Err(PaperFault::ReadOnly(path.to_owned()));
        }
        Ok(_) => true,
    };
    let present = if is_there { Present::Replaced } else { Present::Stays };
    // Whether the one that is there stays, and whether it says the same.
    let mut stays = None;
    let written = whole::write_by(path, Readers::Owner, present, |file| {
        fill(file)?;
        if is_there {
            let is_same = says_the_same(file, path)?;
            if is_same || !replaces {
                stays = Some(is_same);
                return Err(ErrorKind::AlreadyExists.into());
            }
        }
        Ok(())
    });
    match (stays, written) {
        (Some(true), _) => Ok(put(Before::Same, whole::confirm(path))),
        (Some(false), _) | (None, Err(WholeFault::Present)) => {
            Err(PaperFault::Exists(path.to_owned()))
        }
        (None, Err(WholeFault::Io(source))) => {
            Err(PaperFault::Io { path: path.to_owned(), source })
        }
        (None, Ok(written)) if is_there => Ok(put(Before::Replaced, written)),
        (None, Ok(written)) => Ok(put(Before::Nothing, written)),
    }
}

/// Whether an open file holds just what another one holds.
fn says_the_same(file: &mut File, path: &Path) -> io::Result<bool> {
    file.rewind()?;
    let there = File::open(path)?;
    if there.metadata()?.len() != file.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(file), BufReader::new(there));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let len = left.len().min(right.len());
        if len == 0 {
            return Ok(left.len() == right.len());
        }
        if left.get(..len) != right.get(..len) {
            return Ok(false);
        }
        one.consume(len);
        other.consume(len);
    }
}

/// Writes a document into a folder under a name that the program has chosen. Without a word from the
/// person nothing else is replaced: where that name is taken, a number is put behind it.
///
/// # Errors
/// [`PaperFault`].
pub fn put(
    folder: &Path,
    (stem, extension): (&str, &str),
    bytes: &[u8],
    replaces: bool,
) -> Result<Put, PaperFault> {
    put_for(Readers::AsElsewhere, folder, (stem, extension), bytes, replaces)
}

/// The same, for these readers.
///
/// # Errors
/// [`PaperFault`].
pub fn put_for(
    readers: Readers,
    folder: &Path,
    (stem, extension): (&str, &str),
    bytes: &[u8],
    replaces: bool,
) -> Result<Put, PaperFault> {
    prepare(folder)?;
    let first = folder.join(format!("{stem}.{extension}"));
    let taken = match place(&first, bytes, (readers, replaces)) {
        Err(PaperFault::Exists(path) | PaperFault::NotAFile(path)) => path,
        done => return done,
    };
    for number in 2..=NUMBERED {
        let path = folder.join(format!("{stem}-{number}.{extension}"));
        match place(&path, bytes, (readers, false)) {
            Err(PaperFault::Exists(_) | PaperFault::NotAFile(_)) => {}
            Ok(put) if put.before == Before::Nothing => {
                return Ok(Put { before: Before::Beside(taken), ..put });
            }
            done => return done,
        }
    }
    Err(PaperFault::Exists(taken))
}

/// Looks whether a folder is there, and removes what killed processes have left in it.
fn prepare(folder: &Path) -> Result<(), PaperFault> {
    match fs::metadata(folder) {
        Ok(there) if there.is_dir() => {}
        Err(source) if source.kind() != ErrorKind::NotFound => {
            return Err(PaperFault::Io { path: folder.to_owned(), source });
        }
        _ => return Err(PaperFault::NoFolder(folder.to_owned())),
    }
    // What cannot be removed now is tried again with the next document.
    whole::sweep(folder).ok();
    Ok(())
}

fn place(
    path: &Path,
    bytes: &[u8],
    (readers, replaces): (Readers, bool),
) -> Result<Put, PaperFault> {
    let put = |before, written| Put { path: path.to_owned(), before, written };
    let present = match fs::metadata(path) {
        Err(_) => Present::Stays,
        Ok(there) if !there.is_file() => return Err(PaperFault::NotAFile(path.to_owned())),
        Ok(there) if is_same(path, &there, bytes) => {
            return Ok(put(Before::Same, whole::confirm(path)));
        }
        Ok(_) if !replaces => return Err(PaperFault::Exists(path.to_owned())),
        Ok(there) if there.permissions().readonly() => {
            return Err(PaperFault::ReadOnly(path.to_owned()));
        }
        Ok(_) => Present::Replaced,
    };
    let before = if present == Present::Replaced { Before::Replaced } else { Before::Nothing };
    match whole::write(path, bytes, readers, present) {
        Ok(written) => Ok(put(before, written)),
        Err(WholeFault::Present) => Err(PaperFault::Exists(path.to_owned())),
        Err(WholeFault::Io(source)) => Err(PaperFault::Io { path: path.to_owned(), source }),
    }
}

fn is_same(path: &Path, there: &fs::Metadata, bytes: &[u8]) -> bool {
    usize::try_from(there.len()) == Ok(bytes.len())
        && fs::read(path).is_ok_and(|read| read == bytes)
}

/// The folder that documents are written to from the screens: one of our own among the person's
/// documents, else in their home; `None` where there is no home.
pub(super) fn own_folder(lang: Lang) -> Option<PathBuf> {
    let home = super::folders::home()?;
    let documents = ["文档", "Documents"].map(|name| home.join(name));
    let parent = documents.into_iter().find(|folder| folder.is_dir()).unwrap_or(home);
    Some(parent.join(lang.pick("潭事公文", "Tanshi documents")))
}

/// The same folder, made where it is missing.
///
/// # Errors
/// [`PaperFault`] where there is no home, or it cannot be made.
pub fn folder(lang: Lang) -> Result<PathBuf, PaperFault> {
    let folder = own_folder(lang).ok_or_else(|| PaperFault::NoFolder(PathBuf::from("~")))?;
    match make_own(&folder) {
        Ok(()) => Ok(folder),
        Err(source) => Err(PaperFault::Io { path: folder, source }),
    }
}

/// Makes a folder that nobody else can enter: internal copies tell names and telephones. One that is
/// there is as its owner wants it.
fn make_own(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Why a document was not written, with the way out.
pub fn fault_text(fault: &PaperFault, lang: Lang) -> String {
    let (path, zh, en) = match fault {
        PaperFault::Exists(path) => (
            path,
            "已经有了，内容不一样。请换个名字，或加 --yes 覆盖。",
            "is there already and says something else. Choose another name, or replace it with --yes.",
        ),
        PaperFault::NotAFile(path) => (
            path,
            "是文件夹或设备，不是文件。请换个名字。",
            "is a folder or a device, not a file. Choose another name.",
        ),
        PaperFault::ReadOnly(path) => (
            path,
            "是只读文件，没有覆盖。请换个名字，或先去掉只读。",
            "is a read-only file and was not replaced. Choose another name, or make it writable first.",
        ),
        PaperFault::NoFolder(path) => (
            path,
            "这个文件夹不存在。请先建好，或换个地方。",
            "is no folder. Make it first, or choose another place.",
        ),
        PaperFault::Io { path, source } => return refused_text(path, source, lang),
    };
    match lang {
        Lang::Zh => format!("“{}”{zh}", path.display()),
        Lang::En => format!("{} {en}", path.display()),
    }
}

fn refused_text(path: &Path, source: &io::Error, lang: Lang) -> String {
    let (path, reason) = (path.display(), io_text(source, lang));
    let way_out = way_out(source.kind(), lang);
    match lang {
        Lang::Zh => format!("“{path}”写不成：{reason}。没有留下半个文件；{way_out}。"),
        Lang::En => {
            format!("{path} could not be written: {reason}. No half of it is left; {way_out}.")
        }
    }
}

const fn way_out(kind: ErrorKind, lang: Lang) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => lang
            .pick("请腾出空间再试，或换个地方", "make room and try again, or choose another place"),
        ErrorKind::InvalidFilename => lang.pick("请换个短一点的名字", "choose a shorter name"),
        _ => lang.pick("请换个能写的地方再试", "choose a place that can be written"),
    }
}

/// What a person should know beside where a document went.
pub fn notes(put: &Put, lang: Lang) -> Vec<String> {
    let path = put.path.display();
    let before = match (&put.before, lang) {
        (Before::Nothing, _) => None,
        (Before::Same, Lang::Zh) => Some(format!("“{path}”已经有了，内容一样，没有重写。")),
        (Before::Same, Lang::En) => {
            Some(format!("{path} is there already and says the same; it was left as it is."))
        }
        (Before::Replaced, Lang::Zh) => Some(format!("覆盖了原来的“{path}”。")),
        (Before::Replaced, Lang::En) => Some(format!("What was in {path} was replaced.")),
        (Before::Beside(first), Lang::Zh) => {
            Some(format!("“{}”已经有了，内容不一样，没有动它；这一份另起了名字。", first.display()))
        }
        (Before::Beside(first), Lang::En) => Some(format!(
            "{} is there already and says something else. It was left alone; this one has another name.",
            first.display()
        )),
    };
    let unsure = match &put.written {
        Written::Durable => None,
        Written::Unsure(error) => Some(unsure_text(&put.path, error, lang)),
    };
    before.into_iter().chain(unsure).collect()
}

fn unsure_text(path: &Path, error: &io::Error, lang: Lang) -> String {
    let (path, reason) = (path.display(), io_text(error, lang));
    match lang {
        Lang::Zh => format!(
            "{path}写好了，但系统没有确认存稳（{reason}）：这时断电可能会丢。请再另存一份。"
        ),
        Lang::En => format!(
            "{path} is written, but the system did not confirm that it would survive a power cut ({reason}). \
             Keep a copy elsewhere."
        ),
    }
}

/// A final version in one line: which document, which version, of what day, and its number.
pub fn sealed_text(sealed: &SealedDocument, lang: Lang) -> String {
    let (kind, version) = (sealed.kind.label(lang), sealed.version);
    let day = day_in_text(sealed.dated, lang);
    let number = sealed.number.map(|it| match lang {
        Lang::Zh => format!("，〔{}〕{}号", it.year, it.serial),
        Lang::En => format!(", number {} of {}", it.serial, it.year),
    });
    let number = number.unwrap_or_default();
    match lang {
        Lang::Zh => format!("{kind}第 {version} 版已定稿，{day}{number}"),
        Lang::En => format!("{kind}: version {version} is final, dated {day}{number}"),
    }
}

/// So many commitments are named that no letter is written about.
const MATTERS_NAMED: usize = 5;

/// That no letter is written about commitments, why, and what to do first.
pub fn without_letter_text(left_out: &LeftOut, names: &dyn Names, lang: Lang) -> String {
    let (LeftOut::NoDepartment(commitments) | LeftOut::Unassigned(commitments)) = left_out;
    let matters = commitments.iter().filter_map(|id| names.name((*id).into()));
    let quoted = |it: String| match lang {
        Lang::Zh => format!("「{it}」"),
        Lang::En => format!("“{it}”"),
    };
    let matters: Vec<String> = matters.take(MATTERS_NAMED).map(quoted).collect();
    let count = commitments.len();
    let more = count.saturating_sub(MATTERS_NAMED);
    let matters = match (more, lang) {
        (0, Lang::Zh) => matters.concat(),
        (0, Lang::En) => matters.join(", "),
        (_, Lang::Zh) => format!("{}等", matters.concat()),
        (_, Lang::En) => format!("{} and {more} more", matters.join(", ")),
    };
    match (left_out, lang) {
        (LeftOut::NoDepartment(_), Lang::Zh) => {
            format!("{count} 件承办事项没有主办、会办单位，没有写交办单：{matters}。填上单位再写。")
        }
        (LeftOut::NoDepartment(_), Lang::En) => format!(
            "No letter about {matters}, which {} no department: fill that in first.",
            if count == 1 { "names" } else { "name" }
        ),
        (LeftOut::Unassigned(_), Lang::Zh) => {
            format!("{count} 件承办事项还没有交办，没有写督办函：{matters}。先交办。")
        }
        (LeftOut::Unassigned(_), Lang::En) => format!(
            "No follow-up on {matters}, which {} not been assigned yet: assign first.",
            if count == 1 { "has" } else { "have" }
        ),
    }
}

/// That something changed since a version was final; or that what changed cannot be told.
pub fn changed_text(
    since: &SealedDocument,
    differences: Result<&[Difference], &FileFault>,
    lang: Lang,
) -> String {
    let (sealed, next) = (sealed_text(since, lang), since.version.saturating_add(1));
    match (differences.map(places), lang) {
        (Ok(count), Lang::Zh) => {
            format!("{sealed}；此后有 {count} 处不同，这是第 {next} 版的草稿：")
        }
        (Ok(count), Lang::En) => {
            let differ = if count == 1 { "place differs" } else { "places differ" };
            format!("{sealed}; {count} {differ} since. This is a draft of version {next}:")
        }
        (Err(fault), Lang::Zh) => format!(
            "{sealed}；此后有改动，这是第 {next} 版的草稿，但列不出哪里不同：{}",
            kept_file_text(fault, lang)
        ),
        (Err(fault), Lang::En) => format!(
            "{sealed}; something changed since, and this is a draft of version {next}, but what differs cannot \
             be told. {}",
            kept_file_text(fault, lang)
        ),
    }
}

/// That the file of a final version is not what was sealed.
pub fn kept_file_text(fault: &FileFault, lang: Lang) -> String {
    let path = fault.path.display();
    match lang {
        Lang::Zh => format!(
            "定稿的文件{path}不见了，或和封存时不一样。请用 tanshi verify 查看，并从备份里找回这个文件。"
        ),
        Lang::En => format!(
            "The file of the final version, {path}, is missing or not what was sealed. See tanshi verify, and \
             bring that file back from a backup."
        ),
    }
}

#[cfg(test)]
mod tests;
