//! Looking after the data: checking it, saying what to do, and what shells need.

use super::error::CliError;
use super::output::{Output, entity_id};
use super::{Call, close};
use crate::i18n::Lang;
use clap::ArgMatches;
use serde_json::json;

/// Checks everything that is stored.
pub(super) fn verify(call: &Call<'_>, output: &mut Output) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let found = desk.store().verify()?;
    let whole = found.is_whole();
    if output.is_json() {
        output.value(&json!({
            "whole": whole,
            "groups": found.log.groups,
            "records": found.log.records,
            "journal": found.log.damage.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "chain": found.log.faults.iter().map(|fault| json!({"group": fault.group, "fault": fault.error.to_string()})).collect::<Vec<_>>(),
            "rows": found.log.different.iter().map(|id| json!({"entity": id.kind.word(), "id": entity_id(*id)})).collect::<Vec<_>>(),
            "files": found.files,
            "file_faults": found.file_faults.len(),
        }))?;
    } else {
        let (groups, records) = (found.log.groups, found.log.records);
        output.line(&match call.lang {
            Lang::Zh => format!("日志 {groups} 组、{records} 条记录，链条完整性已核对。"),
            Lang::En => {
                format!("{groups} groups and {records} records were read and their chain checked.")
            }
        })?;
        for damage in &found.log.damage {
            output.line(&format!("  {damage}"))?;
        }
        for fault in &found.log.faults {
            output.line(&format!("  {}: {}", fault.group, fault.error))?;
        }
        for id in &found.log.different {
            output.line(&format!("  {id}"))?;
        }
        let text = match (call.lang, whole) {
            (Lang::Zh, true) => "数据完好。",
            (Lang::En, true) => "The data is whole.",
            (Lang::Zh, false) => "发现问题。",
            (Lang::En, false) => "Damage was found.",
        };
        output.line(text)?;
    }
    close(desk)?;
    if whole { Ok(()) } else { Err(CliError::NotWhole) }
}

/// Says where the data is, how far both copies go, and what is wrong.
pub(super) fn doctor(call: &Call<'_>, output: &mut Output) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let folder = desk.store().folder().display().to_string();
    let (journal, rows) = desk.store().engine().groups();
    let read_only = desk.store().engine().read_only();
    let catalog = desk.catalog();
    let (issues, sessions, people) =
        (catalog.issues.len(), catalog.sessions.len(), catalog.people.len());
    let years: Vec<i32> = desk.calendar().years().collect();
    if output.is_json() {
        output.value(&json!({
            "folder": folder,
            "journal_groups": journal,
            "rows_groups": rows,
            "read_only": read_only.is_some(),
            "issues": issues, "sessions": sessions, "people": people,
            "holiday_years": years,
        }))?;
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
                format!("{issues} issues, {sessions} sessions, {people} people."),
                format!("Holidays: {first}–{last}; other years count weekends only."),
            ],
        };
        for line in lines {
            output.line(&line)?;
        }
        if let Some(reason) = read_only {
            output.line(&crate::shell::wording::read_only_text(reason, call.lang))?;
        }
    }
    close(desk)?;
    verify(call, output)
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
