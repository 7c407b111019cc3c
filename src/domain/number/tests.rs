//! Tests of case numbers.

use proptest::prelude::*;

use super::*;

fn number(kind: NumberKind, counter: u32) -> CaseNumber {
    let code = StudioCode::parse("SFL").unwrap();
    CaseNumber::compose(kind, &code, 2023, ReplicaMark::parse("K7").unwrap(), counter)
}

#[test]
fn the_check_character_is_that_of_the_standard() {
    // The worked example of the GRid standard, which uses ISO 7064 MOD 37,36: A1-2425G-ABC1234002-M.
    assert_eq!(check_character("A12425GABC1234002".chars()), 'M');
}

#[test]
fn each_kind_has_its_form() {
    for (kind, text) in [
        (NumberKind::Issue, "SFL-23-K70042-M"),
        (NumberKind::Session, "SFL-23-K7S0042-J"),
        (NumberKind::Commitment, "SFL-23-K7C0042-D"),
    ] {
        assert_eq!(number(kind, 42).as_str(), text);
        assert_eq!(CaseNumber::parse(text).unwrap().kind(), kind);
    }
}

#[test]
fn a_replica_mark_that_ends_in_a_marker_does_not_change_the_kind() {
    let code = StudioCode::parse("A").unwrap();
    for mark in ["KS", "SC", "CC"] {
        let mark = ReplicaMark::parse(mark).unwrap();
        let number = CaseNumber::compose(NumberKind::Issue, &code, 2023, mark, 42);
        assert_eq!(number.kind(), NumberKind::Issue);
        assert_eq!(CaseNumber::parse(number.as_str()), Ok(number));
    }
}

#[test]
fn a_number_is_read_however_it_is_typed() {
    let expected = number(NumberKind::Issue, 42);
    for text in [
        "sfl-23-k70042-m",
        "ＳＦＬ－２３－Ｋ７００４２－Ｍ",
        " SFL 23 K70042 M ",
        "SFL23K70042M",
        "SFL-23K70042M",
        "SFL—23—K70042—M",
        "SFL-23-K7OO42-M",
    ] {
        assert_eq!(CaseNumber::parse(text), Ok(expected.clone()), "{text}");
    }
    let one = number(NumberKind::Issue, 1111);
    let typed = one.as_str().replace("1111", "Il1i");
    assert_eq!(CaseNumber::parse(&typed), Ok(one));
}

#[test]
fn one_mistyped_character_is_named_as_such() {
    let fault = NumberFault::Mistyped { expected: 'M', found: 'N' };
    assert_eq!(CaseNumber::parse("SFL-23-K70042-N"), Err(fault));
    let swapped = CaseNumber::parse("SFL-23-K70024-M");
    assert!(matches!(swapped, Err(NumberFault::Mistyped { .. })));
}

#[test]
fn another_form_is_no_number() {
    assert_eq!(CaseNumber::parse(" \u{3000}"), Err(NumberFault::Empty));
    for text in [
        "SFL",
        "-SFL-23-K70042-M",
        "SFL--23-K70042-M",
        "SFL-23-K70042-M-",
        "SFL-23-K7-0042-M",
        "SFL-23-K7042-M",
        "SFL-23-K7X0042-M",
        "SFL-23-KU0042-M",
        "SFL-23-K700042-M",
        "SFL-23-K799999999999-M",
        "3FL-23-K70042-M",
        "潭-23-K70042-M",
    ] {
        assert_eq!(CaseNumber::parse(text), Err(NumberFault::NotANumber), "{text}");
    }
    assert_eq!(CaseNumber::parse(&"A".repeat(10_000)), Err(NumberFault::NotANumber));
}

#[test]
fn a_code_that_runs_into_the_year_needs_its_dash() {
    let code = StudioCode::parse("A2").unwrap();
    let mark = ReplicaMark::parse("47").unwrap();
    let number = CaseNumber::compose(NumberKind::Issue, &code, 2023, mark, 42);
    let bare = number.as_str().replace('-', "");
    // A-22-34 70042 or A2-23-47 0042.
    assert_eq!(CaseNumber::parse(&bare), Err(NumberFault::Ambiguous));
    assert_eq!(CaseNumber::parse(&bare.replacen("A2", "A2-", 1)), Ok(number));
}

#[test]
fn a_studio_code_is_short_and_begins_with_a_letter() {
    assert_eq!(StudioCode::parse(" ｓｆｌ1 ").unwrap().as_str(), "SFL1");
    assert_eq!(StudioCode::parse(""), Err(NumberFault::Empty));
    for text in ["1A", "ABCDE", "A-B", "韶峰", "É"] {
        assert_eq!(StudioCode::parse(text), Err(NumberFault::NotACode), "{text}");
    }
}

#[test]
fn the_stored_form_is_checked_when_read() {
    let config = bincode::config::standard();
    let number = number(NumberKind::Issue, 42);
    let bytes = bincode::serde::encode_to_vec(&number, config).unwrap();
    assert_eq!(bytes, b"\x0fSFL-23-K70042-M");
    let (back, _): (CaseNumber, usize) = bincode::serde::decode_from_slice(&bytes, config).unwrap();
    assert_eq!(back, number);
    let wrong = b"\x0fSFL-23-K70042-N";
    assert!(bincode::serde::decode_from_slice::<CaseNumber, _>(wrong, config).is_err());
}

fn numbers() -> impl Strategy<Value = CaseNumber> {
    let kinds = prop_oneof![
        Just(NumberKind::Issue),
        Just(NumberKind::Session),
        Just(NumberKind::Commitment)
    ];
    ("[A-Z][A-Z0-9]{0,3}", kinds, 1900..=2200, any::<u16>(), any::<u32>()).prop_map(
        |(code, kind, year, random, counter)| {
            let code = StudioCode::parse(&code).unwrap();
            // Most counters are short.
            let counter = if counter % 2 == 0 { counter % 10_000 } else { counter };
            CaseNumber::compose(kind, &code, year, ReplicaMark::from_random(random), counter)
        },
    )
}

proptest! {
    // Each case tries every character at every place.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_composed_reads_back(number in numbers()) {
        prop_assert_eq!(CaseNumber::parse(number.as_str()), Ok(number));
    }

    #[test]
    fn every_single_substitution_is_refused(number in numbers()) {
        let typed: Vec<char> = number.as_str().chars().collect();
        // A check character that looks like another is read as either, so it guards less.
        if typed.last().is_some_and(|check| "01OIL".contains(*check)) {
            return Ok(());
        }
        for (position, original) in typed.iter().enumerate() {
            for other in ('0'..='9').chain('A'..='Z').filter(|_| *original != '-') {
                let mut changed = typed.clone();
                changed[position] = other;
                // O for 0 and I or L for 1 are the same number, not another.
                if let Ok(read) = CaseNumber::parse(&String::from_iter(changed)) {
                    prop_assert_eq!(&read, &number);
                }
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[A-Z0-9 -]{0,24}") {
        let _read = CaseNumber::parse(&text);
    }
}

/// ISO 7064 MOD 37,36 finds every wrong character and nearly every pair that changed places.
#[test]
fn nearly_every_adjacent_swap_is_refused() {
    let (mut tried, mut accepted) = (0, 0);
    for counter in 0..2_000_u16 {
        let code = StudioCode::parse(["SFL", "ST", "A1", "Q"][usize::from(counter) % 4]).unwrap();
        let replica = ReplicaMark::from_random(counter.wrapping_mul(37));
        let number =
            CaseNumber::compose(NumberKind::Issue, &code, 2023, replica, u32::from(counter) * 13);
        let typed: Vec<char> = number.as_str().chars().collect();
        for position in 1..typed.len() {
            let mut changed = typed.clone();
            changed.swap(position - 1, position);
            if changed != typed {
                tried += 1;
                let read = CaseNumber::parse(&String::from_iter(changed));
                accepted += usize::from(read.is_ok_and(|read| read != number));
            }
        }
    }
    assert!(accepted * 100 <= tried, "{accepted} of {tried} swaps are accepted");
}

#[test]
fn a_check_character_may_be_typed_as_its_likeness() {
    let code = StudioCode::parse("SFL").unwrap();
    let replica = ReplicaMark::parse("K7").unwrap();
    let numbers = (1..400)
        .map(|counter| CaseNumber::compose(NumberKind::Issue, &code, 2023, replica, counter));
    let mut seen = 0;
    for number in numbers {
        for (meant, typed) in [("-O", "-0"), ("-I", "-1"), ("-0", "-O"), ("-1", "-I")] {
            if let Some(stem) = number.as_str().strip_suffix(meant) {
                seen += 1;
                assert_eq!(CaseNumber::parse(&format!("{stem}{typed}")), Ok(number.clone()));
            }
        }
    }
    assert!(seen > 10);
}
