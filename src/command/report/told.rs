//! A report put into tables: the totals, the rates, the waiting times, a division, and for a workbook the
//! sessions and issues that they count, each with what it counts in.

use super::{
    cells::{cell_name, ordered},
    notes::{NOTES, RANGES_NOTE, notes_for, notes_on},
};
use crate::command::{Catalog, Directory};
use crate::document::report::{Datum, Grid, Heading, Told};
use crate::document::workbook::Kind;
use crate::domain::date::DateSpan;
use crate::domain::figures::{Dimension, Division, Figure, Part, Rate, Report, Row, Wait};
use crate::domain::id::EntityId;
use crate::i18n::{Label, Lang, Names, Wording, sentence};
use std::collections::BTreeMap;

/// The figures beside the totals, each part after what it is a part of.
pub const REST: [Figure; 17] = [
    Figure::ActiveStudios,
    Figure::FoundingUnknown,
    Figure::ResolvedByService,
    Figure::ResolvedRecorded,
    Figure::ResolvedOverridden,
    Figure::ResolvedDissatisfied,
    Figure::ResolvedNotEvaluated,
    Figure::ResolvedWithResidual,
    Figure::DepartmentHeads,
    Figure::OtherAttendances,
    Figure::Submitted,
    Figure::Consulted,
    Figure::ConsultedResolved,
    Figure::ConsultedRecorded,
    Figure::ConsultedOverridden,
    Figure::Evaluated,
    Figure::Satisfied,
];
const _: () =
    assert!(Figure::TOTALS.len() + REST.len() == Figure::ALL.len(), "a figure is missing");

/// What a report is asked to tell.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// By what it is divided.
    pub division: Option<&'w Division>,
    /// Under which name it is frozen.
    pub frozen: Option<&'w str>,
}

/// What a report is called.
pub const fn title(lang: Lang) -> &'static str {
    lang.pick("协商工作统计", "Consultation figures")
}

/// Puts a report into words and tables.
pub fn told(catalog: &Catalog, report: &Report, wanted: Wanted<'_>, lang: Lang) -> Told {
    let mut grids = vec![totals(report.whole(), lang), rates(report.whole(), lang)];
    grids.push(waits(report.whole(), lang));
    if let Some(division) = wanted.division {
        grids.push(divided(catalog, division, lang));
        grids.push(waits_divided(catalog, division, lang));
    }
    grids.push(sessions(catalog, report, lang));
    grids.push(issues(catalog, report, lang));
    grids.retain(|grid| !grid.rows.is_empty());
    let mut notes: Vec<String> = NOTES.iter().map(|note| note.label(lang).to_owned()).collect();
    let said: Vec<String> = wanted
        .division
        .map(notes_for)
        .unwrap_or_default()
        .iter()
        .map(|it| format!("[{it}]"))
        .collect();
    if let Some(division) = wanted.division.filter(|_| !said.is_empty()) {
        let by = division.dimension().label(lang);
        notes.push(match lang {
            Lang::Zh => format!("按{by}分的表，另见 {}", said.concat()),
            Lang::En => {
                format!("On the table by {}, see {} too.", by.to_lowercase(), said.concat())
            }
        });
    }
    let dated = report.scope().cut_off;
    Told {
        lang,
        title: title(lang).to_owned(),
        about: about(catalog, report, wanted, lang),
        grids,
        notes,
        dated,
    }
}

/// What it speaks about, in lines.
fn about(catalog: &Catalog, report: &Report, wanted: Wanted<'_>, lang: Lang) -> Vec<String> {
    let scope = report.scope();
    let mut lines = vec![format!(
        "{} [{RANGES_NOTE}]",
        sentence::report_scope(lang, scope.interval, scope.cut_off)
    )];
    lines.extend(scope.studio.and_then(|id| Directory::name(catalog, id.into())));
    lines.extend(wanted.frozen.map(|name| match lang {
        Lang::Zh => format!("冻结报表「{name}」"),
        Lang::En => format!("Frozen report “{name}”"),
    }));
    lines
}

fn totals(whole: &Part, lang: Lang) -> Grid {
    let columns = vec![
        Heading::words(lang.pick("项目", "Figure"), 16),
        Heading::count(lang.pick("数", "Count")),
        Heading::words(lang.pick("口径", "Rules"), 6),
    ];
    let row = |figure: Figure| {
        let notes: Vec<String> = notes_on(figure).iter().map(|it| format!("[{it}]")).collect();
        vec![
            Datum::Words(figure.label(lang).to_owned()),
            Datum::Count(whole.count(figure)),
            Datum::Words(notes.concat()),
        ]
    };
    Grid {
        title: lang.pick("合计", "Totals").to_owned(),
        columns,
        rows: Figure::TOTALS.into_iter().chain(REST).map(row).collect(),
        is_summed: false,
        is_detail: false,
    }
}

/// Both rates, each with what it divides, and below it what is apart.
fn rates(whole: &Part, lang: Lang) -> Grid {
    let columns = vec![
        Heading::words(lang.pick("比率", "Rate"), 16),
        Heading::count(lang.pick("分子", "Part")),
        Heading::count(lang.pick("分母", "Whole")),
        Heading::words(lang.pick("百分比", "Per cent"), 5).of(Kind::Percent),
    ];
    let rows = Rate::ALL.iter().copied().flat_map(|rate| {
        let itself = vec![
            Datum::Words(rate.label(lang).to_owned()),
            Datum::Count(whole.count(rate.part())),
            Datum::Count(whole.count(rate.whole())),
            Datum::Percent(whole.percent(rate)),
        ];
        let apart = rate.apart().iter().map(move |figure| {
            let words = format!("{}{}", lang.pick("另列：", "apart: "), figure.label(lang));
            vec![
                Datum::Words(words),
                Datum::Count(whole.count(*figure)),
                Datum::Blank,
                Datum::Blank,
            ]
        });
        std::iter::once(itself).chain(apart).collect::<Vec<_>>()
    });
    Grid {
        title: lang.pick("满意率和办成率", "Rates").to_owned(),
        columns,
        rows: rows.collect(),
        is_summed: false,
        is_detail: false,
    }
}

fn wait_columns(lang: Lang) -> [Heading; 4] {
    [
        Heading::words(lang.pick("中位（天）", "Median days"), 6).of(Kind::Decimal),
        Heading::words(lang.pick("最长（天）", "Longest days"), 6).of(Kind::Number),
        Heading::count(lang.pick("件数", "Count")),
        Heading::count(lang.pick("日期不详", "Not known")),
    ]
}

fn wait_data(part: &Part, wait: Wait) -> [Datum; 4] {
    let summary = part.wait(wait);
    [
        Datum::Days(summary.median_days),
        Datum::Days(summary.longest_days.map(f64::from)),
        Datum::Count(summary.count),
        Datum::Count(summary.unknown),
    ]
}

fn waits(whole: &Part, lang: Lang) -> Grid {
    let first = Heading::words(lang.pick("等待时间", "Waiting time"), 14);
    let rows = Wait::ALL.iter().map(|wait| {
        let name = Datum::Words(wait.label(lang).to_owned());
        std::iter::once(name).chain(wait_data(whole, *wait)).collect()
    });
    Grid {
        title: lang.pick("等待时间", "Waiting times").to_owned(),
        columns: std::iter::once(first).chain(wait_columns(lang)).collect(),
        rows: rows.collect(),
        is_summed: false,
        is_detail: false,
    }
}

/// The figures that a division tells on a page.
fn told_of(dimension: Dimension) -> impl Iterator<Item = Figure> {
    Figure::TOTALS
        .into_iter()
        .chain([Figure::ActiveStudios, Figure::Submitted, Figure::Consulted])
        .filter(move |figure| dimension.divides(*figure))
}

fn divided(catalog: &Catalog, division: &Division, lang: Lang) -> Grid {
    let dimension = division.dimension();
    let mut columns = vec![Heading::words(dimension.label(lang), 14)];
    columns.extend(told_of(dimension).map(|figure| Heading::count(figure.short(lang))));
    columns
        .extend(Rate::ALL.iter().map(|rate| Heading::words(rate.label(lang), 5).of(Kind::Percent)));
    let rows = ordered(catalog, division).into_iter().map(|(cell, part)| {
        let mut row = vec![Datum::Words(cell_name(catalog, dimension, cell, lang))];
        row.extend(told_of(dimension).map(|figure| Datum::Count(part.count(figure))));
        row.extend(Rate::ALL.iter().map(|rate| Datum::Percent(part.percent(*rate))));
        row
    });
    // Where a row stands in several cells, a sum would say more than there is.
    let is_summed = Figure::ALL.iter().all(|figure| division.surplus(*figure) == 0);
    Grid { title: by(dimension, lang), columns, rows: rows.collect(), is_summed, is_detail: false }
}

fn by(dimension: Dimension, lang: Lang) -> String {
    let name = dimension.label(lang);
    match lang {
        Lang::Zh => format!("按{name}"),
        Lang::En => format!("By {}", name.to_lowercase()),
    }
}

/// The longest table of waiting times that stands on a page.
const WAIT_ROWS: usize = 60;

/// The waiting times of each cell in which somebody waited.
fn waits_divided(catalog: &Catalog, division: &Division, lang: Lang) -> Grid {
    let dimension = division.dimension();
    let mut columns = vec![
        Heading::words(dimension.label(lang), 14),
        Heading::words(lang.pick("等待时间", "Waiting time"), 12),
    ];
    columns.extend(wait_columns(lang));
    let mut rows = Vec::new();
    for (cell, part) in ordered(catalog, division) {
        for wait in Wait::ALL.iter().filter(|it| !part.waited(**it).is_empty()) {
            let mut row = vec![
                Datum::Words(cell_name(catalog, dimension, cell, lang)),
                Datum::Words(wait.label(lang).to_owned()),
            ];
            row.extend(wait_data(part, *wait));
            rows.push(row);
        }
    }
    let title = match lang {
        Lang::Zh => format!("等待时间（{}）", by(dimension, lang)),
        Lang::En => format!("Waiting times, {}", by(dimension, lang).to_lowercase()),
    };
    let is_detail = rows.len() > WAIT_ROWS;
    Grid { title, columns, rows, is_summed: false, is_detail }
}

/// How many rows of each figure are about each session or issue.
fn tallied(report: &Report, figures: &[Figure]) -> BTreeMap<EntityId, Vec<usize>> {
    let mut tallied: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        for row in report.rows(*figure) {
            let about: EntityId = match *row {
                Row::Session(id)
                | Row::Attendance(id, _)
                | Row::Department(id, _)
                | Row::Unnamed(id, _) => id.into(),
                Row::Issue(id) => id.into(),
                Row::Studio(_) | Row::Commitment(_) => continue,
            };
            let counts = tallied.entry(about).or_insert_with(|| vec![0; figures.len()]);
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }
    tallied
}

const OF_SESSIONS: [Figure; 6] = [
    Figure::Sessions,
    Figure::MemberAttendances,
    Figure::PublicAttendances,
    Figure::DepartmentAttendances,
    Figure::DepartmentHeads,
    Figure::OtherAttendances,
];

const OF_ISSUES: [Figure; 14] = [
    Figure::Submitted,
    Figure::Consulted,
    Figure::ConsultedResolved,
    Figure::ConsultedRecorded,
    Figure::ConsultedOverridden,
    Figure::Resolved,
    Figure::ResolvedByService,
    Figure::ResolvedRecorded,
    Figure::ResolvedOverridden,
    Figure::ResolvedDissatisfied,
    Figure::ResolvedNotEvaluated,
    Figure::ResolvedWithResidual,
    Figure::Evaluated,
    Figure::Satisfied,
];

/// Every session that counts, with how many came; nobody is named. Its sums are the totals.
fn sessions(catalog: &Catalog, report: &Report, lang: Lang) -> Grid {
    let day = |id: EntityId| {
        let row = id.try_into().ok().and_then(|id| catalog.sessions.get(&id));
        row.map(|row| row.on.words(lang)).unwrap_or_default()
    };
    let title = lang.pick("场次明细", "Sessions");
    detail(catalog, report, (title, &OF_SESSIONS, lang.pick("日期", "Day")), day, lang)
}

/// Every issue that counts in anything. Its sums are the totals.
fn issues(catalog: &Catalog, report: &Report, lang: Lang) -> Grid {
    let day = |id: EntityId| {
        let row = id.try_into().ok().and_then(|id| catalog.issues.get(&id));
        row.and_then(|row| row.submitted).map(|on: DateSpan| on.words(lang)).unwrap_or_default()
    };
    let title = lang.pick("议题明细", "Issues");
    detail(catalog, report, (title, &OF_ISSUES, lang.pick("登记日期", "Day submitted")), day, lang)
}

fn detail(
    catalog: &Catalog,
    report: &Report,
    (title, figures, dated): (&str, &[Figure], &str),
    day: impl Fn(EntityId) -> String,
    lang: Lang,
) -> Grid {
    let mut columns = vec![
        Heading::words(lang.pick("编号", "Number"), 9),
        Heading::words(lang.pick("标题", "Title"), 20),
        Heading::words(lang.pick("所属工作室", "Of studio"), 12),
        Heading::words(dated, 6),
    ];
    columns.extend(figures.iter().map(|figure| Heading::count(figure.short(lang))));
    let called = |id: EntityId| Directory::name(catalog, id).unwrap_or_default();
    let mut rows: Vec<Vec<Datum>> = Vec::new();
    for (id, counts) in tallied(report, figures) {
        let row = id
            .try_into()
            .map_or_else(|_| id.try_into().map(Row::Session), |issue| Ok(Row::Issue(issue)));
        let studio = row.ok().and_then(|row| report.studio_of(row));
        let studio = studio.map(|id| called(id.into())).unwrap_or_default();
        let title = Names::name(catalog, id).unwrap_or_default();
        let mut row: Vec<Datum> =
            [called(id), title, studio, day(id)].into_iter().map(Datum::Words).collect();
        row.extend(counts.into_iter().map(Datum::Count));
        rows.push(row);
    }
    Grid { title: title.to_owned(), columns, rows, is_summed: true, is_detail: true }
}
