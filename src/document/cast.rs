//! Who and what a document speaks of, in the words of its copy: names, capacities, departments.

use super::{
    phrase::{Blank, Phrase, Unknown},
    redact::Redactor,
    setting::Setting,
    strokes::padded,
};
use crate::{
    domain::{
        date::{DateSpan, Precision},
        department::Department,
        id::{DepartmentId, EntityId, PersonId, StudioId},
        person::{Person, Side},
        session::{Attendance, Class, Session},
        studio::Studio,
        world::World,
    },
    i18n::{
        Label, Lang, Paper,
        wording::{day_in_text, span_in_text},
    },
};

/// What is at hand, and how this copy tells it.
#[derive(Debug, Clone)]
pub struct Cast<'w> {
    /// Everything at hand.
    pub world: &'w World,
    /// What the document is made for.
    pub setting: &'w Setting,
    /// What its readers may not see.
    pub redactor: Redactor,
    /// The session that it is about, if it is about one.
    session: Option<&'w Session>,
}

impl<'w> Cast<'w> {
    /// For a document about a session, or about no single one.
    pub fn new(world: &'w World, setting: &'w Setting, session: Option<&'w Session>) -> Self {
        Self { world, setting, redactor: Redactor::new(setting.copy, world, session), session }
    }

    /// The language of the document.
    pub const fn lang(&self) -> Lang {
        self.setting.lang
    }

    /// A fixed word.
    pub fn word(&self, paper: Paper) -> &'static str {
        paper.label(self.lang())
    }

    /// A fixed sentence with its places filled.
    pub fn sentence(&self, paper: Paper, values: &[(&str, Phrase)]) -> Phrase {
        Phrase::fill(self.word(paper), values)
    }

    /// A fixed sentence with its places filled by words.
    pub fn words(&self, paper: Paper, values: &[(&str, &str)]) -> String {
        let filled = values.iter().map(|(name, words)| (*name, Phrase::said(*words)));
        self.sentence(paper, &filled.collect::<Vec<_>>()).plain()
    }

    /// Free text, masked for a public copy.
    pub fn text(&self, text: &str) -> String {
        self.redactor.text(text)
    }

    /// A title, or what a place or a unit is called, masked for a public copy.
    pub fn heading(&self, text: &str) -> String {
        self.redactor.heading(text)
    }

    /// The name of a person, masked for a public copy; an unknown id has none.
    pub fn name(&self, person: PersonId) -> String {
        self.world.person(person).map(|person| self.redactor.name(person)).unwrap_or_default()
    }

    /// A name as lists show it: two Chinese characters have U+3000 between them.
    pub fn listed(&self, name: &str) -> String {
        match self.lang() {
            Lang::Zh => padded(name),
            Lang::En => name.to_owned(),
        }
    }

    /// The capacity that this copy tells somebody in: a public one shows no raiser, also not by standing
    /// apart from the others who speak for the public.
    pub fn told_class(&self, class: Class) -> Class {
        match class {
            Class::Raiser if self.setting.is_public() => Class::PublicRepresentative,
            told => told,
        }
    }

    /// The word for a capacity as this copy tells it. In Chinese the short one: a name follows 企业 and not
    /// 企业/合作社.
    pub fn class(&self, class: Class) -> &'static str {
        let class = self.told_class(class);
        match self.lang() {
            Lang::Zh => class.short(Lang::Zh),
            Lang::En => class.label(Lang::En),
        }
    }

    /// A department by its name, with its district where another one has the same name.
    pub fn department(&self, id: DepartmentId) -> String {
        self.world.department(id).map(|it| self.department_name(it)).unwrap_or_default()
    }

    fn department_name(&self, department: &Department) -> String {
        let facts = &department.facts;
        let has_namesake = !self.setting.bare_names
            && self.world.departments().any(|other| {
                other.id != department.id && !other.retracted && other.facts.name == facts.name
            });
        if has_namesake { format!("{}{}", facts.district, facts.name) } else { facts.name.clone() }
    }

    /// Several departments, in order.
    pub fn departments(&self, ids: &[DepartmentId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.department(*id)).collect();
        names.join(self.word(Paper::Comma))
    }

    /// A studio by its name.
    pub fn studio(&self, id: StudioId) -> String {
        self.world.studio(id).map(|studio: &Studio| studio.facts.name.clone()).unwrap_or_default()
    }

    /// The row of a person on the sign-in sheet.
    pub fn row(&self, person: PersonId) -> Option<&'w Attendance> {
        self.session?.attendance.iter().find(|row| row.person == person)
    }

    /// Somebody in the third person: 住建局王五, 政协委员张三, 群众代表李某某.
    pub fn who(&self, id: PersonId) -> String {
        let name = self.name(id);
        let person = self.world.person(id);
        let department = self
            .row(id)
            .and_then(|row| row.department)
            .or_else(|| person.and_then(|person| person.facts.department));
        match (self.row(id).map(|row| row.class), department, person) {
            // Where a citizen works tells who they are.
            (None, _, Some(person)) if self.redactor.is_masked(id) => self.of_side(person, &name),
            (Some(Class::Department) | None, Some(department), _) => self.words(
                Paper::OfDepartment,
                &[("department", &self.department(department)), ("name", &name)],
            ),
            (Some(class), _, _) => self.of_class(self.class(class), &name),
            (None, None, Some(person)) => self.of_side(person, &name),
            (None, None, None) => name,
        }
    }

    fn of_class(&self, class: &str, name: &str) -> String {
        self.words(Paper::OfClass, &[("class", class), ("name", name)])
    }

    /// Somebody who is not on the sheet, by the side that they usually sit on.
    fn of_side(&self, person: &Person, name: &str) -> String {
        match person.facts.side {
            Side::Member => self.of_class(self.class(Class::Member), name),
            Side::Public => self.of_class(self.word(Paper::Citizen), name),
            Side::Other => match self.post(person) {
                post if post.is_empty() => name.to_owned(),
                post => self.words(Paper::InBrackets, &[("words", name), ("more", &post)]),
            },
        }
    }

    /// The post of somebody; that of who is masked would tell who it is.
    pub fn post(&self, person: &Person) -> String {
        if self.redactor.is_masked(person.id) {
            String::new()
        } else {
            self.heading(&person.facts.title)
        }
    }

    /// Somebody, or a blank where nobody was named.
    pub fn who_or(&self, person: Option<PersonId>, unknown: Unknown, about: EntityId) -> Phrase {
        person.map_or_else(
            || Phrase::unknown(Blank::new(unknown, about).wide(4)),
            |person| Phrase::said(self.who(person)),
        )
    }

    /// A blank as wide as a name.
    pub fn unknown(&self, unknown: Unknown, about: EntityId) -> Phrase {
        Phrase::unknown(Blank::new(unknown, about))
    }

    /// Where a session is held, or a blank where nobody said so.
    pub fn venue_or(&self, venue: &str, about: EntityId) -> Phrase {
        Phrase::said_or(&self.venue(venue), Blank::new(Unknown::Venue, about))
    }

    /// Where a session is held, masked for a public copy.
    pub fn venue(&self, venue: &str) -> String {
        self.redactor.venue(venue)
    }

    /// What somebody, a place or a day is called, masked for a public copy, or a blank where there is
    /// none.
    pub fn said_or(&self, text: &str, unknown: Unknown, about: EntityId) -> Phrase {
        Phrase::said_or(&self.heading(text), Blank::new(unknown, about))
    }

    /// A day in a sentence. Of a fact from a source that is known less closely, what is not known
    /// stays blank: 2023年2月＿日.
    pub fn day(&self, span: DateSpan, unknown: Unknown, about: EntityId, is_told: bool) -> Phrase {
        use chrono::Datelike;
        let blank = |width| Phrase::unknown(Blank::new(unknown, about).wide(width));
        let (first, last) = (span.first(), span.last());
        let is_one_year = first.year() == last.year();
        match (span.precision(), self.lang()) {
            (Precision::Day, _) => day_in_text(first, self.lang()).into(),
            (Precision::Range, _) if !is_told => span_in_text(span, self.lang()).into(),
            (Precision::Month, Lang::Zh) => {
                Phrase::said(span_in_text(span, Lang::Zh)).then(blank(2)).then("日".into())
            }
            (Precision::Year | Precision::Range, Lang::Zh) if is_one_year => {
                let year = Phrase::said(format!("{}年", first.year()));
                year.then(blank(2)).then("月".into()).then(blank(2)).then("日".into())
            }
            (Precision::Month, Lang::En) => {
                blank(2).then(Phrase::said(format!(" {}", span_in_text(span, Lang::En))))
            }
            (Precision::Year | Precision::Range, Lang::En) if is_one_year => {
                blank(4).then(Phrase::said(format!(" {}", first.year())))
            }
            (Precision::Year | Precision::Range, _) => blank(8),
        }
    }
}
