//! How long a session, its items and its speeches took: a fold of the marks of its floor.

use super::floor::{FloorEntry, FloorMark, SpeechManner};
use crate::domain::id::{IssueId, PersonId};
use chrono::{NaiveDateTime, TimeDelta};

/// How often a sign of life is given while somebody looks after a session that is going on, in seconds.
pub const BEAT_SECONDS: i64 = 5;
/// A gap up to this is none: somebody left and came back, in seconds.
pub const NO_GAP_SECONDS: i64 = 2 * BEAT_SECONDS;

/// How long an item was on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemTime {
    /// The item.
    pub issue: IssueId,
    /// How long, without breaks.
    pub seconds: u32,
}

/// One speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speech {
    /// Who.
    pub person: PersonId,
    /// In what manner.
    pub manner: SpeechManner,
    /// The item that was on when it began.
    pub item: Option<IssueId>,
    /// When it began.
    pub began: NaiveDateTime,
    /// How long it took, without pauses and breaks.
    pub seconds: u32,
    /// Whether the speaker pauses.
    pub paused: bool,
}

/// A break, or a gap that was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// From when.
    pub from: NaiveDateTime,
    /// Until when; `None` while it lasts.
    pub until: Option<NaiveDateTime>,
}

/// How far the clocks of a session are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// Not begun.
    #[default]
    Unset,
    /// Running.
    Running,
    /// In a break.
    Suspended,
    /// Left alone by a program that stopped without a word.
    Interrupted,
    /// Over.
    Ended,
}

/// The times of a session up to a moment. Nothing of it is stored: the marks are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// The moment: that of the last mark, or the one that was asked for.
    pub at: Option<NaiveDateTime>,
    /// Whether time runs.
    pub clock: Clock,
    /// When it began.
    pub opened: Option<NaiveDateTime>,
    /// When it ended.
    pub ended: Option<NaiveDateTime>,
    /// How long the session took, without breaks.
    pub seconds: u32,
    /// The item that is on.
    pub item: Option<IssueId>,
    /// The stage of its order that is on, from 0.
    pub stage: u8,
    /// How long each item was on, in the order in which they were taken up.
    pub items: Vec<ItemTime>,
    /// The speech that is running, or pauses.
    pub speech: Option<Speech>,
    /// The speeches that ended, in their order.
    pub speeches: Vec<Speech>,
    /// The breaks, in their order.
    pub breaks: Vec<Break>,
}

impl Course {
    /// Folds the marks that stand.
    pub fn of<'a, Entries: IntoIterator<Item = &'a FloorEntry>>(entries: Entries) -> Self {
        let mut course = Self::default();
        for entry in entries {
            if !matches!(entry.mark, FloorMark::Returned { .. }) {
                course.advance(entry.at);
            }
            course.take(entry.mark, entry.at);
        }
        course
    }

    /// The same at a later moment: what runs has run on. An earlier moment changes nothing.
    #[must_use]
    pub fn until(mut self, now: NaiveDateTime) -> Self {
        self.advance(now);
        self
    }

    /// Since when the clock ran on while nobody looked after it: since the last sign of life or the last
    /// mark, whichever is later. `None` where it does not run, and where that was a moment ago.
    pub fn left_since(
        &self,
        beat: Option<NaiveDateTime>,
        now: NaiveDateTime,
    ) -> Option<NaiveDateTime> {
        let alive = self.at.max(beat)?;
        let is_left = match self.clock {
            Clock::Running => now - alive > TimeDelta::seconds(NO_GAP_SECONDS),
            Clock::Interrupted => true,
            Clock::Unset | Clock::Suspended | Clock::Ended => false,
        };
        is_left.then_some(alive)
    }

    /// Whether the last mark was made while signs of life were given. A mark gives none itself, so that
    /// the last one may be a little later than the last of these; one that is much later was made by
    /// somebody who gives none.
    pub fn is_within(&self, beat: NaiveDateTime) -> bool {
        self.at.is_none_or(|at| at <= beat + TimeDelta::seconds(NO_GAP_SECONDS))
    }

    /// How long an item was on.
    pub fn seconds_of(&self, issue: IssueId) -> u32 {
        self.items.iter().find(|time| time.issue == issue).map_or(0, |time| time.seconds)
    }

    /// Whether an item was ever on.
    pub fn has_had(&self, issue: IssueId) -> bool {
        self.items.iter().any(|time| time.issue == issue)
    }

    /// How long somebody has spoken, the running speech included, and how often.
    pub fn spoken_by(&self, person: PersonId) -> (u32, u32) {
        let all = self.speeches.iter().chain(&self.speech);
        all.filter(|speech| speech.person == person)
            .fold((0, 0), |(sum, times), speech| (sum.saturating_add(speech.seconds), times + 1))
    }

    fn advance(&mut self, now: NaiveDateTime) {
        let before = self.at.unwrap_or(now);
        // Set back, a clock takes no time away.
        let elapsed = u32::try_from((now - before).num_seconds().max(0)).unwrap_or(u32::MAX);
        self.at = Some(before.max(now));
        if self.clock == Clock::Running {
            self.count(elapsed);
        }
    }

    fn count(&mut self, elapsed: u32) {
        let add = |seconds: &mut u32| *seconds = seconds.saturating_add(elapsed);
        add(&mut self.seconds);
        if let Some(issue) = self.item {
            match self.items.iter_mut().find(|time| time.issue == issue) {
                Some(time) => add(&mut time.seconds),
                None => self.items.push(ItemTime { issue, seconds: elapsed }),
            }
        }
        if let Some(speech) = self.speech.as_mut().filter(|speech| !speech.paused) {
            add(&mut speech.seconds);
        }
    }

    fn take(&mut self, mark: FloorMark, at: NaiveDateTime) {
        match mark {
            FloorMark::Opened => {
                self.opened = self.opened.or(Some(at));
                // Closed by mistake: what was between is a break, or more of the one that it was closed in.
                if let Some(closed) = self.ended.take() {
                    match self.breaks.last_mut().filter(|last| last.until == Some(closed)) {
                        Some(last) => last.until = None,
                        None => self.breaks.push(Break { from: closed, until: None }),
                    }
                }
                self.go_on(at);
            }
            FloorMark::Suspended => self.stand(Clock::Suspended, at),
            FloorMark::Interrupted => self.stand(Clock::Interrupted, at),
            FloorMark::Ended => {
                self.end_speech();
                self.item = None;
                self.stage = 0;
                self.clock = Clock::Ended;
                self.ended = Some(at);
                self.end_break(at);
            }
            FloorMark::TakenUp { counted } => {
                let gap = self.breaks.last().filter(|gap| gap.until.is_none()).copied();
                if let Some(gap) = gap.filter(|_| counted) {
                    self.breaks.pop();
                    let missed = u32::try_from((at - gap.from).num_seconds()).unwrap_or(0);
                    self.count(missed);
                }
                self.go_on(at);
            }
            FloorMark::Item(item) => {
                self.end_speech();
                self.item = item;
                self.stage = 0;
                if let Some(issue) = item
                    && self.items.iter().all(|time| time.issue != issue)
                {
                    self.items.push(ItemTime { issue, seconds: 0 });
                }
            }
            FloorMark::Stage(stage) => self.stage = stage,
            FloorMark::SpeechBegun { person, manner } => {
                self.end_speech();
                let item = self.item;
                self.speech =
                    Some(Speech { person, manner, item, began: at, seconds: 0, paused: false });
            }
            FloorMark::SpeechPaused => self.pause_speech(true),
            FloorMark::SpeechResumed => self.pause_speech(false),
            FloorMark::SpeechEnded => self.end_speech(),
            FloorMark::Returned { .. } => {}
        }
    }

    fn stand(&mut self, clock: Clock, at: NaiveDateTime) {
        if self.clock == Clock::Running {
            self.breaks.push(Break { from: at, until: None });
        }
        self.clock = clock;
    }

    fn go_on(&mut self, at: NaiveDateTime) {
        self.end_break(at);
        self.clock = Clock::Running;
    }

    fn end_break(&mut self, at: NaiveDateTime) {
        if let Some(last) = self.breaks.last_mut() {
            last.until = last.until.or(Some(at));
        }
    }

    const fn pause_speech(&mut self, paused: bool) {
        if let Some(speech) = &mut self.speech {
            speech.paused = paused;
        }
    }

    fn end_speech(&mut self) {
        self.speeches.extend(self.speech.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(minute: u32, second: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2023, 6, 2).unwrap().and_hms_opt(9, minute, second).unwrap()
    }

    fn course(marks: &[(NaiveDateTime, FloorMark)]) -> Course {
        let entries: Vec<FloorEntry> = marks
            .iter()
            .map(|(at, mark)| FloorEntry { at: *at, mark: *mark, taken_back: false })
            .collect();
        Course::of(entries.iter())
    }

    const fn person(byte: u8) -> PersonId {
        PersonId::from_bytes([byte; 16])
    }

    const fn issue(byte: u8) -> IssueId {
        IssueId::from_bytes([byte; 16])
    }

    const fn begun(byte: u8) -> FloorMark {
        FloorMark::SpeechBegun { person: person(byte), manner: SpeechManner::Speech }
    }

    #[test]
    fn items_and_speeches_are_timed_without_breaks_and_pauses() {
        let course = course(&[
            (at(0, 0), FloorMark::Opened),
            (at(0, 0), FloorMark::Item(Some(issue(1)))),
            (at(1, 0), begun(1)),
            (at(2, 0), FloorMark::SpeechPaused),
            (at(2, 30), FloorMark::SpeechResumed),
            (at(3, 0), FloorMark::Suspended),
            (at(13, 0), FloorMark::Opened),
            (at(14, 0), begun(2)),
            (at(15, 0), FloorMark::Item(Some(issue(2)))),
            (at(16, 0), FloorMark::Ended),
        ]);
        assert_eq!(course.seconds, 6 * 60);
        assert_eq!((course.seconds_of(issue(1)), course.seconds_of(issue(2))), (5 * 60, 60));
        assert_eq!(course.spoken_by(person(1)), (150, 1));
        assert_eq!(course.spoken_by(person(2)), (60, 1));
        assert_eq!(course.breaks, [Break { from: at(3, 0), until: Some(at(13, 0)) }]);
        assert_eq!((course.clock, course.speech, course.item), (Clock::Ended, None, None));
        assert_eq!((course.opened, course.ended), (Some(at(0, 0)), Some(at(16, 0))));
    }

    #[test]
    fn a_gap_is_counted_or_cut_as_somebody_says() {
        let gap = |counted| {
            course(&[
                (at(0, 0), FloorMark::Opened),
                (at(0, 0), FloorMark::Item(Some(issue(1)))),
                (at(1, 0), begun(1)),
                (at(2, 0), FloorMark::Interrupted),
                (at(12, 0), FloorMark::TakenUp { counted }),
            ])
            .until(at(12, 30))
        };
        let (cut, counted) = (gap(false), gap(true));
        assert_eq!((cut.seconds, counted.seconds), (150, 750));
        assert_eq!((cut.spoken_by(person(1)).0, counted.spoken_by(person(1)).0), (90, 690));
        assert_eq!((cut.seconds_of(issue(1)), counted.seconds_of(issue(1))), (150, 750));
        assert_eq!((cut.breaks.len(), counted.breaks.len()), (1, 0));
    }

    #[test]
    fn a_clock_that_is_set_back_takes_nothing_away() {
        let marks = [(at(0, 0), FloorMark::Opened), (at(5, 0), begun(1))];
        let course = course(&marks).until(at(3, 0)).until(at(5, 0) + TimeDelta::seconds(10));
        assert_eq!((course.seconds, course.spoken_by(person(1)).0), (310, 10));
    }

    #[test]
    fn a_clock_ran_on_alone_since_the_last_mark_or_sign_of_life() {
        let course = course(&[(at(0, 0), FloorMark::Opened), (at(10, 3), begun(1))]);
        let [before, just, later] = [at(10, 0), at(10, 5), at(12, 0)];
        assert_eq!(course.left_since(Some(before), later), Some(at(10, 3)));
        assert_eq!(course.left_since(Some(just), later), Some(just));
        assert_eq!(course.left_since(None, later), Some(at(10, 3)));
        assert_eq!(course.left_since(Some(just), at(10, 15)), None);
        assert!(course.is_within(before) && course.is_within(just) && !course.is_within(at(9, 50)));
    }

    #[test]
    fn a_break_ends_with_the_session_and_goes_on_where_it_was_closed_by_mistake() {
        let broken = [
            (at(0, 0), FloorMark::Opened),
            (at(10, 0), FloorMark::Suspended),
            (at(20, 0), FloorMark::Ended),
        ];
        let closed = course(&broken);
        let told = |course: &Course| -> Vec<(NaiveDateTime, Option<NaiveDateTime>)> {
            course.breaks.iter().map(|it| (it.from, it.until)).collect()
        };
        assert_eq!(told(&closed), [(at(10, 0), Some(at(20, 0)))]);
        let reopened = course(&[&broken[..], &[(at(30, 0), FloorMark::Opened)]].concat());
        assert_eq!(told(&reopened), [(at(10, 0), Some(at(30, 0)))]);
        assert_eq!(reopened.seconds, 600);
    }
}
