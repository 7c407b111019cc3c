//! Words about backups: what came of one, how they stand, what is wrong and what to do.

use super::check::Checked;
use super::daily::{Outcome, Stand};
use super::make::FaultyFile;
use super::{BackupFault, Manifest};
use crate::app::BackupStand;
use crate::command::Catalog;
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::system::io_text;
use crate::shell::wording::store_error_text;
use std::io::Error;
use std::path::Path;

/// Why a backup was not made or put back, and what to do.
pub fn fault_text(fault: &BackupFault, lang: Lang) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match fault {
        BackupFault::Store(error) => store_error_text(error, lang, &Catalog::default()),
        BackupFault::Journal(error) => one(
            format!("日志读不出来（{error}），没有备份。请运行 tanshi doctor 查看。"),
            format!("The journal cannot be read ({error}); no backup was made. See tanshi doctor."),
        ),
        BackupFault::StoreDamaged(_) => one(
            "数据有损坏，没有备份，以免用坏的顶替好的。请先运行 tanshi doctor，它会尽量修复。".to_owned(),
            "The data is damaged, so no backup was made in the place of a good one. Run tanshi doctor first: it heals what can be healed.".to_owned(),
        ),
        BackupFault::NotVerified(path) => one(
            format!("{}：写下后读回来不一样，已经删去。这个盘可能坏了，请换一个。", path.display()),
            format!("{} read back differently and was removed. The medium may be failing; use another one.", path.display()),
        ),
        BackupFault::NotABackup(path) => one(
            format!("{} 不是备份文件。请用 tanshi backup 做的文件。", path.display()),
            format!("{} is no backup. Use a file that tanshi backup made.", path.display()),
        ),
        BackupFault::AFolder(path) => one(
            format!("{} 是文件夹。请写出其中的备份文件，名称以 .zip 结尾。", path.display()),
            format!("{} is a folder. Name the backup in it, a file that ends in .zip.", path.display()),
        ),
        BackupFault::NewerFormat { found, known } => one(
            format!("备份是新版本做的（格式 {found}，本版本认得到 {known}）。请先升级本程序。"),
            format!("A newer version made this backup (format {found}; this one knows up to {known}). Upgrade this program first."),
        ),
        BackupFault::Damaged(checked) => {
            let first = match lang {
                Lang::Zh => "备份有损坏，没有恢复：".to_owned(),
                Lang::En => "The backup is damaged; nothing was restored:".to_owned(),
            };
            std::iter::once(first).chain(checked_lines(checked, lang)).collect()
        }
        BackupFault::Exists(path) => one(
            format!("{} 已经有了。换个文件名，或加 --yes 替换它。", path.display()),
            format!("{} is there already. Choose another name, or replace it with --yes.", path.display()),
        ),
        BackupFault::NoFolder(path) => one(
            format!("没有文件夹 {}。请插好备份盘，或换个位置。", path.display()),
            format!("There is no folder {}. Plug the medium in, or choose another place.", path.display()),
        ),
        BackupFault::NotAbsolute(path) => one(
            format!("“{}”不是完整的路径。请在设置里写全，例如 /media/u盘 或 ~/备份。", path.display()),
            format!("“{}” is no full path. Write all of it in the settings, such as /media/stick or ~/backups.", path.display()),
        ),
        BackupFault::Stopped => one("退出时备份还没有做完，没有留下半份；下次打开时补做。".to_owned(),
            "The backup was not finished when the program ended; nothing half was left, and it is made up for next time.".to_owned(),
        ),
        BackupFault::RestoredDamaged(path) => one(
            format!("恢复后核对有问题，没有换上，现在的数据没有动。恢复出来的在 {}。请先试另一份备份；确定要用这一份，加 --provable。", path.display()),
            format!("What was restored does not check out, so the data was left alone. It is in {}. Try another backup first; to use this one all the same, add --provable.", path.display()),
        ),
        BackupFault::NotReplaced { restored, aside, source } => not_replaced(restored, aside.as_deref(), source, lang),
        BackupFault::NotEmpty(path) => one(
            format!("{} 里已经有东西，不会覆盖。请用 --to 指定一个新文件夹。", path.display()),
            format!("{} holds something, which is never overwritten. Name a new folder with --to.", path.display()),
        ),
        BackupFault::Io { path, source } => {
            let (path, why) = (path.display(), io_text(source, lang));
            one(format!("{path}：{why}"), format!("{path}: {why}"))
        }
    }
}

fn not_replaced(restored: &Path, aside: Option<&Path>, source: &Error, lang: Lang) -> Vec<String> {
    let (restored, why) = (restored.display(), io_text(source, lang));
    let mut lines = vec![match lang {
        Lang::Zh => format!("没有换上：{why}。恢复出来的在 {restored}，是好的。"),
        Lang::En => {
            format!("Not put in place: {why}. What was restored is in {restored}, and whole.")
        }
    }];
    if let Some(aside) = aside {
        let aside = aside.display();
        lines.push(match lang {
            Lang::Zh => format!("原来的数据在 {aside}，也没能移回去；请把它改回原来的文件夹名。"),
            Lang::En => format!("The data of before is in {aside} and could not be moved back; give it its old name again."),
        });
    }
    lines
}

/// What was found in a backup, a line for each.
pub fn checked_lines(checked: &Checked, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> =
        checked.manifest.iter().map(|it| manifest_text(it, lang)).collect();
    if checked.is_whole() {
        lines.push(lang.pick("备份完好。", "The backup is whole.").to_owned());
        return lines;
    }
    if checked.is_torn {
        let words = lang
            .pick("备份不完整：文件后面一截没有了", "it is torn: the end of the file is missing");
        lines.push(words.to_owned());
    } else if checked.manifest.is_none() {
        let words = lang.pick("目录（manifest.json）读不出来", "its manifest cannot be read");
        lines.push(words.to_owned());
    }
    for fault in &checked.faults {
        let name = &fault.name;
        lines.push(match (lang, fault.is_gone) {
            (Lang::Zh, true) => format!("{name}：读不出来"),
            (Lang::Zh, false) => format!("{name}：有损坏"),
            (Lang::En, true) => format!("{name} cannot be read"),
            (Lang::En, false) => format!("{name} is damaged"),
        });
    }
    if checked.faults.is_empty() && !checked.is_sealed && !checked.is_torn {
        let words = lang.pick(
            "封存码不符：文件有改动或不完整",
            "its seal does not fit: the file was changed or is incomplete",
        );
        lines.push(words.to_owned());
    }
    lines.push(provable(checked, lang));
    lines
}

/// What can be had of a damaged backup.
fn provable(checked: &Checked, lang: Lang) -> String {
    let groups = checked.proved.as_ref().map_or(0, |proved| proved.groups);
    match (lang, groups) {
        (Lang::Zh, 0) => "没有能证实的内容。请用另一份备份。".to_owned(),
        (Lang::En, 0) => "Nothing in it can be proved. Use another backup.".to_owned(),
        (Lang::Zh, _) => format!(
            "能证实的有日志 {groups} 组。请先试另一份备份；没有的话，加 --provable 把能证实的恢复到新文件夹，只能查看。"
        ),
        (Lang::En, _) => format!(
            "{} of the journal can be proved. Try another backup first; without one, --provable puts what can be proved into a new folder, to be read.",
            counted(groups, "group", "groups")
        ),
    }
}

fn manifest_text(manifest: &Manifest, lang: Lang) -> String {
    let (day, groups, records, files) =
        (manifest.day, manifest.last_group, manifest.records, manifest.files());
    match lang {
        Lang::Zh => {
            format!("{day} 的备份：日志到第 {groups} 组，{records} 条记录，文件 {files} 个。")
        }
        Lang::En => {
            format!(
                "A backup of {day}: the journal up to group {groups}, {}, {}.",
                counted(records, "record", "records"),
                counted(files, "file", "files")
            )
        }
    }
}

/// What came of the backups of a day, a text for each thing that a person should know.
pub fn outcome_texts(outcomes: &[Outcome], lang: Lang) -> Vec<String> {
    // The own folder comes first.
    let is_own_done = outcomes.first().is_some_and(Outcome::is_done);
    outcomes.iter().filter_map(|it| outcome_text(it, is_own_done, lang)).collect()
}

fn outcome_text(outcome: &Outcome, is_own_done: bool, lang: Lang) -> Option<String> {
    match outcome {
        Outcome::Current(_) => None,
        Outcome::Made(made, _) => {
            let unread = made.faulty.iter().filter(|it| it.unread.is_some()).count();
            (unread > 0).then(|| match lang {
                Lang::Zh => format!(
                    "今天的备份里少了 {unread} 个读不出来的文件。请运行 tanshi backup 看是哪些。"
                ),
                Lang::En => format!(
                    "Today's backup lacks {} that cannot be read. Run tanshi backup to see which.",
                    counted(unread, "file", "files")
                ),
            })
        }
        Outcome::NotThere(folder) => {
            let folder = folder.display();
            Some(match (lang, is_own_done) {
                (Lang::Zh, true) => format!(
                    "备份盘不在（{folder}）：今天的备份只在数据文件夹里。插上后一小时内补做。"
                ),
                (Lang::Zh, false) => {
                    format!("备份盘不在（{folder}）。插上后一小时内补做。")
                }
                (Lang::En, true) => format!(
                    "The medium for backups is not there ({folder}): today's backup is in the data folder alone. It is made up for within an hour of plugging it in."
                ),
                (Lang::En, false) => format!(
                    "The medium for backups is not there ({folder}). It is made up for within an hour of plugging it in."
                ),
            })
        }
        Outcome::Failed(_, fault) => {
            let lines = fault_text(fault, lang).join(lang.pick("", " "));
            Some(match lang {
                Lang::Zh => format!("今天没有备份成：{lines}"),
                Lang::En => format!("No backup was made today: {lines}"),
            })
        }
    }
}

/// A file of the store that is not what it should be, and what became of it.
pub fn faulty_text(file: &FaultyFile, lang: Lang) -> String {
    let name = &file.name;
    match (&file.unread, lang) {
        (None, Lang::Zh) => format!("{name}：这个佐证文件本身已经损坏，照原样备份了。"),
        (None, Lang::En) => {
            format!("{name} is damaged in the store itself and was taken as it is.")
        }
        (Some(error), Lang::Zh) => format!(
            "{name}：数据文件夹里的这个文件读不出来（{}），备份里没有它，其余都备份了。",
            io_text(error, lang)
        ),
        (Some(error), Lang::En) => format!(
            "{name} in the data folder cannot be read ({}); it is not in the backup, everything else is.",
            io_text(error, lang)
        ),
    }
}

impl From<&Stand> for BackupStand {
    fn from(stand: &Stand) -> Self {
        Self {
            folder: stand.folder.display().to_string(),
            is_own: stand.is_own,
            is_there: stand.is_there,
            latest: stand.latest.as_ref().map(|it| it.day),
            ahead: stand.ahead.as_ref().map(|it| it.day),
        }
    }
}
