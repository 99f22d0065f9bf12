//! Chance for the demo: a small generator (SplitMix64) whose numbers are the same on every machine and in every version.

/// A stream of numbers that follows from its seed alone.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of one thing: `stream` names the kind of thing, `index` which one.
    pub fn new(stream: u64, index: u64) -> Self {
        Self(mixed(stream ^ 0xC0_417A_7711) ^ mixed(index))
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// A number in `0..bound`; zero when there is nothing to choose from.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.roll()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number in `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0) + 1;
        low.saturating_add_unsigned(self.below(span))
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `from`.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let place = self.below(from.len() as u64);
        from.get(usize::try_from(place).ok()?)
    }

    /// One of `from`, the heavier the likelier.
    pub fn weighted<'a, T>(&mut self, from: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        let total = from.iter().map(&weight).sum();
        let mut left = self.below(total);
        from.iter().find(|one| {
            let own = weight(one);
            let here = left < own;
            left = left.saturating_sub(own);
            here
        })
    }
}

/// A bijection of 64 bits that leaves no visible order (the finaliser of SplitMix64).
pub(super) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_pinned_so_that_an_upgrade_cannot_change_them() {
        let mut dice = Dice::new(1, 2);
        let first = [dice.below(1_000), dice.below(1_000), dice.below(1_000)];
        let mut again = Dice::new(1, 2);
        assert_eq!(first, [again.below(1_000), again.below(1_000), again.below(1_000)]);
        assert_eq!(Dice::new(7, 7).below(0), 0);
        assert_eq!(mixed(1), 0x5692_161D_100B_05E5);
    }

    #[test]
    fn every_face_falls_and_weights_count() {
        let mut dice = Dice::new(3, 0);
        let mut falls = [0_u32; 3];
        for _ in 0..3_000 {
            if let Some(face) = dice.weighted(&[0_usize, 1, 2], |face| [1, 0, 3][*face]) {
                falls[*face] += 1;
            }
        }
        assert_eq!(falls[1], 0);
        assert!(falls[2] > 2 * falls[0] && falls[0] > 500);
        assert!((0..100).all(|_| (-2..=2).contains(&dice.between(-2, 2))));
    }
}
