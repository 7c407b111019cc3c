//! The entities at hand: all of them in memory, or the neighbourhood of one action.

mod register;
mod spoken;

pub use self::register::Names;
use self::register::Register;
use super::{
    commitment::Commitment,
    department::Department,
    entity::Entity,
    evidence::Evidence,
    id::{
        CommitmentId, DepartmentId, EntityId, EntityKind, EvidenceId, IssueId, LineId, PersonId,
        SessionId, StudioId,
    },
    issue::Issue,
    line::Line,
    person::Person,
    session::Session,
    settings::{Quorum, Settings},
    studio::Studio,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A set of entities that refer to one another by id.
///
/// Two worlds are equal when they hold the same entities, whichever of them were touched since.
#[derive(Debug, Clone, Default)]
pub struct World {
    entities: BTreeMap<EntityId, Entity>,
    touched: BTreeSet<EntityId>,
    /// Words of entities that are brought in, until their last part is there.
    arriving: BTreeMap<EntityId, String>,
    /// Made when it is first asked, and kept in step from then on.
    register: OnceLock<Register>,
}

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        self.entities == other.entities
    }
}

impl Eq for World {}

/// Declares a getter and an iterator for one kind.
macro_rules! accessors {
    ($($one:ident $one_mut:ident $many:ident $variant:ident $id:ty => $type:ty;)+) => {
        $(
            #[doc = concat!("The ", stringify!($one), " with this id, if it is at hand.")]
            pub fn $one(&self, id: $id) -> Option<&$type> {
                match self.entities.get(&id.into()) {
                    Some(Entity::$variant(entity)) => Some(entity),
                    _ => None,
                }
            }

            pub(super) fn $one_mut(&mut self, id: $id) -> Option<&mut $type> {
                let id = EntityId::from(id);
                match self.entities.get_mut(&id) {
                    Some(Entity::$variant(entity)) => {
                        self.touched.insert(id);
                        Some(entity)
                    }
                    _ => None,
                }
            }

            #[doc = concat!("Every ", stringify!($one), " at hand, in the order of their ids.")]
            pub fn $many(&self) -> impl Iterator<Item = &$type> {
                self.of_kind(EntityKind::$variant).filter_map(|entity| -> Option<&$type> {
                    match entity {
                        Entity::$variant(entity) => Some(entity),
                        _ => None,
                    }
                })
            }
        )+
    };
}

impl World {
    accessors! {
        studio studio_mut studios Studio StudioId => Studio;
        person person_mut people Person PersonId => Person;
        department department_mut departments Department DepartmentId => Department;
        issue issue_mut issues Issue IssueId => Issue;
        session session_mut sessions Session SessionId => Session;
        line line_mut lines Line LineId => Line;
        commitment commitment_mut commitments Commitment CommitmentId => Commitment;
    }

    /// The evidence with this id, if it is at hand.
    pub fn evidence(&self, id: EvidenceId) -> Option<&Evidence> {
        match self.entities.get(&id.into()) {
            Some(Entity::Evidence(evidence)) => Some(evidence),
            _ => None,
        }
    }

    /// The session that something is, or that a line is of.
    pub fn session_of(&self, id: EntityId) -> Option<SessionId> {
        match self.entity(id)? {
            Entity::Session(session) => Some(session.id),
            Entity::Line(line) => Some(line.session),
            _ => None,
        }
    }

    /// The commitments of an issue that stand, in the order in which they were made.
    pub fn commitments_of<'w>(&'w self, issue: &Issue) -> impl Iterator<Item = &'w Commitment> {
        issue
            .commitments
            .iter()
            .filter_map(|id| self.commitment(*id))
            .filter(|commitment| !commitment.retracted)
    }

    /// Everybody who raised an issue, or one that was merged into it, however long the way: each
    /// once, its own first. Of what was merged counts what is at hand.
    pub fn raisers_of(&self, issue: &Issue) -> Vec<PersonId> {
        let mut raisers = Vec::new();
        for issue in std::iter::once(issue).chain(self.merged_below(issue)) {
            for raiser in &issue.facts.raisers {
                if !raisers.contains(raiser) {
                    raisers.push(*raiser);
                }
            }
        }
        raisers
    }

    /// The issues that were merged into one, and into those, as far as they are at hand.
    pub fn merged_below<'w>(&'w self, issue: &'w Issue) -> Vec<&'w Issue> {
        let mut below: Vec<&Issue> = Vec::new();
        let mut ways: Vec<IssueId> = issue.merged.iter().rev().copied().collect();
        while let Some(id) = ways.pop() {
            let is_known = id == issue.id || below.iter().any(|it| it.id == id);
            if let Some(child) = self.issue(id).filter(|it| !is_known && !it.retracted) {
                below.push(child);
                ways.extend(child.merged.iter().rev());
            }
        }
        below
    }

    /// The settings, or the defaults where none were stored.
    pub fn settings(&self) -> Settings {
        match self.entities.get(&EntityId::SETTINGS) {
            Some(Entity::Settings(settings)) => (**settings).clone(),
            _ => Settings::default(),
        }
    }

    /// How many of each column make a session count.
    pub fn quorum(&self) -> Quorum {
        match self.entities.get(&EntityId::SETTINGS) {
            Some(Entity::Settings(settings)) => settings.quorum,
            _ => Quorum::default(),
        }
    }

    /// The entity with this id, if it is at hand.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(&id)
    }

    /// Every entity at hand, by kind and id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// Every entity of one kind.
    pub fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = &Entity> {
        let (first, last) =
            (EntityId { kind, bytes: [0; 16] }, EntityId { kind, bytes: [u8::MAX; 16] });
        self.entities.range(first..=last).map(|(_, entity)| entity)
    }

    /// Puts an entity in that was read from a store; it does not count as touched.
    pub fn load(&mut self, entity: Entity) {
        if let Some(register) = self.register.get_mut() {
            register.enter(&entity);
        }
        self.entities.insert(entity.id(), entity);
    }

    /// Puts an entity in that an event has made or changed.
    pub(super) fn put(&mut self, entity: Entity) {
        let id = entity.id();
        self.touched.insert(id);
        self.entities.insert(id, entity);
    }

    pub(super) const fn arriving_mut(&mut self) -> &mut BTreeMap<EntityId, String> {
        &mut self.arriving
    }

    /// Enters what events have changed where it can be looked up.
    pub(super) fn register(&mut self, changed: impl IntoIterator<Item = EntityId>) {
        let Some(register) = self.register.get_mut() else { return };
        for id in changed {
            if let Some(entity) = self.entities.get(&id) {
                register.enter(entity);
            }
        }
    }

    fn looked_up(&self) -> &Register {
        self.register.get_or_init(|| Register::of(&self.entities))
    }

    /// The people or departments at hand that are called so, retracted ones too, in the order of
    /// their ids.
    pub(super) fn called(&self, kind: EntityKind, name: &str) -> impl Iterator<Item = &Entity> {
        let called = self.looked_up().called(kind, name);
        called.filter_map(|id| self.entities.get(&id))
    }

    /// The entities at hand that speak, or spoke, of a person or a department, in the order of ids.
    pub(super) fn speaking_of(&self, id: EntityId) -> impl Iterator<Item = &Entity> {
        self.looked_up().speaking_of(id).filter_map(|id| self.entities.get(&id))
    }

    /// The entities that events have changed since the last call, in order of their ids.
    pub fn take_touched(&mut self) -> BTreeSet<EntityId> {
        std::mem::take(&mut self.touched)
    }

    /// The entities that events have changed, for whoever needs nothing else of the world.
    pub fn into_touched(self) -> impl Iterator<Item = Entity> {
        let Self { entities, touched, .. } = self;
        entities.into_values().filter(move |entity| touched.contains(&entity.id()))
    }
}
