//! The table of faults: what was done, how often, what was lost, and what became of the rest.

use tanshi::store::Notice;

/// How a case ended in which nothing was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing had to be put right, and nothing was told.
    Well,
    /// Everything is there and can be written again; what was put right was told.
    Healed,
    /// What can be proved is shown read-only, and why is told.
    Told,
    /// It was refused, with the way out.
    Refused,
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Row {
    what: &'static str,
    pub(crate) done: u64,
    pub(crate) lost: Vec<String>,
    healed: u64,
    told: u64,
    refused: u64,
    pub(crate) note: String,
}

impl Row {
    pub(crate) const fn new(what: &'static str) -> Self {
        let note = String::new();
        Self { what, done: 0, lost: Vec::new(), healed: 0, told: 0, refused: 0, note }
    }

    /// What cannot be tried here, and why.
    pub(crate) fn skipped(what: &'static str, why: &str) -> Self {
        Self { note: format!("skipped: {why}"), ..Self::new(what) }
    }

    /// Counts a case; `case` says which one it was.
    pub(crate) fn count(&mut self, case: &str, end: Result<End, String>) {
        self.done += 1;
        match end {
            Ok(End::Well) => {}
            Ok(End::Healed) => self.healed += 1,
            Ok(End::Told) => self.told += 1,
            Ok(End::Refused) => self.refused += 1,
            Err(lost) => self.lost.push(format!("{}, {case}: {lost}", self.what)),
        }
    }
}

/// Prints the table; whether nothing was lost.
pub(crate) fn print(rows: &[Row]) -> bool {
    let head = ["times", "lost", "healed", "shown", "refused"];
    let [times, lost, healed, told, refused] = head;
    println!("\n{:<44} {times:>6} {lost:>5} {healed:>7} {told:>6} {refused:>8}", "what was done");
    for Row { what, done, lost, healed, told, refused, note } in rows {
        let lost = lost.len();
        println!("{what:<44} {done:>6} {lost:>5} {healed:>7} {told:>6} {refused:>8}  {note}");
    }
    let done: u64 = rows.iter().map(|row| row.done).sum();
    let lost: Vec<_> = rows.iter().flat_map(|row| &row.lost).collect();
    println!("{:<44} {done:>6} {:>5}", "all", lost.len());
    println!(
        "healed: told, and everything is there; shown: read-only, told why; refused: with the way out"
    );
    for lost in &lost {
        println!("LOST {lost}");
    }
    lost.is_empty()
}

/// What is told in these notices besides that a store writes under a new name.
pub(crate) fn of_notices(notices: &[Notice]) -> End {
    let is_told = notices.iter().any(|notice| *notice != Notice::NewReplica);
    if is_told { End::Healed } else { End::Well }
}
