//! How the screens look: pure functions from the state to cells.

pub mod canvas;
pub mod screen;
pub mod text;
pub mod theme;
pub mod widget;

pub use screen::{Look, draw};
