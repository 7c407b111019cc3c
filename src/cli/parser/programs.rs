//! The commands that are no verb of the table: import, report, documents, the second screen, care.

use super::one_of::{self, one_of};
use super::{ALL, TARGET};
use crate::cli::search;
use crate::command::Words;
use crate::command::role::Role;
use crate::document::{Kind, Piece};
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What is said about tables.
const TABLES: Words = Words::new(
    "表格：议题（台账）、人员、部门单位、工作室、签到。CSV（UTF-8、UTF-16、GB18030 都认）、.xlsx 或每行一个对象的 JSON Lines；\
     文件种类看内容，不看名字。列名认得就行，先后不限；不认识的列会告知，不会出错。\n\n\
     一行对应一件，按编号认；没有编号时按工作室、议题、诉求人和日期认。同样的行再导入一次，什么也不变，哪怕系统里改过；\
     内容变了的行算冲突，由您决定。先用 --dry-run 看每一行会怎样。有一行不对就一行也不导入，除非加 --good-rows。\
     整份导入可以一次撤销：tanshi undo。",
    "Tables of issues (the ledger), people, departments, studios or attendance: CSV (UTF-8, UTF-16 or GB18030), .xlsx, or \
     JSON Lines with an object for each row. What a file is, its bytes tell, not its name. Columns are known by their names, in \
     any order; unknown ones are told.\n\n\
     A row is known by its number, else by studio, title, raiser and date. The same row again changes nothing, even if the \
     issue was edited here since; a row that says something else is a conflict that you decide. --dry-run tells what would \
     become of each row. One wrong row and nothing is taken in, unless you say --good-rows. The whole import is undone at \
     once: tanshi undo.",
);

/// What a file of records looks like, for whoever has no other description at hand.
const RECORDS: Words = Words::new(
    "导入记录文件（补录）。文件是 UTF-8 的 JSON Lines，每行一个对象；要么全部导入，要么都不导入。\n\n\
     第一行：{\"tanshi\":1,\"kind\":\"records\",\"source\":\"会议档案 2022 年第 3 卷\"}\n\
     以下每行是一条记录，以种类开头：studio、person、department、issue、session、commitment，例如\n\
     {\"studio\":{\"key\":\"s\",\"name\":\"望春门街道委员工作室\",\"code\":\"WCM\"}}\n\
     {\"issue\":{\"key\":\"i1\",\"studio\":\"s\",\"title\":\"步行街增设充电桩\",\"category\":\"温度\"}}\n\n\
     key 是文件里的代号，别的记录用它来引用。写错的字段和词会指出在第几行、可以写什么。",
    "Imports a file of records (past work). It is UTF-8 JSON Lines, one object a line; all of it is \
     imported, or nothing.\n\n\
     The first line: {\"tanshi\":1,\"kind\":\"records\",\"source\":\"Archive 2022, volume 3\"}\n\
     Every other line is a record and begins with its kind: studio, person, department, issue, \
     session or commitment, such as\n\
     {\"studio\":{\"key\":\"s\",\"name\":\"Wangchunmen\",\"code\":\"WCM\"}}\n\
     {\"issue\":{\"key\":\"i1\",\"studio\":\"s\",\"title\":\"Chargers\",\"category\":\"livelihood\"}}\n\n\
     A key is a name within the file, by which other records refer to it. A wrong field or word is \
     told with its line and with what is allowed.",
);

pub(super) fn demo(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("demo")
        .about(t(
            "打开示例城市（临时数据，退出即弃）",
            "Opens the example city on a throw-away store",
        ))
        .arg(
            Arg::new("fill")
                .long("fill")
                .value_name(t("文件夹", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .help(t("把示例写进一个空文件夹", "Writes the example into an empty folder")),
        )
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name(t("数", "NUMBER"))
                .value_parser(value_parser!(u64))
                .default_value("2023")
                .help(t("随机种子，默认 2023", "Seed of the generated part, by default 2023")),
        )
}

pub(super) fn import(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("import")
        .about(t(
            "导入表格（CSV、XLSX、JSON Lines）或记录文件",
            "Imports a table (CSV, XLSX, JSON Lines) or a file of records",
        ))
        .long_about([t(TABLES.zh, TABLES.en), t(RECORDS.zh, RECORDS.en)].join("\n\n"))
        .arg(
            Arg::new("file")
                .value_name(t("文件", "FILE"))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "表格或记录文件；- 表示标准输入",
                    "A table or a file of records; - is standard input",
                )),
        )
        .arg(flag("dry-run", t("只检查，不写入", "Only checks, writes nothing")))
        .arg(flag(
            "good-rows",
            t("有问题的行略过，其余照样导入", "Leaves wrong rows out and takes in the others"),
        ))
        .arg(one_of(
            text("conflicts", t("做法", "HOW"), ""),
            t(
                "和现有内容不同的行怎么办（不写就不导入）",
                "What becomes of rows that differ from what is here, by default refuse",
            ),
            one_of::of_import("conflicts"),
            lang,
        ))
        .arg(one_of(
            text("kind", t("表", "KIND"), ""),
            t("什么表", "What the table is about"),
            one_of::of_import("kind"),
            lang,
        ))
        .arg(text("sheet", t("工作表", "SHEET"), t("电子表格里的哪张表", "Which sheet of a workbook")))
        .arg(
            text("map", t("列=字段", "COLUMN=FIELD"), t(
                "哪一列是什么，可以写多次；“列=-”略过一列。以后同样的表头照此读",
                "What a column holds, may be given again; COLUMN=- leaves one out. Remembered for the same head",
            ))
            .action(ArgAction::Append),
        )
        .arg(flag(
            "forget-mapping",
            t("忘记这种表头记住的列名", "Forgets what was remembered of this head"),
        ))
        .arg(text("studio", t("工作室", "STUDIO"), t(
            "没写工作室的议题归哪个工作室",
            "The studio of issues that name none",
        )))
        .arg(text("source", t("来源", "SOURCE"), t(
            "补录的来源，默认用文件名",
            "Where past work is recorded from, by default the name of the file",
        )))
        .arg(flag(
            "add-missing",
            t(
                "表里提到而没有的工作室、部门单位、会议一并登记",
                "Adds studios, departments and sessions that the table names and that are not there",
            ),
        ))
        .arg(flag("all", t("逐行列出所有行", "Tells of every row")))
}

pub(super) fn export(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let narrowed = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).requires("ledger").help(help)
    };
    let date = t("日期", "DATE");
    Command::new("export")
        .about(t("导出全部数据，或台账", "Exports everything, or the ledger"))
        .long_about(t(
            "导出全部数据：每行一个 JSON 对象，第一行是文件头，编号、日期、更正、撤销的内容都在里面；\
             后缀写 .zip 就把佐证材料和定稿的文件一起带上。不写 -o 就打印出来。\n\n\
             用 tanshi import 可以把它导入一个空的数据文件夹，状态码相同就是一条不差。里面有个人信息，请妥善保管。\n\n\
             加 --ledger 导出台账：一件议题一行，合计是公式；后缀写 .xlsx 或 .csv。",
            "Exports everything: one JSON object a line, the first being the head, with numbers, days, \
             corrections and what was taken back; a name that ends in .zip takes the files of evidence and \
             final documents along. Without -o it is printed.\n\n\
             tanshi import brings it into an empty data folder; the same state hash says that nothing is \
             missing. It holds personal data: keep it safe.\n\n\
             With --ledger it is the ledger: a row for each issue, sums as formulas, as .xlsx or .csv.",
        ))
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name(t("文件", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "写到这个文件或文件夹（.jsonl、.zip；台账 .xlsx、.csv）",
                    "Writes to this file or folder (.jsonl, .zip; a ledger .xlsx, .csv)",
                )),
        )
        .arg(
            Arg::new("ledger")
                .long("ledger")
                .action(ArgAction::SetTrue)
                .help(t("台账", "The ledger of issues")),
        )
        .arg(narrowed("from", date, t("台账：登记日期从哪天起", "Ledger: entered from this day")))
        .arg(narrowed("to", date, t("台账：登记日期到哪天止", "Ledger: entered up to this day")))
        .arg(narrowed("studio", t("工作室", "STUDIO"), t("台账：只要一个工作室", "Ledger: one studio")))
        .arg(one_of(
            narrowed("status", t("状态", "STATUS"), ""),
            t("台账：只要这种状态", "Ledger: one status"),
            one_of::ledger_statuses(),
            lang,
        ))
        .arg(
            Arg::new("public")
                .long("public")
                .action(ArgAction::SetTrue)
                .requires("ledger")
                .help(t("台账：公开版，群众姓名等隐去", "Ledger: the public copy, citizens masked")),
        )
}

/// What presses today.
pub(super) fn today(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("today")
        .about(t("今天要办的事：逾期、临期、久等、待测评", "What presses today: overdue, due soon, waiting"))
        .long_about(t(
            "列出今天要办的事：逾期的、三个工作日内到期的、被退回的、等得久的、该测评和回访的议题，七天内的会和还没有定稿的\
             纪要。每件说明原因和下一步。设了“我的工作室”就只列它的。",
            "Lists what presses today: issues that are overdue, due within three working days, given back, \
             waiting for long, to be evaluated or revisited; the sessions of seven days, and minutes that are \
             not final. Each with the reason and the next step. Where my studio is set, only what is its own.",
        ))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name(t("工作室", "STUDIO"))
                .help(t("只看一个工作室", "Only one studio")),
        )
        .arg(
            Arg::new(ALL)
                .long(ALL)
                .action(ArgAction::SetTrue)
                .conflicts_with("studio")
                .help(t("看全部工作室", "All studios")),
        )
        .arg(super::verbs::most(lang))
}

pub(super) fn present(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("present")
        .about(t(
            "第二屏幕：大字显示议题、发言人和计时",
            "The second screen: item, speaker and clock in big letters",
        ))
        .long_about(t(
            "第二屏幕：在另一个终端里大字显示议题、发言人和计时，供会场观看。工作台照常使用；会议开始前先等待，断开后自动重连。群众只显示\
             “姓某某”，不显示诉求人、备注和电话。按 q 退出。没有终端时，打印一次当前内容。",
            "The second screen: item, speaker and clock in big letters in another terminal, for the room, \
             while the workbench is used as ever. It waits for the session and connects again by itself. \
             Citizens are shown by their surname alone; raisers, notes and telephones never. q quits. Without \
             a terminal it prints once what there is to see.",
        ))
        .arg(flag(
            "bell",
            t("发言快到时间时响铃", "Rings when the time of a speech is nearly up"),
        ))
        .arg(flag("demo", t("显示示例里的会议", "Shows the session of the example")))
        .arg(flag("once", t("打印一次当前内容", "Prints once what there is to see")))
}

pub(super) fn backup(lang: Lang) -> Command {
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

pub(super) fn restore(lang: Lang) -> Command {
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

pub(super) fn verify(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("verify").about(t("校验全部数据或一个备份", "Checks all data, or a backup")).arg(
        Arg::new("file")
            .value_name(t("备份文件", "FILE"))
            .value_parser(value_parser!(PathBuf))
            .help(t("要校验的备份；不写就校验数据", "The backup; without it, the data is checked")),
    )
}

pub(super) fn doctor(lang: Lang) -> Command {
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

pub(super) fn completions(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("completions").about(t("生成命令补全脚本", "Writes a completion script")).arg(
        Arg::new("shell")
            .value_name(t("命令行", "SHELL"))
            .required(true)
            .value_parser(value_parser!(clap_complete::Shell))
            .help(t(
                "哪种命令行：bash、zsh、fish、powershell、elvish",
                "For which shell: bash, zsh, fish, powershell, elvish",
            )),
    )
}

pub(super) fn report(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let date = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(t("日期", "DATE")).help(help)
    };
    let about = t("列出某个数字数到的每一行", "Lists every row that a figure counts");
    let rows = Arg::new("rows").long("rows").value_name(t("数字", "FIGURE"));
    let rows = rows.help(about).long_help(one_of::told(about, &one_of::counted(), lang));
    Command::new("report")
        .about(t("统计一段时间的数字", "Counts the figures of an interval"))
        .arg(date("from", t("统计区间开始，默认今年 1 月 1 日", "First day, by default 1 January")))
        .arg(date("to", t("统计区间结束，默认今天", "Last day, by default today")))
        .arg(date("cut-off", t("截止日，默认同结束日", "Cut-off date, by default the last day")))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name(t("工作室", "STUDIO"))
                .help(t("只统计一个工作室", "Only one studio")),
        )
        .arg(one_of::taking(rows, one_of::counted(), lang))
        .args(report_more(lang))
}

/// Finding by words.
pub(super) fn search(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("search")
        .about(t("查找议题、记录、承办事项等", "Finds issues, what was said, commitments and more"))
        .long_about(t(
            "查找：编号、标题、名称、地点、诉求人（也可以打拼音或首字母），以及议题正文、会议记录、承办事项等说到的内容。\
             几个词要都有，不论先后；引号里的短语照原样找，例如 tanshi search '\"停车难\" 市场'。一个字也能找。\n\n\
             全文索引由数据得出，缺了或旧了会先补上，可以随时删除（数据文件夹里的 search）。",
            "Finds numbers, titles, names, places and raisers (by pinyin and initials, too), and what is said in \
             issues, records and commitments. All words have to be there, in any order; a phrase between quotes \
             as it is written, such as tanshi search '\"parking fee\" market'. A single Chinese character is \
             found, too.\n\n\
             The full-text index is derived from the data: what it lacks is brought up to date before, and it \
             can be deleted at any time (search in the data folder).",
        ))
        .arg(
            Arg::new(search::WORDS)
                .value_name(t("词", "WORDS"))
                .required(true)
                .num_args(1..)
                .help(t("要找的词；引号里的是短语", "The words; a phrase between quotes")),
        )
        .arg(one_of(
            Arg::new(search::KIND).long("kind").value_name(t("种类", "KIND")),
            t("只找一种", "Only of this kind"),
            one_of::kinds(),
            lang,
        ))
        .arg(
            Arg::new(search::LIMIT)
                .long("limit")
                .value_name(t("条数", "COUNT"))
                .value_parser(value_parser!(u32).range(1..))
                .help(t("最多列出多少条，默认 50", "How many are listed at most, by default 50")),
        )
}

/// The documents for the office.
pub(super) fn document(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("document")
        .about(t("生成公文：纪要、签到表、交办单等", "Makes documents: minutes, sheets, letters"))
        .long_about(t(
            "生成公文。不写 -o 就在屏幕上看；文件按后缀写成 Word（.docx）、Markdown（.md）或文本（.txt）。\n\n\
             交办单和反馈表也可以按会议或议题成批生成，-o 写文件夹，没有就新建；\
             交办单是一件承办事项、一个单位一份，反馈表是一件承办事项一份。\n\n\
             pack 把一场会议要准备的材料（会议通知、空白签到表、每件议题的一事一档）一次写进 -o 指定的\
             文件夹，没有就新建。calendar 是日历文件（.ics）：会议本身和其中承办事项的时限，只写公开的内容。",
            "Makes documents. Without -o they are shown; a file is written as Word (.docx), Markdown (.md) \
             or text (.txt), by its ending.\n\n\
             Letters and report forms can be made for a session or an issue as a batch: -o is a folder then, made \
             where it is missing; a commitment has one letter for each of its departments, and one report form.\n\n\
             pack writes what a session needs beforehand (notice, blank sign-in sheet, the file of each issue) \
             into the folder named by -o, which is made where it is missing. calendar is a file for calendars \
             (.ics): the session and the deadlines of its commitments, as the public may see them.",
        ))
        .arg(
            one_of(
                Arg::new("kind").value_name(t("公文", "KIND")).required(true),
                t("哪种", "Which one"),
                one_of::pieces(),
                lang,
            )
            .long_help(pieces(lang)),
        )
        .arg(
            Arg::new("of")
                .value_name(t("对象", TARGET))
                .required(true)
                .help(t(
                    "会议、议题或承办事项的编号；督办函写部门单位，或写“全部”",
                    "Number of a session, an issue or a commitment; a department or all for follow-up",
                )),
        )
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name(t("文件", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t("写到这个文件或文件夹", "Writes to this file or folder")),
        )
        .arg(
            Arg::new("public")
                .long("public")
                .action(ArgAction::SetTrue)
                .help(t("公开版：群众姓名、电话、住址隐去", "The public copy: citizens are masked")),
        )
        .arg(
            Arg::new("dated")
                .long("dated")
                .aliases(Role::Day.names())
                .value_name(t("日期", "DATE"))
                .help(t("公文上的日期", "The day that stands on it")),
        )
        .arg(
            Arg::new("versions").long("versions").action(ArgAction::SetTrue).help(t(
                "列出定稿的各版，和后来改了什么",
                "Lists the final versions, and what changed",
            )),
        )
        .arg(
            Arg::new("which")
                .long("version")
                .value_name(t("版次", "N"))
                .value_parser(value_parser!(u32).range(1..))
                .help(t("定稿的这一版，一个字节不差", "This final version, byte for byte")),
        )
        .arg(
            Arg::new("seal")
                .long("seal")
                .value_name(t("封存码", "SEAL"))
                .conflicts_with("which")
                .help(t(
                    "封存码以此开头的那一版（会议通知改期、取消前后各有第 1 版）",
                    "The version whose seal begins so: notices of different news each have a version 1",
                )),
        )
}

/// Every document: what it is, of what it is made, and what it does not do.
fn pieces(lang: Lang) -> String {
    let line = |piece: Piece| {
        let (key, label) = (piece.key().replace('_', "-"), piece.label(lang));
        let about = about_piece(piece).get(lang);
        match lang {
            Lang::Zh => format!("{key} {label}：{about}"),
            Lang::En => format!("{key} {label}: {about}"),
        }
    };
    Piece::all().map(line).collect::<Vec<_>>().join("\n")
}

const fn about_piece(piece: Piece) -> Words {
    let (zh, en) = match piece {
        Piece::Document(kind) => match kind {
            Kind::Minutes => ("一场会议议定的事", "what a session agreed on"),
            Kind::Record => ("一场会议说了什么，逐行", "what was said in a session, line by line"),
            Kind::SignInBlank => {
                ("会前打印，供到会的人签名", "printed before a session, to be signed")
            }
            Kind::SignIn => ("一场会议谁到了会", "who came to a session"),
            Kind::Assignment => (
                "一件承办事项、一个单位一份",
                "a letter for a commitment to one of its departments",
            ),
            Kind::Progress => (
                "一件承办事项一份，由部门单位填写",
                "for a commitment, filled in by its department",
            ),
            Kind::Satisfaction => {
                ("一件议题一份，由诉求人填写", "for an issue, filled in by the raiser")
            }
            Kind::Notice => ("一场会议的时间、地点和议程", "time, venue and agenda of a session"),
            Kind::CaseFile => ("一件议题的经过", "the course of an issue"),
            Kind::FollowUp => (
                "写给一个部门单位（写“全部”就每个单位一份），问它逾期和临近时限的承办事项办得怎样；以 --dated 的日期为准。\
                 只生成函件：不发送，不登记督办（登记用 tanshi department follow-up），也不定稿",
                "to a department (all writes one to each), about everything of it that is past its deadline or near it on \
                 the day of --dated. It makes the letter alone: nothing is sent, no follow-up is entered (tanshi department \
                 follow-up does that), and it is never final",
            ),
        },
        Piece::Pack => (
            "一场会议会前要的材料，一次写进文件夹",
            "what a session needs beforehand, into a folder",
        ),
        Piece::Calendar => (
            "一场会议和其中承办事项的时限，.ics 文件",
            "a session and the deadlines of its commitments, as .ics",
        ),
    };
    Words::new(zh, en)
}

/// How a report is divided, written and frozen.
fn report_more(lang: Lang) -> [Arg; 7] {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let asked = ["from", "to", "cut-off", "studio"];
    [
        one_of(
            Arg::new("by").long("by").value_name(t("怎么分", "DIMENSION")),
            t("分开统计，按", "Divides the figures by"),
            one_of::dimensions(),
            lang,
        ),
        Arg::new("in").long("in").value_name(t("格", "CELL")).requires("by").help(t(
            "和 --by、--rows 一起：只列这一格数到的行，例如 --by month --in 2023-03",
            "With --by and --rows: the rows of this cell alone, such as --by month --in 2023-03",
        )),
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name(t("文件", "FILE"))
            .value_parser(value_parser!(PathBuf))
            .help(t(
                "写成文件：.xlsx、.docx、.md 或 .txt",
                "Writes a file: .xlsx, .docx, .md or .txt",
            )),
        Arg::new("freeze").long("freeze").value_name(t("名称", "NAME")).help(t(
            "冻结这份统计：以后登记、更正了什么，都能按当时的数字重新算出来",
            "Freezes the report: whatever is entered or corrected later, it runs again as it was",
        )),
        Arg::new("frozen")
            .long("frozen")
            .value_name(t("名称", "NAME"))
            .num_args(0..=1)
            .default_missing_value("")
            .conflicts_with_all(asked)
            .conflicts_with("freeze")
            .help(t(
                "重新算一份冻结的报表；不写名称就列出全部",
                "Runs a frozen report again; without a name, lists them all",
            )),
        Arg::new("compare").long("compare").action(ArgAction::SetTrue).requires("frozen").help(t(
            "和 --frozen 一起：现在统计有什么不同，哪些行变了，为什么",
            "With --frozen: what a report of today says otherwise, which rows moved, and why",
        )),
        Arg::new("drop")
            .long("drop")
            .value_name(t("名称", "NAME"))
            .conflicts_with_all(["freeze", "frozen"])
            .help(t("删去一份冻结的报表（可以撤销）", "Drops a frozen report (can be undone)")),
    ]
}
