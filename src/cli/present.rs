//! The second screen of a live session, or what it would show.

use super::call::Call;
use super::error::CliError;
use super::output::Output;
use crate::app::hall::board::{Line, line_words, lines};
use crate::i18n::Lang;
use crate::shell::hall::{ViewOptions, Whose, look, view};
use clap::ArgMatches;
use serde_json::{Value, json};

/// Shows the room a live session, or prints once what there is to see.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let is_example = words.get_flag("demo");
    let whose = if is_example { Whose::Example } else { Whose::Data(call.folder()?) };
    let lang = call.matches.contains_id("lang").then_some(call.lang);
    if !words.get_flag("once") && !output.is_json() && crate::shell::has_terminal() {
        return Ok(view(ViewOptions { whose, lang, bell: words.get_flag("bell") })?);
    }
    let hall = look(&whose).map_err(CliError::Hall)?;
    if output.is_json() {
        let hall = serde_json::to_value(&hall).map_err(std::io::Error::from)?;
        return output.value(&json!({ "hall": with_nulls(hall) }));
    }
    let Some(hall) = hall else {
        return output.line(&line_words(&Line::Waiting, call.lang).unwrap_or_default());
    };
    let lang = lang.or_else(|| Lang::from_tag(&hall.lang)).unwrap_or(call.lang);
    lines(&hall, lang).iter().try_for_each(|line| output.line(line))
}

/// The same with `null` for what there is no word for, as in all JSON of the command line.
fn with_nulls(value: Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::Array(values) => values.into_iter().map(with_nulls).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, with_nulls(value))).collect()
        }
        other => other,
    }
}
