//! What an event that brings something new makes of it.

use crate::domain::{
    commitment::Commitment,
    department::{Department, DepartmentFacts},
    entity::Entity,
    event::{
        Added, CommitmentMade, DocumentSealed, EvidenceAttached, IssueAdded, LineAdded,
        ResidualMade, SessionPlanned,
    },
    evidence::Evidence,
    id::{CommitmentId, DepartmentId, EntityKind, IssueId, PersonId, SessionId, StudioId},
    issue::Issue,
    line::Line,
    number::NumberKind,
    person::{Person, PersonFacts},
    provenance::Mark,
    session::{Correction, Floor, Session, SessionStatus},
    studio::{Studio, StudioFacts},
    workflow::Status,
    world::World,
};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    pub(super) fn add_studio(&mut self, added: &Added<StudioId, StudioFacts>) {
        self.put(Entity::Studio(Studio {
            id: added.id,
            facts: added.facts.clone(),
            numbered: BTreeMap::default(),
            earlier_codes: BTreeSet::default(),
            source: added.source.clone(),
            retracted: false,
        }));
    }

    pub(super) fn add_person(&mut self, added: &Added<PersonId, PersonFacts>) {
        self.put(Entity::Person(Person {
            id: added.id,
            facts: added.facts.clone(),
            source: added.source.clone(),
            retracted: false,
        }));
    }

    pub(super) fn add_department(&mut self, added: &Added<DepartmentId, DepartmentFacts>) {
        self.put(Entity::Department(Department {
            id: added.id,
            facts: added.facts.clone(),
            source: added.source.clone(),
            retracted: false,
        }));
    }

    pub(super) fn add_issue(&mut self, added: &IssueAdded, mark: Mark) {
        self.count_number(added.studio, NumberKind::Issue, added.number.year());
        self.put(Entity::Issue(Box::new(new_issue(added, mark))));
    }

    pub(super) fn make_residual(&mut self, made: &ResidualMade, mark: Mark) -> Option<()> {
        self.issue_mut(made.parent)?.residuals.push(made.id);
        self.count_number(made.studio, NumberKind::Issue, made.number.year());
        let added = IssueAdded {
            id: made.id,
            number: made.number.clone(),
            studio: made.studio,
            facts: made.facts.clone(),
            source: None,
        };
        let mut issue = new_issue(&added, mark);
        issue.status = Status::Consulted;
        issue.residual_of = Some(made.parent);
        self.put(Entity::Issue(Box::new(issue)));
        Some(())
    }

    fn count_number(&mut self, studio: StudioId, kind: NumberKind, year: i32) {
        if let Some(studio) = self.studio_mut(studio) {
            *studio.numbered.entry((kind, year)).or_insert(0) += 1;
        }
    }

    pub(super) fn plan_session(&mut self, planned: &SessionPlanned) {
        self.count_number(planned.facts.studio, NumberKind::Session, planned.number.year());
        self.put(Entity::Session(Box::new(Session {
            id: planned.id,
            number: planned.number.clone(),
            facts: planned.facts.clone(),
            status: SessionStatus::Planned,
            steps: Vec::new(),
            agenda: Vec::new(),
            attendance: Vec::new(),
            tallies: Vec::new(),
            lines: Vec::new(),
            commitments: Vec::new(),
            corrections: Vec::new(),
            late_items: Vec::new(),
            has_run: false,
            floor: Floor::default(),
            invitations: Vec::new(),
            stages: Vec::new(),
            polls: Vec::new(),
            notes: Vec::new(),
            sealed: Vec::new(),
            sealed_before_news: 0,
            conflicts: Vec::new(),
            source: planned.source.clone(),
            retracted: false,
        })));
    }

    pub(super) fn add_line(&mut self, added: &LineAdded, mark: Mark) -> Option<()> {
        let session = self.session_mut(added.session)?;
        session.entered(Correction::Record, mark);
        session.lines.push(added.id);
        self.put(Entity::Line(Line {
            id: added.id,
            session: added.session,
            facts: added.facts.clone(),
            earlier: Vec::new(),
            struck: false,
            struck_late: false,
        }));
        Some(())
    }

    pub(super) fn make_commitment(&mut self, made: &CommitmentMade, mark: Mark) -> Option<()> {
        let issue = self.issue_mut(made.issue)?;
        issue.commitments.push(made.id);
        let ordinal = u16::try_from(issue.commitments.len()).unwrap_or(u16::MAX);
        if let Some(session) = made.session.and_then(|id| self.session_mut(id)) {
            session.commitments.push(made.id);
        }
        self.put(Entity::Commitment(Box::new(Commitment {
            id: made.id,
            issue: made.issue,
            ordinal,
            session: made.session,
            line: made.line,
            facts: made.facts.clone(),
            ever: made.facts.departments().collect(),
            handlings: Vec::new(),
            mistakes: Vec::new(),
            evidence: Vec::new(),
            sealed: Vec::new(),
            source: made.source.clone(),
            entered: mark,
            retracted: false,
        })));
        Some(())
    }

    pub(super) fn seal_document(&mut self, sealed: &DocumentSealed) -> Option<()> {
        let documents = match sealed.of.kind {
            EntityKind::Session => {
                &mut self.session_mut(SessionId::try_from(sealed.of).ok()?)?.sealed
            }
            EntityKind::Commitment => {
                &mut self.commitment_mut(CommitmentId::try_from(sealed.of).ok()?)?.sealed
            }
            _ => return None,
        };
        documents.push(sealed.document.clone());
        Some(())
    }

    pub(super) fn attach(&mut self, attached: &EvidenceAttached, mark: Mark) -> Option<()> {
        let list = match attached.of.kind {
            EntityKind::Issue => {
                &mut self.issue_mut(IssueId::try_from(attached.of).ok()?)?.evidence
            }
            EntityKind::Commitment => {
                &mut self.commitment_mut(CommitmentId::try_from(attached.of).ok()?)?.evidence
            }
            _ => return None,
        };
        list.push(attached.id);
        self.put(Entity::Evidence(Evidence {
            id: attached.id,
            of: attached.of,
            facts: attached.facts.clone(),
            source: attached.source.clone(),
            entered: Some(mark),
            retracted: false,
        }));
        Some(())
    }
}

/// An issue as it comes in.
fn new_issue(added: &IssueAdded, mark: Mark) -> Issue {
    Issue {
        id: added.id,
        number: added.number.clone(),
        studio: added.studio,
        facts: added.facts.clone(),
        status: Status::Submitted,
        steps: Vec::new(),
        sessions: Vec::new(),
        commitments: Vec::new(),
        evaluations: Vec::new(),
        field_studies: Vec::new(),
        evidence: Vec::new(),
        statement: None,
        statement_entered: None,
        service: None,
        service_entered: None,
        mistakes: Vec::new(),
        merged_into: None,
        merged: Vec::new(),
        residual_of: None,
        residuals: Vec::new(),
        conflicts: Vec::new(),
        source: added.source.clone(),
        entered: mark,
        retracted: false,
    }
}
