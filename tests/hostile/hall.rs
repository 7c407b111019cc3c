//! What hostile bytes are read against: the six cases of the source as a small city, made once.

use chrono::NaiveDate;
use std::sync::OnceLock;
use tanshi::command::Catalog;
use tanshi::command::grammar::{Ground, Names};
use tanshi::domain::action::Action;
use tanshi::domain::calendar::Calendar;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::id::PersonId;
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::world::World;
use tanshi::exchange::example;
use tanshi::exchange::records::{self, Known};

/// A small city with sessions, lines, commitments and words of their raisers.
pub(crate) struct Hall {
    pub(crate) world: World,
    pub(crate) names: Names,
    pub(crate) calendar: Calendar,
    pub(crate) actions: Vec<Action>,
}

pub(crate) const TODAY: NaiveDate = example::TODAY;

pub(crate) fn moment() -> Moment {
    let replica_mark = ReplicaMark::parse("K7").expect("a mark");
    Moment { today: TODAY, actor: PersonId::from_bytes([7; 16]), replica_mark }
}

pub(crate) fn hall() -> &'static Hall {
    static HALL: OnceLock<Hall> = OnceLock::new();
    HALL.get_or_init(|| {
        let mut last = 0_u128;
        let mut ids = || {
            last += 1;
            last.to_be_bytes()
        };
        let me = moment().actor;
        let read = records::read(example::CASES.as_bytes(), &Known::default(), &mut ids, TODAY, me);
        let actions = read.expect("the six cases").change.actions;
        let mut world = World::default();
        decide(&mut world, &actions, &moment()).expect("the six cases");
        let names = Names::of(&Catalog::of(&world));
        Hall { world, names, calendar: Calendar::built_in(), actions }
    })
}

impl Hall {
    /// The first session with its studio, as a line is read against it.
    pub(crate) fn ground(&self) -> Ground<'_> {
        let session = self.world.sessions().next().expect("a session");
        let studio = self.world.studio(session.facts.studio);
        Ground::of(&self.names, session, studio, &self.calendar).in_world(&self.world)
    }
}
