//! The person's own settings: keys, theme, language, mouse, width of ambiguous characters; and
//! what the screens looked like last time.
#![expect(clippy::disallowed_methods, reason = "files and the environment are read here")]

use super::folders;
use crate::app::{ThemeName, View};
use crate::command::table::Keymap;
use crate::i18n::{Lang, sentence};
use crate::ui::text::AmbiguousWidth;
use crate::ui::theme::{ColorDepth, Overrides, TerminalFacts, Theme};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// What the person has set.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// The language, where one is named.
    pub lang: Option<Lang>,
    /// The theme, where one is named.
    pub theme: Option<ThemeName>,
    /// Changes to the theme.
    pub overrides: Overrides,
    /// Whether the mouse is listened to, where it says so.
    pub mouse: Option<bool>,
    /// How wide ambiguous characters are; `None` asks the terminal.
    pub ambiguous: Option<AmbiguousWidth>,
    /// Whether keys are told apart by kitty's protocol.
    pub kitty: bool,
    /// What is wrong in the files, with file and line.
    pub faults: Vec<String>,
}

fn view_file() -> Option<PathBuf> {
    folders::state().map(|folder| folder.join("view.toml"))
}

impl Config {
    /// Reads the settings; what is wrong is told and does as if it were not there.
    pub fn load(lang: Lang) -> Self {
        let mut config = Self { kitty: true, ..Self::default() };
        let Some(folder) = folders::config() else { return config };
        if let Some(text) = read(&folder.join("config.toml")) {
            config.take(&text, lang);
        }
        if let Some(text) = read(&folder.join("keys.toml")) {
            match Keymap::parse(&text) {
                Ok(keymap) => config.keymap = keymap,
                Err(fault) => config.fault("keys.toml", fault.line, &fault.what, lang),
            }
        }
        if let Some(text) = read(&folder.join("theme.toml")) {
            match Theme::parse_overrides(&text) {
                Ok(overrides) => config.overrides = overrides,
                Err(fault) => {
                    let words = fault.to_string();
                    let words = words.split_once(": ").map_or(&*words, |(_, words)| words);
                    config.fault("theme.toml", fault.line, words, lang);
                }
            }
        }
        config
    }

    fn fault(&mut self, file: &str, line: usize, what: &str, lang: Lang) {
        self.faults.push(format!("{file} {}", sentence::at_line(lang, line, what)));
    }

    /// Takes in `config.toml`: `language`, `theme`, `mouse`, `ambiguous`, `kitty`.
    fn take(&mut self, text: &str, lang: Lang) {
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                return self.fault("config.toml", line, error.message(), lang);
            }
        };
        for (name, value) in table.get_ref() {
            let line = line_of(text, name.span().start);
            let allowed = self.set(name.get_ref(), value.get_ref());
            if let Some(allowed) = allowed {
                let what = match lang {
                    Lang::Zh => format!("`{}` 可以是 {allowed}", name.get_ref()),
                    Lang::En => format!("`{}`; allowed: {allowed}", name.get_ref()),
                };
                self.fault("config.toml", line, &what, lang);
            }
        }
    }

    /// Sets one value; returns what is allowed where it is none of that.
    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Option<&'static str> {
        let text = value.as_str().unwrap_or_default();
        match name {
            "language" => {
                self.lang = Lang::from_tag(text);
                self.lang.is_none().then_some("\"zh\", \"en\"")
            }
            "theme" => {
                self.theme = ThemeName::from_key(text);
                let allowed = "\"dark\", \"light\", \"high-contrast\", \"monochrome\"";
                self.theme.is_none().then_some(allowed)
            }
            "mouse" => {
                self.mouse = value.as_bool();
                self.mouse.is_none().then_some("true, false")
            }
            "kitty" => match value.as_bool() {
                Some(on) => {
                    self.kitty = on;
                    None
                }
                None => Some("true, false"),
            },
            "ambiguous" => {
                self.ambiguous = match text {
                    "narrow" => Some(AmbiguousWidth::Narrow),
                    "wide" => Some(AmbiguousWidth::Wide),
                    _ => None,
                };
                (self.ambiguous.is_none() && text != "auto")
                    .then_some("\"auto\", \"narrow\", \"wide\"")
            }
            _ => Some("language, theme, mouse, ambiguous, kitty"),
        }
    }
}

/// What the screens looked like last time; as at the first start where that cannot be read.
pub fn load_view() -> View {
    view_file().and_then(|path| read(&path)).map(|text| View::parse(&text)).unwrap_or_default()
}

/// Keeps it; a disk that refuses only loses comfort.
pub fn save_view(view: &View) {
    if let Some(path) = view_file() {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).ok();
        }
        fs::write(path, view.to_toml()).ok();
    }
}

/// How many colours the terminal has.
pub fn color_depth() -> ColorDepth {
    let [no_color, term, colorterm] =
        ["NO_COLOR", "TERM", "COLORTERM"].map(|name| std::env::var(name).ok());
    ColorDepth::detect(TerminalFacts {
        no_color: no_color.as_deref(),
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
    })
}

/// The language of the system; Chinese where it is neither.
pub fn system_lang() -> Lang {
    sys_locale::get_locale().and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The program that the person edits texts with.
pub fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.trim().is_empty()))
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_line_and_what_is_allowed() {
        let mut config = Config::default();
        config.take("language = \"en\"\n\ntheme = \"pink\"\nsound = 1\n", Lang::Zh);
        assert_eq!(config.lang, Some(Lang::En));
        assert_eq!(config.faults.len(), 2);
        assert!(config.faults.iter().any(|it| it.contains("第 3 行") && it.contains("monochrome")));
        assert!(config.faults.iter().any(|it| it.contains("第 4 行")));
    }
}
