//! Writing a document for the office to disk: whole, or not at all; and what to say of it.
#![expect(clippy::disallowed_methods, reason = "files for the office are written here")]

use super::system::io_text;
use crate::domain::sealed::SealedDocument;
use crate::i18n::wording::day_in_text;
use crate::i18n::{Label, Lang};
use crate::store::files::FileFault;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a document was not written.
#[derive(Debug)]
pub enum PaperFault {
    /// There is a file of this name already, and nobody said that it is replaced.
    Exists(PathBuf),
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

/// Writes bytes to a file. Until all of them are on the disk the file has another name, so that
/// nobody ever finds half of it; what could not be finished is removed.
///
/// # Errors
/// [`PaperFault`]; whatever stood there before stands there still.
pub fn write(path: &Path, bytes: &[u8], replaces: bool) -> Result<(), PaperFault> {
    let at = |source: io::Error| PaperFault::Io { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(PaperFault::NoFolder(folder.to_owned()));
    }
    if path.exists() && (!replaces || path.is_dir()) {
        return Err(PaperFault::Exists(path.to_owned()));
    }
    let unfinished = unfinished_name(folder).map_err(at)?;
    let written = fill(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    if let Err(source) = written {
        fs::remove_file(&unfinished).ok();
        return Err(at(source));
    }
    sync(folder).map_err(at)
}

/// A name that nobody has; it tells nothing of what is in it.
fn unfinished_name(folder: &Path) -> io::Result<PathBuf> {
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(|_refused| io::Error::other("no randomness"))?;
    let name = u64::from_le_bytes(random);
    Ok(folder.join(format!(".tanshi-{name:016x}")))
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // As everybody else's files are, since the office has to read it.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The folder that documents are written to from the screens: one of our own among the person's
/// documents, else in their home. It is made where it is missing.
///
/// # Errors
/// [`PaperFault`] where there is no home, or it cannot be made.
pub fn folder() -> Result<PathBuf, PaperFault> {
    let home = super::folders::home().ok_or_else(|| PaperFault::NoFolder(PathBuf::from("~")))?;
    let documents = ["文档", "Documents"].map(|name| home.join(name));
    let parent = documents.into_iter().find(|folder| folder.is_dir()).unwrap_or(home);
    let folder = parent.join("潭事公文");
    fs::create_dir_all(&folder)
        .map_err(|source| PaperFault::Io { path: folder.clone(), source })?;
    Ok(folder)
}

/// A name in a folder that no file has: where the first is taken, with a number behind it.
pub fn free_name(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.{extension}"));
    if !first.exists() {
        return first;
    }
    let numbered = (2_u32..).map(|number| folder.join(format!("{stem}-{number}.{extension}")));
    numbered.into_iter().find(|path| !path.exists()).unwrap_or(first)
}

/// Why a document was not written, with the way out.
pub fn fault_text(fault: &PaperFault, lang: Lang) -> String {
    match (fault, lang) {
        (PaperFault::Exists(path), Lang::Zh) => {
            format!("{}已经有了。请换个名字，或加 --yes 覆盖。", path.display())
        }
        (PaperFault::Exists(path), Lang::En) => format!(
            "{} is there already. Choose another name, or replace it with --yes.",
            path.display()
        ),
        (PaperFault::NoFolder(path), Lang::Zh) => {
            format!("没有{}这个文件夹。请先建好，或换个地方。", path.display())
        }
        (PaperFault::NoFolder(path), Lang::En) => {
            format!(
                "There is no folder {}. Make it first, or choose another place.",
                path.display()
            )
        }
        (PaperFault::Io { path, source }, Lang::Zh) => format!(
            "{}写不成：{}。没有留下半个文件；请腾出空间，或换个能写的地方再试。",
            path.display(),
            io_text(source, lang)
        ),
        (PaperFault::Io { path, source }, Lang::En) => format!(
            "{} could not be written: {}. No half of it is left; make room, or choose a place that \
             can be written, and try again.",
            path.display(),
            io_text(source, lang)
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

/// That something changed since a version was final.
pub fn changed_text(since: &SealedDocument, count: usize, lang: Lang) -> String {
    let (sealed, next) = (sealed_text(since, lang), since.version.saturating_add(1));
    match lang {
        Lang::Zh => format!("{sealed}；此后有 {count} 处不同，这是第 {next} 版的草稿："),
        Lang::En => {
            format!("{sealed}; {count} places differ since. This is a draft of version {next}:")
        }
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
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_never_over_another_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("会议纪要.docx");
        write(&path, b"one", false).unwrap();
        assert!(matches!(write(&path, b"two", false), Err(PaperFault::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(
            free_name(folder.path(), "会议纪要", "docx").file_name().unwrap(),
            "会议纪要-2.docx"
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("没有").join("会议纪要.docx");
        assert!(matches!(write(&path, b"one", false), Err(PaperFault::NoFolder(_))));
    }
}
