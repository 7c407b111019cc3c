//! Backups: what is not whole is not put back as if it were, and what is put back proves itself.

use super::log::memory;
use crate::corpus::sealed;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use tanshi::shell::backup::{self, Extent};

/// Putting back opens a store, which is dear: one of so many.
const PUT_BACK: u64 = 8;

pub(crate) fn check(bytes: &[u8]) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let folder = tempfile::tempdir_in(memory()).expect("a folder");
    let file = folder.path().join("backup.zip");
    fs::write(&file, sealed(bytes)).expect("room");
    let Ok(checked) = backup::check(&file) else { return };
    for lang in tanshi::i18n::Lang::ALL {
        assert!(!backup::checked_lines(&checked, lang).is_empty() || checked.is_whole());
    }
    let is_whole = checked.is_whole();
    if !COUNT.fetch_add(1, Ordering::Relaxed).is_multiple_of(PUT_BACK) {
        return;
    }
    let to = folder.path().join("data");
    match backup::restore(&file, &to, Extent::Whole, "now") {
        Ok(restored) => {
            assert!(is_whole, "put back as if it were whole");
            assert!(restored.found.log.is_whole(), "{:?}", restored.found);
        }
        Err(_) => assert!(!to.exists(), "something was left behind"),
    }
    if let Ok(mut restored) =
        backup::restore(&file, &folder.path().join("part"), Extent::Provable, "now")
    {
        // Either all of it, or what is missing is known.
        drop(restored.store.engine().world());
    }
    let names: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    let is_ours = |name: &str| ["backup.zip", "data", "part"].contains(&name);
    let strays = names.iter().filter(|it| !is_ours(&it.file_name().to_string_lossy()));
    assert_eq!(strays.count(), 0, "a file beside the folder that was named");
}
