//! The ledger (台账, DOMAIN §4): one row for each issue, in the columns that the office knows.
//!
//! A session counts in the row of the first of its issues alone, so that the sums are those of the report;
//! the others say with which row they share it.

mod row;

use super::{
    cast::Cast,
    setting::Setting,
    workbook::{Cell, Column, Kind, WorkSheet, Workbook},
};
use crate::domain::{
    date::Interval,
    id::{IssueId, StudioId},
    issue::Issue,
    workflow::Status,
    world::World,
};
use crate::i18n::{Lang, ledger::ALL as COLUMNS};
use chrono::NaiveDate;
use row::{Held, Row};
use std::collections::BTreeMap;

/// How each of the columns is laid out, in their order: width in digits, kind, whether it is summed.
const LAYOUT: [(f64, Kind, bool); COLUMNS.len()] = [
    (5.0, Kind::Number, false),
    (17.0, Kind::Text, false),
    (16.0, Kind::Text, false),
    (26.0, Kind::Text, false),
    (7.0, Kind::Text, false),
    (9.0, Kind::Text, false),
    (10.0, Kind::Text, false),
    (11.0, Kind::Date, false),
    (11.0, Kind::Date, false),
    (11.0, Kind::Date, false),
    (9.0, Kind::Number, true),
    (9.0, Kind::Number, true),
    (9.0, Kind::Number, true),
    (28.0, Kind::Text, false),
    (16.0, Kind::Text, false),
    (11.0, Kind::Date, false),
    (14.0, Kind::Text, false),
    (24.0, Kind::Text, false),
    (10.0, Kind::Money, true),
    (9.0, Kind::Text, false),
    (11.0, Kind::Date, false),
    (9.0, Kind::Text, false),
    (24.0, Kind::Text, false),
];

/// The number and the studio stay where they are when the sheet is scrolled.
const FROZEN_COLUMNS: u16 = 4;

/// Which issues a ledger has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope {
    /// Those that were entered within these days; one whose day is not known, or a range that is not all
    /// within, is in none.
    pub interval: Option<Interval>,
    /// Those that a studio looks after.
    pub studio: Option<StudioId>,
    /// Those that stand so; of exits, of that kind.
    pub status: Option<Wanted>,
}

/// The status that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Work is owed.
    Open,
    /// By the key of the status.
    Key(&'static str),
}

impl Wanted {
    /// The words for it.
    pub const KEYS: [&'static str; 9] = [
        "open",
        "submitted",
        "consulted",
        "resolved",
        "declined",
        "referred",
        "merged",
        "withdrawn",
        "closed_unresolved",
    ];

    /// What a word wants; `None` for any other.
    pub fn from_key(key: &str) -> Option<Self> {
        let known = Self::KEYS.into_iter().find(|it| *it == key)?;
        Some(if known == "open" { Self::Open } else { Self::Key(known) })
    }

    fn takes(self, status: Status) -> bool {
        match self {
            Self::Open => status.is_open(),
            Self::Key(key) => status.key() == key,
        }
    }
}

impl Scope {
    fn takes(&self, issue: &Issue) -> bool {
        let entered = row::entered(issue);
        !issue.retracted
            && self.studio.is_none_or(|studio| studio == issue.studio)
            && self.status.is_none_or(|status| status.takes(issue.status))
            && self.interval.is_none_or(|it| entered.is_some_and(|span| span.within(it)))
    }
}

/// The ledger, in the words of its copy.
#[derive(Debug, Clone)]
pub struct Ledger {
    lang: Lang,
    office: String,
    scope: Scope,
    studio: String,
    rows: Vec<Row>,
}

impl Ledger {
    /// Reads the ledger out of a world that holds everything. Ordered by the day of entry, then number;
    /// how things stand is told as of `today`.
    pub fn of(world: &World, scope: &Scope, setting: &Setting, today: NaiveDate) -> Self {
        let cast = Cast::new(world, setting, None);
        let mut issues: Vec<&Issue> = world.issues().filter(|issue| scope.takes(issue)).collect();
        issues.sort_by_key(|issue| {
            let entered = row::entered(issue);
            (entered.is_none(), entered, issue.number.as_str())
        });
        let mut first: BTreeMap<_, usize> = BTreeMap::new();
        let rows = (1..).zip(issues).map(|(number, issue)| {
            let held = row::held(&cast, issue, today);
            let (own, elsewhere): (Vec<_>, Vec<_>) = held
                .into_iter()
                .partition(|session| *first.entry(session.id).or_insert(number) == number);
            let with = elsewhere.iter().filter_map(|session| first.get(&session.id).copied()).min();
            Row::of(&cast, number, issue, &Held { own, elsewhere, with })
        });
        let rows = rows.collect();
        Self {
            lang: setting.lang,
            office: setting.imprint.office.clone(),
            scope: *scope,
            studio: scope.studio.map(|id| cast.studio(id)).unwrap_or_default(),
            rows,
        }
    }

    /// The issues that it has, in the order of its rows.
    pub fn issues(&self) -> Vec<IssueId> {
        self.rows.iter().map(|row| row.id).collect()
    }

    /// What it is called.
    pub fn title(&self) -> String {
        let title = self.lang.pick("协商议题台账", "Ledger of issues");
        let between = self.lang.pick("", " ");
        [self.office.as_str(), self.studio.as_str(), title]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(between)
    }

    /// Its sheet.
    pub fn sheet(&self) -> WorkSheet {
        let columns = COLUMNS.iter().zip(LAYOUT).map(|(heading, (width, kind, is_summed))| {
            let column = Column::new(heading.name(self.lang), width, kind);
            if is_summed { column.summed() } else { column }
        });
        let rows = self.rows.iter().map(|row| row.cells.clone()).collect();
        let mut sheet = WorkSheet::new(self.lang.pick("台账", "Ledger"), columns.collect(), rows);
        sheet.title = self.title();
        sheet.above =
            self.scope.interval.map(|it| interval_text(it, self.lang)).into_iter().collect();
        sheet.sum = Some(self.lang.pick("合计", "Total").to_owned());
        sheet.below = self.notes();
        sheet.frozen_columns = FROZEN_COLUMNS;
        sheet.footer = String::from(self.lang.pick("第&P页 共&N页", "Page &P of &N"));
        sheet
    }

    /// How it counts.
    fn notes(&self) -> Vec<String> {
        let notes = match self.lang {
            Lang::Zh => [
                "注：只计已经召开的协商议事会；一场会议议了几件议题的，人数只写在第一件，合计不重复。",
                "资金为已兑现的数，没有兑现的为承诺的数；“余”“约”的数见备注。未填的是还没有，或者不详。",
            ],
            Lang::En => [
                "Only sessions that were held count; of a session with several issues the heads stand in the first row alone, so that the sums count nothing twice.",
                "Funds are what was delivered, else what was promised; lower bounds and estimates are in the remarks. What is empty is not there yet, or not known.",
            ],
        };
        notes.map(str::to_owned).to_vec()
    }

    /// The workbook, dated.
    pub fn workbook(&self, dated: NaiveDate) -> Workbook {
        Workbook { title: self.title(), dated, sheets: vec![self.sheet()] }
    }
}

/// How the ledger writes one issue, as if it stood there alone: each field with its words, but for those
/// of which nothing is known.
pub fn written(
    world: &World,
    issue: &Issue,
    setting: &Setting,
    today: NaiveDate,
) -> Vec<(&'static str, String)> {
    let cast = Cast::new(world, setting, None);
    let held = Held { own: row::held(&cast, issue, today), elsewhere: Vec::new(), with: None };
    let row = Row::of(&cast, 1, issue, &held);
    let cells = COLUMNS.iter().zip(row.cells).filter_map(|(heading, cell)| {
        let words = match cell {
            Cell::Empty => return None,
            Cell::Text(words) => words,
            Cell::Date(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
        };
        Some((heading.field, words))
    });
    cells.collect()
}

fn interval_text(interval: Interval, lang: Lang) -> String {
    let (first, last) = (interval.first(), interval.last());
    match lang {
        Lang::Zh => format!("登记日期：{first} 至 {last}"),
        Lang::En => format!("Entered from {first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_office_in_their_order() {
        let wanted = "序号, 编号, 工作室, 议题, 类别, 来源, 诉求人, 登记日期, 受理, 协商日期, 参加委员(次), \
                      群众(人次), 部门单位(次), 协商意见, 责任单位, 时限, 办理进展, 结果, 资金(万元), 满意度, \
                      回访, 状态, 备注";
        let headings = COLUMNS.map(|it| it.zh).join(", ");
        assert_eq!(headings, wanted);
    }
}
