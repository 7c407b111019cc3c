//! Who may be called what in front of everybody (DOMAIN §5): members, officials and experts by their
//! names, citizens as 姓某某; in titles also whoever raised what is talked about.

use super::{Ground, Public};
use crate::command::Catalog;
use crate::document::redact::{Name, Redactor, mask};
use crate::domain::id::{DepartmentId, IssueId, PersonId, StudioId};
use crate::domain::person::Side;
use crate::domain::row::PersonRow;
use crate::domain::session::{Class, Column, Session};
use crate::domain::world::World;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What hides names in the titles of one session. It looks at everybody once, and is kept until
/// one of those it looked at changes.
#[derive(Debug, Clone, Default)]
pub struct Masks {
    redactor: Redactor,
    /// What it was made of.
    catalog: Arc<Catalog>,
    texts: Vec<String>,
    rows: Vec<(PersonId, Class)>,
    raisers: BTreeSet<PersonId>,
    acting: BTreeSet<PersonId>,
}

impl Masks {
    /// Made for a session.
    pub fn new(catalog: &Arc<Catalog>, world: &World, session: &Session) -> Self {
        let texts = texts(catalog, world, session);
        let raisers = raisers(catalog, world, session);
        let acting = acting(world, session);
        let redactor = redactor(catalog, session, (&raisers, &acting), &texts);
        let catalog = Arc::clone(catalog);
        Self { redactor, catalog, texts, rows: rows(session), raisers, acting }
    }

    /// The same, made anew where something has changed that it was made of.
    #[must_use]
    pub fn followed(self, catalog: &Arc<Catalog>, world: &World, session: &Session) -> Self {
        let is_same = catalog.people.is_same(&self.catalog.people)
            && catalog.studios.is_same(&self.catalog.studios)
            && catalog.departments.is_same(&self.catalog.departments)
            && self.rows == rows(session)
            && self.raisers == raisers(catalog, world, session)
            && self.acting == acting(world, session)
            && self.texts == texts(catalog, world, session);
        if is_same { self } else { Self::new(catalog, world, session) }
    }

    /// A text as everybody may read it.
    pub fn text(&self, text: &str) -> String {
        self.redactor.heading(text)
    }

    /// Somebody as everybody may be told.
    pub(super) fn public(&self, ground: &Ground<'_>, session: &Session, id: PersonId) -> Public {
        let catalog = ground.catalog;
        let Some(person) = catalog.people.get(&id) else { return Public::default() };
        let class = class(session, id);
        if is_citizen(session, (&self.raisers, &self.acting), person) {
            // That somebody raised an issue is not for the room to know.
            let class = class.filter(|class| *class != Class::Raiser);
            let class = class.map(|class| class.key().to_owned());
            return Public { class, name: mask(&person.name), unit: String::new() };
        }
        let row = session.attendance.iter().find(|row| row.person == id);
        let department = row.and_then(|row| row.department).or(person.department);
        let department = department.and_then(|id| catalog.departments.get(&id));
        let unit = department.map_or_else(|| person.unit.to_string(), |it| it.name.to_string());
        Public {
            class: class.map(|class| class.key().to_owned()),
            name: person.name.to_string(),
            // A unit is typed freely: whatever looks like a telephone in it stays here.
            unit: Redactor::of_names(&[], &[]).heading(&unit),
        }
    }
}

fn rows(session: &Session) -> Vec<(PersonId, Class)> {
    session.attendance.iter().map(|row| (row.person, row.class)).collect()
}

/// Everything of a session that is shown as it was typed.
fn texts(catalog: &Catalog, world: &World, session: &Session) -> Vec<String> {
    let stages = session.stages.iter().flat_map(|(_, stages)| stages);
    let mut issues: Vec<IssueId> = session.agenda.iter().map(|item| item.issue).collect();
    // An item may have been taken off the agenda while it was on.
    issues.extend(session.floor.course().item);
    std::iter::once(session.facts.title.clone())
        .chain(issues.into_iter().map(|issue| title(catalog, world, issue)))
        .chain(stages.map(|stage| stage.name.clone()))
        .collect()
}

/// The title of an issue.
pub(super) fn title(catalog: &Catalog, world: &World, issue: IssueId) -> String {
    let stated = world.issue(issue).map(|issue| issue.facts.title.clone());
    let listed = || catalog.issues.get(&issue).map(|row| row.title.to_string());
    stated.or_else(listed).unwrap_or_default()
}

fn redactor(
    catalog: &Catalog,
    session: &Session,
    (raisers, acting): (&BTreeSet<PersonId>, &BTreeSet<PersonId>),
    texts: &[String],
) -> Redactor {
    let begins: BTreeSet<char> =
        texts.iter().flat_map(|text| text.chars()).flat_map(char::to_lowercase).collect();
    // Of a big roll only few can stand in these texts, with their whole name or a word of it.
    let may_stand = |name: &str| {
        let words = name.split(|it: char| !it.is_alphanumeric());
        let mut firsts = words.filter_map(|it| it.chars().flat_map(char::to_lowercase).next());
        firsts.any(|first| begins.contains(&first))
    };
    let people = catalog.people.values().map(|row| Name {
        whole: &row.name,
        is_masked: raisers.contains(&row.id) || is_citizen(session, (raisers, acting), row),
        is_near: class(session, row.id).is_some()
            || raisers.contains(&row.id)
            || session.facts.chair == Some(row.id),
    });
    let kept = |whole, is_near| Name { whole, is_masked: false, is_near };
    let own = |id: &StudioId| *id == session.facts.studio || session.facts.co_studios.contains(id);
    let studios = catalog.studios.values().map(|row| kept(&*row.name, own(&row.id)));
    let has_come =
        |id: &DepartmentId| session.attendance.iter().any(|row| row.department == Some(*id));
    let departments = catalog.departments.values().map(|row| kept(&*row.name, has_come(&row.id)));
    let told = studios.chain(departments).chain(people).filter(|name| may_stand(name.whole));
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Redactor::of_names(&told.collect::<Vec<_>>(), &texts)
}

/// Who raised what is talked about.
fn raisers(catalog: &Catalog, world: &World, session: &Session) -> BTreeSet<PersonId> {
    let of = |issue: IssueId| {
        let listed = catalog.issues.get(&issue).map(|row| row.raisers);
        let stated = world.issue(issue).map(|issue| issue.facts.raisers.clone());
        listed.into_iter().chain(stated).flatten()
    };
    let talked_about = session.agenda.iter().map(|item| item.issue);
    talked_about.chain(session.floor.course().item).flat_map(of).collect()
}

/// Who chairs or keeps the record, whose studio it is, and of whom a post is stated.
fn acting(world: &World, session: &Session) -> BTreeSet<PersonId> {
    let facts = &session.facts;
    let studios = std::iter::once(&facts.studio).chain(&facts.co_studios);
    let of_studios = studios.filter_map(|id| world.studio(*id)).flat_map(|studio| {
        studio.facts.convenor.into_iter().chain(studio.facts.members.iter().copied())
    });
    let titled = world.people().filter(|person| !person.facts.title.trim().is_empty());
    let heads = facts.chair.into_iter().chain(facts.recorder);
    heads.chain(of_studios).chain(titled.map(|person| person.id)).collect()
}

/// Whether somebody is there as a citizen, is known as one alone, or is known by the name alone, as a
/// walk-in is who was given the floor: the rule of the documents.
fn is_citizen(
    session: &Session,
    (raisers, acting): (&BTreeSet<PersonId>, &BTreeSet<PersonId>),
    row: &PersonRow,
) -> bool {
    match class(session, row.id) {
        Some(class) => class.column() == Column::Public,
        None => match row.side {
            Side::Public => true,
            Side::Member => false,
            Side::Other => {
                let is_official = row.department.is_some() || acting.contains(&row.id);
                !is_official || raisers.contains(&row.id)
            }
        },
    }
}

fn class(session: &Session, person: PersonId) -> Option<Class> {
    session.attendance.iter().find(|row| row.person == person).map(|row| row.class)
}
