//! The sign-in sheet: exactly as many of each column as the session's share says.

use super::{
    directory::{Directory, Office},
    floor::Floor,
    maker::Maker,
    site::{Site, Sitting},
    sitting::Item,
};
use crate::domain::{id::PersonId, session::Class};

impl Floor {
    /// Signs everybody in.
    pub(super) fn sign_in(
        &mut self,
        maker: &mut Maker,
        directory: &Directory,
        site: &Site,
        sitting: &Sitting,
        items: &[Item],
        seats: &[Office],
    ) {
        self.sign(maker, site.liaison, Class::Liaison, None);
        let members = usize::try_from(sitting.slot.members).unwrap_or(0);
        self.sign_members(maker, directory.members(site.district), site, members);
        let public = usize::try_from(sitting.slot.public).unwrap_or(0);
        self.sign_public(maker, site, items, public);
        for office in seats {
            let heads = if maker.chance.percent(20) { 2 } else { 1 };
            for official in office.officials.iter().take(heads) {
                self.sign(maker, *official, Class::Department, Some(office));
            }
        }
        if maker.chance.percent(15)
            && let Some(expert) = maker.chance.choose(&directory.experts).copied()
        {
            self.sign(maker, expert, Class::Expert, None);
        }
    }

    /// The convenor, the residents, then members of the district; now and then one is excused.
    fn sign_members(&mut self, maker: &mut Maker, pool: &[PersonId], site: &Site, wanted: usize) {
        self.sign(maker, site.convenor, Class::Convenor, None);
        for resident in &site.residents {
            self.sign(maker, *resident, Class::ResidentMember, None);
        }
        while self.members.len() < wanted {
            let Some(member) = maker.chance.choose(pool).copied() else { break };
            if !self.members.contains(&member) {
                let class = if maker.chance.percent(2) { Class::Leader } else { Class::Member };
                self.sign(maker, member, class, None);
            }
        }
        if maker.chance.percent(40)
            && let Some(member) = maker.chance.choose(pool).copied()
            && !self.members.contains(&member)
        {
            self.excuse(member);
        }
    }

    /// The raisers, then people of the place.
    fn sign_public(&mut self, maker: &mut Maker, site: &Site, items: &[Item], wanted: usize) {
        for item in items.iter().take(wanted) {
            self.sign(maker, item.draft.raiser, Class::Raiser, None);
        }
        let mut locals: Vec<(usize, PersonId)> = site.locals.iter().copied().enumerate().collect();
        maker.chance.shuffle(&mut locals);
        let guests = items.first().map_or(Class::PublicRepresentative, |it| it.draft.script.guests);
        for (place, person) in locals.into_iter().take(wanted.saturating_sub(items.len())) {
            // The first locals hold an office in their community.
            let class = if place < 4 { Class::CommunityRepresentative } else { guests };
            self.sign(maker, person, class, None);
        }
    }
}
