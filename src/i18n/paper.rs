//! The fixed words of the documents that an office gets, in both languages.
//!
//! A sentence has places such as `{day}`, the same in both; what is put there may be a blank.

use super::{Label, Lang};

/// Declares the words: `Name = "中文" / "English";`.
macro_rules! papers {
    ($($name:ident = $zh:literal / $en:literal;)+) => {
        /// A fixed word or sentence of a document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Paper { $(
            #[doc = concat!($zh, " · ", $en)]
            $name,
        )+ }

        impl Paper {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its words; a sentence with places in it.
            pub fn said(self, lang: Lang) -> &'static str {
                self.label(lang)
            }
        }

        impl Label for Paper {
            fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en),)+ }
            }
        }
    };
}

papers! {
    // What is not known.
    UnknownSessionDay = "会议日期" / "day of the session";
    UnknownStartTime = "会议时间" / "time of the session";
    UnknownVenue = "会议地点" / "place of the session";
    UnknownChair = "主持人" / "chair";
    UnknownRecorder = "记录人" / "recorder";
    UnknownAttendance = "出席人员" / "who was present";
    UnknownMembers = "出席委员人数" / "number of members";
    UnknownPublic = "出席群众人数" / "number of the public";
    UnknownDepartments = "出席部门单位数" / "number of departments";
    UnknownOthers = "列席人数" / "number of those attending";
    UnknownOutcome = "协商结果" / "outcome of an item";
    UnknownLead = "主办单位" / "lead department";
    UnknownDeadline = "办理时限" / "deadline";
    UnknownFunds = "资金数额" / "sum of money";
    UnknownSubmitted = "提交日期" / "day of submission";
    UnknownRaiser = "诉求人" / "raiser";
    UnknownOffice = "发文单位" / "issuing office";
    UnknownIssued = "印发日期" / "day of issue";

    // The documents.
    KindMinutes = "会议纪要" / "Minutes";
    KindRecord = "会议记录" / "Record";
    KindSignInBlank = "签到表（空白）" / "Sign-in sheet (blank)";
    KindSignIn = "签到表" / "Sign-in sheet";

    // Stamps.
    PublicCopy = "公开版" / "Public copy";
    InternalCopy = "内部版" / "Internal copy";
    Draft = "草稿" / "Draft";
    CorrectedVersion = "更正版（第{version}版）" / "Corrected (version {version})";

    // Punctuation between the members of a list.
    Comma = "、" / ", ";
    Clause = "，" / ", ";
    Semicolon = "；" / "; ";
    Stop = "。" / ".";
    Colon = "：" / ": ";
    InBrackets = "{words}（{more}）" / "{words} ({more})";

    // People.
    OfClass = "{class}{name}" / "{name} ({class})";
    OfDepartment = "{department}{name}" / "{name} ({department})";
    Citizen = "群众" / "Citizen";
    ArrivedAt = "{time}到会" / "arrived {time}";
    LeftAt = "{time}离会" / "left {time}";
    Late = "会后补登" / "entered afterwards";
    CountPeople = "{class}{count}人" / "{class}: {count}";
    CountDepartments = "部门单位{count}个" / "Departments: {count}";
    AndMore = "另有{count}人" / "and {count} more";

    // Minutes.
    MinutesMark = "协商议事会纪要" / "Minutes of the Consultation Session";
    MinutesOpening = "{day}，{studio}在{venue}召开协商议事会，{chair}主持会议。会议就{topics}进行协商。"
        / "On {day}, {studio} held a consultation session at {venue}, chaired by {chair}, on {topics}.";
    MinutesOpeningMonth = "{day}，{studio}在{venue}召开协商议事会，{chair}主持会议。会议就{topics}进行协商。"
        / "In {day}, {studio} held a consultation session at {venue}, chaired by {chair}, on {topics}.";
    Jointly = "{studio}会同{others}" / "{studio}, together with {others},";
    MinutesHeads = "到会{heads}。" / " Present: {heads}.";
    HeadsMembers = "委员{count}人" / "{count} members";
    HeadsPublic = "群众{count}人" / "{count} members of the public";
    HeadsDepartments = "部门单位{count}个" / "{count} departments";
    HeadsOthers = "列席{count}人" / "{count} attending";
    QuotedTopic = "“{topic}”" / "“{topic}”";
    OtherMatters = "其他事项" / "Other matters";
    Heard = "会议听取了有关“{topic}”的情况和意见。"
        / "The session heard the facts and opinions on “{topic}”.";
    HeardTopic = "会议听取了情况介绍：{text}" / "The session heard: {text}";
    HeardTopicFrom = "会议听取了{who}的情况介绍：{text}" / "The session heard {who}: {text}";
    HeardQuestion = "{who}询问：{text}" / "{who} asked: {text}";
    HeardReply = "{who}答复：{text}" / "{who} replied: {text}";
    HeardStatement = "{who}表示：{text}" / "{who} said: {text}";
    SomebodyAsking = "与会人员" / "Somebody present";
    SomebodyReplying = "有关方面" / "Those concerned";
    Considered = "会议认为，{text}" / "The session considered: {text}";
    Agreed = "会议议定：" / "The session agreed:";
    AgreedOne = "会议议定，{text}" / "The session agreed: {text}";
    AgreedUnknown = "会议议定：{blank}。" / "The session agreed: {blank}.";
    NoConsensus = "会议未达成共识，分歧在于：{what}" / "No consensus was reached on: {what}";
    NoConsensusBare = "会议未达成共识。" / "No consensus was reached.";
    LedBy = "由{lead}主办" / "lead: {lead}";
    SupportedBy = "{supporting}会办" / "supporting: {supporting}";
    DoneBy = "于{deadline}前完成" / "to be done by {deadline}";
    WithFunds = "资金{funds}" / "funds: {funds}";
    PresentLabel = "出席：" / "Present:";
    AttendingLabel = "列席：" / "Attending:";
    ExcusedLabel = "请假：" / "Excused:";
    AbsentLabel = "缺席：" / "Absent:";
    Overridden = "说明：关于“{topic}”，{gap}，仍按已协商办理，理由是：{reason}"
        / "Note on “{topic}”: {gap}; it was taken as consulted all the same, because: {reason}";
    AmendmentsHeading = "更正说明" / "Corrections";
    AmendedAdded = "补记{kind}：{now}" / "{kind} added: {now}";
    AmendedChanged = "{kind}原记为“{was}”，更正为“{now}”。"
        / "{kind}: “{was}” was corrected to “{now}”.";
    AmendedStruck = "划去{kind}一条。" / "{kind}: one line was struck out.";
    AmendedOther = "{day}更正：{what}。" / "Corrected on {day}: {what}.";
    CopiesTo = "抄送：{copies}" / "Copies to: {copies}";
    IssuedOn = "{day}印发" / "Issued {day}";

    // Record.
    RecordTitle = "会议记录" / "Record of the Session";
    RecordName = "会议名称：" / "Session:";
    RecordTime = "会议时间：" / "Time:";
    RecordVenue = "会议地点：" / "Place:";
    RecordChair = "主持人：" / "Chair:";
    RecordRecorder = "记录人：" / "Recorder:";
    RecordNumber = "会议编号：" / "Number:";
    RecordLine = "{who}：{text}" / "{who}: {text}";
    RecordNote = "（{note}）" / " ({note})";
    LineAddedLate = "会后补记" / "added afterwards";
    LineChangedLate = "会后更正，原记为“{was}”" / "corrected afterwards, was “{was}”";
    LineStruckLate = "会后划去" / "struck out afterwards";
    Adjourned = "散会。" / "The session was closed.";
    SignedBy = "{role}（签名）：{room}" / "{role} (signature): {room}";
    ChairRole = "主持人" / "Chair";
    RecorderRole = "记录人" / "Recorder";

    // Sign-in sheet.
    SignInTitle = "签到表" / "Sign-in Sheet";
    SignInNumber = "序号" / "No.";
    SignInName = "姓名" / "Name";
    SignInUnit = "单位及职务（住址）" / "Unit and post (address)";
    SignInClass = "身份类别" / "Capacity";
    SignInSector = "界别" / "Sector";
    SignInPhone = "联系电话" / "Phone";
    SignInSignature = "签名" / "Signature";
    SignInNote = "备注" / "Remarks";
    SignInMeeting = "时间：{day}　地点：{venue}" / "Time: {day} · Place: {venue}";
    SignedIn = "已签到" / "signed in";
    Unnamed = "未具名{count}人" / "{count} unnamed";
    UnnamedDepartments = "未具名{count}个" / "{count} unnamed";
    GroupMembers = "委员" / "Members";
    GroupPublic = "群众" / "Public";
    GroupDepartments = "部门单位" / "Departments";
    GroupOthers = "列席人员" / "Attending";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::is_cjk;
    use std::collections::BTreeSet;

    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for paper in Paper::ALL {
            let [zh, en] = Lang::ALL.map(|lang| places(paper.label(lang)));
            assert_eq!(zh, en, "{paper:?}");
        }
    }

    #[test]
    fn english_words_hold_no_chinese() {
        for paper in Paper::ALL {
            assert!(!paper.label(Lang::En).chars().any(is_cjk), "{paper:?}");
        }
    }
}
