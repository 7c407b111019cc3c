//! What a planned session still lacks before it can start, and when its items begin.

use super::{AgendaItem, Column, Guest, Reply, Session, SessionStatus};
use crate::domain::{
    calendar::Calendar,
    id::{DepartmentId, IssueId, PersonId},
    world::World,
};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// How many working days before a session its notice goes out: the least, and what is better
/// (DOMAIN §2).
pub const NOTICE_WORKING_DAYS: (u32, u32) = (3, 5);

/// Something that a session lacks before it can start; nothing of it forbids that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nothing is on its agenda.
    Agenda,
    /// An issue on the agenda was not accepted, so that it cannot be consulted.
    Unaccepted(IssueId),
    /// Its day is not known exactly.
    Day,
    /// Its day has passed: it was postponed, called off or held since.
    DayPassed,
    /// The time of day.
    Time,
    /// The place.
    Venue,
    /// Who chairs it.
    Chair,
    /// Who chairs it is excused.
    ChairExcused(PersonId),
    /// Who keeps the record.
    Recorder,
    /// Nobody is invited who counts in this column.
    Invited(Column),
    /// So few working days are left, and not everybody has answered.
    Notice(u32),
}

impl Lack {
    /// The stable word for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Unaccepted(_) => "accepted",
            Self::Day => "day",
            Self::DayPassed => "day_passed",
            Self::Time => "time",
            Self::Venue => "venue",
            Self::Chair => "chair",
            Self::ChairExcused(_) => "chair_excused",
            Self::Recorder => "recorder",
            Self::Invited(Column::Member) => "members",
            Self::Invited(Column::Public) => "public",
            Self::Invited(Column::Department) => "departments",
            Self::Invited(Column::Other) => "others",
            Self::Notice(_) => "notice",
        }
    }
}

/// How far the preparing of a session is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preparation {
    /// What it lacks, in the order in which it is best settled.
    pub lacks: Vec<Lack>,
    /// The last day on which its notice is in time; `None` where its day is not known.
    pub notice_by: Option<NaiveDate>,
}

/// An item of the agenda with the time at which it is planned to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedItem<'a> {
    /// The item.
    pub item: &'a AgendaItem,
    /// When it begins; `None` where that is not known, or an item before it has no planned minutes.
    pub begins: Option<NaiveTime>,
    /// The minutes of its stages together, where they have any.
    pub stage_minutes: u32,
}

impl Session {
    /// The agenda with the times at which its items begin, and when the last one ends.
    pub fn timed_agenda(&self) -> (Vec<TimedItem<'_>>, Option<NaiveTime>) {
        let mut begins = self.facts.starts_at;
        let items = self.agenda.iter().map(|item| {
            let minutes = item.planned_minutes.map(|it| TimeDelta::minutes(it.into()));
            let stages = self.stages_of(item.issue).iter().filter_map(|it| it.minutes);
            let timed = TimedItem { item, begins, stage_minutes: stages.map(u32::from).sum() };
            begins = begins.zip(minutes).and_then(|(at, minutes)| later(at, minutes));
            timed
        });
        let items: Vec<TimedItem<'_>> = items.collect();
        (items, begins)
    }

    /// The planned minutes of all items together, and how many items have none.
    pub fn planned_minutes(&self) -> (u32, usize) {
        let planned = || self.agenda.iter().map(|item| item.planned_minutes);
        let sum = planned().flatten().map(u32::from).sum();
        (sum, planned().filter(Option::is_none).count())
    }

    /// What a session lacks today; `seat` says in which column a guest would count, and for which
    /// department. Nothing once it began, nor where a source tells of it.
    pub fn preparation(
        &self,
        world: &World,
        seat: impl Fn(Guest) -> (Column, Option<DepartmentId>),
        (today, calendar): (NaiveDate, &Calendar),
    ) -> Preparation {
        if self.status != SessionStatus::Planned || self.source.is_some() {
            return Preparation::default();
        }
        let mut lacks = self.agenda_lacks(world);
        lacks.extend(self.facts_lacks(today));
        let parties = self.parties(seat);
        let columns: Vec<Column> = parties.iter().map(|it| it.column).collect();
        let quorum = [Column::Member, Column::Public, Column::Department];
        lacks.extend(
            quorum.into_iter().filter(|column| !columns.contains(column)).map(Lack::Invited),
        );
        let (least, _) = NOTICE_WORKING_DAYS;
        let (first, last) = (self.facts.on.first(), self.facts.on.last());
        let day = Some(first).filter(|day| *day == last);
        let answers_lack = parties.iter().any(|it| it.reply() == Reply::Awaited);
        if let Some(day) = day.filter(|day| *day >= today && answers_lack) {
            let left = calendar.working_days_between(today, day).days;
            lacks.extend((left < least).then_some(Lack::Notice(left)));
        }
        Preparation { lacks, notice_by: day.map(|day| notice_by(day, least, calendar)) }
    }

    fn agenda_lacks(&self, world: &World) -> Vec<Lack> {
        if self.agenda.is_empty() {
            return vec![Lack::Agenda];
        }
        let issues = self.agenda.iter().filter_map(|item| world.issue(item.issue));
        issues.filter(|it| !it.is_accepted()).map(|it| Lack::Unaccepted(it.id)).collect()
    }

    fn facts_lacks(&self, today: NaiveDate) -> impl Iterator<Item = Lack> {
        let facts = &self.facts;
        let is_excused = |person: &PersonId| {
            let invitation = self.invitation(Guest::Person(*person));
            invitation.is_some_and(|it| it.reply == Reply::Excused)
        };
        let excused = facts.chair.filter(is_excused).map(Lack::ChairExcused);
        let lacks = [
            (facts.on.last() < today).then_some(Lack::DayPassed),
            (facts.on.first() != facts.on.last()).then_some(Lack::Day),
            facts.starts_at.is_none().then_some(Lack::Time),
            facts.venue.is_empty().then_some(Lack::Venue),
            facts.chair.is_none().then_some(Lack::Chair),
            excused,
            facts.recorder.is_none().then_some(Lack::Recorder),
        ];
        lacks.into_iter().flatten()
    }
}

/// A time of the same day; `None` when it is midnight by then.
fn later(at: NaiveTime, by: TimeDelta) -> Option<NaiveTime> {
    let (at, days) = at.overflowing_add_signed(by);
    (days == 0).then_some(at)
}

/// The last working day with so many working days after it, up to and including another day.
fn notice_by(day: NaiveDate, working_days: u32, calendar: &Calendar) -> NaiveDate {
    let mut by = day;
    let mut left = working_days;
    while left > 0 || !calendar.is_working_day(by) {
        left = left.saturating_sub(u32::from(calendar.is_working_day(by)));
        let Some(before) = by.pred_opt() else { break };
        by = before;
    }
    by
}
