//! What the screens do by themselves. What of it changes the data performs a verb, filled in by
//! where the cursor is.

use crate::document::Piece;
use serde::{Deserialize, Serialize};

/// By what a list of issues is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns as they are headed")]
pub enum SortKey {
    /// What burns comes first.
    #[default]
    Urgency,
    Number,
    Title,
    Category,
    Status,
    Age,
    Due,
    Department,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Urgency,
        Self::Number,
        Self::Title,
        Self::Category,
        Self::Status,
        Self::Age,
        Self::Due,
        Self::Department,
    ];

    /// The stable word for the view file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Number => "number",
            Self::Title => "title",
            Self::Category => "category",
            Self::Status => "status",
            Self::Age => "age",
            Self::Due => "due",
            Self::Department => "department",
        }
    }

    /// The key with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

/// What the screens do by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its words in the table below")]
pub enum Ui {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
    Left,
    Right,
    NextPane,
    PreviousPane,
    PaneStudios,
    PaneIssues,
    PaneMinutes,
    Open,
    Back,
    Zoom,
    Filter,
    OpenOnly,
    Sort(SortKey),
    NextView,
    PreviousView,
    Views,
    Palette,
    Help,
    Copy,
    CopyPage,
    Refresh,
    Undo,
    Redo,
    Language,
    Theme,
    Mouse,
    Widen,
    GoWorkbench,
    GoToday,
    GoCommitments,
    GoPeople,
    GoDepartments,
    GoSettings,
    GoNotices,
    GoFigures,
    FigureInterval,
    FigureBy,
    FigureCutOff,
    FigureStudio,
    FigureNext,
    FigureLeft,
    FigureRight,
    GoSearch,
    NextStep,
    /// Mark what is under the cursor, and go on to the next one.
    Mark,
    MarkDown,
    MarkUp,
    /// Mark everything between the last mark and the cursor.
    MarkTo,
    MarkAll,
    Cockpit,
    RecordLine,
    CheckIn,
    SpeakerLine,
    /// To a straw poll.
    PollLine,
    Break,
    Closing,
    Paper(Piece),
    TurnCopy,
    WritePaper,
    WriteDeadlines,
    WriteLedger,
    ItemUp,
    ItemDown,
    ItemOff,
    TakeOffer,
    Comes,
    Example,
    Suspend,
    Quit,
}
