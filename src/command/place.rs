//! Where the keyboard can be, and sets of such places.

/// Where the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the panes and pages are named as on the screen")]
pub enum Place {
    Studios,
    Issues,
    Minutes,
    Issue,
    Session,
    Commitments,
    People,
    Departments,
    Settings,
    Help,
    FirstRun,
    Cockpit,
    Closing,
    Paper,
    Figures,
    Rows,
    Search,
    Today,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Studios,
        Self::Issues,
        Self::Minutes,
        Self::Issue,
        Self::Session,
        Self::Commitments,
        Self::People,
        Self::Departments,
        Self::Settings,
        Self::Help,
        Self::FirstRun,
        Self::Cockpit,
        Self::Closing,
        Self::Paper,
        Self::Figures,
        Self::Rows,
        Self::Search,
        Self::Today,
    ];

    /// Its name in the key file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Studios => "studios",
            Self::Issues => "issues",
            Self::Minutes => "minutes",
            Self::Issue => "issue",
            Self::Session => "session",
            Self::Commitments => "commitments",
            Self::People => "people",
            Self::Departments => "departments",
            Self::Settings => "settings",
            Self::Help => "help",
            Self::FirstRun => "first-run",
            Self::Cockpit => "cockpit",
            Self::Closing => "closing",
            Self::Paper => "paper",
            Self::Figures => "figures",
            Self::Rows => "rows",
            Self::Search => "search",
            Self::Today => "today",
        }
    }

    /// Whether characters are typed there, so that they ask for nothing.
    pub const fn is_typed_into(self) -> bool {
        matches!(self, Self::Cockpit | Self::Search)
    }

    /// The place with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.key() == key)
    }
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope(u32);

impl Scope {
    /// These places.
    pub const fn of(places: &[Place]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < places.len() {
            bits |= 1 << places[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    /// Whether a place is among them.
    pub const fn has(self, place: Place) -> bool {
        self.0 & (1 << place as u32) != 0
    }

    /// How many places are among them.
    pub const fn breadth(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether both have a place in common.
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Every place.
pub const EVERYWHERE: Scope = Scope::of(&Place::ALL);
pub(super) const WORKBENCH: Scope = Scope::of(&[Place::Studios, Place::Issues, Place::Minutes]);
pub(super) const STUDIOS: Scope = Scope::of(&[Place::Studios]);
pub(super) const ISSUES: Scope =
    Scope::of(&[Place::Issues, Place::Minutes, Place::Issue, Place::Today]);
/// Where lines are issues that can be marked.
pub(super) const MARKABLE: Scope = Scope::of(&[Place::Issues, Place::Today]);
/// Where something can be brought a step on.
pub(super) const STEPPING: Scope = Scope::of(&[
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Today,
    Place::Commitments,
]);
pub(super) const SESSIONS: Scope = Scope::of(&[
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Studios,
    Place::Today,
]);
/// The same, and where one of its documents is shown.
pub(super) const PAPERS: Scope = Scope::of(&[
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Studios,
    Place::Paper,
    Place::Today,
]);
pub(super) const COMMITMENTS: Scope = Scope::of(&[
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Commitments,
    Place::Today,
]);
/// The list of all commitments.
pub(super) const COMMITMENT_LIST: Scope = Scope::of(&[Place::Commitments]);
/// Where departments are asked how far they are.
pub(super) const FOLLOWED_UP: Scope = Scope::of(&[Place::Commitments, Place::Departments]);
pub(super) const PEOPLE: Scope = Scope::of(&[Place::People]);
pub(super) const DEPARTMENTS: Scope = Scope::of(&[Place::Departments]);
pub(super) const SETTINGS: Scope = Scope::of(&[Place::Settings]);
/// The page of a session alone.
pub(super) const SESSION: Scope = Scope::of(&[Place::Session]);
/// Where something under the cursor can be opened.
pub(super) const OPENING: Scope = Scope::of(&[
    Place::Studios,
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Commitments,
    Place::Closing,
    Place::Figures,
    Place::Rows,
    Place::Today,
]);
/// Where a list can be filtered.
pub(super) const FILTERED: Scope = Scope::of(&[
    Place::Studios,
    Place::Issues,
    Place::Minutes,
    Place::Commitments,
    Place::People,
    Place::Departments,
]);
/// Where what is shown is that of my studio, or of all.
pub(super) const SCOPED: Scope = Scope::of(&[
    Place::Studios,
    Place::Issues,
    Place::Minutes,
    Place::Commitments,
    Place::People,
    Place::Departments,
    Place::Today,
]);
/// Where one can go back from.
pub(super) const BEHIND: Scope = Scope::of(&[
    Place::Studios,
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Commitments,
    Place::People,
    Place::Departments,
    Place::Settings,
    Place::Help,
    Place::Cockpit,
    Place::Closing,
    Place::Paper,
    Place::Figures,
    Place::Rows,
    Place::Search,
    Place::Today,
]);
/// Where a document is shown.
pub(super) const PAPER: Scope = Scope::of(&[Place::Paper]);
/// Where what is shown can be written to a file.
pub(super) const WRITTEN: Scope = Scope::of(&[Place::Paper, Place::Figures]);
/// The figures.
pub(super) const FIGURES: Scope = Scope::of(&[Place::Figures]);
/// While a session is live.
pub(super) const COCKPIT: Scope = Scope::of(&[Place::Cockpit]);
/// Where a session that is going on can be gone to.
pub(super) const FLOOR: Scope = Scope::of(&[
    Place::Studios,
    Place::Issues,
    Place::Minutes,
    Place::Issue,
    Place::Session,
    Place::Commitments,
    Place::People,
    Place::Departments,
    Place::Settings,
    Place::Closing,
    Place::Paper,
    Place::Figures,
    Place::Rows,
    Place::Today,
]);
pub(super) const FIRST_RUN: Scope = Scope::of(&[Place::FirstRun]);
