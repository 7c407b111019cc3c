//! The fixed words of the documents that an office gets, in both languages.
//!
//! A sentence has places such as `{day}`, the same in both; what is put there may be a blank.

use super::{Label, Lang};
use chrono::{NaiveTime, Timelike};

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
    UnknownOffice = "发文机关" / "issuing office";
    UnknownIssued = "印发日期" / "day of issue";

    // The documents.
    KindMinutes = "会议纪要" / "Minutes";
    KindRecord = "会议记录" / "Record";
    KindSignInBlank = "签到表（空白）" / "Sign-in sheet (blank)";
    KindSignIn = "签到表" / "Sign-in sheet";

    KindAssignment = "交办单" / "Assignment letter";
    KindProgress = "办理情况反馈表" / "Progress report";
    KindSatisfaction = "满意度测评表" / "Satisfaction form";
    KindNotice = "会议通知" / "Notice";
    KindCaseFile = "一事一档" / "Case file";
    KindFollowUp = "督办函" / "Follow-up letter";
    KindPack = "会议材料" / "Session pack";
    KindCalendar = "会议日历" / "Calendar";

    // Stamps.
    PublicCopy = "公开版" / "Public copy";
    InternalCopy = "内部版" / "Internal copy";
    Draft = "草稿" / "Draft";
    LaterVersion = "第{version}版" / "Version {version}";
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
    CameInstead = "由{name}代为参加" / "{name} came instead";
    LeftAt = "{time}离会" / "left {time}";
    Late = "会后补登" / "entered afterwards";
    CountPeople = "{class}{count}人" / "{class}: {count}";
    CountDepartments = "部门单位{count}个" / "Departments: {count}";
    AndMore = "另有{count}人" / "and {count} more";

    // Minutes.
    MinutesMark = "协商议事会纪要" / "Minutes of the Consultation Session";
    MinutesOpening = "{day}，{studio}在{venue}召开协商议事会，{chair}主持会议。会议就{topics}进行协商。"
        / "On {day}, {studio} held a consultation session at {venue}, chaired by {chair}, on {topics}.";
    Jointly = "{studio}会同{others}" / "{studio}, together with {others},";
    MinutesHeads = "到会{heads}。" / " Present: {heads}.";
    HeadsMembers = "委员{count}人" / "{count} members";
    HeadsMember = "委员{count}人" / "{count} member";
    HeadsCitizen = "群众{count}人" / "{count} member of the public";
    HeadsDepartment = "部门单位{count}个" / "{count} department";
    HeadsPublic = "群众{count}人" / "{count} members of the public";
    HeadsDepartments = "部门单位{count}个" / "{count} departments";
    HeadsOthers = "列席{count}人" / "{count} attending";
    QuotedTopic = "“{topic}”" / "“{topic}”";
    OtherMatters = "其他事项" / "Other matters";
    Heard = "会议听取了有关“{topic}”的情况和意见。"
        / "The session heard the facts and opinions on “{topic}”.";
    HeardTopic = "会议听取了情况介绍：{text}" / "The session heard: {text}";
    HeardTopicFrom = "会议听取了{who}的情况介绍：{text}" / "The session heard {who}: {text}";
    PartedInWords = "会议{text}" / "The session: {text}";
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
    Undiscussed = "本次会议未议及，另行安排。" / "It was not discussed this time and will be taken up again.";
    LedBy = "由{lead}主办" / "lead: {lead}";
    SupportedBy = "{supporting}会办" / "supporting: {supporting}";
    DoneBy = "于{deadline}前完成" / "to be done by {deadline}";
    DeadlineInBrackets = "（{deadline}前）" / " (by {deadline})";
    DoneUntil = "至{deadline}" / "until {deadline}";
    StandingTerm = "长期坚持" / "standing duty";
    WithFunds = "资金{funds}" / "funds: {funds}";
    DoneByCounts = "时限以{deadline}为准" / "the deadline that counts: {deadline}";
    FundsCount = "资金以{funds}为准" / "the funds that count: {funds}";
    PresentLabel = "出席：" / "Present:";
    AttendingLabel = "列席：" / "Attending:";
    ExcusedLabel = "请假：" / "Excused:";
    AbsentLabel = "缺席：" / "Absent:";
    Overridden = "说明：关于“{topic}”，{gap}，仍按已协商办理，理由是：{reason}"
        / "Note on “{topic}”: {gap}; it was taken as consulted all the same, because: {reason}";
    AmendmentsHeading = "更正说明" / "Corrections";
    AmendedAdded = "增补：{now}" / "Added: {now}";
    AmendedChanged = "原为“{was}”，更正为“{now}”" / "“{was}” was corrected to “{now}”";
    AmendedCorrected = "更正为“{now}”" / "Corrected to “{now}”";
    AmendedStruck = "删去“{was}”。" / "Struck out: “{was}”.";
    AmendedLineStruck = "删去一处{kind}（{about}）。" / "One line was struck out: {kind} ({about}).";
    AmendedLineStruckBare = "删去一处{kind}。" / "One line was struck out: {kind}.";
    AmendedStruckUnnamed = "删去一处。" / "One passage was struck out.";
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
    RecordContinued = "{title}（续）" / "{title} (continued)";
    RecordLine = "{who}：{text}" / "{who}: {text}";
    RecordNote = "（{note}）" / " ({note})";
    LineAddedLate = "会后补记" / "added afterwards";
    LineChangedLate = "会后更正，原记为“{was}”" / "corrected afterwards, was “{was}”";
    LineCorrectedLate = "会后更正" / "corrected afterwards";
    LineStruckLate = "会后划去" / "struck out afterwards";
    LineStruck = "已划去" / "struck out";
    QuorumLabel = "到会变化：" / "Quorum:";
    PollLine = "意向测询：{words}。" / "Straw poll: {words}.";
    QuorumLine = "到会变化：{words}。" / "Quorum: {words}.";
    BreakLine = "{from}休会，{until}继续开会。" / "Break from {from} to {until}.";
    FromUntil = "{from}至{until}" / "{from}–{until}";
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
    SignedInAt = "{time}已签到" / "signed in {time}";
    Unnamed = "未留名{class}{count}人" / "{class}, no name left: {count}";
    UnnamedDepartments = "未留名{class}{count}个" / "{class}, no name left: {count}";
    SignInTotal = "合计：{heads}" / "In all: {heads}";
    GroupMembers = "委员" / "Members";
    GroupPublic = "群众" / "Public";
    GroupDepartments = "部门单位" / "Departments";
    GroupOthers = "列席人员" / "Attending";

    // What forms name.
    FormNumber = "编号" / "Number";
    FormIssue = "议题" / "Issue";
    FormSource = "来源" / "Source";
    FormConsulted = "协商日期" / "Consulted on";
    FormRecommendation = "协商意见" / "Recommendation";
    FormLead = "主办单位" / "Lead department";
    FormSupporting = "会办单位" / "Supporting departments";
    FormRequest = "请办事项" / "Request";
    FormDeadline = "办理时限" / "Deadline";
    FormFunds = "资金" / "Funds";
    FormContact = "联系人及电话" / "Contact and phone";
    FormAcknowledgedBy = "签收人" / "Acknowledged by";
    FormAcknowledgedOn = "签收日期" / "Acknowledged on";
    FormReturnReason = "退回理由" / "Reason for returning";
    FormNone = "无" / "none";
    FormNotStated = "—" / "—";
    FormNobody = "—" / "–";
    Box = "□{what}" / "□ {what}";
    WrittenDate = "{room}年{room}月{room}日" / "{room} / {room} / {room}";

    // Assignment letter.
    AssignmentTitle = "协商议定事项交办单" / "Assignment of an Agreed Item";
    Salutation = "{whom}：" / "To {whom}:";
    AssignmentAsk = "{day}，{studio}召开协商议事会，就“{topic}”形成协商意见。现将有关事项转请贵单位{part}，请研究办理，并将办理情况及时反馈。"
        / "On {day}, {studio} held a consultation session, which came to the following on “{topic}”. You are kindly asked to take it up {part}, and to report back on how it goes.";
    AssignmentAskService = "{studio}就“{topic}”提出如下意见。现将有关事项转请贵单位{part}，请研究办理，并将办理情况及时反馈。"
        / "{studio} came to the following on “{topic}”. You are kindly asked to take it up {part}, and to report back on how it goes.";
    PartLead = "主办" / "as the lead department";
    PartSupporting = "会办" / "as a supporting department";
    AssignmentRequest = "请研究办理，于{deadline}前反馈办理情况。如不属于贵单位职责范围，请于收到之日起{count}个工作日内说明理由并退回。"
        / "Please look into it and report back by {deadline}. Should it not be within your remit, please return it with the reason within {count} working days.";
    AssignmentRequestStanding = "请研究办理，按上述要求长期坚持，并及时反馈办理情况。如不属于贵单位职责范围，请于收到之日起{count}个工作日内说明理由并退回。"
        / "Please look into it, keep it up as described, and report back on how it goes. Should it not be within your remit, please return it with the reason within {count} working days.";
    CutHere = "（沿此线裁开，回执请寄回交办单位）" / "(Cut here; please send the receipt back)";
    ReceiptTitle = "回执" / "Receipt";
    ReceiptText = "{office}：第{number}号交办单已收到。" / "To {office}: assignment {number} has arrived.";
    ReceiptAnswer = "办理意见" / "Answer";
    ReceiptAccept = "同意承办" / "We take it up";
    ReceiptReturn = "不属于本单位职责范围，建议退回" / "It is not within our remit and is returned";
    ReceiptUnit = "单位（盖章）" / "Unit (seal)";

    // Follow-up letter.
    FollowUpTitle = "协商议定事项督办函" / "Follow-up on Agreed Items";
    FollowUpAsk = "截至{day}，贵单位承办的下列 {count} 件协商议定事项已过时限或临近时限，尚未收到办结反馈。"
        / "As of {day}, the following {count} agreed items that your department has taken up are past their deadline or near it, and no report of completion has arrived.";
    FollowUpAskOne = "截至{day}，贵单位承办的下列协商议定事项已过时限或临近时限，尚未收到办结反馈。"
        / "As of {day}, the following agreed item that your department has taken up is past its deadline or near it, and no report of completion has arrived.";
    FollowUpRequest = "请予关注，研究推进，并于收到之日起5个工作日内反馈办理情况；确有困难的，请说明原因和下一步打算，需要延期的请一并提出。"
        / "Please look into it and report back within 5 working days. Should there be difficulties, please say why and what is planned; if more time is needed, please ask for it with the report.";
    FollowUpMatter = "事项" / "Matter";
    FollowUpPart = "承办" / "Part";
    FollowUpLate = "逾期" / "Late";
    FollowUpDay = "1 天" / "1 day";
    FollowUpDays = "{count} 天" / "{count} days";
    FollowUpSoon = "临期" / "due soon";
    FollowUpOf = "议题：{issue}" / "Issue: {issue}";
    FollowUpBefore = "此前督办 {count} 次" / "followed up {count} × before";
    ShortLead = "主办" / "Lead";
    ShortSupporting = "会办" / "Supporting";

    // Progress report.
    ProgressTitle = "办理情况反馈表" / "Progress Report";
    ProgressMatter = "承办事项" / "Commitment";
    ProgressMeasures = "主要措施" / "Measures taken";
    ProgressState = "办理进展" / "State";
    ProgressDone = "已办结" / "Done";
    ProgressGoing = "正在办理" / "In progress";
    ProgressPlanned = "列入计划" / "Planned";
    ProgressImpossible = "暂不能办理" / "Not possible for now";
    ProgressFunds = "投入资金" / "Funds used";
    ProgressGrade = "办理评级" / "Grade";
    ProgressWhyNot = "未办结原因及下一步打算" / "Why not done, and what comes next";
    ProgressEvidence = "佐证材料清单" / "List of evidence";
    ProgressHandler = "经办人" / "Handled by";
    ProgressReviewer = "审核人" / "Reviewed by";
    ProgressDate = "填报日期" / "Date";

    // Satisfaction form.
    SatisfactionTitle = "满意度测评表" / "Satisfaction Form";
    SatisfactionRaiser = "诉求人" / "Raiser";
    SatisfactionDone = "办理结果" / "What was done";
    SatisfactionVerdict = "总体评价" / "Overall verdict";
    SatisfactionRemark = "意见建议" / "Remarks";
    SatisfactionMeans = "测评方式" / "How it was asked";
    SatisfactionCollector = "测评人" / "Asked by";
    SatisfactionSignature = "诉求人签名" / "Raiser's signature";
    SatisfactionDate = "测评日期" / "Date";
    SatisfactionNote = "说明：请在所选项目前的□内打√。测评由工作室组织，不由承办单位收集。"
        / "Note: please tick what applies. The studio asks, not the department that did the work.";
    CompletedLine = "{matter}（{department}，{day}办结）{text}" / "{matter} ({department}, done {day}) {text}";
    OpenLine = "{matter}（{department}，尚未办结）" / "{matter} ({department}, not done yet)";

    // Notice.
    NoticeTitle = "关于召开{title}的通知" / "Notice of a Session: {title}";
    NoticeMovedTitle = "关于{title}改期的通知" / "Session Postponed: {title}";
    NoticeCancelledTitle = "关于取消{title}的通知" / "Session Cancelled: {title}";
    NoticeEverybody = "各有关单位、各位委员" / "all units and members concerned";
    NoticeOthers = "，各位参加人员" / " and all participants";
    NoticeOpening = "兹定于{day}召开{title}，现将有关事项通知如下："
        / "A consultation session is to be held on {day}: {title}. The particulars are as follows.";
    NoticeMoved = "原定于{was}召开的{title}，因{reason}，现改期举行。现将有关事项通知如下："
        / "The session planned for {was}, {title}, has been postponed: {reason}. The particulars are as follows.";
    NoticeCancelled = "原定于{day}召开的{title}，因{reason}，现予取消。由此带来的不便，敬请谅解。"
        / "The session planned for {day}, {title}, has been cancelled: {reason}. We apologise for the inconvenience.";
    NoticeContact = "（联系人：{name}）" / "(Contact: {name})";
    NoticeContactPhone = "（联系人：{name}，电话：{phone}）" / "(Contact: {name}, telephone {phone})";
    NoticeTime = "会议时间" / "Time";
    NoticeVenue = "会议地点" / "Place";
    NoticeTopics = "会议议题" / "Agenda";
    NoticePeople = "参加人员" / "Participants";
    NoticeRequests = "有关要求" / "Requests";
    NoticeWhen = "{day}（{weekday}）{time}。" / "{day} ({weekday}), {time}.";
    NoticeWhenVague = "{day} {time}。" / "{day}, {time}.";
    NoticeTopic = "{topic}（约{minutes}分钟）" / "{topic} (about {minutes} minutes)";
    NoticeAsk = "请参加人员提前熟悉有关情况，准时到会；因故不能参加的，请提前告知并说明原因，可以委托他人代为参加。"
        / "Please read up on the items and be on time. Who cannot come is asked to say so beforehand with the reason, and may send a substitute.";

    // Case file.
    CaseTitle = "议题档案" / "Case File";
    CaseCategory = "类别" / "Category";
    CasePlace = "地点" / "Place";
    CaseRaisers = "诉求人" / "Raisers";
    CaseSubmitted = "提交日期" / "Submitted on";
    CaseStatus = "状态" / "Status";
    CaseStudio = "工作室" / "Studio";
    CaseBody = "反映情况" / "What was raised";
    CaseRecorded = "补录出处" / "Recorded from";
    CaseHistory = "办理经过" / "History";
    CaseStudies = "调研情况" / "Field studies";
    CaseSessions = "协商情况" / "Consultation";
    CaseCommitments = "承办事项及办理情况" / "Commitments and their handling";
    CaseEvidence = "佐证材料" / "Evidence";
    CaseEvaluations = "满意度测评" / "Evaluations";
    CaseCorrections = "更正记录" / "Corrections";
    CaseDate = "日期" / "Date";
    CaseStep = "事项" / "What";
    CaseText = "内容" / "Particulars";
    CaseForm = "形式" / "Form";
    CaseOf = "所证事项" / "Speaks for";
    CaseFingerprint = "校验码（SHA-256 前16位）" / "Fingerprint (SHA-256, first 16 digits)";
    CaseTakenBack = "（已撤销）" / " (taken back)";
    CaseAnnulled = "（后来更正）" / " (corrected later)";
    CaseRaiserTold = "已告知诉求人。" / "The raiser was told.";
    CaseSession = "{day}，{title}（{number}，{status}）" / "{day}: {title} ({number}, {status})";
    CaseSessionHeads = "到会{heads}。" / " Present: {heads}.";
    CaseOverridden = "未满足“{rule}”，理由：{reason}" / "“{rule}” was not met; reason: {reason}";
    CaseStatement = "结案说明：{what}（{who}，{day}）" / "Closing statement: {what} ({who}, {day})";
    CaseService = "委员服务：{what}（{who}，{day}）" / "Member service: {what} ({who}, {day})";
    CaseServed = "服务{people}。" / "Served {people}.";
    CaseNothing = "无。" / "None.";
    CaseUntil = "延至{day}。" / "Until {day}.";
    CaseAgreed = "已过退回期限，同意退回：{reason}。" / "Its window had passed; agreed: {reason}.";
    CaseDelivered = "提供：{what}。" / "Delivered: {what}.";
    CaseReceived = "资金已到诉求人手中。" / "The money has reached the raiser.";
    CaseCollectedBy = "由{department}收集" / "collected by {department}";
    CaseDone = "（{grade}）" / " ({grade})";

    // Calendars.
    DiarySession = "协商议事会" / "Consultation session";
    DiaryDeadlines = "办理时限" / "Deadlines";
    DiaryDue = "办理时限｜{department}：{matter}" / "Due: {matter} ({department})";
    DiaryNoLead = "主办单位未定" / "no lead department";
    DiaryDone = "（已办结）" / " (done)";
    DiaryCancelled = "已取消：{title}" / "Cancelled: {title}";
    DiaryEndsLater = "有{count}项议题没有定时长，结束时间可能更晚。"
        / "{count} of the items have no planned length; it may end later.";
    DiaryNoDay = "会议还没有定到哪一天，没有列入日历。" / "The day of the session is not known; it is left out.";
    DiaryNoDeadlines = "{count}项承办事项没有时限，没有列入日历。"
        / "Commitments without a deadline are left out: {count}.";
    DiaryEndUnknown = "议题没有定时长，结束时间未定。" / "No item has a planned length; when it ends is open.";
}

/// Names the time of day as sentences do (GB/T 15835-2011): `上午9时`, `下午2时30分`; in English
/// `14:30`.
pub fn time_in_text(time: NaiveTime, lang: Lang) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    if lang == Lang::En {
        return format!("{hour}:{minute:02}");
    }
    let part = match hour {
        0..=5 => "凌晨",
        6..=11 => "上午",
        12 => "中午",
        13..=17 => "下午",
        _ => "晚上",
    };
    let hour = if hour > 12 { hour - 12 } else { hour };
    let minutes = if minute == 0 { String::new() } else { format!("{minute}分") };
    format!("{part}{hour}时{minutes}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::is_cjk;
    use std::collections::BTreeSet;

    #[test]
    fn the_time_of_day_is_told_as_people_say_it() {
        let told = |hour, minute| {
            time_in_text(NaiveTime::from_hms_opt(hour, minute, 0).unwrap(), Lang::Zh)
        };
        assert_eq!(told(9, 0), "上午9时");
        assert_eq!(told(14, 30), "下午2时30分");
        assert_eq!(told(12, 5), "中午12时5分");
        assert_eq!(told(19, 0), "晚上7时");
    }

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
