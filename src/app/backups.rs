//! How the backups stand, as the settings page and the command line tell it.

use crate::i18n::Lang;
use chrono::NaiveDate;

/// How the backups in one folder stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupStand {
    /// The folder.
    pub folder: String,
    /// Whether it is that of the data folder, not one of the user's choice.
    pub is_own: bool,
    /// Whether the folder is there: its medium may not be plugged in.
    pub is_there: bool,
    /// The day of the latest backup there.
    pub latest: Option<NaiveDate>,
    /// The day of one that is dated after today: a clock was wrong, and it counts as none.
    pub ahead: Option<NaiveDate>,
}

impl BackupStand {
    /// In words, with what to do, on the day `today`.
    pub fn words(&self, today: NaiveDate, lang: Lang) -> String {
        let words = self.latest_words(today, lang);
        let Some(ahead) = self.ahead else { return words };
        match lang {
            Lang::Zh => format!("{words}；另有一份日期是 {ahead}，做的时候电脑时间不对，不算数"),
            Lang::En => format!(
                "{words}; another one is dated {ahead}, when the clock was wrong, and counts as none"
            ),
        }
    }

    fn latest_words(&self, today: NaiveDate, lang: Lang) -> String {
        let folder = &self.folder;
        let days = self.latest.map(|day| (day, (today - day).num_days().max(0)));
        match (days, lang) {
            (Some((day, 0)), Lang::Zh) => format!("{day}（今天），在 {folder}"),
            (Some((day, days)), Lang::Zh) => format!("{day}（{days} 天前），在 {folder}"),
            (Some((day, 0)), Lang::En) => format!("{day} (today), in {folder}"),
            (Some((day, 1)), Lang::En) => format!("{day} (yesterday), in {folder}"),
            (Some((day, days)), Lang::En) => format!("{day} ({days} days ago), in {folder}"),
            (None, Lang::Zh) if !self.is_own && !self.is_there => {
                format!("{folder} 不在：请插上备份盘，或在设置里改位置")
            }
            (None, Lang::En) if !self.is_own && !self.is_there => {
                format!("{folder} is not there: plug the medium in, or change it in the settings")
            }
            (None, Lang::Zh) => {
                format!("{folder} 里还没有（存到别处的不算在内）；保存过内容，过一会儿就自动做一份")
            }
            (None, Lang::En) => format!(
                "none yet in {folder} (those kept elsewhere are not counted); one is made by itself soon"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_says_what_to_do() {
        let today: NaiveDate = "2023-10-20".parse().unwrap();
        let mut stand = BackupStand {
            folder: "/mnt/u".to_owned(),
            is_own: false,
            is_there: false,
            latest: None,
            ahead: None,
        };
        assert!(stand.words(today, Lang::Zh).contains("请插上备份盘"));
        stand.is_there = true;
        assert!(stand.words(today, Lang::En).contains("none yet in /mnt/u"));
        stand.latest = "2023-10-18".parse().ok();
        assert!(stand.words(today, Lang::Zh).starts_with("2023-10-18（2 天前）"));
        stand.ahead = "2031-01-01".parse().ok();
        assert!(stand.words(today, Lang::Zh).contains("2031-01-01，做的时候电脑时间不对"));
    }
}
