//! What is handed to the full text: everything, or what was changed since; a little at a time, so that
//! whoever saves meanwhile does not wait.

use super::Desk;
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, EntityKind};
use crate::search::text::{Change, Index, Owner, Position};
use crate::store::{StoreError, VIEW_VERSION};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// How many groups of the journal are looked at in one go.
const GROUPS: u64 = 256;

/// The kinds of entities that are searched.
const SEARCHED: [EntityKind; 4] =
    [EntityKind::Issue, EntityKind::Session, EntityKind::Line, EntityKind::Commitment];

/// What is still to be handed over.
#[derive(Debug)]
pub struct TextFeed {
    /// Groups of the journal whose entities are not known yet.
    groups: Option<RangeInclusive<u64>>,
    /// Those of the groups before.
    spoken_of: BTreeSet<EntityId>,
    /// What is handed over, taken from the end.
    ids: Vec<EntityId>,
    done: u64,
    /// How much there was to be handed over, as far as that was known at the beginning.
    total: u64,
    /// Everything is handed over, not only what was changed.
    is_everything: bool,
    /// How far whoever took all of it is, unless the rows cannot say.
    reached: Option<Position>,
}

impl TextFeed {
    /// Whether everything is handed over: what was there before has to be forgotten first.
    pub const fn is_everything(&self) -> bool {
        self.is_everything
    }

    /// Whether nothing is left.
    pub fn is_done(&self) -> bool {
        self.groups.is_none() && self.spoken_of.is_empty() && self.ids.is_empty()
    }

    /// How far whoever took all of it is; what was saved meanwhile comes on top.
    pub const fn reached(&self) -> Option<Position> {
        self.reached
    }

    /// How much of it was handed over, in percent: 0–100.
    pub fn percent(&self) -> u8 {
        if self.is_done() {
            return 100;
        }
        let percent = self.done.saturating_mul(100) / self.total.max(1);
        u8::try_from(percent).unwrap_or(99).min(99)
    }

    fn next_groups(&mut self) -> Option<RangeInclusive<u64>> {
        let groups = self.groups.take()?;
        let last = groups.start().saturating_add(GROUPS - 1).min(*groups.end());
        self.groups = (last < *groups.end()).then(|| last + 1..=*groups.end());
        Some(*groups.start()..=last)
    }
}

/// About how many texts are handed over in one go, which takes a few milliseconds.
pub(in crate::shell) const BATCH: usize = 200;
/// So many texts are kept at once while an index is made.
pub(in crate::shell) const KEPT_AT_ONCE: usize = 4_000;
/// Fewer changes than this are looked at in memory rather than kept, by who only asks once.
const NOT_WORTH_KEEPING: usize = 300;

impl Desk {
    /// Brings an index up to date in one go, and keeps what is worth it. `told` hears how much of it is
    /// done, in percent, where it takes several goes.
    ///
    /// # Errors
    /// [`StoreError`] when the texts cannot be read.
    pub fn bring_up_to_date(
        &mut self,
        index: &mut Index,
        mut told: impl FnMut(u8),
    ) -> Result<(), StoreError> {
        let mut feed = self.begin_texts(index.position())?;
        if feed.is_everything() {
            index.empty();
        }
        while !feed.is_done() {
            index.take(self.more_texts(&mut feed, BATCH)?);
            if feed.is_everything() {
                told(feed.percent());
            }
            // What cannot be kept is found in memory.
            if feed.is_everything() && index.fresh() >= KEPT_AT_ONCE {
                index.settle(None).ok();
            }
        }
        if feed.is_everything() || index.fresh() >= NOT_WORTH_KEEPING {
            index.settle(feed.reached()).ok();
            index.rest();
        }
        Ok(())
    }

    /// Whose texts these are.
    pub fn text_owner(&mut self) -> Owner {
        let store = *self.store.engine().journal().store().as_bytes();
        Owner { store, rows: VIEW_VERSION }
    }

    /// How far the full text goes that has everything as it is now; `None` while part of it cannot be
    /// shown or understood, so that nothing derived from it is whole.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn text_position(&mut self) -> Result<Option<Position>, StoreError> {
        let engine = self.store.engine();
        if !engine.knows_everything() {
            return Ok(None);
        }
        let (_, group) = engine.groups();
        Ok(engine.print_of(group)?.map(|print| Position { group, print }))
    }

    /// Begins to hand over what was changed since a position of this very store, else everything.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn begin_texts(&mut self, since: Option<Position>) -> Result<TextFeed, StoreError> {
        let reached = self.text_position()?;
        // What comes meanwhile is handed over as it comes.
        self.changed.clear();
        let mut feed = TextFeed {
            groups: None,
            spoken_of: BTreeSet::new(),
            ids: Vec::new(),
            done: 0,
            total: 0,
            is_everything: false,
            reached,
        };
        if let (Some(since), Some(now)) = (since, reached)
            && since.group <= now.group
            && self.store.engine().print_of(since.group)? == Some(since.print)
        {
            feed.groups = (since.group < now.group).then(|| since.group + 1..=now.group);
        } else {
            feed.is_everything = true;
            let engine = self.store.engine();
            feed.total = SEARCHED.iter().map(|kind| engine.count_of(*kind)).sum();
            let catalog = &self.lists.catalog;
            // What is looked at most comes first; sessions bring their lines along.
            feed.ids.extend(catalog.sessions.keys().map(EntityId::from));
            feed.ids.extend(catalog.commitments.keys().map(EntityId::from));
            feed.ids.extend(catalog.issues.keys().map(EntityId::from));
        }
        Ok(feed)
    }

    /// The next texts, about so many; none when all were handed over, and perhaps before.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn more_texts(
        &mut self,
        feed: &mut TextFeed,
        about: usize,
    ) -> Result<Vec<Change>, StoreError> {
        if let Some(groups) = feed.next_groups() {
            feed.spoken_of.extend(self.store.engine().spoken_of(&groups)?);
            return Ok(Vec::new());
        }
        if !feed.spoken_of.is_empty() {
            feed.total = feed.spoken_of.len() as u64;
            feed.ids.extend(std::mem::take(&mut feed.spoken_of));
        }
        let mut changes = Vec::new();
        while changes.len() < about
            && let Some(id) = feed.ids.pop()
        {
            feed.done += 1;
            let entity = self.store.engine().entity(id)?;
            if feed.is_everything
                && let Some(Entity::Session(session)) = &entity
            {
                feed.ids.extend(session.lines.iter().map(|id| EntityId::from(*id)));
            }
            changes.push(self.text_change(id, entity.as_ref()));
        }
        Ok(changes)
    }

    /// What was changed since this was asked last, or since [`Desk::begin_texts`].
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read; it is handed over the next time then.
    pub fn changed_texts(&mut self) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::new();
        for id in self.changed.clone() {
            let entity = self.store.engine().entity(id)?;
            changes.push(self.text_change(id, entity.as_ref()));
        }
        self.changed.clear();
        Ok(changes)
    }

    fn text_change(&self, id: EntityId, entity: Option<&Entity>) -> Change {
        let Some(entity) = entity else { return Change { id, text: None } };
        let held_on = match entity {
            Entity::Line(line) => {
                let session = self.lists.catalog.sessions.get(&line.session);
                session.map(|row| row.on.first())
            }
            _ => None,
        };
        Change::of(entity, held_on)
    }
}
