//! What the doctor tells of the program beside the data: its version, the settings files, the run log.

use crate::cli::config;
use crate::i18n::Lang;
use crate::shell::config::Config;
use crate::shell::folders;
use crate::shell::run_log::{Level, Standing, standing};
use crate::shell::system::io_text;
use serde_json::{Value, json};
use std::path::Path;

/// What there is to tell, a line for each.
pub(super) fn lines(lang: Lang) -> Vec<String> {
    let config = Config::load();
    let mut lines = vec![version(lang)];
    lines.extend(config::lines(&config, lang));
    lines.push(log_line(config.log, lang));
    lines
}

/// The same for scripts: names with their values.
pub(super) fn json(lang: Lang) -> [(&'static str, Value); 3] {
    let config = Config::load();
    let log = standing(config.log != Level::Off).map_or(Value::Null, |log| {
        json!({
            "file": log.path,
            "level": config.log.key(),
            "log_files": log.files,
            "size_bytes": log.size_bytes,
            "is_written": config.log != Level::Off && log.refused.is_none(),
        })
    });
    let version = json!(env!("CARGO_PKG_VERSION"));
    [("version", version), ("config", config::as_json(&config, lang)), ("run_log", log)]
}

fn version(lang: Lang) -> String {
    let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    let machine = std::env::consts::ARCH;
    match lang {
        Lang::Zh => format!("版本 tanshi {version}（{system} {machine}）"),
        Lang::En => format!("Version: tanshi {version} ({system} {machine})"),
    }
}

/// Where the run log is, for somebody who is asked for it.
pub(super) fn log_line(level: Level, lang: Lang) -> String {
    let Some(log) = standing(level != Level::Off) else {
        return lang
            .pick(
                "运行记录：没有个人文件夹，不写。",
                "Run log: none, since there is no home folder.",
            )
            .to_owned();
    };
    let path = at_home(&log.path);
    let Standing { files, size_bytes, refused, .. } = log;
    let kilobytes = size_bytes.div_ceil(1_024);
    match (lang, level, refused) {
        (Lang::Zh, Level::Off, _) => format!("运行记录：{path}（已关闭）"),
        (Lang::En, Level::Off, _) => format!("Run log: {path} (switched off)"),
        (Lang::Zh, _, Some(why)) => format!("运行记录：{path} 写不进（{}）", io_text(&why, lang)),
        (Lang::En, _, Some(why)) => {
            format!("Run log: {path} cannot be written ({})", io_text(&why, lang))
        }
        (Lang::Zh, level, None) => format!(
            "运行记录：{path}（{files} 个文件，共 {kilobytes} KB，级别 {}；不含姓名、标题和内容，求助时可以发给别人）",
            level.key()
        ),
        (Lang::En, level, None) => format!(
            "Run log: {path} ({}{kilobytes} KB, level {}; no names, titles or texts are in it, so that it can be sent to whoever helps)",
            if files == 1 { String::new() } else { format!("{files} files, ") },
            level.key()
        ),
    }
}

/// A path with `~` for the home folder.
fn at_home(path: &Path) -> String {
    let within = folders::home().and_then(|home| Some(path.strip_prefix(home).ok()?.to_owned()));
    within.map_or_else(
        || path.display().to_string(),
        |rest| Path::new("~").join(rest).display().to_string(),
    )
}
