//! What to say when a call did not do what was asked.

use super::{CliError, Steps};
use crate::app::cells::{AmbiguousWidth, width};
use crate::cli::verbs::MOST_NEAR;
use crate::command::query::Fault;
use crate::command::remedy::commands_text;
use crate::command::wording::{OnCommandLine, template_faults_text};
use crate::command::{Catalog, FieldFault, Noun, Verb, Words};
use crate::domain::written::WrittenFault;
use crate::exchange::whole::{WholeFault, WholeReason};
use crate::i18n::{Label, Lang, Text, Wording};
use crate::shell::desk::DeskError;
use crate::shell::paper::kept_file_text;
use crate::shell::system::io_text;
use crate::shell::wording::{at_line, desk_error_text, no_dates_text, store_error_text};
use std::ops::Range;
use std::path::Path;

impl CliError {
    /// What to tell the user: the headline, then what is missing or can be done.
    pub(in crate::cli) fn lines(&self, lang: Lang) -> Vec<String> {
        let one = |zh: String, en: String| match lang {
            Lang::Zh => vec![zh],
            Lang::En => vec![en],
        };
        match self {
            Self::Desk { error, verb, catalog } => self.refused(error, *verb, catalog, lang),
            Self::NoStep { steps, error } => no_step(steps, error.lines(lang), lang),
            Self::NotADay { option, typed } => one(
                format!("--{option}“{typed}”：请写到具体哪一天，例如 2023-01-01。"),
                format!("--{option} “{typed}”: give a day, such as 2023-01-01."),
            ),
            Self::UnknownUser(name) => one(
                format!("没有“{name}”这个人。请先登记：tanshi person add {name} --side member"),
                format!("There is nobody called “{name}”. Add them first: tanshi person add {name} --side member"),
            ),
            Self::Backup(fault) => crate::shell::backup::fault_text(fault, lang),
            Self::Whole(fault) => vec![whole_text(fault, lang)],
            Self::IsABackup(path) => one(
                format!("{path} 是备份，不是导入的文件。请用：tanshi restore {path} --to 新文件夹"),
                format!("{path} is a backup, not a file to be imported: tanshi restore {path} --to NEW-FOLDER"),
            ),
            Self::NotBlank(folder) => not_blank(folder, lang),
            Self::Paper(fault) => vec![crate::shell::paper::fault_text(fault, lang)],
            Self::NoFormat(path) => one(
                format!("{path}：后缀请用 .docx、.md 或 .txt，或写一个文件夹。"),
                format!("{path}: end it in .docx, .md or .txt, or name a folder."),
            ),
            Self::NoLedger(path) => one(
                format!("{path}：台账的后缀请用 .xlsx 或 .csv，或写一个文件夹。"),
                format!("{path}: end a ledger in .xlsx or .csv, or name a folder."),
            ),
            Self::LedgerIsNoJson => one(
                "台账不写成 JSON：请加 -o 文件.xlsx，或去掉 --json 得到 CSV；要 JSON 请用 tanshi issue list --json。".to_owned(),
                "A ledger is not written as JSON: add -o FILE.xlsx, or leave --json out for CSV; issue list --json gives JSON.".to_owned(),
            ),
            Self::NoReportFormat(path) => one(
                format!("{path}：后缀请用 .xlsx、.docx、.md 或 .txt。"),
                format!("{path}: end it in .xlsx, .docx, .md or .txt."),
            ),
            Self::CellOfNothing => one(
                "--in 要和 --by 一起用，例如 --by district --in 雨湖区。".to_owned(),
                "--in goes with --by, such as --by district --in 雨湖区.".to_owned(),
            ),
            Self::NoCell { typed, keys } => one(
                format!("没有“{typed}”这一格。有：{}。", keys.join("、")),
                format!("There is no cell “{typed}”. There are: {}.", keys.join(", ")),
            ),
            Self::NoFrozen { name, names } if names.is_empty() => one(
                format!("没有冻结报表“{name}”。还没有冻结过报表；用 report --freeze 名称 冻结一份。"),
                format!("There is no frozen report “{name}”, and none at all yet; report --freeze NAME freezes one."),
            ),
            Self::NoFrozen { name, names } => one(
                format!("没有冻结报表“{name}”。有：{}。", names.join("、")),
                format!("There is no frozen report “{name}”. There are: {}.", names.join(", ")),
            ),
            Self::NoPosition(name) => one(
                format!("冻结报表“{name}”是在另一份日志上冻结的，这里的日志没有当时的位置（数据可能是导出后再导入的）。请在原来的资料或它的备份上重算。"),
                format!("“{name}” was frozen on another log, and this one does not have the place (the data may have been exported and imported). Run it where it was frozen, or from a backup of that."),
            ),
            Self::NotAsFrozen { name, other_rules: true } => one(
                format!("冻结报表“{name}”重算结果不同：现在的程序按新的口径统计。上面是新口径的结果。"),
                format!("“{name}” comes out otherwise: this version counts by other rules. What is told is by the new ones."),
            ),
            Self::NotAsFrozen { name, .. } => one(
                format!("冻结报表“{name}”重算结果和冻结时不一致，日志可能受损。请运行 tanshi verify 检查。"),
                format!("“{name}” does not come out as it was frozen; the log may be damaged. Check it with tanshi verify."),
            ),
            Self::NoCalendar(path) => one(
                format!("{path}：日历文件的后缀请用 .ics，或写一个文件夹。"),
                format!("{path}: end a file for calendars in .ics, or name a folder."),
            ),
            Self::NoDates => vec![no_dates_text(lang).to_owned()],
            Self::NoSealedFormat(path) => one(
                format!("{path}：定稿只存有 .docx 和 .txt 两种，请用其中一种后缀。"),
                format!("{path}: a final version is kept as .docx and .txt alone; use one of these."),
            ),
            Self::VersionInOtherTongue { version, tongue: Lang::Zh } => one(
                format!("第 {version} 版是中文的。请加 --lang zh。"),
                format!("Version {version} is a Chinese one. Ask for it with --lang zh."),
            ),
            Self::VersionInOtherTongue { version, tongue: Lang::En } => one(
                format!("第 {version} 版是英文的。请加 --lang en。"),
                format!("Version {version} is an English one. Ask for it with --lang en."),
            ),
            Self::NoVersion(version) => one(
                format!("没有定稿过第 {version} 版。用 --versions 看有哪些版。"),
                format!("There is no final version {version}. See which there are with --versions."),
            ),
            Self::Interrupted { name, since } => one(
                format!(
                    "“{name}”在 {since} 以后没有人守着，计时还在走。请先说明这段时间算不算开会，再试：\
                     tanshi session take-up {name} --since \"{since}\"（算开会就再加 --count）。"
                ),
                format!(
                    "Nobody looked after “{name}” since {since}, and its clock ran on. Say first whether \
                     that time counts, then try again: tanshi session take-up \"{name}\" --since \
                     \"{since}\" (and --count where it does)."
                ),
            ),
            Self::NoSeal(seal) => one(
                format!("没有封存码以 {seal} 开头的定稿。用 --versions 看有哪些版。"),
                format!("No final version has a seal that begins {seal}. See which there are with --versions."),
            ),
            Self::SeveralVersions(seals) => {
                let first = one(
                    "有几份定稿都是，请用封存码指明是哪一份：".to_owned(),
                    "Several final versions are meant; say which by its seal:".to_owned(),
                );
                let each = seals.iter().map(|(seal, what)| format!("  --seal {seal}  {what}"));
                first.into_iter().chain(each).collect()
            }
            Self::KeptFile(fault) => vec![kept_file_text(fault, lang)],
            Self::Template(faults) => vec![template_faults_text(faults, lang)],
            Self::NothingToWrite => one(
                "这里还没有可写的：没有承办事项。".to_owned(),
                "There is nothing to write about: no commitments yet.".to_owned(),
            ),
            Self::NoDepartments(words) => vec![words.clone()],
            Self::NothingToUndo => vec![Text::NoticeNothingToUndo.label(lang).to_owned()],
            Self::NothingToRedo => vec![Text::NoticeNothingToRedo.label(lang).to_owned()],
            Self::NotConfirmed => {
                one("没有确认，没有改动。".to_owned(), "Not confirmed; nothing was changed.".to_owned())
            }
            Self::SomeRefused(refused) => some_refused(refused, lang),
            Self::TooMany(most) => one(
                format!("一次最多办 {most} 件。"),
                format!("At most {most} at once."),
            ),
            Self::Usage { message, more } => {
                std::iter::once(message).chain(more).cloned().collect()
            }
            Self::NoCommand(name) => one(
                format!("没有“{name}”这个命令。用 tanshi --help 查看有哪些。"),
                format!("There is no command “{name}”. See tanshi --help."),
            ),
            Self::Store(error) => store_error_text(error, lang, &Catalog::default()),
            Self::Date { option, fault } => {
                let words = fault.words(lang);
                one(format!("--{option}：{words}"), format!("--{option}: {words}"))
            }
            Self::Backwards => one(
                "统计区间的结束早于开始。请交换 --from 和 --to。".to_owned(),
                "The interval ends before it begins. Swap --from and --to.".to_owned(),
            ),
            Self::NoTerminal { can_place_cursor } => {
                vec![no_terminal(*can_place_cursor, lang).to_owned()]
            }
            Self::NoHome => one(
                "找不到用户文件夹。请用 --data 指定数据文件夹。".to_owned(),
                "There is no home folder. Name the data folder with --data.".to_owned(),
            ),
            Self::BadClock(text) => one(
                format!("TANSHI_NOW“{text}”不是时间。请写成 2023-10-20T09:00:00+08:00。"),
                format!("TANSHI_NOW “{text}” is no time. Write it like 2023-10-20T09:00:00+08:00."),
            ),
            Self::FixedClock => one(
                "TANSHI_NOW 只能用于查看，不能用于登记。请去掉它再试。".to_owned(),
                "TANSHI_NOW is for reading only. Unset it to write.".to_owned(),
            ),
            Self::Unknown { what, name } => vec![nothing_called(*what, name, lang)],
            Self::NotInFull { what, name, shown, count } => {
                vec![not_in_full(*what, name, &near_words(shown, *count, lang), lang)]
            }
            Self::Ambiguous { name, numbers } => vec![several_called(name, numbers, lang)],
            Self::Query { text, faults } => query_words(text, faults, lang),
            Self::File { path, source } => {
                let reason = io_text(source, lang);
                one(
                    format!("读不到 {path}：{reason}。请检查路径。"),
                    format!("Cannot read {path}: {reason}. Check the path."),
                )
            }
            Self::NoEvidence(path) => one(
                format!("没有这个文件：{path}。请核对路径；不附文件、只写说明或存放处的，请用 --title 写，例如 --title \"照片，存档案柜 2 号\"。"),
                format!("There is no file {path}. Check the path; words alone, or where a paper lies, are given with --title, such as --title \"photos, cabinet 2\"."),
            ),
            Self::InputNotText => one(
                "标准输入不是 UTF-8 文字。请先把它转成 UTF-8。".to_owned(),
                "Standard input is not UTF-8 text. Convert it to UTF-8 first.".to_owned(),
            ),
            Self::NotAFile(path) => one(
                format!("{path} 是文件夹、设备或管道，不是文件。请指定一个文件，或用 - 从标准输入读取。"),
                format!("{path} is a folder, a device or a pipe. Give a file, or - to read standard input."),
            ),
            Self::NotAFolder(path) => one(
                format!("{path} 是文件。请指定一个文件夹。"),
                format!("{path} is a file. Give a folder."),
            ),
            Self::SeveralDocuments { path, count } => one(
                format!("共 {count} 份，写不进 {path} 一个文件。-o 请指定一个文件夹，没有会新建。"),
                format!(
                    "There are {count} documents, and {path} is one file. Give -o a folder; it is made where it is missing."
                ),
            ),
            Self::AtLine { line, error } => at_line(*line, error.lines(lang), lang),
            Self::Import(fault) => vec![fault.text(lang)],
            Self::Table(fault) => vec![fault.text(lang)],
            Self::TableRefused { refused, conflicts, dry } => {
                table_refused(*refused, *conflicts, *dry, lang)
            }
            Self::NoMapping(text) => one(
                format!("--map“{text}”：请写成 列名=字段，例如 --map 事由=议题。"),
                format!("--map “{text}”: write COLUMN=FIELD, such as --map Subject=title."),
            ),
            Self::NotEmpty(path) => one(
                format!("{path} 不是空文件夹。请另指定一个。"),
                format!("{path} is not an empty folder. Name another one."),
            ),
            Self::NotWhole => one(
                "检查发现问题。请保留整个数据文件夹；有另存的副本时，用副本恢复。".to_owned(),
                "The check found damage. Keep the whole data folder; where you have a copy of it, put that back."
                    .to_owned(),
            ),
            Self::NotClosed(error) => vec![crate::shell::wording::not_closed_text(error, lang)],
            Self::ClockUnconfirmed => one(
                "今后的登记会从今天起算。请核对电脑时间，确认后加上 --yes 再运行。".to_owned(),
                "What is entered from now on will count from today. Check the clock, then run it again with --yes."
                    .to_owned(),
            ),
            Self::Hall(fault) => one(
                format!("第二屏幕用不了：{}。", fault.words(lang)),
                format!("The second screen cannot be had: {}.", fault.words(lang)),
            ),
            Self::Io(error) => one(
                format!("读写失败：{}", io_text(error, lang)),
                format!("Input or output failed: {error}"),
            ),
        }
    }

    /// Why the desk refused, and for everything that is missing the command that brings it.
    fn refused(
        &self,
        error: &DeskError,
        verb: Option<&'static Verb>,
        catalog: &Catalog,
        lang: Lang,
    ) -> Vec<String> {
        let names = OnCommandLine { catalog, verb };
        let mut lines = desk_error_text(error, verb, lang, &names);
        // In a file of records, what is missing is written there and not by a command.
        if let (Some(_), Some((missing, _))) = (verb, self.missing()) {
            for (line, gap) in lines.iter_mut().skip(1).zip(missing) {
                line.push_str(&commands_text(gap, catalog, lang));
            }
        }
        lines.extend(self.way_past(lang));
        lines.extend(near_text(error, catalog, lang));
        lines
    }

    /// How to pass over what is missing, as far as that is possible: by which words.
    fn way_past(&self, lang: Lang) -> Option<String> {
        let Self::Desk { verb, .. } = self else { return None };
        verb.and_then(|verb| verb.field("override"))?;
        let (missing, _) = self.missing()?;
        let mut rules: Vec<&str> = missing
            .iter()
            .filter(|gap| gap.rule.is_overridable())
            .map(|gap| gap.rule.key())
            .collect();
        rules.dedup();
        let words = Words::new("理由", "REASON").get(lang);
        let options: Vec<String> =
            rules.iter().map(|rule| format!("--override {rule}={words}")).collect();
        if options.is_empty() {
            return None;
        }
        let options = options.join(" ");
        Some(match lang {
            Lang::Zh => format!("确有原因要放行的，加上：{options}"),
            Lang::En => format!("To pass over it with good cause, add: {options}"),
        })
    }
}

const fn no_terminal(can_place_cursor: bool, lang: Lang) -> &'static str {
    if can_place_cursor {
        lang.pick(
            "工作台要在终端里打开。请直接在终端运行，不要重定向；在脚本里请用子命令，见 tanshi --help。",
            "The workbench needs a terminal. Run it in one, without redirection; for scripts there are the commands of tanshi --help.",
        )
    } else {
        lang.pick(
            "环境变量 TERM 说这个终端只能逐行输出（dumb 或未设置），打不开工作台。请换一个终端，或把 TERM 设对；命令行照样能用，见 tanshi --help。",
            "TERM says that this terminal can only print lines (dumb, or not set), so the workbench cannot be shown. Use another terminal or set TERM; the command line works here as well, see tanshi --help.",
        )
    }
}

fn nothing_called(what: Noun, name: &str, lang: Lang) -> String {
    let (kind, what) = (what.entity().label(lang), what.key());
    match lang {
        Lang::Zh => format!("没有“{name}”这个{kind}。用 tanshi {what} list 查看有哪些。"),
        Lang::En => format!("{kind}: there is none called “{name}”. See tanshi {what} list."),
    }
}

/// Those that may be meant, and how many more there are.
fn near_words(shown: &[String], count: usize, lang: Lang) -> String {
    let names = shown.join(lang.pick("、", ", "));
    match (count > shown.len(), lang) {
        (false, _) => names,
        (true, Lang::Zh) => format!("{names} 等 {count} 个"),
        (true, Lang::En) => format!("{names} and {} more", count - shown.len()),
    }
}

fn not_in_full(what: Noun, name: &str, near: &str, lang: Lang) -> String {
    let kind = what.entity().label(lang);
    let numbered = matches!(what, Noun::Issue | Noun::Session | Noun::Commitment);
    match (lang, numbered) {
        (Lang::Zh, true) => format!("没有正好叫“{name}”的{kind}，可能是：{near}。请写编号。"),
        (Lang::Zh, false) => format!("没有正好叫“{name}”的{kind}，可能是：{near}。请写全名。"),
        (Lang::En, true) => {
            format!("{kind}: none is called just “{name}”. It may be: {near}. Write the number.")
        }
        (Lang::En, false) => {
            format!("{kind}: none is called just “{name}”. It may be: {near}. Write the full name.")
        }
    }
}

/// What a field may have meant that names nothing.
fn near_text(error: &DeskError, catalog: &Catalog, lang: Lang) -> Option<String> {
    let DeskError::Fault(fault) = error else { return None };
    let FieldFault::Unknown(kind) = fault.fault else { return None };
    let near = catalog.partly(kind, &fault.typed);
    let shown: Vec<String> = near.iter().take(MOST_NEAR).map(|id| catalog.described(*id)).collect();
    let words = near_words(&shown, near.len(), lang);
    match lang {
        _ if near.is_empty() => None,
        Lang::Zh => Some(format!("可能是：{words}。")),
        Lang::En => Some(format!("It may be: {words}.")),
    }
}

fn several_called(name: &str, numbers: &[String], lang: Lang) -> String {
    let (count, numbers) = (numbers.len(), numbers.join(lang.pick("、", ", ")));
    match lang {
        Lang::Zh => format!("有 {count} 个“{name}”：{numbers}。请用编号，或写明单位。"),
        Lang::En => {
            format!("{count} are called “{name}”: {numbers}. Use the number, or add the unit.")
        }
    }
}

/// A step that there is not: since when it is made, if that is why, and the verbs that there are.
fn no_step(steps: &Steps, refusal: Vec<String>, lang: Lang) -> Vec<String> {
    let asked = steps.verb.get(lang);
    let headline = match (steps.since, lang) {
        (Some(on), Lang::Zh) => format!("{} 已经「{asked}」，不必再办。", on.words(lang)),
        (Some(on), Lang::En) => {
            format!("“{asked}” was done on {} already; it need not be done again.", on.words(lang))
        }
        (None, _) => refusal.into_iter().next().unwrap_or_default(),
    };
    let verbs = steps.verbs.iter().map(|verb| match lang {
        Lang::Zh => format!("{}（{}）", verb.id(), verb.label.get(lang)),
        Lang::En => format!("{} ({})", verb.id(), verb.label.get(lang)),
    });
    let verbs: Vec<String> = verbs.collect();
    let mut lines = vec![headline];
    if !verbs.is_empty() {
        lines.push(match lang {
            Lang::Zh => format!("现在可以：{}。", verbs.join("、")),
            Lang::En => format!("Possible now: {}.", verbs.join(", ")),
        });
    }
    lines
}

/// What is wrong with an export, and what to do.
fn whole_text(fault: &WholeFault, lang: Lang) -> String {
    let line = fault.line;
    match (&fault.reason, lang) {
        (WholeReason::NoHead, Lang::Zh) => {
            "这不是导出的全部数据：第一行不是文件头。请用 tanshi export 导出的文件。".to_owned()
        }
        (WholeReason::NoHead, Lang::En) => {
            "This is no export of everything: its first line is no head. Use a file that tanshi export wrote.".to_owned()
        }
        (WholeReason::NewerFormat { found, known }, Lang::Zh) => {
            format!("导出文件是新版本写的（格式 {found}，本版本认得到 {known}）。请先升级本程序。")
        }
        (WholeReason::NewerFormat { found, known }, Lang::En) => format!(
            "A newer version wrote this export (format {found}; this one knows up to {known}). Upgrade this program first."
        ),
        (WholeReason::Line(WrittenFault::Unreadable(reason)), Lang::Zh) => {
            format!("第 {line} 行读不出来（{reason}）。没有导入，请重新导出。")
        }
        (WholeReason::Line(WrittenFault::Unreadable(reason)), Lang::En) => {
            format!("Line {line} cannot be read ({reason}). Nothing was imported; export again.")
        }
        (WholeReason::Line(WrittenFault::Unknown(place)), Lang::Zh) => {
            format!("第 {line} 行有本版本不认得的内容（{place}）。没有导入，请先升级本程序。")
        }
        (WholeReason::Line(WrittenFault::Unknown(place)), Lang::En) => format!(
            "Line {line} says something that this version does not know ({place}). Nothing was imported; upgrade this program first."
        ),
        (WholeReason::OutOfOrder(_), Lang::Zh) => {
            format!("第 {line} 行重复或次序不对，文件被改动过。没有导入，请重新导出。")
        }
        (WholeReason::OutOfOrder(_), Lang::En) => format!(
            "Line {line} comes twice or out of order: the file was changed. Nothing was imported; export again."
        ),
        (WholeReason::WrongHash, Lang::Zh) => {
            "内容与文件头的状态码不符：文件不完整，或被改动过。没有导入，请重新导出。".to_owned()
        }
        (WholeReason::WrongHash, Lang::En) => {
            "The lines are not those that the head tells of: the file is incomplete or was changed. Nothing was imported; export again.".to_owned()
        }
    }
}

fn not_blank(folder: &Path, lang: Lang) -> Vec<String> {
    let folder = folder.display();
    let (why, what) = match lang {
        Lang::Zh => (
            format!("{folder} 里已经有数据。导出的全部数据只能导入空的数据文件夹，没有改动。"),
            "请用 --data 指定一个新文件夹，例如：tanshi --data 新文件夹 import 文件".to_owned(),
        ),
        Lang::En => (
            format!(
                "There is data in {folder}. An export of everything goes into an empty data folder; nothing was changed."
            ),
            "Name a new folder with --data, such as: tanshi --data NEW-FOLDER import FILE"
                .to_owned(),
        ),
    };
    vec![why, what]
}

/// Why nothing of a table was taken in, and what can be asked for instead.
fn table_refused(refused: usize, conflicts: usize, dry: bool, lang: Lang) -> Vec<String> {
    let first = match (lang, dry) {
        (Lang::Zh, true) => {
            format!("这样导入会被拒绝：{refused} 行不能导入，{conflicts} 行有冲突。")
        }
        (Lang::Zh, false) => {
            format!("没有导入：{refused} 行不能导入，{conflicts} 行有冲突。一行也没有写入。")
        }
        (Lang::En, true) => format!(
            "So it would be refused: {refused} rows are wrong, {conflicts} are in conflict."
        ),
        (Lang::En, false) => format!(
            "Not imported: {refused} rows are wrong, {conflicts} are in conflict. Nothing was written."
        ),
    };
    let mut lines = vec![first];
    if refused > 0 {
        lines.push(
            lang.pick(
                "改正后再导入，或加 --good-rows 只导入没有问题的行。",
                "Correct them and import again, or take in the other rows alone with --good-rows.",
            )
            .to_owned(),
        );
    }
    if conflicts > 0 {
        lines.push(
            lang.pick(
                "有冲突的行：--conflicts keep 保留现有的，--conflicts take 改用表里的。",
                "Rows in conflict: --conflicts keep leaves what is here, --conflicts take takes the row's.",
            )
            .to_owned(),
        );
    }
    lines
}

/// Which of several are refused; nothing was done.
fn some_refused(refused: &[(String, String)], lang: Lang) -> Vec<String> {
    let count = refused.len();
    let first = match lang {
        Lang::Zh => format!("有 {count} 件不能办，什么也没有改。加 --possible 只办能办的："),
        Lang::En => {
            format!("{count} refused, and nothing was changed. --possible does it to the others:")
        }
    };
    let each = refused.iter().map(|(number, why)| format!("{number}  {why}"));
    std::iter::once(first).chain(each).collect()
}

/// What is wrong in a query: why, then the query with the place marked under it.
fn query_words(text: &str, faults: &[Fault], lang: Lang) -> Vec<String> {
    let cells =
        |range: Range<usize>| width(text.get(range).unwrap_or_default(), AmbiguousWidth::default());
    let told = |fault: &Fault| {
        let (before, wide) = (cells(0..fault.place.start), cells(fault.place.clone()).max(1));
        let marks = format!("{}{}", " ".repeat(before), "^".repeat(wide));
        [fault.words(lang), format!("  {text}"), format!("  {marks}")]
    };
    faults.iter().flat_map(told).collect()
}
