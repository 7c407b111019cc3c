//! Who came to a session, by class and department, as the lists of a document tell it.

mod absent;

pub(super) use absent::absent_row;

use super::{
    cast::Cast,
    phrase::{Blank, Phrase, Unknown},
    strokes::StrokeKey,
};
use crate::{
    domain::{
        id::{DepartmentId, PersonId},
        session::{Attendance, Class, Column, Guest, Presence, Session},
    },
    i18n::{Paper, wording::clock_time},
};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

/// How long people are signed in after a session was set going without counting as late.
const SIGNING_IN: TimeDelta = TimeDelta::minutes(5);

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Who.
    pub person: PersonId,
    /// Their name in this copy, not padded.
    pub name: String,
    /// What stands behind it in brackets: post, late arrival; may be empty.
    pub note: String,
}

/// People of one class, or of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// In what capacity they came, as this copy tells it; `None` where nobody knows, of those who did not come.
    pub class: Option<Class>,
    /// The department they came for.
    pub department: Option<DepartmentId>,
    /// What stands in brackets behind a department that sent nobody; may be empty.
    pub note: String,
    /// By the strokes of their surnames (DOMAIN §4); in a department in order of entry.
    pub people: Vec<Attendee>,
    /// How many more came whom nobody named.
    pub tally: u32,
}

/// The lists of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// 出席: members, public and departments who came.
    pub present: Vec<Group>,
    /// 列席: others who came.
    pub attending: Vec<Group>,
    /// 请假.
    pub excused: Vec<Group>,
    /// 缺席.
    pub absent: Vec<Group>,
    /// How many came, by column; a column of which nothing is known has a blank.
    pub heads: Vec<(Column, Phrase)>,
}

impl Roll {
    /// Reads the sign-in sheet and the tallies of a session.
    pub fn of(cast: &Cast<'_>, session: &Session) -> Self {
        let list = |is_other: bool| {
            let rows = session.attendance.iter().filter(|row| {
                let is_other_row = row.class.column() == Column::Other;
                row.presence == Presence::Present && is_other == is_other_row
            });
            groups(cast, session, rows.collect())
        };
        let mut present = list(false);
        let mut attending = list(true);
        for tally in session.tallies.iter().filter(|tally| tally.count > 0) {
            let is_other = tally.class.column() == Column::Other;
            add_tally(
                if is_other { &mut attending } else { &mut present },
                cast.told_class(tally.class),
                tally.count,
            );
        }
        let (excused, absent) =
            (absent::listed(cast, session, true), absent::listed(cast, session, false));
        Self { present, attending, excused, absent, heads: heads(session) }
    }

    /// Whether nobody is known to have come.
    pub fn is_unknown(&self) -> bool {
        self.present.is_empty() && self.attending.is_empty()
    }

    /// How many came, in words: 委员13人、群众8人、部门单位2个. Empty where nobody is known to have
    /// come at all: then the list itself is a blank.
    pub fn heads_words(&self, cast: &Cast<'_>) -> Phrase {
        if self.is_unknown() {
            return Phrase::empty();
        }
        let words = self.heads.iter().map(|(column, count)| {
            let paper = match (column, count.plain() == "1") {
                (Column::Member, false) => Paper::HeadsMembers,
                (Column::Member, true) => Paper::HeadsMember,
                (Column::Public, false) => Paper::HeadsPublic,
                (Column::Public, true) => Paper::HeadsCitizen,
                (Column::Department, false) => Paper::HeadsDepartments,
                (Column::Department, true) => Paper::HeadsDepartment,
                (Column::Other, _) => Paper::HeadsOthers,
            };
            cast.sentence(paper, &[("count", count.clone())])
        });
        Phrase::joined(words, cast.word(Paper::Comma))
    }
}

/// The heads of each column by counting rules 1–5 (DOMAIN §3). Of a session that a source tells
/// of, a column that it does not speak of is unknown; of any other, nobody came.
fn heads(session: &Session) -> Vec<(Column, Phrase)> {
    [Column::Member, Column::Public, Column::Department, Column::Other]
        .into_iter()
        .filter_map(|column| match session.count(column) {
            0 if session.source.is_some() && column != Column::Other => {
                let blank = Blank::new(Unknown::Heads(column), session.id).wide(2);
                Some((column, Phrase::unknown(blank)))
            }
            0 => None,
            count => Some((column, Phrase::said(count.to_string()))),
        })
        .collect()
}

/// Who is expected, as rows of a sheet; then the departments that send whom they like; then those of
/// whom nobody knows in what capacity they come.
pub(super) fn expected_rows(
    cast: &Cast<'_>,
    session: &Session,
) -> (Vec<Attendance>, Vec<DepartmentId>, Vec<PersonId>) {
    let (mut rows, mut departments, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for guest in session.expected() {
        let person = match guest {
            Guest::Department(department) => {
                departments.push(department);
                continue;
            }
            Guest::Person(person) => person,
        };
        if let Some(row) = session.attendance.iter().find(|row| row.person == person) {
            let none = Attendance { arrived_at: None, left_at: None, ..row.clone() };
            rows.push(Attendance { presence: Presence::Present, correction: false, ..none });
            continue;
        }
        let facts = cast.world.person(person).map(|it| &it.facts);
        let (side, department) = (facts.map(|it| it.side), facts.and_then(|it| it.department));
        match session.likely_class(cast.world, person, side, department.is_some()) {
            Some(class) => rows.push(row_of(person, class, department, Presence::Present)),
            None => others.push(person),
        }
    }
    departments.retain(|id| rows.iter().all(|row| row.department != Some(*id)));
    (rows, departments, others)
}

/// A row of the sheet for somebody who is not on it.
pub(super) fn row_of(
    person: PersonId,
    class: Class,
    department: Option<DepartmentId>,
    presence: Presence,
) -> Attendance {
    Attendance {
        person,
        class,
        department: department.filter(|_| class == Class::Department),
        presence,
        arrived_at: None,
        left_at: None,
        correction: false,
    }
}

/// Who is expected, by class and department.
pub(super) fn expected(cast: &Cast<'_>, session: &Session) -> Vec<Group> {
    let (rows, departments, _) = expected_rows(cast, session);
    let mut groups = groups(cast, session, rows.iter().collect());
    let sending = |department| Group::of(Some(Class::Department), Some(department));
    groups.extend(departments.into_iter().map(sending));
    groups.sort_by_key(|group| group.class.map(rank));
    groups
}

fn groups(cast: &Cast<'_>, session: &Session, rows: Vec<&Attendance>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let department = row.department.filter(|_| row.class == Class::Department);
        let (name, note) = (cast.name(row.person), note(cast, session, row));
        let attendee = Attendee { person: row.person, name, note };
        add_to(&mut groups, Some(cast.told_class(row.class)), department, attendee);
    }
    in_order(cast, groups)
}

fn add_to(
    groups: &mut Vec<Group>,
    class: Option<Class>,
    department: Option<DepartmentId>,
    attendee: Attendee,
) {
    match groups.iter_mut().find(|it| (it.class, it.department) == (class, department)) {
        Some(group) => group.people.push(attendee),
        None => {
            groups.push(Group { people: vec![attendee], ..Group::of(class, department) });
        }
    }
}

/// By class, those of an unknown one last; people by the strokes of their surnames.
fn in_order(cast: &Cast<'_>, mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by_key(|group| (group.class.is_none(), group.class.map(rank)));
    for group in groups.iter_mut().filter(|group| group.class != Some(Class::Department)) {
        // The order is that of the names as they are known, so that both copies agree.
        group.people.sort_by_cached_key(|it| stroke_key(cast, it.person));
    }
    groups
}

/// Where a capacity stands on a list: leaders, then who convenes, then the members.
pub(super) const fn rank(class: Class) -> (u8, Class) {
    let place = match class {
        Class::Leader => 0,
        Class::Convenor => 1,
        _ => 2,
    };
    (place, class)
}

/// By what a person is ordered among others.
pub(super) fn stroke_key(cast: &Cast<'_>, person: PersonId) -> StrokeKey {
    let name = cast.world.person(person).map_or("", |person| person.facts.name.as_str());
    StrokeKey::of(name)
}

fn add_tally(groups: &mut Vec<Group>, class: Class, count: u32) {
    // Departments are counted beside those that are named, not among one of them.
    let own = |group: &&mut Group| group.class == Some(class) && group.department.is_none();
    if let Some(group) = groups.iter_mut().find(own) {
        group.tally = group.tally.saturating_add(count);
    } else {
        groups.push(Group { tally: count, ..Group::of(Some(class), None) });
        groups.sort_by_key(|group| group.class.map(rank));
    }
}

/// Post of those who speak for more than themselves; late arrival and early leaving.
fn note(cast: &Cast<'_>, session: &Session, row: &Attendance) -> String {
    let came_late = row.arrived_at.filter(|at| is_late(session, *at));
    let times = [(Paper::ArrivedAt, came_late), (Paper::LeftAt, row.left_at)];
    let times = times
        .into_iter()
        .filter_map(|(paper, at)| at.map(|at| cast.words(paper, &[("time", &clock_time(at))])));
    let notes: Vec<String> =
        std::iter::once(post(cast, row)).chain(times).filter(|it| !it.is_empty()).collect();
    notes.join(cast.word(Paper::Clause))
}

fn post(cast: &Cast<'_>, row: &Attendance) -> String {
    match row.class {
        Class::Leader | Class::Expert | Class::Lawyer | Class::Media | Class::Department => {
            cast.world.person(row.person).map(|person| cast.post(person)).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Whether somebody came late: after the planned time, and some minutes after the clock was set going,
/// for people are signed in while it begins.
fn is_late(session: &Session, arrived: NaiveTime) -> bool {
    let on = session.facts.on;
    let planned = session.facts.starts_at;
    let is_of_the_day = |at: &NaiveDateTime| on.first() <= at.date() && at.date() <= on.last();
    let Some(opened) = session.floor.course().opened.filter(is_of_the_day) else {
        return planned.is_some_and(|it| session.order_of(it) < session.order_of(arrived));
    };
    let day = opened.date();
    let signed_in = opened + SIGNING_IN;
    let until = planned.map_or(signed_in, |it| day.and_time(it).max(signed_in));
    until < session.moment_of(arrived).unwrap_or_else(|| day.and_time(arrived))
}

impl Group {
    const fn of(class: Option<Class>, department: Option<DepartmentId>) -> Self {
        Self { class, department, note: String::new(), people: Vec::new(), tally: 0 }
    }

    /// What the group is called: its department, or its class; nothing where that is not known.
    pub fn title(&self, cast: &Cast<'_>) -> String {
        match (self.department, self.class) {
            (Some(department), _) => cast.department(department),
            (None, Some(class)) => cast.class(class).to_owned(),
            (None, None) => String::new(),
        }
    }

    /// How many of it nobody named: 群众代表8人, or with names before it 另有8人.
    fn tally_words(&self, cast: &Cast<'_>) -> Option<String> {
        let count = self.tally.to_string();
        let class = self.class.map_or("", |class| cast.class(class));
        match (self.tally, self.people.is_empty(), self.class) {
            (0, _, _) => None,
            (_, true, Some(Class::Department)) => {
                Some(cast.words(Paper::CountDepartments, &[("count", &count)]))
            }
            (_, true, _) => {
                Some(cast.words(Paper::CountPeople, &[("class", class), ("count", &count)]))
            }
            (_, false, _) => Some(cast.words(Paper::AndMore, &[("count", &count)])),
        }
    }

    /// The names alone, with how many more came: 张　三、李四五，另有8人.
    pub fn names(&self, cast: &Cast<'_>) -> String {
        let more = self.tally_words(cast);
        if self.people.is_empty() {
            return more.unwrap_or_default();
        }
        let more = more.map(|it| format!("{}{it}", cast.word(Paper::Clause)));
        format!("{}{}", self.listed(cast), more.unwrap_or_default())
    }

    fn listed(&self, cast: &Cast<'_>) -> String {
        let names = self.people.iter().map(|person| {
            let name = cast.listed(&person.name);
            match person.note.as_str() {
                "" => name,
                note => cast.words(Paper::InBrackets, &[("words", &name), ("more", note)]),
            }
        });
        names.collect::<Vec<_>>().join(cast.word(Paper::Comma))
    }

    /// The group on a list: 政协委员：张　三、李四五，另有8人.
    pub fn words(&self, cast: &Cast<'_>) -> String {
        let title = self.title(cast);
        match (self.people.is_empty(), self.tally, self.note.as_str()) {
            (true, 0, "") => title,
            (true, 0, note) => cast.words(Paper::InBrackets, &[("words", &title), ("more", note)]),
            (true, _, _) => self.names(cast),
            (false, _, _) if title.is_empty() => self.names(cast),
            (false, _, _) => format!("{title}{}{}", cast.word(Paper::Colon), self.names(cast)),
        }
    }
}
