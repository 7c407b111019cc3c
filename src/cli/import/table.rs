//! Tables from a file: what becomes of each row is told before, and instead of, saving anything.

use super::super::call::{Call, close};
use super::super::error::CliError;
use super::super::output::{Output, entity_id};
use super::super::verbs::{desk_error, meant};
use super::progress::Bar;
use super::told;
use crate::command::{Noun, TABLE_OPTIONS, TableOption, Takes, Values, WishFault, table_options};
use crate::exchange::table::told::{saved, would_do};
use crate::exchange::table::{Form, Options, Plan, What};
use crate::shell::desk::{Blank, Columns, Desk, Lists, TableWish};
use crate::store::Asked;
use clap::ArgMatches;
use serde_json::{Value, json};
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
    /// Reads the options of the call; a studio that they name is one of the lists.
    fn of(words: &ArgMatches, path: &Path, lists: &Lists) -> Result<Self, CliError> {
        let (values, catalog) = (values(words), lists.catalog());
        let options = table_options(&values, &bare_name(path), catalog);
        let options = options.map_err(|fault| match fault {
            WishFault::NoMapping(text) => CliError::NoMapping(text),
            // What may be meant is told as everywhere.
            WishFault::NoStudio(name, _) => match meant(catalog, Noun::Studio, &name) {
                Err(error) => error,
                Ok(_) => CliError::Unknown { what: Noun::Studio, name },
            },
        })?;
        let flag = |name: &str| words.get_flag(name);
        Ok(Self {
            options,
            dry: flag("dry-run"),
            good_rows: values.first("rows") == Some("good"),
            all: flag("all"),
            forget: flag("forget-mapping"),
        })
    }

    /// What is remembered of the columns: what somebody had to say of a head of which rows were read.
    fn columns(&self, plan: &Plan) -> Columns {
        let is_read = plan.rows.iter().any(|row| row.what != What::Refused);
        match (self.forget, self.options.mapped.is_empty()) {
            (true, _) => Columns::Forget,
            (false, false) if is_read => Columns::Remember,
            (false, _) => Columns::AsTheyAre,
        }
    }
}

/// What was said, as the form would have it.
fn values(words: &ArgMatches) -> Values {
    let mut values = Values::default();
    for TableOption { field, option, takes, .. } in TABLE_OPTIONS {
        match takes {
            Takes::Nothing(value) if words.get_flag(option) => values.set(field.key, value),
            Takes::Nothing(_) => {}
            Takes::One(_) | Takes::Several(_) => {
                if let Some(said) = words.get_many::<String>(option) {
                    values.set_all(field.key, said.cloned().collect());
                }
            }
        }
    }
    values
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
    file: (&[u8], Form),
    output: &mut Output,
) -> Result<(), CliError> {
    if !call.has_store()? {
        return first(call, (path, words), file, output);
    }
    let mut desk = call.open(output)?;
    let done = on_desk(call, (path, words), file, &mut desk, output);
    call.tell_news(&mut desk, output);
    let closed = close(desk);
    done?;
    closed
}

/// Where there is no store yet: one is made for what is saved, and for nothing else.
fn first(
    call: &Call<'_>,
    (path, words): (&Path, &ArgMatches),
    (bytes, form): (&[u8], Form),
    output: &mut Output,
) -> Result<(), CliError> {
    let blank = Blank::default();
    let wished = &Wished::of(words, path, blank.lists())?;
    let asked = asked(call, wished, blank.lists())?;
    let plan = planned(call, wished, output, |wish, bar| {
        Ok(blank.plan_table(wish(bytes, form), &asked, bar)?)
    })?;
    if wished.dry || is_refused(&plan, wished) || plan.actions.is_empty() {
        return told_only(call, path, &plan, wished, blank.lists().catalog(), output);
    }
    let rehearsed = blank.rehearse(&plan.actions, &asked);
    rehearsed.map_err(|error| desk_error(error, None, blank.lists().catalog()))?;
    let mut desk = call.open_or_make(output)?;
    let done = take_in(call, (path, &plan), wished, &mut desk, output);
    call.tell_news(&mut desk, output);
    let closed = close(desk);
    done?;
    closed
}

/// Who asks, and when: a rehearsal may look at any day.
fn asked(call: &Call<'_>, wished: &Wished, lists: &Lists) -> Result<Asked, CliError> {
    if wished.dry { call.asked_to_rehearse(lists) } else { call.asked(lists) }
}

fn on_desk(
    call: &Call<'_>,
    (path, words): (&Path, &ArgMatches),
    (bytes, form): (&[u8], Form),
    desk: &mut Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    let wished = &Wished::of(words, path, desk.lists())?;
    let asked = asked(call, wished, desk.lists())?;
    let plan = planned(call, wished, output, |wish, bar| {
        Ok(desk.plan_table(wish(bytes, form), &asked, bar)?)
    })?;
    if wished.dry || is_refused(&plan, wished) {
        return told_only(call, path, &plan, wished, desk.catalog(), output);
    }
    take_in(call, (path, &plan), wished, desk, output)
}

/// Saves what is to be done, and tells what was.
fn take_in(
    call: &Call<'_>,
    (path, plan): (&Path, &Plan),
    wished: &Wished,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    let asked = call.asked(desk.lists())?;
    let change = save(call, desk, (plan, wished.columns(plan)), &asked, output)?;
    if output.is_json() {
        let mut value = told::json(path, plan, desk.catalog(), call.lang, wished.all);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("written".to_owned(), json!(true));
            fields.insert("change".to_owned(), json!(change));
        }
        return output.value(&value);
    }
    told::lines(path, plan, desk.catalog(), call.lang, wished.all, output)?;
    output.line(&saved(plan, change.is_some(), call.lang))
}

fn save(
    call: &Call<'_>,
    desk: &mut Desk,
    (plan, columns): (&Plan, Columns),
    asked: &Asked,
    output: &Output,
) -> Result<Option<String>, CliError> {
    let mut bar = Bar::saving(call.lang, output.is_json());
    let done = desk.import_table(plan, columns, asked, &mut |at, of| bar.move_to(at, of));
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
        return Err(refusal(plan, wished, told::refused(plan, catalog, call.lang)));
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
        return Err(refusal(plan, wished, told::refused(plan, catalog, call.lang)));
    }
    if !output.is_json() {
        output.line(&would_do(plan, call.lang))?;
    }
    Ok(())
}

/// That rows are not taken in, so that none is.
fn refusal(plan: &Plan, wished: &Wished, rows: Vec<Value>) -> CliError {
    let [.., conflicts, refused] = plan.counts();
    CliError::TableRefused { refused, conflicts, dry: wished.dry, rows }
}

/// The id of a row's entity, for scripts.
pub(super) fn id_text(id: Option<crate::domain::id::EntityId>) -> Option<String> {
    id.map(entity_id)
}
