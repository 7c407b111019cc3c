//! Who was expected and did not come, with the reason where there is one.

use super::{Attendee, Group, add_to, in_order, post, row_of};
use crate::{
    document::cast::Cast,
    domain::{
        id::PersonId,
        session::{Absentee, Attendance, Class, Guest, Presence, Session},
    },
    i18n::Paper,
};

/// The row of somebody who was invited and is not there: that of the sheet, else in what capacity they
/// were to come. `None` where nobody knows in which.
pub(in crate::document) fn absent_row(
    cast: &Cast<'_>,
    session: &Session,
    (person, presence): (PersonId, Presence),
) -> Option<Attendance> {
    if let Some(row) = cast.row(person) {
        return Some(row.clone());
    }
    let facts = cast.world.person(person).map(|it| &it.facts);
    let (side, department) = (facts.map(|it| it.side), facts.and_then(|it| it.department));
    let class = session.likely_class(cast.world, person, side, department.is_some())?;
    Some(row_of(person, class, department, presence))
}

/// Who is excused, or who just did not come: guests and those whom the sheet tells of.
pub(super) fn listed(cast: &Cast<'_>, session: &Session, excused: bool) -> Vec<Group> {
    let presence = if excused { Presence::Excused } else { Presence::Absent };
    let mut groups: Vec<Group> = Vec::new();
    for absentee in session.absentees().iter().filter(|it| it.excuse.is_some() == excused) {
        let why = why_absent(cast, session, absentee);
        let person = match absentee.guest {
            Guest::Department(department) => {
                let group = Group::of(Some(Class::Department), Some(department));
                groups.push(Group { note: why, ..group });
                continue;
            }
            Guest::Person(person) => person,
        };
        let row = absent_row(cast, session, (person, presence));
        let post = row.as_ref().map(|row| post(cast, row)).unwrap_or_default();
        let notes: Vec<String> = [post, why].into_iter().filter(|it| !it.is_empty()).collect();
        let attendee = Attendee {
            person,
            name: cast.name(person),
            note: notes.join(cast.word(Paper::Clause)),
        };
        let (class, department) =
            row.map_or((None, None), |row| (Some(cast.told_class(row.class)), row.department));
        add_to(&mut groups, class, department, attendee);
    }
    in_order(cast, groups)
}

/// Why somebody is excused, and who came instead. The reason is nobody's business outside the office.
fn why_absent(cast: &Cast<'_>, session: &Session, absentee: &Absentee) -> String {
    let Some(excuse) = &absentee.excuse else { return String::new() };
    let reason = if cast.setting.is_public() { "" } else { excuse.reason.trim() };
    let came = excuse.substitute.filter(|it| session.has_come(Guest::Person(*it)));
    let instead = came.map(|it| cast.words(Paper::CameInstead, &[("name", &cast.name(it))]));
    let words = [Some(reason.to_owned()), instead].into_iter().flatten();
    words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(cast.word(Paper::Clause))
}
