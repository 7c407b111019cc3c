//! The record of a session (会议记录): who said what, in order, line by line (DOMAIN §4). It is
//! internal; a public copy is masked like any other.

mod course;
mod time;

pub use course::{Entry, Part};
pub(super) use time::{planned_time, time};

use super::{
    Absent, Copy, Kind,
    cast::Cast,
    frame::stamped,
    minutes::{at_closing, closed},
    phrase::{Look, Phrase, Unknown},
    roll::{Group, Roll},
    setting::Setting,
    sheet::{Block, Level, Sheet},
    title::{broken, numeral},
};
use crate::{
    domain::{
        id::{LineId, PersonId, SessionId},
        line::{Line, LineKind},
        person::Person,
        session::{Class, QuorumTurn, Session},
        world::World,
    },
    i18n::{Label, Lang, Paper, sentence::quorum_turn},
};

/// The record of one session, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is made for.
    pub setting: Setting,
    /// Name, time, place, chair, recorder and who came, each behind its label.
    pub facts: Vec<(Paper, Vec<Phrase>)>,
    /// What was said and done, in order; a new part begins where another item is spoken of.
    pub parts: Vec<Part>,
    /// Whether the session was held: then 散会 stands behind the parts.
    pub is_adjourned: bool,
    /// The lines that were added after the closing; none where the whole record was entered then.
    pub late: Vec<Part>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Which line.
    pub id: LineId,
    /// What kind it is.
    pub kind: LineKind,
    /// Who said it, 姓名（单位职务）, or what kind of line it is where nobody is named.
    pub who: String,
    /// The words.
    pub text: String,
    /// Whether it was struck out; such lines stand in an internal copy alone.
    pub struck: bool,
    /// What was done to it after the session had been closed.
    pub note: Option<String>,
}

impl Record {
    /// Reads the record out of a world that holds the session with its lines, issues, people,
    /// departments and studios.
    ///
    /// # Errors
    /// [`Absent`] when the session is not at hand.
    pub fn of(world: &World, id: SessionId, setting: &Setting) -> Result<Self, Absent> {
        let session =
            world.session(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, Some(session));
        Ok(Self {
            setting: setting.clone(),
            facts: facts(&cast, session),
            parts: course::parts(&cast, session),
            is_adjourned: session.is_held(),
            late: course::late(&cast, session),
        })
    }

    /// Lays the record out.
    pub fn sheet(&self) -> Sheet {
        let lang = self.setting.lang;
        let mut sheet = stamped(Kind::Record, &self.setting);
        let blocks = &mut sheet.blocks;
        blocks.extend(self.setting.imprint.number_words(self.setting.lang).map(Block::Number));
        blocks.push(Block::Title(broken(Paper::RecordTitle.said(lang))));
        blocks.push(Block::Gap);
        for (label, phrases) in &self.facts {
            let label = label.said(lang).to_owned();
            blocks.push(Block::Labelled { label, phrases: phrases.clone() });
        }
        let all: Vec<&Part> = self.parts.iter().chain(&self.late).collect();
        for (place, part) in all.iter().enumerate() {
            if place == self.parts.len() {
                self.adjourn(blocks);
            }
            let before = all.get(..place).unwrap_or_default();
            self.part(part, before.iter().any(|it| it.issue == part.issue), blocks);
        }
        if self.late.is_empty() {
            self.adjourn(blocks);
        }
        blocks.push(Block::Gap);
        for role in [Paper::ChairRole, Paper::RecorderRole] {
            let values = [("role", role.said(lang).into()), ("room", Phrase::room(8))];
            blocks.push(Block::Paragraph(Phrase::fill(Paper::SignedBy.said(lang), &values)));
        }
        sheet
    }

    fn adjourn(&self, blocks: &mut Vec<Block>) {
        if self.is_adjourned {
            blocks.push(Block::Paragraph(Paper::Adjourned.said(self.setting.lang).into()));
        }
    }

    fn part(&self, part: &Part, is_further: bool, blocks: &mut Vec<Block>) {
        if let Some((place, _)) = part.issue {
            // What is not on the agenda any more has no place there.
            let numeral = place.map(|place| numeral(Level::First, place, &self.setting));
            let title = format!("{}{}", numeral.unwrap_or_default(), part.title);
            let phrase = if is_further {
                let title = [("title", Phrase::said(title))];
                Phrase::fill(Paper::RecordContinued.said(self.setting.lang), &title)
            } else {
                Phrase::said(title)
            };
            blocks.push(Block::Heading { level: Level::First, phrase });
        }
        let phrases = part.entries.iter().map(|entry| match entry {
            Entry::Line(line) => line.phrase(self.setting.lang),
            Entry::Aside(words) => Phrase::said(words.clone()),
        });
        blocks.extend(phrases.map(Block::Paragraph));
    }
}

impl Spoken {
    /// The line as it is printed: 姓名（单位职务）：…, and a note behind it.
    pub fn phrase(&self, lang: Lang) -> Phrase {
        let look = if self.struck { Look::Struck } else { Look::Plain };
        let values =
            [("who", self.who.as_str().into()), ("text", Phrase::looking(&self.text, look))];
        let mut phrase = Phrase::fill(Paper::RecordLine.said(lang), &values);
        if let Some(note) = &self.note {
            let note = Phrase::looking(note, Look::Aside);
            phrase.append(Phrase::fill(Paper::RecordNote.said(lang), &[("note", note)]));
        }
        phrase
    }
}

fn facts(cast: &Cast<'_>, session: &Session) -> Vec<(Paper, Vec<Phrase>)> {
    let facts = &session.facts;
    let about = session.id.into();
    let roll = Roll::of(cast, session);
    let words = |groups: &[Group]| -> Vec<Phrase> {
        groups.iter().map(|group| Phrase::said(group.words(cast))).collect()
    };
    let mut present = words(&roll.present);
    if present.is_empty() {
        present.push(cast.unknown(Unknown::Attendance, about));
    }
    // The label says what somebody was: the name is enough.
    let named = |person: Option<PersonId>, unknown| {
        cast.said_or(&person.map(|it| cast.name(it)).unwrap_or_default(), unknown, about)
    };
    let all = [
        (Paper::RecordName, vec![Phrase::said(cast.heading(&facts.title))]),
        (Paper::RecordNumber, vec![session.number.as_str().into()]),
        (Paper::RecordTime, vec![time(cast, session)]),
        (Paper::RecordVenue, vec![cast.venue_or(&facts.venue, about)]),
        (Paper::RecordChair, vec![named(facts.chair, Unknown::Chair)]),
        (Paper::RecordRecorder, vec![named(facts.recorder, Unknown::Recorder)]),
        (Paper::PresentLabel, present),
        (Paper::AttendingLabel, words(&roll.attending)),
        (Paper::ExcusedLabel, words(&roll.excused)),
        (Paper::AbsentLabel, words(&roll.absent)),
        (Paper::QuorumLabel, quorum(cast, session)),
    ];
    all.into_iter().filter(|(_, phrases)| !phrases.is_empty()).collect()
}

/// When enough people were there and when not any more; nothing where it was never lost.
fn quorum(cast: &Cast<'_>, session: &Session) -> Vec<Phrase> {
    let turns = cast.world.quorum().turns(session);
    if turns.iter().all(QuorumTurn::reached) {
        return Vec::new();
    }
    turns.iter().map(|turn| Phrase::said(quorum_turn(cast.lang(), turn))).collect()
}

pub(super) fn spoken(cast: &Cast<'_>, line: &Line) -> Spoken {
    let kind = line.facts.kind.label(cast.lang());
    let who = match (line.facts.kind, line.facts.speaker) {
        (LineKind::Agreed | LineKind::Commitment, Some(speaker)) => {
            let values = [("words", kind), ("more", &cast.who(speaker))];
            cast.words(Paper::InBrackets, &values)
        }
        (_, Some(speaker)) => speaker_words(cast, speaker),
        (_, None) => kind.to_owned(),
    };
    Spoken {
        id: line.id,
        kind: line.facts.kind,
        who,
        text: closed(&cast.text(&line.facts.text), cast.lang()),
        struck: line.struck,
        note: note(cast, line),
    }
}

/// 姓名（单位职务）: what somebody is on the sheet, or their department and post.
fn speaker_words(cast: &Cast<'_>, id: PersonId) -> String {
    let name = cast.name(id);
    let post = post(cast, id);
    if post.is_empty() {
        name
    } else {
        cast.words(Paper::InBrackets, &[("words", &name), ("more", &post)])
    }
}

fn post(cast: &Cast<'_>, id: PersonId) -> String {
    let Some(person) = cast.world.person(id) else { return String::new() };
    let class = cast.row(id).map(|row| row.class);
    match class {
        Some(class) if class != Class::Department => cast.class(class).to_owned(),
        _ => unit_and_post(cast, person),
    }
}

/// Department or unit, and post: 区住建局副局长. Of a citizen in a public copy, the community alone.
pub(super) fn unit_and_post(cast: &Cast<'_>, person: &Person) -> String {
    let facts = &person.facts;
    if cast.redactor.is_masked(person.id) {
        // Where they work tells who they are.
        return cast.redactor.home(&facts.unit);
    }
    let department = cast.row(person.id).and_then(|row| row.department).or(facts.department);
    let unit = match department {
        Some(department) => cast.department(department),
        None => cast.heading(&facts.unit),
    };
    let title = cast.post(person);
    let between = if unit.is_empty() || title.is_empty() { "" } else { cast.lang().pick("", ", ") };
    format!("{unit}{between}{title}")
}

fn note(cast: &Cast<'_>, line: &Line) -> Option<String> {
    let session = cast.world.session(line.session);
    if session.is_some_and(|it| course::is_entered_afterwards(cast, it)) {
        return line.struck.then(|| cast.word(Paper::LineStruck).to_owned());
    }
    match (line.struck_late && line.struck, line.is_added_late(), at_closing(line)) {
        (true, _, _) => Some(cast.word(Paper::LineStruckLate).to_owned()),
        // Not every medium can strike words through.
        _ if line.struck => Some(cast.word(Paper::LineStruck).to_owned()),
        (false, true, _) => Some(cast.word(Paper::LineAddedLate).to_owned()),
        // What was corrected is nobody's business outside the office: it may be why it was.
        (false, false, Some(was)) if was.text != line.facts.text && cast.setting.is_public() => {
            Some(cast.word(Paper::LineCorrectedLate).to_owned())
        }
        (false, false, Some(was)) if was.text != line.facts.text => {
            Some(cast.words(Paper::LineChangedLate, &[("was", &cast.text(&was.text))]))
        }
        (false, false, _) => None,
    }
}
