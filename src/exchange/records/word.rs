//! Closed lists of words as a file may write them: the stable key, or the Chinese word.

use crate::domain::{
    commitment::{Benefit, Grade},
    issue::{Category, Intake, Means, Verdict},
    line::LineKind,
    person::Side,
    session::{Class, Presence},
    studio::StudioKind,
    workflow::Exit,
};

/// A closed list of words.
pub(in crate::exchange) trait Word: Copy + 'static {
    /// The words and what they mean; a value may have several.
    fn words() -> Vec<(&'static str, Self)>;

    /// The value of a word, either case.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let found = Self::words().into_iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        found.map(|(_, value)| value)
    }

    /// All words, for a fault.
    fn allowed() -> Vec<&'static str> {
        Self::words().into_iter().map(|(word, _)| word).collect()
    }
}

/// Gives a keyed enum of the domain its Chinese words.
macro_rules! words {
    ($($type:ident { $($chinese:literal => $variant:ident,)+ })+) => {$(
        impl Word for $type {
            fn words() -> Vec<(&'static str, Self)> {
                let keys = Self::ALL.iter().map(|value| (value.key(), *value));
                keys.chain([$(($chinese, Self::$variant),)+]).collect()
            }
        }
    )+};
}

words! {
    StudioKind {
        "界别" => Sector, "乡镇街道" => Township, "专题" => Thematic, "专业" => Professional,
        "未知" => Unknown,
    }
    Side { "委员" => Member, "政协委员" => Member, "群众" => Public, "其他" => Other, }
    Intake {
        "来信" => Letter, "来访" => Visit, "热线" => Hotline, "网络" => Online,
        "委员荐题" => Member, "党政点题" => Government, "界别选题" => Sector, "未知" => Unknown,
    }
    Category { "温度" => Livelihood, "力度" => Governance, "深度" => Policy, }
    Verdict {
        "满意" => Satisfied, "基本满意" => MostlySatisfied, "不满意" => Dissatisfied,
    }
    Means { "电话" => Phone, "走访" => Visit, "书面" => Written, }
    Class {
        "政协领导" => Leader, "政协委员" => Member, "委员" => Member, "召集人" => Convenor,
        "驻室委员" => ResidentMember, "协理员" => Aide,
        "社区代表" => CommunityRepresentative, "村代表" => CommunityRepresentative,
        "群众代表" => PublicRepresentative, "商户" => Merchant, "企业" => Enterprise,
        "合作社" => Enterprise, "诉求人" => Raiser, "部门单位" => Department, "部门" => Department,
        "专家" => Expert, "律师" => Lawyer, "联络员" => Liaison, "记录人" => Recorder,
        "媒体" => Media,
    }
    Presence { "出席" => Present, "列席" => Present, "请假" => Excused, "缺席" => Absent, }
    LineKind {
        "议" => Topic, "问" => Question, "答" => Reply, "说" => Statement, "决" => Agreed,
        "诺" => Commitment,
    }
    Benefit { "工程" => Works, "服务" => Service, "政策" => Policy, "资金" => Money, }
    Grade { "甲" => A, "乙" => B, "丙" => C, "丁" => D, }
}

/// A dated point on an issue's way, by the status that it led to.
#[derive(Clone, Copy)]
pub(super) enum Milestone {
    Accepted,
    Consulted,
    Resolved,
    Reopened,
    Left(Exit),
}

impl Word for Milestone {
    fn words() -> Vec<(&'static str, Self)> {
        let plain = [
            ("accepted", Self::Accepted),
            ("受理", Self::Accepted),
            ("consulted", Self::Consulted),
            ("已协商", Self::Consulted),
            ("resolved", Self::Resolved),
            ("已解决", Self::Resolved),
            ("reopened", Self::Reopened),
            ("重新启动", Self::Reopened),
            ("不予受理", Self::Left(Exit::Declined)),
            ("转办", Self::Left(Exit::Referred)),
            ("并案", Self::Left(Exit::Merged)),
            ("撤回", Self::Left(Exit::Withdrawn)),
            ("未能解决", Self::Left(Exit::ClosedUnresolved)),
        ];
        let exits = Exit::ALL.iter().map(|exit| (exit.key(), Self::Left(*exit)));
        plain.into_iter().chain(exits).collect()
    }
}

/// What a mark on a commitment's way says.
#[derive(Clone, Copy)]
pub(super) enum MarkKind {
    Assigned,
    Acknowledged,
    Returned,
    Extended,
    Reported,
    Completed,
    Graded,
    FollowedUp,
    SentBack,
}

impl Word for MarkKind {
    fn words() -> Vec<(&'static str, Self)> {
        vec![
            ("assigned", Self::Assigned),
            ("交办", Self::Assigned),
            ("acknowledged", Self::Acknowledged),
            ("签收", Self::Acknowledged),
            ("returned", Self::Returned),
            ("退回", Self::Returned),
            ("extended", Self::Extended),
            ("延期", Self::Extended),
            ("reported", Self::Reported),
            ("反馈", Self::Reported),
            ("completed", Self::Completed),
            ("办结", Self::Completed),
            ("graded", Self::Graded),
            ("评级", Self::Graded),
            ("followed_up", Self::FollowedUp),
            ("督办", Self::FollowedUp),
            ("sent_back", Self::SentBack),
            ("退回重办", Self::SentBack),
        ]
    }
}
