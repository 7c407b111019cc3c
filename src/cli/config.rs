//! The person's own settings files, looked through: what is wrong in them, and what is allowed.

use super::error::CliError;
use super::output::Output;
use crate::app::ThemeName;
use crate::command::config_fault::{ConfigFault, ConfigFaultKind};
use crate::i18n::Lang;
use crate::shell::config::Config;
use crate::shell::{chosen, chosen_file, folders};
use serde_json::{Value, json};
use std::path::Path;

/// Looks through the settings files.
pub(super) fn check(lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let config = Config::load();
    if output.is_json() {
        output.value(&as_json(&config, lang))?;
    } else {
        for line in lines(&config, lang) {
            output.line(&line)?;
        }
    }
    match config.faults.len() {
        0 => Ok(()),
        faults => Err(CliError::ConfigWrong(faults)),
    }
}

/// Where the files are, which are there, and what is wrong in them.
pub(super) fn lines(config: &Config, lang: Lang) -> Vec<String> {
    let mut lines = vec![folder_line(lang)];
    lines.extend(config.files.iter().map(|path| {
        let of_file = |(file, _): &&(_, _)| Option::as_ref(file) == Some(path);
        let (name, faults) = (file_name(path), config.faults.iter().filter(of_file).count());
        match (lang, faults) {
            (Lang::Zh, 0) => format!("  {name}：没有问题"),
            (Lang::En, 0) => format!("  {name}: nothing is wrong"),
            (Lang::Zh, faults) => format!("  {name}：有 {faults} 处不对，这几处当作没有写"),
            (Lang::En, 1) => format!("  {name}: one thing is wrong, and is left out"),
            (Lang::En, faults) => format!("  {name}: {faults} things are wrong, and are left out"),
        }
    }));
    lines.extend(config.fault_words(lang).iter().map(|words| format!("  {words}")));
    lines.extend(overruled(config).iter().map(|it| format!("  {}", it.words(lang))));
    lines
}

/// A setting of the files that does nothing, since something else was chosen by key.
struct Overruled {
    key: &'static str,
    chosen: String,
    in_files: String,
}

/// Everything in the files that does nothing, since something else was chosen by key.
fn overruled(config: &Config) -> Vec<Overruled> {
    let chosen = chosen();
    let on = |mouse: bool| if mouse { "true" } else { "false" };
    let both = [
        ("language", chosen.lang.map(Lang::key), config.lang.map(Lang::key)),
        ("theme", chosen.theme.map(ThemeName::key), config.theme.map(ThemeName::key)),
        ("mouse", chosen.mouse.map(on), config.mouse.map(on)),
    ];
    let overruled = both.into_iter().filter_map(|(key, chosen, in_files)| {
        let (chosen, in_files) = chosen.zip(in_files).filter(|(chosen, file)| chosen != file)?;
        Some(Overruled { key, chosen: chosen.to_owned(), in_files: in_files.to_owned() })
    });
    overruled.collect()
}

impl Overruled {
    fn words(&self, lang: Lang) -> String {
        let Self { key, chosen, in_files } = self;
        let file = chosen_file().map(|file| file.display().to_string()).unwrap_or_default();
        match lang {
            Lang::Zh => format!(
                "{key}：在程序里选过 {chosen}，设置文件里的 {in_files} 不起作用。请在程序里改选，或删去 {file} 里的这一项"
            ),
            Lang::En => format!(
                "{key}: {chosen} was chosen in the program, so that {in_files} of the settings files does nothing. Choose it in the program, or remove the line from {file}"
            ),
        }
    }
}

fn folder_line(lang: Lang) -> String {
    let folder = folders::config().map(|folder| folder.display().to_string());
    match (folder, lang) {
        (Some(folder), Lang::Zh) => {
            format!("设置文件夹：{folder}（config.toml、keys.toml、theme.toml，都可以没有）")
        }
        (Some(folder), Lang::En) => {
            format!("Settings: {folder} (config.toml, keys.toml, theme.toml; none is needed)")
        }
        (None, Lang::Zh) => "没有个人文件夹，所以没有设置文件。".to_owned(),
        (None, Lang::En) => "There is no home folder, and so no settings files.".to_owned(),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The same for scripts.
pub(super) fn as_json(config: &Config, lang: Lang) -> Value {
    let faults: Vec<Value> = config
        .faults
        .iter()
        .map(|(path, fault)| {
            json!({
                "file": path,
                "line": (fault.line > 0).then_some(fault.line),
                "column": (fault.line > 0).then_some(fault.column),
                "key": Some(&fault.key).filter(|key| !key.is_empty()),
                "fault": kind(fault),
                "nearest": fault.nearest(),
                "allowed": fault.allowed,
                "message": fault.words(lang),
            })
        })
        .collect();
    let overruled = overruled(config);
    let overruled = overruled
        .iter()
        .map(|it| json!({"key": it.key, "chosen": it.chosen, "in_files": it.in_files}));
    let overruled: Vec<Value> = overruled.collect();
    json!({
        "folder": folders::config(),
        "files": config.files,
        "faults": faults,
        "overruled": overruled,
    })
}

const fn kind(fault: &ConfigFault) -> &'static str {
    match fault.kind {
        ConfigFaultKind::Syntax(_) => "syntax",
        ConfigFaultKind::UnknownKey => "unknown_key",
        ConfigFaultKind::BadValue(_) => "bad_value",
        ConfigFaultKind::Unreadable(_) => "unreadable",
        ConfigFaultKind::Taken { .. } => "taken",
        ConfigFaultKind::Hidden { .. } => "hidden",
    }
}
