//! A catalog made of everything that a store has, one kind after the other, so that what it takes does not
//! grow with what the lists do not tell: the lines of the records stay where they are.

use super::ties::Collected;
use super::{Catalog, pack};
use crate::domain::closing::may_be_untouched;
use crate::domain::entity::Entity;
use crate::domain::id::{EntityKind, IssueId, SessionId};
use crate::domain::row::{CommitmentRow, IssueRow, SessionRow};
use crate::domain::world::World;
use std::collections::BTreeMap;

/// What is read for the lists, in this order: commitments before the issues whose rows tell of them,
/// sessions before the issues of which they may have left some over.
pub const LISTED: [EntityKind; 6] = [
    EntityKind::Studio,
    EntityKind::Person,
    EntityKind::Department,
    EntityKind::Commitment,
    EntityKind::Session,
    EntityKind::Issue,
];

/// A catalog on its way.
#[derive(Debug, Default)]
pub struct Gathered {
    catalog: Catalog,
    commitments: World,
    /// The issues that a session which was held may have left over, with these sessions.
    perhaps_left: BTreeMap<IssueId, Vec<SessionId>>,
    /// The sessions of which only their record tells what they left over.
    untold: Vec<SessionId>,
}

impl Gathered {
    /// Takes the next entity in; the kinds have to come as [`LISTED`] has them.
    pub fn take(&mut self, entity: Entity) {
        match entity {
            Entity::Commitment(_) => self.commitments.load(entity),
            Entity::Session(session) if !session.retracted => {
                for item in session.agenda.iter().filter(|it| may_be_untouched(it, &session)) {
                    self.perhaps_left.entry(item.issue).or_default().push(session.id);
                }
                let row = SessionRow::told_later(&session);
                pack(&mut self.catalog.sessions, None, session.id, Some(&row));
            }
            Entity::Issue(issue) => {
                if !issue.retracted {
                    let row = IssueRow::of(&issue, &self.commitments);
                    pack(&mut self.catalog.issues, None, issue.id, Some(&row));
                }
                for commitment in self.commitments.commitments_of(&issue) {
                    let row = CommitmentRow::of(commitment, issue.status);
                    let row = (!commitment.retracted).then_some(row);
                    pack(&mut self.catalog.commitments, None, commitment.id, row.as_ref());
                }
                let sessions = self.perhaps_left.remove(&issue.id).unwrap_or_default();
                let consulted_in = issue.consulted_in();
                self.untold.extend(sessions.into_iter().filter(|id| Some(*id) != consulted_in));
            }
            Entity::Studio(_) | Entity::Person(_) | Entity::Department(_) => {
                self.catalog.place(&entity, &World::default(), false);
            }
            Entity::Session(_) | Entity::Line(_) | Entity::Evidence(_) | Entity::Settings(_) => {}
        }
    }

    /// The catalog, and the sessions that have to be brought up to date with their record at hand.
    pub fn finish(mut self) -> (Catalog, Vec<SessionId>) {
        self.untold.sort_unstable();
        self.untold.dedup();
        self.catalog.ties = Collected::of(&self.catalog).finish();
        (self.catalog, self.untold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::city::city;

    /// A session with its record and its agenda.
    fn with_record(world: &World, session: SessionId) -> World {
        let session = world.session(session).unwrap();
        let lines = session.lines.iter().map(|id| (*id).into());
        let issues = session.agenda.iter().map(|item| item.issue.into());
        let mut near = World::default();
        for id in lines.chain(issues).chain([session.id.into()]) {
            near.load(world.entity(id).unwrap().clone());
        }
        near
    }

    #[test]
    fn what_is_gathered_kind_by_kind_is_the_catalog_of_everything() {
        let mut untold_ever = 0;
        for changes in [40, 300, 500, 690, 740] {
            let world = city(changes, 0).1;
            let mut gathered = Gathered::default();
            for kind in LISTED {
                world.of_kind(kind).cloned().for_each(|entity| gathered.take(entity));
            }
            let (mut catalog, untold) = gathered.finish();
            untold_ever += untold.len();
            for session in untold {
                catalog.update(&with_record(&world, session));
            }
            assert_eq!(catalog, Catalog::of(&world), "{changes}");
        }
        assert!(untold_ever > 0, "no session left anything to its record");
    }
}
