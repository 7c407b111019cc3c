//! A session as an entry of a calendar.

use super::{Entry, When, labelled};
use crate::document::cast::Cast;
use crate::domain::date::Precision;
use crate::domain::session::{AgendaItem, Session, SessionStatus};
use crate::i18n::Paper;
use chrono::TimeDelta;

/// The entry; `None` while nobody knows the day.
pub(super) fn entry(cast: &Cast<'_>, session: &Session) -> Option<Entry> {
    let when = when(session)?;
    let facts = &session.facts;
    let is_cancelled = session.status == SessionStatus::Cancelled;
    let title = cast.heading(&facts.title);
    let title =
        if is_cancelled { cast.words(Paper::DiaryCancelled, &[("title", &title)]) } else { title };
    Some(Entry {
        of: session.id.into(),
        reads: session.agenda.iter().map(|item| item.issue.into()).collect(),
        when,
        title,
        place: cast.venue(&facts.venue),
        text: text(cast, session, when),
        category: cast.word(Paper::DiarySession),
        is_cancelled,
        is_busy: !is_cancelled,
    })
}

/// From when it is planned to begin for as long as its items are planned to take.
fn when(session: &Session) -> Option<When> {
    let facts = &session.facts;
    if facts.on.precision() != Precision::Day {
        return None;
    }
    let day = facts.on.first();
    let Some(at) = facts.starts_at else { return Some(When::Day(day)) };
    let begins = day.and_time(at);
    let minutes: i64 =
        session.agenda.iter().filter_map(|item| item.planned_minutes).map(i64::from).sum();
    let ends = (minutes > 0).then(|| begins + TimeDelta::minutes(minutes));
    Some(When::Time { begins, ends })
}

fn text(cast: &Cast<'_>, session: &Session, when: When) -> Vec<String> {
    let facts = &session.facts;
    let studios = std::iter::once(facts.studio).chain(facts.co_studios.iter().copied());
    let studios: Vec<String> = studios.map(|studio| cast.studio(studio)).collect();
    let chair = facts.chair.map(|chair| cast.who(chair)).unwrap_or_default();
    let mut text: Vec<String> = [
        labelled(cast, Paper::CaseStudio, &studios.join(cast.word(Paper::Comma))),
        labelled(cast, Paper::ChairRole, &chair),
        labelled(cast, Paper::FormNumber, session.number.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !session.agenda.is_empty() {
        text.push(format!("{}{}", cast.word(Paper::NoticeTopics), cast.word(Paper::Colon)));
        text.extend((1..).zip(&session.agenda).map(|(number, item)| topic(cast, number, item)));
    }
    text.extend(open_end(cast, session, when));
    text
}

fn topic(cast: &Cast<'_>, number: usize, item: &AgendaItem) -> String {
    let title = cast.world.issue(item.issue).map(|issue| cast.heading(&issue.facts.title));
    let title = title.unwrap_or_default();
    let topic = match item.planned_minutes {
        Some(minutes) => {
            cast.words(Paper::NoticeTopic, &[("topic", &title), ("minutes", &minutes.to_string())])
        }
        None => title,
    };
    format!("{number}. {topic}")
}

/// That it may take longer than the calendar shows.
fn open_end(cast: &Cast<'_>, session: &Session, when: When) -> Option<String> {
    let unplanned = session.agenda.iter().filter(|item| item.planned_minutes.is_none()).count();
    match when {
        When::Day(_) => None,
        When::Time { ends: None, .. } => Some(cast.word(Paper::DiaryEndUnknown).to_owned()),
        When::Time { .. } if unplanned == 0 => None,
        When::Time { .. } => {
            Some(cast.words(Paper::DiaryEndsLater, &[("count", &unplanned.to_string())]))
        }
    }
}
