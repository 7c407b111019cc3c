//! What every place for rows promises, asserted of each in the same words.
#![expect(clippy::disallowed_methods, reason = "the disk is what is tested")]

use std::collections::BTreeMap;
use tanshi::domain::id::{EntityId, EntityKind};
use tanshi::store::memory::MemoryRows;
use tanshi::store::port::{Batch, Rows, join_records, split_records};
use tanshi::store::sled::{PIECE_BYTES, SledRows};

const CACHE_BYTES: u64 = 16 << 20;

/// Runs an assertion over each implementation, empty.
fn over_each(assert: impl Fn(&mut dyn Rows)) {
    assert(&mut MemoryRows::default());
    let folder = tempfile::tempdir().unwrap();
    assert(&mut SledRows::open(&folder.path().join("sled"), CACHE_BYTES).unwrap());
}

fn id(kind: EntityKind, number: u8) -> EntityId {
    EntityId { kind, bytes: [number; 16] }
}

fn put(rows: &mut dyn Rows, id: EntityId, bytes: Vec<u8>) {
    let batch = Batch { rows: vec![(id, bytes)], summary: vec![1], ..Batch::default() };
    rows.apply(&batch).unwrap();
}

fn scan(rows: &dyn Rows, kind: EntityKind) -> Vec<(EntityId, Vec<u8>)> {
    let mut found = Vec::new();
    rows.scan(kind, &mut |id, bytes| found.push((id, bytes))).unwrap();
    found
}

#[test]
fn nothing_is_there_before_the_first_batch() {
    over_each(|rows| {
        assert_eq!(rows.summary(), Ok(None));
        assert_eq!(rows.row(id(EntityKind::Issue, 1)), Ok(None));
        assert_eq!(rows.numbered("SFL-23-K70042-M"), Ok(None));
        assert_eq!(rows.group(1), Ok(None));
        assert_eq!(scan(rows, EntityKind::Issue), []);
        rows.make_durable().unwrap();
    });
}

#[test]
fn everything_in_a_batch_comes_back() {
    over_each(|rows| {
        let issue = id(EntityKind::Issue, 1);
        let batch = Batch {
            groups: vec![(1, vec![5; 3]), (2, vec![6; 20_000])],
            rows: vec![(issue, vec![1, 2, 3])],
            numbers: vec![("SFL-23-K70042-M".to_owned(), issue)],
            summary: vec![9; 10],
        };
        rows.apply(&batch).unwrap();
        rows.make_durable().unwrap();
        assert_eq!(rows.summary(), Ok(Some(vec![9; 10])));
        assert_eq!(rows.row(issue), Ok(Some(vec![1, 2, 3])));
        let from = [0, 2, 3].map(|first| rows.group_from(first));
        assert_eq!(from, [Ok(Some(1)), Ok(Some(2)), Ok(None)]);
        assert_eq!(rows.numbered("SFL-23-K70042-M"), Ok(Some(issue)));
        assert_eq!(rows.numbered("SFL-23-K70042"), Ok(None));
        assert_eq!(rows.group(1), Ok(Some(vec![5; 3])));
        assert_eq!(rows.group(2), Ok(Some(vec![6; 20_000])));
        assert_eq!(rows.group(3), Ok(None));
    });
}

#[test]
fn a_value_grows_and_shrinks_across_pieces_and_leaves_no_old_piece_behind() {
    let lengths =
        [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 5 * PIECE_BYTES, 3, 40_000, 0];
    over_each(|rows| {
        let (before, at, after) =
            (id(EntityKind::Issue, 1), id(EntityKind::Issue, 2), id(EntityKind::Issue, 3));
        put(rows, before, vec![1; 13_000]);
        put(rows, after, vec![3; 13_000]);
        for (round, len) in (0_u8..).zip(lengths) {
            let value = vec![round; len];
            let batch = Batch {
                groups: vec![(7, value.clone())],
                rows: vec![(at, value.clone())],
                summary: value.clone(),
                ..Batch::default()
            };
            rows.apply(&batch).unwrap();
            assert_eq!(rows.row(at).unwrap().as_ref(), Some(&value), "{len} bytes");
            assert_eq!(rows.group(7).unwrap().as_ref(), Some(&value), "{len} bytes");
            assert_eq!(rows.summary().unwrap().as_ref(), Some(&value), "{len} bytes");
            let expected = vec![(before, vec![1; 13_000]), (at, value), (after, vec![3; 13_000])];
            assert_eq!(scan(rows, EntityKind::Issue), expected, "{len} bytes");
        }
    });
}

#[test]
fn a_scan_has_one_kind_in_the_order_of_the_ids() {
    over_each(|rows| {
        for number in [9, 0, 255, 17, 128] {
            for kind in EntityKind::ALL {
                put(rows, id(kind, number), vec![number, kind.code()]);
            }
        }
        for kind in EntityKind::ALL {
            let expected: Vec<_> = [0, 9, 17, 128, 255]
                .map(|number| (id(kind, number), vec![number, kind.code()]))
                .to_vec();
            assert_eq!(scan(rows, kind), expected);
        }
    });
}

#[test]
fn a_batch_with_one_bad_part_changes_nothing() {
    // Only sled can refuse a value: one of more pieces than are numbered.
    let folder = tempfile::tempdir().unwrap();
    let mut rows = SledRows::open(&folder.path().join("sled"), CACHE_BYTES).unwrap();
    let issue = id(EntityKind::Issue, 1);
    put(&mut rows, issue, vec![1]);
    let bad = Batch {
        rows: vec![(issue, vec![2])],
        groups: vec![(1, vec![0; 65_536 * PIECE_BYTES])],
        summary: vec![2],
        ..Batch::default()
    };
    assert!(rows.apply(&bad).is_err());
    assert_eq!(rows.row(issue), Ok(Some(vec![1])));
    assert_eq!(rows.summary(), Ok(Some(vec![1])));
    assert_eq!(rows.group(1), Ok(None));
}

/// A large batch is written in parts; what is there between two of them has no summary.
#[test]
fn a_large_batch_comes_back_whole() {
    over_each(|rows| {
        put(rows, id(EntityKind::Issue, 255), vec![9; 40_000]);
        let number = |at: u32| format!("SFL-23-{at}");
        let of = |at: u32| {
            let mut bytes = [0; 16];
            bytes[..4].copy_from_slice(&at.to_be_bytes());
            EntityId { kind: EntityKind::Issue, bytes }
        };
        let batch = Batch {
            groups: (1..=3).map(|at| (at, vec![7; 3 << 20])).collect(),
            rows: (0..5_000).map(|at| (of(at), at.to_be_bytes().repeat(100))).collect(),
            numbers: (0..5_000).map(|at| (number(at), of(at))).collect(),
            summary: vec![8; 9_000],
        };
        rows.apply(&batch).unwrap();
        assert_eq!(rows.summary(), Ok(Some(vec![8; 9_000])));
        assert_eq!(rows.group(3), Ok(Some(vec![7; 3 << 20])));
        let found = scan(rows, EntityKind::Issue);
        assert_eq!(found.len(), 5_001);
        assert!(found.starts_with(&batch.rows));
        assert!((0..5_000).all(|at| rows.numbered(&number(at)) == Ok(Some(of(at)))));
    });
}

#[test]
fn many_batches_give_what_a_map_gives_also_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sled");
    let mut sled = SledRows::open(&path, CACHE_BYTES).unwrap();
    let mut memory = MemoryRows::default();
    let mut expected = BTreeMap::new();
    for round in 0_u64..60 {
        let kind = EntityKind::ALL[usize::try_from(round % 9).unwrap()];
        let at = id(kind, u8::try_from(round * 7 % 11).unwrap());
        let value =
            vec![u8::try_from(round).unwrap(); usize::try_from(round * 997 % 20_000).unwrap()];
        let batch = Batch {
            groups: vec![(round, value.clone())],
            rows: vec![(at, value.clone())],
            numbers: vec![(format!("N-{round}"), at)],
            summary: vec![u8::try_from(round).unwrap()],
        };
        sled.apply(&batch).unwrap();
        memory.apply(&batch).unwrap();
        expected.insert(at, value);
        if round == 30 {
            sled.make_durable().unwrap();
            drop(sled);
            sled = SledRows::open(&path, CACHE_BYTES).unwrap();
        }
    }
    let both: [&dyn Rows; 2] = [&sled, &memory];
    for rows in both {
        let all: BTreeMap<_, _> =
            EntityKind::ALL.into_iter().flat_map(|kind| scan(rows, kind)).collect();
        assert_eq!(all, expected);
        assert_eq!(rows.summary(), Ok(Some(vec![59])));
        assert_eq!(rows.numbered("N-17"), memory.numbered("N-17"));
        assert_eq!(rows.group(59), memory.group(59));
    }
}

#[test]
fn records_come_apart_as_they_were_joined() {
    let records = [vec![], vec![1], vec![2; 70_000]];
    let joined = join_records(&records);
    assert_eq!(split_records(&joined), Some(records.to_vec()));
    assert_eq!(split_records(&joined[..joined.len() - 1]), None);
    assert_eq!(split_records(&[]), Some(Vec::new()));
}

/// Opens what was just closed: a program that another test starts at that moment holds on to all
/// that was open until it has begun.
fn patiently<T, E: std::fmt::Debug>(mut open: impl FnMut() -> Result<T, E>) -> T {
    let begun = std::time::Instant::now();
    loop {
        match open() {
            Ok(opened) => return opened,
            Err(error) if begun.elapsed().as_secs() > 20 => panic!("{error:?}"),
            Err(_) => std::thread::yield_now(),
        }
    }
}

#[test]
fn a_value_that_is_not_what_was_written_is_an_error_and_not_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sled");
    let issue = id(EntityKind::Issue, 1);
    for (tree, at) in [("row", 0), ("row", 9), ("group", 4), ("number", 0), ("whole", 5)] {
        std::fs::remove_dir_all(&path).ok();
        let mut rows = patiently(|| SledRows::open(&path, CACHE_BYTES));
        rows.apply(&Batch {
            groups: vec![(1, vec![5; 30])],
            rows: vec![(issue, vec![1; 30])],
            numbers: vec![("SFL-23-K70042-M".to_owned(), issue)],
            summary: vec![9; 30],
        })
        .unwrap();
        drop(rows);
        let db = patiently(|| sled::open(&path));
        let values = db.open_tree(tree).unwrap();
        let (key, value) = values.first().unwrap().unwrap();
        let mut bytes = value.to_vec();
        bytes[at] ^= 1;
        values.insert(key, bytes).unwrap();
        db.flush().unwrap();
        drop((values, db));
        let rows = patiently(|| SledRows::open(&path, CACHE_BYTES));
        let mut scanned = 0;
        let errors = [
            rows.row(issue).is_err(),
            rows.group(1).is_err(),
            rows.numbered("SFL-23-K70042-M").is_err(),
            rows.summary().is_err(),
        ];
        let expected = ["row", "group", "number", "whole"].map(|name| name == tree);
        assert_eq!(errors, expected, "{tree} byte {at}");
        let scan = rows.scan(EntityKind::Issue, &mut |_, _| scanned += 1);
        assert_eq!(scan.is_err(), tree == "row");
    }
}
