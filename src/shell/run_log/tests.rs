//! What is written, how much of it is kept, and that nobody waits for a disk.
#![expect(clippy::disallowed_methods, reason = "the files are looked at, and written at once")]

use super::file::{OLD_FILES, open};
use super::*;
use std::fs;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// All files of a folder, by name.
fn names(folder: &tempfile::TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_noted_stands_in_a_line_each_and_less_than_wished_for_is_left() {
    let folder = folder();
    let files = Files::in_folder(folder.path().join("state"));
    let log = RunLog::begin(files.clone(), Level::Info).unwrap();
    log.note(&Entry::ended(3, Duration::from_millis(17)));
    log.note(&Entry::closed());
    log.note(&Entry::not_saved(&crate::store::StoreError::ReadOnly(
        crate::store::Reason::DiskFull,
    )));
    log.settle();
    let text = fs::read_to_string(files.path(0)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].ends_with(" info ended exit=3 millis=17"), "{text}");
    assert!(lines[1].ends_with(" error not-saved why=disk-full"), "{text}");
    assert!(lines[0].contains("+08:00 "), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(files.path(0)), mode(folder.path().join("state"))), (0o600, 0o700));
    }
}

#[test]
fn the_files_are_of_bounded_size_and_number_and_the_latest_lines_are_there() {
    let folder = folder();
    let files = Files::in_folder(folder.path().to_owned()).of_most(1_000);
    for number in 0..1_000 {
        files.append(&format!("line {number}\n")).unwrap();
    }
    assert_eq!(names(&folder), ["tanshi.1.log", "tanshi.2.log", "tanshi.3.log", "tanshi.log"]);
    let texts = (0..=OLD_FILES).rev().map(|age| fs::read_to_string(files.path(age)).unwrap());
    let texts: Vec<String> = texts.collect();
    assert!(texts.iter().all(|text| text.len() <= 1_000));
    let all = texts.concat();
    let first = 1_000 - all.lines().count();
    let wanted: Vec<String> = (first..1_000).map(|number| format!("line {number}")).collect();
    assert_eq!(all.lines().collect::<Vec<_>>(), wanted);
    assert_eq!(files.standing(true).files, OLD_FILES + 1);
}

#[test]
fn several_that_write_at_once_lose_no_line() {
    let folder = folder();
    let files = Files::in_folder(folder.path().to_owned()).of_most(1_000);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let files = &files;
            scope.spawn(move || {
                for number in 0..100 {
                    files.append(&format!("{writer}.{number:02}\n")).unwrap();
                }
            });
        }
    });
    // 400 lines of 5 bytes are two files, or three.
    let texts = (0..=OLD_FILES).filter_map(|age| fs::read_to_string(files.path(age)).ok());
    let mut lines: Vec<String> =
        texts.flat_map(|it| it.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), 400);
}

#[test]
fn what_another_process_has_begun_anew_is_not_begun_anew_again() {
    let folder = folder();
    let files = Files::in_folder(folder.path().to_owned()).of_most(10);
    files.append("first\n").unwrap();
    let still_open = open(&files.path(0)).unwrap();
    files.append("second\n").unwrap();
    files.begin_anew(&still_open, &|length| length + 1).unwrap();
    assert_eq!(names(&folder), ["tanshi.1.log", "tanshi.log"]);
    assert_eq!(fs::read_to_string(files.path(0)).unwrap(), "second\n");
}

#[test]
fn a_folder_that_takes_nothing_stops_nobody_and_what_was_missed_is_counted() {
    let folder = folder();
    let state = folder.path().join("state");
    fs::write(&state, "a file where the folder should be").unwrap();
    let files = Files::in_folder(state.clone());
    assert!(files.standing(true).refused.is_some());
    let missed = AtomicU64::new(0);
    write(&files, ("lost\n".to_owned(), 1), &missed);
    write(&files, ("lost\nlost\n".to_owned(), 2), &missed);
    fs::remove_file(&state).unwrap();
    write(&files, ("kept\n".to_owned(), 1), &missed);
    let text = fs::read_to_string(files.path(0)).unwrap();
    assert!(text.starts_with("kept\n") && text.ends_with(" error missed entries=3\n"), "{text}");
}

#[test]
fn whoever_notes_does_not_wait_for_a_disk_that_is_slow() {
    // Nobody reads: the disk is as slow as can be.
    let (tell, _told) = mpsc::sync_channel(2);
    let log = RunLog { level: Level::Debug, tell, missed: Arc::default() };
    for _ in 0..100 {
        log.note(&Entry::closed());
    }
    log.settle();
    assert_eq!(log.missed.load(Ordering::Relaxed), 98, "two wait, the others are counted");
}

#[cfg(unix)]
#[test]
fn a_link_in_its_place_is_not_written_through() {
    let folder = folder();
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, "").unwrap();
    let files = Files::in_folder(folder.path().to_owned());
    std::os::unix::fs::symlink(&elsewhere, files.path(0)).unwrap();
    assert!(files.append("line\n").is_err());
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "");
}
