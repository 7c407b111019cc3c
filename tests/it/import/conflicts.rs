//! A file that is imported again after people have worked on what came of it: what each cell says is held
//! against what is here, and whoever decides gets just that.

use super::{Office, asked, counts};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use std::collections::BTreeMap;
use tanshi::domain::action::Action;
use tanshi::domain::date::DateSpan;
use tanshi::domain::id::{IssueId, PersonId};
use tanshi::domain::issue::{Category, Intake, IssueFacts};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::exchange::table::{Conflicts, Options, Plan, RowReport, What};
use tanshi::i18n::{Label, Lang};

/// The columns that a file has beside number and studio, with what may stand in them.
const COLUMNS: [(&str, [&str; 4]); 7] = [
    ("议题", ["路灯不亮", "停车难", "积水", "充电桩"]),
    ("类别", ["", "温度", "力度", "深度"]),
    ("来源", ["", "来信", "来访", "热线"]),
    ("诉求人", ["", "李某", "王某", "周某"]),
    ("登记日期", ["", "2023-03-01", "2023-03-02", "2023-04-05"]),
    ("内容", ["", "三盏", "五盏坏了", "请尽快"]),
    ("备注", ["", "旧的", "新的", "再看看"]),
];
const PLACES: usize = COLUMNS.len();

/// The cells of a row, by which of its values stands in each.
type Cells = [usize; PLACES];

fn text_of(place: usize, value: usize) -> &'static str {
    COLUMNS[place].1[value]
}

fn file(rows: &[Cells]) -> String {
    let names = COLUMNS.map(|(name, _)| name).join(",");
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let cells: Vec<&str> = (0..PLACES).map(|place| text_of(place, row[place])).collect();
        format!("X-{at},韶峰,{}\n", cells.join(","))
    });
    format!("编号,工作室,{names}\n{}", lines.collect::<String>())
}

fn people() -> impl Iterator<Item = (&'static str, PersonId)> {
    let names = COLUMNS[3].1.into_iter().skip(1);
    names.zip((101..).map(|byte| PersonId::from_bytes([byte; 16])))
}

/// A line of the text of an issue that is kept under the name of a column.
fn kept<'b>(body: &'b str, name: &str) -> &'b str {
    let mut lines = body.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('：'));
    lines.next().unwrap_or_default()
}

fn base(body: &str) -> &str {
    body.lines().next().filter(|line| !line.contains('：')).unwrap_or_default()
}

/// What is stated about an issue, as the cells of a row would say it.
fn said(facts: &IssueFacts) -> [String; PLACES] {
    let names: BTreeMap<PersonId, &str> = people().map(|(name, id)| (id, name)).collect();
    let raisers: Vec<&str> = facts.raisers.iter().map(|id| names[id]).collect();
    let known = Some(facts.intake).filter(|it| *it != Intake::Unknown);
    [
        facts.title.clone(),
        facts.category.map_or_else(String::new, |it| it.label(Lang::Zh).to_owned()),
        known.map_or_else(String::new, |it| it.label(Lang::Zh).to_owned()),
        raisers.join("、"),
        facts.submitted.map(|it| it.to_string()).unwrap_or_default(),
        base(&facts.body).to_owned(),
        kept(&facts.body, "备注").to_owned(),
    ]
}

/// What somebody does to an issue here: one of the columns says something else from now on.
fn edit(facts: &mut IssueFacts, place: usize, value: usize) {
    let text = text_of(place, value);
    match place {
        0 => facts.title = text.to_owned(),
        1 => facts.category = Category::ALL.iter().copied().find(|it| it.label(Lang::Zh) == text),
        2 => {
            let found = Intake::ALL.iter().copied().find(|it| it.label(Lang::Zh) == text);
            facts.intake = found.unwrap_or(Intake::Unknown);
        }
        3 => facts.raisers = people().filter(|(name, _)| *name == text).map(|it| it.1).collect(),
        4 => facts.submitted = DateSpan::parse(text, asked().today).ok(),
        _ => {
            let other = if place == 5 { kept(&facts.body, "备注") } else { base(&facts.body) };
            let (base, note) = if place == 5 { (text, other) } else { (other, text) };
            let note = if note.is_empty() { String::new() } else { format!("备注：{note}") };
            let number = format!("编号：{}", kept(&facts.body, "编号"));
            let parts = [base.to_owned(), number, note];
            let parts = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
            facts.body = parts.join("\n");
        }
    }
}

/// An office where a file was imported and worked on since.
struct Worked {
    office: Office,
    ids: Vec<IssueId>,
}

impl Worked {
    fn new(rows: &[Cells], edits: &[(usize, usize, usize)]) -> Self {
        let mut office = Office::new();
        let added = people().map(|(name, id)| {
            let facts = PersonFacts::named(name, Side::Public);
            Action::AddPerson { id, facts, source: None }
        });
        office.desk.commit(&added.collect::<Vec<_>>(), &asked()).unwrap();
        office.take(&file(rows), &Options::default());
        let ids: Vec<IssueId> = office.desk.catalog().issues.keys().collect();
        assert_eq!(ids.len(), rows.len());
        let mut worked = Self { office, ids };
        for (row, place, value) in edits {
            let id = worked.ids[row % rows.len()];
            let mut facts = worked.facts(id);
            edit(&mut facts, *place, *value);
            worked.office.desk.commit(&[Action::EditIssue { id, facts }], &asked()).unwrap();
        }
        worked
    }

    fn facts(&mut self, id: IssueId) -> IssueFacts {
        self.office.desk.dossier(id.into()).unwrap().issue(id).unwrap().facts.clone()
    }

    fn all(&mut self) -> Vec<[String; PLACES]> {
        self.ids.clone().into_iter().map(|id| said(&self.facts(id))).collect()
    }

    fn hash(&mut self) -> String {
        self.office.desk.state_hash().unwrap().hex()
    }

    fn plan(&mut self, rows: &[Cells], conflicts: Conflicts) -> Plan {
        self.office.plan(file(rows).as_bytes(), &Options { conflicts, ..Options::default() })
    }
}

/// The columns in which a row says something else than what is here; an empty cell says nothing.
fn otherwise(row: Cells, here: &[String; PLACES]) -> Vec<&'static str> {
    let places = (0..PLACES).filter(|place| {
        let text = text_of(*place, row[*place]);
        !text.is_empty() && text != here[*place]
    });
    places.map(|place| COLUMNS[place].0).collect()
}

fn told(row: &RowReport) -> Vec<&str> {
    let mut columns: Vec<&str> = row.differences.iter().map(|it| it.column.as_str()).collect();
    columns.sort_by_key(|name| COLUMNS.iter().position(|(its, _)| its == name));
    columns
}

proptest! {
    #![proptest_config(Config {
        cases: 24,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_127),
        ..Config::default()
    })]

    #[test]
    fn what_a_cell_says_anew_is_a_conflict_that_is_kept_taken_and_undone(
        rows in prop::collection::vec(prop::array::uniform7(0..4_usize), 1..5),
        edits in prop::collection::vec((0..4_usize, 0..PLACES, 0..4_usize), 0..6),
        (row, place, value) in (0..4_usize, 0..PLACES, 0..4_usize),
    ) {
        let mut worked = Worked::new(&rows, &edits);
        let same = worked.plan(&rows, Conflicts::Refuse);
        prop_assert!(same.actions.is_empty(), "{:?}", same.rows);
        prop_assert_eq!(counts(&same), [(What::Unchanged, rows.len())]);

        let mut changed = rows.clone();
        let at = row % rows.len();
        changed[at][place] = value;
        prop_assume!(changed != rows);
        let (here, before) = (worked.all(), worked.hash());
        let expected = otherwise(changed[at], &here[at]);
        let plan = worked.plan(&changed, Conflicts::Refuse);
        prop_assert!(plan.actions.is_empty());
        let what = if expected.is_empty() { What::Unchanged } else { What::Conflict };
        prop_assert_eq!(plan.rows[at].what, what, "{:?}", plan.rows[at]);
        prop_assert_eq!(told(&plan.rows[at]), expected.clone());
        if expected.is_empty() {
            return Ok(());
        }

        let keep = worked.plan(&changed, Conflicts::Keep);
        prop_assert_eq!(keep.rows[at].what, What::Kept);
        worked.office.import(&keep);
        prop_assert_eq!(&worked.hash(), &before);
        let again = worked.plan(&changed, Conflicts::Refuse);
        prop_assert_eq!(counts(&again), [(What::Unchanged, rows.len())]);
        worked.office.desk.undo(&asked()).unwrap();
        prop_assert_eq!(&worked.hash(), &before);

        let take = worked.plan(&changed, Conflicts::Take);
        prop_assert_eq!(take.rows[at].what, What::Changed, "{:?}", take.rows[at]);
        worked.office.import(&take);
        let now = worked.all();
        for (other, was) in here.iter().enumerate() {
            for (place, was) in was.iter().enumerate() {
                let text = text_of(place, changed[other][place]);
                let is_taken = other == at && !text.is_empty();
                let expected = if is_taken { text } else { was };
                prop_assert_eq!(&now[other][place], expected, "{}", COLUMNS[place].0);
            }
        }
        let again = worked.plan(&changed, Conflicts::Refuse);
        prop_assert!(again.actions.is_empty());
        worked.office.desk.undo(&asked()).unwrap();
        prop_assert_eq!(worked.hash(), before);
    }
}
