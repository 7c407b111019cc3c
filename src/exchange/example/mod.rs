//! The example city of DOMAIN §7: what a year and ten months of consultation would leave in a
//! store, drawn from a seed. The six cases of the source are in it as recorded; everybody and
//! everything else is invented, marked 示例数据, and passes the guards like real work.
//!
//! | question | file |
//! |---|---|
//! | the totals that have to come out | `split` |
//! | departments, officials and members | `directory` |
//! | studios, their people and when they meet | `site` |
//! | how an issue is taken in | `intake` |
//! | a session, from notice to close | `sitting` |
//! | who signs in, what is said | `sign_in` `floor` |
//! | how an issue goes on after it | `fate` `course` |
//! | what is waiting today | `backlog` |
//! | the words | `data` |

mod backlog;
mod course;
mod data;
mod directory;
mod fate;
mod floor;
mod intake;
mod maker;
mod sign_in;
mod site;
mod sitting;
mod split;

use super::{
    Change,
    records::{self, ImportFault, Known},
};
use crate::domain::{
    action::Action,
    id::{EntityId, PersonId, StudioId},
    settings::Settings,
};
use chrono::NaiveDate;
use directory::Directory;
use fate::Fates;
use maker::Maker;
use std::collections::BTreeMap;

/// The day on which the example stands still: that of the source.
pub const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2023, 10, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// The seed that the demonstration uses.
pub const SEED: u64 = 20_231_020;
/// The six cases of the source, in the records format.
pub const CASES: &str = include_str!("../../../assets/demo/records.jsonl");

/// A whole city, as changes in the order of their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Everything that was entered, oldest first.
    pub changes: Vec<Change>,
    /// Who sits at the keyboard: the convenor of `my_studio`.
    pub me: PersonId,
    /// The studio that the demonstration looks at first; it has four sessions and a backlog.
    pub my_studio: StudioId,
    /// What the local keys of the six cases stand for: `c1` to `c6` are the issues.
    pub cases: BTreeMap<String, EntityId>,
}

/// Draws the city of a seed; the same seed gives the same bytes.
///
/// # Errors
/// An [`ImportFault`] when the built-in records cannot be read, which a test rules out.
pub fn generate(seed: u64) -> Result<Example, ImportFault> {
    let mut maker = Maker::new(seed);
    let mut directory = Directory::draw(&mut maker);
    let mut sites = site::draw(&mut maker, &directory);
    directory.studios = sites.iter().map(|it| (it.id, it.district, it.founded)).collect();
    let plans = site::calendar_of(&mut maker, &sites);
    let mut fates = Fates::default();
    for (site, sittings) in sites.iter_mut().zip(&plans) {
        for sitting in sittings {
            sitting::hold(&mut maker, &mut fates, &directory, site, sitting);
        }
    }
    backlog::draw(&mut maker, &mut sites);
    let (me, my_studio) = sites
        .first()
        .map_or((PersonId::from_bytes([0; 16]), StudioId::from_bytes([0; 16])), |site| {
            (site.convenor, site.id)
        });
    let mut ids = || maker.next_id(TODAY);
    let cases = records::read(CASES.as_bytes(), &Known::default(), &mut ids, TODAY, me)?;
    let mut changes = maker.into_changes();
    changes.push(cases.change);
    let settings = Settings {
        office: "市政协办公室（示例数据）".to_owned(),
        me: Some(me),
        my_studio: Some(my_studio),
        example_today: Some(TODAY),
        ..Settings::default()
    };
    let actions = vec![Action::SetSettings { settings: Box::new(settings) }];
    changes.push(Change { today: TODAY, actor: me, actions });
    Ok(Example { changes, me, my_studio, cases: cases.keys })
}
