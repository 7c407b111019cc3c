//! Who attended a session: by name, or as a count.

use super::fill::{Fault, FieldFault, Filling, Newcomer};
use super::session::session;
use super::verb::{Field, FieldKind, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{DepartmentId, EntityKind, PersonId, SessionId};
use crate::domain::person::Side;
use crate::domain::session::{Attendance, Class, Column, Presence, Session, TALLY_HEADS, Tally};

pub(super) const ATTEND: &[Field] = &[
    field("person", w("姓名", "Name"), FieldKind::People).required().positional(),
    field("class", w("身份类别", "Class"), FieldKind::Choice(choices!(Class))),
    field(
        "department",
        w("代表部门", "For department"),
        FieldKind::Reference(EntityKind::Department),
    ),
    field("presence", w("到会", "Presence"), FieldKind::Choice(choices!(Presence))),
    field("arrived", w("签到时间", "Arrived"), FieldKind::Time),
    field("left", w("离会时间", "Left"), FieldKind::Time),
];

pub(super) const TALLY: &[Field] = &[
    field("class", w("身份类别", "Class"), FieldKind::Choice(choices!(Class)))
        .required()
        .positional(),
    field("count", w("人数", "How many"), FieldKind::Number { least: 0, most: TALLY_HEADS })
        .required()
        .positional(),
    field("from", w("依据", "Who counted"), FieldKind::Line),
];

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

/// Enters who came. Whoever is on the sheet already keeps what is not said anew.
pub(super) fn attend(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let named: Option<DepartmentId> = filling.id_of("department", EntityKind::Department)?;
    let class = filling.choice_or("class", Class::from_key, None)?;
    let presence = filling.choice_or("presence", Presence::from_key, None)?;
    let newcomer = class_of_newcomer(class, named.is_some());
    let side = match newcomer.map(Class::column) {
        Some(Column::Member) => Side::Member,
        Some(Column::Public) => Side::Public,
        Some(Column::Department | Column::Other) | None => Side::Other,
    };
    let department = named.filter(|_| newcomer == Some(Class::Department));
    let people = filling.people_as("person", Newcomer { side, department })?.unwrap_or_default();
    people
        .into_iter()
        .map(|person| {
            let before = session.attendance.iter().find(|row| row.person == person);
            let department = named
                .or_else(|| before.and_then(|row| row.department))
                .or_else(|| filling.directory.person(person)?.department);
            let class = class
                .or_else(|| before.map(|row| row.class))
                .or_else(|| usual_class(filling, session, person, department))
                .ok_or_else(|| {
                    filling.fault("class", FieldFault::ClassOf(name_of(filling, person)))
                })?;
            let row = Attendance {
                person,
                class,
                // Who is there as somebody else does not speak for their department unasked.
                department: named
                    .or_else(|| department.filter(|_| class.column() == Column::Department)),
                presence: presence
                    .or_else(|| before.map(|row| row.presence))
                    .unwrap_or(Presence::Present),
                arrived_at: filling.time_or("arrived", before.and_then(|row| row.arrived_at))?,
                left_at: filling.time_or("left", before.and_then(|row| row.left_at))?,
                correction: false,
            };
            Ok(Action::SetAttendance { session: session.id, person, row: Some(row) })
        })
        .collect()
}

/// In what capacity somebody is there whom nobody knows yet: as is said, or for the department that
/// is named. `None` where neither is said: nobody is counted as a citizen for want of a word.
pub fn class_of_newcomer(stated: Option<Class>, for_department: bool) -> Option<Class> {
    stated.or_else(|| for_department.then_some(Class::Department))
}

/// What somebody is called who may have come in just now.
fn name_of(filling: &Filling<'_>, person: PersonId) -> String {
    let coming = filling.newcomers.iter().find_map(|action| match action {
        Action::AddPerson { id, facts, .. } if *id == person => Some(facts.name.clone()),
        _ => None,
    });
    coming.or_else(|| filling.directory.name(person.into())).unwrap_or_default()
}

/// In what capacity somebody is there when nobody says: by the studio, the agenda, the department,
/// then the side they usually sit on. `None` where the directory does not tell.
fn usual_class(
    filling: &Filling<'_>,
    session: &Session,
    person: PersonId,
    department: Option<DepartmentId>,
) -> Option<Class> {
    let studio = filling.world.studio(session.facts.studio).map(|studio| &studio.facts);
    let raised = session
        .agenda
        .iter()
        .filter_map(|item| filling.world.issue(item.issue))
        .any(|issue| issue.facts.raisers.contains(&person));
    if studio.is_some_and(|studio| studio.convenor == Some(person)) {
        return Some(Class::Convenor);
    }
    if studio.is_some_and(|studio| studio.members.contains(&person)) {
        return Some(Class::ResidentMember);
    }
    let side = filling.directory.person(person).map(|row| row.side);
    match side {
        Some(Side::Member) => Some(Class::Member),
        _ if department.is_some() => Some(Class::Department),
        _ if raised => Some(Class::Raiser),
        Some(Side::Public) => Some(Class::PublicRepresentative),
        Some(Side::Other) | None => None,
    }
}

pub(super) fn remove_attendance(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session: SessionId = filling.target()?;
    let people: Vec<PersonId> = filling.ids_or("person", EntityKind::Person, Vec::new())?;
    Ok(people
        .into_iter()
        .map(|person| Action::SetAttendance { session, person, row: None })
        .collect())
}

pub(super) fn tally(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let class = filling
        .choice_or("class", Class::from_key, None)?
        .ok_or_else(|| filling.fault("class", FieldFault::Required))?;
    let count = filling
        .number_or("count", None)?
        .ok_or_else(|| filling.fault("count", FieldFault::Required))?;
    let mut tallies = session.tallies.clone();
    tallies.retain(|tally| tally.class != class);
    if count > 0 {
        tallies.push(Tally { class, count, source: filling.text_or("from", "") });
    }
    Ok(vec![Action::SetTallies { session: session.id, tallies }])
}
