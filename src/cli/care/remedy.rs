//! What to do about what a check has found.

use crate::i18n::Lang;
use crate::shell::backup::Stand;
use crate::store::StoreVerification;
use chrono::NaiveDate;

/// Older backups than this are told, in days.
const OLD_DAYS: i64 = 7;

/// What to do, a line for each; none where there is nothing to do.
pub(super) fn lines(
    found: &StoreVerification,
    stands: &[Stand],
    today: NaiveDate,
    lang: Lang,
) -> Vec<String> {
    let latest = stands.iter().filter_map(|it| it.latest.as_ref()).max_by_key(|it| it.day);
    // What is damaged here may be whole in that of another copy.
    let of_store = stands.iter().filter_map(|it| it.of_store.as_ref()).max_by_key(|it| it.day);
    let backup = latest.or(of_store).map_or_else(
        || lang.pick("备份文件", "BACKUP").to_owned(),
        |it| it.path.display().to_string(),
    );
    let is_journal_damaged = !found.log.is_journal_whole();
    let mut lines = Vec::new();
    if is_journal_damaged {
        lines.push(match lang {
            Lang::Zh => format!("日志有损坏，能自动补的已经补了。请先核对备份（tanshi verify {backup}），再恢复到新文件夹：tanshi restore {backup} --to 新文件夹"),
            Lang::En => format!("The journal is damaged beyond what heals itself. Check a backup (tanshi verify {backup}), then put it into a new folder: tanshi restore {backup} --to NEW-FOLDER"),
        });
    } else if found.log.are_rows_wrong() {
        lines.push(
            lang.pick(
                "日志完好，只是查询数据不对：再打开一次工作台，会从日志自动重建。",
                "The journal is whole, only the data for reading is wrong: open the workbench once, which makes it anew from the journal.",
            )
            .to_owned(),
        );
    }
    if !found.file_faults.is_empty() {
        lines.push(match lang {
            Lang::Zh => format!("佐证文件缺失或被改：从备份（{backup}，是 zip 文件）的 files 里取出同名文件，放回上面所列的位置。"),
            Lang::En => format!("Files are missing or changed: take those of the same names out of files in the backup ({backup}, a zip file) and put them where they are listed above."),
        });
    }
    let age = latest.map(|it| (today - it.day).num_days());
    if age.is_none_or(|days| days > OLD_DAYS) {
        lines.push(
            lang.pick(
                "最近没有备份（用 -o 存到别处的不算在内）：请运行 tanshi backup，或打开工作台让它自动备份。",
                "There is no recent backup (those made elsewhere with -o are not counted): run tanshi backup, or open the workbench, which makes one by itself.",
            )
            .to_owned(),
        );
    }
    for ahead in stands.iter().filter_map(|it| it.ahead.as_ref()) {
        let (path, day) = (ahead.path.display(), ahead.day);
        lines.push(match lang {
            Lang::Zh => format!("{path}：日期（{day}）在今天之后，是电脑时间不对的时候做的，不算数，也不会自动删去。请核对电脑时间；时间没错的话，把这一份移走。"),
            Lang::En => format!("{path} is dated {day}, after today: it was made while the clock was wrong, counts as none and is never removed by itself. Check the clock; if it is right, move that file away."),
        });
    }
    // One that is named and not there was told before.
    let is_alone = stands.iter().all(|stand| stand.is_own);
    if is_alone {
        lines.push(
            lang.pick(
                "备份只在这台电脑上：请插上 U 盘，在设置里填“备份另存到”，或运行 tanshi backup -o U盘。",
                "Backups are on this computer alone: plug in a USB stick and name it in the settings (Backups also to), or run tanshi backup -o STICK.",
            )
            .to_owned(),
        );
    }
    lines
}
