//! "I am from the Housing Bureau": a department that is typed at the door in place of a name.

use super::people::{Candidate, typed};
use super::{Cockpit, Mode, found};
use crate::app::context::named;
use crate::app::state::State;
use crate::domain::id::DepartmentId;
use crate::domain::row::DepartmentRow;
use crate::domain::session::Guest;
use crate::i18n::Lang;
use crate::search::quick::Matcher;

/// So many letters may be the initials of a department.
const INITIALS: usize = 3;

/// The department that somebody new comes from, by what was typed: where its name is typed, and nobody
/// of it is expected who has not come, nor anybody called so. Whoever else is known of it is offered too.
pub(super) fn for_department(
    state: &State,
    cockpit: &Cockpit,
    offered: &[Candidate],
) -> Option<DepartmentId> {
    let typed = typed(cockpit);
    if cockpit.mode != Mode::CheckIn || typed.is_empty() {
        return None;
    }
    if offered.iter().any(|it| it.is_likely) {
        return None;
    }
    called(state, cockpit, &typed)
}

/// The department that is called so: of several the one that is invited, else that of the district.
pub(super) fn called(state: &State, cockpit: &Cockpit, typed: &str) -> Option<DepartmentId> {
    let (world, session) = found(state, cockpit)?;
    let matcher = Matcher::new(typed);
    // All the initials of a Chinese name, and no fewer: a newcomer may be called An.
    let has_initials = |row: &DepartmentRow| {
        typed.is_ascii()
            && typed.len() >= INITIALS
            && typed.len() == row.name.chars().count()
            && matcher.rank(&row.name).is_some_and(|rank| rank < 2)
    };
    let is_called = |row: &&DepartmentRow| row.called().is_called(typed) || has_initials(row);
    let rows = &state.catalog.departments;
    let mut all: Vec<&DepartmentRow> = rows.values().filter(is_called).collect();
    if all.is_empty() {
        all = state.catalog.departments_meant(typed).filter_map(|id| rows.get(&id)).collect();
    }
    let is_invited = |row: &DepartmentRow| session.invitation(Guest::Department(row.id)).is_some();
    let district = world.studio(session.facts.studio).map(|it| it.facts.district.as_str());
    let is_near = |row: &DepartmentRow| Some(&*row.district) == district;
    let only = |is_one: &dyn Fn(&DepartmentRow) -> bool| {
        let mut found = all.iter().filter(|row| is_one(row));
        found.next().filter(|_| found.next().is_none()).map(|row| row.id)
    };
    only(&|_| true).or_else(|| only(&is_invited)).or_else(|| only(&is_near))
}

/// What Enter does.
pub(super) fn department_words(
    state: &State,
    department: DepartmentId,
    has_nobody: bool,
) -> String {
    let name = named(&state.catalog, department.into());
    match (has_nobody, state.lang) {
        (true, Lang::Zh) => format!("名册里没有 {name} 的人。回车：登记来人的姓名并签到"),
        (true, Lang::En) => {
            format!("Nobody of {name} is in the directory. Enter asks who came, and checks them in")
        }
        (false, Lang::Zh) => format!("{name} 来的人：回车登记姓名并签到，或在下面选"),
        (false, Lang::En) => {
            format!("Somebody from {name}: Enter asks who came, or choose below")
        }
    }
}
