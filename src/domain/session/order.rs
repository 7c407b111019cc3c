//! The order in which an item is dealt with (通报、提问、解答、发言、议定), and templates of it.

use serde::{Deserialize, Serialize};

/// The most stages of an order.
pub const STAGES: u8 = 12;

/// One stage of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What it is called, 1–60 characters.
    pub name: String,
    /// How long it may take.
    pub minutes: Option<u16>,
}

/// A named order that can be given to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOrder {
    /// What it is called, 1–60 characters.
    pub name: String,
    /// Its stages, 1 to [`STAGES`].
    pub stages: Vec<Stage>,
}

impl ItemOrder {
    /// The order that comes with the program (DOMAIN §2: how an item is dealt with).
    pub fn built_in() -> Self {
        let stage = |name: &str| Stage { name: name.to_owned(), minutes: None };
        Self {
            name: "常用".to_owned(),
            stages: ["通报", "提问", "解答", "发言", "议定"].map(stage).into(),
        }
    }
}
