//! The title of the form that takes an issue in, which may be a line that says more.

use super::form::{FieldState, Form};
use super::state::State;
use crate::command::intake;

/// Whether a field is such a title.
fn takes_lines(form: Option<&Form>, field: &FieldState) -> bool {
    field.field.key == "title" && form.is_some_and(|form| intake::takes_lines(form.verb))
}

/// What a line says beside its title; what stands in other fields counts.
pub(super) fn note(state: &State, form: Option<&Form>, field: &FieldState) -> Option<String> {
    let form = form.filter(|form| takes_lines(Some(form), field))?;
    let areas = state.catalog.studio_areas();
    let ground = intake::Ground { today: state.today, areas: &areas };
    let is_given = |key: &str| {
        let field = form.fields.iter().find(|field| field.field.key == key);
        field.is_some_and(|field| !field.is_empty())
    };
    let told = intake::read(field.editor.text(), &ground).told(state.lang, is_given);
    (!told.is_empty()).then(|| told.join(state.say("；", "; ")))
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
