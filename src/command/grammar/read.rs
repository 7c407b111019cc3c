//! Reads a line: the kind, what is said to the program alone, then the sentence.

mod marks;
mod sentence;

use self::marks::Reader;
use super::doubt::About;
use super::typed::Typed;
use super::{Ground, Kind, Part, Reading};
use crate::domain::line::LineKind;
use crate::domain::text::is_han;
use crate::i18n::label::LineMark;

/// Reads a line against what is known. Any text has a reading; what is doubtful about it, the
/// reading says.
pub fn read(text: &str, ground: &Ground<'_>) -> Reading {
    let typed = Typed::of(text);
    let (kind, start) = kind(&typed);
    let mut reader = Reader::new(&typed, ground, kind);
    if let Some(token) = kind_token(&typed).filter(|_| start > 0) {
        reader.marks.push((token..token + 1, Part::Kind));
    }
    if let Some(token) = no_kind(&typed).filter(|_| start == 0) {
        reader.doubts.push((token..token + 1, About::NoSuchKind));
    }
    let header = reader.header(start);
    let body = header..reader.trailer(header);
    reader.inner(body.clone());
    let text = reader.text(start);
    reader.finish(body, text)
}

/// Whether a text holds nothing yet but marks that stand before the sentence.
pub(super) fn is_header(text: &str, ground: &Ground<'_>) -> bool {
    let typed = Typed::of(text);
    let (kind, start) = kind(&typed);
    Reader::new(&typed, ground, kind).header(start) == typed.len()
}

/// The kind of a line, and where what it says begins.
fn kind(typed: &Typed<'_>) -> (Kind, usize) {
    let none = (Kind::Line(LineKind::Statement), 0);
    let Some(token) = kind_token(typed) else { return none };
    let Some(kind) = typed.get(token).and_then(kind_of) else { return none };
    let after = token + 1;
    // D 级危房 is no agreed item: a capital letter is a kind only where a mark says so.
    let is_capital = typed.part(token..after).chars().any(char::is_uppercase);
    let marked = typed.get(typed.past_blanks(after));
    if is_capital && !matches!(marked, Some(':' | '@' | '#')) {
        return none;
    }
    let begin = match typed.get(after) {
        Some(':') => after + 1,
        Some(' ') => {
            let next = typed.past_blanks(after);
            if typed.get(next) == Some(':') { next + 1 } else { next }
        }
        // 说@sm is what is typed in a hurry; s@b.cn is an address.
        Some('@' | '#') if typed.get(token).is_some_and(is_han) => after,
        _ => return none,
    };
    (kind, typed.past_blanks(begin))
}

/// Where a letter stands that is meant as a kind, by the colon behind it, whether or not it is one.
/// Chinese words have a colon behind them, too: 注：.
fn no_kind(typed: &Typed<'_>) -> Option<usize> {
    let token = kind_token(typed)?;
    typed.get(token).filter(char::is_ascii_alphabetic)?;
    (typed.get(typed.past_blanks(token + 1)) == Some(':')).then_some(token)
}

/// Where the first token stands; it is a kind only when it is one character.
fn kind_token(typed: &Typed<'_>) -> Option<usize> {
    let token = typed.past_blanks(0);
    (token < typed.len()).then_some(token)
}

fn kind_of(mark: char) -> Option<Kind> {
    match mark {
        '私' | 'n' => Some(Kind::Note),
        mark => LineKind::from_mark(mark).map(Kind::Line),
    }
}
