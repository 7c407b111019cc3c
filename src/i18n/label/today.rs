//! Words for what presses today.

use super::labels;
use crate::domain::priority::Lateness;
use crate::domain::today::Section;

labels! { Section {
    Self::Sessions => "会议" / "Sessions";
    Self::Overdue => "逾期" / "Overdue";
    Self::DueSoon => "临期" / "Due soon";
    Self::CameBack => "退回和反复" / "Came back" or "反复" / "Came back";
    Self::ToAssign => "待交办" / "To be assigned" or "待交办" / "To assign";
    Self::ToAsk => "待测评和回访" / "To be evaluated or revisited" or "测评回访" / "To ask";
    Self::Waiting => "久等" / "Waiting longest" or "久等" / "Waiting";
} }

labels! { Lateness {
    Self::Days => "3 个工作日以内" / "Up to 3 working days" or "3 日内" / "Up to 3 wd";
    Self::Weeks => "4–10 个工作日" / "4–10 working days" or "4–10 日" / "4–10 wd";
    Self::Long => "超过 10 个工作日" / "Over 10 working days" or "10 日以上" / "Over 10 wd";
} }
