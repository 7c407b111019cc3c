//! In what capacity those are at a session whom the sign-in form names, as saving will have it.

use super::form::{FieldState, Form};
use super::state::State;
use crate::command::fill::{Directory, Found, unmarked};
use crate::command::{class_given, is_for_newcomers, own_class, several};
use crate::domain::id::{DepartmentId, EntityKind, PersonId, SessionId};
use crate::domain::session::Class;
use crate::domain::world::World;

/// What the form says of the class, where it asks for one: nothing else brings newcomers in as
/// what they are at the session.
pub(super) fn class_field(form: &Form) -> Option<&FieldState> {
    form.fields.iter().find(|field| field.field.key == "class")
}

pub(super) fn stated(form: &Form) -> Option<Class> {
    Class::from_key(class_field(form)?.value().first()?)
}

/// The class of each of those named, where one is stated: told beside the name, since it may not
/// be what the directory says. Nothing for newcomers, who are told otherwise.
pub(super) fn classes(state: &State, form: &Form, names: &[String]) -> Vec<Option<Class>> {
    let Some(stated) = stated(form) else { return vec![None; names.len()] };
    let own: Vec<Option<PersonId>> = names.iter().map(|name| person(state, name)).collect();
    let own_classes: Vec<Option<Class>> =
        own.iter().map(|id| id.and_then(|id| own_class_of(state, form, id))).collect();
    let spares = is_for_newcomers(&own_classes);
    own.iter()
        .zip(own_classes)
        .map(|(id, own)| id.and_then(|_| class_given(Some(stated), own, spares)))
        .collect()
}

/// The classes that fit those who are named, each once: their own, else that of the department that
/// is stated, or whose name their unit has; whoever nobody knows and who comes for no department comes
/// for the public most of the time. They are only offered first: nobody is counted so for want of a word.
/// Nothing where nothing tells.
pub(super) fn fitting(state: &State, form: &Form) -> Vec<Class> {
    let field = form.fields.iter().find(|field| field.field.key == "person");
    let text = field.map(|field| field.editor.text()).unwrap_or_default();
    let is_known =
        |name: &str| state.catalog.find(EntityKind::Person, unmarked(name)) != Found::None;
    let speaks_for = department(state, form).map(|_id| Class::Department);
    let mut fitting = Vec::new();
    for name in several::split(text, is_known) {
        let known = person(state, &name);
        let own = known.and_then(|id| own_class_of(state, form, id));
        let of_unit = || {
            let unit = &state.catalog.people.get(&known?)?.unit;
            let is_one = state.catalog.find(EntityKind::Department, unit) != Found::None;
            (is_one && !unit.is_empty()).then_some(Class::Department)
        };
        let is_new = || state.catalog.find(EntityKind::Person, unmarked(&name)) == Found::None;
        let newcomer = || is_new().then_some(Class::PublicRepresentative);
        let class = own.or(speaks_for).or_else(of_unit).or_else(newcomer);
        fitting.extend(class.filter(|class| !fitting.contains(class)));
    }
    fitting
}

fn person(state: &State, name: &str) -> Option<PersonId> {
    match state.catalog.find(EntityKind::Person, unmarked(name)) {
        Found::One(id) => PersonId::try_from(id).ok(),
        Found::None | Found::Several(_) => None,
    }
}

fn own_class_of(state: &State, form: &Form, person: PersonId) -> Option<Class> {
    let empty = World::default();
    let world = state.dossier.as_ref().map_or(&empty, |dossier| &dossier.world);
    let session =
        form.target.and_then(|id| SessionId::try_from(id).ok()).and_then(|id| world.session(id));
    own_class(world, &*state.catalog, session, person, department(state, form))
}

fn department(state: &State, form: &Form) -> Option<DepartmentId> {
    let field = form.fields.iter().find(|field| field.field.key == "department")?;
    match state.catalog.find(EntityKind::Department, field.editor.text().trim()) {
        Found::One(id) => DepartmentId::try_from(id).ok(),
        Found::None | Found::Several(_) => None,
    }
}
