//! Flows in a real pseudo-terminal.
