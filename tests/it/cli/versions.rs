//! Documents that are made final: sealed, corrected in another version, and never changed.

use super::Desk;
use super::papers::run_session;
use std::fs;
use std::path::PathBuf;
use tanshi::command::bulk::Outcome;
use tanshi::command::verb::{Noun, find};
use tanshi::command::{FieldFault, Values};
use tanshi::domain::action::Action;
use tanshi::domain::sealed::{KeptFile, SealedCopy, SealedDocument};
use tanshi::shell::desk::DeskError;
use tanshi::store::{Asked, Store};

const SESSION: &str = "停车协商议事会";

/// A closed session, with everything known that its minutes tell.
fn closed_session() -> Desk {
    let desk = run_session();
    desk.ok(&["session", "edit", SESSION, "--venue", "村部", "--chair", "陈国梁"]);
    desk.ok(&["session", "close", SESSION]);
    desk.ok(&["settings", "set", "--office", "石潭镇委员工作室", "--document-code", "石协商纪"]);
    desk
}

fn finalised() -> Desk {
    let desk = closed_session();
    desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "3"]);
    desk
}

fn minutes(desk: &Desk, more: &[&str]) -> serde_json::Value {
    let words = [&["document", "minutes", SESSION], more].concat();
    desk.json(&words)["documents"].clone()
}

fn written(desk: &Desk, name: &str, more: &[&str]) -> Vec<u8> {
    let path: PathBuf = desk.path().join(name);
    let to = ["-o", path.to_str().unwrap()];
    desk.ok(&[&["document", "minutes", SESSION], &to[..], more].concat());
    fs::read(path).unwrap()
}

#[test]
fn the_file_of_a_final_version_says_which_one_it_is() {
    let desk = closed_session();
    let folder = desk.path().join("公文");
    fs::create_dir(&folder).unwrap();
    let write = || {
        let told = desk.ok(&["document", "minutes", SESSION, "-o", folder.to_str().unwrap()]);
        told.trim().rsplit('/').next().unwrap().to_owned()
    };
    assert!(write().ends_with("内部版.docx"));
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    assert!(write().ends_with("内部版-v1.docx"));
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    assert!(write().ends_with("内部版-v2.docx"));
}

#[test]
fn a_document_with_blanks_stays_a_draft() {
    let desk = run_session();
    desk.ok(&["session", "close", SESSION]);
    let said = desk.fails(2, &["session", "finalise", SESSION, "minutes"]);
    assert!(said.contains("留空") && said.contains("发文机关"), "{said}");
    assert!(said.contains("tanshi settings set --office"), "{said}");
    // Scripts are told the same blanks as people.
    let told = minutes(&desk, &[])[0]["blanks"].clone();
    let told: Vec<&str> = told.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let people = desk.run(&["document", "minutes", SESSION]).stderr;
    let people = String::from_utf8(people).unwrap();
    assert!(people.contains(&format!("留空 {} 处：{}。", told.len(), told.join("、"))), "{people}");
    assert_eq!(minutes(&desk, &[])[0]["state"], "draft");
    assert_eq!(minutes(&desk, &["--versions"]).as_array().unwrap().len(), 0);
}

#[test]
fn making_final_names_the_document_with_its_copies() {
    let desk = closed_session();
    let said = desk.ok(&["session", "finalise", SESSION, "minutes"]);
    assert!(said.contains("会议纪要第1版，公开版和内部版"), "{said}");
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    let words = ["session", "finalise", SESSION, "minutes", "--lang", "en"];
    let said = desk.ok(&[&words[..], &["--language", "zh"]].concat());
    assert!(said.contains("Minutes, version 2, public copy and internal copy"), "{said}");
    // What is made final is in the language that it is read in.
    desk.ok(&words);
    let versions = minutes(&desk, &["--versions", "--lang", "en"]);
    assert_eq!(versions.as_array().unwrap().len(), 1, "{versions}");
}

#[test]
fn minutes_of_a_session_that_goes_on_are_not_final() {
    let desk = run_session();
    desk.ok(&["settings", "set", "--office", "石潭镇委员工作室"]);
    desk.ok(&["session", "edit", SESSION, "--venue", "村部", "--chair", "陈国梁"]);
    let said = desk.fails(1, &["session", "finalise", SESSION, "minutes"]);
    assert!(said.contains("还没有散会"), "{said}");
}

#[test]
fn a_final_version_keeps_its_bytes_whatever_changes() {
    let desk = finalised();
    let first = written(&desk, "one.docx", &[]);
    assert_eq!(written(&desk, "again.docx", &["--dated", "今天"]), first);
    desk.ok(&["settings", "set", "--office", "另一个机关", "--font-body", "宋体"]);
    assert_eq!(minutes(&desk, &[])[0]["state"], "final", "the office stands as it was");
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    assert_eq!(minutes(&desk, &[])[0]["state"], "changed");
    assert_eq!(written(&desk, "then.docx", &["--version", "1"]), first);
}

#[test]
fn a_correction_makes_another_version_and_shows_the_difference() {
    let desk = finalised();
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    let changed = minutes(&desk, &[])[0].clone();
    assert_eq!(changed["state"], "changed");
    let differences = changed["differences"].as_array().unwrap();
    let says = |sign: &str, text: &str| {
        differences
            .iter()
            .any(|it| it["sign"] == sign && it["text"].as_str().unwrap().contains(text))
    };
    assert!(says("-", "夜间开放") && says("+", "夜间免费开放"), "{differences:#?}");
    assert_eq!(differences.len(), 2, "{differences:#?}");
    desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "3"]);
    let now = minutes(&desk, &[])[0].clone();
    assert_eq!((&now["state"], &now["version"]), (&"final".into(), &2.into()));
    assert!(now["text"].as_str().unwrap().contains("更正版"), "{now:#}");
    let versions = minutes(&desk, &["--versions"]);
    assert_eq!(versions.as_array().unwrap().len(), 2);
    assert_ne!(versions[0]["seal"], versions[1]["seal"]);
    let said = desk.ok(&["document", "minutes", SESSION, "--versions"]);
    assert!(said.contains("第 1 版") && said.contains("+ ") && said.contains("免费"), "{said}");
}

#[test]
fn words_of_a_final_version_that_are_missing_or_damaged_are_told_and_do_not_stop_the_next() {
    let damages: [fn(&PathBuf) -> std::io::Result<()>; 2] =
        [|path| fs::remove_file(path), |path| fs::write(path, "别的")];
    for damage in damages {
        let desk = finalised();
        for shelf in fs::read_dir(desk.data().join("files")).unwrap() {
            for file in fs::read_dir(shelf.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_none_or(|it| it != "docx") {
                    damage(&path).unwrap();
                }
            }
        }
        desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
        let document = minutes(&desk, &[])[0].clone();
        assert_eq!((&document["state"], &document["differences"]), (&"changed".into(), &().into()));
        let shown = desk.run(&["document", "minutes", SESSION]);
        let told = String::from_utf8(shown.stderr).unwrap();
        assert!(shown.status.success() && told.contains("列不出哪里不同"), "{told}");
        assert!(told.contains("files") && told.contains("verify"), "{told}");
        desk.fails(3, &["document", "minutes", SESSION, "--versions"]);
        desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "3"]);
        assert_eq!(minutes(&desk, &[])[0]["state"], "final");
    }
}

#[test]
fn what_says_the_same_is_not_sealed_twice() {
    let desk = finalised();
    desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "3"]);
    assert_eq!(minutes(&desk, &["--versions"]).as_array().unwrap().len(), 1);
    // Another number is another document.
    desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "4"]);
    assert_eq!(minutes(&desk, &["--versions"]).as_array().unwrap().len(), 2);
}

/// Whether making the minutes final would be refused, asked of a desk that is closed again.
fn rehearsed(desk: &Desk, number: &str) -> Result<Outcome, DeskError> {
    let store = Store::open(&desk.data(), "test").unwrap();
    let mut library = tanshi::shell::desk::Desk::new(store).unwrap();
    let session = library.catalog().sessions.keys().next().unwrap();
    let now = super::now();
    let asked = Asked {
        actor: library.actor(),
        today: now.date(),
        time: now.time(),
        wall_millis: tanshi::shell::clock::Clock::default().wall_millis(),
    };
    let mut values = Values::default();
    values.set("kind", "minutes");
    values.set("number", number);
    let finalise = find(Noun::Session, "finalise").unwrap();
    let judged = library.rehearse_several(finalise, &[session.into()], &values, &asked);
    library.into_store().close().unwrap();
    judged.map(|judged| judged[0].outcome.clone())
}

#[test]
fn whether_making_final_would_be_refused_is_said_without_keeping_anything() {
    let blank = run_session();
    let outcome = rehearsed(&blank, "3").unwrap_err();
    let is_of_blanks =
        matches!(&outcome, DeskError::Fault(it) if matches!(it.fault, FieldFault::Blanks(_)));
    assert!(is_of_blanks, "{outcome:?}");
    let desk = closed_session();
    assert_eq!(rehearsed(&desk, "3").unwrap(), Outcome::Changes);
    assert_eq!(minutes(&desk, &["--versions"]).as_array().unwrap().len(), 0);
    let files = fs::read_dir(desk.data().join("files")).map_or(0, Iterator::count);
    assert_eq!(files, 0);
    let desk = finalised();
    assert_eq!(rehearsed(&desk, "3").unwrap(), Outcome::Nothing, "it says the same already");
}

#[test]
fn on_another_day_what_says_the_same_is_no_correction() {
    let desk = finalised();
    {
        let store = Store::open(&desk.data(), "test").unwrap();
        let mut other_day = tanshi::shell::desk::Desk::new(store).unwrap();
        let session = other_day.catalog().sessions.keys().next().unwrap();
        let now = super::now();
        let asked = Asked {
            actor: other_day.actor(),
            today: now.date() + chrono::Days::new(1),
            time: now.time(),
            wall_millis: tanshi::shell::clock::Clock::default().wall_millis(),
        };
        let mut values = Values::default();
        values.set("kind", "minutes");
        let finalise = find(Noun::Session, "finalise").unwrap();
        other_day.perform(finalise, Some(session.into()), &values, &asked).unwrap();
        other_day.into_store().close().unwrap();
    }
    assert_eq!(minutes(&desk, &["--versions"]).as_array().unwrap().len(), 1);
}

#[test]
fn closing_stands_once_the_minutes_are_final_and_nothing_undoes_them() {
    let desk = closed_session();
    let issue = "市场周边停车难";
    desk.ok(&["issue", "correct-consult", issue, "--reason", "误点"]);
    desk.ok(&["session", "undo-close", SESSION]);
    desk.ok(&["session", "close", SESSION]);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    let said = desk.fails(1, &["undo", "--yes"]);
    assert!(said.contains("已经定稿"), "{said}");
    desk.ok(&["issue", "correct-consult", issue, "--reason", "误点"]);
    let said = desk.fails(1, &["session", "undo-close", SESSION]);
    assert!(said.contains("已经定稿"), "{said}");
}

#[test]
fn a_number_is_given_once() {
    let desk = finalised();
    desk.ok(&["session", "plan", "第二次协商议事会", "--on", "今天", "--agenda", "市场周边停车难"]);
    desk.ok(&[
        "session",
        "edit",
        "第二次协商议事会",
        "--venue",
        "村部",
        "--chair",
        "陈国梁",
        "--at",
        "9:30",
    ]);
    let said =
        desk.fails(2, &["session", "finalise", "第二次协商议事会", "notice", "--number", "3"]);
    assert!(said.contains("停车协商议事会") && said.contains('4'), "{said}");
}

#[test]
fn every_letter_of_a_session_is_sealed_for_its_department() {
    let desk = closed_session();
    let list = desk.json(&["commitment", "list"]);
    let id = list["commitments"][0]["number"].as_str().unwrap().to_owned();
    desk.ok(&["session", "finalise", SESSION, "assignment", "--number", "7"]);
    let letters = desk.json(&["document", "assignment", &id, "--versions"]);
    let letters = letters["documents"].as_array().unwrap();
    assert_eq!(letters.len(), 2);
    assert!(letters.iter().all(|it| it["number"]["serial"] == 7 && it["version"] == 1));
}

#[test]
fn a_commitment_without_a_department_takes_no_number() {
    let desk = run_session();
    desk.ok(&["session", "say", SESSION, "诺 90天内公示方案\n诺 由交警支队30天内完成划线"]);
    desk.ok(&["session", "close", SESSION]);
    desk.ok(&["settings", "set", "--office", "石潭镇委员工作室", "--document-code", "石协商纪"]);
    desk.ok(&["session", "finalise", SESSION, "assignment", "--number", "7"]);
    let letters = desk.json(&["document", "assignment", SESSION, "--versions"]);
    let mut numbers: Vec<u64> = letters["documents"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["number"]["serial"].as_u64())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [7, 7, 8], "{letters}");
}

#[test]
fn a_final_file_that_was_changed_is_told() {
    let desk = finalised();
    let seal = minutes(&desk, &[])[0]["seal"].as_str().unwrap().to_owned();
    let (shelf, rest) = seal.split_at(2);
    let path = desk.data().join("files").join(shelf).join(format!("{rest}.txt"));
    let words = fs::read_to_string(&path).unwrap();
    fs::write(&path, words.replace("夜间", "全天")).unwrap();
    let found = desk.run(&["verify"]);
    let said = String::from_utf8(found.stdout).unwrap();
    assert_eq!(found.status.code(), Some(1));
    assert!(said.contains("定稿文件"), "{said}");
    let said = desk.fails(3, &["document", "minutes", SESSION, "--version", "1"]);
    assert!(said.contains("tanshi verify"), "{said}");
    let said = desk.fails(2, &["document", "minutes", SESSION, "--version", "9"]);
    assert!(said.contains("--versions"), "{said}");
}

#[test]
fn a_correction_keeps_its_number_and_lists_what_came_after_the_version_before_it() {
    let desk = closed_session();
    desk.ok(&["session", "say", SESSION, "会后补记的一条"]);
    desk.ok(&["session", "finalise", SESSION, "minutes", "--number", "6"]);
    desk.ok(&["session", "say", SESSION, "定稿后补记的一条"]);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    let now = minutes(&desk, &[])[0].clone();
    assert_eq!((&now["state"], &now["number"]["serial"]), (&"final".into(), &6.into()));
    let text = now["text"].as_str().unwrap();
    assert!(text.contains("石协商纪〔2023〕6号") || text.contains("〕6号"), "{text}");
    let (_, corrections) = text.split_once("更正说明").unwrap();
    assert!(corrections.contains("定稿后补记的一条"), "{corrections}");
    assert!(!corrections.contains("会后补记的一条"), "{corrections}");
    let said = desk.ok(&["document", "minutes", SESSION, "--version", "2"]);
    assert!(said.contains("更正说明"), "{said}");
}

#[test]
fn a_commitment_that_is_changed_later_is_told_as_a_correction() {
    let desk = finalised();
    let list = desk.json(&["commitment", "list"]);
    let id = list["commitments"][0]["number"].as_str().unwrap().to_owned();
    desk.ok(&["commitment", "edit", &id, "--funds", "20万元"]);
    let now = minutes(&desk, &[])[0].clone();
    assert_eq!(now["state"], "changed");
    let text = now["text"].as_str().unwrap();
    let (_, corrections) = text.split_once("更正说明").unwrap();
    assert!(corrections.contains("资金20万元"), "{corrections}");
}

#[test]
fn a_namesake_of_a_department_does_not_correct_a_final_version() {
    let desk = closed_session();
    desk.ok(&["department", "edit", "交警支队", "--district", "湘潭市"]);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    desk.ok(&["department", "add", "交警支队", "--district", "韶山市"]);
    assert_eq!(minutes(&desk, &[])[0]["state"], "final");
}

#[test]
fn the_number_of_a_record_and_of_a_notice_is_printed_and_its_own() {
    let desk = finalised();
    desk.ok(&["session", "edit", SESSION, "--recorder", "陈国梁", "--at", "9:30"]);
    let said = desk.fails(2, &["session", "finalise", SESSION, "record", "--number", "3"]);
    assert!(said.contains('4'), "{said}");
    for (kind, number) in [("record", "4"), ("notice", "5")] {
        desk.ok(&["session", "finalise", SESSION, kind, "--number", number]);
        let text = desk.ok(&["document", kind, SESSION]);
        assert!(text.contains(&format!("〕{number}号")), "{text}");
    }
}

#[test]
fn another_code_has_numbers_of_its_own() {
    let desk = finalised();
    desk.ok(&["settings", "set", "--document-code", "石协商函"]);
    desk.ok(&["session", "edit", SESSION, "--recorder", "陈国梁", "--at", "9:30"]);
    desk.ok(&["session", "finalise", SESSION, "notice", "--number", "3"]);
}

#[test]
fn a_cancellation_is_a_notice_of_its_own() {
    let desk = finalised();
    let name = "第二次协商议事会";
    desk.ok(&["session", "plan", name, "--on", "今天", "--agenda", "市场周边停车难"]);
    let more = ["--venue", "村部", "--chair", "陈国梁", "--at", "9:30"];
    desk.ok(&[&["session", "edit", name][..], &more].concat());
    desk.ok(&["session", "finalise", name, "notice"]);
    desk.ok(&["session", "cancel", name, "因主持人出差，改由书面征求意见"]);
    let notice = |more: &[&str]| {
        let words = [&["document", "notice", name], more].concat();
        desk.json(&words)["documents"].clone()
    };
    let draft = notice(&[])[0].clone();
    assert_eq!(draft["state"], "draft", "{draft:#}");
    desk.ok(&["session", "finalise", name, "notice"]);
    let now = notice(&[])[0].clone();
    assert_eq!((&now["state"], &now["version"]), (&"final".into(), &1.into()));
    let text = now["text"].as_str().unwrap();
    assert!(text.contains("因主持人出差，改由书面征求意见，现予取消"), "{text}");
    assert!(!text.contains("因因") && !text.contains("更正版"), "{text}");
    assert_eq!(notice(&["--versions"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_version_is_shown_in_words_and_asked_for_as_it_is_kept() {
    let desk = finalised();
    desk.ok(&["session", "edit", SESSION, "--recorder", "陈国梁", "--at", "9:30"]);
    desk.ok(&["session", "finalise", SESSION, "record"]);
    let said = desk.ok(&["document", "record", SESSION, "--version", "1"]);
    assert!(said.contains("主持人（签名）：＿") && !said.contains('\\'), "{said}");
    let path = desk.path().join("v1.md");
    let words = ["document", "minutes", SESSION, "--version", "1", "-o", path.to_str().unwrap()];
    let said = desk.fails(2, &words);
    assert!(said.contains("定稿只存有 .docx 和 .txt"), "{said}");
    let words = ["--lang", "en", "document", "minutes", SESSION, "--version", "1"];
    let said = desk.fails(2, &words);
    assert!(said.contains("Chinese"), "{said}");
}

#[test]
fn one_changed_paragraph_is_one_place() {
    let desk = finalised();
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    let told = desk.run(&["document", "minutes", SESSION]);
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("1 处不同"), "{told}");
}

#[test]
fn what_is_left_blank_is_told_with_whose_it_is() {
    let desk = closed_session();
    desk.ok(&["session", "say", SESSION, "诺 尽快修好路灯"]);
    let told = desk.run(&["document", "minutes", SESSION]);
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("办理时限（承办事项"), "{told}");
}

/// The notes say what was taken out, and what they repeat is not counted again.
#[test]
fn what_was_struck_is_named_and_counted_once() {
    let desk = finalised();
    desk.ok(&["session", "say", SESSION, "决 增设夜间照明"]);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    desk.ok(&["session", "strike-line", SESSION, "4"]);
    let told = desk.run(&["document", "minutes", SESSION]);
    let text = String::from_utf8(told.stdout).unwrap();
    let (_, corrections) = text.split_once("更正说明").unwrap();
    assert!(corrections.contains("删去一处议定事项（“市场周边停车难”）。"), "{text}");
    let now = minutes(&desk, &[])[0].clone();
    let differences = now["differences"].as_array().unwrap();
    let notes = ["更正说明", "增补：", "删去一处"];
    let is_note = |it: &serde_json::Value| {
        notes.iter().any(|note| it["text"].as_str().unwrap().contains(note))
    };
    assert!(!differences.is_empty() && !differences.iter().any(is_note), "{differences:#?}");
    let versions = minutes(&desk, &["--versions"]);
    let differences = versions[1]["differences"].as_array().unwrap();
    assert!(!differences.iter().any(is_note), "{differences:#?}");
}

/// Seals another version whose words are those of the newest but for a phrase, as a build would that
/// laid it out otherwise.
fn sealed_by_an_earlier_build(desk: &Desk, (ours, theirs): (&str, &str)) {
    let mut desk =
        tanshi::shell::desk::Desk::new(Store::open(&desk.data(), "now").unwrap()).unwrap();
    let session = desk.catalog().sessions.keys().next().unwrap();
    let world = desk.dossier(session.into()).unwrap();
    let newest = world.session(session).unwrap().sealed.last().unwrap().clone();
    let files = desk.store().files();
    let copies = newest.copies.iter().map(|copy| {
        let words = files.read(copy.words.sha256, SealedCopy::WORDS_EXTENSION).unwrap();
        let words = String::from_utf8(words).unwrap();
        assert!(words.contains(ours), "{words}");
        let words = words.replace(ours, theirs);
        let kept = files.keep(words.as_bytes(), SealedCopy::WORDS_EXTENSION).unwrap();
        let words = KeptFile { sha256: kept.sha256, size_bytes: kept.size_bytes };
        SealedCopy { words, ..*copy }
    });
    let copies = copies.collect();
    let document = SealedDocument { version: newest.version + 1, copies, ..newest };
    let asked = Asked {
        actor: desk.actor(),
        today: super::now().date(),
        time: super::now().time(),
        wall_millis: tanshi::shell::clock::Clock::default().wall_millis(),
    };
    desk.commit(&[Action::SealDocument { of: session.into(), document }], &asked).unwrap();
    desk.into_store().close().unwrap();
}

#[test]
fn what_an_earlier_build_laid_out_otherwise_is_no_difference() {
    let desk = finalised();
    sealed_by_an_earlier_build(&desk, ("会议议定", "会议商定"));
    let now = minutes(&desk, &[])[0].clone();
    assert_eq!((&now["state"], &now["version"]), (&"final".into(), &2.into()), "{now:#}");
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    let now = minutes(&desk, &[])[0].clone();
    let told = now["differences"].to_string();
    assert_eq!(
        (&now["state"], now["differences"].as_array().unwrap().len()),
        (&"changed".into(), 2)
    );
    assert!(told.contains("免费") && !told.contains("商定"), "{told}");
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    let now = minutes(&desk, &[])[0].clone();
    assert_eq!((&now["state"], &now["version"]), (&"final".into(), &3.into()), "{now:#}");
    let text = now["text"].as_str().unwrap();
    let (_, corrections) = text.split_once("更正说明").unwrap();
    assert!(corrections.contains("免费") && !corrections.contains("商定"), "{text}");
}

/// A session with a final notice under number 5 that was called off since.
fn called_off() -> (Desk, &'static str) {
    let desk = finalised();
    let name = "第二次协商议事会";
    desk.ok(&["session", "plan", name, "--on", "今天", "--agenda", "市场周边停车难"]);
    let more = ["--venue", "村部", "--chair", "陈国梁", "--at", "9:30"];
    desk.ok(&[&["session", "edit", name][..], &more].concat());
    desk.ok(&["session", "finalise", name, "notice", "--number", "5"]);
    desk.ok(&["session", "cancel", name, "改由书面征求意见"]);
    (desk, name)
}

#[test]
fn a_notice_of_other_news_is_not_given_the_number_of_the_one_before_it() {
    let (desk, name) = called_off();
    let said = desk.fails(2, &["session", "finalise", name, "notice", "--number", "5"]);
    assert!(said.contains(name) && said.contains('6'), "{said}");
    desk.ok(&["session", "finalise", name, "notice", "--number", "6"]);
    // A version of the same notice keeps its number.
    desk.ok(&["settings", "set", "--office", "石潭镇政协联络处"]);
    desk.ok(&["session", "finalise", name, "notice", "--number", "6", "--dated", "昨天"]);
}

#[test]
fn of_two_notices_with_the_same_version_each_is_asked_for_by_its_seal() {
    let (desk, name) = called_off();
    desk.ok(&["session", "finalise", name, "notice", "--number", "6"]);
    let said = desk.fails(2, &["document", "notice", name, "--version", "1"]);
    assert!(said.contains("〕5号") && said.contains("〕6号") && said.contains("--seal"), "{said}");
    let all = desk.json(&["document", "notice", name, "--versions"])["documents"].clone();
    for (at, told) in ["兹定于", "现予取消"].into_iter().enumerate() {
        let seal = all[at]["seal"].as_str().unwrap();
        let (begins, _) = seal.split_at(12);
        assert!(said.contains(begins), "{said}");
        let text = desk.ok(&["document", "notice", name, "--seal", begins]);
        assert!(text.contains(told), "{text}");
        let path = desk.path().join(format!("{at}.docx"));
        desk.ok(&["document", "notice", name, "--seal", seal, "-o", path.to_str().unwrap()]);
    }
    let said = desk.fails(2, &["document", "notice", name, "--seal", "zz"]);
    assert!(said.contains("zz"), "{said}");
}
