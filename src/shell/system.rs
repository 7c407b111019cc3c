//! What the system says when it refuses, in the language of the person, with its own number.

use crate::i18n::Lang;
use crate::store::StoreError;
use crate::store::journal::{Doing, JournalError};
use crate::store::port::RowsError;
use std::io::{self, ErrorKind};

/// Has the system refuse what would make a file larger than is allowed (`ulimit -f`), as it does on a
/// full disk; else it would end the program.
pub fn outlive_large_files() {
    #[cfg(unix)]
    {
        let seen = std::sync::Arc::default();
        // Where it cannot be had, all is as the system has it.
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen).ok();
    }
}

/// Why the system refused; for common reasons in Chinese.
pub fn io_text(error: &io::Error, lang: Lang) -> String {
    match (kind_words(error.kind()), error.raw_os_error(), lang) {
        (Some(words), Some(number), Lang::Zh) => format!("{words}（系统错误码 {number}）"),
        (Some(words), None, Lang::Zh) => words.to_owned(),
        _ => error.to_string(),
    }
}

/// The same where only the kind is known.
fn kind_text(kind: ErrorKind, lang: Lang) -> String {
    match (kind_words(kind), lang) {
        (Some(words), Lang::Zh) => words.to_owned(),
        _ => kind.to_string(),
    }
}

const fn kind_words(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::ReadOnlyFilesystem => "磁盘只能读，不能写",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "这是文件，不是文件夹",
        ErrorKind::InvalidFilename => "文件名太长，或有不能用的字",
        ErrorKind::InvalidData => "内容不对",
        ErrorKind::UnexpectedEof => "内容不全",
        ErrorKind::TimedOut => "等得太久，没有完成",
        ErrorKind::WouldBlock | ErrorKind::ResourceBusy => "正被别的程序占用",
        ErrorKind::BrokenPipe => "对方已经关闭",
        ErrorKind::OutOfMemory => "内存不够",
        _ => return None,
    })
}

/// What the store ran into, as part of a sentence.
pub(super) fn store_text(error: &StoreError, lang: Lang) -> String {
    match (error, lang) {
        (StoreError::Io { path, source }, Lang::Zh) => {
            format!("{}：{}", path.display(), io_text(source, lang))
        }
        (StoreError::NotSaved(error) | StoreError::Journal(error), _) => journal_text(error, lang),
        (StoreError::Rows(error), _) => rows_text(error, lang),
        _ => error.to_string(),
    }
}

/// What the journal ran into.
pub(super) fn journal_text(error: &JournalError, lang: Lang) -> String {
    match (error, lang) {
        (JournalError::Io { doing, file, source }, Lang::Zh) => {
            let doing = match doing {
                Doing::List => "列不出",
                Doing::Read => "读不出",
                Doing::Create => "建不了",
                Doing::Append => "写不进",
                Doing::Sync => "存不稳",
                Doing::Truncate => "截不短",
                Doing::Rename => "改不了名：",
                Doing::Remove => "删不掉",
            };
            format!("{doing} {file}（{}）", io_text(source, lang))
        }
        (JournalError::Missing, Lang::Zh) => "这里没有日志".to_owned(),
        (JournalError::Poisoned, Lang::Zh) => "出错以后不再写入".to_owned(),
        (JournalError::Replaced { file }, Lang::Zh) => format!("{file} 被换成了别的文件"),
        _ => error.to_string(),
    }
}

/// What the rows ran into.
pub fn rows_text(error: &RowsError, lang: Lang) -> String {
    match (error, lang) {
        (RowsError::Damaged { .. }, Lang::Zh) => "有内容不是当初写下的".to_owned(),
        (RowsError::Full, Lang::Zh) => "磁盘已满".to_owned(),
        (RowsError::Panicked, Lang::Zh) => "数据引擎出错停止".to_owned(),
        (RowsError::Failed { kind }, Lang::Zh) => kind_text(*kind, lang),
        (_, Lang::En) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_chinese_with_its_number() {
        let full = io::Error::from_raw_os_error(28);
        if cfg!(target_os = "linux") {
            assert_eq!(io_text(&full, Lang::Zh), "磁盘已满（系统错误码 28）");
            assert!(io_text(&full, Lang::En).contains("28"));
        }
        assert_eq!(io_text(&ErrorKind::PermissionDenied.into(), Lang::Zh), "没有权限");
        let own = io::Error::other("sled says so");
        assert_eq!(io_text(&own, Lang::Zh), "sled says so");
    }

    #[test]
    fn a_message_in_chinese_has_no_english_in_it() {
        let io = || io::Error::from(ErrorKind::ReadOnlyFilesystem);
        let file = || "journal".to_owned();
        for error in [
            StoreError::Io { path: "/数据".into(), source: io() },
            StoreError::Journal(JournalError::Io {
                doing: Doing::Sync,
                file: file(),
                source: io(),
            }),
            StoreError::NotSaved(JournalError::Replaced { file: file() }),
            StoreError::Rows(RowsError::Failed { kind: ErrorKind::TimedOut }),
        ] {
            let words = store_text(&error, Lang::Zh).replace("journal", "");
            assert!(!words.contains(|it: char| it.is_ascii_alphabetic()), "{words}");
        }
    }
}
