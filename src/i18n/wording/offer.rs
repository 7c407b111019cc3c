//! Why an issue is offered for the agenda of a session, and what a planned session lacks.

use super::{Names, Wording, day_in_list};
use crate::domain::id::DepartmentId;
use crate::domain::priority::Reason;
use crate::domain::session::{Column, Lack, NOTICE_WORKING_DAYS};
use crate::domain::today::Sitting;
use crate::i18n::{Lang, sentence};
use chrono::Datelike as _;

/// Words one reason: `逾期 12 天`, `overdue by 12 days`.
pub fn reason_text(reason: &Reason, lang: Lang, names: &dyn Names) -> String {
    let (zh, en) = match reason {
        Reason::LeftOver { on, .. } => (
            format!("{} 列入议程，没有议到", on.words(Lang::Zh)),
            format!("left over from {}", on.words(Lang::En)),
        ),
        Reason::Overdue { days, by, .. } => (
            format!("{}逾期 {days} 天", whose(*by, Lang::Zh, names)),
            format!("{}overdue by {}", whose(*by, Lang::En, names), days_in_english(*days)),
        ),
        Reason::DueSoon { days: 0, by } => (
            format!("{}今天到期", whose(*by, Lang::Zh, names)),
            format!("{}due today", whose(*by, Lang::En, names)),
        ),
        Reason::DueSoon { days, by } => (
            format!("{}还有 {days} 天到期", whose(*by, Lang::Zh, names)),
            format!("{}due in {}", whose(*by, Lang::En, names), days_in_english(*days)),
        ),
        Reason::Returned { on, by } => (
            format!("{}{} 退回", whose(*by, Lang::Zh, names), day_in_list(*on)),
            format!("{}returned on {}", whose(*by, Lang::En, names), day_in_list(*on)),
        ),
        Reason::Unassigned { days, to } => (
            format!("{}议定 {days} 天，还没有交办", whose(*to, Lang::Zh, names)),
            format!(
                "{}agreed {} ago, not assigned yet",
                whose(*to, Lang::En, names),
                days_in_english(*days)
            ),
        ),
        Reason::Dissatisfied(on) => (
            format!("诉求人 {} 不满意", day_in_list(*on)),
            format!("raiser dissatisfied on {}", day_in_list(*on)),
        ),
        Reason::Unasked { days, is_late } => (
            format!(
                "办结 {days} 天，{}",
                if *is_late { "早该由工作室测评" } else { "工作室还没有测评" }
            ),
            format!(
                "done {} ago, raiser {}",
                days_in_english(*days),
                if *is_late {
                    "should have been asked by the studio"
                } else {
                    "not asked by the studio yet"
                }
            ),
        ),
        Reason::Revisit(days) => (
            format!("解决 {days} 天，该回访了"),
            format!("resolved {} ago, revisit due", days_in_english(*days)),
        ),
        Reason::Reopened(on) => {
            (format!("{} 重新启动", day_in_list(*on)), format!("reopened on {}", day_in_list(*on)))
        }
        Reason::WaitsLong(days) => (
            format!("受理后已等 {days} 天"),
            format!("waiting {} since accepted", days_in_english(*days)),
        ),
        Reason::Unscreened(days) => (
            format!("登记 {days} 天，还没有受理"),
            format!("not accepted for {}", days_in_english(*days)),
        ),
        Reason::Waits(days) => {
            (format!("受理 {days} 天"), format!("accepted {} ago", days_in_english(*days)))
        }
        Reason::Invited(departments) => {
            let names: Vec<String> =
                departments.iter().filter_map(|id| names.name((*id).into())).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            (format!("已邀请{}", names.join("、")), format!("{} {verb} invited", names.join(", ")))
        }
        Reason::OtherStudio(studio) => {
            let name = names.name((*studio).into()).unwrap_or_default();
            (format!("归{name}"), format!("belongs to {name}"))
        }
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Words each of several reasons; days of this year are told without it.
pub fn reasons_in_year(
    reasons: &[Reason],
    lang: Lang,
    names: &dyn Names,
    year: i32,
) -> Vec<String> {
    // A day is spelt so in both languages, and nothing else of a reason is.
    let this_year = format!("{year:04}-");
    let words = reasons.iter().map(|reason| match reason {
        Reason::Returned { on, .. } | Reason::Dissatisfied(on) | Reason::Reopened(on)
            if on.year() == year =>
        {
            reason_text(reason, lang, names).replace(&this_year, "")
        }
        reason => reason_text(reason, lang, names),
    });
    words.collect()
}

/// Words several reasons, one after the other.
pub fn reasons_text(reasons: &[Reason], lang: Lang, names: &dyn Names) -> String {
    let words: Vec<String> = reasons.iter().map(|it| reason_text(it, lang, names)).collect();
    words.join(lang.pick("；", "; "))
}

/// A department in front of what it owes; nothing where nobody leads.
fn whose(by: Option<DepartmentId>, lang: Lang, names: &dyn Names) -> String {
    let name = by.and_then(|id| names.name(id.into()));
    name.map(|name| format!("{name}{}", lang.pick("", ": "))).unwrap_or_default()
}

/// Words what is to be done about a session: `已开 6 天，纪要还没有定稿`.
pub fn sitting_text(sitting: Sitting, lang: Lang) -> String {
    let (zh, en) = match sitting {
        Sitting::GoingOn => ("正在开会".to_owned(), "going on now".to_owned()),
        Sitting::Today => ("今天开".to_owned(), "today".to_owned()),
        Sitting::Passed(days) => (
            format!("日期已过 {days} 天，还没有说明是否召开"),
            format!("its day passed {} ago; was it held?", days_in_english(days)),
        ),
        Sitting::Unwritten { days, is_late } => (
            format!("已开 {days} 天，纪要{}定稿", if is_late { "早该" } else { "还没有" }),
            format!(
                "held {} ago, minutes {}",
                days_in_english(days),
                if is_late { "are late" } else { "not final yet" }
            ),
        ),
        Sitting::Ahead(1) => ("明天开".to_owned(), "tomorrow".to_owned()),
        Sitting::Ahead(days) => (format!("{days} 天后开"), format!("in {}", days_in_english(days))),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn days_in_english(days: i64) -> String {
    sentence::days(Lang::En, days)
}

/// Words what a planned session lacks, with what to do: `还没有邀请部门单位`.
pub fn lack_text(lack: Lack, lang: Lang, names: &dyn Names) -> String {
    let name = |id: crate::domain::id::EntityId| names.name(id).unwrap_or_default();
    let plain = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    match lack {
        Lack::Agenda => plain("议程还是空的", "nothing is on the agenda"),
        Lack::Unaccepted(issue) => {
            let name = name(issue.into());
            plain(
                &format!("「{name}」还没有受理，受理后才能协商"),
                &format!("“{name}” is not accepted yet, so it cannot be consulted"),
            )
        }
        Lack::Day => plain("日期还没有定到哪一天", "the day is not settled"),
        Lack::DayPassed => plain(
            "日期已经过了：请改期、取消，或标为已召开",
            "its day has passed: move it, call it off, or mark it as held",
        ),
        Lack::Time => plain("没有定时间", "no time is set"),
        Lack::Venue => plain("没有定地点", "no venue is set"),
        Lack::Chair => plain("没有主持人", "nobody chairs it"),
        Lack::ChairExcused(person) => {
            let name = name(person.into());
            plain(
                &format!("主持人{name}请假，请另定主持人"),
                &format!("{name}, who was to chair it, is excused; choose somebody else"),
            )
        }
        Lack::Recorder => plain("没有记录人", "nobody keeps the record"),
        Lack::Invited(Column::Member) => plain("还没有邀请委员", "no member is invited"),
        Lack::Invited(Column::Public) => {
            plain("还没有邀请群众代表", "nobody of the public is invited")
        }
        Lack::Invited(Column::Department) => {
            plain("还没有邀请部门单位", "no department is invited")
        }
        Lack::Invited(Column::Other) => plain("还没有邀请其他人员", "nobody else is invited"),
        Lack::Notice(left) => {
            let (least, _) = NOTICE_WORKING_DAYS;
            let en = sentence::working_days(Lang::En, left.into());
            plain(
                &format!("离开会只有 {left} 个工作日，通知应提前 {least} 个工作日，还有人没有回复"),
                &format!(
                    "only {en} left; the notice should go out {least} ahead, and not everybody has answered"
                ),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{EntityId, SessionId};
    use crate::domain::priority::Lateness;
    use chrono::NaiveDate;

    struct Nobody;

    impl Names for Nobody {
        fn name(&self, _: EntityId) -> Option<String> {
            Some("水利局".to_owned())
        }
    }

    #[test]
    fn a_reason_is_said_in_both_languages() {
        let day = NaiveDate::from_ymd_opt(2023, 6, 3).unwrap();
        let said = |reason: &Reason, lang| reason_text(reason, lang, &Nobody);
        let left = Reason::LeftOver {
            session: SessionId::from_bytes([1; 16]),
            on: crate::domain::date::DateSpan::of_day(day),
        };
        assert!(said(&left, Lang::Zh).ends_with("列入议程，没有议到"));
        let overdue = |days, by| Reason::Overdue { days, lateness: Lateness::Days, by };
        let bureau = Some(DepartmentId::from_bytes([1; 16]));
        assert_eq!(said(&overdue(1, None), Lang::En), "overdue by 1 day");
        assert_eq!(said(&overdue(12, None), Lang::Zh), "逾期 12 天");
        assert_eq!(said(&overdue(12, bureau), Lang::Zh), "水利局逾期 12 天");
        let invited = Reason::Invited(vec![DepartmentId::from_bytes([1; 16])]);
        assert_eq!(said(&invited, Lang::Zh), "已邀请水利局");
        let both = [overdue(12, None), invited];
        assert_eq!(reasons_text(&both, Lang::Zh, &Nobody), "逾期 12 天；已邀请水利局");
    }

    #[test]
    fn what_a_session_lacks_is_said_in_both_languages() {
        let said = |lack, lang| lack_text(lack, lang, &Nobody);
        assert_eq!(said(Lack::Invited(Column::Department), Lang::Zh), "还没有邀请部门单位");
        assert_eq!(said(Lack::Chair, Lang::En), "nobody chairs it");
        assert!(said(Lack::Notice(1), Lang::En).starts_with("only 1 working day left"));
    }
}
