//! The table of figures: a row for each, a column for each size.

use crate::picture::{Series, drawn};
use std::path::Path;
use std::time::Duration;

/// A figure, how it is to be read, and what it is held against.
struct Row {
    what: &'static str,
    cells: Vec<(usize, String)>,
}

/// How many times its aim a figure is.
struct Aim {
    what: &'static str,
    /// So many times it may be in the short form.
    most: f64,
    times: Vec<(usize, f64)>,
}

/// All figures of a run.
#[derive(Default)]
pub(crate) struct Table {
    sizes: Vec<usize>,
    rows: Vec<Row>,
    aims: Vec<Aim>,
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

    /// Takes down how many times its aim a figure is, and how many times it may be in the short form, where
    /// the machine may be another one and have other work.
    pub(crate) fn aim(&mut self, what: &'static str, times: f64, most: f64) {
        let size = self.sizes.last().copied().unwrap_or(0);
        match self.aims.iter_mut().find(|aim| aim.what == what) {
            Some(aim) => aim.times.push((size, times)),
            None => self.aims.push(Aim { what, most, times: vec![(size, times)] }),
        }
    }

    /// Says which figures have left their aim far behind; whether there is one.
    pub(crate) fn tell_far_behind(&self) -> bool {
        let mut is_any = false;
        for aim in &self.aims {
            for (size, times) in aim.times.iter().filter(|(_, times)| *times > aim.most) {
                println!("TOO SLOW at {size}: {}: {times:.2}, at most {}", aim.what, aim.most);
                is_any = true;
            }
        }
        is_any
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
        self.print_rows("", self.rows.iter().map(|row| (row.what, &row.cells[..])), Clone::clone);
        let aims = self.aims.iter().map(|aim| (aim.what, &aim.times[..]));
        self.print_rows("times the aim", aims, |times| format!("{times:.2}"));
    }

    fn print_rows<'a, T: 'a>(
        &self,
        head: &str,
        rows: impl Iterator<Item = (&'a str, &'a [(usize, T)])>,
        shown: impl Fn(&T) -> String,
    ) {
        let sizes: Vec<String> = self.sizes.iter().map(ToString::to_string).collect();
        println!("\n| {head} | {} |", sizes.join(" | "));
        println!("|---|{}", "---|".repeat(sizes.len()));
        for (what, cells) in rows {
            let cell = |size: &usize| {
                let found = cells.iter().find(|(of, _)| of == size);
                found.map_or_else(String::new, |(_, figure)| shown(figure))
            };
            let cells: Vec<String> = self.sizes.iter().map(cell).collect();
            println!("| {what} | {} |", cells.join(" | "));
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

/// How many times an aim in milliseconds a time is.
pub(crate) fn of_millis(time: Duration, aim: f64) -> f64 {
    time.as_secs_f64() * 1e3 / aim
}

/// A time as the table shows it.
pub(crate) fn shown(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    if millis < 10.0 { format!("{millis:.2} ms") } else { format!("{millis:.0} ms") }
}
