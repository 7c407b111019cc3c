//! From a wish to a sheet: which documents there are about something, and what each says.

use super::{
    Absent, Kind, Setting, Sheet,
    assignment::{Assignment, recipients},
    case_file::CaseFile,
    docx::{self, DocxFault},
    follow_up::{self, FollowUp},
    frame::restamp,
    markdown::markdown,
    minutes::Minutes,
    notice::Notice,
    plain::plain,
    progress::Progress,
    record::Record,
    satisfaction::Satisfaction,
    sign_in::{Form, SignIn},
};
use crate::domain::{
    id::{CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, SessionId},
    sealed::{SealedDocument, Tongue},
    session::Session,
    world::World,
};
use chrono::NaiveDate;

/// What a document is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// A Word file.
    #[default]
    Docx,
    /// Markdown.
    Markdown,
    /// Plain text.
    Plain,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Markdown, Self::Plain];

    /// How a file of it ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Markdown => "md",
            Self::Plain => "txt",
        }
    }

    /// The format that a file with this ending has; letters in either case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension().eq_ignore_ascii_case(extension))
    }
}

/// One document that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Which document.
    pub kind: Kind,
    /// What it is about: a session, an issue or a commitment.
    pub of: EntityId,
    /// Whom a letter goes to.
    pub department: Option<DepartmentId>,
}

impl Kind {
    /// What it is about.
    pub const fn is_about(self) -> EntityKind {
        match self {
            Self::Minutes | Self::Record | Self::SignInBlank | Self::SignIn | Self::Notice => {
                EntityKind::Session
            }
            Self::Assignment | Self::Progress => EntityKind::Commitment,
            Self::Satisfaction | Self::CaseFile => EntityKind::Issue,
            Self::FollowUp => EntityKind::Department,
        }
    }
}

/// The versions of a document that were made final, oldest first; of notices those that tell the news
/// of now.
pub fn versions(world: &World, order: Order, tongue: Tongue) -> Vec<SealedDocument> {
    let of_session = session(world, order).map(|it| it.sealed_of(order.kind));
    of_order(of_session, world, order, tongue)
}

/// The same with notices of earlier news before them, which are documents of their own.
pub fn all_versions(world: &World, order: Order, tongue: Tongue) -> Vec<SealedDocument> {
    of_order(session(world, order).map(|it| it.sealed.as_slice()), world, order, tongue)
}

fn session(world: &World, order: Order) -> Option<&Session> {
    world.session(SessionId::try_from(order.of).ok()?)
}

fn of_order(
    of_session: Option<&[SealedDocument]>,
    world: &World,
    order: Order,
    tongue: Tongue,
) -> Vec<SealedDocument> {
    let commitment = CommitmentId::try_from(order.of).ok().and_then(|id| world.commitment(id));
    let sealed = of_session.or_else(|| commitment.map(|it| it.sealed.as_slice()));
    let sealed = sealed.into_iter().flatten();
    sealed.filter(|it| it.is(order.kind, order.department, tongue)).cloned().collect()
}

/// Every document of a kind that something asks for, in order: one, or for a session and an issue one
/// for each commitment, and of letters one for each department that has a part in it. The letters of a
/// session or an issue to one department stand together, those that ask it to lead first; a commitment
/// that names no department has none among them ([`without_department`]).
///
/// Follow-up letters go to the department that is named, or to all of them where the settings are, if
/// something of theirs presses on `day`.
pub fn orders(world: &World, kind: Kind, of: EntityId, day: Option<NaiveDate>) -> Vec<Order> {
    let one = |of: EntityId| Order { kind, of, department: None };
    if kind == Kind::FollowUp {
        let asked = follow_up::recipients(world, day).into_iter();
        let meant = asked.filter(|id| of == EntityId::SETTINGS || of == EntityId::from(*id));
        return meant.map(|id| Order { kind, of: id.into(), department: Some(id) }).collect();
    }
    if of.kind == kind.is_about() {
        return letters(world, one(of));
    }
    match (kind.is_about(), of.kind) {
        (EntityKind::Commitment, _) => {
            let promised = promised(world, of).into_iter();
            let all = promised.flat_map(|id| letters(world, one(id.into())));
            if kind == Kind::Assignment {
                by_department(world, all.collect())
            } else {
                all.collect()
            }
        }
        (EntityKind::Issue, EntityKind::Session) => {
            let session = SessionId::try_from(of).ok().and_then(|id| world.session(id));
            let agenda = session.into_iter().flat_map(|session| &session.agenda);
            agenda.map(|item| one(item.issue.into())).collect()
        }
        _ => Vec::new(),
    }
}

/// Commitments that no letter was written about though it was wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// They name no department to write to.
    NoDepartment(Vec<CommitmentId>),
    /// They are due, and were never assigned: no department can be asked how far it is.
    Unassigned(Vec<CommitmentId>),
}

/// The commitments among those of a session or an issue that name no department, so that no letter
/// about them goes to anybody; of a kind that is none of letters, and of a commitment itself, none.
pub fn without_department(world: &World, kind: Kind, of: EntityId) -> Vec<CommitmentId> {
    if kind != Kind::Assignment {
        return Vec::new();
    }
    let promised = promised(world, of).into_iter();
    promised.filter(|id| recipients(world, *id).is_empty()).collect()
}

/// The commitments of a session or an issue that stand, in order.
fn promised(world: &World, of: EntityId) -> Vec<CommitmentId> {
    let commitments = match of.kind {
        EntityKind::Session => SessionId::try_from(of)
            .ok()
            .and_then(|id| world.session(id))
            .map(|session| session.commitments.clone())
            .unwrap_or_default(),
        EntityKind::Issue => IssueId::try_from(of)
            .ok()
            .and_then(|id| world.issue(id))
            .map(|issue| issue.commitments.clone())
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    let stands = |id: &CommitmentId| world.commitment(*id).is_some_and(|it| !it.retracted);
    commitments.into_iter().filter(stands).collect()
}

/// Letters that go to somebody, department by department in the order in which they are met, and of
/// one department those that ask it to lead first.
fn by_department(world: &World, letters: Vec<Order>) -> Vec<Order> {
    let mut letters: Vec<Order> =
        letters.into_iter().filter(|letter| letter.department.is_some()).collect();
    let mut met = Vec::new();
    for letter in &letters {
        if !met.contains(&letter.department) {
            met.push(letter.department);
        }
    }
    let leads = |letter: &Order| {
        let commitment = CommitmentId::try_from(letter.of).ok().and_then(|id| world.commitment(id));
        commitment.is_some_and(|it| it.facts.lead == letter.department)
    };
    letters.sort_by_key(|it| (met.iter().position(|met| *met == it.department), !leads(it)));
    letters
}

fn letters(world: &World, order: Order) -> Vec<Order> {
    let commitment = CommitmentId::try_from(order.of).ok();
    let Some(commitment) = commitment.filter(|_| order.kind == Kind::Assignment) else {
        return vec![order];
    };
    let departments = recipients(world, commitment);
    if departments.is_empty() {
        return vec![order];
    }
    departments.into_iter().map(|id| Order { department: Some(id), ..order }).collect()
}

/// Makes a document out of a world that holds what it is about with everything around it, all people,
/// departments and studios, and the settings.
///
/// # Errors
/// [`Absent`] when it is about nothing that is there.
pub fn compose(world: &World, order: Order, setting: &Setting) -> Result<Sheet, Absent> {
    let absent = |_fault| Absent(order.of);
    let session = || SessionId::try_from(order.of).map_err(absent);
    let issue = || IssueId::try_from(order.of).map_err(absent);
    let commitment = || CommitmentId::try_from(order.of).map_err(absent);
    let mut sheet = match order.kind {
        Kind::Minutes => Minutes::of(world, session()?, setting)?.sheet(),
        Kind::Record => Record::of(world, session()?, setting)?.sheet(),
        Kind::SignInBlank => SignIn::of(world, session()?, Form::Blank, setting)?.sheet(),
        Kind::SignIn => SignIn::of(world, session()?, Form::Filled, setting)?.sheet(),
        Kind::Notice => Notice::of(world, session()?, setting)?.sheet(),
        Kind::Assignment => {
            Assignment::of(world, commitment()?, order.department, setting)?.sheet()
        }
        Kind::Progress => Progress::of(world, commitment()?, setting)?.sheet(),
        Kind::Satisfaction => Satisfaction::of(world, issue()?, setting)?.sheet(),
        Kind::CaseFile => CaseFile::of(world, issue()?, setting)?.sheet(),
        Kind::FollowUp => {
            let department = DepartmentId::try_from(order.of).map_err(absent)?;
            FollowUp::of(world, department, setting)?.sheet()
        }
    };
    restamp(&mut sheet, setting);
    Ok(sheet)
}

/// The bytes of a sheet in a format.
///
/// # Errors
/// [`DocxFault`] when a Word file cannot be put together.
pub fn bytes(sheet: &Sheet, format: Format, setting: &Setting) -> Result<Vec<u8>, DocxFault> {
    match format {
        Format::Docx => docx::bytes(sheet, &setting.imprint.fonts),
        Format::Markdown => Ok(markdown(sheet).into_bytes()),
        Format::Plain => Ok(plain(sheet).into_bytes()),
    }
}
