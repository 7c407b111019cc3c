//! Why the two screens do not come together, as data and in words.

use crate::i18n::Lang;
use crate::shell::system::io_text;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the two screens do not come together.
#[derive(Debug)]
pub enum HallFault {
    /// Nobody is at the other end: no workbench shows a live session.
    Nobody,
    /// Another workbench serves viewers there.
    Taken,
    /// The folder for sockets is not a real folder of this user alone.
    Unsafe(PathBuf),
    /// The path of the socket is too long for the system.
    TooLong(PathBuf),
    /// Something that is no socket lies in its place.
    InTheWay(PathBuf),
    /// Another user is at the other end.
    Foreign,
    /// What came is not ours.
    NotOurs,
    /// The other side speaks a later version.
    Newer {
        /// Which one.
        version: u8,
    },
    /// More than a frame may hold.
    TooBig,
    /// The system refused.
    Io(io::Error),
}

impl HallFault {
    /// What a person is told.
    pub fn words(&self, lang: Lang) -> String {
        let one = |zh: String, en: String| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        match self {
            Self::Nobody => {
                one("没有正在进行的会议".to_owned(), "no session is going on".to_owned())
            }
            Self::Taken => one(
                "另一个工作台已经在给第二屏幕供数".to_owned(),
                "another workbench serves the second screen already".to_owned(),
            ),
            Self::Unsafe(path) => one(
                format!("{} 不是只有您能进的文件夹", path.display()),
                format!("{} is not a folder that you alone can enter", path.display()),
            ),
            Self::TooLong(path) => one(
                format!("路径太长：{}", path.display()),
                format!("the path is too long: {}", path.display()),
            ),
            Self::InTheWay(path) => one(
                format!("{} 被别的文件占了", path.display()),
                format!("another file is in the way at {}", path.display()),
            ),
            Self::Foreign => one(
                "对方是另一个用户，不予连接".to_owned(),
                "the other side is another user; not connected".to_owned(),
            ),
            Self::NotOurs => {
                one("对方不是潭事".to_owned(), "what answers is not tanshi".to_owned())
            }
            Self::Newer { version } => one(
                format!(
                    "工作台的版本较新（第二屏幕格式 {version}），请用同一版本的 tanshi present"
                ),
                format!(
                    "the workbench is newer (format {version}); use tanshi present of the same version"
                ),
            ),
            Self::TooBig => one("内容太多".to_owned(), "too much to be sent".to_owned()),
            Self::Io(error) => io_text(error, lang),
        }
    }
}

impl fmt::Display for HallFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

impl std::error::Error for HallFault {}

impl From<io::Error> for HallFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
