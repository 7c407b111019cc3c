//! What looks meant in a line and is not understood, or is missing; as data, and in words that say
//! what to do.

use super::Kind;
use crate::domain::amount::AmountFault;
use crate::domain::date::DateFault;
use crate::domain::id::{DepartmentId, EntityId, IssueId, PersonId};
use crate::domain::line::LineKind;
use crate::domain::refusal::Field;
use crate::domain::text::TextFault;
use crate::i18n::wording::{Names, day_in_list, text_fault};
use crate::i18n::{Lang, Wording};
use chrono::NaiveDate;
use std::ops::Range;

/// How many of those that may be meant are named.
const NAMES_SHOWN: usize = 5;

/// Something in a line that is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands, in bytes; the end of the line for what is missing.
    pub at: Range<usize>,
    /// What stands there.
    pub typed: String,
    /// What about it.
    pub about: About,
}

/// What is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Nobody is called so.
    Nobody,
    /// It may be one of these people.
    People(Vec<PersonId>),
    /// It means this person, and the letters would stand in the record.
    Letters(PersonId),
    /// No item is called so.
    NoItem,
    /// The agenda has only so many items.
    NoPlace {
        /// How many.
        items: usize,
    },
    /// It may be one of these items.
    Items(Vec<IssueId>),
    /// This issue is not on the agenda.
    OffAgenda(IssueId),
    /// Another item was named before; that one counts.
    SecondItem,
    /// There is no such day.
    NoSuchDay(DateFault),
    /// The deadline lies before the session.
    Past(NaiveDate),
    /// Working days of these years were reckoned by weekends alone.
    Assumed(Vec<i32>),
    /// It cannot be told how much money it is.
    Money(AmountFault),
    /// No department is called so.
    NoSuchDepartment,
    /// It may be one of these departments.
    Departments(Vec<DepartmentId>),
    /// A commitment names no department.
    NoDepartment,
    /// A commitment has no deadline.
    NoDeadline,
    /// A commitment belongs to no item.
    NoIssue,
    /// The text cannot be stored.
    Text(TextFault),
}

impl About {
    /// Whether a line of this kind cannot be saved as it stands: something was clearly meant, and
    /// what would be saved is another thing.
    pub const fn refuses(&self, kind: Kind) -> bool {
        match self {
            Self::Nobody
            | Self::People(_)
            | Self::NoItem
            | Self::NoPlace { .. }
            | Self::Items(_)
            | Self::OffAgenda(_)
            | Self::Text(_) => true,
            Self::NoSuchDay(_) => {
                matches!(kind, Kind::Line(LineKind::Commitment | LineKind::Agreed))
            }
            Self::NoSuchDepartment | Self::Departments(_) | Self::NoIssue => {
                matches!(kind, Kind::Line(LineKind::Commitment))
            }
            Self::Letters(_)
            | Self::SecondItem
            | Self::Past(_)
            | Self::Assumed(_)
            | Self::Money(_)
            | Self::NoDepartment
            | Self::NoDeadline => false,
        }
    }
}

impl Doubt {
    /// What is doubtful, and what to do about it: `“@zz”：没有这个人。…`.
    pub fn words(&self, lang: Lang, names: &dyn Names) -> String {
        let what = self.about.words(lang, names);
        match (self.typed.as_str(), lang) {
            ("", _) => what,
            (typed, Lang::Zh) => format!("“{typed}”：{what}"),
            (typed, Lang::En) => format!("“{typed}”: {what}"),
        }
    }
}

impl About {
    fn words(&self, lang: Lang, names: &dyn Names) -> String {
        let listed = |ids: Vec<EntityId>| {
            let known: Vec<String> =
                ids.into_iter().take(NAMES_SHOWN).filter_map(|id| names.name(id)).collect();
            known.join(lang.pick("、", ", "))
        };
        match self {
            Self::Nobody => lang
                .pick(
                    "没有这个人。请写全名，或先签到、登记。",
                    "nobody is called so. Write the full name, or check them in first.",
                )
                .to_owned(),
            Self::People(ids) => may_be(lang, &listed(ids.iter().map(|id| (*id).into()).collect())),
            Self::Letters(id) => will_stay(lang, &listed(vec![(*id).into()])),
            Self::NoItem => lang
                .pick(
                    "议程里没有这一项。请写序号（如 #2），或先加入议程。",
                    "no item of the agenda is called so. Write its place, as in #2, or put it on the agenda first.",
                )
                .to_owned(),
            Self::NoPlace { items } => no_place(lang, *items),
            Self::Items(ids) => may_be(lang, &listed(ids.iter().map(|id| (*id).into()).collect())),
            Self::OffAgenda(id) => off_agenda(lang, &listed(vec![(*id).into()])),
            Self::SecondItem => lang
                .pick(
                    "一行只记在一个议题下，以第一个 # 为准。请分成两行，或去掉一个。",
                    "a line belongs to one item; the first # counts. Make two lines of it, or leave one out.",
                )
                .to_owned(),
            Self::NoSuchDay(fault) => fault.words(lang),
            Self::Past(day) => past(lang, *day),
            Self::Assumed(years) => crate::i18n::sentence::assumed_years(lang, years),
            Self::Money(fault) => fault.words(lang),
            Self::NoSuchDepartment => lang
                .pick(
                    "没有登记这个部门单位。请改用名册里的名称，或先登记。",
                    "no such department is known. Use a name of the directory, or add it first.",
                )
                .to_owned(),
            Self::Departments(ids) => {
                may_be_there(lang, &listed(ids.iter().map(|id| (*id).into()).collect()))
            }
            Self::NoDepartment => lang
                .pick(
                    "没有写由哪个部门承办。请补上，如 由城管局负责；散会前还会提醒。",
                    "no department is named. Add one; you are asked again before the session is closed.",
                )
                .to_owned(),
            Self::NoDeadline => lang
                .pick(
                    "没有写时限。请补上，如 6月30日前 或 两周内；散会前还会提醒。",
                    "no deadline is named. Add one, as in by 30 June or within 2 weeks; you are asked again before the session is closed.",
                )
                .to_owned(),
            Self::NoIssue => lang
                .pick(
                    "承办事项要记在一个议题下。请写明是哪一项，如 #2。",
                    "a commitment belongs to an item. Say which, as in #2.",
                )
                .to_owned(),
            Self::Text(fault) => text_fault(Field::Text, *fault, lang),
        }
    }
}

fn may_be(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("可能是：{names}。请再多写几个字。"),
        Lang::En => format!("this may be {names}. Write more of it."),
    }
}

fn may_be_there(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("有几个同名的部门单位：{names}。请写明所在地，如 湘乡市城管局。"),
        Lang::En => {
            format!("several departments are called so: {names}. Put the district before it.")
        }
    }
}

fn will_stay(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("指的是{name}，但句子里的字母会原样记下。请补全姓名。"),
        Lang::En => format!(
            "this means {name}, and the letters would stay in the record. Write the name out."
        ),
    }
}

fn no_place(lang: Lang, items: usize) -> String {
    match (items, lang) {
        (0, Lang::Zh) => "议程还是空的。请先把议题加入议程。".to_owned(),
        (0, Lang::En) => "the agenda is still empty. Put an issue on it first.".to_owned(),
        (1, Lang::Zh) => "议程只有一项。请写 #1，或不写。".to_owned(),
        (1, Lang::En) => "the agenda has one item. Write #1, or leave it out.".to_owned(),
        (_, Lang::Zh) => format!("议程共 {items} 项。请写 #1 到 #{items}。"),
        (_, Lang::En) => format!("the agenda has {items} items. Write #1 to #{items}."),
    }
}

fn off_agenda(lang: Lang, title: &str) -> String {
    match lang {
        Lang::Zh => format!("「{title}」不在这次议程里。请先加入议程，或改写别的一项。"),
        Lang::En => {
            format!("{title} is not on this agenda. Put it there first, or name another item.")
        }
    }
}

fn past(lang: Lang, day: NaiveDate) -> String {
    let day = day_in_list(day);
    match lang {
        Lang::Zh => format!("时限 {day} 早于会议当天。请核对日期。"),
        Lang::En => format!("the deadline {day} lies before the session. Check the day."),
    }
}
