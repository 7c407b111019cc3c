//! Words of closed lists as cells hold them: those of the records format, the labels of both languages,
//! and what offices write.

use super::{column::Words, plan::Said};
use crate::domain::{
    commitment::Benefit,
    issue::{Category, Intake, Means, Verdict},
    person::Side,
    session::{Class, Presence},
    studio::StudioKind,
    text::fold_character,
    workflow::{Exit, Route, Status},
};
use crate::exchange::records::word::Word;
use crate::i18n::{Label, Lang};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A word of a closed list.
pub(super) trait Spoken: Copy + Sized {
    /// The value that a cell means.
    fn hear(text: &str) -> Option<Self>;

    /// Its stable word.
    fn word(self) -> &'static str;

    /// The words that are read, one for each value in each language, to be told.
    fn told() -> Vec<&'static str>;
}

/// A word without what does not tell words apart.
fn folded(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '-');
    text.chars().map(fold_character).filter(kept).flat_map(char::to_lowercase).collect()
}

/// Hears keys, the words of the records format, labels, and what is written beside them.
macro_rules! spoken {
    ($($type:ident { $($more:literal => $variant:ident,)* })+) => {$(
        impl Spoken for $type {
            fn hear(text: &str) -> Option<Self> {
                static WORDS: OnceLock<BTreeMap<String, $type>> = OnceLock::new();
                let words = WORDS.get_or_init(|| {
                    let labels =
                        Self::ALL.iter().flat_map(|it| Lang::ALL.map(|lang| (it.label(lang), *it)));
                    let more = [$(($more, Self::$variant),)*];
                    let words = <Self as Word>::words().into_iter().chain(labels).chain(more);
                    words.map(|(word, value)| (folded(word), value)).collect()
                });
                words.get(&folded(text)).copied()
            }

            fn word(self) -> &'static str {
                self.key()
            }

            fn told() -> Vec<&'static str> {
                let all = Self::ALL.iter();
                all.flat_map(|it| Lang::ALL.map(|lang| it.label(lang))).collect()
            }
        }
    )+};
}

spoken! {
    Category { "民生" => Livelihood, "治理" => Governance, "政策" => Policy, }
    Intake {
        "信件" => Letter, "走访" => Visit, "上门" => Visit, "电话" => Hotline, "12345" => Hotline,
        "网上" => Online, "委员" => Member, "荐题" => Member, "党委政府" => Government,
        "点题" => Government, "界别" => Sector, "其他" => Unknown, "other" => Unknown,
    }
    Verdict { "很满意" => Satisfied, "非常满意" => Satisfied, "较满意" => MostlySatisfied, }
    Means { "当面" => Visit, "上门" => Visit, "书面测评" => Written, }
    Benefit { "工程建设" => Works, "经费" => Money, }
    Side { "诉求人" => Public, "社区代表" => Public, "群众代表" => Public, "干部" => Other, }
    StudioKind { "界别工作室" => Sector, "街道" => Township, "乡镇" => Township, }
    Class {
        "领导" => Leader, "群众" => PublicRepresentative, "单位" => Department,
        "部门代表" => Department, "村民代表" => CommunityRepresentative,
    }
    Presence { "是" => Present, "到会" => Present, "√" => Present, "否" => Absent, "未到" => Absent, }
}

/// Where an issue stands, as a table says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    Submitted,
    Accepted,
    Consulted,
    Resolved,
    ResolvedByService,
    Left(Exit),
}

/// What is read as a status; the first of each is told.
const STANDS: &[(Stand, &[&str])] = &[
    (
        Stand::Submitted,
        &["已提交", "submitted", "待受理", "未受理", "已登记", "新提交", "待审定", "registered"],
    ),
    (Stand::Accepted, &["已受理", "accepted", "受理", "待协商", "调研中", "受理中"]),
    (
        Stand::Consulted,
        &[
            "已协商",
            "consulted",
            "办理中",
            "已交办",
            "交办",
            "督办中",
            "部分办结",
            "部分解决",
            "已办结",
            "办结",
            "handled",
            "partlydone",
            "ongoing",
        ],
    ),
    (Stand::Resolved, &["已解决", "resolved", "解决", "基本解决", "solved", "办结并解决"]),
    (
        Stand::ResolvedByService,
        &["委员服务解决", "resolved_by_service", "委员服务", "memberservice"],
    ),
    (Stand::Left(Exit::Declined), &["不予受理", "declined"]),
    (Stand::Left(Exit::Referred), &["转办", "referred", "已转办"]),
    (Stand::Left(Exit::Merged), &["并案", "merged", "已并案"]),
    (Stand::Left(Exit::Withdrawn), &["撤回", "withdrawn", "已撤回"]),
    (
        Stand::Left(Exit::ClosedUnresolved),
        &["未能解决", "closed_unresolved", "未解决结案", "closedunresolved", "无法解决"],
    ),
];

impl Spoken for Stand {
    fn hear(text: &str) -> Option<Self> {
        let text = folded(text);
        let is_it = |words: &&(Self, &[&str])| words.1.iter().any(|word| folded(word) == text);
        STANDS.iter().find(is_it).map(|(stand, _)| *stand)
    }

    fn word(self) -> &'static str {
        let found = STANDS.iter().find(|(stand, _)| *stand == self);
        found.and_then(|(_, words)| words.get(1)).copied().unwrap_or_default()
    }

    fn told() -> Vec<&'static str> {
        STANDS.iter().flat_map(|(_, words)| words.iter().take(2).copied()).collect()
    }
}

impl Stand {
    /// What it is called, to be worded.
    pub(super) fn said(self) -> Said {
        match self {
            Self::Submitted => Said::word(Status::Submitted),
            Self::Accepted => Said::Word(["已受理", "Accepted"]),
            Self::Consulted => Said::word(Status::Consulted),
            Self::Resolved => Said::word(Status::Resolved(Route::Session)),
            Self::ResolvedByService => Said::Word(["委员服务解决", "Resolved by member service"]),
            Self::Left(exit) => Said::word(exit),
        }
    }

    /// Whether an issue stands so.
    pub(super) fn is_of(self, status: Status, is_accepted: bool) -> bool {
        match (self, status) {
            (Self::Submitted, Status::Submitted)
            | (Self::Consulted, Status::Consulted)
            | (Self::Resolved, Status::Resolved(_))
            | (Self::ResolvedByService, Status::Resolved(Route::Service)) => true,
            (Self::Accepted, Status::Submitted) => is_accepted,
            (Self::Left(exit), Status::Exited(its, _)) => exit == its,
            _ => false,
        }
    }

    /// Whether it lies further on than where an issue stands.
    pub(super) const fn is_beyond(self, status: Status) -> bool {
        match status {
            Status::Submitted => !matches!(self, Self::Submitted),
            Status::Consulted => {
                matches!(self, Self::Resolved | Self::ResolvedByService | Self::Left(_))
            }
            Status::Resolved(_) | Status::Exited(..) => false,
        }
    }
}

impl Words {
    /// The words that are read, to be told.
    pub fn told(self) -> Vec<&'static str> {
        match self {
            Self::Category => Category::told(),
            Self::Intake => Intake::told(),
            Self::Status => Stand::told(),
            Self::Verdict => Verdict::told(),
            Self::Means => Means::told(),
            Self::Benefit => Benefit::told(),
            Self::Side => Side::told(),
            Self::StudioKind => StudioKind::told(),
            Self::Class => Class::told(),
            Self::Presence => Presence::told(),
        }
    }
}
