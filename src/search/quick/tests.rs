//! What is found by what is typed, and what is not.

use super::*;
use proptest::prelude::*;

fn found(typed: &str, text: &str) -> bool {
    Matcher::new(typed).matches(text)
}

fn nearness(typed: &str, text: &str) -> Option<Nearness> {
    let word = Word::new(typed).unwrap();
    Nearness::ALL.into_iter().find(|it| word.is_near(text, *it))
}

#[test]
fn initials_pinyin_and_characters_find_a_title() {
    for typed in
        ["tcn", "tingche", "停车", "TCN", "ｔｃｎ", "停车 bql", "市场 tcn", "停che", "tche"]
    {
        assert!(found(typed, "宝庆路市场周边停车难"), "{typed}");
    }
    assert!(!found("tcx", "市场周边停车难"));
    assert!(!found("车停", "市场周边停车难"));
}

#[test]
fn traditional_characters_find_simplified_ones_and_the_other_way_round() {
    for (typed, text) in [
        ("停車難", "市场周边停车难"),
        ("停车难", "市場周邊停車難"),
        ("tcn", "市場周邊停車難"),
        ("長城鄉", "长城乡"),
    ] {
        assert!(found(typed, text), "{typed} {text}");
    }
}

#[test]
fn a_syllable_is_found_while_it_is_typed() {
    for typed in ["t", "ti", "tin", "ting", "tingc", "tingch", "tingche", "zhoub", "zhb"] {
        assert!(found(typed, "周边停车"), "{typed}");
    }
    assert!(!found("tinc", "周边停车"), "only the last one");
}

#[test]
fn the_first_letters_of_english_words_find_a_name() {
    for (typed, text) in
        [("gc", "Grace Chen"), ("GC", "陈 Grace Chen"), ("pn", "City parking near")]
    {
        assert!(found(typed, text), "{typed} {text}");
    }
    assert!(!found("gx", "Grace Chen"));
    assert_eq!(Matcher::new("gc").rank("Grace Chen"), Some(1));
    assert_eq!(Matcher::new("pn").rank("City parking near"), Some(2));
}

#[test]
fn every_reading_of_a_polyphone_is_found() {
    for (typed, text) in [
        ("cc", "长城乡"),
        ("cqyh", "重庆银行"),
        ("sb", "射埠镇"),
        ("js", "姜畲镇"),
        ("yd", "育塅乡"),
        ("zj", "曾军"),
        ("ss", "单爽"),
        ("qh", "仇红"),
        ("xm", "解明"),
        ("rl", "任磊"),
        ("oy", "区阳"),
        ("zl", "查良"),
        ("qt", "覃涛"),
        ("tt", "覃涛"),
        ("cl", "谌龙"),
        ("sl", "谌龙"),
        ("mjh", "缪健辉"),
    ] {
        assert!(found(typed, text), "{typed} {text}");
    }
}

#[test]
fn full_width_marks_are_found_as_they_are_written() {
    for typed in ["更正：未受理", "更正:未受理", "：未"] {
        assert!(found(typed, "更正：未受理"), "{typed}");
    }
}

#[test]
fn a_phrase_is_no_pinyin_and_keeps_its_blanks() {
    let phrase = Word::phrase("ev c").unwrap();
    assert!(phrase.is_in("安装 EV Chargers") && !phrase.is_in("evc"));
    assert!(!Word::phrase("tcn").unwrap().is_in("停车难"));
}

#[test]
fn what_narrows_is_only_found_where_the_shorter_one_is() {
    let narrows =
        |typed: &str, before: &str| Word::new(typed).unwrap().narrows(&Word::new(before).unwrap());
    for (typed, before) in
        [("停车", "停"), ("704", "70"), ("ting", "ti"), ("tcn", "tc"), ("停t", "停")]
    {
        assert!(narrows(typed, before), "{typed} after {before}");
    }
    for (typed, before) in [("停", "停车"), ("tc", "停"), ("cn", "tcn"), ("tcn", "cn")] {
        assert!(!narrows(typed, before), "{typed} after {before}");
    }
}

#[test]
fn words_are_found_in_one_text_or_another() {
    let matcher = Matcher::new("tcn 70042");
    assert!(matcher.matches_among(&["市场周边停车难", "SFL-23-K70042-M"]));
    assert!(!matcher.matches_among(&["市场周边停车难", "SFL-23-K70043-M"]));
}

#[test]
fn numbers_are_found_in_either_case() {
    assert!(found("sfl-23", "SFL-23-K70042-M"));
    assert!(found("70042", "SFL-23-K70042-M"));
}

#[test]
fn the_better_fit_comes_first() {
    let cost = |typed: &str, text: &str| Word::new(typed).unwrap().fit(text).unwrap().cost();
    let order = ["停车难", "停车难治理", "周边停车难"].map(|text| cost("停车难", text));
    assert!(order.is_sorted(), "{order:?}");
    assert!(cost("停车", "周边停车") < cost("tingche", "停车"));
    assert!(cost("tingche", "周边停车") < cost("tc", "停车"));
    assert!(cost("tcn", "市场停车难") < cost("tcn", "福田村农村饮水"));
    assert_eq!(Matcher::new("zh").rank("赵海"), Some(0));
    assert_eq!(Matcher::new("zh").rank("周明"), Some(1));
    let near = Word::new("tingceh").unwrap().near_fit("停车", Nearness::One).unwrap();
    assert!(cost("tc", "周边停车") < near.cost());
}

#[test]
fn a_slip_is_near_and_what_is_short_is_not() {
    for (typed, text, near) in [
        ("停车南", "市场周边停车难", Nearness::Alike),
        ("缪建辉", "缪健辉", Nearness::Alike),
        ("tingceh", "周边停车难", Nearness::One),
        ("tinche", "周边停车难", Nearness::One),
        ("tingchee", "周边停车难", Nearness::One),
        ("tignche", "周边停车难", Nearness::One),
        ("zbtnc", "市场周边停车难", Nearness::One),
        ("zbcn", "市场周边停车难", Nearness::One),
        ("停难", "周边停车难", Nearness::Two),
        ("车停难", "周边停车难", Nearness::One),
        ("周边车难", "周边停车难", Nearness::One),
        ("充电庄", "公共充电桩", Nearness::Alike),
        ("tinchenann", "周边停车难", Nearness::Two),
        ("chargres", "EV chargers", Nearness::One),
    ] {
        let expected = (typed != "停难").then_some(near);
        assert_eq!(nearness(typed, text), expected, "{typed} {text}");
    }
    for (typed, text) in
        [("tnc", "停车难"), ("车停", "停车"), ("70043", "70042"), ("qwxz", "停车难")]
    {
        assert_eq!(nearness(typed, text), None, "{typed} {text}");
    }
}

#[test]
fn what_was_found_is_where_it_is_said_to_be() {
    for (typed, text, part) in [
        ("tcn", "市场周边停车难", "停车难"),
        ("難", "市场周边停车难", "难"),
        ("zbtc", "市场周边停车难", "周边停车"),
        ("ting", "市场周边停车难", "停"),
        ("cha", "插 EV Charger", "Cha"),
        ("gc", "Grace Chen", "Grace C"),
        ("ml", "Grace May Lee", "May L"),
        ("mw", "主任 Mary J. Wood", "Mary J. W"),
    ] {
        let range = Word::new(typed).unwrap().part(text).unwrap();
        assert_eq!(text.get(range), Some(part), "{typed}");
    }
    let near = Word::new("tingceh").unwrap().near_part("周边停车难", Nearness::One).unwrap();
    assert_eq!("周边停车难".get(near), Some("停车"));
    let found =
        ["周", "停车", "车难"].map(|word| Word::new(word).unwrap().part("周边停车难").unwrap());
    assert_eq!(joined(found.into()), [0..3, 6..15]);
}

#[test]
fn a_long_text_and_a_long_word_cost_little() {
    let text = "啊嗯安昂".repeat(2_000);
    assert!(!found(&"an".repeat(40), &text));
    assert!(!Word::new(&"an".repeat(31)).unwrap().is_near(&text, Nearness::Two));
    assert!(found(&"停".repeat(70), &"停".repeat(70)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What the signs rule out is not there, however it is typed.
    #[test]
    fn a_quick_look_never_misses_what_a_close_one_finds(
        typed in "[a-z停车难吕路１Ａé ]{1,6}",
        text in "[a-zA-Z停车難南吕绿路録1É ，]{0,12}",
    ) {
        let signs = Signs::of([text.as_str()]);
        for word in [Word::new(&typed), Word::phrase(&typed)].into_iter().flatten() {
            if word.is_in(&text) {
                prop_assert!(word.may_be_in(&signs, None), "{} in {}", typed, text);
            }
            for nearness in Nearness::ALL {
                if word.is_near(&text, nearness) {
                    let may = word.may_be_in(&signs, Some(nearness));
                    prop_assert!(may, "{} near {} {:?}", typed, text, nearness);
                }
            }
        }
    }
}
