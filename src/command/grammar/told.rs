//! A reading in words, as the screen shows it before Enter.

use super::{About, Ground, Kind, Part, Reading};
use crate::domain::id::{DepartmentId, IssueId, PersonId};
use crate::domain::line::LineKind;
use crate::domain::text::is_han;
use crate::i18n::wording::day_in_list;
use crate::i18n::{Label, Lang, Wording};

/// The most of a title that is told: twelve Chinese characters.
const TITLE_CELLS: usize = 24;

impl Reading {
    /// What was understood, piece by piece: `承办事项`, `发言人 李建国（城管局）`, `议题 2 停车难`,
    /// `主办 城管局`, `会办 交警支队`, `时限 2023-06-30`, `资金 10万余元`, `类型 工程`.
    pub fn told(&self, lang: Lang, ground: &Ground<'_>) -> Vec<(Part, String)> {
        let mut told = vec![(Part::Kind, self.kind_words(lang).to_owned())];
        let mut tell = |part, zh: &'static str, en: &'static str, what: Option<String>| {
            told.extend(what.map(|what| (part, format!("{} {what}", lang.pick(zh, en)))));
        };
        let person = |id: PersonId| person(id, lang, ground);
        let speaker = self.speaker.map(|id| person_who(id, ground.is_missing(id), lang, ground));
        tell(Part::Person, "发言人", "Speaker", speaker);
        let mentions: Vec<String> = self.mentions.iter().map(|id| person(*id)).collect();
        tell(Part::Person, "提到", "Mentions", listed(&mentions, lang));
        tell(Part::Issue, "议题", "Item", self.issue.map(|id| self.item_words(id, ground)));
        let category = self.category.filter(|_| !self.keeps_category());
        tell(Part::Label, "类别", "Category", category.map(|it| it.label(lang).to_owned()));
        tell(Part::Label, "标签", "Tags", listed(&self.tags, lang));
        let department = |id: &DepartmentId| department(*id, ground);
        let lead = self.lead.as_ref().map(department).map(|name| self.lead_words(name, lang));
        tell(Part::Department, "主办", "Lead", lead);
        let supporting: Vec<String> = self.supporting.iter().map(department).collect();
        tell(Part::Department, "会办", "Supporting", listed(&supporting, lang));
        tell(Part::Date, "时限", "Deadline", self.deadline.as_ref().map(|it| day_in_list(it.date)));
        tell(Part::Money, "资金", "Funds", self.funds.map(|funds| funds.words(lang)));
        tell(Part::Promise, "类型", "Promise", self.promised.map(|it| it.label(lang).to_owned()));
        told
    }

    /// Whether its item has another category, which stays.
    fn keeps_category(&self) -> bool {
        self.doubts.iter().any(|doubt| matches!(doubt.about, About::OtherCategory(_)))
    }

    fn kind_words(&self, lang: Lang) -> &'static str {
        match self.kind {
            // The minutes tell what nobody in particular said as the word of all.
            Kind::Line(LineKind::Statement) if self.speaker.is_none() => {
                lang.pick("发言（会议认为）", "Statement (of the session)")
            }
            Kind::Line(kind) => kind.label(lang),
            Kind::Note => lang.pick("私记", "Private note"),
        }
    }

    fn item_words(&self, issue: IssueId, ground: &Ground<'_>) -> String {
        let title = ground.names.issue(issue).map(|row| row.title).unwrap_or_default();
        match self.place {
            // What is talked about needs no title.
            Some(place) if ground.item == Some(issue) => place.to_string(),
            Some(place) => format!("{place} {}", beginning(&title)),
            None => beginning(&title),
        }
    }

    fn lead_words(&self, name: String, lang: Lang) -> String {
        match (self.lead_by_speaker, lang) {
            (false, _) => name,
            (true, Lang::Zh) => format!("{name}（发言人单位）"),
            (true, Lang::En) => format!("{name} (the speaker's)"),
        }
    }
}

/// A person with the department or the unit that they speak for.
pub(super) fn person(id: PersonId, lang: Lang, ground: &Ground<'_>) -> String {
    person_who(id, false, lang, ground)
}

/// The same, and whether they have not signed in.
fn person_who(id: PersonId, is_missing: bool, lang: Lang, ground: &Ground<'_>) -> String {
    let Some(row) = ground.names.row(id) else { return String::new() };
    let office = ground.department_of(id).map(|id| department(id, ground));
    let unit = office.as_deref().unwrap_or(&*row.unit);
    let missing = is_missing.then(|| lang.pick("未签到", "not signed in"));
    let said = missing.into_iter().chain(Some(unit).filter(|unit| !unit.is_empty()));
    let said: Vec<&str> = said.collect();
    match (said.as_slice(), lang) {
        ([], _) => row.name.to_string(),
        (said, Lang::Zh) => format!("{}（{}）", row.name, said.join("，")),
        (said, Lang::En) => format!("{} ({})", row.name, said.join(", ")),
    }
}

/// The beginning of a title, which is enough to know an item by.
fn beginning(title: &str) -> String {
    if title.chars().map(cells).sum::<usize>() <= TITLE_CELLS {
        return title.to_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += cells(*c);
        used < TITLE_CELLS
    };
    title.chars().take_while(fits).chain(['…']).collect()
}

/// How much room a character takes: a Chinese one that of two Latin ones.
fn cells(c: char) -> usize {
    if is_han(c) { 2 } else { 1 }
}

/// A department by its name.
pub(super) fn department(id: DepartmentId, ground: &Ground<'_>) -> String {
    ground.names.department(id).map(|row| row.name.to_string()).unwrap_or_default()
}

fn listed(names: &[String], lang: Lang) -> Option<String> {
    (!names.is_empty()).then(|| names.join(lang.pick("、", ", ")))
}
