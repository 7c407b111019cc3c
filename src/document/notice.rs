//! The notice of a session (会议通知): that it takes place, was postponed, or is called off.

use super::{
    Absent, Kind,
    cast::Cast,
    frame::{dated, office, stamped},
    minutes::{issue_title, open},
    phrase::{Phrase, Unknown},
    roll::{Attendee, Group},
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
        sheet.blocks.extend(self.setting.imprint.number_words().map(Block::Number));
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
        blocks
    }

    fn opening(&self, cast: &Cast<'_>, session: &Session) -> Phrase {
        let day = |span: DateSpan| {
            cast.day(span, Unknown::SessionDay, session.id.into(), session.source.is_some())
        };
        let title = ("title", Phrase::said(self.title.as_str()));
        let why = |reason: &str| ("reason", Phrase::said(bare_reason(reason)));
        match &self.news {
            News::Called => {
                let on = ("day", day(session.facts.on));
                cast.sentence(Paper::NoticeOpening, &[title, on])
            }
            News::Moved { was, reason } => {
                cast.sentence(Paper::NoticeMoved, &[title, why(reason), ("was", day(*was))])
            }
            News::Cancelled { reason } => {
                let on = ("day", day(session.facts.on));
                cast.sentence(Paper::NoticeCancelled, &[title, why(reason), on])
            }
        }
    }
}

/// A reason without the word that the sentence has before it, and without a full stop.
fn bare_reason(reason: &str) -> &str {
    let reason = open(reason.trim_start());
    let bare = ["因为", "由于", "因"].iter().find_map(|word| reason.strip_prefix(word));
    // 因特网 and 因素 begin with no such word.
    bare.filter(|rest| !rest.starts_with(['特', '素', '此', '果'])).unwrap_or(reason)
}

/// What stands now: the last step that was not taken back.
fn news(cast: &Cast<'_>, session: &Session) -> News {
    let last = session.steps.iter().rev().map(|(step, _)| step).find(|step| step.kind.is_news());
    match last.map(|step| (step, step.kind, step.moved_from)) {
        Some((step, SessionStepKind::Cancel, _)) if session.status == SessionStatus::Cancelled => {
            News::Cancelled { reason: cast.text(&step.reason) }
        }
        Some((step, SessionStepKind::Postpone, Some(was))) => {
            News::Moved { was, reason: cast.text(&step.reason) }
        }
        _ => News::Called,
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
    let venue = cast.said_or(&facts.venue, Unknown::Venue, session.id.into()).then(stop());
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
    let groups = super::roll::expected(cast, session);
    let mut people: Vec<String> = groups.iter().map(|group| expected_words(cast, group)).collect();
    let (_, _, others) = super::roll::expected_rows(cast, session);
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|id| cast.listed(&cast.name(*id))).collect();
        let names = names.join(cast.word(Paper::Comma));
        let title = cast.word(Paper::GroupOthers);
        people.push(format!("{title}{}{names}", cast.word(Paper::Colon)));
    }
    people.into_iter().map(|words| Phrase::said(format!("{words}{stop}"))).collect()
}

fn expected_words(cast: &Cast<'_>, group: &Group) -> String {
    let names: Vec<String> =
        group.people.iter().map(|person: &Attendee| cast.listed(&person.name)).collect();
    if names.is_empty() {
        // A department sends whom it likes.
        return group.title(cast);
    }
    let names = names.join(cast.word(Paper::Comma));
    format!("{}{}{names}", group.title(cast), cast.word(Paper::Colon))
}
