//! Chance that comes out the same for the same seed; for example data, never for keys or ids of
//! real work.

/// A `SplitMix64` generator: 64 bits of state, one addition and two multiplications a number.
///
/// The constants are those of Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators" (OOPSLA 2014), as in the Java class of that name.
#[derive(Debug, Clone)]
pub struct Seeded(u64);

impl Seeded {
    /// Starts from a seed; every one is as good as any other.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which counts as 1 when it is 0. The bias is below 2^-32 here.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.bits() % bound).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included; `low` where `high` lies below it.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let spread = usize::try_from(high.saturating_sub(low)).unwrap_or(0);
        low + u32::try_from(self.below(spread + 1)).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of the items; `None` when there are none.
    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Puts the items into another order, each order as likely as the next (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// Ten bytes, as ids take them beside the time.
    pub fn ten_bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        for chunk in bytes.chunks_mut(8) {
            chunk.iter_mut().zip(self.bits().to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let mut seeded = Seeded::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| seeded.bits()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<u32> = (0..100).collect();
        Seeded::new(7).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn bounds_are_kept() {
        let mut seeded = Seeded::new(3);
        for _ in 0..1000 {
            assert!(seeded.below(7) < 7);
            assert!((3..=5).contains(&seeded.between(3, 5)));
        }
        assert_eq!((seeded.below(0), seeded.between(9, 2)), (0, 9));
        assert_eq!(seeded.choose::<u8>(&[]), None);
    }
}
