//! How the screens look: pure functions from the state to cells.

pub mod canvas;
pub mod hall;
pub mod hits;
pub mod screen;
pub mod text;
pub mod theme;
pub mod widget;

pub use hits::Hits;
pub use screen::{Look, draw, draw_with_hits};
