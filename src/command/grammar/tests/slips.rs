//! Slips of the hand, and what is not known: told, and never left standing in the words.

use super::check;
use super::hall::Hall;
use crate::command::Catalog;
use crate::domain::person::Side;
use crate::domain::session::Class;
use crate::i18n::Lang;

/// A hall where these sit at the table, too.
fn with(names: &[&str]) -> Hall {
    let here = Some(Class::PublicRepresentative);
    let people: Vec<_> = names.iter().map(|name| (*name, Side::Public, here)).collect();
    Hall::new().joined_by(&people)
}

#[test]
fn a_small_word_behind_an_at_that_is_nobodys_name_is_never_left_in_the_text() {
    let hall = with(&["Joanna Custom"]);
    for line in ["@tom agrees", "t ask @tom", "ask.@tom", "问路灯。@tom", "n @tom", "@ann agrees"]
    {
        let reading = hall.read(line);
        assert!(reading.refusal().is_some(), "{line}: {:?}", reading.doubts);
    }
    for line in ["see a.b@tom.cn", "@joa agrees", "@cus agrees"] {
        assert!(hall.read(line).refusal().is_none(), "{line}");
    }
}

#[test]
fn the_initials_of_a_name_leave_out_the_one_in_the_middle() {
    let hall = with(&["Mary J. Wood"]);
    for line in ["@mw ok", "@mjw ok", "@Mary Wood ok"] {
        let reading = hall.read(line);
        let speaker = reading.speaker.map(|id| hall.person(id));
        assert_eq!(speaker.as_deref(), Some("Mary J. Wood"), "{line}");
    }
}

#[test]
fn a_number_with_a_letter_behind_it_is_no_item_and_loses_none() {
    check(&[
        ("t #1q 充电桩", "topic ?NoItem: #1q 充电桩"),
        ("说 #2x 同意", "statement @王芳 ?NoItem: #2x 同意"),
        ("#2停车难怎么办", "statement @王芳 #2: 停车难怎么办"),
        ("和 #2一起办", "statement @王芳 #2: 和 #2一起办"),
    ]);
}

#[test]
fn a_mark_that_ends_what_was_taken_out_goes_with_it() {
    check(&[
        ("#2. 同意", "statement @王芳 #2: 同意"),
        ("#2 。同意", "statement @王芳 #2: 同意"),
        ("+热点；同意", "statement @王芳 #1 +热点: 同意"),
        ("#2... 同意", "statement @王芳 #2: ... 同意"),
        ("#2 .5 元", "statement @王芳 #2 5: .5 元"),
    ]);
}

#[test]
fn how_often_something_is_done_makes_no_rate_of_the_sum_before_it() {
    let head = "诺 城管局6月底前投入5万元";
    let funds = |tail: &str| Hall::shared().read(&format!("{head}{tail}")).funds.is_some();
    for tail in ["每月报告进度", "每两周调度", "每季度公示"] {
        assert!(funds(tail), "{tail}");
    }
    for tail in ["每月", "每年，", "每月发放", "每年的经费", "/月", "每户"] {
        assert!(!funds(tail), "{tail}");
    }
}

#[test]
fn a_department_that_nobody_knows_is_told_by_its_english_name() {
    let told = |line: &str| {
        let reading = Hall::shared().read(line);
        let doubt = reading.doubts.first().map(|doubt| doubt.words(Lang::En, &Catalog::default()));
        doubt.unwrap_or_default()
    };
    for (line, name) in [
        ("c: Parks Bureau to fix the lights by 30 June", "“Parks Bureau”"),
        ("c: the Parks Bureau will fix the lights by 30 June", "“Parks Bureau”"),
        ("c: Bureau fixes, with the Parks and Gardens Bureau", "“Parks and Gardens Bureau”"),
        ("d: the lights are fixed by the Parks Department", "“Parks Department”"),
    ] {
        let told = told(line);
        assert!(told.starts_with(name), "{line}: {told}");
        assert!(told.contains("is not in the directory") && told.contains("add the"), "{told}");
    }
    for line in [
        "d: our Department will answer",
        "d: the Committee will answer",
        "d: the Parks Bureau building is old",
        "d: Parks Bureau to be told",
        "s: Parks Bureau to fix the lights",
    ] {
        assert_eq!(told(line), "", "{line}");
    }
}

#[test]
fn next_friday_is_told_with_both_days_and_how_to_write_one() {
    let reading = Hall::shared().read("c: 城管局 by next Friday");
    let told = reading.doubts[0].words(Lang::En, &Catalog::default());
    assert!(told.contains("2023-05-12 or 2023-05-19"), "{told}");
    assert!(told.contains("by 2023-05-19"), "{told}");
    let written = Hall::shared().read("c: 城管局 by 2023-05-19");
    assert!(written.deadline.is_some() && written.doubts.is_empty(), "{:?}", written.doubts);
}

#[test]
fn what_is_seldom_meant_as_it_stands_is_asked_about_once() {
    let asks = |line: &str| {
        let reading = Hall::shared().read(line);
        assert!(reading.refusal().is_none(), "{line}");
        reading.doubts.iter().any(|doubt| doubt.about.asks_first(reading.kind))
    };
    for line in [
        "决 未达成一致：是否更换为太阳能路灯，会后再议",
        "决 没有达成共识",
        "决 未达成统一意见，下次再议",
        "d: No consensus on the lamps",
        "决 @- 会议未达成共识",
        "决 大家未达成一致",
        "111123",
        "说 １１１１２３",
    ] {
        assert!(asks(line), "{line}");
    }
    for line in [
        "决 达成一致：更换为太阳能路灯",
        "决 路灯改造未达成目标的，另行商定",
        "决 未达成一致的商户停业整顿",
        "d: No agreement is needed from tenants; works start Monday",
        "说 未达成一致",
        "私 13812345678",
        "3 盏路灯不亮",
        "说 3+2",
    ] {
        assert!(!asks(line), "{line}");
    }
}
