//! Documents on the disk, beside what is there already.

use super::*;

fn name(put: &Put) -> &str {
    put.path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.docx");
    assert_eq!(write(&path, b"one", false).unwrap().before, Before::Nothing);
    assert!(matches!(write(&path, b"two", false), Err(PaperFault::Exists(_))));
    assert_eq!(fs::read(&path).unwrap(), b"one");
    assert_eq!(write(&path, b"one", false).unwrap().before, Before::Same);
    assert_eq!(write(&path, b"two", true).unwrap().before, Before::Replaced);
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn where_the_program_chose_the_name_another_file_stays_and_a_number_is_put_behind() {
    let folder = tempfile::tempdir().unwrap();
    let put =
        |bytes: &[u8], replaces| put(folder.path(), ("会议纪要", "docx"), bytes, replaces).unwrap();
    let first = put(b"one", false);
    assert_eq!((name(&first), &first.before), ("会议纪要.docx", &Before::Nothing));
    let other = put(b"two", false);
    assert_eq!((name(&other), &other.before), ("会议纪要-2.docx", &Before::Beside(first.path)));
    // The same once more is there already, under either name.
    assert_eq!(name(&put(b"one", false)), "会议纪要.docx");
    assert_eq!(name(&put(b"two", false)), "会议纪要-2.docx");
    fs::create_dir(folder.path().join("会议纪要-3.docx")).unwrap();
    assert_eq!(name(&put(b"three", false)), "会议纪要-4.docx");
    let replaced = put(b"two", true);
    assert_eq!((name(&replaced), &replaced.before), ("会议纪要.docx", &Before::Replaced));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("没有").join("会议纪要.docx");
    assert!(matches!(write(&path, b"one", false), Err(PaperFault::NoFolder(_))));
    fs::write(folder.path().join("没有"), "a file").unwrap();
    assert!(matches!(
        write(&path, b"one", false),
        Err(PaperFault::NoFolder(_) | PaperFault::Io { .. })
    ));
}

#[test]
fn a_folder_or_a_read_only_file_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.docx");
    fs::create_dir(&path).unwrap();
    assert!(matches!(write(&path, b"one", true), Err(PaperFault::NotAFile(_))));
    fs::remove_dir(&path).unwrap();
    fs::write(&path, "theirs").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(write(&path, b"one", true), Err(PaperFault::ReadOnly(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
}

#[test]
fn what_is_written_but_may_not_survive_a_power_cut_is_not_told_as_not_written() {
    let unsure = || Written::Unsure(io::Error::from_raw_os_error(5));
    let put = Put { path: "纪要.docx".into(), before: Before::Nothing, written: unsure() };
    let [zh, en] = Lang::ALL.map(|lang| notes(&put, lang).concat());
    assert!(zh.contains("写好了") && zh.contains("断电") && !zh.contains("写不成"), "{zh}");
    assert!(en.contains("is written") && en.contains("power cut") && en.contains('5'), "{en}");
    let put = Put { written: Written::Durable, ..put };
    assert!(notes(&put, Lang::Zh).is_empty());
}

#[test]
fn every_fault_tells_its_own_way_out_in_both_languages() {
    let path = || PathBuf::from("纪要.docx");
    let io = |kind: ErrorKind| PaperFault::Io { path: path(), source: kind.into() };
    for (fault, zh, en) in [
        (PaperFault::Exists(path()), "--yes", "--yes"),
        (PaperFault::NotAFile(path()), "不是文件", "not a file"),
        (PaperFault::ReadOnly(path()), "只读", "read-only"),
        (PaperFault::NoFolder(path()), "文件夹", "folder"),
        (io(ErrorKind::StorageFull), "腾出空间", "make room"),
        (io(ErrorKind::FileTooLarge), "腾出空间", "make room"),
        (io(ErrorKind::ReadOnlyFilesystem), "能写的地方", "can be written"),
        (io(ErrorKind::InvalidFilename), "短一点", "shorter"),
    ] {
        let words = Lang::ALL.map(|lang| fault_text(&fault, lang));
        assert!(words[0].contains(zh) && words[1].contains(en), "{words:?}");
        assert!(words.iter().all(|it| it.contains("纪要.docx")), "{words:?}");
    }
}

#[test]
fn what_changed_since_a_version_is_told_and_so_is_that_it_cannot_be_told() {
    use crate::domain::sealed::{DocumentKind, Issuer, Tongue};
    use crate::store::files::FileFaultKind;
    let since = SealedDocument {
        kind: DocumentKind::Minutes,
        department: None,
        tongue: Tongue::Chinese,
        version: 1,
        dated: chrono::NaiveDate::from_ymd_opt(2023, 5, 20).unwrap(),
        number: None,
        issuer: Issuer::default(),
        copies: Vec::new(),
    };
    let path = PathBuf::from("files/ab/cd.words");
    let fault = FileFault { sha256: [0; 32], path, kind: FileFaultKind::Missing };
    for (lang, whole, damaged) in
        [(Lang::Zh, "有 0 处不同", "列不出哪里不同"), (Lang::En, "0 places", "cannot be told")]
    {
        assert!(changed_text(&since, Ok(&[]), lang).contains(whole));
        let told = changed_text(&since, Err(&fault), lang);
        assert!(told.contains(damaged) && told.contains("files/ab"), "{told}");
    }
    let one = [Difference::Gone("paragraph\t旧".into())];
    let told = changed_text(&since, Ok(&one), Lang::En);
    assert!(told.contains("1 place differs since"), "{told}");
}

#[test]
fn the_folder_for_documents_has_a_name_in_the_language_of_the_person() {
    let [Some(zh), Some(en)] = [Lang::Zh, Lang::En].map(own_folder) else { return };
    let names = [zh, en];
    assert!(names.iter().any(|it| it.ends_with("潭事公文")), "{names:?}");
    assert!(names.iter().any(|it| it.ends_with("Tanshi documents")), "{names:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_made_for_documents_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("潭事公文");
    make_own(&folder).unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    make_own(&folder).unwrap();
}
