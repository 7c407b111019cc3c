//! The manual page, in one language: the commands from the parser, and what surrounds them.

use super::error::CliError;
use super::help::localised;
use super::output::Output;
use super::parser;
use crate::command::Words;
use crate::i18n::Lang;
use clap::{Arg, Command};

/// Writes the manual page.
pub(super) fn run(lang: Lang, output: &mut Output) -> Result<(), CliError> {
    output.raw(page(lang).as_bytes())
}

/// The page as roff.
fn page(lang: Lang) -> String {
    let mut root = parser::command(lang);
    root.build();
    let mut page = Roff::default();
    let version = env!("CARGO_PKG_VERSION");
    page.line(&format!(".TH TANSHI 1 \"\" \"tanshi {version}\""));
    page.section(NAME, lang);
    page.text(&format!("tanshi - {}", ABOUT.get(lang)));
    page.section(SYNOPSIS, lang);
    page.text(&usage(&mut root, lang));
    page.section(DESCRIPTION, lang);
    page.text(DESCRIBED.get(lang));
    page.section(OPTIONS, lang);
    for arg in root.get_arguments() {
        page.item(&signature(arg), &arg.get_help().map(ToString::to_string).unwrap_or_default());
    }
    page.section(COMMANDS, lang);
    for command in root.get_subcommands_mut() {
        commands(&mut page, command, lang);
    }
    for (title, entries) in [(EXIT, EXIT_CODES), (ENVIRONMENT, VARIABLES), (FILES, PATHS)] {
        page.section(title, lang);
        for (name, words) in entries {
            page.item(name, words.get(lang));
        }
    }
    page.0
}

fn commands(page: &mut Roff, command: &mut Command, lang: Lang) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    if !command.has_subcommands() {
        let usage = usage(command, lang);
        return page.item(&usage, &about);
    }
    page.line(&format!(".SS {} {}", command.get_name(), escaped(&about)));
    for verb in command.get_subcommands_mut() {
        commands(page, verb, lang);
    }
}

fn usage(command: &mut Command, lang: Lang) -> String {
    let usage = command.render_usage().to_string();
    localised(usage.trim_start_matches("Usage: ").trim(), lang)
}

/// How an option is typed: `-h, --help`, `--data <DIR>`.
fn signature(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let long = arg.get_long().unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let value = arg.get_value_names().filter(|_| takes_value).and_then(<[_]>::first);
    let value = value.map(|name| format!(" <{name}>")).unwrap_or_default();
    format!("{short}--{long}{value}")
}

/// A page that grows line by line.
#[derive(Default)]
struct Roff(String);

impl Roff {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn section(&mut self, title: Words, lang: Lang) {
        self.line(&format!(".SH {}", title.get(lang)));
    }

    /// Paragraphs of text.
    fn text(&mut self, text: &str) {
        for (place, paragraph) in text.split("\n\n").enumerate() {
            if place > 0 {
                self.line(".PP");
            }
            self.line(&escaped(paragraph));
        }
    }

    /// A term with what it means.
    fn item(&mut self, term: &str, text: &str) {
        self.line(".TP");
        self.line(&format!("\\fB{}\\fR", escaped(term)));
        self.line(&escaped(text));
    }
}

/// A text that roff takes as it is.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

const NAME: Words = Words::new("名称", "NAME");
const SYNOPSIS: Words = Words::new("用法", "SYNOPSIS");
const DESCRIPTION: Words = Words::new("说明", "DESCRIPTION");
const OPTIONS: Words = Words::new("全局选项", "OPTIONS");
const COMMANDS: Words = Words::new("命令", "COMMANDS");
const EXIT: Words = Words::new("退出码", "EXIT STATUS");
const ENVIRONMENT: Words = Words::new("环境变量", "ENVIRONMENT");
const FILES: Words = Words::new("文件", "FILES");

const ABOUT: Words = Words::new("协商议事工作台", "a workstation for consultation studios");

const DESCRIBED: Words = Words::new(
    "不带命令运行，打开工作台。工作台上能办的，命令都能办；加 --json 供脚本使用。\n\n\
     一个命令有哪些选项，用 tanshi help 加命令名查看，例如 tanshi help issue add。",
    "Without a command it opens the workbench. Whatever can be done there can be done by a command \
     too, and --json is for scripts.\n\n\
     tanshi help and the name of a command tells its options, as in tanshi help issue add.",
);

const EXIT_CODES: &[(&str, Words)] = &[
    ("0", Words::new("完成。", "Done.")),
    (
        "1",
        Words::new(
            "规则不允许，或没有确认；没有改动。原因在标准错误上。",
            "Refused by a rule, or not confirmed; nothing was changed. Standard error says why.",
        ),
    ),
    (
        "2",
        Words::new(
            "命令写得不对；没有改动。",
            "The words of the call are off; nothing was changed.",
        ),
    ),
    (
        "3",
        Words::new(
            "数据打不开，例如已在另一个窗口打开。",
            "The data cannot be used, for example because it is open elsewhere.",
        ),
    ),
];

const VARIABLES: &[(&str, Words)] = &[
    (
        "TANSHI_NOW",
        Words::new(
            "查看时当作现在的时间，例如 2023-10-20T09:00:00+08:00；登记时不能用，示例数据除外。",
            "The time that commands which only read take for now, as in 2023-10-20T09:00:00+08:00. Those that write refuse it, but for an example.",
        ),
    ),
    (
        "TANSHI_LOG",
        Words::new(
            "这一次运行记录写多少：off、error、warn、info、debug；优先于 config.toml 的 log。",
            "How much this call writes into the run log: off, error, warn, info or debug. It goes before log in config.toml.",
        ),
    ),
    ("NO_COLOR", Words::new("设了就不用颜色。", "Set and not empty: no colours are used.")),
    (
        "COLORTERM",
        Words::new(
            "truecolor 或 24bit 表示终端能显示全部颜色。",
            "truecolor or 24bit says that the terminal shows every colour.",
        ),
    ),
    (
        "TERM",
        Words::new(
            "终端的类型；没有设置或是 dumb，就打不开工作台，只能用命令。",
            "The kind of terminal. Unset or dumb, the workbench cannot be shown and commands are the way.",
        ),
    ),
    (
        "VISUAL, EDITOR",
        Words::new("编辑长段文字的程序。", "The program that long texts are edited with."),
    ),
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        Words::new(
            "没有 --lang、config.toml 也没有指定语言时，取其中第一个中文或英文；C、POSIX 和其他语言是中文。",
            "The first of them that is Chinese or English is the language, where neither --lang nor config.toml names one. C, POSIX and all others are Chinese.",
        ),
    ),
    (
        "XDG_RUNTIME_DIR",
        Words::new(
            "第二屏幕的连接放在其中的 tanshi 文件夹；没有设置，或别人也能进，就放在临时文件夹里。",
            "The line to the second screen lies in its folder tanshi; in the temporary folder where it is not set or others can enter it.",
        ),
    ),
    (
        "XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
        Words::new("以下文件夹改在别处。", "Move the folders below elsewhere."),
    ),
];

const PATHS: &[(&str, Words)] = &[
    (
        "~/.local/share/tanshi/",
        Words::new("数据；可用 --data 另行指定。", "The data; --data names another folder."),
    ),
    (
        "~/.config/tanshi/config.toml",
        Words::new(
            "语言、配色、鼠标、字符宽度、运行记录。",
            "Language, theme, mouse, width of characters, run log.",
        ),
    ),
    ("~/.config/tanshi/keys.toml", Words::new("按键。", "Keys.")),
    ("~/.config/tanshi/theme.toml", Words::new("颜色。", "Colours.")),
    (
        "~/.local/state/tanshi/chosen.toml",
        Words::new(
            "在工作台上选过的语言、配色、鼠标，由程序写。",
            "Language, theme and mouse as chosen on the workbench; the program writes it.",
        ),
    ),
    (
        "~/.local/state/tanshi/tanshi.log",
        Words::new(
            "运行记录；旧的三份是 tanshi.1.log 至 tanshi.3.log。不含姓名、标题和内容。",
            "The run log; tanshi.1.log to tanshi.3.log are older. No names, titles or texts are in it.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_section_and_names_no_page_that_there_is_not() {
        for (lang, sections) in [
            (Lang::En, ["NAME", "EXIT STATUS", "ENVIRONMENT", "FILES"]),
            (Lang::Zh, ["名称", "退出码", "环境变量", "文件"]),
        ] {
            let page = page(lang);
            for section in sections {
                assert!(page.contains(&format!("\n.SH {section}\n")), "{section}");
            }
            assert!(page.contains("TANSHI_LOG") && page.contains("tanshi.log"));
            assert!(page.contains("TANSHI_NOW") && page.contains("issue withdraw"));
            assert!(!page.contains("(1)"), "there is one page alone");
        }
        assert!(page(Lang::En).contains("\ntanshi \\- a workstation"));
        assert!(!page(Lang::Zh).contains("OPTIONS") && !page(Lang::Zh).contains("COMMAND"));
    }
}
