//! How things look: named roles, each with a style, made once for the terminal at hand.
//!
//! Screens ask for a [`Role`], never for a colour. Without colour every role still differs by
//! bold, dim, underline or reverse, so that a selection can always be seen.

mod depth;
mod overrides;
mod palette;

#[cfg(test)]
mod tests;

use crate::command::config_fault::ConfigFault;
use ratatui::style::{Modifier, Style};

pub use self::depth::{ColorDepth, TerminalFacts};
pub use self::overrides::Overrides;
pub use self::palette::{Ink, Tone};
use super::text::AmbiguousWidth;
/// The themes that come with the program.
pub use crate::app::ThemeName;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a piece of the screen is, for the theme to decide how it looks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// Every role, in the order of declaration.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// The role's name in a theme file.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }
        }
    };
}

roles! {
    /// Running text.
    Text = "text",
    /// What matters less: hints, ages, numbers beside names.
    Dim = "dim",
    /// Titles of panes and headings.
    Title = "title",
    /// The frame of a pane.
    Border = "border",
    /// The frame of the pane that has the keyboard.
    BorderFocused = "border_focused",
    /// The selected row of the pane that has the keyboard.
    Selection = "selection",
    /// The selected row of another pane.
    SelectionUnfocused = "selection_unfocused",
    /// What draws the eye: the active tab, a marked row.
    Accent = "accent",
    /// What is due soon, or needs care.
    Warning = "warning",
    /// What is overdue, or cannot be taken back.
    Danger = "danger",
    /// What went well.
    Success = "success",
    /// A key in a hint.
    Key = "key",
    /// What the key does.
    KeyLabel = "key_label",
    /// An issue that was submitted.
    StatusSubmitted = "status_submitted",
    /// An issue that was consulted.
    StatusConsulted = "status_consulted",
    /// An issue that is resolved.
    StatusResolved = "status_resolved",
    /// An issue that left by an exit.
    StatusExited = "status_exited",
    /// Bars of charts and the thumb of a scroll bar.
    Bar = "bar",
    /// A field that is typed into.
    Input = "input",
    /// The letters that a search hit.
    Match = "match",
}

/// The styles of all roles, and whether ambiguous characters are wide: all that a widget needs
/// to know about the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    ambiguous: AmbiguousWidth,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(ThemeName::Dark, ColorDepth::True, AmbiguousWidth::Narrow)
    }
}

impl Theme {
    /// Makes a built-in theme for a terminal.
    pub fn new(builtin: ThemeName, depth: ColorDepth, ambiguous: AmbiguousWidth) -> Self {
        Self::with_overrides(builtin, &Overrides::default(), depth, ambiguous)
    }

    /// Makes a theme with a person's own changes; colours are brought down to what the terminal
    /// has here, once.
    pub fn with_overrides(
        builtin: ThemeName,
        overrides: &Overrides,
        depth: ColorDepth,
        ambiguous: AmbiguousWidth,
    ) -> Self {
        let mut styles = [Style::new(); Role::ALL.len()];
        for (style, role) in styles.iter_mut().zip(Role::ALL) {
            let own = overrides.ink(role);
            *style = if depth == ColorDepth::None {
                let modifiers = own.map_or(Modifier::empty(), |ink| ink.modifiers);
                let plain = palette::ink(ThemeName::Monochrome, role);
                Ink { modifiers: plain.modifiers | modifiers, ..plain }.style(depth)
            } else {
                let base = palette::ink(builtin, role);
                own.map_or(base, |own| base.overridden(own)).style(depth)
            };
        }
        Self { styles, ambiguous }
    }

    /// Reads a person's own changes from TOML.
    ///
    /// ```toml
    /// base = "light"
    /// title = "#7a4a12"
    /// selection = { fg = "black", bg = 153, bold = true }
    /// ```
    ///
    /// Beside them stands what is wrong, with the line, the key and what is allowed there; each
    /// such line does as if it were not there.
    pub fn parse_overrides(toml: &str) -> (Overrides, Vec<ConfigFault>) {
        overrides::parse(toml)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of a selected row, with the keyboard there or not.
    pub fn selection(&self, focused: bool) -> Style {
        self.style(if focused { Role::Selection } else { Role::SelectionUnfocused })
    }

    /// The style of a frame, with the keyboard there or not.
    pub fn border(&self, focused: bool) -> Style {
        self.style(if focused { Role::BorderFocused } else { Role::Border })
    }

    /// How the terminal draws ambiguous characters.
    pub const fn ambiguous(&self) -> AmbiguousWidth {
        self.ambiguous
    }
}
