//! The case file (一事一档): everything about one issue on paper, in the order in which it happened
//! (DOMAIN §2, archive).

mod history;
mod promised;

pub use history::Entry;
pub use promised::{Exhibit, Kept};

use super::{
    Absent, Copy, Kind,
    cast::Cast,
    frame::stamped,
    matter::{form, pair, wide},
    minutes::{closed, issue_title, no_consensus, open},
    phrase::{Phrase, Unknown},
    record::{Spoken, spoken},
    roll::Roll,
    satisfaction::raisers,
    setting::Setting,
    sheet::{Block, Cell, Level, Row, Sheet, Table},
    title::{broken, numeral},
};
use crate::{
    domain::{
        amount::Amount,
        id::{IssueId, SessionId},
        issue::Issue,
        session::Session,
        world::World,
    },
    i18n::{
        Label, Paper,
        wording::{people, span_in_text},
    },
};

/// The file of one issue, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// What it is made for.
    pub setting: Setting,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// What is stated about it, in rows of a form.
    pub facts: Vec<Row>,
    /// The steps with their dates, reasons and overrides, oldest first.
    pub history: Vec<Entry>,
    /// Field studies.
    pub studies: Vec<Entry>,
    /// The sessions that talked about it.
    pub sessions: Vec<Consultation>,
    /// The commitments with their handling.
    pub commitments: Vec<Kept>,
    /// Closing statement and member service, where there are any.
    pub statements: Vec<String>,
    /// All evidence, of the issue and of its commitments.
    pub evidence: Vec<Exhibit>,
    /// What the raiser said.
    pub evaluations: Vec<Entry>,
    /// Why entries were taken back.
    pub corrections: Vec<String>,
}

/// A session as the file of one of its issues tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Which session.
    pub id: SessionId,
    /// Day, title, number, status, and how many came.
    pub heading: Phrase,
    /// The record, as far as it speaks of the issue.
    pub lines: Vec<Spoken>,
    /// On what there was no consensus; that may be empty.
    pub no_consensus: Option<String>,
}

impl CaseFile {
    /// Reads the file out of a world that holds the issue with its sessions and their lines, its
    /// commitments and evidence, and the people, departments and studios that these speak of.
    ///
    /// # Errors
    /// [`Absent`] when the issue is not at hand.
    pub fn of(world: &World, id: IssueId, setting: &Setting) -> Result<Self, Absent> {
        let issue = world.issue(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, None);
        Ok(Self {
            setting: setting.clone(),
            number: issue.number.as_str().to_owned(),
            title: issue_title(&cast, id),
            facts: facts(&cast, issue),
            history: history::steps(&cast, issue),
            studies: history::studies(&cast, issue),
            sessions: sessions(world, setting, issue),
            commitments: promised::commitments(&cast, issue),
            statements: statements(&cast, issue),
            evidence: promised::evidence(&cast, issue),
            evaluations: history::evaluations(&cast, issue),
            corrections: promised::corrections(&cast, issue),
        })
    }

    /// Lays the file out.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = stamped(Kind::CaseFile, &self.setting);
        let blocks = &mut sheet.blocks;
        blocks.push(Block::Title(broken(&format!(
            "{}{}{}",
            self.said(Paper::CaseTitle),
            self.said(Paper::Colon),
            self.title
        ))));
        blocks.push(Block::Table(form(self.facts.clone(), self.setting.lang)));
        for (number, (heading, parts)) in (1..).zip(self.parts()) {
            let numeral = numeral(Level::First, number, &self.setting);
            let phrase = Phrase::said(format!("{numeral}{}", self.said(heading)));
            blocks.push(Block::Heading { level: Level::First, phrase });
            if parts.is_empty() {
                blocks.push(Block::Paragraph(self.said(Paper::CaseNothing).into()));
            }
            blocks.extend(parts);
        }
        sheet
    }

    fn said(&self, paper: Paper) -> &'static str {
        paper.said(self.setting.lang)
    }

    /// The parts behind the facts; corrections only where there are any.
    fn parts(&self) -> Vec<(Paper, Vec<Block>)> {
        let mut parts = vec![
            (Paper::CaseHistory, self.entries(&self.history)),
            (Paper::CaseStudies, self.entries(&self.studies)),
            (Paper::CaseSessions, self.consultations()),
            (Paper::CaseCommitments, self.promises()),
            (Paper::CaseEvidence, self.exhibits()),
            (Paper::CaseEvaluations, self.entries(&self.evaluations)),
        ];
        if !self.corrections.is_empty() {
            let told = self.corrections.iter().map(|it| Block::Paragraph(it.as_str().into()));
            parts.push((Paper::CaseCorrections, told.collect()));
        }
        parts
    }

    /// Entries as a table of days, what happened, and the particulars.
    fn entries(&self, entries: &[Entry]) -> Vec<Block> {
        if entries.is_empty() {
            return Vec::new();
        }
        let heads = [Paper::CaseDate, Paper::CaseStep, Paper::CaseText];
        let rows = entries.iter().map(Entry::row);
        vec![self.table(&[42, 28, 86], &heads, rows.collect())]
    }

    fn table(&self, columns: &[u16], heads: &[Paper], rows: Vec<Row>) -> Block {
        let heads = heads.iter().map(|it| Cell::label(self.said(*it))).collect();
        let rows = std::iter::once(Row::of(heads)).chain(rows).collect();
        Block::Table(Table { columns: columns.to_vec(), header_rows: 1, rows, is_kept: false })
    }

    fn consultations(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (number, session) in (1..).zip(&self.sessions) {
            let numeral = Phrase::said(numeral(Level::Second, number, &self.setting));
            let phrase = numeral.then(session.heading.clone());
            blocks.push(Block::Heading { level: Level::Second, phrase });
            blocks.extend(
                session.lines.iter().map(|it| Block::Paragraph(it.phrase(self.setting.lang))),
            );
            blocks.extend(
                session
                    .no_consensus
                    .as_ref()
                    .map(|what| Block::Paragraph(no_consensus(what, self.setting.lang))),
            );
        }
        blocks
    }

    fn promises(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (number, kept) in (1..).zip(&self.commitments) {
            let lang = self.setting.lang;
            let numeral = Phrase::said(numeral(Level::Second, number, &self.setting));
            let words = numeral.then(kept.promise.words(lang)).then(kept.state.as_str().into());
            let phrase = words.then(self.said(Paper::Stop).into());
            blocks.push(Block::Heading { level: Level::Second, phrase });
            blocks.extend(self.entries(&kept.handlings));
        }
        blocks.extend(self.statements.iter().map(|it| Block::Paragraph(it.as_str().into())));
        blocks
    }

    fn exhibits(&self) -> Vec<Block> {
        if self.evidence.is_empty() {
            return Vec::new();
        }
        let heads = [
            Paper::SignInNumber,
            Paper::CaseEvidence,
            Paper::CaseOf,
            Paper::CaseDate,
            Paper::CaseForm,
            Paper::CaseFingerprint,
        ];
        let rows = (1..).zip(&self.evidence).map(|(number, exhibit)| exhibit.row(number));
        vec![self.table(&[12, 34, 34, 30, 18, 28], &heads, rows.collect())]
    }
}

fn facts(cast: &Cast<'_>, issue: &Issue) -> Vec<Row> {
    let facts = &issue.facts;
    let submitted = match facts.submitted {
        Some(on) => span_in_text(on, cast.lang()).into(),
        None => cast.unknown(Unknown::Submitted, issue.id.into()),
    };
    let category =
        facts.category.map_or_else(|| cast.word(Paper::FormNobody), |it| it.label(cast.lang()));
    let place = cast.redactor.place(&facts.place);
    let place = if place.is_empty() { cast.word(Paper::FormNobody).to_owned() } else { place };
    let mut rows = vec![
        wide(cast, Paper::FormIssue, vec![issue_title(cast, issue.id).into()], 9),
        pair(
            cast,
            [
                (Paper::FormNumber, issue.number.as_str().into()),
                (Paper::CaseStatus, issue.status.label(cast.lang()).into()),
            ],
            9,
        ),
        pair(
            cast,
            [
                (Paper::FormSource, facts.intake.label(cast.lang()).into()),
                (Paper::CaseCategory, category.into()),
            ],
            9,
        ),
        pair(
            cast,
            [
                (Paper::CaseSubmitted, submitted),
                (Paper::CaseStudio, cast.studio(issue.studio).into()),
            ],
            9,
        ),
        wide(cast, Paper::CasePlace, vec![place.into()], 9),
    ];
    if cast.setting.copy == Copy::Internal {
        let names = raisers(cast, issue).join(cast.word(Paper::Comma));
        let names = cast.said_or(&names, Unknown::Raiser, issue.id.into());
        rows.push(wide(cast, Paper::CaseRaisers, vec![names], 9));
    }
    if !facts.body.is_empty() {
        let body = cast.text(&facts.body);
        rows.push(wide(cast, Paper::CaseBody, body.lines().map(Phrase::said).collect(), 18));
    }
    if let Some(source) = &issue.source {
        let reference = cast.text(&source.reference);
        rows.push(wide(cast, Paper::CaseRecorded, vec![reference.into()], 9));
    }
    rows
}

/// Each session in the capacities in which people came to it.
fn sessions(world: &World, setting: &Setting, issue: &Issue) -> Vec<Consultation> {
    let sessions = issue.sessions.iter().filter_map(|id| world.session(*id));
    sessions
        .filter(|session| !session.retracted)
        .map(|session| consultation(&Cast::new(world, setting, Some(session)), session, issue.id))
        .collect()
}

fn consultation(cast: &Cast<'_>, session: &Session, issue: IssueId) -> Consultation {
    let day = cast.day(
        session.facts.on,
        Unknown::SessionDay,
        session.id.into(),
        session.source.is_some(),
    );
    let heading = cast.sentence(
        Paper::CaseSession,
        &[
            ("day", day),
            ("title", Phrase::said(cast.heading(&session.facts.title))),
            ("number", session.number.as_str().into()),
            ("status", session.status.label(cast.lang()).into()),
        ],
    );
    let stop = Phrase::said(cast.word(Paper::Stop));
    let heading = match Roll::of(cast, session).heads_words(cast) {
        // Nobody comes to what is not held.
        heads if heads.is_empty() || !session.is_held() => heading.then(stop),
        heads => {
            heading.then(stop).then(cast.sentence(Paper::CaseSessionHeads, &[("heads", heads)]))
        }
    };
    let lines = session.lines.iter().filter_map(|id| cast.world.line(*id));
    let lines = lines.filter(|line| line.facts.issue == Some(issue));
    let shown = lines.filter(|line| !line.struck || cast.setting.copy == Copy::Internal);
    Consultation {
        id: session.id,
        heading,
        lines: shown.map(|line| spoken(cast, line)).collect(),
        no_consensus: session
            .item(issue)
            .and_then(|item| item.no_consensus.as_ref())
            .map(|what| cast.text(what)),
    }
}

fn statements(cast: &Cast<'_>, issue: &Issue) -> Vec<String> {
    let told = |paper: Paper, what: &str, who: &str, on| {
        let day = span_in_text(on, cast.lang());
        let (what, who) = (cast.text(open(what)), cast.text(who));
        let words = cast.words(paper, &[("what", &what), ("who", &who), ("day", &day)]);
        closed(&format!("{words}{}", cast.word(Paper::Stop)), cast.lang())
    };
    let statement =
        issue.statement.as_ref().map(|it| told(Paper::CaseStatement, &it.what, &it.who, it.on));
    let service = issue.service.as_ref().map(|it| {
        let words = told(Paper::CaseService, &it.what, &it.who, it.on);
        let served = it.served.map(|count: Amount| {
            cast.words(Paper::CaseServed, &[("people", &people(count, cast.lang()))])
        });
        format!("{words}{}{}", cast.lang().pick("", " "), served.unwrap_or_default())
            .trim_end()
            .to_owned()
    });
    statement.into_iter().chain(service).collect()
}
