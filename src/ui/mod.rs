//! How the screens look: pure functions from the state to cells.
