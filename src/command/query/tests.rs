//! Queries as people type them, and that what is printed reads the same.

use super::complete::Completer;
use super::*;
use crate::command::city::{city, last_day};
use crate::command::{Catalog, Directory};
use crate::domain::id::CommitmentId;
use crate::domain::priority::{Terms, Unassigned};
use crate::domain::row::IssueRow;
use crate::exchange::example::TODAY;
use crate::i18n::Lang;
use proptest::prelude::*;
use std::sync::Arc;

fn read(text: &str) -> Reading {
    Query::read(text, TODAY)
}

/// A text as it is printed, which has no fault.
fn printed(text: &str) -> String {
    let reading = read(text);
    assert_eq!(reading.faults, [], "{text}");
    reading.query.to_string()
}

/// What is wrong in a text, with the place it is told of.
fn fault(text: &str) -> (String, FaultKind) {
    let reading = read(text);
    let fault = reading.faults.first().unwrap_or_else(|| panic!("{text} has no fault"));
    (text.get(fault.place.clone()).unwrap().to_owned(), fault.kind.clone())
}

#[test]
fn no_value_begins_like_a_key_so_that_values_are_printed_as_they_are_read() {
    for text in [
        "部门:城管 or 部门:部门:住建",
        "dept:\"城管\"部门:住建",
        "部门:部门:住建",
        "部门:城管 or 车位|状态:已协商",
    ] {
        let reading = read(text);
        let printed = reading.query.to_string();
        assert_eq!(read(&printed).query, reading.query, "{text}: {printed}");
        assert!(printed.starts_with("dept:"), "{printed}");
    }
}

#[test]
fn a_query_is_read_in_either_language_and_width() {
    for (text, print) in [
        (
            "status:consulted due:<7d dept:住建 studio:石潭 温度 \"步行街\"",
            "status:consulted due:<7d dept:住建 studio:石潭 温度 \"步行街\"",
        ),
        ("状态：已协商　时限：＜7天 部门：住建", "status:consulted due:<7d dept:住建"),
        ("状态:已提交,已协商", "status:submitted,consulted"),
        ("状态：已提交、已协商", "status:submitted,consulted"),
        ("状态：已提交 或 已协商", "status:submitted,consulted"),
        ("status:submitted or status:consulted", "status:submitted,consulted"),
        ("停车 or 车位|车库", "停车|车位|车库"),
        ("-停车 －状态：已解决", "-停车 -status:resolved"),
        ("非状态：已解决 非机动车 非“停车”", "-status:resolved 非机动车 -\"停车\""),
        ("「步行街」 “停车 难”", "\"步行街\" \"停车 难\""),
        ("dept:无 时限：逾期", "dept:none due:overdue"),
        ("is:逾期|退回", "is:overdue,returned"),
        ("due:2023-06-01..2023-06-30", "due:2023-06-01..2023-06-30"),
        ("提交：2023年6月", "submitted:2023-06-01..2023-06-30"),
        ("studio:\"石潭 镇\"", "studio:\"石潭 镇\""),
        ("9:30 SFL-23", "9:30 SFL-23"),
        ("停车，难", "停车 难"),
        ("停车、难，路灯 1,000", "停车 难 路灯 1,000"),
        ("停车“难点”路", "停车 \"难点\" 路"),
        ("部门：城管“停车难”", "dept:城管 \"停车难\""),
        ("部门：城管，住建，状态：已提交", "dept:城管,住建 status:submitted"),
        ("停车，部门：住建", "停车 dept:住建"),
        ("停车，或，车位", "停车|车位"),
        ("zhuangtai：已提交 bumen:住建", "status:submitted dept:住建"),
    ] {
        assert_eq!(printed(text), print, "{text}");
    }
}

#[test]
fn what_is_half_typed_asks_nothing() {
    for text in ["status:", "状态：", "due:", "due:<", "时限：＜", "dept:", "\"", "“", "-", "is:"]
    {
        let reading = read(text);
        assert_eq!(reading.faults, [], "{text}");
        let is_nothing = reading.query.is_empty() || text == "-";
        assert!(is_nothing, "{text}: {:?}", reading.query);
        assert!(text == "-" || !reading.unfinished.is_empty(), "{text}");
    }
    assert_eq!(printed("停车 status:"), "停车");
    assert_eq!(printed("\"步行"), "\"步行\"");
}

#[test]
fn what_is_not_finished_is_told_at_its_place_with_what_is_allowed() {
    for (text, place, told) in [
        ("停车 状态：", "状态：", ["已协商", "Consulted"]),
        ("停车 due:< 路", "due:<", ["逾期", "overdue"]),
        ("-部门： 停车", "-部门：", ["名称", "a name"]),
        ("停车 “步行 街", "“步行 街", ["补上 ”", "add ”"]),
        ("dept:\"", "\"", ["补上 \"", "add \""]),
    ] {
        let [only] = &read(text).unfinished[..] else { panic!("{text} is finished") };
        assert_eq!(text.get(only.place.clone()), Some(place), "{text}");
        for (lang, told) in Lang::ALL.into_iter().zip(told) {
            assert!(only.words(lang).contains(told), "{}", only.words(lang));
        }
    }
    for text in ["停车", "“步行 街”", "状态：已协商", "状态：红", "due:<7d", "-停车", "\"a\"|“b”"]
    {
        assert_eq!(read(text).unfinished, [], "{text}");
    }
}

#[test]
fn a_fault_points_at_its_place_and_the_rest_holds() {
    let (place, kind) = fault("停车 statsu:open 部门:住建");
    assert_eq!(place, "statsu");
    assert_eq!(kind, FaultKind::Key { typed: "statsu".into(), near: Some(Key::Status) });
    assert_eq!(read("停车 statsu:open 部门:住建").query.to_string(), "停车 dept:住建");
    assert_eq!(fault("状态：停车").0, "停车");
    assert_eq!(fault("due:2023-13-01").0, "2023-13-01");
    assert_eq!(fault("due:2023-06-30..2023-06-01").1, FaultKind::Backwards);
    assert_eq!(fault("停车 or").0, "or");
    assert_eq!(fault("or 停车").0, "or");
    assert_eq!(fault("状态:已提交 or 部门:住建").0, "or");
    assert_eq!(fault("age:2023-06").0, "2023-06");
    for lang in Lang::ALL {
        for text in ["颜色：红", "状态：红", "时限：红", "停车 or", "due:9..7d", "statsu:x"]
        {
            let reading = read(text);
            assert!(!reading.faults[0].words(lang).is_empty());
        }
    }
}

#[test]
fn a_name_that_nobody_has_is_told() {
    let catalog = Catalog::of(&city(300, 0).1);
    let told = |text: &str| read(text).told(&catalog);
    assert_eq!(told("部门：住建"), []);
    assert_eq!(
        told("部门：火星局 停车")[0].kind,
        FaultKind::Name { key: Key::Department, typed: "火星局".into(), near: None }
    );
}

#[test]
fn a_name_that_is_written_with_a_slip_is_told_with_the_one_that_is_near() {
    let catalog = Catalog::of(&city(690, 0).1);
    let told = |text: &str, lang| {
        let faults = read(text).told(&catalog);
        faults.first().unwrap_or_else(|| panic!("{text} is known")).words(lang)
    };
    for (typed, near) in
        [("成管", "“城管”"), ("chenggaun", "“城管”"), ("雨湖区主建局", "“雨湖区住建")]
    {
        for lang in Lang::ALL {
            let words = told(&format!("部门：{typed}"), lang);
            assert!(words.contains(near), "{words}");
        }
    }
    assert!(!told("部门：火星局", Lang::Zh).contains("是不是"));
}

#[test]
fn a_name_that_nobody_has_asks_nothing_and_the_rest_narrows() {
    let city = City::new();
    let wanted = |text: &str| {
        let ready = Ready::new(&read(text).query, (&city.catalog).into(), &city.day);
        city.catalog
            .issues
            .values()
            .filter(|row| ready.wants(row))
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };
    let all = wanted("停车");
    assert!(!all.is_empty() && all.len() < city.catalog.issues.len());
    for text in [
        "部门：火星局 停车",
        "-部门：火星局 停车",
        "工作室：火星 停车",
        "诉求人：火星人，火星局 停车",
    ] {
        assert_eq!(wanted(text), all, "{text}");
    }
    assert_eq!(wanted("部门：火星局，住建 停车"), wanted("部门：住建 停车"));
}

/// The example city on its last day, and what a query wants of it.
struct City {
    catalog: Catalog,
    day: Terms,
}

impl City {
    fn new() -> Self {
        let (catalog, day) = last_day();
        Self { catalog, day }
    }

    fn wanted(&self, text: &str) -> Vec<IssueRow> {
        let reading = read(text);
        assert_eq!(reading.told(&self.catalog), [], "{text}");
        let ready = Ready::new(&reading.query, (&self.catalog).into(), &self.day);
        self.catalog.issues.values().filter(|row| ready.wants(row)).collect()
    }
}

#[test]
fn a_department_is_known_by_everything_that_lists_call_it() {
    let city = City::new();
    let mut asked = 0;
    for row in city.catalog.departments.values().filter(|row| !row.district.is_empty()) {
        let (district, name, short) = (&row.district, &row.name, &row.short);
        let shown = Directory::name(&city.catalog, row.id.into()).unwrap();
        let mut called = vec![
            shown,
            format!("{district}{name}"),
            format!("{name}（{district}）"),
            format!("{name}({district})"),
        ];
        if !short.is_empty() {
            called.extend([format!("{district}{short}"), format!("{short}（{district}）")]);
        }
        for typed in called {
            let own =
                |it: &IssueRow| it.departments.iter().chain(&it.supporting).any(|id| *id == row.id);
            let wanted = city.wanted(&format!("部门：{typed}"));
            asked += wanted.len();
            let all = city.catalog.issues.values().filter(|it| own(it));
            assert!(all.map(|it| it.id).all(|id| wanted.iter().any(|it| it.id == id)), "{typed}");
        }
    }
    assert!(asked > 0);
}

#[test]
fn somebody_is_known_by_the_name_with_the_unit_behind_it() {
    let city = City::new();
    let raisers = city.catalog.issues.values().filter_map(|row| {
        let first = *row.raisers.first()?;
        Some((row, first))
    });
    let people = raisers.filter_map(|(row, id)| Some((row, city.catalog.people.get(&id)?)));
    let (row, person) = people.into_iter().find(|(_, it)| !it.unit.is_empty()).unwrap();
    for typed in [
        format!("{}（{}）", person.name, person.unit),
        format!("{} ({})", person.name, person.unit),
    ] {
        let wanted = city.wanted(&format!("诉求人：\"{typed}\""));
        assert!(wanted.iter().any(|it| it.id == row.id), "{typed}");
    }
}

#[test]
fn what_was_agreed_and_waits_to_be_assigned_is_asked_for() {
    let city = City::new();
    let open = city.catalog.issues.values().find(|row| row.status.is_open()).unwrap();
    let done = city.catalog.issues.values().find(|row| !row.status.is_open()).unwrap();
    let (commitment, since) = (CommitmentId::from_bytes([7; 16]), TODAY);
    let unassigned = Some(Unassigned { commitment, since, to: None });
    for text in ["is:unassigned", "情形：待交办", "是：未交办", "is:\"not assigned\""] {
        let ready = Ready::new(&read(text).query, (&city.catalog).into(), &city.day);
        assert!(ready.wants(&IssueRow { unassigned, ..open.clone() }), "{text}");
        assert!(!ready.wants(&IssueRow { unassigned: None, ..open.clone() }), "{text}");
        assert!(!ready.wants(&IssueRow { unassigned, ..done.clone() }), "{text}");
    }
}

#[test]
fn what_comes_next_is_offered() {
    let catalog = Arc::new(Catalog::of(&city(690, 0).1));
    let offers = |text: &str, lang| {
        let found = Completer::default().complete(text, &catalog, lang);
        found
            .map(|it| it.offers.into_iter().map(|it| it.insert).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    assert!(offers("停车 st", Lang::En).contains(&"status:".to_owned()));
    assert_eq!(offers("zt", Lang::Zh), ["状态："]);
    assert_eq!(offers("dept:zj", Lang::Zh)[0], "住建 ");
    assert!(offers("-状态：已", Lang::Zh).contains(&"已协商 ".to_owned()));
    assert_eq!(offers("状态：已提交,停", Lang::Zh).len(), 0);
    assert!(offers("停车", Lang::Zh).is_empty());
    for text in ["停车 dept:zj", "停车，部门：zj", "部门：城管、zj"] {
        let place = Completer::default().complete(text, &catalog, Lang::Zh).unwrap().place;
        assert_eq!(text.get(place), Some("zj"), "{text}");
    }
    assert_eq!(offers("停车，zt", Lang::Zh), ["状态："]);
}

#[test]
fn names_are_looked_for_once_and_not_at_each_key() {
    use crate::command::catalog::looked_at;
    let catalog = Arc::new(Catalog::of(&city(690, 0).1));
    let mut completer = Completer::default();
    for begun in ["标签：", "诉求人："] {
        let first = completer.complete(begun, &catalog, Lang::Zh).unwrap();
        assert!(!first.offers.is_empty() && first.offers.len() <= 12);
        let before = looked_at();
        for typed in ["", "z", "zh", "周"] {
            completer.complete(&format!("{begun}{typed}"), &catalog, Lang::Zh);
        }
        assert_eq!(looked_at(), before, "{begun}");
        let alone = Completer::default().complete(begun, &catalog, Lang::Zh);
        assert_eq!(alone, Some(first));
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "status:",
            "状态：",
            "due:",
            "时限：",
            "age:",
            "dept:",
            "is:",
            "tag:",
            "category:",
            "非",
            "-",
            "|",
            " or ",
            " 或 ",
            ",",
            "，",
            "、",
            "\"",
            "“",
            "”",
            "「",
            "」",
            " ",
            "　",
            "<",
            "＜",
            "..",
            "7d",
            "30天",
            "2023-06-30",
            "2023-06",
            "none",
            "无",
            "逾期",
            "已协商",
            "open",
            "停车",
            "tcn",
            "住建",
            "9:30",
            "x:y",
            ":",
            "：",
            "温度",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_panics_and_what_is_printed_reads_the_same(
        pieces in prop::collection::vec(piece(), 0..12)
    ) {
        let text = pieces.concat();
        let reading = read(&text);
        for fault in &reading.faults {
            prop_assert!(text.get(fault.place.clone()).is_some());
            prop_assert!(!fault.words(Lang::Zh).is_empty() && !fault.words(Lang::En).is_empty());
        }
        let print = reading.query.to_string();
        let again = read(&print);
        prop_assert_eq!(&again.faults, &[], "{} gives {}", text, print);
        prop_assert_eq!(&again.unfinished, &[], "{} gives {}", text, print);
        prop_assert_eq!(&again.query, &reading.query, "{} gives {}", text, print);
        Completer::default().complete(&text, &Arc::default(), Lang::Zh);
    }
}
