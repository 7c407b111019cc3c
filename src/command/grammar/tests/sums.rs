//! Money: what is read, and what is left open and told of.

use super::hall::Hall;
use crate::command::grammar::About;
use crate::domain::amount::Amount;

/// The money of a commitment of these words, and what is doubtful about it.
fn funds(words: &str) -> String {
    let reading = Hall::shared().read(&format!("诺 城管局6月底前{words}"));
    let doubts = reading.doubts.iter().filter_map(|doubt| match &doubt.about {
        About::Money(fault) => Some(format!("?{fault:?}")),
        About::NoUnit => Some("?NoUnit".to_owned()),
        About::SecondSum(first) => Some(format!("?Second {}", first.plain())),
        _ => None,
    });
    let funds = reading.funds.map(Amount::plain);
    funds.into_iter().chain(doubts).collect::<Vec<_>>().join(" ")
}

fn check(table: &[(&str, &str)]) {
    let read = table.iter().map(|(words, expected)| (words, expected, funds(words)));
    let wrong: Vec<String> = read
        .filter(|(_, expected, read)| read != *expected)
        .map(|(words, expected, read)| format!("{words}\n  expected {expected}\n  read     {read}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_upper_bound_is_never_stored_as_an_amount() {
    check(&[
        ("投入不超过10万元", "?AtMost"),
        ("总额不超10万元", "?AtMost"),
        ("支出未超过10万元", "?AtMost"),
        ("投入不得超过10万元", "?AtMost"),
        ("投入 no more than 100,000 yuan", "?AtMost"),
        ("投入不足10万元", "?AtMost"),
        ("投入低于10万元", "?AtMost"),
        ("投入小于10万元", "?AtMost"),
        ("投入最多10万元", "?AtMost"),
        ("投入最多不超过10万元", "?AtMost"),
        ("投入10万元以内", "?AtMost"),
        ("投入不低于10万元", ">=100000"),
        ("投入不少于10万元", ">=100000"),
        ("投入超过10万元", ">=100000"),
    ]);
}

#[test]
fn what_is_not_one_amount_is_left_open() {
    check(&[
        ("投入几十万元", "?Loose"),
        ("投入数十万元", "?Loose"),
        ("投入上百万元", "?Loose"),
        ("投入几万元", "?Loose"),
        ("投入三四万元", "?Loose"),
        ("投入3万至5万元", "?Loose"),
        ("投入3-5万元", "?Loose"),
        ("投入3～5万元", "?Loose"),
        ("投入10万到15万元", "?Loose"),
        ("投入十几万元", ">=100000"),
        ("预算由5万元增加到8万元", "?Loose"),
        ("投入不超过10万元，收费5元", "?AtMost"),
    ]);
}

#[test]
fn a_price_is_no_money_that_is_given() {
    check(&[
        ("把收费由5元降为3元", ""),
        ("把停车费降到3元", ""),
        ("罚款200元", ""),
        ("增设3块标牌", ""),
        ("拿出3块钱", "3"),
        ("不再收取5元停车费", ""),
        ("收费5元的车位多，拨付2万元", "20000"),
        ("投入到位5万元", "50000"),
    ]);
}

#[test]
fn ten_thousands_without_a_unit_are_money_where_they_are_given() {
    check(&[
        ("投入5万", "50000"),
        ("投入约5万", "~50000"),
        ("投入三十五万", "350000"),
        ("投入10余万", ">=100000"),
        ("投入10w元", "100000"),
        ("投入10w，装好", "100000"),
        ("投入5万用于改造", "50000"),
        ("安装充电桩，约5万", "?NoUnit"),
        ("安装充电桩，三十五万。", "?NoUnit"),
        ("安排3万人次", ""),
        ("改造2万平方米", ""),
        ("落实5万余户", ""),
        ("安排5万尾鱼苗", "?NoUnit"),
    ]);
    for line in ["说 我们这里有五万。", "说 收费不超过5元", "决 收费不超过5元"]
    {
        let said = Hall::shared().read(line);
        assert!(said.doubts.is_empty(), "what is only said is written down: {:?}", said.doubts);
    }
}

#[test]
fn the_sum_that_counts_is_named_where_there_are_several() {
    check(&[
        ("财政局拨付2万元，住建局拨付3万元", "20000 ?Second 20000"),
        ("投入10万元，其中财政6万元", "100000"),
    ]);
}
