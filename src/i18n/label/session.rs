//! Words for a session, its sign-in sheet and its record.

use super::labels;
use crate::{
    domain::{
        line::LineKind,
        session::{
            Column, Correction, FloorMark, Manner, Presence, Reply, SessionStatus, SpeechManner,
        },
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

labels! { SpeechManner {
    Self::Speech => "发言" / "Speech";
    Self::Interposed => "插问" / "Interposed question" or "插问" / "Interposed";
    Self::PointOfOrder => "程序问题" / "Point of order" or "程序" / "Order";
} }

labels! { Reply {
    Self::Awaited => "未回复" / "No reply yet" or "未回复" / "No reply";
    Self::Coming => "参加" / "Coming";
    Self::Excused => "请假" / "Excused";
} }

labels! { FloorMark {
    Self::Opened => "计时开始" / "Clock started";
    Self::Suspended => "休会" / "Break";
    Self::Ended => "计时结束" / "Clock stopped";
    Self::Item(Some(_)) => "转入议题" / "Item taken up";
    Self::Item(None) => "议题告一段落" / "Item left";
    Self::Stage(_) => "转入环节" / "Stage taken up";
    Self::SpeechBegun { .. } => "开始发言" / "Speech begun";
    Self::SpeechPaused => "暂停发言计时" / "Speech paused";
    Self::SpeechResumed => "继续发言计时" / "Speech resumed";
    Self::SpeechEnded => "结束发言" / "Speech ended";
    Self::Interrupted => "意外中断" / "Interrupted";
    Self::TakenUp { counted: true } => "续上，中断计时" / "Taken up, gap counted";
    Self::TakenUp { counted: false } => "续上，中断不计时" / "Taken up, gap cut";
    Self::Returned { .. } => "回到会场" / "Back in the room";
} }

labels! { LineKind {
    Self::Topic => "议题" / "Topic";
    Self::Question => "提问" / "Question";
    Self::Reply => "答复" / "Reply";
    Self::Statement => "发言" / "Statement";
    Self::Agreed => "议定事项" / "Agreed item" or "议定" / "Agreed";
    Self::Commitment => "承办事项" / "Commitment";
} }

/// The names of the stages of an item that come with the program, and of their order.
const STAGE_NAMES: [[&str; 2]; 6] = [
    ["常用", "Usual"],
    ["通报", "Briefing"],
    ["提问", "Questions"],
    ["解答", "Answers"],
    ["发言", "Speeches"],
    ["议定", "Decision"],
];

/// Returns what a language calls an order or a stage; one that somebody named keeps its name.
pub fn order_name(name: &str, lang: Lang) -> &str {
    let known = STAGE_NAMES.iter().find(|[zh, _]| *zh == name);
    known.map_or(name, |[zh, en]| lang.pick(zh, en))
}

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
