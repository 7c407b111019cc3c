//! What the log promises: bytes that come back, prove themselves and never surprise a reader.
#![expect(clippy::disallowed_methods, reason = "the fixture is a file")]

use std::path::Path;

use proptest::prelude::*;
use tanshi::log::{
    ActorId, BodySlot, Chain, ChangeAssembler, ChangeId, ChangeMark, EntityId, EntityRef, Facts,
    Head, Header, LogError, MAX_BODY_BYTES, RECORD_VERSION, Record, RecordId, ReplicaId, Salt,
    Seen, Stamp, StreamId, decode,
};

fn facts(change: ChangeMark) -> Facts {
    Facts {
        stream: StreamId::from_bytes([1; 16]),
        replica: ReplicaId::from_bytes([2; 16]),
        at: Stamp::at_millis(1_700_000_000_000),
        seen: vec![Seen { replica: ReplicaId::from_bytes([3; 16]), seq: 300 }],
        change,
        actor: ActorId::from_bytes([4; 16]),
        kind: 517,
        entity: EntityRef { kind: 6, id: EntityId::from_bytes([7; 16]) },
    }
}

fn single(id: u8) -> ChangeMark {
    ChangeMark::single(ChangeId::from_bytes([id; 16]))
}

fn part(id: u8, index: u32, count: u32) -> ChangeMark {
    ChangeMark { id: ChangeId::from_bytes([id; 16]), index, count }
}

fn salt(byte: u8) -> Salt {
    Salt::from_bytes([byte; 16])
}

fn three() -> [Record; 3] {
    let mut chain = Chain::default();
    [1, 2, 3].map(|n| {
        let body = format!("第{n}条：路灯不亮").into_bytes();
        chain.extend(facts(single(n)), salt(n), body).unwrap()
    })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let ids = any::<[[u8; 16]; 5]>();
    let seen = prop::collection::vec((any::<[u8; 16]>(), any::<u64>()), 0..4);
    let mark = (0..1000_u32, 1..1000_u32);
    (ids, seen, mark, any::<u64>(), any::<u16>(), any::<u8>()).prop_map(
        |(ids, seen, (index, after), at, kind, entity)| Facts {
            stream: StreamId::from_bytes(ids[0]),
            replica: ReplicaId::from_bytes(ids[1]),
            at: Stamp::from_bits(at),
            seen: seen
                .into_iter()
                .map(|(id, seq)| Seen { replica: ReplicaId::from_bytes(id), seq })
                .collect(),
            change: ChangeMark { id: ChangeId::from_bytes(ids[2]), index, count: index + after },
            actor: ActorId::from_bytes(ids[3]),
            kind,
            entity: EntityRef { kind: entity, id: EntityId::from_bytes(ids[4]) },
        },
    )
}

proptest! {
    #[test]
    fn a_record_comes_back_as_it_was_written(
        facts in any_facts(),
        salt in any::<[u8; 16]>(),
        body in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let mut chain = Chain::default();
        let record = chain.extend(facts, Salt::from_bytes(salt), body.clone()).unwrap();
        let bytes = record.to_bytes();
        let read = Record::read(&bytes, RecordId::NONE).unwrap();
        prop_assert_eq!(&read, &record);
        prop_assert_eq!(read.to_bytes(), bytes);
        prop_assert_eq!(read.body(), Some(body.as_slice()));
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Record::parse(&bytes).is_err());
        drop(decode::<Header>(&bytes));
        drop(decode::<Vec<String>>(&bytes));
    }

    #[test]
    fn any_bytes_under_a_right_checksum_are_read_without_panic(
        mut bytes in prop::collection::vec(any::<u8>(), 4..600),
        len in 0..100_u32,
    ) {
        bytes[..4].copy_from_slice(&len.to_le_bytes());
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_le_bytes());
        prop_assert!(Record::parse(&bytes).is_err());
    }

    #[test]
    fn a_record_that_ends_early_is_refused(cut in 0..200_usize) {
        let bytes = three()[1].to_bytes();
        prop_assert!(Record::parse(&bytes[..cut]).is_err());
    }
}

#[test]
fn any_flipped_bit_of_a_stored_record_is_noticed() {
    let [plain, ..] = three();
    let sealed = plain.sealed(b"opaque bytes".to_vec()).unwrap();
    for record in [&plain, &sealed, &plain.erased()] {
        let bytes = record.to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Record::parse(&flipped), Err(LogError::Checksum), "bit {bit}");
        }
    }
}

#[test]
fn a_record_changed_together_with_its_checksum_does_not_prove_itself() {
    let bytes = three()[1].to_bytes();
    for at in 0..bytes.len() - 4 {
        let mut forged = bytes[..bytes.len() - 4].to_vec();
        forged[at] ^= 1;
        let crc = crc32c::crc32c(&forged);
        forged.extend_from_slice(&crc.to_le_bytes());
        assert!(Record::parse(&forged).is_err(), "byte {at}");
    }
}

#[test]
fn sealed_and_erased_bodies_keep_the_chain_valid() {
    let [first, second, third] = three();
    let mut chain = Chain::default();
    for record in [first.sealed(vec![9; 40]).unwrap(), second.erased(), third.clone()] {
        let read = Record::parse(&record.to_bytes()).unwrap();
        assert_eq!(read, record);
        chain.accept(&read).unwrap();
    }
    let header = third.header();
    let head = Head { seq: 3, id: third.id() };
    assert_eq!(chain.head(header.stream, header.replica), head);
}

#[test]
fn a_sealed_body_is_only_revealed_as_what_it_was() {
    let [first, ..] = three();
    let BodySlot::Plain { salt: used, body } = first.slot().clone() else { panic!("plain") };
    let sealed = first.sealed(vec![9; 40]).unwrap();
    assert_eq!(sealed.body(), None);
    let other = sealed.unsealed(used, b"another".to_vec());
    assert_eq!(other, Err(LogError::BodyHash { seq: 1 }));
    assert_eq!(sealed.unsealed(used, body), Ok(first));
}

#[test]
fn a_gap_a_repetition_and_a_wrong_predecessor_are_each_named() {
    let [first, second, third] = three();
    let mut chain = Chain::default();
    assert_eq!(chain.verify(&second), Err(LogError::Gap { expected: 1, found: 2 }));
    chain.accept(&first).unwrap();
    assert_eq!(chain.accept(&first), Err(LogError::Gap { expected: 2, found: 1 }));
    assert_eq!(chain.accept(&third), Err(LogError::Gap { expected: 2, found: 3 }));
    let forged = Record::seal(second.header().clone(), third.id(), salt(2), vec![]).unwrap();
    assert_eq!(chain.accept(&forged), Err(LogError::WrongPrevious { seq: 2 }));
    let bytes = second.to_bytes();
    assert_eq!(Record::read(&bytes, first.id()).as_ref(), Ok(&second));
    assert_eq!(Record::read(&bytes, third.id()), Err(LogError::WrongPrevious { seq: 2 }));
}

#[test]
fn chains_of_other_replicas_and_streams_do_not_disturb_each_other() {
    let mut chain = Chain::default();
    let mut other = facts(single(1));
    other.replica = ReplicaId::from_bytes([8; 16]);
    for _ in 0..3 {
        chain.extend(facts(single(1)), salt(1), vec![]).unwrap();
    }
    assert_eq!(chain.extend(other, salt(1), vec![]).unwrap().header().seq, 1);
    assert_eq!(chain.heads().map(|(_, _, head)| head.seq).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn a_record_of_a_newer_build_is_named_and_not_taken_for_damage() {
    let mut bytes = three()[0].to_bytes();
    bytes[4] = 9;
    let crc = crc32c::crc32c(&bytes[..bytes.len() - 4]);
    let at = bytes.len() - 4;
    bytes[at..].copy_from_slice(&crc.to_le_bytes());
    assert_eq!(Record::parse(&bytes), Err(LogError::UnknownVersion(9)));
}

#[test]
fn what_no_reader_would_take_is_not_composed() {
    let mut chain = Chain::default();
    let mut refused = |mark, body| chain.extend(facts(mark), salt(1), body).unwrap_err();
    let too_large = LogError::TooLarge { bound: MAX_BODY_BYTES };
    assert_eq!(refused(single(1), vec![0; MAX_BODY_BYTES + 1]), too_large);
    let bad = LogError::BadChangeMark { index: 2, count: 2 };
    assert_eq!(refused(part(1, 2, 2), vec![]), bad);
    let header = Header { version: RECORD_VERSION, seq: 0, ..three()[0].header().clone() };
    let zero = Record::seal(header, RecordId::NONE, salt(1), vec![]);
    assert_eq!(zero, Err(LogError::ZeroSequence));
    assert_eq!(chain, Chain::default(), "a refused record does not move the head");
}

#[test]
fn a_change_is_seen_only_when_whole() {
    let mut chain = Chain::default();
    let mut next = |mark| chain.extend(facts(mark), salt(1), vec![]).unwrap();
    let mut assembler = ChangeAssembler::default();
    assert_eq!(assembler.feed(next(single(1))).unwrap().unwrap().len(), 1);
    assert_eq!(assembler.feed(next(part(2, 0, 3))).unwrap(), None);
    assert_eq!(assembler.feed(next(part(2, 1, 3))).unwrap(), None);
    assert_eq!(assembler.feed(next(part(2, 2, 3))).unwrap().unwrap().len(), 3);
}

#[test]
fn a_change_that_was_never_finished_is_given_up_when_the_next_starts() {
    let mut chain = Chain::default();
    let mut next = |mark| chain.extend(facts(mark), salt(1), vec![]).unwrap();
    let mut assembler = ChangeAssembler::default();
    assert_eq!(assembler.feed(next(part(1, 0, 2))).unwrap(), None);
    assert_eq!(assembler.feed(next(single(2))).unwrap().unwrap().len(), 1);
    let broken = LogError::ChangeBroken { expected: 0, found: 1 };
    assert_eq!(assembler.feed(next(part(1, 1, 2))), Err(broken));
}

#[test]
fn a_change_with_a_hole_stays_unseen() {
    let mut chain = Chain::default();
    let mut next = |mark| chain.extend(facts(mark), salt(1), vec![]).unwrap();
    let mut assembler = ChangeAssembler::default();
    assert_eq!(assembler.feed(next(part(1, 0, 4))).unwrap(), None);
    let hole = LogError::ChangeBroken { expected: 1, found: 2 };
    assert_eq!(assembler.feed(next(part(1, 2, 4))), Err(hole));
    let rest = LogError::ChangeBroken { expected: 0, found: 3 };
    assert_eq!(assembler.feed(next(part(1, 3, 4))), Err(rest));
}

/// Three records as version 1 wrote them, one per line in hexadecimal: plain, sealed, erased.
/// These bytes exist in stores: a build that cannot read them has lost data.
#[test]
fn records_of_version_1_stay_readable() {
    let [first, second, third] = three();
    let records = [first, second.sealed(b"sealed".to_vec()).unwrap(), third.erased()];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/log/record-v1.hex");
    let frozen = std::fs::read_to_string(path).unwrap();
    let mut chain = Chain::default();
    for (line, record) in frozen.lines().zip(&records) {
        let bytes: Vec<u8> = (0..line.len() / 2)
            .map(|at| u8::from_str_radix(line.get(at * 2..at * 2 + 2).unwrap(), 16).unwrap())
            .collect();
        let read = Record::parse(&bytes).unwrap();
        chain.accept(&read).unwrap();
        assert_eq!(&read, record);
        assert_eq!(record.to_bytes(), bytes, "this build writes version 1 differently");
    }
    assert_eq!(frozen.lines().count(), records.len());
}
