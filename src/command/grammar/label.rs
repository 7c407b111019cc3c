//! Which label a `+` means: one of the three categories, else a tag.

use super::typed::{Typed, ends_token, is_blank};
use crate::domain::issue::Category;
use crate::domain::text::fold_name;
use crate::i18n::{Label as _, Lang};

/// What stands behind a `+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// One of the three degrees.
    Category(Category),
    /// Any other word, as typed.
    Tag(String),
}

/// Where the label ends that begins at a place; `None` where none does: a sum, a telephone number.
pub(super) fn end(typed: &Typed<'_>, at: usize) -> Option<usize> {
    typed.get(at).filter(|c| c.is_alphabetic())?;
    Some(typed.past(at, |c| !ends_token(c)))
}

/// Whether a `+` may stand after this character: a label is said apart, `安装+调试` is one matter.
pub(super) fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| is_blank(c) || matches!(c, ',' | '.' | ';' | ':' | '!' | '?'))
}

/// The label in a range.
pub(super) fn label(typed: &Typed<'_>, at: usize, end: usize) -> Label {
    let word = typed.part(at..end);
    category(word).map_or_else(|| Label::Tag(word.to_owned()), Label::Category)
}

/// The category that is called so, by its key or its word in either language.
pub(in crate::command) fn category(word: &str) -> Option<Category> {
    let wanted: String = word.chars().map(fold_name).collect();
    let is_it = |category: &&Category| {
        let words = Lang::ALL.map(|lang| category.label(lang).to_lowercase());
        category.key() == wanted || words.contains(&wanted)
    };
    Category::ALL.iter().find(is_it).copied()
}
