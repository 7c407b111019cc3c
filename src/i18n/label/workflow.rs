//! Words for the way of an issue and of its commitments: statuses, steps, rules, handling.

use super::labels;
use crate::{
    domain::{
        commitment::{Benefit, Grade, Handling, Progress},
        issue::{Category, Intake, Means, Verdict},
        session::SessionStepKind,
        turn::MarkKind,
        workflow::{Authority, Exit, Origin, Route, Rule, Status, StepKind},
    },
    i18n::{Label, Lang},
};

labels! { Intake {
    Self::Letter => "来信" / "Letter";
    Self::Visit => "来访" / "Visit";
    Self::Hotline => "热线" / "Hotline";
    Self::Online => "网络" / "Online";
    Self::Member => "委员荐题" / "Proposed by a member" or "委员荐题" / "Member";
    Self::Government => "党政点题" / "Set by party or government" or "党政点题" / "Government";
    Self::Sector => "界别选题" / "Chosen by a sector" or "界别选题" / "Sector";
    Self::Unknown => "来源未知" / "Not known";
} }

labels! { Category {
    Self::Livelihood => "温度" / "Livelihood";
    Self::Governance => "力度" / "Governance";
    Self::Policy => "深度" / "Policy";
} }

labels! { Verdict {
    Self::Satisfied => "满意" / "Satisfied";
    Self::MostlySatisfied => "基本满意" / "Mostly satisfied" or "基本满意" / "Mostly";
    Self::Dissatisfied => "不满意" / "Dissatisfied";
} }

labels! { Means {
    Self::Phone => "电话" / "By telephone" or "电话" / "Phone";
    Self::Visit => "上门" / "By a visit" or "上门" / "Visit";
    Self::Written => "书面" / "In writing" or "书面" / "Written";
} }

labels! { Progress {
    Self::Unassigned => "待交办" / "Not yet assigned" or "待交办" / "Not assigned";
    Self::Assigned => "已交办" / "Assigned";
    Self::Acknowledged => "已签收" / "Acknowledged";
    Self::UnderWay => "在办" / "Under way";
    Self::Returned => "已退回" / "Returned";
    Self::SentBack => "退回重办" / "Sent back to be done again" or "重办" / "Sent back";
    Self::CarriedOver => "转入余项议题" / "Carried over" or "转余项" / "Carried over";
    Self::Completed => "已办结" / "Handled";
    Self::NotStated => "办理情况未注明" / "Progress not stated" or "未注明" / "Not stated";
} }

labels! { Exit {
    Self::Declined => "不予受理" / "Declined";
    Self::Referred => "转办" / "Referred";
    Self::Merged => "并案" / "Merged";
    Self::Withdrawn => "撤回" / "Withdrawn";
    Self::ClosedUnresolved => "未能解决" / "Closed unresolved" or "未能解决" / "Unresolved";
} }

labels! { Origin {
    Self::Submitted => "已提交" / "Submitted";
    Self::Consulted => "已协商" / "Consulted";
} }

labels! { Route {
    Self::Session => "经协商解决" / "By consultation" or "协商" / "Consultation";
    Self::Service => "委员服务" / "Member service";
} }

/// An issue's status: the three states, or the word of its exit.
impl Label for Status {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Submitted => lang.pick("已提交", "Submitted"),
            Self::Consulted => lang.pick("已协商", "Consulted"),
            Self::Resolved(Route::Session | Route::Service) => lang.pick("已解决", "Resolved"),
            Self::Exited(exit, _) => exit.label(lang),
        }
    }

    fn short(self, lang: Lang) -> &'static str {
        match self {
            Self::Exited(exit, _) => exit.short(lang),
            Self::Submitted | Self::Consulted | Self::Resolved(_) => self.label(lang),
        }
    }
}

labels! { StepKind {
    Self::Accept => "受理" / "Accept";
    Self::Consult => "标为已协商" / "Mark consulted" or "协商" / "Consult";
    Self::Resolve => "标为已解决" / "Mark resolved" or "解决" / "Resolve";
    Self::ResolveByService =>
        "以委员服务解决" / "Resolve by member service" or "委员服务" / "By service";
    Self::Reopen => "重新启动" / "Reopen";
    Self::Exit(Exit::Declined) => "不予受理" / "Decline";
    Self::Exit(Exit::Referred) => "转办" / "Refer";
    Self::Exit(Exit::Merged) => "并案" / "Merge";
    Self::Exit(Exit::Withdrawn) => "撤回" / "Withdraw";
    Self::Exit(Exit::ClosedUnresolved) =>
        "未能解决" / "Close unresolved" or "未能解决" / "Unresolved";
    Self::TakeBackExit => "恢复办理" / "Take the exit back" or "恢复办理" / "Take back";
    Self::CorrectAccept =>
        "更正：未受理" / "Correct: not accepted" or "未受理" / "Not accepted";
    Self::CorrectConsult =>
        "更正：未协商" / "Correct: not consulted" or "未协商" / "Not consulted";
    Self::CorrectResolve =>
        "更正：未解决" / "Correct: not resolved" or "未解决" / "Not resolved";
    Self::CorrectReopen =>
        "更正：未重启" / "Correct: not reopened" or "未重启" / "Not reopened";
} }

/// Says that a step was made, as a history tells it.
pub const fn step_happened(kind: StepKind, lang: Lang) -> &'static str {
    match kind {
        StepKind::Accept => lang.pick("已受理", "Accepted"),
        StepKind::Consult => lang.pick("已协商", "Consulted"),
        StepKind::Resolve => lang.pick("已解决", "Resolved"),
        StepKind::ResolveByService => lang.pick("经委员服务解决", "Resolved by member service"),
        StepKind::Reopen => lang.pick("已重新启动", "Reopened"),
        StepKind::Exit(Exit::Declined) => lang.pick("已决定不予受理", "Declined"),
        StepKind::Exit(Exit::Referred) => lang.pick("已转办", "Referred"),
        StepKind::Exit(Exit::Merged) => lang.pick("已并案", "Merged"),
        StepKind::Exit(Exit::Withdrawn) => lang.pick("已撤回", "Withdrawn"),
        StepKind::Exit(Exit::ClosedUnresolved) => {
            lang.pick("未能解决，已结案", "Closed unresolved")
        }
        StepKind::TakeBackExit => lang.pick("更正：恢复办理", "Correction: exit taken back"),
        StepKind::CorrectAccept => lang.pick("更正：未受理", "Correction: not accepted"),
        StepKind::CorrectConsult => lang.pick("更正：未协商", "Correction: not consulted"),
        StepKind::CorrectResolve => lang.pick("更正：未解决", "Correction: not resolved"),
        StepKind::CorrectReopen => lang.pick("更正：未重启", "Correction: not reopened"),
    }
}

labels! { SessionStepKind {
    Self::Start => "开始" / "Start";
    Self::Pause => "暂停" / "Pause";
    Self::Resume => "继续" / "Resume";
    Self::Close => "散会" / "Close";
    Self::CloseAfterTheFact => "标为已召开" / "Mark as held" or "已召开" / "Held";
    Self::Postpone => "改期" / "Postpone";
    Self::Cancel => "取消会议" / "Cancel the session" or "取消" / "Cancel";
    Self::TakeBackCancel =>
        "恢复会议" / "Take the cancelling back" or "恢复会议" / "Undo cancel";
    Self::UndoClose => "撤销散会" / "Take the closing back" or "撤销散会" / "Undo close";
    Self::TakeBackStart => "撤销开始" / "Take the start back" or "撤销开始" / "Undo start";
    Self::TakeBackPostpone =>
        "撤销改期" / "Take the postponement back" or "撤销改期" / "Undo postpone";
} }

/// Says that a step of a session was made, as a history tells it.
pub const fn session_step_happened(kind: SessionStepKind, lang: Lang) -> &'static str {
    match kind {
        SessionStepKind::Start => lang.pick("已开始", "Started"),
        SessionStepKind::Pause => lang.pick("已暂停", "Paused"),
        SessionStepKind::Resume => lang.pick("已继续", "Resumed"),
        SessionStepKind::Close => lang.pick("已散会", "Closed"),
        SessionStepKind::CloseAfterTheFact => lang.pick("已标为召开", "Entered as held"),
        SessionStepKind::Postpone => lang.pick("已改期", "Postponed"),
        SessionStepKind::Cancel => lang.pick("已取消", "Cancelled"),
        SessionStepKind::TakeBackCancel => lang.pick("更正：恢复会议", "Correction: not cancelled"),
        SessionStepKind::UndoClose => lang.pick("更正：撤销散会", "Correction: not closed"),
        SessionStepKind::TakeBackStart => lang.pick("更正：撤销开始", "Correction: not started"),
        SessionStepKind::TakeBackPostpone => {
            lang.pick("更正：撤销改期", "Correction: not postponed")
        }
    }
}

labels! { Rule {
    Self::Accepted => "已受理" / "Accepted";
    Self::SessionHeld => "已召开协商议事会" / "Session held";
    Self::MemberPresent => "有委员出席" / "Member present";
    Self::PublicPresent => "有群众出席" / "Public present";
    Self::DepartmentPresent => "有部门单位出席" / "Department present";
    Self::RecordLine => "有会议记录" / "Record kept";
    Self::Outcome => "有协商结果" / "Outcome stated";
    Self::CommitmentMade => "有承办事项" / "Commitment made";
    Self::CommitmentDepartment => "有主办单位" / "Lead department named";
    Self::CommitmentDeadline => "有时限" / "Deadline set";
    Self::CommitmentCompletion => "有办结日期" / "Completion date given";
    Self::CommitmentEvidence => "有佐证材料" / "Evidence attached";
    Self::CommitmentGrade => "评为 A 级" / "Graded A";
    Self::PromiseKept => "兑现所承诺的" / "Promise kept";
    Self::MoneyReceived => "资金到诉求人手中" / "Money received";
    Self::StatementEvidence => "结案说明有佐证" / "Closing statement backed";
    Self::ServiceRecorded => "有委员服务记录" / "Member service recorded";
    Self::Evaluated => "有满意度测评" / "Evaluated";
    Self::NotDissatisfied => "诉求人没有不满意" / "Raiser not dissatisfied";
    Self::EvaluationRecent => "测评在办结之后" / "Evaluated after completion";
    Self::EvaluationIndependent => "测评不由承办单位收集" / "Evaluated independently";
    Self::CommitmentReturned => "没有被退回" / "Not returned";
    Self::DissatisfiedBefore => "重办后再次测评" / "Dissatisfied before, asked again";
    Self::UnresolvedGrade => "评级说明未能解决" / "Graded C or D";
    Self::NotAccepted => "尚未受理" / "Not accepted";
} }

labels! { &Authority {
    Authority::Guarded { .. } => "按条件办理" / "By the rules";
    Authority::Recorded(_) => "补录" / "Recorded from a source";
} }

labels! { Benefit {
    Self::Works => "工程" / "Works";
    Self::Service => "服务" / "Service";
    Self::Policy => "政策" / "Policy";
    Self::Money => "资金" / "Money";
} }

labels! { Grade {
    Self::A => "A 已解决或基本解决" / "A Solved or basically solved" or "A" / "A";
    Self::B => "B 正在解决或列入计划" / "B In progress or planned" or "B" / "B";
    Self::C => "C 受条件限制" / "C Limited by conditions" or "C" / "C";
    Self::D => "D 留作参考" / "D For reference" or "D" / "D";
} }

labels! { MarkKind {
    Self::Assigned => "交办" / "Assign";
    Self::Acknowledged => "签收" / "Acknowledge";
    Self::Returned => "退回" / "Return";
    Self::Extended => "延期" / "Extend";
    Self::Reported => "记办理进展" / "Report progress" or "反馈" / "Report";
    Self::Completed => "办结" / "Complete";
    Self::Graded => "评级" / "Grade";
    Self::FollowedUp => "督办" / "Follow up";
    Self::SentBack => "退回重办" / "Send back";
    Self::ReturnedLate => "逾期退回" / "Return late";
    Self::CarriedOver => "转余项" / "Carry over";
} }

labels! { &Handling {
    Handling::Assigned { .. } => "交办" / "Assigned";
    Handling::Acknowledged { .. } => "签收" / "Acknowledged";
    Handling::Returned { .. } => "退回" / "Returned";
    Handling::Extended { .. } => "延期" / "Extended";
    Handling::Reported { .. } => "反馈" / "Reported back";
    Handling::Completed(_) => "办结" / "Handled";
    Handling::Graded { .. } => "评级" / "Graded";
    Handling::FollowedUp { .. } => "督办" / "Followed up";
    Handling::SentBack { .. } => "退回重办" / "Sent back";
    Handling::ReturnedLate { .. } => "逾期退回" / "Returned late";
    Handling::CarriedOver { .. } => "转余项" / "Carried over";
} }
