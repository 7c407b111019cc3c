//! Final documents (定稿): which version, of what day, under which number, and the hashes of what they
//! say. A final version is never changed; what is corrected later makes another one.

use super::{id::DepartmentId, keyed::keyed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

keyed! {
    /// Which document it is.
    pub enum DocumentKind {
        /// 会议纪要.
        Minutes = "minutes",
        /// 会议记录.
        Record = "record",
        /// 签到表, to be signed by hand.
        SignInBlank = "sign_in_blank",
        /// 签到表, as people signed in.
        SignIn = "sign_in",
        /// 交办单 with its receipt.
        Assignment = "assignment",
        /// 办理情况反馈表.
        Progress = "progress",
        /// 满意度测评表.
        Satisfaction = "satisfaction",
        /// 会议通知.
        Notice = "notice",
        /// 一事一档.
        CaseFile = "case_file",
        /// 督办函.
        FollowUp = "follow_up",
    }
}

keyed! {
    /// Who may read a copy (DOMAIN §5).
    pub enum Copy {
        /// 公开版: citizens are masked, and nobody's telephone is shown.
        Public = "public",
        /// 内部版: everything as it is known.
        Internal = "internal",
    }
}

keyed! {
    /// The language of a document.
    pub enum Tongue {
        /// 中文.
        Chinese = "zh",
        /// English.
        English = "en",
    }
}

impl DocumentKind {
    /// Whether it can be made final: forms are filled in by hand, and a case file grows.
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::Minutes | Self::Record | Self::Notice | Self::Assignment)
    }

    /// Whether it tells what happened in a session, so that the closing stands once it is final
    /// (DOMAIN §2).
    pub const fn tells_of_the_session(self) -> bool {
        matches!(self, Self::Minutes | Self::Record)
    }
}

/// The number of an issued document (发文字号), 〔2023〕3号 behind the office's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// The year, in full.
    pub year: i32,
    /// Its place in the year, from 1; never with leading zeros.
    pub serial: u32,
}

/// A number that was given, with what it belongs to: numbers run on by code and year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Numbered {
    /// The office's code before it.
    pub code: String,
    /// The number.
    pub number: DocumentNumber,
    /// Which document bears it.
    pub kind: DocumentKind,
}

/// A file that the store keeps under its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// SHA-256 of its content.
    #[serde(with = "super::human::hash")]
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub size_bytes: u64,
}

/// The office's own Word file, whose fields are filled in place of our document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeTemplate {
    /// For which document.
    pub kind: DocumentKind,
    /// The file.
    pub file: KeptFile,
    /// What it is kept as, without the dot.
    pub extension: String,
}

/// One copy of a final document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedCopy {
    /// Who may read it.
    pub copy: Copy,
    /// Its words, one paragraph a line. Their hash is the seal.
    pub words: KeptFile,
    /// The Word file, byte for byte as it was issued.
    pub file: KeptFile,
}

impl SealedCopy {
    /// What the words are kept as.
    pub const WORDS_EXTENSION: &'static str = "txt";
    /// What the Word file is kept as.
    pub const FILE_EXTENSION: &'static str = "docx";

    /// The files that it is kept in, with their endings.
    pub const fn files(&self) -> [(KeptFile, &'static str); 2] {
        [(self.words, Self::WORDS_EXTENSION), (self.file, Self::FILE_EXTENSION)]
    }
}

/// What the settings say of the office when a document is issued.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// The issuing office.
    pub office: String,
    /// Its code in document numbers (机关代字); may be empty.
    pub code: String,
    /// Who gets a copy (抄送), in order; may be empty.
    pub copies_to: Vec<String>,
}

/// A final document, as its session or commitment keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedDocument {
    /// Which document it is.
    pub kind: DocumentKind,
    /// Whom a letter goes to.
    pub department: Option<DepartmentId>,
    /// Its language.
    pub tongue: Tongue,
    /// Which version it is, from 1.
    pub version: u32,
    /// The day that stands on it.
    pub dated: NaiveDate,
    /// Its number, where it has one.
    pub number: Option<DocumentNumber>,
    /// Who issued it, as the settings said then.
    pub issuer: Issuer,
    /// Its copies: the public one and the internal one.
    pub copies: Vec<SealedCopy>,
}

impl SealedDocument {
    /// Whether it is another version of the same document.
    pub fn is_version_of(&self, other: &Self) -> bool {
        self.is(other.kind, other.department, other.tongue)
    }

    /// Whether it is a version of this document.
    pub fn is(&self, kind: DocumentKind, department: Option<DepartmentId>, tongue: Tongue) -> bool {
        (self.kind, self.department, self.tongue) == (kind, department, tongue)
    }

    /// The copy for these readers.
    pub fn copy(&self, copy: Copy) -> Option<&SealedCopy> {
        self.copies.iter().find(|it| it.copy == copy)
    }

    /// Whether it says the same as another version, to all readers.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let seals = |it: &Self| -> Vec<_> {
            it.copies.iter().map(|copy| (copy.copy, copy.words.sha256)).collect()
        };
        seals(self) == seals(other)
    }
}
