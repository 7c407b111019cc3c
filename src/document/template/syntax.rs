//! The marks of a template as a person types them: `{{名称}}`, `{{#名称}}`, `{{?名称}}`, `{{^名称}}`,
//! `{{/名称}}`. Looks at the characters of one paragraph; knows no XML and no fields.

use std::ops::Range;

/// What a mark asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The value of the field stands here.
    Field,
    /// From here on for each item.
    Loop,
    /// From here on when the field is present.
    If,
    /// From here on when it is not.
    Unless,
    /// Up to here.
    Close,
}

impl Role {
    /// Tells whether the mark opens what a closing mark ends.
    pub(super) const fn opens(self) -> bool {
        matches!(self, Self::Loop | Self::If | Self::Unless)
    }

    /// The sign before the name, as the documentation writes it.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Field => "",
            Self::Loop => "#",
            Self::If => "?",
            Self::Unless => "^",
            Self::Close => "/",
        }
    }

    /// Chinese input methods type other characters with the same keys: `、` for `/`, `……` for `^`.
    const fn of(sign: char) -> Option<Self> {
        match sign {
            '#' | '＃' => Some(Self::Loop),
            '?' | '？' => Some(Self::If),
            '^' | '＾' | '…' => Some(Self::Unless),
            '/' | '／' | '、' => Some(Self::Close),
            _ => None,
        }
    }
}

/// What was found among the characters; ranges count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Find {
    /// A mark with its braces.
    Mark { at: Range<usize>, role: Role, name: String },
    /// Two opening braces that nothing closes.
    Unclosed { at: Range<usize> },
    /// Two closing braces that nothing opened.
    Unopened { at: Range<usize> },
}

const fn is_opening(character: char) -> bool {
    matches!(character, '{' | '｛')
}

const fn is_closing(character: char) -> bool {
    matches!(character, '}' | '｝')
}

/// Tells whether a text can hold a mark or a part of one.
pub(super) fn has_braces(text: &str) -> bool {
    text.contains(|it| is_opening(it) || is_closing(it))
}

/// Finds the marks in a paragraph, in order. A mark ends within its line: a control character, which
/// stands for a break, a tab or a picture, is never inside of one. Of three and more braces the
/// inner two count. Takes time in proportion to the length.
pub(super) fn find_marks(text: &[char]) -> Vec<Find> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let opening = count(text, at, is_opening);
        let closing = count(text, at, is_closing);
        if opening >= 2 {
            let begin = at + opening - 2;
            let (find, next) = read_mark(text, begin);
            found.push(find);
            at = next;
        } else if closing >= 2 {
            found.push(Find::Unopened { at: at..at + closing });
            at += closing;
        } else {
            at += opening.max(closing).max(1);
        }
    }
    found
}

/// Reads from two opening braces to whatever ends them; with where to go on.
fn read_mark(text: &[char], begin: usize) -> (Find, usize) {
    let mut at = begin + 2;
    while let Some(&character) = text.get(at) {
        if count(text, at, is_closing) >= 2 {
            let (role, name) = read_name(text.get(begin + 2..at).unwrap_or_default());
            return (Find::Mark { at: begin..at + 2, role, name }, at + 2);
        }
        if character.is_control() || count(text, at, is_opening) >= 2 {
            break;
        }
        at += 1;
    }
    (Find::Unclosed { at: begin..at }, at)
}

fn read_name(inner: &[char]) -> (Role, String) {
    let inner: String = inner.iter().collect();
    let inner = trimmed(&inner);
    let Some(role) = inner.chars().next().and_then(Role::of) else {
        return (Role::Field, inner.to_owned());
    };
    let name = inner.trim_start_matches(|it| Role::of(it) == Some(role));
    (role, trimmed(name).to_owned())
}

/// Without blanks at both ends, those that have no width included.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|it: char| {
        it.is_whitespace() || matches!(it, '\u{200b}'..='\u{200f}' | '\u{feff}')
    })
}

/// How many characters from `at` on pass the test, up to the whole run.
fn count(text: &[char], at: usize, test: fn(char) -> bool) -> usize {
    text.get(at..).unwrap_or_default().iter().take_while(|&&it| test(it)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let of = |range: &Range<usize>| text[range.clone()].iter().collect::<String>();
        let shown = |find: &Find| match find {
            Find::Mark { role, name, .. } => format!("{}{name}", role.sign()),
            Find::Unclosed { at } => format!("unclosed {}", of(at)),
            Find::Unopened { at } => format!("unopened {}", of(at)),
        };
        find_marks(&text).iter().map(shown).collect()
    }

    #[test]
    fn marks_are_read_in_half_and_full_width_with_blanks_inside() {
        assert_eq!(
            marks("甲{{会议名称}}｛｛ 日期\u{3000}｝｝{｛＃议题}｝{{ / 议题 }}"),
            ["会议名称", "日期", "#议题", "/议题"]
        );
    }

    #[test]
    fn what_a_chinese_input_method_types_for_a_sign_is_understood() {
        assert_eq!(marks("{{？资金}}{{……资金}}{{、资金}}"), ["?资金", "^资金", "/资金"]);
    }

    #[test]
    fn single_braces_are_text_and_of_many_the_inner_two_count() {
        assert_eq!(marks("{甲}{{{乙}}}"), ["乙"]);
    }

    #[test]
    fn braces_without_their_other_half_are_found() {
        assert_eq!(marks("{{甲 {{乙}} 丙}}"), ["unclosed {{甲 ", "乙", "unopened }}"]);
        assert_eq!(marks("{{甲\n乙}}"), ["unclosed {{甲", "unopened }}"]);
        assert_eq!(marks("末{{"), ["unclosed {{"]);
    }
}
