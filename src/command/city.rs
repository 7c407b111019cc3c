//! The example city, for tests.

use super::Catalog;
use crate::domain::calendar::Calendar;
use crate::domain::decide::{Moment, decide};
use crate::domain::number::ReplicaMark;
use crate::domain::priority::Terms;
use crate::domain::settings::Settings;
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

/// The rows of the city on its last day, and what presses then.
pub(crate) fn last_day() -> (Catalog, Terms) {
    let day = Terms::of(&Settings::default(), &Calendar::built_in(), example::TODAY);
    (Catalog::of(&city(690, 0).1), day)
}
