//! Looking after the data: checking it, saying what to do, and what shells need.

mod found;
mod program;
mod remedy;

pub(super) use found::lines as found_lines;

use super::error::CliError;
use super::output::Output;
use super::{Call, close};
use crate::domain::id::EntityKind;
use crate::exchange::whole::StateHash;
use crate::i18n::{Label, Lang};
use crate::shell::clock::Clock;
use crate::shell::desk::Desk;
use crate::store::StoreVerification;
use clap::ArgMatches;
use serde_json::json;
use std::path::Path;

/// Checks everything that is stored, or a backup.
pub(super) fn verify(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    if let Some(file) = words.get_one::<std::path::PathBuf>("file") {
        return super::backup::verify(file, call.lang, output);
    }
    let mut desk = call.open(output)?;
    let found = desk.checked()?;
    let sum = desk.state_hash().ok();
    if output.is_json() {
        let mut value = found::json(&found, call.lang, desk.catalog());
        value["state_sha256"] = json!(sum.map(|sum| sum.hex()));
        output.value(&value)?;
    } else {
        tell(&found, &desk, call.lang, output)?;
        if let Some(sum) = sum {
            output.line(&super::export::sum_text(&sum, call.lang))?;
        }
    }
    ended(desk, &found)
}

/// Says what a check has found.
fn tell(
    found: &StoreVerification,
    desk: &Desk,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    let (groups, records) = (found.log.groups, found.log.records);
    output.line(&match lang {
        Lang::Zh => format!("日志 {groups} 组、{records} 条记录，链条完整性已核对。"),
        Lang::En => {
            let (groups, records) = (counted(groups, "group"), counted(records, "record"));
            format!("{groups} and {records} were read and their chain checked.")
        }
    })?;
    for line in found::lines(found, lang, desk.catalog()) {
        output.line(&format!("  {line}"))?;
    }
    output.line(match (lang, found.is_whole()) {
        (Lang::Zh, true) => "数据完好。",
        (Lang::En, true) => "The data is whole.",
        (Lang::Zh, false) => "发现问题。",
        (Lang::En, false) => "Damage was found.",
    })
}

/// Closes; what was found is told, however closing ends.
fn ended(desk: Desk, found: &StoreVerification) -> Result<(), CliError> {
    let closed = close(desk);
    if found.is_whole() { closed } else { Err(CliError::NotWhole) }
}

/// Takes the date of the computer for right from now on, although the last entry says otherwise.
fn go_on_from_today(call: &Call<'_>, output: &mut Output) -> Result<(), CliError> {
    if !call.matches.get_flag("yes") {
        return Err(CliError::ClockUnconfirmed);
    }
    let mut desk = call.open(output)?;
    let clock = Clock::default();
    desk.store().engine().restart_clock(clock.wall_millis())?;
    let day = clock.today();
    if output.is_json() {
        output.value(&json!({"going_on_from": day.to_string()}))?;
    } else {
        output.line(&match call.lang {
            Lang::Zh => format!("今后的登记从今天（{day}）起算；以前登记的内容和时间都没有改动。"),
            Lang::En => format!(
                "What is entered from now on counts from today ({day}); nothing entered before was changed."
            ),
        })?;
    }
    close(desk)
}

/// Says how the program is set up, where the data is, how far both copies go, and what is wrong.
pub(super) fn doctor(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    if words.get_flag("go-on-from-today") {
        return go_on_from_today(call, output);
    }
    let mut desk = open_or_tell(call, output)?;
    let folder = desk.store().folder().display().to_string();
    let (journal, rows) = desk.store().engine().groups();
    let read_only = desk.store().engine().read_only();
    let catalog = desk.catalog();
    let (issues, sessions, people) =
        (catalog.issues.len(), catalog.sessions.len(), catalog.people.len());
    let years: Vec<i32> = desk.calendar().years().collect();
    let found = desk.checked()?;
    let sum = desk.state_hash().ok();
    let plan = desk.settings().options.backups.clone();
    let data = desk.store().folder().to_owned();
    let (stands, backups) = super::backup::standing(&data, &plan, call.lang)?;
    let drafts = crate::shell::kept_drafts(&data);
    let is_example = desk.settings().example_today.is_some();
    let remedies = if is_example {
        Vec::new()
    } else {
        remedy::lines(&found, &stands, super::call::wall_today()?, call.lang)
    };
    if output.is_json() {
        let mut value = json!({
            "folder": folder,
            "state_sha256": sum.as_ref().map(StateHash::hex),
            "backups": super::backup::standing_json(&stands),
            "remedies": remedies,
            "kept_drafts": drafts.iter().map(|it| it.display().to_string()).collect::<Vec<_>>(),
            "journal_groups": journal,
            "rows_groups": rows,
            "read_only": read_only.is_some(),
            "issues": issues, "sessions": sessions, "people": people,
            "holiday_years": years,
            "verify": found::json(&found, call.lang, desk.catalog()),
        });
        for (name, told) in program::json(call.lang) {
            value[name] = told;
        }
        output.value(&value)?;
    } else {
        let (first, last) =
            (years.first().copied().unwrap_or(0), years.last().copied().unwrap_or(0));
        let lines = match call.lang {
            Lang::Zh => [
                format!("数据文件夹：{folder}"),
                format!("日志写到第 {journal} 组，查询数据跟到第 {rows} 组。"),
                format!("议题 {issues} 件，协商议事会 {sessions} 场，人员 {people} 人。"),
                format!("节假日数据：{first}–{last} 年；其他年份只按周末计算。"),
            ],
            Lang::En => [
                format!("Data folder: {folder}"),
                format!("The journal reaches group {journal}, the rows group {rows}."),
                format!(
                    "{}, {}, {people} {}.",
                    counted(issues, "issue"),
                    counted(sessions, "session"),
                    if people == 1 { "person" } else { "people" },
                ),
                format!("Holidays: {first}–{last}; other years count weekends only."),
            ],
        };
        for line in program::lines(call.lang).into_iter().chain(lines) {
            output.line(&line)?;
        }
        if let Some(sum) = &sum {
            output.line(&super::export::sum_text(sum, call.lang))?;
            if let Some(undone) = undone(sum, [issues, sessions, people], call.lang) {
                output.line(&undone)?;
            }
        }
        for line in backups.into_iter().chain(drafts.iter().map(|it| kept_text(it, call.lang))) {
            output.line(&line)?;
        }
        if let Some(reason) = read_only {
            output.line(&crate::shell::wording::read_only_text(reason, call.lang))?;
        }
        tell(&found, &desk, call.lang, output)?;
        for line in remedies {
            output.line(&line)?;
        }
    }
    ended(desk, &found)
}

/// Opens the store; where that fails, what there is to know of the program is told on the side.
fn open_or_tell(call: &Call<'_>, output: &mut Output) -> Result<Desk, CliError> {
    call.open(output).inspect_err(|_error| {
        for line in program::lines(call.lang) {
            output.notice(&line);
        }
        let drafts = call.folder().map(|data| crate::shell::kept_drafts(&data)).unwrap_or_default();
        for draft in drafts {
            output.notice(&kept_text(&draft, call.lang));
        }
    })
}

/// Why the state has more of something than there is: entries that were undone are still in it.
fn undone(sum: &StateHash, there: [usize; 3], lang: Lang) -> Option<String> {
    let kinds = [EntityKind::Issue, EntityKind::Session, EntityKind::Person];
    let each = kinds.into_iter().zip(there).filter_map(|(kind, there)| {
        let all = usize::try_from(*sum.counts.get(&kind)?).ok()?;
        let undone = all.checked_sub(there).filter(|undone| *undone > 0)?;
        let kind = kind.label(lang);
        Some(format!("{kind} {undone}"))
    });
    let each: Vec<String> = each.collect();
    let each = (!each.is_empty()).then(|| each.join(lang.pick("、", ", ")))?;
    Some(match lang {
        Lang::Zh => format!("其中已撤销、不再列出的：{each}。"),
        Lang::En => format!("Of these, undone and not listed any more: {each}."),
    })
}

/// Tells of a text that an editor had saved and that never came back.
fn kept_text(kept: &Path, lang: Lang) -> String {
    let kept = kept.display();
    match lang {
        Lang::Zh => format!("编辑器里保存过、没有收进资料的文字：{kept}；用完请自己删掉。"),
        Lang::En => format!(
            "A text that an editor saved and that never came back: {kept}; remove it when you have no more use for it."
        ),
    }
}

/// A number of things in English.
#[expect(clippy::needless_pass_by_value, reason = "numbers are copied")]
fn counted(count: impl std::fmt::Display + PartialEq + From<u8>, thing: &str) -> String {
    let ending = if count == 1.into() { "" } else { "s" };
    format!("{count} {thing}{ending}")
}

/// Writes a completion script.
pub(super) fn completions(
    words: &ArgMatches,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(shell) = words.get_one::<clap_complete::Shell>("shell") else { return Ok(()) };
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut super::parser::command(lang), "tanshi", &mut script);
    output.raw(&script)
}
