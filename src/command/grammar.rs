//! The grammar of the record: what a line that is being typed says, before it is saved (DESIGN §4).
//!
//! | question | file |
//! |---|---|
//! | what a line says | `read` |
//! | where its characters stand, folded | `typed` |
//! | who and what can be meant, found quickly | `names`, `sound` |
//! | which person an `@` means, which item a `#`, which label a `+` | `person`, `item`, `label` |
//! | which departments a sentence names, and in which part | `office` |
//! | which deadline, which money, what kind of thing is promised | `due`, `money`, `promise` |
//! | what looks meant and is not understood | `doubt` |
//! | what could be meant by what stands at the caret | `complete` |
//! | what a line asks of the domain | `actions` |
//! | a reading in words | `told` |
//!
//! Pure and total: any text has a reading. Knows no screen and no clock.

mod actions;
mod complete;
mod doubt;
mod due;
mod item;
mod label;
mod money;
mod names;
mod office;
mod person;
mod promise;
mod read;
mod sound;
mod told;
mod typed;

#[cfg(test)]
mod tests;

pub use self::actions::{Saying, actions, commitment};
pub use self::complete::{Candidate, Completion, complete};
pub use self::doubt::{About, Doubt, OpenDay};
pub(super) use self::label::category as category_called;
pub use self::names::Names;
pub use self::read::read;
use crate::domain::amount::Amount;
use crate::domain::calendar::{Calendar, Due};
use crate::domain::commitment::Benefit;
use crate::domain::id::{DepartmentId, IssueId, PersonId};
use crate::domain::issue::Category;
use crate::domain::line::LineKind;
use crate::domain::person::Side;
use crate::domain::session::{Attendance, Column, Presence, Session};
use crate::domain::studio::Studio;
use crate::domain::world::World;
use chrono::NaiveDate;
use std::ops::Range;

/// What a line is read against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// People, departments and issues by name.
    pub names: &'a Names,
    /// The session: its agenda, who signed in, its day.
    pub session: &'a Session,
    /// Its lead studio: whose district a department is of, who is expected.
    pub studio: Option<&'a Studio>,
    /// The item that is talked about.
    pub item: Option<IssueId>,
    /// Who has the floor.
    pub floor: Option<PersonId>,
    /// Working days.
    pub calendar: &'a Calendar,
    /// What is known of people beside their rows, where it is at hand: their posts.
    pub world: Option<&'a World>,
}

impl<'a> Ground<'a> {
    /// The ground of a session when nobody has the floor; with one item on the agenda, that is what
    /// is talked about.
    pub fn of(
        names: &'a Names,
        session: &'a Session,
        studio: Option<&'a Studio>,
        calendar: &'a Calendar,
    ) -> Self {
        let item = match session.agenda.as_slice() {
            [only] => Some(only.issue),
            _ => None,
        };
        Self { names, session, studio, item, floor: None, calendar, world: None }
    }

    /// The same with what is known of the people of a world.
    #[must_use]
    pub const fn in_world(self, world: &'a World) -> Self {
        Self { world: Some(world), ..self }
    }

    /// The post that somebody has by the directory; empty where none is known.
    pub(super) fn post_of(&self, person: PersonId) -> &'a str {
        let known = self.world.and_then(|world| world.person(person));
        known.map_or("", |known| known.facts.title.as_str())
    }

    /// The day that relative dates count from: that of the session.
    pub fn day(&self) -> NaiveDate {
        self.session.facts.on.last()
    }

    /// The rows of those at the table, in the order in which they signed in.
    pub(super) fn at_the_table(&self) -> impl Iterator<Item = &'a Attendance> {
        let is_here =
            |row: &&Attendance| row.presence == Presence::Present && row.left_at.is_none();
        self.session.attendance.iter().filter(is_here)
    }

    /// Those who are expected beside them: who was asked and has not come or has left, chair and
    /// recorder, convenor and resident members.
    pub(super) fn expected(&self) -> impl Iterator<Item = PersonId> {
        let facts = &self.session.facts;
        let asked = self.session.attendance.iter().map(|row| row.person);
        let studio = self.studio.into_iter().flat_map(|studio| {
            studio.facts.convenor.into_iter().chain(studio.facts.members.iter().copied())
        });
        asked.chain(facts.chair).chain(facts.recorder).chain(studio)
    }

    /// The place of an issue on the agenda, from 1.
    pub fn place_of(&self, issue: IssueId) -> Option<usize> {
        self.session.agenda.iter().position(|item| item.issue == issue).map(|at| at + 1)
    }

    /// Whether somebody is here for the public; those who have not signed in are what the directory says.
    pub(super) fn is_citizen(&self, person: PersonId) -> bool {
        let row = self.session.attendance.iter().find(|row| row.person == person);
        match row {
            Some(row) => row.class.column() == Column::Public,
            None => self.names.row(person).is_some_and(|row| row.side == Side::Public),
        }
    }

    /// Whether somebody has not signed in to a session that is going on.
    pub(super) fn is_missing(&self, person: PersonId) -> bool {
        // Who came and has left did sign in.
        let came = |row: &Attendance| row.person == person && row.presence == Presence::Present;
        self.session.is_live() && !self.session.attendance.iter().any(came)
    }

    /// The department that somebody speaks for here.
    pub(super) fn department_of(&self, person: PersonId) -> Option<DepartmentId> {
        let row = self.session.attendance.iter().find(|row| row.person == person);
        row.and_then(|row| row.department).or_else(|| self.names.row(person)?.department)
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A line of the record.
    Line(LineKind),
    /// 私: a note for the convenor alone, which no document ever shows.
    Note,
}

impl Kind {
    /// The kind of a line of the record; `None` for a private note.
    pub const fn line(self) -> Option<LineKind> {
        match self {
            Self::Line(kind) => Some(kind),
            Self::Note => None,
        }
    }
}

/// What a part of a line was understood as: for its colour, and for its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What kind of line it is.
    Kind,
    /// Somebody who speaks or is spoken of.
    Person,
    /// An item of the agenda.
    Issue,
    /// A category or a tag.
    Label,
    /// A department.
    Department,
    /// A day.
    Date,
    /// An amount of money.
    Money,
    /// What kind of thing is promised; has words, and no place in the line.
    Promise,
    /// What looks meant and is not understood.
    Unknown,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where it stands, in bytes; both ends lie between characters.
    pub range: Range<usize>,
    /// What it is.
    pub part: Part,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is.
    pub kind: Kind,
    /// Who says it: whom the first `@` names where it stands first, else who has the floor. `None`
    /// for `@-`, which is the sense of the meeting, and where the `@` is not understood.
    pub speaker: Option<PersonId>,
    /// Who else is named by `@`, in order.
    pub mentions: Vec<PersonId>,
    /// The item: what a `#` names, else the one that is talked about.
    pub issue: Option<IssueId>,
    /// Its place on the agenda, from 1.
    pub place: Option<usize>,
    /// The category that a `+` names; an issue that has one keeps it.
    pub category: Option<Category>,
    /// The other labels that a `+` names, in order, each once.
    pub tags: Vec<String>,
    /// The department that leads.
    pub lead: Option<DepartmentId>,
    /// Whether the lead is only taken from whom the speaker speaks for.
    pub lead_by_speaker: bool,
    /// The departments that support, each once.
    pub supporting: Vec<DepartmentId>,
    /// The deadline, with the years whose working days were reckoned by weekends alone.
    pub deadline: Option<Due>,
    /// The money.
    pub funds: Option<Amount>,
    /// What kind of thing is promised; only of a commitment.
    pub promised: Option<Benefit>,
    /// What is stored: as typed, without what was said to the program alone.
    pub text: String,
    /// The parts that were understood or look meant, in order, not overlapping.
    pub spans: Vec<Span>,
    /// What looks meant and is not understood, or is missing, in the order of the line.
    pub doubts: Vec<Doubt>,
}

impl Reading {
    /// The departments that it names as answerable, the lead first.
    pub fn departments(&self) -> impl Iterator<Item = DepartmentId> {
        self.lead.into_iter().chain(self.supporting.iter().copied())
    }

    /// The first doubt that keeps it from being saved as it stands: something that was clearly
    /// meant is not understood.
    pub fn refusal(&self) -> Option<&Doubt> {
        self.doubts.iter().find(|doubt| doubt.about.refuses(self.kind))
    }
}
