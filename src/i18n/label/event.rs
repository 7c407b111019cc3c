//! Words for what happened, as histories and undo name it.

use super::labels;
use crate::domain::event::Event;

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
    Event::AttendanceSet(_) => "签到" / "Attendance set";
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
} }
