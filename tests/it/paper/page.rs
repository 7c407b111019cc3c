//! Pages as LibreOffice lays them out, measured: GB/T 9704-2012, DOMAIN §4.

use super::{fixture, shelf, tools};
use std::collections::BTreeMap;
use tanshi::i18n::Lang;

const MM: f64 = 72.0 / 25.4;
/// The distance of two lines of the grid, in points.
const PITCH: f64 = 579.0 / 20.0;

/// A piece of text as pdftotext found it, in points from the upper left corner.
#[derive(Debug, Clone)]
struct Word {
    left: f64,
    right: f64,
    middle: f64,
    text: String,
}

/// A line of a page.
#[derive(Debug, Clone)]
struct Line {
    left: f64,
    right: f64,
    middle: f64,
    text: String,
}

/// The value of an attribute in a line of pdftotext's output.
fn attribute(tag: &str, name: &str) -> f64 {
    let after = tag.split(&format!("{name}=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().parse().unwrap()
}

/// The lines of each page, from top to bottom.
fn pages(name: &str) -> Option<Vec<Vec<Line>>> {
    let file = shelf::pdf(name)?;
    let boxes = tools::text("pdftotext", &["-bbox", file.to_str().unwrap(), "-"]);
    Some(boxes.split("<page ").skip(1).map(lines).collect())
}

fn lines(page: &str) -> Vec<Line> {
    let mut by_height: BTreeMap<i64, Vec<Word>> = BTreeMap::new();
    for tag in page.lines().filter(|line| line.contains("<word ")) {
        let text = tag.split('>').nth(1).unwrap().split('<').next().unwrap();
        let middle = f64::midpoint(attribute(tag, "yMin"), attribute(tag, "yMax"));
        let word = Word {
            left: attribute(tag, "xMin"),
            right: attribute(tag, "xMax"),
            middle,
            text: text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
        };
        // Faces of different fonts in one line differ by a point or two.
        #[expect(clippy::cast_possible_truncation, reason = "a page has 842 points")]
        let height = (middle / (PITCH / 2.0)).round() as i64;
        by_height.entry(height).or_default().push(word);
    }
    by_height
        .into_values()
        .map(|mut words| {
            words.sort_by(|one, other| one.left.total_cmp(&other.left));
            Line {
                left: words[0].left,
                right: words.last().unwrap().right,
                middle: words[0].middle,
                text: words.iter().map(|word| word.text.as_str()).collect(),
            }
        })
        .collect()
}

/// The lines of the text, without the page number below.
fn text_lines(page: &[Line]) -> Vec<Line> {
    page.iter().filter(|line| !line.text.starts_with('—')).cloned().collect()
}

#[track_caller]
fn assert_near(what: &str, found_points: f64, expected_mm: f64) {
    let found = found_points / MM;
    assert!((found - expected_mm).abs() <= 1.0, "{what}: {found:.2} mm, not {expected_mm} mm");
}

#[test]
fn the_minutes_have_three_pages_of_a4() {
    let Some(file) = shelf::pdf("minutes-zh-public") else { return };
    let told = tools::text("pdfinfo", &[file.to_str().unwrap()]);
    assert!(told.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 3")), "{told}");
    assert!(told.contains("(A4)"), "{told}");
}

#[test]
fn a_full_page_has_22_lines_in_a_type_area_225_mm_high() {
    let Some(pages) = pages("minutes-zh-public") else { return };
    let lines = text_lines(&pages[1]);
    assert_eq!(lines.len(), 22, "{lines:#?}");
    let (first, last) = (lines[0].middle, lines[21].middle);
    assert_near("upper edge", first - PITCH / 2.0, 37.0);
    assert_near("lower edge", last + PITCH / 2.0, 262.0);
    for pair in lines.windows(2) {
        assert!((pair[1].middle - pair[0].middle - PITCH).abs() < 1.5, "{pair:?}");
    }
}

/// Full lines end within a paragraph: the next one begins at the left edge.
#[test]
fn a_full_line_has_28_characters_in_a_type_area_156_mm_wide() {
    let Some(pages) = pages("minutes-zh-public") else { return };
    let lines = text_lines(&pages[1]);
    let edge = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    assert_near("left edge", edge, 28.0);
    let mut full = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let is_plain = line.text.chars().all(|it| !it.is_ascii());
        let goes_on = (next.left - edge).abs() < 2.0;
        if is_plain && goes_on && (line.left - edge).abs() < 2.0 {
            let characters = line.text.chars().count();
            // LibreOffice 7.4 reads the switch for hanging punctuation the wrong way round: a mark
            // may hang over the edge.
            let hangs = line.text.ends_with(['，', '。', '、', '；']) && characters == 29;
            assert!(characters == 28 || hangs, "{characters}: {}", line.text);
            if !hangs {
                assert_near("right edge", line.right, 184.0);
            }
            full += 1;
        }
    }
    assert!(full >= 4, "{full} full lines in {lines:#?}");
}

#[test]
fn a_paragraph_is_indented_by_two_characters() {
    let Some(pages) = pages("minutes-zh-public") else { return };
    let line = pages[1].iter().find(|line| line.text.starts_with("区住建局")).unwrap();
    assert_near("indent", line.left, 28.0 + 2.0 * 156.0 / 28.0);
}

#[test]
fn page_numbers_stand_between_dashes_at_the_outer_edge_one_character_in() {
    let Some(pages) = pages("minutes-zh-public") else { return };
    let one_in = 14.0 / MM;
    for (number, page) in (1_u32..).zip(&pages) {
        let line = page.iter().find(|line| line.text.starts_with('—')).unwrap();
        assert_eq!(line.text, format!("—{number}—"));
        if number % 2 == 1 {
            assert_near("right end of the page number", line.right, 184.0 - one_in);
        } else {
            assert_near("left end of the page number", line.left, 28.0 + one_in);
        }
        // The dashes, in the middle of their line, are 7 mm below the type area.
        assert_near("page number", line.middle, 262.0 + 7.0);
    }
}

#[test]
fn the_colophon_keeps_one_character_at_both_sides() {
    let Some(pages) = pages("minutes-zh-public") else { return };
    let last = pages.last().unwrap().iter().find(|line| line.text.ends_with("印发")).unwrap();
    let one_in = 14.0 / MM;
    assert_near("office", last.left, 28.0 + one_in);
    assert_near("day of issue", last.right, 184.0 - one_in);
}

#[test]
fn every_character_is_there_in_fonts_that_travel_with_the_file() {
    for paper in shelf::SHELF.iter() {
        let Some(file) = shelf::pdf(&paper.name) else { return };
        let file = file.to_str().unwrap();
        let fonts = tools::text("pdffonts", &[file]);
        for font in fonts.lines().skip(2) {
            let columns: Vec<&str> = font.split_whitespace().rev().collect();
            // Counted from the right: object (2), unicode, subset, embedded.
            assert_eq!(columns[4], "yes", "{}: not embedded: {font}", paper.name);
        }
        let text = tools::text("pdftotext", &["-raw", file, "-"]);
        let found: std::collections::BTreeSet<char> = text.chars().collect();
        let phrases = paper.sheet.blocks.iter().flat_map(tanshi::document::sheet::Block::phrases);
        let wanted: String = phrases.map(tanshi::document::Phrase::plain).collect();
        let wanted = wanted.chars().filter(|it| !it.is_whitespace() && *it != '＿');
        let missing: String = wanted.filter(|it| !found.contains(it)).collect();
        assert!(missing.is_empty(), "{}: not drawn: {missing}", paper.name);
    }
}

#[test]
fn an_english_document_has_the_same_layout() {
    let Some(pages) = pages("minutes-en-public") else { return };
    let lines = text_lines(&pages[1]);
    assert!((21..=22).contains(&lines.len()), "{lines:#?}");
    let edge = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    assert_near("left edge", edge, 28.0);
    assert_eq!(fixture::setting(Lang::En).lang, Lang::En);
}
