//! What holds of any text, however it is typed.

use super::hall::Hall;
use crate::command::grammar::{Reading, complete};
use crate::domain::id::EntityId;
use crate::i18n::Lang;
use proptest::prelude::*;

/// Pieces that lines are made of: marks, names, dates, money, departments, and what is between.
const PIECES: [&str; 108] = [
    "诺",
    "诺 ",
    "d: ",
    "私 ",
    "说：",
    " ",
    "\u{3000}",
    "，",
    "。",
    "、",
    ":",
    "（",
    "）",
    "(",
    "@",
    "＠",
    "#",
    "＃",
    "+",
    "＋",
    "&",
    "-",
    "@-",
    "@无",
    "@李建国",
    "李建国",
    "@ljg",
    "@张三（二组）",
    "张\u{3000}三",
    "@赵敏",
    "@Mary Jones",
    "Mary",
    "@zz",
    "#2",
    "#9",
    "#停车",
    "#tcn",
    "+温度",
    "+热点",
    "由",
    "负责",
    "配合",
    "会同",
    "牵头",
    "城管局",
    "城管",
    "交警支队",
    "住建局",
    "园林局",
    "6月30日前",
    "2月30日",
    "2023-06-30",
    "两周内",
    "10个工作日内",
    "10万余元",
    "每小时3元",
    "三万五元",
    "by 30 June",
    "a@b",
    "C#",
    "3+2",
    "安装",
    "明年",
    "11月",
    "底",
    "至",
    "每月",
    "收到材料后",
    "农历",
    "春节前",
    "起",
    "的",
    "季度末",
    "不超过",
    "几十万元",
    "投入",
    "5万",
    "3-5万元",
    "由5元降为3元",
    "区",
    "市",
    "交警大队",
    "向",
    "#-",
    "x: ",
    "@o'brien",
    "@J.",
    "'",
    "’s",
    "@王委员",
    "委员",
    "@gc",
    "half a million yuan",
    "ten",
    " to ",
    "thousand",
    " of ",
    " and ",
    "between ",
    "15,000",
    "RMB 100k",
    "每户",
    " per household",
    "by next Friday",
    "next month",
    "by 31 February",
    "周五",
    "上午9:00前",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The characters that a text holds, in order, as a part of those of another.
fn is_within(text: &str, line: &str) -> bool {
    let mut characters = line.chars();
    text.chars().all(|c| characters.any(|other| other == c))
}

/// What is left of a line without kind, marks and what parts them from the sentence.
fn unmarked(line: &str, reading: &Reading) -> String {
    use crate::command::grammar::Part;
    let is_mark = |at: usize| {
        let of = |part: Part| matches!(part, Part::Kind | Part::Person | Part::Issue | Part::Label);
        reading.spans.iter().any(|span| of(span.part) && span.range.contains(&at))
    };
    let kept = line.char_indices().filter(|(at, _)| !is_mark(*at)).map(|(_, c)| c);
    let parts = |c: &char| c.is_whitespace() || ":：,，.。．｡!！;；、､".contains(*c);
    kept.filter(|c| !parts(c)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_reading_whose_places_are_between_characters(line in pieces()) {
        let hall = Hall::shared();
        let reading = hall.read(&line);
        let mut end = 0;
        for span in &reading.spans {
            prop_assert!(end <= span.range.start && span.range.start < span.range.end, "{line:?}");
            prop_assert!(line.get(span.range.clone()).is_some(), "{line:?} {:?}", span);
            end = span.range.end;
        }
        for doubt in &reading.doubts {
            prop_assert_eq!(line.get(doubt.at.clone()), Some(doubt.typed.as_str()));
            for lang in Lang::ALL {
                prop_assert!(!doubt.words(lang, hall.names.catalog()).is_empty());
            }
        }
        for lang in Lang::ALL {
            prop_assert!(!reading.told(lang, &hall.ground()).is_empty());
        }
    }

    #[test]
    fn what_is_stored_is_what_was_typed_but_for_marks(line in pieces()) {
        let reading = Hall::shared().read(&line);
        prop_assert!(is_within(&reading.text, &line), "{:?} of {line:?}", reading.text);
        let left = unmarked(&line, &reading);
        prop_assert!(is_within(&left, &reading.text), "{:?} of {line:?}", reading.text);
        prop_assert_eq!(reading.text.trim(), reading.text.as_str());
    }

    #[test]
    fn what_is_completed_is_read_as_what_was_offered(
        before in pieces(), typed in "[@＠#＃][a-z李张赵王0-9]{0,3}", after in pieces(),
    ) {
        let hall = Hall::shared();
        let ground = hall.ground();
        let line = format!("{before}{typed}{after}");
        let caret = before.len() + typed.len();
        let Some(completion) = complete(&line, caret, Lang::Zh, &ground) else { return Ok(()) };
        prop_assert!(completion.candidates.len() <= 9);
        prop_assert!(completion.range.start <= caret && caret <= completion.range.end);
        for candidate in completion.candidates {
            let mut completed = line.clone();
            completed.replace_range(completion.range.clone(), &candidate.insert);
            let reading = hall.read(&completed);
            let people = reading.speaker.into_iter().chain(reading.mentions.iter().copied());
            let mut named = people.map(EntityId::from).chain(reading.issue.map(EntityId::from));
            // A second item of a line is told of, and the first counts.
            let is_second = reading.doubts.iter().any(|doubt| doubt.at.start == completion.range.start);
            prop_assert!(
                is_second || candidate.entity.is_none_or(|id| named.any(|it| it == id)),
                "{line:?} with {candidate:?} gives {completed:?}"
            );
        }
    }
}

/// Were any of it looked for to the end again and again, this would take minutes.
#[test]
fn a_line_of_one_thing_over_and_over_is_read_all_the_same() {
    let hall = Hall::shared();
    for piece in PIECES {
        let line = format!("诺 {}", piece.repeat(2_000));
        assert!(is_within(&hall.read(&line).text, &line), "{piece}");
    }
}
