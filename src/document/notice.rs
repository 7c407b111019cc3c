//! The notice of a session (会议通知): that it takes place, was postponed, or is called off.

use super::{
    Absent, Kind,
    cast::Cast,
    frame::{dated, office, stamped},
    minutes::{issue_title, open},
    phrase::{Phrase, Unknown},
    setting::Setting,
    sheet::{Align, Block, Level, Sheet},
    title::{broken, numeral},
};
use crate::{
    domain::{
        date::{DateSpan, Precision},
        id::SessionId,
        session::{Attendance, Class, Session, SessionStatus, SessionStepKind},
        world::World,
    },
    i18n::{
        Paper,
        paper::time_in_text,
        wording::{span_in_text, weekday},
    },
};

/// What a notice tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// It takes place.
    Called,
    /// It takes place on another day.
    Moved {
        /// The day that it was planned for.
        was: DateSpan,
        /// Why.
        reason: String,
    },
    /// It does not take place.
    Cancelled {
        /// Why.
        reason: String,
    },
}

/// The notice of one session, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is made for.
    pub setting: Setting,
    /// What it tells.
    pub news: News,
    /// What the session is about.
    pub title: String,
    /// The departments that are expected; empty where nobody was put down yet.
    pub recipients: Vec<String>,
    /// The notice as it is laid out.
    blocks: Vec<Block>,
}

impl Notice {
    /// Reads the notice out of a world that holds the session with its issues, people and
    /// departments.
    ///
    /// # Errors
    /// [`Absent`] when the session is not at hand.
    pub fn of(world: &World, id: SessionId, setting: &Setting) -> Result<Self, Absent> {
        let session =
            world.session(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, Some(session));
        let mut notice = Self {
            setting: setting.clone(),
            news: news(&cast, session),
            title: cast.heading(&session.facts.title),
            recipients: recipients(&cast, session),
            blocks: Vec::new(),
        };
        notice.blocks = notice.laid_out(&cast, session);
        Ok(notice)
    }

    /// Lays the notice out.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = stamped(Kind::Notice, &self.setting);
        sheet
            .blocks
            .extend(self.setting.imprint.number_words(self.setting.lang).map(Block::Number));
        sheet.blocks.extend(self.blocks.iter().cloned());
        sheet
    }

    fn laid_out(&self, cast: &Cast<'_>, session: &Session) -> Vec<Block> {
        let paper = match self.news {
            News::Called => Paper::NoticeTitle,
            News::Moved { .. } => Paper::NoticeMovedTitle,
            News::Cancelled { .. } => Paper::NoticeCancelledTitle,
        };
        let whom = if self.recipients.is_empty() {
            cast.word(Paper::NoticeEverybody).to_owned()
        } else {
            let departments = self.recipients.join(cast.word(Paper::Comma));
            let (rows, _, others) = super::roll::expected_rows(cast, session);
            let is_other = |row: &Attendance| row.class != Class::Department;
            let has_others = rows.iter().any(is_other) || !others.is_empty();
            let others = if has_others { cast.word(Paper::NoticeOthers) } else { "" };
            format!("{departments}{others}")
        };
        let mut blocks = vec![
            Block::Title(broken(&cast.words(paper, &[("title", &self.title)]))),
            Block::Gap,
            Block::Line {
                phrase: cast.sentence(Paper::Salutation, &[("whom", whom.into())]),
                align: Align::Left,
            },
            Block::Paragraph(self.opening(cast, session)),
        ];
        if !matches!(self.news, News::Cancelled { .. }) {
            particulars(cast, session, &mut blocks);
        }
        blocks.extend([
            Block::Gap,
            Block::SignOff { office: office(&self.setting), date: dated(&self.setting) },
        ]);
        blocks.extend(contact(cast, session).map(|it| Block::Paragraph(it.words(cast))));
        blocks
    }

    /// The sentence that tells the news, with its reason and the former day.
    pub(super) fn opening(&self, cast: &Cast<'_>, session: &Session) -> Phrase {
        let day = |span| day(cast, session, span);
        let title = ("title", Phrase::said(self.title.as_str()));
        let why = ("reason", Phrase::said(self.reason()));
        match &self.news {
            News::Called => {
                let on = ("day", day(session.facts.on));
                cast.sentence(Paper::NoticeOpening, &[title, on])
            }
            News::Moved { was, .. } => {
                cast.sentence(Paper::NoticeMoved, &[title, why, ("was", day(*was))])
            }
            News::Cancelled { .. } => {
                let on = ("day", day(session.facts.on));
                cast.sentence(Paper::NoticeCancelled, &[title, why, on])
            }
        }
    }
}

impl Notice {
    /// Why it was moved or called off, as it stands in a sentence; empty where it takes place.
    pub(super) fn reason(&self) -> &str {
        match &self.news {
            News::Called => "",
            News::Moved { reason, .. } | News::Cancelled { reason } => bare_reason(reason),
        }
    }

    /// The day for which it was planned before it was moved or called off.
    pub(super) fn former_day(&self, cast: &Cast<'_>, session: &Session) -> Phrase {
        match self.news {
            News::Called => Phrase::empty(),
            News::Moved { was, .. } => day(cast, session, was),
            News::Cancelled { .. } => day(cast, session, session.facts.on),
        }
    }
}

fn day(cast: &Cast<'_>, session: &Session, span: DateSpan) -> Phrase {
    cast.day(span, Unknown::SessionDay, session.id.into(), session.source.is_some())
}

/// A reason without the word that the sentence has before it, and without a full stop.
fn bare_reason(reason: &str) -> &str {
    let reason = open(reason.trim_start());
    let bare = ["因为", "由于", "因"].iter().find_map(|word| reason.strip_prefix(word));
    // 因特网 and 因素 begin with no such word.
    bare.filter(|rest| !rest.starts_with(['特', '素', '此', '果'])).unwrap_or(reason)
}

/// Whom to ask about a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contact {
    /// The name as this copy tells it.
    pub(super) name: String,
    /// The telephone; a public copy has none.
    pub(super) phone: String,
}

impl Contact {
    /// The note below the day of the notice (GB/T 9704-2012, 7.3.7).
    fn words(&self, cast: &Cast<'_>) -> Phrase {
        let values = [("name", self.name.as_str()), ("phone", &self.phone)];
        let paper =
            if self.phone.is_empty() { Paper::NoticeContact } else { Paper::NoticeContactPhone };
        cast.words(paper, &values).into()
    }
}

/// Whom to ask: who keeps the record, else who convenes the studio.
pub(super) fn contact(cast: &Cast<'_>, session: &Session) -> Option<Contact> {
    let studio = cast.world.studio(session.facts.studio);
    let convenor = studio.and_then(|it| it.facts.convenor);
    let person = session.facts.recorder.or(convenor)?;
    let name = cast.name(person);
    let facts = cast.world.person(person).map(|it| &it.facts);
    let phone = facts.filter(|_| !cast.setting.is_public()).map(|it| it.phone.clone());
    (!name.is_empty()).then(|| Contact { name, phone: phone.unwrap_or_default() })
}

/// What stands now: that it is called off, else the last postponement that was not taken back.
fn news(cast: &Cast<'_>, session: &Session) -> News {
    let mut steps = session.steps.iter().rev().map(|(step, _)| step);
    let cancelled = steps.find(|step| step.kind == SessionStepKind::Cancel);
    let cancelled = cancelled.filter(|_| session.status == SessionStatus::Cancelled);
    let moved = session.postponed().and_then(|step| Some((step, step.moved_from?)));
    match (cancelled, moved) {
        (Some(step), _) => News::Cancelled { reason: cast.text(&step.reason) },
        (None, Some((step, was))) => News::Moved { was, reason: cast.text(&step.reason) },
        (None, None) => News::Called,
    }
}

/// The departments that are expected, each once.
fn recipients(cast: &Cast<'_>, session: &Session) -> Vec<String> {
    let mut names = Vec::new();
    let (rows, departments, _) = super::roll::expected_rows(cast, session);
    let rows = rows.iter().filter(|row| row.class == Class::Department);
    for department in rows.filter_map(|row| row.department).chain(departments) {
        let name = cast.department(department);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Time, place, agenda, participants, and what is asked of them.
fn particulars(cast: &Cast<'_>, session: &Session, blocks: &mut Vec<Block>) {
    let facts = &session.facts;
    let stop = || Phrase::said(cast.word(Paper::Stop));
    let venue = cast.venue_or(&facts.venue, session.id.into()).then(stop());
    let parts = [
        (Paper::NoticeTime, vec![when(cast, session)]),
        (Paper::NoticeVenue, vec![venue]),
        (Paper::NoticeTopics, topics(cast, session)),
        (Paper::NoticePeople, people(cast, session)),
        (Paper::NoticeRequests, vec![cast.word(Paper::NoticeAsk).into()]),
    ];
    let parts = parts.into_iter().filter(|(_, phrases)| !phrases.is_empty());
    for (number, (heading, phrases)) in (1..).zip(parts) {
        let numeral = numeral(Level::First, number, cast.setting);
        let phrase = Phrase::said(format!("{numeral}{}", cast.word(heading)));
        blocks.push(Block::Heading { level: Level::First, phrase });
        blocks.extend(phrases.into_iter().map(Block::Paragraph));
    }
}

fn when(cast: &Cast<'_>, session: &Session) -> Phrase {
    let facts = &session.facts;
    let about = session.id.into();
    let at = facts.starts_at.map(|at| time_in_text(at, cast.lang())).unwrap_or_default();
    let at = cast.said_or(&at, Unknown::StartTime, about);
    if facts.on.precision() == Precision::Day {
        let values = [
            ("day", span_in_text(facts.on, cast.lang()).into()),
            ("weekday", weekday(facts.on.first(), cast.lang()).into()),
            ("time", at),
        ];
        cast.sentence(Paper::NoticeWhen, &values)
    } else {
        let day = cast.day(facts.on, Unknown::SessionDay, about, true);
        cast.sentence(Paper::NoticeWhenVague, &[("day", day), ("time", at)])
    }
}

fn topics(cast: &Cast<'_>, session: &Session) -> Vec<Phrase> {
    let stop = cast.word(Paper::Stop);
    let topics = (1..).zip(&session.agenda).map(|(number, item)| {
        let topic = issue_title(cast, item.issue);
        let topic = match item.planned_minutes {
            Some(planned) => {
                let planned = planned.to_string();
                cast.words(Paper::NoticeTopic, &[("topic", &topic), ("minutes", &planned)])
            }
            None => topic,
        };
        let numeral = numeral(Level::Third, number, cast.setting);
        Phrase::said(format!("{numeral}{topic}{stop}"))
    });
    topics.collect()
}

/// Who is expected: everybody on the sign-in sheet, by class and department.
fn people(cast: &Cast<'_>, session: &Session) -> Vec<Phrase> {
    let stop = cast.word(Paper::Stop);
    let people = expected(cast, session).into_iter().map(|(class, names)| {
        // A department sends whom it likes.
        let colon = if names.is_empty() { "" } else { cast.word(Paper::Colon) };
        Phrase::said(format!("{class}{colon}{names}{stop}"))
    });
    people.collect()
}

/// Who is expected: the class or the department, and the names, where anybody is named.
pub(super) fn expected(cast: &Cast<'_>, session: &Session) -> Vec<(String, String)> {
    let joined = |names: Vec<String>| names.join(cast.word(Paper::Comma));
    let groups = super::roll::expected(cast, session);
    let mut expected: Vec<(String, String)> = groups
        .iter()
        .map(|group| {
            let names = group.people.iter().map(|person| cast.listed(&person.name));
            (group.title(cast), joined(names.collect()))
        })
        .collect();
    let (_, _, others) = super::roll::expected_rows(cast, session);
    if !others.is_empty() {
        let names = others.iter().map(|id| cast.listed(&cast.name(*id)));
        expected.push((cast.word(Paper::GroupOthers).to_owned(), joined(names.collect())));
    }
    expected
}
