//! Running a target: inputs one after the other in a process with bounds, and what the process that
//! started it makes of how it ended.

use crate::dice::Dice;
use crate::kept;
use crate::mutate::mutated;
use crate::targets::Target;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What all of a process may take, in bytes: inputs are small.
const MEMORY_BYTES: u64 = 1 << 30;
/// More than any input of these may take, even on a machine that does other things as well.
const LONG: Duration = Duration::from_secs(5);
/// What an input may take of the processor: a debug build does in this what takes a tenth of it otherwise.
const SLOW: Duration = Duration::from_secs(1);
/// In the short form no target takes longer, however few inputs it has tried.
const SHORT: Duration = Duration::from_secs(4);

/// How a target ended.
pub(crate) struct Ran {
    pub(crate) executions: u64,
    pub(crate) finding: Option<String>,
}

/// Runs a target in a process of its own, and prints a line of the table.
pub(crate) fn target(target: &Target, seed: u64, seconds: Option<u64>) -> Ran {
    let budget = seconds.map_or_else(|| target.short.to_string(), |it| format!("{it}s"));
    let start = Instant::now();
    let output = started(target, seed, &budget, false);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let side = String::from_utf8_lossy(&output.stderr).into_owned();
    let said = |key: &str| text.lines().filter_map(|line| line.strip_prefix(key)).next_back();
    let executions = said("executions ").and_then(|it| it.trim().parse().ok()).unwrap_or(0);
    let mebibytes = said("mebibytes ").unwrap_or("-").to_owned();
    let finding = match (output.status.success(), said("found ")) {
        (true, _) => None,
        (false, Some(found)) => Some(format!("{}: {found}\n{side}", target.name)),
        // It was ended from outside, or by itself without a panic: found again with each input kept.
        (false, None) => {
            let again = started(target, seed, &budget, true);
            let input = traced(target);
            Some(format!(
                "{}: ended with {} ({:?}) by {}\n{side}",
                target.name,
                output.status,
                again.status.code(),
                input.display()
            ))
        }
    };
    let (name, seconds) = (target.name, start.elapsed().as_secs_f64());
    let found = usize::from(finding.is_some());
    println!("{name:<10} {executions:>12} {found:>9} {seconds:>9.1} {mebibytes:>9}");
    std::io::stdout().flush().unwrap();
    Ran { executions, finding }
}

fn started(target: &Target, seed: u64, budget: &str, traced: bool) -> std::process::Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", target.name, &seed.to_string(), budget]);
    if traced {
        command.arg("traced");
    }
    command.env("RUST_BACKTRACE", "0").output().unwrap()
}

/// Where a process keeps each input before it tries it.
fn traced(target: &Target) -> PathBuf {
    kept().join(format!("hostile-{}-last.bin", target.name))
}

/// Bounds what this process may take: asking for more ends it.
#[cfg(unix)]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Rlimit { current: Some(MEMORY_BYTES), maximum: Some(MEMORY_BYTES) };
    setrlimit(Resource::Data, most).unwrap();
}

#[cfg(not(unix))]
fn bound_memory() {}

/// Ends the process where an input takes too long: nothing else would.
fn watch(begun: &'static AtomicU64, start: Instant) {
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_millis(200));
            let at = begun.load(Ordering::Relaxed);
            let now = u64::try_from(start.elapsed().as_millis()).unwrap();
            if at > 0 && now.saturating_sub(at) > u64::try_from(LONG.as_millis()).unwrap() {
                eprintln!("an input takes longer than {LONG:?}");
                std::process::abort();
            }
        }
    });
}

/// What the processor has done for this process so far.
#[cfg(unix)]
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

#[cfg(not(unix))]
fn spent() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// The process: tries seeds, then changes of them, so many or so many seconds (`30s`).
pub(crate) fn child(target: &Target, seed: u64, budget: &str, traces: bool) {
    static BEGUN: AtomicU64 = AtomicU64::new(0);
    bound_memory();
    let start = Instant::now();
    let seeds = (target.seeds)();
    let (most, longest) = match budget.strip_suffix('s') {
        Some(seconds) => (u64::MAX, Duration::from_secs(seconds.parse().unwrap())),
        None => (budget.parse().unwrap(), SHORT),
    };
    // What is made once is not counted to the first input.
    (target.run)(&seeds[0]);
    watch(&BEGUN, start);
    let mut dice = Dice(seed);
    let mut executions = 0;
    while executions < most && start.elapsed() < longest {
        let place = usize::try_from(executions).unwrap_or(usize::MAX);
        let input = seeds.get(place).map_or_else(
            || {
                let reshape = target.reshape.filter(|_| dice.below(2) == 0);
                let input = match reshape {
                    Some(reshape) => reshape(dice.pick(&seeds).as_slice(), &mut dice),
                    None => mutated(&seeds, target.pieces, &mut dice),
                };
                let is_mended = dice.below(4) > 0;
                match target.mend.filter(|_| is_mended) {
                    Some(mend) => mend(input),
                    None => input,
                }
            },
            Vec::clone,
        );
        if traces {
            fs::write(traced(target), &input).unwrap();
        }
        BEGUN.store(u64::try_from(start.elapsed().as_millis()).unwrap().max(1), Ordering::Relaxed);
        let before = spent();
        let ran = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        let took = spent().saturating_sub(before);
        BEGUN.store(0, Ordering::Relaxed);
        executions += 1;
        if ran.is_err() || took > SLOW {
            let file = kept().join(format!("hostile-{}-{seed}-{executions}.bin", target.name));
            fs::write(&file, &input).unwrap();
            println!("executions {executions}");
            let why = if ran.is_err() { "panics".to_owned() } else { format!("takes {took:?}") };
            println!("found {why}: {}", file.display());
            std::process::exit(1);
        }
    }
    println!("executions {executions}");
    println!("mebibytes {}", most_used().map_or_else(|| "-".to_owned(), |it| it.to_string()));
}

/// The most memory that this process ever had, in MiB, where the system says so.
fn most_used() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}
