//! The colours of the built-in themes.
//!
//! Chinese ink on paper: running text in the terminal's own colours, one teal for where the
//! keyboard is, ochre for titles and keys, cinnabar only for danger. Every colour names what
//! stands for it among the sixteen of ANSI, because the nearest one is seldom the right one.

use ratatui::style::{Color, Modifier, Style};

use super::depth::{nearest_16, nearest_256};
use super::{ColorDepth, Role, ThemeName};

/// A colour, before it is known what the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The terminal's own, or one of its sixteen.
    Ansi(Color),
    /// One of the palette of 256.
    Index(u8),
    /// Any colour.
    Rgb(u8, u8, u8),
    /// Any colour, with the one of the sixteen that stands for it.
    Paired((u8, u8, u8), Color),
}

impl Tone {
    /// The colour at a depth; the terminal's own where there is no colour.
    pub fn color(self, depth: ColorDepth) -> Color {
        match (depth, self) {
            (ColorDepth::None, _) => Color::Reset,
            (_, Self::Ansi(color)) | (ColorDepth::Sixteen, Self::Paired(_, color)) => color,
            (ColorDepth::Sixteen, Self::Index(index)) => match index {
                0..16 => Color::Indexed(index),
                _ => nearest_16(indexed_rgb(index)),
            },
            (_, Self::Index(index)) => Color::Indexed(index),
            (ColorDepth::Sixteen, Self::Rgb(r, g, b)) => nearest_16((r, g, b)),
            (ColorDepth::Palette256, Self::Rgb(r, g, b) | Self::Paired((r, g, b), _)) => {
                nearest_256((r, g, b))
            }
            (ColorDepth::True, Self::Rgb(r, g, b) | Self::Paired((r, g, b), _)) => {
                Color::Rgb(r, g, b)
            }
        }
    }
}

/// What one of the 240 fixed colours of the palette looks like.
fn indexed_rgb(index: u8) -> (u8, u8, u8) {
    let Some(cube) = index.checked_sub(16).filter(|&cube| cube < 216) else {
        let gray = 8 + 10 * index.saturating_sub(232);
        return (gray, gray, gray);
    };
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
}

/// How a role looks, before it is known what the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// The colour of the glyphs.
    pub fg: Option<Tone>,
    /// The colour behind them.
    pub bg: Option<Tone>,
    /// Bold, dim, underline, reverse.
    pub modifiers: Modifier,
    /// What an override takes away.
    pub removed: Modifier,
}

impl Ink {
    /// This ink with a person's own on top.
    pub(super) fn overridden(self, own: Self) -> Self {
        Self {
            fg: own.fg.or(self.fg),
            bg: own.bg.or(self.bg),
            modifiers: (self.modifiers | own.modifiers) - own.removed,
            removed: Modifier::empty(),
        }
    }

    /// The style at a depth.
    pub(super) fn style(self, depth: ColorDepth) -> Style {
        let mut style = Style::new().add_modifier(self.modifiers);
        if depth != ColorDepth::None {
            style.fg = self.fg.map(|tone| tone.color(depth));
            style.bg = self.bg.map(|tone| tone.color(depth));
        }
        style
    }

    const fn plain() -> Self {
        Self { fg: None, bg: None, modifiers: Modifier::empty(), removed: Modifier::empty() }
    }

    const fn on(self, rgb: u32, ansi: Color) -> Self {
        Self { bg: Some(paired(rgb, ansi)), ..self }
    }

    const fn with(self, modifiers: Modifier) -> Self {
        Self { modifiers, ..self }
    }
}

const fn paired(rgb: u32, ansi: Color) -> Tone {
    let [_, r, g, b] = rgb.to_be_bytes();
    Tone::Paired((r, g, b), ansi)
}

const fn pen(rgb: u32, ansi: Color) -> Ink {
    Ink { fg: Some(paired(rgb, ansi)), ..Ink::plain() }
}

/// How a role looks in a built-in theme.
pub(super) const fn ink(builtin: ThemeName, role: Role) -> Ink {
    match builtin {
        ThemeName::Dark => dark(role),
        ThemeName::Light => light(role),
        ThemeName::HighContrast => high_contrast(role),
        ThemeName::Monochrome => monochrome(role),
    }
}

const BOLD: Modifier = Modifier::BOLD;
const UNDERLINED: Modifier = Modifier::UNDERLINED;

const fn dark(role: Role) -> Ink {
    match role {
        Role::Text => Ink::plain(),
        Role::Dim | Role::StatusExited => pen(0x008F_949B, Color::DarkGray),
        Role::Title | Role::Key => pen(0x00E3_C78F, Color::Yellow).with(BOLD),
        Role::Border => pen(0x0055_5C66, Color::DarkGray),
        Role::BorderFocused | Role::Accent => pen(0x0079_BDB0, Color::Cyan),
        Role::Selection => pen(0x00F6_F3EA, Color::White).on(0x0027_5159, Color::Blue).with(BOLD),
        Role::SelectionUnfocused => pen(0x00D8_D5CC, Color::White).on(0x0033_3941, Color::DarkGray),
        Role::Warning | Role::StatusSubmitted => pen(0x00E0_B063, Color::Yellow),
        Role::Danger => pen(0x00EB_7F70, Color::LightRed).with(BOLD),
        Role::Success | Role::StatusResolved => pen(0x0096_C48A, Color::Green),
        Role::KeyLabel => pen(0x00AE_B3BA, Color::Gray),
        Role::StatusConsulted => pen(0x0086_B1E0, Color::LightBlue),
        Role::Bar => pen(0x0062_9EA6, Color::Cyan),
        Role::Input => pen(0x00F0_EDE4, Color::White).on(0x0026_2B32, Color::Black),
        Role::Match => pen(0x00F5_B46B, Color::LightYellow).with(BOLD.union(UNDERLINED)),
    }
}

const fn light(role: Role) -> Ink {
    match role {
        Role::Text => Ink::plain(),
        Role::Dim | Role::StatusExited => pen(0x0066_6C74, Color::DarkGray),
        Role::Title | Role::Key => pen(0x0074_4A12, Color::Magenta).with(BOLD),
        Role::Border => pen(0x00A9_AFB6, Color::Gray),
        Role::BorderFocused | Role::Accent => pen(0x0012_6B5F, Color::Cyan),
        Role::Selection => pen(0x0010_2622, Color::White).on(0x00C4_E2DB, Color::Blue).with(BOLD),
        Role::SelectionUnfocused => pen(0x0023_272C, Color::Black).on(0x00E2_E5E8, Color::Gray),
        Role::Warning | Role::StatusSubmitted => pen(0x0088_5200, Color::Yellow),
        Role::Danger => pen(0x00B0_2A1E, Color::Red).with(BOLD),
        Role::Success | Role::StatusResolved => pen(0x0029_6A28, Color::Green),
        Role::KeyLabel => pen(0x0050_565E, Color::DarkGray),
        Role::StatusConsulted => pen(0x001D_58A8, Color::Blue),
        Role::Bar => pen(0x002F_7D86, Color::Cyan),
        Role::Input => pen(0x001B_1E22, Color::Black).on(0x00F0_F1EC, Color::White),
        Role::Match => pen(0x00A3_4300, Color::Red).with(BOLD.union(UNDERLINED)),
    }
}

const fn high_contrast(role: Role) -> Ink {
    match role {
        Role::Text | Role::KeyLabel => pen(0x00FF_FFFF, Color::White).on(0, Color::Black),
        Role::Dim | Role::StatusExited => pen(0x00D0_D0D0, Color::Gray).on(0, Color::Black),
        Role::Title => pen(0x00FF_FFFF, Color::White).on(0, Color::Black).with(BOLD),
        Role::Border => pen(0x00C0_C0C0, Color::Gray).on(0, Color::Black),
        Role::BorderFocused | Role::Accent | Role::Bar => {
            pen(0x0000_FFFF, Color::LightCyan).on(0, Color::Black).with(BOLD)
        }
        Role::Selection => pen(0, Color::Black).on(0x00FF_FF00, Color::LightYellow).with(BOLD),
        Role::SelectionUnfocused => pen(0, Color::Black).on(0x00C0_C0C0, Color::Gray),
        Role::Warning | Role::StatusSubmitted | Role::Key => {
            pen(0x00FF_FF00, Color::LightYellow).on(0, Color::Black).with(BOLD)
        }
        Role::Danger => pen(0x00FF_8080, Color::LightRed).on(0, Color::Black).with(BOLD),
        Role::Success | Role::StatusResolved => {
            pen(0x0000_FF00, Color::LightGreen).on(0, Color::Black)
        }
        Role::StatusConsulted => pen(0x0080_C0FF, Color::LightCyan).on(0, Color::Black),
        Role::Input => pen(0x00FF_FFFF, Color::White).on(0, Color::Black).with(UNDERLINED),
        Role::Match => pen(0x00FF_FF00, Color::LightYellow).with(BOLD.union(UNDERLINED)),
    }
}

const fn monochrome(role: Role) -> Ink {
    let modifiers = match role {
        Role::Dim | Role::Border | Role::StatusExited => Modifier::DIM,
        Role::Title
        | Role::BorderFocused
        | Role::Accent
        | Role::Key
        | Role::Warning
        | Role::StatusSubmitted => BOLD,
        Role::Selection => Modifier::REVERSED.union(BOLD),
        Role::SelectionUnfocused | Role::Input => UNDERLINED,
        Role::Danger | Role::Match => BOLD.union(UNDERLINED),
        Role::Text
        | Role::KeyLabel
        | Role::Bar
        | Role::Success
        | Role::StatusConsulted
        | Role::StatusResolved => Modifier::empty(),
    };
    Ink::plain().with(modifiers)
}
