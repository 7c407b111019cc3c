//! Tests of amounts.

use proptest::prelude::*;

use super::*;

fn parse(text: &str) -> Result<(i64, Qualifier), AmountFault> {
    Amount::parse(text).map(Into::into)
}

fn reads(qualifier: Qualifier, cases: &[(&str, i64)]) {
    for (text, hundredths) in cases {
        assert_eq!(parse(text), Ok((*hundredths, qualifier)), "{text}");
    }
}

#[test]
fn exact_amounts_are_read_as_people_write_them() {
    reads(
        Qualifier::Exact,
        &[
            ("11万元", 11_000_000),
            ("１１万元", 11_000_000),
            ("11 万 元", 11_000_000),
            ("3.5亿元", 35_000_000_000),
            ("1亿2000万元", 12_000_000_000),
            ("3万5千元", 3_500_000),
            ("1万2000元", 1_200_000),
            ("3千万", 3_000_000_000),
            ("120000", 12_000_000),
            ("¥1,200.50", 120_050),
            ("￥１，２００．５０", 120_050),
            ("人民币10万元整", 10_000_000),
            ("0", 0),
            ("5k", 500_000),
            ("1.2 million", 120_000_000),
            ("2 Million Yuan", 200_000_000),
            ("30 thousand yuan", 3_000_000),
            ("CNY 20 000", 2_000_000),
            ("RMB 20000", 2_000_000),
            ("20,000 yuan", 2_000_000),
            ("1 200 000.50", 120_000_050),
            ("1.5m yuan", 150_000_000),
            ("十万元", 10_000_000),
            ("三百元", 30_000),
            ("两千五百万元", 2_500_000_000),
            ("壹拾万元整", 10_000_000),
            ("0.01", 1),
            ("0.0001万元", 100),
            ("10万亿元", MAX_HUNDREDTHS),
            ("百万元", 100_000_000),
            ("一万亿元", 100_000_000_000_000),
        ],
    );
}

#[test]
fn a_lower_bound_stays_a_lower_bound() {
    reads(
        Qualifier::Over,
        &[
            ("10万余元", 10_000_000),
            ("10余万元", 10_000_000),
            ("百余万元", 100_000_000),
            ("十几万元", 10_000_000),
            ("10多万", 10_000_000),
            ("三十余万元", 30_000_000),
            ("3000余元", 300_000),
            ("超过5万元", 5_000_000),
            ("10万元以上", 10_000_000),
            ("over 100000", 10_000_000),
            ("more than 5k", 500_000),
            (">=100000", 10_000_000),
        ],
    );
}

#[test]
fn about_stays_about() {
    reads(
        Qualifier::About,
        &[
            ("约3000元", 300_000),
            ("大约3千元", 300_000),
            ("近10万元", 10_000_000),
            ("10万元左右", 10_000_000),
            ("约10余万元", 10_000_000),
            ("近百万元", 100_000_000),
            ("about 5k", 500_000),
            ("~3000", 300_000),
        ],
    );
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    for (text, fault) in [
        ("", AmountFault::Empty),
        ("\u{3000}", AmountFault::Empty),
        ("若干", AmountFault::NotAnAmount),
        ("三五元", AmountFault::Loose),
        ("元", AmountFault::NotAnAmount),
        ("万元", AmountFault::NotAnAmount),
        ("3万5", AmountFault::NotAnAmount),
        ("5千3万", AmountFault::NotAnAmount),
        ("3万余5千元", AmountFault::NotAnAmount),
        ("10余万元整", AmountFault::NotAnAmount),
        ("1,20", AmountFault::NotAnAmount),
        ("1000,200", AmountFault::NotAnAmount),
        ("1.2.3", AmountFault::NotAnAmount),
        ("12.", AmountFault::NotAnAmount),
        (".5", AmountFault::NotAnAmount),
        ("10 00", AmountFault::NotAnAmount),
        ("1 20 000", AmountFault::NotAnAmount),
        ("3 apples", AmountFault::NotAnAmount),
        ("$500", AmountFault::Foreign),
        ("500 US dollars", AmountFault::Foreign),
        ("about 500 EUR", AmountFault::Foreign),
        ("500万美元", AmountFault::Foreign),
        ("10万亿亿", AmountFault::NotAnAmount),
        ("300余米", AmountFault::NotAnAmount),
        ("-5", AmountFault::Negative),
        ("0.001", AmountFault::TooFine),
        ("1.234", AmountFault::TooFine),
        ("10000000000000.01", AmountFault::TooLarge),
        ("9999999999999999999999", AmountFault::TooLarge),
        ("11万亿元", AmountFault::TooLarge),
        ("999999999999999.99999999999999万亿", AmountFault::TooLarge),
    ] {
        assert_eq!(parse(text), Err(fault), "{text}");
    }
    assert_eq!(parse(&"1".repeat(10_000)), Err(AmountFault::NotAnAmount));
}

/// What can be less, or is not one amount, must not be stored as one.
#[test]
fn upper_bounds_and_loose_amounts_are_refused_as_such() {
    for text in [
        "不超过10万元",
        "不得超过10万元",
        "未超过10万元",
        "不超10万元",
        "没有超过10万元",
        "最多不超过10万元",
        "不足10万元",
        "低于10万元",
        "最多10万元",
        "10万元以内",
        "no more than 100,000 yuan",
        "at most 5k",
        "up to 5k",
        "<=5000",
    ] {
        assert_eq!(parse(text), Err(AmountFault::AtMost), "{text}");
    }
    for text in [
        "几十万元",
        "数十万元",
        "上百万元",
        "几万元",
        "三四万元",
        "3万至5万元",
        "3-5万元",
        "10万到15万元",
    ] {
        assert_eq!(parse(text), Err(AmountFault::Loose), "{text}");
    }
    reads(
        Qualifier::Over,
        &[
            ("不低于10万元", 10_000_000),
            ("不少于10万元", 10_000_000),
            ("no less than 100,000 yuan", 10_000_000),
        ],
    );
    reads(Qualifier::Exact, &[("10w元", 10_000_000), ("10w", 10_000_000)]);
}

#[test]
fn yuan_and_fen_are_told_apart() {
    let amount = Amount::from_hundredths(120_050, Qualifier::Exact).unwrap();
    assert_eq!((amount.yuan(), amount.fen()), (1200, 50));
    assert_eq!(amount.plain(), "1200.50");
    assert_eq!(Amount::from_yuan(3000, Qualifier::About).unwrap().plain(), "~3000");
}

#[test]
fn the_range_ends_at_ten_trillion_yuan() {
    assert!(Amount::from_hundredths(MAX_HUNDREDTHS, Qualifier::Over).is_ok());
    assert_eq!(
        Amount::from_hundredths(MAX_HUNDREDTHS + 1, Qualifier::Over),
        Err(AmountFault::TooLarge)
    );
    assert_eq!(Amount::from_hundredths(-1, Qualifier::Exact), Err(AmountFault::Negative));
    assert_eq!(Amount::from_yuan(i64::MAX, Qualifier::Exact), Err(AmountFault::TooLarge));
}

#[test]
fn the_stored_form_is_checked_when_read() {
    let config = bincode::config::standard();
    let amount = Amount::from_hundredths(100, Qualifier::About).unwrap();
    let bytes = bincode::serde::encode_to_vec(amount, config).unwrap();
    assert_eq!(bytes, [200, 2]);
    assert_eq!(bincode::serde::decode_from_slice(&bytes, config).unwrap(), (amount, 2));
    // Zigzag: 1 is -1.
    assert!(bincode::serde::decode_from_slice::<Amount, _>(&[1, 0], config).is_err());
}

proptest! {
    #[test]
    fn what_is_written_reads_back(hundredths in 0..=MAX_HUNDREDTHS, kind in 0_usize..3) {
        let qualifier = [Qualifier::Exact, Qualifier::Over, Qualifier::About][kind];
        let amount = Amount::from_hundredths(hundredths, qualifier).unwrap();
        prop_assert_eq!(Amount::parse(&amount.plain()), Ok(amount));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9.,万亿千百十余多约元整km~>= $-]{0,24}") {
        let _read = Amount::parse(&text);
    }
}

#[test]
fn people_are_counted_whole_and_are_no_money() {
    let read = |text: &str| Amount::parse_heads(text).map(Amount::plain);
    for (text, plain) in [
        ("193", "193"),
        ("193人", "193"),
        ("１９３ 名", "193"),
        ("约200人", "~200"),
        ("200人左右", "~200"),
        ("300余人", ">=300"),
        ("300人以上", ">=300"),
        ("十几户", ">=10"),
        ("200 people", "200"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(plain), "{text}");
    }
    assert_eq!(read("12.5"), Err(AmountFault::TooFine));
    assert_eq!(read("5元"), Err(AmountFault::NotAnAmount));
    assert_eq!(read("很多人"), Err(AmountFault::NotAnAmount));
}
