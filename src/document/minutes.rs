//! The minutes of a session (会议纪要) as data: what was heard, considered and agreed, and who came
//! (DOMAIN §4; GB/T 9704-2012, 10.3).

mod amended;
mod item;
mod layout;
mod near;
mod promise;
mod said;

pub use amended::Amendment;
pub(super) use amended::at_closing;
pub use item::{Agreement, Heard, Item};
pub use promise::Promise;

use super::{
    Absent,
    cast::Cast,
    phrase::{Phrase, Unknown},
    roll::Roll,
    setting::Setting,
    title,
};
use crate::{
    domain::{
        id::{IssueId, SessionId},
        session::Session,
        workflow::Step,
        world::World,
    },
    i18n::{Lang, Paper, wording::rule_gap},
};

/// The minutes of one session, in the words of their copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// What they are made for.
    pub setting: Setting,
    /// The red mark ×××纪要, in lines.
    pub mark: Vec<String>,
    /// What the session was about, in lines.
    pub title: Vec<String>,
    /// Day, studio, place, chair, topics and how many came.
    pub opening: Phrase,
    /// The items of the agenda, then what belongs to none.
    pub items: Vec<Item>,
    /// Who came, was excused, was absent.
    pub roll: Roll,
    /// The lists as they are printed: 出席, 列席, 请假, 缺席.
    pub lists: Vec<(Paper, Vec<Phrase>)>,
    /// Where a rule was passed over, with the reason.
    pub overrides: Vec<Phrase>,
    /// What is said otherwise than in the version that they replace.
    pub amendments: Vec<Amendment>,
}

impl Minutes {
    /// Reads the minutes out of a world that holds the session with its lines, issues, commitments,
    /// people, departments and studios.
    ///
    /// # Errors
    /// [`Absent`] when the session is not at hand.
    pub fn of(world: &World, id: SessionId, setting: &Setting) -> Result<Self, Absent> {
        let session =
            world.session(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, Some(session));
        let roll = Roll::of(&cast, session);
        let mut minutes = Self {
            setting: setting.clone(),
            mark: title::mark(
                &cast.studio(session.facts.studio),
                cast.word(Paper::MinutesMark),
                setting.lang,
            ),
            title: title::broken(&cast.heading(&session.facts.title)),
            opening: opening(&cast, session, &roll),
            items: item::of_session(&cast, session),
            lists: lists(&cast, session, &roll),
            roll,
            overrides: overrides(&cast, session),
            amendments: Vec::new(),
        };
        if let Some(earlier) = &setting.earlier {
            minutes.amendments = amended::of(&cast, session, earlier, &minutes.sheet());
        }
        Ok(minutes)
    }
}

fn opening(cast: &Cast<'_>, session: &Session, roll: &Roll) -> Phrase {
    let facts = &session.facts;
    let about = session.id.into();
    let is_from_source = session.source.is_some();
    let topics = session.agenda.iter().map(|item| {
        let topic = issue_title(cast, item.issue);
        cast.words(Paper::QuotedTopic, &[("topic", &topic)])
    });
    // Quotation marks that follow one another need no comma in Chinese (GB/T 15834-2011).
    let topics = topics.collect::<Vec<_>>().join(cast.lang().pick("", ", "));
    let topics = if topics.is_empty() { cast.heading(&facts.title) } else { topics };
    let opening = cast.sentence(
        Paper::MinutesOpening,
        &[
            ("day", cast.day(facts.on, Unknown::SessionDay, about, is_from_source)),
            ("studio", Phrase::said(studios(cast, session))),
            ("venue", cast.venue_or(&facts.venue, about)),
            ("chair", cast.who_or(facts.chair, Unknown::Chair, about)),
            ("topics", Phrase::said(topics)),
        ],
    );
    match roll.heads_words(cast) {
        heads if heads.is_empty() => opening,
        heads => opening.then(cast.sentence(Paper::MinutesHeads, &[("heads", heads)])),
    }
}

/// The lead studio, and those that hold the session with it (DOMAIN §3, rule 6).
fn studios(cast: &Cast<'_>, session: &Session) -> String {
    let lead = cast.studio(session.facts.studio);
    let others: Vec<String> =
        session.facts.co_studios.iter().map(|studio| cast.studio(*studio)).collect();
    if others.is_empty() {
        lead
    } else {
        let others = others.join(cast.word(Paper::Comma));
        cast.words(Paper::Jointly, &[("studio", &lead), ("others", &others)])
    }
}

/// The title of an issue, masked for a public copy.
pub(super) fn issue_title(cast: &Cast<'_>, id: IssueId) -> String {
    cast.world.issue(id).map(|issue| cast.heading(&issue.facts.title)).unwrap_or_default()
}

fn lists(cast: &Cast<'_>, session: &Session, roll: &Roll) -> Vec<(Paper, Vec<Phrase>)> {
    let words = |groups: &[super::roll::Group]| -> Vec<Phrase> {
        groups.iter().map(|group| Phrase::said(group.words(cast))).collect()
    };
    let mut present = words(&roll.present);
    if present.is_empty() {
        present.push(cast.unknown(Unknown::Attendance, session.id.into()));
    }
    let rest = [
        (Paper::AttendingLabel, words(&roll.attending)),
        (Paper::ExcusedLabel, words(&roll.excused)),
        (Paper::AbsentLabel, words(&roll.absent)),
    ];
    let rest = rest.into_iter().filter(|(_, groups)| !groups.is_empty());
    std::iter::once((Paper::PresentLabel, present)).chain(rest).collect()
}

/// The guards that were passed over when an issue was taken as consulted in this session; every
/// document shows the reason (DOMAIN §2).
fn overrides(cast: &Cast<'_>, session: &Session) -> Vec<Phrase> {
    let mut notes = Vec::new();
    for item in &session.agenda {
        let Some(issue) = cast.world.issue(item.issue) else { continue };
        let steps = issue.standing_steps().filter(|it| it.facts().session == Some(session.id));
        for passed in steps.flat_map(Step::overrides) {
            let note = cast.words(
                Paper::Overridden,
                &[
                    ("topic", &issue_title(cast, item.issue)),
                    ("gap", rule_gap(passed.rule, cast.lang())),
                    ("reason", &closed(&cast.text(&passed.reason), cast.lang())),
                ],
            );
            notes.push(Phrase::said(note));
        }
    }
    notes
}

/// That there was no consensus, and on what, where that is known.
pub(super) fn no_consensus(what: &str, lang: Lang) -> Phrase {
    if what.trim().is_empty() {
        return Paper::NoConsensusBare.said(lang).into();
    }
    let what = Phrase::said(closed(what, lang));
    Phrase::fill(Paper::NoConsensus.said(lang), &[("what", what)])
}

/// A sentence with a full stop at its end.
pub(super) fn closed(sentence: &str, lang: Lang) -> String {
    let ends = |it: char| matches!(it, '。' | '.' | '！' | '!' | '？' | '?' | '…' | '”' | '；');
    let trimmed = sentence.trim_end();
    if trimmed.is_empty() || trimmed.ends_with(ends) {
        trimmed.to_owned()
    } else {
        format!("{trimmed}{}", Paper::Stop.said(lang))
    }
}

/// A sentence without the full stop at its end.
pub(super) fn open(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches(['。', '.', '；', ';'])
}
