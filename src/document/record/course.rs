//! The course of a session as its record tells it: what was said, with the straw polls, the breaks and
//! the turns of the quorum where they fell.

use super::{Cast, Copy, Session, Spoken, spoken};
use crate::{
    document::minutes::issue_title,
    domain::{
        id::IssueId,
        line::Line,
        session::{Break, Course},
    },
    i18n::{
        Paper,
        sentence::{poll, quorum_turn},
        wording::{clock_time, day_in_text},
    },
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use std::collections::BTreeSet;

/// What was said of one item without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The issue, with its place on the agenda from 1, where it is on it.
    pub issue: Option<(Option<usize>, IssueId)>,
    /// What it is about; empty for what belongs to no item.
    pub title: String,
    /// What it consists of, in order.
    pub entries: Vec<Entry>,
}

/// A paragraph of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A line.
    Line(Spoken),
    /// What was done or happened beside the lines, in a sentence: a straw poll, a break, that enough
    /// people were there or not any more.
    Aside(String),
}

/// Something beside the lines.
struct Aside {
    at: NaiveDateTime,
    /// The item that it belongs to; where it belongs to none it stands in whichever is on.
    issue: Option<IssueId>,
    words: String,
}

/// The days of a session: lines know their time of day alone.
struct Days {
    course: Course,
    /// At least one, in order: those of the marks of its floor and of its polls, or else its first.
    days: BTreeSet<NaiveDate>,
}

impl Days {
    fn of(session: &Session) -> Self {
        let marks = session.floor.standing().map(|entry| entry.at);
        let polls = session.polls.iter().map(|taken| taken.at);
        let mut days: BTreeSet<NaiveDate> = marks.chain(polls).map(|at| at.date()).collect();
        if days.is_empty() {
            days.insert(session.facts.on.first());
        }
        Self { course: session.floor.course(), days }
    }

    /// When each of several things was that are told in their order. Of several days each is on the
    /// earliest one on which the clock ran then, not before what is told before it; where none is so,
    /// on the day of that.
    fn moments(
        &self,
        times: impl Iterator<Item = Option<NaiveTime>>,
    ) -> Vec<Option<NaiveDateTime>> {
        let mut before: Option<NaiveDateTime> = None;
        let moments = times.map(|time| {
            let time = time?;
            let mut all = self.days.iter().map(|day| day.and_time(time));
            let fits = |at: &NaiveDateTime| before.is_none_or(|it| it <= *at) && self.ran_at(*at);
            let day = before.map(|it| it.date()).or_else(|| self.days.first().copied())?;
            let moment = all.find(fits).unwrap_or_else(|| day.and_time(time));
            before = Some(before.map_or(moment, |it| it.max(moment)));
            Some(moment)
        });
        moments.collect()
    }

    /// Whether the clock ran in that minute.
    fn ran_at(&self, at: NaiveDateTime) -> bool {
        let is_after = |moment: Option<NaiveDateTime>| {
            moment.is_some_and(|it| it.with_second(0).unwrap_or(it) <= at)
        };
        let in_break = |it: &Break| it.from < at && !is_after(it.until);
        is_after(self.course.opened)
            && self.course.ended.is_none_or(|ended| at <= ended)
            && !self.course.breaks.iter().any(in_break)
    }
}

/// What was said and done up to the closing.
pub(super) fn parts(cast: &Cast<'_>, session: &Session) -> Vec<Part> {
    let lines = shown(cast, session, false);
    let days = Days::of(session);
    let times = days.moments(lines.iter().map(|line| line.facts.at));
    let mut asides = asides(cast, session, &days, &times);
    asides.sort_by_key(|aside| aside.at);
    let mut placed: Vec<(usize, Aside)> =
        asides.into_iter().map(|aside| (place(&lines, &times, &aside), aside)).collect();
    // Those of one place stay in the order of their times.
    placed.sort_by_key(|(place, _)| *place);
    let mut placed = placed.into_iter().peekable();
    let mut parts = Vec::new();
    for place in 0..=lines.len() {
        while let Some((_, aside)) = placed.next_if(|(it, _)| *it == place) {
            add(cast, session, &mut parts, aside.issue, Entry::Aside(aside.words));
        }
        if let Some(line) = lines.get(place) {
            add_line(cast, session, &mut parts, line);
        }
    }
    parts
}

/// What was added after the closing.
pub(super) fn late(cast: &Cast<'_>, session: &Session) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in shown(cast, session, true) {
        add_line(cast, session, &mut parts, line);
    }
    parts
}

/// Whether the whole record was entered afterwards, as of past work: no clock ran in the session, and no
/// line was there when it was closed. Then there is nothing that a later line would stand apart from.
pub(super) fn is_entered_afterwards(cast: &Cast<'_>, session: &Session) -> bool {
    let mut lines = session.lines.iter().filter_map(|id| cast.world.line(*id));
    session.floor.course().opened.is_none() && lines.all(Line::is_added_late)
}

/// The lines that this copy shows, in their order.
fn shown<'w>(cast: &Cast<'w>, session: &Session, is_late: bool) -> Vec<&'w Line> {
    let is_apart = !is_entered_afterwards(cast, session);
    let lines = session.lines.iter().filter_map(|id| cast.world.line(*id));
    // What is struck is nobody's business outside the office.
    let lines = lines.filter(|line| !line.struck || cast.setting.copy == Copy::Internal);
    lines.filter(|line| (is_apart && line.is_added_late()) == is_late).collect()
}

fn asides(
    cast: &Cast<'_>,
    session: &Session,
    days: &Days,
    times: &[Option<NaiveDateTime>],
) -> Vec<Aside> {
    let polls = session.polls.iter().map(|taken| Aside {
        at: taken.at,
        issue: taken.issue,
        words: cast.words(Paper::PollLine, &[("words", &cast.text(&poll(cast.lang(), taken)))]),
    });
    let breaks = days.course.breaks.iter().filter_map(|pause| {
        let (from, until) = (pause.from, pause.until?);
        // The record tells minutes: a slip of the key is no break.
        if clock_time(from.time()) == clock_time(until.time()) && from.date() == until.date() {
            return None;
        }
        let until = moment(cast, until, from.date());
        let times = [("from", &*clock_time(from.time())), ("until", &*until)];
        Some(Aside { at: from, issue: None, words: cast.words(Paper::BreakLine, &times) })
    });
    // Who came before the first line, and who left after the last one, the list at the top tells.
    let known = || times.iter().copied().flatten();
    let between = known().min().zip(known().max());
    let turns = cast.world.quorum().turns(session);
    let at = days.moments(turns.iter().map(|turn| turn.at));
    let turns = turns.into_iter().zip(at).filter_map(|(turn, at)| {
        let at = at.filter(|at| between.is_some_and(|(from, until)| from < *at && *at <= until))?;
        let words = cast.words(Paper::QuorumLine, &[("words", &quorum_turn(cast.lang(), &turn))]);
        Some(Aside { at, issue: None, words })
    });
    polls.chain(breaks).chain(turns).collect()
}

/// A time, with its day where that is another one than `day`.
fn moment(cast: &Cast<'_>, at: NaiveDateTime, day: NaiveDate) -> String {
    let time = clock_time(at.time());
    if at.date() == day {
        return time;
    }
    let gap = cast.lang().pick("", " ");
    format!("{}{gap}{time}", day_in_text(at.date(), cast.lang()))
}

/// Before which line something stands: the first one that is later, by the times of the lines. Where
/// lines have no time, behind the last one of its item that may have been earlier.
fn place(lines: &[&Line], times: &[Option<NaiveDateTime>], aside: &Aside) -> usize {
    let is_later = |at: &Option<NaiveDateTime>| at.is_some_and(|at| at > aside.at);
    let end = times.iter().position(is_later).unwrap_or(lines.len());
    let start = times.iter().take(end).rposition(Option::is_some);
    let start = start.map_or(0, |place| place + 1);
    let of_it = |line: &&Line| aside.issue.is_some() && line.facts.issue == aside.issue;
    let unknown = lines.get(start..end).unwrap_or_default();
    unknown.iter().rposition(of_it).map_or(end, |place| start + place + 1)
}

fn add_line(cast: &Cast<'_>, session: &Session, parts: &mut Vec<Part>, line: &Line) {
    let entry = Entry::Line(spoken(cast, line));
    match parts.last_mut().filter(|part| line.facts.issue.is_none() && part.issue.is_none()) {
        Some(part) => part.entries.push(entry),
        None if line.facts.issue.is_some() => add(cast, session, parts, line.facts.issue, entry),
        None => parts.push(Part { issue: None, title: String::new(), entries: vec![entry] }),
    }
}

/// Adds something to the part that is on, or to one of its own item.
fn add(
    cast: &Cast<'_>,
    session: &Session,
    parts: &mut Vec<Part>,
    issue: Option<IssueId>,
    entry: Entry,
) {
    let is_it = |part: &&mut Part| issue.is_none() || part.issue.map(|(_, id)| id) == issue;
    match parts.last_mut().filter(is_it) {
        Some(part) => part.entries.push(entry),
        None => parts.push(Part {
            issue: issue.map(|issue| (place_of(session, issue), issue)),
            title: issue.map(|issue| issue_title(cast, issue)).unwrap_or_default(),
            entries: vec![entry],
        }),
    }
}

/// The place of an item on the agenda, from 1.
fn place_of(session: &Session, issue: IssueId) -> Option<usize> {
    session.agenda.iter().position(|item| item.issue == issue).map(|place| place + 1)
}
