//! A report for scripts: what is promised is in `json.md`.

use super::Shown;
use crate::cli::json::name_of;
use crate::command::Catalog;
use crate::command::report::{REST, cell_key, cell_name, ordered};
use crate::domain::figures::{Dimension, Division, Figure, Part, Rate, Wait};
use crate::i18n::Lang;
use serde_json::{Map, Value, json};

/// The whole report.
pub(super) fn report(shown: &Shown<'_>) -> Value {
    let scope = shown.report.scope();
    let whole = part(shown.report.whole(), None);
    let more = json!({
        "from": scope.interval.first().to_string(),
        "to": scope.interval.last().to_string(),
        "cut_off": scope.cut_off.to_string(),
        "studio": name_of(shown.catalog, scope.studio),
        "by": shown.division.map(|division| by(shown.catalog, division, shown.lang)),
        "frozen": shown.frozen.map(super::frozen::frozen_json),
    });
    crate::cli::json::with(whole, more)
}

/// What the whole or a cell says; a figure that is not divided is `null`.
pub(super) fn part(part: &Part, dimension: Option<Dimension>) -> Value {
    let count = |figure: Figure| {
        let is_divided = dimension.is_none_or(|it| it.divides(figure));
        if is_divided { json!(part.count(figure)) } else { Value::Null }
    };
    let counts = |figures: &[Figure]| -> Map<String, Value> {
        figures.iter().map(|figure| (figure.key().to_owned(), count(*figure))).collect()
    };
    json!({
        "totals": counts(&Figure::TOTALS),
        "figures": counts(&REST),
        "rates": rates(part),
        "medians": medians(part),
    })
}

fn rates(part: &Part) -> Value {
    let mut rates = Map::new();
    for rate in Rate::ALL.iter().copied() {
        let apart: Map<String, Value> = rate
            .apart()
            .iter()
            .map(|figure| (figure.key().to_owned(), json!(part.count(*figure))))
            .collect();
        let percent = part.percent(rate);
        rates.insert(format!("{}_percent", rate.key()), json!(percent));
        rates.insert(
            rate.key().to_owned(),
            json!({
                "part": part.count(rate.part()),
                "whole": part.count(rate.whole()),
                "percent": percent,
                "apart": apart,
            }),
        );
    }
    Value::Object(rates)
}

fn medians(part: &Part) -> Map<String, Value> {
    let one = |wait: &Wait| {
        let summary = part.wait(*wait);
        let value = json!({
            "count": summary.count,
            "unknown": summary.unknown,
            "median_days": summary.median_days,
            "longest_days": summary.longest_days,
        });
        (wait.key().to_owned(), value)
    };
    Wait::ALL.iter().map(one).collect()
}

fn by(catalog: &Catalog, division: &Division, lang: Lang) -> Value {
    let dimension = division.dimension();
    let cells: Vec<Value> = ordered(catalog, division)
        .into_iter()
        .map(|(cell, its)| {
            let head = json!({
                "cell": cell_key(catalog, cell),
                "name": cell_name(catalog, dimension, cell, lang),
            });
            crate::cli::json::with(head, part(its, Some(dimension)))
        })
        .collect();
    let surplus: Map<String, Value> = Figure::ALL
        .iter()
        .filter(|figure| division.surplus(**figure) > 0)
        .map(|figure| (figure.key().to_owned(), json!(division.surplus(*figure))))
        .collect();
    json!({"dimension": dimension.key(), "cells": cells, "surplus": surplus})
}
