//! What a second screen knows, and its words: what it heard last, and how the line is.

use super::{Hall, Next, Public, Stand, Talk, Urgency};
use crate::app::cockpit::duration;
use crate::domain::session::{Class, SpeechManner};
use crate::i18n::{Label, Lang, Paper, sentence};

/// How the line to the workbench is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Line {
    /// Nobody shows a live session yet.
    #[default]
    Waiting,
    /// What is shown is so.
    There,
    /// It is gone; what is shown was so.
    Lost,
    /// It cannot be had, for a reason that waiting may not help.
    Refused(String),
}

/// A second screen.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// The language that was asked for; else that of the workbench.
    named: Option<Lang>,
    /// The language until a workbench was heard.
    first: Lang,
    hall: Option<Hall>,
    line: Line,
    /// When the line was lost, in milliseconds since 1970: clocks stand there.
    lost_ms: Option<u64>,
    /// How the speech stood when somebody looked last.
    urgency: Option<Urgency>,
}

impl Board {
    /// One that waits.
    pub fn new(named: Option<Lang>, first: Lang) -> Self {
        Self { named, first, ..Self::default() }
    }

    /// Takes in what the room sees.
    pub fn hear(&mut self, hall: Hall) {
        self.hall = Some(hall);
        self.line = Line::There;
        self.lost_ms = None;
    }

    /// The line is gone, with a reason where it is more than that nobody is there.
    pub fn lose(&mut self, reason: Option<String>, wall_ms: u64) {
        // Of a session that is over nothing more is awaited.
        self.hall = self.hall.take().filter(|hall| hall.stand != Stand::Closed);
        self.lost_ms = self.lost_ms.or(Some(wall_ms));
        self.line = match (reason, &self.hall) {
            (Some(reason), _) => Line::Refused(reason),
            (None, Some(_)) => Line::Lost,
            (None, None) => Line::Waiting,
        };
    }

    /// The language that is shown.
    pub fn lang(&self) -> Lang {
        let heard = || self.hall.as_ref().and_then(|hall| Lang::from_tag(&hall.lang));
        self.named.or_else(heard).unwrap_or(self.first)
    }

    /// How the line is.
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// What the room sees at a moment; it stands from when the line was lost.
    pub fn hall(&self, wall_ms: u64) -> Option<Hall> {
        Some(self.hall.as_ref()?.at(self.lost_ms.unwrap_or(wall_ms)))
    }

    /// Whether a clock runs on the screen.
    pub fn is_running(&self) -> bool {
        let runs = |hall: &Hall| {
            let talk = hall.talk.as_ref().is_some_and(|talk| !talk.paused);
            hall.stand == Stand::Live && (hall.item.is_some() || talk)
        };
        self.line == Line::There && self.hall.as_ref().is_some_and(runs)
    }

    /// Whether the speech has just come near its end, or to it.
    pub fn rings(&mut self, wall_ms: u64) -> bool {
        let hall = self.hall(wall_ms).filter(|_| self.line == Line::There);
        let now = hall.and_then(|hall| hall.talk).map(|talk| talk.urgency());
        let before = std::mem::replace(&mut self.urgency, now);
        // Whoever looks first at a speech that is long over is not rung at.
        before.zip(now).is_some_and(|(before, now)| now > before)
    }
}

/// What is said of the line, where that is not as it should be.
pub fn line_words(line: &Line, lang: Lang) -> Option<String> {
    match line {
        Line::There => None,
        Line::Waiting => Some(lang.pick("等待会议开始", "Waiting for the session").to_owned()),
        Line::Lost => {
            Some(lang.pick("连接已断开，正在重连", "Connection lost, trying again").to_owned())
        }
        Line::Refused(reason) => Some(reason.clone()),
    }
}

/// Where the session stands, where that is to be said.
pub const fn stand_words(stand: Stand, lang: Lang) -> Option<&'static str> {
    match stand {
        Stand::Live => None,
        Stand::Planned => Some(lang.pick("即将开始", "About to begin")),
        Stand::Paused => Some(lang.pick("休会中", "In a break")),
        Stand::Interrupted => Some(lang.pick("会议中断", "Interrupted")),
        Stand::Closed => Some(lang.pick("已散会", "The session is closed")),
    }
}

/// Somebody with the capacity that they are there in: 政协委员 王五（水利局）.
pub fn who_words(who: &Public, lang: Lang) -> String {
    let class = who.class.as_deref().and_then(Class::from_key);
    let class = match (class, lang) {
        // The unit says it.
        (Some(Class::Department), _) if !who.unit.is_empty() => "",
        (Some(class), _) => class.label(lang),
        (None, _) if who.unit.is_empty() => Paper::Citizen.label(lang),
        (None, _) => "",
    };
    let named = [class, &who.name].map(str::trim).into_iter().filter(|it| !it.is_empty());
    let named = named.collect::<Vec<_>>().join(" ");
    match (who.unit.as_str(), lang) {
        ("", _) => named,
        (unit, Lang::Zh) => format!("{named}（{unit}）"),
        (unit, Lang::En) => format!("{named} ({unit})"),
    }
}

/// The manner, where it is not a speech in its turn.
pub fn manner_words(key: &str, lang: Lang) -> Option<&'static str> {
    let manner = SpeechManner::from_key(key).filter(|it| *it != SpeechManner::Speech)?;
    Some(manner.label(lang))
}

/// `议题 2/3`.
pub fn place_words(hall: &Hall, lang: Lang) -> Option<String> {
    let number = hall.item.as_ref()?.number;
    let word = lang.pick("议题", "Item");
    Some(if number > 0 { format!("{word} {number}/{}", hall.items) } else { word.to_owned() })
}

/// The stages, the one that is on between brackets.
pub fn stage_words(hall: &Hall) -> Option<String> {
    let item = hall.item.as_ref().filter(|item| !item.stages.is_empty())?;
    let on = usize::from(item.stage);
    let stage = |(at, name): (usize, &String)| {
        if at == on { format!("[{name}]") } else { name.clone() }
    };
    Some(item.stages.iter().enumerate().map(stage).collect::<Vec<_>>().join("  "))
}

/// The clock of the item beside what was planned: `议题用时 12:05（计划 20:00）`.
pub fn item_words(hall: &Hall, lang: Lang) -> Option<String> {
    let item = hall.item.as_ref()?;
    let spent = duration(item.elapsed_seconds);
    let planned = item.planned_seconds.map(duration);
    Some(match (planned, lang) {
        (Some(planned), Lang::Zh) => format!("议题用时 {spent}（计划 {planned}）"),
        (Some(planned), Lang::En) => format!("Item {spent} (planned {planned})"),
        (None, Lang::Zh) => format!("议题用时 {spent}"),
        (None, Lang::En) => format!("Item {spent}"),
    })
}

/// What stands under the clock of a speech: its limit, and how it stands to it.
pub fn limit_words(talk: &Talk, lang: Lang) -> String {
    let limit = talk.limit_seconds.map(duration).map(|limit| match lang {
        Lang::Zh => format!("发言限时 {limit}"),
        Lang::En => format!("limit {limit}"),
    });
    let state = match (talk.paused, talk.urgency()) {
        (true, _) => Some(lang.pick("暂停", "paused")),
        (false, Urgency::Over) => Some(lang.pick("时间到", "time is up")),
        (false, Urgency::Near) => Some(lang.pick("快到时间", "nearly up")),
        (false, Urgency::None) => None,
    };
    let parts = limit.into_iter().chain(state.map(str::to_owned));
    parts.collect::<Vec<_>>().join("  ")
}

/// Who waits, one after the other under a head: `接下来`, `1 政协委员 王五`, `2 群众 李某某`; empty
/// where nobody does.
pub fn queue_words(hall: &Hall, lang: Lang) -> Vec<String> {
    if hall.queue.is_empty() {
        return Vec::new();
    }
    let one = |(at, next): (usize, &Next)| {
        let manner = manner_words(&next.manner, lang);
        let manner = manner.map(|it| format!("{it} ")).unwrap_or_default();
        format!("{} {manner}{}", at + 1, who_words(&next.who, lang))
    };
    let mut words: Vec<String> = vec![lang.pick("接下来", "Next").to_owned()];
    words.extend(hall.queue.iter().enumerate().map(one));
    let more = usize::from(hall.waiting).saturating_sub(hall.queue.len());
    if more > 0 {
        words.push(match lang {
            Lang::Zh => format!("还有 {more} 人"),
            Lang::En => format!("{more} more"),
        });
    }
    words
}

/// How many are there, and whether that is enough.
pub fn heads_words(hall: &Hall, lang: Lang) -> String {
    let heads = sentence::attendance_in_short(lang, hall.heads);
    let quorum = if hall.quorum {
        lang.pick("人数有效", "quorum")
    } else {
        lang.pick("人数不足", "no quorum")
    };
    format!("{heads}  {quorum}")
}

/// The studio and what the session is about.
pub fn session_words(hall: &Hall) -> String {
    let parts = [hall.studio.as_str(), hall.session.as_str()];
    let parts = parts.into_iter().filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}

/// All of it as lines, for where there is no screen.
pub fn lines(hall: &Hall, lang: Lang) -> Vec<String> {
    let mut lines = vec![session_words(hall)];
    lines.extend(stand_words(hall.stand, lang).map(str::to_owned));
    if let Some(item) = &hall.item {
        let place = place_words(hall, lang).unwrap_or_default();
        lines.push(format!("{place}  {}", item.title));
        lines.extend(stage_words(hall));
        lines.extend(item_words(hall, lang));
    }
    if let Some(talk) = &hall.talk {
        let manner = manner_words(&talk.manner, lang);
        let manner = manner.unwrap_or_else(|| lang.pick("发言", "Speaking"));
        let clock = duration(talk.elapsed_seconds);
        let words = format!(
            "{manner}  {}  {clock}  {}",
            who_words(&talk.who, lang),
            limit_words(talk, lang)
        );
        lines.push(words.trim_end().to_owned());
    }
    lines.extend(Some(queue_words(hall, lang).join("  ")).filter(|it| !it.is_empty()));
    lines.push(heads_words(hall, lang));
    lines
}
