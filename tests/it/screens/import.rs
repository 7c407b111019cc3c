//! What would come of a table, before it is saved: the verdict first, the rest to be read at leisure, and
//! the way back to the form as it was filled in.

use super::{Bench, city, today};
use tanshi::app::{Answer, Checked, Effect, Failure, Input, update};
use tanshi::command::fill::Values;
use tanshi::command::key::Key;
use tanshi::i18n::Lang;

/// The form with a file named, saved and answered with what would come of it.
fn asked(lang: Lang, checked: &Checked) -> Bench {
    let mut bench = Bench::new(&city(), lang, (80, 24));
    bench.keys("I");
    bench.typed("/tmp/台账.xlsx");
    answer(&mut bench, "Ctrl-S", checked);
    bench
}

/// Presses a key that asks for the import, and answers.
fn answer(bench: &mut Bench, key: &str, checked: &Checked) -> Values {
    let effects = update(&mut bench.state, Input::Key(Key::parse(key).unwrap()), today());
    let performed = effects.into_iter().find_map(|effect| match effect {
        Effect::Perform { generation, verb, values, .. } => Some((generation, verb, values)),
        _ => None,
    });
    let (generation, verb, values) = performed.expect("the form is saved");
    let result = Err(Failure::Check(Box::new(checked.clone())));
    bench.feed(Input::Answer(Answer::Performed { generation, verb, result }));
    values
}

fn long(rows: usize) -> Checked {
    let text: Vec<String> =
        (1..=rows).map(|row| format!("第 {row} 行 停车难：不能导入。")).collect();
    Checked {
        print: "abc".to_owned(),
        verdict: "共 90 行：新增 30 · 有冲突 20 · 不能导入 40".to_owned(),
        text: text.join("\n"),
        taken: 30,
        refused: 40,
        conflicts: 20,
        ..Checked::default()
    }
}

/// The rows of the question, without its frame.
fn rows(bench: &Bench) -> Vec<String> {
    let shown = bench.shown();
    let inside = shown.lines().filter_map(|row| row.split_once('│').map(|(_, rest)| rest));
    inside.map(|row| row.trim().trim_end_matches(['│', '█', ' ']).to_owned()).collect()
}

#[test]
fn the_verdict_and_what_enter_does_come_first() {
    for (lang, verdict, enter) in [
        (Lang::Zh, "共 90 行：新增 30 · 有冲突 20 · 不能导入 40", "回车：返回表单，一行也不导入"),
        (Lang::En, "90 rows", "Enter goes back and imports nothing"),
    ] {
        let words = if lang == Lang::En { "90 rows: added 30" } else { verdict };
        let bench = asked(lang, &Checked { verdict: words.to_owned(), ..long(60) });
        let rows = rows(&bench);
        let at = rows
            .iter()
            .position(|row| row.starts_with(verdict))
            .unwrap_or_else(|| panic!("{}", bench.shown()));
        assert!(rows[at + 1].starts_with(enter), "{}", bench.shown());
        assert!(bench.shown().contains("1–18/"), "{}", bench.shown());
    }
}

#[test]
fn what_enter_says_is_what_enter_does() {
    let clean = Checked { refused: 0, conflicts: 0, ..long(0) };
    let mut bench = asked(Lang::Zh, &clean);
    assert!(bench.shown().contains("回车：导入 30 行，可一次撤销"), "{}", bench.shown());
    let values = answer(&mut bench, "Enter", &clean);
    assert_eq!(values.first("checked"), Some("abc"));
    for (taken, what) in
        [(0, "回车：3 行保留现有内容"), (30, "回车：导入 30 行，另 3 行保留现有内容")]
    {
        let kept = Checked { taken, kept: 3, refused: 0, conflicts: 0, ..long(0) };
        let mut bench = asked(Lang::Zh, &kept);
        assert!(bench.shown().contains(what), "{}", bench.shown());
        assert_eq!(answer(&mut bench, "Enter", &kept).first("checked"), Some("abc"));
    }
    let nothing = Checked { taken: 0, refused: 0, conflicts: 0, ..long(0) };
    let mut bench = asked(Lang::Zh, &nothing);
    assert!(bench.shown().contains("没有可以导入的"), "{}", bench.shown());
    bench.keys("Enter");
    assert!(bench.shown().contains("/tmp/台账.xlsx"), "{}", bench.shown());
    let mut bench = asked(Lang::Zh, &long(0));
    assert_eq!(answer(&mut bench, "y", &long(0)).first("rows"), Some("good"));
}

#[test]
fn what_is_longer_than_the_screen_is_read_by_keys_and_by_the_wheel() {
    use tanshi::app::{Mouse, MouseKind};
    let mut bench = asked(Lang::Zh, &long(60));
    let sees = |bench: &Bench, words: &str| bench.shown().contains(words);
    assert!(!sees(&bench, "第 60 行"));
    bench.keys("End");
    assert!(sees(&bench, "第 60 行") && sees(&bench, "47–64/64"), "{}", bench.shown());
    assert!(sees(&bench, "略过有问题的，导入其余"), "the answers went away");
    bench.keys("PgUp");
    assert!(sees(&bench, "30–47/64"), "{}", bench.shown());
    bench.keys("Up Up Down");
    assert!(sees(&bench, "29–46/64"), "{}", bench.shown());
    bench.keys("Home PgDn");
    assert!(sees(&bench, "18–35/64"), "{}", bench.shown());
    bench.feed(Input::Mouse(Mouse { kind: MouseKind::WheelDown, x: 1, y: 1 }));
    assert!(sees(&bench, "21–38/64"), "{}", bench.shown());
    // Nothing scrolls that is seen whole.
    let short = asked(Lang::Zh, &long(3));
    assert!(!sees(&short, "/7") && sees(&short, "第 3 行"), "{}", short.shown());
}

#[test]
fn esc_goes_back_to_the_form_as_it_was_filled_in() {
    for taken in [30, 0] {
        let mut bench = asked(Lang::Zh, &Checked { taken, ..long(40) });
        bench.keys("End Esc");
        let shown = bench.shown();
        assert!(shown.contains("从文件导入") && shown.contains("/tmp/台账.xlsx"), "{shown}");
        assert!(!shown.contains("导入前检查"), "{shown}");
    }
}

#[test]
fn a_file_that_was_changed_meanwhile_is_said_to_be_before_anything_else() {
    let mut bench = asked(Lang::Zh, &long(10));
    let again = Checked { is_another: true, print: "def".to_owned(), ..long(11) };
    answer(&mut bench, "y", &again);
    let shown = bench.shown();
    assert!(shown.contains("检查之后文件改过，没有导入"), "{shown}");
    assert_eq!(answer(&mut bench, "y", &again).first("checked"), Some("def"));
}

#[test]
fn the_form_asks_for_sheet_and_studio_too() {
    let mut bench = Bench::new(&city(), Lang::Zh, (80, 24));
    bench.keys("I");
    bench.typed("/tmp/台账.xlsx");
    bench.keys("Tab Tab");
    bench.typed("二月");
    bench.keys("Tab");
    assert!(bench.shown().contains("表里没写工作室的议题归它"), "{}", bench.shown());
    let studio = bench.world.studios().next().unwrap().facts.name.clone();
    bench.typed(&studio);
    let values = answer(&mut bench, "Ctrl-S", &long(0));
    assert_eq!((values.first("sheet"), values.first("studio")), (Some("二月"), Some(&*studio)));
}
