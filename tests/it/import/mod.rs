//! Tables of offices: what becomes of each row is told before, taken in at once, and undone at once.

mod beside;
mod conflicts;
mod fixture;
mod forms;
mod hostile;
mod kinds;
mod ledger;
mod names;
mod namesakes;

use chrono::{NaiveDate, NaiveTime};
use tanshi::domain::action::Action;
use tanshi::domain::id::{DepartmentId, PersonId, StudioId};
use tanshi::domain::number::StudioCode;
use tanshi::domain::studio::StudioFacts;
use tanshi::exchange::recognised::{Recognised, recognise};
use tanshi::exchange::table::{Options, Plan, RowReport, TableFault, What};
use tanshi::i18n::Lang;
use tanshi::shell::desk::{Columns, Desk, Done, TableWish};
use tanshi::store::{Asked, Store};

/// A desk on a store of its own.
struct Office {
    desk: Desk,
    _folder: tempfile::TempDir,
}

fn asked() -> Asked {
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: NaiveDate::from_ymd_opt(2023, 10, 20).unwrap(),
        time: NaiveTime::MIN,
        wall_millis: 1_697_760_000_000,
    }
}

fn studio(name: &str, code: &str) -> StudioFacts {
    StudioFacts::named(name, StudioCode::parse(code).unwrap())
}

impl Office {
    /// One that knows the studios and departments of the ledger.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Store::open(&folder.path().join("data"), "now").unwrap()).unwrap();
        let mut actions = Vec::new();
        for (place, (name, code)) in (1..).zip(fixture::STUDIOS) {
            let id = StudioId::from_bytes([place; 16]);
            actions.push(Action::AddStudio { id, facts: studio(name, code), source: None });
        }
        for (place, name) in (1..).zip(fixture::DEPARTMENTS) {
            let facts = tanshi::domain::department::DepartmentFacts::named(name);
            let id = DepartmentId::from_bytes([place; 16]);
            actions.push(Action::AddDepartment { id, facts, source: None });
        }
        desk.commit(&actions, &asked()).unwrap();
        Self { desk, _folder: folder }
    }

    fn try_plan(&mut self, bytes: &[u8], options: &Options) -> Result<Plan, TableFault> {
        let Recognised::Table(form) = recognise(bytes) else { panic!("no table") };
        let options = &Options { source: "台账".to_owned(), ..options.clone() };
        let wish = TableWish { bytes, form, options };
        self.desk.plan_table(wish, &asked(), &mut |_, _| {}).unwrap()
    }

    fn plan(&mut self, bytes: &[u8], options: &Options) -> Plan {
        self.try_plan(bytes, options).unwrap_or_else(|fault| panic!("{}", fault.text(Lang::Zh)))
    }

    fn import(&mut self, plan: &Plan) -> Done {
        self.import_with(plan, Columns::AsTheyAre)
    }

    fn import_with(&mut self, plan: &Plan, columns: Columns) -> Done {
        self.desk.import_table(plan, columns, &asked(), &mut |_, _| {}).unwrap()
    }

    /// Imports whatever of a text can be, and returns what became of the rows.
    fn take(&mut self, text: &str, options: &Options) -> Plan {
        let plan = self.plan(text.as_bytes(), options);
        self.import(&plan);
        plan
    }
}

fn counts(plan: &Plan) -> Vec<(What, usize)> {
    What::ALL.into_iter().zip(plan.counts()).filter(|(_, count)| *count > 0).collect()
}

/// What is wrong with a row, in Chinese.
fn told(office: &Office, row: &RowReport) -> String {
    let texts: Vec<String> =
        row.faults.iter().map(|it| it.text(Lang::Zh, office.desk.catalog())).collect();
    texts.join(" ")
}
