//! Where the platform keeps what: data, settings, state.

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use std::path::PathBuf;

fn strategy() -> Option<impl AppStrategy> {
    choose_app_strategy(AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "tanshi".to_owned(),
        app_name: "tanshi".to_owned(),
    })
    .ok()
}

/// The data folder; `None` without a home.
pub fn data() -> Option<PathBuf> {
    strategy().map(|folders| folders.data_dir())
}

/// The folder of the user's settings; `None` without a home.
pub fn config() -> Option<PathBuf> {
    strategy().map(|folders| folders.config_dir())
}

/// The folder of what the screens remember; `None` where the platform has none.
pub fn state() -> Option<PathBuf> {
    strategy().and_then(|folders| folders.state_dir().or_else(|| Some(folders.cache_dir())))
}

/// The home folder, which `~` stands for.
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}
