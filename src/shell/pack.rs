//! Several papers into one folder: each of them whole, and nothing over what lies there unasked.
#![expect(clippy::disallowed_methods, reason = "files for the office are written here")]

use super::paper::{PaperFault, Put, write};
use std::fs;
use std::path::{Path, PathBuf};

/// A file that is to be written: its name, and what is in it.
pub type Packed = (String, Vec<u8>);

/// Writes files into a folder, which is made where it is missing. Whether they can be is looked at
/// first; `told` hears of each that is on the disk.
///
/// # Errors
/// [`PaperFault`]; those before it are whole and stay. A folder that was made and stayed empty goes.
pub fn write_all(
    folder: &Path,
    files: &[Packed],
    replaces: bool,
    mut told: impl FnMut(Put),
) -> Result<(), PaperFault> {
    let is_made = ready(folder)?;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    let is_other =
        |path: &Path, bytes: &[u8]| path.exists() && !fs::read(path).is_ok_and(|it| it == bytes);
    let mut taken = paths.iter().zip(files).filter(|(path, (_, bytes))| is_other(path, bytes));
    if let Some((path, _)) = taken.next().filter(|_| !replaces) {
        return Err(PaperFault::Exists(path.clone()));
    }
    for (path, (_, bytes)) in paths.iter().zip(files) {
        match write(path, bytes, replaces) {
            Ok(put) => told(put),
            Err(fault) => {
                if is_made {
                    // Only an empty one goes.
                    fs::remove_dir(folder).ok();
                }
                return Err(fault);
            }
        }
    }
    Ok(())
}

/// Has the folder there, and says whether it was made.
///
/// # Errors
/// [`PaperFault::NoFolder`] where even the folder around it is missing, and whatever the disk says.
pub fn ready(folder: &Path) -> Result<bool, PaperFault> {
    if folder.is_dir() {
        return Ok(false);
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent.filter(|parent| !parent.is_dir()) {
        return Err(PaperFault::NoFolder(parent.to_owned()));
    }
    let at = |source| PaperFault::Io { path: folder.to_owned(), source };
    fs::create_dir(folder).map_err(at)?;
    Ok(true)
}

/// A name for a folder that nothing has: where the first is taken, with a number behind it.
pub fn free_folder(parent: &Path, name: &str) -> PathBuf {
    let numbered = (2_u32..).map(|number| parent.join(format!("{name}-{number}")));
    let first = parent.join(name);
    std::iter::once(first.clone()).chain(numbered).find(|path| !path.exists()).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<Packed> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_folder_is_made_and_each_file_is_told_when_it_is_there() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("会议材料");
        let mut told = Vec::new();
        let note = |put: Put| told.push((put.path, names(&folder).len()));
        write_all(&folder, &files(&["01.docx", "02.docx"]), false, note).unwrap();
        assert_eq!(told, [(folder.join("01.docx"), 1), (folder.join("02.docx"), 2)]);
        assert_eq!(free_folder(home.path(), "会议材料"), home.path().join("会议材料-2"));
        assert_eq!(free_folder(home.path(), "别的"), home.path().join("别的"));
    }

    #[test]
    fn nothing_is_written_where_one_of_the_names_is_taken() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("02.docx"), "别人的").unwrap();
        let all = files(&["01.docx", "02.docx"]);
        let fault = write_all(home.path(), &all, false, |_put| ()).unwrap_err();
        assert!(matches!(fault, PaperFault::Exists(path) if path.ends_with("02.docx")));
        assert_eq!(names(home.path()), ["02.docx"]);
        write_all(home.path(), &all, true, |_put| ()).unwrap();
        assert_eq!(fs::read(home.path().join("02.docx")).unwrap(), b"02.docx");
    }

    #[test]
    fn a_folder_that_stays_empty_goes_and_what_was_written_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("会议材料");
        let none = write_all(&folder, &files(&["没有/01.docx"]), false, |_put| ());
        assert!(matches!(none, Err(PaperFault::NoFolder(_))) && !folder.exists());
        let second = write_all(&folder, &files(&["01.docx", "没有/02.docx"]), false, |_put| ());
        assert!(second.is_err());
        assert_eq!(names(&folder), ["01.docx"]);
        let nowhere = home.path().join("没有").join("会议材料");
        let fault = write_all(&nowhere, &files(&["01.docx"]), false, |_put| ()).unwrap_err();
        assert!(matches!(fault, PaperFault::NoFolder(path) if path.ends_with("没有")));
    }
}
