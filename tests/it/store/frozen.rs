//! The bytes of every kind of event and of every kind of row, frozen.
//!
//! ```text
//! tests/fixtures/event/07.txt       samples of event kind 7: bytes in hex, then what they mean
//! tests/fixtures/row/v1/4.txt       samples of rows of entity kind 4, as view version 1 has them
//! tests/fixtures/row/v1/fold.txt    what folding the whole example gives
//! ```
//!
//! A reordered field, or a variant that was inserted instead of appended, gives old bytes another
//! meaning: here it fails. `TANSHI_BLESS=1` adds samples of kinds and variants that have none. It
//! never changes one that is there: what has been written to a disk stays as it is.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tanshi::domain::brought::{AllBrought, EntityBrought};
use tanshi::domain::commitment::{Benefit, CommitmentFacts, Grade, Handling};
use tanshi::domain::date::{DateSpan, Interval};
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::entity::Entity;
use tanshi::domain::event::{
    Added, BodyDecoder, BodyEncoder, Changed, CommitmentMade, DocumentSealed, Event, FloorMarked,
    HandledBody, IssueAdded, LineAdded, LineStruckBody, Noted, Replaced, ResidualMade,
    SessionPlanned, StagesSet, TakenBack, Undone,
};
use tanshi::domain::figures::{FrozenReport, Position, Scope};
use tanshi::domain::id::{
    ChangeId, CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId,
    StudioId,
};
use tanshi::domain::imported::{ColumnMapping, ImportedRow, RowDigest, RowKey, RowsImported};
use tanshi::domain::issue::{Category, ClosingStatement, Intake, IssueFacts, Means, Verdict};
use tanshi::domain::line::{LineFacts, LineKind};
use tanshi::domain::mistake::{MistakeExplained, MistakeKind};
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::provenance::Envelope;
use tanshi::domain::sealed::{
    Copy, DocumentKind, DocumentNumber, Issuer, KeptFile, OfficeTemplate, SealedCopy,
    SealedDocument, Tongue,
};
use tanshi::domain::session::{
    Class, Column, FloorMark, Guest, Invitation, ItemOrder, PollAnswer, Presence, PrivateNote,
    Reply, SessionFacts, SessionStepKind, SpeechManner, StrawPoll, Waiting,
};
use tanshi::domain::settings::{BackupPlan, FontNames, Setting};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::workflow::{Exit, Origin, Route, Status, StepKind};
use tanshi::domain::world::World;
use tanshi::exchange::example::{SEED, generate};
use tanshi::exchange::whole::{State, read as read_whole};
use tanshi::log::{self, LogError};
use tanshi::store::VIEW_VERSION;

struct Codec<'b>(&'b [u8]);

impl BodyEncoder for Codec<'_> {
    type Error = LogError;

    fn encode<T: serde::Serialize>(&self, body: &T) -> Result<Vec<u8>, LogError> {
        log::encode(body)
    }
}

impl BodyDecoder for Codec<'_> {
    type Error = LogError;

    fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T, LogError> {
        log::decode(self.0)
    }
}

/// Bytes and what they mean, in the words of `Debug`, which name fields and variants.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sample {
    hex: String,
    meaning: String,
}

impl Sample {
    fn new(bytes: &[u8], meaning: String) -> Self {
        let mut hex = String::new();
        for byte in bytes {
            write!(hex, "{byte:02x}").unwrap();
        }
        Self { hex, meaning }
    }

    fn bytes(&self) -> Vec<u8> {
        let (pairs, _) = self.hex.as_bytes().as_chunks::<2>();
        let byte = |pair: &[u8; 2]| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
        pairs.iter().map(byte).collect()
    }

    fn of_event(event: &Event) -> Self {
        Self::new(&event.encode_body(&Codec(&[])).unwrap(), format!("{event:?}"))
    }

    fn of_row(entity: &Entity) -> Self {
        Self::new(&log::encode_row(entity).unwrap(), format!("{entity:?}"))
    }

    /// The variants in it, each with the word before it, which is the field or the variant around.
    fn variants(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let mut before = String::new();
        // Every second part is a text; none of the samples quotes within one.
        for code in self.meaning.split('"').step_by(2) {
            for word in code.split(|it: char| !it.is_alphanumeric() && it != '_') {
                if word.starts_with(|it: char| it.is_ascii_uppercase()) {
                    found.insert((before.clone(), word.to_owned()));
                }
                if word.starts_with(|it: char| it.is_ascii_alphabetic()) {
                    word.clone_into(&mut before);
                }
            }
        }
        found
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn read(path: &Path) -> Vec<Sample> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let (pairs, rest) = lines.as_chunks::<2>();
    assert!(rest.is_empty(), "{}: bytes without a meaning", path.display());
    let sample = |[hex, meaning]: &[&str; 2]| Sample {
        hex: (*hex).to_owned(),
        meaning: (*meaning).to_owned(),
    };
    pairs.iter().map(sample).collect()
}

/// Appends to `path` one sample for each variant that has none; what is missing when it may not.
fn complete(path: &Path, candidates: &[Sample]) -> Result<(), String> {
    let mut samples = read(path);
    let mut known: BTreeSet<_> = samples.iter().flat_map(Sample::variants).collect();
    let mut missing = Vec::new();
    for sample in candidates {
        let new: Vec<_> = sample.variants().difference(&known).cloned().collect();
        if !new.is_empty() {
            known.extend(new.iter().cloned());
            missing.extend(new.iter().map(|(around, variant)| format!("{around}: {variant}")));
            samples.push(sample.clone());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    if std::env::var_os("TANSHI_BLESS").is_none() {
        return Err(format!("{}: no sample of {}", path.display(), missing.join(", ")));
    }
    let text = samples.iter().map(|it| format!("{}\n{}\n\n", it.hex, it.meaning));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text.collect::<String>()).unwrap();
    Ok(())
}

/// Every event and every entity of the example, and of what the example does not do.
struct Source {
    history: Vec<Event>,
    events: BTreeMap<u16, Vec<Sample>>,
}

static SOURCE: LazyLock<Source> = LazyLock::new(Source::draw);

impl Source {
    fn draw() -> Self {
        let (mut world, mut history) = (World::default(), Vec::new());
        for change in &generate(SEED).unwrap().changes {
            let moment = Moment {
                today: change.today,
                actor: change.actor,
                replica_mark: ReplicaMark::parse("K7").unwrap(),
            };
            history.extend(decide(&mut world, &change.actions, &moment).unwrap());
        }
        let mut events = BTreeMap::<u16, Vec<Sample>>::new();
        for event in history.iter().chain(&more(&history)) {
            events.entry(event.kind()).or_default().push(Sample::of_event(event));
        }
        Self { history, events }
    }
}

/// What nothing in the example does: one event for each kind that it has none of. New kinds of
/// events get theirs here.
fn more(events: &[Event]) -> Vec<Event> {
    let mut more = Vec::new();
    for event in events {
        match event.clone() {
            Event::StudioAdded(Added { id, facts: from, .. }) => {
                let to = StudioFacts { note: "改".to_owned(), ..from.clone() };
                more.push(Event::StudioEdited(Changed { id, from, to }));
            }
            Event::PersonAdded(Added { id, facts: from, .. }) => {
                let to = PersonFacts { name: "改名".to_owned(), ..from.clone() };
                more.push(Event::PersonEdited(Changed { id, from, to }));
                more.push(Event::Retracted(id.into()));
                more.push(Event::Restored(id.into()));
            }
            Event::DepartmentAdded(Added { id, facts: from, .. }) => {
                let to = DepartmentFacts { name: "改名局".to_owned(), ..from.clone() };
                more.push(Event::DepartmentEdited(Changed { id, from, to }));
            }
            Event::IssueAdded(added) => more.extend(of_issue(added)),
            Event::FieldStudyNoted(Noted { id, .. }) => {
                more.push(Event::FieldStudyTakenBack(TakenBack { id, index: 0, taken_back: true }));
            }
            Event::Evaluated(Noted { id, .. }) => {
                more.push(Event::EvaluationTakenBack(TakenBack { id, index: 0, taken_back: true }));
            }
            Event::SessionPlanned(SessionPlanned { id, facts: from, .. }) => {
                let to = SessionFacts { venue: "另一处".to_owned(), ..from.clone() };
                more.push(Event::SessionEdited(Changed { id, from, to }));
                more.extend(of_floor(id));
            }
            Event::LineAdded(LineAdded { id, facts: from, .. }) => {
                let to = LineFacts { text: "改过".to_owned(), ..from.clone() };
                more.push(Event::LineEdited(Changed { id, from, to }));
                more.push(Event::LineStruck(LineStruckBody { id, struck: true, late: false }));
            }
            Event::CommitmentMade(CommitmentMade { id, facts: from, .. }) => {
                let to = CommitmentFacts { matter: "改过".to_owned(), ..from.clone() };
                more.push(Event::CommitmentEdited(Changed { id, from, to }));
            }
            Event::CommitmentHandled(HandledBody { id, .. }) => {
                more.extend(MistakeKind::ALL.iter().map(|kind| {
                    Event::MistakeExplained(MistakeExplained {
                        id: id.into(),
                        kind: *kind,
                        index: 0,
                        reason: "写错".to_owned(),
                    })
                }));
                more.push(Event::HandlingTakenBack(TakenBack { id, index: 0, taken_back: true }));
                more.extend(
                    later_handlings()
                        .map(|handling| Event::CommitmentHandled(HandledBody { id, handling })),
                );
            }
            _ => {}
        }
    }
    more.push(Event::Undone(Undone { change: ChangeId::from_bytes([9; 16]), redo: true }));
    more.extend(of_export());
    more
}

/// The marks that came after the first ones.
fn later_handlings() -> [Handling; 5] {
    let on = NaiveDate::from_ymd_opt(2023, 6, 30).unwrap();
    let (until, reason) = (NaiveDate::from_ymd_opt(2023, 7, 14), "一场雨就松了".to_owned());
    let sent_back = |until, word| Handling::SentBack { on, until, reason: reason.clone(), word };
    [
        Handling::FollowedUp { on, text: "电话催办".to_owned() },
        sent_back(until, Some(1)),
        sent_back(None, None),
        Handling::ReturnedLate {
            on, reason: "不归我们管".to_owned(), agreed: "确实".to_owned()
        },
        Handling::CarriedOver { on, to: IssueId::from_bytes([8; 16]), reason: reason.clone() },
    ]
}

/// What an export brings.
fn of_export() -> [Event; 2] {
    let id = PersonId::from_bytes([7; 16]).into();
    let text = r#"{"person":{"id":"07070707070707070707070707070707","facts":{"name":"缪健辉","side":"member","unit":"","title":"","sector":"","phone":"","department":null,"note":""},"source":null,"retracted":false}}"#;
    let exported = NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
    [
        Event::EntityBrought(EntityBrought {
            id,
            format: 1,
            part: 0,
            parts: 1,
            text: text.to_owned(),
        }),
        Event::AllBrought(AllBrought {
            format: 1,
            sha256: [4; 32],
            entities: 1,
            exported,
            latest_millis: 1_697_760_000_000,
        }),
    ]
}

fn frozen_report() -> FrozenReport {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let interval = Interval::between(day(2023, 1, 1), day(2023, 6, 30)).unwrap();
    FrozenReport {
        name: "2023年上半年".to_owned(),
        scope: Scope {
            interval,
            cut_off: day(2023, 7, 10),
            studio: Some(StudioId::from_bytes([3; 16])),
        },
        position: Some(Position { replica: [7; 16], seq: 4_711 }),
        frozen_on: day(2023, 7, 12),
        rules: 1,
        sha256: [9; 32],
    }
}

fn of_issue(added: IssueAdded) -> [Event; 4] {
    let IssueAdded { id, number, studio, facts: from, .. } = added;
    let residual = ResidualMade {
        id: IssueId::from_bytes([8; 16]),
        number,
        studio,
        facts: from.clone(),
        parent: id,
        on: NaiveDate::from_ymd_opt(2023, 6, 30).unwrap(),
        reason: "要等下一年的预算".to_owned(),
    };
    let to = IssueFacts { body: "改过".to_owned(), ..from.clone() };
    let on = DateSpan::day(NaiveDate::from_ymd_opt(2023, 6, 30).unwrap()).unwrap();
    let said = ClosingStatement { what: "装好了".to_owned(), who: "住建局".to_owned(), on };
    [
        Event::IssueEdited(Changed { id, from, to }),
        Event::IssueMoved(Changed { id, from: studio, to: StudioId::from_bytes([3; 16]) }),
        Event::ClosingStated(Changed { id, from: None, to: Some(said) }),
        Event::ResidualMade(residual),
    ]
}

/// What happens on a floor, around it, and the settings that came with it.
fn of_floor(session: SessionId) -> Vec<Event> {
    let at = NaiveDate::from_ymd_opt(2023, 6, 30).unwrap().and_hms_opt(9, 30, 5).unwrap();
    let (person, issue) = (PersonId::from_bytes([4; 16]), IssueId::from_bytes([5; 16]));
    let marks = [
        FloorMark::Opened,
        FloorMark::Suspended,
        FloorMark::Ended,
        FloorMark::Item(Some(issue)),
        FloorMark::Item(None),
        FloorMark::Stage(2),
        FloorMark::SpeechBegun { person, manner: SpeechManner::Speech },
        FloorMark::SpeechPaused,
        FloorMark::SpeechResumed,
        FloorMark::SpeechEnded,
        FloorMark::Interrupted,
        FloorMark::TakenUp { counted: true },
        FloorMark::Returned { person, left_at: at.time() },
    ];
    let marked = |mark| Event::FloorMarked(FloorMarked { session, at, mark });
    let waiting = |manner: &SpeechManner| Waiting { person, manner: *manner };
    let guests = [
        Guest::Person(person),
        Guest::Department(DepartmentId::from_bytes([6; 16])),
        Guest::Person(PersonId::from_bytes([7; 16])),
    ];
    let invited = guests.iter().zip(Reply::ALL).map(|(guest, reply)| {
        let to = Invitation {
            guest: *guest,
            reply: *reply,
            reason: "出差".to_owned(),
            substitute: Some(person),
        };
        Event::InvitationSet(Replaced { session, from: Some(Invitation::to(*guest)), to: Some(to) })
    });
    let stages = ItemOrder::built_in().stages;
    let answers = ["赞成", "不赞成"].map(|it| PollAnswer { text: it.to_owned(), count: 7 });
    let poll = StrawPoll {
        question: "先装护栏".to_owned(),
        issue: Some(issue),
        at,
        answers: answers.into(),
    };
    let note = PrivateNote { issue: Some(issue), at, text: "会后单独沟通".to_owned() };
    let commitment = CommitmentId::from_bytes([9; 16]).into();
    let kept = |byte, size_bytes| KeptFile { sha256: [byte; 32], size_bytes };
    let copies = Copy::ALL.iter().zip(1..).map(|(copy, byte)| SealedCopy {
        copy: *copy,
        words: kept(byte, 3_000),
        file: kept(byte + 8, 14_000),
    });
    let copies: Vec<SealedCopy> = copies.collect();
    let sealed = |of, kind, department| {
        let document = SealedDocument {
            kind,
            department,
            tongue: Tongue::Chinese,
            version: 1,
            dated: NaiveDate::from_ymd_opt(2023, 10, 20).unwrap(),
            number: Some(DocumentNumber { year: 2023, serial: 3 }),
            issuer: Issuer {
                office: "市政协办公室".to_owned(),
                code: "潭协商纪".to_owned(),
                copies_to: vec!["市住建局".to_owned()],
            },
            copies: copies.clone(),
        };
        Event::DocumentSealed(DocumentSealed { of, document })
    };
    let option = |from, to| Event::OptionSet(Changed { id: EntityId::SETTINGS, from, to });
    let queue = SpeechManner::ALL.iter().map(waiting).collect();
    let mut events: Vec<Event> = marks.into_iter().map(marked).chain(invited).collect();
    events.extend([
        Event::FloorMarkTakenBack(TakenBack { id: session, index: 0, taken_back: true }),
        Event::QueueSet(Changed { id: session, from: Vec::new(), to: queue }),
        Event::StagesSet(StagesSet { session, issue, from: Vec::new(), to: stages }),
        Event::PollSet(Replaced { session, from: None, to: Some(poll) }),
        Event::NoteSet(Replaced { session, from: None, to: Some(note) }),
        sealed(session.into(), DocumentKind::Minutes, None),
        sealed(commitment, DocumentKind::Assignment, Some(DepartmentId::from_bytes([6; 16]))),
        Event::FrozenReportDropped(frozen_report()),
        Event::ReportFrozen(frozen_report()),
        Event::RowsImported(RowsImported {
            rows: vec![ImportedRow {
                entity: issue.into(),
                key: RowKey([7; 16]),
                from: None,
                to: Some(RowDigest([8; 16])),
            }],
        }),
        option(Setting::SpeechMinutes(5), Setting::SpeechMinutes(3)),
        option(Setting::WarningSeconds(30), Setting::WarningSeconds(60)),
        option(Setting::ItemOrders(Vec::new()), Setting::ItemOrders(vec![ItemOrder::built_in()])),
        option(Setting::DocumentCode(String::new()), Setting::DocumentCode("潭协商纪".to_owned())),
        option(Setting::CopiesTo(Vec::new()), Setting::CopiesTo(vec!["市政协办公室".to_owned()])),
        option(
            Setting::Fonts(FontNames::default()),
            Setting::Fonts(FontNames { body: "仿宋".to_owned(), ..FontNames::default() }),
        ),
        option(
            Setting::ColumnMappings(Vec::new()),
            Setting::ColumnMappings(vec![ColumnMapping {
                kind: "issues".to_owned(),
                columns: vec![("事由".to_owned(), "title".to_owned())],
            }]),
        ),
        option(
            Setting::Templates(Vec::new()),
            Setting::Templates(vec![OfficeTemplate {
                kind: DocumentKind::Minutes,
                file: KeptFile { sha256: [3; 32], size_bytes: 9_000 },
                extension: "docx".to_owned(),
            }]),
        ),
        option(
            Setting::Backups(BackupPlan::default()),
            Setting::Backups(BackupPlan { folder: "/mnt/u".to_owned(), daily: 3, monthly: 6 }),
        ),
    ]);
    events
}

#[test]
fn the_bytes_of_every_kind_of_event_keep_their_meaning() {
    for kind in Event::KINDS {
        let path = fixtures().join(format!("event/{kind:02}.txt"));
        for sample in read(&path) {
            let bytes = sample.bytes();
            let event = Event::decode_body(*kind, &Codec(&bytes));
            let event = event.unwrap_or_else(|error| {
                panic!("event kind {kind}: old bytes cannot be read any more: {error}\n{sample:?}")
            });
            assert_eq!(format!("{:?}", event.unwrap()), sample.meaning, "event kind {kind}");
        }
    }
}

#[test]
fn every_kind_of_event_and_every_variant_has_a_frozen_sample() {
    let mut missing = Vec::new();
    for kind in Event::KINDS {
        let path = fixtures().join(format!("event/{kind:02}.txt"));
        let candidates = SOURCE.events.get(kind).map_or(&[][..], Vec::as_slice);
        missing.extend(complete(&path, candidates).err());
        if read(&path).is_empty() {
            missing.push(format!("event kind {kind}: add one to `more` in {}", file!()));
        }
    }
    assert!(missing.is_empty(), "run with TANSHI_BLESS=1 to add:\n{}", missing.join("\n"));
}

#[test]
fn every_word_of_a_closed_list_keeps_its_number() {
    let path = fixtures().join("event/words.txt");
    let frozen: Vec<String> =
        fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    let mut now = Vec::new();
    macro_rules! words {
        ($($list:ident)+) => {$(
            for word in &$list::ALL[..] {
                let sample = Sample::new(&log::encode(word).unwrap(), format!("{word:?}"));
                now.push(format!("{} {} {}", stringify!($list), sample.hex, sample.meaning));
            }
        )+};
    }
    words!(Benefit Category Class Column Copy DocumentKind EntityKind Exit Grade Intake LineKind Means Origin
        Presence Reply Route SessionStepKind Side SpeechManner Status StepKind StudioKind Tongue Verdict);
    let gone: Vec<_> = frozen.iter().filter(|line| !now.contains(line)).collect();
    assert!(gone.is_empty(), "what is on disks means something else now: {gone:#?}");
    let new: Vec<_> = now.into_iter().filter(|line| !frozen.contains(line)).collect();
    if std::env::var_os("TANSHI_BLESS").is_some() {
        fs::write(&path, [frozen, new].concat().join("\n") + "\n").unwrap();
    } else {
        assert!(new.is_empty(), "run with TANSHI_BLESS=1 to add: {new:#?}");
    }
}

/// Some issues of the example from beginning to end, with everything around them: it is drawn
/// once and then stays, whatever becomes of the example.
fn history() -> Vec<Event> {
    let path = fixtures().join("row/history.txt");
    if !path.exists() && std::env::var_os("TANSHI_BLESS").is_some() {
        let line = |event: &Event| format!("{} {}\n", event.kind(), Sample::of_event(event).hex);
        let chosen = chosen(&SOURCE.history);
        let text = chosen.iter().chain(&more(&chosen)).map(line).collect::<String>();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    let event = |line: &str| {
        let (kind, hex) = line.split_once(' ').unwrap();
        let sample = Sample { hex: hex.to_owned(), meaning: String::new() };
        Event::decode_body(kind.parse().unwrap(), &Codec(&sample.bytes())).unwrap().unwrap()
    };
    text.lines().map(event).collect()
}

/// The events around a few issues of different fates.
fn chosen(history: &[Event]) -> Vec<Event> {
    let mut kinds = BTreeSet::new();
    let mut issues = BTreeSet::new();
    for event in history {
        if let Event::IssueStepped(stepped) = event
            && kinds.insert(format!("{:?}", stepped.kind))
        {
            issues.insert(EntityId::from(stepped.id));
        }
    }
    let mut around = issues.clone();
    for _ in 0..2 {
        for event in history {
            let touched = event.touches();
            let is_near = touched.iter().any(|id| issues.contains(id));
            if is_near || around.contains(&event.entity()) && touched.len() == 1 {
                around.extend(touched.into_iter().filter(|id| id.kind != EntityKind::Session));
            }
        }
    }
    let mut kept = BTreeMap::<_, usize>::new();
    let is_chosen = |event: &&Event| {
        let few = kept.entry(event.kind()).or_default();
        *few += 1;
        around.contains(&event.entity())
            || event.touches().iter().any(|id| issues.contains(id))
            || *few <= 8
    };
    history.iter().filter(is_chosen).cloned().collect()
}

#[test]
fn an_export_of_every_format_is_read_whole_and_its_state_hash_stands() {
    let folder = fixtures().join("export");
    let path = folder.join(format!("v{}.jsonl", tanshi::domain::written::FORMAT));
    if !path.exists() && std::env::var_os("TANSHI_BLESS").is_some() {
        let mut state = State::kept();
        for entity in world_of_history().entities().filter(|it| is_in_fixture(it)) {
            state.add(entity).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, state.file(NaiveDate::from_ymd_opt(2023, 10, 20).unwrap())).unwrap();
    }
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let whole = read_whole(text.as_bytes());
        let whole = whole.unwrap_or_else(|fault| {
            panic!("{}: {fault:?}; a field that came later needs serde(default)", path.display())
        });
        assert_eq!(whole.entities.len(), text.lines().count() - 1);
        for kind in EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Settings) {
            let has_one = whole.entities.iter().any(|(id, _)| id.kind == kind);
            assert!(has_one, "{} has no {kind}", path.display());
        }
    }
}

/// Every session, line and commitment, and a few of the rest, which are many and alike.
fn is_in_fixture(entity: &Entity) -> bool {
    match entity {
        Entity::Person(_) => entity.id().bytes[15].is_multiple_of(8),
        Entity::Line(_) => entity.id().bytes[15].is_multiple_of(2),
        _ => true,
    }
}

#[test]
fn rows_and_fold_do_not_change_under_one_view_version() {
    let world = world_of_history();
    let folder = fixtures().join(format!("row/v{VIEW_VERSION}"));
    let changed = "rows or fold have changed: raise VIEW_VERSION, so that the rows on disks are \
                   made anew, and run with TANSHI_BLESS=1";
    let mut sums = String::new();
    for kind in EntityKind::ALL {
        let rows: Vec<Sample> = world.of_kind(kind).map(Sample::of_row).collect();
        let crc = rows.iter().fold(0, |crc, row| crc32c::crc32c_append(crc, row.hex.as_bytes()));
        writeln!(sums, "{} {} {crc:08x}", kind.word(), rows.len()).unwrap();
        let path = folder.join(format!("{}.txt", kind.code()));
        complete(&path, &rows).unwrap_or_else(|missing| panic!("{changed}\n{missing}"));
        for sample in read(&path) {
            let row = log::decode_row::<Entity>(&sample.bytes()).ok();
            assert_eq!(row.as_ref().map(Sample::of_row), Some(sample), "{changed}");
        }
    }
    let path = folder.join("fold.txt");
    if !path.exists() && std::env::var_os("TANSHI_BLESS").is_some() {
        fs::write(&path, &sums).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), sums, "{changed}");
}

/// What folding the frozen history gives.
fn world_of_history() -> World {
    let mut world = World::default();
    let mut history = history();
    let planned = history.iter().find_map(|event| match event {
        Event::SessionPlanned(planned) => Some(planned.id),
        _ => None,
    });
    history.extend(planned.into_iter().flat_map(of_floor));
    for (seq, event) in (1..).zip(history) {
        let envelope = Envelope {
            replica: [8; 16],
            seq,
            at_millis: 1_697_760_000_000 + seq,
            change: ChangeId::from_bytes(u128::from(seq).to_be_bytes()),
            actor: PersonId::from_bytes([7; 16]),
        };
        world.apply(&event, &envelope);
    }
    world
}
