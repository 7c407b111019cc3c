//! Changes of inputs that leave most of what they mean: bits, bytes, numbers, pieces, and parts of others.

use crate::dice::Dice;

/// Numbers at which readers go wrong.
const NUMBERS: [u32; 12] =
    [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0xffff_ffff];
/// No input grows beyond this, in bytes.
const LONGEST: usize = 96 << 10;

/// One or several changes of one of these inputs.
pub(crate) fn mutated(seeds: &[Vec<u8>], pieces: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = dice.pick(seeds).clone();
    for _ in 0..=dice.below(4) * dice.below(2) {
        change(&mut bytes, seeds, pieces, dice);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn place(len: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(len as u64 + 1)).unwrap_or(0)
}

/// A range of at most so many bytes.
fn range(len: usize, most: usize, dice: &mut Dice) -> std::ops::Range<usize> {
    let from = place(len, dice);
    let end = from + place(most.min(len - from), dice);
    from..end
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], pieces: &[&str], dice: &mut Dice) {
    let at = place(bytes.len(), dice);
    match dice.below(if pieces.is_empty() { 9 } else { 14 }) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice.next().to_le_bytes()[0];
            }
        }
        2 => {
            let range = range(bytes.len(), 64, dice);
            bytes.drain(range);
        }
        3 => {
            let range = range(bytes.len(), 200, dice);
            let copied = bytes[range].to_vec();
            bytes.splice(at..at, copied);
        }
        4 => {
            let width = [1, 2, 4][usize::try_from(dice.below(3)).unwrap_or(0)];
            let number = dice.pick(&NUMBERS).to_le_bytes();
            let end = (at + width).min(bytes.len());
            bytes.splice(at..end, number[..width].iter().copied());
        }
        5 => bytes.truncate(at),
        6 => {
            let other = dice.pick(seeds);
            let range = range(other.len(), 300, dice);
            bytes.splice(at..at, other[range].iter().copied());
        }
        7 => {
            let other = dice.pick(seeds);
            let from = place(other.len(), dice);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        8 => {
            let range = range(bytes.len(), 64, dice);
            bytes[range].fill(0);
        }
        9 => {
            let piece = dice.pick(pieces).as_bytes();
            let end = (at + piece.len()).min(bytes.len());
            bytes.splice(at..end, piece.iter().copied());
        }
        10 => {
            let piece = dice.pick(pieces).repeat(1 + place(40, dice));
            bytes.splice(at..at, piece.into_bytes());
        }
        _ => {
            let piece = dice.pick(pieces).as_bytes();
            bytes.splice(at..at, piece.iter().copied());
        }
    }
}
