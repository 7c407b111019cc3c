//! Past work from a file: what is read, and what is said about a file that is not ours.

use chrono::NaiveDate;
use tanshi::domain::{
    action::{Action, StepRequest},
    amount::Amount,
    commitment::Benefit,
    decide::{Moment, decide},
    id::{CommitmentId, EntityId, EntityKind, IssueId, PersonId, SessionId},
    number::ReplicaMark,
    refusal::Refusal,
    session::Column,
    workflow::{Missing, Route, Rule, Status, Step, StepKind},
    world::World,
};
use tanshi::exchange::records::{FileKind, ImportFault, ImportReason, Known, Records, Shape, read};

const HEAD: &str = r#"{"tanshi":1,"kind":"records"}"#;
const CASES: &str = include_str!("../../assets/demo/records.jsonl");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 10, 20).unwrap()
}

fn read_bytes(bytes: &[u8], known: &Known) -> Result<Records, ImportFault> {
    let mut last = 0_u32;
    let mut ids = || {
        last += 1;
        let mut bytes = [0; 16];
        bytes[12..].copy_from_slice(&last.to_be_bytes());
        bytes
    };
    read(bytes, known, &mut ids, today(), PersonId::from_bytes([1; 16]))
}

fn read_lines(lines: &[&str]) -> Result<Records, ImportFault> {
    let text = [&[HEAD], lines].concat().join("\n");
    read_bytes(text.as_bytes(), &Known::default())
}

fn moment() -> Moment {
    Moment {
        today: today(),
        actor: PersonId::from_bytes([1; 16]),
        replica_mark: ReplicaMark::parse("K7").unwrap(),
    }
}

fn decided(records: &Records) -> World {
    let mut world = World::default();
    for (action, line) in records.change.actions.iter().zip(&records.lines) {
        let refused = decide(&mut world, std::slice::from_ref(action), &moment()).err();
        assert_eq!(refused, None, "line {line}: {action:?}");
    }
    world
}

fn cases() -> (Records, World) {
    let records = read_bytes(CASES.as_bytes(), &Known::default()).unwrap();
    let world = decided(&records);
    (records, world)
}

fn issue_id(records: &Records, key: &str) -> IssueId {
    IssueId::try_from(records.keys[key]).unwrap()
}

fn resolve_gaps(world: &mut World, issue: IssueId) -> Vec<Missing> {
    let request = StepRequest::new(StepKind::Resolve);
    match decide(world, &[Action::StepIssue { id: issue, request }], &moment()) {
        Err(Refusal::Missing { missing, .. }) => missing,
        other => panic!("not refused by a guard: {other:?}"),
    }
}

#[test]
fn the_six_cases_stand_where_the_source_leaves_them() {
    let (records, world) = cases();
    for (key, status) in [
        ("c1", Status::Resolved(Route::Session)),
        ("c2", Status::Resolved(Route::Service)),
        ("c3", Status::Consulted),
        ("c4", Status::Resolved(Route::Session)),
        ("c5", Status::Resolved(Route::Session)),
        ("c6", Status::Consulted),
    ] {
        let issue = world.issue(issue_id(&records, key)).unwrap();
        assert_eq!(issue.status, status, "{key}");
        assert!(issue.source.is_some(), "{key}");
        assert!(issue.steps.iter().all(Step::is_recorded), "{key}");
        assert_eq!(issue.facts.submitted, None, "{key}");
    }
    assert_eq!(world.sessions().count(), 5);
    assert!(world.issue(issue_id(&records, "c2")).unwrap().sessions.is_empty());
}

#[test]
fn the_sessions_of_the_source_hold_only_stated_heads() {
    let (records, world) = cases();
    for (key, heads) in [
        ("s1", [0, 0, 0]),
        ("s3", [0, 0, 2]),
        ("s4", [0, 0, 0]),
        ("s5", [0, 0, 2]),
        ("s6", [1, 0, 3]),
    ] {
        let session = world.session(SessionId::try_from(records.keys[key]).unwrap()).unwrap();
        assert!(session.is_held_by(today()), "{key}");
        let counted = [Column::Member, Column::Public, Column::Department]
            .map(|column| session.count(column));
        assert_eq!(counted, heads, "{key}");
    }
}

#[test]
fn figures_of_the_source_keep_how_exact_they_are() {
    let (records, world) = cases();
    let served = world.issue(issue_id(&records, "c2")).unwrap().service.as_ref().unwrap().served;
    assert_eq!(served.unwrap().plain(), "193");
    let funds = |key: &str| {
        let id = CommitmentId::try_from(records.keys[key]).unwrap();
        world.commitment(id).unwrap().facts.funds.map(Amount::plain)
    };
    assert_eq!(funds("c1a").as_deref(), Some("110000"));
    assert_eq!(funds("c3a").as_deref(), Some(">=100000"));
    assert_eq!(funds("c6a"), None);
}

#[test]
fn a_case_with_departments_still_drafting_is_not_resolved() {
    let (records, mut world) = cases();
    let missing = resolve_gaps(&mut world, issue_id(&records, "c6"));
    let mut waiting: Vec<EntityId> = missing
        .iter()
        .filter(|gap| gap.rule == Rule::CommitmentCompletion)
        .inspect(|gap| assert!(gap.department.is_some()))
        .map(|gap| gap.entity)
        .collect();
    waiting.sort_unstable();
    assert_eq!(waiting, [records.keys["c6b"], records.keys["c6c"]]);
}

#[test]
fn committed_money_does_not_stand_for_installed_works() {
    let (records, mut world) = cases();
    let missing = resolve_gaps(&mut world, issue_id(&records, "c3"));
    for rule in [Rule::CommitmentCompletion, Rule::CommitmentEvidence] {
        let gap = missing.iter().find(|gap| gap.rule == rule).unwrap();
        assert_eq!(gap.entity, records.keys["c3a"], "{rule:?}");
    }
    let id = CommitmentId::try_from(records.keys["c3a"]).unwrap();
    assert_eq!(world.commitment(id).unwrap().facts.promised, Benefit::Works);
}

#[test]
fn whoever_is_known_stays_as_they_are() {
    let (first, world) = cases();
    let again = read_bytes(CASES.as_bytes(), &Known::of(&world)).unwrap();
    for key in ["miao", "jd", "housing", "agriculture"] {
        assert_eq!(again.keys[key], first.keys[key], "{key}");
    }
    let added = again.change.actions.iter().filter(|action| {
        matches!(
            action,
            Action::AddStudio { .. } | Action::AddPerson { .. } | Action::AddDepartment { .. }
        )
    });
    assert_eq!(added.count(), 0);
}

#[test]
fn a_studio_is_matched_by_its_name_and_township_in_either_normal_form() {
    let records = read_lines(&[
        r#"{"studio":{"key":"a","name":"委员工作室","code":"JA","township":"石潭镇"}}"#,
        r#"{"studio":{"key":"b","name":"委员工作室","code":"JB","township":"花石镇"}}"#,
        r#"{"studio":{"key":"c","name":"委员工作室 ","code":"JC","township":"石潭镇"}}"#,
        "{\"person\":{\"key\":\"d\",\"name\":\"Zoé\",\"side\":\"群众\"}}",
        "{\"person\":{\"key\":\"e\",\"name\":\"Zoe\u{301}\",\"side\":\"群众\"}}",
    ])
    .unwrap();
    assert_ne!(records.keys["a"], records.keys["b"]);
    assert_eq!(records.keys["a"], records.keys["c"]);
    assert_eq!(records.keys["d"], records.keys["e"]);
}

#[test]
fn the_same_bureau_of_another_district_is_another_department() {
    let records = read_lines(&[
        r#"{"department":{"key":"a","name":"住建局","district":"湘乡市"}}"#,
        r#"{"department":{"key":"b","name":"住建局","district":"韶山市"}}"#,
        r#"{"department":{"key":"c","name":"住建局","district":"湘乡市"}}"#,
    ])
    .unwrap();
    assert_ne!(records.keys["a"], records.keys["b"]);
    assert_eq!(records.keys["a"], records.keys["c"]);
}

const DESCRIBED: [&str; 2] = [
    include_str!("../../assets/docs/records-format.zh.md"),
    include_str!("../../assets/docs/records-format.en.md"),
];

#[test]
fn the_format_is_described_alike_in_both_languages() {
    let [zh, en] = DESCRIBED.map(|text| text.split("```").nth(1).unwrap());
    assert_eq!(zh, en);
    // The words of each row of the tables: what is in Latin letters is part of the format.
    let words = |text: &str| {
        let rows = text.lines().filter(|line| line.starts_with("| `"));
        let fields = |row: &str| -> Vec<String> {
            row.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        rows.map(fields).collect::<Vec<_>>()
    };
    let [zh, en] = DESCRIBED.map(words);
    assert_eq!(zh, en);
    assert_eq!(zh.len(), 17);
}

#[test]
fn the_example_of_the_documentation_is_read_and_decided() {
    let [text, _] = DESCRIBED;
    let example: Vec<&str> =
        text.split("```").nth(1).unwrap().lines().filter(|line| !line.is_empty()).collect();
    let records = read_bytes(example.join("\n").as_bytes(), &Known::default()).unwrap();
    assert_eq!(
        decided(&records).issue(issue_id(&records, "i1")).unwrap().status,
        Status::Consulted
    );
}

#[test]
fn lines_may_come_in_any_order_and_with_chinese_words() {
    let records = read_lines(&[
        r#"{"issue":{"key":"i","studio":"s","title":"路灯不亮","intake":"来信","category":"力度","raisers":["p"],"submitted":"2023年6月","evaluations":[{"on":"2023-09-20","verdict":"基本满意","means":"电话"}],"steps":[{"status":"受理","on":"2023-06-05"},{"status":"已协商","on":"2023-07-03","session":"m"}]}}"#,
        r#"{"commitment":{"issue":"i","session":"m","matter":"更换路灯12盏","promised":"工程","lead":"d","deadline":"2023-08-31","funds":"约3000元","marks":[{"mark":"交办","on":"2023-07-05"},{"mark":"办结","on":"2023-08-20","delivered":["工程"]},{"mark":"评级","on":"2023-08-22","grade":"A"}],"evidence":[{"title":"验收单"}]}}"#,
        r#"{"session":{"key":"m","studio":"s","title":"协商会","on":"2023-07-03","starts_at":"14:30","held":true,"agenda":[{"issue":"i","minutes":30}],"attendance":[{"person":"o","class":"部门","department":"d"},{"person":"p","class":"诉求人"},{"person":"m1","class":"委员"}],"tallies":[{"class":"群众代表","count":3,"source":"签到簿"}],"lines":[{"kind":"决","issue":"i","text":"八月底前修好。"}]}}"#,
        r#"{"person":{"key":"o","name":"丁某","side":"其他","department":"d"}}"#,
        r#"{"person":{"key":"p","name":"甲某","side":"群众"}}"#,
        r#"{"person":{"key":"m1","name":"乙某","side":"委员"}}"#,
        r#"{"department":{"key":"d","name":"城管局"}}"#,
        r#"{"studio":{"key":"s","name":"窑湾工作室","code":"YW","kind":"乡镇街道"}}"#,
    ])
    .unwrap();
    let world = decided(&records);
    assert_eq!(world.issue(issue_id(&records, "i")).unwrap().status, Status::Consulted);
    assert_eq!(world.issues().next().unwrap().facts.raisers.len(), 1);
}

/// The head with a source, a studio, and these issues.
fn recorded(issues: &[&str]) -> (Records, World) {
    let head = r#"{"tanshi":1,"kind":"records","source":"会议档案"}"#;
    let studio = r#"{"studio":{"key":"s","name":"甲","code":"JA"}}"#;
    let text = [&[head, studio], issues].concat().join("\n");
    let records = read_bytes(text.as_bytes(), &Known::default()).unwrap();
    let world = decided(&records);
    (records, world)
}

#[test]
fn what_the_raiser_said_later_does_not_unmake_a_resolution_of_the_past() {
    for verdict in ["满意", "不满意"] {
        let issue = r#"{"issue":{"key":"i","studio":"s","title":"路灯不亮","evaluations":[{"on":"2023-08-01","verdict":"WORD","means":"电话"}],"steps":[{"status":"consulted","on":"2023-04"},{"status":"resolved","on":"2023-05-01"}]}}"#;
        let (records, world) = recorded(&[&issue.replace("WORD", verdict)]);
        let status = world.issue(issue_id(&records, "i")).unwrap().status;
        assert_eq!(status, Status::Resolved(Route::Session));
    }
}

#[test]
fn a_relapse_and_its_second_solution_are_entered_in_the_order_of_their_days() {
    let (records, world) = recorded(&[
        r#"{"issue":{"key":"i","studio":"s","title":"路灯不亮","evaluations":[{"on":"2023-05-02","verdict":"满意","means":"电话"},{"on":"2023-06-20","verdict":"不满意","means":"电话"},{"on":"2023-08-02","verdict":"满意","means":"电话"}],"steps":[{"status":"consulted","on":"2023-04"},{"status":"resolved","on":"2023-05-03"},{"status":"reopened","on":"2023-07-01","reason":"又坏了"},{"status":"resolved","on":"2023-08-03"}]}}"#,
        r#"{"commitment":{"issue":"i","matter":"换灯","promised":"工程","marks":[{"mark":"办结","on":"2023-05-01","delivered":["工程"]},{"mark":"办结","on":"2023-08-01","delivered":["工程"]}]}}"#,
    ]);
    let issue = world.issue(issue_id(&records, "i")).unwrap();
    assert_eq!(issue.status, Status::Resolved(Route::Session));
    assert_eq!(issue.standing_steps().count(), 4);
}

#[test]
fn an_issue_that_was_served_relapsed_and_was_then_consulted_keeps_its_way() {
    let (records, world) = recorded(&[
        r#"{"issue":{"key":"i","studio":"s","title":"欠薪","service":{"what":"调解","who":"律师","on":"2023-03-01"},"steps":[{"status":"accepted","on":"2023-02-01"},{"status":"resolved","on":"2023-03-02"},{"status":"reopened","on":"2023-04-01","reason":"又欠薪"},{"status":"consulted","on":"2023-05-01"},{"status":"resolved","on":"2023-06-01"}]}}"#,
    ]);
    let issue = world.issue(issue_id(&records, "i")).unwrap();
    let kinds: Vec<&str> = issue.steps.iter().map(|step| step.kind().key()).collect();
    assert_eq!(kinds, ["accept", "resolve_by_service", "reopen", "consult", "resolve"]);
}

#[test]
fn an_issue_is_merged_before_its_root_is_resolved_whichever_line_comes_first() {
    let root = r#"{"issue":{"key":"r","studio":"s","title":"停车难","steps":[{"status":"consulted","on":"2023-04"},{"status":"resolved","on":"2023-05-01"}]}}"#;
    for on in ["2023-04-20", "2023-05-01", "2023-01..2023-09"] {
        let child = r#"{"issue":{"key":"c","studio":"s","title":"没处停车","steps":[{"status":"merged","on":"DAY","into":"r","reason":"同一件事"}]}}"#;
        let child = child.replace("DAY", on);
        for lines in [[root, &child], [&child, root]] {
            let (records, world) = recorded(&lines);
            let merged = world.issue(issue_id(&records, "c")).unwrap().merged_into;
            assert_eq!(merged, Some(issue_id(&records, "r")), "{on}");
        }
    }
}

#[test]
fn a_file_of_another_kind_is_named_as_what_it_is() {
    let gb18030 = b"\xd0\xf2\xba\xc5,\xb1\xe0\xba\xc5\n1,\xcc\xb6\xca\xc2\n";
    let xlsx = b"PK\x03\x04\x14\0\x06\0[Content_Types].xml";
    for (bytes, kind) in [
        (&b""[..], FileKind::Empty),
        (b"\xef\xbb\xbf \r\n\r\n", FileKind::Empty),
        ("序号,编号,工作室\n1,SFL,韶峰\n".as_bytes(), FileKind::Csv),
        ("\u{feff}a\tb\n1\t2\n".as_bytes(), FileKind::Csv),
        (gb18030, FileKind::Gb18030),
        (xlsx, FileKind::Spreadsheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Spreadsheet),
        (b"PK\x03\x04\x14\0\0\0photo.jpg", FileKind::Zip),
        (b"\xff\xfe{\0\"\0", FileKind::Utf16),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", FileKind::Binary),
        (b"abc\0def", FileKind::Binary),
        (br#"{"issues":[]}"#, FileKind::OtherJson),
        (b"{\n  \"issues\": []\n}\n", FileKind::OtherJson),
        (b"[1,2]", FileKind::OtherJson),
        (br#"{"tanshi":"yes","kind":"records"}"#, FileKind::OtherJson),
        ("会议纪要".as_bytes(), FileKind::OtherText),
    ] {
        let fault = read_bytes(bytes, &Known::default()).unwrap_err();
        let expected = ImportFault { line: 1, reason: ImportReason::WrongFile(kind) };
        assert_eq!(fault, expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_newer_format_and_another_kind_of_ours_are_refused() {
    let reason = |head: &str| read_bytes(head.as_bytes(), &Known::default()).unwrap_err().reason;
    assert_eq!(
        reason(r#"{"tanshi":2,"kind":"records","new":true}"#),
        ImportReason::NewerFormat { found: 2, known: 1 }
    );
    assert_eq!(
        reason(r#"{"tanshi":1,"kind":"bundle"}"#),
        ImportReason::OtherKind { found: "bundle".to_owned() }
    );
}

#[test]
fn a_fault_in_a_line_says_where_and_what() {
    let field = |name: &str| name.to_owned();
    let studio = r#"{"studio":{"key":"s","name":"甲","code":"JA"}}"#;
    let fault = |line: &str| read_lines(&[studio, line]).unwrap_err();
    for (line, reason) in [
        ("{\"issue\":", ImportReason::NotJson { column: 9 }),
        (r#"{"issue":{"studio":"s"}}"#, ImportReason::MissingField { field: field("title") }),
        (
            r#"{"issue":{"studio":"s","title":7}}"#,
            ImportReason::WrongShape { field: field("title"), expected: Shape::Text },
        ),
        (
            r#"{"issue":{"studio":"x","title":"t"}}"#,
            ImportReason::UnknownKey { field: field("studio"), key: field("x") },
        ),
        (
            r#"{"session":{"studio":"s","title":"t","on":"2023","chair":"s"}}"#,
            ImportReason::KeyOfOtherKind {
                field: field("chair"),
                key: field("s"),
                expected: EntityKind::Person,
                found: EntityKind::Studio,
            },
        ),
        (
            r#"{"department":{"key":"s","name":"城管局"}}"#,
            ImportReason::KeyTwice { key: field("s"), first_line: 2 },
        ),
        (
            r#"{"session":{"studio":"s","title":"t","on":"2023","starts_at":"上午"}}"#,
            ImportReason::WrongShape { field: field("starts_at"), expected: Shape::Time },
        ),
        (
            r#"{"session":{"studio":"s","title":"t","on":"2023","tallies":[{"class":"委员","count":"三"}]}}"#,
            ImportReason::WrongShape { field: field("tallies[0].count"), expected: Shape::Count },
        ),
        (
            r#"{"session":{"studio":"s","title":"t","on":"2023","tallies":[{"class":"委员","count":3}]}}"#,
            ImportReason::MissingField { field: field("tallies[0].source") },
        ),
    ] {
        assert_eq!(fault(line), ImportFault { line: 3, reason }, "{line}");
    }
}

#[test]
fn a_fault_names_what_would_be_allowed() {
    let reason = |line: &str| read_lines(&[line]).unwrap_err().reason;
    for line in [r#"{"minutes":{}}"#, r#"{"issue":{},"session":{}}"#, "7", r#"{"line":{}}"#] {
        let ImportReason::NotARecord { allowed } = reason(line) else { panic!("{line}") };
        assert!(allowed.contains(&"commitment"), "{line}");
    }
    let ImportReason::UnknownField { field, allowed } =
        reason(r#"{"department":{"name":"城管局","distrct":"湘乡市"}}"#)
    else {
        panic!()
    };
    assert_eq!(field, "distrct");
    assert!(allowed.contains(&"district"));
    let ImportReason::UnknownWord { field, found, allowed } =
        reason(r#"{"person":{"name":"甲","side":"左"}}"#)
    else {
        panic!()
    };
    assert_eq!((field.as_str(), found.as_str()), ("side", "左"));
    assert!(allowed.contains(&"member") && allowed.contains(&"委员"));
}

#[test]
fn dates_amounts_and_codes_say_why_they_cannot_be_read() {
    let reason = |line: &str| read_lines(&[line]).unwrap_err().reason;
    let date = reason(r#"{"studio":{"name":"甲","code":"JA","founded":"2023-02-30"}}"#);
    assert!(matches!(date, ImportReason::Date { found, .. } if found == "2023-02-30"));
    let code = reason(r#"{"studio":{"name":"甲","code":"甲"}}"#);
    assert!(matches!(code, ImportReason::Code { .. }));
    let lines = [
        r#"{"studio":{"key":"s","name":"甲","code":"JA"}}"#,
        r#"{"issue":{"key":"i","studio":"s","title":"t"}}"#,
        r#"{"commitment":{"issue":"i","matter":"m","promised":"资金","funds":"很多"}}"#,
    ];
    let fault = read_lines(&lines).unwrap_err();
    assert_eq!(fault.line, 4);
    assert!(matches!(fault.reason, ImportReason::Amount { found, .. } if found == "很多"));
}

#[test]
fn steps_without_a_source_have_to_pass_the_guards() {
    let records = read_lines(&[
        r#"{"studio":{"key":"s","name":"甲","code":"JA"}}"#,
        r#"{"issue":{"studio":"s","title":"t","steps":[{"status":"resolved","on":"2023-05"}]}}"#,
    ])
    .unwrap();
    let refused = decide(&mut World::default(), &records.change.actions, &moment()).unwrap_err();
    assert!(matches!(refused, Refusal::Missing { kind: StepKind::ResolveByService, .. }));
}
