//! Who attended a session: by name, or as a count.

use super::fill::{Directory, Fault, FieldFault, Filling, Newcomer};
use super::session::session;
use super::verb::{Field, FieldKind, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{DepartmentId, EntityKind, PersonId, SessionId};
use crate::domain::person::Side;
use crate::domain::session::{
    Attendance, Class, Column, FloorMark, Guest, Presence, Session, TALLY_HEADS, Tally,
    class_of_side,
};
use crate::domain::world::World;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

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
    let own: Vec<Option<Class>> =
        people.iter().map(|person| own_class_in(filling, session, *person, named)).collect();
    let spares = is_for_newcomers(&own);
    let rows = people
        .into_iter()
        .zip(own)
        .map(|(person, own)| {
            let before = session.attendance.iter().find(|row| row.person == person);
            let department = named
                .or_else(|| before.and_then(|row| row.department))
                .or_else(|| filling.directory.person(person)?.department);
            let class = class_given(class, own, spares)
                .or_else(|| named.map(|_| Class::Department))
                .ok_or_else(|| {
                    filling.fault("class", FieldFault::ClassOf(name_of(filling, person)))
                })?;
            let presence =
                presence.or_else(|| before.map(|row| row.presence)).unwrap_or(Presence::Present);
            let came = came(filling, session, before, presence);
            Ok(Attendance {
                person,
                class,
                // Who is there as somebody else does not speak for their department unasked.
                department: named
                    .or_else(|| department.filter(|_| class.column() == Column::Department)),
                presence,
                arrived_at: time_of(filling, session, "arrived", came)?,
                left_at: time_of(filling, session, "left", before.and_then(|row| row.left_at))?,
                correction: false,
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let actions = rows.into_iter().flat_map(|row| signed(filling, session, row));
    Ok(actions.collect())
}

/// When somebody came, where nobody says: as on the sheet, or now while the session is going on and they
/// are there. Who was noted as excused has not come by that.
fn came(
    filling: &Filling<'_>,
    session: &Session,
    before: Option<&Attendance>,
    presence: Presence,
) -> Option<NaiveTime> {
    let stated = before.filter(|row| row.presence == Presence::Present || row.arrived_at.is_some());
    if let Some(row) = stated {
        return row.arrived_at;
    }
    let is_here = presence == Presence::Present && session.is_live();
    is_here.then(|| filling.now.time())
}

/// A time of the sheet. In a session that is going on, nobody has come or gone who is yet to.
fn time_of(
    filling: &Filling<'_>,
    session: &Session,
    key: &'static str,
    current: Option<NaiveTime>,
) -> Result<Option<NaiveTime>, Fault> {
    let time = filling.time_or(key, current)?;
    let today = filling.now.date();
    // Of a session of several days, times of the days before are told too.
    let is_of_today = session.floor.course().opened.is_none_or(|at| at.date() == today);
    let moment =
        |time| session.moment_of(time).or_else(|| is_of_today.then(|| today.and_time(time)));
    let is_ahead = time.and_then(moment).is_some_and(|at| filling.lies_ahead(at));
    if session.is_live() && is_ahead && time != current {
        return Err(filling.fault(key, FieldFault::NotYet));
    }
    Ok(time)
}

/// Signs a row; whoever had left a session that is going on, and is there again, came back: the sheet
/// keeps when they first came, the floor how long they were out.
fn signed(filling: &Filling<'_>, session: &Session, row: Attendance) -> Vec<Action> {
    let person = row.person;
    let sign = |row| Action::SetAttendance { session: session.id, person, row: Some(row) };
    let before = session.attendance.iter().find(|it| it.person == person);
    let left = before.filter(|_| session.is_live()).and_then(|it| it.left_at);
    let Some(left_at) = left else { return vec![sign(row)] };
    let has_left = |time: &NaiveTime| session.order_of(*time) >= session.order_of(left_at);
    let comes_again = row.arrived_at.filter(has_left);
    let is_back =
        row.presence == Presence::Present && (comes_again.is_some() || row.left_at.is_none());
    if !is_back {
        return vec![sign(row)];
    }
    let at = comes_again.map_or(filling.now, |time| moment_past(filling, session, time));
    let first = before.and_then(|it| it.arrived_at);
    let left_again = row.left_at.filter(|it| *it != left_at);
    let mark = FloorMark::Returned { person, left_at };
    vec![
        sign(Attendance { arrived_at: first, left_at: left_again, ..row }),
        Action::MarkFloor { session: session.id, at, mark },
    ]
}

/// When a time was that has passed: by the beginning of the session, or else the last one.
fn moment_past(filling: &Filling<'_>, session: &Session, time: NaiveTime) -> NaiveDateTime {
    let today = filling.now.date().and_time(time);
    let last = if filling.lies_ahead(today) { today - TimeDelta::days(1) } else { today };
    session.moment_of(time).unwrap_or(last)
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

/// The class of each by the directory; somebody who came in just now has none.
fn own_class_in(
    filling: &Filling<'_>,
    session: &Session,
    person: PersonId,
    named: Option<DepartmentId>,
) -> Option<Class> {
    filling.directory.person(person)?;
    own_class(filling.world, filling.directory, Some(session), person, named)
}

/// Whether a class that is stated is for those alone who have none of their own: several are named,
/// and among them somebody who needs it. A member is not counted with the public because a
/// newcomer was named in the same breath (DOMAIN §3).
pub fn is_for_newcomers(own: &[Option<Class>]) -> bool {
    own.len() > 1 && own.iter().any(Option::is_none)
}

/// The class that somebody gets: the stated one, or their own.
pub fn class_given(stated: Option<Class>, own: Option<Class>, spares: bool) -> Option<Class> {
    if spares { own.or(stated) } else { stated.or(own) }
}

/// In what capacity somebody is there when nobody says: as on the sheet already, by the studio, the
/// agenda, the department, then the side they usually sit on. `None` where nothing tells.
pub fn own_class(
    world: &World,
    directory: &dyn Directory,
    session: Option<&Session>,
    person: PersonId,
    named: Option<DepartmentId>,
) -> Option<Class> {
    let row = directory.person(person);
    let before = session.and_then(|it| it.attendance.iter().find(|row| row.person == person));
    let department = named
        .or_else(|| before.and_then(|row| row.department))
        .or_else(|| row.and_then(|row| row.department));
    if let Some(before) = before {
        return Some(before.class);
    }
    let side = row.map(|row| row.side);
    match session {
        Some(session) => session.likely_class(world, person, side, department.is_some()),
        None => class_of_side(side, department.is_some(), false),
    }
}

/// In which column somebody who is invited would count, and of one who comes for a department for which:
/// its people are its answer, and no further departments.
pub fn guest_seat(
    world: &World,
    directory: &dyn Directory,
    session: &Session,
    guest: Guest,
) -> (Column, Option<DepartmentId>) {
    let person = match guest {
        Guest::Department(id) => return (Column::Department, Some(id)),
        Guest::Person(person) => person,
    };
    let class = own_class(world, directory, Some(session), person, None);
    let column = class.map_or(Column::Other, Class::column);
    let on_sheet = || session.attendance.iter().find(|row| row.person == person)?.department;
    let department = || on_sheet().or_else(|| directory.person(person)?.department);
    (column, department().filter(|_| column == Column::Department))
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
    let before = tallies.iter().find(|tally| tally.class == class);
    let source = filling.text_or("from", before.map_or("", |tally| &tally.source));
    tallies.retain(|tally| tally.class != class);
    if count > 0 {
        tallies.push(Tally { class, count, source });
    }
    Ok(vec![Action::SetTallies { session: session.id, tallies }])
}
