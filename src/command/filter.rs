//! What a list can be narrowed to by status: the same words on the command line and in queries.
//! Knows the words alone, not the rows.

use super::called::Called;
use super::verb::Words;
use crate::domain::commitment::Progress;
use crate::domain::row::CommitmentRow;
use crate::domain::session::{Manner, SessionStatus};
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

/// Some of the places where a commitment can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitmentStatusFilter {
    /// It is owed.
    Open,
    /// This one.
    Is(Progress),
}

/// One of the statuses of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionStatusFilter(SessionStatus);

/// The words for what is open: the stable one, what a person reads, and what else is understood.
pub(super) const OPEN: [&str; 5] = ["open", "未办结", "Open", "未完", "未完成"];

/// The same for [`StatusFilter::Unscreened`]; lists say the second, the page of an issue the last.
pub(super) const UNSCREENED: [&str; 5] =
    ["unscreened", "待受理", "To screen", "未受理", "Not accepted"];

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

/// The status of an issue as a list shows it: one that waits to be accepted says so.
pub fn shown_status(status: Status, accepted: bool, lang: Lang) -> &'static str {
    match (status, accepted, lang) {
        (Status::Submitted, false, Lang::Zh) => UNSCREENED[1],
        (Status::Submitted, false, Lang::En) => UNSCREENED[2],
        _ => status.short(lang),
    }
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

    /// The stable word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => OPEN[0],
            Self::Unscreened => UNSCREENED[0],
            Self::Is(status) => status.key(),
        }
    }

    /// The status with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|it| it.key() == key)
    }

    /// What it is called, for options.
    pub fn called(self) -> Called {
        let words = Words::new(self.label(Lang::Zh), self.label(Lang::En));
        Called::new(self.key(), words).also(self.words())
    }
}

impl CommitmentStatusFilter {
    /// All of them, in the order of the way.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Open).chain(Progress::ALL.iter().copied().map(Self::Is))
    }

    /// Whether a commitment that stands so is wanted.
    pub fn matches(self, row: &CommitmentRow) -> bool {
        match self {
            Self::Open => row.is_open(),
            Self::Is(progress) => row.progress == progress,
        }
    }

    /// The status with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|it| it.called().key() == key)
    }

    /// What it is called, for options.
    pub fn called(self) -> Called {
        match self {
            Self::Open => Called::new(OPEN[0], Words::new(OPEN[1], OPEN[2])).also(OPEN),
            // Other words have some of these within them.
            Self::Is(Progress::Completed) => {
                let also = ["done", "办结", "办完", "完成"];
                Called::of(Progress::Completed.key(), Progress::Completed).also(also)
            }
            Self::Is(progress) => Called::of(progress.key(), progress),
        }
    }
}

impl SessionStatusFilter {
    /// Whether a session with this status is wanted.
    pub fn matches(self, status: SessionStatus) -> bool {
        self.0.key() == status.key()
    }

    /// All of them, in the order of a session.
    pub fn all() -> impl Iterator<Item = Self> {
        SESSION.into_iter()
    }

    /// The status with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|it| it.0.key() == key)
    }

    /// What it is called, for options.
    pub fn called(self) -> Called {
        let held = matches!(self.0, SessionStatus::Closed(_)).then_some(HELD);
        Called::of(self.0.key(), self.0).also(held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::called::called;

    /// The status of issues that a word stands for.
    fn status_named(typed: &str) -> Option<StatusFilter> {
        let all: Vec<Called> = StatusFilter::all().map(StatusFilter::called).collect();
        match &called(&all, Called::words, typed)[..] {
            [one] => StatusFilter::from_key(one.key()),
            _ => None,
        }
    }

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
        assert_eq!(
            StatusFilter::all().filter(|it| status_named(it.key()) == Some(*it)).count(),
            10
        );
        assert_eq!(status_named("ＯＰＥＮ"), Some(StatusFilter::Open));
        assert_eq!(status_named("foo"), None);
    }

    #[test]
    fn no_two_statuses_of_a_list_share_a_word() {
        let lists: [Vec<Called>; 3] = [
            StatusFilter::all().map(StatusFilter::called).collect(),
            SessionStatusFilter::all().map(SessionStatusFilter::called).collect(),
            CommitmentStatusFilter::all().map(CommitmentStatusFilter::called).collect(),
        ];
        for list in &lists {
            for status in list {
                for word in status.words() {
                    assert_eq!(
                        called(list, Called::words, word),
                        std::slice::from_ref(status),
                        "{word}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_session_that_was_held_is_found_by_what_people_call_it() {
        let all: Vec<Called> =
            SessionStatusFilter::all().map(SessionStatusFilter::called).collect();
        for word in ["closed", "held", "Held", "已召开"] {
            let [meant] = &called(&all, Called::words, word)[..] else { panic!("{word}") };
            let filter = SessionStatusFilter::from_key(meant.key()).unwrap();
            assert!(filter.matches(SessionStatus::Closed(Manner::AfterTheFact)), "{word}");
            assert!(!filter.matches(SessionStatus::Cancelled));
        }
        assert!(called(&all, Called::words, "resolved").is_empty());
    }
}
