//! What looks meant in a line and is not understood, or is missing; as data, and in words that say
//! what to do.

mod words;

use super::Kind;
use crate::domain::amount::{Amount, AmountFault};
use crate::domain::date::DateFault;
use crate::domain::id::{DepartmentId, IssueId, PersonId};
use crate::domain::issue::Category;
use crate::domain::line::LineKind;
use crate::domain::text::TextFault;
use crate::i18n::Lang;
use crate::i18n::wording::Names;
use chrono::NaiveDate;
use std::ops::Range;

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
    /// No line is of a kind with this letter.
    NoSuchKind,
    /// Nobody is called so.
    Nobody,
    /// Nobody is written so; these are spoken so.
    Alike(Vec<PersonId>),
    /// It may be one of these people.
    People(Vec<PersonId>),
    /// It means this person, and the letters would stand in the record.
    Letters(PersonId),
    /// It is taken as this person, whose name is written otherwise.
    Misspelt(PersonId),
    /// It is taken as this person, whose name is one word of it; the next may be a surname.
    InPart(PersonId),
    /// Who speaks was said before; that one counts.
    SecondSpeaker,
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
    /// It looks like a deadline, and is none for sure: nothing is taken of it.
    Open(OpenDay),
    /// It is a day of a calendar that is not reckoned.
    Lunar,
    /// Another deadline was named before; that one counts.
    SecondDeadline(NaiveDate),
    /// It is taken as this day, the last of those that it may be due before.
    Latest(NaiveDate),
    /// The deadline lies before the session.
    Past(NaiveDate),
    /// Working days of these years were reckoned by weekends alone.
    Assumed(Vec<i32>),
    /// It cannot be told how much money it is.
    Money(AmountFault),
    /// It may be money; it does not say of what the number is.
    NoUnit,
    /// It is money of another country: funds are counted in yuan alone.
    Foreign,
    /// It is what each of several gets or pays, and not what all of it comes to.
    ForEach,
    /// Another sum was named before; that one counts.
    SecondSum(Amount),
    /// No department is called so: the line is kept without it.
    NoSuchDepartment {
        /// Whether nobody else leads, so that the lead stays open.
        is_lead_open: bool,
    },
    /// Several are said to lead, and one of them can.
    JointLead {
        /// The one that is taken to lead.
        lead: DepartmentId,
        /// Those that are taken to support.
        supporting: Vec<DepartmentId>,
    },
    /// It is named, and neither leads nor supports.
    NoPart,
    /// It may be one of these departments.
    Departments(Vec<DepartmentId>),
    /// A commitment names no department.
    NoDepartment,
    /// A commitment has no deadline.
    NoDeadline,
    /// A commitment belongs to no item.
    NoIssue,
    /// What is put down as agreed says that nothing was.
    NoConsensus,
    /// The line is a number and nothing else.
    OnlyDigits,
    /// The issue has this category, and keeps it.
    OtherCategory(Category),
    /// The text cannot be stored.
    Text(TextFault),
}

/// Why what looks like a deadline is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenDay {
    /// It comes again and again: 每月底前.
    Repeats,
    /// Something begins on it: 12月1日起.
    Begins,
    /// It counts from something that has yet to happen: 验收后10日内.
    Conditional,
    /// It says of which things something is to be done: 6月底前的存量.
    Describes,
    /// It is not one day: 两三个月内, 11月1日前后.
    Vague,
    /// It may be one of these days.
    Either {
        /// The earlier one.
        one: NaiveDate,
        /// The later one.
        other: NaiveDate,
    },
}

impl About {
    /// Whether what stands there is understood, and only told of.
    pub(super) const fn is_understood(&self) -> bool {
        matches!(
            self,
            Self::Letters(_)
                | Self::Misspelt(_)
                | Self::InPart(_)
                | Self::JointLead { .. }
                | Self::SecondSpeaker
                | Self::SecondItem
                | Self::SecondDeadline(_)
                | Self::SecondSum(_)
                | Self::Latest(_)
                | Self::NoPart
                | Self::NoConsensus
                | Self::OnlyDigits
                | Self::OtherCategory(_)
        )
    }

    /// Whether a line of this kind that may be saved so is asked about once before it is: it is
    /// seldom what was meant.
    pub const fn asks_first(&self, kind: Kind) -> bool {
        match self {
            Self::NoSuchDay(_)
            | Self::NoConsensus
            | Self::OnlyDigits
            | Self::JointLead { .. }
            | Self::Misspelt(_)
            | Self::InPart(_) => true,
            Self::NoSuchDepartment { .. } => {
                matches!(kind, Kind::Line(LineKind::Commitment))
            }
            _ => false,
        }
    }

    /// Whether a line of this kind cannot be saved as it stands: something was clearly meant, and
    /// what would be saved is another thing.
    pub const fn refuses(&self, kind: Kind) -> bool {
        match self {
            Self::NoSuchKind
            | Self::Nobody
            | Self::Alike(_)
            | Self::People(_)
            | Self::NoItem
            | Self::NoPlace { .. }
            | Self::Items(_)
            | Self::OffAgenda(_)
            | Self::Text(_) => true,
            Self::NoSuchDay(_) => {
                matches!(kind, Kind::Line(LineKind::Commitment | LineKind::Agreed))
            }
            Self::Lunar | Self::Departments(_) | Self::NoIssue => {
                matches!(kind, Kind::Line(LineKind::Commitment))
            }
            Self::Letters(_)
            | Self::Misspelt(_)
            | Self::InPart(_)
            | Self::NoSuchDepartment { .. }
            | Self::JointLead { .. }
            | Self::SecondSpeaker
            | Self::SecondItem
            | Self::Open(_)
            | Self::SecondDeadline(_)
            | Self::Latest(_)
            | Self::NoUnit
            | Self::Foreign
            | Self::ForEach
            | Self::SecondSum(_)
            | Self::NoPart
            | Self::NoConsensus
            | Self::OnlyDigits
            | Self::OtherCategory(_)
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
