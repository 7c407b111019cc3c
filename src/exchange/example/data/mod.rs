//! The tables that the example is drawn from. The townships are real; everybody and everything
//! else is invented.

pub(super) mod bureaus;
pub(super) mod governance;
pub(super) mod livelihood;
pub(super) mod people;
pub(super) mod places;
pub(super) mod policy;
pub(super) mod script;
pub(super) mod studios;
