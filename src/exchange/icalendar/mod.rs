//! Sessions and deadlines for the calendars of everybody concerned, as iCalendar (RFC 5545).
//!
//! What goes into a calendar leaves the office: it never tells more than a public copy. It knows no
//! clock, so that the same data are the same bytes.

mod due;
mod lines;
mod sitting;

use crate::document::cast::Cast;
use crate::document::{Absent, Copy, Phrase, Setting};
use crate::domain::id::{CommitmentId, EntityId, EntityKind, SessionId};
use crate::domain::provenance::Revision;
use crate::domain::world::World;
use crate::i18n::wording::{clock_time, day_in_text, weekday};
use crate::i18n::{Lang, Paper};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};
use lines::Lines;
use std::collections::{BTreeMap, BTreeSet};

/// The zone of every time that is entered: all of China keeps the time of Beijing.
const ZONE: &str = "Asia/Shanghai";

/// When entries were changed, by what they are about.
pub type Revisions = BTreeMap<EntityId, Revision>;

/// Entries for calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diary {
    /// What it has, a session before its deadlines.
    pub entries: Vec<Entry>,
    /// What has no day, and so is not in it.
    pub undated: Vec<EntityId>,
    lang: Lang,
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On a whole day.
    Day(NaiveDate),
    /// At a time of day in Beijing; open where nobody planned how long it takes.
    Time {
        /// When it begins.
        begins: NaiveDateTime,
        /// When it ends.
        ends: Option<NaiveDateTime>,
    },
}

/// One entry, in the words of a public copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about; its identity in every calendar comes from this.
    pub of: EntityId,
    /// What else it tells of: where that changes, the entry does too.
    pub reads: Vec<EntityId>,
    /// When.
    pub when: When,
    /// What stands in the calendar.
    pub title: String,
    /// Where; empty where nobody said so, and of deadlines.
    pub place: String,
    /// What stands there when it is opened, a paragraph each.
    pub text: Vec<String>,
    /// The kind of entry, in words.
    pub category: &'static str,
    /// Whether it does not take place.
    pub is_cancelled: bool,
    /// Whether it takes time of whoever has it: a deadline leaves the day free.
    pub is_busy: bool,
}

impl Diary {
    /// A session and the deadlines of its commitments, out of a world that holds them with issues,
    /// people, departments and studios.
    ///
    /// # Errors
    /// [`Absent`] when the session is not at hand.
    pub fn of_session(world: &World, id: SessionId, lang: Lang) -> Result<Self, Absent> {
        let session =
            world.session(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let setting = setting(lang);
        let mut diary = Self { entries: Vec::new(), undated: Vec::new(), lang };
        let cast = Cast::new(world, &setting, Some(session));
        diary.take(id.into(), sitting::entry(&cast, session));
        diary.take_deadlines(&cast, &session.commitments);
        Ok(diary)
    }

    /// The deadlines of commitments in their order, out of a world that holds them with their issues,
    /// people and departments; those that are not at hand or were taken back have none.
    pub fn of_deadlines(world: &World, ids: &[CommitmentId], lang: Lang) -> Self {
        let setting = setting(lang);
        let mut diary = Self { entries: Vec::new(), undated: Vec::new(), lang };
        diary.take_deadlines(&Cast::new(world, &setting, None), ids);
        diary
    }

    fn take_deadlines(&mut self, cast: &Cast<'_>, ids: &[CommitmentId]) {
        let all = ids.iter().filter_map(|id| cast.world.commitment(*id));
        for commitment in all.filter(|it| !it.retracted) {
            self.take(commitment.id.into(), due::entry(cast, commitment));
        }
    }

    fn take(&mut self, of: EntityId, entry: Option<Entry>) {
        match entry {
            Some(entry) => self.entries.push(entry),
            None => self.undated.push(of),
        }
    }

    /// Everything whose revisions tell when an entry was changed.
    pub fn reads(&self) -> BTreeSet<EntityId> {
        self.entries.iter().flat_map(Entry::all_reads).collect()
    }

    /// What it says in words, an entry a line.
    pub fn summary(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.summary(self.lang)).collect()
    }

    /// What is left out because it has no day, in words.
    pub fn left_out(&self) -> Vec<String> {
        let (commitments, sessions): (Vec<&EntityId>, Vec<&EntityId>) =
            self.undated.iter().partition(|id| id.kind == EntityKind::Commitment);
        let said = |paper: Paper, count: usize| {
            let words = || {
                let count = Phrase::said(count.to_string());
                Phrase::fill(paper.said(self.lang), &[("count", count)]).plain()
            };
            (count > 0).then(words)
        };
        let told = [
            said(Paper::DiaryNoDay, sessions.len()),
            said(Paper::DiaryNoDeadlines, commitments.len()),
        ];
        told.into_iter().flatten().collect()
    }

    /// The file, with the revisions of all that [`Diary::reads`]. What they do not know counts as
    /// never changed since it was made.
    pub fn text(&self, revisions: &Revisions) -> String {
        let mut lines = Lines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//tanshi//calendar//ZH");
        // Without a METHOD it is a plain calendar and no invitation, which would have to name an
        // organizer by address (RFC 5546, 3.2.1).
        lines.put("CALSCALE", "GREGORIAN");
        if self.entries.iter().any(|entry| matches!(entry.when, When::Time { .. })) {
            zone(&mut lines);
        }
        for entry in &self.entries {
            entry.write(entry.revision(revisions), &mut lines);
        }
        lines.put("END", "VCALENDAR");
        lines.finish()
    }
}

/// What leaves the office is a public copy.
fn setting(lang: Lang) -> Setting {
    Setting { copy: Copy::Public, ..Setting::draft(lang) }
}

/// The zone, spelt out for readers that know no names: eight hours ahead, without summer time.
fn zone(lines: &mut Lines) {
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", ZONE);
    lines.put("BEGIN", "STANDARD");
    // China had summer time last in 1991.
    lines.put("DTSTART", "19920101T000000");
    lines.put("TZOFFSETFROM", "+0800");
    lines.put("TZOFFSETTO", "+0800");
    lines.put("END", "STANDARD");
    lines.put("END", "VTIMEZONE");
}

impl Entry {
    fn all_reads(&self) -> impl Iterator<Item = EntityId> {
        std::iter::once(self.of).chain(self.reads.iter().copied())
    }

    /// How often anything was changed that it tells of, and when last.
    fn revision(&self, revisions: &Revisions) -> Revision {
        let made = Revision { changes: 0, at_millis: self.of.millis() };
        self.all_reads().fold(made, |all, id| match revisions.get(&id) {
            Some(one) => Revision {
                changes: all.changes.saturating_add(one.changes),
                at_millis: all.at_millis.max(one.at_millis),
            },
            None => all,
        })
    }

    fn write(&self, revision: Revision, lines: &mut Lines) {
        let changed = utc(revision.at_millis);
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &self.uid());
        // Without a METHOD the stamp is when the entry was changed last (RFC 5545, 3.8.7.2).
        lines.put("DTSTAMP", &changed);
        lines.put("LAST-MODIFIED", &changed);
        lines.put("SEQUENCE", &revision.changes.saturating_sub(1).to_string());
        self.when.write(lines);
        lines.text("SUMMARY", &self.title);
        lines.text("LOCATION", &self.place);
        lines.text("DESCRIPTION", &self.text.join("\n"));
        lines.text("CATEGORIES", self.category);
        lines.put("STATUS", if self.is_cancelled { "CANCELLED" } else { "CONFIRMED" });
        lines.put("TRANSP", if self.is_busy { "OPAQUE" } else { "TRANSPARENT" });
        lines.put("END", "VEVENT");
    }

    /// The identity of the entry in every calendar: the same for the same session or commitment.
    fn uid(&self) -> String {
        format!("{}@tanshi", self.of.to_string().replace(':', "-"))
    }

    fn summary(&self, lang: Lang) -> String {
        let (day, time) = match self.when {
            When::Day(day) => (day, String::new()),
            When::Time { begins, ends: None } => (begins.date(), clock_time(begins.time())),
            When::Time { begins, ends: Some(ends) } => {
                let times = [begins, ends].map(|it| clock_time(it.time()));
                (begins.date(), times.join("–"))
            }
        };
        let (date, weekday) = (day_in_text(day, lang), weekday(day, lang));
        let place = if self.place.is_empty() {
            String::new()
        } else {
            format!("{}{}", Paper::Clause.said(lang), self.place)
        };
        let title = &self.title;
        match lang {
            Lang::Zh => format!("{date}（{weekday}）{time}　{title}{place}"),
            Lang::En if time.is_empty() => format!("{date} ({weekday}): {title}{place}"),
            Lang::En => format!("{date} ({weekday}), {time}: {title}{place}"),
        }
    }
}

impl When {
    fn write(self, lines: &mut Lines) {
        match self {
            Self::Day(day) => {
                // The end is the first day that does not belong to it; some readers need it told.
                let after = day.checked_add_days(Days::new(1)).unwrap_or(day);
                lines.put("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string());
                lines.put("DTEND;VALUE=DATE", &after.format("%Y%m%d").to_string());
            }
            Self::Time { begins, ends } => {
                let times = [("DTSTART", Some(begins)), ("DTEND", ends)];
                for (name, time) in times.into_iter().filter_map(|(name, it)| Some((name, it?))) {
                    let time = time.format("%Y%m%dT%H%M%S").to_string();
                    lines.put(&format!("{name};TZID={ZONE}"), &time);
                }
            }
        }
    }
}

/// A moment as calendars write it.
fn utc(millis: u64) -> String {
    let time = i64::try_from(millis).ok().and_then(DateTime::from_timestamp_millis);
    time.unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A label with what it is of: `主持人：张三`.
fn labelled(cast: &Cast<'_>, label: Paper, words: &str) -> Option<String> {
    let colon = cast.word(Paper::Colon);
    (!words.is_empty()).then(|| format!("{}{colon}{words}", cast.word(label)))
}
