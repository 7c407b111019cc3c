//! What a hundred thousand rows cost: a ledger in GB18030 with 300 broken rows is looked through, taken in
//! but for these, looked through again, and undone. Each on a process of its own, so that the most memory
//! that it took is its own.
//!
//! ```text
//! cargo bench --bench import                     100,000 rows, 300 of them broken
//! TANSHI_ROWS=10000 cargo bench --bench import   another ledger
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a stop watch on a made-up ledger"
)]

#[path = "../tests/it/import/fixture.rs"]
mod fixture;

use std::path::Path;
use std::process::Command;
use std::time::Instant;
use tanshi::domain::action::Action;
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{DepartmentId, PersonId, StudioId};
use tanshi::domain::number::StudioCode;
use tanshi::domain::studio::StudioFacts;
use tanshi::exchange::table::{Form, Options, Plan, What};
use tanshi::shell::desk::{Columns, Desk, TableWish};
use tanshi::store::{Asked, Store};

/// What is done on a process of its own.
const PHASES: [&str; 4] = ["dry run", "import", "again", "undo"];

fn main() {
    if let (Ok(phase), Ok(folder)) = (std::env::var("TANSHI_PHASE"), std::env::var("TANSHI_FOLDER"))
    {
        return run(&phase, Path::new(&folder));
    }
    let number = |name: &str, usual| {
        std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual)
    };
    let rows = number("TANSHI_ROWS", 100_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let ledger = fixture::ledger(rows, rows * 3 / 1_000, 20_231_020);
    let mib = ledger.bytes.len() >> 20;
    println!("{rows} rows, {} of them broken, {mib} MiB of GB18030", ledger.broken.len());
    std::fs::write(folder.path().join("ledger.csv"), &ledger.bytes).unwrap();
    found(folder.path());
    for phase in PHASES {
        let program = std::env::current_exe().unwrap();
        let mut child = Command::new(program);
        child.env("TANSHI_PHASE", phase).env("TANSHI_FOLDER", folder.path());
        assert!(child.status().unwrap().success(), "{phase}");
    }
}

fn asked() -> Asked {
    let clock = tanshi::shell::clock::Clock::default();
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: clock.today(),
        time: clock.time(),
        wall_millis: clock.wall_millis(),
    }
}

fn open(folder: &Path) -> Desk {
    Desk::new(Store::open(&folder.join("data"), "bench").unwrap()).unwrap()
}

/// The studios and departments that the rows name.
fn found(folder: &Path) {
    let studios = (1..).zip(fixture::STUDIOS).map(|(place, (name, code))| Action::AddStudio {
        id: StudioId::from_bytes([place; 16]),
        facts: StudioFacts::named(name, StudioCode::parse(code).unwrap()),
        source: None,
    });
    let departments = (1..).zip(fixture::DEPARTMENTS).map(|(place, name)| Action::AddDepartment {
        id: DepartmentId::from_bytes([place; 16]),
        facts: DepartmentFacts::named(name),
        source: None,
    });
    let actions: Vec<Action> = studios.chain(departments).collect();
    let mut desk = open(folder);
    desk.commit(&actions, &asked()).unwrap();
    desk.into_store().close().unwrap();
}

fn run(phase: &str, folder: &Path) {
    let begun = Instant::now();
    let mut desk = open(folder);
    let opened = begun.elapsed();
    let (begun, mut told) = (Instant::now(), Vec::new());
    if phase == "undo" {
        let done = desk.undo(&asked()).unwrap();
        told.push(format!("{} events", done.events.len()));
    } else {
        let plan = plan(&mut desk, folder);
        let counts = What::ALL.into_iter().zip(plan.counts()).filter(|(_, count)| *count > 0);
        told.extend(counts.map(|(what, count)| format!("{} {count}", what.key())));
        if phase == "import" {
            let planned = begun.elapsed();
            let done =
                desk.import_table(&plan, Columns::AsTheyAre, &asked(), &mut |_, _| {}).unwrap();
            told.push(format!("{} events, planned in {planned:.1?}", done.events.len()));
        }
    }
    let took = begun.elapsed();
    let rows =
        std::env::var("TANSHI_ROWS").ok().and_then(|it| it.parse().ok()).unwrap_or(100_000_u32);
    let rate = f64::from(rows) / took.as_secs_f64();
    desk.into_store().close().unwrap();
    println!(
        "{phase:8} {took:>8.1?} {rate:>9.0} rows/s, opened in {opened:.1?}, at most {} MiB: {}",
        most_memory_mib(),
        told.join(", ")
    );
}

fn plan(desk: &mut Desk, folder: &Path) -> Plan {
    let bytes = std::fs::read(folder.join("ledger.csv")).unwrap();
    let options = &Options { source: "ledger".to_owned(), ..Options::default() };
    let wish = TableWish { bytes: &bytes, form: Form::Delimited, options };
    desk.plan_table(wish, &asked(), &mut |_, _| {}).unwrap().ok().unwrap()
}

/// The most memory that this process had, as Linux counts it; 0 elsewhere.
fn most_memory_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|it| it.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kib.unwrap_or(0) >> 10
}
