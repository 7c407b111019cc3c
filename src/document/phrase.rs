//! Words on paper: runs of text, and the blanks where something is not known. Knows neither pages
//! nor files.

use crate::{
    domain::{id::EntityId, session::Column},
    i18n::{Label, Lang, Names, Paper, wording::subject},
};

/// How a run of text looks; the faces are those of GB/T 9704-2012, 5.2.2 and 7.3.3.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// As the paragraph that it stands in.
    #[default]
    Plain,
    /// A label in 黑体.
    Label,
    /// An aside in 楷体.
    Aside,
    /// Struck through.
    Struck,
}

/// What a document had to say and nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// The day of the session.
    SessionDay,
    /// When the session begins.
    StartTime,
    /// Where the session took place.
    Venue,
    /// Who chaired.
    Chair,
    /// Who kept the record.
    Recorder,
    /// Who came at all.
    Attendance,
    /// How many of one column came.
    Heads(Column),
    /// What came of an item.
    Outcome,
    /// Who leads a commitment.
    Lead,
    /// When a commitment is due.
    Deadline,
    /// How much money was promised.
    Funds,
    /// When an issue was submitted.
    Submitted,
    /// Who raised an issue.
    Raiser,
    /// The office that issues the document.
    Office,
    /// The day of the document.
    Issued,
}

impl Label for Unknown {
    fn label(self, lang: Lang) -> &'static str {
        let paper = match self {
            Self::SessionDay => Paper::UnknownSessionDay,
            Self::StartTime => Paper::UnknownStartTime,
            Self::Venue => Paper::UnknownVenue,
            Self::Chair => Paper::UnknownChair,
            Self::Recorder => Paper::UnknownRecorder,
            Self::Attendance => Paper::UnknownAttendance,
            Self::Heads(Column::Member) => Paper::UnknownMembers,
            Self::Heads(Column::Public) => Paper::UnknownPublic,
            Self::Heads(Column::Department) => Paper::UnknownDepartments,
            Self::Heads(Column::Other) => Paper::UnknownOthers,
            Self::Outcome => Paper::UnknownOutcome,
            Self::Lead => Paper::UnknownLead,
            Self::Deadline => Paper::UnknownDeadline,
            Self::Funds => Paper::UnknownFunds,
            Self::Submitted => Paper::UnknownSubmitted,
            Self::Raiser => Paper::UnknownRaiser,
            Self::Office => Paper::UnknownOffice,
            Self::Issued => Paper::UnknownIssued,
        };
        paper.label(lang)
    }
}

/// A place that stays empty and marked because something is not known: unknown is never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blank {
    /// What is not known.
    pub unknown: Unknown,
    /// Whose fact it is, so that a screen can lead there.
    pub about: Option<EntityId>,
    /// How wide the place is, in Chinese characters.
    pub width: u8,
}

impl Blank {
    /// A place wide enough for a name.
    pub fn new(unknown: Unknown, about: impl Into<EntityId>) -> Self {
        Self { unknown, about: Some(about.into()), width: 6 }
    }

    /// A place for a fact of the settings.
    pub const fn of_settings(unknown: Unknown) -> Self {
        Self { unknown, about: Some(EntityId::SETTINGS), width: 6 }
    }

    /// What is missing, and of what: `主办单位（承办事项「加装护栏」）`.
    pub fn words(&self, lang: Lang, names: &dyn Names) -> String {
        let what = self.unknown.label(lang);
        match self.about.filter(|about| *about != EntityId::SETTINGS) {
            None => what.to_owned(),
            Some(about) => {
                let of = subject(about, lang, names);
                let values = [("words", Phrase::said(what)), ("more", Phrase::said(of))];
                Phrase::fill(Paper::InBrackets.said(lang), &values).plain()
            }
        }
    }

    /// The same, so many Chinese characters wide.
    #[must_use]
    pub const fn wide(mut self, width: u8) -> Self {
        self.width = width;
        self
    }
}

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text {
        /// The words; a line break in them stays one.
        text: String,
        /// How they look.
        look: Look,
    },
    /// A marked blank: something is not known.
    Blank(Blank),
    /// Room for handwriting, in Chinese characters: nothing is missing here.
    Room(u8),
}

/// Words with their looks and blanks, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Run>);

impl Phrase {
    /// Nothing.
    pub const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Plain words.
    pub fn said(text: impl Into<String>) -> Self {
        Self::looking(text, Look::Plain)
    }

    /// Words with a look.
    pub fn looking(text: impl Into<String>, look: Look) -> Self {
        Self(vec![Run::Text { text: text.into(), look }])
    }

    /// A marked blank.
    pub fn unknown(blank: Blank) -> Self {
        Self(vec![Run::Blank(blank)])
    }

    /// Room for handwriting, so many Chinese characters wide.
    pub fn room(width: u8) -> Self {
        Self(vec![Run::Room(width)])
    }

    /// The words, or a blank where there are none.
    pub fn said_or(text: &str, blank: Blank) -> Self {
        if text.is_empty() { Self::unknown(blank) } else { Self::said(text) }
    }

    /// Puts phrases into a text: `{name}` becomes the phrase of that name; a name that nobody gave
    /// stays as it is written.
    pub fn fill(template: &str, values: &[(&str, Self)]) -> Self {
        let mut filled = Self::empty();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push(before);
            let Some((name, behind)) = after.split_once('}') else {
                filled.push("{");
                rest = after;
                continue;
            };
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.append(value.clone()),
                None => filled.push(&format!("{{{name}}}")),
            }
            rest = behind;
        }
        filled.push(rest);
        filled
    }

    /// Phrases one after the other, with `between` in between.
    pub fn joined(phrases: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::empty();
        for phrase in phrases.into_iter().filter(|phrase| !phrase.is_empty()) {
            if !joined.is_empty() {
                joined.push(between);
            }
            joined.append(phrase);
        }
        joined
    }

    /// Adds plain words, in the last run where that is plain too.
    pub fn push(&mut self, words: &str) {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Run::Text { text, look: Look::Plain }) => text.push_str(words),
            _ => self.append(Self::said(words)),
        }
    }

    /// Adds another phrase.
    pub fn append(&mut self, other: Self) {
        for run in other.0 {
            match run {
                Run::Text { text, look: Look::Plain }
                    if matches!(self.0.last(), Some(Run::Text { look: Look::Plain, .. })) =>
                {
                    self.push(&text);
                }
                Run::Text { text, .. } if text.is_empty() => {}
                run => self.0.push(run),
            }
        }
    }

    /// The same with another phrase behind it.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.append(other);
        self
    }

    /// Whether there is nothing in it, not even a blank.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| matches!(run, Run::Text { text, .. } if text.is_empty()))
    }

    /// Its blanks, in order.
    pub fn blanks(&self) -> impl Iterator<Item = Blank> {
        self.0.iter().filter_map(|run| match run {
            Run::Blank(blank) => Some(*blank),
            Run::Text { .. } | Run::Room(_) => None,
        })
    }

    /// Its words alone, blanks and room drawn as low lines `＿`.
    pub fn plain(&self) -> String {
        self.0.iter().map(Run::plain).collect()
    }

    /// Its words on one line for a fingerprint: what is struck and what is blank is marked, and
    /// nothing that is typed can look like such a mark.
    pub(super) fn marked(&self) -> String {
        let marked = self.0.iter().map(|run| match run {
            Run::Text { text, look: Look::Struck } => format!("\\-{}\\-", spelt(text)),
            Run::Text { text, look: Look::Plain | Look::Label | Look::Aside } => spelt(text),
            Run::Blank(_) => "\\?".to_owned(),
            Run::Room(_) => "\\_".to_owned(),
        });
        marked.collect()
    }
}

/// A text on one line: breaks, tabs and backslashes are spelt out.
pub(super) fn spelt(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t")
}

impl Run {
    /// The words alone, blanks and room drawn as low lines `＿`.
    pub fn plain(&self) -> String {
        match self {
            Self::Text { text, .. } => text.clone(),
            Self::Blank(blank) => low_line(blank.width),
            Self::Room(width) => low_line(*width),
        }
    }
}

fn low_line(width: u8) -> String {
    "＿".repeat(width.into())
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::said(text)
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self::said(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_takes_phrases_and_keeps_their_blanks() {
        let blank = Blank::of_settings(Unknown::Office).wide(2);
        let filled = Phrase::fill(
            "由{who}在{where}主持{what}",
            &[("who", "张三".into()), ("where", Phrase::unknown(blank))],
        );
        assert_eq!(filled.plain(), "由张三在＿＿主持{what}");
        assert_eq!(filled.blanks().collect::<Vec<_>>(), [blank]);
    }

    #[test]
    fn words_that_follow_one_another_are_one_run() {
        let phrase = Phrase::said("一").then("二".into()).then(Phrase::room(1)).then("三".into());
        assert_eq!(phrase.0.len(), 3);
    }

    #[test]
    fn a_brace_that_is_left_open_is_only_a_brace() {
        assert_eq!(Phrase::fill("a{b", &[]).plain(), "a{b");
    }

    #[test]
    fn what_is_empty_takes_no_separator() {
        let joined = Phrase::joined(["一".into(), Phrase::empty(), "二".into()], "、");
        assert_eq!(joined.plain(), "一、二");
    }
}
