//! Words for the figures of a report.

use super::labels;
use crate::domain::figures::{Dimension, Figure, Motion, Rate, Reason, Wait};

labels! { Figure {
    Self::Studios => "工作室" / "Studios";
    Self::ActiveStudios =>
        "开展协商的工作室" / "Studios that held a session" or "开展室数" / "Active studios";
    Self::Sessions => "协商议事会" / "Sessions" or "场次" / "Sessions";
    Self::Resolved => "解决问题" / "Problems solved" or "解决" / "Resolved";
    Self::MemberAttendances => "委员参加（次）" / "Member attendances" or "委员" / "Members";
    Self::PublicAttendances => "群众参加（人次）" / "Public attendances" or "群众" / "Public";
    Self::DepartmentAttendances =>
        "部门单位参加（次）" / "Department attendances" or "部门单位" / "Departments";
    Self::DepartmentHeads =>
        "部门单位到会（人）" / "People sent by departments" or "部门到会" / "Dept. people";
    Self::OtherAttendances => "其他人员（人次）" / "Other attendances" or "其他" / "Others";
    Self::Submitted => "登记议题" / "Issues submitted" or "登记" / "Submitted";
    Self::Consulted => "首次协商议题" / "Issues first consulted" or "协商" / "Consulted";
    Self::ConsultedResolved =>
        "首次协商：已解决" / "First consulted: resolved by then" or "协商办成" / "Cons. resolved";
    Self::ResolvedByService =>
        "解决问题：委员服务" / "Problems solved: by member service" or "委员服务" / "By service";
    Self::ResolvedRecorded =>
        "解决问题：补录" / "Problems solved: from a source" or "补录" / "Recorded";
    Self::ResolvedOverridden =>
        "解决问题：放行" / "Problems solved: with an override" or "放行" / "Overridden";
    Self::ConsultedRecorded =>
        "首次协商：补录" / "First consulted: from a source" or "补录协商" / "Cons. recorded";
    Self::ConsultedOverridden =>
        "首次协商：放行" / "First consulted: with an override" or "协商放行" / "Cons. waived";
    Self::ResolvedDissatisfied => "解决问题：不满意仍办结" / "Problems solved: over dissatisfaction"
        or "不满办结" / "Over complaint";
    Self::FoundingUnknown =>
        "工作室：成立日期不详" / "Studios: founding day not known" or "成立不详" / "Founding n/k";
    Self::ResolvedNotEvaluated => "解决问题：未测评" / "Problems solved: not evaluated"
        or "未测评" / "Not evaluated";
    Self::ResolvedWithResidual => "解决问题：另有余项" / "Problems solved: a rest elsewhere"
        or "有余项" / "With a rest";
    Self::Evaluated => "已测评" / "Evaluated" or "测评" / "Evaluated";
    Self::Satisfied => "已测评：满意和基本满意" / "Evaluated: (mostly) satisfied" or "满意" / "Satisfied";
} }

labels! { Dimension {
    Self::Studio => "工作室" / "Studio";
    Self::District => "县市区" / "District";
    Self::Department => "部门单位" / "Department";
    Self::Category => "类别" / "Category";
    Self::Source => "来源" / "Source";
    Self::Month => "月份" / "Month";
} }

labels! { Wait {
    Self::SubmittedAccepted => "登记到受理" / "Submitted to accepted"
        or "登记到受理" / "To accepted";
    Self::SubmittedConsulted => "登记到首次协商" / "Submitted to first consulted"
        or "登记到首次协商" / "To consulted";
    Self::SubmittedResolved => "登记到解决" / "Submitted to resolved"
        or "登记到解决" / "To resolved";
    Self::CommittedCompleted => "承诺到办结" / "Committed to completed"
        or "承诺到办结" / "Promise to done";
    Self::CompletedLate => "办结逾期天数" / "Completed late, days"
        or "办结逾期天数" / "Late when done";
    Self::Overdue => "未办结逾期天数" / "Overdue at the cut-off, days"
        or "未办结逾期天数" / "Late and open";
} }

labels! { Rate {
    Self::Satisfaction => "满意率" / "Satisfaction rate" or "满意率" / "Sat. %";
    Self::Resolution => "办成率" / "Resolution rate" or "办成率" / "Res. %";
} }

labels! { Motion {
    Self::Came => "新计入" / "came";
    Self::Went => "不再计入" / "went";
    Self::Changed => "有变动" / "changed";
} }

labels! { Reason {
    Self::Later => "后来登记" / "entered later";
    Self::Corrected => "后来更正" / "corrected since";
    Self::Elsewhere => "随其他内容变动" / "follows from something else";
} }
