//! Looking after the data: backups, checks.

use crate::command::Words;
use crate::i18n::Lang;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

pub(in crate::cli::parser) fn backup(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("backup")
        .about(t("备份全部数据", "Backs everything up"))
        .long_about(t(
            "备份全部数据：日志和佐证材料写成一个压缩文件，写完读回核对。工作台开着也可以备份。\n\n不写 -o 就写到数据文件夹里的 backups；写文件夹，就按日期取名。工作台每天第一次打开时会自动备份，可以在设置里加一个位置（例如 U 盘），也可以改留几份。",
            "Backs everything up: the journal and the files of evidence as one compressed file, read back and checked after it was written. The workbench may be open meanwhile.\n\nWithout -o it goes to the folder backups in the data folder; in a folder it is named after the day. The workbench makes one at its first start of a day; the settings name a further place, such as a USB stick, and how many are kept.",
        ))
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name(t("文件", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t("写到这个文件或文件夹", "Writes to this file or folder")),
        )
}

pub(in crate::cli::parser) fn restore(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("restore")
        .about(t("恢复备份", "Puts a backup back"))
        .long_about(t(
            "恢复备份：先恢复到一个新文件夹，核对完好，绝不覆盖现有数据。确认没有问题，再用 --replace 换上：原来的数据文件夹会移到旁边，不会删除。",
            "Puts a backup back: into a new folder first, checked there, and never over what is there. When it is right, --replace puts it in the place of the data folder, which is moved aside and never removed.",
        ))
        .arg(
            Arg::new("file")
                .value_name(t("备份文件", "FILE"))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t("tanshi backup 做的文件", "What tanshi backup made")),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .value_name(t("文件夹", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .help(t("恢复到这个新文件夹", "Puts it into this new folder")),
        )
        .arg(Arg::new("replace").long("replace").action(ArgAction::SetTrue).help(t(
            "核对后换下现在的数据（原来的移到旁边）",
            "Then puts it in the place of the data of now, which is moved aside",
        )))
        .arg(Arg::new("provable").long("provable").action(ArgAction::SetTrue).help(t(
            "备份有损坏也恢复能证实的部分",
            "Of a damaged backup, puts back what can be proved",
        )))
}

pub(in crate::cli::parser) fn verify(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("verify").about(t("校验全部数据或一个备份", "Checks all data, or a backup")).arg(
        Arg::new("file")
            .value_name(t("备份文件", "FILE"))
            .value_parser(value_parser!(PathBuf))
            .help(t("要校验的备份；不写就校验数据", "The backup; without it, the data is checked")),
    )
}

pub(in crate::cli::parser) fn doctor(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("doctor")
        .about(t(
            "检查数据，说明问题和办法",
            "Says what is wrong with the data and what to do",
        ))
        .arg(
            Arg::new("go-on-from-today")
                .long("go-on-from-today")
                .action(ArgAction::SetTrue)
                .help(t(
                    "上次登记时电脑时间不对：今后从今天起算（要加 --yes）",
                    "The clock was wrong when the last entry was made: goes on from today (needs --yes)",
                )),
        )
}

/// The settings files, looked through.
pub(in crate::cli::parser) fn config(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("config")
        .about(t("设置文件", "The settings files"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("check").about(t("检查设置文件", "Checks the settings files")).long_about(t(
            "检查 config.toml、keys.toml、theme.toml：每一处不对的地方，指出文件、第几行第几个字、可以写什么。有不对的，退出码是 1。",
            "Checks config.toml, keys.toml and theme.toml: whatever is wrong is told with file, line, column and what is allowed. Where anything is, the exit code is 1.",
        )))
}
