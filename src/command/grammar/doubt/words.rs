//! Doubts in words that say what to do.

use super::{About, OpenDay};
use crate::domain::id::{DepartmentId, EntityId, IssueId};
use crate::domain::refusal::Field;
use crate::i18n::wording::{Names, day_in_list, text_fault};
use crate::i18n::{Label as _, Lang, Wording};
use chrono::NaiveDate;

/// How many of those that may be meant are named.
const NAMES_SHOWN: usize = 5;

impl About {
    /// What is doubtful, and what to do about it, without what stands there.
    pub(super) fn words(&self, lang: Lang, names: &dyn Names) -> String {
        if let Some((zh, en)) = self.plain() {
            let command = names.command("session no-consensus", lang);
            return lang.pick(zh, en).replace("{no-consensus}", &command);
        }
        match self {
            Self::People(ids) => may_be(lang, &listed(ids, lang, names)),
            Self::Alike(ids) => is_it(lang, &listed(ids, lang, names)),
            Self::OtherCategory(category) => keeps(lang, category.label(lang)),
            Self::Items(ids) => may_be(lang, &listed::<IssueId>(ids, lang, names)),
            Self::Departments(ids) => may_be_there(lang, &listed::<DepartmentId>(ids, lang, names)),
            Self::Misspelt(id) => misspelt(lang, &listed(&[*id], lang, names)),
            Self::InPart(id) => in_part(lang, &listed(&[*id], lang, names)),
            Self::JointLead { lead, supporting } => {
                joint_lead(lang, &listed(&[*lead], lang, names), supporting, names)
            }
            Self::Letters(id) => will_stay(lang, &listed(&[*id], lang, names)),
            Self::OffAgenda(id) => off_agenda(lang, &listed(&[*id], lang, names)),
            Self::NoPlace { items } => no_place(lang, *items),
            Self::NoSuchDay(fault) => fault.words(lang),
            Self::Open(open) => open.words(lang),
            Self::SecondDeadline(day) => counts(lang, &day_in_list(*day)),
            Self::SecondSum(amount) => counts(lang, &amount.words(lang)),
            Self::Latest(day) => latest(lang, *day),
            Self::Past(day) => past(lang, *day),
            Self::Assumed(years) => crate::i18n::sentence::assumed_years(lang, years),
            Self::Money(fault) => fault.words(lang),
            Self::Text(fault) => text_fault(Field::Text, *fault, lang),
            // Those are plain.
            Self::NoSuchKind
            | Self::Nobody
            | Self::NoItem
            | Self::SecondSpeaker
            | Self::SecondItem
            | Self::Lunar
            | Self::NoUnit
            | Self::Foreign
            | Self::ForEach
            | Self::NoSuchDepartment { .. }
            | Self::NoPart
            | Self::NoConsensus
            | Self::OnlyDigits
            | Self::NoDepartment
            | Self::NoDeadline
            | Self::NoIssue => String::new(),
        }
    }

    /// What is said in the same words each time.
    const fn plain(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::NoSuchKind => (
                "没有这种行。行首可写 议t、问q、答a、说s、决d、诺c、私n；要照原样记下，就在前面加“说：”。",
                "this is no kind of line: t q a s d c n. To keep it as it is, put s: before it.",
            ),
            Self::Nobody => (
                "没有这个人。请写全名，或先签到、登记。",
                "nobody is called so. Write the full name, or check them in first.",
            ),
            Self::NoItem => (
                "议程里没有这一项。请写序号（如 #2），或先加入议程。",
                "no item of the agenda is called so. Write its place, as in #2, or put it on the agenda first.",
            ),
            Self::SecondSpeaker => (
                "一行只有一个发言人，以前面写的为准。请去掉一个。",
                "a line has one speaker; the one named first counts. Leave one out.",
            ),
            Self::SecondItem => (
                "一行只记在一个议题下，以第一个 # 为准。请分成两行，或去掉一个。",
                "a line belongs to one item; the first # counts. Make two lines of it, or leave one out.",
            ),
            Self::Lunar => (
                "农历不换算。请写公历日期，如 11月30日前。",
                "the lunar calendar is not reckoned. Write the day as in 30 November.",
            ),
            Self::NoUnit => (
                "没有写明是钱。是资金就补上“元”，如 5万元。",
                "it does not say that this is money. Write the unit, as in 50,000 yuan.",
            ),
            Self::Foreign => (
                "资金只按人民币记。请折成元，如 5万元。",
                "funds are kept in yuan alone. Write how many yuan it is, as in 50,000 yuan.",
            ),
            Self::ForEach => (
                "这是每户、每人或每一次的数，没有记成资金。请写总额，如 共20万元。",
                "this is what each of them gets, and is not kept as the funds. Write the total, as in 200,000 yuan in all.",
            ),
            Self::NoSuchDepartment { is_lead_open: true } => (
                "名册里没有这个部门单位。照这样存，主办先空着，散会前还会问。可以改用名册里的名称，或以后再新建部门单位。",
                "this department is not in the directory. Saved so, the lead stays open, and you are asked for it before the session is closed. Use a name that is, or add the department later.",
            ),
            Self::NoSuchDepartment { is_lead_open: false } => (
                "名册里没有这个部门单位。照这样存，先不记这个部门。可以改用名册里的名称，或以后再新建部门单位。",
                "this department is not in the directory. Saved so, it is left out of the parts. Use a name that is, or add the department later.",
            ),
            Self::NoPart => (
                "没有算作主办，也没有算作会办。它也要办，就写明，如 住建局配合。",
                "it neither leads nor supports. Say so if it does, as in the Housing Bureau supports.",
            ),
            Self::NoConsensus => (
                "这是说没有议定：纪要会照写这一句，不编进议定事项。要在议程上标明，请从菜单选“未达成共识”{no-consensus}。",
                "this says that nothing was agreed: the minutes tell it so, and do not number it among what was. To mark the item on the agenda, choose No consensus from the menu{no-consensus}.",
            ),
            Self::OnlyDigits => ("这一行只有数字。", "this line is a number and nothing else."),
            Self::NoDepartment => (
                "没有认出由名册里的哪个部门承办。请补上，如 由城管局负责；散会前还会提醒。",
                "no department of the directory is read as the lead. Add one; you are asked again before the session is closed.",
            ),
            Self::NoDeadline => (
                "没有写时限。请补上，如 6月30日前 或 两周内；散会前还会提醒。",
                "no deadline is named. Add one, as in by 30 June or within 2 weeks; you are asked again before the session is closed.",
            ),
            Self::NoIssue => (
                "承办事项要记在一个议题下。请写明是哪一项，如 #2。",
                "a commitment belongs to an item. Say which, as in #2.",
            ),
            _ => return None,
        })
    }
}

impl OpenDay {
    fn words(self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Repeats => (
                "反复办理的日子，没有记成时限。请写一个截止的日子，如 12月31日前。",
                "this comes again and again, and is no deadline. Add the day by which it ends, as in by 31 December.",
            ),
            Self::Begins => (
                "这是开始的日子，没有记成时限。请写办结的日子，如 12月31日前。",
                "something begins then, and it is no deadline. Add the day by which it is done, as in by 31 December.",
            ),
            Self::Conditional => (
                "这要从另一件事算起，没有记成时限。请写一个日子，如 6月30日前。",
                "this counts from something that has yet to happen, and is no deadline. Add a day, as in by 30 June.",
            ),
            Self::Describes => (
                "这里说的是哪些东西，没有记成时限。是时限就去掉“的”，或另写一个日子。",
                "this says which things are meant, and is no deadline. Add a day, as in by 30 June.",
            ),
            Self::Vague => (
                "说不准是哪一天，没有记成时限。请写一个日子，如 6月30日前。",
                "this is not one day, and is no deadline. Add a day, as in by 30 June.",
            ),
            Self::Either { one, other } => {
                let (one, other) = (day_in_list(one), day_in_list(other));
                return match lang {
                    Lang::Zh => {
                        format!(
                            "可能是 {one}，也可能是 {other}，没有记成时限。请写明是哪一天，如 {other}前。"
                        )
                    }
                    Lang::En => {
                        format!(
                            "this may be {one} or {other}, and is no deadline. Write which, as in by {other}."
                        )
                    }
                };
            }
        };
        lang.pick(zh, en).to_owned()
    }
}

fn listed<I: Copy + Into<EntityId>>(ids: &[I], lang: Lang, names: &dyn Names) -> String {
    let ids = ids.iter().take(NAMES_SHOWN);
    let known: Vec<String> = ids.filter_map(|id| names.name((*id).into())).collect();
    known.join(lang.pick("、", ", "))
}

fn counts(lang: Lang, first: &str) -> String {
    match lang {
        Lang::Zh => format!("一项承办只记一个，以 {first} 为准。要分开记就分成两行。"),
        Lang::En => format!("a commitment has only one; {first} counts. Make two lines of it."),
    }
}

fn latest(lang: Lang, day: NaiveDate) -> String {
    let day = day_in_list(day);
    match lang {
        Lang::Zh => format!("按最后一天 {day} 记。要是更早，请写明日子。"),
        Lang::En => {
            format!("taken as the last day, {day}. Write the day if an earlier one is meant.")
        }
    }
}

fn may_be(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("可能是：{names}。请再多写几个字。"),
        Lang::En => format!("this may be {names}. Write more of it."),
    }
}

fn is_it(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => {
            format!("没有这个人，是不是 {names}？是就改过来；是新来的人，请先签到、登记。")
        }
        Lang::En => {
            format!("nobody is written so. Is it {names}? Whoever is new is checked in first.")
        }
    }
}

fn keeps(lang: Lang, category: &str) -> String {
    match lang {
        Lang::Zh => format!("这件议题的类别已经是{category}，不会改。要改就修改议题。"),
        Lang::En => {
            format!("the issue is {category} already, and stays so. To change it, edit the issue.")
        }
    }
}

fn may_be_there(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => {
            format!("可能是这几个部门单位：{names}。请写全名，或写明所在地，如 湘乡市城管局。")
        }
        Lang::En => {
            format!(
                "this may be one of several departments: {names}. Write the full name, or put the district before it."
            )
        }
    }
}

fn misspelt(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("姓名像是写错了，按 {name} 记。不是这个人，请写全名，或先签到、登记。"),
        Lang::En => format!(
            "this looks misspelt, and is taken as {name}. If it is somebody else, write the full name, or check them in first."
        ),
    }
}

fn in_part(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "按 {name} 记，后一个词算句子里的话。要是姓，就不是这个人：请先签到、登记，再写全名。"
        ),
        Lang::En => format!(
            "this is taken as {name}, and the word behind it as one of the sentence. If it is a surname, check them in first, and write the full name."
        ),
    }
}

/// That one leads and the others support, and how else it is written.
fn joint_lead(lang: Lang, lead: &str, others: &[DepartmentId], names: &dyn Names) -> String {
    let supporting = listed::<DepartmentId>(others, lang, names);
    let first = listed(others.get(..1).unwrap_or_default(), lang, names);
    match lang {
        Lang::Zh => format!(
            "主办只有一个：按 {lead} 主办、{supporting} 会办 记。不是这样就写明，如 由{first}牵头，{lead}配合；各办各的就分成两行。"
        ),
        Lang::En => format!(
            "a commitment has one lead: {lead} is taken as it, and {supporting} as supporting. If not, write so, as in {first} leads, {lead} supports; or make two lines of it."
        ),
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
