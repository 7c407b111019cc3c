//! How long the rest of an agenda will take, and by how much it overruns.

use super::{Course, Session};
use crate::domain::id::IssueId;
use chrono::{NaiveDateTime, TimeDelta};

/// What is to be expected of the rest of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// When it will end if every item that was not on yet takes as long as planned, and the one
    /// that is on, at least as long as it took already.
    pub ends: NaiveDateTime,
    /// How many items that are left have no planned length: they count for nothing.
    pub unplanned: usize,
    /// By how many seconds it will end later than planned; negative for earlier. `None` where
    /// nobody planned when it begins, or how long an item takes.
    pub over_seconds: Option<i64>,
}

impl Session {
    /// The item to go on with: the next one of the agenda that was not on yet, those before the
    /// one that is on last; where all were on, the one that follows.
    pub fn next_item(&self, course: &Course) -> Option<IssueId> {
        let place = course.item.and_then(|on| self.agenda.iter().position(|it| it.issue == on));
        let place = place.map_or(0, |on| on + 1);
        let (before, after) = self.agenda.split_at(place.min(self.agenda.len()));
        let issues = || after.iter().chain(before).map(|item| item.issue);
        let fresh = issues().find(|issue| !course.has_had(*issue));
        fresh.or_else(|| after.first().map(|item| item.issue).filter(|_| course.item.is_some()))
    }

    /// Looks ahead from a moment, given the times up to it.
    pub fn forecast(&self, course: &Course, now: NaiveDateTime) -> Forecast {
        let planned = |minutes: Option<u16>| minutes.map(|it| u32::from(it) * 60);
        let is_left = |issue| course.item == Some(issue) || !course.has_had(issue);
        let (mut left, mut unplanned) = (0_u32, 0);
        for item in self.agenda.iter().filter(|item| is_left(item.issue)) {
            let spent = course.seconds_of(item.issue);
            match planned(item.planned_minutes) {
                Some(seconds) => left = left.saturating_add(seconds.saturating_sub(spent)),
                None => unplanned += 1,
            }
        }
        let ends = now + TimeDelta::seconds(i64::from(left));
        let all = self.agenda.iter().map(|item| planned(item.planned_minutes));
        let all = all.sum::<Option<u32>>().filter(|_| !self.agenda.is_empty());
        // A session that goes on past midnight began the day before.
        let day = course.opened.unwrap_or(now).date();
        let begins = self.facts.starts_at.map(|at| day.and_time(at)).or(course.opened);
        let over_seconds =
            begins.zip(all).map(|(begins, all)| (ends - begins).num_seconds() - i64::from(all));
        Forecast { ends, unplanned, over_seconds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        date::DateSpan,
        id::{SessionId, StudioId},
        number::CaseNumber,
        session::{AgendaItem, Clock, ItemTime, SessionFacts, SessionStatus},
    };
    use chrono::{NaiveDate, NaiveTime};

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2023, 6, 2).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn session(minutes: &[Option<u16>], starts_at: Option<NaiveTime>) -> Session {
        let item = |(byte, planned_minutes): (u8, &Option<u16>)| AgendaItem {
            issue: IssueId::from_bytes([byte; 16]),
            planned_minutes: *planned_minutes,
            no_consensus: None,
        };
        Session {
            id: SessionId::from_bytes([1; 16]),
            number: CaseNumber::parse("SFL-23-K7S0001-Z").unwrap(),
            facts: SessionFacts {
                studio: StudioId::from_bytes([1; 16]),
                co_studios: Vec::new(),
                title: "停车".to_owned(),
                venue: String::new(),
                on: DateSpan::of_day(at(9, 0).date()),
                starts_at,
                chair: None,
                recorder: None,
            },
            status: SessionStatus::Live,
            steps: Vec::new(),
            agenda: (1..).zip(minutes).map(item).collect(),
            attendance: Vec::new(),
            tallies: Vec::new(),
            lines: Vec::new(),
            commitments: Vec::new(),
            corrections: Vec::new(),
            late_items: Vec::new(),
            has_run: true,
            floor: crate::domain::session::Floor::default(),
            invitations: Vec::new(),
            stages: Vec::new(),
            polls: Vec::new(),
            notes: Vec::new(),
            sealed: Vec::new(),
            sealed_before_news: 0,
            conflicts: Vec::new(),
            source: None,
            retracted: false,
        }
    }

    fn course(item: u8, spent: &[(u8, u32)]) -> Course {
        let time = |(byte, minutes): &(u8, u32)| ItemTime {
            issue: IssueId::from_bytes([*byte; 16]),
            seconds: minutes * 60,
        };
        Course {
            clock: Clock::Running,
            opened: Some(at(9, 0)),
            item: Some(IssueId::from_bytes([item; 16])),
            items: spent.iter().map(time).collect(),
            ..Course::default()
        }
    }

    #[test]
    fn what_is_left_takes_as_long_as_planned_and_what_took_longer_is_over() {
        let session = session(&[Some(20), Some(20), Some(20)], Some(at(9, 0).time()));
        let late = session.forecast(&course(1, &[(1, 25)]), at(9, 25));
        assert_eq!((late.ends, late.over_seconds), (at(10, 5), Some(300)));
        let early = session.forecast(&course(3, &[(1, 10), (2, 10), (3, 5)]), at(9, 25));
        assert_eq!((early.ends, early.over_seconds), (at(9, 40), Some(-20 * 60)));
    }

    #[test]
    fn what_was_passed_over_is_still_to_come_whatever_its_place() {
        let session = session(&[Some(20), Some(20), Some(20)], Some(at(9, 0).time()));
        let jumped = course(3, &[(1, 10), (3, 5)]);
        let forecast = session.forecast(&jumped, at(9, 15));
        assert_eq!(forecast.ends, at(9, 15) + TimeDelta::minutes(15 + 20));
        let issue = |byte| Some(IssueId::from_bytes([byte; 16]));
        assert_eq!(session.next_item(&jumped), issue(2));
        assert_eq!(session.next_item(&course(1, &[(1, 10)])), issue(2));
        let all = [(1, 10), (2, 5), (3, 5)];
        assert_eq!(session.next_item(&course(2, &all)), issue(3));
        assert_eq!(session.next_item(&course(3, &all)), None);
    }

    #[test]
    fn a_session_that_goes_on_past_midnight_is_no_day_early() {
        let session = session(&[Some(60)], Some(at(23, 0).time()));
        let mut course = course(1, &[(1, 90)]);
        course.opened = Some(at(23, 0));
        let forecast = session.forecast(&course, at(23, 0) + TimeDelta::minutes(90));
        assert_eq!(forecast.over_seconds, Some(30 * 60));
    }

    #[test]
    fn an_item_without_a_length_is_told_and_counts_for_nothing() {
        let session = session(&[Some(20), None], None);
        let forecast = session.forecast(&course(1, &[(1, 5)]), at(9, 5));
        assert_eq!((forecast.ends, forecast.unplanned), (at(9, 20), 1));
        assert_eq!(forecast.over_seconds, None);
    }
}
