//! What a list can be narrowed to by status: the same words on the command line and in queries.
//! Knows the words alone, not the rows.

use crate::domain::session::{Manner, SessionStatus};
use crate::domain::text::fold_width;
use crate::domain::workflow::{Exit, Origin, Route, Status};
use crate::i18n::{Label, Lang};

/// Some of the statuses of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFilter {
    /// Work is still owed: submitted or consulted.
    Open,
    /// It waits to be accepted.
    Unscreened,
    /// This one, however it came about.
    Is(Status),
}

/// One of the statuses of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionStatusFilter(SessionStatus);

/// The words for [`StatusFilter::Open`]: the stable one, then what a person reads.
const OPEN: [&str; 3] = ["open", "未办结", "Open"];

/// The same for [`StatusFilter::Unscreened`]; lists say the second, the page of an issue the last.
const UNSCREENED: [&str; 5] = ["unscreened", "待受理", "To screen", "未受理", "Not accepted"];

/// A session that was held is *closed* to scripts; people say *held*.
const HELD: &str = "held";

const ISSUE: [StatusFilter; 10] = [
    StatusFilter::Open,
    StatusFilter::Unscreened,
    StatusFilter::Is(Status::Submitted),
    StatusFilter::Is(Status::Consulted),
    StatusFilter::Is(Status::Resolved(Route::Session)),
    StatusFilter::Is(Status::Exited(Exit::Declined, Origin::Submitted)),
    StatusFilter::Is(Status::Exited(Exit::Referred, Origin::Submitted)),
    StatusFilter::Is(Status::Exited(Exit::Merged, Origin::Submitted)),
    StatusFilter::Is(Status::Exited(Exit::Withdrawn, Origin::Submitted)),
    StatusFilter::Is(Status::Exited(Exit::ClosedUnresolved, Origin::Submitted)),
];

const SESSION: [SessionStatusFilter; 5] = [
    SessionStatusFilter(SessionStatus::Planned),
    SessionStatusFilter(SessionStatus::Live),
    SessionStatusFilter(SessionStatus::Paused),
    SessionStatusFilter(SessionStatus::Closed(Manner::Live)),
    SessionStatusFilter(SessionStatus::Cancelled),
];

/// The statuses of issues that a word stands for: a key, or a label in either language.
pub fn status_named(text: &str) -> Option<StatusFilter> {
    let wanted = folded(text);
    ISSUE.into_iter().find(|filter| filter.words().iter().any(|word| folded(word) == wanted))
}

/// The status of an issue as a list shows it: one that waits to be accepted says so.
pub fn shown_status(status: Status, accepted: bool, lang: Lang) -> &'static str {
    match (status, accepted, lang) {
        (Status::Submitted, false, Lang::Zh) => UNSCREENED[1],
        (Status::Submitted, false, Lang::En) => UNSCREENED[2],
        _ => status.short(lang),
    }
}

/// The status of sessions that a word stands for: a key, or a label in either language.
pub fn session_status_named(text: &str) -> Option<SessionStatusFilter> {
    let wanted = folded(text);
    let held = |status| matches!(status, SessionStatus::Closed(_)) && wanted == HELD;
    SESSION.into_iter().find(|SessionStatusFilter(status)| {
        held(*status) || is_called(status.key(), *status, &wanted)
    })
}

impl StatusFilter {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ISSUE.into_iter()
    }

    /// Every word for it, the stable one first.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Open => OPEN.to_vec(),
            Self::Unscreened => UNSCREENED.to_vec(),
            Self::Is(status) => {
                let labels = |lang| [status.label(lang), status.short(lang)];
                [status.key()].into_iter().chain(Lang::ALL.into_iter().flat_map(labels)).collect()
            }
        }
    }

    /// What a person reads.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Open, Lang::Zh) => OPEN[1],
            (Self::Open, Lang::En) => OPEN[2],
            (Self::Unscreened, _) => shown_status(Status::Submitted, false, lang),
            (Self::Is(status), _) => status.label(lang),
        }
    }

    /// Whether an issue with this status, accepted or not, is wanted.
    pub fn matches(self, status: Status, accepted: bool) -> bool {
        match self {
            Self::Open => status.is_open(),
            Self::Unscreened => status == Status::Submitted && !accepted,
            Self::Is(wanted) => wanted.key() == status.key(),
        }
    }

    /// The stable words, in the order of the way to a solution.
    pub fn keys() -> Vec<&'static str> {
        let key = |filter| match filter {
            Self::Open => OPEN[0],
            Self::Unscreened => UNSCREENED[0],
            Self::Is(status) => status.key(),
        };
        ISSUE.into_iter().map(key).collect()
    }
}

impl SessionStatusFilter {
    /// Whether a session with this status is wanted.
    pub fn matches(self, status: SessionStatus) -> bool {
        self.0.key() == status.key()
    }

    /// The stable words, in the order of a session.
    pub fn keys() -> Vec<&'static str> {
        SESSION.into_iter().map(|filter| filter.0.key()).collect()
    }
}

fn is_called<T: Label + Copy>(key: &str, status: T, wanted: &str) -> bool {
    let labels = |lang| [folded(status.label(lang)), folded(status.short(lang))];
    key == wanted || Lang::ALL.into_iter().flat_map(labels).any(|label| label == wanted)
}

fn folded(text: &str) -> String {
    fold_width(text).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_every_label_of_an_issue_is_understood() {
        for status in Status::ALL {
            for word in [status.key(), status.label(Lang::Zh), status.label(Lang::En)] {
                let filter = status_named(word).unwrap();
                assert!(filter.matches(status, true), "{word}");
            }
            assert_eq!(status_named("未办结").unwrap().matches(status, true), status.is_open());
            for (accepted, lang) in [true, false].into_iter().zip(Lang::ALL) {
                let word = shown_status(status, accepted, lang);
                assert!(status_named(word).unwrap().matches(status, accepted), "{word}");
            }
        }
        assert!(!status_named("待受理").unwrap().matches(Status::Submitted, true));
        assert_eq!(StatusFilter::keys().iter().filter_map(|key| status_named(key)).count(), 10);
        assert_eq!(status_named("ＯＰＥＮ"), Some(StatusFilter::Open));
        assert_eq!(status_named("foo"), None);
    }

    #[test]
    fn a_session_that_was_held_is_found_by_what_people_call_it() {
        for word in ["closed", "held", "Held", "已召开"] {
            let filter = session_status_named(word).unwrap();
            assert!(filter.matches(SessionStatus::Closed(Manner::AfterTheFact)), "{word}");
            assert!(!filter.matches(SessionStatus::Cancelled));
        }
        assert_eq!(SessionStatusFilter::keys().len(), 5);
        assert_eq!(session_status_named("resolved"), None);
    }
}
