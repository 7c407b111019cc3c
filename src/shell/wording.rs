//! What to say when the desk or the store could not do what was asked, or has put something right.

use super::desk::DeskError;
use crate::command::wording::fault_text;
use crate::command::{Catalog, Verb};
use crate::i18n::{Label, Lang, Text, refusal_text, sentence};
use crate::store::engine::Cause;
use crate::store::journal::JournalError;
use crate::store::port::RowsError;
use crate::store::{Notice, Reason, StoreError};

/// Words an error of the desk: first the headline, then what is missing or can be done.
pub fn desk_error_text(
    error: &DeskError,
    verb: Option<&Verb>,
    lang: Lang,
    catalog: &Catalog,
) -> Vec<String> {
    match (error, verb) {
        (DeskError::Fault(fault), Some(verb)) => vec![fault_text(fault, verb, lang, catalog)],
        (DeskError::Fault(fault), None) => vec![fault.typed.clone()],
        (DeskError::Store(error), _) => store_error_text(error, lang, catalog),
        (DeskError::NothingToUndo, _) => vec![Text::NoticeNothingToUndo.label(lang).to_owned()],
    }
}

/// Words an error of the store, with the way out.
pub fn store_error_text(error: &StoreError, lang: Lang, catalog: &Catalog) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        StoreError::Refused(refusal) => refusal_text(refusal, lang, catalog),
        StoreError::WrittenByNewer(_) => {
            vec![Text::NoticeReadOnlyNewer.label(lang).to_owned()]
        }
        StoreError::AlreadyOpen { pid, since } => match pid {
            Some(pid) => {
                vec![sentence::already_open(lang, *pid, since.as_deref().unwrap_or("?"))]
            }
            None => vec![Text::NoticeAlreadyOpen.label(lang).to_owned()],
        },
        StoreError::NewerFormat { .. } => vec![Text::NoticeNewerStore.label(lang).to_owned()],
        StoreError::NoStore(path) => one(
            format!("{} 里没有数据。请检查 --data 指定的文件夹。", path.display()),
            format!("There is no data in {}. Check the folder given with --data.", path.display()),
        ),
        StoreError::NotEmpty(path) => one(
            format!("{} 里有别的文件。请指定一个空文件夹。", path.display()),
            format!("{} holds other files. Name an empty folder.", path.display()),
        ),
        StoreError::Io { path, source } => one(
            format!("无法读写 {}：{source}。请检查权限和磁盘，然后重试。", path.display()),
            format!(
                "Cannot use {}: {source}. Check permissions and the disk, then try again.",
                path.display()
            ),
        ),
        StoreError::ClockBehind { .. } => one(
            "电脑时间比上次记录早了一天以上。请先校准时间，再保存。".to_owned(),
            "The clock is more than a day behind the last entry. Set it right, then save again."
                .to_owned(),
        ),
        StoreError::Overtaken => one(
            "刚才有别的改动先保存了。请再试一次。".to_owned(),
            "Another change was saved in between. Try again.".to_owned(),
        ),
        StoreError::ReadOnly(reason) => vec![read_only_text(*reason, lang)],
        StoreError::Journal(JournalError::Io { source, .. })
            if source.kind() == std::io::ErrorKind::StorageFull =>
        {
            vec![read_only_text(Reason::DiskFull, lang)]
        }
        StoreError::Rows(RowsError::Full) => vec![read_only_text(Reason::DiskFull, lang)],
        StoreError::Journal(error) => one(
            format!("没有保存：{error}。请检查磁盘，然后运行 tanshi doctor。"),
            format!("Not saved: {error}. Check the disk, then run tanshi doctor."),
        ),
        StoreError::Rows(error) => one(
            format!("数据读不出来：{error}。请运行 tanshi doctor。"),
            format!("The data cannot be read: {error}. Run tanshi doctor."),
        ),
        StoreError::Log(error) => one(
            format!("没有保存：{error}。请把内容改短后重试。"),
            format!("Not saved: {error}. Shorten the text and try again."),
        ),
    }
}

/// Why the store is read-only, and what ends it.
pub fn read_only_text(reason: Reason, lang: Lang) -> String {
    match (reason, lang) {
        (Reason::DiskFull, _) => Text::NoticeDiskFull.label(lang).to_owned(),
        (Reason::DiskFailed, Lang::Zh) => {
            "磁盘读写失败，暂时只能查看。请检查磁盘；保存时会再试。".to_owned()
        }
        (Reason::DiskFailed, Lang::En) => {
            "The disk failed: for now everything can only be read. Check the disk; saving tries again."
                .to_owned()
        }
        (Reason::Incomplete { first_group, last_group }, Lang::Zh) => format!(
            "第 {first_group} 至 {last_group} 组记录在两份数据里都找不到了，只能查看其余部分。请用备份恢复。"
        ),
        (Reason::Incomplete { first_group, last_group }, Lang::En) => format!(
            "Groups {first_group} to {last_group} of the log are lost in both copies: the rest can only be read. Restore a backup."
        ),
    }
}

/// What opening or reading has put right.
pub fn notice_text(notice: &Notice, lang: Lang) -> String {
    match (notice, lang) {
        (Notice::RowsRebuilt { cause, groups }, Lang::Zh) => {
            let why = match cause {
                Cause::Missing => "查询数据缺失",
                Cause::Damaged => "查询数据有损坏",
                Cause::MachineCrashed => "上次未正常关机",
                Cause::NewShape => "程序已更新",
            };
            format!("{why}，已按日志重建（{groups} 组），没有丢失。")
        }
        (Notice::RowsRebuilt { cause, groups }, Lang::En) => {
            let why = match cause {
                Cause::Missing => "The data for reading was missing",
                Cause::Damaged => "The data for reading was damaged",
                Cause::MachineCrashed => "The machine went down last time",
                Cause::NewShape => "The program is newer",
            };
            format!("{why}; it was rebuilt from the journal ({groups} groups). Nothing was lost.")
        }
        (Notice::RowsCaughtUp { groups }, Lang::Zh) => {
            format!("上次没有正常退出，已从日志补上 {groups} 组记录，没有丢失。")
        }
        (Notice::RowsCaughtUp { groups }, Lang::En) => {
            format!(
                "The last run ended early; {groups} groups were taken over from the journal. Nothing was lost."
            )
        }
        (Notice::JournalRewritten { groups }, Lang::Zh) => {
            format!("日志有损坏，已从另一份数据重写（{groups} 组），没有丢失。")
        }
        (Notice::JournalRewritten { groups }, Lang::En) => {
            format!(
                "The journal was damaged; it was written anew from the other copy ({groups} groups). Nothing was lost."
            )
        }
        (Notice::TailSetAside { bytes }, Lang::Zh) => {
            format!("日志末尾有 {bytes} 字节没有写完，未确认保存，已另存备查。")
        }
        (Notice::TailSetAside { bytes }, Lang::En) => {
            format!(
                "The last {bytes} bytes of the journal were never finished nor acknowledged; they were set aside."
            )
        }
        (Notice::Lost { first_group, last_group }, Lang::Zh) => {
            format!("第 {first_group} 至 {last_group} 组记录两份都已损坏。请用备份恢复。")
        }
        (Notice::Lost { first_group, last_group }, Lang::En) => {
            format!(
                "Groups {first_group} to {last_group} are damaged in both copies. Restore a backup."
            )
        }
        (Notice::JournalMissing, Lang::Zh) => {
            "日志不见了，已从另一份数据重写。请检查磁盘。".to_owned()
        }
        (Notice::JournalMissing, Lang::En) => {
            "The journal was missing; it was written anew from the other copy. Check the disk."
                .to_owned()
        }
        (Notice::ShownFromMemory { .. }, Lang::Zh) => {
            "磁盘没有空间重建查询数据，暂时从日志读到内存里显示。请腾出空间。".to_owned()
        }
        (Notice::ShownFromMemory { .. }, Lang::En) => {
            "There is no room to rebuild the data for reading; it is shown from memory for now. Make room on the disk."
                .to_owned()
        }
        (Notice::NewReplica, Lang::Zh) => {
            "数据是从别处复制或移动来的：这里会用新的编号标记继续登记。".to_owned()
        }
        (Notice::NewReplica, Lang::En) => {
            "The data was copied or moved here: new numbers carry a new mark from now on."
                .to_owned()
        }
    }
}
