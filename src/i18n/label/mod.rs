//! The words for the closed lists of the domain, after DOMAIN §6.
//!
//! Every list is matched to the last value, so that a new one does not compile until both of its
//! words are here.

mod document;
mod event;
mod people;
mod report;
mod session;
mod today;
mod workflow;

pub use event::{happened, happened_to};
pub use session::{LineMark, order_name, presence_label};
pub use workflow::{session_step_happened, step_happened};

use super::Lang;

/// Names one value of a closed list.
pub trait Label: Sized {
    /// Returns its word, as forms, menus and sentences show it; in English with a capital.
    fn label(self, lang: Lang) -> &'static str;

    /// Returns its word for the cell or the head of a table: at most 8 cells in Chinese and 14 in
    /// English where the list is used in tables.
    fn short(self, lang: Lang) -> &'static str {
        self.label(lang)
    }
}

/// Every word of a list, so that tests need not make its values: Chinese, English, both short.
#[cfg(test)]
trait Words {
    const WORDS: &'static [[&'static str; 4]];
}

/// Implements [`Label`] for a list: `Pattern => "中文" / "English";`, with a shorter pair after
/// `or` where a table needs one.
macro_rules! labels {
    ($list:ty { $(
        $value:pat => $zh:literal / $en:literal $(or $short_zh:literal / $short_en:literal)?;
    )+ }) => {
        impl $crate::i18n::Label for $list {
            fn label(self, lang: $crate::i18n::Lang) -> &'static str {
                match self { $($value => lang.pick($zh, $en),)+ }
            }

            fn short(self, lang: $crate::i18n::Lang) -> &'static str {
                match self { $(
                    $value => $crate::i18n::label::labels!(
                        @short lang, $zh, $en $(, $short_zh, $short_en)?
                    ),
                )+ }
            }
        }

        #[cfg(test)]
        impl $crate::i18n::label::Words for $list {
            const WORDS: &'static [[&'static str; 4]] = &[$([
                $zh,
                $en,
                $crate::i18n::label::labels!(
                    @short $crate::i18n::Lang::Zh, $zh, $en $(, $short_zh, $short_en)?
                ),
                $crate::i18n::label::labels!(
                    @short $crate::i18n::Lang::En, $zh, $en $(, $short_zh, $short_en)?
                ),
            ],)+];
        }
    };
    (@short $lang:expr, $zh:literal, $en:literal) => { $lang.pick($zh, $en) };
    (@short $lang:expr, $zh:literal, $en:literal, $short_zh:literal, $short_en:literal) => {
        $lang.pick($short_zh, $short_en)
    };
}
use labels;

#[cfg(test)]
mod tests;
