//! The rules of a consultation studio. Knows no I/O, no clock and no other module.
