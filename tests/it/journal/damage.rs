//! Damage at rest: whatever byte is changed or lost, it is named or set aside.

use super::{STORE, assert_holds, journal_of, open, read_all, records};
use tanshi::log::StoreId;
use tanshi::store::journal::{
    Damage, DamageKind, Group, Journal, JournalError, Medium, MemoryMedium, Opened,
};

const ONE: &str = "journal-0001-00000001.seg";

fn bytes_of(medium: &MemoryMedium, name: &str) -> Vec<u8> {
    medium.read_range(name, 0, usize::MAX).unwrap()
}

fn at_of(group: &Group) -> usize {
    usize::try_from(group.offset).unwrap()
}

/// Where the last group starts, and where the file ends.
fn last_group(journal: &Journal<MemoryMedium>) -> (usize, usize) {
    (at_of(read_all(journal).last().unwrap()), bytes_of(journal.medium(), ONE).len())
}

#[test]
fn a_last_group_torn_at_any_byte_is_set_aside_and_the_rest_stays() {
    let journal = journal_of(4, u64::MAX);
    let (start, end) = last_group(&journal);
    let whole = bytes_of(journal.medium(), ONE);
    for cut in start + 1..end {
        let mut medium = journal.medium().clone();
        medium.damage(ONE, |bytes| bytes.truncate(cut)).unwrap();
        let Opened { mut journal, tail } = open(medium);
        assert_holds(&journal, 3);
        assert_eq!(tail.torn.len(), 1);
        assert_eq!((tail.torn[0].segment, tail.torn[0].offset), (1, start as u64));
        assert_eq!(tail.torn[0].bytes, whole[start..cut]);
        assert_eq!(tail.set_aside, ["set-aside-1.bin"]);
        assert_eq!(bytes_of(journal.medium(), "set-aside-1.bin"), whole[start..cut]);
        assert_eq!(journal.append(&records(4)).unwrap(), 4);
        let Opened { journal, tail } = open(journal.into_medium());
        assert!(tail.torn.is_empty());
        assert_holds(&journal, 4);
    }
}

#[test]
fn a_second_torn_end_does_not_overwrite_the_first_side_file() {
    let mut medium = journal_of(3, u64::MAX).into_medium();
    for n in 1..=3 {
        medium.damage(ONE, |bytes| bytes.truncate(bytes.len() - 1)).unwrap();
        let Opened { journal, tail } = open(medium);
        assert_eq!(tail.set_aside, [format!("set-aside-{n}.bin")]);
        medium = journal.into_medium();
    }
}

#[test]
fn any_flipped_bit_is_named_or_set_aside_and_every_other_group_stays_readable() {
    for segment_bytes in [u64::MAX, 150] {
        let journal = journal_of(5, segment_bytes);
        let last = read_all(&journal).pop().unwrap();
        for file in journal.medium().list().unwrap() {
            for at in 0..bytes_of(journal.medium(), &file).len() {
                let mut medium = journal.medium().clone();
                medium.damage(&file, |bytes| bytes[at] ^= 1 << (at % 8)).unwrap();
                let Opened { journal, tail } = open(medium);
                let damage = journal.verify().unwrap();
                let set_aside = tail.torn.iter().any(|torn| {
                    (torn.offset..torn.offset + torn.bytes.len() as u64).contains(&(at as u64))
                });
                assert!(set_aside == damage.is_empty(), "{file} byte {at}: {damage:?} {tail:?}");
                let found: Vec<_> = journal.groups_from(1).filter_map(Result::ok).collect();
                assert!(found.len() >= 4, "{file} byte {at}: at most one group is lost");
                assert!(found.iter().all(|group| group.records == records(group.number)));
                if set_aside {
                    assert!(tail.torn[0].offset <= last.offset);
                }
            }
        }
    }
}

#[test]
fn a_bad_group_with_a_valid_later_one_is_damage_and_is_not_dropped() {
    let journal = journal_of(5, u64::MAX);
    let third = read_all(&journal).swap_remove(2);
    let fourth = read_all(&journal).swap_remove(3);
    let mut medium = journal.into_medium();
    let before = bytes_of(&medium, ONE).len();
    medium.damage(ONE, |bytes| bytes[at_of(&third) + 30] ^= 4).unwrap();
    let Opened { mut journal, tail } = open(medium);
    let expected = Damage {
        kind: DamageKind::Group,
        segment: 1,
        offset: third.offset,
        len: fourth.offset - third.offset,
        first_group: 3,
        last_group: Some(3),
    };
    assert_eq!(tail.damage, [expected]);
    assert_eq!(journal.verify().unwrap(), [expected]);
    assert_eq!(bytes_of(journal.medium(), ONE).len(), before);
    assert_eq!(journal.append(&records(6)).unwrap(), 6, "saving goes on");
    let numbers: Vec<_> =
        journal.groups_from(1).filter_map(|group| Some(group.ok()?.number)).collect();
    assert_eq!(numbers, [1, 2, 4, 5, 6]);
}

#[test]
fn a_missing_segment_is_named_with_the_groups_that_were_in_it() {
    let mut journal = journal_of(9, 150);
    let groups = read_all(&journal);
    let segments = groups.last().unwrap().segment;
    assert!(segments > 3);
    for missing in 1..segments {
        let mut medium = journal.medium().clone();
        medium.remove(&format!("journal-0001-{missing:08}.seg")).unwrap();
        let Opened { journal, tail } = open(medium);
        let lost: Vec<_> = groups
            .iter()
            .filter(|group| group.segment == missing)
            .map(|group| group.number)
            .collect();
        let [damage] = journal.verify().unwrap()[..] else { panic!("one damage") };
        assert_eq!((damage.kind, damage.segment), (DamageKind::SegmentMissing, missing));
        assert_eq!(Some(damage.first_group), lost.first().copied());
        assert_eq!(damage.last_group, lost.last().copied());
        assert_eq!(tail.damage.len(), 1, "opening tells from the names alone");
        assert_eq!(tail.damage[0].segment, missing);
    }
    assert_eq!(journal.append(&records(10)).unwrap(), 10);
}

#[test]
fn groups_cut_off_the_end_of_an_earlier_segment_are_named() {
    let journal = journal_of(9, 300);
    let groups = read_all(&journal);
    let lost = groups.iter().rfind(|group| group.segment == 2).unwrap();
    for keep in [lost.offset, lost.offset + 9] {
        let mut medium = journal.medium().clone();
        let cut = usize::try_from(keep).unwrap();
        medium.damage("journal-0001-00000002.seg", |bytes| bytes.truncate(cut)).unwrap();
        let journal = open(medium).journal;
        let found = journal.verify().unwrap();
        let [damage] = found[..] else { panic!("one damage, not {found:?}") };
        assert_eq!(damage.first_group, lost.number);
        assert_eq!(damage.last_group, Some(lost.number));
    }
}

#[test]
fn a_group_in_the_place_of_another_is_named() {
    let journal = journal_of(3, u64::MAX);
    let second = read_all(&journal).swap_remove(1);
    // A journal with another history up to the same length.
    let mut other = journal_of(0, u64::MAX);
    let shifted: Vec<_> = records(1).iter().map(|record| vec![b'x'; record.len()]).collect();
    other.append(&[shifted, vec![vec![]]].concat()).unwrap();
    other.append(&records(2)).unwrap();
    let foreign = read_all(&other).swap_remove(1);
    let foreign = bytes_of(other.medium(), ONE)[at_of(&foreign)..].to_vec();
    let mut medium = journal.into_medium();
    let at = at_of(&second);
    medium.damage(ONE, |bytes| bytes[at..at + foreign.len()].copy_from_slice(&foreign)).unwrap();
    let kinds: Vec<_> = open(medium).tail.damage.iter().map(|damage| damage.kind).collect();
    assert_eq!(kinds, [DamageKind::WrongPrevious, DamageKind::WrongPrevious]);
}

#[test]
fn a_newer_format_and_another_store_are_refused_and_nothing_is_changed() {
    let medium = journal_of(2, u64::MAX).into_medium();
    let mut newer = medium.clone();
    newer
        .damage(ONE, |bytes| {
            bytes[8] = 2;
            let crc = crc32c::crc32c(&bytes[..46]);
            bytes[46..50].copy_from_slice(&crc.to_le_bytes());
            bytes.extend_from_slice(b"what only the newer build understands");
        })
        .unwrap();
    let before = newer.clone();
    let error = Journal::open(&mut newer, Some(STORE)).unwrap_err();
    assert!(matches!(error, JournalError::NewerFormat { found: 2, known: 1 }));
    assert_eq!(newer, before);

    let mut foreign = medium.clone();
    let other = StoreId::from_bytes([8; 16]);
    let error = Journal::open(&mut foreign, Some(other)).unwrap_err();
    assert!(matches!(error, JournalError::WrongStore { expected, found }
        if expected == other && found == STORE));
    assert_eq!(foreign, medium);
    assert_eq!(Journal::open(foreign, None).unwrap().journal.store(), STORE);
}

#[test]
fn a_first_segment_that_claims_to_follow_something_is_not_believed() {
    let mut medium = journal_of(0, u64::MAX).into_medium();
    medium
        .damage(ONE, |bytes| {
            // The number of its first group.
            bytes[34..42].copy_from_slice(&(1_u64 << 50).to_le_bytes());
            let crc = crc32c::crc32c(&bytes[..46]);
            bytes[46..50].copy_from_slice(&crc.to_le_bytes());
        })
        .unwrap();
    let opened = Journal::open(medium, Some(STORE));
    assert!(opened.is_err() || opened.unwrap().journal.last_group() == 0);
}

#[test]
fn a_segment_header_is_not_needed_to_read_and_go_on() {
    let mut medium = journal_of(3, u64::MAX).into_medium();
    medium.damage(ONE, |bytes| bytes[..50].fill(0)).unwrap();
    let Opened { mut journal, tail } = open(medium.clone());
    assert_eq!(tail.damage[0].kind, DamageKind::SegmentHeader);
    assert_eq!(journal.append(&records(4)).unwrap(), 4);
    let groups: Vec<_> = journal.groups_from(1).filter_map(Result::ok).collect();
    assert_eq!(groups.iter().map(|group| group.segment).collect::<Vec<_>>(), [1, 1, 1, 2]);
    assert_eq!(journal.verify().unwrap().len(), 1);
    // Without a header nothing tells whose journal it is.
    let unknown = Journal::open(medium, None);
    assert!(matches!(unknown, Err(JournalError::Damaged(_))));
}
