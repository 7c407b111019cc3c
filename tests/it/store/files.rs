//! The files of the evidence: whole or not at all, and missed when they are gone.

use super::changes::{asked, change, issue_id};
use std::fs;
use std::path::Path;
use tanshi::domain::action::Action;
use tanshi::domain::evidence::{EvidenceFacts, Form};
use tanshi::domain::id::EvidenceId;
use tanshi::store::files::{FileFaultKind, LIMIT_BYTES};
use tanshi::store::{FileFacts, Files, FilesError, Store};

fn files(folder: &Path) -> Files {
    Files::in_folder(folder.join("files"))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            names.extend(self::names(&entry.path()));
        } else {
            names.push(entry.path().to_str().unwrap().to_owned());
        }
    }
    names.sort();
    names
}

#[test]
fn a_file_lies_under_its_hash_and_nothing_tells_whose_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("王大爷的来信.JPG");
    fs::write(&original, "abc").unwrap();
    let files = files(folder.path());
    let facts = files.import(&original, LIMIT_BYTES).unwrap();
    assert_eq!((facts.size_bytes, facts.extension.as_str()), (3, "jpg"));
    let path = files.path_of(facts.sha256, &facts.extension);
    // SHA-256 of "abc", FIPS 180-4.
    let name = "files/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.jpg";
    assert_eq!(path, folder.path().join(name));
    assert_eq!(fs::read(&path).unwrap(), b"abc");
    assert_eq!(names(&folder.path().join("files")), [path.to_str().unwrap()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let shelf = path.parent().unwrap();
        assert_eq!(fs::metadata(shelf).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert_eq!(files.verify(facts.sha256, 3, "jpg"), Ok(()));
    // The same again changes nothing, and repairs what was changed.
    fs::write(&path, "abd").unwrap();
    assert_eq!(files.verify(facts.sha256, 3, "jpg").unwrap_err().kind, FileFaultKind::Changed);
    assert_eq!(files.import(&original, LIMIT_BYTES).unwrap(), facts);
    assert_eq!(files.verify(facts.sha256, 3, "jpg"), Ok(()));
    fs::remove_file(&path).unwrap();
    assert_eq!(files.verify(facts.sha256, 3, "jpg").unwrap_err().kind, FileFaultKind::Missing);
}

#[test]
fn an_ending_that_is_none_is_left_off() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    for name in ["plain", "a.b-c", "a.照片", "a.averylongending", ".hidden"] {
        let original = folder.path().join(name);
        fs::write(&original, name).unwrap();
        let facts = files.import(&original, LIMIT_BYTES).unwrap();
        assert_eq!(facts.extension, "", "{name}");
        assert_eq!(files.verify(facts.sha256, facts.size_bytes, ""), Ok(()));
    }
}

#[test]
fn what_is_too_large_or_no_file_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("photo.jpg");
    fs::write(&original, vec![5; 200_001]).unwrap();
    let files = files(folder.path());
    let refused = files.import(&original, 200_000);
    assert!(matches!(refused, Err(FilesError::TooLarge { limit_bytes: 200_000 })));
    assert!(matches!(files.import(folder.path(), 9), Err(FilesError::NotAFile(_))));
    let missing = files.import(&folder.path().join("missing"), 9);
    assert!(matches!(missing, Err(FilesError::Io { .. })));
    assert_eq!(names(&folder.path().join("files")), Vec::<String>::new());
    assert_eq!(files.import(&original, 200_001).unwrap().size_bytes, 200_001);
}

/// A store with one issue and a file that speaks for it.
fn store_with_file(folder: &Path) -> (Store, FileFacts) {
    let original = folder.join("letter.pdf");
    fs::write(&original, "来信").unwrap();
    let mut store = Store::open(&folder.join("data"), "now").unwrap();
    let facts = store.files().import(&original, LIMIT_BYTES).unwrap();
    let FileFacts { sha256, size_bytes, extension } = facts.clone();
    let attach = Action::AttachEvidence {
        id: EvidenceId::from_bytes([4; 16]),
        of: issue_id(1).into(),
        facts: EvidenceFacts {
            title: "来信".to_owned(),
            on: None,
            form: Form::File { sha256, size_bytes, extension },
        },
        source: None,
    };
    store.engine().commit(&change(1), &asked()).unwrap();
    store.engine().commit(&[attach], &asked()).unwrap();
    (store, facts)
}

#[test]
fn the_check_of_a_store_names_files_that_are_missing_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, facts) = store_with_file(folder.path());
    let found = store.verify().unwrap();
    assert!(found.is_whole() && found.files == 1, "{found:?}");
    let path = store.files().path_of(facts.sha256, &facts.extension);
    fs::write(&path, "信来").unwrap();
    let found = store.verify().unwrap();
    assert!(!found.is_whole());
    assert_eq!(found.file_faults[0].fault.path, path);
    assert_eq!(found.file_faults[0].fault.kind, FileFaultKind::Changed);
    fs::remove_file(&path).unwrap();
    assert_eq!(store.verify().unwrap().file_faults[0].fault.kind, FileFaultKind::Missing);
}

#[test]
fn a_copy_that_a_kill_cut_off_is_gone_after_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store_with_file(folder.path());
    let left = folder.path().join("data/files/import-0011.tmp");
    fs::write(&left, "half").unwrap();
    drop(store);
    let mut store = Store::open(&folder.path().join("data"), "now").unwrap();
    assert!(!left.exists());
    assert!(store.verify().unwrap().is_whole());
}
