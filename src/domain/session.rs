//! A consultation session (协商议事会): agenda, attendance, and its own small table of states.

mod course;
mod floor;
mod forecast;
mod guest;
mod moment;
mod order;
mod poll;
mod quorum;
mod ready;
pub(in crate::domain) mod seconds;
mod steps;
mod table;

pub use course::{BEAT_SECONDS, Break, Clock, Course, ItemTime, NO_GAP_SECONDS, Speech};
pub use floor::{Floor, FloorEntry, FloorMark, SpeechManner, Waiting};
pub use forecast::Forecast;
pub use guest::{Absentee, Excuse, Guest, Invitation, Party, Reply, class_of_side};
pub use order::{ItemOrder, STAGES, Stage};
pub use poll::{POLL_ANSWERS, PollAnswer, PrivateNote, StrawPoll};
pub use quorum::QuorumTurn;
pub use ready::{Lack, NOTICE_WORKING_DAYS, Preparation, TimedItem};
pub use table::{Manner, SessionStatus, SessionStepKind, session_diagram, session_successor};

use super::{
    date::DateSpan,
    id::{CommitmentId, DepartmentId, IssueId, LineId, PersonId, SessionId, StudioId},
    keyed::keyed,
    number::CaseNumber,
    provenance::{Mark, Source},
    sealed::{DocumentKind, SealedDocument},
};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// What a person states about a session and may correct later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFacts {
    /// The lead studio; a joint session is credited to it (DOMAIN §3.6).
    pub studio: StudioId,
    /// The studios that hold it jointly.
    pub co_studios: Vec<StudioId>,
    /// What it is about, 1–120 characters.
    pub title: String,
    /// Where it takes place; may be empty.
    pub venue: String,
    /// The day, or what is known of it.
    pub on: DateSpan,
    /// When it begins, when that is known.
    pub starts_at: Option<NaiveTime>,
    /// Who chairs it (主持人).
    pub chair: Option<PersonId>,
    /// Who keeps the record (记录人).
    pub recorder: Option<PersonId>,
}

/// An issue on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The issue.
    pub issue: IssueId,
    /// How long it may take.
    pub planned_minutes: Option<u16>,
    /// Whether the table parted without consensus (未达成共识), and on what.
    pub no_consensus: Option<String>,
}

keyed! {
    /// In what capacity somebody signed in (DOMAIN §3).
    pub enum Class {
        /// 政协领导.
        Leader = "leader",
        /// 政协委员.
        Member = "member",
        /// 召集人.
        Convenor = "convenor",
        /// 驻室委员.
        ResidentMember = "resident_member",
        /// 协理员.
        Aide = "aide",
        /// 社区/村代表.
        CommunityRepresentative = "community_representative",
        /// 群众代表.
        PublicRepresentative = "public_representative",
        /// 商户.
        Merchant = "merchant",
        /// 企业/合作社.
        Enterprise = "enterprise",
        /// 诉求人.
        Raiser = "raiser",
        /// 部门单位.
        Department = "department",
        /// 专家.
        Expert = "expert",
        /// 律师.
        Lawyer = "lawyer",
        /// 联络员.
        Liaison = "liaison",
        /// 记录人.
        Recorder = "recorder",
        /// 媒体.
        Media = "media",
    }
}

keyed! {
    /// The column that a class counts in (DOMAIN §3, counting rules 2–5).
    pub enum Column {
        /// The member side.
        Member = "member",
        /// The public side.
        Public = "public",
        /// Departments.
        Department = "department",
        /// Outside the three.
        Other = "other",
    }
}

impl Class {
    /// The column that this class counts in.
    pub const fn column(self) -> Column {
        match self {
            Self::Leader | Self::Member | Self::Convenor | Self::ResidentMember | Self::Aide => {
                Column::Member
            }
            Self::CommunityRepresentative
            | Self::PublicRepresentative
            | Self::Merchant
            | Self::Enterprise
            | Self::Raiser => Column::Public,
            Self::Department => Column::Department,
            Self::Expert | Self::Lawyer | Self::Liaison | Self::Recorder | Self::Media => {
                Column::Other
            }
        }
    }
}

keyed! {
    /// Whether an invited person came.
    pub enum Presence {
        /// 出席 (or 列席 for those outside the three columns).
        Present = "present",
        /// 请假.
        Excused = "excused",
        /// 缺席.
        Absent = "absent",
    }
}

/// A row of the sign-in sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who.
    pub person: PersonId,
    /// In what capacity.
    pub class: Class,
    /// For which department; required for class `Department`.
    pub department: Option<DepartmentId>,
    /// Whether they came.
    pub presence: Presence,
    /// When they signed in.
    pub arrived_at: Option<NaiveTime>,
    /// When they left early.
    pub left_at: Option<NaiveTime>,
    /// Whether the row was entered after the session was closed.
    pub correction: bool,
}

/// The most heads that one tally may claim; a report shows a row for each.
pub const TALLY_HEADS: u32 = 9_999;

/// People that a source counts without naming them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// In what capacity.
    pub class: Class,
    /// How many; departments are counted, not heads.
    pub count: u32,
    /// Who counted, or the source.
    pub source: String,
}

/// One change of a session's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionStep {
    /// What was done.
    pub kind: SessionStepKind,
    /// From where.
    pub from: SessionStatus,
    /// To where; always what the table says.
    pub to: SessionStatus,
    /// Why; required to postpone and to cancel.
    pub reason: String,
    /// The day it was held on before it was postponed.
    pub moved_from: Option<DateSpan>,
    /// The new day when it was postponed.
    pub moved_to: Option<DateSpan>,
}

keyed! {
    /// What was corrected after a session had been closed.
    pub enum Correction {
        /// What is stated about it: its day, its title, its lead studio.
        Facts = "facts",
        /// The agenda, or what came of an item.
        Agenda = "agenda",
        /// The sign-in sheet.
        Attendance = "attendance",
        /// The counts without names.
        Tallies = "tallies",
        /// The record got another line.
        Record = "record",
    }
}

/// A session as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// Its label, given once.
    pub number: CaseNumber,
    /// What was stated about it.
    pub facts: SessionFacts,
    /// Where it stands.
    pub status: SessionStatus,
    /// How it came there, oldest first.
    pub steps: Vec<(SessionStep, Mark)>,
    /// The issues to be talked about, in order.
    pub agenda: Vec<AgendaItem>,
    /// The sign-in sheet, in order of entry.
    pub attendance: Vec<Attendance>,
    /// People counted without names.
    pub tallies: Vec<Tally>,
    /// The record, in order.
    pub lines: Vec<LineId>,
    /// The commitments made in it.
    pub commitments: Vec<CommitmentId>,
    /// What was corrected after it had been closed, oldest first. Changed and struck lines say so
    /// themselves.
    pub corrections: Vec<(Correction, Mark)>,
    /// The issues that came onto the agenda after it had been closed.
    pub late_items: Vec<IssueId>,
    /// Whether anybody spoke or arrived since it was started.
    pub has_run: bool,
    /// What happened on its floor while it was live, and who waits to speak.
    pub floor: Floor,
    /// Who is invited, in the order in which they were.
    pub invitations: Vec<Invitation>,
    /// The order in which an item is dealt with, where one was chosen.
    pub stages: Vec<(IssueId, Vec<Stage>)>,
    /// Straw polls, in the order in which they were taken.
    pub polls: Vec<StrawPoll>,
    /// What the convenor noted for themselves.
    pub notes: Vec<PrivateNote>,
    /// Documents that were made final, oldest first.
    pub sealed: Vec<SealedDocument>,
    /// How many of these were final before the session was last postponed, cancelled, or either of that
    /// was taken back: a notice among them tells other news than one of now.
    pub sealed_before_news: usize,
    /// The log positions of events that did not fit.
    pub conflicts: Vec<Mark>,
    /// Where a session that was entered from a source comes from (补录).
    pub source: Option<Source>,
    /// Whether its addition was taken back.
    pub retracted: bool,
}

impl Session {
    /// The final documents that a further one of a kind would be a version of. Notices that tell other
    /// news are documents of their own.
    pub fn sealed_of(&self, kind: DocumentKind) -> &[SealedDocument] {
        let before = if kind == DocumentKind::Notice { self.sealed_before_news } else { 0 };
        self.sealed.get(before..).unwrap_or_default()
    }

    /// Whether it was held: closed, and not taken back.
    pub fn is_held(&self) -> bool {
        matches!(self.status, SessionStatus::Closed(_)) && !self.retracted
    }

    /// Whether it was held on a day that is not after `today`.
    pub fn is_held_by(&self, today: NaiveDate) -> bool {
        self.is_held() && self.facts.on.last() <= today
    }

    /// Marks that something was entered: as a correction once it is closed, as having been run
    /// while it is live.
    pub(super) fn entered(&mut self, what: Correction, mark: Mark) {
        match self.status {
            SessionStatus::Closed(_) => self.corrections.push((what, mark)),
            SessionStatus::Live | SessionStatus::Paused => {
                self.has_run |= matches!(what, Correction::Attendance | Correction::Record);
            }
            SessionStatus::Planned | SessionStatus::Cancelled => {}
        }
    }

    /// Marks that something was entered as a correction, once it is closed.
    pub(super) fn entered_late(&mut self, what: Correction, mark: Mark) {
        if matches!(self.status, SessionStatus::Closed(_)) {
            self.corrections.push((what, mark));
        }
    }

    /// Whether it is going on, or paused.
    pub const fn is_live(&self) -> bool {
        matches!(self.status, SessionStatus::Live | SessionStatus::Paused)
    }

    /// The invitation of somebody.
    pub fn invitation(&self, guest: Guest) -> Option<&Invitation> {
        self.invitations.iter().find(|it| it.guest == guest)
    }

    /// The stages of an item; none where no order was chosen.
    pub fn stages_of(&self, issue: IssueId) -> &[Stage] {
        self.stages.iter().find(|(it, _)| *it == issue).map_or(&[], |(_, stages)| stages)
    }

    /// The agenda item for an issue.
    pub fn item(&self, issue: IssueId) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.issue == issue)
    }

    /// Puts `to` in the place of the person's row `from`; one that is not there is added at the end.
    pub(super) fn replace_row(
        &mut self,
        person: PersonId,
        from: Option<&Attendance>,
        to: Option<&Attendance>,
    ) {
        let place =
            self.attendance.iter().position(|row| row.person == person && Some(row) == from);
        match (place, to) {
            (Some(place), Some(row)) => {
                if let Some(slot) = self.attendance.get_mut(place) {
                    slot.clone_from(row);
                }
            }
            (Some(place), None) => {
                self.attendance.remove(place);
            }
            (None, Some(row)) => self.attendance.push(row.clone()),
            (None, None) => {}
        }
    }

    /// The heads of one column, by counting rules 2–5: a person once, and as a member when they
    /// wear two hats; distinct departments; tallies as they stand.
    pub fn count(&self, column: Column) -> u32 {
        self.named(column).saturating_add(self.tallied(column))
    }

    /// How many of one column count for a consultation (DOMAIN §2).
    pub fn count_for_quorum(&self, column: Column) -> u32 {
        let unnamed = if self.may_be_unnamed(column) { self.tallied(column) } else { 0 };
        self.named(column).saturating_add(unnamed)
    }

    fn named(&self, column: Column) -> u32 {
        u32::try_from(self.counted(column).len()).unwrap_or(u32::MAX)
    }

    /// The heads of one column that nobody named.
    pub fn tallied(&self, column: Column) -> u32 {
        self.tallies
            .iter()
            .filter(|tally| tally.class.column() == column)
            .fold(0, |sum, tally| sum.saturating_add(tally.count.min(TALLY_HEADS)))
    }

    /// Everybody present who counts in a column, also where their department counts once for several.
    pub fn present_in(&self, column: Column) -> impl Iterator<Item = &Attendance> {
        let there = self.attendance.iter().filter(|row| row.presence == Presence::Present);
        there.filter(move |row| row.class.column() == column)
    }

    /// The rows that one column counts, each person or department once.
    pub fn counted(&self, column: Column) -> Vec<&Attendance> {
        let present: Vec<&Attendance> =
            self.attendance.iter().filter(|row| row.presence == Presence::Present).collect();
        counted_among(&present, column)
    }
}

/// Those of some rows that one column counts, each person or department once.
fn counted_among<'s>(present: &[&'s Attendance], column: Column) -> Vec<&'s Attendance> {
    // Two hats count once: as a member, else with the public.
    let has_hat = |person, hat: Column| {
        present.iter().any(|row| row.person == person && row.class.column() == hat)
    };
    let is_elsewhere = |person| match column {
        Column::Member | Column::Department => false,
        Column::Public => has_hat(person, Column::Member),
        Column::Other => has_hat(person, Column::Member) || has_hat(person, Column::Public),
    };
    let mut rows: Vec<&Attendance> = Vec::new();
    for row in present.iter().filter(|row| row.class.column() == column) {
        let seen = match column {
            Column::Department => rows.iter().any(|other| other.department == row.department),
            Column::Member | Column::Public | Column::Other => {
                rows.iter().any(|other| other.person == row.person)
            }
        };
        if !seen && !is_elsewhere(row.person) {
            rows.push(row);
        }
    }
    rows
}
