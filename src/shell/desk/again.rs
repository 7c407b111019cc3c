//! Final versions put together anew. What an earlier build laid out otherwise is no difference: where the
//! words of a version are not those that are made now, it is held against how things stood when it was
//! sealed, both laid out by this build.

use super::Desk;
use crate::document::compose::Order;
use crate::document::edition::{Edition, used_in};
use crate::document::{Absent, Copy, Setting};
use crate::domain::entity::Entity;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind};
use crate::domain::sealed::SealedDocument;
use crate::domain::world::World;
use std::collections::BTreeSet;

/// How many of them are remembered: more than the versions of a document that is looked at.
const PASTS: usize = 8;

/// A final version that was put together anew.
#[derive(Debug)]
pub(super) struct Again {
    /// What it says by what is known now.
    pub(super) edition: Edition,
    /// What it was put together for.
    pub(super) setting: Setting,
    /// Whether it says the very same as what was sealed.
    pub(super) is_same: bool,
    /// What this build makes of what was sealed, where that is not what the kept words say or something
    /// changed since; `None` where it was not asked for or is not known.
    pub(super) as_sealed: Option<String>,
}

/// What was known when a version was sealed.
#[derive(Debug)]
pub(super) struct Past {
    of: EntityId,
    document: SealedDocument,
    /// Nothing where the journal does not tell.
    world: Option<World>,
}

impl Desk {
    /// The newest of the final versions put together anew, out of what is known now. Departments that
    /// were alone in their name when it was sealed may have a namesake since, which changes nothing.
    pub(super) fn edition_again(
        &mut self,
        world: &World,
        order: Order,
        versions: &[SealedDocument],
        copy: Copy,
    ) -> Result<Again, Absent> {
        let (newest, before) = versions.split_last().ok_or(Absent(order.of))?;
        let used = used_in(&self.words_or_none(Some(newest), copy));
        let sealed = newest.copy(copy).map(|it| it.words.sha256);
        let kept = self.words_or_none(before.last(), copy);
        let mut editions = self.editions(world, order, (newest, copy), (&kept, &used))?;
        let is_sealed = |(_, edition): &(Setting, Edition)| sealed == Some(edition.content_hash());
        let mut found = editions.iter().position(is_sealed);
        if found.is_none() && !kept.is_empty() {
            // It was held against the version before it as the build laid that out which sealed it.
            let laid_out = self.earlier_words(world, order, before, copy)?;
            editions = self.editions(world, order, (newest, copy), (&laid_out, &used))?;
            found = editions.iter().position(is_sealed);
        }
        if let Some(found) = found {
            let (setting, edition) = editions.swap_remove(found);
            return Ok(Again { edition, setting, is_same: true, as_sealed: None });
        }
        let past = self.past(world, order.of, newest);
        let again = editions.into_iter().map(|(setting, edition)| {
            let as_sealed = past.and_then(|it| Edition::of(it, order, &setting, &used).ok());
            let as_sealed = as_sealed.map(|it| it.words());
            let is_same = as_sealed.as_ref().is_some_and(|it| *it == edition.words());
            Again { edition, setting, is_same, as_sealed }
        });
        let mut again: Vec<Again> = again.collect();
        let same = again.iter().position(|it| it.is_same).unwrap_or(0);
        if same < again.len() { Ok(again.swap_remove(same)) } else { Err(Absent(order.of)) }
    }

    /// What a version says by what is known, as the version after another with these words; with all
    /// departments told apart, and by their bare names.
    fn editions(
        &self,
        world: &World,
        order: Order,
        (version, copy): (&SealedDocument, Copy),
        (earlier, used): (&str, &[String]),
    ) -> Result<Vec<(Setting, Edition)>, Absent> {
        let mut setting = self.sealed_setting(version, copy);
        setting.earlier = Some(earlier.to_owned()).filter(|it| !it.is_empty());
        let bare = Setting { bare_names: true, ..setting.clone() };
        let settings = [setting, bare].into_iter();
        settings
            .map(|setting| {
                let edition = Edition::of(world, order, &setting, used)?;
                Ok((setting, edition))
            })
            .collect()
    }

    /// The words of the newest final version, which the next one is held against; none where there is
    /// none, or its file is not what was sealed.
    pub(super) fn earlier_words(
        &mut self,
        world: &World,
        order: Order,
        versions: &[SealedDocument],
        copy: Copy,
    ) -> Result<String, Absent> {
        let kept = self.words_or_none(versions.last(), copy);
        if kept.is_empty() {
            return Ok(kept);
        }
        let again = self.edition_again(world, order, versions, copy)?;
        Ok(again.as_sealed.unwrap_or(kept))
    }

    /// What was known when a version was sealed, of what a document about it may tell of. What was sealed
    /// stays as it was, so that the last answers are kept: each version is held against those before it.
    fn past(&mut self, now: &World, of: EntityId, document: &SealedDocument) -> Option<&World> {
        let is_it = |it: &Past| it.of == of && it.document == *document;
        if !self.past.iter().any(is_it) {
            let is_meant = |event: &Event| match event {
                Event::DocumentSealed(sealed) => sealed.of == of && sealed.document == *document,
                _ => false,
            };
            // A journal that cannot be read is told where the store is checked.
            let engine = self.store.engine();
            let itself = engine.world_before(is_meant, |id| id == of).ok().flatten();
            let world = itself.and_then(|itself| {
                let ids = told_of(&itself, now, of);
                let is_told_of = |id: EntityId| ids.contains(&id) || is_always_read(id.kind);
                engine.world_before(is_meant, is_told_of).ok().flatten()
            });
            self.past.truncate(PASTS - 1);
            self.past.push_front(Past { of, document: document.clone(), world });
        }
        self.past.iter().find(|it| is_it(it)).and_then(|it| it.world.as_ref())
    }

    /// The words of a final version; none where there is none, or its file is not what was sealed,
    /// which `verify` tells.
    pub(super) fn words_or_none(&self, version: Option<&SealedDocument>, copy: Copy) -> String {
        let copy = version.and_then(|it| it.copy(copy));
        copy.and_then(|copy| self.sealed_words(copy).ok()).unwrap_or_default()
    }
}

/// What a document tells of now, and the issues, lines and commitments that its session had then.
fn told_of(itself: &World, now: &World, of: EntityId) -> BTreeSet<EntityId> {
    let mut ids: BTreeSet<EntityId> = now.entities().map(Entity::id).collect();
    ids.insert(of);
    for session in itself.sessions().filter(|it| EntityId::from(it.id) == of) {
        ids.extend(session.agenda.iter().map(|item| EntityId::from(item.issue)));
        ids.extend(session.lines.iter().copied().map(EntityId::from));
        ids.extend(session.commitments.iter().copied().map(EntityId::from));
    }
    ids
}

/// What every document is put together with: names are masked by everybody's name.
const fn is_always_read(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Studio | EntityKind::Department | EntityKind::Person | EntityKind::Settings
    )
}
