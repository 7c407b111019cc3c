//! What to say when the desk or the store could not do what was asked, or has put something right.

use super::desk::{Composed, DeskError};
use super::hall::HallFault;
use super::system::{io_text, journal_text, rows_text, store_text};
use crate::command::Verb;
use crate::command::wording::fault_text;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Names, Text, refusal_text, sentence};
use crate::store::engine::Cause;
use crate::store::error::Obstacle;
use crate::store::journal::JournalError;
use crate::store::port::RowsError;
use crate::store::{FrozenReason, Notice, Reason, StoreError, StoreVerification};
use std::io::ErrorKind;
use std::path::Path;

/// Words an error of the desk: first the headline, then what is missing or can be done.
pub fn desk_error_text(
    error: &DeskError,
    verb: Option<&Verb>,
    lang: Lang,
    names: &dyn Names,
) -> Vec<String> {
    match (error, verb) {
        (DeskError::Fault(fault), Some(verb)) => vec![fault_text(fault, verb, lang, names)],
        (DeskError::Fault(fault), None) => vec![fault.typed.clone()],
        (DeskError::Store(error), _) => store_error_text(error, lang, names),
        (DeskError::AtLine { line, error }, _) => {
            at_line(*line, desk_error_text(error, verb, lang, names), lang)
        }
        (DeskError::NothingToUndo, _) => vec![Text::NoticeNothingToUndo.label(lang).to_owned()],
    }
}

/// The second screen has nothing to show.
pub fn no_hall_text(fault: &HallFault, lang: Lang) -> String {
    let why = fault.words(lang);
    match lang {
        Lang::Zh => format!("第二屏幕（tanshi present）用不了：{why}。会议照常进行。"),
        Lang::En => {
            format!("No second screen (tanshi present): {why}. The session goes on as ever.")
        }
    }
}

/// A text that was typed and should be gone from the disk, and is not.
pub fn text_left_text(folder: &Path, lang: Lang) -> String {
    let folder = folder.display();
    match lang {
        Lang::Zh => format!("{folder} 里还留着填过而没有保存的内容，删不掉。请检查磁盘和权限。"),
        Lang::En => format!(
            "A text that was typed and not saved is still in {folder} and cannot be removed. Check the disk and its permissions."
        ),
    }
}

/// That the saved views cannot be read, and what becomes of them.
pub fn views_broken_text(folder: &Path, bad: &str, lang: Lang) -> String {
    let folder = folder.display();
    match lang {
        Lang::Zh => format!(
            "{folder} 里保存的视图（views.toml）读不出来，先用自带的。再保存视图时，原文件改名为 {bad} 留着；备份里也有以前的。"
        ),
        Lang::En => format!(
            "The saved views (views.toml in {folder}) cannot be read, so the built-in ones are used. When views are saved again, that file stays as {bad}; backups have earlier ones."
        ),
    }
}

/// Puts the line of a file before a message.
pub fn at_line(line: usize, mut lines: Vec<String>, lang: Lang) -> Vec<String> {
    if let Some(first) = lines.first_mut() {
        *first = match lang {
            Lang::Zh => format!("第 {line} 行：{first}"),
            Lang::En => format!("Line {line}: {first}"),
        };
    }
    lines
}

/// Words an error of the store, with the way out.
pub fn store_error_text(error: &StoreError, lang: Lang, names: &dyn Names) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        StoreError::Refused(refusal) => refusal_text(refusal, lang, names),
        StoreError::WrittenByNewer(_) => {
            vec![Text::NoticeReadOnlyNewer.label(lang).to_owned()]
        }
        StoreError::AlreadyOpen { pid, since } => match pid {
            Some(pid) => {
                vec![sentence::already_open(lang, *pid, since.as_deref().unwrap_or("?"))]
            }
            None => vec![Text::NoticeAlreadyOpen.label(lang).to_owned()],
        },
        StoreError::NewerFormat { .. } | StoreError::NewerSlot { .. } => vec![Text::NoticeNewerStore.label(lang).to_owned()],
        StoreError::NoStore(path) => one(
            format!("{} 里没有数据。请检查 --data 指定的文件夹。", path.display()),
            format!("There is no data in {}. Check the folder given with --data.", path.display()),
        ),
        StoreError::Gone(path) => one(
            format!(
                "{} 里原来有数据，现在日志和查询数据都不见了，没有新建任何内容。请用备份恢复：tanshi restore 备份文件 --replace；要从头开始，请另指定一个空文件夹。",
                path.display()
            ),
            format!(
                "There was data in {}, and both copies of it are gone; nothing was made in their place. Put a backup back (tanshi restore BACKUP --replace), or name an empty folder to start anew.",
                path.display()
            ),
        ),
        StoreError::NotEmpty(path) => one(
            format!("{} 里有别的文件。请指定一个空文件夹。", path.display()),
            format!("{} holds other files. Name an empty folder.", path.display()),
        ),
        StoreError::Io { path, source } => one(
            format!(
                "无法读写 {}：{}。请检查权限和磁盘，然后重试。",
                path.display(),
                io_text(source, lang)
            ),
            format!(
                "Cannot use {}: {source}. Check permissions and the disk, then try again.",
                path.display()
            ),
        ),
        StoreError::ClockBehind { .. } => one(
            "电脑时间比上次登记早了一天以上。如果电脑时间不对，请先校准；如果是上次登记时的时间不对，请退出后运行 tanshi doctor --go-on-from-today --yes。"
                .to_owned(),
            "The clock is more than a day behind the last entry. If the clock is wrong, set it right; if it was wrong when the last entry was made, quit and run tanshi doctor --go-on-from-today --yes."
                .to_owned(),
        ),
        StoreError::Overtaken => one(
            "刚才有别的改动先保存了。请再试一次。".to_owned(),
            "Another change was saved in between. Try again.".to_owned(),
        ),
        StoreError::ReadOnly(reason) => vec![read_only_text(*reason, lang)],
        StoreError::NotSaved(JournalError::Io { source, .. }) if is_full(source.kind()) => {
            vec![Text::NoticeDiskFull.label(lang).to_owned()]
        }
        StoreError::Journal(JournalError::Io { source, .. }) if is_full(source.kind()) => {
            vec![read_only_text(Reason::DiskFull, lang)]
        }
        StoreError::Rows(RowsError::Full) => vec![read_only_text(Reason::DiskFull, lang)],
        StoreError::NotSaved(JournalError::Replaced { .. }) => one(
            "没有保存：数据文件夹里的日志刚被别的程序换掉了（例如网盘同步）。请停用对这个文件夹的同步，然后再试。"
                .to_owned(),
            "Not saved: another program, a sync client perhaps, has just put another journal into the data folder. Stop it from syncing this folder, then try again."
                .to_owned(),
        ),
        StoreError::NotSaved(error) => one(
            format!("没有保存：{}。请检查磁盘，然后运行 tanshi doctor。", journal_text(error, lang)),
            format!("Not saved: {error}. Check the disk, then run tanshi doctor."),
        ),
        StoreError::Journal(error) => one(
            format!(
                "日志不能用：{}。请检查磁盘，然后运行 tanshi doctor；还是这样，就用备份恢复：tanshi restore 备份文件 --replace。",
                journal_text(error, lang)
            ),
            format!(
                "The journal cannot be used: {error}. Check the disk, then run tanshi doctor; if it says the same, put a backup back: tanshi restore BACKUP --replace."
            ),
        ),
        StoreError::Rows(error) => one(
            format!(
                "数据读不出来：{}。请运行 tanshi doctor；还是这样，就用备份恢复：tanshi restore 备份文件 --replace。",
                rows_text(error, lang)
            ),
            format!(
                "The data cannot be read: {error}. Run tanshi doctor; if it says the same, put a backup back: tanshi restore BACKUP --replace."
            ),
        ),
        StoreError::Log(error) => one(
            format!("没有保存：{error}。请把内容改短后重试。"),
            format!("Not saved: {error}. Shorten the text and try again."),
        ),
    }
}

const fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Why something can only be read.
pub fn frozen_text(reason: FrozenReason, lang: Lang) -> String {
    match (reason, lang) {
        (FrozenReason::NewerEvent, _) => Text::NoticeReadOnlyNewer.label(lang).to_owned(),
        (FrozenReason::TooMany, Lang::Zh) => {
            "很多内容来自更新的版本，全部只能查看。请升级后再修改。".to_owned()
        }
        (FrozenReason::TooMany, Lang::En) => {
            "Much of this was written by a newer version: all of it is read-only. Upgrade to change it."
                .to_owned()
        }
    }
}

/// What a check has found that could not be healed.
pub fn unhealed_text(found: &StoreVerification, lang: Lang) -> String {
    let log = &found.log;
    let places = log.damage.len()
        + log.faults.len()
        + usize::from(log.missing.is_some())
        + log.unreadable.len()
        + log.uncopied.len()
        + log.different.len()
        + log.unnumbered.len()
        + usize::from(log.is_summary_wrong)
        + found.file_faults.len();
    match lang {
        Lang::Zh => {
            format!("核对发现 {places} 处问题，没能自动修好。请退出后运行 tanshi verify 查看。")
        }
        Lang::En => format!(
            "The check found {} that could not be healed. Quit, and run tanshi verify to see them.",
            counted(places, "problem", "problems")
        ),
    }
}

/// The thread that has the full text is gone.
pub const fn search_gone_text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "全文查找意外停止，编号、标题、姓名仍可查找。退出后重新打开即可恢复。",
        Lang::En => {
            "The full text has stopped unexpectedly; numbers, titles and names are still found. Quit, and open it again."
        }
    }
}

/// The thread that owns the store is gone.
pub const fn store_gone_text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            "读写数据的部分意外停止，之后的操作不会保存。已保存的内容都在。请退出后重新打开。"
        }
        Lang::En => {
            "What reads and writes the data has stopped unexpectedly; nothing more is saved. Everything saved is safe. Quit, and open it again."
        }
    }
}

/// Something is saved and could not be read again.
pub const fn stale_text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "已保存，但暂时读不回来，这里显示的可能是旧的。请运行 tanshi doctor。",
        Lang::En => {
            "It is saved, but could not be read again: what is shown here may be old. Run tanshi doctor."
        }
    }
}

/// Everything is saved, and closing failed.
pub fn not_closed_text(error: &StoreError, lang: Lang) -> String {
    let error = store_text(error, lang);
    match lang {
        Lang::Zh => format!("内容都已保存，但收尾时出错（{error}）；下次打开会多花一点时间。"),
        Lang::En => format!(
            "Everything is saved, but closing failed ({error}); the next opening takes a little longer."
        ),
    }
}

/// Why the store is read-only, and what ends it.
pub fn read_only_text(reason: Reason, lang: Lang) -> String {
    match (reason, lang) {
        (Reason::DiskFull, Lang::Zh) => {
            "磁盘已满，暂时只能查看。请腾出空间；保存时会再试。".to_owned()
        }
        (Reason::DiskFull, Lang::En) => {
            "The disk is full: for now everything can only be read. Make room; saving tries again."
                .to_owned()
        }
        (Reason::DiskFailed, Lang::Zh) => {
            "磁盘读写失败，暂时只能查看。请检查磁盘；保存时会再试。".to_owned()
        }
        (Reason::DiskFailed, Lang::En) => {
            "The disk failed: for now everything can only be read. Check the disk; saving tries again."
                .to_owned()
        }
        (Reason::Protected, Lang::Zh) => {
            "数据文件夹不能写入，只能查看。要登记，请检查文件夹的权限，或把数据复制到可写的地方。".to_owned()
        }
        (Reason::Protected, Lang::En) => {
            "The data folder cannot be written to: everything can only be read. To enter something, check its permissions, or copy the data to where it can be written."
                .to_owned()
        }
        (Reason::PartlyShown { first_group, last_group, because }, Lang::Zh) => format!(
            "现在看到的不是全部：日志里缺第 {first_group} 至 {last_group} 组，另一份数据暂时打不开（{}）。请处理后再打开；在此之前不能统计。",
            obstacle_text(because, lang)
        ),
        (Reason::PartlyShown { first_group, last_group, because }, Lang::En) => format!(
            "This is not everything: the journal lacks groups {first_group} to {last_group}, and the other copy cannot be opened for now ({}). Put that right and open it again; until then nothing can be counted.",
            obstacle_text(because, lang)
        ),
        (Reason::Incomplete { first_group, last_group }, Lang::Zh) => format!(
            "第 {first_group} 至 {last_group} 组记录在两份数据里都找不到了，只能查看其余部分。请退出后用备份恢复：tanshi restore 备份文件 --replace。"
        ),
        (Reason::Incomplete { first_group, last_group }, Lang::En) => format!(
            "Groups {first_group} to {last_group} of the log are lost in both copies: the rest can only be read. Quit, and put a backup back: tanshi restore BACKUP --replace."
        ),
        (Reason::Broken { group, replica, seq }, Lang::Zh) => format!(
            "第 {group} 组里的记录与前面的接不上（{replica} 的第 {seq} 条）：中间有内容被取走或插入，只能查看。请退出后用备份恢复：tanshi restore 备份文件 --replace。"
        ),
        (Reason::Broken { group, replica, seq }, Lang::En) => format!(
            "A record in group {group} (number {seq} of {replica}) does not follow the one before it: something was taken out or put in between, and everything can only be read. Quit, and put a backup back: tanshi restore BACKUP --replace."
        ),
    }
}

const fn obstacle_text(obstacle: Obstacle, lang: Lang) -> &'static str {
    match (obstacle, lang) {
        (Obstacle::Full, Lang::Zh) => "磁盘已满",
        (Obstacle::Full, Lang::En) => "the disk is full",
        (Obstacle::Failed, Lang::Zh) => "磁盘读写失败",
        (Obstacle::Failed, Lang::En) => "the disk failed",
        (Obstacle::Protected, Lang::Zh) => "文件夹不能写入",
        (Obstacle::Protected, Lang::En) => "the folder cannot be written to",
    }
}

/// What opening or reading has put right.
pub fn notice_text(notice: &Notice, lang: Lang) -> String {
    match (notice, lang) {
        (Notice::RowsRebuilt { cause, groups }, Lang::Zh) => {
            let why = match cause {
                Cause::Missing => "原来的缺失",
                Cause::Damaged => "原来的有损坏",
                Cause::MachineCrashed => "上次未正常关机",
                Cause::NewShape => "程序已更新",
                Cause::Copied => "数据是复制到这里的",
            };
            format!("{why}，查询数据已按日志重建（{groups} 组），没有丢失。")
        }
        (Notice::RowsRebuilt { cause, groups }, Lang::En) => {
            let why = match cause {
                Cause::Missing => "It was missing",
                Cause::Damaged => "It was damaged",
                Cause::MachineCrashed => "The machine went down last time",
                Cause::NewShape => "The program is newer",
                Cause::Copied => "The data was copied here",
            };
            format!(
                "{why}: the data for reading was rebuilt from the journal ({}). Nothing was lost.",
                counted(*groups, "group", "groups")
            )
        }
        (Notice::RowsCaughtUp { groups }, Lang::Zh) => {
            format!("上次没有正常退出，已从日志补上 {groups} 组记录，没有丢失。")
        }
        (Notice::RowsCaughtUp { groups }, Lang::En) => {
            format!(
                "The last run ended early; {} taken over from the journal. Nothing was lost.",
                counted(*groups, "group was", "groups were")
            )
        }
        (Notice::JournalRewritten { groups }, Lang::Zh) => {
            format!("日志有损坏或缺失，已从另一份数据重写（{groups} 组），没有丢失。")
        }
        (Notice::JournalRewritten { groups }, Lang::En) => {
            format!(
                "The journal was damaged or short; it was written anew from the other copy ({}). Nothing was lost.",
                counted(*groups, "group", "groups")
            )
        }
        (Notice::TailSetAside { bytes, files }, Lang::Zh) => {
            let files = files.join("、");
            format!(
                "日志末尾有 {bytes} 字节不完整，另存备查（{files}）。请核对最后一次登记是否还在。"
            )
        }
        (Notice::TailSetAside { bytes, files }, Lang::En) => {
            let files = files.join(", ");
            format!(
                "At the end of the journal {} incomplete and kept aside ({files}). Check that what was entered last is still there.",
                counted(*bytes, "byte was", "bytes were")
            )
        }
        (Notice::Lost { first_group, last_group }, Lang::Zh) => {
            format!(
                "第 {first_group} 至 {last_group} 组记录两份都已损坏。请退出后用备份恢复：tanshi restore 备份文件 --replace。"
            )
        }
        (Notice::Lost { first_group, last_group }, Lang::En) => {
            format!(
                "Groups {first_group} to {last_group} are damaged in both copies. Quit, and put a backup back: tanshi restore BACKUP --replace."
            )
        }
        (Notice::Broken { group, replica, seq }, _) => {
            let (group, replica, seq) = (*group, *replica, *seq);
            read_only_text(Reason::Broken { group, replica, seq }, lang)
        }
        (Notice::JournalMissing, Lang::Zh) => "日志不见了。请检查磁盘。".to_owned(),
        (Notice::JournalMissing, Lang::En) => "The journal was missing. Check the disk.".to_owned(),
        (Notice::ShownFromMemory { reason }, _) => read_only_text(*reason, lang),
        (Notice::NewReplica, Lang::Zh) => {
            "数据是从别处复制或移动来的：这里会用新的编号标记继续登记。".to_owned()
        }
        (Notice::NewReplica, Lang::En) => {
            "The data was copied or moved here: new numbers carry a new mark from now on."
                .to_owned()
        }
    }
}

/// There is nothing any more that a document could be about.
pub const fn absent_paper_text(lang: Lang) -> &'static str {
    lang.pick(
        "它已经不在了，写不成公文。请返回后重新选择。",
        "It is not there any more, so there is nothing to write. Go back and choose again.",
    )
}

/// That nothing of what a calendar was asked for has a day.
pub const fn no_dates_text(lang: Lang) -> &'static str {
    lang.pick("没有可以写进日历的日期。", "There is no date to write into a calendar.")
}

/// What a document does not bear that the office's own template has no place for, with the way out.
pub fn unmarked_text(document: &Composed, lang: Lang) -> Option<String> {
    let quoted = |words: &[&str], and: &str| {
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        (!words.is_empty()).then(|| words.join(and))
    };
    let unmarked = quoted(&document.unmarked, lang.pick("、", " and ")).map(|words| match lang {
        Lang::Zh => {
            format!("模板里没有写{words}的地方：可以加上字段 {{{{版本}}}}、{{{{版别}}}}。")
        }
        Lang::En => format!(
            "The template has no place for {words}: add the fields {{{{version}}}} and {{{{copy}}}} to it."
        ),
    });
    let untold = quoted(&document.untold, lang.pick("、", ", ")).map(|words| match lang {
        Lang::Zh => format!("这一份写有{words}，模板里却没有相应的字段，写出的文件里没有这些。"),
        Lang::En => format!(
            "The document tells {words}, for which the template has no field: the file leaves it out."
        ),
    });
    let told: Vec<String> = untold.into_iter().chain(unmarked).collect();
    (!told.is_empty()).then(|| told.join(lang.pick("", " ")))
}
