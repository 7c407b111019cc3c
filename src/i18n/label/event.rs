//! Words for what happened, as histories and undo name it.

use super::{labels, session_step_happened, step_happened};
use crate::{
    domain::{
        event::Event,
        id::EntityId,
        mistake::MistakeKind,
        session::{Presence, Reply},
    },
    i18n::{Label, Lang},
};

labels! { &Event {
    Event::StudioAdded(_) => "登记工作室" / "Studio added";
    Event::StudioEdited(_) => "修改工作室" / "Studio edited";
    Event::PersonAdded(_) => "登记人员" / "Person added";
    Event::PersonEdited(_) => "修改人员" / "Person edited";
    Event::DepartmentAdded(_) => "登记部门单位" / "Department added";
    Event::DepartmentEdited(_) => "修改部门单位" / "Department edited";
    Event::IssueAdded(_) => "登记议题" / "Issue taken in";
    Event::IssueEdited(_) => "修改议题" / "Issue edited";
    Event::IssueMoved(_) => "移交议题" / "Issue moved";
    Event::IssueStepped(_) => "议题办理" / "Issue stepped";
    Event::FieldStudyNoted(_) => "登记调研" / "Field study noted";
    Event::FieldStudyTakenBack(_) => "更正调研" / "Field study corrected";
    Event::Evaluated(_) => "登记满意度测评" / "Evaluation entered";
    Event::EvaluationTakenBack(_) => "更正满意度测评" / "Evaluation corrected";
    Event::ClosingStated(_) => "填写结案说明" / "Closing statement set";
    Event::ServiceRecorded(_) => "登记委员服务" / "Member service recorded";
    Event::SessionPlanned(_) => "安排协商议事会" / "Session planned";
    Event::SessionEdited(_) => "修改协商议事会" / "Session edited";
    Event::SessionStepped(_) => "协商议事会进程" / "Session stepped";
    Event::AgendaSet(_) => "设定议程" / "Agenda set";
    Event::AttendanceSet(_) => "签到" / "Checked in";
    Event::TalliesSet(_) => "登记到会人数" / "Counts without names set";
    Event::LineAdded(_) => "记录发言" / "Line added";
    Event::LineEdited(_) => "修改发言记录" / "Line edited";
    Event::LineStruck(_) => "划去发言记录" / "Line struck out";
    Event::CommitmentMade(_) => "登记承办事项" / "Commitment made";
    Event::CommitmentEdited(_) => "修改承办事项" / "Commitment edited";
    Event::CommitmentHandled(_) => "登记办理情况" / "Commitment handled";
    Event::HandlingTakenBack(_) => "更正办理情况" / "Handling corrected";
    Event::EvidenceAttached(_) => "附上佐证材料" / "Evidence attached";
    Event::Retracted(_) => "撤销登记" / "Entry taken back";
    Event::Restored(_) => "恢复登记" / "Entry brought back";
    Event::SettingsSet(_) => "修改设置" / "Settings changed";
    Event::Undone(_) => "撤销" / "Undone";
    Event::MistakeExplained(_) => "说明更正原因" / "Mistake explained";
    Event::FloorMarked(_) => "会场进程" / "Floor marked";
    Event::FloorMarkTakenBack(_) => "更正会场进程" / "Floor corrected";
    Event::QueueSet(_) => "排定发言次序" / "Queue of speakers set";
    Event::InvitationSet(_) => "邀请" / "Invitation set";
    Event::StagesSet(_) => "排定议事环节" / "Order of the item set";
    Event::PollSet(_) => "意向测询" / "Straw poll";
    Event::NoteSet(_) => "写私人备注" / "Private note";
    Event::OptionSet(_) => "修改会议设置" / "Session settings changed";
    Event::DocumentSealed(_) => "文件定稿" / "Document made final";
    Event::ResidualMade(_) => "余项另立议题" / "What remains made an issue";
    Event::EntityBrought(_) => "导出文件中的一条" / "An entry of an export";
    Event::AllBrought(_) => "由导出文件导入" / "Brought in from an export";
    Event::ReportFrozen(_) => "冻结报表" / "Report frozen";
    Event::FrozenReportDropped(_) => "删去冻结报表" / "Frozen report dropped";
    Event::RowsImported(_) => "导入表格" / "Table imported";
} }

labels! { MistakeKind {
    Self::FieldStudy => "撤销调研" / "Field study taken back";
    Self::Evaluation => "撤销满意度测评" / "Evaluation taken back";
    Self::Statement => "撤销结案说明" / "Closing statement taken back";
    Self::Service => "撤销委员服务" / "Member service taken back";
    Self::Handling => "撤销办理情况" / "Handling taken back";
    Self::Commitment => "撤销承办事项" / "Commitment taken back";
} }

/// Whom or what people name when they tell of an event: who signed in, rather than the session.
pub fn happened_to(event: &Event) -> EntityId {
    match event {
        Event::AttendanceSet(set) => set.person.into(),
        other => other.entity(),
    }
}

/// Says what an event did, more closely than the word of its kind: which step, which mark, and
/// whether something was taken away or put back.
pub fn happened(event: &Event, lang: Lang) -> &'static str {
    match event {
        Event::IssueStepped(stepped) => step_happened(stepped.kind, lang),
        Event::SessionStepped(stepped) => session_step_happened(stepped.step.kind, lang),
        Event::CommitmentHandled(handled) => handled.handling.label(lang),
        Event::AttendanceSet(set) if set.to.is_none() => {
            lang.pick("删去签到", "Taken off the sign-in sheet")
        }
        Event::AttendanceSet(set) => match &set.to {
            Some(row) if row.presence != Presence::Present => row.presence.label(lang),
            Some(row) if row.left_at.is_some() => lang.pick("离会", "Left"),
            _ => event.label(lang),
        },
        Event::LineStruck(struck) if !struck.struck => {
            lang.pick("恢复发言记录", "Line stands again")
        }
        Event::FieldStudyTakenBack(back) if !back.taken_back => {
            lang.pick("恢复调研", "Field study stands again")
        }
        Event::EvaluationTakenBack(back) if !back.taken_back => {
            lang.pick("恢复满意度测评", "Evaluation stands again")
        }
        Event::HandlingTakenBack(back) if !back.taken_back => {
            lang.pick("恢复办理情况", "Handling stands again")
        }
        Event::MistakeExplained(explained) => explained.kind.label(lang),
        Event::FloorMarked(marked) => marked.mark.label(lang),
        Event::InvitationSet(set) if set.to.is_none() => {
            lang.pick("取消邀请", "Invitation taken away")
        }
        Event::InvitationSet(set) => match (&set.from, &set.to) {
            (_, Some(it)) if it.reply == Reply::Excused => lang.pick("请假", "Excused"),
            (_, Some(it)) if it.reply == Reply::Coming => lang.pick("回复参加", "Coming"),
            (Some(_), _) => lang.pick("未回复", "No reply yet"),
            _ => lang.pick("邀请", "Invited"),
        },
        Event::PollSet(set) if set.to.is_none() => {
            lang.pick("删去意向测询", "Straw poll taken out")
        }
        Event::NoteSet(set) if set.to.is_none() => {
            lang.pick("删去私人备注", "Private note deleted")
        }
        other => other.label(lang),
    }
}
