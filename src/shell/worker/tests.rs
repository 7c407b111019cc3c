//! The thread that owns the store, asked and left alone.

use super::care::Pace;
use super::*;
use crate::command::fill::{FieldFault, FileRefusal};
use crate::command::verb::{Noun, find};
use crate::domain::action::Action;
use crate::domain::event::Event;
use crate::domain::person::{PersonFacts, Side};
use crate::store::Store;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

const NEVER: Duration = Duration::from_hours(1);

/// Nothing is done in pauses but what a test sets.
const BUSY: Pace = Pace {
    durable_after: NEVER,
    durable_at_latest: NEVER,
    check_after: NEVER,
    check_step: Duration::ZERO,
};

fn desk(folder: &Path) -> Desk {
    Desk::new(Store::open(&folder.join("data"), "now").unwrap()).unwrap()
}

fn add_studio(generation: u64) -> Request {
    let mut values = Values::default();
    values.set("name", format!("第{generation}工作室"));
    let verb = find(Noun::Studio, "add").unwrap();
    Request::Perform { generation, verb, target: None, values }
}

/// What a worker says to these requests, and then to none until it has said `until`.
fn said(
    desk: Desk,
    pace: Pace,
    asked: Vec<Request>,
    mut until: impl FnMut(&Answer) -> bool,
) -> Vec<Answer> {
    let (ask, requests) = mpsc::channel();
    for request in asked {
        ask.send(request).unwrap();
    }
    let mut answers = Vec::new();
    let send = |answer| {
        let goes_on = !until(&answer);
        answers.push(answer);
        if !goes_on {
            ask.send(Request::Close(None)).unwrap();
        }
        true
    };
    let mut worker = Worker::new(desk, Clock::default(), Lang::Zh, None, send);
    worker.care.pace = pace;
    worker.run(&requests, || ()).unwrap();
    answers
}

fn names(answers: &[Answer]) -> Vec<String> {
    let name = |answer: &Answer| match answer {
        Answer::Opened(_) => "opened".to_owned(),
        Answer::Performed { result, .. } => format!("performed {}", result.is_ok()),
        Answer::Travelled { result, .. } => format!("travelled {}", result.is_ok()),
        Answer::Dossier { generation, .. } => format!("dossier {generation}"),
        Answer::Unreadable { generation, .. } => format!("unreadable {generation}"),
        Answer::Checking(on) => format!("checking {on}"),
        Answer::Told { .. } => "told".to_owned(),
        other => format!("{other:?}"),
    };
    answers.iter().map(name).collect()
}

#[test]
fn after_opening_everything_is_checked_once_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let pace = Pace { check_after: Duration::ZERO, ..BUSY };
    let done = |answer: &Answer| matches!(answer, Answer::Checking(false));
    let answers = said(desk(folder.path()), pace, Vec::new(), done);
    assert_eq!(names(&answers), ["opened", "checking true", "checking false"]);
}

#[test]
fn whoever_asks_is_answered_between_two_steps_of_a_check() {
    let folder = tempfile::tempdir().unwrap();
    let (ask, requests) = mpsc::channel();
    let mut answers = Vec::new();
    let send = |answer| {
        match &answer {
            // Asked while it runs.
            Answer::Checking(true) => ask.send(add_studio(1)).unwrap(),
            Answer::Checking(false) => ask.send(Request::Close(None)).unwrap(),
            _ => {}
        }
        answers.push(answer);
        true
    };
    let mut worker = Worker::new(desk(folder.path()), Clock::default(), Lang::Zh, None, send);
    worker.care.pace = Pace { check_after: Duration::ZERO, durable_after: Duration::ZERO, ..BUSY };
    worker.run(&requests, || ()).unwrap();
    let names = names(&answers);
    assert_eq!(names, ["opened", "checking true", "performed true", "checking false"]);
}

#[test]
fn what_a_check_finds_and_cannot_heal_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.pdf");
    std::fs::write(&letter, "来信").unwrap();
    let mut first = desk(folder.path());
    let asked = Asked {
        actor: first.actor(),
        today: Clock::default().today(),
        time: Clock::default().time(),
        wall_millis: Clock::default().wall_millis(),
    };
    let mut values = Values::default();
    values.set("name", "韶峰工作室");
    first.perform(find(Noun::Studio, "add").unwrap(), None, &values, &asked).unwrap();
    let mut values = Values::default();
    values.set("title", "路灯不亮");
    first.perform(find(Noun::Issue, "add").unwrap(), None, &values, &asked).unwrap();
    let issue = first.catalog().issues.keys().next().unwrap();
    let mut values = Values::default();
    values.set("title", "来信");
    values.set("file", letter.display().to_string());
    first
        .perform(find(Noun::Issue, "attach").unwrap(), Some(issue.into()), &values, &asked)
        .unwrap();
    first.into_store().close().unwrap();
    std::fs::remove_dir_all(folder.path().join("data/files")).unwrap();
    let pace = Pace { check_after: Duration::ZERO, ..BUSY };
    let done = |answer: &Answer| matches!(answer, Answer::Told { .. });
    let answers = said(desk(folder.path()), pace, Vec::new(), done);
    assert_eq!(names(&answers), ["opened", "checking true", "checking false", "told"]);
    let Some(Answer::Told { notices }) = answers.last() else { panic!() };
    assert!(notices[0].contains("1 处"), "{notices:?}");
}

#[test]
fn rows_are_made_durable_in_a_pause_and_also_when_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let marker = folder.path().join("data/open.marker");
    let known = || std::fs::read_to_string(&marker).unwrap().contains("group 2\n");
    for pace in [
        Pace { durable_after: Duration::ZERO, check_after: Duration::ZERO, ..BUSY },
        Pace { durable_at_latest: Duration::ZERO, check_after: Duration::ZERO, ..BUSY },
    ] {
        std::fs::remove_dir_all(folder.path().join("data")).ok();
        let mut noted = false;
        let asked = vec![add_studio(1), Request::Undo];
        said(desk(folder.path()), pace, asked, |answer| {
            // Whatever was written comes first: undoing is writing too.
            noted |= matches!(answer, Answer::Checking(true)) && known();
            matches!(answer, Answer::Checking(false))
        });
        assert!(noted, "{pace:?}");
    }
}

#[test]
fn pages_that_somebody_ran_past_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let id = EntityId { kind: EntityKind::Issue, bytes: [1; 16] };
    let asked: Vec<_> = (1..=5).map(|generation| Request::Dossier { generation, id }).collect();
    let last = |answer: &Answer| matches!(answer, Answer::Dossier { generation: 5, .. });
    let answers = said(desk(folder.path()), BUSY, asked, last);
    assert_eq!(names(&answers), ["opened", "dossier 5"]);
}

/// A desk whose next change fails: what somebody else puts in the place of the journal takes none.
fn failing_desk(folder: &Path) -> Desk {
    let mut desk = desk(folder);
    let journal = folder.join("data/journal");
    desk.store().engine().make_durable().unwrap();
    let segment = journal.join("journal-0001-00000001.seg");
    let copy = std::fs::read(&segment).unwrap();
    std::fs::remove_file(&segment).unwrap();
    std::fs::write(&segment, copy).unwrap();
    desk
}

fn can_be_written(answer: &Answer) -> Option<bool> {
    match answer {
        Answer::Opened(opened) => Some(opened.read_only.is_none()),
        _ => None,
    }
}

#[test]
fn a_store_that_cannot_be_written_says_so_with_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let desk = failing_desk(folder.path());
    let answers =
        said(desk, BUSY, vec![add_studio(1)], |answer| can_be_written(answer) == Some(false));
    assert_eq!(names(&answers), ["opened", "performed false", "opened"]);
}

#[test]
fn reading_everything_anew_or_saving_again_ends_what_has_passed() {
    for (again, name) in [(Request::Reload, "opened"), (add_studio(2), "performed true")] {
        let folder = tempfile::tempdir().unwrap();
        let desk = failing_desk(folder.path());
        let mut failed = false;
        let answers = said(desk, BUSY, vec![add_studio(1), again], |answer| {
            failed |= can_be_written(answer) == Some(false);
            failed && can_be_written(answer) == Some(true)
        });
        let names = names(&answers);
        assert_eq!(names[..4], ["opened", "performed false", "opened", name], "{names:?}");
        let Some(Answer::Opened(opened)) = answers.last() else { panic!("{names:?}") };
        assert_eq!(opened.read_only, None);
    }
}

#[test]
fn reading_everything_anew_shows_what_was_not_known() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let asked = Asked {
        actor: desk.actor(),
        today: Clock::default().today(),
        time: Clock::default().time(),
        wall_millis: Clock::default().wall_millis(),
    };
    let facts = PersonFacts::named("周海燕".to_owned(), Side::Public);
    let id = PersonId::from_bytes([1; 16]);
    let add = Action::AddPerson { id, facts, source: None };
    desk.store().engine().commit(&[add], &asked).unwrap();
    let mut opened = 0;
    let answers = said(desk, BUSY, vec![Request::Reload], |answer| {
        opened += usize::from(matches!(answer, Answer::Opened(_)));
        opened == 2
    });
    let Some(Answer::Opened(opened)) = answers.last() else { panic!() };
    assert_eq!(opened.catalog.people.len(), 1);
}

/// What importing this file comes to.
fn imported(path: &Path) -> Failure {
    let folder = tempfile::tempdir().unwrap();
    let verb = find(Noun::Settings, "import").unwrap();
    let mut values = Values::default();
    values.set("file", format!("'{}'", path.display()));
    let target = Some(EntityId::SETTINGS);
    let asked = vec![Request::Perform { generation: 1, verb, target, values }];
    let done = |answer: &Answer| matches!(answer, Answer::Performed { .. });
    match said(desk(folder.path()), BUSY, asked, done).pop() {
        Some(Answer::Performed { result: Err(failure), .. }) => failure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_rules_refuse_of_a_file_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("记录.jsonl");
    let records = r#"{"tanshi":1,"kind":"records"}
{"studio":{"key":"s","name":"望春门街道委员工作室","code":"WCM"}}
{"issue":{"key":"i","studio":"s","title":"步行街增设充电桩","submitted":"2022-01-01","steps":[{"status":"consulted","on":"2022-02-01"}]}}
"#;
    std::fs::write(&path, records).unwrap();
    let failure = imported(&path);
    assert!(
        matches!(&failure, Failure::Other(words) if words.starts_with("第 3 行：")),
        "{failure:?}"
    );
}

#[test]
fn a_file_of_records_that_is_not_there_is_no_evidence() {
    let Failure::Fault(fault) = imported(Path::new("/没有/这个文件")) else { panic!() };
    assert_eq!(fault.fault, FieldFault::File(FileRefusal::NoRecords));
}

#[test]
fn a_table_is_shown_before_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("人员.csv");
    std::fs::write(&path, "姓名,身份\n陈敏,委员\n周海,神仙\n").unwrap();
    let Failure::Check(checked) = imported(&path) else { panic!() };
    assert_eq!((checked.taken, checked.refused, checked.takes_good), (1, 1, false));
    assert!(checked.verdict.contains("新增 1 · 不能导入 1"), "{}", checked.verdict);
    assert!(checked.text.contains("第 3 行 周海：不能导入"), "{}", checked.text);
    let verb = find(Noun::Settings, "import").unwrap();
    let ask = |rows: &str| {
        let mut values = Values::default();
        values.set("file", path.display().to_string());
        values.set(crate::command::CHECKED, checked.print.clone());
        values.set("rows", rows);
        Request::Perform { generation: 1, verb, target: None, values }
    };
    let mut times = 0;
    let answers = said(desk(folder.path()), BUSY, vec![ask("all"), ask("good")], |answer| {
        times += usize::from(matches!(answer, Answer::Performed { .. }));
        times == 2
    });
    let mut performed = answers.into_iter().filter_map(|answer| match answer {
        Answer::Performed { result, .. } => Some(result),
        _ => None,
    });
    // Nobody asked to leave out what is wrong: it is shown once more.
    assert!(matches!(performed.next(), Some(Err(Failure::Check(_)))));
    let done = performed.next().unwrap().unwrap();
    assert_eq!(done.catalog.people.len(), 1);
}

/// What was looked at is what is saved: the program that has the table open may write it at any time.
#[test]
fn a_table_that_was_changed_after_it_was_shown_is_shown_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("人员.csv");
    std::fs::write(&path, "姓名,身份\n陈敏,委员\n周海,神仙\n").unwrap();
    let Failure::Check(checked) = imported(&path) else { panic!() };
    std::fs::write(&path, "姓名,身份\n陈敏,委员\n周海,委员\n李青,神仙\n").unwrap();
    let verb = find(Noun::Settings, "import").unwrap();
    let ask = |print: &str| {
        let mut values = Values::default();
        values.set("file", path.display().to_string());
        values.set(crate::command::CHECKED, print);
        values.set("rows", "good");
        Request::Perform { generation: 1, verb, target: None, values }
    };
    let answered = |print: &str| {
        let answers = said(desk(folder.path()), BUSY, vec![ask(print)], |answer| {
            matches!(answer, Answer::Performed { .. })
        });
        let mut performed = answers.into_iter().filter_map(|answer| match answer {
            Answer::Performed { result, .. } => Some(result),
            _ => None,
        });
        performed.next().unwrap()
    };
    let Err(Failure::Check(again)) = answered(&checked.print) else { panic!() };
    assert!(again.is_another && !again.takes_good, "{again:?}");
    assert_eq!((again.taken, again.refused), (2, 1));
    assert_eq!(answered(&again.print).unwrap().catalog.people.len(), 2);
}

#[test]
fn sheet_and_studio_are_said_in_the_form_as_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, title) in [("一月", "路灯不亮"), ("二月", "停车难")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "议题").unwrap().write(0, 1, "登记日期").unwrap();
        sheet.write(1, 0, title).unwrap().write(1, 1, "2023-03-01").unwrap();
    }
    book.save(&path).unwrap();
    let verb = find(Noun::Settings, "import").unwrap();
    let ask = |studio: &str| {
        let mut values = Values::default();
        values.set("file", path.display().to_string());
        values.set("sheet", "二月");
        values.set("studio", studio);
        Request::Perform { generation: 3, verb, target: None, values }
    };
    let asked = [add_studio(1), add_studio(2), ask("第九工作室")];
    let answered = |asked: Vec<Request>| {
        let answers = said(desk(folder.path()), BUSY, asked, |answer| {
            matches!(answer, Answer::Performed { generation: 3, .. })
        });
        answers.into_iter().find_map(|answer| match answer {
            Answer::Performed { generation: 3, result, .. } => result.err(),
            _ => None,
        })
    };
    let Some(Failure::Fault(fault)) = answered(asked.into()) else { panic!() };
    assert_eq!((fault.key, fault.typed.as_str()), ("studio", "第九工作室"));
    let Some(Failure::Check(checked)) = answered(vec![ask("第2工作室")]) else { panic!() };
    assert!(checked.text.contains("二月") && checked.taken == 1, "{checked:?}");
}

#[test]
fn undoing_tells_what_was_taken_back_and_doing_again_what_was_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let asked = vec![add_studio(1), Request::Undo, Request::Redo];
    let redone = |answer: &Answer| matches!(answer, Answer::Travelled { undone: false, .. });
    let answers = said(desk(folder.path()), BUSY, asked, redone);
    for answer in &answers[2..] {
        let Answer::Travelled { result: Ok(done), .. } = answer else { panic!("{answer:?}") };
        assert!(matches!(done.told[..], [Event::StudioAdded(_)]), "{:?}", done.told);
    }
}

/// Asks for the figures of a year.
fn count(generation: u64) -> Request {
    use crate::domain::date::{DateSpan, Interval};
    use crate::domain::figures::{Dimension, Scope};
    let interval = Interval::from(DateSpan::year(2023).unwrap());
    let scope = Scope { interval, cut_off: interval.last(), studio: None };
    let wish = FiguresWish { scope, dimension: Dimension::Studio, frozen: None };
    Request::Count { generation, wish }
}

#[test]
fn figures_are_counted_again_only_where_something_has_changed_and_of_several_the_last_alone() {
    let folder = tempfile::tempdir().unwrap();
    let asked =
        vec![count(1), count(2), count(3), add_studio(4), count(5), add_studio(6), count(7)];
    let answers = said(desk(folder.path()), BUSY, asked, |answer| {
        matches!(answer, Answer::Figures { generation: 7, .. })
    });
    let counted: Vec<_> = answers
        .iter()
        .filter_map(|answer| match answer {
            Answer::Figures { generation, result } => {
                Some((*generation, Arc::as_ptr(&result.as_ref().unwrap().report)))
            }
            _ => None,
        })
        .collect();
    let generations: Vec<u64> = counted.iter().map(|(generation, _)| *generation).collect();
    assert_eq!(generations, [3, 5, 7]);
    let reports: std::collections::BTreeSet<_> = counted.iter().map(|(_, it)| *it).collect();
    assert_eq!(reports.len(), 3, "an older report was shown after a change");
}

#[test]
fn the_same_figures_are_not_counted_twice() {
    let folder = tempfile::tempdir().unwrap();
    // Something else between them, so that both are answered.
    let asked = vec![count(1), Request::Language(Lang::Zh), count(2)];
    let answers = said(desk(folder.path()), BUSY, asked, |answer| {
        matches!(answer, Answer::Figures { generation: 2, .. })
    });
    let reports: Vec<_> = answers
        .iter()
        .filter_map(|answer| match answer {
            Answer::Figures { result, .. } => Some(Arc::as_ptr(&result.as_ref().unwrap().report)),
            _ => None,
        })
        .collect();
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0], reports[1]);
}
