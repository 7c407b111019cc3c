//! The example city, for tests.

use crate::domain::decide::{Moment, decide};
use crate::domain::number::ReplicaMark;
use crate::domain::world::World;
use crate::exchange::example;

/// The city as it stands after so many changes, and after so many more.
pub(crate) fn city(changes: usize, more: usize) -> (World, World) {
    let (mut world, mut before) = (World::default(), World::default());
    let all = example::generate(example::SEED).unwrap().changes;
    for (at, change) in all.iter().take(changes + more).enumerate() {
        if at == changes {
            before = world.clone();
        }
        let moment = Moment {
            today: change.today,
            actor: change.actor,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        decide(&mut world, &change.actions, &moment).unwrap();
    }
    (before, world)
}
