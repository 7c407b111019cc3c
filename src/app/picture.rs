//! Small words of lists: how a deadline or a category stands in a narrow cell.

use super::page::Tone;
use super::state::State;
use crate::domain::issue::Category;
use crate::domain::priority::soon_by;
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang};
use chrono::{Datelike, NaiveDate};

/// A deadline in at most 10 cells: how late, how soon, or the day.
pub(crate) fn due_words(due: Option<NaiveDate>, state: &State) -> (String, Tone) {
    let Some(due) = due else { return (String::new(), Tone::Dim) };
    let (today, lang) = (state.today, state.lang);
    let left = (due - today).num_days();
    let is_soon = due <= soon_by(&state.calendar, today);
    match (left, lang) {
        (..0, Lang::Zh) => (format!("逾期{}天", -left), Tone::Danger),
        (..0, Lang::En) => (format!("{}d late", -left), Tone::Danger),
        (0, Lang::Zh) => ("今天到期".to_owned(), Tone::Warning),
        (0, Lang::En) => ("due today".to_owned(), Tone::Warning),
        (1.., Lang::Zh) if is_soon => (format!("剩{left}天"), Tone::Warning),
        (1.., Lang::En) if is_soon => (format!("in {left}d"), Tone::Warning),
        _ if due.year() == today.year() => {
            (format!("{:02}-{:02}", due.month(), due.day()), Tone::Text)
        }
        _ => (due.to_string(), Tone::Text),
    }
}

/// A category, or nothing.
pub(crate) fn category_words(category: Option<Category>, lang: Lang) -> &'static str {
    category.map_or("", |category| category.short(lang))
}

/// The tone of a status.
pub(crate) const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Submitted => Tone::Submitted,
        Status::Consulted => Tone::Consulted,
        Status::Resolved(_) => Tone::Resolved,
        Status::Exited(_, _) => Tone::Exited,
    }
}
