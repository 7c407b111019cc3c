//! Any entity, and which others must be at hand to decide about it.

use super::{
    commitment::{Commitment, Handling},
    department::Department,
    evidence::{Evidence, Form},
    id::{EntityId, EntityKind},
    issue::Issue,
    line::Line,
    person::Person,
    sealed::{KeptFile, SealedCopy, SealedDocument},
    session::Session,
    settings::Settings,
    studio::Studio,
};
use serde::{Deserialize, Serialize};

/// One entity of any kind, as the store holds it. Variants are only ever appended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A studio.
    Studio(Studio),
    /// A person.
    Person(Person),
    /// A department.
    Department(Department),
    /// An issue.
    Issue(Box<Issue>),
    /// A session.
    Session(Box<Session>),
    /// A line of the record.
    Line(Line),
    /// A commitment.
    Commitment(Box<Commitment>),
    /// A piece of evidence.
    Evidence(Evidence),
    /// The settings; there is one.
    Settings(Box<Settings>),
}

/// What stands around an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Needed with their own neighbours.
    pub whole: Vec<EntityId>,
    /// Needed for themselves alone.
    pub alone: Vec<EntityId>,
}

impl Entity {
    /// The kinds that may name files.
    pub const WITH_FILES: [EntityKind; 4] =
        [EntityKind::Evidence, EntityKind::Session, EntityKind::Commitment, EntityKind::Settings];

    /// Its identity.
    pub fn id(&self) -> EntityId {
        match self {
            Self::Studio(studio) => studio.id.into(),
            Self::Person(person) => person.id.into(),
            Self::Department(department) => department.id.into(),
            Self::Issue(issue) => issue.id.into(),
            Self::Session(session) => session.id.into(),
            Self::Line(line) => line.id.into(),
            Self::Commitment(commitment) => commitment.id.into(),
            Self::Evidence(evidence) => evidence.id.into(),
            Self::Settings(_) => EntityId::SETTINGS,
        }
    }

    /// Whether its addition was taken back.
    pub fn is_retracted(&self) -> bool {
        match self {
            Self::Studio(studio) => studio.retracted,
            Self::Person(person) => person.retracted,
            Self::Department(department) => department.retracted,
            Self::Issue(issue) => issue.retracted,
            Self::Session(session) => session.retracted,
            Self::Line(line) => line.struck,
            Self::Commitment(commitment) => commitment.retracted,
            Self::Evidence(evidence) => evidence.retracted,
            Self::Settings(_) => false,
        }
    }

    /// The files that it names: hash, length in bytes, ending.
    pub fn files(&self) -> Vec<(KeptFile, &str)> {
        let of_sealed = |documents: &[SealedDocument]| -> Vec<(KeptFile, &'static str)> {
            let copies = documents.iter().flat_map(|document| &document.copies);
            copies.flat_map(SealedCopy::files).collect()
        };
        match self {
            Self::Evidence(evidence) => match &evidence.facts.form {
                Form::File { sha256, size_bytes, extension } => {
                    let file = KeptFile { sha256: *sha256, size_bytes: *size_bytes };
                    vec![(file, extension.as_str())]
                }
                Form::Reference => Vec::new(),
            },
            Self::Session(session) => of_sealed(&session.sealed),
            Self::Commitment(commitment) => of_sealed(&commitment.sealed),
            Self::Settings(settings) => {
                let templates = settings.options.templates.iter();
                templates.map(|it| (it.file, it.extension.as_str())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Which entities deciding about this one may look at.
    ///
    /// The store loads just these; that a decision comes out the same as with everything at hand
    /// is a property test.
    pub fn neighbours(&self) -> Neighbours {
        let mut around = Neighbours::default();
        match self {
            Self::Issue(issue) => {
                around.alone.push(issue.studio.into());
                around.alone.extend(issue.evidence.iter().map(|id| EntityId::from(*id)));
                around.alone.extend(issue.merged_into.map(EntityId::from));
                around.alone.extend(issue.merged.iter().map(|id| EntityId::from(*id)));
                around.alone.extend(issue.residual_of.map(EntityId::from));
                around.alone.extend(issue.residuals.iter().map(|id| EntityId::from(*id)));
                around.whole.extend(issue.commitments.iter().map(|id| EntityId::from(*id)));
                around.whole.extend(issue.sessions.iter().map(|id| EntityId::from(*id)));
            }
            Self::Session(session) => {
                around.alone.push(session.facts.studio.into());
                around.alone.extend(session.lines.iter().map(|id| EntityId::from(*id)));
                around.alone.extend(session.agenda.iter().map(|item| EntityId::from(item.issue)));
                around.alone.extend(session.commitments.iter().map(|id| EntityId::from(*id)));
            }
            Self::Commitment(commitment) => {
                around.alone.push(commitment.issue.into());
                around.alone.extend(commitment.session.map(EntityId::from));
                around.alone.extend(commitment.evidence.iter().map(|id| EntityId::from(*id)));
                // Its mark of carrying over stands as long as what looks after the rest does.
                let residuals = commitment.handlings.iter().filter_map(|it| match it.handling {
                    Handling::CarriedOver { to, .. } => Some(EntityId::from(to)),
                    _ => None,
                });
                around.alone.extend(residuals);
            }
            Self::Line(line) => around.whole.push(line.session.into()),
            Self::Evidence(evidence) => around.whole.push(evidence.of),
            Self::Studio(_) | Self::Person(_) | Self::Department(_) | Self::Settings(_) => {}
        }
        around
    }
}
