//! What every folder of a journal promises, asserted of each in the same words.

use std::io::ErrorKind;

use tanshi::store::journal::faults::{FailingMedium, Faults};
use tanshi::store::journal::{DiskMedium, Medium, MemoryMedium};

/// Runs an assertion over each implementation, empty.
fn over_each(assert: impl Fn(&mut dyn Medium)) {
    assert(&mut MemoryMedium::default());
    assert(&mut FailingMedium::new(MemoryMedium::default(), Faults::default()));
    let folder = tempfile::tempdir().unwrap();
    assert(&mut DiskMedium::open(folder.path().join("deep/journal")).unwrap());
}

fn kind<T: std::fmt::Debug>(result: std::io::Result<T>) -> ErrorKind {
    result.unwrap_err().kind()
}

#[test]
fn a_file_grows_at_its_end_and_is_read_anywhere() {
    over_each(|medium| {
        medium.create("a").unwrap();
        assert_eq!(medium.len("a").unwrap(), 0);
        medium.append("a", b"one").unwrap();
        medium.create("b").unwrap();
        medium.append("b", b"other").unwrap();
        medium.append("a", b" two").unwrap();
        medium.sync_data("a").unwrap();
        medium.sync_folder().unwrap();
        assert_eq!(medium.list().unwrap(), ["a", "b"]);
        assert_eq!(medium.len("a").unwrap(), 7);
        assert_eq!(medium.read_range("a", 0, 100).unwrap(), b"one two");
        assert_eq!(medium.read_range("a", 4, 2).unwrap(), b"tw");
        assert_eq!(medium.read_range("a", 9, 2).unwrap(), b"");
        assert_eq!(medium.read_range("b", 0, 9).unwrap(), b"other");
        assert!(medium.is_in_place("a").unwrap());
    });
}

#[test]
fn what_is_cut_renamed_or_removed_is_so_at_once() {
    over_each(|medium| {
        for name in ["a", "b"] {
            medium.create(name).unwrap();
            medium.append(name, name.repeat(5).as_bytes()).unwrap();
        }
        medium.truncate("a", 2).unwrap();
        medium.append("a", b"!").unwrap();
        assert_eq!(medium.read_range("a", 0, 9).unwrap(), b"aa!");
        medium.write_again("a", 1, 3).unwrap();
        assert_eq!(medium.read_range("a", 0, 9).unwrap(), b"aa!", "the same once more");
        medium.rename("a", "b").unwrap();
        assert_eq!(medium.list().unwrap(), ["b"]);
        assert_eq!(medium.read_range("b", 0, 9).unwrap(), b"aa!", "in the place of the other");
        medium.append("b", b"?").unwrap();
        assert_eq!(medium.len("b").unwrap(), 4);
        medium.remove("b").unwrap();
        assert_eq!(medium.list().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_file_that_is_not_there_is_not_made_by_the_way() {
    over_each(|medium| {
        let missing = ErrorKind::NotFound;
        assert_eq!(kind(medium.len("a")), missing);
        assert_eq!(kind(medium.read_range("a", 0, 1)), missing);
        assert_eq!(kind(medium.append("a", b"x")), missing);
        assert_eq!(kind(medium.truncate("a", 0)), missing);
        assert_eq!(kind(medium.rename("a", "b")), missing);
        assert_eq!(kind(medium.remove("a")), missing);
        assert_eq!(kind(medium.write_again("a", 0, 1)), missing);
        assert_eq!(medium.list().unwrap(), Vec::<String>::new());
        medium.create("a").unwrap();
        assert_eq!(kind(medium.create("a")), ErrorKind::AlreadyExists);
    });
}
