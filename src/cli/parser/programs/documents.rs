//! The documents for the office.

use super::super::TARGET;
use super::super::one_of::{self, one_of};
use crate::command::Words;
use crate::command::role::Role;
use crate::document::{Kind, Piece};
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The documents for the office.
pub(in crate::cli::parser) fn document(lang: Lang) -> Command {
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
