//! Freezing a report under a name, and dropping it again. Where the log is and what the report comes to
//! is put in where the store is.

use super::fill::{Fault, FieldFault, Filling};
use super::verb::{Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::Action;
use crate::domain::date::{DateFault, Interval};
use crate::domain::figures::{COUNTING_RULES, FrozenReport, Scope};
use crate::domain::id::{EntityKind, StudioId};
use chrono::{Datelike as _, NaiveDate};

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

const NAME: Field = field("name", w("名称", "Name"), FieldKind::Line);

/// Freezes a report.
pub(super) const FREEZE: Verb = Verb::on(
    Noun::Settings,
    "freeze-report",
    w("冻结报表", "Freeze a report"),
    w(
        "给这份统计起个名称留底：以后登记、更正了什么，都能按当时的数字重新算出来",
        "Keeps a report under a name: whatever is entered or corrected later, it runs again as it was",
    ),
    &[
        NAME.required().positional(),
        field("from", w("统计区间开始", "First day"), FieldKind::Day),
        field("to", w("统计区间结束", "Last day"), FieldKind::Day),
        field("cut-off", w("截止日", "Cut-off date"), FieldKind::Day),
        field("studio", w("只统计", "Only this studio"), FieldKind::Reference(EntityKind::Studio)),
    ],
    freeze,
)
.adding();

/// Drops a frozen report.
pub(super) const DROP: Verb = Verb::on(
    Noun::Settings,
    "drop-report",
    w("删去冻结报表", "Drop a frozen report"),
    w(
        "删去一份冻结的报表；数据不变，可以撤销",
        "Drops a frozen report; no data changes, and it can be undone",
    ),
    &[NAME.required().positional()],
    drop_report,
)
.adding();

fn freeze(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let name = filling.text_or("name", "");
    let to = filling.day_or_today("to")?;
    let first_of_year = NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to);
    let from = day_or(filling, "from", first_of_year)?;
    let cut_off = day_or(filling, "cut-off", to)?;
    let interval = Interval::between(from, to)
        .map_err(|_fault| filling.fault("from", FieldFault::Date(DateFault::Backwards)))?;
    let studio: Option<StudioId> = filling.id_of("studio", EntityKind::Studio)?;
    let report = FrozenReport {
        name,
        scope: Scope { interval, cut_off, studio },
        position: None,
        frozen_on: filling.today,
        rules: COUNTING_RULES,
        sha256: [0; 32],
    };
    Ok(vec![Action::FreezeReport { report }])
}

fn day_or(
    filling: &Filling<'_>,
    key: &'static str,
    otherwise: NaiveDate,
) -> Result<NaiveDate, Fault> {
    match filling.text(key) {
        None | Some("") => Ok(otherwise),
        Some(_) => filling.day_or_today(key),
    }
}

fn drop_report(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let name = filling.text("name").map(str::to_owned);
    let name = name.ok_or_else(|| filling.fault("name", FieldFault::Required))?;
    Ok(vec![Action::DropFrozenReport { name }])
}
