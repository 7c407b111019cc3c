//! What is drawn rather than written: the red mark and the rules, measured on the picture of a page.

use super::{shelf, tools};

/// Ten points of the picture are one millimetre.
const DOTS_PER_INCH: &str = "254";

/// A picture in red, green and blue, row by row.
struct Picture {
    width: usize,
    dots: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads the portable pixmap that pdftoppm writes: `P6`, width, height, 255, then the dots.
    fn of_page(name: &str, page: usize) -> Option<Self> {
        let file = shelf::pdf(name)?;
        let page = page.to_string();
        let arguments = ["-r", DOTS_PER_INCH, "-f", &page, "-l", &page, file.to_str().unwrap()];
        let bytes = tools::run("pdftoppm", &arguments).stdout;
        let mut parts = bytes.splitn(4, u8::is_ascii_whitespace);
        assert_eq!(parts.next(), Some(&b"P6"[..]));
        let width = std::str::from_utf8(parts.next().unwrap()).unwrap().parse().unwrap();
        let _height = parts.next();
        let body = parts.next().unwrap().split_at("255\n".len()).1;
        let dots = body.chunks_exact(3).map(|dot| [dot[0], dot[1], dot[2]]).collect();
        Some(Self { width, dots })
    }

    /// The runs of rows of which so many dots of a thousand, within the type area, are of a colour:
    /// first and last millimetre.
    fn bands(&self, share: usize, is_meant: fn([u8; 3]) -> bool) -> Vec<(f64, f64)> {
        let mut bands: Vec<(usize, usize)> = Vec::new();
        for (row, dots) in self.dots.chunks_exact(self.width).enumerate() {
            let meant = dots[285..1_835].iter().filter(|dot| is_meant(**dot)).count();
            if meant * 1_000 < share * 1_550 || meant == 0 {
                continue;
            }
            match bands.last_mut() {
                Some((_, last)) if *last + 1 == row => *last = row,
                _ => bands.push((row, row)),
            }
        }
        let mm = |row: usize| f64::from(u32::try_from(row).unwrap()) / 10.0;
        bands.into_iter().map(|(first, last)| (mm(first), mm(last + 1))).collect()
    }
}

impl Picture {
    /// How many dark lines of 9 to 60 mm run across the page: the blanks of a document.
    fn underlines(&self) -> usize {
        let mut above: Vec<(usize, usize)> = Vec::new();
        let mut count = 0;
        for dots in self.dots.chunks_exact(self.width) {
            let mut runs = Vec::new();
            let mut start = None;
            for (column, dot) in dots.iter().enumerate() {
                match (is_dark(*dot), start) {
                    (true, None) => start = Some(column),
                    (false, Some(first)) => {
                        if (90..600).contains(&(column - first)) {
                            runs.push((first, column));
                        }
                        start = None;
                    }
                    _ => {}
                }
            }
            let touches =
                |run: &&(usize, usize)| above.iter().any(|it| it.0 < run.1 && run.0 < it.1);
            count += runs.iter().filter(|run| !touches(run)).count();
            above = runs;
        }
        count
    }
}

fn is_red([red, green, blue]: [u8; 3]) -> bool {
    red > 180 && green < 100 && blue < 100
}

fn is_dark([red, green, blue]: [u8; 3]) -> bool {
    red < 130 && green < 130 && blue < 130
}

#[track_caller]
fn assert_near(what: &str, found_mm: f64, expected_mm: f64, within_mm: f64) {
    let off = (found_mm - expected_mm).abs();
    assert!(off <= within_mm, "{what}: {found_mm:.1} mm, not {expected_mm} mm");
}

/// With a stamp above it, and as the first thing on the page.
#[test]
fn the_red_mark_begins_35_mm_below_the_upper_edge_and_a_red_rule_follows() {
    for name in ["minutes-zh-public", "final"] {
        let Some(page) = Picture::of_page(name, 1) else { return };
        let red = page.bands(0, is_red);
        assert_near(name, red[0].0, 37.0 + 35.0, 1.0);
        let rules = page.bands(990, is_red);
        assert_eq!(rules.len(), 1, "{rules:?}");
        assert!(rules[0].0 > red[0].1 + 10.0, "{red:?}");
    }
}

#[test]
fn the_rules_of_the_colophon_are_thick_outside_and_end_the_type_area() {
    let Some(page) = Picture::of_page("minutes-zh-public", 3) else { return };
    let rules = page.bands(990, is_dark);
    let [above, between, below] = rules[..] else { panic!("{rules:?}") };
    assert_near("last rule", below.1, 262.0, 1.0);
    // A dot more or less is a matter of where a rule falls on the raster.
    for (what, rule, height_mm) in
        [("above", above, 0.35), ("between", between, 0.25), ("below", below, 0.35)]
    {
        assert_near(what, rule.1 - rule.0, height_mm, 0.1);
    }
}

/// A blank at the end of a line would not be drawn if its spaces could end the line.
#[test]
fn every_blank_of_the_minutes_of_c4_is_drawn() {
    let Some(page) = Picture::of_page("c4", 1) else { return };
    assert_eq!(page.underlines(), shelf::paper("c4").sheet.blanks().len());
}
