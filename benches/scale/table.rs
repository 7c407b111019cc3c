//! The table of figures: a row for each, a column for each size.

use crate::picture::{Series, drawn};
use std::path::Path;
use std::time::Duration;

/// A figure, how it is to be read, and what it is held against.
struct Row {
    what: &'static str,
    cells: Vec<(usize, String)>,
}

/// All figures of a run.
#[derive(Default)]
pub(crate) struct Table {
    sizes: Vec<usize>,
    rows: Vec<Row>,
    /// What the picture shows.
    series: Vec<Series>,
}

impl Table {
    /// The figures that follow are of a store of so many issues.
    pub(crate) fn begin(&mut self, issues: usize) {
        self.sizes.push(issues);
    }

    /// Takes a figure down, and tells it at once: a long run may be stopped.
    pub(crate) fn put(&mut self, what: &'static str, figure: String) {
        let size = self.sizes.last().copied().unwrap_or(0);
        println!("{size:>8}  {what:48} {figure}");
        match self.rows.iter_mut().find(|row| row.what == what) {
            Some(row) => row.cells.push((size, figure)),
            None => self.rows.push(Row { what, cells: vec![(size, figure)] }),
        }
    }

    /// Takes a time down for the picture.
    pub(crate) fn point(&mut self, what: &'static str, time: Duration) {
        let size = self.sizes.last().copied().unwrap_or(0);
        let point = (u32::try_from(size).unwrap(), time.as_secs_f64() * 1e3);
        match self.series.iter_mut().find(|series| series.what == what) {
            Some(series) => series.points.push(point),
            None => self.series.push(Series { what, points: vec![point] }),
        }
    }

    /// Draws the picture into a file.
    pub(crate) fn draw(&self, file: &Path) {
        std::fs::write(file, drawn(&self.series)).unwrap();
    }

    /// Prints it as Markdown.
    pub(crate) fn print(&self) {
        let sizes: Vec<String> = self.sizes.iter().map(ToString::to_string).collect();
        println!("\n| | {} |", sizes.join(" | "));
        println!("|---|{}", "---|".repeat(sizes.len()));
        for row in &self.rows {
            let cell = |size: &usize| {
                let found = row.cells.iter().find(|(of, _)| of == size);
                found.map_or_else(String::new, |(_, figure)| figure.clone())
            };
            let cells: Vec<String> = self.sizes.iter().map(cell).collect();
            println!("| {} | {} |", row.what, cells.join(" | "));
        }
    }
}

/// Times, in order.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// The time that so many of a hundred are not above.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        self.0[(self.0.len() - 1) * percent / 100]
    }
}

/// A time as the table shows it.
pub(crate) fn shown(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    if millis < 10.0 { format!("{millis:.2} ms") } else { format!("{millis:.0} ms") }
}
