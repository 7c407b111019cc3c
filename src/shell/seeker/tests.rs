//! The full text and the store on their threads, as the workbench has them.
#![expect(clippy::disallowed_methods, reason = "an index is files, and they are hurt here")]

use super::*;
use crate::app::Performed;
use crate::command::fill::Values;
use crate::command::verb::{Noun, find};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::desk::Desk;
use crate::shell::worker::{Hearer, Worker};
use crate::store::Store;
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

/// A store and its full text, each on its thread, and what they say.
struct Both {
    ask: Sender<Request>,
    seek: Sender<Tell>,
    told: Receiver<Answer>,
    threads: Vec<JoinHandle<()>>,
    generation: u64,
}

/// Longer than anything takes; only a test that fails waits for it.
const LONG: Duration = Duration::from_secs(30);

impl Both {
    fn hear(&self) -> Answer {
        self.told.recv_timeout(LONG).unwrap()
    }

    fn open(folder: &Path) -> Self {
        let desk = Desk::new(Store::open(&folder.join("data"), "now").unwrap()).unwrap();
        let (tell, told) = mpsc::channel();
        let (ask, requests) = mpsc::channel();
        let (seek_tell, tells) = mpsc::channel();
        let (store, finds) = (ask.clone(), tell.clone());
        let seeker = std::thread::Builder::new()
            .spawn(move || seek(&tells, store, |answer| finds.send(answer).is_ok()))
            .unwrap();
        let hearer = Hearer::new(seek_tell.clone());
        let keeper = std::thread::Builder::new()
            .spawn(move || {
                let send = |answer| tell.send(answer).is_ok();
                let worker = Worker::new(desk, Clock::default(), Lang::Zh, None, send);
                worker.heard_by(hearer).run(&requests, || ()).unwrap();
            })
            .unwrap();
        Self { ask, seek: seek_tell, told, threads: vec![keeper, seeker], generation: 0 }
    }

    fn close(self) {
        self.ask.send(Request::Close(None)).unwrap();
        drop((self.ask, self.seek, self.told));
        for thread in self.threads {
            thread.join().unwrap();
        }
    }

    /// Waits for the answer to a question, of those that come to it the one with so many hits.
    fn found(&mut self, words: &str, hits: usize) -> Vec<String> {
        self.generation += 1;
        let generation = self.generation;
        self.seek.send(Tell::Search { generation, query: Query::parse(words) }).unwrap();
        loop {
            if let Answer::Said { generation: of, found } = self.hear()
                && of == generation
                && found.hits.len() == hits
            {
                assert_eq!(found.all.len(), hits);
                return found.hits.into_iter().map(|hit| hit.excerpt.text).collect();
            }
        }
    }

    fn perform(&mut self, verb: (Noun, &str), values: &[(&'static str, &str)]) {
        let mut typed = Values::default();
        for (key, value) in values {
            typed.set(key, (*value).to_owned());
        }
        let verb = find(verb.0, verb.1).unwrap();
        self.generation += 1;
        let generation = self.generation;
        let request = Request::Perform { generation, verb, target: None, values: typed };
        self.ask.send(request).unwrap();
        self.performed();
    }

    fn performed(&self) -> Box<Performed> {
        loop {
            match self.hear() {
                Answer::Performed { result, .. } | Answer::Travelled { result, .. } => {
                    return result.unwrap();
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, title: &str, body: &str) {
        self.perform((Noun::Issue, "add"), &[("title", title), ("text", body)]);
    }
}

fn with_studio(folder: &Path) -> Both {
    let mut both = Both::open(folder);
    both.perform((Noun::Studio, "add"), &[("name", "石潭镇委员工作室")]);
    both
}

#[test]
fn what_is_saved_is_found_at_once_and_what_is_undone_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut both = with_studio(folder.path());
    both.add("市场周边停车难", "商户天天吵架");
    both.add("路灯不亮", "");
    assert_eq!(both.found("停车难", 1), ["市场周边停车难"]);
    assert_eq!(both.found("吵架 停车", 1).len(), 1);
    both.ask.send(Request::Undo).unwrap();
    both.performed();
    assert_eq!(both.found("路灯", 0), Vec::<String>::new());
    both.ask.send(Request::Redo).unwrap();
    both.performed();
    assert_eq!(both.found("路灯", 1), ["路灯不亮"]);
    both.close();
}

#[test]
fn somebody_who_looks_for_something_hears_of_it_when_it_is_saved_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut both = with_studio(folder.path());
    both.found("停车", 0);
    let generation = both.generation;
    both.add("停车难", "");
    let again = loop {
        if let Answer::Said { generation: of, found } = both.hear()
            && !found.all.is_empty()
        {
            break of;
        }
    };
    assert_eq!(again, generation);
    both.close();
}

#[test]
fn the_next_start_finds_what_was_saved_after_the_index_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut both = with_studio(folder.path());
    both.add("停车难", "");
    both.found("停车", 1);
    both.close();
    let mut both = Both::open(folder.path());
    both.found("停车", 1);
    both.add("停车费太高", "");
    both.close();
    let mut both = Both::open(folder.path());
    assert_eq!(both.found("停车", 2).len(), 2);
    both.close();
}

#[test]
fn an_index_of_another_history_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut both = with_studio(folder.path());
    both.add("停车难", "");
    both.found("停车", 1);
    both.close();
    let data = folder.path().join("data");
    // The same store as it was before, put back; and then something else was saved.
    let kept = folder.path().join("kept");
    copy_folder(&data, &kept);
    let mut both = Both::open(folder.path());
    both.add("停车费太高", "");
    both.found("停车", 2);
    both.close();
    // Keep the index of the first history, which goes to where the second one will be.
    let index = folder.path().join("index");
    keep_index(&data, &index);
    std::fs::remove_dir_all(&data).unwrap();
    copy_folder(&kept, &data);
    let mut both = Both::open(folder.path());
    both.add("路灯不亮", "");
    both.close();
    std::fs::remove_dir_all(data.join("search")).unwrap();
    copy_folder(&index, &data.join("search"));
    let mut both = Both::open(folder.path());
    assert_eq!(both.found("停车", 1), ["停车难"]);
    assert_eq!(both.found("路灯", 1), ["路灯不亮"]);
    both.close();
}

/// The index of a store brought up to date, as a pause would.
fn keep_index(data: &Path, to: &Path) {
    let mut desk = Desk::new(Store::open(data, "now").unwrap()).unwrap();
    let folder = desk.store().search_folder().unwrap();
    let mut index = Index::open(&folder, desk.text_owner());
    desk.bring_up_to_date(&mut index, |_| ()).unwrap();
    let reached = desk.text_position().unwrap();
    index.settle(reached).unwrap();
    index.rest();
    drop(index);
    desk.into_store().close().unwrap();
    copy_folder(&folder, to);
}

#[test]
fn a_damaged_or_missing_index_changes_nothing_that_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut both = with_studio(folder.path());
    both.add("停车难", "");
    both.add("路灯不亮", "");
    both.found("停车", 1);
    both.close();
    let index = folder.path().join("data/search");
    for hurt in 0..3 {
        let mut both = Both::open(folder.path());
        assert_eq!(both.found("停车", 1), ["停车难"], "{hurt}");
        both.close();
        for entry in std::fs::read_dir(&index).unwrap() {
            let path = entry.unwrap().path();
            match hurt {
                0 => std::fs::remove_file(path).unwrap(),
                1 => std::fs::write(path, "x").unwrap(),
                _ => std::fs::write(path, "").unwrap(),
            }
        }
    }
    std::fs::remove_dir_all(&index).unwrap();
    let mut both = Both::open(folder.path());
    assert_eq!(both.found("路灯", 1), ["路灯不亮"]);
    both.close();
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
