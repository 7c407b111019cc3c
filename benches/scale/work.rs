//! What is done for many at once: rows that are imported, letters that are written.

use crate::process::tanshi;
use crate::stores::Kept;
use crate::table::{Table, shown};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROWS: u32 = 10_000;

pub(crate) fn measure(store: &Kept, table: &mut Table) {
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    imported(home.path(), table);
    written(store, home.path(), table);
}

/// A table of people into an empty store.
fn imported(home: &Path, table: &mut Table) {
    let mut csv = String::from("姓名,单位,身份\n");
    for row in 0..ROWS {
        writeln!(csv, "居民{row},第{}居委会,群众", row % 97).unwrap();
    }
    let file = home.join("people.csv");
    fs::write(&file, csv).unwrap();
    let data = home.join("data");
    let words = [Path::new("import"), &file, Path::new("--kind"), Path::new("people")];
    let took = run(&data, &words);
    table.put("import, per row of 10,000 people", shown(took / ROWS));
}

/// A letter to each department that is late with something.
fn written(store: &Kept, home: &Path, table: &mut Table) {
    let folder = home.join("letters");
    let words = ["document", "follow-up", "all", "--dated", "2023-10-20", "-o"].map(Path::new);
    let words: Vec<&Path> = words.into_iter().chain([folder.as_path()]).collect();
    let took = run(&store.folder, &words);
    let letters = u32::try_from(fs::read_dir(&folder).unwrap().count()).unwrap();
    table.put("letters in one go, with the start", format!("{letters} in {}", shown(took)));
    let each = took / letters.max(1);
    table.put("… 50 of them", shown(each * 50));
    table.point("50 份函 / 50 letters", each * 50);
}

fn run(data: &Path, words: &[&Path]) -> Duration {
    let begun = Instant::now();
    let output = Command::new(tanshi()).arg("--data").arg(data).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    begun.elapsed()
}
