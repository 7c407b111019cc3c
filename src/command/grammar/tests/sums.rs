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
        About::Foreign => Some("?Foreign".to_owned()),
        About::ForEach => Some("?ForEach".to_owned()),
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

#[test]
fn english_sums_are_read_whole_or_left_open() {
    check(&[
        (" allocate 100 000 yuan", "100000"),
        (" allocate 100\u{2009}000 yuan", "100000"),
        (" allocate 100\u{a0}000 yuan", "100000"),
        (" allocate RMB 100k", "100000"),
        (" allocate ¥1.2m", "1200000"),
        (" allocate ¥1.2m for lamps", "1200000"),
        (" allocate half a million yuan", "500000"),
        (" allocate about half a million yuan", "~500000"),
        (" allocate RMB half a million", "500000"),
        (" allocate ten thousand yuan", "10000"),
        (" allocate Twenty Thousand yuan", "20000"),
        (" allocate twenty-five thousand yuan", "25000"),
        (" allocate a hundred and fifty thousand yuan", "150000"),
        (" allocate one and a half million yuan", "1500000"),
        (" allocate 3 hundred thousand yuan", "300000"),
        (" allocate over twenty thousand yuan", ">=20000"),
        (" allocate up to twenty thousand yuan", "?AtMost"),
        (" allocate 15,000 to 20,000 yuan", "?Loose"),
        (" allocate between 15,000 and 20,000 yuan", "?Loose"),
        (" allocate 15 to 20 thousand yuan", "?Loose"),
        (" allocate 1.5 million to 2 million yuan", "?Loose"),
        (" allocate 15k-20k yuan", "?Loose"),
        (" allocate £5,000", "?Foreign"),
        (" fix the kerb, $1,200", "?Foreign"),
        (" allocate ¥15,000 to ¥20,000", "?Loose"),
        (" allocate ¥15,000 to 20,000", "?Loose"),
        (" allocate ten to twenty thousand yuan", "?Loose"),
        (" allocate 15,000 or 20,000 yuan", "?Loose"),
        (" allocate several thousand yuan", "?Loose"),
        (" allocate tens of thousands of yuan", "?Loose"),
        (" allocate a quarter of a million yuan", "?NotAnAmount"),
        (" allocate one point five million yuan", "?NotAnAmount"),
        (" pays ¥500 to 20 households", "500"),
        (" plants a third row, one of many", ""),
        ("投入2万或3万元", "?Loose"),
        ("投入1.5万元到2万元", "?Loose"),
    ]);
}

#[test]
fn what_each_of_several_gets_is_not_what_all_of_it_comes_to() {
    check(&[
        ("每户补助不超过2000元", "?ForEach"),
        ("每户2000元", "?ForEach"),
        ("每户困难家庭最高补助2000元", "?ForEach"),
        ("每人500元", "?ForEach"),
        ("按2000元/户补助", "?ForEach"),
        ("人均补助500元", "?ForEach"),
        ("每年投入10万元", "?ForEach"),
        (" each household 2,000 yuan", "?ForEach"),
        (" gives each household up to 2,000 yuan", "?ForEach"),
        (" gives 2,000 yuan per household", "?ForEach"),
        (" gives 2,000 yuan each", "?ForEach"),
        ("每户补助2000元，共投入20万元", "200000"),
        ("每小时3元", ""),
        ("把停车费降到3元/小时", ""),
        ("拨付2万元、3万元", "20000 ?Second 20000"),
        (" teach 20 people, allocate 2,000 yuan", "2000"),
    ]);
    let said = Hall::shared().read("说 每户补助2000元");
    assert!(said.doubts.is_empty(), "what is only said is written down: {:?}", said.doubts);
}

/// The deadline and the money of a commitment of these words, and how many doubts it has.
fn both(words: &str) -> (String, String, usize) {
    let reading = Hall::shared().read(&format!("c 城管局 {words}"));
    let date = reading.deadline.map(|due| due.date.to_string()).unwrap_or_default();
    let funds = reading.funds.map(Amount::plain).unwrap_or_default();
    (date, funds, reading.doubts.len())
}

#[test]
fn a_day_and_a_sum_behind_it_are_two_numbers() {
    for words in [
        "by 30 June 2027, 50,000 yuan",
        "by 30 June 2027,  50,000 yuan",
        "by 30 June 2027 50,000 yuan",
        "by 30 June 2027，50,000 yuan",
        "by 2027-06-30 50 000 yuan",
        "by 2027-06-30, 50 000 yuan",
        "2027-06-30前，5 万元",
    ] {
        assert_eq!(both(words), ("2027-06-30".to_owned(), "50000".to_owned(), 0), "{words}");
    }
    for (words, day) in [
        ("by 2027-06-30 500 yuan", "2027-06-30"),
        ("by June 30 500 yuan", "2023-06-30"),
        ("by June 30, 500 yuan", "2023-06-30"),
    ] {
        assert_eq!(both(words), (day.to_owned(), "500".to_owned(), 0), "{words}");
    }
    let read = both("fixes it by the end of 2027, 50,000 yuan");
    assert_eq!((read.0.as_str(), read.1.as_str()), ("2027-12-31", "50000"));
    check(&[
        ("投入１，２００元", "1200"),
        ("投入1,200元", "1200"),
        ("投入100 000元", "100000"),
        ("投入1 200 000元", "1200000"),
        ("投入10 万元", "100000"),
        ("分3，500元投入", "500"),
    ]);
}

#[test]
fn money_of_a_promise_is_read_or_told_and_never_dropped() {
    check(&[
        (" pays 200,000 yuan a year for the lamps", "?ForEach"),
        (" pays 200,000 yuan every year", "?ForEach"),
        (" pays 200,000 yuan per year", "?ForEach"),
        (" pays 200,000 yuan / month", "?ForEach"),
        ("花5万元/年", "?ForEach"),
        ("花5万元每年", "?ForEach"),
        ("每年花5万元", "?ForEach"),
        (" pays 50,000 yuan per the agreement", "50000"),
        (" pays 50,000 yuan per agreement", "50000"),
        (" pays 50,000 yuan / Housing pays the rest", "50000"),
        ("给5万元每月检查一次", "50000"),
        (" pays 50,000 yuan to one of the families", "50000"),
        (" pays 500 yuan to twenty in need", "500"),
        ("每户补助2000元共20万元", "200000"),
        ("每户补助2000元合计20万元", "200000"),
        ("投入20万元每户2000元", "200000"),
        ("投入20万元每户补助2000元", "200000"),
        ("每户共同出资2000元", "?ForEach"),
        (" pays 50,000 yuan or so", "~50000"),
        (" pays 50,000 yuan or more", ">=50000"),
        (" pays 50,000 yuan or less", "?AtMost"),
        (" charges 5 yuan per hour", ""),
        ("月租200元/月", ""),
    ]);
}

#[test]
fn a_half_and_what_stands_behind_a_scale_are_read() {
    check(&[
        (" pays 3 and a half million yuan", "3500000"),
        (" pays 1 million and a half yuan", "?NotAnAmount"),
        (" pays 20 thousand five hundred yuan", "20500"),
        (" pays 3.5 million two hundred thousand yuan", "?NotAnAmount"),
    ]);
}

#[test]
fn an_upper_bound_in_other_words_is_left_open_as_well() {
    check(&[
        (" allocate a sum not exceeding 5,000 yuan", "?AtMost"),
        (" allocate no more than 5,000 yuan", "?AtMost"),
        (" allocate not more than 5,000 yuan", "?AtMost"),
        (" allocate at most 5,000 yuan", "?AtMost"),
        (" allocate a maximum of 5,000 yuan", "?AtMost"),
        (" allocate not over 5,000 yuan", "?AtMost"),
        (" at a cost not to exceed 5,000 yuan", "?AtMost"),
        (" the cost will not exceed 5,000 yuan", "?AtMost"),
        (" the cost is capped at 5,000 yuan", "?AtMost"),
        (" allocate as much as 5,000 yuan", "?AtMost"),
        (" allocate 5,000 yuan at most", "?AtMost"),
        (" allocate 5,000 yuan at the most", "?AtMost"),
        (" allocate a sum exceeding 5,000 yuan", ">=5000"),
        ("投入不超过5000元", "?AtMost"),
        ("不超过5000元", "?AtMost"),
        ("最多5000元", "?AtMost"),
        ("最多投入5000元", "?AtMost"),
        ("最高5000元", "?AtMost"),
        ("最多花5000元", "?AtMost"),
        ("花费不超过人民币5000元", "?AtMost"),
        ("控制在5000元以内", "?AtMost"),
        ("控制在5000元内", "?AtMost"),
    ]);
}
