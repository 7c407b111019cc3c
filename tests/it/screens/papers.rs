//! The papers of a session and calendars at the keyboard: shown first, then written where it is said.

use super::Bench;
use super::window::{Home, Workbench};
use std::fs;
use tanshi::app::{Answer, Effect, Failure, Input, PaperText};
use tanshi::command::bulk::{Judged, Outcome};
use tanshi::command::{Fault, FieldFault};
use tanshi::document::phrase::{Blank, Unknown};
use tanshi::document::{Copy, Kind, Piece};
use tanshi::domain::id::EntityId;
use tanshi::domain::refusal::Refusal;
use tanshi::domain::row::CommitmentRow;
use tanshi::i18n::Lang;

const SESSION: &str = "停车协商议事会";

fn bench() -> Bench {
    Bench::new(&super::city(), Lang::Zh, (100, 40))
}

/// What the last of these keys asks of the shell.
fn asked(bench: &mut Bench, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys.split(' ') {
        effects = bench.feed(Input::Key(tanshi::command::key::Key::parse(key).unwrap()));
    }
    effects
}

/// The wish among what is asked, and an answer to it.
fn composed(bench: &mut Bench, effects: &[Effect], said: &str) -> tanshi::app::PaperWish {
    let wish = effects.iter().find_map(|effect| match effect {
        Effect::Compose(wish) => Some(*wish),
        _ => None,
    });
    let wish = wish.unwrap();
    let text = PaperText {
        lines: said.lines().map(str::to_owned).collect(),
        is_templated: said.contains("模板"),
        ..PaperText::default()
    };
    bench.feed(Input::Answer(Answer::Composed { wish, result: Ok(vec![text.clone(), text]) }));
    wish
}

#[test]
fn a_pack_is_shown_in_either_copy_and_written_as_shown() {
    let mut bench = bench();
    // The first session of the minutes.
    bench.keys("3 Enter");
    let effects = asked(&mut bench, "d k");
    let wish = composed(&mut bench, &effects, "关于召开会议的通知");
    assert_eq!((wish.piece, wish.copy), (Piece::Pack, Copy::Internal));
    let shown = bench.shown();
    assert!(shown.contains("内部版 · 共 2 份") && shown.contains("写进一个文件夹"), "{shown}");
    let effects = asked(&mut bench, "p");
    assert_eq!(composed(&mut bench, &effects, "公开的").copy, Copy::Public);
    let written = asked(&mut bench, "w");
    let [Effect::WritePaper(wish)] = written.as_slice() else { panic!("{written:?}") };
    assert_eq!((wish.piece, wish.copy), (Piece::Pack, Copy::Public));
}

#[test]
fn a_preview_says_that_the_word_file_follows_the_offices_template() {
    let mut bench = bench();
    bench.keys("3 Enter");
    let words = "Word 文件按本单位模板排版；这里是内容。";
    let effects = asked(&mut bench, "d m");
    composed(&mut bench, &effects, "纪要");
    assert!(!bench.shown().contains(words), "{}", bench.shown());
    let effects = asked(&mut bench, "p");
    composed(&mut bench, &effects, "有模板的纪要");
    assert_eq!(bench.shown().matches(words).count(), 1, "{}", bench.shown());
}

#[test]
fn a_calendar_is_a_public_copy_whatever_was_read_before() {
    let mut bench = bench();
    bench.keys("3 Enter");
    let effects = asked(&mut bench, "d i");
    let wish = composed(&mut bench, &effects, "2023年10月20日（星期五）");
    assert_eq!((wish.piece, wish.copy), (Piece::Calendar, Copy::Public));
    assert!(bench.shown().contains("写成日历文件（.ics）"), "{}", bench.shown());
    assert!(asked(&mut bench, "p").is_empty());
    assert!(bench.shown().contains("日历只有公开版"), "{}", bench.shown());
    let written = asked(&mut bench, "w");
    assert!(matches!(written.as_slice(), [Effect::WritePaper(wish)] if wish.copy == Copy::Public));
    bench.keys("Esc");
    let effects = asked(&mut bench, "d m");
    let wish = composed(&mut bench, &effects, "纪要");
    assert_eq!((wish.piece, wish.copy), (Piece::Document(Kind::Minutes), Copy::Internal));
}

#[test]
fn the_list_of_commitments_gives_the_deadlines_of_what_it_shows_and_is_open() {
    let mut bench = bench();
    bench.keys("g c");
    let all = deadlines(&mut bench).len();
    let catalog = tanshi::command::Catalog::of(&bench.world);
    let open = catalog.commitments.values().filter(CommitmentRow::is_open).count();
    assert!(open > 0 && all == open, "{all} of {open}");
    let matter = catalog.commitments.values().find(CommitmentRow::is_open).unwrap().matter;
    bench.keys("/");
    bench.typed(&matter);
    bench.keys("Enter");
    let few = deadlines(&mut bench).len();
    assert!(few > 0 && few < all, "{few} of {all}");
    bench.keys("Esc /");
    bench.typed("没有这件事");
    bench.keys("Enter");
    assert!(asked(&mut bench, "d i").is_empty());
    assert!(bench.shown().contains("没有未办结的承办事项"), "{}", bench.shown());
}

fn deadlines(bench: &mut Bench) -> Vec<tanshi::domain::id::CommitmentId> {
    match asked(bench, "d i").pop() {
        Some(Effect::WriteDeadlines(ids)) => ids,
        other => panic!("{other:?}: {}", bench.shown()),
    }
}

#[test]
fn what_a_session_needs_is_written_into_a_folder_of_its_own_and_its_calendar_beside_it() {
    let home = Home::new();
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["settings", "set", "--my-studio", "ST"]);
    for title in ["市场周边停车难", "路灯不亮"] {
        home.json(&["issue", "add", title]);
        home.json(&["issue", "accept", title]);
    }
    let agenda = ["--agenda", "市场周边停车难、路灯不亮", "--at", "9:00"];
    home.json(&[&["session", "plan", SESSION, "--on", "2099-05-20"], &agenda[..]].concat());
    let mut bench = Workbench::open(&home);
    bench.wait_for("市场周边停车难");
    bench.send("dk");
    bench.wait_for("共 4 份");
    bench.send("w");
    bench.wait_for("写了 4 份");
    bench.send("w");
    let folder = home.0.path().join("潭事公文");
    bench.wait("another folder", |_shown| fs::read_dir(&folder).unwrap().count() == 2);
    bench.send("\x1b");
    bench.wait("the workbench", |shown| !shown.contains("共 4 份"));
    bench.send("di");
    bench.wait_for("星期三");
    bench.send("w");
    bench.wait_for("已写到");
    bench.send("\x1bgc");
    bench.quit();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let [calendar, pack, again] = names.as_slice() else { panic!("{names:?}") };
    assert!(
        calendar.starts_with("会议日历-ST-99-") && calendar.split('.').next_back() == Some("ics"),
        "{names:?}"
    );
    assert!(pack.starts_with("会议材料-ST-99-") && pack.ends_with("-内部版"), "{names:?}");
    assert_eq!(again, &format!("{pack}-2"));
    for name in [pack, again] {
        assert_eq!(fs::read_dir(folder.join(name)).unwrap().count(), 4);
    }
    let text = fs::read_to_string(folder.join(calendar)).unwrap();
    assert!(text.contains("DTSTART;TZID=Asia/Shanghai:20990520T090000\r\n"), "{text}");
}

#[test]
fn the_foot_of_a_preview_counts_no_line_that_is_not_there() {
    let mut bench = bench();
    bench.keys("3 Enter");
    let effects = asked(&mut bench, "d m");
    composed(&mut bench, &effects, &"一行\n".repeat(60));
    bench.keys("G");
    let effects = asked(&mut bench, "p");
    composed(&mut bench, &effects, &"一行\n".repeat(30));
    let shown = bench.shown();
    let (_, foot) = shown.rsplit_once("第 ").unwrap();
    let mut numbers = foot.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let [at, of] = [(); 2].map(|()| numbers.next().unwrap().parse::<usize>().unwrap());
    assert_eq!(at, of, "{shown}");
}

#[test]
fn letters_that_nobody_gets_are_told_before_those_that_are_shown() {
    let mut bench = bench();
    bench.keys("3 Enter");
    let effects = asked(&mut bench, "d a");
    let wish = composed(&mut bench, &effects, "交办单");
    let note =
        PaperText { note: "1 件承办事项没有单位".to_owned(), ..PaperText::default() };
    bench.feed(Input::Answer(Answer::Composed { wish, result: Ok(vec![note]) }));
    assert!(bench.shown().contains("1 件承办事项没有单位"), "{}", bench.shown());
    assert!(!bench.shown().contains("这里还没有承办事项"), "{}", bench.shown());
}

#[test]
fn many_letters_are_written_after_a_question() {
    let letter = |at: u32| PaperText { lines: vec![format!("第{at}份")], ..PaperText::default() };
    let written = |effects: &[Effect]| {
        effects.iter().filter(|it| matches!(it, Effect::WritePaper(_))).count()
    };
    let mut bench = bench();
    bench.keys("3 Enter");
    asked(&mut bench, "d a");
    assert_eq!(written(&asked(&mut bench, "w")), 0, "nobody knows yet how many there are");
    for (count, is_asked) in [(3, false), (4, true)] {
        let mut bench = self::bench();
        bench.keys("3 Enter");
        let effects = asked(&mut bench, "d a");
        let wish = composed(&mut bench, &effects, "交办单");
        let letters = (1..=count).map(letter).collect();
        bench.feed(Input::Answer(Answer::Composed { wish, result: Ok(letters) }));
        assert_eq!(written(&asked(&mut bench, "w")), usize::from(!is_asked));
        if is_asked {
            assert!(bench.shown().contains("写成 4 份 Word 文件"), "{}", bench.shown());
            assert_eq!(written(&asked(&mut bench, "Enter")), 0, "the cursor is on the way back");
            assert_eq!(written(&asked(&mut bench, "w y")), 1);
        }
    }
}

/// The answer to whether what is asked to be sealed would be refused.
fn judged(effects: &[Effect], answer: impl Fn(EntityId) -> Result<Vec<Judged>, Failure>) -> Input {
    let [Effect::Rehearse { generation, targets, .. }] = effects else { panic!("{effects:?}") };
    let [of] = targets.as_slice() else { panic!("{targets:?}") };
    Input::Answer(Answer::Rehearsed { generation: *generation, result: answer(*of) })
}

fn possible(effects: &[Effect]) -> Input {
    judged(effects, |target| Ok(vec![Judged { target, outcome: Outcome::Changes }]))
}

#[test]
fn a_document_is_made_final_when_it_was_told_what_is_sealed_and_asked_for_once() {
    let mut bench = bench();
    bench.keys("3 Enter d f");
    let told = |bench: &Bench, what: &str| {
        let shown = bench.shown().replace(['\n', ' ', '│', '║', '┃'], "");
        assert!(shown.contains(what) && shown.contains("不能撤销"), "{}", bench.shown());
    };
    told(&bench, "保存后封存会议纪要第1版，公开版和内部版");
    let performed = |effects: &[Effect]| {
        effects.iter().filter(|it| matches!(it, Effect::Perform { .. })).count()
    };
    let effects = asked(&mut bench, "Ctrl-s");
    bench.feed(possible(&effects));
    told(&bench, "封存会议纪要第1版，公开版和内部版");
    // Whoever thinks better of it is back in the form.
    assert_eq!(performed(&asked(&mut bench, "Esc")), 0);
    assert!(bench.shown().contains("发文序号"), "{}", bench.shown());
    let effects = asked(&mut bench, "Ctrl-s");
    // Whoever presses Enter twice has not answered what was not there yet.
    assert_eq!(performed(&asked(&mut bench, "Enter")), 0);
    assert_eq!(performed(&bench.feed(possible(&effects))), 0);
    told(&bench, "封存会议纪要第1版，公开版和内部版");
    assert_eq!(performed(&asked(&mut bench, "Enter")), 1);
}

#[test]
fn what_says_the_same_as_the_final_version_is_told_without_a_question() {
    let mut bench = bench();
    bench.keys("3 Enter d f");
    let effects = asked(&mut bench, "Ctrl-s");
    let same = |target| Ok(vec![Judged { target, outcome: Outcome::Nothing }]);
    let effects = bench.feed(judged(&effects, same));
    assert!(matches!(effects[..], [Effect::Perform { .. }]), "{effects:?}");
}

#[test]
fn nobody_is_asked_about_sealing_what_would_be_refused() {
    let mut bench = bench();
    bench.keys("3 Enter d f");
    let effects = asked(&mut bench, "Ctrl-s");
    let blanks = |_of| {
        let fault = FieldFault::Blanks(vec![Blank::of_settings(Unknown::Venue)]);
        Err(Failure::Fault(Fault { key: "kind", typed: String::new(), fault }))
    };
    bench.feed(judged(&effects, blanks));
    assert!(bench.shown().contains("补上以后才能定稿"), "{}", bench.shown());
    assert!(!bench.shown().contains("先不定稿"), "{}", bench.shown());
    let effects = asked(&mut bench, "Ctrl-s");
    let refused = |target| {
        let refusal = Refusal::SessionNotHeld(target);
        Ok(vec![Judged { target, outcome: Outcome::Refused(refusal) }])
    };
    bench.feed(judged(&effects, refused));
    assert!(bench.shown().contains("还没有散会"), "{}", bench.shown());
    assert!(!bench.shown().contains("先不定稿"), "{}", bench.shown());
}

#[test]
fn an_office_with_a_code_is_proposed_its_next_number_for_what_goes_out() {
    let mut world = super::city();
    let mut settings = world.settings();
    settings.options.document_code = "雨协商纪".to_owned();
    world.load(tanshi::domain::entity::Entity::Settings(Box::new(settings)));
    let mut bench = Bench::new(&world, Lang::Zh, (100, 40));
    bench.keys("3 Enter d f");
    let shown = bench.shown();
    let number = shown.lines().find(|line| line.contains("发文序号")).unwrap();
    assert!(number.contains(" 1 "), "{shown}");
    // A record does not go out; the number goes and comes with the kind.
    let number = |bench: &Bench| {
        let shown = bench.shown();
        shown.lines().find(|line| line.contains("发文序号")).unwrap().contains(" 1 ")
    };
    bench.keys("Shift-Tab 2 Tab");
    assert!(!number(&bench), "{}", bench.shown());
    bench.keys("Shift-Tab 1 Tab");
    assert!(number(&bench), "{}", bench.shown());
    let mut bench = super::papers::bench();
    bench.keys("3 Enter d f");
    let shown = bench.shown();
    let number = shown.lines().find(|line| line.contains("发文序号")).unwrap();
    assert!(!number.contains(" 1 "), "{shown}");
}
