//! The exact split of DOMAIN §7, shuffled, and jittered in pairs that leave every total as it is.

use crate::exchange::seeded::Seeded;

/// How many attend a session and how many of its issues end up resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) members: u32,
    pub(super) public: u32,
    pub(super) departments: u32,
    pub(super) resolved: u32,
}

/// The bounds of a column, and how many pairs of its values are moved apart.
struct Jitter {
    low: u32,
    high: u32,
    pairs: usize,
}

/// The 220 sessions beside those of the source.
pub(super) fn slots(chance: &mut Seeded) -> Vec<Slot> {
    let members = column(chance, &[(99, 13), (121, 14)], &Jitter { low: 8, high: 20, pairs: 400 });
    let public = column(chance, &[(186, 8), (34, 9)], &Jitter { low: 4, high: 13, pairs: 300 });
    let departments =
        column(chance, &[(42, 1), (133, 2), (45, 3)], &Jitter { low: 1, high: 4, pairs: 20 });
    let resolved =
        column(chance, &[(40, 0), (160, 1), (20, 2)], &Jitter { low: 0, high: 2, pairs: 6 });
    let heads = members.into_iter().zip(public);
    heads
        .zip(departments.into_iter().zip(resolved))
        .map(|((members, public), (departments, resolved))| Slot {
            members,
            public,
            departments,
            resolved,
        })
        .collect()
}

/// How many sessions the 122 studios hold that are not of the source: the first, which were
/// founded first, hold the most.
pub(super) fn sessions_of_studios(chance: &mut Seeded) -> Vec<u32> {
    let mut early = spread(&[(8, 4), (13, 3), (15, 2)]);
    let mut late = spread(&[(33, 2), (53, 1)]);
    // The studio of the demonstration is the first and keeps its four sessions.
    if let Some((_, others)) = early.split_first_mut() {
        chance.shuffle(others);
    }
    chance.shuffle(&mut late);
    early.extend(late);
    early
}

fn spread(counts: &[(usize, u32)]) -> Vec<u32> {
    counts.iter().flat_map(|(times, value)| std::iter::repeat_n(*value, *times)).collect()
}

fn column(chance: &mut Seeded, counts: &[(usize, u32)], jitter: &Jitter) -> Vec<u32> {
    let mut values = spread(counts);
    for _ in 0..jitter.pairs {
        let (up, down) = (chance.below(values.len()), chance.below(values.len()));
        let room = |at: usize, low: u32, high: u32| {
            values.get(at).is_some_and(|value| (low..=high).contains(value))
        };
        if up != down && room(up, 0, jitter.high - 1) && room(down, jitter.low + 1, u32::MAX) {
            values.iter_mut().enumerate().for_each(|(at, value)| match at {
                at if at == up => *value += 1,
                at if at == down => *value -= 1,
                _ => {}
            });
        }
    }
    chance.shuffle(&mut values);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_moves_values_and_no_total() {
        for seed in 0..20 {
            let slots = slots(&mut Seeded::new(seed));
            let total = |of: fn(&Slot) -> u32| slots.iter().map(of).sum::<u32>();
            assert_eq!(slots.len(), 220);
            assert_eq!(total(|slot| slot.members), 2981);
            assert_eq!(total(|slot| slot.public), 1794);
            assert_eq!(total(|slot| slot.departments), 443);
            assert_eq!(total(|slot| slot.resolved), 200);
            assert!(slots.iter().any(|slot| slot.members > 15), "seed {seed}");
        }
    }

    #[test]
    fn the_studios_share_out_every_session() {
        let shares = sessions_of_studios(&mut Seeded::new(1));
        assert_eq!((shares.len(), shares.iter().sum::<u32>(), shares[0]), (122, 220, 4));
    }
}
