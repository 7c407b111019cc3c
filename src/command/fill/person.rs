//! Fields that name people, and those who come in by being named.

use super::{Directory, Fault, FieldFault, Filling, Found, Likelihood, read_time, unmarked};
use crate::command::several;
use crate::domain::action::Action;
use crate::domain::date::{DateSpan, SpokenDeadline};
use crate::domain::id::{DepartmentId, EntityKind, PersonId};
use crate::domain::person::{PersonFacts, Side};
use crate::search::naming::{is_without_unit, said_to_be_new, split_unit};
use chrono::NaiveDate;

/// As what somebody is entered whom nobody knows yet.
#[derive(Debug, Clone, Copy)]
pub(in crate::command) struct Newcomer {
    /// The side.
    pub(in crate::command) side: Side,
    /// The department that they speak for.
    pub(in crate::command) department: Option<DepartmentId>,
}

/// So many digits are a telephone or another number, which has a field of its own.
const DIGITS_OF_NUMBERS: usize = 5;

/// Why nobody new can be called so: what was meant for the field beside it is not taken for a
/// person, nor several for one.
///
/// # Errors
/// [`FieldFault::NotAName`], [`FieldFault::SeveralNames`], or [`FieldFault::Unknown`] for one of
/// several namesakes who is not there.
pub fn check_name(text: &str, today: NaiveDate) -> Result<(), FieldFault> {
    let is_a_name = text.chars().any(char::is_alphabetic)
        && text.chars().filter(|it| it.is_numeric()).count() < DIGITS_OF_NUMBERS
        && DateSpan::parse(text, today).is_err()
        && SpokenDeadline::parse(text, today).is_err()
        && read_time(text) == Err(FieldFault::Time);
    if !is_a_name {
        return Err(FieldFault::NotAName);
    }
    if is_without_unit(text) {
        return Err(FieldFault::Unknown(EntityKind::Person));
    }
    match several::split(text, |_| false).len() {
        0 | 1 => Ok(()),
        _ => Err(FieldFault::SeveralNames),
    }
}

/// Why nobody comes in by a name that nobody has: it may be meant for somebody who is known. Whoever is
/// new all the same is told apart by a unit, or is said to be new: `周明（新）`.
///
/// # Errors
/// [`FieldFault::NearName`], or [`FieldFault::Namesakes`].
pub fn check_newness(
    text: &str,
    likelihood: Likelihood,
    directory: &dyn Directory,
) -> Result<(), FieldFault> {
    match said_to_be_new(text).map(|name| directory.find(EntityKind::Person, name)) {
        Some(Found::One(id)) => Err(FieldFault::Namesakes(vec![id])),
        Some(Found::Several(ids)) => Err(FieldFault::Namesakes(ids)),
        Some(Found::None) => Ok(()),
        None => match directory.nearly_called(text, likelihood) {
            meant if meant.is_empty() => Ok(()),
            meant => Err(FieldFault::NearName(meant)),
        },
    }
}

/// The name and the unit that somebody new is entered by.
pub fn name_and_unit(text: &str) -> (String, &str) {
    let (name, unit) = match said_to_be_new(text) {
        Some(name) => (name, ""),
        None => split_unit(text).unwrap_or((text, "")),
    };
    (several::unpadded(name).unwrap_or_else(|| name.to_owned()), unit)
}

impl Filling<'_> {
    /// The person that a field names, or what is there already; an unknown name is a newcomer.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`], or what [`check_name`] and [`check_newness`] say.
    pub fn person_or(
        &mut self,
        key: &'static str,
        current: Option<PersonId>,
    ) -> Result<Option<PersonId>, Fault> {
        match self.text(key).map(str::to_owned) {
            None => Ok(current),
            Some(text) if text.is_empty() => Ok(None),
            Some(text) => self.person(key, &text, self.newcomer(key)).map(Some),
        }
    }

    /// The people that a field names, or what is there already; unknown names are newcomers.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`], or what [`check_name`] and [`check_newness`] say.
    pub fn people_or(
        &mut self,
        key: &'static str,
        current: &[PersonId],
    ) -> Result<Vec<PersonId>, Fault> {
        Ok(self.people_as(key, self.newcomer(key))?.unwrap_or_else(|| current.to_vec()))
    }

    /// The people that a field names, newcomers as is said; `None` when it was not touched.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`], or what [`check_name`] and [`check_newness`] say.
    pub(in crate::command) fn people_as(
        &mut self,
        key: &'static str,
        newcomer: Newcomer,
    ) -> Result<Option<Vec<PersonId>>, Fault> {
        let known = |text: &str| self.is_known(EntityKind::Person, text);
        let Some(names) = self.names(key, known) else { return Ok(None) };
        names
            .iter()
            .map(|text| self.person(key, text, newcomer))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// As what the field brings newcomers in.
    fn newcomer(&self, key: &str) -> Newcomer {
        let side = self.field(key).and_then(|field| field.newcomer).unwrap_or(Side::Other);
        Newcomer { side, department: None }
    }

    fn person(
        &mut self,
        key: &'static str,
        text: &str,
        newcomer: Newcomer,
    ) -> Result<PersonId, Fault> {
        let text = unmarked(text);
        match self.directory.find(EntityKind::Person, text) {
            Found::One(id) => {
                PersonId::try_from(id).map_err(|_other| self.unknown(key, EntityKind::Person))
            }
            Found::Several(ids) => Err(Self::fault_of(key, text, FieldFault::Ambiguous(ids))),
            Found::None => {
                check_name(text, self.today).map_err(|fault| Self::fault_of(key, text, fault))?;
                // Somebody new is not called like a department.
                if !matches!(self.directory.find(EntityKind::Department, text), Found::None) {
                    return Err(Self::fault_of(key, text, FieldFault::ADepartment));
                }
                let usual = self.field(key).and_then(|field| field.newcomer);
                check_newness(text, Likelihood::of(usual), self.directory)
                    .map_err(|fault| Self::fault_of(key, text, fault))?;
                Ok(self.come_in(text, newcomer))
            }
        }
    }

    /// Adds somebody, once however often they are named.
    fn come_in(&mut self, text: &str, newcomer: Newcomer) -> PersonId {
        let (name, unit) = name_and_unit(text);
        let waiting = self.newcomers.iter().find_map(|action| match action {
            Action::AddPerson { id, facts, .. } if facts.name == name && facts.unit == unit => {
                Some(*id)
            }
            _ => None,
        });
        waiting.unwrap_or_else(|| {
            let id = PersonId::from_bytes(self.fresh());
            let facts = PersonFacts {
                unit: unit.to_owned(),
                department: newcomer.department,
                ..PersonFacts::named(name, newcomer.side)
            };
            self.newcomers.push(Action::AddPerson { id, facts, source: None });
            id
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_in_another_field_is_no_name() {
        let today = NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
        for text in [
            "2026-05-01",
            "２０２６年５月",
            "5月1日",
            "昨天",
            "两周内",
            "9:30",
            "下午3点",
            "139",
            "—",
            "电话13812345678",
        ] {
            assert_eq!(check_name(text, today), Err(FieldFault::NotAName), "{text}");
        }
        let nobody = Err(FieldFault::Unknown(EntityKind::Person));
        assert_eq!(check_name("张三（—）", today), nobody, "the one without a unit");
        for text in [
            "张　三",
            "周明",
            "周一明",
            "李日",
            "万年",
            "Mary Jones",
            "May",
            "Zhang 3",
            "张三（二组）",
        ] {
            assert_eq!(check_name(text, today), Ok(()), "{text}");
        }
        for text in ["张三、李四", "张三 李四", "Ann Lee; Bo Li"] {
            assert_eq!(check_name(text, today), Err(FieldFault::SeveralNames), "{text}");
        }
    }
}
