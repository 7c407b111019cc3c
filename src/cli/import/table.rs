//! Tables from a file: what becomes of each row is told before, and instead of, saving anything.

use super::super::call::{Call, close};
use super::super::error::CliError;
use super::super::output::{Output, entity_id};
use super::super::verbs::desk_error;
use super::progress::Bar;
use super::told;
use crate::exchange::table::told::{saved, would_do};
use crate::exchange::table::{Conflicts, Form, Options, Plan, TableKind};
use crate::shell::desk::{Blank, Desk, TableWish};
use crate::store::Asked;
use clap::ArgMatches;
use serde_json::json;
use std::path::Path;

/// What the command line wishes of a table.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is said or not")]
pub(super) struct Wished {
    options: Options,
    dry: bool,
    good_rows: bool,
    all: bool,
    forget: bool,
}

impl Wished {
    /// Reads the options of the call.
    pub(super) fn of(words: &ArgMatches, path: &Path) -> Result<Self, CliError> {
        let text = |name: &str| words.get_one::<String>(name).cloned();
        let kind = text("kind").as_deref().and_then(TableKind::read);
        let conflicts = match text("conflicts").as_deref() {
            Some("keep") => Conflicts::Keep,
            Some("take") => Conflicts::Take,
            _ => Conflicts::Refuse,
        };
        let mapped = words.get_many::<String>("map").into_iter().flatten();
        let mapped = mapped.map(|text| {
            let pair = text.split_once(['=', '＝']);
            pair.map(|(column, field)| (column.trim().to_owned(), field.trim().to_owned()))
                .ok_or_else(|| CliError::NoMapping(text.clone()))
        });
        let options = Options {
            kind,
            sheet: text("sheet"),
            mapped: mapped.collect::<Result<_, _>>()?,
            source: text("source").unwrap_or_else(|| bare_name(path)),
            add_missing: words.get_flag("add-missing"),
            conflicts,
            ..Options::default()
        };
        let flag = |name: &str| words.get_flag(name);
        Ok(Self {
            options,
            dry: flag("dry-run"),
            good_rows: flag("good-rows"),
            all: flag("all"),
            forget: flag("forget-mapping"),
        })
    }
}

/// The name of a file without its folders and its ending: what past work is recorded from.
fn bare_name(path: &Path) -> String {
    let name = path.file_stem().map(|it| it.to_string_lossy().into_owned());
    name.filter(|it| !it.trim().is_empty() && it != "-").unwrap_or_else(|| "导入表格".to_owned())
}

/// Imports a table, or says what would come of it.
pub(super) fn run(
    call: &Call<'_>,
    (path, words): (&Path, &ArgMatches),
    (bytes, form): (&[u8], Form),
    output: &mut Output,
) -> Result<(), CliError> {
    let mut wished = Wished::of(words, path)?;
    let studio = words.get_one::<String>("studio").cloned();
    if !call.has_store()? {
        let blank = Blank::default();
        let asked = call.asked_to_rehearse(blank.lists())?;
        if let Some(studio) = studio {
            let what = crate::command::Noun::Studio;
            return Err(CliError::Unknown { what, name: studio });
        }
        let plan = planned(call, &wished, output, |wish, bar| {
            Ok(blank.plan_table(wish(bytes, form), &asked, bar)?)
        })?;
        if wished.dry || is_refused(&plan, &wished) {
            // Nothing is made where nothing is written.
            return told_only(call, path, &plan, &wished, blank.lists().catalog(), output);
        }
    }
    let mut desk = if wished.dry { call.open(output)? } else { call.open_or_make(output)? };
    if let Some(studio) = studio {
        wished.options.studio = crate::cli::verbs::studio_meant(desk.catalog(), &studio)?;
    }
    let done = on_desk(call, path, (bytes, form), &wished, &mut desk, output);
    call.tell_news(&mut desk, output);
    let closed = close(desk);
    done?;
    closed
}

fn on_desk(
    call: &Call<'_>,
    path: &Path,
    (bytes, form): (&[u8], Form),
    wished: &Wished,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    let asked =
        if wished.dry { call.asked_to_rehearse(desk.lists())? } else { call.asked(desk.lists())? };
    let plan = planned(call, wished, output, |wish, bar| {
        Ok(desk.plan_table(wish(bytes, form), &asked, bar)?)
    })?;
    if wished.dry || is_refused(&plan, wished) {
        return told_only(call, path, &plan, wished, desk.catalog(), output);
    }
    remember(desk, &plan, wished, &asked)?;
    let change = save(call, desk, &plan, &asked, output)?;
    if output.is_json() {
        let mut value = told::json(path, &plan, desk.catalog(), call.lang, wished.all);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("written".to_owned(), json!(true));
            fields.insert("change".to_owned(), json!(change));
        }
        return output.value(&value);
    }
    told::lines(path, &plan, desk.catalog(), call.lang, wished.all, output)?;
    output.line(&saved(&plan, call.lang))
}

/// What the columns were taken for is remembered where somebody had to say it.
fn remember(desk: &mut Desk, plan: &Plan, wished: &Wished, asked: &Asked) -> Result<(), CliError> {
    if wished.forget || !wished.options.mapped.is_empty() {
        let remembered = desk.remember_columns(&plan.head, wished.forget, asked);
        remembered.map_err(|error| desk_error(error, None, desk.catalog()))?;
    }
    Ok(())
}

fn save(
    call: &Call<'_>,
    desk: &mut Desk,
    plan: &Plan,
    asked: &Asked,
    output: &Output,
) -> Result<Option<String>, CliError> {
    if plan.actions.is_empty() {
        return Ok(None);
    }
    let mut bar = Bar::saving(call.lang, output.is_json());
    let done = desk.import_table(plan, asked, &mut |at, of| bar.move_to(at, of));
    drop(bar);
    let done = done.map_err(|error| desk_error(error, None, desk.catalog()))?;
    Ok(done.change.map(|change| change.to_string()))
}

/// Makes the plan, with a bar on the side.
fn planned<'b>(
    call: &Call<'_>,
    wished: &'b Wished,
    output: &Output,
    plan: impl FnOnce(
        &dyn Fn(&'b [u8], Form) -> TableWish<'b>,
        &mut dyn FnMut(usize, usize),
    ) -> Result<Result<Plan, crate::exchange::table::TableFault>, CliError>,
) -> Result<Plan, CliError> {
    let mut bar = Bar::reading(call.lang, output.is_json());
    let wish = |bytes, form| TableWish { bytes, form, options: &wished.options };
    let plan = plan(&wish, &mut |at, of| bar.move_to(at, of))?;
    drop(bar);
    plan.map_err(CliError::Table)
}

fn is_refused(plan: &Plan, wished: &Wished) -> bool {
    !plan.is_clean() && !wished.good_rows
}

/// Tells what would come of it, and that nothing was saved.
fn told_only(
    call: &Call<'_>,
    path: &Path,
    plan: &Plan,
    wished: &Wished,
    catalog: &crate::command::Catalog,
    output: &mut Output,
) -> Result<(), CliError> {
    let refused = is_refused(plan, wished);
    if refused && !wished.dry {
        // Whoever asked for an import and not for a list reads it where refusals stand.
        if !output.is_json() {
            told::notes(path, plan, catalog, call.lang, output);
        }
        let [.., conflicts, refused] = plan.counts();
        return Err(CliError::TableRefused { refused, conflicts, dry: false });
    }
    if output.is_json() {
        let mut value = told::json(path, plan, catalog, call.lang, wished.dry || wished.all);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("written".to_owned(), json!(false));
            fields.insert("change".to_owned(), json!(null));
        }
        output.value(&value)?;
    } else {
        told::lines(path, plan, catalog, call.lang, wished.all, output)?;
    }
    if refused {
        let [.., conflicts, refused] = plan.counts();
        return Err(CliError::TableRefused { refused, conflicts, dry: true });
    }
    if !output.is_json() {
        output.line(would_do(plan, call.lang))?;
    }
    Ok(())
}

/// The id of a row's entity, for scripts.
pub(super) fn id_text(id: Option<crate::domain::id::EntityId>) -> Option<String> {
    id.map(entity_id)
}
