//! Tables of text: columns in line, a head where a person reads along, nothing cut in a pipe.

use super::error::CliError;
use super::output::Output;
use unicode_width::UnicodeWidthStr;

/// How wide a column gets on a terminal, so that one long cell does not push all others away.
const WIDEST: usize = 28;

/// Prints rows under their head. The last column is as long as it is, and no line ends in blanks.
pub(super) fn print(
    head: &[&str],
    rows: &[Vec<String>],
    output: &mut Output,
) -> Result<(), CliError> {
    let head: Vec<String> = head.iter().map(|&word| word.to_owned()).collect();
    let shown = output.is_read();
    let lines: Vec<&Vec<String>> = std::iter::once(&head).filter(|_| shown).chain(rows).collect();
    let last = head.len().saturating_sub(1);
    let widths: Vec<usize> = (0..last)
        .map(|at| {
            let cells = lines.iter().filter_map(|line| line.get(at));
            let widest = cells.map(|cell| cell.width()).max().unwrap_or(0);
            if shown { widest.min(WIDEST) } else { widest }
        })
        .collect();
    for line in lines {
        let mut text = String::new();
        for (at, cell) in line.iter().enumerate() {
            match widths.get(at) {
                Some(width) => {
                    text.push_str(&padded(cell, *width));
                    text.push_str("  ");
                }
                None => text.push_str(cell),
            }
        }
        output.line(text.trim_end())?;
    }
    Ok(())
}

/// A text in exactly so many cells; what does not fit ends in `…`.
fn padded(text: &str, cells: usize) -> String {
    let mut shown = if text.width() > cells { cut(text, cells) } else { text.to_owned() };
    let gap = cells.saturating_sub(shown.width());
    shown.extend(std::iter::repeat_n(' ', gap));
    shown
}

fn cut(text: &str, cells: usize) -> String {
    let mut shown = String::new();
    let mut buffer = [0; 4];
    for character in text.chars() {
        if shown.width() + character.encode_utf8(&mut buffer).width() >= cells {
            break;
        }
        shown.push(character);
    }
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_filled_up_or_ends_in_a_mark() {
        assert_eq!(padded("停车难", 8), "停车难  ");
        assert_eq!(padded("停车难", 5), "停车…");
        assert_eq!(padded("停车难", 6), "停车难");
        assert_eq!(padded("ab", 1), "…");
    }
}
