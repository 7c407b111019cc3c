//! Every document in both languages and both copies, written once for all tests; as PDF files too,
//! which one run of LibreOffice makes of them all.

use super::{
    fixture::{HOUSING, PARKING, PROMISE, SESSION, Table, setting},
    tools,
};
use std::{
    path::PathBuf,
    sync::{LazyLock, Mutex, OnceLock},
};
use tanshi::{
    document::{
        Copy, Setting, Sheet, State,
        assignment::Assignment,
        case_file::CaseFile,
        docx,
        follow_up::FollowUp,
        minutes::Minutes,
        notice::Notice,
        progress::Progress,
        record::Record,
        satisfaction::Satisfaction,
        sign_in::{Form, SignIn},
    },
    domain::{
        decide::{Moment, decide},
        id::IssueId,
        number::ReplicaMark,
        provenance::Envelope,
        world::World,
    },
    exchange::example,
    i18n::Lang,
};

/// A document on the shelf.
pub(crate) struct Paper {
    pub(crate) name: String,
    pub(crate) sheet: Sheet,
}

/// All of them.
pub(crate) static SHELF: LazyLock<Vec<Paper>> = LazyLock::new(|| {
    let table = Table::followed_up();
    let mut shelf = Vec::new();
    for lang in Lang::ALL {
        for copy in Copy::ALL {
            let setting = Setting { copy: *copy, ..setting(lang) };
            for sheet in sheets(&table.world, &setting) {
                let name = format!("{}-{}-{}", sheet.kind.unwrap().key(), lang.key(), copy.key());
                shelf.push(Paper { name, sheet });
            }
        }
    }
    let last = Setting { copy: Copy::Public, state: State::sealed(1), ..setting(Lang::Zh) };
    let sheet = Minutes::of(&table.world, SESSION, &last).unwrap().sheet();
    shelf.push(Paper { name: "final".into(), sheet });
    shelf.push(Paper { name: "c4".into(), sheet: minutes_of_c4(&Setting::draft(Lang::Zh)) });
    shelf
});

fn sheets(world: &World, setting: &Setting) -> Vec<Sheet> {
    vec![
        Minutes::of(world, SESSION, setting).unwrap().sheet(),
        Record::of(world, SESSION, setting).unwrap().sheet(),
        SignIn::of(world, SESSION, Form::Blank, setting).unwrap().sheet(),
        SignIn::of(world, SESSION, Form::Filled, setting).unwrap().sheet(),
        Notice::of(world, SESSION, setting).unwrap().sheet(),
        Assignment::of(world, PROMISE, Some(HOUSING), setting).unwrap().sheet(),
        Progress::of(world, PROMISE, setting).unwrap().sheet(),
        Satisfaction::of(world, PARKING, setting).unwrap().sheet(),
        CaseFile::of(world, PARKING, setting).unwrap().sheet(),
        FollowUp::of(world, HOUSING, setting).unwrap().sheet(),
    ]
}

/// The document of this name.
pub(crate) fn paper(name: &str) -> &'static Paper {
    SHELF.iter().find(|paper| paper.name == name).unwrap()
}

/// The minutes of case C4 of the example city, of which the source tells little.
pub(crate) fn minutes_of_c4(setting: &Setting) -> Sheet {
    let (world, issue) = example_case("c4");
    let session = world.issue(issue).unwrap().sessions[0];
    Minutes::of(&world, session, setting).unwrap().sheet()
}

/// The example city as a world, and one of the six cases of its source.
pub(crate) fn example_case(key: &str) -> (World, IssueId) {
    static CITY: OnceLock<(World, example::Example)> = OnceLock::new();
    let (world, example) = CITY.get_or_init(|| {
        let example = example::generate(example::SEED).unwrap();
        let mut world = World::default();
        // The six cases come last and know nobody else.
        for (place, change) in (1..).zip(example.changes.iter().rev().take(2).rev()) {
            let moment = Moment {
                today: change.today,
                actor: change.actor,
                replica_mark: ReplicaMark::parse("K7").unwrap(),
            };
            let events = decide(&mut world.clone(), &change.actions, &moment);
            let envelope = Envelope {
                replica: [1; 16],
                seq: place,
                at_millis: 1_697_760_000_000,
                change: tanshi::domain::id::ChangeId::from_bytes([1; 16]),
                actor: change.actor,
            };
            for event in events.unwrap_or_default() {
                world.apply(&event, &envelope);
            }
        }
        (world, example)
    });
    (world.clone(), IssueId::try_from(example.cases[key]).unwrap())
}

/// Where the files lie.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("paper");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The Word files, by their names.
pub(crate) fn word_files() -> &'static [(String, PathBuf)] {
    static FILES: OnceLock<Vec<(String, PathBuf)>> = OnceLock::new();
    FILES.get_or_init(|| {
        // Nothing of an earlier run may be taken for what this one wrote.
        std::fs::remove_dir_all(folder()).unwrap();
        let written = SHELF.iter().map(|paper| {
            let file = folder().join(format!("{}.docx", paper.name));
            let fonts = setting(paper.sheet.lang).imprint.fonts;
            std::fs::write(&file, docx::bytes(&paper.sheet, &fonts).unwrap()).unwrap();
            (paper.name.clone(), file)
        });
        written.collect()
    })
}

/// The PDF of a document; `None` where the tools are missing.
pub(crate) fn pdf(name: &str) -> Option<PathBuf> {
    static DONE: Mutex<bool> = Mutex::new(false);
    if !tools::have(&["soffice", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm"]) {
        return None;
    }
    let mut done = DONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !*done {
        convert();
        *done = true;
    }
    Some(folder().join(format!("{name}.pdf")))
}

/// One start for all files, with a profile of its own: a start costs seconds.
fn convert() {
    let profile = tempfile::tempdir().unwrap();
    let own = format!("-env:UserInstallation=file://{}", profile.path().display());
    let folder = folder();
    let folder = folder.to_str().unwrap();
    let mut arguments = vec![own.as_str(), "--headless", "--convert-to", "pdf", "--outdir", folder];
    arguments.extend(word_files().iter().map(|(_, file)| file.to_str().unwrap()));
    tools::text("soffice", &arguments);
}

#[test]
fn the_shelf_holds_every_document_in_both_languages_and_both_copies() {
    for kind in tanshi::document::Kind::ALL {
        let count = SHELF.iter().filter(|paper| paper.sheet.kind == Some(*kind)).count();
        assert!(count >= 4, "{kind:?}: {count}");
    }
}
