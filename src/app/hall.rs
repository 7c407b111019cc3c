//! What the room sees of a live session on a second screen: the public projection, a plain value.
//!
//! It is built here and nowhere else, and has no field for who raised an issue, a note or a
//! telephone. Whoever shows it lets its clocks run on by themselves.
//!
//! | question | file |
//! |---|---|
//! | who may be called what | `names` |
//! | when there is something new to tell | [`herald`] |
//! | what a second screen knows, and its words | [`board`] |

pub mod board;
pub mod herald;
mod names;

pub use names::Masks;

use crate::command::Catalog;
use crate::domain::session::{
    AgendaItem, Clock, Column, Course, Session, SessionStatus, Speech, SpeechManner,
};
use crate::domain::settings::Settings;
use crate::domain::world::World;
use crate::i18n::Lang;
use crate::i18n::label::order_name;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The most of those who wait that are told.
pub const QUEUE: usize = 5;

/// Where a session stands, as the room is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Not begun.
    Planned,
    /// Going on: the clocks run.
    Live,
    /// In a break.
    Paused,
    /// The program stopped in between, and nobody has taken the session up again yet.
    Interrupted,
    /// Over, or called off.
    Closed,
}

/// Somebody, as the public may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Public {
    /// The stable word of the class they came as; `None` for a citizen of whom no more is told.
    pub class: Option<String>,
    /// The name; of a citizen 姓某某.
    pub name: String,
    /// Their department or unit; empty for a citizen.
    pub unit: String,
}

/// The item that is on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Its place on the agenda, from 1; 0 for one that is not on it any more.
    pub number: u16,
    /// Its title, with citizens masked.
    pub title: String,
    /// How long it may take, in seconds.
    pub planned_seconds: Option<u32>,
    /// How long it was on, in seconds.
    pub elapsed_seconds: u32,
    /// The stages of its order; none where no order was chosen.
    pub stages: Vec<String>,
    /// The stage that is on, from 0.
    pub stage: u8,
}

/// A speech that is running, or pauses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// Who speaks.
    pub who: Public,
    /// The stable word of the manner ([`SpeechManner::key`]).
    pub manner: String,
    /// How long they have spoken, in seconds.
    pub elapsed_seconds: u32,
    /// How long a speech may take, in seconds; `None` is without end.
    pub limit_seconds: Option<u32>,
    /// How long before its end it is warned of, in seconds.
    pub warning_seconds: u32,
    /// Whether its clock stands.
    pub paused: bool,
}

/// Somebody who waits for the floor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Next {
    /// Who.
    pub who: Public,
    /// The stable word of the manner.
    pub manner: String,
}

/// What the room sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hall {
    /// When it was built, in milliseconds since 1970 (UTC): clocks run on from here.
    pub built_ms: u64,
    /// The language of the workbench: `zh` or `en`.
    pub lang: String,
    /// Where the session stands.
    pub stand: Stand,
    /// What the session is about, with citizens masked.
    pub session: String,
    /// The lead studio.
    pub studio: String,
    /// How many items are on the agenda.
    pub items: u16,
    /// The item that is on.
    #[serde(default)]
    pub item: Option<Item>,
    /// The speech that is running, or pauses.
    #[serde(default)]
    pub talk: Option<Talk>,
    /// Who waits for the floor, at most [`QUEUE`] of them.
    #[serde(default)]
    pub queue: Vec<Next>,
    /// How many wait in all.
    #[serde(default)]
    pub waiting: u16,
    /// How many came: members, public, departments.
    #[serde(default)]
    pub heads: [u32; 3],
    /// Whether enough are there.
    #[serde(default)]
    pub quorum: bool,
}

/// What a projection is made of.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'g> {
    /// Everybody by name.
    pub catalog: &'g Catalog,
    /// The session with everything around it.
    pub world: &'g World,
    /// How sessions are run.
    pub settings: &'g Settings,
    /// The language of the workbench.
    pub lang: Lang,
    /// The time on the wall, as the marks of the floor have it.
    pub now: NaiveDateTime,
    /// Since when nobody is known to be at the keyboard, until that is settled.
    pub gap: Option<NaiveDateTime>,
    /// The same moment as `now`, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
}

impl Hall {
    /// Builds it for a session.
    pub fn of(ground: &Ground<'_>, session: &Session, masks: &Masks) -> Self {
        // A clock that nobody looked after stands at the last sign of life.
        let now = ground.gap.unwrap_or(ground.now);
        let course = session.floor.course().until(now);
        let stand = stand(session, &course, ground.gap.is_some());
        let is_on = matches!(stand, Stand::Live | Stand::Paused | Stand::Interrupted);
        let studio = ground.catalog.studios.get(&session.facts.studio);
        let queue = session.floor.queue.iter().filter(|_| is_on);
        let next = |waiting: &crate::domain::session::Waiting| Next {
            who: masks.public(ground, session, waiting.person),
            manner: waiting.manner.key().to_owned(),
        };
        let speech = course.speech.as_ref().filter(|_| is_on);
        Self {
            built_ms: ground.wall_ms,
            lang: ground.lang.key().to_owned(),
            stand,
            session: masks.text(&session.facts.title),
            studio: studio.map(|it| it.name.to_string()).unwrap_or_default(),
            items: count(session.agenda.len()),
            item: course
                .item
                .filter(|_| is_on)
                .map(|issue| item(ground, session, &course, issue, masks)),
            talk: speech.map(|speech| talk(ground, session, speech, masks)),
            waiting: count(queue.clone().count()),
            queue: queue.take(QUEUE).map(next).collect(),
            heads: [Column::Member, Column::Public, Column::Department]
                .map(|column| session.count(column)),
            quorum: ground.settings.quorum.lacking_at(session, Some(ground.now.time())) == [0; 3],
        }
    }

    /// The same at another moment: what runs has run on. Before it was built nothing has.
    #[must_use]
    pub fn at(&self, wall_ms: u64) -> Self {
        let passed_ms = wall_ms.saturating_sub(self.built_ms);
        let mut later = Self { built_ms: self.built_ms.max(wall_ms), ..self.clone() };
        if self.stand != Stand::Live {
            return later;
        }
        let passed = u32::try_from(passed_ms / 1_000).unwrap_or(u32::MAX);
        if let Some(item) = &mut later.item {
            item.elapsed_seconds = item.elapsed_seconds.saturating_add(passed);
        }
        if let Some(talk) = later.talk.as_mut().filter(|talk| !talk.paused) {
            talk.elapsed_seconds = talk.elapsed_seconds.saturating_add(passed);
        }
        later
    }

    /// Whether it tells nothing that `other` would not show by itself at the same moment; a second
    /// lies within what rounding does.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let theirs = other.at(self.built_ms);
        let near = |a: u32, b: u32| a.abs_diff(b) <= 1;
        let clocks = |hall: &Self| {
            let item = hall.item.as_ref().map_or(0, |item| item.elapsed_seconds);
            (item, hall.talk.as_ref().map_or(0, |talk| talk.elapsed_seconds))
        };
        let (mine, yours) = (clocks(self), clocks(&theirs));
        near(mine.0, yours.0)
            && near(mine.1, yours.1)
            && self.without_clocks() == theirs.without_clocks()
    }

    fn without_clocks(&self) -> Self {
        let mut hall = Self { built_ms: 0, ..self.clone() };
        if let Some(item) = &mut hall.item {
            item.elapsed_seconds = 0;
        }
        if let Some(talk) = &mut hall.talk {
            talk.elapsed_seconds = 0;
        }
        hall
    }

    /// The same session while nothing goes on in it: not yet, or not any more.
    #[must_use]
    pub fn idle(&self, stand: Stand, wall_ms: u64) -> Self {
        let idle = Self { stand, item: None, talk: None, ..self.at(wall_ms) };
        Self { queue: Vec::new(), waiting: 0, ..idle }
    }
}

impl Talk {
    /// How the speech stands to its limit.
    pub fn urgency(&self) -> Urgency {
        match self.limit_seconds {
            Some(limit) if self.elapsed_seconds >= limit => Urgency::Over,
            Some(limit) if self.elapsed_seconds >= limit.saturating_sub(self.warning_seconds) => {
                Urgency::Near
            }
            _ => Urgency::None,
        }
    }
}

/// How a speech stands to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// There is time, or no limit.
    None,
    /// Its time is nearly up.
    Near,
    /// It takes longer than it may.
    Over,
}

fn stand(session: &Session, course: &Course, is_left: bool) -> Stand {
    match session.status {
        SessionStatus::Planned => Stand::Planned,
        SessionStatus::Live if is_left || course.clock == Clock::Interrupted => Stand::Interrupted,
        SessionStatus::Live => Stand::Live,
        SessionStatus::Paused => Stand::Paused,
        SessionStatus::Closed(_) | SessionStatus::Cancelled => Stand::Closed,
    }
}

fn item(
    ground: &Ground<'_>,
    session: &Session,
    course: &Course,
    issue: crate::domain::id::IssueId,
    masks: &Masks,
) -> Item {
    let place = session.agenda.iter().position(|item| item.issue == issue);
    let planned = session.item(issue).and_then(|item: &AgendaItem| item.planned_minutes);
    let title = names::title(ground.catalog, ground.world, issue);
    Item {
        number: place.map_or(0, |place| count(place + 1)),
        title: masks.text(&title),
        planned_seconds: planned.map(|minutes| u32::from(minutes) * 60),
        elapsed_seconds: course.seconds_of(issue),
        stages: session
            .stages_of(issue)
            .iter()
            .map(|stage| masks.text(order_name(&stage.name, ground.lang)))
            .collect(),
        stage: course.stage,
    }
}

fn talk(ground: &Ground<'_>, session: &Session, speech: &Speech, masks: &Masks) -> Talk {
    let options = &ground.settings.options;
    let minutes = Some(options.speech_minutes).filter(|minutes| *minutes > 0);
    let manner: SpeechManner = speech.manner;
    Talk {
        who: masks.public(ground, session, speech.person),
        manner: manner.key().to_owned(),
        elapsed_seconds: speech.seconds,
        limit_seconds: minutes.map(|minutes| u32::from(minutes) * 60),
        warning_seconds: u32::from(options.warning_seconds),
        paused: speech.paused,
    }
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
