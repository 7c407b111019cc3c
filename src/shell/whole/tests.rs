//! Whole files, on disks that refuse too.

use super::*;
use std::path::PathBuf;

/// A disk that is full after so many bytes, or that will not say what it has kept.
struct Refusing {
    room_bytes: usize,
    syncs: bool,
}

const FULL: Refusing = Refusing { room_bytes: 3, syncs: true };
const UNSURE: Refusing = Refusing { room_bytes: usize::MAX, syncs: false };

impl Disk for Refusing {
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes.get(..self.room_bytes).unwrap_or(bytes))?;
        if bytes.len() > self.room_bytes { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn sync(&self, _folder: &Path) -> io::Result<()> {
        if self.syncs { Ok(()) } else { Err(io::Error::from(ErrorKind::PermissionDenied)) }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A file under the name of one that is not finished, last written so long ago.
fn leave(folder: &Path, number: u64, text: &str, ago: Duration) -> PathBuf {
    let path = folder.join(left_name(number));
    fs::write(&path, text).unwrap();
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() - ago).unwrap();
    path
}

#[test]
fn a_full_disk_leaves_what_was_there_and_no_half_of_the_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.docx");
    let refused = |present| {
        let done = write_on(&FULL, &path, b"whole", Readers::AsElsewhere, present);
        assert!(
            matches!(&done, Err(WholeFault::Io(error)) if error.kind() == ErrorKind::StorageFull)
        );
    };
    refused(Present::Stays);
    assert!(names(folder.path()).is_empty());
    fs::write(&path, "earlier").unwrap();
    refused(Present::Replaced);
    assert_eq!(fs::read_to_string(&path).unwrap(), "earlier");
    assert_eq!(names(folder.path()), ["会议纪要.docx"]);
}

#[test]
fn what_is_there_and_may_not_survive_a_power_cut_is_no_failure_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.docx");
    let done = write_on(&UNSURE, &path, b"whole", Readers::AsElsewhere, Present::Stays);
    assert!(matches!(done, Ok(Written::Unsure(_))), "{done:?}");
    assert_eq!(fs::read(&path).unwrap(), b"whole");
}

#[test]
fn a_file_that_is_there_stays_or_is_replaced_as_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.docx");
    let put = |text: &str, present| write(&path, text.as_bytes(), Readers::Owner, present);
    assert!(matches!(put("one", Present::Stays), Ok(Written::Durable)));
    assert!(matches!(put("two", Present::Stays), Err(WholeFault::Present)));
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    assert!(matches!(put("two", Present::Replaced), Ok(Written::Durable)));
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    assert_eq!(names(folder.path()), ["会议纪要.docx"]);
}

#[cfg(unix)]
mod rights {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    /// A disk that looks at a file while it is written.
    struct Looking;

    impl Disk for Looking {
        fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            assert_eq!(file.metadata()?.permissions().mode() & 0o777, 0o600);
            assert_eq!(file.metadata()?.len(), 0);
            Real.fill(file, bytes)?;
            assert_eq!(file.metadata()?.permissions().mode() & 0o777, 0o600);
            Ok(())
        }

        fn sync(&self, folder: &Path) -> io::Result<()> {
            Real.sync(folder)
        }
    }

    #[test]
    fn while_it_is_written_a_file_is_for_its_owner_alone_and_then_as_any_other_there() {
        let folder = tempfile::tempdir().unwrap();
        let (path, any) = (folder.path().join("a.docx"), folder.path().join("any"));
        fs::write(&any, "").unwrap();
        let put = |readers, present| {
            let done = write_on(&Looking, &path, b"whole", readers, present);
            assert!(matches!(done, Ok(Written::Durable)), "{done:?}");
        };
        put(Readers::AsElsewhere, Present::Stays);
        assert_eq!(mode(&path), mode(&any));
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        put(Readers::AsElsewhere, Present::Replaced);
        assert_eq!(mode(&path), 0o640, "as the one that was there");
        put(Readers::Owner, Present::Replaced);
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn where_a_link_stands_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "one").unwrap();
        symlink(&real, &link).unwrap();
        let done = write(&link, b"two", Readers::AsElsewhere, Present::Replaced);
        assert!(matches!(done, Ok(Written::Durable)));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "two");
        // One that leads nowhere is something that is there, too.
        fs::remove_file(&real).unwrap();
        let done = write(&link, b"two", Readers::AsElsewhere, Present::Stays);
        assert!(matches!(done, Err(WholeFault::Present)), "{done:?}");
    }

    #[test]
    fn a_link_under_such_a_name_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = folder.path().join("theirs");
        fs::write(&theirs, "theirs").unwrap();
        symlink(&theirs, folder.path().join(left_name(1))).unwrap();
        sweep(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
        assert_eq!(names(folder.path()).len(), 2);
    }
}

#[test]
fn what_nobody_holds_is_swept_and_what_is_being_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    leave(folder.path(), 1, "王小明的", Duration::ZERO);
    leave(folder.path(), 2, "", Duration::from_hours(1));
    let held = leave(folder.path(), 3, "正在写", Duration::from_hours(48));
    let holder = OpenOptions::new().write(true).open(&held).unwrap();
    holder.lock().unwrap();
    // Made a moment ago, and about to be held.
    let fresh = leave(folder.path(), 4, "", Duration::ZERO);
    sweep(folder.path()).unwrap();
    let mut left = [held, fresh].map(|it| it.file_name().unwrap().to_str().unwrap().to_owned());
    left.sort();
    assert_eq!(names(folder.path()), left);
    drop(holder);
    sweep(folder.path()).unwrap();
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn a_file_that_is_being_written_is_not_swept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut file, path) = unfinished(folder.path()).unwrap();
    file.write_all("王小明的".as_bytes()).unwrap();
    sweep(folder.path()).unwrap();
    assert!(path.exists());
}

#[test]
fn only_names_of_ours_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = [
        ".tanshi-",
        ".tanshi-notes",
        ".tanshi-0123456789abcdef",
        ".tanshi-0123456789abcdeg.part",
        "0123456789abcdef.part",
        ".tanshi-0123456789abcdef0.part",
    ];
    for name in theirs {
        fs::write(folder.path().join(name), "theirs").unwrap();
    }
    fs::create_dir(folder.path().join(left_name(7))).unwrap();
    sweep(folder.path()).unwrap();
    assert_eq!(names(folder.path()).len(), theirs.len() + 1);
}
