//! The conditions of a step: what does not hold, and what the convenor can do about it.

use crate::{domain::workflow::Rule, i18n::Lang};

/// Says what does not hold, without its subject and without a full stop: `还没有办结日期`.
pub const fn rule_gap(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Accepted => lang.pick("还没有受理", "not accepted yet"),
        Rule::SessionHeld => lang.pick(
            "还没有列入一场已召开的协商议事会",
            "not on the agenda of a session that was held",
        ),
        Rule::MemberPresent => lang.pick("没有委员出席的签到", "no member has checked in"),
        Rule::PublicPresent => {
            lang.pick("没有群众出席的签到", "nobody from the public has checked in")
        }
        Rule::DepartmentPresent => {
            lang.pick("没有部门单位出席的签到", "no department has checked in")
        }
        Rule::RecordLine => {
            lang.pick("还没有这件议题的会议记录", "no line of the record for this issue")
        }
        Rule::Outcome => lang.pick(
            "既没有议定事项，也没有注明未达成共识",
            "neither an agreed item nor the words “no consensus”",
        ),
        Rule::CommitmentMade => {
            lang.pick("还没有承办事项，也没有结案说明", "no commitment and no closing statement")
        }
        Rule::CommitmentDepartment => lang.pick("还没有主办单位", "no lead department"),
        Rule::CommitmentDeadline => lang.pick("还没有时限", "no deadline"),
        Rule::CommitmentCompletion => lang.pick("还没有办结日期", "no completion date"),
        Rule::CommitmentEvidence => lang.pick("还没有佐证材料", "no evidence"),
        Rule::CommitmentGrade => lang.pick("还没有评为 A 级", "not graded A"),
        Rule::PromiseKept => {
            lang.pick("提供的与承诺的不是一类", "what was delivered is not what was promised")
        }
        Rule::MoneyReceived => {
            lang.pick("资金还没有到诉求人手中", "the money has not reached the raiser")
        }
        Rule::StatementEvidence => {
            lang.pick("结案说明还没有佐证材料", "no evidence for the closing statement")
        }
        Rule::ServiceRecorded => lang.pick("还没有委员服务记录", "no record of member service"),
        Rule::Evaluated => lang.pick("还没有满意度测评", "the raiser has not been asked"),
        Rule::NotDissatisfied => lang.pick("诉求人不满意", "the raiser is dissatisfied"),
        Rule::EvaluationRecent => lang.pick(
            "满意度测评早于最近一次办结或重新启动",
            "the evaluation is older than the last completion or reopening",
        ),
        Rule::EvaluationIndependent => lang.pick(
            "满意度测评是承办单位自己收集的",
            "the evaluation was collected by a department that did the work",
        ),
        Rule::CommitmentReturned => lang.pick(
            "主办单位已退回，还没有重新交办",
            "returned by the department, not assigned anew",
        ),
        Rule::DissatisfiedBefore => lang.pick(
            "上次测评不满意，重新办理后没有再征求意见",
            "the raiser was dissatisfied, and was not asked again after the work was redone",
        ),
        Rule::UnresolvedGrade => lang.pick(
            "还没有评为 C 级或 D 级，看不出为什么未能解决",
            "no grade, or none of C or D, says why it could not be solved",
        ),
        Rule::NotAccepted => lang.pick("已经受理", "accepted already"),
    }
}

/// Says what to do about it, as a sentence: `请登记办结日期。`
pub const fn rule_remedy(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Accepted => lang.pick("请先受理。", "Accept it first."),
        Rule::SessionHeld => lang.pick(
            "请把议题列入议程，开完会后散会或补记。",
            "Put the issue on an agenda, and close that session once it was held.",
        ),
        Rule::MemberPresent => {
            lang.pick("请在签到表中登记到会的委员。", "Check in the members who came.")
        }
        Rule::PublicPresent => {
            lang.pick("请在签到表中登记到会的群众。", "Check in the people who came.")
        }
        Rule::DepartmentPresent => {
            lang.pick("请在签到表中登记到会的部门单位。", "Check in the departments that came.")
        }
        Rule::RecordLine => {
            lang.pick("请至少记下一句发言。", "Write down at least one line of what was said.")
        }
        Rule::Outcome => lang.pick(
            "请记下议定事项，或注明未达成共识。",
            "Record an agreed item, or mark the item as “no consensus”.",
        ),
        Rule::CommitmentMade => lang.pick(
            "请登记承办事项，或填写结案说明。",
            "Add a commitment, or write a closing statement.",
        ),
        Rule::CommitmentDepartment => lang.pick("请选定主办单位。", "Name the lead department."),
        Rule::CommitmentDeadline => {
            lang.pick("请约定时限并填写。", "Agree on a deadline and enter it.")
        }
        Rule::CommitmentCompletion => {
            lang.pick("请在办好后登记办结日期。", "Enter the day when it was handled.")
        }
        Rule::CommitmentEvidence => {
            lang.pick("请附上能说明办结情况的材料。", "Attach something that shows the result.")
        }
        Rule::CommitmentGrade => lang.pick(
            "请核实办理结果；确已解决的评为 A 级。",
            "Look at the result; grade it A if it is solved.",
        ),
        Rule::PromiseKept => lang.pick(
            "请核实；办结填错了，就撤销那一次（哪一种写“办结”），再登记一次。",
            "Check it. If the completion is wrong, take it back (kind: completed), and enter it anew.",
        ),
        Rule::MoneyReceived => lang.pick(
            "请向诉求人核实；到账后撤销原来的办结（哪一种写“办结”），再登记一次并注明到账。",
            "Ask the raiser. Once the money is there, take the completion back (kind: completed), and enter it anew with that.",
        ),
        Rule::StatementEvidence => {
            lang.pick("请为议题附上佐证材料。", "Attach evidence to the issue.")
        }
        Rule::ServiceRecorded => lang
            .pick("请登记服务内容、服务人和日期。", "Record what was done, who did it and when."),
        Rule::Evaluated => {
            lang.pick("请联系诉求人，登记满意度测评。", "Ask the raiser and enter the evaluation.")
        }
        Rule::NotDissatisfied => lang.pick(
            "请继续跟进办理，之后再做一次测评。",
            "Follow the matter up, then ask the raiser again.",
        ),
        Rule::EvaluationRecent => {
            lang.pick("请重新征求诉求人的意见。", "Ask the raiser once more.")
        }
        Rule::EvaluationIndependent => {
            lang.pick("请由工作室直接向诉求人征求意见。", "Let the studio ask the raiser itself.")
        }
        Rule::CommitmentReturned => {
            lang.pick("请改定主办单位后重新交办。", "Name the right department and assign it anew.")
        }
        Rule::DissatisfiedBefore => lang.pick("请再次向诉求人征求意见。", "Ask the raiser again."),
        Rule::UnresolvedGrade => lang.pick(
            "请给每项承办事项评级；都已解决的，请按已解决办理。",
            "Grade every commitment; if all of it is solved, resolve the issue instead.",
        ),
        Rule::NotAccepted => lang.pick(
            "受理有误的，请先更正为未受理；否则可以撤回、转办或并案。",
            "Correct the acceptance first if it was a mistake; else withdraw, refer or merge.",
        ),
    }
}
