//! The address book that everybody starts with: departments, their officials, and members.

use super::{
    data::{
        bureaus::Bureau,
        people::{MEMBER_POSTS, POSTS},
        places::{CITY, TOWNSHIPS, Township},
    },
    maker::{Maker, day},
};
use crate::domain::{
    action::Action,
    department::DepartmentFacts,
    id::{DepartmentId, PersonId, StudioId},
    person::{PersonFacts, Side},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Each district and how many members of it take part.
pub(super) const DISTRICTS: [(&str, u32); 5] =
    [("雨湖区", 120), ("岳塘区", 110), ("湘潭县", 120), ("湘乡市", 130), ("韶山市", 60)];
/// A department and the officials that it sends.
#[derive(Debug, Clone)]
pub(super) struct Office {
    pub(super) id: DepartmentId,
    pub(super) short: String,
    pub(super) officials: Vec<PersonId>,
}

/// Who can be asked to come.
pub(super) struct Directory {
    offices: BTreeMap<(String, String), Office>,
    members: BTreeMap<&'static str, Vec<PersonId>>,
    pub(super) experts: Vec<PersonId>,
    /// Every studio, its district and its founding, for those that meet jointly.
    pub(super) studios: Vec<(StudioId, &'static str, NaiveDate)>,
}

impl Directory {
    /// Draws the address book and enters it, district by district.
    pub(super) fn draw(maker: &mut Maker) -> Self {
        let entered = day(2022, 1, 4);
        let mut directory = Self {
            offices: BTreeMap::new(),
            members: BTreeMap::new(),
            experts: Vec::new(),
            studios: Vec::new(),
        };
        let mut actions = Vec::new();
        for bureau in Bureau::all().filter(|it| it.is_of_the_city()) {
            let office = (bureau.name(), bureau.short(), CITY);
            directory.add_office(maker, entered, office, &mut actions);
        }
        for _ in 0..12 {
            let facts = maker.person(Side::Other, "市专家库（示例）", "高级工程师");
            directory.experts.push(maker.add_person(entered, facts, &mut actions));
        }
        let clerk = maker.person(Side::Other, "市政协办公室（示例）", "工作人员");
        let actor = maker.add_person(entered, clerk, &mut actions);
        maker.save(entered, actor, std::mem::take(&mut actions));
        for (district, members) in DISTRICTS {
            for bureau in Bureau::all().filter(|it| !it.is_of_the_city()) {
                let office = (bureau.name(), bureau.short(), district);
                directory.add_office(maker, entered, office, &mut actions);
            }
            for township in TOWNSHIPS.iter().filter(|it| it.district == district) {
                let (name, short) = (township.government(), township.name);
                let office = (name.as_str(), short, district);
                directory.add_office(maker, entered, office, &mut actions);
            }
            let members = (0..members)
                .map(|_| {
                    let facts = member(maker, district);
                    maker.add_person(entered, facts, &mut actions)
                })
                .collect();
            directory.members.insert(district, members);
            maker.save(entered, actor, std::mem::take(&mut actions));
        }
        directory
    }

    fn add_office(
        &mut self,
        maker: &mut Maker,
        entered: NaiveDate,
        (name, short, district): (&str, &str, &str),
        actions: &mut Vec<Action>,
    ) {
        let id = DepartmentId::from_bytes(maker.next_id(entered));
        let facts = DepartmentFacts {
            short: short.to_owned(),
            district: district.to_owned(),
            ..DepartmentFacts::named(name)
        };
        actions.push(Action::AddDepartment { id, facts, source: None });
        let officials = (0..2)
            .map(|_| {
                let post = maker.pick(POSTS);
                let unit = format!("{district}{name}");
                let facts = maker.person(Side::Other, &unit, post);
                let facts = PersonFacts { department: Some(id), ..facts };
                maker.add_person(entered, facts, actions)
            })
            .collect();
        let office = Office { id, short: short.to_owned(), officials };
        self.offices.insert((name.to_owned(), district.to_owned()), office);
    }

    /// The department that looks after a district.
    pub(super) fn office(&self, bureau: Bureau, district: &str) -> Option<&Office> {
        let district = if bureau.is_of_the_city() { CITY } else { district };
        self.offices.get(&(bureau.name().to_owned(), district.to_owned()))
    }

    /// The government of a township.
    pub(super) fn government(&self, township: &Township) -> Option<&Office> {
        self.offices.get(&(township.government(), township.district.to_owned()))
    }

    /// The members of a district.
    pub(super) fn members(&self, district: &str) -> &[PersonId] {
        self.members.get(district).map_or(&[], Vec::as_slice)
    }
}

fn member(maker: &mut Maker, district: &str) -> PersonFacts {
    let (unit, title, sector) = maker.pick(MEMBER_POSTS);
    let facts = maker.person(Side::Member, &format!("{district}{unit}"), title);
    PersonFacts { sector: sector.to_owned(), ..facts }
}
