//! The title of the form that takes an issue in, which may be a line that says more.

use super::form::{FieldState, Form};
use super::state::State;
use crate::command::intake::{self, Line};

/// Whether a field is such a title.
fn takes_lines(form: Option<&Form>, field: &FieldState) -> bool {
    field.field.key == "title" && form.is_some_and(|form| intake::takes_lines(form.verb))
}

/// The title of a form as a line that may say more; `None` where the form has none of that kind.
pub(super) fn line(state: &State, form: &Form) -> Option<Line> {
    let title = form.fields.iter().find(|field| takes_lines(Some(form), field))?;
    let areas = state.catalog.studio_areas();
    let directory = &*state.catalog;
    let ground = intake::Ground { today: state.today, areas: &areas, directory };
    Some(intake::read(title.editor.text(), &ground))
}

/// What a line says beside its title; what stands in other fields counts.
/// As an error where something in it is doubtful.
pub(super) fn note(
    state: &State,
    form: Option<&Form>,
    field: &FieldState,
) -> Option<Result<String, String>> {
    let form = form.filter(|form| takes_lines(Some(form), field))?;
    let is_given = |key: &str| {
        let field = form.fields.iter().find(|field| field.field.key == key);
        field.is_some_and(|field| !field.is_empty())
    };
    let line = line(state, form)?;
    let told = line.told(state.lang, is_given);
    let words = (!told.is_empty()).then(|| told.join(state.say("；", "; ")))?;
    Some(if line.doubts.is_empty() { Ok(words) } else { Err(words) })
}

/// What stands in the empty title.
pub(super) fn placeholder(
    state: &State,
    form: Option<&Form>,
    field: &FieldState,
) -> Option<&'static str> {
    takes_lines(form, field).then(|| {
        state.say(
            "标题；也可一行说完：来信 石潭镇 农机合作社资金 +温度 @李某某",
            "a title, or a line: letter: Co-op funds +livelihood @Li",
        )
    })
}
