//! Words for a session, its sign-in sheet and its record.

use super::labels;
use crate::{
    domain::{
        line::LineKind,
        session::{Column, Correction, Manner, Presence, SessionStatus},
    },
    i18n::{Label, Lang},
};

labels! { SessionStatus {
    Self::Planned => "待召开" / "Planned";
    Self::Live => "进行中" / "Live";
    Self::Paused => "暂停中" / "Paused";
    Self::Closed(_) => "已召开" / "Held";
    Self::Cancelled => "已取消" / "Cancelled";
} }

labels! { Manner {
    Self::Live => "现场记录" / "Recorded live" or "现场" / "Live";
    Self::AfterTheFact => "会后补记" / "Entered afterwards" or "补记" / "Afterwards";
} }

labels! { Correction {
    Self::Facts => "会议情况" / "Facts";
    Self::Agenda => "议程" / "Agenda";
    Self::Attendance => "签到" / "Check-in";
    Self::Tallies => "到会人数" / "Counts";
    Self::Record => "会议记录" / "Record";
} }

labels! { Presence {
    Self::Present => "出席" / "Present";
    Self::Excused => "请假" / "Excused";
    Self::Absent => "缺席" / "Absent";
} }

/// Returns the word for a row of the sign-in sheet: those outside the three columns attend (列席)
/// where the others are present (出席).
pub fn presence_label(presence: Presence, column: Column, lang: Lang) -> &'static str {
    match (presence, column) {
        (Presence::Present, Column::Other) => lang.pick("列席", "Attending"),
        (
            Presence::Present | Presence::Excused | Presence::Absent,
            Column::Member | Column::Public | Column::Department | Column::Other,
        ) => presence.label(lang),
    }
}

labels! { LineKind {
    Self::Topic => "议题" / "Topic";
    Self::Question => "提问" / "Question";
    Self::Reply => "答复" / "Reply";
    Self::Statement => "发言" / "Statement";
    Self::Agreed => "议定事项" / "Agreed item" or "议定" / "Agreed";
    Self::Commitment => "承办事项" / "Commitment";
} }

/// The marks that a line of the record begins with (DESIGN §4).
pub trait LineMark: Sized {
    /// Returns the Chinese mark: 议, 问, 答, 说, 决, 诺.
    fn mark(self) -> char;

    /// Returns the Latin mark: t, q, a, s, d, c.
    fn letter(self) -> char;

    /// Returns what a language shows before the line: the Chinese mark, the English word, since a
    /// letter alone tells nobody anything.
    fn shown_in(self, lang: Lang) -> String;

    /// Finds the kind that a mark of either sort stands for; letters in either case.
    fn from_mark(mark: char) -> Option<Self>;
}

impl LineMark for LineKind {
    fn mark(self) -> char {
        match self {
            Self::Topic => '议',
            Self::Question => '问',
            Self::Reply => '答',
            Self::Statement => '说',
            Self::Agreed => '决',
            Self::Commitment => '诺',
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Topic => 't',
            Self::Question => 'q',
            Self::Reply => 'a',
            Self::Statement => 's',
            Self::Agreed => 'd',
            Self::Commitment => 'c',
        }
    }

    fn shown_in(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.mark().to_string(),
            Lang::En => self.short(lang).to_owned(),
        }
    }

    fn from_mark(mark: char) -> Option<Self> {
        let mark = mark.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.mark() == mark || kind.letter() == mark)
    }
}
