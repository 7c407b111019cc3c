//! Which document, for whom, and in which language.

use super::{Label, Lang, labels};
use crate::domain::sealed::{Copy, DocumentKind, Tongue};
use crate::i18n::Paper;

impl Label for DocumentKind {
    fn label(self, lang: Lang) -> &'static str {
        let paper = match self {
            Self::Minutes => Paper::KindMinutes,
            Self::Record => Paper::KindRecord,
            Self::SignInBlank => Paper::KindSignInBlank,
            Self::SignIn => Paper::KindSignIn,
            Self::Assignment => Paper::KindAssignment,
            Self::Progress => Paper::KindProgress,
            Self::Satisfaction => Paper::KindSatisfaction,
            Self::Notice => Paper::KindNotice,
            Self::CaseFile => Paper::KindCaseFile,
            Self::FollowUp => Paper::KindFollowUp,
        };
        paper.label(lang)
    }
}

impl Label for Copy {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Public => Paper::PublicCopy.label(lang),
            Self::Internal => Paper::InternalCopy.label(lang),
        }
    }
}

labels! { Tongue {
    Self::Chinese => "中文" / "Chinese";
    Self::English => "英文" / "English";
} }
