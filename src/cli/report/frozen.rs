//! Frozen reports: made, listed, run again, held against now, dropped.

use super::{Wish, json, rows::row_json, scope, tell, wish};
use crate::cli::Call;
use crate::cli::error::CliError;
use crate::cli::output::{Output, hex};
use crate::cli::{close, table, today};
use crate::command::fill::Values;
use crate::command::report::{MovedRow, moved_rows};
use crate::command::verb::find;
use crate::command::{Directory, Noun, Words};
use crate::domain::event::Event;
use crate::domain::figures::{Counted, Figure, FrozenReport, Report};
use crate::i18n::{Label, Lang, Wording, sentence};
use crate::shell::desk::{Again, Desk, Frozen};
use clap::ArgMatches;
use serde_json::{Value, json as object};

/// Freezes the report that is asked for.
pub(super) fn freeze(
    call: &Call<'_>,
    name: &str,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let scope = scope(&desk, words, today)?;
    let mut values = Values::default();
    values.set("name", name);
    values.set("from", scope.interval.first().to_string());
    values.set("to", scope.interval.last().to_string());
    values.set("cut-off", scope.cut_off.to_string());
    let studio = scope.studio.and_then(|id| Directory::name(desk.catalog(), id.into()));
    if let Some(name) = studio {
        values.set("studio", name);
    }
    let done = perform(call, &mut desk, "freeze-report", &values)?;
    let frozen = done.into_iter().find_map(|event| match event {
        Event::ReportFrozen(report) => Some(report),
        _ => None,
    });
    match frozen {
        Some(frozen) if output.is_json() => {
            output.value(&object!({"frozen": [listed_json(&desk, &frozen)]}))?;
        }
        Some(frozen) => output.line(&frozen_words(&frozen, call.lang))?,
        None => {}
    }
    call.tell_news(&mut desk, output);
    close(desk)
}

/// Drops a frozen report.
pub(super) fn drop_report(
    call: &Call<'_>,
    name: &str,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    find_frozen(&desk, name)?;
    let mut values = Values::default();
    values.set("name", name);
    perform(call, &mut desk, "drop-report", &values)?;
    if output.is_json() {
        output.value(&object!({"frozen": all_json(&desk)}))?;
    } else {
        output.line(&match call.lang {
            Lang::Zh => format!("已删去冻结报表「{name}」。tanshi undo 可以恢复。"),
            Lang::En => format!("Dropped the frozen report “{name}”. tanshi undo brings it back."),
        })?;
    }
    call.tell_news(&mut desk, output);
    close(desk)
}

fn perform(
    call: &Call<'_>,
    desk: &mut Desk,
    verb: &'static str,
    values: &Values,
) -> Result<Vec<Event>, CliError> {
    let Some(verb) = find(Noun::Settings, verb) else { return Ok(Vec::new()) };
    let asked = call.asked(desk.lists())?;
    match desk.perform(verb, None, values, &asked) {
        Ok(done) => Ok(done.events),
        Err(error) => {
            let catalog = Box::new(desk.catalog().clone());
            Err(CliError::Desk { error, verb: Some(verb), catalog })
        }
    }
}

fn find_frozen(desk: &Desk, name: &str) -> Result<FrozenReport, CliError> {
    let found = desk.settings().frozen_report(name.trim()).cloned();
    found.ok_or_else(|| CliError::NoFrozen {
        name: name.to_owned(),
        names: desk.settings().frozen.iter().map(|it| it.name.clone()).collect(),
    })
}

/// Lists them all.
pub(super) fn list(call: &Call<'_>, output: &mut Output) -> Result<(), CliError> {
    let desk = call.open(output)?;
    let all = &desk.settings().frozen;
    if output.is_json() {
        output.value(&object!({"frozen": all_json(&desk)}))?;
    } else if all.is_empty() {
        output.note(
            Words::new(
                "还没有冻结的报表。用 report --freeze 名称 冻结一份。",
                "No report is frozen yet. report --freeze NAME freezes one.",
            )
            .get(call.lang),
        );
    } else {
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|it| {
                let studio =
                    it.scope.studio.and_then(|id| Directory::name(desk.catalog(), id.into()));
                let scope = it.scope.interval.words(call.lang);
                vec![
                    it.name.clone(),
                    it.frozen_on.to_string(),
                    scope,
                    it.scope.cut_off.to_string(),
                    studio.unwrap_or_default(),
                ]
            })
            .collect();
        let head = match call.lang {
            Lang::Zh => ["名称", "冻结日", "统计区间", "截止日", "工作室"],
            Lang::En => ["Name", "Frozen on", "Interval", "Cut-off", "Studio"],
        };
        table::print(&head, &rows, output)?;
    }
    close(desk)
}

/// Runs one again; says when it does not come out as it was.
pub(super) fn run(
    call: &Call<'_>,
    name: &str,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let frozen = find_frozen(&desk, name)?;
    let found = desk.run_frozen(&frozen, || {})?;
    let found = found.ok_or_else(|| CliError::NoPosition(frozen.name.clone()))?;
    let day = today(desk.lists())?;
    if words.get_flag("compare") {
        let now = desk.report(frozen.scope)?;
        compare(&desk, &found, &now, call.lang, words, output)?;
    } else {
        tell(&desk, &found.report, Some(&found), (call.lang, day), words, output)?;
        if !output.is_json() && found.again == Again::Same {
            output.note(&same_words(&found.frozen, call.lang));
        }
    }
    let again = found.again;
    close(desk)?;
    match again {
        Again::Same => Ok(()),
        Again::Otherwise => Err(CliError::NotAsFrozen { name: frozen.name, other_rules: false }),
        Again::OtherRules => Err(CliError::NotAsFrozen { name: frozen.name, other_rules: true }),
    }
}

fn compare(
    desk: &Desk,
    found: &Frozen,
    now: &Report,
    lang: Lang,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Wish { rows, .. } = wish(words)?;
    let difference = found.difference(now);
    let names = (&found.catalog, desk.catalog());
    let mut moved = moved_rows(&difference, &found.since, names, lang);
    if let Some(only) = rows {
        moved.retain(|it| match (it.counted, only) {
            (Counted::In(figure), super::Counted::Figure(only)) => figure == only,
            (Counted::Waiting(wait), super::Counted::Wait(only)) => wait == only,
            _ => false,
        });
    }
    if output.is_json() {
        let rows: Vec<Value> = moved.iter().map(|it| moved_json(names, it)).collect();
        return output.value(&object!({
            "frozen": frozen_json(found),
            "then": json::part(found.report.whole(), None),
            "now": json::part(now.whole(), None),
            "moved": rows,
        }));
    }
    output.line(&frozen_words(&found.frozen, lang))?;
    for figure in Figure::ALL.iter().copied() {
        let (then, now) = (found.report.count(figure), now.count(figure));
        if then != now {
            output.line(&format!("  {} {then} → {now}", table::padded(figure.label(lang), 38)))?;
        }
    }
    if moved.is_empty() {
        output.note(lang.pick("现在统计和冻结时一样。", "A report of today says the same."));
        return Ok(());
    }
    let lines: Vec<Vec<String>> = moved
        .iter()
        .map(|it| {
            vec![
                it.counted_words.to_owned(),
                it.motion.label(lang).to_owned(),
                it.number.clone(),
                it.what.clone(),
                it.why(lang),
            ]
        })
        .collect();
    let head = match lang {
        Lang::Zh => ["数字", "变动", "编号", "内容", "原因"],
        Lang::En => ["Figure", "Moved", "Number", "What", "Why"],
    };
    table::print(&head, &lines, output)
}

fn moved_json(
    names: (&crate::command::Catalog, &crate::command::Catalog),
    moved: &MovedRow,
) -> Value {
    let (then, now) = names;
    let key = match moved.counted {
        Counted::In(figure) => figure.key(),
        Counted::Waiting(wait) => wait.key(),
    };
    let here = row_json(now, moved.row);
    let is_known = here.as_object().is_some_and(|it| it.values().all(|it| !it.is_null()));
    let row = if is_known { here } else { row_json(then, moved.row) };
    let since: Vec<Value> = moved
        .since
        .iter()
        .map(|(day, what)| object!({"on": day.to_string(), "what": what}))
        .collect();
    object!({
        "figure": key,
        "moved": moved.motion.key(),
        "reason": moved.reason.key(),
        "row": row,
        "since": since,
    })
}

/// What was frozen, and whether it came out again.
pub(super) fn frozen_json(found: &Frozen) -> Value {
    let again = match found.again {
        Again::Same => "same",
        Again::Otherwise => "otherwise",
        Again::OtherRules => "other_rules",
    };
    crate::cli::json::with(stated_json(&found.frozen), object!({ "again": again }))
}

fn stated_json(frozen: &FrozenReport) -> Value {
    object!({
        "name": frozen.name,
        "frozen_on": frozen.frozen_on.to_string(),
        "position": frozen.position.map(|it| object!({"replica": hex(&it.replica), "seq": it.seq})),
        "sha256": hex(&frozen.sha256),
        "rules": frozen.rules,
    })
}

fn listed_json(desk: &Desk, frozen: &FrozenReport) -> Value {
    let scope = frozen.scope;
    let more = object!({
        "from": scope.interval.first().to_string(),
        "to": scope.interval.last().to_string(),
        "cut_off": scope.cut_off.to_string(),
        "studio": crate::cli::json::name_of(desk.catalog(), scope.studio),
    });
    crate::cli::json::with(stated_json(frozen), more)
}

fn all_json(desk: &Desk) -> Vec<Value> {
    desk.settings().frozen.iter().map(|it| listed_json(desk, it)).collect()
}

/// What was frozen, in a line.
fn frozen_words(frozen: &FrozenReport, lang: Lang) -> String {
    let scope = sentence::report_scope(lang, frozen.scope.interval, frozen.scope.cut_off);
    let (name, day, hash) = (&frozen.name, frozen.frozen_on, short(frozen));
    match lang {
        Lang::Zh => format!("冻结报表「{name}」（{day} 冻结，校验码 {hash}）：{scope}"),
        Lang::En => format!("Frozen report “{name}” (frozen on {day}, hash {hash}): {scope}"),
    }
}

fn same_words(frozen: &FrozenReport, lang: Lang) -> String {
    let (day, hash) = (frozen.frozen_on, short(frozen));
    match lang {
        Lang::Zh => format!("按 {day} 冻结时的登记重新算过，结果一致（校验码 {hash}）。"),
        Lang::En => {
            format!("Counted again as it was recorded on {day}: the same result (hash {hash}).")
        }
    }
}

/// The beginning of its hash, enough to compare two by eye.
fn short(frozen: &FrozenReport) -> String {
    hex(&frozen.sha256).chars().take(12).collect()
}
