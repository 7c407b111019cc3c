//! What things cost against the size of the store, both in powers of ten.

use std::fmt::Write as _;

/// A line of the picture: what it is of, and milliseconds at so many issues.
pub(crate) struct Series {
    pub(crate) what: &'static str,
    pub(crate) points: Vec<(u32, f64)>,
}

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 560.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 510.0;
/// From a tenth of a millisecond to a hundred seconds.
const DECADES: (i32, i32) = (-1, 5);
const COLORS: [&str; 8] =
    ["#7aa2f7", "#9ece6a", "#e0af68", "#f7768e", "#bb9af7", "#7dcfff", "#c0caf5", "#ff9e64"];
const TEXT: &str = "#a9b1d6";

/// Draws the lines as SVG.
pub(crate) fn drawn(series: &[Series]) -> String {
    let sizes = series.iter().flat_map(|it| &it.points).map(|(size, _)| decade(f64::from(*size)));
    let (first, last) =
        sizes.fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)));
    let across = |size: f64| {
        let part = if last > first { (decade(size) - first) / (last - first) } else { 0.5 };
        LEFT + part * (RIGHT - LEFT)
    };
    let up = |millis: f64| {
        let (low, high) = (f64::from(DECADES.0), f64::from(DECADES.1));
        BOTTOM - (decade(millis).clamp(low, high) - low) / (high - low) * (BOTTOM - TOP)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#1a1b26\"/>\n"
    );
    for power in DECADES.0..=DECADES.1 {
        let y = up(10_f64.powi(power));
        rule(&mut svg, (LEFT, y), (RIGHT, y));
        let time = match power {
            ..3 => format!("{} ms", 10_f64.powi(power)),
            _ => format!("{} s", 10_f64.powi(power - 3)),
        };
        text(&mut svg, (LEFT - 8.0, y + 5.0), "end", TEXT, &time);
    }
    let mut size = 10_f64.powf(first);
    while size <= 10_f64.powf(last) * 1.01 {
        let x = across(size);
        rule(&mut svg, (x, TOP), (x, BOTTOM));
        text(&mut svg, (x, BOTTOM + 22.0), "middle", TEXT, &format!("{size:.0}"));
        size *= 10.0;
    }
    let middle = f64::midpoint(LEFT, RIGHT);
    text(&mut svg, (middle, BOTTOM + 44.0), "middle", TEXT, "议题 / issues");
    let mut names: Vec<(f64, &str, &str)> = Vec::new();
    for (it, color) in series.iter().zip(COLORS.iter().cycle()) {
        let places: Vec<(f64, f64)> = it
            .points
            .iter()
            .map(|(size, millis)| (across(f64::from(*size)), up(*millis)))
            .collect();
        let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
            line.join(" ")
        )
        .unwrap();
        for (x, y) in &places {
            writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{color}\"/>")
                .unwrap();
        }
        names.extend(places.last().map(|(_, y)| (*y, it.what, *color)));
    }
    // Names of lines that end side by side are moved apart.
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = TOP;
    for (y, what, color) in names {
        below = y.max(below);
        text(&mut svg, (RIGHT + 12.0, below + 5.0), "start", color, what);
        below += 18.0;
    }
    svg.push_str("</svg>\n");
    svg
}

fn decade(value: f64) -> f64 {
    value.max(1e-6).log10()
}

fn rule(svg: &mut String, from: (f64, f64), to: (f64, f64)) {
    let ((x1, y1), (x2, y2)) = (from, to);
    writeln!(
        svg,
        "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#2f334d\"/>"
    )
    .unwrap();
}

fn text(svg: &mut String, (x, y): (f64, f64), anchor: &str, color: &str, words: &str) {
    writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{color}\">{words}</text>"
    )
    .unwrap();
}
